"""<chart-insurance>: adding and editing policies and choosing payers, with the consequences shown before saving."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from playwright.async_api import Locator, Page, Route, expect

from support.browser import assert_accessible, open_page, screenshot
from support.chart_page import badges, card, chart, choose, choose_payer, fill, form, seen
from support.uploads import card_image

FILE = {"name": "front.jpg", "mimeType": "image/jpeg", "buffer": card_image()}


@pytest.fixture
async def sandbox(stage: str) -> AsyncIterator[Page]:
    """Cleo's chart on a copy of the demo. Some of what is sent is refused."""
    async with open_page(stage, is_refused=True, loses_connections=True) as page:
        await page.goto("/")
        await expect(card(page, "UnitedHealthcare")).to_be_visible()
        yield page


async def test_adding_a_primary_tells_first_which_one_it_ends_and_twice_is_refused(sandbox: Page) -> None:
    await chart(sandbox).get_by_role("button", name="Add Policy").click()
    await form(sandbox).get_by_role("button", name="Save").click()
    await expect(form(sandbox).get_by_text("is required.")).to_have_count(6)
    await expect(form(sandbox).get_by_label("Policy type")).to_be_focused()
    await seen(sandbox, "form-required")
    await fill(sandbox, {"Policy type": "Primary", "relationship": "Child"})
    await expect(form(sandbox).get_by_role("group", name="Policyholder")).to_be_visible()
    await fill(sandbox, {"First name": "Lucia", "ZIP code": "11201", "Insurance type": "Group health plan"})
    await choose_payer(sandbox, "aetna b", "Aetna Better Health of New Jersey")
    await fill(sandbox, {"Member ID": "AB-77120", "Effective date": "2027-03-01", "Copay": "a lot"})
    await form(sandbox).get_by_role("button", name="Save").click()
    await expect(form(sandbox).get_by_label("Copay")).to_be_focused()
    await expect(form(sandbox)).to_contain_text("Enter an amount in dollars")
    await fill(sandbox, {"Copay": "$1,025.5"})
    outlook = form(sandbox).locator(".preview")
    await expect(outlook).to_contain_text("UnitedHealthcare will end on Feb 28, 2027.")
    await fill(sandbox, {"End date": "2027-02-01"})
    await expect(form(sandbox)).to_contain_text("The End Date cannot be before the Effective Date")
    await fill(sandbox, {"End date": "2027-12-31"})
    await expect(outlook).to_contain_text("no Primary covers the time after that")
    await seen(sandbox, "form-forecast")
    await form(sandbox).get_by_label("Add files").set_input_files(FILE)  # type: ignore[arg-type]
    await expect(form(sandbox).get_by_label("Side of front.jpg")).to_have_value("FRONT")
    await form(sandbox).get_by_role("button", name="Save").click()
    await expect(form(sandbox)).to_have_count(0)
    toast = chart(sandbox).get_by_text(
        "Aetna Better Health of New Jersey was added. UnitedHealthcare ends on Feb 28, 2027."
    )
    await expect(toast).to_be_visible()
    added = card(sandbox, "Aetna Better Health of New Jersey")
    for text in ["AB-77120", "$1,025.50", "Lucia", "Dec 31, 2027"]:
        await expect(added).to_contain_text(text)
    await expect(added.get_by_role("img", name="Front of the card")).to_be_visible()
    await expect(card(sandbox, "UnitedHealthcare")).to_contain_text("Ended by a new Primary")
    menu = chart(sandbox).get_by_role("button", name="Actions for Aetna Better Health")
    await expect(menu).to_be_focused()
    await choose(sandbox, "UnitedHealthcare", "History")
    history = chart(sandbox).locator("policybook-dialog")
    await expect(history.get_by_role("listitem").first).to_contain_text("Ended by a new Primary")
    await expect(history).to_contain_text("A newer Primary takes effect on Mar 1, 2027.")
    await expect(history).to_contain_text("Group ID: 712904")
    await seen(sandbox, "history")
    await history.get_by_role("button", name="Close").last.click()
    await chart(sandbox).get_by_role("button", name="Add Policy").click()
    await fill(sandbox, {"Policy type": "Primary", "relationship": "Self", "Insurance type": "Group health plan"})
    await choose_payer(sandbox, "aetna", "Aetna")
    await fill(sandbox, {"Member ID": "w-2044 17893", "Effective date": "2024-01-01"})
    await form(sandbox).get_by_role("button", name="Save").click()
    notice = form(sandbox).get_by_role("alert").filter(has_text="The chart already has this policy.")
    await expect(notice).to_contain_text("Aetna: Primary, Active, W204417893, Jan 1, 2024 – Dec 31, 2025.")
    await expect(notice).to_be_focused()
    await seen(sandbox, "form-duplicate")


