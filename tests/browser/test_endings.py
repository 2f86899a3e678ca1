"""One Primary after another on the screens: what ends, what follows, and what stays open."""

from collections.abc import AsyncIterator
from datetime import date, timedelta

import pytest
from playwright.async_api import Page, expect

from support.browser import open_page
from support.chart_page import badges, card, chart, choose, choose_payer, dialog, fill, form, save, seen
from support.portal_page import SEND


@pytest.fixture
async def page(stage: str) -> AsyncIterator[Page]:
    """Cleo's chart and her portal on a copy of the demo."""
    async with open_page(stage) as page:
        await page.goto("/")
        await expect(card(page, "UnitedHealthcare")).to_be_visible()
        yield page


async def submit_primary(page: Page, payer: str, member_id: str, effective_date: str | None) -> None:
    """Cleo adds a Primary in the portal, beside the chart; with a date, she sees first which coverage it ends."""
    portal = page.locator("portal-insurance")
    await portal.get_by_role("button", name="Add insurance").click()
    await portal.get_by_role("radio", name="My main insurance").check()
    await portal.get_by_role("combobox", name="Insurance company").fill(payer)
    await portal.get_by_label("Member ID").fill(member_id)
    if effective_date:
        await portal.locator("summary").filter(has_text="More details").click()
        await portal.get_by_label("Effective date").fill(effective_date)
        before = date.fromisoformat(effective_date) - timedelta(days=1)
        coverage = f"Your UnitedHealthcare coverage will end {before:%b} {before.day}, {before.year}"
        await portal.get_by_text(coverage).scroll_into_view_if_needed()
        await seen(page, "endings-portal-preview")
    await portal.get_by_role("button", name=SEND).click()
    await expect(portal.get_by_role("region", name="Sent to Juniper Street Therapy")).to_be_visible()


async def test_a_slip_of_the_year_is_corrected_and_the_end_of_the_primary_before_follows(page: Page) -> None:
    await submit_primary(page, "Zenith Mutual", "ZM-900001", "2026-02-01")  # and meant 2027
    await expect(badges(page, "UnitedHealthcare")).to_have_text(
        ["Primary", "Ended Jan 31, 2026", "Ended by a new Primary"]
    )
    await expect(card(page, "UnitedHealthcare")).to_contain_text("because another Primary takes effect on Feb 1, 2026.")
    await seen(page, "endings-slip")
    await choose(page, "“Zenith Mutual”", "Choose payer and edit")
    await fill(page, {"Effective date": "2027-02-01"})
    preview = form(page).locator(".preview")
    await expect(preview).to_contain_text("UnitedHealthcare will end on Jan 31, 2027 instead of Jan 31, 2026.")
    await expect(preview).not_to_contain_text("No Primary covers")
    await seen(page, "endings-slip-corrected")
    await form(page).get_by_role("button", name="Save").click()
    await expect(form(page)).to_have_count(0)
    await expect(chart(page).get_by_text("UnitedHealthcare ends on Jan 31, 2027 instead of")).to_be_visible()
    await expect(badges(page, "UnitedHealthcare")).to_have_text(["Primary", "In force", "Ended by a new Primary"])
    await expect(badges(page, "“Zenith Mutual”").nth(1)).to_have_text("Starts Feb 1, 2027")
    earlier = page.locator("portal-insurance").get_by_role("article", name="UnitedHealthcare")
    await page.evaluate("document.querySelector('portal-insurance').refresh()")
    await expect(earlier).to_contain_text("Jan 31, 2027")
    corrected = page.locator("portal-insurance").get_by_role("article", name="Zenith Mutual")
    await expect(corrected).to_contain_text("Starts Feb 1, 2027")
    await choose(page, "UnitedHealthcare", "History")
    await expect(dialog(page)).to_contain_text("A newer Primary takes effect on Feb 1, 2027.")
    await expect(dialog(page)).to_contain_text("A newer Primary takes effect on Feb 1, 2026.")


async def test_a_primary_without_a_date_ends_the_one_before_once_staff_give_it_one(page: Page) -> None:
    await submit_primary(page, "Oscar Health", "OSC-1", None)
    await expect(badges(page, "Oscar Health")).to_have_text(["Primary", "In force", "Needs Review"])
    await expect(badges(page, "UnitedHealthcare")).to_have_text(["Primary", "In force"])
    await choose(page, "Oscar Health", "Edit")
    await choose_payer(page, "cigna", "Cigna Healthcare")
    await fill(page, {"Effective date": "2026-11-01"})
    preview = form(page).locator(".preview")
    await expect(preview).to_contain_text("UnitedHealthcare will end on Oct 31, 2026.")
    await expect(preview).to_contain_text("Still missing: Relationship, Insurance Type.")
    await form(page).get_by_role("button", name="Save").click()
    after = chart(page).get_by_role("group", name="After the save")
    await expect(after).to_contain_text("Still missing: Relationship, Insurance Type.")
    await expect(badges(page, "UnitedHealthcare")).to_have_text(
        ["Primary", "Ended Oct 31, 2026", "Ended by a new Primary"]
    )
    # What an earlier save warned of is over with the next act.
    await choose(page, "Aetna", "Entered in error…")
    await dialog(page).get_by_role("button", name="Mark as Entered in Error").click()
    await expect(after).to_have_count(0)


