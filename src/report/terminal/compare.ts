import type { Metric, ModelReport } from '#count/model-report.ts';
import { jsonDocument } from '#text/plain-json.ts';
import { briefFormula } from '#text/formula-text.ts';
import { quantityText } from '#text/number-text.ts';
import { countColumns, isBoundTotal, unitOfTotal } from '#policy/metrics.ts';
import type { CountEntry } from '#report/count-entry.ts';
import { terminalName, terminalText } from '#text/escape.ts';
import { fixed, joined, term, type JsonText, type TerminalText } from '#text/safe.ts';
import { paint, unpainted } from './paint.ts';
import type { View } from './paint.ts';
import type { Cell, Column } from './plain-table.ts';
import { textTable, textWidth } from './plain-table.ts';
import { sizesText, usualEnv, valueAt } from './open-sizes.ts';

const figureColumns = countColumns('wide');

/** What models can be ranked by: names of totals. */
export const rankings: readonly Metric[] = figureColumns.map(({ total }) => total);

/** Characters of a formula that a cell shows; `count --json` has it whole. */
const FORMULA_WIDTH = 20;

/** One model in the ranking. */
export interface Ranked {
  /** From 1; equal figures share a rank. Null if there is no number to rank by. */
  readonly rank: number | null;
  /** The figure over the least of all; null if there is none, or the least is zero. */
  readonly ratio: number | null;
  readonly path: string;
  readonly report: ModelReport;
  /** Sizes that the model leaves open, and that it is ranked at. */
  readonly at: ReadonlyMap<string, bigint>;
}

/** The cheapest first; open sizes are taken as usual ones, a batch as 1. A model without a formula comes last. */
export function ranked(entries: readonly CountEntry[], by: Metric): readonly Ranked[] {
  const counted = entries.flatMap((entry) => (entry.kind === 'counted' ? [entry] : []));
  const valued = counted.map(({ path, report }) => {
    const at = report.totals[by] === null ? usualEnv(report) : new Map<string, bigint>();
    const value: bigint | null = report.totals[by] ?? valueAt(report.figures[by], at);
    return { path, report, at, value };
  });
  const known = valued
    .flatMap(({ value, ...rest }) => (value === null ? [] : [{ ...rest, value }]))
    .toSorted((a, b) => (a.value < b.value ? -1 : a.value > b.value ? 1 : 0));
  const least = known[0]?.value ?? 0n;
  const rest = valued.filter(({ value }) => value === null);
  return [
    ...known.map(({ value, ...one }) => ({
      rank: known.findIndex((other) => other.value === value) + 1,
      ratio: least === 0n ? null : Number(value) / Number(least),
      ...one,
    })),
    ...rest.map(({ path, report, at }) => ({ rank: null, ratio: null, path, report, at })),
  ];
}

/** `flopgate compare`: models side by side, the cheapest first. */
export function renderCompare(list: readonly Ranked[], by: Metric, view: View): TerminalText {
  const columns: Column[] = [
    { head: term``, align: 'right' },
    { head: term`model`, align: 'left', least: 16 },
    ...figureColumns.map(({ total, head }): Column => ({
      head: term`${terminalText(head)}${total === by ? ' ↑' : ''}`,
      align: 'right',
      least: 10,
    })),
    { head: term`×`, align: 'right' },
    { head: term`FLOPs/byte`, align: 'right' },
  ];
  const rows = list.map(({ rank, ratio, path, report }): Cell[] => [
    { text: rank === null ? term`–` : term`${rank}`, style: 'dim' },
    { text: terminalName(path), style: 'strong' },
    ...rankings.map((metric) => figureCell(report, metric)),
    { text: ratio === null ? term`` : fixed(ratio, 2) },
    { text: intensityText(report) },
  ]);
  const at = new Map(list.flatMap((one) => [...one.at]));
  const note =
    at.size === 0
      ? []
      : [paint(term`open sizes are ranked ${sizesText(at)}; --dim NAME=N gives others`, 'dim', view.color)];
  return term`${joined([...fitting(columns, rows, view), ...note], '\n')}\n`;
}

/** Columns that say the least are left out until the table fits. */
function fitting(columns: readonly Column[], rows: readonly (readonly Cell[])[], view: View): readonly TerminalText[] {
  const kept = columns.map((_, i) => i);
  for (;;) {
    const pick = <T>(list: readonly T[]): T[] => kept.flatMap((i) => list[i] ?? []);
    const lines = textTable(pick(columns), rows.map(pick), view.width, view.color);
    const last = kept.findLastIndex(
      (i) => i > 1 && columns[i]?.head.endsWith('↑') !== true && columns[i]?.head !== '×',
    );
    if (last === -1 || lines.every((line) => textWidth(unpainted(line)) <= view.width)) return lines;
    kept.splice(last, 1);
  }
}

const intensityText = (report: ModelReport): TerminalText => {
  const intensity = intensityOf(report);
  return intensity === null ? term`` : fixed(intensity, 1);
};

function figureCell(report: ModelReport, metric: Metric): Cell {
  const [value, formula] = [report.totals[metric], report.formulas[metric]];
  if (value === null) {
    const text =
      formula === null
        ? term`unknown`
        : terminalName(briefFormula(formula, { kind: unitOfTotal(metric), most: FORMULA_WIDTH }));
    return { text, style: 'name' };
  }
  return { text: term`${isBoundTotal(metric, report.exact) ? '≥ ' : ''}${quantityText(value, unitOfTotal(metric))}` };
}

/** FLOPs for each byte moved; null if either isn't a number, or nothing moves. */
export function intensityOf({ totals }: ModelReport): number | null {
  const [work, moved] = [totals.flopsTotal, totals.movedBytes];
  return work === null || moved === null || (moved as bigint) === 0n ? null : Number(work) / Number(moved);
}

/** `compare --json`, schema `flopgate/compare/1`. */
export function compareJson(list: readonly Ranked[], by: Metric): JsonText {
  const models = list.map(({ rank, ratio, path, report, at }) => ({
    rank,
    ratio,
    path,
    ...(at.size === 0 ? {} : { at: Object.fromEntries([...at].map(([name, size]) => [name, String(size)])) }),
    exact: report.exact,
    unbound: report.unbound,
    totals: Object.fromEntries(rankings.map((metric) => [metric, report.totals[metric]])),
    flopsPerByte: intensityOf(report),
  }));
  return jsonDocument({ schema: 'flopgate/compare/1', by, models }, 2);
}
