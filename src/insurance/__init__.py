"""The rules of a client's insurance, as plain values and pure functions. The index, in the articles' order:

Managing Client Insurance Policies
    Adding a New Insurance Policy ........................... policy_form, policy_input, limits, duplicates, attaching
    Editing an Existing Policy .............................. policy_input, saving, history
    Making a Policy Inactive ................................ status, chart_order
    Understanding How Policies Are Selected for Claims ...... coverage, eligibility, claim_options
    (clean claims) .......................................... claim_readiness, medicare_id
    (coverage over time) .................................... coverage_timeline
Client Insurance in the Portal
    Controlling Whether Clients Can Add Insurance ........... collection, email_input, invitations
    What Clients Can and Cannot Do in the Portal ............ policy_form, submission
    What Practitioners See and What They Need to Review ..... review, payer_names
    Reviewing Client-Entered Insurance Policies ............. needs_payer, payer_suggestions, settling, names_input
    (why adding a Primary ended the previous one) ........... new_primary

The words are in `words`, the nouns in `facts`, the warnings in `warnings`, what a
person can mend in `problems`, text in `text` and `dates_in_words`.
Nothing here does I/O or reads a clock. Only the standard library is used, and rapidfuzz for likeness of names.
"""
