import { B as percentText, E as terminalText, F as bytesText, I as countText, R as exactText, T as terminalName, Tt as asFault, U as nearest, X as format, a as say, b as elided, c as helpOf, d as textTable, h as countJson, i as print, k as version, mt as constantOf, n as readSizes, o as viewOf, p as paint, r as sizeFlags, s as expectPositionals, t as sayFailure, u as readArguments, vt as mul, wt as Fault } from "./base.js";
import { t as countFile } from "./counting.js";
import { setFlagsFromString } from "node:v8";

// src/report/terminal-convention.ts
const columns = [
	{
		head: "",
		align: "left"
	},
	{
		head: "",
		align: "right"
	},
	{
		head: "",
		align: "left",
		least: 30
	}
];
/** `count --convention TOOL`: our MACs, line by line into the figure that the tool prints. */
function conventionLines(convention, view) {
	const { tool, version, calls, figures, notes } = convention;
	const lines = [paint(`  as ${tool} counts`, "strong", view.color) + paint(`  ${version}`, "dim", view.color)];
	for (const figure of figures) lines.push(paint(`  ${terminalName(figure.when)}`, "dim", view.color), ...figureLines(figure, calls, view));
	for (const text of notes) lines.push(`  ${paint("note", "dim", view.color)}  ${terminalText(text)}`);
	return lines;
}
function figureLines({ macs, terms, total, problems }, calls, view) {
	if (total === null) return problems.slice(0, 3).map((text) => `    ${paint("no figure", "warn", view.color)}  ${terminalText(text)}`);
	const body = [
		[
			{ text: "   " },
			{ text: exactText(macs) },
			{ text: "MACs, as Flopgate counts" }
		],
		...terms.map(({ label, layers, amount }) => [
			{ text: amount < 0n ? "   \u2212" : "   +" },
			{ text: exactText(amount < 0n ? -amount : amount) },
			{ text: layers === 0 ? label : `${label}: ${layers} ${layers === 1 ? "layer" : "layers"}` }
		]),
		[
			{ text: "   =" },
			{
				text: exactText(total),
				style: "strong"
			},
			{
				text: calls,
				style: "strong"
			}
		]
	];
	return textTable(columns, body, view.width, view.color).slice(1);
}