async def test_an_edit_away_from_primary_takes_the_end_date_away_and_a_gap_is_named(page: Page) -> None:
    await choose(page, "UnitedHealthcare", "Edit")
    await fill(page, {"Policy type": "Secondary"})
    preview = form(page).locator(".preview")
    await expect(preview).to_contain_text("Aetna will have no end date any more (it was Dec 31, 2025).")
    await fill(page, {"Policy type": "Primary", "Effective date": "2026-03-01"})
    await expect(preview).to_contain_text("Aetna will end on Feb 28, 2026 instead of Dec 31, 2025.")
    await fill(page, {"Effective date": "2026-01-01", "End date": "2026-06-30"})
    await expect(preview).to_contain_text("No Primary covers these days any more: from Jul 1, 2026 on.")
    await form(page).get_by_role("button", name="Save").click()
    after = chart(page).get_by_role("group", name="After the save")
    await expect(after).to_contain_text("UnitedHealthcare was saved. Please check:")
    await expect(after).to_contain_text("from Jul 1, 2026 on.")
    await seen(page, "endings-gap")
    await after.get_by_role("button", name="OK").click()
    await expect(after).to_have_count(0)


async def test_a_plan_beside_the_primary_leaves_it_open_when_the_box_is_cleared(page: Page) -> None:
    await chart(page).get_by_role("button", name="Add Policy").click()
    await fill(page, {"Policy type": "Secondary", "relationship": "Self", "Insurance type": "Other"})
    await choose_payer(page, "oscar", "Oscar")
    await fill(page, {"Member ID": "EAP-1", "Effective date": "2026-11-02", "End date": "2027-11-01"})
    box = form(page).get_by_role("checkbox", name="End the previous Primary")
    preview = form(page).locator(".preview")
    await expect(preview).to_contain_text("The policy will be added.")
    await expect(box).to_have_count(0)
    await fill(page, {"Policy type": "Primary"})
    await expect(preview).to_contain_text("UnitedHealthcare will end on Nov 1, 2026.")
    await expect(box).to_be_checked()
    await seen(page, "endings-end-previous")
    await box.uncheck()
    await expect(preview).to_contain_text("No other policy changes.")
    await expect(preview).to_contain_text("UnitedHealthcare")  # they overlap
    await expect(box).to_be_visible()
    await fill(page, {"Policy type": "Secondary"})
    await expect(box).to_have_count(0)
    await fill(page, {"Policy type": "Primary"})
    await expect(box).not_to_be_checked()
    await seen(page, "endings-keep-previous")
    await save(page)
    await expect(card(page, "Oscar")).to_contain_text("EAP-1")
    await expect(badges(page, "UnitedHealthcare")).to_have_text(["Primary", "In force"])


async def test_a_replacement_asks_its_first_day_and_takes_over_who_is_insured_through_whom(page: Page) -> None:
    await choose(page, "UnitedHealthcare", "Replace with new policy…")
    first = form(page).get_by_label("Effective date of the new policy")
    await expect(first).to_be_focused()
    await expect(form(page).get_by_label("Effective date")).to_have_count(1)
    for label, value in {
        "Policy type": "PRIMARY",
        "relationship": "SELF",
        "Insurance type": "GROUP_HEALTH_PLAN",
        "Employer or school": "City University of New York",
        "Member ID": "",
        "Group ID": "",
    }.items():
        await expect(form(page).get_by_label(label)).to_have_value(value)
    await seen(page, "replacement")
    await first.fill("2027-01-01")
    await choose_payer(page, "oscar", "Oscar")
    await fill(page, {"Member ID": "OSC-9"})
    await expect(form(page).locator(".preview")).to_contain_text("UnitedHealthcare will end on Dec 31, 2026.")
    await save(page)
    await expect(badges(page, "Oscar").nth(1)).to_have_text("Starts Jan 1, 2027")
    await expect(card(page, "Oscar")).to_contain_text("City University of New York")


async def test_a_replaced_secondary_stays_open_and_the_form_says_so(page: Page) -> None:
    await choose(page, "Cigna Healthcare", "Replace with new policy…")
    holder = form(page).get_by_role("group", name="Policyholder")
    await expect(holder.get_by_label("First name")).to_have_value("Lucia")
    await expect(holder.get_by_label("City")).to_have_value("Brooklyn")
    await fill(page, {"Effective date": "2027-01-01", "Member ID": "OSC-9"})
    await choose_payer(page, "oscar", "Oscar")
    preview = form(page).locator(".preview")
    await expect(preview).to_contain_text("Cigna Healthcare stays open: set its end date with Edit")
    await seen(page, "replacement-secondary")
    await save(page)
    await expect(card(page, "Oscar")).to_contain_text("Lucia Marchetti")
    await expect(chart(page).get_by_role("group", name="After the save")).to_contain_text("Cigna Healthcare")


async def test_an_edit_that_looks_like_a_new_policy_becomes_one_with_what_was_entered(page: Page) -> None:
    await choose(page, "UnitedHealthcare", "Edit")
    await choose_payer(page, "oscar", "Oscar")
    await fill(page, {"Member ID": "OSC-9", "Effective date": "2027-01-01"})
    await expect(form(page).locator(".preview")).to_contain_text("If this is new insurance, add it as a new policy")
    await seen(page, "looks-like-a-new-policy")
    await form(page).get_by_role("button", name="Add as a new policy instead").click()
    await expect(form(page).get_by_label("Effective date of the new policy")).to_have_value("01/01/2027")
    await expect(form(page).get_by_label("Member ID")).to_have_value("OSC-9")
    await expect(form(page).get_by_role("combobox", name="Payer")).to_have_value("Oscar Health")
    await expect(form(page).get_by_label("Employer or school")).to_have_value("City University of New York")
    await expect(form(page).locator(".preview")).to_contain_text("UnitedHealthcare will end on Dec 31, 2026.")
    await save(page)
    await expect(card(page, "UnitedHealthcare")).to_contain_text("914662057")
    await expect(card(page, "Oscar")).to_contain_text("OSC-9")
