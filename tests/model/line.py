"""The model's line to the real server: how practices are opened, spoken to, and sent files."""

import asyncio
import time
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cache
from http.client import HTTPConnection
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import orjson
import sqlalchemy as sa
from PIL import Image
from sqlalchemy.ext.asyncio import AsyncConnection

from gql.auth.local_tokens import mint
from gql.global_ids import global_id, local_id
from insurance.enums import Role
from store.acts.add_practice import add_practice
from store.caller import Caller
from store.db.database import Database
from support.api_client import KEY
from support.server import Server

_OLDER = [
    f"UPDATE {table} SET {column} = strftime('%Y-%m-%d %H:%M:%f000', {column}, :hours)"
    for table, column in (("idempotency_keys", "created_at"), ("uploads", "expires_at"))
]
_PICTURE = BytesIO()
Image.new("RGB", (64, 40)).save(_PICTURE, "JPEG")
FILES = {"good": _PICTURE.getvalue(), "bad": b"no picture"}


class Line:
    """A connection to the server, kept open, and a door to its file for what the API does not offer."""

    def __init__(self, server: Server) -> None:
        """Opens nothing yet."""
        self._loop = asyncio.Runner()
        self._database = Database(f"sqlite+aiosqlite:///{server.file}", checkpoints=False)
        self._connection = HTTPConnection("127.0.0.1", server.port, timeout=20)

    def execute(self, practice_id: str, who: str, document: str, variables: Mapping[str, Any]) -> Any:
        """What staff, or a client by id, are answered, or a write's payload; an answer with errors fails."""
        headers = {"Authorization": f"Bearer {_token(practice_id, who)}", "Content-Type": "application/json"}
        self._connection.request("POST", "/graphql", orjson.dumps({"query": document, "variables": variables}), headers)
        answer = orjson.loads(self._connection.getresponse().read())
        assert "errors" not in answer, answer["errors"]
        data = answer["data"]
        return next(iter(data.values())) if "input" in variables else data

    def open_practice(self, time_zone: str) -> str:
        """A new practice's id."""
        practice = self._loop.run(add_practice(self._database, "Elm Street Counseling", time_zone))
        return global_id("Practice", practice.id)

    def put(self, url: str, kind: str) -> int:
        """The status that the bytes of this kind are answered with, at the place for them."""
        headers = {"Content-Type": "image/jpeg"}
        self._connection.request("PUT", urlsplit(url).path, FILES[kind], headers)
        response = self._connection.getresponse()
        response.read()
        return response.status

    def hours_later(self, hours: int) -> None:
        """Lets so many hours pass for every idempotency key and every upload."""

        async def unit(connection: AsyncConnection) -> None:
            for statement in _OLDER:
                await connection.execute(sa.text(statement), {"hours": f"-{hours} hours"})

        self._loop.run(self._database.write(unit))

    def close(self) -> None:
        """Hangs up."""
        self._connection.close()
        self._loop.run(self._database.close())
        self._loop.close()


@cache
def _token(practice_id: str, who: str) -> str:
    """The token of staff by this name, or of the client with this id: one sign-in for all, as a family may have."""
    practice, client_id = str(local_id("Practice", practice_id)), local_id("Client", who)
    if client_id:
        return mint(KEY.encode(), Caller(practice, Role.CLIENT, "local:family", "Whoever", client_id))
    return mint(KEY.encode(), Caller(practice, Role.PRACTITIONER, f"local:{who}", who))


def today(time_zone: str) -> date:
    """The day it is there, and stays while a request is answered: just before midnight this waits for the next."""
    now = datetime.now(ZoneInfo(time_zone))
    if (now + timedelta(seconds=5)).date() != now.date():
        time.sleep(6)
    return datetime.now(ZoneInfo(time_zone)).date()
