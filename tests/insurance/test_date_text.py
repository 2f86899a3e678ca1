"""Calendar days as people in the United States read them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insurance.date_text import date_text
from support.factories import day

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        pytest.param("2025-02-28", "Feb 28, 2025", id="a day"),
        pytest.param("2025-01-01", "Jan 1, 2025", id="no leading zero"),
        pytest.param("2024-02-29", "Feb 29, 2024", id="a leap day"),
        pytest.param("2025-12-31", "Dec 31, 2025", id="the end of the year"),
        pytest.param("0001-01-01", "Jan 1, 0001", id="the first day there is"),
        pytest.param("9999-12-31", "Dec 31, 9999", id="the last day there is"),
    ],
)
def test_a_day_in_words(iso: str, words: str) -> None:
    assert date_text(day(iso)) == words


@given(dos=st.dates())
def test_the_words_name_exactly_one_day(dos: date) -> None:
    month, number, year = date_text(dos).replace(",", "").split()
    assert date(int(year), MONTHS.index(month) + 1, int(number)) == dos
