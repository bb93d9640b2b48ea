import { median, type ChangePoint, type LatencyPoint } from './latency.ts';

/** How sure and how lasting a change must be; docs/history.md describes the calibration, and a test repeats it. */
interface ChangeRule {
  /** Largest p of a permutation test that counts. */
  readonly p: number;
  /** Points on each side of a change: how long it must last before it is reported. */
  readonly size: number;
  /** Smallest change that is reported: 0.03 is 3 %. */
  readonly effect: number;
  /** Smallest change that is reported, in standard deviations of the series: runs that depend on the one before look like change. */
  readonly noise: number;
  /** Points looked at together; windows overlap by half. */
  readonly window: number;
}

const defaultChangeRule: ChangeRule = { p: 0.001, size: 8, effect: 0.03, noise: 0.8, window: 200 };

/** Permutations at most; fewer once it is clear that p is too large. */
const PERMUTATIONS = 999;

/** What is needed of a series: one level a measurement. */
interface LevelSeries {
  readonly points: readonly Pick<LatencyPoint, 'at' | 'level' | 'environment'>[];
}

interface Split {
  readonly split: number;
  readonly p: number;
}

/**
 * Lasting changes of latency: E-divisive (Matteson and James 2014) on the logarithms of levels, by bisection, with a permutation test at
 * each step. Values change places only within one machine, so that p is right however much machines differ.
 */
export function changePoints(series: LevelSeries, rule: ChangeRule = defaultChangeRule): readonly ChangePoint[] {
  const values = series.points.map(({ level }) => Math.log(level));
  const machines = series.points.map(({ environment }) => environment);
  const found: Split[] = [];
  const step = rule.window >> 1;
  for (let from = 0; from === 0 || from + step < values.length; from += step) {
    const to = Math.min(values.length, from + rule.window);
    const known = found.map(({ split, p }) => ({ split: split - from, p }));
    for (const { split, p } of splits(values.slice(from, to), machines.slice(from, to), rule, known))
      if (sameAs(known, split, rule) === undefined) found.push({ split: from + split, p });
  }
  return told(found, values, rule).map(({ split, p, step: size }) => ({
    at: series.points[split]?.at ?? 0,
    ratio: Math.exp(size),
    p,
  }));
}

/** The same change, found before. */
const sameAs = (known: readonly Split[], at: number, { size }: ChangeRule): Split | undefined =>
  known.find(({ split }) => Math.abs(split - at) < size);

/**
 * Splits of one window, by bisection.
 * @param known changes that the window before has: they need no second test
 */
function splits(
  values: readonly number[],
  machines: readonly number[],
  rule: ChangeRule,
  known: readonly Split[],
): readonly Split[] {
  const random = generator(values.length);
  const found: Split[] = [];
  const open: [number, number][] = [[0, values.length]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [from, to] = next;
    if (to - from < 2 * rule.size) continue;
    const some = Float64Array.from(values.slice(from, to));
    const best = bestSplit(some, rule.size);
    // At the very edge it may as well lie beyond: more measurements will show.
    if (best.split === rule.size || best.split === some.length - rule.size) continue;
    // What is far too small to be reported needs no test.
    const step = Math.abs(median([...some.subarray(best.split)]) - median([...some.subarray(0, best.split)]));
    if (step < Math.log1p(rule.effect) / 2) continue;
    const p =
      sameAs(known, from + best.split, rule)?.p ??
      permutationP(some, machines.slice(from, to), best.statistic, rule, random);
    if (p === null) continue;
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
 * a change that was taken back is seen, too. With S(a, b) the sum of distances between the first a values and the first b, rows of S
 * follow one from another, so that one row is in memory.
 */
function bestSplit(values: Float64Array, size: number): { readonly split: number; readonly statistic: number } {
  const { length } = values;
  // S(i, i), from the distances of each value to those before it.
  const within = new Float64Array(length + 1);
  for (let i = 0; i < length; i += 1) {
    const value = at(values, i);
    let sum = 0;
    for (let j = 0; j < i; j += 1) sum += Math.abs(value - at(values, j));
    within[i + 1] = at(within, i) + 2 * sum;
  }
  // S(split, end) for each end after the split.
  const across = new Float64Array(length + 1);
  let best = { split: size, statistic: -Infinity };
  for (let split = 1; split <= length - size; split += 1) {
    const value = at(values, split - 1);
    const left = at(within, split);
    let row = (left - at(within, split - 1)) / 2;
    // Too short to be a part of its own.
    const first = split < size ? length + 1 : split + size;
    for (let end = split; end <= length && end < first; end += 1) {
      row += Math.abs(value - at(values, end - 1));
      across[end] = at(across, end) + row;
    }
    const ofLeft = left / (split - 1);
    for (let end = first; end <= length; end += 1) {
      row += Math.abs(value - at(values, end - 1));
      const rectangle = at(across, end) + row;
      across[end] = rectangle;
      const n = end - split;
      const right = at(within, end) - 2 * rectangle + left;
      const statistic = (2 * (rectangle - left) - n * ofLeft - (split * right) / (n - 1)) / end;
      if (statistic > best.statistic) best = { split, statistic };
    }
  }
  return best;
}

/** Within bounds always; the cast costs nothing where a default would. */
const at = (values: Float64Array, i: number): number => values[i] as number;

/** Null as soon as no permutation to come could bring p down to the rule's. */
function permutationP(
  values: Float64Array,
  machines: readonly number[],
  observed: number,
  rule: ChangeRule,
  random: () => number,
): number | null {
  const places = new Map<number, number[]>();
  machines.forEach((machine, i) => places.set(machine, [...(places.get(machine) ?? []), i]));
  const groups = [...places.values()];
  const shuffled = values.slice();
  let extreme = 0;
  for (let tries = 1; tries <= PERMUTATIONS; tries += 1) {
    for (const group of groups) shuffle(shuffled, group, random);
    if (bestSplit(shuffled, rule.size).statistic >= observed) extreme += 1;
    if (pOf(extreme) > rule.p) return null;
  }
  return pOf(extreme);
}

const pOf = (extreme: number): number => (extreme + 1) / (PERMUTATIONS + 1);

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
