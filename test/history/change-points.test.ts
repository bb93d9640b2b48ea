import { describe, expect, test } from 'vitest';
import { found, measured, nullYears, toldInAYear } from '../support/latency-years.ts';

describe('a year without any change gives at most one false point', () => {
  test.each([...nullYears])('%s', (_, year) => {
    for (const seed of [1, 2, 3]) expect(toldInAYear(seed, { points: 365, ...year })).toBeLessThanOrEqual(1);
  });
});

const machine = (i: number): number => (i < 60 || i % 4 === 0 ? 0 : 1);

describe('a lasting change is found where it happened', () => {
  test.each([
    [0.1, 0.03],
    [-0.08, 0.02],
    [0.25, 0.08],
  ])('%f of the latency, runs that scatter by %f', (by, run) => {
    for (const seed of [11, 12, 13]) {
      const changes = found(measured(seed, { points: 160, run, pair: run / 4, step: { at: 100, by } }));
      expect(changes).toHaveLength(1);
      expect(Math.abs((changes[0]?.at ?? 0) - 100)).toBeLessThanOrEqual(4);
      expect(Math.abs((changes[0]?.ratio ?? 0) - 1 - by)).toBeLessThan(0.04);
    }
  });

  test('where the machines change at the very same time, the ratios tell what the commit did', () => {
    const changes = found(measured(5, { points: 120, run: 0.02, pair: 0.005, machine, step: { at: 60, by: 0.1 } }));
    expect(changes.map(({ at }) => at)).toEqual([expect.closeTo(60, -1) as number]);
  });

  test('not before enough measurements bear it out, nor where it is taken back at once', () => {
    expect(found(measured(7, { points: 105, run: 0.02, pair: 0.005, step: { at: 100, by: 0.2 } }))).toEqual([]);
    const points = measured(8, { points: 120, run: 0.02, pair: 0.005 });
    const spike = points.map((point) => (point.at >= 60 && point.at < 63 ? { ...point, ms: point.ms * 1.5 } : point));
    expect(found(spike)).toEqual([]);
  });
});
