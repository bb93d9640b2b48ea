import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { registry } from '#count/ops/all.ts';
import { knownLetters } from '../../tools/formula-letters.ts';
import { verifiedRows } from '../../tools/operators-page.ts';
import { lettersOf } from '../support/cost-formula.ts';
import { rowName } from '../support/verified.ts';
import { generated } from '../../tools/docs.ts';

test.each(Object.entries(generated))('%s is what the sources make: npm run docs', async (path, make) => {
  const read = (text: string): unknown => (path.endsWith('.json') ? JSON.parse(text) : text);
  expect(read(readFileSync(path, 'utf8'))).toEqual(read(await make()));
});

test('every row says what it costs, and an oracle verified it', () => {
  const verified = verifiedRows();
  const rows = [...registry().values()].flatMap(({ domain, name, rows: all }) =>
    all.map(({ since, formula, inWords }) => ({ id: rowName(domain, name, since), formula, inWords })),
  );
  expect(rows.filter(({ formula }) => formula === '').map(({ id }) => id)).toEqual([]);
  // Left are those that no formula can be executed for and no list has: their bodies' tests and those by hand cover them.
  expect(rows.filter(({ id }) => !verified.has(id)).map(({ id }) => id)).toMatchInlineSnapshot(`
    [
      "com.microsoft::EPContext-1",
      "com.microsoft::GatedDeltaNetStateReplay-1",
      "com.microsoft::Snpe-1",
      "com.microsoft::PackedSparseAttentionIndexer-1",
      "com.microsoft::SparseAttentionIndexer-1",
      "com.microsoft::BeamSearch-1",
      "com.microsoft::GreedySearch-1",
      "com.microsoft::Sampling-1",
      "com.microsoft::WhisperBeamSearch-1",
    ]
  `);
  const ids = new Set(rows.map(({ id }) => id));
  expect([...verified.keys()].filter((id) => !ids.has(id))).toEqual([]);
});

test('every letter of a formula is in the glossary', () => {
  const used = [...registry().values()]
    .flatMap(({ rows }) => rows.filter(({ inWords }) => inWords === undefined))
    .flatMap(({ formula }) => lettersOf(formula));
  expect([...new Set(used)].filter((letter) => !knownLetters.has(letter))).toEqual([]);
});
