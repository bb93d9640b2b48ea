import { median, type ChangePoint, type LatencySeries } from './history-latency.ts';

/** How sure and how lasting a change must be; the calibration is told in docs/history.md and repeated by a test. */
interface ChangeRule {
  /** Largest p of a permutation test that counts. */
  readonly p: number;
  /** Points on each side of a change: how long it must last before it is told. */
  readonly size: number;
  /** Smallest change that is told: 0.03 is 3 %. */
  readonly effect: number;
  /** Smallest change that is told, in standard deviations of the series: runs that depend on the one before look like change. */
  readonly noise: number;
  /** Points looked at together; windows overlap by half. */
  readonly window: number;
}

const defaultChangeRule: ChangeRule = { p: 0.001, size: 8, effect: 0.03, noise: 0.8, window: 200 };

/** Permutations at most; fewer where it is clear that p is large. */
const PERMUTATIONS = 999;
/** As many permutations at least as extreme end the test (Besag and Clifford 1991). */
const ENOUGH = 6;

interface Split {
  readonly split: number;
  readonly p: number;
}

/**
 * Lasting changes of latency: E-divisive (Matteson and James 2014) on the logarithms of levels, by bisection, with a permutation test at
 * each step. Values change places only within one machine, so that p is right however much machines differ.
 */
export function changePoints(series: LatencySeries, rule: ChangeRule = defaultChangeRule): readonly ChangePoint[] {
  const values = series.points.map(({ level }) => Math.log(level));
  const machines = series.points.map(({ environment }) => environment);
  const found: Split[] = [];
  const step = rule.window >> 1;
  for (let from = 0; from === 0 || from + step < values.length; from += step) {
    const to = Math.min(values.length, from + rule.window);
    for (const { split, p } of splits(values.slice(from, to), machines.slice(from, to), rule)) {
      const one = { split: from + split, p };
      const near = found.findIndex((other) => Math.abs(other.split - one.split) < rule.size);
      if (near === -1) found.push(one);
      else if (p < (found[near]?.p ?? 1)) found[near] = one;
    }
  }
  return told(found, values, rule).map(({ split, p, step: size }) => ({
    at: series.points[split]?.at ?? 0,
    ratio: Math.exp(size),
    p,
  }));
}

/** Splits of one window, by bisection. */
function splits(values: readonly number[], machines: readonly number[], rule: ChangeRule): readonly Split[] {
  const random = generator(values.length);
  const found: Split[] = [];
  const open: [number, number][] = [[0, values.length]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [from, to] = next;
    if (to - from < 2 * rule.size) continue;
    const some = Float64Array.from(values.slice(from, to));
    const best = bestSplit(some, rule.size);
    // At the very edge it may as well lie beyond: more measurements will tell.
    if (best.split === rule.size || best.split === some.length - rule.size) continue;
    // What is far too small to be told needs no test.
    const step = Math.abs(median([...some.subarray(best.split)]) - median([...some.subarray(0, best.split)]));
    if (step < Math.log1p(rule.effect) / 2) continue;
    const p = permutationP(some, machines.slice(from, to), best.statistic, rule, random);
    if (p > rule.p) continue;
    found.push({ split: from + best.split, p });
    open.push([from, from + best.split], [from + best.split, to]);
  }
  return found;
}

/** Changes large enough, judged between their neighbours; the smallest is dropped first, which joins what it parted. */
function told(found: readonly Split[], values: readonly number[], rule: ChangeRule) {
  let kept = found.toSorted((a, b) => a.split - b.split);
  for (;;) {
    const sized = kept.map((one, i) => {
      const before = values.slice(kept[i - 1]?.split ?? 0, one.split);
      const after = values.slice(one.split, kept[i + 1]?.split ?? values.length);
      const step = median(after) - median(before);
      const least = Math.max(Math.log1p(rule.effect), rule.noise * deviation([before, after]));
      return { ...one, step, excess: Math.abs(step) / least };
    });
    const least = sized.toSorted((a, b) => a.excess - b.excess)[0];
    if (least === undefined || least.excess >= 1) return sized;
    kept = kept.filter(({ split }) => split !== least.split);
  }
}

/** Standard deviation around each part's median, by the median of distances: a few wild runs don't matter. */
function deviation(parts: readonly (readonly number[])[]): number {
  const distances = parts.flatMap((part) => {
    const middle = median(part);
    return part.map((value) => Math.abs(value - middle));
  });
  return 1.4826 * median(distances);
}

/**
 * The split with the largest energy statistic: of what lies before it against what comes after, as far as any later point, so that
 * a change that was taken back is seen, too.
 */
function bestSplit(values: Float64Array, size: number): { readonly split: number; readonly statistic: number } {
  const { length } = values;
  const width = length + 1;
  // Sums of distances over the rectangle from the origin, above the diagonal; the rest follows by symmetry.
  const sums = new Float64Array(width * width);
  for (let i = 0; i < length; i += 1) {
    const value = at(values, i);
    const [above, below] = [i * width, (i + 1) * width];
    let row = 0;
    for (let j = 0; j < i; j += 1) row += Math.abs(value - at(values, j));
    sums[below + i] = at(sums, above + i) + row;
    for (let j = i; j < length; j += 1) {
      row += Math.abs(value - at(values, j));
      sums[below + j + 1] = at(sums, above + j + 1) + row;
    }
  }
  let best = { split: size, statistic: -Infinity };
  for (let split = size; split <= length - size; split += 1) {
    const left = at(sums, split * width + split);
    const inLeft = left / (split * (split - 1));
    for (let end = split + size; end <= length; end += 1) {
      const n = end - split;
      const rectangle = at(sums, split * width + end);
      const right = at(sums, end * width + end) - 2 * rectangle + left;
      const energy = (2 * (rectangle - left)) / (split * n) - inLeft - right / (n * (n - 1));
      const statistic = ((split * n) / end) * energy;
      if (statistic > best.statistic) best = { split, statistic };
    }
  }
  return best;
}

/** Within bounds always; the cast costs nothing where a default would. */
const at = (values: Float64Array, i: number): number => values[i] as number;

function permutationP(
  values: Float64Array,
  machines: readonly number[],
  observed: number,
  { size }: ChangeRule,
  random: () => number,
): number {
  const places = new Map<number, number[]>();
  machines.forEach((machine, i) => places.set(machine, [...(places.get(machine) ?? []), i]));
  const groups = [...places.values()];
  const shuffled = values.slice();
  let extreme = 0;
  for (let tries = 1; tries <= PERMUTATIONS; tries += 1) {
    for (const group of groups) shuffle(shuffled, group, random);
    if (bestSplit(shuffled, size).statistic >= observed) extreme += 1;
    if (extreme >= ENOUGH) return extreme / tries;
  }
  return (extreme + 1) / (PERMUTATIONS + 1);
}

function shuffle(values: Float64Array, places: readonly number[], random: () => number): void {
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
