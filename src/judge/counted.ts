import type { CountedMetric } from '#policy/metrics.ts';
import { symbolsOf } from '#graph/dim.ts';
import { growthStandings, isSteeper } from './growth.ts';
import { standingToIncrease, standingToMax } from './limit.ts';
import { amountOf } from '#diff/figures.ts';
import type { Amount } from '#diff/figures.ts';
import type { Budget } from '#policy/policy.ts';
import { someOf } from './some.ts';
import type { Gap, Reason } from './reason.ts';
import type { Judgement, Verdict } from './types.ts';
import type { Side } from '#diff/types.ts';

/** One limit of a budget, judged. */
interface Check {
  readonly limit: 'max' | 'fail' | 'warn' | 'growth';
  readonly text: string;
  readonly standing: 'within' | 'broken' | 'open' | 'skipped';
  /** Given if it is broken or open. */
  readonly reason: Reason | null;
}

/** One counted metric against its budget. `sameUnknowns`: whatever has no known cost is the same at base and head. */
export function judgeCounted(
  metric: CountedMetric,
  budget: Budget,
  base: Side | null,
  head: Side,
  sameUnknowns: boolean,
): Judgement {
  const [before, after] = [amountOf(base, metric), amountOf(head, metric)];
  if (after === null) return conclude(metric, budget, []);
  return conclude(metric, budget, [
    ...maxChecks(metric, budget, after),
    ...increaseChecks(metric, budget, base, before, after, sameUnknowns),
    ...growthChecks(metric, budget, base, head),
  ]);
}

function maxChecks(metric: CountedMetric, { max }: Budget, after: Amount): Check[] {
  if (max === null) return [];
  const { value, text } = max;
  const check = (standing: Check['standing'], reason: Reason | null): Check[] => [
    { limit: 'max', text, standing, reason },
  ];
  const standing = standingToMax(after, value);
  switch (standing) {
    case 'within':
      return check(standing, null);
    case 'broken': {
      const by = after.value !== null && value > 0n ? Number(after.value - value) / Number(value) : null;
      return check(standing, { kind: 'above-max', limit: text, by });
    }
    case 'open':
      return check(standing, { kind: 'open', of: 'max', limit: text, symbol: null, because: gapIn(metric, after) });
  }
}

function increaseChecks(
  metric: CountedMetric,
  budget: Budget,
  base: Side | null,
  before: Amount | null,
  after: Amount,
  sameUnknowns: boolean,
): Check[] {
  return (['fail', 'warn'] as const).flatMap((limit): Check[] => {
    const increase = budget[limit];
    if (increase === null) return [];
    const { text } = increase;
    const open = (because: Gap): Check[] => [
      { limit, text, standing: 'open', reason: { kind: 'open', of: limit, limit: text, symbol: null, because } },
    ];
    if (base === null) return [{ limit, text, standing: 'skipped', reason: null }];
    if (before === null) return open({ kind: 'base-unreadable' });
    const standing = standingToIncrease(before, after, increase, sameUnknowns);
    switch (standing) {
      case 'within':
        return [{ limit, text, standing, reason: null }];
      case 'broken': {
        const anySize = after.value === null || before.value === null;
        return [{ limit, text, standing, reason: { kind: 'above-increase', of: limit, limit: text, anySize } }];
      }
      case 'open':
        return open(gapIn(metric, [after, before].find((one) => one.value === null || !one.exact) ?? after));
    }
  });
}

function gapIn(metric: CountedMetric, { value, formula }: Amount): Gap {
  if (value !== null) return { kind: 'lower-bound' };
  if (formula !== null) return { kind: 'unbound', symbols: someOf([...symbolsOf(formula)]) };
  return { kind: metric === 'size' ? 'no-file-size' : 'formula-too-large' };
}

function growthChecks(metric: CountedMetric, { growth }: Budget, base: Side | null, head: Side): Check[] {
  if (growth.size === 0) return [];
  const standings = growthStandings(base, head, metric, growth);
  if (standings === null) {
    const text = [...growth.values()].join(', ');
    return [openGrowth(text, null, { kind: 'no-formula' })];
  }
  return standings.map(({ symbol, head: steepness, allowed, limit }): Check => {
    const text = `${symbol}: ${limit}`;
    if (allowed === null)
      return base === null
        ? { limit: 'growth', text, standing: 'skipped', reason: null }
        : openGrowth(text, symbol, { kind: 'no-such-size' });
    if (!isSteeper(steepness, allowed)) return { limit: 'growth', text, standing: 'within', reason: null };
    const as = limit === 'same' ? 'at-base' : 'written';
    const reason: Reason = { kind: 'growth', symbol, growth: steepness, allowed, as };
    return { limit: 'growth', text, standing: 'broken', reason };
  });
}

const openGrowth = (text: string, symbol: string | null, because: Gap): Check => ({
  limit: 'growth',
  text,
  standing: 'open',
  reason: { kind: 'open', of: 'growth', limit: text, symbol, because },
});

/** The verdict that a metric's checks add up to: fail over undecided over warn over pass. */
function conclude(metric: CountedMetric, { onInconclusive }: Budget, checks: readonly Check[]): Judgement {
  const judgement = (verdict: Verdict, about: readonly Check[], reasons = reasonsOf(about)): Judgement => ({
    metric,
    verdict,
    broke: about[0]?.limit ?? null,
    limit: about[0]?.text ?? null,
    reasons,
    accepted: null,
    undecidedFails: verdict === 'undecided' && onInconclusive === 'fail' && about.some(({ limit }) => limit !== 'warn'),
  });
  const broken = checks.filter(({ standing, limit }) => standing === 'broken' && limit !== 'warn');
  if (broken.length > 0) return judgement('fail', broken);
  const open = checks.filter(({ standing }) => standing === 'open');
  const warned = checks.filter(({ standing }) => standing === 'broken');
  if (open.some(({ limit }) => limit !== 'warn')) return judgement('undecided', [...open, ...warned]);
  if (warned.length > 0) return judgement('warn', warned);
  if (open.length > 0) return judgement('undecided', open);
  if (checks.some(({ standing }) => standing === 'within')) return judgement('pass', []);
  return judgement('skipped', [], [{ kind: 'no-base' }]);
}

const reasonsOf = (checks: readonly Check[]): readonly Reason[] => checks.flatMap(({ reason }) => reason ?? []);
