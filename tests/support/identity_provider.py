"""An identity provider: real keys, real tokens, and a real HTTP server of this process that publishes the keys."""

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
from support.invalid_tokens import segment

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
    """A private key, and what its owner says of the public half."""

    id: str
    algorithm: str
    private: Any

    @property
    def jwk(self) -> dict[str, Any]:
        """The public half, as an issuer publishes it."""
        algorithm: Any = jwt.get_algorithm_by_name(self.algorithm)
        return {**algorithm.to_jwk(self.private.public_key(), as_dict=True), "kid": self.id, "use": "sig"}

    def named(self, id_: str) -> "SigningKey":
        """The same key by another name."""
        return replace(self, id=id_)

    def sign(self, claims: object, **header: Any) -> str:
        """A token with this payload. A member of its header may be ABSENT; bytes go as they are."""
        members = {"alg": self.algorithm, "typ": "JWT", "kid": self.id, **header}
        head = segment({name: value for name, value in members.items() if value is not ABSENT})
        return self.seal(f"{head}.{segment(claims)}")

    def seal(self, signed: str) -> str:
        """What is signed, and the signature."""
        algorithm: Any = jwt.get_algorithm_by_name(self.algorithm)
        return f"{signed}.{segment(algorithm.sign(signed.encode(), self.private))}"


def claims_of(claims: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """Claims with these in place of good ones, or ABSENT."""
    return {name: value for name, value in {**claims, **changes}.items() if value is not ABSENT}


RSA = SigningKey("rsa", "RS256", rsa.generate_private_key(65537, 2048))
EC = SigningKey("ec", "ES256", ec.generate_private_key(ec.SECP256R1()))
ED = SigningKey("ed", "EdDSA", ed25519.Ed25519PrivateKey.generate())
OTHER = SigningKey("other", "ES256", ec.generate_private_key(ec.SECP256R1()))
"""A key that is published when a test says so."""


class Provider:
    """The server. A test sets what it answers, holds its answers back, and counts what it was asked."""

    def __init__(self, *keys: SigningKey) -> None:
        """Publishes these keys."""
        self.status, self.headers = 200, {"Content-Type": "application/json"}
        self.body = b""
        self.publish(*keys)
        self.asked: list[str] = []
        self.free = threading.Event()
        self.free.set()
        self._port = 0
        self._server: ThreadingHTTPServer | None = None
        self.up()

    @property
    def url(self) -> str:
        """Where the keys are."""
        return f"http://127.0.0.1:{self._port}/keys"

    def publish(self, *keys: SigningKey | dict[str, Any]) -> None:
        """Answers with these keys from now on; a mapping goes as it is."""
        self.body = json.dumps({"keys": [key.jwk if isinstance(key, SigningKey) else key for key in keys]}).encode()

    def up(self) -> None:
        """Listens, at the same port as before."""
        self._server = ThreadingHTTPServer(("127.0.0.1", self._port), _handler(self))
        self._port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def down(self) -> None:
        """Refuses connections."""
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    @contextmanager
    def holding_back(self) -> Iterator[None]:
        """Takes requests and does not answer them until the end."""
        self.free.clear()
        try:
            yield
        finally:
            self.free.set()


def _handler(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            provider.asked.append(self.path)
            provider.free.wait(30)
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
def providing(keys: Sequence[SigningKey] = (RSA, EC, ED)) -> Iterator[Provider]:
    """An identity provider that publishes these keys, until the end."""
    provider = Provider(*keys)
    try:
        yield provider
    finally:
        provider.free.set()
        provider.down()


def oidc(provider: Provider) -> dict[str, str]:
    """The settings that trust it."""
    return {"oidc_issuer": ISSUER, "oidc_jwks_url": provider.url, "oidc_audience": AUDIENCE}
