"""Parts for forged tokens, and the response that every invalid token must get."""

import base64
import json

from httpx2 import Response


def jwt_segment(part: object) -> str:
    """A base64url segment of a JWT: of bytes as they are, of anything else as JSON."""
    content = part if isinstance(part, bytes) else json.dumps(part).encode()
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def assert_proves_nothing(response: Response) -> None:
    """Asserts the response to invalid tokens, in which only the message differs (RFC 6750, section 3)."""
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
