"""No document, however hostile, keeps the server busy: it is refused quickly."""

import time
from collections.abc import Callable, Iterator

import pytest
from graphql import get_introspection_query, parse

from gql.execution import document_cache
from gql.execution.document_cache import Document, DocumentCache
from gql.execution.query_cost import MAX_CHARACTERS, MAX_DEPTH, MAX_ROOT_FIELDS, MAX_TOKENS
from gql.http.graphql_request import MAX_VARIABLE_VALUES
from gql.schema import executable
from support.api_client import ApiClient
from support.paths import ROOT

OPERATIONS = sorted(ROOT.glob("schema/operations/*/*.graphql"))
SOON = 1.0
"""Seconds. Nothing here takes a fifth of it on a slow machine; without its limit each takes many times more."""


def read(text: str) -> Document:
    return DocumentCache(executable).get(text)


def many(count: int, text: str) -> str:
    """The text repeated, with a number for `#`."""
    return " ".join(text.replace("#", str(number)) for number in range(count))


def nested(depth: int, before: str, within: str = "", after: str = "") -> str:
    return before * depth + within + after * depth


def fragments(count: int, text: str, last: str) -> str:
    """A chain of fragments on Query: `NEXT` in the text is the name of the next one."""
    chain = (f"fragment F{number} on Query {{ {text.replace('NEXT', f'F{number + 1}')} }}" for number in range(count))
    return " ".join([*chain, f"fragment F{count} on Query {{ {last} }}"])


CHAIN = "{ client(id: 1) { policies { client { policies { client { policies { id } } } } } } }"

