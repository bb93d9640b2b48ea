import { terminalText } from '#report/escape.ts';
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
  say(`flopgate: ${code}: ${terminalText(message)}`);
  say(`hint: ${terminalText(hint)}`);
}
