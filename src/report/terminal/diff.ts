import type { CountedMetric } from '#policy/metrics.ts';
import { countedMetrics, metricOf, usualMetrics } from '#policy/metrics.ts';
import { interfaceChanges } from '#diff/interface.ts';
import type { ModelOutcome } from '#judge/types.ts';
import type { Figure, LayerChange, LayerDiff } from '#diff/types.ts';
import { terminalName, terminalText } from '#text/escape.ts';
import { joined, term, type TerminalText } from '#text/safe.ts';
import { paint } from './paint.ts';
import type { Style, View } from './paint.ts';
import type { Cell, Column } from './plain-table.ts';
import { textTable } from './plain-table.ts';
import { changeText, openChange, growthSentences, percentOf, sideText, titleOf } from '#report/words.ts';

/** How many layers a diff shows before it says how many more there are. */
const maxRows = 20;

/** Rows where layers are only part of a larger report; nothing is said of layers that are all the same. */
export const briefRows = 5;

/** Always shown; the other figures only if they differ. */
const always: ReadonlySet<string> = new Set(usualMetrics('any'));

/** `flopgate diff`: figures side by side, what explains the change, and the layers that changed. */
export function renderDiff(models: readonly ModelOutcome[], view: View, rows = maxRows): TerminalText {
  return term`${joined(
    models.map((model) => oneModel(model, view, rows)),
    '\n\n',
  )}\n`;
}

function oneModel(model: ModelOutcome, view: View, rows: number): TerminalText {
  const from =
    model.basePath === null ? '' : term`  ${paint(term`from ${terminalName(model.basePath)}`, 'dim', view.color)}`;
  const lines = [term`${paint(terminalName(titleOf(model)), 'strong', view.color)}${from}`];
  for (const side of ['base', 'head'] as const) {
    const facts = model[side];
    if (facts?.kind !== 'failed') continue;
    lines.push(
      term`  ${paint(term`✖ ${side}: ${terminalName(facts.failure.code)}`, 'bad', view.color)}  ${terminalText(facts.failure.message)}`,
    );
    lines.push(term`  ${paint(term`hint`, 'dim', view.color)}  ${terminalText(facts.failure.hint)}`);
  }
  if (model.base?.kind === 'counted' || model.head?.kind === 'counted') lines.push(...figureTable(model, view));
  lines.push(...layerLines(model, view, rows));
  return joined(lines, '\n');
}

/** Columns beyond which a table of figures is no table any more, however wide the output is. */
const widest = 120;

function figureTable(model: ModelOutcome, view: View): TerminalText[] {
  const columns: Column[] = [
    { head: term``, align: 'left' },
    { head: term`base`, align: 'right', least: 18 },
    { head: term`head`, align: 'right', least: 18 },
    { head: term`change`, align: 'right', least: 12 },
    { head: term``, align: 'right' },
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
        { text: term`  ${terminalText(metricOf(metric).head)}` },
        { text: terminalName(sideText(model, 'base', metric, most) ?? '–') },
        { text: terminalName(sideText(model, 'head', metric, most) ?? '–'), style: 'strong' },
        { text: change ?? openCell(figure, metric, 30) ?? formulaChange(figure), style },
        { text: figure.delta === 0n ? term`` : (percentOf(model, metric) ?? term``), style },
      ];
    });
  return textTable(columns, body, width, view.color);
}

function isTold(model: ModelOutcome, metric: CountedMetric): boolean {
  const { delta, baseFormula, headFormula, base, head } = model.figures[metric];
  if (base === null && head === null && baseFormula === null && headFormula === null) return false;
  return always.has(metric) || (delta !== null && delta !== 0n) || baseFormula !== headFormula;
}

function formulaChange({ base, head, baseFormula, headFormula }: Figure): TerminalText {
  if (baseFormula === null && headFormula === null) return base === null && head !== null ? term`new` : term``;
  return baseFormula === headFormula ? term`same` : term`differs`;
}

