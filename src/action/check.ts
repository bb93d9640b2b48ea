import { isTimed } from '#policy/metrics.ts';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { GateReport } from '#judge/types.ts';
import { runGate, type GateOptions, type GateProgress, type Host } from '#gate';
import { version } from '#gate/version.ts';
import { asFault } from '#graph/fault.ts';
import { chooseSides, noCheckout, type Sides } from '#host/actions/commits.ts';
import type { Event } from '#host/actions/event.ts';
import { withBuilds } from '#host/build/build.ts';
import { lentCredentials } from '#host/git/credentials.ts';
import { openPorcelain, type Porcelain } from '#host/git/porcelain.ts';
import { openRepository, type Repository } from '#host/git/repository.ts';
import { isShallow } from '#host/git/revision.ts';
import { enterWorkspace } from '#host/git/run-git.ts';
import { labelledBy, mergeBaseOf, pullMessages } from '#host/github/pulls.ts';
import { threadsOf } from '#system/threads.ts';
import { markdownCode, markdownText, terminalText } from '#text/escape.ts';
import { marked, plain, term, type Markdown } from '#text/safe.ts';
import { noteOfHistory } from './history-note.ts';
import type { Job, Target } from './job.ts';
import { publish } from './publish.ts';

/** Why there is nothing to judge under this event; null if there is. */
export function idleReason(event: Event): string | null {
  if (event.kind === 'pull_request' && event.action === 'closed')
    return 'The pull request is closed: nothing is judged.';
  if (event.kind === 'push' && event.deleted) return 'The branch or tag was deleted: nothing is left to judge.';
  return null;
}

export function targetOf({ context }: Job): Target | null {
  const { event, run, attempt } = context;
  return event.kind === 'pull_request' ? { issue: event.number, headSha: event.headSha, run, attempt } : null;
}

/** What the gate is run with; sentences for the summary are added to `notes` as it runs. */
export interface Prepared {
  readonly host: Host;
  readonly options: GateOptions;
  readonly notes: readonly Markdown[];
  /** Of the repository, from the workspace; '' if it is the workspace itself. */
  readonly folder: string;
}

/** @throws Fault if unknown what is to be compared */
export async function prepare(job: Job): Promise<Prepared> {
  const { context, inputs } = job;
  const repository = await openCheckout(context.workspace, inputs.workingDirectory);
  const git = await openGit(job, repository);
  const sides = await chooseSides({
    repository: repository.root,
    git,
    event: context.event,
    ...(inputs.base === undefined ? {} : { base: inputs.base }),
    ...(inputs.head === undefined ? {} : { head: inputs.head }),
    mergeBase: async (base, head) => mergeBase(job, base, head),
  });
  const notes: Markdown[] = [];
  return {
    host: await hostOf(job, withBuilds(repository, job.env), git, notes),
    options: optionsOf(job, sides, notes),
    notes,
    folder: folderOf(context.workspace, repository.root),
  };
}

/** The repository's folder from the workspace: annotations name files from there. '' if it is the workspace, or outside of it. */
function folderOf(workspace: string, root: string): string {
  const way = relative(resolve(workspace), root).split(sep).join('/');
  return way === '..' || way.startsWith('../') || isAbsolute(way) ? '' : way;
}

/**
 * The gate in a workflow.
 * @returns the exit code
 * @throws Fault if there is no answer
 */
export async function check(job: Job): Promise<number> {
  const { host, options, notes, folder } = await prepare(job);
  const bench = job.inputs.bench === 'off' || isPrivileged(job) ? {} : { bench: benchOf(job, host) };
  const report = await runGate(host, { ...options, ...bench, threads: threadsOf });
  const history = await noteOfHistory(job, host, report);
  const unmeasured = isPrivileged(job) && hasTimedBudget(report) ? [notMeasured] : [];
  await publish(job, report, [...notes, ...unmeasured, ...history], targetOf(job), folder);
  return jobExitCode(job, report);
}

/** With the base's rights nothing from a pull request is run, its models neither: they are counted only. */
function isPrivileged({ context: { event } }: Job): boolean {
  return event.kind === 'workflow_run' || (event.kind === 'pull_request' && event.privileged);
}

const notMeasured = marked`Latency has a budget that isn’t judged here: with the rights of the base branch no model of a pull request is run. Let a workflow on \`pull_request\` measure it.`;

function hasTimedBudget({ models }: GateReport): boolean {
  return models.some(({ judgements }) => judgements.some(({ metric }) => isTimed(metric)));
}

/** `warn-only` lets a verdict pass, never the lack of one. */
export function jobExitCode({ inputs, runner }: Job, { exitCode }: GateReport): number {
  if (exitCode === 0 || !inputs.warnOnly || exitCode === 2) return exitCode;
  runner.annotate({
    level: 'notice',
    title: plain`Flopgate`,
    message: plain`warn-only: the job passes in spite of the verdict`,
  });
  return 0;
}

