// Gives the widgets their tokens, shows another client's chart and portal on demand, and lets each widget know what another saved.
// Opened from an invitation, or while its session lasts, the page is that client's portal and nothing else.

import { invited, signOut } from "./invitation.js";

const chart = document.querySelector("chart-insurance");
const practice = document.querySelector("practice-insurance");
const portal = document.querySelector("portal-insurance");
const widgets = [chart, practice, portal];
const chooser = document.getElementById("clients");
const screens = ["chart", "practice", "portal"];
const trouble = document.getElementById("trouble");
const [what, retry] = trouble.children;
const refused = new Set(); // widgets whose token is over
const renewed = new Map(); // when another was last asked for
let turns = 0;

if (!(await invited(portal))) {
  chooser.addEventListener("change", () => play(chooser.value));
  addEventListener("hashchange", showScreen);
  practice.addEventListener("policybook-open-client", ({ detail }) => {
    location.hash = "chart";
    openChart(detail);
  });
  for (const each of widgets) {
    each.addEventListener("policybook-changed", () =>
      widgets.filter((other) => other !== each).forEach((other) => other.refresh()),
    );
    // Tokens last for hours; a page may be open for longer.
    each.addEventListener("policybook-signed-out", () => renew(each));
  }
  showScreen();
  await play("");
}
document.getElementById("sign-out").addEventListener("click", signOut);

async function play(clientId) {
  const turn = ++turns;
  trouble.hidden = true;
  const config = await ask(clientId).catch(() => undefined);
  if (turn !== turns) return; // somebody else has been chosen meanwhile
  if (!config) return say(clientId);
  if (config.client?.id !== chart.clientId) {
    // The portal is another person's now: nothing of the one before stays, even if the next does not load.
    portal.token = undefined;
    await portal.updateComplete;
  }
  show(config);
}

async function ask(clientId) {
  const response = await fetch(`demo/config.json?client=${encodeURIComponent(clientId)}`);
  if (!response.ok) throw new Error("There is no answer.");
  return response.json();
}

// The chart stays as it is, and the chooser says again whose it is.
function say(clientId) {
  const name = [...chooser.options].find(({ value }) => value === clientId)?.text ?? "The chart";
  what.textContent = `${name} could not be opened: there is no connection.`;
  retry.onclick = () => play(clientId);
  trouble.hidden = false;
  if (chart.clientId) chooser.value = chart.clientId;
}

function show({ endpoint, practitioner, clients, client }) {
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
  if (!practice.token || refused.has(practice)) practice.token = practitioner;
  portal.token = client.token;
  refused.clear();
}

// Where a new token is refused at once, another would be, too, and asking would never end. The old one stays until then:
// without any a widget forgets what is typed.
function renew(widget) {
  if (Date.now() - (renewed.get(widget) ?? -Infinity) < 60_000) return;
  renewed.set(widget, Date.now());
  refused.add(widget);
  return play(chooser.value);
}

// The button that asked for it is on a screen that goes: the focus goes along to the chart.
function openChart(clientId) {
  showScreen();
  document.getElementById("chart-screen").focus({ preventScroll: true });
  return play(clientId);
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
