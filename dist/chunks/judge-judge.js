const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_core = require("./core.js");
const require_accept = require("./judge-accept.js");
const require_figures = require("./diff-figures.js");
const require_usual_sizes = require("./diff-usual-sizes.js");
const require_glob = require("./policy-glob.js");
const require_signature = require("./diff-signature.js");

// src/judge/some.ts
/** The first few of a list. */
const someOf = (names, most = 4) => ({
	first: names.slice(0, most),
	count: names.length
});

// src/judge/counted.ts
/**
* One counted metric against its budget.
* @param sameUnknowns whatever has no known cost is the same at base and head
* @param shared how sizes of head and base belong together
*/
function judgeCounted(metric, budget, base, head, sameUnknowns, shared = {}) {
	const [before, after] = [require_figures.amountOf(base, metric), require_figures.amountOf(head, metric)];
	if (after === null) return conclude(metric, budget, []);
	const roles = after.value === null || before?.value === null ? require_usual_sizes.rolesOf([base, head]) : /* @__PURE__ */ new Map();
	return conclude(metric, budget, [
		...maxChecks(metric, budget, after, roles),
		...increaseChecks(metric, budget, {
			base,
			before,
			after,
			sameUnknowns,
			roles
		}),
		...growthChecks(metric, budget, base, head, shared)
	]);
}
function maxChecks(metric, { max }, after, roles) {
	if (max === null) return [];
	const { value, text } = max;
	const check = (standing, reason) => [{
		limit: "max",
		text,
		standing,
		reason
	}];
	const place = require_accept.placeOfMax(after, value, roles);
	const { standing } = place;
	switch (standing) {
		case "within": return check(standing, keptIn("max", text, place));
		case "broken": return check(standing, {
			kind: "above-max",
			limit: text,
			by: after.value !== null && value > 0n ? Number(after.value - value) / Number(value) : null,
			...trialIn(place)
		});
		case "open": return check(standing, {
			kind: "open",
			of: "max",
			limit: text,
			symbol: null,
			because: gapIn(metric, after, place)
		});
	}
}
const trialIn = ({ tried }) => tried === null ? {} : { tried: { edge: tried.edge } };
/** What is to be said of a limit that is kept: nothing if it is proved. */
function keptIn(of, limit, { tried }) {
	return tried === null ? null : {
		kind: "kept",
		of,
		limit,
		tried: { edge: tried.edge }
	};
}
function increaseChecks(metric, budget, { base, before, after, sameUnknowns, roles }) {
	return ["fail", "warn"].flatMap((limit) => {
		const increase = budget[limit];
		if (increase === null) return [];
		const { text } = increase;
		const open = (because) => [{
			limit,
			text,
			standing: "open",
			reason: {
				kind: "open",
				of: limit,
				limit: text,
				symbol: null,
				because
			}
		}];
		if (base === null) return [{
			limit,
			text,
			standing: "skipped",
			reason: null
		}];
		if (before === null) return open({ kind: "base-unreadable" });
		const place = require_accept.placeOfIncrease(before, after, increase, sameUnknowns, roles);
		const { standing } = place;
		switch (standing) {
			case "within": return [{
				limit,
				text,
				standing,
				reason: keptIn(limit, text, place)
			}];
			case "broken": return [{
				limit,
				text,
				standing,
				reason: {
					kind: "above-increase",
					of: limit,
					limit: text,
					anySize: place.tried === null && (after.value === null || before.value === null),
					...trialIn(place)
				}
			}];
			case "open": return open(gapIn(metric, [after, before].find((one) => one.value === null || !one.exact) ?? after, place));
		}
	});
}
function gapIn(metric, { value, formula }, place) {
	if (value !== null) return { kind: "lower-bound" };
	if (formula !== null) return {
		kind: "unbound",
		symbols: someOf([...require_core.symbolsOf(formula)]),
		...trialIn(place)
	};
	return { kind: metric === "size" ? "no-file-size" : "formula-too-large" };
}
function growthChecks(metric, { growth }, base, head, { renamed, fixedAtBase }) {
	if (growth.size === 0) return [];
	const standings = require_accept.growthStandings(base, head, metric, growth, renamed);
	if (standings === null) {
		const text = [...growth.values()].join(", ");
		return [openGrowth(text, null, { kind: "no-formula" })];
	}
	return standings.map(({ symbol, head: steepness, allowed, limit }) => {
		const text = `${symbol}: ${limit}`;
		if (allowed === null && fixedAtBase?.has(symbol) === true) return {
			limit: "growth",
			text,
			standing: "skipped",
			reason: {
				kind: "fixed-at-base",
				symbol
			}
		};
		if (allowed === null) return base === null ? {
			limit: "growth",
			text,
			standing: "skipped",
			reason: null
		} : openGrowth(text, symbol, { kind: "no-such-size" });
		if (!require_accept.isSteeper(steepness, allowed)) return {
			limit: "growth",
			text,
			standing: "within",
			reason: null
		};
		return {
			limit: "growth",
			text,
			standing: "broken",
			reason: {
				kind: "growth",
				symbol,
				growth: steepness,
				allowed,
				as: limit === "same" ? "at-base" : "written"
			}
		};
	});
}
const openGrowth = (text, symbol, because) => ({
	limit: "growth",
	text,
	standing: "open",
	reason: {
		kind: "open",
		of: "growth",
		limit: text,
		symbol,
		because
	}
});
/** The verdict that a metric's checks add up to: fail over undecided over warn over pass. */
function conclude(metric, { onInconclusive }, checks) {
	const judgement = (verdict, about, reasons = reasonsOf$1(about)) => ({
		metric,
		verdict,
		broke: about[0]?.limit ?? null,
		limit: about[0]?.text ?? null,
		reasons,
		accepted: null,
		undecidedFails: verdict === "undecided" && onInconclusive === "fail" && about.some(({ limit }) => limit !== "warn")
	});
	const broken = checks.filter(({ standing, limit }) => standing === "broken" && limit !== "warn");
	if (broken.length > 0) return judgement("fail", broken);
	const open = checks.filter(({ standing }) => standing === "open");
	const warned = checks.filter(({ standing }) => standing === "broken");
	if (open.some(({ limit }) => limit !== "warn")) return judgement("undecided", [...open, ...warned]);
	if (warned.length > 0) return judgement("warn", warned);
	if (open.length > 0) return judgement("undecided", open);
	const kept = checks.filter(({ standing }) => standing === "within");
	if (kept.length > 0) return judgement("pass", [], reasonsOf$1(kept));
	const [first] = reasonsOf$1(checks);
	return judgement("skipped", [], [first ?? { kind: "no-base" }]);
}
const reasonsOf$1 = (checks) => checks.flatMap(({ reason }) => reason ?? []);

