const require_core = require("./core.js");
let node_fs = require("node:fs");
let node_path = require("node:path");

// src/host/files/models.ts
/** What a path on the command line is. */
function kindOfPath(path) {
	const stat = (0, node_fs.statSync)(path, { throwIfNoEntry: false });
	return stat === void 0 ? "nothing" : stat.isDirectory() ? "folder" : "file";
}
/** Folders that hold no models of one's own. */
const passedOver = /* @__PURE__ */ new Set([
	".git",
	"node_modules",
	".venv",
	"__pycache__"
]);
const MAX_FILES = 1e6;
/**
* Paths of the wanted files below a folder, relative to it, with `/`, sorted; links aren't followed.
* @throws Fault `unreadable-file`, `too-many-files`
*/
function listFolder(folder, wanted) {
	const found = [];
	let seen = 0;
	const walk = (below) => {
		for (const entry of entriesOf((0, node_path.join)(folder, below), below === "" ? folder : below)) {
			seen += 1;
			if (seen > MAX_FILES) throw new require_core.Fault("too-many-files", `${folder} holds more than ${MAX_FILES} files`, "name a folder further down");
			const path = below === "" ? entry.name : `${below}/${entry.name}`;
			if (entry.isDirectory() && !passedOver.has(entry.name)) walk(path);
			else if (entry.isFile() && wanted(path)) found.push(path);
		}
	};
	walk("");
	return found.toSorted();
}
function entriesOf(folder, name) {
	try {
		return (0, node_fs.readdirSync)(folder, { withFileTypes: true });
	} catch (cause) {
		const why = cause instanceof Error ? cause.message : String(cause);
		throw new require_core.Fault("unreadable-file", `${name} can't be listed: ${why}`, "check its permissions", { cause });
	}
}

Object.defineProperty(exports, "kindOfPath", {
  enumerable: true,
  get: function () {
    return kindOfPath;
  }
});
Object.defineProperty(exports, "listFolder", {
  enumerable: true,
  get: function () {
    return listFolder;
  }
});