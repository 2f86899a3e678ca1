// Builds the widgets: types from the documents, their check, then the bundles the server serves.
// `--watch` bundles again on each save, unchecked; `--check` bundles nothing.
//
// What several widgets use lies in chunks of its own, so that a page with two of them loads it once.

import { spawnSync } from "node:child_process";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import { generate } from "./codegen.mjs";

const folder = new URL("./", import.meta.url).pathname;
const dist = new URL("../src/gql/pages/widgets/dist/", import.meta.url).pathname;
const MOST_BYTES = 60_000; // of a widget with all it loads, compressed

const options = {
  entryPoints: ["chart", "practice", "portal"].map((name) => ({
    in: `${folder}${name}/${name}-insurance.ts`,
    out: `${name}-insurance`,
  })),
  outdir: dist,
  bundle: true,
  splitting: true,
  format: "esm",
  target: ["es2022"],
  chunkNames: "shared-[hash]",
  minify: true,
  legalComments: "none",
  metafile: true,
  tsconfig: `${folder}tsconfig.json`,
  logLevel: "warning",
};

await generate();
if (process.argv.includes("--watch")) {
  const context = await esbuild.context({ ...options, logLevel: "info" });
  await context.watch();
} else {
  checkTypes();
  if (!process.argv.includes("--check")) await bundle();
}

function checkTypes() {
  const tsc = new URL("../node_modules/typescript/bin/tsc", import.meta.url).pathname;
  const { status } = spawnSync(process.execPath, [tsc, "--project", folder], { stdio: "inherit" });
  if (status !== 0) process.exit(1);
}

async function bundle() {
  await rm(dist, { recursive: true, force: true });
  const { metafile } = await esbuild.build(options);
  await checkSizes(metafile.outputs);
}

async function checkSizes(outputs) {
  const bytes = {};
  for (const name of await readdir(dist)) bytes[name] = gzipSync(await readFile(dist + name)).length;
  const sizes = Object.entries(outputs)
    .filter(([, { entryPoint }]) => entryPoint)
    .map(([path]) => [fileName(path), loaded(outputs, path).reduce((sum, each) => sum + bytes[fileName(each)], 0)]);
  const report = sizes.map(([name, size]) => `${name}: ${size} bytes compressed`).join("\n");
  await writeFile(`${dist}sizes.txt`, `${report}\n`);
  console.log(report);
  const tooBig = sizes.filter(([, size]) => size > MOST_BYTES);
  if (tooBig.length) throw new Error(`more than ${MOST_BYTES} bytes: ${tooBig.join(" ")}`);
}

/** The file and every chunk it imports. */
function loaded(outputs, path, seen = new Set()) {
  if (!seen.has(path)) {
    seen.add(path);
    for (const each of outputs[path].imports) if (!each.external) loaded(outputs, each.path, seen);
  }
  return [...seen];
}

function fileName(path) {
  return path.split("/").at(-1);
}
