const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_core = require("./core.js");

// src/count/ops/attention/sdpa.ts
/**
* M = B\u00b7Hq\u00b7Sq\u00b7Skv\u00b7(Dqk + Dv); on the B\u00b7Hq\u00b7Sq\u00b7Skv scores scale 1, each added mask 1, softmax 4 and one exp. Dense: what masks leave
* out is left out of `effectiveMacs` only.
*/
function sdpaCost(call, { batch, heads, queries, keys, qk, v }, work) {
	const rows = require_core.product([
		batch,
		heads,
		queries
	]);
	const pair = require_core.mul(heads, require_core.add(qk, v));
	const scores = require_core.mul(rows, keys);
	const capped = work.softcap === true;
	const macs = require_core.product([
		batch,
		queries,
		keys,
		pair
	]);
	const rest = require_core.plusCost(require_core.costOf(scores, {
		elementwise: 5 + (work.added ?? 0) + (capped ? 2 : 0),
		transcendentals: capped ? 2 : 1
	}), work.sink === true ? require_core.costOf(rows, {
		elementwise: 4,
		transcendentals: 1
	}) : {});
	const bits = work.bits === void 0 ? require_core.operandBits(call.inputs[0]) * require_core.operandBits(call.inputs[1]) : work.bits * work.bits;
	const effective = work.visible === void 0 ? {} : { effectiveMacs: require_core.mul(work.visible, pair) };
	return {
		...rest,
		macs,
		bitOps: require_core.mul(macs, bits),
		...effective
	};
}
/** Query\u2013key pairs within a window, of `queries` \u00d7 `keys`. */
function visiblePairs(queries, keys, { offset, left, right }) {
	const ends = right === void 0 ? require_core.mul(queries, keys) : rampSum(queries, require_core.add(require_core.add(offset, right), 1), keys);
	const starts = left === void 0 ? 0 : rampSum(queries, require_core.sub(offset, left), keys);
	return require_core.sub(ends, starts);
}
/** \u03a3 min(cap, max(0, start + i)) for i = 0 \u2026 count \u2212 1. */
function rampSum(count, start, cap) {
	const below = require_core.min(count, require_core.max(0, require_core.sub(0, start)));
	const first = require_core.max(start, 0);
	const rest = require_core.sub(count, below);
	const rising = require_core.min(rest, require_core.max(0, require_core.add(require_core.sub(cap, first), 1)));
	const triangle = require_core.floorDiv(require_core.mul(rising, require_core.sub(rising, 1)), 2);
	return require_core.add(require_core.add(require_core.mul(rising, first), triangle), require_core.mul(require_core.sub(rest, rising), cap));
}
/** Rotating `elements` by given cosines and sines: two multiplies and an add for each. */
function rotaryCost(elements) {
	return require_core.costOf(elements, { elementwise: 3 });
}
/** Sum of costs, MACs and bit operations too; `effectiveMacs` and `denseMacs` where given, else the MACs. */
function totalCost(...costs) {
	const figure = (name) => costs.map((cost) => cost[name] ?? 0).reduce(require_core.add, 0);
	const variant = (name) => costs.some((cost) => cost[name] !== void 0) ? { [name]: costs.map((cost) => cost[name] ?? cost.macs ?? 0).reduce(require_core.add, 0) } : {};
	return {
		...require_core.plusCost(...costs),
		macs: figure("macs"),
		bitOps: figure("bitOps"),
		...variant("effectiveMacs"),
		...variant("denseMacs")
	};
}

// src/count/ops/attention/attention.ts
function operandOf(call, i, heads) {
	const shape = require_core.requiredShape(call, i);
	if (shape === null) return void 0;
	const [batch, second, third, fourth] = shape;
	if (shape.length === 4) return {
		batch,
		heads: second,
		length: third,
		width: fourth
	};
	if (shape.length !== 3) throw require_core.shapeFault(call, `input ${i} has the shape ${require_core.shapeText(shape)}, neither three nor four axes`);
	const count = require_core.intAttr(call, heads);
	if (count === void 0 || count < 1) throw require_core.shapeFault(call, `inputs of three axes need the attribute ${heads}`);
	return {
		batch,
		heads: count,
		length: second,
		width: headWidth(call, third, count)
	};
}
/** Width of one of `heads` heads packed together. @throws Fault `shape` if they don't divide it */
function headWidth(call, packed, heads) {
	if (heads === 0 || typeof packed === "number" && typeof heads === "number" && require_core.mod(packed, heads) !== 0) throw require_core.shapeFault(call, `a width of ${require_core.format(packed)} doesn't divide into ${require_core.format(heads)} heads`);
	return require_core.floorDiv(packed, heads);
}
function attentionOf(call) {
	const [q, k, v] = [
		operandOf(call, 0, "q_num_heads"),
		operandOf(call, 1, "kv_num_heads"),
		operandOf(call, 2, "kv_num_heads")
	];
	if (q === void 0 || k === void 0 || v === void 0) return void 0;
	const keyHeads = require_core.agreed(call, k.heads, v.heads, "heads of K and V differ");
	if (typeof q.heads === "number" && typeof keyHeads === "number") headWidth(call, q.heads, keyHeads);
	const past = require_core.has(call, 4) ? require_core.shapeAt(call, 4)?.[2] ?? call.fresh("past_sequence_length") : 0;
	return {
		batch: require_core.agreed(call, q.batch, k.batch, "batch sizes of Q and K differ"),
		heads: q.heads,
		keyHeads,
		queries: q.length,
		keys: require_core.add(past, require_core.agreed(call, k.length, v.length, "lengths of K and V differ")),
		qk: require_core.agreed(call, q.width, k.width, "head sizes of Q and K differ"),
		v: v.width,
		past,
		packed: require_core.shapeAt(call, 0)?.length === 3
	};
}
function outputShape$1({ batch, heads, queries, v, packed }) {
	return packed ? [
		batch,
		queries,
		require_core.mul(heads, v)
	] : [
		batch,
		heads,
		queries,
		v
	];
}
/** Y as Q with the head size of V; present keys and values with the past before them; the scores. */
const attentionShape = (call) => {
	const one = attentionOf(call);
	const [q, v] = [require_core.dtypeAt(call, 0), require_core.dtypeAt(call, 2)];
	if (one === void 0) return [
		require_core.tensor(q, null),
		require_core.tensor(q, null),
		require_core.tensor(v, null),
		require_core.tensor(q, null)
	];
	const { batch, heads, keyHeads, queries, keys } = one;
	return [
		require_core.tensor(q, outputShape$1(one)),
		require_core.tensor(q, [
			batch,
			keyHeads,
			keys,
			one.qk
		]),
		require_core.tensor(v, [
			batch,
			keyHeads,
			keys,
			one.v
		]),
		require_core.tensor(q, [
			batch,
			heads,
			queries,
			keys
		])
	];
};
/** A mask, given or causal or a window, is one add. */
const attentionCost = (call) => {
	const one = attentionOf(call);
	if (one === void 0) return require_core.unknownCost;
	const { left, right } = windowOf(call);
	const work = {
		added: require_core.has(call, 3) || left !== void 0 || right !== void 0 ? 1 : 0,
		softcap: (require_core.floatAttr(call, "softcap") ?? 0) !== 0,
		visible: visibleOf(call, one)
	};
	return sdpaCost(call, one, work);
};
function windowOf(call) {
	const bound = (name) => {
		const size = require_core.intAttr(call, name) ?? -1;
		return size < 0 ? void 0 : size;
	};
	const right = bound("right_window_size");
	return {
		left: bound("left_window_size"),
		right: require_core.intAttr(call, "is_causal") === 1 ? 0 : right
	};
}
function visibleOf(call, { batch, queries, keys, past }) {
	const { left, right } = windowOf(call);
	const used = require_core.has(call, 6) ? require_core.sizesAt(call, 6) : void 0;
	if (used !== void 0) return require_core.sum(used.map((length) => visiblePairs(queries, length, {
		offset: require_core.sub(length, queries),
		left,
		right
	})));
	if (left === void 0 && right === void 0) return void 0;
	return require_core.mul(batch, visiblePairs(queries, keys, {
		offset: past,
		left,
		right
	}));
}
/** FlexAttention: attention of four axes whose scores and probabilities pass through bodies of the node. */
const flexAttention = (call) => {
	const one = attentionOf(call);
	const dtype = require_core.dtypeAt(call, 0);
	const precision = require_core.elementTypeAttr(call, "softmax_precision", dtype === "f64" ? "f64" : "f32");
	const scores = one === void 0 ? null : [
		one.batch,
		one.heads,
		one.queries,
		one.keys
	];
	const parts = ["score_mod", "prob_mod"].flatMap((label) => {
		const body = require_core.graphAttr(call, label);
		return body === void 0 ? [] : [{
			label,
			times: 1,
			run: call.body(body, [require_core.tensor(precision, scores)])
		}];
	});
	return {
		outputs: [require_core.tensor(dtype, one === void 0 ? null : outputShape$1(one))],
		branches: {
			combine: "sum",
			parts
		}
	};
};
/** What FlexAttention costs beside its bodies. */
const flexAttentionCost = (call) => {
	const one = attentionOf(call);
	return one === void 0 ? require_core.unknownCost : sdpaCost(call, one, {});
};

// src/count/ops/attention/linear-attention.ts
/**
* A token: k\u2297v and its addition to the state, q\u1d40\u00b7S scaled; decay exp and a multiply of the state; delta S\u1d40\u00b7k, subtraction and
* rate. Every product of the state with a vector is qk\u00b7v MACs, as in the operator's definition.
*/
function stateCost({ tokens, stateHeads, readHeads, qk, v, decays, delta }) {
	const state = require_core.product([
		stateHeads,
		qk,
		v
	]);
	const written = require_core.mul(stateHeads, v);
	const hasDecay = decays !== 0;
	const macs = require_core.sum([
		state,
		require_core.product([
			readHeads,
			qk,
			v
		]),
		delta ? state : 0
	]);
	const work = require_core.sum([
		require_core.mul(state, hasDecay ? 2 : 1),
		require_core.mul(readHeads, v),
		delta ? require_core.mul(written, 2) : 0
	]);
	return {
		macs: require_core.mul(tokens, macs),
		elementwise: require_core.mul(tokens, work),
		transcendentals: require_core.mul(tokens, decays)
	};
}
/** Sizes from q, k, v [B, T, heads\u00b7width] and the head counts. */
function linearOf(call) {
	const [q, k, v] = [
		require_core.requiredShape(call, 0),
		require_core.requiredShape(call, 1),
		require_core.requiredShape(call, 2)
	];
	const [queryHeads, stateHeads] = [require_core.intAttr(call, "q_num_heads") ?? 0, require_core.intAttr(call, "kv_num_heads") ?? 0];
	if (queryHeads < 1 || stateHeads < 1) throw require_core.shapeFault(call, "q_num_heads or kv_num_heads is missing");
	if (q === null || k === null || v === null) return void 0;
	for (const shape of [
		q,
		k,
		v
	]) if (shape.length !== 3) throw require_core.shapeFault(call, `operands have three axes, not ${require_core.shapeText(shape)}`);
	const [batch, length, hidden] = q;
	const rule = require_core.stringAttr(call, "update_rule") ?? "gated_delta";
	const width = require_core.has(call, 4) ? require_core.shapeAt(call, 4)?.[2] : void 0;
	return {
		batch: require_core.agreed(call, batch, k[0], "batch sizes differ"),
		length: require_core.agreed(call, length, k[1], "lengths differ"),
		tokens: require_core.mul(batch, length),
		stateHeads,
		readHeads: Math.max(queryHeads, stateHeads),
		qk: headWidth(call, hidden, queryHeads),
		v: headWidth(call, v[2], stateHeads),
		decays: rule === "gated" || rule === "gated_delta" ? width ?? stateHeads : 0,
		delta: rule === "delta" || rule === "gated_delta",
		window: require_core.intAttr(call, "state_window") ?? 0
	};
}
/** Output [B, T, heads\u00b7v]; state [B, heads, qk, v], of the last `state_window` positions where asked for. */
const linearAttentionShape = (call) => {
	const dtype = require_core.dtypeAt(call, 0);
	const stored = require_core.has(call, 3) ? require_core.dtypeAt(call, 3) : dtype;
	const one = linearOf(call);
	if (one === void 0) return [require_core.tensor(dtype, null), require_core.tensor(stored, null)];
	const { batch, length, stateHeads, readHeads, qk, v, window } = one;
	const state = [
		batch,
		stateHeads,
		qk,
		v
	];
	return [require_core.tensor(dtype, [
		batch,
		length,
		require_core.mul(readHeads, v)
	]), require_core.tensor(stored, window > 0 ? [window, ...state] : state)];
};
const linearAttentionCost = (call) => {
	const one = linearOf(call);
	return one === void 0 ? require_core.unknownCost : stateCost(one);
};
function deltaNetOf(call) {
	const [q, state, ends] = [
		require_core.shapeOfRank(call, 0, 2),
		require_core.has(call, 6) ? require_core.shapeAt(call, 6) : null,
		require_core.has(call, 3) ? require_core.shapeOfRank(call, 3, 1) : null
	];
	const value = require_core.has(call, 2) ? require_core.shapeAt(call, 2) : null;
	if (q === null) return void 0;
	const isPacked = !require_core.has(call, 1);
	if (isPacked ? state?.length !== 4 : value === null) return void 0;
	const leading = isPacked ? q.slice(0, -1) : q.slice(0, -2);
	const [stateHeads, v, qk] = isPacked ? (state ?? []).slice(1) : [...value?.slice(-2) ?? [], q.at(-1)];
	if (stateHeads === void 0 || v === void 0 || qk === void 0) return void 0;
	const keyHeads = isPacked ? require_core.floorDiv(require_core.sub(q.at(-1), require_core.mul(stateHeads, v)), require_core.mul(2, qk)) : q.at(-2);
	const rule = require_core.stringAttr(call, "update_rule") ?? "gated_delta";
	const decayShape = require_core.has(call, 4) ? require_core.shapeAt(call, 4) : null;
	const decays = decayShape !== null && decayShape.length > leading.length + 1 ? require_core.mul(stateHeads, qk) : stateHeads;
	return {
		leading,
		keyHeads,
		batch: state?.[0] ?? (ends === null ? leading.length === 2 ? leading[0] : call.fresh("batch") : require_core.sub(ends[0], 1)),
		tokens: require_core.product(leading),
		stateHeads,
		readHeads: require_core.max(stateHeads, keyHeads),
		qk,
		v,
		decays: rule === "gated" || rule === "gated_delta" ? decays : 0,
		delta: rule === "delta" || rule === "gated_delta"
	};
}
/** Output [tokens, heads, v]; state [B, heads, v, qk]; captured transitions [B, C\u00b7(decays + keys + values)]. */
const deltaNetShape = (call) => {
	const dtype = require_core.dtypeAt(call, 0);
	const one = deltaNetOf(call);
	if (one === void 0) return [
		require_core.tensor(dtype, null),
		require_core.tensor("f32", null),
		require_core.tensor("f32", null)
	];
	const { leading, batch, stateHeads, readHeads, keyHeads, qk, v, decays } = one;
	const captured = require_core.sum([
		decays === 0 ? stateHeads : decays,
		require_core.mul(keyHeads, qk),
		require_core.mul(stateHeads, v)
	]);
	const capacity = require_core.intAttr(call, "state_update_capacity") ?? 0;
	return [
		require_core.tensor(dtype, [
			...leading,
			readHeads,
			v
		]),
		require_core.tensor("f32", [
			batch,
			stateHeads,
			v,
			qk
		]),
		require_core.tensor("f32", [batch, require_core.mul(capacity, captured)])
	];
};
/** The recurrence; gates and rates where their activations are asked for; L2 norms of q and k. */
const deltaNetCost = (call) => {
	const one = deltaNetOf(call);
	if (one === void 0) return require_core.unknownCost;
	const { tokens, stateHeads, keyHeads, qk, decays, delta } = one;
	const gate = require_core.stringAttr(call, "gate_activation") ?? "none";
	const gates = require_core.mul(tokens, decays);
	const gating = gate === "none" ? {} : require_core.plusCost(require_core.costOf(gates, { elementwise: 3 }), require_core.fusedActivation(gate.startsWith("s") && gate !== "sigmoid" ? "softplus" : "sigmoid", gates));
	const rate = delta && require_core.stringAttr(call, "beta_activation") === "sigmoid" ? require_core.fusedActivation("sigmoid", require_core.mul(tokens, stateHeads)) : {};
	const rows = require_core.product([
		2,
		tokens,
		keyHeads
	]);
	const norm = require_core.intAttr(call, "qk_l2_norm") === 1 ? require_core.plusCost(require_core.costOf(require_core.mul(rows, qk), { elementwise: 3 }), require_core.costOf(rows, {
		elementwise: 1,
		transcendentals: 1
	})) : {};
	const state = stateCost(one);
	return {
		...require_core.plusCost(state, gating, rate, norm),
		macs: state.macs ?? 0
	};
};
const causalConvForm = {
	weight: 1,
	bias: 2,
	past: 3
};
const packedConvForm = {
	weight: 1,
	bias: 3,
	past: 4,
	isPacked: true
};
/** Output as the input; state: the last (k \u2212 1)\u00b7dilation positions of every channel. */
function causalConvShape(form) {
	return (call) => {
		const dtype = require_core.dtypeAt(call, 0);
		const [x, weight] = [require_core.shapeOfRank(call, 0, 2), require_core.shapeOfRank(call, form.weight, 2)];
		if (x === null || weight === null) return [
			require_core.tensor(dtype, x),
			require_core.tensor(dtype, null),
			require_core.tensor(dtype, null)
		];
		const kernel = weight.at(-1);
		const length = require_core.mul(require_core.sub(kernel, 1), require_core.intAttr(call, "dilation") ?? 1);
		const isLast = require_core.intAttr(call, "channels_last") === 1;
		const capacity = require_core.intAttr(call, "state_update_capacity") ?? 0;
		const channels = weight[0];
		if (form.isPacked === true) {
			const batch = require_core.shapeAt(call, form.past)?.[0] ?? call.fresh("batch");
			return [
				require_core.tensor(dtype, x),
				require_core.tensor(dtype, [
					batch,
					channels,
					length
				]),
				require_core.tensor(dtype, [
					batch,
					capacity,
					channels
				])
			];
		}
		const batch = x[0];
		if (!isLast) require_core.agreed(call, x[1], channels, "channels of input and weight differ");
		const own = isLast ? [
			batch,
			length,
			...x.slice(2)
		] : [...x.slice(0, -1), length];
		const window = require_core.intAttr(call, "state_window") ?? 0;
		return [
			require_core.tensor(dtype, x),
			require_core.tensor(dtype, window > 0 ? [window, ...own] : own),
			require_core.tensor(dtype, [
				batch,
				capacity,
				channels
			])
		];
	};
}
/** M = N\u00b7k of a depthwise convolution; bias N; activation. */
function causalConvCost(form) {
	return (call) => {
		const [x, weight] = [require_core.requiredShape(call, 0), require_core.requiredShape(call, form.weight)];
		if (x === null || weight === null) return require_core.unknownCost;
		const outputs = require_core.product(x);
		return {
			...require_core.plusCost(require_core.costOf(outputs, { elementwise: require_core.has(call, form.bias) ? 1 : 0 }), require_core.activationAttrCost(call, outputs)),
			macs: require_core.mul(outputs, require_core.product(weight.slice(1)))
		};
	};
}
function mambaOf(call) {
	const rows = require_core.requiredShape(call, 0)?.[0];
	const [heads, width, state, groups] = [
		require_core.intAttr(call, "heads") ?? 0,
		require_core.intAttr(call, "head_dim") ?? 64,
		require_core.intAttr(call, "d_state") ?? 128,
		require_core.intAttr(call, "n_groups") ?? 1
	];
	return rows === void 0 || heads < 1 ? void 0 : {
		rows,
		heads,
		width,
		state,
		groups,
		channels: heads * width + 2 * groups * state
	};
}
/** One step of Mamba 2 for R tokens: normalised result [R, heads\u00b7width], snapshots as the states, convolution, readout. */
const mambaShape = (call) => {
	const one = mambaOf(call);
	const inner = one === void 0 ? null : [one.rows, one.heads * one.width];
	return [
		require_core.tensor(require_core.dtypeAt(call, 0), inner),
		require_core.tensor(require_core.dtypeAt(call, 1), require_core.shapeAt(call, 1)),
		require_core.tensor(require_core.dtypeAt(call, 2), require_core.shapeAt(call, 2)),
		require_core.tensor("bf16", one === void 0 ? null : [one.rows, one.channels]),
		require_core.tensor("f32", inner)
	];
};
/** Convolution of 4 taps with SiLU, a decaying state with skip, SiLU gate, grouped RMS norm. */
const mambaCost = (call) => {
	const one = mambaOf(call);
	if (one === void 0) return require_core.unknownCost;
	const { rows, heads, width, state, groups, channels } = one;
	const inner = require_core.mul(rows, heads * width);
	const recurrence = stateCost({
		tokens: rows,
		stateHeads: heads,
		readHeads: heads,
		qk: state,
		v: width,
		decays: heads,
		delta: false
	});
	return {
		...require_core.plusCost(recurrence, require_core.costOf(require_core.mul(rows, channels), {
			elementwise: 5,
			transcendentals: 1
		}), require_core.costOf(require_core.mul(rows, heads), {
			elementwise: 4,
			transcendentals: 2
		}), require_core.costOf(inner, {
			elementwise: 8,
			transcendentals: 1
		}), require_core.rmsNormCost(inner, require_core.mul(rows, groups))),
		macs: require_core.add(require_core.product([
			rows,
			channels,
			4
		]), recurrence.macs ?? 0)
	};
};

// src/count/ops/attention/rotary.ts
/**
* Rotary embedding of [B, N, S, h] or [B, S, N\u00b7h]: 3 operations an element of the first `rotary_embedding_dim` of each head (all
* where 0).
*/
const rotaryShape = (call) => {
	const shape = require_core.requiredShape(call, 0);
	if (shape !== null && shape.length !== 3 && shape.length !== 4) throw require_core.shapeFault(call, `the input has the shape ${require_core.shapeText(shape)}`);
	headOf(call, shape);
	return [require_core.tensor(require_core.dtypeAt(call, 0), shape)];
};
/** Width of a head; undefined if neither heads nor axes give it. */
function headOf(call, shape) {
	if (shape?.length === 4) return shape[3];
	const heads = require_core.intAttr(call, "num_heads") ?? 0;
	const hidden = shape?.[2];
	return hidden === void 0 || heads < 1 ? void 0 : headWidth(call, hidden, heads);
}
/** Elements that are rotated, of a tensor whose heads are `width` wide. */
function rotated(call, shape, width) {
	const part = require_core.intAttr(call, "rotary_embedding_dim") ?? 0;
	if (part <= 0 || width === void 0 || width === 0) return require_core.product(shape);
	return require_core.mul(require_core.floorDiv(require_core.product(shape), width), part);
}
const rotaryEmbeddingCost = (call) => {
	const shape = require_core.requiredShape(call, 0);
	return shape === null ? require_core.unknownCost : rotaryCost(rotated(call, shape, headOf(call, shape)));
};
/** Rotation of queries and keys that come with their rotated halves: sine and cosine of the angles, 3 operations an element. */
const angleRotaryShape = (call) => [1, 3].map((i) => require_core.tensor(require_core.dtypeAt(call, i), require_core.requiredShape(call, i)));
const angleRotaryCost = (call) => {
	const angles = require_core.elements(require_core.requiredShape(call, 0));
	const [q, k] = [require_core.elements(require_core.requiredShape(call, 1)), require_core.elements(require_core.requiredShape(call, 3))];
	return require_core.plusCost(require_core.costOf(angles, { transcendentals: 2 }), rotaryCost(q), rotaryCost(k));
};
/** RMS normalisation of a slice of each head, then rotation of its first part: [B, S, heads, stride] to [B, S, heads\u00b7width]. */
const normRotaryShape = (call) => {
	const one = slicedHeads(call);
	const dtype = require_core.intAttr(call, "output_fp16") === 1 ? "f16" : "bf16";
	if (one === void 0) return [require_core.tensor(dtype, null), require_core.tensor("f32", null)];
	const { batch, length, heads, width } = one;
	const flat = require_core.intAttr(call, "flatten_batch") === 1;
	const row = require_core.mul(heads, width);
	return [require_core.tensor(dtype, flat ? [
		1,
		require_core.mul(batch, length),
		row
	] : [
		batch,
		length,
		row
	]), require_core.tensor("f32", [
		batch,
		length,
		heads,
		width
	])];
};
function slicedHeads(call) {
	const shape = require_core.requiredShape(call, 0);
	if (shape === null) return void 0;
	if (shape.length !== 4) throw require_core.shapeFault(call, `the input has the shape ${require_core.shapeText(shape)}, not four axes`);
	const [batch, length, heads, stride] = shape;
	const width = require_core.intAttr(call, "input_width") ?? 0;
	return {
		batch,
		length,
		heads,
		width: width > 0 ? width : require_core.shapeAt(call, 1)?.[0] ?? stride
	};
}
const normRotaryCost = (call) => {
	const one = slicedHeads(call);
	if (one === void 0) return require_core.unknownCost;
	const rows = require_core.product([
		one.batch,
		one.length,
		one.heads
	]);
	return require_core.plusCost(require_core.rmsNormCost(require_core.mul(rows, one.width), rows), rotaryCost(require_core.mul(rows, require_core.intAttr(call, "rotary_embedding_dim") ?? 0)));
};

// src/count/ops/attention/attention-table.ts
/** Attention and what goes with it, as ONNX defines it. */
const attentionOps = [
	require_core.op("Attention", {
		since: 23,
		shape: attentionShape,
		cost: attentionCost,
		formula: "Skv = past + new; scores = B\u00b7Hq\u00b7Sq\u00b7Skv; M = scores\u00b7(Dqk + Dv); F = scores\u00b7(5 + [mask] + 2\u00b7[soft cap]); T = scores\u00b7(1 + [soft cap])"
	}),
	require_core.op("CausalConvWithState", {
		since: 27,
		shape: causalConvShape(causalConvForm),
		cost: causalConvCost(causalConvForm),
		formula: "M = N\u00b7k; F = N\u00b7[bias] + 4N\u00b7[SiLU]; T = N\u00b7[SiLU]"
	}),
	require_core.op("LinearAttention", {
		since: 27,
		shape: linearAttentionShape,
		cost: linearAttentionCost,
		formula: "state = Hkv\u00b7dk\u00b7dv; M = tokens\u00b7(state\u00b7(1 + [delta]) + Hq\u00b7dk\u00b7dv); F = tokens\u00b7(state\u00b7(1 + [decay]) + Hq\u00b7dv + 2\u00b7Hkv\u00b7dv\u00b7[delta]); T = tokens\u00b7decays"
	}),
	require_core.op("RotaryEmbedding", {
		since: 23,
		shape: rotaryShape,
		cost: rotaryEmbeddingCost,
		formula: "F = 3\u00b7N_rotated"
	}),
	require_core.opIn("ai.onnx.preview", "FlexAttention", {
		since: 1,
		control: flexAttention,
		cost: flexAttentionCost,
		formula: "M = B\u00b7Hq\u00b7Sq\u00b7Skv\u00b7(Dqk + Dv); on the B\u00b7Hq\u00b7Sq\u00b7Skv scores F = 5, T = 1; plus its bodies",
		inWords: "part of its cost is that of its bodies"
	})
];

// src/count/ops/conv/patches.ts
/** The cheapest way through a matrix of costs: [2, steps] of row and column. */
const warpingPath = (call) => {
	const shape = require_core.requiredShape(call, 0);
	if (shape !== null && (shape.length < 2 || shape.length > 3)) throw require_core.shapeFault(call, `${require_core.shapeText(shape)} is not a matrix of costs`);
	return [require_core.tensor("i32", [2, call.fresh("steps")])];
};
/** Two minima and an addition a cell. */
const warpingCost = (call) => {
	const shape = require_core.shapeAt(call, 0);
	return shape === null ? require_core.unknownCost : { elementwise: require_core.mul(require_core.product(shape), 3) };
};
/** Windows of `size` at every `step` of an axis, laid along a new last axis. */
const unfold = (call) => {
	const shape = require_core.requiredShape(call, 0);
	const [size, step] = [require_core.intAttr(call, "size") ?? 0, require_core.intAttr(call, "step") ?? 1];
	if (size < 1 || step < 1) throw require_core.shapeFault(call, `windows of ${size} at every ${step}`);
	if (shape === null) return [require_core.tensor(require_core.dtypeAt(call, 0), null)];
	const axis = require_core.normalAxis(call, require_core.intAttr(call, "dim") ?? -1, shape.length);
	const whole = shape[axis];
	if (require_core.isAtLeast(whole, size) === false) throw require_core.shapeFault(call, `an axis of ${require_core.format(whole)} has no window of ${size}`);
	const windows = require_core.add(require_core.floorDiv(require_core.sub(whole, size), step), 1);
	return [require_core.tensor(require_core.dtypeAt(call, 0), [...shape.map((old, i) => i === axis ? windows : old), size])];
};
/** A convolution over the characters of each word and its maximum: [words, filters]. */
const wordEmbedding = (call) => {
	const [words, filters] = [require_core.requiredShape(call, 0)?.[0], require_core.requiredShape(call, 1)?.[0]];
	return [require_core.tensor(require_core.dtypeAt(call, 1), [words ?? call.fresh("words"), filters ?? call.fresh("filters")])];
};
/** For each of P = characters \u2212 width + 1 places of every word: filters\u00b7width\u00b7size MACs, bias, tanh; then the maximum over P. */
const wordEmbeddingCost = (call) => {
	const [words, characters] = require_core.shapeAt(call, 0) ?? [];
	const [filters, , width, size] = require_core.shapeAt(call, 1) ?? [];
	if (words === void 0 || characters === void 0 || filters === void 0 || width === void 0 || size === void 0) return require_core.unknownCost;
	const places = require_core.max(require_core.add(require_core.sub(characters, width), 1), 1);
	const results = require_core.product([
		words,
		places,
		filters
	]);
	return {
		macs: require_core.product([
			results,
			width,
			size
		]),
		elementwise: require_core.add(results, require_core.product([
			words,
			require_core.sub(places, 1),
			filters
		])),
		transcendentals: results
	};
};

// src/count/ops/movement/packed.ts
/** Concatenation of quantised tensors that come as (tensor, scale, zero point) from input 2 on; the result has input 1's type. */
const quantizedConcat = (call) => {
	const axis = require_core.intAttr(call, "axis") ?? 1;
	const parts = call.inputs.flatMap((_, i) => i >= 2 && (i - 2) % 3 === 0 ? [require_core.tensorAt(call, i)] : []);
	if (parts.length === 0) throw require_core.missing(call, 2);
	const joined = require_core.concatenated(call, parts, axis);
	return [require_core.tensor(require_core.tensorAt(call, 1)?.dtype ?? joined.dtype, joined.shape)];
};
/** `f` operations an element of output 0. */
const perOutput = (f) => (_, [output]) => {
	const count = output?.kind === "tensor" ? require_core.elements(output.shape) : void 0;
	return count === void 0 ? require_core.unknownCost : { elementwise: require_core.mul(count, f) };
};
/**
* Rows of a block-quantised table, dequantised: the type of the scales (input 2); 8/bits values a byte along the last axis
* where the table is u8. An index outside gives zeros.
*/
const gatherDequantized = (call) => {
	const [table, picks] = [require_core.requiredShape(call, 0), require_core.requiredShape(call, 1)];
	const dtype = require_core.dtypeAt(call, 2);
	if (table === null || picks === null) return [require_core.tensor(dtype, null)];
	const axis = require_core.normalAxis(call, require_core.intAttr(call, "gather_axis") ?? 0, table.length);
	const shape = [
		...table.slice(0, axis),
		...picks,
		...table.slice(axis + 1)
	];
	const packed = require_core.dtypeAt(call, 0) === "u8" ? 8 / Math.max(require_core.intAttr(call, "bits") ?? 4, 1) : 1;
	return [require_core.tensor(dtype, shape.map((size, i) => i === shape.length - 1 ? require_core.mul(size, packed) : size))];
};
/** F = 2 an element of the output; the table's parameters are as many as it dequantises to. */
const gatherDequantizedCost = (call, outputs) => {
	const table = require_core.elements(require_core.shapeAt(call, 0));
	const held = require_core.dtypeAt(call, 0) === "u8" && table !== void 0 ? [[0, require_core.floorDiv(require_core.mul(table, 8), Math.max(require_core.intAttr(call, "bits") ?? 4, 1))]] : [];
	return {
		...perOutput(2)(call, outputs),
		parameters: new Map(held)
	};
};
/** F = 2 an element of the output; each row of the table holds K parameters. */
const gatherPackedCost = (call, outputs) => {
	const [rows, size] = [require_core.shapeAt(call, 0)?.[0], require_core.intAttr(call, "K")];
	const held = rows === void 0 || size === void 0 ? [] : [[0, require_core.mul(rows, size)]];
	return {
		...perOutput(2)(call, outputs),
		parameters: new Map(held)
	};
};
/** Rows of a packed table: the indices' shape and K values each, in the type `output_dtype` (bf16 where absent). */
const gatherPacked = (call) => {
	const picks = require_core.requiredShape(call, 1);
	return [require_core.tensor(require_core.onnxDType(require_core.intAttr(call, "output_dtype") ?? 16), picks === null ? null : [...picks, require_core.intAttr(call, "K") ?? call.fresh("K")])];
};
/** Tokens without padding: [tokens, H]; their offsets [B, S], where sequences begin [B + 1], the longest [1]. */
const removePadding = (call) => {
	const shape = require_core.requiredShape(call, 0);
	if (shape !== null && shape.length !== 3) throw require_core.shapeFault(call, `${require_core.shapeText(shape)} is not [batch, sequence, hidden]`);
	const [batch, sequence, hidden] = shape ?? [
		call.fresh("dim0"),
		call.fresh("dim1"),
		call.fresh("dim2")
	];
	if (batch === void 0 || sequence === void 0 || hidden === void 0) return [];
	return [
		require_core.tensor(require_core.dtypeAt(call, 0), [call.fresh("tokens"), hidden]),
		require_core.tensor("i32", [batch, sequence]),
		require_core.tensor("i32", [require_core.add(batch, 1)]),
		require_core.tensor("i32", [1])
	];
};
/** Tokens back among padding: the offsets' [B, S] and the hidden size. */
const restorePadding = (call) => {
	const [tokens, offsets] = [require_core.requiredShape(call, 0), require_core.requiredShape(call, 1)];
	return [require_core.tensor(require_core.dtypeAt(call, 0), tokens === null || offsets === null ? null : [...offsets, ...tokens.slice(1)])];
};
/**
* Hashes of the n-grams that end at each token: (max_ngram_size \u2212 1)\u00b7n_head_per_ngram a token; the ids (and segments) that the
* next call needs: max_ngram_size \u2212 1 a sequence. Packed tokens have one axis and sequence ends in input 3.
*/
const ngramHashes = (call) => {
	const ids = require_core.requiredShape(call, 0);
	const reach = Math.max((require_core.intAttr(call, "max_ngram_size") ?? 1) - 1, 0);
	const isPacked = ids?.length === 1;
	const ends = isPacked ? require_core.shapeAt(call, 3)?.[0] : void 0;
	const batch = isPacked ? ends === void 0 ? call.fresh("batch") : require_core.sub(ends, 1) : ids?.[0];
	const history = batch === void 0 ? null : [batch, reach];
	const dtype = require_core.dtypeAt(call, 0);
	return [
		require_core.tensor(dtype, ids === null ? null : [...ids, require_core.mul(reach, require_core.intAttr(call, "n_head_per_ngram") ?? 1)]),
		require_core.tensor(dtype, history),
		require_core.tensor("i32", history),
		require_core.tensor(dtype, null)
	];
};
/** The input at position `i` with the same type and shape, under new contents. */
const likeInput = (...positions) => (call) => positions.map((i) => {
	if ((call.node.inputs[i] ?? "") === "") throw require_core.missing(call, i);
	return require_core.tensor(require_core.dtypeAt(call, i), require_core.shapeAt(call, i));
});
/** Tokens found so far and where the match goes on: a length known only at run time. */
const matchedTokens = (call) => [require_core.tensor(require_core.dtypeAt(call, 1), [call.fresh("tokens")]), require_core.tensor(require_core.dtypeAt(call, 2), require_core.shapeAt(call, 2))];
const sizeAt$1 = (call, i, hint) => {
	const size = require_core.scalarAt(call, i);
	return require_core.isDim(size) ? size : call.fresh(hint);
};
/** Text generation by greedy search or sampling: [batch, max_length] ids, [batch, vocabulary] logits. */
const greedySearch = (call) => {
	const batch = require_core.requiredShape(call, 0)?.[0] ?? call.fresh("batch");
	return [require_core.tensor("i32", [batch, sizeAt$1(call, 1, "max_length")]), require_core.tensor("f32", [batch, vocabulary(call)])];
};
function vocabulary(call) {
	const size = require_core.intAttr(call, "vocab_size") ?? -1;
	return size > 0 ? size : call.fresh("vocabulary");
}
/** Text generation by beam search: [batch, sequences, max_length] ids, their scores, and the scores of all beams at each step. */
const beamSearch = (call) => {
	const prompt = require_core.requiredShape(call, 0);
	const batch = prompt?.[0] ?? call.fresh("batch");
	const [longest, beams, kept] = [
		sizeAt$1(call, 1, "max_length"),
		sizeAt$1(call, 3, "beams"),
		sizeAt$1(call, 4, "sequences")
	];
	const dtype = [5, 6].map((i) => require_core.dtypeAt(call, i)).find((one) => one !== "unknown") ?? "f32";
	const steps = prompt?.length === 2 ? require_core.sub(longest, prompt[1]) : call.fresh("steps");
	return [
		require_core.tensor("i32", [
			batch,
			kept,
			longest
		]),
		require_core.tensor(dtype, [batch, kept]),
		require_core.tensor(dtype, [
			steps,
			batch,
			beams,
			vocabulary(call)
		]),
		crossAttention(call, batch, kept),
		require_core.tensor(dtype, [batch])
	];
};
function crossAttention(call, batch, kept) {
	const heads = require_core.shapeAt(call, 12)?.[0] ?? call.fresh("heads");
	return require_core.tensor("f32", [
		batch,
		kept,
		heads,
		call.fresh("length"),
		call.fresh("frames")
	]);
}
/** Outputs that the file says nothing about. */
const nothingTold = () => [];
/** The cost of what isn't arithmetic on floats. */
const moves$1 = () => require_core.free;
/** The cost of what the file doesn't show: a compiled part, or a decoder run until it stops. */
const opaque = () => require_core.unknownCost;