// src/report/terminal-count.ts
/** The figures of a model one below the other, in groups that belong together. */
const rows = [
	{
		metric: "macs",
		label: "MACs"
	},
	{
		metric: "effectiveMacs",
		label: "  after masks and sparsity",
		optional: true
	},
	{
		metric: "denseMacs",
		label: "  with every expert run",
		optional: true
	},
	{
		metric: "flops",
		label: "FLOPs (2 \u00d7 MACs)"
	},
	{
		metric: "elementwise",
		label: "other arithmetic"
	},
	{
		metric: "transcendentals",
		label: "exp, log, tanh \u2026"
	},
	{
		metric: "bitOps",
		label: "bit-operations"
	},
	{
		metric: "params",
		label: "parameters"
	},
	{
		metric: "paramsStored",
		label: "  as stored",
		optional: true
	},
	{
		metric: "weightBytes",
		label: "weights",
		bytes: true
	},
	{
		metric: "movedBytes",
		label: "bytes moved",
		bytes: true
	},
	{
		metric: "peakActivationBytes",
		label: "peak memory",
		bytes: true
	}
];
/** What an optional row would only say over again. */
const sameAs = {
	effectiveMacs: "macs",
	denseMacs: "macs",
	paramsStored: "params"
};
/** `flopgate count`: one model in full, several as a table with what there is to say of each below. */
function renderCount(entries, view, perLayer = false) {
	const blocks = entries.length > 1 && !perLayer ? [manyModels(entries, view)] : entries.map((entry) => oneModel(entry, view, perLayer));
	for (const entry of entries) if (entry.kind === "counted" && entry.convention !== void 0) blocks.push(conventionBlock(entry.path, entry.convention, entries.length > 1, view));
	return `${blocks.join("\n\n")}\n`;
}
function conventionBlock(path, convention, named, view) {
	return [...named ? [paint(terminalName(path), "strong", view.color)] : [], ...conventionLines(convention, view)].join("\n");
}
function oneModel(entry, view, perLayer) {
	const name = paint(terminalName(entry.path), "strong", view.color);
	if (entry.kind === "failed") return `${name}\n${failureLines(entry, view).join("\n")}`;
	const { report } = entry;
	const size = report.fileBytes === null ? "" : ` \u00b7 ${bytesText(BigInt(report.fileBytes))}`;
	const lines = [`${name}  ${paint(`${report.format}${size}`, "dim", view.color)}`];
	if (perLayer) lines.push("", ...layerTable(report, view), "");
	lines.push(...figureTable(report, view), ...notes(report, view));
	return lines.join("\n");
}
function figureTable(report, view) {
	const body = rows.filter(({ metric, optional }) => optional !== true || report.totals[metric] !== report.totals[sameAs[metric] ?? metric]).map(({ metric, label, bytes }) => {
		const value = report.totals[metric];
		const bound = isBound(report, metric) ? "\u2265 " : "";
		if (value === null) return [
			{ text: `  ${label}` },
			{ text: "" },
			{
				text: formulaOf(report, metric),
				style: "name"
			}
		];
		const text = bytes === true ? bytesText(value) : countText(value);
		const exact = exactText(value) === text ? "" : exactText(value) + (bytes === true ? " B" : "");
		return [
			{ text: `  ${label}` },
			{
				text: bound + text,
				style: "strong"
			},
			{
				text: exact,
				style: "dim"
			}
		];
	});
	return textTable([
		{
			head: "",
			align: "left"
		},
		{
			head: "",
			align: "right"
		},
		{
			head: "",
			align: "left",
			least: 20
		}
	], body, view.width, view.color).slice(1);
}
function formulaOf(report, metric) {
	const formula = report.formulas[metric];
	return formula === null ? "unknown" : terminalName(format(formula));
}
const isBound = ({ exact }, metric) => !exact && ![
	"params",
	"paramsStored",
	"weightBytes"
].includes(metric);
/** Sizes, coverage and findings. */
function notes(report, view) {
	const lines = [];
	const sizes = [...report.sizes].map(([name, size]) => `${terminalName(name)}=${size}`);
	if (sizes.length > 0) lines.push(note("sizes", sizes.join(" "), view));
	if (report.unbound.length > 0) lines.push(note("unbound", `${report.unbound.slice(0, 8).map(terminalName).join(", ")}: give sizes with --dim NAME=N`, view));
	const { exact, bounded, unknown } = report.coverage;
	const parts = [
		`${exact} exact`,
		...bounded > 0 ? [`${bounded} lower ${bounded === 1 ? "bound" : "bounds"}`] : [],
		...unknown > 0 ? [`${unknown} unknown`] : []
	];
	lines.push(note("layers", parts.join(", "), view));
	const steep = Object.entries(report.growth.macs ?? {}).filter(([, growth]) => growth !== "constant");
	if (steep.length > 0) lines.push(note("growth", `MACs are ${steep.map(([symbol, growth]) => `${growth} in ${terminalName(symbol)}`).join(", ")}`, view));
	const told = report.findings.filter(({ level, code }) => level !== "info" && code !== "unbound-size");
	for (const { code, layer, detail } of told.slice(0, 10)) {
		const where = layer === void 0 || detail.includes(layer) ? "" : `${terminalName(layer)}: `;
		lines.push(`  ${paint(`! ${code}`, "warn", view.color)}  ${where}${terminalText(detail)}`);
	}
	if (told.length > 10) lines.push(paint(`  \u2026 and ${told.length - 10} more findings (--json has them all)`, "dim", view.color));
	return lines;
}
function note(label, text, view) {
	return `  ${paint(label.padEnd(18), "dim", view.color)}${text}`;
}
function failureLines({ failure }, view) {
	return [`  ${paint(`\u2716 ${failure.code}`, "bad", view.color)}  ${terminalText(failure.message)}`, `  ${paint("hint", "dim", view.color)}  ${terminalText(failure.hint)}`];
}
function manyModels(entries, view) {
	const columns = [{
		head: "model",
		align: "left",
		least: 16
	}, ...[
		"MACs",
		"params",
		"weights",
		"moved",
		"peak memory",
		"file"
	].map((head) => ({
		head,
		align: "right",
		least: 10
	}))];
	const body = entries.map((entry) => {
		const name = {
			text: terminalName(entry.path),
			style: "strong"
		};
		if (entry.kind === "failed") return [name, {
			text: `\u2716 ${entry.failure.code}`,
			style: "bad"
		}];
		const { report } = entry;
		const figure = (metric, bytes) => {
			const value = report.totals[metric];
			if (value === null) return {
				text: elided(formulaOf(report, metric), 24),
				style: "name"
			};
			return { text: `${isBound(report, metric) ? "\u2265 " : ""}${bytes ? bytesText(value) : countText(value)}` };
		};
		const size = { text: report.fileBytes === null ? "" : bytesText(BigInt(report.fileBytes)) };
		return [
			name,
			figure("macs", false),
			figure("params", false),
			figure("weightBytes", true),
			figure("movedBytes", true),
			figure("peakActivationBytes", true),
			size
		];
	});
	const lines = textTable(columns, body, view.width, view.color);
	for (const entry of entries) {
		const said = entry.kind === "failed" ? failureLines(entry, view) : notes(entry.report, view).filter((line) => line.includes("!") || line.includes("unbound"));
		if (said.length > 0) lines.push("", paint(terminalName(entry.path), "strong", view.color), ...said);
	}
	return lines.join("\n");
}
/** `--per-layer`: every node in file order. */
function layerTable(report, view) {
	const total = report.totals.macs;
	const columns = [
		{
			head: "layer",
			align: "left",
			least: 20
		},
		{
			head: "op",
			align: "left",
			least: 12
		},
		{
			head: "output",
			align: "left",
			least: 14
		},
		{
			head: "MACs",
			align: "right",
			least: 12
		},
		{
			head: "share",
			align: "right"
		},
		{
			head: "other",
			align: "right",
			least: 8
		},
		{
			head: "params",
			align: "right",
			least: 8
		},
		{
			head: "moved",
			align: "right",
			least: 8
		},
		{
			head: "times",
			align: "right",
			least: 6
		}
	];
	const body = report.layers.map((layer) => {
		const macs = constantOf(mul(layer.macs, layer.times));
		const isFree = layer.status === "constant" || layer.status === "dead";
		const share = macs === void 0 || total === null || total === 0n || macs === 0n ? "" : percentText(Number(macs) / Number(total)).replace("+", "");
		return [
			{
				text: terminalName(layer.name),
				style: isFree ? "dim" : "name"
			},
			{
				text: terminalName(layer.op),
				...isFree ? { style: "dim" } : {}
			},
			{
				text: outputText(layer),
				style: "dim"
			},
			statusCell(layer),
			{ text: share },
			{ text: dimCell(layer.elementwise, countText) },
			{ text: dimCell(layer.params, countText) },
			{ text: dimCell(layer.movedBytes, bytesText) },
			{ text: layer.times === 1 ? "" : terminalName(format(layer.times)) }
		];
	});
	return textTable(columns, body, view.width, view.color);
}
function statusCell({ status, macs }) {
	switch (status) {
		case "unknown": return {
			text: "unknown",
			style: "warn"
		};
		case "lower-bound": return {
			text: `\u2265 ${dimCell(macs, countText) || "0"}`,
			style: "warn"
		};
		case "dead": return {
			text: "dead",
			style: "dim"
		};
		case "constant":
		case "exact": return { text: dimCell(macs, countText) };
	}
}
/** Nothing for zero, so that what costs stands out. */
function dimCell(dim, text) {
	const value = constantOf(dim);
	return value === void 0 ? terminalName(format(dim)) : value === 0n ? "" : text(value);
}
function outputText({ outputs }) {
	const value = outputs[0]?.value;
	if (value?.kind !== "tensor") return value?.kind ?? "";
	return `${value.dtype} ${value.shape === null ? "?" : value.shape.map((dim) => terminalName(format(dim))).join("\u00d7") || "scalar"}`;
}

