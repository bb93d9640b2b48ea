import { readHistory } from '#gate/history/read-history.ts';
import { Fault } from '#graph/fault.ts';
import { renderHistory } from '#report/history/terminal.ts';
import type { Arguments } from '#cli/command.ts';
import { openHistory } from './data-branch.ts';
import { print, printJson, say } from '#cli/streams.ts';
import { terminalText } from '#text/escape.ts';
import { term } from '#text/safe.ts';

/** `history show`: the last commits of one model, or of each. */
export async function run(args: Arguments): Promise<number> {
  const [, id, ...more] = args.positionals;
  if (more.length > 0) throw new Fault('usage', 'history show takes one model', 'flopgate history show detector');
  const last = Number(args.text('last') ?? '20');
  if (!Number.isInteger(last) || last < 1)
    throw new Fault('usage', `--last ${args.text('last')} is no number of commits`, 'e.g. --last 50');
  const { branch } = await openHistory(args);
  try {
    const { history, problems } = await readHistory(await branch.whole());
    for (const problem of problems) say(term`flopgate: ${terminalText(problem)}`);
    const question = { id: id ?? null, metric: args.text('metric') ?? 'macs', last };
    if (args.has('json')) {
      const { historyJson } = await import('#report/history/export.ts');
      printJson(historyJson(history, last));
    } else print(renderHistory(history, question));
    return 0;
  } finally {
    branch.close();
  }
}
