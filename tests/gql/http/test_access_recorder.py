"""Who looked: each request of a person that read a chart or a file leaves one entry, and nothing of the chart in it."""

import asyncio
import base64
import shutil
import sqlite3
import zlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from gql.global_ids import global_id
from gql.http import access_recorder
from gql.http.access_recorder import AccessesNotRecorded, AccessRecorder
from insurance.enums import Role
from store.acts.record_accesses import ChartRead, delete_expired_accesses, record_accesses
from store.caller import Caller
from store.db.database import Database
from store.demo.cast import CLEO, DANA, OMAR, OTHER_PRACTICE, PRACTICE
from support.api_client import CAST, ApiClient
from support.sandbox import Sandbox, sandbox_on_copy
from support.statement_counter import record_statements

CLEO_ID, DANA_ID = global_id("Client", CLEO.id), global_id("Client", DANA.id)
CHART = "query Chart($id: ID!) { client(id: $id) { displayName policies { id memberId } } }"
ACCESSES = """query Accesses($id: ID!, $first: Int, $after: String) {
  client(id: $id) {
    accesses(first: $first, after: $after) {
      nodes { at actor actorId actorRole operation }
      pageInfo { hasNextPage endCursor }
    }
  }
}"""


@pytest.fixture
async def fresh(sandbox: Sandbox) -> AsyncIterator[Sandbox]:
    """A sandbox in which nobody has looked at anything yet."""
    await written()
    await sandbox.execute_sql("DROP TRIGGER accesses_refuse_early_delete")
    await sandbox.execute_sql("DELETE FROM accesses")
    yield sandbox


async def written() -> None:
    """Waits until what was read is recorded."""
    await asyncio.sleep(access_recorder.WRITE_INTERVAL_SECONDS + 0.3)


async def accesses(sandbox: Sandbox, client_id: str = CLEO.id) -> list[tuple[Any, ...]]:
    """Who read the chart, oldest first: name, subject, role, operation."""
    await written()
    return sandbox.rows(
        "SELECT actor, actor_id, actor_role, operation FROM accesses WHERE client_id = ? ORDER BY at, id", client_id
    )


PAT_LOOKED = ("Pat Rivera", "local:pat", "PRACTITIONER")


@pytest.mark.parametrize(
    "query",
    [
        "client(id: $client) { displayName }",
        "client(id: $client) { policies { id } }",
        "node(id: $client) { id }",
        "node(id: $policy) { id }",
        "policy(id: $policy) { memberId }",
        "policy(id: $policy) { attachments { fileName } }",
        "node(id: $attachment) { id }",
        'eligiblePolicies(services: [{clientId: $client, dos: "2026-01-01"}]) { dos }',
        "a: client(id: $client) { id } b: client(id: $client) { policies { id } } c: policy(id: $policy) { id }",
    ],
)
async def test_a_request_that_reads_a_chart_leaves_one_entry_however_it_reads_it(fresh: Sandbox, query: str) -> None:
    policy, attachment = fresh.rows(
        "SELECT p.id, a.id FROM policies p JOIN attachments a ON a.policy_id = p.id "
        "WHERE p.client_id = ? AND a.removed_at IS NULL",
        CLEO.id,
    )[0]
    ids = {"client": CLEO_ID, "policy": global_id("Policy", policy), "attachment": global_id("Attachment", attachment)}
    declared = ", ".join(f"${name}: ID!" for name in ids if f"${name}" in query)
    given = {name: id_ for name, id_ in ids.items() if f"${name}" in query}
    if "eligiblePolicies" in query:
        query = query.replace("{ dos }", "{ options: options { policy { id } } }")
    await fresh.pat.data(f"query Look({declared}) {{ {query} }}", **given)
    assert await accesses(fresh) == [(*PAT_LOOKED, "Look")]


async def test_a_hundred_reads_of_a_chart_leave_a_hundred_entries(fresh: Sandbox) -> None:
    await asyncio.gather(*(fresh.pat.data(CHART, id=CLEO_ID) for _ in range(100)))
    assert await accesses(fresh) == [(*PAT_LOOKED, "Chart")] * 100


