"""Keyset pagination: a page starts after a row and not at an offset, so that every page costs the same.

A cursor is the id of a row. The row's position in the order is looked up when the cursor is used: a cursor contains no
data, and one of a row that the caller cannot see gives an empty page.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, Generic, TypeVar

import sqlalchemy as sa

from store.db.column_types import Id

T = TypeVar("T")
LIMIT = sa.bindparam("limit", type_=sa.Integer)


@dataclass(frozen=True, slots=True)
class PageRequest:
    """How many rows, from which end, and between which cursors (ids)."""

    size: int
    backward: bool = False
    after: str | None = None
    before: str | None = None

    @property
    def shape(self) -> tuple[bool, bool, bool]:
        """Which of a keyset's statements answers this request."""
        return (self.backward, self.after is not None, self.before is not None)

    @property
    def parameters(self) -> dict[str, object]:
        """The bind parameters. One row more than the page is read, to know whether there are more."""
        return {"limit": self.size + 1, "after": self.after, "before": self.before}


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Facts in order, and whether there are more before and after them."""

    items: tuple[T, ...]
    has_next: bool
    has_previous: bool


def page_of(request: PageRequest, facts: Sequence[T]) -> Page[T]:
    """The page of a request, from the facts of its rows: up to one more than the page, in the request's direction."""
    more = len(facts) > request.size
    items = facts[: request.size]
    if request.backward:
        return Page(tuple(reversed(items)), has_next=request.before is not None, has_previous=more)
    return Page(tuple(items), has_next=more, has_previous=request.after is not None)


class Keyset:
    """Every statement that pages may need of one ordered list, built once."""

    def __init__(
        self,
        rows: sa.Select[Any],
        keys: Sequence[sa.Column[Any]],
        *,
        reachable: sa.ColumnElement[bool],
        descending: bool = False,
        limited: Callable[[sa.Select[Any], Sequence[sa.ColumnElement[Any]]], sa.Select[Any]] | None = None,
    ) -> None:
        """`keys` order the list and end with the id. `reachable` is the condition for rows as cursors:
        those the caller can see, even if they are no longer in the list. `limited` replaces the plain limit, such as by
        one for each parent.
        """
        self._rows, self._keys, self._reachable, self._descending = rows, keys, reachable, descending
        self._limited = limited or (lambda statement, order: statement.order_by(*order).limit(LIMIT))
        shapes = product((False, True), repeat=3)
        self._statements: Mapping[tuple[bool, bool, bool], sa.Select[Any]] = {
            (backward, after, before): self._statement(backward, after, before) for backward, after, before in shapes
        }

    def statement(self, request: PageRequest) -> sa.Select[Any]:
        """The statement for a request; run it with the request's parameters."""
        return self._statements[request.shape]

    def _statement(self, backward: bool, after: bool, before: bool) -> sa.Select[Any]:
        position = sa.tuple_(*self._keys)
        later, earlier = (position < self._position_of("after"), position > self._position_of("before"))
        if not self._descending:
            later, earlier = (position > self._position_of("after"), position < self._position_of("before"))
        conditions = [condition for condition, used in ((later, after), (earlier, before)) if used]
        downward = self._descending is not backward
        order = [key.desc() if downward else key.asc() for key in self._keys]
        return self._limited(self._rows.where(*conditions), order)

    def _position_of(self, cursor: str) -> sa.ScalarSelect[Any]:
        row = self._keys[-1] == sa.bindparam(cursor, type_=Id)
        # A subquery of its own, although it reads the same table as the list.
        return sa.select(*self._keys).where(self._reachable, row).correlate(None).scalar_subquery()
