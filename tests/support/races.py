"""The races that SQLite's single writer hides: each plays one round against two servers and says what went wrong.

Servers are started with `PAUSES`, so that others get between what an act reads and what it writes, and with
`LOCKLESS` too to show that a race is lost without its locks.
"""

import asyncio
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias

from gql.auth.local_tokens import mint
from insurance.enums import Role
from store.caller import Caller
from store.demo.cast import PRACTICE
from support.api_client import KEY, ApiClient
from support.sandbox import Sandbox, SaveResult, document, row_id
from support.uploads import upload_file

Race: TypeAlias = Callable[["Two"], Awaitable[list[str]]]

PAUSES = """
import asyncio, random
from store.acts.unit_of_work import UnitOfWork

def pausing(read):
    async def read_and_pause(*given):
        found = await read(*given)
        await asyncio.sleep(random.uniform(0, 0.03))
        return found
    return read_and_pause

UnitOfWork.payers, UnitOfWork.practice = pausing(UnitOfWork.payers), pausing(UnitOfWork.practice)
"""
LOCKLESS = """
import sqlalchemy as sa
sa.Select.with_for_update = lambda self, **_: self
from store.acts import idempotency, record_updates
from store.db import postgresql
from store.db.database import Database
postgresql._NOW = sa.select(sa.func.now())

async def update_whatever_version(connection, table, practice_id, change, rows):
    own = sa.and_(table.c.practice_id == practice_id, table.c.id.in_([row["id"] for row in rows]))
    after = {**rows[0], **{name: list(value) if isinstance(value, tuple) else value for name, value in change.items()}}
    values = {name: value for name, value in after.items() if name not in ("id", "practice_id")}
    await connection.execute(table.update().where(own).values({**values, "version": rows[0]["version"] + 1}))

record_updates._update = update_whatever_version
postgresql.PostgresqlBackend.is_to_be_repeated = lambda self, error: False

async def look_only(connection, caller, retry, now):
    statement = sa.select(idempotency.keys).where(idempotency._is_own_key(caller, retry))
    row = (await connection.execute(statement)).first()
    return None if row is None else retry.outcome(problems=())

async def insert_late(connection, caller, retry, now, outcome):
    values = {"practice_id": caller.practice_id, "caller": caller.owner, "key": retry.key, "digest": retry.digest}
    values |= {"outcome": idempotency.as_json(outcome), "created_at": now}
    await connection.execute(idempotency.keys.insert(), values)

from store.acts import unit_of_work
unit_of_work.take_key, unit_of_work.keep_outcome = look_only, insert_late
"""


@dataclass(frozen=True)
class Two:
    """Two servers on one database."""

    one: Sandbox
    other: Sandbox

    @property
    def servers(self) -> tuple[Sandbox, Sandbox]:
        """Both."""
        return self.one, self.other

    async def at_once(self, *saves: Callable[[Sandbox], Awaitable[Any]]) -> list[Any]:
        """Sends them at the same moment, by turns to the one server and the other."""
        return await asyncio.gather(*(save(self.servers[index % 2]) for index, save in enumerate(saves)))


def saving(mutation: str, by: str = "Pat", **given: Any) -> Callable[[Sandbox], Awaitable[Any]]:
    """A save; what it answers with is its payload, or the texts of its errors."""

    async def save(server: Sandbox) -> Any:
        try:
            return await server.save(mutation, by, **given)
        except AssertionError as error:
            return f"{mutation} answered with errors: {error}"

    return save


def _failures(results: list[Any]) -> list[str]:
    return [result for result in results if isinstance(result, str)]


def _succeeded(result: Any) -> bool:
    return isinstance(result, SaveResult) and result.errors == []


async def settling_against_a_new_primary(two: Two) -> list[str]:
    """The end date that a new Primary sets on another chart is kept."""
    text, (first, second) = _text(), [await two.one.add_client() for _ in range(2)]
    chosen = await two.one.add_portal_policy(first, entered_payer_name=text)
    waiting = await two.one.add_portal_policy(second, entered_payer_name=text)
    new = two.one.policy_of(second, effectiveDate="2025-06-01")
    results = await two.at_once(_settling(two, chosen), saving("addPolicy", **new))
    found = await two.one.policy(waiting)
    ended = found["endDate"] == "2025-05-31" and found["payer"] is not None
    return _failures(results) + ([] if ended else [f"{found['endDate']} {found['payer']}"])


