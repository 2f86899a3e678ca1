// Writes generated/operations.ts: for each document of schema/operations/ its text and the types of its variables and its
// result. Calls GraphQL Code Generator's plugins directly: its command line has a hundred dependencies that are not needed.

import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { codegen } from "@graphql-codegen/core";
import * as documents from "@graphql-codegen/typed-document-node";
import * as operations from "@graphql-codegen/typescript-operations";
import { parse } from "graphql";

const root = new URL("../", import.meta.url);
const generated = new URL("generated/", import.meta.url);

const config = {
  // The types in JSON. A scalar that is missing here stops the build.
  scalars: { ID: "string", Date: "string", DateTime: "string", Decimal: "string" },
  strictScalars: true,
  skipTypename: true,
  enumType: "string-literal",
  useTypeImports: true,
  documentMode: "string",
  pureMagicComment: true, // so that a bundle contains only the documents that its widget sends
};

export async function generate() {
  const schema = parse(await readFile(new URL("schema.graphql", root), "utf8"));
  const text = await codegen({
    schema,
    documents: await readDocuments(),
    filename: "operations.ts",
    config,
    plugins: [{ operations: {} }, { documents: {} }],
    pluginMap: { operations, documents },
  });
  await mkdir(generated, { recursive: true });
  await writeFile(new URL("operations.ts", generated), text);
}

async function readDocuments() {
  const folder = new URL("schema/operations/", root);
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".graphql")).sort();
  return Promise.all(
    names.map(async (name) => ({ location: name, document: parse(await readFile(new URL(name, folder), "utf8")) })),
  );
}
