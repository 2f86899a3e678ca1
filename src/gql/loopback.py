"""Which hosts are this very machine."""

import re
from ipaddress import ip_address


def is_loopback(host: str) -> bool:
    """Whether the address leads back to this machine: any of 127.0.0.0/8, or ::1, which may stand in brackets.

    A name is none, but for `localhost`.
    """
    try:
        return host == "localhost" or ip_address(re.sub(r"^\[(.*)\]$", r"\1", host)).is_loopback
    except ValueError:
        return False
