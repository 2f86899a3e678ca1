"""JWKS client: keys are fetched rarely, by one caller at a time, and kept while the identity provider is down."""

import asyncio
import gzip
import json
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from httpx2 import AsyncClient, Response

from gql.auth import jwks_client
from gql.auth.jwk import MAX_KEYS, usable_keys
from gql.auth.jwks_client import (
    FRESH_SECONDS,
    RETRY_SECONDS,
    STALE_IF_ERROR_SECONDS,
    STALE_WHILE_REVALIDATE_SECONDS,
    UNKNOWN_KEY_INTERVAL_SECONDS,
    JwksClient,
    KeysUnavailable,
)
from gql.settings import Settings
from support.api_client import ApiClient
from support.identity_provider import (
    EC,
    ED,
    OTHER,
    PAT_CLAIMS,
    RSA,
    IdentityProvider,
    SigningKey,
    oidc_settings,
    run_identity_provider,
)
from support.invalid_tokens import assert_proves_nothing

VIEWER = "{ viewer { displayName } }"
EVENTUALLY = 20
"""Timeout of a test in seconds; they take less than a tenth of it."""


@pytest.fixture
def provider() -> Iterator[IdentityProvider]:
    with run_identity_provider([RSA, EC]) as provider:
        yield provider


@pytest.fixture
def settings(settings: Settings, provider: IdentityProvider) -> Settings:
    return settings.model_copy(update=oidc_settings(provider))


@dataclass
class Clock:
    """A clock that a test turns, in seconds."""

    now: float = 0

    def __call__(self) -> float:
        return self.now


@asynccontextmanager
async def keys_of(provider: IdentityProvider, clock: Callable[[], float]) -> AsyncIterator[JwksClient]:
    keys = JwksClient(provider.url, clock)
    try:
        yield keys
    finally:
        provider.may_answer.set()
        await keys.close()


async def finds(keys: JwksClient, *wanted: SigningKey) -> list[bool]:
    """Which keys are known."""
    return [await keys.find(key.id, key.algorithm) is not None for key in wanted]


async def until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(EVENTUALLY):
        while not is_so():  # noqa: ASYNC110 - another thread makes it so
            await asyncio.sleep(0.002)


async def settled(keys: JwksClient) -> None:
    """Waits for requests in the background."""
    await until(lambda: keys._request is None)


def refused_for_now(response: Response) -> None:
    assert response.status_code == 503
    assert response.headers["retry-after"] == str(RETRY_SECONDS)
    (error,) = response.json()["errors"]
    assert error.pop("message").endswith("Try again soon.")
    assert error == {"extensions": {"code": "SERVICE_UNAVAILABLE"}}


async def test_keys_are_read_once_for_all_who_come(provider: IdentityProvider) -> None:
    async with keys_of(provider, Clock()) as keys:
        assert await finds(keys, RSA, EC, RSA) == [True] * 3
        assert provider.requests == ["/keys"]


async def test_a_key_is_for_its_own_algorithm(provider: IdentityProvider) -> None:
    async with keys_of(provider, Clock()) as keys:
        assert await keys.find(RSA.id, "ES256") is None
        provider.publish(RSA, EC.with_id(RSA.id))
        assert await keys.find("new", "RS256") is None
        found = [await keys.find(RSA.id, algorithm) for algorithm in ("RS256", "ES256")]
        assert [key and key.algorithm for key in found] == ["RS256", "ES256"]


async def test_a_new_key_is_found_at_once_and_the_old_one_serves_until_it_is_gone(provider: IdentityProvider) -> None:
    async with keys_of(provider, clock := Clock()) as keys:
        assert await finds(keys, RSA) == [True]
        provider.publish(RSA, ED)
        assert await finds(keys, ED, RSA) == [True, True]
        provider.publish(ED)
        assert await finds(keys, RSA) == [True]
        clock.now += FRESH_SECONDS
        assert await finds(keys, RSA) == [True]
        await settled(keys)
        clock.now += UNKNOWN_KEY_INTERVAL_SECONDS
        assert await finds(keys, RSA, ED) == [False, True]


async def test_after_a_quiet_time_a_key_that_is_gone_serves_nobody(provider: IdentityProvider) -> None:
    async with keys_of(provider, clock := Clock()) as keys:
        assert await finds(keys, RSA) == [True]
        provider.publish(ED)
        clock.now += STALE_WHILE_REVALIDATE_SECONDS
        assert await finds(keys, RSA) == [False]


