const require_data_branch = require("./host-data-branch-data-branch.js");
const require_core = require("./core.js");
const require_table = require("./report-comment-table.js");
const require_dashboard = require("./gate-history-dashboard.js");

// src/report/history/issue.ts
/** Changes that an issue lists: the newest. */
const LISTED = 20;
/**
* What an issue says of the lasting changes of a model's latency; null if there is none.
* @param changes by series (the model's own sizes and its cases)
*/
function changeIssue(id, history, changes) {
	const rows = [...changes].flatMap(([series, points]) => points.map((point) => ({
		series,
		point,
		record: history[point.at]
	}))).flatMap(({ record, ...rest }) => record === void 0 ? [] : [{
		record,
		...rest
	}]).toSorted((a, b) => b.point.at - a.point.at).slice(0, LISTED);
	if (rows.length === 0) return null;
	const name = require_core.elided(id, 100);
	const heads = [
		require_core.marked`commit`,
		require_core.marked`date`,
		require_core.marked`model`,
		require_core.marked`latency`,
		require_core.marked`p`,
		require_core.marked`subject`
	];
	const body = require_table.table(heads, [
		"l",
		"l",
		"l",
		"r",
		"r",
		"l"
	], rows.map(({ series, point, record }) => [
		require_core.markdownText(require_core.shortSha(record.sha), "cell"),
		require_core.markdownText(record.committedAt.slice(0, 10), "cell"),
		require_core.markdownCode(require_core.elided(series, 60), "cell"),
		require_core.percentText(point.ratio - 1),
		require_core.marked`${point.p}`,
		require_core.markdownText(require_core.elided(record.subject, 80), "cell")
	]));
	return {
		marker: `<!-- flopgate-history:1 ${encodeURIComponent(name).replaceAll("-", "%2D")} -->`,
		title: `Latency of ${markerFree(name)} changed`,
		body: require_core.joined([
			require_core.marked`The latency of ${require_core.markdownCode(name)} changed, and stayed changed:`,
			body,
			require_core.marked`A change is reported if a permutation test on the measurements before and after it gives p \u2264 0.001, it is at least 3 %, and at least 8 measurements bear it out. Close this issue when it is dealt with: it opens again only for a change that isn\u2019t listed here.`
		], "\n\n"),
		commits: rows.map(({ record }) => require_core.shortSha(record.sha))
	};
}
/** A title is plain text, but names in it notify. */
const markerFree = (text) => text.replaceAll(/[@#\p{C}]/gu, "_");

// src/gate/history/issues.ts
/** One issue for each model whose latency changed for good, whatever its cases. */
function changeIssues(history) {
	const changes = require_dashboard.allChangePoints(history);
	const ids = /* @__PURE__ */ new Map();
	for (const { models } of history) for (const model of models) {
		const series = ids.get(model.id) ?? /* @__PURE__ */ new Set();
		ids.set(model.id, series.add(require_data_branch.seriesName(model)));
	}
	return [...ids].flatMap(([id, series]) => {
		const own = new Map([...changes].filter(([name]) => series.has(name)));
		return changeIssue(id, history, own) ?? [];
	});
}

exports.changeIssues = changeIssues;