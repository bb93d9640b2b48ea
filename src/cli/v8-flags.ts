import { setFlagsFromString } from 'node:v8';

/** A count makes much that doesn't last: a small nursery costs no time, saves a third of the memory, and isn't worth threads of its own. */
const memoryFlags = ['--semi-space-growth-factor=1', '--no-parallel-scavenge'];

const delayed = [
  '--invocation-count-for-maglev=4000',
  '--invocation-count-for-maglev-osr=1000',
  '--invocation-count-for-turbofan=30000',
  '--invocation-count-for-osr=5000',
];

/** By major version of V8, which complains of a flag that it doesn't know: when code that runs often is optimised. */
const tierFlags: Readonly<Record<string, readonly string[]>> = {
  '11': ['--interrupt-budget=1000000'],
  '12': delayed,
  '13': delayed,
  '14': delayed,
};

/**
 * Sets the engine up for a short run, before anything of weight is loaded: V8 takes code from a cache only under the flags that
 * it was made with. By itself it optimises early, on threads of its own: for counting a model of some thousand nodes that is up
 * to half of all CPU time, and hardly repaid before the end. Only what runs for long is worth it.
 */
export function tuneEngine(): void {
  const [major = ''] = process.versions.v8.split('.');
  for (const flag of [...memoryFlags, ...(tierFlags[major] ?? [])]) setFlagsFromString(flag);
}
