const require_core = require("./core.js");

// src/explain/conventions/neighbours.ts
function neighboursOf(layers) {
	const live = layers.filter(({ status }) => status !== "dead" && status !== "constant");
	const made = /* @__PURE__ */ new Map();
	const read = /* @__PURE__ */ new Map();
	for (const layer of live) {
		for (const { name } of layer.outputs) made.set(keyOf(layer, name), layer);
		for (const name of new Set(layer.inputs)) {
			const key = keyOf(layer, name);
			const readers = read.get(key);
			if (readers === void 0) read.set(key, [layer]);
			else readers.push(layer);
		}
	}
	return {
		live,
		producer: (layer, i) => made.get(keyOf(layer, layer.inputs[i] ?? "")),
		consumers: (layer) => read.get(keyOf(layer, layer.outputs[0]?.name ?? "")) ?? []
	};
}
const keyOf = (layer, name) => `${bodyOf(layer)}\u0000${name}`;
/** The path of the body that the layer lies in; '' for the main graph. */
const bodyOf = (layer) => layer.name.slice(0, layer.name.length - require_core.layerName(layer.node).length);
/** True of a weight or constant. */
const isFixed = (value) => value?.kind === "tensor" && value.constant === true;
/** True of a multiplication or addition of an activation and a constant; gives the position of the constant. */
function fixedInput(layer) {
	const at = layer.inputValues.findIndex(isFixed);
	return at === -1 || layer.inputValues.length !== 2 || isFixed(layer.inputValues[1 - at]) ? void 0 : at;
}

// src/explain/conventions/activations.ts
const single = {
	Relu: "relu",
	LeakyRelu: "leaky_relu",
	PRelu: "prelu",
	Elu: "elu",
	Gelu: "gelu",
	FastGelu: "gelu",
	BiasGelu: "gelu",
	Silu: "silu"
};
/** The activation whose middle this layer is: each is found once. */
function activationOf(wiring, layer) {
	const name = single[layer.op];
	if (name !== void 0) return {
		name,
		parts: [layer.op]
	};
	if (layer.op === "Clip") return isRelu6(layer) ? {
		name: "relu6",
		parts: ["Clip"]
	} : void 0;
	if (layer.op === "Erf") return {
		name: "gelu",
		parts: [
			"Div",
			"Erf",
			"Add",
			"Mul"
		]
	};
	if (layer.op === "Tanh") return isTanhGelu(wiring, layer) ? {
		name: "gelu",
		parts: [
			"Pow",
			"Mul",
			"Add",
			"Tanh"
		]
	} : void 0;
	if (layer.op === "Sigmoid") return isSilu(wiring, layer) ? {
		name: "silu",
		parts: ["Sigmoid", "Mul"]
	} : void 0;
}
/** Bounds 0 and 6, as attributes or as constants. */
function isRelu6({ node, inputValues }) {
	const bound = (name, at) => {
		const attr = node.attrs.get(name);
		if (attr?.kind === "float") return attr.value;
		const value = inputValues[at];
		const [data] = value?.kind === "tensor" ? value.data ?? [] : [];
		return typeof data === "number" ? data : void 0;
	};
	return bound("min", 1) === 0 && bound("max", 2) === 6;
}
/** \u00bdx(1 + tanh(\u2026)): an addition and a multiplication follow. */
function isTanhGelu(wiring, layer) {
	const [sum] = wiring.consumers(layer);
	return sum?.op === "Add" && sum.inputValues.some(isFixed) && wiring.consumers(sum).some(({ op }) => op === "Mul");
}
/** x \u00b7 sigmoid(x). */
function isSilu(wiring, layer) {
	return wiring.consumers(layer).some(({ op, inputs }) => op === "Mul" && inputs.includes(layer.inputs[0] ?? ""));
}
/** True of a batch of one: the first size of the first input of the graph's first layer with MACs. */
function isBatchOfOne({ live }) {
	const first = live.find(({ macs }) => macs !== 0)?.inputValues[0];
	const [batch] = first?.kind === "tensor" ? first.shape ?? [] : [];
	return batch !== void 0 && require_core.constantOf(batch) === 1n;
}

// src/explain/conventions/batch-norms.ts
/** In words, for a line of the reconciliation. */
const foldedText = {
	renamed: "the exporter renamed its weights, as it does only then",
	wrapped: "its module is named conv, of a wrapper fused before the export",
	"taken over": "its output is named as that of a norm"
};
/** The convolutions, in all their forms. */
const convolutions = /* @__PURE__ */ new Set([
	"Conv",
	"ConvInteger",
	"ConvTranspose",
	"FusedConv",
	"NhwcConv",
	"NhwcFusedConv",
	"QLinearConv",
	"QLinearConvTranspose"
]);
/**
* The evidence that a BatchNorm was folded into this convolution:
* torch's legacy exporter gives only folded weights names of its own (`onnx::Conv_497`); wrappers of convolution and norm
* (`model.0.conv.bias`) have no bias of their own, so one comes from fusing; torch's newer exporter leaves the norm's output
* name (`getitem_3`: of several outputs, which no convolution has).
*/
function foldedNorm(layer) {
	if (!convolutions.has(layer.op)) return void 0;
	const [, weight = "", bias = ""] = layer.inputs;
	if (/^(?:onnx::Conv_)?\d+$/.test(weight) && /^(?:onnx::Conv_)?\d+$/.test(bias)) return "renamed";
	if (/^getitem(?:_\d+)?$/.test(layer.outputs[0]?.name ?? "")) return "taken over";
	if (bias.endsWith(".conv.bias")) return "wrapped";
}

