#!/usr/bin/env node
import nodeModule from 'node:module';
import { cacheCode, keepsCode } from '#cli/code-cache.ts';
import { tuneEngine } from '#cli/engine.ts';

tuneEngine();
// From the second run on the engine finds its compiled code in a cache: Node's own, where it has one, and that of the main chunk.
if (keepsCode() && 'enableCompileCache' in nodeModule) nodeModule.enableCompileCache();
const keepCode = keepsCode() ? cacheCode(process.argv[2] === 'count' ? 'count' : 'other') : () => {};
void run();

async function run(): Promise<void> {
  const { main } = await import('#cli/main.ts');
  process.exitCode = await main(process.argv.slice(2));
  keepCode();
  // Where nothing is under way any more the process would end by itself, but only after it has collected garbage.
  if (process.getActiveResourcesInfo().length === 0) process.exit();
}
