"""Column types that mean the same in every database the project runs on."""

from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.engine import Dialect

# A UUID as its canonical text: PostgreSQL keeps its own type, SQLite the 36 characters, which sort alike.
Id = sa.Uuid(as_uuid=False).with_variant(sa.String(36), "sqlite")


def sort_key(length: int) -> sa.types.TypeEngine[str]:
    """Text that sorts by code point, as Python and SQLite do, whatever the database's language."""
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def word(words: type[StrEnum]) -> sa.Enum:
    """One of a closed set of words, kept as its text."""
    return sa.Enum(words, native_enum=False, length=30, create_constraint=False, validate_strings=True)


class Instant(sa.types.TypeDecorator[datetime]):
    """An aware instant in UTC. SQLite keeps no zone, so the zone is put back on the way out."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Refuses a naive instant rather than guess its zone."""
        if value is not None and value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """The instant, in UTC."""
        return value and (value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC))


class Dollars(sa.types.TypeDecorator[Decimal]):
    """US dollars, exact, kept as whole cents: SQLite would keep a decimal as a binary fraction."""

    impl = sa.Integer
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """Refuses a fraction of a cent rather than round it."""
        if value is None:
            return None
        # A ratio is exact; multiplying would round what is longer than the context's precision.
        numerator, denominator = value.as_integer_ratio()
        cents, rest = divmod(numerator * 100, denominator)
        if rest:
            raise ValueError("money has at most two decimal places")
        return cents

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:  # noqa: ARG002
        """The amount with two places."""
        return None if value is None else Decimal(value).scaleb(-2)
