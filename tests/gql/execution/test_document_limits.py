"""No document, however hostile, keeps the server busy: it is refused quickly."""

import gc
import json
import re
from collections.abc import Callable, Iterator

import pytest
from graphql import get_introspection_query, parse

from corpus.hostile_documents import CHAIN, HOSTILE, many, nested
from gql.execution import document_cache
from gql.execution.document import MAX_ERRORS, Document
from gql.execution.document_cache import CACHE_CHARACTERS, MAX_REFUSALS, DocumentCache
from gql.execution.document_limits import LIMITS, MAX_OF_KIND, MAX_WITHIN, WITHOUT_TOKEN
from gql.execution.query_cost import MAX_DEPTH, MAX_ROOT_FIELDS
from gql.schema import executable
from support.api_client import ApiClient
from support.paths import ROOT
from support.processor_time import processor_seconds
from support.schema_walk import field_call, schema_fields, selection

OPERATIONS = sorted(ROOT.glob("schema/operations/*/*.graphql"))
LOOP_SECONDS = 0.05
"""Of processor time on the reference machine: what else this one does does not count."""
MAX_ANSWER = 20_000
"""Characters. No list of errors is longer."""


def read(text: str) -> Document:
    return DocumentCache(executable).get(text)


def timed(text: str, signed_in: bool) -> tuple[float, Document]:
    """How many seconds of processor time it takes to read the document for the first time, and the document."""
    return processor_seconds(lambda: DocumentCache(executable).get(text, signed_in=signed_in))


# `signed_in` is whether a valid token came with the document.
@pytest.mark.parametrize("signed_in", [True, False], ids=["with a token", "without a token"])
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_document_is_refused_before_it_holds_the_loop(text: str, signed_in: bool) -> None:
    seconds, document = timed(text, signed_in)
    assert seconds < LOOP_SECONDS
    assert document.node is None
    assert 1 <= len(document.errors) <= MAX_ERRORS + 1
    assert len(json.dumps(document.errors)) < MAX_ANSWER


def test_there_are_many_hostile_documents() -> None:
    assert len(HOSTILE) >= 100


FINE = {file.stem: file.read_text() for file in OPERATIONS} | {
    "introspection": get_introspection_query(),
    "introspection of everything": get_introspection_query(
        specified_by_url=True,
        directive_is_repeatable=True,
        schema_description=True,
        input_value_deprecation=True,
    ),
    "the portal's documents at once": "\n".join(file.read_text() for file in OPERATIONS if "portal" in str(file)),
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
    "as long as it may be": "{ viewer { role } }".ljust(LIMITS.characters),
}


@pytest.mark.parametrize("text", FINE.values(), ids=FINE)
def test_a_document_that_a_frontend_would_send_passes(text: str) -> None:
    assert read(text).errors == ()


def tokens(text: str) -> int:
    return len(re.findall(r"\w+|\.\.\.|[^\w\s]", text))


def longest_document() -> str:
    """Everything of as many root fields as fit into one document, the largest first."""
    roots = [place for place in schema_fields() if place.is_root and not place.is_mutation]
    fields = [f"{field_call(place)} {selection(place.output, 1)}" for place in roots if place.name != "nodes"]
    chosen: list[str] = []
    for field in sorted(fields, key=tokens, reverse=True):
        if tokens(f"query($id: ID!) {{ {' '.join([*chosen, field])} }}") < LIMITS.tokens:
            chosen.append(field)
    return f"query($id: ID!) {{ {' '.join(chosen)} }}"


def test_a_document_that_is_nearly_as_long_as_it_may_be_does_not_hold_the_loop_either() -> None:
    text = longest_document()
    assert tokens(text) > 0.9 * LIMITS.tokens
    seconds, document = timed(text, True)
    assert document.node, document.errors
    assert seconds < LOOP_SECONDS


