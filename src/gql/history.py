"""The `history` connection that several nouns share."""

from typing import Any

import strawberry

from gql.connections import After, Before, First, Last, Listed, page_request
from gql.context import Info
from insurance import facts


async def history_of(
    subject: strawberry.Parent[Any],
    info: Info,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Listed[facts.Change]:
    """A page of the record's history, newest first; many records' pages take one statement."""
    request = page_request(first, after, last, before)
    return Listed(await info.context.loaders.history.load((subject.id, request)))
