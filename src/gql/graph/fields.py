"""A field that is read is one of three kinds and nothing else:

    attribute(...)                  a plain attribute of the fact
    derived(function, ...)          a pure function of the fact, of who asks, and of the arguments
    loaded(edge, by, then, ...)     one loader: `by` says its key, `then` may put what it gives through a rule

A mutation is the fourth: acted(function, ...) carries out an act of the store and answers with its outcome.

Functions take the fact first (`then`: the fact, then what was loaded), and the context last if they name it.
Their keyword-only parameters are the field's arguments. None of them is asynchronous: only the loader is.

A type's class declares the shape; what resolves is always a fact, never an instance of the class.
"""

import asyncio
import inspect
import types
from collections.abc import Awaitable, Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, TypeAlias

import strawberry
from graphql import GraphQLField, GraphQLResolveInfo, GraphQLSchema
from strawberry.types.arguments import convert_arguments
from strawberry.types.field import StrawberryField
from strawberry.types.fields.resolver import StrawberryResolver

from gql.graph.batch_loader import BatchLoader
from gql.graph.permissions import Allow, Public
from insurance.enums import Role

Resolver: TypeAlias = Callable[..., Any]
Arguments: TypeAlias = Mapping[str, Any]

KIND = "policybook kind"


@dataclass(frozen=True, slots=True)
class Derived:
    """A pure function of the fact."""

    function: Callable[..., Any]

    def resolver(self, arguments: Callable[[Arguments], Arguments]) -> Resolver:
        """What graphql-core calls."""
        call = _calling(self.function, given=1)

        def resolve(fact: Any, info: GraphQLResolveInfo[Any], **given: Any) -> Any:
            return call((fact,), info.context, arguments(given) if given else given)

        return resolve


@dataclass(frozen=True, slots=True)
class Loaded:
    """What one loader gives for a key, and what a rule makes of it. Without a key there is nothing to load."""

    edge: BatchLoader[Any, Any]
    by: Callable[..., Any]
    then: Callable[..., Any] | None

    def resolver(self, arguments: Callable[[Arguments], Arguments]) -> Resolver:
        """What graphql-core calls. What is there already is answered at once, without waiting a turn of the loop."""
        key_of = _calling(self.by, given=1)
        then = _calling(self.then, given=2) if self.then else None

        def resolve(fact: Any, info: GraphQLResolveInfo[Any], **given: Any) -> Any:
            context, taken = info.context, arguments(given) if given else given
            key = key_of((fact,), context, taken)
            found = None if key is None else asyncio.ensure_future(self.edge.of(context.loaders).load(key))
            if found is not None and not found.done():
                return _later(found, then, fact, context, taken)
            value = found.result() if found else None
            return then((fact, value), context, taken) if then else value

        return resolve


@types.coroutine
def _later(
    found: "asyncio.Future[Any]", then: Callable[..., Any] | None, fact: Any, context: Any, taken: Arguments
) -> Generator[Any, Any, Any]:
    # A generator, not `async def`: a request that is cancelled before graphql-core awaits this would otherwise warn
    # of a coroutine that was never awaited.
    # Many fields share what a loader gives: one that is cancelled must not cancel it for the others.
    value = yield from asyncio.shield(found)
    return then((fact, value), context, taken) if then else value


@dataclass(frozen=True, slots=True)
class Acted:
    """A mutation: an act of the store, given the context and the input."""

    function: Callable[..., Awaitable[Any]]
    public: bool

    def resolver(self, arguments: Callable[[Arguments], Arguments]) -> Resolver:
        """What graphql-core calls."""

        async def resolve(_root: None, info: GraphQLResolveInfo[Any], **given: Any) -> Any:
            info.context.begin()
            if not self.public:
                await info.context.check_practice()
            try:
                return await self.function(info.context, **arguments(given))
            finally:
                # What was read before the act may no longer be so.
                info.context.forget()

        return resolve


def attribute(*, description: str, allow: Sequence[Role] = ()) -> Any:
    """A plain attribute of the fact, under the field's own name."""
    return strawberry.field(description=description, directives=_directives(allow))


def derived(
    function: Callable[..., object], *, description: str, allow: Sequence[Role] = (), name: str | None = None
) -> Any:
    """A pure function of the fact and the field's arguments."""
    return strawberry.field(
        resolver=_signature(function),
        name=name,
        description=description,
        directives=_directives(allow),
        metadata={KIND: Derived(function)},
    )


def loaded(
    edge: BatchLoader[Any, Any],
    by: Callable[..., object],
    then: Callable[..., object] | None = None,
    *,
    description: str,
    allow: Sequence[Role] = (),
    public: bool = False,
) -> Any:
    """What one loader gives, perhaps put through a rule. `public` opens a root field to callers without a token."""
    return strawberry.field(
        resolver=_signature(by, *([then] if then else [])),
        description=description,
        directives=_directives(allow, public),
        metadata={KIND: Loaded(edge, by, then)},
    )


def acted(
    function: Callable[..., Awaitable[object]], *, description: str, allow: Sequence[Role] = (), public: bool = False
) -> Any:
    """A mutation, and the roles that may use it. Its function's keyword-only parameters are its arguments."""
    return strawberry.field(
        resolver=_signature(function),
        description=description,
        directives=_directives(allow, public),
        metadata={KIND: Acted(function, public)},
    )


def install(schema: strawberry.Schema, executable: GraphQLSchema) -> None:
    """Gives each field the resolver of its kind, in place of Strawberry's general one. Run once, on start."""
    for graphql_type in executable.type_map.values():
        for field in getattr(graphql_type, "fields", {}).values():
            definition = field.extensions.get("strawberry-definition")
            if isinstance(field, GraphQLField) and isinstance(definition, StrawberryField):
                field.resolve = _resolver(schema, definition)


def _resolver(schema: strawberry.Schema, field: StrawberryField) -> Resolver:
    kind = field.metadata.get(KIND)
    if isinstance(kind, Derived | Loaded | Acted):
        registry = schema.schema_converter.scalar_registry
        return kind.resolver(lambda given: convert_arguments(dict(given), field.arguments, registry, schema.config))
    get = attrgetter(field.python_name)
    return lambda fact, _info: get(fact)


def _signature(*functions: Callable[..., object]) -> StrawberryResolver[Any]:
    """What Strawberry reads the field's arguments from; the field's type is what the class says."""
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
    return StrawberryResolver(declared, type_override=object)


def _calling(function: Callable[..., Any], given: int) -> Callable[[tuple[Any, ...], Any, Arguments], Any]:
    """Calls the function with what it takes: the context only if it has room for it, its own arguments only."""
    parameters = inspect.signature(function).parameters.values()
    names = [parameter.name for parameter in parameters if parameter.kind is inspect.Parameter.KEYWORD_ONLY]
    takes_context = len(parameters) - len(names) > given

    def call(facts: tuple[Any, ...], context: Any, arguments: Arguments) -> Any:
        own = {name: arguments[name] for name in names if name in arguments}
        return function(*facts, context, **own) if takes_context else function(*facts, **own)

    return call


def _directives(allow: Sequence[Role], public: bool = False) -> Sequence[object]:
    if public:
        return [Public()]
    return [Allow(roles=list(allow))] if allow else []
