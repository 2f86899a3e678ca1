"""The functions behind the fields of Query: the key that a field's loader takes, and what is made of the result."""

from typing import Annotated, TypeAlias

import strawberry

from gql.errors import BadUserInput
from gql.global_ids import GlobalId, local_id, parse_global_id
from gql.graph.connections import After, Before, ConnectionResult, First, Last, Search, page_request, search_text
from gql.graph.context import Context, check_practice
from gql.graph.cost import rows_argument
from gql.types.service import Service, ServiceInput
from insurance.enums import Role
from insurance.facts import Client, Payer, Policy, Practice
from store.caller import Caller
from store.reads.clients import count_clients
from store.reads.pages import Page, PageRequest
from store.reads.payers import PayerList, count_payers
from store.reads.policies import count_policies_to_review

MAX_NODES = 100
MAX_SERVICES = 200

Id: TypeAlias = Annotated[strawberry.ID, strawberry.argument(description="The object's global id.")]
Ids: TypeAlias = Annotated[list[strawberry.ID], rows_argument(f"Global ids, {MAX_NODES} at most.", max_rows=MAX_NODES)]
Services: TypeAlias = Annotated[
    list[ServiceInput], rows_argument(f"The services, {MAX_SERVICES} at most.", max_rows=MAX_SERVICES)
]
IncludeArchived: TypeAlias = Annotated[
    bool | None,
    strawberry.argument(description="Whether to list archived payers too. Clients in the portal never see them."),
]


def practice_key(_root: None, context: Context) -> str | None:
    """The id of the practice that the token names; None without a token."""
    return context.caller.practice_id if context.caller else None


def viewer(_root: None, practice: Practice | None, context: Context) -> Caller | None:
    """The caller; None without a token. Raises Unauthenticated where the token's practice does not exist."""
    if context.caller:
        check_practice(practice)
    return context.caller


def node_key(_root: None, *, id: Id) -> GlobalId | None:
    """The parsed id; None for a text that is not a global id."""
    return parse_global_id(id)


def nodes_key(_root: None, *, ids: Ids) -> tuple[GlobalId | None, ...]:
    """The parsed ids in order, None for each text that is not a global id. Raises BadUserInput for too many."""
    if len(ids) > MAX_NODES:
        raise BadUserInput(f"`ids` takes at most {MAX_NODES} ids.")
    return tuple(map(parse_global_id, ids))


def client_key(_root: None, *, id: Id) -> str | None:
    """The client's id; None for the id of anything else."""
    return local_id("Client", id)


def policy_key(_root: None, *, id: Id) -> str | None:
    """The policy's id; None for the id of anything else."""
    return local_id("Policy", id)


def payer_key(_root: None, *, id: Id) -> str | None:
    """The payer's id; None for the id of anything else."""
    return local_id("Payer", id)


def payer(_root: None, payer: Payer | None, context: Context) -> Payer | None:
    """The payer. A portal caller reaches an archived one only through a policy of their own."""
    return None if payer and payer.archived and context.viewer.role is Role.CLIENT else payer


def clients_key(
    _root: None,
    *,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
    search: Search = None,
) -> tuple[PageRequest, str | None]:
    """The page and the search. Raises BadUserInput."""
    return (page_request(first, after, last, before), search_text(search))


def clients(_root: None, page: Page[Client], *, search: Search = None) -> ConnectionResult[Client]:
    """The page of clients, and how to count them all."""
    return ConnectionResult(page, count_key=(count_clients, search))


def payers_key(
    _root: None,
    *,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
    search: Search = None,
    include_archived: IncludeArchived = False,
) -> tuple[PageRequest, PayerList]:
    """The page, the search, and whether archived payers belong to it. Raises BadUserInput."""
    return (page_request(first, after, last, before), PayerList(search_text(search), bool(include_archived)))


def payers(
    _root: None, page: Page[Payer], *, search: Search = None, include_archived: IncludeArchived = False
) -> ConnectionResult[Payer]:
    """The page of payers, and how to count them all."""
    return ConnectionResult(page, count_key=(count_payers, PayerList(search, bool(include_archived))))


def policies_to_review_key(
    _root: None, *, first: First = None, after: After = None, last: Last = None, before: Before = None
) -> tuple[PageRequest]:
    """The page. Raises BadUserInput."""
    return (page_request(first, after, last, before),)


def policies_to_review(_root: None, page: Page[Policy]) -> ConnectionResult[Policy]:
    """The page of the review queue, and how to count it all."""
    return ConnectionResult(page, count_key=(count_policies_to_review,))


def services(_root: None, *, services: Services) -> list[Service]:
    """The services in order; the loaders read the charts of all together. Raises BadUserInput for too many."""
    if len(services) > MAX_SERVICES:
        raise BadUserInput(f"`services` takes at most {MAX_SERVICES} services.")
    return [Service(local_id("Client", service.client_id), service.dos, service.channel) for service in services]
