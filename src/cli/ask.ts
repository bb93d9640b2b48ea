import { createInterface } from 'node:readline';
import type { TerminalText } from '#text/safe.ts';

/** True if somebody is there to answer. */
export const canAsk = (): boolean => process.stdin.isTTY && process.stderr.isTTY;

/** Asks on stderr; anything but yes is no. */
export async function askYes(question: TerminalText): Promise<boolean> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  return new Promise((resolve) => {
    lines.question(`${question} [y/N] `, (answer) => {
      resolve(/^y(?:es)?$/i.test(answer.trim()));
      lines.close();
    });
    // Its input ended without an answer.
    lines.on('close', () => resolve(false));
  });
}
