// Starts GraphiQL with a tab per document and, where there are personas, a switch that sets whose token goes along.

const { createElement, useEffect } = React;

const config = await (await fetch("graphiql/config.json")).json();
const personaOfTab = new Map();
let activeTab;

openDocumentsAnew();
if (config.personas.length) showPersonas();
else document.getElementById("token-hint").hidden = false;

ReactDOM.createRoot(document.getElementById("graphiql")).render(
  createElement(
    GraphiQL,
    {
      fetcher,
      defaultTabs: config.documents.map(({ query, variables }) => ({ query, variables })),
      plugins: [GraphiQLPluginExplorer.explorerPlugin({ showAttribution: false })],
      defaultEditorToolsVisibility: config.personas.length ? "variables" : "headers",
      showPersistHeadersSettings: false, // a token does not belong in local storage
    },
    // GraphiQL renders this where its logo goes, and so inside its context. Our name stands in the header.
    createElement(GraphiQL.Logo, null, createElement(PersonaFollowsTab)),
  ),
);

async function fetcher({ query, operationName, variables }, options) {
  const headers = new Headers(options?.headers);
  headers.set("Content-Type", "application/json");
  headers.set("Accept", "application/graphql-response+json, application/json;q=0.9");
  const persona = config.personas.find(({ name }) => name === selectedPersona());
  if (persona && !headers.has("Authorization")) headers.set("Authorization", `Bearer ${persona.token}`);

  const body = JSON.stringify({ query, operationName, variables });
  const response = await fetch(config.endpoint, { method: "POST", headers, body });
  return response.json();
}

// GraphiQL prefers the tabs it finds in storage: those of an earlier schema would hide the documents of this one.
function openDocumentsAnew() {
  const documents = JSON.stringify(config.documents);
  if (localStorage.getItem("policybook:documents") === documents) return;
  for (const item of ["tabState", "query", "headers"]) localStorage.removeItem(`graphiql:${item}`);
  // The one part of the first tab that GraphiQL takes from storage alone.
  localStorage.setItem("graphiql:variables", config.documents[0]?.variables ?? "");
  localStorage.setItem("policybook:documents", documents);
}

function showPersonas() {
  const personas = document.getElementById("personas");
  for (const { name } of config.personas) {
    const radio = Object.assign(document.createElement("input"), { type: "radio", name: "persona", value: name });
    const label = document.createElement("label");
    label.append(radio, name);
    personas.append(label);
  }
  personas.addEventListener("change", () => personaOfTab.set(activeTab, selectedPersona()));
  personas.hidden = false;
  selectPersona(config.personas[0].name);
}

function selectedPersona() {
  return document.querySelector("input[name=persona]:checked")?.value;
}

function selectPersona(name) {
  for (const radio of document.querySelectorAll("input[name=persona]")) radio.checked = radio.value === name;
}

// A tab starts as the persona its document is for, so that it answers when run, and then keeps what was chosen for it.
function PersonaFollowsTab() {
  const { tabs, activeTabIndex } = GraphiQL.React.useEditorContext({ nonNull: true });
  const { id, title } = tabs[activeTabIndex];
  useEffect(() => {
    activeTab = id;
    const own = config.documents.find(({ name }) => name === title)?.persona;
    selectPersona(personaOfTab.get(id) ?? own ?? selectedPersona());
  }, [id]);
  return null;
}
