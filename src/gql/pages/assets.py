"""Serves static files: browsers keep them and revalidate them with their ETag, so that an upgrade shows at once."""

from collections.abc import Mapping
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.staticfiles import NotModifiedResponse, StaticFiles

_MEDIA_TYPES = {".js": "text/javascript", ".css": "text/css", ".json": "application/json"}
_HEADERS = {
    "Cache-Control": "no-cache",  # may be cached, but must be revalidated before each use
}

_static = StaticFiles()


def asset(request: Request, path: Path | None, headers: Mapping[str, str] | None = None) -> Response:
    """The file, 304 if the browser's copy is current, or 404 if there is no such file. `headers` are added."""
    if path is None or not path.is_file():
        return PlainTextResponse("Not found", 404)
    media_type = _MEDIA_TYPES[path.suffix]
    response = FileResponse(
        path, headers={**_HEADERS, **(headers or {})}, media_type=media_type, stat_result=path.stat()
    )
    if _static.is_not_modified(response.headers, request.headers):
        return NotModifiedResponse(response.headers)
    return response