// src/count/ops/movement/contrib-movement-table.ts
const ms$5 = (name, shape, cost, formula) => require_core.opIn("com.microsoft", name, {
	since: 1,
	shape,
	cost,
	formula
});
const moving$1 = (name, shape) => ms$5(name, shape, moves$1, "0 (bytes only)");
const compiled = "unknown (compiled for a device)";
const unknown = (name, shape, formula = "unknown") => require_core.opIn("com.microsoft", name, {
	since: 1,
	shape,
	cost: opaque,
	formula,
	inWords: require_core.noRule
});
/** Data movement, texts and oddities of onnxruntime's own domain. */
const contribMovementOps = [
	moving$1("BifurcationDetector", matchedTokens),
	moving$1("ConvStateReplay", likeInput(2)),
	ms$5("DynamicTimeWarping", warpingPath, warpingCost, "F = 3\u00b7cells"),
	unknown("EPContext", nothingTold, compiled),
	ms$5("ExpandDims", require_core.expandDims, () => require_core.view, "0 (a view)"),
	unknown("GatedDeltaNetStateReplay", likeInput(2)),
	ms$5("GatherBlockQuantized", gatherDequantized, gatherDequantizedCost, "F = 2N"),
	moving$1("GatherND", require_core.gatherNd),
	ms$5("GatherPacked", gatherPacked, gatherPackedCost, "F = 2N"),
	moving$1("NGramHashMapping", ngramHashes),
	moving$1("NGramRepeatBlock", likeInput(1)),
	moving$1("PackedSparseAttentionIndexerMerge", nothingTold),
	moving$1("Pad", require_core.pad),
	ms$5("QLinearConcat", quantizedConcat, perOutput(4), "F = 4N"),
	moving$1("Range", require_core.range),
	moving$1("RemovePadding", removePadding),
	moving$1("RestorePadding", restorePadding),
	unknown("Snpe", nothingTold, compiled),
	moving$1("SpeculativePrefixCommit", nothingTold),
	moving$1("TorchEmbedding", require_core.lookUpRows),
	moving$1("UnfoldTensor", unfold),
	moving$1("Unique", require_core.uniqueInOrder),
	moving$1("VarlenNGramHashMapping", ngramHashes),
	ms$5("WordConvEmbedding", wordEmbedding, wordEmbeddingCost, "results = words\u00b7places\u00b7filters; M = results\u00b7width\u00b7size; F = 2\u00b7results \u2212 words\u00b7filters; T = results")
];

// src/count/ops/movement/join.ts
/**
* What two values have in common, for a place that one or the other may reach (branches, iterations, elements of a sequence):
* equal sizes and elements stay, other sizes are named, other elements are unknown, ranks that differ make an unknown rank.
*/
function joinValues(a, b, name) {
	if (a === b) return a;
	if (a.kind === "tensor" && b.kind === "tensor") return joinTensors(a, b, name);
	if (a.kind === "sequence" && b.kind === "sequence") return joinSequences(a, b, name);
	if (a.kind === "optional" && b.kind === "optional") return {
		kind: "optional",
		element: joinTypes(a.element, a.present === false, b.element, b.present === false, name),
		...a.present !== void 0 && a.present === b.present ? { present: a.present } : {}
	};
	if (a.kind === "map" && b.kind === "map" && a.keyType === b.keyType) {
		const valueType = a.valueType === null || b.valueType === null ? null : joinValues(a.valueType, b.valueType, name);
		return {
			kind: "map",
			keyType: a.keyType,
			valueType
		};
	}
	return { kind: "unknown" };
}
function joinTensors(a, b, name) {
	const dtype = a.dtype === b.dtype ? a.dtype : "unknown";
	const shape = joinShapes(a.shape, b.shape, name);
	const data = joinData(a, b);
	return {
		kind: "tensor",
		dtype,
		shape,
		...data === void 0 ? {} : { data },
		...a.quantized !== void 0 && a.quantized === b.quantized ? { quantized: a.quantized } : {}
	};
}
function joinShapes(a, b, name) {
	if (a === null || b === null || a.length !== b.length) return null;
	return a.map((size, axis) => {
		const other = b[axis];
		return require_core.equal(size, other) ? size : name(`dim${axis}`, size, other);
	});
}
function joinData(a, b) {
	if (a.data === void 0 || a.data.length !== b.data?.length) return void 0;
	if (a.shape?.length !== b.shape?.length || a.shape?.some((size, axis) => size !== b.shape?.[axis])) return void 0;
	const joined = a.data.map((scalar, i) => sameScalar(scalar, b.data?.[i]) ? scalar : void 0);
	return joined.length > 0 && joined.every((scalar) => scalar === void 0) ? void 0 : joined;
}
function sameScalar(a, b) {
	if (typeof a !== "object" || typeof b !== "object") return Object.is(a, b);
	if (a.kind === "poly" || b.kind === "poly") return a.kind === "poly" && b.kind === "poly" && require_core.equal(a, b);
	return a.denominator === b.denominator && require_core.equal(a.numerator, b.numerator);
}
function joinSequences(a, b, name) {
	const element = joinTypes(a.element, a.length === 0, b.element, b.length === 0, name);
	const length = require_core.equal(a.length, b.length) ? a.length : name("length", a.length, b.length);
	if (a.elements === void 0 || a.elements.length !== b.elements?.length) return {
		kind: "sequence",
		element,
		length
	};
	return {
		kind: "sequence",
		element,
		elements: a.elements.map((one, i) => joinValues(one, b.elements?.[i], (hint, x, y) => name(`${i}.${hint}`, x, y))),
		length
	};
}
/** Joins two element types; one that no element has (an empty side) yields to the other. */
function joinTypes(a, aIsEmpty, b, bIsEmpty, name) {
	if (a === null || aIsEmpty && b !== null) return b;
	if (b === null || bIsEmpty) return a;
	return joinValues(a, b, name);
}
/** What all values of a list have in common; null for none. */
function joinAll(values, name) {
	let joined = null;
	for (const value of values) joined = joined === null ? value : joinValues(joined, value, name);
	return joined;
}
/** The value as one that running makes: not fixed by the file, no weights in it. */
function asRuntime(value) {
	if (value.kind !== "tensor" || value.constant === void 0 && value.weights === void 0) return value;
	return value.data === void 0 ? bare(value, value.shape) : {
		...bare(value, value.shape),
		data: value.data
	};
}
/** A tensor of the same type, without contents and origin. */
function bare({ dtype, quantized }, shape) {
	return quantized === void 0 ? {
		kind: "tensor",
		dtype,
		shape
	} : {
		kind: "tensor",
		dtype,
		shape,
		quantized
	};
}
/** The value with every size, length and element type put through `map`; contents and origin dropped. */
function mapSizes(value, map) {
	switch (value.kind) {
		case "tensor": return bare(value, value.shape?.map((size, axis) => map(size, `dim${axis}`)) ?? null);
		case "sequence": return {
			kind: "sequence",
			element: value.element === null ? null : mapSizes(value.element, map),
			length: map(value.length, "length")
		};
		case "optional": return {
			...value,
			element: value.element === null ? null : mapSizes(value.element, map)
		};
		case "map":
		case "unknown": return value;
	}
}

// src/count/ops/control/merge-iterations.ts
const maxLabel = 60;
/** Runs of consecutive iterations as parts: one for all that cost the same in every layer, named by their numbers. */
function mergeIterations(runs) {
	const groups = [];
	const byTotals = /* @__PURE__ */ new Map();
	runs.forEach((run, k) => {
		const key = Object.values(run.totals).map(require_core.format).join();
		const alike = byTotals.get(key) ?? [];
		const like = alike.find((group) => sameCost(group.run, run));
		if (like !== void 0) {
			like.iterations.push(k);
			return;
		}
		const group = {
			run,
			iterations: [k]
		};
		groups.push(group);
		byTotals.set(key, [...alike, group]);
	});
	return groups.map(({ run, iterations }) => ({
		label: groups.length === 1 ? "body" : labelOf(iterations),
		times: iterations.length,
		run
	}));
}
/** True if two runs of one body cost the same, layer by layer. */
function sameCost(a, b) {
	if (a === b) return true;
	if (!sameFigures(a.totals, b.totals) || a.layers.length !== b.layers.length || !samePeaks(a, b)) return false;
	return a.layers.every((layer, i) => sameLayer(layer, b.layers[i]));
}
function sameLayer(a, b) {
	if (a.status !== b.status || a.node !== b.node || !sameFigures(a.figures, b.figures)) return false;
	const [parts, others] = [a.branches?.parts ?? [], b.branches?.parts ?? []];
	if (parts.length !== others.length || a.branches?.combine !== b.branches?.combine) return false;
	return parts.every((part, i) => {
		const other = others[i];
		return other !== void 0 && part.label === other.label && require_core.equal(part.times, other.times) && sameCost(part.run, other.run);
	});
}
function samePeaks(a, b) {
	if (a.peaks === null || b.peaks === null) return a.peaks === b.peaks;
	const others = b.peaks;
	return a.peaks.length === others.length && a.peaks.every((peak, i) => require_core.equal(peak, others[i] ?? 0));
}
function sameFigures(a, b) {
	if (a === b) return true;
	return Object.keys(a).every((name) => require_core.equal(a[name], b[name]));
}
/** `iterations 0-3,7`; cut if it gets long. */
function labelOf(iterations) {
	const ranges = [];
	let first = iterations[0] ?? 0;
	iterations.forEach((k, i) => {
		if (iterations[i + 1] === k + 1) return;
		ranges.push(first === k ? String(k) : `${first}-${k}`);
		first = iterations[i + 1] ?? 0;
	});
	const text = ranges.join(",");
	const cut = text.length > maxLabel ? `${text.slice(0, text.lastIndexOf(",", maxLabel))},...` : text;
	return `${iterations.length === 1 ? "iteration" : "iterations"} ${cut}`;
}

// src/count/ops/control/iterate.ts
/** Node evaluations up to which the iterations of one loop are run one by one; those of the whole model after which none are. */
const maxEffort = 1e5;
const maxTotalEffort = 5e5;
/** Iterations likewise. */
const maxIterations = 4096;
/** Node evaluations below which it isn't checked whether one iteration stands for all. */
const cheap = 2e3;
/** Rounds after which a carried value that still changes loses its contents, then everything. */
const contentRounds = 2;
const maxRounds = 64;
/**
* Loops inside one another from which on a body is run once, nothing known of what it carries: each more would multiply the runs of
* all within, and no exporter nests so.
*/
const maxNesting = 5;
const measures = /* @__PURE__ */ new WeakMap();
function measureOf(graph) {
	const known = measures.get(graph);
	if (known !== void 0) return known;
	let [nodes, loops] = [graph.nodes.length, 0];
	for (const { op, attrs } of graph.nodes) {
		const own = op === "Loop" || op === "Scan" ? 1 : 0;
		for (const attr of attrs.values()) {
			if (attr.kind !== "graph") continue;
			const inner = measureOf(attr.value);
			nodes += inner.nodes;
			loops = Math.max(loops, own + inner.loops);
		}
	}
	const measure = {
		nodes,
		loops
	};
	measures.set(graph, measure);
	return measure;
}
/** How many loops are inside one another in a body. */
const loopsWithin = ({ body }) => measureOf(body).loops;
/** Node evaluations that running `trips` iterations one by one takes, inner loops not multiplied. */
function effortOf({ body }, trips) {
	return trips * Math.max(1, measureOf(body).nodes);
}
/** True if running all iterations one by one costs no more than checking whether one stands for all. */
function isCheap(loop, trips) {
	return effortOf(loop, trips) <= cheap;
}
/**
* Runs the iterations one by one, contents followed exactly, at most `limit` of them.
* @param limit undefined if only the condition ends it
* @param onUnknown what an unknown condition does: `stop` gives up, `continue` trusts the limit
* @returns undefined if the condition isn't known, sizes depend on what is known only at run time, or it takes too long
*/
function iterateExactly(loop, limit, onUnknown) {
	const { call, body, leading } = loop;
	if (limit === void 0 && loopsWithin(loop) >= 5) return void 0;
	if (effortOf(loop, limit ?? 1) > maxEffort || (limit ?? 0) > maxIterations || call.effort() > maxTotalEffort) return void 0;
	return call.afford(() => {
		const start = call.effort();
		const runs = [];
		let carried = loop.initial.map(asRuntime);
		while (runs.length !== limit) {
			if (runs.length >= maxIterations || call.effort() - start > maxEffort) return void 0;
			if (carried.some((value) => dependsOnBody(call, value))) return void 0;
			const run = call.body(body, loop.inputs(carried, runs.length));
			runs.push(run);
			carried = carriedOutputs(loop, run);
			const condition = leading === 1 ? truthOf(run.outputs[0]) : true;
			if (condition === false) break;
			if (condition === void 0 && onUnknown === "stop") return void 0;
		}
		const stacked = stackedOutputs(loop, runs.at(-1)).map((_, i) => {
			const each = runs.map((run) => asRuntime(run.outputs[leading + carried.length + i] ?? { kind: "unknown" }));
			const element = joinAll(each, (hint) => call.fresh(`stacked${i}.${hint}`)) ?? { kind: "unknown" };
			return {
				element: outside(call, element, `stacked${i}`),
				each
			};
		});
		const finals = carried.map((value, i) => outside(call, value, `out${i}`));
		return {
			trips: runs.length,
			carried: finals,
			stacked,
			parts: mergeIterations(runs)
		};
	});
}
/** Runs the body for what is true of every iteration: carried sizes and elements that change are widened until nothing does. */
function iterateOnce(loop) {
	const { call, body, leading } = loop;
	let assumed = loopsWithin(loop) < 5 ? loop.initial.map(asRuntime) : loop.initial.map(() => ({ kind: "unknown" }));
	let first = [];
	for (let round = 0;; round++) {
		const run = call.attempt(() => {
			const tried = call.body(body, loop.inputs(assumed, void 0));
			const outputs = carriedOutputs(loop, tried);
			if (round === 0) first = outputs;
			const joined = assumed.map((value, i) => widened(call, value, outputs[i] ?? { kind: "unknown" }, i, round));
			if (joined.every((value, i) => require_core.valueText(value) === require_core.valueText(assumed[i]))) return tried;
			assumed = joined;
		});
		if (run !== void 0) return {
			run,
			assumed,
			condition: leading === 1 ? truthOf(run.outputs[0]) : void 0,
			first
		};
	}
}
function widened(call, before, after, i, round) {
	const joined = joinValues(before, after, (hint) => call.fresh(`carried${i}.${hint}`));
	if (round < contentRounds || require_core.valueText(joined) === require_core.valueText(before)) return joined;
	return round < maxRounds ? mapSizes(joined, (size) => size) : { kind: "unknown" };
}
/** One run that stands for every iteration; undefined if iterations may differ, or it is too deep a nest to ask. */
function settledRun(loop) {
	if (loopsWithin(loop) >= 5) return void 0;
	return loop.call.attempt(() => {
		const any = iterateOnce(loop);
		return isSettled(loop, any) ? any : void 0;
	});
}
/** True if nothing carried changes its type or contents, and nothing inside depends on the iteration. */
function isSettled(loop, { run, assumed, condition }) {
	const { call, leading } = loop;
	if (leading === 1 && condition !== true) return false;
	if (run.coverage.bounded + run.coverage.unknown > 0) return false;
	if (loop.initial.some((value, i) => require_core.valueText(asRuntime(value)) !== require_core.valueText(assumed[i]))) return false;
	if (Object.values(run.totals).some((figure) => isInside(call, figure))) return false;
	return stackedOutputs(loop, run).every((value) => !dependsOnBody(call, value) && !mayHaveContents(value));
}
function mayHaveContents(value) {
	if (value.kind !== "tensor") return true;
	const count = value.shape?.reduce(require_core.mul, 1) ?? 0;
	return !require_core.isFloat(value.dtype) && require_core.isAtLeast(count, 4096) !== true;
}
/** The result of `trips` iterations that are all like the one that was run. */
function repeated(loop, any, trips) {
	const { call } = loop;
	const outputs = carriedOutputs(loop, any.run);
	const carried = loop.initial.map((initial, i) => {
		const after = outputs[i] ?? { kind: "unknown" };
		return finalValue({
			call,
			trips,
			i,
			initial: asRuntime(initial),
			assumed: any.assumed[i],
			after
		});
	});
	const stacked = stackedOutputs(loop, any.run).map((value, i) => ({ element: outside(call, value, `stacked${i}`) }));
	noteVarying(call, any.run);
	return {
		trips,
		carried,
		stacked,
		parts: [{
			label: "body",
			times: trips,
			run: any.run
		}]
	};
}
function noteVarying(call, run) {
	const varying = [...new Set(Object.values(run.totals).flatMap((figure) => [...require_core.symbolsOf(figure)]))].filter((name) => name.startsWith(`${call.path}.carried`));
	if (varying.length === 0) return;
	call.note({
		code: "loop-varying-size",
		level: "warning",
		layer: call.name,
		detail: `its iterations cost differently: ${varying.join(", ")} stands for a size that changes from one to the next`
	});
}
/** What never running leaves: the initial values, and stacks of nothing. Types come from a run that is forgotten. */
function neverIterated(loop) {
	const { call, body } = loop;
	let types = [];
	try {
		call.attempt(() => {
			types = stackedOutputs(loop, call.body(body, loop.inputs(loop.initial.map(asRuntime), void 0)));
		});
	} catch (error) {
		if (!(error instanceof require_core.Fault) || error.code === "expansion-limit") throw error;
	}
	const count = Math.max(0, body.outputs.length - loop.leading - loop.initial.length);
	const stacked = Array.from({ length: count }, (_, i) => ({ element: outside(call, types[i] ?? { kind: "unknown" }, `stacked${i}`) }));
	return {
		trips: 0,
		carried: loop.initial,
		stacked,
		parts: []
	};
}
/** What the body gave for the carried values. */
function carriedOutputs({ initial, leading }, run) {
	return run.outputs.slice(leading, leading + initial.length).map(asRuntime);
}
function stackedOutputs({ initial, leading }, run) {
	return run?.outputs.slice(leading + initial.length).map(asRuntime) ?? [];
}
/** A carried value after the last iteration; one that grows by the same size every time has grown `trips` times. */
function finalValue(one) {
	const { call, i, initial, assumed, after } = one;
	if (initial.kind === "tensor" && assumed.kind === "tensor" && after.kind === "tensor") {
		if (assumed.shape === null || after.shape === null || initial.shape === null) return {
			...assumed,
			dtype: after.dtype
		};
		const [from, to] = [initial.shape, after.shape];
		const shape = assumed.shape.map((size, axis) => finalSize(one, from[axis] ?? 0, size, to[axis] ?? 0, `dim${axis}`));
		const same = shape.every((size, axis) => require_core.equal(size, to[axis] ?? 0));
		const last = outside(call, after, `out${i}`);
		if (same && require_core.isAtLeast(one.trips, 1) === true) return last;
		return same ? joinValues(last, assumed, (hint) => call.fresh(`out${i}.${hint}`)) : {
			kind: "tensor",
			dtype: assumed.dtype,
			shape
		};
	}
	if (initial.kind === "sequence" && assumed.kind === "sequence" && after.kind === "sequence") {
		const length = finalSize(one, initial.length, assumed.length, after.length, "length");
		return {
			kind: "sequence",
			element: assumed.element === null ? null : outsideSizes(call, assumed.element, `out${i}.element`),
			length
		};
	}
	return outsideSizes(call, assumed, `out${i}`);
}
function finalSize({ call, trips, i }, initial, assumed, after, hint) {
	if (require_core.equal(after, assumed) && require_core.equal(initial, assumed)) return after;
	const growth = require_core.sub(after, assumed);
	if (!isInside(call, growth)) return require_core.add(initial, require_core.mul(trips, growth));
	if (!isInside(call, after) && (require_core.isAtLeast(trips, 1) === true || require_core.equal(initial, after))) return after;
	return call.fresh(`out${i}.${hint}`);
}
/** True of a size that the body makes, or that stands for a carried one: its symbol means another number in every iteration. */
function isInside({ path }, size) {
	if (typeof size === "number") return false;
	for (const name of require_core.symbolsOf(size)) if (name.startsWith(`${path}/`) || name.startsWith(`${path}.`)) return true;
	return false;
}
/** Elements known one by one describe a sequence fully: what they have in common is only named by the body. */
function dependsOnBody(call, value) {
	if (value.kind === "sequence" && value.elements !== void 0) return value.elements.some((one) => dependsOnBody(call, one));
	let found = false;
	mapSizes(value, (size) => {
		found ||= isInside(call, size);
		return size;
	});
	if (value.kind !== "tensor" || value.data === void 0) return found;
	return found || value.data.some((scalar) => typeof scalar === "object" && isInside(call, scalar.kind === "poly" ? scalar : scalar.numerator));
}
function outside(call, value, name) {
	return dependsOnBody(call, value) ? outsideSizes(call, value, name) : value;
}
function outsideSizes(call, value, name) {
	return mapSizes(value, (size, hint) => isInside(call, size) ? call.fresh(`${name}.${hint}`) : size);
}
/** A bool scalar as true or false; undefined if known only at run time. */
function truthOf(value) {
	const scalar = value?.kind === "tensor" ? value.data?.[0] : void 0;
	return typeof scalar === "number" ? scalar !== 0 : void 0;
}

// src/count/ops/control/branch.ts
/** Faults by which a body contradicts itself for these inputs, so that running it would fail. */
const contradictions = /* @__PURE__ */ new Set([
	"shape",
	"bad-node",
	"bad-attribute"
]);
/**
* If: the branch that a known condition takes, and nothing of the other (exporters leave ill-typed dead branches). Of a condition on
* sizes that symbols leave open each branch counts where its sizes make it run. Else both: outputs have in common what both
* agree on, the dearer counts. A branch that contradicts itself can't be the one that runs.
*/
const branch = (call) => {
	if (!require_core.has(call, 0)) throw require_core.missing(call, 0);
	const condition = truthOf(call.inputs[0]);
	if (condition !== void 0) {
		const label = condition ? "then" : "else";
		const run = taken(call, label, call.body(branchOf(call, label), []));
		return {
			outputs: run.outputs,
			branches: {
				combine: "sum",
				parts: [{
					label,
					times: 1,
					run
				}]
			}
		};
	}
	const [then, otherwise] = [tryBranch(call, "then"), tryBranch(call, "else")];
	if (then instanceof require_core.Fault && otherwise instanceof require_core.Fault) throw then;
	if (then instanceof require_core.Fault || otherwise instanceof require_core.Fault) return only(call, then, otherwise);
	const open = require_core.openTruth(call.inputs[0]);
	const outputs = call.node.outputs.map((_, i) => {
		const [a, b] = [then.outputs[i], otherwise.outputs[i]];
		return joinValues(a, b, (hint, x, y) => eitherSize(call, open, x, y) ?? call.fresh(`out${i}.${hint}`));
	});
	const parts = [{
		label: "then",
		times: open ?? 1,
		run: then
	}, {
		label: "else",
		times: open === void 0 ? 1 : require_core.not(open),
		run: otherwise
	}];
	return {
		outputs,
		branches: {
			combine: open === void 0 ? "max" : "choice",
			parts
		}
	};
};
/**
* `x` where the condition holds, `y` elsewhere, as far as sizes decide it. What is known only when a branch runs is 0 if another
* runs: beside an empty output the size is its name.
*/
function eitherSize(call, open, x, y) {
	if (x === 0 && isInside(call, y)) return y;
	if (y === 0 && isInside(call, x)) return x;
	return open === void 0 || isInside(call, x) || isInside(call, y) ? void 0 : require_core.choose(open, x, y);
}
function only(call, then, otherwise) {
	const [label, run, fault] = then instanceof require_core.Fault ? [
		"else",
		otherwise,
		then
	] : [
		"then",
		then,
		otherwise
	];
	call.note({
		code: "impossible-branch",
		level: "warning",
		layer: call.name,
		detail: `only its ${label} branch can run, the other contradicts itself: ${fault.message}`
	});
	return {
		outputs: run.outputs,
		branches: {
			combine: "sum",
			parts: [{
				label,
				times: 1,
				run
			}]
		}
	};
}
function branchOf(call, label) {
	const graph = require_core.graphAttr(call, `${label}_branch`);
	if (graph !== void 0) return graph;
	throw new require_core.Fault("bad-node", `${call.name}: ${call.node.op} has no ${label}_branch`, "the node is not valid ONNX: export the model again, or run onnx.checker on it");
}
function tryBranch(call, label) {
	const graph = branchOf(call, label);
	try {
		return call.attempt(() => taken(call, label, call.body(graph, [])));
	} catch (error) {
		if (error instanceof require_core.Fault && contradictions.has(error.code)) return error;
		throw error;
	}
}
function taken(call, label, run) {
	if (run.outputs.length >= call.node.outputs.length) return run;
	throw new require_core.Fault("bad-node", `${call.name}: its ${label}_branch gives ${run.outputs.length} of ${call.node.outputs.length} outputs`, "the node is not valid ONNX: export the model again, or run onnx.checker on it");
}

// src/count/ops/movement/stack.ts
/**
* Tensors of one shape laid along a new axis. `each` are all of them, first to last, if they are known one by one; without a tensor the type is unknown.
* @throws Fault `shape` if the axis is outside
*/
function stackTensors(call, element, each, { length, axis }) {
	if (element.kind !== "tensor") return { kind: "unknown" };
	if (element.shape === null) return {
		kind: "tensor",
		dtype: element.dtype,
		shape: null
	};
	const at = require_core.normalAxis(call, axis, element.shape.length + 1);
	const shape = [
		...element.shape.slice(0, at),
		length,
		...element.shape.slice(at)
	];
	const value = require_core.withContent(element.dtype, shape, stackedContent(element, each, shape, at));
	return element.quantized === void 0 ? value : {
		...value,
		quantized: element.quantized
	};
}
function stackedContent(element, each, shape, axis) {
	const small = require_core.smallShape(shape);
	if (small === void 0 || each === void 0 || each.length !== small[axis]) return void 0;
	const inner = require_core.countOf(small.slice(axis + 1));
	const lists = each.map((value) => value.kind === "tensor" && value.shape?.length === element.shape?.length ? value.data : void 0);
	if (lists.every((list) => list === void 0)) return void 0;
	return Array.from({ length: require_core.countOf(small.slice(0, axis)) }, (_, block) => lists.flatMap((list) => Array.from({ length: inner }, (_unused, i) => list?.[block * inner + i]))).flat();
}

// src/count/ops/control/while.ts
/** Elements up to which a carried tensor may be a counter. */
const maxCounter = 8;
/** Conditions up to which the initial one is recognised as theirs. */
const maxBounds = 4;
/**
* How often a Loop runs whose condition is a comparison (or several, by And) of carried counters with sizes that stay. Counters are
* found by induction: what the first iteration adds is guessed to be added by each, then shown for iteration `k`. Books one run.
* @param any what holds of every iteration, the counters not followed
* @param limit the trip count given, undefined if there is none
* @param first the initial condition, 1 or 0
* @returns undefined if the condition hangs on anything else
*/
function countedTrips(loop, any, limit, first) {
	if (loop.leading !== 1 || comparisonsOf(loop, any.run) === void 0) return void 0;
	const { call } = loop;
	const iteration = require_core.symbol(`${call.path}.iteration`);
	const varying = orContradicted(() => {
		let found;
		const kept = call.attempt(() => {
			const shown = shownCounters(loop, any, iteration);
			const bounds = boundsOf(loop, shown.run, iteration);
			if (bounds === void 0) return void 0;
			const trips = tripsOf(bounds, limit, first);
			found = {
				trips,
				finals: new Map([...shown.counters].map(([i, counter]) => [i, counterAt(counter, trips)])),
				shown
			};
			return dimsOf(shown.run).some((figure) => hangsOn(figure, iteration)) ? void 0 : found;
		});
		return {
			found,
			isKept: kept !== void 0
		};
	});
	if (varying?.found === void 0) return void 0;
	const { trips, finals, shown } = varying.found;
	return {
		trips,
		finals,
		any: varying.isKept ? {
			...any,
			...shown
		} : withoutCounters(loop, any, shown, iteration)
	};
}
/** One run that knows no counter, for iterations that cost what their number says. */
function withoutCounters(loop, any, shown, iteration) {
	const { call } = loop;
	const assumed = carriedAt(any.assumed, shown.counters, void 0);
	const run = runAt(loop, assumed, void 0);
	const varying = dimsOf(shown.run).map((figure) => hangsOn(figure, iteration));
	if (dimsOf(run).some((figure, i) => varying[i] === true && !isInside(call, figure))) call.note({
		code: "loop-varying-size",
		level: "warning",
		layer: call.name,
		detail: "its iterations may cost differently: what one does hangs on its number, and one stands for all"
	});
	return {
		...any,
		run,
		assumed
	};
}
const dimsOf = ({ totals, peaks }) => [...Object.values(totals), ...peaks ?? []];
function hangsOn(figure, iteration) {
	const names = require_core.symbolsOf(figure);
	return [...require_core.symbolsOf(iteration)].some((name) => names.has(name));
}
/** Undefined if a body contradicts itself. */
function orContradicted(work) {
	try {
		return work();
	} catch (error) {
		if (!(error instanceof require_core.Fault) || error.code === "expansion-limit") throw error;
		return;
	}
}
/** The carried values to which the first iteration adds something that stays, which each may add. */
function candidatesOf({ call, initial }, { assumed, first }) {
	const counters = /* @__PURE__ */ new Map();
	for (const [i, given] of initial.entries()) {
		const [start, after] = [counterSizes(given), counterSizes(first[i])];
		if (start === void 0 || after?.length !== start.length || counterSizes(assumed[i]) !== void 0) continue;
		const value = asRuntime(given);
		const step = start.map((from, at) => require_core.sub(after[at] ?? 0, from));
		if (step.every((one) => !isInside(call, one)) && isSized(value) === isSized(first[i])) counters.set(i, {
			value,
			start,
			step
		});
	}
	return counters;
}
function shownCounters(loop, any, iteration) {
	const counters = candidatesOf(loop, any);
	for (;;) {
		const assumed = carriedAt(any.assumed, counters, iteration);
		const run = loop.call.attempt(() => {
			const tried = runAt(loop, assumed, iteration);
			const outputs = carriedOutputs(loop, tried);
			const wrong = [...counters].filter(([i, counter]) => !isNext(counter, outputs[i], iteration));
			for (const [i] of wrong) counters.delete(i);
			return wrong.length === 0 ? tried : void 0;
		});
		if (run !== void 0) return {
			counters,
			run,
			assumed
		};
	}
}
/** True if the value is the counter before the iteration after `k`. */
function isNext({ start, step }, value, iteration) {
	const after = counterSizes(value);
	if (after?.length !== start.length) return false;
	return start.every((from, at) => require_core.equal(after[at] ?? 0, require_core.add(from, require_core.mul(step[at] ?? 0, require_core.add(iteration, 1)))));
}
const isSized = (value) => value?.kind === "tensor" && value.sized === true;
/** Elements of what may be a counter: integers of 32 or 64 bits that have a sign, so that none wraps around at a size. */
function counterSizes(value) {
	if (value?.kind !== "tensor" || value.dtype !== "i64" && value.dtype !== "i32") return void 0;
	const data = value.data;
	if (data === void 0 || data.length === 0 || data.length > maxCounter) return void 0;
	return data.every(require_core.isSize) ? data : void 0;
}
function counterAt({ value, start, step }, iteration) {
	return {
		...value,
		data: start.map((from, at) => require_core.add(from, require_core.mul(step[at] ?? 0, iteration)))
	};
}
/** Carried values before iteration `k`, or before any if `k` is undefined: counters are made of sizes then too. */
function carriedAt(assumed, counters, iteration) {
	return assumed.map((value, i) => {
		const counter = counters.get(i);
		if (counter === void 0) return value;
		if (iteration !== void 0) return counterAt(counter, iteration);
		const { dtype, shape, sized } = counter.value;
		return {
			kind: "tensor",
			dtype,
			shape,
			...sized === true ? { sized } : {}
		};
	});
}
function runAt(loop, carried, k) {
	return loop.call.body(loop.body, loop.inputs(carried, k));
}
/** The conditions to go on after iteration `k`, all of which must hold; undefined if one is of another kind. */
function boundsOf(loop, run, iteration) {
	const bounds = comparisonsOf(loop, run)?.map(({ layer, holds }) => boundOf(loop, layer, holds, iteration));
	if (bounds === void 0 || bounds.length === 0 || bounds.length > maxBounds) return void 0;
	return bounds.every((bound) => bound !== void 0) ? bounds : void 0;
}
/** The comparisons that the condition is made of, all of which let the loop go on; undefined if it is made otherwise. */
function comparisonsOf({ body }, run) {
	const comparisons = [];
	const pending = [[
		body.outputs[0]?.name ?? "",
		run.outputs[0],
		true
	]];
	for (let next = pending.pop(); next !== void 0; next = pending.pop()) {
		const [name, value, holds] = next;
		if ((value?.kind === "tensor" && value.data?.length === 1 ? value.data[0] : void 0) === (holds ? 1 : 0)) continue;
		const layer = run.makerOf(name);
		if (layer === void 0 || layer.node.domain !== "") return void 0;
		const { op, inputs } = layer.node;
		if (op === "Identity" || op === "Cast" && isBool(layer.inputs[0]) && isBool(layer.outputs[0]) || op === "Not" || op === (holds ? "And" : "Or")) for (const [at, input] of inputs.entries()) pending.push([
			input,
			layer.inputs[at],
			op === "Not" ? !holds : holds
		]);
		else if (comparing.has(op)) comparisons.push({
			layer,
			holds
		});
		else return void 0;
	}
	return comparisons;
}
const comparing = /* @__PURE__ */ new Set([
	"Less",
	"LessOrEqual",
	"Greater",
	"GreaterOrEqual"
]);
const isBool = (value) => value?.kind === "tensor" && value.dtype === "bool";
/** What a comparison leaves until it ends the loop, as an integer \u2265 0 while it holds (or, `holds` false, while it doesn't). */
function spareOf({ node, inputs }, holds) {
	const [x, y] = inputs;
	if (x?.kind !== "tensor" || y?.kind !== "tensor" || x.data?.length !== 1 || y.data?.length !== 1) return void 0;
	const sizes = x.dtype === y.dtype ? require_core.sizesOf(x.dtype, x.data[0], y.data[0]) : void 0;
	if (sizes === void 0) return void 0;
	const [a, b] = sizes;
	switch (node.op) {
		case "Less": return holds ? require_core.sub(require_core.sub(b, a), 1) : require_core.sub(a, b);
		case "LessOrEqual": return holds ? require_core.sub(b, a) : require_core.sub(require_core.sub(a, b), 1);
		case "Greater": return holds ? require_core.sub(require_core.sub(a, b), 1) : require_core.sub(b, a);
		case "GreaterOrEqual": return holds ? require_core.sub(a, b) : require_core.sub(require_core.sub(b, a), 1);
		default: return;
	}
}
function boundOf({ call }, layer, holds, iteration) {
	const spare = spareOf(layer, holds);
	if (spare === void 0) return void 0;
	const [name] = require_core.symbolsOf(iteration);
	const left = require_core.substitute(spare, /* @__PURE__ */ new Map([[name ?? "", 0]]));
	const step = require_core.sub(left, require_core.substitute(spare, /* @__PURE__ */ new Map([[name ?? "", 1]])));
	if (typeof step !== "number" || step <= 0 || isInside(call, left)) return void 0;
	return require_core.equal(spare, require_core.sub(left, require_core.mul(step, iteration))) ? {
		left,
		step
	} : void 0;
}
/**
* The first iteration runs where the initial condition holds, one after iteration `k` while every bound does: \u230aleft/step\u230b + 2 in
* all, at least 1, at most the limit.
*/
function tripsOf(bounds, limit, first) {
	const atMost = (trips) => limit === void 0 ? trips : require_core.min(limit, trips);
	const each = bounds.map(({ left, step }) => require_core.add(require_core.floorDiv(left, step), 2));
	if (isSameFirst(bounds, limit, first)) return require_core.max(atMost(each.reduce(require_core.min)), 0);
	return require_core.mul(first, atMost(each.map((trips) => require_core.max(trips, 1)).reduce(require_core.min)));
}
/**
* True if the initial condition is what the bounds would say before the first iteration, as exporters of "while" write it: then it
* needs no factor. It is known as a product of comparisons with 0 of sizes that the bounds or the limit hold.
*/
function isSameFirst(bounds, limit, first) {
	const before = bounds.map(({ left, step }) => require_core.add(require_core.add(left, step), 1));
	const sizes = [
		...before,
		...before.map((size) => require_core.sub(size, 1)),
		...limit === void 0 ? [] : [limit]
	];
	const distinct = sizes.filter((size, i) => sizes.findIndex((other) => require_core.equal(size, other)) === i);
	const ends = [...before, ...limit === void 0 ? [] : [limit]];
	for (let chosen = 0; chosen < 2 ** distinct.length; chosen++) {
		const among = distinct.filter((_, i) => (chosen >> i) % 2 === 1);
		if (!require_core.equal(first, among.map((size) => require_core.isAbove(size, 0)).reduce(require_core.mul, 1))) continue;
		if (before.every((size) => require_core.isAtLeast(size, 1) === true || among.some((other) => require_core.isAtLeast(size, other) === true)) && among.every((size) => ends.some((end) => require_core.isAtLeast(size, end) === true))) return true;
	}
	return false;
}

