"""<portal-insurance>: a client sees their insurance and adds to it."""

from playwright.async_api import Locator, expect

from support.browser import PHONE, assert_accessible, open_page, screenshot
from support.portal_page import SEND, SUBMIT_UNTIL_REFUSED, TOUCH, drop_file, open_form, photo, policies
from support.server import Server
from support.uploads import card_image


async def test_a_client_sees_what_is_on_file_and_what_is_over(server: Server) -> None:
    async with open_page(server.url, PHONE, **TOUCH) as page:
        await page.goto("/#portal")
        portal = page.locator("portal-insurance")
        texas = portal.get_by_role("article", name="Blue Cross Blue Shield TX")
        for text in ["Secondary", "ZGP908113746", "Nov 1, 2026", "Your practice is reviewing this."]:
            await expect(texas.get_by_text(text, exact=True)).to_be_visible()
        front = texas.get_by_role("img", name="Front of the card")
        assert await front.evaluate("image => image.decode().then(() => image.naturalWidth)") > 100
        earlier = portal.get_by_role("list", name="Earlier insurance")
        await expect(earlier.get_by_role("article", name="Aetna")).to_contain_text("Ended Dec 31, 2025")
        await expect(earlier.get_by_role("article", name="MetroPlusHealth")).to_contain_text("Inactive")
        current = portal.get_by_role("list", name="Your insurance").get_by_role("article")
        await expect(current).to_have_count(3)
        await expect(current.get_by_text("In force", exact=True)).to_have_count(3)
        await expect(portal.get_by_role("button")).to_have_text(["Add insurance"])
        await assert_accessible(page)
        assert await page.evaluate("document.documentElement.scrollWidth") == PHONE[0]
        await screenshot(page, "portal-390")


async def test_a_photographed_card_is_enough(stage: str) -> None:
    async with open_page(stage, PHONE, **TOUCH) as page:
        portal = await open_form(page)
        await screenshot(page, "portal-form-390")
        await assert_accessible(page)
        # Nothing at all is too little, and says so above the form.
        await portal.get_by_role("radio", name="An additional insurance").check()
        await portal.get_by_role("button", name=SEND).click()
        refusal = portal.get_by_role("alert").filter(has_text="Your insurance is still missing")
        await expect(refusal).to_be_focused()
        await assert_accessible(page)
        await screenshot(page, "portal-required-390")
        front, back = portal.get_by_label("Front of the card"), portal.get_by_label("Back of the card")
        assert await front.get_attribute("capture") == "environment"
        assert await front.get_attribute("accept") == "image/jpeg,image/png,image/webp,image/heic"
        await front.set_input_files(photo("IMG_1.jpg"))
        await back.set_input_files(photo("IMG_2.jpg", card_image("seagreen")))
        await expect(refusal).to_have_count(0)
        pictures = portal.get_by_role("list", name="Pictures of the card")
        await expect(pictures.get_by_text("Arrived")).to_have_count(2)
        await expect(pictures.get_by_role("img", name="Front of the card, as chosen")).to_be_visible()
        await portal.get_by_label("Choose photos or a PDF instead").set_input_files(photo("IMG_3.jpg"))
        await portal.get_by_role("button", name="Remove IMG_3.jpg").click()
        await assert_accessible(page)
        await screenshot(page, "portal-photos-390")
        await portal.get_by_role("button", name=SEND).click()
        told = portal.get_by_role("region", name="Sent to Juniper Street Therapy")
        await expect(told).to_be_focused()
        await expect(told).to_contain_text("Your card is on file as your Secondary insurance.")
        card = portal.get_by_role("article", name="Insurance card")
        await expect(card).to_contain_text("Your practice is reviewing this.")
        await expect(card.get_by_role("img")).to_have_count(2)
        await assert_accessible(page)
        await screenshot(page, "portal-sent-390")
        (new,) = [each for each in await policies(page) if each["memberId"] is None]
        assert [each["side"] for each in new["attachments"]] == ["FRONT", "BACK"]
        await told.get_by_role("button", name="OK").click()
        await expect(told).to_have_count(0)
        await expect(portal.get_by_role("button", name="Add insurance")).to_be_focused()


