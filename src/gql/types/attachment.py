"""Photos and PDFs of insurance cards."""

from gql.graph.context import Context
from gql.graph.declarations import node_type
from gql.graph.enums import AttachmentSide
from gql.graph.fields import attribute, computed
from gql.types.node import Node
from insurance import facts


def _url(attachment: facts.Attachment, context: Context) -> str:
    return context.file_links.url(context.viewer, attachment.id, "file")


def _preview_url(attachment: facts.Attachment, context: Context) -> str:
    return context.file_links.url(context.viewer, attachment.id, "preview")


@node_type(facts.Attachment)
class Attachment(Node):
    """A photo or PDF of an insurance card, attached to a policy."""

    file_name: str = attribute(description="The file's name when it was uploaded, such as `card-front.jpg`.")
    content_type: str = attribute(description="The content type that `url` serves, such as `image/jpeg`.")
    byte_size: int = attribute(description="The file's size in bytes.")
    side: AttachmentSide = attribute(description="Which side of the card the file shows.")
    url: str = computed(
        _url, description="Link to the file. It works for five minutes and without a token: do not store it."
    )
    preview_url: str = computed(
        _preview_url,
        description="Link to the file as a JPEG or PNG, which any browser shows. It works as long as `url`.",
    )
