"""A copy of the demo for a test to write to, and saving as a frontend does it."""

import shutil
import sqlite3
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graphql import get_named_type
from httpx2 import ASGITransport, AsyncClient
from pydantic import SecretStr
from starlette.applications import Starlette

from gql.app import create_app
from gql.auth.local_tokens import mint
from gql.global_ids import global_id, parse_global_id
from gql.schema import executable
from gql.settings import Settings
from insurance.enums import Role
from store.acts.load_records import Records, load_records
from store.caller import Caller
from store.db.database import Database
from store.demo.cast import PRACTICE
from support.api_client import KEY, Asker
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
    "client": "client { id firstName lastName displayName dateOfBirth insuranceCollection { override enabled } }",
    "payer": "payer { id version name ediPayerId aliases archived }",
    "practice": "practice { id collectsInsurance }",
    "upload": "upload { id url expiresAt }",
    "invitationUrl": "invitationUrl",
    "accessToken": "accessToken",
    "expiresAt": "expiresAt",
    "mailed": "mailed",
    "changes": "changes { field before after }",
    "warnings": "warnings { code message policies { id } }",
    "userErrors": "userErrors { code message field }",
}
SAM = Caller(PRACTICE.id, Role.PRACTITIONER, "local:sam", name="Sam Ito")
"""Another practitioner of Pat's practice."""

MUTATIONS = executable.mutation_type.fields if executable.mutation_type else {}


def document(mutation: str) -> str:
    """The document that saves with a mutation and asks for all its payload says."""
    parts = " ".join(_PARTS[name] for name in get_named_type(MUTATIONS[mutation].type).fields)
    kind = MUTATIONS[mutation].args["input"].type
    fragment = _POLICY if "...P" in parts else ""
    if mutation == "submitPolicy":
        # Who reviewed it is for staff.
        fragment = fragment.replace(" reviewedBy", "")
    return f"mutation Save($input: {kind}) {{ {mutation}(input: $input) {{ {parts} }} }}{fragment}"


def local(id_: str) -> str:
    """The id a record has in its table."""
    found = parse_global_id(id_)
    assert found
    return found.id


@dataclass(frozen=True)
class Saved:
    """What a save was answered with."""

    payload: dict[str, Any]

    def __getitem__(self, name: str) -> Any:
        """A part of the payload."""
        return self.payload[name]

    @property
    def errors(self) -> list[tuple[str, str]]:
        """Each code, and where in the input it belongs, such as `policyholder.firstName`."""
        found = self.payload["userErrors"]
        assert all(each["field"][0] == "input" and each["message"].endswith(".") for each in found)
        return [(each["code"], ".".join(each["field"][1:])) for each in found]

    @property
    def warned(self) -> dict[str, list[str]]:
        """Each warning, and the policies it speaks of."""
        return {each["code"]: [policy["id"] for policy in each["policies"]] for each in self.payload["warnings"]}

    @property
    def changed(self) -> dict[str, tuple[str | None, str | None]]:
        """Each field that changed, before and after."""
        return {each["field"]: (each["before"], each["after"]) for each in self.payload["changes"]}

    @property
    def ended(self) -> dict[str, tuple[str | None, str]]:
        """Each policy that was ended, with its end dates before and after."""
        return {
            each["policy"]["id"]: (each["previousEndDate"], each["newEndDate"])
            for each in self.payload["endedPolicies"]
        }


@dataclass(frozen=True)
class Desk:
    """The API on a copy of the demo: whose records one may write to, and look at behind its back."""

    file: Path
    app: Starlette
    http: AsyncClient

    def asker(self, name: str) -> Asker:
        """One of the cast, or nobody."""
        if name == "nobody":
            return Asker(self.http, None)
        return Asker(self.http, mint(KEY.encode(), SAM)) if name == "Sam" else Asker.named(self.http, name)

    @property
    def pat(self) -> Asker:
        """The practitioner."""
        return self.asker("Pat")

    async def save(self, mutation: str, by: str = "Pat", **given: Any) -> Saved:
        """Saves, and answers with the payload."""
        return Saved((await self.asker(by).data(document(mutation), input=given))[mutation])

    async def saved(self, mutation: str, **given: Any) -> Any:
        """Saves what nothing is wrong with, and answers with what was saved."""
        saved = await self.save(mutation, **given)
        assert saved.errors == []
        return next(saved[name] for name in ("policy", "payer", "practice", "client") if name in saved.payload)

    async def a_client(self) -> str:
        """A new client of Pat's, with an empty chart."""
        return str((await self.saved("addClient", firstName="Nia", lastName="Okoro"))["id"])

    async def add(self, client: str, **changes: Any) -> Any:
        """Adds a policy to a chart; a test names only what it is about."""
        return await self.saved("addPolicy", **self.policy_of(client, **changes))

    def policy_of(self, client: str, **changes: Any) -> dict[str, Any]:
        """An input for a policy on a chart: a Primary with Aetna since 2025, of a member ID of its own."""
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

    async def submitted(self, client: str, **changes: Any) -> str:
        """A policy as the portal keeps it: in the client's words, without a payer, unreviewed. Its id."""
        policy = a_portal_policy(id=str(uuid.uuid4()), client_id=local(client), **{"member_id": None, **changes})
        database = Database(f"sqlite+aiosqlite:///{self.file}", checkpoints=False)
        await load_records(database, Records(policies={PRACTICE.id: [policy]}))
        await database.close()
        return global_id("Policy", policy.id)

    async def policy(self, id_: str) -> Any:
        """A policy as it is now."""
        return (await self.pat.data(f"query($id: ID!) {{ policy(id: $id) {{ ...P }} }}{_POLICY}", id=id_))["policy"]

    async def history(self, kind: str, id_: str) -> list[Any]:
        """What is kept of a record's changes, newest first."""
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
        """What the file holds, by a connection of its own."""
        with closing(sqlite3.connect(self.file)) as connection:
            return connection.execute(sql, parameters).fetchall()

    def change(self, sql: str, *parameters: object) -> int:
        """Changes the file behind the API's back, and says how many rows."""
        with closing(sqlite3.connect(self.file)) as connection, connection:
            return connection.execute(sql, parameters).rowcount

    def stranger(self) -> Asker:
        """A portal caller whose client is not there."""
        caller = Caller(PRACTICE.id, Role.CLIENT, "local:nobody", client_id=str(uuid.uuid4()))
        return Asker(self.http, mint(KEY.encode(), caller))

    def everything(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of every table: equal before and after, nothing was written."""
        tables = [name for (name,) in self.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
        assert {"policies", "changes", "idempotency_keys"} < set(tables)
        return {table: sorted(self.rows(f"SELECT * FROM {table}"), key=repr) for table in tables}


@asynccontextmanager
async def desk_on_copy(source: Path, target: Path, **more: Any) -> AsyncIterator[Desk]:
    """The API on a copy of a file that nobody writes to meanwhile, perhaps with more settings."""
    shutil.copyfile(source, target)
    url = f"sqlite+aiosqlite:///{target}"
    app = create_app(Settings(database_url=url, local_key=SecretStr(KEY), graphiql=False, **more))
    async with (
        app.router.lifespan_context(app),
        AsyncClient(transport=ASGITransport(app), base_url="http://127.0.0.1:8000") as http,
    ):
        yield Desk(target, app, http)
