"""Column types: a value is stored unchanged or refused."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

from store.db.column_types import Dollars, Instant

DIALECT = sqlite.dialect()
ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
INSTANTS = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=ZONES)  # noqa: DTZ001 - hypothesis asks so


def kept(amount: Decimal) -> int | None:
    return Dollars().process_bind_param(amount, DIALECT)


@given(st.integers(-(2**63), 2**63 - 1))
def test_an_amount_is_kept_as_whole_cents_and_comes_back_with_two_places(cents: int) -> None:
    amount = Decimal(cents).scaleb(-2)
    assert kept(amount) == cents
    back = Dollars().process_result_value(cents, DIALECT)
    assert back == amount
    assert str(back) == f"{amount:.2f}"


@given(st.decimals(-(10**12), 10**12) | st.decimals(-(10**6), 10**6, places=3))
def test_an_amount_is_kept_exactly_or_refused(amount: Decimal) -> None:
    cents = Fraction(amount) * 100
    if cents.denominator == 1:
        assert kept(amount) == cents
    else:
        with pytest.raises(ValueError, match="two decimal places"):
            kept(amount)


@pytest.mark.parametrize("amount", ["0.005", "25.001", "-1.999", "1.00000000000000000000000000000000001"])
def test_a_fraction_of_a_cent_is_refused_rather_than_rounded(amount: str) -> None:
    with pytest.raises(ValueError, match="two decimal places"):
        kept(Decimal(amount))


@pytest.mark.parametrize("amount", ["NaN", "sNaN", "Infinity", "-Infinity"])
def test_what_is_no_amount_is_refused(amount: str) -> None:
    with pytest.raises((ValueError, OverflowError)):
        kept(Decimal(amount))


@given(INSTANTS)
def test_an_instant_comes_back_as_the_same_instant_in_utc(instant: datetime) -> None:
    bound = Instant().process_bind_param(instant, DIALECT)
    assert bound is not None
    # SQLite keeps no zone, PostgreSQL gives one of its own choosing.
    for given_back in (bound.replace(tzinfo=None), bound.astimezone(timezone(timedelta(hours=-5)))):
        back = Instant().process_result_value(given_back, DIALECT)
        assert back == instant
        assert back is not None
        assert back.tzinfo is UTC


def test_a_naive_instant_is_refused_rather_than_guessed() -> None:
    with pytest.raises(ValueError, match="time zone"):
        Instant().process_bind_param(datetime(2026, 2, 3, 12, 0), DIALECT)  # noqa: DTZ001 - the point


def test_nothing_stays_nothing() -> None:
    assert Dollars().process_bind_param(None, DIALECT) is None
    assert Dollars().process_result_value(None, DIALECT) is None
    assert Instant().process_bind_param(None, DIALECT) is None
    assert Instant().process_result_value(None, DIALECT) is None
