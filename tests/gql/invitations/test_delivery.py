"""Emails with invitations: they disclose no client, and the link is valid whatever the mail server does."""

import asyncio
import logging
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from pydantic import SecretStr

from gql.global_ids import global_id
from gql.graph.scalars import parse_instant
from gql.invitations import smtp
from gql.invitations.email_text import invitation_email
from gql.invitations.smtp import MAX_CONCURRENT, BadMailServer, Mailer, MailServer
from insurance.date_text import date_text
from store.demo.cast import CLEO
from support.sandbox import Sandbox, SaveResult, document, sandbox_on_copy
from support.smtp_server import (
    ANY_ADDRESS,
    LOGIN,
    LOOPBACK,
    Mailbox,
    run_scripted_smtp_server,
    run_smtp_server,
    self_signed,
)

CLEO_ID = global_id("Client", CLEO.id)
INVITE = document("inviteClient")
HERS = "cleo.marchetti@example.com"
PORTAL = "https://portal.example/in"
SIGNED_IN = f"{quote(LOGIN.login, safe='')}:{quote(LOGIN.password, safe='')}@"


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[ssl.SSLContext, Path]:
    return self_signed(tmp_path)


@pytest.fixture
def files(demo_file: Path, tmp_path: Path) -> tuple[Path, Path]:
    """The demo, and where a copy of it may lie."""
    return demo_file, tmp_path / "policybook.db"


@asynccontextmanager
async def mailing(files: tuple[Path, Path], url: str, **more: Any) -> AsyncIterator[Sandbox]:
    """A sandbox that sends invitations through this server."""
    async with sandbox_on_copy(*files, smtp_url=SecretStr(url), **{"portal_url": PORTAL, **more}) as sandbox:
        yield sandbox


async def invite(sandbox: Sandbox, email: str = HERS) -> SaveResult:
    """Invites Cleo by mail; what became of the mail is for the test to see, the link is always good."""
    saved = await sandbox.save("inviteClient", clientId=CLEO_ID, email=email)
    assert saved.errors == []
    return saved


async def assert_good(sandbox: Sandbox, saved: SaveResult) -> None:
    """The link lets Cleo in."""
    (token,) = parse_qs(urlsplit(saved["invitationUrl"]).query)["invitation"]
    assert (await sandbox.save("acceptInvitation", by="nobody", invitation=token))["client"]["id"] == CLEO_ID


def url_of(box: Mailbox, host: str = LOOPBACK, scheme: str = "smtp", login: str = "") -> str:
    return f"{scheme}://{login}{host}:{box.port}"


async def test_the_client_gets_the_link_and_until_when_it_is_good(files: tuple[Path, Path]) -> None:
    async with run_smtp_server() as box, mailing(files, url_of(box)) as sandbox:
        saved = await invite(sandbox)
        await assert_good(sandbox, saved)
    taken, until = box.only(), parse_instant(saved["expiresAt"])
    assert saved["mailed"] is True
    assert (taken.sender, taken.recipients) == ("no-reply@portal.example", [HERS])
    lines = taken.email.get_content().splitlines()
    assert saved["invitationUrl"] in lines
    assert f"The link works once, until {date_text(until.date())}, {until:%H:%M} UTC." in lines


async def test_a_repeated_invitation_is_mailed_again_as_its_link_is_new(files: tuple[Path, Path]) -> None:
    async with run_smtp_server() as box, mailing(files, url_of(box)) as sandbox:
        given = {"clientId": CLEO_ID, "email": HERS, "idempotencyKey": "k"}
        saved = [await sandbox.save("inviteClient", **given) for _ in range(2)]
        await assert_good(sandbox, saved[1])
    assert [(each["mailed"], each["replayed"]) for each in saved] == [(True, False), (True, True)]
    letters = [letter.email.get_content().splitlines() for letter in box.received]
    assert [each["invitationUrl"] in letter for each, letter in zip(saved, letters, strict=True)] == [True, True]


