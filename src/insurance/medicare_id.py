"""A Medicare Beneficiary Identifier has 11 characters in a fixed pattern (CMS, "Understanding the MBI Format")."""

import re
import unicodedata

from insurance.invisible import INVISIBLE

_LETTER = "AC-HJKMNP-RT-Y"  # all but S, L, O, I, B and Z, which look like digits
_FORMAT = re.compile(f"[1-9][{_LETTER}][{_LETTER}0-9][0-9][{_LETTER}][{_LETTER}0-9][0-9][{_LETTER}]{{2}}[0-9]{{2}}")

# Of Unicode's property Dash, those that are not of the category Pd: minus signs and the swung dash.
_MATHEMATICAL_DASHES = frozenset("\u2053\u207b\u208b\u2212")


def is_medicare_id(member_id: str) -> bool:
    """Whether the member ID has an MBI's 11 characters. Only its letters and digits matter: `1EG4-TE5-MK73`."""
    compact = "".join(character for character in member_id if not _separates(character))
    return compact.isascii() and _FORMAT.fullmatch(compact.upper()) is not None


def _separates(character: str) -> bool:
    # Text copied from a PDF often has other spaces and dashes than a keyboard types, and characters that nobody sees.
    is_dash = unicodedata.category(character) == "Pd" or character in _MATHEMATICAL_DASHES
    return is_dash or unicodedata.category(character) == "Zs" or character in INVISIBLE
