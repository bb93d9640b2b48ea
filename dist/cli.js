#!/usr/bin/env node
const require_rolldown_runtime = require("./chunks/rolldown-runtime.js");
const require_uncaught = require("./chunks/system-uncaught.js");
let node_fs = require("node:fs");
let node_path = require("node:path");
let node_os = require("node:os");
let node_zlib = require("node:zlib");
let node_v8 = require("node:v8");
let node_module = require("node:module");
node_module = require_rolldown_runtime.__toESM(node_module, 1);
let node_vm = require("node:vm");

// src/system/own-folder.ts
/**
* The folder of compiled code, made if it's missing: in the one that NODE_COMPILE_CACHE names, else in the user's cache.
* @returns null if somebody else could put code there: each folder on the way to it has to be the user's or root's and
* writable by nobody else (a sticky one, as /tmp, is writable by others), and the folders of ours no links
*/
function ownFolder() {
	const base = baseFolder();
	if (base === null) return null;
	try {
		const above = require_uncaught.closedFolder((0, node_path.dirname)(base));
		if (above === null) return null;
		(0, node_fs.mkdirSync)(above, {
			recursive: true,
			mode: 448
		});
		const real = (0, node_path.join)(above, (0, node_path.basename)(base));
		const folder = (0, node_path.join)(real, "code");
		return makeOwn(real) && makeOwn(folder) ? folder : null;
	} catch {
		return null;
	}
}
function baseFolder() {
	const { NODE_COMPILE_CACHE: given, XDG_CACHE_HOME: xdg = "", LOCALAPPDATA: local = "" } = process.env;
	if (given !== void 0 && given !== "") return (0, node_path.join)((0, node_path.resolve)(given), "flopgate");
	if (process.platform === "win32") return (0, node_path.isAbsolute)(local) ? (0, node_path.join)(local, "flopgate") : null;
	if ((0, node_path.isAbsolute)(xdg)) return (0, node_path.join)(xdg, "flopgate");
	const home = (0, node_os.homedir)();
	if (!(0, node_path.isAbsolute)(home)) return null;
	return (0, node_path.join)(home, process.platform === "darwin" ? "Library/Caches" : ".cache", "flopgate");
}
/** Makes a folder. @returns whether it is the user's alone to write: another may have made it first */
function makeOwn(folder) {
	try {
		(0, node_fs.mkdirSync)(folder, { mode: 448 });
	} catch {}
	return require_uncaught.isOwn(folder, "folder");
}
/** Makes the folder of Node's own cache. @returns whether it, and all that lies in it, is the user's alone to write */
function ownTree(folder) {
	try {
		return makeOwn(folder) && holdsOwn(folder);
	} catch {
		return false;
	}
}
function holdsOwn(folder) {
	return (0, node_fs.readdirSync)(folder, { withFileTypes: true }).every((entry) => {
		const path = (0, node_path.join)(folder, entry.name);
		return require_uncaught.isOwn(path, entry.isDirectory() ? "folder" : "file") && (!entry.isDirectory() || holdsOwn(path));
	});
}