// src/cli/count.ts
const command = {
	name: "count",
	summary: "operations, parameters, bytes and memory of model files",
	usage: "MODEL\u2026 [options]",
	about: `Counts multiply\u2013accumulates, other arithmetic, parameters, bytes and planned peak memory, without running the model
and without reading its weights. Sizes that the file leaves open are given with --dim, or stay in the formulas.`,
	examples: [
		"flopgate count detector.onnx",
		"flopgate count detector.onnx --dim batch=8 --per-layer",
		"flopgate count detector.onnx --convention fvcore",
		"flopgate count models/*.onnx --json"
	],
	flags: {
		...sizeFlags,
		"per-layer": {
			type: "boolean",
			help: "list every layer, in file order"
		},
		convention: {
			type: "string",
			value: "TOOL",
			help: "the figure that fvcore, onnx-tool, ptflops or darknet prints, reconciled with ours"
		},
		md: {
			type: "boolean",
			help: "print markdown, for an issue or a README"
		}
	},
	run
};
async function run(args) {
	expectPositionals(command, args, 1, Infinity);
	const sizes = readSizes(args);
	const tool = args.text("convention");
	const reconcile = tool === void 0 ? void 0 : (await import("./convention.js")).reconcilerOf(tool);
	const entries = [];
	for (const path of args.positionals) {
		const entry = countFile(path, sizes);
		const counted = entry instanceof Promise ? await entry : entry;
		entries.push(reconcile?.(counted) ?? counted);
	}
	return show(entries, args);
}
/** Figures on stdout, failures on stderr; a failure is part of a document, too. */
async function show(entries, args) {
	const counted = entries.filter(({ kind }) => kind === "counted");
	if (args.has("json")) print(countJson(entries));
	else if (args.has("md")) print((await import("./markdown-count.js")).markdownCount(entries, args.has("per-layer")));
	else if (counted.length > 0) print(renderCount(counted, viewOf(1), args.has("per-layer")));
	for (const entry of entries) if (entry.kind === "failed") sayFailure(entry.failure);
	return counted.length < entries.length ? 2 : 0;
}

