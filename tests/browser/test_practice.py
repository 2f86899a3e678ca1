"""<practice-insurance>: the practice's settings and its review queue."""

import re

from playwright.async_api import Locator, Page, Route, expect

from support.browser import PHONE, assert_accessible, open_page, screenshot
from support.server import Server


async def opened(page: Page, tab: str) -> Locator:
    """The practice's settings at a tab."""
    await page.goto("/#practice")
    practice = page.locator("practice-insurance")
    await practice.get_by_role("tab", name=tab).click()
    return practice


def entry(practice: Locator, name: str) -> Locator:
    """A row of a list, or a card of the queue."""
    return practice.get_by_role("listitem").filter(has=practice.page.get_by_role("heading", name=name, exact=True))


async def choose(practice: Locator, name: str, action: str) -> Locator:
    """What a row's menu opens: the dialog, with what is slotted into it."""
    await practice.get_by_role("button", name=f"Actions for {name}", exact=True).click()
    await practice.get_by_role("menuitem", name=action, exact=True).click()
    return practice.locator("policybook-dialog")


async def waiting(practice: Locator) -> int:
    """The number on the queue's tab."""
    text = await practice.get_by_role("tab", name="To review").inner_text()
    return int(re.sub(r"\D", "", text))


async def test_the_queue_says_what_each_entry_needs_and_its_count_falls_when_one_is_reviewed(stage: str) -> None:
    async with open_page(stage) as page:
        practice = await opened(page, "To review")
        cards = practice.get_by_role("article")
        await expect(cards).to_have_count(25)
        before = await waiting(practice)
        atena = practice.get_by_role("article", name="Priya Raghunathan")
        await expect(atena).to_contain_text("Client entered “Atena”")
        await expect(atena).to_contain_text(re.compile(r"Suggested payers:\s+Aetna\s*Humana"))
        card = practice.get_by_role("article", name="Zoë Müller")
        await expect(card).to_contain_text("No payer entered")
        await expect(card).to_contain_text("Still missing: relationship to the policyholder, insurance type, member ID")
        front = card.get_by_role("img", name="Front of the card")
        assert await front.evaluate("image => image.decode().then(() => image.naturalWidth)") > 100
        await assert_accessible(page)
        await screenshot(page, "practice-queue-1280")

        first = practice.get_by_role("article", name="Rashad Coleman").first
        await first.get_by_role("button", name="Mark Reviewed").click()
        await expect(practice.get_by_text("Marked reviewed for Rashad Coleman.")).to_be_visible()
        await expect(practice.get_by_role("tab", name="To review")).to_contain_text(str(before - 1))
        await expect(cards.first).to_contain_text("Chloë van der Berg")
        await expect(cards.first.get_by_role("button", name="Mark Reviewed")).to_be_focused()

        # Reviewed, it still needs its payer.
        await atena.get_by_role("button", name="Mark Reviewed").click()
        await expect(practice.get_by_text("for Priya Raghunathan. It still needs a payer.")).to_be_visible()
        await expect(atena.get_by_text("Needs Review")).to_have_count(0)
        await expect(atena.get_by_text("Needs Payer")).to_be_visible()
        assert await waiting(practice) == before - 1

        await practice.get_by_role("button", name="Show more").click()
        await expect(cards).to_have_count(before - 1)
        await expect(practice.get_by_role("button", name="Show more")).to_have_count(0)

        await atena.get_by_role("button", name="Choose payer").click()
        chart = page.locator("chart-insurance")
        await expect(chart).to_contain_text("Priya Raghunathan")
        await expect(page.locator("#clients option:checked")).to_have_text("Priya Raghunathan")
        await expect(page.locator("#client")).to_have_text("Priya Raghunathan")


