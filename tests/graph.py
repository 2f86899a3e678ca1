"""Walking the schema: for any field a query that reaches it, with arguments that make sense."""

from collections.abc import Iterator
from typing import NamedTuple

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLNamedType,
    GraphQLObjectType,
    get_named_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
    is_required_argument,
    is_required_input_field,
)

from gql.schema import executable

QUERY = executable.query_type
NODE = executable.type_map["Node"]
_SCALARS = {"Date": '"2026-02-03"', "String": '"a"', "Int": "1", "Boolean": "true"}


class Place(NamedTuple):
    """A field of the schema, and the type it stands on."""

    on: GraphQLObjectType
    name: str
    field: GraphQLField

    def __str__(self) -> str:
        return f"{self.on.name}.{self.name}"

    @property
    def is_root(self) -> bool:
        """Whether a query begins with it."""
        return self.on is QUERY

    @property
    def output(self) -> GraphQLNamedType:
        """What it gives, without lists and exclamation marks."""
        return get_named_type(self.field.type)

    @property
    def takes_id(self) -> bool:
        """Whether an id can be given anywhere in its arguments."""
        return any(_holds_id(argument.type) for argument in self.field.args.values())


def _holds_id(kind: GraphQLInputType) -> bool:
    named = get_named_type(kind)
    if isinstance(named, GraphQLInputObjectType):
        return any(_holds_id(field.type) for field in named.fields.values())
    return bool(named.name == "ID")


def places() -> Iterator[Place]:
    """Every field of every object type, but for introspection's."""
    for on in executable.type_map.values():
        if isinstance(on, GraphQLObjectType) and not on.name.startswith("__"):
            yield from (Place(on, name, field) for name, field in on.fields.items())


def node_types() -> list[GraphQLObjectType]:
    """The types with a global id."""
    types = executable.type_map.values()
    return [each for each in types if isinstance(each, GraphQLObjectType) and NODE in each.interfaces]


def _value(kind: GraphQLInputType, id_: str) -> str:
    """A value that makes sense of an input type, as GraphQL writes it, with this id wherever one is asked for."""
    if is_non_null_type(kind):
        return _value(kind.of_type, id_)
    if is_list_type(kind):
        return f"[{_value(kind.of_type, id_)}]"
    if isinstance(kind, GraphQLInputObjectType):
        needed = [(name, field.type) for name, field in kind.fields.items() if is_required_input_field(field)]
        return "{" + ", ".join(f"{name}: {_value(each, id_)}" for name, each in needed) + "}"
    if isinstance(kind, GraphQLEnumType):
        return str(next(iter(kind.values)))
    return id_ if get_named_type(kind).name == "ID" else _SCALARS[get_named_type(kind).name]


def call(place: Place, id_: str = "$id", given: str = "") -> str:
    """The field with the arguments it needs, and what else is given."""
    needed = {name: argument.type for name, argument in place.field.args.items() if is_required_argument(argument)}
    arguments = [*(f"{name}: {_value(kind, id_)}" for name, kind in needed.items()), *([given] if given else [])]
    return f"{place.name}({', '.join(arguments)})" if arguments else place.name


def selection(on: GraphQLNamedType, depth: int) -> str:
    """Everything to be had of a type so many levels down, as a selection set; nothing for a scalar.

    At 0 that is its plain values alone, below 0 only the type's name.
    """
    if is_leaf_type(on):
        return ""
    if not isinstance(on, GraphQLObjectType):
        nodes = " ".join(f"... on {each.name} {selection(each, depth)}" for each in node_types())
        return f"{{ __typename id {nodes} }}"
    found = [Place(on, name, field) for name, field in on.fields.items()]
    wanted = [each for each in found if depth > 0 or (depth == 0 and is_leaf_type(each.output))]
    fields = " ".join(f"{call(each)} {selection(each.output, depth - 1)}" for each in wanted)
    return f"{{ __typename {fields} }}"


def asking(place: Place, depth: int = -1, given: str = "") -> str:
    """A query for the field: by itself where it is a root, else on the node. Its variable, if it has one, is `$id`."""
    body = f"{call(place, given=given)} {selection(place.output, depth)}"
    if not place.is_root:
        assert place.on in node_types(), f"{place} is neither a root nor on a node: say here how it is reached"
        body = f"node(id: $id) {{ ... on {place.on.name} {{ {body} }} }}"
    return f"query($id: ID!) {{ {body} }}" if "$id" in body else f"{{ {body} }}"
