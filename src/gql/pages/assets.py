"""Files that browsers get from here: kept by them, and sent again only when they have changed."""

from collections.abc import Mapping
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.staticfiles import NotModifiedResponse, StaticFiles

_MEDIA_TYPES = {".js": "text/javascript", ".css": "text/css"}
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-cache",  # kept, and asked for again with its ETag: an upgrade shows at once
}

_static = StaticFiles()


def asset(request: Request, path: Path | None, headers: Mapping[str, str] | None = None) -> Response:
    """The file, 304 to a browser that has it, or 404 where there is none. `headers` go along with the usual ones."""
    if path is None or not path.is_file():
        return PlainTextResponse("Not found", 404)
    media_type = _MEDIA_TYPES[path.suffix]
    response = FileResponse(
        path, headers={**_HEADERS, **(headers or {})}, media_type=media_type, stat_result=path.stat()
    )
    if _static.is_not_modified(response.headers, request.headers):
        return NotModifiedResponse(response.headers)
    return response
