"""Files by signed link: the link is the permission, checked again against what its caller may reach."""

from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from gql.file_links import LinkSigner
from store.database import Database
from store.files import Files
from store.reads.attachments import attachments_by_id

_NO_FILE = "There is no such file, or the link has expired."


class FileView:
    """Serves `/files/{link}`."""

    def __init__(self, database: Database, files: Files, local_key: bytes) -> None:
        """Reads links signed with this key."""
        self._database, self._files, self._signer = database, files, LinkSigner(local_key)

    async def respond(self, request: Request) -> Response:
        """The bytes, or 404 for a link that is forged, late, or leads to nothing."""
        link = self._signer.read(request.path_params["link"])
        if link is None:
            raise HTTPException(404, _NO_FILE)
        caller, attachment_id, variant = link
        (attachment,) = await attachments_by_id(self._database, caller, [attachment_id])
        preview = variant == "preview"
        if attachment is None:
            raise HTTPException(404, _NO_FILE)
        file = await self._files.open(attachment.preview_key if preview else attachment.file_key)
        if file is None:
            raise HTTPException(404, _NO_FILE)
        media_type = attachment.preview_type if preview else attachment.content_type
        return StreamingResponse(file.chunks, headers=_headers(media_type, attachment.file_name, file.size))


def _headers(media_type: str, file_name: str, size: int) -> dict[str, str]:
    return {
        "Content-Length": str(size),
        "Content-Type": media_type,
        # RFC 6266: the name in the form that holds any character.
        "Content-Disposition": f"inline; filename*=UTF-8''{quote(file_name, safe='')}",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "no-store",
        # Portals on other sites show the picture.
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Referrer-Policy": "no-referrer",
    }
