import { describe, expect, test } from 'vitest';
import { changePoints } from '../../src/diff/history-changes.ts';
import { levelsOf } from '../../src/diff/history-latency.ts';

interface Year {
  readonly points: number;
  /** Standard deviation of a run's level, and of a ratio measured within one. */
  readonly run: number;
  readonly pair: number;
  /** Share of a run's level that the next one inherits. */
  readonly inherited?: number;
  /** One run in twenty is wild. */
  readonly wild?: boolean;
  /** Change of the true latency at a point. */
  readonly step?: { readonly at: number; readonly by: number };
  /** What machine a point is measured on; by turns unless told. */
  readonly machine?: (index: number) => number;
}

/** Mulberry32 and Box–Muller. */
function normals(seed: number): () => number {
  let state = seed;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** Machines differ by these factors. */
const machines = [1, 1.3, 0.8];

function measured(seed: number, year: Year) {
  const normal = normals(seed);
  let [shock, before] = [0, 0];
  const { inherited = 0, step, machine = (i) => i % 3 } = year;
  return Array.from({ length: year.points }, (_, at) => {
    shock = inherited * shock + Math.sqrt(1 - inherited ** 2) * normal();
    const factor = year.wild === true && at % 20 === 7 ? 5 : 1;
    const level = step !== undefined && at >= step.at ? Math.log1p(step.by) : 0;
    const environment = machine(at);
    const ms = 10 * (machines[environment] ?? 1) * Math.exp(level + year.run * shock * factor);
    const ratio = at === 0 ? null : Math.exp(level - before + year.pair * normal());
    before = level;
    return { at, ms, ratio, environment };
  });
}

function found(points: ReturnType<typeof measured>) {
  const levels = levelsOf(points);
  return changePoints({ points: points.map((point, i) => ({ ...point, level: levels[i] ?? 1 })), environments: [] });
}

/** Distinct changes told by somebody who looks every other week for a year. */
function toldInAYear(seed: number, year: Year): number {
  const points = measured(seed, year);
  const told: number[] = [];
  for (let day = 22; day <= year.points; day += 14)
    for (const { at } of found(points.slice(0, day))) if (!told.some((one) => Math.abs(one - at) < 8)) told.push(at);
  return told.length;
}

describe('a year without any change gives at most one false point', () => {
  test.each<[string, Omit<Year, 'points'>]>([
    ['quiet machines', { run: 0.02, pair: 0.005 }],
    ['noisy machines', { run: 0.08, pair: 0.02 }],
    ['wild runs', { run: 0.05, pair: 0.01, wild: true }],
    ['a fleet that changes', { run: 0.04, pair: 0.01, machine: (i) => (i < 120 ? 0 : i < 240 ? i % 2 : 2) }],
  ])('%s', (_, year) => {
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
