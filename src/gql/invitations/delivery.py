"""Delivers invitations: makes the link to the portal and emails it to the client."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlencode, urlsplit

from gql.invitations.attempts import Attempts, LocalAttempts
from gql.invitations.email_text import invitation_email
from gql.invitations.smtp import Mailer
from insurance.email_input import LABEL
from store.caller import Caller


@dataclass(frozen=True, slots=True)
class InvitationDelivery:
    """How the settings have invitations delivered and accepted."""

    open_session: Callable[[Caller], tuple[str, datetime]]
    """Gives a client who accepted an invitation a bearer token. Returns the token and when it expires."""
    portal_url: str | None = None
    """Where the portal is. None: at the API's own address."""
    mailer: Mailer | None = None
    """None if no mail server is set up: then nothing is emailed."""
    sender: str | None = None
    """The bare email address of the sender. None: `no-reply@` the portal's host."""
    attempts: Attempts = field(default_factory=LocalAttempts)

    def link(self, token: str, base_url: str) -> str:
        """The portal's URL with `invitation=TOKEN` added to its query. The rest of its query and its fragment stay."""
        parts = urlsplit(self.portal_url or f"{base_url}/")
        query = "&".join(filter(None, (parts.query, urlencode({"invitation": token}))))
        return parts._replace(path=parts.path or "/", query=query).geturl()

    async def send(self, recipient: str, link: str, expires_at: datetime) -> bool:
        """Emails the link. False if the mail server did not accept the email, or none is set up."""
        if self.mailer is None:
            return False
        sender = self.sender or f"no-reply@{_email_domain(link)}"
        return await self.mailer.send(invitation_email(sender, recipient, link, expires_at))


def _email_domain(link: str) -> str:
    """The link's host as the domain of an email address. IP addresses are put in brackets (RFC 5321, 4.1.3)."""
    host = urlsplit(link).hostname or ""
    if ":" in host:
        return f"[IPv6:{host}]"
    # Without a configured URL, the host is that of the request, which may be anything.
    if not re.fullmatch(rf"{LABEL}(?:\.{LABEL})*", host):
        return "localhost"
    return f"[{host}]" if re.fullmatch(r"[0-9.]+", host) else host
