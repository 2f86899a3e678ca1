"""Clients that upload files and attach them to policies, as staff and in the portal, and record the results."""

from abc import abstractmethod
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from random import Random
from typing import Any

from PIL import Image

from bench.http_connection import Connection, ConnectionLost
from bench.save_workload import Workload, Write
from corpus.pdf_builder import build_pdf
from gql.global_ids import global_id, parse_global_id
from support.uploads import CREATE_UPLOAD, card_image

_ATTACHED = "version attachments { id fileName byteSize }"
_SUBMISSIONS_A_CHART = 15
"""A client may submit twenty policies a day and send sixty files an hour."""
_CHARTS = 8
_MOST_FILES = 3
_FULL = 7


@dataclass(frozen=True)
class AcknowledgedUpload:
    """An upload that the server acknowledged: its id in the table, its file name, and its size as stored."""

    id: str
    name: str
    size: int


@dataclass(frozen=True)
class AttachmentChange:
    """The files that a save attaches, and the names of those it removes."""

    files: tuple[AcknowledgedUpload, ...]
    removed: tuple[str, ...] = ()


@dataclass(frozen=True)
class _CreatedUpload:
    upload: dict[str, Any]
    name: str
    data: bytes


@dataclass
class UploadWorkload(Workload):
    """A client that uploads files, and saves policies with them."""

    waiting: list[AcknowledgedUpload] = field(default_factory=list)
    unattached: list[AcknowledgedUpload] = field(default_factory=list)
    attachment_changes: dict[str, AttachmentChange] = field(default_factory=dict)
    charts: dict[str, dict[str, tuple[str, int]]] = field(default_factory=dict)
    unsent: list[_CreatedUpload] = field(default_factory=list)
    created: int = 0

    def __post_init__(self) -> None:
        """Seeds the random choices with the name, so that every run makes the same ones."""
        self._random = Random(self.name)  # noqa: S311 - what is sent

    @property
    def sent(self) -> list[AcknowledgedUpload]:
        """Every acknowledged upload."""
        return [
            *self.waiting,
            *self.unattached,
            *(file for change in self.attachment_changes.values() for file in change.files),
        ]

    async def step(self, connection: Connection, until: float) -> None:  # noqa: ARG002 - one save at a time is short enough
        """Uploads some files, and attaches them; now and then one stays unattached."""
        for _ in range(self._random.randint(1, _MOST_FILES)):
            await self._send(connection)
        await self._attach_all(connection)

    async def retry(self) -> None:
        """Sends unanswered requests again. Files uploaded before the crash must still be attachable."""
        connection = await Connection.open(self.server.port, self.token)
        for upload in self.unsent:
            await self._put(connection, upload)
        self.unsent.clear()
        connection.close()
        await super().retry()
        if self.waiting:
            connection = await Connection.open(self.server.port, self.token)
            await self._attach_all(connection)
            connection.close()

    def record_result(self, write: Write, answer: dict[str, Any]) -> Any:
        """Checks that the attachments are those from before, without the removed ones, and the new ones."""
        record = super().record_result(write, answer)
        if write.text in self.attachment_changes:
            change, before = self.attachment_changes[write.text], self.charts.get(record["id"], {})
            wanted = {name: size for name, (_, size) in before.items() if name not in change.removed}
            wanted |= {file.name: file.size for file in change.files}
            now = {each["fileName"]: (each["id"], each["byteSize"]) for each in record["attachments"]}
            if {name: size for name, (_, size) in now.items()} != wanted:
                self.failed.append(f"{write}: {now} is attached, and not {wanted}")
            self.charts[record["id"]] = now
        return record

    @abstractmethod
    async def attach(self, connection: Connection, change: AttachmentChange) -> None:
        """Saves a policy with these attachments."""

    async def save_with_attachments(
        self, connection: Connection, mutation: str, told_in: str, change: AttachmentChange, **more: Any
    ) -> Any:
        """Sends a mutation, and records which files it attaches."""
        self.attachment_changes[self.new_text()] = change
        return await self.save(connection, mutation, told_in, _ATTACHED, **more)

    async def _attach_all(self, connection: Connection) -> None:
        files = tuple(self.waiting)
        self.waiting.clear()
        if files:
            await self.attach(connection, AttachmentChange(files))

    async def _send(self, connection: Connection) -> None:
        suffix, data = self._random.choice(files())
        name = f"{self.name}.{self.created}.{suffix}"
        self.created += 1
        described = {"fileName": name, "contentType": "image/jpeg", "byteSize": len(data)}
        payload = (await connection.execute(CREATE_UPLOAD, input=described))["data"]["createUpload"]
        if payload["userErrors"]:
            self.failed.append(f"{name}: {payload}")
            raise ConnectionLost
        upload = _CreatedUpload(payload["upload"], name, data)
        match self._random.randrange(10):
            case 0:
                # A phone that creates an upload and goes offline.
                return
            case 1:
                await self._put(connection, upload)
                # Sent again, in place of the first.
                self.waiting.pop()
            case 2:
                await self._put(connection, upload)
                self.unattached.append(self.waiting.pop())
                return
        await self._put(connection, upload)

    async def _put(self, connection: Connection, upload: _CreatedUpload) -> None:
        try:
            answer = await connection.request("PUT", upload.upload["url"], upload.data)
        except ConnectionLost:
            self.unsent.append(upload)
            raise
        found = parse_global_id(upload.upload["id"])
        if answer.status != 200 or found is None:
            self.failed.append(f"{upload.name}: {answer}")
            raise ConnectionLost
        self.waiting.append(AcknowledgedUpload(found.id, upload.name, answer.json["upload"]["byteSize"]))


