"""Addresses to listen on, and why one cannot be listened on."""

import os
import re
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Address:
    """A host, which is an IP address or a name, and a port."""

    host: str
    port: int

    @classmethod
    def parse(cls, text: str) -> "Address":
        """The address in a text such as `127.0.0.1:9464` or `[::1]:9464`. Raises ValueError."""
        match = re.fullmatch(r"(?:\[([0-9A-Fa-f:.]+)\]|([0-9A-Za-z.-]+)):(\d{1,5})", text)
        if match is None or not 0 < int(match[3]) < 65_536:
            raise ValueError("it must be a host and a port, such as 127.0.0.1:9464")
        return cls(match[1] or match[2], int(match[3]))

    def __str__(self) -> str:
        """The text, such as `[::1]:9464`."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


class CannotListen(Exception):
    """The server cannot listen on an address: another program does, or it is not one of this machine's."""

    def __init__(self, address: Address, error: OSError) -> None:
        """The message is one sentence."""
        # asyncio and the socket module add to the system's text; a name that is not found has an error number below 0.
        reason = os.strerror(error.errno) if error.errno and error.errno > 0 else error.strerror
        super().__init__(f"cannot listen on {address}: {reason}.")


def address_family(address: Address) -> socket.AddressFamily:
    """IPv4 or IPv6, whichever the host's first address is. Raises CannotListen."""
    try:
        return socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)[0][0]
    except OSError as error:
        raise CannotListen(address, error) from error


@contextmanager
def listen(address: Address) -> Iterator[list[socket.socket]]:
    """A listening socket for each IP address of the host, closed at the end. Raises CannotListen."""
    with ExitStack() as opened:
        try:
            sockets = [
                opened.enter_context(socket.create_server(found[:2], family=family, backlog=2048))
                for family, *_, found in socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
            ]
        except OSError as error:
            raise CannotListen(address, error) from error
        yield sockets
