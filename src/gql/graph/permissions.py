"""Who may use a field: declared as data on the field, printed in the SDL, enforced by one adapter."""

from collections.abc import Callable
from operator import attrgetter
from typing import Any

import strawberry
from graphql import GraphQLField, GraphQLObjectType, GraphQLResolveInfo, GraphQLSchema, default_field_resolver
from strawberry.schema_directive import Location
from strawberry.types.field import StrawberryField

from gql.errors import Forbidden, Unauthenticated
from gql.graph.enums import Role

STAFF = (Role.PRACTITIONER,)
CLIENTS = (Role.CLIENT,)
EVERYONE = (Role.PRACTITIONER, Role.CLIENT)

# Whom a field is judged by. They differ within the payload of an invitation that was accepted.
_CALLER, _READER = attrgetter("caller"), attrgetter("reader")


@strawberry.schema_directive(
    locations=[Location.FIELD_DEFINITION],
    name="allow",
    description=(
        "Says which callers may use a field. The server enforces it: for anyone else the field is null, with an error "
        "whose code is `FORBIDDEN`."
    ),
)
class Allow:
    """The roles that may use the field."""

    roles: list[Role]


@strawberry.schema_directive(
    locations=[Location.FIELD_DEFINITION],
    name="public",
    description=(
        "Marks a root field open to a caller without a token. Every other root field answers `UNAUTHENTICATED` then."
    ),
)
class Public:
    """No token needed."""


def enforce(schema: GraphQLSchema) -> None:
    """Wraps each resolver whose field declares roles, and each root field that is not public. Run once, on start."""
    for graphql_type in schema.type_map.values():
        if isinstance(graphql_type, GraphQLObjectType) and not graphql_type.name.startswith("__"):
            is_root = graphql_type in (schema.query_type, schema.mutation_type)
            for field in graphql_type.fields.values():
                _guard(field, is_root)


def roles_of(field: GraphQLField) -> list[Role]:
    """The roles that the field is for; none where it is for everybody."""
    return _declared(field)[0]


def is_guarded(field: GraphQLField) -> bool:
    """Whether the field is for some roles only."""
    return bool(roles_of(field))


def _guard(field: GraphQLField, is_root: bool) -> None:
    roles, public = _declared(field)
    if roles or (is_root and not public):
        who = _CALLER if is_root else _READER
        field.resolve = _guarded(field.resolve or default_field_resolver, frozenset(roles or Role), who)


def _declared(field: GraphQLField) -> tuple[list[Role], bool]:
    definition = field.extensions.get("strawberry-definition")
    directives = definition.directives if isinstance(definition, StrawberryField) else ()
    roles = [role for directive in directives if isinstance(directive, Allow) for role in directive.roles]
    return roles, any(isinstance(directive, Public) for directive in directives)


def _guarded(resolve: Callable[..., Any], roles: frozenset[Role], who: Callable[[Any], Any]) -> Callable[..., Any]:
    def guarded(source: Any, info: GraphQLResolveInfo[Any], **arguments: Any) -> Any:
        caller = who(info.context)
        if caller is None:
            raise Unauthenticated("Sign in first: send a bearer token in the Authorization header.")
        if caller.role not in roles:
            raise Forbidden("Your role may not use this field.")
        return resolve(source, info, **arguments)

    return guarded
