"""Inviting a client to the portal (portal article: Controlling Whether Clients Can Add Insurance)."""

import hashlib
import secrets
from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from insurance.email_input import checked_email
from insurance.enums import ChangeCause, CollectionOverride
from insurance.invitations import GOOD_FOR, TOKEN_BYTES
from insurance.problems import Problem, not_found
from store.acts.act import Act, perform
from store.acts.outcomes import ClientInvited
from store.caller import Caller
from store.db.database import Database
from store.db.tables import invitations


async def invite_client(
    database: Database,
    caller: Caller,
    client_id: str | None,
    override: CollectionOverride | None,
    email: str | None,
) -> ClientInvited:
    """Makes a one-time token for the client, in place of any before; sets their override where one is given.

    The address is checked and not kept.
    """

    async def invite(act: Act) -> ClientInvited:
        problems: list[Problem] = []
        client = await act.client(client_id)
        if client is None:
            problems.append(not_found("client", "client_id"))
        address = None if email is None else checked_email(email, ("email",), problems)
        if client is None or problems:
            return ClientInvited(client=client, problems=tuple(problems))
        wanted = client.collection_override if override is None else override
        after = replace(client, collection_override=wanted)
        saved = await act.change_client(client, after, ChangeCause.INVITED)
        token = secrets.token_urlsafe(TOKEN_BYTES)
        await _keep(act, client.id, token)
        return ClientInvited(client=saved, email=address, token=token, expires_at=act.now + GOOD_FOR)

    return await perform(database, caller, invite)


def digest_of(token: str) -> str:
    """What is kept of a token. It has 256 random bits, so that nobody finds it from a plain digest."""
    return hashlib.sha256(token.encode()).hexdigest()


async def end_invitation(connection: AsyncConnection, practice_id: str, client_id: str) -> None:
    """Ends the client's invitation, if there is one: it was accepted, or another takes its place."""
    own = sa.and_(invitations.c.practice_id == practice_id, invitations.c.client_id == client_id)
    await connection.execute(invitations.delete().where(own))


async def _keep(act: Act, client_id: str, token: str) -> None:
    practice_id = act.caller.practice_id
    await end_invitation(act.connection, practice_id, client_id)
    values = {
        "practice_id": practice_id,
        "client_id": client_id,
        "digest": digest_of(token),
        "created_at": act.now,
        "expires_at": act.now + GOOD_FOR,
    }
    await act.connection.execute(invitations.insert(), values)
