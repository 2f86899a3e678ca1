"""markPolicyReviewed (portal article: What Practitioners See and What They Need to Review)."""

from support.sandbox import Desk

QUEUE = "{ policiesToReview(first: 100) { totalCount nodes { id } } }"


async def waiting(desk: Desk) -> list[str]:
    """The review queue."""
    queue = (await desk.pat.data(QUEUE))["policiesToReview"]
    assert queue["totalCount"] == len(queue["nodes"])
    return [node["id"] for node in queue["nodes"]]


async def test_who_reviewed_it_and_when_is_kept(desk: Desk) -> None:
    id_ = await desk.submitted(await desk.a_client())
    before = await desk.policy(id_)
    saved = await desk.save("markPolicyReviewed", id=id_)
    after = saved["policy"]
    assert (before["needsReview"], after["needsReview"], after["reviewedBy"]) == (True, False, "Pat Rivera")
    assert after["reviewedAt"] == after["updatedAt"] > before["updatedAt"]
    assert after["version"] == before["version"] + 1
    assert await desk.policy(id_) == after


async def test_reviewed_is_not_settled_it_still_needs_its_payer(desk: Desk) -> None:
    id_ = await desk.submitted(await desk.a_client())
    assert (await desk.saved("markPolicyReviewed", id=id_))["needsPayer"]
    assert id_ in await waiting(desk)


async def test_settled_and_reviewed_it_leaves_the_queue(desk: Desk) -> None:
    matched = await desk.submitted(await desk.a_client(), entered_payer_name=None)
    others = [id_ for id_ in await waiting(desk) if id_ != matched]
    await desk.saved("editPolicy", id=matched, payerId=desk.payer("Aetna"))
    assert await waiting(desk) == others


async def test_reviewed_once_it_is_not_reviewed_again(desk: Desk) -> None:
    policy = await desk.saved("markPolicyReviewed", id=await desk.submitted(await desk.a_client()))
    before = desk.everything()
    assert await desk.saved("markPolicyReviewed", id=policy["id"]) == policy
    assert desk.everything() == before


async def test_a_policy_that_staff_entered_needs_no_review(desk: Desk) -> None:
    policy = await desk.add(await desk.a_client())
    before = desk.everything()
    assert await desk.saved("markPolicyReviewed", id=policy["id"]) == policy
    assert desk.everything() == before
