"""Every user error code is produced by a real request, and documented in the guide for frontends."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

import pytest

from gql.global_ids import global_id
from insurance.problems import UserErrorCode
from insurance.warnings import PolicyWarningCode
from store.demo.cast import CLEO
from support.operations import SCHEMA
from support.sandbox import Sandbox, SaveResult
from support.uploads import create_upload, put_bytes, upload_file

Producer: TypeAlias = Callable[[Sandbox], Awaitable[SaveResult]]

CLEO_ID = global_id("Client", CLEO.id)


async def invalid(sandbox: Sandbox) -> SaveResult:
    return await sandbox.save("addPolicy", **sandbox.policy_of(CLEO_ID, copay="-3.00"))


async def blank(sandbox: Sandbox) -> SaveResult:
    return await sandbox.save("editClient", id=CLEO_ID, firstName=" ")


async def too_long(sandbox: Sandbox) -> SaveResult:
    return await sandbox.save("addPayer", name="x" * 201)


async def required(sandbox: Sandbox) -> SaveResult:
    return await sandbox.save("editPolicy", id=(await sandbox.add_policy(CLEO_ID))["id"], memberId=None)


async def not_found(sandbox: Sandbox) -> SaveResult:
    return await sandbox.save("markPolicyReviewed", id="nothing")


async def end_before_effective(sandbox: Sandbox) -> SaveResult:
    return await sandbox.save("makePolicyInactive", id=(await sandbox.add_policy(CLEO_ID))["id"], endDate="2024-12-31")


async def duplicate_policy(sandbox: Sandbox) -> SaveResult:
    given = sandbox.policy_of(CLEO_ID)
    await sandbox.save_record("addPolicy", **given)
    return await sandbox.save("addPolicy", **given)


async def duplicate_payer(sandbox: Sandbox) -> SaveResult:
    return await sandbox.save("addPayer", name="aetna")


async def conflict(sandbox: Sandbox) -> SaveResult:
    return await sandbox.save("makePolicyActive", id=(await sandbox.add_policy(CLEO_ID))["id"], version=7)


async def idempotency_key_reused(sandbox: Sandbox) -> SaveResult:
    await sandbox.save("addClient", firstName="Robin", lastName="Okafor", idempotencyKey="k")
    return await sandbox.save("setPortalSettings", collectsInsurance=True, idempotencyKey="k")


async def limit_reached(sandbox: Sandbox) -> SaveResult:
    return await sandbox.save("addPayer", name="Harbor", aliases=[f"Harbor {n}" for n in range(51)])


async def invitation_invalid(sandbox: Sandbox) -> SaveResult:
    return await sandbox.save("acceptInvitation", by="nobody", invitation="a guess")


async def insurance_collection_off(sandbox: Sandbox) -> SaveResult:
    await sandbox.save_record("setClientInsuranceCollection", clientId=CLEO_ID, override="OFF")
    return await sandbox.save("submitPolicy", by="Cleo", type="PRIMARY", memberId="Z-1")


async def upload_missing(sandbox: Sandbox) -> SaveResult:
    return await sandbox.save("addPolicy", **sandbox.policy_of(CLEO_ID), attachments=[{"uploadId": "nothing"}])


async def upload_rejected(sandbox: Sandbox) -> SaveResult:
    upload = await create_upload(sandbox.pat, b"<html>")
    await put_bytes(sandbox.pat, upload, b"<html>")
    return await sandbox.save("addPolicy", **sandbox.policy_of(CLEO_ID), attachments=[{"uploadId": upload["id"]}])


async def too_many_attachments(sandbox: Sandbox) -> SaveResult:
    cards = [{"uploadId": await upload_file(sandbox.pat)} for _ in range(11)]
    return await sandbox.save("addPolicy", **sandbox.policy_of(CLEO_ID), attachments=cards)


async def overlapping_coverage(sandbox: Sandbox) -> SaveResult:
    await sandbox.add_policy(CLEO_ID, effectiveDate="2026-06-01")
    return await sandbox.save("addPolicy", **sandbox.policy_of(CLEO_ID, effectiveDate="2026-06-01"))


async def closed_primary(sandbox: Sandbox) -> SaveResult:
    return await sandbox.save("addPolicy", **sandbox.policy_of(await sandbox.add_client(), endDate="2025-12-31"))


async def not_offered_without_end_date(sandbox: Sandbox) -> SaveResult:
    return await sandbox.save("makePolicyInactive", id=(await sandbox.add_policy(CLEO_ID))["id"])


async def not_offered_without_effective_date(sandbox: Sandbox) -> SaveResult:
    return await sandbox.save("makePolicyInactive", id=await sandbox.add_portal_policy(CLEO_ID, effective_date=None))


async def end_date_in_past(sandbox: Sandbox) -> SaveResult:
    policy = await sandbox.add_policy(CLEO_ID, status="INACTIVE", endDate="2025-12-31")
    return await sandbox.save("makePolicyActive", id=policy["id"])


async def needs_payer(sandbox: Sandbox) -> SaveResult:
    return await sandbox.save("editPolicy", id=await sandbox.add_portal_policy(CLEO_ID), planId="PPO")


async def same_rank(sandbox: Sandbox) -> SaveResult:
    client = await sandbox.add_client()
    await sandbox.add_policy(client, type="SECONDARY", memberId="W1")
    return await sandbox.save("addPolicy", **sandbox.policy_of(client, type="SECONDARY", memberId="W2"))


async def leaves_gap(sandbox: Sandbox) -> SaveResult:
    policy = await sandbox.add_policy(await sandbox.add_client())
    return await sandbox.save("markPolicyEnteredInError", id=policy["id"])


async def still_incomplete(sandbox: Sandbox) -> SaveResult:
    policy = await sandbox.add_portal_policy(CLEO_ID, effective_date=None)
    return await sandbox.save("editPolicy", id=policy, payerId=sandbox.payer("Aetna"))


async def looks_like_a_new_policy(sandbox: Sandbox) -> SaveResult:
    policy = await sandbox.add_policy(await sandbox.add_client(), payerId=sandbox.payer("Aetna"), memberId="W1")
    return await sandbox.save(
        "editPolicy", id=policy["id"], payerId=sandbox.payer("Cigna Healthcare"), memberId="Another 1"
    )


async def possible_duplicate(sandbox: Sandbox) -> SaveResult:
    return await sandbox.save("addClient", firstName="Cleo", lastName="Marchetti", dateOfBirth="2002-05-14")


async def outside_coverage_dates(sandbox: Sandbox) -> SaveResult:
    policy = await sandbox.add_policy(CLEO_ID, endDate="2025-12-31")
    return await asked(sandbox, policy["id"], "2026-01-01")


async def multiple_primary(sandbox: Sandbox) -> SaveResult:
    client = await sandbox.add_client()
    policy, _ = await sandbox.add_policy(client), await sandbox.add_policy(client)
    return await asked(sandbox, policy["id"], "2026-01-01")


async def asked(sandbox: Sandbox, id_: str, dos: str) -> SaveResult:
    """The warnings about a claim for this day."""
    warnings = "warnings { code message policies { id } }"
    query = f"query($id: ID!, $dos: Date!) {{ policy(id: $id) {{ eligibility(dos: $dos) {{ {warnings} }} }} }}"
    return SaveResult((await sandbox.pat.data(query, id=id_, dos=dos))["policy"]["eligibility"])


def producer(code: str) -> Producer:
    """What produces a code: the function of its name."""
    found: Producer = globals()[code.lower()]
    return found


@pytest.mark.parametrize("code", [code.value for code in UserErrorCode])
async def test_every_user_error_is_produced(sandbox: Sandbox, code: str) -> None:
    saved = await producer(code)(sandbox)
    assert {found for found, _ in saved.errors} == {code}


@pytest.mark.parametrize("code", [code.value for code in PolicyWarningCode])
async def test_every_warning_is_produced(sandbox: Sandbox, code: str) -> None:
    saved = await producer(code)(sandbox)
    assert code in saved.warnings
    if "userErrors" in saved.payload:
        assert saved.errors == []


@pytest.mark.parametrize("codes", [UserErrorCode, PolicyWarningCode], ids=["user errors", "warnings"])
def test_the_guide_for_frontends_lists_every_code(codes: Any) -> None:
    guide = (SCHEMA / "README.md").read_text(encoding="utf-8")
    assert [code.value for code in codes if f"\n| `{code.value}` | " not in guide] == []
