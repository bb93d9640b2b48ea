const require_core = require("./core.js");

// src/report/terminal/roofline.ts
const MAX_LAYERS = 10;
/** What `explain` prints below the model's own figures. */
function renderBeside({ roofline, whatIf }, view) {
	const lines = [];
	if (roofline !== void 0 && roofline !== null) lines.push(require_core.term``, ...rooflineLines(roofline, view));
	if (whatIf !== void 0 && whatIf.length > 0) lines.push(require_core.term``, ...whatIfLines(whatIf, view));
	if (roofline === null || whatIf?.length === 0) lines.push(require_core.term``, require_core.paint(require_core.term`a roofline and savings need all sizes: give them with --dim NAME=N`, "warn", view.color));
	return require_core.term`${require_core.joined(lines, "\n")}\n`;
}
/** `explain --device`: what bounds the model and its slowest layers there. */
function rooflineLines(roofline, view) {
	const { device, floor, apart, memoryShare, fits } = roofline;
	const ridges = Object.entries(roofline.ridges).map(([name, ridge]) => require_core.term`${require_core.fixed(ridge, ridge < 10 ? 1 : 0)} in ${require_core.terminalName(name)}`);
	const rates = Object.entries(device.peaks).map(([name, peak]) => require_core.term`${require_core.countText(BigInt(Math.round(peak * 0xe8d4a51000)))}/s ${require_core.terminalName(name)}`);
	const facts = [
		require_core.term`peaks: ${require_core.joined(rates, ", ")}; ${require_core.countText(BigInt(Math.round(device.bandwidth * 1e9)))}B/s (${require_core.terminalText(device.status)})`,
		require_core.term`layers are taken at their own type: ${require_core.joined(roofline.precisions.map(require_core.terminalName), ", ")}`,
		require_core.term`compute bounds them from ${require_core.joined(ridges, ", ")} operations for each byte on, below that memory`,
		require_core.term`at these rates no run takes less than ${secondsText(floor)}; with nothing fused or cached ${secondsText(apart)}, ${require_core.shareText(memoryShare)} of it waiting for memory`,
		...fits === false ? [require_core.term`weights and activations don't fit into its memory`] : []
	];
	const columns = [
		{
			head: require_core.term`layer`,
			align: "left",
			least: 16
		},
		{
			head: require_core.term`op`,
			align: "left"
		},
		{
			head: require_core.term`at least`,
			align: "right"
		},
		{
			head: require_core.term`share`,
			align: "right"
		},
		{
			head: require_core.term`bound by`,
			align: "left"
		},
		{
			head: require_core.term`FLOPs/byte`,
			align: "right"
		}
	];
	const rows = roofline.layers.slice(0, MAX_LAYERS).map((layer) => [
		{
			text: require_core.term`  ${require_core.terminalName(layer.name)}`,
			style: "name"
		},
		{
			text: require_core.terminalName(layer.op),
			style: "dim"
		},
		{ text: secondsText(layer.seconds) },
		{ text: require_core.shareText(apart === 0 ? 0 : layer.seconds / apart) },
		{ text: require_core.term`${layer.bound}` },
		{ text: Number.isFinite(layer.intensity) ? require_core.fixed(layer.intensity, 1) : require_core.term`` }
	]);
	return [
		require_core.paint(require_core.term`on ${require_core.terminalName(device.name)}${device.variant === "" ? "" : require_core.term` ${require_core.terminalName(device.variant)}`}`, "dim", view.color),
		...facts.map((fact) => require_core.term`  ${fact}`),
		...require_core.textTable(columns, rows, view.width, view.color)
	];
}
const secondsText = (seconds) => seconds < 1e-6 ? require_core.plain`${Number((seconds * 1e9).toPrecision(3))} ns` : require_core.timeText(seconds * 1e6);
const less = (share) => share <= 0 ? require_core.term`` : require_core.percentText(-share);
/** `explain --what-if`: known ways to lower the count, the one that saves most first. */
function whatIfLines(list, view) {
	const columns = [{
		head: require_core.term`change`,
		align: "left",
		least: 24
	}, ...[
		require_core.term`MACs`,
		require_core.term`params`,
		require_core.term`weights`,
		require_core.term`layers`
	].map((head) => ({
		head,
		align: "right"
	}))];
	const rows = list.map((row) => [
		{ text: require_core.term`  ${require_core.terminalText(row.change)}` },
		{
			text: less(row.macs),
			style: "good"
		},
		{
			text: less(row.params),
			style: "good"
		},
		{
			text: less(row.weightBytes),
			style: "good"
		},
		{
			text: row.layers === 0 ? require_core.term`` : require_core.term`${row.layers}`,
			style: "dim"
		}
	]);
	return [require_core.paint(require_core.term`what if (estimates, each by itself; accuracy is yours to measure)`, "dim", view.color), ...require_core.textTable(columns, rows, view.width, view.color)];
}

exports.renderBeside = renderBeside;