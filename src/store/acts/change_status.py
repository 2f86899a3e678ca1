"""Making a policy inactive, and active again (article: Making a Policy Inactive)."""

from dataclasses import dataclass, replace
from datetime import date

from insurance import history
from insurance.enums import ChangeCause, PolicyStatus
from insurance.new_primary import without_moved_end
from insurance.policy_form import STAFF_FORM
from insurance.policy_input import PolicyInput
from insurance.problems import not_found
from insurance.status_warnings import status_warnings
from store.acts.idempotency import Retry
from store.acts.outcomes import StatusChanged
from store.acts.policy_writer import update_policy
from store.acts.unit_of_work import UnitOfWork, perform
from store.caller import Caller
from store.db.database import Database

_CAUSES = {PolicyStatus.INACTIVE: ChangeCause.MADE_INACTIVE, PolicyStatus.ACTIVE: ChangeCause.MADE_ACTIVE}


@dataclass(frozen=True, slots=True)
class _StatusChange:
    """The status a policy is to have. Without an end date the policy keeps its own."""

    policy_id: str | None
    version: int | None
    status: PolicyStatus
    end_date: date | None = None


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
    return await perform(database, caller, lambda unit: _change(unit, change, dry_run), retry=retry, dry_run=dry_run)


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
    return await perform(database, caller, lambda unit: _change(unit, change, dry_run), retry=retry, dry_run=dry_run)


async def _change(unit: UnitOfWork, change: _StatusChange, dry_run: bool) -> StatusChanged:
    policy = await unit.policy(change.policy_id)
    if policy is None:
        return StatusChanged(problems=(not_found("policy", "id"),))
    dates = PolicyInput(
        {"end_date": change.end_date} if change.end_date else {}, STAFF_FORM, policy, await unit.today()
    )
    if problems := await unit.conflict(policy.id, policy.version, change.version) or dates.problems:
        return StatusChanged(policy=policy, problems=tuple(problems))
    after = without_moved_end(policy, replace(policy, status=change.status, **dates.changes))
    payers = await unit.payers()
    stored = await update_policy(unit, policy, after, payers, _CAUSES[change.status])
    return StatusChanged(
        policy=policy if dry_run else stored,
        changes=history.differences(history.policy_texts(policy, payers), history.policy_texts(after, payers)),
        warnings=tuple(status_warnings(stored, await unit.chart(policy.client_id), await unit.today())),
    )
