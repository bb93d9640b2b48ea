const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_core = require("./core.js");
const require_run_git = require("./host-git-run-git.js");
const require_regular = require("./system-regular.js");
const require_filters = require("./host-git-filters.js");
const require_open = require("./host-source-open.js");
const require_files = require("./host-files-files.js");
let node_fs = require("node:fs");
let node_path = require("node:path");

// src/host/git/batch.ts
/** Git is started by the first read; it doesn't keep this process from ending. */
function openBlobReader(repository) {
	const queue = [];
	let git = null;
	let chunks = [];
	let [held, wanted] = [0, 0];
	function fail(fault) {
		git = null;
		[chunks, held, wanted] = [
			[],
			0,
			0
		];
		for (const { reject } of queue.splice(0)) reject(fault);
	}
	function start() {
		const child = startBatch(repository);
		child.on("error", (cause) => fail(noGit(cause)));
		child.on("close", () => git === child ? fail(endedEarly()) : void 0);
		child.stdout?.on("data", (chunk) => {
			chunks.push(chunk);
			held += chunk.length;
			if (held >= wanted) answer();
		});
		return child;
	}
	/** Answers as many as what has come allows; `wanted` is what the next needs at least. */
	function answer() {
		const done = answerAll(queue, chunks.length === 1 ? chunks[0] ?? Buffer.alloc(0) : Buffer.concat(chunks));
		chunks = done.rest.length === 0 ? [] : [done.rest];
		[held, wanted] = [done.rest.length, done.wanted];
		if (queue.length === 0 && git !== null) keepAlive(git, false);
	}
	return { async read(id) {
		if (!/^[0-9a-f]{40,64}$/.test(id)) return null;
		git ??= start();
		keepAlive(git, true);
		const { stdin } = git;
		return new Promise((resolve, reject) => {
			queue.push({
				id,
				resolve,
				reject
			});
			stdin?.write(`${id}\n`);
		});
	} };
}
const noGit = (cause) => new require_core.Fault("no-git", `git can't be run: ${cause.message}`, "install git and put it on PATH", { cause });
const endedEarly = () => new require_core.Fault("git-failed", "git cat-file ended before it had answered", "run git fsck in the repository");
function startBatch(repository) {
	const child = require_run_git.startReader("git cat-file", [
		repository,
		["cat-file", "--batch"],
		{
			lazyFetch: true,
			stdin: "pipe"
		}
	], ({ code }) => code === "no-git" ? code : "git-failed");
	child.stdin?.on("error", () => void 0);
	child.stderr?.resume();
	child.unref();
	return child;
}
/** Answers the first of the queue, as many as the bytes hold; `wanted`: bytes that the next answer needs, 0 if unknown. */
function answerAll(queue, all) {
	let rest = all;
	for (;;) {
		const [first] = queue;
		const answered = first === void 0 ? null : answerIn(rest);
		if (first === void 0 || answered === null) return {
			rest,
			wanted: 0
		};
		if (rest.length < answered.length) return {
			rest,
			wanted: answered.length
		};
		first.resolve(answered.blob === null ? null : Buffer.from(rest.subarray(...answered.blob)));
		rest = rest.subarray(answered.length);
		queue.shift();
	}
}
/** The first answer in the bytes: its whole length, and the range of the blob's content; null if its head isn't complete. */
function answerIn(bytes) {
	const end = bytes.indexOf(10);
	if (end === -1) return null;
	const [, type, length] = bytes.toString("latin1", 0, end).split(" ");
	const size = type === "missing" ? -1 : Number(length);
	return {
		length: end + 1 + size + 1,
		blob: type === "blob" ? [end + 1, end + 1 + size] : null
	};
}
/** Only a read that isn't answered yet keeps the process alive. */
function keepAlive({ stdin, stdout, stderr }, on) {
	for (const stream of [
		stdin,
		stdout,
		stderr
	]) {
		const socket = stream;
		if (on) socket?.ref?.();
		else socket?.unref?.();
	}
}

