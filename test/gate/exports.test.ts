import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { corpusFolder, corpusRows } from '../support/corpus.ts';
import type { CorpusRow } from '../support/corpus.ts';
import { policyOf } from '../support/outcomes.ts';
import { sharedPath } from '../support/shared.ts';
import { judgedPair } from '../support/sized-nets.ts';

/** Two files that are named alike, of one layer and of two. */
const others = new Set(['rnn_lstm_bi']);

const networkOf = ({ name }: CorpusRow): string => name.replace(/_(?:ts|dyn|o)\d+$/, '');

/** Exports of one network: equal names but for the exporter and its opset. */
function pairsOf(rows: readonly CorpusRow[]): readonly (readonly [string, CorpusRow, CorpusRow])[] {
  return rows.flatMap((base) =>
    rows
      .filter((head) => head !== base && networkOf(head) === networkOf(base) && !others.has(networkOf(head)))
      .map((head) => [`${base.name} → ${head.name}`, base, head] as const),
  );
}

const isHere = sharedPath('corpus/onnx/index.json') !== null;
const pairs = isHere ? pairsOf(corpusRows()) : [];

const bytesOf = ({ file }: CorpusRow): Uint8Array => {
  const bytes = readFileSync(new URL(file, corpusFolder));
  return file.endsWith('.gz') ? gunzipSync(bytes) : bytes;
};

describe.skipIf(!isHere)('two exports of one network (needs the corpus)', () => {
  test('there are some', () => expect(pairs.length).toBeGreaterThanOrEqual(8));

  test.each(pairs)('%s', async (_, base, head) => {
    const policy = policyOf('version: 1\ndefaults: { budgets: { macs: { fail: +5%, growth: same } } }');
    const [outcome] = await judgedPair(bytesOf(base), bytesOf(head), policy);
    const open = outcome?.judgements.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'skipped');
    const growth = outcome?.growth.filter(({ metric }) => metric === 'macs');
    expect([outcome?.verdict, open, growth]).toEqual(['pass', [], []]);
  });
});
