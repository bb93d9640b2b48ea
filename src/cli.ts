#!/usr/bin/env node
import nodeModule from 'node:module';

// From the second run on the engine finds its compiled code in a cache, where this Node has one.
if ('enableCompileCache' in nodeModule) nodeModule.enableCompileCache();
const { main } = await import('#cli/main.ts');
process.exitCode = await main(process.argv.slice(2));
