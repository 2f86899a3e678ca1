"""How long the processor works for something, whatever the machine: a slow or busy one works longer for everything."""

import time
from collections.abc import Callable
from typing import TypeVar

from graphql import get_introspection_query, parse

REFERENCE_SECONDS = 0.0016
"""What the reference work takes on the machine that the limits of the tests are meant for: 2 cores of a cloud server,
nothing else on them."""

T = TypeVar("T")

_INTROSPECTION = get_introspection_query()


def reference_work_seconds() -> float:
    """Seconds of this thread's processor time that the reference work takes now: graphql-core parses for it."""
    begun = time.thread_time()
    for _ in range(3):
        parse(_INTROSPECTION)
    return time.thread_time() - begun


def slowness() -> float:
    """How many times as long as on the reference machine everything takes at the moment; at least 1."""
    return max(1.0, min(reference_work_seconds() for _ in range(3)) / REFERENCE_SECONDS)


def processor_seconds(work: Callable[[], T], runs: int = 3) -> tuple[float, T]:
    """The least processor time of several runs, as seconds on the reference machine, and what that run returned."""
    measured: list[tuple[float, T]] = []
    for _ in range(runs):
        before = slowness()
        begun = time.thread_time()
        result = work()
        seconds = time.thread_time() - begun
        measured.append((seconds / max(before, slowness()), result))
    return min(measured, key=lambda run: run[0])
