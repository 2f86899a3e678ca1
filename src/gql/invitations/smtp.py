"""Sends emails through a mail server (SMTP, RFC 5321): one email to one recipient, and whether it was accepted."""

import asyncio
import logging
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from urllib.parse import unquote, urlsplit

from aiosmtplib import SMTP, SMTPException, SMTPResponseException

from gql.loopback import is_loopback

log = logging.getLogger("policybook")

TIMEOUT_SECONDS = 10
"""For one email, from the first DNS lookup to the server's last reply."""
MAX_CONCURRENT = 8
"""Emails sent at the same time. The caller waits for the email: a dead mail server must not make all of them wait."""

# Submission (RFC 6409), and submission over implicit TLS (RFC 8314).
_DEFAULT_PORTS = {"smtp": 587, "smtps": 465}
_EXPECTED = (
    "it must look like smtps://user:password@mail.example:465, with special characters in the user name and the "
    "password percent-encoded"
)


class BadMailServer(ValueError):
    """The URL is not that of a mail server. The message never quotes it, as it may contain a password."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """The server that emails are submitted to."""

    host: str
    port: int
    implicit_tls: bool
    user: str | None = None
    password: str | None = field(default=None, repr=False)

    @classmethod
    def from_url(cls, url: str) -> "MailServer":
        """The server of an `smtp` or `smtps` URL. Raises BadMailServer."""
        try:
            parts = urlsplit(url)
            host, port, default_port = parts.hostname, parts.port, _DEFAULT_PORTS[parts.scheme]
        except (ValueError, KeyError):
            raise BadMailServer(_EXPECTED) from None
        has_more = parts.path.strip("/") or parts.query or parts.fragment
        if not host or port == 0 or has_more or (parts.username is None) != (parts.password is None):
            raise BadMailServer(_EXPECTED)
        user, password = (None if part is None else unquote(part) for part in (parts.username, parts.password))
        return cls(host, port or default_port, parts.scheme == "smtps", user, password)


@dataclass(frozen=True, slots=True)
class Email:
    """An email in ASCII. Both addresses are bare ones, without a display name."""

    sender: str
    recipient: str
    subject: str
    text: str

    @property
    def sender_domain(self) -> str:
        """The domain of the sender's address."""
        return self.sender.rpartition("@")[2]

    def message(self) -> EmailMessage:
        """The message with its headers. For text that cannot be encoded, `email` may raise nearly any exception."""
        message = EmailMessage(policy=policy.SMTP)
        message["From"] = self.sender
        message["To"] = self.recipient
        message["Subject"] = self.subject
        message["Date"] = format_datetime(datetime.now(UTC))
        message["Message-ID"] = make_msgid(domain=self.sender_domain)
        # RFC 3834: keeps out-of-office replies away.
        message["Auto-Submitted"] = "auto-generated"
        # 7bit keeps the lines as they are, so that the link stays on one line.
        message.set_content(self.text, cte="7bit")
        return message


class Mailer:
    """Submits emails to one mail server."""

    def __init__(self, server: MailServer) -> None:
        """Opens no connection: each email gets one of its own."""
        self._server, self._semaphore = server, asyncio.Semaphore(MAX_CONCURRENT)

    async def send(self, email: Email) -> bool:
        """Whether the server accepted the email in time. If not, the log says why, without the recipient.

        Never raises: what the email is about is saved already, and the caller reports that in any case.
        """
        if self._semaphore.locked():
            log.warning("an email was not sent: %s others are being sent", MAX_CONCURRENT)
            return False
        async with self._semaphore:
            try:
                await self._submit(email)
            except Exception as error:
                log.warning("an email was not sent: %s", _reason(error))
                return False
        return True

    async def _submit(self, email: Email) -> None:
        message, client = email.message(), self._client(email.sender_domain)
        try:
            async with asyncio.timeout(TIMEOUT_SECONDS):
                await client.connect()
                # The recipient is given, not read from the headers, where one address could be read as two.
                await client.send_message(message, sender=email.sender, recipients=[email.recipient])
            await _quit(client)
        finally:
            client.close()

    def _client(self, local_hostname: str) -> SMTP:
        server, on_this_machine = self._server, is_loopback(self._server.host)
        return SMTP(
            hostname=server.host,
            port=server.port,
            username=server.user,
            password=server.password,
            # The default, looking up this machine's own name, may be slow and would reveal the name.
            local_hostname=local_hostname,
            timeout=TIMEOUT_SECONDS,
            use_tls=server.implicit_tls,
            # TLS is required over a network. On this machine nobody listens in: TLS if offered, with any certificate.
            start_tls=None if server.implicit_tls or on_this_machine else True,
            validate_certs=not on_this_machine,
        )


async def _quit(client: SMTP) -> None:
    """Ends the session. The server has accepted the email by then, so its reply does not matter."""
    with suppress(SMTPException, OSError):
        await client.quit(timeout=1)


def _reason(error: Exception) -> str:
    """The kind of error and its SMTP code, without the server's text, which may quote the recipient."""
    code = f" {error.code}" if isinstance(error, SMTPResponseException) else ""
    return f"{type(error).__name__}{code}"
