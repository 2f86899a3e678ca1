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

const knownRows = new Map();

/** The rows of a whole list, each by its cursor, in the server's order, loaded without a cache. */
export async function rowsOf(list) {
  if (!knownRows.has(list.document)) knownRows.set(list.document, await loadRows(list));
  return knownRows.get(list.document);
}

async function loadRows({ document, person, variables, path }) {
  const { fetch: send } = countingFetch(person);
  const { query, name } = operation(document);
  const cursors = [];
  let after = null;
  do {
    const body = JSON.stringify({ query, operationName: name, variables: { ...variables, first: 100, after } });
    const response = await send(url, { method: "POST", headers: { "content-type": "application/json" }, body });
    const { edges, pageInfo } = at((await response.json()).data, path);
    cursors.push(...edges.map(({ cursor }) => cursor));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after);
  return cursors;
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
