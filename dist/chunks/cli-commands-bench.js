const require_workspace = require("./bench-workspace.js");
const require_arms = require("./gate-measure-arms.js");
const require_launch = require("./bench-launch.js");
const require_runtime = require("./bench-runtime-runtime.js");
const require_count = require("./count-count.js");
const require_quantity = require("./policy-quantity.js");
const require_core = require("./core.js");
const require_duration = require("./cli-commands-duration.js");
const require_shelf = require("./cli-commands-shelf.js");
const require_progress = require("./cli-progress.js");
let node_path = require("node:path");

// src/gate/measure/layer-times.ts
/**
* Attributes a profile to the file's nodes. The runtime names a kernel after the node, or the tensor, that it was made
* from (`fused /fc`, `/relu_out_nchwc`); a node that it fused away belongs to the kernel that its result flows into.
*/
function layerTimes({ nodes }, { layers }) {
	const byName = new Map(layers.map((layer) => [layer.name, layer]));
	const byTensor = new Map(layers.flatMap((layer) => layer.outputs.map(({ name }) => [name, layer])));
	const owners = /* @__PURE__ */ new Map();
	for (const [i, { name }] of nodes.entries()) {
		const layer = layerOf(name, byName, byTensor);
		if (layer !== void 0 && !owners.has(layer)) owners.set(layer, i);
	}
	const groups = nodes.map(() => []);
	const flow = flowOf(layers, byTensor);
	for (const layer of layers) {
		const owner = owners.get(layer) ?? (isWork(layer) ? ownerOf(layer, owners, flow) : void 0);
		if (owner !== void 0) groups[owner]?.push(layer);
	}
	return nodes.map((node, i) => {
		const group = (groups[i] ?? []).toSorted((a, b) => Number(isWork(b)) - Number(isWork(a)));
		return {
			...node,
			layers: group.map(({ name }) => name),
			macs: group.length === 0 ? null : macsOf(group)
		};
	});
}
/** Nodes that cost multiply\u2013accumulates; the others may run on any device. */
const isWork = ({ macs }) => macs !== 0;
const suffixes = /(?:_nchwc|_token_\d+|\/\w*Fusion\/?)+$/;
function layerOf(name, byName, byTensor) {
	const plain = name.replace(/^fused /, "");
	const bare = plain.replace(suffixes, "");
	return byName.get(plain) ?? byName.get(bare) ?? byTensor.get(bare);
}
function flowOf(layers, byTensor) {
	const after = /* @__PURE__ */ new Map();
	const before = /* @__PURE__ */ new Map();
	for (const layer of layers) for (const input of layer.inputs) {
		const maker = byTensor.get(input);
		if (maker === void 0 || maker === layer) continue;
		after.set(maker, [...after.get(maker) ?? [], layer]);
		before.set(layer, [...before.get(layer) ?? [], maker]);
	}
	return {
		after,
		before
	};
}
const MAX_STEPS = 64;
/** The nearest kernel downstream, else upstream. */
function ownerOf(layer, owners, { after, before }) {
	return nearest(layer, owners, after) ?? nearest(layer, owners, before);
}
function nearest(from, owners, next) {
	const open = [from];
	const seen = new Set(open);
	for (let i = 0; i < open.length && i < MAX_STEPS; i += 1) for (const layer of next.get(open[i]) ?? []) {
		const owner = owners.get(layer);
		if (owner !== void 0) return owner;
		if (!seen.has(layer)) open.push(layer);
		seen.add(layer);
	}
}
function macsOf(layers) {
	let sum = 0n;
	for (const { macs, times, status } of layers) {
		const total = require_core.constantOf(require_core.mul(macs, times));
		if (total === void 0 || status === "unknown") return null;
		sum += total;
	}
	return sum;
}

