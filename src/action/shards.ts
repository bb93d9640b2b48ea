import { resolve } from 'node:path';
import { planGate } from '#gate';
import { mergeFiles, noReports } from '#gate/merge.ts';
import { maxReportBytes } from '#judge/report-json.ts';
import { Fault } from '#graph/fault.ts';
import { readReports } from '#host/files/reports.ts';
import { term } from '#text/safe.ts';
import { jobExitCode, prepare, targetOf } from './check.ts';
import type { Job } from './job.ts';
import { publish } from './publish.ts';

/**
 * `mode: plan`: the matrix over which the changed models are spread, as the output `matrix`.
 * @throws Fault `usage`, and as the gate
 */
export async function planJob(job: Job): Promise<number> {
  const { inputs, runner } = job;
  if (inputs.shards === undefined)
    throw new Fault('usage', 'mode: plan needs to know how many jobs there may be', 'write shards: 8');
  const { host, options } = await prepare(job);
  const plan = await planGate(host, options, inputs.shards);
  const { length } = plan.shards;
  runner.say(term`flopgate: ${plan.models} changed models, ${length} ${length === 1 ? 'job' : 'jobs'}`);
  runner.output('matrix', JSON.stringify({ include: plan.shards }));
  runner.output('changed', String(plan.models));
  return 0;
}

/**
 * `mode: merge`: one verdict, summary and comment of the shards' reports.
 * @returns the exit code
 * @throws Fault `usage`, `bad-report`, `bad-merge`
 */
export async function mergeJob(job: Job): Promise<number> {
  const { inputs, context } = job;
  if (inputs.reports === undefined)
    throw new Fault(
      'usage',
      'mode: merge needs the reports of the shards',
      'write reports: and the folder that actions/download-artifact filled',
    );
  const files = readReports([resolve(context.workspace, inputs.reports)], maxReportBytes);
  if (files.length === 0) throw noReports(inputs.reports);
  const report = mergeFiles(files);
  await publish(job, report, [], targetOf(job));
  return jobExitCode(job, report);
}
