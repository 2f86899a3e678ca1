"""What the two HTML pages have in common: their security headers, and the JSON configuration that they fetch."""

from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import TypeAlias

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

PageConfig: TypeAlias = Callable[[Request], Awaitable[dict[str, object]]]
"""Returns the configuration of a page for whoever requests it."""

_NO_STORE = {"Cache-Control": "no-store"}
# It may contain tokens: no other site may read it, and it is not compressed (`gql.http.compression` says why).
_CONFIG_HEADERS = {"Cache-Control": "no-store, no-transform", "Cross-Origin-Resource-Policy": "same-origin"}


def page_headers(sources: Mapping[str, str]) -> dict[str, str]:
    """The headers of a page. `sources` are the directives its Content-Security-Policy allows, beyond its own files."""
    directives = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "connect-src": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
        **sources,
    }
    policy = "; ".join(f"{name} {value}" for name, value in directives.items())
    return {"Content-Security-Policy": policy, "Referrer-Policy": "no-referrer", **_NO_STORE}


def html_page(path: Path, headers: Mapping[str, str]) -> Response:
    """The page in an HTML file."""
    return HTMLResponse(path.read_bytes(), headers=headers)


def not_installed(what: str, headers: Mapping[str, str]) -> Response:
    """503, with how to install what the page needs. `what` is a clause such as "The widgets are not built"."""
    text = f"{what}. Run `make install` in Policybook's folder, then reload this page."
    return PlainTextResponse(text, 503, headers)


def config_route(path: str, config: PageConfig) -> Route:
    """The route of a page's configuration, as JSON."""

    async def config_json(request: Request) -> Response:
        return JSONResponse(await config(request), headers=_CONFIG_HEADERS)

    return Route(path, config_json)
