import { basename } from 'node:path';
import { renderDashboard } from '#gate/history/dashboard.ts';
import { readHistory } from '#gate/history/read-history.ts';
import { version } from '#gate/version.ts';
import { writeText } from '#host/files/write.ts';
import { commitUrlOf, webNameOf } from '#host/data-branch/remote.ts';
import type { Arguments, Command } from '#cli/command.ts';
import { expectPositionals } from '#cli/command.ts';
import { openHistory } from './data-branch.ts';
import { historyFlags } from './flags.ts';
import { print, printData, printJson, say } from '#cli/streams.ts';
import { terminalName, terminalText } from '#text/escape.ts';
import { jsonDocument } from '#text/plain-json.ts';
import { term } from '#text/safe.ts';

export const command: Command = {
  name: 'dashboard',
  summary: 'the history as one HTML page',
  usage: '[options]',
  about: `Writes all that is recorded as one HTML page: every model and figure over commits, budgets, accepted increases, lasting
changes of latency, and one commit's layers against another's. The page needs no network and works from a file.`,
  examples: ['flopgate dashboard', 'flopgate dashboard --out site/index.html --title "Our models"'],
  flags: {
    out: { type: 'string', value: 'FILE', help: 'where to write it; default flopgate.html, - is stdout' },
    title: { type: 'string', value: 'TEXT', help: "heading; default: the repository's name" },
    ...historyFlags,
  },
  async run(args: Arguments): Promise<number> {
    expectPositionals(command, args, 0, 0);
    const { branch, repository } = await openHistory(args);
    try {
      const read = await readHistory(await branch.whole());
      for (const problem of read.problems) say(term`flopgate: ${terminalText(problem)}`);
      const page = renderDashboard(read, {
        title: args.text('title') ?? webNameOf(branch.url) ?? basename(repository.root),
        commitUrl: commitUrlOf(branch.url),
        generatedAt: new Date(),
        version,
      });
      const out = args.text('out') ?? 'flopgate.html';
      if (out === '-') printData(page);
      else writeText(out, page);
      const told = {
        schema: 'flopgate/dashboard/1',
        path: out,
        commits: read.history.length,
        bytes: Buffer.byteLength(page),
      };
      if (args.has('json')) printJson(jsonDocument(told, 2));
      else if (out !== '-')
        print(term`${terminalName(out)}: ${told.commits} commits, ${Math.ceil(told.bytes / 1024)} KiB\n`);
      return 0;
    } finally {
      branch.close();
    }
  },
};