// src/judge/anchor.ts
/**
* The increases of a model's budgets, held to an earlier state as well: only what breaks there is said. What can't be decided is what
* base's comparison says already.
*/
function anchorJudgements(comparison) {
	const { anchor, head, casePlan } = comparison;
	if (anchor?.side?.kind !== "counted" || head?.kind !== "counted") return [];
	const { side, name } = anchor;
	return [...casePlan.budgets].flatMap(([metric, budget]) => {
		if (require_core.isTimed(metric)) return [];
		const increases = {
			...budget,
			max: null,
			growth: /* @__PURE__ */ new Map()
		};
		const judged = judgeCounted(metric, increases, side, head, false);
		if (judged.verdict !== "fail" && judged.verdict !== "warn") return [];
		const by = increaseOf(comparison, metric);
		const reasons = judged.reasons.flatMap((reason) => reason.kind === "above-increase" ? [{
			kind: "above-anchor",
			name,
			by,
			allowed: reason.limit ?? ""
		}] : []);
		return [require_accept.withAcceptance({
			...judged,
			reasons
		}, {
			...comparison,
			base: side
		})];
	});
}
/** Increase since the earlier state: 0.05 is +5 %; null for formulas. */
function increaseOf({ anchor, head }, metric) {
	const [was, is] = [require_figures.amountOf(anchor?.side ?? null, metric)?.value, require_figures.amountOf(head, metric)?.value];
	if (was === void 0 || was === null || was === 0n || is === void 0 || is === null) return null;
	return Number(is - was) / Number(was);
}

// src/judge/contract.ts
/** What a model must be, whatever it costs: a judgement for each key of its contract that it breaks, or that can't be checked. */
function contractJudgements(contract, base, head) {
	const before = base?.kind === "counted" ? base.report : null;
	return [
		...before === null ? [] : interfaceJudgement(contract, before, head),
		...opsetJudgement(contract, head),
		...quantizationJudgement(contract, head),
		...opsJudgement(contract, head),
		...layersJudgement(contract, head)
	];
}
const judgement$1 = (broke, reason, limit, verdict = "fail") => [{
	metric: "model",
	verdict,
	broke,
	limit,
	reasons: [reason],
	accepted: null,
	undecidedFails: false
}];
function interfaceJudgement(contract, before, after) {
	if (contract.interface === null) return [];
	const [was, is] = [require_core.interfaceOf(before), require_core.interfaceOf(after)];
	const names = [...differing(was.inputs, is.inputs), ...differing(was.outputs, is.outputs)];
	if (names.length === 0) return [];
	return judgement$1("interface", {
		kind: "interface-locked",
		names: someOf([...new Set(names)])
	}, "locked");
}
const keyOf = (one) => JSON.stringify([
	one?.name,
	one?.dtype,
	one?.shape?.map((size) => typeof size === "number" ? size : "?")
]);
/** Names at a place where base and head don't ask for the same. Open sizes may change their names. */
function differing(before, after) {
	return Array.from({ length: Math.max(before.length, after.length) }, (_, i) => [before[i], after[i]]).flatMap(([was, is]) => keyOf(was) === keyOf(is) ? [] : [is?.name ?? was?.name ?? ""]);
}
function opsetJudgement({ opset }, report) {
	const version = require_core.interfaceOf(report).opsets["ai.onnx"];
	if (opset === null || version === void 0) return [];
	const { max, min } = opset;
	if (max !== null && version > max) return judgement$1("opset", {
		kind: "opset",
		version,
		most: max,
		least: null
	}, String(max));
	if (min !== null && version < min) return judgement$1("opset", {
		kind: "opset",
		version,
		most: null,
		least: min
	}, String(min));
	return [];
}
/** A layer's part of a figure in one inference. */
const inAll = (layer, figure) => require_core.mul(layer[figure], layer.times);
/** Whether `part` is at most that share of the whole, for every size. */
function standing(part, whole, { over, under }) {
	const room = require_core.sub(require_core.mul(part, require_core.fromBigInt(under)), require_core.mul(whole, require_core.fromBigInt(over)));
	return require_accept.standingToMax({
		value: typeof room === "number" ? BigInt(room) : null,
		formula: room,
		exact: true
	}, 0n);
}
const macsOf = ({ totals, formulas }) => totals.macs === null ? formulas.macs : require_core.fromBigInt(totals.macs);
const shareOf = (part, whole) => {
	const [a, b] = [require_core.constantOf(part), require_core.constantOf(whole)];
	return a === void 0 || b === void 0 || b === 0n ? null : Number(a) / Number(b);
};
/** Bit-operations are multiply-accumulates \u00d7 bits of the weights \u00d7 bits of the activations. */
function quantizationJudgement({ quantization }, report) {
	const whole = macsOf(report);
	if (quantization === null || whole === null || whole === 0) return [];
	const { type, bits, share } = quantization;
	const isWide = (layer) => {
		const room = require_core.sub(inAll(layer, "bitOps"), require_core.mul(inAll(layer, "macs"), bits * bits));
		return require_accept.standingToMax({
			value: typeof room === "number" ? BigInt(room) : null,
			formula: room,
			exact: true
		}, 0n) !== "within";
	};
	const wide = report.layers.filter((layer) => layer.macs !== 0 && isWide(layer));
	if (wide.length === 0) return [];
	const part = wide.reduce((sum, layer) => require_core.add(sum, inAll(layer, "macs")), 0);
	const allowed = {
		over: share.under - share.over,
		under: share.under,
		text: share.text
	};
	const layers = someOf(wide.map(({ name }) => name));
	switch (standing(part, whole, allowed)) {
		case "within": return [];
		case "broken": return judgement$1("quantization", {
			kind: "wide-numbers",
			wanted: type,
			kept: share.text,
			share: shareOf(part, whole),
			layers
		}, type);
		case "open": return judgement$1("quantization", {
			kind: "contract-open",
			of: "quantization"
		}, type, "undecided");
	}
}
function opsJudgement({ ops }, { layers }) {
	if (ops === null) return [];
	const names = [...new Set(layers.map(operatorName))];
	const work = { steps: 0 };
	const [allow, deny] = [ops.allow, ops.deny].map((globs) => (globs ?? []).map((glob) => require_glob.globTest(glob, work)));
	const denied = names.filter((name) => deny?.some((fits) => fits(name)));
	if (denied.length > 0) return judgement$1("ops", {
		kind: "operators",
		of: "deny",
		ops: someOf(denied)
	}, "deny");
	const other = ops.allow === null ? [] : names.filter((name) => allow?.some((fits) => fits(name)) !== true);
	return other.length === 0 ? [] : judgement$1("ops", {
		kind: "operators",
		of: "allow",
		ops: someOf(other)
	}, "allow");
}
const operatorName = ({ op, domain }) => domain === "" || domain === "ai.onnx" ? op : `${domain}:${op}`;
function layersJudgement({ layers }, report) {
	const whole = macsOf(report);
	if (layers === null || whole === null || whole === 0) return [];
	const { maxShare } = layers;
	const judged = report.layers.filter(({ macs }) => macs !== 0).map((layer) => ({
		layer,
		part: inAll(layer, "macs"),
		stands: standing(inAll(layer, "macs"), whole, maxShare)
	}));
	const broken = judged.filter(({ stands }) => stands === "broken").toSorted((a, b) => (shareOf(b.part, whole) ?? 0) - (shareOf(a.part, whole) ?? 0));
	const [first] = broken;
	if (first !== void 0) {
		const { layer, part } = first;
		const reason = {
			kind: "layer-share",
			layer: layer.name,
			share: shareOf(part, whole),
			allowed: maxShare.text,
			others: broken.length - 1
		};
		return judgement$1("layers", reason, maxShare.text);
	}
	return judged.some(({ stands }) => stands === "open") ? judgement$1("layers", {
		kind: "contract-open",
		of: "layers"
	}, maxShare.text, "undecided") : [];
}

