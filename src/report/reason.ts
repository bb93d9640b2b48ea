import type { Growth } from '#graph/dim.ts';
import { isTimed, metricOf, unitOf } from '#policy/metrics.ts';
import type { BudgetMetric, CountedMetric } from '#policy/metrics.ts';
import type { TrailerProblem } from '#judge/accept.ts';
import type { ContractReason } from '#judge/contract-reason.ts';
import type { Escape, Gap, Missing, Reason, Trial } from '#judge/reason.ts';
import type { Some } from '#judge/some.ts';
import type { Edge } from '#judge/region.ts';
import type { Acceptance, Judgement, LatencyOutcome, ModelOutcome } from '#judge/types.ts';
import { clipped } from '#text/clip.ts';
import { briefPair, tableFormula } from '#text/formula-text.ts';
import { exactText, pairText, percentText, quantityText } from '#text/number-text.ts';
import { quote } from '#text/quote.ts';
import { isBoundAt, timedText } from './words.ts';

/**
 * One sentence for somebody who never saw the tool: what, by how much. Nothing else makes words of a judgement.
 */
export function judgementText({ metric, reasons }: Judgement, model: ModelOutcome): string {
  const stored = reasons.find((reason) => reason.kind === 'words');
  if (stored !== undefined) return stored.text;
  const own = reasons.filter(({ kind }) => kind !== 'fork-closed');
  const text = metric === 'model' ? reasonTexts(own) : metricText(metric, own, model);
  return clipped(own.length < reasons.length ? `${text} (${reasonText({ kind: 'fork-closed' })})` : text);
}

/** `MACs 4.2 G → 4.31 G (+2.5 %): more than the +2% that is allowed`. */
function metricText(metric: BudgetMetric, reasons: readonly Reason[], model: ModelOutcome): string {
  const name = metricOf(metric).words;
  const tail = reasons.length === 0 ? '' : `: ${reasonTexts(reasons)}`;
  if (!isTimed(metric)) return `${name} ${figureText(model, metric)}${tail}`;
  const { latency } = model;
  const pair = metric === 'latency' ? latency : (latency?.load ?? null);
  if (latency === null || pair === null) return `${name} ${reasonText({ kind: 'not-measured' })}`;
  const figure = `${name} ${timedText(pair)}`;
  if (reasons.some(({ kind }) => kind === 'noise'))
    return [`${figure} ${reasonText({ kind: 'noise' })}`, noiseText(latency)].filter((part) => part !== '').join(': ');
  const failed = reasons.some((reason) => reason.kind === 'above-increase' && reason.of === 'fail');
  return `${figure}${tail}${failed && latency.reason !== null ? ` (${latency.reason})` : ''}`;
}

/** Why nothing can be judged, or what is open, without the figure. Hostile text. */
export function openText({ reasons }: Judgement): string {
  const stored = reasons.find((reason) => reason.kind === 'words');
  return clipped(stored === undefined ? reasonTexts(reasons) : stored.text);
}

/** Why the bench couldn't decide, and what it could have: `out of time; detectable change: +6.3 %`. */
export function noiseText({ reason, detectable }: Pick<LatencyOutcome, 'reason' | 'detectable'>): string {
  return [reason, detectable === null ? null : `detectable change: ${percentText(detectable)}`]
    .filter((part) => part !== null)
    .join('; ');
}

