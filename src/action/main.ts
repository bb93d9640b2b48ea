import { setImmediate as turn } from 'node:timers/promises';
import { asFault } from '#graph/fault.ts';
import { readContext } from '#host/actions/context.ts';
import { openRunner } from '#host/actions/runner.ts';
import type { GitHub } from '#host/github/client.ts';
import { check, idleReason, targetOf } from './check.ts';
import { readInputs } from './inputs.ts';
import { markdownText, terminalText } from '#text/escape.ts';
import { marked } from '#text/safe.ts';
import type { Job, SafeRunner } from './job.ts';
import { sayLast } from './last.ts';
import { publishFailure, sayFailure } from './publish.ts';
import { reportFor } from './report.ts';

/**
 * Runs the action.
 * @param env the job's environment; git is lent the token in it where the checkout kept no credentials
 * @returns the exit code: 0 pass, 1 a budget is breached, 2 no answer, or one that couldn't be handed on, 3 undecided where the policy
 *   fails that
 */
export async function main(env: Record<string, string | undefined>): Promise<number> {
  const runner: SafeRunner = await openRunner();
  const code = await answer(runner, env);
  // A stream reports its failure a turn late.
  await turn();
  const lost = runner.lost();
  if (lost === null) return code;
  sayFailure({ runner }, lost);
  sayLast(lost);
  return 2;
}

async function answer(runner: SafeRunner, env: Record<string, string | undefined>): Promise<number> {
  let job: Job;
  try {
    job = openJob(runner, env);
  } catch (thrown) {
    sayFailure({ runner }, asFault(thrown));
    runner.output('verdict', 'undecided');
    return 2;
  }
  try {
    return await run(job);
  } catch (thrown) {
    await publishFailure(job, asFault(thrown), targetOf(job));
    return 2;
  }
}

async function run(job: Job): Promise<number> {
  const { inputs, context } = job;
  const isReport = inputs.mode === 'report' || (inputs.mode === 'auto' && context.event.kind === 'workflow_run');
  const idle = isReport ? await reportFor(job) : idleReason(context.event);
  if (idle !== null) {
    await job.runner.summary(marked`## ➖ Flopgate: nothing to judge\n\n${markdownText(idle)}\n`);
    job.runner.log(terminalText(idle));
    job.runner.output('verdict', 'skipped');
    return 0;
  }
  if (isReport) return 0;
  if (inputs.mode === 'plan' || inputs.mode === 'merge') {
    const { mergeJob, planJob } = await import('./shards.ts');
    return inputs.mode === 'plan' ? planJob(job) : mergeJob(job);
  }
  if (inputs.mode === 'record') return (await import('./record.ts')).record(job);
  return check(job);
}

function openJob(runner: SafeRunner, env: Record<string, string | undefined>): Job {
  const inputs = readInputs((name) => runner.input(name));
  runner.secret(inputs.token);
  const context = readContext(env);
  let opened: Promise<GitHub> | null = null;
  return {
    runner,
    inputs,
    context,
    env,
    github: async () => {
      if (inputs.token === '') return null;
      const { openGitHub } = await import('#host/github/client.ts');
      const { apiUrl, graphqlUrl } = context;
      opened ??= openGitHub({ token: inputs.token, apiUrl, graphqlUrl });
      return opened;
    },
  };
}
