"""Merging two payer records of the same insurer (portal article: Reviewing Client-Entered Insurance Policies)."""

from dataclasses import dataclass, replace

from insurance.enums import ChangeCause
from insurance.payer_merge import merge_problems, merged
from insurance.payer_names import names_in_use
from store.acts.idempotency import Retry
from store.acts.outcomes import PayersMerged
from store.acts.payer_writer import update_payer
from store.acts.policy_writer import update_policies
from store.acts.unit_of_work import UnitOfWork, perform
from store.caller import Caller
from store.db.database import Database


@dataclass(frozen=True, slots=True)
class PayerMerge:
    """The record that stays, and the one that is archived, by their local ids."""

    into_id: str | None
    from_id: str | None


async def merge_payers(
    database: Database, caller: Caller, merge: PayerMerge, *, dry_run: bool = False, retry: Retry | None = None
) -> PayersMerged:
    """Moves all policies, aliases and names of a record to the other, each with its entry in the history."""
    return await perform(
        database, caller, lambda unit: _merge(unit, merge, dry_run), practice="alone", retry=retry, dry_run=dry_run
    )


async def _merge(unit: UnitOfWork, merge: PayerMerge, dry_run: bool) -> PayersMerged:
    payers = await unit.payers()
    into, other = payers.get(merge.into_id or ""), payers.get(merge.from_id or "")
    problems = merge_problems(into, other)
    if into is None or other is None or problems:
        return PayersMerged(payer=into, problems=tuple(problems))
    third = names_in_use(payer for payer in payers.values() if payer.id not in (into.id, other.id))
    after, archived, problems = merged(into, other, third)
    if problems:
        return PayersMerged(payer=into, problems=tuple(problems))
    # The other first: as soon as it is archived, its names are free.
    await update_payer(unit, other, archived, payers)
    stored = await update_payer(unit, into, after, payers)
    policies = await unit.policies_of_payer(other.id)
    edits = [(policy, replace(policy, payer_id=into.id)) for policy in policies]
    await update_policies(unit, edits, payers, ChangeCause.EDITED)
    return PayersMerged(payer=into if dry_run else stored, moved_policies=len(policies))
