"""An invitation admits one client, once, for seven days; every other attempt gets the same answer."""

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from httpx2 import ASGITransport, AsyncClient

from gql.auth.local_tokens import mint, verify
from gql.global_ids import global_id
from gql.graph.scalars import parse_instant
from insurance.enums import Role
from insurance.invitations import FAILURES, VALID_FOR
from store.acts.invite_client import digest_of
from store.caller import Caller
from store.demo.cast import CLEO, DANA, OMAR, OTHER_PRACTICE, PRACTICE
from support.api_client import CAST, KEY, ApiClient
from support.sandbox import Sandbox, document, sandbox_on_copy
from support.statement_counter import record_statements

CLEO_ID, DANA_ID, OMAR_ID = (global_id("Client", client.id) for client in (CLEO, DANA, OMAR))
ACCEPT = document("acceptInvitation")
INVALID = [("INVITATION_INVALID", "invitation")]


async def invited(sandbox: Sandbox, client: str = CLEO_ID, by: str = "Pat") -> str:
    """A fresh invitation, as the link has it."""
    return token_in((await sandbox.save("inviteClient", by=by, clientId=client))["invitationUrl"])


def token_in(url: str) -> str:
    """The invitation in a link."""
    (token,) = parse_qs(urlsplit(url).query)["invitation"]
    return token


async def accepted(sandbox: Sandbox, token: str, by: str = "nobody") -> Any:
    """The payload of acceptInvitation."""
    return await sandbox.save("acceptInvitation", by=by, invitation=token)


@asynccontextmanager
async def at(sandbox: Sandbox, address: str) -> AsyncIterator[ApiClient]:
    """An anonymous client with this IP address."""
    transport = ASGITransport(sandbox.app, client=(address, 50_000))
    async with AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as http:
        yield ApiClient(http, None)


def kept(sandbox: Sandbox) -> list[tuple[Any, ...]]:
    """The invitations there are: whose, and the digest."""
    return sandbox.rows("SELECT client_id, digest FROM invitations ORDER BY client_id")


async def test_an_invitation_is_a_link_good_for_seven_days(sandbox: Sandbox) -> None:
    saved = await sandbox.save("inviteClient", clientId=CLEO_ID)
    assert (saved.errors, saved["client"]["id"], saved["mailed"]) == ([], CLEO_ID, False)
    assert saved["invitationUrl"].startswith("http://127.0.0.1:8000/?invitation=")
    # 32 random bytes, in characters that no URL has to escape.
    assert len(token_in(saved["invitationUrl"])) == 43
    left = parse_instant(saved["expiresAt"]) - datetime.now(UTC)
    assert timedelta(days=6, hours=23) < left <= VALID_FOR == timedelta(days=7)


@pytest.mark.parametrize(
    ("portal", "link"),
    [
        ("https://portal.example", "https://portal.example/?invitation="),
        ("https://portal.example/welcome", "https://portal.example/welcome?invitation="),
        ("https://portal.example/?lang=es", "https://portal.example/?lang=es&invitation="),
    ],
)
async def test_an_invitation_leads_to_the_portal(demo_file: Path, tmp_path: Path, portal: str, link: str) -> None:
    async with sandbox_on_copy(demo_file, tmp_path / "policybook.db", portal_url=portal) as sandbox:
        assert (await sandbox.save("inviteClient", clientId=CLEO_ID))["invitationUrl"].startswith(link)


async def test_a_fragment_stays_at_the_end_of_the_link(demo_file: Path, tmp_path: Path) -> None:
    async with sandbox_on_copy(demo_file, tmp_path / "p.db", portal_url="https://portal.example/?a=1#/in") as sandbox:
        url = (await sandbox.save("inviteClient", clientId=CLEO_ID))["invitationUrl"]
    assert url == f"https://portal.example/?a=1&invitation={token_in(url)}#/in"


