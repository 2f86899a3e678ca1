"""The API on a copy of the demo, for tests that write: mutations as a frontend sends them, and their rows."""

import asyncio
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graphql import get_named_type
from httpx2 import AsyncClient
from pydantic import SecretStr
from starlette.applications import Starlette

from gql.auth.local_tokens import mint
from gql.global_ids import global_id, parse_global_id
from gql.schema import executable
from gql.settings import Settings
from insurance.enums import Role
from store.acts.load_records import Records, load_records
from store.caller import Caller
from store.db.database import Database
from store.demo.cast import PRACTICE
from support.api_client import KEY, ApiClient
from support.app_client import client_of, running_app
from support.databases import Demo, SqliteDemo, SqliteFile, TestDatabase, is_postgresql
from support.factories import a_portal_policy

_POLICY = """
fragment P on Policy {
  id version type status source relationship enteredPayerName needsPayer insuranceType memberId planId groupId
  copay deductible employerOrSchool effectiveDate endDate missingFields needsReview reviewedAt reviewedBy
  createdAt updatedAt policyholder { firstName lastName dateOfBirth sex address { line1 line2 city state postalCode } }
  client { id } payer { id name } endedBy { id } attachments { id fileName contentType byteSize side }
}"""
_PARTS = {
    "policy": "policy { ...P }",
    "existingPolicy": "existingPolicy { ...P }",
    "settledPolicies": "settledPolicies { ...P }",
    "endedPolicies": "endedPolicies { policy { ...P } previousEndDate newEndDate }",
    "existingClient": "existingClient { id displayName }",
    "client": (
        "client { id version firstName middleName lastName displayName dateOfBirth sex createdAt updatedAt "
        "address { line1 line2 city state postalCode } insuranceCollection { override enabled } }"
    ),
    "payer": "payer { id version name ediPayerId aliases archived address { line1 line2 city state postalCode } }",
    "existingPayer": "existingPayer { id name }",
    "movedPolicies": "movedPolicies",
    "practice": "practice { id version collectsInsurance }",
    "upload": "upload { id url expiresAt }",
    "invitationUrl": "invitationUrl",
    "accessToken": "accessToken",
    "expiresAt": "expiresAt",
    "mailed": "mailed",
    "changes": "changes { field before after }",
    "warnings": "warnings { code message policies { id } }",
    "replayed": "replayed",
    "userErrors": "userErrors { code message field }",
}
_APART = ("accesses", "invitation_attempts")
SAM = Caller(PRACTICE.id, Role.PRACTITIONER, "local:sam", name="Sam Ito")
"""Another practitioner of Pat's practice."""

MUTATIONS = executable.mutation_type.fields if executable.mutation_type else {}


def document(mutation: str) -> str:
    """A document that sends a mutation and selects its whole payload."""
    parts = " ".join(_PARTS[name] for name in get_named_type(MUTATIONS[mutation].type).fields)
    kind = MUTATIONS[mutation].args["input"].type
    fragment = _POLICY if "...P" in parts else ""
    if mutation == "submitPolicy":
        # Only staff see who reviewed a policy.
        fragment = fragment.replace(" reviewedBy", "")
    return f"mutation Save($input: {kind}) {{ {mutation}(input: $input) {{ {parts} }} }}{fragment}"


def row_id(id_: str) -> str:
    """The id of a record in its table, from its global id."""
    found = parse_global_id(id_)
    assert found
    return found.id


@dataclass(frozen=True)
class SaveResult:
    """The payload of a mutation."""

    payload: dict[str, Any]

    def __getitem__(self, name: str) -> Any:
        """A field of the payload."""
        return self.payload[name]

    @property
    def errors(self) -> list[tuple[str, str]]:
        """Each user error: its code, and the path of its field in the input, such as `policyholder.firstName`."""
        found = self.payload["userErrors"]
        assert all(each["field"][0] == "input" and each["message"].endswith(".") for each in found)
        return [(each["code"], ".".join(each["field"][1:])) for each in found]

    @property
    def warnings(self) -> dict[str, list[str]]:
        """The ids of the policies that each warning is about, by its code."""
        return {each["code"]: [policy["id"] for policy in each["policies"]] for each in self.payload["warnings"]}

    @property
    def changes(self) -> dict[str, tuple[str | None, str | None]]:
        """The value of each changed field before and after, by its name."""
        return {each["field"]: (each["before"], each["after"]) for each in self.payload["changes"]}

    @property
    def ended_policies(self) -> dict[str, tuple[str | None, str | None]]:
        """The end date of each ended policy before and after, by its id."""
        return {
            each["policy"]["id"]: (each["previousEndDate"], each["newEndDate"])
            for each in self.payload["endedPolicies"]
        }


