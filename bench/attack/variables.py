"""Variables of wrong types and sizes."""

import copy
from random import Random
from typing import Any

from bench.attack.attack import canary
from support.operations import OPERATIONS, Operation

_SIZES = (0, 1, 10, 200, 201, 1_001, 5_000)


def changed_variables(dice: Random, ids: list[str]) -> tuple[Operation, Any]:
    """A frontend's operation, and its variables with some values exchanged."""
    operation = dice.choice(OPERATIONS)
    variables: Any = copy.deepcopy(operation.variables)
    for _ in range(dice.choice((1, 1, 2, 5))):
        variables = _changed(dice, variables, ids)
    return operation, variables


def _changed(dice: Random, tree: Any, ids: list[str]) -> Any:
    """The tree with one value within it exchanged, taken away, or added."""
    if not isinstance(tree, dict | list) or not tree or dice.random() < 0.1:
        return value(dice, ids)
    if isinstance(tree, list):
        at = dice.randrange(len(tree))
        return [*tree[:at], _changed(dice, tree[at], ids), *tree[at + 1 :]]
    key = dice.choice(sorted(tree))
    match dice.randrange(8):
        case 0:
            return {name: inner for name, inner in tree.items() if name != key}
        case 1:
            return {**tree, f"x{dice.randrange(9)}": value(dice, ids)}
        case _:
            return {**tree, key: _changed(dice, tree[key], ids)}


def value(dice: Random, ids: list[str], depth: int = 3) -> Any:
    """Any value of JSON. Texts within it begin with a canary."""
    return _container(dice, ids, depth) if depth and dice.random() < 0.25 else dice.choice(_plain(dice, ids))


def _plain(dice: Random, ids: list[str]) -> tuple[Any, ...]:
    secret = canary(dice)
    return (
        None,
        dice.choice((True, False)),
        dice.choice((0, -1, 1.5, 2**31, 2**53 + 1, -(2**63), 1e308, 10**30)),
        secret,
        secret + dice.choice(("\0", "\ud800", "\u202e", "é", "'; DROP TABLE clients; --", "{{7*7}}", "%s%n")),
        secret + dice.choice("x ,\n\u0301") * dice.choice((10, 300, 20_000, 120_000)),
        dice.choice(ids),
        dice.choice(ids)[: dice.randrange(20)] + secret,
        dice.choice(("2026-02-30", "0000-00-00", "9999-12-31", "", " ", "\u3000", "25.00", "-0", "NaN")),
    )


def _container(dice: Random, ids: list[str], depth: int) -> Any:
    secret, count = canary(dice), dice.choice(_SIZES)
    match dice.randrange(4):
        case 0:
            return [value(dice, ids, depth - 1) for _ in range(dice.choice((0, 1, 3)))]
        case 1:
            return [dice.choice((secret, 1, None, {"a": secret}, [secret]))] * count
        case 2:
            return {f"k{number}": secret for number in range(count)}
        case _:
            nested: Any = secret
            for _ in range(dice.choice((5, 60, 900))):
                nested = dice.choice(([nested], {"a": nested}))
            return nested
