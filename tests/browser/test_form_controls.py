"""Every control of every form shows what the form holds, whatever was picked, typed or taken back before."""

import random
from collections.abc import AsyncIterator
from typing import Any

import pytest
from playwright.async_api import Locator, Page, expect

from support.browser import open_page
from support.form_controls import flat, shown_and_sent, shown_values
from support.portal_page import SEND, execute_as_practitioner, open_form

POLICY = "id version type relationship insuranceType memberId planId groupId copay deductible effectiveDate endDate"
POLICY += " employerOrSchool payer { id name }"
POLICIES = f"query($client: ID!) {{ client(id: $client) {{ policies {{ {POLICY} }} }} }}"
EDIT = "mutation($input: EditPolicyInput!) { editPolicy(input: $input) { userErrors { message } } }"
CHOICES: dict[str, list[str]] = {
    "relationship": ["SELF", "SPOUSE", "CHILD", "OTHER"],
    "insuranceType": ["MEDICARE", "MEDICAID", "GROUP_HEALTH_PLAN", "OTHER"],
    "memberId": ["M-1", "M-2", "M-3"],
    "planId": ["P-1", "P-2", ""],
    "copay": ["15", "20.50", ""],
    "employerOrSchool": ["Juniper Mills", ""],
}
DATES = {"3/5/25": "2025-03-05", "030525": "2025-03-05", "2025-04-06": "2025-04-06", "Apr 7, 2025": "2025-04-07"}


@pytest.fixture
async def page(stage: str) -> AsyncIterator[Page]:
    """Cleo's chart on a copy of the demo; requests are lost on purpose."""
    async with open_page(stage, loses_connections=True) as page:
        await page.goto("/")
        await expect(page.locator("chart-insurance").get_by_role("article", name="UnitedHealthcare")).to_be_visible()
        yield page


async def edit_cigna(page: Page) -> Locator:
    """The form of Cleo's policy with Cigna."""
    chart = page.locator("chart-insurance")
    await chart.get_by_role("button", name="Actions for Cigna Healthcare").click()
    await chart.get_by_role("menuitem", name="Edit").click()
    form = page.locator("policybook-policy-form")
    await expect(form.get_by_label("Member ID")).to_be_visible()
    return form


async def cigna(page: Page) -> dict[str, Any]:
    """The policy as it is saved."""
    client = (await execute_as_practitioner(page, POLICIES))["client"]
    (found,) = [each for each in client["policies"] if each["payer"] and each["payer"]["name"] == "Cigna Healthcare"]
    return dict(found)


async def change_elsewhere(page: Page, **values: Any) -> None:
    """Somebody else changes the policy."""
    policy = await cigna(page)
    answer = await execute_as_practitioner(page, EDIT, input={"id": policy["id"], **values})
    assert answer["editPolicy"]["userErrors"] == []


async def enter(form: Locator, name: str, value: str) -> None:
    """Picks or types a value."""
    control = form.locator(f"[name='{name}']")
    if await control.evaluate("element => element.localName") == "select":
        await control.select_option(value)
        return
    await control.fill(value)
    await control.blur()


def holds(shown: dict[str, str], name: str, expected: Any) -> bool:
    """Whether a control shows a value; an amount of money is one however it is written."""
    if name in ("copay", "deductible"):
        return float(shown[name] or "-1") == float(expected or "-1")
    return shown[name] == (expected or "")


