import { n as countedMetrics } from "./metric.js";
import { E as terminalText, T as terminalName, d as textTable, p as paint } from "./base.js";
import { d as sideText, f as titleOf, i as growthSentences, l as percentOf, n as changeText, s as metricHeads, t as amountText } from "./words.js";

// src/report/terminal-diff.ts
/** How many layers a diff shows before it says how many more there are. */
const maxRows = 20;
/** Rows where layers are only part of a larger report; nothing is said of layers that are all the same. */
const briefRows = 5;
/** Always told; the other figures only where they differ. */
const always = /* @__PURE__ */ new Set([
	"macs",
	"params",
	"memory",
	"size"
]);
/** `flopgate diff`: figures side by side, what explains the change, and the layers that changed. */
function renderDiff(models, view, rows = maxRows) {
	return `${models.map((model) => oneModel(model, view, rows)).join("\n\n")}\n`;
}
function oneModel(model, view, rows) {
	const from = model.basePath === null ? "" : `  ${paint(`from ${terminalName(model.basePath)}`, "dim", view.color)}`;
	const lines = [`${paint(terminalName(titleOf(model)), "strong", view.color)}${from}`];
	for (const side of ["base", "head"]) {
		const facts = model[side];
		if (facts?.kind !== "failed") continue;
		lines.push(`  ${paint(`\u2716 ${side}: ${terminalName(facts.failure.code)}`, "bad", view.color)}  ${terminalText(facts.failure.message)}`);
		lines.push(`  ${paint("hint", "dim", view.color)}  ${terminalText(facts.failure.hint)}`);
	}
	if (model.base?.kind === "counted" || model.head?.kind === "counted") lines.push(...figureTable(model, view));
	lines.push(...layerLines(model, view, rows));
	return lines.join("\n");
}
/** Columns beyond which a table of figures is no table any more, however wide the output is. */
const widest = 120;
function figureTable(model, view) {
	const columns = [
		{
			head: "",
			align: "left"
		},
		{
			head: "base",
			align: "right",
			least: 24
		},
		{
			head: "head",
			align: "right",
			least: 24
		},
		{
			head: "change",
			align: "right"
		},
		{
			head: "",
			align: "right"
		}
	];
	const body = countedMetrics.filter((metric) => isTold(model, metric)).map((metric) => {
		const figure = model.figures[metric];
		const change = changeText(figure, metric);
		const style = styleOf(figure);
		return [
			{ text: `  ${metricHeads[metric]}` },
			{ text: terminalName(sideText(model, "base", metric) ?? "\u2013") },
			{
				text: terminalName(sideText(model, "head", metric) ?? "\u2013"),
				style: "strong"
			},
			{
				text: change ?? formulaChange(figure),
				style
			},
			{
				text: change === "0" ? "" : percentOf(model, metric) ?? "",
				style
			}
		];
	});
	return textTable(columns, body, Math.min(view.width, widest), view.color);
}
function isTold(model, metric) {
	const { delta, baseFormula, headFormula, base, head } = model.figures[metric];
	if (base === null && head === null && baseFormula === null && headFormula === null) return false;
	return always.has(metric) || delta !== null && delta !== 0n || baseFormula !== headFormula;
}
function formulaChange({ base, head, baseFormula, headFormula }) {
	if (baseFormula === null && headFormula === null) return base === null && head !== null ? "new" : "";
	return baseFormula === headFormula ? "same" : "differs";
}
function styleOf({ delta }) {
	return delta === null || delta === 0n ? "dim" : delta > 0n ? "warn" : "good";
}
/** Causes, counts, and the largest changes of layers; growth that changed. */
function layerLines(model, view, rows) {
	const lines = growthSentences(model).slice(0, 5).map((text) => `  ${paint("growth", "dim", view.color)}   ${paint(terminalText(text), "warn", view.color)}`);
	const { layers } = model;
	if (layers === null || layers.changes.length === 0 && rows === 5) return lines;
	for (const cause of layers.causes) lines.push(`  ${paint("because", "dim", view.color)}  ${terminalText(cause)}`);
	lines.push(`  ${paint("layers", "dim", view.color)}   ${countsText(layers)}`);
	if (layers.changes.length === 0 || rows === 0) return lines;
	const shown = layers.changes.slice(0, rows);
	lines.push("", ...changeTable(shown, view));
	const rest = layers.changes.length - shown.length + layers.omitted;
	if (rest > 0) lines.push(paint(`  \u2026 and ${rest} more (--json has them all)`, "dim", view.color));
	return lines;
}
/** `Attention \u00d74, Gelu`. */
function opsText(list) {
	return list.slice(0, 4).map(({ op, count }) => `${terminalName(op)}${count > 1 ? ` \u00d7${count}` : ""}`).join(", ") + (list.length > 4 ? ", \u2026" : "");
}
/** `3 changed (2 of them only in what flows in), 1 added (Relu), 40 the same`. */
function countsText({ counts, addedOps, removedOps }) {
	return [
		counts.changed > 0 ? `${counts.changed} changed${counts.follows > 0 ? ` (${counts.follows} of them only as a consequence)` : ""}` : "",
		counts.added > 0 ? `${counts.added} added (${opsText(addedOps)})` : "",
		counts.removed > 0 ? `${counts.removed} removed (${opsText(removedOps)})` : "",
		counts.renamed > 0 ? `${counts.renamed} only renamed` : "",
		`${counts.same} the same`
	].filter((part) => part !== "").join(", ");
}
function changeTable(changes, view) {
	const columns = [
		{
			head: "",
			align: "left"
		},
		{
			head: "layer",
			align: "left",
			least: 18
		},
		{
			head: "op",
			align: "left",
			least: 10
		},
		{
			head: "MACs",
			align: "right",
			least: 10
		},
		{
			head: "params",
			align: "right",
			least: 8
		},
		{
			head: "moved",
			align: "right",
			least: 8
		},
		{
			head: "what changed",
			align: "left",
			least: 24
		}
	];
	const marks = {
		added: ["  +", "warn"],
		removed: ["  \u2212", "good"],
		changed: ["  ~", "name"]
	};
	const body = changes.map((change) => {
		const [mark, style] = marks[change.kind];
		return [
			{
				text: mark,
				style
			},
			{
				text: terminalName(change.name),
				style: change.follows ? "dim" : style
			},
			{ text: terminalName(change.op) },
			{ text: figureCell(change.macs, "macs") },
			{ text: figureCell(change.params, "params") },
			{ text: figureCell(change.moved, "moved") },
			{
				text: terminalText(change.why.join("; ")),
				style: "dim"
			}
		];
	});
	return textTable(columns, body, view.width, view.color);
}
function figureCell(figure, metric) {
	const { delta, base, head } = figure;
	if (delta === null) {
		const formula = figure.headFormula ?? (head === null ? null : amountText(head, metric));
		return formula === (figure.baseFormula ?? (base === null ? null : amountText(base, metric))) ? "" : terminalName(formula ?? "");
	}
	return delta === 0n ? "" : changeText(figure, metric) ?? "";
}

export { layerLines as n, renderDiff as r, countsText as t };