"""The configuration of GraphiQL: the personas, and a tab for each document of `schema/operations/`."""

from pathlib import Path
from typing import Any

import orjson
from graphql import OperationDefinitionNode, OperationType, parse
from starlette.requests import Request

from gql.auth.local_tokens import mint
from gql.pages.personas import PERSONAS, may_use_personas
from gql.settings import Settings
from store.db.database import Database

# A wheel has the documents beside GraphiQL's files.
_FOLDERS = (Path(__file__).with_name("graphiql") / "schema", Path(__file__).parents[3] / "schema")
SCHEMA_FOLDER = next((folder for folder in _FOLDERS if folder.is_dir()), _FOLDERS[0])


class GraphiqlConfig:
    """Answers `/graphiql/config.json`; see `gql.pages.graphiql.routes` for its fields."""

    def __init__(self, settings: Settings, database: Database, local_key: bytes) -> None:
        """Reads the documents once."""
        self._settings, self._database, self._local_key = settings, database, local_key
        self._documents = example_documents()

    async def config(self, request: Request) -> dict[str, object]:
        """The endpoint, the documents, and the personas if this request may use them."""
        allowed = await may_use_personas(self._settings, self._database, request)
        callers = PERSONAS.values() if allowed else ()
        personas = [{"name": name, "token": mint(self._local_key, caller)} for name, caller in callers]
        return {"endpoint": "/graphql", "personas": personas, "documents": self._documents}


def example_documents() -> list[dict[str, Any]]:
    """The documents of `schema/operations/` with their persona and example variables. Empty without that folder."""
    examples: dict[str, Any] = {}
    if (SCHEMA_FOLDER / "examples.json").is_file():
        examples = orjson.loads((SCHEMA_FOLDER / "examples.json").read_bytes())
    documents = []
    for folder, (persona, _) in PERSONAS.items():
        for path in sorted((SCHEMA_FOLDER / "operations" / folder).glob("*.graphql")):
            query = path.read_text(encoding="utf-8")
            operation, name = _operation(query)
            variables = orjson.dumps(examples.get(name, {}), option=orjson.OPT_INDENT_2).decode()
            documents.append((operation, {"name": name, "persona": persona, "query": query, "variables": variables}))
    # Queries come before mutations.
    return [document for _, document in sorted(documents, key=lambda pair: pair[0] is OperationType.MUTATION)]


def _operation(query: str) -> tuple[OperationType, str]:
    """The type and the name of a document's first operation."""
    operation = next(node for node in parse(query).definitions if isinstance(node, OperationDefinitionNode))
    return operation.operation, operation.name.value if operation.name else ""
