"""UploadBudget and OwnerBackoff: what one owner may have under way, and how long they wait after a time-out."""

from contextlib import ExitStack

import pytest

from gql.http.owner_backoff import FIRST_WAIT_SECONDS, FORGET_SECONDS, MAX_WAIT_SECONDS, OwnerBackoff, OwnerMustWait
from gql.http.upload_budget import BudgetExhausted, OwnerOverBudget, UploadBudget


def test_an_owner_has_a_share_and_gets_it_back() -> None:
    budget = UploadBudget(owner_bytes=10, total_bytes=100)
    with budget.reserve("Cleo", 6):
        with pytest.raises(OwnerOverBudget), budget.reserve("Cleo", 5):
            pass
        with budget.reserve("Cleo", 4), budget.reserve("Dana", 10):
            assert budget.bytes_under_way == 20
    assert budget.bytes_under_way == 0
    with budget.reserve("Cleo", 10):
        pass


def test_all_owners_together_have_a_limit() -> None:
    budget = UploadBudget(owner_bytes=10, total_bytes=25)
    with ExitStack() as under_way:
        for owner in ("Cleo", "Dana"):
            under_way.enter_context(budget.reserve(owner, 10))
        with pytest.raises(BudgetExhausted), budget.reserve("Pat", 6):
            pass
        with budget.reserve("Pat", 5):
            pass


class Clock:
    """A clock that a test moves."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_each_time_out_doubles_the_wait_up_to_a_limit() -> None:
    clock = Clock()
    backoff, waits = OwnerBackoff(clock), []
    for _ in range(8):
        backoff.record_timeout("Cleo")
        with pytest.raises(OwnerMustWait) as refused:
            backoff.check("Cleo")
        waits.append(refused.value.retry_seconds)
        backoff.check("Dana")
        clock.now += refused.value.retry_seconds
        backoff.check("Cleo")
    assert waits[:3] == [FIRST_WAIT_SECONDS, 2 * FIRST_WAIT_SECONDS, 4 * FIRST_WAIT_SECONDS]
    assert waits[-1] == MAX_WAIT_SECONDS


def test_an_owner_starts_anew_after_an_hour() -> None:
    clock = Clock()
    backoff = OwnerBackoff(clock)
    for _ in range(3):
        backoff.record_timeout("Cleo")
    clock.now += MAX_WAIT_SECONDS + FORGET_SECONDS
    backoff.record_timeout("Cleo")
    with pytest.raises(OwnerMustWait) as refused:
        backoff.check("Cleo")
    assert refused.value.retry_seconds == FIRST_WAIT_SECONDS
