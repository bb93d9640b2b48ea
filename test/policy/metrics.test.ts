import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { RecordedModel } from '#history/record.ts';
import { badgeOf } from '#history/badge.ts';
import { isBound, isBoundTotal, metrics } from '#policy/metrics.ts';
import { budgetMetrics, countColumns, metricOf, recordedMetrics, usualMetrics } from '#policy/metrics.ts';
import { policyJsonSchema } from '#policy/schema.ts';

test('a row is all that a metric needs: the schema has each', () => {
  const schema = JSON.stringify(policyJsonSchema());
  for (const { name, description } of metrics) expect(schema).toContain(`"${name}":{"description":"${description}"`);
  expect(new Set(budgetMetrics).size).toBe(metrics.length);
});

test('tables hold what they held', () => {
  expect(usualMetrics('smallest')).toEqual(['macs']);
  expect(usualMetrics('any')).toEqual(['macs', 'params', 'memory', 'size']);
  expect(countColumns('wide').map(({ head }) => head)).toEqual([
    'MACs',
    'FLOPs',
    'params',
    'weights',
    'moved',
    'peak memory',
  ]);
  expect(recordedMetrics).not.toContain('load');
});

const model: RecordedModel = {
  id: 'net',
  case: '',
  path: 'net.onnx',
  key: 'k',
  format: 'onnx',
  exact: false,
  figures: Object.fromEntries(budgetMetrics.map((name) => [name, '1000'])),
  budgets: {},
  failure: null,
  latency: { ratio: 1, interval: null, ms: 2, provider: 'cpu', threads: 1, clock: 'cpu' },
};

test.each(recordedMetrics)('the badge of a lower bound: %s says ≥ where the file alone doesn’t tell it', (metric) => {
  expect(badgeOf(model, metric).message.startsWith('≥')).toBe(!metricOf(metric).isStored);
  expect(isBound(metric, true)).toBe(false);
});

test('stored bytes and parameters are exact where operators are unknown', () => {
  expect(['size', 'params', 'weights', 'latency'].filter((name) => isBound(name as 'size', false))).toEqual([]);
  expect([
    isBoundTotal('weightBytes', false),
    isBoundTotal('paramsStored', false),
    isBoundTotal('macs', false),
  ]).toEqual([false, false, true]);
});

test('no other file keeps a list of metrics', () => {
  const lists = /\[\s*'(?:macs|params|memory|size|weights)'(?:,\s*'\w+')+\s*\]/;
  for (const file of [
    'report/words.ts',
    'report/dashboard/page/values.ts',
    'report/dashboard/page.ts',
    'report/terminal/check.ts',
    'report/comment/table.ts',
  ])
    expect(readFileSync(new URL(`../../src/${file}`, import.meta.url), 'utf8')).not.toMatch(lists);
});
