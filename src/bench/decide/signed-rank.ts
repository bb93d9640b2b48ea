/**
 * Wilcoxon's signed-rank statistic and the estimates that go with it (Hodges & Lehmann 1963), exact for every sample size
 * used here. The statistic is counted as Walsh averages (a_i + a_j) / 2, i ≤ j, beyond a value, so that test and interval
 * agree by construction; an average equal to the value counts for neither side, which is the cautious reading of ties.
 */

/** Number of subsets of {1 … n} by their sum: the null distribution, times 2ⁿ. */
function subsetSums(n: number): Float64Array {
  const counts = new Float64Array((n * (n + 1)) / 2 + 1);
  counts[0] = 1;
  let top = 0;
  for (let j = 1; j <= n; j += 1) {
    top += j;
    for (let sum = top; sum >= j; sum -= 1) counts[sum] = (counts[sum] ?? 0) + (counts[sum - j] ?? 0);
  }
  return counts;
}

const tails = new Map<number, readonly number[]>();

/** P(W ≥ w) for w = 0 … n(n+1)/2 under the null. */
function tailsOf(n: number): readonly number[] {
  const known = tails.get(n);
  if (known !== undefined) return known;
  const counts = subsetSums(n);
  const made = Array.from<number>({ length: counts.length });
  let sum = 0;
  for (let w = counts.length - 1; w >= 0; w -= 1) {
    sum += counts[w] ?? 0;
    made[w] = sum / 2 ** n;
  }
  tails.set(n, made);
  return made;
}

/** P(W ≥ w) under the null of symmetry around zero. */
export function tail(n: number, w: number): number {
  return w <= 0 ? 1 : (tailsOf(n)[w] ?? 0);
}

/** Least w with P(W ≥ w) ≤ level; null if no outcome of n values is that rare. */
export function critical(n: number, level: number): number | null {
  const w = tailsOf(n).findIndex((p) => p <= level);
  return w === -1 ? null : w;
}

/** How many Walsh averages lie above the value. */
export function countAbove(sample: readonly number[], value: number): number {
  let count = 0;
  for (let i = 0; i < sample.length; i += 1) {
    const need = 2 * value - (sample[i] ?? 0);
    for (let j = i; j < sample.length; j += 1) if ((sample[j] ?? 0) > need) count += 1;
  }
  return count;
}

/** How many Walsh averages lie below the value. */
export function countBelow(sample: readonly number[], value: number): number {
  let count = 0;
  for (let i = 0; i < sample.length; i += 1) {
    const need = 2 * value - (sample[i] ?? 0);
    for (let j = i; j < sample.length; j += 1) if ((sample[j] ?? 0) < need) count += 1;
  }
  return count;
}

function walshAverages(sample: readonly number[]): number[] {
  return sample.flatMap((a, i) => sample.slice(i).map((b) => (a + b) / 2)).toSorted((a, b) => a - b);
}

/** Hodges–Lehmann: the median of the Walsh averages; null of no sample. */
export function hodgesLehmann(sample: readonly number[]): number | null {
  return median(walshAverages(sample));
}

export function median(list: readonly number[]): number | null {
  if (list.length === 0) return null;
  const sorted = list.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const high = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? high : (high + (sorted[middle - 1] ?? 0)) / 2;
}

export interface Interval {
  readonly lower: number;
  readonly upper: number;
  /** 1 − the probability, under symmetry, that it misses the centre. */
  readonly confidence: number;
}

/**
 * Interval of the centre, each side at the one-sided level; where the sample is too small for it, the whole range of the
 * averages, with the confidence that it really has. Null of fewer than two values.
 */
export function interval(sample: readonly number[], level: number): Interval | null {
  const n = sample.length;
  if (n < 2) return null;
  const sorted = walshAverages(sample);
  const w = critical(n, level) ?? sorted.length;
  return {
    lower: sorted[sorted.length - w] ?? 0,
    upper: sorted[w - 1] ?? 0,
    confidence: 1 - 2 * tail(n, w),
  };
}