async def test_the_letter_is_a_proper_one_from_a_machine(files: tuple[Path, Path]) -> None:
    async with run_smtp_server() as box, mailing(files, url_of(box)) as sandbox:
        await invite(sandbox)
    letter = box.only().email
    assert (letter["From"], letter["To"], letter["Subject"]) == ("no-reply@portal.example", HERS, "Your invitation")
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter.get_content_type() == "text/plain"
    assert letter["Message-ID"].endswith("@portal.example>")
    assert abs((parsedate_to_datetime(letter["Date"]) - datetime.now(UTC)).total_seconds()) < 60
    # Not what this machine is called.
    assert box.only().greeted_as == "portal.example"
    assert set(letter.keys()) == {
        *("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted"),
        *("MIME-Version", "Content-Type", "Content-Transfer-Encoding"),
    }


async def test_the_letter_says_nothing_of_who_is_in_whose_care(files: tuple[Path, Path]) -> None:
    async with run_smtp_server() as box, mailing(files, url_of(box)) as sandbox:
        await invite(sandbox, "somebody@example.com")
        (practice,), payers = (
            sandbox.rows("SELECT name FROM practices LIMIT 1"),
            sandbox.rows("SELECT name FROM payers"),
        )
    told = box.only().email.as_string().lower()
    names = [CLEO.first_name, CLEO.last_name, "Pat", "Rivera", *practice, *(name for (name,) in payers)]
    topics = ["therap", "insur", "health", "care", "practice", "client", "patient", "policy", "clinic", "medic"]
    assert [word for word in (*names, *topics) if f" {word.lower()}" in told] == []


async def test_it_comes_from_whom_the_settings_say(files: tuple[Path, Path]) -> None:
    async with run_smtp_server() as box, mailing(files, url_of(box), smtp_from="hello@post.example") as sandbox:
        await invite(sandbox)
    assert (box.only().sender, box.only().email["From"]) == ("hello@post.example",) * 2


@pytest.mark.parametrize(
    ("portal", "sender"),
    [
        ("http://localhost:3000/", "no-reply@localhost"),
        ("http://10.0.0.7/", "no-reply@[10.0.0.7]"),
        ("http://[::1]:3000/", "no-reply@[IPv6:::1]"),
        ("http://portal..example/", "no-reply@localhost"),
        ("http://portal-.example/", "no-reply@localhost"),
        ("http://intranet/", "no-reply@intranet"),
    ],
)
async def test_a_portal_without_a_name_still_has_an_address(files: tuple[Path, Path], portal: str, sender: str) -> None:
    async with run_smtp_server() as box, mailing(files, url_of(box), portal_url=portal) as sandbox:
        assert (await invite(sandbox))["mailed"] is True
    assert box.only().sender == sender


ODD_HOSTS = [b"a..b", b".", b"-a", b"a_b", b"a b", b"a,b@c", b"\xfc.example", b"[", b"a" * 3000, b"1..2"]


@pytest.mark.parametrize("host", ODD_HOSTS, ids=lambda host: repr(host[:9]))
async def test_whatever_a_request_calls_the_server_its_link_is_told(files: tuple[Path, Path], host: bytes) -> None:
    async with run_smtp_server() as box, mailing(files, url_of(box), portal_url=None) as sandbox:
        given = {"query": INVITE, "variables": {"input": {"clientId": CLEO_ID, "email": HERS}}}
        headers = [(b"Host", host), (b"Authorization", f"Bearer {sandbox.pat.token}".encode())]
        answer = await sandbox.http.post("/graphql", json=given, headers=headers)
        payload = answer.json()["data"]["inviteClient"]
        assert (answer.status_code, payload["userErrors"]) == (200, [])
        (token,) = parse_qs(urlsplit(payload["invitationUrl"]).query)["invitation"]
        assert (await sandbox.save("acceptInvitation", by="nobody", invitation=token))["client"]["id"] == CLEO_ID
    assert payload["mailed"] is bool(box.received)
    assert all(taken.recipients == [HERS] for taken in box.received)