async def test_without_a_portal_the_link_leads_to_the_servers_public_address(demo_file: Path, tmp_path: Path) -> None:
    async with sandbox_on_copy(demo_file, tmp_path / "p.db", public_url="https://api.example/policybook/") as sandbox:
        url = (await sandbox.save("inviteClient", clientId=CLEO_ID))["invitationUrl"]
    assert url.startswith("https://api.example/policybook/?invitation=")


@pytest.mark.parametrize(
    ("given", "override", "fields"),
    [
        ({}, "INHERIT", []),
        ({"insuranceCollection": None}, "INHERIT", []),
        ({"insuranceCollection": "INHERIT"}, "INHERIT", []),
        (
            {"insuranceCollection": "OFF"},
            "OFF",
            [{"field": "insuranceCollection", "before": "INHERIT", "after": "OFF"}],
        ),
    ],
    ids=["left out", "null", "as it is", "changed"],
)
async def test_inviting_sets_what_is_given_and_is_one_entry_of_the_history(
    sandbox: Sandbox, given: dict[str, Any], override: str, fields: list[Any]
) -> None:
    client = await sandbox.add_client()
    saved = await sandbox.save("inviteClient", clientId=client, **given)
    assert (saved.errors, saved["client"]["insuranceCollection"]["override"]) == ([], override)
    entry, _ = await sandbox.history("Client", client)
    assert (entry["cause"], entry["actor"], entry["fields"]) == ("INVITED", "Pat Rivera", fields)


@pytest.mark.parametrize("client", [OMAR_ID, global_id("Policy", CLEO.id), "nothing"])
async def test_who_is_no_client_of_the_practice_is_not_found_and_nothing_is_saved(
    sandbox: Sandbox, client: str
) -> None:
    before = sandbox.all_rows()
    saved = await sandbox.save("inviteClient", clientId=client, email="not an address", insuranceCollection="ON")
    assert saved.errors == [("NOT_FOUND", "clientId"), ("INVALID", "email")]
    assert [saved[name] for name in ("client", "invitationUrl", "expiresAt", "mailed")] == [None, None, None, False]
    assert sandbox.all_rows() == before


@pytest.mark.parametrize(
    ("email", "code"),
    [
        ("x", "INVALID"),
        ("a@b.example\r\nBcc: c@d.example", "INVALID"),
        (f"{'a' * 250}@b.example", "INVALID"),
        (" ", "BLANK"),
    ],
)
async def test_what_is_no_address_is_refused_and_nothing_is_saved(sandbox: Sandbox, email: str, code: str) -> None:
    before = sandbox.all_rows()
    saved = await sandbox.save("inviteClient", clientId=CLEO_ID, email=email, insuranceCollection="OFF")
    assert saved.errors == [(code, "email")]
    assert saved["client"]["insuranceCollection"]["override"] == "INHERIT"
    assert sandbox.all_rows() == before


@pytest.mark.sqlite_only  # it looks into the file
async def test_the_file_holds_a_digest_and_neither_the_invitation_nor_the_address(sandbox: Sandbox) -> None:
    saved = await sandbox.save("inviteClient", clientId=CLEO_ID, email="cleo.in.care@example.com")
    token = token_in(saved["invitationUrl"])
    assert kept(sandbox) == [(CLEO.id, digest_of(token))]
    files = b"".join(path.read_bytes() for path in sandbox.file.parent.glob(f"{sandbox.file.name}*") if path.is_file())
    assert digest_of(token).encode() in files
    assert token.encode() not in files
    assert b"cleo.in.care" not in files


