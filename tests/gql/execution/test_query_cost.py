"""What a document costs: what fields and arguments declare is what is charged."""

from dataclasses import dataclass
from typing import Annotated, Any

import pytest
import strawberry
from graphql import GraphQLField, GraphQLObjectType, get_named_type, parse, validate

from gql.execution.query_cost import GUARD_COST, LIST_ROWS, OBJECT_COST, query_costs
from gql.graph.connections import DEFAULT_SIZE, MAX_SIZE
from gql.graph.cost import cost_of, max_rows_of, rows_argument
from gql.graph.fields import attribute, computed
from gql.graph.library_internals import executable_schema
from gql.graph.permissions import PRACTITIONERS
from gql.schema import executable
from support.schema_walk import schema_fields


def cost(text: str, schema: Any = executable) -> int:
    document = parse(text)
    assert validate(schema, document) == []
    (total,) = query_costs(schema, document)
    return total.cost


@dataclass(frozen=True)
class _Record:
    name: str = "a"


def _records(
    _root: None, *, top: Annotated[int | None, rows_argument("How many.", max_rows=40)] = None
) -> list[_Record]:
    return [_Record()] * (top or 7)


@strawberry.type
class _Row:
    name: str = attribute(description="A name.")
    dear: str = attribute(cost=30, description="A name that takes work.")
    secret: str | None = attribute(allow=PRACTITIONERS, description="A name that not everybody may see.")


@strawberry.type
class _Query:
    some: list[_Row] = computed(_records, description="Rows, of which nothing is declared.")
    many: list[_Row] = computed(_records, rows=7, cost=100, description="Rows, of which everything is declared.")
    one: _Row = computed(lambda _root: _Record(), description="One row.")


SMALL = executable_schema(strawberry.Schema(_Query))


@pytest.mark.parametrize(
    ("text", "charged"),
    [
        ("{ one { name } }", OBJECT_COST + 1),
        ("{ one { dear } }", OBJECT_COST + 1 + 30),
        ("{ one { secret } }", OBJECT_COST + 1 + GUARD_COST),
        ("{ some { name } }", OBJECT_COST + LIST_ROWS),
        ("{ some { name dear } }", OBJECT_COST + LIST_ROWS * 32),
        ("{ many { dear } }", OBJECT_COST + 100 + 7 * 31),
        ("{ many(top: 3) { name } }", OBJECT_COST + 100 + 3),
        ("{ many(top: 4000) { name } }", OBJECT_COST + 100 + 40),
        ("{ many(top: -1) { name } }", OBJECT_COST + 100 + 1),
        ("query ($top: Int) { many(top: $top) { name } }", OBJECT_COST + 100 + 40),
        ("{ many { ...F } many { ...F } } fragment F on Row { name }", 2 * (OBJECT_COST + 100 + 7)),
    ],
)
def test_a_field_is_charged_what_it_declares(text: str, charged: int) -> None:
    assert cost(text, SMALL) == charged


POLICY = "{ node(id: 1) { ... on Policy { %s } } }"
DATE = '(dos: "2026-02-03")'


@pytest.mark.parametrize(
    ("field", "selection", "text"),
    [
        ("Policy.missingFields", "missingFields", POLICY),
        ("Policy.claimReadiness", "claimReadiness" + DATE + " { ready }", POLICY),
        ("Policy.claimForm", "claimForm" + DATE + " { box }", POLICY),
        ("Policy.payerSuggestions", "payerSuggestions { score }", POLICY),
        ("Client.viewerCanAddPolicy", "viewerCanAddPolicy", "{ client(id: 1) { %s } }"),
        (
            "Client.coverageTimeline",
            'coverageTimeline(from: "2026-01-01", to: "2026-02-01") { gap }',
            "{ client(id: 1) { %s } }",
        ),
        ("Mutation.inviteClient", "inviteClient(input: { clientId: 1 }) { mailed }", "mutation { %s }"),
    ],
)
def test_a_field_of_the_schema_is_charged_what_it_declares(field: str, selection: str, text: str) -> None:
    declared = _field(field)
    assert cost_of(declared).own > 0
    without = cost(text % "__typename") - 1
    rows = (
        cost_of(declared).rows or LIST_ROWS if any(word in field for word in ("payer", "coverage", "claimForm")) else 1
    )
    value = 1 if "{" not in selection else OBJECT_COST + rows
    guard = GUARD_COST if "@allow" in _printed(declared) else 0
    assert cost(text % selection) - without == value + guard + cost_of(declared).own


@pytest.mark.parametrize(("arguments", "rows"), [("", DEFAULT_SIZE), ("(first: 3)", 3), ("(last: 500)", MAX_SIZE)])
def test_a_connection_is_charged_for_the_page_that_is_asked_for(arguments: str, rows: int) -> None:
    connection = OBJECT_COST + GUARD_COST
    assert cost(f"{{ clients{arguments} {{ nodes {{ id firstName }} }} }}") == connection + rows * (OBJECT_COST + 2)
    both = f"{{ clients{arguments} {{ edges {{ node {{ id }} }} pageInfo {{ endCursor }} }} }}"
    assert cost(both) == connection + rows * (OBJECT_COST + OBJECT_COST + 1 + OBJECT_COST + 1)


def test_every_connection_and_every_argument_that_sizes_a_list_declares_its_rows() -> None:
    connections = [place for place in schema_fields() if get_named_type(place.field.type).name.endswith("Connection")]
    assert len(connections) >= 7
    for place in connections:
        assert cost_of(place.field).rows == DEFAULT_SIZE, str(place)
    for place in schema_fields():
        sized = {name for name, argument in place.field.args.items() if max_rows_of(argument) is not None}
        lists = {name for name in place.field.args if name in {"first", "last", "ids", "services"}}
        assert sized == lists, str(place)


def _field(name: str) -> GraphQLField:
    type_name, field_name = name.split(".")
    graphql_type = executable.type_map[type_name]
    assert isinstance(graphql_type, GraphQLObjectType)
    field: GraphQLField = graphql_type.fields[field_name]
    return field


def _printed(field: GraphQLField) -> str:
    return "@allow" if (field.description or "").endswith("Practitioners only.") else ""
