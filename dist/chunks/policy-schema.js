const require_glob = require("./policy-glob.js");
const require_core = require("./core.js");
const require_quantity = require("./policy-quantity.js");
const require_lib_zod = require("./lib-zod.js");

// src/policy/schema-parts.ts
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
/** One of some words; the message names the nearest. */
const oneOf = (words) => require_lib_zod._enum(words, { error: ({ input }) => {
	const meant = typeof input === "string" ? require_core.nearest(input, words) : void 0;
	return `must be one of ${words.join(", ")}${meant === void 0 ? "" : `: did you mean ${meant}?`}`;
} });
/** A text that says what it is where it is missing. */
const text = (what) => {
	const error = `must be ${what}`;
	return require_lib_zod.string({ error: ({ input }) => input === void 0 ? `is missing: ${what}` : error }).min(1, { error }).max(1e3, { error: "is longer than 1000 characters" });
};
/** A path or a pattern that can be matched in bounded time. */
const pattern = (what) => text(what).refine((written) => require_glob.globProblem(written) === null, { error: ({ input }) => require_glob.globProblem(String(input)) ?? "" });
/** A ceiling: a bare number if the metric's unit is a count or bytes, or a text with a unit. */
const ceiling = (kind) => {
	const what = `must be a quantity such as ${require_quantity.ceilingExample[kind]}`;
	const written = require_lib_zod.string({ error: what }).regex(require_quantity.ceilingPattern(kind), { error: what });
	return kind === "time" ? written : require_lib_zod.union([require_lib_zod.int({ error: what }).min(0, { error: what }), written], { error: what });
};
/** An increase over base: `+5%`, or an amount with its sign. */
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
const limitsOf = (kind) => ({
	max: ceiling(kind).nullable().optional().describe(`Ceiling at head, whatever base is: ${require_quantity.ceilingExample[kind]}. Null takes a default away.`),
	fail: increase(kind).nullable().optional().describe("Increase over base beyond which the check fails: +5%. Null takes a default away."),
	warn: increase(kind).nullable().optional().describe("Increase over base beyond which the check warns: +2%. Null takes a default away."),
	on_inconclusive: oneOf(["warn", "fail"]).optional().describe("What follows where this budget cannot be decided (a lower bound, an unbound size, a noisy runner): warn (exit code 0) or fail (exit code 3).")
});
const sumBudget = (kind) => strict(limitsOf(kind));
const budget = (kind) => {
	const limits = limitsOf(kind);
	if (kind === "time") return strict(limits);
	return strict({
		...limits,
		growth: require_lib_zod.union([oneOf(growthWords), named(text("the name of a size"), oneOf(growthWords))], { error: `must be one of ${growthWords.join(", ")}, or say so for each size: { sequence: linear }` }).optional().describe("Steepest growth allowed in a symbolic size, or in each: linear refuses quadratic; same refuses anything steeper than base. * is every size that is not named.")
	});
};
/** Limits by metric. */
const budgets = strict(Object.fromEntries(require_core.budgetMetrics.map((metric) => [metric, budget(require_core.unitOf(metric)).nullable().optional().describe(require_core.metricOf(metric).description)]))).describe("Limits by metric.");
/** Limits of a sum of models: of what is counted, without growth. */
const groupBudgets = strict(Object.fromEntries(require_core.countedMetrics.map((metric) => [metric, sumBudget(require_core.unitOf(metric)).optional().describe(require_core.metricOf(metric).description)])));

// src/policy/contract-schema.ts
const version = require_lib_zod.int({ error: "must be a version: a whole number \u2265 1" }).min(1, { error: "must be a version: a whole number \u2265 1" });
const shareText = "must be a share such as 40%";
const share = require_lib_zod.string({ error: shareText }).regex(/^\d{1,3}(?:\.\d{1,6})? ?%$/, { error: shareText });
const operator = text("the name of an operator").refine((written) => require_glob.globProblem(written) === null, { error: ({ input }) => require_glob.globProblem(String(input)) ?? "" });
const numberType = oneOf(Object.keys(require_quantity.numberBits));
/** What a model must be, whatever it costs: keys that stand in an entry, or for every model. */
const contractKeys = {
	interface: oneOf(["locked"]).nullable().optional().describe("locked: inputs and outputs keep their names, order, types, ranks and fixed sizes. Open sizes may change their names. Null takes it away."),
	opset: strict({
		max: version.optional().describe("Newest version of the ONNX operator set that a model may ask for."),
		min: version.optional().describe("Oldest version that it may ask for.")
	}).nullable().optional().describe("Which versions of the operator set whatever runs the model has. Null takes it away."),
	quantization: require_lib_zod.union([numberType, strict({
		type: numberType.describe("As the word alone."),
		share: share.optional().describe("Share of the multiply-accumulates that must be in it; default 100%.")
	})], { error: `must be one of ${Object.keys(require_quantity.numberBits).join(", ")}, or { type: int8, share: 95% }` }).nullable().optional().describe("Widest numbers that multiply-accumulates may work on, weights and activations alike. Null takes it away."),
	ops: strict({
		allow: listOf(operator, 1e3).optional().describe("The only operators that a model may hold."),
		deny: listOf(operator, 1e3).optional().describe("Operators that it may not hold.")
	}).nullable().optional().describe("Operators by name, those of other domains as DOMAIN:NAME (com.microsoft:Attention); globs are allowed. Null takes it away."),
	layers: strict({ max_share: share.optional().describe("Largest share of the multiply-accumulates that one layer may have.") }).nullable().optional().describe("Limits of each layer. Null takes it away.")
};