@pytest.mark.parametrize(
    ("fits", "reason"),
    [
        pytest.param(lambda n: "{" + many(MAX_ROOT_FIELDS + n, "a#: viewer { role }") + "}", "root fields", id="roots"),
        pytest.param(
            lambda n: "{ node(id: 1) { ... on Policy " + nested(MAX_DEPTH - 2 + n, "{ endedBy ", "{ id }", "}") + "} }",
            "levels deep",
            id="depth",
        ),
        pytest.param(lambda n: "{ viewer { role } }".ljust(LIMITS.characters + n), "code points", id="characters"),
        pytest.param(
            lambda n: "{ node(id: [" + "1 " * (LIMITS.tokens - 12 + n) + "]) { id } }",
            "more than 600 tokens",
            id="tokens",
        ),
        pytest.param(lambda n: "{ viewer { role } }" + "#\n" * (LIMITS.comments + n), "comments", id="comments"),
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
    document = read("\n" * 19_000 + "{ payers { nodes { ediPayerId } } }").node
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


def test_a_refused_document_is_remembered_with_its_errors(kept: DocumentCache) -> None:
    refused = kept.get("{ nothing }")
    assert kept.get("{ nothing }") is refused
    assert refused.node is None


def test_only_so_many_refused_documents_are_remembered() -> None:
    cache = DocumentCache(executable)
    for number in range(MAX_REFUSALS + 10):
        cache.get(f"{{ {number}", signed_in=False)
    assert len(cache._refusals) == MAX_REFUSALS


def objects() -> int:
    """How many objects the garbage collector walks over."""
    gc.collect()
    return len(gc.get_objects())


def test_documents_that_differ_each_time_leave_little_for_the_garbage_collector_to_walk_over() -> None:
    cache, longest = DocumentCache(executable), longest_document()
    before = objects()
    for number in range(CACHE_CHARACTERS // len(longest) + 5):
        cache.get(longest.replace("query", f"query A{number}"))
    for number in range(MAX_REFUSALS + 5):
        cache.get("{ viewer {" + many(20, f"z{number}#") + "} }")
    assert objects() - before < 40_000


@pytest.mark.parametrize(
    "text",
    [longest_document(), longest_document().replace("__typename", "nothing", 1), "{ viewer { role } }"],
    ids=["long", "long and not valid", "short"],
)
def test_a_document_leaves_little_to_the_garbage_collector_however_long_it_is(text: str) -> None:
    cache = DocumentCache(executable)
    gc.collect()
    gc.disable()
    try:
        assert cache.get(text)
        # Of graphql-core's own; the document itself would be thousands.
        assert gc.collect() < 1_500
    finally:
        gc.enable()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{ viewer { role } }", None),
        ('mutation { acceptInvitation(input: {invitation: "x"}) { accessToken } }', None),
        ("{ __typename viewer { role } ...F ... { viewer { role } } } fragment F on Query { __typename }", None),
        (get_introspection_query(), None),
        ("{ viewer { nothing } }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ viewer ", "GRAPHQL_PARSE_FAILED"),
        ("{" + many(MAX_ROOT_FIELDS + 1, "viewer { role }") + "}", "TOO_COMPLEX"),
        ("{ client(id: 1) { id } }", "UNAUTHENTICATED"),
        ("{ nothing }", "UNAUTHENTICATED"),
        ("{ viewer { role } client(id: 1) { id } }", "UNAUTHENTICATED"),
        ("{ viewer { role } ...F } fragment F on Query { ... { a: client(id: 1) { id } } }", "UNAUTHENTICATED"),
        ("query A { viewer { role } } query B { payers { totalCount } }", "UNAUTHENTICATED"),
        ("mutation { viewer { role } }", "UNAUTHENTICATED"),
        ("subscription { viewer { role } }", "UNAUTHENTICATED"),
        ("{ viewer {" + "role " * WITHOUT_TOKEN.tokens + "} }", "UNAUTHENTICATED"),
        ("{ viewer { role } }".ljust(WITHOUT_TOKEN.characters + 1), "UNAUTHENTICATED"),
    ],
)
def test_without_a_token_a_document_is_short_and_public(text: str, code: str | None) -> None:
    cache = DocumentCache(executable)
    for _ in range(2):
        document = cache.get(text, signed_in=False)
        assert {error["extensions"]["code"] for error in document.errors} == ({code} if code else set())
        assert document.needs_token == (code == "UNAUTHENTICATED")


def test_a_document_that_others_may_send_needs_a_token_all_the_same() -> None:
    cache = DocumentCache(executable)
    assert cache.get("{ payers { totalCount } }", signed_in=True).node
    assert cache.get("{ payers { totalCount } }", signed_in=False).needs_token
    assert cache.get("{ clients { totalCount } }", signed_in=False).needs_token
    assert cache.get("{ clients { totalCount } }", signed_in=True).node


@pytest.mark.parametrize(
    ("most", "text"),
    [
        (MAX_OF_KIND["operation_definition"], lambda n: many(n, "query A# { viewer { role } }")),
        (MAX_OF_KIND["fragment_definition"], lambda n: many(n, "fragment F# on Viewer { role }")),
        (MAX_OF_KIND["fragment_spread"], lambda n: "{ viewer {" + "...F " * n + "} }"),
        (MAX_OF_KIND["inline_fragment"], lambda n: "{ viewer {" + "... { role } " * n + "} }"),
        (MAX_OF_KIND["variable_definition"], lambda n: "query (" + many(n, "$x#: Int") + ") { viewer { role } }"),
        (MAX_OF_KIND["directive"], lambda n: "{ viewer {" + "role @a " * n + "} }"),
        (MAX_WITHIN["arguments"], lambda n: "{ client(" + many(n, "a#: 1") + ") { id } }"),
        (MAX_WITHIN["directives"], lambda n: "{ viewer { role " + "@a " * n + "} }"),
        (MAX_WITHIN["fields"], lambda n: "{ client(id: {" + many(n, "a#: 1") + "}) { id } }"),
        (MAX_WITHIN["values"], lambda n: "{ nodes(ids: [" + "1 " * n + "]) { id } }"),
    ],
    ids=[*MAX_OF_KIND, *MAX_WITHIN],
)
def test_one_more_of_a_kind_is_too_complex(most: int, text: Callable[[int], str]) -> None:
    codes = [[error["extensions"]["code"] for error in read(text(count)).errors] for count in (most, most + 1)]
    assert "TOO_COMPLEX" not in codes[0]
    assert codes[1] == ["TOO_COMPLEX"]
