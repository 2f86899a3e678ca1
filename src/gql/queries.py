"""Where every query begins: for each root field the key of its loader, and what becomes of what is loaded."""

from typing import Annotated, TypeAlias

import strawberry

from gql.errors import BadUserInput, Unauthenticated
from gql.global_ids import GlobalId, local_id, parse_global_id
from gql.graph.connections import After, Before, First, Last, Listed, Search, page_request, search_text
from gql.graph.context import Context
from gql.types.service import Service, ServiceInput
from insurance.facts import Client, Payer, Policy, Practice
from store.caller import Caller
from store.reads.clients import count_clients
from store.reads.pages import Page, PageRequest
from store.reads.payers import PayerList, count_payers
from store.reads.policies import count_policies_to_review

MOST_NODES = 100
MOST_SERVICES = 200

Id: TypeAlias = Annotated[strawberry.ID, strawberry.argument(description="A global id.")]
Ids: TypeAlias = Annotated[list[strawberry.ID], strawberry.argument(description=f"At most {MOST_NODES} global ids.")]
Services: TypeAlias = Annotated[
    list[ServiceInput], strawberry.argument(description=f"At most {MOST_SERVICES} services.")
]
IncludeArchived: TypeAlias = Annotated[
    bool | None, strawberry.argument(description="Archived ones too. Portal callers never get them.")
]


def own_practice(_root: None, context: Context) -> str | None:
    """The practice a token names, if there is one."""
    return context.caller.practice_id if context.caller else None


def viewer(_root: None, practice: Practice | None, context: Context) -> Caller | None:
    """The caller. A token for a practice that is not there proves nothing."""
    if context.caller and practice is None:
        raise Unauthenticated("The token names a practice that does not exist.")
    return context.caller


def node_id(_root: None, *, id: Id) -> GlobalId | None:
    """What `node` looks for."""
    return parse_global_id(id)


def node_ids(_root: None, *, ids: Ids) -> tuple[GlobalId | None, ...]:
    """What `nodes` looks for, each in its place."""
    if len(ids) > MOST_NODES:
        raise BadUserInput(f"`ids` takes at most {MOST_NODES} ids.")
    return tuple(map(parse_global_id, ids))


def client_id(_root: None, *, id: Id) -> str | None:
    """What `client` looks for."""
    return local_id("Client", id)


def policy_id(_root: None, *, id: Id) -> str | None:
    """What `policy` looks for."""
    return local_id("Policy", id)


def clients_wanted(
    _root: None,
    *,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
    search: Search = None,
) -> tuple[PageRequest, str | None]:
    """Which page of which charts."""
    return (page_request(first, after, last, before), search_text(search))


def clients(_root: None, page: Page[Client], *, search: Search = None) -> Listed[Client]:
    """The practice's charts."""
    return Listed(page, total=(count_clients, search))


def payers_wanted(
    _root: None,
    *,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
    search: Search = None,
    include_archived: IncludeArchived = False,
) -> tuple[PageRequest, PayerList]:
    """Which page of which payers."""
    return (page_request(first, after, last, before), PayerList(search_text(search), bool(include_archived)))


def payers(
    _root: None, page: Page[Payer], *, search: Search = None, include_archived: IncludeArchived = False
) -> Listed[Payer]:
    """The practice's payers."""
    return Listed(page, total=(count_payers, PayerList(search, bool(include_archived))))


def policies_to_review_wanted(
    _root: None, *, first: First = None, after: After = None, last: Last = None, before: Before = None
) -> tuple[PageRequest]:
    """Which page of the review queue."""
    return (page_request(first, after, last, before),)


def policies_to_review(_root: None, page: Page[Policy]) -> Listed[Policy]:
    """The review queue."""
    return Listed(page, total=(count_policies_to_review,))


def services(_root: None, *, services: Services) -> list[Service]:
    """The services asked about; what each may use is loaded together."""
    if len(services) > MOST_SERVICES:
        raise BadUserInput(f"`services` takes at most {MOST_SERVICES} services.")
    return [Service(local_id("Client", service.client_id), service.dos) for service in services]
