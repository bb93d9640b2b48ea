const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_core = require("./core.js");
const require_build_log = require("./report-comment-build-log.js");
const require_diff = require("./report-terminal-diff.js");

// src/report/terminal/check.ts
var check_exports = /* @__PURE__ */ require_rolldown_runtime.__exportAll({ renderCheck: () => renderCheck });
const marks = {
	pass: [require_core.term`\u2714`, "good"],
	warn: [require_core.term`\u25b2`, "warn"],
	fail: [require_core.term`\u2716`, "bad"],
	undecided: [require_core.term`?`, "open"],
	skipped: [require_core.term`\u2013`, "dim"]
};
/** Figures with a column of their own. */
const columnsShown = require_core.usualMetrics("any").filter(require_core.isCounted$1);
/** `flopgate check`: the verdict, a row a model, why, and what to do next. */
function renderCheck(report, view, rows = 50) {
	const [mark, style] = marks[report.verdict];
	const lines = [require_core.term`${require_core.paint(require_core.term`${mark} ${require_core.terminalText(require_core.headline(report))}`, style, view.color)}  ${require_core.paint(revisions(report), "dim", view.color)}`];
	if (report.models.length > 0) lines.push(require_core.term``, ...modelTable(report.models.slice(0, rows), view));
	if (report.models.length > rows) lines.push(require_core.paint(require_core.term`  \u2026 and ${report.models.length - rows} more (--json has them all)`, "dim", view.color));
	for (const model of report.models.slice(0, rows)) lines.push(...reasons(model, view));
	lines.push(...remarks(report, view));
	return require_core.term`${require_core.joined(lines, "\n")}\n`;
}
function revisions({ base, head, unchanged, models }) {
	const against = base === null ? "without a base" : require_core.term`against ${require_core.terminalName(require_core.shortSha(base.sha))} (${require_core.terminalName(base.how)})`;
	const rest = unchanged > 0 && models.length > 0 ? require_core.term` \u00b7 ${unchanged} unchanged not shown` : "";
	return require_core.term`${require_core.terminalName(require_core.shortSha(head.sha))} ${against}${rest}`;
}
/** As many columns as fit; those that are left out first say the least. */
function modelTable(models, view) {
	for (let most = columnsShown.length; most > 1; most -= 1) {
		const lines = tableOf(models, columnsShown.slice(0, most), view);
		if (lines.every((line) => require_core.textWidth(require_core.unpainted(line)) <= view.width)) return lines;
	}
	return tableOf(models, columnsShown.slice(0, 1), view);
}
function tableOf(models, metrics, view) {
	const measured = models.some(({ latency }) => latency !== null);
	const columns = [
		{
			head: require_core.term``,
			align: "left"
		},
		{
			head: require_core.term`model`,
			align: "left",
			least: 24
		},
		...metrics.map((metric) => ({
			head: require_core.terminalText(require_core.metricOf(metric).head),
			align: "right"
		})),
		...measured ? [{
			head: require_core.terminalText(require_core.metricOf("latency").head),
			align: "right"
		}] : [],
		{
			head: require_core.term`verdict`,
			align: "left"
		}
	];
	const body = models.map((model) => {
		const [mark, style] = marks[model.verdict];
		const change = require_core.changeWords(model);
		const words = require_core.outcomeWords(model);
		return [
			{
				text: mark,
				style
			},
			{
				text: require_core.terminalName(require_core.titleOf(model)),
				style: "strong"
			},
			...metrics.map((metric) => figureCell(model, metric)),
			...measured ? [latencyCell(model)] : [],
			{
				text: change === null || change === words ? require_core.term`${words}` : require_core.term`${words} (${change})`,
				style
			}
		];
	});
	return require_core.textTable(columns, body, view.width, view.color);
}
function figureCell(model, metric) {
	const text = require_core.sideText(model, "head", metric, 28);
	if (text === null) return {
		text: require_core.term`\u2013`,
		style: "dim"
	};
	const percent = require_core.percentOf(model, metric);
	const worst = model.judgements.find((judgement) => judgement.metric === metric)?.verdict ?? "pass";
	const style = worst === "pass" || worst === "skipped" ? void 0 : marks[worst][1];
	return {
		text: require_core.elided(require_core.terminalName(percent === null ? text : `${text} (${percent})`), 28),
		...style === void 0 ? {} : { style }
	};
}
function latencyCell({ latency, judgements }) {
	if (latency === null) return {
		text: require_core.term`\u2013`,
		style: "dim"
	};
	const worst = judgements.find(({ metric }) => metric === "latency")?.verdict ?? "pass";
	return {
		text: require_core.timedText({
			...latency,
			baseMs: null,
			interval: null
		}),
		style: marks[worst][1]
	};
}
/** What is to be said of a model beside its row: nothing if it passed. */
function reasons(model, view) {
	const told = [...require_core.toldJudgements(model).filter(({ verdict }) => verdict !== "skipped"), ...require_core.keptJudgements(model)];
	const notes = require_core.sizeNotes(model);
	if (told.length + notes.length === 0) return [];
	const lines = [require_core.term``, require_core.paint(require_core.terminalName(require_core.titleOf(model)), "strong", view.color)];
	if (model.basePath !== null) lines.push(require_core.term`  ${require_core.paint(require_core.term`${model.change} from ${require_core.terminalName(model.basePath)}`, "dim", view.color)}`);
	for (const note of notes) lines.push(require_core.term`  ${require_core.paint(require_core.term`!`, "warn", view.color)} ${require_core.terminalText(note)}`);
	for (const cause of require_core.inputCauses(model)) lines.push(require_core.term`  ${require_core.paint(require_core.term`because`, "dim", view.color)}  ${require_core.terminalText(cause)}`);
	for (const judgement of told) lines.push(reasonLine(judgement, model, view));
	if (model.head?.kind === "failed") lines.push(require_core.term`  ${require_core.paint(require_core.term`hint`, "dim", view.color)}  ${require_core.terminalText(model.head.failure.hint)}`);
	else lines.push(...require_diff.layerLines(model, view, 5, require_core.otherCauses(model)));
	return lines;
}
function reasonLine(judgement, model, view) {
	const { verdict, accepted } = judgement;
	const [mark, style] = marks[verdict];
	const by = accepted === null ? "" : require_core.term` (accepted ${require_core.terminalText(require_core.boundText(accepted))} by ${require_core.terminalName(accepted.by.slice(0, 40))})`;
	return require_core.term`  ${require_core.paint(mark, style, view.color)} ${require_core.terminalText(require_core.judgementText(judgement, model))}${by}`;
}
/** What concerns the run as a whole. */
function remarks(report, view) {
	const lines = [];
	const say = (label, text, style) => {
		lines.push(require_core.term`  ${require_core.paint(label, style, view.color)}  ${text}`);
	};
	for (const missing of report.incomplete.slice(0, 10)) say(require_core.term`incomplete`, require_core.terminalText(require_core.missingText(missing)), "open");
	for (const { note, lines: last } of require_build_log.failedBuilds(report, 5)) for (const text of last) say(require_core.term`build at ${note.side}`, require_core.terminalText(text), "dim");
	for (const { where, text } of report.policy.changes.filter(({ kind }) => kind === "loosened").slice(0, 10)) say(require_core.term`loosened`, require_core.term`${require_core.terminalName(where)}: ${require_core.terminalText(text)}`, "warn");
	for (const { detail, level } of report.findings.filter((finding) => finding.level !== "info").slice(0, 10)) say(level === "warning" ? require_core.term`note` : require_core.term`${level}`, require_core.terminalText(detail), "warn");
	require_build_log.nextSteps(report).forEach((step, i) => say(i === 0 ? require_core.term`next` : require_core.term`    `, require_core.terminalText(step), "strong"));
	if (report.policy.path === null && report.models.length > 0) say(require_core.term`policy`, require_core.term`there is no flopgate.yml: built-in warnings only; \`flopgate init\` writes one`, "dim");
	return lines.length === 0 ? [] : [require_core.term``, ...lines];
}

Object.defineProperty(exports, "check_exports", {
  enumerable: true,
  get: function () {
    return check_exports;
  }
});
Object.defineProperty(exports, "renderCheck", {
  enumerable: true,
  get: function () {
    return renderCheck;
  }
});