// src/explain/conventions/ledger.ts
/** @param macs our total; null if sizes are unbound */
function ledger(macs) {
	const terms = /* @__PURE__ */ new Map();
	const problems = /* @__PURE__ */ new Set();
	if (macs === null) problems.add("sizes are unbound: give them with --dim NAME=N");
	const subtotal = () => [...terms.values()].reduce((all, { amount }) => all + amount, macs ?? 0n);
	return {
		add(layer, label, amount) {
			const times = require_core.constantOf(layer.times);
			if (amount === void 0 || times === void 0) {
				if (macs !== null) problems.add(`the sizes of ${layer.name} (${layer.op}) aren't known`);
				return;
			}
			if (amount === 0n || times === 0n) return;
			const term = terms.get(label) ?? {
				layers: 0,
				amount: 0n
			};
			terms.set(label, {
				layers: term.layers + 1,
				amount: term.amount + amount * times
			});
		},
		whole(label, amount) {
			terms.set(label, {
				layers: 0,
				amount: amount(subtotal())
			});
		},
		problem: (text) => void problems.add(text),
		result(when) {
			const listed = [...terms].map(([label, term]) => ({
				label,
				...term
			}));
			return {
				when,
				macs: macs ?? 0n,
				terms: listed,
				total: problems.size > 0 ? null : subtotal(),
				problems: [...problems]
			};
		}
	};
}
/** Elements of a tensor; undefined if they aren't known. */
function sizeOf(value) {
	if (value?.kind !== "tensor") return void 0;
	const count = require_core.elements(value.shape);
	return count === void 0 ? void 0 : require_core.constantOf(count);
}
/** Sizes of a tensor; undefined if any isn't known. */
function dimsOf(value) {
	if (value?.kind !== "tensor" || value.shape === null) return void 0;
	const dims = value.shape.map((dim) => require_core.constantOf(dim));
	return dims.includes(void 0) ? void 0 : dims;
}
/** Elements of output `i`. */
const outputSize = (layer, i = 0) => sizeOf(layer.outputs[i]?.value);
/** Elements of input `i`. */
const inputSize = (layer, i = 0) => sizeOf(layer.inputValues[i]);
/** Our MACs of one execution. */
const macsOf = (layer) => require_core.constantOf(layer.macs);
/** `factor` times a count, if known. */
const times = (count, factor) => count === void 0 ? void 0 : count * BigInt(factor);
const minus = (count) => times(count, -1);
/** The sum, where every part is known. */
function sum(...parts) {
	return parts.reduce((all, one) => all === void 0 || one === void 0 ? void 0 : all + one, 0n);
}

// src/explain/conventions/linears.ts
/** MACs of the projections inside an operator that is attention as a whole; 0 of one that has none. */
function linearMacs(layer) {
	if (layer.domain !== "com.microsoft" || layer.op !== "Attention") return 0n;
	return times(inputSize(layer, 0), dimsOf(layer.inputValues[1])?.at(-1) ?? 0n);
}
/** True of nn.Linear's product: a matrix of activations by a weight. */
const isLinear = ({ op, inputValues: [, weight] }) => op === "Gemm" || (op === "MatMul" || op === "FusedMatMul") && isFixed(weight);
/** Elements of the bias that a linear layer adds, its own or that of the addition after it; 0 if it has none. */
function linearBias(wiring, layer) {
	if (layer.op === "Gemm") return layer.inputs[2] === void 0 || layer.inputs[2] === "" ? 0n : outputSize(layer);
	const [next, ...others] = wiring.consumers(layer);
	const at = next?.op === "Add" && others.length === 0 ? fixedInput(next) : void 0;
	if (next === void 0 || at === void 0 || dimsOf(next.inputValues[at])?.length !== 1) return 0n;
	return outputSize(next);
}

// src/explain/conventions/darknet.ts
const connected = /* @__PURE__ */ new Set([
	"QLinearMatMul",
	"QGemm",
	"MatMulInteger",
	"FusedGemm",
	"GemmFastGelu",
	"MatMulNBits"
]);
/** Operators that Darknet has no layer for, by what would have to be called. */
const foreign = /Norm(?:alization)?$|^(?:Erf|Gelu|Einsum|RNN|GRU|LSTM)$|Attention/;
/** Darknet counts two operations a multiply\u2013accumulate of convolutional and connected layers, of one image. */
function darknetConvention(report) {
	const wiring = neighboursOf(report.layers);
	const book = ledger(report.totals.macs);
	const unknown = /* @__PURE__ */ new Set();
	for (const layer of wiring.live) {
		if (isForeign(layer)) unknown.add(layer.op === "MatMul" ? "MatMul of two activations" : layer.op);
		if (macsOf(layer) === 0n || isCounted(layer)) continue;
		book.add(layer, `${layer.op}, which is neither a convolution nor a connected layer`, minus(macsOf(layer)));
	}
	book.whole("a multiplication and an addition are two operations", (subtotal) => subtotal);
	if (!isBatchOfOne(wiring)) book.problem("Darknet counts one image: count the model at a batch of one");
	const notes = unknown.size === 0 ? [] : [`Darknet can\u2019t run this model, having no layer for ${[...unknown].join(", ")}: its rule over the layers that it knows`];
	return {
		tool: "darknet",
		version: "darknet ops",
		calls: "Floating Point Operations",
		figures: [book.result("darknet ops CFG")],
		notes
	};
}
const isCounted = (layer) => convolutions.has(layer.op) && !layer.op.endsWith("Transpose") || isLinear(layer) || connected.has(layer.op);
const isForeign = (layer) => foreign.test(layer.op) && layer.op !== "BatchNormalization" || layer.op === "MatMul" && !isLinear(layer);

