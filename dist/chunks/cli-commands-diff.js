const require_count_both = require("./gate-count-both.js");
const require_judge = require("./judge-judge.js");
const require_core = require("./core.js");
const require_catalog = require("./gate-find-catalog.js");
const require_look = require("./gate-find-look.js");
const require_map_pool = require("./gate-map-pool.js");
const require_side = require("./gate-side.js");
const require_shelf = require("./cli-commands-shelf.js");

// src/gate/diff.ts
/**
* Compares the models of two sides: two files with each other, or those of equal path, then by likeness.
* @param options sizes that hold for every model
*/
async function diffShelves(base, head, options) {
	const sideOf = /* @__PURE__ */ new Map();
	for (const shelf of [base, head]) for (const file of shelf.files) sideOf.set(file, shelf);
	const open = async (file) => (sideOf.get(file) ?? head).open(file);
	const look = require_look.createLook(open);
	const isPair = base.isOne && head.isOne;
	const files = isPair ? pairOf(base, head) : byPath(base, head);
	const [idIn, idAt] = [identities(base), identities(head)];
	const differing = files.filter(({ base: a, head: b }) => a === null || b === null || a.id === null || idIn(a) !== idAt(b));
	const apart = new Set(differing);
	const changed = isPair ? differing : await require_look.changedModels(differing, look);
	const changes = isPair ? [asChange(files)] : await require_look.pairModels(changed, kinship(open));
	const counter = require_side.createCounter(open);
	return {
		models: (await require_map_pool.mapPool(changes, 2, async (change) => outcomeOf(change, options, counter))).toSorted((a, b) => a.path < b.path ? -1 : a.path > b.path ? 1 : 0),
		unchanged: files.filter((file) => !apart.has(file) && (isPair || !require_core.isSharedPath(file.path))).length
	};
}
/** What names a model's content: the ids of its root and of the files that belong to it. */
function identities({ members = [] }) {
	const beside = /* @__PURE__ */ new Map();
	for (const { path, id } of members) {
		const name = require_catalog.besideModel(path) ?? "";
		beside.set(name, [...beside.get(name) ?? [], `${path} ${id}`]);
	}
	return ({ path, id }) => [id, ...beside.get(require_core.modelName(path)) ?? []].join("\n");
}
const pairOf = (base, head) => [{
	path: head.files[0]?.path ?? "",
	base: base.files[0] ?? null,
	head: head.files[0] ?? null
}];
/** Two files that the user names are one model, changed or not. */
function asChange([file]) {
	return {
		change: "changed",
		base: file?.base ?? null,
		head: file?.head ?? null
	};
}
function byPath(base, head) {
	const before = new Map(base.files.map((file) => [file.path, file]));
	const after = new Map(head.files.map((file) => [file.path, file]));
	return [.../* @__PURE__ */ new Set([...before.keys(), ...after.keys()])].toSorted().map((path) => ({
		path,
		base: before.get(path) ?? null,
		head: after.get(path) ?? null
	}));
}
const kinship = (open) => ({
	idOf: () => null,
	structureOf: async (file) => require_side.readFile(open, file).then((model) => require_look.structureOf(model), () => null)
});
const sided = (file) => file === null ? null : {
	file,
	bytes: null
};
async function outcomeOf({ change, base, head }, options, counter) {
	const path = require_core.modelName(head?.path ?? base?.path ?? "");
	const [counted] = await require_count_both.countBoth(counter, sided(base), sided(head), [options]);
	const plan = planOf(path);
	return require_judge.judgeModel({
		plan,
		casePlan: {
			name: "",
			budgets: /* @__PURE__ */ new Map(),
			dims: /* @__PURE__ */ new Map(),
			inputs: /* @__PURE__ */ new Map(),
			values: /* @__PURE__ */ new Map()
		},
		change,
		basePath: base !== null && head !== null && base.path !== head.path ? require_core.modelName(base.path) : null,
		...counted ?? {
			base: null,
			head: null
		},
		latency: null,
		acceptances: []
	});
}
/** No budget, no case: figures only. */
const planOf = (path) => ({
	id: path,
	path,
	rule: null,
	unsupportedOps: "off",
	external: [],
	inputFiles: [],
	bench: false,
	cases: []
});

// src/cli/commands/diff.ts
const command = {
	name: "diff",
	summary: "what changed between two models, or two revisions",
	usage: "BASE HEAD [options]",
	about: `Compares two models figure by figure and layer by layer. Layers are matched by name, then by structure, so that
another export of the same net shows only what really changed. A side is a file, a folder, REV:path, or a revision
as a whole; REV..REV stands for two of them.`,
	examples: [
		"flopgate diff old.onnx new.onnx",
		"flopgate diff main:models/detector.onnx models/detector.onnx",
		"flopgate diff v1.0..HEAD --dim batch=1"
	],
	flags: require_core.sizeFlags,
	run
};
async function run(args) {
	const [base, head] = await sidesOf(args);
	const sizes = require_core.readSizes(args);
	const shelves = [await require_shelf.openShelf(base, "base"), await require_shelf.openShelf(head, "head")];
	if (shelves[0].isOne !== shelves[1].isOne) throw new require_core.Fault("usage", `${base} and ${head} can't be compared: one is a file, the other holds many`, "give two files, or two folders or revisions");
	const { models, unchanged } = await diffShelves(...shelves, sizes);
	if (args.has("json")) require_core.printJson((await Promise.resolve().then(() => require("./core.js")).then((n) => n.json_exports)).diffJson(models));
	else if (models.length === 0) require_core.print(require_core.term`no model differs (${unchanged} ${unchanged === 1 ? "is" : "are"} the same)\n`);
	else require_core.print((await Promise.resolve().then(() => require("./report-terminal-diff.js")).then((n) => n.diff_exports)).renderDiff(models, require_core.viewOf(1)));
	require_core.sayUnused(models.flatMap((model) => [model.base, model.head].map((side) => side?.kind === "counted" ? side.findings : [])));
	const failures = models.flatMap((model) => [model.base, model.head]).flatMap((side) => side?.kind === "failed" ? [side.failure] : []);
	if (args.has("json")) for (const failure of failures) require_core.sayFailure(failure);
	return failures.length > 0 ? 2 : 0;
}
/** Two positionals, or one of the form REV..REV. */
async function sidesOf(args) {
	const [first = "", second] = args.positionals;
	const at = first.indexOf("..");
	if (second === void 0 && at > 0 && args.positionals.length === 1) return [first.slice(0, at), first.slice(at).replace(/^\.{2,3}/, "") || "HEAD"];
	require_core.expectPositionals(command, args, 2, 2);
	return [first, second ?? ""];
}

exports.command = command;