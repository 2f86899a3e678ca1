"""The practice: the tenant everything belongs to."""

from typing import Any

import strawberry

from gql.global_ids import global_id
from gql.graph.connections import UncountedConnection
from gql.graph.fields import attribute, derived
from gql.graph.history_connection import history
from gql.types.change import Change
from gql.types.node import Node
from insurance import facts


def _id(practice: facts.Practice) -> str:
    return global_id("Practice", practice.id)


@strawberry.type(description="A therapy practice. Everything a caller sees belongs to theirs.")
class Practice(Node):
    """A therapy practice."""

    @classmethod
    def is_type_of(cls, fact: Any, _info: Any) -> bool:
        """Practices resolve from the practice's fact."""
        return isinstance(fact, facts.Practice)

    id: strawberry.ID = derived(_id, description="The practice's global id.")
    name: str = attribute(description="The practice's name.")
    time_zone: str = attribute(description='IANA name, such as `America/New_York`: what "today" means.')
    collects_insurance: bool = attribute(description="Whether portal callers may submit insurance by default.")
    history: UncountedConnection[Change] | None = history("Changes of the practice's settings, newest first.")
