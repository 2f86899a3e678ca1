"""Payers."""

from typing import Annotated

import strawberry

from gql.graph import descriptions
from gql.graph.connections import UncountedConnection
from gql.graph.declarations import node_type, object_type
from gql.graph.fields import attribute, loaded
from gql.graph.history_connection import history
from gql.graph.loaders import Loaders
from gql.graph.permissions import PRACTITIONERS
from gql.types.address import Address
from gql.types.change import Change
from gql.types.node import Node
from insurance import facts


def _merged_into_id(payer: facts.Payer) -> str | None:
    return payer.merged_into_id


@node_type(facts.Payer)
class Payer(Node):
    """An insurer that the practice works with. An archived payer keeps its policies and cannot be chosen for others."""

    version: int = attribute(
        description="Goes up by one with each change. Send it with an edit, and a conflicting edit is refused."
    )
    name: str = attribute(description=descriptions.PAYER_NAME)
    edi_payer_id: str | None = attribute(
        allow=PRACTITIONERS, description=f"{descriptions.EDI_PAYER_ID} Several payers may share one."
    )
    aliases: list[str] | None = attribute(
        allow=PRACTITIONERS, description=f"{descriptions.ALIASES} A policy submitted with one gets this payer."
    )
    address: Address | None = attribute(
        allow=PRACTITIONERS, description=f"{descriptions.ADDRESS} Claims on paper are sent there."
    )
    archived: bool = attribute(description="Whether it is archived: policies can no longer be given this payer.")
    merged_into: Annotated["Payer", strawberry.lazy("gql.types.payer")] | None = loaded(
        Loaders.payer,
        _merged_into_id,
        allow=PRACTITIONERS,
        description="The record that this one was merged into: it has the policies and names now.",
    )
    history: UncountedConnection[Change] | None = history("Changes of the payer, newest first.")


@object_type
class PayerSuggestion:
    """A payer that the client may have meant. It is a suggestion: staff choose the payer."""

    payer: Payer = attribute(description="The suggested payer.")
    score: float = attribute(
        description="How similar the texts are, from 0 to 1. At 1 they differ in case and punctuation only."
    )
    matched: str = attribute(
        description="The payer's name, alias or EDI payer ID that is most similar to the client's text."
    )
