import { countColumns, isBoundTotal, labelOfTotal, unitOfTotal } from '#policy/metrics.ts';
import type { Convention } from '#explain/conventions/reconciliation.ts';
import type { Layer, Metric, ModelReport } from '#count/model-report.ts';
import { briefFormula, isShortened } from '#text/formula-text.ts';
import { interfaceOf, typeText } from '#diff/interface.ts';
import { bytesText, countText, exactText, quantityText, shareText } from '#text/number-text.ts';
import type { QuantityKind } from '#text/number-text.ts';
import type { NamedType } from '#text/value-type.ts';
import { constantOf, mul } from '#graph/dim.ts';
import type { Dim } from '#graph/dim.ts';
import type { Value } from '#graph/value.ts';
import type { CountEntry } from '#report/count-entry.ts';
import { conventionLines } from './convention.ts';
import { elided, terminalName, terminalText } from '#text/escape.ts';
import { joined, spaces, term, type TerminalText } from '#text/safe.ts';
import { paint } from './paint.ts';
import type { View } from './paint.ts';
import type { Cell, Column } from './plain-table.ts';
import { textTable } from './plain-table.ts';

/** The figures of a model one below the other, in groups that belong together; with a label of its own if no metric stands on the total. */
const rows: readonly { readonly metric: Metric; readonly own?: TerminalText }[] = [
  { metric: 'macs' },
  { metric: 'effectiveMacs', own: term`  after masks and sparsity` },
  { metric: 'denseMacs', own: term`  with every expert run` },
  { metric: 'flops' },
  { metric: 'elementwise' },
  { metric: 'transcendentals' },
  { metric: 'bitOps' },
  { metric: 'params' },
  { metric: 'paramsStored', own: term`  as stored` },
  { metric: 'weightBytes' },
  { metric: 'movedBytes' },
  { metric: 'peakActivationBytes' },
];

/** What an optional row would only say over again. */
const sameAs: Partial<Record<Metric, Metric>> = {
  effectiveMacs: 'macs',
  denseMacs: 'macs',
  paramsStored: 'params',
};

/** `flopgate count`: one model in full, several as a table with what there is to say of each below. */
export function renderCount(entries: readonly CountEntry[], view: View, perLayer = false): TerminalText {
  const blocks =
    entries.length > 1 && !perLayer
      ? [manyModels(entries, view)]
      : entries.map((entry) => oneModel(entry, view, perLayer));
  for (const entry of entries)
    if (entry.kind === 'counted' && entry.convention !== undefined)
      blocks.push(conventionBlock(entry.path, entry.convention, entries.length > 1, view));
  return term`${joined(blocks, '\n\n')}\n`;
}

function conventionBlock(path: string, convention: Convention, named: boolean, view: View): TerminalText {
  const head = named ? [paint(terminalName(path), 'strong', view.color)] : [];
  return joined([...head, ...conventionLines(convention, view)], '\n');
}

function oneModel(entry: CountEntry, view: View, perLayer: boolean): TerminalText {
  const name = paint(terminalName(entry.path), 'strong', view.color);
  if (entry.kind === 'failed') return term`${name}\n${joined(failureLines(entry, view), '\n')}`;
  const { report } = entry;
  const size = report.fileBytes === null ? '' : term` · ${bytesText(BigInt(report.fileBytes))}`;
  const lines = [
    term`${name}  ${paint(term`${terminalName(report.format)}${size}`, 'dim', view.color)}`,
    ...interfaceLines(report, view),
  ];
  if (perLayer) lines.push(term``, ...layerTable(report, view), term``);
  lines.push(...figureTable(report, view), ...notes(report, view));
  return joined(lines, '\n');
}

/** `inputs   images f32[1, 3, 640, 640]`, the outputs, and what the file is written in. */
function interfaceLines(report: ModelReport, view: View): TerminalText[] {
  const { inputs, outputs, opsets, producer } = interfaceOf(report);
  const versions = Object.entries(opsets).map(([domain, version]) => term`${terminalName(domain)} ${version}`);
  if (producer !== '') versions.push(term`by ${terminalName(elided(producer, 40))}`);
  return [
    ...(inputs.length === 0 ? [] : [note(term`inputs`, typesText(inputs), view)]),
    ...(outputs.length === 0 ? [] : [note(term`outputs`, typesText(outputs), view)]),
    ...(versions.length === 0 ? [] : [note(term`opset`, joined(versions, ', '), view)]),
  ];
}

