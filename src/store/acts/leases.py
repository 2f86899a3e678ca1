"""A work that one process at a time does for all: the one that holds the lease, until it ends or lets it go."""

from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncConnection

from store.db.database import Database
from store.db.tables import leases


async def take_lease(database: Database, name: str, holder: str, lasts: timedelta) -> bool:
    """Takes or renews a lease. False where another process holds it, and may be alive. `holder` is the process's id."""

    async def unit(connection: AsyncConnection) -> bool:
        now = await database.now(connection)
        insert = postgresql.insert(leases).values(name=name, holder=holder, until=now + lasts)
        renewed = insert.on_conflict_do_update(
            index_elements=[leases.c.name],
            set_={"holder": holder, "until": now + lasts},
            where=sa.or_(leases.c.holder == holder, leases.c.until < now),
        )
        return (await connection.execute(renewed)).rowcount == 1

    return await database.write(unit, practice_id=None)