async def test_a_key_that_takes_anothers_name_takes_its_place(provider: IdentityProvider) -> None:
    async with keys_of(provider, clock := Clock()) as keys:
        before = await keys.find(EC.id, EC.algorithm)
        provider.publish(OTHER.with_id(EC.id))
        clock.now += STALE_WHILE_REVALIDATE_SECONDS
        after = await keys.find(EC.id, EC.algorithm)
        assert before
        assert after
        assert before.public.key != after.public.key


async def test_made_up_key_ids_are_asked_for_once_in_half_a_minute(provider: IdentityProvider) -> None:
    async with keys_of(provider, clock := Clock()) as keys:
        assert await finds(keys, RSA) == [True]
        for minute in range(1, 4):
            storm = await asyncio.gather(*(keys.find(f"{minute}-{number}", "RS256") for number in range(300)))
            assert storm == [None] * 300
            assert len(provider.requests) == 2 * minute
            clock.now += UNKNOWN_KEY_INTERVAL_SECONDS - 1
            assert await keys.find("another", "RS256") is None
            assert len(provider.requests) == 2 * minute
            clock.now += 1
            assert await keys.find("another", "RS256") is None
            assert len(provider.requests) == 2 * minute + 1
            clock.now += UNKNOWN_KEY_INTERVAL_SECONDS


async def test_a_first_caller_with_a_made_up_key_id_asks_once(provider: IdentityProvider) -> None:
    async with keys_of(provider, Clock()) as keys:
        assert await keys.find("made up", "RS256") is None
        assert provider.requests == ["/keys"]


async def test_made_up_key_ids_during_an_outage_ask_no_more_often(provider: IdentityProvider) -> None:
    async with keys_of(provider, clock := Clock()) as keys:
        assert await finds(keys, RSA) == [True]
        provider.status = 500
        for _ in range(UNKNOWN_KEY_INTERVAL_SECONDS):
            with pytest.raises(KeysUnavailable):
                await keys.find("made up", "RS256")
            assert await finds(keys, RSA) == [True]
            clock.now += 1
        assert len(provider.requests) == 2


@pytest.mark.parametrize("age", [FRESH_SECONDS, STALE_WHILE_REVALIDATE_SECONDS, STALE_IF_ERROR_SECONDS - 1])
async def test_keys_serve_through_an_outage(provider: IdentityProvider, age: float) -> None:
    async with keys_of(provider, clock := Clock()) as keys:
        assert await finds(keys, RSA) == [True]
        provider.stop()
        clock.now = age
        assert await finds(keys, RSA, EC) == [True, True]
        await settled(keys)
        assert await finds(keys, RSA) == [True]


async def test_keys_do_not_outlive_everything_signed_with_them(provider: IdentityProvider) -> None:
    async with keys_of(provider, clock := Clock()) as keys:
        assert await finds(keys, RSA) == [True]
        provider.stop()
        clock.now += STALE_IF_ERROR_SECONDS
        with pytest.raises(KeysUnavailable):
            await finds(keys, RSA)
        provider.start()
        clock.now += RETRY_SECONDS
        assert await finds(keys, RSA) == [True]


async def test_an_outage_is_retried_after_a_pause(provider: IdentityProvider) -> None:
    provider.status = 503
    async with keys_of(provider, clock := Clock()) as keys:
        for seconds in range(2 * RETRY_SECONDS):
            with pytest.raises(KeysUnavailable):
                await finds(keys, RSA)
            assert len(provider.requests) == 1 + seconds // RETRY_SECONDS
            clock.now += 1
        provider.status = 200
        assert await finds(keys, RSA) == [True]


