"""createUpload: announces one file that is to be attached to a policy."""

from datetime import datetime

import strawberry

from gql.global_ids import global_id
from gql.graph.context import Context
from gql.graph.declarations import input_type, object_type
from gql.graph.fields import attribute, computed
from gql.mutations.inputs import Input, idempotency_key, retry_of
from gql.mutations.payload import UserError, replayed, user_errors
from store.acts import create_upload as act
from store.acts.outcomes import UploadCreated
from store.uploads import Upload


@input_type
class CreateUploadInput:
    """The file to upload."""

    file_name: str = strawberry.field(description="The file's name, such as `card-front.jpg`; 255 characters at most.")
    content_type: str = strawberry.field(
        description=(
            "The type that the browser announces, such as `image/jpeg`; it may be empty. The content decides: it is "
            "checked when it arrives, and must be one of `viewer.policyForm.uploadTypes`."
        )
    )
    byte_size: int = strawberry.field(description="The file's exact size in bytes.")
    idempotency_key: str | None = idempotency_key(
        "Sent again with the same input within 24 hours, it answers with the same upload and a fresh link; with a new "
        "upload once the first has expired."
    )


def _id(upload: Upload) -> str:
    return global_id("Upload", upload.id)


def _url(upload: Upload, context: Context) -> str:
    return context.file_links.upload_url(context.viewer, upload)


@object_type
class UploadSlot:
    """An upload: where to send one file. It belongs to its caller and can be attached once."""

    id: strawberry.ID = computed(
        _id, description="The upload's id: send it in `attachments` once the file has arrived."
    )
    url: str = computed(
        _url,
        description=(
            "PUT the file here, with its content type. No token is needed, and you may send it again. The response "
            "says whether the file is accepted: 200, or 422 with `UPLOAD_REJECTED` and a message to show."
        ),
    )
    expires_at: datetime = attribute(
        description="Until when the file may be sent. Attach an accepted file within an hour."
    )


@object_type
class CreateUploadPayload:
    """The result of `createUpload`."""

    upload: UploadSlot | None = attribute(description="The upload. Null if there are user errors.")
    replayed: bool = replayed()
    user_errors: list[UserError] = user_errors()


async def create_upload(context: Context, *, input: Input[CreateUploadInput]) -> UploadCreated:
    """Creates the upload."""
    request = act.UploadRequest(input.file_name, input.byte_size)
    retry = retry_of(UploadCreated, input)
    return await act.create_upload(context.database, context.viewer, request, retry=retry)
