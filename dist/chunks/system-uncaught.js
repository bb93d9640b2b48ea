let node_fs = require("node:fs");
let node_path = require("node:path");

// src/system/closed-folder.ts
/** Others can write to it: its group, or everybody. */
const OTHERS_WRITE = 18;
/** Windows has no owner and mode to look at; there the user's folders are closed to others. */
const uid = process.getuid?.();
/**
* The real path of a folder that nobody but the user or root can put anything into: it and each folder on the way to it, links on the
* way included, are the user's or root's, and neither group nor others may write them (a sticky one, as /tmp, counts as open).
* What is still missing of it is for the caller to make.
* @returns null if somebody else could
*/
function closedFolder(folder) {
	try {
		return closedWay(folder, 0);
	} catch {
		return null;
	}
}
/** As the system's own bound on links that lead to links. */
const MAX_LINKS = 40;
function closedWay(path, links) {
	if (links > MAX_LINKS) return null;
	const above = (0, node_path.dirname)(path);
	const base = above === path ? path : closedWay(above, links);
	if (base === null) return null;
	const real = above === path ? path : (0, node_path.join)(base, (0, node_path.basename)(path));
	if (uid === void 0) return real;
	const about = (0, node_fs.lstatSync)(real, { throwIfNoEntry: false });
	if (about === void 0) return real;
	if (about.uid !== uid && about.uid !== 0) return null;
	if (about.isSymbolicLink()) return closedWay((0, node_fs.realpathSync)(real), links + 1);
	return about.isDirectory() && (about.mode & OTHERS_WRITE) === 0 ? real : null;
}
/** Whether this is a folder (or a file), no link, of the user's own that nobody else may write. */
function isOwn(path, kind) {
	const about = (0, node_fs.lstatSync)(path);
	if (kind === "folder" ? !about.isDirectory() : !about.isFile()) return false;
	return uid === void 0 || about.uid === uid && (about.mode & OTHERS_WRITE) === 0;
}

// src/system/uncaught.ts
/**
* The last door of a program: what nobody caught is printed in its form, and ends it with exit code 2, for Node's own, 1, means a budget that is
* breached.
* @param loadPrinter loads what prints it; loaded only then
*/
function catchUncaught(loadPrinter) {
	const end = (thrown) => {
		process.removeAllListeners("uncaughtException").on("uncaughtException", exit);
		process.removeAllListeners("unhandledRejection").on("unhandledRejection", exit);
		process.prependListener("exit", () => void (process.exitCode = 2));
		loadPrinter().then((say) => say(thrown)).then(exit, exit);
	};
	process.on("uncaughtException", end).on("unhandledRejection", end);
}
const exit = () => process.exit(2);

Object.defineProperty(exports, "catchUncaught", {
  enumerable: true,
  get: function () {
    return catchUncaught;
  }
});
Object.defineProperty(exports, "closedFolder", {
  enumerable: true,
  get: function () {
    return closedFolder;
  }
});
Object.defineProperty(exports, "isOwn", {
  enumerable: true,
  get: function () {
    return isOwn;
  }
});