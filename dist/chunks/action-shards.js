const require_gate = require("./gate.js");
const require_reports = require("./host-files-reports.js");
const require_report_json = require("./judge-report-json.js");
const require_core = require("./core.js");
const require_action = require("../action.js");
let node_path = require("node:path");

// src/action/shards.ts
/**
* `mode: plan`: the matrix over which the changed models are spread, as the output `matrix`.
* @throws Fault `usage`, and as the gate
*/
async function planJob(job) {
	const { inputs, runner } = job;
	if (inputs.shards === void 0) throw new require_core.Fault("usage", "mode: plan needs to know how many jobs there may be", "write shards: 8");
	const { host, options } = await require_action.prepare(job);
	const plan = await require_gate.planGate(host, options, inputs.shards);
	const { length } = plan.shards;
	runner.say(require_core.term`flopgate: ${plan.models} changed models, ${length} ${length === 1 ? "job" : "jobs"}`);
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
	if (inputs.reports === void 0) throw new require_core.Fault("usage", "mode: merge needs the reports of the shards", "write reports: and the folder that actions/download-artifact filled");
	const files = require_reports.readReports([(0, node_path.resolve)(context.workspace, inputs.reports)], require_report_json.maxReportBytes);
	if (files.length === 0) throw require_reports.noReports(inputs.reports);
	const report = require_reports.mergeFiles(files);
	await require_action.publish(job, report, [], require_action.targetOf(job));
	return require_action.jobExitCode(job, report);
}

exports.mergeJob = mergeJob;
exports.planJob = planJob;