"""The reference: routes written by hand for three screens, with the same JSON from the same database file.

Raw SQL, one connection, dictionaries; no schema, no loaders, no choice of fields. Authentication, the rules, global ids
and signed links are the server's own code, as the JSON must be the same.
"""

import asyncio
import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from datetime import date

import aiosqlite
import orjson
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bench import handwritten_json
from bench.handwritten_json import Record
from gql.auth.authenticate import Authenticator
from gql.auth.signed_links import FileLinks, LinkSigner
from gql.auth.viewer_ids import ViewerIds
from gql.global_ids import global_id, local_id
from gql.settings import Settings
from insurance.claims.claim import ClaimChart
from insurance.claims.claim_options import claim_options
from store.caller import Caller

_ORDER = {"PRIMARY": 0, "SECONDARY": 1, "TERTIARY": 2, "OTHER": 3}


class HandwrittenApi:
    """The routes, on one database file."""

    def __init__(self, settings: Settings) -> None:
        """Opens the database at the first request."""
        key = settings.resolved_local_key
        assert key is not None
        self._path, self._authenticator, self._signer = settings.database_path, Authenticator(key), LinkSigner(key)
        self._viewer_ids = ViewerIds(key)
        self._connection: aiosqlite.Connection | None = None
        self._opening = asyncio.Lock()

    async def chart(self, request: Request) -> Response:
        """One chart, as the document `Chart` asks for it."""
        caller = await self._caller(request)
        client_id = local_id("Client", request.path_params["id"]) or ""
        (client,) = await self._all("SELECT * FROM clients WHERE practice_id = ? AND id = ?", caller, [client_id])
        (practice,) = await self._all("SELECT * FROM practices WHERE id = ?", caller, [])
        charts = await self._charts(caller, [client_id])
        links = FileLinks(self._signer, str(request.base_url).rstrip("/"))
        own = {"id": global_id("Practice", practice["id"]), "timeZone": practice["time_zone"]}
        viewer = {"id": self._viewer_ids.of(caller), "practice": own}
        return _json({"viewer": viewer, "client": handwritten_json.chart(client, practice, charts, caller, links)})

    async def charts(self, request: Request) -> Response:
        """The first clients with their policies, as `Charts`."""
        caller, size = await self._caller(request), int(request.query_params["first"])
        clients = await self._all(
            "SELECT * FROM clients WHERE practice_id = ? ORDER BY last_name_key, first_name_key, id LIMIT ?",
            caller,
            [size + 1],
        )
        (practice,) = await self._all("SELECT * FROM practices WHERE id = ?", caller, [])
        page = clients[:size]
        charts = await self._charts(caller, [client["id"] for client in page])
        links = FileLinks(self._signer, str(request.base_url).rstrip("/"))
        edges = [
            {
                "cursor": global_id("Cursor", client["id"]),
                "node": handwritten_json.list_row(client, practice, charts, caller, links),
            }
            for client in page
        ]
        page_info = {
            "hasNextPage": len(clients) > size,
            "hasPreviousPage": False,
            "startCursor": edges[0]["cursor"],
            "endCursor": edges[-1]["cursor"],
        }
        return _json({"clients": {"edges": edges, "pageInfo": page_info}})

    async def claim_options(self, request: Request) -> Response:
        """The options of many services, as `ClaimOptionsForServices`."""
        caller, services = await self._caller(request), orjson.loads(await request.body())
        ids = [local_id("Client", service["clientId"]) or "" for service in services]
        unique = list(dict.fromkeys(ids))
        clients = {row["id"]: row for row in await self._in("SELECT * FROM clients", "id", caller, unique)}
        charts = await self._charts(caller, unique)
        facts = {id_: [handwritten_json.policy_fact(row) for row in charts.policies[id_]] for id_ in unique}
        payers = {id_: handwritten_json.payer_fact(row) for id_, row in charts.payers.items()}
        answers = []
        for id_, service in zip(ids, services, strict=True):
            chart = ClaimChart(handwritten_json.client_fact(clients[id_]), tuple(facts[id_]), payers)
            options = claim_options(chart, date.fromisoformat(service["dos"]))
            answers.append(handwritten_json.service(clients[id_], service["dos"], options, payers))
        return _json({"eligiblePolicies": answers})

    async def _caller(self, request: Request) -> Caller:
        caller = await self._authenticator.authenticate(request.headers)
        assert caller is not None
        return caller

    async def _charts(self, caller: Caller, client_ids: Sequence[str]) -> handwritten_json.Charts:
        policies = await self._in("SELECT * FROM policies", "client_id", caller, client_ids)
        policies.sort(key=lambda row: (row["created_at"], row["id"]), reverse=True)
        policies.sort(key=lambda row: (row["status"] != "ACTIVE", _ORDER[row["type"]]))
        by_client: defaultdict[str, list[Record]] = defaultdict(list)
        for row in policies:
            by_client[row["client_id"]].append(row)
        payer_ids = list({row["payer_id"] for row in policies if row["payer_id"]})
        payers = {row["id"]: row for row in await self._in("SELECT * FROM payers", "id", caller, payer_ids)}
        attachments: defaultdict[str, list[Record]] = defaultdict(list)
        policy_ids = [row["id"] for row in policies]
        for row in await self._in("SELECT * FROM attachments", "policy_id", caller, policy_ids):
            attachments[row["policy_id"]].append(row)
        return handwritten_json.Charts(by_client, payers, attachments)

    async def _in(self, select: str, column: str, caller: Caller, ids: Sequence[str]) -> list[Record]:
        marks = ",".join("?" * len(ids))
        return await self._all(f"{select} WHERE practice_id = ? AND {column} IN ({marks}) ORDER BY id", caller, ids)

    async def _all(self, sql: str, caller: Caller, parameters: Sequence[object]) -> list[Record]:
        async with self._opening:
            if self._connection is None:
                self._connection = await aiosqlite.connect(f"file:{self._path}?mode=ro", uri=True)
                self._connection.row_factory = _record  # type: ignore[assignment]
        found = await self._connection.execute_fetchall(sql, [caller.practice_id, *parameters])
        return list(found)  # type: ignore[arg-type]


def _record(cursor: sqlite3.Cursor, row: tuple[object, ...]) -> Record:
    return {column[0]: value for column, value in zip(cursor.description, row, strict=True)}


def _json(data: Record) -> Response:
    headers = {"Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store"}
    return Response(orjson.dumps({"data": data}), headers=headers)


def create_app() -> Starlette:
    """The application, from the same settings."""
    handwritten = HandwrittenApi(Settings())
    return Starlette(
        routes=[
            Route("/chart/{id}", handwritten.chart),
            Route("/charts", handwritten.charts),
            Route("/claim-options", handwritten.claim_options, methods=["POST"]),
        ]
    )
