const require_core = require("./core.js");
const require_catalog = require("./gate-find-catalog.js");
const require_judge = require("./judge-judge.js");

// src/judge/group.ts
/**
* A group's sum against its budgets, as the outcome of a model: its id is the group's, its path the group's paths.
* @param name what the sum is called, in the place of a case
* @param members outcomes of every model of the group, each in its first case
* @param isIn whether a path is one of the group's: a model that moves in or out counts on one side only
*/
function judgeGroup(rule, policy, name, members, isIn, acceptances) {
	const { id, paths } = rule;
	const before = members.filter((one) => one.base !== null && isIn(one.basePath ?? one.path));
	const after = members.filter((one) => one.head !== null && isIn(one.path));
	const budgets = require_catalog.groupBudgets(rule, policy);
	const casePlan = {
		name,
		dims: /* @__PURE__ */ new Map(),
		inputs: /* @__PURE__ */ new Map(),
		values: /* @__PURE__ */ new Map(),
		budgets,
		newBudgets: budgets
	};
	const outcome = require_judge.judgeModel({
		plan: {
			id,
			path: paths.join(", "),
			rule: null,
			unsupportedOps: "off",
			contract: require_catalog.noContract,
			contractOrigin: {},
			external: [],
			inputFiles: [],
			bench: false,
			cases: [casePlan]
		},
		casePlan,
		change: "changed",
		basePath: null,
		base: before.length === 0 ? null : sumOf(before, "base"),
		head: after.length === 0 ? null : sumOf(after, "head"),
		latency: null,
		acceptances
	});
	return require_core.countedMetrics.every((metric) => outcome.figures[metric].delta === 0n) ? {
		...outcome,
		change: "unchanged"
	} : outcome;
}
/** The members' figures on one side, added up; a figure that any member lacks is unknown. */
function sumOf(members, at) {
	for (const member of members) {
		const side = member[at];
		if (side?.kind === "failed") return {
			kind: "failed",
			failure: {
				...side.failure,
				message: `${member.path}: ${side.failure.message}`
			}
		};
	}
	const sum = (metric) => members.reduce((total, { figures }) => {
		const figure = figures[metric][at];
		return total === null || figure === null ? null : total + figure;
	}, 0n);
	return {
		kind: "counted",
		report: reportOf(new Map(require_core.countedMetrics.map((metric) => [require_core.totalOf(metric), sum(metric)])), members.every((member) => {
			const side = member[at];
			return side?.kind === "counted" && side.exact;
		})),
		bytes: sum("size")
	};
}
const each = (value) => Object.fromEntries(require_core.metrics.map((total) => [total, value(total)]));
const dimOf = (sum) => sum === null || sum === void 0 ? null : require_core.fromBigInt(sum);
function reportOf(sums, exact) {
	return {
		path: "",
		format: "",
		fileBytes: null,
		origin: {
			producer: "",
			onnx: null
		},
		inputs: [],
		outputs: [],
		sizes: /* @__PURE__ */ new Map(),
		unbound: [],
		totals: each((total) => sums.get(total) ?? null),
		figures: each((total) => dimOf(sums.get(total))),
		formulas: each(() => null),
		growth: {},
		exact,
		coverage: {
			exact: 0,
			bounded: 0,
			unknown: 0
		},
		layers: [],
		layersOmitted: 0n,
		findings: []
	};
}

exports.judgeGroup = judgeGroup;