// src/count/ops/control/loop.ts
/** Trip counts from which on only the condition ends a loop (exporters write 2^63 \u2212 1 for "while"). */
const endless = 2n ** 31n - 1n;
/** Loops inside one another, within a body, up to which its counters are looked for: that takes some more runs of all of them. */
const maxCounted = 2;
/**
* Loop: a body as often as the trip count and the condition say. Few iterations are run one by one, so that sizes that grow and
* contents that change are exact; else one run stands for all, carried sizes that change widened to symbols. A condition that compares
* a counter with a size gives the trip count as a formula; an unknown one is the symbol `LAYER.trips`.
*/
const loop = (call) => {
	const result = iterate$1(call, iterationOf(call), limitsOf(call));
	const stacked = result.stacked.map(({ element, each }) => stackTensors(call, element, each, {
		length: result.trips,
		axis: 0
	}));
	return {
		outputs: [...result.carried, ...stacked],
		branches: {
			combine: "sum",
			parts: result.parts
		}
	};
};
function iterationOf(call) {
	const body = bodyOf(call);
	const initial = call.inputs.slice(2).map((value) => value ?? { kind: "unknown" });
	if (body.inputs.length !== initial.length + 2 || body.outputs.length < initial.length + 1) throw badBody(call, `takes ${body.inputs.length} inputs and gives ${body.outputs.length} outputs for ${initial.length} carried values`);
	return {
		call,
		body,
		initial,
		leading: 1,
		inputs: bodyInputs
	};
}
/** Iteration number, condition (true wherever the body runs), carried values. */
const bodyInputs = (carried, k) => [
	k === void 0 ? require_core.tensor("i64", []) : require_core.known("i64", [], [k]),
	require_core.known("bool", [], [1]),
	...carried
];
/** @throws Fault `bad-node` if there is none */
function bodyOf(call) {
	const body = require_core.graphAttr(call, "body");
	if (body === void 0) throw badBody(call, "is missing");
	return body;
}
/** The fault of a body that doesn't fit its node. */
function badBody(call, what) {
	return new require_core.Fault("bad-node", `${call.name}: the body of ${call.node.op} ${what}`, "the node is not valid ONNX: export the model again, or run onnx.checker on it");
}
function limitsOf(call) {
	return {
		limit: limitOf(call),
		start: require_core.has(call, 1) ? startOf(call.inputs[1]) : 1
	};
}
function startOf(condition) {
	const truth = truthOf(condition);
	return truth === void 0 ? require_core.openTruth(condition) : truth ? 1 : 0;
}
function limitOf(call) {
	if (!require_core.has(call, 0)) return void 0;
	const count = require_core.tensorAt(call, 0)?.data?.[0];
	if (!require_core.isDim(count)) return "unknown";
	const constant = require_core.constantOf(count);
	if (constant !== void 0 && constant >= endless) return void 0;
	return require_core.isNonNegative(count) ? count : require_core.max(count, 0);
}
function iterate$1(call, iteration, limits) {
	const { limit, start } = limits;
	if (limit === 0 || start === 0) return neverIterated(iteration);
	if (limit !== "unknown" && start === 1) {
		if (typeof limit === "number" && !isCheap(iteration, limit)) {
			const any = settledRun(iteration);
			if (any !== void 0) return repeated(iteration, any, limit);
		}
		const exact = limit === void 0 || typeof limit === "number" ? iterateExactly(iteration, limit, "stop") : void 0;
		if (exact !== void 0) return exact;
	}
	const formula = formulaOf(iteration, limits);
	if (formula !== void 0) return formula;
	const trips = toldTrips(call, limit);
	if (trips === 0) return neverIterated(iteration);
	return (typeof trips === "number" ? iterateExactly(iteration, trips, "continue") : void 0) ?? repeated(iteration, iterateOnce(iteration), trips);
}
/** The iterations of a loop whose trip count is a formula of sizes; undefined if known only at run time. */
function formulaOf(iteration, { limit, start }) {
	if (limit === "unknown" || start === void 0) return void 0;
	const { call } = iteration;
	const depth = loopsWithin(iteration);
	if (depth >= 5) return void 0;
	let any;
	const plain = call.attempt(() => {
		any = iterateOnce(iteration);
		if (any.condition === void 0) return void 0;
		const trips = any.condition ? limit : limit === void 0 || require_core.isAtLeast(limit, 1) === true ? 1 : require_core.min(1, limit);
		return trips === void 0 ? void 0 : repeated(iteration, any, require_core.mul(start, trips));
	});
	if (any === void 0 || any.condition !== void 0) return plain;
	if (depth > maxCounted) return void 0;
	const counted = countedTrips(iteration, any, limit, start);
	return counted && withFinals(repeated(iteration, counted.any, counted.trips), counted.finals);
}
/** Counters are known after the last iteration too. */
function withFinals(iterated, finals) {
	return {
		...iterated,
		carried: iterated.carried.map((value, i) => finals.get(i) ?? value)
	};
}
/** The trip count that the caller gave, at most the limit; else a symbol, with a finding. */
function toldTrips(call, limit) {
	const trips = call.fresh("trips");
	if (require_core.constantOf(trips) !== void 0) return typeof limit === "number" ? require_core.min(trips, limit) : trips;
	const most = limit === void 0 || limit === "unknown" ? "" : ` (at most ${require_core.format(limit)})`;
	call.note({
		code: "unknown-trip-count",
		level: "warning",
		layer: call.name,
		detail: `how often its body runs is known only at run time${most}: give it with --dim "${require_core.format(trips)}=N", or read the formulas`
	});
	return trips;
}

// src/count/ops/control/scan.ts
/**
* Scan from version 9 on: a body for every position along an axis of the scanned inputs; its further outputs are stacked along
* `scan_output_axes`.
*/
const scan = (call) => {
	const count = scannedCount(call, call.inputs.length);
	const states = call.inputs.slice(0, call.inputs.length - count).map(orUnknown);
	const scanned = call.inputs.slice(call.inputs.length - count).map(orUnknown);
	const { iteration, length } = scanOf(call, states, scanned, require_core.intsAttr(call, "scan_input_axes") ?? scanned.map(() => 0));
	const result = iterate(iteration, length);
	const outputAxes = require_core.intsAttr(call, "scan_output_axes") ?? [];
	const backward = require_core.intsAttr(call, "scan_output_directions") ?? [];
	const stacked = result.stacked.map(({ element, each }, i) => stackTensors(call, element, backward[i] === 1 ? each?.toReversed() : each, {
		length,
		axis: outputAxes[i] ?? 0
	}));
	return {
		outputs: [...result.carried, ...stacked],
		branches: {
			combine: "sum",
			parts: result.parts
		}
	};
};
/**
* Scan of version 8: a batch axis before everything, the scanned axis after it; every batch element is scanned on its own. Lengths in
* input 0 don't count: positions beyond them are padding.
*/
const batchedScan = (call) => {
	const values = call.inputs.slice(1).map(orUnknown);
	const count = scannedCount(call, values.length);
	const batch = values.reduce((size, value) => {
		const first = value.kind === "tensor" ? value.shape?.[0] : void 0;
		return first === void 0 ? size : require_core.agreed(call, size, first, "batch sizes differ");
	}, firstSize(call, values));
	const states = values.slice(0, values.length - count).map(withoutFirst);
	const scanned = values.slice(values.length - count).map(withoutFirst);
	const { iteration, length } = scanOf(call, states, scanned, scanned.map(() => 0));
	const result = length === 0 || batch === 0 ? neverIterated(iteration) : repeated(iteration, iterateOnce(iteration), length);
	return {
		outputs: [...result.carried, ...result.stacked.map(({ element }) => stackTensors(call, element, void 0, {
			length,
			axis: 0
		}))].map((value) => stackTensors(call, value, void 0, {
			length: batch,
			axis: 0
		})),
		branches: {
			combine: "sum",
			parts: result.parts.map((part) => ({
				...part,
				times: require_core.mul(part.times, batch)
			}))
		}
	};
};
const orUnknown = (value) => value ?? { kind: "unknown" };
function firstSize(call, values) {
	for (const value of values) if (value.kind === "tensor" && value.shape?.[0] !== void 0) return value.shape[0];
	return call.fresh("batch");
}
function withoutFirst(value) {
	return value.kind === "tensor" ? {
		kind: "tensor",
		dtype: value.dtype,
		shape: value.shape?.slice(1) ?? null
	} : value;
}
function scannedCount(call, given) {
	const count = require_core.intAttr(call, "num_scan_inputs");
	if (count === void 0 || count < 1 || count > given) throw badBody(call, `can't scan ${count ?? "an unknown number"} of ${given} inputs`);
	return count;
}
function scanOf(call, initial, scanned, axes) {
	const body = bodyOf(call);
	if (body.inputs.length !== initial.length + scanned.length || body.outputs.length < initial.length) throw badBody(call, `takes ${body.inputs.length} inputs for ${initial.length} states and ${scanned.length} scanned inputs`);
	const directions = require_core.intsAttr(call, call.version < 9 ? "directions" : "scan_input_directions") ?? [];
	const length = lengthOf$1(call, scanned, axes);
	const inputs = (carried, k) => [...carried, ...scanned.map((value, i) => {
		const known = typeof k === "number" ? k : void 0;
		const at = known !== void 0 && directions[i] === 1 && typeof length === "number" ? length - 1 - known : known;
		return slice(call, value, axes[i] ?? 0, at);
	})];
	return {
		iteration: {
			call,
			body,
			initial,
			leading: 0,
			inputs
		},
		length
	};
}
function lengthOf$1(call, scanned, axes) {
	let length;
	scanned.forEach((value, i) => {
		if (value.kind !== "tensor" || value.shape === null) return;
		if (value.shape.length === 0) throw require_core.shapeFault(call, "a scalar has no axis to scan");
		const size = value.shape[require_core.normalAxis(call, axes[i] ?? 0, value.shape.length)];
		length = length === void 0 ? size : require_core.agreed(call, length, size, "lengths of the scanned inputs differ");
	});
	return length ?? call.fresh("length");
}
/** Position `k` along an axis; any position if `k` is undefined. */
function slice(call, value, axis, k) {
	if (value.kind !== "tensor") return value;
	if (value.shape === null) return require_core.tensor(value.dtype, null);
	const at = require_core.normalAxis(call, axis, value.shape.length);
	const thin = value.shape.map((size, i) => i === at ? 1 : size);
	const content = k === void 0 ? void 0 : require_core.regrid(value, thin, (i, x) => i === at ? k : x);
	return require_core.movedFrom(value, thin.toSpliced(at, 1), content);
}
function iterate(iteration, length) {
	if (length === 0) return neverIterated(iteration);
	const settled = typeof length === "number" && isCheap(iteration, length) ? void 0 : settledRun(iteration);
	if (settled !== void 0) return repeated(iteration, settled, length);
	return (typeof length === "number" ? iterateExactly(iteration, length, "continue") : void 0) ?? repeated(iteration, iterateOnce(iteration), length);
}

// src/count/ops/sequence/sequence.ts
/** Elements up to which a sequence is followed one by one. */
const maxElements = 1024;
/** A sequence of these elements. */
function sequenceOf(call, elements, empty = null) {
	const element = elements.length === 0 ? empty : joinAll(elements, (hint) => call.fresh(`element.${hint}`));
	const length = elements.length;
	return length > maxElements ? {
		kind: "sequence",
		element,
		length
	} : {
		kind: "sequence",
		element,
		elements,
		length
	};
}
function sequenceAt(call, i) {
	if (!require_core.has(call, i)) throw require_core.missing(call, i);
	const value = call.inputs[i];
	return value?.kind === "sequence" ? value : void 0;
}
const sequenceConstruct = (call) => {
	if (call.inputs.length === 0) throw require_core.missing(call, 0);
	return [sequenceOf(call, call.inputs.map((value) => value ?? { kind: "unknown" }))];
};
/** SequenceEmpty: no elements, of the type in `dtype` (f32 where absent). */
const sequenceEmpty = (call) => [sequenceOf(call, [], require_core.tensor(require_core.elementTypeAttr(call, "dtype", "f32"), null))];
/** SequenceInsert: one element more, before `position`, or at the end. */
const sequenceInsert = (call) => {
	const sequence = sequenceAt(call, 0);
	if (!require_core.has(call, 1)) throw require_core.missing(call, 1);
	const added = call.inputs[1] ?? { kind: "unknown" };
	if (sequence === void 0) return [];
	const { elements, length } = sequence;
	const at = require_core.has(call, 2) ? positionAt(call, 2, length, 0) : elements?.length;
	if (elements !== void 0 && at !== void 0) return [sequenceOf(call, elements.toSpliced(at, 0, added))];
	return [{
		kind: "sequence",
		element: sequence.element === null || length === 0 ? added : joinValues(sequence.element, added, (hint) => call.fresh(`element.${hint}`)),
		length: require_core.add(length, 1)
	}];
};
/** SequenceErase: without the element at `position`, or the last. */
const sequenceErase = (call) => {
	const sequence = sequenceAt(call, 0);
	if (sequence === void 0) return [];
	const { element, elements, length } = sequence;
	if (length === 0) throw require_core.shapeFault(call, "an empty sequence has no element to erase");
	const at = require_core.has(call, 1) ? positionAt(call, 1, length, -1) : (elements?.length ?? 0) - 1;
	if (elements !== void 0 && at !== void 0) return [sequenceOf(call, elements.toSpliced(at, 1), element)];
	return [{
		kind: "sequence",
		element,
		length: require_core.sub(length, 1)
	}];
};
/** SequenceAt: the element at `position`, or what all have in common. */
const sequenceElement = (call) => {
	const sequence = sequenceAt(call, 0);
	if (!require_core.has(call, 1)) throw require_core.missing(call, 1);
	const at = sequence === void 0 ? void 0 : positionAt(call, 1, sequence.length, -1);
	return [(at === void 0 ? void 0 : sequence?.elements?.[at]) ?? sequence?.element ?? void 0];
};
/** Position counted from the front; `last` is 0 if the end itself is a position, \u22121 if not. */
function positionAt(call, i, length, last) {
	const position = require_core.plainOf(require_core.listAt(call, i)?.[0]);
	if (position === void 0 || typeof length !== "number") return void 0;
	const at = position < 0 ? position + length : position;
	if (at < 0 || at > length + last) throw require_core.shapeFault(call, `position ${position} is outside a sequence of ${length}`);
	return at;
}
/** SequenceLength: itself a content. */
const sequenceLength = (call) => {
	const sequence = sequenceAt(call, 0);
	return [sequence === void 0 ? require_core.tensor("i64", []) : require_core.known("i64", [], [sequence.length])];
};
/** SplitToSequence: slices along `axis`, of one size, of given sizes, or of size 1 (then the axis may be dropped). */
const splitToSequence = (call) => {
	const source = require_core.requiredTensor(call, 0);
	if (source === void 0 || source.shape === null) return [{
		kind: "sequence",
		element: require_core.tensor(source?.dtype ?? "unknown", null),
		length: call.fresh("length")
	}];
	const axis = require_core.normalAxis(call, require_core.intAttr(call, "axis") ?? 0, source.shape.length);
	const whole = source.shape[axis];
	if (!require_core.has(call, 1)) return [equalSlices(call, source, axis, {
		whole,
		size: 1,
		drop: require_core.intAttr(call, "keepdims") === 0
	})];
	const isScalar = require_core.tensorAt(call, 1)?.shape?.length === 0;
	const sizes = require_core.listAt(call, 1);
	if (isScalar) return [equalSlices(call, source, axis, {
		whole,
		size: sizes?.[0],
		drop: false
	})];
	return [sizes === void 0 ? slicesUnknown(call, source, axis) : givenSlices(call, source, axis, sizes)];
};
/** Slices of one size, the last perhaps smaller. */
function equalSlices(call, source, axis, { whole, size, drop }) {
	if (size === void 0) return slicesUnknown(call, source, axis);
	if (require_core.isAtLeast(size, 1) === false) throw require_core.shapeFault(call, `can't split into slices of ${require_core.format(size)}`);
	const length = require_core.ceilDiv(whole, size);
	if (typeof whole === "number" && typeof size === "number" && typeof length === "number" && length <= maxElements) return sequenceOf(call, Array.from({ length }, (_, k) => sliceOf(source, axis, k * size, Math.min(size, whole - k * size), drop)), sliceOf(source, axis, void 0, size, drop));
	return {
		kind: "sequence",
		element: sliceOf(source, axis, void 0, require_core.equal(require_core.mul(length, size), whole) ? size : call.fresh(`element.dim${axis}`), drop),
		length
	};
}
function givenSlices(call, source, axis, sizes) {
	const told = sizes.filter((size) => size !== void 0);
	const whole = source.shape?.[axis] ?? 0;
	const total = require_core.sum(told);
	if (told.length === sizes.length ? require_core.differ(total, whole) : require_core.isAtLeast(whole, total) === false) throw require_core.shapeFault(call, `slices of ${told.map(require_core.format).join(" + ")} don't make the axis of ${require_core.format(whole)}`);
	let from = 0;
	return sequenceOf(call, sizes.map((size, i) => {
		const slice = sliceOf(source, axis, from, size ?? call.fresh(`${i}.dim${axis}`), false);
		from = from === void 0 || size === void 0 ? void 0 : require_core.add(from, size);
		return slice;
	}), sliceOf(source, axis, void 0, 0, false));
}
function slicesUnknown(call, source, axis) {
	return {
		kind: "sequence",
		element: sliceOf(source, axis, void 0, call.fresh(`element.dim${axis}`), false),
		length: call.fresh("length")
	};
}
function sliceOf(source, axis, from, size, drop) {
	const shape = source.shape?.map((own, i) => i === axis ? size : own) ?? null;
	const content = typeof from === "number" ? require_core.regrid(source, shape, (i, x) => i === axis ? from + x : x) : void 0;
	return require_core.movedFrom(source, drop ? shape?.toSpliced(axis, 1) ?? null : shape, content);
}
/** ConcatFromSequence: elements laid end to end along `axis`, or stacked along a new one. */
const concatFromSequence = (call) => {
	const sequence = sequenceAt(call, 0);
	if (sequence === void 0) return [];
	const axis = require_core.intAttr(call, "axis") ?? 0;
	const { element, elements, length } = sequence;
	if (require_core.intAttr(call, "new_axis") === 1) return [element === null ? void 0 : stackTensors(call, element, elements, {
		length,
		axis
	})];
	if (elements !== void 0 && elements.length > 0) {
		const parts = elements.map((one) => one.kind === "tensor" ? one : void 0);
		return [require_core.concatenated(call, parts, axis)];
	}
	return [endToEnd(call, element, length, axis)];
};
/** Elements of which only the common type is known: a size that isn't a number may differ among them. */
function endToEnd(call, element, length, axis) {
	if (element?.kind !== "tensor") return void 0;
	if (element.shape === null) return require_core.tensor(element.dtype, null);
	const at = require_core.normalAxis(call, axis, element.shape.length);
	const shape = element.shape.map((size, i) => i !== at ? size : typeof size === "number" ? require_core.mul(size, length) : call.fresh(`dim${at}`));
	return require_core.movedFrom(element, shape);
}
/** Optional: around input 0, or empty, of the type in the attribute. */
const optional = (call) => {
	const value = require_core.has(call, 0) ? call.inputs[0] : void 0;
	if (require_core.has(call, 0)) return [{
		kind: "optional",
		element: value ?? null,
		present: true
	}];
	const type = require_core.typeAttr(call, "type");
	return [{
		kind: "optional",
		element: type?.kind === "optional" ? type.element : type ?? null,
		present: false
	}];
};
/** OptionalHasElement: an omitted input has none, a value that isn't an optional is one. */
const optionalHasElement = (call) => {
	const value = call.inputs[0];
	const present = !require_core.has(call, 0) ? false : value?.kind === "optional" ? value.present : value === void 0 || value.kind === "unknown" ? void 0 : true;
	return [present === void 0 ? require_core.tensor("bool", []) : require_core.known("bool", [], [present ? 1 : 0])];
};
/** OptionalGetElement: what the optional holds; a value that isn't an optional is it. */
const optionalGetElement = (call) => {
	if (!require_core.has(call, 0)) throw require_core.missing(call, 0);
	const value = call.inputs[0];
	if (value?.kind !== "optional") return [value];
	if (value.present === false) throw require_core.shapeFault(call, "the optional is empty");
	return [value.element ?? void 0];
};

// src/count/ops/control/sequence-map.ts
/** Body runs up to which elements are mapped one by one. */
const maxRuns = 1024;
/**
* SequenceMap: a body for every element of the sequences among its inputs (others are given whole); elements of one type share
* a run. Elements that aren't known one by one share one run, as often as the sequence is long.
*/
const sequenceMap = (call) => {
	const body = bodyOf(call);
	const inputs = call.inputs.map((value) => value ?? { kind: "unknown" });
	if (body.inputs.length !== inputs.length) throw badBody(call, `takes ${body.inputs.length} inputs of ${inputs.length}`);
	const length = lengthOf(call, inputs);
	const each = elementwise(inputs, length);
	if (each === void 0) return mapAll(call, inputs, length);
	const known = /* @__PURE__ */ new Map();
	const runs = each.map((values) => {
		const key = values.map(require_core.valueText).join("|");
		const run = known.get(key) ?? call.body(body, values);
		known.set(key, run);
		return run;
	});
	const empty = runs.length === 0 ? typesOf(call, inputs) : [];
	return {
		outputs: body.outputs.map((_, i) => sequenceOf(call, runs.map((run) => asRuntime(run.outputs[i] ?? { kind: "unknown" })), empty[i] ?? null)),
		branches: {
			combine: "sum",
			parts: mergeIterations(runs)
		}
	};
};
function lengthOf(call, inputs) {
	let length;
	for (const value of inputs) {
		if (value.kind !== "sequence") continue;
		length = length === void 0 ? value.length : require_core.agreed(call, length, value.length, "lengths of the sequences differ");
	}
	return length ?? call.fresh("length");
}
/** Inputs of the body for every element; undefined if they aren't known one by one. */
function elementwise(inputs, length) {
	if (typeof length !== "number" || length > maxRuns) return void 0;
	if (inputs.some((value) => value.kind === "sequence" && value.elements === void 0)) return void 0;
	return Array.from({ length }, (_, k) => inputs.map((value) => value.kind === "sequence" ? value.elements?.[k] ?? { kind: "unknown" } : value));
}
const commonTypes = (inputs) => inputs.map((value) => value.kind === "sequence" ? value.element ?? { kind: "unknown" } : value);
function mapAll(call, inputs, length) {
	const run = call.body(bodyOf(call), commonTypes(inputs));
	return {
		outputs: run.outputs.map((value) => ({
			kind: "sequence",
			element: asRuntime(value),
			length
		})),
		branches: {
			combine: "sum",
			parts: [{
				label: "body",
				times: length,
				run
			}]
		}
	};
}
/** Types of the outputs for an empty sequence, from a run that is forgotten. */
function typesOf(call, inputs) {
	let types = [];
	call.attempt(() => {
		types = call.body(bodyOf(call), commonTypes(inputs)).outputs.map(asRuntime);
	});
	return types;
}

// src/count/ops/control/control-table.ts
/** Operators with bodies. */
const controlOps = [
	require_core.op("If", {
		since: 1,
		control: branch,
		formula: "the branch that a known condition takes; of one that hangs on open sizes each where they make it run; else the dearer of the two, figure by figure, both listed",
		inWords: require_core.bodiesOnly
	}),
	require_core.op("Loop", {
		since: 1,
		control: loop,
		formula: "\u03a3 body over the trips, one by one where they differ; trips \u00b7 body with a symbol where the count is unknown",
		inWords: require_core.bodiesOnly
	}),
	require_core.op("Scan", {
		since: 8,
		control: batchedScan,
		formula: "batch \u00b7 length \u00b7 body",
		inWords: require_core.bodiesOnly
	}, {
		since: 9,
		control: scan,
		formula: "length \u00b7 body",
		inWords: require_core.bodiesOnly
	}),
	require_core.op("SequenceMap", {
		since: 17,
		control: sequenceMap,
		formula: "\u03a3 body over the elements",
		inWords: require_core.bodiesOnly
	})
];

// src/count/ops/matmul/einsum-order.ts
/** Operands up to which all orders are tried (3^n of them); beyond, the cheapest pair is contracted again and again. */
const maxExhaustive = 8;
/** Operands up to which the cheapest pair is searched; beyond, they are contracted from left to right. */
const maxGreedy = 32;
/** Orders of one subset kept where symbols leave open which is cheapest. */
const maxKept = 6;
/** Contracts operands pairwise to `output` in the order that takes the fewest operations (2\u00b7M + F). At least two operands. */
function cheapestOrder(operands, output, sizes) {
	if (operands.length > maxExhaustive) {
		const work = operands.length > maxGreedy ? inSequence(operands, output, sizes) : greedily(operands, output, sizes);
		return {
			...work ?? nothing,
			ambiguous: work === void 0
		};
	}
	const found = exhaustively(operands, output, sizes);
	const [first = nothing] = found;
	const merged = found.some((work) => work.merged === true);
	if (found.length === 1) return {
		...first,
		ambiguous: merged
	};
	const alike = !merged && (found.every((work) => work.elementwise === 0) || found.every((work) => work.macs === 0));
	return {
		macs: found.map((work) => work.macs).reduce(require_core.min),
		elementwise: found.map((work) => work.elementwise).reduce(require_core.min),
		ambiguous: !alike
	};
}
const nothing = {
	macs: 0,
	elementwise: 0
};
const total = (work) => require_core.add(require_core.mul(work.macs, 2), work.elementwise);
const plus = (a, b) => ({
	macs: require_core.add(a.macs, b.macs),
	elementwise: require_core.add(a.elementwise, b.elementwise),
	...a.merged === true || b.merged === true ? { merged: true } : {}
});
/** What one pair costs where `needed` labels must live on: every combination of its labels, once. */
function pairWork(a, b, needed, sizes) {
	const labels = /* @__PURE__ */ new Set([...a, ...b]);
	const size = require_core.product([...labels].map((label) => sizes.get(label) ?? 1));
	return [...labels].some((label) => !needed.has(label)) ? {
		macs: size,
		elementwise: 0
	} : {
		macs: 0,
		elementwise: size
	};
}
/** Labels that survive a contraction of `inside` operands: those of the output and of all others. */
function neededBy(outside, output) {
	const needed = new Set(output);
	for (const term of outside) for (const label of term) needed.add(label);
	return needed;
}
function joined(a, b, needed) {
	return new Set([...a, ...b].filter((label) => needed.has(label)));
}
/** Dynamic programming over subsets, as bits: the least works of each, by all ways to split it in two. */
function exhaustively(operands, output, sizes) {
	const all = 2 ** operands.length - 1;
	const results = [];
	for (let subset = 1; subset <= all; subset++) {
		const inside = operands.filter((_, i) => (subset >> i) % 2 === 1);
		const needed = neededBy(operands.filter((_, i) => (subset >> i) % 2 === 0), output);
		const [single] = inside;
		if (inside.length === 1 && single !== void 0) {
			results[subset] = {
				labels: single,
				works: [nothing]
			};
			continue;
		}
		let works = [];
		let labels = /* @__PURE__ */ new Set();
		for (let part = subset - 1 & subset; part > 0; part = part - 1 & subset) {
			const [left, right] = [results[part], results[subset ^ part]];
			if (part < (subset ^ part) || left === void 0 || right === void 0) continue;
			const pair = pairWork(left.labels, right.labels, needed, sizes);
			labels = joined(left.labels, right.labels, needed);
			for (const a of left.works) for (const b of right.works) works = keepLeast(works, plus(plus(a, b), pair));
		}
		results[subset] = {
			labels,
			works
		};
	}
	return results[all]?.works ?? [nothing];
}
/** The works that no other is provably below, with a new one; of equals the one with fewer MACs. Too many end in one bound of the last. */
function keepLeast(works, work) {
	if (works.some((other) => isAtMost(other, work))) return works;
	const kept = works.filter((other) => !isAtMost(work, other));
	if (kept.length < maxKept) return [...kept, work];
	const last = kept.at(-1) ?? work;
	const bound = {
		macs: require_core.min(last.macs, work.macs),
		elementwise: require_core.min(last.elementwise, work.elementwise),
		merged: true
	};
	return [...kept.slice(0, -1), bound];
}
function isAtMost(a, b) {
	if (require_core.isAtLeast(total(b), total(a)) !== true) return false;
	return require_core.isAtLeast(total(a), total(b)) !== true || require_core.isAtLeast(b.macs, a.macs) === true;
}
/** The cheapest pair first, then the cheapest of what is left. Undefined if symbols leave open which that is. */
function greedily(operands, output, sizes) {
	let terms = operands;
	let work = nothing;
	while (terms.length > 1) {
		const priced = terms.flatMap((a, i) => terms.slice(i + 1).map((b) => ({
			a,
			b,
			rest: terms.filter((one) => one !== a && one !== b)
		}))).map((pair) => ({
			...pair,
			cost: pairWork(pair.a, pair.b, neededBy(pair.rest, output), sizes)
		}));
		const best = priced.reduce((x, y) => require_core.isAtLeast(total(y.cost), total(x.cost)) === true ? x : y);
		if (priced.some(({ cost }) => require_core.isAtLeast(total(cost), total(best.cost)) !== true)) return void 0;
		work = plus(work, best.cost);
		terms = [...best.rest, joined(best.a, best.b, neededBy(best.rest, output))];
	}
	return work;
}
/** From left to right, in time linear in the operands. */
function inSequence(operands, output, sizes) {
	const ahead = /* @__PURE__ */ new Map();
	for (const term of operands) for (const label of term) ahead.set(label, (ahead.get(label) ?? 0) + 1);
	const pass = (term) => {
		for (const label of term) ahead.set(label, (ahead.get(label) ?? 0) - 1);
	};
	let [term = /* @__PURE__ */ new Set()] = operands;
	pass(term);
	let work = nothing;
	for (const next of operands.slice(1)) {
		pass(next);
		const needed = /* @__PURE__ */ new Set([...output, ...[...ahead].flatMap(([label, left]) => left > 0 ? [label] : [])]);
		work = plus(work, pairWork(term, next, needed, sizes));
		term = joined(term, next, needed);
	}
	return work;
}

// src/count/ops/matmul/einsum.ts
/** Labels an axis may have: 26 lower and 26 upper case letters. */
const term = /^[A-Za-z]*(?:\.\.\.[A-Za-z]*)?$/;
function equationOf(call) {
	const text = require_core.stringAttr(call, "equation")?.replaceAll(" ", "");
	if (text === void 0) throw badEquation(call, "it has no equation");
	return text;
}
function badEquation(call, why) {
	return new require_core.Fault("bad-attribute", `${call.name}: Einsum can't be read: ${why}`, "write the equation as in \"bij,bjk->bik\", one term per input");
}
/**
* The equation with ellipses spread over the ranks; null if a rank is needed that isn't known.
* @throws Fault `bad-attribute` if it isn't an equation for this many operands, `shape` if a term doesn't fit its operand
*/
function parse(call, shapes) {
	const [left = "", right, ...more] = equationOf(call).split("->");
	const terms = left.split(",");
	const bad = [...terms, right ?? ""].find((one) => !term.test(one));
	if (bad !== void 0 || more.length > 0) throw badEquation(call, `'${bad ?? more.join("->")}' is no term`);
	if (terms.length !== shapes.length) throw badEquation(call, `${terms.length} terms for ${shapes.length} inputs`);
	const operands = terms.map((one, i) => spread(call, one, shapes[i] ?? null));
	if (operands.some((labels) => labels === null)) return null;
	const known = operands;
	return {
		operands: known,
		output: right === void 0 ? implicitOutput(known) : explicitOutput(call, right, known)
	};
}
/** Labels of one term, its ellipsis replaced by the axes that it stands for, numbered from the back. */
function spread(call, text, shape) {
	const [before = [], after] = text.split("...").map(lettersOf);
	const letters = before.length + (after?.length ?? 0);
	if (shape === null) return after === void 0 ? before : null;
	const hidden = shape.length - letters;
	if (hidden < 0 || after === void 0 && hidden > 0) throw require_core.shapeFault(call, `the term '${text}' doesn't fit an operand of rank ${shape.length}`);
	return [
		...before,
		...ellipsis(hidden),
		...after ?? []
	];
}
const lettersOf = (text) => Array.from(text);
/** `2`, `1`, `0`: aligned at the last axis, so that operands of unlike ranks broadcast. */
const ellipsis = (count) => Array.from({ length: count }, (_, i) => String(count - 1 - i));
/** The broadcast axes, then the labels that occur exactly once, capitals first. */
function implicitOutput(operands) {
	const all = operands.flat();
	const letters = [...new Set(all)].filter((label) => /\D/.test(label) && all.indexOf(label) === all.lastIndexOf(label));
	return [...ellipsis(hiddenAxes(operands)), ...letters.toSorted()];
}
const hiddenAxes = (operands) => Math.max(0, ...operands.map((labels) => labels.filter((label) => /\d/.test(label)).length));
function explicitOutput(call, text, operands) {
	const [before = [], after] = text.split("...").map(lettersOf);
	const output = [
		...before,
		...after === void 0 ? [] : ellipsis(hiddenAxes(operands)),
		...after ?? []
	];
	const given = new Set(operands.flat());
	const odd = output.find((label, i) => !given.has(label) || output.indexOf(label) !== i);
	if (odd !== void 0) throw badEquation(call, `label ${odd} of the output isn't in an operand, or stands there twice`);
	return output;
}
/** Size of each label: all axes under it must agree or be 1. */
function sizesOf(call, equation, shapes) {
	const sizes = /* @__PURE__ */ new Map();
	equation.operands.forEach((labels, i) => {
		labels.forEach((label, axis) => {
			const size = shapes[i]?.[axis] ?? call.fresh(`label_${label}`);
			const before = sizes.get(label);
			const joint = before === void 0 ? size : require_core.broadcast(before, size);
			if (joint === void 0) throw require_core.shapeFault(call, `label ${label} stands for ${require_core.format(before ?? 0)} and for ${require_core.format(size)}`);
			sizes.set(label, joint);
		});
	});
	return sizes;
}
function read(call) {
	const shapes = call.node.inputs.map((_, i) => require_core.requiredShape(call, i));
	const equation = parse(call, shapes);
	return equation === null ? null : {
		equation,
		sizes: sizesOf(call, equation, shapes)
	};
}
/** One size per label of the output. */
const einsumShape = (call) => {
	const reading = read(call);
	const shape = reading === null ? null : reading.equation.output.map((label) => reading.sizes.get(label) ?? 1);
	return [require_core.tensor(require_core.dtypeAt(call, 0), shape)];
};
/**
* The cheapest pairwise order; each pair costs the product of the sizes of its labels, as M if a label is contracted in it, else
* as F. A single operand is summed: F = its elements if a label goes.
*/
const einsumCost = (call) => {
	const reading = read(call);
	if (reading === null) return require_core.unknownCost;
	const { equation, sizes } = reading;
	const terms = equation.operands.map((labels) => new Set(labels));
	const output = new Set(equation.output);
	const [only] = terms;
	if (only !== void 0 && terms.length === 1) return sumCost(call, only, output, sizes);
	const { macs, elementwise, ambiguous } = cheapestOrder(terms, output, sizes);
	const cost = {
		elementwise: require_core.isCounted(require_core.dtypeAt(call, 0)) ? elementwise : 0,
		...ambiguous ? require_core.unknownCost : {}
	};
	return terms.length === 2 ? require_core.contraction(call, macs, 0, 1, cost) : {
		...cost,
		macs
	};
};
/** One operand: its diagonal is taken for nothing, what isn't in the output is summed. */
function sumCost(call, operand, output, sizes) {
	const summed = [...operand].some((label) => !output.has(label));
	const diagonal = require_core.product([...operand].map((label) => sizes.get(label) ?? 1));
	return { elementwise: summed && require_core.isCounted(require_core.dtypeAt(call, 0)) ? diagonal : 0 };
}

// src/count/ops/matmul/einsum-table.ts
/** Contractions written as an equation. */
const einsumOps = [require_core.op("Einsum", {
	since: 12,
	shape: einsumShape,
	cost: einsumCost,
	formula: "cheapest pairwise order: the product of a pair's labels, as M where one is contracted, else as F; one operand: F = N_in where summed",
	inWords: "the order of the products is searched for"
})];

// src/count/ops/attention/lengths.ts
/** An input of one element, as a size; undefined if known only at run time. */
function sizeAt(call, i) {
	const data = require_core.tensorAt(call, i)?.data;
	const scalar = data?.length === 1 ? data[0] : void 0;
	return require_core.isSize(scalar) ? scalar : void 0;
}
/** Lengths of packed sequences from their cumulated ones (0 first) in input `i`. */
function lengthsAt(call, i) {
	const ends = require_core.sizesAt(call, i);
	return ends?.slice(1).map((end, k) => require_core.sub(end, ends[k]));
}

