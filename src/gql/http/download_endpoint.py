"""Serves files by signed link. What the link's caller may see is checked again on every request."""

from dataclasses import dataclass
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from gql.auth.signed_links import LinkSigner
from gql.http.access_recorder import AccessRecorder
from gql.http.byte_ranges import ByteRange, ContentRange, RangeNotSatisfiable, parse_range
from gql.observability.request_record import current_request
from insurance.attachments import stored_file_name
from store.caller import Caller
from store.db.database import Database
from store.files import Files
from store.reads.attachments import attachments_by_id

OPERATION = "GET /files"
"""How a download is called in the record of who read a chart."""
_NO_FILE = "There is no such file, or the link has expired."


@dataclass(frozen=True, slots=True)
class _Target:
    """The file that a link leads to: its key in the file store, its media type, its name for people; and who asks."""

    key: str
    media_type: str
    name: str
    caller: Caller
    policy_id: str


class DownloadEndpoint:
    """Serves `/files/{link}`."""

    def __init__(self, database: Database, files: Files, signer: LinkSigner, access_recorder: AccessRecorder) -> None:
        """Accepts links of this signer."""
        self._database, self._files, self._signer = database, files, signer
        self._access_recorder = access_recorder

    async def handle(self, request: Request) -> Response:
        """Answers with the file or the requested range, or 404 if the link is forged, expired or leads nowhere."""
        target = await self._target(request.path_params["link"])
        if request.method == "HEAD":
            return Response(headers=_headers(target, await self._size(target)))
        if byte_range := _requested_range(request):
            part = _resolve(byte_range, await self._size(target))
            return await self._stream(target, part, {"Content-Range": str(part)})
        return await self._stream(target, None, {})

    async def _target(self, signed_link: str) -> _Target:
        link = self._signer.verify_file(signed_link)
        if link is None:
            raise HTTPException(404, _NO_FILE)
        caller, attachment_id, variant = link
        current_request().note_caller(caller)
        (attachment,) = await attachments_by_id(self._database, caller, [attachment_id])
        if attachment is None:
            raise HTTPException(404, _NO_FILE)
        if variant == "preview":
            name = stored_file_name(attachment.file_name, attachment.preview_type)
            return _Target(attachment.preview_key, attachment.preview_type, name, caller, attachment.policy_id)
        return _Target(attachment.file_key, attachment.content_type, attachment.file_name, caller, attachment.policy_id)

    async def _size(self, target: _Target) -> int:
        size = await self._files.size(target.key)
        if size is None:
            raise HTTPException(404, _NO_FILE)
        return size

    async def _stream(self, target: _Target, part: ContentRange | None, range_headers: dict[str, str]) -> Response:
        file = await (self._files.open(target.key, part.first, part.last) if part else self._files.open(target.key))
        if file is None:
            raise HTTPException(404, _NO_FILE)
        await self._access_recorder.add({target.caller: (target.policy_id,)}, OPERATION)
        status, size = (206, part.size) if part else (200, file.size)
        return StreamingResponse(file.chunks, status, _headers(target, size) | range_headers)


def _requested_range(request: Request) -> ByteRange | None:
    """The requested byte range. None with `If-Range`: responses carry no validators, so its condition never holds."""
    headers = request.headers.getlist("range")
    return parse_range(headers[0]) if len(headers) == 1 and "if-range" not in request.headers else None


def _resolve(byte_range: ByteRange, size: int) -> ContentRange:
    try:
        return byte_range.resolve(size)
    except RangeNotSatisfiable as error:
        headers = {"Content-Range": f"bytes */{size}"}
        raise HTTPException(416, f"The requested range is outside of the file's {size} bytes.", headers) from error


def _headers(target: _Target, size: int) -> dict[str, str]:
    return {
        "Accept-Ranges": "bytes",
        "Content-Length": str(size),
        "Content-Type": target.media_type,
        # RFC 6266: `filename*` can hold any character.
        "Content-Disposition": f"inline; filename*=UTF-8''{quote(target.name, safe='')}",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "no-store",
        # Portals on other sites embed the preview.
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Referrer-Policy": "no-referrer",
    }
