import type { Host } from '#gate';
import { runGate } from '#gate';
import { shardOf } from '#gate/find/shards.ts';
import { version } from '#gate/version.ts';
import { withBuilds } from '#host/build/build.ts';
import { openRepository } from '#host/git/repository.ts';
import { benchFlags, benchOf } from './bench-door.ts';
import type { Arguments, Command } from '#cli/command.ts';
import { expectPositionals, inRepository } from '#cli/command.ts';
import { sayFailure } from '#cli/failure.ts';
import { openProgress } from '#cli/progress.ts';
import { modelFlags, sideFlags, sidesOf } from './sides.ts';
import { print, printJson, viewOf } from '#cli/streams.ts';
import { threadsOf } from '#system/threads.ts';

export const command: Command = {
  name: 'check',
  summary: 'the gate, as in CI: same verdict, same exit code',
  usage: '[options]',
  about: `Finds the models that differ between base and head, counts both, and judges the change by flopgate.yml.
Without --base the change is compared with where it left the main branch; on the main branch itself, with the
commit before, or with the last commit where files differ from it. Exit code 0: pass. 1: a budget is breached.
2: a model or the policy can't be read. 3: undecided, where the policy says that undecided fails.`,
  examples: ['flopgate check', 'flopgate check --base origin/main --head HEAD', 'flopgate check --base v1.2 --json'],
  flags: {
    ...sideFlags,
    ...modelFlags,
    shard: { type: 'string', value: 'I/N', help: 'only a part of the models, as flopgate plan spreads them' },
    'no-build': { type: 'boolean', help: "don't run the policy's build:; what it makes stays undecided" },
    ...benchFlags,
  },
  run,
};

async function run(args: Arguments): Promise<number> {
  expectPositionals(command, args, 0, 0);
  const repository = await openRepository(process.cwd());
  const { base, head } = await sidesOf(repository, args);
  const shard = shardOf(args.text('shard'));
  const config = args.text('config');
  const paths = args.all('paths');
  const progress = openProgress();
  const host: Host = args.has('no-build') ? repository : withBuilds(repository);
  const report = await runGate(host, {
    base,
    head,
    policyFrom: 'head',
    version,
    now: new Date(),
    progress: progress.show,
    all: args.has('all'),
    threads: threadsOf,
    ...(config === undefined ? {} : { config: inRepository(repository.root, config) }),
    ...(paths.length === 0 ? {} : { paths }),
    ...(shard === null ? {} : { shard }),
    ...benchOf(args, host, progress),
  }).finally(progress.done);
  if (args.has('json')) {
    printJson((await import('#report/json.ts')).reportJson(report));
    for (const { head: side } of report.models) if (side?.kind === 'failed') sayFailure(side.failure);
  } else print((await import('#report/terminal/check.ts')).renderCheck(report, viewOf(1)));
  return report.exitCode;
}