async def test_the_clients_words_are_settled_and_remembered_and_a_missing_payer_is_added_on_the_way(
    sandbox: Page,
) -> None:
    await choose(sandbox, "“Blue Cross Blue Shield TX”", "Choose payer and edit")
    await expect(form(sandbox)).to_contain_text("Client entered “Blue Cross Blue Shield TX”")
    remember = form(sandbox).get_by_label("Always match “Blue Cross Blue Shield TX”")
    await expect(remember).to_be_disabled()
    await fill(sandbox, {"Member ID": "ZGP9081137460"})
    await form(sandbox).get_by_role("button", name="Add a payer").click()
    payer = sandbox.locator("policybook-payer-form")
    await expect(payer.get_by_label("Name", exact=True)).to_have_value("Blue Cross Blue Shield TX")
    await payer.get_by_label("Name", exact=True).fill("Aetna")
    await payer.get_by_role("button", name="Add payer").click()
    await expect(payer.get_by_label("Name", exact=True)).to_have_attribute("aria-invalid", "true")
    await seen(sandbox, "form-add-payer")
    await payer.get_by_label("Name", exact=True).fill("Lone Star Health")
    await payer.get_by_role("button", name="Add payer").click()
    await expect(payer).to_have_count(0)
    await expect(form(sandbox).get_by_role("combobox", name="Payer")).to_have_value("Lone Star Health")
    await expect(form(sandbox)).to_contain_text("Always match “Blue Cross Blue Shield TX” to Lone Star Health")
    await expect(form(sandbox).get_by_label("Member ID")).to_have_value("ZGP9081137460")
    await form(sandbox).get_by_role("button", name="Blue Cross and Blue Shield of Texas").click()
    outlook = form(sandbox).locator(".preview")
    await expect(outlook).to_contain_text("will be the payer, and the policy will be marked reviewed.")
    await remember.check()
    await expect(outlook).to_contain_text("1 other client’s policy will get this payer too (Aaliyah Jackson).")
    await fill(sandbox, {"Insurance type": "Group health plan"})
    await seen(sandbox, "form-needs-payer")
    await form(sandbox).get_by_role("button", name="Remove card-back.png").click()
    await expect(form(sandbox).get_by_text("Removed when you save")).to_be_visible()
    await form(sandbox).get_by_role("button", name="Save").click()
    await expect(
        chart(sandbox).get_by_text("1 other client’s policy got this payer too (Aaliyah Jackson).")
    ).to_be_visible()
    settled = card(sandbox, "Blue Cross and Blue Shield of Texas")
    await expect(badges(sandbox, "Blue Cross and Blue Shield of Texas")).to_have_text(["Secondary", "In force"])
    await expect(settled.get_by_role("img")).to_have_count(1)
    await expect(settled).to_contain_text("ZGP9081137460")
    await expect(chart(sandbox).get_by_text("To do:")).to_have_count(0)


async def test_an_inactive_policy_is_claimed_only_within_its_dates_as_the_article_says(sandbox: Page) -> None:
    box = chart(sandbox).get_by_role("region", name="Policies for a date of service")

    async def on(day: str, heading: str) -> Locator:
        await box.get_by_label("Date of service").fill(day)
        await box.get_by_label("Date of service").press("Enter")
        await expect(box.get_by_role("heading", name=f"Can be used on {heading}")).to_be_visible()
        await expect(box.locator("[aria-busy=true]")).to_have_count(0)
        return box.get_by_role("listitem").filter(has_text="Cigna Healthcare")

    dialog = chart(sandbox).locator("policybook-dialog")
    await choose(sandbox, "Cigna Healthcare", "Make Inactive")
    await dialog.get_by_role("button", name="Make Inactive").click()
    await expect(card(sandbox, "Cigna Healthcare")).to_contain_text("Inactive")
    await expect(await on("2026-03-02", "Mar 2, 2026")).to_contain_text("Add an End Date")
    await choose(sandbox, "Cigna Healthcare", "Edit")
    await fill(sandbox, {"End date": "2026-06-30"})
    await expect(form(sandbox).locator(".preview")).to_contain_text("Saving changes the end date.")
    await form(sandbox).get_by_role("button", name="Save").click()
    await expect(form(sandbox)).to_have_count(0)
    await expect(await on("2026-06-30", "Jun 30, 2026")).to_contain_text("Ready to claim")
    await expect(await on("2026-07-01", "Jul 1, 2026")).not_to_contain_text("Ready to claim")
    await expect(await on("2025-08-31", "Aug 31, 2025")).not_to_contain_text("Ready to claim")
    await choose(sandbox, "Cigna Healthcare", "Make Active")
    await expect(dialog).to_contain_text("Cigna Healthcare will be active, and offered for every claim.")
    await expect(dialog).to_contain_text("it ended on Jun 30, 2026")
    await seen(sandbox, "make-active")
    await dialog.get_by_role("button", name="Make Active").click()
    await expect(badges(sandbox, "Cigna Healthcare")).to_have_text(["Secondary", "Ended Jun 30, 2026"])
    outside = await on("2026-07-01", "Jul 1, 2026")
    await expect(outside).to_contain_text("Not ready to claim")
    await expect(outside).to_contain_text("outside the policy's coverage dates")


