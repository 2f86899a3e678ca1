"""Claims as X12 837P files (005010X222A1), and a judge of them that knows nothing of our rules.

segments ....... values as X12 writes them
people ......... the loops of subscriber, patient and payer
claim_837p ..... a claim: all that its chart says, and constants for what no chart says
interchange .... several claims as one file, a transaction each
judge .......... what the public validator pyx12 says of each

"TR3" is the implementation guide 005010X222A1, as payers' public companion guides give it.
"""
