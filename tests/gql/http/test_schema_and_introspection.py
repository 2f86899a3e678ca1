"""The schema at /schema.graphql, introspection by setting, persisted queries, and the 401 for want of a token."""

import json

import pytest
from graphql import build_schema, get_introspection_query
from httpx2 import AsyncClient

from gql.http.graphql_endpoint import PLAIN_JSON, RESPONSE_JSON
from gql.schema import print_sdl
from gql.settings import Settings
from support.api_client import ApiClient
from support.app_client import app_client


async def test_the_schema_is_served_to_everybody_and_may_be_cached(http: AsyncClient) -> None:
    response = await http.get("/schema.graphql")
    assert (response.status_code, response.text) == (200, print_sdl())
    assert build_schema(response.text).query_type
    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    assert response.headers["cache-control"].startswith("public")
    # A compressed response has a weak one.
    etag = response.headers["etag"].removeprefix("W/")
    for known in (etag, f"W/{etag}", f'"other", {etag}', "*"):
        again = await http.get("/schema.graphql", headers={"If-None-Match": known})
        assert (again.status_code, again.content, again.headers["etag"].removeprefix("W/")) == (304, b"", etag)
    assert (await http.get("/schema.graphql", headers={"If-None-Match": '"other"'})).status_code == 200
    assert (await http.head("/schema.graphql")).headers["etag"].removeprefix("W/") == etag
    assert (await http.post("/schema.graphql")).status_code == 405


INTROSPECTIONS = (
    get_introspection_query(),
    '{ __type(name: "Policy") { name } }',
    "{ ...F } fragment F on Query { __schema { queryType { name } } }",
)


def with_settings(settings: Settings, **values: object) -> Settings:
    return settings.model_copy(update=values)


@pytest.mark.parametrize(
    ("values", "served"),
    [
        ({"profile": "development"}, True),
        ({"profile": "production"}, False),
        ({"profile": "production", "introspection": True}, True),
        ({"profile": "production", "graphiql": True}, True),
        ({"profile": "production", "graphiql": True, "introspection": False}, False),
        ({"profile": "development", "graphiql": False}, True),
        ({"profile": "development", "introspection": False}, False),
    ],
)
async def test_introspection_is_on_in_development_and_otherwise_by_setting(
    settings: Settings, values: dict[str, object], served: bool
) -> None:
    async with app_client(with_settings(settings, **values)) as http:
        for api in (ApiClient(http, None), ApiClient.signed_in(http, "Pat")):
            for query in INTROSPECTIONS:
                answer = await api.execute(query)
                if served:
                    assert answer["data"]
                else:
                    assert answer["errors"] == [
                        {
                            "message": "Introspection is off on this server. The schema is at /schema.graphql.",
                            "extensions": {"code": "INTROSPECTION_DISABLED"},
                        }
                    ]
            assert await api.data("{ __typename viewer { __typename } }")
        suggestion = (await ApiClient.signed_in(http, "Pat").execute("{ viewr { role } }"))["errors"][0]["message"]
        assert ("Did you mean" in suggestion) == served
        assert (await http.get("/schema.graphql")).status_code == 200


@pytest.mark.parametrize("media_type", [RESPONSE_JSON, PLAIN_JSON])
@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a_persisted_query_without_its_text_is_answered_so_that_clients_send_the_text(
    http: AsyncClient, pat: ApiClient, method: str, media_type: str
) -> None:
    extensions = {"persistedQuery": {"version": 1, "sha256Hash": "e" * 64}}
    for headers in ({}, pat.headers):
        if method == "GET":
            parameters = {"operationName": "A", "variables": "{}", "extensions": json.dumps(extensions)}
            response = await http.get("/graphql", params=parameters, headers={"Accept": media_type, **headers})
        else:
            body = {"operationName": "A", "variables": {}, "extensions": extensions}
            response = await http.post("/graphql", json=body, headers={"Accept": media_type, **headers})
        assert (response.status_code, response.headers["content-type"]) == (200, f"{media_type}; charset=utf-8")
        error = {"message": "PersistedQueryNotSupported", "extensions": {"code": "PERSISTED_QUERY_NOT_SUPPORTED"}}
        assert response.json() == {"errors": [error]}
    with_text = {"query": "{ viewer { role } }", "extensions": extensions}
    assert (await http.post("/graphql", json=with_text)).json() == {"data": {"viewer": None}}


@pytest.mark.parametrize("directive", ["defer", "stream"])
async def test_incremental_delivery_is_refused_in_a_sentence(pat: ApiClient, directive: str) -> None:
    place = "payers { nodes @stream { id } }" if directive == "stream" else "... @defer { viewer { role } }"
    query = f"{{ {place} }}"
    (error,) = (await pat.execute(query))["errors"]
    assert error["message"] == f"@{directive} is not supported: every answer is complete. Leave the directive out."


async def test_a_batch_is_refused_in_a_sentence(http: AsyncClient) -> None:
    response = await http.post("/graphql", json=[{"query": "{ viewer { role } }"}] * 2)
    assert response.json()["errors"][0]["message"] == "Send one request at a time: batches are not supported."


@pytest.mark.parametrize("query", ["{ payers { totalCount } }", "{ viewer { role } payers { totalCount } }", "{ x }"])
async def test_without_a_token_a_document_that_needs_one_is_401(http: AsyncClient, pat: ApiClient, query: str) -> None:
    for media_type, status in ((RESPONSE_JSON, 401), (PLAIN_JSON, 200)):
        response = await http.post("/graphql", json={"query": query}, headers={"Accept": media_type})
        assert response.status_code == status
        assert [error["extensions"]["code"] for error in response.json()["errors"]] == ["UNAUTHENTICATED"]
        assert "data" not in response.json()
        assert response.headers.get("www-authenticate") == ("Bearer" if status == 401 else None)
        with_token = await http.post("/graphql", json={"query": query}, headers={"Accept": media_type, **pat.headers})
        assert with_token.status_code in (200, 400)
