const require_core = require("./core.js");
const require_signature = require("./diff-signature.js");

// src/explain/devices.ts
/** Published peaks of accelerators and boards; figures with 2:4 sparsity, which headlines print, are left out. */
const devices = [
	{
		name: "A100",
		variant: "SXM4 80GB",
		peaks: {
			f64: 9.7,
			f32: 19.5,
			tf32: 156,
			f16: 312,
			i8: 624
		},
		bandwidth: 2039,
		memory: 80,
		status: "secondary",
		source: "Lightning-AI/pytorch-lightning fabric/utilities/throughput.py @7f0c3436 (cites NVIDIA datasheets, halved to dense); bandwidth: jeffcarp ml-hyperpolyglot"
	},
	{
		name: "A100",
		variant: "SXM4 40GB",
		peaks: { f16: 312 },
		bandwidth: 1555,
		memory: 40,
		status: "compute secondary; bandwidth unverified",
		source: "Lightning-AI/pytorch-lightning fabric/utilities/throughput.py @7f0c3436 (cites NVIDIA datasheets, halved to dense); bandwidth from memory (1.6 TB/s by another source)"
	},
	{
		name: "H100",
		variant: "SXM5 80GB",
		peaks: {
			f64: 67,
			f32: 67,
			tf32: 494.7,
			f16: 989.4,
			f8: 1978.9,
			i8: 1978.9
		},
		bandwidth: 3350,
		memory: 80,
		status: "secondary",
		source: "Lightning-AI/pytorch-lightning fabric/utilities/throughput.py @7f0c3436 (cites NVIDIA datasheets, halved to dense); glennklockwood.com garden (cites NVIDIA)"
	},
	{
		name: "H100",
		variant: "PCIe",
		peaks: {
			f32: 51.2,
			tf32: 378,
			f16: 756,
			i8: 1513
		},
		bandwidth: 2e3,
		memory: 80,
		status: "compute secondary; bandwidth unverified",
		source: "Lightning-AI/pytorch-lightning fabric/utilities/throughput.py @7f0c3436 (cites NVIDIA datasheets, halved to dense); bandwidth from memory"
	},
	{
		name: "H200",
		variant: "SXM 141GB",
		peaks: {
			f32: 67,
			tf32: 494.5,
			f16: 989.5,
			f8: 1979,
			i8: 1979
		},
		bandwidth: 4800,
		memory: 141,
		status: "secondary",
		source: "Lightning-AI/pytorch-lightning fabric/utilities/throughput.py @7f0c3436 (cites NVIDIA datasheets, halved to dense); bandwidth: vendor-reseller and ml-hyperpolyglot pages"
	},
	{
		name: "B200",
		variant: "HGX 1000W",
		peaks: {
			f32: 80,
			tf32: 1100,
			f16: 2250,
			f8: 4500,
			i8: 4500,
			f4: 9e3
		},
		bandwidth: 8e3,
		memory: 192,
		status: "secondary",
		source: "glennklockwood.com garden (cites NVIDIA) (cites NVIDIA); DGX B200 lists 180 GB usable (from memory)"
	},
	{
		name: "L4",
		variant: "PCIe",
		peaks: {
			f32: 30.3,
			tf32: 60,
			f16: 121,
			f8: 242.5,
			i8: 242
		},
		bandwidth: 300,
		memory: 24,
		status: "secondary",
		source: "Lightning-AI/pytorch-lightning fabric/utilities/throughput.py @7f0c3436 (cites NVIDIA datasheets, halved to dense); bandwidth ml-hyperpolyglot; NVIDIA product sheet prints the sparse figures (242 fp16)"
	},
	{
		name: "T4",
		variant: "PCIe",
		peaks: {
			f32: 8.1,
			f16: 65,
			i8: 130,
			i4: 260
		},
		bandwidth: 320,
		memory: 16,
		status: "secondary",
		source: "Lightning-AI/pytorch-lightning fabric/utilities/throughput.py @7f0c3436 (cites NVIDIA datasheets, halved to dense); stored README says 0.3 TB/s; no bf16, no 2:4"
	},
	{
		name: "RTX 4090",
		variant: "",
		peaks: {
			f32: 82.6,
			f16: 165.2,
			f8: 330.3,
			i8: 660.6,
			i4: 1321.2
		},
		bandwidth: 1008,
		memory: 24,
		status: "secondary; fp16-acc unverified",
		source: "waredb.com; int8/int4 agree with Lightning-AI/pytorch-lightning fabric/utilities/throughput.py @7f0c3436 (cites NVIDIA datasheets, halved to dense) citing Ada whitepaper v2.1; Lightning lists fp16 82.6 = non-tensor; fp16-accumulate row from memory"
	},
	{
		name: "TPU v4",
		variant: "per chip",
		peaks: {
			f16: 275,
			i8: 275
		},
		bandwidth: 1200,
		memory: 32,
		status: "secondary",
		source: "jax-ml/scaling-book tpus.md and glennklockwood citing Google"
	},
	{
		name: "TPU v5e",
		variant: "per chip",
		peaks: {
			f16: 197,
			i8: 393
		},
		bandwidth: 819,
		memory: 16,
		status: "vendor",
		source: "docs.cloud.google.com/tpu/docs/v5e"
	},
	{
		name: "TPU v5p",
		variant: "per chip",
		peaks: {
			f16: 459,
			i8: 918
		},
		bandwidth: 2765,
		memory: 95,
		status: "vendor (bf16); rest secondary",
		source: "docs.cloud.google.com/tpu/docs/tpu7x comparison table for bf16/HBM; int8 scaling-book; bandwidth ml-hyperpolyglot"
	},
	{
		name: "TPU v6e",
		variant: "per chip",
		peaks: {
			f16: 918,
			i8: 1836
		},
		bandwidth: 1638,
		memory: 32,
		status: "vendor (bf16); rest secondary",
		source: "docs.cloud.google.com/tpu/docs/tpu7x comparison table for bf16/HBM; int8+bandwidth secondary"
	},
	{
		name: "TPU7x Ironwood",
		variant: "per chip",
		peaks: {
			f16: 2307,
			f8: 4614
		},
		bandwidth: 7380,
		memory: 192,
		status: "vendor; bandwidth secondary",
		source: "docs.cloud.google.com/tpu/docs/tpu7x compute+HBM size; bandwidth ml-hyperpolyglot"
	},
	{
		name: "Jetson AGX Orin 64GB",
		variant: "MAXN GPU",
		peaks: {
			f32: 5.3,
			i8: 85,
			f16: 42.5
		},
		bandwidth: 204.8,
		memory: 64,
		status: "secondary; fp16 + bandwidth unverified",
		source: "tech-brief digest mzph.cn/web/30785: 5.3 FP32, 170 sparse GPU INT8, 105 sparse DLA; 275 total fixstars blog; fp16 derived = int8/2; bandwidth from memory"
	},
	{
		name: "Jetson Orin Nano Super 8GB",
		variant: "25W",
		peaks: { i8: 33.5 },
		bandwidth: 102,
		memory: 8,
		status: "secondary",
		source: "brojogopalsapui.com"
	},
	{
		name: "Apple M1",
		variant: "GPU",
		peaks: { f32: 2.6 },
		bandwidth: 68,
		memory: null,
		status: "secondary; fp16 doubtful",
		source: "akunu.prabod.rathnayaka.me ch05"
	},
	{
		name: "Apple M1 Pro",
		variant: "GPU",
		peaks: { f32: 5.2 },
		bandwidth: 200,
		memory: null,
		status: "secondary; fp16 doubtful",
		source: "akunu.prabod.rathnayaka.me ch05"
	},
	{
		name: "Apple M1 Max",
		variant: "GPU",
		peaks: { f32: 10.4 },
		bandwidth: 400,
		memory: null,
		status: "secondary; fp16 doubtful",
		source: "akunu.prabod.rathnayaka.me ch05"
	},
	{
		name: "Apple M1 Ultra",
		variant: "GPU",
		peaks: { f32: 20.8 },
		bandwidth: 800,
		memory: null,
		status: "secondary; fp16 doubtful",
		source: "akunu.prabod.rathnayaka.me ch05"
	},
	{
		name: "Apple M2",
		variant: "GPU 10-core",
		peaks: { f32: 3.55 },
		bandwidth: 100,
		memory: null,
		status: "secondary",
		source: "macrumors thread 2471322"
	},
	{
		name: "Apple M3",
		variant: "GPU 10-core",
		peaks: { f32: 3.5 },
		bandwidth: 100,
		memory: null,
		status: "unverified",
		source: "from memory"
	},
	{
		name: "Apple M4",
		variant: "GPU 10-core",
		peaks: { f32: 4.3 },
		bandwidth: 120,
		memory: null,
		status: "unverified",
		source: "from memory"
	},
	{
		name: "Raspberry Pi 5",
		variant: "4x Cortex-A76 2.4GHz",
		peaks: {
			f32: .1536,
			f16: .3072,
			i8: .6144
		},
		bandwidth: 17.1,
		memory: null,
		status: "derived, unverified",
		source: "clock/core/RAM type: zbotic.in, palmopensource. Peak DERIVED: 4 cores*2.4e9*2x128-bit FMA pipes*lanes*2; bandwidth DERIVED 4267MT/s*4B"
	}
];

