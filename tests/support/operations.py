"""The documents of `schema/operations/`, which frontends send, and who sends each of them."""

from dataclasses import dataclass
from typing import Any

import orjson

from gql.pages.graphiql_config import example_documents
from support.paths import ROOT

SCHEMA = ROOT / "schema"
SENDERS = {"Pat, practitioner": "Pat", "Cleo, client": "Cleo"}


@dataclass(frozen=True)
class Operation:
    """One document of `schema/operations/`."""

    name: str
    sender: str
    query: str
    variables: dict[str, Any]

    @property
    def is_mutation(self) -> bool:
        """Whether it is a mutation."""
        return "\nmutation " in f"\n{self.query}"


OPERATIONS = [
    Operation(found["name"], SENDERS[found["persona"]], found["query"], orjson.loads(found["variables"]))
    for found in example_documents()
]