// src/explain/conventions/attentions.ts
/** Operators that are attention as a whole. */
const attentionOps = /* @__PURE__ */ new Set([
	"Attention",
	"DecoderMaskedMultiHeadAttention",
	"DecoderMaskedSelfAttention",
	"FlexAttention",
	"GroupQueryAttention",
	"MultiHeadAttention",
	"PackedAttention",
	"PackedMultiHeadAttention",
	"PagedAttention",
	"SparseAttention"
]);
const isAttention = ({ op }) => attentionOps.has(op);
/** True of a matrix product of two activations. */
const isProduct = ({ op, inputValues: [a, b] }) => (op === "MatMul" || op === "FusedMatMul") && !isFixed(a) && !isFixed(b);
/** Most layers that are looked at from one product on for the softmax and the second product. */
const maxSteps = 256;
function attentionsOf(wiring) {
	const fused = /* @__PURE__ */ new Set();
	for (const layer of wiring.live) {
		if (isAttention(layer)) fused.add(layer);
		if (!isProduct(layer) || !bothScaled(wiring, layer)) continue;
		const { softmax, products } = follow(wiring, layer);
		if (softmax === void 0) continue;
		for (const one of [
			layer,
			softmax,
			...products.slice(0, 1)
		]) fused.add(one);
	}
	return {
		fused,
		multihead: multiheads(wiring)
	};
}
/**
* torch decomposes F.scaled_dot_product_attention so that both operands of the first product are multiplied by the root of
* the scale; authors scale one, or the scores.
*/
function bothScaled(wiring, layer) {
	return [0, 1].every((i) => {
		const by = wiring.producer(layer, i);
		return by?.op === "Mul" && by.inputValues.some((value) => isScalar(value));
	});
}
function isScalar(value) {
	if (value?.kind !== "tensor") return false;
	const count = require_core.elements(value.shape);
	return count !== void 0 && require_core.constantOf(count) === 1n;
}
/** From a layer on: the first softmax, the products and the first product with a weight, no further. */
function follow(wiring, from) {
	const seen = /* @__PURE__ */ new Set([from]);
	const products = [];
	let softmax;
	let output;
	for (const layer of seen) {
		if (seen.size > maxSteps) break;
		for (const next of wiring.consumers(layer)) {
			if (seen.has(next)) continue;
			if (next.macs !== 0 && !isProduct(next) && !isAttention(next)) {
				output ??= next;
				continue;
			}
			if (next.op === "Softmax") softmax ??= next;
			if (isProduct(next) || isAttention(next)) products.push(next);
			seen.add(next);
		}
	}
	return {
		softmax,
		products,
		output
	};
}
/** nn.MultiheadAttention names its packed projection `in_proj_bias`, which no other module does. */
function multiheads(wiring) {
	return wiring.live.flatMap((bias) => {
		const at = bias.inputs.findIndex((name) => name.endsWith("in_proj_bias"));
		if (at === -1) return [];
		const input = bias.op === "Add" ? wiring.producer(bias, 1 - at) : bias;
		if (input === void 0 || input.macs === 0) return [];
		const { softmax, products, output } = follow(wiring, bias);
		return [{
			input,
			bias,
			products,
			softmax,
			output,
			path: (bias.inputs[at] ?? "").slice(0, -12)
		}];
	});
}

// src/explain/conventions/norms.ts
const layerNorms = /* @__PURE__ */ new Set([
	"LayerNormalization",
	"SkipLayerNormalization",
	"EmbedLayerNormalization"
]);
const groupNorms = /* @__PURE__ */ new Set([
	"GroupNormalization",
	"GroupNorm",
	"SkipGroupNorm"
]);
function normOf(wiring, layer) {
	if (layer.op === "BatchNormalization") return {
		kind: "batch",
		layer,
		isAffine: true
	};
	if (layerNorms.has(layer.op)) return {
		kind: "layer",
		layer,
		isAffine: true
	};
	if (groupNorms.has(layer.op)) return {
		kind: "group",
		layer,
		isAffine: true
	};
	if (layer.op === "InstanceNormalization") return instanceNorm(wiring, layer);
	return layer.op === "Div" ? decomposedLayerNorm(wiring, layer) : void 0;
}
/** Alone, or between reshapes and before the weights: that is how torch's exporters write nn.GroupNorm. */
function instanceNorm(wiring, layer) {
	const [reshape] = wiring.consumers(layer);
	if (wiring.producer(layer, 0)?.op === "Reshape" && reshape?.op === "Reshape") return {
		kind: "group",
		layer,
		isAffine: isScaled(wiring, reshape)
	};
	return {
		kind: "instance",
		layer,
		isAffine: (layer.inputs[1] ?? "").endsWith(".weight")
	};
}
/** (x \u2212 mean) / \u221a(mean((x \u2212 mean)\u00b2) + \u03b5), before opset 17 and by other exporters; at its division. */
function decomposedLayerNorm(wiring, layer) {
	const centred = wiring.producer(layer, 0);
	const root = wiring.producer(layer, 1);
	if (centred?.op !== "Sub" || root?.op !== "Sqrt" || wiring.producer(centred, 1)?.op !== "ReduceMean") return void 0;
	const variance = wiring.producer(root, 0);
	const mean = variance?.op === "Add" ? wiring.producer(variance, 0) ?? wiring.producer(variance, 1) : void 0;
	const square = mean?.op === "ReduceMean" ? wiring.producer(mean, 0) : void 0;
	if (square?.op !== "Pow" && square?.op !== "Mul") return void 0;
	return {
		kind: "layer",
		layer,
		isAffine: isScaled(wiring, layer)
	};
}
/** True if the only reader multiplies by a weight. */
function isScaled(wiring, layer) {
	const [next, ...others] = wiring.consumers(layer);
	return others.length === 0 && next?.op === "Mul" && fixedInput(next) !== void 0 && next.inputValues.some(isFixed);
}

