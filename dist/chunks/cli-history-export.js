const require_read_history = require("./gate-history-read-history.js");
const require_core = require("./core.js");
const require_export = require("./report-history-export.js");
const require_data_branch = require("./cli-history-data-branch.js");

// src/cli/history/export.ts
const formats = {
	csv: (history) => require_core.printData(require_export.historyCsv(history)),
	json: (history) => require_core.printJson(require_export.historyJson(history)),
	openmetrics: (history) => require_core.printData(require_export.historyOpenMetrics(history))
};
/** `history export`: everything that is recorded, as CSV, JSON or OpenMetrics. */
async function run(args) {
	const name = args.text("format") ?? (args.has("json") ? "json" : "csv");
	const write = Object.hasOwn(formats, name) ? formats[name] : void 0;
	if (write === void 0) throw new require_core.Fault("usage", `--format ${name} is none of ${Object.keys(formats).join(", ")}`, "csv is the default");
	const { branch } = await require_data_branch.openHistory(args);
	try {
		const { history, problems } = await require_read_history.readHistory(await branch.whole());
		for (const problem of problems) require_core.say(require_core.term`flopgate: ${require_core.terminalText(problem)}`);
		write(history);
		return 0;
	} finally {
		branch.close();
	}
}

exports.run = run;