async def test_two_windows_on_one_policy_lose_nothing(sandbox: Page, stage: str) -> None:
    await choose(sandbox, "Cigna Healthcare", "Edit")
    await fill(sandbox, {"Member ID": "MINE-1", "Copay": "15", "Plan ID": "MINE-3"})
    async with open_page(stage) as other:
        await other.goto("/")
        await choose(other, "Cigna Healthcare", "Edit")
        await fill(other, {"Member ID": "THEIRS-2", "Group ID": "GROUP-9", "Plan ID": "THEIRS-4"})
        await form(other).get_by_role("button", name="Save").click()
        await expect(form(other)).to_have_count(0)
    await form(sandbox).get_by_role("button", name="Save").click()
    notice = form(sandbox).get_by_role("alert")
    await expect(notice).to_contain_text("Pat Rivera changed this policy while you were editing.")
    await expect(notice).to_contain_text(re.compile(r"Member ID: U6630418702.*THEIRS-2.*Your value, MINE-1", re.S))
    await expect(notice).to_contain_text(re.compile(r"Group ID: 3338127.*GROUP-9", re.S))
    await expect(form(sandbox).get_by_label("Group ID")).to_have_value("GROUP-9")
    await expect(form(sandbox).get_by_label("Member ID")).to_have_value("MINE-1")
    await seen(sandbox, "form-conflict")
    plan_id = notice.get_by_role("listitem").filter(has_text="Plan ID")
    await plan_id.get_by_role("button", name="Use their value").click()
    await expect(form(sandbox).get_by_label("Plan ID")).to_have_value("THEIRS-4")
    await expect(form(sandbox).locator(".preview")).to_contain_text("Saving changes the member ID and the copay.")
    await form(sandbox).get_by_role("button", name="Save").click()
    await expect(form(sandbox)).to_have_count(0)
    for text in ["MINE-1", "GROUP-9", "THEIRS-4", "$15.00"]:
        await expect(card(sandbox, "Cigna Healthcare")).to_contain_text(text)


async def test_a_lost_connection_keeps_what_was_typed_and_the_files(sandbox: Page) -> None:
    keys = await cut(sandbox, "**/graphql", lambda body: "idempotencyKey" in body, times=1, answered=True)
    await cut(sandbox, "**/uploads/**", lambda _: True, times=1)
    await choose(sandbox, "Cigna Healthcare", "Edit")
    await form(sandbox).get_by_label("Add files").set_input_files(FILE)  # type: ignore[arg-type]
    again = form(sandbox).get_by_role("button", name="Send again: front.jpg")
    await expect(again).to_be_visible()
    await fill(sandbox, {"Plan ID": "PLAN-7"})
    await form(sandbox).get_by_role("button", name="Save").click()
    await expect(form(sandbox)).to_contain_text("A file could not be uploaded.")
    await seen(sandbox, "form-lost-file")
    await again.click()
    await expect(form(sandbox).get_by_label("Side of front.jpg")).to_be_visible()
    await form(sandbox).get_by_role("button", name="Save").click()
    await expect(form(sandbox)).to_contain_text("There is no connection.")
    await expect(form(sandbox).get_by_label("Plan ID")).to_have_value("PLAN-7")
    await seen(sandbox, "form-lost")
    await form(sandbox).get_by_role("button", name="Retry").click()
    await expect(form(sandbox)).to_have_count(0)
    await expect(card(sandbox, "Cigna Healthcare")).to_contain_text("PLAN-7")
    await expect(card(sandbox, "Cigna Healthcare").get_by_role("img")).to_have_count(1)
    assert len(keys) == 2
    assert len(set(keys)) == 1


async def cut(page: Page, url: str, which: Callable[[str], bool], *, times: int, answered: bool = False) -> list[str]:
    """Loses the first requests of a kind, before the server has them or (`answered`) on the way back. The keys sent."""
    keys: list[str] = []
    left = times

    async def handle(route: Route) -> None:
        nonlocal left
        body = (route.request.post_data if url.endswith("graphql") else "") or ""
        if not which(body):
            return await route.continue_()
        keys.extend(re.findall(r'"idempotencyKey":"(\w+)"', body))
        left -= 1
        if left < 0:
            return await route.continue_()
        if answered:
            await route.fetch()
        return await route.abort()

    await page.route(url, handle)
    return keys


