"""inviteClient: makes a one-time link to the portal, and says whether the client may add insurance there."""

from dataclasses import dataclass
from datetime import datetime

import strawberry

from gql.global_ids import local_id
from gql.graph import descriptions
from gql.graph.context import Context
from gql.graph.declarations import input_type, object_type
from gql.graph.enums import CollectionOverride
from gql.graph.fields import attribute
from gql.mutations.inputs import Input, idempotency_key, optional, retry_of, value_or_none
from gql.mutations.payload import UserError, replayed, user_errors
from gql.types.client import Client
from insurance import facts
from store.acts import invite_client as act
from store.acts.outcomes import ClientInvited, Outcome


@input_type
class InviteClientInput:
    """The client to invite to the portal."""

    client_id: strawberry.ID = strawberry.field(description="The client.")
    email: str | None = optional(
        "The address to mail the link to, such as `cleo@example.com`, if mail is set up. It is not stored. See "
        "`mailed`."
    )
    insurance_collection: CollectionOverride | None = optional(
        "Whether the client may add insurance in the portal. Left out or null, the setting stays as it is."
    )
    idempotency_key: str | None = idempotency_key(
        "Sent again with the same input within 24 hours, it makes, and mails, a new link in place of the first, and "
        "changes nothing else."
    )


@object_type
class InviteClientPayload:
    """The result of `inviteClient`."""

    client: Client | None = attribute(description=descriptions.CURRENT_CLIENT)
    invitation_url: str | None = attribute(
        description="The link for the client. It is shown only now and works once. Earlier links stop working."
    )
    expires_at: datetime | None = attribute(description="When the link expires: in seven days.")
    mailed: bool = attribute(
        description=(
            "Whether the mail server accepted the email with the link. False without an `email`, if mail is not set "
            "up, and if the mail server failed. The link works all the same: give it to the client yourself."
        )
    )
    replayed: bool = replayed()
    user_errors: list[UserError] = user_errors()


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation(Outcome):
    """What the payload is resolved from."""

    client: facts.Client | None
    invitation_url: str | None = None
    expires_at: datetime | None = None
    mailed: bool = False


async def invite_client(context: Context, *, input: Input[InviteClientInput]) -> Invitation:
    """Invites the client, and mails the link once the invitation is saved."""
    client_id, override = local_id("Client", input.client_id), value_or_none(input.insurance_collection)
    email, retry = value_or_none(input.email), retry_of(ClientInvited, input)
    invited = await act.invite_client(context.database, context.viewer, client_id, override, email, retry=retry)
    if invited.token is None or invited.expires_at is None:
        return Invitation(client=invited.client, replayed=invited.replayed, problems=invited.problems)
    link, until = context.invitation_delivery.link(invited.token, context.file_links.base_url), invited.expires_at
    mailed = invited.email is not None and await context.invitation_delivery.send(invited.email, link, until)
    return Invitation(
        client=invited.client, invitation_url=link, expires_at=until, mailed=mailed, replayed=invited.replayed
    )
