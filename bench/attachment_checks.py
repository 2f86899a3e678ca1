"""Checks of uploaded files: in the database, in the file store, and through their signed links."""

import asyncio
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import orjson
import pypdfium2  # type: ignore[import-untyped]
from PIL import Image

from bench.bench_server import BenchServer
from bench.http_connection import Connection
from bench.upload_workload import AcknowledgedUpload, UploadWorkload
from store.acts.sweep_uploads import sweep_uploads
from store.db.database import Database
from store.files import Files

_LINKS = "query($id: ID!) { policy(id: $id) { attachments { fileName byteSize contentType url previewUrl } } }"


def inconsistent_attachments(server: BenchServer) -> list[object]:
    """Uploads that are marked as used but not attached, or the reverse; and attachments that contradict the history."""
    wrong = server.rows(
        "SELECT 'used and not attached, or the reverse', u.id, u.policy_id, a.policy_id FROM uploads u "
        "LEFT JOIN attachments a ON a.practice_id = u.practice_id AND a.byte_size = u.byte_size "
        "AND a.file_key = 'uploads/' || u.practice_id || '/' || u.id || '/' || u.content_id || '/file' "
        "AND a.preview_key = 'uploads/' || u.practice_id || '/' || u.id || '/' || u.content_id || '/preview' "
        "WHERE u.policy_id IS NOT a.policy_id"
    )
    wrong += server.rows(
        "SELECT 'attached and never sent', id FROM attachments WHERE substr(file_key, 46, 36) NOT IN "
        "(SELECT id FROM uploads WHERE policy_id IS NOT NULL)"
    )
    return [*wrong, *_inconsistent_history(server)]


def partial_saves(server: BenchServer, saves: Iterable[tuple[AcknowledgedUpload, ...]]) -> list[object]:
    """Saves with some of their files attached and some not."""
    used = {id_ for (id_,) in server.rows("SELECT id FROM uploads WHERE policy_id IS NOT NULL")}
    return [files for files in saves if len({file.id in used for file in files}) == 2]


def lost_uploads(server: BenchServer, sent: Iterable[AcknowledgedUpload]) -> list[object]:
    """Acknowledged uploads whose file or preview is missing or of the wrong size."""
    there = {
        id_: (size, server.files / "uploads" / practice / id_ / content_id)
        for practice, id_, content_id, size in server.rows(
            "SELECT practice_id, id, content_id, byte_size FROM uploads WHERE content_id IS NOT NULL "
            "AND (policy_id IS NOT NULL OR expires_at > datetime('now', '+30 minutes'))"
        )
    }
    return [file for file in sent if not _is_there(file, *there.get(file.id, (None, server.files)))]


def _is_there(file: AcknowledgedUpload, size: int | None, folder: Any) -> bool:
    kept, preview = folder / "file", folder / "preview"
    return size == file.size and kept.is_file() and kept.stat().st_size == size and preview.is_file()


async def unreadable_attachments(server: BenchServer, uploaders: Iterable[UploadWorkload]) -> list[object]:
    """Acknowledged policies that show other files than were attached, or files that cannot be read."""
    connection = await Connection.open(server.port, server.token("practitioner"))
    wrong: list[object] = []
    for policy, wanted in ((id_, chart) for uploader in uploaders for id_, chart in uploader.charts.items()):
        found = (await connection.execute(_LINKS, id=policy))["data"]["policy"]["attachments"]
        shown = {each["fileName"]: each["byteSize"] for each in found}
        if shown != {name: size for name, (_, size) in wanted.items()}:
            wrong.append((policy, shown, wanted))
        wrong += [each for each in found if not await _is_whole(connection, each)]
    connection.close()
    return wrong


async def _is_whole(connection: Connection, attachment: dict[str, Any]) -> bool:
    file, preview = [await connection.request("GET", attachment[link]) for link in ("url", "previewUrl")]
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


def leftover_files(server: BenchServer) -> list[object]:
    """Files that the sweep three hours from now leaves over, and files that are missing after it."""
    asyncio.run(_sweep(server))
    stored = {str(path.relative_to(server.files)) for path in server.files.rglob("*") if path.is_file()}
    named = {key for row in server.rows("SELECT file_key, preview_key FROM attachments") for key in row}
    left = server.rows("SELECT 'not swept', id FROM uploads")
    return [*left, *(("left over", key) for key in stored - named), *(("missing", key) for key in named - stored)]


async def _sweep(server: BenchServer) -> None:
    database = Database(f"sqlite+aiosqlite:///{server.file}")
    try:
        await sweep_uploads(database, Files(f"file://{server.files}"), datetime.now(UTC) + timedelta(hours=3))
    finally:
        await database.close()


def _inconsistent_history(server: BenchServer) -> list[object]:
    """Policies whose history of attachments has a gap, or does not end with what is attached."""
    told: dict[str, str | None] = {}
    wrong: list[object] = []
    for policy, fields in server.rows("SELECT subject_id, fields FROM changes ORDER BY at, id"):
        for _, before, after in (each for each in orjson.loads(fields) if each[0] == "attachments"):
            if told.get(policy) != before:
                wrong.append((policy, "was", told.get(policy), "and not", before))
            told[policy] = after
    attached: dict[str, list[str]] = {}
    for policy, name in server.rows(
        "SELECT policy_id, file_name FROM attachments WHERE removed_at IS NULL ORDER BY id"
    ):
        attached.setdefault(policy, []).append(name)
    for policy in told.keys() | attached.keys():
        if sorted((told.get(policy) or "").splitlines()) != sorted(attached.get(policy, [])):
            wrong.append((policy, "is told to have", told.get(policy), "and has", attached.get(policy)))
    return wrong