// src/count/ops/attention/fused-attention.ts
/** Attention, DecoderMaskedSelfAttention: input, weights, bias, mask, past, bias of the scores, past length. */
const fusedForm = {
	bias: 2,
	mask: 3,
	past: 4,
	attentionBias: 5,
	pastLength: 6,
	typeOf: 0
};
/** QAttention: \u2026, bias, scales, mask, zero points, past. */
const quantizedForm = {
	bias: 2,
	mask: 5,
	past: 8,
	typeOf: 3,
	quantized: true
};
/** PackedAttention: \u2026, bias, token offsets, lengths, bias of the scores. */
const packedForm = {
	bias: 2,
	mask: -1,
	past: -1,
	attentionBias: 5,
	typeOf: 0,
	packed: 3
};
/** Number of heads. @throws Fault `shape` if it isn't given */
function headCount(call) {
	const heads = require_core.intAttr(call, "num_heads") ?? 0;
	if (heads < 1) throw require_core.shapeFault(call, "num_heads is missing");
	return heads;
}
function fusedOf(call, form) {
	const heads = headCount(call);
	const [input, weights] = [require_core.requiredShape(call, 0), require_core.requiredShape(call, 1)];
	const rank = form.packed === void 0 ? 3 : 2;
	if (input === null) return void 0;
	if (input.length !== rank) throw require_core.shapeFault(call, `the input has the shape ${require_core.shapeText(input)}, not ${rank} axes`);
	const inputs = require_core.agreed(call, input[rank - 1], weights?.[0] ?? input[rank - 1], "widths of input and weights differ");
	const hidden = hiddenSizes(call, weights?.[1] ?? call.fresh("hidden"));
	const grid = form.packed === void 0 ? input : require_core.shapeOfRank(call, form.packed, 2);
	if (grid === null) return void 0;
	const [batch, queries] = grid;
	const { past, stored } = pastOf$1(call, form, queries);
	return {
		batch,
		heads,
		queries,
		keys: require_core.add(past, queries),
		qk: headWidth(call, hidden.q, heads),
		v: headWidth(call, hidden.v, heads),
		tokens: form.packed === void 0 ? require_core.mul(batch, queries) : input[0],
		inputs,
		hidden,
		stored,
		past
	};
}
function hiddenSizes(call, all) {
	const given = require_core.intsAttr(call, "qkv_hidden_sizes") ?? [];
	const [q, k, v] = given;
	if (q !== void 0 && k !== void 0 && v !== void 0 && given.length === 3) {
		require_core.agreed(call, all, q + k + v, "the weights are not as wide as qkv_hidden_sizes");
		return {
			q,
			k,
			v
		};
	}
	const third = headWidth(call, all, 3);
	return {
		q: third,
		k: third,
		v: third
	};
}
/** Past [2, B, N, P, h]; if past and present share a buffer, P is its capacity and the length is given separately. */
function pastOf$1(call, form, queries) {
	if (!require_core.has(call, form.past)) return {
		past: 0,
		stored: queries
	};
	const length = require_core.shapeAt(call, form.past)?.[3] ?? call.fresh("past_sequence_length");
	if (require_core.intAttr(call, "past_present_share_buffer") !== 1) return {
		past: length,
		stored: require_core.add(length, queries)
	};
	return {
		past: (form.pastLength === void 0 ? void 0 : sizeAt(call, form.pastLength)) ?? call.fresh("past_sequence_length"),
		stored: length
	};
}
/** Output [B, S, Hv] (or [tokens, Hv]) and present [2, B, N, P + S, h]. */
function fusedAttentionShape(form) {
	return (call) => {
		const dtype = require_core.dtypeAt(call, form.typeOf);
		const one = fusedOf(call, form);
		if (one === void 0) return [require_core.tensor(dtype, null), require_core.tensor(dtype, null)];
		const { batch, heads, queries, hidden, stored, tokens, qk } = one;
		const output = form.packed === void 0 ? [
			batch,
			queries,
			hidden.v
		] : [tokens, hidden.v];
		return [require_core.tensor(dtype, output), require_core.tensor(dtype, [
			2,
			batch,
			heads,
			stored,
			qk
		])];
	};
}
/** Projections tokens\u00b7D\u00b7(Dq + Dk + Dv) with their biases, then attention. */
function fusedAttentionCost(form) {
	return (call) => {
		const one = fusedOf(call, form);
		if (one === void 0) return require_core.unknownCost;
		const causal = require_core.intAttr(call, "unidirectional") === 1;
		const work = {
			added: addedTo(call, [form.mask, form.attentionBias ?? -1], causal),
			bits: require_core.operandBits(require_core.tensor(require_core.dtypeAt(call, form.typeOf), [])),
			visible: causal ? require_core.mul(one.batch, visiblePairs(one.queries, one.keys, {
				offset: one.past,
				right: 0
			})) : void 0
		};
		const { q, k } = one.hidden;
		const rotary = require_core.intAttr(call, "do_rotary") === 1 ? rotaryCost(require_core.mul(one.tokens, require_core.add(q, k))) : {};
		return totalCost(projections(call, form, one), sdpaCost(call, one, work), rotary);
	};
}
function projections(call, form, { tokens, inputs, hidden }) {
	const outputs = require_core.mul(tokens, require_core.sum([
		hidden.q,
		hidden.k,
		hidden.v
	]));
	const macs = require_core.mul(outputs, inputs);
	const each = (require_core.has(call, form.bias) ? 1 : 0) + (form.quantized === true ? 1 : 0);
	return {
		...require_core.costOf(outputs, { elementwise: each }),
		macs,
		bitOps: require_core.mul(macs, require_core.operandBits(call.inputs[0]) * require_core.operandBits(call.inputs[1]))
	};
}
/** Adds to the scores: one for a mask (of inputs, or causal), one for a bias. */
function addedTo(call, [mask, bias], causal) {
	return (require_core.has(call, mask) || causal ? 1 : 0) + (require_core.has(call, bias) ? 1 : 0);
}
/** QOrderedAttention: int8 throughout, weights and biases of Q, K and V apart (inputs 5\u20137 and 11\u201313). */
const orderedAttentionShape = (call) => {
	const one = orderedOf(call);
	return [require_core.tensor(require_core.dtypeAt(call, 0), one === void 0 ? null : [
		one.batch,
		one.queries,
		require_core.mul(one.heads, one.v)
	])];
};
function orderedOf(call) {
	const heads = headCount(call);
	const [input, q, v] = [
		require_core.requiredShape(call, 0),
		require_core.requiredShape(call, 5),
		require_core.requiredShape(call, 7)
	];
	if (input === null || q === null || v === null) return void 0;
	const [batch, queries, inputs] = input;
	const [qk, width] = [headWidth(call, q[1], heads), headWidth(call, v[1], heads)];
	return {
		batch,
		heads,
		queries,
		keys: queries,
		qk,
		v: width,
		inputs
	};
}
const orderedAttentionCost = (call) => {
	const one = orderedOf(call);
	if (one === void 0) return require_core.unknownCost;
	const causal = require_core.intAttr(call, "unidirectional") === 1;
	const outputs = require_core.product([
		one.batch,
		one.queries,
		one.heads,
		require_core.add(require_core.mul(2, one.qk), one.v)
	]);
	const macs = require_core.mul(outputs, one.inputs);
	const visible = causal ? require_core.mul(one.batch, visiblePairs(one.queries, one.keys, {
		offset: 0,
		right: 0
	})) : void 0;
	const attention = sdpaCost(call, one, {
		added: addedTo(call, [17, 19], causal),
		bits: 8,
		visible
	});
	return totalCost({
		...require_core.costOf(outputs, { elementwise: 2 }),
		macs,
		bitOps: require_core.mul(macs, 64)
	}, attention);
};
/**
* Longformer: two sets of projections (local and global) and attention within `window` tokens on either side. Counted dense like
* every windowed attention; the window is in `effectiveMacs`, tokens that attend globally not.
*/
function longformerCost(weights) {
	return (call) => {
		const [input, weight] = [require_core.requiredShape(call, 0), require_core.shapeOfRank(call, weights, 2)];
		if (input === null || weight === null || input.length !== 3) return require_core.unknownCost;
		const [batch, queries, inputs] = input;
		const heads = headCount(call);
		const width = require_core.floorDiv(inputs, heads);
		const outputs = require_core.product([
			2,
			batch,
			queries,
			weight[1]
		]);
		const macs = require_core.mul(outputs, inputs);
		const bits = require_core.operandBits(call.inputs[0]);
		const window = Math.max(0, require_core.intAttr(call, "window") ?? 0);
		const visible = require_core.mul(batch, visiblePairs(queries, queries, {
			offset: 0,
			left: window,
			right: window
		}));
		const attention = sdpaCost(call, {
			batch,
			heads,
			queries,
			keys: queries,
			qk: width,
			v: width
		}, {
			added: 1,
			bits,
			visible
		});
		const linear = {
			...require_core.plusCost(require_core.costOf(outputs, { elementwise: 1 })),
			macs,
			bitOps: require_core.mul(macs, bits * bits)
		};
		return totalCost(linear, attention);
	};
}
/** Undefined if a flag isn't known: query [S, B, D], key [T, B, D], caches [B, N, P, h]. */
function decoderOf(call) {
	const heads = headCount(call);
	const [query, key] = [require_core.requiredShape(call, 0), require_core.requiredShape(call, 1)];
	const [isStatic, usesPast, hasState] = [
		sizeAt(call, 8),
		sizeAt(call, 9),
		sizeAt(call, 10)
	];
	if (query === null || key === null || isStatic === void 0 || usesPast === void 0 || hasState === void 0) return void 0;
	const [queries, batch, width] = query;
	const cached = usesPast === 1 && hasState === 1 && require_core.has(call, 6) ? require_core.shapeAt(call, 6)?.[2] ?? call.fresh("past_sequence_length") : 0;
	const newKeys = isStatic === 0 ? queries : cached === 0 ? key[0] : 0;
	const head = headWidth(call, width, heads);
	return {
		batch,
		heads,
		queries,
		keys: require_core.add(cached, newKeys),
		qk: head,
		v: head,
		width,
		newKeys,
		cached
	};
}
const decoderAttentionShape = (call) => {
	const dtype = require_core.dtypeAt(call, 0);
	const one = decoderOf(call);
	const [batch, head] = [require_core.shapeAt(call, 0)?.[1] ?? call.fresh("batch"), require_core.floorDiv(require_core.shapeAt(call, 0)?.[2] ?? call.fresh("hidden"), headCount(call))];
	const cache = [
		batch,
		headCount(call),
		one?.keys ?? call.fresh("total_sequence_length"),
		head
	];
	return [
		require_core.tensor(dtype, require_core.shapeAt(call, 0)),
		require_core.tensor(dtype, cache),
		require_core.tensor(dtype, cache)
	];
};
/** Projections of the queries and of the keys that are new, then attention to all. */
const decoderAttentionCost = (call) => {
	const one = decoderOf(call);
	if (one === void 0) return require_core.unknownCost;
	const { batch, queries, newKeys, width } = one;
	const outputs = require_core.product([
		batch,
		require_core.add(queries, require_core.mul(2, newKeys)),
		width
	]);
	const macs = require_core.mul(outputs, width);
	const bits = require_core.operandBits(call.inputs[0]);
	const masked = sizeAt(call, 11) !== 0 && require_core.has(call, 5);
	const linear = {
		...require_core.costOf(outputs, { elementwise: 1 }),
		macs,
		bitOps: require_core.mul(macs, bits * bits)
	};
	return totalCost(linear, sdpaCost(call, one, {
		added: masked ? 1 : 0,
		bits
	}));
};
/** T5's buckets of relative positions: [1, N, queries, keys], a division, a logarithm, a division and a multiply for each pair. */
const relativeBiasShape = (call) => {
	const table = require_core.requiredShape(call, 0);
	const [queries, keys] = [sizeAt(call, 1) ?? call.fresh("query_length"), sizeAt(call, 2) ?? call.fresh("key_length")];
	return [require_core.tensor(require_core.dtypeAt(call, 0), [
		1,
		table?.[1] ?? call.fresh("heads"),
		queries,
		keys
	])];
};
const relativeBiasCost = (_, outputs) => {
	const shape = outputs[0]?.kind === "tensor" ? outputs[0].shape : null;
	return require_core.costOf(shape === null ? void 0 : require_core.product(shape.slice(2)), {
		elementwise: 3,
		transcendentals: 1
	});
};
/**
* Gates of a relative position bias from the queries: (query + bias)\u00b7W [h, D] + b, summed into two gates of D/2, sigmoid, gate
* arithmetic 4 a query, one multiply a pair.
*/
const gatedBiasShape = (call) => {
	const [query, offsets] = [require_core.shapeOfRank(call, 0, 2), require_core.has(call, 6) ? require_core.shapeOfRank(call, 6, 2) : null];
	const grid = query?.length === 3 ? query : offsets;
	if (grid === null) return [require_core.tensor(require_core.dtypeAt(call, 0), null)];
	const [batch, length] = grid;
	return [require_core.tensor(require_core.dtypeAt(call, 0), [
		batch,
		headCount(call),
		length,
		length
	])];
};
const gatedBiasCost = (call, outputs) => {
	const [query, weight] = [require_core.shapeOfRank(call, 0, 2), require_core.shapeOfRank(call, 3, 2)];
	const shape = outputs[0]?.kind === "tensor" ? outputs[0].shape : null;
	if (query === null || weight === null || shape === null) return require_core.unknownCost;
	const rows = require_core.mul(require_core.product(query.slice(0, -1)), headCount(call));
	const [head, gate] = weight;
	const macs = require_core.product([
		rows,
		head,
		gate
	]);
	const perRow = require_core.add(head, require_core.mul(2, gate));
	return {
		...require_core.plusCost(require_core.costOf(require_core.mul(rows, perRow), { elementwise: 1 }), require_core.costOf(rows, {
			elementwise: 10,
			transcendentals: 2
		}), require_core.costOf(require_core.product(shape), { elementwise: 1 })),
		macs
	};
};

// src/count/ops/attention/cached-attention.ts
const multiHeadForm = {
	bias: 3,
	mask: 4,
	attentionBias: 5,
	past: 6,
	pastLength: 8
};
const decoderForm = {
	bias: 10,
	mask: 3,
	attentionBias: 4,
	past: 5,
	pastLength: 7,
	flatPacked: true
};
function multiHeadOf(call, form) {
	const heads = headCount(call);
	const query = require_core.requiredShape(call, 0);
	if (query === null || require_core.has(call, 1) && require_core.shapeAt(call, 1) === null) return void 0;
	const [batch, queries] = query;
	const { qk, v, newKeys } = keySizes(call, form, query, heads);
	const { past, stored } = require_core.shapeAt(call, 1)?.length === 4 || !require_core.has(call, form.past) ? {
		past: 0,
		stored: newKeys
	} : pastOf(call, form, newKeys);
	return {
		batch,
		heads,
		queries,
		keys: require_core.add(past, newKeys),
		qk,
		v,
		keyHeads: heads,
		newKeys,
		past,
		stored
	};
}
/** Head sizes and number of new keys, from [B, T, H] apart, packed together with the queries or each other, or as [B, N, T, h]. */
function keySizes(call, form, query, heads) {
	const [key, value] = [require_core.has(call, 1) ? require_core.shapeAt(call, 1) : null, require_core.has(call, 2) ? require_core.shapeAt(call, 2) : null];
	const newQueries = query[1];
	if (query.length === 5) return {
		qk: query[4],
		v: query[4],
		newKeys: newQueries
	};
	if (query.length !== 3) throw require_core.shapeFault(call, `queries of shape ${require_core.shapeText(query)}`);
	const hidden = query[2];
	if (key === null) {
		const width = headWidth(call, form.flatPacked === true ? require_core.floorDiv(hidden, 3) : hidden, heads);
		return {
			qk: width,
			v: width,
			newKeys: newQueries
		};
	}
	const qk = headWidth(call, hidden, heads);
	if (key.length < 3) throw require_core.shapeFault(call, `keys of shape ${require_core.shapeText(key)}`);
	if (key.length === 5) return {
		qk,
		v: qk,
		newKeys: key[1]
	};
	if (key.length === 4) return {
		qk,
		v: value?.[3] ?? qk,
		newKeys: key[2]
	};
	require_core.agreed(call, key[2], hidden, "widths of queries and keys differ");
	return {
		qk,
		v: headWidth(call, value?.[2] ?? hidden, heads),
		newKeys: key[1]
	};
}
/** Past [B, N, P, h], before the new keys; with a past length given separately, P is the capacity of a buffer that both share. */
function pastOf(call, form, newKeys) {
	const length = require_core.shapeAt(call, form.past)?.[2] ?? call.fresh("past_sequence_length");
	if (!(form.flatPacked === true ? require_core.intAttr(call, "past_present_share_buffer") === 1 : require_core.has(call, form.pastLength))) return {
		past: length,
		stored: require_core.add(length, newKeys)
	};
	return {
		past: sizeAt(call, form.pastLength) ?? call.fresh("past_sequence_length"),
		stored: length
	};
}
/** Output [B, S, N\u00b7v]; present keys and values; scores. */
function multiHeadShape(form) {
	return (call) => {
		const dtype = require_core.dtypeAt(call, 0);
		const one = multiHeadOf(call, form);
		if (one === void 0) return [
			dtype,
			dtype,
			dtype,
			dtype
		].map((type) => require_core.tensor(type, null));
		const { batch, heads, queries, keys, qk, v, stored } = one;
		return [
			require_core.tensor(dtype, [
				batch,
				queries,
				require_core.mul(heads, v)
			]),
			require_core.tensor(dtype, [
				batch,
				heads,
				stored,
				qk
			]),
			require_core.tensor(dtype, [
				batch,
				heads,
				stored,
				v
			]),
			require_core.tensor(dtype, [
				batch,
				heads,
				queries,
				keys
			])
		];
	};
}
function multiHeadCost(form) {
	return (call) => {
		const one = multiHeadOf(call, form);
		if (one === void 0) return require_core.unknownCost;
		const causal = require_core.intAttr(call, "unidirectional") === 1;
		const work = {
			added: addedTo(call, [form.mask, form.attentionBias], causal),
			bits: require_core.operandBits(call.inputs[0]),
			visible: causal ? require_core.mul(one.batch, visiblePairs(one.queries, one.keys, {
				offset: one.past,
				right: 0
			})) : void 0
		};
		return totalCost(biasCost(call, form.bias, one), sdpaCost(call, one, work));
	};
}
/** The bias that the projections before left to this node. */
function biasCost(call, bias, { batch, heads, queries, newKeys, qk, v }) {
	if (!require_core.has(call, bias)) return {};
	const width = require_core.add(require_core.mul(queries, qk), require_core.mul(newKeys, require_core.add(qk, v)));
	return require_core.costOf(require_core.product([
		batch,
		heads,
		width
	]), { elementwise: 1 });
}
/** PackedMultiHeadAttention: tokens without padding, [tokens, H] or [tokens, N, 3, h]; offsets [B, S] in input 4. */
const packedMultiHeadShape = (call) => {
	const query = require_core.shapeOfRank(call, 0, 2);
	const value = require_core.has(call, 2) ? require_core.shapeOfRank(call, 2, 2) : null;
	if (query === null) return [require_core.tensor(require_core.dtypeAt(call, 0), null)];
	const width = query.length === 4 ? require_core.mul(query[1], query[3]) : value?.[1] ?? query[1] ?? 0;
	return [require_core.tensor(require_core.dtypeAt(call, 0), [query[0], width])];
};
/** Counted as its unpacked form, padding included. */
const packedMultiHeadCost = (call) => {
	const [query, grid] = [require_core.shapeOfRank(call, 0, 2), require_core.shapeAt(call, 4)];
	const value = require_core.has(call, 2) ? require_core.shapeOfRank(call, 2, 2) : null;
	if (query === null || grid?.length !== 2) return require_core.unknownCost;
	const heads = headCount(call);
	const [batch, length] = grid;
	const qk = query.length === 4 ? query[3] : headWidth(call, query[1], heads);
	const v = value === null ? qk : headWidth(call, value[1], heads);
	const bias = require_core.has(call, 3) ? require_core.costOf(require_core.product([
		query[0],
		heads,
		require_core.add(require_core.mul(2, qk), v)
	]), { elementwise: 1 }) : {};
	return totalCost(bias, sdpaCost(call, {
		batch,
		heads,
		queries: length,
		keys: length,
		qk,
		v
	}, {
		added: require_core.has(call, 6) ? 1 : 0,
		bits: require_core.operandBits(call.inputs[0])
	}));
};
const groupedForm = {
	totalLength: 6,
	cosine: 7,
	attentionBias: 10,
	sink: 11,
	queryNorm: 14,
	shares: false
};
const sparseForm = {
	totalLength: 7,
	cosine: 9,
	attentionBias: -1,
	sink: -1,
	queryNorm: -1,
	shares: true
};
const dynamicSparseForm = {
	totalLength: 10,
	cosine: 11,
	attentionBias: -1,
	sink: 16,
	queryNorm: 14,
	shares: true
};
/** Query heads and key heads. @throws Fault `shape` if they aren't given or one isn't a multiple of the other */
function groupedHeads(call) {
	const heads = headCount(call);
	const keyHeads = require_core.intAttr(call, "kv_num_heads") ?? 0;
	if (keyHeads < 1 || heads % keyHeads !== 0) throw require_core.shapeFault(call, `${heads} query heads can't share ${keyHeads} key heads`);
	return {
		heads,
		keyHeads
	};
}
function groupedOf(call, form) {
	const { heads, keyHeads } = groupedHeads(call);
	const query = require_core.requiredShape(call, 0);
	if (query === null) return void 0;
	if (query.length !== 3) throw require_core.shapeFault(call, `queries of shape ${require_core.shapeText(query)}`);
	const [batch, queries, hidden] = query;
	const isPacked = !require_core.has(call, 1);
	const qk = headWidth(call, hidden, isPacked ? heads + 2 * keyHeads : heads);
	const value = require_core.has(call, 2) ? require_core.shapeAt(call, 2) : null;
	const v = value?.length === 3 ? headWidth(call, value[2], keyHeads) : qk;
	const newKeys = isPacked ? queries : require_core.shapeAt(call, 1)?.[1] ?? queries;
	const keys = totalLength(call, form, newKeys);
	const before = require_core.has(call, 3) ? require_core.shapeAt(call, 3)?.[2] ?? call.fresh("past_sequence_length") : void 0;
	const keeps = form.shares || require_core.intAttr(call, "sliding_window_cache") === 1;
	const stored = before === void 0 ? keys : keeps ? before : require_core.max(before, keys);
	return {
		batch,
		heads,
		queries,
		keys,
		qk,
		v,
		keyHeads,
		newKeys,
		past: require_core.sub(keys, newKeys),
		stored
	};
}
/** The total length that an input gives; without a cache the number of new keys; else a symbol. */
function totalLength(call, form, newKeys) {
	const told = require_core.has(call, form.totalLength) ? sizeAt(call, form.totalLength) : void 0;
	if (told !== void 0) return told;
	return require_core.has(call, 3) ? call.fresh("total_sequence_length") : newKeys;
}
/** Output [B, S, N\u00b7v]; present keys and values, in the cache's type; scores. */
function groupedShape(form) {
	return (call) => {
		const dtype = require_core.intAttr(call, "output_bf16") === 1 ? "bf16" : require_core.dtypeAt(call, 0);
		const cache = require_core.has(call, 3) ? require_core.dtypeAt(call, 3) : require_core.dtypeAt(call, 0);
		const one = groupedOf(call, form);
		if (one === void 0) return [
			require_core.tensor(dtype, null),
			require_core.tensor(cache, null),
			require_core.tensor(cache, null),
			require_core.tensor(dtype, null)
		];
		const { batch, heads, keyHeads, queries, keys, stored, qk, v } = one;
		const width = (own, i) => require_core.has(call, i) ? require_core.shapeAt(call, i)?.[3] ?? own : own;
		return [
			require_core.tensor(dtype, [
				batch,
				queries,
				require_core.mul(heads, v)
			]),
			require_core.tensor(cache, [
				batch,
				keyHeads,
				stored,
				width(qk, 3)
			]),
			require_core.tensor(cache, [
				batch,
				keyHeads,
				stored,
				width(v, 4)
			]),
			require_core.tensor(dtype, [
				batch,
				heads,
				queries,
				keys
			])
		];
	};
}
function groupedCost(form) {
	return (call) => {
		const one = groupedOf(call, form);
		if (one === void 0) return require_core.unknownCost;
		const causal = (require_core.intAttr(call, "causal") ?? 1) === 1;
		const window = require_core.intAttr(call, "local_window_size") ?? -1;
		const bounds = {
			offset: one.past,
			right: causal ? 0 : void 0,
			left: window > 0 ? window - 1 : void 0
		};
		const work = {
			added: addedTo(call, [-1, form.attentionBias], causal),
			softcap: (require_core.floatAttr(call, "softcap") ?? 0) > 0,
			sink: require_core.has(call, form.sink) || require_core.intAttr(call, "smooth_softmax") === 1,
			bits: require_core.operandBits(call.inputs[0]),
			visible: causal || window > 0 ? require_core.mul(one.batch, visiblePairs(one.queries, one.keys, bounds)) : void 0
		};
		const rows = require_core.product([one.batch, require_core.add(require_core.mul(one.queries, one.heads), require_core.mul(one.newKeys, one.keyHeads))]);
		return totalCost(headWork(call, form, rows, one.qk), sdpaCost(call, one, work));
	};
}
/** Rotation and normalisation of the heads of queries and new keys, where asked for. */
function headWork(call, form, rows, width) {
	const half = require_core.shapeAt(call, form.cosine)?.[1];
	const rotary = require_core.intAttr(call, "do_rotary") === 1 ? rotaryCost(require_core.mul(rows, half === void 0 ? width : require_core.mul(2, half))) : {};
	const norm = require_core.has(call, form.queryNorm) ? require_core.rmsNormCost(require_core.mul(rows, width), rows) : {};
	return require_core.plusCost(rotary, norm);
}

// src/count/ops/attention/paged-attention.ts
const pagedForm = {
	ends: 5,
	past: 6,
	cosine: 8,
	sink: 11,
	queryNorm: 12
};
const sparsePagedForm = {
	ends: 5,
	past: 6,
	cosine: 14,
	sink: 16,
	queryNorm: 17,
	selected: 9
};
function pagedOf(call) {
	const { heads, keyHeads } = groupedHeads(call);
	const query = require_core.requiredShape(call, 0);
	if (query === null) return void 0;
	if (query.length !== 2) throw require_core.shapeFault(call, `queries of shape ${require_core.shapeText(query)}, not [tokens, width]`);
	const [tokens, hidden] = query;
	const isLatent = require_core.stringAttr(call, "kv_cache_layout") === "LATENT";
	const qk = headWidth(call, hidden, require_core.has(call, 1) || isLatent ? heads : heads + 2 * keyHeads);
	const narrow = require_core.intAttr(call, "v_head_size") ?? 0;
	return {
		tokens,
		heads,
		keyHeads,
		qk,
		v: narrow > 0 ? narrow : qk
	};
}
/** Output [tokens, N\u00b7v]; the caches as they come. */
const pagedShape = (call) => {
	const one = pagedOf(call);
	const output = one === void 0 ? null : [one.tokens, require_core.mul(one.heads, one.v)];
	return [
		require_core.tensor(require_core.dtypeAt(call, 0), output),
		require_core.tensor(require_core.dtypeAt(call, 3), require_core.shapeAt(call, 3)),
		require_core.tensor(require_core.dtypeAt(call, 4), require_core.has(call, 4) ? require_core.shapeAt(call, 4) : null)
	];
};
/** New and past tokens of every sequence, if both inputs are known. */
function sequences(call, form) {
	const [fresh, past] = [lengthsAt(call, form.ends), require_core.sizesAt(call, form.past)];
	if (fresh === void 0 || past === void 0 || fresh.length !== past.length) return void 0;
	return fresh.map((length, i) => ({
		fresh: length,
		past: past[i]
	}));
}
/** Attention over \u03a3 new\u00b7(past + new) pairs of queries and keys: the symbol `LAYER.pairs` where the lengths aren't known. */
function pagedCost(form) {
	return (call) => {
		const one = pagedOf(call);
		if (one === void 0) return require_core.unknownCost;
		const { tokens, heads, keyHeads, qk, v } = one;
		const each = form.selected === void 0 ? sequences(call, form) : void 0;
		const pairs = each === void 0 ? pairsOf(call, form, tokens) : require_core.sum(each.map(({ fresh, past }) => require_core.mul(fresh, require_core.add(past, fresh))));
		const causal = (require_core.intAttr(call, "is_causal") ?? 1) === 1;
		const window = require_core.intAttr(call, "local_window_size") ?? -1;
		const bounds = {
			right: causal ? 0 : void 0,
			left: window > 0 ? window - 1 : void 0
		};
		const visible = each === void 0 || !causal && window <= 0 ? void 0 : require_core.sum(each.map(({ fresh, past }) => visiblePairs(fresh, require_core.add(past, fresh), {
			offset: past,
			...bounds
		})));
		const work = {
			added: causal || window > 0 ? 1 : 0,
			softcap: (require_core.floatAttr(call, "softcap") ?? 0) > 0,
			bits: require_core.operandBits(call.inputs[0]),
			visible
		};
		const sink = require_core.has(call, form.sink) ? require_core.costOf(require_core.mul(tokens, heads), {
			elementwise: 4,
			transcendentals: 1
		}) : {};
		const rows = require_core.mul(tokens, heads + keyHeads);
		return totalCost(headWork(call, form, rows, qk), sink, sdpaCost(call, {
			batch: 1,
			heads,
			queries: 1,
			keys: pairs,
			qk,
			v
		}, work));
	};
}
function pairsOf(call, form, tokens) {
	if (form.selected === void 0) return call.fresh("pairs");
	const most = require_core.shapeAt(call, form.selected)?.[1] ?? call.fresh("selected");
	return require_core.mul(tokens, require_core.add(most, localWindow(call)));
}
/** Keys of the local window that selected entries come on top of. */
function localWindow(call) {
	return require_core.stringAttr(call, "attention_mode") === "local_plus_selected" ? Math.max(0, require_core.intAttr(call, "local_window_size") ?? 0) : 0;
}
/** Attention to selected entries and a local window only, over a contiguous cache: [B, S, \u2026] queries, indices [B\u00b7S, most]. */
const selectedAttentionCost = (call) => {
	const query = require_core.requiredShape(call, 0);
	const { heads, keyHeads } = groupedHeads(call);
	if (query?.length !== 3) return require_core.unknownCost;
	const [batch, queries, hidden] = query;
	const width = headWidth(call, hidden, require_core.has(call, 1) ? heads : heads + 2 * keyHeads);
	const most = require_core.shapeAt(call, 7)?.[1] ?? call.fresh("selected");
	const tokens = require_core.mul(batch, queries);
	const keys = require_core.add(most, localWindow(call));
	const sink = require_core.has(call, 16) || require_core.intAttr(call, "smooth_softmax") === 1;
	const attention = sdpaCost(call, {
		batch,
		heads,
		queries,
		keys,
		qk: width,
		v: width
	}, {
		added: 1,
		sink,
		bits: require_core.operandBits(call.inputs[0])
	});
	return totalCost(headWork(call, {
		cosine: 11,
		queryNorm: 14
	}, require_core.product([tokens, heads + keyHeads]), width), attention);
};
/** What an indexer selects: [B, S, capacity] indices, capacity from its attributes; new states as far as they keep their shape. */
const indexerShape = (call) => {
	const query = require_core.requiredShape(call, 0);
	const capacity = require_core.stringAttr(call, "policy_mode") === "csa" ? require_core.intAttr(call, "index_topk") ?? 0 : (require_core.intAttr(call, "token_budget") ?? 0) + (require_core.intAttr(call, "compress_ratio") ?? 1) - 1;
	return [require_core.tensor("i32", query === null ? null : [...query.slice(0, -1), capacity])];
};

// src/count/ops/attention/fused-attention-table.ts
const added = "scores\u00b7(5 + [mask] + [score bias])";
const scores = `scores = B\u00b7Hq\u00b7Sq\u00b7Skv; M = scores\u00b7(Dqk + Dv); F = ${added} + N_biased; T = scores`;
/** Projections to `outputs` elements in all, each with `each` operations, then attention. */
const projecting = (outputs, each) => `scores = B\u00b7Hq\u00b7Sq\u00b7Skv; outputs = ${outputs}; M = outputs\u00b7D + scores\u00b7(Dqk + Dv); F = outputs\u00b7(${each}) + ${added} + 3\u00b7N_rotated; T = scores`;
const allTokens = "tokens\u00b7Hq\u00b7(2\u00b7Dqk + Dv)";
const headed = "3\u00b7N_rotated + (4\u00b7N_normed + 2\u00b7R_normed)";
/** Grouped heads over a cache, given how many scores there are. */
const grouped = (count) => `scores = ${count}; M = scores\u00b7(Dqk + Dv); F = scores\u00b7(5 + [causal] + 2\u00b7[soft cap]) + 4\u00b7sinks + ${headed}; T = scores\u00b7(1 + [soft cap]) + sinks + R_normed`;
function ms$4(name, row) {
	return require_core.opIn("com.microsoft", name, {
		since: 1,
		...row
	});
}
/** Attention as onnxruntime fuses it. */
const fusedAttentionOps = [
	ms$4("Attention", {
		shape: fusedAttentionShape(fusedForm),
		cost: fusedAttentionCost(fusedForm),
		formula: projecting(allTokens, "[bias]")
	}),
	ms$4("DecoderAttention", {
		shape: decoderAttentionShape,
		cost: decoderAttentionCost,
		formula: projecting("B\u00b7(Sq + 2\u00b7new)\u00b7D", "1")
	}),
	ms$4("DecoderMaskedMultiHeadAttention", {
		shape: multiHeadShape(decoderForm),
		cost: multiHeadCost(decoderForm),
		formula: scores
	}),
	ms$4("DecoderMaskedSelfAttention", {
		shape: fusedAttentionShape(fusedForm),
		cost: fusedAttentionCost(fusedForm),
		formula: projecting(allTokens, "[bias]")
	}),
	ms$4("DynamicSparseAttention", {
		shape: groupedShape(dynamicSparseForm),
		cost: selectedAttentionCost,
		formula: grouped("B\u00b7Hq\u00b7Sq\u00b7Skv")
	}),
	ms$4("GatedRelativePositionBias", {
		shape: gatedBiasShape,
		cost: gatedBiasCost,
		formula: "rows = B\u00b7Hq\u00b7Sq; M = rows\u00b7h\u00b7D; F = rows\u00b7(h + 2D + 10) + N; T = 2\u00b7rows"
	}),
	ms$4("GroupQueryAttention", {
		shape: groupedShape(groupedForm),
		cost: groupedCost(groupedForm),
		formula: grouped("B\u00b7Hq\u00b7Sq\u00b7Skv")
	}),
	ms$4("LongformerAttention", {
		shape: likeInput(0),
		cost: longformerCost(1),
		formula: projecting("2\u00b7tokens\u00b7Dw", "1")
	}),
	ms$4("MultiHeadAttention", {
		shape: multiHeadShape(multiHeadForm),
		cost: multiHeadCost(multiHeadForm),
		formula: scores
	}),
	ms$4("PackedAttention", {
		shape: fusedAttentionShape(packedForm),
		cost: fusedAttentionCost(packedForm),
		formula: projecting(allTokens, "[bias]")
	}),
	ms$4("PackedMultiHeadAttention", {
		shape: packedMultiHeadShape,
		cost: packedMultiHeadCost,
		formula: scores
	}),
	ms$4("PackedSparseAttentionIndexer", {
		shape: () => [],
		cost: () => require_core.unknownCost,
		formula: "unknown",
		inWords: require_core.noRule
	}),
	ms$4("PagedAttention", {
		shape: pagedShape,
		cost: pagedCost(pagedForm),
		formula: grouped("Hq\u00b7pairs")
	}),
	ms$4("QAttention", {
		shape: fusedAttentionShape(quantizedForm),
		cost: fusedAttentionCost(quantizedForm),
		formula: projecting(allTokens, "[bias] + 1")
	}),
	ms$4("QOrderedAttention", {
		shape: orderedAttentionShape,
		cost: orderedAttentionCost,
		formula: projecting(allTokens, "2")
	}),
	ms$4("QOrderedLongformerAttention", {
		shape: likeInput(0),
		cost: longformerCost(2),
		formula: projecting("2\u00b7tokens\u00b7Dw", "1")
	}),
	ms$4("RelativePositionBias", {
		shape: relativeBiasShape,
		cost: relativeBiasCost,
		formula: "F = 3\u00b7Sq\u00b7Skv; T = Sq\u00b7Skv"
	}),
	ms$4("SparseAttention", {
		shape: groupedShape(sparseForm),
		cost: groupedCost(sparseForm),
		formula: grouped("B\u00b7Hq\u00b7Sq\u00b7Skv")
	}),
	ms$4("SparseAttentionIndexer", {
		shape: indexerShape,
		cost: () => require_core.unknownCost,
		formula: "unknown",
		inWords: require_core.noRule
	}),
	ms$4("SparsePagedAttention", {
		shape: pagedShape,
		cost: pagedCost(sparsePagedForm),
		formula: grouped("Hq\u00b7pairs")
	})
];

