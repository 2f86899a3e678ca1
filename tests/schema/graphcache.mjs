// urql's Graphcache with schema/cache/urql.mjs, against a running server.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Client, fetchExchange } from "@urql/core";
import { cacheExchange } from "@urql/exchange-graphcache";
import { keys, resolvers } from "../../schema/cache/urql.mjs";
import { at, countingFetch, rowsOf, lists, operation, operations, url, warningsOf } from "./frontend.mjs";

const PORTAL_SCREENS = ["Intake", "BillingTab", "AddInsuranceForm"];
const PAGE = 15;

function frontend(person, options = { keys, resolvers }) {
  const { sent, fetch } = countingFetch(person);
  const exchanges = [cacheExchange(options), fetchExchange];
  return { client: new Client({ url, exchanges, fetch, preferGetMethod: false }), sent };
}

async function send(client, { name, query, variables, isMutation }, options) {
  const request = isMutation ? client.mutation(query, variables) : client.query(query, variables, options);
  const { data, error } = await request.toPromise();
  assert.equal(error, undefined, name);
  return data;
}

async function sendEach(client, person) {
  const own = operations.filter(({ sender }) => sender === person);
  for (const each of own) await send(client, each);
  return own;
}

test("three screens of the portal that are mounted together cost three requests, and none later", async () => {
  const { client, sent } = frontend("Cleo");
  const screens = PORTAL_SCREENS.map(operation);
  await Promise.all(screens.map((screen) => send(client, screen)));
  await Promise.all(screens.map((screen) => send(client, screen)));
  assert.deepEqual(sent.toSorted(), PORTAL_SCREENS.toSorted());
});

for (const person of ["Pat", "Cleo"]) {
  test(`no document of ${person} causes a warning`, async () => {
    const { client, sent } = frontend(person);
    const warnings = await warningsOf(async () => {
      const own = await sendEach(client, person);
      assert.deepEqual(
        sent,
        own.map(({ name }) => name),
      );
    });
    assert.deepEqual(warnings, []);
  });
}

test("without the keys there are warnings", async () => {
  const { client } = frontend("Pat", {});
  assert.notDeepEqual(await warningsOf(() => sendEach(client, "Pat")), []);
});

for (const list of lists) {
  test(`${list.document} pages forward and shows every row once, in order`, async () => {
    const { client, sent } = frontend(list.person);
    const rows = await pageThrough(client, list, {
      page: (cursor) => ({ first: PAGE, after: cursor }),
      next: ({ hasNextPage, endCursor }) => (hasNextPage ? endCursor : null),
    });
    assert.deepEqual(rows, await rowsOf(list));
    assert.equal(sent.length, Math.ceil(list.rows / PAGE));
  });

  test(`${list.document} pages backward and shows every row once, in order`, async () => {
    const { client, sent } = frontend(list.person);
    const rows = await pageThrough(client, list, {
      page: (cursor) => ({ last: PAGE, before: cursor }),
      next: ({ hasPreviousPage, startCursor }) => (hasPreviousPage ? startCursor : null),
    });
    assert.deepEqual(rows, await rowsOf(list));
    assert.equal(sent.length, Math.ceil(list.rows / PAGE));
  });
}

/** Loads page after page until the end of the list. Returns the cursors of the rows shown with the last one. */
async function pageThrough(client, { document, variables, path }, { page, next }) {
  let shown;
  for (let cursor; cursor !== null; cursor = next(shown.pageInfo)) {
    const asked = { ...operation(document), variables: { ...variables, ...page(cursor) } };
    shown = at(await send(client, asked), path);
  }
  return shown.edges.map(({ cursor }) => cursor);
}

test("what a mutation answers is shown without a request", async () => {
  const { client, sent } = frontend("Pat");
  const policies = async () => (await send(client, operation("Chart"))).client.policies;
  const { id } = (await policies()).find((policy) => policy.status === "ACTIVE");
  const status = async () => (await policies()).find((policy) => policy.id === id).status;

  const save = (dryRun) => send(client, { ...operation("MakePolicyInactive"), variables: { input: { id, dryRun } } });
  await save(true);
  assert.equal(await status(), "ACTIVE");
  await save(false);
  assert.equal(await status(), "INACTIVE");
  assert.deepEqual(sent, ["Chart", "MakePolicyInactive", "MakePolicyInactive"]);
});
