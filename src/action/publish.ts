import { join } from 'node:path';
import type { GateReport } from '#judge/types.ts';
import { asFault, type Fault } from '#graph/fault.ts';
import { writeText } from '#host/files/write.ts';
import type { CommentOutcome } from '#host/github/comment.ts';
import { noteText, visible } from '#text/escape.ts';
import { marked, plain, term, type JsonText, type Markdown } from '#text/safe.ts';
import { reportJson } from '#report/json.ts';
import { markerLine, renderComment, renderSummary } from '#report/comment/comment.ts';
import { renderCheck } from '#report/terminal/check.ts';
import type { CommentContext } from '#report/comment/extent.ts';
import { headline } from '#report/words.ts';
import { annotationsOf } from './annotations.ts';
import { failureJson, failureMarkdown } from './failure.ts';
import type { CommentMode } from './inputs.ts';
import type { Job, Target } from './job.ts';
import { noCheckRunNotice, noCommentNotice } from './notices.ts';
import { outputsOf } from './outputs.ts';

/** Columns that logs of jobs are read at. */
const LOG_WIDTH = 160;

/**
 * Publishes a report everywhere: job summary, report file, comment, check run, outputs, in this order, so that a failing run still has all of
 * them. Whatever can't be published is said in the summary; the verdict stands.
 * @param notes sentences of our own
 * @param target null: there is no pull request to comment on
 * @param folder of the repository, from the workspace; '' if it is the workspace itself
 */
export async function publish(
  job: Job,
  report: GateReport,
  notes: readonly Markdown[],
  target: Target | null,
  folder = '',
): Promise<void> {
  const { runner, context, env } = job;
  const about = { ...linksOf(job), notes };
  runner.log(renderCheck(report, { color: (env['NO_COLOR'] ?? '') === '', width: LOG_WIDTH }));
  // On another run's behalf there are no files beside which they would show.
  if (context.event.kind !== 'workflow_run') for (const one of annotationsOf(report, folder)) runner.annotate(one);
  await runner.summary(renderSummary(report, about));
  const path = writeReport(job, reportJson(report));
  const mode = job.inputs.comment ?? report.comment.mode;
  const text = target === null ? marked`` : renderComment(report, markerOf(job, target), about);
  const outcome = await comment(job, target, mode, isWorthAComment(report, mode), text);
  await checkRun(job, report, target);
  const outputs = { ...outputsOf(report), report: path, 'comment-url': outcome?.url ?? '' };
  for (const [name, value] of Object.entries(outputs)) runner.output(name, value);
}

/** Addresses of the host's own that a comment links to. */
function linksOf({ context }: Job): CommentContext {
  const { runUrl, filesUrl, docsUrl } = context;
  return { runUrl, filesUrl, ...(docsUrl === null ? {} : { docsUrl }) };
}

/** Publishes a failure in the same places and order. */
export async function publishFailure(job: Job, fault: Fault, target: Target | null): Promise<void> {
  const { runner, context } = job;
  const text = failureMarkdown(fault, { headSha: target?.headSha ?? null, runUrl: context.runUrl });
  sayFailure(job, fault);
  await runner.summary(text);
  const path = writeReport(job, failureJson(fault));
  const mode = job.inputs.comment ?? 'on-failure';
  const body = target === null ? marked`` : marked`${markerLine(markerOf(job, target))}\n${text}`;
  const outcome = await comment(job, target, mode, true, body);
  const outputs = { verdict: 'undecided', report: path, 'comment-url': outcome?.url ?? '' };
  for (const [name, value] of Object.entries(outputs)) runner.output(name, value);
}

export function sayFailure({ runner }: Pick<Job, 'runner'>, { code, message, hint }: Fault): void {
  runner.annotate({
    level: 'error',
    title: noteText(`Flopgate: ${code}`),
    message: noteText(`${message} (hint: ${hint})`),
  });
}

export const markerOf = ({ inputs }: Job, { run, attempt, headSha }: Target) => ({
  key: inputs.key,
  run: String(run),
  attempt: String(attempt),
  head: headSha,
});

/** Whether a comment is made if there is none; one that is there is updated in any case. */
function isWorthAComment({ verdict, models, policy }: GateReport, mode: CommentMode): boolean {
  const failed = verdict === 'fail' || verdict === 'undecided';
  switch (mode) {
    case 'always':
      return true;
    case 'on-change':
      return failed || models.length > 0 || policy.changes.length > 0;
    case 'on-failure':
      return failed;
    case 'never':
      return false;
  }
}

/** Path of the report, '' if it couldn't be written. */
function writeReport({ runner, inputs, context }: Job, json: JsonText): string {
  const path = join(context.temp, 'flopgate', inputs.key, 'flopgate-report.json');
  try {
    writeText(path, json, 'the report file');
    return path;
  } catch (thrown) {
    runner.lose(asFault(thrown));
    return '';
  }
}

/** The comment, or a note in the summary on why there is none; null if none was tried or possible. */
export async function comment(
  job: Job,
  target: Target | null,
  mode: CommentMode,
  create: boolean,
  body: Markdown,
): Promise<CommentOutcome | null> {
  if (target === null || mode === 'never' || job.inputs.shard !== undefined) return null;
  const { runner, context, env, inputs } = job;
  try {
    const github = await job.github();
    if (github === null) return null;
    const { putComment } = await import('#host/github/comment.ts');
    const outcome = await putComment(github, { repository: context.repository, issue: target.issue, body, create });
    if (outcome.kind === 'late') runner.say(term`A newer run has commented already: its comment stands.`);
    return outcome;
  } catch (thrown) {
    const fault = asFault(thrown);
    runner.annotate({
      level: 'warning',
      title: plain`Flopgate: no comment`,
      message: noteText(`${fault.message} (hint: ${fault.hint})`),
    });
    await runner.summary(noCommentNotice(fault, context.event, inputs.key, env));
    return null;
  }
}

const conclusions = {
  pass: 'success',
  warn: 'neutral',
  fail: 'failure',
  undecided: 'neutral',
  skipped: 'skipped',
} as const;

async function checkRun(job: Job, report: GateReport, target: Target | null): Promise<void> {
  if (!job.inputs.checkRun || report.head.sha === 'worktree') return;
  const { runner, context, inputs } = job;
  try {
    const github = await job.github();
    if (github === null) return;
    const { createCheckRun } = await import('#host/github/check-run.ts');
    await createCheckRun(github, {
      repository: context.repository,
      name: inputs.key === 'default' ? 'Flopgate' : `Flopgate (${inputs.key})`,
      headSha: target?.headSha ?? report.head.sha,
      conclusion: report.exitCode === 0 ? conclusions[report.verdict] : 'failure',
      title: visible(headline(report)),
      summary: renderComment(
        report,
        { key: inputs.key, run: String(context.run), attempt: String(context.attempt), head: report.head.sha },
        linksOf(job),
      ),
      detailsUrl: context.runUrl,
    });
  } catch (thrown) {
    const fault = asFault(thrown);
    runner.annotate({ level: 'warning', title: plain`Flopgate: no check run`, message: noteText(fault.message) });
    await runner.summary(noCheckRunNotice(fault));
  }
}
