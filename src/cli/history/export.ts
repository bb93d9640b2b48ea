import { readHistory } from '#gate/history/read-history.ts';
import { Fault } from '#graph/fault.ts';
import { historyCsv, historyJson, historyOpenMetrics } from '#report/history/export.ts';
import type { Arguments } from '#cli/command.ts';
import { openHistory } from './data-branch.ts';
import { print, say } from '#cli/streams.ts';

const formats = { csv: historyCsv, json: historyJson, openmetrics: historyOpenMetrics } as const;

/** `history export`: everything that is recorded, as CSV, JSON or OpenMetrics. */
export async function run(args: Arguments): Promise<number> {
  const name = args.text('format') ?? (args.has('json') ? 'json' : 'csv');
  const format = Object.hasOwn(formats, name) ? formats[name as keyof typeof formats] : undefined;
  if (format === undefined)
    throw new Fault('usage', `--format ${name} is none of ${Object.keys(formats).join(', ')}`, 'csv is the default');
  const { branch } = await openHistory(args);
  try {
    const { history, problems } = await readHistory(await branch.whole());
    for (const problem of problems) say(`flopgate: ${problem}`);
    print(format(history));
    return 0;
  } finally {
    branch.close();
  }
}
