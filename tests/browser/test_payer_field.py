"""The payer field of the policy form keeps what is typed: as the payer that it names, or as one to add."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Locator, Page, Route, expect

from support.browser import assert_accessible, open_page, screenshot


@pytest.fixture
async def form(stage: str) -> AsyncIterator[Locator]:
    """Cleo's policy with Cigna, being edited, on a copy of the demo."""
    async with open_page(stage) as page:
        await page.goto("/")
        chart = page.locator("chart-insurance")
        await chart.get_by_role("button", name="Actions for Cigna Healthcare").click()
        await chart.get_by_role("menuitem", name="Edit").click()
        yield page.locator("policybook-policy-form")


def payer(form: Locator) -> Locator:
    """The field."""
    return form.get_by_role("combobox", name="Payer")


def options(form: Locator) -> Locator:
    """What it offers."""
    return form.get_by_role("listbox", name="Payer").get_by_role("option")


@pytest.mark.parametrize("key", ["Tab", "Enter"])
async def test_the_first_match_is_highlighted_and_taken_with_a_key(form: Locator, key: str) -> None:
    await payer(form).press("ControlOrMeta+a")
    await payer(form).press_sequentially("aetna b")
    first = options(form).first
    await expect(first).to_have_attribute("aria-selected", "true")
    await assert_accessible(form.page)
    await payer(form).press(key)
    await expect(payer(form)).to_have_value("Aetna Better Health of New Jersey")
    await expect(form.locator(".preview")).to_contain_text("the payer")
    await expect(options(form)).to_have_count(0)


async def test_an_exact_name_and_a_quick_tab_is_that_payer(form: Locator) -> None:
    hold = asyncio.Event()

    async def handle(route: Route) -> None:
        if '"search":"aetna"' in (route.request.post_data or ""):
            await hold.wait()
        await route.continue_()

    await form.page.route("**/graphql", handle)
    await payer(form).fill("aetna")
    await payer(form).press("Tab")
    await expect(payer(form)).to_have_value("aetna")
    hold.set()
    await expect(payer(form)).to_have_value("Aetna")
    await expect(form.get_by_role("button", name="Add a payer…")).to_be_visible()


async def test_tabbing_through_takes_nothing(form: Locator) -> None:
    await payer(form).focus()
    await expect(options(form).first).to_be_visible()
    await form.page.keyboard.press("Tab")
    await expect(payer(form)).to_have_value("Cigna Healthcare")


async def test_a_name_that_no_payer_has_stays_and_may_be_added(form: Locator) -> None:
    page: Page = form.page
    await payer(form).fill("Harbor Health")
    await payer(form).press("Tab")
    await expect(payer(form)).to_have_value("Harbor Health")
    await form.get_by_role("button", name="Save").click()
    await expect(form.get_by_text("Choose a payer from the list, or add “Harbor Health” as a payer.")).to_be_visible()
    await expect(payer(form)).to_be_focused()
    await assert_accessible(page)
    await screenshot(page, "payer-field-unknown-1280")
    await page.keyboard.press("Escape")
    await expect(form.get_by_text("You have unsaved changes.")).to_be_visible()
    await page.keyboard.press("Escape")  # keeps editing: nothing that was entered is lost
    await expect(form.get_by_text("You have unsaved changes.")).to_have_count(0)
    await expect(payer(form)).to_have_value("Harbor Health")
    await form.get_by_role("button", name="Add “Harbor Health” as a payer").click()
    adding = page.locator("policybook-payer-form")
    await expect(adding.get_by_label("Name", exact=True)).to_have_value("Harbor Health")
    await adding.get_by_role("button", name="Add payer").click()
    await expect(adding).to_have_count(0)
    await form.get_by_role("button", name="Save").click()
    await expect(page.locator("chart-insurance").get_by_role("article", name="Harbor Health")).to_be_visible()
