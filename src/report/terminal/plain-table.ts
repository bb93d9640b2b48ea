import { elided, isPlain } from '#text/escape.ts';
import { joined, spaces, term, trimmed, type TerminalText } from '#text/safe.ts';
import { paint } from './paint.ts';
import type { Style } from './paint.ts';

/** One cell, and how it is painted once laid out. */
export interface Cell {
  readonly text: TerminalText;
  readonly style?: Style;
}

export interface Column {
  readonly head: TerminalText;
  readonly align: 'left' | 'right';
  /** Least width to which a text may be cut where the terminal is narrow; absent: it is never cut. */
  readonly least?: number;
}

const gutter = '  ';

/** Aligned columns without lines, fitted into `width` by cutting the columns that may be cut in their middle. */
export function textTable(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  width: number,
  color: boolean,
): TerminalText[] {
  const widths = fitted(columns, rows, width);
  const heads = columns.map(({ head }): Cell => ({ text: head, style: 'dim' }));
  return [heads, ...rows].map((row) =>
    trimmed(
      joined(
        row.map((cell, i) => laidOut(cell, widths[i] ?? 0, columns[i]?.align ?? 'left', i === row.length - 1, color)),
        gutter,
      ),
    ),
  );
}

function fitted(columns: readonly Column[], rows: readonly (readonly Cell[])[], width: number): number[] {
  const widths = columns.map(({ head }, i) =>
    rows.reduce((most, row) => Math.max(most, textWidth(row[i]?.text ?? '')), textWidth(head)),
  );
  let excess = widths.reduce((sum, one) => sum + one + gutter.length, -gutter.length) - width;
  while (excess > 0) {
    const cuttable = columns.map(({ least }, i) => Math.max(0, (widths[i] ?? 0) - (least ?? Infinity)));
    const widest = cuttable.reduce(
      (best, room, i) => (room > 0 && (widths[i] ?? 0) > (widths[best] ?? -1) ? i : best),
      -1,
    );
    if (widest === -1) break;
    const cut = Math.min(excess, cuttable[widest] ?? 0, Math.max(1, Math.ceil(excess / 2)));
    widths[widest] = (widths[widest] ?? 0) - cut;
    excess -= cut;
  }
  return widths;
}

function laidOut(
  { text, style }: Cell,
  width: number,
  align: 'left' | 'right',
  last: boolean,
  color: boolean,
): TerminalText {
  const cut = textWidth(text) > width ? elided(text, width) : text;
  const painted = paint(cut, style, color);
  const space = spaces(width - textWidth(cut));
  if (align === 'right') return term`${space}${painted}`;
  return last ? painted : term`${painted}${space}`;
}

/** Latin letters, punctuation such as dashes, ellipses and quotes, and mathematical signs: known without Unicode's tables. */
const isNarrow = (code: number): boolean =>
  (code >= 0x20 && code < 0x300) || (code >= 0x2010 && code <= 0x2027) || (code >= 0x2200 && code < 0x2300);

/** Columns of a terminal that the text takes: two for East Asian and emoji characters, none for marks. */
export function textWidth(text: string): number {
  if (isPlain(text)) return text.length;
  let width = 0;
  for (const character of text) {
    if (isNarrow(character.charCodeAt(0))) {
      width += 1;
      continue;
    }
    if (/\p{M}/u.test(character)) continue;
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u.test(
        character,
      )
        ? 2
        : 1;
  }
  return width;
}
