const require_core = require("./core.js");
let node_fs = require("node:fs");
let node_path = require("node:path");

// src/host/files-write.ts
/**
* Writes a text file, whole or not at all, with the folders that it lies in.
* @param name as the user names it
* @throws Fault `unwritable-file`
*/
function writeText(path, text, name = path) {
	const aside = `${path}.${process.pid}.tmp`;
	try {
		(0, node_fs.mkdirSync)((0, node_path.dirname)(path), { recursive: true });
		(0, node_fs.writeFileSync)(aside, text);
		(0, node_fs.renameSync)(aside, path);
	} catch (cause) {
		if ((0, node_fs.existsSync)(aside)) (0, node_fs.rmSync)(aside);
		const why = cause instanceof Error ? cause.message : String(cause);
		throw new require_core.Fault("unwritable-file", `${name} can't be written: ${why}`, "check the path and its permissions", { cause });
	}
}

Object.defineProperty(exports, "writeText", {
  enumerable: true,
  get: function () {
    return writeText;
  }
});