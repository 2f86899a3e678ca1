"""Who read a chart."""

from datetime import datetime
from typing import Any

from gql.graph.connections import (
    DEFAULT_SIZE,
    After,
    Before,
    ConnectionResult,
    First,
    Last,
    page_request,
)
from gql.graph.declarations import object_type
from gql.graph.enums import Role
from gql.graph.fields import attribute, loaded
from gql.graph.loaders import Loaders
from gql.graph.permissions import PRACTITIONERS
from insurance import facts
from store.reads.pages import Page, PageRequest


@object_type
class Access:
    """One request of a person that read the chart or a file on it. It says who, when and how, and holds no value."""

    at: datetime = attribute(description="When the request was answered.")
    actor: str = attribute(description="The person's name then.")
    actor_id: str = attribute(description="Names the person, whatever name is shown: two people of one name differ.")
    actor_role: Role = attribute(description="The person's role then.")
    operation: str | None = attribute(
        description="The operation's name, as the caller gave it, or `GET /files` for a file. Null without a name."
    )


def _key(
    client: facts.Client, *, first: First = None, after: After = None, last: Last = None, before: Before = None
) -> tuple[str, PageRequest]:
    return (client.id, page_request(first, after, last, before))


def _connection(_client: facts.Client, page: Page[facts.Access]) -> ConnectionResult[facts.Access]:
    return ConnectionResult(page)


def accesses(description: str) -> Any:
    """Who read a chart, newest first. Those of many charts are read with one statement."""
    return loaded(Loaders.accesses, _key, _connection, allow=PRACTITIONERS, rows=DEFAULT_SIZE, description=description)
