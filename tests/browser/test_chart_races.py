"""<chart-insurance>: dialogs whose chart changes, saves in progress that cannot be cancelled, late dry runs."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Locator, Page, Route, expect

from support.browser import open_page


@pytest.fixture
async def sandbox(stage: str) -> AsyncIterator[Page]:
    """Cleo's chart on a copy of the demo."""
    async with open_page(stage) as page:
        await page.goto("/")
        await expect(chart(page).get_by_role("article", name="UnitedHealthcare")).to_be_visible()
        yield page


def chart(page: Page) -> Locator:
    return page.locator("chart-insurance")


async def choose(page: Page, policy: str, action: str) -> Locator:
    """The dialog that comes, with what is slotted into it."""
    await chart(page).get_by_role("button", name=f"Actions for {policy}").click()
    await chart(page).get_by_role("menuitem", name=action).click()
    dialog = page.locator("policybook-dialog")
    await expect(dialog.locator("#form")).to_be_visible()
    return dialog


async def held(page: Page, part: str) -> asyncio.Event:
    """Holds the answers to what is sent with `part` in it, though the server has done it, until the event is set."""
    go = asyncio.Event()

    async def handle(route: Route) -> None:
        if part not in (route.request.post_data or ""):
            return await route.continue_()
        answer = await route.fetch()
        await go.wait()
        return await route.fulfill(response=answer)

    await page.route("**/graphql", handle)
    return go


async def test_a_dialog_goes_with_its_chart(sandbox: Page) -> None:
    dialog = await choose(sandbox, "Cigna Healthcare", "Make Inactive")
    other = await sandbox.locator("#clients option", has_text="Harriet Lindqvist").get_attribute("value")
    await chart(sandbox).evaluate("(element, id) => (element.clientId = id)", other)
    await expect(chart(sandbox).get_by_text("Harriet Lindqvist")).to_be_visible()
    await expect(dialog).to_have_count(0)


async def test_a_save_on_its_way_is_not_called_back(sandbox: Page) -> None:
    form = await choose(sandbox, "Cigna Healthcare", "Edit")
    await form.get_by_label("Copay").fill("1" * 25)
    await form.get_by_role("button", name="Save").click()
    await expect(form).to_contain_text("Enter an amount in dollars")
    await form.get_by_label("Copay").fill("15")
    await sandbox.keyboard.down("Escape")
    await sandbox.keyboard.down("Escape")  # held down
    await sandbox.keyboard.up("Escape")
    await expect(form.get_by_role("button", name="Keep editing")).to_be_focused()
    await sandbox.keyboard.press("Enter")
    await expect(form.get_by_label("Copay")).to_be_focused()
    go = await held(sandbox, "idempotencyKey")
    await form.get_by_role("button", name="Save").click()
    await expect(form.locator("#form")).to_have_attribute("inert", "")
    await sandbox.keyboard.press("Escape")
    await form.get_by_role("button", name="Cancel").click()
    await expect(form.get_by_role("button", name="Save")).to_be_visible()
    go.set()
    await expect(form).to_have_count(0)
    await expect(chart(sandbox).get_by_role("article", name="Cigna Healthcare")).to_contain_text("$15.00")


async def test_a_late_forecast_is_not_somebody_else(sandbox: Page) -> None:
    form = await choose(sandbox, "Cigna Healthcare", "Edit")
    save, forecast = asyncio.Event(), asyncio.Event()

    async def handle(route: Route) -> None:
        """The forecast reaches the server after the save, and is answered before it."""
        body = route.request.post_data or ""
        if '"dryRun":true' in body:
            await forecast.wait()
            answer = await route.fetch()
            await route.fulfill(response=answer)
            return save.set()
        if "idempotencyKey" not in body:
            return await route.continue_()
        answer = await route.fetch()
        forecast.set()
        await save.wait()
        await asyncio.sleep(0.3)  # for what the form makes of the forecast
        seen.append(await form.get_by_text("changed this policy while you were editing").count())
        return await route.fulfill(response=answer)

    seen: list[int] = []
    await sandbox.route("**/graphql", handle)
    async with sandbox.expect_request(lambda request: '"dryRun":true' in (request.post_data or "")):
        await form.get_by_label("Copay").fill("15")
    await form.get_by_role("button", name="Save").click()
    await expect(form).to_have_count(0)
    assert seen == [0]
