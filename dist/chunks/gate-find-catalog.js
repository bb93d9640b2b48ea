const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_glob = require("./policy-glob.js");
const require_core = require("./core.js");

// src/policy/contract.ts
/** Nothing is asked for. */
const noContract = {
	interface: null,
	opset: null,
	quantization: null,
	ops: null,
	layers: null
};
const keys = [
	"interface",
	"opset",
	"quantization",
	"ops",
	"layers"
];
/** The contract in force, key by key: an entry's own over that of all models. */
function plannedContract(policy, rule, index) {
	const own = rule?.contract ?? {};
	const origin = keys.flatMap((key) => key in own ? [[key, `models[${index}].${key}`]] : key in policy.contract ? [[key, key]] : []);
	return {
		contract: {
			...noContract,
			...policy.contract,
			...own
		},
		contractOrigin: Object.fromEntries(origin)
	};
}
/** True if a model must be something. */
const hasContract = ({ contract }) => keys.some((key) => contract[key] !== null);
/** A key of a contract as one line; null if it isn't asked for. */
function contractText(contract, key) {
	const { opset, quantization, ops, layers } = contract;
	switch (key) {
		case "interface": return contract.interface;
		case "opset": return opset === null ? null : named({
			max: opset.max,
			min: opset.min
		});
		case "quantization": return quantization === null ? null : `${quantization.type} for ${quantization.share.text}`;
		case "ops": return ops === null ? null : named({
			allow: ops.allow?.join(", ") ?? null,
			deny: ops.deny.join(", ") || null
		});
		case "layers": return layers === null ? null : `max_share ${layers.maxShare.text}`;
	}
}
const named = (values) => Object.entries(values).flatMap(([name, value]) => value === null ? [] : [`${name} ${value}`]).join("; ");
/** Lines of `policy --explain`. */
function contractLines({ contract, contractOrigin }) {
	return keys.flatMap((key) => {
		const text = contractText(contract, key);
		return text === null ? [] : [`  ${key}: ${text}  from ${contractOrigin[key] ?? ""}`];
	});
}
/** What a pull request changes in a model's contract. What it asks for no more is looser, and so is what doesn't compare. */
function contractChanges(base, head) {
	return keys.flatMap((key) => {
		const [before, after] = [contractText(base.contract, key), contractText(head.contract, key)];
		if (before === after) return [];
		const isTighter = before === null || after !== null && keepsAll(base.contract, head.contract, key);
		const text = `${key} ${before ?? "none"} \u2192 ${after ?? "none"}`;
		return [{
			kind: isTighter ? "tightened" : "loosened",
			where: head.id,
			text
		}];
	});
}
/** True if whatever keeps head's key keeps base's, too. */
function keepsAll(base, head, key) {
	switch (key) {
		case "interface": return true;
		case "opset": return (head.opset?.max ?? Infinity) <= (base.opset?.max ?? Infinity) && (head.opset?.min ?? 0) >= (base.opset?.min ?? 0);
		case "quantization": {
			const [a, b] = [base.quantization, head.quantization];
			return a !== null && b !== null && b.bits <= a.bits && b.share.over * a.share.under >= a.share.over * b.share.under;
		}
		case "ops": {
			const [a, b] = [base.ops, head.ops];
			if (a === null || b === null) return false;
			return (a.allow === null || b.allow?.every((one) => a.allow?.includes(one)) === true) && a.deny.every((one) => b.deny.includes(one));
		}
		case "layers": {
			const [a, b] = [base.layers?.maxShare, head.layers?.maxShare];
			return a !== void 0 && b !== void 0 && b.over * a.under <= a.over * b.under;
		}
	}
}

