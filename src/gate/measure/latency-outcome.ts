import type { Estimate } from '#bench/decide/decide.ts';
import type { ArmSummary, BenchResult } from '#bench/measurement.ts';
import type { LatencyOutcome, TimedPair } from '#judge/types.ts';
import { asFault } from '#graph/fault.ts';

/** A measurement as reports carry it. */
export function latencyOutcome(result: BenchResult): LatencyOutcome {
  const { verdict, estimate, base, head, rounds, clock, provider, threads, reason } = result;
  return {
    verdict,
    ratio: estimate?.ratio ?? null,
    interval: estimate?.interval ?? null,
    confidence: estimate?.confidence ?? 0,
    detectable: estimate?.detectable ?? null,
    baseMs: base?.wallMs ?? null,
    headMs: head?.wallMs ?? null,
    rounds: rounds.filter(({ kind }) => kind !== 'pilot').length,
    clock,
    provider,
    threads,
    load: loadPair(base, head, result.load),
    peakBytes:
      head === null ? null : { base: base === null ? null : BigInt(base.peakBytes), head: BigInt(head.peakBytes) },
    reason,
  };
}

/** CPU time of loading: what the disk's cache does isn't the model's. */
function loadPair(base: ArmSummary | null, head: ArmSummary | null, load: Estimate | null): TimedPair | null {
  if (head === null) return null;
  return {
    baseMs: base?.loadCpuMs ?? null,
    headMs: head.loadCpuMs,
    ratio: load?.ratio ?? null,
    interval: load?.interval ?? null,
  };
}

/** Why nothing could be measured: never a pass. */
export function failedOutcome(thrown: unknown, provider: string, threads: number): LatencyOutcome {
  const { message, hint } = asFault(thrown);
  return {
    verdict: 'failed',
    ratio: null,
    interval: null,
    confidence: 0,
    detectable: null,
    baseMs: null,
    headMs: null,
    rounds: 0,
    clock: provider === 'cpu' && threads === 1 ? 'cpu' : 'wall',
    provider,
    threads,
    load: null,
    peakBytes: null,
    reason: `${message} (${hint})`,
  };
}

const order: readonly LatencyOutcome['verdict'][] = [
  'over',
  'failed',
  'undecided',
  'warn',
  'within',
  'alone',
  'improved',
];

/** Of the same pair on two execution providers: the one to look at. */
export function worstOutcome(a: LatencyOutcome, b: LatencyOutcome): LatencyOutcome {
  return order.indexOf(b.verdict) < order.indexOf(a.verdict) ? b : a;
}
