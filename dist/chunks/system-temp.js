const require_core = require("./core.js");
const require_ending = require("./system-ending.js");
const require_owner = require("./system-owner.js");
let node_fs = require("node:fs");
let node_path = require("node:path");
let node_os = require("node:os");

// src/system/temp.ts
/**
* Makes a folder for temporary files: the only place in `src/` that does. The first one that a process makes in a place sweeps away
* what killed runs left there.
* @param purpose one word, for who looks into the place
* @param place absent: the system's folder for temporary files
* @throws Fault `unwritable-temp`
*/
function makeTempFolder(purpose, place = (0, node_os.tmpdir)()) {
	if (!swept.has(place)) sweep(place);
	swept.add(place);
	let path;
	try {
		path = (0, node_fs.realpathSync)((0, node_fs.mkdtempSync)((0, node_path.join)(place, `${PREFIX}${purpose}-${require_owner.ownerTag()}-`)));
	} catch (cause) {
		const why = cause instanceof Error ? cause.message : String(cause);
		throw new require_core.Fault("unwritable-temp", `${place} can't hold temporary files: ${why}`, "set TMPDIR to a folder that can be written and has room", { cause });
	}
	const clean = () => (0, node_fs.rmSync)(path, {
		recursive: true,
		force: true,
		maxRetries: 3
	});
	const release = require_ending.atEnd(clean);
	return {
		path,
		remove: () => {
			clean();
			release();
		}
	};
}
const PREFIX = "flopgate-";
const swept = /* @__PURE__ */ new Set();
/** Age from which a folder of another machine or container, whose processes can't be looked up here, is left over. */
const STRANGER_MS = 6048e5;
/** Folders that one run sweeps at most. */
const MOST_SWEPT = 50;
const named = /^flopgate-[a-z]+-([^-]+)-[A-Za-z0-9]{6}$/;
/**
* Removes what runs that were killed left in a place: folders of this user whose owner is dead, never one of a run that goes on. What
* can't be removed stays.
*/
function sweep(place) {
	let left = MOST_SWEPT;
	for (const name of namesIn(place)) {
		const state = require_owner.ownerState(named.exec(name)?.[1] ?? "");
		if (state === null || state === "alive" || left === 0) continue;
		const path = (0, node_path.join)(place, name);
		try {
			const stat = (0, node_fs.lstatSync)(path);
			if (!stat.isDirectory() || process.getuid !== void 0 && stat.uid !== process.getuid()) continue;
			if (state === "stranger" && Date.now() - stat.mtimeMs < STRANGER_MS) continue;
			(0, node_fs.rmSync)(path, {
				recursive: true,
				force: true
			});
			left -= 1;
		} catch {}
	}
}
function namesIn(place) {
	try {
		return (0, node_fs.readdirSync)(place).filter((name) => name.startsWith(PREFIX));
	} catch {
		return [];
	}
}

Object.defineProperty(exports, "makeTempFolder", {
  enumerable: true,
  get: function () {
    return makeTempFolder;
  }
});