"""Photos are scaled down before they are sent, and every file is announced as what it is."""

import json
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from playwright.async_api import Page, Request, expect

from support.browser import PHONE, open_page
from support.portal_page import SEND, TOUCH, execute_as_practitioner, open_form, photo
from support.uploads import card_image

ATTACHMENTS = "query($client: ID!) { client(id: $client) { policies { attachments { fileName url } } } }"


@cache
def phone_photo(width: int, height: int, kind: str = "JPEG", orientation: int | None = None) -> bytes:
    """A picture with as much detail as a phone takes; a part at the top left is red, as it is stored."""
    image = Image.effect_noise((width, height), 60).convert("RGB")
    image.paste((255, 0, 0), (0, 0, width // 4, height // 4))
    exif = Image.Exif()
    if orientation:
        exif[0x0112] = orientation
    written = BytesIO()
    image.save(written, kind, **({"quality": 92, "exif": exif} if kind == "JPEG" else {"compress_level": 1}))
    return written.getvalue()


def creates_upload(request: Request) -> bool:
    """Whether a request announces a file."""
    return "createUpload(" in (request.post_data or "")


def input_of(request: Request) -> dict[str, Any]:
    """What it announces."""
    return dict(json.loads(request.post_data or "")["variables"]["input"])


async def announced(page: Page, file: Any) -> dict[str, Any]:
    """What createUpload is told when the file is chosen."""
    portal = await open_form(page)
    await portal.get_by_role("radio", name="An additional insurance").check()
    async with page.expect_request(creates_upload) as request:
        await portal.get_by_label("Choose photos or a PDF instead").set_input_files(file)
    return input_of(await request.value)


@pytest.mark.parametrize("orientation", [None, 6])
async def test_a_phones_photo_arrives_smaller_upright_and_legible(stage: str, orientation: int | None) -> None:
    original = phone_photo(4032, 3024, orientation=orientation)
    async with open_page(stage, PHONE, **TOUCH) as page:
        told = await announced(page, photo("IMG_4032.JPG", original))
        assert told["byteSize"] < len(original) * 0.6
        assert (told["fileName"], told["contentType"]) == ("IMG_4032.jpg", "image/jpeg")
        portal = page.locator("portal-insurance")
        await expect(portal.get_by_text("Arrived")).to_be_visible()
        await portal.get_by_role("button", name=SEND).click()
        await expect(portal.get_by_role("region", name="Sent to")).to_be_visible()
        policies = (await execute_as_practitioner(page, ATTACHMENTS))["client"]["policies"]
        (saved,) = [each for policy in policies for each in policy["attachments"] if each["fileName"] == "IMG_4032.jpg"]
        stored = Image.open(BytesIO(await (await page.request.get(saved["url"])).body())).convert("RGB")
    assert stored.size == ((1920, 2560) if orientation else (2560, 1920))
    # Turned by a quarter, what was stored at the top left is at the top right.
    red, green, _ = stored.getpixel((stored.width - 50 if orientation else 50, 50))  # type: ignore[misc]
    assert red > 230
    assert green < 30


async def test_what_is_small_long_or_no_photo_is_sent_as_it_is(stage: str) -> None:
    files = {
        "card.jpg": ("image/jpeg", card_image()),
        "long.jpg": ("image/jpeg", phone_photo(1080, 4000)),
        "broken.jpg": ("image/jpeg", phone_photo(3000, 2400)[:20_000]),
        "scan.pdf": ("application/pdf", b"%PDF-1.7 damaged"),
    }
    async with open_page(stage, PHONE, is_refused=True, **TOUCH) as page:
        for name, (kind, data) in files.items():
            told = await announced(page, photo(name, data, kind))
            assert told == {"fileName": name, "contentType": kind, "byteSize": len(data)}
            await page.reload()


async def test_a_photo_beyond_the_limit_of_bytes_fits_once_it_is_scaled(stage: str) -> None:
    original = phone_photo(4032, 3024, "PNG")
    assert len(original) > 10 * 1024 * 1024
    async with open_page(stage, PHONE, **TOUCH) as page:
        told = await announced(page, photo("card.png", original, "image/png"))
        assert told["byteSize"] < 10 * 1024 * 1024
        assert (told["fileName"], told["contentType"]) == ("card.jpg", "image/jpeg")


async def test_a_file_without_a_type_is_announced_by_its_name_or_its_first_bytes(stage: str) -> None:
    files = [
        ("IMG_1.JPG", "", card_image(), "image/jpeg"),
        ("picked", "", card_image(), "image/jpeg"),
        ("picked.bin", "application/octet-stream", card_image(kind="PNG"), "image/png"),
        ("IMG_2.HEIC", "application/octet-stream", b"\0\0\0\x18ftypheic" + bytes(90), "image/heic"),
        ("photo", "", b"\0\0\0\x18ftypmif1" + bytes(90), "image/heic"),
    ]
    async with open_page(stage, PHONE, is_refused=True, **TOUCH) as page:
        portal = await open_form(page)
        for name, kind, data, expected in files:
            async with page.expect_request(creates_upload) as request:
                await portal.get_by_label("Choose photos or a PDF instead").evaluate(
                    """(input, [name, type, bytes]) => {
                      const data = new DataTransfer();
                      data.items.add(new File([new Uint8Array(bytes)], name, {type}));
                      input.files = data.files;
                      input.dispatchEvent(new Event("change"));
                    }""",
                    [name, kind, list(data)],
                )
            assert input_of(await request.value) == {
                "fileName": name,
                "contentType": expected,
                "byteSize": len(data),
            }