async def test_whoever_brings_it_is_the_client_in_the_portal(sandbox: Sandbox) -> None:
    saved = await accepted(sandbox, await invited(sandbox))
    assert (saved.errors, saved["client"]["id"]) == ([], CLEO_ID)
    caller = verify(KEY.encode(), saved["accessToken"])
    assert caller == Caller(PRACTICE.id, Role.CLIENT, f"local:{CLEO.id}", client_id=CLEO.id)
    claims = jwt.decode(saved["accessToken"], options={"verify_signature": False})
    assert datetime.fromtimestamp(claims["exp"], UTC) == parse_instant(saved["expiresAt"])
    assert claims["exp"] - claims["iat"] == 12 * 60 * 60
    assert "name" not in claims
    viewer = "{ viewer { role displayName client { id } } }"
    answered = (await ApiClient(sandbox.http, saved["accessToken"]).data(viewer))["viewer"]
    assert answered == {"role": "CLIENT", "displayName": CLEO.display_name, "client": {"id": CLEO_ID}}


async def test_an_invitation_is_good_once(sandbox: Sandbox) -> None:
    token = await invited(sandbox)
    assert (await accepted(sandbox, token)).errors == []
    assert kept(sandbox) == []
    assert (await accepted(sandbox, token)).errors == INVALID


async def test_a_new_invitation_makes_the_last_one_void_and_no_other_clients(sandbox: Sandbox) -> None:
    first, danas = await invited(sandbox), await invited(sandbox, DANA_ID)
    second = await invited(sandbox)
    assert len(kept(sandbox)) == 2
    assert (await accepted(sandbox, first)).errors == INVALID
    assert (await accepted(sandbox, second))["client"]["id"] == CLEO_ID
    assert (await accepted(sandbox, danas))["client"]["id"] == DANA_ID


async def test_of_two_who_bring_it_at_once_one_is_let_in(sandbox: Sandbox) -> None:
    token = await invited(sandbox)
    answers = await asyncio.gather(*(accepted(sandbox, token) for _ in range(8)))
    assert sorted(answer["accessToken"] is not None for answer in answers) == [False] * 7 + [True]
    assert [answer.errors for answer in answers if answer.errors] == [INVALID] * 7


async def test_invitations_made_at_once_leave_one_that_is_good(sandbox: Sandbox) -> None:
    tokens = await asyncio.gather(*(invited(sandbox) for _ in range(6)))
    answers = [await accepted(sandbox, token) for token in tokens]
    assert len([answer for answer in answers if not answer.errors]) == 1


async def test_each_practices_invitation_leads_to_its_own_client(sandbox: Sandbox) -> None:
    saved = await accepted(sandbox, await invited(sandbox, OMAR_ID, by="Olga"), by="Cleo")
    assert verify(KEY.encode(), saved["accessToken"]).practice_id == OTHER_PRACTICE.id
    assert saved["client"]["id"] == OMAR_ID


async def over(sandbox: Sandbox, token: str) -> None:
    """Lets the invitation's seven days pass."""
    then = (datetime.now(UTC) - timedelta(seconds=1)).replace(tzinfo=None).isoformat(" ")
    assert (
        await sandbox.execute_sql("UPDATE invitations SET expires_at = ? WHERE digest = ?", then, digest_of(token)) == 1
    )


async def test_every_invitation_that_is_not_good_is_answered_alike_byte_for_byte(sandbox: Sandbox) -> None:
    used, replaced = await invited(sandbox), await invited(sandbox, DANA_ID)
    await accepted(sandbox, used)
    late = await invited(sandbox)
    await over(sandbox, late)
    repeatable = await invited(sandbox, DANA_ID)
    await sandbox.save("acceptInvitation", by="nobody", invitation=repeatable, idempotencyKey="k")
    made_up = secrets.token_urlsafe(32)
    unknown = [made_up, "", "x", digest_of(late), CLEO_ID, "\u0000\U0001f600", "x" * 100_000]
    bad = [used, repeatable, late, replaced, *unknown]
    before = sandbox.all_rows()
    answers = []
    for place, token in enumerate(bad):
        async with at(sandbox, f"10.1.0.{place}") as somebody:
            response = await somebody.post(ACCEPT, {"input": {"invitation": token}})
        headers = {name: value for name, value in response.headers.items() if name != "x-request-id"}
        answers.append((response.status_code, headers, response.content))
    assert answers == answers[:1] * len(bad)
    assert b'"INVITATION_INVALID"' in answers[0][2]
    assert sandbox.all_rows() == before


