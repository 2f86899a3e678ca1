"""Keyset pagination: a page starts after a row and not at an offset, so that every page costs the same.

A cursor is the id of a row. The row's position in the order is looked up when the cursor is used: a cursor contains no
data, and one of a row that the caller cannot see gives an empty page. The values of that position are then parameters
of the page's statement: compared with a subquery instead, SQLite would use the first of them alone to find the start,
and would walk through all namesakes.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, Generic, TypeVar

import sqlalchemy as sa

from store.db.column_types import Id
from store.db.compiled_select import Row
from store.db.database import Database

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
    def cursors(self) -> dict[str, str]:
        """The cursors that the page lies between, by the name of the argument."""
        return {name: id_ for name, id_ in (("after", self.after), ("before", self.before)) if id_ is not None}


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
        self._rows, self._keys, self._descending = rows, keys, descending
        self._limited = limited or (lambda statement, order: statement.order_by(*order).limit(LIMIT))
        self._position = sa.select(*keys).where(reachable, keys[-1] == sa.bindparam("cursor", type_=Id))
        shapes = product((False, True), repeat=3)
        self._statements: Mapping[tuple[bool, bool, bool], sa.Select[Any]] = {
            (backward, after, before): self._statement(backward, after, before) for backward, after, before in shapes
        }

    async def read(self, database: Database, parameters: Mapping[str, object], request: PageRequest) -> Sequence[Row]:
        """The rows of a page, and one more where there are more: `page_of` leaves it out.

        `parameters` are those of the list's own conditions.
        """
        positions = await self.positions(database, parameters, request)
        if positions is None:
            return ()
        bounds = {
            f"{cursor}_{key.name}": value
            for cursor, position in positions.items()
            for key, value in zip(self._keys, position, strict=True)
        }
        limit = {"limit": request.size + 1}
        return await database.read(self._statements[request.shape], {**parameters, **limit, **bounds})

    async def positions(
        self, database: Database, parameters: Mapping[str, object], request: PageRequest
    ) -> dict[str, Row] | None:
        """The values of the keys at each cursor of a request; None where the caller can see no such row."""
        found: dict[str, Row] = {}
        for name, id_ in request.cursors.items():
            rows = await database.read(self._position, {**parameters, "cursor": id_})
            if not rows:
                return None
            found[name] = rows[0]
        return found

    def _statement(self, backward: bool, after: bool, before: bool) -> sa.Select[Any]:
        position = sa.tuple_(*self._keys)
        later, earlier = (position < self._bound("after"), position > self._bound("before"))
        if not self._descending:
            later, earlier = (position > self._bound("after"), position < self._bound("before"))
        conditions = [condition for condition, used in ((later, after), (earlier, before)) if used]
        downward = self._descending is not backward
        order = [key.desc() if downward else key.asc() for key in self._keys]
        return self._limited(self._rows.where(*conditions), order)

    def _bound(self, cursor: str) -> sa.ColumnElement[Any]:
        return sa.tuple_(*(sa.bindparam(f"{cursor}_{key.name}", type_=key.type) for key in self._keys))
