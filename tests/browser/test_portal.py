"""<portal-insurance>: what a client sees of their insurance, and adds to it."""

import json
import re
from pathlib import Path
from typing import Any, Protocol

import pytest
from playwright.async_api import Locator, Page, Route, expect

from chromium import PHONE, a_page, accessible, screenshot
from sending import a_card

HAND: dict[str, Any] = {"has_touch": True, "is_mobile": True}
"""What makes a narrow window a phone: its browser then offers the camera."""

CLEO_AND_PAT = """async () => {
  const {practitioner, client} = await (await fetch("demo/config.json?client=")).json();
  return {practitioner, client};
}"""
ASK = """async ([token, query, variables]) => {
  const headers = {"Content-Type": "application/json", Authorization: `Bearer ${token}`};
  const response = await fetch("graphql", {method: "POST", headers, body: JSON.stringify({query, variables})});
  return (await response.json()).data;
}"""


class Served(Protocol):
    """The server of the whole session: its stories only read."""

    url: str


async def ask(page: Page, query: str, **variables: Any) -> Any:
    """The practitioner's answer, for what happens on another screen."""
    people = await page.evaluate(CLEO_AND_PAT)
    variables = {"client": people["client"]["id"], **variables}
    data = await page.evaluate(ASK, [people["practitioner"], query, variables])
    assert data is not None
    return data


async def collect(page: Page, override: str) -> None:
    """The practice turns asking this client for insurance ON or OFF, and the portal looks again."""
    await ask(
        page,
        "mutation($client: ID!, $to: CollectionOverride!) { setClientInsuranceCollection("
        "input: {clientId: $client, override: $to}) { userErrors { message } } }",
        to=override,
    )
    await page.evaluate("document.querySelector('portal-insurance').refresh()")


async def policies(page: Page) -> list[Any]:
    """The chart's policies, as the practice has them."""
    fields = "enteredPayerName memberId type payer { name } attachments { side } needsReview"
    answer = await ask(page, f"query($client: ID!) {{ client(id: $client) {{ policies {{ {fields} }} }} }}")
    return list(answer["client"]["policies"])


async def open_form(page: Page) -> Locator:
    """The portal with its add form."""
    await page.goto("/#portal")
    portal = page.locator("portal-insurance")
    await portal.get_by_role("button", name="Add insurance").click()
    await expect(portal.get_by_role("heading", name="Add insurance")).to_be_focused()
    return portal


def photo(name: str = "card.jpg", data: bytes | None = None, kind: str = "image/jpeg") -> Any:
    """A file as a picker gives it."""
    return {"name": name, "mimeType": kind, "buffer": a_card() if data is None else data}


async def test_a_client_sees_what_is_on_file_and_what_is_over(served: Served) -> None:
    async with a_page(served.url, PHONE, **HAND) as page:
        await page.goto("/#portal")
        portal = page.locator("portal-insurance")
        texas = portal.get_by_role("article", name="Blue Cross Blue Shield TX")
        for text in ["Secondary", "ZGP908113746", "Nov 1, 2026", "Your practice is reviewing this."]:
            await expect(texas.get_by_text(text, exact=True)).to_be_visible()
        front = texas.get_by_role("img", name="Front of the card")
        assert await front.evaluate("image => image.decode().then(() => image.naturalWidth)") > 100
        earlier = portal.get_by_role("list", name="Earlier insurance")
        await expect(earlier.get_by_role("article", name="Aetna")).to_contain_text("Ended Dec 31, 2025")
        await expect(earlier.get_by_role("article", name="MetroPlusHealth")).to_contain_text("No longer in use")
        current = portal.get_by_role("list", name="Your insurance").get_by_role("article")
        await expect(current).to_have_count(3)
        await expect(portal.get_by_role("button")).to_have_text(["Add insurance"])
        await accessible(page)
        assert await page.evaluate("document.documentElement.scrollWidth") == PHONE[0]
        await screenshot(page, "portal-390")


