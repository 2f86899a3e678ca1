"""<practice-insurance>: what claims need of clients and payers, edits by two people, and records that are doubled."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Locator, Page, expect

from support.browser import assert_accessible, open_page, screenshot
from support.portal_page import execute_as_practitioner

CLIENTS = "query($search: String) { clients(search: $search) { edges { node { id } } } }"
EDIT_CLIENT = "mutation($input: EditClientInput!) { editClient(input: $input) { userErrors { message } } }"
READ_CLIENT = """query($id: ID!) {
  client(id: $id) { middleName sex address { line1 line2 city state postalCode } }
}"""


@pytest.fixture
async def page(stage: str) -> AsyncIterator[Page]:
    """The practice's screen, on a copy of the demo."""
    async with open_page(stage) as page:
        await page.goto("/#practice")
        yield page


async def tab(page: Page, name: str) -> Locator:
    """The practice's settings at a tab."""
    practice = page.locator("practice-insurance")
    await practice.get_by_role("tab", name=name).click()
    return practice


async def choose(practice: Locator, name: str, action: str) -> Locator:
    """What a row's menu opens."""
    await practice.get_by_role("button", name=f"Actions for {name}", exact=True).click()
    await practice.get_by_role("menuitem", name=action, exact=True).click()
    return practice.locator("policybook-dialog")


async def test_a_clients_claim_facts_are_edited_and_nobodys_change_is_lost(page: Page) -> None:
    practice = await tab(page, "Clients")
    await practice.get_by_label("Search clients").fill("whitfield")
    dialog = await choose(practice, "Dana Whitfield", "Edit")
    await expect(dialog.get_by_role("group", name="Address Needed for claims")).to_be_visible()
    await dialog.get_by_label("Middle name").fill("Rose")
    await dialog.get_by_label("Sex").select_option("MALE")
    await dialog.get_by_label("Street address").fill("12 Harbor St")
    await dialog.get_by_label("City").fill("Albany")
    (found,) = (await execute_as_practitioner(page, CLIENTS, search="whitfield"))["clients"]["edges"]
    dana = found["node"]["id"]
    theirs = {"id": dana, "middleName": "Rae", "sex": "UNKNOWN", "address": {"state": "NY", "postalCode": "12207"}}
    assert (await execute_as_practitioner(page, EDIT_CLIENT, input=theirs))["editClient"]["userErrors"] == []
    await dialog.get_by_role("button", name="Save").click()
    notice = dialog.get_by_role("alert")
    await expect(notice).to_contain_text("Somebody else changed this client while you were editing.")
    await expect(notice).to_be_focused()
    await expect(dialog.get_by_label("ZIP code")).to_have_value("12207")
    await expect(dialog.get_by_label("Middle name")).to_have_value("Rose")
    await assert_accessible(page)
    await screenshot(page, "practice-client-conflict-1280")
    sex = notice.get_by_role("listitem").filter(has_text="Sex")
    await sex.get_by_role("button", name="Use their value").click()
    await expect(dialog.get_by_label("Sex")).to_have_value("UNKNOWN")
    await dialog.get_by_role("button", name="Save").click()
    await expect(dialog).to_have_count(0)
    saved = (await execute_as_practitioner(page, READ_CLIENT, id=dana))["client"]
    assert (saved["middleName"], saved["sex"]) == ("Rose", "UNKNOWN")
    assert list(saved["address"].values()) == ["12 Harbor St", None, "Albany", "NY", "12207"]


async def test_a_client_who_may_be_there_already_is_added_and_the_other_chart_is_one_click_away(page: Page) -> None:
    practice = await tab(page, "Clients")
    form = practice.locator("policybook-client-form")
    for _ in range(2):
        await practice.get_by_role("button", name="Add client").click()
        await form.get_by_label("First name").fill("Siobhán")
        await form.get_by_label("Last name").fill("O’Brien")
        await form.get_by_label("Date of birth").fill("3/5/80")
        await form.get_by_role("button", name="Add client").click()
        await expect(form.get_by_label("First name")).to_have_count(0)
    await expect(form.get_by_role("alert")).to_contain_text("A client of this name and date of birth exists.")
    await assert_accessible(page)
    await screenshot(page, "practice-client-duplicate-1280")
    await form.get_by_role("button", name="Open their chart").click()
    await expect(page.locator("chart-insurance")).to_contain_text("Siobhán O’Brien")
    await expect(form).to_have_count(0)


