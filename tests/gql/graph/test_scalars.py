"""Scalars: one format each, the same as a literal and as a variable; anything else is refused with a clear message."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
import strawberry
from hypothesis import given
from hypothesis import strategies as st
from strawberry.schema.config import StrawberryConfig

from gql.graph.scalars import SCALARS, parse_amount, parse_date, parse_instant, print_amount, print_instant
from support.api_client import ApiClient


@strawberry.type
class _Query:
    """Gives back what it gets: no query of ours takes each scalar yet."""

    @strawberry.field
    def day(self, given: date) -> date:
        return given

    @strawberry.field
    def instant(self, given: datetime) -> datetime:
        return given

    @strawberry.field
    def amount(self, given: Decimal) -> Decimal:
        return given


ECHO = strawberry.Schema(_Query, config=StrawberryConfig(scalar_map=SCALARS))
TYPES = {"day": "Date", "instant": "DateTime", "amount": "Decimal"}


def echoed(field: str, value: object) -> Any:
    """What comes back of a variable."""
    query = f"query($given: {TYPES[field]}!) {{ {field}(given: $given) }}"
    return ECHO.execute_sync(query, {"given": value})


def echoed_literal(field: str, literal: str) -> Any:
    """What comes back of a literal."""
    return ECHO.execute_sync(f"{{ {field}(given: {literal}) }}")


TAKEN = [
    ("day", "2026-02-03", "2026-02-03"),
    ("day", "2024-02-29", "2024-02-29"),
    ("day", "0001-01-01", "0001-01-01"),
    ("day", "9999-12-31", "9999-12-31"),
    ("instant", "2026-02-03T17:00:00Z", "2026-02-03T17:00:00.000Z"),
    ("instant", "2026-02-03T17:00:00.5Z", "2026-02-03T17:00:00.500Z"),
    ("instant", "2026-02-03T17:00:00.123456Z", "2026-02-03T17:00:00.123Z"),
    ("amount", "25", "25.00"),
    ("amount", "25.5", "25.50"),
    ("amount", "-3.00", "-3.00"),
    ("amount", "0", "0.00"),
    ("amount", "999999.99", "999999.99"),
]


@pytest.mark.parametrize(("field", "written", "read"), TAKEN)
def test_what_is_well_written_is_taken_and_given_back_in_one_form(field: str, written: str, read: str) -> None:
    assert echoed(field, written).data == {field: read}
    assert echoed_literal(field, f'"{written}"').data == {field: read}


REFUSED = {
    "day": [
        *["20260203", "2026-W05-1", "2026-2-3", "0000-01-01", "2026-02-30", "2025-02-29", "2026-13-01", "26-02-03"],
        *[" 2026-01-01", "2026-01-01 ", "2026-01-01\n", "２０２６-０１-０１", "٢٠٢٦-٠١-٠١", "2026/01/01", "2026-034"],
        *["2026-02-03T00:00:00Z", "+2026-02-03", "-2026-02-03", "12026-02-03", "today", "", "\x00", "2026–01–01"],
    ],
    "instant": [
        *["2026-02-03", "2026-02-03T17:00Z", "2026-02-03T17:00:00", "2026-02-03T17:00:00+00:00", "1770138000"],
        *["2026-02-03 17:00:00Z", "2026-02-03t17:00:00z", "2026-02-03T24:00:00Z", "2026-02-03T17:00:60Z"],
        *["2026-02-30T17:00:00Z", "2026-02-03T17:00:00.Z", "2026-02-03T17:00:00.1234567Z", "20260203T170000Z", ""],
        *["2026-02-03T17:00:00Z\n", "２026-02-03T17:00:00Z", "0000-01-01T00:00:00Z"],
    ],
    "amount": [
        *["25.005", "1e3", "1E-2", "NaN", "Infinity", "-Infinity", "sNaN", "1,000", "$25", "25 USD", "25.", ".5", "+5"],
        *[" 25", "25 ", "25\n", "２５", "٢٥", "1_000", "0x10", "", "-", "--5", "1" * 16, "9" * 5000],
    ],
}
NO_TEXT: list[tuple[object, str]] = [
    *[(20260203, "20260203"), (25, "25"), (25.5, "25.5"), (True, "true"), (False, "false"), (10**40, "1" + "0" * 40)],
    *[([], "[]"), (["2026-02-03"], '["2026-02-03"]'), ({}, "{}"), ({"value": "25"}, '{value: "25"}')],
]
# What Python would say, and people would not.
PYTHON = re.compile(r"Traceback|Error|Exception|isoformat|decimal\.|datetime|<class|object at|\b(None|True|False)\b")


def assert_refused_in_plain_words(result: Any, field: str) -> None:
    assert result.data is None
    (message,) = [error.message for error in result.errors]
    assert TYPES[field] in message
    assert not PYTHON.search(message), message
    assert len(message) < 400


@pytest.mark.parametrize(("field", "text"), [(field, text) for field, texts in REFUSED.items() for text in texts])
def test_text_in_any_other_spelling_is_refused(field: str, text: str) -> None:
    assert_refused_in_plain_words(echoed(field, text), field)
    literal = '"' + "".join(f"\\u{ord(c):04x}" for c in text) + '"'
    assert_refused_in_plain_words(echoed_literal(field, literal), field)


@pytest.mark.parametrize("field", TYPES)
@pytest.mark.parametrize(("value", "literal"), NO_TEXT, ids=[literal[:12] for _, literal in NO_TEXT])
def test_what_is_no_text_is_refused(field: str, value: object, literal: str) -> None:
    assert_refused_in_plain_words(echoed(field, value), field)
    assert_refused_in_plain_words(echoed_literal(field, literal), field)


@pytest.mark.parametrize("field", TYPES)
def test_null_is_refused_where_a_value_is_needed(field: str) -> None:
    assert echoed(field, None).data is None
    assert echoed_literal(field, "null").data is None


@pytest.mark.parametrize("value", ["20260203", "2026-01-01\n", 20260203, 1.5, True, ["2026-01-01"], {"a": 1}])
async def test_a_query_with_a_wrong_day_is_refused_in_plain_words_before_it_begins(
    pat: ApiClient, value: object
) -> None:
    query = 'query($dos: Date!) { client(id: "none") { eligiblePolicies(dos: $dos) { id } } }'
    answer = await pat.execute(query, dos=value)
    assert "data" not in answer
    (error,) = answer["errors"]
    assert "`dos` must be a calendar day written YYYY-MM-DD" in error["message"]
    assert not PYTHON.search(error["message"]), error["message"]


@given(st.dates())
def test_every_day_survives(day: date) -> None:
    assert parse_date(day.isoformat()) == day


@given(st.datetimes(timezones=st.just(UTC)))
def test_every_instant_survives_to_the_millisecond(instant: datetime) -> None:
    whole = instant.replace(microsecond=instant.microsecond // 1000 * 1000)
    assert parse_instant(print_instant(instant)) == whole
    assert parse_instant(print_instant(whole)) == whole


@given(st.integers(-(10**15), 10**15).map(lambda cents: Decimal(cents).scaleb(-2)))
def test_every_amount_survives(amount: Decimal) -> None:
    assert parse_amount(print_amount(amount)) == amount