// src/policy/glob-index.ts
/**
* @param work what the patterns take together
* @throws Fault `bad-glob`; when asked, `too-much-work`
*/
function globIndex(patterns, work) {
	const below = /* @__PURE__ */ new Map();
	for (const [at, pattern] of patterns.entries()) {
		const base = require_glob.globBase(pattern);
		const entry = {
			at,
			test: require_glob.globTest(pattern, work)
		};
		if (below.get(base)?.push(entry) === void 0) below.set(base, [entry]);
	}
	function first(path) {
		let least = -1;
		for (const folder of foldersOf(path)) {
			const found = below.get(folder)?.find(({ at, test }) => (least === -1 || at < least) && test(path));
			if (found !== void 0) least = found.at;
		}
		return least;
	}
	return {
		first,
		fits: (path) => first(path) !== -1
	};
}
/** The root, each folder of a path, and the path itself. */
function foldersOf(path) {
	const folders = [""];
	for (let at = path.indexOf("/"); at !== -1; at = path.indexOf("/", at + 1)) folders.push(path.slice(0, at));
	return [...folders, path];
}

// src/policy/model-plan.ts
const noLimits = {
	max: null,
	fail: null,
	warn: null,
	growth: /* @__PURE__ */ new Map(),
	onInconclusive: "warn"
};
/**
* What the policy says of the model file at `path` (from the repository's root, `/` between folders); null if it is to
* be left alone. An entry that names the path itself wins, then the first glob that matches; without one the defaults hold.
*/
function planFor(policy, path) {
	if (!isBelow(policy, path)) return null;
	const patterns = patternsOf(policy);
	const index = patterns.exact.get(path) ?? patterns.models.first(path);
	const rule = policy.models[index] ?? null;
	if (rule?.path !== path && patterns.ignore.fits(path)) return null;
	const defaults = {
		place: policy.defaults.builtIn ? "built in" : "defaults.budgets",
		budgets: policy.defaults.budgets
	};
	const fresh = {
		place: "new.budgets",
		budgets: policy.newModels
	};
	const own = rule === null ? [] : [{
		place: `models[${index}].budgets`,
		budgets: rule.budgets
	}];
	return {
		id: idOf(rule, path),
		path,
		rule,
		unsupportedOps: rule?.unsupportedOps ?? policy.defaults.unsupportedOps,
		...plannedContract(policy, rule, index),
		external: rule?.external ?? [],
		inputFiles: rule?.inputFiles ?? [],
		bench: policy.bench.enabled && (rule?.bench ?? true),
		cases: casesOf(rule, index, [defaults, ...own], [
			defaults,
			fresh,
			...own
		], policy)
	};
}
const isBelow = ({ root }, path) => root === "" || path.startsWith(`${root}/`);
const ready = /* @__PURE__ */ new WeakMap();
function patternsOf(policy) {
	const known = ready.get(policy);
	if (known !== void 0) return known;
	const work = { steps: 0 };
	const paths = policy.models.map(({ path }) => path);
	const made = {
		exact: new Map(paths.map((path, i) => [path.replace(/^\.\//, ""), i]).toReversed()),
		models: globIndex(paths, work),
		ignore: globIndex(policy.ignore, work),
		groups: policy.groups.map(({ paths: own }) => globIndex(own, work))
	};
	ready.set(policy, made);
	return made;
}
/** The plan of a model that base doesn't have. */
const asNew = (plan) => ({
	...plan,
	cases: plan.cases.map((one) => ({
		...one,
		budgets: one.newBudgets
	}))
});
/** The groups that a model is part of. */
const groupsOf = (policy, path) => policy.groups.filter((_, i) => patternsOf(policy).groups[i]?.fits(path) === true);
/** A group's budgets, completed. */
const groupBudgets = ({ id, budgets }, policy) => mergeBudgets([{
	place: `groups.${id}.budgets`,
	budgets
}], policy);
/** True if an entry of the policy fits the path. */
const isNamed = (policy, path) => patternsOf(policy).models.fits(path);
/** A glob's id names many files: `ID/PATH`, the path from the glob's fixed folder on. */
function idOf(rule, path) {
	if (rule?.id === void 0 || rule.id === null) return path;
	if (!require_glob.isGlob(rule.path)) return rule.id;
	const base = require_glob.globBase(rule.path);
	return `${rule.id}/${base !== "" && path.startsWith(`${base}/`) ? path.slice(base.length + 1) : path}`;
}
const nothing = {
	dims: /* @__PURE__ */ new Map(),
	inputs: /* @__PURE__ */ new Map(),
	values: /* @__PURE__ */ new Map()
};
function casesOf(rule, index, layers, newLayers, policy) {
	const own = rule ?? nothing;
	const budgets = (more) => ({
		budgets: mergeBudgets([...layers, ...more], policy),
		newBudgets: mergeBudgets([...newLayers, ...more], policy)
	});
	const base = {
		name: "",
		...bindingOf(own),
		...budgets([])
	};
	const further = (rule?.cases ?? []).map((one, i) => ({
		name: one.name,
		dims: new Map([...own.dims, ...one.dims]),
		inputs: new Map([...own.inputs, ...one.inputs]),
		values: new Map([...own.values, ...one.values]),
		...budgets([caseLayer(index, i, one)])
	}));
	return further.length > 0 && own.dims.size === 0 && own.inputs.size === 0 ? further : [base, ...further];
}
function bindingOf({ dims, inputs, values }) {
	return {
		dims,
		inputs,
		values
	};
}
function caseLayer(index, i, { budgets }) {
	return {
		place: `models[${index}].cases[${i}].budgets`,
		budgets
	};
}
/** Limit by limit, what a later layer states stands over an earlier one's; a limit that it takes away is away. */
function mergeBudgets(layers, policy) {
	const merged = /* @__PURE__ */ new Map();
	for (const metric of require_core.budgetMetrics) {
		const origin = {};
		const whole = inconclusiveOf(policy, metric);
		let budget = {
			...noLimits,
			onInconclusive: whole?.answer ?? noLimits.onInconclusive
		};
		if (whole !== null) origin.onInconclusive = whole.place;
		for (const { place, budgets } of layers) {
			const stated = budgets.get(metric);
			if (stated === void 0) continue;
			budget = {
				...budget,
				...stated
			};
			for (const limit of Object.keys(stated)) origin[limit] = place === "built in" ? place : `${place}.${metric}.${limit === "onInconclusive" ? "on_inconclusive" : limit}`;
		}
		if (isLimited(budget)) merged.set(metric, {
			...budget,
			origin
		});
	}
	return merged;
}
/** What the policy as a whole answers where the metric's budget is undecided; null where it doesn't say. */
function inconclusiveOf({ onInconclusive, strict }, metric) {
	if (onInconclusive !== null) return {
		answer: onInconclusive,
		place: "on_inconclusive"
	};
	return strict && !require_core.isTimed(metric) ? {
		answer: "fail",
		place: "strict"
	} : null;
}
function isLimited({ max, fail, warn, growth }) {
	return max !== null || fail !== null || warn !== null || growth.size > 0;
}
/** `policy --explain ID`: each limit in force, in each case, and the place of the policy that set it. */
function explainPlan(plan, policy) {
	const file = policy.path ?? "no policy file: built-in warnings";
	const lines = [`${plan.id}  (${plan.path})`, `  policy: ${file}`];
	if (plan.rule === null) lines.push("  no entry of models fits this path: the defaults apply");
	else lines.push(`  entry: models[${policy.models.indexOf(plan.rule)}], path ${plan.rule.path}`);
	for (const one of plan.cases) {
		lines.push(`  case ${one.name === "" ? "(own dims)" : one.name}: ${bindingText(one)}`);
		for (const [metric, budget] of one.budgets) lines.push(...limitLines(metric, budget));
		if (one.budgets.size === 0) lines.push("    no budgets");
		if (policy.newModels.size > 0) {
			lines.push("    of a model that base does not have:");
			for (const [metric, budget] of one.newBudgets) lines.push(...limitLines(metric, budget).map((line) => `  ${line}`));
		}
	}
	lines.push(...contractLines(plan), ...groupLines(plan, policy), `  unsupported_ops: ${plan.unsupportedOps}`, `  latency: ${plan.bench ? "measured when the model changes" : "not measured"}`, ...plan.inputFiles.length === 0 ? [] : [`  inputs: from ${plan.inputFiles.join(", ")}, the rest made from a seed`]);
	return lines.map((line) => line.replaceAll("\n", String.raw`\n`)).join("\n");
}
/** The groups that a model is part of. */
function groupLines({ path }, policy) {
	return groupsOf(policy, path).map(({ id, paths, budgets }) => {
		const limits = [...mergeBudgets([{
			place: "",
			budgets
		}], policy)].map(([metric, { max, fail, warn }]) => `${metric} ${[
			max?.text,
			fail?.text,
			warn?.text
		].filter((text) => text !== void 0).join(" ")}`);
		return `  group ${id}: ${paths.join(", ")}; of the sum ${limits.join(", ")}`;
	});
}
function bindingText({ dims, inputs, values }) {
	return [
		...[...dims].map(([name, size]) => `${name}=${size}`),
		...[...inputs].map(([name, shape]) => `${name}=${shape.join("x") || "scalar"}`),
		...[...values].map(([name, value]) => `${name}=${JSON.stringify(value)}`)
	].join(" ") || "sizes as the file gives them";
}
function limitLines(metric, budget) {
	const { max, fail, warn, growth, onInconclusive, origin } = budget;
	return [
		["max", max?.text],
		["fail", fail?.text],
		["warn", warn?.text],
		["growth", [...growth].map(([name, limit]) => `${name}: ${limit}`).join(", ") || void 0],
		["onInconclusive", onInconclusive]
	].filter(([, text]) => text !== void 0).map(([limit, text]) => {
		const name = limit === "onInconclusive" ? "on_inconclusive" : limit;
		return `    ${metric.padEnd(16)}${name.padEnd(17)}${(text ?? "").padEnd(10)}  from ${origin[limit] ?? "built in"}`;
	});
}

// src/gate/find/catalog.ts
var catalog_exports = /* @__PURE__ */ require_rolldown_runtime.__exportAll({ folderRoot: () => folderRoot });
/** The name of the model that a file belongs to beside its root, by the file's path alone; null if it belongs to none. */
function besideModel(file) {
	const root = require_core.modelBeside(file);
	return root === null ? null : require_core.modelName(root);
}
/** What the file is by its name alone, where that is a model that no reader counts; else null. */
function uncountedByName(path) {
	return require_core.isModelPath(path) ? null : uncounted(require_core.knownKind(path, null));
}
/** What the file is by its name and first bytes, where that is a model that no reader counts; else null. */
function uncountedBy(path, start) {
	return require_core.isModelPath(path) ? null : uncounted(require_core.knownKind(path, start));
}
const uncounted = (kind) => kind === null || kind.part !== "pointer" && require_core.formats.some(({ name }) => name === kind.format) ? null : kind;
/** Path by which a policy knows the model: of a pointer the file that it stands for, of a package its folder. */
const policyPath = ({ root, part }) => part === "pointer" ? root.replace(/\.dvc$/i, "") : root;
/**
* What counts as a model: every file that is named as a root of a known format, read or not, and those that the policy's entries name.
* @param paths globs that narrow it; absent: all
*/
function catalogOf(policy, paths) {
	const work = { steps: 0 };
	const externals = globIndex(distinct(policy.models.flatMap(({ external }) => external)), work);
	const narrowed = paths === void 0 ? void 0 : globIndex(paths, work);
	const plans = /* @__PURE__ */ new Map();
	const tests = /* @__PURE__ */ new Map();
	function find(path) {
		const kind = uncountedByName(path);
		if (kind !== null) return ofKind(path, kind);
		const name = require_core.modelName(path);
		if (!require_core.isModelPath(path) && (require_core.modelBeside(path) !== null || !isNamed(policy, name))) return null;
		if (narrowed?.fits(name) === false) return null;
		return planFor(policy, name);
	}
	function ofKind(path, kind) {
		const known = policyPath(kind);
		if (narrowed?.fits(known) === false) return null;
		const plan = planFor(policy, known);
		return plan === null ? null : {
			...plan,
			path: kind.part === "pointer" ? path : plan.path
		};
	}
	return {
		planOf(path) {
			const before = plans.get(path);
			if (before !== void 0) return before;
			const plan = find(path);
			if (plan !== null) plans.set(path, plan);
			return plan;
		},
		mayBeModel: (path) => !require_core.isModelPath(path) && require_core.mayBeKnown(path),
		planOfKind: ofKind,
		isExternal: (path) => require_core.modelBeside(path) !== null || externals.fits(path),
		belongs(plan, external) {
			if (besideModel(external) === plan.path) return true;
			if (plan.external.length === 0) return false;
			const own = tests.get(plan.external) ?? globIndex(plan.external, work);
			tests.set(plan.external, own);
			return own.fits(external);
		}
	};
}
const distinct = (items) => [...new Set(items)];
/** True of a path that is named as the root of a model. */
const isModelFile = (path) => require_core.isModelPath(path);
/** The file of a folder that makes the folder a model, or null. @param files of the folder itself, by name */
const folderRoot = (folder, files) => require_core.rootIn(folder, files);
/** Whether a file is the root of the model that a folder is. */
const isRootOf = (file, folder) => file !== folder && require_core.modelName(file) === folder;
/** Whether by its name a file belongs to the model with that root. */
const belongsTo = (file, root) => besideModel(file) === require_core.modelName(root);

Object.defineProperty(exports, "asNew", {
  enumerable: true,
  get: function () {
    return asNew;
  }
});
Object.defineProperty(exports, "belongsTo", {
  enumerable: true,
  get: function () {
    return belongsTo;
  }
});
Object.defineProperty(exports, "besideModel", {
  enumerable: true,
  get: function () {
    return besideModel;
  }
});
Object.defineProperty(exports, "catalogOf", {
  enumerable: true,
  get: function () {
    return catalogOf;
  }
});
Object.defineProperty(exports, "catalog_exports", {
  enumerable: true,
  get: function () {
    return catalog_exports;
  }
});
Object.defineProperty(exports, "contractChanges", {
  enumerable: true,
  get: function () {
    return contractChanges;
  }
});
Object.defineProperty(exports, "explainPlan", {
  enumerable: true,
  get: function () {
    return explainPlan;
  }
});
Object.defineProperty(exports, "folderRoot", {
  enumerable: true,
  get: function () {
    return folderRoot;
  }
});
Object.defineProperty(exports, "groupBudgets", {
  enumerable: true,
  get: function () {
    return groupBudgets;
  }
});
Object.defineProperty(exports, "groupsOf", {
  enumerable: true,
  get: function () {
    return groupsOf;
  }
});
Object.defineProperty(exports, "hasContract", {
  enumerable: true,
  get: function () {
    return hasContract;
  }
});
Object.defineProperty(exports, "isModelFile", {
  enumerable: true,
  get: function () {
    return isModelFile;
  }
});
Object.defineProperty(exports, "isRootOf", {
  enumerable: true,
  get: function () {
    return isRootOf;
  }
});
Object.defineProperty(exports, "noContract", {
  enumerable: true,
  get: function () {
    return noContract;
  }
});
Object.defineProperty(exports, "planFor", {
  enumerable: true,
  get: function () {
    return planFor;
  }
});
Object.defineProperty(exports, "uncountedBy", {
  enumerable: true,
  get: function () {
    return uncountedBy;
  }
});
Object.defineProperty(exports, "uncountedByName", {
  enumerable: true,
  get: function () {
    return uncountedByName;
  }
});