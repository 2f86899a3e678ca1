"""Pictures and PDFs of insurance cards."""

from typing import Any

import strawberry

from gql.global_ids import global_id
from gql.graph.context import Context
from gql.graph.enums import AttachmentSide
from gql.graph.fields import attribute, derived
from gql.types.node import Node
from insurance import facts


def _id(attachment: facts.Attachment) -> str:
    return global_id("Attachment", attachment.id)


def _url(attachment: facts.Attachment, context: Context) -> str:
    return context.files.url(context.signed_in, attachment.id, "file")


def _preview_url(attachment: facts.Attachment, context: Context) -> str:
    return context.files.url(context.signed_in, attachment.id, "preview")


@strawberry.type(description="A picture or PDF of an insurance card, attached to a policy.")
class Attachment(Node):
    """A picture or PDF of an insurance card."""

    @classmethod
    def is_type_of(cls, fact: Any, _info: Any) -> bool:
        """Attachments resolve from the attachment's fact."""
        return isinstance(fact, facts.Attachment)

    id: strawberry.ID = derived(_id, description="The attachment's global id.")
    file_name: str = attribute(description="The name it was uploaded under.")
    content_type: str = attribute(description="What `url` serves, such as `image/jpeg`.")
    byte_size: int = attribute(description="How many bytes `url` serves.")
    side: AttachmentSide = attribute(description="Which side of the card it shows.")
    url: str = derived(_url, description="Link to the file, good for five minutes. It needs no token: do not store it.")
    preview_url: str = derived(
        _preview_url,
        description="Link to a JPEG or PNG any browser shows, PDFs and HEIC photos included. Good for five minutes.",
    )