async def settling_against_an_edit(two: Two) -> list[str]:
    """An edit of a waiting policy that is acknowledged is kept."""
    text, (first, second) = _text(), [await two.one.add_client() for _ in range(2)]
    chosen = await two.one.add_portal_policy(first, entered_payer_name=text)
    waiting = await two.one.add_portal_policy(second, entered_payer_name=text)
    edit = saving("editPolicy", id=waiting, version=1, groupId="KEPT")
    results = await two.at_once(_settling(two, chosen), edit)
    found = await two.one.policy(waiting)
    lost = _succeeded(results[1]) and found["groupId"] != "KEPT"
    return _failures(results) + (["an acknowledged edit is gone"] if lost else [])


async def edits_of_a_payer_from_one_version(two: Two) -> list[str]:
    """Of several edits from one version, one is saved and the others are a conflict."""
    payer = await two.one.save_record("addPayer", name=_text())
    edits = [
        saving("editPayer", id=payer["id"], version=payer["version"], ediPayerId=f"E{number}") for number in range(8)
    ]
    results = await two.at_once(*edits)
    saved = sum(map(_succeeded, results))
    return _failures(results) + ([] if saved == 1 else [f"{saved} edits were saved"])


async def settling_against_a_submission(two: Two) -> list[str]:
    """A policy that is submitted while its text becomes an alias does not wait for ever."""
    text, client = _text(), await two.one.add_client()
    chosen = await two.one.add_portal_policy(client, entered_payer_name=text)
    results = await two.at_once(_settling(two, chosen), _submitting(client, text))
    waits = "SELECT count(*) FROM policies WHERE payer_id IS NULL AND entered_payer_name = ?"
    left = two.one.rows(waits, text)[0][0] if all(map(_succeeded, results)) else 0
    return _failures(results) + (["it waits"] if left else [])


async def switching_off_against_submissions(two: Two) -> list[str]:
    """What is submitted after the practice's default was switched off is refused."""
    await two.one.save("setPortalSettings", collectsInsurance=True)
    off = saving("setPortalSettings", collectsInsurance=False)
    texts, clients = [_text() for _ in range(4)], [await two.one.add_client() for _ in range(4)]
    first, *others = map(_submitting, clients, texts)
    results = await two.at_once(first, off, *others)
    switched = max(two.one.rows("SELECT at FROM changes WHERE subject_id = ?", PRACTICE.id))[0]
    late = [
        created
        for text in texts
        for (created,) in two.one.rows("SELECT created_at FROM policies WHERE entered_payer_name = ?", text)
        if created > switched
    ]
    await two.one.save("setPortalSettings", collectsInsurance=True)
    return _failures(results) + (["submitted after the switch"] if late else [])


async def edits_of_one_client(two: Two) -> list[str]:
    """The history is in the order in which things happened, and nothing changes before it exists."""
    client = await two.one.add_client()
    edits = [saving("editClient", id=client, middleName=f"M{number}") for number in range(8)]
    results = await two.at_once(*edits)
    history = await two.one.history("Client", client)
    values = [(field["before"], field["after"]) for entry in reversed(history) for field in entry["fields"]]
    middle = [pair for pair in values if {str(pair[0])[:1], str(pair[1])[:1]} & {"M"}]
    broken = [pair for earlier, pair in pairwise(middle) if earlier[1] != pair[0]]
    return _failures(results) + [f"after {before} came {after}" for before, after in broken]


async def one_key_many_times(two: Two) -> list[str]:
    """Requests with one idempotency key at the same time all get the answer of the one that was carried out."""
    client = await two.one.add_client()
    given = {**two.one.policy_of(client), "idempotencyKey": uuid.uuid4().hex}
    results = await two.at_once(*(saving("addPolicy", **given) for _ in range(8)))
    answers = {result["policy"]["id"] if _succeeded(result) and result["policy"] else "none" for result in results}
    return _failures(results) + ([] if len(answers) == 1 and "none" not in answers else [f"{len(answers)} answers"])