HOSTILE = {
    "fragments that double 22 times": "{ ...F0 }" + fragments(22, "...NEXT ...NEXT", "viewer { role }"),
    "fields that double 22 times": "{ node(id: 1) { ...F0 } }"
    + "".join(
        f"fragment F{n} on Policy {{ a: endedBy {{ ...F{n + 1} }} b: endedBy {{ ...F{n + 1} }} }}" for n in range(22)
    )
    + "fragment F22 on Policy { id }",
    "a chain of 400 fragments": "{ ...F0 }" + fragments(400, "...NEXT", "viewer { role }"),
    "a fragment in itself": "{ ...F } fragment F on Query { ...F }",
    "two fragments in each other": "{ ...F } fragment F on Query { ...G } fragment G on Query { ...F }",
    "430 fragments with the same field": "{ viewer {"
    + many(430, "...F#")
    + "}}"
    + many(430, "fragment F# on Viewer { role }"),
    "250 operations through 180 fragments": many(250, "query A# { ...F0 }")
    + fragments(180, "viewer { role } ...NEXT", "viewer { role }"),
    "10,000 nested braces": nested(10_000, "{ a "),
    "150 nested fields": nested(75, "{ viewer { practice ", "{ id }", "} }"),
    "10,000 nested lists": "{ nodes(ids: " + nested(10_000, "[", "1", "]") + ") { id } }",
    "190 nested lists": "{ nodes(ids: " + nested(190, "[", "1", "]") + ") { id } }",
    "190 nested objects": "{ eligiblePolicies(services: " + nested(190, "{a: ", "1", "}") + ") { dos } }",
    "a type nested 190 deep": "query ($x: " + nested(190, "[", "Int", "]") + ") { viewer { role } }",
    "30 nested inline fragments of lists": "{" + nested(30, "... { ", CHAIN[1:-1], "}") + "}",
    "10,000 aliases": "{" + many(10_000, "a#: viewer { role }") + "}",
    "500 aliases": "{" + many(500, "a#: viewer { role }") + "}",
    "500 aliases in a fragment": "{ ...F } fragment F on Query {" + many(500, "a#: viewer { role }") + "}",
    "500 aliases in inline fragments": "{" + many(50, "... {" + many(10, "a##: viewer { role }") + "}") + "}",
    "10,000 times the same field": "{ viewer {" + many(10_000, "role") + "} }",
    "3,900 times the same field": "{ viewer {" + many(3_900, "role") + "} }",
    "560 times the same root field": "{" + many(560, "viewer { role }") + "}",
    "the same field in 900 inline fragments": "{ viewer {" + many(900, "... { role }") + "} }",
    "the same fields on every level": "{"
    + many(18, "viewer { " + many(10, "practice { " + many(18, "id") + "}") + "}")
    + "}",
    "900 conflicts": "{ viewer {" + many(900, "a: role a: displayName") + "} }",
    "440 conflicting arguments": "{" + many(440, "client(id: #) { id }") + "}",
    "3,900 unknown fields": "{ viewer {" + many(3_900, "z#") + "} }",
    "600 unknown types": "{ viewer {" + many(600, "... on Z# { a }") + "} }",
    "1,900 unknown directives": "{ viewer { role " + many(1_900, "@a") + "} }",
    "600 directives": "{ viewer { role " + many(600, "@include(if: true)") + "} }",
    "990 unused variables": "query (" + many(990, "$x#: Int") + ") { viewer { role } }",
    "a name of a million letters": "{ " + "x" * 1_000_000 + " }",
    "a string of a million letters": '{ node(id: "' + "x" * 1_000_000 + '") { id } }',
    "a block string of 500,000 lines": '{ node(id: """' + "x\n" * 500_000 + '""") { id } }',
    "100,000 escapes": '{ node(id: "' + "\\u0041" * 100_000 + '") { id } }',
    "a million spaces": "{ viewer { role } }" + " " * 1_000_000,
    "500,000 comments": "{ viewer { role } }" + "#\n" * 500_000,
    "40,000 comments": "{ viewer { role } }" + "#\n" * 40_000,
    "a number of 50,000 digits": "{ clients(first: " + "9" * 50_000 + ") { totalCount } }",
    "a list in itself": CHAIN,
    "a list in itself, by way of fragments": "{ client(id: 1) { ...A } }"
    "fragment A on Client { policies { client { ...B } } } fragment B on Client { policies { id } }",
    "more rows than there are numbers": "{ a: clients(first: -2147483648) { nodes { id } }"
    + many(40, "b#: clients(first: 100) { nodes { policies { attachments { url } } } }")
    + "}",
    "as many rows as variables may ask": "query ($n: Int) {"
    + many(40, "b#: clients(first: $n) { nodes { policies { attachments { url } } } }")
    + "}",
    "suggestions for every waiting policy, 20 times": "{ policiesToReview(first: 100) { nodes {"
    + many(20, "a#: payerSuggestions { score }")
    + "} } }",
    "100,000 fields that a client may not see": "{ payers(first: 100) { nodes {"
    + many(1_000, "a#: ediPayerId")
    + "} } }",
    "the whole schema, 30 times": "{" + many(30, "a#: __schema { types { fields { name args { name } } } }") + "}",
    "the schema in itself": "{ __schema { types {" + nested(3, "fields { type {", "name", "} }") + "} } }",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_document_is_refused_soon(text: str) -> None:
    begun = time.process_time()
    document = read(text)
    assert time.process_time() - begun < SOON
    assert document.node is None
    assert 1 <= len(document.errors) <= 21


FINE = {file.stem: file.read_text() for file in OPERATIONS} | {
    "introspection": get_introspection_query(),
    "introspection of everything": get_introspection_query(
        specified_by_url=True,
        directive_is_repeatable=True,
        schema_description=True,
        input_value_deprecation=True,
    ),
    "all documents at once": "\n".join(file.read_text() for file in OPERATIONS),
    "a fragment spread often": "{"
    + many(20, "a#: node(id: #) { ...F }")
    + "} fragment F on Policy { id memberId planId }",
    "fragments that share fields": "{ viewer {"
    + many(40, "...F#")
    + "}}"
    + many(40, "fragment F# on Viewer { role displayName practice { id } }"),
    "as many roots as there may be": "{" + many(MAX_ROOT_FIELDS, "a#: viewer { role }") + "}",
    "as deep as it may be": "{ node(id: 1) { ... on Policy "
    + nested(MAX_DEPTH - 2, "{ endedBy ", "{ id }", "}")
    + "} }",
    "as long as it may be": "{ viewer { role } }".ljust(MAX_CHARACTERS),
}


@pytest.mark.parametrize("text", FINE.values(), ids=FINE)
def test_a_document_that_a_frontend_would_send_passes(text: str) -> None:
    assert read(text).errors == ()


@pytest.mark.parametrize(
    ("fits", "reason"),
    [
        pytest.param(lambda n: "{" + many(MAX_ROOT_FIELDS + n, "a#: viewer { role }") + "}", "root fields", id="roots"),
        pytest.param(
            lambda n: "{ node(id: 1) { ... on Policy " + nested(MAX_DEPTH - 2 + n, "{ endedBy ", "{ id }", "}") + "} }",
            "levels deep",
            id="depth",
        ),
        pytest.param(lambda n: "{ viewer { role } }".ljust(MAX_CHARACTERS + n), "code points", id="characters"),
        pytest.param(
            lambda n: "{ node(id: [" + "1 " * (MAX_TOKENS - 12 + n) + "]) { id } }",
            "more than 4000 tokens",
            id="tokens",
        ),
        pytest.param(lambda n: "{ viewer { role } }" + "#\n" * (1_000 + n), "comments", id="comments"),
    ],
)
def test_one_more_than_the_most_is_too_much(fits: Callable[[int], str], reason: str) -> None:
    assert reason not in str(read(fits(0)).errors)
    assert reason in str(read(fits(1)).errors)


async def test_a_refusal_says_what_is_too_much(pat: ApiClient) -> None:
    (error,) = (await pat.execute(CHAIN))["errors"]
    assert error == {
        "message": "The document asks for Client.policies within itself. Split it up, or ask for less.",
        "extensions": {"code": "TOO_COMPLEX"},
    }


def test_the_lines_before_a_field_do_not_make_its_error_slow() -> None:
    assert parse("{ viewer { role } }", no_location=True).loc is None
    document = read("\n" * 90_000 + "{ payers { nodes { ediPayerId } } }").node
    assert document and document.definitions[0].loc is None


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> Iterator[DocumentCache]:
    """A cache for 100 characters."""
    monkeypatch.setattr(document_cache, "CACHE_CHARACTERS", 100)
    yield DocumentCache(executable)


def test_a_document_is_read_once_while_it_is_in_use(kept: DocumentCache) -> None:
    often, once = "{ viewer { role } }", "{ viewer { role } }".ljust(40)
    first = kept.get(often)
    for number in range(10):
        kept.get(once + " " * number)
        assert kept.get(often) is first


def test_what_is_kept_has_a_greatest_length(kept: DocumentCache) -> None:
    for number in range(50):
        kept.get("{ viewer { role } }".ljust(40 + number))
    assert sum(map(len, kept._documents)) <= 100


def test_refused_documents_are_not_kept(kept: DocumentCache) -> None:
    assert kept.get("{ nothing }") is not kept.get("{ nothing }")


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


async def test_a_variable_used_in_many_places_is_answered_soon(pat: ApiClient) -> None:
    begun = time.process_time()
    services = [{"clientId": "x", "dos": "2025-01-01"}] * 300
    query = "query ($s: [ServiceInput!]!) {" + many(MAX_ROOT_FIELDS, "a#: eligiblePolicies(services: $s) { dos }") + "}"
    assert await pat.error_codes(query, s=services) == ["BAD_USER_INPUT"] * MAX_ROOT_FIELDS
    assert time.process_time() - begun < 2 * SOON
