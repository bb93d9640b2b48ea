import type { Layer, Metric, ModelReport } from '#count/model-report.ts';
import { jsonDocument } from '#text/plain-json.ts';
import { bytesText, countText, shareText } from '#text/number-text.ts';
import { constantOf, format, mul } from '#graph/dim.ts';
import type { Dim, Growth } from '#graph/dim.ts';
import { terminalName } from '#text/escape.ts';
import { fixed, joined, term, type JsonText, type Plain, type TerminalText } from '#text/safe.ts';
import { paint } from './paint.ts';
import type { View } from './paint.ts';
import type { Cell, Column } from './plain-table.ts';
import { textTable } from './plain-table.ts';
import { intensityOf } from './compare.ts';
import { sizesText, usualEnv, valueAt } from './open-sizes.ts';

/** Where the operations, the parameters and the traffic of a model are. */
export interface Explanation {
  readonly path: string;
  /** Most MACs first, then most bytes moved; all executions of a layer together. */
  readonly hot: readonly Share[];
  /** The same by operator. */
  readonly operators: readonly Share[];
  /** Metric → symbol → growth. */
  readonly growth: ModelReport['growth'];
  readonly flopsPerByte: number | null;
  /** Layers that aren't part of this: the model has too many to list. */
  readonly layersOmitted?: bigint;
  /** Sizes that are open. */
  readonly unbound: readonly string[];
  /** The usual sizes that shares and order are of; a batch is 1. Absent if no size is open. */
  readonly at?: Readonly<Record<string, string>>;
}

/** Part of a total; null if an unbound size is needed. Shares are of usual sizes then. */
interface Share {
  readonly name: string;
  readonly op: string;
  readonly layers: number;
  readonly macs: bigint | null;
  readonly macsShare: number | null;
  readonly movedBytes: bigint | null;
  readonly movedShare: number | null;
  readonly params: bigint | null;
  /** The figures at usual sizes, if sizes are open. */
  readonly usual?: Pair;
}

interface Pair {
  readonly macs: bigint | null;
  readonly movedBytes: bigint | null;
}

const MAX_HOT = 15;
const partLayers = 1000;

export function explained(path: string, report: ModelReport): Explanation {
  const sizes = usualEnv(report);
  const totals: Pair = {
    macs: report.totals.macs ?? valueAt(report.figures.macs, sizes),
    movedBytes: report.totals.movedBytes ?? valueAt(report.figures.movedBytes, sizes),
  };
  const share = (name: string, op: string, layers: readonly Layer[]): Share => shareOf(name, op, layers, totals, sizes);
  const working = report.layers.filter(({ status }) => status !== 'constant' && status !== 'dead');
  const byOperator = new Map<string, Layer[]>();
  for (const layer of working) {
    const layers = byOperator.get(layer.op);
    if (layers === undefined) byOperator.set(layer.op, [layer]);
    else layers.push(layer);
  }
  const operators = [...byOperator].map(([op, layers]) => share(op, op, layers));
  return {
    path,
    hot: hottest(working, share),
    operators: operators.toSorted(byCost),
    growth: report.growth,
    flopsPerByte: intensityOf(report),
    unbound: report.unbound,
    ...(sizes.size === 0 ? {} : { at: Object.fromEntries([...sizes].map(([name, size]) => [name, String(size)])) }),
    ...(report.layersOmitted === 0n ? {} : { layersOmitted: report.layersOmitted }),
  };
}

/** Kept sorted while they are found: a large model has a hundred thousand layers. */
function hottest(
  layers: readonly Layer[],
  share: (name: string, op: string, layers: readonly Layer[]) => Share,
): readonly Share[] {
  let hot: readonly Share[] = [];
  for (let at = 0; at < layers.length; at += partLayers) {
    const part = layers.slice(at, at + partLayers).map((layer) => share(layer.name, layer.op, [layer]));
    hot = [...hot, ...part].toSorted(byCost).slice(0, MAX_HOT);
  }
  return hot;
}

function shareOf(
  name: string,
  op: string,
  layers: readonly Layer[],
  totals: Pair,
  sizes: ReadonlyMap<string, bigint>,
): Share {
  const of = (figure: (layer: Layer) => Dim, valueOf: (dim: Dim) => bigint | null): bigint | null => {
    let total = 0n;
    for (const layer of layers) {
      const value = valueOf(mul(figure(layer), layer.times));
      if (value === null) return null;
      total += value;
    }
    return total;
  };
  const pair = (valueOf: (dim: Dim) => bigint | null): Pair => ({
    macs: of((layer) => layer.macs, valueOf),
    movedBytes: of((layer) => layer.movedBytes, valueOf),
  });
  const { macs, movedBytes } = pair((dim) => constantOf(dim) ?? null);
  const usual = sizes.size === 0 ? undefined : pair((dim) => valueAt(dim, sizes));
  const params = layers.reduce<bigint | null>((sum, layer) => {
    const value = constantOf(layer.params);
    return sum === null || value === undefined ? null : sum + value;
  }, 0n);
  return {
    name,
    op,
    layers: layers.length,
    macs,
    macsShare: ratio(macs ?? usual?.macs ?? null, totals.macs),
    movedBytes,
    movedShare: ratio(movedBytes ?? usual?.movedBytes ?? null, totals.movedBytes),
    params,
    ...(usual === undefined ? {} : { usual }),
  };
}

