"""HTTP byte by byte, for requests that no client library would send."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import uvicorn
from starlette.types import ASGIApp


@dataclass(frozen=True)
class RawServer:
    """A listening server."""

    port: int

    async def exchange(self, *sent: bytes, pause: float = 0, hang_up: bool = False) -> bytes:
        """Sends each piece, with a pause after it, and returns all bytes that arrive until the server closes.

        `hang_up` closes the connection right after that, without reading.
        """
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            for piece in sent:
                writer.write(piece)
                await writer.drain()
                await asyncio.sleep(pause)
            return b"" if hang_up else await asyncio.wait_for(reader.read(), 60)
        except ConnectionError:
            return b""
        finally:
            writer.close()


@asynccontextmanager
async def run_raw_server(app: ASGIApp) -> AsyncIterator[RawServer]:
    """The application on a real socket in this process, so that the test sees its logs."""
    config = uvicorn.Config(app, port=0, lifespan="off", log_config=None, access_log=False, timeout_keep_alive=1)
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - it sets a flag and no event
        await asyncio.sleep(0.01)
    try:
        yield RawServer(server.servers[0].sockets[0].getsockname()[1])
    finally:
        server.should_exit = True
        await serving


def post(body: bytes, *headers: str, path: str = "/graphql", length: int | None = None) -> bytes:
    """The bytes of a POST; `length` is its Content-Length if that is not the length of the body, -1 for none."""
    lines = [f"POST {path} HTTP/1.1", "Host: test", "Connection: close", "Content-Type: application/json", *headers]
    if length != -1:
        lines.append(f"Content-Length: {len(body) if length is None else length}")
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body
