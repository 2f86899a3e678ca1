"""Making a policy inactive, and active again (article: Making a Policy Inactive)."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date

from insurance import history
from insurance.enums import ChangeCause, PolicyStatus
from insurance.facts import Policy
from insurance.new_primary import without_moved_end
from insurance.policy_form import STAFF_FORM
from insurance.policy_input import PolicyInput
from insurance.problems import not_found, version_conflict
from insurance.status_warnings import active_warnings, inactive_warnings
from insurance.warnings import PolicyWarning
from store.acts.act import Act, perform
from store.acts.outcomes import StatusChanged
from store.acts.retries import Retry
from store.caller import Caller
from store.db.database import Database


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
    """Sets the status and, where one is given, the end date. An inactive policy may get its end date this way."""

    async def change(act: Act) -> StatusChanged:
        policy = await act.policy(policy_id)
        if policy is None:
            return StatusChanged(problems=(not_found("policy", "id"),))
        given = PolicyInput({"end_date": end_date} if end_date else {}, STAFF_FORM, before=policy)
        problems = version_conflict(policy.version, version) or given.problems
        if problems:
            return StatusChanged(policy=policy, problems=tuple(problems))
        after = replace(policy, status=PolicyStatus.INACTIVE, end_date=end_date or policy.end_date)
        after = without_moved_end(policy, after)
        return await _changed(act, policy, after, ChangeCause.MADE_INACTIVE, _inactive, dry_run)

    return await perform(database, caller, change, retry=retry, dry_run=dry_run)


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

    async def change(act: Act) -> StatusChanged:
        policy = await act.policy(policy_id)
        if policy is None:
            return StatusChanged(problems=(not_found("policy", "id"),))
        if problems := version_conflict(policy.version, version):
            return StatusChanged(policy=policy, problems=tuple(problems))
        after = replace(policy, status=PolicyStatus.ACTIVE)
        return await _changed(act, policy, after, ChangeCause.MADE_ACTIVE, _active, dry_run)

    return await perform(database, caller, change, retry=retry, dry_run=dry_run)


async def _inactive(_act: Act, policy: Policy) -> tuple[PolicyWarning, ...]:
    return tuple(inactive_warnings(policy))


async def _active(act: Act, policy: Policy) -> tuple[PolicyWarning, ...]:
    return tuple(active_warnings(policy, await act.chart(policy.client_id), await act.today()))


async def _changed(
    act: Act,
    before: Policy,
    after: Policy,
    cause: ChangeCause,
    warnings: Callable[[Act, Policy], Awaitable[tuple[PolicyWarning, ...]]],
    dry_run: bool,
) -> StatusChanged:
    payers = await act.payers()
    saved = await act.change_policy(before, after, payers, cause)
    return StatusChanged(
        policy=before if dry_run else saved,
        changes=history.differences(history.policy_texts(before, payers), history.policy_texts(after, payers)),
        warnings=await warnings(act, saved),
    )
