#!/usr/bin/env node
import nodeModule from "node:module";
import { setFlagsFromString } from "node:v8";

// src/cli.ts
if ("enableCompileCache" in nodeModule) nodeModule.enableCompileCache();
setFlagsFromString("--semi-space-growth-factor=1");
const { main } = await import("./chunks/main.js");
process.exitCode = await main(process.argv.slice(2));

export {  };