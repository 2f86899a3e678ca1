"""Writers who save over real HTTP on loopback, one thing after the other, and note what came of it.

Each write carries a text that no other has, to be looked for afterwards, and a key, to be sent again with.
"""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import orjson

from bench.office import Kept, Office
from gql.ids import parse_global_id

_SAVED = {"addClient": "client", "addPayer": "payer", "addPolicy": "policy", "editPolicy": "policy"}
_CLIENTS_A_PAYER = 20
_POLICIES_A_CHART = 8


class Stopped(Exception):  # noqa: N818 - reads as what it says
    """The connection ended before the answer came, or the answer was no success."""


@dataclass(frozen=True)
class Write:
    """What is saved, and the text that tells it from every other."""

    mutation: str
    input: dict[str, Any]
    text: str

    @property
    def body(self) -> bytes:
        """The request."""
        kind, saved = f"{self.mutation[0].upper()}{self.mutation[1:]}Input!", _SAVED[self.mutation]
        payload = f"{saved} {{ id }} userErrors {{ code }}"
        query = f"mutation S($input: {kind}) {{ {self.mutation}(input: $input) {{ {payload} }} }}"
        return orjson.dumps({"query": query, "variables": {"input": self.input}})


@dataclass
class Line:
    """A kept-alive connection to the server, and whose it is."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    head: bytes

    @classmethod
    async def open(cls, office: Office, name: str) -> "Line":
        """Connects as a practitioner."""
        reader, writer = await asyncio.open_connection("127.0.0.1", office.port)
        head = f"POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {office.token(name)}\r\n"
        return cls(reader, writer, head.encode() + b"Content-Type: application/json\r\nContent-Length: ")

    async def send(self, write: Write) -> dict[str, Any]:
        """Sends a write, and answers with the whole answer. Raises Stopped where none comes."""
        body = write.body
        try:
            self.writer.write(b"%b%d\r\n\r\n%b" % (self.head, len(body), body))
            head = await self.reader.readuntil(b"\r\n\r\n")
            length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
            answer: dict[str, Any] = orjson.loads(await self.reader.readexactly(int(length.split(b":")[1])))
        except (OSError, asyncio.IncompleteReadError) as error:
            raise Stopped from error
        return answer

    def close(self) -> None:
        """Hangs up."""
        self.writer.close()


@dataclass
class Writer:
    """Somebody who saves payers, clients, Primaries that end each other, and edits of them."""

    office: Office
    name: str
    kept: list[Kept] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    unanswered: list[Write] = field(default_factory=list)

    async def work(self, until: float) -> None:
        """Saves until then, or until the server is gone."""
        line = await Line.open(self.office, self.name)
        try:
            while time.perf_counter() < until:
                await self._a_payer_and_its_clients(line, until)
        except Stopped:
            return
        finally:
            line.close()

    async def retry(self) -> None:
        """Sends what was not answered once more, with the same key, as a frontend does when it is back on line."""
        line = await Line.open(self.office, self.name)
        for write in self.unanswered:
            self._note(write, await line.send(write))
        line.close()

    async def _a_payer_and_its_clients(self, line: Line, until: float) -> None:
        payer = await self._save(line, "addPayer", "name")
        for _ in range(_CLIENTS_A_PAYER):
            client = await self._save(line, "addClient", "lastName", firstName="Bench")
            for given in _primaries(client, payer):
                if time.perf_counter() > until:
                    return
                policy = await self._save(line, "addPolicy", "memberId", **given)
                await self._save(line, "editPolicy", "planId", id=policy, version=1)

    async def _save(self, line: Line, mutation: str, told_in: str, **given: Any) -> str:
        """Saves with a text of its own in one field, and notes what came of it. The record's id."""
        text = f"{self.name}-{len(self.seconds)}"
        write = Write(mutation, {**given, told_in: text, "idempotencyKey": text}, text)
        began = time.perf_counter()
        try:
            answer = await line.send(write)
        except Stopped:
            self.unanswered.append(write)
            raise
        self.seconds.append(time.perf_counter() - began)
        return self._note(write, answer)

    def _note(self, write: Write, answer: dict[str, Any]) -> str:
        payload = (answer.get("data") or {}).get(write.mutation) or {}
        if "errors" in answer or payload.get("userErrors") != []:
            self.failed.append(f"{write}: {answer}")
            raise Stopped
        id_ = payload[_SAVED[write.mutation]]["id"]
        found = parse_global_id(id_)
        assert found
        self.kept.append(Kept(found.id, write.text))
        return str(id_)


def _primaries(client: str, payer: str) -> Iterator[dict[str, Any]]:
    """Primaries of one chart, each of which ends the one before."""
    for year in range(_POLICIES_A_CHART):
        yield {
            "clientId": client,
            "type": "PRIMARY",
            "relationship": "SELF",
            "payerId": payer,
            "insuranceType": "OTHER",
            "effectiveDate": f"{2020 + year}-01-01",
        }