async def test_nothing_near_an_invitation_is_one(sandbox: Sandbox) -> None:
    token = await invited(sandbox)
    near = {
        *(token[:place] + secrets.choice("abcdefgh01234_-") + token[place + 1 :] for place in range(0, 43, 3)),
        *(token.swapcase(), token.lower(), token[:-1], token + "A", token + "=", f" {token}", f"{token}\n"),
        *(f"{token}%00", f"{token}\x00", token[::-1], digest_of(token), "%" * 43, "_" * 43, f"{token}' OR '1'='1"),
    } - {token}
    for place, guess in enumerate(sorted(near)):
        async with at(sandbox, f"10.2.0.{place}") as somebody:
            saved = (await somebody.data(ACCEPT, input={"invitation": guess}))["acceptInvitation"]
        assert saved["userErrors"][0]["code"] == "INVITATION_INVALID"
    assert (await accepted(sandbox, token)).errors == []


PAYLOAD = (
    "{ accessToken client { id policies { client { id } } insuranceCollection { enabled } history { nodes { id } } } }"
)


@pytest.mark.parametrize("name", ["Pat", "Dana", "Olga", "Omar"])
async def test_the_payload_is_read_as_the_client_and_what_follows_as_whoever_called(
    sandbox: Sandbox, name: str
) -> None:
    one, other = await invited(sandbox), await invited(sandbox, OMAR_ID, by="Olga")
    query = f"""mutation($one: String!, $other: String!) {{
      one: acceptInvitation(input: {{ invitation: $one }}) {PAYLOAD}
      between: addPayer(input: {{ name: "Harbor" }}) {{ payer {{ id }} }}
      other: acceptInvitation(input: {{ invitation: $other }}) {PAYLOAD}
    }}"""
    answer = await sandbox.api(name).execute(query, one=one, other=other)
    for alias, id_ in (("one", CLEO_ID), ("other", OMAR_ID)):
        client = answer["data"][alias]["client"]
        assert (client["id"], client["history"]) == (id_, None)
        assert client["policies"]
        assert {policy["client"]["id"] for policy in client["policies"]} == {id_}
    errors = {tuple(error["path"][:3]): error["extensions"]["code"] for error in answer["errors"]}
    expected: dict[tuple[str, ...], str] = {(alias, "client", "history"): "FORBIDDEN" for alias in ("one", "other")}
    if refused := {"Dana": "FORBIDDEN", "Omar": "FORBIDDEN"}.get(name):
        expected[("between",)] = refused
    assert errors == expected


async def test_an_invitation_is_not_used_up_by_a_document_that_needs_a_token(sandbox: Sandbox) -> None:
    token = await invited(sandbox)
    query = f"""mutation($token: String!) {{
      acceptInvitation(input: {{ invitation: $token }}) {PAYLOAD}
      addPayer(input: {{ name: "Harbor" }}) {{ payer {{ id }} }}
    }}"""
    assert await sandbox.api("nobody").error_codes(query, token=token) == ["UNAUTHENTICATED"]
    assert (await accepted(sandbox, token)).errors == []


