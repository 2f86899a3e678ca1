"""Inviting a client to the portal (portal article: Controlling Whether Clients Can Add Insurance)."""

import hashlib
import secrets
from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from insurance.email_input import checked_email
from insurance.enums import ChangeCause, CollectionOverride
from insurance.invitations import TOKEN_BYTES, VALID_FOR
from insurance.problems import Problem, not_found
from store.acts.client_writer import update_client
from store.acts.outcomes import ClientInvited
from store.acts.unit_of_work import UnitOfWork, perform
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
    """Makes a one-time token for the client, which replaces an earlier one, and sets their override if one is given.

    The email address is checked and not stored.
    """

    async def invite(unit: UnitOfWork) -> ClientInvited:
        problems: list[Problem] = []
        client = await unit.client(client_id)
        if client is None:
            problems.append(not_found("client", "client_id"))
        address = None if email is None else checked_email(email, ("email",), problems)
        if client is None or problems:
            return ClientInvited(client=client, problems=tuple(problems))
        after = client if override is None else replace(client, collection_override=override)
        stored = await update_client(unit, client, after, ChangeCause.INVITED)
        token = secrets.token_urlsafe(TOKEN_BYTES)
        await _replace_invitation(unit, client.id, token)
        return ClientInvited(client=stored, email=address, token=token, expires_at=unit.now + VALID_FOR)

    return await perform(database, caller, invite)


def digest_of(token: str) -> str:
    """The digest that is stored in place of a token. With 256 random bits, a token cannot be found from it."""
    return hashlib.sha256(token.encode()).hexdigest()


async def end_invitation(connection: AsyncConnection, practice_id: str, client_id: str) -> None:
    """Deletes the client's invitation, if there is one: it was accepted or is replaced."""
    own = sa.and_(invitations.c.practice_id == practice_id, invitations.c.client_id == client_id)
    await connection.execute(invitations.delete().where(own))


async def _replace_invitation(unit: UnitOfWork, client_id: str, token: str) -> None:
    practice_id = unit.caller.practice_id
    await end_invitation(unit.connection, practice_id, client_id)
    values = {
        "practice_id": practice_id,
        "client_id": client_id,
        "digest": digest_of(token),
        "created_at": unit.now,
        "expires_at": unit.now + VALID_FOR,
    }
    await unit.connection.execute(invitations.insert(), values)
