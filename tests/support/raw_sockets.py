"""Connections to a server in a process of its own, byte by byte, and what they cost it."""

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

ENDING = b"\r\n\r\n"


def connection(port: int, *sent: bytes, seconds: float = 20) -> socket.socket:
    """A connection on which this was sent. Reading gives up after so many seconds."""
    opened = socket.create_connection(("127.0.0.1", port), timeout=seconds)
    for piece in sent:
        opened.sendall(piece)
    return opened


@contextmanager
def connections(port: int, count: int, *sent: bytes) -> Iterator[list[socket.socket]]:
    """So many connections on which this was sent, and nothing more."""
    with ExitStack() as closing:
        yield [closing.enter_context(connection(port, *sent)) for _ in range(count)]


def answer_to(port: int, *sent: bytes) -> bytes:
    """All that comes back until the server closes."""
    with connection(port, *sent) as opened:
        return rest_of(opened)


def rest_of(opened: socket.socket) -> bytes:
    """All that comes until the server closes."""
    received = bytearray()
    try:
        while piece := opened.recv(65536):
            received += piece
    except ConnectionError:
        pass
    return bytes(received)


def get(path: str, *fields: str) -> bytes:
    """A GET request, the last on its connection."""
    return "\r\n".join([f"GET {path} HTTP/1.1", "Host: 127.0.0.1", "Connection: close", *fields, "", ""]).encode()


def status_of(answer: bytes) -> int:
    """The status of the first answer."""
    return int(answer.split(b" ", 2)[1])


def memory_of(pid: int) -> float:
    """The resident memory of a process in MB."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def flood(opened: socket.socket, pieces: Iterator[bytes], *, most_bytes: int, seconds: float) -> int:
    """Sends until the server closes, as much as it takes, and reads nothing. Answers how many bytes were taken."""
    taken, end = 0, time.monotonic() + seconds
    opened.settimeout(0.5)
    try:
        while taken < most_bytes and time.monotonic() < end:
            piece = next(pieces)
            opened.sendall(piece)
            taken += len(piece)
    except (OSError, TimeoutError):
        pass
    return taken
