"""Every category of hostile requests, uploads and bursts apart."""

import json
from collections.abc import Callable
from dataclasses import replace
from random import Random
from urllib.parse import quote

from bench.attack.attack import Attack, canary
from bench.attack.credentials import Credentials
from bench.attack.documents import ValidDocument, mutated
from bench.attack.odd_headers import ACCEPT, CONTENT_TYPES, byte_range, odd_headers
from bench.attack.raw_bytes import raw_bytes
from bench.attack.variables import changed_variables, value
from corpus.file_names import FILE_NAMES
from support.uploads import CREATE_UPLOAD

_METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "QUERY", "x")
_PATHS = (
    "/",
    "/graphql",
    "/graphql/",
    "/GRAPHQL",
    "/schema.graphql",
    "/livez",
    "/readyz",
    "/metrics",
    "/files/",
    "/uploads/",
    "/graphiql/config.json",
    "/demo/config.json",
    "/widgets/chart-insurance.js",
    "/widgets/../settings.py",
    "/widgets/%2e%2e/%2e%2e/settings.py",
    "/favicon.ico",
    "/robots.txt",
    "//graphql",
    "/files/%2f",
    "/.git/config",
)


class Attacks:
    """Makes random requests. The same dice make the same ones."""

    def __init__(self, credentials: Credentials, ids: list[str]) -> None:
        """`ids` are global ids of records of both practices."""
        self._credentials, self._ids = credentials, ids

    def random(self, dice: Random) -> Attack:
        """A request of a random category."""
        make: Callable[[Random], Attack] = dice.choice(
            (
                self._document,
                self._document,
                self._valid_document,
                self._valid_document,
                self._variables,
                self._variables,
                self._body,
                self._url,
                self._path,
                self._link,
                self._link,
                self._headers,
                self._token,
                self._raw,
                self.upload,
            )
        )
        return make(dice)

    def burst(self, dice: Random) -> Attack:
        """A request that is sent many times at once."""
        make = dice.choice((self._document, self._valid_document, self._variables, self._link, self._raw))
        return replace(make(dice), category="burst", times=dice.choice((8, 40, 120)))

    def upload(self, dice: Random) -> Attack:
        """A request for an upload, whose file is to follow."""
        name = dice.choice(FILE_NAMES) if dice.random() < 0.2 else f"{canary(dice)}.jpg"
        described = {"fileName": name, "contentType": "image/jpeg", "byteSize": 0}
        headers = self._signed_in(dice)
        return Attack("upload", headers=headers, document=CREATE_UPLOAD, variables={"input": described})

    def _signed_in(self, dice: Random, share: float = 1) -> tuple[tuple[str, str], ...]:
        accept = ("Accept", dice.choice(ACCEPT[:3]))
        if dice.random() >= share:
            return (accept,)
        return (("Authorization", f"Bearer {self._credentials.token(dice)}"), accept)

    def _document(self, dice: Random) -> Attack:
        variables = None if dice.random() < 0.7 else value(dice, self._ids)
        headers = self._signed_in(dice, 0.7)
        return Attack("changed document", headers=headers, document=mutated(dice), variables=variables)

    def _valid_document(self, dice: Random) -> Attack:
        text = ValidDocument(dice, self._ids).text()
        return Attack("random valid document", headers=self._signed_in(dice), document=text)

    def _variables(self, dice: Random) -> Attack:
        operation, variables = changed_variables(dice, self._ids)
        headers = self._signed_in(dice, 0.9)
        return Attack("variables", headers=headers, document=operation.query, variables=variables)

    def _body(self, dice: Random) -> Attack:
        operation, variables = changed_variables(dice, self._ids)
        good = json.dumps({"query": operation.query, "variables": variables}).encode()
        body = dice.choice(
            (
                good[: dice.randrange(len(good))],
                b"\xef\xbb\xbf" + good,
                good.decode().encode("utf-16"),
                b"[" * 90_000,
                b'{"query":' * 9_000,
                b"[" + good + b"]",
                b"null",
                b"1",
                b'"x"',
                b"{}",
                b"",
                b"\xff" * 99,
                dice.randbytes(500),
                b'{"query": 1}',
                b'{"query": "{a}", "query": "{b}"}',
                b" " * 300_000,
                b'{"query": "' + b"x" * 270_000 + b'"}',
                b'{"variables": ' + b'{"a":' * 1_000 + b"1" + b"}" * 1_001,
                b"9" * 9_000,
                b'{"a":1e999}',
                b'{"query":"\\ud800"}',
            )
        )
        headers = (
            *self._signed_in(dice, 0.5),
            *(dice.choice(CONTENT_TYPES) if dice.random() < 0.3 else CONTENT_TYPES[0]),
        )
        return Attack("body", headers=headers, body=body)

    def _url(self, dice: Random) -> Attack:
        operation, variables = changed_variables(dice, self._ids)
        text = mutated(dice)[:9_000] if dice.random() < 0.5 else operation.query
        parts = [f"query={_quoted(text)}"]
        if dice.random() < 0.6:
            parts.append(f"variables={_quoted(json.dumps(variables))[:9_000]}")
        if dice.random() < 0.3:
            parts.append(
                dice.choice(("operationName=x", "query=x", "extensions={}", "variables=[", "%", "&" * 3_000, "a=%ff"))
            )
        method = dice.choice(("GET", "GET", "GET", "HEAD"))
        return Attack("query in the URL", method, "/graphql?" + "&".join(parts), self._signed_in(dice, 0.7))

    def _path(self, dice: Random) -> Attack:
        path = dice.choice(_PATHS) + dice.choice(("", "", "?x=1", "/x", "%00", ";x", "?" + "a" * 900, "%ff%fe"))
        body = b"" if dice.random() < 0.7 else dice.randbytes(dice.choice((1, 90_000)))
        return Attack("methods and paths", dice.choice(_METHODS), path, self._signed_in(dice, 0.5), body)

    def _link(self, dice: Random) -> Attack:
        headers = () if dice.random() < 0.6 else (("Range", byte_range(dice)),)
        if dice.random() < 0.6:
            method = dice.choice(("GET", "GET", "GET", "HEAD", "PUT", "OPTIONS"))
            return Attack("link to a file", method, f"/files/{self._credentials.file_link(dice)}", headers)
        method, body = dice.choice(("PUT", "PUT", "PUT", "GET", "POST")), dice.randbytes(dice.choice((0, 9, 9_000)))
        return Attack("link to an upload", method, f"/uploads/{self._credentials.upload_link(dice)}", headers, body)

    def _headers(self, dice: Random) -> Attack:
        chosen = dice.sample(odd_headers(dice), dice.choice((1, 3, 9)))
        many = tuple((f"X-{number}", "é") for number in range(dice.choice((0, 0, 0, 80, 120))))
        operation, variables = changed_variables(dice, self._ids)
        method, path = dice.choice(
            (("POST", "/graphql"), ("OPTIONS", "/graphql"), ("GET", "/schema.graphql"), ("GET", "/livez"))
        )
        document = operation.query if method == "POST" else None
        if document:
            # By its id it is found again if it holds the event loop.
            chosen = [field for field in chosen if field[0] != "X-Request-Id"]
        headers = (*self._signed_in(dice)[:1], *chosen, *many)
        return Attack("headers", method, path, headers, document=document, variables=variables)

    def _token(self, dice: Random) -> Attack:
        operation, variables = changed_variables(dice, self._ids)
        headers = [("Authorization", self._credentials.authorization(dice))] * dice.choice((1, 1, 1, 2))
        if dice.random() < 0.1:
            headers = [
                (
                    "Authorization",
                    dice.choice(("", "Bearer", "Basic eDp5", "Bearer  x", "bearer x y", "é", "Bearer " + "é")),
                )
            ]
        return Attack("tokens", headers=tuple(headers), document=operation.query, variables=variables)

    def _raw(self, dice: Random) -> Attack:
        return Attack("raw bytes", raw=raw_bytes(dice))


def _quoted(text: str) -> str:
    return quote(text.encode("utf-8", "surrogatepass"), safe="")
