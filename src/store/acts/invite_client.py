"""Inviting a client to the portal (portal article: Controlling Whether Clients Can Add Insurance)."""

import hashlib
import secrets
from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from insurance.email_input import checked_email
from insurance.enums import ChangeCause, CollectionOverride
from insurance.invitations import TOKEN_BYTES, VALID_FOR
from insurance.problems import Problem, not_found
from store.acts.client_writer import update_client
from store.acts.idempotency import Retry
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
    *,
    retry: Retry | None = None,
) -> ClientInvited:
    """Makes a one-time token for the client, which replaces an earlier one, and sets their override if one is given.

    The email address is checked and not stored. A retry makes a new token, as the first is not stored either, and
    changes nothing else.
    """
    problems: list[Problem] = []
    address = None if email is None else checked_email(email, ("email",), problems)
    token = secrets.token_urlsafe(TOKEN_BYTES)

    async def invite(unit: UnitOfWork) -> ClientInvited:
        client = await unit.client(client_id)
        if client is None or problems:
            missing = () if client else (not_found("client", "client_id"),)
            return ClientInvited(client=client, problems=(*missing, *problems))
        after = client if override is None else replace(client, collection_override=override)
        stored = await update_client(unit, client, after, ChangeCause.INVITED)
        return ClientInvited(client=stored, expires_at=await _replace_invitation(unit, client.id, token))

    async def invite_again(unit: UnitOfWork, first: ClientInvited) -> ClientInvited:
        client = await unit.client(client_id)
        expires_at = await _replace_invitation(unit, client.id, token) if client else None
        return replace(first, client=client, expires_at=expires_at)

    invited = await perform(database, caller, invite, practice="shared", retry=retry, replay=invite_again)
    # Added only now: the outcome of the act is stored for retries, and neither of them may be.
    return replace(invited, email=address, token=token) if invited.expires_at else invited


def digest_of(token: str) -> str:
    """The digest that is stored in place of a token. With 256 random bits, a token cannot be found from it."""
    return hashlib.sha256(token.encode()).hexdigest()


async def end_invitation(connection: AsyncConnection, practice_id: str, client_id: str) -> None:
    """Deletes the client's invitation, if there is one: it was accepted or is replaced."""
    own = sa.and_(invitations.c.practice_id == practice_id, invitations.c.client_id == client_id)
    await connection.execute(invitations.delete().where(own))


async def _replace_invitation(unit: UnitOfWork, client_id: str, token: str) -> datetime:
    """Makes this token the only one of the client. Until when it is valid."""
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
    return unit.now + VALID_FOR
