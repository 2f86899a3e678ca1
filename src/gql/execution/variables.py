"""The variables of one request: whether their values fit, and how much work the document makes of them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, cast

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLInputType,
    GraphQLSchema,
    Node,
    OperationDefinitionNode,
    VariableDefinitionNode,
    VariableNode,
    is_non_null_type,
    type_from_ast,
)

from gql.errors import BadUserInput, TooComplex
from gql.execution.input_problems import InputProblem, json_problems

MAX_INPUT_VALUES = 2_000
"""Values of variables that an operation may use. One that is used in two places counts twice: each use converts it."""
MAX_LIST_ITEMS = 200
"""Items of one list, the most that any argument takes."""
MAX_ERRORS = 20
"""Errors that one request is told of."""


def variable_uses(document: DocumentNode) -> dict[str, Counter[str]]:
    """How often each operation uses each variable, those in its fragments included. The document is valid."""
    fragments = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
    known: dict[str, Counter[str]] = {}

    def uses(root: Node) -> Counter[str]:
        total: Counter[str] = Counter()
        for node in _nodes(root):
            if isinstance(node, VariableNode):
                total[node.name.value] += 1
            elif isinstance(node, FragmentSpreadNode):
                total.update(of_fragment(node.name.value))
        return total

    def of_fragment(name: str) -> Counter[str]:
        if name not in known:
            known[name] = uses(fragments[name])
        return known[name]

    operations = (node for node in document.definitions if isinstance(node, OperationDefinitionNode))
    return {node.name.value if node.name else "": uses(node) for node in operations}


def check_input_size(operation: OperationDefinitionNode, uses: Mapping[str, int], values: Mapping[str, Any]) -> None:
    """Raises TooComplex for too many values in all uses of variables, and BadUserInput for a list that is too long."""
    total = 0
    for definition in operation.variable_definitions or ():
        name = definition.variable.name.value
        size, longest = _size(values[name]) if name in values else _size_of_default(definition)
        if longest > MAX_LIST_ITEMS:
            raise BadUserInput(f"`{name}` has a list of more than {MAX_LIST_ITEMS} items. Send fewer at once.")
        total += size * uses.get(name, 0)
    if total > MAX_INPUT_VALUES:
        raise TooComplex(f"uses more than {MAX_INPUT_VALUES} values of variables in all its fields")


def variable_errors(
    schema: GraphQLSchema, operation: OperationDefinitionNode, values: Mapping[str, Any], *, suggest: bool
) -> list[GraphQLError]:
    """What is wrong with the values of all variables together."""
    errors: list[GraphQLError] = []
    for definition in operation.variable_definitions or ():
        # Validation has made sure that it is an input type.
        type_ = cast("GraphQLInputType", type_from_ast(schema, definition.type))
        errors += [problem.as_error(definition) for problem in _problems(definition, type_, values, suggest)]
    return errors[:MAX_ERRORS]


def _problems(
    definition: VariableDefinitionNode, type_: GraphQLInputType, values: Mapping[str, Any], suggest: bool
) -> list[InputProblem]:
    name = definition.variable.name.value
    if name in values:
        return json_problems(values[name], type_, (name,), suggest=suggest)
    if is_non_null_type(type_) and definition.default_value is None:
        return [InputProblem((name,), f"is required: the document declares it as `{type_}`")]
    return []


def _size(value: object) -> tuple[int, int]:
    """How many values a JSON value holds, itself included, and the length of its longest list."""
    total, longest, pending = 0, 0, [value]
    while pending:
        total += 1
        item = pending.pop()
        if isinstance(item, dict):
            pending.extend(item.values())
        elif isinstance(item, list):
            longest = max(longest, len(item))
            pending.extend(item)
    return total, longest


def _size_of_default(definition: VariableDefinitionNode) -> tuple[int, int]:
    # The length of a list literal is limited with the document.
    return sum(1 for _ in _nodes(definition.default_value)) if definition.default_value else 0, 0


def _nodes(root: Node) -> Iterator[Node]:
    pending = [root]
    while pending:
        node = pending.pop()
        yield node
        for key in node.keys:
            # A variable's own definition is no use of it.
            value = getattr(node, key, None) if key not in ("loc", "variable_definitions") else None
            if isinstance(value, Node):
                pending.append(value)
            elif isinstance(value, tuple | list):
                pending.extend(value)
