import { readHistory } from '#gate/history/read-history.ts';
import { Fault } from '#graph/fault.ts';
import { historyCsv, historyJson, historyOpenMetrics } from '#report/history/export.ts';
import type { Arguments } from '#cli/command.ts';
import { openHistory } from './data-branch.ts';
import { printData, printJson, say } from '#cli/streams.ts';
import { terminalText } from '#text/escape.ts';
import { term } from '#text/safe.ts';

type History = Parameters<typeof historyJson>[0];

const formats = {
  csv: (history: History): void => printData(historyCsv(history)),
  json: (history: History): void => printJson(historyJson(history)),
  openmetrics: (history: History): void => printData(historyOpenMetrics(history)),
} as const;

/** `history export`: everything that is recorded, as CSV, JSON or OpenMetrics. */
export async function run(args: Arguments): Promise<number> {
  const name = args.text('format') ?? (args.has('json') ? 'json' : 'csv');
  const write = Object.hasOwn(formats, name) ? formats[name as keyof typeof formats] : undefined;
  if (write === undefined)
    throw new Fault('usage', `--format ${name} is none of ${Object.keys(formats).join(', ')}`, 'csv is the default');
  const { branch } = await openHistory(args);
  try {
    const { history, problems } = await readHistory(await branch.whole());
    for (const problem of problems) say(term`flopgate: ${terminalText(problem)}`);
    write(history);
    return 0;
  } finally {
    branch.close();
  }
}