// src/explain/roofline.ts
/**
* The device of that name: `A100`, `h100 pcie`; the first variant where several fit.
* @throws Fault `usage` if there is none
*/
function deviceOf(name) {
	const words = name.toLowerCase().split(/[\s_-]+/).filter((word) => word !== "");
	const found = devices.find((one) => [one.name, full(one)].some((text) => text.toLowerCase() === words.join(" "))) ?? devices.find((one) => words.length > 0 && words.every((word) => full(one).toLowerCase().split(/[\s_-]+/).includes(word)));
	if (found !== void 0) return found;
	const names = [...new Set(devices.map((one) => one.name))];
	const meant = require_core.nearest(name, names);
	throw new require_core.Fault("usage", `there is no device ${name}`, meant === void 0 ? `devices are: ${names.join(", ")}` : `did you mean ${meant}? devices are: ${names.join(", ")}`);
}
const full = ({ name, variant }) => `${name} ${variant}`.trim();
/** Null if a size is open: give sizes first. */
function rooflineOf(report, device) {
	const working = report.layers.filter(({ status }) => status !== "constant" && status !== "dead");
	const used = /* @__PURE__ */ new Map();
	const layers = [];
	let compute = 0;
	for (const layer of working) {
		const [work, bytes] = [workOf(layer), trafficOf(layer)];
		if (work === null || bytes === null) return null;
		if (work === 0 && bytes === 0) continue;
		const wanted = precisionOf(layer);
		const precision = standIn(device, wanted);
		if (work > 0) used.set(wanted, precision);
		const [computing, moving] = [work / rateOf(device, precision), bytes / (device.bandwidth * 1e9)];
		compute += computing;
		layers.push({
			name: layer.name,
			op: layer.op,
			seconds: Math.max(computing, moving),
			bound: computing > moving ? "compute" : "memory",
			precision,
			intensity: bytes === 0 ? Infinity : work / bytes
		});
	}
	const apart = layers.reduce((sum, { seconds }) => sum + seconds, 0);
	const waiting = layers.reduce((sum, { seconds, bound }) => sum + (bound === "memory" ? seconds : 0), 0);
	const weights = Number(report.totals.weightBytes ?? 0n);
	const read = weightsRead(working);
	const peak = report.totals.peakActivationBytes;
	return {
		device,
		precisions: [...used].map(([from, to]) => from === to ? from : `${from} as ${to}`),
		ridges: Object.fromEntries([...new Set(used.values())].map((one) => [one, rateOf(device, one) / (device.bandwidth * 1e9)])),
		floor: Math.max(compute, read / (device.bandwidth * 1e9)),
		apart,
		memoryShare: apart === 0 ? 0 : waiting / apart,
		fits: device.memory === null || peak === null ? null : weights + Number(peak) <= device.memory * 1e9,
		layers: layers.toSorted((a, b) => b.seconds - a.seconds)
	};
}
const rateOf = (device, precision) => (device.peaks[precision] ?? NaN) * 0xe8d4a51000;
const numberOf = (dim) => {
	const value = require_core.constantOf(dim);
	return value === void 0 ? null : Number(value);
};
/** Tables of which only the rows that are picked are read. */
const isLookup = ({ op }) => /^Gather|Embed/.test(op);
/** Bytes of all executions. */
function trafficOf(layer) {
	const rows = layer.op.startsWith("Gather") ? require_core.bytesOfValue(layer.outputs[0]?.value) : void 0;
	return numberOf(require_core.mul(rows === void 0 ? layer.movedBytes : require_core.mul(rows, 2), layer.times));
}
/** Bytes of the weights that have to be read whole, each once. */
function weightsRead(layers) {
	const bytes = /* @__PURE__ */ new Map();
	for (const layer of layers) {
		if (isLookup(layer)) continue;
		for (const value of layer.inputValues) if (value?.kind === "tensor" && value.weights?.length === 1 && value.weights[0] !== void 0) bytes.set(value.weights[0], numberOf(require_core.bytesOfValue({
			...value,
			dtype: value.quantized ?? value.dtype
		}) ?? 0) ?? 0);
	}
	return [...bytes.values()].reduce((sum, one) => sum + one, 0);
}
/** Operations of all executions: two a multiply\u2013accumulate, one each else. */
function workOf({ macs, elementwise, times }) {
	return numberOf(require_core.mul(require_core.add(require_core.flopsOfMacs(macs), elementwise), times));
}
/** The arithmetic of the layer's activations; weights alone in fewer bits are widened before they are multiplied. */
function precisionOf({ inputValues }) {
	const data = inputValues.find((value) => value?.kind === "tensor" && value.constant !== true);
	const dtype = data?.kind === "tensor" ? data.quantized ?? data.dtype : "f32";
	if (dtype === "f64") return "f64";
	if (dtype === "f16" || dtype === "bf16") return "f16";
	if (dtype.startsWith("f8")) return "f8";
	return dtype === "i8" || dtype === "u8" ? "i8" : "f32";
}
/** Where a device has no rate for it: the next wider ones, then whatever it has. */
const wider = {
	i4: [
		"i8",
		"f16",
		"f32"
	],
	f4: [
		"f8",
		"f16",
		"f32"
	],
	f8: ["f16", "f32"],
	i8: ["f16", "f32"],
	f16: ["f32", "tf32"],
	tf32: ["f32", "f16"],
	f32: ["tf32", "f16"],
	f64: ["f32", "f16"]
};
function standIn({ peaks }, wanted) {
	return [wanted, ...wider[wanted]].find((one) => peaks[one] !== void 0) ?? Object.keys(peaks)[0];
}

