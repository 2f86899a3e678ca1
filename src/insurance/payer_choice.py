"""What follows from a save (articles: Editing an Existing Policy; Reviewing Client-Entered Insurance Policies)."""

from dataclasses import replace
from datetime import datetime

from insurance.facts import Policy
from insurance.review import needs_review


def saved_with_payer(policy: Policy, payer_id: str | None, at: datetime, by: str) -> Policy:
    """The policy with the payer that staff chose: it needs none any more, and whoever chose it has reviewed it."""
    chosen = replace(policy, payer_id=payer_id)
    return replace(chosen, reviewed_at=at, reviewed_by=by) if needs_review(policy) else chosen


def with_own_end_date(before: Policy, after: Policy) -> Policy:
    """The policy as edited: an end date that staff moved is theirs, no longer that of the Primary which ended it."""
    return after if after.end_date == before.end_date else replace(after, ended_by_id=None)
