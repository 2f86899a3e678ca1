"""A field is one of three kinds and nothing else; this is how each is declared.

    attribute(...)          a plain attribute of the fact
    derived(function, ...)  a pure function of the fact and the arguments (and of who is asking)
    loaded(function, ...)   one loader: the only kind that is asynchronous

A type's class declares the shape; what resolves is always a fact, never an instance of the class.
"""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import strawberry
from strawberry.types.fields.resolver import StrawberryResolver

from gql.permissions import Allow, Public
from insurance.words import Role


def attribute(*, description: str, allow: Sequence[Role] = ()) -> Any:
    """A plain attribute of the fact, under the field's own name."""
    return strawberry.field(description=description, directives=_directives(allow))


def derived(
    function: Callable[..., object], *, description: str, allow: Sequence[Role] = (), name: str | None = None
) -> Any:
    """A pure function of the fact and the field's arguments."""
    resolver = _resolver(function)
    return strawberry.field(resolver=resolver, name=name, description=description, directives=_directives(allow))


def loaded(
    function: Callable[..., Awaitable[object]], *, description: str, allow: Sequence[Role] = (), public: bool = False
) -> Any:
    """What one loader gives, perhaps put through a rule. `public` opens a root field to callers without a token."""
    resolver = _resolver(function)
    return strawberry.field(resolver=resolver, description=description, directives=_directives(allow, public))


def _resolver(function: Callable[..., object]) -> StrawberryResolver[Any]:
    # The function returns facts; the shape is what the class says. Without the override, Strawberry would read the
    # shape of the facts as well.
    return StrawberryResolver(function, type_override=object)


def _directives(allow: Sequence[Role], public: bool = False) -> Sequence[object]:
    if public:
        return [Public()]
    return [Allow(roles=list(allow))] if allow else []
