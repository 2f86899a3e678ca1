"""acceptInvitation: a one-time invitation exchanged for a session in the portal."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated

import strawberry

from gql.graph.context import Context
from gql.graph.fields import attribute
from gql.mutations.payload import UserError, user_errors
from gql.types.client import Client
from insurance import facts
from insurance.problems import Problem
from store.acts import accept_invitation as act


@strawberry.input(description="An invitation to the portal.")
class AcceptInvitationInput:
    """An invitation to the portal."""

    invitation: str = strawberry.field(description="What the link has as `invitation` in its query.")


@strawberry.type(description="What became of accepting an invitation.")
class AcceptInvitationPayload:
    """What became of accepting an invitation."""

    access_token: str | None = attribute(description="Bearer token for the portal. Keep it out of URLs.")
    expires_at: datetime | None = attribute(description="When the token ends: twelve hours from now.")
    client: Client | None = attribute(description="The client who is signed in now, as they themselves see it.")
    user_errors: list[UserError] = user_errors()


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """What the payload tells."""

    access_token: str | None = field(default=None, repr=False)
    expires_at: datetime | None = None
    client: facts.Client | None = None
    problems: tuple[Problem, ...] = ()


async def accept_invitation(
    context: Context,
    *,
    input: Annotated[AcceptInvitationInput, strawberry.argument(description="The invitation.")],
) -> Accepted:
    """Lets the client in, once."""
    delivery = context.portal
    attempt = delivery.rate_limiter.acquire(context.address)
    accepted = await act.accept_invitation(context.database, input.invitation, limited=attempt is None)
    if accepted.caller is None:
        return Accepted(problems=accepted.problems)
    if attempt is not None:
        delivery.rate_limiter.release(attempt)
    context.let_in = accepted.caller
    access_token, expires_at = delivery.open_session(accepted.caller)
    return Accepted(access_token=access_token, expires_at=expires_at, client=accepted.client)
