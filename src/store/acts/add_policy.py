"""Adding a policy to a chart (article: Adding a New Insurance Policy)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from insurance.duplicates import DUPLICATE, duplicate_of
from insurance.enums import ChangeCause, PolicySource, PolicyStatus
from insurance.payer_choice import payer_choice_problems
from insurance.policy_form import STAFF_FORM
from insurance.policy_input import PolicyInput, new_status_problems
from insurance.problems import not_found
from store.acts.attachments import AttachmentRequest, find_uploads
from store.acts.idempotency import Retry
from store.acts.new_policy import blank_policy, save_new_policy
from store.acts.outcomes import PolicyAdded
from store.acts.unit_of_work import UnitOfWork, perform
from store.caller import Caller
from store.db.database import Database


@dataclass(frozen=True, slots=True)
class NewPolicy:
    """The input of staff: `fields` by the form's input names. An id is None where the API's id was of another kind.

    Without `end_previous` the open Primaries stay as they are: the new one is meant to stand beside them.
    """

    client_id: str | None
    payer_id: str | None
    status: PolicyStatus
    fields: Mapping[str, Any]
    attachments: tuple[AttachmentRequest, ...] = ()
    end_previous: bool = True


async def add_policy(
    database: Database, caller: Caller, new: NewPolicy, *, dry_run: bool = False, retry: Retry | None = None
) -> PolicyAdded:
    """Adds the policy and ends the open Primaries before it, or answers with every problem."""
    return await perform(
        database, caller, lambda unit: _add(unit, new, dry_run), practice="shared", retry=retry, dry_run=dry_run
    )


async def _add(unit: UnitOfWork, new: NewPolicy, dry_run: bool) -> PolicyAdded:
    client, payers = await unit.client(new.client_id), await unit.payers()
    checked = PolicyInput(new.fields, STAFF_FORM, None, await unit.today())
    blank = blank_policy(unit, client.id if client else "", PolicySource.PRACTICE)
    files = await find_uploads(unit, new.attachments, blank.id, "attachments")
    problems = [] if client else [not_found("client", "client_id")]
    problems += payer_choice_problems(new.payer_id, payers) + new_status_problems(new.status) + checked.problems
    if client is None or problems:
        return PolicyAdded(client_id=client.id if client else None, problems=(*problems, *files.problems))
    policy = replace(blank, payer_id=new.payer_id, status=new.status, **checked.changes)
    chart = await unit.chart(client.id)
    # Before the problems with files: a policy that was saved already has used up its uploads.
    if existing := duplicate_of(policy, chart):
        return PolicyAdded(client_id=client.id, existing_policy=existing, problems=(DUPLICATE,))
    if files.problems:
        return PolicyAdded(client_id=client.id, problems=files.problems)
    return await save_new_policy(
        unit, policy, chart, payers, ChangeCause.ADDED, files, dry_run=dry_run, end_previous=new.end_previous
    )
