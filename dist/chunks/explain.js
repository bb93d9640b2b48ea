import { B as percentText, F as bytesText, I as countText, P as toJson, T as terminalName, X as format, d as textTable, i as print, mt as constantOf, n as readSizes, o as viewOf, p as paint, r as sizeFlags, s as expectPositionals, vt as mul, wt as Fault } from "./base.js";
import { n as intensityOf } from "./terminal-compare.js";
import { n as countFiles } from "./counting.js";

// src/report/terminal-explain.ts
const MAX_HOT = 15;
function explained(path, report) {
	const working = report.layers.filter(({ status }) => status !== "constant" && status !== "dead");
	const byOperator = /* @__PURE__ */ new Map();
	for (const layer of working) byOperator.set(layer.op, [...byOperator.get(layer.op) ?? [], layer]);
	const operators = [...byOperator].map(([op, layers]) => shareOf(op, op, layers, report));
	return {
		path,
		hot: working.map((layer) => shareOf(layer.name, layer.op, [layer], report)).toSorted(byCost).slice(0, MAX_HOT),
		operators: operators.toSorted(byCost),
		growth: report.growth,
		flopsPerByte: intensityOf(report),
		unbound: report.unbound
	};
}
function shareOf(name, op, layers, { totals }) {
	const of = (figure) => {
		let total = 0n;
		for (const layer of layers) {
			const value = constantOf(mul(figure(layer), layer.times));
			if (value === void 0) return null;
			total += value;
		}
		return total;
	};
	const macs = of((layer) => layer.macs);
	const movedBytes = of((layer) => layer.movedBytes);
	const params = layers.reduce((sum, layer) => {
		const value = constantOf(layer.params);
		return sum === null || value === void 0 ? null : sum + value;
	}, 0n);
	return {
		name,
		op,
		layers: layers.length,
		macs,
		macsShare: ratio(macs, totals.macs),
		movedBytes,
		movedShare: ratio(movedBytes, totals.movedBytes),
		params
	};
}
const ratio = (part, whole) => part === null || whole === null || whole === 0n ? null : Number(part) / Number(whole);
/** What isn't known comes first: it may be the largest. */
function byCost(a, b) {
	return compare(a.macs, b.macs) || compare(a.movedBytes, b.movedBytes);
}
function compare(a, b) {
	if (a === null || b === null) return Number(b === null) - Number(a === null);
	return a > b ? -1 : a < b ? 1 : 0;
}
/** `flopgate explain`. */
function renderExplain(one, view) {
	const lines = [paint(terminalName(one.path), "strong", view.color)];
	lines.push("", paint("hot layers", "dim", view.color), ...shareTable(one.hot, "layer", view));
	lines.push("", paint("by operator", "dim", view.color), ...shareTable(one.operators, "operator", view));
	const growth = growthLines(one.growth);
	if (growth.length > 0) lines.push("", paint("growth", "dim", view.color), ...growth);
	if (one.flopsPerByte !== null) lines.push("", `${one.flopsPerByte.toFixed(1)} FLOPs for each byte moved`);
	if (one.unbound.length > 0) {
		const names = one.unbound.slice(0, 8).map(terminalName).join(", ");
		lines.push("", paint(`? depends on ${names}: give sizes with --dim NAME=N to rank what costs most`, "warn", view.color));
	}
	return `${lines.join("\n")}\n`;
}
function shareTable(shares, head, view) {
	const columns = [
		{
			head,
			align: "left",
			least: 16
		},
		{
			head: head === "layer" ? "op" : "layers",
			align: head === "layer" ? "left" : "right"
		},
		...[
			"MACs",
			"share",
			"moved",
			"share",
			"params"
		].map((name) => ({
			head: name,
			align: "right"
		}))
	];
	const rows = shares.map((share) => [
		{
			text: `  ${terminalName(share.name)}`,
			style: "name"
		},
		{
			text: head === "layer" ? terminalName(share.op) : String(share.layers),
			style: "dim"
		},
		{ text: amount(share.macs, countText) },
		{ text: percent(share.macsShare) },
		{ text: amount(share.movedBytes, bytesText) },
		{ text: percent(share.movedShare) },
		{ text: amount(share.params, countText) }
	]);
	return textTable(columns, rows, view.width, view.color);
}
const amount = (value, text) => value === null ? "?" : value === 0n ? "" : text(value);
const percent = (share) => share === null || share === 0 ? "" : percentText(share).replace("+", "");
const told = [
	["macs", "MACs"],
	["movedBytes", "bytes moved"],
	["peakActivationBytes", "peak memory"]
];
function growthLines(growth) {
	return told.flatMap(([metric, label]) => {
		const symbols = growth[metric] ?? {};
		const parts = Object.entries(symbols).map(([symbol, kind]) => `${kind} in ${terminalName(symbol)}`);
		return parts.length === 0 ? [] : [`  ${label}: ${parts.join(", ")}`];
	});
}
/** `explain --json`, schema `flopgate/explain/1`. */
function explainJson(one, report) {
	const formulas = Object.fromEntries(told.map(([metric]) => {
		const formula = report.formulas[metric];
		return [metric, formula === null ? null : format(formula)];
	}));
	return `${toJson({
		schema: "flopgate/explain/1",
		...one,
		formulas
	}, 2)}\n`;
}

// src/cli/explain.ts
const command = {
	name: "explain",
	summary: "where the operations of a model are, and how they grow",
	usage: "MODEL [options]",
	about: `Shows the layers and operators that cost most, how the totals grow in each open size, and how many operations there
are for each byte moved.`,
	examples: ["flopgate explain detector.onnx", "flopgate explain bert.onnx --dim batch=1 --dim sequence=128"],
	flags: sizeFlags,
	async run(args) {
		expectPositionals(command, args, 1, 1);
		const [entry] = await countFiles(args.positionals, readSizes(args));
		if (entry?.kind === "failed") {
			const { code, message, hint } = entry.failure;
			throw new Fault(code, message, hint);
		}
		if (entry === void 0) return 2;
		const one = explained(entry.path, entry.report);
		print(args.has("json") ? explainJson(one, entry.report) : renderExplain(one, viewOf(1)));
		return 0;
	}
};

export { command };