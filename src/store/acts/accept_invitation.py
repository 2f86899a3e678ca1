"""Accepting an invitation to the portal: whoever brings its token is the client it was made for, once."""

import hmac
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from insurance.problems import Problem, UserErrorCode
from insurance.words import Role
from store.acts.act import Act
from store.acts.invite_client import digest_of, end_invitation
from store.acts.outcomes import InvitationAccepted
from store.caller import Caller
from store.database import Database
from store.tables import invitations

INVALID = Problem(
    UserErrorCode.INVITATION_INVALID,
    "This invitation is not valid, or not any more. Please ask your practice for a new one.",
    ("invitation",),
)
"""The one answer to all that is no invitation: never made, misspelt, over, replaced or used already."""

_LIVE = (
    sa.select(invitations)
    .where(invitations.c.digest == sa.bindparam("digest"), invitations.c.expires_at > sa.bindparam("now"))
    .with_for_update()
)


async def accept_invitation(database: Database, token: str) -> InvitationAccepted:
    """The client the token was made for, as a caller. Of two who bring it at once, one is let in."""
    digest = digest_of(token)

    async def accept(connection: AsyncConnection) -> InvitationAccepted:
        now = datetime.now(UTC)
        found = (await connection.execute(_LIVE, {"digest": digest, "now": now})).first()
        # How an index compares says something about what it holds; this does not.
        if found is None or not hmac.compare_digest(found.digest, digest):
            return InvitationAccepted(problems=(INVALID,))
        await end_invitation(connection, found.practice_id, found.client_id)
        caller = Caller(found.practice_id, Role.CLIENT, f"local:{found.client_id}", client_id=found.client_id)
        client = await Act(connection, caller, now).client(found.client_id)
        return InvitationAccepted(caller=caller, client=client)

    return await database.write(accept)
