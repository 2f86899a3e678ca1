"""Outcomes as they are stored for retries: of each record the id alone, and all else as it was.

A retry reads the records again, so that it answers with each as it is now and only with those that the caller may see:

    {"policy": {"id": "0199..."}, "ended_policies": [{"policy": {"id": "0198..."}, "new_end_date": "2025-12-31"}]}

Earlier releases stored each record in full, at the same place. Only the id in it is read.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, TypeAlias, get_args, get_origin, get_type_hints

import orjson
import sqlalchemy as sa
from pydantic import TypeAdapter
from sqlalchemy.ext.asyncio import AsyncConnection

from insurance.facts import Client, Payer, Policy, Practice
from store import row_mapping
from store.caller import Caller
from store.reads import clients, payers, policies, practices, uploads
from store.uploads import Upload, upload_from_row

_RECORDS: dict[type[Any], tuple[sa.Select[Any], Callable[[Any], Any]]] = {
    Policy: (policies.BY_ID, row_mapping.policy),
    Client: (clients.BY_ID, row_mapping.client),
    Payer: (payers.BY_ID, row_mapping.payer),
    Practice: (practices.OWN, row_mapping.practice),
    Upload: (uploads.OWN_BY_ID, upload_from_row),
}
"""How each kind of record is read, within what the caller may see."""

_Record: TypeAlias = Callable[[type[Any], str], Any]
_type_hints = cache(get_type_hints)
_adapter = cache(TypeAdapter)


def as_json(outcome: object) -> str:
    """The outcome as it is stored."""
    return orjson.dumps(outcome, default=_plain, option=orjson.OPT_PASSTHROUGH_DATACLASS).decode()


def _plain(value: Any) -> dict[str, Any]:
    if type(value) in _RECORDS:
        return {"id": value.id}
    return {field.name: getattr(value, field.name) for field in fields(value)}


async def as_it_is_now(connection: AsyncConnection, caller: Caller, outcome: type[Any], stored: str) -> Any:
    """The stored outcome with each record as it is now, null where the caller can no longer see it.

    In a list, what is about such a record is left out.
    """
    value = orjson.loads(stored)
    ids: defaultdict[type[Any], set[str]] = defaultdict(set)
    _with_records(outcome, value, lambda kind, id_: ids[kind].add(id_))
    found = {kind: await _read(connection, caller, kind, sorted(wanted)) for kind, wanted in ids.items()}
    values = _with_records(outcome, value, lambda kind, id_: found[kind].get(id_))
    return _adapter(outcome).validate_python(values)  # type: ignore[arg-type]  # a class is hashable


async def _read(connection: AsyncConnection, caller: Caller, kind: type[Any], ids: list[str]) -> dict[str, Any]:
    statement, record = _RECORDS[kind]
    rows = await connection.execute(statement, {**caller.scope, "owner": caller.owner, "ids": ids})
    return {found.id: found for found in map(record, rows.all())}


def _with_records(annotation: Any, value: Any, record: _Record) -> Any:
    """A value of this type with a record in place of each id."""
    if value is None:
        return None
    if annotation in _RECORDS:
        return record(annotation, value["id"])
    if get_origin(annotation) is UnionType:
        (annotation,) = (option for option in get_args(annotation) if option is not type(None))
        return _with_records(annotation, value, record)
    if get_origin(annotation) is tuple:
        items = [_with_records(get_args(annotation)[0], item, record) for item in value]
        return [item for item in items if item is not None]
    return _with_records_of_fields(annotation, value, record) if is_dataclass(annotation) else value


def _with_records_of_fields(annotation: Any, value: dict[str, Any], record: _Record) -> dict[str, Any] | None:
    hints = _type_hints(annotation)
    values = {name: _with_records(hints[name], item, record) for name, item in value.items() if name in hints}
    # What is about a record that the caller cannot see, such as that it ended, is not for them either.
    about_nothing = any(item is None and hints[name] in _RECORDS for name, item in values.items())
    return None if about_nothing else values
