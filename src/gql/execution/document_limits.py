"""How long a document may be and how much it may name, checked before validation.

Validation takes up to forty times as long as parsing, and some of its rules compare everything with everything. These
limits leave it no more than 50 ms of processor time; a document that people or frontends write has a tenth of them.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from graphql import DocumentNode, Node

from gql.errors import TooComplex


@dataclass(frozen=True, slots=True)
class DocumentLimits:
    """The most a document may have."""

    characters: int
    tokens: int
    comments: int = 200


LIMITS = DocumentLimits(characters=20_000, tokens=600)
WITHOUT_TOKEN = DocumentLimits(characters=5_000, tokens=300, comments=50)
"""Enough for signing in and for introspection, which has 184 tokens."""

MAX_NESTING = 50
"""Levels of the document's syntax tree. A field in a field is two of them."""
MAX_NAME = 100
"""Characters of a name; error messages repeat the names of fields and types."""

MAX_OF_KIND: dict[str, int] = {
    "operation_definition": 20,
    "fragment_definition": 40,
    "fragment_spread": 100,
    "inline_fragment": 100,
    "variable_definition": 100,
    "directive": 50,
}
"""How many of these a document may have, each named as its kind in the syntax tree."""

MAX_WITHIN: dict[str, int] = {
    "arguments": 50,
    "directives": 5,
    "fields": 100,  # of an object literal
    "values": 200,  # of a list literal
}
"""How many of these one part of a document may have, each named as the attribute of its node."""

_MESSAGES = {
    "operation_definition": "operations",
    "fragment_definition": "fragments",
    "fragment_spread": "fragment spreads",
    "inline_fragment": "inline fragments",
    "variable_definition": "variables",
    "directive": "directives",
    "arguments": "arguments of one field",
    "directives": "directives in one place",
    "fields": "fields in one object",
    "values": "items in one list",
}


def nodes_of(document: DocumentNode) -> Iterator[Node]:
    """Every node of the document."""
    pending: list[Node] = [document]
    while pending:
        node = pending.pop()
        yield node
        pending.extend(_children(node))


def check_size(document: DocumentNode) -> None:
    """Raises TooComplex for a document that is too large to validate. It takes time in proportion to its length."""
    counts: Counter[str] = Counter()
    pending: list[tuple[Node, int]] = [(document, 0)]
    while pending:
        node, depth = pending.pop()
        counts[node.kind] += 1
        if counts[node.kind] > MAX_OF_KIND.get(node.kind, counts[node.kind]):
            raise _too_many(node.kind, MAX_OF_KIND[node.kind])
        if depth > MAX_NESTING:
            raise TooComplex("is nested too deep")
        pending.extend((child, depth + 1) for child in _children(node))


def _children(node: Node) -> list[Node]:
    children: list[Node] = []
    for key in node.keys:
        value = getattr(node, key, None)
        if isinstance(value, Node):
            children.append(value)
        elif isinstance(value, list | tuple):
            if len(value) > MAX_WITHIN.get(key, len(value)):
                raise _too_many(key, MAX_WITHIN[key])
            children.extend(value)
        elif key == "value" and node.kind == "name" and len(str(value)) > MAX_NAME:
            raise TooComplex(f"has a name of more than {MAX_NAME} characters")
    return children


def _too_many(what: str, most: int) -> TooComplex:
    return TooComplex(f"has more than {most} {_MESSAGES[what]}")