// src/gate/measure/measure-files.ts
/**
* Measures one model, or two against each other, for `bench`.
* @throws Fault if a model can't be read or fed, or there is no runtime
*/
async function benchFiles(order) {
	const { options, provider, threads, seed } = order;
	const [allowance, warn] = [limitOf("fail", order.fail), limitOf("warn", order.warn)];
	const given = require_arms.readInputFiles(order.inputFiles);
	const workspace = require_workspace.openWorkspace();
	try {
		const read = async (name, file) => {
			const model = await readOne(file);
			const path = file.file ?? await require_arms.copyOut(workspace, name, storedOf(file), file.beside);
			return {
				model,
				path,
				arm: require_arms.prepareArm({
					workspace,
					name,
					model,
					file: path,
					options,
					given,
					seed
				})
			};
		};
		const head = await read("head", order.head);
		const base = order.base === null ? null : await read("base", order.base);
		const runtime = await require_runtime.findRuntime(order.runtime);
		const settings = {
			provider,
			threads,
			runtime: runtime.root,
			seed
		};
		const environment = require_workspace.readEnvironment({
			provider,
			threads,
			runtimeVersion: runtime.version
		});
		const before = require_workspace.volatileFacts();
		const result = await require_workspace.benchPair({
			arms: {
				base: base?.arm.model ?? null,
				head: head.arm.model
			},
			settings,
			allowance,
			warn,
			models: 1,
			deadline: performance.now() + order.timeMs,
			folder: workspace.folder,
			changed: () => require_workspace.differencesOf(before, require_workspace.volatileFacts()),
			...order.rounds === void 0 ? {} : { rounds: order.rounds },
			...order.progress === void 0 ? {} : { progress: order.progress }
		});
		const profileOf = async (name, { arm }) => {
			if (!order.profile || result.problem !== null) return null;
			const { folder } = workspace;
			const launch = {
				cores: result.cores,
				memoryLimit: Math.floor(require_launch.availableMemory() * .9),
				folder
			};
			const deadline = performance.now() + order.timeMs;
			return require_workspace.profileModel({
				arm: name,
				model: arm.model,
				settings,
				launch,
				deadline,
				folder
			});
		};
		return {
			schema: "flopgate/bench/1",
			version: order.version,
			createdAt: order.now.toISOString(),
			environment,
			base: base === null ? null : sideOf(order, base, await profileOf("base", base)),
			head: sideOf(order, head, await profileOf("head", head)),
			limits: {
				fail: order.fail,
				warn: order.warn
			},
			result
		};
	} finally {
		workspace[Symbol.dispose]();
	}
}
/** Without weights beside it a model may be named by any path, also one that leads elsewhere. */
const storedOf = (file) => ({
	path: file.beside.length > 0 ? file.path : "model.onnx",
	open: () => file.open()
});
async function readOne(file) {
	const source = await file.open();
	try {
		return await require_core.readModel(source, file.name);
	} finally {
		await source.close();
	}
}
function sideOf({ options, inputFiles }, { model, path, arm }, profile) {
	const shapes = new Map(arm.inputs.map(({ name, shape }) => [name, shape.map(BigInt)]));
	const report = require_count.countModel(model, {
		...options,
		inputs: shapes
	});
	return {
		path: model.path,
		...require_workspace.digestOf(path),
		inputs: arm.inputs.map(({ name, dtype, shape, fill }) => {
			const filled = fill.kind === "integers" ? `integers from ${fill.from} below ${fill.below}` : fill.kind;
			return {
				name,
				dtype,
				shape,
				filled: inputFiles.length > 0 ? `file, or ${filled}` : filled
			};
		}),
		macs: report.exact ? report.totals.macs : null,
		profile: profile === null ? null : {
			runs: profile.runs,
			micros: profile.micros,
			layers: layerTimes(profile, report)
		}
	};
}
function limitOf(flag, text) {
	if (text === null) return null;
	const increase = require_quantity.parseIncrease(text, "time");
	if (increase === void 0) throw new require_core.Fault("usage", `--${flag} ${text} is no increase`, `write --${flag} +5%, or --${flag} +2ms`);
	if (increase.ratio !== null) return { ratio: Number(increase.ratio.over) / Number(increase.ratio.under) };
	return { milliseconds: Number(increase.amount ?? 0n) / 1e3 };
}

