"""An email address that an invitation is for, or from.

Portal article: Controlling Whether Clients Can Add Insurance.
"""

import re

from insurance import limits
from insurance.problems import Problem, UserErrorCode
from insurance.text import trimmed

_LONGEST_LOCAL_PART = 64
# What browsers take for an address (HTML, "valid email address"), with the dots where RFC 5321 wants them: no display
# name, no quotes and no second address, so that nothing in it could become a header or another recipient. Nor may it
# have `=?`: that begins an encoded word (RFC 2047), which some read as what it stands for, such as another address.
_WORD = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
"""A part of a domain, between its dots (RFC 1123, 2.1)."""
_ADDRESS = re.compile(rf"(?!.*=\?){_WORD}(?:\.{_WORD})*@{LABEL}(?:\.{LABEL})+")


def checked_email(value: str, path: tuple[str, ...], problems: list[Problem]) -> str:
    """The address without white space at its ends; BLANK, or INVALID where it is not one plausible address."""
    text = trimmed(value)
    if not text:
        problems.append(Problem(UserErrorCode.BLANK, "This cannot be blank.", path))
    elif not is_address(text):
        message = "This is not an email address, such as name@example.com."
        problems.append(Problem(UserErrorCode.INVALID, message, path))
    return text


def is_address(text: str) -> bool:
    """Whether the text is one plausible address, and no other one to any reader."""
    fits = len(text) <= limits.EMAIL and text.find("@") <= _LONGEST_LOCAL_PART
    return fits and _ADDRESS.fullmatch(text) is not None
