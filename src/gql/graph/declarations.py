"""How the types of the schema are declared: a class, described by its docstring."""

import inspect
from collections.abc import Callable
from typing import Any, TypeVar, dataclass_transform

import strawberry

from gql.global_ids import global_id
from gql.graph.fields import computed

T = TypeVar("T")


@dataclass_transform(kw_only_default=True, field_specifiers=(strawberry.field,))
def object_type(cls: type[T], *, name: str | None = None) -> type[T]:
    """Declares an object type. `name` is for a type that is not named as its class."""
    return strawberry.type(cls, name=name, description=_description(cls))


@dataclass_transform(kw_only_default=True, field_specifiers=(strawberry.field,))
def input_type(cls: type[T]) -> type[T]:
    """Declares an input type."""
    return strawberry.input(cls, description=_description(cls))


def interface_type(cls: type[T]) -> type[T]:
    """Declares an interface."""
    return strawberry.interface(cls, description=_description(cls))


def node_type(record: type) -> Callable[[type[T]], type[T]]:
    """Declares an object type that is resolved from records of this class, and that `node(id:)` finds.

    The class inherits from `gql.types.node.Node`; the decorator adds its `id` and `is_type_of`.
    """

    def declare(cls: type[T]) -> type[T]:
        def _id(node: Any) -> str:
            return global_id(cls.__name__, node.id)

        def is_type_of(_cls: type, value: object, _info: object) -> bool:
            return isinstance(value, record)

        description = f"The {cls.__name__.lower()}'s global id: opaque and stable. Fetch it again with `node(id:)`."
        cls.__annotations__ = {"id": strawberry.ID, **cls.__annotations__}
        cls.id = computed(_id, description=description)  # type: ignore[attr-defined]
        cls.is_type_of = classmethod(is_type_of)  # type: ignore[attr-defined]
        return object_type(cls)

    return declare


def _description(cls: type) -> str:
    """The class's own docstring, each paragraph on one line. Raises TypeError where it has none."""
    text = cls.__dict__.get("__doc__")
    if not text:
        raise TypeError(f"{cls.__name__} needs a docstring: it is the type's description in the schema")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in inspect.cleandoc(text).split("\n\n"))