// src/policy/schema.ts
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
	...contractKeys,
	external: require_lib_zod.union([pattern("a path or a glob"), listOf(pattern("a path or a glob"), 100)]).optional().describe("Files that belong to the model (external weights): their bytes are part of size."),
	input_files: require_lib_zod.union([inputFile, listOf(inputFile, 100)]).optional().describe("Files of the repository with real inputs to measure with: data/x.npz, ids=data/ids.npy, ids=data/input_0.pb."),
	bench: require_lib_zod.boolean({ error: "must be true or false" }).optional().describe("false: count it, never measure it.")
});
const group = strict({
	id: id.describe("Shown in place of a model, and named by acceptances."),
	paths: require_lib_zod.union([pattern("a path or a glob"), listOf(pattern("a path or a glob"), 100)]).describe("Models of the group: models/encoders/**, or a list."),
	budgets: groupBudgets.describe("Limits of the sum over the group, by metric.")
});
const build = strict({
	run: text("a command line").describe("Command line of a shell."),
	timeout: duration.optional().describe("Default 10m.")
});
const accepterText = "must be codeowners, a login, or a team such as organisation/team";
const accepter = require_lib_zod.string({ error: accepterText }).regex(/^@?[A-Za-z\d][\w.-]{0,60}(?:\/[\w.-]{1,100})?$/, { error: accepterText });
const anchorText = "must be a tag, a branch, or an age such as 30 days";
/** The policy as written; read-policy.ts says what it means. */
const policySchema = strict({
	version: require_lib_zod.literal(1, { error: ({ input }) => input === void 0 ? "is missing: write version: 1" : "must be 1, the only version there is" }).describe("Version of the form: 1."),
	extends: text("the path of a policy, or OWNER/REPOSITORY@REF").optional().describe("Another policy that holds where this one says nothing: a path from this file, or OWNER/REPOSITORY@REF with a tag or commit id (OWNER/REPOSITORY/PATH@REF where it is no flopgate.yml at the root)."),
	models: listOf(model, 5e3).optional().describe("Models with dims or budgets of their own. Those not listed are found all the same and judged by defaults."),
	ignore: listOf(pattern("a path or a glob"), 1e3).optional().describe("Paths or globs of model files to leave alone, such as test fixtures."),
	defaults: strict({
		budgets: budgets.optional(),
		unsupported_ops: unsupportedOps.optional(),
		...contractKeys
	}).optional().describe("For every model that does not say otherwise. Without budgets here the built-in warnings apply."),
	strict: require_lib_zod.boolean({ error: "must be true or false" }).optional().describe("true: whatever was watched and is not judged, an undecided budget on a counted metric, a watched file that cannot be read and a loosened policy fail (exit code 3) instead of warning. Default false; flopgate init writes true."),
	on_inconclusive: oneOf(["warn", "fail"]).optional().describe("What follows where a budget cannot be decided, for every metric that does not say otherwise. Default warn; under strict, fail for counted metrics."),
	policy: oneOf(["base", "head"]).optional().describe("base: pull requests of the same repository are judged by the policy of the base branch, as those from forks are. Default head. The policy of the base branch decides."),
	groups: listOf(group, 500).optional().describe("Models that share a budget: what they cost together is judged when any of them changes."),
	new: strict({ budgets: budgets.optional() }).optional().describe("Limits of models that base does not have; only a max applies to them."),
	against: require_lib_zod.string({ error: anchorText }).regex(/^(?!\/)(?!-)(?!.*(?:\.\.|\/\/|@\{))[\w./@-]{1,200}$|^\d{1,4} days?$/, { error: anchorText }).optional().describe("An earlier state that increases are held to as well, so that many small steps do not pass: a tag, a branch, or 30 days."),
	...contractKeys,
	build: require_lib_zod.union([text("a command line"), build], { error: "must be a command line, or { run, timeout }" }).optional().describe("Command that makes the models; run at base and at head in separate worktrees."),
	bench: require_lib_zod.union([require_lib_zod.literal("off"), strict({
		time: duration.optional().describe("For all models together; default 120s."),
		providers: require_lib_zod.array(text("an execution provider")).min(1).max(8).optional().describe("Execution providers; default [cpu]."),
		threads: require_lib_zod.int({ error: "must be a number of threads" }).min(1).max(1024).optional().describe("Default 1, the steadiest.")
	})], { error: "must be off, or { time, providers, threads }" }).optional().describe("How latency is measured; off: it is not."),
	accept: strict({
		label: text("the name of a label").optional().describe("Label of the pull request that accepts; it counts until the next push. Default flopgate-accept."),
		trailer: require_lib_zod.union([require_lib_zod.literal(false), require_lib_zod.string().regex(/^[A-Za-z][\w-]{0,60}$/)], { error: "must be false, or a trailer name such as Flopgate-Accept" }).optional().describe("Trailer of a head commit that accepts; false: none does. Default Flopgate-Accept."),
		by: require_lib_zod.union([accepter, listOf(accepter, 50)], { error: accepterText }).optional().describe("Who may accept: logins, teams (organisation/team) and codeowners (whoever CODEOWNERS of the base branch names for the model). A trailer then counts only in a commit that such a person signed."),
		not_author: require_lib_zod.boolean({ error: "must be true or false" }).optional().describe("true: whoever opened the pull request accepts nothing in it."),
		most: increase("time").optional().describe("Largest increase over base that anybody may accept: +20%."),
		max: require_lib_zod.boolean({ error: "must be true or false" }).optional().describe("true: an acceptance also passes a ceiling (max). Default false.")
	}).optional().describe("How a person accepts a breach: by a label of the pull request, or by a trailer of a head commit: Flopgate-Accept: detector.latency +9% reason."),
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