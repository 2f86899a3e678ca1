"""The `history` field, which practices, clients, policies and payers share."""

from typing import Any

from gql.graph.connections import DEFAULT_SIZE, After, Before, ConnectionResult, First, Last, page_request
from gql.graph.fields import loaded
from gql.graph.loaders import Loaders
from gql.graph.permissions import PRACTITIONERS
from insurance.facts import Change
from store.reads.pages import Page, PageRequest


def _key(
    record: Any, *, first: First = None, after: After = None, last: Last = None, before: Before = None
) -> tuple[str, PageRequest]:
    return (record.id, page_request(first, after, last, before))


def _connection(_record: Any, page: Page[Change]) -> ConnectionResult[Change]:
    return ConnectionResult(page)


def history(description: str) -> Any:
    """The changes of a record, newest first. The histories of many records are read with one statement."""
    return loaded(Loaders.history, _key, _connection, allow=PRACTITIONERS, rows=DEFAULT_SIZE, description=description)