async def test_their_value_replaces_the_one_that_was_picked_on_the_screen_too(page: Page) -> None:
    await change_elsewhere(page, relationship="CHILD")
    form = await edit_cigna(page)
    relationship = form.get_by_label("relationship").first
    await expect(relationship).to_have_value("CHILD")
    await relationship.select_option("OTHER")
    await relationship.select_option("SPOUSE")
    await change_elsewhere(page, relationship="OTHER", memberId="THEIRS")
    await form.get_by_label("Plan ID").fill("MINE")  # the next preview finds their change
    theirs = form.get_by_role("button", name="Use their value")
    await expect(theirs).to_have_count(1)
    await expect(relationship).to_have_value("SPOUSE")
    await theirs.click()
    await expect(relationship).to_have_value("OTHER")
    await expect(form.get_by_label("Member ID")).to_have_value("THEIRS")
    _, sent = await shown_and_sent(page, form, form.get_by_role("button", name="Save").click)
    assert "relationship" not in sent
    assert sent["planId"] == "MINE"


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_the_policy_form_sends_what_its_controls_show(page: Page, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same steps each time
    form = await edit_cigna(page)
    for _ in range(3):
        for _ in range(6):
            await one_step(page, form, chance)
        shown, sent = await shown_and_sent(page, form, form.get_by_role("button", name="Save").click)
        saved = flat({**await cigna(page), "payerId": (await cigna(page))["payer"]["id"]})
        names = [*CHOICES, "effectiveDate", "endDate", "type", "groupId", "deductible"]
        wrong = [name for name in names if not holds(shown, name, sent.get(name, saved[name]))]
        assert wrong == [], (shown, sent, saved)


async def one_step(page: Page, form: Locator, chance: random.Random) -> None:
    """Somebody picks, types, takes the other person's value, or the other person saves."""
    kind = chance.choice(["pick", "pick", "pick", "date", "theirs", "take"])
    if kind == "date":
        text = chance.choice(sorted(DATES))
        await enter(form, "effectiveDate", text)
        assert (await shown_values(form))["effectiveDate"] == DATES[text]
    elif kind == "theirs":
        name = chance.choice(["relationship", "insuranceType", "memberId"])
        await change_elsewhere(page, **{name: chance.choice(CHOICES[name])})
        group = f"G-{chance.randrange(10_000)}"
        async with page.expect_response(lambda each: group in (each.request.post_data or "")):
            await enter(form, "groupId", group)  # the next preview finds their change
        await expect(form.get_by_text("changed this policy while you were editing")).to_be_visible()
    elif kind == "take":
        # Count and click in one step in the page: an answer to a preview may take a button away in between.
        buttons = form.get_by_role("button", name="Use their value")
        await buttons.evaluate_all("(all, place) => all.length && all[place % all.length].click()", chance.randrange(6))
    else:
        name = chance.choice(sorted(CHOICES))
        await enter(form, name, chance.choice(CHOICES[name]))


@pytest.mark.parametrize("seed", [4, 5])
async def test_the_portals_form_sends_what_its_controls_show(page: Page, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same steps each time
    portal = await open_form(page)
    form = portal.locator("policybook-add-insurance")
    await portal.locator("summary").filter(has_text="More details").click()
    through = portal.get_by_role("checkbox", name="I am covered through someone else")
    await portal.get_by_role("radio", name="An additional insurance").check()
    for _ in range(3):
        for _ in range(6):
            match chance.choice(["type", "through", "relationship", "date", "payer", "text"]):
                case "type":
                    name = chance.choice(["My main insurance", "An additional insurance"])
                    await portal.get_by_role("radio", name=name).check()
                case "through":
                    await through.set_checked(chance.choice([True, False]))
                case "relationship" if await through.is_checked():
                    await enter(form, "relationship", chance.choice(["SPOUSE", "CHILD", "OTHER", ""]))
                case "date":
                    await enter(form, "effectiveDate", chance.choice(sorted(DATES)))
                case "payer":
                    await portal.get_by_role("combobox", name="Insurance company").fill(
                        chance.choice(["Aet", "Zenith"])
                    )
                case _:
                    await enter(form, "memberId", chance.choice(["M-1", "M-2"]))
        shown, sent = await shown_and_sent(page, form, portal.get_by_role("button", name=SEND).click)
        for name in ("type", "memberId", "effectiveDate"):
            assert holds(shown, name, sent.get(name)), (name, shown, sent)
        assert shown["combobox"] == sent.get("payerName", "")
        assert holds(shown, "relationship", sent.get("relationship")) if "relationship" in shown else True


async def test_a_new_client_is_sent_as_the_form_shows(page: Page) -> None:
    await page.goto("/#practice")
    practice = page.locator("practice-insurance")
    await practice.get_by_role("tab", name="Clients").click()
    await practice.get_by_role("button", name="Add client").click()
    form = practice.locator("policybook-client-form")
    await form.get_by_label("First name").fill("Ines")
    await form.get_by_label("Last name").fill("Okafor")
    for text, date in {"11/27/65": "1965-11-27", "030580": "1980-03-05", "": None}.items():
        await enter(form, "dateOfBirth", text)
        shown, sent = await shown_and_sent(page, form, form.get_by_role("button", name="Add client").click)
        assert shown["dateOfBirth"] == (date or "")
        assert sent.get("dateOfBirth") == date
        assert (sent["firstName"], sent["lastName"]) == ("Ines", "Okafor")


async def test_a_payer_whose_changes_are_discarded_shows_their_version(page: Page) -> None:
    await page.goto("/#practice")
    practice = page.locator("practice-insurance")
    await practice.get_by_role("tab", name="Payers").click()
    await practice.get_by_role("button", name="Actions for Humana", exact=True).click()
    await practice.get_by_role("menuitem", name="Edit", exact=True).click()
    form = practice.locator("policybook-payer-form")
    await form.get_by_label("Payer ID").fill("MINE")
    payers = await execute_as_practitioner(page, 'query { payers(search: "humana") { edges { node { id name } } } }')
    (humana,) = [each["node"] for each in payers["payers"]["edges"] if each["node"]["name"] == "Humana"]
    edit = "mutation($input: EditPayerInput!) { editPayer(input: $input) { userErrors { message } } }"
    await execute_as_practitioner(page, edit, input={"id": humana["id"], "ediPayerId": "THEIRS"})
    await form.get_by_role("button", name="Save").click()
    await form.get_by_role("button", name="Use their version").click()
    assert (await shown_values(form))["ediPayerId"] == "THEIRS"
    await form.get_by_label("Name", exact=True).fill("Humana Inc")
    shown, sent = await shown_and_sent(page, form, form.get_by_role("button", name="Save", exact=True).click)
    assert shown["ediPayerId"] == "THEIRS"
    assert "ediPayerId" not in sent
