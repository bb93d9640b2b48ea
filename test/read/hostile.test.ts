import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { Fault } from '#graph/fault.ts';
import type { Model } from '#graph/graph.ts';
import { openModelFile } from '#host/source/open.ts';
import { readModel } from '#read/read.ts';
import { sharedPath } from '../support/shared.ts';

interface Case {
  readonly file: string;
  readonly expect: string;
  readonly action: string;
}

/** What only counting can tell; reading these gives a model without complaint. */
const ofCounting: ReadonlySet<string> = new Set([
  'error:shape',
  'error:cycle',
  'error:overflow',
  'error:function-recursion',
  'error:undefined-value',
  'error:const-limit or unknown',
  'warn:empty-graph',
  'warn:unknown-shape',
  'warn:unknown-op',
  'warn:unknown-trip-count',
  'ok-or-limit',
  'ok (BigInt) or error:overflow',
]);
/** Cases of a code that reading answers elsewhere: schemas of operators and scopes of names are counting's. */
const filesOfCounting: ReadonlySet<string> = new Set(['attr_wrong_type.onnx', 'subgraph_shadow.onnx']);

const folder = sharedPath('hostile/');
const cases: readonly Case[] =
  folder === null ? [] : (JSON.parse(readFileSync(new URL('index.json', folder), 'utf8')) as { cases: Case[] }).cases;

async function answer(file: string): Promise<Model | Fault> {
  const source = openModelFile(fileURLToPath(new URL(file, folder as URL)), file);
  try {
    return await readModel(source, file);
  } catch (thrown) {
    // Anything but a Fault that names the file fails the test.
    if (!(thrown instanceof Fault && thrown.message.includes(file) && thrown.hint !== '')) throw thrown;
    return thrown;
  } finally {
    await source.close();
  }
}

/** What reading answers to a case of the index: `ok`, `warn:CODE` or `error:CODE`. */
function expected(one: Case): string {
  if (ofCounting.has(one.expect) || filesOfCounting.has(one.file)) return 'ok';
  // A path or a range that is refused doesn't stop the count.
  return one.action.includes('count from dims') || one.action.includes('still count')
    ? one.expect.replace('error:', 'warn:')
    : one.expect;
}

test.skipIf(folder === null)('the hostile files are at hand', () => {
  expect(cases.length).toBeGreaterThan(80);
});

test.each(cases.map((one) => [one.file, expected(one)] as const))('%s: %s', async (file, want) => {
  const start = process.memoryUsage.rss();
  const got = await answer(file);
  const said =
    'code' in got
      ? `error:${got.code}`
      : got.findings.length === 0
        ? 'ok'
        : `warn:${got.findings.map(({ code }) => code).join()}`;
  expect(said).toBe(want);
  expect(process.memoryUsage.rss() - start).toBeLessThan(200e6);
});
