"""GraphiQL in a real browser: the first documents work as each persona, without requests to other hosts."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
import pytest
from graphql import OperationDefinitionNode, parse
from playwright.async_api import Page, Route, expect
from starlette.requests import Request

from gql.pages import graphiql
from support.browser import SCREENSHOTS, open_page
from support.paths import ROOT
from support.server import Server

PAT = "Pat, practitioner"
CLEO = "Cleo, client"


@pytest.fixture
async def page(server: Server) -> AsyncIterator[Page]:
    """An empty page. The test fails if a page logs an error or sends a request to another host."""
    async with open_page(server.url, (1440, 900)) as page:
        yield page


async def run(page: Page, operation: str) -> None:
    # GraphiQL takes in what its editor holds a moment later, and until then would run the operation before.
    await page.wait_for_function("name => localStorage['graphiql:operationName'] === name", arg=operation)
    async with page.expect_response("**/graphql"):
        await page.get_by_role("button", name="Execute query").click()


async def test_a_tab_opens_for_each_document_of_the_frontends(page: Page) -> None:
    await page.goto("/graphql")
    tabs = page.get_by_role("tab")
    await expect(tabs).to_have_count(len(operations()))
    assert set(await tabs.all_inner_texts()) == operations()
    await page.screenshot(path=SCREENSHOTS / "graphiql.png")


def operations() -> set[str]:
    documents = [parse(file.read_text()) for file in ROOT.glob("schema/operations/*/*.graphql")]
    definitions = [definition for document in documents for definition in document.definitions]
    return {node.name.value for node in definitions if isinstance(node, OperationDefinitionNode) and node.name}


@pytest.mark.parametrize(("persona", "document"), [(PAT, "Chart"), (CLEO, "BillingTab")])
async def test_a_document_answers_as_the_persona_it_is_for(page: Page, persona: str, document: str) -> None:
    await page.goto("/graphql")
    await page.get_by_role("tab").get_by_role("button", name=document, exact=True).click()
    await expect(page.get_by_role("radio", name=persona)).to_be_checked()
    await run(page, document)
    answer = page.get_by_role("region", name="Result Window")
    await expect(answer).to_contain_text("Cleo")
    await expect(answer).not_to_contain_text("errors")
    await page.screenshot(path=SCREENSHOTS / f"graphiql-{document}.png")


async def test_the_persona_chosen_is_the_next_runs_caller(page: Page) -> None:
    await page.goto("/graphql")
    await page.get_by_role("button", name="Add tab").click()
    await page.get_by_role("region", name="Query Editor").get_by_role("textbox").focus()
    await page.keyboard.press("Control+A")
    await page.keyboard.insert_text("query Who { viewer { role } }")
    answer = page.get_by_role("region", name="Result Window")
    for persona, role in [(PAT, "PRACTITIONER"), (CLEO, "CLIENT"), (PAT, "PRACTITIONER")]:
        await page.get_by_role("group", name="Run as").get_by_role("radio", name=persona).check()
        await run(page, "Who")
        await expect(answer).to_contain_text(f'"role": "{role}"')


async def test_tabs_kept_from_other_documents_do_not_hide_these(page: Page) -> None:
    await page.goto("/graphql")
    tabs = page.get_by_role("tab")
    await page.get_by_role("button", name="Add tab").click()
    await page.wait_for_function("() => localStorage['graphiql:tabState']?.includes('<untitled>')")
    await page.reload()
    await expect(tabs).to_have_count(len(operations()) + 1)
    await page.evaluate("localStorage.setItem('policybook:documents', 'others')")
    await page.reload()
    await expect(tabs).to_have_count(len(operations()))


async def test_panes_and_dialogs_keep_within_the_security_policy(page: Page) -> None:
    await page.goto("/graphql")
    for pane in ["Documentation Explorer", "History", "GraphiQL Explorer"]:
        await page.get_by_role("button", name=f"Show {pane}").click()
        await expect(page.get_by_role("button", name=f"Hide {pane}")).to_be_visible()
    for name in ["Open short keys dialog", "Open settings dialog"]:
        await page.get_by_role("button", name=name).click()
        await expect(page.get_by_role("dialog")).to_be_visible()
        await page.screenshot(path=SCREENSHOTS / "graphiql-dialog.png")
        await page.keyboard.press("Escape")
        await expect(page.get_by_role("dialog")).to_be_hidden()


async def test_without_personas_a_token_goes_into_the_headers_editor(page: Page) -> None:
    async def without_personas(route: Route) -> None:
        config = await (await route.fetch()).json()
        await route.fulfill(json={**config, "personas": []})

    await page.route("**/graphiql/config.json", without_personas)
    await page.goto("/graphql")
    await expect(page.get_by_text("Put your token under Headers")).to_be_visible()
    await expect(page.get_by_role("radio")).to_have_count(0)
    await expect(page.get_by_role("region", name="Headers")).to_be_visible()


def test_a_file_is_sent_again_only_when_it_has_changed(server: Server) -> None:
    url = f"{server.url}/graphiql/graphiql.min.js"
    sent = httpx2.get(url)
    assert sent.status_code == 200
    assert sent.headers["content-type"].startswith("text/javascript")
    assert httpx2.get(url, headers={"If-None-Match": sent.headers["etag"]}).status_code == 304


@pytest.mark.parametrize("name", ["index.html", "__init__.py", "..%2f__init__.py", "%2e%2e/app.py", "none.js"])
def test_no_other_file_is_served(server: Server, name: str) -> None:
    assert httpx2.get(f"{server.url}/graphiql/{name}").status_code == 404


def test_the_page_says_how_to_install_what_it_lacks(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(graphiql, "_ASSETS", {"react.js": tmp_path / "react.js"})
    answer = graphiql.page(Request({"type": "http"}))
    assert answer.status_code == 503
    assert re.search("make install", bytes(answer.body).decode())
