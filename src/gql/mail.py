"""Mail: one letter at a time to one mail server (RFC 5321), and whether it took it."""

import asyncio
import logging
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from aiosmtplib import SMTP, SMTPException, SMTPResponseException

from gql.hosts import loops_back

log = logging.getLogger("policybook")

SECONDS = 10
"""That a letter may take, from the first look-up of a name to the last reply."""
MOST_AT_ONCE = 8
"""Letters under way. Whoever sends one waits for it: were there more, a dead mail server would keep all from saving."""

# Submission (RFC 6409), and submission with TLS from the first byte (RFC 8314).
_PORTS = {"smtp": 587, "smtps": 465}
_EXPECTED = "it must look like smtps://user:password@mail.example:465, with what is no letter or digit percent-encoded"


class BadMailServer(ValueError):  # noqa: N818 - reads as what it says
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


class Mailer:
    """Hands letters in at one mail server."""

    def __init__(self, server: MailServer) -> None:
        """Opens nothing: each letter has a connection of its own."""
        self._server, self._turns = server, asyncio.Semaphore(MOST_AT_ONCE)

    async def send(self, letter: EmailMessage) -> bool:
        """Whether the server took the letter in time. If not, the log says why, and not to whom it was."""
        if self._turns.locked():
            log.warning("a mail was not sent: %s others are under way", MOST_AT_ONCE)
            return False
        async with self._turns:
            client = self._client(letter["From"].addresses[0].domain)
            try:
                async with asyncio.timeout(SECONDS):
                    await client.connect()
                    await client.send_message(letter)
                await _part(client)
            except (SMTPException, OSError, ValueError) as error:
                log.warning("a mail was not sent: %s", _reason(error))
                return False
            finally:
                client.close()
        return True

    def _client(self, own_name: str) -> SMTP:
        server, nearby = self._server, loops_back(self._server.host)
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
