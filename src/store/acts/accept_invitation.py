"""Accepting an invitation to the portal: whoever brings its token is the client it was made for, once."""

import hmac
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from insurance.enums import Role
from insurance.invitations import may_be_token, refusal
from store.acts.act import Act
from store.acts.invite_client import digest_of, end_invitation
from store.acts.outcomes import InvitationAccepted
from store.caller import Caller
from store.db.database import Database
from store.db.tables import invitations

_LIVE = sa.select(invitations).where(
    invitations.c.digest == sa.bindparam("digest"), invitations.c.expires_at > sa.bindparam("now")
)


async def accept_invitation(database: Database, token: str, *, limited: bool = False) -> InvitationAccepted:
    """The client the token was made for, as a caller. Of two who bring it at once, one is let in.

    `limited` is how others are refused: they have missed too often.
    """
    refused = InvitationAccepted(problems=(refusal(limited=limited),))
    if not may_be_token(token):
        return refused
    digest = digest_of(token)
    # A look first: whoever guesses does not keep those who save waiting.
    if not await database.read(_LIVE, {"digest": digest, "now": datetime.now(UTC)}):
        return refused

    async def accept(connection: AsyncConnection) -> InvitationAccepted:
        now = datetime.now(UTC)
        found = (await connection.execute(_LIVE.with_for_update(), {"digest": digest, "now": now})).first()
        # How an index compares says something about what it holds; this does not.
        if found is None or not hmac.compare_digest(found.digest, digest):
            return refused
        await end_invitation(connection, found.practice_id, found.client_id)
        caller = Caller(found.practice_id, Role.CLIENT, f"local:{found.client_id}", client_id=found.client_id)
        client = await Act(connection, caller, now).client(found.client_id)
        return InvitationAccepted(caller=caller, client=client)

    return await database.write(accept)