// src/judge/timed.ts
/**
* A measured metric against its budget. For latency the increase is decided by the bench (its exact test, its looks); for
* load time by whether the interval lies beyond the limit. Nothing measured: there is nothing to judge.
*/
function judgeTimed(metric, budget, outcome) {
	const pair = outcome === null ? null : metric === "latency" ? outcome : outcome.load;
	if (outcome === null || pair === null) return judgement(metric, "skipped", null, null, [{ kind: "not-measured" }], budget);
	const { max } = budget;
	const micros = pair.headMs === null ? null : pair.headMs * 1e3;
	if (max !== null && micros !== null && micros > Number(max.value)) {
		const by = micros / Number(max.value) - 1;
		return judgement(metric, "fail", "max", max.text, [{
			kind: "above-max",
			limit: max.text,
			by
		}], budget);
	}
	const [verdict, broke] = metric === "latency" ? decided(outcome, budget) : byInterval(pair, budget);
	const limit = broke === "fail" || broke === "warn" ? budget[broke]?.text ?? null : max?.text ?? null;
	return judgement(metric, verdict, broke, limit, reasonsOf(verdict, limit), budget);
}
function decided({ verdict }, { max, fail, warn }) {
	switch (verdict) {
		case "over": return fail === null ? ["warn", "warn"] : ["fail", "fail"];
		case "warn": return warn === null ? ["pass", null] : ["warn", "warn"];
		case "within":
		case "improved": return ["pass", null];
		case "alone": return max === null ? ["skipped", null] : ["pass", null];
		case "undecided":
		case "failed": return ["undecided", fail === null ? warn === null ? "max" : "warn" : "fail"];
	}
}
function byInterval({ ratio, interval, headMs }, { max, fail, warn }) {
	if (fail === null && warn === null) return headMs === null ? ["undecided", "max"] : ["pass", null];
	if (ratio === null || interval === null) return max === null || headMs === null ? ["skipped", null] : ["pass", null];
	for (const [limit, increase] of [["fail", fail], ["warn", warn]]) {
		const allowed = increase === null ? null : ratioAllowed(increase);
		if (allowed === null) continue;
		if (interval[0] > allowed) return [limit, limit];
		if (interval[1] >= allowed && limit === "fail") return ["undecided", "fail"];
	}
	return ["pass", null];
}
function ratioAllowed({ ratio }) {
	return ratio === null ? null : 1 + Number(ratio.over) / Number(ratio.under);
}
function reasonsOf(verdict, limit) {
	switch (verdict) {
		case "fail":
		case "warn": return [{
			kind: "above-increase",
			of: verdict,
			limit,
			anySize: false
		}];
		case "undecided": return [{ kind: "noise" }];
		case "skipped": return [{ kind: "no-base" }];
		case "pass": return [];
	}
}
function judgement(metric, verdict, broke, limit, reasons, { onInconclusive }) {
	return {
		metric,
		verdict,
		broke,
		limit,
		reasons,
		accepted: null,
		undecidedFails: verdict === "undecided" && onInconclusive === "fail" && broke !== "warn"
	};
}

