"""SELECT statements of SQLAlchemy, compiled once and executed by a driver without SQLAlchemy.

SQLAlchemy's own asyncio layer takes many times as long as the driver for a small statement.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.sql.compiler import ExpandedState, SQLCompiler

from store.db.practice_guard import bound_practices

Row = Sequence[Any]
Converter = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class CompiledSelect:
    """A compiled statement with the conversions of its column types.

    `bind_converters` turn Python values of parameters into the database's, by parameter name; `result_converters` turn
    the database's values into Python's, by the index of the column. Most types need neither. `practice_parameter` is
    the name of the parameter that says whose rows are read; None for a statement across practices.
    """

    compiled: SQLCompiler
    bind_converters: Mapping[str, Converter]
    result_converters: tuple[tuple[int, Converter], ...]
    practice_parameter: str | None

    def bind(self, parameters: Mapping[str, object]) -> ExpandedState:
        """The SQL text and its positional parameters. A list becomes as many parameters as it has items."""
        values = self.compiled.construct_params(dict(parameters), _check=False)
        for name, convert in self.bind_converters.items():
            value = values[name]
            values[name] = [convert(item) for item in value] if isinstance(value, list | tuple) else convert(value)
        return self.compiled.construct_expanded_state(values)

    def convert(self, raw_rows: Iterable[Row]) -> Sequence[Row]:
        """The rows with Python values."""
        rows = [list(row) for row in raw_rows]
        for index, convert in self.result_converters:
            for row in rows:
                row[index] = convert(row[index])
        return rows


class CompiledSelects:
    """The compiled form of each statement. It is kept for good, so build statements once, at import."""

    def __init__(self, dialect: Dialect) -> None:
        """Compiles for one kind of database."""
        self._dialect = dialect
        self._compiled: dict[sa.Select[Any], CompiledSelect] = {}

    def of(self, statement: sa.Select[Any]) -> CompiledSelect:
        """The statement, compiled when it is first met. Raises PracticeNotBound."""
        compiled = self._compiled.get(statement)
        if compiled is None:
            compiled = self._compiled[statement] = _compile(statement, self._dialect)
        return compiled


def _compile(statement: sa.Select[Any], dialect: Dialect) -> CompiledSelect:
    practices = bound_practices(statement)
    compiled = statement.compile(dialect=dialect)
    assert isinstance(compiled, SQLCompiler)  # noqa: S101 - the only compiler of a SELECT
    results = (
        column.type.dialect_impl(dialect).result_processor(dialect, None) for column in statement.selected_columns
    )
    binds = {name: bind.type.dialect_impl(dialect).bind_processor(dialect) for name, bind in compiled.binds.items()}
    return CompiledSelect(
        compiled,
        {name: convert for name, convert in binds.items() if convert},
        tuple((index, convert) for index, convert in enumerate(results) if convert),
        practices[0].key if practices else None,
    )
