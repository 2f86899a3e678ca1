"""Problems of input: each says where it is and what is expected, all come at once, and none repeats what was sent."""

import json
from typing import Any

import pytest
from graphql import (
    GraphQLInputType,
    GraphQLScalarType,
    get_named_type,
    is_enum_type,
    is_input_object_type,
    is_list_type,
    is_non_null_type,
)
from httpx2 import AsyncClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gql.errors import as_response
from gql.execution.executor import Executor
from gql.execution.request import GraphQLRequest
from gql.graph.scalars import EXPECTED as SCALARS
from gql.schema import executable
from support.api_client import ApiClient
from support.schema_walk import SchemaField, schema_fields

ADD = "mutation ($input: AddPolicyInput!) { addPolicy(input: $input) { userErrors { code } } }"
SECRET = "Zq7Xw9"
"""Stands in every value that is sent, and in no answer."""


def problems(answer: dict[str, Any]) -> dict[str, str]:
    """The message for each path."""
    assert "data" not in answer
    assert {error["extensions"]["code"] for error in answer["errors"]} == {"GRAPHQL_VALIDATION_FAILED"}
    return {".".join(map(str, error["extensions"]["path"])): error["message"] for error in answer["errors"]}


WRONG = {
    "clientId": 2.5,
    "type": "FOURTH",
    "relationship": None,
    "copay": 25,
    "effectiveDate": "2026-02-30",
    "memberId": 12,
    "dryRun": "yes",
    "copya": "25",
    SECRET: 1,
    "policyholder": {"sex": 1, "address": "12 Elm Street"},
    "attachments": [{"uploadId": "a", "side": "LEFT"}, {"side": "FRONT"}, 7],
}
EXPECTED = {
    "input.clientId": "must be an id, which is a string.",
    "input.type": "must be one of PRIMARY, SECONDARY, TERTIARY, OTHER.",
    "input.relationship": "must be one of SELF, SPOUSE, CHILD, OTHER, not null.",
    "input.payerId": "is required: it must be an id, which is a string.",
    "input.insuranceType": "is required: it must be one of MEDICARE, MEDICAID, TRICARE, CHAMPVA, "
    "GROUP_HEALTH_PLAN, FECA_BLACK_LUNG, OTHER.",
    "input.memberId": "must be a string.",
    "input.effectiveDate": "must be a calendar day written YYYY-MM-DD, such as 2025-02-28.",
    "input.copay": 'must be an amount written as a string, such as "25" or "25.50".',
    "input.dryRun": "must be true or false.",
    "input.policyholder.address": "must be an object with the fields of `AddressInput`.",
    "input.attachments.0.side": "must be one of FRONT, BACK, OTHER.",
    "input.attachments.1.uploadId": "is required: it must be an id, which is a string.",
    "input.attachments.2": "must be an object with the fields of `AttachmentInput`.",
}


