import { d as volatileFacts, l as differencesOf, n as materialise, o as benchPair, r as openWorkspace, s as profileModel, t as digestOf, u as readEnvironment } from "./workspace.js";
import { Y as parseIncrease, a as say, i as print, k as version, mt as constantOf, n as readSizes, o as viewOf, r as sizeFlags, s as expectPositionals, vt as mul, wt as Fault } from "./base.js";
import { n as availableMemory } from "./launch.js";
import { t as findRuntime } from "./runtime.js";
import { t as countModel } from "./count2.js";
import { an as readModel } from "./count.js";
import { n as prepareArm } from "./bench-arms.js";
import { t as kindOfPath } from "./files-models.js";
import { t as durationOf } from "./duration.js";
import { t as openShelf } from "./shelf.js";
import { t as openProgress } from "./progress.js";
import { readFileSync, statSync } from "node:fs";
import { basename, resolve } from "node:path";
import { inflateRawSync } from "node:zlib";

// src/bench/npy.ts
/** numpy's type letters in the runtime's names, with their width. */
const types$1 = /* @__PURE__ */ new Map([
	["f4", ["float32", 4]],
	["f8", ["float64", 8]],
	["f2", ["float16", 2]],
	["i1", ["int8", 1]],
	["i2", ["int16", 2]],
	["i4", ["int32", 4]],
	["i8", ["int64", 8]],
	["u1", ["uint8", 1]],
	["u2", ["uint16", 2]],
	["u4", ["uint32", 4]],
	["u8", ["uint64", 8]],
	["b1", ["bool", 1]]
]);
/**
* An array as numpy saves it (format 1.0 to 3.0): C order, little-endian.
* @see https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
*/
function readNpy(file, name, bad) {
	if (file.length < 12 || file.toString("latin1", 0, 6) !== "\u0093NUMPY") throw bad(`${name} is no numpy array`);
	const isLong = (file[6] ?? 1) >= 2;
	const from = isLong ? 12 : 10;
	const data = from + (isLong ? file.readUInt32LE(8) : file.readUInt16LE(8));
	if (data > file.length) throw bad(`the header of ${name} ends too early`);
	const header = file.toString("latin1", from, data);
	const [, order = "", letters = ""] = /'descr':\s*'([<>|=])([a-z]\d+)'/.exec(header) ?? [];
	const row = types$1.get(letters);
	if (row === void 0 || order === ">") throw bad(`${name} has the type ${order}${letters}, which isn't taken`);
	if (!/'fortran_order':\s*False/.test(header)) throw bad(`${name} is in Fortran order: save numpy.ascontiguousarray of it`);
	const [, sizes = ""] = /'shape':\s*\(([^)]*)\)/.exec(header) ?? [];
	const shape = sizes.split(",").map((size) => size.trim()).filter((size) => size !== "").map(Number);
	const [type, width] = row;
	const length = shape.reduce((product, size) => product * size, 1) * width;
	if (!Number.isSafeInteger(length) || data + length > file.length) throw bad(`${name} ends before its shape does`);
	return {
		name,
		type,
		shape,
		bytes: file.subarray(data, data + length)
	};
}

