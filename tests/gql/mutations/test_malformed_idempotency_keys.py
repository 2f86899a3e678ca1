"""A key that cannot be one is refused beside everything else, and takes nothing away from what else is told."""

from support.sandbox import Desk

BAD_KEY = ("INVALID", "idempotencyKey")


async def test_with_a_bad_key_a_conflict_still_has_the_policy_as_it_is_now(desk: Desk) -> None:
    policy = await desk.add(await desk.a_client())
    saved = await desk.save("editPolicy", id=policy["id"], version=7, planId="PPO", idempotencyKey="")
    assert (saved.errors, saved["policy"]) == ([("CONFLICT", "version"), BAD_KEY], policy)


async def test_with_a_bad_key_a_duplicate_still_has_the_existing_policy(desk: Desk) -> None:
    given = desk.policy_of(await desk.a_client())
    existing = await desk.saved("addPolicy", **given)
    saved = await desk.save("addPolicy", **given, idempotencyKey="")
    assert (saved.errors, saved["existingPolicy"]) == ([("DUPLICATE_POLICY", ""), BAD_KEY], existing)


async def test_a_bad_key_alone_saves_nothing_and_tells_of_nothing_saved(desk: Desk) -> None:
    given = desk.policy_of(await desk.a_client())
    before = desk.everything()
    saved = await desk.save("addPolicy", **given, idempotencyKey="")
    assert (saved.errors, saved["policy"], saved["warnings"]) == ([BAD_KEY], None, [])
    assert desk.everything() == before
