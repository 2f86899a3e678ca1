"""A claim is written in the letters A to Z, digits and common punctuation.

X12's extended character set without the characters that separate the parts of a file (005010X222A1, Appendix B: `*`,
`~`, `:` and `^` as most payers' companion guides set them), and without the grave accent, which few payers accept.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from insurance.invisible import INVISIBLE

RESERVED = frozenset("*~:^")
"""What an X12 file reserves for itself."""

# Letters and signs that do not decompose into a basic letter and an accent.
_SPELLED = str.maketrans(
    {
        "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L",
        "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "TH", "ı": "i", "ħ": "h", "Ħ": "H", "ŋ": "n",
        "Ŋ": "N", "‘": "'", "’": "'", "ʻ": "'", "ʼ": "'", "′": "'", "“": '"', "”": '"', "⁄": "/",
        "\u2053": "-", "\u207b": "-", "\u208b": "-", "\u2212": "-",
    }
)  # fmt: skip
_NOT_WRITTEN = re.compile(r"""[^A-Za-z0-9 !"&'()+,\-./;?=%@\[\]_{}\\|<>#$]+""")


# Cached: the client's name and address are checked with each policy of the chart, and charts with each service.
@lru_cache(maxsize=20_000)
def claim_text(text: str | None) -> str:
    """The text as a claim carries it, in the case it has; empty where nothing of it can be written.

    Accents are dropped (`José` is `Jose`), letters of other scripts and reserved characters become spaces.
    """
    if text is None:
        return ""
    if not text.isascii():
        text = _in_basic_letters(text)
    return " ".join(_NOT_WRITTEN.sub(" ", text).split())


@lru_cache(maxsize=20_000)
def has_letter_or_digit(text: str | None) -> bool:
    """Whether a claim carries a letter or a digit of the text."""
    return any(character.isalnum() for character in claim_text(text))


def letters_and_digits(text: str) -> str:
    """The text's letters and digits in upper case, of whatever script."""
    return "".join(character for character in unicodedata.normalize("NFKC", text).upper() if character.isalnum())


def listed(items: Iterable[str]) -> str:
    """The items as a sentence lists them: `city, state and postal code`."""
    *most, last = items
    return f"{', '.join(most)} and {last}" if most else last


def _in_basic_letters(text: str) -> str:
    shown = "".join(character for character in text if character not in INVISIBLE)
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", shown).translate(_SPELLED))
    return "".join(map(_basic, decomposed)).translate(_SPELLED)


def _basic(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Mn":
        return ""
    return "-" if category == "Pd" else character
