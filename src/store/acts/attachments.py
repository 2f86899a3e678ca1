"""Attaches uploaded files to a policy, and removes attachments from it.

Articles: Adding a New Insurance Policy; Editing an Existing Policy; What Clients Can and Cannot Do in the Portal.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from insurance import limits
from insurance.attachments import count_problems, stored_file_name, upload_missing
from insurance.enums import AttachmentSide
from insurance.facts import Attachment
from insurance.problems import Problem, UserErrorCode
from store import row_mapping
from store.acts.unit_of_work import UnitOfWork
from store.db.tables import attachments, uploads
from store.uploads import COLUMNS, Upload, owned_by, upload_from_row


@dataclass(frozen=True, slots=True)
class AttachmentRequest:
    """An upload to attach, and the side of the card it shows. The id is None where the API's was no upload's."""

    upload_id: str | None
    side: AttachmentSide


@dataclass(frozen=True, slots=True)
class AttachedUploads:
    """The new attachments and the uploads they are made from; or the problems with those."""

    attachments: tuple[Attachment, ...] = ()
    uploads: tuple[Upload, ...] = ()
    problems: tuple[Problem, ...] = ()


async def find_uploads(
    unit: UnitOfWork,
    requests: Sequence[AttachmentRequest],
    policy_id: str,
    field: str,
    available: int = limits.ATTACHMENTS,
) -> AttachedUploads:
    """Looks up the caller's uploads for a policy. `available` is how many attachments the policy can still take.

    `field` is the list's name in the input, for the problems' paths.
    """
    if too_many := count_problems(len(requests), (field,), available):
        return AttachedUploads(problems=tuple(too_many))
    usable = await _usable_uploads(unit, [request.upload_id for request in requests if request.upload_id])
    files, used, problems = [], [], []
    for index, request in enumerate(requests):
        # Removed from `usable`: named a second time in the list, an upload is used already.
        upload = usable.pop(request.upload_id or "", None)
        path = (field, str(index), "upload_id")
        if upload is None or (upload.content_id is None and upload.refusal is None):
            problems.append(upload_missing(path))
        elif upload.refusal is not None:
            problems.append(Problem(UserErrorCode.UPLOAD_REJECTED, upload.refusal, path))
        else:
            files.append(_attachment(unit, upload, policy_id, request.side))
            used.append(upload)
    return AttachedUploads(tuple(files), tuple(used), tuple(problems))


async def insert_attachments(unit: UnitOfWork, policy_id: str, files: AttachedUploads) -> None:
    """Adds the attachments; from now on their uploads are used."""
    if not files.attachments:
        return
    practice_id = unit.caller.practice_id
    await unit.insert(attachments, [row_mapping.attachment_row(practice_id, file) for file in files.attachments])
    ids = [upload.id for upload in files.uploads]
    used = sa.and_(uploads.c.practice_id == practice_id, uploads.c.id.in_(ids))
    await unit.connection.execute(uploads.update().where(used).values(policy_id=policy_id))


async def current_attachments(unit: UnitOfWork, policy_id: str) -> list[Attachment]:
    """The attachments that a policy has now."""
    of_policy = sa.and_(_of_practice(unit), attachments.c.policy_id == policy_id, attachments.c.removed_at.is_(None))
    statement = sa.select(*row_mapping.ATTACHMENT).where(of_policy).order_by(attachments.c.id)
    return [row_mapping.attachment(row) for row in await unit.connection.execute(statement)]


async def remove_attachments(unit: UnitOfWork, removed: Sequence[Attachment]) -> None:
    """Removes attachments from their policy. Their bytes stay, as the history still names them."""
    if removed:
        rows = sa.and_(_of_practice(unit), attachments.c.id.in_([attachment.id for attachment in removed]))
        await unit.connection.execute(attachments.update().where(rows).values(removed_at=unit.now))


def _of_practice(unit: UnitOfWork) -> sa.ColumnElement[bool]:
    return attachments.c.practice_id == unit.caller.practice_id


async def _usable_uploads(unit: UnitOfWork, ids: Sequence[str]) -> dict[str, Upload]:
    """The caller's uploads of these ids that are neither used nor expired, by id."""
    if not ids:
        return {}
    unused = sa.and_(uploads.c.policy_id.is_(None), uploads.c.expires_at > unit.now)
    statement = sa.select(*COLUMNS).where(owned_by(unit.caller), uploads.c.id.in_(ids), unused)
    # In one order, so that two acts never wait for each other in a circle.
    locked = statement.order_by(uploads.c.id).with_for_update()
    found = map(upload_from_row, await unit.connection.execute(locked))
    return {upload.id: upload for upload in found}


def _attachment(unit: UnitOfWork, upload: Upload, policy_id: str, side: AttachmentSide) -> Attachment:
    content_id, content_type = upload.content_id or "", upload.content_type or ""
    return Attachment(
        id=unit.new_id(),
        policy_id=policy_id,
        file_name=stored_file_name(upload.file_name, content_type),
        content_type=content_type,
        byte_size=upload.byte_size or 0,
        side=side,
        file_key=upload.file_key(content_id),
        preview_key=upload.preview_key(content_id),
        preview_type=upload.preview_type or "",
        file_digest=upload.file_digest,
        preview_digest=upload.preview_digest,
    )
