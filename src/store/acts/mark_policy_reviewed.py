"""Marking a policy reviewed (portal article: What Practitioners See and What They Need to Review)."""

from dataclasses import replace

from insurance.enums import ChangeCause
from insurance.problems import not_found, version_conflict
from insurance.review import needs_review
from store.acts.act import Act, perform
from store.acts.outcomes import PolicyReviewed
from store.acts.retries import Retry
from store.caller import Caller
from store.db.database import Database


async def mark_policy_reviewed(
    database: Database, caller: Caller, policy_id: str | None, version: int | None, *, retry: Retry | None = None
) -> PolicyReviewed:
    """Notes who reviewed the policy and when. One that waits for no review stays as it is."""

    async def change(act: Act) -> PolicyReviewed:
        policy = await act.policy(policy_id)
        if policy is None:
            return PolicyReviewed(problems=(not_found("policy", "id"),))
        if problems := version_conflict(policy.version, version):
            return PolicyReviewed(policy=policy, problems=tuple(problems))
        if not needs_review(policy):
            return PolicyReviewed(policy=policy)
        after = replace(policy, reviewed_at=act.now, reviewed_by=caller.display_name)
        saved = await act.change_policy(policy, after, await act.payers(), ChangeCause.REVIEWED)
        return PolicyReviewed(policy=saved)

    return await perform(database, caller, change, retry=retry)
