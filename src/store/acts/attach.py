"""Attaching uploaded files to a policy, and taking attachments off it.

Articles: Adding a New Insurance Policy; Editing an Existing Policy; in the portal's, what clients can do.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from insurance import limits
from insurance.attachments import count_problem, kept_name, missing_upload
from insurance.enums import AttachmentSide
from insurance.facts import Attachment
from insurance.problems import Problem, UserErrorCode
from store import row_mapping
from store.acts.act import Act
from store.db.tables import attachments, uploads
from store.ids import new_id
from store.uploads import COLUMNS, Upload, owned_by, upload


@dataclass(frozen=True, slots=True)
class Wanted:
    """An upload to attach and which side of the card it shows. The id is None where the API's was no upload's."""

    upload_id: str | None
    side: AttachmentSide


@dataclass(frozen=True, slots=True)
class NewFiles:
    """The attachments to be, and the uploads they come from; or what is wrong with those."""

    attachments: tuple[Attachment, ...] = ()
    uploads: tuple[Upload, ...] = ()
    problems: tuple[Problem, ...] = ()


async def new_files(
    act: Act, wanted: Sequence[Wanted], policy_id: str, field: str, room: int = limits.ATTACHMENTS
) -> NewFiles:
    """Looks up what is wanted among the caller's own uploads; nothing where there is no room for so many.

    `field` is the input's name for the list.
    """
    if too_many := count_problem(len(wanted), (field,), room):
        return NewFiles(problems=tuple(too_many))
    found = await _own_uploads(act, [each.upload_id for each in wanted if each.upload_id])
    files, used, problems = [], [], []
    for place, each in enumerate(wanted):
        # Taken out: a second time in one list it is used already.
        own = found.pop(each.upload_id, None)
        path = (field, str(place), "upload_id")
        if own is None or (own.attempt is None and own.refusal is None):
            problems.append(missing_upload(path))
        elif own.refusal is not None:
            problems.append(Problem(UserErrorCode.UPLOAD_REJECTED, own.refusal, path))
        else:
            files.append(_attachment(own, policy_id, each.side))
            used.append(own)
    return NewFiles(tuple(files), tuple(used), tuple(problems))


async def attach(act: Act, policy_id: str, files: NewFiles) -> None:
    """Writes the attachments; their uploads are used from now on."""
    if not files.attachments:
        return
    practice_id = act.caller.practice_id
    await act.connection.execute(
        attachments.insert(), [dict(row_mapping.attachment_row(practice_id, each)) for each in files.attachments]
    )
    ids = [each.id for each in files.uploads]
    mine = sa.and_(uploads.c.practice_id == practice_id, uploads.c.id.in_(ids))
    await act.connection.execute(uploads.update().where(mine).values(policy_id=policy_id))


async def attachments_of(act: Act, policy_id: str) -> list[Attachment]:
    """What is attached to a policy now."""
    of_policy = sa.and_(_own(act), attachments.c.policy_id == policy_id, attachments.c.removed_at.is_(None))
    statement = sa.select(*row_mapping.ATTACHMENT).where(of_policy).order_by(attachments.c.id)
    return [row_mapping.attachment(row) for row in await act.connection.execute(statement)]


async def detach(act: Act, removed: Sequence[Attachment]) -> None:
    """Takes attachments off their policy. Their bytes stay, as the history does."""
    if removed:
        mine = sa.and_(_own(act), attachments.c.id.in_([each.id for each in removed]))
        await act.connection.execute(attachments.update().where(mine).values(removed_at=act.now))


def _own(act: Act) -> sa.ColumnElement[bool]:
    return attachments.c.practice_id == act.caller.practice_id


async def _own_uploads(act: Act, ids: Sequence[str]) -> dict[str | None, Upload]:
    usable = sa.and_(
        owned_by(act.caller), uploads.c.id.in_(ids), uploads.c.policy_id.is_(None), uploads.c.expires_at > act.now
    )
    if not ids:
        return {}
    found = map(upload, await act.connection.execute(sa.select(*COLUMNS).where(usable)))
    return {each.id: each for each in found}


def _attachment(own: Upload, policy_id: str, side: AttachmentSide) -> Attachment:
    attempt, content_type, preview_type = own.attempt or "", own.content_type or "", own.preview_type or ""
    return Attachment(
        new_id(),
        policy_id,
        kept_name(own.file_name, content_type),
        content_type,
        own.byte_size or 0,
        side,
        own.file_key(attempt),
        own.preview_key(attempt),
        preview_type,
        own.file_digest,
        own.preview_digest,
    )
