"""Calendar days as people in the United States read them."""

from datetime import date, datetime

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def date_text(day: date) -> str:
    """The day as text, independent of the machine's locale: `Feb 28, 2025`. The year always has four digits."""
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year:04d}"


def instant_text(local: datetime) -> str:
    """The day and the time of a datetime that is in the reader's time zone: `Feb 28, 2025 at 2:05 PM`."""
    half = "AM" if local.hour < 12 else "PM"
    return f"{date_text(local.date())} at {local.hour % 12 or 12}:{local.minute:02d} {half}"
