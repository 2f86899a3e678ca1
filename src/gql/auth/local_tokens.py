"""Bearer tokens signed with the server's local key (RFC 7519, HS256).

Role, practice and client come from verified claims only.
"""

import time
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import jwt

from gql.auth.jwt_claims import proving, text_of, uuid_of, verified
from insurance import limits
from insurance.enums import Role
from store.caller import Caller

ISSUER = "policybook"
AUDIENCE = "policybook-api"
ALGORITHM = "HS256"
LONGEST_LIFE = 12 * 60 * 60


def mint(key: bytes, caller: Caller, seconds: int = LONGEST_LIFE, *, now: int | None = None) -> str:
    """A token for the caller, good for at most twelve hours from now, which is in seconds since 1970."""
    now = int(time.time()) if now is None else now
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


def mint_session(key: bytes, caller: Caller) -> tuple[str, datetime]:
    """A token for the caller, good for twelve hours, and when it ends."""
    now = int(time.time())
    return mint(key, caller, now=now), datetime.fromtimestamp(now + LONGEST_LIFE, UTC)


def verify(key: bytes, token: str) -> Caller:
    """The caller a token proves. Raises InvalidToken."""
    claims = verified(
        token, key, ALGORITHM, issuer=ISSUER, audience=AUDIENCE, longest_life=LONGEST_LIFE, only_audience=True
    )
    with proving():
        return caller_of(claims)


def caller_of(claims: Mapping[str, Any]) -> Caller:
    """The caller that verified claims describe. Raises ValueError where they describe none."""
    name, client_id = claims.get("name"), claims.get("client")
    return Caller(
        practice_id=uuid_of(claims.get("practice")),
        role=Role(str(claims.get("role"))),
        subject=text_of(claims["sub"], limits.SUBJECT),
        name=None if name is None else text_of(name, limits.ACTOR),
        client_id=None if client_id is None else uuid_of(client_id),
    )
