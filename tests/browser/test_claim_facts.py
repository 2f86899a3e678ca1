"""What claims need to know of the client is asked where the record lacks it: after Add Policy, and in the portal."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Locator, Page, expect

from support.browser import assert_accessible, open_page
from support.chart_page import card, chart, choose_payer, fill, form, seen
from support.portal_page import SEND, execute_as_practitioner

RECORD = (
    "query($client: ID!) { client(id: $client) { version sex dateOfBirth address { line1 city state postalCode } } }"
)
EDIT = """mutation($client: ID!, $version: Int!) {
  editClient(input: {id: $client, version: $version, sex: FEMALE, address: {city: "Queens"}}) { userErrors { code } }
}"""


EMPTY = """mutation($client: ID!) {
  editClient(input: {id: $client, middleName: null, sex: null, address: null}) { userErrors { code } }
}"""


@pytest.fixture
async def page(stage: str) -> AsyncIterator[Page]:
    """Cleo's chart and her portal on a copy of the demo, without her sex and address."""
    async with open_page(stage) as page:
        await page.goto("/")
        await execute_as_practitioner(page, EMPTY)
        await page.reload()
        await expect(card(page, "UnitedHealthcare")).to_be_visible()
        yield page


async def second_step(page: Page) -> Locator:
    """Adds a policy. What the form asks then."""
    await chart(page).get_by_role("button", name="Add Policy").click()
    await fill(page, {"Policy type": "Other", "relationship": "Self", "Insurance type": "Other"})
    await choose_payer(page, "oscar", "Oscar")
    await fill(page, {"Member ID": "OSC-9", "Effective date": "2026-11-01"})
    await form(page).get_by_role("button", name="Save").click()
    step = page.locator("policybook-client-facts")
    await expect(step).to_contain_text("Oscar Health was added.")
    return step


async def test_the_second_step_of_add_policy_asks_only_for_what_claims_need_and_the_record_lacks(page: Page) -> None:
    step = await second_step(page)
    await expect(step).to_contain_text("Needed for claims. Still missing in the record: sex and address.")
    await expect(step.get_by_label("Date of birth")).to_have_count(0)
    await seen(page, "claim-facts")
    await step.get_by_label("Sex").select_option(label="Female")
    address = step.get_by_role("group", name="Address")
    for label, value in {"Street address": "12 Elm Street", "City": "B", "State": "New York", "ZIP code": "1"}.items():
        await address.get_by_label(label).fill(value)
    await address.get_by_label("City").fill("Brooklyn")
    await address.get_by_label("State").fill("NY")
    await address.get_by_label("ZIP code").fill("11201")
    await step.get_by_role("button", name="Save").click()
    await expect(step).to_have_count(0)
    await expect(chart(page).get_by_text("The record of Cleo Marchetti was saved.")).to_be_visible()
    await expect(chart(page).get_by_role("button", name="Actions for Oscar Health")).to_be_focused()
    record = (await execute_as_practitioner(page, RECORD))["client"]
    assert record["sex"] == "FEMALE"
    assert record["address"] == {"line1": "12 Elm Street", "city": "Brooklyn", "state": "NY", "postalCode": "11201"}
    await chart(page).get_by_role("button", name="Add Policy").click()
    await fill(page, {"Policy type": "Other", "relationship": "Self", "Insurance type": "Other"})
    await choose_payer(page, "aetna", "Aetna")
    await fill(page, {"Member ID": "A-9", "Effective date": "2026-11-01"})
    await form(page).get_by_role("button", name="Save").click()
    await expect(form(page)).to_have_count(0)  # nothing is missing any more


async def test_the_second_step_may_be_left_for_later(page: Page) -> None:
    step = await second_step(page)
    await step.get_by_role("button", name="Not now").click()
    await expect(step).to_have_count(0)
    await expect(chart(page).get_by_role("button", name="Actions for Oscar Health")).to_be_focused()
    assert (await execute_as_practitioner(page, RECORD))["client"]["sex"] is None


async def test_what_somebody_else_has_entered_meanwhile_is_asked_no_longer_and_not_overwritten(page: Page) -> None:
    step = await second_step(page)
    await step.get_by_label("Sex").select_option(label="Male")
    await step.get_by_label("City").fill("Brooklyn")
    await step.get_by_label("Street address").fill("12 Elm Street")
    version = (await execute_as_practitioner(page, RECORD))["client"]["version"]
    await execute_as_practitioner(page, EDIT, version=version)
    await step.get_by_role("button", name="Save").click()
    await expect(step.get_by_role("alert")).to_be_visible()
    await expect(step.get_by_label("Sex")).to_have_count(0)
    await expect(step.get_by_label("City")).to_have_count(0)
    await expect(step.get_by_label("Street address")).to_have_value("12 Elm Street")
    await seen(page, "claim-facts-conflict")
    await step.get_by_role("button", name="Save").click()
    await expect(step).to_have_count(0)
    record = (await execute_as_practitioner(page, RECORD))["client"]
    assert (record["sex"], record["address"]["city"], record["address"]["line1"]) == (
        "FEMALE",
        "Queens",
        "12 Elm Street",
    )


async def test_in_the_portal_two_addresses_are_told_apart_by_their_groups(page: Page) -> None:
    portal = page.locator("portal-insurance")
    await portal.get_by_role("button", name="Add insurance").click()
    await portal.get_by_role("radio", name="An additional insurance").check()
    await portal.get_by_label("Member ID").fill("ZM-900001")
    await portal.get_by_role("checkbox", name="I am covered through someone else").check()
    await portal.get_by_label("Whose insurance is it?").select_option("My parent’s")
    await portal.locator("summary").filter(has_text="About you").click()
    theirs, yours = (portal.get_by_role("group", name=name) for name in ("Their address", "Your address"))
    for group in theirs, yours:
        for label in ["Street address", "Apartment or unit", "City", "State", "ZIP code"]:
            await expect(group.get_by_label(label)).to_have_count(1)
    await theirs.get_by_label("City").fill("Albany")
    await yours.get_by_label("City").fill("Brooklyn")
    await portal.get_by_label("Your sex").select_option("Female")
    await seen(page, "portal-addresses")
    await theirs.get_by_role("checkbox", name="They live at my address").check()
    await expect(theirs.get_by_label("City")).to_have_count(0)
    await theirs.get_by_role("checkbox", name="They live at my address").uncheck()
    await expect(theirs.get_by_label("City")).to_have_value("Albany")
    await assert_accessible(page)
    await portal.get_by_role("button", name=SEND).click()
    await expect(portal.get_by_role("region", name="Sent to Juniper Street Therapy")).to_be_visible()
    record = (await execute_as_practitioner(page, RECORD))["client"]
    assert (record["sex"], record["address"]["city"]) == ("FEMALE", "Brooklyn")
    policyholders = "query($client: ID!) { client(id: $client) { policies { policyholder { address { city } } } } }"
    policies = (await execute_as_practitioner(page, policyholders))["client"]["policies"]
    cities = [policy["policyholder"]["address"]["city"] for policy in policies if policy["policyholder"]]
    assert "Albany" in cities
