"""The private names of Strawberry and graphql-core that the API needs. No other module touches one.

Any release of the two may change them. `tests/gql/test_library_internals.py` fails where another module imports or
reads a private name. Check this file with each upgrade of the two.
"""

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from typing import Any

import strawberry
from graphql import GraphQLArgument, GraphQLField, GraphQLSchema
from graphql.validation import validation_context
from graphql.validation.rules import overlapping_fields_can_be_merged
from strawberry.types.arguments import StrawberryArgument, convert_arguments
from strawberry.types.field import StrawberryField
from strawberry.types.fields.resolver import StrawberryResolver
from strawberry.utils.str_converters import to_camel_case

__all__ = [
    "argument_converter",
    "describe_enum_values",
    "directives",
    "executable_schema",
    "limit_validation",
    "metadata",
    "python_name",
    "signature",
    "to_camel_case",
]


def executable_schema(schema: strawberry.Schema) -> GraphQLSchema:
    """The graphql-core schema that Strawberry has built."""
    return schema._schema


def python_name(field: GraphQLField) -> str | None:
    """The name of the class attribute that declares the field; None for a field of introspection."""
    declared = _declaration(field)
    return declared.python_name if isinstance(declared, StrawberryField) else None


def metadata(element: GraphQLField | GraphQLArgument) -> Mapping[Any, Any]:
    """What the declaration of a field or an argument carries as `metadata=`."""
    declared = _declaration(element)
    return declared.metadata if isinstance(declared, StrawberryField | StrawberryArgument) else {}


def directives(field: GraphQLField) -> Sequence[object]:
    """The schema directives on the field's declaration."""
    declared = _declaration(field)
    return declared.directives if isinstance(declared, StrawberryField) else ()


def signature(function: Callable[..., object]) -> StrawberryResolver[Any]:
    """What makes Strawberry read a field's arguments from the function, and the field's type from the class."""
    return StrawberryResolver(function, type_override=object)


def argument_converter(
    schema: strawberry.Schema, field: GraphQLField
) -> Callable[[Mapping[str, Any]], Mapping[str, Any]]:
    """Converts coerced arguments to those of the resolver: Python names, instances of the input types."""
    declared = _declaration(field)
    arguments = declared.arguments if isinstance(declared, StrawberryField) else []
    registry, config = schema.schema_converter.scalar_registry, schema.config
    return lambda values: convert_arguments(dict(values), arguments, registry, config)


def describe_enum_values(enum: type[Enum], descriptions: dict[str, str]) -> None:
    """Describes the values of an enum that Strawberry knows. Raises KeyError for a value without a description."""
    for value in enum.__strawberry_definition__.values:  # type: ignore[attr-defined]
        value.description = descriptions[value.name]


def limit_validation(*, field_comparisons: int, fragment_visits: int) -> None:
    """Limits how often validation compares fields and follows fragments, for the whole process."""
    overlapping_fields_can_be_merged.MAX_COMPLEXITY_BUDGET = field_comparisons
    validation_context.MAX_FRAGMENT_WORK = fragment_visits


def _declaration(element: GraphQLField | GraphQLArgument) -> object:
    return element.extensions.get("strawberry-definition")
