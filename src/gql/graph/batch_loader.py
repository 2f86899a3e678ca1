"""Batch loaders: many fields each ask for one key, and one statement reads the records of all keys."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast, overload

from strawberry.dataloader import DataLoader

from gql.graph.chart_reads import subjects_read
from gql.graph.loop_share import BatchLoop
from store.caller import Caller
from store.db.database import Database

if TYPE_CHECKING:
    from gql.graph.loaders import Loaders

K = TypeVar("K")
V = TypeVar("V")

MAX_KEYS = 30_000
"""Keys in one batch. SQLite takes 32,766 bind parameters in a statement, PostgreSQL 32,767."""


class BatchLoader(Generic[K, V]):
    """Declares a loader on `Loaders`. Each request makes its own when first used, and keeps it to its end."""

    def __init__(self, batch: Callable[["Loaders", list[K]], Awaitable[Sequence[V]]]) -> None:
        """`batch` gives the value of each key, in the order of the keys."""
        self._batch = batch

    def __set_name__(self, owner: type, name: str) -> None:
        """Remembers the attribute's name."""
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
            values = await self._batch(loaders, keys)
            loaders.charts_read.update(subjects_read(values))
            return values

        loop = cast("asyncio.AbstractEventLoop", BatchLoop(loaders.loop_share))
        loader: DataLoader[K, V] = DataLoader(load_fn=load, max_batch_size=MAX_KEYS, loop=loop)
        loaders.__dict__[self._name] = loader
        return loader


def by_key(read: Callable[[Database, Caller, Sequence[str]], Awaitable[Sequence[V]]]) -> BatchLoader[str, V]:
    """A loader whose keys are record ids. One call of `read` reads the records of a batch."""
    return BatchLoader(lambda loaders, ids: read(loaders.database, loaders.caller, ids))


def by_arguments(read: Callable[..., Awaitable[V]]) -> BatchLoader[tuple[Any, ...], V]:
    """A loader whose keys are arguments of `read`: it is called once a request for the same arguments."""

    async def batch(loaders: "Loaders", keys: list[tuple[Any, ...]]) -> Sequence[V]:
        return await asyncio.gather(*(read(loaders.database, loaders.caller, *key) for key in keys))

    return BatchLoader(batch)
