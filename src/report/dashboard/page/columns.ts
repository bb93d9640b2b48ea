import type { Payload, PayloadSeries, Steps } from '#report/dashboard/payload-types.ts';

/** A stretch of commits: both ends belong to it. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Value at a commit. */
export function valueAt<T>({ at, value }: Steps<T>, index: number): T | null {
  let [low, high] = [0, at.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((at[middle] ?? 0) <= index) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? null : (value[low - 1] ?? null);
}

/** One number a commit; NaN if there is none. */
export function numbersOf(steps: Steps<string> | undefined, length: number): Float64Array {
  const numbers = new Float64Array(length).fill(Number.NaN);
  steps?.at.forEach((from, i) => {
    const value = steps.value[i] ?? null;
    if (value !== null) numbers.fill(Number(value), from, steps.at[i + 1] ?? length);
  });
  return numbers;
}

/** What a chart's line stands on: a figure, or latency as measured (µs) or as a level. */
export function lineOf(series: PayloadSeries, metric: string, length: number, relative: boolean): Float64Array {
  if (metric !== 'latency') return numbersOf(series.figures[metric], length);
  const numbers = new Float64Array(length).fill(Number.NaN);
  const { latency } = series;
  latency?.at.forEach((at, i) => {
    numbers[at] = relative ? (latency.level[i] ?? Number.NaN) : (latency.ms[i] ?? Number.NaN) * 1000;
  });
  return numbers;
}

/** As a share of the first number in the stretch: 1.1 is 10 % more. */
export function relativeTo(numbers: Float64Array, { from, to }: Range): Float64Array {
  let first = Number.NaN;
  for (let i = from; i <= to && Number.isNaN(first); i += 1) first = numbers[i] ?? Number.NaN;
  return first === 0 ? new Float64Array(numbers.length).fill(Number.NaN) : numbers.map((value) => value / first);
}

/** What is drawn of lines: positions, and each line's value at them, null if it has none. */
export interface Drawn {
  readonly x: number[];
  readonly lines: (number | null)[][];
}

/**
 * No more points than a screen has pixels: of each bucket of commits the lowest and the highest value of each line, in their order, so
 * that no peak is lost. Every commit if they are few.
 */
export function downsampled(lines: readonly Float64Array[], { from, to }: Range, most: number): Drawn {
  const each = Math.ceil((2 * (to - from + 1)) / most);
  if (each <= 2) {
    const x = Array.from({ length: to - from + 1 }, (_, i) => from + i);
    return { x, lines: lines.map((line) => x.map((i) => known(line[i]))) };
  }
  const x: number[] = [];
  for (let at = from; at <= to; at += each) x.push(at, at + each / 2);
  return { x, lines: lines.map((line) => extremes(line, from, to, each)) };
}

const known = (value: number | undefined): number | null => (value === undefined || Number.isNaN(value) ? null : value);

function extremes(line: Float64Array, from: number, to: number, each: number): (number | null)[] {
  const out: (number | null)[] = [];
  for (let at = from; at <= to; at += each) {
    let [low, high] = [-1, -1];
    for (let i = at; i < at + each && i <= to; i += 1) {
      const value = line[i] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      if (low === -1 || value < (line[low] ?? 0)) low = i;
      if (high === -1 || value > (line[high] ?? 0)) high = i;
    }
    out.push(known(line[Math.min(low, high)]), known(line[Math.max(low, high)]));
  }
  return out;
}

/** Something that happened at a commit, for a mark on the chart and a line of text. */
export interface Happening {
  readonly at: number;
  readonly series: number;
  readonly kind: 'change' | 'accepted' | 'breach';
  readonly text: string;
}

/** What happened to the chosen series in a metric, first to last. */
export function happeningsOf(payload: Payload, chosen: readonly number[], metric: string): readonly Happening[] {
  return chosen
    .flatMap((index) => {
      const series = payload.series[index];
      return series === undefined ? [] : happenings(series, index, metric);
    })
    .toSorted((a, b) => a.at - b.at);
}

function happenings(series: PayloadSeries, index: number, metric: string): Happening[] {
  const found: Happening[] = [];
  if (metric === 'latency')
    for (const { at, ratio, p } of series.changePoints) {
      const percent = `${ratio >= 1 ? '+' : '−'}${(Math.abs(ratio - 1) * 100).toFixed(1)} %`;
      found.push({ at, series: index, kind: 'change', text: `latency ${percent} from here on (p = ${p})` });
    }
  for (const { at, metric: about, text } of series.accepted)
    if (about === metric || about === '*')
      found.push({ at, series: index, kind: 'accepted', text: `increase accepted: ${text}` });
  const [figures, budgets] = [series.figures[metric], series.budgets[metric]];
  if (figures === undefined || budgets === undefined) return found;
  let over = false;
  for (const at of [...new Set([...figures.at, ...budgets.at])].toSorted((a, b) => a - b)) {
    const [value, ceiling] = [valueAt(figures, at), valueAt(budgets, at)];
    const is = value !== null && ceiling !== null && BigInt(value) > BigInt(ceiling);
    if (is && !over) found.push({ at, series: index, kind: 'breach', text: 'over its budget from here on' });
    over = is;
  }
  return found;
}