// src/count/ops/norm/skip-norm.ts
/**
* Input, skip, gamma \u2026: normalised output; mean and inverse deviation (f32, last size 1); the sum that was normalised.
* @throws Fault `shape` if a vector has another length than the last axis
*/
function skipNormShape({ beta, bias }) {
	return (call) => {
		require_core.requiredShape(call, 2);
		require_core.requiredShape(call, 1);
		const x = require_core.requiredTensor(call, 0);
		if (x === void 0) return [void 0];
		require_core.requireInto(call, x.shape, 1);
		for (const i of [
			2,
			bias,
			...beta === void 0 ? [] : [beta]
		]) require_core.requireVector(call, i, x.shape?.at(-1));
		const rows = require_core.tensor("f32", lastOne(call, x.shape));
		return [
			require_core.tensor(x.dtype, x.shape),
			rows,
			rows,
			require_core.tensor(x.dtype, x.shape)
		];
	};
}
function lastOne(call, shape) {
	if (shape === null) return null;
	if (shape.length === 0) throw require_core.shapeFault(call, "a scalar has no axis to be normalised over");
	return [...shape.slice(0, -1), 1];
}
/** The add of the skip, of a bias where given, and the norm over the last axis. */
function skipNormCost({ beta, bias }, norm) {
	return (call) => {
		const shape = require_core.shapeAt(call, 0);
		return require_core.ifCounted(call, 0, () => {
			const n = require_core.elements(shape);
			const rows = require_core.rowsBefore(shape, -1);
			const normed = norm === "rms" ? require_core.rmsNormCost(n, rows) : require_core.layerNormCost(n, rows, beta !== void 0 && require_core.has(call, beta));
			return require_core.plusCost(require_core.costOf(n, { elementwise: require_core.has(call, bias) ? 2 : 1 }), normed);
		});
	};
}
function channelAxis(call) {
	return (require_core.intAttr(call, "channels_last") ?? 1) === 0 ? "first" : "last";
}
/** Normalisation over attribute `groups` of channels; `skip`: inputs 3 and 4 are added before, and output 1 is the sum. */
function channelGroupNormShape(skip) {
	return (call) => {
		require_core.requiredShape(call, skip ? 3 : 2);
		const x = require_core.requiredTensor(call, 0);
		if (x === void 0) return [void 0];
		const channels = require_core.channelsOf(call, x.shape, channelAxis(call));
		require_core.requireDivisible(call, channels, require_core.positiveAttr(call, "groups"));
		for (const i of [
			1,
			2,
			...skip ? [4] : []
		]) require_core.requireVector(call, i, channels);
		return skip ? [require_core.tensor(x.dtype, x.shape), require_core.tensor(x.dtype, x.shape)] : [require_core.tensor(x.dtype, x.shape)];
	};
}
/** The norm in samples \u00b7 groups rows, a SiLU where attribute `activation` is 1, and the adds before. */
function channelGroupNormCost(skip) {
	return (call) => {
		const shape = require_core.shapeAt(call, 0);
		return require_core.ifCounted(call, 0, () => {
			const n = require_core.elements(shape);
			if (shape === null) return require_core.unknownCost;
			const norm = require_core.layerNormCost(n, require_core.mul(shape[0] ?? 1, require_core.positiveAttr(call, "groups")));
			return require_core.plusCost(norm, addsCost(call, n, skip), (require_core.intAttr(call, "activation") ?? 0) === 0 ? {} : require_core.costOf(n, require_core.silu));
		});
	};
}
function addsCost(call, n, skip) {
	return skip ? require_core.costOf(n, { elementwise: require_core.has(call, 4) ? 2 : 1 }) : {};
}

// src/count/ops/norm/fused-norm-table.ts
const microsoft = "com.microsoft";
const nhwc = "com.ms.internal.nhwc";
const layer = {
	beta: 3,
	bias: 4
};
const rms = { bias: 3 };
const batchNorm = "F = 2N + (5N + 9C)\u00b7[training]; T = C\u00b7[training]";
/** Normalisations that onnxruntime fuses or lays out with channels last. */
const fusedNormOps = [
	require_core.opIn(microsoft, "GroupNorm", {
		since: 1,
		shape: channelGroupNormShape(false),
		cost: channelGroupNormCost(false),
		formula: "F = 7N + 3R + 4N\u00b7[SiLU]; T = R + N\u00b7[SiLU]"
	}),
	require_core.opIn(microsoft, "SkipGroupNorm", {
		since: 1,
		shape: channelGroupNormShape(true),
		cost: channelGroupNormCost(true),
		formula: "F = 8N + N\u00b7[bias] + 3R + 4N\u00b7[SiLU]; T = R + N\u00b7[SiLU]"
	}),
	require_core.opIn(microsoft, "SkipLayerNormalization", {
		since: 1,
		shape: skipNormShape(layer),
		cost: skipNormCost(layer, "layer"),
		formula: "F = 7N + N\u00b7[beta] + N\u00b7[bias] + 3R; T = R"
	}),
	require_core.opIn(microsoft, "SkipSimplifiedLayerNormalization", {
		since: 1,
		shape: skipNormShape(rms),
		cost: skipNormCost(rms, "rms"),
		formula: "F = 5N + N\u00b7[bias] + 2R; T = R"
	}),
	require_core.opIn(nhwc, "BatchNormalization", {
		since: 7,
		shape: require_core.batchNormShape([
			3,
			4,
			3,
			4
		], "last"),
		cost: require_core.withActivation(require_core.batchNormCost("outputs", "last")),
		formula: batchNorm
	}, {
		since: 14,
		shape: require_core.batchNormShape([3, 4], "last"),
		cost: require_core.withActivation(require_core.batchNormCost("training_mode", "last")),
		formula: batchNorm
	}),
	require_core.opIn(nhwc, "InstanceNormalization", {
		since: 6,
		shape: require_core.instanceNormShape("last"),
		cost: require_core.withActivation(require_core.instanceNormCost("last")),
		formula: "F = 7N + 3R; T = R"
	}),
	require_core.opIn(nhwc, "LRN", {
		since: 1,
		shape: require_core.sameAsInput,
		cost: require_core.localResponseCost,
		formula: "F = (size + 3)\u00b7N; T = N"
	})
];

// src/count/ops/elementwise/dropout.ts
/** True: trains. False: lets its input through. Undefined: known only at run time. */
function dropoutTrains(call, mode) {
	if (mode === "never") return false;
	if (mode === "is_test") return (require_core.intAttr(call, "is_test") ?? 0) === 0;
	if (!require_core.has(call, mode.input)) return false;
	const value = require_core.dataAt(call, mode.input)?.[0];
	return typeof value === "number" ? value !== 0 : void 0;
}
/** Output like the input, and a mask of the same shape: of type `mask`, or of the input's. In inference the contents pass. */
function dropoutShape(mode, mask) {
	return (call) => {
		const x = require_core.requiredTensor(call, 0);
		if (x === void 0) return [void 0];
		const passed = dropoutTrains(call, mode) === false && x.data !== void 0 ? { data: x.data } : {};
		return [{
			...require_core.tensor(x.dtype, x.shape),
			...passed,
			...x.quantized === void 0 ? {} : { quantized: x.quantized }
		}, require_core.tensor(mask ?? x.dtype, x.shape)];
	};
}
/** Training: mask and scale, two multiplies. Inference: nothing. */
function dropoutCost(mode) {
	return (call) => {
		const trains = dropoutTrains(call, mode);
		return trains === false ? require_core.view : trainingCost(call, trains);
	};
}
function trainingCost(call, trains) {
	return trains === void 0 ? require_core.unknownCost : require_core.ifCounted(call, 0, () => require_core.costOf(require_core.elements(require_core.shapeAt(call, 0)), { elementwise: 2 }));
}

// src/count/ops/elementwise/fused.ts
/** Output like input 0, into which the inputs `others` broadcast (biases, skips); the first `required` inputs must be given. */
function fusedShape(required, others) {
	return (call) => {
		for (let i = 1; i < required; i++) require_core.requiredShape(call, i);
		const x = require_core.requiredTensor(call, 0);
		if (x === void 0) return [void 0];
		for (const i of others) require_core.requireInto(call, x.shape, i);
		return [require_core.tensor(x.dtype, x.shape)];
	};
}
/** `each` for every element of output 0 and one add more for each of the inputs `added` that is given. */
function fusedCost(each, added) {
	return (call, outputs) => {
		const adds = added.filter((i) => require_core.has(call, i)).length;
		return require_core.ifCounted(call, 0, () => require_core.costOf(require_core.outputCount(outputs), {
			...each,
			elementwise: (each.elementwise ?? 0) + adds
		}));
	};
}
/** The last size halved. @throws Fault `shape` if it is known to be odd, or there is none */
function halvedLast(call, shape) {
	const last = shape.at(-1);
	if (last === void 0 || require_core.mod(last, 2) === 1) throw require_core.shapeFault(call, `${require_core.shapeText(shape)} has no even last size to be halved`);
	return [...shape.slice(0, -1), require_core.floorDiv(last, 2)];
}
/** Input 0 and bias, halved along the last axis: one half times the activated other half. */
const splitShape = (call) => {
	const x = require_core.requiredTensor(call, 0);
	require_core.requiredShape(call, 1);
	if (x === void 0) return [void 0];
	require_core.requireInto(call, x.shape, 1);
	return [require_core.tensor(x.dtype, x.shape === null ? null : halvedLast(call, x.shape))];
};
/** A bias on each element of the input; for each of the output the activation and a multiply. */
function splitCost(each) {
	return (call, outputs) => require_core.ifCounted(call, 0, () => require_core.plusCost(require_core.costOf(require_core.elements(require_core.shapeAt(call, 0)), { elementwise: 1 }), require_core.costOf(require_core.outputCount(outputs), {
		...each,
		elementwise: (each.elementwise ?? 0) + 1
	})));
}
/** Adds for the inputs `added` that are given, then a dropout; without adds an inference is a view. */
function fusedDropoutCost(mode, added) {
	return (call) => {
		const adds = added.filter((i) => require_core.has(call, i)).length;
		const trains = dropoutTrains(call, mode);
		if (trains === false && adds === 0) return require_core.view;
		const cost = require_core.ifCounted(call, 0, () => require_core.costOf(require_core.elements(require_core.shapeAt(call, 0)), { elementwise: adds + (trains === true ? 2 : 0) }));
		return trains === void 0 ? require_core.plusCost(cost, require_core.unknownCost) : cost;
	};
}
/** Output like input 0, and a mask: bools of its shape, or one bit an element in a vector of u32. */
function fusedDropoutShape(required, others, mask) {
	const output = fusedShape(required, others);
	return (call) => {
		const shape = require_core.shapeAt(call, 0);
		const count = require_core.elements(shape);
		const bits = require_core.tensor("u32", count === void 0 ? [call.fresh("mask")] : [require_core.ceilDiv(count, 32)]);
		return [...output(call), mask === "bools" ? require_core.tensor("bool", shape) : bits];
	};
}
/** Two tensors of complex numbers, real and imaginary part along the last axis, that broadcast. */
const complexShape = (call) => {
	const shape = require_core.broadcastShapes(call, [require_core.requiredShape(call, 0), require_core.requiredShape(call, 1)]);
	return [require_core.tensor(require_core.commonType(call, [0, 1]), shape)];
};
/** Inverses of square matrices over the last two axes. @throws Fault `shape` if they aren't square */
const inverseShape = (call) => {
	const x = require_core.requiredTensor(call, 0);
	if (x === void 0) return [void 0];
	const [rows, columns] = x.shape === null ? [] : x.shape.slice(-2);
	if (x.shape !== null && (rows === void 0 || columns === void 0 || typeof rows === "number" && typeof columns === "number" && rows !== columns)) throw require_core.shapeFault(call, `${require_core.shapeText(x.shape)} is not a batch of square matrices`);
	return [require_core.tensor(x.dtype, x.shape)];
};
/** Gauss\u2013Jordan elimination: n\u00b3 multiply\u2013accumulates for each matrix of n \u00d7 n. */
const inverseCost = (call) => require_core.ifCounted(call, 0, () => {
	const shape = require_core.shapeAt(call, 0);
	const count = require_core.elements(shape);
	return count === void 0 ? require_core.unknownCost : { macs: require_core.mul(count, shape?.at(-1) ?? 1) };
});
/** One truth for all the inputs. */
const allFiniteShape = (call) => {
	require_core.requiredShape(call, 0);
	return [require_core.tensor("bool", [])];
};
/** Hashes of each element: u32, or i32 where attribute `positive` is 0. */
const hashShape = (call) => [require_core.tensor((require_core.intAttr(call, "positive") ?? 1) === 0 ? "i32" : "u32", require_core.requiredShape(call, 0))];

// src/count/ops/elementwise/gated.ts
const sigmoid = {
	elementwise: 3,
	transcendentals: 1
};
/** X + Y\u00b7gate; where a weight for the gate is given, what it does isn't known here. */
const gatedAddCost = (call, outputs) => require_core.has(call, 3) ? require_core.unknownCost : require_core.ifCounted(call, 0, () => require_core.costOf(require_core.outputCount(outputs), { elementwise: 2 }));
/** RMS norm over groups as long as the scale (input 1), times an activated gate: SiLU, or `sigmoid`. */
const gatedNormCost = (call) => {
	const shape = require_core.shapeAt(call, 0);
	const length = require_core.elements(require_core.shapeAt(call, 1));
	const n = require_core.elements(shape);
	const gate = require_core.stringAttr(call, "activation") === "sigmoid" ? sigmoid : require_core.silu;
	return require_core.ifCounted(call, 0, () => n === void 0 || length === void 0 || length === 0 ? require_core.unknownCost : require_core.plusCost(require_core.rmsNormCost(n, require_core.floorDiv(n, length)), require_core.costOf(n, {
		...gate,
		elementwise: (gate.elementwise ?? 0) + 1
	})));
};
/** Sizes before the branches, their number and their width, of [\u2026 , n, C] or (with attribute `num_branches`) of [\u2026 , n\u00b7C]. */
function branchesOf(call, shape) {
	const flat = require_core.intAttr(call, "num_branches") ?? 0;
	const [last, before] = [shape.at(-1), shape.at(-2)];
	if (last === void 0) return void 0;
	if (flat > 0) return {
		outer: require_core.product(shape.slice(0, -1)),
		count: flat,
		width: require_core.floorDiv(last, flat)
	};
	return before === void 0 ? void 0 : {
		outer: require_core.product(shape.slice(0, -2)),
		count: before,
		width: last
	};
}
/** RMS norm of each branch; the scale (input 1) is optional. */
const branchNormCost = (call) => {
	const shape = require_core.shapeAt(call, 0);
	return require_core.ifCounted(call, 0, () => {
		const branches = shape === null ? void 0 : branchesOf(call, shape);
		if (branches === void 0) return require_core.unknownCost;
		const n = require_core.elements(shape);
		const norm = require_core.rmsNormCost(n, require_core.mul(branches.outer, branches.count));
		return require_core.has(call, 1) ? norm : require_core.plusCost(require_core.costOf(n, { elementwise: 3 }), require_core.costOf(require_core.mul(branches.outer, branches.count), {
			elementwise: 2,
			transcendentals: 1
		}));
	});
};
/** Branches weighted by input 1 and summed: [\u2026 , n, C] or [\u2026 , n\u00b7C] becomes [\u2026 , C]. */
const preMixShape = (call) => {
	require_core.requiredShape(call, 1);
	const x = require_core.requiredTensor(call, 0);
	if (x === void 0) return [void 0];
	const branches = x.shape === null ? void 0 : branchesOf(call, x.shape);
	if (x.shape === null || branches === void 0) return [require_core.tensor(x.dtype, null)];
	const kept = (require_core.intAttr(call, "num_branches") ?? 0) > 0 ? x.shape.slice(0, -1) : x.shape.slice(0, -2);
	return [require_core.tensor(x.dtype, [...kept, branches.width])];
};
/** A multiply for each input element, their sum over the branches, and the scale of the output. */
const preMixCost = (call, outputs) => require_core.ifCounted(call, 0, () => require_core.plusCost(require_core.costOf(require_core.elements(require_core.shapeAt(call, 0)), { elementwise: 2 }), require_core.costOf(require_core.outputCount(outputs), { elementwise: 1 })));
/** Each branch plus its gate times the block's output; with a matrix (input 3) the branches are mixed by it before. */
const postMixCost = (call) => {
	const shape = require_core.shapeAt(call, 0);
	return require_core.ifCounted(call, 0, () => {
		const cost = require_core.costOf(require_core.elements(shape), { elementwise: 2 });
		if (!require_core.has(call, 3)) return cost;
		const branches = shape === null ? void 0 : branchesOf(call, shape);
		return branches === void 0 ? require_core.unknownCost : {
			...cost,
			macs: require_core.mul(require_core.elements(shape) ?? 0, branches.count)
		};
	});
};
/** scale \u00b7 softplus(a + bias), and the sigmoid of input 3 where output 1 is wanted. */
const decayGateShape = (call) => {
	require_core.requiredShape(call, 2);
	const a = require_core.requiredTensor(call, 0);
	if (a === void 0) return [void 0];
	require_core.requireInto(call, a.shape, 1);
	require_core.requireInto(call, a.shape, 2);
	const b = require_core.tensorAt(call, 3);
	return [require_core.tensor(a.dtype, a.shape), require_core.tensor(b?.dtype ?? a.dtype, b?.shape ?? null)];
};
/** Add, softplus, multiply; a sigmoid. */
const decayGateCost = (call) => require_core.ifCounted(call, 0, () => {
	const decay = require_core.costOf(require_core.elements(require_core.shapeAt(call, 0)), {
		elementwise: 3,
		transcendentals: 2
	});
	return require_core.wants(call, 1) ? require_core.plusCost(decay, require_core.costOf(require_core.elements(require_core.shapeAt(call, 3)), sigmoid)) : decay;
});
/** Key, query [B, S, n, C]: the gated value for each branch, and the same normalised. */
const memoryGateShape = (call) => {
	require_core.requiredShape(call, 4);
	const key = require_core.requiredTensor(call, 0);
	if (key === void 0) return [void 0];
	const output = require_core.tensor(key.dtype, key.shape);
	return [output, output];
};
/** Two RMS norms, a product and its sum, the gate (root of the product's size, sigmoid) in each row, the gated value; a third norm. */
const memoryGateCost = (call) => {
	const shape = require_core.shapeAt(call, 0);
	return require_core.ifCounted(call, 0, () => {
		const [n, rows] = [require_core.elements(shape), require_core.rowsBefore(shape, -1)];
		const norm = require_core.rmsNormCost(n, rows);
		const gate = require_core.plusCost(require_core.costOf(n, { elementwise: 3 }), require_core.costOf(rows, {
			elementwise: 8,
			transcendentals: 2
		}));
		return require_core.plusCost(norm, norm, gate, require_core.wants(call, 1) ? norm : {});
	});
};
/** SiLU of one tensor times another (input 1), or of one half of input 0 times the other half. */
const gatedLinearShape = (call) => {
	const x = require_core.requiredTensor(call, 0);
	if (x === void 0) return [void 0];
	if (require_core.has(call, 1)) return [require_core.tensor(x.dtype, x.shape ?? require_core.shapeAt(call, 1))];
	return [require_core.tensor(require_core.dtypeAt(call, 0), x.shape === null ? null : halvedLast(call, x.shape))];
};
/** Limits 3 (attribute `limit`), SiLU with its factor, an offset (`activation_beta`), a multiply. */
const gatedLinearCost = (call, outputs) => {
	const swish = (require_core.floatAttr(call, "activation_alpha") ?? 1) === 1 ? require_core.silu : require_core.scaledSilu;
	const limits = (require_core.floatAttr(call, "limit") ?? 0) > 0 ? 3 : 0;
	const offset = (require_core.floatAttr(call, "activation_beta") ?? 0) === 0 ? 0 : 1;
	const elementwise = (swish.elementwise ?? 0) + 1 + limits + offset;
	return require_core.ifCounted(call, 0, () => require_core.costOf(require_core.outputCount(outputs), {
		...swish,
		elementwise
	}));
};

// src/count/ops/elementwise/fused-table.ts
/** An operator of onnxruntime's own domain, version 1. */
function ms$3(name, row) {
	return require_core.opIn("com.microsoft", name, {
		since: 1,
		...row
	});
}
const activations = [
	ms$3("BiasAdd", {
		shape: fusedShape(3, [1, 2]),
		cost: fusedCost({}, [1, 2]),
		formula: "F = 2N"
	}),
	ms$3("BiasGelu", {
		shape: fusedShape(2, [1]),
		cost: fusedCost(require_core.erfGelu, [1]),
		formula: "F = 5N; T = N"
	}),
	ms$3("BiasSoftmax", {
		shape: require_core.alongAxis(1),
		cost: fusedCost({
			elementwise: 4,
			transcendentals: 1
		}, [1]),
		formula: "F = 5N; T = N"
	}),
	ms$3("BiasSplitGelu", {
		shape: splitShape,
		cost: splitCost(require_core.erfGelu),
		formula: "F = N_in + 5N; T = N"
	}),
	ms$3("FastGelu", {
		shape: fusedShape(1, [1]),
		cost: fusedCost(require_core.tanhGelu, [1]),
		formula: "F = 6N + N\u00b7[bias]; T = 2N"
	}),
	ms$3("Gelu", {
		shape: require_core.sameAsInput,
		cost: require_core.perElement(require_core.erfGelu),
		formula: "F = 4N; T = N"
	}),
	ms$3("QuickGelu", {
		shape: require_core.sameAsInput,
		cost: require_core.swishCost(1.702),
		formula: "F = 5N; T = N"
	}),
	ms$3("ScaledSiLU", {
		shape: require_core.sameAsInput,
		cost: require_core.perElement(require_core.scaledSilu),
		formula: "F = 5N; T = N"
	}),
	ms$3("SwiGLU", {
		shape: gatedLinearShape,
		cost: gatedLinearCost,
		formula: "F = 5N + N\u00b7[alpha \u2260 1] + N\u00b7[beta] + 3N\u00b7[limit]; T = N"
	})
];
const dropouts = [
	ms$3("BiasDropout", {
		shape: fusedDropoutShape(2, [1, 2], "bools"),
		cost: fusedDropoutCost({ input: 4 }, [1, 2]),
		formula: "F = N + N\u00b7[residual] + 2N\u00b7[training]"
	}),
	ms$3("BitmaskBiasDropout", {
		shape: fusedDropoutShape(2, [1, 2], "bits"),
		cost: fusedDropoutCost({ input: 4 }, [1, 2]),
		formula: "F = N + N\u00b7[residual] + 2N\u00b7[training]"
	}),
	ms$3("BitmaskDropout", {
		shape: fusedDropoutShape(1, [], "bits"),
		cost: fusedDropoutCost({ input: 2 }, []),
		formula: "F = 2N\u00b7[training]"
	})
];
const gates = [
	ms$3("BranchwiseRMSNorm", {
		shape: require_core.sameAsInput,
		cost: branchNormCost,
		formula: "F = 3N + N\u00b7[scale] + 2R; T = R"
	}),
	ms$3("EngramGate", {
		shape: memoryGateShape,
		cost: memoryGateCost,
		formula: "F = 11N + 12R + (4N + 2R)\u00b7[second output]; T = 4R + R\u00b7[second output]"
	}),
	ms$3("GatedAdd", {
		shape: fusedShape(3, [1, 2]),
		cost: gatedAddCost,
		formula: "F = 2N"
	}),
	ms$3("GatedRMSNorm", {
		shape: fusedShape(3, [2]),
		cost: gatedNormCost,
		formula: "F = 9N \u2212 N\u00b7[sigmoid] + 2R; T = N + R"
	}),
	ms$3("HyperConnectionPostMix", {
		shape: fusedShape(3, []),
		cost: postMixCost,
		formula: "M = N\u00b7branches\u00b7[mixing matrix]; F = 2N"
	}),
	ms$3("HyperConnectionPreMix", {
		shape: preMixShape,
		cost: preMixCost,
		formula: "F = 2\u00b7N_in + N"
	}),
	ms$3("LinearAttentionGate", {
		shape: decayGateShape,
		cost: decayGateCost,
		formula: "F = 3N + 3N\u00b7[beta]; T = 2N + N\u00b7[beta]"
	})
];
const others = [
	ms$3("ComplexMul", {
		shape: complexShape,
		cost: require_core.perElement({ elementwise: 3 }),
		formula: "F = 3N"
	}),
	ms$3("ComplexMulConj", {
		shape: complexShape,
		cost: require_core.perElement({ elementwise: 3 }),
		formula: "F = 3N"
	}),
	ms$3("Inverse", {
		shape: inverseShape,
		cost: inverseCost,
		formula: "M = B\u00b7n^3"
	}),
	ms$3("IsAllFinite", {
		shape: allFiniteShape,
		cost: () => require_core.free,
		formula: "0"
	}),
	ms$3("MurmurHash3", {
		shape: hashShape,
		cost: () => require_core.free,
		formula: "0 (integer arithmetic)"
	}),
	ms$3("SampleOp", {
		shape: require_core.sameAsInput,
		cost: () => require_core.view,
		formula: "0"
	}),
	ms$3("Trilu", {
		shape: require_core.trilu,
		cost: () => require_core.free,
		formula: "0"
	})
];
/** Fused activations, gates and the like of onnxruntime. */
const fusedOps = [
	...activations,
	...dropouts,
	...gates,
	...others
];

// src/count/ops/control/generation.ts
/**
* Text generation: an encoder and a first decoder run once, the decoder as often as tokens are generated (the symbol
* `LAYER.trips`). Sizes that the bodies declare by name are symbols `LAYER.decoder.NAME`: the length of the past, say, stands for
* one that grows.
*/
function generation(shape) {
	return (call) => {
		const decoder = require_core.graphAttr(call, "decoder");
		if (decoder === void 0) throw badBody(call, "lacks its decoder");
		const parts = [...["encoder", "init_decoder"].flatMap((label) => {
			const graph = require_core.graphAttr(call, label);
			return graph === void 0 ? [] : [part(call, label, graph, 1)];
		}), part(call, "decoder", decoder, stepsOf(call))];
		return {
			outputs: shape(call),
			branches: {
				combine: "sum",
				parts
			}
		};
	};
}
function part(call, label, graph, times) {
	return {
		label,
		times,
		run: call.body(graph, graph.inputs.map(({ type }) => declared(call, label, type)))
	};
}
/** A declared type, its named sizes as sizes of this layer. */
function declared(call, label, type) {
	return mapSizes(type, (size) => {
		if (typeof size === "number") return size;
		return require_core.substitute(size, new Map([...require_core.symbolsOf(size)].map((name) => [name, call.fresh(`${label}.${name}`)])));
	});
}
function stepsOf(call) {
	const steps = call.fresh("trips");
	if (require_core.constantOf(steps) !== void 0) return steps;
	const [longest, prompt] = [sizeAt(call, 1), require_core.shapeAt(call, 0)?.[1]];
	const most = longest === void 0 || prompt === void 0 ? "" : ` (at most ${require_core.format(require_core.max(0, require_core.sub(longest, prompt)))})`;
	call.note({
		code: "unknown-trip-count",
		level: "warning",
		layer: call.name,
		detail: `how many tokens it generates is known only at run time${most}: give it with --dim "${require_core.format(steps)}=N", or read the formulas`
	});
	return steps;
}

// src/count/ops/control/generation-table.ts
const ms$2 = (name, shape) => require_core.opIn("com.microsoft", name, {
	since: 1,
	control: generation(shape),
	formula: "encoder and first decoder once, decoder \u00b7 generated tokens (a symbol); search itself 0",
	inWords: require_core.bodiesOnly
});
/** Text generation around a decoder. */
const generationOps = [
	ms$2("BeamSearch", beamSearch),
	ms$2("GreedySearch", greedySearch),
	ms$2("Sampling", greedySearch),
	ms$2("WhisperBeamSearch", beamSearch)
];

// src/count/ops/training/loss.ts
/** Shape of the labels: the scores' [N, C, d\u2026] without the classes; what labels (input 1) know better is taken from them. */
function labelShape(call) {
	const [scores, labels] = [require_core.requiredShape(call, 0), require_core.requiredShape(call, 1)];
	if (scores === null) return labels;
	if (scores.length < 2) throw require_core.shapeFault(call, `scores of shape ${require_core.shapeText(scores)} have no axis of classes`);
	require_core.requireVector(call, 2, scores[1]);
	const expected = [...scores.slice(0, 1), ...scores.slice(2)];
	if (labels === null) return expected;
	if (labels.length !== expected.length) throw require_core.shapeFault(call, `labels of shape ${require_core.shapeText(labels)} for scores of shape ${require_core.shapeText(scores)}`);
	return expected.map((size, axis) => agreed(call, size, labels[axis] ?? size));
}
function agreed(call, a, b) {
	const size = require_core.broadcast(a, b);
	if (size === void 0 || typeof a === "number" && typeof b === "number" && a !== b) throw require_core.shapeFault(call, `labels of ${require_core.shapeText([b])} for scores of ${require_core.shapeText([a])}`);
	return size;
}
/** How attribute `reduction` joins the losses; `mean` by default. */
function reductionOf(call) {
	return require_core.stringAttr(call, "reduction") ?? "mean";
}
/** A loss for each label, or one for all by attribute `reduction`; `logits`: the log-probabilities are output 1. */
function lossShape(logits) {
	return (call) => {
		const x = require_core.requiredTensor(call, 0);
		const labels = labelShape(call);
		const dtype = x?.dtype ?? "unknown";
		const loss = require_core.tensor(dtype, reductionOf(call) === "none" ? labels : []);
		return logits ? [loss, require_core.tensor(dtype, x?.shape ?? null)] : [loss];
	};
}
/** Of L labels: negation L, weights L, their sum L (or mean: L + 1, with weights two sums and a division). */
function likelihoodCost(call) {
	const labels = labelShape(call);
	const weighted = require_core.has(call, 2) || require_core.intAttr(call, "ignore_index") !== void 0;
	const reduction = reductionOf(call);
	const each = 1 + (weighted ? 1 : 0) + (reduction === "none" ? 0 : reduction === "mean" && weighted ? 2 : 1);
	return require_core.plusCost(require_core.costOf(require_core.elements(labels), { elementwise: each }), { elementwise: reduction === "mean" ? 1 : 0 });
}
const negativeLikelihoodCost = (call) => require_core.ifCounted(call, 0, () => likelihoodCost(call));
/** LogSoftmax of the scores, then the negative log likelihood. */
const crossEntropyCost = (call) => require_core.ifCounted(call, 0, () => require_core.plusCost(require_core.costOf(require_core.elements(require_core.shapeAt(call, 0)), {
	elementwise: 4,
	transcendentals: 2
}), likelihoodCost(call)));

// src/count/ops/training/training.ts
/** Inputs R, T, then n tensors, their n gradients and `states`\u00b7n states. @throws Fault `bad-node` if they don't divide */
function optimized(call, states) {
	const n = (call.node.inputs.length - 2) / (2 + states);
	if (!Number.isInteger(n) || n < 1) throw new require_core.Fault("bad-node", `${call.name}: ${call.node.op} has ${call.node.inputs.length} inputs, expected 2 + ${2 + states}\u00b7n`, "export the model again; the node is not valid ONNX");
	return n;
}
/** The n updated tensors and their updated states, each like its input. */
function optimizerShape(states) {
	return (call) => {
		const n = optimized(call, states);
		const like = (i) => {
			const x = require_core.tensorAt(call, i);
			return x === void 0 ? void 0 : require_core.tensor(x.dtype, x.shape);
		};
		return Array.from({ length: n * (1 + states) }, (_, k) => k < n ? 2 + k : 2 + n + k).map(like);
	};
}
/** `each` for every element of the n tensors, and `once` for the learning rate. */
function optimizerCost(states, each, once) {
	return (call) => {
		const n = optimized(call, states);
		let total = 0;
		for (let i = 2; i < 2 + n; i++) {
			const count = require_core.elements(require_core.shapeAt(call, i));
			total = total === void 0 || count === void 0 ? void 0 : require_core.add(total, count);
		}
		return require_core.plusCost(require_core.costOf(total, each(call)), { elementwise: once });
	};
}
/** Regularise 2, velocity 3, step 2; with Nesterov's correction two more. */
function momentumEach(call) {
	return { elementwise: require_core.stringAttr(call, "mode") === "nesterov" ? 9 : 7 };
}
/** One gradient for each name in attribute `xs`, in the shape of that input; the inputs are `xs` then `zs`. */
const gradientShape = (call) => (require_core.stringsAttr(call, "xs") ?? []).map((_, i) => {
	const x = require_core.tensorAt(call, i);
	return x === void 0 ? void 0 : require_core.tensor(x.dtype, x.shape);
});
/** The backward pass of a part of the graph: the node alone doesn't say what it costs. */
const gradientCost = () => require_core.unknownCost;

// src/count/ops/training/loss-table.ts
const preview = "ai.onnx.preview.training";
const each = "L\u00b7(1 + [weights] + [reduced] + [weights]\u00b7[mean]) + [mean]";
const likelihood = `F = ${each}`;
/** Losses, and optimisers of training graphs; L is the number of labels. */
const lossOps = [
	require_core.op("NegativeLogLikelihoodLoss", {
		since: 12,
		shape: lossShape(false),
		cost: negativeLikelihoodCost,
		formula: likelihood
	}),
	require_core.op("SoftmaxCrossEntropyLoss", {
		since: 12,
		shape: lossShape(true),
		cost: crossEntropyCost,
		formula: `F = 4\u00b7N_in + ${each}; T = 2\u00b7N_in`
	}),
	require_core.opIn(preview, "Adagrad", {
		since: 1,
		shape: optimizerShape(1),
		cost: optimizerCost(1, () => ({
			elementwise: 8,
			transcendentals: 1
		}), 3),
		formula: "F = 8N + 3; T = N"
	}),
	require_core.opIn(preview, "Adam", {
		since: 1,
		shape: optimizerShape(2),
		cost: optimizerCost(2, () => ({
			elementwise: 14,
			transcendentals: 1
		}), 6),
		formula: "F = 14N + 6; T = N"
	}),
	require_core.opIn(preview, "Gradient", {
		since: 1,
		shape: gradientShape,
		cost: gradientCost,
		formula: "unknown: the backward pass of a part of the graph",
		inWords: require_core.noRule
	}),
	require_core.opIn(preview, "Momentum", {
		since: 1,
		shape: optimizerShape(1),
		cost: optimizerCost(1, momentumEach, 1),
		formula: "F = 7N + 2N\u00b7[nesterov] + 1"
	})
];

// src/count/ops/ml/post-transform.ts
/**
* Cost of a classifier's `post_transform` over `count` scores, by what it is made of: softmax F 4, T 1; logistic
* 1/(1 + exp(\u2212x)) F 3, T 1; probit \u221a2\u00b7erf\u207b\u00b9(2x \u2212 1) F 3, T 1 (one inverse error function). Others are nothing.
*/
function transformCost(name, count) {
	switch (name) {
		case "SOFTMAX":
		case "SOFTMAX_ZERO": return {
			elementwise: require_core.mul(count, 4),
			transcendentals: count
		};
		case "LOGISTIC":
		case "PROBIT": return {
			elementwise: require_core.mul(count, 3),
			transcendentals: count
		};
		default: return {};
	}
}

// src/count/ops/ml/linear-model.ts
/** Rows of samples in input 0: one for a vector; undefined if the rank isn't known. */
function rowsOf(call) {
	const shape = require_core.requiredShape(call, 0);
	return shape === null ? void 0 : shape.length < 2 ? 1 : shape[0];
}
/** Features of one sample. */
function featuresOf(call) {
	return require_core.requiredShape(call, 0)?.at(-1);
}
/** Type of class labels: texts where the node lists texts. */
function labelType(call) {
	return (require_core.stringsAttr(call, "classlabels_strings") ?? []).length > 0 ? "string" : "i64";
}
/** Number of class labels listed. */
function classCount(call, ints = "classlabels_ints") {
	return (require_core.stringsAttr(call, "classlabels_strings") ?? []).length || (require_core.intsAttr(call, ints) ?? []).length;
}
/** Rows of the coefficients: one score each. */
function scoreCount(call) {
	return (require_core.floatsAttr(call, "intercepts") ?? []).length || classCount(call);
}
/** LinearClassifier: a label and scores a row; one score becomes two for two labels. */
const linearClassifier = (call) => {
	const rows = rowsOf(call);
	const scores = scoreCount(call);
	const columns = scores === 1 && classCount(call) === 2 ? 2 : scores;
	return [require_core.tensor(labelType(call), rows === void 0 ? null : [rows]), require_core.tensor("f32", rows === void 0 ? null : [rows, columns])];
};
const linearClassifierCost = (call) => linearCost(call, scoreCount(call));
/** LinearRegressor: `targets` values a row. */
const linearRegressor = (call) => {
	const rows = rowsOf(call);
	return [require_core.tensor("f32", rows === void 0 ? null : [rows, require_core.intAttr(call, "targets") ?? 1])];
};
const linearRegressorCost = (call) => linearCost(call, require_core.intAttr(call, "targets") ?? 1);
/** M = rows\u00b7features\u00b7scores; one add a score for the intercept. */
function linearCost(call, scores) {
	const [rows, features] = [rowsOf(call), featuresOf(call)];
	if (rows === void 0 || features === void 0) return require_core.unknownCost;
	const count = require_core.mul(rows, scores);
	const after = transformCost(require_core.stringAttr(call, "post_transform") ?? "NONE", count);
	const bias = (require_core.floatsAttr(call, "intercepts") ?? []).length > 0 ? count : 0;
	return {
		...after,
		macs: require_core.mul(count, features),
		elementwise: require_core.add(bias, after.elementwise ?? 0)
	};
}
/** Support vectors of the machine; 0 in linear mode. */
function vectorCount(call) {
	return require_core.intsAttr(call, "vectors_per_class")?.reduce((sum, n) => sum + n, 0) ?? require_core.intAttr(call, "n_supports") ?? 0;
}
/** SVMClassifier: a label and scores a row: one a class, or without probabilities one a pair of classes (two for two). */
const svmClassifier = (call) => {
	const rows = rowsOf(call);
	const classes = classCount(call);
	const columns = vectorCount(call) > 0 && (require_core.floatsAttr(call, "prob_a") ?? []).length === 0 && classes > 2 ? classes * (classes - 1) / 2 : Math.max(classes, vectorCount(call) > 0 ? 2 : 1);
	return [require_core.tensor(labelType(call), rows === void 0 ? null : [rows]), require_core.tensor("f32", rows === void 0 ? null : [rows, columns])];
};
/** Kernels against every support vector, (classes \u2212 1) coefficients a vector, one add a pair; linear: one row of coefficients a class. */
const svmClassifierCost = (call) => {
	const [rows, features] = [rowsOf(call), featuresOf(call)];
	if (rows === void 0 || features === void 0) return require_core.unknownCost;
	const [classes, vectors] = [classCount(call), vectorCount(call)];
	const kernels = kernelCost(call, require_core.mul(rows, vectors > 0 ? vectors : classes), features, vectors > 0);
	const pairs = vectors > 0 ? classes * (classes - 1) / 2 : classes;
	const votes = require_core.mul(rows, vectors * Math.max(classes - 1, 0));
	const hasProbabilities = vectors > 0 && (require_core.floatsAttr(call, "prob_a") ?? []).length > 0;
	const sigmoids = hasProbabilities ? require_core.mul(rows, pairs) : 0;
	const after = transformCost(require_core.stringAttr(call, "post_transform") ?? "NONE", require_core.mul(rows, hasProbabilities ? classes : pairs));
	return {
		macs: require_core.add(kernels.macs ?? 0, votes),
		elementwise: [
			require_core.mul(rows, pairs),
			require_core.mul(sigmoids, 4),
			after.elementwise ?? 0
		].reduce(require_core.add, kernels.elementwise ?? 0),
		transcendentals: [sigmoids, after.transcendentals ?? 0].reduce(require_core.add, kernels.transcendentals ?? 0),
		...hasProbabilities && classes > 2 ? { lowerBound: true } : {}
	};
};
/** SVMRegressor: one value a row. */
const svmRegressor = (call) => {
	const rows = rowsOf(call);
	return [require_core.tensor("f32", rows === void 0 ? null : [rows, 1])];
};
const svmRegressorCost = (call) => {
	const [rows, features] = [rowsOf(call), featuresOf(call)];
	if (rows === void 0 || features === void 0) return require_core.unknownCost;
	const vectors = vectorCount(call);
	const kernels = kernelCost(call, require_core.mul(rows, Math.max(vectors, 1)), features, vectors > 0);
	const after = transformCost(require_core.stringAttr(call, "post_transform") ?? "NONE", rows);
	return {
		macs: require_core.add(kernels.macs ?? 0, require_core.mul(rows, vectors)),
		elementwise: [rows, after.elementwise ?? 0].reduce(require_core.add, kernels.elementwise ?? 0),
		transcendentals: require_core.add(kernels.transcendentals ?? 0, after.transcendentals ?? 0)
	};
};
/**
* Kernels between samples and vectors: x\u00b7v is one MAC a feature; (\u03b3\u00b7x\u00b7v + c)^d and tanh(\u03b3\u00b7x\u00b7v + c) two operations and one
* transcendental more. exp(\u2212\u03b3\u00b7\u2016x \u2212 v\u2016\u00b2) is a difference, a square and an addition a feature, one multiplication, one exponential.
*/
function kernelCost(call, pairs, features, hasVectors) {
	const products = require_core.mul(pairs, features);
	const kind = hasVectors ? require_core.stringAttr(call, "kernel_type") ?? "LINEAR" : "LINEAR";
	if (kind === "RBF") return {
		elementwise: require_core.add(require_core.mul(products, 3), pairs),
		transcendentals: pairs
	};
	return kind === "LINEAR" ? { macs: products } : {
		macs: products,
		elementwise: require_core.mul(pairs, 2),
		transcendentals: pairs
	};
}