def literal(value: object) -> str:
    """The value as GraphQL writes it; a text in capitals is an enum's."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {literal(item)}" for name, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(literal, value)) + "]"
    return value if isinstance(value, str) and value.isupper() else json.dumps(value)


@pytest.mark.parametrize("as_literal", [False, True], ids=["in variables", "in the document"])
async def test_all_problems_come_at_once_each_with_its_path_and_what_is_expected(
    pat: ApiClient, as_literal: bool
) -> None:
    if as_literal:
        answer = await pat.execute(f"mutation {{ addPolicy(input: {literal(WRONG)}) {{ userErrors {{ code }} }} }}")
    else:
        answer = await pat.execute(ADD, input=WRONG)
    said = problems(answer)
    assert EXPECTED.items() <= {path: message.split("` ", 1)[1] for path, message in said.items()}.items()
    assert "input.policyholder.sex" in said
    unknown = [error["message"] for error in answer["errors"] if error["extensions"]["path"] == ["input"]]
    assert unknown == [
        "`input` has an unknown field, number 8: perhaps `copay` was meant.",
        "`input` has an unknown field, number 9: see `AddPolicyInput` in the schema for its fields.",
    ]
    assert SECRET not in json.dumps(answer)


async def test_the_problems_of_all_variables_come_together(pat: ApiClient) -> None:
    query = "query ($id: ID!, $n: Int, $dos: Date!) { client(id: $id) { eligiblePolicies(dos: $dos) { id } } %s }"
    answer = await pat.execute(query % "clients(first: $n) { totalCount }", n="many", dos=20260101)
    assert problems(answer) == {
        "id": "`id` is required: the document declares it as `ID!`.",
        "n": "`n` must be a whole number from -2147483648 to 2147483647.",
        "dos": "`dos` must be a calendar day written YYYY-MM-DD, such as 2025-02-28.",
    }


async def test_there_are_only_so_many_problems(pat: ApiClient) -> None:
    answer = await pat.execute("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=[1.5] * 200)
    assert len(answer["errors"]) == 20


async def test_a_default_of_the_wrong_type_is_a_problem_of_its_variable(pat: ApiClient) -> None:
    answer = await pat.execute('query ($n: Int = "many") { clients(first: $n) { totalCount } }')
    assert problems(answer) == {"n": "`n` must be a whole number from -2147483648 to 2147483647."}


async def test_null_for_a_variable_that_an_argument_needs_is_a_problem_of_the_field(pat: ApiClient) -> None:
    query = 'query ($id: ID = "x") { client(id: $id) { id } }'
    (error,) = (await pat.execute(query, id=None))["errors"]
    assert (error["path"], error["extensions"]["code"]) == (["client"], "BAD_USER_INPUT")


def _values(type_: Any, depth: int = 0) -> st.SearchStrategy[Any]:
    """Values for a type, right and wrong ones, every text of which holds SECRET."""
    wrong = st.sampled_from(
        [SECRET, f"{SECRET} 12 Elm", [SECRET], {SECRET: SECRET}, {"a": {"b": SECRET}}, 1.5, True, None]
    )
    if is_non_null_type(type_):
        return _values(type_.of_type, depth)
    if is_list_type(type_):
        return st.one_of(st.lists(_values(type_.of_type, depth), max_size=3), wrong)
    if is_input_object_type(type_) and depth < 4:
        fields = {name: _values(field.type, depth + 1) for name, field in type_.fields.items()}
        known = st.fixed_dictionaries({}, optional=fields)
        return st.one_of(known, known.map(lambda value: {**value, SECRET: SECRET}), wrong)
    if is_enum_type(type_):
        return st.one_of(st.sampled_from(sorted(type_.values)), wrong)
    return st.one_of(wrong, st.sampled_from(["2026-01-01", "25.00", 1, False]))


ARGUMENTS: list[tuple[SchemaField, str, GraphQLInputType]] = [
    (place, name, argument.type)
    for place in schema_fields()
    if place.is_root
    for name, argument in place.field.args.items()
]


@st.composite
def requests(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """A request with one root field, whose argument is in a variable or in the document."""
    place, name, type_ = draw(st.sampled_from(ARGUMENTS))
    value = draw(_values(type_))
    kind = "mutation" if place.is_mutation else "query"
    selection = "" if not hasattr(get_named_type(place.field.type), "fields") else "{ __typename }"
    if draw(st.booleans()):
        return f"{kind} ($x: {type_}) {{ {place.name}({name}: $x) {selection} }}", {"x": value}
    return f"{kind} {{ {place.name}({name}: {_secret_literal(value)}) {selection} }}", {}


def _secret_literal(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {_secret_literal(item)}" for name, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_secret_literal, value)) + "]"
    # Without its quotes a text is a name, as of an enum, or an error of syntax.
    return value.replace("12", "") if isinstance(value, str) and len(value) > len(SECRET) else json.dumps(value)


@given(requests())
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
def test_nothing_that_was_sent_as_a_value_is_in_an_answer(request: tuple[str, dict[str, Any]]) -> None:
    query, variables = request
    executor = Executor(executable)
    graphql_request = GraphQLRequest(query, None, variables)
    document = executor.document(graphql_request, signed_in=True)
    errors = executor.request_errors(document, graphql_request) if document.node else ()
    assert SECRET not in json.dumps([*document.errors, *map(as_response, errors)]), query


SYNTAX = [
    f'{{ client(id: "{SECRET}',
    f'{{ client(id: "{SECRET}\n") {{ id }} }}',
    f'{{ client(id: """{SECRET}',
    f'{{ client(id: "\\u{SECRET}") {{ id }} }}',
    f'{{ client(id: "\\{SECRET}") {{ id }} }}',
    f"{{ client(id: '{SECRET}') {{ id }} }}",
    f"{{ client(id: {SECRET} {SECRET}) {{ id }} }}",
    f'{{ client(id "{SECRET}") {{ id }} }}',
    f'{{ client("{SECRET}") {{ id }} }}',
    f"{{ client(id: 1{SECRET}) {{ id }} }}",
    f"{{ client(id: 1.{SECRET}) {{ id }} }}",
    f"{{ client(id: .5{SECRET}) {{ id }} }}",
    f"query ($x: Int = ${SECRET}) {{ viewer {{ role }} }}",
    f"{SECRET} {{ viewer {{ role }} }}",
    f'"{SECRET}"',
    f"fragment on on {SECRET} {{ id }}",
    f"{{ viewer {{ role }} }} {SECRET}",
    f"query {SECRET} ({SECRET}: Int) {{ viewer }}",
]


@pytest.mark.parametrize("query", SYNTAX)
async def test_an_error_of_syntax_says_where_and_not_what(http: AsyncClient, pat: ApiClient, query: str) -> None:
    response = await pat.post(query)
    (error,) = response.json()["errors"]
    assert error["extensions"]["code"] == "GRAPHQL_PARSE_FAILED"
    assert error["locations"]
    assert SECRET not in response.text


@pytest.mark.parametrize("name", [SECRET, f"{SECRET} Marchetti", ""])
async def test_the_name_of_an_operation_is_not_repeated(pat: ApiClient, name: str) -> None:
    body = {"query": "query A { viewer { role } } query B { viewer { role } }", "operationName": name}
    response = await pat.http.post("/graphql", json=body, headers=pat.headers)
    assert response.json()["errors"][0]["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"
    assert SECRET not in response.text


async def test_a_message_is_short_whatever_it_lists(pat: ApiClient) -> None:
    names = " ".join(f"...{'F' * 80}{number}" for number in range(20))
    cycle = " ".join(
        f"fragment {'F' * 80}{number} on Query {{ ...{'F' * 80}{(number + 1) % 20} }}" for number in range(20)
    )
    answer = await pat.execute(f"{{ {names} }} {cycle}")
    assert answer["errors"]
    assert max(len(error["message"]) for error in answer["errors"]) <= 500


def test_every_scalar_says_what_it_expects() -> None:
    scalars = {name for name, type_ in executable.type_map.items() if isinstance(type_, GraphQLScalarType)}
    assert scalars <= SCALARS.keys()
