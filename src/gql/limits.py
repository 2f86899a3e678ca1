"""How much one document may ask for, decided in one linear pass, before validation and whatever the variables.

Each named fragment is measured once, however often it is spread: counting by expansion would let a short document
take minutes.
"""

from dataclasses import dataclass

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    get_named_type,
    is_list_type,
    is_non_null_type,
)

MOST_TOKENS = 4_000
MOST_DEPTH = 20
MOST_COST = 1_000_000
MOST_ROOTS = 50
MOST_SAME_NAME = 20

_PAGED = 25
_MOST_PAGED = 100
_LISTED = 10
"""Rows a plain list is taken to have: charts rarely hold more policies."""
_ASKED_BY_LIST = {"ids": 100, "services": 200}


@dataclass(frozen=True, slots=True)
class Weight:
    """What a selection may cost: values in the answer at the most, and levels below it."""

    cost: int = 0
    depth: int = 0

    def __add__(self, other: "Weight") -> "Weight":
        """Side by side: costs add up, the deeper one counts."""
        return Weight(min(self.cost + other.cost, MOST_COST + 1), max(self.depth, other.depth))


def check_limits(schema: GraphQLSchema, document: DocumentNode) -> list[GraphQLError]:
    """What the document asks too much of; nothing for one within the limits."""
    fragments = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
    operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    measure = _Measure(schema, fragments)
    for operation in operations:
        root = schema.get_root_type(operation.operation)
        weight = measure.selections(root, operation.selection_set)
        if len(operation.selection_set.selections) > MOST_ROOTS:
            return [_refusal(f"asks for more than {MOST_ROOTS} root fields")]
        if weight.depth > MOST_DEPTH:
            return [_refusal(f"is nested more than {MOST_DEPTH} levels deep")]
        if weight.cost > MOST_COST:
            return [_refusal("could return more values than the server gives in one answer")]
    return [_refusal(measure.trouble)] if measure.trouble else []


def _refusal(reason: str) -> GraphQLError:
    return GraphQLError(f"The document {reason}. Split it up, or ask for less.", extensions={"code": "TOO_COMPLEX"})


class _Measure:
    def __init__(self, schema: GraphQLSchema, fragments: dict[str, FragmentDefinitionNode]) -> None:
        self.schema, self.fragments = schema, fragments
        self.trouble = ""
        self._weights: dict[str, Weight] = {}

    def selections(self, parent: GraphQLNamedType | None, node: SelectionSetNode) -> Weight:
        weight = Weight()
        names: dict[str, int] = {}
        for selection in node.selections:
            if isinstance(selection, FieldNode):
                name = (selection.alias or selection.name).value
                names[name] = names.get(name, 0) + 1
                weight += self._field(parent, selection)
            elif isinstance(selection, FragmentSpreadNode):
                weight += self._fragment(selection.name.value)
            elif isinstance(selection, InlineFragmentNode):
                condition = selection.type_condition
                inner = self.schema.get_type(condition.name.value) if condition else parent
                weight += self.selections(inner, selection.selection_set)
        if max(names.values(), default=0) > MOST_SAME_NAME:
            # Merging fields of one name compares each with each.
            self.trouble = f"repeats a field more than {MOST_SAME_NAME} times"
        return weight

    def _field(self, parent: GraphQLNamedType | None, node: FieldNode) -> Weight:
        if node.selection_set is None:
            return Weight(1, 1)
        if node.name.value in ("__schema", "__type"):
            # Introspection nests deeply by nature, and the schema it walks is small.
            return Weight(100, 1)
        composite = isinstance(parent, (GraphQLObjectType, GraphQLInterfaceType))
        field = parent.fields.get(node.name.value) if composite else None  # type: ignore[union-attr]
        inner = self.selections(get_named_type(field.type) if field else None, node.selection_set)
        rows = _rows(field.type, node) if field else 1
        return Weight(min(1 + rows * inner.cost, MOST_COST + 1), inner.depth + 1)

    def _fragment(self, name: str) -> Weight:
        if name not in self._weights:
            # Until it is known it counts nothing, so that a cycle ends; validation refuses cycles.
            self._weights[name] = Weight()
            fragment = self.fragments.get(name)
            if fragment is not None:
                on = self.schema.get_type(fragment.type_condition.name.value)
                self._weights[name] = self.selections(on, fragment.selection_set)
        return self._weights[name]


def _rows(output: GraphQLOutputType, node: FieldNode) -> int:
    """How many rows a field may give. A connection is a page; the lists inside it do not multiply it again."""
    if get_named_type(output).name.endswith("Connection"):
        return _page_size(node)
    nullable = output.of_type if is_non_null_type(output) else output
    asked = _asked_by_list(node)
    if asked is not None:
        return asked
    in_page = node.name.value in ("edges", "nodes")
    return _LISTED if is_list_type(nullable) and not in_page else 1


def _page_size(node: FieldNode) -> int:
    for argument in node.arguments or ():
        if argument.name.value in ("first", "last"):
            value = argument.value
            return min(int(value.value), _MOST_PAGED) if isinstance(value, IntValueNode) else _MOST_PAGED
    return _PAGED


def _asked_by_list(node: FieldNode) -> int | None:
    for argument in node.arguments or ():
        if argument.name.value in _ASKED_BY_LIST:
            value = argument.value
            return len(value.values) if isinstance(value, ListValueNode) else _ASKED_BY_LIST[argument.name.value]
    return None
