import { countColumns, isBoundTotal, unitOfTotal } from '#policy/metrics.ts';
import type { Layer, Metric, ModelReport } from '#count/model-report.ts';
import { briefFormula } from '#text/formula-text.ts';
import { bytesText, quantityText } from '#text/number-text.ts';
import type { QuantityKind } from '#text/number-text.ts';
import { constantOf, mul } from '#graph/dim.ts';
import type { Dim } from '#graph/dim.ts';
import type { CountEntry } from '#report/count-entry.ts';
import { markdownCode, markdownText } from '#text/escape.ts';
import { table } from './table.ts';

type Counted = Extract<CountEntry, { kind: 'counted' }>;

const columns = countColumns('wide');

/** `count --md`: a row a model, what there is to say of it below, and with `perLayer` its layers. */
export function markdownCount(entries: readonly CountEntry[], perLayer = false): string {
  const heads = ['model', ...columns.map(({ head }) => head), 'file'];
  const rows = entries.map((entry) => [markdownCode(entry.path, 'cell'), ...cellsOf(entry)]);
  const blocks = [table(heads, ['l', ...heads.slice(1).map(() => 'r' as const)], rows)];
  const notes = entries.flatMap(notesOf);
  if (notes.length > 0) blocks.push(notes.map((note) => `- ${note}`).join('\n'));
  if (perLayer) for (const entry of entries) if (entry.kind === 'counted') blocks.push(layersOf(entry));
  return `${blocks.join('\n\n')}\n`;
}

function cellsOf(entry: CountEntry): readonly string[] {
  if (entry.kind === 'failed') return [markdownText(`✖ ${entry.failure.code}`, 'cell'), ...columns.map(() => '')];
  const { report } = entry;
  const size = report.fileBytes === null ? '' : bytesText(BigInt(report.fileBytes));
  return [...columns.map(({ total }) => figureCell(report, total, unitOfTotal(total))), size];
}

function figureCell(report: ModelReport, metric: Metric, kind: QuantityKind): string {
  const [value, formula] = [report.totals[metric], report.formulas[metric]];
  if (value === null) return formula === null ? 'unknown' : formulaCell(formula, kind);
  return `${isBoundTotal(metric, report.exact) ? '≥ ' : ''}${quantityText(value, kind)}`;
}

function notesOf(entry: CountEntry): readonly string[] {
  const name = markdownCode(entry.path);
  if (entry.kind === 'failed')
    return [`${name}: ${markdownText(entry.failure.message)}; ${markdownText(entry.failure.hint)}`];
  const { report } = entry;
  const sizes = [...report.sizes].map(([size, value]) => markdownCode(`${size}=${value}`));
  const told = report.findings.filter(({ level, code }) => level !== 'info' && code !== 'unbound-size');
  return [
    ...(sizes.length > 0 ? [`${name}: counted with ${sizes.join(', ')}`] : []),
    ...(report.unbound.length > 0
      ? [`${name}: open sizes ${report.unbound.map((size) => markdownCode(size)).join(', ')}`]
      : []),
    ...told.map(
      ({ layer, detail }) => `${name}: ${layer === undefined ? '' : `${markdownCode(layer)}: `}${markdownText(detail)}`,
    ),
  ];
}

function layersOf({ path, report }: Counted): string {
  const rows = report.layers.map((layer) => [
    markdownCode(layer.name, 'cell'),
    markdownText(layer.op, 'cell'),
    macsCell(layer),
    dimCell(layer.elementwise, 'count'),
    dimCell(layer.params, 'count'),
    dimCell(layer.movedBytes, 'bytes'),
  ]);
  const heads = ['layer', 'operator', 'MACs', 'other arithmetic', 'parameters', 'bytes moved'];
  return `**${markdownCode(path)}**\n\n${table(heads, ['l', 'l', 'r', 'r', 'r', 'r'], rows)}`;
}

/** All executions of the layer together. */
function macsCell({ macs, times, status }: Layer): string {
  if (status === 'unknown') return 'unknown';
  const text = dimCell(mul(macs, times), 'count');
  return status === 'lower-bound' ? `≥ ${text === '' ? '0' : text}` : text;
}

/** Nothing for zero, so that what costs stands out. */
function dimCell(dim: Dim, kind: QuantityKind): string {
  const value = constantOf(dim);
  if (value === undefined) return formulaCell(dim, kind);
  return value === 0n ? '' : quantityText(value, kind);
}

const formulaCell = (formula: Dim, kind: QuantityKind): string =>
  markdownCode(briefFormula(formula, { kind, most: 60 }), 'cell');
