"""The documents that frontends send, with who sends them."""

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
        """Whether sending it changes something."""
        return "\nmutation " in f"\n{self.query}"


OPERATIONS = [
    Operation(each["name"], SENDERS[each["persona"]], each["query"], orjson.loads(each["variables"]))
    for each in example_documents()
]
