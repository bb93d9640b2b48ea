import { expect, test } from 'vitest';
import type { CorpusRow } from '../support/corpus.ts';
import { corpusModel, corpusRows, runRow } from '../support/corpus.ts';
import { sharedPath } from '../support/shared.ts';
import { listFile, listOf, rowsUsed } from '../support/verified.ts';

const rows: readonly CorpusRow[] = sharedPath('corpus/onnx/index.json') === null ? [] : corpusRows();

/** Which branch of this model runs depends on the data: it counts as the dearer one, which is the truth of one binding. */
const dependsOnData = new Set(['cf_if_script_ts17']);

test.skipIf(rows.length === 0)('the corpus is at hand', () => {
  expect(rows.length).toBeGreaterThan(90);
});

const verified = new Set<string>();

test.each(rows.map((row) => [row.name, row] as const))('%s: every tensor, and MACs per binding', (name, row) => {
  const results = runRow(row);
  expect(results.flatMap((r) => r.details)).toEqual([]);
  for (const { tensors } of results) expect(tensors).toMatchObject({ unknown: 0, wrong: 0 });
  for (const { contents } of results) expect(contents.wrong).toBe(0);
  const dearest = results.map((r) => r.truth).reduce((a, b) => (a > b ? a : b));
  expect(results.map((r) => r.macs)).toEqual(results.map((r) => (dependsOnData.has(name) ? dearest : r.truth)));
  for (const used of rowsUsed(corpusModel(row))) verified.add(used);
});

test.skipIf(rows.length === 0)('the operators verified here', async () => {
  await expect(listOf(verified)).toMatchFileSnapshot(listFile('corpus', 'all'));
});
