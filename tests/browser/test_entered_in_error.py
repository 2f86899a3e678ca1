"""A policy on the wrong chart: withdrawn by staff, gone for the client, and brought back."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Locator, Page, expect

from support.browser import open_page
from support.chart_page import badges, card, chart, choose, choose_payer, dialog, fill, form, save, seen
from support.portal_page import execute_as_practitioner


@pytest.fixture
async def page(stage: str) -> AsyncIterator[Page]:
    """Cleo's chart and her portal on a copy of the demo."""
    async with open_page(stage) as page:
        await page.goto("/")
        await expect(card(page, "UnitedHealthcare")).to_be_visible()
        yield page


def folded(page: Page) -> Locator:
    return chart(page).locator("summary", has_text="entered in error")


def portal(page: Page) -> Locator:
    return page.locator("portal-insurance")


async def mark(page: Page, policy: str) -> None:
    await choose(page, policy, "Entered in error…")
    await dialog(page).get_by_role("button", name="Mark as Entered in Error").click()
    await expect(dialog(page)).to_have_count(0)


async def test_the_dialog_says_first_what_an_error_mark_does(page: Page) -> None:
    await choose(page, "UnitedHealthcare", "Entered in error…")
    for text in [
        "Was UnitedHealthcare entered in error?",
        "No claim can use it.",
        "The client no longer sees it in the portal",
        "Aetna will have no end date any more (it was Dec 31, 2025).",
    ]:
        await expect(dialog(page)).to_contain_text(text)
    await seen(page, "error-preview")
    await dialog(page).get_by_role("button", name="Cancel").click()
    await expect(badges(page, "UnitedHealthcare")).to_have_text(["Primary", "In force"])
    # Without the other Primary to continue, days stay uncovered.
    await choose(page, "Aetna", "Entered in error…")
    await expect(dialog(page)).to_contain_text("No Primary covers these days any more: Jan 1, 2024 to Dec 31, 2025.")


async def test_it_is_last_and_folded_for_staff_and_gone_for_the_client(page: Page) -> None:
    await expect(portal(page).get_by_role("article", name="UnitedHealthcare")).to_be_visible()
    await mark(page, "UnitedHealthcare")
    await expect(folded(page)).to_have_text("1 policy entered in error")
    await expect(folded(page)).to_be_focused()
    await expect(card(page, "UnitedHealthcare")).not_to_be_visible()
    await expect(badges(page, "Aetna")).to_have_text(["Primary", "In force"])
    await expect(portal(page).get_by_role("article", name="UnitedHealthcare")).to_have_count(0)
    await expect(portal(page).get_by_role("article", name="Aetna")).to_contain_text("In force")
    claims = chart(page).get_by_role("region", name="Policies for a date of service")
    await expect(claims.get_by_role("listitem").first).to_be_visible()
    await expect(claims).not_to_contain_text("UnitedHealthcare")
    await seen(page, "error-folded")
    await page.keyboard.press("Enter")
    await expect(badges(page, "UnitedHealthcare")).to_have_text(["Primary", "Entered in error"])
    await seen(page, "error-unfolded")
    await chart(page).get_by_role("button", name="Actions for UnitedHealthcare").click()
    assert await chart(page).get_by_role("menuitem").all_inner_texts() == ["Make Active", "Make Inactive", "History"]
    await chart(page).get_by_role("menuitem", name="History").click()
    await expect(dialog(page)).to_contain_text("Marked as entered in error")


async def test_a_policy_that_waited_for_a_review_waits_no_longer(page: Page) -> None:
    await expect(chart(page).get_by_text("To do:")).to_be_visible()
    await mark(page, "“Blue Cross Blue Shield TX”")
    await expect(chart(page).get_by_text("To do:")).to_have_count(0)
    await folded(page).click()
    await expect(badges(page, "“Blue Cross Blue Shield TX”")).to_have_text(["Secondary", "Entered in error"])
    queue = await execute_as_practitioner(page, "{ policiesToReview(first: 100) { nodes { enteredPayerName } } }")
    waiting = [policy["enteredPayerName"] for policy in queue["policiesToReview"]["nodes"]]
    assert waiting.count("Blue Cross Blue Shield TX") == 1  # that of another client


async def test_it_comes_back_active_or_inactive_and_ends_nothing(page: Page) -> None:
    await mark(page, "UnitedHealthcare")
    await folded(page).click()
    await choose(page, "UnitedHealthcare", "Make Inactive")
    await dialog(page).get_by_label("End date").fill("2026-06-30")
    await expect(dialog(page)).to_contain_text("with Jun 30, 2026 as its last day of coverage")
    await dialog(page).get_by_role("button", name="Make Inactive").click()
    await expect(badges(page, "UnitedHealthcare")).to_have_text(["Primary", "Inactive"])
    await expect(folded(page)).to_have_count(0)
    menu = chart(page).get_by_role("button", name="Actions for UnitedHealthcare")
    await expect(menu).to_be_focused()
    await mark(page, "UnitedHealthcare")
    await folded(page).click()
    await choose(page, "UnitedHealthcare", "Make Active")
    await expect(dialog(page)).to_contain_text("The client will see it in the portal again.")
    await expect(dialog(page)).to_contain_text("No other policy changes.")
    await expect(dialog(page)).to_contain_text("Another Primary covers some of the same days: Aetna.")
    await seen(page, "error-back")
    await dialog(page).get_by_role("button", name="Make Active").click()
    await expect(badges(page, "UnitedHealthcare")).to_have_text(["Primary", "Ended Jun 30, 2026"])
    await expect(badges(page, "Aetna")).to_have_text(["Primary", "In force"])
    await expect(portal(page).get_by_role("article", name="UnitedHealthcare")).to_be_visible()


async def test_it_does_not_come_back_beside_the_same_policy(page: Page) -> None:
    await mark(page, "UnitedHealthcare")
    await chart(page).get_by_role("button", name="Add Policy").click()
    await fill(page, {"Policy type": "Primary", "relationship": "Self", "Insurance type": "Group health plan"})
    await choose_payer(page, "unitedh", "UnitedHealthcare")
    await fill(page, {"Member ID": "914662057", "Effective date": "2026-01-01"})
    await expect(form(page).locator(".preview")).to_contain_text("Aetna will end on Dec 31, 2025.")
    await save(page)
    await folded(page).click()
    in_error = chart(page).get_by_role("list", name="Entered in error")
    await in_error.get_by_role("button", name="Actions for UnitedHealthcare").click()
    await in_error.get_by_role("menuitem", name="Make Active").click()
    await expect(dialog(page)).to_contain_text("The chart already has this policy.")
    await expect(dialog(page)).to_contain_text("UnitedHealthcare: Primary, Active, 914662057, Since Jan 1, 2026.")
    await seen(page, "error-duplicate")
