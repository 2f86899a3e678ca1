"""The portal's door: where an invitation leads, how it gets to the client, and what whoever brings it is given."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlencode, urlsplit

from gql.invitations.email_text import invitation
from gql.invitations.rate_limit import RateLimiter
from gql.invitations.smtp import Mailer
from insurance.email_input import LABEL
from store.caller import Caller


@dataclass(frozen=True, slots=True)
class InvitationDelivery:
    """The door, as the settings made it. Without a `url` the portal is taken to be where the API is."""

    session: Callable[[Caller], tuple[str, datetime]]
    """A bearer token for whoever was let in, and when it ends."""
    url: str | None = None
    mailer: Mailer | None = None
    sender: str | None = None
    attempts: RateLimiter = field(default_factory=RateLimiter)

    def link(self, token: str, base_url: str) -> str:
        """Where the client goes with the token. What the portal's URL has in its query and fragment stays."""
        parts = urlsplit(self.url or f"{base_url}/")
        query = "&".join(filter(None, (parts.query, urlencode({"invitation": token}))))
        return parts._replace(path=parts.path or "/", query=query).geturl()

    async def mail(self, to: str, link: str, until: datetime) -> bool:
        """Whether the link was mailed: false also where no mail is set up."""
        if self.mailer is None:
            return False
        sender = self.sender or f"no-reply@{_domain(link)}"
        return await self.mailer.send(invitation(sender, to, link, until))


def _domain(link: str) -> str:
    """The link's host as a mail domain (RFC 5321, 4.1.3: an address that is a number stands in brackets)."""
    host = urlsplit(link).hostname or ""
    if ":" in host:
        return f"[IPv6:{host}]"
    # The host of a request may be anything.
    if not re.fullmatch(rf"{LABEL}(?:\.{LABEL})*", host):
        return "localhost"
    return f"[{host}]" if re.fullmatch(r"[0-9.]+", host) else host
