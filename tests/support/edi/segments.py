"""Segments of an X12 file, with the delimiters that most payers' companion guides set."""

import re
from datetime import date

from insurance.claims.claim_text import RESERVED, claim_text

ELEMENT, COMPONENT, REPETITION, TERMINATOR = "*", ":", "^", "~"

_RESERVED = re.compile(f"([{re.escape(''.join(sorted(RESERVED)))}])")


def segment(identifier: str, *elements: str) -> str:
    """A segment with its elements by position. Empty ones at the end are left out, with their delimiters."""
    return ELEMENT.join((identifier, *elements)).rstrip(ELEMENT) + TERMINATOR


def identifier_text(text: str | None) -> str:
    """An identifier. Unlike in a name, a reserved character stays: without it, it would be another identifier."""
    parts = _RESERVED.split(text or "")
    return "".join(part if part in RESERVED else claim_text(part) for part in parts)


def date_text(day: date | None) -> str:
    """`YYYYMMDD`, the format D8; empty where the date is unknown."""
    return day.isoformat().replace("-", "") if day else ""
