"""The personas of the demo, and who may have their tokens: a browser on this very machine, in development."""

from urllib.parse import urlsplit

from starlette.requests import Request

from gql.loopback import is_loopback
from gql.settings import Settings
from insurance.enums import Role
from store.caller import Caller
from store.db.database import Database
from store.demo.cast import CLEO, PAT, PRACTICE
from store.reads.practices import all_practices

PERSONAS = {
    "practice": ("Pat, practitioner", Caller(PRACTICE.id, Role.PRACTITIONER, subject="local:pat", name=PAT)),
    "portal": ("Cleo, client", Caller(PRACTICE.id, Role.CLIENT, subject="local:cleo", client_id=CLEO.id)),
}
"""The name and the caller of each persona, by the folder of `schema/operations/` whose documents they send."""


async def may_use_personas(settings: Settings, database: Database, request: Request) -> bool:
    """Whether this request may have the personas' tokens: in development, from this machine, if the demo is loaded."""
    from_here = _is_from_this_machine(request) and _is_same_origin(request)
    return settings.in_development and from_here and await has_demo(database)


async def has_demo(database: Database) -> bool:
    """Whether the demo practice is in the database."""
    return PRACTICE.id in {practice.id for practice in await all_practices(database)}


def _is_from_this_machine(request: Request) -> bool:
    """Whether the browser runs on this machine. The Host is checked too: a foreign name may resolve to 127.0.0.1."""
    try:
        # The header itself: `request.url` falls back to the server's own address for a Host it cannot parse.
        host = urlsplit(f"//{request.headers.get('host', '')}").hostname or ""
    except ValueError:
        return False
    return is_loopback(request.client.host if request.client else "") and is_loopback(host)


def _is_same_origin(request: Request) -> bool:
    """Whether a page of this server sent the request. Origins allowed by CORS may use the API, but not these tokens."""
    origin = request.headers.get("origin")
    if request.headers.get("sec-fetch-site", "none") not in {"same-origin", "none"}:
        return False
    # Another port of this machine is another origin. "null" is a page that hides its origin.
    return origin is None or origin.partition("://")[2] == request.headers.get("host")