/**
 * The checkout around a folder that is named from the workspace.
 * @throws Fault `no-checkout`, `no-git`, `foreign-repository`
 */
export async function openCheckout(workspace: string, folder: string): Promise<Repository> {
  try {
    return await openRepository(enterWorkspace(workspace, folder));
  } catch (thrown) {
    const fault = asFault(thrown);
    if (fault.code !== 'not-a-repository' && fault.code !== 'no-git') throw fault;
    throw fault.code === 'no-git' ? fault : noCheckout(`${resolve(workspace, folder)} is no git repository`, fault);
  }
}

/** Git with the right to fetch, by the checkout's own credentials or, if it kept none, by the job's token. */
export async function openGit(job: Job, { root }: Repository): Promise<Porcelain> {
  const { inputs, context, env } = job;
  const git = await openPorcelain(root);
  const lent = await lentCredentials(git, context.serverUrl, inputs.token, env);
  if (Object.keys(lent).length === 0) return git;
  Object.assign(env, lent);
  return openPorcelain(root);
}

async function mergeBase(job: Job, base: string, head: string): Promise<string | null> {
  const github = await job.github();
  return github === null ? null : mergeBaseOf(github, job.context.repository, base, head).catch(() => null);
}

/** The bench is loaded when there is something to measure. */
export function benchOf({ inputs, context, runner }: Job, host: Host): NonNullable<GateOptions['bench']> {
  return async (pairs, rule) => {
    const { createBench } = await import('#gate/measure/measure.ts');
    const { runtimePath, runtimeVersion, benchTimeMs } = inputs;
    const { event } = context;
    const measure = createBench({
      open: async (file) => host.open(file),
      list: async (tree, wanted) => host.list(tree, wanted),
      mode: inputs.bench === 'on' ? 'on' : 'auto',
      cwd: resolve(context.workspace, inputs.workingDirectory),
      ownRuntime: !(event.kind === 'pull_request' && event.fork),
      say: (line) => runner.say(term`flopgate: ${terminalText(line)}`),
      ...(runtimePath === undefined ? {} : { runtimePath }),
      ...(runtimeVersion === undefined ? {} : { runtimeVersion }),
      ...(benchTimeMs === undefined ? {} : { timeMs: benchTimeMs }),
    });
    return measure(pairs, rule);
  };
}

function optionsOf(job: Job, { base, head }: Sides, notes: Markdown[]): GateOptions {
  const { inputs, context, runner } = job;
  const { event } = context;
  const pull = event.kind === 'pull_request' ? event.number : event.kind === 'merge_group' ? event.pull : null;
  let stage: GateProgress['stage'] | null = null;
  return {
    base,
    head,
    policyFrom: event.kind === 'pull_request' && event.fork ? 'base' : 'head',
    version,
    now: new Date(),
    ...(inputs.config === undefined ? {} : { config: inputs.config }),
    ...(inputs.paths.length === 0 ? {} : { paths: inputs.paths }),
    ...(inputs.shard === undefined ? {} : { shard: inputs.shard }),
    ...(pull === null ? {} : { labelledBy: async (label) => askLabel(job, pull, label, notes) }),
    progress: (progress) => {
      if (progress.stage === stage) return;
      stage = progress.stage;
      runner.say(term`flopgate: ${progress.stage}${progress.of === null ? '' : term`, ${progress.of} models`}`);
    },
  };
}

/** A question that GitHub doesn't answer accepts nothing, and is said. */
async function askLabel(job: Job, issue: number, label: string, notes: Markdown[]): Promise<string | null> {
  try {
    const github = await job.github();
    return github === null ? null : await labelledBy(github, job.context.repository, issue, label);
  } catch (thrown) {
    notes.push(
      marked`Whether the label ${markdownCode(label)} accepts this couldn’t be asked: ${markdownText(asFault(thrown).message)}`,
    );
    return null;
  }
}

/** A shallow clone doesn't know the messages of the pull request's commits: GitHub does. */
async function hostOf(job: Job, repository: Repository, git: Porcelain, notes: Markdown[]): Promise<Host> {
  const { event } = job.context;
  if (event.kind !== 'pull_request' || !(await isShallow(git))) return repository;
  return {
    ...repository,
    async messages(base, head) {
      try {
        const github = await job.github();
        if (github !== null) return await pullMessages(github, job.context.repository, event.number);
      } catch (thrown) {
        notes.push(
          marked`Commit messages couldn’t be read, so that none of them accepts anything: ${markdownText(asFault(thrown).message)}`,
        );
      }
      return repository.messages(base, head);
    },
  };
}
