"""What is mailed. No letter says who writes or why: that somebody is in care, or insured, is health data."""

from datetime import UTC, datetime

from gql.invitations.smtp import Email
from insurance.dates_in_words import in_words


def invitation(sender: str, to: str, link: str, until: datetime) -> Email:
    """An invitation to the portal. Both addresses are bare ones."""
    return Email(sender, to, "Your invitation", _text(link, until))


def _text(link: str, until: datetime) -> str:
    until = until.astimezone(UTC)
    return f"""\
You have been invited to a secure portal. This link opens it:

{link}

The link works once, until {in_words(until.date())}, {until:%H:%M} UTC.
Please do not pass it on. If you did not expect it, ignore this message.
"""