async def test_a_photographed_card_is_enough(stage: str) -> None:
    async with a_page(stage, PHONE, **HAND) as page:
        portal = await open_form(page)
        await screenshot(page, "portal-form-390")
        await accessible(page)
        # Nothing at all is too little, and says so above the form.
        await portal.get_by_role("radio", name="An additional insurance").check()
        await portal.get_by_role("button", name="Send to Juniper Street Therapy").click()
        refusal = portal.get_by_role("alert").filter(has_text="Your insurance is still missing")
        await expect(refusal).to_be_focused()
        await accessible(page)
        await screenshot(page, "portal-required-390")
        front, back = portal.get_by_label("Front of the card"), portal.get_by_label("Back of the card")
        assert await front.get_attribute("capture") == "environment"
        assert await front.get_attribute("accept") == "image/jpeg,image/png,image/webp,image/heic"
        await front.set_input_files(photo("IMG_1.jpg"))
        await back.set_input_files(photo("IMG_2.jpg", a_card("seagreen")))
        await expect(refusal).to_have_count(0)
        pictures = portal.get_by_role("list", name="Pictures of the card")
        await expect(pictures.get_by_text("Arrived")).to_have_count(2)
        await expect(pictures.get_by_role("img", name="Front of the card, as chosen")).to_be_visible()
        await portal.get_by_label("Choose photos or a PDF instead").set_input_files(photo("IMG_3.jpg"))
        await portal.get_by_role("button", name="Remove IMG_3.jpg").click()
        await accessible(page)
        await screenshot(page, "portal-photos-390")
        await portal.get_by_role("button", name="Send to Juniper Street Therapy").click()
        told = portal.get_by_role("region", name="Sent to Juniper Street Therapy")
        await expect(told).to_be_focused()
        await expect(told).to_contain_text("Your card is on file as your Secondary insurance.")
        card = portal.get_by_role("article", name="Insurance card")
        await expect(card).to_contain_text("Your practice is reviewing this.")
        await expect(card.get_by_role("img")).to_have_count(2)
        await accessible(page)
        await screenshot(page, "portal-sent-390")
        (new,) = [each for each in await policies(page) if each["memberId"] is None]
        assert [each["side"] for each in new["attachments"]] == ["FRONT", "BACK"]
        await told.get_by_role("button", name="OK").click()
        await expect(told).to_have_count(0)
        await expect(portal.get_by_role("button", name="Add insurance")).to_be_focused()


async def test_what_a_client_submits_appears_in_the_chart_and_ends_the_primary_before(stage: str) -> None:
    async with a_page(stage, is_refused=True) as page:
        await page.goto("/")
        portal, chart = page.locator("portal-insurance"), page.locator("chart-insurance")
        await portal.get_by_role("button", name="Add insurance").click()
        await portal.get_by_role("radio", name="My main insurance").check()
        await expect(portal.get_by_text("Does it replace UnitedHealthcare?")).to_be_visible()
        payer = portal.get_by_role("combobox", name="Insurance company")
        await payer.press_sequentially("health")
        options = portal.get_by_role("listbox", name="Insurance company").get_by_role("option")
        await expect(options.first).to_be_visible()
        await accessible(page)
        await screenshot(page, "portal-type-ahead-1280")
        offered = await options.all_inner_texts()
        assert all("health" in each.lower() for each in offered)
        await page.keyboard.press("ArrowDown")
        await page.keyboard.press("Enter")
        await expect(payer).to_have_value(offered[0])
        await payer.fill("Zenith Mutual of Nowhere")
        await portal.get_by_label("Member ID").fill("ZM 90-0001")
        await portal.locator("summary").click()
        await portal.get_by_label("Effective date").fill("2026-12-01")
        await portal.get_by_label("End date").fill("2026-11-01")
        await portal.get_by_role("checkbox", name="I am covered through someone else").check()
        await portal.get_by_label("Whose insurance is it?").select_option("My parent’s")
        await portal.get_by_label("Their first name").fill("Lucia")
        await drop(portal, "scan.pdf", "application/pdf")
        await expect(portal.get_by_role("alert")).to_contain_text("This PDF is damaged")
        await portal.get_by_role("button", name="Remove Front of the card").click()
        await portal.get_by_role("button", name="Send to Juniper Street Therapy").click()
        end = portal.get_by_label("End date")
        await expect(end).to_be_focused()
        await accessible(page)
        await screenshot(page, "portal-wrong-1280")
        await end.fill("")
        await portal.get_by_role("button", name="Send to Juniper Street Therapy").click()
        told = portal.get_by_role("region", name="Sent to Juniper Street Therapy")
        await expect(told).to_contain_text("Your UnitedHealthcare coverage now ends Nov 30, 2026")
        new = chart.get_by_role("article", name="Zenith Mutual of Nowhere")
        await expect(new).to_contain_text("Needs Payer")
        await expect(new).to_contain_text("Lucia")
        await expect(chart.get_by_role("article", name="UnitedHealthcare")).to_contain_text("Nov 30, 2026")
        await accessible(page)
        await screenshot(page, "portal-sent-1280")
        # The same once more: the form says which one there is, and keeps what was typed.
        await told.get_by_role("button", name="OK").click()
        await portal.get_by_role("button", name="Add insurance").click()
        await portal.get_by_role("radio", name="My main insurance").check()
        await portal.get_by_role("combobox", name="Insurance company").fill("zenith mutual of nowhere")
        await portal.get_by_label("Member ID").fill("ZM900001")
        await portal.locator("summary").click()
        await portal.get_by_label("Effective date").fill("2026-12-01")
        await portal.get_by_role("button", name="Send to Juniper Street Therapy").click()
        refusal = portal.get_by_role("alert").filter(has_text="on file already")
        await expect(refusal).to_be_focused()
        await expect(refusal).to_contain_text(
            "You have Zenith Mutual of Nowhere (Primary, member ID ZM 90-0001, from Dec 1, 2026)."
        )
        await expect(portal.get_by_label("Member ID")).to_have_value("ZM900001")
        await screenshot(page, "portal-duplicate-1280")
        # Leaving asks first.
        await portal.get_by_role("button", name="Your insurance").click()
        await expect(portal.get_by_role("button", name="Stay")).to_be_focused()
        await accessible(page)
        await portal.get_by_role("button", name="Leave", exact=True).click()
        await expect(portal.get_by_role("button", name="Add insurance")).to_be_focused()


