"""Hostile GraphQL documents: those of frontends changed at random, and random ones that the schema allows."""

import itertools
import re
from collections.abc import Callable
from random import Random
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLUnionType,
    get_named_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
    is_required_argument,
    is_required_input_field,
)

from bench.attack.attack import canary
from corpus.hostile_documents import HOSTILE
from gql.schema import executable
from support.operations import OPERATIONS

_TOKEN = re.compile(r'"(?:[^"\\\n]|\\.)*"|\w+|\.\.\.|[^\w\s]')
_TOKENS = sorted({token for operation in OPERATIONS for token in _TOKEN.findall(operation.query)})
_NAMES = sorted(name for name in executable.type_map if not name.startswith("__"))
_FIELDS = sorted(
    {name for kind in executable.type_map.values() for name in getattr(kind, "fields", ())} | {"__typename", "__schema"}
)
_ODD = ("\0", "\ud800", "\udfff", "\ufeff", "\u202e", "\u2028", "é", "e\u0301", "\U0001f600", "\x7f", "\x1b", "ſ", "　")
_HOSTILE = sorted(HOSTILE.values(), key=len)[:-12]
"""Those of moderate length; longer ones are made by repetition."""


def mutated(dice: Random) -> str:
    """A frontend's document, or a hostile one, after some changes."""
    text = dice.choice(OPERATIONS).query if dice.random() < 0.7 else dice.choice(_HOSTILE)
    for _ in range(dice.choice((1, 1, 2, 4, 8))):
        text = dice.choice(_MUTATIONS)(dice, text)[:400_000]
    return text


def _changed_tokens(dice: Random, text: str) -> str:
    tokens = _TOKEN.findall(text)[:4_000] or ["{"]
    for _ in range(dice.choice((1, 2, 5, 20))):
        at = dice.randrange(len(tokens) or 1)
        match dice.randrange(5):
            case 0:
                del tokens[at : at + 1]
            case 1:
                tokens[at:at] = tokens[at : at + dice.choice((1, 3, 30))] * dice.choice((1, 2, 40))
            case 2:
                tokens[at : at + 1] = [dice.choice(_TOKENS)]
            case 3:
                tokens[at:at] = [dice.choice((*_NAMES, *_FIELDS))]
            case _:
                other = dice.randrange(len(tokens) or 1)
                tokens[at : at + 1], tokens[other : other + 1] = tokens[other : other + 1], tokens[at : at + 1]
    return " ".join(tokens)


def _deeper(dice: Random, text: str) -> str:
    before, after = dice.choice((("{", "}"), ("[", "]"), ("(", ")"), ("{ a ", "}"), ("{ ... ", "}"), ("{a: ", "}")))
    depth, at = dice.choice((5, 20, 60, 200, 3_000)), dice.randrange(len(text) + 1)
    return text[:at] + before * depth + text[at:] + after * depth


def _repeated(dice: Random, text: str) -> str:
    """A selection again and again, under aliases."""
    fields = re.findall(r"\b[a-z]\w*(?:\([^()]*\))?", text) or ["id"]
    count, field = dice.choice((5, 20, 90, 300)), dice.choice(fields)
    return _inserted(dice, text, " ".join(f"{dice.choice('abz')}{number}: {field}" for number in range(count)))


def _fragments(dice: Random, text: str) -> str:
    count, on = dice.choice((3, 15, 39, 45, 200)), dice.choice(_NAMES)
    parts = []
    for number in range(count):
        then = dice.choice((number + 1, number, dice.randrange(count)))
        parts.append(f"fragment F{number} on {on} {{ {dice.choice(_FIELDS)} ...F{then} }}")
    return _inserted(dice, text, "...F0") + " ".join(parts)


def _directives(dice: Random, text: str) -> str:
    one = dice.choice(("@include(if: true)", "@skip(if: $x)", "@defer", "@stream", "@deprecated", "@oneOf", "@x", "@"))
    return _inserted(dice, text, f" {one} " * dice.choice((1, 3, 5, 40, 300)))


