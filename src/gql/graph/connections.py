"""Connections: pages of a list with opaque, stable cursors (Relay Cursor Connections specification)."""

import unicodedata
from dataclasses import dataclass
from typing import Annotated, Any, Generic, TypeAlias, TypeVar

import strawberry

from gql.errors import BadUserInput
from gql.global_ids import global_id, local_id
from gql.graph.fields import attribute, derived, loaded
from gql.graph.loaders import Loaders
from store.reads.pages import Page, PageRequest
from store.reads.search import LONGEST_SEARCH

T = TypeVar("T")

DEFAULT_SIZE = 25
MAX_SIZE = 100


def _argument(description: str) -> Any:
    return strawberry.argument(description=description)


First: TypeAlias = Annotated[
    int | None, _argument(f"How many from the start: {DEFAULT_SIZE} unless told, {MAX_SIZE} at most.")
]
After: TypeAlias = Annotated[str | None, _argument("Only what follows this cursor.")]
Last: TypeAlias = Annotated[int | None, _argument(f"How many from the end, {MAX_SIZE} at most.")]
Before: TypeAlias = Annotated[str | None, _argument("Only what precedes this cursor.")]
Search: TypeAlias = Annotated[
    str | None, _argument(f"Any part of the name, in any case; at most {LONGEST_SEARCH} characters.")
]


@dataclass(frozen=True, slots=True)
class Listed(Generic[T]):
    """A page, and the key by which `Loaders.total` counts the whole list, if somebody asks."""

    page: Page[T]
    total: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class ListedEdge(Generic[T]):
    """One row of a page and its cursor."""

    cursor: str
    node: T


@dataclass(frozen=True, slots=True)
class PageBounds:
    """What a `PageInfo` says."""

    has_next_page: bool
    has_previous_page: bool
    start_cursor: str | None
    end_cursor: str | None


def page_request(first: int | None, after: str | None, last: int | None, before: str | None) -> PageRequest:
    """The request in the arguments. Sizes are clamped; a cursor that is none, or both sizes, is BAD_USER_INPUT."""
    if first is not None and last is not None:
        raise BadUserInput("Give `first` or `last`, not both.")
    size = first if first is not None else last
    clamped = DEFAULT_SIZE if size is None else max(1, min(size, MAX_SIZE))
    return PageRequest(clamped, last is not None, _row("after", after), _row("before", before))


def search_text(search: str | None) -> str | None:
    """The search, refused when it is longer than any name or holds control characters."""
    if search is None:
        return None
    if len(search) > LONGEST_SEARCH:
        raise BadUserInput(f"`search` takes at most {LONGEST_SEARCH} characters.")
    if any(unicodedata.category(character) == "Cc" for character in search.replace("\t", " ")):
        raise BadUserInput("`search` takes no control characters.")
    return search


def _row(argument: str, cursor: str | None) -> str | None:
    if cursor is None:
        return None
    row = local_id("Cursor", cursor)
    if row is None:
        raise BadUserInput(f"`{argument}` is not a cursor of this list.")
    return row


def _cursor(fact: Any) -> str:
    return global_id("Cursor", fact.id)


def _edges(listed: Listed[Any]) -> list[ListedEdge[Any]]:
    return [ListedEdge(_cursor(fact), fact) for fact in listed.page.items]


def _nodes(listed: Listed[Any]) -> tuple[Any, ...]:
    return listed.page.items


def _bounds(listed: Listed[Any]) -> PageBounds:
    page = listed.page
    first, last = (_cursor(page.items[0]), _cursor(page.items[-1])) if page.items else (None, None)
    return PageBounds(page.has_next, page.has_previous, first, last)


def _total(listed: Listed[Any]) -> tuple[Any, ...]:
    return listed.total


@strawberry.type(description="Where a page lies in its list.")
class PageInfo:
    """Where a page lies in its list."""

    has_next_page: bool = attribute(description="Whether more follow this page.")
    has_previous_page: bool = attribute(description="Whether more precede this page.")
    start_cursor: str | None = attribute(description="Cursor of the page's first row, for `before`.")
    end_cursor: str | None = attribute(description="Cursor of the page's last row, for `after`.")


@strawberry.type(name="Edge", description="One row of a page, with its cursor.")
class Edge(Generic[T]):
    """One row of a page, with its cursor."""

    cursor: str = attribute(description="Where the row stands: opaque, stable, for `after` and `before`.")
    node: T = attribute(description="The row itself.")


@strawberry.type(name="Connection", description="A page of a list.")
class UncountedConnection(Generic[T]):
    """A page of a list whose length nobody needs."""

    edges: list[Edge[T]] = derived(_edges, description="The rows, each with its cursor.")
    nodes: list[T] = derived(_nodes, description="The rows alone.")
    page_info: PageInfo = derived(_bounds, description="Whether more precede or follow.")


@strawberry.type(name="Connection", description="A page of a list.")
class Connection(UncountedConnection[T]):
    """A page of a list, and how long the list is."""

    total_count: int = loaded(
        Loaders.total, _total, description="How many rows the whole list has; counted only when asked for."
    )
