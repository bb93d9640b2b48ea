const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_core = require("./core.js");
const require_run_git = require("./host-git-run-git.js");
const require_gzip = require("./host-source-gzip.js");
let node_events = require("node:events");

// src/host/source/git.ts
/**
* A git blob, streamed from `git cat-file` without a checkout; git is started by the first read and stopped by `close`.
* Its reads throw Fault `no-git`, `bad-object`, `missing-object`, `git-failed`.
*/
function openGitBlob(options) {
	if (!/^[0-9a-f]{40,64}$/.test(options.oid)) throw new require_core.Fault("bad-object", `${options.name}: '${options.oid}' is not an object id`, "give the full id of a blob");
	return require_gzip.openStream({
		name: options.name,
		size: options.size ?? null,
		chunks: () => catFile(options)
	});
}
async function* catFile({ repository, oid, name, lazyFetch = false }) {
	const git = require_run_git.startReader(name, [
		repository,
		[
			"cat-file",
			"blob",
			oid
		],
		{
			settings: [["core.bigFileThreshold", "1m"]],
			lazyFetch
		}
	]);
	const exit = (0, node_events.once)(git, "close");
	exit.catch(() => void 0);
	let said = "";
	git.stderr?.setEncoding("utf8").on("data", (text) => {
		if (said.length < 4096) said += text;
	});
	try {
		for await (const chunk of git.stdout ?? []) yield chunk;
		const [code] = await exit.catch((cause) => {
			throw new require_core.Fault("no-git", `${name}: git can't be run`, "install git and put it on PATH", { cause });
		});
		if (code !== 0) throw gitFault(name, oid, said.trim());
	} finally {
		git.stdout?.destroy();
		git.kill();
		await exit.catch(() => void 0);
	}
}
function gitFault(name, oid, said) {
	const line = said.split("\n", 1)[0] ?? "";
	if (/could not get object info|Not a valid object name|bad file|promisor|unable to find|does not exist/i.test(said)) return new require_core.Fault("missing-object", `${name}: blob ${oid} isn't in this repository (git: ${line})`, "fetch it: in a workflow, actions/checkout with a deeper fetch-depth and without a filter");
	return new require_core.Fault("git-failed", `${name}: git cat-file failed: ${line === "" ? "no message" : line}`, "run git fsck in the repository");
}

// src/host/source/open.ts
var open_exports = /* @__PURE__ */ require_rolldown_runtime.__exportAll({ openModelFile: () => openModelFile });
/**
* A model file: synchronous if it is stored as it is, a stream of inflated bytes if it is named `.gz`.
* @param path as the process finds it
* @param name as the user names it
* @throws Fault as `openFile`
*/
function openModelFile(path, name = path) {
	const file = require_core.openFile(path, name);
	return isGzipName(name) ? require_gzip.openGzip(file) : file;
}
/** A model in a git repository, by blob; inflated where its path ends in `.gz`. */
function openModelBlob(options) {
	const blob = openGitBlob(options);
	return isGzipName(options.name) ? require_gzip.openGzip(blob) : blob;
}
/** A model that is in memory, whole. */
function openModelBytes(bytes, name) {
	const source = {
		name,
		size: bytes.length,
		forward: false,
		read: (offset, length) => bytes.subarray(offset, offset + length),
		close: () => void 0
	};
	return isGzipName(name) ? require_gzip.openGzip(source) : source;
}
function isGzipName(path) {
	return path.toLowerCase().endsWith(".gz");
}

Object.defineProperty(exports, "openModelBlob", {
  enumerable: true,
  get: function () {
    return openModelBlob;
  }
});
Object.defineProperty(exports, "openModelBytes", {
  enumerable: true,
  get: function () {
    return openModelBytes;
  }
});
Object.defineProperty(exports, "openModelFile", {
  enumerable: true,
  get: function () {
    return openModelFile;
  }
});
Object.defineProperty(exports, "open_exports", {
  enumerable: true,
  get: function () {
    return open_exports;
  }
});