// src/cli/commands/bench.ts
const command = {
	name: "bench",
	summary: "latency, load time and peak memory, alone or paired",
	usage: "BASE [HEAD] [options]",
	about: `Measures a model, or two against each other: each in fresh processes, in turns on one core, until an exact test can
say whether HEAD is slower than BASE by more than --fail. Inputs are made from the model's own types and a seed.
Exit code 0: within. 1: slower. 2: it can't be measured. 3: undecided.`,
	examples: [
		"flopgate bench detector.onnx --dim batch=1",
		"flopgate bench main:detector.onnx detector.onnx --fail +5%",
		"flopgate bench detector.onnx --profile",
		"flopgate bench old.onnx new.onnx --json > record.json"
	],
	flags: {
		...require_core.sizeFlags,
		"input-file": {
			type: "string",
			multiple: true,
			value: "FILE",
			help: "real inputs: x.npz, NAME=x.npy, NAME=x.pb"
		},
		fail: {
			type: "string",
			value: "+5%",
			help: "increase that is too much (+5%, +2ms)"
		},
		warn: {
			type: "string",
			value: "+2%",
			help: "increase that is worth a remark"
		},
		time: {
			type: "string",
			value: "60s",
			help: "time for measuring; after it: undecided"
		},
		provider: {
			type: "string",
			value: "NAME",
			help: "execution provider: cpu, cuda, tensorrt, dml, coreml, webgpu"
		},
		threads: {
			type: "string",
			value: "N",
			help: "threads of the runtime; default: 1"
		},
		profile: {
			type: "boolean",
			help: "time by layer, beside its operations"
		},
		seed: {
			type: "string",
			value: "N",
			help: "of inputs and orders; default: 1"
		},
		"runtime-path": {
			type: "string",
			value: "DIR",
			help: "folder of an installed onnxruntime-node"
		},
		"runtime-version": {
			type: "string",
			value: "V",
			help: "version of onnxruntime-node to fetch"
		},
		"no-fetch": {
			type: "boolean",
			help: "don't fetch the runtime"
		}
	},
	run
};
async function run(args) {
	require_core.expectPositionals(command, args, 1, 2);
	const [first = "", second] = args.positionals;
	const progress = require_progress.openProgress();
	const [path, wanted] = [args.text("runtime-path"), args.text("runtime-version")];
	const document = await benchFiles({
		base: second === void 0 ? null : await fileOf(first, "base"),
		head: await fileOf(second ?? first, "head"),
		options: require_core.readSizes(args),
		inputFiles: args.all("input-file"),
		provider: args.text("provider") ?? "cpu",
		threads: wholeNumber(args, "threads", 1, 1024),
		timeMs: require_duration.durationOf(args.text("time") ?? "60s"),
		fail: second === void 0 ? null : args.text("fail") ?? "+5%",
		warn: args.text("warn") ?? null,
		seed: wholeNumber(args, "seed", 1, 2 ** 31),
		profile: args.has("profile"),
		runtime: {
			cwd: process.cwd(),
			fetch: !args.has("no-fetch"),
			say: (line) => require_core.say(require_core.term`flopgate: ${require_core.terminalText(line)}`),
			...path === void 0 ? {} : { path },
			...wanted === void 0 ? {} : { version: wanted }
		},
		version: require_core.version,
		now: /* @__PURE__ */ new Date(),
		progress: (done, of) => progress.show({
			stage: "bench",
			done,
			of,
			what: ""
		})
	}).finally(progress.done);
	const { benchJson, renderBench } = await Promise.resolve().then(() => require("./report-terminal-bench.js"));
	if (args.has("json")) require_core.printJson(benchJson(document));
	else require_core.print(renderBench(document, require_core.viewOf(1)));
	return benchExitCode(document.result.verdict);
}
function benchExitCode(verdict) {
	switch (verdict) {
		case "over": return 1;
		case "failed": return 2;
		case "undecided": return 3;
		case "within":
		case "warn":
		case "improved":
		case "alone": return 0;
	}
}
/** A file as it lies, or `REV:path`, which is copied out of git. */
async function fileOf(text, side) {
	const shelf = await require_shelf.openShelf(text, side);
	const [file] = shelf.files;
	if (!shelf.isOne || file === void 0) throw new require_core.Fault("usage", `${text} is no single model`, "name a model file, or REV:path of one");
	const isPlain = require_core.kindOfPath(text) === "file" && !text.toLowerCase().endsWith(".gz");
	const beside = isPlain ? [] : await shelf.beside?.(file) ?? [];
	return {
		name: text,
		open: async () => shelf.open(file),
		file: isPlain ? (0, node_path.resolve)(text) : null,
		path: file.path,
		beside: beside.map((one) => ({
			path: one.path,
			open: async () => shelf.open(one)
		}))
	};
}
function wholeNumber(args, flag, usual, most) {
	const text = args.text(flag);
	if (text === void 0) return usual;
	const number = Number(text);
	if (/^\d{1,10}$/.test(text) && number >= 1 && number <= most) return number;
	throw new require_core.Fault("usage", `--${flag} ${text} is no whole number from 1 to ${most}`, `e.g. --${flag} ${usual}`);
}

exports.command = command;