"""Writes the end dates that a Primary sets, moves and takes away, in the same transaction as its own change."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from insurance.ended_by import policies_that_follow
from insurance.enums import ChangeCause
from insurance.facts import Payer, Policy
from insurance.new_primary import EndedPolicy, policies_ended_by, takes_its_place
from store.acts.policy_writer import update_policies
from store.acts.unit_of_work import UnitOfWork


async def move_end_dates(
    unit: UnitOfWork,
    before: Policy | None,
    after: Policy,
    chart: Sequence[Policy],
    payers: Mapping[str, Payer],
    *,
    end_previous: bool = True,
) -> list[EndedPolicy]:
    """Writes what a change of one policy does to the end dates of others, and answers with those, as stored.

    `before` is None for a new policy; `chart` is as it was. Without `end_previous` a Primary that takes its place ends
    none.
    """
    ends = end_previous and takes_its_place(before, after)
    moved = policies_ended_by(after, chart) if ends else []
    moved += policies_that_follow(before, after, chart) if before else []
    set_dates = [one for one in moved if one.new_end_date is not None]
    undone = [one for one in moved if one.new_end_date is None]
    stored = await _write(unit, set_dates, after, chart, payers, ChangeCause.ENDED_BY_NEW_PRIMARY)
    return stored + await _write(unit, undone, after, chart, payers, ChangeCause.ENDING_UNDONE)


def with_changes(chart: Sequence[Policy], changed: Iterable[Policy]) -> list[Policy]:
    """The chart with these policies in place of what they were, and those that are new after the others."""
    policies = {policy.id: policy for policy in chart}
    return list({**policies, **{policy.id: policy for policy in changed}}.values())


def as_stored(moved: Sequence[EndedPolicy], chart: Sequence[Policy]) -> tuple[EndedPolicy, ...]:
    """What a dry run answers: the policies whose end date would move, as they are."""
    stored = {policy.id: policy for policy in chart}
    return tuple(replace(one, policy=stored[one.policy.id]) for one in moved)


async def _write(
    unit: UnitOfWork,
    moved: Sequence[EndedPolicy],
    by: Policy,
    chart: Sequence[Policy],
    payers: Mapping[str, Payer],
    cause: ChangeCause,
) -> list[EndedPolicy]:
    earlier = {policy.id: policy for policy in chart}
    edits = [(earlier[one.policy.id], one.policy) for one in moved]
    stored = await update_policies(unit, edits, payers, cause, caused_by=by)
    return [replace(one, policy=policy) for one, policy in zip(moved, stored, strict=True)]