@pytest.mark.parametrize(
    "authorization",
    [
        pytest.param(f"Bearer {mint(KEY.encode(), CAST['Cleo'], now=1_600_000_000)}", id="expired"),
        pytest.param(
            f"Bearer {mint(b'a key of another server, 32 bytes or more', CAST['Pat'])}", id="of another server"
        ),
        pytest.param("Bearer null", id="null"),
        pytest.param("Bearer undefined", id="undefined"),
        pytest.param("Bearer " + "x" * 9_000, id="too long"),
        pytest.param("Basic eDp5", id="another scheme"),
    ],
)
async def test_a_token_that_is_no_good_keeps_nobody_from_accepting_and_opens_nothing_else(
    sandbox: Sandbox, authorization: str
) -> None:
    headers = {"Authorization": authorization}
    variables = {"input": {"invitation": await invited(sandbox)}}
    for query in ("{ viewer { role } }", "{ __typename }", "{ payers { totalCount } }", "{ nothing }", "{"):
        refused = await sandbox.http.post("/graphql", json={"query": query}, headers=headers)
        assert (refused.status_code, refused.headers["www-authenticate"]) == (401, 'Bearer error="invalid_token"')
    both = """mutation ($input: AcceptInvitationInput!) {
      acceptInvitation(input: $input) { accessToken } addPayer(input: {name: "Harbor"}) { payer { id } }
    }"""
    refused = await sandbox.http.post("/graphql", json={"query": both, "variables": variables}, headers=headers)
    assert refused.status_code == 401
    response = await sandbox.http.post("/graphql", json={"query": ACCEPT, "variables": variables}, headers=headers)
    assert response.json()["data"]["acceptInvitation"]["client"]["id"] == CLEO_ID


async def test_a_token_of_a_practice_that_is_gone_keeps_nobody_from_accepting(sandbox: Sandbox) -> None:
    token = await invited(sandbox)
    gone = Caller("00000000-0000-0000-0000-000000000000", Role.PRACTITIONER, "local:pat")
    answered = await ApiClient(sandbox.http, mint(KEY.encode(), gone)).data(ACCEPT, input={"invitation": token})
    assert answered["acceptInvitation"]["client"]["id"] == CLEO_ID


async def test_after_ten_misses_an_address_is_told_to_wait_and_no_other_is(sandbox: Sandbox) -> None:
    async with at(sandbox, "10.3.0.1") as guesser, at(sandbox, "10.3.0.2") as other:
        for _ in range(FAILURES):
            saved = (await guesser.data(ACCEPT, input={"invitation": "guess"}))["acceptInvitation"]
            assert saved["userErrors"][0]["code"] == "INVITATION_INVALID"
        for tried in ("guess", secrets.token_urlsafe(32)):
            saved = (await guesser.data(ACCEPT, input={"invitation": tried}))["acceptInvitation"]
            (error,) = saved["userErrors"]
            assert (error["code"], error["field"]) == ("LIMIT_REACHED", ["input", "invitation"])
            assert saved["accessToken"] is None
        answered = await other.data(ACCEPT, input={"invitation": "guess"})
    assert answered["acceptInvitation"]["userErrors"][0]["code"] == "INVITATION_INVALID"


async def test_a_good_invitation_is_let_in_whoever_else_misses_at_its_address(sandbox: Sandbox) -> None:
    token = await invited(sandbox)
    async with at(sandbox, "10.3.1.1") as shared:
        for _ in range(FAILURES + 1):
            missed = await shared.data(ACCEPT, input={"invitation": "guess"})
        assert missed["acceptInvitation"]["userErrors"][0]["code"] == "LIMIT_REACHED"
        codes = []
        for _ in range(2):
            answered = (await shared.data(ACCEPT, input={"invitation": token}))["acceptInvitation"]
            codes.append([error["code"] for error in answered["userErrors"]])
    assert codes == [[], ["LIMIT_REACHED"]]


def guessing(count: int) -> str:
    """A document of guesses, each of them as long as an invitation."""
    guesses = enumerate(secrets.token_urlsafe(32) for _ in range(count))
    fields = (
        f'a{n}: acceptInvitation(input: {{ invitation: "{guess}" }}) {{ userErrors {{ code }} }}'
        for n, guess in guesses
    )
    return f"mutation {{ {' '.join(fields)} }}"


