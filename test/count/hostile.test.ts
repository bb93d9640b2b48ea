import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { ModelReport } from '#count/model-report.ts';
import { countModel } from '#count/count.ts';
import { Fault } from '#graph/fault.ts';
import { openModelFile } from '#host/source/open.ts';
import { readModel } from '#read/read.ts';
import { sharedPath } from '../support/shared.ts';

interface Case {
  readonly file: string;
  readonly expect: string;
  readonly action: string;
  readonly macs?: number | string | null;
}

/** What an alternative in the index ('reject or …') was decided to be. */
const decided = new Map<string, string>([
  ['tile_bomb.onnx', 'ok'],
  ['func_bomb.onnx', 'ok'],
  ['dims_2p62.onnx', 'ok'],
  ['dims_2p120.onnx', 'ok'],
]);

const folder = sharedPath('hostile/');
const index = folder === null ? '{"cases":[]}' : readFileSync(new URL('index.json', folder), 'utf8');
// Counts beyond 2^53 must stay exact: they are quoted before JSON rounds them.
const cases = (JSON.parse(index.replace(/"macs": (\d+)/g, '"macs": "$1"')) as { cases: Case[] }).cases;

async function answer(file: string): Promise<ModelReport | Fault> {
  const source = openModelFile(fileURLToPath(new URL(file, folder as URL)), file);
  try {
    return countModel(await readModel(source, file));
  } catch (thrown) {
    if (!(thrown instanceof Fault && thrown.message.includes(file.replace(/\.gz$/, '')) && thrown.hint !== ''))
      throw thrown;
    return thrown;
  } finally {
    await source.close();
  }
}

/** A path or a range that is refused doesn't stop the count; the rest is as the index says. */
function expected(one: Case): string {
  const answered = decided.get(one.file) ?? one.expect;
  const counts = one.action.includes('count from dims') || one.action.includes('still count');
  return counts ? answered.replace('error:', 'warn:') : answered;
}

test.skipIf(folder === null)('the hostile files are at hand', () => {
  expect(cases.length).toBeGreaterThan(80);
});

/** The answer in the index's words, as far as the wanted word goes: a warning that is there answers for it. */
function said(got: ModelReport | Fault, want: string): string {
  if ('code' in got) return `error:${got.code}`;
  const warned = got.findings.some(({ level, code }) => level !== 'info' && want === `warn:${code}`);
  return warned ? want : 'ok';
}

test.each(cases.map((one) => [one.file, expected(one), one.macs ?? null] as const))(
  '%s: %s',
  async (file, want, macs) => {
    const got = await answer(file);
    expect(said(got, want)).toBe(want);
    // A refused file has no count; the index gives what its author meant.
    const counted = 'code' in got || macs === null ? null : got.totals.macs;
    expect(counted).toBe('code' in got || macs === null ? null : BigInt(macs));
  },
);
