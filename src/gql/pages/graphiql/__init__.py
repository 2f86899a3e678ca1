"""GraphiQL, served from here: no request leaves for another host, and the page's policy lets no other code run.

Its files are those of the npm packages in package.json, which have builds that need no bundler, and three of ours.
"""

from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from gql.pages.assets import asset

_OURS = Path(__file__).parent
_NPM = _OURS.parents[3] / "node_modules"

_PAGE = _OURS / "index.html"
_ASSETS = {
    "graphiql.js": _OURS / "graphiql.js",
    "graphiql.css": _OURS / "graphiql.css",
    "graphiql.min.js": _NPM / "graphiql/graphiql.min.js",
    "graphiql.min.css": _NPM / "graphiql/graphiql.min.css",
    "explorer.js": _NPM / "@graphiql/plugin-explorer/dist/index.umd.js",
    "explorer.css": _NPM / "@graphiql/plugin-explorer/dist/style.css",
    "react.js": _NPM / "react/umd/react.production.min.js",
    "react-dom.js": _NPM / "react-dom/umd/react-dom.production.min.js",
}

_SCROLL_LOCK = "'sha256-Y/huXlwoYkVyQlxwSVcCi1RCDGDCSVBzDt0hYP9qlTc='"  # the one style GraphiQL's dialogs inject
_SECURITY_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "connect-src 'self'",
        f"style-src 'self' {_SCROLL_LOCK}",
        "font-src data:",  # graphiql.min.css carries its fonts
        "img-src data:",  # and the editors' markers
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "form-action 'none'",
    ]
)
_PAGE_HEADERS = {
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
_NOT_INSTALLED = "GraphiQL is not installed here. Run `make install` in Policybook's folder, then reload this page."


def page(_request: Request) -> Response:
    """The HTML page, or a sentence saying how to install what it needs."""
    if not all(path.is_file() for path in _ASSETS.values()):
        return PlainTextResponse(_NOT_INSTALLED, 503, _PAGE_HEADERS)
    return HTMLResponse(_PAGE.read_bytes(), headers=_PAGE_HEADERS)


def routes(config: Callable[[Request], Awaitable[dict[str, object]]]) -> list[BaseRoute]:
    """What the page fetches: its files, and `config.json`, which is what `config` returns:

    - `endpoint`: where queries go, such as "/graphql"
    - `personas`: a list of `{name, token}`; where it is empty there is no switch, and a token goes into the headers
      editor
    - `documents`: a list of `{name, persona, query, variables}`, a tab each; `name` is the operation's, `variables`
      are JSON, `persona` is the one the tab starts with
    """

    async def config_json(request: Request) -> Response:
        return JSONResponse(await config(request), headers=_CONFIG_HEADERS)

    return [
        Route("/graphiql/config.json", config_json),
        Route("/graphiql/{file}", _asset),
    ]


def _asset(request: Request) -> Response:
    return asset(request, _ASSETS.get(request.path_params["file"]))
