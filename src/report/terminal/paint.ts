import type { TerminalText } from '#text/safe.ts';

/** What a text means, for terminals that show colour. */
export type Style = 'dim' | 'strong' | 'good' | 'bad' | 'warn' | 'open' | 'name';

const codes: Readonly<Record<Style, string>> = {
  dim: '2',
  strong: '1',
  good: '32',
  bad: '31;1',
  warn: '33',
  open: '35',
  name: '36',
};

/** The text in its colour; as it is where colours are off. */
export function paint(text: TerminalText, style: Style | undefined, color: boolean): TerminalText {
  return style === undefined || !color || text.length === 0
    ? text
    : (`\u001b[${codes[style]}m${text}\u001b[0m` as TerminalText);
}

/** The text without its colours. */
export function unpainted(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replaceAll(/\u001b\[[\d;]*m/g, '');
}

/** How a terminal is written to. */
export interface View {
  /** False with NO_COLOR, and where the output is no terminal. */
  readonly color: boolean;
  /** Columns; Infinity if nothing may be cut. */
  readonly width: number;
}
