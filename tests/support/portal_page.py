"""The portal in a real browser: its form, the files put into it, and what the practice does meanwhile."""

from typing import Any

from playwright.async_api import Locator, Page, expect

from support.uploads import card_image

SEND = "Send to Juniper Street Therapy"

TOUCH: dict[str, Any] = {"has_touch": True, "is_mobile": True}
"""Playwright's options for a phone: the page then offers the camera."""

PERSONAS = """async () => {
  const {practitioner, client} = await (await fetch("demo/config.json?client=")).json();
  return {practitioner, client};
}"""
EXECUTE = """async ([token, query, variables]) => {
  const headers = {"Content-Type": "application/json", Authorization: `Bearer ${token}`};
  const response = await fetch("graphql", {method: "POST", headers, body: JSON.stringify({query, variables})});
  return (await response.json()).data;
}"""
SUBMIT_UNTIL_REFUSED = """async () => {
  const {client} = await (await fetch("demo/config.json?client=")).json();
  const headers = {"Content-Type": "application/json", Authorization: `Bearer ${client.token}`};
  for (let n = 0; n < 25; n++) {
    const query = `mutation { submitPolicy(input: {type: SECONDARY, memberId: "N${n}"}) { userErrors { code } } }`;
    const response = await fetch("graphql", {method: "POST", headers, body: JSON.stringify({query})});
    const [error] = (await response.json()).data.submitPolicy.userErrors;
    if (error) return error.code;
  }
}"""


async def execute_as_practitioner(page: Page, query: str, **variables: Any) -> Any:
    """Executes a document as the practitioner, who is at another screen. Its data."""
    people = await page.evaluate(PERSONAS)
    variables = {"client": people["client"]["id"], **variables}
    data = await page.evaluate(EXECUTE, [people["practitioner"], query, variables])
    assert data is not None
    return data


async def set_collection(page: Page, override: str) -> None:
    """The practice turns insurance collection for this client ON or OFF; then the portal loads again."""
    await execute_as_practitioner(
        page,
        "mutation($client: ID!, $to: CollectionOverride!) { setClientInsuranceCollection("
        "input: {clientId: $client, override: $to}) { userErrors { message } } }",
        to=override,
    )
    await page.evaluate("document.querySelector('portal-insurance').refresh()")


async def policies(page: Page) -> list[Any]:
    """The policies on the chart, as the practice sees them."""
    fields = "enteredPayerName memberId type payer { name } attachments { side } needsReview"
    answer = await execute_as_practitioner(
        page, f"query($client: ID!) {{ client(id: $client) {{ policies {{ {fields} }} }} }}"
    )
    return list(answer["client"]["policies"])


async def open_form(page: Page) -> Locator:
    """Opens the portal and its form. The portal."""
    await page.goto("/#portal")
    portal = page.locator("portal-insurance")
    await portal.get_by_role("button", name="Add insurance").click()
    await expect(portal.get_by_role("heading", name="Add insurance")).to_be_focused()
    return portal


def photo(name: str = "card.jpg", data: bytes | None = None, kind: str = "image/jpeg") -> Any:
    """A file for a file input."""
    return {"name": name, "mimeType": kind, "buffer": card_image() if data is None else data}


async def drop_file(portal: Locator, name: str, kind: str, size: int) -> None:
    """Drops a file of this size, which begins like a PDF, onto the area for the card."""
    await portal.get_by_role("group", name="Your insurance card").evaluate(
        """(place, [name, type, size]) => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File(["%PDF-1.7", new Uint8Array(size - 8)], name, {type}));
          place.dispatchEvent(new DragEvent("dragover", {dataTransfer, bubbles: true, cancelable: true}));
          place.dispatchEvent(new DragEvent("drop", {dataTransfer, bubbles: true, cancelable: true}));
        }""",
        [name, kind, size],
    )
