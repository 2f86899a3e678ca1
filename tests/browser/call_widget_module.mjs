// Calls a function of one of the widgets' modules without a browser. Arguments: the module's path, the function's name.
// Reads a JSON list of argument lists from standard input, and prints the JSON list of results; undefined is null.

import { build } from "esbuild";

const [path, name] = process.argv.slice(2);
const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const calls = JSON.parse(Buffer.concat(chunks).toString("utf8"));

const { outputFiles } = await build({ entryPoints: [path], bundle: true, format: "esm", write: false });
const module = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
const results = calls.map((call) => module[name](...call) ?? null);
process.stdout.write(JSON.stringify(results));
