import { t as planGate } from "./gate.js";
import { n as mergeFiles, r as noReports, t as readReports } from "./files-reports.js";
import { t as maxReportBytes } from "./report-json.js";
import { wt as Fault } from "./base.js";
import { c as targetOf, d as publish, r as exitCodeOf, s as prepare } from "./check.js";
import { resolve } from "node:path";

// src/action/shards.ts
/**
* `mode: plan`: the matrix over which the changed models are spread, as the output `matrix`.
* @throws Fault `usage`, and as the gate
*/
async function planJob(job) {
	const { inputs, runner } = job;
	if (inputs.shards === void 0) throw new Fault("usage", "mode: plan needs to know how many jobs there may be", "write shards: 8");
	const { host, options } = await prepare(job);
	const plan = await planGate(host, options, inputs.shards);
	const { length } = plan.shards;
	runner.say(`flopgate: ${plan.models} changed models, ${length} ${length === 1 ? "job" : "jobs"}`);
	runner.output("matrix", JSON.stringify({ include: plan.shards }));
	runner.output("changed", String(plan.models));
	return 0;
}
/**
* `mode: merge`: one verdict, summary and comment of the shards' reports.
* @returns the exit code
* @throws Fault `usage`, `bad-report`, `bad-merge`
*/
async function mergeJob(job) {
	const { inputs, context } = job;
	if (inputs.reports === void 0) throw new Fault("usage", "mode: merge needs the reports of the shards", "write reports: and the folder that actions/download-artifact filled");
	const files = readReports([resolve(context.workspace, inputs.reports)], maxReportBytes);
	if (files.length === 0) throw noReports(inputs.reports);
	const report = mergeFiles(files);
	await publish(job, report, [], targetOf(job));
	return exitCodeOf(job, report);
}

export { mergeJob, planJob };