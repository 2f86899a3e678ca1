"""What graphql-cop looks for, in production: it finds nothing but what is decided so.

The package of that name on PyPI is a placeholder, so its checks are written anew here, each with the request that the
tool sends and what it takes for a finding.

Decided so: queries by GET are answered (GraphQL over HTTP asks for it, and caches and links use it). The tool fears
that a foreign page makes a signed-in browser send one. Here no request is signed in by a cookie: a page has no token.
"""

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from httpx2 import AsyncClient, Response

from gql.settings import Settings
from support.api_client import ApiClient
from support.app_client import app_client

DECIDED = {"queries by GET"}
CIRCULAR = "{ __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }"
IDES = ("graphiql.min.css", "GraphQL Playground", "GraphiQL", "graphql-playground")


def posted(query: str, times: int = 0) -> dict[str, Any]:
    body = {"query": query}
    return {"method": "POST", "url": "/graphql", "json": [body] * times if times else body}


def got(**parameters: str) -> dict[str, Any]:
    return {"method": "GET", "url": "/graphql", "params": parameters}


def data(response: Response) -> dict[str, Any]:
    body = response.json()
    return (body.get("data") or {}) if isinstance(body, dict) else {"batch": body}


CHECKS: dict[str, tuple[list[dict[str, Any]], Callable[[Response], object]]] = {
    "introspection": ([posted("{ __schema { types { name } } }")], lambda r: data(r).get("__schema")),
    "introspection in circles": ([posted(CIRCULAR)], lambda r: data(r).get("__schema")),
    "suggestions of fields": (
        [posted("{ __schema { directive } }"), posted("{ viewr { role } }"), posted("{ viewer { rol } }")],
        lambda r: "Did you mean" in r.text,
    ),
    "an IDE": (
        [
            {"method": "GET", "url": path, "headers": {"Accept": "text/html"}}
            for path in ("/graphiql", "/playground", "/console", "/graphql", "/")
        ],
        lambda r: any(word in r.text for word in IDES),
    ),
    "101 aliases": (
        [posted("{" + " ".join(f"alias{number}: __typename" for number in range(101)) + "}")],
        data,
    ),
    "500 times a field": ([posted("{" + "__typename " * 500 + "}")], data),
    "10 directives": ([posted("{ __typename " + "@aa" * 10 + " }")], lambda r: len(r.json()["errors"]) == 10),
    "a batch of 10": ([posted("{ __typename }", 10)], data),
    "a fragment in itself": (
        [
            posted("{ __schema { ...A } } fragment A on __Schema { __typename ...B } fragment B on __Schema { ...A }"),
            posted("{ ...A } fragment A on Query { __typename ...B } fragment B on Query { ...A }"),
        ],
        lambda r: "errors" not in r.json(),
    ),
    "mutations by GET": ([got(query="mutation { __typename }")], data),
    "queries by GET": ([got(query="{ __typename }")], data),
    "POST without JSON": (
        [
            {"method": "POST", "url": "/graphql", "params": {"query": "{ __typename }"}},
            {"method": "POST", "url": "/graphql", "data": {"query": "{ __typename }"}},
        ],
        data,
    ),
    "traces and exceptions": (
        [posted("{ __typename }"), posted("qwerty cop { abc }"), posted("{ abc }")],
        lambda r: any(word in r.text.lower() for word in ("tracing", "stacktrace", "exception", "traceback")),
    ),
}


@pytest.fixture
async def production(settings: Settings) -> AsyncIterator[AsyncClient]:
    async with app_client(settings.model_copy(update={"profile": "production"})) as client:
        yield client


@pytest.mark.parametrize("name", ["nobody", "Pat"])
@pytest.mark.parametrize("check", CHECKS)
async def test_in_production_graphql_cop_finds_what_is_decided_and_nothing_else(
    production: AsyncClient, check: str, name: str
) -> None:
    token = {} if name == "nobody" else ApiClient.signed_in(production, name).headers
    requests, is_finding = CHECKS[check]
    for request in requests:
        response = await production.request(**{**request, "headers": {**request.get("headers", {}), **token}})
        assert bool(is_finding(response)) == (check in DECIDED), response.text
