const require_judge = require("./judge.js");
const require_core = require("./core.js");
const require_changes = require("./changes.js");
const require_pool = require("./pool.js");
const require_side = require("./side.js");
const require_models = require("./models.js");
const require_files_models = require("./files-models.js");
let node_path = require("node:path");

// src/gate/diff.ts
/** True of a path that `diff` takes for a model among others. */
function isModelPath(path) {
	const name = path.toLowerCase();
	return require_core.knownExtensions.some((extension) => name.endsWith(extension));
}
/**
* Compares the models of two sides: two files with each other, or those of equal path, then by likeness.
* @param options sizes that hold for every model
*/
async function diffShelves(base, head, options) {
	const sideOf = /* @__PURE__ */ new Map();
	for (const shelf of [base, head]) for (const file of shelf.files) sideOf.set(file, shelf);
	const open = async (file) => (sideOf.get(file) ?? head).open(file);
	const files = base.isOne && head.isOne ? pairOf(base, head) : byPath(base, head);
	const changed = files.filter(({ base: a, head: b }) => a === null || b === null || a.id === null || a.id !== b.id);
	const changes = base.isOne && head.isOne ? [asChange(files)] : await require_changes.pairModels(changed, kinship(open));
	const counter = require_side.createCounter(open);
	return {
		models: (await require_pool.mapPool(changes, 2, async (change) => outcomeOf(change, options, counter.count))).toSorted((a, b) => a.path < b.path ? -1 : a.path > b.path ? 1 : 0),
		unchanged: files.length - changed.length
	};
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
	structureOf: async (file) => require_side.readFile(open, file).then((model) => require_changes.structureOf(model), () => null)
});
async function outcomeOf({ change, base, head }, options, count) {
	const path = head?.path ?? base?.path ?? "";
	const [before, after] = await Promise.all([base === null ? null : count(base, [options], null), head === null ? null : count(head, [options], null)]);
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
		basePath: base !== null && head !== null && base.path !== head.path ? base.path : null,
		base: before?.[0] ?? null,
		head: after?.[0] ?? null,
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

// src/cli/shelf.ts
const worktree = { kind: "worktree" };
/**
* What a side of `diff` names: a file, a folder, `REV:path` of a file or a folder, or a revision as a whole.
* @throws Fault `missing-file`, `missing-base`, \u2026
*/
async function openShelf(text, asked) {
	const kind = require_files_models.kindOfPath(text);
	if (kind === "file") return fileShelf(text);
	if (kind === "folder") return folderShelf(text);
	return revisionShelf(text, asked);
}
async function fileShelf(path) {
	const { openModelFile } = await Promise.resolve().then(() => require("./source-open.js")).then((n) => n.source_open_exports);
	return {
		isOne: true,
		files: [{
			tree: worktree,
			path,
			id: null
		}],
		open: async () => openModelFile(path)
	};
}
async function folderShelf(folder) {
	const { openModelFile } = await Promise.resolve().then(() => require("./source-open.js")).then((n) => n.source_open_exports);
	return {
		isOne: false,
		files: require_files_models.listFolder(folder, isModelPath).map((path) => ({
			tree: worktree,
			path,
			id: null
		})),
		open: async ({ path }) => openModelFile((0, node_path.join)(folder, path))
	};
}
async function revisionShelf(text, asked) {
	const { openRepository } = await Promise.resolve().then(() => require("./git-repository.js")).then((n) => n.git_repository_exports);
	const { openPorcelain } = await Promise.resolve().then(() => require("./git-porcelain.js")).then((n) => n.git_porcelain_exports);
	const { findCommit, resolveCommit } = await Promise.resolve().then(() => require("./git-revision.js")).then((n) => n.git_revision_exports);
	const colon = text.indexOf(":");
	const rev = colon === -1 ? text : text.slice(0, colon);
	const path = colon === -1 ? "" : text.slice(colon + 1).replace(/^\.\/|\/$/g, "");
	const repository = await openRepository(process.cwd()).catch((thrown) => {
		throw thrown instanceof require_core.Fault && thrown.code === "not-a-repository" ? nothingAt(text) : thrown;
	});
	const git = await openPorcelain(repository.root);
	if (colon === -1 && await findCommit(git, rev) === null && !/[\^~]/.test(rev)) throw nothingAt(text);
	const sha = await resolveCommit(repository.root, git, rev, asked);
	const inside = (file) => path === "" || file === path || file.startsWith(`${path}/`);
	const files = await repository.list({
		kind: "commit",
		sha
	}, (file) => file === path || inside(file) && isModelPath(file));
	const isOne = files.length === 1 && files[0]?.path === path;
	if (files.length === 0 && path !== "") throw new require_core.Fault("missing-file", `${rev} has no ${path}`, `see git ls-tree -r --name-only ${rev}`);
	await repository.prefetch(files);
	return {
		isOne,
		files: isOne ? files : files.map((file) => within(file, path)),
		open: async (file) => repository.open(restored(file, path)),
		async beside(model) {
			const found = await repository.list({
				kind: "commit",
				sha
			}, (file) => require_models.isBesideModel(file, model.path));
			await repository.prefetch(found);
			return found;
		}
	};
}
/** Paths below a folder are told, and matched, from that folder on. */
const within = (file, folder) => folder === "" ? file : {
	...file,
	path: file.path.slice(folder.length + 1)
};
const restored = (file, folder) => folder === "" || file.path === folder ? file : {
	...file,
	path: `${folder}/${file.path}`
};
function nothingAt(text) {
	return new require_core.Fault("missing-file", `${text} is neither a file nor a revision`, "give a file, a folder, REV:path or REV");
}

Object.defineProperty(exports, "diffShelves", {
  enumerable: true,
  get: function () {
    return diffShelves;
  }
});
Object.defineProperty(exports, "openShelf", {
  enumerable: true,
  get: function () {
    return openShelf;
  }
});