"""Serves static files.

A name with a hash in it never gets other contents: browsers keep such a file for a year without asking. Every other
file they keep too, but revalidate it with its ETag before each use, so that an upgrade shows at once.

Compressed copies, `NAME.br` and `NAME.gz`, are made by scripts/page_files.py and served to browsers that accept them.
"""

import gzip
import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import brotli  # type: ignore[import-untyped]
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.staticfiles import NotModifiedResponse, StaticFiles

from gql.quality_values import preferred_coding

_MEDIA_TYPES = {".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".txt": "text/plain"}
_COPIES: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "br": (".br", brotli.decompress),
    "gzip": (".gz", gzip.decompress),
}
_REVALIDATE = "no-cache"  # may be cached, but must be revalidated before each use
_KEEP = "public, max-age=31536000, immutable"
_HASHED_NAME = re.compile(r".+-[A-Z0-9]{8}\.[a-z]+")  # as esbuild names the chunks that bundles share

_static = StaticFiles()


def asset(request: Request, path: Path | None, headers: Mapping[str, str] | None = None) -> Response:
    """The file, 304 if the browser's copy is current, or 404 if there is no such file. `headers` are added."""
    if path is None or not path.is_file():
        return PlainTextResponse("Not found", 404)
    status = path.stat()
    versions = _versions(path, status.st_mtime_ns, status.st_size)
    accepted = ", ".join(request.headers.getlist("accept-encoding"))
    version = versions[preferred_coding(accepted, [coding for coding in versions if coding]) or ""]
    all_headers = {
        "Cache-Control": _KEEP if _HASHED_NAME.fullmatch(path.name) else _REVALIDATE,
        "Vary": "Accept-Encoding",
        **version.headers,
        **(headers or {}),
    }
    response = Response(version.contents, headers=all_headers, media_type=_MEDIA_TYPES[path.suffix])
    if _static.is_not_modified(response.headers, request.headers):
        return NotModifiedResponse(response.headers)
    return response


@dataclass(frozen=True, slots=True)
class _Version:
    """The contents of a file in one content coding."""

    contents: bytes
    headers: dict[str, str]


@lru_cache(maxsize=64)
def _versions(path: Path, _modified_ns: int, _size: int) -> dict[str, _Version]:
    """The file as it is, under "", and its compressed copies by their coding. Read again when the file was modified.

    A copy of other contents is left out: while it is developed, a file changes without a build.
    """
    contents = path.read_bytes()
    versions = {"": _Version(contents, {"ETag": _etag(contents)})}
    for coding, (suffix, decompress) in _COPIES.items():
        copy = path.with_name(path.name + suffix)
        if copy.is_file() and decompress(compressed := copy.read_bytes()) == contents:
            versions[coding] = _Version(compressed, {"ETag": _etag(compressed), "Content-Encoding": coding})
    return versions


def _etag(contents: bytes) -> str:
    """A digest, as dates say nothing: the files of a wheel may all have the same."""
    return f'"{hashlib.sha256(contents).hexdigest()[:32]}"'
