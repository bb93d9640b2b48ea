const require_core = require("./core.js");
const require_table = require("./report-comment-table.js");

// src/report/comment/count.ts
const columns = require_core.countColumns("wide");
/** `count --md`: a row a model, what there is to say of it below, and with `perLayer` its layers. */
function markdownCount(entries, perLayer = false) {
	const heads = [
		require_core.marked`model`,
		...columns.map(({ head }) => require_core.markdownText(head)),
		require_core.marked`file`
	];
	const rows = entries.map((entry) => [require_core.markdownCode(entry.path, "cell"), ...cellsOf(entry)]);
	const blocks = [require_table.table(heads, ["l", ...heads.slice(1).map(() => "r")], rows)];
	const notes = entries.flatMap(notesOf);
	if (notes.length > 0) blocks.push(require_core.joined(notes.map((note) => require_core.marked`- ${note}`), "\n"));
	if (perLayer) {
		for (const entry of entries) if (entry.kind === "counted") blocks.push(layersOf(entry));
	}
	return require_core.marked`${require_core.joined(blocks, "\n\n")}\n`;
}
function cellsOf(entry) {
	if (entry.kind === "failed") return [require_core.markdownText(`\u2716 ${entry.failure.code}`, "cell"), ...columns.map(() => require_core.marked``)];
	const { report } = entry;
	const size = report.fileBytes === null ? require_core.marked`` : require_core.bytesText(BigInt(report.fileBytes));
	return [...columns.map(({ total }) => figureCell(report, total, require_core.unitOfTotal(total))), size];
}
function figureCell(report, metric, kind) {
	const [value, formula] = [report.totals[metric], report.formulas[metric]];
	if (value === null) return formula === null ? require_core.marked`unknown` : formulaCell(formula, kind);
	return require_core.marked`${require_core.isBoundTotal(metric, report.exact) ? "\u2265 " : ""}${require_core.quantityText(value, kind)}`;
}
function notesOf(entry) {
	const name = require_core.markdownCode(entry.path);
	if (entry.kind === "failed") return [require_core.marked`${name}: ${require_core.markdownText(entry.failure.message)}; ${require_core.markdownText(entry.failure.hint)}`];
	const { report } = entry;
	const sizes = [...report.sizes].map(([size, value]) => require_core.markdownCode(`${size}=${value}`));
	const told = report.findings.filter(({ level, code }) => level !== "info" && code !== "unbound-size");
	return [
		...sizes.length > 0 ? [require_core.marked`${name}: counted with ${require_core.joined(sizes, ", ")}`] : [],
		...report.unbound.length > 0 ? [require_core.marked`${name}: open sizes ${require_core.joined(report.unbound.map((size) => require_core.markdownCode(size)), ", ")}`] : [],
		...told.map(({ layer, detail }) => require_core.marked`${name}: ${layer === void 0 ? "" : require_core.marked`${require_core.markdownCode(layer)}: `}${require_core.markdownText(detail)}`)
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
	const heads = [
		require_core.marked`layer`,
		require_core.marked`operator`,
		require_core.marked`MACs`,
		require_core.marked`other arithmetic`,
		require_core.marked`parameters`,
		require_core.marked`bytes moved`
	];
	return require_core.marked`**${require_core.markdownCode(path)}**\n\n${require_table.table(heads, [
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
	if (status === "unknown") return require_core.marked`unknown`;
	const text = dimCell(require_core.mul(macs, times), "count");
	return status === "lower-bound" ? require_core.marked`\u2265 ${text === "" ? "0" : text}` : text;
}
/** Nothing for zero, so that what costs stands out. */
function dimCell(dim, kind) {
	const value = require_core.constantOf(dim);
	if (value === void 0) return formulaCell(dim, kind);
	return value === 0n ? require_core.marked`` : require_core.quantityText(value, kind);
}
const formulaCell = (formula, kind) => require_core.markdownCode(require_core.briefFormula(formula, {
	kind,
	most: 60
}), "cell");

exports.markdownCount = markdownCount;