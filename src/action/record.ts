import type { Host } from '#gate';
import { branchAt, recordHead, type Recorded } from '#gate/history/story.ts';
import { version } from '#gate/version.ts';
import { asFault } from '#graph/fault.ts';
import { fetchCommit, resolveCommit } from '#host/git/revision.ts';
import { openHistoryBranch, type HistoryBranch } from '#host/data-branch/data-branch.ts';
import { readCommit } from '#host/data-branch/walk.ts';
import { markdownCode, noteText, terminalName } from '#text/escape.ts';
import { marked, plain, term, type Markdown } from '#text/safe.ts';
import { benchOf, openCheckout, openGit } from './check.ts';
import type { Job } from './job.ts';

/** Label of the issues about lasting changes of latency. */
const LABEL = 'flopgate';

/**
 * `mode: record`: the figures of the pushed commit go to the data branch, and a lasting change of latency into an issue.
 * @returns the exit code: 0; whatever is over budget is recorded all the same
 * @throws Fault if it can't be recorded
 */
export async function record(job: Job): Promise<number> {
  const { context, inputs, runner } = job;
  if (context.event.kind === 'pull_request')
    return idle(job, marked`Nothing is recorded of pull requests: run it on pushes to the default branch.`);
  const repository = await openCheckout(context.workspace, inputs.workingDirectory);
  const git = await openGit(job, repository);
  const rev = inputs.head ?? (context.event.kind === 'push' ? context.event.after : 'HEAD');
  const sha = await resolveCommit(repository.root, git, rev, 'head');
  const commit = await readCommit(repository.root, sha);
  // What was accepted, and what latency was before, is known with the parent at hand; without it the figures still are.
  for (const parent of commit.parents.slice(0, 1)) await fetchCommit(git, parent).catch(() => null);
  const config = inputs.config === undefined ? {} : { config: inputs.config };
  const name = await branchAt(repository, sha, inputs.config);
  const branch = await openHistoryBranch(repository.root, name);
  try {
    const bench = inputs.bench === 'off' ? {} : { bench: benchOf(job, repository satisfies Host) };
    const recorded = await recordHead(repository, branch, commit, { version, ...config, ...bench });
    await tell(job, sha, name, recorded);
    if (recorded.record?.models.some(({ latency }) => latency !== null) === true) await tellChanges(job, branch);
    return 0;
  } finally {
    branch.close();
    runner.output('head-sha', sha);
  }
}

async function idle({ runner }: Job, reason: Markdown): Promise<number> {
  await runner.summary(marked`## ➖ Flopgate: nothing to record\n\n${reason}\n`);
  runner.output('verdict', 'skipped');
  return 0;
}

async function tell(
  { runner }: Job,
  sha: string,
  branch: string,
  { kind, record: made, read, unmeasured }: Recorded,
): Promise<void> {
  const models = made?.models ?? [];
  const failed = models.filter(({ failure }) => failure !== null);
  const words =
    kind === 'present'
      ? marked`${markdownCode(sha.slice(0, 7))} was recorded on ${markdownCode(branch)} before.`
      : marked`${markdownCode(sha.slice(0, 7))} is recorded on ${markdownCode(branch)}: ${models.length} models, ${read} of them counted anew.`;
  await runner.summary(marked`## 📈 Flopgate: history\n\n${words}\n`);
  runner.say(
    term`flopgate: ${terminalName(sha.slice(0, 7))} ${kind === 'present' ? 'was recorded before' : 'is recorded'} on ${terminalName(branch)}`,
  );
  for (const { path, failure } of failed.slice(0, 10))
    runner.annotate({
      level: 'warning',
      title: plain`Flopgate: not counted`,
      message: noteText(`${path}: ${failure?.message ?? ''}`),
    });
  for (const { path, reason } of unmeasured.slice(0, 10))
    runner.annotate({
      level: 'warning',
      title: plain`Flopgate: not measured`,
      message: noteText(`${path}: ${reason}`),
    });
  runner.output('verdict', 'pass');
}

/** One issue a model whose latency changed for good. What GitHub doesn't take is said; the record stands. */
async function tellChanges(job: Job, branch: HistoryBranch): Promise<void> {
  const { context, runner } = job;
  try {
    const github = await job.github();
    if (github === null) return;
    const { readHistory } = await import('#gate/history/read-history.ts');
    const { changeIssues } = await import('#gate/history/issues.ts');
    const { putIssue } = await import('#host/github/issues.ts');
    for (const { marker, title, body, commits } of changeIssues((await readHistory(await branch.whole())).history)) {
      const reopens = (was: string): boolean => commits.some((one) => !was.includes(one));
      // Writes come one after another, as GitHub asks.
      // oxlint-disable-next-line no-await-in-loop
      const { kind, url } = await putIssue(github, {
        repository: context.repository,
        marker,
        title,
        body,
        label: LABEL,
        reopens,
      });
      if (kind === 'created' || kind === 'updated')
        runner.say(term`flopgate: issue ${kind}: ${terminalName(url ?? '')}`);
    }
  } catch (thrown) {
    const { message, hint } = asFault(thrown);
    runner.annotate({
      level: 'warning',
      title: plain`Flopgate: no issue`,
      message: noteText(`${message} (hint: ${hint}; issues: write is needed)`),
    });
  }
}
