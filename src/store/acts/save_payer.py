"""Adding and editing payers (portal article: Reviewing Client-Entered Insurance Policies)."""

from collections.abc import Mapping
from typing import Any

from insurance.facts import Payer
from insurance.payer_input import checked_payer
from insurance.payer_names import names_in_use
from insurance.problems import not_found
from store.acts.idempotency import Retry
from store.acts.outcomes import PayerSaved
from store.acts.payer_writer import insert_payer, update_payer
from store.acts.unit_of_work import UnitOfWork, perform
from store.caller import Caller
from store.db.database import Database

Input = Mapping[str, Any]


async def add_payer(database: Database, caller: Caller, values: Input, *, retry: Retry | None = None) -> PayerSaved:
    """Adds a payer with the values of the input, by attribute."""

    async def add(unit: UnitOfWork) -> PayerSaved:
        blank = Payer(unit.new_id(), 1, "", None, (), archived=False)
        payer, problems, existing = checked_payer(blank, values, names_in_use((await unit.payers()).values()))
        if problems:
            return PayerSaved(existing_payer=existing, problems=tuple(problems))
        await insert_payer(unit, payer)
        return PayerSaved(payer=payer)

    return await perform(database, caller, add, practice="alone", retry=retry)


async def edit_payer(
    database: Database,
    caller: Caller,
    payer_id: str | None,
    version: int | None,
    values: Input,
    *,
    retry: Retry | None = None,
) -> PayerSaved:
    """Changes the fields that the input has. An archived payer keeps its policies and is no longer offered."""

    async def edit(unit: UnitOfWork) -> PayerSaved:
        payers = await unit.payers()
        payer = payers.get(payer_id or "")
        if payer is None:
            return PayerSaved(problems=(not_found("payer", "id"),))
        if problems := await unit.conflict(payer.id, payer.version, version):
            return PayerSaved(payer=payer, problems=tuple(problems))
        after, problems, existing = checked_payer(payer, values, names_in_use(payers.values(), payer.id))
        if problems:
            return PayerSaved(payer=payer, existing_payer=existing, problems=tuple(problems))
        return PayerSaved(payer=await update_payer(unit, payer, after, payers))

    return await perform(database, caller, edit, practice="alone", retry=retry)
