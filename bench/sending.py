"""People who send files and attach them, staff and clients in the portal, and note what came of it."""

from abc import abstractmethod
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from random import Random
from typing import Any

from PIL import Image

from bench.lines import Line, Stopped
from bench.saving import Saver, Write
from corpus.paper import paper
from gql.global_ids import global_id, parse_global_id
from support.uploads import CREATE_UPLOAD, card_image

_ATTACHED = "version attachments { id fileName byteSize }"
_SUBMISSIONS_A_CHART = 15
"""A client may submit twenty policies a day and send sixty files an hour."""
_CHARTS = 8
_MOST_FILES = 3
_FULL = 7


@dataclass(frozen=True)
class Sent:
    """An upload that was acknowledged: its id in the table, the name it was given, and how large it is as kept."""

    id: str
    name: str
    size: int


@dataclass(frozen=True)
class Given:
    """What a save attaches, and the names of what it takes off."""

    files: tuple[Sent, ...]
    removed: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Place:
    upload: dict[str, Any]
    name: str
    data: bytes


@dataclass
class Sender(Saver):
    """Somebody who sends files, and saves policies with them."""

    waiting: list[Sent] = field(default_factory=list)
    left: list[Sent] = field(default_factory=list)
    given: dict[str, Given] = field(default_factory=dict)
    charts: dict[str, dict[str, tuple[str, int]]] = field(default_factory=dict)
    unsent: list[_Place] = field(default_factory=list)
    places: int = 0

    def __post_init__(self) -> None:
        """The same choices each time."""
        self._chance = Random(self.name)  # noqa: S311 - what is sent

    @property
    def sent(self) -> list[Sent]:
        """Every upload that was acknowledged."""
        return [*self.waiting, *self.left, *(file for given in self.given.values() for file in given.files)]

    async def go_on(self, line: Line, until: float) -> None:  # noqa: ARG002 - one save at a time is short enough
        """Sends some files, now and then one that is left lying, and attaches the others."""
        for _ in range(self._chance.randint(1, _MOST_FILES)):
            await self._send(line)
        await self._attach_all(line)

    async def retry(self) -> None:
        """Sends what was not answered once more; then what was sent before the server was gone must still be usable."""
        line = await Line.open(self.office.port, self.token)
        for place in self.unsent:
            await self._put(line, place)
        self.unsent.clear()
        line.close()
        await super().retry()
        if self.waiting:
            line = await Line.open(self.office.port, self.token)
            await self._attach_all(line)
            line.close()

    def note(self, write: Write, answer: dict[str, Any]) -> Any:
        """What is attached now must be what was, less what was taken off, and what was given."""
        record = super().note(write, answer)
        if write.text in self.given:
            given, before = self.given[write.text], self.charts.get(record["id"], {})
            wanted = {name: size for name, (_, size) in before.items() if name not in given.removed}
            wanted |= {file.name: file.size for file in given.files}
            now = {each["fileName"]: (each["id"], each["byteSize"]) for each in record["attachments"]}
            if {name: size for name, (_, size) in now.items()} != wanted:
                self.failed.append(f"{write}: {now} is attached, and not {wanted}")
            self.charts[record["id"]] = now
        return record

    @abstractmethod
    async def attach(self, line: Line, given: Given) -> None:
        """Saves a policy with these files."""

    async def save_with(self, line: Line, mutation: str, told_in: str, given: Given, **more: Any) -> Any:
        """Saves, and notes which files that was to attach."""
        self.given[self.new_text()] = given
        return await self.save(line, mutation, told_in, _ATTACHED, **more)

    async def _attach_all(self, line: Line) -> None:
        files = tuple(self.waiting)
        self.waiting.clear()
        if files:
            await self.attach(line, Given(files))

    async def _send(self, line: Line) -> None:
        suffix, data = self._chance.choice(files())
        name = f"{self.name}.{self.places}.{suffix}"
        self.places += 1
        described = {"fileName": name, "contentType": "image/jpeg", "byteSize": len(data)}
        payload = (await line.run(CREATE_UPLOAD, input=described))["data"]["createUpload"]
        if payload["userErrors"]:
            self.failed.append(f"{name}: {payload}")
            raise Stopped
        place = _Place(payload["upload"], name, data)
        match self._chance.randrange(10):
            case 0:
                # A phone that asks for a place and goes away.
                return
            case 1:
                await self._put(line, place)
                # Sent again, in place of the first.
                self.waiting.pop()
            case 2:
                await self._put(line, place)
                self.left.append(self.waiting.pop())
                return
        await self._put(line, place)

    async def _put(self, line: Line, place: _Place) -> None:
        try:
            answer = await line.ask("PUT", place.upload["url"], place.data)
        except Stopped:
            self.unsent.append(place)
            raise
        found = parse_global_id(place.upload["id"])
        if answer.status != 200 or found is None:
            self.failed.append(f"{place.name}: {answer}")
            raise Stopped
        self.waiting.append(Sent(found.id, place.name, answer.json["upload"]["byteSize"]))