/** `4.2 G → 4.31 G (+2.5 %)`, `≥ 4.31 G`, or the formula. */
function figureText(model: ModelOutcome, metric: CountedMetric): string {
  const { base: before, head: after, baseFormula, headFormula, ratio } = model.figures[metric];
  const kind = unitOf(metric);
  const bound = isBoundAt(model, 'head', metric) ? '≥ ' : '';
  if (after === null) {
    if (headFormula === null) return 'unknown';
    const style = { kind, most: 80 };
    if (baseFormula === headFormula) return `${quote(tableFormula(headFormula, style))}, unchanged`;
    const percent = ratio === null || isBoundAt(model, 'base', metric) ? '' : ` (${percentText(ratio)})`;
    if (baseFormula === null)
      return `${before === null ? '' : `${quantityText(before, kind)} → `}${quote(tableFormula(headFormula, style))}`;
    return briefPair(baseFormula, headFormula, style).map(quote).join(' → ') + percent;
  }
  if (before === null) return `${bound}${quantityText(after, kind)}`;
  if (before === after) return `${bound}${quantityText(after, kind)}, unchanged`;
  const [a, b] = pairText(before, after, kind);
  const change = before === 0n ? '' : ` (${percentText(Number(after - before) / Number(before))})`;
  return `${isBoundAt(model, 'base', metric) ? '≥ ' : ''}${a} → ${bound}${b}${change}`;
}

/** What is broken, then what is open: limits that can't be checked for one reason stand together. */
function reasonTexts(reasons: readonly Reason[]): string {
  const open = new Map<string, string[]>();
  for (const reason of reasons)
    if (reason.kind === 'open') {
      const because = gapText(reason.because);
      open.set(because, [...(open.get(because) ?? []), limitText(reason)]);
    }
  return [
    ...reasons.filter(({ kind }) => kind !== 'open').map(reasonText),
    ...[...open].map(([because, limits]) => `${limits.join(' and ')} can't be checked: ${because}`),
  ].join('; ');
}

/** Reasons that are the same words every time. */
const fixedTexts = {
  'no-base': 'there is no base to compare with',
  'not-measured': 'was not measured',
  noise: 'is undecided',
  removed: 'the model is removed: there is nothing to judge',
  new: 'new: there is no base to compare with, only a max applies',
  'fork-closed': 'a pull request from a fork must leave what the base branch judges decidable',
} as const;

function ceilingText({ limit, by, tried }: Extract<Reason, { kind: 'above-max' }>): string {
  const excess = by === null ? '' : ` by ${percentText(by).replace('+', '')}`;
  return `above the ceiling of ${limit}${excess}${trialText(tried)}`;
}

function reasonText(reason: Reason): string {
  switch (reason.kind) {
    case 'words':
      return reason.text;
    case 'above-max':
      return ceilingText(reason);
    case 'above-increase':
      return increaseText(reason);
    case 'kept':
      return `within ${reason.of === 'max' ? 'the ceiling of ' : ''}${reason.limit}${trialText(reason.tried)}`;
    case 'growth':
      return growthText(reason);
    case 'open':
      return limitText(reason);
    case 'fixed-at-base':
      return `base fixes ${quote(reason.symbol)}, so there is no growth to compare with`;
    case 'no-base':
    case 'not-measured':
    case 'noise':
    case 'removed':
    case 'new':
    case 'fork-closed':
      return fixedTexts[reason.kind];
    case 'not-counted':
      return reason.message;
    case 'unreadable':
      return `the model can't be judged: ${reason.message}`;
    case 'base-unreadable':
      return `the model at base can't be read: ${reason.message}`;
    case 'unknown-cost':
      return `${counted(reason.layers, 'layer')} without a known cost (${someText(reason.ops)}): totals are lower bounds`;
    case 'declared-shapes':
      return `the file declares other shapes than its inputs make (${counted(reason.contradictions, 'contradiction')}; first in ${quote(reason.first)}): counted by its inputs`;
    case 'above-anchor':
      return sinceText(reason);
    case 'interface-locked':
    case 'opset':
    case 'wide-numbers':
    case 'operators':
    case 'layer-share':
    case 'contract-open':
      return contractText(reason);
    case 'out-of-reach':
      return `${quote(reason.path)} ${escapeText(reason.how)}: it can't be held to the budgets of the base branch`;
  }
}

/** `+12 % since `v1`, where +10% is allowed`. */
function sinceText({ by, name, allowed }: Extract<Reason, { kind: 'above-anchor' }>): string {
  return `${by === null ? 'more' : percentText(by)} since ${quote(name)}, where ${allowed} is allowed`;
}

