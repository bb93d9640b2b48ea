import type { CountedMetric } from '#policy/metrics.ts';
import { symbolsOf } from '#graph/dim.ts';
import { growthStandings, isSteeper } from './growth.ts';
import { placeOfIncrease, placeOfMax } from './limit.ts';
import type { Place } from './limit.ts';
import { amountOf } from '#diff/figures.ts';
import type { Amount } from '#diff/figures.ts';
import type { Budget } from '#policy/policy.ts';
import { someOf } from './reason.ts';
import type { Gap, Reason, Trial } from './reason.ts';
import type { Comparison, Judgement, Verdict } from './types.ts';
import type { Side } from '#diff/types.ts';
import { rolesOf } from '#diff/usual-sizes.ts';
import type { Roles } from '#diff/usual-sizes.ts';

/** How the sizes of head and base belong together. */
type SharedNames = Pick<Comparison, 'renamed' | 'fixedAtBase'>;

/** One limit of a budget, judged. */
interface Check {
  readonly limit: 'max' | 'fail' | 'warn' | 'growth';
  readonly text: string;
  readonly standing: 'within' | 'broken' | 'open' | 'skipped';
  /** Given if it is broken or open, or kept at usual sizes only. */
  readonly reason: Reason | null;
}

/**
 * One counted metric against its budget.
 * @param sameUnknowns whatever has no known cost is the same at base and head
 * @param shared how sizes of head and base belong together
 */
export function judgeCounted(
  metric: CountedMetric,
  budget: Budget,
  base: Side | null,
  head: Side,
  sameUnknowns: boolean,
  shared: SharedNames = {},
): Judgement {
  const [before, after] = [amountOf(base, metric), amountOf(head, metric)];
  if (after === null) return conclude(metric, budget, []);
  const roles = after.value === null || before?.value === null ? rolesOf([base, head]) : new Map();
  return conclude(metric, budget, [
    ...maxChecks(metric, budget, after, roles),
    ...increaseChecks(metric, budget, { base, before, after, sameUnknowns, roles }),
    ...growthChecks(metric, budget, base, head, shared),
  ]);
}

function maxChecks(metric: CountedMetric, { max }: Budget, after: Amount, roles: Roles): Check[] {
  if (max === null) return [];
  const { value, text } = max;
  const check = (standing: Check['standing'], reason: Reason | null): Check[] => [
    { limit: 'max', text, standing, reason },
  ];
  const place = placeOfMax(after, value, roles);
  const { standing } = place;
  switch (standing) {
    case 'within':
      return check(standing, keptIn('max', text, place));
    case 'broken': {
      const by = after.value !== null && value > 0n ? Number(after.value - value) / Number(value) : null;
      return check(standing, { kind: 'above-max', limit: text, by, ...trialIn(place) });
    }
    case 'open':
      return check(standing, {
        kind: 'open',
        of: 'max',
        limit: text,
        symbol: null,
        because: gapIn(metric, after, place),
      });
  }
}

/** Both sides' figures of a metric. */
interface Increased {
  readonly base: Side | null;
  /** Null if base can't be read, or there is none. */
  readonly before: Amount | null;
  readonly after: Amount;
  readonly sameUnknowns: boolean;
  readonly roles: Roles;
}

const trialIn = ({ tried }: Place): { readonly tried?: Trial } =>
  tried === null ? {} : { tried: { edge: tried.edge } };

/** What is to be said of a limit that is kept: nothing if it is proved. */
function keptIn(of: 'max' | 'fail' | 'warn', limit: string, { tried }: Place): Reason | null {
  return tried === null ? null : { kind: 'kept', of, limit, tried: { edge: tried.edge } };
}

function increaseChecks(
  metric: CountedMetric,
  budget: Budget,
  { base, before, after, sameUnknowns, roles }: Increased,
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
    const place = placeOfIncrease(before, after, increase, sameUnknowns, roles);
    const { standing } = place;
    switch (standing) {
      case 'within':
        return [{ limit, text, standing, reason: keptIn(limit, text, place) }];
      case 'broken': {
        const anySize = place.tried === null && (after.value === null || before.value === null);
        const reason: Reason = { kind: 'above-increase', of: limit, limit: text, anySize, ...trialIn(place) };
        return [{ limit, text, standing, reason }];
      }
      case 'open':
        return open(gapIn(metric, [after, before].find((one) => one.value === null || !one.exact) ?? after, place));
    }
  });
}

function gapIn(metric: CountedMetric, { value, formula }: Amount, place: Place): Gap {
  if (value !== null) return { kind: 'lower-bound' };
  if (formula !== null) return { kind: 'unbound', symbols: someOf([...symbolsOf(formula)]), ...trialIn(place) };
  return { kind: metric === 'size' ? 'no-file-size' : 'formula-too-large' };
}

function growthChecks(
  metric: CountedMetric,
  { growth }: Budget,
  base: Side | null,
  head: Side,
  { renamed, fixedAtBase }: SharedNames,
): Check[] {
  if (growth.size === 0) return [];
  const standings = growthStandings(base, head, metric, growth, renamed);
  if (standings === null) {
    const text = [...growth.values()].join(', ');
    return [openGrowth(text, null, { kind: 'no-formula' })];
  }
  return standings.map(({ symbol, head: steepness, allowed, limit }): Check => {
    const text = `${symbol}: ${limit}`;
    if (allowed === null && fixedAtBase?.has(symbol) === true)
      return { limit: 'growth', text, standing: 'skipped', reason: { kind: 'fixed-at-base', symbol } };
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
  const kept = checks.filter(({ standing }) => standing === 'within');
  if (kept.length > 0) return judgement('pass', [], reasonsOf(kept));
  const [first] = reasonsOf(checks);
  return judgement('skipped', [], [first ?? { kind: 'no-base' }]);
}

const reasonsOf = (checks: readonly Check[]): readonly Reason[] => checks.flatMap(({ reason }) => reason ?? []);
