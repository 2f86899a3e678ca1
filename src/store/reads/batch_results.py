"""Puts the rows of a batch into the order of the batch's keys, as batch loaders need them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, TypeVar


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


Noun = TypeVar("Noun", bound=_HasId)
T = TypeVar("T")


def by_id(ids: Sequence[str], facts: Iterable[Noun]) -> list[Noun | None]:
    """One fact for each id, None where there is none."""
    facts_by_id = {fact.id: fact for fact in facts}
    return [facts_by_id.get(id_) for id_ in ids]


def grouped(ids: Sequence[str], facts: Iterable[T], parent: Callable[[T], str]) -> list[tuple[T, ...]]:
    """The facts of each parent, in the order they came."""
    groups: defaultdict[str, list[T]] = defaultdict(list)
    for fact in facts:
        groups[parent(fact)].append(fact)
    return [tuple(groups[id_]) for id_ in ids]
