"""What adding and submitting share: a new policy on the chart, and the Primaries it ends."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from insurance import history
from insurance.enums import ChangeCause, PolicySource, PolicyStatus, PolicyType
from insurance.facts import Payer, Policy
from insurance.new_primary import EndedPolicy, policies_ended_by
from store.acts.attachments import AttachedUploads, insert_attachments
from store.acts.policy_writer import insert_policy, update_policy
from store.acts.unit_of_work import UnitOfWork
from store.ids import new_id


def blank_policy(unit: UnitOfWork, client_id: str, source: PolicySource) -> Policy:
    """A new policy with none of the form's fields filled in."""
    values: dict[str, Any] = {
        **dict.fromkeys(field.name for field in fields(Policy)),
        "id": new_id(),
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
) -> list[EndedPolicy]:
    """Writes the policy with its files and ends the open Primaries before it. Answers with those, as stored."""
    await insert_policy(unit, policy, payers, cause, history.attachment_texts(files.attachments))
    await insert_attachments(unit, policy.id, files)
    before = {other.id: other for other in chart}
    ended = []
    for one in policies_ended_by(policy, chart):
        current, cause = before[one.policy.id], ChangeCause.ENDED_BY_NEW_PRIMARY
        stored = await update_policy(unit, current, one.policy, payers, cause, caused_by=policy)
        ended.append(replace(one, policy=stored))
    return ended