// src/count/ops/ml/features.ts
/** Input 0's shape in a type of its own, or input 0's. */
const sameShape = (dtype) => (call) => {
	const shape = require_core.requiredShape(call, 0);
	return [require_core.tensor(dtype ?? require_core.dtypeAt(call, 0), shape)];
};
/** ArrayFeatureExtractor: columns of the last axis by index; a vector counts as one row. */
const featureColumns = (call) => {
	const [source, indices] = [require_core.requiredTensor(call, 0), require_core.requiredTensor(call, 1)];
	const shape = source?.shape ?? null;
	if (shape === null || source === void 0) return [require_core.movedFrom(source, null)];
	if (shape.length === 0) throw require_core.shapeFault(call, `${require_core.shapeText(shape)} has no features`);
	const rows = shape.length === 1 ? {
		...source,
		shape: [1, ...shape]
	} : source;
	const count = indices?.shape === null || indices === void 0 ? call.fresh("count") : require_core.product(indices.shape);
	const flat = indices === void 0 ? void 0 : {
		...indices,
		shape: [count]
	};
	return [require_core.gatherAlong(call, rows, flat ?? {
		kind: "tensor",
		dtype: "i64",
		shape: [count]
	}, -1)];
};
/** Where a label maps to: the type of the values that the node lists. */
const labelEncoder = (call) => [require_core.tensor(mappedType(call), require_core.requiredShape(call, 0))];
function mappedType(call) {
	if (call.version < 2) return require_core.dtypeAt(call, 0) === "string" ? "i64" : require_core.dtypeAt(call, 0) === "unknown" ? "unknown" : "string";
	const stored = require_core.tensorAttr(call, "values_tensor") ?? require_core.tensorAttr(call, "default_tensor");
	if (stored !== void 0) return stored.dtype;
	if (call.node.attrs.has("values_strings")) return "string";
	if (call.node.attrs.has("values_int64s")) return "i64";
	return call.node.attrs.has("values_floats") ? "f32" : "unknown";
}
/** CategoryMapper: texts to integers and back. */
const categoryMapper = (call) => {
	const dtype = require_core.dtypeAt(call, 0);
	return [require_core.tensor(dtype === "string" ? "i64" : dtype === "unknown" ? "unknown" : "string", require_core.requiredShape(call, 0))];
};
/** OneHotEncoder: a new last axis, one column a category. */
const oneHotEncoder = (call) => {
	const shape = require_core.requiredShape(call, 0);
	const categories = (require_core.intsAttr(call, "cats_int64s") ?? []).length || (require_core.stringsAttr(call, "cats_strings") ?? []).length;
	return [require_core.tensor("f32", shape === null ? null : [...shape, categories])];
};
/** FeatureVectorizer: the inputs' features side by side, `inputdimensions` of each. */
const featureVectorizer = (call) => {
	const rows = rowsOf(call);
	const columns = (require_core.intsAttr(call, "inputdimensions") ?? call.inputs.map((_, i) => require_core.shapeAt(call, i)?.at(-1))).reduce((sum, size) => sum === void 0 || size === void 0 ? void 0 : require_core.add(sum, size), 0);
	return [require_core.tensor("f32", [rows ?? call.fresh("rows"), columns ?? call.fresh("features")])];
};
/** DictVectorizer: the map's values in the order of the vocabulary. */
const dictVectorizer = (call) => {
	const words = (require_core.stringsAttr(call, "string_vocabulary") ?? []).length || (require_core.intsAttr(call, "int64_vocabulary") ?? []).length;
	return [require_core.tensor(mapValueType(mapAt(call)), [1, words])];
};
/** CastMap: the map's values in the order of their keys; `max_map` of them in SPARSE form. */
const castMap = (call) => {
	mapAt(call);
	const types = /* @__PURE__ */ new Map([
		["TO_FLOAT", "f32"],
		["TO_STRING", "string"],
		["TO_INT64", "i64"]
	]);
	const count = require_core.stringAttr(call, "map_form") === "SPARSE" ? require_core.intAttr(call, "max_map") ?? 1 : call.fresh("entries");
	return [require_core.tensor(types.get(require_core.stringAttr(call, "cast_to") ?? "TO_FLOAT") ?? "unknown", [1, count])];
};
function mapAt(call) {
	if ((call.node.inputs[0] ?? "") === "") throw require_core.missing(call, 0);
	return call.inputs[0];
}
function mapValueType(value) {
	return value?.kind === "map" && value.valueType?.kind === "tensor" ? value.valueType.dtype : "unknown";
}
/** ZipMap: for each row a map from class label to its score. */
const zipMap = (call) => {
	const rows = rowsOf(call);
	return [{
		kind: "sequence",
		element: {
			kind: "map",
			keyType: (require_core.stringsAttr(call, "classlabels_strings") ?? []).length > 0 ? "string" : "i64",
			valueType: require_core.tensor("f32", [])
		},
		length: rows ?? call.fresh("rows")
	}];
};
/** `f` operations and `t` transcendentals an element of input 0. */
const perFeature = (f) => (call) => {
	const count = require_core.elements(require_core.shapeAt(call, 0));
	return count === void 0 ? require_core.unknownCost : { elementwise: require_core.mul(count, f) };
};
/** Normalizer: MAX and L1 one reduction and one division an element; L2 a square more, and a root a row. */
const normalizerCost = (call) => {
	const [count, rows] = [require_core.elements(require_core.shapeAt(call, 0)), rowsOf(call)];
	if (count === void 0 || rows === void 0) return require_core.unknownCost;
	return require_core.stringAttr(call, "norm") === "L2" ? {
		elementwise: require_core.mul(count, 3),
		transcendentals: rows
	} : { elementwise: require_core.mul(count, 2) };
};

// src/count/ops/ml/decision-trees.ts
/** \u03a3 over the trees of the decisions on the longest way from root to leaf; undefined if the nodes are no forest. */
function decisionsOf({ roots, children }) {
	const depths = /* @__PURE__ */ new Map();
	const open = /* @__PURE__ */ new Set();
	let total = 0;
	for (const root of roots) {
		const stack = [root];
		while (stack.length > 0) {
			const node = stack.at(-1) ?? -1;
			const below = (children[node] ?? []).filter((child) => child >= 0 && child < children.length);
			const next = below.find((child) => !depths.has(child));
			if (depths.has(node) || next === void 0) {
				depths.set(node, depths.get(node) ?? 1 + Math.max(0, ...below.map((child) => depths.get(child) ?? 0)));
				open.delete(node);
				stack.pop();
				continue;
			}
			open.add(node);
			if (open.has(next)) return void 0;
			stack.push(next);
		}
		total += root < 0 ? 0 : depths.get(root) ?? 0;
	}
	return total;
}
/** The forest of TreeEnsembleClassifier and -Regressor: nodes named by tree and node id, a leaf by its mode. */
function namedForest(call) {
	const [trees, ids, yes, no] = [
		"nodes_treeids",
		"nodes_nodeids",
		"nodes_truenodeids",
		"nodes_falsenodeids"
	].map((name) => require_core.intsAttr(call, name) ?? []);
	const modes = require_core.stringsAttr(call, "nodes_modes") ?? [];
	if (trees === void 0 || ids === void 0 || [
		ids,
		yes,
		no,
		modes
	].some((list) => list?.length !== trees.length)) return void 0;
	const places = new Map(trees.map((tree, i) => [`${tree}/${ids[i] ?? 0}`, i]));
	const child = (tree, id) => {
		const place = places.get(`${tree}/${id}`) ?? -1;
		return modes[place] === "LEAF" ? -1 : place;
	};
	const children = trees.map((tree, i) => [child(tree, yes?.[i] ?? -1), child(tree, no?.[i] ?? -1)]);
	const roots = [...new Map(trees.map((tree, i) => [tree, i]).toReversed()).values()];
	const decisive = children.map((pair, i) => modes[i] === "LEAF" ? [-1, -1] : pair);
	return {
		forest: {
			roots: roots.filter((root) => modes[root] !== "LEAF"),
			children: decisive
		},
		trees: roots.length
	};
}
/** The forest of TreeEnsemble: positions of decision nodes, children flagged as leaves. */
function indexedForest(call) {
	const list = (name) => require_core.intsAttr(call, name) ?? [];
	const [roots, yes, no, yesLeaf, noLeaf] = [
		list("tree_roots"),
		list("nodes_truenodeids"),
		list("nodes_falsenodeids"),
		list("nodes_trueleafs"),
		list("nodes_falseleafs")
	];
	if (yes.length !== no.length || yes.length !== yesLeaf.length || yes.length !== noLeaf.length) return void 0;
	return {
		forest: {
			roots,
			children: yes.map((child, i) => [yesLeaf[i] === 0 ? child : -1, noLeaf[i] === 0 ? no[i] ?? -1 : -1])
		},
		trees: roots.length
	};
}
/** Compares on the longest way down each tree, one add a tree, base values, a division for a mean, the post-transform. */
function forestCost(call, found, to) {
	const rows = rowsOf(call);
	const decisions = found === void 0 ? void 0 : decisionsOf(found.forest);
	if (rows === void 0 || found === void 0 || decisions === void 0) return require_core.unknownCost;
	const hasBase = call.node.attrs.has("base_values") || call.node.attrs.has("base_values_as_tensor");
	const perRow = decisions + found.trees + to.outputs * (Number(hasBase) + Number(to.isMean));
	const after = transformCost(to.transform, require_core.mul(rows, to.outputs));
	return {
		...after,
		elementwise: require_core.add(require_core.mul(rows, perRow), after.elementwise ?? 0)
	};
}
const transformOf$1 = (call) => require_core.stringAttr(call, "post_transform") ?? "NONE";
/** TreeEnsembleClassifier: a label and a score for each class, a row. */
const treeClassifier = (call) => {
	const rows = rowsOf(call);
	const classes = classCount(call, "classlabels_int64s");
	return [require_core.tensor(labelType(call), rows === void 0 ? null : [rows]), require_core.tensor("f32", rows === void 0 ? null : [rows, classes])];
};
const treeClassifierCost = (call) => forestCost(call, namedForest(call), {
	outputs: classCount(call, "classlabels_int64s"),
	isMean: false,
	transform: transformOf$1(call)
});
/** TreeEnsembleRegressor: `n_targets` values a row. */
const treeRegressor = (call) => {
	const rows = rowsOf(call);
	return [require_core.tensor("f32", rows === void 0 ? null : [rows, require_core.intAttr(call, "n_targets") ?? 1])];
};
const treeRegressorCost = (call) => forestCost(call, namedForest(call), {
	outputs: require_core.intAttr(call, "n_targets") ?? 1,
	isMean: require_core.stringAttr(call, "aggregate_function") === "AVERAGE",
	transform: transformOf$1(call)
});
/** TreeEnsemble: `n_targets` values a row, in the type of the leaf weights. */
const treeEnsemble = (call) => {
	const rows = rowsOf(call);
	const dtype = require_core.tensorAttr(call, "leaf_weights")?.dtype ?? "unknown";
	return [require_core.tensor(dtype, rows === void 0 ? null : [rows, require_core.intAttr(call, "n_targets") ?? 1])];
};
/** Names of TreeEnsemble's `post_transform` numbers. */
const transforms = [
	"NONE",
	"SOFTMAX",
	"LOGISTIC",
	"SOFTMAX_ZERO",
	"PROBIT"
];
const treeEnsembleCost = (call) => forestCost(call, indexedForest(call), {
	outputs: require_core.intAttr(call, "n_targets") ?? 1,
	isMean: require_core.intAttr(call, "aggregate_function") === 0,
	transform: transforms[require_core.intAttr(call, "post_transform") ?? 0] ?? "NONE"
});

// src/count/ops/ml/ml-table.ts
const ml = (name, shape, cost, formula, since = 1) => require_core.opIn("ai.onnx.ml", name, {
	since,
	shape,
	cost,
	formula
});
const moves = (name, shape) => ml(name, shape, () => require_core.free, "0 (bytes only)");
const trees = "F = rows\u00b7(depths + trees + outputs\u00b7([base values] + [mean] + F_post)); T = rows\u00b7outputs\u00b7T_post";
const svm = "pairs = classes\u00b7(classes \u2212 1)/2; M = rows\u00b7vectors\u00b7(features\u00b7(1 \u2212 [RBF]) + classes \u2212 1); F = rows\u00b7(vectors\u00b7((3\u00b7features + 1)\u00b7[RBF] + 2\u00b7[polynomial]) + pairs\u00b7(1 + F_post)); T = rows\u00b7(vectors\u00b7([RBF] + [polynomial]) + pairs\u00b7T_post)";
/** Classical models (ai.onnx.ml). Their parameters are attributes. */
const mlOps = [
	moves("ArrayFeatureExtractor", featureColumns),
	moves("Binarizer", sameShape()),
	moves("CastMap", castMap),
	moves("CategoryMapper", categoryMapper),
	moves("DictVectorizer", dictVectorizer),
	moves("FeatureVectorizer", featureVectorizer),
	moves("Imputer", sameShape()),
	moves("LabelEncoder", labelEncoder),
	ml("LinearClassifier", linearClassifier, linearClassifierCost, "M = rows\u00b7features\u00b7scores; F = rows\u00b7scores\u00b7([intercepts] + F_post); T = rows\u00b7scores\u00b7T_post"),
	ml("LinearRegressor", linearRegressor, linearRegressorCost, "M = rows\u00b7features\u00b7targets; F = rows\u00b7targets\u00b7([intercepts] + F_post); T = rows\u00b7targets\u00b7T_post"),
	ml("Normalizer", sameShape("f32"), normalizerCost, "F = 2N + N\u00b7[L2]; T = rows\u00b7[L2]"),
	moves("OneHotEncoder", oneHotEncoder),
	ml("SVMClassifier", svmClassifier, svmClassifierCost, svm),
	ml("SVMRegressor", svmRegressor, svmRegressorCost, "M = rows\u00b7vectors\u00b7(features\u00b7(1 \u2212 [RBF]) + 1); F = rows\u00b7(vectors\u00b7((3\u00b7features + 1)\u00b7[RBF] + 2\u00b7[polynomial]) + 1 + F_post); T = rows\u00b7(vectors\u00b7([RBF] + [polynomial]) + T_post)"),
	ml("Scaler", sameShape("f32"), perFeature(2), "F = 2N"),
	ml("TreeEnsemble", treeEnsemble, treeEnsembleCost, trees, 5),
	ml("TreeEnsembleClassifier", treeClassifier, treeClassifierCost, trees),
	ml("TreeEnsembleRegressor", treeRegressor, treeRegressorCost, trees),
	moves("ZipMap", zipMap)
];

// src/count/ops/quantize/quantize-table.ts
const row$2 = {
	cost: require_core.quantizeCost,
	formula: "F = 2N"
};
/** Conversion between floating-point and quantised tensors. */
const quantizeOps = [
	require_core.op("DequantizeLinear", {
		since: 10,
		shape: require_core.dequantizeShape,
		...row$2
	}),
	require_core.op("DynamicQuantizeLinear", {
		since: 11,
		shape: require_core.dynamicQuantizeShape,
		cost: require_core.dynamicQuantizeCost,
		formula: "F = 4N + 9"
	}),
	require_core.op("QuantizeLinear", {
		since: 10,
		shape: require_core.quantizeShape,
		...row$2
	}),
	require_core.opIn("com.microsoft", "DequantizeLinear", {
		since: 1,
		shape: require_core.dequantizeShape,
		...row$2
	}),
	require_core.opIn("com.microsoft", "QuantizeLinear", {
		since: 1,
		shape: require_core.quantizeShape,
		...row$2
	})
];

// src/count/ops/quantize/quantized-math.ts
/** Inputs at `operands` broadcast (scales and zero points lie between them); the output has the type of input `typed`. */
function quantizedShape(operands, typed = operands[0] ?? 0) {
	return (call) => {
		const shape = require_core.broadcastShapes(call, operands.map((i) => require_core.requiredShape(call, i)));
		return [require_core.tensor(require_core.dtypeAt(call, typed), shape)];
	};
}
/** Each operand dequantised (2 an element), `each` for every element of the output, the output quantised (2 an element). */
function quantizedCost(operands, each) {
	return (call, outputs) => {
		const read = operands.map((i) => require_core.costOf(require_core.elements(require_core.shapeAt(call, i)), { elementwise: 2 }));
		return require_core.plusCost(...read, require_core.costOf(require_core.outputCount(outputs), {
			...each,
			elementwise: (each.elementwise ?? 0) + 2
		}));
	};
}
/** Mean of dequantised elements: an add for each of the input, a division for each of the output. */
const quantizedMeanCost = (call, outputs) => require_core.plusCost(require_core.costOf(require_core.elements(require_core.shapeAt(call, 0)), { elementwise: 3 }), require_core.costOf(require_core.outputCount(outputs), { elementwise: 3 }));
/** Layer norm over the last axis between dequantisation and quantisation; input 3 is the bias. */
const quantizedNormCost = (call) => {
	const shape = require_core.shapeAt(call, 0);
	const n = require_core.elements(shape);
	return require_core.plusCost(require_core.costOf(n, { elementwise: 4 }), require_core.layerNormCost(n, require_core.rowsBefore(shape, -1), require_core.has(call, 3)));
};
/** Sums of small integers in 32 bits, of the same sign. */
const integerSumShape = (call) => {
	const wide = require_core.dtypeAt(call, 0).startsWith("u") ? "u32" : "i32";
	return require_core.reduceShape("attribute", void 0, wide)(call);
};
/** An add for each element of the input. */
const integerSumCost = (call) => require_core.costOf(require_core.elements(require_core.shapeAt(call, 0)), { elementwise: 1 });
/** (A \u2212 zero point)\u00b7(B \u2212 zero point) in 32 bits. */
const integerProductShape = (call) => {
	const shape = require_core.broadcastShapes(call, [require_core.requiredShape(call, 0), require_core.requiredShape(call, 2)]);
	return [require_core.tensor("i32", shape)];
};
/** A multiply for each element of the output, a subtraction for each of an operand with a zero point. */
const integerProductCost = (call, outputs) => {
	const shift = (operand, zero) => require_core.has(call, zero) ? require_core.costOf(require_core.elements(require_core.shapeAt(call, operand)), { elementwise: 1 }) : {};
	return require_core.plusCost(require_core.costOf(require_core.outputCount(outputs), { elementwise: 1 }), shift(0, 1), shift(2, 3));
};
/** Output in the shape of input 0, in the type that attribute `to` names, or else `fallback`. */
function convertedShape(fallback) {
	return (call) => [require_core.tensor(require_core.elementTypeAttr(call, "to", fallback), require_core.requiredShape(call, 0))];
}
/** Block floating point: packed bytes whose number is known only at run time, with the shape and strides of the input. */
const blockFloatShape = (call) => {
	const rank = require_core.requiredShape(call, 0)?.length ?? call.fresh("rank");
	return [
		require_core.tensor("u8", [call.fresh("bytes")]),
		require_core.tensor("i64", [rank]),
		require_core.tensor("i64", [rank])
	];
};
/** Back from block floating point, to the shape in input 1 and the type in attribute `dtype`. */
const fromBlockFloatShape = (call) => {
	require_core.requiredTensor(call, 0);
	require_core.requiredShape(call, 1);
	const dtype = require_core.elementTypeAttr(call, "dtype", "f32");
	const shape = require_core.sizesAt(call, 1);
	const rank = require_core.shapeAt(call, 1)?.[0];
	if (shape !== void 0) return [require_core.tensor(dtype, shape)];
	return [require_core.tensor(dtype, typeof rank === "number" && rank <= 64 ? Array.from({ length: rank }, (_, i) => call.fresh(`dim${i}`)) : null)];
};

// src/count/ops/quantize/quantized-math-table.ts
/** An operator of onnxruntime's own domain, version 1. */
function ms$1(name, row) {
	return require_core.opIn("com.microsoft", name, {
		since: 1,
		...row
	});
}
const binary = {
	shape: quantizedShape([0, 3]),
	cost: quantizedCost([0, 3], { elementwise: 1 }),
	formula: "F = 2\u00b7N_A + 2\u00b7N_B + 3N"
};
/** Arithmetic on quantised tensors: what lies between is counted as if dequantised, computed and quantised again. */
const quantizedMathOps = [
	ms$1("DequantizeBFP", {
		shape: fromBlockFloatShape,
		cost: require_core.quantizeCost,
		formula: "F = 2\u00b7N_in"
	}),
	ms$1("DequantizeWithOrder", {
		shape: convertedShape("f32"),
		cost: require_core.quantizeCost,
		formula: "F = 2N"
	}),
	ms$1("MulInteger", {
		shape: integerProductShape,
		cost: integerProductCost,
		formula: "F = N + N_A\u00b7[zero point of A] + N_B\u00b7[zero point of B]"
	}),
	ms$1("QLinearAdd", { ...binary }),
	ms$1("QLinearLeakyRelu", {
		shape: require_core.sameAsInput,
		cost: quantizedCost([0], { elementwise: 2 }),
		formula: "F = 6N"
	}),
	ms$1("QLinearMul", binary),
	ms$1("QLinearReduceMean", {
		shape: require_core.reduceShape("attribute"),
		cost: quantizedMeanCost,
		formula: "F = 3\u00b7N_in + 3N"
	}),
	ms$1("QLinearSigmoid", {
		shape: require_core.sameAsInput,
		cost: quantizedCost([0], {
			elementwise: 3,
			transcendentals: 1
		}),
		formula: "F = 7N; T = N"
	}),
	ms$1("QLinearSoftmax", {
		shape: require_core.sameAsInput,
		cost: quantizedCost([0], {
			elementwise: 4,
			transcendentals: 1
		}),
		formula: "F = 8N; T = N"
	}),
	ms$1("QLinearWhere", {
		shape: quantizedShape([
			0,
			1,
			4
		], 1),
		cost: quantizedCost([1, 4], {}),
		formula: "F = 2\u00b7N_X + 2\u00b7N_Y + 2N"
	}),
	ms$1("QOrderedGelu", {
		shape: require_core.sameAsInput,
		cost: quantizedCost([0], require_core.erfGelu),
		formula: "F = 8N; T = N"
	}),
	ms$1("QOrderedLayerNormalization", {
		shape: require_core.sameAsInput,
		cost: quantizedNormCost,
		formula: "F = 10N + N\u00b7[bias] + 3R; T = R"
	}),
	ms$1("QuantizeBFP", {
		shape: blockFloatShape,
		cost: require_core.quantizeCost,
		formula: "F = 2N"
	}),
	ms$1("QuantizeWithOrder", {
		shape: convertedShape("i8"),
		cost: require_core.quantizeCost,
		formula: "F = 2N"
	}),
	ms$1("ReduceSumInteger", {
		shape: integerSumShape,
		cost: integerSumCost,
		formula: "F = N_in"
	})
];

// src/count/ops/elementwise/random.ts
/** Random numbers of the shape in attribute `shape`, type in `dtype` (f32 by default). */
const randomShape = (call) => {
	const shape = require_core.intsAttr(call, "shape");
	if (shape === void 0) throw new require_core.Fault("bad-attribute", `${call.name}: ${call.node.op} lacks its attribute shape`, "export the model again; the node is not valid ONNX");
	if (shape.some((size) => size < 0)) throw require_core.shapeFault(call, `the shape ${require_core.shapeText(shape)} has a negative size`);
	return [require_core.tensor(require_core.elementTypeAttr(call, "dtype", "f32"), shape)];
};
/** Random numbers in the shape of input 0, type in `dtype` or that of the input. */
const randomLikeShape = (call) => {
	const x = require_core.requiredTensor(call, 0);
	return [require_core.tensor(require_core.elementTypeAttr(call, "dtype", x?.dtype ?? "unknown"), x?.shape ?? null)];
};
/** Classes drawn for each row of [batch, classes]: [batch, sample_size], i32 by default. */
const multinomialShape = (call) => {
	const shape = require_core.requiredTensor(call, 0)?.shape ?? null;
	if (shape !== null && shape.length !== 2) throw require_core.shapeFault(call, `${require_core.shapeText(shape)} is not a matrix of [batch, classes]`);
	const samples = require_core.intAttr(call, "sample_size") ?? 1;
	if (samples < 0) throw require_core.shapeFault(call, `sample_size is ${samples}`);
	return [require_core.tensor(require_core.elementTypeAttr(call, "dtype", "i32"), [shape?.[0] ?? call.fresh("batch"), samples])];
};
/** Ones on the diagonal that attribute `k` names, zeros elsewhere, in the shape of input 0 (a matrix). */
const eyeLikeShape = (call) => {
	const x = require_core.requiredTensor(call, 0);
	const shape = x?.shape ?? null;
	if (shape !== null && shape.length !== 2) throw require_core.shapeFault(call, `${require_core.shapeText(shape)} is not a matrix`);
	const dtype = require_core.elementTypeAttr(call, "dtype", x?.dtype ?? "unknown");
	return [require_core.withContent(dtype, shape ?? [call.fresh("rows"), call.fresh("columns")], diagonal(call, shape))];
};
function diagonal(call, shape) {
	const [rows, columns] = require_core.smallShape(shape) ?? [];
	if (rows === void 0 || columns === void 0) return void 0;
	const k = require_core.intAttr(call, "k") ?? 0;
	return Array.from({ length: rows * columns }, (_, i) => Number(i % columns - Math.floor(i / columns) === k));
}

// src/count/ops/elementwise/random-table.ts
const drawn = {
	cost: () => require_core.free,
	formula: "0 (bytes written only)"
};
const dropped = { formula: "F = 2N\u00b7[training]" };
const byInput = { input: 2 };
/** Random tensors, dropout and constant patterns. */
const randomOps = [
	require_core.op("Bernoulli", {
		since: 15,
		shape: randomLikeShape,
		...drawn
	}),
	require_core.op("Dropout", {
		since: 1,
		shape: dropoutShape("is_test"),
		cost: dropoutCost("is_test"),
		...dropped
	}, {
		since: 7,
		shape: dropoutShape("never"),
		cost: dropoutCost("never"),
		...dropped
	}, {
		since: 10,
		shape: dropoutShape("never", "bool"),
		cost: dropoutCost("never"),
		...dropped
	}, {
		since: 12,
		shape: dropoutShape(byInput, "bool"),
		cost: dropoutCost(byInput),
		...dropped
	}),
	require_core.op("EyeLike", {
		since: 9,
		shape: eyeLikeShape,
		...drawn
	}),
	require_core.op("Multinomial", {
		since: 7,
		shape: multinomialShape,
		...drawn
	}),
	require_core.op("RandomNormal", {
		since: 1,
		shape: randomShape,
		...drawn
	}),
	require_core.op("RandomNormalLike", {
		since: 1,
		shape: randomLikeShape,
		...drawn
	}),
	require_core.op("RandomUniform", {
		since: 1,
		shape: randomShape,
		...drawn
	}),
	require_core.op("RandomUniformLike", {
		since: 1,
		shape: randomLikeShape,
		...drawn
	})
];

// src/count/ops/recurrent/recurrent.ts
/** Ht = f(Xt\u00b7W\u1d40 + Ht\u22121\u00b7R\u1d40 + b): 1 add. */
const rnnCell = {
	gates: 1,
	states: 1,
	activations: [["Tanh", 1]],
	mixing: 1
};
/** Gates z, r by f, candidate by g: 3 adds of products, r\u2299h, (1 \u2212 z)\u2299g + z\u2299h: 8. */
const gruCell = {
	gates: 3,
	states: 1,
	activations: [["Sigmoid", 2], ["Tanh", 1]],
	mixing: 8
};
/** Gates i, o, f by f, candidate by g, output by h: 4 adds of products, f\u2299c + i\u2299g, o\u2299h(c): 8. */
const lstmCell = {
	gates: 4,
	states: 2,
	activations: [
		["Sigmoid", 3],
		["Tanh", 1],
		["Tanh", 1]
	],
	mixing: 8,
	peepholes: 7
};
const quantizedLstmCell = {
	...lstmCell,
	quantized: true
};
const attentionLstmCell = {
	...lstmCell,
	wide: true
};
function directionsOf(call) {
	return require_core.stringAttr(call, "direction")?.toLowerCase() === "bidirectional" ? 2 : 1;
}
/** Sizes from X, W, R and `hidden_size`; undefined if the rank of X isn't known. @throws Fault `shape` */
function recurrenceOf(call, cell) {
	const [x, w, r] = [
		require_core.requiredShape(call, 0),
		require_core.requiredShape(call, 1),
		require_core.requiredShape(call, 2)
	];
	const directions = directionsOf(call);
	for (const [name, shape] of [
		["X", x],
		["W", w],
		["R", r]
	]) if (shape !== null && shape.length !== 3) throw require_core.shapeFault(call, `${name} has the shape ${require_core.shapeText(shape)}, not three axes`);
	const hidden = hiddenOf(call, cell, w, r);
	if (x === null) return void 0;
	const [first, second, inputs] = x;
	for (const shape of [w, r]) if (shape?.[0] !== void 0) require_core.agreed(call, shape[0], directions, "directions of the weights differ");
	const width = w?.[cell.quantized === true ? 1 : 2];
	const batchFirst = require_core.intAttr(call, "layout") === 1;
	return {
		steps: batchFirst ? second : first,
		batch: batchFirst ? first : second,
		inputs: width === void 0 ? inputs : cell.wide === true ? width : require_core.agreed(call, inputs, width, "input sizes of X and W differ"),
		hidden,
		directions,
		batchFirst
	};
}
function hiddenOf(call, cell, w, r) {
	const [input, gated] = cell.quantized === true ? [1, 2] : [2, 1];
	const hidden = require_core.intAttr(call, "hidden_size") ?? r?.[input] ?? call.fresh("hidden");
	if (r?.[input] !== void 0) require_core.agreed(call, r[input], hidden, "hidden sizes differ");
	for (const shape of [w, r]) {
		const rows = shape?.[gated];
		if (rows !== void 0) require_core.agreed(call, rows, require_core.mul(hidden, cell.gates), `weights of ${cell.gates} gates don't fit the hidden size`);
	}
	return hidden;
}
/** Y [T, D, B, H], Y_h [D, B, H] and an LSTM's Y_c; with `layout` 1 [B, T, D, H] and [B, D, H]. */
function recurrentShape(cell) {
	return (call) => {
		const dtype = require_core.requiredTensor(call, 0)?.dtype ?? "unknown";
		const sizes = recurrenceOf(call, cell);
		const states = Array.from({ length: cell.states }, () => require_core.tensor(dtype, sizes === void 0 ? null : stateShape(sizes)));
		return [require_core.tensor(dtype, sizes === void 0 ? null : outputShape(sizes)), ...states];
	};
}
function outputShape({ steps, batch, hidden, directions, batchFirst }) {
	return batchFirst ? [
		batch,
		steps,
		directions,
		hidden
	] : [
		steps,
		directions,
		batch,
		hidden
	];
}
function stateShape({ batch, hidden, directions, batchFirst }) {
	return batchFirst ? [
		batch,
		directions,
		hidden
	] : [
		directions,
		batch,
		hidden
	];
}
/**
* M = T\u00b7B\u00b7D\u00b7G\u00b7H\u00b7(I + H); every unit of T\u00b7B\u00b7D\u00b7H costs its mixing, its activations, and where given 2\u00b7G for biases, 6 for
* peepholes, 2 for each clipped gate. Padding counts; `effectiveMacs` leaves it out where the lengths (input 4) are known.
*/
function recurrentCost(cell) {
	return (call) => {
		const sizes = recurrenceOf(call, cell);
		if (sizes === void 0) return require_core.unknownCost;
		const { steps, batch, inputs, hidden, directions } = sizes;
		const stepMacs = require_core.product([
			directions,
			cell.gates,
			hidden,
			require_core.add(inputs, hidden)
		]);
		const rest = require_core.plusCost(unitCost(call, cell, sizes), ...cell.quantized === true ? [quantizing(cell, sizes)] : []);
		const cost = require_core.contraction(call, require_core.product([
			steps,
			batch,
			stepMacs
		]), 0, 1, require_core.isCounted(require_core.requiredTensor(call, 0)?.dtype ?? "unknown") ? rest : {});
		const lengths = require_core.has(call, 4) ? require_core.sizesAt(call, 4) : void 0;
		const bits = cell.quantized === true ? { bitOps: require_core.mul(cost.macs ?? 0, 64) } : {};
		if (lengths === void 0) return {
			...cost,
			...bits
		};
		return {
			...cost,
			...bits,
			effectiveMacs: require_core.mul(require_core.sum(lengths.map((length) => require_core.min(length, steps))), stepMacs)
		};
	};
}
function unitCost(call, cell, { steps, batch, hidden, directions }) {
	const { gates, activations, peepholes } = cell;
	const perDirection = require_core.product([
		steps,
		batch,
		hidden
	]);
	const units = require_core.mul(perDirection, directions);
	const biased = require_core.has(call, 3) ? 2 * gates : 0;
	const looking = peepholes !== void 0 && require_core.has(call, peepholes) ? 6 : 0;
	const clipped = require_core.floatAttr(call, "clip") === void 0 ? 0 : 2 * gates;
	const coupled = require_core.intAttr(call, "input_forget") === 1 && cell.states === 2;
	const named = require_core.stringsAttr(call, "activations") ?? [];
	const applied = Array.from({ length: directions }, (_, direction) => activations.map(([usual, times], i) => {
		const count = coupled && i === 0 ? times - 1 : times;
		return require_core.fusedActivation(named[direction * activations.length + i] ?? usual, require_core.mul(perDirection, count));
	})).flat();
	return require_core.plusCost(require_core.costOf(units, { elementwise: cell.mixing + biased + looking + clipped + (coupled ? 1 : 0) }), ...applied);
}
/** Quantising the inputs once and the states in every step (4 an element and 9, as DynamicQuantizeLinear), and scaling the two integer products back. */
function quantizing({ gates }, { steps, batch, inputs, hidden, directions }) {
	const tokens = require_core.mul(steps, batch);
	const elements = require_core.add(require_core.mul(tokens, inputs), require_core.product([
		tokens,
		directions,
		hidden
	]));
	return require_core.plusCost(require_core.costOf(elements, { elementwise: 4 }), require_core.costOf(require_core.add(1, require_core.mul(steps, directions)), { elementwise: 9 }), require_core.costOf(require_core.product([
		tokens,
		directions,
		hidden
	]), { elementwise: 2 * gates }));
}
function memoryOf(call) {
	const [weights, memory, layer] = [
		require_core.shapeAt(call, 9),
		require_core.shapeAt(call, 11),
		require_core.shapeAt(call, 13)
	];
	if (weights?.length !== 3 || memory?.length !== 3) return void 0;
	const [, rows, depth] = memory;
	return {
		rows,
		depth,
		width: weights[2],
		layer: layer?.length === 3 ? layer[2] : 0
	};
}
/**
* AttnLSTM: an LSTM whose input is X beside the attention state, and Bahdanau attention in every step: query\u00b7QW, tanh of keys plus
* query, its product with V, softmax, context; keys M\u00b7MW once; with AW the layer [state, context]\u00b7AW.
*/
const attentionLstmCost = (call, outputs) => {
	const [sizes, memory] = [recurrenceOf(call, attentionLstmCell), memoryOf(call)];
	if (sizes === void 0 || memory === void 0) return require_core.unknownCost;
	const { steps, batch, hidden, directions } = sizes;
	const { rows, depth, width, layer } = memory;
	const passes = require_core.product([
		steps,
		batch,
		directions
	]);
	const keys = require_core.product([
		batch,
		directions,
		rows,
		depth,
		width
	]);
	const step = require_core.sum([
		require_core.mul(hidden, width),
		require_core.mul(rows, width),
		require_core.mul(rows, depth),
		require_core.mul(layer, require_core.add(depth, hidden))
	]);
	const cell = recurrentCost(attentionLstmCell)(call, outputs);
	const scores = require_core.mul(passes, rows);
	const rest = require_core.plusCost(cell, require_core.costOf(require_core.mul(scores, width), {
		elementwise: 1,
		transcendentals: 1
	}), require_core.costOf(scores, {
		elementwise: 4,
		transcendentals: 1
	}));
	return require_core.contraction(call, require_core.sum([
		cell.macs ?? 0,
		keys,
		require_core.mul(passes, step)
	]), 0, 1, rest);
};

