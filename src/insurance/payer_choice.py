"""What choosing a payer for a policy does: Needs Payer ends, and whoever chose has reviewed the policy.

Articles: Editing an Existing Policy; Reviewing Client-Entered Insurance Policies.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from insurance.facts import Payer, Policy
from insurance.problems import Problem, UserErrorCode, not_found
from insurance.review import needs_review


def payer_choice_problems(
    payer_id: str | None, payers: Mapping[str, Payer], current_payer_id: str | None = None
) -> list[Problem]:
    """Why this payer cannot be chosen: there is no such payer, or it is archived and not the policy's payer already."""
    payer = payers.get(payer_id or "")
    if payer is None:
        return [not_found("payer", "payer_id")]
    if payer.archived and payer.id != current_payer_id:
        message = f"{payer.name} is archived. Choose another payer, or restore this one first."
        return [Problem(UserErrorCode.INVALID, message, ("payer_id",))]
    return []


def with_payer(policy: Policy, payer_id: str | None, at: datetime, by: str) -> Policy:
    """The policy with the payer that staff chose; if it was waiting for review, reviewed `at` that time `by` them."""
    chosen = replace(policy, payer_id=payer_id)
    return replace(chosen, reviewed_at=at, reviewed_by=by) if needs_review(policy) else chosen
