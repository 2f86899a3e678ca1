"""Adding and editing payers (portal article: Reviewing Client-Entered Insurance Policies)."""

from collections.abc import Mapping
from typing import Any

from insurance.facts import Payer
from insurance.payer_input import checked_payer
from insurance.problems import not_found, version_conflict
from store.acts.act import Act, perform
from store.acts.outcomes import PayerSaved
from store.acts.retries import Retry
from store.caller import Caller
from store.db.database import Database
from store.ids import new_id

Input = Mapping[str, Any]


async def add_payer(database: Database, caller: Caller, values: Input, *, retry: Retry | None = None) -> PayerSaved:
    """Adds a payer with the values of the input, by attribute."""

    async def add(act: Act) -> PayerSaved:
        blank = Payer(new_id(), 1, "", None, (), archived=False)
        payer, problems = checked_payer(blank, values, (await act.payers()).values())
        if problems:
            return PayerSaved(problems=tuple(problems))
        await act.add_payer(payer)
        return PayerSaved(payer=payer)

    return await perform(database, caller, add, retry=retry)


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

    async def edit(act: Act) -> PayerSaved:
        payers = await act.payers()
        payer = payers.get(payer_id or "")
        if payer is None:
            return PayerSaved(problems=(not_found("payer", "id"),))
        if problems := version_conflict(payer.version, version):
            return PayerSaved(payer=payer, problems=tuple(problems))
        after, problems = checked_payer(payer, values, payers.values())
        if problems:
            return PayerSaved(payer=payer, problems=tuple(problems))
        return PayerSaved(payer=await act.change_payer(payer, after))

    return await perform(database, caller, edit, retry=retry)
