import { M as isInteger, X as format, j as isFloat, mt as constantOf, wt as Fault } from "./base.js";
import { a as writeInputs } from "./workspace.js";
import { rn as bindInputs } from "./count.js";

// src/bench/inputs.ts
const MAX_ELEMENTS = 2 ** 31;
/**
* The inputs of a model with values that it can be run with: in the range that its own nodes ask for.
* @param bound the inputs with every size that was told, by name
* @throws Fault `unbound-size`, `unsupported-input`
*/
function planInputs(model, bound) {
	return model.graph.inputs.map(({ name, type }) => {
		const value = bound.get(name) ?? type;
		if (value.kind !== "tensor") throw new Fault("unsupported-input", `${model.path}: input ${name} is ${value.kind === "optional" ? "optional" : `a ${value.kind}`}, no tensor`, "only models whose inputs are tensors can be measured; set bench: false for this model");
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
	if (shape === null) throw new Fault("unbound-size", `${model.path}: the shape of input ${name} isn't told`, `give it: --input ${name}=1x3x224x224, or inputs: in the policy`);
	const sizes = shape.map((dim) => {
		const size = constantOf(dim);
		if (size !== void 0) return Number(size);
		throw new Fault("unbound-size", `${model.path}: input ${name} has the open size ${format(dim)}`, `give it: --dim ${format(dim)}=1, or dims: in the policy; open sizes are never guessed`);
	});
	const elements = sizes.reduce((product, size) => product * size, 1);
	if (elements <= MAX_ELEMENTS) return sizes;
	throw new Fault("unsupported-input", `${model.path}: input ${name} has ${elements} elements`, "measure it with smaller sizes");
}
/** Values by what the nodes that use the input make of it, then by its name and type. */
function fillOf(graph, name, dtype) {
	if (dtype === "string") return { kind: "text" };
	if (isFloat(dtype)) return isMask(name) ? {
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
	return isInteger(dtype) ? {
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
/** Rows of the smallest table that the input's values index, itself or handed on; null where it indexes none. */
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
/** Size of the axis that a Gather (or an embedding operator) indexes by this tensor; Infinity where it doesn't. */
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

// src/gate/bench-arms.ts
/** True of a format that the runtime runs. */
const isRunnable = ({ format }) => format === "onnx";
/**
* Makes a model's inputs.
* @throws Fault `unsupported-format`, `unbound-size`, `unsupported-input`, `unknown-input`, \u2026
*/
function prepareArm({ workspace, name, model, file, options, given, seed }) {
	if (!isRunnable(model)) throw new Fault("unsupported-format", `${model.path} is ${model.format}: only ONNX models can be measured`, "export the model to ONNX to measure it");
	const shapes = new Map(options.inputs ?? []);
	for (const { name: input, shape } of given.values()) shapes.set(input, shape.map(BigInt));
	const { bound } = bindInputs(model, {
		...options,
		inputs: shapes
	});
	const inputs = planInputs(model, bound.inputs);
	return {
		model: {
			file,
			...writeInputs(workspace, name, inputs, given, seed)
		},
		inputs
	};
}

export { prepareArm as n, isRunnable as t };