"""Invitations to the portal: how long they are good, what one looks like, and why one is refused.

Portal article: Controlling Whether Clients Can Add Insurance. It is silent on these numbers: they are ours.
"""

import re
from datetime import timedelta

from insurance.problems import Problem, UserErrorCode

GOOD_FOR = timedelta(days=7)
TOKEN_BYTES = 32
"""Random ones. Guessing 256 bits is hopeless; the limit keeps those who try all the same from costing much."""
MISSES = 10
"""That one address may have in `MISSES_WITHIN`; more are told to wait. Whoever brings a good invitation is let in."""
MISSES_WITHIN = timedelta(minutes=1)

INVALID = Problem(
    UserErrorCode.INVITATION_INVALID,
    "This invitation is not valid, or not any more. Please ask your practice for a new one.",
    ("invitation",),
)
"""The one answer to all that is no invitation: never made, misspelt, over, replaced or used already."""
TOO_MANY = Problem(
    UserErrorCode.LIMIT_REACHED,
    "There were too many invitations that are not valid. Please wait a minute and try again.",
    ("invitation",),
)

# Base64 for URLs (RFC 4648, 5) of `TOKEN_BYTES`, without padding.
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


def may_be_token(text: str) -> bool:
    """Whether an invitation looks like this: what does not needs no looking up."""
    return _TOKEN.fullmatch(text) is not None


def refusal(*, limited: bool) -> Problem:
    """What is told to whoever missed: `limited` where they have missed too often already."""
    return TOO_MANY if limited else INVALID
