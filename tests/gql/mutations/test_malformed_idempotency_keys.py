"""A malformed idempotency key is one user error among the others of an input."""

from support.sandbox import Sandbox

BAD_KEY = ("INVALID", "idempotencyKey")


async def test_with_a_bad_key_a_conflict_still_has_the_policy_as_it_is_now(sandbox: Sandbox) -> None:
    policy = await sandbox.add_policy(await sandbox.add_client())
    saved = await sandbox.save("editPolicy", id=policy["id"], version=7, planId="PPO", idempotencyKey="")
    assert (saved.errors, saved["policy"]) == ([("CONFLICT", "version"), BAD_KEY], policy)


async def test_with_a_bad_key_a_duplicate_still_has_the_existing_policy(sandbox: Sandbox) -> None:
    given = sandbox.policy_of(await sandbox.add_client())
    existing = await sandbox.save_record("addPolicy", **given)
    saved = await sandbox.save("addPolicy", **given, idempotencyKey="")
    assert (saved.errors, saved["existingPolicy"]) == ([("DUPLICATE_POLICY", ""), BAD_KEY], existing)


async def test_a_bad_key_alone_saves_nothing_and_tells_of_nothing_saved(sandbox: Sandbox) -> None:
    given = sandbox.policy_of(await sandbox.add_client())
    before = sandbox.all_rows()
    saved = await sandbox.save("addPolicy", **given, idempotencyKey="")
    assert (saved.errors, saved["policy"], saved["warnings"]) == ([BAD_KEY], None, [])
    assert sandbox.all_rows() == before
