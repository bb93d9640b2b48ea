import { C as markdownCode, F as bytesText, I as countText, X as format, mt as constantOf, vt as mul, w as markdownText } from "./base.js";
import { n as table } from "./markdown-table.js";

// src/report/markdown-count.ts
/** Columns of the table, bytes marked. */
const columns = [
	{
		metric: "macs",
		head: "MACs"
	},
	{
		metric: "flops",
		head: "FLOPs"
	},
	{
		metric: "params",
		head: "parameters"
	},
	{
		metric: "weightBytes",
		head: "weights",
		bytes: true
	},
	{
		metric: "movedBytes",
		head: "bytes moved",
		bytes: true
	},
	{
		metric: "peakActivationBytes",
		head: "peak memory",
		bytes: true
	}
];
/** `count --md`: a row a model, what there is to say of it below, and with `perLayer` its layers. */
function markdownCount(entries, perLayer = false) {
	const heads = [
		"model",
		...columns.map(({ head }) => head),
		"file"
	];
	const rows = entries.map((entry) => [markdownCode(entry.path, "cell"), ...cellsOf(entry)]);
	const blocks = [table(heads, ["l", ...heads.slice(1).map(() => "r")], rows)];
	const notes = entries.flatMap(notesOf);
	if (notes.length > 0) blocks.push(notes.map((note) => `- ${note}`).join("\n"));
	if (perLayer) {
		for (const entry of entries) if (entry.kind === "counted") blocks.push(layersOf(entry));
	}
	return `${blocks.join("\n\n")}\n`;
}
function cellsOf(entry) {
	if (entry.kind === "failed") return [markdownText(`\u2716 ${entry.failure.code}`, "cell"), ...columns.map(() => "")];
	const { report } = entry;
	const size = report.fileBytes === null ? "" : bytesText(BigInt(report.fileBytes));
	return [...columns.map(({ metric, bytes }) => figureCell(report, metric, bytes === true)), size];
}
function figureCell(report, metric, bytes) {
	const [value, formula] = [report.totals[metric], report.formulas[metric]];
	if (value === null) return formula === null ? "unknown" : markdownCode(format(formula), "cell");
	return `${!report.exact && metric !== "params" && metric !== "weightBytes" ? "\u2265 " : ""}${bytes ? bytesText(value) : countText(value)}`;
}
function notesOf(entry) {
	const name = markdownCode(entry.path);
	if (entry.kind === "failed") return [`${name}: ${markdownText(entry.failure.message)}; ${markdownText(entry.failure.hint)}`];
	const { report } = entry;
	const sizes = [...report.sizes].map(([size, value]) => markdownCode(`${size}=${value}`));
	const told = report.findings.filter(({ level, code }) => level !== "info" && code !== "unbound-size");
	return [
		...sizes.length > 0 ? [`${name}: counted with ${sizes.join(", ")}`] : [],
		...report.unbound.length > 0 ? [`${name}: open sizes ${report.unbound.map((size) => markdownCode(size)).join(", ")}`] : [],
		...told.map(({ layer, detail }) => `${name}: ${layer === void 0 ? "" : `${markdownCode(layer)}: `}${markdownText(detail)}`)
	];
}
function layersOf({ path, report }) {
	const rows = report.layers.map((layer) => [
		markdownCode(layer.name, "cell"),
		markdownText(layer.op, "cell"),
		macsCell(layer),
		dimCell(layer.elementwise, countText),
		dimCell(layer.params, countText),
		dimCell(layer.movedBytes, bytesText)
	]);
	return `**${markdownCode(path)}**\n\n${table([
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
	const text = dimCell(mul(macs, times), countText);
	return status === "lower-bound" ? `\u2265 ${text === "" ? "0" : text}` : text;
}
/** Nothing for zero, so that what costs stands out. */
function dimCell(dim, text) {
	const value = constantOf(dim);
	return value === void 0 ? markdownCode(format(dim), "cell") : value === 0n ? "" : text(value);
}

export { markdownCount };