"""The portal in a real browser: its form, what it is given, and what the practice does meanwhile."""

from typing import Any

from playwright.async_api import Locator, Page, expect

from support.uploads import a_card

SEND = "Send to Juniper Street Therapy"

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
FILL_UP = """async () => {
  const {client} = await (await fetch("demo/config.json?client=")).json();
  const headers = {"Content-Type": "application/json", Authorization: `Bearer ${client.token}`};
  for (let n = 0; n < 25; n++) {
    const query = `mutation { submitPolicy(input: {type: SECONDARY, memberId: "N${n}"}) { userErrors { code } } }`;
    const response = await fetch("graphql", {method: "POST", headers, body: JSON.stringify({query})});
    const [error] = (await response.json()).data.submitPolicy.userErrors;
    if (error) return error.code;
  }
}"""


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


async def drop(portal: Locator, name: str, kind: str, size: int) -> None:
    """Drags a file that says it is a PDF, and is none, onto the card's place and lets go."""
    await portal.get_by_role("group", name="Your insurance card").evaluate(
        """(place, [name, type, size]) => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File(["%PDF-1.7", new Uint8Array(size - 8)], name, {type}));
          place.dispatchEvent(new DragEvent("dragover", {dataTransfer, bubbles: true, cancelable: true}));
          place.dispatchEvent(new DragEvent("drop", {dataTransfer, bubbles: true, cancelable: true}));
        }""",
        [name, kind, size],
    )
