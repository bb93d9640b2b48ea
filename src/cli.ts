#!/usr/bin/env node
import { cacheCode } from '#cli/code-cache.ts';
import { tuneEngine } from '#cli/v8-flags.ts';
import { catchUncaught } from '#system/uncaught.ts';

catchUncaught(async () => (await import('#cli/failure.ts')).sayUncaught);
tuneEngine();
const keepCode = cacheCode(process.argv[2] === 'count' ? 'count' : 'other');
void run();

async function run(): Promise<void> {
  const { main } = await import('#cli/main.ts');
  process.exitCode = await main(process.argv.slice(2));
  keepCode();
  // With nothing under way any more the process would end by itself, but only after it has collected garbage.
  if (process.getActiveResourcesInfo().length === 0) process.exit();
}
