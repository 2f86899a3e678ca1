"""One hostile request, and the bytes it is sent as."""

import json
from dataclasses import dataclass, field, replace
from typing import Any

CANARY = "canary-"
"""How every text begins that no error and no line of the log may repeat."""


@dataclass(frozen=True)
class Attack:
    """A request as HTTP, or in `raw` the pieces of bytes that are sent in its place, on a connection of their own."""

    category: str
    method: str = "POST"
    path: str = "/graphql"
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    document: str | None = None
    """The document of a body that is made of it and the variables."""
    variables: Any = None
    more: dict[str, Any] = field(default_factory=dict)
    """Other members of that body."""
    raw: tuple[bytes, ...] = ()
    times: int = 1
    """How often it is sent at once, each on a connection of its own."""

    def encoded(self, id_: str) -> bytes:
        """The bytes of the request. The id names it in the log, unless the request has an id of its own."""
        body = self.encoded_body()
        names = {name.lower() for name, _ in self.headers}
        lines = [f"{self.method} {self.path} HTTP/1.1"]
        own = [("Host", "127.0.0.1"), ("X-Request-Id", id_)]
        if body or self.method in ("POST", "PUT", "PATCH"):
            own += [("Content-Length", str(len(body))), ("Content-Type", "application/json")]
        lines += [f"{name}: {value}" for name, value in own if name.lower() not in names]
        lines += [f"{name}: {value}" for name, value in self.headers]
        return "\r\n".join([*lines, "", ""]).encode("latin-1", "replace") + body

    def encoded_body(self) -> bytes:
        """The body. Lone surrogates become escapes of JSON."""
        if self.document is None:
            return self.body
        return json.dumps({"query": self.document, "variables": self.variables, **self.more}).encode()

    def again(self, salt: str) -> "Attack":
        """The same once more, with another text of the document, so that no cache of documents knows it."""
        return self if self.document is None else replace(self, document=f"{self.document}\n#{salt}")


def canary(dice: Any) -> str:
    """A text that occurs nowhere else."""
    return f"{CANARY}{dice.getrandbits(48):012x}"
