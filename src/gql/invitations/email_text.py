"""The text of the emails. It says neither who writes nor why: that somebody is in therapy or insured is health data."""

from datetime import UTC, datetime

from gql.invitations.smtp import Email
from insurance.date_text import date_text


def invitation_email(sender: str, recipient: str, link: str, expires_at: datetime) -> Email:
    """An invitation to the portal. Both addresses are bare ones, without a display name."""
    return Email(sender, recipient, "Your invitation", _text(link, expires_at.astimezone(UTC)))


def _text(link: str, expires_at: datetime) -> str:
    return f"""\
You have been invited to a secure portal. This link opens it:

{link}

The link works once, until {date_text(expires_at.date())}, {expires_at:%H:%M} UTC.
Please do not pass it on. If you did not expect it, ignore this message.
"""
