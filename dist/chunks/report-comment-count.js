const require_core = require("./core.js");
const require_table = require("./report-comment-table.js");

// src/report/comment/count.ts
const columns = require_core.countColumns("wide");
/** `count --md`: a row a model, what there is to say of it below, and with `perLayer` its layers. */
function markdownCount(entries, perLayer = false) {
	const heads = [
		"model",
		...columns.map(({ head }) => head),
		"file"
	];
	const rows = entries.map((entry) => [require_core.markdownCode(entry.path, "cell"), ...cellsOf(entry)]);
	const blocks = [require_table.table(heads, ["l", ...heads.slice(1).map(() => "r")], rows)];
	const notes = entries.flatMap(notesOf);
	if (notes.length > 0) blocks.push(notes.map((note) => `- ${note}`).join("\n"));
	if (perLayer) {
		for (const entry of entries) if (entry.kind === "counted") blocks.push(layersOf(entry));
	}
	return `${blocks.join("\n\n")}\n`;
}
function cellsOf(entry) {
	if (entry.kind === "failed") return [require_core.markdownText(`\u2716 ${entry.failure.code}`, "cell"), ...columns.map(() => "")];
	const { report } = entry;
	const size = report.fileBytes === null ? "" : require_core.bytesText(BigInt(report.fileBytes));
	return [...columns.map(({ total }) => figureCell(report, total, require_core.unitOfTotal(total))), size];
}
function figureCell(report, metric, kind) {
	const [value, formula] = [report.totals[metric], report.formulas[metric]];
	if (value === null) return formula === null ? "unknown" : formulaCell(formula, kind);
	return `${require_core.isBoundTotal(metric, report.exact) ? "\u2265 " : ""}${require_core.quantityText(value, kind)}`;
}
function notesOf(entry) {
	const name = require_core.markdownCode(entry.path);
	if (entry.kind === "failed") return [`${name}: ${require_core.markdownText(entry.failure.message)}; ${require_core.markdownText(entry.failure.hint)}`];
	const { report } = entry;
	const sizes = [...report.sizes].map(([size, value]) => require_core.markdownCode(`${size}=${value}`));
	const told = report.findings.filter(({ level, code }) => level !== "info" && code !== "unbound-size");
	return [
		...sizes.length > 0 ? [`${name}: counted with ${sizes.join(", ")}`] : [],
		...report.unbound.length > 0 ? [`${name}: open sizes ${report.unbound.map((size) => require_core.markdownCode(size)).join(", ")}`] : [],
		...told.map(({ layer, detail }) => `${name}: ${layer === void 0 ? "" : `${require_core.markdownCode(layer)}: `}${require_core.markdownText(detail)}`)
	];
}
function layersOf({ path, report }) {
	const rows = report.layers.map((layer) => [
		require_core.markdownCode(layer.name, "cell"),
		require_core.markdownText(layer.op, "cell"),
		macsCell(layer),
		dimCell(layer.elementwise, "count"),
		dimCell(layer.params, "count"),
		dimCell(layer.movedBytes, "bytes")
	]);
	return `**${require_core.markdownCode(path)}**\n\n${require_table.table([
		"layer",
		"operator",
		"MACs",
		"other arithmetic",
		"parameters",
		"bytes moved"
	], [
		"l",
		"l",
		"r",
		"r",
		"r",
		"r"
	], rows)}`;
}
/** All executions of the layer together. */
function macsCell({ macs, times, status }) {
	if (status === "unknown") return "unknown";
	const text = dimCell(require_core.mul(macs, times), "count");
	return status === "lower-bound" ? `\u2265 ${text === "" ? "0" : text}` : text;
}
/** Nothing for zero, so that what costs stands out. */
function dimCell(dim, kind) {
	const value = require_core.constantOf(dim);
	if (value === void 0) return formulaCell(dim, kind);
	return value === 0n ? "" : require_core.quantityText(value, kind);
}
const formulaCell = (formula, kind) => require_core.markdownCode(require_core.briefFormula(formula, {
	kind,
	most: 60
}), "cell");

exports.markdownCount = markdownCount;