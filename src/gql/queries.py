"""Where every query begins: one function for each root field."""

import asyncio
from collections.abc import Sequence
from typing import Annotated, Any, TypeAlias

import strawberry
from strawberry.dataloader import DataLoader

from gql.connections import After, Before, First, Last, Listed, Search, page_request, search_text
from gql.context import Context, Info
from gql.errors import BadUserInput, Unauthenticated
from gql.ids import local_id, parse_global_id
from gql.types.service import Service, ServiceInput
from insurance import facts
from store.caller import Caller
from store.reads.payers import PayerList

MOST_NODES = 100
MOST_SERVICES = 200

Id: TypeAlias = Annotated[strawberry.ID, strawberry.argument(description="A global id.")]


def _loader(context: Context, type_name: str) -> DataLoader[str, Any] | None:
    loaders = context.loaders
    by_type: dict[str, DataLoader[str, Any]] = {
        "Practice": loaders.practice,
        "Client": loaders.client,
        "Policy": loaders.policy,
        "Payer": loaders.payer,
        "Attachment": loaders.attachment,
        "Change": loaders.change,
    }
    return by_type.get(type_name)


async def viewer(info: Info) -> Caller | None:
    """The caller. A token for a practice that is not there proves nothing."""
    caller = info.context.caller
    if caller is None:
        return None
    if await info.context.loaders.practice.load(caller.practice_id) is None:
        raise Unauthenticated("The token names a practice that does not exist.")
    return caller


async def node(info: Info, id: Id) -> object | None:  # noqa: A002
    """Any object by its global id."""
    found = parse_global_id(id)
    loader = found and _loader(info.context, found.type_name)
    return await loader.load(found.id) if found and loader else None


async def nodes(
    info: Info,
    ids: Annotated[list[strawberry.ID], strawberry.argument(description=f"At most {MOST_NODES} global ids.")],
) -> Sequence[object | None]:
    """Several objects, each where its id stood."""
    if len(ids) > MOST_NODES:
        raise BadUserInput(f"`ids` takes at most {MOST_NODES} ids.")
    return await asyncio.gather(*(node(info, id_) for id_ in ids))


async def client(info: Info, id: Id) -> facts.Client | None:  # noqa: A002
    """One client."""
    client_id = local_id("Client", id)
    return await info.context.loaders.client.load(client_id) if client_id else None


async def policy(info: Info, id: Id) -> facts.Policy | None:  # noqa: A002
    """One policy."""
    policy_id = local_id("Policy", id)
    return await info.context.loaders.policy.load(policy_id) if policy_id else None


async def clients(
    info: Info,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
    search: Search = None,
) -> Listed[facts.Client]:
    """The practice's charts."""
    loaders, text = info.context.loaders, search_text(search)
    page = await loaders.clients.load((page_request(first, after, last, before), text))
    return Listed(page, count=lambda: loaders.client_count.load((text,)))


async def payers(
    info: Info,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
    search: Search = None,
    include_archived: Annotated[
        bool | None, strawberry.argument(description="Archived ones too. Portal callers never get them.")
    ] = False,
) -> Listed[facts.Payer]:
    """The practice's payers."""
    loaders, wanted = info.context.loaders, PayerList(search_text(search), bool(include_archived))
    page = await loaders.payers.load((page_request(first, after, last, before), wanted))
    return Listed(page, count=lambda: loaders.payer_count.load((wanted,)))


async def policies_to_review(
    info: Info, first: First = None, after: After = None, last: Last = None, before: Before = None
) -> Listed[facts.Policy]:
    """The review queue."""
    loaders = info.context.loaders
    page = await loaders.policies_to_review.load((page_request(first, after, last, before),))
    return Listed(page, count=lambda: loaders.policies_to_review_count.load(()))


def eligible_policies(
    services: Annotated[list[ServiceInput], strawberry.argument(description=f"At most {MOST_SERVICES} services.")],
) -> list[Service]:
    """The services asked about; what each may use is loaded together."""
    if len(services) > MOST_SERVICES:
        raise BadUserInput(f"`services` takes at most {MOST_SERVICES} services.")
    return [Service(local_id("Client", service.client_id), service.dos) for service in services]
