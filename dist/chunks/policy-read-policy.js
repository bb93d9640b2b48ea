const require_core = require("./core.js");
const require_policies = require("./gate-find-policies.js");
const require_schema = require("./policy-schema.js");
const require_quantity = require("./policy-quantity.js");
const require_yaml = require("./policy-yaml.js");

// src/policy/schema-problem.ts
/** The first thing wrong with a value, in words, at the most exact place that its schema gives. */
function firstProblem(issues, value) {
	const [issue] = issues;
	if (issue === void 0) return {
		path: [],
		message: "is not valid"
	};
	if (issue.code === "invalid_union") {
		const inner = bestBranch(issue.errors, valueAt(value, issue.path));
		if (inner !== void 0) {
			const problem = firstProblem(inner, valueAt(value, issue.path));
			return {
				...problem,
				path: [...issue.path, ...problem.path]
			};
		}
	}
	if (issue.code === "unrecognized_keys") return {
		path: issue.path,
		key: issue.keys[0] ?? "",
		message: issue.message
	};
	return {
		path: issue.path,
		message: wordsOf(issue, value)
	};
}
/** The alternative that the value was meant as: an object or list that fails inside rather than as a whole. */
function bestBranch(branches, value) {
	if (typeof value !== "object" || value === null) return void 0;
	return branches.find((issues) => issues.every((issue) => issue.path.length > 0 || issue.code === "unrecognized_keys" || issue.code === "invalid_union"));
}
function wordsOf(issue, value) {
	if (issue.code !== "invalid_type" || !issue.message.startsWith("Invalid input")) return issue.message;
	if (valueAt(value, issue.path) === void 0) return "is missing";
	return `must be ${{
		object: "a mapping (key: value)",
		record: "a mapping (key: value)",
		array: "a list"
	}[issue.expected] ?? `a ${issue.expected}`}`;
}
function valueAt(value, path) {
	return path.reduce((at, step) => typeof at === "object" && at !== null ? at[step] : void 0, value);
}

