"""Every code a person may meet is produced by somebody's real request, and the guide for frontends lists it."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

import pytest

from gql.global_ids import global_id
from insurance.problems import UserErrorCode
from insurance.warnings import PolicyWarningCode
from store.demo.cast import CLEO
from support.operations import SCHEMA
from support.sandbox import Desk, Saved
from support.uploads import place, put, uploaded

Producer: TypeAlias = Callable[[Desk], Awaitable[Saved]]

CLEO_ID = global_id("Client", CLEO.id)


async def invalid(desk: Desk) -> Saved:
    return await desk.save("addPolicy", **desk.policy_of(CLEO_ID, copay="-3.00"))


async def blank(desk: Desk) -> Saved:
    return await desk.save("editClient", id=CLEO_ID, firstName=" ")


async def too_long(desk: Desk) -> Saved:
    return await desk.save("addPayer", name="x" * 101)


async def required(desk: Desk) -> Saved:
    return await desk.save("editPolicy", id=(await desk.add(CLEO_ID))["id"], memberId=None)


async def not_found(desk: Desk) -> Saved:
    return await desk.save("markPolicyReviewed", id="nothing")


async def end_before_effective(desk: Desk) -> Saved:
    return await desk.save("makePolicyInactive", id=(await desk.add(CLEO_ID))["id"], endDate="2024-12-31")


async def duplicate_policy(desk: Desk) -> Saved:
    given = desk.policy_of(CLEO_ID)
    await desk.saved("addPolicy", **given)
    return await desk.save("addPolicy", **given)


async def duplicate_payer(desk: Desk) -> Saved:
    return await desk.save("addPayer", name="aetna")


async def conflict(desk: Desk) -> Saved:
    return await desk.save("makePolicyActive", id=(await desk.add(CLEO_ID))["id"], version=7)


async def idempotency_key_reused(desk: Desk) -> Saved:
    await desk.save("addClient", firstName="Robin", lastName="Okafor", idempotencyKey="k")
    return await desk.save("setPortalSettings", collectsInsurance=True, idempotencyKey="k")


async def limit_reached(desk: Desk) -> Saved:
    return await desk.save("addPayer", name="Harbor", aliases=[f"Harbor {n}" for n in range(51)])


async def invitation_invalid(desk: Desk) -> Saved:
    return await desk.save("acceptInvitation", by="nobody", invitation="a guess")


async def insurance_collection_off(desk: Desk) -> Saved:
    await desk.saved("setClientInsuranceCollection", clientId=CLEO_ID, override="OFF")
    return await desk.save("submitPolicy", by="Cleo", type="PRIMARY", memberId="Z-1")


async def upload_missing(desk: Desk) -> Saved:
    return await desk.save("addPolicy", **desk.policy_of(CLEO_ID), attachments=[{"uploadId": "nothing"}])


async def upload_rejected(desk: Desk) -> Saved:
    upload = await place(desk.pat, b"<html>")
    await put(desk.pat, upload, b"<html>")
    return await desk.save("addPolicy", **desk.policy_of(CLEO_ID), attachments=[{"uploadId": upload["id"]}])


async def too_many_attachments(desk: Desk) -> Saved:
    cards = [{"uploadId": await uploaded(desk.pat)} for _ in range(11)]
    return await desk.save("addPolicy", **desk.policy_of(CLEO_ID), attachments=cards)


async def overlapping_coverage(desk: Desk) -> Saved:
    await desk.add(CLEO_ID, effectiveDate="2026-06-01")
    return await desk.save("addPolicy", **desk.policy_of(CLEO_ID, effectiveDate="2026-06-01"))


async def closed_primary(desk: Desk) -> Saved:
    return await desk.save("addPolicy", **desk.policy_of(await desk.a_client(), endDate="2025-12-31"))


async def not_offered_without_end_date(desk: Desk) -> Saved:
    return await desk.save("makePolicyInactive", id=(await desk.add(CLEO_ID))["id"])


async def not_offered_without_effective_date(desk: Desk) -> Saved:
    return await desk.save("makePolicyInactive", id=await desk.submitted(CLEO_ID, effective_date=None))


async def end_date_in_past(desk: Desk) -> Saved:
    policy = await desk.add(CLEO_ID, status="INACTIVE", endDate="2025-12-31")
    return await desk.save("makePolicyActive", id=policy["id"])


async def needs_payer(desk: Desk) -> Saved:
    return await desk.save("editPolicy", id=await desk.submitted(CLEO_ID), planId="PPO")


async def outside_coverage_dates(desk: Desk) -> Saved:
    policy = await desk.add(CLEO_ID, endDate="2025-12-31")
    return await asked(desk, policy["id"], "2026-01-01")


async def multiple_primary(desk: Desk) -> Saved:
    client = await desk.a_client()
    policy, _ = await desk.add(client), await desk.add(client)
    return await asked(desk, policy["id"], "2026-01-01")


async def asked(desk: Desk, id_: str, dos: str) -> Saved:
    """What is warned of when a claim for this day is made."""
    warnings = "warnings { code message policies { id } }"
    query = f"query($id: ID!, $dos: Date!) {{ policy(id: $id) {{ eligibility(dos: $dos) {{ {warnings} }} }} }}"
    return Saved((await desk.pat.data(query, id=id_, dos=dos))["policy"]["eligibility"])


def producer(code: str) -> Producer:
    """What produces a code: the function of its name."""
    found: Producer = globals()[code.lower()]
    return found


@pytest.mark.parametrize("code", [code.value for code in UserErrorCode])
async def test_every_user_error_is_produced(desk: Desk, code: str) -> None:
    saved = await producer(code)(desk)
    assert {found for found, _ in saved.errors} == {code}


@pytest.mark.parametrize("code", [code.value for code in PolicyWarningCode])
async def test_every_warning_is_produced(desk: Desk, code: str) -> None:
    saved = await producer(code)(desk)
    assert code in saved.warned
    if "userErrors" in saved.payload:
        assert saved.errors == []


@pytest.mark.parametrize("codes", [UserErrorCode, PolicyWarningCode], ids=["user errors", "warnings"])
def test_the_guide_for_frontends_lists_every_code(codes: Any) -> None:
    guide = (SCHEMA / "README.md").read_text(encoding="utf-8")
    assert [code.value for code in codes if f"\n| `{code.value}` | " not in guide] == []
