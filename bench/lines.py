"""A kept-alive connection to the server, from a bare client that costs little beside it."""

import asyncio
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import orjson


class Stopped(Exception):
    """The connection ended before the answer came, or the answer was no success."""


@dataclass(frozen=True)
class Answer:
    """The status and the body of one answer."""

    status: int
    body: bytes

    @property
    def json(self) -> Any:
        """The body, read."""
        return orjson.loads(self.body)


@dataclass
class Line:
    """A connection, and the bearer token of whose it is."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    token: str

    @classmethod
    async def open(cls, port: int, token: str) -> "Line":
        """Connects. Raises Stopped where nobody listens."""
        try:
            return cls(*await asyncio.open_connection("127.0.0.1", port), token)
        except OSError as error:
            raise Stopped from error

    async def ask(self, method: str, url: str, body: bytes = b"") -> Answer:
        """Sends a request, and answers with the whole answer. Raises Stopped where none comes.

        Of the URL only the path counts: a server that was started again listens elsewhere.
        """
        head = (
            f"{method} {urlsplit(url).path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {self.token}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        try:
            return await exchange(self.reader, self.writer, head.encode() + body)
        except (OSError, asyncio.IncompleteReadError) as error:
            raise Stopped from error

    async def run(self, query: str, **variables: Any) -> Any:
        """The whole answer to a document: data and errors."""
        return (await self.ask("POST", "/graphql", orjson.dumps({"query": query, "variables": variables}))).json

    def close(self) -> None:
        """Hangs up."""
        self.writer.close()


async def exchange(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes) -> Answer:
    """The answer to a request that is given whole. Raises OSError or IncompleteReadError where none comes."""
    writer.write(request)
    head = await reader.readuntil(b"\r\n\r\n")
    length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
    return Answer(int(head[9:12]), await reader.readexactly(int(length.split(b":")[1])))