async def test_a_file_that_is_no_picture_is_refused_in_words_and_may_be_removed(sandbox: Page) -> None:
    await choose(sandbox, "Cigna Healthcare", "Edit")
    add = form(sandbox).get_by_label("Add files")
    await add.set_input_files({"name": "card.jpg", "mimeType": "image/jpeg", "buffer": b"no picture at all"})
    await expect(form(sandbox).get_by_role("alert")).to_be_visible()
    await expect(form(sandbox).get_by_role("button", name="Send again: card.jpg")).to_have_count(0)
    await form(sandbox).get_by_role("button", name="Save").click()
    await expect(form(sandbox)).to_contain_text("A file could not be uploaded.")
    await seen(sandbox, "form-refused-file")
    await form(sandbox).get_by_role("button", name="Remove card.jpg").click()
    await expect(add).to_be_focused()
    drop = form(sandbox).locator(".drop")
    data = await sandbox.evaluate_handle(
        """bytes => {
          const data = new DataTransfer();
          data.items.add(new File([new Uint8Array(bytes)], "dropped.jpg", {type: "image/jpeg"}));
          return data;
        }""",
        list(card_image()),
    )
    await drop.dispatch_event("dragover", {"dataTransfer": data})
    await drop.dispatch_event("drop", {"dataTransfer": data})
    await form(sandbox).get_by_label("Side of dropped.jpg").select_option("BACK")
    await form(sandbox).get_by_role("button", name="Save").click()
    await expect(card(sandbox, "Cigna Healthcare").get_by_role("img", name="Back of the card")).to_be_visible()


async def test_a_policy_is_added_with_the_keyboard_alone(sandbox: Page) -> None:
    press = sandbox.keyboard.press
    await chart(sandbox).get_by_role("button", name="Add Policy").focus()
    await press("Enter")
    await expect(form(sandbox).get_by_label("Policy type")).to_be_visible()
    await into(form(sandbox).get_by_label("Policy type"), press)
    await press("s")
    await into(form(sandbox).get_by_label("relationship"), press)
    await press("s")
    await into(form(sandbox).get_by_role("combobox", name="Payer"), press)
    await sandbox.keyboard.type("oscar")
    await expect(form(sandbox).get_by_role("listbox").get_by_role("option")).to_have_count(1)
    await press("Escape")
    await press("ArrowDown")
    await expect(form(sandbox).get_by_role("listbox").get_by_role("option")).to_have_count(1)
    await press("ArrowDown")
    await press("Enter")
    await into(form(sandbox).get_by_label("Insurance type"), press)
    await press("g")
    await into(form(sandbox).get_by_label("Member ID"), press)
    await sandbox.keyboard.type("OSC-1")
    await into(form(sandbox).get_by_label("Effective date"), press)
    await sandbox.keyboard.type("01012027")
    await expect(form(sandbox).locator(".preview")).to_contain_text("The policy will be added.")
    await press("Escape")
    await expect(form(sandbox)).to_contain_text("You have unsaved changes.")
    await into(form(sandbox).get_by_role("button", name="Keep editing"), press)
    await press("Enter")
    await into(form(sandbox).get_by_label("Effective date"), press)
    await press("Enter")
    await expect(form(sandbox)).to_have_count(0)
    await expect(chart(sandbox).get_by_role("button", name=re.compile("Actions for Oscar"))).to_be_focused()


async def into(target: Locator, press: Callable[[str], Awaitable[None]]) -> None:
    """Tabs until the target has the focus."""
    for _ in range(60):
        if await target.evaluate("element => element.matches(':focus')"):
            return
        await press("Tab")
    raise AssertionError("the keyboard does not get there")


async def test_gaps_and_overlaps_are_drawn_and_said(page: Page) -> None:
    await page.goto("/")
    await page.locator("#clients").select_option(label="Harriet Lindqvist")
    await expect(chart(page).get_by_role("img", name=re.compile("1 gap and 1 overlap"))).to_be_visible()
    await chart(page).get_by_text("Show as a list").click()
    gap = chart(page).get_by_role("listitem").filter(has_text="May 31, 2024 – Aug 31, 2024")
    await expect(gap).to_contain_text("Gap: no Primary covers")
    await expect(chart(page).get_by_role("listitem").filter(has_text="Sep 1, 2024 – Dec 31, 2025")).to_contain_text(
        "Overlap:"
    )
    await assert_accessible(page)
    await screenshot(page, "chart-gaps")
