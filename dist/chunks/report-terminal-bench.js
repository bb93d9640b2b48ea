const require_core = require("./core.js");

// src/report/terminal/bench.ts
/** `bench --json`, schema `flopgate/bench/1`: a record from which the measurement can be repeated and judged anew. */
function benchJson(document) {
	return require_core.jsonDocument(document, 1);
}
const MAX_LAYERS = 25;
/** `flopgate bench`: times, verdict, how it was measured, and where. */
function renderBench(document, view) {
	const { base, head, result } = document;
	const title = require_core.paint(require_core.terminalName(head.path), "strong", view.color);
	const against = base === null ? "" : require_core.paint(require_core.term`  against ${require_core.terminalName(base.path)}`, "dim", view.color);
	const rows = [...timeRows(document), ...howRows(document)];
	const columns = [{
		head: require_core.term``,
		align: "left"
	}, {
		head: require_core.term``,
		align: "left"
	}];
	const body = rows.map(([label, text, style]) => [{
		text: require_core.term`  ${label}`,
		style: "dim"
	}, style === void 0 ? { text } : {
		text,
		style
	}]);
	const lines = [require_core.term`${title}${against}`, ...require_core.textTable(columns, body, Infinity, view.color).slice(1)];
	for (const side of result.problem === null ? [base, head] : []) {
		if (side === null || side.profile === null) continue;
		lines.push(require_core.term``, require_core.term`${require_core.paint(require_core.terminalName(side.path), "strong", view.color)}  ${require_core.paint(profileText(side), "dim", view.color)}`);
		lines.push(...layerTable(side, view));
	}
	return require_core.term`${require_core.joined(lines, "\n")}\n`;
}
const words = {
	over: [require_core.term`\u2716 slower than allowed`, "bad"],
	within: [require_core.term`\u2714 within what is allowed`, "good"],
	warn: [require_core.term`\u25b2 slower, within what is allowed`, "warn"],
	improved: [require_core.term`\u2714 faster`, "good"],
	undecided: [require_core.term`? undecided`, "open"],
	failed: [require_core.term`\u2716 could not be measured`, "bad"],
	alone: [require_core.term`measured alone`, "strong"]
};
function timeRows({ limits, result, head: { macs } }) {
	const { base, head, estimate, load, verdict, reason, unfit } = result;
	const [text, style] = words[verdict];
	const limit = limits.fail === null || verdict === "alone" || verdict === "failed" ? "" : require_core.term` (${require_core.terminalName(limits.fail)})`;
	const because = reason === null ? "" : require_core.term`: ${require_core.terminalText(reason)}`;
	const rows = [];
	if (head !== null) {
		const rate = macs === null || macs === 0n ? "" : require_core.term`, ${require_core.countText(BigInt(Math.round(Number(macs) / (head.wallMs / 1e3))))}MAC/s`;
		const time = {
			baseMs: base?.wallMs ?? null,
			headMs: head.wallMs,
			ratio: estimate?.ratio ?? null,
			interval: estimate?.interval ?? null
		};
		rows.push([
			require_core.term`time`,
			require_core.term`${require_core.timedText(time)}${rate}`,
			"strong"
		]);
	}
	rows.push([
		require_core.term`verdict`,
		require_core.term`${text}${limit}${because}`,
		style
	]);
	if (estimate !== null) {
		const seen = estimate.detectable === null ? "" : require_core.term`; an increase of ${require_core.percentText(estimate.detectable)} could have been seen`;
		rows.push([require_core.term`interval`, require_core.term`${require_core.fixed(estimate.confidence * 100, 1)} %${seen}`]);
	}
	if (head !== null) {
		const [baseMs, headMs] = [base?.loadCpuMs ?? null, head.loadCpuMs];
		const loads = {
			baseMs,
			headMs,
			ratio: load?.ratio ?? null,
			interval: load?.interval ?? null
		};
		rows.push([require_core.term`load (CPU)`, require_core.timedText(loads)]);
		const peaks = [base, head].flatMap((side) => side === null ? [] : [require_core.bytesText(BigInt(side.peakBytes))]);
		rows.push([require_core.term`process memory`, require_core.joined(peaks, " \u2192 ")]);
	}
	if (unfit.length > 0) rows.push([
		require_core.term`runner`,
		require_core.terminalText(unfit.join(", ")),
		"warn"
	]);
	return rows;
}
function howRows({ environment, result }) {
	const { rounds, clock, provider, threads, cores, seconds } = result;
	const counted = rounds.filter(({ kind }) => kind === "round").length;
	const fresh = rounds.filter(({ kind }) => kind === "confirmation").length;
	const pinned = cores.length === 0 ? "not pinned" : require_core.term`core ${require_core.terminalName(cores.join(", "))}`;
	const how = require_core.term`${counted} rounds${fresh === 0 ? "" : require_core.term` and ${fresh} to confirm`}, ${clock} clock, ${require_core.terminalName(provider)}, ${threads} ${threads === 1 ? "thread" : "threads"}, ${pinned}, ${require_core.fixed(seconds, 1)} s`;
	const where = [
		"cpu",
		"cores",
		"memory",
		"os",
		"node",
		"runtime",
		"gpu"
	].flatMap((name) => environment[name] ?? []);
	return [[require_core.term`measured`, how], [require_core.term`on`, require_core.term`${require_core.terminalText(where.join(" \u00b7 "))} [${require_core.terminalName(environment["fingerprint"] ?? "")}]`]];
}
const profileText = ({ profile }) => profile === null ? require_core.term`` : require_core.term`time by layer over ${profile.runs} runs; with the profiler on an inference takes ${require_core.timeText(profile.micros)}`;
function layerTable({ profile }, view) {
	if (profile === null) return [];
	const columns = [
		{
			head: require_core.term`  layer`,
			align: "left",
			least: 24
		},
		{
			head: require_core.term`op`,
			align: "left",
			least: 8
		},
		{
			head: require_core.term`time`,
			align: "right"
		},
		{
			head: require_core.term`share`,
			align: "right"
		},
		{
			head: require_core.term`MACs`,
			align: "right"
		},
		{
			head: require_core.term`MAC/s`,
			align: "right"
		}
	];
	const total = profile.layers.reduce((sum, { micros }) => sum + micros, 0);
	const body = profile.layers.slice(0, MAX_LAYERS).map(({ name, op, micros, layers, macs }) => {
		const others = layers.length > 1 ? require_core.term` +${layers.length - 1}` : "";
		return [
			{
				text: require_core.term`  ${require_core.terminalName(layers[0] ?? name)}${others}`,
				style: layers.length === 0 ? "dim" : "name"
			},
			{ text: require_core.terminalName(op) },
			{ text: require_core.timeText(micros) },
			{
				text: require_core.term`${require_core.fixed(micros / Math.max(total, 1e-9) * 100, 1)} %`,
				style: "strong"
			},
			{ text: macs === null || macs === 0n ? require_core.term`` : require_core.countText(macs) },
			{ text: macs === null || macs === 0n || micros === 0 ? require_core.term`` : require_core.countText(BigInt(Math.round(Number(macs) / micros * 1e6))) }
		];
	});
	const rest = profile.layers.length - body.length;
	const more = rest > 0 ? [require_core.paint(require_core.term`  \u2026 and ${rest} more (--json has them all)`, "dim", view.color)] : [];
	return [...require_core.textTable(columns, body, view.width, view.color), ...more];
}

exports.benchJson = benchJson;
exports.renderBench = renderBench;