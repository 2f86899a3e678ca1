"""What one document may ask for, decided once per document whatever its variables.

Validation comes first, so that the document has no fragment cycles here. The cost of each named fragment is computed
once, however often it is spread: expanding every spread would let a short document take minutes.
"""

from dataclasses import dataclass
from typing import Any, cast

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLCompositeType,
    GraphQLField,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    ValueNode,
    get_named_type,
    get_nullable_type,
    is_list_type,
)

from gql.errors import TooComplex
from gql.graph.cost import cost_of, max_rows_of
from gql.graph.permissions import is_guarded

MAX_ROOT_FIELDS = 50
MAX_DEPTH = 20
MAX_COST = 80_000
"""In plain values of the answer, the unit of `gql.graph.cost`."""

# In plain values: what any object costs, the check of a field's roles, and the schema's description of itself, which
# has no declaration of ours.
OBJECT_COST = 4
GUARD_COST = 8
INTROSPECTION_COST = {"__schema": 5_000}

LIST_ROWS = 4
"""Rows that a list is assumed to have unless its field declares `rows=`: few charts have more policies."""


@dataclass(frozen=True, slots=True)
class QueryCost:
    """What a selection costs, how deep it is, how many fields it has itself, and the list fields within it."""

    fields: int = 0
    cost: int = 0
    depth: int = 0
    lists: frozenset[str] = frozenset()

    def __add__(self, other: "QueryCost") -> "QueryCost":
        """Both selections, side by side."""
        return QueryCost(
            self.fields + other.fields, self.cost + other.cost, max(self.depth, other.depth), self.lists | other.lists
        )


def check_limits(schema: GraphQLSchema, document: DocumentNode) -> None:
    """Raises TooComplex for a valid document that asks for more than the server gives at once."""
    for total in query_costs(schema, document):
        if total.fields > MAX_ROOT_FIELDS:
            raise TooComplex(f"asks for more than {MAX_ROOT_FIELDS} root fields")
        if total.depth > MAX_DEPTH:
            raise TooComplex(f"is nested more than {MAX_DEPTH} levels deep")
        if total.cost > MAX_COST:
            raise TooComplex("could return more values than the server gives in one answer")


def query_costs(schema: GraphQLSchema, document: DocumentNode) -> list[QueryCost]:
    """The cost of each operation of a valid document. Raises TooComplex for a list field within itself."""
    calculator = _Calculator(schema, document)
    operations = (node for node in document.definitions if isinstance(node, OperationDefinitionNode))
    return [calculator.operation(node) for node in operations]


class _Calculator:
    def __init__(self, schema: GraphQLSchema, document: DocumentNode) -> None:
        self._schema = schema
        self._fragments = {
            node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)
        }
        self._fragment_costs: dict[str, QueryCost] = {}

    def operation(self, node: OperationDefinitionNode) -> QueryCost:
        root = self._schema.get_root_type(node.operation)
        return self._selections(cast("GraphQLCompositeType", root), node.selection_set)

    def _selections(self, parent: GraphQLCompositeType, node: SelectionSetNode) -> QueryCost:
        return sum((self._selection(parent, selection) for selection in node.selections), QueryCost())

    def _selection(self, parent: GraphQLCompositeType, node: SelectionNode) -> QueryCost:
        if isinstance(node, FieldNode):
            return self._field(parent, node)
        if isinstance(node, FragmentSpreadNode):
            return self._fragment(node.name.value)
        return self._on_type(cast("InlineFragmentNode", node), parent)

    def _fragment(self, name: str) -> QueryCost:
        if name not in self._fragment_costs:
            self._fragment_costs[name] = self._on_type(self._fragments[name])
        return self._fragment_costs[name]

    def _on_type(self, node: Any, parent: Any = None) -> QueryCost:
        condition = node.type_condition
        on: Any = self._schema.get_type(condition.name.value) if condition else parent
        return self._selections(on, node.selection_set)

    def _field(self, parent: GraphQLCompositeType, node: FieldNode) -> QueryCost:
        field = cast("GraphQLField", self._schema.get_field(parent, node.name.value))
        own = _own_cost(field, node)
        if node.selection_set is None:
            return QueryCost(1, own, 1)
        inner = self._selections(cast("Any", get_named_type(field.type)), node.selection_set)
        lists = inner.lists
        if is_list_type(get_nullable_type(field.type)):
            name = f"{parent.name}.{node.name.value}"
            if name in lists:
                # No screen needs this, and its answer grows with the length of the list to the power of the depth.
                raise TooComplex(f"asks for {name} within itself")
            lists |= {name}
        return QueryCost(1, own + _rows(field, node) * inner.cost, inner.depth + 1, lists)


def _own_cost(field: GraphQLField, node: FieldNode) -> int:
    value = OBJECT_COST if node.selection_set else 1
    guard = GUARD_COST if is_guarded(field) else 0
    return value + guard + cost_of(field).own + INTROSPECTION_COST.get(node.name.value, 0)


def _rows(field: GraphQLField, node: FieldNode) -> int:
    """How many rows a field may give: what its arguments ask for, else what it declares."""
    limits = {name: max_rows_of(argument) for name, argument in field.args.items()}
    requested = [
        _requested_rows(argument.value, max_rows)
        for argument in node.arguments or ()
        if (max_rows := limits[argument.name.value]) is not None
    ]
    if requested:
        return max(1, *requested)
    declared = cost_of(field).rows
    if declared is not None:
        return declared
    return LIST_ROWS if is_list_type(get_nullable_type(field.type)) else 1


def _requested_rows(value: ValueNode, max_rows: int) -> int:
    """The rows that an argument asks for; the most it can ask for where it is a variable."""
    match value:
        case IntValueNode(value=number):
            return min(int(number), max_rows)
        case ListValueNode(values=items):
            return min(len(items), max_rows)
        case _:
            return max_rows
