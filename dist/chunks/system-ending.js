let node_fs = require("node:fs");
let node_child_process = require("node:child_process");

// src/system/descendants.ts
/** Between asking processes to end and ending them: git removes its lock files in this time. */
const GRACE_MS = 500;
const STEP_MS = 10;
/**
* Ends all processes that descend from this one: SIGTERM first, then SIGKILL. Synchronous, for a process that is about to end itself.
* On Windows, which names no parents, it does nothing.
*/
function killDescendants(pause) {
	const asked = descendants();
	if (asked.length === 0) return;
	for (const pid of asked) send(pid, "SIGTERM");
	let left = stillThere(asked);
	for (let waited = 0; left.length > 0 && waited < GRACE_MS; waited += STEP_MS) {
		pause(STEP_MS);
		left = stillThere(asked);
	}
	for (const pid of left) send(pid, "SIGKILL");
}
/** Those that were asked, whatever parent they have by now, and those that they have started since. */
function stillThere(asked) {
	const entries = processes();
	const found = below(entries, [process.pid, ...asked]);
	const alive = new Set(entries.map(({ pid }) => pid));
	return [.../* @__PURE__ */ new Set([...asked.filter((pid) => alive.has(pid)), ...found])];
}
const descendants = () => below(processes(), [process.pid]);
function below(entries, roots) {
	const known = new Set(roots);
	const found = [];
	for (let before = -1; before < found.length;) {
		before = found.length;
		for (const { pid, parent } of entries) {
			if (known.has(pid) || !known.has(parent)) continue;
			known.add(pid);
			found.push(pid);
		}
	}
	return found;
}
/** All processes that live; one that has ended and waits for its parent to notice doesn't. */
function processes() {
	if (process.platform === "win32") return [];
	return process.platform === "linux" ? ofProc() : ofPs();
}
function ofProc() {
	try {
		return (0, node_fs.readdirSync)("/proc").flatMap((name) => /^\d+$/.test(name) ? entryOf(name) : []);
	} catch {
		return [];
	}
}
function entryOf(name) {
	try {
		const stat = (0, node_fs.readFileSync)(`/proc/${name}/stat`, "latin1");
		const [state, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
		return state === "Z" || state === "X" ? [] : [{
			pid: Number(name),
			parent: Number(parent)
		}];
	} catch {
		return [];
	}
}
function ofPs() {
	const { pid: own, stdout } = (0, node_child_process.spawnSync)("ps", [
		"-A",
		"-o",
		"pid=,ppid=,stat="
	], {
		encoding: "latin1",
		timeout: 5e3
	});
	return (stdout ?? "").split("\n").flatMap((line) => {
		const [pid = "", parent = "", state = ""] = line.trim().split(/\s+/);
		return pid === "" || state.startsWith("Z") || Number(pid) === own ? [] : [{
			pid: Number(pid),
			parent: Number(parent)
		}];
	});
}
function send(pid, signal) {
	try {
		process.kill(pid, signal);
	} catch {}
}

// src/system/ending.ts
/** Signals by which a user, a runner or a closing terminal asks a process to end, and their numbers. */
const signals = {
	SIGHUP: 1,
	SIGINT: 2,
	SIGTERM: 15
};
const names = Object.keys(signals);
/** A launcher such as npm hands a terminal's signal on, so that it comes twice: for so long both count as one. */
const ONE_SIGNAL_MS = 30;
const cleanups = /* @__PURE__ */ new Set();
let working = 0;
let onExit = false;
let watching = false;
/**
* Registers what must be undone however this process ends, SIGKILL aside.
* @param clean synchronous; its errors are dropped
* @returns takes the registration back, without calling it
*/
function atEnd(clean) {
	cleanups.add(clean);
	if (!onExit) process.on("exit", cleanUp);
	onExit = true;
	watch();
	return () => {
		cleanups.delete(clean);
		unwatch();
	};
}
/** Does work that starts other processes: a signal that ends this process ends them, too. */
async function withChildren(work) {
	const release = holdChildren();
	try {
		return await work();
	} finally {
		release();
	}
}
/** As `withChildren`, for work that doesn't fit into one function. @returns to be called when they are gone; further calls do nothing */
function holdChildren() {
	working += 1;
	watch();
	let isHeld = true;
	return () => {
		if (isHeld) working -= 1;
		isHeld = false;
		unwatch();
	};
}
function cleanUp() {
	for (const clean of cleanups) {
		cleanups.delete(clean);
		try {
			clean();
		} catch {}
	}
}
/** Only while there is something to undo: at all other times a signal ends the process at once, by itself. */
function watch() {
	if (watching) return;
	watching = true;
	for (const name of names) process.on(name, end);
}
function unwatch() {
	if (!watching || working > 0 || cleanups.size > 0) return;
	watching = false;
	for (const name of names) process.off(name, end);
}
/**
* Ends children, undoes what is registered, and dies of the signal, so that who waits for this process sees why. In one go: nothing else
* of this process runs any more, so a child that ended can't be reported as a failure. A second signal finds the
* system's own handler and ends the process at once.
*/
function end(signal) {
	pause(ONE_SIGNAL_MS);
	killDescendants(pause);
	for (const name of names) process.off(name, end);
	cleanUp();
	if (process.platform !== "win32") process.kill(process.pid, signal);
	process.exit(128 + signals[signal]);
}
function pause(milliseconds) {
	Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

Object.defineProperty(exports, "atEnd", {
  enumerable: true,
  get: function () {
    return atEnd;
  }
});
Object.defineProperty(exports, "holdChildren", {
  enumerable: true,
  get: function () {
    return holdChildren;
  }
});
Object.defineProperty(exports, "withChildren", {
  enumerable: true,
  get: function () {
    return withChildren;
  }
});