import { maxReportBytes, parseReport } from '#judge/report-json.ts';
import { Fault } from '#graph/fault.ts';
import type { GitHub } from '#host/github/client.ts';
import { artifactText, pullsOfHead } from '#host/github/pulls.ts';
import { markerLine } from '#report/comment/comment.ts';
import { marked } from '#text/safe.ts';
import { failureMarkdown, readFailure } from './failure.ts';
import type { Job, Target } from './job.ts';
import { artifactName } from './notices.ts';
import { comment, markerOf, publish } from './publish.ts';

/**
 * `mode: report`: comments on behalf of a run whose own token couldn't, such as that of a fork. The report comes from an artifact that
 * anybody may have made: it is read strictly and rendered anew, and decides nothing. The pull request is found by commit.
 * @returns why there was nothing to do; null if it was done
 * @throws Fault `usage`, `ambiguous-pull-request`, `bad-report`, `bad-archive`, and as GitHub.request
 */
export async function reportFor(job: Job): Promise<string | null> {
  const { event, repository } = job.context;
  if (event.kind !== 'workflow_run')
    throw new Fault('usage', 'mode: report works in a workflow that runs on workflow_run', 'see docs/github.md, Forks');
  if (event.event !== 'pull_request')
    return `The run that ended was of ${event.event.slice(0, 40)}, not of a pull request.`;
  const github = await job.github();
  if (github === null) throw new Fault('usage', 'mode: report needs a token', 'leave the input token at its default');
  const target = await findTarget(job, github);
  if (target === null) return 'No open pull request has this commit as its head any more.';
  const name = artifactName(job.inputs.key);
  const text = await artifactText(github, repository, event.run, name, maxReportBytes);
  if (text === null) return `The run that ended has no artifact ${name}: its job hands none on, or ended before.`;
  await tell(job, target, text, name);
  return null;
}

async function findTarget({ context }: Job, github: GitHub): Promise<Target | null> {
  const { event, repository } = context;
  if (event.kind !== 'workflow_run' || event.headRepository === null) return null;
  const head = { repository: event.headRepository, branch: event.headBranch, sha: event.headSha };
  const [issue, ...more] = await pullsOfHead(github, repository, head);
  if (issue === undefined) return null;
  if (more.length > 0)
    throw new Fault(
      'ambiguous-pull-request',
      `${event.headSha} is the head of pull requests ${[issue, ...more].join(', ')}`,
      'close all but one of them',
    );
  return { issue, run: event.run, attempt: event.attempt, headSha: event.headSha };
}

const provenance = marked`These figures were handed on by the pull request’s own run, which decides the check; they were not counted again here.`;

async function tell(job: Job, target: Target, text: string, name: string): Promise<void> {
  const failure = readFailure(text);
  if (failure !== null) {
    const markdown = failureMarkdown(failure, { headSha: target.headSha, runUrl: runUrlOf(job, target) });
    await job.runner.summary(markdown);
    await comment(
      job,
      target,
      job.inputs.comment ?? 'on-failure',
      true,
      marked`${markerLine(markerOf(job, target))}\n${markdown}`,
    );
    return;
  }
  const report = parseReport(text, name);
  if (report.head.sha !== target.headSha)
    throw new Fault(
      'bad-report',
      `${name} tells of ${report.head.sha}, not of ${target.headSha}`,
      'run the check again',
    );
  await publish({ ...job, context: { ...job.context, runUrl: runUrlOf(job, target) } }, report, [provenance], target);
}

const runUrlOf = ({ context }: Job, { run }: Target): string =>
  `${context.serverUrl}/${context.repository}/actions/runs/${run}`;
