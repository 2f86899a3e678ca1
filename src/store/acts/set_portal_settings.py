"""The practice-wide portal default (portal article: Controlling Whether Clients Can Add Insurance)."""

from dataclasses import replace

from store.acts.idempotency import Retry
from store.acts.outcomes import PracticeSaved
from store.acts.practice_writer import update_practice
from store.acts.unit_of_work import UnitOfWork, perform
from store.caller import Caller
from store.db.database import Database


async def set_portal_settings(
    database: Database,
    caller: Caller,
    collects_insurance: bool,
    version: int | None = None,
    *,
    retry: Retry | None = None,
) -> PracticeSaved:
    """Sets whether clients may add insurance by default."""

    async def change(unit: UnitOfWork) -> PracticeSaved:
        practice = await unit.practice()
        if problems := await unit.conflict(practice.id, practice.version, version):
            return PracticeSaved(practice=practice, problems=tuple(problems))
        after = replace(practice, collects_insurance=collects_insurance)
        return PracticeSaved(practice=await update_practice(unit, practice, after))

    return await perform(database, caller, change, practice="alone", retry=retry)
