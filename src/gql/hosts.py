"""Which hosts are this very machine."""

from ipaddress import ip_address


def loops_back(host: str) -> bool:
    """Whether the address leads back to this machine. A name is none, but for `localhost`."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
