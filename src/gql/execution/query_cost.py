"""How much one document may ask for: decided once for each document, whatever the variables.

The document is valid by then, so it has no cycles; how long validating may take is bounded here as well. Each named
fragment is measured once, however often it is spread: counting by expansion would let a short document take minutes.
"""

from dataclasses import dataclass
from typing import Any, cast

from graphql import (
    ArgumentNode,
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
    get_named_type,
    get_nullable_type,
    is_list_type,
)
from graphql.validation import validation_context
from graphql.validation.rules import overlapping_fields_can_be_merged

from gql.errors import TooComplex
from gql.graph.permissions import is_guarded

MOST_CHARACTERS = 100_000
MOST_TOKENS = 4_000
MOST_COMMENTS = 1_000
MOST_ROOTS = 50
MOST_DEPTH = 20
MOST_COST = 80_000
"""One is a plain value of the answer: about 4 microseconds, in which the server does nothing else."""

# How often validation compares fields, and follows fragments. The library's own budgets let it take a second.
overlapping_fields_can_be_merged.MAX_COMPLEXITY_BUDGET = 20_000
validation_context.MAX_FRAGMENT_WORK = 2_000

# What an object, a field that roles may be refused, and a field that takes some working out cost, in plain values.
_OBJECT = 4
_GUARDED = 8
_WORK = {
    "inviteClient": 10_000,  # it may have to wait for a mail server
    "__schema": 5_000,
    "payerSuggestions": 50,
    "coverageTimeline": 20,
    "claimReadiness": 12,
    "viewerCanAddPolicy": 8,
    "missingFields": 1,
}

_LISTED = 4  # rows a plain list is taken to have, as most charts have
_PAGED = 25
_MANY = {"settledPolicies": 50}  # plain lists that may be longer
_MOST_ROWS = {"first": 100, "last": 100, "ids": 100, "services": 200}  # arguments that say how many rows come


@dataclass(frozen=True, slots=True)
class Weight:
    """What a selection may cost, the levels below it, its own fields, and the lists on the way down."""

    fields: int = 0
    cost: int = 0
    depth: int = 0
    lists: frozenset[str] = frozenset()

    def __add__(self, other: "Weight") -> "Weight":
        """Side by side: the deeper one counts, all else adds up."""
        return Weight(
            self.fields + other.fields, self.cost + other.cost, max(self.depth, other.depth), self.lists | other.lists
        )


def check_limits(schema: GraphQLSchema, document: DocumentNode) -> None:
    """Raises TooComplex for a valid document that asks too much."""
    measure = _Measure(schema, document)
    for operation in document.definitions:
        if isinstance(operation, OperationDefinitionNode):
            weight = measure.operation(operation)
            if weight.fields > MOST_ROOTS:
                raise TooComplex(f"asks for more than {MOST_ROOTS} root fields")
            if weight.depth > MOST_DEPTH:
                raise TooComplex(f"is nested more than {MOST_DEPTH} levels deep")
            if weight.cost > MOST_COST:
                raise TooComplex("could return more values than the server gives in one answer")


class _Measure:
    def __init__(self, schema: GraphQLSchema, document: DocumentNode) -> None:
        self._schema = schema
        self._fragments = {
            node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)
        }
        self._weights: dict[str, Weight] = {}

    def operation(self, node: OperationDefinitionNode) -> Weight:
        root = self._schema.get_root_type(node.operation)
        return self._selections(cast("GraphQLCompositeType", root), node.selection_set)

    def _selections(self, parent: GraphQLCompositeType, node: SelectionSetNode) -> Weight:
        return sum((self._selection(parent, selection) for selection in node.selections), Weight())

    def _selection(self, parent: GraphQLCompositeType, node: SelectionNode) -> Weight:
        if isinstance(node, FieldNode):
            return self._field(parent, node)
        if isinstance(node, FragmentSpreadNode):
            return self._fragment(node.name.value)
        return self._on_type(cast("InlineFragmentNode", node), parent)

    def _fragment(self, name: str) -> Weight:
        if name not in self._weights:
            self._weights[name] = self._on_type(self._fragments[name])
        return self._weights[name]

    def _on_type(self, node: Any, parent: Any = None) -> Weight:
        condition = node.type_condition
        on: Any = self._schema.get_type(condition.name.value) if condition else parent
        return self._selections(on, node.selection_set)

    def _field(self, parent: GraphQLCompositeType, node: FieldNode) -> Weight:
        field = cast("GraphQLField", self._schema.get_field(parent, node.name.value))
        own = _own_cost(field, node)
        if node.selection_set is None:
            return Weight(1, own, 1)
        inner = self._selections(cast("Any", get_named_type(field.type)), node.selection_set)
        lists = inner.lists
        if is_list_type(get_nullable_type(field.type)):
            name = f"{parent.name}.{node.name.value}"
            if name in lists:
                # However long the lists are, nothing needs their length to the power of the depth.
                raise TooComplex(f"asks for {name} within itself")
            lists |= {name}
        return Weight(1, own + _rows(parent, field, node) * inner.cost, inner.depth + 1, lists)


def _own_cost(field: GraphQLField, node: FieldNode) -> int:
    plain = _OBJECT if node.selection_set else 1
    return plain + (_GUARDED if is_guarded(field) else 0) + _WORK.get(node.name.value, 0)


def _rows(parent: GraphQLCompositeType, field: GraphQLField, node: FieldNode) -> int:
    """How many rows a field may give. The lists within a connection are its page, which is counted already."""
    if parent.name.endswith("Connection"):
        return 1
    asked = [_asked(argument) for argument in node.arguments or () if argument.name.value in _MOST_ROWS]
    if asked:
        return max(1, *asked)
    if node.name.value in _MANY:
        return _MANY[node.name.value]
    if "first" in field.args:
        return _PAGED
    return _LISTED if is_list_type(get_nullable_type(field.type)) else 1


def _asked(argument: ArgumentNode) -> int:
    """The rows that an argument asks for; the most it can ask for, where a variable says."""
    most = _MOST_ROWS[argument.name.value]
    match argument.value:
        case IntValueNode(value=number):
            return min(int(number), most)
        case ListValueNode(values=values):
            return min(len(values), most)
        case _:
            return most
