"""Column types that mean the same in every database the project runs on."""

from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.engine import Dialect

# A UUID as text in canonical form. PostgreSQL has a type for it, SQLite stores the 36 characters; both sort alike.
Id = sa.Uuid(as_uuid=False).with_variant(sa.String(36), "sqlite")


def sort_key(length: int | None) -> sa.types.TypeEngine[str]:
    """Text that sorts by code point, as in Python and SQLite, whatever the collation of the database."""
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def enum_type(values: type[StrEnum]) -> sa.Enum:
    """A member of the enum, stored as its text."""
    return sa.Enum(values, native_enum=False, length=30, create_constraint=False, validate_strings=True)


class Instant(sa.types.TypeDecorator[datetime]):
    """An aware datetime in UTC. SQLite stores no time zone, so UTC is added when it is read."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """The datetime in UTC. Raises ValueError for a naive one, whose time zone could only be guessed."""
        if value is not None and value.tzinfo is None:
            raise ValueError("the datetime must have a time zone")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """The datetime in UTC."""
        return value and (value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC))


class Dollars(sa.types.TypeDecorator[Decimal]):
    """US dollars, stored as whole cents: SQLite would store a decimal as a floating-point number."""

    impl = sa.Integer
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """The amount in cents. Raises ValueError for a fraction of a cent, rather than round it."""
        if value is None:
            return None
        # Multiplying the decimal would round it to the context's precision; its ratio is exact.
        numerator, denominator = value.as_integer_ratio()
        cents, rest = divmod(numerator * 100, denominator)
        if rest:
            raise ValueError("the amount must have at most two decimal places")
        return cents

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:  # noqa: ARG002
        """The amount with two decimal places."""
        return None if value is None else Decimal(value).scaleb(-2)
