"""Submitting a policy from the portal (portal article: What Clients Can and Cannot Do in the Portal)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from insurance.client_facts import checked_client_facts, known_fact_problems
from insurance.duplicates import DUPLICATE, duplicate_of
from insurance.enums import ChangeCause, PolicySource
from insurance.facts import Payer, Policy
from insurance.payer_names import matching_payer
from insurance.policy_form import PORTAL_FORM
from insurance.policy_input import PolicyInput
from insurance.problems import Problem
from insurance.submission import limit_problems, missing_content
from store.acts.attachments import AttachmentRequest, find_uploads
from store.acts.client_writer import update_client
from store.acts.idempotency import Retry
from store.acts.new_policy import blank_policy, save_new_policy
from store.acts.outcomes import PolicyAdded
from store.acts.portal_access import client_who_may_add
from store.acts.unit_of_work import UnitOfWork, perform
from store.caller import Caller
from store.db.database import Database


@dataclass(frozen=True, slots=True)
class Submission:
    """A client's input: `fields` by the form's input names, `client_facts` by the attributes of `Client`."""

    fields: Mapping[str, Any]
    attachments: tuple[AttachmentRequest, ...]
    client_facts: Mapping[str, Any] = field(default_factory=dict)


async def submit_policy(
    database: Database, caller: Caller, submission: Submission, *, dry_run: bool = False, retry: Retry | None = None
) -> PolicyAdded:
    """Adds the client's own policy, fills in the facts of their record, and ends the open Primaries before it.

    Or answers with every problem.

    The payer's name is matched once, here. Where it matches no payer, or several, the policy needs a payer.
    """
    return await perform(
        database,
        caller,
        lambda unit: _submit(unit, submission, dry_run),
        practice="shared",
        retry=retry,
        dry_run=dry_run,
    )


async def _submit(unit: UnitOfWork, submission: Submission, dry_run: bool) -> PolicyAdded:
    client = await client_who_may_add(unit)
    if isinstance(client, Problem):
        return PolicyAdded(problems=(client,))
    unit = unit.with_caller_name(client.display_name)
    blank, chart = blank_policy(unit, client.id, PolicySource.PORTAL), await unit.chart(client.id)
    checked = PolicyInput(submission.fields, PORTAL_FORM, None, await unit.today())
    files = await find_uploads(unit, submission.attachments, blank.id, "attachments")
    completed, fact_problems = checked_client_facts(client, submission.client_facts, await unit.today())
    input_problems = [*_missing_content(submission), *checked.problems, *fact_problems]
    known_facts = known_fact_problems(client, submission.client_facts)
    other_problems = (*known_facts, *files.problems, *limit_problems(chart, unit.now))
    if input_problems:
        return PolicyAdded(client_id=client.id, problems=(*input_problems, *other_problems))
    payers = await unit.payers()
    policy = _matched(replace(blank, **checked.changes), payers)
    # Before files, limits and known facts: a policy that was saved already has used up its uploads, counts towards the
    # limits, and has filled in the facts.
    if existing := duplicate_of(policy, chart):
        return PolicyAdded(client_id=client.id, existing_policy=existing, problems=(DUPLICATE,))
    if other_problems:
        return PolicyAdded(client_id=client.id, problems=other_problems)
    await update_client(unit, client, completed, ChangeCause.SUBMITTED)
    return await save_new_policy(unit, policy, chart, payers, ChangeCause.SUBMITTED, files, dry_run=dry_run)


def _missing_content(submission: Submission) -> list[Problem]:
    return missing_content({**submission.fields, "attachments": list(submission.attachments)})


def _matched(policy: Policy, payers: Mapping[str, Payer]) -> Policy:
    payer = matching_payer(policy.entered_payer_name or "", payers.values())
    return replace(policy, payer_id=payer.id) if payer else policy
