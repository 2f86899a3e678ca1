"""Sending files as a frontend does: a place for each, then the bytes."""

from functools import cache
from io import BytesIO
from typing import Any

from httpx2 import Response
from PIL import Image, ImageDraw

from support.api_client import Asker

CREATE = """
mutation($input: CreateUploadInput!) {
  createUpload(input: $input) { upload { id url expiresAt } userErrors { code message field } }
}"""


@cache
def a_card(colour: str = "steelblue", kind: str = "JPEG") -> bytes:
    """A picture of a card, such as a phone takes."""
    image = Image.new("RGB", (320, 200), "white")
    ImageDraw.Draw(image).rectangle((10, 10, 310, 60), fill=colour)
    written = BytesIO()
    image.save(written, kind)
    return written.getvalue()


async def place(asker: Asker, data: bytes, file_name: str = "card.jpg", content_type: str = "image/jpeg") -> Any:
    """A place reserved for the bytes."""
    given = {"fileName": file_name, "contentType": content_type, "byteSize": len(data)}
    payload = (await asker.data(CREATE, input=given))["createUpload"]
    assert payload["userErrors"] == []
    return payload["upload"]


async def put(asker: Asker, upload: Any, data: bytes) -> Response:
    """The answer to the bytes. It needs no token."""
    return await asker.http.put(upload["url"], content=data, headers={"Content-Type": "image/jpeg"})


async def uploaded(asker: Asker, data: bytes | None = None, file_name: str = "card.jpg") -> str:
    """The id of an upload that was accepted."""
    data = a_card() if data is None else data
    upload = await place(asker, data, file_name)
    answered = await put(asker, upload, data)
    assert answered.status_code == 200, answered.text
    assert answered.json()["upload"]["id"] == upload["id"]
    return str(upload["id"])
