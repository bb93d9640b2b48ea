const require_core = require("./core.js");
const require_owner = require("./system-owner.js");
let node_fs = require("node:fs");
let node_crypto = require("node:crypto");
let node_path = require("node:path");

// src/host/files/write.ts
/**
* Writes a text file, whole or not at all, with the folders that it lies in; a link stays one.
* @param name as the user names it
* @throws Fault `unwritable-file`
*/
function writeText(path, text, name = path) {
	try {
		(0, node_fs.mkdirSync)((0, node_path.dirname)(path), { recursive: true });
		const stat = (0, node_fs.statSync)(path, { throwIfNoEntry: false });
		if (stat !== void 0 && !stat.isFile()) {
			if (stat.isDirectory()) throw new TypeError("it is a folder");
			return writeInto(path, text);
		}
		replace(stat === void 0 ? path : (0, node_fs.realpathSync)(path), text);
	} catch (cause) {
		const why = cause instanceof Error ? cause.message : String(cause);
		throw new require_core.Fault("unwritable-file", `${name} can't be written: ${why}`, "check the path and its permissions", { cause });
	}
}
/** Beside it first, then in its place: nobody reads a part, and a run that is killed leaves the old text. */
function replace(path, text) {
	const aside = `${path}.${require_owner.ownerTag()}.${(0, node_crypto.randomUUID)().slice(0, 8)}.tmp`;
	try {
		(0, node_fs.writeFileSync)(aside, text, { flag: "wx" });
		(0, node_fs.renameSync)(aside, path);
	} catch (cause) {
		(0, node_fs.rmSync)(aside, { force: true });
		throw cause;
	}
	sweep(path);
}
/** Removes what killed runs left beside a file. */
function sweep(path) {
	const prefix = `${(0, node_path.basename)(path)}.`;
	try {
		for (const name of (0, node_fs.readdirSync)((0, node_path.dirname)(path))) {
			if (!name.startsWith(prefix)) continue;
			const [, tag = ""] = /^(.+)\.[0-9a-f]{8}\.tmp$/.exec(name.slice(prefix.length)) ?? [];
			if (require_owner.ownerState(tag) === "dead") (0, node_fs.rmSync)((0, node_path.join)((0, node_path.dirname)(path), name), { force: true });
		}
	} catch {}
}
/** How long a pipe that is full is waited for. */
const PATIENCE_MS = 3e4;
const STEP_MS = 5;
/** Into a pipe or a device: it stays what it is. Without O_NONBLOCK the opening of a pipe waits for its reader. */
function writeInto(path, text) {
	const descriptor = (0, node_fs.openSync)(path, node_fs.constants.O_WRONLY | (node_fs.constants.O_NONBLOCK ?? 0));
	try {
		const bytes = Buffer.from(text);
		let waited = 0;
		for (let at = 0; at < bytes.length;) try {
			at += (0, node_fs.writeSync)(descriptor, bytes, at);
			waited = 0;
		} catch (cause) {
			if (!(cause instanceof Error && "code" in cause && cause.code === "EAGAIN") || waited >= PATIENCE_MS) throw cause;
			Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, STEP_MS);
			waited += STEP_MS;
		}
	} finally {
		(0, node_fs.closeSync)(descriptor);
	}
}

Object.defineProperty(exports, "writeText", {
  enumerable: true,
  get: function () {
    return writeText;
  }
});