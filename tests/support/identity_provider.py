"""An identity provider: real keys, real tokens, and a real HTTP server in this process that publishes the keys."""

import json
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

from store.demo.cast import CLEO, PAT, PRACTICE
from support.invalid_tokens import jwt_segment

ISSUER = "https://signin.example/"
AUDIENCE = "https://policybook.example/api"
NOW = int(time.time())  # when the tests are collected: they may run an hour later
HOUR = 60 * 60
ABSENT = object()

PAT_CLAIMS = {
    "iss": ISSUER,
    "aud": AUDIENCE,
    "sub": "auth0|pat",
    "iat": NOW,
    "exp": NOW + 6 * HOUR,
    "role": "practitioner",
    "practice": PRACTICE.id,
    "name": PAT,
}
CLEO_CLAIMS = {**PAT_CLAIMS, "sub": "auth0|cleo", "role": "client", "client": CLEO.id, "name": "Cleo"}


@dataclass(frozen=True)
class SigningKey:
    """A private key, with the id and the algorithm that its owner publishes."""

    id: str
    algorithm: str
    private: Any

    @property
    def jwk(self) -> dict[str, Any]:
        """The public key, as an issuer publishes it."""
        algorithm: Any = jwt.get_algorithm_by_name(self.algorithm)
        return {**algorithm.to_jwk(self.private.public_key(), as_dict=True), "kid": self.id, "use": "sig"}

    def with_id(self, id_: str) -> "SigningKey":
        """The same key under another id."""
        return replace(self, id=id_)

    def sign(self, claims: object, **header: Any) -> str:
        """A signed token with this payload. A member of its header may be ABSENT; a payload of bytes goes as it is."""
        members = {"alg": self.algorithm, "typ": "JWT", "kid": self.id, **header}
        head = jwt_segment({name: value for name, value in members.items() if value is not ABSENT})
        return self.sign_segments(f"{head}.{jwt_segment(claims)}")

    def sign_segments(self, signed: str) -> str:
        """The header and payload segments, with a signature of them."""
        algorithm: Any = jwt.get_algorithm_by_name(self.algorithm)
        return f"{signed}.{jwt_segment(algorithm.sign(signed.encode(), self.private))}"


def changed_claims(claims: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """Claims with some of them changed, or left out (ABSENT)."""
    return {name: value for name, value in {**claims, **changes}.items() if value is not ABSENT}


RSA = SigningKey("rsa", "RS256", rsa.generate_private_key(65537, 2048))
EC = SigningKey("ec", "ES256", ec.generate_private_key(ec.SECP256R1()))
ED = SigningKey("ed", "EdDSA", ed25519.Ed25519PrivateKey.generate())
OTHER = SigningKey("other", "ES256", ec.generate_private_key(ec.SECP256R1()))
"""A key that is not published until a test does so."""


class IdentityProvider:
    """The server. A test sets its response, may delay it, and reads the paths that were requested."""

    def __init__(self, *keys: SigningKey) -> None:
        """Starts with these keys published."""
        self.status, self.headers = 200, {"Content-Type": "application/json"}
        self.body = b""
        self.publish(*keys)
        self.requests: list[str] = []
        self.may_answer = threading.Event()
        self.may_answer.set()
        self._port = 0
        self._server: ThreadingHTTPServer | None = None
        self.start()

    @property
    def url(self) -> str:
        """The URL of the JWKS."""
        return f"http://127.0.0.1:{self._port}/keys"

    def publish(self, *keys: SigningKey | dict[str, Any]) -> None:
        """Publishes these keys from now on; a mapping goes as it is."""
        self.body = json.dumps({"keys": [key.jwk if isinstance(key, SigningKey) else key for key in keys]}).encode()

    def start(self) -> None:
        """Listens, on the same port as before."""
        self._server = ThreadingHTTPServer(("127.0.0.1", self._port), _handler(self))
        self._port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def stop(self) -> None:
        """Refuses connections."""
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Accepts requests meanwhile, and answers them at the end."""
        self.may_answer.clear()
        try:
            yield
        finally:
            self.may_answer.set()


def _handler(provider: IdentityProvider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            provider.requests.append(self.path)
            provider.may_answer.wait(30)
            try:
                self.send_response(provider.status)
                for name, value in provider.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(provider.body)
            except ConnectionError:
                pass  # whoever asked has hung up

        def log_message(self, format: str, *args: Any) -> None:
            pass

    return Handler


@contextmanager
def run_identity_provider(keys: Sequence[SigningKey] = (RSA, EC, ED)) -> Iterator[IdentityProvider]:
    """A running identity provider that publishes these keys."""
    provider = IdentityProvider(*keys)
    try:
        yield provider
    finally:
        provider.may_answer.set()
        provider.stop()


def oidc_settings(provider: IdentityProvider) -> dict[str, str]:
    """The settings that make Policybook trust this provider."""
    return {"oidc_issuer": ISSUER, "oidc_jwks_url": provider.url, "oidc_audience": AUDIENCE}
