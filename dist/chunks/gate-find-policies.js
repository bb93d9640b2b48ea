const require_core = require("./core.js");
const require_quantity = require("./policy-quantity.js");

// src/policy/default.ts
/** What holds if no policy states budgets: increases worth a look give warnings, nothing fails. */
const builtInBudgets = new Map(require_core.metrics$1.flatMap((row) => {
	const warn = "warn" in row ? require_quantity.parseIncrease(row.warn, row.unit) : void 0;
	return warn === void 0 ? [] : [[row.name, { warn }]];
}));
/** The policy of a repository that has none. */
const defaultPolicy = {
	version: 1,
	path: null,
	root: "",
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
	contract: {},
	groups: [],
	newModels: /* @__PURE__ */ new Map(),
	against: null,
	build: null,
	bench: {
		enabled: true,
		timeMs: 12e4,
		providers: ["cpu"],
		threads: 1
	},
	accept: {
		label: "flopgate-accept",
		trailer: "Flopgate-Accept",
		by: [],
		notAuthor: false,
		most: null,
		max: false
	},
	history: { branch: "flopgate-data" },
	comment: {
		mode: "on-change",
		rows: 15
	}
};

// src/gate/find/policy-chain.ts
/** Policies that extend each other, at most. */
const MAX_CHAIN = 5;
/**
* A policy with those that it extends, its own first.
* @throws Fault `bad-policy` if one isn't there, lies outside of the repository, isn't pinned, or they are too many
*/
async function chainOf(own, tree, texts) {
	const chain = [own];
	for (let last = own; last !== null;) {
		last = await parentOf(last, tree, texts);
		if (last === null) break;
		const { path } = last;
		if (chain.some((file) => file.path === path)) throw bad(chain.at(-1), `extends ${require_core.quote(path)}, which extends it`);
		if (chain.length === MAX_CHAIN) throw bad(own, `extends more than 4 policies, one after another`);
		chain.push(last);
	}
	return chain;
}
async function parentOf(file, tree, { text, remote }) {
	if (!file.text.includes("extends")) return null;
	const { extendsOf } = await Promise.resolve().then(() => require("./policy-read-policy.js"));
	const written = extendsOf(file);
	if (written === null) return null;
	const far = remoteOf(written);
	if (far === null) {
		if (file.path.includes("@")) throw bad(file, `extends ${require_core.quote(written)}: a policy of another repository extends none of its files`);
		const path = pathFrom(file.path, written);
		if (path === null) throw bad(file, `extends ${require_core.quote(written)}, outside of the repository`);
		const found = await text(tree, path);
		if (found === null) throw bad(file, `extends ${require_core.quote(path)}, which isn't there`);
		return {
			path,
			text: found
		};
	}
	if (!isPinned(far.ref)) throw bad(file, `extends ${require_core.quote(written)}, which may change at any time: name a tag such as v1.2, or a whole commit id`);
	if (remote === void 0) throw bad(file, `extends ${require_core.quote(written)}, which only the action can read`);
	const found = await remote(far);
	if (found === null) throw bad(file, `extends ${require_core.quote(written)}, which isn't there, or this token may not read it`);
	return {
		path: written,
		text: found
	};
}
/** A path as it is written in a file, from the repository's root; null if it leaves the repository. */
function pathFrom(file, written) {
	const steps = file.split("/").slice(0, -1);
	if (written.startsWith("/")) return null;
	for (const step of written.split("/")) {
		if (step === "" || step === ".") continue;
		if (step !== "..") steps.push(step);
		else if (steps.pop() === void 0) return null;
	}
	return steps.join("/");
}
/** `OWNER/REPOSITORY@REF` or `OWNER/REPOSITORY/PATH@REF`; null if it is a path. */
function remoteOf(written) {
	const match = /^([\w.-]+\/[\w.-]+)(?:\/([^@]+))?@([\w./-]+)$/.exec(written);
	const [, repository = "", path = "flopgate.yml", ref = ""] = match ?? [];
	return match === null ? null : {
		repository,
		path,
		ref
	};
}
/** A branch moves, and so would what it lets pass. */
const isPinned = (ref) => /^(?:[0-9a-f]{40}|v?\d[\w.-]*)$/.test(ref);
const bad = (file, what) => new require_core.Fault("bad-policy", `${file?.path ?? "the policy"} ${what}`, "correct extends, or take it out");

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
	const same = textOf(atBase) === textOf(atHead);
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
/** All that decides what a policy says. */
const textOf = (found) => found === null ? void 0 : JSON.stringify(found.map(({ text }) => text));
async function find({ config, text, remote }, tree) {
	for (const path of config === void 0 ? policyPlaces : [config]) {
		const found = await text(tree, path);
		if (found !== null) return chainOf({
			path,
			text: found
		}, tree, {
			text,
			remote
		});
	}
	return null;
}
/** YAML and its schema are loaded only if there is a policy. */
async function parse(found) {
	if (found === null) return null;
	const { readLayers } = await Promise.resolve().then(() => require("./policy-read-policy.js"));
	return readLayers(found);
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