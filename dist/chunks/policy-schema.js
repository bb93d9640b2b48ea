const require_catalog = require("./gate-find-catalog.js");
const require_core = require("./core.js");
const require_quantity = require("./policy-quantity.js");
const require_lib_zod = require("./lib-zod.js");

// src/policy/schema.ts
/** An object whose unknown keys are errors that name the key probably meant. */
function strict(shape) {
	const known = Object.keys(shape);
	return require_lib_zod.strictObject(shape, { error: (issue) => {
		if (issue.code !== "unrecognized_keys") return void 0;
		const [key = ""] = issue.keys;
		const meant = require_core.nearest(key, known);
		const suggestion = meant === void 0 ? `known keys are ${known.join(", ")}` : `did you mean ${meant}?`;
		return `${JSON.stringify(clip(key))} is no key here: ${suggestion}`;
	} });
}
const clip = (key) => key.length > 80 ? `${key.slice(0, 79)}\u2026` : key;
/** A list whose message says what it holds too many of. */
const listOf = (item, most) => require_lib_zod.array(item).max(most, { error: `has more than ${most} entries` });
/** Names with a value each, at most as many as anybody would write. */
const named = (name, value) => require_lib_zod.record(name, value).refine((entries) => Object.keys(entries).length <= MAX_NAMES, { error: `has more than ${MAX_NAMES} entries` });
const MAX_NAMES = 1e3;
const oneOf = (words) => require_lib_zod._enum(words, { error: ({ input }) => {
	const meant = typeof input === "string" ? require_core.nearest(input, words) : void 0;
	return `must be one of ${words.join(", ")}${meant === void 0 ? "" : `: did you mean ${meant}?`}`;
} });
const text = (what) => {
	const error = `must be ${what}`;
	return require_lib_zod.string({ error: ({ input }) => input === void 0 ? `is missing: ${what}` : error }).min(1, { error }).max(1e3, { error: "is longer than 1000 characters" });
};
/** A path or a pattern that can be matched in bounded time. */
const pattern = (what) => text(what).refine((written) => require_catalog.globProblem(written) === null, { error: ({ input }) => require_catalog.globProblem(String(input)) ?? "" });
/** A ceiling: a bare number if the metric's unit is a count or bytes, or a text with a unit. */
const ceiling = (kind) => {
	const what = `must be a quantity such as ${require_quantity.ceilingExample[kind]}`;
	const written = require_lib_zod.string({ error: what }).regex(require_quantity.ceilingPattern(kind), { error: what });
	return kind === "time" ? written : require_lib_zod.union([require_lib_zod.int({ error: what }).min(0, { error: what }), written], { error: what });
};
const increase = (kind) => {
	const what = `must be an increase over base such as +5%${kind === "time" ? "" : ` or +${require_quantity.ceilingExample[kind]}`}`;
	return require_lib_zod.string({ error: what }).regex(require_quantity.increasePattern(kind), { error: what });
};
const growthWords = [
	"constant",
	"linear",
	"quadratic",
	"cubic",
	"same"
];
const budget = (kind) => {
	const limits = {
		max: ceiling(kind).nullable().optional().describe(`Ceiling at head, whatever base is: ${require_quantity.ceilingExample[kind]}. Null takes a default away.`),
		fail: increase(kind).nullable().optional().describe("Increase over base beyond which the check fails: +5%. Null takes a default away."),
		warn: increase(kind).nullable().optional().describe("Increase over base beyond which the check warns: +2%. Null takes a default away."),
		on_inconclusive: oneOf(["warn", "fail"]).optional().describe("What follows where this budget cannot be decided (a lower bound, an unbound size, a noisy runner): warn (exit code 0) or fail (exit code 3).")
	};
	if (kind === "time") return strict(limits);
	return strict({
		...limits,
		growth: require_lib_zod.union([oneOf(growthWords), named(text("the name of a size"), oneOf(growthWords))], { error: `must be one of ${growthWords.join(", ")}, or say so for each size: { sequence: linear }` }).optional().describe("Steepest growth allowed in a symbolic size, or in each: linear refuses quadratic; same refuses anything steeper than base. * is every size that is not named.")
	});
};
const budgets = strict(Object.fromEntries(require_core.budgetMetrics.map((metric) => [metric, budget(require_core.unitOf(metric)).nullable().optional().describe(require_core.metricOf(metric).description)]))).describe("Limits by metric.");
const id = require_lib_zod.string({ error: "must be a text" }).regex(/^[^\s#,|`"'<>]{1,200}$/u, { error: "must have no spaces, quotes or any of # , | ` < >" });
const size = require_lib_zod.int({ error: "must be a size: a whole number \u2265 0" }).min(0, { error: "must be a size: a whole number \u2265 0" });
const dims = named(text("the name of a size"), size).describe("Values of symbolic sizes: { batch: 1, height: 640 }.");
const shapeText = "must be a shape such as 1x3x224x224, [1, 3, 224, 224] or scalar";
const inputs = named(text("the name of an input"), require_lib_zod.union([require_lib_zod.string().regex(/^(?:\d{1,15}(?:x\d{1,15}){0,31}|scalar)$/, { error: shapeText }), listOf(size, 32)], { error: shapeText })).describe("Whole shapes of inputs: { images: 1x3x640x640 }.");
const values = named(text("the name of an input"), require_lib_zod.unknown()).describe("Contents of small inputs that shapes or costs depend on, as JSON: { steps: 5 }.");
const durationText = "must be a duration such as 120s or 2m";
const duration = require_lib_zod.union([require_lib_zod.int({ error: durationText }).min(1), require_lib_zod.string().regex(/^\d{1,9}(?:\.\d{1,3})? ?(?:ms|s|min|m|h)$/, { error: durationText })], { error: durationText });
const binding = {
	dims: dims.optional(),
	inputs: inputs.optional(),
	values: values.optional()
};
const oneCase = strict({
	name: require_lib_zod.string({ error: "a case needs a name" }).regex(/^[\w.+-]{1,60}$/, { error: "must be letters, digits, . _ + or -" }).describe("Shown beside the model: detector (b8)."),
	...binding,
	budgets: budgets.optional()
});
const unsupportedOps = oneOf([
	"off",
	"warn",
	"fail"
]).describe("Where a changed model holds an operator whose cost is unknown: say nothing, warn, or fail. Its total is a lower bound in any case.");
const inputFile = require_lib_zod.string().regex(/^[^\0]{1,500}\.(?:npz|npy|pb)$/i, { error: "must be x.npz, NAME=x.npy or NAME=x.pb" });
const model = strict({
	id: id.optional().describe("Keys history and acceptances, and survives renames; default: the path."),
	path: pattern("a path or a glob of model files").describe("A file, or a glob: models/**/*.onnx."),
	...binding,
	cases: listOf(oneCase, 100).optional().describe("Further sizes to count at, each on top of dims; without dims and inputs of its own the model is counted at these only."),
	budgets: budgets.optional(),
	unsupported_ops: unsupportedOps.optional(),
	external: require_lib_zod.union([pattern("a path or a glob"), listOf(pattern("a path or a glob"), 100)]).optional().describe("Files that belong to the model (external weights): their bytes are part of size."),
	input_files: require_lib_zod.union([inputFile, listOf(inputFile, 100)]).optional().describe("Files of the repository with real inputs to measure with: data/x.npz, ids=data/ids.npy, ids=data/input_0.pb."),
	bench: require_lib_zod.boolean({ error: "must be true or false" }).optional().describe("false: count it, never measure it.")
});
const build = strict({
	run: text("a command line"),
	timeout: duration.optional().describe("Default 10m.")
});
/** The policy as written; read-policy.ts says what it means. */
const policySchema = strict({
	version: require_lib_zod.literal(1, { error: ({ input }) => input === void 0 ? "is missing: write version: 1" : "must be 1, the only version there is" }),
	models: listOf(model, 5e3).optional().describe("Models with dims or budgets of their own. Those not listed are found all the same and judged by defaults."),
	ignore: listOf(pattern("a path or a glob"), 1e3).optional().describe("Paths or globs of model files to leave alone, such as test fixtures."),
	defaults: strict({
		budgets: budgets.optional(),
		unsupported_ops: unsupportedOps.optional()
	}).optional().describe("For every model that does not say otherwise. Without budgets here the built-in warnings apply."),
	strict: require_lib_zod.boolean({ error: "must be true or false" }).optional().describe("true: whatever was watched and is not judged, an undecided budget on a counted metric, a watched file that cannot be read and a loosened policy fail (exit code 3) instead of warning. Default false; flopgate init writes true."),
	on_inconclusive: oneOf(["warn", "fail"]).optional().describe("What follows where a budget cannot be decided, for every metric that does not say otherwise. Default warn; under strict, fail for counted metrics."),
	policy: oneOf(["base", "head"]).optional().describe("base: pull requests of the same repository are judged by the policy of the base branch, as those from forks are. Default head. The policy of the base branch decides."),
	build: require_lib_zod.union([text("a command line"), build], { error: "must be a command line, or { run, timeout }" }).optional().describe("Command that makes the models; run at base and at head in separate worktrees."),
	bench: require_lib_zod.union([require_lib_zod.literal("off"), strict({
		time: duration.optional().describe("For all models together; default 120s."),
		providers: require_lib_zod.array(text("an execution provider")).min(1).max(8).optional().describe("Execution providers; default [cpu]."),
		threads: require_lib_zod.int({ error: "must be a number of threads" }).min(1).max(1024).optional().describe("Default 1, the steadiest.")
	})], { error: "must be off, or { time, providers, threads }" }).optional().describe("How latency is measured; off: it is not."),
	accept: strict({
		label: text("the name of a label").optional(),
		trailer: require_lib_zod.string().regex(/^[A-Za-z][\w-]{0,60}$/, { error: "must be a trailer name such as Flopgate-Accept" }).optional()
	}).optional().describe("How a person accepts an increase: a label of the pull request, or a trailer of a head commit: Flopgate-Accept: detector.latency +9% reason."),
	history: strict({ branch: require_lib_zod.string().regex(/^(?!\/)(?!.*(?:\.\.|\/\/|@\{))[\w./@-]{1,200}$/, { error: "must be the name of a branch" }).optional() }).optional().describe("Data branch that keeps the figures of each commit; default flopgate-data."),
	comment: strict({
		mode: oneOf([
			"always",
			"on-change",
			"on-failure",
			"never"
		]).optional().describe("When to comment; default on-change."),
		rows: require_lib_zod.int({ error: "must be a number of rows" }).min(1).max(200).optional().describe("Rows of the table; default 15.")
	}).optional()
});
/** JSON Schema (draft 2020-12) of flopgate.yml, for editors and `flopgate schema`. */
function policyJsonSchema() {
	return {
		...require_lib_zod.toJSONSchema(policySchema, { io: "input" }),
		title: "Flopgate policy (flopgate.yml)",
		description: "What a pull request may cost: budgets for the operations, parameters, bytes and latency of ML models."
	};
}

Object.defineProperty(exports, "policyJsonSchema", {
  enumerable: true,
  get: function () {
    return policyJsonSchema;
  }
});
Object.defineProperty(exports, "policySchema", {
  enumerable: true,
  get: function () {
    return policySchema;
  }
});