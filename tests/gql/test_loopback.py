"""Loopback addresses: one definition for all callers, for every spelling of a host."""

import pytest

from gql.loopback import is_loopback


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.0.0.2", "127.255.255.254", "::1", "[::1]"])
def test_this_machine_is_the_same_in_every_spelling(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host",
    ["", "[]", "0.0.0.0", "10.0.0.1", "::", "[::2]", "[localhost]x", "localhost.example", "127.0.0.1.example", "[::1"],  # noqa: S104
)
def test_no_other_host_is_this_machine(host: str) -> None:
    assert not is_loopback(host)
