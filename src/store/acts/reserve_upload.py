"""Reserving a place for a file (portal article: Upload insurance card images or PDFs)."""

from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa

from insurance import limits
from insurance.attaching import announced_problems
from insurance.problems import Problem, UserErrorCode
from insurance.text import trimmed
from store.acts.act import Act, perform
from store.acts.outcomes import UploadReserved
from store.acts.portal import collected_from
from store.caller import Caller
from store.database import Database
from store.ids import new_id
from store.tables import uploads
from store.uploads import OPEN_FOR, Upload, owned_by

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
    caller, name, until = act.caller, trimmed(file.file_name), act.now + OPEN_FOR
    upload = Upload(
        caller.practice_id, new_id(), name, file.byte_size, until, None, None, None, None, None, policy_id=None
    )
    await act.connection.execute(
        uploads.insert(),
        {
            **{field: getattr(upload, field) for field in Upload.__dataclass_fields__},
            "role": caller.role,
            "caller": caller.subject,
            "client_id": caller.client_id,
            "created_at": act.now,
        },
    )
    return UploadReserved(upload=upload)


async def _limit(act: Act) -> list[Problem]:
    if act.caller.client_id is None:
        return []
    recent = sa.and_(owned_by(act.caller), uploads.c.created_at > act.now - AN_HOUR)
    count = await act.connection.scalar(sa.select(sa.func.count()).select_from(uploads).where(recent))
    if (count or 0) < limits.UPLOADS_AN_HOUR:
        return []
    return [Problem(UserErrorCode.LIMIT_REACHED, "You have sent very many files. Please try again in an hour.")]
