import type { TimedMetric } from '#policy/metrics.ts';
import { metricOf } from '#policy/metrics.ts';
import { percentText, timeText } from '#text/number-text.ts';
import type { Budget, Increase } from '#policy/policy.ts';
import type { Judgement, LatencyOutcome, TimedPair, Verdict } from './types.ts';

/**
 * A measured metric against its budget. For latency the increase is decided by the bench (its exact test, its looks); for
 * load time by whether the interval lies beyond the limit. Nothing measured: there is nothing to judge.
 */
export function judgeTimed(metric: TimedMetric, budget: Budget, outcome: LatencyOutcome | null): Judgement {
  const pair = outcome === null ? null : metric === 'latency' ? outcome : outcome.load;
  if (outcome === null || pair === null)
    return judgement(metric, 'skipped', null, null, `${metricOf(metric).words} was not measured`, budget);
  const figure = `${metricOf(metric).words} ${timedText(pair)}`;
  const { max } = budget;
  const micros = pair.headMs === null ? null : pair.headMs * 1000;
  if (max !== null && micros !== null && micros > Number(max.value)) {
    const over = percentText(micros / Number(max.value) - 1).replace('+', '');
    return judgement(metric, 'fail', 'max', max.text, `${figure}: above the ceiling of ${max.text} by ${over}`, budget);
  }
  const [verdict, broke] = metric === 'latency' ? decided(outcome, budget) : byInterval(pair, budget);
  const limit = broke === 'fail' || broke === 'warn' ? (budget[broke]?.text ?? null) : (max?.text ?? null);
  return judgement(metric, verdict, broke, limit, `${figure}${tailOf(verdict, limit, outcome)}`, budget);
}

/** `12.1 ms → 15.5 ms (+28 % [+24 %, +31 %])`. */
export function timedText({ baseMs, headMs, ratio, interval }: TimedPair): string {
  const [base, head] = [baseMs, headMs].map((ms) => (ms === null ? null : timeText(ms * 1000)));
  const span = interval === null ? '' : ` [${interval.map((edge) => percentText(edge - 1)).join(', ')}]`;
  const change = ratio === null ? '' : ` (${percentText(ratio - 1)}${span})`;
  if (head === null) return base === null ? 'unknown' : `${base} at base, unknown at head`;
  return base === null ? `${head}${change}` : `${base} → ${head}${change}`;
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

function tailOf(verdict: Verdict, limit: string | null, { reason, detectable }: LatencyOutcome): string {
  const because = reason === null ? '' : `: ${reason}`;
  switch (verdict) {
    case 'fail':
      return `: more than the ${limit ?? ''} that is allowed${reason === null ? '' : ` (${reason})`}`;
    case 'warn':
      return `: more than ${limit ?? 'nothing'}, which is worth a look`;
    case 'undecided': {
      const seen = detectable === null ? '' : `; this run could have seen ${percentText(detectable)}`;
      return ` is undecided${because}${seen}`;
    }
    case 'skipped':
      return ': there is no base to compare with';
    case 'pass':
      return '';
  }
}

function judgement(
  metric: TimedMetric,
  verdict: Verdict,
  broke: Judgement['broke'],
  limit: string | null,
  text: string,
  { onInconclusive }: Budget,
): Judgement {
  const undecidedFails = verdict === 'undecided' && onInconclusive === 'fail' && broke !== 'warn';
  return { metric, verdict, broke, limit, text, accepted: null, undecidedFails };
}
