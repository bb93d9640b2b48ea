import type { CountedMetric } from '#policy/metrics.ts';
import { metricOf, unitOf } from '#policy/metrics.ts';
import { equal, symbolsOf } from '#graph/dim.ts';
import { briefFormula, briefPair } from '#text/formula-text.ts';
import { growthStandings, growthWords, isSteeper } from './growth.ts';
import { standingToIncrease, standingToMax } from './limit.ts';
import { amountOf } from '#diff/figures.ts';
import type { Amount } from '#diff/figures.ts';
import { pairText, percentText, quantityText } from '#text/number-text.ts';
import type { Budget } from '#policy/policy.ts';
import { listed, quote } from '#text/quote.ts';
import type { Judgement, Limit } from './types.ts';
import type { Side } from '#diff/types.ts';

/** One limit of a budget, judged. */
interface Check {
  readonly limit: Limit;
  readonly text: string;
  readonly standing: 'within' | 'broken' | 'open' | 'skipped';
  /** What follows `MACs …` in the message where it is broken or open. */
  readonly says: string;
  /** Why it is open; several limits that are open for one reason are told together. */
  readonly because?: string;
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
  if (after === null) return conclude(metric, budget, [], '');
  const checks = [
    ...maxChecks(metric, budget, after),
    ...increaseChecks(metric, budget, base, before, after, sameUnknowns),
    ...growthChecks(metric, budget, base, head),
  ];
  return conclude(metric, budget, checks, figureWords(metric, before, after));
}

/** `4.2 G → 4.31 G (+2.5 %)`, `≥ 4.31 G`, or the formula. */
function figureWords(metric: CountedMetric, before: Amount | null, after: Amount): string {
  const kind = unitOf(metric);
  const bound = after.exact ? '' : '≥ ';
  if (after.value === null) {
    if (after.formula === null) return 'unknown';
    const style = { kind, most: 80 };
    const was = before?.value === null ? before.formula : null;
    if (was === null || equal(was, after.formula)) return quote(briefFormula(after.formula, style));
    return briefPair(was, after.formula, style).map(quote).join(' → ');
  }
  if (before === null || before.value === null) return `${bound}${quantityText(after.value, kind)}`;
  if (before.value === after.value) return `${bound}${quantityText(after.value, kind)}, unchanged`;
  const [a, b] = pairText(before.value, after.value, kind);
  return `${before.exact ? '' : '≥ '}${a} → ${bound}${b}${changeText(before.value, after.value)}`;
}

function changeText(before: bigint, after: bigint): string {
  return before === 0n ? '' : ` (${percentText(Number(after - before) / Number(before))})`;
}

function maxChecks(metric: CountedMetric, { max }: Budget, after: Amount): Check[] {
  if (max === null) return [];
  const standing = standingToMax(after, max.value);
  const over =
    after.value !== null && max.value > 0n ? percentText(Number(after.value - max.value) / Number(max.value)) : null;
  const by = over === null ? '' : ` by ${over.replace('+', '')}`;
  const says = standing === 'broken' ? `above the ceiling of ${max.text}${by}` : `the ceiling of ${max.text}`;
  return [{ limit: 'max', text: max.text, standing, says, because: whyOpen(metric, after) }];
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
    if (base === null) return [{ limit, text, standing: 'skipped', says: '' }];
    if (before === null)
      return [{ limit, text, standing: 'open', says: text, because: "the model at base can't be read" }];
    const standing = standingToIncrease(before, after, increase, sameUnknowns);
    const open = [after, before].find((amount) => amount.value === null || !amount.exact) ?? after;
    const broken =
      limit === 'fail' ? `more than the ${text} that is allowed` : `more than ${text}, which is worth a look`;
    const always = after.value === null || before.value === null ? ', whatever the sizes' : '';
    return [
      {
        limit,
        text,
        standing,
        says: standing === 'broken' ? `${broken}${always}` : text,
        because: whyOpen(metric, open),
      },
    ];
  });
}

function whyOpen(metric: CountedMetric, amount: Amount): string {
  if (amount.value === null && amount.formula !== null) {
    const names = listed([...symbolsOf(amount.formula)].map(quote));
    return `the figure depends on ${names}; give sizes under dims in flopgate.yml`;
  }
  if (amount.value === null)
    return metric === 'size'
      ? 'the size of the file is unknown'
      : 'the formula outgrew its bound; give sizes under dims';
  return 'this is a lower bound, as some layers have no known cost';
}

function growthChecks(metric: CountedMetric, { growth }: Budget, base: Side | null, head: Side): Check[] {
  if (growth.size === 0) return [];
  const standings = growthStandings(base, head, metric, growth);
  if (standings === null)
    return [
      {
        limit: 'growth',
        text: [...growth.values()].join(', '),
        standing: 'open',
        says: 'growth',
        because: 'there is no formula',
      },
    ];
  return standings.map(({ symbol, head: steepness, allowed, limit }): Check => {
    const text = `${symbol}: ${limit}`;
    const name = quote(symbol);
    if (allowed === null) {
      const standing = base === null ? 'skipped' : 'open';
      return { limit: 'growth', text, standing, says: `growth in ${name}`, because: 'base has no such size' };
    }
    const broken = isSteeper(steepness, allowed);
    const than = limit === 'same' ? `at base they ${growthWords[allowed]}` : `${allowed} is allowed`;
    return {
      limit: 'growth',
      text,
      standing: broken ? 'broken' : 'within',
      says: `they ${growthWords[steepness]} in ${name}; ${than}`,
    };
  });
}

/** What is broken, then what is open, reasons told once. */
function join(about: readonly Check[]): string {
  const told = about.filter(({ standing }) => standing === 'broken').map(({ says }) => says);
  const open = about.filter(({ standing }) => standing === 'open');
  for (const reason of new Set(open.map(({ because }) => because))) {
    const limits = open.filter(({ because }) => because === reason).map(({ says }) => says);
    told.push(`${limits.join(' and ')} can't be checked: ${reason ?? 'too little is known'}`);
  }
  return `: ${told.join('; ')}`;
}

/** The verdict that a metric's checks add up to: fail over undecided over warn over pass. */
function conclude(metric: CountedMetric, budget: Budget, checks: readonly Check[], figure: string): Judgement {
  const word = metricOf(metric).words;
  const judgement = (verdict: Judgement['verdict'], about: readonly Check[], tail: string): Judgement => ({
    metric,
    verdict,
    broke: about[0]?.limit ?? null,
    limit: about[0]?.text ?? null,
    text: `${word} ${figure}${tail}`,
    accepted: null,
    undecidedFails:
      verdict === 'undecided' && budget.onInconclusive === 'fail' && about.some(({ limit }) => limit !== 'warn'),
  });
  const broken = checks.filter(({ standing, limit }) => standing === 'broken' && limit !== 'warn');
  if (broken.length > 0) return judgement('fail', broken, join(broken));
  const open = checks.filter(({ standing }) => standing === 'open');
  const warned = checks.filter(({ standing }) => standing === 'broken');
  if (open.some(({ limit }) => limit !== 'warn')) return judgement('undecided', open, join([...open, ...warned]));
  if (warned.length > 0) return judgement('warn', warned, join(warned));
  if (open.length > 0) return judgement('undecided', open, join(open));
  if (checks.some(({ standing }) => standing === 'within')) return judgement('pass', [], '');
  return judgement('skipped', [], ': there is no base to compare with');
}