@pytest.mark.parametrize(
    ("sender", "to", "link"),
    [
        ("a@b..c", HERS, PORTAL),
        ("a@.", HERS, PORTAL),
        ("a@", HERS, PORTAL),
        ("", HERS, PORTAL),
        ("a@b.example", f"{HERS}\r\nBcc: dana@example.com", PORTAL),
        ("a@b.example", HERS, "https://p\u00f6rtal.example"),
        ("a@b.example", HERS, "\udc80"),
    ],
    ids=repr,
)
async def test_a_letter_that_cannot_be_written_is_not_mailed_and_no_failure(
    caplog: pytest.LogCaptureFixture, sender: str, to: str, link: str
) -> None:
    async with run_smtp_server() as box:
        box.refused = to
        mailer = Mailer(MailServer.from_url(url_of(box)))
        assert await mailer.send(invitation_email(sender, to, link, datetime.now(UTC))) is False
    assert box.received == []
    (line,) = logged(caplog)
    assert line.startswith("an email was not sent: ")


async def test_a_letter_goes_to_one_even_where_its_header_could_be_read_as_two() -> None:
    two = f"{HERS},dana@example.com"
    async with run_smtp_server() as box:
        mailer = Mailer(MailServer.from_url(url_of(box)))
        await mailer.send(invitation_email("no-reply@portal.example", two, PORTAL, datetime.now(UTC)))
    assert box.only().recipients == [HERS]


@pytest.mark.parametrize(
    "email", ["=?utf-8?q?evil=40evil.com?=@example.com", "=?utf-8?q?a=40b.example=2C_dana?=@example.com"]
)
async def test_an_address_that_reads_as_another_is_refused_before_anything_is_saved(
    files: tuple[Path, Path], email: str
) -> None:
    async with run_smtp_server() as box, mailing(files, url_of(box)) as sandbox:
        before = sandbox.all_rows()
        saved = await sandbox.save("inviteClient", clientId=CLEO_ID, email=email)
        assert (saved.errors, saved["mailed"]) == ([("INVALID", "email")], False)
        assert sandbox.all_rows() == before
    assert box.received == []


async def test_the_mail_is_sent_when_the_invitation_is_on_disk(files: tuple[Path, Path]) -> None:
    seen: list[Any] = []
    async with run_smtp_server() as box, mailing(files, url_of(box)) as sandbox:

        async def look() -> None:
            seen.extend(sandbox.rows("SELECT client_id FROM invitations"))
            # Whoever saves meanwhile does not wait for the mail.
            await asyncio.wait_for(sandbox.add_client(), 5)

        box.on_data = look
        assert (await invite(sandbox))["mailed"] is True
    assert seen == [(CLEO.id,)]


async def test_what_is_refused_mails_nothing(files: tuple[Path, Path]) -> None:
    async with run_smtp_server() as box, mailing(files, url_of(box)) as sandbox:
        for given in ({"clientId": "nothing", "email": HERS}, {"clientId": CLEO_ID, "email": f"{HERS}\r\nBcc: a@b.c"}):
            saved = await sandbox.save("inviteClient", **given)
            assert saved.errors
            assert saved["mailed"] is False
        assert (await sandbox.save("inviteClient", clientId=CLEO_ID))["mailed"] is False
    assert box.received == []


async def test_without_a_mail_server_the_link_is_answered(sandbox: Sandbox) -> None:
    saved = await invite(sandbox)
    assert saved["mailed"] is False
    await assert_good(sandbox, saved)


async def test_it_signs_in_with_what_the_url_says(files: tuple[Path, Path]) -> None:
    async with run_smtp_server(login=True) as box, mailing(files, url_of(box, login=SIGNED_IN)) as sandbox:
        assert (await invite(sandbox))["mailed"] is True
    assert box.only().signed_in


