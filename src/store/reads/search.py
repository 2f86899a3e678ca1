"""Finds charts and payers by the beginnings of their words, in the order of their list.

The rows of one beginning are in that order already: a page of a search for one word reads as many rows as it has. For
several words the rows of the rarest one are read, from the furthest place where the others begin, a few at a time, and
looked up among the rows of the others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

import sqlalchemy as sa

from insurance import limits
from insurance.search import SearchKind
from store.db import tables
from store.db.compiled_select import Row
from store.db.database import Database
from store.reads import scope
from store.reads.pages import PageRequest

LONGEST_SEARCH = 2 * limits.NAME + len(", ")
"""Characters. No name is longer, "Last, First" included, so a longer search could find nothing."""
COUNTED_RESULTS = 1_000
"""The most results that are counted."""

_CHUNK = 32
"""How many rows of a list are read at once where a search has several terms."""

Terms: TypeAlias = Sequence[Sequence[str]]
Place: TypeAlias = tuple[str, str]
"""Where a result is in the order: its sort key and its id."""

_words = tables.search_words


class SearchIndex:
    """The rows of `search_words` of one kind that a caller may search through."""

    def __init__(self, kind: SearchKind, searched: sa.ColumnElement[bool]) -> None:
        """`searched` is the condition for rows."""
        self._rows = sa.select(_words.c.sort_key, _words.c.subject_id).where(
            _words.c.practice_id == scope.PRACTICE_ID, _words.c.kind == sa.literal_column(f"'{kind}'"), searched
        )
        self.statement = cache(self._statement)
        # A row at each of so many places. One condition for all of them would have SQLite read what lies between.
        self.lookup = sa.select(*sa.union_all(*map(self._row_at, range(_CHUNK))).subquery().c)

    async def ids(
        self,
        database: Database,
        scope_parameters: Mapping[str, object],
        terms: Terms,
        request: PageRequest,
        positions: Mapping[str, Row] | None,
    ) -> list[str]:
        """The ids of a page's results, and one more where there are more. `positions` are those of the cursors."""
        if positions is None:
            return []
        places = {cursor: _place(position) for cursor, position in positions.items()}
        start, end = places.get("after"), places.get("before")
        if request.backward:
            start, end = end, start
        rows = self._of_terms(database, scope_parameters, terms, backward=request.backward)
        return [id_ for _, id_ in await _results(rows, request.size + 1, start, end)]

    async def count(self, database: Database, scope_parameters: Mapping[str, object], terms: Terms) -> int:
        """How many results there are, up to COUNTED_RESULTS."""
        rows = self._of_terms(database, scope_parameters, terms, backward=False)
        return len(await _results(rows, COUNTED_RESULTS, None, None))

    def _of_terms(
        self, database: Database, scope_parameters: Mapping[str, object], terms: Terms, *, backward: bool
    ) -> list["_TermRows"]:
        return [_TermRows(self, database, scope_parameters, term, backward) for term in terms]

    def _statement(self, beginnings: int, backward: bool, starts: bool, including: bool) -> sa.Select[Any]:
        """The first rows of each of several beginnings, from a place on."""
        parts = [self._part(index, backward, starts, including).subquery() for index in range(beginnings)]
        rows = sa.union_all(*(sa.select(part) for part in parts)).subquery()
        return sa.select(rows.c.sort_key, rows.c.subject_id)

    def _row_at(self, number: int) -> sa.Select[Any]:
        return self._rows.where(
            _words.c.beginning.in_(sa.bindparam("beginnings", expanding=True, type_=_words.c.beginning.type)),
            _words.c.sort_key == sa.bindparam(f"key_{number}", type_=_words.c.sort_key.type),
            _words.c.subject_id == sa.bindparam(f"id_{number}", type_=_words.c.subject_id.type),
        )

    def _part(self, index: int, backward: bool, starts: bool, including: bool) -> sa.Select[Any]:
        beginning = _words.c.beginning == sa.bindparam(f"beginning_{index}", type_=_words.c.beginning.type)
        rows = self._rows.where(beginning)
        if starts:
            start = sa.tuple_(
                sa.bindparam("start_key", type_=_words.c.sort_key.type),
                sa.bindparam("start_id", type_=_words.c.subject_id.type),
            )
            place = sa.tuple_(_words.c.sort_key, _words.c.subject_id)
            compared = (place <= start, place < start) if backward else (place >= start, place > start)
            rows = rows.where(compared[0] if including else compared[1])
        order = [_words.c.sort_key, _words.c.subject_id]
        return rows.order_by(*(key.desc() if backward else key for key in order)).limit(
            sa.bindparam("limit", type_=sa.Integer)
        )


