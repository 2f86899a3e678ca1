"""Uploads under way: one body for each link, a share of the disk for each owner, and no owner delays another."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

from httpx2 import AsyncClient, Response

from corpus.pdf_builder import build_pdf
from gql.auth.local_tokens import mint
from insurance.limits import UPLOAD_BYTES
from support.api_client import KEY, ApiClient
from support.sandbox import SAM, Sandbox
from support.server import run_server
from support.uploads import card_image, create_upload, put_bytes, upload_file


class SlowBody:
    """A body whose first half has been sent, and whose second half comes when the test says so."""

    def __init__(self, data: bytes) -> None:
        self._data, self.begun, self.rest = data, asyncio.Event(), asyncio.Event()

    async def __call__(self) -> AsyncIterator[bytes]:
        half = len(self._data) // 2
        yield self._data[:half]
        self.begun.set()
        await self.rest.wait()
        yield self._data[half:]

    def put(self, api: ApiClient, url: str) -> "asyncio.Task[Response]":
        """Sends it."""
        return asyncio.ensure_future(api.http.put(url, content=self()))


def refusal(response: Response, status: int) -> str:
    """The code of a refusal."""
    assert response.status_code == status, response.text
    (error,) = response.json()["errors"]
    assert error["message"].endswith(".")
    return str(error["extensions"]["code"])


def bytes_arriving(sandbox: Sandbox) -> int:
    """What lies in the folder of files that are on their way."""
    return sum(file.stat().st_size for file in Path(f"{sandbox.file}.incoming").rglob("*") if file.is_file())


async def test_a_new_body_ends_the_earlier_one_when_it_begins(sandbox: Sandbox) -> None:
    data = card_image()
    upload = await create_upload(sandbox.pat, data)
    earlier = SlowBody(data)
    first = earlier.put(sandbox.pat, upload["url"])
    await earlier.begun.wait()
    later = SlowBody(data)
    second = later.put(sandbox.pat, upload["url"])
    await later.begun.wait()
    assert refusal(await first, 409) == "CONFLICT"
    later.rest.set()
    assert (await second).status_code == 200


async def test_thirty_bodies_for_one_link_take_the_room_of_one(sandbox: Sandbox) -> None:
    data = b"x" * 1_000_000
    upload = await create_upload(sandbox.pat, data)
    bodies = [SlowBody(data) for _ in range(30)]
    requests = []
    for body in bodies:
        requests.append(body.put(sandbox.pat, upload["url"]))
        await body.begun.wait()
        assert bytes_arriving(sandbox) <= 2 * len(data) // 2
    for request in requests[:-1]:
        assert refusal(await request, 409) == "CONFLICT"
    bodies[-1].rest.set()
    assert refusal(await requests[-1], 422) == "UPLOAD_REJECTED"


async def test_an_owner_with_too_many_bytes_on_their_way_waits_and_others_do_not(sandbox: Sandbox) -> None:
    data = b"x" * UPLOAD_BYTES
    bodies = [SlowBody(data) for _ in range(5)]
    requests = []
    for body in bodies:
        upload = await create_upload(sandbox.pat, data)
        requests.append(body.put(sandbox.pat, upload["url"]))
        await body.begun.wait()
    late = await create_upload(sandbox.pat, card_image())
    refused = await put_bytes(sandbox.pat, late, card_image())
    assert refusal(refused, 429) == "TOO_MANY_REQUESTS"
    assert refused.headers["retry-after"] == "5"
    await upload_file(sandbox.api("Olga"))
    for body, request in zip(bodies, requests, strict=True):
        body.rest.set()
        assert refusal(await request, 422) == "UPLOAD_REJECTED"
    assert (await put_bytes(sandbox.pat, late, card_image())).status_code == 200


async def test_a_body_of_another_length_than_announced_ends_no_other(sandbox: Sandbox) -> None:
    data = card_image()
    upload = await create_upload(sandbox.pat, data)
    body = SlowBody(data)
    request = body.put(sandbox.pat, upload["url"])
    await body.begun.wait()
    assert refusal(await put_bytes(sandbox.pat, upload, data[:-1]), 400) == "BAD_REQUEST"
    assert refusal(await put_bytes(sandbox.pat, upload, data + b"!"), 413) == "CONTENT_TOO_LARGE"
    body.rest.set()
    assert (await request).status_code == 200


async def test_two_owners_of_endless_files_do_not_delay_a_third_and_have_to_wait(tmp_path: Path) -> None:
    # Each of these fills the whole page: drawing them all takes minutes.
    endless = build_pdf(text=b"0 0 243 153 re f\n" * 500_000)
    with run_server(tmp_path, "migrate", "demo") as server:
        async with AsyncClient(base_url=server.url, timeout=200) as http:
            pat, olga = ApiClient.signed_in(http, "Pat"), ApiClient.signed_in(http, "Olga")
            sam = ApiClient(http, mint(KEY.encode(), SAM))
            # The workers have started.
            await asyncio.gather(*map(upload_file, (pat, sam, olga)))
            links = [await create_upload(api, endless, "card.pdf") for api in (pat, sam)]
            hostile = [asyncio.ensure_future(put_bytes(pat, link, endless)) for link in links]
            await asyncio.sleep(1)
            for _ in range(3):
                await upload_file(olga)
            assert not any(request.done() for request in hostile)
            # Ten seconds of CPU time, which a busy machine may not have within two minutes.
            for response in await asyncio.gather(*hostile):
                assert response.status_code in (422, 503)
            for api in (pat, sam):
                refused = await put_bytes(api, await create_upload(api, card_image()), card_image())
                assert refusal(refused, 429) == "TOO_MANY_REQUESTS"
                assert 0 < int(refused.headers["retry-after"]) <= 30
            await upload_file(olga)