// src/explain/conventions/pools.ts
/**
* True of what torch's exporters make of a 2-D adaptive average pool: GlobalAveragePool; an AveragePool without
* nn.AvgPool2d's attributes; in the newer exporter a mean over the last two sizes, which it keeps.
*/
function isAdaptive(layer) {
	const { op, node } = layer;
	if (op === "GlobalAveragePool") return true;
	if (op === "ReduceMean") return !node.name.startsWith("/") && isSpatialMean(layer);
	return op === "AveragePool" && node.name.startsWith("/") && !node.attrs.has("count_include_pad") && !node.attrs.has("ceil_mode");
}
function isSpatialMean({ node, inputValues }) {
	const keep = node.attrs.get("keepdims");
	const given = node.attrs.get("axes");
	const listed = inputValues[1]?.kind === "tensor" ? inputValues[1].data : void 0;
	const axes = (given?.kind === "ints" ? given.value : listed ?? []).map(Number);
	const rank = dimsOf(inputValues[0])?.length;
	const positive = axes.map((axis) => axis < 0 ? axis + (rank ?? 0) : axis).toSorted((a, b) => a - b);
	return rank === 4 && positive.join() === "2,3" && !(keep?.kind === "int" && keep.value === 0);
}
/** What a 2-D Resize interpolates by, as F.interpolate has it; undefined of anything else. */
function upsampling(layer) {
	if (layer.op !== "Resize" && layer.op !== "Upsample" || dimsOf(layer.inputValues[0])?.length !== 4) return void 0;
	const text = (name) => {
		const attr = layer.node.attrs.get(name);
		return attr?.kind === "string" ? attr.value : void 0;
	};
	const antialias = layer.node.attrs.get("antialias");
	if (antialias?.kind === "int" && antialias.value !== 0) return void 0;
	const mode = text("mode") ?? "nearest";
	if (mode === "linear") return "linear";
	return mode === "nearest" && !(text("nearest_mode") ?? "floor").startsWith("round") ? "nearest" : void 0;
}

// src/explain/conventions/fvcore.ts
const linear = /* @__PURE__ */ new Set([
	"Gemm",
	"MatMul",
	"FusedMatMul",
	"MatMulInteger",
	"QLinearMatMul",
	"QGemm",
	"FusedGemm",
	"GemmFastGelu"
]);
const recurrent$2 = /* @__PURE__ */ new Set([
	"RNN",
	"GRU",
	"LSTM",
	"DynamicQuantizeLSTM"
]);
/**
* fvcore counts what torch's tracer sees of a PyTorch module, in multiply\u2013accumulates that it calls flops: convolutions,
* linear layers and matrix products, 5 an element of a norm (2 of a BatchNorm), the inputs of global average pools and the
* outputs of 2-D upsampling (4 each where bilinear). It knows neither fused attention nor recurrent layers.
*/
function fvcoreConvention(report) {
	const wiring = neighboursOf(report.layers);
	const attentions = attentionsOf(wiring);
	const figures = [traced(report, wiring, attentions)];
	if (attentions.multihead.length > 0) figures.push(fastPath(report, wiring, attentions));
	return {
		tool: "fvcore",
		version: "0.1.5",
		calls: "flops",
		figures,
		notes: notesOf(wiring)
	};
}
function traced(report, wiring, attentions) {
	const book = ledger(report.totals.macs);
	for (const layer of wiring.live) {
		bookMacs$1(book, layer, attentions);
		bookOthers(book, wiring, layer);
	}
	return book.result("FlopCountAnalysis(model, input).total()");
}
/** Under torch.no_grad() nn.MultiheadAttention is one operator, which fvcore doesn't know. */
function fastPath(report, wiring, attentions) {
	const inside = new Set(attentions.multihead.flatMap((m) => [
		m.input,
		...m.products,
		...m.output === void 0 ? [] : [m.output]
	]));
	const book = ledger(report.totals.macs);
	for (const layer of wiring.live) {
		if (inside.has(layer)) book.add(layer, "all of nn.MultiheadAttention, one operator that it doesn\u2019t know", minus(macsOf(layer)));
		else bookMacs$1(book, layer, attentions);
		bookOthers(book, wiring, layer);
	}
	if (attentions.multihead.some(({ path }) => path.endsWith("self_attn."))) book.problem("torch may run the whole nn.TransformerEncoderLayer as one operator here; the file doesn\u2019t say");
	return book.result("the same under torch.no_grad()");
}
function bookMacs$1(book, layer, { fused }) {
	const macs = macsOf(layer);
	if (macs === 0n) return;
	if (isAttention(layer)) book.add(layer, "attention products, which it can\u2019t see", sum(minus(macs), linearMacs(layer)));
	else if (fused.has(layer)) book.add(layer, "attention products, which it can\u2019t see", minus(macs));
	else if (recurrent$2.has(layer.op)) book.add(layer, "recurrent layers, which it doesn\u2019t know", minus(macs));
	else if (layer.op === "DeformConv") book.add(layer, "deformable convolutions, which it doesn\u2019t know", minus(macs));
	else if (isProduct(layer)) book.add(layer, "products whose first operand is broadcast", sum(matmulFormula(layer), minus(macs)));
	else if (!convolutions.has(layer.op) && !linear.has(layer.op) && layer.op !== "Einsum") book.problem(`${layer.name} (${layer.op}): whether fvcore would see it doesn\u2019t follow from the file`);
}
/** Elements of the first operand times the columns of the second, however they are broadcast. */
function matmulFormula(layer) {
	return times(inputSize(layer, 0), dimsOf(layer.inputValues[1])?.at(-1) ?? 0n);
}
function bookOthers(book, wiring, layer) {
	const folded = foldedNorm(layer);
	if (folded !== void 0) book.add(layer, `2 an element of BatchNorm, folded into a convolution (${foldedText[folded]})`, times(outputSize(layer), 2));
	const norm = normOf(wiring, layer);
	if (norm !== void 0) bookNorm$1(book, norm.kind, norm.isAffine, norm.layer);
	if (isAdaptive(layer)) book.add(layer, "inputs of adaptive 2-D average pools", poolFormula(layer));
	const mode = upsampling(layer);
	if (mode === "nearest") book.add(layer, "upsampled elements", outputSize(layer));
	if (mode === "linear") book.add(layer, "4 an element upsampled bilinearly", times(outputSize(layer), 4));
	if (layer.op === "GridSample") book.add(layer, "4 a sample of the grid", times(outputSize(layer), 4));
}
function bookNorm$1(book, kind, isAffine, layer) {
	const each = kind === "batch" ? 2 : isAffine ? 5 : 4;
	book.add(layer, `${each} an element of ${{
		batch: "BatchNorm",
		group: "GroupNorm",
		instance: "InstanceNorm",
		layer: "LayerNorm"
	}[kind]}`, times(inputSize(layer), each));
}
const poolFormula = (layer) => dimsOf(layer.inputValues[0])?.length === 4 ? inputSize(layer) : 0n;
function notesOf({ live }) {
	const notes = [];
	if (live.some(({ op }) => /^(?:QLinear|Quantize|Dequantize|ConvInteger|MatMulInteger|MatMulNBits)/.test(op))) notes.push("fvcore runs PyTorch modules: this is its figure for the float module that the quantised file was made from");
	if (live.some((layer) => isAttention(layer) && layer.domain === "com.microsoft")) notes.push("attention was fused after the export: taken for F.scaled_dot_product_attention");
	return notes;
}

