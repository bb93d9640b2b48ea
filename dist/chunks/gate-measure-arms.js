const require_core = require("./core.js");
const require_regular = require("./system-regular.js");
const require_zip = require("./zip-zip.js");
const require_workspace = require("./bench-workspace.js");
let node_fs = require("node:fs");
let node_path = require("node:path");

// src/bench/inputs/npy.ts
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

// src/bench/inputs/tensor-proto.ts
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

// src/bench/inputs/npz.ts
const MAX_ENTRIES = 1e3;
/**
* The files of a zip archive, as numpy writes them (stored, or deflated by savez_compressed). The archive is hostile: no more than
* `most` bytes are inflated.
* @param bad makes the fault that is thrown
*/
function unpackAll(zip, most, bad) {
	const entries = require_zip.fromMemory(zip, require_zip.readZip(zip.length, bad));
	if (entries.length > MAX_ENTRIES) throw bad(`it holds ${entries.length} files, more than ${MAX_ENTRIES}`);
	let left = most;
	return entries.map((entry) => {
		const bytes = require_zip.fromMemory(zip, require_zip.unzip(entry, left, bad));
		left -= bytes.length;
		return {
			name: entry.name,
			bytes
		};
	});
}

// src/bench/inputs/input-files.ts
const MAX_BYTES = 2 ** 31;
/**
* Contents of inputs from files that a team has: `data.npz` (its arrays by name), `NAME=x.npy`, `NAME=input_0.pb` (a
* TensorProto, as ONNX's own test data has them; without NAME its own name counts).
* @throws Fault `bad-input-file`, `missing-file`
*/
function readInputFiles(words) {
	return readNamedFiles(words.map((word) => isFile(word) ? {
		path: word,
		name: void 0
	} : splitInputFile(word)));
}
/** @throws Fault `bad-input-file`, `missing-file` */
function readNamedFiles(files) {
	return new Map(files.flatMap(readOne).map((tensor) => [tensor.name, tensor]));
}
function readOne({ path, name }) {
	const bytes = bytesOf(path);
	const bad = (what) => new require_core.Fault("bad-input-file", `${path}: ${what}`, "give an .npz, or NAME=FILE of an .npy or a TensorProto (.pb)");
	switch (/\.[a-z]+$/i.exec(path)?.[0].toLowerCase()) {
		case ".npz": return unpackAll(bytes, MAX_BYTES, bad).filter((file) => file.name.endsWith(".npy")).map((file) => readNpy(file.bytes, file.name.slice(0, -4), bad));
		case ".npy": return [readNpy(bytes, name ?? (0, node_path.basename)(path, ".npy"), bad)];
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
/** `NAME=FILE`, parted at its last equals sign since a name may hold one, or a file alone. */
function splitInputFile(word) {
	const at = word.lastIndexOf("=");
	return at <= 0 ? {
		path: word,
		name: void 0
	} : {
		path: word.slice(at + 1),
		name: word.slice(0, at)
	};
}
function isFile(path) {
	return (0, node_fs.statSync)(path, { throwIfNoEntry: false })?.isFile() === true;
}
function bytesOf(path) {
	const refused = (what, hint, cause) => new require_core.Fault("bad-input-file", `${path} ${what}`, hint, { cause });
	let file;
	try {
		file = require_regular.openRegular(path, (kind) => refused(`is ${kind}`, "give a regular file"));
	} catch (cause) {
		if (cause instanceof require_core.Fault) throw cause;
		const code = cause instanceof Error && "code" in cause ? cause.code : "";
		if (code === "ENOENT" || code === "ENOTDIR") throw new require_core.Fault("missing-file", `${path} doesn't exist`, "check the path", { cause });
		throw refused(`can't be read: ${require_core.asFault(cause).message}`, "check its permissions", cause);
	}
	if (file.size <= MAX_BYTES) return require_regular.readWhole(file);
	(0, node_fs.closeSync)(file.descriptor);
	throw refused(`holds ${file.size} bytes, more than ${MAX_BYTES}`, "give a smaller example");
}

// src/bench/inputs/plan-inputs.ts
const MAX_ELEMENTS = 2 ** 31;
/**
* The inputs of a model with values that it can be run with: in the range that its own nodes ask for.
* @param bound the inputs with every given size, by name
* @throws Fault `unbound-size`, `unsupported-input`
*/
function planInputs(model, bound) {
	return model.graph.inputs.map(({ name, type }) => {
		const value = bound.get(name) ?? type;
		if (value.kind !== "tensor") throw new require_core.Fault("unsupported-input", `${model.path}: input ${name} is ${value.kind === "optional" ? "optional" : `a ${value.kind}`}, no tensor`, "only models whose inputs are tensors can be measured; set bench: false for this model");
		const shape = sizesOf(model, name, value.shape);
		const given = value.data;
		if (given !== void 0 && given.every((one) => one !== void 0)) return {
			name,
			dtype: value.dtype,
			shape,
			fill: {
				kind: "given",
				data: given
			}
		};
		return {
			name,
			dtype: value.dtype,
			shape,
			fill: fillOf(model.graph, name, value.dtype)
		};
	});
}
function sizesOf(model, name, shape) {
	if (shape === null) throw new require_core.Fault("unbound-size", `${model.path}: the shape of input ${name} isn't told`, `give it: --input ${name}=1x3x224x224, or inputs: in the policy`);
	const sizes = shape.map((dim) => {
		const size = require_core.constantOf(dim);
		if (size !== void 0) return Number(size);
		throw new require_core.Fault("unbound-size", `${model.path}: input ${name} has the open size ${require_core.format(dim)}`, `give it: --dim ${require_core.format(dim)}=1, or dims: in the policy; open sizes are never guessed`);
	});
	const elements = sizes.reduce((product, size) => product * size, 1);
	if (elements <= MAX_ELEMENTS) return sizes;
	throw new require_core.Fault("unsupported-input", `${model.path}: input ${name} has ${elements} elements`, "measure it with smaller sizes");
}
/** Values by what the nodes that use the input make of it, then by its name and type. */
function fillOf(graph, name, dtype) {
	if (dtype === "string") return { kind: "text" };
	if (require_core.isFloat(dtype)) return isMask(name) ? {
		kind: "constant",
		value: 1
	} : { kind: "normal" };
	if (dtype === "bool") return {
		kind: "constant",
		value: 1
	};
	if (isMask(name)) return {
		kind: "constant",
		value: 1
	};
	const rows = rowsReachedBy(graph, name);
	if (/(?:^|[_./])pos(?:ition)?s?(?:_?ids?)?(?:$|[_.])/i.test(name)) return {
		kind: "positions",
		below: rows ?? Infinity
	};
	if (/token_type|segment/i.test(name)) return {
		kind: "constant",
		value: 0
	};
	if (rows !== null) return {
		kind: "integers",
		from: 0,
		below: Math.max(1, rows)
	};
	if (dtype === "u8") return {
		kind: "integers",
		from: 0,
		below: 256
	};
	if (dtype === "i8") return {
		kind: "integers",
		from: -128,
		below: 128
	};
	if (/ids?$|tokens?$/i.test(name)) return {
		kind: "integers",
		from: 0,
		below: 100
	};
	return require_core.isInteger(dtype) ? {
		kind: "constant",
		value: 1
	} : { kind: "normal" };
}
const isMask = (name) => /mask/i.test(name);
/** Operators that hand indices on as they are. */
const passing = /* @__PURE__ */ new Set([
	"Cast",
	"Identity",
	"Reshape",
	"Unsqueeze",
	"Squeeze",
	"Flatten",
	"Transpose",
	"Slice",
	"Concat",
	"Expand",
	"Split"
]);
const MAX_STEPS = 1e4;
/** Rows of the smallest table that the input's values index, itself or handed on; null if it indexes none. */
function rowsReachedBy(graph, name) {
	const uses = usesOf(graph);
	const seen = /* @__PURE__ */ new Set([name]);
	const open = [name];
	let rows = Infinity;
	for (let steps = 0; open.length > 0 && steps < MAX_STEPS; steps += 1) {
		const at = open.pop() ?? "";
		for (const node of uses.get(at) ?? []) {
			rows = Math.min(rows, rowsIndexedBy(graph, node, at));
			if (!passing.has(node.op)) continue;
			for (const output of node.outputs) {
				if (seen.has(output)) continue;
				seen.add(output);
				open.push(output);
			}
		}
	}
	return Number.isFinite(rows) ? rows : null;
}
function usesOf({ nodes }) {
	const uses = /* @__PURE__ */ new Map();
	for (const node of nodes) for (const input of node.inputs) {
		const list = uses.get(input);
		if (list === void 0) uses.set(input, [node]);
		else list.push(node);
	}
	return uses;
}
/** Size of the axis that a Gather (or an embedding operator) indexes by this tensor; Infinity if none does. */
function rowsIndexedBy({ initializers }, { op, inputs, attrs }, indices) {
	if (op === "OneHot") return inputs[0] === indices ? numberIn(initializers.get(inputs[1] ?? "")?.data?.[0]) : Infinity;
	if (op === "EmbedLayerNormalization" && inputs[0] === indices) return sizeAt(initializers.get(inputs[2] ?? ""), 0);
	if (!/^(?:Gather|GatherElements|GatherBlockQuantized)$/.test(op) || inputs[1] !== indices) return Infinity;
	const axis = attrs.get(op === "GatherBlockQuantized" ? "gather_axis" : "axis");
	return sizeAt(initializers.get(inputs[0] ?? ""), axis?.kind === "int" ? Number(axis.value) : 0);
}
function sizeAt(table, axis) {
	return table === void 0 ? Infinity : numberIn(table.dims.at(axis));
}
const numberIn = (size) => typeof size === "number" ? size : Infinity;

// src/gate/measure/arms.ts
/**
* Copies a model out with the files that hold its weights, as they lie in the repository.
* @returns the model's path
* @throws Fault as `materialise`
*/
async function copyOut(workspace, name, model, beside) {
	for (const one of beside) await require_workspace.materialise(workspace, `${name}/${one.path}`, await one.open());
	return require_workspace.materialise(workspace, `${name}/${model.path}`, await model.open());
}
/** True of a model whose format the runtime runs. */
const isRunnable = ({ format }) => format === "onnx";
/**
* Makes a model's inputs.
* @throws Fault `unsupported-format`, `unbound-size`, `unsupported-input`, `unknown-input`, \u2026
*/
function prepareArm({ workspace, name, model, file, options, given, seed }) {
	if (!isRunnable(model)) throw new require_core.Fault("unsupported-format", `${model.path} is ${model.format}: only ONNX models can be measured`, "export the model to ONNX to measure it");
	const shapes = new Map(options.inputs ?? []);
	for (const { name: input, shape } of given.values()) shapes.set(input, shape.map(BigInt));
	const { bound } = require_core.bindInputs(model, {
		...options,
		inputs: shapes
	});
	const inputs = planInputs(model, bound.inputs);
	return {
		model: {
			file,
			...require_workspace.writeInputs(workspace, name, inputs, given, seed)
		},
		inputs
	};
}

Object.defineProperty(exports, "copyOut", {
  enumerable: true,
  get: function () {
    return copyOut;
  }
});
Object.defineProperty(exports, "isRunnable", {
  enumerable: true,
  get: function () {
    return isRunnable;
  }
});
Object.defineProperty(exports, "prepareArm", {
  enumerable: true,
  get: function () {
    return prepareArm;
  }
});
Object.defineProperty(exports, "readInputFiles", {
  enumerable: true,
  get: function () {
    return readInputFiles;
  }
});
Object.defineProperty(exports, "readNamedFiles", {
  enumerable: true,
  get: function () {
    return readNamedFiles;
  }
});
Object.defineProperty(exports, "splitInputFile", {
  enumerable: true,
  get: function () {
    return splitInputFile;
  }
});