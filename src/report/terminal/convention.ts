import type { Convention, Reconciliation } from '#explain/conventions/reconciliation.ts';
import { exactText } from '#text/number-text.ts';
import { terminalName, terminalText } from '#text/escape.ts';
import { term, type TerminalText } from '#text/safe.ts';
import { paint } from './paint.ts';
import type { View } from './paint.ts';
import type { Cell, Column } from './plain-table.ts';
import { textTable } from './plain-table.ts';

const columns: readonly Column[] = [
  { head: term``, align: 'left' },
  { head: term``, align: 'right' },
  { head: term``, align: 'left', least: 30 },
];

/** `count --convention TOOL`: our MACs, line by line into the figure that the tool prints. */
export function conventionLines(convention: Convention, view: View): TerminalText[] {
  const { tool, version, calls, figures, notes } = convention;
  const lines = [
    term`${paint(term`  as ${tool} counts`, 'strong', view.color)}${paint(term`  ${terminalName(version)}`, 'dim', view.color)}`,
  ];
  for (const figure of figures)
    lines.push(paint(term`  ${terminalName(figure.when)}`, 'dim', view.color), ...figureLines(figure, calls, view));
  for (const text of notes) lines.push(term`  ${paint(term`note`, 'dim', view.color)}  ${terminalText(text)}`);
  return lines;
}

function figureLines({ macs, terms, total, problems }: Reconciliation, calls: string, view: View): TerminalText[] {
  if (total === null)
    return problems
      .slice(0, 3)
      .map((text) => term`    ${paint(term`no figure`, 'warn', view.color)}  ${terminalText(text)}`);
  const body: Cell[][] = [
    [{ text: term`   ` }, { text: exactText(macs) }, { text: term`MACs, as Flopgate counts` }],
    ...terms.map(({ label, layers, amount }): Cell[] => [
      { text: amount < 0n ? term`   −` : term`   +` },
      { text: exactText(amount < 0n ? -amount : amount) },
      {
        text: term`${terminalText(label)}${layers === 0 ? '' : term`: ${layers} ${layers === 1 ? 'layer' : 'layers'}`}`,
      },
    ]),
    [{ text: term`   =` }, { text: exactText(total), style: 'strong' }, { text: terminalText(calls), style: 'strong' }],
  ];
  return textTable(columns, body, view.width, view.color).slice(1);
}