// src/bench/tensor-proto.ts
/** Types of a TensorProto in the runtime's names, with their width in raw_data. */
const types = /* @__PURE__ */ new Map([
	[1, ["float32", 4]],
	[2, ["uint8", 1]],
	[3, ["int8", 1]],
	[4, ["uint16", 2]],
	[5, ["int16", 2]],
	[6, ["int32", 4]],
	[7, ["int64", 8]],
	[9, ["bool", 1]],
	[10, ["float16", 2]],
	[11, ["float64", 8]],
	[12, ["uint32", 4]],
	[13, ["uint64", 8]]
]);
/** A serialised TensorProto (onnx.proto), as `input_0.pb` of ONNX's test data is one. */
function readTensorProto(file, bad) {
	const fields = fieldsOf(file, bad);
	const row = types.get(fields.type);
	if (row === void 0) throw bad(`its type ${fields.type} isn't taken`);
	const [type, width] = row;
	const count = fields.dims.reduce((product, dim) => product * dim, 1);
	const bytes = fields.raw ?? typedBytes(fields, width);
	if (bytes.length !== count * width) throw bad(`it holds ${bytes.length} bytes where its shape needs ${count * width}`);
	return {
		name: fields.name,
		type,
		shape: fields.dims,
		bytes
	};
}
function typedBytes({ fixed, varints }, width) {
	if (fixed.length > 0) return Buffer.concat(fixed);
	const bytes = Buffer.alloc(varints.length * width);
	varints.forEach((one, i) => {
		let rest = BigInt.asUintN(8 * width, one);
		for (let at = i * width; at < (i + 1) * width; at += 1, rest >>= 8n) bytes[at] = Number(rest & 255n);
	});
	return bytes;
}
function fieldsOf(file, bad) {
	const fields = {
		dims: [],
		type: 0,
		name: "",
		raw: null,
		fixed: [],
		varints: []
	};
	let at = 0;
	const varint = (end) => {
		let value = 0n;
		for (let shift = 0n; shift < 70n; shift += 7n) {
			const byte = at < end ? file[at] : void 0;
			if (byte === void 0) throw bad("it ends inside a number");
			at += 1;
			value |= BigInt(byte & 127) << shift;
			if (byte < 128) return BigInt.asUintN(64, value);
		}
		throw bad("a number in it is too long");
	};
	while (at < file.length) {
		const tag = Number(varint(file.length));
		const [field, wire] = [Math.floor(tag / 8), tag % 8];
		if (wire === 0) take(fields, field, varint(file.length));
		else if (wire === 1 || wire === 5) at = slice(wire === 1 ? 8 : 4, (bytes) => fields.fixed.push(bytes));
		else if (wire === 2) {
			const length = Number(varint(file.length));
			const end = at + length;
			if (end > file.length) throw bad("it ends too early");
			if (field === 8) fields.name = file.toString("utf8", at, end);
			else if (field === 9) fields.raw = file.subarray(at, end);
			else if (field === 4 || field === 10) fields.fixed.push(file.subarray(at, end));
			else if (field === 1 || field === 5 || field === 7 || field === 11) while (at < end) take(fields, field, varint(end));
			at = end;
		} else throw bad("it is no TensorProto");
	}
	return fields;
	function slice(length, use) {
		if (at + length > file.length) throw bad("it ends too early");
		use(file.subarray(at, at + length));
		return at + length;
	}
}
function take(fields, field, value) {
	if (field === 1) fields.dims.push(Number(value));
	else if (field === 2) fields.type = Number(value);
	else if (field === 5 || field === 7 || field === 11) fields.varints.push(value);
}

// src/bench/npz.ts
const END = 101010256;
const CENTRAL = 33639248;
const LOCAL = 67324752;
const MAX_ENTRIES = 1e3;
/**
* The files of a zip archive, as numpy writes them (stored, or deflated by savez_compressed). The archive is hostile: no
* offset is believed, and no more than `most` bytes are inflated.
* @param bad makes the fault that is thrown
*/
function unpackAll(zip, most, bad) {
	const end = endOf(zip);
	if (end === -1) throw bad("it is no zip archive");
	const count = zip.readUInt16LE(end + 10);
	if (count > MAX_ENTRIES) throw bad(`it holds ${count} files, more than ${MAX_ENTRIES}`);
	let left = most;
	let at = zip.readUInt32LE(end + 16);
	return Array.from({ length: count }, () => {
		if (at + 46 > zip.length || zip.readUInt32LE(at) !== CENTRAL) throw bad("its directory is damaged");
		const [method, packed] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)];
		const [nameLength, extra, note] = [
			28,
			30,
			32
		].map((offset) => zip.readUInt16LE(at + offset));
		const name = zip.toString("utf8", at + 46, at + 46 + nameLength);
		const bytes = unpack(zip, zip.readUInt32LE(at + 42), method, packed, left, bad);
		left -= bytes.length;
		at += 46 + nameLength + extra + note;
		return {
			name,
			bytes
		};
	});
}
function endOf(zip) {
	for (let at = zip.length - 22; at >= Math.max(0, zip.length - 22 - 65535); at -= 1) if (zip.readUInt32LE(at) === END) return at;
	return -1;
}
function unpack(zip, local, method, length, most, bad) {
	if (local + 30 > zip.length || zip.readUInt32LE(local) !== LOCAL) throw bad("one of its files is damaged");
	const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
	if (from + length > zip.length) throw bad("one of its files ends too early");
	const packed = zip.subarray(from, from + length);
	if (method === 0 && length <= most) return packed;
	if (method !== 8) throw bad(`a file in it is packed by method ${method}, or too large`);
	try {
		return inflateRawSync(packed, { maxOutputLength: Math.max(1, most) });
	} catch {
		throw bad("one of its files is damaged or too large");
	}
}

