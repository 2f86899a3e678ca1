// Builds the widgets: generates the operations' types, checks the types, bundles, and writes the custom elements manifest.
//   --watch   bundles on each save, without checks
//   --check   checks only, also that the reference in README.md is current
//   --readme  writes that reference
//
// Code that several widgets use is in shared chunks, so that a page with two widgets loads it once.

import { spawnSync } from "node:child_process";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import { generate } from "./codegen.mjs";
import { createManifest, isReadmeCurrent, writeReadme } from "./manifest.mjs";

const folder = new URL("./", import.meta.url).pathname;
const dist = new URL("../src/gql/pages/widgets/dist/", import.meta.url).pathname;
const MAX_BYTES = 60_000; // of a widget and all its chunks, compressed

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
} else if (process.argv.includes("--readme")) {
  await writeReadme(await createManifest());
} else {
  checkTypes();
  const manifest = await createManifest();
  if (process.argv.includes("--check")) await checkReadme(manifest);
  else await bundle(manifest);
}

async function checkReadme(manifest) {
  if (await isReadmeCurrent(manifest)) return;
  console.error("The reference in widgets/README.md is not current: run make format");
  process.exit(1);
}

function checkTypes() {
  const tsc = new URL("../node_modules/typescript/bin/tsc", import.meta.url).pathname;
  const { status } = spawnSync(process.execPath, [tsc, "--project", folder], { stdio: "inherit" });
  if (status !== 0) process.exit(1);
}

async function bundle(manifest) {
  await rm(dist, { recursive: true, force: true });
  const { metafile } = await esbuild.build(options);
  await writeFile(`${dist}custom-elements.json`, `${JSON.stringify(manifest, null, 2)}\n`);
  await checkSizes(metafile.outputs);
}

async function checkSizes(outputs) {
  const bytes = {};
  const scripts = (await readdir(dist)).filter((name) => name.endsWith(".js"));
  for (const name of scripts) bytes[name] = gzipSync(await readFile(dist + name)).length;
  const sizes = Object.entries(outputs)
    .filter(([, { entryPoint }]) => entryPoint)
    .map(([path]) => [
      fileName(path),
      withImports(outputs, path).reduce((sum, file) => sum + bytes[fileName(file)], 0),
    ]);
  const report = sizes.map(([name, size]) => `${name}: ${size} bytes compressed`).join("\n");
  await writeFile(`${dist}sizes.txt`, `${report}\n`);
  console.log(report);
  const tooBig = sizes.filter(([, size]) => size > MAX_BYTES);
  if (tooBig.length) throw new Error(`more than ${MAX_BYTES} bytes: ${tooBig.join(" ")}`);
}

/** The file and every chunk that it imports, directly or indirectly. */
function withImports(outputs, path, visited = new Set()) {
  if (!visited.has(path)) {
    visited.add(path);
    for (const imported of outputs[path].imports) if (!imported.external) withImports(outputs, imported.path, visited);
  }
  return [...visited];
}

function fileName(path) {
  return path.split("/").at(-1);
}