function typesText(list: readonly NamedType[]): TerminalText {
  const told = list
    .slice(0, 4)
    .map((one) => term`${terminalName(elided(one.name, 40))} ${terminalName(typeText(one))}`);
  return term`${joined(told, ', ')}${list.length > 4 ? term`, … ${list.length - 4} more` : ''}`;
}

function figureTable(report: ModelReport, view: View): TerminalText[] {
  // Beside the labels and the numbers.
  const most = Math.max(24, Math.min(100, view.width - 44));
  const body = rows
    .filter(({ metric }) => !(metric in sameAs) || report.totals[metric] !== report.totals[sameAs[metric] ?? metric])
    .map(({ metric, own }): Cell[] => {
      const label = own ?? terminalText(labelOfTotal(metric) ?? metric);
      const isBytes = unitOfTotal(metric) === 'bytes';
      const value = report.totals[metric];
      const bound = isBoundTotal(metric, report.exact) ? '≥ ' : '';
      if (value === null)
        return [{ text: term`  ${label}` }, { text: term`` }, { text: formulaOf(report, metric, most), style: 'name' }];
      const text = isBytes ? bytesText(value) : countText(value);
      const exact = exactText(value);
      const whole = exact === text ? term`` : term`${exact}${isBytes ? ' B' : ''}`;
      return [
        { text: term`  ${label}` },
        { text: term`${bound}${text}`, style: 'strong' },
        { text: whole, style: 'dim' },
      ];
    });
  const columns: Column[] = [
    { head: term``, align: 'left' },
    { head: term``, align: 'right' },
    { head: term``, align: 'left', least: 20 },
  ];
  return textTable(columns, body, view.width, view.color).slice(1);
}

/** @param most characters */
function formulaOf(report: ModelReport, metric: Metric, most: number): TerminalText {
  const formula = report.formulas[metric];
  return formula === null ? term`unknown` : terminalName(briefFormula(formula, { kind: unitOfTotal(metric), most }));
}

const hasShortened = ({ totals, formulas }: ModelReport): boolean =>
  rows.some(({ metric }) => {
    const formula = formulas[metric];
    return totals[metric] === null && formula !== null && isShortened(formula);
  });

/** Sizes, coverage and findings. */
function notes(report: ModelReport, view: View): TerminalText[] {
  const lines: TerminalText[] = [];
  const sizes = [...report.sizes].map(([name, size]) => term`${terminalName(name)}=${size}`);
  if (sizes.length > 0) lines.push(note(term`sizes`, joined(sizes, ' '), view));
  if (report.unbound.length > 0)
    lines.push(
      note(
        term`unbound`,
        term`${joined(report.unbound.slice(0, 8).map(terminalName), ', ')}: give sizes with --dim NAME=N${hasShortened(report) ? '; --json has the formulas whole' : ''}`,
        view,
      ),
    );
  const { exact, bounded, unknown } = report.coverage;
  const parts = [
    term`${exact} exact`,
    ...(bounded > 0 ? [term`${bounded} lower ${bounded === 1 ? 'bound' : 'bounds'}`] : []),
    ...(unknown > 0 ? [term`${unknown} unknown`] : []),
  ];
  lines.push(note(term`layers`, joined(parts, ', '), view));
  const steep = Object.entries(report.growth.macs ?? {}).filter(([, growth]) => growth !== 'constant');
  if (steep.length > 0)
    lines.push(
      note(
        term`growth`,
        term`MACs are ${joined(
          steep.map(([symbol, growth]) => term`${growth} in ${terminalName(symbol)}`),
          ', ',
        )}`,
        view,
      ),
    );
  const told = report.findings.filter(({ level, code }) => level !== 'info' && code !== 'unbound-size');
  for (const { code, layer, detail } of told.slice(0, 10)) {
    const where = layer === undefined || detail.includes(layer) ? '' : term`${terminalName(layer)}: `;
    lines.push(term`  ${paint(term`! ${terminalName(code)}`, 'warn', view.color)}  ${where}${terminalText(detail)}`);
  }
  if (told.length > 10)
    lines.push(paint(term`  … and ${told.length - 10} more findings (--json has them all)`, 'dim', view.color));
  return lines;
}

function note(label: TerminalText, text: TerminalText, view: View): TerminalText {
  return term`  ${paint(term`${label}${spaces(18 - label.length)}`, 'dim', view.color)}${text}`;
}

function failureLines({ failure }: Extract<CountEntry, { kind: 'failed' }>, view: View): TerminalText[] {
  return [
    term`  ${paint(term`✖ ${terminalName(failure.code)}`, 'bad', view.color)}  ${terminalText(failure.message)}`,
    term`  ${paint(term`hint`, 'dim', view.color)}  ${terminalText(failure.hint)}`,
  ];
}

