"""What is wrong with an input value: where it is, and what is expected there. What was sent is never repeated.

graphql-core's own messages quote the value, and for a missing field the whole object around it: health data that would
end up in logs and error trackers. It also prints that object once for each missing field, which takes 270 ms for an
object of 1,290 fields.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice
from typing import Any, Protocol, TypeAlias

from graphql import (
    EnumValueNode,
    GraphQLEnumType,
    GraphQLError,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLLeafType,
    ListValueNode,
    Node,
    NullValueNode,
    ObjectValueNode,
    Undefined,
    ValueNode,
    VariableNode,
    is_input_object_type,
    is_list_type,
    is_non_null_type,
    is_required_input_field,
)

from gql.graph.scalars import EXPECTED

MAX_PROBLEMS = 20
"""Problems that are reported of one value."""
_LONGEST_NAME = 50
"""Characters of an unknown name for which a similar one is looked up; the schema's names are shorter."""
_MAX_ENUM_VALUES = 20

InputPath: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class InputProblem:
    """One problem. `path` begins with the argument or the variable: `("input", "copay")`."""

    path: InputPath
    expected: str
    """The predicate of the sentence about the value, such as "must be a string"."""

    def as_error(self, node: Node | None) -> GraphQLError:
        """The error that the caller gets; `node` says where in the document."""
        name = ".".join(map(str, self.path))
        # The path of an error is that of a field in the answer, so the path of an input goes into the extensions.
        return GraphQLError(f"`{name}` {self.expected}.", node, extensions={"path": list(self.path)})


class _Format(Protocol):
    """How values are written: as JSON in variables, or as literals in a document."""

    def is_variable(self, value: Any) -> bool:
        """Whether the value stands in a variable, and is judged there."""

    def is_null(self, value: Any) -> bool:
        """Whether it is null."""

    def items(self, value: Any) -> Sequence[Any] | None:
        """The items of a list; None for anything else."""

    def members(self, value: Any) -> Mapping[str, Any] | None:
        """The fields of an object; None for anything else."""

    def coerce(self, leaf: GraphQLLeafType, value: Any) -> Any:
        """The value of a scalar or an enum. Undefined, or any exception, where it is none."""


class _Json:
    def is_variable(self, value: Any) -> bool:
        return value is Undefined

    def is_null(self, value: Any) -> bool:
        return value is None

    def items(self, value: Any) -> Sequence[Any] | None:
        return value if isinstance(value, list) else None

    def members(self, value: Any) -> Mapping[str, Any] | None:
        return value if isinstance(value, dict) else None

    def coerce(self, leaf: GraphQLLeafType, value: Any) -> Any:
        if isinstance(leaf, GraphQLEnumType):
            return leaf.values.get(value, Undefined) if isinstance(value, str) else Undefined
        return leaf.coerce_input_value(value)


class _Literals:
    def is_variable(self, value: ValueNode) -> bool:
        return isinstance(value, VariableNode)

    def is_null(self, value: ValueNode) -> bool:
        return isinstance(value, NullValueNode)

    def items(self, value: ValueNode) -> Sequence[Any] | None:
        return value.values if isinstance(value, ListValueNode) else None

    def members(self, value: ValueNode) -> Mapping[str, Any] | None:
        return {field.name.value: field.value for field in value.fields} if isinstance(value, ObjectValueNode) else None

    def coerce(self, leaf: GraphQLLeafType, value: Any) -> Any:
        if isinstance(leaf, GraphQLEnumType):
            return leaf.values.get(value.value, Undefined) if isinstance(value, EnumValueNode) else Undefined
        # The scalars of GraphQL itself tell a name from a string; ours have only the default, which does not.
        return leaf.coerce_input_literal(value) if leaf.coerce_input_literal else leaf.parse_literal(value)


_JSON, _LITERALS = _Json(), _Literals()


def json_problems(value: object, type_: GraphQLInputType, path: InputPath, *, suggest: bool) -> list[InputProblem]:
    """The problems of a variable's value, MAX_PROBLEMS at most. `suggest` names fields similar to unknown ones."""
    return list(islice(_Walk(_JSON, suggest).problems(value, type_, path), MAX_PROBLEMS))


def literal_problems(
    value: ValueNode, type_: GraphQLInputType, path: InputPath, *, suggest: bool
) -> list[InputProblem]:
    """The problems of a literal, MAX_PROBLEMS at most, apart from the variables within it."""
    return list(islice(_Walk(_LITERALS, suggest).problems(value, type_, path), MAX_PROBLEMS))


@dataclass(frozen=True, slots=True)
class _Walk:
    format: _Format
    suggest: bool

    def problems(self, value: Any, type_: Any, path: InputPath) -> Iterator[InputProblem]:
        if self.format.is_variable(value):
            return
        if is_non_null_type(type_):
            type_ = type_.of_type
            if self.format.is_null(value):
                yield InputProblem(path, f"must be {_expected(type_)}, not null")
                return
        if self.format.is_null(value):
            return
        if is_list_type(type_):
            yield from self._list_problems(value, type_.of_type, path)
        elif is_input_object_type(type_):
            yield from self._object_problems(value, type_, path)
        elif not self._is_value_of(type_, value):
            yield InputProblem(path, f"must be {_expected(type_)}")

    def _list_problems(self, value: Any, item_type: GraphQLInputType, path: InputPath) -> Iterator[InputProblem]:
        items = self.format.items(value)
        if items is None:
            # GraphQL takes a value that is no list for a list of one.
            yield from self.problems(value, item_type, path)
            return
        for index, item in enumerate(items):
            yield from self.problems(item, item_type, (*path, index))

    def _object_problems(self, value: Any, type_: GraphQLInputObjectType, path: InputPath) -> Iterator[InputProblem]:
        members = self.format.members(value)
        if members is None:
            yield InputProblem(path, f"must be {_expected(type_)}")
            return
        for name, field in type_.fields.items():
            if name in members:
                yield from self.problems(members[name], field.type, (*path, name))
            elif is_required_input_field(field):
                yield InputProblem((*path, name), f"is required: it must be {_expected(field.type)}")
        for position, name in enumerate(members, 1):
            if name not in type_.fields:
                # By its position: the name may be a value that went astray.
                yield InputProblem(path, f"has an unknown field, number {position}: {self._known_fields(name, type_)}")

    def _known_fields(self, name: str, type_: GraphQLInputObjectType) -> str:
        close = get_close_matches(name, type_.fields, n=1) if self.suggest and len(name) <= _LONGEST_NAME else []
        if close:
            return f"perhaps `{close[0]}` was meant"
        return f"see `{type_.name}` in the schema for its fields"

    def _is_value_of(self, leaf: GraphQLLeafType, value: Any) -> bool:
        try:
            return self.format.coerce(leaf, value) is not Undefined
        except Exception:
            # Whatever a scalar raises, its text may quote the value.
            return False


def _expected(type_: Any) -> str:
    """What a type accepts, as the end of a sentence with "must be"."""
    if is_non_null_type(type_):
        return _expected(type_.of_type)
    if is_list_type(type_):
        return f"a list of `{type_.of_type}`"
    if is_input_object_type(type_):
        return f"an object with the fields of `{type_.name}`"
    if isinstance(type_, GraphQLEnumType) and len(type_.values) <= _MAX_ENUM_VALUES:
        return f"one of {', '.join(type_.values)}"
    return EXPECTED.get(type_.name, f"a value of `{type_.name}`")
