"""What a loader is, and how one is declared."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from strawberry.dataloader import DataLoader

from store.caller import Caller
from store.db.database import Database

if TYPE_CHECKING:
    from gql.graph.loaders import Loaders

K = TypeVar("K")
V = TypeVar("V")

# SQLite takes 32,766 bind parameters in a statement, PostgreSQL 32,767.
MOST_KEYS = 30_000


class BatchLoader(Generic[K, V]):
    """Declares a loader on `Loaders`: made when first used, kept for the request."""

    def __init__(self, batch: Callable[["Loaders", list[K]], Awaitable[Sequence[V]]]) -> None:
        """Takes the function that answers many keys at once, in order."""
        self._batch = batch

    def __set_name__(self, owner: type, name: str) -> None:
        """Learns the name it is kept under."""
        self._name = name

    def of(self, loaders: "Loaders") -> DataLoader[K, V]:
        """The request's loader."""
        loader: DataLoader[K, V] = getattr(loaders, self._name)
        return loader

    @overload
    def __get__(self, loaders: None, owner: type) -> "BatchLoader[K, V]": ...
    @overload
    def __get__(self, loaders: "Loaders", owner: type) -> DataLoader[K, V]: ...
    def __get__(self, loaders: "Loaders | None", owner: type) -> "BatchLoader[K, V] | DataLoader[K, V]":
        """The request's loader; it replaces this descriptor on the instance."""
        if loaders is None:
            return self

        async def load(keys: list[K]) -> Sequence[V]:
            return await self._batch(loaders, keys)

        loader: DataLoader[K, V] = DataLoader(load_fn=load, max_batch_size=MOST_KEYS)
        loaders.__dict__[self._name] = loader
        return loader


def by_key(read: Callable[[Database, Caller, Sequence[str]], Awaitable[Sequence[V]]]) -> BatchLoader[str, V]:
    """A loader whose keys are ids and whose batch is one read of the store."""
    return BatchLoader(lambda loaders, ids: read(loaders.database, loaders.caller, ids))


def by_arguments(read: Callable[..., Awaitable[V]]) -> BatchLoader[tuple[Any, ...], V]:
    """A loader whose keys are a read's arguments: asked twice in a request, it is read once."""

    async def batch(loaders: "Loaders", keys: list[tuple[Any, ...]]) -> Sequence[V]:
        return await asyncio.gather(*(read(loaders.database, loaders.caller, *key) for key in keys))

    return BatchLoader(batch)