// src/count/ops/recurrent/recurrent-table.ts
/** A cell of `gates` matrices whose unit costs `f` and `t` with the usual activations. */
const cell = (gates, f, t) => `M = S\u00b7B\u00b7D\u00b7${gates}\u00b7H\u00b7(I + H); units = S\u00b7B\u00b7D\u00b7H; F = units\u00b7(${f}); T = ${t} (with the usual activations)`;
const lstm = "17 + 8\u00b7[bias] + 6\u00b7[peepholes] + 8\u00b7[clip] \u2212 2\u00b7[coupled]";
/** Recurrent layers. */
const recurrentOps = [
	require_core.op("RNN", {
		since: 1,
		shape: recurrentShape(rnnCell),
		cost: recurrentCost(rnnCell),
		formula: cell(1, "1 + 2\u00b7[bias] + 2\u00b7[clip]", "units")
	}),
	require_core.op("GRU", {
		since: 1,
		shape: recurrentShape(gruCell),
		cost: recurrentCost(gruCell),
		formula: cell(3, "14 + 6\u00b7[bias] + 6\u00b7[clip]", "3\u00b7units")
	}),
	require_core.op("LSTM", {
		since: 1,
		shape: recurrentShape(lstmCell),
		cost: recurrentCost(lstmCell),
		formula: cell(4, lstm, "5\u00b7units \u2212 units\u00b7[coupled]")
	}),
	require_core.opIn("com.microsoft", "DynamicQuantizeLSTM", {
		since: 1,
		shape: recurrentShape(quantizedLstmCell),
		cost: recurrentCost(quantizedLstmCell),
		formula: "M = S\u00b7B\u00b7D\u00b74\u00b7H\u00b7(I + H); units = S\u00b7B\u00b7D\u00b7H; F = units\u00b7(25 + 8\u00b7[bias] + 6\u00b7[peepholes]) + 4\u00b7(S\u00b7B\u00b7I + units) + 9\u00b7(1 + S\u00b7D); T = 5\u00b7units (in 8 bits)"
	}),
	require_core.opIn("com.microsoft", "AttnLSTM", {
		since: 1,
		shape: recurrentShape(attentionLstmCell),
		cost: attentionLstmCost,
		formula: "passes = S\u00b7B\u00b7D; units = passes\u00b7H; M = units\u00b74\u00b7(I + H) + B\u00b7D\u00b7L\u00b7m\u00b7a + passes\u00b7(H\u00b7a + L\u00b7a + L\u00b7m + l\u00b7(m + H)); F = units\u00b7(17 + 8\u00b7[bias]) + passes\u00b7L\u00b7(a + 4); T = 5\u00b7units + passes\u00b7L\u00b7(a + 1)"
	})
];

// src/count/ops/conv/resize.ts
/** Contents of an input, shorter than `count` only where its length says so. */
function contents(call, position) {
	return require_core.tensorAt(call, position)?.data;
}
/** True if the input is given and isn't known to be empty. */
function filled(call, position) {
	return require_core.has(call, position) && require_core.shapeAt(call, position)?.[0] !== 0;
}
/** Attributes `height_scale` and `width_scale` of an image. */
const scaleAttrs = (call) => {
	const [height, width] = [require_core.floatAttr(call, "height_scale"), require_core.floatAttr(call, "width_scale")];
	return {
		by: "scales",
		elements: [
			1,
			1,
			height,
			width
		]
	};
};
/** Attribute `scales`, of floats or of integers. */
const scalesAttr = (call) => {
	return {
		by: "scales",
		elements: call.node.attrs.get("scales")?.kind === "ints" ? require_core.intsAttr(call, "scales") : require_core.floatsAttr(call, "scales")
	};
};
/** Input 1 holds the scales. */
const scalesInput = (call) => {
	if (!require_core.has(call, 1)) throw bothOrNone(call, "no scales");
	return {
		by: "scales",
		elements: contents(call, 1)
	};
};
/** Either input 2 holds the scales or input 3 the sizes; the other is absent or empty. */
const scalesOrSizes = (call) => {
	const [scales, sizes] = [filled(call, 2), filled(call, 3)];
	if (scales && sizes && require_core.shapeAt(call, 2) !== null && require_core.shapeAt(call, 3) !== null) throw bothOrNone(call, "both scales and sizes");
	if (sizes) return {
		by: "sizes",
		elements: contents(call, 3)
	};
	if (scales) return {
		by: "scales",
		elements: contents(call, 2)
	};
	throw bothOrNone(call, "neither scales nor sizes");
};
function bothOrNone(call, what) {
	return new require_core.Fault("bad-node", `${call.name}: ${call.node.op} has ${what}`, "give it one of them: export the model again");
}
/** Axes of the input by how they change; null if they don't. */
function axesOf(call, x, given) {
	const stated = require_core.intsAttr(call, "axes");
	const axes = stated === void 0 || stated.length === 0 ? x.map((_, axis) => axis) : require_core.normalAxes(call, stated, x.length);
	const { elements, by } = given;
	if (elements !== void 0 && elements.length !== axes.length) throw require_core.shapeFault(call, `${elements.length} ${by} for ${axes.length} axes`);
	return x.map((input, axis) => {
		const at = axes.indexOf(axis);
		if (at < 0) return null;
		return by === "scales" ? {
			input,
			scale: elements?.[at]
		} : {
			input,
			size: elements?.[at]
		};
	});
}
/** The input with its axes scaled or given new sizes; what isn't known is a fresh size. */
function resizeShape(form) {
	return (call) => {
		const x = require_core.requiredShape(call, 0);
		const dtype = require_core.dtypeAt(call, 0);
		if (x === null) return [require_core.tensor(dtype, null)];
		const given = form(call);
		const axes = axesOf(call, x, given);
		const policy = require_core.stringAttr(call, "keep_aspect_ratio_policy") ?? "stretch";
		const shape = given.by === "sizes" && policy !== "stretch" ? keptRatio(call, axes, x, policy) : axes.map((axis, i) => resized(call, axis, x[i] ?? 1, i));
		return [(require_core.stringAttr(call, "mode") ?? "nearest") === "nearest" ? require_core.movedFrom(require_core.tensorAt(call, 0), shape) : require_core.tensor(dtype, shape)];
	};
}
function resized(call, axis, input, i) {
	if (axis === null) return input;
	if (require_core.isSize(axis.size)) return require_core.atLeast(call, axis.size, 0, `the size of axis ${i}`);
	return scaledSize(call, input, axis.scale) ?? call.fresh(`dim${i}`);
}
/**
* \u230ain\u00b7scale\u230b in 32-bit floats, as onnxruntime computes it. Of a symbolic size only where the scale is p/2^q with p \u2264 2^10, for which
* the product of a size below 2^14 is exact; else undefined.
*/
function scaledSize(call, input, scale) {
	if (scale === void 0 || typeof scale === "string") return void 0;
	if (typeof scale !== "number") {
		if (require_core.isDim(scale)) return require_core.mul(input, scale);
		return Number.isInteger(Math.log2(scale.denominator)) ? require_core.floorDiv(require_core.mul(input, scale.numerator), scale.denominator) : void 0;
	}
	if (!(scale > 0)) throw require_core.shapeFault(call, `a scale is ${scale}; it must be above 0`);
	if (scale === 1) return input;
	if (typeof input === "number") {
		const size = Math.floor(Math.fround(Math.fround(input) * Math.fround(scale)));
		if (!Number.isSafeInteger(size)) throw require_core.shapeFault(call, `a scale of ${scale} makes a size of ${size}`);
		return size;
	}
	const [p, q] = dyadic(Math.fround(scale));
	return p <= 1024 ? require_core.floorDiv(require_core.mul(input, p), q) : void 0;
}
/** A float32 as p/q in lowest terms, q a power of 2. */
function dyadic(scale) {
	let [p, q] = [scale, 1];
	while (!Number.isInteger(p) && q < 2 ** 52) [p, q] = [p * 2, q * 2];
	return [p, q];
}
/** All axes by one scale, the smallest (`not_larger`) or largest of size/in, rounded half up; in 32-bit floats. */
function keptRatio(call, axes, x, policy) {
	const scales = axes.flatMap((axis) => axis === null ? [] : [ratioOf(axis)]);
	if (policy !== "not_larger" && policy !== "not_smaller") throw new require_core.Fault("bad-attribute", `${call.name}: keep_aspect_ratio_policy is ${policy}`, "use stretch, not_larger or not_smaller");
	const known = scales.every((scale) => scale !== void 0) ? scales : void 0;
	const scale = known === void 0 ? void 0 : policy === "not_larger" ? Math.min(...known) : Math.max(...known);
	return axes.map((axis, i) => {
		if (axis === null) return x[i] ?? 1;
		if (scale === void 0 || typeof axis.input !== "number") return call.fresh(`dim${i}`);
		return Math.round(Math.fround(scale * Math.fround(axis.input)));
	});
}
function ratioOf({ input, size }) {
	if (typeof input !== "number" || typeof size !== "number" || input === 0) return void 0;
	return Math.fround(Math.fround(size) / Math.fround(input));
}
/** Input samples that one output sample weighs along an axis that changes: 2 or 4, stretched by the downscaling with antialiasing. */
function tapsAlong(cubic, antialias, input, output) {
	const base = cubic ? 2 : 1;
	if (!antialias || output === 0) return 2 * base;
	return require_core.mul(require_core.max(require_core.ceilDiv(require_core.mul(input, base), require_core.max(output, 1)), base), 2);
}
/** 1 if the axis changes, 0 if it keeps its samples as they are; anything if it has no output samples. */
function changes(axis, before, after) {
	if (axis === null) return 0;
	const { scale } = axis;
	if (before === 1 && typeof after !== "number" && require_core.isNonNegative(after)) return require_core.sub(require_core.min(after, 2), 1);
	if (scale === void 0 || typeof scale === "string") return require_core.isUnequal(before, after);
	if (typeof scale === "number") return scale === 1 ? 0 : 1;
	return require_core.isDim(scale) ? require_core.isUnequal(scale, 1) : require_core.isUnequal(scale.numerator, scale.denominator);
}
/** F = (2\u00b7taps \u2212 1)N, taps the product over the axes that change of the samples along each; 0 if none does, and of nearest. */
function resizeCost(form) {
	return (call, [output]) => {
		const mode = require_core.stringAttr(call, "mode") ?? "nearest";
		if (mode === "nearest") return {};
		const x = require_core.shapeAt(call, 0);
		if (x === null || output?.kind !== "tensor" || output.shape === null) return require_core.unknownCost;
		const out = output.shape;
		const cubic = mode.endsWith("cubic");
		const antialias = require_core.intAttr(call, "antialias") === 1;
		let [taps, stays] = [1, 1];
		axesOf(call, x, form(call)).forEach((axis, i) => {
			const [before = 1, after = 1] = [x[i], out[i]];
			const changed = changes(axis, before, after);
			if (changed === 0) return;
			taps = require_core.mul(taps, require_core.choose(changed, tapsAlong(cubic, antialias, before, after), 1));
			stays = require_core.mul(stays, require_core.not(changed));
		});
		return stays === 1 ? {} : { elementwise: require_core.mul(require_core.product(out), require_core.sub(require_core.sub(require_core.mul(taps, 2), 1), stays)) };
	};
}

// src/count/ops/conv/resize-table.ts
function row$1(since, form) {
	return {
		since,
		shape: resizeShape(form),
		cost: resizeCost(form),
		formula: "F = (2\u00b7taps \u2212 1)N\u00b7[interpolated]"
	};
}
/** Resampling of images to other sizes. */
const resizeOps = [
	require_core.op("Resize", row$1(10, scalesInput), row$1(11, scalesOrSizes)),
	require_core.op("Upsample", row$1(1, scaleAttrs), row$1(7, scalesAttr), row$1(9, scalesInput)),
	require_core.opIn("com.microsoft.nchwc", "Upsample", row$1(1, scalesAttr)),
	require_core.opIn("com.ms.internal.nhwc", "Resize", row$1(1, scalesOrSizes))
];

// src/count/ops/sequence/sequence-table.ts
const moved = {
	cost: () => require_core.free,
	formula: "0 (bytes only)"
};
const seen = {
	cost: () => require_core.view,
	formula: "0 (the same bytes)"
};
/** Sequences and optionals. */
const sequenceOps = [
	require_core.op("ConcatFromSequence", {
		since: 11,
		shape: concatFromSequence,
		...moved
	}),
	require_core.op("Optional", {
		since: 15,
		shape: optional,
		...seen
	}),
	require_core.op("OptionalGetElement", {
		since: 15,
		shape: optionalGetElement,
		...seen
	}),
	require_core.op("OptionalHasElement", {
		since: 15,
		shape: optionalHasElement,
		...moved
	}),
	require_core.op("SequenceAt", {
		since: 11,
		shape: sequenceElement,
		...moved
	}),
	require_core.op("SequenceConstruct", {
		since: 11,
		shape: sequenceConstruct,
		...moved
	}),
	require_core.op("SequenceEmpty", {
		since: 11,
		shape: sequenceEmpty,
		...moved
	}),
	require_core.op("SequenceErase", {
		since: 11,
		shape: sequenceErase,
		...moved
	}),
	require_core.op("SequenceInsert", {
		since: 11,
		shape: sequenceInsert,
		...moved
	}),
	require_core.op("SequenceLength", {
		since: 11,
		shape: sequenceLength,
		...moved
	}),
	require_core.op("SplitToSequence", {
		since: 11,
		shape: splitToSequence,
		...moved
	})
];

// src/count/ops/signal/signal.ts
/** The one integer of a scalar input (or of one element); undefined if unknown. */
function scalarAt(call, position) {
	return require_core.has(call, position) ? require_core.sizesAt(call, position)?.[0] : void 0;
}
/** Null if the shape or the axis isn't known. */
function transformOf(call, form) {
	const shape = require_core.requiredShape(call, 0);
	if (shape === null) return null;
	const axis = form === "attribute" ? require_core.intAttr(call, "axis") ?? 1 : require_core.has(call, 2) ? scalarAt(call, 2) : -2;
	if (typeof axis !== "number") return null;
	const at = require_core.normalAxis(call, axis, shape.length);
	if (at === shape.length - 1) throw require_core.shapeFault(call, `axis ${axis} is the one of real and imaginary parts`);
	const [oneSided, inverse] = [require_core.intAttr(call, "onesided") === 1, require_core.intAttr(call, "inverse") === 1];
	const size = shape[at] ?? 1;
	const own = oneSided && inverse ? require_core.mul(require_core.sub(size, 1), 2) : size;
	return {
		shape,
		axis: at,
		length: require_core.has(call, 1) ? scalarAt(call, 1) : own,
		oneSided,
		inverse
	};
}
/** Frequencies of a transform of real numbers: \u230an/2\u230b + 1. */
const halfSpectrum = (length) => require_core.add(require_core.floorDiv(length, 2), 1);
/** The input with `axis` of the transform's length (or half its spectrum) and complex numbers on the last axis. */
function dftShape(form) {
	return (call) => {
		const dtype = require_core.dtypeAt(call, 0);
		const transform = transformOf(call, form);
		if (transform === null) {
			const x = require_core.requiredShape(call, 0);
			const keeps = !require_core.has(call, 1) && require_core.intAttr(call, "onesided") !== 1;
			const sizes = x?.slice(0, -1).map((size, i) => keeps ? size : call.fresh(`dim${i}`));
			return [require_core.tensor(dtype, sizes === void 0 ? null : [...sizes, partsOf(call)])];
		}
		const { shape, axis, oneSided, inverse } = transform;
		const length = require_core.atLeast(call, transform.length ?? call.fresh(`dim${axis}`), 1, "the length of the transform");
		const size = oneSided && !inverse ? halfSpectrum(length) : length;
		return [require_core.tensor(dtype, [
			...shape.slice(0, axis),
			size,
			...shape.slice(axis + 1, -1),
			partsOf(call)
		])];
	};
}
/** Real results only of a one-sided inverse. */
const partsOf = (call) => require_core.intAttr(call, "onesided") === 1 && require_core.intAttr(call, "inverse") === 1 ? 1 : 2;
/** \u23085\u00b7n\u00b7log\u2082n\u2309, the customary count of a fast transform of n complex numbers (2 parts); half of it for real ones (1 part). Undefined for symbols. */
function fourierOps(length, parts) {
	const points = require_core.constantOf(length);
	if (points === void 0) return void 0;
	const n = Number(points);
	const [real, complex] = [2.5, 5].map((each) => n <= 1 ? 0 : require_core.fromBigInt(BigInt(Math.ceil(each * n * Math.log2(n)))));
	return require_core.choose(require_core.isUnequal(parts, 1), complex ?? 0, real ?? 0);
}
function transformsCost(length, parts, count) {
	const each = length === void 0 ? void 0 : fourierOps(length, parts);
	return each === void 0 ? require_core.unknownCost : { elementwise: require_core.mul(count, each) };
}
/** F = \u23085\u00b7n\u00b7log\u2082n\u2309 a transform of n points, half for real signals; unknown for a symbolic n. */
function dftCost(form) {
	return (call) => {
		const transform = transformOf(call, form);
		if (transform === null) return require_core.unknownCost;
		const { shape, axis, length } = transform;
		const others = require_core.product(shape.filter((_, i) => i !== axis && i !== shape.length - 1));
		return transformsCost(length, partsOf(call) === 1 ? 1 : shape.at(-1) ?? 2, others);
	};
}
/** Samples of one frame: input 3, else the window's length, else the whole signal. */
function frameLength(call, signal) {
	const window = require_core.has(call, 2) ? require_core.shapeAt(call, 2)?.[0] : void 0;
	if (!require_core.has(call, 3)) return require_core.has(call, 2) ? window : signal;
	const length = scalarAt(call, 3);
	return length !== void 0 && window !== void 0 ? require_core.agreed(call, length, window, "frame_length, and the window") : length ?? window;
}
/** [B, \u230a(L \u2212 frame)/step\u230b + 1, frequencies, 2] of a signal [B, L, 1 or 2]. */
const stftShape = (call) => {
	const signal = require_core.requiredShape(call, 0);
	require_core.requiredShape(call, 1);
	if (signal !== null && (signal.length < 2 || signal.length > 3)) throw require_core.shapeFault(call, `the signal has rank ${signal.length}; it must be [B, L, 1 or 2]`);
	const [length, step] = [frameLength(call, signal?.[1]), scalarAt(call, 1)];
	if (step !== void 0) require_core.atLeast(call, step, 1, "frame_step");
	const oneSided = (require_core.intAttr(call, "onesided") ?? 1) === 1;
	const frames = signal?.[1] !== void 0 && length !== void 0 && step !== void 0 ? require_core.add(require_core.floorDiv(require_core.sub(signal[1] ?? 0, length), step), 1) : call.fresh("dim1");
	const bins = length === void 0 ? call.fresh("dim2") : oneSided ? halfSpectrum(length) : length;
	return [require_core.tensor(require_core.dtypeAt(call, 0), [
		signal?.[0] ?? call.fresh("dim0"),
		require_core.atLeast(call, frames, 1, "the number of frames"),
		bins,
		2
	])];
};
/** A frame each: the window's product (F = 1 a part) and a transform. */
const stftCost = (call, [output]) => {
	const signal = require_core.shapeAt(call, 0);
	const length = frameLength(call, signal?.[1]);
	if (output?.kind !== "tensor" || output.shape === null || length === void 0) return require_core.unknownCost;
	const parts = signal?.length === 2 ? 1 : signal?.[2] ?? 2;
	const frames = require_core.mul(output.shape[0] ?? 1, output.shape[1] ?? 1);
	const transforms = transformsCost(length, parts, frames);
	const windowed = require_core.has(call, 2) ? require_core.product([
		frames,
		length,
		parts
	]) : 0;
	return {
		...transforms,
		elementwise: require_core.add(transforms.elementwise ?? 0, windowed)
	};
};
/** [\u230an/2\u230b + 1, mel bins]. */
const melShape = (call) => {
	[
		0,
		1,
		2,
		3,
		4
	].forEach((position) => require_core.requiredShape(call, position));
	const [bins] = require_core.statedSizes(call, 0, 0, "num_mel_bins") ?? [];
	const [length] = require_core.statedSizes(call, 1, 0, "dft_length") ?? [];
	const rows = length === void 0 ? call.fresh("dim0") : halfSpectrum(length);
	return [require_core.tensor(require_core.elementTypeAttr(call, "output_datatype", "f32"), [rows, bins ?? call.fresh("dim1")])];
};
/** F = 2N: each weight lies on a rising or falling edge; T = the edges of all bands (bins + 2), from mel to hertz. */
const melCost = (_, outputs) => {
	const [weights] = outputs;
	if (weights?.kind !== "tensor" || weights.shape === null) return require_core.unknownCost;
	return {
		elementwise: require_core.mul(require_core.product(weights.shape), 2),
		transcendentals: require_core.add(weights.shape[1] ?? 0, 2)
	};
};
/** A cosine window a0 \u2212 a1\u00b7cos(2\u03c0k/n) + a2\u00b7cos(4\u03c0k/n); n is the size, or one less if not periodic. */
function windowShape(a0, a1, a2) {
	return (call) => {
		require_core.requiredShape(call, 0);
		const dtype = require_core.elementTypeAttr(call, "output_datatype", "f32");
		const size = scalarAt(call, 0);
		if (size === void 0) return [require_core.tensor(dtype, [call.fresh("dim0")])];
		const shape = [require_core.atLeast(call, size, 0, "the size")];
		const [points] = require_core.smallShape(shape) ?? [];
		if (points === void 0) return [require_core.tensor(dtype, shape)];
		const period = (require_core.intAttr(call, "periodic") ?? 1) === 1 ? points : points - 1;
		const angle = (k) => 2 * Math.PI * k / period;
		const values = Array.from({ length: points }, (_, k) => a0 - a1 * Math.cos(angle(k)) + a2 * Math.cos(2 * angle(k)));
		return [require_core.withContent(dtype, shape, values.map((value) => require_core.roundFloat(dtype, value)))];
	};
}
/** F = 6N + 5, T = 2N, as its definition has it. */
const windowCost = (_, outputs) => {
	const count = require_core.outputCount(outputs);
	return count === void 0 ? require_core.unknownCost : {
		elementwise: require_core.add(require_core.mul(count, 6), 5),
		transcendentals: require_core.mul(count, 2)
	};
};
/** Transform of the last axis of real numbers: its size becomes \u230an/2\u230b + 1, complex parts go behind. */
const rfftShape = (call) => {
	const x = require_core.requiredShape(call, 0);
	const [last] = x?.slice(-1) ?? [];
	if (x === null) return [require_core.tensor(require_core.dtypeAt(call, 0), null)];
	if (last === void 0) throw require_core.shapeFault(call, "a scalar is no signal");
	return [require_core.tensor(require_core.dtypeAt(call, 0), [
		...x.slice(0, -1),
		halfSpectrum(last),
		2
	])];
};
/** Inverse of it: [\u2026 , f, 2] gives [\u2026 , 2\u00b7(f \u2212 1)]. */
const irfftShape = (call) => {
	const x = require_core.requiredShape(call, 0);
	if (x === null) return [require_core.tensor(require_core.dtypeAt(call, 0), null)];
	const [frequencies, parts] = x.slice(-2);
	if (frequencies === void 0 || parts === void 0 || require_core.differ(parts, 2)) throw require_core.shapeFault(call, "its last axis must hold real and imaginary parts");
	return [require_core.tensor(require_core.dtypeAt(call, 0), [...x.slice(0, -2), require_core.atLeast(call, require_core.mul(require_core.sub(frequencies, 1), 2), 0, "the length of the signal")])];
};
/** Real transforms over the last `signal_ndim` axes of the real tensor (input or output). */
const realTransformCost = (call, [output]) => {
	const x = require_core.shapeAt(call, 0);
	const y = output?.kind === "tensor" ? output.shape : null;
	if (x === null || y === null) return require_core.unknownCost;
	const real = x.length < y.length ? x : y;
	const axes = Math.max(1, require_core.intAttr(call, "signal_ndim") ?? 1);
	return transformsCost(require_core.product(real.slice(-axes)), 1, require_core.product(real.slice(0, -axes)));
};

// src/count/ops/signal/signal-table.ts
const transform = "F = transforms\u00b7\u2308(5 \u2212 2.5\u00b7[real])\u00b7n\u00b7log\u2082(n)\u2309 (unknown for a symbolic n)";
/** A cosine window by its three coefficients. */
function cosine(name, a0, a1, a2) {
	return require_core.op(name, {
		since: 17,
		shape: windowShape(a0, a1, a2),
		cost: windowCost,
		formula: "F = 6N + 5; T = 2N"
	});
}
/** Fourier transforms and what feeds them. */
const signalOps = [
	cosine("BlackmanWindow", .42, .5, .08),
	require_core.op("DFT", {
		since: 17,
		shape: dftShape("attribute"),
		cost: dftCost("attribute"),
		formula: transform
	}, {
		since: 20,
		shape: dftShape("input"),
		cost: dftCost("input"),
		formula: transform
	}),
	cosine("HammingWindow", 25 / 46, 21 / 46, 0),
	cosine("HannWindow", .5, .5, 0),
	require_core.op("MelWeightMatrix", {
		since: 17,
		shape: melShape,
		cost: melCost,
		formula: "F = 2N; T = bins + 2"
	}),
	require_core.op("STFT", {
		since: 17,
		shape: stftShape,
		cost: stftCost,
		formula: "F = frames\u00b7(n\u00b7parts\u00b7[window] + \u2308(5 \u2212 2.5\u00b7[real])\u00b7n\u00b7log\u2082(n)\u2309) (unknown for a symbolic n)"
	}),
	require_core.opIn("com.microsoft", "Irfft", {
		since: 1,
		shape: irfftShape,
		cost: realTransformCost,
		formula: "F = transforms\u00b7\u23082.5\u00b7n\u00b7log\u2082(n)\u2309"
	}),
	require_core.opIn("com.microsoft", "Rfft", {
		since: 1,
		shape: rfftShape,
		cost: realTransformCost,
		formula: "F = transforms\u00b7\u23082.5\u00b7n\u00b7log\u2082(n)\u2309"
	})
];

// src/count/ops/sequence/text.ts
/** The known texts of a tensor; undefined if any isn't known. */
function textsOf(value) {
	const data = value?.data;
	return data?.every((scalar) => typeof scalar === "string") === true ? data : void 0;
}
/** StringConcat: texts joined, element by element with broadcasting. */
const stringConcat = (call) => {
	const [a, b] = [require_core.requiredTensor(call, 0), require_core.requiredTensor(call, 1)];
	const shape = require_core.broadcastShapes(call, [a?.shape ?? null, b?.shape ?? null]);
	const joined = require_core.zipContent([a, b], shape, joinTexts);
	return [require_core.withContent("string", shape, joined)];
};
/** Characters up to which a text is followed: joining a text with itself again and again must not fill the memory. */
const maxText = 4096;
function joinTexts(a, b) {
	return typeof a === "string" && typeof b === "string" && a.length + b.length <= maxText ? a + b : void 0;
}
/** RegexFullMatch: a bool for each text. Patterns aren't run: one may take for ever. */
const regexFullMatch = (call) => [require_core.tensor("bool", require_core.requiredTensor(call, 0)?.shape ?? null)];
/** StringSplit: a new last axis as long as the longest split, and the number of parts of each text. */
const stringSplit = (call) => {
	const source = require_core.requiredTensor(call, 0);
	const shape = source?.shape ?? null;
	if (shape === null) return [require_core.tensor("string", null), require_core.tensor("i64", null)];
	const delimiter = require_core.stringAttr(call, "delimiter") ?? "";
	const limit = require_core.intAttr(call, "maxsplit");
	const parts = textsOf(source)?.map((text) => delimiter === "" ? words(text, limit) : pieces(text, delimiter, limit));
	const longest = parts?.reduce((most, list) => Math.max(most, list.length), 0);
	const padded = longest === void 0 ? void 0 : parts?.flatMap((list) => Array.from({ length: longest }, (_, i) => i < list.length ? list[i] : ""));
	return [require_core.withContent("string", [...shape, longest ?? call.fresh("parts")], padded), require_core.withContent("i64", shape, parts?.map((list) => list.length))];
};
/**
* Splits at most `limit` times at runs of white space. What is left over then isn't known where white space ends it: Python
* keeps it, onnxruntime doesn't.
*/
function words(text, limit) {
	const out = [];
	let rest = text.trimStart();
	while (rest !== "") {
		const isLast = out.length === limit;
		const gap = isLast ? -1 : rest.search(/\s/);
		out.push(gap >= 0 ? rest.slice(0, gap) : isLast && /\s$/.test(rest) ? void 0 : rest);
		rest = gap < 0 ? "" : rest.slice(gap).trimStart();
	}
	return out;
}
/** Splits at most `limit` times at a delimiter; an empty text has no parts. */
function pieces(text, delimiter, limit) {
	const all = text === "" ? [] : text.split(delimiter);
	return limit === void 0 || all.length <= limit + 1 ? all : [...all.slice(0, limit), all.slice(limit).join(delimiter)];
}
/** StringNormalizer: texts of [C] or [1, C] without stop words, in one case; one empty text if none is left. */
const stringNormalizer = (call) => {
	const source = require_core.requiredTensor(call, 0);
	const shape = source?.shape ?? null;
	if (shape !== null && (shape.length < 1 || shape.length > 2)) throw require_core.shapeFault(call, `texts of ${require_core.shapeText(shape)}, not [C] or [1, C]`);
	const kept = normalised(call, textsOf(source));
	const filters = (require_core.stringsAttr(call, "stopwords") ?? []).length > 0;
	const count = kept?.length ?? (filters || shape === null ? call.fresh("count") : shape.at(-1));
	return [require_core.withContent("string", shape === null ? null : [...shape.slice(0, -1), count], kept)];
};
function normalised(call, texts) {
	if (texts === void 0) return void 0;
	const fold = (require_core.intAttr(call, "is_case_sensitive") ?? 0) === 0 ? (text) => text.toLowerCase() : (text) => text;
	const stops = new Set((require_core.stringsAttr(call, "stopwords") ?? []).map(fold));
	const action = require_core.stringAttr(call, "case_change_action") ?? "NONE";
	const cased = texts.filter((text) => !stops.has(fold(text))).map((text) => action === "LOWER" ? text.toLowerCase() : action === "UPPER" ? text.toUpperCase() : text);
	return cased.length > 0 ? cased : [""];
}
/** TfIdfVectorizer: a weight for each n-gram of the pool, so the last axis is the largest of `ngram_indexes`, plus 1. */
const tfIdf = (call) => {
	const shape = require_core.requiredTensor(call, 0)?.shape ?? null;
	const size = (require_core.intsAttr(call, "ngram_indexes") ?? []).reduce((most, index) => Math.max(most, index), -1) + 1;
	if (shape !== null && shape.length > 2) throw require_core.shapeFault(call, `texts of ${require_core.shapeText(shape)}, not [C] or [N, C]`);
	return [require_core.tensor("f32", shape === null ? null : [...shape.slice(0, -1), size])];
};
/** Tokenizer: the parts of each text along a new last axis, as long as the longest; an empty tensor of texts has none. */
const tokenizer = (call) => {
	const shape = require_core.requiredTensor(call, 0)?.shape ?? null;
	if (shape === null) return [require_core.tensor("string", null)];
	if (shape.length < 1 || shape.length > 2) throw require_core.shapeFault(call, `texts of ${require_core.shapeText(shape)}, not [C] or [N, C]`);
	return [require_core.tensor("string", shape.includes(0) ? [...shape.slice(0, -1), 0] : [...shape, call.fresh("tokens")])];
};

// src/count/ops/sequence/text-table.ts
const row = (since, shape) => ({
	since,
	shape,
	cost: () => require_core.free,
	formula: "0 (texts)"
});
/** Texts: nothing that is counted. */
const textOps = [
	require_core.op("RegexFullMatch", row(20, regexFullMatch)),
	require_core.op("StringConcat", row(20, stringConcat)),
	require_core.op("StringNormalizer", row(10, stringNormalizer)),
	require_core.op("StringSplit", row(20, stringSplit)),
	require_core.op("TfIdfVectorizer", row(9, tfIdf)),
	require_core.opIn("com.microsoft", "Tokenizer", row(1, tokenizer))
];

// src/count/ops/norm/embedding-norm.ts
const embeddingForm = {
	word: 2,
	position: 3,
	segment: 4
};
const quantizedEmbeddingForm = {
	...embeddingForm,
	quantized: true
};
/** Normalised embeddings [B, S, H]; position of the first masked token, or number of tokens [B]; the sum before the norm. */
function embeddingNormShape(form) {
	return (call) => {
		const ids = require_core.requiredShape(call, 0);
		const width = require_core.requiredShape(call, form.word)?.[1];
		const dtype = require_core.dtypeAt(call, form.quantized === true ? 12 : form.word);
		const shape = ids === null || width === void 0 ? null : [...ids, width];
		return [
			require_core.tensor(dtype, shape),
			require_core.tensor("i32", ids === null ? null : ids.slice(0, 1)),
			require_core.tensor(dtype, shape)
		];
	};
}
/** Adds of the embeddings, layer norm; 2 an element dequantised. */
function embeddingNormCost(form) {
	return (call) => {
		const shape = shapeOf(call, form);
		if (shape === void 0) return require_core.unknownCost;
		const [count, rows] = [require_core.product(shape), require_core.product(shape.slice(0, -1))];
		const tables = require_core.has(call, form.segment) ? 3 : 2;
		const dequantised = form.quantized === true ? require_core.costOf(require_core.mul(count, 2 * tables), { elementwise: 1 }) : {};
		return require_core.plusCost(require_core.costOf(count, { elementwise: tables - 1 }), require_core.layerNormCost(count, rows), dequantised);
	};
}
function shapeOf(call, form) {
	const [ids, table] = [require_core.requiredShape(call, 0), require_core.shapeAt(call, form.word)];
	return ids === null || table?.[1] === void 0 ? void 0 : [...ids, table[1]];
}

// src/count/ops/matmul/low-rank-mix.ts
function mixOf(call) {
	const shape = require_core.requiredShape(call, 0);
	const branches = require_core.intAttr(call, "num_branches") ?? 0;
	if (branches < 1) throw require_core.shapeFault(call, "num_branches is missing");
	const all = shape?.at(-1);
	if (shape === null || all === void 0) return void 0;
	return {
		leading: shape.slice(0, -1),
		branches,
		all,
		width: headWidth(call, all, branches)
	};
}
/** Streams [\u2026 , C\u00b7H] mixed through a low-rank gate: the next block's input [\u2026 , H], its gates [\u2026 , C], the streams. */
const lowRankMixShape = (call) => {
	const dtype = require_core.dtypeAt(call, 0);
	const one = mixOf(call);
	if (one === void 0) return [
		require_core.tensor(dtype, null),
		require_core.tensor(dtype, null),
		require_core.tensor(dtype, null)
	];
	const { leading, branches, all, width } = one;
	return [
		[...leading, width],
		[...leading, branches],
		[...leading, all]
	].map((shape) => require_core.tensor(dtype, shape));
};
/**
* Per token: products with [C\u00b7H, R], [R, C\u00b7H] and [C\u00b7H, C]; the previous block mixed in (2 an element), RMS norm of every branch,
* scaled SiLU on R, a sigmoid gate, its multiply and sum, and the scale of the result; a sigmoid between a division and a multiply on C.
*/
const lowRankMixCost = (call) => {
	const [one, rank] = [mixOf(call), require_core.shapeAt(call, 2)?.[1]];
	if (one === void 0 || rank === void 0) return require_core.unknownCost;
	const { leading, branches, all, width } = one;
	const tokens = require_core.product(leading);
	const [elements, rows] = [require_core.mul(tokens, all), require_core.mul(tokens, branches)];
	return {
		...require_core.plusCost(require_core.has(call, 5) ? require_core.costOf(elements, { elementwise: 2 }) : {}, require_core.rmsNormCost(elements, rows), require_core.costOf(require_core.mul(tokens, rank), {
			elementwise: 5,
			transcendentals: 1
		}), require_core.costOf(elements, {
			elementwise: 5,
			transcendentals: 1
		}), require_core.costOf(require_core.mul(tokens, width), { elementwise: 1 }), require_core.costOf(rows, {
			elementwise: 5,
			transcendentals: 1
		})),
		macs: require_core.mul(elements, require_core.add(require_core.mul(2, rank), branches))
	};
};

