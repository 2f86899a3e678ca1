"""Serves the widgets' bundles, which `make install` builds from the folder `widgets`: web components for any site."""

import re
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from gql.pages.assets import asset

_DIST = Path(__file__).parent / "dist"
_FILE_NAME = re.compile(r"[a-z]+-(insurance|[A-Z0-9]{8})\.js|custom-elements\.json|LICENSES\.txt")
_BUNDLES = ("chart-insurance.js", "practice-insurance.js", "portal-insurance.js")

_HEADERS = {
    # Browsers fetch module scripts with CORS. The bundles are public: the same for everyone, without any data.
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


def routes() -> list[BaseRoute]:
    """`/widgets/chart-insurance.js`, the other bundles, shared chunks, `custom-elements.json` and `LICENSES.txt`."""
    return [Route("/widgets/{file}", _bundle)]


def are_built() -> bool:
    """Whether all bundles are there."""
    return all((_DIST / name).is_file() for name in _BUNDLES)


def _bundle(request: Request) -> Response:
    name = request.path_params["file"]
    return asset(request, _DIST / name if _FILE_NAME.fullmatch(name) else None, _HEADERS)
