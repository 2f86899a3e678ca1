"""The history of a record."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import strawberry

from gql.global_ids import global_id
from gql.graph.api_names import api_name
from gql.graph.enums import ChangeCause, Role
from gql.graph.fields import attribute, derived, loaded
from gql.graph.loaders import Loaders
from gql.types.node import Node
from insurance import facts

if TYPE_CHECKING:
    from gql.types.policy import Policy


def _id(change: facts.Change) -> str:
    return global_id("Change", change.id)


def _caused_by_id(change: facts.Change) -> str | None:
    return change.caused_by_id


def _field(change: facts.FieldChange) -> str:
    return api_name(change.field)


@strawberry.type(description="One field before and after a change.")
class FieldChange:
    """One field before and after a change."""

    field: str = derived(_field, description="The schema's field name, such as `endDate`.")
    before: str | None = attribute(description="The value before, as the API prints it; null when it was empty.")
    after: str | None = attribute(description="The value after, as the API prints it; null when it is empty now.")


@strawberry.type(description="One immutable entry of the history: who changed what, when and why.")
class Change(Node):
    """One immutable entry of the history."""

    @classmethod
    def is_type_of(cls, fact: Any, _info: Any) -> bool:
        """Changes resolve from the change's fact."""
        return isinstance(fact, facts.Change)

    id: strawberry.ID = derived(_id, description="The entry's global id.")
    at: datetime = attribute(description="When it was saved.")
    actor: str = attribute(description="Who did it: a person's name, or Policybook where a rule acted.")
    actor_role: Role | None = attribute(description="The actor's role; null when no person acted.")
    cause: ChangeCause = attribute(description="Why.")
    caused_by: Annotated["Policy", strawberry.lazy("gql.types.policy")] | None = loaded(
        Loaders.policy, _caused_by_id, description="The policy whose adding ended this one, or whose saving settled it."
    )
    fields: list[FieldChange] = attribute(description="What changed, field by field.")
