"""Editing a policy, and settling its payer.

Articles: Editing an Existing Policy; Reviewing Client-Entered Insurance Policies.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from insurance import history, limits
from insurance.attachments import attachment_changes
from insurance.chart_warnings import chart_warnings
from insurance.duplicates import DUPLICATE, duplicate_of
from insurance.edit_warnings import edit_warnings
from insurance.ended_by import without_moved_end
from insurance.enums import ChangeCause
from insurance.facts import Attachment, FieldChange, Payer, Policy
from insurance.new_primary import EndedPolicy
from insurance.payer_choice import payer_choice_problems, with_payer
from insurance.payer_names import names_in_use, normalised
from insurance.payer_settlement import alias_problem, is_new_alias, waiting_with_same_text
from insurance.policy_form import STAFF_FORM
from insurance.policy_input import PolicyInput
from insurance.problems import Problem, not_found
from insurance.warnings import PolicyWarning
from store.acts.attachments import (
    AttachedUploads,
    AttachmentRequest,
    current_attachments,
    find_uploads,
    insert_attachments,
    remove_attachments,
)
from store.acts.endings import as_stored, move_end_dates, with_changes
from store.acts.idempotency import Retry
from store.acts.outcomes import PolicyEdited
from store.acts.payer_writer import update_payer
from store.acts.policy_writer import update_policies, update_policy
from store.acts.unit_of_work import UnitOfWork, perform
from store.caller import Caller
from store.db.database import Database

_Settled: TypeAlias = tuple[Policy, Policy]
"""A policy before it was settled, and as stored afterwards."""


@dataclass(frozen=True, slots=True)
class PolicyEdit:
    """The input of staff: `fields` by the form's input names; `payer_id` is the local id of "payer_id" among them."""

    policy_id: str | None
    version: int | None
    payer_id: str | None
    remember_entered_name: bool
    fields: Mapping[str, Any]
    add_attachments: tuple[AttachmentRequest, ...] = ()
    remove_attachments: tuple[str | None, ...] = ()

    @property
    def chooses_payer(self) -> bool:
        """Whether the input has a payer, neither left out nor null."""
        return self.fields.get("payer_id") is not None


async def edit_policy(
    database: Database, caller: Caller, edit: PolicyEdit, *, dry_run: bool = False, retry: Retry | None = None
) -> PolicyEdited:
    """Changes the fields that the input has, and with them the end dates that the policy has set, or sets now.

    If asked to, it settles the waiting policies with the same text too.
    """
    return await perform(
        database,
        caller,
        lambda unit: _edit(unit, edit, dry_run),
        practice="alone" if edit.remember_entered_name else "shared",
        retry=retry,
        dry_run=dry_run,
    )


async def _edit(unit: UnitOfWork, edit: PolicyEdit, dry_run: bool) -> PolicyEdited:
    policy, payers = await unit.policy(edit.policy_id), await unit.payers()
    if policy is None:
        return PolicyEdited(problems=(not_found("policy", "id"),))
    if problems := await unit.conflict(policy.id, policy.version, edit.version):
        return PolicyEdited(policy=policy, problems=tuple(problems))
    checked = PolicyInput(edit.fields, STAFF_FORM, policy, await unit.today())
    after = _edited(unit, policy, edit, checked.changes)
    files = await _attachment_edit(unit, policy, edit)
    if problems := [*checked.problems, *_payer_problems(policy, after, edit, payers), *files.problems]:
        return PolicyEdited(policy=policy, problems=tuple(problems))
    chart = await unit.chart(policy.client_id)
    if existing := duplicate_of(after, chart, before=policy):
        return PolicyEdited(policy=policy, existing_policy=existing, problems=(DUPLICATE,))
    stored = await update_policy(unit, policy, after, payers, ChangeCause.EDITED, attachments=files.changes)
    await insert_attachments(unit, policy.id, files.added)
    await remove_attachments(unit, files.removed)
    moved = await move_end_dates(unit, policy, stored, chart, payers)
    settled = await _settle(unit, stored, payers) if edit.remember_entered_name else []
    changes = history.differences(history.policy_texts(policy, payers), history.policy_texts(after, payers))
    outcome = PolicyEdited(
        policy=stored,
        changes=(*changes, *files.changes),
        ended_policies=_as_settled(moved, settled),
        settled_policies=tuple(settled_policy for _, settled_policy in settled),
        warnings=await _warnings(unit, edit, policy, stored, chart, moved),
    )
    return _as_stored(outcome, policy, chart, settled) if dry_run else outcome


