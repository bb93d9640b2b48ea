import type { BudgetMetric, TimedMetric } from '#policy/metrics.ts';
import { budgetMetrics, isTimed, unitOf } from '#policy/metrics.ts';
import { amountOf } from '#diff/figures.ts';
import { standingToIncrease, standingToMax } from './limit.ts';
import { parseCeiling, parseIncrease } from '#policy/quantity.ts';
import { nearest } from '#text/suggest.ts';
import type { Acceptance, Comparison, Judgement } from './types.ts';

/** What a commit message accepts, and what in it was meant to but can't be read. */
export interface AcceptanceText {
  readonly acceptances: readonly Acceptance[];
  readonly problems: readonly TrailerProblem[];
}

/** Why a trailer can't be read. `by`: its commit. */
export type TrailerProblem = { readonly trailer: string; readonly by: string } & Misread;

type Misread =
  | { readonly kind: 'too-long'; readonly text: string; readonly most: number }
  | { readonly kind: 'no-form'; readonly text: string }
  | { readonly kind: 'no-metric'; readonly text: string; readonly meant: string | null }
  | { readonly kind: 'no-bound'; readonly text: string; readonly metric: BudgetMetric };

const maxTrailers = 100;
const MAX_LINE = 5000;

/**
 * The acceptances in one commit message: lines `TRAILER: MODEL.METRIC BOUND REASON`, where BOUND is an increase over base
 * (`+9%`, `+20M`) or a ceiling (`4.5G`, `20ms`); MODEL is an id of the policy and may hold dots.
 * @param by the commit, for the record
 */
export function readTrailers(message: string, trailer: string, by: string): AcceptanceText {
  const prefix = `${trailer.toLowerCase()}:`;
  const lines = message.split(/\r?\n/).filter((line) => line.toLowerCase().startsWith(prefix));
  const acceptances: Acceptance[] = [];
  const problems: TrailerProblem[] = [];
  for (const line of lines.slice(0, maxTrailers)) {
    const read = readOne(line.slice(prefix.length).trim(), by);
    if ('kind' in read) problems.push({ trailer, by, ...read });
    else acceptances.push(read);
  }
  return { acceptances, problems };
}

function readOne(text: string, by: string): Acceptance | Misread {
  if (text.length > MAX_LINE) return { kind: 'too-long', text, most: MAX_LINE };
  const match = /^(\S+)\s+(\+?\d[\d_.]*(?:%|[a-zA-Zµ]+)?)(?=\s|$)\s*(.*)$/u.exec(text);
  const [, target = '', written = '', reason = ''] = match ?? [];
  const dot = target.lastIndexOf('.');
  if (match === null || dot < 1) return { kind: 'no-form', text };
  const metric = target.slice(dot + 1);
  if (!isMetric(metric)) return { kind: 'no-metric', text: metric, meant: nearest(metric, budgetMetrics) ?? null };
  const bound = boundOf(written, metric);
  if (bound === undefined) return { kind: 'no-bound', text: written, metric };
  return { model: target.slice(0, dot), metric, bound, reason: reason.trim().slice(0, 500), via: 'trailer', by };
}

const isMetric = (word: string): word is BudgetMetric => (budgetMetrics as readonly string[]).includes(word);

function boundOf(text: string, metric: BudgetMetric): NonNullable<Acceptance['bound']> | undefined {
  const kind = unitOf(metric);
  const increase = text.startsWith('+') || text.endsWith('%') ? parseIncrease(text, kind) : undefined;
  if (increase !== undefined) return { kind: 'increase', limit: increase };
  const ceiling = parseCeiling(text, kind);
  return ceiling === undefined ? undefined : { kind: 'ceiling', limit: ceiling };
}

/** A person's label on the pull request: accepts whatever this head breaks. */
export function labelAcceptance(login: string): Acceptance {
  return { model: '*', metric: '*', bound: null, reason: '', via: 'label', by: login };
}

/**
 * The judgement as it stands once a person's word is heard: a breach within an accepted bound only warns. Growth and
 * unsupported operators are accepted only by a word without bound.
 */
export function withAcceptance(judgement: Judgement, comparison: Comparison): Judgement {
  const needed = judgement.verdict === 'fail' || judgement.undecidedFails;
  const accepted = needed ? comparison.acceptances.find((one) => isWithin(one, judgement, comparison)) : undefined;
  if (accepted === undefined) return judgement;
  const verdict = judgement.verdict === 'fail' ? 'warn' : judgement.verdict;
  return { ...judgement, verdict, accepted, undecidedFails: false };
}

function isWithin(acceptance: Acceptance, { metric, broke, verdict }: Judgement, comparison: Comparison): boolean {
  const { model, metric: named, bound } = acceptance;
  if (model !== '*' && model !== comparison.plan.id) return false;
  if (named !== '*' && named !== metric) return false;
  if (bound === null) return true;
  if (metric === 'model' || broke === 'growth' || verdict === 'undecided') return false;
  if (isTimed(metric)) return isTimeWithin(acceptance, metric, comparison);
  const [base, head] = [amountOf(comparison.base, metric), amountOf(comparison.head, metric)];
  if (head === null) return false;
  if (bound.kind === 'ceiling') return standingToMax(head, bound.limit.value) === 'within';
  return base !== null && standingToIncrease(base, head, bound.limit, false) === 'within';
}

function isTimeWithin({ bound }: Acceptance, metric: TimedMetric, { latency }: Comparison): boolean {
  const pair = metric === 'latency' ? latency : (latency?.load ?? null);
  if (pair === null || bound === null) return false;
  if (bound.kind === 'ceiling') return pair.headMs !== null && pair.headMs * 1000 <= Number(bound.limit.value);
  const { ratio } = bound.limit;
  return ratio !== null && pair.ratio !== null && pair.ratio <= 1 + Number(ratio.over) / Number(ratio.under);
}
