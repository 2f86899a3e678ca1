"""What the controls of a form show, and what the form sends: the two must agree."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from typing import Any

from playwright.async_api import Locator, Page, Route

SHOWN = """form => {
  const shown = {};
  const visit = (root) => {
    for (const each of root.querySelectorAll("*")) {
      if (each.shadowRoot) visit(each.shadowRoot);
      if (each.localName === "policybook-combobox") {
        shown[each.id || "combobox"] = each.shadowRoot.querySelector("input").value;
      }
      if (!each.name || !each.matches("input, select")) continue;
      if (each.type === "checkbox") shown[each.name] = String(each.checked);
      else if (each.type !== "radio") shown[each.name] = each.value;
      else if (each.checked) shown[each.name] = each.value;
    }
  };
  visit(form.shadowRoot);
  return shown;
}"""
DATE_TEXT = re.compile(r"(\d\d)/(\d\d)/(\d{4})")


async def shown_values(form: Locator) -> dict[str, str]:
    """The value that each control shows, by its name; dates as YYYY-MM-DD."""
    shown: dict[str, str] = await form.evaluate(SHOWN)
    return {name: DATE_TEXT.sub(r"\3-\1-\2", value) for name, value in shown.items()}


def flat(value: Any, name: str = "") -> dict[str, Any]:
    """{"a": {"b": 1}} as {"a.b": 1}. Lists stay."""
    if not isinstance(value, dict):
        return {name: value}
    found: dict[str, Any] = {}
    for key, each in value.items():
        found |= flat(each, f"{name}.{key}" if name else key)
    return found


async def shown_and_sent(
    page: Page, form: Locator, submit: Callable[[], Awaitable[Any]]
) -> tuple[dict[str, str], dict[str, Any]]:
    """Sends the form, without its arriving. What the controls showed before and after, and the input that was sent."""
    for _ in range(5):
        before = await shown_values(form)
        sent = await _lost_input(page, submit)
        if before == await shown_values(form):
            return before, flat(sent)
    raise AssertionError("the controls do not come to rest")


async def _lost_input(page: Page, submit: Callable[[], Awaitable[Any]]) -> dict[str, Any]:
    found: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()

    async def lose(route: Route) -> None:
        body = route.request.post_data or ""
        if "idempotencyKey" not in body:
            return await route.continue_()
        if not found.done():
            found.set_result(json.loads(body)["variables"]["input"])
        return await route.abort()

    await page.route("**/graphql", lose)
    await submit()
    sent = await asyncio.wait_for(found, 20)
    await page.unroute("**/graphql", lose)
    return {name: value for name, value in sent.items() if name != "idempotencyKey"}