// src/host/git/blobs.ts
/** Sizes of blobs that are here; one that isn't (partial clone) or is no blob is absent. Nothing is fetched. */
async function blobSizes(repository, ids) {
	const wanted = await present(repository, [...new Set(ids)]);
	if (wanted.length === 0) return /* @__PURE__ */ new Map();
	const { stdout } = await require_run_git.runGit(repository, ["cat-file", "--batch-check=%(objectname) %(objecttype) %(objectsize)"], { input: `${wanted.join("\n")}\n` });
	const sizes = /* @__PURE__ */ new Map();
	for (const line of stdout.toString("latin1").split("\n")) {
		const [id = "", type, size] = line.split(" ");
		if (type === "blob") sizes.set(id, Number(size));
	}
	return sizes;
}
/** Those objects that are here. `cat-file` would fetch the others, or fail if it may not. */
async function present(repository, ids) {
	if (ids.length === 0 || await promisor(repository) === null) return ids;
	const { stdout } = await require_run_git.runGit(repository, [
		"rev-list",
		"--objects",
		"--no-object-names",
		"--missing=print",
		"--ignore-missing",
		"--no-walk",
		"--stdin"
	], { input: `${ids.join("\n")}\n` });
	return stdout.toString("latin1").split("\n").filter((line) => /^[0-9a-f]+$/.test(line));
}
/** The whole of a small blob; the caller knows its size. Fetched if it isn't here. */
async function readBlob(repository, id) {
	return (await require_run_git.runGit(repository, [
		"cat-file",
		"blob",
		id
	], { lazyFetch: true })).stdout;
}
/** The whole of blobs that are here and no longer than `most`, in one go. Nothing is fetched. */
async function readSmallBlobs(repository, ids, most) {
	const small = [...await blobSizes(repository, ids)].filter(([, size]) => size <= most);
	if (small.length === 0) return /* @__PURE__ */ new Map();
	const input = small.map(([id]) => `${id}\n`).join("");
	const { stdout } = await require_run_git.runGit(repository, ["cat-file", "--batch"], { input });
	const blobs = /* @__PURE__ */ new Map();
	let at = 0;
	for (const [id, size] of small) {
		at = stdout.indexOf("\n", at) + 1;
		blobs.set(id, stdout.subarray(at, at + size));
		at += size + 1;
	}
	return blobs;
}
/** The blob of a path in a commit; null if there is none, or if it is no regular file. */
async function blobAt(repository, sha, path) {
	const { stdout } = await require_run_git.runGit(repository, [
		"ls-tree",
		"-z",
		"--full-tree",
		sha,
		"--",
		path
	], { lazyFetch: true });
	const [mode, type, id] = (stdout.toString("utf8").split("	", 1)[0] ?? "").split(" ");
	return type === "blob" && mode?.startsWith("100") === true ? id ?? null : null;
}
/**
* Fetches all the blobs that aren't here in one go, as git itself does one by one when it comes upon them. Without a
* promisor remote, or where the fetch fails, it does nothing: opening such a blob says what is wrong.
*/
async function prefetchBlobs(repository, files) {
	const ids = [...new Set(files.flatMap(({ tree, id }) => tree.kind === "commit" && id !== null ? [id] : []))];
	if (ids.length < 2) return;
	const remote = await promisor(repository);
	if (remote === null) return;
	const here = await blobSizes(repository, ids);
	const missing = ids.filter((id) => !here.has(id));
	if (missing.length < 2) return;
	await require_run_git.runGit(repository, [
		"-c",
		"fetch.negotiationAlgorithm=noop",
		"fetch",
		...[
			"--no-tags",
			"--no-write-fetch-head",
			"--recurse-submodules=no",
			"--filter=blob:none",
			"--stdin"
		],
		"--",
		remote
	], {
		input: `${missing.join("\n")}\n`,
		lazyFetch: true
	}).catch(() => void 0);
}
/** Name of the remote that a partial clone fetches missing objects from; null if this is none. */
async function promisor(repository) {
	const { stdout } = await require_run_git.runGit(repository, [
		"config",
		"-z",
		"--get-regexp",
		"^remote\\..*\\.promisor$"
	], { answers: [1] });
	for (const entry of stdout.toString("utf8").split("\0")) {
		const [key = "", value] = entry.split("\n");
		if (value === "true") return key.slice(7, -9);
	}
	return null;
}

