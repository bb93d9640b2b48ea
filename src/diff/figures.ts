import type { ModelReport } from '#count/model-report.ts';
import type { Metric } from '#count/model-report.ts';
import type { Dim } from '#graph/dim.ts';
import { format, fromBigInt, proportion, sub } from '#graph/dim.ts';
import { Fault } from '#graph/fault.ts';
import type { CountedMetric } from '#policy/metrics.ts';
import { countedMetrics, isBound, totalOf } from '#policy/metrics.ts';
import type { Figure, ChangedFigures, Side } from './types.ts';

/** One side's figure: a number, or the formula that it would take sizes to turn into one. */
export interface Amount {
  readonly value: bigint | null;
  readonly formula: Dim | null;
  /** False: the true figure may be larger. */
  readonly exact: boolean;
}

/** Size is all that is known of a file that no reader counts. */
function sizeAlone(side: Extract<Side, { kind: 'failed' }>, metric: CountedMetric): Amount | null {
  if (totalOf(metric) !== null || side.bytes === undefined || side.bytes === null) return null;
  return { value: side.bytes, formula: null, exact: true };
}

/** The side's figure for a metric; null if the side is missing or can't be counted. */
export function amountOf(side: Side | null, metric: CountedMetric): Amount | null {
  if (side === null) return null;
  if (side.kind === 'failed') return sizeAlone(side, metric);
  const { report, bytes } = side;
  const total = totalOf(metric);
  if (total === null) {
    const size = bytes ?? (report.fileBytes === null ? null : BigInt(report.fileBytes));
    return { value: size, formula: null, exact: true };
  }
  return { value: report.totals[total], formula: report.figures[total], exact: !isBound(metric, report.exact) };
}

/** How the metric's formula grows in each symbol; a symbol that it doesn't hold is constant. Null: there is no formula. */
export function growthOf(side: Side | null, metric: CountedMetric): ModelReport['growth'][Metric] | null {
  const total = totalOf(metric);
  if (side === null || side.kind === 'failed' || total === null || side.report.formulas[total] === null) return null;
  return side.report.growth[total] ?? {};
}

/** Every counted metric at base and head. */
export function comparedFigures(base: Side | null, head: Side | null): ChangedFigures {
  const entries = countedMetrics.map((metric) => [metric, figureOf(amountOf(base, metric), amountOf(head, metric))]);
  return Object.fromEntries(entries) as ChangedFigures;
}

export function figureOf(base: Amount | null, head: Amount | null): Figure {
  const [before, after] = [base?.value ?? null, head?.value ?? null];
  const delta = before === null || after === null ? null : after - before;
  return {
    base: before,
    head: after,
    delta,
    ratio: delta === null ? formulaRatio(base, head) : ratioOf(before, delta),
    baseFormula: formulaText(base),
    headFormula: formulaText(head),
    deltaFormula: delta === null ? changeText(base, head) : null,
  };
}

const dimOf = (amount: Amount | null): Dim | null =>
  amount === null ? null : (amount.formula ?? (amount.value === null ? null : fromBigInt(amount.value)));

/** The change of a figure that hangs on sizes in every one of them alike: `714*N` is +100 % over `357*N`. */
function formulaRatio(base: Amount | null, head: Amount | null): number | null {
  const [before, after] = [dimOf(base), dimOf(head)];
  if (before === null || after === null) return null;
  if (after === 0) return before === 0 ? 0 : -1;
  const share = proportion(before, after);
  return share === undefined ? null : Number(((share.over - share.under) * 10n ** 12n) / share.under) / 1e12;
}

function changeText(base: Amount | null, head: Amount | null): string | null {
  const [before, after] = [dimOf(base), dimOf(head)];
  if (before === null || after === null) return null;
  try {
    return format(sub(after, before));
  } catch (thrown) {
    if (thrown instanceof Fault && thrown.code !== 'expansion-limit') return null;
    throw thrown;
  }
}

function ratioOf(base: bigint | null, delta: bigint | null): number | null {
  if (base === null || delta === null) return null;
  if (base === 0n) return delta === 0n ? 0 : null;
  return Number(delta) / Number(base);
}

function formulaText(amount: Amount | null): string | null {
  return amount === null || amount.value !== null || amount.formula === null ? null : format(amount.formula);
}