async def test_guesses_made_at_once_are_no_more_than_one_after_the_other(sandbox: Sandbox) -> None:
    async with at(sandbox, "10.4.1.1") as guesser:
        answers = await asyncio.gather(*(guesser.data(guessing(15)) for _ in range(16)))
    codes = [field["userErrors"][0]["code"] for answer in answers for field in answer.values()]
    assert (codes.count("INVITATION_INVALID"), codes.count("LIMIT_REACHED")) == (FAILURES, 16 * 15 - FAILURES)


@pytest.mark.sqlite_only  # attempts are counted in memory; on PostgreSQL by the database
async def test_what_looks_like_no_invitation_does_not_reach_the_database(sandbox: Sandbox) -> None:
    like_none = ["", "guess", "x" * 42, "x" * 44, "x" * 42 + "=", "x" * 43 + "\n", "\u00e9" * 43]
    with record_statements() as executed:
        for text in like_none:
            assert (await accepted(sandbox, text)).errors == INVALID
    assert executed == []


@pytest.mark.sqlite_only  # attempts are counted in memory; on PostgreSQL by the database
async def test_a_guess_costs_a_look_and_no_transaction_that_writes(sandbox: Sandbox) -> None:
    with record_statements() as executed:
        assert (await accepted(sandbox, secrets.token_urlsafe(32))).errors == INVALID
    (statement,) = executed
    assert statement.startswith("SELECT")


async def test_each_guess_of_one_document_counts(sandbox: Sandbox) -> None:
    fields = " ".join(
        f'a{n}: acceptInvitation(input: {{ invitation: "guess {n}" }}) {{ userErrors {{ code }} }}' for n in range(15)
    )
    async with at(sandbox, "10.4.0.1") as guesser:
        answers = await guesser.data(f"mutation {{ {fields} }}")
    codes = [answers[f"a{n}"]["userErrors"][0]["code"] for n in range(15)]
    assert codes == ["INVITATION_INVALID"] * FAILURES + ["LIMIT_REACHED"] * 5


async def test_good_invitations_are_not_counted(sandbox: Sandbox) -> None:
    async with at(sandbox, "10.5.0.1") as somebody:
        for _ in range(FAILURES + 5):
            answered = await somebody.data(ACCEPT, input={"invitation": await invited(sandbox)})
            assert answered["acceptInvitation"]["userErrors"] == []


async def test_no_invitation_address_or_session_is_logged(sandbox: Sandbox, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        saved = await sandbox.save("inviteClient", clientId=CLEO_ID, email="cleo.in.care@example.com")
        token = token_in(saved["invitationUrl"])
        session = (await accepted(sandbox, token))["accessToken"]
        await accepted(sandbox, token)
    told = "\n".join(f"{record.getMessage()} {record.args!r}" for record in caplog.records)
    assert not any(secret in told for secret in (token, session, "cleo.in.care"))


async def test_only_the_practices_staff_invites(sandbox: Sandbox) -> None:
    query = "mutation($input: InviteClientInput!) { inviteClient(input: $input) { invitationUrl } }"
    for name, code in (("nobody", "UNAUTHENTICATED"), ("Cleo", "FORBIDDEN"), ("Omar", "FORBIDDEN")):
        assert name not in ("Pat", "Olga")
        assert await sandbox.api(name).error_codes(query, input={"clientId": CLEO_ID}) == [code]
    assert kept(sandbox) == []
    assert CAST["Cleo"].client_id == CLEO.id


async def test_a_document_invites_a_few_and_not_many(sandbox: Sandbox) -> None:
    def inviting(count: int) -> str:
        field = f'inviteClient(input: {{ clientId: "{CLEO_ID}" }}) {{ mailed }}'
        return f"mutation {{ {' '.join(f'a{n}: {field}' for n in range(count))} }}"

    assert await sandbox.pat.error_codes(inviting(7)) == []
    # Each may have to wait ten seconds for a mail server, one after the other.
    assert await sandbox.pat.error_codes(inviting(8)) == ["TOO_COMPLEX"]
