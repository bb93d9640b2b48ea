const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_core = require("./core.js");
const require_judge = require("./judge-judge.js");
const require_count_both = require("./gate-count-both.js");
const require_map_pool = require("./gate-map-pool.js");
const require_side = require("./gate-side.js");

// src/gate/compare.ts
/** Counts both sides of a model in every case that the policy has for it. */
async function compareModel(change, counter, bytesOf) {
	const { plan, base, head, baseKind, headKind, baseExternal, headExternal } = change;
	const [before, after] = await Promise.all([sided({
		file: base,
		kind: baseKind,
		external: baseExternal
	}, bytesOf), sided({
		file: head,
		kind: headKind,
		external: headExternal
	}, bytesOf)]);
	const counted = await countSides(counter, before, after, plan.cases.map(optionsOf));
	return plan.cases.map((casePlan, i) => ({
		plan,
		casePlan,
		change: change.change,
		basePath: base !== null && head !== null && base.path !== head.path ? require_core.modelName(base.path) : null,
		...counted[i] ?? {
			base: null,
			head: null
		},
		latency: null,
		acceptances: []
	}));
}
/** A side that no reader counts is as it is in every case, and gives the other one no sizes. */
async function countSides(counter, base, head, cases) {
	if (!isSide(base) && !isSide(head)) return require_count_both.countBoth(counter, base, head, cases);
	const [bases, heads] = await Promise.all([isSide(base) ? null : require_count_both.countBoth(counter, base, null, cases), isSide(head) ? null : require_count_both.countBoth(counter, null, head, cases)]);
	return cases.map((_, i) => ({
		base: isSide(base) ? base : bases?.[i]?.base ?? null,
		head: isSide(head) ? head : heads?.[i]?.head ?? null
	}));
}
const isSide = (side) => side !== null && "kind" in side;
const optionsOf = ({ dims, inputs, values }) => ({
	dims,
	inputs,
	values
});
async function sided({ file, kind, external }, bytesOf) {
	if (file === null) return null;
	if (kind !== null) return uncountedSide(file, kind, external, bytesOf);
	return {
		file,
		bytes: external.length === 0 ? null : await totalBytes([file, ...external], bytesOf)
	};
}
/** A model that no reader counts: its bytes are all that is known of it. */
async function uncountedSide(file, { what, hint }, external, bytesOf) {
	const bytes = await totalBytes([file, ...external], bytesOf);
	return {
		kind: "failed",
		failure: {
			code: require_judge.NOT_COUNTED,
			message: `${file.path} is ${what}, which isn't counted: only its size is judged`,
			hint: hint ?? "export it in a format that Flopgate reads"
		},
		bytes
	};
}
async function totalBytes(files, bytesOf) {
	return (await Promise.all(files.map(bytesOf))).reduce((sum, size) => sum === null || size === null ? null : sum + size, 0n);
}

// src/gate/work/outcomes.ts
var outcomes_exports = /* @__PURE__ */ require_rolldown_runtime.__exportAll({
	filesOf: () => filesOf,
	outcomesOf: () => outcomesOf
});
/**
* Counts tasks and judges each in all of its cases as soon as it is counted: a count takes megabytes, what is judged of it kilobytes.
* Content that several tasks share is counted once.
* @param width tasks at once: while one waits for its bytes another is counted
* @returns outcomes of each task, in order, without anything that is measured
*/
async function outcomesOf(tasks, { open, bytesOf }, width, begun = () => void 0) {
	const counter = require_side.createCounter(open);
	counter.expect(tasks.flatMap(({ change }) => filesOf(change)));
	return require_map_pool.mapPool(tasks, width, async (task, index) => {
		begun(task, index);
		const { acceptances, watch } = task;
		return (await compareModel(task.change, counter, bytesOf)).map((one) => require_judge.judgeModel({
			...one,
			acceptances,
			...watch === void 0 ? {} : { watch }
		}));
	});
}
/** Outcomes of a task that couldn't be done at all. */
function failedOutcomes({ change, acceptances, watch }, fault) {
	const { plan, base, head } = change;
	const { code, message, hint } = fault;
	const failure = {
		kind: "failed",
		failure: {
			code,
			message: `${plan.path}: ${message}`,
			hint
		}
	};
	return plan.cases.map((casePlan) => require_judge.judgeModel({
		plan,
		casePlan,
		change: change.change,
		basePath: base !== null && head !== null && base.path !== head.path ? base.path : null,
		base: base === null ? null : failure,
		head: head === null ? null : failure,
		latency: null,
		acceptances,
		...watch === void 0 ? {} : { watch }
	}));
}
/** The model files of a change. */
function filesOf({ base, head }) {
	return [base, head].flatMap((file) => file ?? []);
}

Object.defineProperty(exports, "failedOutcomes", {
  enumerable: true,
  get: function () {
    return failedOutcomes;
  }
});
Object.defineProperty(exports, "filesOf", {
  enumerable: true,
  get: function () {
    return filesOf;
  }
});
Object.defineProperty(exports, "outcomesOf", {
  enumerable: true,
  get: function () {
    return outcomesOf;
  }
});
Object.defineProperty(exports, "outcomes_exports", {
  enumerable: true,
  get: function () {
    return outcomes_exports;
  }
});