const require_core = require("./core.js");

// src/report/terminal/roofline.ts
const MAX_LAYERS = 10;
/** What `explain` prints below the model's own figures. */
function renderBeside({ roofline, whatIf }, view) {
	const lines = [];
	if (roofline !== void 0 && roofline !== null) lines.push("", ...rooflineLines(roofline, view));
	if (whatIf !== void 0 && whatIf.length > 0) lines.push("", ...whatIfLines(whatIf, view));
	if (roofline === null || whatIf?.length === 0) lines.push("", require_core.paint("a roofline and savings need all sizes: give them with --dim NAME=N", "warn", view.color));
	return `${lines.join("\n")}\n`;
}
/** `explain --device`: what bounds the model and its slowest layers there. */
function rooflineLines(roofline, view) {
	const { device, floor, apart, memoryShare, fits } = roofline;
	const ridges = Object.entries(roofline.ridges).map(([name, ridge]) => `${ridge.toFixed(ridge < 10 ? 1 : 0)} in ${name}`);
	const facts = [
		`peaks: ${Object.entries(device.peaks).map(([name, peak]) => `${require_core.countText(BigInt(Math.round(peak * 0xe8d4a51000)))}/s ${name}`).join(", ")}; ${require_core.countText(BigInt(Math.round(device.bandwidth * 1e9)))}B/s (${device.status})`,
		`layers are taken at their own type: ${roofline.precisions.join(", ")}`,
		`compute bounds them from ${ridges.join(", ")} operations for each byte on, below that memory`,
		`at these rates no run takes less than ${secondsText(floor)}; with nothing fused or cached ${secondsText(apart)}, ${shareText(memoryShare)} of it waiting for memory`,
		...fits === false ? ["weights and activations don't fit into its memory"] : []
	];
	const columns = [
		{
			head: "layer",
			align: "left",
			least: 16
		},
		{
			head: "op",
			align: "left"
		},
		{
			head: "at least",
			align: "right"
		},
		{
			head: "share",
			align: "right"
		},
		{
			head: "bound by",
			align: "left"
		},
		{
			head: "FLOPs/byte",
			align: "right"
		}
	];
	const rows = roofline.layers.slice(0, MAX_LAYERS).map((layer) => [
		{
			text: `  ${require_core.terminalName(layer.name)}`,
			style: "name"
		},
		{
			text: require_core.terminalName(layer.op),
			style: "dim"
		},
		{ text: secondsText(layer.seconds) },
		{ text: shareText(apart === 0 ? 0 : layer.seconds / apart) },
		{ text: layer.bound },
		{ text: Number.isFinite(layer.intensity) ? layer.intensity.toFixed(1) : "" }
	]);
	return [
		require_core.paint(`on ${device.name}${device.variant === "" ? "" : ` ${device.variant}`}`, "dim", view.color),
		...facts.map((fact) => `  ${fact}`),
		...require_core.textTable(columns, rows, view.width, view.color)
	];
}
const secondsText = (seconds) => seconds < 1e-6 ? `${Number((seconds * 1e9).toPrecision(3))} ns` : require_core.timeText(seconds * 1e6);
const shareText = (share) => share === 0 ? "0 %" : require_core.percentText(share).replace("+", "");
const less = (share) => share <= 0 ? "" : require_core.percentText(-share);
/** `explain --what-if`: known ways to lower the count, the one that saves most first. */
function whatIfLines(list, view) {
	const columns = [{
		head: "change",
		align: "left",
		least: 24
	}, ...[
		"MACs",
		"params",
		"weights",
		"layers"
	].map((head) => ({
		head,
		align: "right"
	}))];
	const rows = list.map((row) => [
		{ text: `  ${require_core.terminalText(row.change)}` },
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
			text: row.layers === 0 ? "" : String(row.layers),
			style: "dim"
		}
	]);
	return [require_core.paint("what if (estimates, each by itself; accuracy is yours to measure)", "dim", view.color), ...require_core.textTable(columns, rows, view.width, view.color)];
}

exports.renderBeside = renderBeside;