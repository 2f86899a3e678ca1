// Gives the widgets their tokens, shows another client's chart and portal on demand, and lets each widget know what another saved.
// Opened from an invitation, or while its session lasts, the page is that client's portal and nothing else.

import { invited, signOut } from "./invitation.js";

const chart = document.querySelector("chart-insurance");
const practice = document.querySelector("practice-insurance");
const portal = document.querySelector("portal-insurance");
const widgets = [chart, practice, portal];
const chooser = document.getElementById("clients");
const screens = ["chart", "practice", "portal"];

if (!(await invited(portal))) {
  chooser.addEventListener("change", () => play(chooser.value));
  addEventListener("hashchange", showScreen);
  practice.addEventListener("policybook-open-client", ({ detail }) => {
    location.hash = "chart";
    play(detail);
  });
  for (const each of widgets) {
    each.addEventListener("policybook-changed", () => widgets.filter((other) => other !== each).forEach((other) => other.refresh()));
    // Tokens last for hours; a page may be open for longer.
    each.addEventListener("policybook-signed-out", () => renew(each), { once: true });
  }
  showScreen();
  await play("");
}
document.getElementById("sign-out").addEventListener("click", signOut);

async function play(clientId) {
  const response = await fetch(`demo/config.json?client=${encodeURIComponent(clientId)}`);
  const { endpoint, practitioner, clients, client } = await response.json();
  if (!client) {
    for (const each of [...widgets, document.getElementById("portal-screen")]) each.hidden = true;
    document.getElementById("nobody").hidden = false;
    return;
  }
  if (!clients.some(({ id }) => id === client.id)) clients.push(client);
  chooser.replaceChildren(...clients.map(({ id, name }) => new Option(name, id, false, id === client.id)));
  document.getElementById("client").textContent = client.name;
  for (const each of widgets) each.endpoint = endpoint;
  chart.clientId = client.id;
  chart.token = practitioner;
  // The practitioner is the same for every client: where they are in the settings stays.
  practice.token ??= practitioner;
  portal.token = client.token;
}

function renew(widget) {
  widget.token = undefined;
  return play(chooser.value);
}

// On a wide window the portal stands beside the others; on a narrow one it is a screen of its own.
function showScreen() {
  const at = screens.find((each) => `#${each}` === location.hash) ?? "chart";
  document.body.dataset.screen = at;
  document.getElementById("practice-screen").hidden = at !== "practice";
  document.getElementById("chart-screen").hidden = at === "practice";
  for (const link of document.querySelectorAll("nav a")) {
    if (link.hash === `#${at}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  scrollTo(0, 0);
}
