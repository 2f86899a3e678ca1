"""makePolicyInactive (article: Making a Policy Inactive)."""

from typing import Any

import pytest

from support.sandbox import Sandbox

NOT_OFFERED = "NOT_OFFERED_WITHOUT_END_DATE"
ELIGIBLE = "query($id: ID!, $dos: Date!) { policy(id: $id) { eligibility(dos: $dos) { eligible reason } } }"


async def offered(sandbox: Sandbox, id_: str, dos: str) -> bool:
    """Whether a claim for this day may use the policy."""
    return bool((await sandbox.pat.data(ELIGIBLE, id=id_, dos=dos))["policy"]["eligibility"]["eligible"])


@pytest.mark.parametrize(
    ("had", "given", "end", "warned"),
    [
        pytest.param({}, {"endDate": "2025-06-30"}, "2025-06-30", ["LEAVES_GAP"], id="the end date given"),
        pytest.param({}, {"endDate": "2025-01-01"}, "2025-01-01", ["LEAVES_GAP"], id="its first day as its last"),
        pytest.param({}, {}, None, [NOT_OFFERED, "LEAVES_GAP"], id="none where none is known"),
        pytest.param({}, {"endDate": None}, None, [NOT_OFFERED, "LEAVES_GAP"], id="null is as if left out"),
        pytest.param({"endDate": "2025-12-31"}, {}, "2025-12-31", [], id="the one it had"),
        pytest.param({"endDate": "2025-12-31"}, {"endDate": None}, "2025-12-31", [], id="the one it had, not null"),
        pytest.param(
            {"endDate": "2025-12-31"}, {"endDate": "2025-06-30"}, "2025-06-30", ["LEAVES_GAP"], id="another than it had"
        ),
    ],
)
async def test_an_inactive_policy_keeps(
    sandbox: Sandbox, had: dict[str, Any], given: dict[str, Any], end: str | None, warned: list[str]
) -> None:
    before = await sandbox.add_policy(await sandbox.add_client(), **had)
    saved = await sandbox.save("makePolicyInactive", id=before["id"], **given)
    assert (saved.errors, list(saved.warnings)) == ([], warned)
    dates = {"endDate": (had.get("endDate"), end)} if end != had.get("endDate") else {}
    assert saved.changes == {"status": ("ACTIVE", "INACTIVE"), **dates}
    after = await sandbox.policy(before["id"])
    assert saved["policy"] == after
    assert after == {**before, "status": "INACTIVE", "endDate": end, "version": 2, "updatedAt": after["updatedAt"]}


async def test_it_is_offered_through_its_last_day_and_no_longer(sandbox: Sandbox) -> None:
    id_ = (await sandbox.add_policy(await sandbox.add_client()))["id"]
    await sandbox.save_record("makePolicyInactive", id=id_, endDate="2025-06-30")
    assert await offered(sandbox, id_, "2025-06-30")
    assert not await offered(sandbox, id_, "2025-07-01")
    assert not await offered(sandbox, id_, "2024-12-31")


async def test_the_end_date_may_be_added_later(sandbox: Sandbox) -> None:
    id_ = (await sandbox.add_policy(await sandbox.add_client()))["id"]
    await sandbox.save_record("makePolicyInactive", id=id_)
    assert not await offered(sandbox, id_, "2025-06-30")
    saved = await sandbox.save("makePolicyInactive", id=id_, endDate="2025-06-30")
    assert (saved.errors, saved.warnings, saved.changes) == ([], {}, {"endDate": (None, "2025-06-30")})
    assert await offered(sandbox, id_, "2025-06-30")


async def test_inactive_already_it_stays_as_it_is(sandbox: Sandbox) -> None:
    policy = await sandbox.add_policy(await sandbox.add_client(), status="INACTIVE")
    before = sandbox.all_rows()
    saved = await sandbox.save("makePolicyInactive", id=policy["id"])
    assert (saved.errors, saved["policy"], saved.changes) == ([], policy, {})
    assert list(saved.warnings) == ["NOT_OFFERED_WITHOUT_END_DATE"]
    assert sandbox.all_rows() == before


async def test_without_an_effective_date_it_says_so_too(sandbox: Sandbox) -> None:
    id_ = await sandbox.add_portal_policy(await sandbox.add_client(), effective_date=None)
    saved = await sandbox.save("makePolicyInactive", id=id_)
    assert list(saved.warnings) == ["NOT_OFFERED_WITHOUT_END_DATE", "NOT_OFFERED_WITHOUT_EFFECTIVE_DATE"]
    saved = await sandbox.save("makePolicyInactive", id=id_, endDate="2020-01-01")
    assert list(saved.warnings) == ["NOT_OFFERED_WITHOUT_EFFECTIVE_DATE"]


async def test_an_end_before_its_start_is_refused(sandbox: Sandbox) -> None:
    policy = await sandbox.add_policy(await sandbox.add_client())
    before = sandbox.all_rows()
    saved = await sandbox.save("makePolicyInactive", id=policy["id"], endDate="2024-12-31")
    assert (saved.errors, saved["policy"]) == ([("END_BEFORE_EFFECTIVE", "endDate")], policy)
    assert sandbox.all_rows() == before


async def test_an_end_date_that_staff_give_is_no_longer_the_new_primarys(sandbox: Sandbox) -> None:
    client = await sandbox.add_client()
    old = await sandbox.add_policy(client, effectiveDate="2024-01-01")
    new = await sandbox.add_policy(client)
    kept = await sandbox.save_record("makePolicyInactive", id=old["id"])
    assert (kept["endDate"], kept["endedBy"]) == ("2024-12-31", {"id": new["id"]})
    moved = await sandbox.save_record("makePolicyInactive", id=old["id"], endDate="2024-06-30")
    assert (moved["endDate"], moved["endedBy"]) == ("2024-06-30", None)


async def test_it_stays_on_the_chart(sandbox: Sandbox) -> None:
    client = await sandbox.add_client()
    policy = await sandbox.add_policy(client)
    await sandbox.save_record("makePolicyInactive", id=policy["id"])
    query = "query($id: ID!) { client(id: $id) { policies { id status } } }"
    chart = (await sandbox.pat.data(query, id=client))["client"]["policies"]
    assert chart == [{"id": policy["id"], "status": "INACTIVE"}]
