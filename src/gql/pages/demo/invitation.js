// What the page that an invitation leads to does: it exchanges the invitation for a session, and shows that client's portal.

const KEPT = "policybook-portal"; // the session, in this tab alone, so that a reload does not ask for the link again
const ACCEPT = `mutation AcceptInvitation($input: AcceptInvitationInput!) {
  acceptInvitation(input: $input) {
    accessToken
    client { firstName }
    userErrors { message }
  }
}`;

const PRACTICE = "{ viewer { practice { name } } }";

const invitation = takeInvitation();
const idempotencyKey = crypto.getRandomValues(new Uint32Array(4)).join("-"); // if the answer is lost, the same link is accepted again with the same key
const door = document.getElementById("door");
const [heading, text, retry] = door.children;
const bar = document.querySelector(".bar");

/** Whether the page is a client's portal: it came from an invitation, or their session goes on. */
export async function invited(portal) {
  const session = invitation === null ? JSON.parse(sessionStorage.getItem(KEPT)) : null;
  if (invitation === null && session === null) return false;
  document.body.dataset.screen = "invited";
  bar.textContent = "\u00a0"; // until it is known whose client this is
  portal.addEventListener("policybook-signed-out", () => {
    sessionStorage.removeItem(KEPT);
    say(portal, "Your session has ended", "Please ask your practice for a new link.");
  });
  if (session) enter(portal, session);
  else await accept(portal);
  return true;
}

/** Ends the client's session in this tab. */
export function signOut() {
  sessionStorage.removeItem(KEPT);
  location.assign(location.pathname);
}

// Out of the address bar and the history before anything else is done: whoever reads it there could sign in.
function takeInvitation() {
  const url = new URL(location.href);
  const found = url.searchParams.get("invitation");
  if (found === null) return null;
  url.searchParams.delete("invitation");
  history.replaceState(null, "", url);
  return found;
}

async function accept(portal) {
  say(portal, "Opening your portal…", "");
  let payload;
  try {
    payload = (await ask(ACCEPT, { input: { invitation, idempotencyKey } })).acceptInvitation;
  } catch {
    return say(portal, "There is no connection", "Your link is still here. Try again.", () => accept(portal));
  }
  const [error] = payload.userErrors;
  if (error) return say(portal, "This link does not open the portal", error.message);
  const session = { token: payload.accessToken, name: payload.client.firstName };
  sessionStorage.setItem(KEPT, JSON.stringify(session));
  enter(portal, session);
}

async function ask(query, variables, token) {
  const response = await fetch("graphql", {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      Accept: "application/graphql-response+json",
      ...(token && { Authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query, variables }),
  });
  const { data } = await response.json();
  if (!data) throw new Error("There is no answer."); // the server has too much to do, or is not ours
  return data;
}

async function enter(portal, { token, name }) {
  door.hidden = true;
  portal.hidden = false;
  document.getElementById("caption").textContent = `${name}’s portal, opened from an invitation`;
  document.getElementById("sign-out").hidden = false;
  portal.endpoint = "graphql";
  portal.token = token;
  const answer = await ask(PRACTICE, {}, token).catch(() => null); // the widget says what is wrong
  bar.textContent = answer?.viewer?.practice.name ?? "";
}

function say(portal, what, why, again) {
  portal.hidden = true;
  door.hidden = false;
  heading.textContent = what;
  text.textContent = why;
  retry.hidden = !again;
  retry.onclick = again ?? null;
  document.getElementById("caption").textContent = "A client’s portal";
}
