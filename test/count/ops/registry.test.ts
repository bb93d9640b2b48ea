import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import type { OpEntry } from '#count/ops/registry.ts';
import { rowOf } from '#count/ops/lookup.ts';
import { registry } from '#count/ops/all.ts';

const data = new URL('../../../../shared/data/', import.meta.url);

interface Schema {
  readonly domain: string;
  readonly op: string;
  readonly since: number;
}

/** Operators that onnxruntime ran at opset 1 before the specification took them up. */
const earlier = new Set(['MeanVarianceNormalization', 'ThresholdedRelu']);

test.skipIf(!existsSync(data)).each(['onnx-ops.json', 'onnx-contrib-ops.json'])(
  'every schema of %s has its row (needs ../shared/data)',
  (file) => {
    const schemas = JSON.parse(readFileSync(new URL(file, data), 'utf8')) as readonly Schema[];
    const first = new Map<string, Schema>();
    for (const schema of schemas) {
      const key = `${schema.domain}::${schema.op}`;
      if (schema.since < (first.get(key)?.since ?? Infinity)) first.set(key, schema);
    }
    const lacking = schemas.filter(({ domain, op, since }) => rowOf(registry(), domain, op, since) === undefined);
    expect(lacking.map(({ domain, op, since }) => `${domain}::${op}-${since}`)).toEqual([]);
    const early = [...first.values()].filter(
      ({ domain, op, since }) =>
        domain === '' && rowOf(registry(), domain, op, since - 1) !== undefined && !earlier.has(op),
    );
    expect(early.map(({ op, since }) => `${op} before ${since}`)).toEqual([]);
  },
);

test('no operator stands in two tables, and rows ascend', async () => {
  const lists = new Set(['all.ts', 'common.ts']);
  const files = globSync('src/count/ops/**/*.ts').filter((file) => !lists.has(basename(file)));
  const modules = (await Promise.all(files.map((file) => import(pathToFileURL(file).href)))) as readonly object[];
  const rows = modules.flatMap((module) => Object.values(module).filter(Array.isArray).flat()) as readonly unknown[];
  const entries = rows.filter(isEntry);
  const keys = entries.map(({ domain, name }) => `${domain}\u0000${name}`);
  expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
  expect([...registry().keys()].toSorted()).toEqual(keys.toSorted());
  for (const { name, rows: own } of entries) {
    const versions = own.map(({ since }) => since);
    expect([name, ...versions]).toEqual([name, ...new Set(versions.toSorted((a, b) => a - b))]);
  }
});

function isEntry(value: unknown): value is OpEntry {
  return typeof value === 'object' && value !== null && 'rows' in value && 'domain' in value;
}