async def drop(portal: Locator, name: str, kind: str) -> None:
    """Drags a file of no sense onto the card's place and lets go."""
    await portal.get_by_role("group", name="Your insurance card").evaluate(
        """(place, [name, type]) => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File(["%PDF-1.7 and no more"], name, {type}));
          place.dispatchEvent(new DragEvent("dragover", {dataTransfer, bubbles: true, cancelable: true}));
          place.dispatchEvent(new DragEvent("drop", {dataTransfer, bubbles: true, cancelable: true}));
        }""",
        [name, kind],
    )


async def test_a_lost_connection_keeps_everything_and_saves_once(stage: str) -> None:
    puts: list[str] = []
    keys: list[str] = []

    async def lose_the_first_put(route: Route) -> None:
        puts.append(route.request.url)
        await (route.abort() if len(puts) == 1 else route.continue_())

    async def lose_the_first_answer(route: Route) -> None:
        request = json.loads(route.request.post_data or "{}")
        key = (request.get("variables") or {}).get("input", {}).get("idempotencyKey")
        if key is None:
            return await route.continue_()
        keys.append(key)
        answer = await route.fetch()
        return await (route.abort() if len(keys) == 1 else route.fulfill(response=answer))

    async with a_page(stage, PHONE, loses_connections=True, **HAND) as page:
        await page.route("**/uploads/*", lose_the_first_put)
        await page.route("**/graphql", lose_the_first_answer)
        portal = await open_form(page)
        before = len(await policies(page))
        await portal.get_by_role("radio", name="An additional insurance").check()
        await portal.get_by_label("Front of the card").set_input_files(photo())
        lost = portal.get_by_role("alert").filter(has_text="The connection was lost.")
        await expect(lost).to_be_visible()
        await portal.get_by_role("button", name="Send to Juniper Street Therapy").click()
        await expect(portal.get_by_text("A picture has not arrived.")).to_be_visible()
        again = portal.get_by_role("button", name="Send again: Front of the card")
        await expect(portal.locator("policybook-card-photos")).to_be_focused()
        await accessible(page)
        await screenshot(page, "portal-lost-photo-390")
        await again.click()
        await expect(portal.get_by_text("Arrived")).to_be_visible()
        assert len(puts) == 2
        assert len(set(puts)) == 1  # to the place it had
        send = portal.get_by_role("button", name="Send to Juniper Street Therapy")
        await send.click()
        await expect(portal.get_by_role("alert")).to_contain_text("There is no connection.")
        await accessible(page)
        await screenshot(page, "portal-lost-390")
        await portal.get_by_role("button", name="Retry").click()
        await expect(portal.get_by_role("region", name="Sent to Juniper Street Therapy")).to_be_visible()
        assert len(keys) == 2
        assert len(set(keys)) == 1
        assert len(await policies(page)) == before + 1


