"""Claims: what makes one bounce, which policies it may use, and the other insurance it names.

`claim_readiness` is the list of rules, one module each. Sources: NUCC "1500 Claim Form Reference Instruction Manual",
version 02/12 (boxes), and X12 005010X222A1 as payers' public companion guides give it (loops and segments).
"""
