"""The request that the executor takes."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class GraphQLRequest:
    """What a caller asks to be executed."""

    query: str
    operation_name: str | None = None
    variables: dict[str, Any] | None = None
