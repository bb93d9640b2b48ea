const require_core = require("./core.js");
const require_outcomes = require("./gate-work-outcomes.js");
const require_distant = require("./gate-work-distant.js");

// src/gate/work/batches.ts
/**
* Changes by what they must be counted with: those that share content (a file at several paths) are one batch, so that each content is
* counted once. Batches are in order of their first change. @returns indices
*/
function batchesOf(changes) {
	const batchOf = /* @__PURE__ */ new Map();
	const batches = /* @__PURE__ */ new Set();
	for (const [index, change] of changes.entries()) {
		const ids = require_outcomes.filesOf(change).flatMap(({ id }) => id ?? []);
		const joined = [...new Set(ids.flatMap((id) => batchOf.has(id) ? [batchOf.get(id)] : []))];
		const batch = joined[0] ?? [];
		for (const other of joined.slice(1)) {
			batch.push(...other);
			batches.delete(other);
			for (const [id, of] of batchOf) if (of === other) batchOf.set(id, batch);
		}
		batch.push(index);
		batches.add(batch);
		for (const id of ids) batchOf.set(id, batch);
	}
	return [...batches].map((batch) => batch.toSorted((a, b) => a - b));
}

// src/gate/work/crew.ts
/**
* `outcomesOf`, spread over threads: this one reads the files for them. Undefined if there are none to be had.
* @throws Fault as `outcomesOf`; what only ends a thread is the failure of its models
*/
async function judgeInThreads(start, tasks, { open, bytesOf }, begun) {
	const batches = batchesOf(tasks.map(({ change }) => change));
	const shelf = require_distant.openShelf(open, bytesOf);
	const threads = start?.(batches.length, { ...shelf });
	if (threads === void 0 || threads === null) return void 0;
	const outcomes = [];
	const judge = async (batch) => {
		const part = batch.map((i) => tasks[i]);
		const judged = await judgedBy(threads, part);
		for (const [at, i] of batch.entries()) {
			begun(tasks[i], i);
			outcomes[i] = judged[at] ?? [];
		}
	};
	try {
		await Promise.all(batches.map(judge));
	} finally {
		await threads.close();
	}
	return outcomes;
}
async function judgedBy(threads, part) {
	try {
		return await threads.run("judge", part);
	} catch (thrown) {
		if (!(thrown instanceof require_core.Fault) || thrown.code !== "thread-ended") throw thrown;
		return part.map((task) => require_outcomes.failedOutcomes(task, thrown));
	}
}

exports.judgeInThreads = judgeInThreads;