"""Invitations and acceptances that are sent again, because the answer was lost."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from gql.auth.local_tokens import verify
from gql.global_ids import global_id
from insurance.invitations import FAILURES, REPEATABLE_FOR
from store.acts.invite_client import digest_of
from store.demo.cast import CLEO, DANA
from support.api_client import KEY
from support.sandbox import Sandbox, SaveResult

CLEO_ID, DANA_ID = global_id("Client", CLEO.id), global_id("Client", DANA.id)
IN_DEMO = 1
"""How often the demo's history says that Cleo was invited."""
INVALID = [("INVITATION_INVALID", "invitation")]


def token_in(saved: SaveResult) -> str:
    """The invitation in the link of a payload."""
    url: str = saved["invitationUrl"]
    (token,) = parse_qs(urlsplit(url).query)["invitation"]
    return token


async def invite(sandbox: Sandbox, key: str | None = "k", by: str = "Pat", **given: Any) -> SaveResult:
    """Invites Cleo, unless another client is given."""
    return await sandbox.save("inviteClient", by=by, **{"clientId": CLEO_ID, "idempotencyKey": key, **given})


async def accept(sandbox: Sandbox, token: str, key: str | None = "k") -> SaveResult:
    """Accepts an invitation as somebody without a token."""
    return await sandbox.save("acceptInvitation", by="nobody", invitation=token, idempotencyKey=key)


async def invitations_in_history(sandbox: Sandbox) -> int:
    """How often Cleo was invited, by her history, since she was in the demo."""
    return [entry["cause"] for entry in await sandbox.history("Client", CLEO_ID)].count("INVITED") - IN_DEMO


async def test_a_repeated_invitation_gives_a_new_link_in_place_of_the_lost_one(sandbox: Sandbox) -> None:
    first = await invite(sandbox, insuranceCollection="OFF")
    again = await invite(sandbox, insuranceCollection="OFF")
    assert (first["replayed"], again["replayed"], again.errors) == (False, True, [])
    assert again["client"] == first["client"]
    assert token_in(again) != token_in(first)
    assert await invitations_in_history(sandbox) == 1
    assert sandbox.rows("SELECT client_id, digest FROM invitations") == [(CLEO.id, digest_of(token_in(again)))]
    assert (await accept(sandbox, token_in(first))).errors == INVALID
    assert (await accept(sandbox, token_in(again)))["client"]["id"] == CLEO_ID


async def test_a_repeated_invitation_does_not_set_the_clients_setting_again(sandbox: Sandbox) -> None:
    await invite(sandbox, insuranceCollection="OFF")
    now = await sandbox.save_record("setClientInsuranceCollection", clientId=CLEO_ID, override="ON")
    assert (await invite(sandbox, insuranceCollection="OFF"))["client"] == now


async def test_neither_a_link_nor_an_address_is_stored_for_retries(sandbox: Sandbox) -> None:
    saved = [await invite(sandbox, email="cleo.in.care@example.com") for _ in range(2)]
    stored = repr(sandbox.all_rows())
    assert not any(secret in stored for secret in (*map(token_in, saved), "cleo.in.care"))


async def test_of_invitations_sent_at_once_with_one_key_one_is_new_and_one_link_is_good(sandbox: Sandbox) -> None:
    answers = await asyncio.gather(*(invite(sandbox) for _ in range(2)))
    assert sorted(answer["replayed"] for answer in answers) == [False, True]
    assert await invitations_in_history(sandbox) == 1
    accepted = [await accept(sandbox, token_in(answer), None) for answer in answers]
    assert sorted(answer.errors for answer in accepted) == [[], INVALID]


async def test_a_key_of_an_invitation_is_its_callers_own_and_for_its_input(sandbox: Sandbox) -> None:
    await invite(sandbox)
    sams = await invite(sandbox, by="Sam")
    assert (sams["replayed"], await invitations_in_history(sandbox)) == (False, 2)
    reused = await invite(sandbox, clientId=DANA_ID)
    assert reused.errors == [("IDEMPOTENCY_KEY_REUSED", "idempotencyKey")]
    assert (reused["invitationUrl"], reused["replayed"]) == (None, False)
    assert (await accept(sandbox, token_in(sams))).errors == []


@pytest.mark.parametrize(("hours", "replayed"), [(23.9, True), (24.1, False)])
async def test_after_a_day_the_key_makes_another_invitation(sandbox: Sandbox, hours: float, replayed: bool) -> None:
    await invite(sandbox)
    then = (datetime.now(UTC) - timedelta(hours=hours)).replace(tzinfo=None).isoformat(" ")
    await sandbox.execute_sql("UPDATE idempotency_keys SET created_at = ?", then)
    assert (await invite(sandbox))["replayed"] is replayed
    assert await invitations_in_history(sandbox) == (1 if replayed else 2)


