import { afterAll, beforeAll, expect, test } from 'vitest';
import { compare, startRuntime, type Compared, type Runtime } from '../support/differential.ts';

let runtime: Runtime | null = null;
beforeAll(async () => {
  runtime = await startRuntime().catch(() => null);
});
afterAll(() => runtime?.close());

/** benchmarks/differential.ts tries more of them, and says how to look at one. */
const models = 400;

test(`${models} made models: where the count is exact, onnxruntime makes the same sizes`, async ({ skip }) => {
  if (runtime === null) {
    skip("onnxruntime-node's binary does not load here");
    return;
  }
  const all: Compared[] = [];
  for (let seed = 1; seed <= models; seed++) {
    // The runtime's process answers one at a time.
    // oxlint-disable-next-line no-await-in-loop
    all.push(await compare(runtime, seed));
  }
  expect(all.filter(({ verdict }) => verdict === 'differ')).toEqual([]);
  // Enough of them are counted exactly and run for the comparison to mean something.
  expect(all.filter(({ verdict }) => verdict === 'agree').length).toBeGreaterThan(models / 4);
});