// src/count/ops/matmul/moe.ts
const moeForm = { layers: [
	{
		weight: 2,
		bias: 3
	},
	{
		weight: 4,
		bias: 5
	},
	{
		weight: 6,
		bias: 7
	}
] };
const quantizedMoeForm = {
	packed: true,
	layers: [
		{
			weight: 2,
			bias: 4,
			bits: "fc1_expert_weight_bits"
		},
		{
			weight: 5,
			bias: 7,
			bits: "fc2_expert_weight_bits"
		},
		{
			weight: 8,
			bias: 10,
			bits: "fc3_expert_weight_bits"
		}
	]
};
/** Output like the input [tokens, H] or [B, S, H]. @throws Fault `shape` if router and tokens don't fit */
const moeShape = (call) => {
	const shape = require_core.requiredShape(call, 0);
	if (shape !== null && shape.length < 2) throw require_core.shapeFault(call, `the input has the shape ${require_core.shapeText(shape)}`);
	return [require_core.tensor(require_core.dtypeAt(call, 0), shape)];
};
/** Gated activations: what an element costs, and whether gate and value lie in one layer twice as wide. */
const gated = /* @__PURE__ */ new Map([["swiglu", {
	elementwise: 5,
	transcendentals: 1
}], ["geglu", {
	elementwise: 7,
	transcendentals: 2
}]]);
/**
* A token passes through `k` experts: M = tokens\u00b7k\u00b7(elements of one expert's two or three matrices), with the experts' biases and the
* activation of the inner layer. All experts are parameters; only those `k` are run: `denseMacs` are of all of them.
*/
function moeCost(form) {
	return (call) => {
		const shape = require_core.requiredShape(call, 0);
		const matrix = matrixOf(call, form, 0);
		if (shape === null || matrix === void 0 || shape.at(-1) === 0) return require_core.unknownCost;
		const hidden = shape.at(-1);
		const tokens = require_core.product(shape.slice(0, -1));
		const active = require_core.mul(tokens, Math.max(1, require_core.intAttr(call, "k") ?? 1));
		const name = (require_core.stringAttr(call, "activation_type") ?? "relu").toLowerCase();
		const isGated = gated.has(name);
		const isFused = isGated && ((require_core.intAttr(call, "swiglu_fusion") ?? 0) !== 0 || !hasThird(call, form));
		const rows = require_core.floorDiv(matrix, hidden);
		const inner = isFused ? require_core.floorDiv(rows, 2) : rows;
		const outputs = [
			rows,
			hidden,
			inner
		];
		const layers = form.layers.flatMap((layer, i) => i < 2 || require_core.has(call, layer.weight) ? [layerCost(call, form, i, {
			tokens,
			active
		}, outputs[i])] : []);
		const whole = totalCost(...layers, activation(call, name, require_core.mul(active, inner), !isGated && hasThird(call, form)));
		return form.packed === true ? {
			...whole,
			parameters: parametersOf(call, form)
		} : whole;
	};
}
/** All experts' matrices, by input. */
function parametersOf(call, form) {
	const held = form.layers.flatMap(({ weight }, i) => {
		const [matrix, experts] = [matrixOf(call, form, i), require_core.shapeAt(call, weight)?.[0]];
		return matrix === void 0 || experts === void 0 ? [] : [[weight, require_core.mul(experts, matrix)]];
	});
	return new Map(held);
}
const hasThird = (call, form) => form.layers[2] !== void 0 && require_core.has(call, form.layers[2].weight);
/** Elements of one expert's matrix, whichever way it lies; packed ones from their bytes. */
function matrixOf(call, form, i) {
	const layer = form.layers[i];
	const shape = layer === void 0 ? null : require_core.shapeAt(call, layer.weight);
	if (layer === void 0 || shape === null) return void 0;
	const stored = require_core.product(shape.slice(1));
	return form.packed === true && ["u8", "i8"].includes(require_core.dtypeAt(call, layer.weight)) ? require_core.floorDiv(require_core.mul(stored, 8), packedBits(call, layer.bits ?? "")) : stored;
}
function layerCost(call, form, i, { tokens, active }, outputs) {
	const layer = form.layers[i];
	const matrix = matrixOf(call, form, i);
	const bias = layer !== void 0 && require_core.has(call, layer.bias) ? 1 : 0;
	const rest = require_core.costOf(require_core.mul(active, outputs), { elementwise: bias });
	if (matrix === void 0) return {
		...rest,
		...require_core.unknownCost
	};
	const macs = require_core.mul(active, matrix);
	const weightBits = form.packed === true ? packedBits(call, layer?.bits ?? "") : require_core.operandBits(call.inputs[layer?.weight ?? -1]);
	const experts = require_core.shapeAt(call, layer?.weight ?? -1)?.[0] ?? 1;
	const denseMacs = require_core.product([
		tokens,
		experts,
		matrix
	]);
	return {
		...rest,
		macs,
		denseMacs,
		bitOps: require_core.mul(macs, require_core.operandBits(call.inputs[0]) * weightBits)
	};
}
/** Width of a packed weight: of its own attribute, or of all; 8 or 4 for the floating-point formats. */
function packedBits(call, name) {
	const kind = require_core.stringAttr(call, "quant_type") ?? "int";
	if (kind !== "int") return kind === "fp8" ? 8 : 4;
	return require_core.intAttr(call, name) ?? require_core.intAttr(call, "expert_weight_bits") ?? 4;
}
/** @param multiplies true if a plain activation is multiplied by the third layer's output */
function activation(call, name, elements, multiplies) {
	const limit = require_core.floatAttr(call, "swiglu_limit");
	const each = gated.get(name);
	if (each === void 0) return require_core.plusCost(require_core.fusedActivation(name, elements), require_core.costOf(elements, { elementwise: multiplies ? 1 : 0 }));
	const beta = require_core.floatAttr(call, "activation_beta") ?? 0;
	const alpha = require_core.floatAttr(call, "activation_alpha") ?? 1;
	const extra = name === "geglu" ? 0 : (limit === void 0 ? 0 : 3) + (beta === 0 ? 0 : 1) + (alpha === 1 ? 0 : 1);
	return require_core.costOf(elements, {
		...each,
		elementwise: (each.elementwise ?? 0) + extra
	});
}
/** Experts in packed formats: gate and up [E, inner, bytes], down [E, H, bytes]. */
const packedMoeCost = (call) => {
	const [shape, gate] = [require_core.shapeOfRank(call, 0, 1), require_core.shapeOfRank(call, 2, 2)];
	if (shape === null || gate === null) return require_core.unknownCost;
	const hidden = shape.at(-1);
	const tokens = require_core.product(shape.slice(0, -1));
	const active = require_core.mul(tokens, Math.max(1, require_core.intAttr(call, "k") ?? 1));
	const [experts, inner] = gate;
	const elements = require_core.mul(active, inner);
	const layers = require_core.has(call, 3) ? 3 : 2;
	const matrices = require_core.product([
		experts,
		inner,
		hidden
	]);
	return {
		...totalCost({
			macs: require_core.product([
				layers,
				elements,
				hidden
			]),
			denseMacs: require_core.product([
				layers,
				tokens,
				matrices
			])
		}, activation(call, (require_core.stringAttr(call, "activation_type") ?? "swiglu").toLowerCase(), elements, false)),
		parameters: new Map([
			2,
			3,
			4
		].map((input) => [input, matrices]))
	};
};
/** Router of grouped experts: scores [tokens, E] three times over; with projection weights it multiplies by them first. */
const groupRouterShape = (call) => {
	const shape = require_core.requiredShape(call, 0);
	const experts = require_core.shapeAt(call, 1)?.[0] ?? (require_core.has(call, 2) ? require_core.shapeAt(call, 2)?.[0] : shape?.at(-1));
	const scores = shape === null ? null : [require_core.product(shape.slice(0, -1)), experts ?? call.fresh("experts")];
	return [
		require_core.tensor(require_core.dtypeAt(call, 0), scores),
		require_core.tensor("f32", scores),
		require_core.tensor("f32", scores)
	];
};
const groupRouterCost = (call, outputs) => {
	const shape = require_core.shapeOfRank(call, 0, 1);
	const scores = outputs.find((output) => output?.kind === "tensor");
	if (shape === null || scores?.kind !== "tensor" || scores.shape === null) return require_core.unknownCost;
	const count = require_core.product(scores.shape);
	const macs = require_core.has(call, 2) ? require_core.mul(count, shape.at(-1)) : 0;
	const logs = require_core.has(call, 2) ? 0 : 1;
	return {
		...require_core.costOf(count, {
			elementwise: 4,
			transcendentals: 1 + logs
		}),
		macs
	};
};

// src/count/ops/attention/transformer-table.ts
/** `layers` matrices of inner \u00d7 H an expert, two of them where gate and value are one. */
const experts = "active = tokens\u00b7k; M = active\u00b7inner\u00b7H\u00b7layers; F = active\u00b7(inner\u00b7(layers \u2212 1)\u00b7[bias] + H\u00b7[bias] + inner\u00b7(F_act + [product])); T = active\u00b7inner\u00b7T_act (all experts in denseMacs)";
const causal = "M = N\u00b7k; F = N\u00b7[bias] + 4N\u00b7[SiLU]; T = N\u00b7[SiLU]";
const recurrence = "state = Hkv\u00b7dk\u00b7dv; M = tokens\u00b7(state\u00b7(1 + [delta]) + Hq\u00b7dk\u00b7dv); F = tokens\u00b7(state\u00b7(1 + [decay]) + Hq\u00b7dv + 2\u00b7Hkv\u00b7dv\u00b7[delta]); T = tokens\u00b7decays";
const deltaNet = "state = Hkv\u00b7dk\u00b7dv; gates = tokens\u00b7decays; rates = tokens\u00b7Hkv\u00b7[rate]; rows = 2\u00b7tokens\u00b7Hk\u00b7[norm]; M = tokens\u00b7(state\u00b7(1 + [delta]) + Hr\u00b7dk\u00b7dv); F = tokens\u00b7(state\u00b7(1 + [decay]) + Hr\u00b7dv + 2\u00b7Hkv\u00b7dv\u00b7[delta]) + gates\u00b7(3 + F_act)\u00b7[gate] + 3\u00b7rates + rows\u00b7(3\u00b7dk + 1); T = gates + gates\u00b7T_act\u00b7[gate] + rates + rows";
function ms(name, row) {
	return require_core.opIn("com.microsoft", name, {
		since: 1,
		...row
	});
}
/** Parts of transformers and state-space models as onnxruntime fuses them: experts, embeddings, positions, recurrences. */
const transformerOps = [
	ms("CausalConvWithState", {
		shape: causalConvShape(causalConvForm),
		cost: causalConvCost(causalConvForm),
		formula: causal
	}),
	ms("EmbedLayerNormalization", {
		shape: embeddingNormShape(embeddingForm),
		cost: embeddingNormCost(embeddingForm),
		formula: "F = 8N + N\u00b7[segments] + 3R; T = R"
	}),
	ms("GatedDeltaNet", {
		shape: deltaNetShape,
		cost: deltaNetCost,
		formula: deltaNet
	}),
	ms("GemmaRotaryEmbedding", {
		shape: angleRotaryShape,
		cost: angleRotaryCost,
		formula: "F = 3\u00b7N_q + 3\u00b7N_k; T = 2\u00b7angles"
	}),
	ms("HyperConnectionLowRankMix", {
		shape: lowRankMixShape,
		cost: lowRankMixCost,
		formula: "M = N\u00b7(2r + C); F = 9N + 2N\u00b7[previous block] + tokens\u00b7(5r + 7C + H); T = N + tokens\u00b7(r + 2C)"
	}),
	ms("LinearAttention", {
		shape: linearAttentionShape,
		cost: linearAttentionCost,
		formula: recurrence
	}),
	ms("MRotaryEmbedding", {
		shape: rotaryShape,
		cost: rotaryEmbeddingCost,
		formula: "F = 3\u00b7N_rotated"
	}),
	ms("Mamba2Verify", {
		shape: mambaShape,
		cost: mambaCost,
		formula: "M = rows\u00b7(4\u00b7channels + 2\u00b7heads\u00b7state\u00b7width); F = rows\u00b7(2\u00b7heads\u00b7state\u00b7width + 13\u00b7heads\u00b7width + 5\u00b7channels + 4\u00b7heads + 2\u00b7groups); T = rows\u00b7(channels + 3\u00b7heads + heads\u00b7width + groups)"
	}),
	ms("MoE", {
		shape: moeShape,
		cost: moeCost(moeForm),
		formula: experts
	}),
	ms("MoEGroupRouter", {
		shape: groupRouterShape,
		cost: groupRouterCost,
		formula: "M = N\u00b7width\u00b7[projection]; F = 4N; T = 2N \u2212 N\u00b7[projection]"
	}),
	ms("MoEPacked", {
		shape: moeShape,
		cost: packedMoeCost,
		formula: experts
	}),
	ms("QEmbedLayerNormalization", {
		shape: embeddingNormShape(quantizedEmbeddingForm),
		cost: embeddingNormCost(quantizedEmbeddingForm),
		formula: "F = 12N + 3N\u00b7[segments] + 3R; T = R"
	}),
	ms("QMoE", {
		shape: moeShape,
		cost: moeCost(quantizedMoeForm),
		formula: experts
	}),
	ms("RMSNormRotary", {
		shape: normRotaryShape,
		cost: normRotaryCost,
		formula: "F = 4N + 2R + 3\u00b7N_rotated; T = R"
	}),
	ms("RotaryEmbedding", {
		shape: rotaryShape,
		cost: rotaryEmbeddingCost,
		formula: "F = 3\u00b7N_rotated"
	}),
	ms("VarlenCausalConvWithState", {
		shape: causalConvShape(packedConvForm),
		cost: causalConvCost(packedConvForm),
		formula: causal
	})
];

// src/count/ops/conv/vision.ts
/** Weighted samples of an interpolation over `axes` axes; none where the nearest is picked. */
function interpolationOps(mode, axes) {
	if (mode === "nearest") return 0;
	return 2 * (mode.endsWith("cubic") ? 4 : 2) ** axes - 1;
}
/** An image given by four sizes. @throws Fault `shape` if it has another rank */
function imageAt(call) {
	const x = require_core.requiredShape(call, 0);
	if (x === null) return null;
	if (x.length !== 4) throw require_core.shapeFault(call, `the input has rank ${x.length}; it must be [N, C, H, W]`);
	return [
		x[0] ?? 1,
		x[1] ?? 1,
		x[2] ?? 1,
		x[3] ?? 1
	];
}
/** a/b where b must divide a. @throws Fault `shape` if it provably doesn't */
function exactly(call, a, b, what) {
	if (require_core.differ(require_core.mod(a, b), 0)) throw require_core.shapeFault(call, `${what} ${require_core.format(a)} can't be divided by ${require_core.format(b)}`);
	return require_core.floorDiv(a, b);
}
function blockSize(call) {
	const block = require_core.intAttr(call, "blocksize");
	if (block !== void 0 && block >= 1) return block;
	throw new require_core.Fault("bad-attribute", `${call.name}: blocksize of ${call.node.op} is ${block ?? "absent"}`, "give it a blocksize of 1 or more");
}
/** Blocks of an image moved between depth and space, in either layout. */
function blocksShape(last, change) {
	return (call) => {
		const [block, x, source] = [
			blockSize(call),
			imageAt(call),
			require_core.tensorAt(call, 0)
		];
		if (x === null) return [require_core.movedFrom(source, require_core.freshSizes(call, 0, 4))];
		const [n, first, second, third] = x;
		if (last) {
			const [c, h, w] = change(call, block, third, first, second);
			return [require_core.movedFrom(source, [
				n,
				h,
				w,
				c
			])];
		}
		return [require_core.movedFrom(source, [n, ...change(call, block, first, second, third)])];
	};
}
/** [N, C/b\u00b2, H\u00b7b, W\u00b7b]; channels on the last axis where `last`. */
const depthToSpaceShape = (last = false) => blocksShape(last, (call, block, c, h, w) => [
	exactly(call, c, require_core.mul(block, block), "depth"),
	require_core.mul(h, block),
	require_core.mul(w, block)
]);
/** [N, C\u00b7b\u00b2, H/b, W/b]; channels on the last axis where `last`. */
const spaceToDepthShape = (last = false) => blocksShape(last, (call, block, c, h, w) => [
	require_core.mul(c, require_core.mul(block, block)),
	exactly(call, h, block, "height"),
	exactly(call, w, block, "width")
]);
/** [N, C, o\u2026] for X [N, C, \u2026] and a grid [N, o\u2026, r]; channels on the last axis where `last`. */
const gridSampleShape = (last = false) => (call) => {
	const [x, grid] = [require_core.requiredShape(call, 0), require_core.requiredShape(call, 1)];
	const rank = x?.length ?? grid?.length;
	const dtype = require_core.dtypeAt(call, 0);
	if (rank === void 0) return [require_core.tensor(dtype, null)];
	if (rank < 3 || grid !== null && grid.length !== rank) throw require_core.shapeFault(call, `a grid of rank ${grid?.length ?? "?"} for an input of rank ${rank}`);
	if (grid !== null) require_core.agreed(call, grid[rank - 1] ?? rank - 2, rank - 2, "coordinates of the grid, and spatial axes");
	const batch = x?.[0] ?? grid?.[0] ?? call.fresh("dim0");
	const spatial = grid?.slice(1, -1) ?? require_core.freshSizes(call, 2, rank);
	const channels = (last ? x?.at(-1) : x?.[1]) ?? call.fresh("dim1");
	const joint = require_core.agreed(call, batch, grid?.[0] ?? batch, "batches of input and grid");
	return [require_core.tensor(dtype, last ? [
		joint,
		...spatial,
		channels
	] : [
		joint,
		channels,
		...spatial
	])];
};
/** F = (2\u00b7taps \u2212 1)N: 7N for bilinear, 31N for bicubic sampling of images. */
const gridSampleCost = (call, outputs) => {
	const count = require_core.outputCount(outputs);
	const rank = require_core.shapeAt(call, 0)?.length ?? require_core.shapeAt(call, 1)?.length;
	if (count === void 0 || rank === void 0) return require_core.unknownCost;
	return { elementwise: require_core.mul(count, interpolationOps(require_core.stringAttr(call, "mode") ?? "linear", rank - 2)) };
};
/** [N, H, W, 2] or [N, D, H, W, 3] for theta [N, r, r + 1] and a size [N, C, (D,) H, W]. */
const affineGridShape = (call) => {
	const theta = require_core.requiredShape(call, 0);
	const length = require_core.requiredShape(call, 1)?.[0];
	const sizes = require_core.statedSizes(call, 1, 0, "a size of the grid");
	const rank = sizes?.length ?? (typeof length === "number" ? length : typeof theta?.[1] === "number" ? theta[1] + 2 : void 0);
	const dtype = require_core.dtypeAt(call, 0);
	if (rank === void 0) return [require_core.tensor(dtype, null)];
	if (rank !== 4 && rank !== 5) throw require_core.shapeFault(call, `${rank} sizes; a grid is made for images (4) or volumes (5)`);
	const axes = rank - 2;
	if (theta !== null && theta.length !== 3) throw require_core.shapeFault(call, `theta has rank ${theta.length}; it must be [N, ${axes}, ${axes + 1}]`);
	require_core.agreed(call, theta?.[1] ?? axes, axes, "rows of theta, and axes");
	require_core.agreed(call, theta?.[2] ?? axes + 1, axes + 1, "columns of theta, and axes + 1");
	const batch = sizes?.[0] ?? theta?.[0] ?? call.fresh("dim0");
	const spatial = sizes?.slice(2) ?? require_core.freshSizes(call, 1, axes + 1);
	return [require_core.tensor(dtype, [
		require_core.agreed(call, batch, theta?.[0] ?? batch, "batches of theta and size"),
		...spatial,
		axes
	])];
};
/**
* As its definition: a 3\u00d74 matrix times every point, M = 12\u00b7N\u00b7D\u00b7H\u00b7W (D = 1 for images), where an image's matrix is filled up by N
* additions; the points themselves, F = 4\u00b7D\u00b7H\u00b7W + 2\u00b7(D + H + W) and the steps between them, cost nothing where the size is constant.
*/
const affineGridCost = (call, [grid]) => {
	if (grid?.kind !== "tensor" || grid.shape === null) return require_core.unknownCost;
	const [batch = 1, ...rest] = grid.shape;
	const spatial = rest.slice(0, -1);
	const points = require_core.product(spatial);
	const isImage = spatial.length === 2;
	const steps = require_core.intAttr(call, "align_corners") !== 1 ? 9 : isImage ? 5 : require_core.add(5, require_core.isUnequal(spatial[0] ?? 1, 1));
	const made = require_core.sum([
		require_core.mul(points, 4),
		require_core.mul(require_core.sum(isImage ? [1, ...spatial] : spatial), 2),
		steps
	]);
	const fixed = require_core.tensorAt(call, 1)?.constant === true;
	return {
		macs: require_core.product([
			batch,
			points,
			12
		]),
		elementwise: require_core.add(isImage ? batch : 0, fixed ? 0 : made)
	};
};
/** The input with the axes in `axes` (all by default) cropped or padded to the sizes of the second input. */
const centerCropPadShape = (call) => {
	const x = require_core.requiredShape(call, 0);
	const target = require_core.requiredShape(call, 1)?.[0];
	const stated = require_core.intsAttr(call, "axes");
	const sizes = require_core.statedSizes(call, 1, 0, "a size of the crop");
	if (x === null) {
		const whole = stated === void 0 && typeof target === "number" && target <= 64;
		return [require_core.movedFrom(require_core.tensorAt(call, 0), whole ? sizes ?? require_core.freshSizes(call, 0, target) : null)];
	}
	const axes = stated === void 0 ? x.map((_, axis) => axis) : require_core.normalAxes(call, stated, x.length);
	if (target !== void 0) require_core.agreed(call, target, axes.length, "sizes, and axes to crop or pad");
	const shape = x.map((size, axis) => {
		const at = axes.indexOf(axis);
		return at < 0 ? size : sizes?.[at] ?? call.fresh(`dim${axis}`);
	});
	return [require_core.movedFrom(require_core.tensorAt(call, 0), shape)];
};
/** [N, C/prod(block), image\u2026] for columns [N, C, L]: the number of blocks must fit L. */
const col2ImShape = (call) => {
	const columns = require_core.requiredShape(call, 0);
	const [imageShape, blockShape] = [require_core.requiredShape(call, 1), require_core.requiredShape(call, 2)];
	const image = require_core.statedSizes(call, 1, 1, "a size of the image");
	const block = require_core.statedSizes(call, 2, 1, "a size of the block");
	const axes = image?.length ?? block?.length ?? imageShape?.[0] ?? blockShape?.[0];
	const dtype = require_core.dtypeAt(call, 0);
	if (typeof axes !== "number" || axes > 64) return [require_core.tensor(dtype, null)];
	if (columns !== null && columns.length !== 3) throw require_core.shapeFault(call, `the columns have rank ${columns.length}; they must be [N, C, L]`);
	if (image !== void 0 && block !== void 0) checkBlocks(call, image, block, columns?.[2]);
	const channels = columns === null || block === void 0 ? call.fresh("dim1") : exactly(call, columns[1] ?? 1, require_core.product(block), "channels");
	return [require_core.tensor(dtype, [
		columns?.[0] ?? call.fresh("dim0"),
		channels,
		...image ?? require_core.freshSizes(call, 2, axes + 2)
	])];
};
function checkBlocks(call, image, block, blocks) {
	if (image.length !== block.length) throw require_core.shapeFault(call, `an image of ${image.length} axes and a block of ${block.length}`);
	const count = require_core.product(require_core.slide(call, require_core.windowOf(call, block), image));
	if (blocks !== void 0) require_core.agreed(call, blocks, count, "columns, and positions of the block in the image");
}
/** F = N_in: every element of the columns is added into the image. */
const col2ImCost = (call) => {
	const read = require_core.elements(require_core.shapeAt(call, 0));
	return read === void 0 ? require_core.unknownCost : { elementwise: read };
};
/** Image without `border` [left, top, right, bottom]; `scale` [height, width] gives the sizes instead. */
const cropShape = (call) => {
	const [border, scale] = [require_core.axisInts(call, "border", 4, 0) ?? [
		0,
		0,
		0,
		0
	], require_core.axisInts(call, "scale", 2, 1)];
	const x = imageAt(call);
	if (x === null) return [require_core.movedFrom(require_core.tensorAt(call, 0), require_core.freshSizes(call, 0, 4))];
	const [n, c, h, w] = x;
	const [left = 0, top = 0, right = 0, bottom = 0] = border;
	const [height, width] = scale ?? [require_core.sub(h, require_core.add(top, bottom)), require_core.sub(w, require_core.add(left, right))];
	return [require_core.movedFrom(require_core.tensorAt(call, 0), [
		n,
		c,
		require_core.atLeast(call, height ?? 1, 1, "the height"),
		require_core.atLeast(call, width ?? 1, 1, "the width")
	])];
};
/** [H, W, C]: what a file in memory decodes to; the size is known only from its bytes. */
const imageDecoderShape = (call) => {
	const channels = require_core.stringAttr(call, "pixel_format") === "Grayscale" ? 1 : 3;
	return [require_core.tensor("u8", [
		call.fresh("height"),
		call.fresh("width"),
		channels
	])];
};
/** Channels padded to a block of 8 or 16, which depends on the processor: known only if they fill either. */
const reorderInputShape = (call) => {
	const x = require_core.requiredShape(call, 0);
	if (x === null) return [require_core.tensor(require_core.dtypeAt(call, 0), null)];
	if (x.length < 3) throw require_core.shapeFault(call, `the input has rank ${x.length}`);
	const last = require_core.intAttr(call, "channels_last") === 1;
	const channels = (last ? x.at(-1) : x[1]) ?? 1;
	const padded = typeof channels === "number" && channels % 16 === 0 ? channels : call.fresh("dim1");
	const shape = [
		x[0] ?? 1,
		padded,
		...last ? x.slice(1, -1) : x.slice(2)
	];
	return [require_core.tensor(require_core.dtypeAt(call, 0), shape)];
};
/** The channels that `channels` names, the padding dropped. */
const reorderOutputShape = (call) => {
	const x = require_core.requiredShape(call, 0);
	if (x === null) return [require_core.tensor(require_core.dtypeAt(call, 0), null)];
	const channels = require_core.intAttr(call, "channels") ?? 0;
	if (channels < 1 || x.length < 3) throw require_core.shapeFault(call, `${channels} channels of an input of rank ${x.length}`);
	const spatial = x.slice(2);
	const last = require_core.intAttr(call, "channels_last") === 1;
	return [require_core.tensor(require_core.dtypeAt(call, 0), last ? [
		x[0] ?? 1,
		...spatial,
		channels
	] : [
		x[0] ?? 1,
		channels,
		...spatial
	])];
};

// src/count/ops/conv/detection.ts
/** Sizes of a tensor that must have this rank; fresh symbols if unknown. */
function ranked(call, position, rank, what) {
	const shape = require_core.requiredShape(call, position);
	if (shape !== null && shape.length !== rank) throw require_core.shapeFault(call, `${what} have rank ${shape.length}, not ${rank}`);
	return shape ?? Array.from({ length: rank }, () => void 0);
}
/** [regions, C, height, width] of pooling each region to one size. `batch` is the position of the batch indices, if they are an input of their own. */
function regionsShape(call, height, width, columns, batch) {
	const [, channels] = ranked(call, 0, 4, "images");
	const [regions, width4] = ranked(call, 1, 2, "regions");
	require_core.agreed(call, width4 ?? columns, columns, "columns of the regions");
	const [indices] = batch === void 0 ? [void 0] : ranked(call, batch, 1, "batch indices");
	const count = regions ?? indices ?? call.fresh("dim0");
	return [require_core.tensor(require_core.dtypeAt(call, 0), [
		require_core.agreed(call, count, indices ?? count, "regions and batch indices"),
		channels ?? call.fresh("dim1"),
		height,
		width
	])];
}
function positive(call, name, value) {
	if (value !== void 0 && value >= 1) return value;
	throw new require_core.Fault("bad-attribute", `${call.name}: ${name} of ${call.node.op} is ${value ?? "absent"}`, "it must be 1 or more");
}
/** [regions, C, output_height, output_width]. */
const roiAlignShape = (call) => {
	return regionsShape(call, positive(call, "output_height", require_core.intAttr(call, "output_height") ?? 1), positive(call, "output_width", require_core.intAttr(call, "output_width") ?? 1), 4, 2);
};
/**
* Every output element takes `sampling_ratio`\u00b2 bilinear samples of 7 operations and combines them: F = 8\u00b7s\u00b2\u00b7N for the mean,
* (8\u00b7s\u00b2 \u2212 1)N for the maximum. With an adaptive ratio (0) the samples are a symbol, since their number depends on the regions.
*/
const roiAlignCost = (call, outputs) => {
	const count = require_core.outputCount(outputs);
	if (count === void 0) return require_core.unknownCost;
	const ratio = require_core.intAttr(call, "sampling_ratio") ?? 0;
	const samples = ratio > 0 ? require_core.mul(ratio, ratio) : call.fresh("samples");
	const each = require_core.sub(require_core.mul(samples, 8), require_core.stringAttr(call, "mode") === "max" ? 1 : 0);
	return { elementwise: require_core.mul(count, each) };
};
/** [regions, C, pooled\u2026]; each region is [batch, x1, y1, x2, y2]. */
const maxRoiPoolShape = (call) => {
	const pooled = require_core.intsAttr(call, "pooled_shape");
	if (pooled?.length !== 2) throw new require_core.Fault("bad-attribute", `${call.name}: pooled_shape must have two sizes`, "export the model again");
	return regionsShape(call, positive(call, "pooled_shape", pooled[0]), positive(call, "pooled_shape", pooled[1]), 5);
};
/** F = N times the cells that a pooled element compares, which depend on the regions. */
const maxRoiPoolCost = (call, outputs) => {
	const count = require_core.outputCount(outputs);
	return count === void 0 ? require_core.unknownCost : { elementwise: require_core.mul(count, call.fresh("samples")) };
};
/** [regions, C, crop height, crop width], the crop sizes from input 3. */
const cropAndResizeShape = (call) => {
	const size = require_core.statedSizes(call, 3, 1, "a size of the crop");
	if (size !== void 0 && size.length !== 2) throw require_core.shapeFault(call, `crop_size has ${size.length} elements`);
	return regionsShape(call, size?.[0] ?? call.fresh("dim2"), size?.[1] ?? call.fresh("dim3"), 4, 2);
};
/** F = 7N bilinear, 0 nearest. */
const cropAndResizeCost = (call, outputs) => {
	const count = require_core.outputCount(outputs);
	return count === void 0 ? require_core.unknownCost : { elementwise: require_core.mul(count, interpolationOps(require_core.stringAttr(call, "mode") ?? "bilinear", 2)) };
};
/** [selected, 3]: indices of the boxes kept. Their number is known if the boxes are, or if none may be kept. */
const nonMaxSuppressionShape = (call) => {
	const [batches, boxes, four] = ranked(call, 0, 3, "boxes");
	const [scored, , each] = ranked(call, 1, 3, "scores");
	if (four !== void 0) require_core.agreed(call, four, 4, "coordinates of a box");
	if (batches !== void 0 && scored !== void 0) require_core.agreed(call, batches, scored, "batches of boxes and scores");
	if (boxes !== void 0 && each !== void 0) require_core.agreed(call, boxes, each, "boxes and their scores");
	const limit = require_core.has(call, 2) ? require_core.sizesAt(call, 2)?.[0] : 0;
	if (limit !== void 0 && require_core.constantOf(limit) !== void 0 && require_core.max(limit, 0) === 0) return [require_core.tensor("i64", [0, 3])];
	const selected = typeof limit === "number" ? selectBoxes(call, limit) : void 0;
	if (selected === void 0) return [require_core.tensor("i64", [call.fresh("selected"), 3])];
	return [require_core.known("i64", [selected.length, 3], selected.flat())];
};
const f = Math.fround;
/** All known elements of a float input; undefined if one isn't a plain number. */
function floats(call, position) {
	const data = require_core.dataAt(call, position);
	return data?.every((scalar) => typeof scalar === "number") === true ? data : void 0;
}
/** Runs the suppression on known boxes: [batch, class, box] of those kept, in onnxruntime's order. */
function selectBoxes(call, limit) {
	const [coordinates, scores] = [floats(call, 0), floats(call, 1)];
	const [overlap, least] = [require_core.has(call, 3) ? floats(call, 3)?.[0] : 0, require_core.has(call, 4) ? floats(call, 4)?.[0] : Number.NEGATIVE_INFINITY];
	const [batches = 0, classes = 0, boxes = 0] = require_core.requiredShape(call, 1) ?? [];
	if (coordinates === void 0 || scores === void 0 || overlap === void 0 || least === void 0) return void 0;
	const centred = require_core.intAttr(call, "center_point_box") === 1;
	const selected = [];
	for (let batch = 0; batch < batches; batch++) {
		const all = Array.from({ length: boxes }, (_, i) => boxAt(coordinates, batch * boxes + i, centred));
		for (let group = 0; group < classes; group++) {
			const from = (batch * classes + group) * boxes;
			const kept = suppress(all, scores.slice(from, from + boxes), limit, overlap, require_core.has(call, 4) ? least : void 0);
			selected.push(...kept.map((box) => [
				batch,
				group,
				box
			]));
		}
	}
	return selected;
}
function boxAt(data, index, centred) {
	const [a = 0, b = 0, c = 0, d = 0] = data.slice(index * 4, index * 4 + 4);
	if (!centred) return {
		left: Math.min(b, d),
		right: Math.max(b, d),
		top: Math.min(a, c),
		bottom: Math.max(a, c)
	};
	const [halfWidth, halfHeight] = [f(c / 2), f(d / 2)];
	return {
		left: f(a - halfWidth),
		right: f(a + halfWidth),
		top: f(b - halfHeight),
		bottom: f(b + halfHeight)
	};
}
/** Greedy choice by falling score; of equal scores the lower index first. */
function suppress(boxes, scores, limit, overlap, least) {
	const order = scores.map((score, i) => ({
		score,
		i
	})).filter(({ score }) => least === void 0 || score > least);
	const kept = [];
	for (const { i } of order.toSorted((a, b) => b.score - a.score || a.i - b.i)) {
		if (kept.length >= limit) break;
		const box = boxes[i];
		if (box !== void 0 && !kept.some((other) => overlaps(box, boxes[other] ?? box, overlap))) kept.push(i);
	}
	return kept;
}
/** True if the boxes' intersection over union exceeds the threshold, in 32-bit floats. */
function overlaps(a, b, threshold) {
	const width = f(Math.min(a.right, b.right) - Math.max(a.left, b.left));
	const height = f(Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));
	if (width <= 0 || height <= 0) return false;
	const both = f(width * height);
	const [areaA, areaB] = [areaOf(a), areaOf(b)];
	const either = f(f(areaA + areaB) - both);
	return both > 0 && areaA > 0 && areaB > 0 && either > 0 && f(both / either) > threshold;
}
const areaOf = (box) => f(f(box.right - box.left) * f(box.bottom - box.top));

// src/count/ops/conv/vision-table.ts
/** Values moved, none computed. */
const moving = (since, shape, formula = "0") => ({
	since,
	shape,
	cost: () => require_core.free,
	formula
});
const computing = (since, shape, cost, formula) => ({
	since,
	shape,
	cost,
	formula
});
const sampling = "F = N\u00b7((2\u00b72^r \u2212 1)\u00b7[linear] + (2\u00b74^r \u2212 1)\u00b7[cubic]) (over r axes)";
/** Sampling grids, blocks and crops of images, detection. */
const visionOps = [
	require_core.op("AffineGrid", computing(20, affineGridShape, affineGridCost, "points = D\u00b7H\u00b7W; M = 12\u00b7B\u00b7points; F = B\u00b7[image] + (4\u00b7points + 2\u00b7(D + H + W) + steps)\u00b7[size not constant] (steps: 9, with aligned corners 5 or 6)")),
	require_core.op("CenterCropPad", moving(18, centerCropPadShape)),
	require_core.op("Col2Im", computing(18, col2ImShape, col2ImCost, "F = N_in")),
	require_core.op("Crop", moving(1, cropShape)),
	require_core.op("DepthToSpace", moving(1, depthToSpaceShape())),
	require_core.op("GridSample", computing(16, gridSampleShape(), gridSampleCost, sampling)),
	require_core.op("ImageDecoder", moving(20, imageDecoderShape)),
	require_core.op("MaxRoiPool", {
		...computing(1, maxRoiPoolShape, maxRoiPoolCost, "F = N\u00b7samples, a symbol"),
		inWords: "the samples of a region are known only at run time"
	}),
	require_core.op("NonMaxSuppression", moving(10, nonMaxSuppressionShape, "0 (comparisons and sorting)")),
	require_core.op("RoiAlign", computing(10, roiAlignShape, roiAlignCost, "F = (8\u00b7s^2 \u2212 [max])\u00b7N (s^2 is a symbol where adaptive)")),
	require_core.op("SpaceToDepth", moving(1, spaceToDepthShape())),
	require_core.opIn("com.microsoft", "CropAndResize", computing(1, cropAndResizeShape, cropAndResizeCost, "F = 7N\u00b7[bilinear]")),
	require_core.opIn("com.microsoft", "GridSample", computing(1, gridSampleShape(), gridSampleCost, sampling)),
	require_core.opIn("com.microsoft.nchwc", "ReorderInput", moving(1, reorderInputShape)),
	require_core.opIn("com.microsoft.nchwc", "ReorderOutput", moving(1, reorderOutputShape)),
	require_core.opIn("com.ms.internal.nhwc", "DepthToSpace", moving(1, depthToSpaceShape(true))),
	require_core.opIn("com.ms.internal.nhwc", "GridSample", computing(1, gridSampleShape(true), gridSampleCost, sampling)),
	require_core.opIn("com.ms.internal.nhwc", "SpaceToDepth", moving(1, spaceToDepthShape(true)))
];

// src/count/ops/all.ts
/** Every table of operators; a new table is one line here. */
const tables = [
	...require_core.commonTables,
	attentionOps,
	contribMovementOps,
	controlOps,
	einsumOps,
	fusedAttentionOps,
	fusedNormOps,
	fusedOps,
	generationOps,
	lossOps,
	mlOps,
	quantizeOps,
	quantizedMathOps,
	randomOps,
	recurrentOps,
	resizeOps,
	sequenceOps,
	signalOps,
	textOps,
	transformerOps,
	visionOps
];
let operators;
/** All operators; built at first use. */
function registry() {
	operators ??= require_core.operatorsOf(tables);
	return operators;
}

// src/count/count.ts
var count_exports = /* @__PURE__ */ require_rolldown_runtime.__exportAll({ countModel: () => countModel });
/**
* Counts one model: operations, parameters, bytes and planned peak memory, each layer and in total.
* @throws Fault if the graph is invalid or contradicts itself, or the options don't fit it
*/
function countModel(model, options = {}) {
	return require_core.countBy(registry(), model, options);
}

Object.defineProperty(exports, "countModel", {
  enumerable: true,
  get: function () {
    return countModel;
  }
});
Object.defineProperty(exports, "count_exports", {
  enumerable: true,
  get: function () {
    return count_exports;
  }
});