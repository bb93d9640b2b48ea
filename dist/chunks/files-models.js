import { wt as Fault } from "./base.js";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

// src/host/files-models.ts
/** What a path on the command line is. */
function kindOfPath(path) {
	const stat = statSync(path, { throwIfNoEntry: false });
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
		for (const entry of entriesOf(join(folder, below), below === "" ? folder : below)) {
			seen += 1;
			if (seen > MAX_FILES) throw new Fault("too-many-files", `${folder} holds more than ${MAX_FILES} files`, "name a folder further down");
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
		return readdirSync(folder, { withFileTypes: true });
	} catch (cause) {
		const why = cause instanceof Error ? cause.message : String(cause);
		throw new Fault("unreadable-file", `${name} can't be listed: ${why}`, "check its permissions", { cause });
	}
}

export { listFolder as n, kindOfPath as t };