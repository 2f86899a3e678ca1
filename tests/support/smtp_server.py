"""Real SMTP servers in the event loop of the test: one that accepts email, and scripted ones that misbehave."""

import asyncio
import ipaddress
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

LOOPBACK, ANY_ADDRESS = "127.0.0.1", "0.0.0.0"  # noqa: S104
"""Two addresses of this machine. Policybook does not take the second one for a loopback address."""
LOGIN = LoginPassword(b"policybook@mail.example", b"p@ss/word: 7%")


@dataclass(frozen=True)
class ReceivedEmail:
    """An email that a server accepted, and how it was sent."""

    sender: str | None
    recipients: list[str]
    email: EmailMessage
    encrypted: bool
    signed_in: bool
    greeted_as: str | None


@dataclass
class Mailbox:
    """The email a server accepted, and the recipient it refuses."""

    received: list[ReceivedEmail] = field(default_factory=list)
    refused: str | None = None
    on_data: Callable[[], Awaitable[None]] | None = None
    port: int = 0
    login: bool = False

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Accepts any recipient but the refused one."""
        if self.login and not session.authenticated:
            return "530 5.7.0 Sign in first"
        if address == self.refused:
            return f"550 5.1.1 <{address}>: no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keeps the email."""
        if self.on_data:
            await self.on_data()
        content = envelope.content
        assert isinstance(content, bytes)
        email = message_from_bytes(content, policy=policy.default)
        self.received.append(
            ReceivedEmail(
                envelope.mail_from,
                envelope.rcpt_tos,
                email,
                encrypted=session.ssl is not None,
                signed_in=bool(session.authenticated),
                greeted_as=session.host_name,
            )
        )
        return "250 OK"

    def only(self) -> ReceivedEmail:
        """The only email."""
        (email,) = self.received
        return email


@asynccontextmanager
async def run_smtp_server(
    *, starttls: ssl.SSLContext | None = None, tls: ssl.SSLContext | None = None, login: bool = False
) -> AsyncIterator[Mailbox]:
    """A server that accepts email: from anybody, or after a login."""
    box = Mailbox(login=login)
    options: dict[str, Any] = {"tls_context": starttls, "loop": asyncio.get_running_loop(), "hostname": "mail.example"}
    if login:
        options |= {"authenticator": _checked, "auth_require_tls": starttls is not None}

    def server() -> SMTP:
        return SMTP(box, **options)

    async with _listening(await asyncio.get_running_loop().create_server(server, ANY_ADDRESS, 0, ssl=tls), box):
        yield box


def _checked(_server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, given: Any) -> AuthResult:
    return AuthResult(success=given == LOGIN, handled=False)


@asynccontextmanager
async def run_scripted_smtp_server(*lines: bytes) -> AsyncIterator[Mailbox]:
    """A server that answers each command with the next of these lines, then with nothing. Its mailbox stays empty."""
    box, open_ = Mailbox(), set[asyncio.StreamWriter]()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        open_.add(writer)
        for line in lines:
            writer.write(line)
            await writer.drain()
            if not await reader.readline():
                break
        while await reader.read(1024):
            pass
        writer.close()

    async with _listening(await asyncio.start_server(serve, LOOPBACK, 0), box):
        yield box
        for writer in open_:
            writer.close()


@asynccontextmanager
async def _listening(server: asyncio.Server, box: Mailbox) -> AsyncIterator[None]:
    box.port = server.sockets[0].getsockname()[1]
    try:
        yield
    finally:
        server.close()
        # Connections that are still open end in the next iterations of the loop.
        for _ in range(5):
            await asyncio.sleep(0.01)


def self_signed(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """A self-signed certificate for both addresses: a server's TLS context, and the file of the certificate."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail.example")])
    now = datetime.now(UTC)
    addresses = [x509.IPAddress(ipaddress.ip_address(address)) for address in (LOOPBACK, ANY_ADDRESS)]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(addresses), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem, private = folder / "certificate.pem", folder / "key.pem"
    pem.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(pem, private)
    return context, pem
