#!/usr/bin/env node
const require_rolldown_runtime = require("./chunks/rolldown-runtime.js");
let node_module = require("node:module");
node_module = require_rolldown_runtime.__toESM(node_module, 1);
let node_v8 = require("node:v8");

// src/cli.ts
if ("enableCompileCache" in node_module.default) node_module.default.enableCompileCache();
(0, node_v8.setFlagsFromString)("--semi-space-growth-factor=1");
run();
async function run() {
	const { main } = await Promise.resolve().then(() => require("./chunks/core.js")).then((n) => n.main_exports);
	process.exitCode = await main(process.argv.slice(2));
	if (process.getActiveResourcesInfo().length === 0) process.exit();
}