// src/explain/conventions/onnx-tool.ts
/** Elements as onnx-tool counts them: a scalar has none. */
function volume(value) {
	const dims = dimsOf(value);
	if (dims === void 0) return void 0;
	return dims.length === 0 ? 0n : product(dims);
}
const product = (dims) => dims.reduce((all, dim) => all * dim, 1n);
const input = (layer, i) => volume(layer.inputValues[i]);
const output = (layer) => volume(layer.outputs[0]?.value);
/** `factor` an element of the output. */
const each = (factor) => (layer) => times(output(layer), factor);
/** `factor` an element of input 0. */
const eachInput = (factor) => (layer) => times(input(layer, 0), factor);
/** Products of the output by the weight at position `weight` without its first size, and one for the bias at position `bias`. */
const convolution = (weight, bias) => (layer) => {
	const sizes = dimsOf(layer.inputValues[weight])?.slice(1);
	return sizes === void 0 ? void 0 : times(output(layer), product(sizes) + (layer.inputs.length > bias ? 1n : 0n));
};
/** A third input counts as a bias, whatever it is. */
const matmul = (layer) => {
	const weight = dimsOf(layer.inputValues[1]);
	const depth = layer.op === "Gemm" && int(layer, "transB") === 1 ? weight?.at(-1) : weight?.length === 1 ? 1n : weight?.at(-2);
	return depth === void 0 ? void 0 : times(output(layer), depth + (layer.inputs.length === 3 ? 1n : 0n));
};
const pool = (layer) => {
	const kernel = layer.node.attrs.get("kernel_shape");
	const sizes = kernel?.kind === "ints" ? kernel.value.map(Number) : [];
	const [first = 1, second = 1] = sizes;
	return times(output(layer), first * (sizes.length === 2 ? second : 1));
};
/** Sigmoid 32, tanh 38 \u00b7 1; gates, their biases and the blend of states: `perUnit` an element of the states. */
const recurrent$1 = (perUnit) => (layer) => {
	const [x, weight, recurrence, bias] = layer.inputValues.map(dimsOf);
	if (x === void 0 || weight === void 0 || recurrence === void 0 || bias === void 0) return void 0;
	const steps = (x[0] ?? 0n) * (x[1] ?? 0n);
	const hidden = recurrence[2] ?? 0n;
	return (product(weight) + product(recurrence) + product(bias)) * steps + steps * hidden * BigInt(perUnit);
};
const layerNorm = (layer) => {
	const dims = dimsOf(layer.inputValues[0]);
	const axis = int(layer, "axis") ?? -1;
	if (dims === void 0) return void 0;
	const rows = product(dims.with(axis < 0 ? dims.length + axis : axis, 1n));
	return product(dims) * 7n + rows * 29n;
};
const resize = (layer) => {
	const mode = layer.node.attrs.get("mode");
	return times(output(layer), mode?.kind === "string" ? {
		linear: 4,
		cubic: 8
	}[mode.value] ?? 0 : 0);
};
const einsum = (layer) => {
	const equation = layer.node.attrs.get("equation");
	const operands = (equation?.kind === "string" ? equation.value : "").replaceAll(" ", "").split("->")[0]?.split(",") ?? [];
	const sizes = /* @__PURE__ */ new Map();
	operands.forEach((labels, i) => {
		dimsOf(layer.inputValues[i])?.forEach((size, at) => sizes.set(labels[at] ?? "", size));
	});
	return operands.length === 2 ? product([...sizes.values()]) : void 0;
};
/** What onnx-tool has a rule for. A name that isn't here ends it. */
const rules = new Map([
	...of(each(1), "Add Sub Mul Neg Mod Abs Ceil Min Max Relu Sign Hardmax CumSum Less LessOrEqual Greater GreaterOrEqual Equal"),
	...of(each(1), "Round Not And Or Xor Floor NonZero"),
	...of(each(2), "PRelu LeakyRelu Clip DequantizeLinear QuantizeLinear ImageScaler Relu6"),
	...of(each(4), "Div HardSigmoid Reciprocal"),
	...of(each(5), "HardSwish"),
	...of(each(7), "InstanceNormalization"),
	...of(each(24), "Sqrt"),
	...of(each(31), "BatchNormalization"),
	...of(each(32), "Exp Pow Sigmoid"),
	...of(each(33), "LpNormalization Silu"),
	...of(each(34), "Gelu"),
	...of(each(35), "Elu"),
	...of(each(36), "Softmax"),
	...of(each(39), "Sin Cos"),
	...of(each(43), "Log"),
	...of(each(64), "Atan"),
	...of(each(76), "Softplus Tanh"),
	...of(each(80), "LogSoftmax"),
	...of((layer) => times(output(layer), layer.inputs.length - 1), "Sum"),
	...of((layer) => times(output(layer), 37 + (int(layer, "size") ?? 0)), "LRN"),
	...of(eachInput(1), "ReduceMean ReduceSum ReduceProd ReduceMin ReduceMax"),
	...of(eachInput(25), "ReduceL2"),
	...of((layer) => sum(input(layer, 0), times(output(layer), 4)), "GlobalAveragePool"),
	...of(pool, "MaxPool AveragePool"),
	...of(convolution(1, 2), "Conv ConvTranspose"),
	...of(convolution(1, Infinity), "ConvInteger"),
	...of(convolution(3, 8), "QLinearConv"),
	...of(matmul, "Gemm MatMul MatMulInteger"),
	...of((layer) => times(input(layer, 0), dimsOf(layer.inputValues[3])?.at(-1) ?? 0n), "QLinearMatMul"),
	...of(layerNorm, "LayerNormalization"),
	...of(resize, "Resize Upsample"),
	...of(einsum, "Einsum"),
	...of(recurrent$1(180), "LSTM"),
	...of(recurrent$1(110), "GRU"),
	...of(() => 0n, "ArgMax ArrayFeatureExtractor Cast CategoryMapper Compress Concat Constant ConstantOfShape DepthToSpace Dropout Erf Expand Flatten"),
	...of(() => 0n, "Gather GatherElements GatherND GridSample Identity NonMaxSuppression OneHot Pad RandomNormalLike"),
	...of(() => 0n, "RandomUniformLike Range Reshape RoiAlign ScatterElements ScatterND Shape Slice Split Squeeze Tile TopK"),
	...of(() => 0n, "Transpose Trilu Unsqueeze Where ZipMap")
]);
function of(rule, names) {
	return names.split(" ").map((name) => [name, rule]);
}
function int({ node }, name) {
	const attr = node.attrs.get(name);
	return attr?.kind === "int" ? Number(attr.value) : void 0;
}
/**
* onnx-tool counts processor instructions and calls them MACs: ours, biases, and constants an element (an exponential is 32),
* also of nodes that a runtime folds, a scalar being nothing. It enters no function and no branch.
*/
function onnxToolConvention(report) {
	const book = ledger(report.totals.macs);
	for (const layer of report.layers) {
		if (bodyOf(layer) !== "") continue;
		const rule = rules.get(layer.op);
		if (rule === void 0) book.problem(`onnx-tool knows no ${layer.op} and stops at ${layer.name}`);
		else book.add(layer, `${layer.op}: ${macsOf(layer) === 0n ? "instructions" : "biases and differences"}`, sum(rule(layer), minus(macsOf(layer))));
	}
	return {
		tool: "onnx-tool",
		version: "1.0.1",
		calls: "MACs",
		figures: [book.result("onnx_tool.model_profile(file)")],
		notes: []
	};
}