async def test_a_payer_that_exists_is_opened_from_the_refusal_and_has_an_address(page: Page) -> None:
    practice = await tab(page, "Payers")
    await practice.get_by_role("button", name="Add payer").click()
    dialog = practice.locator("policybook-dialog")
    await dialog.get_by_label("Name", exact=True).fill("aetna")
    await dialog.get_by_role("button", name="Add payer").click()
    await expect(dialog.get_by_role("button", name="Open Aetna")).to_be_visible()
    await assert_accessible(page)
    await screenshot(page, "practice-payer-exists-1280")
    await dialog.get_by_role("button", name="Open Aetna").click()
    await expect(dialog.get_by_role("heading", name="Edit Aetna")).to_be_visible()
    await expect(dialog.get_by_label("Payer ID")).to_have_value("60054")
    await dialog.get_by_label("Street address").fill("PO Box 981106")
    await dialog.get_by_label("City").fill("El Paso")
    await dialog.get_by_label("State").fill("TX")
    await dialog.get_by_label("ZIP code").fill("79998")
    await dialog.get_by_role("button", name="Save").click()
    await expect(dialog).to_have_count(0)
    await choose(practice, "Aetna", "Edit")
    await expect(dialog.get_by_label("Street address")).to_have_value("PO Box 981106")


async def test_the_policy_form_uses_the_payer_that_exists(page: Page) -> None:
    await page.get_by_role("link", name="Chart").click()
    await page.locator("chart-insurance").get_by_role("button", name="Add Policy").click()
    form = page.locator("policybook-policy-form")
    await form.get_by_role("button", name="Add a payer").click()
    adding = page.locator("policybook-payer-form")
    await adding.get_by_label("Name", exact=True).fill("Humana")
    await adding.get_by_role("button", name="Add payer").click()
    await adding.get_by_role("button", name="Use Humana").click()
    await expect(adding).to_have_count(0)
    await expect(form.get_by_role("combobox", name="Payer")).to_have_value("Humana")


async def test_two_records_of_an_insurer_become_one_after_saying_what_will_happen(page: Page) -> None:
    practice = await tab(page, "Payers")
    dialog = await choose(practice, "Cigna Healthcare", "Merge")
    await dialog.get_by_role("button", name="Merge", exact=True).click()
    await expect(dialog.get_by_text("Choose the other payer.")).to_be_visible()
    await dialog.get_by_role("combobox", name="Other payer").fill("humana")
    await expect(dialog.get_by_role("option", name="Humana").first).to_have_attribute("aria-selected", "true")
    await page.keyboard.press("Enter")
    await expect(dialog.get_by_role("radio", name="Cigna Healthcare")).to_be_checked()
    await expect(dialog).to_contain_text("Humana will be archived")
    await dialog.get_by_role("radio", name="Humana").check()
    await expect(dialog).to_contain_text(
        "Cigna Healthcare will be archived, and its names become other names of Humana."
    )
    await expect(dialog).to_contain_text("will have Humana as the payer")
    await assert_accessible(page)
    await screenshot(page, "practice-payer-merge-1280")
    await dialog.get_by_role("button", name="Merge", exact=True).click()
    await expect(practice.get_by_text("Cigna Healthcare was merged into Humana.")).to_be_visible()
    rows = practice.get_by_role("list", name="Payers").get_by_role("listitem")
    await expect(rows.filter(has_text="Also Cigna Healthcare").first).to_contain_text("Humana")
    await practice.get_by_role("checkbox", name="Show archived").check()
    merged = rows.filter(has=page.get_by_role("heading", name="Cigna Healthcare"))
    await expect(merged).to_contain_text("Merged into Humana")
