"""The rules of a client's insurance, as plain values and pure functions. The index, in the articles' order:

Managing Client Insurance Policies
    Adding a New Insurance Policy ......................... policy_form, policy_input, limits, duplicates, attachments
    Editing an Existing Policy ............................ policy_input, payer_choice, edit_warnings, history
    Making a Policy Inactive .............................. status_warnings, standing, chart_order
    (days without a Primary, and with several) ............ coverage_gaps, overlaps, chart_warnings
    Understanding How Policies Are Selected for Claims .... coverage, eligibility, claim_options, coverage_of_service
    (clean claims) ........................................ claim, claim_readiness, claim_problems, required_fields
        people and payer .............................. claim_client, claim_policyholder, claim_addresses, claim_payer
        the identifiers ................................... claim_member_id, medicare_id, claim_group_id, claim_medicare
        the order of payers ............................... other_insurance, claim_rank, billing_order
        what a claim can carry ............................ claim_parts, claim_text, claim_lengths, state_codes
        (portal policies) ................................. claim_review
        the form on paper ................................. claim_form, claim_form_text
    (coverage over time) .................................. coverage_timeline
Client Insurance in the Portal
    Controlling Whether Clients Can Add Insurance ........ insurance_collection, email_input, invitations, client_input
    (addresses of clients, payers and policyholders) ...... address_input, policyholder_address
    What Clients Can and Cannot Do in the Portal .......... policy_form, submission, client_facts
    What Practitioners See and What They Need to Review ... review, payer_names, payer_input
    Reviewing Client-Entered Insurance Policies ........... needs_payer, payer_suggestions, payer_settlement
    (what clients type for insurers) ...................... payer_abbreviations
    (finding charts and payers) ........................... search, possible_duplicates
    (several records of one insurer; lists of payers) ..... payer_merge, payer_list, payer_import
    (why a new Primary ended the previous one) ............ new_primary, ended_by

The nouns are in `facts` and the values their fields take in `enums`; warnings are in `warnings`, problems that a person
can correct in `problems`; text is in `text`, `text_input`, `invisible` and
`date_text`; inputs share `address_input` and `date_ranges`.
Nothing here does I/O or reads a clock. Only the standard library is used, and rapidfuzz to compare names.
"""
