import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readPolicy } from '#policy/read-policy.ts';
import { policyJsonSchema } from '#policy/schema.ts';
import { policyExamples } from '../../tools/policy-examples.ts';
import { registry } from '#count/ops/all.ts';
import { knownLetters } from '../../tools/formula-letters.ts';
import { verifiedRows } from '../../tools/operators-page.ts';
import { lettersOf } from '../support/cost-formula.ts';
import { rowName } from '../support/verified.ts';
import { generated } from '../../tools/docs.ts';
import { isNewer, type ThreatRow, threatRows } from '../../tools/security-table.ts';

test.each(Object.entries(generated))('%s is what the sources make: npm run docs', async (path, make) => {
  const read = (text: string): unknown => (path.endsWith('.json') ? JSON.parse(text) : text);
  expect(read(readFileSync(path, 'utf8'))).toEqual(read(await make()));
});

test.each(Object.entries(policyExamples))('docs/policy.md, the example of %s is a policy', (_, { yaml }) => {
  expect(() => readPolicy(yaml, 'flopgate.yml')).not.toThrow();
});

test('docs/policy.md has an example of every key', () => {
  const keys = Object.keys(policyJsonSchema()['properties'] ?? {});
  const all = Object.values(policyExamples)
    .map(({ yaml }) => yaml)
    .join('\n');
  const others = ['interface', 'quantization', 'layers'];
  expect(keys.filter((key) => !new RegExp(`^${key}:`, 'm').test(all) && !others.includes(key))).toEqual([]);
  for (const key of others) expect(all).toContain(`${key}:`);
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

/** What is wrong with a row: no test, one that isn't there, or no version or day. */
const faultsOf = ({ tests, since }: ThreatRow): string[] => [
  ...(tests.length === 0 ? ['no test'] : []),
  ...(/^(?:\d+\.\d+\.\d+|\d{4}-\d\d-\d\d)$/.test(since) ? [] : [`since ${since}`]),
  ...tests.flatMap(({ file, name }) => {
    const path = new URL(`../${file}.test.ts`, import.meta.url);
    if (!existsSync(path)) return [`${file}: no such file`];
    return name === null || readFileSync(path, 'utf8').includes(name) ? [] : [`${file}: no test ${name}`];
  }),
];

describe('SECURITY.md', () => {
  const markdown = readFileSync(new URL('../../SECURITY.md', import.meta.url), 'utf8');
  const rows = threatRows(markdown);

  test('every threat has a test that is there, and since when', () => {
    expect(rows.length).toBe(markdown.split('\n').filter((line) => /^\| (?!threat )/.test(line)).length);
    expect(rows.length).toBeGreaterThan(30);
    expect(rows.filter((row) => faultsOf(row).length > 0).map((row) => [row.threat, ...faultsOf(row)])).toEqual([]);
  });

  test.each([
    ['| x | y | `host/zip` | 0.1.0 |', []],
    [
      '| x | y | `host/zip` › `no such name`, `host/none` (why) | 2026-12-01 |',
      ['host/zip: no test no such name', 'host/none: no such file'],
    ],
    ['| x | y |  | 0.1.0 |', ['no test']],
    ['| x | y | `host/zip` | soon |', ['since soon']],
    ['| x | y | `host/zip` |', ['since ']],
  ])('a row is read, and what is wrong with it seen: %s', (line, faults) => {
    const read = threatRows(`| threat | what stands against it | test | since |\n|---|---|---|---|\n${line}\n`);
    expect(read.flatMap(faultsOf)).toEqual(faults);
  });

  test.each([
    ['0.2.0', true],
    ['0.1.0', false],
    ['0.10.0', true],
    ['2026-12-02', true],
    ['2026-12-01', false],
  ])('since %s is newer than version 0.1.0 of 1 Dec 2026: %s', (since, expected) => {
    expect(isNewer(since, { version: '0.1.0', day: '2026-12-01' })).toBe(expected);
  });
});
