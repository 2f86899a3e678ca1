"""makePolicyActive: an inactive policy becomes active again."""

from typing import Any

import pytest

from support.sandbox import Sandbox


@pytest.mark.parametrize(
    ("had", "warned"),
    [
        pytest.param({}, [], id="no end date"),
        pytest.param({"endDate": "9999-12-31"}, [], id="an end to come"),
        pytest.param({"endDate": "2025-12-31"}, ["END_DATE_IN_PAST"], id="an end that has passed"),
    ],
)
async def test_it_keeps_its_dates(sandbox: Sandbox, had: dict[str, Any], warned: list[str]) -> None:
    before = await sandbox.add_policy(await sandbox.add_client(), status="INACTIVE", **had)
    saved = await sandbox.save("makePolicyActive", id=before["id"])
    assert (saved.errors, list(saved.warnings)) == ([], warned)
    assert saved.changes == {"status": ("INACTIVE", "ACTIVE")}
    after = await sandbox.policy(before["id"])
    assert after == saved["policy"] == {**before, "status": "ACTIVE", "version": 2, "updatedAt": after["updatedAt"]}


async def test_it_ends_no_other_primary_and_names_those_that_overlap(sandbox: Sandbox) -> None:
    client = await sandbox.add_client()
    old = await sandbox.add_policy(client, effectiveDate="2024-01-01")
    again = await sandbox.add_policy(client, status="INACTIVE")
    await sandbox.add_policy(client, type="SECONDARY")
    saved = await sandbox.save("makePolicyActive", id=again["id"])
    assert saved.warnings == {"OVERLAPPING_COVERAGE": [old["id"]]}
    assert await sandbox.policy(old["id"]) == old


async def test_active_already_it_stays_as_it_is(sandbox: Sandbox) -> None:
    policy = await sandbox.add_policy(await sandbox.add_client(), endDate="2025-12-31")
    before = sandbox.all_rows()
    saved = await sandbox.save("makePolicyActive", id=policy["id"])
    assert (saved.errors, saved["policy"], saved.changes) == ([], policy, {})
    assert list(saved.warnings) == ["END_DATE_IN_PAST"]
    assert sandbox.all_rows() == before


async def test_a_policy_goes_inactive_and_back_as_often_as_one_likes(sandbox: Sandbox) -> None:
    policy = await sandbox.add_policy(await sandbox.add_client())
    for turn in range(3):
        await sandbox.save_record("makePolicyInactive", id=policy["id"], version=2 * turn + 1)
        await sandbox.save_record("makePolicyActive", id=policy["id"], version=2 * turn + 2)
    assert len(await sandbox.history("Policy", policy["id"])) == 7
