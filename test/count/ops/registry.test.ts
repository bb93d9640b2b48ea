import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { OpEntry } from '#count/registry.ts';
import { rowOf } from '#count/lookup.ts';
import { registry } from '#count/ops/all.ts';

const data = new URL('../../../../shared/data/', import.meta.url);
const tables = new URL('../../../src/count/ops/', import.meta.url);

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
  const files = readdirSync(tables).filter((file) => file !== 'all.ts' && file !== 'common.ts');
  const modules = (await Promise.all(files.map((file) => import(new URL(file, tables).href)))) as readonly object[];
  const entries = modules.flatMap((module) => Object.values(module).filter(Array.isArray).flat()) as readonly OpEntry[];
  const keys = entries.map(({ domain, name }) => `${domain}\u0000${name}`);
  expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
  expect([...registry().keys()].toSorted()).toEqual(keys.toSorted());
  for (const { name, rows } of entries) {
    const versions = rows.map(({ since }) => since);
    expect([name, ...versions]).toEqual([name, ...new Set(versions.toSorted((a, b) => a - b))]);
  }
});
