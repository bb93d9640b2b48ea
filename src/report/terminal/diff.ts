import type { CountedMetric } from '#policy/metrics.ts';
import { countedMetrics, metricOf, unitOf, usualMetrics } from '#policy/metrics.ts';
import { briefFormula } from '#text/formula-text.ts';
import { interfaceChanges } from '#diff/interface.ts';
import type { ModelOutcome } from '#judge/types.ts';
import type { Figure, LayerChange, LayerDiff } from '#diff/types.ts';
import { terminalName, terminalText } from '#text/escape.ts';
import { paint } from './paint.ts';
import type { Style, View } from './paint.ts';
import type { Cell, Column } from './plain-table.ts';
import { textTable } from './plain-table.ts';
import { amountText, changeText, growthSentences, percentOf, sideText, titleOf } from '#report/words.ts';

/** How many layers a diff shows before it says how many more there are. */
const maxRows = 20;

/** Rows where layers are only part of a larger report; nothing is said of layers that are all the same. */
export const briefRows = 5;

/** Always shown; the other figures only if they differ. */
const always: ReadonlySet<string> = new Set(usualMetrics('any'));

/** `flopgate diff`: figures side by side, what explains the change, and the layers that changed. */
export function renderDiff(models: readonly ModelOutcome[], view: View, rows = maxRows): string {
  return `${models.map((model) => oneModel(model, view, rows)).join('\n\n')}\n`;
}

function oneModel(model: ModelOutcome, view: View, rows: number): string {
  const from = model.basePath === null ? '' : `  ${paint(`from ${terminalName(model.basePath)}`, 'dim', view.color)}`;
  const lines = [`${paint(terminalName(titleOf(model)), 'strong', view.color)}${from}`];
  for (const side of ['base', 'head'] as const) {
    const facts = model[side];
    if (facts?.kind !== 'failed') continue;
    lines.push(
      `  ${paint(`✖ ${side}: ${terminalName(facts.failure.code)}`, 'bad', view.color)}  ${terminalText(facts.failure.message)}`,
    );
    lines.push(`  ${paint('hint', 'dim', view.color)}  ${terminalText(facts.failure.hint)}`);
  }
  if (model.base?.kind === 'counted' || model.head?.kind === 'counted') lines.push(...figureTable(model, view));
  lines.push(...layerLines(model, view, rows));
  return lines.join('\n');
}

/** Columns beyond which a table of figures is no table any more, however wide the output is. */
const widest = 120;

function figureTable(model: ModelOutcome, view: View): string[] {
  const columns: Column[] = [
    { head: '', align: 'left' },
    { head: 'base', align: 'right', least: 24 },
    { head: 'head', align: 'right', least: 24 },
    { head: 'change', align: 'right' },
    { head: '', align: 'right' },
  ];
  const width = Math.min(view.width, widest);
  const most = Math.max(24, Math.min(40, Math.floor((width - 40) / 2)));
  const body = countedMetrics
    .filter((metric) => isTold(model, metric))
    .map((metric): Cell[] => {
      const figure = model.figures[metric];
      const change = changeText(figure, metric);
      const style = styleOf(figure);
      return [
        { text: `  ${metricOf(metric).head}` },
        { text: terminalName(sideText(model, 'base', metric, most) ?? '–') },
        { text: terminalName(sideText(model, 'head', metric, most) ?? '–'), style: 'strong' },
        { text: change ?? formulaChange(figure), style },
        { text: change === '0' ? '' : (percentOf(model, metric) ?? ''), style },
      ];
    });
  return textTable(columns, body, width, view.color);
}

function isTold(model: ModelOutcome, metric: CountedMetric): boolean {
  const { delta, baseFormula, headFormula, base, head } = model.figures[metric];
  if (base === null && head === null && baseFormula === null && headFormula === null) return false;
  return always.has(metric) || (delta !== null && delta !== 0n) || baseFormula !== headFormula;
}

function formulaChange({ base, head, baseFormula, headFormula }: Figure): string {
  if (baseFormula === null && headFormula === null) return base === null && head !== null ? 'new' : '';
  return baseFormula === headFormula ? 'same' : 'differs';
}