// src/diff/why.ts
/** What a layer does otherwise than its counterpart at base, in sentences; the most important first. */
function whyChanged(base, head) {
	const said = [];
	if (base.op !== head.op) said.push(`${require_core.quote(base.op)} became ${require_core.quote(head.op)}`);
	const weights = weightChanges(base, head);
	const attributes = attributeChanges(base, head);
	const otherKernel = [...weights, ...attributes].some((sentence) => sentence.startsWith("kernel "));
	said.push(...weights, ...attributes.filter((sentence) => !otherKernel || !sentence.startsWith("padding ")));
	if (!require_core.equal(base.times, head.times)) said.push(`runs ${require_core.format(base.times)} \u2192 ${require_core.format(head.times)} times`);
	if (base.status !== head.status) said.push(statusWords(base.status, head.status));
	said.push(...typeChanges(base, head));
	if (said.length === 0) said.push(...flowChanges(base, head));
	if (said.length === 0 && !require_core.equal(base.params, head.params)) said.push(sharingWords(base.params, head.params));
	return said.slice(0, 6);
}
/** Weights count at their first use: equal weights and other counts mean that they are shared on one side. */
function sharingWords(base, head) {
	return require_core.isAtLeast(base, head) === true ? "shares weights with another layer" : "no longer shares weights with another layer";
}
function statusWords(base, head) {
	if (head === "dead") return "no longer reaches an output";
	if (base === "dead") return "now reaches an output";
	if (head === "constant") return "is now known beforehand";
	return head === "exact" ? "its cost is now known" : "its cost is no longer known";
}
/** Names of the sizes of a layer's weight, outermost first; undefined if the kind of layer has none. */
function axesOf(layer, rank) {
	switch (require_signature.familyOf(layer.op)) {
		case "Conv": return rank < 3 ? void 0 : [
			"output channels",
			"input channels",
			...kernelAxes(rank)
		];
		case "ConvTranspose": return rank < 3 ? void 0 : [
			"input channels",
			"output channels",
			...kernelAxes(rank)
		];
		case "MatMul":
		case "Gemm": {
			const features = ["input features", "output features"];
			const isTurned = require_signature.spokenAttrs(layer).get("transB") === "1";
			return rank !== 2 ? void 0 : isTurned ? features.toReversed() : features;
		}
		case "Gather": return rank === 2 ? ["rows of the table", "features"] : void 0;
		default: return;
	}
}
const kernelAxes = (rank) => Array.from({ length: rank - 2 }, () => "kernel");
function weightChanges(base, head) {
	const [before, after] = [base, head].map(weightsOf);
	const at = after.findIndex((weight, i) => before[i] !== void 0 && !sameSizes(before[i].sizes, weight.sizes));
	const [from, to] = [before[at], after[at]];
	const said = new Set(from === void 0 || to === void 0 ? [] : sizeChanges(from, to));
	const [had, has] = [base, head].map(hasBias);
	if (base.op === head.op && had !== has) said.add(has === true ? "bias added" : "bias removed");
	return [...said];
}
/** Where the bias of an operator stands among its inputs. */
const biased = /* @__PURE__ */ new Map([
	["Conv", 2],
	["ConvTranspose", 2],
	["FusedConv", 2],
	["Gemm", 2],
	["QLinearConv", 8]
]);
function hasBias({ op, inputs }) {
	return (inputs[biased.get(op) ?? -1] ?? "") !== "";
}
/** A layer's constant inputs in order, scalars left out. */
function weightsOf(layer) {
	const isGrouped = require_signature.familyOf(layer.op).startsWith("Conv");
	const attr = layer.node.attrs.get("group");
	const groups = isGrouped && attr?.kind === "int" ? attr.value : 1;
	return layer.inputValues.flatMap((value) => {
		if (!require_signature.isConstantTensor(value) || value.shape === null || value.shape.length === 0) return [];
		const sizes = value.shape.map((dim, i) => i === 1 ? require_core.mul(dim, groups) : dim);
		return [{
			sizes,
			axes: axesOf(layer, sizes.length)
		}];
	});
}
function sizeChanges(from, to) {
	if (from.axes === void 0 || to.axes === void 0) return [`weight ${shapeText(from.sizes)} \u2192 ${shapeText(to.sizes)}`];
	const sizesAt = ({ sizes, axes }, axis) => sizes.filter((_, i) => axes?.[i] === axis);
	return [.../* @__PURE__ */ new Set([...to.axes, ...from.axes])].flatMap((axis) => {
		const [a, b] = [sizesAt(from, axis), sizesAt(to, axis)];
		return sameSizes(a, b) ? [] : [`${axis} ${shapeText(a)} \u2192 ${shapeText(b)}`];
	});
}
const words = /* @__PURE__ */ new Map([
	["strides", "stride"],
	["dilations", "dilation"],
	["group", "groups"],
	["pads", "padding"],
	["kernel_shape", "kernel"]
]);
/** An attribute's default. */
const usual = /* @__PURE__ */ new Map([
	["strides", "1"],
	["dilations", "1"],
	["group", "1"],
	["pads", "0"],
	["transA", "0"],
	["transB", "0"]
]);
/** Attributes that only say over again what a weight's shape says, or that cost nothing. */
const silent = /* @__PURE__ */ new Set([
	"kernel_shape",
	"epsilon",
	"momentum"
]);
function attributeChanges(base, head) {
	const hasWeight = head.inputValues.some((value) => require_signature.isConstantTensor(value) && (value.shape?.length ?? 0) > 1);
	const [before, after] = [require_signature.spokenAttrs(base), require_signature.spokenAttrs(head)];
	const said = [];
	for (const name of /* @__PURE__ */ new Set([...before.keys(), ...after.keys()])) {
		if (silent.has(name) && (hasWeight || name !== "kernel_shape")) continue;
		const [from, to] = [before.get(name), after.get(name)];
		if (from !== to) said.push(`${words.get(name) ?? require_core.quote(name)} ${valueText(from ?? usual.get(name))} \u2192 ${valueText(to ?? usual.get(name))}`);
	}
	return said;
}
/** `2, 2` is 2, `1, 2` is 1\u00d72; what may be hostile is quoted. */
function valueText(text) {
	if (text === void 0) return "none";
	if (!/^\d+(?:, \d+)*$/.test(text)) return /^[\w., -]{1,40}$/.test(text) ? text : require_core.quote(text);
	const items = text.split(", ");
	return new Set(items).size === 1 ? items[0] ?? text : items.join("\u00d7");
}
function typeChanges(base, head) {
	const said = [];
	const pair = (label, a, b) => {
		const [from, to] = [typeOf(a), typeOf(b)];
		if (from !== void 0 && to !== void 0 && from !== to) said.push(`${label} ${from} \u2192 ${to}`);
	};
	if (base.op === head.op) pair("output", base.outputs[0]?.value, head.outputs[0]?.value);
	const [from, to] = [weightType(base), weightType(head)];
	if (from !== void 0 && to !== void 0 && from !== to) said.unshift(`weights ${from} \u2192 ${to}`);
	return said;
}
/** The type that a layer's main weight is stored in, before it is dequantised. */
function weightType(layer) {
	return typeOf(mainWeight(layer));
}
function typeOf(value) {
	return value?.kind === "tensor" && value.dtype !== "unknown" ? value.quantized ?? value.dtype : void 0;
}
/** The first weight that is more than a vector. */
function mainWeight({ inputValues }) {
	return inputValues.find((value) => require_signature.isConstantTensor(value) && (value.shape?.length ?? 0) > 1);
}
function flowShapes({ inputValues }) {
	return inputValues.flatMap((value) => value?.kind === "tensor" && value.constant !== true ? [value.shape] : []);
}
/** For a layer that is itself the same: what flows in otherwise. */
function flowChanges(base, head) {
	const after = flowShapes(head);
	for (const [i, from] of flowShapes(base).entries()) {
		const to = after[i];
		if (!from || !to || sameSizes(from, to)) continue;
		return [`input ${shapeText(from)} \u2192 ${shapeText(to)}`];
	}
	const [a, b] = [base, head].map(({ outputs }) => outputs[0]?.value);
	if (a?.kind === "tensor" && b?.kind === "tensor" && a.shape && b.shape && !sameSizes(a.shape, b.shape)) return [`output ${shapeText(a.shape)} \u2192 ${shapeText(b.shape)}`];
	return [];
}
const sameSizes = (a, b) => a.length === b.length && a.every((dim, i) => require_core.equal(dim, b[i] ?? -1));
/** `1\u00d73\u00d7224\u00d7224`; formulas are quoted. */
function shapeText(sizes) {
	if (sizes.length === 0) return "scalar";
	if (sizes.every((dim) => typeof dim === "number")) return sizes.join("\u00d7");
	return require_core.quote(sizes.map(require_core.format).join("\u00d7"));
}

