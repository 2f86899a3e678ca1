"""The role that the server has on PostgreSQL: it owns nothing, so row-level security applies to it.

It reads and writes records; it can change or delete no entry of the history, and change none of who read a chart. Those
must be safe without triggers, which not every engine that speaks PostgreSQL has.
"""

import re

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from store.db import tables
from store.db.database import Database
from store.db.errors import DatabaseUnavailable
from store.db.postgresql_errors import sqlstate

_GRANTS = {
    "changes": "SELECT, INSERT",
    "accesses": "SELECT, INSERT, DELETE",
    # A lock of its row needs the right to change it.
    "practices": "SELECT, INSERT, UPDATE",
    "releases": "SELECT",
    "alembic_version": "SELECT",
}
_OTHERS = "SELECT, INSERT, UPDATE, DELETE"
_INSUFFICIENT_PRIVILEGE = "42501"


class BadRole(ValueError):
    """The name of a role is not one that this module writes into SQL."""


async def grant_serving_role(database: Database, role: str) -> None:
    """Makes the role if there is none, and grants it what the server needs. Safe to repeat.

    Raises BadRole; DatabaseUnavailable, with the statements to run, where the user may not make roles.
    """
    if not re.fullmatch(r"[a-z_][a-z0-9_]{0,62}", role):
        raise BadRole("a serving role has 1 to 63 lower-case letters, digits and underscores.")

    async def unit(connection: AsyncConnection) -> None:
        for statement in await _statements(connection, role):
            await connection.exec_driver_sql(statement)

    try:
        await database.write(unit, practice_id=None)
    except sa.exc.DBAPIError as error:
        if sqlstate(error) != _INSUFFICIENT_PRIVILEGE:
            raise
        create = f'CREATE ROLE "{role}" LOGIN'
        reason = f"user may not make roles. As one who may, run: {create}; and then this command again."
        raise DatabaseUnavailable(reason) from error


async def owns_tables(database: Database) -> bool:
    """Whether row-level security does not apply to the user: it owns the tables, or is a superuser."""

    async def unit(connection: AsyncConnection) -> bool:
        secured = await connection.exec_driver_sql("SELECT row_security_active('clients')")
        return not secured.scalar_one()

    return await database.write(unit, practice_id=None)


async def _statements(connection: AsyncConnection, role: str) -> list[str]:
    exists = await connection.execute(sa.text("SELECT 1 FROM pg_roles WHERE rolname = :role"), {"role": role})
    create = [] if exists.first() else [f'CREATE ROLE "{role}" LOGIN']
    names = [*(table.name for table in tables.metadata.sorted_tables), "alembic_version"]
    grants = [f'GRANT {_GRANTS.get(name, _OTHERS)} ON {name} TO "{role}"' for name in names]
    # What an earlier release granted and this one does not.
    revokes = [f'REVOKE ALL ON {name} FROM "{role}"' for name in names]
    return [*create, f'GRANT USAGE ON SCHEMA public TO "{role}"', *revokes, *grants]
