const require_core = require("./core.js");

// src/diff/figures.ts
/** Size is all that is known of a file that no reader counts. */
function sizeAlone(side, metric) {
	if (require_core.totalOf(metric) !== null || side.bytes === void 0 || side.bytes === null) return null;
	return {
		value: side.bytes,
		formula: null,
		exact: true
	};
}
/** The side's figure for a metric; null if the side is missing or can't be counted. */
function amountOf(side, metric) {
	if (side === null) return null;
	if (side.kind === "failed") return sizeAlone(side, metric);
	const { report, bytes } = side;
	const total = require_core.totalOf(metric);
	if (total === null) return {
		value: bytes ?? (report.fileBytes === null ? null : BigInt(report.fileBytes)),
		formula: null,
		exact: true
	};
	return {
		value: report.totals[total],
		formula: report.figures[total],
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
		ratio: delta === null ? formulaRatio(base, head) : ratioOf(before, delta),
		baseFormula: formulaText(base),
		headFormula: formulaText(head),
		deltaFormula: delta === null ? changeText(base, head) : null
	};
}
const dimOf = (amount) => amount === null ? null : amount.formula ?? (amount.value === null ? null : require_core.fromBigInt(amount.value));
/** The change of a figure that hangs on sizes in every one of them alike: `714*N` is +100 % over `357*N`. */
function formulaRatio(base, head) {
	const [before, after] = [dimOf(base), dimOf(head)];
	if (before === null || after === null) return null;
	if (after === 0) return before === 0 ? 0 : -1;
	const share = require_core.proportion(before, after);
	return share === void 0 ? null : Number((share.over - share.under) * 10n ** 12n / share.under) / 0xe8d4a51000;
}
function changeText(base, head) {
	const [before, after] = [dimOf(base), dimOf(head)];
	if (before === null || after === null) return null;
	try {
		return require_core.format(require_core.sub(after, before));
	} catch (thrown) {
		if (thrown instanceof require_core.Fault && thrown.code !== "expansion-limit") return null;
		throw thrown;
	}
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