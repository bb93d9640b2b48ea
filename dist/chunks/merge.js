import { n as mergeFiles, r as noReports, t as readReports } from "./files-reports.js";
import { t as writeText } from "./files-write.js";
import { i as print, o as viewOf, s as expectPositionals } from "./base.js";

// src/cli/merge.ts
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
	expectPositionals(command, args, 1, Infinity);
	const files = readReports(args.positionals, MAX_BYTES);
	if (files.length === 0) throw noReports(args.positionals.join(", "));
	const report = mergeFiles(files);
	const { reportJson } = await import("./json.js");
	const out = args.text("out");
	if (out !== void 0) writeText(out, reportJson(report));
	if (args.has("json")) print(reportJson(report));
	else if (args.has("md")) print((await import("./markdown2.js")).renderSummary(report, {}));
	else print((await import("./terminal-check.js")).renderCheck(report, viewOf(1)));
	return report.exitCode;
}

export { command };