// src/explain/what-if.ts
/**
* Known ways to lower a count, each by itself, the one that saves most MACs first: what is left is worked out from the layers'
* sizes. What they do to accuracy isn't known here. Empty where a size is open.
*/
function whatIf(report) {
	const [macs, params, bytes] = [
		report.totals.macs,
		report.totals.params,
		report.totals.weightBytes
	];
	if (macs === null || params === null || bytes === null) return [];
	const weighted = report.layers.flatMap(weightedOf);
	const share = (saved, change, layers) => {
		const paramShare = ratio(saved.params ?? 0, Number(params));
		return {
			change,
			macs: ratio(saved.macs ?? 0, Number(macs)),
			params: paramShare,
			weightBytes: paramShare,
			layers
		};
	};
	return [
		...halvedSizes(report),
		...halvedResolution(report, weighted, share),
		separable(weighted, share),
		narrower(weighted, share),
		lowRank(weighted, share),
		shallower(report, share),
		...narrowTypes(weighted, Number(bytes))
	].filter((row) => row.macs > .005 || row.params > .005 || row.weightBytes > .005).toSorted((a, b) => b.macs - a.macs || b.weightBytes - a.weightBytes);
}
const ratio = (part, whole) => whole === 0 ? 0 : part / whole;
const sumOf = (items, of) => items.reduce((sum, item) => sum + of(item), 0);
const widths = {
	f64: 64,
	f32: 32,
	f16: 16,
	bf16: 16,
	i8: 8,
	u8: 8
};
function weightedOf(layer) {
	const macs = require_core.constantOf(require_core.mul(layer.macs, layer.times));
	const weight = layer.inputValues.find((value) => require_signature.isConstantTensor(value) && (value.shape?.length ?? 0) > 1);
	if (macs === void 0 || macs === 0n || weight?.kind !== "tensor" || weight.shape === null) return [];
	const sizes = weight.shape.filter((dim) => typeof dim === "number");
	if (sizes.length < weight.shape.length) return [];
	const bits = widths[weight.quantized ?? weight.dtype] ?? 0;
	return [{
		layer,
		macs: Number(macs),
		params: Number(require_core.constantOf(layer.params) ?? 0n),
		sizes,
		bits
	}];
}
/** Every given size, halved, the others held: exact, by the formula. */
function halvedSizes({ sizes, formulas, totals }) {
	const formula = formulas.macs;
	const whole = Number(totals.macs ?? 0n);
	if (formula === null || whole === 0) return [];
	return [...sizes].flatMap(([name, size]) => {
		const left = size < 2n ? void 0 : valueAt(formula, new Map([...sizes, [name, size / 2n]]));
		if (left === void 0) return [];
		return [{
			change: `${require_core.quote(name)} of ${size / 2n} instead of ${size}`,
			macs: 1 - Number(left) / whole,
			params: 0,
			weightBytes: 0,
			layers: 0
		}];
	});
}
function valueAt(formula, sizes) {
	try {
		return require_core.evaluate(formula, sizes);
	} catch (thrown) {
		if (thrown instanceof require_core.Fault) return void 0;
		throw thrown;
	}
}
const isConv = ({ layer, sizes }) => require_signature.familyOf(layer.op) === "Conv" && sizes.length >= 3;
/** If height and width aren't sizes of their own: a quarter of what convolutions over both do. */
function halvedResolution({ sizes }, weighted, share) {
	const spread = weighted.filter((one) => isConv(one) && one.sizes.length === 4 && isSpread(one.layer));
	if (sizes.size > 1 || spread.length === 0) return [];
	return [share({ macs: sumOf(spread, ({ macs }) => macs * .75) }, "half the resolution, both ways", spread.length)];
}
function isSpread({ outputs }) {
	const value = outputs[0]?.value;
	return value?.kind === "tensor" && value.shape?.slice(2).every((dim) => dim !== 1) === true;
}
/** A k\u00d7k convolution over all channels as one of each channel and a 1\u00d71: 1/outputs + 1/k\u00b2 of it is left. */
function separable(weighted, share) {
	const dense = weighted.flatMap((one) => {
		const [outputs = 1, inputs = 1, ...kernel] = one.sizes;
		const window = kernel.reduce((a, b) => a * b, 1);
		const saved = 1 - 1 / outputs - 1 / window;
		return isConv(one) && inputs > 1 && window > 1 && saved > 0 ? [{
			...one,
			saved
		}] : [];
	});
	return share({
		macs: sumOf(dense, (one) => one.macs * one.saved),
		params: sumOf(dense, (one) => one.params * one.saved)
	}, "depthwise separable convolutions", dense.length);
}
/** Fewer channels shrink a weight on both sides: nine sixteenths of it are left. */
function narrower(weighted, share) {
	const left = 1 - .75 ** 2;
	return share({
		macs: sumOf(weighted, ({ macs }) => macs * left),
		params: sumOf(weighted, ({ params }) => params * left)
	}, "a quarter fewer channels in every layer (pruning)", weighted.length);
}
/** A matrix [K, N] as two of rank r = min(K, N)/4: r\u00b7(K + N) of K\u00b7N are left. */
function lowRank(weighted, share) {
	const matrices = weighted.flatMap((one) => {
		const [k = 0, n = 0] = one.sizes;
		const rank = Math.floor(Math.min(k, n) / 4);
		const saved = 1 - rank * (k + n) / (k * n);
		return one.sizes.length === 2 && rank >= 8 && saved > 0 ? [{
			...one,
			saved
		}] : [];
	});
	return share({
		macs: sumOf(matrices, (one) => one.macs * one.saved),
		params: sumOf(matrices, (one) => one.params * one.saved)
	}, "matrices of a quarter of their rank (low-rank factors)", matrices.length);
}
/** Blocks that stand several times under one path (`layers.0`, `layers.1`, \u2026), half of them left out. */
function shallower({ layers }, share) {
	const stacks = /* @__PURE__ */ new Map();
	for (const layer of layers) {
		const [, path, place] = /^(.*?(?:layers?|blocks?|stages?|h|encoder|decoder)[./_])(\d+)(?=[./_])/i.exec(layer.name) ?? [];
		if (path === void 0 || place === void 0) continue;
		const stack = stacks.get(path) ?? {
			places: /* @__PURE__ */ new Set(),
			macs: 0,
			params: 0,
			layers: 0
		};
		stack.places.add(place);
		stack.macs += Number(require_core.constantOf(require_core.mul(layer.macs, layer.times)) ?? 0n);
		stack.params += Number(require_core.constantOf(layer.params) ?? 0n);
		stack.layers += 1;
		stacks.set(path, stack);
	}
	const deep = [...stacks.values()].filter(({ places }) => places.size >= 4);
	return share({
		macs: sumOf(deep, ({ macs }) => macs / 2),
		params: sumOf(deep, ({ params }) => params / 2)
	}, "half of the repeated blocks (distillation)", sumOf(deep, ({ layers: n }) => n));
}
/** Weights in fewer bits: operations stay, bytes shrink. */
function narrowTypes(weighted, bytes) {
	return [
		16,
		8,
		4
	].map((bits) => {
		const wide = weighted.filter((one) => one.bits > bits);
		const saved = sumOf(wide, ({ params, bits: now }) => params * (now - bits) / 8);
		return {
			change: `weights in ${bits} bits instead of ${[...new Set(wide.map((one) => one.bits))].join(", ")}`,
			macs: 0,
			params: 0,
			weightBytes: ratio(saved, bytes),
			layers: wide.length
		};
	});
}

// src/gate/explain.ts
/** @throws Fault `usage` for a device that there isn't, before any model is read */
function extrasOf(device, isAsked) {
	const known = device === void 0 ? void 0 : deviceOf(device);
	return (report) => ({
		...known === void 0 ? {} : { roofline: rooflineOf(report, known) },
		...isAsked ? { whatIf: whatIf(report) } : {}
	});
}

exports.extrasOf = extrasOf;