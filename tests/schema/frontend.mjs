// What the tests of the caches share: the server to ask, its documents, and a fetch that counts requests.

import { readFileSync } from "node:fs";

/** `url`, a token for each of `tokens`, the `operations` of schema/operations, and the `lists` to page through. */
export const { url, tokens, operations, lists } = JSON.parse(readFileSync(process.argv[2], "utf8"));

/** The document with this name. */
export function operation(name) {
  return operations.find((each) => each.name === name);
}

/** A fetch as one person, and the names of the operations that it has sent, with POST. */
export function countingFetch(person) {
  const sent = [];
  const send = async (address, options) => {
    if (options.method !== "POST") throw new Error(`${options.method}: variables must not be in a URL`);
    sent.push(JSON.parse(options.body).operationName);
    const headers = { ...options.headers, authorization: `Bearer ${tokens[person]}` };
    return fetch(address, { ...options, headers });
  };
  return { sent, fetch: send };
}

const knownIds = new Map();

/** The ids of a whole list in the server's order, loaded without a cache. */
export async function idsOf(list) {
  if (!knownIds.has(list.document)) knownIds.set(list.document, await loadIds(list));
  return knownIds.get(list.document);
}

async function loadIds({ document, person, variables, path }) {
  const { fetch: send } = countingFetch(person);
  const { query, name } = operation(document);
  const ids = [];
  let after = null;
  do {
    const body = JSON.stringify({ query, operationName: name, variables: { ...variables, first: 100, after } });
    const response = await send(url, { method: "POST", headers: { "content-type": "application/json" }, body });
    const { edges, pageInfo } = at((await response.json()).data, path);
    ids.push(...edges.map(({ node }) => node.id));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after);
  return ids;
}

/** What is at a path of the data, such as `["policy", "history"]`. */
export function at(data, path) {
  return path.reduce((value, name) => value[name], data);
}

/** Runs an action and returns what it wrote to the console as warnings and errors. */
export async function warningsOf(action) {
  const { warn, error } = console;
  const warnings = [];
  console.warn = console.error = (...texts) => warnings.push(texts.join(" "));
  try {
    await action();
  } finally {
    Object.assign(console, { warn, error });
  }
  return warnings;
}