// src/cli/code-cache.ts
/** The chunk that holds all that `count` needs. */
const cached = /[\\/]chunks[\\/]core\.js$/;
/** Runs after which the code is written again, so that it grows by what the runs before didn't need. */
const maxWrites = 4;
/** Bytes behind the code that say what it is of. */
const labelBytes = 128;
/** The method of Node's modules that compiles one: not in its types, but what every tool that compiles otherwise replaces. */
const hook = "_compile";
/**
* Whether compiled code may be kept between runs: not where NODE_DISABLE_COMPILE_CACHE=1 says so, and not in CI, where a machine
* is new for each job, or a pull request's own programs could leave code there for a later job.
*/
function keepsCode() {
	const { NODE_DISABLE_COMPILE_CACHE: disabled, CI: ci = "" } = process.env;
	return disabled !== "1" && (ci === "" || ci === "false");
}
/**
* Takes compiled code from a cache, and adds to it what this run compiles: of the main chunk from one of our own, of the others
* from Node's. Node's compile cache (from version 22 on) keeps no more than the first run needed, and Node 20 has none. Both lie in a
* folder that only the user can write (`ownFolder`), since what it holds is run. Nothing depends on it: without it, code is compiled.
* @param use of the code: each has an entry of its own
* @returns to be called at the end of the run: writes the cache if it lacks something
*/
function cacheCode(use) {
	const folder = keepsCode() ? ownFolder() : null;
	if (folder === null) return () => {};
	const nodes = (0, node_path.join)(folder, "node");
	if ("enableCompileCache" in node_module.default && ownTree(nodes)) node_module.default.enableCompileCache(nodes);
	const loader = node_module.default;
	const compile = loader.prototype[hook];
	let entry;
	loader.prototype[hook] = function(content, filename, ...rest) {
		if (!cached.test(filename)) return compile.call(this, content, filename, ...rest);
		loader.prototype[hook] = compile;
		entry = openEntry(folder, loader.wrap(content), filename, use);
		const run = entry.script.runInThisContext();
		const require$1 = node_module.default.createRequire(filename);
		return run.call(this.exports, this.exports, require$1, this, filename, (0, node_path.dirname)(filename));
	};
	return () => {
		if (entry !== void 0 && entry.writes < maxWrites) write(entry);
	};
}
function openEntry(folder, source, filename, use) {
	const { mtimeMs, ctimeMs, size } = (0, node_fs.statSync)(filename);
	const label = [
		mtimeMs,
		ctimeMs,
		size,
		process.version
	].join(" ");
	const file = (0, node_path.join)(folder, `${use}-${process.version}-${process.arch}-${hashOf(filename)}.bin`);
	const known = read(file, label);
	const script = new node_vm.Script(source, {
		filename,
		...known === void 0 ? {} : { cachedData: known.code }
	});
	return {
		script,
		file,
		label,
		writes: known !== void 0 && script.cachedDataRejected === false ? known.writes : 0
	};
}
/** Parts the installations on one machine. */
function hashOf(path) {
	let hash = 0;
	for (let i = 0; i < path.length; i++) hash = Math.imul(hash, 31) + path.charCodeAt(i) | 0;
	return (hash >>> 0).toString(36);
}
/** Neither a link nor a pipe that waits for a writer is followed. */
const reading = node_fs.constants.O_RDONLY | (node_fs.constants.O_NOFOLLOW ?? 0) | (node_fs.constants.O_NONBLOCK ?? 0);
/** The code under this label; undefined if there is none, or where somebody else could have written it: it would be run. */
function read(file, label) {
	let open;
	try {
		open = (0, node_fs.openSync)(file, reading);
		const { uid, mode } = (0, node_fs.fstatSync)(open);
		if (process.getuid !== void 0 && (uid !== process.getuid() || (mode & 18) !== 0)) return void 0;
		const bytes = (0, node_fs.readFileSync)(open);
		const end = bytes.length - labelBytes;
		const [found, writes, sum] = bytes.toString("latin1", Math.max(end, 0)).split(";");
		if (found !== label) return void 0;
		const code = bytes.subarray(0, end);
		return sum === String((0, node_zlib.crc32)(code)) ? {
			code,
			writes: Number(writes)
		} : void 0;
	} catch {
		return;
	} finally {
		if (open !== void 0) (0, node_fs.closeSync)(open);
	}
}
/** Writes beside and renames, so that nobody reads a part. */
function write({ script, file, label, writes }) {
	const aside = `${file}.${process.pid}`;
	try {
		const code = script.createCachedData();
		const open = (0, node_fs.openSync)(aside, "wx", 384);
		try {
			(0, node_fs.writeSync)(open, code);
			(0, node_fs.writeSync)(open, `${label};${writes + 1};${(0, node_zlib.crc32)(code)};`.padEnd(labelBytes));
			(0, node_fs.fsyncSync)(open);
		} finally {
			(0, node_fs.closeSync)(open);
		}
		(0, node_fs.renameSync)(aside, file);
	} catch {
		if ((0, node_fs.existsSync)(aside)) (0, node_fs.rmSync)(aside);
	}
}

// src/cli/v8-flags.ts
/** A count makes much that doesn't last: a small nursery costs no time, saves a third of the memory, and isn't worth threads of its own. */
const memoryFlags = ["--semi-space-growth-factor=1", "--no-parallel-scavenge"];
const delayed = [
	"--invocation-count-for-maglev=4000",
	"--invocation-count-for-maglev-osr=1000",
	"--invocation-count-for-turbofan=30000",
	"--invocation-count-for-osr=5000"
];
/** By major version of V8, which complains of a flag that it doesn't know: when code that runs often is optimised. */
const tierFlags = {
	"11": ["--interrupt-budget=1000000"],
	"12": delayed,
	"13": delayed,
	"14": delayed
};
/**
* Sets the engine up for a short run, before anything of weight is loaded: V8 takes code from a cache only under the flags that
* it was made with. By itself it optimises early, on threads of its own: for counting a model of some thousand nodes that is up
* to half of all CPU time, and hardly repaid before the end. Only what runs for long is worth it.
*/
function tuneEngine() {
	const [major = ""] = process.versions.v8.split(".");
	for (const flag of [...memoryFlags, ...tierFlags[major] ?? []]) (0, node_v8.setFlagsFromString)(flag);
}

// src/cli.ts
require_uncaught.catchUncaught(async () => (await Promise.resolve().then(() => require("./chunks/core.js")).then((n) => n.failure_exports)).sayUncaught);
tuneEngine();
const keepCode = cacheCode(process.argv[2] === "count" ? "count" : "other");
run();
async function run() {
	const { main } = await Promise.resolve().then(() => require("./chunks/core.js")).then((n) => n.main_exports);
	process.exitCode = await main(process.argv.slice(2));
	keepCode();
	if (process.getActiveResourcesInfo().length === 0) process.exit();
}
