"""The claim form in the chart: the upper half of a CMS-1500, to look at and to print."""

import re

import pytest
from playwright.async_api import FloatRect, Locator, Page, expect

from support.browser import PHONE, assert_accessible, open_page, screenshot
from support.server import Server

# What the frame would print, as no printer answers here.
_CATCH_PRINT = "window.print = () => { window.top.printed = {title: document.title, text: document.body.innerText}; }"


@pytest.fixture
async def options(page: Page) -> Locator:
    """What Cleo's chart offers to a claim for November 2, 2026."""
    await page.add_init_script(_CATCH_PRINT)
    await page.goto("/")
    return await options_on(page, "2026-11-02")


async def options_on(page: Page, day: str) -> Locator:
    region = page.locator("chart-insurance").get_by_role("region", name="Policies for a date of service")
    await region.get_by_label("Date of service").fill(day)
    await region.get_by_label("Date of service").press("Enter")
    await expect(region.get_by_role("heading", name=re.compile("Can be used on "))).to_be_visible()
    return region


async def form_of(options: Locator, policy: str) -> Locator:
    await options.get_by_role("button", name=f"Claim form of {policy}").click()
    await expect(options.get_by_role("dialog", name=f"Claim form: {policy}")).to_be_visible()
    form = options.locator("policybook-claim-form")
    await expect(form.get_by_text("Patient's name")).to_be_visible()
    return form


def box(form: Locator, number: str) -> Locator:
    return form.locator(f".box-{number}")


async def test_a_form_looks_as_it_would_be_printed(options: Locator, page: Page) -> None:
    form = await form_of(options, "UnitedHealthcare")
    for number, text in {
        "1a": "914662057",
        "2": "MARCHETTI, CLEO, R",
        "3": "05 14 2002",
        "9d": "BLUE CROSS BLUE SHIELD TX",
        "11": "712904",
    }.items():
        await expect(box(form, number).locator(".value")).to_have_text(text)
    assert await box(form, "5").locator(".value").all_inner_texts() == [
        "61 GARDEN PLACE APT 4",
        "BROOKLYN",
        "NY",
        "11201",
    ]
    for number, choice in {"1": "GROUP HEALTH PLAN", "3": "F", "6": "SELF", "11d": "YES"}.items():
        ticked = box(form, number).locator(".choices > span").filter(has_text=re.compile("^X"))
        await expect(ticked).to_have_text(f"X{choice}")
    await expect(form.locator(".carrier")).to_contain_text("PO Box 30555")
    await expect(form.get_by_role("img")).to_have_count(0)
    await assert_accessible(page)
    await screenshot(page, "claim-form")


async def test_the_boxes_lie_as_on_paper(options: Locator) -> None:
    form = await form_of(options, "UnitedHealthcare")
    left, middle, right = [await place(form, number) for number in ("2", "3", "4")]
    assert left["y"] == middle["y"] == right["y"]
    assert left["x"] < middle["x"] < right["x"]
    for number, column in {"5": left, "9d": left, "6": middle, "1a": right, "7": right, "11d": right}.items():
        assert (await place(form, number))["x"] == column["x"], number
    heights = [(await place(form, number))["y"] for number in ("1", "2", "5", "9", "9a", "9d", "12")]
    assert heights == sorted(set(heights))


async def test_a_box_that_is_needed_and_empty_is_marked_with_what_to_do(options: Locator, page: Page) -> None:
    form = await form_of(options, "“Blue Cross Blue Shield TX”")
    await expect(form.locator(".invalid")).to_have_count(1)
    await expect(box(form, "1")).to_contain_text("Insurance Type is missing.")
    await expect(form.get_by_text("Box 1 is needed and would be empty.")).to_be_visible()
    await expect(form.locator(".carrier")).to_have_text("Choose the payer.")
    await assert_accessible(page)
    await screenshot(page, "claim-form-problems")


async def test_of_someone_else_s_policy_everybody_stands_in_their_own_box(options: Locator) -> None:
    form = await form_of(options, "Cigna Healthcare")
    await expect(box(form, "2").locator(".value")).to_have_text("MARCHETTI, CLEO, R")
    await expect(box(form, "4").locator(".value")).to_have_text("MARCHETTI, LUCIA")
    await expect(box(form, "9").locator(".value")).to_have_text("")


async def test_printing_prints_the_form_and_nothing_else_of_the_page(options: Locator, page: Page) -> None:
    form = await form_of(options, "UnitedHealthcare")
    for _ in range(2):
        await page.evaluate("delete window.printed")
        await form.get_by_role("button", name="Print").click()
        await page.wait_for_function("window.printed")
    printed = await page.evaluate("window.printed")
    assert printed["title"] == "Claim form: UnitedHealthcare, Nov 2, 2026"
    assert "MARCHETTI, CLEO, R" in printed["text"]
    assert "HEALTH INSURANCE CLAIM FORM" in printed["text"].upper()
    for text in ("Policies for a date of service", "Close", "Policybook"):
        assert text not in printed["text"]
    frame = form.locator("iframe")
    await expect(frame).to_have_count(1)
    lines = await frame.evaluate(
        """frame => [...frame.contentDocument.querySelectorAll(".box")].map((box) => {
          const { borderRightWidth, borderRightStyle } = frame.contentWindow.getComputedStyle(box);
          return `${borderRightWidth} ${borderRightStyle}`;
        })"""
    )
    assert set(lines) == {"1px solid"} and len(lines) == 26
    await assert_accessible(page)


async def test_the_keyboard_opens_and_closes_a_form(options: Locator, page: Page) -> None:
    button = options.get_by_role("button", name="Claim form of UnitedHealthcare")
    await button.focus()
    await page.keyboard.press("Enter")
    await expect(options.get_by_role("heading", name="Claim form: UnitedHealthcare")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(options.get_by_role("dialog")).to_have_count(0)
    await expect(button).to_be_focused()


async def test_a_phone_shows_the_boxes_one_below_the_other(server: Server) -> None:
    async with open_page(server.url, PHONE) as page:
        await page.goto("/")
        form = await form_of(await options_on(page, "2026-11-02"), "UnitedHealthcare")
        places = [await place(form, number) for number in ("1", "1a", "2", "3", "4", "5", "11d")]
        assert {round(found["x"]) for found in places} == {round(places[0]["x"])}
        await expect(box(form, "12")).to_be_hidden()
        assert await page.evaluate("document.scrollingElement.scrollWidth") <= PHONE[0]
        await assert_accessible(page)
        await screenshot(page, "claim-form-phone")


async def place(form: Locator, number: str) -> FloatRect:
    found = await box(form, number).bounding_box()
    assert found
    return found
