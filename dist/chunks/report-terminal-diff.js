const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_core = require("./core.js");

// src/report/terminal/diff.ts
var diff_exports = /* @__PURE__ */ require_rolldown_runtime.__exportAll({ renderDiff: () => renderDiff });
/** How many layers a diff shows before it says how many more there are. */
const maxRows = 20;
/** Rows where layers are only part of a larger report; nothing is said of layers that are all the same. */
const briefRows = 5;
/** Always shown; the other figures only if they differ. */
const always = new Set(require_core.usualMetrics("any"));
/** `flopgate diff`: figures side by side, what explains the change, and the layers that changed. */
function renderDiff(models, view, rows = maxRows) {
	return require_core.term`${require_core.joined(models.map((model) => oneModel(model, view, rows)), "\n\n")}\n`;
}
function oneModel(model, view, rows) {
	const from = model.basePath === null ? "" : require_core.term`  ${require_core.paint(require_core.term`from ${require_core.terminalName(model.basePath)}`, "dim", view.color)}`;
	const lines = [require_core.term`${require_core.paint(require_core.terminalName(require_core.titleOf(model)), "strong", view.color)}${from}`];
	for (const side of ["base", "head"]) {
		const facts = model[side];
		if (facts?.kind !== "failed") continue;
		lines.push(require_core.term`  ${require_core.paint(require_core.term`\u2716 ${side}: ${require_core.terminalName(facts.failure.code)}`, "bad", view.color)}  ${require_core.terminalText(facts.failure.message)}`);
		lines.push(require_core.term`  ${require_core.paint(require_core.term`hint`, "dim", view.color)}  ${require_core.terminalText(facts.failure.hint)}`);
	}
	if (model.base?.kind === "counted" || model.head?.kind === "counted") lines.push(...figureTable(model, view));
	lines.push(...layerLines(model, view, rows));
	return require_core.joined(lines, "\n");
}
/** Columns beyond which a table of figures is no table any more, however wide the output is. */
const widest = 120;
function figureTable(model, view) {
	const columns = [
		{
			head: require_core.term``,
			align: "left"
		},
		{
			head: require_core.term`base`,
			align: "right",
			least: 18
		},
		{
			head: require_core.term`head`,
			align: "right",
			least: 18
		},
		{
			head: require_core.term`change`,
			align: "right",
			least: 12
		},
		{
			head: require_core.term``,
			align: "right"
		}
	];
	const width = Math.min(view.width, widest);
	const most = Math.max(24, Math.min(40, Math.floor((width - 40) / 2)));
	const body = require_core.countedMetrics.filter((metric) => isTold(model, metric)).map((metric) => {
		const figure = model.figures[metric];
		const change = require_core.changeText(figure, metric);
		const style = styleOf(figure);
		return [
			{ text: require_core.term`  ${require_core.terminalText(require_core.metricOf(metric).head)}` },
			{ text: require_core.terminalName(require_core.sideText(model, "base", metric, most) ?? "\u2013") },
			{
				text: require_core.terminalName(require_core.sideText(model, "head", metric, most) ?? "\u2013"),
				style: "strong"
			},
			{
				text: change ?? openCell(figure, metric, 30) ?? formulaChange(figure),
				style
			},
			{
				text: figure.delta === 0n ? require_core.term`` : require_core.percentOf(model, metric) ?? require_core.term``,
				style
			}
		];
	});
	return require_core.textTable(columns, body, width, view.color);
}
function isTold(model, metric) {
	const { delta, baseFormula, headFormula, base, head } = model.figures[metric];
	if (base === null && head === null && baseFormula === null && headFormula === null) return false;
	return always.has(metric) || delta !== null && delta !== 0n || baseFormula !== headFormula;
}
function formulaChange({ base, head, baseFormula, headFormula }) {
	if (baseFormula === null && headFormula === null) return base === null && head !== null ? require_core.term`new` : require_core.term``;
	return baseFormula === headFormula ? require_core.term`same` : require_core.term`differs`;
}
function styleOf({ delta, ratio }) {
	const sign = delta ?? ratio;
	return sign === null || Number(sign) === 0 ? "dim" : sign > 0 ? "warn" : "good";
}
/** Causes, counts, and the largest changes of layers; growth that changed. */
function layerLines(model, view, rows, causes = model.layers?.causes ?? []) {
	const lines = require_core.growthSentences(model).slice(0, 5).map((text) => require_core.term`  ${require_core.paint(require_core.term`growth`, "dim", view.color)}   ${require_core.paint(require_core.terminalText(text), "warn", view.color)}`);
	for (const text of require_core.interfaceChanges(model).slice(0, 8)) lines.push(require_core.term`  ${require_core.paint(require_core.term`file`, "dim", view.color)}     ${require_core.terminalText(text)}`);
	const { layers } = model;
	if (layers === null || layers.changes.length === 0 && rows === 5) return lines;
	for (const cause of causes) lines.push(require_core.term`  ${require_core.paint(require_core.term`because`, "dim", view.color)}  ${require_core.terminalText(cause)}`);
	lines.push(require_core.term`  ${require_core.paint(require_core.term`layers`, "dim", view.color)}   ${countsText(layers)}`);
	if (layers.changes.length === 0 || rows === 0) return lines;
	const shown = layers.changes.slice(0, rows);
	lines.push(require_core.term``, ...changeTable(shown, view));
	const rest = layers.changes.length - shown.length + layers.omitted;
	if (rest > 0) lines.push(require_core.paint(require_core.term`  \u2026 and ${rest} more (--json has them all)`, "dim", view.color));
	return lines;
}
/** `Attention \u00d74, Gelu`. */
function opsText(list) {
	const told = list.slice(0, 4).map(({ op, count }) => require_core.term`${require_core.terminalName(op)}${count > 1 ? require_core.term` \u00d7${count}` : ""}`);
	return require_core.term`${require_core.joined(told, ", ")}${list.length > 4 ? ", \u2026" : ""}`;
}
/** `3 changed (2 of them only in what flows in), 1 added (Relu), 40 the same`. */
function countsText({ counts, addedOps, removedOps }) {
	const parts = [
		counts.changed > 0 ? require_core.term`${counts.changed} changed${counts.follows > 0 ? require_core.term` (${counts.follows} of them only as a consequence)` : ""}` : require_core.term``,
		counts.added > 0 ? require_core.term`${counts.added} added (${opsText(addedOps)})` : require_core.term``,
		counts.removed > 0 ? require_core.term`${counts.removed} removed (${opsText(removedOps)})` : require_core.term``,
		counts.renamed > 0 ? require_core.term`${counts.renamed} only renamed` : require_core.term``,
		require_core.term`${counts.same} the same`
	];
	return require_core.joined(parts.filter(({ length }) => length > 0), ", ");
}
function changeTable(changes, view) {
	const columns = [
		{
			head: require_core.term``,
			align: "left"
		},
		{
			head: require_core.term`layer`,
			align: "left",
			least: 18
		},
		{
			head: require_core.term`op`,
			align: "left",
			least: 10
		},
		{
			head: require_core.term`MACs`,
			align: "right",
			least: 10
		},
		{
			head: require_core.term`params`,
			align: "right",
			least: 8
		},
		{
			head: require_core.term`moved`,
			align: "right",
			least: 8
		},
		{
			head: require_core.term`what changed`,
			align: "left",
			least: 24
		}
	];
	const marks = {
		added: [require_core.term`  +`, "warn"],
		removed: [require_core.term`  \u2212`, "good"],
		changed: [require_core.term`  ~`, "name"]
	};
	const body = changes.map((change) => {
		const [mark, style] = marks[change.kind];
		return [
			{
				text: mark,
				style
			},
			{
				text: require_core.terminalName(change.name),
				style: change.follows ? "dim" : style
			},
			{ text: require_core.terminalName(change.op) },
			{ text: figureCell(change.macs, "macs") },
			{ text: figureCell(change.params, "params") },
			{ text: figureCell(change.moved, "moved") },
			{
				text: require_core.terminalText(change.why.join("; ")),
				style: "dim"
			}
		];
	});
	return require_core.textTable(columns, body, view.width, view.color);
}
function figureCell(figure, metric) {
	if (figure.delta !== null) return figure.delta === 0n ? require_core.term`` : require_core.changeText(figure, metric) ?? require_core.term``;
	return openCell(figure, metric, 36) ?? require_core.term``;
}
/** A change that hangs on sizes, with its sign. @param most characters */
function openCell(figure, metric, most) {
	const text = require_core.openChange(figure, metric, most);
	return text === null ? null : require_core.terminalName(text);
}

Object.defineProperty(exports, "diff_exports", {
  enumerable: true,
  get: function () {
    return diff_exports;
  }
});
Object.defineProperty(exports, "layerLines", {
  enumerable: true,
  get: function () {
    return layerLines;
  }
});