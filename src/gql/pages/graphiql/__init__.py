"""GraphiQL, served from here: it loads nothing from other hosts, and its Content-Security-Policy allows no other code.

Its files are three of our own, and those of npm packages in builds that need no bundler, which scripts/page_files.py
copies into `dist` with their licenses.
"""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from gql.pages.assets import asset
from gql.pages.html_page import PageConfig, config_route, html_page, not_installed, page_headers

_FOLDER = Path(__file__).parent
_BUILT = ("graphiql.min.js", "graphiql.min.css", "explorer.js", "explorer.css", "react.js", "react-dom.js")
_ASSETS = {
    **{name: _FOLDER / name for name in ("graphiql.js", "graphiql.css")},
    **{name: _FOLDER / "dist" / name for name in (*_BUILT, "LICENSES.txt")},
}

_SCROLL_LOCK = "'sha256-Y/huXlwoYkVyQlxwSVcCi1RCDGDCSVBzDt0hYP9qlTc='"  # the only style that GraphiQL's dialogs inject
_HEADERS = page_headers(
    {
        "style-src": f"'self' {_SCROLL_LOCK}",
        "font-src": "data:",  # graphiql.min.css contains its fonts
        "img-src": "data:",  # and the editors' markers
    }
)


def page(_request: Request) -> Response:
    """The HTML page, or 503 with how to install what it needs."""
    if not all(path.is_file() for path in _ASSETS.values()):
        return not_installed("GraphiQL is not installed", _HEADERS)
    return html_page(_FOLDER / "index.html", _HEADERS)


def routes(config: PageConfig) -> list[BaseRoute]:
    """What the page fetches: its files, and `/graphiql/config.json`, which `config` returns:

    - `endpoint`: the URL of the API, such as "/graphql"
    - `personas`: a list of `{name, token}`. If it is empty there is no switch, and a token goes into the headers editor
    - `documents`: a list of `{name, persona, query, variables}`, one tab each. `name` is the operation's, `variables`
      are JSON as text, `persona` is the name of the persona that the tab starts with
    """
    return [config_route("/graphiql/config.json", config), Route("/graphiql/{file}", _asset)]


def _asset(request: Request) -> Response:
    return asset(request, _ASSETS.get(request.path_params["file"]))
