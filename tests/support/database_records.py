"""Every record in a database, and who may see it: worked out from the rows, without the scopes that the server uses."""

import shutil
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gql.global_ids import global_id
from store.caller import Caller

_TABLES = {
    "Practice": "practices",
    "Client": "clients",
    "Policy": "policies",
    "Payer": "payers",
    "Attachment": "attachments",
    "Change": "changes",
    "Upload": "uploads",
    "Access": "accesses",
}
_TEXTS = {
    "Practice": "{name}",
    "Client": "{first_name} {last_name}",
    "Policy": "{member_id}\n{plan_id}\n{group_id}\n{entered_payer_name}\n{employer_or_school}\n{holder_line1}",
    "Payer": "{name}",
    "Attachment": "",
    "Change": "{actor}",
    "Upload": "{file_name}",
    "Access": "{actor_id}",
}


@dataclass(frozen=True)
class Record:
    """A row, and its GraphQL type."""

    kind: str
    row: dict[str, Any]

    @property
    def id(self) -> str:
        """Its global id."""
        return global_id(self.kind, self.row["id"])

    @property
    def practice_id(self) -> str:
        """The practice it belongs to."""
        return str(self.row["id" if self.kind == "Practice" else "practice_id"])

    @property
    def texts(self) -> list[str]:
        """Its texts that would give it away in a response, but for short ones, which stand anywhere."""
        return [text for text in _TEXTS[self.kind].format(**self.row).splitlines() if len(text) > 4]


class DatabaseRecords:
    """Every record of every practice in a database file."""

    def __init__(self, file: Path) -> None:
        """Reads all of it."""
        with closing(sqlite3.connect(file)) as connection:
            connection.row_factory = sqlite3.Row
            self.records = [
                Record(kind, dict(row))
                for kind, table in _TABLES.items()
                for row in connection.execute(f"SELECT * FROM {table}")
            ]

    def of(self, kind: str) -> list[Record]:
        """The records of a type."""
        return [record for record in self.records if record.kind == kind]

    def own(self, caller: Caller | None) -> list[Record]:
        """The records that a caller may see: staff their practice, a client their chart and its payers."""
        if caller is None:
            return []
        # Nobody can read an upload; who made it can attach it. Who read a chart has no id in the API.
        readable = [record for record in self.records if record.kind not in ("Upload", "Access")]
        found = [record for record in readable if record.practice_id == caller.practice_id]
        return found if caller.client_id is None else self._clients(found, caller.client_id)

    def foreign(self, caller: Caller | None) -> list[Record]:
        """The records that a caller may not see."""
        own = {record.id for record in self.own(caller)} | {
            each.id for each in self.of("Upload") if made_by(caller, each)
        }
        if caller and caller.client_id is None:
            # Staff read who looked in their practice, although an entry is nothing that an id leads to.
            own |= {each.id for each in self.of("Access") if each.practice_id == caller.practice_id}
        return [record for record in self.records if record.id not in own]

    def _clients(self, found: list[Record], client_id: str) -> list[Record]:
        if not any(record.kind == "Client" and record.row["id"] == client_id for record in found):
            return []
        charted = (each.row for each in self.of("Policy") if each.row["client_id"] == client_id)
        policies = [policy for policy in charted if policy["status"] != "ENTERED_IN_ERROR"]
        policy_ids, payer_ids = ({policy[key] for policy in policies} for key in ("id", "payer_id"))
        is_own: dict[str, Callable[[dict[str, Any]], bool]] = {
            "Practice": lambda _row: True,
            "Client": lambda row: row["id"] == client_id,
            "Policy": lambda row: row["id"] in policy_ids,
            "Payer": lambda row: not row["archived"] or row["id"] in payer_ids,
            "Attachment": lambda row: row["policy_id"] in policy_ids,
            "Change": lambda _row: False,
        }
        return [record for record in found if is_own[record.kind](record.row)]


def made_by(caller: Caller | None, upload: Record) -> bool:
    """Whether the caller made this upload."""
    made = (upload.row["practice_id"], upload.row["owner"])
    return caller is not None and made == (caller.practice_id, caller.client_id or caller.subject)


def ids(records: Iterable[Record]) -> set[str]:
    """Their global ids."""
    return {record.id for record in records}


def copy_database(file: Path, folder: Path) -> Path:
    """A copy of a database in a folder, to write to."""
    copy = folder / file.name
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    return copy


def copy_demo(demo_file: Path, folder: Path) -> Path:
    """A copy of the demo in a folder, with the files of its attachments."""
    shutil.copytree(f"{demo_file}.files", folder / f"{demo_file.name}.files")
    return copy_database(demo_file, folder)
