"""Making a policy inactive, and active again; marking one entered in error (article: Making a Policy Inactive).

An error mark withdraws a policy, such as one from the wrong chart. It stays on the chart for staff. Making it active or
inactive brings it back, checked like a new one.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from insurance import history
from insurance.chart_warnings import chart_warnings
from insurance.duplicates import DUPLICATE, duplicate_of
from insurance.ended_by import without_moved_end
from insurance.enums import ChangeCause, PolicyStatus
from insurance.facts import Policy
from insurance.policy_form import STAFF_FORM
from insurance.policy_input import PolicyInput
from insurance.problems import not_found
from insurance.status_warnings import status_warnings
from store.acts.endings import as_stored, move_end_dates, with_changes
from store.acts.idempotency import Retry
from store.acts.outcomes import StatusChanged
from store.acts.policy_writer import update_policy
from store.acts.unit_of_work import UnitOfWork, perform
from store.caller import Caller
from store.db.database import Database

_CAUSES = {
    PolicyStatus.INACTIVE: ChangeCause.MADE_INACTIVE,
    PolicyStatus.ACTIVE: ChangeCause.MADE_ACTIVE,
    PolicyStatus.ENTERED_IN_ERROR: ChangeCause.MARKED_ENTERED_IN_ERROR,
}


@dataclass(frozen=True, slots=True)
class _StatusChange:
    """The status a policy is to have. Without an end date the policy keeps its own."""

    policy_id: str | None
    version: int | None
    status: PolicyStatus
    end_date: date | None = None

    def dates_to_check(self, policy: Policy) -> dict[str, Any]:
        """The dates of the input; those of the policy too where it is brought back from an error mark."""
        values = {"end_date": self.end_date} if self.end_date else {}
        if policy.status is PolicyStatus.ENTERED_IN_ERROR and self.status is not PolicyStatus.ENTERED_IN_ERROR:
            return {"effective_date": policy.effective_date, "end_date": policy.end_date, **values}
        return values


async def make_policy_inactive(
    database: Database,
    caller: Caller,
    policy_id: str | None,
    version: int | None,
    end_date: date | None,
    *,
    dry_run: bool = False,
    retry: Retry | None = None,
) -> StatusChanged:
    """Sets the status and, if given, the end date. A policy that is inactive already may get its end date this way."""
    change = _StatusChange(policy_id, version, PolicyStatus.INACTIVE, end_date)
    return await perform(
        database, caller, lambda unit: _change(unit, change, dry_run), practice="shared", retry=retry, dry_run=dry_run
    )


async def make_policy_active(
    database: Database,
    caller: Caller,
    policy_id: str | None,
    version: int | None,
    *,
    dry_run: bool = False,
    retry: Retry | None = None,
) -> StatusChanged:
    """Sets the status and nothing else: dates stay, and no other policy is ended."""
    change = _StatusChange(policy_id, version, PolicyStatus.ACTIVE)
    return await perform(
        database, caller, lambda unit: _change(unit, change, dry_run), practice="shared", retry=retry, dry_run=dry_run
    )


async def mark_policy_entered_in_error(
    database: Database,
    caller: Caller,
    policy_id: str | None,
    version: int | None,
    *,
    dry_run: bool = False,
    retry: Retry | None = None,
) -> StatusChanged:
    """Sets the status, and takes away the end dates that the policy has set on others. One marked already stays so."""
    change = _StatusChange(policy_id, version, PolicyStatus.ENTERED_IN_ERROR)
    return await perform(
        database, caller, lambda unit: _change(unit, change, dry_run), practice="shared", retry=retry, dry_run=dry_run
    )


async def _change(unit: UnitOfWork, change: _StatusChange, dry_run: bool) -> StatusChanged:
    policy = await unit.policy(change.policy_id)
    if policy is None:
        return StatusChanged(problems=(not_found("policy", "id"),))
    dates = PolicyInput(change.dates_to_check(policy), STAFF_FORM, policy, await unit.today())
    if problems := await unit.conflict(policy.id, policy.version, change.version) or dates.problems:
        return StatusChanged(policy=policy, problems=tuple(problems))
    after = without_moved_end(policy, replace(policy, status=change.status, **dates.changes))
    chart, payers = await unit.chart(policy.client_id), await unit.payers()
    if existing := duplicate_of(after, chart, before=policy):
        return StatusChanged(policy=policy, existing_policy=existing, problems=(DUPLICATE,))
    stored = await update_policy(unit, policy, after, payers, _CAUSES[change.status])
    moved = await move_end_dates(unit, policy, stored, chart, payers)
    chart_after = with_changes(chart, [stored, *(one.policy for one in moved)])
    return StatusChanged(
        policy=policy if dry_run else stored,
        changes=history.differences(history.policy_texts(policy, payers), history.policy_texts(after, payers)),
        ended_policies=as_stored(moved, chart) if dry_run else tuple(moved),
        warnings=(
            *status_warnings(stored, chart_after, await unit.today()),
            *chart_warnings(stored, moved, chart, chart_after),
        ),
    )
