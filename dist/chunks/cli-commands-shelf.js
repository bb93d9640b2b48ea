const require_catalog = require("./gate-find-catalog.js");
const require_core = require("./core.js");
let node_path = require("node:path");

// src/cli/commands/shelf.ts
const worktree = { kind: "worktree" };
/**
* What a side of `diff` names: a file, a folder, `REV:path` of a file or a folder, or a revision as a whole.
* @throws Fault `missing-file`, `missing-base`, \u2026
*/
async function openShelf(text, asked) {
	const kind = require_core.kindOfPath(text);
	if (kind === "file") return fileShelf(text);
	if (kind === "folder") return folderShelf(text);
	return revisionShelf(text, asked);
}
async function fileShelf(path) {
	const { openOnDisk } = await Promise.resolve().then(() => require("./host-source-open.js")).then((n) => n.open_exports);
	return {
		isOne: true,
		files: [{
			tree: worktree,
			path,
			id: null
		}],
		open: async () => openOnDisk(path)
	};
}
async function folderShelf(folder) {
	const root = require_catalog.folderRoot(folder, require_core.listFolder(folder, (path) => !path.includes("/")));
	if (root !== null) return fileShelf((0, node_path.join)(folder, root));
	const { openOnDisk } = await Promise.resolve().then(() => require("./host-source-open.js")).then((n) => n.open_exports);
	return {
		isOne: false,
		files: require_core.listFolder(folder, require_catalog.isModelFile).map((path) => ({
			tree: worktree,
			path,
			id: null
		})),
		open: async ({ path }) => openOnDisk((0, node_path.join)(folder, path))
	};
}
async function revisionShelf(text, asked) {
	const { openRepository } = await Promise.resolve().then(() => require("./host-git-repository.js")).then((n) => n.repository_exports);
	const { openPorcelain } = await Promise.resolve().then(() => require("./host-git-porcelain.js")).then((n) => n.porcelain_exports);
	const { findCommit, resolveCommit } = await Promise.resolve().then(() => require("./host-git-revision.js")).then((n) => n.revision_exports);
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
	const all = await repository.list({
		kind: "commit",
		sha
	}, (file) => file === path || inside(file) && (require_catalog.isModelFile(file) || require_catalog.besideModel(file) !== null));
	const members = all.filter((file) => file.path !== path && require_catalog.besideModel(file.path) !== null);
	const files = all.filter((file) => !members.includes(file));
	const own = files.find((file) => file.path === path) ?? files.find((file) => require_catalog.isRootOf(file.path, path));
	const isOne = own !== void 0;
	if (files.length === 0 && path !== "") throw new require_core.Fault("missing-file", `${rev} has no ${path}`, `see git ls-tree -r --name-only ${rev}`);
	await repository.prefetch(files);
	return {
		isOne,
		files: isOne ? [own] : files.map((file) => within(file, path)),
		members: isOne ? members : members.map((file) => within(file, path)),
		open: async (file) => repository.open(isOne ? file : restored(file, path)),
		async beside(model) {
			const found = await repository.list({
				kind: "commit",
				sha
			}, (file) => require_catalog.belongsTo(file, model.path));
			await repository.prefetch(found);
			return found;
		}
	};
}
/** Paths below a folder are shown, and matched, from that folder on. */
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

Object.defineProperty(exports, "openShelf", {
  enumerable: true,
  get: function () {
    return openShelf;
  }
});