"""What clients cannot do (portal article): every mutation and argument, on every chart, tried as Cleo."""

from collections.abc import Iterator
from typing import Any

import orjson
import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    get_named_type,
    get_nullable_type,
    is_list_type,
    is_required_input_field,
)

from gql.global_ids import global_id
from gql.graph.permissions import CLIENTS, roles_of
from store.demo.cast import CLEO, DANA, OMAR
from support.sandbox import MUTATIONS, Sandbox, document, row_id
from support.uploads import upload_file

SCALARS = {"String": "a text", "Date": "2026-02-03", "Decimal": "7.50", "Boolean": True, "Int": 1}
STAFFS = [name for name, field in MUTATIONS.items() if roles_of(field) and not {*CLIENTS} & {*roles_of(field)}]
CLIENTS_OWN = [name for name, field in MUTATIONS.items() if {*CLIENTS} & {*roles_of(field)}]
Ids = dict[str, str]


def fields(mutation: str) -> dict[str, Any]:
    """The arguments of a mutation."""
    found: dict[str, Any] = get_named_type(MUTATIONS[mutation].args["input"].type).fields
    return found


def value(kind: Any, name: str, ids: Ids, mutation: str) -> Any:
    """A value for an argument, its ids those of a chart."""
    kind = get_nullable_type(kind)
    if is_list_type(kind):
        return [value(kind.of_type, name, ids, mutation)]
    if isinstance(kind, GraphQLInputObjectType):
        found = {inner: value(field.type, inner, ids, mutation) for inner, field in kind.fields.items()}
        # An address of their own and the client's exclude each other.
        return {**found, "sameAddressAsClient": False} if "sameAddressAsClient" in found else found
    if isinstance(kind, GraphQLEnumType):
        return next(iter(kind.values))
    if kind.name == "ID":
        name = "payerId" if name in ("into", "from") else name
        return next(id_ for noun, id_ in ids.items() if noun in (name if name != "id" else mutation).lower())
    return SCALARS[kind.name]


def inputs(mutation: str, ids: Ids) -> Iterator[dict[str, Any]]:
    """The required arguments; these with each optional one; and all of them."""
    every = {name: value(field.type, name, ids, mutation) for name, field in fields(mutation).items()}
    required = {name: every[name] for name, field in fields(mutation).items() if is_required_input_field(field)}
    yield required
    for name in every.keys() - required.keys():
        yield {**required, name: every[name]}
    yield every


def charts(sandbox: Sandbox) -> list[Ids]:
    """Her own chart, that of another client of the practice, and one of another practice."""
    found = []
    for client in (CLEO, DANA, OMAR):
        ids = {"client": global_id("Client", client.id)}
        for noun, sql in (
            ("policy", "SELECT id FROM policies WHERE client_id = ? LIMIT 1"),
            ("payer", "SELECT payer_id FROM policies WHERE client_id = ? AND payer_id IS NOT NULL LIMIT 1"),
            (
                "attachment",
                "SELECT id FROM attachments WHERE policy_id IN (SELECT id FROM policies WHERE client_id = ?)"
                " UNION ALL SELECT id FROM attachments LIMIT 1",
            ),
        ):
            ids[noun] = global_id(noun.title(), sandbox.rows(sql, client.id)[0][0])
        found.append({**ids, "upload": global_id("Upload", client.id)})
    return found


def test_every_mutation_is_for_staff_or_tried_below() -> None:
    assert len(STAFFS) >= 12
    assert CLIENTS_OWN == ["submitPolicy", "createUpload"]
    assert MUTATIONS.keys() - {*STAFFS, *CLIENTS_OWN} == {"acceptInvitation"}


