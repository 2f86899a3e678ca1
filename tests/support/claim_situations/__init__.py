"""Situations of claims, each with the item of the form, the loop of the 837P or the rule that it comes from.

Sources: NUCC is the "1500 Claim Form Reference Instruction Manual", version 02/12, by item number. TR3 is X12
005010X222A1, by loop and segment, as payers' public companion guides give it. MBI is "Understanding the MBI Format" of
CMS. COB is the coordination of benefits: NAIC model regulation 120, 42 CFR 433.139 (Medicaid), 42 CFR 411 (Medicare).
L2 is the article Understanding How Policies Are Selected for Claims.
"""

from support.claim_situations.of_order import ORDER, RANKS
from support.claim_situations.of_people import ADDRESSES, CLIENT, HOLDER, LENGTHS, PAYER
from support.claim_situations.of_policies import COVERAGE, IDENTIFIERS, MEDICARE, READY, REQUIRED, REVIEW

SITUATIONS = [
    *READY,
    *REQUIRED,
    *COVERAGE,
    *IDENTIFIERS,
    *MEDICARE,
    *REVIEW,
    *PAYER,
    *CLIENT,
    *HOLDER,
    *ADDRESSES,
    *LENGTHS,
    *RANKS,
    *ORDER,
]
"""Parameters of a test: the policy, the others on its chart, the rest of the claim, the channels, and the problems."""
