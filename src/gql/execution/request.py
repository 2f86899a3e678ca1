"""A GraphQL request, however it arrived."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class GraphQLRequest:
    """The document's text, the name of the operation to execute where it has several, and the variables."""

    query: str
    operation_name: str | None = None
    variables: dict[str, Any] | None = None
