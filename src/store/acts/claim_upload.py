"""Which request has an upload, and how many bytes are under way, for all processes that use the database."""

from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncConnection

from store.db.column_types import Id, Instant
from store.db.database import Database
from store.db.practice_guard import across_practices
from store.db.tables import uploads_under_way as claims
from store.ids import new_id
from store.uploads import Upload

LASTS = timedelta(minutes=10)
"""Longer than a file may take to arrive: after that the process that has it is taken to be dead."""

_UPLOAD = (claims.c.practice_id, claims.c.upload_id)
_IS_OWN = sa.and_(
    claims.c.practice_id == sa.bindparam("practice", type_=Id),
    claims.c.upload_id == sa.bindparam("upload", type_=Id),
    claims.c.claim == sa.bindparam("held", type_=Id),
)
_OWN = sa.select(claims.c.claim).where(_IS_OWN)
# One person may have the same subject in two practices, and a share in each.
_IS_OWNERS = sa.and_(
    claims.c.practice_id == sa.bindparam("practice", type_=Id), claims.c.owner == sa.bindparam("of_owner")
)
_BYTES = across_practices(
    sa.select(
        sa.func.coalesce(sa.func.sum(claims.c.byte_size), 0),
        sa.func.coalesce(sa.func.sum(claims.c.byte_size).filter(_IS_OWNERS), 0),
    ).where(
        claims.c.until > sa.bindparam("now", type_=Instant()),
        claims.c.upload_id != sa.bindparam("upload", type_=Id),
    )
)


async def claim_upload(database: Database, upload: Upload) -> tuple[str, int, int]:
    """Takes an upload for a request, from an earlier one of the same upload too.

    Answers with the claim, and how many bytes of others are under way: of all owners together, and of this one.
    """

    async def unit(connection: AsyncConnection) -> tuple[str, int, int]:
        now, claim = await database.now(connection), new_id()
        parameters = {"now": now, "practice": upload.practice_id, "of_owner": upload.owner, "upload": upload.id}
        total, of_owner = (await connection.execute(_BYTES, parameters)).one()
        values = {"claim": claim, "owner": upload.owner, "byte_size": upload.announced_size, "until": now + LASTS}
        insert = postgresql.insert(claims).values(practice_id=upload.practice_id, upload_id=upload.id, **values)
        await connection.execute(insert.on_conflict_do_update(index_elements=_UPLOAD, set_=values))
        return claim, int(total), int(of_owner)

    return await database.write(unit, practice_id=None)


async def has_claim(database: Database, upload: Upload, claim: str) -> bool:
    """Whether no newer request has taken the upload."""
    return bool(await database.read(_OWN, _parameters(upload, claim)))


async def release_upload(database: Database, upload: Upload, claim: str) -> None:
    """Ends a claim, unless a newer request has taken the upload."""

    async def unit(connection: AsyncConnection) -> None:
        await connection.execute(claims.delete().where(_IS_OWN), _parameters(upload, claim))

    await database.write(unit, practice_id=upload.practice_id)


def _parameters(upload: Upload, claim: str) -> dict[str, object]:
    return {"practice": upload.practice_id, "upload": upload.id, "held": claim}
