"""inviteClient: a one-time link to the portal, and whether the client is asked for insurance there."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

import strawberry

from gql.global_ids import local_id
from gql.graph.context import Context
from gql.graph.enums import CollectionOverride
from gql.graph.fields import attribute
from gql.mutations.inputs import known, optional
from gql.mutations.payload import UserError, user_errors
from gql.types.client import Client
from insurance import facts
from insurance.problems import Problem
from store.acts import invite_client as act


@strawberry.input(description="Whom to invite to the portal.")
class InviteClientInput:
    """Whom to invite to the portal."""

    client_id: strawberry.ID = strawberry.field(description="The client.")
    email: str | None = optional("Where to send the link, if mail is set up; see `mailed`. The address is not kept.")
    insurance_collection: CollectionOverride | None = optional(
        "The client's Requested Information. Left out or null, what is set stays."
    )


@strawberry.type(description="What became of inviting a client.")
class InviteClientPayload:
    """What became of inviting a client."""

    client: Client | None = attribute(description="The client as they are now.")
    invitation_url: str | None = attribute(
        description="The link for the client: shown once, good once. Earlier links of this client are void."
    )
    expires_at: datetime | None = attribute(description="Until when the link is good: seven days.")
    mailed: bool = attribute(
        description=(
            "Whether the mail server took the link. False without an `email`, without mail set up, and where the mail "
            "server failed: the link is good all the same, so hand it over yourself."
        )
    )
    user_errors: list[UserError] = user_errors()


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """What the payload tells."""

    client: facts.Client | None
    invitation_url: str | None = None
    expires_at: datetime | None = None
    mailed: bool = False
    problems: tuple[Problem, ...] = ()


async def invite_client(
    context: Context,
    *,
    input: Annotated[InviteClientInput, strawberry.argument(description="The client.")],
) -> Invited:
    """Invites the client, and mails the link once the invitation is on disk."""
    client_id, override = local_id("Client", input.client_id), known(input.insurance_collection)
    invited = await act.invite_client(context.database, context.signed_in, client_id, override, known(input.email))
    if invited.token is None or invited.expires_at is None:
        return Invited(client=invited.client, problems=invited.problems)
    link, until = context.portal.link(invited.token, context.files.base_url), invited.expires_at
    mailed = invited.email is not None and await context.portal.send(invited.email, link, until)
    return Invited(client=invited.client, invitation_url=link, expires_at=until, mailed=mailed)