// src/diff/causes.ts
/** Share of a model's layers with weights from which on a change of type is one cause and not many. */
const most = .8;
/** Share of the layers that changed themselves from which on what they have in common is listed once. */
const common = .25;
/** @param reasons what each changed layer does otherwise, for those that are not the same layer with other inputs */
function causesOf(base, head, { pairs }, reasons) {
	const sentences = inputChanges(base.layers, head.layers);
	const said = /* @__PURE__ */ new Set();
	const weighted = pairs.flatMap(([a, b]) => {
		const [from, to] = [weightType(a.layer), weightType(b.layer)];
		return from === void 0 || to === void 0 ? [] : [`${from} \u2192 ${to}`];
	});
	for (const [change, n] of tally(weighted.filter((text) => !isSame(text)))) {
		if (n < 2 || n < most * weighted.length) continue;
		sentences.push(`weights ${change} in ${n} of ${weighted.length} layers with weights`);
		said.add(`weights ${change}`).add(`output ${change}`);
	}
	for (const [sentence, n] of tally(reasons.flat())) {
		if (said.has(sentence) || n < 4 || n < common * reasons.length) continue;
		sentences.push(`${sentence} in ${n} layers`);
		said.add(sentence);
	}
	return {
		sentences,
		said
	};
}
const isSame = (change) => {
	const [from, to] = change.split(" \u2192 ");
	return from === to;
};
function tally(items) {
	const counts = /* @__PURE__ */ new Map();
	for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
	return [...counts].toSorted(([, a], [, b]) => b - a);
}
/** Inputs of the model whose shape or type changed, by name, or by position if both have as many under other names. */
function inputChanges(base, head) {
	const [before, after] = [inputsOf(base), inputsOf(head)];
	const byPlace = before.size === after.size && [...before.keys()].every((name) => !after.has(name));
	const places = [...before.values()];
	return [...after].flatMap(([name, value], i) => {
		const was = byPlace ? places[i] : before.get(name);
		return was === void 0 ? [] : inputChange(name, was, value);
	});
}
function inputChange(name, from, to) {
	const type = from.dtype === to.dtype ? [] : [`input ${require_core.quote(name)} ${from.dtype} \u2192 ${to.dtype}`];
	if (from.shape === null || to.shape === null || sameSizes(from.shape, to.shape)) return type;
	const [a, b] = [from.shape, to.shape];
	const differs = a.length === b.length ? a.flatMap((dim, i) => require_core.equal(dim, b[i] ?? -1) ? [] : [i]) : [];
	const shapes = (axis) => `${shapeText(a.slice(axis))} \u2192 ${shapeText(b.slice(axis))}`;
	if (a.length >= 4 && differs.length > 0 && differs.every((i) => i >= 2)) return [`input resolution ${shapes(2)} (${require_core.quote(name)})`, ...type];
	if (differs.length === 1 && differs[0] === 0) return [`batch ${sizeChange(a[0], b[0])} (${require_core.quote(name)})`, ...type];
	return [`input ${require_core.quote(name)} ${shapes(0)}`, ...type];
}
function sizeChange(a, b) {
	return `${shapeText([a ?? 0])} \u2192 ${shapeText([b ?? 0])}`;
}
/** What flows into the main graph from outside, in order of use: the tensors that no layer makes and no file holds. */
function inputsOf(layers) {
	const made = new Set(layers.flatMap(({ outputs }) => outputs.map(({ name }) => name)));
	const inputs = /* @__PURE__ */ new Map();
	let owner;
	for (const { name, inputs: names, inputValues } of layers) {
		if (owner !== void 0 && name.startsWith(`${owner}/`)) continue;
		owner = name;
		names.forEach((input, i) => {
			const value = inputValues[i];
			if (input === "" || made.has(input) || value?.kind !== "tensor" || value.constant === true) return;
			inputs.set(input, inputs.get(input) ?? value);
		});
	}
	return inputs;
}

// src/diff/align.ts
/** Cells of the table that a small stretch may be aligned by exactly. */
const maxCells = 25e4;
/**
* Aligns two lists in order by equal keys: what both ends share, then what is unique in both (patience), stretch by
* stretch, small rests exactly (longest common subsequence), large rests key by key in order. About linear in time.
*/
function align(base, head) {
	const pairs = [];
	const open = [[{
		from: 0,
		to: base.length
	}, {
		from: 0,
		to: head.length
	}]];
	for (let next = open.pop(); next !== void 0; next = open.pop()) {
		const [a, b] = trimEnds(base, head, next[0], next[1], pairs);
		if (a.from >= a.to || b.from >= b.to) continue;
		const anchors = increasing(uniquePairs(base, head, a, b));
		if (anchors.length > 0) open.push(...between(anchors, a, b));
		else if ((a.to - a.from) * (b.to - b.from) <= maxCells) pairs.push(...longest(base, head, a, b));
		else pairs.push(...inTurn(base, head, a, b));
		pairs.push(...anchors);
	}
	return pairs.toSorted(([a], [b]) => a - b);
}
function trimEnds(base, head, a, b, pairs) {
	let { from: i, to: iEnd } = a;
	let { from: j, to: jEnd } = b;
	while (i < iEnd && j < jEnd && base[i] !== void 0 && base[i] === head[j]) pairs.push([i++, j++]);
	while (i < iEnd && j < jEnd && base[iEnd - 1] !== void 0 && base[iEnd - 1] === head[jEnd - 1]) pairs.push([--iEnd, --jEnd]);
	return [{
		from: i,
		to: iEnd
	}, {
		from: j,
		to: jEnd
	}];
}
/** Items whose key occurs once in each stretch. */
function uniquePairs(base, head, a, b) {
	const left = positions(base, a);
	const right = positions(head, b);
	const pairs = [];
	for (const [key, at] of left) {
		const to = right.get(key);
		if (at >= 0 && to !== void 0 && to >= 0) pairs.push([at, to]);
	}
	return pairs;
}
/** Key \u2192 its position, or \u22121 if it occurs more than once. */
function positions(keys, { from, to }) {
	const found = /* @__PURE__ */ new Map();
	for (let i = from; i < to; i += 1) {
		const key = keys[i];
		if (key !== void 0) found.set(key, found.has(key) ? -1 : i);
	}
	return found;
}
/** The longest part of the pairs (ascending on the left) that ascends on the right too. */
function increasing(pairs) {
	const tails = [];
	const before = [];
	pairs.forEach(([, right], i) => {
		let [low, high] = [0, tails.length];
		while (low < high) {
			const middle = low + high >> 1;
			if ((pairs[tails[middle] ?? 0]?.[1] ?? 0) < right) low = middle + 1;
			else high = middle;
		}
		before[i] = low > 0 ? tails[low - 1] ?? -1 : -1;
		tails[low] = i;
	});
	const chosen = [];
	for (let at = tails.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) {
		const pair = pairs[at];
		if (pair !== void 0) chosen.push(pair);
	}
	return chosen.toReversed();
}
/** The stretches before, between and after the anchors. */
function between(anchors, a, b) {
	const stretches = [];
	let [i, j] = [a.from, b.from];
	for (const [left, right] of anchors) {
		stretches.push([{
			from: i,
			to: left
		}, {
			from: j,
			to: right
		}]);
		[i, j] = [left + 1, right + 1];
	}
	stretches.push([{
		from: i,
		to: a.to
	}, {
		from: j,
		to: b.to
	}]);
	return stretches;
}
/** Longest common subsequence of two small stretches. */
function longest(base, head, a, b) {
	const [n, m] = [a.to - a.from, b.to - b.from];
	const width = m + 1;
	const lengths = new Uint32Array((n + 1) * width);
	for (let i = n - 1; i >= 0; i -= 1) for (let j = m - 1; j >= 0; j -= 1) {
		const key = base[a.from + i];
		lengths[i * width + j] = key !== void 0 && key === head[b.from + j] ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1 : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0);
	}
	const pairs = [];
	for (let i = 0, j = 0; i < n && j < m;) {
		const key = base[a.from + i];
		if (key !== void 0 && key === head[b.from + j]) pairs.push([a.from + i++, b.from + j++]);
		else if ((lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0)) i += 1;
		else j += 1;
	}
	return pairs;
}
/** The k-th occurrence of a key with the k-th, as far as that keeps the order. */
function inTurn(base, head, a, b) {
	const waiting = /* @__PURE__ */ new Map();
	for (let j = b.to - 1; j >= b.from; j -= 1) {
		const key = head[j];
		if (key === void 0) continue;
		const list = waiting.get(key);
		if (list === void 0) waiting.set(key, [j]);
		else list.push(j);
	}
	const pairs = [];
	for (let i = a.from; i < a.to; i += 1) {
		const key = base[i];
		const j = key === void 0 ? void 0 : waiting.get(key)?.pop();
		if (j !== void 0) pairs.push([i, j]);
	}
	return increasing(pairs);
}

