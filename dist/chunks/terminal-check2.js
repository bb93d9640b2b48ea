import { n as timedText } from "./judge-timed.js";
import { t as boundText } from "./accept.js";
import { n as nextSteps, t as failedBuilds } from "./build-log.js";
import { E as terminalText, T as terminalName, b as elided, d as textTable, f as textWidth, m as unpainted, p as paint } from "./base.js";
import { n as layerLines } from "./terminal-diff2.js";
import { a as headline, c as outcomeWords, d as sideText, f as titleOf, l as percentOf, p as toldJudgements, r as changeWords, s as metricHeads, u as shortSha } from "./words.js";

// src/report/terminal-check.ts
const marks = {
	pass: ["\u2714", "good"],
	warn: ["\u25b2", "warn"],
	fail: ["\u2716", "bad"],
	undecided: ["?", "open"],
	skipped: ["\u2013", "dim"]
};
/** Figures with a column of their own. */
const columnsShown = [
	"macs",
	"params",
	"memory",
	"size"
];
/** `flopgate check`: the verdict, a row a model, why, and what to do next. */
function renderCheck(report, view, rows = 50) {
	const [mark, style] = marks[report.verdict];
	const lines = [`${paint(`${mark} ${headline(report)}`, style, view.color)}  ${paint(revisions(report), "dim", view.color)}`];
	if (report.models.length > 0) lines.push("", ...modelTable(report.models.slice(0, rows), view));
	if (report.models.length > rows) lines.push(paint(`  \u2026 and ${report.models.length - rows} more (--json has them all)`, "dim", view.color));
	for (const model of report.models.slice(0, rows)) lines.push(...reasons(model, view));
	lines.push(...remarks(report, view));
	return `${lines.join("\n")}\n`;
}
function revisions({ base, head, unchanged, models }) {
	const against = base === null ? "without a base" : `against ${shortSha(base.sha)} (${terminalName(base.how)})`;
	const rest = unchanged > 0 && models.length > 0 ? ` \u00b7 ${unchanged} unchanged not shown` : "";
	return `${shortSha(head.sha)} ${against}${rest}`;
}
/** As many columns as fit; those that are left out first say the least. */
function modelTable(models, view) {
	for (let most = columnsShown.length; most > 1; most -= 1) {
		const lines = tableOf(models, columnsShown.slice(0, most), view);
		if (lines.every((line) => textWidth(unpainted(line)) <= view.width)) return lines;
	}
	return tableOf(models, columnsShown.slice(0, 1), view);
}
function tableOf(models, metrics, view) {
	const measured = models.some(({ latency }) => latency !== null);
	const columns = [
		{
			head: "",
			align: "left"
		},
		{
			head: "model",
			align: "left",
			least: 24
		},
		...metrics.map((metric) => ({
			head: metricHeads[metric],
			align: "right"
		})),
		...measured ? [{
			head: metricHeads.latency,
			align: "right"
		}] : [],
		{
			head: "verdict",
			align: "left"
		}
	];
	const body = models.map((model) => {
		const [mark, style] = marks[model.verdict];
		const change = changeWords(model);
		const words = outcomeWords(model);
		return [
			{
				text: mark,
				style
			},
			{
				text: terminalName(titleOf(model)),
				style: "strong"
			},
			...metrics.map((metric) => figureCell(model, metric)),
			...measured ? [latencyCell(model)] : [],
			{
				text: change === null || change === words ? words : `${words} (${change})`,
				style
			}
		];
	});
	return textTable(columns, body, view.width, view.color);
}
function figureCell(model, metric) {
	const text = sideText(model, "head", metric);
	if (text === null) return {
		text: "\u2013",
		style: "dim"
	};
	const percent = percentOf(model, metric);
	const worst = model.judgements.find((judgement) => judgement.metric === metric)?.verdict ?? "pass";
	const style = worst === "pass" || worst === "skipped" ? void 0 : marks[worst][1];
	return {
		text: elided(terminalName(percent === null ? text : `${text} (${percent})`), 28),
		...style === void 0 ? {} : { style }
	};
}
function latencyCell({ latency, judgements }) {
	if (latency === null) return {
		text: "\u2013",
		style: "dim"
	};
	const worst = judgements.find(({ metric }) => metric === "latency")?.verdict ?? "pass";
	return {
		text: timedText({
			...latency,
			baseMs: null,
			interval: null
		}),
		style: marks[worst][1]
	};
}
/** What is to be said of a model beside its row: nothing where it passed. */
function reasons(model, view) {
	const told = toldJudgements(model).filter(({ verdict }) => verdict !== "skipped");
	if (told.length === 0) return [];
	const lines = ["", paint(terminalName(titleOf(model)), "strong", view.color)];
	if (model.basePath !== null) lines.push(`  ${paint(`${model.change} from ${terminalName(model.basePath)}`, "dim", view.color)}`);
	for (const judgement of told) lines.push(reasonLine(judgement, view));
	if (model.head?.kind === "failed") lines.push(`  ${paint("hint", "dim", view.color)}  ${terminalText(model.head.failure.hint)}`);
	else lines.push(...layerLines(model, view, 5));
	return lines;
}
function reasonLine({ verdict, text, accepted }, view) {
	const [mark, style] = marks[verdict];
	const by = accepted === null ? "" : ` (accepted ${boundText(accepted)} by ${terminalName(accepted.by.slice(0, 40))})`;
	return `  ${paint(mark, style, view.color)} ${terminalText(text)}${by}`;
}
/** What concerns the run as a whole. */
function remarks(report, view) {
	const lines = [];
	const say = (label, text, style) => {
		lines.push(`  ${paint(label, style, view.color)}  ${text}`);
	};
	for (const text of report.incomplete.slice(0, 10)) say("incomplete", terminalText(text), "open");
	for (const { note, lines: last } of failedBuilds(report, 5)) for (const text of last) say(`build at ${note.side}`, terminalText(text), "dim");
	for (const { where, text } of report.policy.changes.filter(({ kind }) => kind === "loosened").slice(0, 10)) say("loosened", `${terminalName(where)}: ${terminalText(text)}`, "warn");
	for (const { detail, level } of report.findings.filter((finding) => finding.level !== "info").slice(0, 10)) say(level === "warning" ? "note" : level, terminalText(detail), "warn");
	nextSteps(report).forEach((step, i) => say(i === 0 ? "next" : "    ", terminalText(step), "strong"));
	if (report.policy.path === null && report.models.length > 0) say("policy", "there is no flopgate.yml: built-in warnings only; `flopgate init` writes one", "dim");
	return lines.length === 0 ? [] : ["", ...lines];
}

export { renderCheck as t };