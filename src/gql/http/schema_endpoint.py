"""`/schema.graphql`: the schema, where code generators and editors find it. It is public, as it holds no data."""

from hashlib import sha256

from starlette.requests import Request
from starlette.responses import Response

_MAX_AGE_SECONDS = 300


class SchemaEndpoint:
    """Serves the schema in the schema definition language."""

    def __init__(self, sdl: str) -> None:
        """`sdl` is the text of the schema."""
        self._body = sdl.encode()
        etag = f'"{sha256(self._body).hexdigest()[:32]}"'
        cache_control = f"public, max-age={_MAX_AGE_SECONDS}"
        self._headers = {"ETag": etag, "Cache-Control": cache_control, "Vary": "Accept-Encoding"}

    async def handle(self, request: Request) -> Response:
        """The schema; 304 for a caller who has it already (RFC 9110, 13.1.2)."""
        if _matches(request.headers.get("if-none-match", ""), self._headers["ETag"]):
            return Response(status_code=304, headers=self._headers)
        return Response(self._body, headers=self._headers, media_type="text/plain")


def _matches(if_none_match: str, etag: str) -> bool:
    tags = [tag.strip().removeprefix("W/") for tag in if_none_match.split(",")]
    return etag in tags or "*" in tags
