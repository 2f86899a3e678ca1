"""What several servers on one PostgreSQL share: uploads under way, attempts, keys, and work that one of them does."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from httpx2 import AsyncClient
from starlette.applications import Starlette

from gql.http.incoming_folder import IncomingFolder
from gql.http.upload_budget import OWNER_BYTES
from insurance.invitations import FAILURES
from insurance.limits import UPLOAD_BYTES
from store.acts.leases import take_lease
from store.db.database import Database
from store.ids import new_id
from support.api_client import KEY
from support.databases import PostgresqlDatabase, PostgresqlDemo
from support.races import Two
from support.sandbox import Sandbox
from support.server import run_server
from support.uploads import card_image, create_upload, put_bytes

pytestmark = pytest.mark.postgresql_only


@pytest.fixture
def shared(postgresql_demo: PostgresqlDemo, tmp_path: Path) -> PostgresqlDatabase:
    """A copy of the demo."""
    return postgresql_demo.copy_to(tmp_path / "policybook.db")


@pytest.fixture
async def two(shared: PostgresqlDatabase, tmp_path: Path) -> AsyncIterator[Two]:
    """Two servers on it. The second signs with a newer key, and still accepts the first one's."""
    run = partial(run_server, tmp_path, database_url=shared.url, local_folder=str(tmp_path / "local"))
    newer = partial(run, local_key="a newer local key of 32 bytes or more", previous_keys=KEY)
    async with AsyncExitStack() as stack:
        found = []
        for run_one in (run, newer):
            server = stack.enter_context(run_one())
            http = await stack.enter_async_context(AsyncClient(base_url=server.url, timeout=30))
            found.append(Sandbox(shared, Starlette(), http))
        yield Two(*found)


async def slowly(data: bytes, pause: asyncio.Event) -> AsyncIterator[bytes]:
    """A body whose second half waits."""
    yield data[: len(data) // 2]
    await pause.wait()
    yield data[len(data) // 2 :]


async def test_a_file_sent_again_to_another_server_replaces_the_one_that_is_still_arriving(two: Two) -> None:
    data, go_on = card_image(), asyncio.Event()
    upload = await create_upload(two.one.pat, data)
    path = upload["url"].split("/uploads/")[1]
    headers = {"Content-Length": str(len(data))}
    first = asyncio.create_task(two.one.http.put(f"/uploads/{path}", content=slowly(data, go_on), headers=headers))
    await asyncio.sleep(0.5)
    second = await two.other.http.put(f"/uploads/{path}", content=data)
    go_on.set()
    assert (second.status_code, (await first).status_code) == (200, 409)
    client = await two.one.add_client()
    files = [{"uploadId": upload["id"], "side": "FRONT"}]
    assert len((await two.other.add_policy(client, attachments=files))["attachments"]) == 1


async def test_bytes_under_way_are_counted_over_all_servers(two: Two) -> None:
    go_on, big = asyncio.Event(), b"\xff\xd8\xff" + bytes(UPLOAD_BYTES - 3)
    under_way = []
    for number in range(OWNER_BYTES // UPLOAD_BYTES):
        upload = await create_upload(two.one.pat, big)
        path = "/uploads/" + upload["url"].split("/uploads/")[1]
        headers = {"Content-Length": str(len(big))}
        body = slowly(big, go_on)
        http = two.servers[number % 2].http
        under_way.append(asyncio.create_task(http.put(path, content=body, headers=headers)))
    await asyncio.sleep(1.5)
    one_more = await create_upload(two.one.pat, card_image())
    path = "/uploads/" + one_more["url"].split("/uploads/")[1]
    assert (await two.other.http.put(path, content=card_image())).status_code == 429
    go_on.set()
    await asyncio.gather(*under_way)
    assert (await two.other.http.put(path, content=card_image())).status_code == 200


async def test_failed_attempts_count_wherever_they_are_made(two: Two) -> None:
    guesses = ["A" * 42 + "AEIMQUYcgkosw048"[number % 16] for number in range(2 * FAILURES)]
    codes = []
    for number, guess in enumerate(guesses):
        answer = await two.servers[number % 2].save("acceptInvitation", "nobody", invitation=guess)
        codes.append(answer.errors[0][0])
    assert codes[:FAILURES] == ["INVITATION_INVALID"] * FAILURES
    assert codes[FAILURES:] == ["LIMIT_REACHED"] * FAILURES


async def test_an_older_key_is_good_where_it_is_named(two: Two) -> None:
    upload = await create_upload(two.one.pat, card_image())
    path = "/uploads/" + upload["url"].split("/uploads/")[1]
    assert (await two.other.http.put(path, content=card_image())).status_code == 200
    assert (await put_bytes(two.one.pat, upload, card_image())).status_code == 200


async def test_a_work_is_done_by_one_process_until_it_is_gone(shared: PostgresqlDatabase) -> None:
    database, one, other = Database(shared.url), new_id(), new_id()
    long, short = timedelta(minutes=1), timedelta(milliseconds=200)
    taken = await asyncio.gather(*(take_lease(database, "work", new_id(), long) for _ in range(8)))
    assert sorted(taken) == [False] * 7 + [True]
    assert await take_lease(database, "other work", one, short)
    assert await take_lease(database, "other work", one, short)
    assert not await take_lease(database, "other work", other, short)
    await asyncio.sleep(0.3)
    assert await take_lease(database, "other work", other, short)
    await database.close()


def test_each_process_has_a_folder_of_its_own_and_deletes_those_of_the_dead(tmp_path: Path) -> None:
    alive, dead, new = (IncomingFolder(tmp_path, shared=True) for _ in range(3))
    alive.open()
    dead.open()
    (alive.path / "arriving").write_bytes(b"1")
    (dead.path / "arriving").write_bytes(b"2")
    assert dead._lock is not None
    dead._lock.close()
    new.open()
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_dir()) == sorted((alive.path.name, new.path.name))
    assert (alive.path / "arriving").exists()
    for folder in (alive, new):
        folder.close()
    assert list(tmp_path.iterdir()) == []
