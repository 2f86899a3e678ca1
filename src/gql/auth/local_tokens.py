"""The server's own bearer tokens: JWTs signed with its local key (RFC 7519, HS256)."""

import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import jwt

from gql.auth import jwt_claims
from gql.auth.jwt_claims import InvalidToken, raising_invalid_token, text_claim, uuid_claim
from insurance import limits
from insurance.enums import Role
from store.caller import Caller

ISSUER = "policybook"
AUDIENCE = "policybook-api"
ALGORITHM = "HS256"
MAX_LIFETIME_SECONDS = 12 * 60 * 60


def mint(key: bytes, caller: Caller, seconds: int = MAX_LIFETIME_SECONDS, *, now: int | None = None) -> str:
    """A token for the caller that expires `seconds` after `now`, twelve hours at most. `now` is a Unix time."""
    now = int(time.time()) if now is None else now
    claims = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": caller.subject,
        "iat": now,
        "exp": now + min(seconds, MAX_LIFETIME_SECONDS),
        "role": caller.role.value,
        "practice": caller.practice_id,
        "client": caller.client_id,
        "name": caller.name,
    }
    return jwt.encode({name: value for name, value in claims.items() if value is not None}, key, ALGORITHM)


def mint_session(key: bytes, caller: Caller) -> tuple[str, datetime]:
    """A token for the caller that lives twelve hours, and when it expires."""
    now = int(time.time())
    return mint(key, caller, now=now), datetime.fromtimestamp(now + MAX_LIFETIME_SECONDS, UTC)


def verify_with_any(keys: Sequence[bytes], token: str) -> Caller:
    """The caller of a token that one of the keys has signed. Raises InvalidToken."""
    *earlier, last = keys
    for key in earlier:
        with suppress(InvalidToken):
            return verify(key, token)
    return verify(last, token)


def verify(key: bytes, token: str) -> Caller:
    """The caller that the token authenticates. Raises InvalidToken."""
    claims = jwt_claims.verify(
        token,
        key,
        ALGORITHM,
        issuer=ISSUER,
        audience=AUDIENCE,
        max_lifetime=MAX_LIFETIME_SECONDS,
        strict_audience=True,
    )
    with raising_invalid_token():
        return caller_from_claims(claims)


def caller_from_claims(claims: Mapping[str, Any]) -> Caller:
    """The caller described by verified claims. Raises ValueError if they do not describe one."""
    name, client_id = claims.get("name"), claims.get("client")
    return Caller(
        practice_id=uuid_claim(claims.get("practice")),
        role=Role(str(claims.get("role"))),
        subject=text_claim(claims["sub"], limits.SUBJECT),
        name=None if name is None else text_claim(name, limits.ACTOR),
        client_id=None if client_id is None else uuid_claim(client_id),
    )
