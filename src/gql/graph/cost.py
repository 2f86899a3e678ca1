"""What a field costs in a query: declared beside the field, added up by `gql.execution.query_cost`."""

from dataclasses import dataclass
from typing import Any

import strawberry
from graphql import GraphQLArgument, GraphQLField

from gql.graph.library_internals import metadata

_COST, _MAX_ROWS = "policybook cost", "policybook max rows"


@dataclass(frozen=True, slots=True)
class FieldCost:
    """What one field costs. The unit is one plain value of the answer, about 4 microseconds of the server's time."""

    own: int = 0
    """The work of the field itself, beside the value it gives."""
    rows: int | None = None
    """How many rows it is assumed to give when no argument says; None: one, or a few where it is a list."""

    def as_metadata(self) -> dict[object, object]:
        """The cost as a field's declaration carries it."""
        return {_COST: self}


def cost_of(field: GraphQLField) -> FieldCost:
    """The cost that the field declares."""
    declared = metadata(field).get(_COST)
    return declared if isinstance(declared, FieldCost) else FieldCost()


def rows_argument(description: str, *, max_rows: int) -> Any:
    """An argument that says how many rows a field gives: a number, or a list with an item for each row."""
    return strawberry.argument(description=description, metadata={_MAX_ROWS: max_rows})


def max_rows_of(argument: GraphQLArgument) -> int | None:
    """The most rows that the argument can ask for; None where it does not say how many rows there are."""
    declared = metadata(argument).get(_MAX_ROWS)
    return declared if isinstance(declared, int) else None
