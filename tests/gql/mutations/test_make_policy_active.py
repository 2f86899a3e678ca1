"""makePolicyActive: a policy that is used again."""

from typing import Any

import pytest

from support.sandbox import Desk


@pytest.mark.parametrize(
    ("had", "warned"),
    [
        pytest.param({}, [], id="no end date"),
        pytest.param({"endDate": "9999-12-31"}, [], id="an end to come"),
        pytest.param({"endDate": "2025-12-31"}, ["END_DATE_IN_PAST"], id="an end that has passed"),
    ],
)
async def test_it_keeps_its_dates(desk: Desk, had: dict[str, Any], warned: list[str]) -> None:
    before = await desk.add(await desk.a_client(), status="INACTIVE", **had)
    saved = await desk.save("makePolicyActive", id=before["id"])
    assert (saved.errors, list(saved.warned)) == ([], warned)
    assert saved.changed == {"status": ("INACTIVE", "ACTIVE")}
    after = await desk.policy(before["id"])
    assert after == saved["policy"] == {**before, "status": "ACTIVE", "version": 2, "updatedAt": after["updatedAt"]}


async def test_it_ends_no_other_primary_and_names_those_that_overlap(desk: Desk) -> None:
    client = await desk.a_client()
    old = await desk.add(client, effectiveDate="2024-01-01")
    again = await desk.add(client, status="INACTIVE")
    await desk.add(client, type="SECONDARY")
    saved = await desk.save("makePolicyActive", id=again["id"])
    assert saved.warned == {"OVERLAPPING_COVERAGE": [old["id"]]}
    assert await desk.policy(old["id"]) == old


async def test_active_already_it_stays_as_it_is(desk: Desk) -> None:
    policy = await desk.add(await desk.a_client(), endDate="2025-12-31")
    before = desk.everything()
    saved = await desk.save("makePolicyActive", id=policy["id"])
    assert (saved.errors, saved["policy"], saved.changed) == ([], policy, {})
    assert list(saved.warned) == ["END_DATE_IN_PAST"]
    assert desk.everything() == before


async def test_a_policy_goes_inactive_and_back_as_often_as_one_likes(desk: Desk) -> None:
    policy = await desk.add(await desk.a_client())
    for turn in range(3):
        await desk.saved("makePolicyInactive", id=policy["id"], version=2 * turn + 1)
        await desk.saved("makePolicyActive", id=policy["id"], version=2 * turn + 2)
    assert len(await desk.history("Policy", policy["id"])) == 7
