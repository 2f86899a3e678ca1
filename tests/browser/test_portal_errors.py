"""<portal-insurance> in case of errors: lost connections, files that are refused, sessions that end."""

import json

import pytest
from playwright.async_api import Route, expect

from support.browser import PHONE, assert_accessible, open_page, screenshot
from support.portal_page import SEND, TOUCH, drop_file, open_form, photo, policies, set_collection
from support.server import Server


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

    async with open_page(stage, PHONE, loses_connections=True, **TOUCH) as page:
        await page.route("**/uploads/*", lose_the_first_put)
        await page.route("**/graphql", lose_the_first_answer)
        portal = await open_form(page)
        before = len(await policies(page))
        await portal.get_by_role("radio", name="An additional insurance").check()
        await portal.get_by_label("Front of the card").set_input_files(photo())
        lost = portal.get_by_role("alert").filter(has_text="The connection was lost.")
        await expect(lost).to_be_visible()
        await portal.get_by_role("button", name=SEND).click()
        await expect(portal.get_by_text("A picture has not arrived.")).to_be_visible()
        again = portal.get_by_role("button", name="Send again: Front of the card")
        await expect(portal.locator("policybook-card-photos")).to_be_focused()
        await assert_accessible(page)
        await screenshot(page, "portal-lost-photo-390")
        await again.click()
        await expect(portal.get_by_text("Arrived")).to_be_visible()
        assert len(puts) == 2
        assert len(set(puts)) == 1  # to the place it had
        send = portal.get_by_role("button", name=SEND)
        await send.click()
        await expect(portal.get_by_role("alert")).to_contain_text("There is no connection.")
        await assert_accessible(page)
        await screenshot(page, "portal-lost-390")
        await portal.get_by_role("button", name="Retry").click()
        await expect(portal.get_by_role("region", name="Sent to Juniper Street Therapy")).to_be_visible()
        assert len(keys) == 2
        assert len(set(keys)) == 1
        assert len(await policies(page)) == before + 1


async def test_a_file_that_is_no_picture_says_so_beside_itself(server: Server) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    async with open_page(server.url, PHONE, is_refused=True, **TOUCH) as page:
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
        await drop_file(portal, "huge.pdf", "application/pdf", 10 * 1024 * 1024 + 1)
        await expect(pictures).to_contain_text("A file must be between 1 byte and 10 MB.")
        assert sent == []
        await assert_accessible(page)
        await screenshot(page, "portal-refused-390")
        await refused.get_by_label("Take another").set_input_files(photo())
        await expect(refused).to_contain_text("Arrived")


async def test_asking_for_insurance_is_turned_off_and_on_while_a_client_looks(stage: str) -> None:
    async with open_page(stage, PHONE, **TOUCH) as page:
        portal = await open_form(page)
        await portal.get_by_label("Member ID").fill("KEEP-ME-1")
        await portal.get_by_role("radio", name="An additional insurance").check()
        await set_collection(page, "OFF")
        told = portal.get_by_role("alert").filter(has_text="Insurance cannot be added right now")
        await expect(told).to_contain_text("What you entered is still here")
        await portal.get_by_role("button", name=SEND).click()
        await expect(told).to_be_focused()
        await expect(portal.get_by_label("Member ID")).to_have_value("KEEP-ME-1")
        await assert_accessible(page)
        await screenshot(page, "portal-off-form-390")
        await set_collection(page, "ON")
        await expect(told).to_have_count(0)
        await portal.get_by_role("button", name="Your insurance").click()
        await portal.get_by_role("button", name="Leave", exact=True).click()
        await set_collection(page, "OFF")
        await expect(portal.get_by_text("Juniper Street Therapy is not asking for insurance here")).to_be_visible()
        await expect(portal.get_by_role("button")).to_have_count(0)
        await assert_accessible(page)
        await screenshot(page, "portal-off-390")


@pytest.mark.parametrize("size", [PHONE, (1280, 900)], ids=["phone", "desktop"])
async def test_a_refused_token_is_said_plainly_and_the_form_outlives_it(server: Server, size: tuple[int, int]) -> None:
    async with open_page(server.url, size, is_refused=True) as page:
        portal = await open_form(page)
        await portal.get_by_label("Member ID").fill("STILL-HERE")
        token = await page.evaluate("document.querySelector('portal-insurance').token")
        # The page around would sign in again by itself.
        await page.evaluate("addEventListener('policybook-signed-out', (event) => event.stopPropagation(), true)")
        await page.evaluate("document.querySelector('portal-insurance').token = 'over'")
        await expect(portal.get_by_role("heading", name="You are signed out")).to_be_visible()
        await expect(portal.get_by_label("Member ID")).to_be_hidden()
        await assert_accessible(page)
        await screenshot(page, f"portal-signed-out-{size[0]}")
        await page.evaluate("token => document.querySelector('portal-insurance').token = token", token)
        await expect(portal.get_by_label("Member ID")).to_have_value("STILL-HERE")
