import type { CoreUse } from '#bench/cores.ts';
import { countAbove, countBelow, critical, hodgesLehmann, median } from './signed-rank.ts';

/** Facts that decide whether a series of rounds can be believed. */
export interface Evidence {
  /** log(head / base) a round, by the clock that decides and by the other. */
  readonly ratios: readonly number[];
  readonly otherRatios: readonly number[];
  /** Use of the measuring cores over each round. */
  readonly uses: readonly (readonly CoreUse[])[];
  /** log(mean of the last third / first third) of each arm's units a round, head's less base's. */
  readonly drifts: readonly number[];
  readonly clock: 'cpu' | 'wall';
  /** What of the environment changed while measuring, in words. */
  readonly changed: readonly string[];
}

/** Share of the measuring core that other guests of the machine may take. */
const MOST_STEAL = 0.1;
/** Standard errors beyond which neighbouring rounds depend on one another. */
const MOST_CORRELATION = 2.6;
/** Disagreement of the clocks, and drift within rounds, that matters, as a log-ratio. */
const MATTERS = 0.01;

/** Why `over` isn't to be believed, in words; empty: nothing speaks against it. */
export function unfitness(evidence: Evidence): readonly string[] {
  const { ratios, otherRatios, uses, drifts, changed } = evidence;
  const reasons = changed.map((what) => `${what} changed`);
  const steal = median(uses.map((cores) => Math.max(0, ...cores.map((use) => use.steal)))) ?? 0;
  if (steal > MOST_STEAL) reasons.push(`steal time ${Math.round(steal * 100)} %`);
  const correlation = autocorrelation(ratios);
  if (correlation !== null && correlation * Math.sqrt(ratios.length) > MOST_CORRELATION)
    reasons.push(`rounds depend on one another (autocorrelation ${correlation.toFixed(2)})`);
  // A wall clock is only held against a CPU clock: the other way round, threads at work make them differ.
  if (evidence.clock === 'cpu' && differs(ratios.map((ratio, i) => (otherRatios[i] ?? ratio) - ratio)))
    reasons.push('CPU time and wall time disagree');
  if (differs(drifts)) reasons.push('one of the models grows slower or faster while it runs');
  return reasons;
}

/** Whether differences lie beside zero, as the exact test sees it at .004, and by so much that it matters. */
function differs(differences: readonly number[]): boolean {
  const w = critical(differences.length, 0.002);
  if (w === null || Math.abs(hodgesLehmann(differences) ?? 0) < MATTERS) return false;
  return countAbove(differences, 0) >= w || countBelow(differences, 0) >= w;
}

/** Correlation of each value with the next; null if there are too few or they don't vary. */
export function autocorrelation(series: readonly number[]): number | null {
  if (series.length < 8) return null;
  const mean = series.reduce((sum, one) => sum + one, 0) / series.length;
  const off = series.map((one) => one - mean);
  const variance = off.reduce((sum, one) => sum + one * one, 0);
  if (variance === 0) return null;
  return off.slice(1).reduce((sum, one, i) => sum + one * (off[i] ?? 0), 0) / variance;
}
