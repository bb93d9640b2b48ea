const require_core = require("./core.js");
const require_latency = require("./history-latency.js");
const require_data_branch = require("./host-data-branch-data-branch.js");

// src/report/history/export.ts
/**
* `history export --format json`, schema `flopgate/history/1`: the records from first to last, and beside them what was measured, by
* model and case: the ratios to the parent chained, and levels over machines, both as src/history/latency.ts says.
* @param last records that are exported, with the measurements on them
*/
function historyJson(history, last = history.length) {
	const from = Math.max(0, history.length - last);
	const latency = measuredSeries(history, from);
	return require_core.jsonDocument({
		schema: "flopgate/history/1",
		commits: history.slice(from),
		latency
	}, 1);
}
function measuredSeries(history, from) {
	const models = history.flatMap((record) => record.models.filter(({ latency }) => latency !== null));
	return [...new Map(models.toReversed().map((model) => [require_data_branch.seriesName(model), model]))].map(([name, { id, case: caseName }]) => {
		const { points, environments } = require_latency.latencySeries(history, name);
		return {
			model: id,
			case: caseName,
			environments,
			points: points.filter(({ at }) => at >= from).map(({ at, ...point }) => ({
				sha: history[at]?.sha ?? "",
				...point
			}))
		};
	});
}
const heads = [
	"sha",
	"committed_at",
	"subject",
	"model",
	"case",
	"path",
	"format",
	"exact",
	"failure"
];
const measured = [
	"latency_ms",
	"latency_ratio",
	"latency_low",
	"latency_high",
	"provider",
	"threads"
];
/** One line a commit, model and case (RFC 4180); counts are whole numbers, bytes are bytes, latency is in ms. */
function historyCsv(history) {
	const lines = [[
		...heads,
		...require_core.countedMetrics,
		...measured
	].join(",")];
	for (const record of history) for (const model of record.models) lines.push(csvLine(record, model));
	return `${lines.join("\r\n")}\r\n`;
}
function csvLine(record, model) {
	const { latency, failure, figures } = model;
	const [low, high] = latency?.interval ?? [null, null];
	const named = [
		record.sha,
		record.committedAt,
		record.subject,
		model.id,
		model.case,
		model.path,
		model.format
	];
	const numbers = [...require_core.countedMetrics.map((metric) => figures[metric]), ...[
		latency?.ms,
		latency?.ratio,
		low,
		high
	].map((value) => value ?? void 0)];
	return [
		...named.map((value) => csvText(value ?? "")),
		String(model.exact),
		csvText(failure === null ? "" : failure.code),
		...numbers.map((value) => String(value ?? "")),
		csvText(latency?.provider ?? ""),
		String(latency?.threads ?? "")
	].join(",");
}
/** A spreadsheet takes what begins like a formula for one: an apostrophe makes it text. */
function csvText(hostile) {
	const text = printable(hostile);
	const inert = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
	return /[",\r\n]/.test(inert) ? `"${inert.replaceAll("\"", "\"\"")}"` : inert;
}
const units = {
	count: "",
	bytes: "_bytes",
	time: "_seconds"
};
/**
* OpenMetrics 1.0 text, for Prometheus to take in (`promtool tsdb create-blocks-from openmetrics`): one series a model and case, a
* sample a commit; where commits share a second the last of them stands.
*/
function historyOpenMetrics(history) {
	const families = require_core.countedMetrics.map((metric) => {
		const kind = require_core.unitOf(metric);
		return family(`flopgate_${metric}${units[kind]}`, units[kind], require_core.metricOf(metric).words, history, (model) => digitsOf(model, metric));
	});
	families.push(family("flopgate_latency_seconds", "_seconds", require_core.metricOf("latency").words, history, ({ latency }) => seconds(latency?.ms)));
	return `${families.join("")}# EOF\n`;
}
const seconds = (ms) => ms === null || ms === void 0 ? void 0 : String(ms / 1e3);
const digitsOf = ({ figures }, metric) => figures[metric];
function family(name, unit, help, history, valueOf) {
	const series = /* @__PURE__ */ new Map();
	for (const { models, committedAt } of history) {
		const at = Math.floor(Date.parse(committedAt) / 1e3);
		for (const model of models) {
			const value = valueOf(model);
			if (value === void 0) continue;
			const labels = `{model="${label(model.id)}",case="${label(model.case)}"}`;
			const samples = series.get(labels) ?? /* @__PURE__ */ new Map();
			series.set(labels, samples.set(at, value));
		}
	}
	if (series.size === 0) return "";
	const lines = [...series].flatMap(([labels, samples]) => [...samples].toSorted(([a], [b]) => a - b).map(([at, value]) => `${name}${labels} ${value} ${at}`));
	return `${[...[
		`# TYPE ${name} gauge`,
		...unit === "" ? [] : [`# UNIT ${name} ${unit.slice(1)}`],
		`# HELP ${name} ${help}`
	], ...lines].join("\n")}\n`;
}
/** Without controls of a terminal and commands of a workflow's log, which these files may be shown in. */
const printable = (text) => text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]|##\[/g, "\ufffd");
const label = (text) => printable(text).replaceAll("\\", "\\\\").replaceAll("\"", "\\\"").replaceAll("\n", "\\n").replaceAll("\r", "");

exports.historyCsv = historyCsv;
exports.historyJson = historyJson;
exports.historyOpenMetrics = historyOpenMetrics;