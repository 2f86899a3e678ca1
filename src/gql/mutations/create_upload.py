"""createUpload: a place for one file on its way to a policy."""

from datetime import datetime
from typing import Annotated

import strawberry

from gql.global_ids import global_id
from gql.graph.context import Context
from gql.graph.fields import attribute, derived
from gql.mutations.payload import UserError, user_errors
from store.acts import create_upload as act
from store.acts.outcomes import UploadCreated
from store.uploads import Upload


@strawberry.input(description="A file that is to come.")
class CreateUploadInput:
    """A file that is to come."""

    file_name: str = strawberry.field(description="Its name, at most 255 characters.")
    content_type: str = strawberry.field(
        description="One of `viewer.policyForm.uploadTypes`. What the file really is, its content says."
    )
    byte_size: int = strawberry.field(description="Its size in bytes: so many must come.")


def _id(upload: Upload) -> str:
    return global_id("Upload", upload.id)


def _url(upload: Upload, context: Context) -> str:
    return context.files.upload_url(upload)


@strawberry.type(description="A place for one file. It belongs to its caller and may be used once.")
class UploadSlot:
    """A place for one file."""

    id: strawberry.ID = derived(_id, description="Give it to `addPolicy`, `submitPolicy` or `editPolicy`.")
    url: str = derived(
        _url,
        description=(
            "PUT the bytes here, with the content type given. It needs no token, and the bytes may be sent again. The "
            "answer says at once whether the file is acceptable: 200, or 422 with `UPLOAD_REJECTED` and a sentence."
        ),
    )
    expires_at: datetime = attribute(
        description="Until when the bytes may be sent. An accepted file then waits an hour for its policy."
    )


@strawberry.type(description="What became of reserving a place for a file.")
class CreateUploadPayload:
    """What became of reserving a place for a file."""

    upload: UploadSlot | None = attribute(description="The place; null when none was reserved.")
    user_errors: list[UserError] = user_errors()


async def create_upload(
    context: Context,
    *,
    input: Annotated[CreateUploadInput, strawberry.argument(description="The file.")],
) -> UploadCreated:
    """Reserves the place."""
    request = act.UploadRequest(input.file_name, input.content_type, input.byte_size)
    return await act.create_upload(context.database, context.signed_in, request)
