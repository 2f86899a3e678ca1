"""Bearer tokens signed with the server's local key (RFC 7519, HS256).

Role, practice and client come from verified claims only. Checked beyond what the library checks: the token's length
before it is decoded, times that are whole numbers, and a lifetime no longer than the longest we give out.
"""

import time
import uuid
from collections.abc import Mapping
from typing import Any

import jwt

from insurance.words import Role
from store.caller import Caller

ISSUER = "policybook"
AUDIENCE = "policybook-api"
ALGORITHM = "HS256"
LONGEST_TOKEN = 4096
LONGEST_LIFE = 12 * 60 * 60
LEEWAY = 30
"""Seconds by which two machines' clocks may differ."""


class InvalidToken(Exception):  # noqa: N818 - reads as what it says
    """The token proves nothing. The message says no more than a stranger may know."""


def mint(key: bytes, caller: Caller, seconds: int = LONGEST_LIFE) -> str:
    """A token for the caller, good for at most twelve hours."""
    now = int(time.time())
    claims = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": caller.subject,
        "iat": now,
        "exp": now + min(seconds, LONGEST_LIFE),
        "role": caller.role.value,
        "practice": caller.practice_id,
        "client": caller.client_id,
        "name": caller.name,
    }
    return jwt.encode({claim: value for claim, value in claims.items() if value is not None}, key, ALGORITHM)


def verify(key: bytes, token: str) -> Caller:
    """The caller a token proves. Raises InvalidToken."""
    if len(token) > LONGEST_TOKEN:
        raise InvalidToken("The token is too long.")
    try:
        claims = jwt.decode(
            token,
            key,
            algorithms=[ALGORITHM],
            audience=AUDIENCE,
            issuer=ISSUER,
            leeway=LEEWAY,
            options={"require": ["exp", "iat", "iss", "aud", "sub"], "strict_aud": True},
        )
        _check_times(claims)
        return caller_of(claims)
    except jwt.ExpiredSignatureError as error:
        raise InvalidToken("The token has expired.") from error
    except (jwt.InvalidTokenError, ValueError, TypeError, OverflowError, RecursionError) as error:
        raise InvalidToken("The token is not valid.") from error


def _check_times(claims: Mapping[str, Any]) -> None:
    issued, expires = claims["iat"], claims["exp"]
    if type(issued) is not int or type(expires) is not int:
        raise ValueError("times are whole numbers")
    if not 0 < expires - issued <= LONGEST_LIFE:
        raise ValueError("a token lives at most twelve hours")


def caller_of(claims: Mapping[str, Any]) -> Caller:
    """The caller that verified claims describe. Raises ValueError where they describe none."""
    name, client_id = claims.get("name"), claims.get("client")
    return Caller(
        practice_id=_uuid(claims.get("practice")),
        role=Role(str(claims.get("role"))),
        subject=_text(claims["sub"]),
        name=None if name is None else _text(name),
        client_id=None if client_id is None else _uuid(client_id),
    )


def _text(claim: object) -> str:
    if not isinstance(claim, str) or not claim.isprintable():
        raise ValueError("a claim is text that can be shown")
    return claim


def _uuid(claim: object) -> str:
    # An id has one spelling: braces, a prefix or capitals would make it another one to the database.
    if not isinstance(claim, str) or str(uuid.UUID(claim)) != claim:
        raise ValueError("an id is a UUID in its canonical text")
    return claim
