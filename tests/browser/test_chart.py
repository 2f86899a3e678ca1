"""<chart-insurance>: what a practitioner sees of a client's insurance."""

import re
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Locator, Page, Route, expect

from support.browser import PHONE, assert_accessible, open_page, screenshot
from support.chart_page import seen
from support.server import Server


@pytest.fixture
async def chart(page: Page) -> Locator:
    """Cleo's chart."""
    await page.goto("/")
    chart = page.locator("chart-insurance")
    await expect(card(chart, "UnitedHealthcare")).to_be_visible()
    return chart


def card(chart: Locator, name: str) -> Locator:
    return chart.get_by_role("article", name=name)


async def test_each_policy_is_a_card_with_its_badges(chart: Locator) -> None:
    await expect(chart.get_by_role("article")).to_have_count(5)
    badges = {
        "UnitedHealthcare": ["Primary", "In force"],
        "Aetna": ["Primary", "Ended Dec 31, 2025", "Ended by a new Primary"],
        "Blue Cross Blue Shield TX": ["Secondary", "In force", "Needs Payer", "Needs Review"],
        "MetroPlusHealth": ["Primary", "Inactive"],
    }
    for name, expected in badges.items():
        shown = card(chart, name).get_by_role("list", name="Type and standing").get_by_role("listitem")
        assert [text.strip() for text in await shown.all_inner_texts()] == expected


async def test_days_and_amounts_are_written_as_people_write_them(chart: Locator) -> None:
    united = card(chart, "UnitedHealthcare")
    for text in ["Jan 1, 2026", "$25.00", "$1,500.00", "914662057", "Group health plan"]:
        await expect(united.get_by_text(text, exact=True)).to_be_visible()
    await expect(card(chart, "Aetna")).to_contain_text(
        "Ended on Dec 31, 2025, because another Primary takes effect on Jan 1, 2026."
    )


async def test_the_pictures_of_a_card_are_shown(chart: Locator) -> None:
    front = card(chart, "UnitedHealthcare").get_by_role("img", name="Front of the card")
    await expect(front).to_be_visible()
    assert await front.evaluate("image => image.decode().then(() => image.naturalWidth)") > 100


async def test_a_menu_offers_what_may_be_done_and_obeys_the_keyboard(chart: Locator, page: Page) -> None:
    button = chart.get_by_role("button", name="Actions for “Blue Cross Blue Shield TX”")
    await button.focus()
    await page.keyboard.press("Enter")
    items = chart.get_by_role("menuitem")
    assert await items.all_inner_texts() == [
        "Choose payer and edit",
        "Mark Reviewed",
        "Replace with new policy…",
        "Make Inactive",
        "Entered in error…",
        "History",
    ]
    await expect(items.first).to_be_focused()
    await seen(page, "chart-menu")
    await page.keyboard.press("ArrowUp")
    await expect(items.last).to_be_focused()
    await page.keyboard.press("m")
    await expect(items.nth(1)).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(items).to_have_count(0)
    await expect(button).to_be_focused()


async def test_the_timeline_shows_who_covers_when_and_says_so_in_words(chart: Locator, page: Page) -> None:
    await expect(chart.get_by_role("img", name=re.compile("Coverage, .* 0 gaps and 0 overlaps"))).to_be_visible()
    await chart.get_by_text("Show as a list").click()
    await expect(chart.get_by_role("listitem").filter(has_text="Jan 1, 2024 – Aug 31, 2025")).to_contain_text("Aetna")
    await assert_accessible(page)


async def test_a_date_of_service_says_which_policies_a_claim_may_use_and_why_not_the_others(
    chart: Locator, page: Page
) -> None:
    box = chart.get_by_role("region", name="Policies for a date of service")
    await box.get_by_label("Date of service").fill("2025-03-10")
    await box.get_by_label("Date of service").press("Enter")
    await expect(box.get_by_role("heading", name="Can be used on Mar 10, 2025")).to_be_visible()
    offered = box.get_by_role("listitem")
    await expect(offered.first).to_contain_text("Aetna")
    await expect(offered.first).to_contain_text("Ready to claim")
    await expect(offered.filter(has_text="MetroPlusHealth")).to_contain_text("Add an End Date")
    await assert_accessible(page)
    await screenshot(page, "chart-claim")


@pytest.fixture
async def phone(server: Server) -> AsyncIterator[Page]:
    """A phone on the demo."""
    async with open_page(server.url, PHONE) as page:
        yield page


@pytest.mark.parametrize("screen", ["chart", "practice", "portal"])
async def test_every_screen_is_accessible_and_fits_a_phone(phone: Page, screen: str) -> None:
    await phone.goto(f"/#{screen}")
    await expect(phone.locator(f"{screen}-insurance").get_by_role("listitem").first).to_be_visible()
    await assert_accessible(phone)
    assert await phone.evaluate("document.documentElement.scrollWidth") == PHONE[0]
    await screenshot(phone, f"{screen}-390")


