"""CORS: pages of other origins may call the API only if a setting names them."""

from collections.abc import AsyncIterator

import pytest
from httpx2 import AsyncClient, Response

from gql.execution.executor import Executor
from gql.settings import Settings
from support.api_client import token_of
from support.app_client import app_client

PORTAL = "https://portal.example"
VIEWER = {"query": "{ viewer { role } }"}
PREFLIGHT = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization, content-type"}
STRANGERS = [
    "https://evil.example",
    "http://portal.example",
    "https://portal.example:8443",
    "https://portal.example.evil.example",
    "https://PORTAL.example",
    "null",
    "",
]


@pytest.fixture
async def portal(settings: Settings) -> AsyncIterator[AsyncClient]:
    """A server whose API the portal's pages may call."""
    async with app_client(settings.model_copy(update={"cors_origins": (PORTAL, "http://localhost:3000")})) as http:
        yield http


def allowing(response: Response) -> set[str]:
    return {name for name in response.headers if name.startswith("access-control-")}


@pytest.mark.parametrize("origin", [PORTAL, *STRANGERS])
async def test_no_origin_may_call_unless_told(http: AsyncClient, origin: str) -> None:
    headers = {"Origin": origin}
    assert not allowing(await http.post("/graphql", json=VIEWER, headers=headers))
    preflight = await http.options("/graphql", headers=headers | PREFLIGHT)
    assert (preflight.status_code, allowing(preflight)) == (405, set())


@pytest.mark.parametrize("origin", [PORTAL, "http://localhost:3000"])
async def test_a_named_origin_may_call(portal: AsyncClient, origin: str) -> None:
    preflight = await portal.options("/graphql", headers={"Origin": origin} | PREFLIGHT)
    assert preflight.status_code == 200
    assert preflight.headers["access-control-allow-origin"] == origin
    assert {"GET", "POST"} <= set(preflight.headers["access-control-allow-methods"].split(", "))
    allowed = preflight.headers["access-control-allow-headers"].lower().split(", ")
    assert {"authorization", "content-type"} <= set(allowed)
    headers = {"Origin": origin, "Authorization": f"Bearer {token_of('Cleo')}"}
    answer = await portal.post("/graphql", json=VIEWER, headers=headers)
    assert answer.json() == {"data": {"viewer": {"role": "CLIENT"}}}
    assert answer.headers["access-control-allow-origin"] == origin
    assert {"accept", "origin"} <= set(answer.headers["vary"].lower().split(", "))


@pytest.mark.parametrize("origin", STRANGERS)
async def test_another_origin_may_not(portal: AsyncClient, origin: str) -> None:
    preflight = await portal.options("/graphql", headers={"Origin": origin} | PREFLIGHT)
    assert preflight.status_code == 400
    assert "access-control-allow-origin" not in preflight.headers
    answer = await portal.post("/graphql", json=VIEWER, headers={"Origin": origin})
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize(
    "asked",
    [{"Access-Control-Request-Method": "DELETE"}, PREFLIGHT | {"Access-Control-Request-Headers": "x-anything"}],
    ids=["a method", "a header"],
)
async def test_a_named_origin_may_do_no_more_than_call(portal: AsyncClient, asked: dict[str, str]) -> None:
    assert (await portal.options("/graphql", headers={"Origin": PORTAL} | asked)).status_code == 400


async def test_cookies_never_count(portal: AsyncClient) -> None:
    for answer in (
        await portal.options("/graphql", headers={"Origin": PORTAL} | PREFLIGHT),
        await portal.post("/graphql", json=VIEWER, headers={"Origin": PORTAL}),
    ):
        assert "access-control-allow-credentials" not in answer.headers


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        pytest.param("/graphql", {"Content-Type": "application/json"}, 400, id="no request"),
        pytest.param("/nowhere", {}, 404, id="an unknown path"),
        pytest.param("/graphql", {"Content-Type": "text/plain"}, 415, id="no JSON"),
    ],
)
async def test_a_named_origins_page_can_read_a_refusal(
    portal: AsyncClient, path: str, headers: dict[str, str], status: int
) -> None:
    answer = await portal.post(path, content=b"{", headers={"Origin": PORTAL} | headers)
    assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (status, PORTAL)
    assert answer.json()["errors"]


async def test_a_named_origins_page_can_read_a_failure(portal: AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Executor, "answer", None)
    answer = await portal.post("/graphql", json=VIEWER, headers={"Origin": PORTAL})
    assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (500, PORTAL)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
async def test_a_named_origins_page_can_read_a_part_of_a_file(portal: AsyncClient, method: str) -> None:
    asked = {"Access-Control-Request-Method": method, "Access-Control-Request-Headers": "range"}
    assert (await portal.options("/files/x", headers={"Origin": PORTAL} | asked)).status_code == 200
    answer = await portal.request(method, "/files/x", headers={"Origin": PORTAL, "Range": "bytes=0-9"})
    assert answer.headers["access-control-allow-origin"] == PORTAL
    exposed = set(answer.headers["access-control-expose-headers"].lower().split(", "))
    assert exposed >= {"content-range", "content-disposition", "retry-after"}


