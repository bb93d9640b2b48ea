import { describe, expect, test } from 'vitest';
import { payloadOf } from '../../../src/report/dashboard/payload.ts';
import { downsampled, numbersOf, valueAt } from '../../../src/report/dashboard/page/columns.ts';
import { sparkline } from '../../../src/text/sparkline.ts';
import { inOrderOfTime } from '../../../src/history/series.ts';
import { syntheticHistory } from '../../support/synthetic-history.ts';

const steps = { at: [2, 5, 6], value: ['10', null, '12345678901234567890'] };

test.each([
  [0, null],
  [2, '10'],
  [4, '10'],
  [5, null],
  [9, '12345678901234567890'],
])('value at %i', (index, value) => {
  expect(valueAt(steps, index)).toBe(value);
});

test('a column of numbers', () => {
  const large = Number('12345678901234567890');
  expect([...numbersOf(steps, 8)]).toEqual([NaN, NaN, 10, 10, 10, NaN, large, large]);
});

test('a line of ten thousand points keeps its peaks, in order, in as many points as a screen has', () => {
  const line = new Float64Array(10_000).fill(5);
  line[1234] = 100;
  line[7777] = -3;
  const { x, lines } = downsampled([line], { from: 0, to: 9999 }, 800);
  expect(x.length).toBeLessThanOrEqual(800);
  expect(lines[0]).toHaveLength(x.length);
  const [peak, low] = [lines[0]?.indexOf(100) ?? -1, lines[0]?.indexOf(-3) ?? -1];
  expect(Math.abs((x[peak] ?? 0) - 1234)).toBeLessThanOrEqual(26);
  expect(Math.abs((x[low] ?? 0) - 7777)).toBeLessThanOrEqual(26);
  expect(downsampled([line], { from: 1230, to: 1239 }, 800).lines[0]).toEqual([5, 5, 5, 5, 100, 5, 5, 5, 5, 5]);
});

test('the payload holds each figure once, a model that went and came with its gap, and counts past 2^53 whole', () => {
  const { history, layers } = syntheticHistory({ commits: 6, models: ['a', 'b'], every: 1000, measured: 0 });
  const big = '9007199254740993';
  const changed = history.map((record, at) => ({
    ...record,
    models: record.models
      .filter(({ id }) => id === 'a' || at < 2 || at > 3)
      .map((model) => (at === 5 ? { ...model, figures: { ...model.figures, macs: big } } : model)),
  }));
  const about = { title: 't', commitUrl: null, generatedAt: new Date(0), version: '0' };
  const payload = payloadOf({ history: changed, layers, changePoints: new Map(), ...about });
  expect(payload.series.map(({ title }) => title)).toEqual(['a', 'b']);
  expect(payload.series[0]?.figures['macs']).toEqual({ at: [0, 5], value: ['1000000000', big] });
  expect(payload.series[1]?.figures['macs']?.at).toEqual([0, 2, 4, 5]);
  expect(payload.series[1]?.figures['macs']?.value[1]).toBeNull();
  expect(payload.layers.versions).toHaveLength(2);
});

test.each([
  [[1, 2, 3, 4, 5, 6, 7, 8], 20, '▁▂▃▄▅▆▇█'],
  [[5, 5, 5], 20, '▄▄▄'],
  [[1, null, 3], 20, '▁ █'],
  [[null], 20, ''],
  [[1, 1, 9, 1, 1, 1], 3, '▁█▁'],
])('sparkline of %j in %i', (values, width, line) => {
  expect(sparkline(values, width)).toBe(line);
});

describe('order of time', () => {
  const { history } = syntheticHistory({ commits: 40, models: ['a'] });

  test('whatever order they come in', () => {
    expect(inOrderOfTime(history.toReversed())).toEqual(history);
  });

  test('a child never before its parent, though its clock was behind', () => {
    const late = history.map((record, i) =>
      i === 20 ? { ...record, committedAt: '2001-01-01T00:00:00.000Z' } : record,
    );
    const order = inOrderOfTime(late).map(({ sha }) => sha);
    for (const { sha, parents } of history)
      for (const parent of parents) expect(order.indexOf(parent)).toBeLessThan(order.indexOf(sha));
  });
});
