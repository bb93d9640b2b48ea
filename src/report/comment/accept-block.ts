import { growths, parseDim } from '#graph/dim.ts';
import type { BudgetMetric, CountedMetric, TimedMetric } from '#policy/metrics.ts';
import { isTimed, unitOf } from '#policy/metrics.ts';
import type { GateReport, Judgement, ModelOutcome } from '#judge/types.ts';
import { exactText } from '#text/number-text.ts';
import { markdownBlock } from '#text/escape.ts';
import { quote } from '#text/quote.ts';
import { marked, type Markdown } from '#text/safe.ts';

/** Lines of the block, and those that are shown without unfolding it. */
const MAX_LINES = 30;
const MAX_SHOWN = 3;

/** What stands for the reason: a line that still holds it accepts nothing. */
const PLACEHOLDER = '<why this is worth it>';

interface Breach {
  readonly model: ModelOutcome;
  readonly judgement: Judgement;
}

const breaches = ({ models }: GateReport): readonly Breach[] =>
  models.flatMap((model) =>
    model.judgements
      .filter(({ verdict, broke }) => verdict === 'fail' && broke !== 'unreadable')
      .map((judgement) => ({ model, judgement })),
  );

/** True if the policy lets a person accept it at all. */
const canAccept = ({ policy }: GateReport, { judgement }: Breach): boolean =>
  judgement.broke !== 'max' || policy.accept.max;

/**
 * Lines of a commit message that accept, each with a reason still to be written, whatever broke and can be accepted so: nothing under the base
 * branch's policy, and no contract. Hostile text.
 */
export function acceptLines(report: GateReport): readonly string[] {
  const { trailer } = report.policy.accept;
  // A report file may claim any trailer.
  if (trailer === null || report.policy.from === 'base' || !/^[A-Za-z][\w-]{0,60}$/.test(trailer)) return [];
  const bounds = new Map<string, Map<string, string>>();
  for (const breach of breaches(report)) {
    const { model, judgement } = breach;
    const { metric } = judgement;
    if (metric === 'model' || !canAccept(report, breach) || /\s/.test(model.id)) continue;
    const bound = boundFor(model, judgement, metric);
    const own = bounds.get(model.id) ?? new Map<string, string>();
    if (bound !== null) bounds.set(model.id, own.set(metric, larger(own.get(metric), bound)));
  }
  return [...bounds]
    .flatMap(([id, own]) => boundTexts(own).map((text) => `${trailer}: ${id}.${text} ${PLACEHOLDER}`))
    .slice(0, MAX_LINES);
}

function boundFor(model: ModelOutcome, { reasons, broke }: Judgement, metric: BudgetMetric): string | null {
  if (isTimed(metric)) return timedBound(model, metric);
  const since = reasons.find((reason) => reason.kind === 'above-anchor');
  if (since !== undefined) return since.by === null ? null : `+${Math.ceil(since.by * 100)}%`;
  return countedBound(model, metric, broke === 'growth');
}

/** Of two percentages the larger one. */
const larger = (a: string | undefined, b: string): string =>
  a !== undefined && a.endsWith('%') && Number.parseFloat(a) > Number.parseFloat(b) ? a : b;

const isShare = (bound: string): boolean => /^\+\d+%$/.test(bound);

/** `macs +15%`; percentages of several metrics are one line, with the largest: `* +15%`. */
function boundTexts(bounds: ReadonlyMap<string, string>): readonly string[] {
  const shares = [...bounds.values()].filter(isShare);
  const texts = [...bounds].filter(([, bound]) => shares.length < 2 || !isShare(bound)).map((pair) => pair.join(' '));
  const largest = shares.toSorted((a, b) => Number.parseInt(b, 10) - Number.parseInt(a, 10))[0];
  return shares.length < 2 ? texts : [`* ${largest ?? ''}`, ...texts];
}

/** The lines as markdown: one block to copy, folded if it is long; null if there are none. */
export function acceptBlock(report: GateReport): Markdown | null {
  const lines = acceptLines(report);
  if (lines.length === 0) return null;
  const block = markdownBlock(lines);
  return lines.length <= MAX_SHOWN
    ? block
    : marked`<details><summary>${lines.length} lines that accept it</summary>\n\n${block}\n\n</details>`;
}

/** How the breaches can be accepted; null if none can. */
export function acceptStep(report: GateReport): string | null {
  const { label } = report.policy.accept;
  if (!breaches(report).some((breach) => canAccept(report, breach))) return null;
  return acceptLines(report).length > 0
    ? `or accept it: these lines in a commit message, each with a reason, or the label ${quote(label)} of a maintainer`
    : `or ask a maintainer to set the label ${quote(label)}`;
}

function timedBound({ latency }: ModelOutcome, metric: TimedMetric): string | null {
  const ratio = metric === 'latency' ? latency?.ratio : latency?.load?.ratio;
  return ratio === null || ratio === undefined || ratio <= 1 ? null : `+${Math.ceil((ratio - 1) * 100)}%`;
}

/** The whole percentage that covers the increase; without a base the figure itself. */
function countedBound({ figures }: ModelOutcome, metric: CountedMetric, isGrowth: boolean): string | null {
  const { base, head, headFormula } = figures[metric];
  if (head === null || isGrowth) return headFormula === null ? null : growthBound(headFormula);
  if (base === null || base <= 0n || head <= base)
    return unitOf(metric) === 'bytes' ? `${head}B` : exactText(head).replaceAll(',', '_');
  const percent = ((head - base) * 100n + base - 1n) / base;
  return `+${percent}%`;
}

/** The steepest growth of a formula; null if it is steeper than any that can be accepted by name. */
function growthBound(formula: string): string | null {
  const order = ['constant', 'linear', 'quadratic', 'cubic', 'polynomial'] as const;
  try {
    const steepest = Math.max(0, ...[...growths(parseDim(formula) ?? 0).values()].map((one) => order.indexOf(one)));
    return order[steepest] === 'polynomial' ? null : (order[steepest] ?? null);
  } catch {
    // What can't be read is accepted by the label.
    return null;
  }
}
