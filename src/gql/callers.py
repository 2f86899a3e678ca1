"""From a request's Authorization header to a caller (RFC 6750).

Tokens are the server's own (`gql.tokens`). An identity provider's tokens will be told apart here, by their issuer,
before their claims become a caller.
"""

from starlette.datastructures import Headers

from gql.tokens import InvalidToken, verify
from store.caller import Caller


def caller_from(headers: Headers, local_key: bytes) -> Caller | None:
    """The caller, or None without an Authorization header. Raises InvalidToken."""
    given = headers.getlist("authorization")
    if not given:
        return None
    scheme, _, token = given[0].partition(" ")
    if len(given) > 1 or scheme.lower() != "bearer":
        raise InvalidToken("Send one Authorization header: Bearer, a space, and the token.")
    return verify(local_key, token.strip())
