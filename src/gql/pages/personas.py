"""What GraphiQL opens with: a tab for each document of `schema/operations/`, and the demo's personas."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import orjson
from graphql import OperationDefinitionNode, OperationType, parse
from starlette.requests import Request

from gql.auth.local_tokens import mint
from gql.loopback import is_loopback
from gql.settings import Settings
from insurance.enums import Role
from store.caller import Caller
from store.db.database import Database
from store.demo.cast import CLEO, PAT, PRACTICE
from store.reads.practices import all_practices

SCHEMA = Path(__file__).parents[3] / "schema"
PERSONAS = {
    "practice": ("Pat, practitioner", Caller(PRACTICE.id, Role.PRACTITIONER, subject="local:pat", name=PAT)),
    "portal": ("Cleo, client", Caller(PRACTICE.id, Role.CLIENT, subject="local:cleo", client_id=CLEO.id)),
}
"""Who plays the documents of each folder."""


class Personas:
    """Answers GraphiQL's question what to show."""

    def __init__(self, settings: Settings, database: Database, local_key: bytes) -> None:
        """Reads the documents once."""
        self._settings, self._database, self._local_key = settings, database, local_key
        self._documents = documents()

    async def config(self, request: Request) -> dict[str, object]:
        """The endpoint, the personas that may be played from here, and the documents."""
        may_play = await self.may_play(request)
        personas = [
            {"name": name, "token": mint(self._local_key, caller)} for name, caller in PERSONAS.values() if may_play
        ]
        return {"endpoint": "/graphql", "personas": personas, "documents": self._documents}

    async def may_play(self, request: Request) -> bool:
        """Whether whoever asks may have the demo's tokens: on this very machine, in development, where the demo is."""
        from_here = _is_local(request) and _is_own_page(request)
        return self._settings.in_development and from_here and await has_demo(self._database)


async def has_demo(database: Database) -> bool:
    """Whether the demo's practice is in the database."""
    return PRACTICE.id in {practice.id for practice in await all_practices(database)}


def documents() -> list[dict[str, Any]]:
    """Every document of `schema/operations/` with its persona and example variables; none where there is no folder."""
    examples: dict[str, Any] = {}
    if (SCHEMA / "examples.json").is_file():
        examples = orjson.loads((SCHEMA / "examples.json").read_bytes())
    found = []
    for side, (persona, _) in PERSONAS.items():
        for path in sorted((SCHEMA / "operations" / side).glob("*.graphql")):
            query = path.read_text(encoding="utf-8")
            kind, name = _operation(query)
            variables = orjson.dumps(examples.get(name, {}), option=orjson.OPT_INDENT_2).decode()
            found.append((kind, {"name": name, "persona": persona, "query": query, "variables": variables}))
    # What can be looked at comes before what can be changed.
    return [document for _, document in sorted(found, key=lambda each: each[0] is OperationType.MUTATION)]


def _operation(query: str) -> tuple[OperationType, str]:
    operation = next(node for node in parse(query).definitions if isinstance(node, OperationDefinitionNode))
    return operation.operation, operation.name.value if operation.name else ""


def _is_local(request: Request) -> bool:
    """Whether the page is open on this very machine. The Host is checked too: a foreign name may resolve to here."""
    try:
        # As it was sent: `request.url` puts the server's own address in place of a Host it cannot read.
        host = urlsplit(f"//{request.headers.get('host', '')}").hostname or ""
    except ValueError:
        return False
    return is_loopback(request.client.host if request.client else "") and is_loopback(host)


def _is_own_page(request: Request) -> bool:
    """Whether no other site's page asks. Those that POLICYBOOK_CORS_ORIGINS names may use the API, not these tokens."""
    origin = request.headers.get("origin")
    if request.headers.get("sec-fetch-site", "none") not in {"same-origin", "none"}:
        return False
    # Another port of this machine is another site. "null" is a page that hides where it is from.
    return origin is None or origin.partition("://")[2] == request.headers.get("host")
