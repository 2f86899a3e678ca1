"""Bearer tokens signed by the practice's identity provider (OpenID Connect; RFC 9068 for their kind)."""

import time
from collections.abc import Callable, Mapping
from typing import Any

from gql.auth.jwk import ALGORITHMS, Key
from gql.auth.jwks_client import JwksClient
from gql.auth.jwt_claims import InvalidToken, proving, text_of, uuid_of, verified
from gql.auth.oidc_settings import ClaimPath, OidcProvider
from gql.global_ids import local_id
from insurance import limits
from insurance.enums import Role
from store.caller import Caller

SUBJECTS = "oidc:"
"""What the subjects of these callers begin with, so that none is ever taken for a local one."""

# Other kinds, such as logout tokens, are signed by the same keys and sign nobody in (RFC 8725, 3.11).
_KINDS = {"jwt", "at+jwt", "application/at+jwt"}


class OidcAuthenticator:
    """An identity provider, whose tokens become callers."""

    def __init__(self, trust: OidcProvider, clock: Callable[[], float] = time.monotonic) -> None:
        """Asks for no keys yet. The clock, in seconds, is for how old they are."""
        self._trust, self._jwks = trust, JwksClient(trust.keys_url, clock)

    @property
    def name(self) -> str:
        """What its tokens say in `iss`."""
        return self._trust.issuer

    async def close(self) -> None:
        """Lets go of the connection."""
        await self._jwks.close()

    async def caller(self, token: str, header: Mapping[str, Any]) -> Caller:
        """The caller that a token with this header proves.

        Raises InvalidToken, and KeysUnavailable where nobody can tell.
        """
        key, trust = await self._key(header), self._trust
        claims = verified(
            token,
            key.public,
            key.algorithm,
            issuer=trust.issuer,
            audience=trust.audience,
            longest_life=trust.longest_life,
            # Providers add audiences of their own, such as their userinfo endpoint.
            only_audience=False,
        )
        with proving():
            return caller_of(trust, claims)

    async def _key(self, header: Mapping[str, Any]) -> Key:
        algorithm, kind = str(header.get("alg")), str(header.get("typ", "JWT"))
        if algorithm not in ALGORITHMS or kind.lower() not in _KINDS:
            raise InvalidToken
        key = await self._jwks.find(header.get("kid"), algorithm)
        if key is None:
            raise InvalidToken
        return key


def caller_of(trust: OidcProvider, claims: Mapping[str, Any]) -> Caller:
    """The caller that verified claims describe. Raises ValueError where they describe none."""
    name, client = _claim(claims, trust.name), _claim(claims, trust.client)
    if not claims["sub"]:
        raise ValueError("a subject is somebody")
    return Caller(
        practice_id=_id("Practice", _claim(claims, trust.practice)),
        role=_role(trust.words, _claim(claims, trust.role)),
        subject=text_of(SUBJECTS + claims["sub"], limits.SUBJECT),
        name=None if name is None else text_of(name, limits.ACTOR),
        client_id=None if client is None else _id("Client", client),
    )


def _claim(claims: Any, path: ClaimPath) -> Any:
    for name in path:
        claims = claims.get(name) if isinstance(claims, dict) else None
    return claims


def _id(type_name: str, claim: object) -> str:
    """A record's own id, given plainly or as the API shows it."""
    return (isinstance(claim, str) and local_id(type_name, claim)) or uuid_of(claim)


def _role(words: Mapping[str, Role], claim: object) -> Role:
    """The one role of ours among an issuer's words."""
    given = [text_of(word, limits.SUBJECT) for word in (claim if isinstance(claim, list) else [claim])]
    (role,) = {words[word.casefold()] for word in given if word.casefold() in words}
    return role