// src/diff/match.ts
/** Share of what structure explains that names must explain to be believed before it. */
const reliableNames = .9;
/**
* Which layer at base is which at head. Names are believed if the export kept them; if they are numbers that shift,
* or a new exporter's, structure decides: the operator with its weights, its neighbours, its place. Nothing is matched
* across kinds of operators.
*/
function matchLayers(base, head) {
	const state = {
		sides: [base.map(subjectOf), head.map(subjectOf)],
		mates: [/* @__PURE__ */ new Map(), /* @__PURE__ */ new Map()]
	};
	const keep = namesKept(state);
	const stages = keep ? [
		nameOwn,
		nameFamily,
		wholeNear,
		whole,
		ownNear,
		own
	] : [
		wholeNear,
		whole,
		nameOwn,
		ownNear,
		own,
		nameFamily
	];
	for (const stage of stages) inOrder$1(state, stage);
	if (keep) anywhere(state, nameFamily);
	anywhere(state, whole);
	anywhere(state, nameFamily);
	inOrder$1(state, family);
	return matchingOf(state);
}
const subjectOf = (layer) => ({
	layer,
	signature: require_signature.signatureOf(layer)
});
const nameOwn = (subjects, i) => join(subjects[i]?.layer.name, subjects[i]?.signature.own);
const nameFamily = (subjects, i) => join(subjects[i]?.layer.name, subjects[i]?.signature.family);
const whole = (subjects, i) => subjects[i]?.signature.whole;
const own = (subjects, i) => subjects[i]?.signature.own;
const family = (subjects, i) => subjects[i]?.signature.family;
const near = (stage) => (subjects, i) => [
	i - 1,
	i,
	i + 1
].map((at) => stage(subjects, at) ?? "").join("\0");
const wholeNear = near(whole);
const ownNear = near(own);
const join = (name, key) => name === void 0 || name === "" || key === void 0 ? void 0 : `${name}\u0000${key}`;
const keys = (subjects, stage) => subjects.map((_, i) => stage(subjects, i));
/** True if names explain about as many layers that stayed the same as structure alone would. */
function namesKept({ sides: [base, head] }) {
	const named = new Set(keys(head, nameOwn));
	return keys(base, nameOwn).filter((key) => key !== void 0 && named.has(key)).length >= reliableNames * align(keys(base, own), keys(head, own)).length;
}
/** Matches what is left by a key, in order around what is matched already. */
function inOrder$1(state, stage) {
	const keysOf = (side) => state.sides[side].map((_, i) => {
		const mate = state.mates[side].get(i);
		return mate === void 0 ? stage(state.sides[side], i) : `\u0001${side === 0 ? i : mate}`;
	});
	record(state, align(keysOf(0), keysOf(1)));
}
/** Matches what is left by a key wherever it stands: layers that moved. */
function anywhere(state, stage) {
	const [base, head] = state.sides;
	const waiting = /* @__PURE__ */ new Map();
	for (let j = head.length - 1; j >= 0; j -= 1) {
		const key = state.mates[1].has(j) ? void 0 : stage(head, j);
		if (key === void 0) continue;
		const list = waiting.get(key);
		if (list === void 0) waiting.set(key, [j]);
		else list.push(j);
	}
	const pairs = [];
	base.forEach((_, i) => {
		const key = state.mates[0].has(i) ? void 0 : stage(base, i);
		const j = key === void 0 ? void 0 : waiting.get(key)?.pop();
		if (j !== void 0) pairs.push([i, j]);
	});
	record(state, pairs);
}
function record({ mates: [left, right] }, pairs) {
	for (const [i, j] of pairs) {
		if (left.has(i) || right.has(j)) continue;
		left.set(i, j);
		right.set(j, i);
	}
}
function matchingOf({ sides: [base, head], mates: [left, right] }) {
	return {
		pairs: base.flatMap((subject, i) => {
			const mate = head[left.get(i) ?? -1];
			return mate === void 0 ? [] : [[subject, mate]];
		}),
		removed: base.filter((_, i) => !left.has(i)),
		added: head.filter((_, j) => !right.has(j))
	};
}

