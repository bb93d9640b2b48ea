const require_reports = require("./host-files-reports.js");
const require_write = require("./host-files-write.js");
const require_core = require("./core.js");

// src/cli/commands/merge.ts
const command = {
	name: "merge",
	summary: "one verdict of the reports of many shards",
	usage: "REPORT.json\u2026 [options]",
	about: `Puts the reports together that the jobs of a matrix wrote (flopgate check --shard, or the action with shard). A folder stands for
all reports below it. Reports that don't belong together are refused; a shard that is missing makes the answer undecided
(exit code 3), never a pass.`,
	examples: ["flopgate merge reports/", "flopgate merge shard-1.json shard-2.json --md"],
	flags: {
		md: {
			type: "boolean",
			help: "print markdown, as in the job summary"
		},
		out: {
			type: "string",
			value: "FILE",
			help: "also write the merged report as JSON"
		}
	},
	run
};
/** Bytes that a shard's report may have. */
const MAX_BYTES = 32 << 20;
async function run(args) {
	require_core.expectPositionals(command, args, 1, Infinity);
	const files = require_reports.readReports(args.positionals, MAX_BYTES);
	if (files.length === 0) throw require_reports.noReports(args.positionals.join(", "));
	const report = require_reports.mergeFiles(files);
	const { reportJson } = await Promise.resolve().then(() => require("./core.js")).then((n) => n.json_exports);
	const out = args.text("out");
	if (out !== void 0) require_write.writeText(out, reportJson(report));
	if (args.has("json")) require_core.printJson(reportJson(report));
	else if (args.has("md")) require_core.printMarkdown((await Promise.resolve().then(() => require("./report-comment-comment.js")).then((n) => n.comment_exports)).renderSummary(report, {}));
	else require_core.print((await Promise.resolve().then(() => require("./report-terminal-check.js")).then((n) => n.check_exports)).renderCheck(report, require_core.viewOf(1)));
	return report.exitCode;
}

exports.command = command;