@pytest.mark.parametrize(
    "header",
    [
        *("traceparent", "tracestate", "baggage", "sentry-trace", "x-request-id"),
        *("x-datadog-origin", "x-datadog-parent-id", "x-datadog-sampling-priority", "x-datadog-trace-id"),
        *("apollographql-client-name", "apollographql-client-version", "apollo-require-preflight"),
        *("x-requested-with", "cache-control", "pragma", "if-none-match", "if-modified-since", "if-range"),
    ],
)
async def test_a_named_origins_page_may_send_what_clients_and_tracers_add(portal: AsyncClient, header: str) -> None:
    asked = {
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": f"authorization,content-type,{header}",
    }
    preflight = await portal.options("/graphql", headers={"Origin": PORTAL} | asked)
    assert preflight.status_code == 200
    assert header in preflight.headers["access-control-allow-headers"].lower().split(", ")
    answer = await portal.post("/graphql", json=VIEWER, headers={"Origin": PORTAL, header: "1"})
    assert answer.headers["access-control-allow-origin"] == PORTAL


async def test_a_setting_allows_more_headers(settings: Settings) -> None:
    changes = {"cors_origins": (PORTAL,), "cors_headers": ("X-Tenant", "X-Client-Version")}
    asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "x-tenant, x-client-version"}
    async with app_client(settings.model_copy(update=changes)) as http:
        assert (await http.options("/graphql", headers={"Origin": PORTAL} | asked)).status_code == 200
        asked["Access-Control-Request-Headers"] += ", x-other"
        assert (await http.options("/graphql", headers={"Origin": PORTAL} | asked)).status_code == 400


async def test_a_named_origins_page_can_read_the_headers_that_say_what_happened(portal: AsyncClient) -> None:
    answer = await portal.post("/graphql", json=VIEWER, headers={"Origin": PORTAL, "Authorization": "Bearer x"})
    assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (401, PORTAL)
    exposed = set(answer.headers["access-control-expose-headers"].lower().split(", "))
    assert exposed >= {"x-request-id", "etag", "retry-after", "www-authenticate"}


OF_EXAMPLE = ["https://a.example.com", "https://a.b.example.com", "https://xn--bcher-kva.example.com"]
NOT_OF_EXAMPLE = [
    "https://example.com",
    "http://a.example.com",
    "https://a.example.com:8443",
    "https://a.example.com.evil.example",
    "https://a.example.com@evil.example",
    "https://evilexample.com",
    "https://evil.example/.example.com",
    "https://evil.example:1.example.com",
    "https://evil.example?.example.com",
    "https://evil.example#.example.com",
    "https://evil.example\\.example.com",
    "https://.example.com",
    "https://a..example.com",
    "https://aXexample.com",
    "https://a.exampleXcom",
    "https://a.example.com.",
    "capacitor://a.example.com",
]


@pytest.mark.parametrize("origin", [*OF_EXAMPLE, *NOT_OF_EXAMPLE])
async def test_a_star_stands_for_subdomains_and_nothing_else(settings: Settings, origin: str) -> None:
    expected = origin if origin in OF_EXAMPLE else None
    async with app_client(settings.model_copy(update={"cors_origins": ("https://*.example.com", PORTAL)})) as http:
        preflight = await http.options("/graphql", headers={"Origin": origin} | PREFLIGHT)
        answer = await http.post("/graphql", json=VIEWER, headers={"Origin": origin})
    assert preflight.status_code == (200 if expected else 400)
    for response in (preflight, answer):
        assert response.headers.get("access-control-allow-origin") == expected
        assert "origin" in response.headers["vary"].lower()


async def test_a_star_with_a_port_stands_for_subdomains_at_that_port(settings: Settings) -> None:
    async with app_client(settings.model_copy(update={"cors_origins": ("http://*.localhost:3000",)})) as http:
        allowed = {}
        for origin in ("http://a.localhost:3000", "http://a.localhost", "http://a.localhost:30000"):
            answer = await http.post("/graphql", json=VIEWER, headers={"Origin": origin})
            allowed[origin] = answer.headers.get("access-control-allow-origin")
    assert list(allowed.values()) == ["http://a.localhost:3000", None, None]


@pytest.mark.parametrize("origin", ["capacitor://localhost", "ionic://localhost", "tauri://localhost"])
async def test_the_pages_inside_of_an_app_may_call_where_named(settings: Settings, origin: str) -> None:
    async with app_client(settings.model_copy(update={"cors_origins": (origin,)})) as http:
        preflight = await http.options("/graphql", headers={"Origin": origin} | PREFLIGHT)
        assert (preflight.status_code, preflight.headers["access-control-allow-origin"]) == (200, origin)
        for other in (origin + ":1", origin.replace("localhost", "evil.example"), "https://localhost"):
            answer = await http.post("/graphql", json=VIEWER, headers={"Origin": other})
            assert "access-control-allow-origin" not in answer.headers


async def test_any_origin_may_call_where_told_so(settings: Settings) -> None:
    async with app_client(settings.model_copy(update={"cors_origins": ("*",)})) as http:
        answer = await http.post("/graphql", json=VIEWER, headers={"Origin": "https://anybody.example"})
    assert answer.headers["access-control-allow-origin"] == "*"