async def add_a_payer(page: Page, practice: Locator) -> Locator:
    """Adds Aetna Signature after refusals, which stand beside their fields."""
    await practice.get_by_role("button", name="Add payer").click()
    dialog = practice.locator("policybook-dialog")
    await dialog.get_by_label("Name", exact=True).fill("aetna")
    await dialog.get_by_label("Other names", exact=False).fill("UMR")
    await dialog.get_by_role("button", name="Add payer").click()
    await expect(dialog.locator("#name-error")).to_have_text("Aetna already has this name.")
    await expect(dialog.get_by_text("UMR already has this name.")).to_be_visible()
    await expect(dialog.get_by_label("Name", exact=True)).to_be_focused()
    await assert_accessible(page)
    await screenshot(page, "practice-payer-duplicate-1280")
    await dialog.get_by_role("button", name="Remove UMR").click()
    await dialog.get_by_label("Name", exact=True).fill("Aetna Signature")
    await dialog.get_by_label("Payer ID").fill("60055")
    await dialog.get_by_label("Other names", exact=False).fill("Signature Administrators")
    await page.keyboard.press("Enter")
    await dialog.get_by_role("button", name="Add payer").click()
    await expect(dialog).to_have_count(0)
    await expect(entry(practice, "Aetna Signature")).to_contain_text("Also Signature Administrators")
    await expect(practice.get_by_role("button", name="Actions for Aetna Signature")).to_be_focused()
    return dialog


async def test_a_payer_is_added_edited_archived_and_restored(stage: str) -> None:
    async with open_page(stage) as page:
        practice = await opened(page, "Payers")
        await expect(entry(practice, "Aetna")).to_contain_text("Payer ID 60054")
        await expect(entry(practice, "Aetna")).to_contain_text("Also Aetna Health Inc")
        await expect(entry(practice, "Oxford Health Plans")).to_have_count(0)
        await assert_accessible(page)
        await screenshot(page, "practice-payers-1280")
        await practice.get_by_label("Search payers").fill("bcbs")
        await expect(practice.get_by_role("list", name="Payers").locator("> li")).to_have_count(3)
        await practice.get_by_label("Search payers").fill("no such payer")
        await expect(practice.get_by_text("No payer has the name or Payer ID “no such payer”")).to_be_visible()
        await practice.get_by_label("Search payers").fill("")

        dialog = await add_a_payer(page, practice)

        await choose(practice, "Aetna Signature", "Edit")
        await dialog.get_by_label("Name", exact=True).fill("Aetna Signature Administrators")
        await dialog.get_by_role("button", name="Save").click()
        await expect(entry(practice, "Aetna Signature Administrators")).to_contain_text("Payer ID 60055")

        await choose(practice, "Aetna Signature Administrators", "Archive")
        await expect(dialog).to_contain_text("Policies with this payer keep it")
        await assert_accessible(page)
        await screenshot(page, "practice-payer-archive-1280")
        await dialog.get_by_role("button", name="Archive").click()
        await expect(entry(practice, "Aetna Signature Administrators")).to_have_count(0)
        await practice.get_by_label("Show archived").check()
        await expect(entry(practice, "Aetna Signature Administrators")).to_contain_text("Archived")
        await choose(practice, "Aetna Signature Administrators", "Restore")
        await dialog.get_by_role("button", name="Restore").click()
        await expect(entry(practice, "Aetna Signature Administrators").get_by_text("Archived")).to_have_count(0)

        await choose(practice, "Aetna Signature Administrators", "History")
        entries = dialog.get_by_role("list", name="History").locator("> li")
        await expect(entries).to_have_count(4)
        await expect(entries.first).to_contain_text("Archived: yes → became no")
        await expect(entries.nth(2)).to_contain_text("Name: Aetna Signature → became Aetna Signature Administrators")
        await expect(entries.last).to_contain_text("Added by Pat Rivera")
        await assert_accessible(page)
        await screenshot(page, "practice-payer-history-1280")


async def test_an_edit_that_somebody_else_was_faster_with_shows_what_they_did(stage: str) -> None:
    async with open_page(stage) as page, open_page(stage) as other:
        practice = await opened(page, "Payers")
        dialog = await choose(practice, "Humana", "Edit")
        await dialog.get_by_label("Payer ID").fill("61102")
        theirs = await opened(other, "Payers")
        await choose(theirs, "Humana", "Edit")
        their_dialog = theirs.locator("policybook-dialog")
        await their_dialog.get_by_label("Name", exact=True).fill("Humana Inc")
        await their_dialog.get_by_role("button", name="Save").click()
        await expect(entry(theirs, "Humana Inc")).to_be_visible()
        await dialog.get_by_role("button", name="Save", exact=True).click()
        await expect(dialog.get_by_role("alert")).to_contain_text("It is now: Humana Inc")
        await assert_accessible(page)
        await screenshot(page, "practice-payer-conflict-1280")
        await dialog.get_by_role("button", name="Save my version").click()
        await expect(entry(practice, "Humana Inc")).to_contain_text("Payer ID 61102")


