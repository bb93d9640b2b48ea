#!/usr/bin/env node
const require_rolldown_runtime = require("./chunks/rolldown-runtime.js");
const require_uncaught = require("./chunks/system-uncaught.js");
let node_fs = require("node:fs");
let node_path = require("node:path");
let node_os = require("node:os");
let node_module = require("node:module");
node_module = require_rolldown_runtime.__toESM(node_module, 1);
let node_vm = require("node:vm");
let node_v8 = require("node:v8");

// src/cli/code-cache.ts
/** The chunk that holds all that `count` needs. */
const cached = /[\\/]chunks[\\/]core\.js$/;
/** Runs after which the code is written again, so that it grows by what the runs before didn't need. */
const maxWrites = 4;
/** Bytes behind the code that say what it is of. */
const labelBytes = 96;
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
* from Node's. Node's compile cache (from version 22 on) keeps no more than the first run needed, and Node 20 has none; ours is a
* folder beside it, in the one that NODE_COMPILE_CACHE names. Nothing depends on it: where it can't be read or written, code is compiled.
* @param use of the code: each has an entry of its own
* @returns to be called at the end of the run: writes the cache where it lacks something
*/
function cacheCode(use) {
	if (!keepsCode()) return () => {};
	if ("enableCompileCache" in node_module.default) node_module.default.enableCompileCache();
	const loader = node_module.default;
	const compile = loader.prototype[hook];
	let entry;
	loader.prototype[hook] = function(content, filename, ...rest) {
		if (!cached.test(filename)) return compile.call(this, content, filename, ...rest);
		loader.prototype[hook] = compile;
		entry = openEntry(loader.wrap(content), filename, use);
		const run = entry.script.runInThisContext();
		const require$1 = node_module.default.createRequire(filename);
		return run.call(this.exports, this.exports, require$1, this, filename, (0, node_path.dirname)(filename));
	};
	return () => {
		if (entry !== void 0 && entry.writes < maxWrites) write(entry);
	};
}
function openEntry(source, filename, use) {
	const { mtimeMs, ctimeMs, size } = (0, node_fs.statSync)(filename);
	const label = [
		mtimeMs,
		ctimeMs,
		size
	].join(" ");
	const file = (0, node_path.join)(folder(), `${use}-${hashOf(filename)}.bin`);
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
function folder() {
	const base = process.env["NODE_COMPILE_CACHE"] || (0, node_path.join)((0, node_os.tmpdir)(), "node-compile-cache");
	return (0, node_path.join)(base, `flopgate-${process.version}-${process.arch}-${process.getuid?.() ?? ""}`);
}
/** Parts the installations on one machine. */
function hashOf(path) {
	let hash = 0;
	for (let i = 0; i < path.length; i++) hash = Math.imul(hash, 31) + path.charCodeAt(i) | 0;
	return (hash >>> 0).toString(36);
}
/** Neither a link nor a pipe that waits for a writer is followed. */
const reading = node_fs.constants.O_RDONLY | (node_fs.constants.O_NOFOLLOW ?? 0) | (node_fs.constants.O_NONBLOCK ?? 0);
/** The code under this label; undefined where there is none, or where somebody else could have written it: it would be run. */
function read(file, label) {
	let open;
	try {
		open = (0, node_fs.openSync)(file, reading);
		const { uid, mode } = (0, node_fs.fstatSync)(open);
		if (process.getuid !== void 0 && (uid !== process.getuid() || (mode & 18) !== 0)) return void 0;
		const bytes = (0, node_fs.readFileSync)(open);
		const end = bytes.length - labelBytes;
		const [found, writes] = bytes.toString("latin1", Math.max(end, 0)).split(";");
		return found === label ? {
			code: bytes.subarray(0, end),
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
		(0, node_fs.mkdirSync)((0, node_path.dirname)(file), {
			recursive: true,
			mode: 448
		});
		const open = (0, node_fs.openSync)(aside, "wx", 384);
		try {
			(0, node_fs.writeSync)(open, script.createCachedData());
			(0, node_fs.writeSync)(open, `${label};${writes + 1};`.padEnd(labelBytes));
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
