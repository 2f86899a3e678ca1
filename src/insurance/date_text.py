"""Calendar days as people in the United States read them."""

from datetime import date

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def date_text(day: date) -> str:
    """The day as text, independent of the machine's locale: `Feb 28, 2025`."""
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"