function styleOf({ delta, ratio }: Figure): Style {
  const sign = delta ?? ratio;
  return sign === null || Number(sign) === 0 ? 'dim' : sign > 0 ? 'warn' : 'good';
}

/** Causes, counts, and the largest changes of layers; growth that changed. */
export function layerLines(
  model: ModelOutcome,
  view: View,
  rows: number,
  causes = model.layers?.causes ?? [],
): TerminalText[] {
  const lines = growthSentences(model)
    .slice(0, 5)
    .map(
      (text) => term`  ${paint(term`growth`, 'dim', view.color)}   ${paint(terminalText(text), 'warn', view.color)}`,
    );
  for (const text of interfaceChanges(model).slice(0, 8))
    lines.push(term`  ${paint(term`file`, 'dim', view.color)}     ${terminalText(text)}`);
  const { layers } = model;
  if (layers === null || (layers.changes.length === 0 && rows === briefRows)) return lines;
  for (const cause of causes) lines.push(term`  ${paint(term`because`, 'dim', view.color)}  ${terminalText(cause)}`);
  lines.push(term`  ${paint(term`layers`, 'dim', view.color)}   ${countsText(layers)}`);
  if (layers.changes.length === 0 || rows === 0) return lines;
  const shown = layers.changes.slice(0, rows);
  lines.push(term``, ...changeTable(shown, view));
  const rest = layers.changes.length - shown.length + layers.omitted;
  if (rest > 0) lines.push(paint(term`  … and ${rest} more (--json has them all)`, 'dim', view.color));
  return lines;
}

/** `Attention ×4, Gelu`. */
function opsText(list: LayerDiff['addedOps']): TerminalText {
  const told = list.slice(0, 4).map(({ op, count }) => term`${terminalName(op)}${count > 1 ? term` ×${count}` : ''}`);
  return term`${joined(told, ', ')}${list.length > 4 ? ', …' : ''}`;
}

/** `3 changed (2 of them only in what flows in), 1 added (Relu), 40 the same`. */
export function countsText({ counts, addedOps, removedOps }: LayerDiff): TerminalText {
  const parts = [
    counts.changed > 0
      ? term`${counts.changed} changed${counts.follows > 0 ? term` (${counts.follows} of them only as a consequence)` : ''}`
      : term``,
    counts.added > 0 ? term`${counts.added} added (${opsText(addedOps)})` : term``,
    counts.removed > 0 ? term`${counts.removed} removed (${opsText(removedOps)})` : term``,
    counts.renamed > 0 ? term`${counts.renamed} only renamed` : term``,
    term`${counts.same} the same`,
  ];
  return joined(
    parts.filter(({ length }) => length > 0),
    ', ',
  );
}

function changeTable(changes: readonly LayerChange[], view: View): TerminalText[] {
  const columns: Column[] = [
    { head: term``, align: 'left' },
    { head: term`layer`, align: 'left', least: 18 },
    { head: term`op`, align: 'left', least: 10 },
    { head: term`MACs`, align: 'right', least: 10 },
    { head: term`params`, align: 'right', least: 8 },
    { head: term`moved`, align: 'right', least: 8 },
    { head: term`what changed`, align: 'left', least: 24 },
  ];
  const marks = { added: [term`  +`, 'warn'], removed: [term`  −`, 'good'], changed: [term`  ~`, 'name'] } as const;
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

function figureCell(figure: Figure, metric: CountedMetric): TerminalText {
  if (figure.delta !== null) return figure.delta === 0n ? term`` : (changeText(figure, metric) ?? term``);
  return openCell(figure, metric, 36) ?? term``;
}

/** A change that hangs on sizes, with its sign. @param most characters */
function openCell(figure: Figure, metric: CountedMetric, most: number): TerminalText | null {
  const text = openChange(figure, metric, most);
  return text === null ? null : terminalName(text);
}
