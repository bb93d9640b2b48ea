const require_core = require("./core.js");
const require_compare = require("./report-terminal-compare.js");

// src/report/terminal/explain.ts
const MAX_HOT = 15;
const partLayers = 1e3;
function explained(path, report) {
	const sizes = require_compare.usualEnv(report);
	const totals = {
		macs: report.totals.macs ?? require_compare.valueAt(report.figures.macs, sizes),
		movedBytes: report.totals.movedBytes ?? require_compare.valueAt(report.figures.movedBytes, sizes)
	};
	const share = (name, op, layers) => shareOf(name, op, layers, totals, sizes);
	const working = report.layers.filter(({ status }) => status !== "constant" && status !== "dead");
	const byOperator = /* @__PURE__ */ new Map();
	for (const layer of working) {
		const layers = byOperator.get(layer.op);
		if (layers === void 0) byOperator.set(layer.op, [layer]);
		else layers.push(layer);
	}
	const operators = [...byOperator].map(([op, layers]) => share(op, op, layers));
	return {
		path,
		hot: hottest(working, share),
		operators: operators.toSorted(byCost),
		growth: report.growth,
		flopsPerByte: require_compare.intensityOf(report),
		unbound: report.unbound,
		...sizes.size === 0 ? {} : { at: Object.fromEntries([...sizes].map(([name, size]) => [name, String(size)])) },
		...report.layersOmitted === 0n ? {} : { layersOmitted: report.layersOmitted }
	};
}
/** Kept sorted while they are found: a large model has a hundred thousand layers. */
function hottest(layers, share) {
	let hot = [];
	for (let at = 0; at < layers.length; at += partLayers) {
		const part = layers.slice(at, at + partLayers).map((layer) => share(layer.name, layer.op, [layer]));
		hot = [...hot, ...part].toSorted(byCost).slice(0, MAX_HOT);
	}
	return hot;
}
function shareOf(name, op, layers, totals, sizes) {
	const of = (figure, valueOf) => {
		let total = 0n;
		for (const layer of layers) {
			const value = valueOf(require_core.mul(figure(layer), layer.times));
			if (value === null) return null;
			total += value;
		}
		return total;
	};
	const pair = (valueOf) => ({
		macs: of((layer) => layer.macs, valueOf),
		movedBytes: of((layer) => layer.movedBytes, valueOf)
	});
	const { macs, movedBytes } = pair((dim) => require_core.constantOf(dim) ?? null);
	const usual = sizes.size === 0 ? void 0 : pair((dim) => require_compare.valueAt(dim, sizes));
	const params = layers.reduce((sum, layer) => {
		const value = require_core.constantOf(layer.params);
		return sum === null || value === void 0 ? null : sum + value;
	}, 0n);
	return {
		name,
		op,
		layers: layers.length,
		macs,
		macsShare: ratio(macs ?? usual?.macs ?? null, totals.macs),
		movedBytes,
		movedShare: ratio(movedBytes ?? usual?.movedBytes ?? null, totals.movedBytes),
		params,
		...usual === void 0 ? {} : { usual }
	};
}
const ratio = (part, whole) => part === null || whole === null || whole === 0n ? null : Number(part) / Number(whole);
/** What isn't known comes first: it may be the largest. */
function byCost(a, b) {
	const [one, other] = [a, b].map(({ usual, ...exact }) => usual ?? exact);
	return compare(one.macs, other.macs) || compare(one.movedBytes, other.movedBytes);
}
function compare(a, b) {
	if (a === null || b === null) return Number(b === null) - Number(a === null);
	return a > b ? -1 : a < b ? 1 : 0;
}
/** `flopgate explain`. */
function renderExplain(one, view) {
	const lines = [require_core.paint(require_core.terminalName(one.path), "strong", view.color)];
	lines.push(require_core.term``, require_core.paint(require_core.term`hot layers`, "dim", view.color), ...shareTable(one.hot, "layer", view));
	lines.push(require_core.term``, require_core.paint(require_core.term`by operator`, "dim", view.color), ...shareTable(one.operators, "operator", view));
	const growth = growthLines(one.growth);
	if (growth.length > 0) lines.push(require_core.term``, require_core.paint(require_core.term`growth`, "dim", view.color), ...growth);
	if (one.flopsPerByte !== null) lines.push(require_core.term``, require_core.term`${require_core.fixed(one.flopsPerByte, 1)} FLOPs for each byte moved`);
	if (one.layersOmitted !== void 0) {
		const text = require_core.term`? ${require_core.countText(one.layersOmitted)} more layers of functions and bodies aren't listed here, nor in the sums by operator`;
		lines.push(require_core.term``, require_core.paint(text, "warn", view.color));
	}
	if (one.at !== void 0) {
		const at = new Map(Object.entries(one.at).map(([name, size]) => [name, BigInt(size)]));
		lines.push(require_core.term``, require_core.paint(require_core.term`open sizes: figures are those ${require_compare.sizesText(at)}; --dim NAME=N gives others`, "dim", view.color));
	}
	return require_core.term`${require_core.joined(lines, "\n")}\n`;
}
function shareTable(shares, head, view) {
	const columns = [
		{
			head: require_core.term`${head}`,
			align: "left",
			least: 16
		},
		{
			head: head === "layer" ? require_core.term`op` : require_core.term`layers`,
			align: head === "layer" ? "left" : "right"
		},
		...[
			require_core.term`MACs`,
			require_core.term`share`,
			require_core.term`moved`,
			require_core.term`share`,
			require_core.term`params`
		].map((name) => ({
			head: name,
			align: "right"
		}))
	];
	const rows = shares.map((share) => [
		{
			text: require_core.term`  ${require_core.terminalName(share.name)}`,
			style: "name"
		},
		{
			text: head === "layer" ? require_core.terminalName(share.op) : require_core.term`${share.layers}`,
			style: "dim"
		},
		{ text: amount(share.macs ?? share.usual?.macs ?? null, require_core.countText) },
		{ text: percent(share.macsShare) },
		{ text: amount(share.movedBytes ?? share.usual?.movedBytes ?? null, require_core.bytesText) },
		{ text: percent(share.movedShare) },
		{ text: amount(share.params, require_core.countText) }
	]);
	return require_core.textTable(columns, rows, view.width, view.color);
}
const amount = (value, text) => value === null ? require_core.term`?` : value === 0n ? require_core.term`` : text(value);
const percent = (share) => share === null || share === 0 ? require_core.term`` : require_core.shareText(share);
const told = [
	["macs", require_core.term`MACs`],
	["movedBytes", require_core.term`bytes moved`],
	["peakActivationBytes", require_core.term`peak memory`]
];
function growthLines(growth) {
	return told.flatMap(([metric, label]) => {
		const symbols = growth[metric] ?? {};
		const parts = Object.entries(symbols).map(([symbol, kind]) => require_core.term`${kind} in ${require_core.terminalName(symbol)}`);
		return parts.length === 0 ? [] : [require_core.term`  ${label}: ${require_core.joined(parts, ", ")}`];
	});
}
/**
* `explain --json`, schema `flopgate/explain/1`.
* @param more what was asked for beside: `roofline` (null if a size is open), `whatIf`
*/
function explainJson(one, report, more = {}) {
	const formulas = Object.fromEntries(told.map(([metric]) => {
		const formula = report.formulas[metric];
		return [metric, formula === null ? null : require_core.format(formula)];
	}));
	return require_core.jsonDocument({
		schema: "flopgate/explain/1",
		...one,
		formulas,
		...more
	}, 2);
}