// src/cli/tune.ts
/**
* Sets the engine up for a short run. Node 20's V8 optimises early, on threads of its own: for counting a model of some thousand
* nodes that is half of all CPU time, and hardly repaid before the end. With a larger budget only what runs for long is optimised.
* Newer versions decide better by themselves, and don't know the flag.
*/
function tuneEngine() {
	if (process.versions.v8.startsWith("11.")) setFlagsFromString("--interrupt-budget=1000000");
}

// src/cli/main.ts
/** Commands beside `count` are loaded when they are asked for, so that it starts in the time of a bare Node. */
const commands = {
	count: {
		summary: "operations, parameters, bytes and memory of model files",
		load: async () => ({ command })
	},
	diff: {
		summary: "what changed between two models, or two revisions",
		load: async () => import("./diff.js")
	},
	check: {
		summary: "the gate, as in CI: same verdict, same exit code",
		load: async () => import("./check2.js")
	},
	bench: {
		summary: "latency, load time and peak memory, alone or paired",
		load: async () => import("./bench.js")
	},
	explain: {
		summary: "where the operations of a model are, and how they grow",
		load: async () => import("./explain.js")
	},
	compare: {
		summary: "a ranking table of models side by side",
		load: async () => import("./compare.js")
	},
	policy: {
		summary: "which limits hold for a model, and where they come from",
		load: async () => import("./policy2.js")
	},
	history: {
		summary: "figures of every commit, kept on a data branch",
		load: async () => import("./history.js")
	},
	dashboard: {
		summary: "the history as one HTML page",
		load: async () => import("./dashboard.js")
	},
	badge: {
		summary: "a badge with a model\u2019s figure",
		load: async () => import("./badge.js")
	},
	schema: {
		summary: "the JSON Schema of the policy file",
		load: async () => import("./schema.js")
	},
	init: {
		summary: "writes a policy with today\u2019s figures as ceilings, and a workflow",
		load: async () => import("./init2.js")
	},
	doctor: {
		summary: "what keeps Flopgate from working well here, and what to change",
		load: async () => import("./doctor.js")
	},
	plan: {
		summary: "spreads many models over the jobs of a CI matrix",
		load: async () => import("./plan.js")
	},
	merge: {
		summary: "one verdict of the reports of many shards",
		load: async () => import("./merge.js")
	}
};
/**
* Runs a command line.
* @returns the exit code: 0 pass, 1 a budget is breached, 2 can't answer, 3 undecided where the policy says that undecided fails
*/
async function main(argv) {
	const [name = "", ...rest] = argv;
	const json = rest.includes("--json");
	tuneEngine();
	try {
		if (name === "" || name === "help" || name === "--help" || name === "-h") return await showHelp(rest[0]);
		if (name === "--version" || name === "-v") return shown(`${version}\n`);
		const command = await find(name);
		if (rest.includes("--help") || rest.includes("-h")) return shown(helpOf(command));
		return await command.run(readArguments(command, rest));
	} catch (thrown) {
		return fail(thrown, json, rest.includes("--debug"));
	}
}
function shown(text) {
	print(text);
	return 0;
}
async function find(name) {
	const row = Object.hasOwn(commands, name) ? commands[name] : void 0;
	if (row !== void 0) return (await row.load()).command;
	const meant = nearest(name, Object.keys(commands));
	const hint = meant === void 0 ? "flopgate --help lists the commands" : `did you mean flopgate ${meant}?`;
	throw new Fault("usage", `there is no command ${name}`, hint);
}
async function showHelp(name) {
	if (name !== void 0 && !name.startsWith("-")) return shown(helpOf(await find(name)));
	return shown([
		"flopgate counts the operations of ML models, and holds pull requests to a budget of them.",
		"",
		...Object.entries(commands).map(([command, { summary }]) => `  ${command.padEnd(10)}${summary}`),
		"",
		"flopgate COMMAND --help tells more. Every command takes --json.",
		"Exit codes: 0 pass, 1 a budget is breached, 2 no answer, 3 undecided where the policy fails that.",
		""
	].join("\n"));
}
/** What went wrong, in two lines on stderr; as a document on stdout, too, where a program reads it. */
function fail(thrown, json, debug) {
	const fault = asFault(thrown);
	sayFailure(fault);
	if (debug) say(traceOf(fault));
	const { code, message, hint } = fault;
	if (json) print(`${JSON.stringify({
		schema: "flopgate/error/1",
		error: {
			code,
			message,
			hint
		}
	}, null, 2)}\n`);
	return 2;
}
function traceOf(fault) {
	const cause = fault.cause instanceof Error ? `\ncaused by ${traceOf(fault.cause)}` : "";
	return `${fault.stack ?? fault.message}${cause}`;
}

export { main };