async def test_what_a_client_submits_appears_in_the_chart_and_ends_the_primary_before(stage: str) -> None:
    async with open_page(stage, is_refused=True) as page:
        await page.goto("/")
        portal, chart = page.locator("portal-insurance"), page.locator("chart-insurance")
        await portal.get_by_role("button", name="Add insurance").click()
        await portal.get_by_role("radio", name="My main insurance").check()
        await expect(portal.get_by_text("Does it replace UnitedHealthcare?")).to_be_visible()
        await offers_payers(portal)
        await portal.get_by_role("combobox", name="Insurance company").fill("Zenith Mutual of Nowhere")
        await portal.get_by_label("Member ID").fill("ZM 90-0001")
        await portal.locator("summary").filter(has_text="More details").click()
        await portal.get_by_label("Effective date").fill("2026-12-01")
        await portal.get_by_label("End date").fill("2026-11-01")
        await portal.get_by_role("checkbox", name="I am covered through someone else").check()
        await portal.get_by_label("Whose insurance is it?").select_option("My parent’s")
        await portal.get_by_label("Their first name").fill("Lucia")
        await drop_file(portal, "scan.pdf", "application/pdf", 64)
        await expect(portal.get_by_role("alert")).to_contain_text("This PDF is damaged")
        await portal.get_by_role("button", name="Remove Front of the card").click()
        await portal.get_by_role("button", name=SEND).click()
        end = portal.get_by_label("End date")
        await expect(end).to_be_focused()
        await assert_accessible(page)
        await screenshot(page, "portal-wrong-1280")
        await end.fill("")
        await portal.get_by_role("button", name=SEND).click()
        told = portal.get_by_role("region", name="Sent to Juniper Street Therapy")
        await expect(told).to_contain_text("Your UnitedHealthcare coverage now ends Nov 30, 2026")
        new = chart.get_by_role("article", name="Zenith Mutual of Nowhere")
        await expect(new).to_contain_text("Needs Payer")
        await expect(new).to_contain_text("Lucia")
        await expect(chart.get_by_role("article", name="UnitedHealthcare")).to_contain_text("Nov 30, 2026")
        await assert_accessible(page)
        await screenshot(page, "portal-sent-1280")
        await told.get_by_role("button", name="OK").click()
        await refuses_the_same_and_too_many(portal)
        # Leaving asks first.
        await portal.get_by_role("button", name="Your insurance").click()
        await expect(portal.get_by_role("button", name="Stay")).to_be_focused()
        await assert_accessible(page)
        await portal.get_by_role("button", name="Leave", exact=True).click()
        await expect(portal.get_by_role("button", name="Add insurance")).to_be_focused()


async def offers_payers(portal: Locator) -> None:
    """Typing offers the practice's payers; the keyboard takes one."""
    page = portal.page
    payer = portal.get_by_role("combobox", name="Insurance company")
    await payer.press_sequentially("health")
    options = portal.get_by_role("listbox", name="Insurance company").get_by_role("option")
    await expect(options.first).to_be_visible()
    await assert_accessible(page)
    await screenshot(page, "portal-type-ahead-1280")
    offered = await options.all_inner_texts()
    assert all("health" in each.lower() for each in offered)
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(payer).to_have_value(offered[0])


async def refuses_the_same_and_too_many(portal: Locator) -> None:
    """The form says which one there is already, then that there are too many, and keeps what was typed."""
    page = portal.page
    await portal.get_by_role("button", name="Add insurance").click()
    await portal.get_by_role("radio", name="My main insurance").check()
    await portal.get_by_role("combobox", name="Insurance company").fill("zenith mutual of nowhere")
    await portal.get_by_label("Member ID").fill("ZM900001")
    await portal.locator("summary").filter(has_text="More details").click()
    await portal.get_by_label("Effective date").fill("2026-12-01")
    await portal.get_by_role("button", name=SEND).click()
    refusal = portal.get_by_role("alert").filter(has_text="already on file")
    await expect(refusal).to_be_focused()
    await expect(refusal).to_contain_text(
        "You have Zenith Mutual of Nowhere (Primary, member ID ZM 90-0001, from Dec 1, 2026)."
    )
    await expect(portal.get_by_label("Member ID")).to_have_value("ZM900001")
    await screenshot(page, "portal-duplicate-1280")
    # More than a client may add in a day.
    assert await page.evaluate(SUBMIT_UNTIL_REFUSED) == "LIMIT_REACHED"
    await portal.get_by_label("Member ID").fill("ZM900002")
    await expect(refusal).to_have_count(0)
    await portal.get_by_role("button", name=SEND).click()
    await expect(portal.get_by_role("alert")).to_be_focused()
    await expect(portal.get_by_role("alert")).to_contain_text("You have added 20 policies in the last 24 hours.")
    await expect(portal.get_by_label("Member ID")).to_have_value("ZM900002")
