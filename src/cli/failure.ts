import { asFault } from '#graph/fault.ts';
import { terminalLines, terminalName, terminalText } from '#text/escape.ts';
import { term } from '#text/safe.ts';
import { say } from './streams.ts';

/** What went wrong, and what to do: two lines on stderr, whatever the names in them hold. */
export function sayFailure({
  code,
  message,
  hint,
}: {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}): void {
  say(term`flopgate: ${terminalName(code)}: ${terminalText(message)}`);
  say(term`hint: ${terminalText(hint)}`);
}

/** What nobody caught. */
export function sayUncaught(thrown: unknown): void {
  const fault = asFault(thrown);
  sayFailure(fault);
  if (process.argv.includes('--debug')) say(terminalLines(traceOf(fault)));
}

/** Where in the program a failure comes from, and what caused it. */
export function traceOf(fault: Error): string {
  const cause = fault.cause instanceof Error ? `\ncaused by ${traceOf(fault.cause)}` : '';
  return `${fault.stack ?? fault.message}${cause}`;
}
