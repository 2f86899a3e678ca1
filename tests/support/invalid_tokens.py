"""Tokens put together by hand, and the one answer that all of those get that prove nothing."""

import base64
import json

from httpx2 import Response


def segment(part: object) -> str:
    """A segment of a token: bytes as they are, anything else as JSON."""
    content = part if isinstance(part, bytes) else json.dumps(part).encode()
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def shows_nothing(response: Response) -> None:
    """A token that proves nothing always gets the same answer, but for the sentence (RFC 6750, section 3)."""
    assert response.status_code == 401
    assert response.headers["www-authenticate"] == 'Bearer error="invalid_token"'
    (error,) = response.json()["errors"]
    assert response.json().keys() == {"errors"}
    assert error.pop("message") in {
        "The token is not valid.",
        "The token has expired.",
        "The token is too long.",
        "Send one Authorization header: Bearer, a space, and the token.",
    }
    assert error == {"extensions": {"code": "UNAUTHENTICATED"}}
