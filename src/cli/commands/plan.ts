import { planGate } from '#gate';
import { version } from '#gate/version.ts';
import { Fault } from '#graph/fault.ts';
import { openRepository } from '#host/git/repository.ts';
import { jsonDocument } from '#text/plain-json.ts';
import type { Arguments, Command } from '#cli/command.ts';
import { expectPositionals, inRepository } from '#cli/command.ts';
import { openProgress } from '#cli/progress.ts';
import { modelFlags, sideFlags, sidesOf } from './sides.ts';
import { printJson } from '#cli/streams.ts';

export const command: Command = {
  name: 'plan',
  summary: 'spreads many models over the jobs of a CI matrix',
  usage: '--shards N [options]',
  about: `Prints the matrix of a GitHub Actions job as JSON: one entry a shard, no more than there are changed models. Each job judges
its own part with --shard I/N (in the action: shard), and flopgate merge makes one answer of their reports.`,
  examples: ['flopgate plan --shards 8', 'flopgate plan --shards 8 --base origin/main --head HEAD'],
  flags: {
    shards: { type: 'string', value: 'N', help: 'jobs at most' },
    ...sideFlags,
    ...modelFlags,
  },
  run,
};

/** Jobs that GitHub allows a matrix. */
const MAX_SHARDS = 256;

async function run(args: Arguments): Promise<number> {
  expectPositionals(command, args, 0, 0);
  const most = Number(args.text('shards') ?? 'NaN');
  if (!Number.isSafeInteger(most) || most < 1 || most > MAX_SHARDS)
    throw new Fault('usage', `--shards is a number from 1 to ${MAX_SHARDS}`, 'e.g. flopgate plan --shards 8');
  const repository = await openRepository(process.cwd());
  const { base, head } = await sidesOf(repository, args);
  const config = args.text('config');
  const paths = args.all('paths');
  const progress = openProgress();
  const options = {
    base,
    head,
    policyFrom: 'head' as const,
    version,
    now: new Date(),
    progress: progress.show,
    all: args.has('all'),
    ...(config === undefined ? {} : { config: inRepository(repository.root, config) }),
    ...(paths.length === 0 ? {} : { paths }),
  };
  const plan = await planGate(repository, options, most).finally(progress.done);
  if (args.has('json')) printJson(jsonDocument({ schema: 'flopgate/plan/1', ...plan }, 2));
  else printJson(jsonDocument({ include: plan.shards }));
  return 0;
}
