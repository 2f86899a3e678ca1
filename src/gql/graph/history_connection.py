"""The `history` connection that several nouns share."""

from typing import Any

from gql.graph.connections import After, Before, First, Last, Listed, page_request
from gql.graph.fields import loaded
from gql.graph.loaders import Loaders
from gql.graph.permissions import STAFF
from insurance.facts import Change
from store.reads.pages import Page, PageRequest


def _key(
    subject: Any, *, first: First = None, after: After = None, last: Last = None, before: Before = None
) -> tuple[str, PageRequest]:
    return (subject.id, page_request(first, after, last, before))


def _listed(_subject: Any, page: Page[Change]) -> Listed[Change]:
    return Listed(page)


def history(description: str) -> Any:
    """The changes of a record, newest first; the histories of many records take one statement."""
    return loaded(Loaders.history, _key, _listed, allow=STAFF, description=description)
