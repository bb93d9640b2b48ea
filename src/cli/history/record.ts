import { backfill, recordHead } from '#gate/history/story.ts';
import { version } from '#gate/version.ts';
import { Fault } from '#graph/fault.ts';
import { readCommit, walkCommits } from '#host/data-branch/walk.ts';
import { terminalName, terminalText } from '#text/escape.ts';
import { jsonDocument } from '#text/plain-json.ts';
import { term } from '#text/safe.ts';
import { benchOf } from '#cli/commands/bench-door.ts';
import type { Arguments } from '#cli/command.ts';
import { openHistory } from './data-branch.ts';
import { openProgress } from '#cli/progress.ts';
import { print, printJson, say } from '#cli/streams.ts';

/** `history record`. */
export async function run(args: Arguments): Promise<number> {
  const [, rev, ...more] = args.positionals;
  const range = args.text('backfill');
  if (more.length > 0 || (rev !== undefined && range !== undefined))
    throw new Fault(
      'usage',
      'history record takes one commit, or --backfill A..B',
      'flopgate history --help says more',
    );
  if (range !== undefined && args.has('bench'))
    throw new Fault(
      'usage',
      '--backfill measures no latency',
      'record single commits: flopgate history record REV --bench',
    );
  return range === undefined ? recordOne(args, rev) : recordRange(args, range);
}

async function recordOne(args: Arguments, rev: string | undefined): Promise<number> {
  const { repository, branch, config, name, sha } = await openHistory(args, rev);
  try {
    const commit = await readCommit(repository.root, sha);
    const progress = openProgress();
    const options = { version, ...config, ...benchOf(args, repository, progress) };
    const recorded = await recordHead(repository, branch, commit, options).finally(progress.done);
    const { kind, record, read, unmeasured } = recorded;
    for (const { path, reason } of unmeasured)
      say(term`flopgate: ${terminalText(path)}: latency isn't recorded: ${terminalText(reason)}`);
    if (args.has('json')) {
      printJson(jsonDocument({ schema: 'flopgate/recorded/1', sha, branch: name, kind, read, record }, 2));
      return 0;
    }
    const short = terminalName(sha.slice(0, 7));
    const models = record?.models ?? [];
    const timed = models.filter(({ latency }) => latency !== null).length;
    const measured = timed === 0 ? '' : term`, latency of ${timed}`;
    const failed = models.filter(({ failure }) => failure !== null);
    for (const { path, failure } of failed)
      say(term`flopgate: ${terminalText(path)}: ${terminalText(failure?.message ?? '')}`);
    print(
      kind === 'present'
        ? term`${short} was recorded on ${terminalName(name)} before.\n`
        : term`${short} recorded on ${terminalName(name)}: ${models.length} models, ${read} read${measured}.\n`,
    );
    return 0;
  } finally {
    branch.close();
  }
}

/** Lines of progress are this many commits apart. */
const STEP = 100;

async function recordRange(args: Arguments, range: string): Promise<number> {
  const end = range.split('..').at(-1);
  const { repository, branch, config, name, sha } = await openHistory(args, end === '' ? 'HEAD' : end);
  try {
    const told = await backfill(repository, branch, {
      version,
      ...config,
      policyOf: sha,
      walk: (wanted) => walkCommits(repository.root, range, wanted),
      progress: (done, what) => {
        if (done % STEP === 0) say(term`flopgate: ${done} commits, now at ${terminalName(what)}`);
      },
    });
    if (args.has('json')) printJson(jsonDocument({ schema: 'flopgate/backfilled/1', branch: name, ...told }, 2));
    else print(term`${told.commits} commits recorded on ${terminalName(name)}: ${told.read} model versions read.\n`);
    return 0;
  } finally {
    branch.close();
  }
}
