const require_read_history = require("./gate-history-read-history.js");
const require_core = require("./core.js");
const require_export = require("./report-history-export.js");
const require_data_branch = require("./cli-history-data-branch.js");

// src/cli/history/export.ts
const formats = {
	csv: require_export.historyCsv,
	json: require_export.historyJson,
	openmetrics: require_export.historyOpenMetrics
};
/** `history export`: everything that is recorded, as CSV, JSON or OpenMetrics. */
async function run(args) {
	const name = args.text("format") ?? (args.has("json") ? "json" : "csv");
	const format = Object.hasOwn(formats, name) ? formats[name] : void 0;
	if (format === void 0) throw new require_core.Fault("usage", `--format ${name} is none of ${Object.keys(formats).join(", ")}`, "csv is the default");
	const { branch } = await require_data_branch.openHistory(args);
	try {
		const { history, problems } = await require_read_history.readHistory(await branch.whole());
		for (const problem of problems) require_core.say(`flopgate: ${problem}`);
		require_core.print(format(history));
		return 0;
	} finally {
		branch.close();
	}
}

exports.run = run;