// src/explain/conventions/modules.ts
/** Operators that exporters put beside any other. */
const beside = /* @__PURE__ */ new Set([
	"Constant",
	"Identity",
	"Cast"
]);
function modulesOf({ live }) {
	const operators = /* @__PURE__ */ new Map();
	const parents = /* @__PURE__ */ new Set();
	for (const layer of live) {
		const scope = scopeOf(layer);
		if (scope === void 0 || operators.get(scope)?.has(layer.op) === true) continue;
		const held = operators.get(scope) ?? /* @__PURE__ */ new Set();
		if (!beside.has(layer.op)) held.add(layer.op);
		operators.set(scope, held);
		for (let at = scope.lastIndexOf("/"); at >= 0; at = scope.lastIndexOf("/", at - 1)) {
			const parent = scope.slice(0, at);
			if (parents.has(parent)) break;
			parents.add(parent);
			if (at === 0) break;
		}
	}
	return { isModule(layer, parts) {
		const scope = scopeOf(layer);
		if (scope === void 0) return void 0;
		if (scope === "" || parents.has(scope)) return false;
		return [...operators.get(scope) ?? []].every((op) => parts.includes(op));
	} };
}
/** The path of modules in a node's name (`/layer1/relu` of `/layer1/relu/Relu`); undefined for other exporters' names. */
function scopeOf({ node }) {
	if (!node.name.startsWith("/")) return void 0;
	return node.name.slice(0, node.name.lastIndexOf("/"));
}

