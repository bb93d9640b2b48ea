import { fstatSync, statSync, writeSync } from 'node:fs';
import { devNull } from 'node:os';

/** Streams whose reader went away (`| head`): what else is written to them is dropped, the exit code stands. */
const closed = new Set<number>();

/** Writes all of a text to stdout. */
export function print(text: string): void {
  writeAll(1, /^[{[]/.test(text) ? quietJson(text) : text);
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
export function say(line: string): void {
  writeAll(2, `${line}\n`);
}

/** At once and whole, so that nothing is lost when the program ends; without the cost of a stream. */
function writeAll(descriptor: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length && !closed.has(descriptor);) {
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (thrown) {
      const code = thrown instanceof Error && 'code' in thrown ? thrown.code : '';
      if (code === 'EPIPE') closed.add(descriptor);
      else if (code === 'EAGAIN') waitForReader();
      else throw thrown;
    }
  }
}

/** A pipe that doesn't block is full. */
function waitForReader(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
}

/** How a text for this stream is laid out: in colour and cut to the window on a terminal, plain and whole elsewhere. */
export interface StreamView {
  readonly color: boolean;
  /** Columns; Infinity where nothing is cut. */
  readonly width: number;
}

export function viewOf(stream: 1 | 2): StreamView {
  const terminal = terminalAt(stream);
  if (terminal === null) return { color: isForced(), width: Infinity };
  const { columns } = terminal;
  const plain = (process.env['NO_COLOR'] ?? '') !== '' || process.env['TERM'] === 'dumb';
  return { color: isForced() || !plain, width: columns > 0 ? Math.max(columns, 40) : 80 };
}

/** The terminal that a stream is, or null. Node's own streams, slow to load, are asked only where there may be one. */
function terminalAt(stream: 1 | 2): NodeJS.WriteStream | null {
  try {
    const stat = fstatSync(stream);
    if (!stat.isCharacterDevice() || stat.rdev === statSync(devNull).rdev) return null;
  } catch {
    // A closed stream, or a system without devices as files: Node tells.
  }
  const opened = stream === 1 ? process.stdout : process.stderr;
  return opened.isTTY ? opened : null;
}

/** FORCE_COLOR, as CI logs that show colour set it; NO_COLOR is stronger. */
function isForced(): boolean {
  const force = process.env['FORCE_COLOR'] ?? '';
  return force !== '' && force !== '0' && (process.env['NO_COLOR'] ?? '') === '';
}
