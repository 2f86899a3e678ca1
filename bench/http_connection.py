"""A keep-alive HTTP connection by a minimal client, which takes little time beside the server."""

import asyncio
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import orjson


class ConnectionLost(Exception):
    """The connection ended before the response arrived, or the response was an error."""


@dataclass(frozen=True)
class Answer:
    """The status and the body of a response."""

    status: int
    body: bytes

    @property
    def json(self) -> Any:
        """The body, parsed."""
        return orjson.loads(self.body)


@dataclass
class Connection:
    """A connection, and the bearer token it sends."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    token: str

    @classmethod
    async def open(cls, port: int, token: str) -> "Connection":
        """Connects. Raises ConnectionLost where no server listens."""
        try:
            return cls(*await asyncio.open_connection("127.0.0.1", port), token)
        except OSError as error:
            raise ConnectionLost from error

    async def request(self, method: str, url: str, body: bytes = b"") -> Answer:
        """Sends a request. The response. Raises ConnectionLost without one.

        Only the path of the URL is used, as a restarted server listens on another port.
        """
        head = (
            f"{method} {urlsplit(url).path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {self.token}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        try:
            return await exchange(self.reader, self.writer, head.encode() + body)
        except (OSError, asyncio.IncompleteReadError) as error:
            raise ConnectionLost from error

    async def execute(self, query: str, **variables: Any) -> Any:
        """Executes a document. The body of the response: data and errors."""
        return (await self.request("POST", "/graphql", orjson.dumps({"query": query, "variables": variables}))).json

    def close(self) -> None:
        """Closes the connection."""
        self.writer.close()


async def exchange(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes) -> Answer:
    """Sends the bytes of a request. The response. Raises OSError or IncompleteReadError without one."""
    writer.write(request)
    head = await reader.readuntil(b"\r\n\r\n")
    length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
    return Answer(int(head[9:12]), await reader.readexactly(int(length.split(b":")[1])))
