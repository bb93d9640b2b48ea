const require_core = require("./core.js");
const require_regular = require("./system-regular.js");
let node_fs = require("node:fs");

// src/host/files/files.ts
/** Longest text that is read whole: a policy, a report. */
const MAX_TEXT_BYTES = 1 << 20;
/**
* A small text file; null if there is none.
* @param name as the user names it
* @throws Fault `unreadable-file` if it is a folder, a pipe or a device, longer than `most`, or can't be read
*/
function readText(path, name = path, most = MAX_TEXT_BYTES) {
	let file;
	try {
		file = require_regular.openRegular(path, (kind) => unreadable(name, `it is ${kind}`));
	} catch (cause) {
		if (cause instanceof require_core.Fault) throw cause;
		const code = cause instanceof Error && "code" in cause ? cause.code : "";
		if (code === "ENOENT" || code === "ENOTDIR") return null;
		throw unreadable(name, cause instanceof Error ? cause.message : String(cause), cause);
	}
	if (file.size > most) {
		(0, node_fs.closeSync)(file.descriptor);
		throw tooLong(name, file.size, most);
	}
	try {
		return require_regular.readWhole(file).toString("utf8");
	} catch (cause) {
		throw unreadable(name, cause instanceof Error ? cause.message : String(cause), cause);
	}
}
function tooLong(name, size, most = MAX_TEXT_BYTES) {
	return unreadable(name, `${size} bytes are more than the ${most} that are read of a text`);
}
function unreadable(name, why, cause) {
	return new require_core.Fault("unreadable-file", `${name} can't be read: ${why}`, "check the path and its permissions", { cause });
}

Object.defineProperty(exports, "MAX_TEXT_BYTES", {
  enumerable: true,
  get: function () {
    return MAX_TEXT_BYTES;
  }
});
Object.defineProperty(exports, "readText", {
  enumerable: true,
  get: function () {
    return readText;
  }
});
Object.defineProperty(exports, "tooLong", {
  enumerable: true,
  get: function () {
    return tooLong;
  }
});