"""Recognises loopback hosts: this very machine."""

import re
from ipaddress import ip_address


def is_loopback(host: str) -> bool:
    """Whether the host is this machine: an address in 127.0.0.0/8, `::1` with or without brackets, or `localhost`.

    Any other name is not, whatever it resolves to.
    """
    try:
        return host == "localhost" or ip_address(re.sub(r"^\[(.*)\]$", r"\1", host)).is_loopback
    except ValueError:
        return False
