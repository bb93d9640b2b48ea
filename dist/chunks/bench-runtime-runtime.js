const require_core = require("./core.js");
const require_regular = require("./system-regular.js");
let node_fs = require("node:fs");
let node_path = require("node:path");
let node_os = require("node:os");
let node_module = require("node:module");

// src/bench/runtime/runtime.ts
const RUNTIME_PACKAGE = "onnxruntime-node";
/**
* Finds the runtime, or fetches it: the path given, the project's own, the runner's cache, npm with the committed lock.
* @throws Fault `runtime-missing`, `runtime-offline`, `runtime-tampered`
*/
async function findRuntime(question) {
	if (question.path !== void 0) return givenRuntime((0, node_path.resolve)(question.cwd, question.path));
	const own = question.own === false ? null : resolvedFrom(question.cwd, "the project's own");
	if (own !== null && (question.version === void 0 || own.version === question.version)) return own;
	const pinned = question.version ?? pinnedVersion();
	const folder = (0, node_path.join)(cacheFolder(), `flopgate-${RUNTIME_PACKAGE}`, pinned, `${process.platform}-${process.arch}`);
	const inside = (0, node_path.join)(folder, "node_modules", RUNTIME_PACKAGE);
	const cached = (0, node_fs.existsSync)((0, node_path.join)(folder, "complete")) ? packageIn(inside, "cached") : null;
	if (cached?.version === pinned) return cached;
	if (question.fetch === false) throw new require_core.Fault("runtime-missing", `${RUNTIME_PACKAGE} ${pinned} is neither in this project nor in the cache`, `npm install ${RUNTIME_PACKAGE}@${pinned}, or name it with --runtime-path`);
	(0, node_fs.mkdirSync)((0, node_path.dirname)(folder), { recursive: true });
	const { fetchRuntime } = await Promise.resolve().then(() => require("./bench-runtime-runtime-fetch.js"));
	await fetchRuntime({
		folder,
		version: pinned,
		manifest: manifestFolder(),
		say: question.say ?? (() => void 0)
	});
	const fetched = packageIn(inside, "fetched by npm");
	if (fetched !== null) return fetched;
	throw new require_core.Fault("runtime-missing", `npm left no ${RUNTIME_PACKAGE} in ${folder}`, "name one with --runtime-path");
}
/** Node's own look-up would climb to the folders above: a path that was given is taken at its word. */
function givenRuntime(path) {
	const places = [
		".",
		RUNTIME_PACKAGE,
		(0, node_path.join)("node_modules", RUNTIME_PACKAGE)
	];
	for (const place of places) {
		const found = packageIn((0, node_path.join)(path, place), "runtime-path");
		if (found !== null) return found;
	}
	throw new require_core.Fault("runtime-missing", `${path} holds no ${RUNTIME_PACKAGE}`, `name the folder in which npm install ${RUNTIME_PACKAGE} was run, or its node_modules`);
}
function resolvedFrom(folder, how) {
	try {
		const entry = (0, node_module.createRequire)((0, node_path.join)(folder, "package.json")).resolve(RUNTIME_PACKAGE);
		return packageIn((0, node_path.join)((0, node_path.dirname)(entry), ".."), how);
	} catch {
		return null;
	}
}
/** The runtime whose package folder this is; null where it is none. */
function packageIn(folder, how) {
	try {
		const root = (0, node_fs.realpathSync)(folder);
		const { name, version } = JSON.parse(textOf((0, node_path.join)(root, "package.json")));
		return name === RUNTIME_PACKAGE && typeof version === "string" ? {
			root,
			version,
			how
		} : null;
	} catch {
		return null;
	}
}
const textOf = (path) => require_regular.readWhole(require_regular.openRegular(path, (kind) => new TypeError(kind))).toString("utf8");
/** Where runners keep tools between jobs; elsewhere the user's cache. */
function cacheFolder() {
	const { RUNNER_TOOL_CACHE, XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
	for (const folder of [
		RUNNER_TOOL_CACHE,
		XDG_CACHE_HOME,
		LOCALAPPDATA
	]) if (folder !== void 0 && folder !== "") return folder;
	return (0, node_path.join)((0, node_os.homedir)(), ".cache");
}
/** The folder with the committed manifest and lock: at the repository's (or package's) root. */
function manifestFolder() {
	const folder = [
		"..",
		"../..",
		"../../..",
		"."
	].map((up) => (0, node_path.resolve)(__dirname, up, "runtimes", RUNTIME_PACKAGE)).find((one) => (0, node_fs.existsSync)((0, node_path.join)(one, "package-lock.json")));
	if (folder !== void 0) return folder;
	throw new require_core.Fault("runtime-missing", `the lock file of ${RUNTIME_PACKAGE} is missing from this installation of Flopgate`, `npm install ${RUNTIME_PACKAGE}, or name it with --runtime-path`);
}
/** The version that the committed manifest pins. */
function pinnedVersion() {
	const text = (0, node_fs.readFileSync)((0, node_path.join)(manifestFolder(), "package.json"), "utf8");
	const { dependencies } = JSON.parse(text);
	return dependencies[RUNTIME_PACKAGE] ?? "";
}

Object.defineProperty(exports, "findRuntime", {
  enumerable: true,
  get: function () {
    return findRuntime;
  }
});