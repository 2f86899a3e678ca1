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
from store.db.database import Database
from store.db.tables import invitations

_VALID = sa.select(invitations).where(
    invitations.c.digest == sa.bindparam("digest"), invitations.c.expires_at > sa.bindparam("now")
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
    if not await database.read(_VALID, {"digest": digest, "now": datetime.now(UTC)}):
        return refused
    if bad_key:
        return InvitationAccepted(problems=bad_key)
    # With the token: the digest of a key that is used often, such as a word, says nothing.
    key_digest = None if key is None else digest_of(f"{token} {key}")

    async def accept(connection: AsyncConnection) -> InvitationAccepted:
        now = datetime.now(UTC)
        row = (await connection.execute(_VALID.with_for_update(), {"digest": digest, "now": now})).first()
        # The time of an index lookup depends on the values it holds; the time of this comparison does not.
        if row is None or not hmac.compare_digest(row.digest, digest):
            return refused
        if row.key_digest not in (None, key_digest):
            return refused
        if key_digest is None:
            await end_invitation(connection, row.practice_id, row.client_id)
        elif row.key_digest is None:
            values = {"key_digest": key_digest, "expires_at": now + REPEATABLE_FOR}
            await connection.execute(invitations.update().where(invitations.c.digest == digest), values)
        caller = Caller(row.practice_id, Role.CLIENT, f"local:{row.client_id}", client_id=row.client_id)
        client = await UnitOfWork(connection, caller, now).client(row.client_id)
        return InvitationAccepted(caller=caller, client=client, replayed=row.key_digest is not None)

    return await database.write(accept)
