import { fstatSync, statSync } from 'node:fs';
import { devNull } from 'node:os';
import { writeOut } from '#system/output.ts';
import { term, type DataText, type Html, type JsonText, type Markdown, type TerminalText } from '#text/safe.ts';

/** Writes all of a text to stdout. @throws Fault `unwritable-output` */
export function print(text: TerminalText): void {
  writeOut(1, text);
}

/** Writes a document of JSON, or a part of one, to stdout. @throws Fault `unwritable-output` */
export function printJson(json: JsonText): void {
  writeOut(1, quietJson(json));
}

/** Writes markdown to stdout; in a workflow's log nothing of it is a command. @throws Fault `unwritable-output` */
export function printMarkdown(text: Markdown): void {
  writeOut(1, text.replaceAll('##[', '##\u200b['));
}

/** Writes a file for other programs, or a page, to stdout. @throws Fault `unwritable-output` */
export function printData(text: DataText | Html): void {
  writeOut(1, text);
}

/** What acts on whoever looks at JSON: a command of a workflow's log, controls of a terminal, marks of direction. */
const lively = /##\[|[\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/** The same JSON with these written as escapes. */
const quietJson = (json: string): string =>
  lively.test(json)
    ? json
        .replaceAll('##[', String.raw`#\u0023[`)
        .replaceAll(new RegExp(lively, 'g'), (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    : json;

/** Writes a line to stderr. */
export function say(line: TerminalText): void {
  draw(term`${line}\n`);
}

/** Writes to stderr. */
export function draw(text: TerminalText): void {
  writeOut(2, text);
}

/** How a text for this stream is laid out: in colour and cut to the window on a terminal, plain and whole elsewhere. */
export interface StreamView {
  readonly color: boolean;
  /** Columns; Infinity if nothing is cut. */
  readonly width: number;
}

export function viewOf(stream: 1 | 2): StreamView {
  const terminal = terminalAt(stream);
  const asked = askedColumns();
  if (terminal === null) return { color: isForced(), width: asked ?? Infinity };
  const columns = asked ?? terminal.columns;
  const plain = (process.env['NO_COLOR'] ?? '') !== '' || process.env['TERM'] === 'dumb';
  return { color: isForced() || !plain, width: columns > 0 ? Math.max(columns, 40) : 80 };
}

/** COLUMNS, by which a person or a shell says how wide the output may be; undefined unless it is a number. */
function askedColumns(): number | undefined {
  const text = process.env['COLUMNS'] ?? '';
  return /^[1-9]\d{0,4}$/.test(text) ? Math.max(Number(text), 40) : undefined;
}

/** The terminal that a stream is, or null. Node's own streams, slow to load, are asked only if there may be one. */
function terminalAt(stream: 1 | 2): NodeJS.WriteStream | null {
  try {
    const stat = fstatSync(stream);
    if (!stat.isCharacterDevice() || stat.rdev === statSync(devNull).rdev) return null;
  } catch {
    // A closed stream, or a system without devices as files: Node knows.
  }
  const opened = stream === 1 ? process.stdout : process.stderr;
  return opened.isTTY ? opened : null;
}

/** FORCE_COLOR, as CI logs that show colour set it; NO_COLOR is stronger. */
function isForced(): boolean {
  const force = process.env['FORCE_COLOR'] ?? '';
  return force !== '' && force !== '0' && (process.env['NO_COLOR'] ?? '') === '';
}