def _literals(dice: Random, text: str) -> str:
    size = dice.choice((10, 100, 1_000, 15_000, 60_000))
    literal = dice.choice(
        (
            '"' + canary(dice) + "x" * size + '"',
            '"""' + "\n  x" * (size // 4) + '"""',
            '"' + "\\u0041" * (size // 6) + '"',
            '"' + "\\ud83d\\ude00" * (size // 12) + '"',
            "9" * size,
            "-1." + "9" * size,
            "1e" + "9" * min(size, 1_000),
            "[" + "1 " * (size // 2) + "]",
            "[" + f'"{canary(dice)}" ' * min(size // 20, 300) + "]",
            "{" + " ".join(f"a{number}: 1" for number in range(min(size // 6, 3_000))) + "}",
            "[" * size,
        )
    )
    holes = list(re.finditer(r"\$\w+|: *(\w+)(?=[,)\n])", text))
    if not holes:
        return _inserted(dice, text, literal)
    hole = dice.choice(holes)
    return text[: hole.start()] + (": " if hole[0].startswith(":") else "") + literal + text[hole.end() :]


def _odd_characters(dice: Random, text: str) -> str:
    return _inserted(dice, text, dice.choice(_ODD) * dice.choice((1, 2, 100, 4_000)))


def _white_space(dice: Random, text: str) -> str:
    return _inserted(
        dice, text, dice.choice((" ", "\n", "\r\n", ",", "#\n", "# x\r", "\t")) * dice.choice((1, 90, 9_000))
    )


def _operations(dice: Random, text: str) -> str:
    return " ".join(text.replace("query ", f"query Q{number}") for number in range(dice.choice((2, 5, 25))))


def _cut(dice: Random, text: str) -> str:
    return text[: dice.randrange(len(text) + 1)]


def _inserted(dice: Random, text: str, more: str) -> str:
    places = [match.end() for match in re.finditer(r"[{(\s]", text)] or [0]
    at = dice.choice(places)
    return text[:at] + more + " " + text[at:]


_MUTATIONS: tuple[Callable[[Random, str], str], ...] = (
    _changed_tokens,
    _changed_tokens,
    _deeper,
    _repeated,
    _fragments,
    _directives,
    _literals,
    _odd_characters,
    _white_space,
    _operations,
    _cut,
)


class ValidDocument:
    """A random document that the schema allows, of about so many fields: many are close to the limits."""

    def __init__(self, dice: Random, ids: list[str]) -> None:
        """`ids` are global ids of records."""
        self._dice, self._ids = dice, ids
        self._left = dice.choice((10, 60, 150, 280))
        self._aliases = itertools.count()

    def text(self) -> str:
        """The document."""
        root = executable.mutation_type if self._dice.random() < 0.15 else executable.query_type
        assert root
        keyword = "query" if root is executable.query_type else "mutation"
        fields: list[str] = []
        while self._left > 0 and len(fields) < self._dice.choice((1, 3, 20, 51)):
            name, field = self._dice.choice(sorted(root.fields.items()))
            fields.append(f"a{len(fields)}: {self._field(name, field, self._dice.choice((2, 4, 8, 19)))}")
        return f"{keyword} {{ {' '.join(fields)} }}"

    def _field(self, name: str, field: GraphQLField, depth: int) -> str:
        self._left -= 1
        arguments = [
            f"{key}: {self.value(argument.type, 3)}"
            for key, argument in field.args.items()
            if is_required_argument(argument) or self._dice.random() < 0.3
        ]
        called = f"{name}({' '.join(arguments)})" if arguments else name
        return called + self._selection(get_named_type(field.type), depth)

    def _selection(self, on: Any, depth: int) -> str:
        if is_leaf_type(on):
            return ""
        if isinstance(on, GraphQLInterfaceType | GraphQLUnionType):
            kinds = executable.get_possible_types(on)
            parts = [f"... on {kind.name}{self._selection(kind, depth)}" for kind in self._sample(kinds, 3)]
            return f" {{ __typename {' '.join(parts)} }}"
        assert isinstance(on, GraphQLObjectType)
        fields = sorted(on.fields.items())
        plain = [(name, field) for name, field in fields if is_leaf_type(get_named_type(field.type))]
        chosen = self._sample(fields if depth > 0 and self._left > 0 else plain, self._dice.choice((1, 4, 30)))
        parts = [f"b{next(self._aliases)}: {self._field(name, field, depth - 1)}" for name, field in chosen]
        return f" {{ __typename {' '.join(parts)} }}"

    def _sample(self, items: Any, most: int) -> list[Any]:
        return self._dice.sample(list(items), min(len(items), most))

    def value(self, kind: Any, depth: int) -> str:
        """A literal of the type, mostly a sensible one."""
        dice = self._dice
        if is_non_null_type(kind):
            return self.value(kind.of_type, depth)
        if is_list_type(kind):
            return "[" + " ".join(self.value(kind.of_type, depth - 1) for _ in range(dice.choice((0, 1, 3, 20)))) + "]"
        if isinstance(kind, GraphQLInputObjectType):
            members = [
                f"{name}: {self.value(field.type, depth - 1)}"
                for name, field in kind.fields.items()
                if is_required_input_field(field) or (depth > 0 and dice.random() < 0.4)
            ]
            return "{" + " ".join(members) + "}"
        if isinstance(kind, GraphQLEnumType):
            return str(dice.choice(sorted(kind.values)))
        name = get_named_type(kind).name
        if name == "ID":
            return f'"{dice.choice(self._ids)}"'
        values = {
            "Int": ("0", "1", "100", "-1", "2147483647"),
            "Boolean": ("true", "false"),
            "Date": ('"2026-02-03"', '"0001-01-01"', '"9999-12-31"', '"x"'),
            "Decimal": ('"25.00"', '"-0.00"', '"1e5"', '"999999999999999999999"'),
        }
        return dice.choice(values.get(name, ('"a"', '""', '"ma"', f'"{canary(dice)}"', '"' + "\\u0000é" * 20 + '"')))