async def test_a_page_of_charts_leaves_an_entry_on_each(fresh: Sandbox) -> None:
    page = await fresh.pat.data("query Charts { clients(first: 100) { nodes { id policies { id } } } }")
    await written()
    entries = fresh.rows("SELECT client_id FROM accesses WHERE operation = 'Charts'")
    assert len(entries) == len({client for (client,) in entries}) == len(page["clients"]["nodes"]) > 20


async def test_a_list_that_only_names_clients_is_no_read_of_their_charts(fresh: Sandbox) -> None:
    await fresh.pat.data("query Names { clients(first: 100) { nodes { id displayName dateOfBirth } } }")
    assert await accesses(fresh) == []


async def test_the_review_queue_reads_the_charts_whose_policies_it_shows(fresh: Sandbox) -> None:
    await fresh.pat.data("query Queue { policiesToReview(first: 100) { nodes { id memberId } } }")
    await written()
    shown = fresh.rows(
        "SELECT DISTINCT client_id FROM policies WHERE practice_id = ? AND "
        "(payer_id IS NULL OR (source = 'PORTAL' AND reviewed_at IS NULL))",
        PRACTICE.id,
    )
    assert sorted(fresh.rows("SELECT client_id FROM accesses")) == sorted(shown) != []


async def test_a_client_in_the_portal_is_a_person_too_and_named_by_their_chart(fresh: Sandbox) -> None:
    await fresh.api("Cleo").data("query Mine { viewer { client { policies { id } } } }")
    assert await accesses(fresh) == [(CLEO.display_name, "local:cleo", "CLIENT", "Mine")]


async def test_an_attempt_that_saw_nothing_leaves_nothing(fresh: Sandbox) -> None:
    await fresh.api("Cleo").data(CHART, id=DANA_ID)
    await fresh.api("Omar").data(CHART, id=CLEO_ID)
    await fresh.api("Olga").data(CHART, id=CLEO_ID)
    services = 'query S($id: ID!) { eligiblePolicies(services: [{clientId: $id, dos: "2026-01-01"}]) { dos } }'
    await fresh.api("Olga").execute(services, id=CLEO_ID)
    await written()
    assert fresh.rows("SELECT * FROM accesses") == []


async def test_a_refused_edit_that_answers_with_the_policy_has_read_it(fresh: Sandbox) -> None:
    (policy,) = fresh.rows("SELECT id FROM policies WHERE client_id = ?", CLEO.id)[0]
    edit = "mutation Edit($input: EditPolicyInput!) { editPolicy(input: $input) { policy { memberId } } }"
    await fresh.pat.data(edit, input={"id": global_id("Policy", policy), "version": 999, "groupId": "1"})
    assert await accesses(fresh) == [(*PAT_LOOKED, "Edit")]


async def test_a_download_is_recorded_for_whoever_got_the_link_and_the_link_does_not_name_them(
    demo_file: Path, tmp_path: Path
) -> None:
    files = f"file://{demo_file}.files"
    async with sandbox_on_copy(demo_file, tmp_path / "policybook.db", files_url=files) as sandbox:
        links = "query Links($id: ID!) { client(id: $id) { policies { attachments { url previewUrl } } } }"
        chart = (await sandbox.pat.data(links, id=CLEO_ID))["client"]["policies"]
        attachment = next(file for policy in chart for file in policy["attachments"])
        before = len(await accesses(sandbox))
        for link in (attachment["url"], attachment["previewUrl"]):
            assert (await sandbox.http.get(link)).status_code == 200
            payload = link.rsplit("/", 1)[1].split(".")[0]
            readable = base64.urlsafe_b64decode(payload + "==")
            readable = zlib.decompress(readable) if payload.startswith(".") else readable
            assert b"local:pat" not in readable and b"Rivera" not in readable
        assert (await sandbox.http.head(attachment["url"])).status_code == 200
        assert (await sandbox.http.get(attachment["url"] + "x")).status_code == 404
        assert (await accesses(sandbox))[before:] == [(*PAT_LOOKED, "GET /files")] * 2


