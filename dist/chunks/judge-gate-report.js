const require_core = require("./core.js");
const require_judge = require("./judge-judge.js");

// src/judge/gate-report.ts
/**
* The gate's answer from what it found; models are put worst first, unchanged ones that nothing is said of left out.
* @param unchanged models that weren't even compared, being the same file
*/
function gateReport(facts, unchanged) {
	const shown = facts.models.filter((model) => model.change !== "unchanged" || require_judge.compareVerdicts(model.verdict, "pass") < 0);
	return {
		schema: "flopgate/report/1",
		...facts,
		policy: require_core.clipped(facts.policy),
		findings: require_core.clipped(facts.findings),
		acceptances: require_core.clipped(facts.acceptances),
		incomplete: require_core.clipped(facts.incomplete),
		environment: require_core.clipped(facts.environment),
		...conclusion(shown, facts),
		models: inOrder(withinBounds(shown)),
		unchanged: unchanged + facts.models.length - shown.length
	};
}
/** Layer changes that a report holds, over all models. */
const maxChanges = 1e4;
/** With many models each keeps its largest changes only, so that the report stays of a size to be sent around. */
function withinBounds(models) {
	if (models.reduce((sum, { layers }) => sum + (layers?.changes.length ?? 0), 0) <= maxChanges) return models;
	const each = Math.max(5, Math.floor(maxChanges / models.length));
	return models.map((model) => {
		const { layers } = model;
		if (layers === null || layers.changes.length <= each) return model;
		const omitted = layers.omitted + layers.changes.length - each;
		return {
			...model,
			layers: {
				...layers,
				changes: layers.changes.slice(0, each),
				omitted
			}
		};
	});
}
/** Worst first, then by id and case. */
function inOrder(models) {
	return models.map((model) => ({
		model,
		key: `${model.id}\u0000${model.case}`
	})).toSorted((a, b) => require_judge.compareVerdicts(a.model.verdict, b.model.verdict) || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ model }) => model);
}
/** `incomplete`: something that belongs to the answer is missing, so that it can't be a pass. */
function conclusion(models, facts) {
	const isIncomplete = facts.incomplete.length > 0;
	const spots = require_core.runBlindSpots(facts);
	const fails = facts.policy.strict === true && spots.length > 0 && !facts.acceptances.some(acceptsAll);
	const ofRun = isIncomplete || fails ? ["undecided"] : spots.length > 0 ? ["warn"] : [];
	const verdict = require_judge.worstOf([...models.map((model) => model.verdict), ...ofRun]);
	const exitCode = require_judge.exitCodeOf(models);
	return {
		verdict,
		exitCode: exitCode === 0 && (isIncomplete || fails) ? 3 : exitCode
	};
}
const acceptsAll = ({ model, metric, bound }) => model === "*" && metric === "*" && bound === null;

Object.defineProperty(exports, "gateReport", {
  enumerable: true,
  get: function () {
    return gateReport;
  }
});