async def test_the_portal_default_and_a_clients_override_open_and_close_the_portal(stage: str) -> None:
    async with open_page(stage) as page:
        practice = await opened(page, "Portal")
        portal = page.locator("portal-insurance")
        switch = practice.get_by_role("switch", name="Clients may add insurance in the portal")
        await expect(switch).to_be_checked()
        await expect(portal.get_by_role("button", name="Add insurance")).to_be_visible()
        await assert_accessible(page)
        await screenshot(page, "practice-portal-on-1280")
        await switch.click()
        await expect(switch).not_to_be_checked()
        await expect(practice.get_by_text("clients see the insurance on file but cannot add any")).to_be_visible()
        await expect(practice.get_by_role("list", name="History").locator("> li").first).to_contain_text(
            "Clients may add insurance: yes → became no"
        )
        await expect(portal.get_by_role("button", name="Add insurance")).to_have_count(0)
        await assert_accessible(page)
        await screenshot(page, "practice-portal-off-1280")

        await practice.get_by_role("tab", name="Clients").click()
        await practice.get_by_label("Search clients").fill("marchetti")
        cleo = entry(practice, "Cleo Marchetti")
        await expect(cleo).to_contain_text("Cannot add insurance (default).")
        await cleo.get_by_role("combobox").select_option("On")
        await expect(cleo).to_contain_text("Can add insurance.")
        await expect(portal.get_by_role("button", name="Add insurance")).to_be_visible()
        await assert_accessible(page)
        await cleo.get_by_role("combobox").select_option("Practice default (off)")
        await expect(cleo).to_contain_text("Cannot add insurance (default).")
        await expect(portal.get_by_role("button", name="Add insurance")).to_have_count(0)

        await practice.get_by_role("tab", name="Portal").click()
        await switch.click()
        await expect(switch).to_be_checked()
        await expect(portal.get_by_role("button", name="Add insurance")).to_be_visible()


async def test_an_invitation_opens_that_clients_portal_once(stage: str) -> None:
    async with open_page(stage) as page:
        practice = await opened(page, "Clients")
        await expect(practice.get_by_role("list", name="Clients").locator("> li")).to_have_count(25)
        await screenshot(page, "practice-clients-1280")
        await practice.get_by_role("button", name="Show more").click()
        await expect(practice.get_by_role("list", name="Clients").locator("> li")).to_have_count(50)
        await practice.get_by_label("Search clients").fill("whitfield")
        dialog = await choose(practice, "Dana Whitfield", "Invite to the portal")
        await expect(dialog.get_by_role("radio", name="Practice default (on)")).to_be_checked()
        await dialog.get_by_text("Off", exact=True).click()
        await expect(dialog).to_contain_text(
            "Sees the insurance on file but cannot add any, whatever the practice default is."
        )
        await dialog.get_by_label("Email").fill("dana at example")
        await dialog.get_by_role("button", name="Invite").click()
        await expect(dialog.get_by_label("Email")).to_have_attribute("aria-invalid", "true")
        await assert_accessible(page)
        await screenshot(page, "practice-invite-1280")
        await dialog.get_by_label("Email").fill("dana@mail.example")
        await dialog.get_by_role("button", name="Invite").click()
        await expect(dialog).to_contain_text("The link could not be sent to dana@mail.example.")
        link = await dialog.get_by_label("One-time link").input_value()
        assert link.startswith(f"{stage}/?invitation=")
        await expect(dialog).to_contain_text("Works once, until")
        await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        await dialog.get_by_role("button", name="Copy").click()
        await expect(dialog.get_by_text("Copied.")).to_be_visible()
        assert await page.evaluate("navigator.clipboard.readText()") == link
        await assert_accessible(page)
        await screenshot(page, "practice-invited-1280")
        await dialog.get_by_role("button", name="Done").click()
        await expect(entry(practice, "Dana Whitfield").get_by_role("combobox")).to_have_value("OFF")

    async with open_page(stage, PHONE) as phone:
        await phone.goto(link)
        portal = phone.locator("portal-insurance")
        await expect(portal.get_by_role("listitem").first).to_be_visible()
        await expect(phone.get_by_text("Dana’s portal, opened from an invitation")).to_have_count(1)
        assert phone.url == f"{stage}/"
        await expect(phone.locator("chart-insurance")).not_to_be_visible()
        # She was set to Off with the invitation.
        await expect(portal.get_by_role("button", name="Add insurance")).to_have_count(0)
        await assert_accessible(phone)
        await screenshot(phone, "invited-390")
        await phone.reload()
        await expect(portal.get_by_role("listitem").first).to_be_visible()
        await phone.get_by_role("button", name="Sign out").click()
        await expect(phone.get_by_role("link", name="Chart")).to_be_visible()

    await refuses(stage, link)


