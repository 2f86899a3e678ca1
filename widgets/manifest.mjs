// The custom elements manifest of the three public elements: their attributes, properties, methods, events and CSS custom
// properties, taken from the classes and their doc comments. Editors and documentation tools read it; so does the
// reference in README.md.

import { readFile, writeFile } from "node:fs/promises";
import { create, ts } from "@custom-elements-manifest/analyzer";
import { litPlugin } from "@custom-elements-manifest/analyzer/src/features/framework-plugins/lit/lit.js";
import { format, resolveConfig } from "prettier";

const BASE_CLASS = "shared/insurance-widget.ts";
const ELEMENTS = ["chart/chart-insurance.ts", "practice/practice-insurance.ts", "portal/portal-insurance.ts"];
const README = new URL("README.md", import.meta.url);
const REFERENCE = /(?<=<!-- reference -->\n)[^]*(?=<!-- \/reference -->)/;

/** The manifest, https://github.com/webcomponents/custom-elements-manifest. Throws if the tokens' documentation is outdated. */
export async function createManifest() {
  const modules = await Promise.all([BASE_CLASS, ...ELEMENTS].map(parse));
  // The base class is analyzed for what the elements inherit, and is not part of the result.
  const { schemaVersion, modules: analyzed } = create({ modules, plugins: litPlugin() });
  const manifest = {
    schemaVersion,
    readme: "",
    modules: analyzed.filter(({ path }) => path !== BASE_CLASS).map(bundled),
  };
  await checkTokens(manifest);
  return manifest;
}

async function parse(path) {
  const text = await readFile(new URL(path, import.meta.url), "utf8");
  return ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
}

/** The module under the path of its bundle, without private members and internal references. */
function bundled({ path, declarations, exports }) {
  const [, file] = path.split("/");
  const name = file.replace(".ts", ".js");
  const text = JSON.stringify({
    kind: "javascript-module",
    path: name,
    declarations: declarations.map(({ members, superclass, ...declaration }) => ({
      ...declaration,
      members: members.filter(({ privacy }) => !privacy),
    })),
    exports: exports.filter(({ kind }) => kind === "custom-element-definition"),
  });
  return JSON.parse(text.replaceAll(`"${path}"`, `"${name}"`), withoutInheritance);
}

function withoutInheritance(key, value) {
  return key === "inheritedFrom" ? undefined : value;
}

/** Each CSS custom property that the styles read is documented, and no other. */
async function checkTokens({ modules }) {
  const documented = new Set(elements(modules).flatMap(({ cssProperties }) => cssProperties.map(({ name }) => name)));
  const files = ["shared/styles/tokens.css.ts", "chart/chart-insurance.css.ts"];
  const styles = await Promise.all(files.map((file) => readFile(new URL(file, import.meta.url), "utf8")));
  const used = new Set(styles.join("").match(/--policybook-[a-z-]+/g));
  const wrong = [...documented, ...used].filter((name) => !documented.has(name) || !used.has(name));
  if (wrong.length) throw new Error(`@cssprop and the styles differ: ${wrong.join(", ")}`);
}

function elements(modules) {
  return modules.flatMap(({ declarations }) => declarations);
}

/** Whether README.md has the manifest's reference. */
export async function isReadmeCurrent(manifest) {
  const text = await readFile(README, "utf8");
  return (await withReference(text, manifest)) === text;
}

/** Writes the manifest's reference into README.md. */
export async function writeReadme(manifest) {
  const text = await readFile(README, "utf8");
  await writeFile(README, await withReference(text, manifest));
}

async function withReference(text, manifest) {
  const options = await resolveConfig(README);
  return format(text.replace(REFERENCE, reference(manifest)), { ...options, parser: "markdown" });
}

/** Markdown tables of what all elements have, and of what one element has in addition. */
function reference({ modules }) {
  const all = elements(modules);
  const isShared = (kind, { name }) => all.every((element) => rows(element, kind).some((row) => row.name === name));
  const [first] = all;
  const shared = KINDS.map(({ kind, heading }) => {
    return table(
      heading,
      rows(first, kind).filter((row) => isShared(kind, row)),
    );
  });
  const additional = all.map((element) => {
    const tables = KINDS.map(({ kind, heading }) => {
      return table(
        heading,
        rows(element, kind).filter((row) => !isShared(kind, row)),
      );
    });
    return `### \`<${element.tagName}>\`\n\n${element.description}\n\n${tables.join("")}`;
  });
  return `\n### All three elements\n\n${shared.join("")}${additional.join("")}`;
}

const KINDS = [
  { kind: "attributes", heading: "Attribute" },
  { kind: "properties", heading: "Property" },
  { kind: "methods", heading: "Method" },
  { kind: "events", heading: "Event" },
  { kind: "cssProperties", heading: "CSS property" },
];

function rows(element, kind) {
  const { members } = element;
  if (kind === "properties") return members.filter((member) => member.kind === "field" && !member.attribute);
  if (kind === "methods") return members.filter((member) => member.kind === "method");
  return element[kind] ?? [];
}

function table(heading, entries) {
  if (!entries.length) return "";
  const hasDefault = entries.some((entry) => entry.default);
  const cells = entries.map((entry) => [
    `\`${entry.name}\``,
    ...(hasDefault ? [entry.default ? `\`${entry.default}\`` : ""] : []),
    entry.description.replaceAll("\n", " "),
  ]);
  const header = [heading, ...(hasDefault ? ["Default"] : []), "Description"];
  const lines = [header, header.map(() => "---"), ...cells].map((line) => `| ${line.join(" | ")} |`);
  return `${lines.join("\n")}\n\n`;
}
