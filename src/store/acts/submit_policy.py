"""Submitting a policy from the portal (portal article: What Clients Can and Cannot Do in the Portal)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from insurance.duplicates import DUPLICATE, duplicate_of
from insurance.enums import ChangeCause, PolicySource
from insurance.facts import Payer, Policy
from insurance.payer_names import matching_payer
from insurance.policy_form import PORTAL_FORM
from insurance.policy_input import PolicyInput
from insurance.problems import Problem
from insurance.submission import limit_problems, nothing_given
from store.acts.act import Act, perform
from store.acts.attach import Wanted, new_files
from store.acts.new_policy import blank_policy, save_new
from store.acts.outcomes import PolicyAdded
from store.acts.portal import collected_from
from store.acts.retries import Retry
from store.caller import Caller
from store.db.database import Database


@dataclass(frozen=True, slots=True)
class Submission:
    """What a client gave: fields under the form's names."""

    fields: Mapping[str, Any]
    attachments: tuple[Wanted, ...]


async def submit_policy(
    database: Database, caller: Caller, submission: Submission, *, retry: Retry | None = None
) -> PolicyAdded:
    """Adds the client's own policy and ends the open Primaries it follows, or says what is in the way.

    What the client calls the payer is matched once, here; what matches no one payer waits for staff.
    """
    return await perform(database, caller, lambda act: _submit(act, submission), retry=retry)


async def _submit(act: Act, submission: Submission) -> PolicyAdded:
    client = await collected_from(act)
    if isinstance(client, Problem):
        return PolicyAdded(problems=(client,))
    act = act.in_name_of(client.display_name)
    blank, chart = blank_policy(act, client.id, PolicySource.PORTAL), await act.chart(client.id)
    given = PolicyInput(submission.fields, PORTAL_FORM, before=None)
    files = await new_files(act, submission.attachments, blank.id, "attachments")
    wrong, beyond = _input_problems(submission, given), (*files.problems, *limit_problems(chart, act.now))
    if wrong:
        return PolicyAdded(client_id=client.id, problems=(*wrong, *beyond))
    payers = await act.payers()
    policy = _matched(replace(blank, **given.changes), payers)
    # Before the files and the limits: what was saved already has used them.
    if existing := duplicate_of(policy, chart):
        return PolicyAdded(client_id=client.id, existing_policy=existing, problems=(DUPLICATE,))
    if beyond:
        return PolicyAdded(client_id=client.id, problems=beyond)
    ended = await save_new(act, policy, chart, payers, ChangeCause.SUBMITTED, files)
    return PolicyAdded(policy=policy, client_id=client.id, ended_policies=tuple(ended))


def _input_problems(submission: Submission, given: PolicyInput) -> list[Problem]:
    everything = {**submission.fields, "attachments": list(submission.attachments)}
    return [*nothing_given(everything), *given.problems]


def _matched(policy: Policy, payers: Mapping[str, Payer]) -> Policy:
    payer = matching_payer(policy.entered_payer_name or "", payers.values())
    return replace(policy, payer_id=payer.id) if payer else policy