function styleOf({ delta }: Figure): Style {
  return delta === null || delta === 0n ? 'dim' : delta > 0n ? 'warn' : 'good';
}

/** Causes, counts, and the largest changes of layers; growth that changed. */
export function layerLines(model: ModelOutcome, view: View, rows: number): string[] {
  const lines = growthSentences(model)
    .slice(0, 5)
    .map((text) => `  ${paint('growth', 'dim', view.color)}   ${paint(terminalText(text), 'warn', view.color)}`);
  for (const text of interfaceChanges(model).slice(0, 8))
    lines.push(`  ${paint('file', 'dim', view.color)}     ${terminalText(text)}`);
  const { layers } = model;
  if (layers === null || (layers.changes.length === 0 && rows === briefRows)) return lines;
  for (const cause of layers.causes) lines.push(`  ${paint('because', 'dim', view.color)}  ${terminalText(cause)}`);
  lines.push(`  ${paint('layers', 'dim', view.color)}   ${countsText(layers)}`);
  if (layers.changes.length === 0 || rows === 0) return lines;
  const shown = layers.changes.slice(0, rows);
  lines.push('', ...changeTable(shown, view));
  const rest = layers.changes.length - shown.length + layers.omitted;
  if (rest > 0) lines.push(paint(`  … and ${rest} more (--json has them all)`, 'dim', view.color));
  return lines;
}

/** `Attention ×4, Gelu`. */
function opsText(list: LayerDiff['addedOps']): string {
  const told = list.slice(0, 4).map(({ op, count }) => `${terminalName(op)}${count > 1 ? ` ×${count}` : ''}`);
  return told.join(', ') + (list.length > 4 ? ', …' : '');
}

/** `3 changed (2 of them only in what flows in), 1 added (Relu), 40 the same`. */
export function countsText({ counts, addedOps, removedOps }: LayerDiff): string {
  const parts = [
    counts.changed > 0
      ? `${counts.changed} changed${counts.follows > 0 ? ` (${counts.follows} of them only as a consequence)` : ''}`
      : '',
    counts.added > 0 ? `${counts.added} added (${opsText(addedOps)})` : '',
    counts.removed > 0 ? `${counts.removed} removed (${opsText(removedOps)})` : '',
    counts.renamed > 0 ? `${counts.renamed} only renamed` : '',
    `${counts.same} the same`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}

function changeTable(changes: readonly LayerChange[], view: View): string[] {
  const columns: Column[] = [
    { head: '', align: 'left' },
    { head: 'layer', align: 'left', least: 18 },
    { head: 'op', align: 'left', least: 10 },
    { head: 'MACs', align: 'right', least: 10 },
    { head: 'params', align: 'right', least: 8 },
    { head: 'moved', align: 'right', least: 8 },
    { head: 'what changed', align: 'left', least: 24 },
  ];
  const marks = { added: ['  +', 'warn'], removed: ['  −', 'good'], changed: ['  ~', 'name'] } as const;
  const body = changes.map((change): Cell[] => {
    const [mark, style] = marks[change.kind];
    return [
      { text: mark, style },
      { text: terminalName(change.name), style: change.follows ? 'dim' : style },
      { text: terminalName(change.op) },
      { text: figureCell(change.macs, 'macs') },
      { text: figureCell(change.params, 'params') },
      { text: figureCell(change.moved, 'moved') },
      { text: terminalText(change.why.join('; ')), style: 'dim' },
    ];
  });
  return textTable(columns, body, view.width, view.color);
}

function figureCell(figure: Figure, metric: CountedMetric): string {
  const { delta, base, head } = figure;
  if (delta === null) {
    if (figure.headFormula === figure.baseFormula && head === base) return '';
    if (figure.headFormula === null) return head === null ? '' : amountText(head, metric);
    return terminalName(briefFormula(figure.headFormula, { kind: unitOf(metric), most: 36 }));
  }
  return delta === 0n ? '' : (changeText(figure, metric) ?? '');
}
