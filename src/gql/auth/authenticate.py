"""From a request's Authorization header to a caller (RFC 6750): here it is decided who verifies a token."""

from starlette.datastructures import Headers

from gql.auth import local_tokens
from gql.auth.jwt_claims import InvalidToken, unproved
from gql.auth.oidc import OidcAuthenticator
from store.caller import Caller


class Authenticator:
    """Whoever may call: with the server's own tokens, and with the identity provider's where there is one."""

    def __init__(self, local_key: bytes, issuer: OidcAuthenticator | None = None) -> None:
        """Closes the issuer with itself."""
        self._local_key, self._issuer = local_key, issuer

    async def close(self) -> None:
        """Lets go of the identity provider."""
        if self._issuer:
            await self._issuer.close()

    async def sent(self, headers: Headers) -> Caller | None:
        """The caller, or None without an Authorization header. Raises InvalidToken and KeysUnavailable."""
        token = _bearer(headers)
        if token is None:
            return None
        if self._issuer is None:
            return local_tokens.verify(self._local_key, token)
        # Who verifies is chosen by what nobody has verified yet: each verifies that the token is its own.
        said = unproved(token)
        if said.issuer == local_tokens.ISSUER:
            return local_tokens.verify(self._local_key, token)
        if said.issuer == self._issuer.name:
            return await self._issuer.caller(token, said.header)
        raise InvalidToken


def _bearer(headers: Headers) -> str | None:
    given = headers.getlist("authorization")
    if not given:
        return None
    scheme, _, token = given[0].partition(" ")
    if len(given) > 1 or scheme.lower() != "bearer":
        raise InvalidToken("Send one Authorization header: Bearer, a space, and the token.")
    return token.strip()
