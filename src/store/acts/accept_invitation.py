"""Accepting an invitation to the portal: whoever presents its token is signed in as its client, once.

With an idempotency key, the same key is answered again for ten minutes: a lost answer costs no new invitation. Until
then the invitation stays, with a digest of the key.

Portal article: Controlling Whether Clients Can Add Insurance.
"""

import hmac
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from insurance.enums import Role
from insurance.invitations import REPEATABLE_FOR, looks_like_token, refusal
from store.acts.idempotency import key_problem
from store.acts.invite_client import digest_of, end_invitation
from store.acts.outcomes import InvitationAccepted
from store.acts.unit_of_work import UnitOfWork
from store.caller import Caller
from store.db.column_types import Instant
from store.db.database import Database
from store.db.practice_guard import across_practices
from store.db.tables import invitations

# The token alone says whose it is.
_VALID = across_practices(
    sa.select(invitations).where(
        invitations.c.digest == sa.bindparam("digest"), invitations.c.expires_at > sa.bindparam("now", type_=Instant())
    )
)


async def accept_invitation(
    database: Database, token: str, key: str | None = None, *, limited: bool = False
) -> InvitationAccepted:
    """Signs in as the token's client and uses the token up. Of two callers at the same time, one is accepted.

    Those who send the idempotency key that it was accepted with are accepted again. `limited` is whether the caller
    has failed too often: then an invalid token is refused with LIMIT_REACHED.
    """
    bad_key = () if key is None or (problem := key_problem(key)) is None else (problem,)
    refused = InvitationAccepted(problems=(refusal(limited=limited), *bad_key))
    if not looks_like_token(token):
        return refused
    digest = digest_of(token)
    # A read first: guesses must not wait for the write lock, nor hold it.
    found = await database.read(_VALID, {"digest": digest, "now": datetime.now(UTC)})
    if not found:
        return refused
    practice_id, client_id = found[0][0], found[0][1]
    if bad_key:
        return InvitationAccepted(problems=bad_key)
    # With the token: the digest of a key that is used often, such as a word, says nothing.
    key_digest = None if key is None else digest_of(f"{token} {key}")

    async def accept(connection: AsyncConnection) -> InvitationAccepted:
        caller = Caller(practice_id, Role.CLIENT, f"local:{client_id}", client_id=client_id)
        await database.lock_practice(connection, practice_id, "shared")
        unit = UnitOfWork(database, connection, caller, await database.now(connection))
        # Read again once the client is locked: of several at the same time, the first may have used it up.
        client = await unit.client(client_id)
        own = _VALID.where(invitations.c.practice_id == practice_id, invitations.c.client_id == client_id)
        row = (await connection.execute(own, {"digest": digest, "now": unit.now})).first()
        # The time of an index lookup depends on the values it holds; the time of this comparison does not.
        if row is None or not hmac.compare_digest(row.digest, digest):
            return refused
        if row.key_digest not in (None, key_digest):
            return refused
        if key_digest is None:
            await end_invitation(connection, practice_id, client_id)
        elif row.key_digest is None:
            values = {"key_digest": key_digest, "expires_at": unit.now + REPEATABLE_FOR}
            own_row = sa.and_(invitations.c.practice_id == practice_id, invitations.c.client_id == client_id)
            await connection.execute(invitations.update().where(own_row).values(values))
        return InvitationAccepted(caller=caller, client=client, replayed=row.key_digest is not None)

    return await database.write(accept, practice_id=practice_id)
