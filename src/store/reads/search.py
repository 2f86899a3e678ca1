"""Search for any part of a text."""

import sqlalchemy as sa

from insurance import limits
from insurance.text import folded

LONGEST_SEARCH = 2 * limits.NAME + len(", ")
"""Characters. No name is longer, "Last, First" included, so a longer search could find nothing."""

_ESCAPE = "\\"


def search_pattern(search: str | None) -> str | None:
    """The LIKE pattern that finds a text anywhere, with its wildcards escaped; None without a search text."""
    text = folded(search or "")
    for special in (_ESCAPE, "%", "_"):
        text = text.replace(special, _ESCAPE + special)
    return f"%{text}%" if text else None


def contains(column: sa.ColumnElement[str]) -> sa.ColumnElement[bool]:
    """Whether the folded column holds the pattern bound as `pattern`."""
    return column.like(sa.bindparam("pattern", type_=sa.Text), escape=_ESCAPE)
