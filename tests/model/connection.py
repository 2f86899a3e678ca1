"""The connection to the real server: creates practices, executes documents, and sends files."""

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

_SHIFT_TIMES = [
    f"UPDATE {table} SET {column} = strftime('%Y-%m-%d %H:%M:%f000', {column}, :hours)"
    for table, column in (("idempotency_keys", "created_at"), ("uploads", "expires_at"))
]
_PICTURE = BytesIO()
Image.new("RGB", (64, 40)).save(_PICTURE, "JPEG")
FILES = {"good": _PICTURE.getvalue(), "bad": b"no picture"}


class Connection:
    """A keep-alive HTTP connection to the server, and access to its database for what the API does not offer."""

    def __init__(self, server: Server) -> None:
        """Connects with the first request."""
        self._loop = asyncio.Runner()
        self._database = Database(f"sqlite+aiosqlite:///{server.file}", checkpoints=False)
        self._connection = HTTPConnection("127.0.0.1", server.port, timeout=20)

    def execute(self, practice_id: str, who: str, document: str, variables: Mapping[str, Any]) -> Any:
        """Executes a document as a practitioner or a client. The data, or a mutation's payload. Fails on errors."""
        headers = {"Authorization": f"Bearer {_token(practice_id, who)}", "Content-Type": "application/json"}
        body = orjson.dumps({"query": document, "variables": variables})
        answer = orjson.loads(self._send("POST", "/graphql", body, headers)[1])
        assert "errors" not in answer, answer["errors"]
        data = answer["data"]
        return next(iter(data.values())) if "input" in variables else data

    def open_practice(self, time_zone: str) -> str:
        """Creates a practice. Its id."""
        practice = self._loop.run(add_practice(self._database, "Elm Street Counseling", time_zone))
        return global_id("Practice", practice.id)

    def put(self, url: str, kind: str) -> int:
        """Sends good or bad bytes to the URL of an upload. The status of the response."""
        headers = {"Content-Type": "image/jpeg"}
        return self._send("PUT", urlsplit(url).path, FILES[kind], headers)[0]

    def after_hours(self, hours: int) -> None:
        """Makes every idempotency key and upload so many hours older."""

        async def unit(connection: AsyncConnection) -> None:
            for statement in _SHIFT_TIMES:
                await connection.execute(sa.text(statement), {"hours": f"-{hours} hours"})

        self._loop.run(self._database.write(unit, practice_id=None))

    def _send(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
        try:
            self._connection.request(method, path, body, headers)
            response = self._connection.getresponse()
            return response.status, response.read()
        except Exception:
            # Left open, a connection whose response is missing would fail every test after this one.
            self._connection.close()
            raise

    def close(self) -> None:
        """Closes the connections."""
        self._connection.close()
        self._loop.run(self._database.close())
        self._loop.close()


@cache
def _token(practice_id: str, who: str) -> str:
    """The token of a practitioner by name, or of a client by id. All clients share one subject, as a family may."""
    practice, client_id = str(local_id("Practice", practice_id)), local_id("Client", who)
    if client_id:
        return mint(KEY.encode(), Caller(practice, Role.CLIENT, "local:family", "Whoever", client_id))
    return mint(KEY.encode(), Caller(practice, Role.PRACTITIONER, f"local:{who}", who))


def today(time_zone: str) -> date:
    """Today in this time zone. Just before midnight this waits for the next day, so that it lasts for a request."""
    now = datetime.now(ZoneInfo(time_zone))
    if (now + timedelta(seconds=5)).date() != now.date():
        time.sleep(6)
    return datetime.now(ZoneInfo(time_zone)).date()
