"""A page that hides the widget while a dialog is open stays usable, and the dialog comes back as it was."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page, expect

from support.browser import open_page
from support.server import Server


@pytest.fixture
async def page(server: Server) -> AsyncIterator[Page]:
    """The practice's screen, and then Cleo's chart with a policy that is being edited."""
    async with open_page(server.url) as page:
        await page.goto("/#practice")
        await page.get_by_role("link", name="Chart").click()
        chart = page.locator("chart-insurance")
        await chart.get_by_role("button", name="Actions for Cigna Healthcare").click()
        await chart.get_by_role("menuitem", name="Edit").click()
        await page.locator("policybook-policy-form").get_by_label("Member ID").fill("TYPED-1")
        yield page


async def test_back_in_the_browser_leaves_a_page_that_can_be_used_and_forward_the_dialog(page: Page) -> None:
    member_id = page.locator("policybook-policy-form").get_by_label("Member ID")
    await page.go_back()
    await expect(page.locator("#chart-screen")).to_be_hidden()
    await page.locator("practice-insurance").get_by_role("tab", name="Payers").click()  # a modal dialog would block it
    await expect(page.locator("practice-insurance").get_by_label("Search payers")).to_be_visible()
    await page.go_forward()
    await expect(member_id).to_be_focused()
    await expect(member_id).to_have_value("TYPED-1")
    assert (
        await page.evaluate("document.elementFromPoint(5, 5).localName") == "chart-insurance"
    )  # the dialog's backdrop


async def test_a_dialog_upon_a_dialog_comes_back_upon_it(page: Page) -> None:
    form = page.locator("policybook-policy-form")
    await form.get_by_role("button", name="Add a payer").click()
    payer = page.locator("policybook-payer-form")
    await payer.get_by_label("Name", exact=True).fill("Harbor Health")
    for style in [{"display": "none"}, {"visibility": "hidden"}]:
        chart = page.locator("chart-insurance")
        await chart.evaluate("(chart, style) => Object.assign(chart.style, style)", style)
        await expect(payer.get_by_label("Name", exact=True)).to_be_hidden()
        await page.get_by_role("link", name="Practice").click()
        await chart.evaluate("chart => Object.assign(chart.style, {display: '', visibility: ''})")
        await page.get_by_role("link", name="Chart").click()
        await expect(payer.get_by_label("Name", exact=True)).to_be_focused()
        await page.keyboard.type("!")  # what is typed arrives in the upper one
    await expect(payer.get_by_label("Name", exact=True)).to_have_value("Harbor Health!!")
    await payer.get_by_role("button", name="Cancel").click()
    await expect(form.get_by_label("Member ID")).to_have_value("TYPED-1")
    await form.get_by_label("Member ID").fill("TYPED-2")
