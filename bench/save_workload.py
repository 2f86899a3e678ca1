"""Clients that save over real HTTP, one mutation after the other, and record the results.

Each write contains a text that no other write has, to find it afterwards, and an idempotency key, to retry it.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bench.bench_server import AcknowledgedWrite, BenchServer
from bench.http_connection import Connection, ConnectionLost
from gql.global_ids import parse_global_id

_SAVED = {
    "addClient": "client",
    "addPayer": "payer",
    "addPolicy": "policy",
    "editPolicy": "policy",
    "submitPolicy": "policy",
}
_CLIENTS_A_PAYER = 20
_POLICIES_A_CHART = 8


@dataclass(frozen=True)
class Write:
    """A mutation, its input, the text that only this write has, and fields to select besides the id."""

    mutation: str
    input: dict[str, Any]
    text: str
    selection: str = ""

    @property
    def query(self) -> str:
        """The document."""
        kind, saved = f"{self.mutation[0].upper()}{self.mutation[1:]}Input!", _SAVED[self.mutation]
        payload = f"{saved} {{ id {self.selection} }} userErrors {{ code }}"
        return f"mutation S($input: {kind}) {{ {self.mutation}(input: $input) {{ {payload} }} }}"


@dataclass
class Workload:
    """A client that saves, and the results so far."""

    server: BenchServer
    name: str
    acknowledged: list[AcknowledgedWrite] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    unanswered: list[Write] = field(default_factory=list)

    @property
    def token(self) -> str:
        """The token it sends: a practitioner's."""
        return self.server.token(self.name)

    async def work(self, until: float) -> None:
        """Saves until this time (of `time.perf_counter`), or until the server is gone."""
        connection = None
        try:
            connection = await Connection.open(self.server.port, self.token)
            while time.perf_counter() < until:
                await self.step(connection, until)
        except ConnectionLost:
            return
        finally:
            if connection:
                connection.close()

    async def retry(self) -> None:
        """Sends unanswered writes again with the same keys, as a frontend does when it is back online."""
        connection = await Connection.open(self.server.port, self.token)
        for write in self.unanswered:
            self.record_result(write, await connection.execute(write.query, input=write.input))
        connection.close()

    async def step(self, connection: Connection, until: float) -> None:
        """Sends the next few writes."""
        raise NotImplementedError

    async def save(self, connection: Connection, mutation: str, told_in: str, more: str = "", **given: Any) -> Any:
        """Sends a mutation with a new text in `text_field`, and records the result. The record in the response."""
        text = self.new_text()
        write = Write(mutation, {**given, told_in: text, "idempotencyKey": text}, text, more)
        began = time.perf_counter()
        try:
            answer = await connection.execute(write.query, input=write.input)
        except ConnectionLost:
            self.unanswered.append(write)
            raise
        self.seconds.append(time.perf_counter() - began)
        return self.record_result(write, answer)

    def new_text(self) -> str:
        """The text of the next write."""
        return f"{self.name}-{len(self.seconds) + len(self.unanswered)}"

    def record_result(self, write: Write, answer: dict[str, Any]) -> Any:
        """Records that a write was acknowledged, or raises ConnectionLost. The record in the response."""
        payload = (answer.get("data") or {}).get(write.mutation) or {}
        if "errors" in answer or payload.get("userErrors") != []:
            self.failed.append(f"{write}: {answer}")
            raise ConnectionLost
        record = payload[_SAVED[write.mutation]]
        found = parse_global_id(record["id"])
        assert found
        self.acknowledged.append(AcknowledgedWrite(found.id, write.text))
        return record


@dataclass
class SaveWorkload(Workload):
    """Saves payers, clients, Primaries each of which ends the one before, and edits of them."""

    async def step(self, connection: Connection, until: float) -> None:
        """A payer and its clients."""
        payer = (await self.save(connection, "addPayer", "name"))["id"]
        for _ in range(_CLIENTS_A_PAYER):
            client = (await self.save(connection, "addClient", "lastName", firstName="Bench"))["id"]
            for given in _primaries(client, payer):
                if time.perf_counter() > until:
                    return
                policy = (await self.save(connection, "addPolicy", "memberId", **given))["id"]
                await self.save(connection, "editPolicy", "planId", id=policy, version=1)


def _primaries(client: str, payer: str) -> Iterator[dict[str, Any]]:
    """Inputs of Primaries on one chart, each of which ends the one before."""
    for year in range(_POLICIES_A_CHART):
        yield {
            "clientId": client,
            "type": "PRIMARY",
            "relationship": "SELF",
            "payerId": payer,
            "insuranceType": "OTHER",
            "effectiveDate": f"{2020 + year}-01-01",
        }