async def _warnings(
    unit: UnitOfWork,
    edit: PolicyEdit,
    policy: Policy,
    stored: Policy,
    chart: Sequence[Policy],
    moved: Sequence[EndedPolicy],
) -> tuple[PolicyWarning, ...]:
    chart_after = with_changes(chart, [stored, *(one.policy for one in moved)])
    about_policy = edit_warnings(policy, stored, chart_after, await unit.today(), chooses_payer=edit.chooses_payer)
    return (*about_policy, *chart_warnings(stored, moved, chart, chart_after))


def _as_settled(moved: Sequence[EndedPolicy], settled: Sequence[_Settled]) -> tuple[EndedPolicy, ...]:
    """The policies whose end date was moved, each as it is after it got its payer too, if it did."""
    policies = {policy.id: policy for _, policy in settled}
    return tuple(replace(one, policy=policies.get(one.policy.id, one.policy)) for one in moved)


def _as_stored(
    outcome: PolicyEdited, policy: Policy, chart: Sequence[Policy], settled: Sequence[_Settled]
) -> PolicyEdited:
    """What a dry run answers: the policies as they are."""
    # One of the same chart may have had its end date moved before it was settled.
    on_chart = {other.id: other for other in chart}
    return replace(
        outcome,
        policy=policy,
        ended_policies=as_stored(outcome.ended_policies, chart),
        settled_policies=tuple(on_chart.get(before.id, before) for before, _ in settled),
    )


@dataclass(frozen=True, slots=True)
class _AttachmentEdit:
    """The attachments to add and to remove, the change the history records, and the problems."""

    added: AttachedUploads = field(default_factory=AttachedUploads)
    removed: tuple[Attachment, ...] = ()
    changes: tuple[FieldChange, ...] = ()
    problems: tuple[Problem, ...] = ()


async def _attachment_edit(unit: UnitOfWork, policy: Policy, edit: PolicyEdit) -> _AttachmentEdit:
    if not edit.add_attachments and not edit.remove_attachments:
        return _AttachmentEdit()
    current = await current_attachments(unit, policy.id)
    removed = tuple(attachment for attachment in current if attachment.id in set(edit.remove_attachments))
    available = limits.ATTACHMENTS - len(current) + len(removed)
    added = await find_uploads(unit, edit.add_attachments, policy.id, "add_attachments", available)
    current_ids = {attachment.id for attachment in current}
    missing = [
        not_found("attachment", "remove_attachment_ids", str(index))
        for index, id_ in enumerate(edit.remove_attachments)
        if id_ not in current_ids
    ]
    changes = attachment_changes(current, edit.remove_attachments, added.attachments)
    return _AttachmentEdit(added, removed, changes, (*added.problems, *missing))


def _edited(unit: UnitOfWork, policy: Policy, edit: PolicyEdit, changes: Mapping[str, Any]) -> Policy:
    after = replace(policy, **changes)
    if edit.chooses_payer:
        after = with_payer(after, edit.payer_id, unit.now, unit.caller.display_name)
    return without_moved_end(policy, after)


def _payer_problems(policy: Policy, after: Policy, edit: PolicyEdit, payers: Mapping[str, Payer]) -> list[Problem]:
    problems = payer_choice_problems(edit.payer_id, payers, policy.payer_id) if edit.chooses_payer else []
    if edit.remember_entered_name:
        payer, in_use = payers.get(after.payer_id or ""), names_in_use(payers.values(), after.payer_id)
        problem = alias_problem(after, payer, edit.chooses_payer, in_use)
        problems += [problem] if problem else []
    return problems


async def _settle(unit: UnitOfWork, policy: Policy, payers: Mapping[str, Payer]) -> list[_Settled]:
    """Adds the client's text to the payer's aliases and settles the waiting policies with it: (before, stored) each."""
    payer = payers[policy.payer_id or ""]
    if is_new_alias(policy, payer):
        aliases = (*payer.aliases, policy.entered_payer_name or "")
        await update_payer(unit, payer, replace(payer, aliases=aliases), payers)
    same_text = await unit.policies_needing_payer(normalised(policy.entered_payer_name or ""))
    waiting = waiting_with_same_text(policy, same_text)
    edits = [(other, replace(other, payer_id=payer.id)) for other in waiting]
    settled = await update_policies(unit, edits, payers, ChangeCause.PAYER_SETTLED, caused_by=policy)
    return list(zip(waiting, settled, strict=True))
