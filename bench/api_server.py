"""The API as `policybook serve` runs it, for uvicorn: settings come from the environment."""

from starlette.applications import Starlette

from gql.app import create_app
from gql.garbage_collector import tune_garbage_collector
from gql.settings import Settings


def api() -> Starlette:
    """The application."""
    app = create_app(Settings())
    tune_garbage_collector()
    return app
