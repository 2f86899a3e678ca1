"""Who may use each mutation: anybody else is refused or finds nothing, and nothing is written."""

import uuid
from collections.abc import Iterator
from typing import Any

import orjson
import pytest
from graphql import GraphQLEnumType, GraphQLInputObjectType, get_named_type, get_nullable_type, is_list_type

from gql.global_ids import global_id
from gql.graph.permissions import PRACTITIONERS, roles_of
from store.demo.cast import OTHER_PRACTICE, PRACTICE
from support.api_client import ApiClient, headers_of
from support.operations import OPERATIONS
from support.sandbox import MUTATIONS, Sandbox, document
from support.schema_walk import schema_fields

SCALARS = {"String": "a text", "Date": "2026-02-03", "Decimal": "7.50", "Boolean": False, "Int": 1}
EXAMPLES = {operation.name: operation.variables["input"] for operation in OPERATIONS if operation.is_mutation}
TABLES = {"Client": "clients", "Policy": "policies", "Payer": "payers"}

STAFFS = [mutation for mutation, field in MUTATIONS.items() if roles_of(field) == [*PRACTITIONERS]]

each_mutation = pytest.mark.parametrize("mutation", STAFFS)
Ids = dict[str, str]


def fields(mutation: str) -> dict[str, Any]:
    """The fields of a mutation's input."""
    found: dict[str, Any] = get_named_type(MUTATIONS[mutation].args["input"].type).fields
    return found


def slots(mutation: str) -> dict[str, str]:
    """The fields of its input that take an id, and the type whose id it is."""
    single = [name for name, field in fields(mutation).items() if str(get_nullable_type(field.type)) == "ID"]
    merged = {"into": "Payer", "from": "OtherPayer"}
    named = {name: merged.get(name) or name.removesuffix("Id").title() for name in single}
    return {
        name: of if name in merged else next(kind for kind in TABLES if kind in (mutation if name == "id" else of))
        for name, of in named.items()
    }


def value(kind: Any) -> Any:
    """A value of an input type, whole."""
    kind = get_nullable_type(kind)
    if is_list_type(kind):
        return [value(kind.of_type)]
    if isinstance(kind, GraphQLInputObjectType):
        return {name: value(field.type) for name, field in kind.fields.items()}
    return next(iter(kind.values)) if isinstance(kind, GraphQLEnumType) else SCALARS.get(kind.name, "")


def inputs(mutation: str, ids: Ids) -> Iterator[dict[str, Any]]:
    """The example of the documents and an input that leaves nothing out, about these records, to be saved: with
    nothing in it that would be refused for anything but permission."""
    example = EXAMPLES[mutation[0].upper() + mutation[1:]]
    for n, given in enumerate((example, {name: value(field.type) for name, field in fields(mutation).items()})):
        about = {name: ids[kind] for name, kind in slots(mutation).items() if name in given}
        text = f"made by rote {n}"
        fitting = {"dryRun": False, "version": None, "rememberEnteredName": False, "aliases": [text], "name": text}
        fitting |= {"email": "made.by.rote@example.com"}
        fitting |= dict.fromkeys(("attachments", "addAttachments", "removeAttachmentIds"))
        fitting |= {"memberId": text, "effectiveDate": "2020-01-01", "endDate": "2030-01-01", "idempotencyKey": text}
        yield {**given, **about, **{name: each for name, each in fitting.items() if name in fields(mutation)}}


def of_practice(sandbox: Sandbox, practice_id: str, place: int = 0) -> Ids:
    """One of its records of each type."""
    sql = "SELECT id FROM {} WHERE practice_id = ? ORDER BY id LIMIT 1 OFFSET ?"
    found = {
        kind: global_id(kind, sandbox.rows(sql.format(table), practice_id, place)[0][0])
        for kind, table in TABLES.items()
    }
    other = sandbox.rows(sql.format("payers"), practice_id, place + 1)[0][0]
    return {**found, "OtherPayer": global_id("Payer", other)}


def made_up() -> Ids:
    """An id of each type that leads to nothing."""
    return {kind: global_id(kind.removeprefix("Other"), str(uuid.uuid4())) for kind in (*TABLES, "OtherPayer")}


async def answer(api: ApiClient, mutation: str, given: dict[str, Any]) -> tuple[object, ...]:
    """All of the response."""
    response = await api.post(document(mutation), {"input": given})
    return response.status_code, headers_of(response), response.content


def test_every_mutation_has_an_example_and_each_of_its_ids_is_known() -> None:
    assert len(MUTATIONS) >= 15
    # Those for clients, and the one for whoever is invited, are tried where the portal is.
    assert MUTATIONS.keys() - {*STAFFS} == {"submitPolicy", "createUpload", "acceptInvitation"}
    without = {mutation for mutation in STAFFS if not slots(mutation)}
    assert without == {"addPayer", "addClient", "setPortalSettings"}
    every = {slot[1:] for place in schema_fields() if place.is_mutation for slot in place.slots}
    tried = {(name,) for mutation in STAFFS for name in slots(mutation)}
    # Ids of uploads and attachments are tried where those are.
    assert every - tried == {("attachments", "uploadId"), ("addAttachments", "uploadId"), ("removeAttachmentIds",)}


