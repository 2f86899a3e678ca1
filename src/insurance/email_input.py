"""An invitation goes to one plain email address.

Portal article: Controlling Whether Clients Can Add Insurance.
"""

import re

from insurance import limits
from insurance.problems import Problem, UserErrorCode
from insurance.text import trimmed

_MAX_LOCAL_PART = 64
# What browsers accept (HTML, "valid email address"), with dots only where RFC 5321 allows them: no display
# name, no quotes and no second address, so that nothing in it can become a header or another recipient. `=?` is not
# allowed: it begins an encoded word (RFC 2047), which some programs decode, perhaps to another address.
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
        message = "Enter an email address such as name@example.com."
        problems.append(Problem(UserErrorCode.INVALID, message, path))
    return text


def is_address(text: str) -> bool:
    """Whether the text is one plausible address, which no program can read as another."""
    fits = len(text) <= limits.EMAIL and text.find("@") <= _MAX_LOCAL_PART
    return fits and _ADDRESS.fullmatch(text) is not None
