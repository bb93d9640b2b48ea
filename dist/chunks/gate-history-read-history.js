const require_data_branch = require("./host-data-branch-data-branch.js");
const require_core = require("./core.js");

// src/gate/history/read-history.ts
/** Everything on the data branch; of a commit the first record that can be read. */
async function readHistory(branch) {
	const records = /* @__PURE__ */ new Map();
	const layers = /* @__PURE__ */ new Map();
	const problems = [...branch.problems];
	for await (const { path, text } of branch.files()) if (require_data_branch.isRecordPath(path)) try {
		const record = require_data_branch.parseRecord(text, path);
		if (!records.has(record.sha)) records.set(record.sha, record);
	} catch (thrown) {
		problems.push(require_core.asFault(thrown).message);
	}
	else if (path.startsWith("layers/")) {
		const one = require_data_branch.parseLayers(text);
		if (one !== null) layers.set(path.replace(/^.*\/|\.json$/g, ""), one);
	}
	return {
		history: require_data_branch.inOrderOfTime([...records.values()]),
		layers,
		problems
	};
}

exports.readHistory = readHistory;