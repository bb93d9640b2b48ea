const require_core = require("./core.js");
const require_regular = require("./system-regular.js");
const require_uncaught = require("./system-uncaught.js");
const require_temp = require("./system-temp.js");
let node_fs = require("node:fs");
let node_crypto = require("node:crypto");
let node_path = require("node:path");
let node_os = require("node:os");
let node_module = require("node:module");

// src/bench/runtime/runtime-hashes.ts
/** The hashes committed beside the lock (by `tools/runtime-hashes.ts`); null if they are of another version. */
function committedHashes(manifest, version) {
	const file = (0, node_path.join)(manifest, "hashes.json");
	if (!(0, node_fs.existsSync)(file)) return null;
	const committed = JSON.parse((0, node_fs.readFileSync)(file, "utf8"));
	return committed.version === version ? committed.files : null;
}
const binary = /^onnxruntime-node\/bin\/[^/]+\/([^/]+)\/([^/]+)\//;
/** Whether a file of the package is one for this platform: binaries of others are deleted after the fetch. */
function isHere(path) {
	const [, platform, arch] = binary.exec(path) ?? [];
	return platform === void 0 || platform === process.platform && arch === process.arch;
}
/**
* Holds an installed runtime against the committed hashes: all files below its node_modules, none missing, none besides, no links.
* @returns the first that differs, as its path in `folder`; null: none does, or no hashes of this version are committed
*/
function alteredFile(folder, manifest, version) {
	const hashes = committedHashes(manifest, version);
	if (hashes === null) return null;
	const wanted = new Map(Object.entries(hashes).filter(([path]) => isHere(path)));
	const found = /* @__PURE__ */ new Set();
	for (const { path, isFile } of filesBelow((0, node_path.join)(folder, "node_modules"), "")) {
		if (!isFile || wanted.get(path) !== hashOf((0, node_path.join)(folder, "node_modules", path))) return `node_modules/${path}`;
		found.add(path);
	}
	const missing = [...wanted.keys()].find((path) => !found.has(path));
	return missing === void 0 ? null : `node_modules/${missing}`;
}
/** All that isn't a folder. */
function* filesBelow(root, below) {
	const folder = (0, node_path.join)(root, below);
	if (!(0, node_fs.existsSync)(folder)) return;
	for (const entry of (0, node_fs.readdirSync)(folder, { withFileTypes: true })) {
		const path = below === "" ? entry.name : `${below}/${entry.name}`;
		if (entry.isDirectory()) yield* filesBelow(root, path);
		else yield {
			path,
			isFile: entry.isFile()
		};
	}
}
/** SHA-256 of a file, in hex. */
const hashOf = (file) => (0, node_crypto.createHash)("sha256").update((0, node_fs.readFileSync)(file)).digest("hex");

// src/bench/runtime/runtime.ts
const RUNTIME_PACKAGE = "onnxruntime-node";
/**
* Finds the runtime, or fetches it: the path given, the project's own, the runner's cache (each of its
* files checked against the committed hashes), npm with the committed lock.
* @throws Fault `runtime-missing`, `runtime-offline`, `runtime-tampered`
*/
async function findRuntime(question) {
	if (question.path !== void 0) return givenRuntime((0, node_path.resolve)(question.cwd, question.path));
	const own = question.own === false ? null : resolvedFrom(question.cwd, "the project's own");
	if (own !== null && (question.version === void 0 || own.version === question.version)) return own;
	const pinned = question.version ?? pinnedVersion();
	const manifest = manifestFolder();
	const cache = cacheFolder();
	const folder = (0, node_path.join)(cache ?? passingFolder(), `flopgate-${RUNTIME_PACKAGE}`, pinned, `${process.platform}-${process.arch}`);
	const inside = (0, node_path.join)(folder, "node_modules", RUNTIME_PACKAGE);
	const altered = (0, node_fs.existsSync)((0, node_path.join)(folder, "complete")) ? alteredFile(folder, manifest, pinned) : null;
	const cached = (0, node_fs.existsSync)((0, node_path.join)(folder, "complete")) && altered === null ? packageIn(inside, "cached") : null;
	if (cached?.version === pinned) return cached;
	if (question.fetch === false) throw notAtHand(pinned, folder, altered);
	const say = question.say ?? (() => void 0);
	if (altered !== null) say(`the cached runtime isn't used, it was altered: ${(0, node_path.join)(folder, altered)}`);
	(0, node_fs.mkdirSync)((0, node_path.dirname)(folder), {
		recursive: true,
		mode: 448
	});
	const { fetchRuntime } = await Promise.resolve().then(() => require("./bench-runtime-runtime-fetch.js"));
	await fetchRuntime({
		folder,
		version: pinned,
		manifest,
		say
	}).catch((fault) => {
		throw altered === null ? fault : stillAltered(fault, (0, node_path.join)(folder, altered));
	});
	const fetched = packageIn(inside, "fetched by npm");
	if (fetched !== null) return fetched;
	throw new require_core.Fault("runtime-missing", `npm left no ${RUNTIME_PACKAGE} in ${folder}`, "name one with --runtime-path");
}
function notAtHand(version, folder, altered) {
	if (altered !== null) return new require_core.Fault("runtime-tampered", `${(0, node_path.join)(folder, altered)} isn't what ${RUNTIME_PACKAGE} ${version} holds there: the cached runtime isn't used`, `find out who changed it, then delete ${folder}: it is fetched anew when next needed`);
	return new require_core.Fault("runtime-missing", `${RUNTIME_PACKAGE} ${version} is neither in this project nor in the cache`, `npm install ${RUNTIME_PACKAGE}@${version}, or name it with --runtime-path`);
}
/** The fault of a fetch that was to replace an altered runtime: it says that too. */
function stillAltered(fault, file) {
	if (!(fault instanceof require_core.Fault)) return fault;
	return new require_core.Fault(fault.code, `the cached runtime was altered (${file}) and isn't used; ${fault.message}`, fault.hint, { cause: fault });
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
/** The runtime whose package folder this is; null if it is none. */
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
/** Where runners keep tools between jobs, else the user's cache: the first that nobody else can write to; null: there is none. */
function cacheFolder() {
	const { RUNNER_TOOL_CACHE, XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
	for (const folder of [
		RUNNER_TOOL_CACHE,
		XDG_CACHE_HOME,
		LOCALAPPDATA,
		(0, node_path.join)((0, node_os.homedir)(), ".cache")
	]) {
		if (folder === void 0 || folder === "") continue;
		const below = (0, node_path.join)(`flopgate-${RUNTIME_PACKAGE}`, "any");
		const closed = require_uncaught.closedFolder((0, node_path.join)((0, node_path.resolve)(folder), below));
		if (closed !== null) return (0, node_path.dirname)((0, node_path.dirname)(closed));
	}
	return null;
}
let passing;
/** A folder of this process alone, if no cache is safe; it is removed when the process ends. */
function passingFolder() {
	if (passing !== void 0) return passing;
	passing = require_temp.makeTempFolder("runtime").path;
	return passing;
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

Object.defineProperty(exports, "alteredFile", {
  enumerable: true,
  get: function () {
    return alteredFile;
  }
});
Object.defineProperty(exports, "committedHashes", {
  enumerable: true,
  get: function () {
    return committedHashes;
  }
});
Object.defineProperty(exports, "findRuntime", {
  enumerable: true,
  get: function () {
    return findRuntime;
  }
});