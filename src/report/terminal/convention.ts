import type { Convention, Reconciliation } from '#explain/conventions/reconciliation.ts';
import { exactText } from '#text/number-text.ts';
import { terminalName, terminalText } from '#text/escape.ts';
import { paint } from './paint.ts';
import type { View } from './paint.ts';
import type { Cell, Column } from './plain-table.ts';
import { textTable } from './plain-table.ts';

const columns: readonly Column[] = [
  { head: '', align: 'left' },
  { head: '', align: 'right' },
  { head: '', align: 'left', least: 30 },
];

/** `count --convention TOOL`: our MACs, line by line into the figure that the tool prints. */
export function conventionLines(convention: Convention, view: View): string[] {
  const { tool, version, calls, figures, notes } = convention;
  const head = paint(`  as ${tool} counts`, 'strong', view.color) + paint(`  ${version}`, 'dim', view.color);
  const lines = [head];
  for (const figure of figures)
    lines.push(paint(`  ${terminalName(figure.when)}`, 'dim', view.color), ...figureLines(figure, calls, view));
  for (const text of notes) lines.push(`  ${paint('note', 'dim', view.color)}  ${terminalText(text)}`);
  return lines;
}

function figureLines({ macs, terms, total, problems }: Reconciliation, calls: string, view: View): string[] {
  if (total === null)
    return problems.slice(0, 3).map((text) => `    ${paint('no figure', 'warn', view.color)}  ${terminalText(text)}`);
  const body: Cell[][] = [
    [{ text: '   ' }, { text: exactText(macs) }, { text: 'MACs, as Flopgate counts' }],
    ...terms.map(({ label, layers, amount }): Cell[] => [
      { text: amount < 0n ? '   −' : '   +' },
      { text: exactText(amount < 0n ? -amount : amount) },
      { text: layers === 0 ? label : `${label}: ${layers} ${layers === 1 ? 'layer' : 'layers'}` },
    ]),
    [{ text: '   =' }, { text: exactText(total), style: 'strong' }, { text: calls, style: 'strong' }],
  ];
  return textTable(columns, body, view.width, view.color).slice(1);
}