@dataclass(frozen=True, slots=True)
class _TermRows:
    """The rows of one term: those of each of its beginnings."""

    index: SearchIndex
    database: Database
    scope: Mapping[str, object]
    term: Sequence[str]
    backward: bool

    async def first(self, count: int, start: Place | None, including: bool) -> list[Place]:
        """The first places after one, or from it on if `including`; fewer than `count` only where there are no more."""
        statement = self.index.statement(len(self.term), self.backward, start is not None, including)
        beginnings = {f"beginning_{number}": text for number, text in enumerate(self.term)}
        place = dict(zip(("start_key", "start_id"), start or (), strict=False))
        rows = await self.database.read(statement, {**self.scope, "limit": count, **beginnings, **place})
        return sorted({(key, id_) for key, id_ in rows}, reverse=self.backward)[:count]

    async def among(self, places: Sequence[Place]) -> set[Place]:
        """Those of the places, up to _CHUNK, that have a row."""
        parameters: dict[str, object] = {**self.scope, "beginnings": self.term}
        for number in range(_CHUNK):
            parameters[f"key_{number}"], parameters[f"id_{number}"] = places[min(number, len(places) - 1)]
        rows = await self.database.read(self.index.lookup, parameters)
        return {(key, id_) for key, id_ in rows}


async def _results(terms: Sequence[_TermRows], most: int, start: Place | None, end: Place | None) -> list[Place]:
    """Up to so many places that every term has, in order, after one place and before another."""
    order = _Order(terms[0].backward)
    count = most if len(terms) == 1 else _CHUNK
    firsts = [await term.first(count, start, including=False) for term in terms]
    rarest = _rarest(firsts, order)
    others = [term for number, term in enumerate(terms) if number != rarest]
    places, found = firsts[rarest], list[Place]()
    while places:
        ended = len(places) < count
        reached = [await term.first(1, places[0], including=True) for term in others]
        if not all(reached):
            break
        begin = order.last([places[0], *(first for (first,) in reached)])
        candidates = [place for place in places if not order.precedes(place, begin)]
        for term in others:
            rows = await term.among(candidates) if candidates else set()
            candidates = [place for place in candidates if place in rows]
        found += [place for place in candidates if end is None or order.precedes(place, end)]
        if ended or len(found) >= most or (end is not None and not order.precedes(places[-1], end)):
            break
        # What lies before the first row of another term is not read.
        skips = order.precedes(places[-1], begin)
        places = await terms[rarest].first(count, begin if skips else places[-1], including=skips)
    return found[:most]


def _rarest(firsts: Sequence[Sequence[Place]], order: "_Order") -> int:
    """Which term has the fewest rows, from the first rows of each: the shortest, or else the furthest in the order."""
    fewest = min(len(places) for places in firsts)
    short = [number for number, places in enumerate(firsts) if len(places) == fewest]
    if not fewest:
        return short[0]
    furthest = order.last([firsts[number][-1] for number in short])
    return next(number for number in short if firsts[number][-1] == furthest)


@dataclass(frozen=True, slots=True)
class _Order:
    """The order of the places in the direction of the page."""

    backward: bool

    def precedes(self, one: Place, other: Place) -> bool:
        """Whether one place comes before another."""
        return one > other if self.backward else one < other

    def last(self, places: Sequence[Place]) -> Place:
        """The place that comes last."""
        return min(places) if self.backward else max(places)


def _place(position: Row) -> Place:
    """The place of a row of the list, from its keys: the id is the last of them."""
    return ("\t".join(position[:-1]), str(position[-1]))
