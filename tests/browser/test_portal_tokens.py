"""<portal-insurance> when tokens change: whose form is shown, and what is shown without a token."""

from playwright.async_api import Locator, Page, Route, expect

from support.browser import PHONE, open_page
from support.portal_page import PERSONAS, SEND, TOUCH, open_form
from support.server import Server


async def give(page: Page, token: str) -> None:
    await page.evaluate("token => document.querySelector('portal-insurance').token = token", token)


async def refuse(route: Route) -> None:
    error = '{"errors": [{"message": "Sign in.", "extensions": {"code": "UNAUTHENTICATED"}}]}'
    await route.fulfill(status=401, content_type="application/json", body=error)


def requests_from_now(page: Page) -> list[str]:
    """The URLs of what the page asks for, a list that grows."""
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    return sent


async def typed_form(page: Page) -> Locator:
    portal = await open_form(page)
    await portal.get_by_label("Member ID").fill("STILL-HERE")
    await portal.get_by_role("radio", name="An additional insurance").check()
    return portal


async def test_what_a_client_typed_is_never_shown_to_somebody_else(server: Server) -> None:
    async with open_page(server.url, PHONE, **TOUCH) as page:
        portal = await typed_form(page)
        people = await page.evaluate(PERSONAS)
        await give(page, people["practitioner"])
        await expect(portal.get_by_text("Sign in as a client to see yours.")).to_be_visible()
        await expect(portal.locator("policybook-add-insurance")).to_have_count(0)
        await give(page, people["client"]["token"])
        await portal.get_by_role("button", name="Add insurance").click()
        await expect(portal.get_by_label("Member ID")).to_have_value("")


async def test_a_token_that_could_not_be_had_is_asked_for_again_on_retry(server: Server) -> None:
    async with open_page(server.url, PHONE, **TOUCH) as page:
        await page.goto("/#portal")
        portal = page.locator("portal-insurance")
        await expect(portal.get_by_role("button", name="Add insurance")).to_be_visible()
        await page.evaluate(
            """() => {
              const portal = document.querySelector("portal-insurance");
              const token = portal.token;
              let asked = 0;
              portal.token = undefined; // nothing is left to show
              return portal.updateComplete.then(() => {
                portal.token = () => asked++ ? token : Promise.reject(new Error("no line"));
              });
            }"""
        )
        await expect(portal.get_by_role("alert")).to_contain_text("There is no connection.")
        await portal.get_by_role("button", name="Retry").click()
        await expect(portal.get_by_role("button", name="Add insurance")).to_be_visible()


async def test_a_save_that_is_refused_a_token_tells_the_page_once_and_keeps_the_form(server: Server) -> None:
    async def refuse_saves(route: Route) -> None:
        if "idempotencyKey" not in (route.request.post_data or ""):
            return await route.continue_()
        return await refuse(route)

    async with open_page(server.url, PHONE, is_refused=True, **TOUCH) as page:
        await page.route("**/graphql", refuse_saves)
        portal = await typed_form(page)
        # The page around would sign in again by itself: here it only counts.
        await page.evaluate(
            """() => {
              window.told = 0;
              addEventListener("policybook-signed-out", (event) => (window.told++, event.stopPropagation()), true);
            }"""
        )
        for _ in range(2):
            # The notice of the first refusal is still there while the second is on its way.
            async with page.expect_response(lambda answer: answer.status == 401):
                await portal.get_by_role("button", name=SEND).click()
            await expect(portal.get_by_role("alert")).to_contain_text("Your session has ended.")
            await expect(portal.locator("[aria-busy=true]")).to_have_count(0)
        assert await page.evaluate("window.told") == 1
        await give(page, (await page.evaluate(PERSONAS))["client"]["token"])
        await expect(portal.get_by_role("alert")).to_have_count(0)
        await expect(portal.get_by_label("Member ID")).to_have_value("STILL-HERE")
        await expect(portal.get_by_role("button", name=SEND)).to_be_visible()


async def test_a_token_given_again_after_a_refusal_is_tried_again(server: Server) -> None:
    async with open_page(server.url, PHONE, is_refused=True, **TOUCH) as page:
        portal = await typed_form(page)
        # The page around would sign in again by itself.
        await page.evaluate("addEventListener('policybook-signed-out', (event) => event.stopPropagation(), true)")
        await page.route("**/graphql", refuse)
        await page.evaluate("document.querySelector('portal-insurance').refresh()")
        await expect(portal.get_by_text("You are signed out")).to_be_visible()
        await page.unroute("**/graphql")
        await give(page, await page.evaluate("document.querySelector('portal-insurance').token"))
        await expect(portal.get_by_text("You are signed out")).to_have_count(0)
        await expect(portal.get_by_label("Member ID")).to_have_value("STILL-HERE")


async def test_the_same_token_given_on_every_render_is_asked_for_nothing(server: Server) -> None:
    render = """async () => {
      const portal = document.querySelector("portal-insurance");
      for (let renders = 0; renders < 5; renders++) {
        portal.token = window.token;
        await portal.updateComplete;
      }
    }"""
    async with open_page(server.url, PHONE, is_refused=True, **TOUCH) as page:
        await page.goto("/#portal")
        portal = page.locator("portal-insurance")
        await expect(portal.get_by_role("button", name="Add insurance")).to_be_visible()
        await page.evaluate("addEventListener('policybook-signed-out', (event) => event.stopPropagation(), true)")
        token = (await page.evaluate(PERSONAS))["client"]["token"]
        for kind in ["", "() => "]:  # a string, and a function that returns it
            await page.evaluate(f"token => {{ const value = {kind}token; window.token = value; }}", token)
            await page.evaluate(render)
            await page.evaluate(
                "document.querySelector('portal-insurance').refresh()"
            )  # what is on its way has arrived
            sent = requests_from_now(page)
            await page.evaluate(render)
            await page.wait_for_timeout(300)
            assert sent == []
            await page.route("**/graphql", refuse)
            await page.evaluate("document.querySelector('portal-insurance').refresh()")
            await expect(portal.get_by_text("You are signed out")).to_be_visible()
            await page.unroute("**/graphql")
            await page.evaluate(render)
            await expect(portal.get_by_text("You are signed out")).to_have_count(0)
