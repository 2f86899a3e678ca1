"""The state codes of addresses in the United States.

USPS: Publication 28, Postal Addressing Standards, Appendix B: the states, the District of Columbia, the territories,
the freely associated states and the military "states". X12: code source 22, States and Provinces (N402 of
005010X222A1), as the public validator pyx12 4.0 lists it (its `codes.xml`, set "states"); it has no code for Palau.
"""

STATES = frozenset({
    "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "FL", "GA", "HI", "ID", "IL", "IN", "IA", "KS", "KY", "LA", "ME",
    "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM", "NY", "NC", "ND", "OH", "OK", "OR", "PA",
    "RI", "SC", "SD", "TN", "TX", "UT", "VT", "VA", "WA", "WV", "WI", "WY",
})  # fmt: skip
TERRITORIES = frozenset({"AS", "DC", "GU", "MP", "PR", "VI"})
FREELY_ASSOCIATED = frozenset({"FM", "MH", "PW"})
MILITARY = frozenset({"AA", "AE", "AP"})

USPS = STATES | TERRITORIES | FREELY_ASSOCIATED | MILITARY
X12 = USPS - {"PW"}