async def test_on_this_machine_starttls_is_used_where_it_is_offered(
    files: tuple[Path, Path], certificate: tuple[ssl.SSLContext, Path]
) -> None:
    context, _ = certificate
    async with (
        run_smtp_server(starttls=context, login=True) as box,
        mailing(files, url_of(box, login=SIGNED_IN)) as sandbox,
    ):
        assert (await invite(sandbox))["mailed"] is True
    assert (box.only().encrypted, box.only().signed_in) == (True, True)


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
async def test_over_a_network_it_is_encrypted_and_the_server_proves_who_it_is(
    files: tuple[Path, Path],
    certificate: tuple[ssl.SSLContext, Path],
    monkeypatch: pytest.MonkeyPatch,
    scheme: str,
) -> None:
    context, pem = certificate
    async with (
        run_smtp_server(
            starttls=context if scheme == "smtp" else None, tls=context if scheme == "smtps" else None
        ) as box,
        mailing(files, url_of(box, ANY_ADDRESS, scheme)) as sandbox,
    ):
        unknown = await invite(sandbox)
        monkeypatch.setenv("SSL_CERT_FILE", str(pem))
        known = await invite(sandbox)
    assert (unknown["mailed"], known["mailed"]) == (False, True)
    assert box.only().encrypted or scheme == "smtps"


async def test_over_a_network_nothing_is_said_in_the_clear(
    files: tuple[Path, Path], caplog: pytest.LogCaptureFixture
) -> None:
    async with run_smtp_server(login=True) as box, mailing(files, url_of(box, ANY_ADDRESS, login=SIGNED_IN)) as sandbox:
        saved = await invite(sandbox)
        await assert_good(sandbox, saved)
    assert (saved["mailed"], box.received) == (False, [])
    assert logged(caplog) == ["an email was not sent: SMTPException"]


def logged(caplog: pytest.LogCaptureFixture) -> list[str]:
    """The server's log, after checking that it does not contain the recipient."""
    records = [record for record in caplog.records if record.name == "policybook"]
    told = "\n".join(f"{logging.Formatter().format(record)} {record.args!r}" for record in caplog.records)
    assert "marchetti" not in told.lower()
    assert "example.com" not in told
    return [record.getMessage() for record in records]


async def test_a_wrong_password_loses_nothing_but_the_mail(
    files: tuple[Path, Path], caplog: pytest.LogCaptureFixture
) -> None:
    async with run_smtp_server(login=True) as box, mailing(files, url_of(box, login="pat:hunter2@")) as sandbox:
        saved = await invite(sandbox)
        await assert_good(sandbox, saved)
    assert saved["mailed"] is False
    assert logged(caplog) == ["an email was not sent: SMTPAuthenticationError 535"]


async def test_a_server_that_refuses_the_client_loses_nothing_but_the_mail(
    files: tuple[Path, Path], caplog: pytest.LogCaptureFixture
) -> None:
    async with run_smtp_server() as box, mailing(files, url_of(box)) as sandbox:
        box.refused = HERS
        saved = await invite(sandbox)
        await assert_good(sandbox, saved)
    assert (saved["mailed"], box.received) == (False, [])
    assert logged(caplog) == ["an email was not sent: SMTPRecipientsRefused"]


async def test_a_server_that_is_down_loses_nothing_but_the_mail(
    files: tuple[Path, Path], caplog: pytest.LogCaptureFixture
) -> None:
    async with run_smtp_server() as box:
        pass
    async with mailing(files, url_of(box)) as sandbox:
        saved = await invite(sandbox)
        await assert_good(sandbox, saved)
    assert saved["mailed"] is False
    assert logged(caplog) == ["an email was not sent: SMTPConnectError"]


