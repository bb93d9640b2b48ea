const require_core = require("./core.js");

// src/report/terminal/compare.ts
const figureColumns = require_core.countColumns("wide");
/** What models can be ranked by: names of totals. */
const rankings = figureColumns.map(({ total }) => total);
/** Characters of a formula that a cell shows; `count --json` has it whole. */
const FORMULA_WIDTH = 20;
/** The cheapest first; models whose figure needs an unbound size come last. */
function ranked(entries, by) {
	const counted = entries.flatMap((entry) => entry.kind === "counted" ? [entry] : []);
	const known = counted.flatMap(({ path, report }) => {
		const value = report.totals[by];
		return value === null ? [] : [{
			path,
			report,
			value
		}];
	}).toSorted((a, b) => a.value < b.value ? -1 : a.value > b.value ? 1 : 0);
	const least = known[0]?.value ?? 0n;
	const rest = counted.filter(({ report }) => report.totals[by] === null);
	return [...known.map(({ path, report, value }) => ({
		rank: known.findIndex((other) => other.value === value) + 1,
		ratio: least === 0n ? null : Number(value) / Number(least),
		path,
		report
	})), ...rest.map(({ path, report }) => ({
		rank: null,
		ratio: null,
		path,
		report
	}))];
}
/** `flopgate compare`: models side by side, the cheapest first. */
function renderCompare(list, by, view) {
	const columns = [
		{
			head: require_core.term``,
			align: "right"
		},
		{
			head: require_core.term`model`,
			align: "left",
			least: 16
		},
		...figureColumns.map(({ total, head }) => ({
			head: require_core.term`${require_core.terminalText(head)}${total === by ? " \u2191" : ""}`,
			align: "right",
			least: 10
		})),
		{
			head: require_core.term`\u00d7`,
			align: "right"
		},
		{
			head: require_core.term`FLOPs/byte`,
			align: "right"
		}
	];
	const rows = list.map(({ rank, ratio, path, report }) => [
		{
			text: rank === null ? require_core.term`\u2013` : require_core.term`${rank}`,
			style: "dim"
		},
		{
			text: require_core.terminalName(path),
			style: "strong"
		},
		...rankings.map((metric) => figureCell(report, metric)),
		{ text: ratio === null ? require_core.term`` : require_core.fixed(ratio, 2) },
		{ text: intensityText(report) }
	]);
	return require_core.term`${require_core.joined(require_core.textTable(columns, rows, view.width, view.color), "\n")}\n`;
}
const intensityText = (report) => {
	const intensity = intensityOf(report);
	return intensity === null ? require_core.term`` : require_core.fixed(intensity, 1);
};
function figureCell(report, metric) {
	const [value, formula] = [report.totals[metric], report.formulas[metric]];
	if (value === null) return {
		text: formula === null ? require_core.term`unknown` : require_core.terminalName(require_core.briefFormula(formula, {
			kind: require_core.unitOfTotal(metric),
			most: FORMULA_WIDTH
		})),
		style: "name"
	};
	return { text: require_core.term`${require_core.isBoundTotal(metric, report.exact) ? "\u2265 " : ""}${require_core.quantityText(value, require_core.unitOfTotal(metric))}` };
}
/** FLOPs for each byte moved; null if either isn't a number, or nothing moves. */
function intensityOf({ totals }) {
	const [work, moved] = [totals.flopsTotal, totals.movedBytes];
	return work === null || moved === null || moved === 0n ? null : Number(work) / Number(moved);
}
/** `compare --json`, schema `flopgate/compare/1`. */
function compareJson(list, by) {
	const models = list.map(({ rank, ratio, path, report }) => ({
		rank,
		ratio,
		path,
		exact: report.exact,
		unbound: report.unbound,
		totals: Object.fromEntries(rankings.map((metric) => [metric, report.totals[metric]])),
		flopsPerByte: intensityOf(report)
	}));
	return require_core.jsonDocument({
		schema: "flopgate/compare/1",
		by,
		models
	}, 2);
}

Object.defineProperty(exports, "compareJson", {
  enumerable: true,
  get: function () {
    return compareJson;
  }
});
Object.defineProperty(exports, "intensityOf", {
  enumerable: true,
  get: function () {
    return intensityOf;
  }
});
Object.defineProperty(exports, "ranked", {
  enumerable: true,
  get: function () {
    return ranked;
  }
});
Object.defineProperty(exports, "rankings", {
  enumerable: true,
  get: function () {
    return rankings;
  }
});
Object.defineProperty(exports, "renderCompare", {
  enumerable: true,
  get: function () {
    return renderCompare;
  }
});