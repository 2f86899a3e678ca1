"""The files that a database names. It may be older than the tables: a backup is made before an upgrade, too."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from store.db.tables import attachments, uploads
from store.uploads import COLUMNS, INSPECTED, Upload, upload_from_row


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file or preview, and what its record says of it. `waiting` is the upload that no policy uses yet."""

    key: str
    size: int | None
    digest: str | None
    record: str
    waiting: Upload | None = None

    def problem(self, size: int, digest: str) -> str | None:
        """What is wrong with a file of this size and digest; or None."""
        if self.size not in (None, size):
            return f"{self.record}: {self.key} has {size} bytes, not {self.size}"
        if self.digest not in (None, digest):
            return f"{self.record}: {self.key} is damaged"
        return f"{self.record}: {self.key} is empty" if size == 0 else None

    @property
    def absence(self) -> str:
        """What is wrong where there is no file."""
        return f"{self.record}: {self.key} is missing"


def attached_files(connection: sa.Connection) -> list[NamedFile]:
    """The files and previews of every attachment, removed ones included: the history shows them."""
    columns = [attachments.c[name] for name in _ATTACHED]
    return [file for row in _rows(connection, attachments, columns) for file in _attached(*row)]


def waiting_files(connection: sa.Connection) -> list[NamedFile]:
    """The files and previews of uploads that no policy uses yet."""
    found = map(upload_from_row, _rows(connection, uploads, COLUMNS))
    return [file for each in found if each.policy_id is None for file in _waiting(each)]


def forget_files(connection: sa.Connection, forgotten: Iterable[Upload]) -> None:
    """Makes uploads as they were before a file was sent: their owners may send it again."""
    present = _present(connection, uploads)
    table = sa.table(uploads.name, *present.values())
    emptied = {present[name]: None for name in INSPECTED if name in present}
    for each in forgotten:
        mine = sa.and_(present["practice_id"] == each.practice_id, present["id"] == each.id)
        connection.execute(table.update().where(mine).values(emptied))


_EARLIER_NAMES = {"content_id": "attempt"}
_ATTACHED = ("id", "byte_size", "file_key", "file_digest", "preview_key", "preview_digest")


def _attached(
    id_: str, size: int, file_key: str, file_digest: str | None, preview_key: str, preview_digest: str | None
) -> Iterator[NamedFile]:
    record = f"attachment {id_}"
    yield NamedFile(file_key, size, file_digest, record)
    yield NamedFile(preview_key, None, preview_digest, record)


def _waiting(place: Upload) -> Iterator[NamedFile]:
    if place.content_id:
        record = f"upload {place.id}"
        yield NamedFile(place.file_key(place.content_id), place.byte_size, place.file_digest, record, place)
        yield NamedFile(place.preview_key(place.content_id), None, place.preview_digest, record, place)


def _rows(connection: sa.Connection, table: sa.Table, columns: Sequence[sa.Column[Any]]) -> Sequence[Sequence[Any]]:
    """All rows, with null for columns that the table does not have yet; none where there is no such table."""
    present = _present(connection, table)
    chosen = [present.get(column.name, sa.null().label(column.name)) for column in columns]
    return connection.execute(sa.select(*chosen).select_from(table)).all() if present else []


def _present(connection: sa.Connection, table: sa.Table) -> dict[str, sa.ColumnClause[Any]]:
    """The columns that the table has, as they are called there, by their names now."""
    inspector = sa.inspect(connection)
    if not inspector.has_table(table.name):
        return {}
    names = {column["name"] for column in inspector.get_columns(table.name)}
    found = {}
    for column in table.c:
        name = column.name if column.name in names else _EARLIER_NAMES.get(column.name)
        if name in names:
            found[column.name] = sa.column(name, column.type)
    return found
