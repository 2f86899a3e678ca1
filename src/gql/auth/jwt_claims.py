"""What any token must prove, whoever signed it (RFC 7519; RFC 8725 tells what went wrong elsewhere).

Checked beyond what the library checks: the token's length before it is decoded, claims that are given once, times that
are whole numbers, and a lifetime no longer than the issuer may give.
"""

import json
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import jwt

LONGEST_TOKEN = 8192
"""Characters. Identity providers list groups and roles: their tokens are longer than ours."""
LEEWAY = 30
"""Seconds by which two machines' clocks may differ."""

_TIMES = ("iat", "exp", "nbf")
_JOINERS = "\u200c\u200d"
"""Invisible, and part of how Persian and Indic names are spelled."""


class InvalidToken(Exception):
    """The token proves nothing. The message says no more than a stranger may know."""

    def __init__(self, message: str = "The token is not valid.") -> None:
        """Most tokens get no better reason."""
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Unproved:
    """What a token says of itself: good for choosing who verifies it, with which key, and for nothing else."""

    header: Mapping[str, Any]
    issuer: object


class _Decoder(jwt.PyJWT):
    def _decode_payload(self, decoded: dict[str, Any]) -> dict[str, Any]:
        """Two claims of one name are refused: issuer and server might each believe another one."""
        payload = json.loads(decoded["payload"].decode("utf-8"), object_pairs_hook=_each_once)
        if not isinstance(payload, dict):
            raise ValueError("claims are an object")
        return payload


_DECODER = _Decoder({"enforce_minimum_key_length": True})


@contextmanager
def proving() -> Iterator[None]:
    """Whatever the library or a check finds wrong with a token is InvalidToken."""
    try:
        yield
    except jwt.ExpiredSignatureError as error:
        raise InvalidToken("The token has expired.") from error
    except (jwt.PyJWTError, ValueError, TypeError, OverflowError, RecursionError) as error:
        raise InvalidToken from error


def unproved(token: str) -> Unproved:
    """What a token says, before anything is verified. Raises InvalidToken."""
    _check_length(token)
    with proving():
        said = _DECODER.decode_complete(token, options={"verify_signature": False})
        return Unproved(said["header"], said["payload"].get("iss"))


def verified(
    token: str,
    key: bytes | jwt.PyJWK,
    algorithm: str,
    *,
    issuer: str,
    audience: str,
    longest_life: int,
    only_audience: bool,
) -> Mapping[str, Any]:
    """The claims of a token that this issuer signed with this key for this audience. Raises InvalidToken.

    `only_audience` refuses tokens that are good elsewhere too; `longest_life` is in seconds.
    """
    _check_length(token)
    with proving():
        claims: Mapping[str, Any] = _DECODER.decode(
            token,
            key,
            algorithms=[algorithm],
            audience=audience,
            issuer=issuer,
            leeway=LEEWAY,
            options={"require": ["exp", "iat", "iss", "aud", "sub"], "strict_aud": only_audience},
        )
        _check_times(claims, longest_life)
        return claims


def text_of(claim: object, longest: int) -> str:
    """A claim that people may be shown. Raises ValueError."""
    if not isinstance(claim, str) or len(claim) > longest:
        raise ValueError("a claim is text, and no longer than fits")
    if not all(character.isprintable() or character in _JOINERS for character in claim):
        raise ValueError("a claim is text that can be shown")
    return claim


def uuid_of(claim: object) -> str:
    """A claim that is a record's id. Raises ValueError."""
    # An id has one spelling: braces, a prefix or capitals would make it another one to the database.
    if not isinstance(claim, str) or str(uuid.UUID(claim)) != claim:
        raise ValueError("an id is a UUID in its canonical text")
    return claim


def _check_length(token: str) -> None:
    if len(token) > LONGEST_TOKEN:
        raise InvalidToken("The token is too long.")


def _check_times(claims: Mapping[str, Any], longest_life: int) -> None:
    if any(type(claims[time]) is not int for time in _TIMES if time in claims):
        raise ValueError("times are whole numbers")
    if not 0 < claims["exp"] - claims["iat"] <= longest_life:
        raise ValueError("a token lives no longer than its issuer may let it")


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise ValueError("a claim is given once")
    return members