function growthText({ symbol, growth, allowed, as }: Extract<Reason, { kind: 'growth' }>): string {
  const than = as === 'at-base' ? `at base they ${growthWords[allowed]}` : `${allowed} is allowed`;
  return `they ${growthWords[growth]} in ${quote(symbol)}; ${than}`;
}

/** What a model isn't, though its contract says so. */
function contractText(reason: ContractReason): string {
  switch (reason.kind) {
    case 'interface-locked':
      return `the interface is locked, but ${someText(reason.names)} ${reason.names.count === 1 ? 'isn’t' : 'aren’t'} what base has`;
    case 'opset':
      return reason.most === null
        ? `asks for opset ${reason.version}, older than the ${reason.least ?? ''} that is wanted`
        : `asks for opset ${reason.version}, newer than the ${reason.most} that is allowed`;
    case 'wide-numbers': {
      const share = reason.share === null ? 'more' : shareText(reason.share);
      return `${share} of the multiply-accumulates work on wider numbers than ${quote(reason.wanted)} (${reason.kept} must keep to it): ${someText(reason.layers)}`;
    }
    case 'operators':
      return `${reason.of === 'deny' ? 'holds operators that the policy denies' : 'holds operators that the policy doesn’t allow'}: ${someText(reason.ops)}`;
    case 'layer-share': {
      const share = reason.share === null ? 'more' : shareText(reason.share);
      const others = reason.others === 0 ? '' : `, and ${counted(reason.others, 'more layer')} too much`;
      return `${quote(reason.layer)} has ${share} of the multiply-accumulates (at most ${reason.allowed} allowed)${others}`;
    }
    case 'contract-open':
      return `whether ${reason.of} is kept hangs on open sizes: give them under dims`;
  }
}

const growthWords: Readonly<Record<Growth, string>> = {
  constant: 'stay constant',
  linear: 'grow linearly',
  quadratic: 'grow quadratically',
  cubic: 'grow cubically',
  polynomial: 'grow faster than cubically',
};

/** `, at all usual sizes (it breaks from `seq` = 300)`. */
function trialText(tried: Trial | undefined): string {
  if (tried === undefined) return '';
  return `, at all usual sizes${tried.edge === null ? '' : ` (it breaks ${edgeText(tried.edge)})`}`;
}

/** `from `seq` = 5`, `above `H·W` = 212`, `up to `n` = 3 (at `batch` = 1)`. */
function edgeText({ of, side, size, where }: Edge): string {
  const others = where.slice(0, 3).map((one) => `${quote(one.symbol)} = ${exactText(BigInt(one.size))}`);
  const rest = where.length > others.length ? ', …' : '';
  const at = others.length === 0 ? '' : ` (at ${others.join(', ')}${rest})`;
  return `${side === 'from' ? 'from' : 'up to'} ${quote(of.join('·'))} = ${exactText(BigInt(size))}${side === 'from' ? ' on' : ''}${at}`;
}

function increaseText({ of, limit, anySize, tried }: Extract<Reason, { kind: 'above-increase' }>): string {
  const than =
    of === 'fail'
      ? `more than the ${limit ?? ''} that is allowed`
      : `more than ${limit ?? 'nothing'}, which is worth a look`;
  return `${than}${anySize ? ', whatever the sizes' : trialText(tried)}`;
}

/** A limit by its name. */
function limitText({ of, limit, symbol }: Extract<Reason, { kind: 'open' }>): string {
  switch (of) {
    case 'max':
      return `the ceiling of ${limit}`;
    case 'fail':
    case 'warn':
      return limit;
    case 'growth':
      return symbol === null ? 'growth' : `growth in ${quote(symbol)}`;
  }
}

