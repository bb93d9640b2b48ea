import type { BudgetMetric, CountedMetric, TimedMetric } from '#policy/metrics.ts';
import { budgetMetrics, isTimed, unitOf } from '#policy/metrics.ts';
import { amountOf, growthOf } from '#diff/figures.ts';
import { isSteeper } from './growth.ts';
import { standingToIncrease, standingToMax } from './limit.ts';
import type { AcceptRule, Increase } from '#policy/policy.ts';
import { parseCeiling, parseIncrease } from '#policy/quantity.ts';
import { nearest } from '#text/suggest.ts';
import type { Acceptance, Comparison, Judgement } from './types.ts';

/** What a commit message accepts, and what in it was meant to but can't be read. */
export interface AcceptanceText {
  readonly acceptances: readonly Acceptance[];
  readonly problems: readonly TrailerProblem[];
}

/** Why a trailer accepts nothing. `by`: its commit. */
export type TrailerProblem = { readonly trailer: string; readonly by: string } & Misread;

type Misread =
  | { readonly kind: 'too-long'; readonly text: string; readonly most: number }
  | { readonly kind: 'no-form'; readonly text: string }
  | { readonly kind: 'no-metric'; readonly text: string; readonly meant: string | null }
  | { readonly kind: 'no-bound'; readonly text: string; readonly metric: BudgetMetric | '*' }
  /** `most` as the policy writes it. */
  | { readonly kind: 'above-most'; readonly text: string; readonly allowed: string }
  | { readonly kind: 'no-reason'; readonly text: string };

const maxTrailers = 100;
const MAX_LINE = 5000;

/** What the policy allows an acceptance to do. */
export type AcceptLimits = Pick<AcceptRule, 'most' | 'max'>;

/** Growth that a trailer can name as its bound. */
const growthBounds = ['constant', 'linear', 'quadratic', 'cubic'] as const;

/**
 * The acceptances in one commit message: lines `TRAILER: MODEL.METRIC BOUND REASON`. MODEL is an id of the policy, which may hold dots, or
 * `*` for every model; METRIC is a metric, or `*` for every one. BOUND is an increase over base (`+9%`, `+20M`), a ceiling (`4.5G`,
 * `20ms`), or for formulas the steepest growth (`quadratic`). A line without a reason accepts nothing.
 * @param by the commit, for the record
 */
export function readTrailers(message: string, trailer: string, by: string, limits: AcceptLimits): AcceptanceText {
  const prefix = `${trailer.toLowerCase()}:`;
  const lines = message.split(/\r?\n/).filter((line) => line.toLowerCase().startsWith(prefix));
  const acceptances: Acceptance[] = [];
  const problems: TrailerProblem[] = [];
  for (const line of lines.slice(0, maxTrailers)) {
    const read = readOne(line.slice(prefix.length).trim(), by, limits);
    if ('kind' in read) problems.push({ trailer, by, ...read });
    else acceptances.push(read);
  }
  return { acceptances, problems };
}

function readOne(text: string, by: string, { most, max }: AcceptLimits): Acceptance | Misread {
  if (text.length > MAX_LINE) return { kind: 'too-long', text, most: MAX_LINE };
  const match = /^(\S+)\s+(\+?\d[\d_.]*(?:%|[a-zA-Zµ]+)?|[a-z]+)(?=\s|$)\s*(.*)$/u.exec(text);
  const [, target = '', written = '', rest = ''] = match ?? [];
  const dot = target.lastIndexOf('.');
  if (match === null || dot < 1) return { kind: 'no-form', text };
  const metric = target.slice(dot + 1);
  if (metric !== '*' && !isMetric(metric))
    return { kind: 'no-metric', text: metric, meant: nearest(metric, budgetMetrics) ?? null };
  const bound = boundOf(written, metric);
  if (bound === undefined) return { kind: 'no-bound', text: written, metric };
  if (most !== null && bound.kind === 'increase' && isAbove(bound.limit, most))
    return { kind: 'above-most', text: bound.limit.text, allowed: most.text };
  const reason = rest.trim().slice(0, 500);
  if (reason === '' || /^<[^<>]*>$/.test(reason)) return { kind: 'no-reason', text };
  return { model: target.slice(0, dot), metric, bound, most, passesMax: max, reason, via: 'trailer', by };
}

const isMetric = (word: string): word is BudgetMetric => (budgetMetrics as readonly string[]).includes(word);

