"""How the fields of a type are declared. There are four kinds:

    attribute(...)                         an attribute of the record, under the field's own name
    computed(function, ...)                a pure function of the record
    loaded(loader, key, transform, ...)    what a loader has for a key of the record; `transform` may make a value of it
    mutation(function, ...)                an act of the store, which answers with its outcome

Functions take the record first (`transform`: the record, then what was loaded), and the context last if they need it.
Their keyword-only parameters are the field's arguments. Only loaders and mutations are asynchronous.

These kinds replace Strawberry's resolvers; `gql.graph.resolvers` says why, with the measurement.

A class declares the shape of a GraphQL type. Its fields are resolved from a record, a frozen dataclass of `insurance`
or `store`, never from an instance of the class.

What every kind declares:

    allow=      the roles that may use the field; none: every caller. Practitioners alone, or clients alone, are also
                named at the end of the description, because GraphiQL does not show directives.
    cost=       the work of the field itself, in plain values of an answer (see `gql.graph.cost`)
    rows=       how many rows it is assumed to give when no argument says
"""

import inspect
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import strawberry

from gql.graph.batch_loader import BatchLoader
from gql.graph.cost import FieldCost
from gql.graph.library_internals import signature
from gql.graph.permissions import Public, allow_directives, audience
from gql.graph.resolvers import Computed, Loaded, Mutation, Resolution, as_metadata
from insurance.enums import Role


def attribute(*, description: str, allow: Sequence[Role] = (), cost: int = 0, rows: int | None = None) -> Any:
    """An attribute of the record, under the field's own name."""
    return strawberry.field(
        description=f"{description}{audience(allow)}",
        directives=allow_directives(allow),
        metadata=FieldCost(cost, rows).as_metadata(),
    )


def computed(
    function: Callable[..., object],
    *,
    description: str,
    allow: Sequence[Role] = (),
    cost: int = 0,
    rows: int | None = None,
    name: str | None = None,
) -> Any:
    """A pure function of the record and the field's arguments. `name` is for a name that Python reserves."""
    return _field(Computed(function), [function], description, allow, FieldCost(cost, rows), name=name)


def loaded(
    loader: BatchLoader[Any, Any],
    key: Callable[..., object],
    transform: Callable[..., object] | None = None,
    *,
    description: str,
    allow: Sequence[Role] = (),
    public: bool = False,
    cost: int = 0,
    rows: int | None = None,
) -> Any:
    """What one loader has for a key. `public` opens a root field to callers without a token."""
    functions = [key, transform] if transform else [key]
    return _field(Loaded(loader, key, transform), functions, description, allow, FieldCost(cost, rows), public)


def mutation(
    function: Callable[..., Awaitable[object]],
    *,
    description: str,
    allow: Sequence[Role] = (),
    public: bool = False,
    cost: int = 0,
) -> Any:
    """A mutation. `public` opens it to callers without a token."""
    return _field(Mutation(function, public), [function], description, allow, FieldCost(cost), public)


def _field(
    resolution: Resolution,
    functions: Sequence[Callable[..., object]],
    description: str,
    allow: Sequence[Role],
    cost: FieldCost,
    public: bool = False,
    name: str | None = None,
) -> Any:
    return strawberry.field(
        name=name,
        resolver=signature(_with_arguments_of(functions)),
        description=f"{description}{audience(allow)}",
        directives=[Public()] if public else allow_directives(allow),
        metadata={**as_metadata(resolution), **cost.as_metadata()},
    )


def _with_arguments_of(functions: Sequence[Callable[..., object]]) -> Callable[[], None]:
    """A function whose parameters are the keyword-only parameters of all these: the field's arguments."""
    arguments = {
        parameter.name: parameter
        for function in functions
        for parameter in inspect.signature(function).parameters.values()
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY
    }

    def declared() -> None:
        raise NotImplementedError("the field's kind resolves it")

    declared.__signature__ = inspect.Signature(list(arguments.values()))  # type: ignore[attr-defined]
    declared.__annotations__ = {name: argument.annotation for name, argument in arguments.items()}
    return declared
