"""The root fields that a document names: they decide who may send it, before it is validated."""

from collections.abc import Iterator, Mapping

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    OperationType,
    SelectionNode,
)

from gql.graph.permissions import is_public

INTROSPECTION = frozenset({"__schema", "__type"})


def public_root_fields(schema: GraphQLSchema, *, introspection: bool) -> dict[OperationType, frozenset[str]]:
    """The root fields that need no token."""
    public = {}
    for operation in OperationType:
        root = schema.get_root_type(operation)
        names = {name for name, field in root.fields.items() if is_public(field)} if root else set()
        public[operation] = frozenset(names | {"__typename"})
    if introspection:
        public[OperationType.QUERY] |= INTROSPECTION
    return public


def names_only(document: DocumentNode, allowed: Mapping[OperationType, frozenset[str]]) -> bool:
    """Whether every operation of the document names no other root fields than these."""
    return all(name in allowed[operation] for operation, name in _root_fields(document))


def names_introspection(document: DocumentNode) -> bool:
    """Whether an operation asks for the schema."""
    return any(name in INTROSPECTION for _, name in _root_fields(document))


def _root_fields(document: DocumentNode) -> Iterator[tuple[OperationType, str]]:
    fragments = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
    for operation in document.definitions:
        if isinstance(operation, OperationDefinitionNode):
            for name in _names(operation, fragments):
                yield operation.operation, name


def _names(operation: OperationDefinitionNode, fragments: Mapping[str, FragmentDefinitionNode]) -> Iterator[str]:
    pending: list[SelectionNode] = list(operation.selection_set.selections)
    spread: set[str] = set()
    while pending:
        node = pending.pop()
        if isinstance(node, FieldNode):
            yield node.name.value
        elif isinstance(node, InlineFragmentNode):
            pending.extend(node.selection_set.selections)
        elif isinstance(node, FragmentSpreadNode) and node.name.value not in spread:
            spread.add(node.name.value)
            fragment = fragments.get(node.name.value)
            pending.extend(fragment.selection_set.selections if fragment else ())
