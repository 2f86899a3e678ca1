"""Payers."""

from typing import Any

import strawberry

from gql.global_ids import global_id
from gql.graph.connections import UncountedConnection
from gql.graph.fields import attribute, derived
from gql.graph.history_connection import history
from gql.graph.permissions import STAFF
from gql.types.change import Change
from gql.types.node import Node
from insurance import facts


def _id(payer: facts.Payer) -> str:
    return global_id("Payer", payer.id)


@strawberry.type(
    description="An insurer set up by the practice. Archived payers keep their policies and are offered no more."
)
class Payer(Node):
    """An insurer set up by the practice."""

    @classmethod
    def is_type_of(cls, fact: Any, _info: Any) -> bool:
        """Payers resolve from the payer's fact."""
        return isinstance(fact, facts.Payer)

    id: strawberry.ID = derived(_id, description="The payer's global id.")
    version: int = attribute(description="Grows by one with each change.")
    name: str = attribute(description="The insurer's name, unique in the practice.")
    edi_payer_id: str | None = attribute(
        allow=STAFF,
        description="The insurer's identifier at clearinghouses, the Payer ID printed on cards. Several may share it.",
    )
    aliases: list[str] | None = attribute(
        allow=STAFF, description="Other texts this payer goes by; a client who types one gets this payer."
    )
    archived: bool = attribute(description="Whether it is no longer offered.")
    history: UncountedConnection[Change] | None = history("Changes of the payer, newest first.")


@strawberry.type(description="A payer the client may have meant. A suggestion: staff choose.")
class PayerSuggestion:
    """A payer the client may have meant."""

    payer: Payer = attribute(description="The payer.")
    score: float = attribute(description="How near it comes, 0 to 1; 1 is the same but for case and punctuation.")
    matched: str = attribute(description="The payer's name, alias or EDI payer ID that came nearest.")
