import { tryFitness } from '#gate/setup/fitness.ts';
import { terminalText } from '#text/escape.ts';
import { jsonDocument } from '#text/plain-json.ts';
import { fixed, spaces, term } from '#text/safe.ts';
import type { Arguments } from '#cli/command.ts';
import { durationOf } from './duration.ts';
import { openProgress } from '#cli/progress.ts';
import { print, printJson, say } from '#cli/streams.ts';

/** `doctor --fitness`: how small a change of latency this machine can show. @returns the exit code */
export async function runFitness(args: Arguments): Promise<number> {
  const progress = openProgress();
  const path = args.text('runtime-path');
  const fitness = await tryFitness({
    runtime: {
      cwd: process.cwd(),
      say: (line) => say(term`flopgate: ${terminalText(line)}`),
      ...(path === undefined ? {} : { path }),
    },
    timeMs: durationOf(args.text('time') ?? '60s'),
    progress: (done, of) => progress.show({ stage: 'bench', done, of, what: '' }),
  }).finally(progress.done);
  const { level, text, hint, rounds, seconds, environment } = fitness;
  if (args.has('json')) printJson(jsonDocument({ schema: 'flopgate/fitness/1', ...fitness }, 2));
  else {
    print(term`${level}${spaces(4 - level.length)}  ${terminalText(text)}\n`);
    if (hint !== null) print(term`      hint: ${terminalText(hint)}\n`);
    print(term`      ${rounds} rounds in ${fixed(seconds, 1)} s on ${terminalText(environment['cpu'] ?? '')}\n`);
  }
  return level === 'bad' ? 2 : 0;
}