ODD = {
    "says nothing": (),
    "stops after its greeting": (b"220 mail.example ESMTP\r\n",),
    "stops before the letter": (b"220 m\r\n", b"250 m\r\n", b"250 OK\r\n", b"250 OK\r\n"),
    "stops within a reply": (b"220 m\r\n", b"250-m\r\n"),
    "says what is no SMTP": (b"HTTP/1.1 400 Bad Request\r\n\r\n",),
    "says bytes": (bytes(range(256)) + b"\r\n",),
    "is busy": (b"421 mail.example busy\r\n",),
}


@pytest.mark.parametrize("lines", ODD.values(), ids=ODD)
async def test_a_server_that_behaves_oddly_loses_nothing_but_the_mail(
    files: tuple[Path, Path],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    lines: tuple[bytes, ...],
) -> None:
    monkeypatch.setattr(smtp, "TIMEOUT_SECONDS", 0.3)
    async with run_scripted_smtp_server(*lines) as box, mailing(files, url_of(box)) as sandbox:
        saved = await asyncio.wait_for(invite(sandbox), 10)
        await assert_good(sandbox, saved)
    assert saved["mailed"] is False
    (line,) = logged(caplog)
    assert line.startswith("an email was not sent: ")


async def test_letters_under_way_are_few_and_nobody_waits_behind_them(caplog: pytest.LogCaptureFixture) -> None:
    letter = invitation_email("no-reply@portal.example", HERS, PORTAL, datetime.now(UTC))
    async with run_scripted_smtp_server() as box:
        mailer = Mailer(MailServer.from_url(url_of(box)))
        waiting = [asyncio.ensure_future(mailer.send(letter)) for _ in range(MAX_CONCURRENT)]
        await asyncio.sleep(0)
        assert await mailer.send(letter) is False
        assert [task.done() for task in waiting] == [False] * MAX_CONCURRENT
        for task in waiting:
            task.cancel()
        await asyncio.wait(waiting)
    assert logged(caplog) == [f"an email was not sent: {MAX_CONCURRENT} others are being sent"]
    async with run_smtp_server() as open_box:
        mailer._server = MailServer.from_url(url_of(open_box))
        assert await mailer.send(letter) is True


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.example", MailServer("mail.example", 587, implicit_tls=False)),
        ("smtps://mail.example/", MailServer("mail.example", 465, implicit_tls=True)),
        ("smtp://localhost:25", MailServer("localhost", 25, implicit_tls=False)),
        ("smtps://pat:a%40b%2F%3A@mail.example:2465", MailServer("mail.example", 2465, True, "pat", "a@b/:")),
        ("smtp://pat%40x.example:hunter2@[::1]:1025", MailServer("::1", 1025, False, "pat@x.example", "hunter2")),
        ("smtp://pat:@mail.example", MailServer("mail.example", 587, False, "pat", "")),
    ],
)
def test_a_mail_server_is_what_its_url_says(url: str, server: MailServer) -> None:
    assert MailServer.from_url(url) == server
    assert not server.password or server.password not in repr(server)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "mail.example",
        "mail.example:25",
        "http://mail.example",
        "smtp:mail.example",
        "smtp://",
        "smtp://:25",
        "smtp://mail.example:hunter2",
        "smtp://mail.example:0",
        "smtp://mail.example:65536",
        "smtp://hunter2@mail.example",
        "smtp://pat:hun#ter2@mail.example",
        "smtp://pat:hun/ter2@mail.example",
        "smtp://pat:hun?ter2@mail.example",
        "smtp://mail.example?hunter2",
        "smtp://mail.example/hunter2",
        "smtp://[mail.example",
    ],
)
def test_what_is_no_mail_server_is_refused_without_quoting_it(url: str) -> None:
    with pytest.raises(BadMailServer, match="it must look like smtps://") as refused:
        MailServer.from_url(url)
    assert "hunter2" not in str(refused.value)
