"""People who save over real HTTP on loopback, one thing after the other, and note what came of it.

Each write carries a text that no other has, to be looked for afterwards, and a key, to be sent again with.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bench.lines import Line, Stopped
from bench.office import Kept, Office
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
    """What is saved, the text that tells it from every other, and what is asked of the record besides its id."""

    mutation: str
    input: dict[str, Any]
    text: str
    more: str = ""

    @property
    def query(self) -> str:
        """The document."""
        kind, saved = f"{self.mutation[0].upper()}{self.mutation[1:]}Input!", _SAVED[self.mutation]
        payload = f"{saved} {{ id {self.more} }} userErrors {{ code }}"
        return f"mutation S($input: {kind}) {{ {self.mutation}(input: $input) {{ {payload} }} }}"


@dataclass
class Saver:
    """Somebody who saves, and what came of it so far."""

    office: Office
    name: str
    kept: list[Kept] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    unanswered: list[Write] = field(default_factory=list)

    @property
    def token(self) -> str:
        """Whose writes they are: a practitioner's."""
        return self.office.token(self.name)

    async def work(self, until: float) -> None:
        """Saves until then, or until the server is gone."""
        line = None
        try:
            line = await Line.open(self.office.port, self.token)
            while time.perf_counter() < until:
                await self.go_on(line, until)
        except Stopped:
            return
        finally:
            if line:
                line.close()

    async def retry(self) -> None:
        """Sends what was not answered once more, with the same key, as a frontend does when it is back on line."""
        line = await Line.open(self.office.port, self.token)
        for write in self.unanswered:
            self.note(write, await line.run(write.query, input=write.input))
        line.close()

    async def go_on(self, line: Line, until: float) -> None:
        """Does a little more of the work."""
        raise NotImplementedError

    async def save(self, line: Line, mutation: str, told_in: str, more: str = "", **given: Any) -> Any:
        """Saves with a text of its own in one field, and notes what came of it. The record as it was answered."""
        text = self.new_text()
        write = Write(mutation, {**given, told_in: text, "idempotencyKey": text}, text, more)
        began = time.perf_counter()
        try:
            answer = await line.run(write.query, input=write.input)
        except Stopped:
            self.unanswered.append(write)
            raise
        self.seconds.append(time.perf_counter() - began)
        return self.note(write, answer)

    def new_text(self) -> str:
        """The text of the next write."""
        return f"{self.name}-{len(self.seconds) + len(self.unanswered)}"

    def note(self, write: Write, answer: dict[str, Any]) -> Any:
        """Notes that a write was acknowledged, or raises Stopped. The record as it was answered."""
        payload = (answer.get("data") or {}).get(write.mutation) or {}
        if "errors" in answer or payload.get("userErrors") != []:
            self.failed.append(f"{write}: {answer}")
            raise Stopped
        record = payload[_SAVED[write.mutation]]
        found = parse_global_id(record["id"])
        assert found
        self.kept.append(Kept(found.id, write.text))
        return record


@dataclass
class Writer(Saver):
    """Somebody who saves payers, clients, Primaries that end each other, and edits of them."""

    async def go_on(self, line: Line, until: float) -> None:
        """A payer and its clients."""
        payer = (await self.save(line, "addPayer", "name"))["id"]
        for _ in range(_CLIENTS_A_PAYER):
            client = (await self.save(line, "addClient", "lastName", firstName="Bench"))["id"]
            for given in _primaries(client, payer):
                if time.perf_counter() > until:
                    return
                policy = (await self.save(line, "addPolicy", "memberId", **given))["id"]
                await self.save(line, "editPolicy", "planId", id=policy, version=1)


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