// src/policy/read-policy.ts
/**
* Reads a policy (`flopgate.yml`, or JSON).
* @param path as people know the file, for messages
* @throws Fault `bad-policy`, naming line, column, key and what was probably meant
*/
function readPolicy(text, path) {
	const tree = require_yaml.parseYaml(text, path);
	if (tree.value === void 0 || tree.value === null) throw new require_core.Fault("bad-policy", `${path} is empty`, "write `version: 1`, or let `flopgate init` write the file");
	const parsed = require_schema.policySchema.safeParse(tree.value);
	if (!parsed.success) throw problemFault(tree, path, firstProblem(parsed.error.issues, tree.value), parsed.error.issues.length - 1);
	checkNames(parsed.data, tree, path);
	return policyOf(parsed.data, path);
}
function problemFault(tree, file, { path, key, message }, more) {
	const { line, column } = tree.locate(key === void 0 ? path : [...path, key]);
	const at = path.length === 0 ? "" : `${placeOf(path)}${key === void 0 ? " " : ": "}`;
	const others = more > 0 ? ` (and ${more} more)` : "";
	return new require_core.Fault("bad-policy", `${file}:${line}:${column}: ${at}${message}${others}`, "`flopgate schema` prints what a policy may hold");
}
/** `models[0].budgets.macs`. */
function placeOf(path) {
	return path.map((step, i) => typeof step === "number" ? `[${step}]` : `${i === 0 ? "" : "."}${String(step)}`).join("");
}
/** Ids and case names are keys: no two may be the same. */
function checkNames(raw, tree, file) {
	const ids = /* @__PURE__ */ new Map();
	for (const [i, { id, path, cases }] of (raw.models ?? []).entries()) {
		const key = id ?? path;
		const before = ids.get(key);
		if (before !== void 0) {
			const message = `is ${JSON.stringify(key)} again, as models[${before}]`;
			throw problemFault(tree, file, {
				path: [
					"models",
					i,
					id === void 0 ? "path" : "id"
				],
				message
			}, 0);
		}
		ids.set(key, i);
		const names = (cases ?? []).map(({ name }) => name);
		const twice = names.findIndex((name, at) => names.indexOf(name) !== at);
		if (twice !== -1) {
			const message = `is ${JSON.stringify(names[twice])} again`;
			throw problemFault(tree, file, {
				path: [
					"models",
					i,
					"cases",
					twice,
					"name"
				],
				message
			}, 0);
		}
	}
}
function policyOf(raw, path) {
	const { defaults, bench, accept, history, comment } = raw;
	const off = bench === "off";
	return {
		version: 1,
		path,
		models: (raw.models ?? []).map(modelOf),
		ignore: raw.ignore ?? [],
		defaults: {
			budgets: defaults?.budgets === void 0 ? require_policies.defaultPolicy.defaults.budgets : budgetsOf(defaults.budgets),
			unsupportedOps: defaults?.unsupported_ops ?? require_policies.defaultPolicy.defaults.unsupportedOps,
			builtIn: defaults?.budgets === void 0
		},
		onInconclusive: raw.on_inconclusive ?? null,
		strict: raw.strict ?? require_policies.defaultPolicy.strict,
		judgedBy: raw.policy ?? require_policies.defaultPolicy.judgedBy,
		build: buildOf(raw.build),
		bench: {
			enabled: !off,
			timeMs: off || bench?.time === void 0 ? require_policies.defaultPolicy.bench.timeMs : durationMs(bench.time),
			providers: off ? require_policies.defaultPolicy.bench.providers : bench?.providers ?? require_policies.defaultPolicy.bench.providers,
			threads: off ? require_policies.defaultPolicy.bench.threads : bench?.threads ?? require_policies.defaultPolicy.bench.threads
		},
		accept: {
			label: accept?.label ?? require_policies.defaultPolicy.accept.label,
			trailer: accept?.trailer ?? require_policies.defaultPolicy.accept.trailer
		},
		history: { branch: history?.branch ?? require_policies.defaultPolicy.history.branch },
		comment: {
			mode: comment?.mode ?? require_policies.defaultPolicy.comment.mode,
			rows: comment?.rows ?? require_policies.defaultPolicy.comment.rows
		}
	};
}
function buildOf(raw) {
	if (raw === void 0) return null;
	if (typeof raw === "string") return {
		run: raw,
		timeoutMs: 6e5
	};
	return {
		run: raw.run,
		timeoutMs: raw.timeout === void 0 ? 6e5 : durationMs(raw.timeout)
	};
}
/** A bare number is seconds. */
function durationMs(written) {
	if (typeof written === "number") return written * 1e3;
	return Number((require_quantity.parseCeiling(written, "time")?.value ?? 0n) / 1000n);
}
function modelOf(raw) {
	return {
		id: raw.id ?? null,
		path: raw.path,
		...bindingOf(raw),
		cases: (raw.cases ?? []).map((one) => ({
			name: one.name,
			...bindingOf(one),
			budgets: budgetsOf(one.budgets)
		})),
		budgets: budgetsOf(raw.budgets),
		unsupportedOps: raw.unsupported_ops ?? null,
		external: typeof raw.external === "string" ? [raw.external] : raw.external ?? [],
		inputFiles: typeof raw.input_files === "string" ? [raw.input_files] : raw.input_files ?? [],
		bench: raw.bench ?? true
	};
}
function bindingOf({ dims, inputs, values }) {
	return {
		dims: mapValues(dims, BigInt),
		inputs: mapValues(inputs, shapeOf),
		values: new Map(Object.entries(values ?? {}))
	};
}
function mapValues(record, to) {
	return new Map(Object.entries(record ?? {}).map(([key, value]) => [key, to(value)]));
}
function shapeOf(written) {
	if (typeof written !== "string") return written.map(BigInt);
	return written === "scalar" ? [] : written.split("x").map(BigInt);
}
function budgetsOf(raw) {
	const budgets = /* @__PURE__ */ new Map();
	for (const metric of require_core.budgetMetrics) {
		const written = raw?.[metric];
		if (written === null) budgets.set(metric, {
			max: null,
			fail: null,
			warn: null,
			growth: /* @__PURE__ */ new Map()
		});
		else if (written !== void 0) budgets.set(metric, budgetOf(written, metric));
	}
	return budgets;
}
function budgetOf(raw, metric) {
	const kind = require_core.unitOf(metric);
	const increase = (text) => typeof text === "string" ? require_quantity.parseIncrease(text, kind) : text;
	const max = raw.max === void 0 || raw.max === null ? raw.max : require_quantity.parseCeiling(String(raw.max), kind);
	const [fail, warn] = [increase(raw.fail), increase(raw.warn)];
	const growth = "growth" in raw ? raw.growth : void 0;
	return {
		...max === void 0 ? {} : { max },
		...fail === void 0 ? {} : { fail },
		...warn === void 0 ? {} : { warn },
		...growth === void 0 ? {} : { growth: growthOf(growth) },
		...raw.on_inconclusive === void 0 ? {} : { onInconclusive: raw.on_inconclusive }
	};
}
function growthOf(written) {
	return typeof written === "string" ? /* @__PURE__ */ new Map([["*", written]]) : new Map(Object.entries(written));
}

exports.readPolicy = readPolicy;