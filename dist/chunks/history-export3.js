import { t as readHistory } from "./history-read2.js";
import { a as say, i as print, wt as Fault } from "./base.js";
import { n as historyJson, r as historyOpenMetrics, t as historyCsv } from "./history-export2.js";
import { t as openHistory } from "./history-branch2.js";

// src/cli/history-export.ts
const formats = {
	csv: historyCsv,
	json: historyJson,
	openmetrics: historyOpenMetrics
};
/** `history export`: everything that is recorded, as CSV, JSON or OpenMetrics. */
async function run(args) {
	const name = args.text("format") ?? (args.has("json") ? "json" : "csv");
	const format = Object.hasOwn(formats, name) ? formats[name] : void 0;
	if (format === void 0) throw new Fault("usage", `--format ${name} is none of ${Object.keys(formats).join(", ")}`, "csv is the default");
	const { branch } = await openHistory(args);
	try {
		const { history, problems } = await readHistory(await branch.whole());
		for (const problem of problems) say(`flopgate: ${problem}`);
		print(format(history));
		return 0;
	} finally {
		branch.close();
	}
}

export { run };