const ratio = (part: bigint | null, whole: bigint | null): number | null =>
  part === null || whole === null || whole === 0n ? null : Number(part) / Number(whole);

/** What isn't known comes first: it may be the largest. */
function byCost(a: Share, b: Share): number {
  const [one, other] = [a, b].map(({ usual, ...exact }) => usual ?? exact) as [Pair, Pair];
  return compare(one.macs, other.macs) || compare(one.movedBytes, other.movedBytes);
}

function compare(a: bigint | null, b: bigint | null): number {
  if (a === null || b === null) return Number(b === null) - Number(a === null);
  return a > b ? -1 : a < b ? 1 : 0;
}

/** `flopgate explain`. */
export function renderExplain(one: Explanation, view: View): TerminalText {
  const lines = [paint(terminalName(one.path), 'strong', view.color)];
  lines.push(term``, paint(term`hot layers`, 'dim', view.color), ...shareTable(one.hot, 'layer', view));
  lines.push(term``, paint(term`by operator`, 'dim', view.color), ...shareTable(one.operators, 'operator', view));
  const growth = growthLines(one.growth);
  if (growth.length > 0) lines.push(term``, paint(term`growth`, 'dim', view.color), ...growth);
  if (one.flopsPerByte !== null) lines.push(term``, term`${fixed(one.flopsPerByte, 1)} FLOPs for each byte moved`);
  if (one.layersOmitted !== undefined) {
    const text = term`? ${countText(one.layersOmitted)} more layers of functions and bodies aren't listed here, nor in the sums by operator`;
    lines.push(term``, paint(text, 'warn', view.color));
  }
  if (one.at !== undefined) {
    const at = new Map(Object.entries(one.at).map(([name, size]) => [name, BigInt(size)]));
    lines.push(
      term``,
      paint(term`open sizes: figures are those ${sizesText(at)}; --dim NAME=N gives others`, 'dim', view.color),
    );
  }
  return term`${joined(lines, '\n')}\n`;
}

function shareTable(shares: readonly Share[], head: 'layer' | 'operator', view: View): TerminalText[] {
  const columns: Column[] = [
    { head: term`${head}`, align: 'left', least: 16 },
    { head: head === 'layer' ? term`op` : term`layers`, align: head === 'layer' ? 'left' : 'right' },
    ...[term`MACs`, term`share`, term`moved`, term`share`, term`params`].map((name): Column => ({
      head: name,
      align: 'right',
    })),
  ];
  const rows = shares.map((share): Cell[] => [
    { text: term`  ${terminalName(share.name)}`, style: 'name' },
    { text: head === 'layer' ? terminalName(share.op) : term`${share.layers}`, style: 'dim' },
    { text: amount(share.macs ?? share.usual?.macs ?? null, countText) },
    { text: percent(share.macsShare) },
    { text: amount(share.movedBytes ?? share.usual?.movedBytes ?? null, bytesText) },
    { text: percent(share.movedShare) },
    { text: amount(share.params, countText) },
  ]);
  return textTable(columns, rows, view.width, view.color);
}

const amount = (value: bigint | null, text: (value: bigint) => Plain): TerminalText =>
  value === null ? term`?` : value === 0n ? term`` : text(value);
const percent = (share: number | null): TerminalText => (share === null || share === 0 ? term`` : shareText(share));

const told: readonly (readonly [Metric, TerminalText])[] = [
  ['macs', term`MACs`],
  ['movedBytes', term`bytes moved`],
  ['peakActivationBytes', term`peak memory`],
];

function growthLines(growth: ModelReport['growth']): readonly TerminalText[] {
  return told.flatMap(([metric, label]) => {
    const symbols: Readonly<Record<string, Growth>> = growth[metric] ?? {};
    const parts = Object.entries(symbols).map(([symbol, kind]) => term`${kind} in ${terminalName(symbol)}`);
    return parts.length === 0 ? [] : [term`  ${label}: ${joined(parts, ', ')}`];
  });
}

/**
 * `explain --json`, schema `flopgate/explain/1`.
 * @param more what was asked for beside: `roofline` (null if a size is open), `whatIf`
 */
export function explainJson(one: Explanation, report: ModelReport, more: object = {}): JsonText {
  const formulas = Object.fromEntries(
    told.map(([metric]) => {
      const formula = report.formulas[metric];
      return [metric, formula === null ? null : format(formula)];
    }),
  );
  return jsonDocument({ schema: 'flopgate/explain/1', ...one, formulas, ...more }, 2);
}