// src/cli/commands/explain.ts
const command = {
	name: "explain",
	summary: "where the operations of a model are, and how they grow",
	usage: "MODEL [options]",
	about: `Shows the layers and operators that cost most, how the totals grow in each open size, and how many operations there
are for each byte moved. With --device, what the peaks of that device make of the counts (a roofline: a floor under the
time, not a forecast); with --what-if, what would lower them.`,
	examples: ["flopgate explain detector.onnx --what-if", "flopgate explain bert.onnx --dim batch=1 --dim sequence=128 --device A100"],
	flags: {
		...require_core.sizeFlags,
		device: {
			type: "string",
			value: "NAME",
			help: "accelerator or board, e.g. A100, T4, \"Raspberry Pi 5\""
		},
		"what-if": {
			type: "boolean",
			help: "known ways to lower the count, and what each would save"
		}
	},
	async run(args) {
		require_core.expectPositionals(command, args, 1, 1);
		const isMore = args.has("what-if") || args.text("device") !== void 0;
		const beside = isMore ? (await Promise.resolve().then(() => require("./gate-explain.js"))).extrasOf(args.text("device"), args.has("what-if")) : void 0;
		const [entry] = await require_core.countFiles(args.positionals, require_core.readSizes(args));
		if (entry?.kind === "failed") {
			const { code, message, hint } = entry.failure;
			throw new require_core.Fault(code, message, hint);
		}
		if (entry === void 0) return 2;
		const { report } = entry;
		const one = explained(entry.path, report);
		const more = beside?.(report) ?? {};
		require_core.sayUnused([report.findings]);
		if (args.has("json")) require_core.printJson(explainJson(one, report, more));
		else {
			require_core.print(renderExplain(one, require_core.viewOf(1)));
			if (isMore) require_core.print((await Promise.resolve().then(() => require("./report-terminal-roofline.js"))).renderBeside(more, require_core.viewOf(1)));
		}
		return 0;
	}
};

exports.command = command;