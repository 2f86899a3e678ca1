"""The practice-wide portal default (portal article: Controlling Whether Clients Can Add Insurance)."""

from dataclasses import replace

from store.acts.act import Act, perform
from store.acts.outcomes import PracticeSaved
from store.acts.retries import Retry
from store.caller import Caller
from store.db.database import Database


async def set_portal_settings(
    database: Database, caller: Caller, collects_insurance: bool, *, retry: Retry | None = None
) -> PracticeSaved:
    """Sets whether clients may add insurance by default."""

    async def change(act: Act) -> PracticeSaved:
        practice = await act.practice()
        after = replace(practice, collects_insurance=collects_insurance)
        return PracticeSaved(practice=await act.change_practice(practice, after))

    return await perform(database, caller, change, retry=retry)
