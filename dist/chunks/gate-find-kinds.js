const require_core = require("./core.js");
const require_map_pool = require("./gate-map-pool.js");
const require_catalog = require("./gate-find-catalog.js");

// src/gate/find/kinds.ts
/**
* What a file is, where it is a model that no reader counts; else null. Its first bytes are read only where its name leaves it open, and
* a file that can't be read is whatever its name says.
*/
async function kindOf(file, catalog, start) {
	const named = require_catalog.uncountedByName(file.path);
	if (named !== null || !catalog.mayBeModel(file.path)) return named;
	try {
		return require_catalog.uncountedBy(file.path, await start(file, require_core.KNOWN_HEAD_BYTES));
	} catch {
		return null;
	}
}
/** The kinds of both sides of changed files, each by its file. */
async function kindsOf(files, catalog, start) {
	const sides = files.flatMap(({ base, head }) => [base, head].flatMap((file) => file ?? []));
	const kinds = await Promise.all(sides.map(async (file) => [file, await kindOf(file, catalog, start)]));
	return new Map(kinds.flatMap(([file, kind]) => kind === null ? [] : [[file, kind]]));
}
/** Files of the worktree that are models which no reader counts, and that the policy doesn't leave alone. */
async function uncountedIn(tools, catalog) {
	const named = (path) => require_catalog.uncountedByName(path) !== null || catalog.mayBeModel(path);
	const files = await tools.list({ kind: "worktree" }, named);
	return (await require_map_pool.mapPool(files, 8, async (file) => {
		const kind = await kindOf(file, catalog, async (one, length) => tools.start(one, length));
		return kind === null || catalog.planOfKind(file.path, kind) === null ? [] : [{
			file,
			kind
		}];
	})).flat();
}
/** Bytes of the file that a DVC file stands for, as that says; null for any other file, and if it doesn't say. */
async function pointedBytes(file, host) {
	if (!/\.dvc$/i.test(file.path)) return null;
	const sizes = [...new TextDecoder().decode(await host.start(file, MAX_POINTER)).matchAll(/^[\s-]*size:\s*(\d{1,18})\s*$/gm)].map(([, size = "0"]) => BigInt(size));
	return sizes.length === 0 ? null : sizes.reduce((sum, size) => sum + size, 0n);
}
const MAX_POINTER = 65536;

Object.defineProperty(exports, "kindsOf", {
  enumerable: true,
  get: function () {
    return kindsOf;
  }
});
Object.defineProperty(exports, "pointedBytes", {
  enumerable: true,
  get: function () {
    return pointedBytes;
  }
});
Object.defineProperty(exports, "uncountedIn", {
  enumerable: true,
  get: function () {
    return uncountedIn;
  }
});