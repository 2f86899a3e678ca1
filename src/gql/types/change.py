"""The history of a record."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from gql.graph.api_names import api_name
from gql.graph.declarations import node_type, object_type
from gql.graph.enums import ChangeCause, Role
from gql.graph.fields import attribute, computed, loaded
from gql.graph.loaders import Loaders
from gql.types.node import Node
from insurance import facts

if TYPE_CHECKING:
    from gql.types.policy import Policy


def _caused_by_id(change: facts.Change) -> str | None:
    return change.caused_by_id


def _field(change: facts.FieldChange) -> str:
    return api_name(change.field)


@object_type
class FieldChange:
    """One field before and after a change."""

    field: str = computed(_field, description="The field's name in the schema, such as `endDate`.")
    before: str | None = attribute(
        description="The value before, as text, such as `2025-12-31`. Null if the field was empty."
    )
    after: str | None = attribute(description="The value after, as text. Null if the field is empty now.")


@node_type(facts.Change)
class Change(Node):
    """One entry of a record's history: who changed what, when and why. Entries never change."""

    at: datetime = attribute(description="When the change was saved.")
    actor: str = attribute(description="Who made the change: a person's name, or `Policybook` if a rule made it.")
    actor_id: str | None = attribute(
        description=(
            "Names the person, whatever name is shown: two people of one name differ. Null if a rule made the change, "
            "and in entries from before this was kept."
        )
    )
    actor_role: Role | None = attribute(description="The person's role. Null if a rule made the change.")
    cause: ChangeCause = attribute(description="Why the record changed.")
    caused_by: Annotated["Policy", strawberry.lazy("gql.types.policy")] | None = loaded(
        Loaders.policy,
        _caused_by_id,
        description="The other policy that caused the change: the new Primary, or the one whose payer staff chose.",
    )
    fields: list[FieldChange] = attribute(description="What changed, field by field.")
