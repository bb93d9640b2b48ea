const require_core = require("./core.js");
let node_fs = require("node:fs");
let node_crypto = require("node:crypto");
let node_path = require("node:path");
let node_child_process = require("node:child_process");
let node_os = require("node:os");

// src/bench/launch.ts
let found;
const works = (program, ...args) => process.platform === "linux" && (0, node_child_process.spawnSync)(program, args, {
	stdio: "ignore",
	timeout: 1e4
}).status === 0;
/** Tries the wrappers once a process. */
function wrappers() {
	found ??= {
		setpriv: works("setpriv", "--pdeathsig", "KILL", "true"),
		prlimit: works("prlimit", "--core=0", "--data=1073741824", "true"),
		taskset: works("taskset", "-c", "0-65535", "true")
	};
	return found;
}
/**
* Variables that a worker gets: what a program needs to run and to find a GPU. A model comes from a pull request, so tokens
* and the like stay out; so do the runtime's own (ORT_*): ORT_LOAD_CONFIG_FROM_MODEL takes a session's options from the model.
*/
const passed = /^(?:PATH|SYSTEMROOT|WINDIR|LANG|LC_\w+|LD_LIBRARY_PATH|DYLD_LIBRARY_PATH|(?:CUDA|NVIDIA|TENSORRT|HSA|ROCM)_?\w*)$/i;
/** Folders that programs usually write to: variable \u2192 its place below the worker's home. */
const homes = {
	HOME: ".",
	USERPROFILE: ".",
	XDG_CACHE_HOME: "cache",
	XDG_CONFIG_HOME: "config",
	XDG_DATA_HOME: "data",
	XDG_STATE_HOME: "state",
	XDG_RUNTIME_DIR: "run",
	APPDATA: "roaming",
	LOCALAPPDATA: "local",
	TMPDIR: "tmp",
	TMP: "tmp",
	TEMP: "tmp",
	SQLITE_TMPDIR: "tmp"
};
/** Set if nothing outside ends a worker with the bench, so that the worker must end itself. */
const GUARD = "FLOPGATE_WORKER_GUARD";
/**
* What every process that may load the runtime gets: from 1.29 on its builds for Linux send telemetry to their maker, except where
* this or CI is set.
*/
const SILENCE = { ORT_DISABLE_TELEMETRY: "1" };
/** Home folders that belong to one worker alone, made in the run's folder, with which they are removed. */
function privateHomes(folder) {
	const home = (0, node_path.join)(folder, `home-${(0, node_crypto.randomUUID)()}`);
	const own = Object.entries(homes).map(([name, below]) => [name, (0, node_path.join)(home, below)]);
	for (const [, path] of own) (0, node_fs.mkdirSync)(path, {
		recursive: true,
		mode: 448
	});
	return Object.fromEntries(own);
}
function environment(folder) {
	const own = Object.entries(process.env).filter(([name, text]) => passed.test(name) && text !== void 0);
	return {
		...Object.fromEntries(own),
		...privateHomes(folder),
		...SILENCE,
		GLIBC_TUNABLES: "glibc.malloc.hugetlb=1",
		...wrappers().setpriv ? {} : { [GUARD]: "1" }
	};
}
/** Starts a worker; its channel is the fourth descriptor. */
function launch({ cores, memoryLimit, folder }) {
	const has = wrappers();
	const [program = process.execPath, ...args] = [
		...has.setpriv ? [
			"setpriv",
			"--pdeathsig",
			"KILL"
		] : [],
		...has.prlimit ? [
			"prlimit",
			"--core=0",
			...memoryLimit === null ? [] : [`--data=${memoryLimit}`]
		] : [],
		...has.taskset && cores.length > 0 ? [
			"taskset",
			"-c",
			cores.join(",")
		] : [],
		process.execPath,
		"--expose-gc",
		"--no-warnings",
		workerPath()
	];
	return (0, node_child_process.spawn)(program, args, {
		env: environment(folder),
		stdio: [
			"ignore",
			"ignore",
			"pipe",
			"ipc"
		],
		windowsHide: true
	});
}
/**
* Keeps a process with all of its threads to cores, where the machine can.
* @returns what went wrong, or null
*/
async function pin(pid, cores) {
	if (!wrappers().taskset || cores.length === 0) return null;
	const child = (0, node_child_process.spawn)("taskset", [
		"-a",
		"-c",
		"-p",
		cores.join(","),
		String(pid)
	], { stdio: [
		"ignore",
		"ignore",
		"pipe"
	] });
	let said = "";
	child.stderr.setEncoding("utf8").on("data", (text) => said += text);
	return new Promise((resolve) => {
		child.on("error", ({ message }) => resolve(message));
		child.on("close", (code) => resolve(code === 0 ? null : said.trim() || `taskset ended with ${code}`));
	});
}
/** The worker's own entry: beside this file in the sources, beside the bundle in dist/. */
function workerPath() {
	const folder = __dirname;
	const path = [
		(0, node_path.join)(folder, "worker.ts"),
		(0, node_path.join)(folder, "worker.js"),
		(0, node_path.join)(folder, "..", "worker.js")
	].find(node_fs.existsSync);
	if (path !== void 0) return path;
	throw new require_core.Fault("internal", `worker.js is missing beside ${folder}`, "dist/ is incomplete: get it whole");
}
/** Memory that could be given to workers now: the least of what the machine and its control group have left. */
function availableMemory() {
	const machine = numberIn("/proc/meminfo", /^MemAvailable:\s*(\d+)/m) * 1024;
	const group = numberIn("/sys/fs/cgroup/memory.max", /^(\d+)/) - numberIn("/sys/fs/cgroup/memory.current", /^(\d+)/);
	const least = Math.min(machine, Number.isNaN(group) ? Infinity : group);
	return Number.isFinite(least) ? least : process.platform === "linux" ? (0, node_os.freemem)() : (0, node_os.totalmem)() / 2;
}
function numberIn(path, pattern) {
	try {
		const [, digits] = pattern.exec((0, node_fs.readFileSync)(path, "utf8")) ?? [];
		return digits === void 0 ? Infinity : Number(digits);
	} catch {
		return Infinity;
	}
}

Object.defineProperty(exports, "GUARD", {
  enumerable: true,
  get: function () {
    return GUARD;
  }
});
Object.defineProperty(exports, "availableMemory", {
  enumerable: true,
  get: function () {
    return availableMemory;
  }
});
Object.defineProperty(exports, "launch", {
  enumerable: true,
  get: function () {
    return launch;
  }
});
Object.defineProperty(exports, "pin", {
  enumerable: true,
  get: function () {
    return pin;
  }
});
Object.defineProperty(exports, "wrappers", {
  enumerable: true,
  get: function () {
    return wrappers;
  }
});