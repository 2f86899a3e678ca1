"""The interface of all objects that have a global id (Relay Global Object Identification)."""

import strawberry

from gql.graph.declarations import interface_type
from gql.graph.fields import attribute


@interface_type
class Node:
    """An object with a global id: fetch it again with `node(id:)`."""

    id: strawberry.ID = attribute(
        description="The global id, such as `UG9saWN5OgGUx0uY8XPunBnv9d8Gvhc`: opaque, stable, never given twice."
    )