async def spellings_of_one_payer(two: Two) -> list[str]:
    """One payer that many add at once is added once; the others are told of it."""
    name = _text()
    spellings = [name, name.upper(), name.lower(), name.title(), f" {name}", f"{name} ", f"{name}.", f"{name},"]
    results = await two.at_once(*(saving("addPayer", name=spelling) for spelling in spellings))
    saved = sum(map(_succeeded, results))
    return _failures(results) + ([] if saved == 1 else [f"{saved} payers"])


async def settlings_that_cross(two: Two) -> list[str]:
    """Two settlings, each of which reaches the other's chart, wait for each other in no circle."""
    texts, clients = [_text(), _text()], [await two.one.add_client() for _ in range(2)]
    mine = [await two.one.add_portal_policy(clients[n], entered_payer_name=texts[n]) for n in range(2)]
    for number in range(2):
        await two.one.add_portal_policy(clients[1 - number], entered_payer_name=texts[number], member_id="X")
    return _failures(await two.at_once(*(_settling(two, policy) for policy in mine)))


async def inviting_against_accepting(two: Two) -> list[str]:
    """A client who accepts while staff invite them again is signed in, or told that the link is no good any more."""
    client = await two.one.add_client()
    invited = await two.one.save("inviteClient", clientId=client)
    token = str(invited["invitationUrl"]).rsplit("=", 1)[1]
    accepts = [saving("acceptInvitation", "nobody", invitation=token) for _ in range(3)]
    results = await two.at_once(saving("inviteClient", clientId=client), *accepts)
    signed_in = sum(_succeeded(result) for result in results[1:])
    return _failures(results) + ([f"{signed_in} are signed in"] if signed_in > 1 else [])


async def one_upload_in_two_charts(two: Two) -> list[str]:
    """An upload that is named in two charts at once is attached to one."""
    clients = [await two.one.add_client() for _ in range(2)]
    upload = await upload_file(two.one.pat)
    files = [{"uploadId": upload, "side": "FRONT"}]
    adds = [saving("addPolicy", **two.one.policy_of(client, attachments=files)) for client in clients]
    results = await two.at_once(*adds)
    attached = sum(map(_succeeded, results))
    return _failures(results) + ([] if attached == 1 else [f"attached {attached} times"])


RACES: tuple[Race, ...] = (
    settling_against_a_new_primary,
    settling_against_an_edit,
    edits_of_a_payer_from_one_version,
    settling_against_a_submission,
    switching_off_against_submissions,
    edits_of_one_client,
    one_key_many_times,
    spellings_of_one_payer,
    settlings_that_cross,
    inviting_against_accepting,
    one_upload_in_two_charts,
)


def _text() -> str:
    """A payer's name that nobody else uses."""
    return f"Harbor {uuid.uuid4().hex[:8]} Mutual"


def _settling(two: Two, policy: str) -> Callable[[Sandbox], Awaitable[Any]]:
    """Chooses Aetna for a waiting policy, and for all who wait with the same text."""
    return saving("editPolicy", id=policy, version=1, payerId=two.one.payer("Aetna"), rememberEnteredName=True)


def _submitting(client: str, text: str) -> Callable[[Sandbox], Awaitable[Any]]:
    """A client's submission of a policy with this payer."""
    caller = Caller(PRACTICE.id, Role.CLIENT, f"local:{client}", client_id=row_id(client))
    given = {"type": "SECONDARY", "payerName": text, "memberId": text[7:15]}

    async def save(server: Sandbox) -> Any:
        api = ApiClient(server.http, mint(KEY.encode(), caller))
        answer = await api.execute(document("submitPolicy"), input=given)
        if "errors" in answer:
            return str(answer["errors"])
        saved = SaveResult(answer["data"]["submitPolicy"])
        # Anything else would mean that nothing races.
        assert saved.errors in ([], [("INSURANCE_COLLECTION_OFF", "")]), saved.errors
        return saved

    return save
