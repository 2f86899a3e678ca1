"""The practice, to which every record belongs."""

from gql.graph.connections import UncountedConnection
from gql.graph.declarations import node_type
from gql.graph.fields import attribute
from gql.graph.history_connection import history
from gql.types.change import Change
from gql.types.node import Node
from insurance import facts


@node_type(facts.Practice)
class Practice(Node):
    """A therapy practice. A caller sees the records of their own practice only."""

    version: int = attribute(
        description="Goes up by one with each change of the settings. Send it with a change, and a conflicting one is "
        "refused."
    )
    name: str = attribute(description="The practice's name.")
    time_zone: str = attribute(
        description='The IANA time zone, such as `America/New_York`: it decides which day "today" is.'
    )
    collects_insurance: bool = attribute(
        description="Whether clients may add insurance in the portal, unless something else is set for one client."
    )
    history: UncountedConnection[Change] | None = history("Changes of the practice's settings, newest first.")