@dataclass
class Staff(Sender):
    """Somebody who adds policies with files, adds files to them and takes others off."""

    client: str = ""
    payer: str = ""
    policy: str = ""
    version: int = 0

    async def prepare(self) -> None:
        """A chart of one's own, and a payer."""
        line = await Line.open(self.office.port, self.token)
        self.payer = (await self.save(line, "addPayer", "name"))["id"]
        self.client = (await self.save(line, "addClient", "lastName", firstName="Bench"))["id"]
        line.close()

    async def attach(self, line: Line, given: Given) -> None:
        """A new policy, or more on the last one."""
        chart = self.charts.get(self.policy, {})
        if not chart or self._chance.random() < 0.3:
            facts = {"type": "OTHER", "relationship": "SELF", "payerId": self.payer, "insuranceType": "OTHER"}
            chart_of = {"clientId": self.client, "effectiveDate": "2026-01-01", **facts}
            await self.save_with(line, "addPolicy", "memberId", given, **chart_of, attachments=_inputs(given))
            return
        least = max(0, len(chart) + len(given.files) - _FULL)
        removed = tuple(self._chance.sample(sorted(chart), self._chance.randint(least, len(chart))))
        edit = {"id": self.policy, "version": self.version, "addAttachments": _inputs(given)}
        gone = [chart[name][0] for name in removed]
        given = Given(given.files, removed)
        await self.save_with(line, "editPolicy", "planId", given, **edit, removeAttachmentIds=gone)

    def note(self, write: Write, answer: dict[str, Any]) -> Any:
        """Remembers the policy to go on with."""
        record = super().note(write, answer)
        if write.text in self.given:
            self.policy, self.version = record["id"], record["version"]
        return record


@dataclass
class PortalClient(Sender):
    """Clients in the portal, one after the other, who submit policies with photos of their cards."""

    clients: list[str] = field(default_factory=list)
    submitted: int = 0

    @property
    def token(self) -> str:
        """The client's."""
        return self.office.token(self.name, self.clients[-1])

    async def prepare(self) -> None:
        """Enough new clients for a while; what the earlier ones left lying stays there."""
        line = await Line.open(self.office.port, self.office.token(self.name))
        found = [
            parse_global_id((await self.save(line, "addClient", "lastName", firstName="Bench"))["id"])
            for _ in range(_CHARTS)
        ]
        self.clients, self.submitted = [each.id for each in found if each], 0
        line.close()

    async def go_on(self, line: Line, until: float) -> None:
        """The next client follows when this one has submitted enough."""
        if self.submitted == _SUBMISSIONS_A_CHART and len(self.clients) > 1:
            self.clients.pop()
            self.submitted, line.token = 0, self.token
        if self.submitted == _SUBMISSIONS_A_CHART:
            raise Stopped
        await super().go_on(line, until)

    async def attach(self, line: Line, given: Given) -> None:
        """A new policy."""
        self.submitted += 1
        facts = {"type": "SECONDARY", "payerName": "An insurer nobody knows", "attachments": _inputs(given)}
        await self.save_with(line, "submitPolicy", "memberId", given, **facts)


def _inputs(given: Given) -> list[dict[str, str]]:
    return [{"uploadId": global_id("Upload", file.id)} for file in given.files]


@cache
def files() -> list[tuple[str, bytes]]:
    """What is sent, and how its name ends: small cards mostly, a photo as a phone takes it, and a PDF."""
    photo = BytesIO()
    Image.effect_noise((2400, 1800), 60).convert("RGB").save(photo, "JPEG", quality=85)
    cards = [("jpg", card_image(colour)) for colour in ("steelblue", "seagreen", "tomato", "gold")]
    return [*cards, ("png", card_image("orchid", "PNG")), ("webp", card_image("navy", "WEBP")), ("pdf", paper()),
            ("jpg", photo.getvalue())]  # fmt: skip
