"""Verifies a JWT and its claims (RFC 7519), whoever signed it. RFC 8725 lists the attacks this defends against.

PyJWT verifies the signature, the issuer, the audience and the times. In addition, this module limits the token's length
before it is decoded, rejects claims that are given twice and times that are not whole numbers, and limits the lifetime.
"""

import json
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import jwt

MAX_TOKEN_LENGTH = 8192
"""Characters. Identity providers list groups and roles, so their tokens are longer than ours."""
LEEWAY_SECONDS = 30
"""By how much the clocks of two machines may differ."""

_TIME_CLAIMS = ("iat", "exp", "nbf")
_JOINERS = "\u200c\u200d"
"""Invisible characters that belong to the spelling of Persian and Indic names."""


class InvalidToken(Exception):
    """The token is not valid. The message reveals no more than a stranger may know."""

    def __init__(self, message: str = "The token is not valid.") -> None:
        """Only a few tokens get a more specific message."""
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class UnverifiedToken:
    """The header and the issuer of a token before it is verified: used to choose the verifier and its key only."""

    header: Mapping[str, Any]
    issuer: object


class _Decoder(jwt.PyJWT):
    def _decode_payload(self, decoded: dict[str, Any]) -> dict[str, Any]:
        """Rejects duplicate claims: the issuer and the server might each believe another one of them."""
        payload = json.loads(decoded["payload"].decode("utf-8"), object_pairs_hook=_reject_duplicates)
        if not isinstance(payload, dict):
            raise ValueError("the claims must be an object")
        return payload


_DECODER = _Decoder({"enforce_minimum_key_length": True})


@contextmanager
def raising_invalid_token() -> Iterator[None]:
    """Turns every error of PyJWT and of the checks below into InvalidToken."""
    try:
        yield
    except jwt.ExpiredSignatureError as error:
        raise InvalidToken("The token has expired.") from error
    except (jwt.PyJWTError, ValueError, TypeError, OverflowError, RecursionError) as error:
        raise InvalidToken from error


def decode_unverified(token: str) -> UnverifiedToken:
    """Decodes a token without verifying anything. Raises InvalidToken if it is not a JWT."""
    _check_length(token)
    with raising_invalid_token():
        decoded = _DECODER.decode_complete(token, options={"verify_signature": False})
        return UnverifiedToken(decoded["header"], decoded["payload"].get("iss"))


def verify(
    token: str,
    key: bytes | jwt.PyJWK,
    algorithm: str,
    *,
    issuer: str,
    audience: str,
    max_lifetime: int,
    strict_audience: bool,
) -> Mapping[str, Any]:
    """The claims of a token that this issuer signed with this key for this audience. Raises InvalidToken.

    `max_lifetime` is in seconds. `strict_audience` rejects tokens that have other audiences too.
    """
    _check_length(token)
    with raising_invalid_token():
        claims: Mapping[str, Any] = _DECODER.decode(
            token,
            key,
            algorithms=[algorithm],
            audience=audience,
            issuer=issuer,
            leeway=LEEWAY_SECONDS,
            options={"require": ["exp", "iat", "iss", "aud", "sub"], "strict_aud": strict_audience},
        )
        _check_times(claims, max_lifetime)
        return claims


def text_claim(value: object, max_length: int) -> str:
    """The value of a claim that people may be shown. Raises ValueError."""
    if not isinstance(value, str) or len(value) > max_length:
        raise ValueError("the claim must be text, and not too long")
    if not all(character.isprintable() or character in _JOINERS for character in value):
        raise ValueError("the claim must be printable text")
    return value


def uuid_claim(value: object) -> str:
    """The value of a claim that is a record's id. Raises ValueError."""
    # Braces, a prefix or capitals would make it a different id to the database.
    if not isinstance(value, str) or str(uuid.UUID(value)) != value:
        raise ValueError("the claim must be a UUID in canonical form")
    return value


def _check_length(token: str) -> None:
    if len(token) > MAX_TOKEN_LENGTH:
        raise InvalidToken("The token is too long.")


def _check_times(claims: Mapping[str, Any], max_lifetime: int) -> None:
    if any(type(claims[name]) is not int for name in _TIME_CLAIMS if name in claims):
        raise ValueError("times must be whole numbers")
    if not 0 < claims["exp"] - claims["iat"] <= max_lifetime:
        raise ValueError("the token must not live longer than its issuer allows")


def _reject_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise ValueError("a claim is given twice")
    return members