// src/bench/input-files.ts
const MAX_BYTES = 2 ** 31;
/**
* Contents of inputs from files that a team has: `data.npz` (its arrays by name), `NAME=x.npy`, `NAME=input_0.pb` (a
* TensorProto, as ONNX's own test data has them; without NAME its own name counts).
* @throws Fault `bad-input-file`, `missing-file`
*/
function readInputFiles(words) {
	const tensors = words.flatMap(readOne$1);
	return new Map(tensors.map((tensor) => [tensor.name, tensor]));
}
function readOne$1(word) {
	const [path, name] = splitWord(word);
	const bytes = bytesOf(path);
	const bad = (what) => new Fault("bad-input-file", `${path}: ${what}`, "give an .npz, or NAME=FILE of an .npy or a TensorProto (.pb)");
	switch (/\.[a-z]+$/i.exec(path)?.[0].toLowerCase()) {
		case ".npz": return unpackAll(bytes, MAX_BYTES, bad).filter((file) => file.name.endsWith(".npy")).map((file) => readNpy(file.bytes, file.name.slice(0, -4), bad));
		case ".npy": return [readNpy(bytes, name ?? basename(path, ".npy"), bad)];
		case ".pb": return [named(readTensorProto(bytes, bad), name, bad)];
		case void 0:
		default: throw bad("its kind isn\u2019t known");
	}
}
function named(tensor, name, bad) {
	if (name === void 0 && tensor.name === "") throw bad("the tensor has no name: write NAME=FILE");
	return {
		...tensor,
		name: name ?? tensor.name
	};
}
/** `NAME=FILE` parts at its first equals sign that leaves a file; a path may hold one itself. */
function splitWord(word) {
	const at = word.lastIndexOf("=");
	if (at <= 0 || isFile(word)) return [word, void 0];
	return [word.slice(at + 1), word.slice(0, at)];
}
function isFile(path) {
	return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
function bytesOf(path) {
	const size = statSync(path, { throwIfNoEntry: false })?.size;
	if (size === void 0) throw new Fault("missing-file", `${path} doesn't exist`, "check the path");
	if (size > MAX_BYTES) throw new Fault("bad-input-file", `${path} holds ${size} bytes, more than ${MAX_BYTES}`, "give a smaller example");
	return readFileSync(path);
}

// src/gate/bench-layers.ts
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
/** Nodes that cost multiply\u2013accumulates; the others may go where they like. */
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
		const total = constantOf(mul(macs, times));
		if (total === void 0 || status === "unknown") return null;
		sum += total;
	}
	return sum;
}

