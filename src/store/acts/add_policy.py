"""Adding a policy to a chart (article: Adding a New Insurance Policy)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from insurance.duplicates import duplicate_of
from insurance.facts import Payer, Policy
from insurance.new_primary import new_primary_warnings, policies_ended_by
from insurance.policy_form import STAFF_FORM
from insurance.policy_input import PolicyInput
from insurance.status import inactive_warnings
from insurance.words import ChangeCause, PolicySource, PolicyStatus, PolicyType
from store.acts.act import Act, perform
from store.acts.outcomes import PolicyAdded
from store.acts.refusals import duplicate, not_found, payer_problems
from store.acts.retries import Retry
from store.caller import Caller
from store.database import Database
from store.ids import new_id


@dataclass(frozen=True, slots=True)
class NewPolicy:
    """What staff gave: fields under the form's names. An id is None where the API's id was none of that kind."""

    client_id: str | None
    payer_id: str | None
    status: PolicyStatus
    fields: Mapping[str, Any]


async def add_policy(
    database: Database, caller: Caller, new: NewPolicy, *, dry_run: bool = False, retry: Retry | None = None
) -> PolicyAdded:
    """Adds the policy and ends the open Primaries it follows, or says what is in the way."""
    return await perform(database, caller, lambda act: _add(act, new, dry_run), retry=retry, dry_run=dry_run)


async def _add(act: Act, new: NewPolicy, dry_run: bool) -> PolicyAdded:
    client, payers = await act.client(new.client_id), await act.payers()
    given = PolicyInput(new.fields, STAFF_FORM, before=None)
    problems = [] if client else [not_found("client", "clientId")]
    problems += payer_problems(new.payer_id, payers) + given.problems
    if client is None or problems:
        return PolicyAdded(client_id=client.id if client else None, problems=tuple(problems))
    policy = replace(_blank(act, client.id), payer_id=new.payer_id, status=new.status, **given.changes)
    chart = await act.chart(client.id)
    existing = duplicate_of(policy, chart)
    if existing:
        return PolicyAdded(client_id=client.id, existing_policy=existing, problems=tuple(duplicate(existing)))
    return await _save(act, policy, chart, payers, dry_run)


async def _save(
    act: Act, policy: Policy, chart: list[Policy], payers: Mapping[str, Payer], dry_run: bool
) -> PolicyAdded:
    await act.add_policy(policy, payers, ChangeCause.ADDED)
    before = {other.id: other for other in chart}
    ended = []
    for each in policies_ended_by(policy, chart):
        old = before[each.policy.id]
        now = await act.change_policy(old, each.policy, payers, ChangeCause.ENDED_BY_NEW_PRIMARY, caused_by=policy)
        ended.append(replace(each, policy=old if dry_run else now))
        before[now.id] = now
    warnings = (*new_primary_warnings(policy, before.values()), *inactive_warnings(policy))
    return PolicyAdded(
        policy=None if dry_run else policy,
        client_id=policy.client_id,
        ended_policies=tuple(ended),
        warnings=tuple(warnings),
    )


def _blank(act: Act, client_id: str) -> Policy:
    empty: dict[str, Any] = dict.fromkeys(Policy.__dataclass_fields__)
    return Policy(
        **{
            **empty,
            "id": new_id(),
            "client_id": client_id,
            "version": 1,
            "type": PolicyType.OTHER,
            "status": PolicyStatus.ACTIVE,
            "source": PolicySource.PRACTICE,
            "created_at": act.now,
            "updated_at": act.now,
        }
    )
