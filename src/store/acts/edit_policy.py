"""Editing a policy, and settling its payer.

Articles: Editing an Existing Policy; in the portal's, Reviewing Client-Entered Insurance Policies.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from insurance import history, limits
from insurance.attachments import changed_attachments
from insurance.duplicates import DUPLICATE, duplicate_of
from insurance.enums import ChangeCause
from insurance.facts import Attachment, FieldChange, Payer, Policy
from insurance.new_primary import without_moved_end
from insurance.payer_choice import payer_choice_problems, with_payer
from insurance.payer_names import names_in_use
from insurance.payer_settlement import alias_problem, is_new_alias, waiting_with_same_text
from insurance.policy_form import STAFF_FORM
from insurance.policy_input import PolicyInput
from insurance.problems import Problem, not_found, version_conflict
from insurance.status_warnings import edit_warnings
from store.acts.act import Act, perform
from store.acts.attach import NewFiles, Wanted, attach, attachments_of, detach, new_files
from store.acts.outcomes import PolicyEdited
from store.acts.retries import Retry
from store.caller import Caller
from store.db.database import Database


@dataclass(frozen=True, slots=True)
class PolicyEdit:
    """What staff gave: fields under the form's names; with "payer_id" among them, `payer_id` is its own id or None."""

    policy_id: str | None
    version: int | None
    payer_id: str | None
    remember_entered_name: bool
    fields: Mapping[str, Any]
    add_attachments: tuple[Wanted, ...] = ()
    remove_attachments: tuple[str | None, ...] = ()

    @property
    def chooses_payer(self) -> bool:
        """Whether a payer was given, rather than left out or emptied."""
        return self.fields.get("payer_id") is not None


async def edit_policy(
    database: Database, caller: Caller, edit: PolicyEdit, *, dry_run: bool = False, retry: Retry | None = None
) -> PolicyEdited:
    """Changes what was given, and settles the policies that wait with the same text where that was asked for."""
    return await perform(database, caller, lambda act: _edit(act, edit, dry_run), retry=retry, dry_run=dry_run)


async def _edit(act: Act, edit: PolicyEdit, dry_run: bool) -> PolicyEdited:
    policy, payers = await act.policy(edit.policy_id), await act.payers()
    if policy is None:
        return PolicyEdited(problems=(not_found("policy", "id"),))
    if problems := version_conflict(policy.version, edit.version):
        return PolicyEdited(policy=policy, problems=tuple(problems))
    given = PolicyInput(edit.fields, STAFF_FORM, before=policy)
    after = _edited(act, policy, edit, given.changes)
    files = await _files(act, policy, edit)
    problems = [*given.problems, *_payer_problems(policy, after, edit, payers), *files.problems]
    if problems:
        return PolicyEdited(policy=policy, problems=tuple(problems))
    chart = await act.chart(policy.client_id)
    if existing := duplicate_of(after, chart, before=policy):
        return PolicyEdited(policy=policy, existing_policy=existing, problems=(DUPLICATE,))
    saved = await act.change_policy(policy, after, payers, ChangeCause.EDITED, more=files.changes)
    await attach(act, policy.id, files.new)
    await detach(act, files.removed)
    settled = await _remember(act, saved, payers) if edit.remember_entered_name else []
    changes = history.differences(history.policy_texts(policy, payers), history.policy_texts(after, payers))
    return PolicyEdited(
        policy=policy if dry_run else saved,
        changes=(*changes, *files.changes),
        settled_policies=tuple(before if dry_run else now for before, now in settled),
        warnings=tuple(edit_warnings(saved, chart, await act.today())),
    )


@dataclass(frozen=True, slots=True)
class _Files:
    """What is attached and taken off, how the history tells it, and what is wrong about it."""

    new: NewFiles = field(default_factory=NewFiles)
    removed: tuple[Attachment, ...] = ()
    changes: tuple[FieldChange, ...] = ()
    problems: tuple[Problem, ...] = ()


async def _files(act: Act, policy: Policy, edit: PolicyEdit) -> _Files:
    if not edit.add_attachments and not edit.remove_attachments:
        return _Files()
    current = await attachments_of(act, policy.id)
    removed = tuple(each for each in current if each.id in set(edit.remove_attachments))
    room = limits.ATTACHMENTS - len(current) + len(removed)
    new = await new_files(act, edit.add_attachments, policy.id, "add_attachments", room)
    known = {each.id for each in current}
    missing = [
        not_found("attachment", "remove_attachment_ids", str(place))
        for place, id_ in enumerate(edit.remove_attachments)
        if id_ not in known
    ]
    changes = changed_attachments(current, edit.remove_attachments, new.attachments)
    return _Files(new, removed, changes, (*new.problems, *missing))


def _edited(act: Act, policy: Policy, edit: PolicyEdit, changes: Mapping[str, Any]) -> Policy:
    after = replace(policy, **changes)
    if edit.chooses_payer:
        after = with_payer(after, edit.payer_id, act.now, act.caller.display_name)
    return without_moved_end(policy, after)


def _payer_problems(policy: Policy, after: Policy, edit: PolicyEdit, payers: Mapping[str, Payer]) -> list[Problem]:
    problems = payer_choice_problems(edit.payer_id, payers, policy.payer_id) if edit.chooses_payer else []
    if edit.remember_entered_name:
        payer, taken = payers.get(after.payer_id or ""), names_in_use(payers.values(), after.payer_id)
        problem = alias_problem(after, payer, edit.chooses_payer, taken)
        problems += [problem] if problem else []
    return problems


async def _remember(act: Act, policy: Policy, payers: Mapping[str, Payer]) -> list[tuple[Policy, Policy]]:
    """Keeps the client's text as an alias and settles who waits with the same: each policy as it was and as it is."""
    payer = payers[policy.payer_id or ""]
    if is_new_alias(policy, payer):
        await act.change_payer(payer, replace(payer, aliases=(*payer.aliases, policy.entered_payer_name or "")))
    waiting = waiting_with_same_text(policy, await act.waiting())
    changes = [(other, replace(other, payer_id=payer.id)) for other in waiting]
    settled = await act.change_policies(changes, payers, ChangeCause.PAYER_SETTLED, caused_by=policy)
    return list(zip(waiting, settled, strict=True))