async def test_an_outage_is_noted_without_the_address(
    provider: IdentityProvider, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    provider.status = 503
    async with keys_of(provider, Clock()) as keys:
        with pytest.raises(KeysUnavailable):
            await finds(keys, RSA)
    (noted,) = [record for record in caplog.records if record.name == "policybook"]
    assert noted.levelno == logging.WARNING
    assert noted.getMessage() == "the identity provider's keys cannot be fetched: ValueError"


async def test_while_the_provider_is_slow_one_request_is_under_way(provider: IdentityProvider) -> None:
    async with keys_of(provider, Clock()) as keys:
        with provider.paused():
            callers = [asyncio.create_task(keys.find(key.id, key.algorithm)) for key in (RSA, EC, ED) * 30]
            await until(lambda: len(provider.requests) == 1)
            await asyncio.sleep(0)
            assert not any(caller.done() for caller in callers)
        found = await asyncio.gather(*callers)
        assert [key is not None for key in found] == [True, True, False] * 30
        assert len(provider.requests) == 1


async def test_known_keys_wait_for_no_slow_provider(provider: IdentityProvider) -> None:
    async with keys_of(provider, clock := Clock()) as keys:
        assert await finds(keys, RSA) == [True]
        clock.now += FRESH_SECONDS
        with provider.paused():
            stranger = asyncio.create_task(keys.find("made up", "RS256"))
            await until(lambda: len(provider.requests) == 2)
            assert await finds(keys, *[RSA, EC] * 50) == [True] * 100
            assert not stranger.done()
        assert await stranger is None
        assert len(provider.requests) == 2


async def test_who_hangs_up_leaves_the_others_their_answer(provider: IdentityProvider) -> None:
    async with keys_of(provider, Clock()) as keys:
        with provider.paused():
            first, second = (asyncio.create_task(keys.find(RSA.id, RSA.algorithm)) for _ in range(2))
            await until(lambda: len(provider.requests) == 1)
            first.cancel()
            await asyncio.wait([first])
        assert await second
        assert len(provider.requests) == 1


async def test_a_server_that_stops_waits_for_no_provider(provider: IdentityProvider) -> None:
    keys = JwksClient(provider.url)
    with provider.paused():
        caller = asyncio.create_task(keys.find(RSA.id, RSA.algorithm))
        await until(lambda: len(provider.requests) == 1)
        async with asyncio.timeout(EVENTUALLY):
            await keys.close()
            await asyncio.wait([caller])
    assert caller.cancelled()


PUBLISHED = json.dumps({"keys": [RSA.jwk]}).encode()
UNREADABLE: dict[str, dict[str, Any]] = {
    "an error": {"status": 500},
    "nothing there": {"status": 404},
    "nothing to say": {"status": 204, "body": b""},
    "a part of it": {"status": 206},
    "somewhere else": {"status": 302, "headers": {"Location": "/elsewhere"}},
    "somewhere else for good": {"status": 308, "headers": {"Location": "http://127.0.0.1:1/keys"}},
    "an empty answer": {"body": b""},
    "a page": {"body": b"<!doctype html><title>Sign in</title>"},
    "half of it": {"body": b'{"keys": ['},
    "no text": {"body": bytes(range(256))},
    "a list": {"body": b"[]"},
    "null": {"body": b"null"},
    "no keys": {"body": b'{"keys": []}'},
    "null keys": {"body": b'{"keys": null}'},
    "keys that are no list": {"body": b'{"keys": {"0": {}}}'},
    "keys that are no keys": {"body": b'{"keys": [null, 1, "x", [], {}]}'},
    "keys nested deep": {"body": b'{"keys": ' + b"[" * 100_000},
    "far too much": {"body": PUBLISHED.ljust(jwks_client.MAX_RESPONSE_BYTES + 1)},
    "far too much, compressed": {
        "body": gzip.compress(b" " * 10_000_000),
        "headers": {"Content-Encoding": "gzip"},
    },
    "compressed, unasked": {"body": gzip.compress(PUBLISHED), "headers": {"Content-Encoding": "gzip"}},
    "less than it says": {"headers": {"Content-Length": "1000000"}},
    "what is no HTTP": {"headers": {"Transfer-Encoding": "chunked"}},
}


@pytest.mark.parametrize("answer", UNREADABLE.values(), ids=UNREADABLE)
async def test_an_answer_that_cannot_be_read_is_an_outage(provider: IdentityProvider, answer: dict[str, Any]) -> None:
    good = provider.status, provider.headers, provider.body
    async with keys_of(provider, clock := Clock()) as keys:
        for name, value in answer.items():
            setattr(provider, name, value)
        with pytest.raises(KeysUnavailable):
            await finds(keys, RSA)
        provider.status, provider.headers, provider.body = good
        clock.now += RETRY_SECONDS
        assert await finds(keys, RSA) == [True]
        for name, value in answer.items():
            setattr(provider, name, value)
        clock.now += FRESH_SECONDS
        assert await finds(keys, RSA) == [True]
        await settled(keys)
        assert await finds(keys, RSA) == [True]
        assert set(provider.requests) == {"/keys"}


async def test_an_answer_of_the_largest_size_is_read(provider: IdentityProvider) -> None:
    provider.body = provider.body.ljust(jwks_client.MAX_RESPONSE_BYTES)
    async with keys_of(provider, Clock()) as keys:
        assert await finds(keys, RSA) == [True]


async def test_an_answer_that_comes_too_slowly_is_none(
    provider: IdentityProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jwks_client, "TIMEOUT_SECONDS", 0.2)
    async with keys_of(provider, Clock()) as keys:
        with provider.paused(), pytest.raises(KeysUnavailable):
            async with asyncio.timeout(EVENTUALLY):
                await finds(keys, RSA)


async def test_an_answer_that_drips_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jwks_client, "TIMEOUT_SECONDS", 0.2)

    async def drip(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
            while not writer.is_closing():
                writer.write(b" ")
                await writer.drain()
                await asyncio.sleep(0.01)
        except ConnectionError:
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(drip, "127.0.0.1", 0)
    keys = JwksClient(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/keys")
    async with server:
        with pytest.raises(KeysUnavailable):
            async with asyncio.timeout(EVENTUALLY):
                await finds(keys, RSA)
        await keys.close()


def test_no_more_keys_are_looked_at_than_any_issuer_has(provider: IdentityProvider) -> None:
    named = [OTHER.with_id(str(number)) for number in range(MAX_KEYS + 5)]
    provider.publish(*named)
    assert [key.id for key in usable_keys(provider.body)] == [key.id for key in named[:MAX_KEYS]]


async def test_an_outage_before_any_keys_were_read_has_nobody_sign_in_again(
    http: AsyncClient, provider: IdentityProvider, pat: ApiClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    provider.stop()
    by_issuer = ApiClient(http, RSA.sign(PAT_CLAIMS))
    refused_for_now(await by_issuer.post(VIEWER))
    refused_for_now(await by_issuer.post(VIEWER))
    assert_proves_nothing(await ApiClient(http, RSA.sign(PAT_CLAIMS, alg="none")).post(VIEWER))
    assert_proves_nothing(await ApiClient(http, RSA.sign({**PAT_CLAIMS, "iss": "https://evil.example/"})).post(VIEWER))
    assert (await pat.post(VIEWER)).status_code == 200
    assert (await http.get("/readyz")).status_code == 200
    provider.start()
    monkeypatch.setattr(jwks_client, "RETRY_SECONDS", 0)
    assert (await by_issuer.post(VIEWER)).status_code == 200


async def test_an_outage_with_keys_at_hand_is_noticed_by_nobody(
    http: AsyncClient, provider: IdentityProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jwks_client, "FRESH_SECONDS", 0)
    monkeypatch.setattr(jwks_client, "RETRY_SECONDS", 0)
    apis = [ApiClient(http, key.sign(PAT_CLAIMS)) for key in (RSA, EC)]
    assert (await apis[0].post(VIEWER)).status_code == 200
    provider.stop()
    for _ in range(5):
        answers = await asyncio.gather(*(api.post(VIEWER) for api in apis))
        assert [answer.status_code for answer in answers] == [200, 200]


async def test_who_waits_for_a_slow_provider_keeps_nobody_else_waiting(
    http: AsyncClient, provider: IdentityProvider, pat: ApiClient
) -> None:
    """As many as the server executes side by side, and more: waiting to be known is no turn at executing."""
    with provider.paused():
        waiting = [asyncio.create_task(ApiClient(http, RSA.sign(PAT_CLAIMS)).post(VIEWER)) for _ in range(50)]
        await until(lambda: len(provider.requests) == 1)
        assert (await pat.post(VIEWER)).status_code == 200
        assert (await http.get("/livez")).status_code == 200
        assert not any(each.done() for each in waiting)
    assert {answer.status_code for answer in await asyncio.gather(*waiting)} == {200}
    assert len(provider.requests) == 1
