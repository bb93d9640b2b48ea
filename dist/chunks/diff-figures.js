const require_core = require("./core.js");

// src/diff/figures.ts
/** The side's figure for a metric; null if the side is missing or can't be counted. */
function amountOf(side, metric) {
	if (side === null || side.kind === "failed") return null;
	const { report, bytes } = side;
	const total = require_core.totalOf(metric);
	if (total === null) return {
		value: bytes ?? (report.fileBytes === null ? null : BigInt(report.fileBytes)),
		formula: null,
		exact: true
	};
	return {
		value: report.totals[total],
		formula: report.formulas[total],
		exact: !require_core.isBound(metric, report.exact)
	};
}
/** How the metric's formula grows in each symbol; a symbol that it doesn't hold is constant. Null: there is no formula. */
function growthOf(side, metric) {
	const total = require_core.totalOf(metric);
	if (side === null || side.kind === "failed" || total === null || side.report.formulas[total] === null) return null;
	return side.report.growth[total] ?? {};
}
/** Every counted metric at base and head. */
function comparedFigures(base, head) {
	const entries = require_core.countedMetrics.map((metric) => [metric, figureOf(amountOf(base, metric), amountOf(head, metric))]);
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
Object.defineProperty(exports, "comparedFigures", {
  enumerable: true,
  get: function () {
    return comparedFigures;
  }
});
Object.defineProperty(exports, "figureOf", {
  enumerable: true,
  get: function () {
    return figureOf;
  }
});
Object.defineProperty(exports, "growthOf", {
  enumerable: true,
  get: function () {
    return growthOf;
  }
});