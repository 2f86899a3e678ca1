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
        pytest.param("/graphql", {"Authorization": "Bearer x"}, 401, id="a bad token"),
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


async def test_any_origin_may_call_where_told_so(settings: Settings) -> None:
    async with app_client(settings.model_copy(update={"cors_origins": ("*",)})) as http:
        answer = await http.post("/graphql", json=VIEWER, headers={"Origin": "https://anybody.example"})
    assert answer.headers["access-control-allow-origin"] == "*"
