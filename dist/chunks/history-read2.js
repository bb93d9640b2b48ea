import { c as parseLayers, n as parseRecord, t as isRecordPath } from "./history-record.js";
import { t as inOrderOfTime } from "./history-series.js";
import { Tt as asFault } from "./base.js";

// src/gate/history-read.ts
/** Everything on the data branch. */
async function readHistory(branch) {
	const records = [];
	const layers = /* @__PURE__ */ new Map();
	const problems = [];
	for await (const { path, text } of branch.files()) if (isRecordPath(path)) try {
		records.push(parseRecord(text, path));
	} catch (thrown) {
		problems.push(asFault(thrown).message);
	}
	else if (path.startsWith("layers/")) {
		const one = parseLayers(text);
		if (one !== null) layers.set(path.replace(/^.*\/|\.json$/g, ""), one);
	}
	return {
		history: inOrderOfTime(records),
		layers,
		problems
	};
}

export { readHistory as t };