"""Values of variables: how many an operation may use, and how short the answer is when there are too many."""

import time

import pytest

from corpus.hostile_documents import many
from gql.execution.executor import MAX_ERRORS
from gql.execution.query_cost import MAX_ROOT_FIELDS
from gql.execution.variables import MAX_INPUT_VALUES, MAX_LIST_ITEMS
from gql.http.graphql_request import MAX_VARIABLE_VALUES
from support.api_client import ApiClient
from support.processor_time import slowness

SERVICES = [{"clientId": "x", "dos": "2025-01-01"}] * 200
# As many as 600 tokens leave room for.
EDITS = "mutation ($i: EditPolicyInput!) {" + many(40, "a#: editPolicy(input: $i) { __typename }") + "}"
ROOTS = "query ($s: [ServiceInput!]!) {" + many(MAX_ROOT_FIELDS, "a#: eligiblePolicies(services: $s) { dos }") + "}"


@pytest.mark.parametrize(
    "variables",
    [
        pytest.param({"ids": ["x"] * MAX_VARIABLE_VALUES}, id="a list"),
        pytest.param({"ids": [], **{f"v{number}": number for number in range(MAX_VARIABLE_VALUES)}}, id="variables"),
        pytest.param(
            {"ids": [{"a": [number]} for number in range(MAX_VARIABLE_VALUES // 2)]}, id="lists of objects of lists"
        ),
    ],
)
async def test_variables_hold_only_so_many_values(pat: ApiClient, variables: dict[str, object]) -> None:
    response = await pat.post("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", variables)
    assert response.status_code == 400
    assert response.json()["errors"][0]["message"] == "`variables` contain more than 1000 values."


@pytest.mark.parametrize(
    ("query", "variables", "code"),
    [
        pytest.param(ROOTS, {"s": SERVICES}, "TOO_COMPLEX", id="50 fields over 200 services"),
        pytest.param(
            EDITS, {"i": {"id": "x", "removeAttachmentIds": ["x"] * 990}}, "BAD_USER_INPUT", id="40 edits with 990 ids"
        ),
        pytest.param(
            EDITS, {"i": {"id": "x", "removeAttachmentIds": ["x"] * 100}}, "TOO_COMPLEX", id="40 edits with 100 ids"
        ),
        pytest.param(
            "query ($s: [ServiceInput!]!) { ...F } fragment F on Query {" + ROOTS[ROOTS.index("{") + 1 :],
            {"s": SERVICES},
            "TOO_COMPLEX",
            id="50 fields in a fragment",
        ),
        pytest.param(
            "query ($s: [ID!]! = [" + "1 " * 120 + "]) {" + many(50, "a#: nodes(ids: $s) { id }") + "}",
            {},
            "TOO_COMPLEX",
            id="50 fields over a default",
        ),
        pytest.param(
            "query ($n: ID!) {" + "a: nodes(ids: [" + "$n " * 150 + "]) { id } " + "}",
            {"n": ["x"] * 100},
            "TOO_COMPLEX",
            id="a list in a list",
        ),
        pytest.param(
            "mutation ($i: AddPayerInput!) { addPayer(input: $i) { userErrors { message } } }",
            {"i": {"name": "x", "aliases": ["x"] * 201}},
            "BAD_USER_INPUT",
            id="a list in an input",
        ),
    ],
)
async def test_too_many_values_are_refused_at_once_and_in_short(
    pat: ApiClient, query: str, variables: dict[str, object], code: str
) -> None:
    seconds = []
    for _ in range(3):
        begun = time.process_time()
        response = await pat.post(query, variables)
        seconds.append(time.process_time() - begun)
        assert [error["extensions"]["code"] for error in response.json()["errors"]] == [code]
        assert "data" not in response.json()
        assert len(response.content) < 500
    # All of the request, this client's part included. The first reads the document too.
    assert min(seconds) < 0.05 * slowness()


@pytest.mark.parametrize("extra", [0, 1])
async def test_as_many_values_as_there_may_be_are_fine(pat: ApiClient, extra: int) -> None:
    # Each use is a list and its ids.
    query = "query ($a: [ID!]!, $b: [ID!]!) {" + many(19, "a#: nodes(ids: $a) { id }") + " nodes(ids: $b) { id } }"
    variables = {"a": ["x"] * 99, "b": ["x"] * (MAX_INPUT_VALUES - 19 * 100 - 1 + extra)}
    assert await pat.error_codes(query, **variables) == ["TOO_COMPLEX"] * extra


async def test_200_services_are_answered(pat: ApiClient) -> None:
    assert len(SERVICES) == MAX_LIST_ITEMS
    query = "query ($s: [ServiceInput!]!) { eligiblePolicies(services: $s) { dos } }"
    assert len((await pat.data(query, s=SERVICES))["eligiblePolicies"]) == len(SERVICES)


async def test_an_answer_has_only_so_many_errors(cleo: ApiClient) -> None:
    fields = many(20, "a#: ediPayerId")
    answer = await cleo.execute("{ payers(first: 100) { nodes {" + fields + "} } }")
    nodes = answer["data"]["payers"]["nodes"]
    assert len(answer["errors"]) == MAX_ERRORS
    assert answer["extensions"] == {"omittedErrors": len(nodes) * 20 - MAX_ERRORS}
