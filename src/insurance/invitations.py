"""An invitation to the portal is valid for seven days and once; too many wrong ones from an address are slowed down.

Portal article: Controlling Whether Clients Can Add Insurance. The article gives no numbers: these are our own.
"""

import re
from datetime import timedelta

from insurance.problems import Problem, UserErrorCode

VALID_FOR = timedelta(days=7)
TOKEN_BYTES = 32
"""Random bytes: 256 bits cannot be guessed. The limit on failures keeps attempts to guess from costing much."""
REPEATABLE_FOR = timedelta(minutes=10)
"""How long whoever accepted an invitation with an idempotency key may repeat the request, if the answer was lost."""
FAILURES = 10
"""How many failed attempts one address may make within `FAILURES_WITHIN`. A valid invitation is always accepted."""
FAILURES_WITHIN = timedelta(minutes=1)

INVALID = Problem(
    UserErrorCode.INVITATION_INVALID,
    "This invitation is not valid or has expired. Please ask your practice for a new one.",
    ("invitation",),
)
"""The same answer whether the invitation never existed, is mistyped, expired, replaced or used already."""
TOO_MANY = Problem(
    UserErrorCode.LIMIT_REACHED,
    "Too many invalid invitations were tried. Please wait a minute and try again.",
    ("invitation",),
)

# Base64 for URLs (RFC 4648, 5) of `TOKEN_BYTES`, without padding.
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


def looks_like_token(text: str) -> bool:
    """Whether the text has the form of an invitation's token. Other texts need no lookup."""
    return _TOKEN.fullmatch(text) is not None


def refusal(*, limited: bool) -> Problem:
    """Why an invitation is not accepted; `limited` where the address has failed too often."""
    return TOO_MANY if limited else INVALID
