"""What adding and submitting share: a new policy on the chart, and the Primaries it ends."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from insurance import history
from insurance.chart_warnings import added_policy_warnings
from insurance.enums import ChangeCause, PolicySource, PolicyStatus, PolicyType
from insurance.facts import Payer, Policy
from insurance.status_warnings import inactive_warnings
from store.acts.attachments import AttachedUploads, insert_attachments
from store.acts.endings import as_stored, move_end_dates, with_changes
from store.acts.outcomes import PolicyAdded
from store.acts.policy_writer import insert_policy
from store.acts.unit_of_work import UnitOfWork


def blank_policy(unit: UnitOfWork, client_id: str, source: PolicySource) -> Policy:
    """A new policy with none of the form's fields filled in."""
    values: dict[str, Any] = {
        **dict.fromkeys(field.name for field in fields(Policy)),
        "id": unit.new_id(),
        "client_id": client_id,
        "version": 1,
        "type": PolicyType.OTHER,
        "status": PolicyStatus.ACTIVE,
        "source": source,
        "created_at": unit.now,
        "updated_at": unit.now,
    }
    return Policy(**values)


async def save_new_policy(
    unit: UnitOfWork,
    policy: Policy,
    chart: Sequence[Policy],
    payers: Mapping[str, Payer],
    cause: ChangeCause,
    files: AttachedUploads,
    *,
    dry_run: bool,
    end_previous: bool = True,
) -> PolicyAdded:
    """Writes the policy with its files and ends the open Primaries before it, unless they are to stay as they are.

    A dry run answers with those as they are.
    """
    await insert_policy(unit, policy, payers, cause, history.attachment_texts(files.attachments))
    await insert_attachments(unit, policy.id, files)
    ended = await move_end_dates(unit, None, policy, chart, payers, end_previous=end_previous)
    chart_after = with_changes(chart, [policy, *(one.policy for one in ended)])
    return PolicyAdded(
        policy=None if dry_run else policy,
        client_id=policy.client_id,
        ended_policies=as_stored(ended, chart) if dry_run else tuple(ended),
        warnings=(*added_policy_warnings(policy, chart, chart_after), *inactive_warnings(policy)),
    )