// src/host/git/lfs-fetch.ts
/**
* Brings the object that a pointer names into the repository's own store, by git-lfs and its settings; null if it did. It is asked by
* pointer: `git lfs fetch` takes patterns, which names of files may be mistaken for, and looks through all of a commit's files.
*/
async function fetchObject(repository, { oid, size }) {
	const git = require_run_git.startGit(repository, ["lfs", "smudge"], {
		env: { GIT_LFS_SKIP_SMUDGE: "0" },
		lazyFetch: true,
		stdin: "pipe",
		stdout: "ignore"
	});
	let said = "";
	git.stderr?.setEncoding("utf8").on("data", (text) => {
		if (said.length < 16384) said += text;
	});
	git.stdin?.on("error", () => void 0).end(`version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize ${size}\n`);
	if (await new Promise((resolve) => {
		git.on("error", () => resolve(null));
		git.on("close", resolve);
	}) === 0) return null;
	if (/is not a git command|'lfs' does not exist/.test(said)) return { kind: "not-installed" };
	const lines = said.split("\n").map((line) => line.trim());
	const telling = lines.find((line) => /error|unable|fatal|missing|denied|not found|exist/i.test(line) && !/^Errors? logged/i.test(line)) ?? lines[0] ?? "";
	return {
		kind: "failed",
		said: telling === "" ? "no message" : telling.slice(0, 500)
	};
}

// src/host/git/lfs.ts
/** Longest pointer that git-lfs writes or accepts. */
const MAX_POINTER_BYTES = 1024;
/** The pointer that these bytes are, or null. */
function parsePointer(bytes) {
	if (bytes.length > 1024) return null;
	const text = Buffer.from(bytes).toString("latin1");
	if (!/^version https:\/\/(?:git-lfs\.github\.com|hawser\.github\.com)\/spec\/v1\s/.test(text)) return null;
	const oid = /^oid sha256:([0-9a-f]{64})$/m.exec(text)?.[1];
	const size = /^size (\d{1,15})$/m.exec(text)?.[1];
	return oid === void 0 || size === void 0 ? null : {
		oid,
		size: Number(size)
	};
}
/** Path of the object that a pointer names, in the repository's own store; null if it isn't here. */
async function findObject(repository, { oid }) {
	const path = (0, node_path.join)(await storeOf(repository), "objects", oid.slice(0, 2), oid.slice(2, 4), oid);
	return (0, node_fs.existsSync)(path) ? path : null;
}
async function storeOf(repository) {
	const { stdout } = await require_run_git.runGit(repository, ["rev-parse", "--git-common-dir"]);
	const common = (0, node_path.resolve)(repository, stdout.toString("utf8").replace(/\n$/, ""));
	const { stdout: set } = await require_run_git.runGit(repository, [
		"config",
		"-z",
		"--get",
		"lfs.storage"
	], { answers: [1] });
	const storage = set.toString("utf8").replace(/\0$/, "");
	return storage === "" ? (0, node_path.join)(common, "lfs") : (0, node_path.resolve)(common, storage);
}
/** The pointer in a worktree file, or null if it is the content itself, too large to be a pointer, or not there. */
function pointerInFile(path, size) {
	if (size > 1024) return null;
	try {
		const file = require_regular.openRegular(path, (kind) => new TypeError(kind));
		if (file.size <= 1024) return parsePointer(require_regular.readWhole(file));
		(0, node_fs.closeSync)(file.descriptor);
		return null;
	} catch {
		return null;
	}
}

