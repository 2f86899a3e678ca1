"""Sends hostile requests and reads whatever comes back."""

import asyncio
import re
from dataclasses import dataclass, replace

from bench.attack.attack import Attack

SECONDS = 120
"""How long an answer is waited for: on a busy machine, a burst takes its time."""
_QUIET_SECONDS = 1.0
"""How long raw bytes are waited for an answer to: many of them have none."""
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_STATUS = re.compile(rb"HTTP/1\.1 (\d{3}) ")


@dataclass(frozen=True)
class Received:
    """The statuses of the answers, and the body of the only one. 0 stands for a connection closed without an answer."""

    statuses: tuple[int, ...]
    body: bytes = b""


class Client:
    """A connection that is kept for the next request while the server keeps it."""

    def __init__(self, port: int) -> None:
        """Connects with the first request."""
        self._port = port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def send(self, attack: Attack, id_: str) -> Received:
        """Sends the request, in a new connection where the kept one is closed by now."""
        if attack.times > 1:
            clients = [Client(self._port) for _ in range(attack.times)]
            one = replace(attack, times=1)
            received = await asyncio.gather(*(client.send(one, id_) for client in clients))
            for client in clients:
                client.close()
            return Received(tuple(status for each in received for status in each.statuses), received[0].body)
        if attack.raw:
            return await _send_raw(self._port, attack.raw)
        was_kept = self._streams is not None
        try:
            self._streams = self._streams or await asyncio.open_connection("127.0.0.1", self._port, limit=2**20)
            reader, writer = self._streams
            writer.write(attack.encoded(id_))
            return await asyncio.wait_for(self._read(reader, attack.method), SECONDS)
        except TimeoutError:
            raise
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            self.close()
            # The server may have closed the connection before it saw the request.
            return await self.send(attack, id_) if was_kept else Received((0,))

    async def _read(self, reader: asyncio.StreamReader, method: str) -> Received:
        while (head := await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 100 "):
            pass
        status = int(head[9:12])
        length = _LENGTH.search(head)
        if method == "HEAD" or status in (204, 304):
            body = b""
        elif length:
            body = await reader.readexactly(int(length[1]))
        elif b"transfer-encoding: chunked" in head.lower():
            body = await _chunks(reader)
        else:
            body = await reader.read()
        if b"\r\nconnection: close" in head.lower() or not length:
            self.close()
        return Received((status,), body)

    def close(self) -> None:
        """Closes the connection."""
        if self._streams:
            self._streams[1].close()
            self._streams = None


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    body = bytearray()
    while size := int((await reader.readuntil(b"\r\n")).partition(b";")[0], 16):
        body += await reader.readexactly(size)
        await reader.readexactly(2)
    await reader.readuntil(b"\r\n")
    return bytes(body)


async def _send_raw(port: int, pieces: tuple[bytes, ...]) -> Received:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    received = bytearray()
    try:
        for piece in pieces:
            writer.write(piece)
            await asyncio.sleep(0.01)
        while piece := await asyncio.wait_for(reader.read(65536), _QUIET_SECONDS):
            received += piece
    except (OSError, TimeoutError):
        pass
    finally:
        writer.close()
    return Received(tuple(map(int, _STATUS.findall(received))) or (0,))
