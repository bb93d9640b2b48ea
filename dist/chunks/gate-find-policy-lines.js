const require_catalog = require("./gate-find-catalog.js");
const require_yaml = require("./policy-yaml.js");

// src/gate/find/policy-lines.ts
/**
* The models with the line of the policy, for each judgement by a limit of it, that the limit stands in. A limit that is built in or comes
* from another file has none.
* @param text of the policy's own file
*/
function withPolicyLines(models, policy, text) {
	const broken = models.filter(({ judgements }) => judgements.some(({ broke }) => broke !== null));
	if (text === null || policy.path === null || broken.length === 0) return models;
	const tree = require_yaml.parseYaml(text, policy.path);
	if (isThere(tree.value, ["extends"])) return models;
	const lineOf = (place) => {
		const path = pathOf(place);
		return isThere(tree.value, path) ? tree.locate(path).line : null;
	};
	return models.map((model) => {
		if (model.judgements.every(({ broke }) => broke === null)) return model;
		const budgets = require_catalog.planFor(policy, model.path)?.cases.find(({ name }) => name === model.case)?.budgets;
		const judgements = model.judgements.map((judgement) => {
			const budget = judgement.metric === "model" ? void 0 : budgets?.get(judgement.metric);
			const place = budget === void 0 ? void 0 : placeOf(budget, judgement);
			const line = place === void 0 ? null : lineOf(place);
			return line === null ? judgement : {
				...judgement,
				line
			};
		});
		return {
			...model,
			judgements
		};
	});
}
function placeOf({ origin }, { broke }) {
	return broke === "max" || broke === "fail" || broke === "warn" || broke === "growth" ? origin[broke] : void 0;
}
/** `models[0].budgets.macs.max` as keys. */
const pathOf = (place) => [...place.matchAll(/\[(\d+)\]|([^.[\]]+)/g)].map(([, index, key = ""]) => index === void 0 ? key : Number(index));
/** A key that the file itself has: what `extends` brought stands elsewhere. */
function isThere(value, path) {
	let at = value;
	for (const key of path) {
		if (typeof at !== "object" || at === null || !Object.hasOwn(at, key)) return false;
		at = at[key];
	}
	return path.length > 0;
}

exports.withPolicyLines = withPolicyLines;