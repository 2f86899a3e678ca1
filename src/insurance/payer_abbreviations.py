"""What abbreviations of insurers stand for: the initials of a name, US states, and a few known names.

Portal article: Reviewing Client-Entered Insurance Policies. Sources: USPS Publication 28, appendix B (states);
the web sites uhc.com, hcsc.com, bcbs.com and blueshieldca.com (KNOWN_AS).
"""

from collections.abc import Iterator, Sequence

KNOWN_AS = {
    "uhc": "united healthcare",
    "hcsc": "health care service corporation",
    "bcbsa": "blue cross blue shield association",
    "bsc": "blue shield of california",
}
"""Names whose abbreviation is not made of the initials of their words as the insurers write them."""

SMALL_WORDS = frozenset({"of", "the", "and", "for", "in"})
"""Words without a letter of their own in an initialism."""

STATES = {
    "alabama": "al",
    "alaska": "ak",
    "arizona": "az",
    "arkansas": "ar",
    "california": "ca",
    "colorado": "co",
    "connecticut": "ct",
    "delaware": "de",
    "florida": "fl",
    "georgia": "ga",
    "hawaii": "hi",
    "idaho": "id",
    "illinois": "il",
    "indiana": "in",
    "iowa": "ia",
    "kansas": "ks",
    "kentucky": "ky",
    "louisiana": "la",
    "maine": "me",
    "maryland": "md",
    "massachusetts": "ma",
    "michigan": "mi",
    "minnesota": "mn",
    "mississippi": "ms",
    "missouri": "mo",
    "montana": "mt",
    "nebraska": "ne",
    "nevada": "nv",
    "ohio": "oh",
    "oklahoma": "ok",
    "oregon": "or",
    "pennsylvania": "pa",
    "tennessee": "tn",
    "texas": "tx",
    "utah": "ut",
    "vermont": "vt",
    "virginia": "va",
    "washington": "wa",
    "wisconsin": "wi",
    "wyoming": "wy",
}
"""The states whose names are one word, with the code that cards and clients write."""


def initialisms(words: Sequence[str]) -> Iterator[tuple[str, int]]:
    """The initials of the first two words or more, and how many words those are.

    "Blue Cross Blue Shield of Texas" has bc, bcb, bcbs, bcbst and bcbstx.
    """
    letters = ""
    for count, word in enumerate(words, start=1):
        if word in STATES and letters:
            yield letters + STATES[word], count
        letters += "" if word in SMALL_WORDS else word[0]
        if len(letters) > 1 and word not in SMALL_WORDS:
            yield letters, count
