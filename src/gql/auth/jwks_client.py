"""Fetches and caches the identity provider's public keys (a JWK set, RFC 7517).

Why not PyJWT's `PyJWKClient`: it fetches synchronously, under a lock that callers with cached keys need too. Measured
with a provider that takes 2 seconds to answer: after a token with a made-up key id, callers whose key was cached waited
those 2 seconds, and in an outage it would be the time-out, after which the cached keys are not used either.

This client sends one request at a time, however many callers wait for it. Cached keys stay in use while newer ones are
fetched, and for a day while the provider does not answer (`stale-while-revalidate` and `stale-if-error`, RFC 5861): by
then every token they signed has expired.
"""

import asyncio
import logging
import math
import time
from collections.abc import Callable, Sequence

import httpx2
from pydantic import HttpUrl

from gql.auth.jwk import Key, usable_keys
from gql.loopback import is_loopback

log = logging.getLogger("policybook")

FRESH_SECONDS = 10 * 60
"""Older keys are fetched again in the background; the caller who finds them still uses the old ones."""
STALE_WHILE_REVALIDATE_SECONDS = 2 * FRESH_SECONDS
"""Older keys are not used before they were fetched again: after so long without a caller they may be revoked."""
STALE_IF_ERROR_SECONDS = 24 * 60 * 60
"""Older keys are not used at all, even if the provider does not answer."""
UNKNOWN_KEY_INTERVAL_SECONDS = 30
"""Between two requests caused by unknown key ids: anybody can make up tokens with such ids."""
RETRY_SECONDS = 5
"""From a failed request to the next one."""
TIMEOUT_SECONDS = 5.0
MAX_RESPONSE_BYTES = 256 * 1024


class KeysUnavailable(Exception):
    """The provider's keys cannot be fetched at the moment, so no token of its can be verified."""


class JwksClient:
    """The keys of the JWK set at one URL."""

    def __init__(self, url: str, clock: Callable[[], float] = time.monotonic) -> None:
        """Sends no request yet. `clock` is in seconds."""
        self._url, self._clock = url, clock
        # The environment may name a proxy for the outside world, which this machine is not part of.
        trust_env = not is_loopback(HttpUrl(url).host or "")
        # Uncompressed, so that MAX_RESPONSE_BYTES limits the memory too.
        headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
        # TIMEOUT_SECONDS limits the whole response: with a limit for each read, it could trickle in for hours.
        self._http = httpx2.AsyncClient(headers=headers, follow_redirects=False, trust_env=trust_env, timeout=None)
        self._keys: Sequence[Key] = ()
        self._fetch_count = 0
        self._fetched_at = self._tried_at = self._unknown_key_at = -math.inf
        self._failed = False
        self._request: asyncio.Task[None] | None = None

    async def close(self) -> None:
        """Cancels a request in progress and closes the connection."""
        if self._request:
            self._request.cancel()
            await asyncio.wait([self._request])
        await self._http.aclose()

    async def find(self, key_id: str | None, algorithm: str) -> Key | None:
        """The key with this id and algorithm, or None if the provider has none. Raises KeysUnavailable.

        Without an id it is the provider's only key (OpenID Connect Core, 10.1).
        """
        fetch_count = self._fetch_count
        await self._refresh()
        if key_id is not None and self._fetch_count == fetch_count and not self._has_key(key_id):
            await self._fetch_unknown_key(key_id)
        if key_id is None:
            candidates = self._keys if len(self._keys) == 1 else ()
        else:
            candidates = [key for key in self._keys if key.id == key_id]
        return next((key for key in candidates if key.algorithm == algorithm), None)

    def _has_key(self, key_id: str) -> bool:
        return any(key.id == key_id for key in self._keys)

    async def _refresh(self) -> None:
        """Fetches the keys again if they are not fresh, and waits for that if they are too old to use."""
        age = self._clock() - self._fetched_at
        if age < FRESH_SECONDS:
            return
        if not self._failed or self._clock() - self._tried_at >= RETRY_SECONDS:
            self._start_request()
        if age >= STALE_IF_ERROR_SECONDS or (age >= STALE_WHILE_REVALIDATE_SECONDS and not self._failed):
            await self._wait_for_request()
        if self._clock() - self._fetched_at >= STALE_IF_ERROR_SECONDS:
            raise KeysUnavailable

    async def _fetch_unknown_key(self, key_id: str) -> None:
        """Fetches the keys again, as the provider may have added one, unless that was done a moment ago."""
        now = self._clock()
        if now - self._unknown_key_at >= UNKNOWN_KEY_INTERVAL_SECONDS:
            self._unknown_key_at = now
            self._start_request()
        await self._wait_for_request()
        if self._failed and not self._has_key(key_id):
            raise KeysUnavailable

    def _start_request(self) -> None:
        if self._request is None:
            self._request = asyncio.create_task(self._fetch())

    async def _wait_for_request(self) -> None:
        """Waits for the request in progress, if any. It continues for other callers when this one is cancelled."""
        if self._request:
            await asyncio.shield(self._request)

    async def _fetch(self) -> None:
        try:
            async with asyncio.timeout(TIMEOUT_SECONDS):
                document = await self._download()
            self._keys = usable_keys(document)
        except (httpx2.HTTPError, httpx2.StreamError, OSError, ValueError) as error:
            self._failed = True
            log.warning("the identity provider's keys cannot be fetched: %s", type(error).__name__)
        else:
            self._failed = False
            self._fetch_count += 1
            self._fetched_at = self._clock()
        finally:
            self._tried_at = self._clock()
            self._request = None

    async def _download(self) -> bytes:
        async with self._http.stream("GET", self._url) as response:
            if response.status_code != httpx2.codes.OK:
                raise ValueError("the response is not 200 OK")
            document = bytearray()
            async for chunk in response.aiter_raw():
                document += chunk
                if len(document) > MAX_RESPONSE_BYTES:
                    raise ValueError("the response is too large")
            return bytes(document)
