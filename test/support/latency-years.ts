import { changePoints } from '#history/change-points.ts';
import { levelsOf } from '#history/latency.ts';

/** A year of a model's latency, made up. */
export interface Year {
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

export function measured(seed: number, year: Year) {
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

export function found(points: ReturnType<typeof measured>) {
  const levels = levelsOf(points);
  return changePoints({ points: points.map((point, i) => ({ ...point, level: levels[i] ?? 1 })) });
}

/** Distinct changes told by somebody who looks every other week for a year. */
export function toldInAYear(seed: number, year: Year): number {
  const points = measured(seed, year);
  const told: number[] = [];
  for (let day = 22; day <= year.points; day += 14)
    for (const { at } of found(points.slice(0, day))) if (!told.some((one) => Math.abs(one - at) < 8)) told.push(at);
  return told.length;
}

/** Kinds of years without any change, told by how their runs scatter. */
export const nullYears: readonly (readonly [string, Omit<Year, 'points'>])[] = [
  ['quiet machines', { run: 0.02, pair: 0.005 }],
  ['noisy machines', { run: 0.08, pair: 0.02 }],
  ['wild runs', { run: 0.05, pair: 0.01, wild: true }],
  ['a fleet that changes', { run: 0.04, pair: 0.01, machine: (i) => (i < 120 ? 0 : i < 240 ? i % 2 : 2) }],
];
