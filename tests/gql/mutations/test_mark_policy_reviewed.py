"""markPolicyReviewed (portal article: What Practitioners See and What They Need to Review)."""

from support.sandbox import Sandbox

QUEUE = "{ policiesToReview(first: 100) { totalCount nodes { id } } }"


async def waiting(sandbox: Sandbox) -> list[str]:
    """The review queue."""
    queue = (await sandbox.pat.data(QUEUE))["policiesToReview"]
    assert queue["totalCount"] == len(queue["nodes"])
    return [node["id"] for node in queue["nodes"]]


async def test_who_reviewed_it_and_when_is_kept(sandbox: Sandbox) -> None:
    id_ = await sandbox.add_portal_policy(await sandbox.add_client())
    before = await sandbox.policy(id_)
    saved = await sandbox.save("markPolicyReviewed", id=id_)
    after = saved["policy"]
    assert (before["needsReview"], after["needsReview"], after["reviewedBy"]) == (True, False, "Pat Rivera")
    assert after["reviewedAt"] == after["updatedAt"] > before["updatedAt"]
    assert after["version"] == before["version"] + 1
    assert await sandbox.policy(id_) == after


async def test_reviewed_is_not_settled_it_still_needs_its_payer(sandbox: Sandbox) -> None:
    id_ = await sandbox.add_portal_policy(await sandbox.add_client())
    assert (await sandbox.save_record("markPolicyReviewed", id=id_))["needsPayer"]
    assert id_ in await waiting(sandbox)


async def test_settled_and_reviewed_it_leaves_the_queue(sandbox: Sandbox) -> None:
    matched = await sandbox.add_portal_policy(await sandbox.add_client(), entered_payer_name=None)
    others = [id_ for id_ in await waiting(sandbox) if id_ != matched]
    await sandbox.save_record("editPolicy", id=matched, payerId=sandbox.payer("Aetna"))
    assert await waiting(sandbox) == others


async def test_reviewed_once_it_is_not_reviewed_again(sandbox: Sandbox) -> None:
    policy = await sandbox.save_record(
        "markPolicyReviewed", id=await sandbox.add_portal_policy(await sandbox.add_client())
    )
    before = sandbox.all_rows()
    assert await sandbox.save_record("markPolicyReviewed", id=policy["id"]) == policy
    assert sandbox.all_rows() == before


async def test_a_policy_that_staff_entered_needs_no_review(sandbox: Sandbox) -> None:
    policy = await sandbox.add_policy(await sandbox.add_client())
    before = sandbox.all_rows()
    assert await sandbox.save_record("markPolicyReviewed", id=policy["id"]) == policy
    assert sandbox.all_rows() == before