async def test_an_acceptance_with_its_key_is_answered_again_with_a_new_session(sandbox: Sandbox) -> None:
    token = token_in(await invite(sandbox))
    first = await accept(sandbox, token)
    for _ in range(2):
        again = await accept(sandbox, token)
        assert (first["replayed"], again["replayed"], again.errors) == (False, True, [])
        assert again["client"] == first["client"]
        assert verify(KEY.encode(), again["accessToken"]) == verify(KEY.encode(), first["accessToken"])
    now = await sandbox.save_record("editClient", id=CLEO_ID, firstName="Clea")
    assert (await accept(sandbox, token))["client"] == now


@pytest.mark.parametrize("key", [None, "another", "K", "k "])
async def test_without_the_key_it_was_accepted_with_an_invitation_serves_once(
    sandbox: Sandbox, key: str | None
) -> None:
    token = token_in(await invite(sandbox))
    await accept(sandbox, token)
    before = sandbox.all_rows()
    refused = await accept(sandbox, token, key)
    assert (refused.errors, refused["accessToken"], refused["replayed"]) == (INVALID, None, False)
    assert sandbox.all_rows() == before
    assert (await accept(sandbox, token)).errors == []


async def test_an_invitation_that_was_accepted_without_a_key_is_used_up(sandbox: Sandbox) -> None:
    token = token_in(await invite(sandbox))
    assert (await accept(sandbox, token, None)).errors == []
    assert [(await accept(sandbox, token, key)).errors for key in (None, "k")] == [INVALID, INVALID]


@pytest.mark.parametrize(("seconds", "errors"), [(-5, []), (5, INVALID)])
async def test_an_acceptance_is_repeated_within_ten_minutes(
    sandbox: Sandbox, seconds: int, errors: list[tuple[str, str]]
) -> None:
    assert timedelta(minutes=10) == REPEATABLE_FOR
    token = token_in(await invite(sandbox))
    await accept(sandbox, token)
    ((expires_at,),) = sandbox.rows("SELECT expires_at FROM invitations")
    past = REPEATABLE_FOR + timedelta(seconds=seconds)
    then = (datetime.fromisoformat(expires_at) - past).isoformat(" ", timespec="microseconds")
    await sandbox.execute_sql("UPDATE invitations SET expires_at = ?", then)
    assert (await accept(sandbox, token)).errors == errors


async def test_a_new_invitation_ends_the_repeats_of_the_last_one(sandbox: Sandbox) -> None:
    token = token_in(await invite(sandbox))
    await accept(sandbox, token)
    second = await invite(sandbox, "another")
    assert (await accept(sandbox, token)).errors == INVALID
    assert (await accept(sandbox, token_in(second)))["replayed"] is False


async def test_of_acceptances_at_once_those_with_one_key_are_all_let_in_and_others_are_not(sandbox: Sandbox) -> None:
    token = token_in(await invite(sandbox))
    same = await asyncio.gather(*(accept(sandbox, token) for _ in range(4)))
    assert sorted(answer["replayed"] for answer in same) == [False, True, True, True]
    assert [answer.errors for answer in same] == [[]] * 4
    second = token_in(await invite(sandbox, "another"))
    different = await asyncio.gather(*(accept(sandbox, second, f"key {n}") for n in range(4)))
    assert sorted(answer.errors for answer in different) == [[], INVALID, INVALID, INVALID]


async def test_a_key_does_not_accept_another_clients_invitation_again(sandbox: Sandbox) -> None:
    token, danas = token_in(await invite(sandbox)), token_in(await invite(sandbox, "d", clientId=DANA_ID))
    await accept(sandbox, token)
    assert (await accept(sandbox, danas))["client"]["id"] == DANA_ID
    assert (await accept(sandbox, token))["client"]["id"] == CLEO_ID


async def test_wrong_keys_count_against_the_limit_and_the_right_one_is_still_let_in(sandbox: Sandbox) -> None:
    token = token_in(await invite(sandbox))
    await accept(sandbox, token)
    for n in range(FAILURES):
        assert (await accept(sandbox, token, f"guess {n}")).errors == INVALID
    assert (await accept(sandbox, token, "guess")).errors == [("LIMIT_REACHED", "invitation")]
    assert (await accept(sandbox, token)).errors == []


@pytest.mark.parametrize("key", ["", "x" * 256, "a\nb"])
async def test_a_malformed_key_is_a_problem_and_the_invitation_stays_good(sandbox: Sandbox, key: str) -> None:
    bad_key = ("INVALID", "idempotencyKey")
    token = token_in(await invite(sandbox))
    assert (await accept(sandbox, token, key)).errors == [bad_key]
    assert (await accept(sandbox, "guess", key)).errors == [*INVALID, bad_key]
    assert (await invite(sandbox, key, email="x")).errors == [("INVALID", "email"), bad_key]
    assert (await invite(sandbox, key))["invitationUrl"] is None
    assert (await accept(sandbox, token)).errors == []


async def test_the_file_holds_neither_the_key_of_an_acceptance_nor_its_plain_digest(sandbox: Sandbox) -> None:
    await accept(sandbox, token_in(await invite(sandbox)), "a key that people may use twice")
    ((digest,),) = sandbox.rows("SELECT key_digest FROM invitations")
    assert digest != digest_of("a key that people may use twice")
    assert "a key that people" not in repr(sandbox.all_rows())