async def test_a_file_that_is_no_picture_says_so_beside_itself(served: Served) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    async with a_page(served.url, PHONE, is_refused=True, **HAND) as page:
        portal = await open_form(page)
        pictures = portal.get_by_role("list", name="Pictures of the card")
        await portal.get_by_label("Front of the card").set_input_files(photo("card.jpg", svg))
        refused = pictures.get_by_role("listitem").filter(has_text="Front of the card")
        await expect(refused.get_by_role("alert")).to_contain_text("photo")
        await expect(refused.get_by_role("img")).to_have_count(0)
        sent: list[str] = []
        page.on("request", lambda request: sent.append(request.method) if request.method != "GET" else None)
        # What the form's rules refuse does not go out at all.
        await portal.get_by_label("Back of the card").set_input_files(photo("notes.txt", b"notes", "text/plain"))
        await expect(pictures).to_contain_text("This must be a photo (JPEG, PNG, WebP or HEIC) or a PDF.")
        picker = portal.get_by_label("Choose photos or a PDF instead")
        await picker.set_input_files(photo("huge.jpg", bytes(10 * 1024 * 1024 + 1)))
        await expect(pictures).to_contain_text("A file can have 1 byte to 10 MB.")
        assert sent == []
        await accessible(page)
        await screenshot(page, "portal-refused-390")
        await refused.get_by_label("Take another").set_input_files(photo())
        await expect(refused).to_contain_text("Arrived")


async def test_asking_for_insurance_is_turned_off_and_on_while_a_client_looks(stage: str) -> None:
    async with a_page(stage, PHONE, **HAND) as page:
        portal = await open_form(page)
        await portal.get_by_label("Member ID").fill("KEEP-ME-1")
        await portal.get_by_role("radio", name="An additional insurance").check()
        await collect(page, "OFF")
        told = portal.get_by_role("alert").filter(has_text="Insurance cannot be added right now")
        await expect(told).to_contain_text("What you entered is still here")
        await portal.get_by_role("button", name="Send to Juniper Street Therapy").click()
        await expect(told).to_be_focused()
        await expect(portal.get_by_label("Member ID")).to_have_value("KEEP-ME-1")
        await accessible(page)
        await screenshot(page, "portal-off-form-390")
        await collect(page, "ON")
        await expect(told).to_have_count(0)
        await portal.get_by_role("button", name="Your insurance").click()
        await portal.get_by_role("button", name="Leave", exact=True).click()
        await collect(page, "OFF")
        await expect(portal.get_by_text("Juniper Street Therapy is not asking for insurance here")).to_be_visible()
        await expect(portal.get_by_role("button")).to_have_count(0)
        await accessible(page)
        await screenshot(page, "portal-off-390")


@pytest.mark.parametrize("size", [PHONE, (1280, 900)], ids=["phone", "desktop"])
async def test_a_refused_token_is_said_plainly_and_the_form_outlives_it(served: Served, size: tuple[int, int]) -> None:
    async with a_page(served.url, size, is_refused=True) as page:
        portal = await open_form(page)
        await portal.get_by_label("Member ID").fill("STILL-HERE")
        token = await page.evaluate("document.querySelector('portal-insurance').token")
        # The page around would sign in again by itself.
        await page.evaluate("addEventListener('policybook-signed-out', (event) => event.stopPropagation(), true)")
        await page.evaluate("document.querySelector('portal-insurance').token = 'over'")
        await expect(portal.get_by_role("heading", name="You are signed out")).to_be_visible()
        await expect(portal.get_by_label("Member ID")).to_be_hidden()
        await accessible(page)
        await screenshot(page, f"portal-signed-out-{size[0]}")
        await page.evaluate("token => document.querySelector('portal-insurance').token = token", token)
        await expect(portal.get_by_label("Member ID")).to_have_value("STILL-HERE")
