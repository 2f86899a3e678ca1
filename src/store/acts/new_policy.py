"""What adding and submitting have in common: a new policy on the chart, and the Primaries it ends."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from insurance import history
from insurance.enums import ChangeCause, PolicySource, PolicyStatus, PolicyType
from insurance.facts import Payer, Policy
from insurance.new_primary import EndedPolicy, policies_ended_by
from store.acts.act import Act
from store.acts.attach import NewFiles, attach
from store.ids import new_id


def blank_policy(act: Act, client_id: str, source: PolicySource) -> Policy:
    """A policy that says nothing yet."""
    empty: dict[str, Any] = dict.fromkeys(Policy.__dataclass_fields__)
    return Policy(
        **{
            **empty,
            "id": new_id(),
            "client_id": client_id,
            "version": 1,
            "type": PolicyType.OTHER,
            "status": PolicyStatus.ACTIVE,
            "source": source,
            "created_at": act.now,
            "updated_at": act.now,
        }
    )


async def save_new(
    act: Act,
    policy: Policy,
    chart: Sequence[Policy],
    payers: Mapping[str, Payer],
    cause: ChangeCause,
    files: NewFiles,
) -> list[EndedPolicy]:
    """Writes the policy with its files, and ends the open Primaries it follows: the answer, as they are now."""
    words = history.attachment_texts(files.attachments)
    await act.add_policy(policy, payers, cause, words)
    await attach(act, policy.id, files)
    before = {other.id: other for other in chart}
    ended = []
    for each in policies_ended_by(policy, chart):
        old = before[each.policy.id]
        now = await act.change_policy(old, each.policy, payers, ChangeCause.ENDED_BY_NEW_PRIMARY, caused_by=policy)
        ended.append(replace(each, policy=now))
    return ended
