"""Who fails too often has to wait a minute, and nobody else has to."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from gql import attempts
from gql.attempts import MOST, MOST_FROM_ONE, SECONDS, Attempts


@dataclass
class Clock:
    """A clock that stands still until it is set."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now


def failing(found: Attempts, address: str, times: int) -> None:
    for _ in range(times):
        assert found.may_try(address)
        found.failed(address)


def test_after_ten_failures_an_address_has_to_wait_and_no_other_does() -> None:
    found = Attempts(Clock())
    failing(found, "10.0.0.1", MOST_FROM_ONE)
    assert not found.may_try("10.0.0.1")
    assert found.may_try("10.0.0.2")


def test_a_failure_is_forgotten_after_a_minute() -> None:
    clock = Clock()
    found = Attempts(clock)
    failing(found, "10.0.0.1", MOST_FROM_ONE - 1)
    clock.now = 30
    failing(found, "10.0.0.1", 1)
    clock.now = SECONDS - 0.001
    assert not found.may_try("10.0.0.1")
    clock.now = SECONDS
    failing(found, "10.0.0.1", MOST_FROM_ONE - 1)
    assert not found.may_try("10.0.0.1")


def test_one_ipv6_subscriber_is_one_address() -> None:
    found = Attempts(Clock())
    for host in range(MOST_FROM_ONE):
        failing(found, f"2001:db8:1:2::{host:x}", 1)
    assert not found.may_try("2001:db8:1:2:ffff::1")
    assert found.may_try("2001:db8:1:3::1")


def test_an_ipv4_address_is_the_same_in_either_spelling_and_not_one_with_all_others() -> None:
    found = Attempts(Clock())
    failing(found, "::ffff:10.0.0.1", MOST_FROM_ONE)
    assert not found.may_try("10.0.0.1")
    assert found.may_try("::ffff:10.0.0.2")


def test_what_is_no_address_is_counted_too() -> None:
    found = Attempts(Clock())
    failing(found, "", MOST_FROM_ONE)
    assert not found.may_try("")


def test_so_many_failures_from_everywhere_keep_all_waiting() -> None:
    clock = Clock()
    found = Attempts(clock)
    for n in range(MOST):
        failing(found, f"10.0.{n // 250}.{n % 250}", 1)
    assert not found.may_try("192.0.2.1")
    clock.now = SECONDS
    assert found.may_try("192.0.2.1")


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 20)), max_size=200))
def test_what_is_remembered_is_the_last_minute_and_no_more(steps: list[tuple[int, int]]) -> None:
    clock, failures = Clock(), list[tuple[float, str]]()
    found = Attempts(clock)
    for host, seconds in steps:
        clock.now += seconds
        address = f"10.0.0.{host}"
        lately = [origin for then, origin in failures if then > clock.now - attempts.SECONDS]
        assert found.may_try(address) == (lately.count(address) < MOST_FROM_ONE)
        if found.may_try(address):
            found.failed(address)
            failures.append((clock.now, address))
    clock.now += attempts.SECONDS
    assert found.may_try("10.0.0.1")
    assert (len(found._failures), len(found._by_origin)) == (0, 0)
