"""The claim form in the chart: the upper half of a CMS-1500, to look at and to print."""

import re
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Locator, Page, expect

from gql.global_ids import global_id
from store.demo.cast import CLEO
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
    await screenshot(page, "claim-form")
    print(await form.inner_text())
    await assert_accessible(page)
