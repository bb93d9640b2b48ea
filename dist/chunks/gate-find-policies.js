const require_core = require("./core.js");
const require_quantity = require("./policy-quantity.js");

// src/policy/default.ts
/** What holds if no policy states budgets: increases worth a look give warnings, nothing fails. */
const builtInBudgets = new Map(require_core.metrics.flatMap((row) => {
	const warn = "warn" in row ? require_quantity.parseIncrease(row.warn, row.unit) : void 0;
	return warn === void 0 ? [] : [[row.name, { warn }]];
}));
/** The policy of a repository that has none. */
const defaultPolicy = {
	version: 1,
	path: null,
	models: [],
	ignore: [],
	defaults: {
		budgets: builtInBudgets,
		unsupportedOps: "warn",
		builtIn: true
	},
	onInconclusive: null,
	strict: false,
	judgedBy: "head",
	build: null,
	bench: {
		enabled: true,
		timeMs: 12e4,
		providers: ["cpu"],
		threads: 1
	},
	accept: {
		label: "flopgate-accept",
		trailer: "Flopgate-Accept"
	},
	history: { branch: "flopgate-data" },
	comment: {
		mode: "on-change",
		rows: 15
	}
};

// src/gate/find/policies.ts
/** Where a policy is looked for, in this order. */
const policyPlaces = [
	"flopgate.yml",
	"flopgate.yaml",
	".github/flopgate.yml",
	".github/flopgate.yaml"
];
/**
* Finds and reads the policies of both sides. Only the one that judges must be right: another that can't be read is reported.
* @throws Fault `bad-policy` with line and column, `missing-policy` if the configured path has none
*/
async function readPolicies(question) {
	const { base, head, from } = question;
	const [atBase, atHead] = await Promise.all([base === null ? null : find(question, base), find(question, head)]);
	const findings = [];
	if (question.config !== void 0 && atHead === null && (from === "head" || atBase === null)) throw new require_core.Fault("missing-policy", `there is no policy at ${question.config}`, "check the path (config), or leave it out: without a policy the built-in warnings hold");
	const same = atBase?.text === atHead?.text;
	const baseOf = async () => from === "base" ? parse(atBase) : tryParse(atBase, "base", findings);
	const ofBase = same && from === "head" ? null : await baseOf();
	const judgeFrom = from === "base" || ofBase?.judgedBy === "base" ? "base" : "head";
	const ofHead = judgeFrom === "head" ? await parse(atHead) : same ? ofBase : await tryParse(atHead, "head", findings);
	const judge = judgeFrom === "base" ? ofBase : ofHead;
	return {
		judge: judge ?? defaultPolicy,
		from: judge === null ? "defaults" : judgeFrom,
		base: same && from === "head" ? ofHead : ofBase,
		head: ofHead,
		changed: !same,
		findings
	};
}
async function find({ config, text }, tree) {
	for (const path of config === void 0 ? policyPlaces : [config]) {
		const found = await text(tree, path);
		if (found !== null) return {
			path,
			text: found
		};
	}
	return null;
}
/** YAML and its schema are loaded only if there is a policy. */
async function parse(found) {
	if (found === null) return null;
	const { readPolicy } = await Promise.resolve().then(() => require("./policy-read-policy.js"));
	return readPolicy(found.text, found.path);
}
async function tryParse(found, side, findings) {
	try {
		return await parse(found);
	} catch (thrown) {
		const detail = `the policy at ${side} can't be read, so what changed in it isn't listed: ${require_core.asFault(thrown).message}`;
		findings.push({
			code: "policy-unreadable",
			level: "warning",
			detail
		});
		return null;
	}
}

Object.defineProperty(exports, "defaultPolicy", {
  enumerable: true,
  get: function () {
    return defaultPolicy;
  }
});
Object.defineProperty(exports, "policyPlaces", {
  enumerable: true,
  get: function () {
    return policyPlaces;
  }
});
Object.defineProperty(exports, "readPolicies", {
  enumerable: true,
  get: function () {
    return readPolicies;
  }
});