async def refuses(stage: str, link: str) -> None:
    """A used link says so in plain words."""
    async with open_page(stage) as late:
        await late.goto(link)
        await expect(late.get_by_role("heading", name="This link does not open the portal")).to_be_visible()
        await expect(late.locator("#door")).to_contain_text("Please ask your practice for a new one.")
        assert late.url == f"{stage}/"
        await expect(late.locator("portal-insurance")).not_to_be_visible()
        await assert_accessible(late)
        await screenshot(late, "invitation-used-1280")


async def test_a_client_is_added_edited_and_invited_over_a_line_that_breaks(stage: str) -> None:
    lost: list[str] = []

    async def lose_the_first(route: Route) -> None:
        if "acceptInvitation" in (route.request.post_data or "") and not lost:
            lost.append(route.request.url)
            return await route.abort()
        return await route.continue_()

    async with open_page(stage) as page:
        practice = await opened(page, "Clients")
        await practice.get_by_role("button", name="Add client").click()
        dialog = practice.locator("policybook-dialog")
        await dialog.get_by_label("First name").fill("Aarav")
        await dialog.get_by_role("button", name="Add client").click()
        await expect(dialog.get_by_label("Last name")).to_be_focused()
        await expect(dialog.get_by_text("This cannot be blank.")).to_be_visible()
        await assert_accessible(page)
        await screenshot(page, "practice-client-wrong-1280")
        await dialog.get_by_label("Last name").fill("Aaltonen")
        await dialog.get_by_label("Date of birth").fill("1994-04-01")
        await dialog.get_by_role("button", name="Add client").click()
        await expect(entry(practice, "Aarav Aaltonen")).to_contain_text("Born Apr 1, 1994")
        await choose(practice, "Aarav Aaltonen", "Edit")
        await dialog.get_by_label("First name").fill("Aarav J.")
        await dialog.get_by_role("button", name="Save").click()
        await expect(entry(practice, "Aarav J. Aaltonen")).to_be_visible()
        await choose(practice, "Aarav J. Aaltonen", "Invite to the portal")
        await dialog.get_by_role("button", name="Invite").click()
        await expect(dialog).to_contain_text("give it to the client yourself")
        link = await dialog.get_by_label("One-time link").input_value()
        await dialog.get_by_role("button", name="Done").click()
        await choose(practice, "Aarav J. Aaltonen", "Open chart")
        await expect(page.locator("chart-insurance")).to_contain_text("Aarav J. Aaltonen")

    async with open_page(stage, loses_connections=True) as client:
        await client.route("**/graphql", lose_the_first)
        await client.goto(link)
        await expect(client.get_by_role("heading", name="There is no connection")).to_be_visible()
        await assert_accessible(client)
        await client.get_by_role("button", name="Retry").click()
        await expect(client.get_by_text("Aarav J.’s portal, opened from an invitation")).to_be_visible()
        await expect(client.locator(".bar")).to_have_text("Juniper Street Therapy")
        await screenshot(client, "invited-1280")


async def test_every_tab_and_its_dialogs_fit_a_phone(server: Server) -> None:
    async with open_page(server.url, PHONE) as page:
        await page.goto("/#practice")
        practice = page.locator("practice-insurance")
        for tab in ("To review", "Payers", "Clients", "Portal"):
            await practice.get_by_role("tab", name=tab).click()
            await expect(practice.get_by_role("listitem").nth(2)).to_be_visible()
            await fits(page, f"practice-{tab.lower().replace(' ', '-')}")
        await practice.get_by_role("tab", name="Payers").click()
        dialog = await choose(practice, "Medicare Part B New York", "Edit")
        await fits(page, "practice-payer")
        await dialog.get_by_role("button", name="Cancel").click()
        await practice.get_by_role("tab", name="Clients").click()
        await choose(practice, "Shanice Baptiste", "Invite to the portal")
        await fits(page, "practice-invite")


async def fits(page: Page, name: str) -> None:
    """Nothing stands out of the phone, and axe-core finds nothing."""
    await assert_accessible(page)
    assert await page.evaluate("document.documentElement.scrollWidth") == PHONE[0]
    await screenshot(page, f"{name}-390")