async def test_the_statements_of_a_request_are_the_same_as_without_the_record(
    fresh: Sandbox,
) -> None:
    with record_statements() as executed:
        await fresh.pat.data(CHART, id=CLEO_ID)
        await written()
    assert len(executed) == 2
    assert len(await accesses(fresh)) == 1


async def test_an_entry_holds_nothing_of_the_chart(fresh: Sandbox) -> None:
    await fresh.pat.data(CHART, id=CLEO_ID)
    await written()
    (row,) = fresh.rows("SELECT * FROM accesses")
    chart = fresh.rows("SELECT member_id, group_id, entered_payer_name FROM policies WHERE client_id = ?", CLEO.id)
    values = {str(value) for policy in chart for value in policy if value} | {CLEO.first_name, CLEO.last_name}
    assert not [text for text in map(str, row) for value in values if value in text]


async def test_staff_read_who_looked_newest_first_and_page_by_page(fresh: Sandbox) -> None:
    for name in ("One", "Two", "Three"):
        await fresh.pat.data(CHART.replace("Chart(", f"{name}("), id=CLEO_ID)
    await written()
    first = (await fresh.pat.data(ACCESSES, id=CLEO_ID, first=2))["client"]["accesses"]
    assert [entry["operation"] for entry in first["nodes"]] == ["Three", "Two"]
    assert {"actor": "Pat Rivera", "actorId": "local:pat", "actorRole": "PRACTITIONER"}.items() <= first["nodes"][
        0
    ].items()
    after = first["pageInfo"]["endCursor"]
    rest = (await fresh.pat.data(ACCESSES, id=CLEO_ID, first=2, after=after))["client"]["accesses"]
    assert [entry["operation"] for entry in rest["nodes"]] == ["One"]
    assert not rest["pageInfo"]["hasNextPage"]


async def test_a_client_does_not_see_who_looked(fresh: Sandbox) -> None:
    assert await fresh.api("Cleo").error_codes(ACCESSES, id=CLEO_ID) == ["FORBIDDEN"]


async def test_the_history_names_the_person_by_a_stable_subject(sandbox: Sandbox) -> None:
    policy = await sandbox.add_policy(await sandbox.add_client(), effectiveDate="2025-01-01")
    await sandbox.add_policy(policy["client"]["id"], effectiveDate="2025-06-01")
    query = "query($id: ID!) { node(id: $id) { ... on Policy { history { nodes { actor actorId cause } } } } }"
    entries = (await sandbox.pat.data(query, id=policy["id"]))["node"]["history"]["nodes"]
    assert [(entry["actor"], entry["actorId"]) for entry in entries] == [
        ("Policybook", None),
        ("Pat Rivera", "local:pat"),
    ]


async def test_what_was_read_last_is_written_at_shutdown(demo_file: Path, tmp_path: Path) -> None:
    async with sandbox_on_copy(demo_file, tmp_path / "policybook.db") as sandbox:
        before = sandbox.rows("SELECT count(*) FROM accesses")[0][0]
        await asyncio.gather(*(sandbox.pat.data(CHART, id=CLEO_ID) for _ in range(7)))
    assert sandbox.rows("SELECT count(*) FROM accesses")[0][0] == before + 7


async def test_entries_wait_while_the_database_cannot_be_written_and_then_reads_are_refused(
    fresh: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access_recorder, "MAX_WAITING", 3)
    monkeypatch.setattr(access_recorder, "MAX_WAIT_SECONDS", 0.01)
    database = Database(f"sqlite+aiosqlite:///{fresh.file}", checkpoints=False)
    recorder = AccessRecorder(database, timedelta(days=1))
    read = {CAST["Pat"]: {CLEO.id}}
    for _ in range(3):
        await recorder.add(read, "Chart")
    with pytest.raises(AccessesNotRecorded):
        await recorder.add(read, "Chart")
    recorder.open()
    await recorder.close()
    await database.close()
    assert len(await accesses(fresh)) == 3


