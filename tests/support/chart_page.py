"""<chart-insurance> in a real browser: its cards, menus and forms."""

from playwright.async_api import Locator, Page, expect

from support.browser import PHONE, SCREENSHOTS, assert_accessible


def chart(page: Page) -> Locator:
    """The widget."""
    return page.locator("chart-insurance")


def card(page: Page, name: str) -> Locator:
    """The card of the policy with this payer."""
    return chart(page).get_by_role("article", name=name)


def badges(page: Page, name: str) -> Locator:
    """The badges of that card."""
    return card(page, name).get_by_role("list", name="Type and standing").get_by_role("listitem")


def form(page: Page) -> Locator:
    """The form, with what is slotted into its dialog."""
    return page.locator("policybook-policy-form")


def dialog(page: Page) -> Locator:
    """Another dialog of the chart, with what is slotted into it."""
    return chart(page).locator("policybook-dialog")


async def choose(page: Page, policy: str, action: str) -> None:
    """Chooses an action in a policy's menu."""
    await chart(page).get_by_role("button", name=f"Actions for {policy}").click()
    await chart(page).get_by_role("menuitem", name=action).click()


async def fill(page: Page, values: dict[str, str]) -> None:
    """Fills fields of the form, by their labels."""
    for label, value in values.items():
        field = form(page).get_by_label(label, exact=label == "Payer").first
        if await field.evaluate("element => element.tagName") == "SELECT":
            await field.select_option(label=value)
        else:
            await field.fill(value)


async def choose_payer(page: Page, text: str, name: str) -> None:
    """Types a text into the payer field and takes an option."""
    await form(page).get_by_role("combobox", name="Payer").fill(text)
    await form(page).get_by_role("option", name=name).first.click()


async def save(page: Page) -> None:
    """Saves the form."""
    await form(page).get_by_role("button", name="Save").click()
    await expect(form(page)).to_have_count(0)


async def seen(page: Page, name: str) -> None:
    """Asserts that the page is accessible as it is, wide and narrow, and takes a picture of each."""
    await assert_accessible(page)
    await page.screenshot(path=SCREENSHOTS / f"{name}-1280.png")
    wide = page.viewport_size
    await page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    await assert_accessible(page)
    assert await page.evaluate("document.documentElement.scrollWidth") == PHONE[0]
    await page.screenshot(path=SCREENSHOTS / f"{name}-390.png")
    await page.set_viewport_size(wide or {"width": 1280, "height": 900})
