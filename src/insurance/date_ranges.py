"""The range of days that each date of an input may have: a typing error such as the year 24 or 2065 is refused.

Form: CMS-1500 boxes 3 and 11a (birth dates); article: Adding a New Insurance Policy (coverage dates).
"""

from datetime import date, timedelta

from insurance import limits
from insurance.date_text import date_text
from insurance.problems import Problem, UserErrorCode


def birth_date_problems(day: date | None, today: date, path: tuple[str, ...]) -> list[Problem]:
    """INVALID for a day after today, and for one that is the birth date of someone 150 years old."""
    return _outside(day, _years_later(today, -limits.AGE_YEARS) + timedelta(days=1), today, path)


def effective_date_problems(day: date | None, today: date, path: tuple[str, ...]) -> list[Problem]:
    """INVALID for a day before 1900, and for one more than five years after today."""
    return _outside(day, limits.EARLIEST_COVERAGE, _years_later(today, limits.EFFECTIVE_YEARS_AHEAD), path)


def end_date_problems(day: date | None, path: tuple[str, ...]) -> list[Problem]:
    """INVALID for a day before 1900. Any later day is accepted: payers write 9999-12-31 for coverage without an end."""
    if day is None or day >= limits.EARLIEST_COVERAGE:
        return []
    return [Problem(UserErrorCode.INVALID, f"This must be {date_text(limits.EARLIEST_COVERAGE)} or later.", path)]


def _outside(day: date | None, first: date, last: date, path: tuple[str, ...]) -> list[Problem]:
    if day is None or first <= day <= last:
        return []
    message = f"This must be from {date_text(first)} to {date_text(last)}."
    return [Problem(UserErrorCode.INVALID, message, path)]


def _years_later(day: date, years: int) -> date:
    """The same day in another year; the last day of February where that year has no February 29."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