// src/diff/layer-diff.ts
/** Changes that a diff lists; the counts hold all. */
const maxLayerChanges = 500;
/** What identifies a layer in a change. */
const shown = [
	"macs",
	"elementwise",
	"params",
	"movedBytes"
];
/** What makes a layer different. */
const compared = [
	"macs",
	"elementwise",
	"transcendentals",
	"bitOps",
	"movedBytes",
	"params"
];
/** Which layers changed between two counts of one model, by how much, and why. */
function diffLayers(base, head) {
	const matching = matchLayers(base.layers.filter(takesPart), head.layers.filter(takesPart));
	const changed = matching.pairs.filter(([a, b]) => isChanged(a.layer, b.layer)).map(([a, b]) => ({
		a,
		b,
		why: whyChanged(a.layer, b.layer),
		sameOwn: a.signature.own === b.signature.own
	}));
	const reasons = changed.filter(({ sameOwn }) => !sameOwn).map(({ why }) => why);
	const causes = causesOf(base, head, matching, reasons);
	const weigh = weigher(base, head);
	const changes = [
		...changed.map((one) => ({
			change: changeOf(one, causes),
			weight: weigh(one.a.layer, one.b.layer)
		})),
		...matching.removed.map(({ layer }) => ({
			change: oneSided("removed", layer),
			weight: weigh(layer, null)
		})),
		...matching.added.map(({ layer }) => ({
			change: oneSided("added", layer),
			weight: weigh(null, layer)
		}))
	];
	const renamed = matching.pairs.filter(([a, b]) => a.layer.name !== b.layer.name && !isChanged(a.layer, b.layer));
	const ordered = inOrder(changes);
	return {
		sameUnknowns: base.layersOmitted === 0n && head.layersOmitted === 0n && unknownsAreSame(matching),
		layers: {
			causes: [...unlisted(base, head), ...causes.sentences],
			changes: ordered.slice(0, 500),
			addedOps: opCounts(matching.added),
			removedOps: opCounts(matching.removed),
			omitted: Math.max(0, ordered.length - 500),
			counts: {
				changed: changed.length,
				follows: changes.filter(({ change }) => change.follows).length,
				added: matching.added.length,
				removed: matching.removed.length,
				renamed: renamed.length,
				same: matching.pairs.length - changed.length - renamed.length
			}
		}
	};
}
/** Says where layers are too many to compare all of them. */
function unlisted(base, head) {
	const [before, after] = [base.layersOmitted, head.layersOmitted];
	if (before === 0n && after === 0n) return [];
	return [`only a part of the layers is compared: ${before} at base and ${after} at head are too many to list`];
}
/** Layers that cost nothing (constants, views, dead ones) come and go with every exporter: they are no change. */
function takesPart(layer) {
	return layer.status === "unknown" || layer.status === "lower-bound" || compared.some((metric) => layer[metric] !== 0);
}
function total(layer, metric) {
	return metric === "params" || layer.times === 1 ? layer[metric] : require_core.mul(layer[metric], layer.times);
}
function isChanged(a, b) {
	return a.op !== b.op || a.status !== b.status || compared.some((metric) => !require_core.equal(total(a, metric), total(b, metric)));
}
function changeOf({ a: { layer: a }, b: { layer: b }, why, sameOwn }, { said }) {
	const left = why.filter((sentence) => !said.has(sentence));
	const follows = sameOwn || left.length === 0 && why.length > 0;
	return {
		kind: "changed",
		name: b.name,
		baseName: a.name === b.name ? null : a.name,
		op: b.op,
		baseOp: a.op === b.op ? null : a.op,
		...layerFigures(a, b),
		why,
		follows
	};
}
function oneSided(kind, layer) {
	const figures = kind === "added" ? layerFigures(null, layer) : layerFigures(layer, null);
	return {
		kind,
		name: layer.name,
		baseName: null,
		op: layer.op,
		baseOp: null,
		...figures,
		why: [],
		follows: false
	};
}
/** A side that has no such layer counts as zero. */
function layerFigures(a, b) {
	const [macs, elementwise, params, moved] = shown.map((metric) => require_figures.figureOf(amountOf(a, metric), amountOf(b, metric)));
	return {
		macs,
		elementwise,
		params,
		moved
	};
}
function amountOf(layer, metric) {
	if (layer === null) return {
		value: 0n,
		formula: null,
		exact: true
	};
	const dim = total(layer, metric);
	const exact = layer.status !== "unknown" && layer.status !== "lower-bound";
	return {
		value: require_core.constantOf(dim) ?? null,
		formula: dim,
		exact
	};
}
/** Own changes before those that follow; each by weight. */
function inOrder(changes) {
	return changes.toSorted((a, b) => Number(a.change.follows) - Number(b.change.follows) || b.weight - a.weight).map(({ change }) => change);
}
/** MACs and parameters weigh four times as much as what else a layer does. */
function weigher(base, head) {
	const totals = shown.map((metric) => Math.max(1, sumOf(base, head, metric)));
	return (a, b) => {
		const shares = shown.map((metric, i) => {
			const [before, after] = [a, b].map((layer) => layer === null ? 0 : sample(total(layer, metric)));
			const share = Math.abs(after - before) / (totals[i] ?? 1);
			return metric === "macs" || metric === "params" ? share : share / 4;
		});
		return Math.max(...shares);
	};
}
function opCounts(subjects) {
	const counts = /* @__PURE__ */ new Map();
	for (const { layer } of subjects) counts.set(layer.op, (counts.get(layer.op) ?? 0) + 1);
	return [...counts].map(([op, n]) => ({
		op,
		count: n
	})).toSorted((a, b) => b.count - a.count).slice(0, 20);
}
/** The figure of the larger side, symbols taken as 64. */
function sumOf(base, head, metric) {
	const sum = ({ layers }) => layers.reduce((all, layer) => all + sample(total(layer, metric)), 0);
	return Math.max(sum(base), sum(head));
}
function sample(dim) {
	if (typeof dim === "number") return dim;
	try {
		return Number(require_core.evaluate(dim, new Map([...require_core.symbolsOf(dim)].map((name) => [name, 64n]))) ?? 0n);
	} catch (thrown) {
		if (thrown instanceof require_core.Fault) return 0;
		throw thrown;
	}
}
const isOpen$1 = ({ layer }) => layer.status === "unknown" || layer.status === "lower-bound";
function unknownsAreSame({ pairs, added, removed }) {
	if ([...added, ...removed].some(isOpen$1)) return false;
	return pairs.every(([a, b]) => !isOpen$1(a) && !isOpen$1(b) || a.signature.whole === b.signature.whole && !a.signature.whole.includes("?"));
}

// src/diff/types.ts
/** Code of a failure: the file is known for a model, and no reader counts it. */
const NOT_COUNTED = "not-counted";

