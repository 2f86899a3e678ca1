"""Adding a policy to a chart (article: Adding a New Insurance Policy)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from insurance.duplicates import DUPLICATE, duplicate_of
from insurance.enums import ChangeCause, PolicySource, PolicyStatus
from insurance.new_primary import new_primary_warnings
from insurance.payer_choice import payer_choice_problems
from insurance.policy_form import STAFF_FORM
from insurance.policy_input import PolicyInput
from insurance.problems import not_found
from insurance.status_warnings import inactive_warnings
from store.acts.act import Act, perform
from store.acts.attach import Wanted, new_files
from store.acts.new_policy import blank_policy, save_new
from store.acts.outcomes import PolicyAdded
from store.acts.retries import Retry
from store.caller import Caller
from store.db.database import Database


@dataclass(frozen=True, slots=True)
class NewPolicy:
    """What staff gave: fields under the form's names. An id is None where the API's id was none of that kind."""

    client_id: str | None
    payer_id: str | None
    status: PolicyStatus
    fields: Mapping[str, Any]
    attachments: tuple[Wanted, ...] = ()


async def add_policy(
    database: Database, caller: Caller, new: NewPolicy, *, dry_run: bool = False, retry: Retry | None = None
) -> PolicyAdded:
    """Adds the policy and ends the open Primaries it follows, or says what is in the way."""
    return await perform(database, caller, lambda act: _add(act, new, dry_run), retry=retry, dry_run=dry_run)


async def _add(act: Act, new: NewPolicy, dry_run: bool) -> PolicyAdded:
    client, payers = await act.client(new.client_id), await act.payers()
    given = PolicyInput(new.fields, STAFF_FORM, before=None)
    blank = blank_policy(act, client.id if client else "", PolicySource.PRACTICE)
    files = await new_files(act, new.attachments, blank.id, "attachments")
    problems = [] if client else [not_found("client", "client_id")]
    problems += payer_choice_problems(new.payer_id, payers) + given.problems
    if client is None or problems:
        return PolicyAdded(client_id=client.id if client else None, problems=(*problems, *files.problems))
    policy = replace(blank, payer_id=new.payer_id, status=new.status, **given.changes)
    chart = await act.chart(client.id)
    # Before the files: what was saved already has used them.
    if existing := duplicate_of(policy, chart):
        return PolicyAdded(client_id=client.id, existing_policy=existing, problems=(DUPLICATE,))
    if files.problems:
        return PolicyAdded(client_id=client.id, problems=files.problems)
    ended = await save_new(act, policy, chart, payers, ChangeCause.ADDED, files)
    now = {**{other.id: other for other in chart}, **{each.policy.id: each.policy for each in ended}}
    if dry_run:
        stored = {other.id: other for other in chart}
        ended = [replace(each, policy=stored[each.policy.id]) for each in ended]
    return PolicyAdded(
        policy=None if dry_run else policy,
        client_id=client.id,
        ended_policies=tuple(ended),
        warnings=(*new_primary_warnings(policy, now.values()), *inactive_warnings(policy)),
    )