@dataclass(frozen=True)
class Sandbox:
    """The API on a database of the test's own, and direct access to that database."""

    database: TestDatabase
    app: Starlette
    http: AsyncClient

    @property
    def file(self) -> Path:
        """The SQLite file; on PostgreSQL what the server's files are named after."""
        return self.database.file

    def api(self, name: str) -> ApiClient:
        """A client signed in as one of the cast or Sam, or not at all (`nobody`)."""
        if name == "nobody":
            return ApiClient(self.http, None)
        return ApiClient(self.http, mint(KEY.encode(), SAM)) if name == "Sam" else ApiClient.signed_in(self.http, name)

    @property
    def pat(self) -> ApiClient:
        """The practitioner."""
        return self.api("Pat")

    async def save(self, mutation: str, by: str = "Pat", **given: Any) -> SaveResult:
        """Sends a mutation as one of the cast."""
        return SaveResult((await self.api(by).data(document(mutation), input=given))[mutation])

    async def save_record(self, mutation: str, **given: Any) -> Any:
        """Sends a mutation that must succeed, as Pat. The record it saved."""
        saved = await self.save(mutation, **given)
        assert saved.errors == []
        return next(saved[name] for name in ("policy", "payer", "practice", "client") if name in saved.payload)

    async def add_client(self) -> str:
        """A new client of Pat's, with an empty chart."""
        return str((await self.save_record("addClient", firstName="Nia", lastName="Okoro"))["id"])

    async def add_policy(self, client: str, **changes: Any) -> Any:
        """Adds a policy to a chart; a test states only what matters to it."""
        return await self.save_record("addPolicy", **self.policy_of(client, **changes))

    def policy_of(self, client: str, **changes: Any) -> dict[str, Any]:
        """An input for addPolicy: a Primary with Aetna since 2025, with a random member ID."""
        return {
            "clientId": client,
            "type": "PRIMARY",
            "relationship": "SELF",
            "payerId": self.payer("Aetna"),
            "insuranceType": "GROUP_HEALTH_PLAN",
            "memberId": f"W{uuid.uuid4().int % 10**9}",
            "effectiveDate": "2025-01-01",
            **changes,
        }

    async def add_portal_policy(self, client: str, **changes: Any) -> str:
        """Adds a policy as a client submits it: payer as text, not reviewed. Its global id."""
        policy = a_portal_policy(id=str(uuid.uuid4()), client_id=row_id(client), **{"member_id": None, **changes})
        database = Database(self.database.url, checkpoints=False)
        await load_records(database, Records(policies={PRACTICE.id: [policy]}))
        await database.close()
        return global_id("Policy", policy.id)

    async def policy(self, id_: str) -> Any:
        """A policy as the API shows it now."""
        return (await self.pat.data(f"query($id: ID!) {{ policy(id: $id) {{ ...P }} }}{_POLICY}", id=id_))["policy"]

    async def history(self, kind: str, id_: str) -> list[Any]:
        """The history of a record, newest first."""
        change = "nodes { id at actor actorRole cause causedBy { id } fields { field before after } }"
        query = f"query($id: ID!) {{ node(id: $id) {{ ... on {kind} {{ history(first: 100) {{ {change} }} }} }} }}"
        found: list[Any] = (await self.pat.data(query, id=id_))["node"]["history"]["nodes"]
        return found

    def payer(self, name: str) -> str:
        """The id of one of Pat's payers."""
        return global_id(
            "Payer", self.rows("SELECT id FROM payers WHERE practice_id = ? AND name = ?", PRACTICE.id, name)[0][0]
        )

    def rows(self, sql: str, *parameters: object) -> list[tuple[Any, ...]]:
        """The rows a query finds in the database, over a connection of its own."""
        return self.database.rows(sql, *parameters)

    async def execute_sql(self, sql: str, *parameters: object) -> int:
        """Changes the database without the API. The number of rows changed."""
        # In a thread: the server of this process may hold the lock, and needs its event loop to give it back.
        return await asyncio.to_thread(self.database.execute, sql, *parameters)

    def unknown_client(self) -> ApiClient:
        """A portal caller whose client does not exist."""
        caller = Caller(PRACTICE.id, Role.CLIENT, "local:nobody", client_id=str(uuid.uuid4()))
        return ApiClient(self.http, mint(KEY.encode(), caller))

    def all_rows(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of every table of records, but for who read a chart. Equal before and after: it wrote nothing."""
        tables = self.database.tables()
        assert {"policies", "changes", "idempotency_keys"} < set(tables)
        return {table: sorted(self.rows(f"SELECT * FROM {table}"), key=repr) for table in tables if table not in _APART}


@asynccontextmanager
async def sandbox_on_copy(source: Demo | Path, target: Path, **more: Any) -> AsyncIterator[Sandbox]:
    """The API on a copy of the demo, or of a SQLite file that nobody writes to meanwhile; `more` are settings."""
    demo = SqliteDemo(SqliteFile(source)) if isinstance(source, Path) else source
    database = demo.copy_to(target)
    async with running_app(settings_of(database, **more)) as app, client_of(app) as http:
        yield Sandbox(database, app, http)


def settings_of(database: TestDatabase, **more: Any) -> Settings:
    """Development settings of a server on the database; what it keeps on its machine is beside the database's file."""
    given: dict[str, Any] = {"graphiql": False, **more}
    if is_postgresql(database.url):
        folder = database.file.parent
        given = {"files_url": f"file://{database.file}.files", "local_folder": folder / "local", **given}
    return Settings(database_url=database.url, local_key=SecretStr(KEY), **given)
