"""The date field of every form: typed, pasted, today, from the calendar; what is wrong stands beside it."""

from collections.abc import AsyncIterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Locator, expect

from support.browser import PHONE, assert_accessible, open_page, screenshot
from support.portal_page import SEND, TOUCH, open_form
from support.server import Server


@pytest.fixture
async def form(server: Server) -> AsyncIterator[Locator]:
    """The form that adds a policy to Cleo's chart; nothing is saved."""
    async with open_page(server.url, timezone_id="Pacific/Kiritimati") as page:
        await page.goto("/")
        await page.locator("chart-insurance").get_by_role("button", name="Add Policy").click()
        form = page.locator("policybook-policy-form")
        await expect(form.get_by_label("Effective date")).to_be_visible()
        yield form


def today_at_the_practice() -> str:
    """Today as the practice's time zone has it, and as the field shows it."""
    return datetime.now(ZoneInfo("America/New_York")).strftime("%m/%d/%Y")


async def test_an_iso_date_typed_key_by_key_is_that_date(form: Locator) -> None:
    effective = form.get_by_label("Effective date")
    for text in ["2026-03-05", "3/5/2026", "3/5/26", "030526"]:
        await effective.fill("")
        await effective.press_sequentially(text)
        await expect(effective).to_have_value(text)
        await effective.press("Tab")
        await expect(effective).to_have_value("03/05/2026")
    await assert_accessible(form.page)


async def test_t_and_today_are_the_practices_day_not_the_browsers(form: Locator) -> None:
    effective, end = form.get_by_label("Effective date"), form.get_by_label("End date")
    await effective.press_sequentially("t")
    await expect(effective).to_have_value(today_at_the_practice())
    await effective.press_sequentially("3/5/26")  # today is selected, and replaced
    await expect(effective).to_have_value("3/5/26")
    today = form.get_by_role("button", name="Today")
    await expect(today).to_have_count(2)
    await today.nth(1).click()
    await expect(end).to_have_value(today_at_the_practice())
    await expect(end).to_be_focused()
    await form.get_by_label("relationship").first.select_option("CHILD")
    await expect(form.get_by_label("Date of birth")).to_be_visible()
    await expect(today).to_have_count(2)  # nobody is born today


async def test_tab_goes_from_date_to_date_and_alt_arrow_opens_the_calendar(form: Locator) -> None:
    effective, end = form.get_by_label("Effective date"), form.get_by_label("End date")
    await effective.focus()
    await form.page.keyboard.press("Tab")
    await expect(end).to_be_focused()
    await form.evaluate(
        """form => {
          window.opened = [];
          for (const each of form.shadowRoot.querySelectorAll("input[type=date]")) {
            const open = each.showPicker;
            each.showPicker = function () {
              window.opened.push(this.previousElementSibling.ariaLabel);
              open.call(this);
            };
          }
        }"""
    )
    await form.page.keyboard.press("Alt+ArrowDown")
    assert await form.page.evaluate("window.opened") == ["Open calendar"]
    await form.page.keyboard.press("Escape")
    # The day that is chosen in it becomes the field's.
    calendar = (
        form.locator("policybook-date-input").filter(has=form.page.get_by_label("End date")).locator("input[type=date]")
    )
    await calendar.evaluate(
        "input => { input.value = '2026-03-05'; input.dispatchEvent(new Event('change', {bubbles: true})); }"
    )
    await expect(end).to_have_value("03/05/2026")
    await expect(end).to_be_focused()


async def test_what_is_no_date_stays_and_is_told_beside_the_field(form: Locator) -> None:
    effective = form.get_by_label("Effective date")
    await effective.press_sequentially("2/30/26")
    await expect(form.get_by_text("Enter a date such as 3/5/2026.")).to_have_count(0)  # not while it is being typed
    await effective.press("Tab")
    await expect(form.get_by_text("Enter a date such as 3/5/2026.")).to_be_visible()
    await expect(effective).to_have_value("2/30/26")
    await expect(effective).to_have_attribute("aria-invalid", "true")
    await assert_accessible(form.page)
    await screenshot(form.page, "date-field-invalid-1280")
    await effective.fill("2/28/26")
    await expect(form.get_by_text("Enter a date such as 3/5/2026.")).to_have_count(0)


async def test_pasted_text_is_read_and_birth_dates_are_in_the_past(form: Locator) -> None:
    await form.get_by_label("relationship").first.select_option("CHILD")
    birth = form.get_by_label("Date of birth")
    await birth.fill("\u200e11/27/65\u00a0")
    await birth.blur()
    await expect(birth).to_have_value("11/27/1965")
    effective = form.get_by_label("Effective date")
    await effective.fill("March 5, 2026")
    await effective.blur()
    await expect(effective).to_have_value("03/05/2026")


async def test_a_claims_day_is_typed_too(server: Server) -> None:
    async with open_page(server.url) as page:
        await page.goto("/")
        box = page.locator("policybook-claim-options")
        day = box.get_by_role("textbox", name="Date of service")
        await day.fill("030226")
        await expect(box.get_by_text("Enter the date of service.")).to_be_visible()
        await day.press("Enter")
        await expect(box.get_by_role("heading", name="Mar 2, 2026")).to_be_visible()
        await day.fill("13/13/13")
        await day.blur()
        await expect(box.get_by_text("Enter a date such as 3/5/2026.")).to_be_visible()
        await assert_accessible(page)


async def test_a_clients_form_with_a_broken_date_is_not_sent(server: Server) -> None:
    async with open_page(server.url, PHONE, **TOUCH) as page:
        portal = await open_form(page)
        await portal.get_by_role("radio", name="An additional insurance").check()
        await portal.get_by_label("Member ID").fill("M-1")
        await portal.locator("summary").filter(has_text="More details").click()
        await portal.get_by_label("Effective date").fill("next week")
        await portal.get_by_role("button", name=SEND).click()
        await expect(portal.get_by_text("Enter a date such as 3/5/2026.")).to_be_visible()
        await expect(portal.get_by_label("Effective date")).to_be_focused()
        await assert_accessible(page)
        assert await page.evaluate("document.documentElement.scrollWidth") == PHONE[0]
        await screenshot(page, "date-field-390")


async def test_a_date_of_another_century_is_told_in_the_servers_words_beside_the_field(stage: str) -> None:
    async with open_page(stage) as page:
        await page.goto("/")
        chart = page.locator("chart-insurance")
        await chart.get_by_role("button", name="Actions for Cigna Healthcare").click()
        await chart.get_by_role("menuitem", name="Edit").click()
        form = page.locator("policybook-policy-form")
        await form.get_by_label("Effective date").fill("03/05/0024")
        await form.get_by_role("button", name="Save").click()
        error = form.locator("[id='effectiveDate-error']")
        await expect(error).to_be_visible()
        await expect(error).not_to_contain_text("Enter a date such as")
        await expect(form.get_by_label("Effective date")).to_be_focused()
        await expect(form.get_by_label("Effective date")).to_have_value("03/05/0024")