// src/host/git/messages.ts
/** Commits whose messages are read; a pull request of more accepts nothing in the others. */
const MAX_COMMITS = 250;
/** Messages of the commits that head has and base hasn't, newest first; a shallow clone knows only some of them. */
async function readMessages(repository, base, head) {
	const [from, to] = [base, head].map((tree) => tree.kind === "commit" ? tree.sha : "HEAD");
	const range = [
		"--end-of-options",
		`${to}`,
		`^${from}`,
		"--"
	];
	const { stdout } = await require_run_git.runGit(repository, [
		"log",
		"-z",
		"--no-ext-diff",
		"--no-textconv",
		`--max-count=${MAX_COMMITS}`,
		"--format=%H%n%B",
		...range
	]);
	return stdout.toString("utf8").split("\0").flatMap((record) => {
		const at = record.indexOf("\n");
		return at === -1 ? [] : [{
			sha: record.slice(0, at),
			message: record.slice(at + 1)
		}];
	});
}

// src/host/git/trees.ts
const REGULAR = /^100/;
const SUBMODULE = "160000";
const LINK = "120000";
const NO_ID = /^0+$/;
/** The wanted regular files of a tree, sorted by path; symbolic links and submodules are none. */
async function listTree(repository, tree, wanted) {
	return (tree.kind === "commit" ? await listCommit(repository, tree, wanted) : await listWorktree(repository, wanted)).toSorted((a, b) => a.path < b.path ? -1 : a.path > b.path ? 1 : 0);
}
async function listCommit(repository, tree, wanted) {
	const { stdout } = await require_run_git.runGit(repository, [
		"ls-tree",
		"-r",
		"-z",
		"--full-tree",
		tree.sha
	], { lazyFetch: true });
	return records(stdout).flatMap((record) => {
		const [meta, path] = cut(record, "	");
		const [mode = "", , id = ""] = meta.split(" ");
		return REGULAR.test(mode) && wanted(path) ? [{
			tree,
			path,
			id
		}] : [];
	});
}
async function listWorktree(repository, wanted) {
	const tree = { kind: "worktree" };
	const settings = await require_filters.onlyLfs(repository);
	const [staged, differing, others] = await Promise.all([
		require_run_git.runGit(repository, [
			"ls-files",
			"-z",
			"--stage"
		]),
		require_run_git.runGit(repository, [
			"ls-files",
			"-z",
			"-t",
			"--modified",
			"--deleted"
		], { settings }),
		require_run_git.runGit(repository, [
			"ls-files",
			"-z",
			"--others",
			"--exclude-standard"
		])
	]);
	const tagged = records(differing.stdout).map((record) => cut(record, " "));
	const modified = new Set(tagged.map(([, path]) => path));
	const deleted = new Set(tagged.flatMap(([state, path]) => state === "R" ? [path] : []));
	const files = /* @__PURE__ */ new Map();
	for (const record of records(staged.stdout)) {
		const [meta, path] = cut(record, "	");
		const [mode = "", id = "", stage = ""] = meta.split(" ");
		if (!REGULAR.test(mode) || !wanted(path) || deleted.has(path)) continue;
		files.set(path, {
			tree,
			path,
			id: modified.has(path) || stage !== "0" ? null : id
		});
	}
	for (const path of records(others.stdout)) if (wanted(path)) files.set(path, {
		tree,
		path,
		id: null
	});
	return [...files.values()];
}
/** The wanted paths whose content differs between two trees. No rename is looked for: that would read, and in a partial clone fetch, contents. */
async function diffTrees(repository, base, head, wanted) {
	if (base.kind === "worktree") throw new TypeError("a worktree is no base");
	const found = /* @__PURE__ */ new Map();
	const submodules = [];
	const links = [];
	const others = [];
	const list = records(await rawDiff(repository, base.sha, head));
	for (let i = 0; i + 1 < list.length; i += 2) {
		const path = list[i + 1] ?? "";
		const [oldMode = "", newMode = "", oldId = "", newId = ""] = (list[i] ?? "").slice(1).split(" ");
		if (oldMode === SUBMODULE || newMode === SUBMODULE) submodules.push(path);
		if (!wanted(path)) {
			if (REGULAR.test(oldMode) || REGULAR.test(newMode)) others.push(path);
			continue;
		}
		if (oldMode === LINK || newMode === LINK) links.push(path);
		const before = found.get(path);
		const was = fileOf(base, path, oldMode, oldId) ?? before?.base ?? null;
		const is = fileOf(head, path, newMode, newId) ?? before?.head ?? null;
		if (was !== null || is !== null) found.set(path, {
			path,
			base: was,
			head: is
		});
	}
	if (head.kind === "worktree") others.push(...await addUntracked(repository, head, wanted, found));
	return {
		files: [...found.values()].filter(differs).toSorted((a, b) => a.path < b.path ? -1 : 1),
		submodules,
		links,
		others
	};
}
const differs = ({ base, head }) => base?.id !== head?.id || base?.id === null;
function fileOf(tree, path, mode, id) {
	return REGULAR.test(mode) ? {
		tree,
		path,
		id: NO_ID.test(id) ? null : id
	} : null;
}
async function rawDiff(repository, base, head) {
	const form = [
		"--raw",
		"-z",
		"--no-renames",
		"--no-abbrev",
		"--no-ext-diff",
		"--no-textconv",
		"--ignore-submodules=dirty"
	];
	const command = head.kind === "commit" ? [
		"diff-tree",
		"-r",
		...form,
		base,
		head.sha,
		"--"
	] : [
		"diff",
		...form,
		"--no-relative",
		"-O/dev/null",
		base,
		"--"
	];
	const settings = head.kind === "commit" ? [] : await require_filters.onlyLfs(repository);
	return (await require_run_git.runGit(repository, command, {
		settings,
		lazyFetch: true
	})).stdout;
}
/** Files that git doesn't know yet are files of the worktree all the same. Returns the paths of those that aren't wanted. */
async function addUntracked(repository, head, wanted, found) {
	const { stdout } = await require_run_git.runGit(repository, [
		"ls-files",
		"-z",
		"--others",
		"--exclude-standard"
	]);
	const untracked = records(stdout);
	const paths = untracked.filter(wanted);
	const others = untracked.filter((path) => !wanted(path));
	if (paths.length === 0) return others;
	const dropped = paths.filter((path) => found.get(path)?.base !== void 0);
	const ids = new Map(await hashFiles(repository, dropped));
	for (const path of paths) {
		const was = found.get(path)?.base ?? null;
		found.set(path, {
			path,
			base: was,
			head: {
				tree: head,
				path,
				id: ids.get(path) ?? null
			}
		});
	}
	return others;
}
/** Ids of worktree files, as git would store them. */
async function hashFiles(repository, paths) {
	const pairs = [];
	const settings = await require_filters.onlyLfs(repository);
	for (let i = 0; i < paths.length; i += 100) {
		const some = paths.slice(i, i + 100);
		const { stdout } = await require_run_git.runGit(repository, [
			"hash-object",
			"--",
			...some
		], { settings });
		stdout.toString("latin1").trim().split("\n").forEach((id, k) => pairs.push([some[k] ?? "", id]));
	}
	return pairs;
}
/** Fields of a `-z` listing. */
function records(listing) {
	const list = listing.toString("utf8").split("\0");
	list.pop();
	return list;
}
function cut(text, at) {
	const i = text.indexOf(at);
	return i === -1 ? [text, ""] : [text.slice(0, i), text.slice(i + 1)];
}

