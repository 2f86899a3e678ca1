// What the page that an invitation leads to does: it exchanges the invitation for a session, and shows that client's portal.

const KEPT = "policybook-portal"; // the session, in this tab alone, so that a reload does not ask for the link again
const ACCEPT = `mutation AcceptInvitation($input: AcceptInvitationInput!) {
  acceptInvitation(input: $input) {
    accessToken
    client { firstName }
    userErrors { message }
  }
}`;

const door = document.getElementById("door");
const [heading, text, retry] = door.children;

/** Whether the page is a client's portal: it came from an invitation, or their session goes on. */
export async function invited(portal) {
  const invitation = takeInvitation();
  const session = invitation === null ? JSON.parse(sessionStorage.getItem(KEPT)) : null;
  if (invitation === null && session === null) return false;
  document.body.dataset.screen = "invited";
  portal.addEventListener("policybook-signed-out", () => {
    sessionStorage.removeItem(KEPT);
    say(portal, "Your session has ended", "Ask the practice for a new link.");
  });
  if (session) enter(portal, session);
  else await accept(portal, invitation);
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
  const invitation = url.searchParams.get("invitation");
  if (invitation === null) return null;
  url.searchParams.delete("invitation");
  history.replaceState(null, "", url);
  return invitation;
}

async function accept(portal, invitation) {
  say(portal, "Opening your portal…", "");
  let payload;
  try {
    payload = await exchange(invitation);
  } catch {
    return say(portal, "There is no connection", "Your link is still here. Try again.", () => accept(portal, invitation));
  }
  const [error] = payload.userErrors;
  if (error) return say(portal, "This link does not open the portal", error.message);
  const session = { token: payload.accessToken, name: payload.client.firstName };
  sessionStorage.setItem(KEPT, JSON.stringify(session));
  return enter(portal, session);
}

async function exchange(invitation) {
  const response = await fetch("graphql", {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/graphql-response+json" },
    body: JSON.stringify({ query: ACCEPT, variables: { input: { invitation } } }),
  });
  return (await response.json()).data.acceptInvitation;
}

function enter(portal, { token, name }) {
  door.hidden = true;
  portal.hidden = false;
  document.getElementById("caption").textContent = `${name}’s portal, opened from an invitation`;
  document.getElementById("sign-out").hidden = false;
  portal.endpoint = "graphql";
  portal.token = token;
}

function say(portal, what, why, again) {
  [portal.hidden, door.hidden] = [true, false];
  heading.textContent = what;
  text.textContent = why;
  retry.hidden = !again;
  retry.onclick = again ?? null;
  document.getElementById("caption").textContent = "A client’s portal";
}
