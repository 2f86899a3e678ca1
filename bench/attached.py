"""What became of files that were sent: in the database, in the file store, and through their links."""

import asyncio
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import orjson
import pypdfium2  # type: ignore[import-untyped]
from PIL import Image

from bench.lines import Line
from bench.office import Office
from bench.sending import Sender, Sent
from store.acts.sweep_uploads import sweep_uploads
from store.db.database import Database
from store.files import Files

_LINKS = "query($id: ID!) { policy(id: $id) { attachments { fileName byteSize contentType url previewUrl } } }"


def half_attached(office: Office) -> list[object]:
    """Uploads that are used and not attached, or attached and not used; and a history that tells otherwise."""
    wrong = office.rows(
        "SELECT 'used and not attached, or the reverse', u.id, u.policy_id, a.policy_id FROM uploads u "
        "LEFT JOIN attachments a ON a.practice_id = u.practice_id AND a.byte_size = u.byte_size "
        "AND a.file_key = 'uploads/' || u.practice_id || '/' || u.id || '/' || u.content_id || '/file' "
        "AND a.preview_key = 'uploads/' || u.practice_id || '/' || u.id || '/' || u.content_id || '/preview' "
        "WHERE u.policy_id IS NOT a.policy_id"
    )
    wrong += office.rows(
        "SELECT 'attached and never sent', id FROM attachments WHERE substr(file_key, 46, 36) NOT IN "
        "(SELECT id FROM uploads WHERE policy_id IS NOT NULL)"
    )
    return [*wrong, *_mistold(office)]


def by_half(office: Office, saves: Iterable[tuple[Sent, ...]]) -> list[object]:
    """Saves of which some files are attached and some are not."""
    used = {id_ for (id_,) in office.rows("SELECT id FROM uploads WHERE policy_id IS NOT NULL")}
    return [files for files in saves if len({file.id in used for file in files}) == 2]


def lost_uploads(office: Office, sent: Iterable[Sent]) -> list[object]:
    """Acknowledged uploads that are neither used nor there to be used, as large as was said, file and preview."""
    there = {
        id_: (size, office.files / "uploads" / practice / id_ / content_id)
        for practice, id_, content_id, size in office.rows(
            "SELECT practice_id, id, content_id, byte_size FROM uploads WHERE content_id IS NOT NULL "
            "AND (policy_id IS NOT NULL OR expires_at > datetime('now', '+30 minutes'))"
        )
    }
    return [file for file in sent if not _is_there(file, *there.get(file.id, (None, office.files)))]


def _is_there(file: Sent, size: int | None, folder: Any) -> bool:
    kept, preview = folder / "file", folder / "preview"
    return size == file.size and kept.is_file() and kept.stat().st_size == size and preview.is_file()


async def unreadable(office: Office, senders: Iterable[Sender]) -> list[object]:
    """Acknowledged policies whose chart shows other files than were attached, or files that are not whole."""
    line = await Line.open(office.port, office.token("somebody who looks"))
    wrong: list[object] = []
    for policy, wanted in ((id_, chart) for sender in senders for id_, chart in sender.charts.items()):
        found = (await line.run(_LINKS, id=policy))["data"]["policy"]["attachments"]
        shown = {each["fileName"]: each["byteSize"] for each in found}
        if shown != {name: size for name, (_, size) in wanted.items()}:
            wrong.append((policy, shown, wanted))
        wrong += [each for each in found if not await _is_whole(line, each)]
    line.close()
    return wrong


async def _is_whole(line: Line, attachment: dict[str, Any]) -> bool:
    file, preview = [await line.ask("GET", attachment[link]) for link in ("url", "previewUrl")]
    if (file.status, preview.status, len(file.body)) != (200, 200, attachment["byteSize"]):
        return False
    try:
        Image.open(BytesIO(preview.body), formats=["JPEG"]).load()
        if attachment["contentType"] == "application/pdf":
            pypdfium2.PdfDocument(file.body).close()
        else:
            Image.open(BytesIO(file.body)).load()
    except (OSError, pypdfium2.PdfiumError):
        return False
    return True


def unswept(office: Office) -> list[object]:
    """Sweeps as the server will in three hours: what is left over then, and what is missing."""
    asyncio.run(_sweep(office))
    stored = {str(path.relative_to(office.files)) for path in office.files.rglob("*") if path.is_file()}
    named = {key for row in office.rows("SELECT file_key, preview_key FROM attachments") for key in row}
    left = office.rows("SELECT 'not swept', id FROM uploads")
    return [*left, *(("left over", key) for key in stored - named), *(("missing", key) for key in named - stored)]


async def _sweep(office: Office) -> None:
    database = Database(f"sqlite+aiosqlite:///{office.file}")
    try:
        await sweep_uploads(database, Files(f"file://{office.files}"), datetime.now(UTC) + timedelta(hours=3))
    finally:
        await database.close()


def _mistold(office: Office) -> list[object]:
    """Policies whose history's lines about attachments do not follow one from the other, up to what is attached."""
    told: dict[str, str | None] = {}
    wrong: list[object] = []
    for policy, fields in office.rows("SELECT subject_id, fields FROM changes ORDER BY at, id"):
        for _, before, after in (each for each in orjson.loads(fields) if each[0] == "attachments"):
            if told.get(policy) != before:
                wrong.append((policy, "was", told.get(policy), "and not", before))
            told[policy] = after
    attached: dict[str, list[str]] = {}
    for policy, name in office.rows(
        "SELECT policy_id, file_name FROM attachments WHERE removed_at IS NULL ORDER BY id"
    ):
        attached.setdefault(policy, []).append(name)
    for policy in told.keys() | attached.keys():
        if sorted((told.get(policy) or "").splitlines()) != sorted(attached.get(policy, [])):
            wrong.append((policy, "is told to have", told.get(policy), "and has", attached.get(policy)))
    return wrong
