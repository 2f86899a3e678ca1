"""Which callers may use a field: declared on the field, printed in the schema as a directive, enforced here.

A field that declares roles answers null and `FORBIDDEN` to any other caller; a root field that is not public answers
null and `UNAUTHENTICATED` to a caller without a token.
"""

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any

import strawberry
from graphql import GraphQLField, GraphQLObjectType, GraphQLResolveInfo, GraphQLSchema, default_field_resolver
from strawberry.schema_directive import Location

from gql.errors import Forbidden, Unauthenticated
from gql.graph.enums import Role
from gql.graph.library_internals import directives

PRACTITIONERS = (Role.PRACTITIONER,)
CLIENTS = (Role.CLIENT,)
EVERYONE = (Role.PRACTITIONER, Role.CLIENT)

_AUDIENCES: dict[tuple[Role, ...], str] = {
    PRACTITIONERS: " Practitioners only.",
    CLIENTS: " Clients in the portal only.",
}

# A root field is checked against the caller, the fields below it against whom the answer is for: after
# `acceptInvitation` that is the client who was signed in.
_CALLER, _VIEWER = attrgetter("caller"), attrgetter("viewer_or_none")


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
        "Marks a root field that needs no token. Every other root field answers `UNAUTHENTICATED` without one."
    ),
)
class Public:
    """No token needed."""


def allow_directives(roles: Sequence[Role]) -> Sequence[Allow]:
    """The directive for these roles; none where every caller may use the field."""
    return [Allow(roles=list(roles))] if roles else []


def audience(roles: Sequence[Role]) -> str:
    """The end of a field's description that says who may use it; empty where both roles may."""
    return _AUDIENCES.get(tuple(roles), "")


def enforce(schema: GraphQLSchema) -> None:
    """Guards each field that declares roles, and each root field that is not public. Run once, at start."""
    for graphql_type in schema.type_map.values():
        if isinstance(graphql_type, GraphQLObjectType) and not graphql_type.name.startswith("__"):
            is_root = graphql_type in (schema.query_type, schema.mutation_type)
            for field in graphql_type.fields.values():
                _guard(field, is_root)


def roles_of(field: GraphQLField) -> list[Role]:
    """The roles that the field declares; none where every caller may use it."""
    return [role for directive in directives(field) if isinstance(directive, Allow) for role in directive.roles]


def is_guarded(field: GraphQLField) -> bool:
    """Whether only some roles may use the field."""
    return bool(roles_of(field))


def is_public(field: GraphQLField) -> bool:
    """Whether the root field needs no token."""
    return any(isinstance(directive, Public) for directive in directives(field))


def _guard(field: GraphQLField, is_root: bool) -> None:
    roles = roles_of(field)
    if roles or (is_root and not is_public(field)):
        caller_of = _CALLER if is_root else _VIEWER
        field.resolve = _guarded(field.resolve or default_field_resolver, frozenset(roles or Role), caller_of)


def _guarded(
    resolve: Callable[..., Any], roles: frozenset[Role], caller_of: Callable[[Any], Any]
) -> Callable[..., Any]:
    def guarded(source: Any, info: GraphQLResolveInfo[Any], **arguments: Any) -> Any:
        caller = caller_of(info.context)
        if caller is None:
            raise Unauthenticated
        if caller.role not in roles:
            raise Forbidden("Your role may not use this field.")
        return resolve(source, info, **arguments)

    return guarded
