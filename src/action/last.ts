import { asFault, type Fault } from '#graph/fault.ts';
import { terminalLines, terminalName, terminalText } from '#text/escape.ts';
import { term, type TerminalText } from '#text/safe.ts';
import { writeOut } from '#system/output.ts';

/** A failure in two lines on stderr: where the log or a file of the runner took nothing, nothing else may be left. */
export function sayLast({ code, message, hint }: Pick<Fault, 'code' | 'message' | 'hint'>): void {
  write(term`flopgate: ${terminalName(code)}: ${terminalText(message)}\nhint: ${terminalText(hint)}\n`);
}

/** What nobody caught; with its origin where the runner's debug logging is on. */
export function sayUncaught(thrown: unknown): void {
  const fault = asFault(thrown);
  sayLast(fault);
  if (process.env['RUNNER_DEBUG'] === '1') write(terminalLines(`${fault.stack ?? ''}\n`));
}

const write = (text: TerminalText): void => writeOut(2, text);
