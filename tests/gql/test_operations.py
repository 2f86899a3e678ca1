"""Every document in schema/operations works, selects something, and costs the same for few rows and for many."""

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from graphql import FragmentDefinitionNode, OperationDefinitionNode, parse, validate
from httpx2 import ASGITransport, AsyncClient
from pydantic import SecretStr

from gql.app import create_app
from gql.auth.local_tokens import mint
from gql.global_ids import global_id
from gql.schema import executable
from gql.settings import Settings
from insurance.enums import Role
from insurance.facts import Client
from store.acts.load_records import load_records
from store.caller import Caller
from store.db.database import Database
from store.db.migrate import migrate
from store.demo.generator import generate
from support.api_client import KEY, ApiClient
from support.operations import OPERATIONS, SCHEMA, Operation
from support.statement_counter import record_statements

RECORDS = generate(120)

QUERIES = [operation for operation in OPERATIONS if not operation.is_mutation]

each_operation = pytest.mark.parametrize("operation", OPERATIONS, ids=[operation.name for operation in OPERATIONS])
each_query = pytest.mark.parametrize("operation", QUERIES, ids=[operation.name for operation in QUERIES])


def test_there_is_a_document_for_every_file() -> None:
    files = list(SCHEMA.glob("operations/*/*.graphql"))
    assert len(OPERATIONS) == len(files) > 10
    assert len({operation.name for operation in OPERATIONS}) == len(files)


@pytest.mark.parametrize("path", sorted(SCHEMA.glob("operations/*/*.graphql")), ids=lambda path: path.stem)
def test_a_document_is_one_operation_named_as_its_file(path: Path) -> None:
    definitions = parse(path.read_text(encoding="utf-8")).definitions
    (operation,) = [each for each in definitions if isinstance(each, OperationDefinitionNode)]
    assert all(isinstance(each, FragmentDefinitionNode | OperationDefinitionNode) for each in definitions)
    assert operation.name is not None
    assert operation.name.value == path.stem.title().replace("-", "")


@each_operation
def test_a_document_is_valid(operation: Operation) -> None:
    assert validate(executable, parse(operation.query)) == []


@each_query
async def test_a_document_answers_its_sender(operation: Operation, http: AsyncClient) -> None:
    data = await ApiClient.signed_in(http, operation.sender).data(operation.query, **operation.variables)
    assert data
    assert all(data.values())


@each_operation
async def test_a_document_has_no_caller_without_a_token(operation: Operation, nobody: ApiClient) -> None:
    answer = await nobody.execute(operation.query, **operation.variables)
    told = dict(answer.get("data") or {})
    # Whoever brings an invitation has no token yet; what the example has is none.
    if operation.name == "AcceptInvitation":
        assert told.pop("acceptInvitation")["client"] is None
    assert not any(told.values())


@pytest.fixture(scope="module")
def big_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with a practice of 120 clients and 4 policies each, more or less."""
    path = tmp_path_factory.mktemp("big") / "big.db"

    async def fill() -> None:
        database = Database(f"sqlite+aiosqlite:///{path}")
        await migrate(database)
        await load_records(database, RECORDS)
        await database.close()

    asyncio.run(fill())
    return path


class Practice:
    """A generated practice, with a client of each role."""

    def __init__(self, http: AsyncClient, practice_id: str, clients: list[Client], rich: dict[str, str]) -> None:
        self.clients, self.rich = clients, rich
        self.pat = self._signed_in(http, Caller(practice_id, Role.PRACTITIONER, "pat", name="Pat"))
        self.client = self._signed_in(http, Caller(practice_id, Role.CLIENT, "client", client_id=rich["clientId"]))

    @staticmethod
    def _signed_in(http: AsyncClient, caller: Caller) -> ApiClient:
        return ApiClient(http, mint(KEY.encode(), caller))


@pytest.fixture
async def practice(big_file: Path) -> AsyncIterator[Practice]:
    """The big practice, served."""
    ((practice_id, clients),) = RECORDS.clients.items()
    rich = next(policy for policy in RECORDS.policies[practice_id] if policy.payer_id and policy.ended_by_id)
    app = create_app(Settings(database_url=f"sqlite+aiosqlite:///{big_file}", local_key=SecretStr(KEY)))
    async with (
        app.router.lifespan_context(app),
        AsyncClient(transport=ASGITransport(app), base_url="http://127.0.0.1:8000") as http,
    ):
        yield Practice(http, practice_id, list(clients), {"clientId": rich.client_id, "policyId": rich.id})


async def _cost(api: ApiClient, query: str, variables: dict[str, Any]) -> int:
    with record_statements() as executed:
        await api.data(query, **variables)
    return len(executed)


def _scaled(operation: Operation, practice: Practice, size: int) -> dict[str, Any]:
    """Variables with which the document selects as many rows as it can, up to a size."""
    ids = {name: global_id(name.removesuffix("Id").title(), id_) for name, id_ in practice.rich.items()}
    services = [{"clientId": global_id("Client", client.id), "dos": "2026-03-02"} for client in practice.clients[:size]]
    scaled = {**operation.variables, **ids, "services": services, "first": size, "search": ""}
    declared = set(re.findall(r"\$(\w+):", operation.query))
    return {name: value for name, value in scaled.items() if name in declared}


@each_query
async def test_a_document_costs_the_same_for_few_rows_and_for_many(operation: Operation, practice: Practice) -> None:
    api = practice.pat if operation.sender == "Pat" else practice.client
    # The first answer also reads what the server keeps in memory: the index of the payers that it suggests.
    await api.data(operation.query, **_scaled(operation, practice, 10))
    few, more, many = [await _cost(api, operation.query, _scaled(operation, practice, size)) for size in (10, 50, 100)]
    assert few == more == many <= 8


async def test_the_chart_of_one_client_costs_what_the_charts_of_a_hundred_cost(practice: Practice) -> None:
    chart = next(operation.query for operation in OPERATIONS if operation.name == "Chart")
    charts = chart.replace("($clientId: ID!)", "($ids: [ID!]!)").replace(
        "client(id: $clientId) {", "nodes(ids: $ids) { ... on Client {"
    )
    charts = charts.replace("\n}\n\nfragment", "\n}}\n\nfragment", 1)
    one = [global_id("Client", practice.rich["clientId"])]
    all_ids = [global_id("Client", client.id) for client in practice.clients]
    costs = [await _cost(practice.pat, charts, {"ids": ids}) for ids in (one, all_ids[:50], all_ids[:100])]
    assert costs == [5, 5, 5]