function manyModels(entries: readonly CountEntry[], view: View): TerminalText {
  const shown = countColumns('any');
  const columns: Column[] = [
    { head: term`model`, align: 'left', least: 16 },
    ...[...shown.map(({ head }) => terminalText(head)), term`file`].map((head): Column => ({
      head,
      align: 'right',
      least: 10,
    })),
  ];
  // What the names and the numbers leave.
  const most = Math.max(12, Math.min(28, Math.floor((view.width - 44) / 4)));
  const body = entries.map((entry): Cell[] => {
    const name: Cell = { text: terminalName(entry.path), style: 'strong' };
    if (entry.kind === 'failed') return [name, { text: term`✖ ${terminalName(entry.failure.code)}`, style: 'bad' }];
    const { report } = entry;
    const figure = (metric: Metric): Cell => {
      const value = report.totals[metric];
      if (value === null) return { text: formulaOf(report, metric, most), style: 'name' };
      const bound = isBoundTotal(metric, report.exact) ? '≥ ' : '';
      return { text: term`${bound}${quantityText(value, unitOfTotal(metric))}` };
    };
    const size: Cell = { text: report.fileBytes === null ? term`` : bytesText(BigInt(report.fileBytes)) };
    return [name, ...shown.map(({ total }) => figure(total)), size];
  });
  const lines = textTable(columns, body, view.width, view.color);
  for (const entry of entries) {
    const said =
      entry.kind === 'failed'
        ? failureLines(entry, view)
        : notes(entry.report, view).filter((line) => line.includes('!') || line.includes('unbound'));
    if (said.length > 0) lines.push(term``, paint(terminalName(entry.path), 'strong', view.color), ...said);
  }
  return joined(lines, '\n');
}

/** `--per-layer`: every node in file order. */
function layerTable(report: ModelReport, view: View): TerminalText[] {
  const total = report.totals.macs;
  const columns: Column[] = [
    { head: term`layer`, align: 'left', least: 20 },
    { head: term`op`, align: 'left', least: 12 },
    { head: term`output`, align: 'left', least: 14 },
    { head: term`MACs`, align: 'right', least: 12 },
    { head: term`share`, align: 'right' },
    { head: term`other`, align: 'right', least: 8 },
    { head: term`params`, align: 'right', least: 8 },
    { head: term`moved`, align: 'right', least: 8 },
    { head: term`times`, align: 'right', least: 6 },
  ];
  const body = report.layers.map((layer): Cell[] => {
    const macs = constantOf(mul(layer.macs, layer.times));
    const isFree = layer.status === 'constant' || layer.status === 'dead';
    const share =
      macs === undefined || total === null || total === 0n || macs === 0n
        ? term``
        : shareText(Number(macs) / Number(total));
    return [
      { text: terminalName(layer.name), style: isFree ? 'dim' : 'name' },
      { text: terminalName(layer.op), ...(isFree ? { style: 'dim' as const } : {}) },
      { text: outputText(layer), style: 'dim' },
      statusCell(layer),
      { text: share },
      { text: dimCell(layer.elementwise, 'count') },
      { text: dimCell(layer.params, 'count') },
      { text: dimCell(layer.movedBytes, 'bytes') },
      { text: layer.times === 1 ? term`` : terminalName(briefFormula(layer.times, { kind: 'count', most: 24 })) },
    ];
  });
  return textTable(columns, body, view.width, view.color);
}

function statusCell({ status, macs }: Layer): Cell {
  switch (status) {
    case 'unknown':
      return { text: term`unknown`, style: 'warn' };
    case 'lower-bound':
      return { text: term`≥ ${dimCell(macs, 'count') || '0'}`, style: 'warn' };
    case 'dead':
      return { text: term`dead`, style: 'dim' };
    case 'constant':
    case 'exact':
      return { text: dimCell(macs, 'count') };
  }
}

/** Nothing for zero, so that what costs stands out. */
function dimCell(dim: Dim, kind: QuantityKind): TerminalText {
  const value = constantOf(dim);
  if (value === undefined) return terminalName(briefFormula(dim, { kind, most: 48 }));
  return value === 0n ? term`` : quantityText(value, kind);
}

function outputText({ outputs }: Layer): TerminalText {
  const value: Value | undefined = outputs[0]?.value;
  if (value?.kind !== 'tensor') return term`${value?.kind ?? ''}`;
  const sizes = value.shape?.map((dim) => terminalName(briefFormula(dim, { kind: 'count', most: 32 })));
  return term`${value.dtype} ${sizes === undefined ? '?' : joined(sizes, '×') || 'scalar'}`;
}
