const require_core = require("./core.js");

// src/report/terminal/bench.ts
/** `bench --json`, schema `flopgate/bench/1`: a record from which the measurement can be repeated and judged anew. */
function benchJson(document) {
	return `${require_core.toJson(document, 1)}\n`;
}
const MAX_LAYERS = 25;
/** `flopgate bench`: times, verdict, how it was measured, and where. */
function renderBench(document, view) {
	const { base, head, result } = document;
	const title = require_core.paint(require_core.terminalName(head.path), "strong", view.color);
	const against = base === null ? "" : require_core.paint(`  against ${require_core.terminalName(base.path)}`, "dim", view.color);
	const rows = [...timeRows(document), ...howRows(document)];
	const columns = [{
		head: "",
		align: "left"
	}, {
		head: "",
		align: "left"
	}];
	const body = rows.map(([label, text, style]) => [{
		text: `  ${label}`,
		style: "dim"
	}, style === void 0 ? { text } : {
		text,
		style
	}]);
	const lines = [`${title}${against}`, ...require_core.textTable(columns, body, Infinity, view.color).slice(1)];
	for (const side of result.problem === null ? [base, head] : []) {
		if (side === null || side.profile === null) continue;
		lines.push("", `${require_core.paint(require_core.terminalName(side.path), "strong", view.color)}  ${require_core.paint(profileText(side), "dim", view.color)}`);
		lines.push(...layerTable(side, view));
	}
	return `${lines.join("\n")}\n`;
}
const words = {
	over: ["\u2716 slower than allowed", "bad"],
	within: ["\u2714 within what is allowed", "good"],
	warn: ["\u25b2 slower, within what is allowed", "warn"],
	improved: ["\u2714 faster", "good"],
	undecided: ["? undecided", "open"],
	failed: ["\u2716 could not be measured", "bad"],
	alone: ["measured alone", "strong"]
};
function timeRows({ limits, result, head: { macs } }) {
	const { base, head, estimate, load, verdict, reason, unfit } = result;
	const [text, style] = words[verdict];
	const limit = limits.fail === null || verdict === "alone" || verdict === "failed" ? "" : ` (${limits.fail})`;
	const because = reason === null ? "" : `: ${require_core.terminalText(reason)}`;
	const rows = [];
	if (head !== null) {
		const rate = macs === null || macs === 0n ? "" : `, ${require_core.countText(BigInt(Math.round(Number(macs) / (head.wallMs / 1e3))))}MAC/s`;
		const time = {
			baseMs: base?.wallMs ?? null,
			headMs: head.wallMs,
			ratio: estimate?.ratio ?? null,
			interval: estimate?.interval ?? null
		};
		rows.push([
			"time",
			`${require_core.timedText(time)}${rate}`,
			"strong"
		]);
	}
	rows.push([
		"verdict",
		`${text}${limit}${because}`,
		style
	]);
	if (estimate !== null) {
		const seen = estimate.detectable === null ? "" : `; an increase of ${require_core.percentText(estimate.detectable)} could have been seen`;
		rows.push(["interval", `${(estimate.confidence * 100).toFixed(1)} %${seen}`]);
	}
	if (head !== null) {
		const [baseMs, headMs] = [base?.loadCpuMs ?? null, head.loadCpuMs];
		const loads = {
			baseMs,
			headMs,
			ratio: load?.ratio ?? null,
			interval: load?.interval ?? null
		};
		rows.push(["load (CPU)", require_core.timedText(loads)]);
		const peaks = [base, head].flatMap((side) => side === null ? [] : [require_core.bytesText(BigInt(side.peakBytes))]);
		rows.push(["process memory", peaks.join(" \u2192 ")]);
	}
	if (unfit.length > 0) rows.push([
		"runner",
		unfit.join(", "),
		"warn"
	]);
	return rows;
}
function howRows({ environment, result }) {
	const { rounds, clock, provider, threads, cores, seconds } = result;
	const counted = rounds.filter(({ kind }) => kind === "round").length;
	const fresh = rounds.filter(({ kind }) => kind === "confirmation").length;
	const pinned = cores.length === 0 ? "not pinned" : `core ${cores.join(", ")}`;
	const how = `${counted} rounds${fresh === 0 ? "" : ` and ${fresh} to confirm`}, ${clock} clock, ${provider}, ${threads} ${threads === 1 ? "thread" : "threads"}, ${pinned}, ${seconds.toFixed(1)} s`;
	const where = [
		"cpu",
		"cores",
		"memory",
		"os",
		"node",
		"runtime",
		"gpu"
	].flatMap((name) => environment[name] ?? []);
	return [["measured", how], ["on", `${require_core.terminalText(where.join(" \u00b7 "))} [${environment["fingerprint"] ?? ""}]`]];
}
const profileText = ({ profile }) => profile === null ? "" : `time by layer over ${profile.runs} runs; with the profiler on an inference takes ${require_core.timeText(profile.micros)}`;
function layerTable({ profile }, view) {
	if (profile === null) return [];
	const columns = [
		{
			head: "  layer",
			align: "left",
			least: 24
		},
		{
			head: "op",
			align: "left",
			least: 8
		},
		{
			head: "time",
			align: "right"
		},
		{
			head: "share",
			align: "right"
		},
		{
			head: "MACs",
			align: "right"
		},
		{
			head: "MAC/s",
			align: "right"
		}
	];
	const total = profile.layers.reduce((sum, { micros }) => sum + micros, 0);
	const body = profile.layers.slice(0, MAX_LAYERS).map(({ name, op, micros, layers, macs }) => {
		const others = layers.length > 1 ? ` +${layers.length - 1}` : "";
		return [
			{
				text: `  ${require_core.terminalName(layers[0] ?? name)}${others}`,
				style: layers.length === 0 ? "dim" : "name"
			},
			{ text: require_core.terminalName(op) },
			{ text: require_core.timeText(micros) },
			{
				text: `${(micros / Math.max(total, 1e-9) * 100).toFixed(1)} %`,
				style: "strong"
			},
			{ text: macs === null || macs === 0n ? "" : require_core.countText(macs) },
			{ text: macs === null || macs === 0n || micros === 0 ? "" : require_core.countText(BigInt(Math.round(Number(macs) / micros * 1e6))) }
		];
	});
	const rest = profile.layers.length - body.length;
	const more = rest > 0 ? [require_core.paint(`  \u2026 and ${rest} more (--json has them all)`, "dim", view.color)] : [];
	return [...require_core.textTable(columns, body, view.width, view.color), ...more];
}

exports.benchJson = benchJson;
exports.renderBench = renderBench;