// src/gate/bench-files.ts
/**
* Measures one model, or two against each other, for `bench`.
* @throws Fault where a model can't be read or fed, or there is no runtime
*/
async function benchFiles(order) {
	const { options, provider, threads, seed } = order;
	const [allowance, warn] = [limitOf("fail", order.fail), limitOf("warn", order.warn)];
	const given = readInputFiles(order.inputFiles);
	const workspace = openWorkspace();
	try {
		const read = async (name, file) => {
			const model = await readOne(file);
			const path = file.file ?? await materialise(workspace, `${name}/model.onnx`, await file.open());
			return {
				model,
				path,
				arm: prepareArm({
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
		const runtime = await findRuntime(order.runtime);
		const settings = {
			provider,
			threads,
			runtime: runtime.root,
			seed
		};
		const environment = readEnvironment({
			provider,
			threads,
			runtimeVersion: runtime.version
		});
		const before = volatileFacts();
		const deadline = performance.now() + order.timeMs;
		const result = await benchPair({
			arms: {
				base: base?.arm.model ?? null,
				head: head.arm.model
			},
			settings,
			allowance,
			warn,
			models: 1,
			deadline,
			folder: workspace.folder,
			changed: () => differencesOf(before, volatileFacts()),
			...order.rounds === void 0 ? {} : { rounds: order.rounds },
			...order.progress === void 0 ? {} : { progress: order.progress }
		});
		const profileOf = async (name, { arm }) => order.profile && result.problem === null ? profileModel({
			arm: name,
			model: arm.model,
			settings,
			launch: {
				cores: result.cores,
				memoryLimit: Math.floor(availableMemory() * .9)
			},
			deadline: performance.now() + order.timeMs,
			folder: workspace.folder
		}) : null;
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
async function readOne(file) {
	const source = await file.open();
	try {
		return await readModel(source, file.name);
	} finally {
		await source.close();
	}
}
function sideOf({ options, inputFiles }, { model, path, arm }, profile) {
	const shapes = new Map(arm.inputs.map(({ name, shape }) => [name, shape.map(BigInt)]));
	const report = countModel(model, {
		...options,
		inputs: shapes
	});
	return {
		path: model.path,
		...digestOf(path),
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
	const increase = parseIncrease(text, "time");
	if (increase === void 0) throw new Fault("usage", `--${flag} ${text} is no increase`, `write --${flag} +5%, or --${flag} +2ms`);
	if (increase.ratio !== null) return { ratio: Number(increase.ratio.over) / Number(increase.ratio.under) };
	return { milliseconds: Number(increase.amount ?? 0n) / 1e3 };
}

// src/cli/bench.ts
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
		...sizeFlags,
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
			help: "threads of the runtime; 1 unless told"
		},
		profile: {
			type: "boolean",
			help: "time by layer, beside its operations"
		},
		seed: {
			type: "string",
			value: "N",
			help: "of inputs and orders; 1 unless told"
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
	expectPositionals(command, args, 1, 2);
	const [first = "", second] = args.positionals;
	const progress = openProgress();
	const [path, wanted] = [args.text("runtime-path"), args.text("runtime-version")];
	const document = await benchFiles({
		base: second === void 0 ? null : await fileOf(first, "base"),
		head: await fileOf(second ?? first, "head"),
		options: readSizes(args),
		inputFiles: args.all("input-file"),
		provider: args.text("provider") ?? "cpu",
		threads: wholeNumber(args, "threads", 1, 1024),
		timeMs: durationOf(args.text("time") ?? "60s"),
		fail: second === void 0 ? null : args.text("fail") ?? "+5%",
		warn: args.text("warn") ?? null,
		seed: wholeNumber(args, "seed", 1, 2 ** 31),
		profile: args.has("profile"),
		runtime: {
			cwd: process.cwd(),
			fetch: !args.has("no-fetch"),
			say: (line) => say(`flopgate: ${line}`),
			...path === void 0 ? {} : { path },
			...wanted === void 0 ? {} : { version: wanted }
		},
		version,
		now: /* @__PURE__ */ new Date(),
		progress: (done, of) => progress.show({
			stage: "bench",
			done,
			of,
			what: ""
		})
	}).finally(progress.done);
	const { benchJson, renderBench } = await import("./terminal-bench.js");
	print(args.has("json") ? benchJson(document) : renderBench(document, viewOf(1)));
	return exitCodeOf(document.result.verdict);
}
function exitCodeOf(verdict) {
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
	const shelf = await openShelf(text, side);
	const [file] = shelf.files;
	if (!shelf.isOne || file === void 0) throw new Fault("usage", `${text} is no single model`, "name a model file, or REV:path of one");
	return {
		name: text,
		open: async () => shelf.open(file),
		file: kindOfPath(text) === "file" && !text.toLowerCase().endsWith(".gz") ? resolve(text) : null
	};
}
function wholeNumber(args, flag, usual, most) {
	const text = args.text(flag);
	if (text === void 0) return usual;
	const number = Number(text);
	if (/^\d{1,10}$/.test(text) && number >= 1 && number <= most) return number;
	throw new Fault("usage", `--${flag} ${text} is no whole number from 1 to ${most}`, `e.g. --${flag} ${usual}`);
}

export { command };