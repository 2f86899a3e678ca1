"""Mail: one letter at a time, from one to one, to one mail server (RFC 5321), and whether it took it."""

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

SECONDS = 10
"""That a letter may take, from the first look-up of a name to the last reply."""
MOST_AT_ONCE = 8
"""Letters under way. Whoever sends one waits for it: were there more, a dead mail server would keep all from saving."""

# Submission (RFC 6409), and submission with TLS from the first byte (RFC 8314).
_PORTS = {"smtp": 587, "smtps": 465}
_EXPECTED = "it must look like smtps://user:password@mail.example:465, with what is no letter or digit percent-encoded"


class BadMailServer(ValueError):
    """The URL names no mail server. The message never quotes it: it may hold a password."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed in."""

    host: str
    port: int
    tls: bool
    user: str | None = None
    password: str | None = field(default=None, repr=False)

    @classmethod
    def of_url(cls, url: str) -> "MailServer":
        """The server of an `smtp` or `smtps` URL. Raises BadMailServer."""
        try:
            parts = urlsplit(url)
            host, port, ports = parts.hostname, parts.port, _PORTS[parts.scheme]
        except (ValueError, KeyError):
            raise BadMailServer(_EXPECTED) from None
        beside = parts.path.strip("/") or parts.query or parts.fragment
        if not host or port == 0 or beside or (parts.username is None) != (parts.password is None):
            raise BadMailServer(_EXPECTED)
        user, password = (None if part is None else unquote(part) for part in (parts.username, parts.password))
        return cls(host, port or ports, parts.scheme == "smtps", user, password)


@dataclass(frozen=True, slots=True)
class Email:
    """What is mailed, in ASCII. Both addresses are bare ones."""

    sender: str
    to: str
    subject: str
    text: str

    @property
    def domain(self) -> str:
        """Where it comes from."""
        return self.sender.rpartition("@")[2]

    def message(self) -> EmailMessage:
        """The letter as it is written now. What cannot be written raises all sorts of errors: `email` promises none."""
        message = EmailMessage(policy=policy.SMTP)
        message["From"] = self.sender
        message["To"] = self.to
        message["Subject"] = self.subject
        message["Date"] = format_datetime(datetime.now(UTC))
        message["Message-ID"] = make_msgid(domain=self.domain)
        # RFC 3834: whoever is away does not answer a machine.
        message["Auto-Submitted"] = "auto-generated"
        # As it is, so that a link stays one line.
        message.set_content(self.text, cte="7bit")
        return message


class Mailer:
    """Hands letters in at one mail server."""

    def __init__(self, server: MailServer) -> None:
        """Opens nothing: each letter has a connection of its own."""
        self._server, self._turns = server, asyncio.Semaphore(MOST_AT_ONCE)

    async def send(self, letter: Email) -> bool:
        """Whether the server took the letter in time. If not, the log says why, and not to whom it was.

        Never raises: what the letter is about was saved before, and is to be told whatever becomes of the letter.
        """
        if self._turns.locked():
            log.warning("a mail was not sent: %s others are under way", MOST_AT_ONCE)
            return False
        async with self._turns:
            try:
                await self._hand_in(letter)
            except Exception as error:
                log.warning("a mail was not sent: %s", _reason(error))
                return False
        return True

    async def _hand_in(self, letter: Email) -> None:
        message, client = letter.message(), self._client(letter.domain)
        try:
            async with asyncio.timeout(SECONDS):
                await client.connect()
                # To whom it goes is told, and not read from the headers, where one address could become another.
                await client.send_message(message, sender=letter.sender, recipients=[letter.to])
            await _part(client)
        finally:
            client.close()

    def _client(self, own_name: str) -> SMTP:
        server, nearby = self._server, is_loopback(self._server.host)
        return SMTP(
            hostname=server.host,
            port=server.port,
            username=server.user,
            password=server.password,
            # Looking up what this machine is called could take long, and tell the world.
            local_hostname=own_name,
            timeout=SECONDS,
            use_tls=server.tls,
            # Over a network never in the clear. On this machine nobody is in between: TLS if offered, as it is.
            start_tls=None if server.tls or nearby else True,
            validate_certs=not nearby,
        )


async def _part(client: SMTP) -> None:
    """Says goodbye. The server has the letter by then, whatever it says to that."""
    with suppress(SMTPException, OSError):
        await client.quit(timeout=1)


def _reason(error: Exception) -> str:
    """What went wrong, without the server's own words: they may quote the address."""
    code = f" {error.code}" if isinstance(error, SMTPResponseException) else ""
    return f"{type(error).__name__}{code}"
