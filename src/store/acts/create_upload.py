"""Creating an upload for one file (portal article: Upload insurance card images or PDFs)."""

from dataclasses import asdict, dataclass
from datetime import timedelta

import sqlalchemy as sa

from insurance import limits
from insurance.attachments import upload_limit_problems, upload_problems
from insurance.problems import Problem
from insurance.text import trimmed
from store.acts.idempotency import Retry
from store.acts.outcomes import UploadCreated
from store.acts.portal_access import client_who_may_add
from store.acts.unit_of_work import UnitOfWork, perform
from store.caller import Caller
from store.db.database import Database
from store.db.tables import uploads
from store.uploads import Upload, owned_by

_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class UploadRequest:
    """A file that is to be sent, as its sender describes it. `byte_size` is in bytes."""

    file_name: str
    byte_size: int


async def create_upload(
    database: Database, caller: Caller, file: UploadRequest, *, retry: Retry | None = None
) -> UploadCreated:
    """Creates an upload that only this caller may use, once."""
    return await perform(
        database, caller, lambda unit: _create(unit, file), practice="shared", retry=retry, replay=_still_of_use
    )


async def _still_of_use(unit: UnitOfWork, first: UploadCreated) -> UploadCreated | None:
    """The first upload while it takes the file or a policy has it; None where it expired: it is of no use."""
    upload = first.upload
    return first if upload and (upload.policy_id or upload.expires_at > unit.now) else None


async def _create(unit: UnitOfWork, file: UploadRequest) -> UploadCreated:
    if unit.caller.client_id is not None and isinstance(refusal := await client_who_may_add(unit), Problem):
        return UploadCreated(problems=(refusal,))
    problems = upload_problems(file.file_name, file.byte_size) + await _limit_problems(unit)
    if problems:
        return UploadCreated(problems=tuple(problems))
    upload = Upload(
        practice_id=unit.caller.practice_id,
        id=unit.new_id(),
        owner=unit.caller.owner,
        file_name=trimmed(file.file_name),
        announced_size=file.byte_size,
        expires_at=unit.now + limits.UPLOAD_OPEN_FOR,
    )
    await unit.connection.execute(uploads.insert(), {**asdict(upload), "created_at": unit.now})
    return UploadCreated(upload=upload)


async def _limit_problems(unit: UnitOfWork) -> list[Problem]:
    if unit.caller.client_id is None:
        return []
    recent = sa.and_(owned_by(unit.caller), uploads.c.created_at > unit.now - _HOUR)
    count = await unit.connection.scalar(sa.select(sa.func.count()).select_from(uploads).where(recent))
    return upload_limit_problems(count or 0)
