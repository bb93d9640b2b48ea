// src/diff/history-series.ts
/**
* Records from first to last: by time, but never a child before its parent, whatever the clocks said.
* Duplicates of a commit (there are none on a branch of ours) count once.
*/
function inOrderOfTime(records) {
	const byTime = records.toSorted((a, b) => Date.parse(a.committedAt) - Date.parse(b.committedAt) || (a.sha < b.sha ? -1 : 1));
	const bySha = new Map(byTime.map((record) => [record.sha, record]));
	const done = /* @__PURE__ */ new Set();
	const ordered = [];
	for (const record of byTime) {
		const waiting = [record];
		for (let next = waiting.at(-1); next !== void 0; next = waiting.at(-1)) {
			const parent = next.parents.map((sha) => bySha.get(sha)).find((one) => one !== void 0 && !done.has(one.sha));
			if (parent !== void 0 && !done.has(next.sha) && !waiting.includes(parent)) waiting.push(parent);
			else {
				waiting.pop();
				if (!done.has(next.sha)) ordered.push(next);
				done.add(next.sha);
			}
		}
	}
	return ordered;
}
/** What tells one line of a chart from another: a model in a case. */
const seriesName = ({ id, case: name }) => name === "" ? id : `${id} (${name})`;

export { seriesName as n, inOrderOfTime as t };