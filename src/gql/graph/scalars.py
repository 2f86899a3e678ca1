"""The scalars of the schema. Each accepts exactly one spelling, because a lenient parser turns typos into data."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import strawberry
from strawberry.exceptions import StrawberryInputCoercionError

EXPECTED: dict[str, str] = {
    "Boolean": "true or false",
    "Date": "a calendar day written YYYY-MM-DD, such as 2025-02-28",
    "DateTime": "an instant in UTC, such as 2025-02-28T17:00:00Z",
    "Decimal": 'an amount written as a string, such as "25" or "25.50"',
    "Float": "a number",
    "ID": "an id, which is a string",
    "Int": "a whole number from -2147483648 to 2147483647",
    "String": "a string",
}
"""What each scalar accepts, as the end of a sentence with "must be"."""

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?Z")
_AMOUNT = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,2})?")


def parse_date(value: object) -> date:
    """A calendar day from `YYYY-MM-DD`. Raises StrawberryInputCoercionError for any other value."""
    if isinstance(value, str) and _DATE.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise _unacceptable("Date")


def parse_instant(value: object) -> datetime:
    """An instant from RFC 3339 text in UTC. Raises StrawberryInputCoercionError for any other value."""
    if isinstance(value, str) and _INSTANT.fullmatch(value):
        try:
            return datetime.fromisoformat(value).astimezone(UTC)
        except ValueError:
            pass
    raise _unacceptable("DateTime")


def parse_amount(value: object) -> Decimal:
    """US dollars from text; JSON numbers are refused, because they are binary fractions.

    Raises StrawberryInputCoercionError for any other value.
    """
    if isinstance(value, str) and _AMOUNT.fullmatch(value):
        return Decimal(value)
    raise _unacceptable("Decimal")


def _unacceptable(scalar: str) -> StrawberryInputCoercionError:
    return StrawberryInputCoercionError(f"{scalar} must be {EXPECTED[scalar]}.")


def print_instant(value: datetime) -> str:
    """RFC 3339 with milliseconds and `Z`."""
    return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def print_amount(value: Decimal) -> str:
    """US dollars with two places."""
    return f"{value:.2f}"


SCALARS: dict[object, Any] = {
    date: strawberry.scalar(
        name="Date",
        description="A calendar day as `YYYY-MM-DD`, such as `2025-02-28`. It has no time of day and no time zone.",
        serialize=date.isoformat,
        parse_value=parse_date,
    ),
    datetime: strawberry.scalar(
        name="DateTime",
        description="A moment in UTC, in the format of RFC 3339 with `Z`, such as `2025-02-28T17:00:00.000Z`.",
        serialize=print_instant,
        parse_value=parse_instant,
        specified_by_url="https://www.rfc-editor.org/rfc/rfc3339",
    ),
    Decimal: strawberry.scalar(
        name="Decimal",
        description=(
            'An amount in US dollars, as a string with two decimals, such as `"25.00"`. '
            'Input may have none or one: `"25"`, `"25.5"`. JSON numbers are refused.'
        ),
        serialize=print_amount,
        parse_value=parse_amount,
    ),
}
