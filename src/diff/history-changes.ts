import { median, type ChangePoint, type LatencySeries } from './history-latency.ts';

/** How sure and how lasting a change must be; the calibration is told in docs/history.md and repeated by a test. */
export interface ChangeRule {
  /** Largest p of a permutation test that counts. */
  readonly p: number;
  /** Points on each side of a change: how long it must last before it is told. */
  readonly size: number;
  /** Smallest change that is told: 0.03 is 3 %. */
  readonly effect: number;
  /** Points looked at: the newest. */
  readonly window: number;
}

export const defaultChangeRule: ChangeRule = { p: 0.001, size: 8, effect: 0.03, window: 400 };

/** Permutations at most; fewer where it is clear that p is large. */
const PERMUTATIONS = 1999;
/** As many permutations at least as extreme end the test (Besag and Clifford 1991). */
const ENOUGH = 8;

/**
 * Lasting changes of latency: E-divisive (Matteson and James 2014) on the logarithms of levels, by bisection, with a permutation test at
 * each step. Values change places only within one machine, so that p is right however much machines differ.
 */
export function changePoints(series: LatencySeries, rule: ChangeRule = defaultChangeRule): readonly ChangePoint[] {
  const points = series.points.slice(-rule.window);
  const values = points.map(({ level }) => Math.log(level));
  const machines = points.map(({ environment }) => environment);
  const random = generator(points.length);
  const found: { readonly split: number; readonly p: number }[] = [];
  const open: [number, number][] = [[0, values.length]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [from, to] = next;
    if (to - from < 2 * rule.size) continue;
    const some = values.slice(from, to);
    const best = bestSplit(some, rule.size);
    const p = permutationP(some, machines.slice(from, to), best.statistic, rule, random);
    if (p > rule.p) continue;
    found.push({ split: from + best.split, p });
    open.push([from, from + best.split], [from + best.split, to]);
  }
  return told(found, values, rule).map(({ split, p, step }) => ({
    at: points[split]?.at ?? 0,
    ratio: Math.exp(step),
    p,
  }));
}

/** Changes large enough, judged between their neighbours; the smallest is dropped first, which joins what it parted. */
function told(found: readonly { readonly split: number; readonly p: number }[], values: readonly number[], rule: ChangeRule) {
  let kept = found.toSorted((a, b) => a.split - b.split);
  for (;;) {
    const sized = kept.map((one, i) => {
      const before = values.slice(kept[i - 1]?.split ?? 0, one.split);
      const after = values.slice(one.split, kept[i + 1]?.split ?? values.length);
      return { ...one, step: median(after) - median(before) };
    });
    const least = sized.toSorted((a, b) => Math.abs(a.step) - Math.abs(b.step))[0];
    if (least === undefined || Math.abs(least.step) >= Math.log1p(rule.effect)) return sized;
    kept = kept.filter(({ split }) => split !== least.split);
  }
}

/**
 * The split with the largest energy statistic: of what lies before it against what comes after, as far as any later point, so that
 * a change that was taken back is seen, too.
 */
export function bestSplit(values: readonly number[], size: number): { readonly split: number; readonly statistic: number } {
  const { length } = values;
  // cross[i]: sum of distances of value i to those before it; sums over rectangles follow from prefixes.
  const width = length + 1;
  const prefix = new Float64Array(width * width);
  for (let i = 0; i < length; i += 1) {
    let row = 0;
    const value = values[i] ?? 0;
    for (let j = 0; j < length; j += 1) {
      row += Math.abs(value - (values[j] ?? 0));
      prefix[(i + 1) * width + j + 1] = (prefix[i * width + j + 1] ?? 0) + row;
    }
  }
  let best = { split: size, statistic: -Infinity };
  for (let split = size; split <= length - size; split += 1) {
    const left = prefix[split * width + split] ?? 0;
    for (let end = split + size; end <= length; end += 1) {
      const rectangle = prefix[split * width + end] ?? 0;
      const between = rectangle - left;
      const right = (prefix[end * width + end] ?? 0) - 2 * rectangle + left;
      const [m, n] = [split, end - split];
      const energy = (2 * between) / (m * n) - left / (m * (m - 1)) - right / (n * (n - 1));
      const statistic = ((m * n) / (m + n)) * energy;
      if (statistic > best.statistic) best = { split, statistic };
    }
  }
  return best;
}

function permutationP(
  values: readonly number[],
  machines: readonly number[],
  observed: number,
  { size }: ChangeRule,
  random: () => number,
): number {
  const places = new Map<number, number[]>();
  machines.forEach((machine, i) => places.set(machine, [...(places.get(machine) ?? []), i]));
  const groups = [...places.values()];
  const shuffled = [...values];
  let extreme = 0;
  for (let tries = 1; tries <= PERMUTATIONS; tries += 1) {
    for (const group of groups) shuffle(shuffled, group, random);
    if (bestSplit(shuffled, size).statistic >= observed) extreme += 1;
    if (extreme >= ENOUGH) return extreme / tries;
  }
  return (extreme + 1) / (PERMUTATIONS + 1);
}

function shuffle(values: number[], places: readonly number[], random: () => number): void {
  for (let i = places.length - 1; i > 0; i -= 1) {
    const [a, b] = [places[i] ?? 0, places[Math.floor(random() * (i + 1))] ?? 0];
    [values[a], values[b]] = [values[b] ?? 0, values[a] ?? 0];
  }
}

/** Mulberry32: the same series gives the same answer every time. */
function generator(seed: number): () => number {
  let state = (seed + 0x9e3779b9) | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
