"""How types are declared: the docstring is the description, and what a node needs is added to it."""

from dataclasses import dataclass

import pytest
import strawberry
from graphql import execute_sync, parse

from gql.global_ids import global_id
from gql.graph.declarations import node_type, object_type
from gql.graph.fields import attribute, computed
from gql.graph.library_internals import executable_schema
from gql.graph.resolvers import install
from gql.types.node import Node

ID = "0194c74b-98f1-73ee-9c19-eff5df06be17"


@dataclass(frozen=True)
class _Card:
    id: str = ID
    number: str = "W123"


@dataclass(frozen=True)
class _Other:
    id: str = ID


@node_type(_Card)
class Card(Node):
    """A card, described
    over two lines.

    And in a second paragraph.
    """

    number: str = attribute(description="Its number.")


@object_type
class Query:
    """Everything."""

    node: Node = computed(lambda _root: _Card(), description="A card.")
    stranger: Node | None = computed(lambda _root: _Other(), description="No card.")


SCHEMA = strawberry.Schema(Query, types=[Card])
EXECUTABLE = executable_schema(SCHEMA)
install(SCHEMA)


def test_a_docstring_is_the_description_with_each_paragraph_on_one_line() -> None:
    description = EXECUTABLE.type_map["Card"].description
    assert description == "A card, described over two lines.\n\nAnd in a second paragraph."


def test_a_type_without_a_docstring_is_refused() -> None:
    class Nameless:
        number: str

    with pytest.raises(TypeError, match="Nameless needs a docstring"):
        object_type(Nameless)


def test_a_node_has_a_global_id_and_is_told_apart_by_its_record() -> None:
    result = execute_sync(EXECUTABLE, parse("{ node { __typename id ... on Card { number } } stranger { id } }"))
    assert result.data == {
        "node": {"__typename": "Card", "id": global_id("Card", ID), "number": "W123"},
        "stranger": None,
    }
    assert [error.path for error in result.errors or ()] == [["stranger"]]
