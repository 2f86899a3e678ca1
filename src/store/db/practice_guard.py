"""Refuses a statement on a practice's records that does not say which practice: a condition that was forgotten.

It stands behind the conditions of `store.reads.scope`, and on PostgreSQL in front of row-level security. It looks for
`practice_id = value` for each table of a statement; that no `OR` weakens the condition is for tests to show.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.sql import operators, visitors
from sqlalchemy.sql.dml import UpdateBase
from sqlalchemy.sql.elements import BinaryExpression, BindParameter, ColumnElement
from sqlalchemy.sql.selectable import NamedFromClause

Statement = TypeVar("Statement", bound=sa.Executable)

PRACTICE = "practice"
"""The key of a connection's `info` under which stands the practice of its transaction; None is any practice."""
_ACROSS = "across_practices"


class PracticeNotBound(Exception):
    """A statement reads or writes records without saying of which practice, or says another than its transaction."""


def across_practices(statement: Statement) -> Statement:
    """Allows a statement to reach the records of every practice: for work of the server's own, not for callers."""
    return statement.execution_options(**{_ACROSS: True})


def bound_practices(statement: Any) -> Sequence[BindParameter[Any]]:
    """The parameters that say whose records a statement reaches; none across practices. Raises PracticeNotBound."""
    if statement.get_execution_options().get(_ACROSS):
        return ()
    sources: set[NamedFromClause] = set()
    links: list[tuple[NamedFromClause, NamedFromClause]] = []
    bound: dict[NamedFromClause, list[BindParameter[Any]]] = {}
    for element in visitors.iterate(statement):
        if isinstance(element, sa.Select | UpdateBase):
            # Not every table that is met on the way: an alias leads to its table, which the statement may not read.
            sources.update(source for source in _sources(element) if _practice_column(source) is not None)
        elif isinstance(element, BinaryExpression) and element.operator is operators.eq:
            _compare(element, links, bound)
    reached = set(bound)
    while grown := {end for one, other in links for end in (one, other) if {one, other} & reached} - reached:
        reached |= grown
    if missing := sources - reached:
        names = ", ".join(sorted(source.name for source in missing))
        raise PracticeNotBound(f"a statement reads or writes {names} without the practice")
    return [parameter for parameters in bound.values() for parameter in parameters]


def guard_writes(engine: sa.Engine) -> None:
    """Checks every statement that SQLAlchemy executes on the engine against the practice of its transaction."""

    @sa.event.listens_for(engine, "before_execute")
    def check(
        connection: sa.Connection,
        statement: object,
        multiple: Sequence[Mapping[str, Any]],
        single: Mapping[str, Any],
        _options: object,
    ) -> None:
        practice_id = connection.info.get(PRACTICE)
        if practice_id is None or not isinstance(statement, sa.Select | UpdateBase | sa.CompoundSelect):
            return
        for value in _values(statement, [*multiple, single] if single else multiple):
            if value != practice_id:
                raise PracticeNotBound("a statement reads or writes the records of another practice")


def _sources(statement: sa.Select[Any] | UpdateBase) -> Iterator[Any]:
    """The tables and aliases that a statement reads or writes, without those of statements within it."""
    if isinstance(statement, UpdateBase):
        yield statement.table
        return
    waiting = list(statement.get_final_froms())
    while waiting:
        source = waiting.pop()
        if isinstance(source, sa.Join):
            waiting += [source.left, source.right]
        else:
            yield source


def _compare(
    comparison: BinaryExpression[Any],
    links: list[tuple[NamedFromClause, NamedFromClause]],
    bound: dict[NamedFromClause, list[BindParameter[Any]]],
) -> None:
    """Notes a comparison of a practice's column with a parameter, or with that of another table."""
    left, right = comparison.left, comparison.right
    for one, other in ((left, right), (right, left)):
        if not _is_practice_column(one):
            continue
        if isinstance(other, BindParameter):
            bound.setdefault(one.table, []).append(other)
        elif _is_practice_column(other):
            links.append((one.table, other.table))


def _values(statement: Any, rows: Sequence[Mapping[str, Any]]) -> Iterator[object]:
    """Every practice that a statement names with the parameters of an execution."""
    for parameter in () if isinstance(statement, sa.Insert) else bound_practices(statement):
        yield from [row[parameter.key] for row in rows if parameter.key in row] or [parameter.value]
    if isinstance(statement, sa.Insert) and (column := _practice_column(statement.table)) is not None:
        constant = statement.compile().params
        yield from [row.get(column.name, constant.get(column.name)) for row in rows] or [constant.get(column.name)]


def _practice_column(source: object) -> ColumnElement[Any] | None:
    """The column of a table, or of an alias of one, that says whose each row is; None where rows are nobody's."""
    if not isinstance(source, sa.Table | sa.Alias) or not isinstance(getattr(source, "element", source), sa.Table):
        return None
    table = getattr(source, "element", source)
    name = "id" if table.name == "practices" else "practice_id"
    column: ColumnElement[Any] | None = source.c.get(name)
    return column


def _is_practice_column(element: object) -> bool:
    source = getattr(element, "table", None)
    return source is not None and element is _practice_column(source)
