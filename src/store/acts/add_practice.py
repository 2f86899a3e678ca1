"""Adding a practice, from the command line of whoever runs the server."""

from zoneinfo import available_timezones

from sqlalchemy.ext.asyncio import AsyncConnection

from insurance import limits
from insurance.facts import Practice
from store import row_mapping
from store.db import tables
from store.db.database import Database
from store.ids import new_id


class BadPractice(ValueError):
    """The name or the time zone is not valid; the message says why."""


async def add_practice(database: Database, name: str, time_zone: str) -> Practice:
    """A new practice that does not collect insurance in the portal yet. Raises BadPractice."""
    name = " ".join(name.split())
    if not name or len(name) > limits.NAME or not name.isprintable():
        raise BadPractice(f"A practice's name has 1 to {limits.NAME} characters.")
    if time_zone not in available_timezones():
        raise BadPractice(f"{time_zone} is not an IANA time zone such as America/New_York.")
    practice = Practice(new_id(), name, time_zone, collects_insurance=False)

    async def unit(connection: AsyncConnection) -> None:
        await connection.execute(tables.practices.insert(), row_mapping.practice_row(practice))

    await database.write(unit, practice_id=practice.id)
    return practice
