"""Bearer tokens of the practice's identity provider (OpenID Connect; RFC 9068 for access tokens)."""

import time
from collections.abc import Callable, Mapping
from typing import Any

from gql.auth import jwt_claims
from gql.auth.jwk import ALGORITHMS, Key
from gql.auth.jwks_client import JwksClient
from gql.auth.jwt_claims import InvalidToken, raising_invalid_token, text_claim, uuid_claim
from gql.auth.oidc_settings import ClaimPath, OidcProvider
from gql.global_ids import local_id
from insurance import limits
from insurance.enums import Role
from store.caller import Caller

SUBJECT_PREFIX = "oidc:"
"""Begins the subject of each of these callers, so that none is ever mistaken for a local one."""

# Other types, such as logout tokens, are signed by the same keys and must not sign anybody in (RFC 8725, 3.11).
_TOKEN_TYPES = {"jwt", "at+jwt", "application/at+jwt"}


class OidcAuthenticator:
    """Verifies the tokens of one identity provider."""

    def __init__(self, provider: OidcProvider, clock: Callable[[], float] = time.monotonic) -> None:
        """Fetches no keys yet. `clock`, in seconds, tells the age of the fetched keys."""
        self._provider, self._jwks = provider, JwksClient(provider.jwks_url, clock)

    @property
    def issuer(self) -> str:
        """The `iss` claim of this provider's tokens."""
        return self._provider.issuer

    async def close(self) -> None:
        """Closes the connection to the provider."""
        await self._jwks.close()

    async def verify(self, token: str, header: Mapping[str, Any]) -> Caller:
        """The caller that the token authenticates. `header` is the token's own, unverified.

        Raises InvalidToken, and KeysUnavailable if the provider's keys cannot be fetched.
        """
        key, provider = await self._signing_key(header), self._provider
        claims = jwt_claims.verify(
            token,
            key.public,
            key.algorithm,
            issuer=provider.issuer,
            audience=provider.audience,
            max_lifetime=provider.max_lifetime,
            # Providers add audiences of their own, such as their userinfo endpoint.
            strict_audience=False,
        )
        with raising_invalid_token():
            return caller_from_claims(provider, claims)

    async def _signing_key(self, header: Mapping[str, Any]) -> Key:
        algorithm, token_type = str(header.get("alg")), str(header.get("typ", "JWT"))
        if algorithm not in ALGORITHMS or token_type.lower() not in _TOKEN_TYPES:
            raise InvalidToken
        key = await self._jwks.find(header.get("kid"), algorithm)
        if key is None:
            raise InvalidToken
        return key


def caller_from_claims(provider: OidcProvider, claims: Mapping[str, Any]) -> Caller:
    """The caller described by verified claims. Raises ValueError if they do not describe one."""
    name, client = _claim(claims, provider.name_claim), _claim(claims, provider.client_claim)
    if not claims["sub"]:
        raise ValueError("the subject must not be empty")
    return Caller(
        practice_id=_record_id("Practice", _claim(claims, provider.practice_claim)),
        role=_role(provider.role_names, _claim(claims, provider.role_claim)),
        subject=text_claim(SUBJECT_PREFIX + claims["sub"], limits.SUBJECT),
        name=None if name is None else text_claim(name, limits.ACTOR),
        client_id=None if client is None else _record_id("Client", client),
    )


def _claim(claims: Any, path: ClaimPath) -> Any:
    for name in path:
        claims = claims.get(name) if isinstance(claims, dict) else None
    return claims


def _record_id(type_name: str, value: object) -> str:
    """A record's id, from a claim with either the id itself or the global id of the API."""
    return (isinstance(value, str) and local_id(type_name, value)) or uuid_claim(value)


def _role(role_names: Mapping[str, Role], value: object) -> Role:
    """The one role of ours among the provider's role names. Raises ValueError if there is none, or both."""
    names = [text_claim(name, limits.SUBJECT) for name in (value if isinstance(value, list) else [value])]
    (role,) = {role_names[name.casefold()] for name in names if name.casefold() in role_names}
    return role