// src/explain/conventions/ptflops.ts
/** How often an element of an activation counts: called as a module (which calls the function), and as a function. */
const activations = {
	relu: [2, 1],
	leaky_relu: [1, 0],
	prelu: [2, 1],
	elu: [2, 1],
	relu6: [1, 1],
	gelu: [2, 1],
	silu: [1, 1]
};
/** Sizes of bias and gates that a unit of a recurrent layer adds, biases left out, and its gates. */
const recurrent = {
	RNN: [1, 1],
	GRU: [7, 3],
	LSTM: [10, 4]
};
/**
* ptflops counts PyTorch modules as they are called, and functions that it replaces: a module that calls such a function
* counts twice. It builds a batch of one. Its other backend counts the matrix products and convolutions that torch dispatches.
*/
function ptflopsConvention(report) {
	const wiring = neighboursOf(report.layers);
	const attentions = attentionsOf(wiring);
	const multihead = new Set(attentions.multihead.flatMap(insideOf));
	const seen = {
		wiring,
		modules: modulesOf(wiring),
		attentions,
		multihead,
		guesses: /* @__PURE__ */ new Set()
	};
	const figures = [pytorchBackend(report, seen), atenBackend(report, seen, false)];
	if (multihead.size > 0) figures.push(atenBackend(report, seen, true));
	return {
		tool: "ptflops",
		version: "0.7.5",
		calls: "MACs",
		figures,
		notes: [...seen.guesses]
	};
}
const insideOf = ({ input, bias, products, softmax, output }) => [
	input,
	bias,
	...products,
	softmax,
	output
].filter((layer) => layer !== void 0);
function pytorchBackend(report, seen) {
	const book = ledger(report.totals.macs);
	for (const one of seen.attentions.multihead) bookMultihead(book, one, seen.attentions);
	for (const layer of seen.wiring.live) {
		if (seen.multihead.has(layer)) continue;
		if (macsOf(layer) !== 0n) bookMacs(book, layer, seen);
		bookActivation(book, layer, seen);
		bookPool(book, layer, seen);
		bookNorm(book, layer, seen);
		bookResize(book, layer, seen);
		if (layer.op === "Softmax" && !seen.attentions.fused.has(layer)) bookSoftmax(book, layer, seen);
	}
	if (!isBatchOfOne(seen.wiring)) book.problem("ptflops builds a batch of one: count the model at that size");
	return book.result("get_model_complexity_info(model, input size)");
}
/** Its own formula: scaling of the queries, biases, softmax, all MACs. */
function bookMultihead(book, one, { fused }) {
	const label = "nn.MultiheadAttention: scaling, softmax and biases";
	if (one.softmax === void 0 || one.output === void 0) {
		book.problem(`nn.MultiheadAttention ${one.path}: its parts can\u2019t be distinguished`);
		return;
	}
	const softmax = isAttention(one.softmax) ? void 0 : outputSize(one.softmax);
	book.add(one.output, label, sum(outputSize(one.bias), times(outputSize(one.output), 2), softmax));
	if (fused.has(one.softmax)) return;
	for (const layer of one.products) book.add(layer, "products of nn.MultiheadAttention, counted again as functions", macsOf(layer));
	book.add(one.softmax, "softmax of nn.MultiheadAttention, counted again as a function", softmax);
}
function bookMacs(book, layer, seen) {
	const macs = macsOf(layer);
	const gates = recurrent[layer.op];
	if (isFunction(seen, layer)) book.add(layer, "called as functions or as modules of another class, which it doesn\u2019t count", minus(macs));
	else if (convolutions.has(layer.op)) bookConvolution(book, layer);
	else if (isLinear(layer)) book.add(layer, "biases of linear layers", linearBias(seen.wiring, layer));
	else if (isAttention(layer)) book.add(layer, "fused attention, which it can\u2019t see", sum(minus(macs), linearMacs(layer)));
	else if (seen.attentions.fused.has(layer)) book.add(layer, "fused attention, which it can\u2019t see", minus(macs));
	else if (isProduct(layer)) {
		seen.guesses.add("products of activations: taken for torch.matmul; written as a @ b they would count nothing");
		book.add(layer, "products whose first operand is broadcast", sum(times(inputSize(layer, 0), dimsOf(layer.inputValues[1])?.at(-1) ?? 0n), minus(macs)));
	} else if (gates !== void 0) book.add(layer, "gates and biases of recurrent layers", recurrentExtra(layer, gates));
	else if (layer.op === "DeformConv") book.add(layer, "24 a sample of deformable convolutions (25 with a mask) and biases", deformable(layer));
	else book.problem(`${layer.name} (${layer.op}): what ptflops would count doesn\u2019t follow from the file`);
}
/** True if the names say that a convolution or a linear layer isn't nn.Conv2d's or nn.Linear's own. */
function isFunction({ modules }, layer) {
	if (convolutions.has(layer.op)) return modules.isModule(layer, [layer.op]) === false;
	return isLinear(layer) && modules.isModule(layer, [
		"Gemm",
		"MatMul",
		"FusedMatMul",
		"Add"
	]) === false;
}
const hasBias = (layer) => (layer.inputs[layer.op.startsWith("QLinear") ? 8 : 2] ?? "") !== "" && layer.op !== "ConvInteger";
function bookConvolution(book, layer) {
	if (foldedNorm(layer) === void 0 && hasBias(layer)) book.add(layer, "biases of convolutions", outputSize(layer));
}
function recurrentExtra(layer, [perUnit, gates]) {
	const bias = (layer.inputs[3] ?? "") === "" ? 0 : 2 * gates;
	return times(outputSize(layer, 0), perUnit + bias);
}
function deformable(layer) {
	const kernel = dimsOf(layer.inputValues[1])?.slice(2);
	const [out, channels] = [outputSize(layer), dimsOf(layer.outputs[0]?.value)?.[1]];
	if (kernel === void 0 || out === void 0 || channels === void 0 || channels === 0n) return void 0;
	const extra = (layer.inputs[4] ?? "") === "" ? 24n : 25n;
	const bias = (layer.inputs[3] ?? "") === "" ? 0n : out;
	return out / channels * kernel.reduce((all, size) => all * size, extra) + bias;
}
/** Asks how the author called it; a module if names don't say. */
function isModule({ modules, guesses }, layer, parts, what) {
	const told = modules.isModule(layer, parts);
	if (told === void 0) guesses.add(`${what}: taken for modules, as the names in the file don\u2019t say how they are called`);
	return told ?? true;
}
function bookActivation(book, layer, seen) {
	const activation = activationOf(seen.wiring, layer);
	if (activation === void 0) return;
	const [asModule, asFunction] = activations[activation.name];
	const factor = asModule === asFunction || isModule(seen, layer, activation.parts, "activations") ? asModule : asFunction;
	book.add(layer, `${activation.name}${factor > 1 ? ", as a module and as the function that it calls" : ""}`, times(outputSize(layer), factor));
}
function bookPool(book, layer, seen) {
	if (!/^(?:Global)?(?:Max|Average)Pool$/.test(layer.op) && !isAdaptive(layer)) return;
	const twice = isModule(seen, layer, [layer.op], "pools");
	book.add(layer, `inputs of pools${twice ? ", as a module and as the function that it calls" : ""}`, times(inputSize(layer), twice ? 2 : 1));
}
const layerNormParts = [
	"LayerNormalization",
	"ReduceMean",
	"Sub",
	"Pow",
	"Add",
	"Sqrt",
	"Div",
	"Mul"
];
function bookNorm(book, layer, { wiring, modules }) {
	const folded = foldedNorm(layer);
	if (folded !== void 0) book.add(layer, `2 an element of BatchNorm, folded into a convolution (${foldedText[folded]})`, times(outputSize(layer), 2));
	const norm = normOf(wiring, layer);
	if (norm === void 0 || norm.kind === "layer" && modules.isModule(layer, layerNormParts) === false) return;
	const each = norm.kind !== "layer" && norm.isAffine ? 2 : 1;
	book.add(norm.layer, `${each} an element of ${{
		batch: "BatchNorm",
		group: "GroupNorm",
		instance: "InstanceNorm",
		layer: "LayerNorm"
	}[norm.kind]}`, times(inputSize(norm.layer), each));
}
function bookResize(book, layer, seen) {
	if (upsampling(layer) === void 0 && layer.op !== "Resize") return;
	const twice = isModule(seen, layer, ["Resize", "Upsample"], "upsampling");
	book.add(layer, `upsampled elements${twice ? ", as a module and as the function that it calls" : ""}`, times(outputSize(layer), twice ? 2 : 1));
}
/** nn.Softmax and F.softmax count, x.softmax() doesn't: attention mostly calls the function, all else the method. */
function bookSoftmax(book, layer, { wiring, modules, guesses }) {
	const inAttention = wiring.consumers(layer).some(isProduct);
	if (modules.isModule(layer, ["Softmax"]) !== true) guesses.add(inAttention ? "softmax in attention: taken for F.softmax(x); x.softmax() would count nothing" : "softmax: taken for x.softmax(), which counts nothing; F.softmax(x) would count its elements");
	else if (!inAttention) book.add(layer, "softmax", outputSize(layer));
	if (inAttention) book.add(layer, "softmax", outputSize(layer));
}
/** The operators that torch dispatches: products and convolutions, with their biases. */
function atenBackend(report, seen, isFast) {
	const book = ledger(report.totals.macs);
	const inside = new Set(isFast ? seen.multihead : []);
	for (const layer of seen.wiring.live) {
		const macs = macsOf(layer);
		if (macs === 0n) continue;
		if (inside.has(layer)) book.add(layer, "all of nn.MultiheadAttention, one operator that it doesn\u2019t know", minus(macs));
		else if (isAttention(layer) || seen.attentions.fused.has(layer)) book.add(layer, "fused attention, which it can\u2019t see", sum(minus(macs), linearMacs(layer)));
		else if (convolutions.has(layer.op)) bookConvolution(book, layer);
		else if (isLinear(layer)) book.add(layer, "biases of linear layers", linearBias(seen.wiring, layer));
		else if (!isProduct(layer)) book.problem(`${layer.name} (${layer.op}): what torch dispatches for it doesn\u2019t follow from the file`);
	}
	return book.result(`get_model_complexity_info(\u2026, backend='aten')${isFast ? " under torch.no_grad()" : ""}`);
}

