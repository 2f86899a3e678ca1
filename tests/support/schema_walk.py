"""Walking the schema: for any field a document that asks for it, with arguments that make sense."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeAlias

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

ROOTS = (executable.query_type, executable.mutation_type)
NODE = executable.type_map["Node"]
_SCALARS = {"Date": '"2026-02-03"', "Decimal": '"25.00"', "String": '"a"', "Int": "1", "Boolean": "true"}

ArgumentPath: TypeAlias = tuple[str, ...]
"""Where in a field's arguments an id goes, such as `("input", "payerId")`."""


class SchemaField(NamedTuple):
    """A field of the schema, and the type it stands on."""

    on: GraphQLObjectType
    name: str
    field: GraphQLField

    def __str__(self) -> str:
        return f"{self.on.name}.{self.name}"

    @property
    def is_root(self) -> bool:
        """Whether a document begins with it."""
        return self.on in ROOTS

    @property
    def is_mutation(self) -> bool:
        """Whether it may change something."""
        return self.on is executable.mutation_type

    @property
    def output(self) -> GraphQLNamedType:
        """What it gives, without lists and exclamation marks."""
        return get_named_type(self.field.type)

    @property
    def slots(self) -> list[ArgumentPath]:
        """Every place for an id in its arguments, those nobody needs to fill included."""
        return [slot for name, argument in self.field.args.items() for slot in _slots(argument.type, (name,))]


def _slots(kind: GraphQLInputType, path: ArgumentPath) -> Iterator[ArgumentPath]:
    named = get_named_type(kind)
    if isinstance(named, GraphQLInputObjectType):
        for name, field in named.fields.items():
            yield from _slots(field.type, (*path, name))
    elif named.name == "ID":
        yield path


def schema_fields() -> Iterator[SchemaField]:
    """Every field of every object type, but for introspection's."""
    for on in executable.type_map.values():
        if isinstance(on, GraphQLObjectType) and not on.name.startswith("__"):
            yield from (SchemaField(on, name, field) for name, field in on.fields.items())


def node_types() -> list[GraphQLObjectType]:
    """The types with a global id."""
    types = executable.type_map.values()
    return [each for each in types if isinstance(each, GraphQLObjectType) and NODE in each.interfaces]


class _Call(NamedTuple):
    """What the arguments of one call are made of."""

    place: SchemaField
    slot: ArgumentPath | None
    own: Mapping[str, str]

    def id_at(self, path: ArgumentPath) -> str:
        """The variable where the id in question goes, and the caller's own ids elsewhere."""
        if self.slot in (None, path):
            return "$id"
        for name in (path[-1], self.place.name):
            for node in node_types():
                if node.name.lower() in name.lower():
                    return f'"{self.own[node.name]}"'
        raise AssertionError(f"{self.place} takes an id of no type that is known here, at {path}")

    def wants(self, path: ArgumentPath, required: bool) -> bool:
        """Whether a value is needed there, or leads to the slot."""
        return required or (self.slot is not None and self.slot[: len(path)] == path)

    def value(self, kind: GraphQLInputType, path: ArgumentPath) -> str:
        """A value that makes sense, as GraphQL writes it."""
        if is_non_null_type(kind):
            return self.value(kind.of_type, path)
        if is_list_type(kind):
            return f"[{self.value(kind.of_type, path)}]"
        if isinstance(kind, GraphQLInputObjectType):
            inner = {(*path, name): field for name, field in kind.fields.items()}
            wanted = {each: field for each, field in inner.items() if self.wants(each, is_required_input_field(field))}
            return "{" + ", ".join(f"{each[-1]}: {self.value(f.type, each)}" for each, f in wanted.items()) + "}"
        if isinstance(kind, GraphQLEnumType):
            return str(next(iter(kind.values)))
        name = get_named_type(kind).name
        return self.id_at(path) if name == "ID" else _SCALARS[name]


def field_call(
    place: SchemaField, slot: ArgumentPath | None = None, own: Mapping[str, str] | None = None, given: str = ""
) -> str:
    """The field with the arguments it needs, and what else is given.

    `$id` stands in the slot, or without one wherever an id is needed; `own` has an id of each type for elsewhere.
    """
    asked = _Call(place, slot, own or {})
    wanted = {
        name: argument.type
        for name, argument in place.field.args.items()
        if asked.wants((name,), is_required_argument(argument))
    }
    arguments = [
        *(f"{name}: {asked.value(kind, (name,))}" for name, kind in wanted.items()),
        *([given] if given else []),
    ]
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
    found = [SchemaField(on, name, field) for name, field in on.fields.items()]
    wanted = [each for each in found if depth > 0 or (depth == 0 and is_leaf_type(each.output))]
    fields = " ".join(f"{field_call(each)} {selection(each.output, depth - 1)}" for each in wanted)
    return f"{{ __typename {fields} }}"


def document_for(place: SchemaField, depth: int = -1, given: str = "") -> str:
    """A document for the field: by itself where it is a root, else on the node. Its variable, if any, is `$id`."""
    body = f"{field_call(place, given=given)} {selection(place.output, depth)}"
    if not place.is_root:
        assert place.on in node_types(), f"{place} is neither a root nor on a node: say here how it is reached"
        body = f"node(id: $id) {{ ... on {place.on.name} {{ {body} }} }}"
    return f"{'mutation' if place.is_mutation else 'query'}{'($id: ID!)' if '$id' in body else ''} {{ {body} }}"
