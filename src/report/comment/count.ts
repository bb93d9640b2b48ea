import { countColumns, isBoundTotal, unitOfTotal } from '#policy/metrics.ts';
import type { Layer, Metric, ModelReport } from '#count/model-report.ts';
import { briefFormula } from '#text/formula-text.ts';
import { bytesText, quantityText } from '#text/number-text.ts';
import type { QuantityKind } from '#text/number-text.ts';
import { constantOf, mul } from '#graph/dim.ts';
import type { Dim } from '#graph/dim.ts';
import type { CountEntry } from '#report/count-entry.ts';
import { markdownCode, markdownText } from '#text/escape.ts';
import { joined, marked, type Markdown } from '#text/safe.ts';
import { table } from './table.ts';

type Counted = Extract<CountEntry, { kind: 'counted' }>;

const columns = countColumns('wide');

/** `count --md`: a row a model, what there is to say of it below, and with `perLayer` its layers. */
export function markdownCount(entries: readonly CountEntry[], perLayer = false): Markdown {
  const heads = [marked`model`, ...columns.map(({ head }) => markdownText(head)), marked`file`];
  const rows = entries.map((entry) => [markdownCode(entry.path, 'cell'), ...cellsOf(entry)]);
  const blocks = [table(heads, ['l', ...heads.slice(1).map(() => 'r' as const)], rows)];
  const notes = entries.flatMap(notesOf);
  if (notes.length > 0)
    blocks.push(
      joined(
        notes.map((note) => marked`- ${note}`),
        '\n',
      ),
    );
  if (perLayer) for (const entry of entries) if (entry.kind === 'counted') blocks.push(layersOf(entry));
  return marked`${joined(blocks, '\n\n')}\n`;
}

function cellsOf(entry: CountEntry): readonly Markdown[] {
  if (entry.kind === 'failed') return [markdownText(`✖ ${entry.failure.code}`, 'cell'), ...columns.map(() => marked``)];
  const { report } = entry;
  const size = report.fileBytes === null ? marked`` : bytesText(BigInt(report.fileBytes));
  return [...columns.map(({ total }) => figureCell(report, total, unitOfTotal(total))), size];
}

function figureCell(report: ModelReport, metric: Metric, kind: QuantityKind): Markdown {
  const [value, formula] = [report.totals[metric], report.formulas[metric]];
  if (value === null) return formula === null ? marked`unknown` : formulaCell(formula, kind);
  return marked`${isBoundTotal(metric, report.exact) ? '≥ ' : ''}${quantityText(value, kind)}`;
}

function notesOf(entry: CountEntry): readonly Markdown[] {
  const name = markdownCode(entry.path);
  if (entry.kind === 'failed')
    return [marked`${name}: ${markdownText(entry.failure.message)}; ${markdownText(entry.failure.hint)}`];
  const { report } = entry;
  const sizes = [...report.sizes].map(([size, value]) => markdownCode(`${size}=${value}`));
  const told = report.findings.filter(({ level, code }) => level !== 'info' && code !== 'unbound-size');
  return [
    ...(sizes.length > 0 ? [marked`${name}: counted with ${joined(sizes, ', ')}`] : []),
    ...(report.unbound.length > 0
      ? [
          marked`${name}: open sizes ${joined(
            report.unbound.map((size) => markdownCode(size)),
            ', ',
          )}`,
        ]
      : []),
    ...told.map(
      ({ layer, detail }) =>
        marked`${name}: ${layer === undefined ? '' : marked`${markdownCode(layer)}: `}${markdownText(detail)}`,
    ),
  ];
}

function layersOf({ path, report }: Counted): Markdown {
  const rows = report.layers.map((layer) => [
    markdownCode(layer.name, 'cell'),
    markdownText(layer.op, 'cell'),
    macsCell(layer),
    dimCell(layer.elementwise, 'count'),
    dimCell(layer.params, 'count'),
    dimCell(layer.movedBytes, 'bytes'),
  ]);
  const heads = [
    marked`layer`,
    marked`operator`,
    marked`MACs`,
    marked`other arithmetic`,
    marked`parameters`,
    marked`bytes moved`,
  ];
  return marked`**${markdownCode(path)}**\n\n${table(heads, ['l', 'l', 'r', 'r', 'r', 'r'], rows)}`;
}

/** All executions of the layer together. */
function macsCell({ macs, times, status }: Layer): Markdown {
  if (status === 'unknown') return marked`unknown`;
  const text = dimCell(mul(macs, times), 'count');
  return status === 'lower-bound' ? marked`≥ ${text === '' ? '0' : text}` : text;
}

/** Nothing for zero, so that what costs stands out. */
function dimCell(dim: Dim, kind: QuantityKind): Markdown {
  const value = constantOf(dim);
  if (value === undefined) return formulaCell(dim, kind);
  return value === 0n ? marked`` : quantityText(value, kind);
}

const formulaCell = (formula: Dim, kind: QuantityKind): Markdown =>
  markdownCode(briefFormula(formula, { kind, most: 60 }), 'cell');
