import { describe, expect, test } from 'vitest';
import { oracleCases, runCase, type Mode } from '../support/oracle.ts';
import { sharedPath } from '../support/shared.ts';
import { listFile, listOf } from '../support/verified.ts';

const present = sharedPath('corpus/onnx/node-oracle.jsonl.gz') !== null;

/** Share of right answers that the project promises; nothing may be wrong. */
const promised: readonly (readonly [Mode, number])[] = [
  ['A', 0.8],
  ['B', 0.98],
];

describe.skipIf(!present)('single-operator models of the ONNX project, from their inputs alone', () => {
  const cases = present ? oracleCases() : [];
  const verified = new Set<string>();

  test.each(promised)('mode %s: at least %d right, none wrong, contents equal', (mode, share) => {
    const results = cases.map((one) => runCase(one, mode));
    const wrong = results.filter((r) => r.shapes === 'wrong' || r.contents === 'wrong');
    expect(wrong.map((r) => `${r.id}: ${r.detail}`)).toEqual([]);
    const right = results.filter((r) => r.shapes === 'right').length;
    console.log(`mode ${mode}: ${right} of ${results.length} right, ${results.length - right} unknown, 0 wrong`);
    expect(right / results.length).toBeGreaterThanOrEqual(share);
    if (mode === 'B')
      for (const { shapes, rows } of results) if (shapes === 'right') rows.forEach((row) => verified.add(row));
  });

  test('the operators verified here', async () => {
    await expect(listOf(verified)).toMatchFileSnapshot(listFile('node-oracle', 'all'));
  });
});
