import type { Arguments, Command } from '#cli/command.ts';
import { benchFlags } from '#cli/commands/bench-door.ts';
import { historyFlags } from './flags.ts';
import { Fault } from '#graph/fault.ts';
import { nearest } from '#text/suggest.ts';

const actions: Readonly<Record<string, { load(): Promise<{ run(args: Arguments): Promise<number> }> }>> = {
  record: { load: async () => import('./record.ts') },
  show: { load: async () => import('./show.ts') },
  export: { load: async () => import('./export.ts') },
};

export const command: Command = {
  name: 'history',
  summary: 'figures of every commit, kept on a data branch',
  usage: 'record [REV] | show [ID] | export [options]',
  about: `record counts every model of a commit (default: HEAD) and writes its figures to the data branch of the remote, one
file a commit; with --backfill it does so for old commits, counting each distinct version of a model once. show
lists what is recorded; export prints all of it. Nothing is checked out, and nothing changes in this repository.
Models that the commit changed and that have a latency budget (all that it changed, with --bench) are measured
against its parent.`,
  examples: [
    'flopgate history record',
    'flopgate history record --bench',
    'flopgate history record --backfill v1.0..HEAD',
    'flopgate history show detector --last 20',
    'flopgate history export --format csv > history.csv',
  ],
  flags: {
    backfill: { type: 'string', value: 'A..B', help: 'record: the commits from after A to B, along first parents' },
    ...historyFlags,
    ...Object.fromEntries(
      Object.entries(benchFlags).map(([name, flag]) => [name, { ...flag, help: `record: ${flag.help}` }]),
    ),
    metric: { type: 'string', value: 'NAME', help: 'show: the figure to list; default macs' },
    last: { type: 'string', value: 'N', help: 'show: only the last N commits; default 20' },
    format: { type: 'string', value: 'NAME', help: 'export: csv (default), json or openmetrics' },
  },
  async run(args) {
    const [action = ''] = args.positionals;
    const found = Object.hasOwn(actions, action) ? actions[action] : undefined;
    if (found !== undefined) return (await found.load()).run(args);
    const meant = nearest(action, Object.keys(actions));
    const what = action === '' ? 'flopgate history: record, show or export?' : `flopgate history has no ${action}`;
    throw new Fault(
      'usage',
      what,
      meant === undefined ? 'flopgate history --help says more' : `did you mean ${meant}?`,
    );
  },
};
