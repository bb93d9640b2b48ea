const require_core = require("./core.js");

// src/diff/metric.ts
/** Counted metrics in the order that reports list them, and the total that each stands on; `size` is the file's own. */
const totalOf = {
	macs: "macs",
	params: "params",
	memory: "peakActivationBytes",
	size: null,
	flops: "flops",
	elementwise: "elementwise",
	transcendentals: "transcendentals",
	bitops: "bitOps",
	weights: "weightBytes",
	moved: "movedBytes"
};
const countedMetrics = Object.keys(totalOf);
/** As a sentence begins or holds it. */
const metricWords = {
	macs: "MACs",
	params: "parameters",
	memory: "peak activation memory",
	size: "file size",
	latency: "latency",
	flops: "FLOPs",
	elementwise: "elementwise operations",
	transcendentals: "transcendentals",
	bitops: "bit-operations",
	weights: "weight bytes",
	moved: "moved bytes",
	load: "load time"
};
/** The side's figure for a metric; null where the side is missing or can't be counted. */
function amountOf(side, metric) {
	if (side === null || side.kind === "failed") return null;
	const { report, bytes } = side;
	const total = totalOf[metric];
	if (total === null) return {
		value: bytes ?? (report.fileBytes === null ? null : BigInt(report.fileBytes)),
		formula: null,
		exact: true
	};
	const stored = metric === "params" || metric === "weights";
	return {
		value: report.totals[total],
		formula: report.formulas[total],
		exact: report.exact || stored
	};
}
/** How the metric's formula grows in each symbol; a symbol that it doesn't hold is constant. Null: there is no formula. */
function growthOf(side, metric) {
	const total = totalOf[metric];
	if (side === null || side.kind === "failed" || total === null || side.report.formulas[total] === null) return null;
	return side.report.growth[total] ?? {};
}
/** Every counted metric at base and head. */
function figuresOf(base, head) {
	const entries = countedMetrics.map((metric) => [metric, figureOf(amountOf(base, metric), amountOf(head, metric))]);
	return Object.fromEntries(entries);
}
function figureOf(base, head) {
	const [before, after] = [base?.value ?? null, head?.value ?? null];
	const delta = before === null || after === null ? null : after - before;
	return {
		base: before,
		head: after,
		delta,
		ratio: ratioOf(before, delta),
		baseFormula: formulaText(base),
		headFormula: formulaText(head)
	};
}
function ratioOf(base, delta) {
	if (base === null || delta === null) return null;
	if (base === 0n) return delta === 0n ? 0 : null;
	return Number(delta) / Number(base);
}
function formulaText(amount) {
	return amount === null || amount.value !== null || amount.formula === null ? null : require_core.format(amount.formula);
}

Object.defineProperty(exports, "amountOf", {
  enumerable: true,
  get: function () {
    return amountOf;
  }
});
Object.defineProperty(exports, "countedMetrics", {
  enumerable: true,
  get: function () {
    return countedMetrics;
  }
});
Object.defineProperty(exports, "figureOf", {
  enumerable: true,
  get: function () {
    return figureOf;
  }
});
Object.defineProperty(exports, "figuresOf", {
  enumerable: true,
  get: function () {
    return figuresOf;
  }
});
Object.defineProperty(exports, "growthOf", {
  enumerable: true,
  get: function () {
    return growthOf;
  }
});
Object.defineProperty(exports, "metricWords", {
  enumerable: true,
  get: function () {
    return metricWords;
  }
});