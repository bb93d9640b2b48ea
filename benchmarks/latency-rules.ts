import { median } from '#bench/decide/signed-rank.ts';
import type { Cell, RunLine } from './latency-cells.ts';

/** What a rule says of one run: it failed the pull request, or not. */
export type Rule = (run: RunLine, before: RunLine | undefined, allowance: number) => boolean;

const plainMean = (run: RunLine, arm: 'base' | 'head'): number => {
  const rounds = run.rounds.filter(({ kind }) => kind !== 'pilot');
  return rounds.reduce((sum, round) => sum + round[arm].meanWall, 0) / Math.max(1, rounds.length);
};

/** github-action-benchmark: this run's mean against the one stored by the run before, by a plain ratio. */
export const storedBaseline: Rule = (run, before, allowance) =>
  before !== undefined && plainMean(run, 'head') / plainMean(before, 'base') > 1 + allowance;

/** The same with its default threshold of 200 %. */
export const storedBaselineDefault: Rule = (run, before) => storedBaseline(run, before, 1);

/**
 * Means of all iterations of each side, unpaired, iterations taken for independent samples: fails where the difference
 * exceeds the allowance by 2.33 standard errors (one-sided 1 %).
 */
export const unpairedMeans: Rule = (run, _before, allowance) => {
  const [base, head] = [pooled(run, 'base'), pooled(run, 'head')];
  const excess = head.mean - base.mean * (1 + allowance);
  return excess > 2.33 * Math.sqrt(head.error ** 2 + (base.error * (1 + allowance)) ** 2);
};

/** Mean of all units of an arm and its standard error, as if they were independent. */
function pooled(run: RunLine, arm: 'base' | 'head'): { readonly mean: number; readonly error: number } {
  const rounds = run.rounds.filter(({ kind }) => kind !== 'pilot').map((round) => round[arm]);
  const count = rounds.reduce((sum, { units }) => sum + units, 0);
  const mean = rounds.reduce((sum, { units, meanWall }) => sum + units * meanWall, 0) / Math.max(1, count);
  const squares = rounds.reduce(
    (sum, { units, meanWall, sdWall }) => sum + (units - 1) * sdWall ** 2 + units * (meanWall - mean) ** 2,
    0,
  );
  return { mean, error: Math.sqrt(squares / Math.max(1, count - 1) / Math.max(1, count)) };
}

export interface CellTable {
  readonly cell: Cell;
  readonly runs: number;
  readonly over: number;
  readonly within: number;
  readonly undecided: number;
  readonly failed: number;
  /** Seconds of the whole command. */
  readonly p50: number;
  readonly p95: number;
  /** Standard deviation of the runs' estimates, as a log-ratio. */
  readonly sd: number;
  readonly medianRatio: number;
  /** Of the log-ratios of single rounds within a run, by the fastest tenth and by the faster half: medians over runs. */
  readonly roundSd: number;
  readonly roundSdHalf: number;
  /** Runs that other rules, given the same data, would have failed. */
  readonly stored: number;
  readonly storedDefault: number;
  readonly unpaired: number;
}

export function tableOf(cell: Cell, runs: readonly RunLine[]): CellTable {
  const count = (...verdicts: readonly string[]): number =>
    runs.filter(({ verdict }) => verdicts.includes(verdict)).length;
  const failing = (rule: Rule): number =>
    runs.filter((run, i) => run.rounds.length > 1 && rule(run, runs[i - 1], cell.allowance / 100)).length;
  const logs = runs.flatMap(({ ratio }) => (ratio === null ? [] : [Math.log(ratio)]));
  const mean = logs.reduce((sum, one) => sum + one, 0) / Math.max(1, logs.length);
  const seconds = runs.map((run) => run.seconds).toSorted((a, b) => a - b);
  return {
    cell,
    runs: runs.length,
    over: count('over'),
    within: count('within', 'warn', 'improved'),
    undecided: count('undecided'),
    failed: count('failed'),
    p50: median(seconds) ?? 0,
    p95: seconds[Math.min(seconds.length - 1, Math.floor(0.95 * seconds.length))] ?? 0,
    sd: Math.sqrt(logs.reduce((sum, one) => sum + (one - mean) ** 2, 0) / Math.max(1, logs.length - 1)),
    medianRatio: Math.exp(median(logs) ?? 0),
    roundSd: median(runs.map((run) => roundSd(run, 'cpu'))) ?? 0,
    roundSdHalf: median(runs.map((run) => roundSd(run, 'cpuHalf'))) ?? 0,
    stored: failing(storedBaseline),
    storedDefault: failing(storedBaselineDefault),
    unpaired: failing(unpairedMeans),
  };
}

function roundSd({ rounds }: RunLine, figure: 'cpu' | 'cpuHalf'): number {
  const logs = rounds
    .filter(({ kind }) => kind !== 'pilot')
    .map(({ base, head }) => Math.log(head[figure] / base[figure]));
  const mean = logs.reduce((sum, one) => sum + one, 0) / Math.max(1, logs.length);
  return Math.sqrt(logs.reduce((sum, one) => sum + (one - mean) ** 2, 0) / Math.max(1, logs.length - 1));
}
