"""acceptInvitation: signs a client in to the portal with their one-time invitation."""

from dataclasses import dataclass, field
from datetime import datetime

import strawberry

from gql.graph.context import Context
from gql.graph.declarations import input_type, object_type
from gql.graph.fields import attribute
from gql.mutations.inputs import Input, idempotency_key, value_or_none
from gql.mutations.payload import UserError, replayed, user_errors
from gql.types.client import Client
from insurance import facts
from store.acts import accept_invitation as act
from store.acts.outcomes import Outcome


@input_type
class AcceptInvitationInput:
    """The invitation to accept."""

    invitation: str = strawberry.field(description="The value of `invitation` in the query of the invitation link.")
    idempotency_key: str | None = idempotency_key(
        "Sent again with the same invitation within ten minutes, it signs the client in again, with a new token. "
        "Without it, an invitation works once."
    )


@object_type
class AcceptInvitationPayload:
    """The result of `acceptInvitation`."""

    access_token: str | None = attribute(
        description="The client's bearer token for the portal. Keep it out of URLs and logs."
    )
    expires_at: datetime | None = attribute(description="When the token expires: in twelve hours.")
    client: Client | None = attribute(
        description="The client who is signed in now. Fields below it answer the client, not whoever sent the mutation."
    )
    replayed: bool = replayed()
    user_errors: list[UserError] = user_errors()


@dataclass(frozen=True, slots=True, kw_only=True)
class Session(Outcome):
    """What the payload is resolved from."""

    access_token: str | None = field(default=None, repr=False)
    expires_at: datetime | None = None
    client: facts.Client | None = None


async def accept_invitation(context: Context, *, input: Input[AcceptInvitationInput]) -> Session:
    """Signs the client in. Failed attempts count against the rate limit of the network address."""
    delivery = context.invitation_delivery
    attempt = await delivery.attempts.begin(context.client_address)
    key = value_or_none(input.idempotency_key)
    accepted = await act.accept_invitation(context.database, input.invitation, key, limited=attempt is None)
    if accepted.caller is None:
        return Session(problems=accepted.problems)
    if attempt is not None:
        await delivery.attempts.succeed(context.client_address, attempt)
    context.invited_client = accepted.caller
    access_token, expires_at = delivery.open_session(accepted.caller)
    return Session(access_token=access_token, expires_at=expires_at, client=accepted.client, replayed=accepted.replayed)
