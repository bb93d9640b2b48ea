import { mergeFiles, noReports } from '#gate/merge.ts';
import { readReports } from '#host/files/reports.ts';
import { writeText } from '#host/files/write.ts';
import type { Arguments, Command } from '#cli/command.ts';
import { expectPositionals } from '#cli/command.ts';
import { print, printJson, printMarkdown, viewOf } from '#cli/streams.ts';

export const command: Command = {
  name: 'merge',
  summary: 'one verdict of the reports of many shards',
  usage: 'REPORT.json… [options]',
  about: `Puts the reports together that the jobs of a matrix wrote (flopgate check --shard, or the action with shard). A folder stands for
all reports below it. Reports that don't belong together are refused; a shard that is missing makes the answer undecided
(exit code 3), never a pass.`,
  examples: ['flopgate merge reports/', 'flopgate merge shard-1.json shard-2.json --md'],
  flags: {
    md: { type: 'boolean', help: 'print markdown, as in the job summary' },
    out: { type: 'string', value: 'FILE', help: 'also write the merged report as JSON' },
  },
  run,
};

/** Bytes that a shard's report may have. */
const MAX_BYTES = 32 << 20;

async function run(args: Arguments): Promise<number> {
  expectPositionals(command, args, 1, Infinity);
  const files = readReports(args.positionals, MAX_BYTES);
  if (files.length === 0) throw noReports(args.positionals.join(', '));
  const report = mergeFiles(files);
  const { reportJson } = await import('#report/json.ts');
  const out = args.text('out');
  if (out !== undefined) writeText(out, reportJson(report));
  if (args.has('json')) printJson(reportJson(report));
  else if (args.has('md')) printMarkdown((await import('#report/comment/comment.ts')).renderSummary(report, {}));
  else print((await import('#report/terminal/check.ts')).renderCheck(report, viewOf(1)));
  return report.exitCode;
}
