"""The interface of everything that can be fetched again by its id (Relay Global Object Identification)."""

import strawberry

from gql.graph.fields import attribute


@strawberry.interface(description="Anything with a global id: fetch it again with `node(id:)`.")
class Node:
    """Anything with a global id."""

    id: strawberry.ID = attribute(description="Opaque and stable. The same id never names two objects.")
