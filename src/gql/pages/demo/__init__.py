"""The page at `/` in development: a client's chart and that client's portal, side by side on the demo practice.

Invitations lead here too, as `/?invitation=...`, unless the portal is elsewhere: the page then is that client's portal.
"""

from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from gql.pages.assets import asset

_OURS = Path(__file__).parent
_ASSETS = {name: _OURS / name for name in ("demo.js", "invitation.js", "demo.css")}

_SECURITY_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "connect-src 'self'",
        "img-src 'self' blob: data:",  # photos before they are uploaded, and the page's icon
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "form-action 'none'",
    ]
)
_HEADERS = {
    "Content-Security-Policy": _SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
_CONFIG_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",  # it may hold tokens
    "Cache-Control": "no-store",
}
_NOT_BUILT = "The widgets are not built here. Run `make install` in Policybook's folder, then reload this page."

Config = Callable[[Request], Awaitable[dict[str, object]]]


def routes(config: Config, are_built: Callable[[], bool]) -> list[BaseRoute]:
    """The page, its files, and `/demo/config.json?client=ID`, which is what `config` returns:

    - `endpoint`: where queries go, such as "/graphql"
    - `practitioner`: a token, or null where nobody may play the personas
    - `clients`: a list of `{id, name}` for the chooser
    - `client`: `{id, name, token}`, whose chart and portal are shown
    """

    def page(_request: Request) -> Response:
        if not are_built():
            return PlainTextResponse(_NOT_BUILT, 503, _HEADERS)
        return HTMLResponse((_OURS / "index.html").read_bytes(), headers=_HEADERS)

    async def config_json(request: Request) -> Response:
        return JSONResponse(await config(request), headers=_CONFIG_HEADERS)

    return [Route("/", page), Route("/demo/config.json", config_json), Route("/demo/{file}", _asset)]


def _asset(request: Request) -> Response:
    return asset(request, _ASSETS.get(request.path_params["file"]))
