"""The widgets' bundles, built by `make install` from the folder `widgets`: web components for any page, of any site."""

import re
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from gql.pages.assets import asset

_BUILT = Path(__file__).parent / "dist"
_NAME = re.compile(r"[a-z]+-(insurance|[A-Z0-9]{8})\.js")
_NAMES = ("chart-insurance.js", "practice-insurance.js", "portal-insurance.js")

_HEADERS = {
    # Module scripts are fetched with CORS. They are the same for everyone and hold nothing of anybody's.
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


def routes() -> list[BaseRoute]:
    """`/widgets/chart-insurance.js`, its two siblings, and the chunks they share."""
    return [Route("/widgets/{file}", _bundle)]


def are_built() -> bool:
    """Whether there is anything to serve."""
    return all((_BUILT / name).is_file() for name in _NAMES)


def _bundle(request: Request) -> Response:
    name = request.path_params["file"]
    return asset(request, _BUILT / name if _NAME.fullmatch(name) else None, _HEADERS)