function gapText(gap: Gap): string {
  switch (gap.kind) {
    case 'base-unreadable':
      return "the model at base can't be read";
    case 'unbound':
      return `${unboundText(gap)}; give sizes under dims in flopgate.yml`;
    case 'no-file-size':
      return 'the size of the file is unknown';
    case 'formula-too-large':
      return 'the formula outgrew its bound; give sizes under dims';
    case 'lower-bound':
      return 'this is a lower bound, as some layers have no known cost';
    case 'no-formula':
      return 'there is no formula';
    case 'no-such-size':
      return 'base has no such size';
  }
}

function unboundText({ symbols, tried }: Extract<Gap, { kind: 'unbound' }>): string {
  const depends = `the figure depends on ${someText(symbols)}`;
  if (tried === undefined) return depends;
  return tried.edge === null
    ? `${depends}, and usual sizes differ in it`
    : `${depends}, and it breaks ${edgeText(tried.edge)}`;
}

function escapeText(how: Escape): string {
  switch (how.kind) {
    case 'submodule':
      return `is gone at head: ${quote(how.path)} is a submodule there, which isn't looked into`;
    case 'replaced':
      return `is gone at head, where ${someText(how.by)} ${how.by.count === 1 ? 'stands' : 'stand'} in its place`;
    case 'gone':
      return 'is gone at head: deleted, renamed to something else, or no regular file any more';
    case 'left-alone':
      return 'is there at head, but the policy of this pull request leaves it alone';
    case 'renamed':
      return `is ${quote(how.to)} now, which isn't held to the same budgets`;
    case 'weights-gone':
      return `is there, but its weights in ${someText(how.files)} are gone`;
  }
}

/** What is missing from a run's answer, as a sentence. */
export function missingText(missing: Missing): string {
  switch (missing.kind) {
    case 'words':
      return missing.text;
    case 'shard':
      return `shard ${missing.index} of ${missing.of} sent no report: its models are not judged`;
    case 'failed-shard':
      return `a shard gave no answer: ${quote(missing.code)} ${missing.message}`;
    case 'no-anchor':
      return 'this clone doesn’t know the state that the policy’s against: names (in a workflow, actions/checkout with fetch-depth: 0)';
    case 'not-built':
      return 'the policy’s build: was not run, so that the models it makes are not judged';
    case 'build-failed':
      return `the build at ${missing.side}: ${missing.problem}`;
  }
}

/** `+9 %` as written, or what a label allows. */
export function boundText({ bound }: Acceptance): string {
  if (bound === null) return 'any increase';
  switch (bound.kind) {
    case 'increase':
      return bound.limit.text;
    case 'ceiling':
      return `up to ${bound.limit.text}`;
    case 'growth':
      return `${bound.limit} growth`;
  }
}

/** Why a line of a commit message accepts nothing. */
export function trailerProblemText(problem: TrailerProblem): string {
  return `${problem.trailer} in ${problem.by.slice(0, 12)} accepts nothing: ${misreadText(problem)}`;
}

function misreadText(problem: TrailerProblem): string {
  const { text } = problem;
  switch (problem.kind) {
    case 'too-long':
      return `${quote(text)} is longer than ${problem.most} characters`;
    case 'no-form':
      return `${quote(text)} is not of the form MODEL.METRIC +9% REASON`;
    case 'no-metric':
      return `${quote(text)} is no metric${problem.meant === null ? '' : `; did you mean ${problem.meant}?`}`;
    case 'no-bound':
      return problem.metric === '*'
        ? `${quote(text)} is no bound for every metric: write +9%`
        : `${quote(text)} is no bound for ${problem.metric}: write +9%, a ceiling in its unit, or linear, quadratic or cubic`;
    case 'above-most':
      return `${text} is more than the ${problem.allowed} that the policy lets anybody accept (accept.most)`;
    case 'no-reason':
      return `${quote(text)} names no reason: write why after the bound`;
  }
}

/** The names in backticks, and how many more there are. */
function someText({ first, count }: Some): string {
  const rest = count - first.length;
  return `${first.map(quote).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

/** `41 %`. */
const shareText = (share: number): string => percentText(share).replace('+', '');

const counted = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;