@each_mutation
async def test_who_may_not_write_is_refused_whatever_they_send(sandbox: Sandbox, mutation: str) -> None:
    before = sandbox.all_rows()
    known = [of_practice(sandbox, practice.id) for practice in (PRACTICE, OTHER_PRACTICE)]
    for name in ("nobody", "Cleo", "Dana", "Omar"):
        nothing = [await answer(sandbox.api(name), mutation, given) for given in inputs(mutation, made_up())]
        for ids in known:
            assert [await answer(sandbox.api(name), mutation, given) for given in inputs(mutation, ids)] == nothing
        for _, _, content in nothing:
            body = orjson.loads(content)  # type: ignore[arg-type]
            codes = [error["extensions"]["code"] for error in body["errors"]]
            assert codes == ["UNAUTHENTICATED" if name == "nobody" else "FORBIDDEN"]
            assert not any((body.get("data") or {}).values())
    assert sandbox.all_rows() == before


@pytest.mark.parametrize("mutation", [name for name in STAFFS if slots(name)])
async def test_a_record_of_another_practice_is_answered_like_one_that_does_not_exist(
    sandbox: Sandbox, mutation: str
) -> None:
    before, olga = sandbox.all_rows(), sandbox.api("Olga")
    own, nowhere = of_practice(sandbox, OTHER_PRACTICE.id), made_up()
    for place in range(3):
        foreign = of_practice(sandbox, PRACTICE.id, place)
        for slot in [*slots(mutation), None]:
            at = {kind for name, kind in slots(mutation).items() if slot in (None, name)}
            theirs, none = [{**own, **{kind: ids[kind] for kind in at}} for ids in (foreign, nowhere)]
            for given, same in zip(inputs(mutation, theirs), inputs(mutation, none), strict=True):
                if slot in (None, *given):
                    answered = await answer(olga, mutation, given)
                    assert answered == await answer(olga, mutation, same)
                    assert '"NOT_FOUND"' in str(answered)
    assert sandbox.all_rows() == before


@each_mutation
async def test_a_practitioner_writes_to_their_own_practice_and_no_other(sandbox: Sandbox, mutation: str) -> None:
    pats = {table: rows_of(sandbox, table) for table in sandbox.all_rows()}
    own = of_practice(sandbox, OTHER_PRACTICE.id)
    for given in inputs(mutation, own):
        answered = await sandbox.api("Olga").data(document(mutation), input=given)
        assert answered[mutation]["userErrors"] == []
    assert {table: rows_of(sandbox, table) for table in sandbox.all_rows()} == pats


def rows_of(sandbox: Sandbox, table: str) -> list[tuple[Any, ...]]:
    """What a table holds of Pat's practice."""
    columns = sandbox.database.columns(table)
    key = next((name for name in ("practice_id", "id") if name in columns), None)
    return sandbox.rows(f"SELECT * FROM {table} WHERE {key} = ?", PRACTICE.id) if key else []


async def test_the_caller_is_who_the_token_says_and_nothing_in_the_request_changes_that(sandbox: Sandbox) -> None:
    before = sandbox.all_rows()
    headers = {**sandbox.api("Cleo").headers, "X-Role": "PRACTITIONER", "X-Practice": PRACTICE.id}
    for mutation in STAFFS:
        for given in inputs(mutation, of_practice(sandbox, PRACTICE.id)):
            request = {
                "query": document(mutation),
                "variables": {"input": given, "role": "PRACTITIONER"},
                "extensions": {"caller": {"role": "PRACTITIONER", "practice": PRACTICE.id}},
            }
            response = await sandbox.http.post("/graphql", json=request, headers=headers)
            assert [error["extensions"]["code"] for error in response.json()["errors"]] == ["FORBIDDEN"]
    assert sandbox.all_rows() == before


@pytest.mark.parametrize("name", ["Pat", "Olga", "nobody"])
async def test_only_a_client_submits(sandbox: Sandbox, name: str) -> None:
    before = sandbox.all_rows()
    given = {"type": "PRIMARY", "memberId": "Z-1"}
    codes = await sandbox.api(name).error_codes(document("submitPolicy"), input=given)
    assert codes == ["UNAUTHENTICATED" if name == "nobody" else "FORBIDDEN"]
    assert sandbox.all_rows() == before


async def test_nobody_reserves_a_place_for_a_file_without_a_token(sandbox: Sandbox) -> None:
    given = {"fileName": "card.jpg", "contentType": "image/jpeg", "byteSize": 9}
    assert await sandbox.api("nobody").error_codes(document("createUpload"), input=given) == ["UNAUTHENTICATED"]
    assert sandbox.rows("SELECT * FROM uploads") == []