async def test_a_database_that_cannot_be_written_costs_an_attempt_to_record_one_line_of_the_log(
    demo_file: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = Path(shutil.copy(demo_file, tmp_path / "policybook.db"))
    database = Database(f"sqlite+aiosqlite:///{file}", checkpoints=False)
    await database.read(sa.select(sa.literal(1)), {})
    recorder = AccessRecorder(database, timedelta(days=1))
    await recorder.add({CAST["Pat"]: {CLEO.id}}, "Chart")
    file.unlink()  # noqa: ASYNC240 - a moment
    recorder.open()
    await recorder.close()
    await database.close()
    reason, lost = [record.getMessage() for record in caplog.records if record.name == "policybook"]
    assert reason.startswith("the database file ")
    assert "\n" not in reason
    assert lost == "1 requests that read charts could not be recorded"


async def test_no_entry_can_be_changed_or_deleted_before_its_time(sandbox: Sandbox) -> None:
    await sandbox.pat.data(CHART, id=CLEO_ID)
    await written()
    (row,) = sandbox.rows("SELECT * FROM accesses WHERE operation = 'Chart' LIMIT 1")
    places = ", ".join("?" * len(row))
    for statement, values in (
        ("UPDATE accesses SET actor = 'Nobody'", ()),
        ("UPDATE accesses SET kept_until = '2000-01-01 00:00:00.000000'", ()),
        ("DELETE FROM accesses", ()),
        (f"INSERT OR REPLACE INTO accesses VALUES ({places})", row),
    ):
        with pytest.raises(sqlite3.IntegrityError):
            await sandbox.execute_sql(statement, *values)


async def test_entries_are_deleted_once_they_were_kept_long_enough(fresh: Sandbox) -> None:
    await fresh.execute_sql(
        "CREATE TRIGGER accesses_refuse_early_delete BEFORE DELETE ON accesses "
        "WHEN OLD.kept_until > strftime('%Y-%m-%d %H:%M:%f', 'now') BEGIN SELECT RAISE(ABORT, 'kept'); END"
    )
    database = Database(f"sqlite+aiosqlite:///{fresh.file}", checkpoints=False)
    day, now = timedelta(days=1), datetime.now(UTC)
    subjects = frozenset({CLEO.id})
    for age in (1, 9, 11, 400):
        read = ChartRead(CAST["Pat"], now - age * day - timedelta(minutes=1), f"Age{age}", subjects)
        await record_accesses(database, [read], 10 * day)
    await delete_expired_accesses(database, 100 * day)
    assert [entry[3] for entry in await accesses(fresh)] == ["Age11", "Age9", "Age1"]
    # A shorter time set later does not break what was promised.
    await delete_expired_accesses(database, day)
    assert [entry[3] for entry in await accesses(fresh)] == ["Age9", "Age1"]
    await database.close()


async def test_ids_of_another_practice_lead_to_no_entry(fresh: Sandbox) -> None:
    database = Database(f"sqlite+aiosqlite:///{fresh.file}", checkpoints=False)
    subjects = frozenset({CLEO.id, DANA.id, OMAR.id, PRACTICE.id, "nothing"})
    olga = CAST["Olga"]
    portal = Caller(PRACTICE.id, Role.CLIENT, "local:cleo", client_id=CLEO.id)
    now = datetime.now(UTC)
    reads = [ChartRead(caller, now, None, subjects) for caller in (olga, portal)]
    await record_accesses(database, reads, timedelta(days=1))
    await database.close()
    found = fresh.rows("SELECT practice_id, client_id FROM accesses")
    assert sorted(found) == sorted([(OTHER_PRACTICE.id, OMAR.id), (PRACTICE.id, CLEO.id)])


async def test_two_people_of_one_name_are_two(fresh: Sandbox) -> None:
    for api in (fresh.pat, fresh.api("Sam")):
        assert isinstance(api, ApiClient)
        await api.data(CHART, id=CLEO_ID)
    assert [entry[1] for entry in await accesses(fresh)] == ["local:pat", "local:sam"]