// src/judge/judge.ts
var judge_exports = /* @__PURE__ */ require_rolldown_runtime.__exportAll({ judgeTimes: () => judgeTimes });
const badness = {
	skipped: 0,
	pass: 1,
	warn: 2,
	undecided: 3,
	fail: 4
};
/** Worst first. */
const compareVerdicts = (a, b) => badness[b] - badness[a];
/** The worst of the verdicts; `skipped` if there is none. */
function worstOf(verdicts) {
	return verdicts.toSorted(compareVerdicts)[0] ?? "skipped";
}
/**
* One model in one case against its budgets. It has an allotment of steps of its own, however many models were judged before; one whose
* comparison takes more is a model that can't be judged.
*/
function judgeModel(comparison) {
	try {
		return require_core.apart(() => judged(comparison), nodesOf(comparison));
	} catch (thrown) {
		if (!(thrown instanceof require_core.Fault) || thrown.code !== "expansion-limit") throw thrown;
		const { code, message, hint } = thrown;
		return judged({
			...comparison,
			base: null,
			head: {
				kind: "failed",
				failure: {
					code,
					message,
					hint
				}
			}
		});
	}
}
function nodesOf({ base, head }) {
	return [base, head].reduce((nodes, side) => nodes + (side?.kind === "counted" ? side.report.layers.length : 0), 0);
}
function judged(comparison) {
	const { plan, casePlan, change, basePath, base, head, latency } = comparison;
	const diff = base?.kind === "counted" && head?.kind === "counted" ? diffLayers(base.report, head.report) : null;
	const judgements = judgementsOf(comparison, diff?.sameUnknowns ?? false).toSorted((a, b) => compareVerdicts(a.verdict, b.verdict));
	return require_core.clipped({
		id: plan.id,
		case: casePlan.name,
		path: plan.path,
		basePath,
		change,
		base: factsOf(base),
		head: factsOf(head),
		figures: require_figures.comparedFigures(base, head),
		growth: require_accept.growthChanges(base, head),
		verdict: worstOf(judgements.map(({ verdict }) => verdict)),
		judgements,
		layers: diff?.layers ?? null,
		latency
	});
}
/** An outcome that was judged before anything was measured, with the judgements of what was. */
function judgeTimes(outcome, timing) {
	const { casePlan, latency } = timing;
	const comparison = {
		...timing,
		change: outcome.change,
		basePath: null,
		base: null,
		head: null
	};
	const order = [...casePlan.budgets.keys()];
	const judgements = outcome.judgements.map((one) => {
		const { metric } = one;
		const budget = require_core.isTimed(metric) ? casePlan.budgets.get(metric) : void 0;
		if (budget === void 0 || !require_core.isTimed(metric)) return one;
		return require_accept.withAcceptance(judgeTimed(metric, budget, latency), comparison);
	}).toSorted((a, b) => order.indexOf(a.metric) - order.indexOf(b.metric)).toSorted((a, b) => compareVerdicts(a.verdict, b.verdict));
	return {
		...outcome,
		verdict: worstOf(judgements.map(({ verdict }) => verdict)),
		judgements: require_core.clipped(judgements),
		latency: require_core.clipped(latency)
	};
}
function judgementsOf(comparison, sameUnknowns) {
	const { base, head, watch } = comparison;
	const blind = watch?.blind ?? null;
	if (watch !== void 0 && blind !== null) {
		const gone = blindSpot({
			kind: "out-of-reach",
			path: comparison.basePath ?? comparison.plan.path,
			how: blind
		}, watch.fork || watch.strict);
		return [require_accept.withAcceptance(gone, comparison), ...head === null ? [] : judgedSides(comparison, sameUnknowns)];
	}
	const judgements = judgedSides(comparison, sameUnknowns);
	if (watch?.fork !== true || base === null || !judgements.some(isOpen)) return judgements;
	const before = new Set(judgedSides({
		...comparison,
		head: base,
		acceptances: []
	}, true).filter(isOpen).map(({ metric }) => metric));
	return judgements.map((one) => isOpen(one) && !before.has(one.metric) ? require_accept.withAcceptance(failsClosed(one), comparison) : one);
}
/** Something watched isn't judged: a warning, or undecided where that fails. */
function blindSpot(reason, fails) {
	return {
		...ofModel(fails ? "undecided" : "warn", reason),
		undecidedFails: fails
	};
}
/** Undecided for what the files hold; the budget's own `on_inconclusive` says what a noisy runner leaves undecided. */
const isOpen = ({ verdict, metric, accepted }) => verdict === "undecided" && metric !== "latency" && metric !== "load" && accepted === null;
const failsClosed = (judgement) => ({
	...judgement,
	reasons: [...judgement.reasons, { kind: "fork-closed" }],
	undecidedFails: true
});
function judgedSides(comparison, sameUnknowns) {
	const { casePlan, base, head, latency, plan } = comparison;
	if (head === null) return [ofModel("skipped", { kind: "removed" })];
	if (head.kind === "failed") {
		const { message, code } = head.failure;
		if (code === "not-counted") return judgedBySize(comparison, head, message);
		return [ofModel("fail", {
			kind: "unreadable",
			message
		}, "unreadable", code)];
	}
	const judgements = [...aboutModel(base, head.report, plan.unsupportedOps), ...contractJudgements(plan.contract, base, head.report)];
	for (const [metric, budget] of casePlan.budgets) if (require_core.isTimed(metric)) judgements.push(judgeTimed(metric, budget, latency));
	else judgements.push(judgeCounted(metric, budget, base, head, sameUnknowns, comparison));
	return [...judgements.map((judgement) => require_accept.withAcceptance(judgement, comparison)), ...anchorJudgements(comparison)];
}
/** A file that no reader counts: its bytes are held to the budget on its size. */
function judgedBySize(comparison, head, message) {
	const { base, casePlan, watch } = comparison;
	const size = casePlan.budgets.get("size");
	return [blindSpot({
		kind: "not-counted",
		message
	}, watch?.strict === true), ...size === void 0 ? [] : [judgeCounted("size", size, base, head, false)]].map((judgement) => require_accept.withAcceptance(judgement, comparison));
}
function ofModel(verdict, reason, broke = null, limit = null) {
	return {
		metric: "model",
		verdict,
		broke,
		limit,
		reasons: [reason],
		accepted: null,
		undecidedFails: false
	};
}
/** What must be said of the model beside its figures. */
function aboutModel(base, head, unsupported) {
	const said = [];
	const unknown = head.layers.filter(({ status }) => status === "unknown");
	if (head.coverage.unknown > 0 && unsupported !== "off") {
		const ops = someOf([...new Set(unknown.map(({ op }) => op))]);
		const reason = {
			kind: "unknown-cost",
			layers: head.coverage.unknown,
			ops
		};
		said.push(ofModel(unsupported, reason, unsupported === "fail" ? "unsupported-ops" : null, unsupported));
	}
	const lies = head.findings.some(({ code }) => code === "input-override") ? [] : head.findings.filter(({ code }) => code === "declared-shape-mismatch");
	const [first] = lies;
	if (first !== void 0) said.push(ofModel("warn", {
		kind: "declared-shapes",
		contradictions: lies.length,
		first: first.layer ?? "?"
	}));
	if (base === null) said.push(ofModel("skipped", { kind: "new" }));
	if (base?.kind === "failed") said.push(ofModel("undecided", {
		kind: "base-unreadable",
		message: base.failure.message
	}));
	return said;
}
function factsOf(side) {
	if (side === null) return null;
	if (side.kind === "failed") return {
		kind: "failed",
		failure: side.failure
	};
	const { report } = side;
	return {
		kind: "counted",
		format: report.format,
		sizes: Object.fromEntries([...report.sizes].map(([name, size]) => [name, String(size)])),
		unbound: report.unbound,
		exact: report.exact,
		coverage: report.coverage,
		findings: report.findings,
		interface: require_core.interfaceOf(report)
	};
}
/** 1: a budget is breached \u00b7 2: a model can't be judged at all \u00b7 3: undecided, if that fails \u00b7 0 otherwise. */
function exitCodeOf(models) {
	const judgements = models.flatMap((model) => model.judgements);
	const failed = judgements.filter(({ verdict }) => verdict === "fail");
	if (failed.some(({ broke }) => broke !== "unreadable")) return 1;
	if (failed.length > 0) return 2;
	return judgements.some(({ undecidedFails }) => undecidedFails) ? 3 : 0;
}

Object.defineProperty(exports, "NOT_COUNTED", {
  enumerable: true,
  get: function () {
    return NOT_COUNTED;
  }
});
Object.defineProperty(exports, "compareVerdicts", {
  enumerable: true,
  get: function () {
    return compareVerdicts;
  }
});
Object.defineProperty(exports, "exitCodeOf", {
  enumerable: true,
  get: function () {
    return exitCodeOf;
  }
});
Object.defineProperty(exports, "judgeModel", {
  enumerable: true,
  get: function () {
    return judgeModel;
  }
});
Object.defineProperty(exports, "judge_exports", {
  enumerable: true,
  get: function () {
    return judge_exports;
  }
});
Object.defineProperty(exports, "someOf", {
  enumerable: true,
  get: function () {
    return someOf;
  }
});
Object.defineProperty(exports, "worstOf", {
  enumerable: true,
  get: function () {
    return worstOf;
  }
});