"""The demo page at `/`, in development only: a client's chart and that client's portal, side by side.

Links of invitations lead here too, as `/?invitation=...`, unless the portal is elsewhere: the page then shows that
client's portal only.
"""

from collections.abc import Callable
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from gql.pages.assets import asset
from gql.pages.html_page import PageConfig, config_route, html_page, not_installed, page_headers

_FOLDER = Path(__file__).parent
_ASSETS = {name: _FOLDER / name for name in ("demo.js", "invitation.js", "demo.css")}
_HEADERS = page_headers({"img-src": "'self' blob: data:"})  # photos before they are uploaded, and the page's icon


def routes(config: PageConfig, are_built: Callable[[], bool]) -> list[BaseRoute]:
    """The page, its files, and `/demo/config.json?client=ID`, which `config` returns:

    - `endpoint`: the URL of the API, such as "/graphql"
    - `practitioner`: a token, or null if this browser may not use the personas
    - `clients`: a list of `{id, name}` to choose from
    - `client`: `{id, name, token}`, the client whose chart and portal are shown

    `are_built` says whether the widgets are there.
    """

    def page(_request: Request) -> Response:
        if not are_built():
            return not_installed("The widgets are not built", _HEADERS)
        return html_page(_FOLDER / "index.html", _HEADERS)

    return [Route("/", page), config_route("/demo/config.json", config), Route("/demo/{file}", _asset)]


def _asset(request: Request) -> Response:
    return asset(request, _ASSETS.get(request.path_params["file"]))
