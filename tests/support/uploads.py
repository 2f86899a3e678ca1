"""Uploads as a frontend sends them: `createUpload`, then a PUT of the bytes to its URL."""

from functools import cache
from io import BytesIO
from typing import Any

from httpx2 import Response
from PIL import Image, ImageDraw

from support.api_client import ApiClient

CREATE_UPLOAD = """
mutation($input: CreateUploadInput!) {
  createUpload(input: $input) { upload { id url expiresAt } userErrors { code message field } }
}"""


@cache
def card_image(colour: str = "steelblue", kind: str = "JPEG") -> bytes:
    """A picture of an insurance card, such as a phone takes."""
    image = Image.new("RGB", (320, 200), "white")
    ImageDraw.Draw(image).rectangle((10, 10, 310, 60), fill=colour)
    written = BytesIO()
    image.save(written, kind)
    return written.getvalue()


async def create_upload(
    api: ApiClient, data: bytes, file_name: str = "card.jpg", content_type: str = "image/jpeg"
) -> Any:
    """The upload that createUpload answers with."""
    described = {"fileName": file_name, "contentType": content_type, "byteSize": len(data)}
    payload = (await api.data(CREATE_UPLOAD, input=described))["createUpload"]
    assert payload["userErrors"] == []
    return payload["upload"]


async def put_bytes(api: ApiClient, upload: Any, data: bytes) -> Response:
    """Sends the bytes of an upload. This needs no token: its URL is signed."""
    return await api.http.put(upload["url"], content=data, headers={"Content-Type": "image/jpeg"})


async def upload_file(api: ApiClient, data: bytes | None = None, file_name: str = "card.jpg") -> str:
    """Uploads a file that must be accepted. The id of the upload."""
    data = card_image() if data is None else data
    upload = await create_upload(api, data, file_name)
    response = await put_bytes(api, upload, data)
    assert response.status_code == 200, response.text
    assert response.json()["upload"]["id"] == upload["id"]
    return str(upload["id"])
