const require_core = require("./core.js");
const require_catalog = require("./gate-find-catalog.js");
const require_schema = require("./policy-schema.js");
const require_policies = require("./gate-find-policies.js");

// src/gate/find/policy-tools.ts
/** The JSON Schema of the policy file, for editors. */
function policySchemaText() {
	return require_core.jsonDocument(require_schema.policyJsonSchema(), 2);
}
/**
* `policy`: every model that the policy sees, a line each; with an id or a path, all that holds for that one.
* @throws Fault `bad-policy`, `missing-policy`, `unknown-model`
*/
async function explainPolicy(tools, asked) {
	const { judge, plans } = await plansOf(tools, asked);
	if (asked === void 0) return `${listed(plans, judge)}\n`;
	return `${plans.map((plan) => require_catalog.explainPlan(plan, judge)).join("\n\n")}\n`;
}
/** The same as JSON, schema `flopgate/policy/1`. @throws as `explainPolicy` */
async function policyJson(tools, asked) {
	const { judge, plans } = await plansOf(tools, asked);
	return require_core.jsonDocument({
		schema: "flopgate/policy/1",
		path: judge.path,
		models: plans.map(plain)
	}, 2);
}
/** The policy, and what it plans for the models asked for. */
async function plansOf({ config, text, list }, asked) {
	const head = { kind: "worktree" };
	const { judge } = await require_policies.readPolicies({
		base: null,
		head,
		from: "head",
		text,
		...config === void 0 ? {} : { config }
	});
	const catalog = require_catalog.catalogOf(judge);
	const plans = (await list(head, (path) => catalog.planOf(path) !== null)).flatMap(({ path }) => catalog.planOf(path) ?? []);
	return {
		judge,
		plans: asked === void 0 ? plans : [find(plans, asked, judge)]
	};
}
function find(plans, asked, { path }) {
	const plan = plans.find(({ id }) => id === asked) ?? plans.find((one) => one.path === asked);
	if (plan !== void 0) return plan;
	const names = plans.flatMap(({ id, path: file }) => [id, file]);
	const meant = require_core.nearest(asked, names);
	throw new require_core.Fault("unknown-model", `${path ?? "the built-in policy"} knows no model ${asked}`, meant === void 0 ? "flopgate policy lists them" : `did you mean ${meant}?`);
}
function listed(plans, { path }) {
	const width = Math.max(0, ...plans.map(({ id }) => id.length));
	const rows = plans.map((plan) => {
		const limits = plan.cases.map(({ name, budgets }) => `${name === "" ? "" : `${name}: `}${[...budgets.keys()].join(", ") || "none"}`);
		return `  ${plan.id.padEnd(width)}  ${plan.id === plan.path ? "" : `${plan.path}  `}${require_catalog.uncountedByName(plan.path) === null ? "" : "not counted, only its size is judged; "}budgets on ${limits.join(" \u00b7 ")}`;
	});
	return [path === null ? "There is no flopgate.yml: built-in warnings hold." : `${path}: valid, version 1.`, ...rows.length === 0 ? ["  no model found"] : rows].join("\n");
}
/** Maps become objects. */
const plain = (plan) => JSON.parse(require_core.toJson({
	...plan,
	rule: plan.rule === null ? null : plan.rule.path,
	cases: plan.cases.map((one) => ({
		...one,
		dims: Object.fromEntries(one.dims),
		inputs: Object.fromEntries(one.inputs),
		values: Object.fromEntries(one.values),
		budgets: Object.fromEntries([...one.budgets].map(([metric, budget]) => [metric, {
			...budget,
			growth: Object.fromEntries(budget.growth)
		}]))
	}))
}));

Object.defineProperty(exports, "explainPolicy", {
  enumerable: true,
  get: function () {
    return explainPolicy;
  }
});
Object.defineProperty(exports, "policyJson", {
  enumerable: true,
  get: function () {
    return policyJson;
  }
});
Object.defineProperty(exports, "policySchemaText", {
  enumerable: true,
  get: function () {
    return policySchemaText;
  }
});