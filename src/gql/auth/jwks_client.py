"""An issuer's public keys, fetched over HTTP and kept at hand.

However many callers come, one request is under way at a time. Keys that have been read go on serving while newer ones
are fetched, and for a day while none can be had: by then whatever was signed with them has expired.
"""

import asyncio
import logging
import math
import time
from collections.abc import Callable, Sequence

import httpx2
from pydantic import HttpUrl

from gql.auth.jwk import Key, usable_keys
from gql.loopback import loops_back

log = logging.getLogger("policybook")

FRESH_SECONDS = 10 * 60
"""After these, a key that the issuer has taken away may still serve one caller more, while they are fetched anew."""
IDLE_SECONDS = 2 * FRESH_SECONDS
"""After these without a caller, fetching comes first: the keys may be long gone."""
KEPT_SECONDS = 24 * 60 * 60
NEW_KEY_PAUSE = 30
"""Seconds between two requests for keys that only a token's header speaks of: anybody can make up such tokens."""
RETRY_PAUSE = 5
"""Seconds from a failure to the next request."""
LONGEST_WAIT = 5.0
LARGEST_ANSWER = 256 * 1024


class KeysUnavailable(Exception):
    """Nobody can tell for now whether a token is valid."""


class JwksClient:
    """The keys at one address."""

    def __init__(self, url: str, clock: Callable[[], float] = time.monotonic) -> None:
        """Asks for nothing yet. The clock is in seconds."""
        self._url, self._clock = url, clock
        # The environment may name a proxy for the outside world; this machine is not outside.
        trust_env = not loops_back(HttpUrl(url).host or "")
        # Uncompressed, so that what is counted is what is kept.
        headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
        # One limit, `LONGEST_WAIT`, is for all of an answer: a limit for each read would let it drip for hours.
        self._http = httpx2.AsyncClient(headers=headers, follow_redirects=False, trust_env=trust_env, timeout=None)
        self._keys: Sequence[Key] = ()
        self._times_read = 0
        self._read_at = self._tried_at = self._sought_at = -math.inf
        self._failed = False
        self._fetching: asyncio.Task[None] | None = None

    async def close(self) -> None:
        """Gives up what is under way."""
        if self._fetching:
            self._fetching.cancel()
            await asyncio.wait([self._fetching])
        await self._http.aclose()

    async def find(self, key_id: str | None, algorithm: str) -> Key | None:
        """The key of this id for this algorithm, or None where the issuer has none. Raises KeysUnavailable.

        Without an id it is the issuer's only key (OpenID Connect Core, 10.1).
        """
        times_read = self._times_read
        await self._keep_fresh()
        if key_id is not None and self._times_read == times_read and not self._knows(key_id):
            await self._look_again(key_id)
        if key_id is None:
            named = self._keys if len(self._keys) == 1 else ()
        else:
            named = [key for key in self._keys if key.id == key_id]
        return next((key for key in named if key.algorithm == algorithm), None)

    def _knows(self, key_id: str) -> bool:
        return any(key.id == key_id for key in self._keys)

    async def _keep_fresh(self) -> None:
        age = self._clock() - self._read_at
        if age < FRESH_SECONDS:
            return
        if not self._failed or self._clock() - self._tried_at >= RETRY_PAUSE:
            self._fetch()
        if age >= KEPT_SECONDS or (age >= IDLE_SECONDS and not self._failed):
            await self._fetched()
        if self._clock() - self._read_at >= KEPT_SECONDS:
            raise KeysUnavailable

    async def _look_again(self, key_id: str) -> None:
        """The issuer may have a new key since: waits for that, if it is time to ask or somebody is asking."""
        now = self._clock()
        if now - self._sought_at >= NEW_KEY_PAUSE:
            self._sought_at = now
            self._fetch()
        await self._fetched()
        if self._failed and not self._knows(key_id):
            raise KeysUnavailable

    def _fetch(self) -> None:
        if self._fetching is None:
            self._fetching = asyncio.create_task(self._read())

    async def _fetched(self) -> None:
        """Waits for what is under way, which goes on for the others when this caller hangs up."""
        if self._fetching:
            await asyncio.shield(self._fetching)

    async def _read(self) -> None:
        try:
            async with asyncio.timeout(LONGEST_WAIT):
                answer = await self._answer()
            self._keys = usable_keys(answer)
        except (httpx2.HTTPError, httpx2.StreamError, OSError, ValueError) as error:
            self._failed = True
            log.warning("the identity provider's keys cannot be read: %s", type(error).__name__)
        else:
            self._failed = False
            self._times_read += 1
            self._read_at = self._clock()
        finally:
            self._tried_at = self._clock()
            self._fetching = None

    async def _answer(self) -> bytes:
        async with self._http.stream("GET", self._url) as response:
            if response.status_code != httpx2.codes.OK:
                raise ValueError("it is not there")
            answer = bytearray()
            async for chunk in response.aiter_raw():
                answer += chunk
                if len(answer) > LARGEST_ANSWER:
                    raise ValueError("it is too large")
            return bytes(answer)
