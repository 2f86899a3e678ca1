"""The API as `policybook serve` runs it, for a server that is told nothing but its environment."""

from starlette.applications import Starlette

from gql.app import create_app
from gql.cli import spare_the_collector
from gql.settings import Settings


def api() -> Starlette:
    """The application."""
    app = create_app(Settings())
    spare_the_collector()
    return app
