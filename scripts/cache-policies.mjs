// Writes schema/cache/ anew from schema.graphql: how normalizing caches of frontends store the API's answers.
//   --check   writes nothing, and fails if a file is not current

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { buildSchema, getNamedType, isAbstractType, isListType, isNonNullType, isObjectType } from "graphql";
import { format } from "prettier";

const root = new URL("../", import.meta.url);
const folder = new URL("schema/cache/", root);
const PAGE_ARGUMENTS = new Set(["first", "after", "last", "before"]);

const schema = buildSchema(await readFile(new URL("schema.graphql", root), "utf8"));
const rootTypes = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith("__"));
const objectTypes = types.filter((type) => isObjectType(type) && !rootTypes.includes(type));

const files = {
  "cache.json": JSON.stringify(plainData()),
  "apollo.mjs": apollo(),
  "apollo.d.mts": apolloTypes(),
  "urql.mjs": urql(),
  "urql.d.mts": urqlTypes(),
};
const outdated = [];
for (const [name, text] of Object.entries(files)) {
  const formatted = await format(text, { filepath: name, printWidth: 120 });
  if (formatted !== (await currentText(name))) outdated.push([name, formatted]);
}
if (process.argv.includes("--check")) {
  for (const [name] of outdated) console.error(`schema/cache/${name} is not current: run make schema`);
  process.exitCode = outdated.length ? 1 : 0;
} else {
  await mkdir(folder, { recursive: true });
  for (const [name, text] of outdated) await writeFile(new URL(name, folder), text);
}

async function currentText(name) {
  return readFile(new URL(name, folder), "utf8").catch(() => "");
}

/** What every cache has to know, for those that the other files do not serve. */
function plainData() {
  return {
    possibleTypes: possibleTypes(),
    typesWithoutId: typesWithoutId().map(({ name }) => name),
    connections: connections(),
  };
}

/** The object types of each interface and union. */
function possibleTypes() {
  const abstractTypes = types.filter(isAbstractType);
  return Object.fromEntries(abstractTypes.map((type) => [type.name, schema.getPossibleTypes(type).map(nameOf)]));
}

/** The types whose objects are part of the object that has them: no cache may store them on their own. */
function typesWithoutId() {
  return objectTypes.filter((type) => !type.getFields().id);
}

/** By type: each field that is a connection, with the arguments that make another list of it. */
function connections() {
  return byType([schema.getQueryType(), ...objectTypes], (field) => {
    if (!isConnection(field.type)) return undefined;
    return field.args.map(nameOf).filter((name) => !PAGE_ARGUMENTS.has(name));
  });
}

/** Types without an id that are values: no pages, no edges, no payloads of mutations. */
function valueTypes() {
  const payloads = new Set(Object.values(schema.getMutationType().getFields()).map(({ type }) => getNamedType(type)));
  return typesWithoutId().filter((type) => !payloads.has(type) && !/^PageInfo$|(Connection|Edge)$/.test(type.name));
}

function apollo() {
  const lists = byType([schema.getQueryType(), ...objectTypes.filter((type) => type.getFields().id)], (field) =>
    isListOfObjects(field.type) ? "{ merge: false }" : undefined,
  );
  const pages = byType([schema.getQueryType(), ...objectTypes], (field) => {
    const keyArguments = connections()[field.parent]?.[field.name];
    if (!keyArguments) return undefined;
    return `relayStylePagination(${keyArguments.length ? JSON.stringify(keyArguments) : ""})`;
  });
  const typesWithFields = [...new Set([...Object.keys(pages), ...Object.keys(lists)])];
  const policies = [
    ...typesWithFields.map((name) => `${name}: { fields: ${literal({ ...pages[name], ...lists[name] })} }`),
    ...valueTypes().map(({ name }) => `${name}: value`),
  ];
  return `${header("Apollo Client: `new InMemoryCache({ possibleTypes, typePolicies })`")}
    import { relayStylePagination } from "@apollo/client/utilities";

    // Part of the object that has it. Documents may select different fields of it: they are kept side by side.
    const value = { keyFields: false, merge: true };

    export const possibleTypes = ${JSON.stringify(possibleTypes())};

    // Pages of a connection become one list. Of any other list, the newer one replaces the older one.
    export const typePolicies = { ${policies.join(",")} };`;
}

function apolloTypes() {
  return `${header("Apollo Client")}
    import type { PossibleTypesMap, TypePolicies } from "@apollo/client";

    export declare const possibleTypes: PossibleTypesMap;
    export declare const typePolicies: TypePolicies;`;
}

function urql() {
  const pages = byType([schema.getQueryType(), ...objectTypes], (field) =>
    connections()[field.parent]?.[field.name] ? "relayPagination()" : undefined,
  );
  const resolvers = Object.entries(pages).map(([name, fields]) => `${name}: ${literal(fields)}`);
  return `${header("urql's Graphcache: `cacheExchange({ keys, resolvers })`")}
    import { relayPagination } from "@urql/exchange-graphcache/extras";

    // Part of the object that has it.
    const noKey = () => null;

    export const keys = { ${typesWithoutId().map(({ name }) => `${name}: noKey`)} };

    // Pages of a connection become one list.
    export const resolvers = { ${resolvers.join(",")} };`;
}

function urqlTypes() {
  return `${header("urql's Graphcache")}
    import type { KeyingConfig, ResolverConfig } from "@urql/exchange-graphcache";

    export declare const keys: KeyingConfig;
    export declare const resolvers: ResolverConfig;`;
}

/** By type and field what \`choose\` answers for a field; fields and types without an answer are left out. */
function byType(someTypes, choose) {
  const chosen = someTypes.map((type) => {
    const fields = Object.values(type.getFields()).map((field) => [
      field.name,
      choose({ ...field, parent: type.name }),
    ]);
    return [type.name, Object.fromEntries(fields.filter(([, answer]) => answer !== undefined))];
  });
  return Object.fromEntries(chosen.filter(([, fields]) => Object.keys(fields).length));
}

function literal(fields) {
  return `{ ${Object.entries(fields).map(([name, code]) => `${name}: ${code}`)} }`;
}

function header(reader) {
  return `// For ${reader}. Generated from schema.graphql by \`make schema\`.\n`;
}

function isConnection(type) {
  const named = getNamedType(type);
  return isObjectType(named) && Boolean(named.getFields().edges && named.getFields().pageInfo);
}

function isListOfObjects(type) {
  const list = isNonNullType(type) ? type.ofType : type;
  return isListType(list) && (isObjectType(getNamedType(list)) || isAbstractType(getNamedType(list)));
}

function nameOf({ name }) {
  return name;
}