// src/explain/conventions/convention.ts
const conventions = {
	fvcore: fvcoreConvention,
	"onnx-tool": onnxToolConvention,
	ptflops: ptflopsConvention,
	darknet: darknetConvention
};
/** The figure that another tool prints for a model that was counted, reconciled with ours; null if our count isn't exact. */
function conventionOf(report, tool) {
	const convention = conventions[tool](report);
	if (report.exact) return convention;
	const problem = "our own count is a lower bound: see its findings";
	return {
		...convention,
		figures: convention.figures.map((one) => ({
			...one,
			total: null,
			problems: [problem, ...one.problems]
		}))
	};
}

// src/explain/conventions/reconciliation.ts
/** Other counters whose figure can be printed beside ours. */
const tools = [
	"fvcore",
	"onnx-tool",
	"ptflops",
	"darknet"
];

// src/gate/convention.ts
/**
* What adds another tool's figure to a counted model.
* @throws Fault `usage` for a tool that isn't known
*/
function reconcilerOf(name) {
	const tool = tools.find((one) => one === name);
	if (tool === void 0) {
		const meant = require_core.nearest(name, tools);
		const hint = `${meant === void 0 ? "" : `did you mean ${meant}? `}known are ${tools.join(", ")}`;
		throw new require_core.Fault("usage", `--convention ${name}: no such tool`, hint);
	}
	return (entry) => entry.kind === "counted" ? {
		...entry,
		convention: conventionOf(entry.report, tool)
	} : entry;
}

exports.reconcilerOf = reconcilerOf;