function isAbove({ ratio }: Increase, most: Increase): boolean {
  return ratio !== null && most.ratio !== null && ratio.over * most.ratio.under > most.ratio.over * ratio.under;
}

function boundOf(text: string, metric: BudgetMetric | '*'): NonNullable<Acceptance['bound']> | undefined {
  const growth = growthBounds.find((word) => word === text);
  if (growth !== undefined) return { kind: 'growth', limit: growth };
  const kind = metric === '*' ? 'time' : unitOf(metric);
  const increase = text.startsWith('+') || text.endsWith('%') ? parseIncrease(text, kind) : undefined;
  if (increase !== undefined)
    return metric === '*' && increase.ratio === null ? undefined : { kind: 'increase', limit: increase };
  const ceiling = metric === '*' ? undefined : parseCeiling(text, kind);
  return ceiling === undefined ? undefined : { kind: 'ceiling', limit: ceiling };
}

/**
 * A person's label on a pull request: accepts whatever its newest commit breaks, up to the policy's `accept.most`.
 * @param given what it was given for, for the record: `for #12 at abc1234`
 */
export function labelAcceptance(by: string, given: string, { most, max }: AcceptLimits): Acceptance {
  const bound = most === null ? null : ({ kind: 'increase', limit: most } as const);
  return { model: '*', metric: '*', bound, most, passesMax: max, reason: given, via: 'label', by };
}

/**
 * The judgement as it stands once a person's word is heard: a breach within an accepted bound only warns. A ceiling gives way only if the
 * policy says so. What has no figure (operators without a cost, a contract) is accepted by a label alone, and what is undecided by one without bound.
 */
export function withAcceptance(judgement: Judgement, comparison: Comparison): Judgement {
  const needed = judgement.verdict === 'fail' || judgement.undecidedFails;
  const accepted = needed ? comparison.acceptances.find((one) => isWithin(one, judgement, comparison)) : undefined;
  if (accepted === undefined) return judgement;
  const verdict = judgement.verdict === 'fail' ? 'warn' : judgement.verdict;
  return { ...judgement, verdict, accepted, undecidedFails: false };
}

function isWithin(acceptance: Acceptance, { metric, broke, verdict }: Judgement, comparison: Comparison): boolean {
  const { model, metric: named, bound, most, passesMax, via } = acceptance;
  if (model !== '*' && model !== comparison.plan.id) return false;
  if (named !== '*' && named !== metric) return false;
  if (broke === 'max' && !passesMax) return false;
  if (bound === null) return true;
  if (metric === 'model' || verdict === 'undecided') return metric === 'model' && verdict === 'fail' && via === 'label';
  if (isTimed(metric)) return isTimeWithin(bound, metric, comparison) && isTimeWithin(mostOf(most), metric, comparison);
  // A formula that grows too steeply is accepted by its growth alone: no percentage holds for all sizes.
  if (broke === 'growth' && bound.kind !== 'growth') return false;
  return (
    isCountWithin(bound, metric, comparison) &&
    (comparison.base === null || isCountWithin(mostOf(most), metric, comparison))
  );
}

type Bound = NonNullable<Acceptance['bound']>;

const mostOf = (most: Increase | null): Bound | null => (most === null ? null : { kind: 'increase', limit: most });

function isCountWithin(bound: Bound | null, metric: CountedMetric, { base: before, head: after }: Comparison): boolean {
  if (bound === null) return true;
  const [base, head] = [amountOf(before, metric), amountOf(after, metric)];
  if (head === null) return false;
  switch (bound.kind) {
    case 'ceiling':
      return standingToMax(head, bound.limit.value) === 'within';
    case 'increase':
      return base !== null && standingToIncrease(base, head, bound.limit, false) === 'within';
    case 'growth': {
      const growth = growthOf(after, metric);
      return (
        growth !== null && growth !== undefined && Object.values(growth).every((one) => !isSteeper(one, bound.limit))
      );
    }
  }
}

function isTimeWithin(bound: Bound | null, metric: TimedMetric, { latency }: Comparison): boolean {
  const pair = metric === 'latency' ? latency : (latency?.load ?? null);
  if (bound === null) return true;
  if (pair === null || bound.kind === 'growth') return false;
  if (bound.kind === 'ceiling') return pair.headMs !== null && pair.headMs * 1000 <= Number(bound.limit.value);
  const { ratio } = bound.limit;
  return ratio !== null && pair.ratio !== null && pair.ratio <= 1 + Number(ratio.over) / Number(ratio.under);
}
