"""Reserving a place for a file (portal article: Upload insurance card images or PDFs)."""

from dataclasses import asdict, dataclass
from datetime import timedelta

import sqlalchemy as sa

from insurance import limits
from insurance.attachments import announced_problems, reserved_problems
from insurance.problems import Problem
from insurance.text import trimmed
from store.acts.act import Act, perform
from store.acts.outcomes import UploadReserved
from store.acts.portal import collected_from
from store.caller import Caller
from store.db.database import Database
from store.db.tables import uploads
from store.ids import new_id
from store.uploads import Upload, owned_by

AN_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Announced:
    """A file that is to come, as its sender describes it."""

    file_name: str
    content_type: str
    byte_size: int


async def reserve_upload(database: Database, caller: Caller, file: Announced) -> UploadReserved:
    """Reserves a place that only this caller may use, once."""
    return await perform(database, caller, lambda act: _reserve(act, file))


async def _reserve(act: Act, file: Announced) -> UploadReserved:
    if act.caller.client_id is not None and isinstance(closed := await collected_from(act), Problem):
        return UploadReserved(problems=(closed,))
    problems = announced_problems(file.file_name, file.content_type, file.byte_size) + await _limit(act)
    if problems:
        return UploadReserved(problems=tuple(problems))
    upload = Upload(
        practice_id=act.caller.practice_id,
        id=new_id(),
        owner=act.caller.owner,
        file_name=trimmed(file.file_name),
        announced_size=file.byte_size,
        expires_at=act.now + limits.UPLOAD_OPEN_FOR,
    )
    await act.connection.execute(uploads.insert(), {**asdict(upload), "created_at": act.now})
    return UploadReserved(upload=upload)


async def _limit(act: Act) -> list[Problem]:
    if act.caller.client_id is None:
        return []
    recent = sa.and_(owned_by(act.caller), uploads.c.created_at > act.now - AN_HOUR)
    count = await act.connection.scalar(sa.select(sa.func.count()).select_from(uploads).where(recent))
    return reserved_problems(count or 0)
