"""Connections: pages of a list with opaque, stable cursors (Relay Cursor Connections specification)."""

import unicodedata
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any, Generic, TypeAlias, TypeVar

import strawberry

from gql.errors import BadUserInput
from gql.global_ids import global_id, local_id
from gql.graph.cost import rows_argument
from gql.graph.declarations import object_type
from gql.graph.fields import attribute, computed, loaded
from gql.graph.loaders import Loaders
from store.reads.pages import Page, PageRequest
from store.reads.search import COUNTED_RESULTS, LONGEST_SEARCH

T = TypeVar("T")

DEFAULT_SIZE = 25
MAX_SIZE = 100

First: TypeAlias = Annotated[
    int | None,
    rows_argument(
        f"How many rows from the start of the list: {DEFAULT_SIZE} if left out, {MAX_SIZE} at most.", max_rows=MAX_SIZE
    ),
]
After: TypeAlias = Annotated[
    str | None, strawberry.argument(description="Only rows after this cursor: the `endCursor` of the page before.")
]
Last: TypeAlias = Annotated[
    int | None,
    rows_argument(
        f"How many rows from the end of the list, {MAX_SIZE} at most. Not together with `first`.", max_rows=MAX_SIZE
    ),
]
Before: TypeAlias = Annotated[
    str | None, strawberry.argument(description="Only rows before this cursor: the `startCursor` of the page after.")
]
Search: TypeAlias = Annotated[
    str | None,
    strawberry.argument(
        description=(
            f"The beginnings of words, in any order, such as `cleo mar`; {LONGEST_SEARCH} characters at most. Case, "
            "accents, apostrophes and punctuation do not matter."
        )
    ),
]


@dataclass(frozen=True, slots=True)
class ConnectionResult(Generic[T]):
    """What a connection is resolved from: a page, and the key of `Loaders.total`, which counts the whole list."""

    page: Page[T]
    count_key: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class EdgeResult(Generic[T]):
    """What an edge is resolved from: one row of a page and its cursor."""

    cursor: str
    node: T


@dataclass(frozen=True, slots=True)
class PageInfoResult:
    """What a `PageInfo` is resolved from."""

    has_next_page: bool
    has_previous_page: bool
    start_cursor: str | None
    end_cursor: str | None


def page_request(first: int | None, after: str | None, last: int | None, before: str | None) -> PageRequest:
    """The page that the arguments ask for, its size from 0 to MAX_SIZE.

    Raises BadUserInput for both `first` and `last`, for a negative size, and for a cursor that is not of this server.
    """
    if first is not None and last is not None:
        raise BadUserInput("Send `first` or `last`, not both.")
    size = first if first is not None else last
    if size is not None and size < 0:
        raise BadUserInput(f"`{'last' if first is None else 'first'}` cannot be negative.")
    clamped = DEFAULT_SIZE if size is None else min(size, MAX_SIZE)
    return PageRequest(clamped, last is not None, _row_id("after", after), _row_id("before", before))


def search_text(search: str | None) -> str | None:
    """The search. Raises BadUserInput where it is longer than any name or holds control characters."""
    if search is None:
        return None
    if len(search) > LONGEST_SEARCH:
        raise BadUserInput(f"`search` takes at most {LONGEST_SEARCH} characters.")
    if any(unicodedata.category(character) == "Cc" for character in search.replace("\t", " ")):
        raise BadUserInput("`search` takes no control characters.")
    return search


def _row_id(argument: str, cursor: str | None) -> str | None:
    if cursor is None:
        return None
    row_id = local_id("Cursor", cursor)
    if row_id is None:
        raise BadUserInput(f"`{argument}` is not a cursor of this list.")
    return row_id


def _cursor(record: Any) -> str:
    return global_id("Cursor", record.id)


def _edges(result: ConnectionResult[Any]) -> list[EdgeResult[Any]]:
    return [EdgeResult(_cursor(record), record) for record in result.page.items]


def _nodes(result: ConnectionResult[Any]) -> tuple[Any, ...]:
    return result.page.items


def _page_info(result: ConnectionResult[Any]) -> PageInfoResult:
    page = result.page
    first, last = (_cursor(page.items[0]), _cursor(page.items[-1])) if page.items else (None, None)
    return PageInfoResult(page.has_next, page.has_previous, first, last)


def _count_key(result: ConnectionResult[Any]) -> tuple[Any, ...]:
    return result.count_key


@object_type
class PageInfo:
    """Where a page lies in its list."""

    has_next_page: bool = attribute(description="Whether there are rows after this page.")
    has_previous_page: bool = attribute(description="Whether there are rows before this page.")
    start_cursor: str | None = attribute(
        description="Cursor of the page's first row: send it as `before` to get the page before. Null on an empty page."
    )
    end_cursor: str | None = attribute(
        description="Cursor of the page's last row: send it as `after` to get the next page. Null on an empty page."
    )


@object_type
class Edge(Generic[T]):
    """One row of a page, with its cursor."""

    cursor: str = attribute(description="Where the row is in the list: opaque and stable, for `after` and `before`.")
    node: T = attribute(description="The row itself.")


# The rows of a page are counted at the connection itself: the lists within it are the same rows.
@partial(object_type, name="Connection")
class UncountedConnection(Generic[T]):
    """A page of a list."""

    edges: list[Edge[T]] = computed(_edges, rows=1, description="The rows, each with its cursor.")
    nodes: list[T] = computed(_nodes, rows=1, description="The rows without their cursors.")
    page_info: PageInfo = computed(_page_info, description="Whether there are rows before and after, and the cursors.")


@partial(object_type, name="Connection")
class Connection(UncountedConnection[T]):
    """A page of a list."""

    total_count: int = loaded(
        Loaders.total,
        _count_key,
        description=(
            "How many rows the whole list has, for texts such as `12 policies`. Counted only if asked for; the results "
            f"of a search up to {COUNTED_RESULTS:,}."
        ),
    )
