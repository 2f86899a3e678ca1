"""<practice-insurance> and the demo page over a slow network that loses responses."""

import re
from asyncio import Event

from playwright.async_api import Page, Route, expect

from support.browser import assert_accessible, open_page, screenshot
from support.server import Server


async def test_a_link_that_is_on_its_way_is_shown_though_escape_is_pressed(stage: str) -> None:
    asked, answered = Event(), Event()

    async def dawdle(route: Route) -> None:
        if "mutation InviteClient" in (route.request.post_data or ""):
            asked.set()
            await answered.wait()
        await route.continue_()

    async with open_page(stage) as page:
        await page.route("**/graphql", dawdle)
        await page.goto("/#practice")
        practice = page.locator("practice-insurance")
        await practice.get_by_role("tab", name="Clients").click()
        await practice.get_by_role("button", name="Actions for Aaliyah Jackson", exact=True).click()
        await practice.get_by_role("menuitem", name="Invite to the portal").click()
        dialog = practice.locator("policybook-dialog")
        await dialog.get_by_role("button", name="Invite").click()
        await asked.wait()
        await page.keyboard.press("Escape")
        await dialog.get_by_role("button", name="Cancel").click()
        answered.set()
        await expect(dialog.get_by_label("One-time link")).to_have_value(re.compile(r"/\?invitation=."))
        await page.keyboard.press("Escape")
        await expect(dialog).to_have_count(0)


async def test_retry_asks_for_what_was_asked_though_it_was_done(stage: str) -> None:
    lost: list[str] = []

    async def lose_the_first_answer(route: Route) -> None:
        if "mutation SetPortalSettings" in (route.request.post_data or "") and not lost:
            lost.append(route.request.url)
            await route.fetch()
            return await route.abort()
        return await route.continue_()

    async with open_page(stage, loses_connections=True) as page:
        await page.route("**/graphql", lose_the_first_answer)
        await page.goto("/#practice")
        practice = page.locator("practice-insurance")
        await practice.get_by_role("tab", name="Portal").click()
        switch = practice.get_by_role("switch")
        await expect(switch).to_be_checked()
        await switch.click()
        await expect(practice.get_by_role("button", name="Retry")).to_be_visible()
        # As the other widgets' saves make it do.
        await practice.evaluate("widget => widget.refresh()")
        await expect(switch).not_to_be_checked()
        await practice.get_by_role("button", name="Retry").click()
        await expect(practice.get_by_text("Clients can no longer add insurance.")).to_be_visible()
        await expect(practice.get_by_role("button", name="Retry")).to_have_count(0)
        await expect(switch).not_to_be_checked()


async def test_the_chart_is_whose_the_chooser_says_and_has_the_focus_when_it_is_opened(server: Server) -> None:
    async with open_page(server.url, loses_connections=True) as page:
        await page.goto("/")
        chart, chooser = page.locator("chart-insurance"), page.locator("#clients")
        await expect(chart).to_contain_text("Cleo Marchetti")
        answered = await hold_the_first(page)
        await chooser.select_option(label="Dana Whitfield")
        await chooser.select_option(label="Harriet Lindqvist")
        await expect(chart).to_contain_text("Harriet Lindqvist")
        async with page.expect_event("requestfinished", lambda request: "config.json" in request.url):
            answered.set()
        await shows(page, "Harriet Lindqvist")

        await page.route("**/demo/config.json*", lambda route: route.abort())
        await chooser.select_option(label="Dana Whitfield")
        alert = page.get_by_role("alert").filter(has_text="Dana Whitfield could not be opened")
        await expect(alert).to_be_visible()
        await shows(page, "Harriet Lindqvist")
        await assert_accessible(page)
        await screenshot(page, "demo-not-opened")
        await page.unroute("**/demo/config.json*")
        await alert.get_by_role("button", name="Retry").click()
        await expect(chart).to_contain_text("Dana Whitfield")
        await expect(alert).to_have_count(0)
        await shows(page, "Dana Whitfield")

        await page.set_viewport_size({"width": 320, "height": 700})
        await page.get_by_role("link", name="Practice").click()
        await expect(page.locator("practice-insurance").get_by_role("article").first).to_be_visible()
        assert await page.evaluate("document.documentElement.scrollWidth") == 320
        await screenshot(page, "practice-queue-320")
        await page.get_by_role("button", name="Open chart: ").first.click()
        await expect(page.get_by_role("region", name="Chart")).to_be_focused()


async def hold_the_first(page: Page) -> Event:
    """Holds the page's first question whom to play until the event, and lets the others through."""
    held: list[Route] = []
    answered = Event()

    async def handle(route: Route) -> None:
        held.append(route)
        if held[0] is route:
            await answered.wait()
        await route.continue_()

    await page.route("**/demo/config.json*", handle)
    return answered


async def shows(page: Page, name: str) -> None:
    """The chooser and the chart say the same name."""
    await expect(page.locator("#clients option:checked")).to_have_text(name)
    await expect(page.locator("chart-insurance")).to_contain_text(name)
