let node_fs = require("node:fs");
let node_crypto = require("node:crypto");
let node_os = require("node:os");

// src/system/owner.ts
/** This process, for names of what it may leave behind: its number, when it was started, and the system that numbers it. */
function ownerTag() {
	return `${process.pid}.${startOf(process.pid) ?? "0"}.${systemId()}`;
}
/** What became of the process that a tag names. */
function ownerState(tag) {
	const [, pid, start = "", system] = /^(\d{1,10})\.(\d{1,20})\.([0-9a-f]{8})$/.exec(tag) ?? [];
	if (pid === void 0) return null;
	if (system !== systemId()) return "stranger";
	return lives(Number(pid), start) ? "alive" : "dead";
}
/** Whether the process that started then still runs; if no start is known, whether one of this number does. */
function lives(pid, start) {
	const now = startOf(pid);
	if (now !== null && start !== "0") return now === start;
	try {
		process.kill(pid, 0);
		return true;
	} catch (thrown) {
		return thrown instanceof Error && "code" in thrown && thrown.code === "EPERM";
	}
}
/** When a process was started, in ticks since the system was; null if that can't be read. */
function startOf(pid) {
	try {
		const stat = (0, node_fs.readFileSync)(`/proc/${pid}/stat`, "latin1");
		return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? null;
	} catch {
		return null;
	}
}
let system;
/** Names what numbers processes here: the machine since it was started, and the container in it. */
function systemId() {
	if (system !== void 0) return system;
	const facts = [(0, node_os.hostname)()];
	try {
		facts.push((0, node_fs.readFileSync)("/proc/sys/kernel/random/boot_id", "latin1"), (0, node_fs.readlinkSync)("/proc/self/ns/pid"));
	} catch {}
	system = (0, node_crypto.createHash)("sha256").update(facts.join("\0")).digest("hex").slice(0, 8);
	return system;
}

Object.defineProperty(exports, "ownerState", {
  enumerable: true,
  get: function () {
    return ownerState;
  }
});
Object.defineProperty(exports, "ownerTag", {
  enumerable: true,
  get: function () {
    return ownerTag;
  }
});