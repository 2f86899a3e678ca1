"""Files by signed link: the link is the permission, checked again against what its caller may reach."""

from dataclasses import dataclass
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from gql.auth.signed_links import LinkSigner
from gql.http.byte_ranges import ByteRange, Part, Unsatisfiable, asked_range
from insurance.attachments import kept_name
from store.db.database import Database
from store.files import Files
from store.reads.attachments import attachments_by_id

_NO_FILE = "There is no such file, or the link has expired."


@dataclass(frozen=True, slots=True)
class _Named:
    """What a link leads to: where the bytes lie, their type, and how the file is called."""

    key: str
    media_type: str
    name: str


class DownloadEndpoint:
    """Serves `/files/{link}`."""

    def __init__(self, database: Database, files: Files, local_key: bytes) -> None:
        """Reads links signed with this key."""
        self._database, self._files, self._signer = database, files, LinkSigner(local_key)

    async def respond(self, request: Request) -> Response:
        """The bytes, all or the part asked for, or 404 for a link that is forged, late, or leads to nothing."""
        named = await self._named(request.path_params["link"])
        if request.method == "HEAD":
            return Response(headers=_headers(named, await self._size(named)))
        if wanted := _range(request):
            part = _part(wanted, await self._size(named))
            return await self._sent(named, part, {"Content-Range": str(part)})
        return await self._sent(named, None, {})

    async def _named(self, text: str) -> _Named:
        link = self._signer.read(text)
        if link is None:
            raise HTTPException(404, _NO_FILE)
        caller, attachment_id, variant = link
        (attachment,) = await attachments_by_id(self._database, caller, [attachment_id])
        if attachment is None:
            raise HTTPException(404, _NO_FILE)
        if variant == "preview":
            name = kept_name(attachment.file_name, attachment.preview_type)
            return _Named(attachment.preview_key, attachment.preview_type, name)
        return _Named(attachment.file_key, attachment.content_type, attachment.file_name)

    async def _size(self, named: _Named) -> int:
        size = await self._files.size(named.key)
        if size is None:
            raise HTTPException(404, _NO_FILE)
        return size

    async def _sent(self, named: _Named, part: Part | None, more: dict[str, str]) -> Response:
        file = await (self._files.open(named.key, part.first, part.last) if part else self._files.open(named.key))
        if file is None:
            raise HTTPException(404, _NO_FILE)
        status, size = (206, part.size) if part else (200, file.size)
        return StreamingResponse(file.chunks, status, _headers(named, size) | more)


def _range(request: Request) -> ByteRange | None:
    """The range asked for, if it counts. Files come without validators, so what hangs on `If-Range` never holds."""
    headers = request.headers.getlist("range")
    return asked_range(headers[0]) if len(headers) == 1 and "if-range" not in request.headers else None


def _part(wanted: ByteRange, size: int) -> Part:
    try:
        return wanted.of(size)
    except Unsatisfiable as error:
        headers = {"Content-Range": f"bytes */{size}"}
        raise HTTPException(416, f"The file has {size} bytes, and none of those.", headers) from error


def _headers(named: _Named, size: int) -> dict[str, str]:
    return {
        "Accept-Ranges": "bytes",
        "Content-Length": str(size),
        "Content-Type": named.media_type,
        # RFC 6266: the name in the form that holds any character.
        "Content-Disposition": f"inline; filename*=UTF-8''{quote(named.name, safe='')}",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "no-store",
        # Portals on other sites show the picture.
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Referrer-Policy": "no-referrer",
    }
