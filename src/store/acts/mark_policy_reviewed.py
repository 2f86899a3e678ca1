"""Marking a policy reviewed (portal article: What Practitioners See and What They Need to Review)."""

from dataclasses import replace

from insurance.enums import ChangeCause
from insurance.problems import not_found
from insurance.review import needs_review
from store.acts.idempotency import Retry
from store.acts.outcomes import PolicyReviewed
from store.acts.policy_writer import update_policy
from store.acts.unit_of_work import UnitOfWork, perform
from store.caller import Caller
from store.db.database import Database


async def mark_policy_reviewed(
    database: Database, caller: Caller, policy_id: str | None, version: int | None, *, retry: Retry | None = None
) -> PolicyReviewed:
    """Records who reviewed the policy and when. A policy that needs no review stays as it is."""

    async def review(unit: UnitOfWork) -> PolicyReviewed:
        policy = await unit.policy(policy_id)
        if policy is None:
            return PolicyReviewed(problems=(not_found("policy", "id"),))
        if problems := await unit.conflict(policy.id, policy.version, version):
            return PolicyReviewed(policy=policy, problems=tuple(problems))
        if not needs_review(policy):
            return PolicyReviewed(policy=policy)
        after = replace(policy, reviewed_at=unit.now, reviewed_by=caller.display_name)
        stored = await update_policy(unit, policy, after, await unit.payers(), ChangeCause.REVIEWED)
        return PolicyReviewed(policy=stored)

    return await perform(database, caller, review, practice="shared", retry=retry)