@pytest.mark.parametrize("mutation", STAFFS)
async def test_what_is_for_staff_is_forbidden_whatever_is_given_and_whosever_it_is(
    sandbox: Sandbox, mutation: str
) -> None:
    before, cleo = sandbox.all_rows(), sandbox.api("Cleo")
    for ids in charts(sandbox):
        for given in inputs(mutation, ids):
            response = await cleo.post(document(mutation), {"input": given})
            body = orjson.loads(response.content)
            assert [error["extensions"]["code"] for error in body["errors"]] == ["FORBIDDEN"], body
            assert body["data"] == {mutation: None}
    assert sandbox.all_rows() == before


async def test_whatever_she_submits_only_adds_to_her_own_chart(sandbox: Sandbox) -> None:
    await sandbox.save_record("setPortalSettings", collectsInsurance=True)
    await sandbox.save_record("setClientInsuranceCollection", clientId=global_id("Client", CLEO.id), override="INHERIT")
    before = sandbox.all_rows()
    for ids in charts(sandbox):
        for given in inputs("submitPolicy", ids):
            # A foreign upload is tried by itself: with it nothing would be saved.
            if "attachments" in given and len(given) > 2:
                given["attachments"] = [{"uploadId": await upload_file(sandbox.api("Cleo"))}]
            if given.get("dryRun"):
                given["dryRun"] = False
            if len(given) > 2:
                given.pop("client", None)  # facts that the record has already: a submission with them is refused
            saved = await sandbox.save("submitPolicy", by="Cleo", **{**given, "idempotencyKey": None})
            assert saved["policy"] is None or saved["policy"]["client"]["id"] == global_id("Client", CLEO.id)
    after = sandbox.all_rows()
    assert len(after["policies"]) > len(before["policies"])
    unchanged = ("practices", "clients", "payers", "payer_names", "idempotency_keys", "invitations")
    assert {table: after[table] for table in unchanged} == {table: before[table] for table in unchanged}
    assert set(before["attachments"]) < set(after["attachments"])
    for row in sandbox.rows("SELECT client_id FROM policies ORDER BY created_at DESC LIMIT 3"):
        assert row == (CLEO.id,)
    # What was there before is as it was, but for the end date that a new Primary sets.
    columns = sandbox.database.columns("policies")
    moved = {columns.index(name) for name in ("end_date", "ended_by_id", "version", "updated_at")}
    kept = {row[columns.index("id")]: row for row in after["policies"]}
    for row in before["policies"]:
        now = kept[row[columns.index("id")]]
        assert {n for n, (was, is_) in enumerate(zip(row, now, strict=True)) if was != is_} <= moved
        assert now == row or row[columns.index("client_id")] == CLEO.id


async def test_once_submitted_a_policy_is_out_of_her_hands(sandbox: Sandbox) -> None:
    await sandbox.save_record("setClientInsuranceCollection", clientId=global_id("Client", CLEO.id), override="ON")
    policy = (await sandbox.save("submitPolicy", by="Cleo", type="SECONDARY", memberId="Z-1"))["policy"]["id"]
    seen = (
        await sandbox.api("Cleo").data(
            "query($id: ID!) { policy(id: $id) { viewerCanEdit viewerCanMakeInactive } }", id=policy
        )
    )["policy"]
    assert seen == {"viewerCanEdit": False, "viewerCanMakeInactive": False}
    before = sandbox.rows("SELECT * FROM policies WHERE id = ?", row_id(policy))
    upload = {"uploadId": await upload_file(sandbox.api("Cleo"))}
    for mutation, given in (
        ("editPolicy", {"memberId": "Z-2"}),
        ("editPolicy", {"endDate": "2026-01-01"}),
        ("editPolicy", {"addAttachments": [upload]}),
        ("makePolicyInactive", {}),
        ("makePolicyActive", {}),
        ("markPolicyReviewed", {}),
    ):
        codes = await sandbox.api("Cleo").error_codes(document(mutation), input={"id": policy, **given})
        assert codes == ["FORBIDDEN"]
    assert sandbox.rows("SELECT * FROM policies WHERE id = ?", row_id(policy)) == before
