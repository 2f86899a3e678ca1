"""Rate limit: too many failed attempts block that address for a minute, and no other."""

from dataclasses import dataclass
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gql.invitations import rate_limit
from gql.invitations.rate_limit import RateLimiter
from insurance.invitations import FAILURES, FAILURES_WITHIN

SECONDS = FAILURES_WITHIN.total_seconds()


@dataclass
class Clock:
    """A clock that stands still until it is set."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now


def missing(found: RateLimiter, address: str, times: int) -> None:
    for _ in range(times):
        assert found.acquire(address) is not None


def is_limited(found: RateLimiter, address: str) -> bool:
    """Whether one more miss would be one too many. Takes back what it counts."""
    number = found.acquire(address)
    if number is not None:
        found.release(number)
    return number is None


def test_after_ten_misses_an_address_has_to_wait_and_no_other_does() -> None:
    found = RateLimiter(Clock())
    missing(found, "10.0.0.1", FAILURES)
    assert is_limited(found, "10.0.0.1")
    assert not is_limited(found, "10.0.0.2")


def test_what_turns_out_well_counts_for_nothing_and_until_then_as_a_miss() -> None:
    found = RateLimiter(Clock())
    under_way = [found.acquire("10.0.0.1") for _ in range(FAILURES)]
    assert is_limited(found, "10.0.0.1")
    assert under_way[3] is not None
    for _ in range(2):
        found.release(under_way[3])
    missing(found, "10.0.0.1", 1)
    assert is_limited(found, "10.0.0.1")


def test_a_miss_is_forgotten_after_a_minute() -> None:
    clock = Clock()
    found = RateLimiter(clock)
    missing(found, "10.0.0.1", FAILURES - 1)
    clock.now = 30
    missing(found, "10.0.0.1", 1)
    clock.now = SECONDS - 0.001
    assert is_limited(found, "10.0.0.1")
    clock.now = SECONDS
    missing(found, "10.0.0.1", FAILURES - 1)
    assert is_limited(found, "10.0.0.1")


def test_one_ipv6_subscriber_is_one_address() -> None:
    found = RateLimiter(Clock())
    for host in range(FAILURES):
        missing(found, f"2001:db8:1:2::{host:x}", 1)
    assert is_limited(found, "2001:db8:1:2:ffff::1")
    assert not is_limited(found, "2001:db8:1:3::1")


def test_an_ipv4_address_is_the_same_in_either_spelling_and_not_one_with_all_others() -> None:
    found = RateLimiter(Clock())
    missing(found, "::ffff:10.0.0.1", FAILURES)
    assert is_limited(found, "10.0.0.1")
    assert not is_limited(found, "::ffff:10.0.0.2")


def test_what_is_no_address_is_counted_too() -> None:
    found = RateLimiter(Clock())
    missing(found, "", FAILURES)
    assert is_limited(found, "")


def test_however_many_miss_elsewhere_nobody_else_waits_and_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rate_limit, "MAX_ATTEMPTS", 100)
    found = RateLimiter(Clock())
    for n in range(150):
        missing(found, f"10.0.0.{n}", 1)
    assert (len(found._attempts), len(found._count_by_network)) == (100, 100)
    missing(found, "192.0.2.1", FAILURES)
    assert is_limited(found, "192.0.2.1")
    # The last of them are remembered still.
    missing(found, "10.0.0.149", FAILURES - 1)
    assert is_limited(found, "10.0.0.149")


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 20), st.booleans()), max_size=200))
def test_what_is_remembered_is_the_last_minute_and_no_more(steps: list[tuple[int, int, bool]]) -> None:
    clock, misses = Clock(), list[tuple[float, str]]()
    found, numbers = RateLimiter(clock), count()
    for host, seconds, good in steps:
        clock.now += seconds
        address = f"10.0.0.{host}"
        lately = [origin for then, origin in misses if then > clock.now - SECONDS]
        number = found.acquire(address)
        assert number == (next(numbers) if lately.count(address) < FAILURES else None)
        if number is not None and good:
            found.release(number)
        elif number is not None:
            misses.append((clock.now, address))
    clock.now += SECONDS
    assert not is_limited(found, "10.0.0.1")
    assert (len(found._attempts), len(found._count_by_network)) == (0, 0)
