"""Authenticates a request by its Authorization header (RFC 6750) and decides which issuer has to verify the token."""

from collections.abc import Sequence

from starlette.datastructures import Headers

from gql.auth import local_tokens
from gql.auth.jwt_claims import InvalidToken, decode_unverified
from gql.auth.oidc import OidcAuthenticator
from store.caller import Caller


class Authenticator:
    """Accepts the server's own tokens, and those of the identity provider if there is one."""

    def __init__(self, local_key: bytes, oidc: OidcAuthenticator | None = None, previous: Sequence[bytes] = ()) -> None:
        """`local_key` and the `previous` ones verify the server's own tokens. `close` closes `oidc` too."""
        # The newest first: nearly every token is signed with it.
        self._local_keys, self._oidc = (local_key, *previous), oidc

    async def close(self) -> None:
        """Closes the connection to the identity provider."""
        if self._oidc:
            await self._oidc.close()

    async def authenticate(self, headers: Headers) -> Caller | None:
        """The caller, or None without an Authorization header. Raises InvalidToken and KeysUnavailable."""
        token = _bearer_token(headers)
        if token is None:
            return None
        if self._oidc is None:
            return local_tokens.verify_with_any(self._local_keys, token)
        # The unverified issuer only chooses the verifier: each verifier checks that the token is its own.
        unverified = decode_unverified(token)
        if unverified.issuer == local_tokens.ISSUER:
            return local_tokens.verify_with_any(self._local_keys, token)
        if unverified.issuer == self._oidc.issuer:
            return await self._oidc.verify(token, unverified.header)
        raise InvalidToken


def _bearer_token(headers: Headers) -> str | None:
    values = headers.getlist("authorization")
    if not values:
        return None
    scheme, _, token = values[0].partition(" ")
    if len(values) > 1 or scheme.lower() != "bearer":
        raise InvalidToken("Send one Authorization header: Bearer, a space, and the token.")
    return token.strip()
