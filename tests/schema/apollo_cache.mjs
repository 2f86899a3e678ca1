// Apollo Client with schema/cache/apollo.mjs, against a running server.

import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { ApolloClient, gql, HttpLink, InMemoryCache, NetworkStatus } from "@apollo/client";
import { visit } from "graphql";
import { filter, firstValueFrom } from "rxjs";
import { possibleTypes, typePolicies } from "../../schema/cache/apollo.mjs";
import { at, countingFetch, rowsOf, lists, operation, operations, url, warningsOf } from "./frontend.mjs";

const PORTAL_SCREENS = ["Intake", "BillingTab", "AddInsuranceForm"];
const PAGE = 15;

function frontend(person, options = { possibleTypes, typePolicies }) {
  const { sent, fetch } = countingFetch(person);
  const client = new ApolloClient({ link: new HttpLink({ uri: url, fetch }), cache: new InMemoryCache(options) });
  return { client, sent };
}

function document(name) {
  return gql(operation(name).query);
}

/** Shows the documents at the same time, until nothing more is loaded. Returns what each shows. */
async function mountTogether(client, sent, queries) {
  const watched = queries.map((query) => client.watchQuery({ query }));
  const subscriptions = watched.map((query) => query.subscribe({}));
  let before;
  do {
    before = sent.length;
    await wait(150);
  } while (sent.length > before || (sent.length < 12 && watched.some((query) => query.getCurrentResult().loading)));
  const shown = watched.map((query) => query.getCurrentResult());
  subscriptions.forEach((subscription) => subscription.unsubscribe());
  return shown;
}

function withoutViewerId(query) {
  const isViewer = (ancestors) => ancestors.findLast(({ kind }) => kind === "Field")?.name.value === "viewer";
  return visit(query, {
    Field: (field, _key, _parent, _path, ancestors) =>
      field.name.value === "id" && isViewer(ancestors) ? null : undefined,
  });
}

test("three screens of the portal that are mounted together cost three requests, and none later", async () => {
  const { client, sent } = frontend("Cleo");
  const queries = PORTAL_SCREENS.map(document);
  const warnings = await warningsOf(async () => {
    const shown = await mountTogether(client, sent, queries);
    assert.ok(shown.every(({ data, dataState }) => dataState === "complete" && data.viewer.client.id));
    await mountTogether(client, sent, queries);
  });
  assert.deepEqual(sent.toSorted(), PORTAL_SCREENS.toSorted());
  assert.deepEqual(warnings, []);
});

test("without the viewer's id and the policies, the three screens take each other's data away", async () => {
  const { client, sent } = frontend("Cleo", {});
  const warnings = await warningsOf(() =>
    mountTogether(client, sent, PORTAL_SCREENS.map(document).map(withoutViewerId)),
  );
  assert.ok(sent.length > 3, `${sent.length} requests`);
  assert.notDeepEqual(warnings, []);
});

for (const list of lists) {
  test(`${list.document} pages forward and shows every row once, in order`, async () => {
    const { client, sent } = frontend(list.person);
    const rows = await pageThrough(client, list, {
      page: (cursor) => ({ first: PAGE, ...(cursor && { after: cursor }) }),
      next: ({ hasNextPage, endCursor }) => (hasNextPage ? endCursor : null),
    });
    assert.deepEqual(rows, await rowsOf(list));
    assert.equal(rows.length, list.rows);
    assert.equal(sent.length, Math.ceil(list.rows / PAGE));
  });

  test(`${list.document} pages backward and shows every row once, in order`, async () => {
    const { client, sent } = frontend(list.person);
    const rows = await pageThrough(client, list, {
      page: (cursor) => ({ last: PAGE, ...(cursor && { before: cursor }) }),
      next: ({ hasPreviousPage, startCursor }) => (hasPreviousPage ? startCursor : null),
    });
    assert.deepEqual(rows, await rowsOf(list));
    assert.equal(sent.length, Math.ceil(list.rows / PAGE));
  });
}

/** Loads a list with `fetchMore` until its end. Returns the cursors of the rows shown then. */
async function pageThrough(client, { document: name, variables, path }, { page, next }) {
  const watched = client.watchQuery({ query: document(name), variables: { ...variables, ...page() } });
  const subscription = watched.subscribe({});
  let shown = at(await shownBy(watched), path);
  for (let cursor = next(shown.pageInfo); cursor; cursor = next(shown.pageInfo)) {
    await watched.fetchMore({ variables: page(cursor) });
    shown = at(await shownBy(watched), path);
  }
  subscription.unsubscribe();
  return shown.edges.map(({ cursor }) => cursor);
}

/** What the query shows once nothing is being loaded. */
async function shownBy(watched) {
  const isReady = ({ networkStatus }) => networkStatus === NetworkStatus.ready;
  return (await firstValueFrom(watched.pipe(filter(isReady)))).data;
}

test("two searches are two lists", async () => {
  const { client } = frontend("Staff");
  const [all, some] = await Promise.all(
    [null, "an"].map((search) => client.query({ query: document("Clients"), variables: { search, first: 5 } })),
  );
  const again = await client.query({ query: document("Clients"), variables: { search: null, first: 5 } });
  assert.deepEqual(again.data, all.data);
  assert.notDeepEqual(some.data, all.data);
});

test("what a mutation answers is shown at once, without a request", async () => {
  const { client, sent } = frontend("Pat");
  const chart = client.watchQuery({ query: document("Chart"), variables: operation("Chart").variables });
  const subscription = chart.subscribe({});
  const policies = async () => (await shownBy(chart)).client.policies;
  const { id } = (await policies()).find((policy) => policy.status === "ACTIVE");
  const status = async () => (await policies()).find((policy) => policy.id === id).status;

  const save = (dryRun) =>
    client.mutate({ mutation: document("MakePolicyInactive"), variables: { input: { id, dryRun } } });
  await save(true);
  assert.equal(await status(), "ACTIVE");
  await save(false);
  assert.equal(await status(), "INACTIVE");
  assert.deepEqual(sent, ["Chart", "MakePolicyInactive", "MakePolicyInactive"]);
  subscription.unsubscribe();
});

for (const person of ["Pat", "Cleo"]) {
  test(`all documents of ${person} share one cache without a warning`, async () => {
    const { client, sent } = frontend(person);
    const own = operations.filter(({ sender }) => sender === person);
    const queries = own.filter(({ isMutation }) => !isMutation);
    const ask = async (fetchPolicy) => {
      for (const { name, variables } of queries) await client.query({ query: document(name), variables, fetchPolicy });
    };
    const warnings = await warningsOf(async () => {
      await ask("network-only");
      for (const { name, variables, isMutation } of own) {
        if (isMutation) await client.mutate({ mutation: document(name), variables });
      }
      await ask("network-only"); // now some lists are longer or shorter
      await ask("cache-only");
    });
    assert.deepEqual(warnings, []);
    assert.equal(sent.length, own.length + queries.length);
  });
}