// src/host/git/repository.ts
var repository_exports = /* @__PURE__ */ require_rolldown_runtime.__exportAll({ openRepository: () => openRepository });
/** Blobs up to this size are read whole; of larger ones only what is asked for. */
const MAX_WHOLE_BYTES = 1 << 20;
/**
* The repository around a folder.
* @throws Fault `not-a-repository`, `git-ownership`, `no-git`
*/
async function openRepository(folder) {
	const root = await findRoot(folder);
	const store = {
		root,
		blobs: openBlobReader(root),
		...openSizes(root)
	};
	const list = async (tree, wanted) => listTree(root, tree, wanted);
	const facts = async (file) => factsOf(store, file);
	async function open(file) {
		return {
			...await openBytes(store, file),
			beside: require_core.besideInTree({
				list,
				open,
				facts
			}, file)
		};
	}
	return {
		root,
		open,
		diff: async (base, head, wanted) => diffOf(root, base, head, wanted),
		async start(file, length) {
			const size = file.tree.kind === "worktree" ? null : await store.fetchedSize(file.id ?? "");
			const small = size !== null && size <= MAX_WHOLE_BYTES ? await store.blobs.read(file.id ?? "") : null;
			return small === null ? startOfFile(root, file, size, length) : small.subarray(0, length);
		},
		list,
		text: async (tree, path) => textOf(root, tree, path, store.fetchedSize),
		messages: async (base, head) => readMessages(root, base, head),
		async prefetch(files) {
			await prefetchBlobs(root, files);
			await Promise.all(files.map(async ({ tree, id }) => tree.kind === "commit" && id !== null ? store.sizeOf(id) : null));
		},
		async bytes(file) {
			const { bytes } = await facts(file);
			return bytes === null ? null : BigInt(bytes);
		}
	};
}
async function factsOf(store, file) {
	const size = (file.tree.kind === "worktree" ? diskSize((0, node_path.join)(store.root, file.path)) : null) ?? (file.id === null ? null : await store.sizeOf(file.id));
	const pointer = await pointerOf(store, file, size);
	return {
		bytes: pointer?.size ?? size,
		oid: pointer?.oid ?? null
	};
}
async function pointerOf({ root, blobs }, file, size) {
	if (file.tree.kind === "worktree") return pointerInFile((0, node_path.join)(root, file.path), size ?? 0);
	if (file.id === null || size === null || size > 1024) return null;
	const bytes = await blobs.read(file.id);
	return bytes === null ? null : parsePointer(bytes);
}
async function openBytes(store, file) {
	const { root, blobs } = store;
	const name = nameOf(file);
	const disk = file.tree.kind === "worktree" ? diskSize((0, node_path.join)(root, file.path)) : null;
	if (disk === null && file.id === null) throw new require_core.Fault("missing-file", `${name} doesn't exist`, "it vanished while it was looked at: run it again");
	const size = disk ?? await store.fetchedSize(file.id ?? "");
	const pointer = await pointerOf(store, file, size);
	if (pointer !== null) return openObject(root, file, pointer);
	if (disk !== null) return require_open.openModelFile((0, node_path.join)(root, file.path), name);
	if (size !== null && size <= MAX_WHOLE_BYTES) {
		const bytes = await blobs.read(file.id ?? "");
		if (bytes !== null) return require_open.openModelBytes(bytes, name);
	}
	return require_open.openModelBlob({
		repository: root,
		oid: file.id ?? "",
		size,
		name,
		lazyFetch: true
	});
}
const diffOf = async (root, base, head, wanted) => {
	if (base === null) return all(await listTree(root, head, wanted));
	const found = await diffTrees(root, base, head, wanted);
	return {
		...found,
		files: await withoutSamePointers(root, found.files)
	};
};
function openSizes(root) {
	const sizes = /* @__PURE__ */ new Map();
	let asked = null;
	function collect() {
		const ids = /* @__PURE__ */ new Set();
		const answer = async () => {
			await new Promise((resolve) => setImmediate(resolve));
			asked = null;
			for (const [blob, size] of await blobSizes(root, [...ids])) sizes.set(blob, size);
		};
		return {
			ids,
			answered: answer()
		};
	}
	async function sizeOf(id) {
		if (!sizes.has(id)) {
			asked ??= collect();
			asked.ids.add(id);
			await asked.answered;
		}
		return sizes.get(id) ?? null;
	}
	return {
		sizeOf,
		async fetchedSize(id) {
			const size = await sizeOf(id);
			if (size !== null) return size;
			await require_run_git.runGit(root, [
				"cat-file",
				"-e",
				id
			], {
				lazyFetch: true,
				answers: [1, 128]
			});
			return sizeOf(id);
		}
	};
}
/** @throws Fault `unreadable-file` if it is too long */
async function textOf(root, tree, path, sizeOf) {
	if (tree.kind === "worktree") return require_files.readText((0, node_path.join)(root, path), path);
	const id = await blobAt(root, tree.sha, path);
	if (id === null) return null;
	const size = await sizeOf(id) ?? 0;
	if (size > 1048576) throw require_files.tooLong(nameOf({
		tree,
		path,
		id
	}), size);
	return (await readBlob(root, id)).toString("utf8");
}
async function findRoot(folder) {
	const { stdout, code } = await require_run_git.runGit(folder, ["rev-parse", "--show-toplevel"], { answers: [128] });
	if (code === 0) return stdout.toString("utf8").replace(/\n$/, "");
	return (await require_run_git.runGit(folder, ["rev-parse", "--absolute-git-dir"])).stdout.toString("utf8").replace(/\n$/, "");
}
async function startOfFile(root, file, size, length) {
	const name = nameOf(file);
	const source = file.tree.kind === "worktree" ? require_core.openFile((0, node_path.join)(root, file.path), name) : require_open.openGitBlob({
		repository: root,
		oid: file.id ?? "",
		size,
		name,
		lazyFetch: true
	});
	try {
		return await source.read(0, length);
	} finally {
		await source.close();
	}
}
const all = (files) => ({
	files: files.map((file) => ({
		path: file.path,
		base: null,
		head: file
	})),
	submodules: [],
	links: [],
	others: []
});
/** Two LFS pointers that name one object are the same model, however they are written. */
async function withoutSamePointers(root, files) {
	const known = files.flatMap(({ base, head }) => base === null || head === null ? [] : [base.id, head.id]).flatMap((id) => id ?? []);
	const blobs = await readSmallBlobs(root, known, MAX_POINTER_BYTES);
	const oidOf = (file) => {
		const blob = blobs.get(file?.id ?? "");
		return blob === void 0 ? void 0 : parsePointer(blob)?.oid;
	};
	return files.filter(({ base, head }) => oidOf(base) === void 0 || oidOf(base) !== oidOf(head));
}
/** As people name it: the path of a worktree file, `REV:path` of a committed one. */
function nameOf({ tree, path }) {
	return tree.kind === "worktree" ? path : `${tree.sha.slice(0, 7)}:${path}`;
}
function diskSize(path) {
	const stat = (0, node_fs.statSync)(path, { throwIfNoEntry: false });
	return stat?.isFile() === true ? stat.size : null;
}
/** The object of a pointer: here, or else brought here, this one alone. */
async function openObject(root, file, pointer) {
	const name = nameOf(file);
	const here = await findObject(root, pointer);
	if (here !== null) return require_open.openModelFile(here, name);
	const failure = await fetchObject(root, pointer);
	const fetched = await findObject(root, pointer);
	if (fetched !== null) return require_open.openModelFile(fetched, name);
	const why = failure === null || failure.kind === "not-installed" ? "git-lfs is not installed" : `git lfs: ${failure.said}`;
	const fetch = file.tree.kind === "worktree" ? `git lfs pull --include ${JSON.stringify(file.path)}` : `git lfs fetch origin ${file.tree.sha} --include ${JSON.stringify(file.path)}`;
	throw new require_core.Fault("git-lfs-pointer", `${name} is a Git LFS pointer, and its object isn't here (oid ${pointer.oid}, ${pointer.size} bytes) and can't be fetched: ${why}`, failure?.kind === "failed" ? fetch : `install git-lfs, then ${fetch}`);
}

Object.defineProperty(exports, "findObject", {
  enumerable: true,
  get: function () {
    return findObject;
  }
});
Object.defineProperty(exports, "listTree", {
  enumerable: true,
  get: function () {
    return listTree;
  }
});
Object.defineProperty(exports, "openRepository", {
  enumerable: true,
  get: function () {
    return openRepository;
  }
});
Object.defineProperty(exports, "pointerInFile", {
  enumerable: true,
  get: function () {
    return pointerInFile;
  }
});
Object.defineProperty(exports, "promisor", {
  enumerable: true,
  get: function () {
    return promisor;
  }
});
Object.defineProperty(exports, "repository_exports", {
  enumerable: true,
  get: function () {
    return repository_exports;
  }
});