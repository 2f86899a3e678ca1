"""Whether a signing key could be guessed. Length alone does not tell: 64 times the same character is long."""

from itertools import pairwise

_DISTINCT = 6
"""Fewer different bytes are no random key: of 32 random digits, one in ten million has so few."""


def is_guessable(key: bytes) -> bool:
    """Whether the key has few different bytes, repeats a part of itself, or mostly counts up or down."""
    return len(set(key)) < _DISTINCT or _repeats(key) or _counts(key)


def _repeats(key: bytes) -> bool:
    return any(key == (key[:size] * len(key))[: len(key)] for size in range(1, len(key) // 2 + 1))


def _counts(key: bytes) -> bool:
    steps = [after - before for before, after in pairwise(key)]
    return max(steps.count(step) for step in (-1, 0, 1)) * 2 > len(steps)