@pytest.mark.parametrize("screen", ["chart", "practice"])
async def test_every_screen_is_accessible_in_a_wide_window(page: Page, screen: str) -> None:
    await page.goto(f"/#{screen}")
    await expect(page.locator(f"{screen}-insurance").get_by_role("listitem").first).to_be_visible()
    await expect(page.locator("portal-insurance").get_by_role("listitem").first).to_be_visible()
    await assert_accessible(page)
    await screenshot(page, f"{screen}-1280")


async def test_a_lost_connection_says_so_and_retry_mends_it(server: Server) -> None:
    async with open_page(server.url, loses_connections=True) as page:
        await page.route("**/graphql", lambda route: route.abort())
        await page.goto("/")
        chart = page.locator("chart-insurance")
        await expect(chart.get_by_role("alert")).to_contain_text("There is no connection.")
        await assert_accessible(page)
        await screenshot(page, "chart-lost")
        await page.unroute("**/graphql")
        await chart.get_by_role("button", name="Retry").click()
        await expect(card(chart, "UnitedHealthcare")).to_be_visible()


async def test_making_a_policy_inactive_foretells_and_saves(stage: str) -> None:
    async with open_page(stage) as page:
        await page.goto("/")
        chart = page.locator("chart-insurance")
        await chart.get_by_role("button", name="Actions for Cigna Healthcare").click()
        await chart.get_by_role("menuitem", name="Make Inactive").click()
        await expect(chart.get_by_role("dialog", name="Make Cigna Healthcare inactive")).to_be_visible()
        dialog = chart.locator("policybook-dialog")  # what is slotted into it included
        await expect(dialog).to_contain_text("Without an End Date the inactive policy is not offered for any claim.")
        await dialog.get_by_label("End date").fill("2025-08-01")
        await expect(dialog.get_by_label("End date")).to_have_attribute("aria-invalid", "true")
        await assert_accessible(page)
        await screenshot(page, "chart-make-inactive-wrong")
        await dialog.get_by_label("End date").fill("2026-10-31")
        await expect(dialog).to_contain_text("will be inactive, with Oct 31, 2026 as its last day of coverage.")
        await dialog.get_by_role("button", name="Make Inactive").click()
        await expect(dialog).to_have_count(0)
        await expect(card(chart, "Cigna Healthcare")).to_contain_text("Inactive")
        await expect(chart.get_by_role("button", name="Actions for Cigna Healthcare")).to_be_focused()
        await assert_accessible(page)


async def test_a_save_whose_answer_was_lost_goes_again_with_the_same_key(stage: str) -> None:
    keys: list[str] = []

    async def lose_the_first_answer(route: Route) -> None:
        request = route.request.post_data_json or {}
        key = request["variables"].get("input", {}).get("idempotencyKey")
        if key is None:
            return await route.continue_()
        keys.append(key)
        answer = await route.fetch()
        return await (route.abort() if len(keys) == 1 else route.fulfill(response=answer))

    async with open_page(stage, loses_connections=True) as page:
        await page.route("**/graphql", lose_the_first_answer)
        await page.goto("/")
        chart = page.locator("chart-insurance")
        await chart.get_by_role("button", name="Actions for Cigna Healthcare").click()
        await chart.get_by_role("menuitem", name="Make Inactive").click()
        dialog = chart.locator("policybook-dialog")
        await dialog.get_by_label("End date").fill("2026-10-31")
        await dialog.get_by_role("button", name="Make Inactive").click()
        await expect(dialog.get_by_role("alert")).to_contain_text("There is no connection.")
        await expect(dialog.get_by_label("End date")).to_have_value("10/31/2026")
        await dialog.get_by_role("button", name="Retry").click()
        await expect(dialog).to_have_count(0)
    assert len(keys) == 2
    assert len(set(keys)) == 1


async def test_marking_reviewed_takes_the_badge_away_and_says_so(stage: str) -> None:
    async with open_page(stage) as page:
        await page.goto("/")
        chart = page.locator("chart-insurance")
        waiting = card(chart, "Blue Cross Blue Shield TX")
        await chart.get_by_role("button", name="Actions for “Blue Cross Blue Shield TX”").click()
        await chart.get_by_role("menuitem", name="Mark Reviewed").click()
        await expect(chart.get_by_text("Marked reviewed.")).to_be_visible()
        await expect(waiting).not_to_contain_text("Needs Review")
        await expect(waiting).to_contain_text("Needs Payer")
        await screenshot(page, "chart-reviewed")
        # What was saved here appears in the portal beside it.
        await expect(page.locator("portal-insurance").get_by_text("Your practice is reviewing this.")).to_have_count(0)