@dataclass
class StaffUploads(UploadWorkload):
    """A practitioner who adds policies with files, and adds and removes files."""

    client: str = ""
    payer: str = ""
    policy: str = ""
    version: int = 0

    async def prepare(self) -> None:
        """Creates a payer, and a client of its own."""
        connection = await Connection.open(self.server.port, self.token)
        self.payer = (await self.save(connection, "addPayer", "name"))["id"]
        self.client = (await self.save(connection, "addClient", "lastName", firstName="Bench"))["id"]
        connection.close()

    async def attach(self, connection: Connection, change: AttachmentChange) -> None:
        """Adds a policy, or files to the last one."""
        chart = self.charts.get(self.policy, {})
        if not chart or self._random.random() < 0.3:
            facts = {"type": "OTHER", "relationship": "SELF", "payerId": self.payer, "insuranceType": "OTHER"}
            chart_of = {"clientId": self.client, "effectiveDate": "2026-01-01", **facts}
            await self.save_with_attachments(
                connection, "addPolicy", "memberId", change, **chart_of, attachments=_inputs(change)
            )
            return
        least = max(0, len(chart) + len(change.files) - _FULL)
        removed = tuple(self._random.sample(sorted(chart), self._random.randint(least, len(chart))))
        edit = {"id": self.policy, "version": self.version, "addAttachments": _inputs(change)}
        gone = [chart[name][0] for name in removed]
        change = AttachmentChange(change.files, removed)
        await self.save_with_attachments(connection, "editPolicy", "planId", change, **edit, removeAttachmentIds=gone)

    def record_result(self, write: Write, answer: dict[str, Any]) -> Any:
        """Keeps the policy and its version for the next edit."""
        record = super().record_result(write, answer)
        if write.text in self.attachment_changes:
            self.policy, self.version = record["id"], record["version"]
        return record


@dataclass
class PortalUploads(UploadWorkload):
    """Clients in the portal, one after the other, who submit policies with photos of their cards."""

    clients: list[str] = field(default_factory=list)
    submitted: int = 0

    @property
    def token(self) -> str:
        """The client's."""
        return self.server.token(self.name, self.clients[-1])

    async def prepare(self) -> None:
        """Creates enough clients for one round; unattached uploads of earlier ones stay."""
        connection = await Connection.open(self.server.port, self.server.token(self.name))
        found = [
            parse_global_id((await self.save(connection, "addClient", "lastName", firstName="Bench"))["id"])
            for _ in range(_CHARTS)
        ]
        self.clients, self.submitted = [each.id for each in found if each], 0
        connection.close()

    async def step(self, connection: Connection, until: float) -> None:
        """Uploads as the next client once this one has submitted enough."""
        if self.submitted == _SUBMISSIONS_A_CHART and len(self.clients) > 1:
            self.clients.pop()
            self.submitted, connection.token = 0, self.token
        if self.submitted == _SUBMISSIONS_A_CHART:
            raise ConnectionLost
        await super().step(connection, until)

    async def attach(self, connection: Connection, change: AttachmentChange) -> None:
        """Submits a policy."""
        self.submitted += 1
        facts = {"type": "SECONDARY", "payerName": "An insurer nobody knows", "attachments": _inputs(change)}
        await self.save_with_attachments(connection, "submitPolicy", "memberId", change, **facts)


def _inputs(change: AttachmentChange) -> list[dict[str, str]]:
    return [{"uploadId": global_id("Upload", file.id)} for file in change.files]


@cache
def files() -> list[tuple[str, bytes]]:
    """The suffix and the bytes of the files to upload: small cards mostly, a photo as a phone takes it, and a PDF."""
    photo = BytesIO()
    Image.effect_noise((2400, 1800), 60).convert("RGB").save(photo, "JPEG", quality=85)
    cards = [("jpg", card_image(colour)) for colour in ("steelblue", "seagreen", "tomato", "gold")]
    return [*cards, ("png", card_image("orchid", "PNG")), ("webp", card_image("navy", "WEBP")), ("pdf", build_pdf()),
            ("jpg", photo.getvalue())]  # fmt: skip
