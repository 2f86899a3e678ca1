"""What is mailed. No letter says who writes or why: that somebody is in care, or insured, is health data."""

from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid

from insurance.dates_in_words import in_words


def invitation(sender: str, to: str, link: str, until: datetime) -> EmailMessage:
    """An invitation to the portal. Both addresses are bare ones."""
    letter = EmailMessage(policy=SMTP)
    letter["From"] = sender
    letter["To"] = to
    letter["Subject"] = "Your invitation"
    letter["Date"] = format_datetime(datetime.now(UTC))
    letter["Message-ID"] = make_msgid(domain=letter["From"].addresses[0].domain)
    # RFC 3834: whoever is away does not answer a machine.
    letter["Auto-Submitted"] = "auto-generated"
    # As it is, so that the link stays one line.
    letter.set_content(_text(link, until), cte="7bit")
    return letter


def _text(link: str, until: datetime) -> str:
    until = until.astimezone(UTC)
    return f"""\
You have been invited to a secure portal. This link opens it:

{link}

The link works once, until {in_words(until.date())}, {until:%H:%M} UTC.
Please do not pass it on. If you did not expect it, ignore this message.
"""
