import type { TimedMetric } from '#policy/metrics.ts';
import type { Budget, Increase } from '#policy/policy.ts';
import type { Reason } from './reason.ts';
import type { Judgement, LatencyOutcome, TimedPair, Verdict } from './types.ts';

/**
 * A measured metric against its budget. For latency the increase is decided by the bench (its exact test, its looks); for
 * load time by whether the interval lies beyond the limit. Nothing measured: there is nothing to judge.
 */
export function judgeTimed(metric: TimedMetric, budget: Budget, outcome: LatencyOutcome | null): Judgement {
  const pair = outcome === null ? null : metric === 'latency' ? outcome : outcome.load;
  if (outcome === null || pair === null)
    return judgement(metric, 'skipped', null, null, [{ kind: 'not-measured' }], budget);
  const { max } = budget;
  const micros = pair.headMs === null ? null : pair.headMs * 1000;
  if (max !== null && micros !== null && micros > Number(max.value)) {
    const by = micros / Number(max.value) - 1;
    return judgement(metric, 'fail', 'max', max.text, [{ kind: 'above-max', limit: max.text, by }], budget);
  }
  const [verdict, broke] = metric === 'latency' ? decided(outcome, budget) : byInterval(pair, budget);
  const limit = broke === 'fail' || broke === 'warn' ? (budget[broke]?.text ?? null) : (max?.text ?? null);
  return judgement(metric, verdict, broke, limit, reasonsOf(verdict, limit), budget);
}

type Decision = readonly [Verdict, 'max' | 'fail' | 'warn' | null];

function decided({ verdict }: LatencyOutcome, { max, fail, warn }: Budget): Decision {
  switch (verdict) {
    case 'over':
      return fail === null ? ['warn', 'warn'] : ['fail', 'fail'];
    case 'warn':
      return warn === null ? ['pass', null] : ['warn', 'warn'];
    case 'within':
    case 'improved':
      return ['pass', null];
    case 'alone':
      return max === null ? ['skipped', null] : ['pass', null];
    case 'undecided':
    case 'failed':
      return ['undecided', fail === null ? (warn === null ? 'max' : 'warn') : 'fail'];
  }
}

function byInterval({ ratio, interval, headMs }: TimedPair, { max, fail, warn }: Budget): Decision {
  if (fail === null && warn === null) return headMs === null ? ['undecided', 'max'] : ['pass', null];
  if (ratio === null || interval === null) return max === null || headMs === null ? ['skipped', null] : ['pass', null];
  for (const [limit, increase] of [
    ['fail', fail],
    ['warn', warn],
  ] as const) {
    const allowed = increase === null ? null : ratioAllowed(increase);
    if (allowed === null) continue;
    if (interval[0] > allowed) return [limit, limit];
    if (interval[1] >= allowed && limit === 'fail') return ['undecided', 'fail'];
  }
  return ['pass', null];
}

function ratioAllowed({ ratio }: Increase): number | null {
  return ratio === null ? null : 1 + Number(ratio.over) / Number(ratio.under);
}

function reasonsOf(verdict: Verdict, limit: string | null): readonly Reason[] {
  switch (verdict) {
    case 'fail':
    case 'warn':
      return [{ kind: 'above-increase', of: verdict, limit, anySize: false }];
    case 'undecided':
      return [{ kind: 'noise' }];
    case 'skipped':
      return [{ kind: 'no-base' }];
    case 'pass':
      return [];
  }
}

function judgement(
  metric: TimedMetric,
  verdict: Verdict,
  broke: Judgement['broke'],
  limit: string | null,
  reasons: readonly Reason[],
  { onInconclusive }: Budget,
): Judgement {
  const undecidedFails = verdict === 'undecided' && onInconclusive === 'fail' && broke !== 'warn';
  return { metric, verdict, broke, limit, reasons, accepted: null, undecidedFails };
}
