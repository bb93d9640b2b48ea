const require_core = require("./core.js");
const require_usual_sizes = require("./diff-usual-sizes.js");

// src/report/terminal/open-sizes.ts
/** Usual sizes for what a model leaves open: a batch of 1, so that a figure is one per unit of it. */
function usualEnv(report) {
	return new Map([...require_usual_sizes.reportRoles(report)].map(([name, role]) => [name, require_usual_sizes.usualSize(role)]));
}
/** The formula at these sizes; null if it has no value there. */
function valueAt(formula, sizes) {
	if (formula === null) return null;
	try {
		return require_core.evaluate(formula, sizes) ?? null;
	} catch (thrown) {
		if (thrown instanceof require_core.Fault) return null;
		throw thrown;
	}
}
/** `at N = 1, H = 224`. */
function sizesText(sizes) {
	const shown = [...sizes].slice(0, 8).map(([name, size]) => require_core.term`${require_core.terminalName(name)} = ${require_core.terminalName(String(size))}`);
	return require_core.term`at ${require_core.joined(shown, ", ")}${sizes.size > shown.length ? require_core.term`, \u2026` : require_core.term``}`;
}

// src/report/terminal/compare.ts
const figureColumns = require_core.countColumns("wide");
/** What models can be ranked by: names of totals. */
const rankings = figureColumns.map(({ total }) => total);
/** Characters of a formula that a cell shows; `count --json` has it whole. */
const FORMULA_WIDTH = 20;
/** The cheapest first; open sizes are taken as usual ones, a batch as 1. A model without a formula comes last. */
function ranked(entries, by) {
	const valued = entries.flatMap((entry) => entry.kind === "counted" ? [entry] : []).map(({ path, report }) => {
		const at = report.totals[by] === null ? usualEnv(report) : /* @__PURE__ */ new Map();
		return {
			path,
			report,
			at,
			value: report.totals[by] ?? valueAt(report.figures[by], at)
		};
	});
	const known = valued.flatMap(({ value, ...rest }) => value === null ? [] : [{
		...rest,
		value
	}]).toSorted((a, b) => a.value < b.value ? -1 : a.value > b.value ? 1 : 0);
	const least = known[0]?.value ?? 0n;
	const rest = valued.filter(({ value }) => value === null);
	return [...known.map(({ value, ...one }) => ({
		rank: known.findIndex((other) => other.value === value) + 1,
		ratio: least === 0n ? null : Number(value) / Number(least),
		...one
	})), ...rest.map(({ path, report, at }) => ({
		rank: null,
		ratio: null,
		path,
		report,
		at
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
	const at = new Map(list.flatMap((one) => [...one.at]));
	const note = at.size === 0 ? [] : [require_core.paint(require_core.term`open sizes are ranked ${sizesText(at)}; --dim NAME=N gives others`, "dim", view.color)];
	return require_core.term`${require_core.joined([...fitting(columns, rows, view), ...note], "\n")}\n`;
}
/** Columns that say the least are left out until the table fits. */
function fitting(columns, rows, view) {
	const kept = columns.map((_, i) => i);
	for (;;) {
		const pick = (list) => kept.flatMap((i) => list[i] ?? []);
		const lines = require_core.textTable(pick(columns), rows.map(pick), view.width, view.color);
		const last = kept.findLastIndex((i) => i > 1 && columns[i]?.head.endsWith("\u2191") !== true && columns[i]?.head !== "\u00d7");
		if (last === -1 || lines.every((line) => require_core.textWidth(require_core.unpainted(line)) <= view.width)) return lines;
		kept.splice(last, 1);
	}
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
	const models = list.map(({ rank, ratio, path, report, at }) => ({
		rank,
		ratio,
		path,
		...at.size === 0 ? {} : { at: Object.fromEntries([...at].map(([name, size]) => [name, String(size)])) },
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
Object.defineProperty(exports, "sizesText", {
  enumerable: true,
  get: function () {
    return sizesText;
  }
});
Object.defineProperty(exports, "usualEnv", {
  enumerable: true,
  get: function () {
    return usualEnv;
  }
});
Object.defineProperty(exports, "valueAt", {
  enumerable: true,
  get: function () {
    return valueAt;
  }
});