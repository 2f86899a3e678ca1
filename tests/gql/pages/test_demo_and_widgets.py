"""The files of the widgets and the demo page at `/`: who may load them, and who gets tokens."""

import re
from pathlib import Path
from typing import Any

import pytest
from httpx2 import ASGITransport, AsyncClient
from starlette.applications import Starlette
from starlette.testclient import TestClient

from gql.auth.local_tokens import verify
from gql.global_ids import global_id
from gql.pages import demo
from gql.settings import Settings
from insurance.enums import Role
from store.demo.cast import CLEO, DANA, OMAR
from support.api_client import KEY
from support.app_client import app_client

OWN = "http://127.0.0.1:8000"
SOURCES = Path(__file__).parents[3] / "widgets"
WIDGETS = ["chart-insurance", "practice-insurance", "portal-insurance"]


@pytest.mark.parametrize("name", WIDGETS)
async def test_a_widget_is_served_to_pages_of_any_site(http: AsyncClient, name: str) -> None:
    answer = await http.get(f"/widgets/{name}.js", headers={"Origin": "https://portal.example"})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_a_widget_is_sent_again_only_when_it_has_changed(http: AsyncClient) -> None:
    etag = (await http.get("/widgets/chart-insurance.js")).headers["etag"]
    assert (await http.get("/widgets/chart-insurance.js", headers={"If-None-Match": etag})).status_code == 304


async def test_the_manifest_and_the_readme_name_all_that_a_page_can_set_and_hear(http: AsyncClient) -> None:
    answer = await http.get("/widgets/custom-elements.json")
    assert answer.headers["content-type"].startswith("application/json")
    elements = {each["tagName"]: each for module in answer.json()["modules"] for each in module["declarations"]}
    tokens = set(re.findall(r"--policybook-[a-z-]+", (SOURCES / "shared/styles/tokens.css.ts").read_text("utf-8")))
    readme = (SOURCES / "README.md").read_text("utf-8")
    assert sorted(elements) == sorted(WIDGETS)
    for tag, element in elements.items():
        attributes, events, properties = (names(element[kind]) for kind in ("attributes", "events", "cssProperties"))
        assert attributes == {"endpoint"} | ({"client-id"} if tag == "chart-insurance" else set())
        opens = {"policybook-open-client"} if tag == "practice-insurance" else set()
        assert events == {"policybook-changed", "policybook-signed-out"} | opens
        assert properties == tokens | ({"--policybook-top"} if tag == "chart-insurance" else set())
        assert {"token", "refresh"} <= names(element["members"])
        for name in attributes | events | properties:
            assert f"| `{name}` " in readme


def names(rows: list[dict[str, Any]]) -> set[str]:
    return {row["name"] for row in rows}


@pytest.mark.parametrize("name", ["none.js", "sizes.txt", "__init__.py", "..%2f__init__.py", "none-insurance.js", ""])
async def test_no_other_file_is_served(http: AsyncClient, name: str) -> None:
    for folder in ("widgets", "demo"):
        assert (await http.get(f"/{folder}/{name}")).status_code == 404


async def test_the_page_lets_no_code_run_but_ours_and_asks_no_other_host(http: AsyncClient) -> None:
    answer = await http.get("/")
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "://" not in policy


async def test_the_page_has_tokens_for_the_practitioner_and_for_the_client_chosen(http: AsyncClient) -> None:
    config = await config_for(http, global_id("Client", DANA.id))
    assert verify(KEY.encode(), config["practitioner"]).role is Role.PRACTITIONER
    assert verify(KEY.encode(), config["client"]["token"]).client_id == DANA.id
    assert config["client"]["name"] == "Dana Whitfield"
    assert {"id": global_id("Client", CLEO.id), "name": "Cleo Marchetti"} in config["clients"]


@pytest.mark.parametrize("asked", ["", "nonsense", global_id("Client", OMAR.id)])
async def test_a_client_who_is_not_the_practices_is_nobody_and_cleo_is_shown(http: AsyncClient, asked: str) -> None:
    config = await config_for(http, asked)
    assert verify(KEY.encode(), config["client"]["token"]).client_id == CLEO.id
    assert "Omar" not in str(config)


async def test_a_page_that_is_not_on_this_machine_gets_no_token(app: Starlette) -> None:
    async with AsyncClient(transport=ASGITransport(app), base_url="http://policybook.example") as http:
        assert await config_for(http, "") == {
            "endpoint": "/graphql",
            "practitioner": None,
            "clients": [],
            "client": None,
        }


FOREIGN = [
    {"Origin": "https://portal.example"},
    {"Origin": "http://127.0.0.1:3000"},
    {"Origin": "null"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Origin": OWN, "Sec-Fetch-Site": "cross-site"},
]


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
async def test_a_page_of_another_site_gets_no_token_though_it_may_use_the_api(
    settings: Settings, headers: dict[str, str]
) -> None:
    async with app_client(settings.model_copy(update={"cors_origins": ("*",)})) as http:
        assert await tokens(http, headers) == []


@pytest.mark.parametrize("headers", [{}, {"Origin": OWN, "Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}])
async def test_the_pages_of_this_very_server_get_tokens(http: AsyncClient, headers: dict[str, str]) -> None:
    assert len(await tokens(http, headers)) == 4


async def test_another_machine_that_calls_itself_this_one_gets_no_token(app: Starlette) -> None:
    transport = ASGITransport(app, client=("192.0.2.7", 1234))
    async with AsyncClient(transport=transport, base_url="http://localhost:8000") as http:
        assert await tokens(http, {}) == []


async def test_production_has_the_widgets_and_no_page(settings: Settings) -> None:
    async with app_client(settings.model_copy(update={"profile": "production"})) as http:
        assert (await http.get("/widgets/chart-insurance.js")).status_code == 200
        for path in ("/", "/demo/config.json", "/demo/demo.js"):
            assert (await http.get(path)).status_code == 404


def test_the_page_says_how_to_build_what_it_lacks() -> None:
    async def config(_request: object) -> dict[str, object]:
        return {}

    app = Starlette(routes=demo.routes(config, are_built=lambda: False))
    answer = TestClient(app).get("/")
    assert answer.status_code == 503
    assert "make install" in answer.text


def test_each_widget_with_all_it_loads_is_small() -> None:
    sizes = (Path(demo.__file__).parents[1] / "widgets/dist/sizes.txt").read_text(encoding="utf-8")
    found = {line.split(".js: ")[0]: int(line.split()[1]) for line in sizes.splitlines()}
    assert set(found) == set(WIDGETS)
    assert max(found.values()) < 60_000


async def tokens(http: AsyncClient, headers: dict[str, str]) -> list[str]:
    """Every token that the two pages' config holds."""
    answers = [await http.get(path, headers=headers) for path in ("/demo/config.json", "/graphiql/config.json")]
    for answer in answers:
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    demo, graphiql = [answer.json() for answer in answers]
    of_demo = [demo["practitioner"], (demo["client"] or {}).get("token")]
    return [token for token in of_demo if token] + [persona["token"] for persona in graphiql["personas"]]


async def config_for(http: AsyncClient, client: str) -> Any:
    answer = await http.get("/demo/config.json", params={"client": client})
    assert answer.headers["cache-control"] == "no-store, no-transform"
    return answer.json()
