const require_core = require("./core.js");
const require_regular = require("./system-regular.js");
const require_files = require("./host-files-files.js");
const require_ending = require("./system-ending.js");
const require_run_git = require("./host-git-run-git.js");
const require_temp = require("./system-temp.js");
const require_uncaught = require("./system-uncaught.js");
const require_filters = require("./host-git-filters.js");
const require_open = require("./host-source-open.js");
const require_calls = require("./system-calls.js");
let node_fs = require("node:fs");
let node_crypto = require("node:crypto");
let node_path = require("node:path");
let node_child_process = require("node:child_process");
let node_os = require("node:os");
let node_v8 = require("node:v8");
let node_worker_threads = require("node:worker_threads");

// src/host/build/kept.ts
/** Builds that are kept; the oldest go first. */
const MAX_KEPT = 20;
/** Bytes of one build beyond which it isn't kept. */
const MAX_BYTES = 4 * 1024 ** 3;
/** Folder of kept builds: FLOPGATE_CACHE, else the user's cache; null if somebody else could put a build there. */
function cacheFolder(env) {
	const { FLOPGATE_CACHE, XDG_CACHE_HOME, LOCALAPPDATA } = env;
	const given = [
		FLOPGATE_CACHE,
		XDG_CACHE_HOME,
		LOCALAPPDATA
	].find((one) => one !== void 0 && one !== "");
	return require_uncaught.closedFolder((0, node_path.join)(given === void 0 ? (0, node_path.join)((0, node_os.homedir)(), ".cache") : (0, node_path.resolve)(given), "flopgate", "builds"));
}
/** Name of a build by all that decides it. */
function buildKey(parts) {
	const hash = (0, node_crypto.createHash)("sha256");
	for (const part of parts) hash.update(`${Buffer.byteLength(part)}:${part}`);
	return hash.digest("hex");
}
/** A build that is kept, each file checked against its hash; null if there is none, or if it isn't whole. */
async function keptBuild(key, env) {
	const cache = cacheFolder(env);
	if (cache === null) return null;
	const folder = (0, node_path.join)(cache, key);
	try {
		if (!require_uncaught.isOwn(folder, "folder")) return null;
		const manifest = JSON.parse(require_files.readText((0, node_path.join)(folder, "manifest.json")) ?? "null");
		if (manifest === null) return null;
		const files = manifest.files.map(({ path, hash, bytes }, i) => ({
			path,
			hash,
			bytes,
			file: (0, node_path.join)(folder, String(i))
		}));
		for (const { file, hash } of files) if (await hashOf(file) !== hash) return null;
		const now = /* @__PURE__ */ new Date();
		(0, node_fs.utimesSync)(folder, now, now);
		return {
			files,
			log: manifest.log
		};
	} catch {
		return null;
	}
}
/** Keeps a build; what can't be kept is built again next time. */
function keepBuild(key, env, files, log) {
	if (files.reduce((sum, { bytes }) => sum + bytes, 0) > MAX_BYTES) return;
	const cache = cacheFolder(env);
	if (cache === null) return;
	const folder = (0, node_path.join)(cache, key);
	let aside = null;
	try {
		if ((0, node_fs.existsSync)(folder)) return;
		(0, node_fs.mkdirSync)((0, node_path.dirname)(folder), {
			recursive: true,
			mode: 448
		});
		aside = require_temp.makeTempFolder("keep", (0, node_path.dirname)(folder));
		const { path } = aside;
		files.forEach(({ file }, i) => (0, node_fs.copyFileSync)(file, (0, node_path.join)(path, String(i))));
		const manifest = {
			files: files.map(({ path: name, hash, bytes }) => ({
				path: name,
				hash,
				bytes
			})),
			log
		};
		(0, node_fs.writeFileSync)((0, node_path.join)(path, "manifest.json"), JSON.stringify(manifest));
		(0, node_fs.renameSync)(path, folder);
		dropOld((0, node_path.dirname)(folder));
	} catch {} finally {
		aside?.remove();
	}
}
function dropOld(folder) {
	const kept = (0, node_fs.readdirSync)(folder).filter((name) => /^[0-9a-f]{64}$/.test(name)).map((name) => ({
		name,
		at: (0, node_fs.statSync)((0, node_path.join)(folder, name)).mtimeMs
	}));
	for (const { name } of kept.toSorted((a, b) => b.at - a.at).slice(MAX_KEPT)) (0, node_fs.rmSync)((0, node_path.join)(folder, name), {
		recursive: true,
		force: true
	});
}
/** SHA-256 of a file, in hex. */
async function hashOf(file) {
	const hash = (0, node_crypto.createHash)("sha256");
	const { descriptor: fd } = require_regular.openRegular(file, (kind) => new TypeError(kind));
	for await (const chunk of (0, node_fs.createReadStream)(file, { fd })) hash.update(chunk);
	return hash.digest("hex");
}

// src/host/build/variables.ts
/** Events under which a workflow runs the pull request's own code anyhow, with a token that can do no harm to others. */
const harmless = [
	"pull_request",
	"push",
	"merge_group",
	"workflow_dispatch",
	"schedule"
];
/**
* Refuses to build where the job has rights that a pull request must not have: a build is code of whoever wrote the commit.
* @throws Fault `build-refused`
*/
function checkEvent(env) {
	const event = env["GITHUB_EVENT_NAME"] ?? "";
	if (event === "" && env["GITHUB_ACTIONS"] !== "true") return;
	if (harmless.includes(event)) return;
	throw new require_core.Fault("build-refused", `build: runs the commit's own code, and a job under ${event === "" ? "an unknown event" : event} has rights that it must not have`, `let the workflow run on ${harmless.slice(0, 3).join(", ")}`);
}
/** What a build may know of the environment: where programs and their caches are, and its language; nothing that opens a door. */
const passed = /^(?:PATH|HOME|USER|LOGNAME|SHELL|LANG|LANGUAGE|LC_[A-Z]+|TZ|TERM|CI|LD_LIBRARY_PATH|DYLD_LIBRARY_PATH|PKG_CONFIG_PATH|PYTHON(?:PATH|HOME|UNBUFFERED|DONTWRITEBYTECODE|UTF8|HASHSEED)|pythonLocation|Python\d*_ROOT_DIR|VIRTUAL_ENV|CONDA_(?:PREFIX|EXE|DEFAULT_ENV)|JAVA_HOME|GOROOT|GOPATH|CARGO_HOME|RUSTUP_HOME|CUDA_(?:HOME|PATH|VISIBLE_DEVICES)|OMP_NUM_THREADS|HF_HOME|TORCH_HOME|XDG_CACHE_HOME|UV_CACHE_DIR|PIP_CACHE_DIR|SystemRoot|SYSTEMROOT|ComSpec|COMSPEC|PATHEXT|USERPROFILE|LOCALAPPDATA|APPDATA|ProgramFiles|NUMBER_OF_PROCESSORS|PROCESSOR_ARCHITECTURE)$/;
/** The whole environment of a build. @param own variables to add */
function buildEnvironment(env, own) {
	const kept = Object.entries(env).flatMap(([name, value]) => value !== void 0 && passed.test(name) ? [[name, value]] : []);
	return {
		...Object.fromEntries(kept),
		...own
	};
}

// src/host/build/run-build.ts
const MAX_HEAD = 4e3;
const MAX_TAIL = 12e3;
/** Between asking a command to end and ending it. */
const GRACE_MS = 5e3;
/**
* Runs a shell command line in a process group of its own. When it ends, or its time is over, whatever it started ends, too.
* @param env the whole of its environment
*/
async function runCommand(line, options) {
	const started = process.hrtime.bigint();
	const child = (0, node_child_process.spawn)(line, {
		shell: true,
		detached: process.platform !== "win32",
		cwd: options.cwd,
		env: { ...options.env },
		stdio: [
			"ignore",
			"pipe",
			"pipe"
		]
	});
	const release = require_ending.atEnd(() => endGroup(child, "SIGKILL"));
	const log = boundedLog();
	for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => log.add(chunk));
	let timedOut = false;
	const stop = setTimeout(() => {
		timedOut = true;
		endGroup(child, "SIGTERM");
		setTimeout(() => endGroup(child, "SIGKILL"), GRACE_MS).unref();
	}, options.timeoutMs);
	const code = await new Promise((resolve) => {
		child.on("error", () => resolve(127));
		child.on("exit", (exit) => {
			endGroup(child, "SIGKILL");
			setTimeout(() => resolve(exit), 200).unref();
			child.on("close", () => resolve(exit));
		});
	});
	clearTimeout(stop);
	release();
	for (const stream of [child.stdout, child.stderr]) stream.destroy();
	const seconds = Math.round(Number(process.hrtime.bigint() - started) / 1e6) / 1e3;
	return {
		code: timedOut ? null : code,
		timedOut,
		seconds,
		log: log.text()
	};
}
function endGroup(child, signal) {
	if (child.pid === void 0) return;
	try {
		if (process.platform === "win32") child.kill(signal);
		else process.kill(-child.pid, signal);
	} catch {}
}
/** The first and the last bytes of what is added. */
function boundedLog() {
	let head = Buffer.alloc(0);
	let tail = Buffer.alloc(0);
	let dropped = 0;
	return {
		add(chunk) {
			const room = MAX_HEAD - head.length;
			if (room > 0) head = Buffer.concat([head, chunk.subarray(0, room)]);
			const rest = chunk.subarray(Math.max(0, room));
			if (rest.length === 0) return;
			const all = Buffer.concat([tail, rest]);
			const over = Math.max(0, all.length - MAX_TAIL);
			dropped += over;
			tail = Buffer.from(all.subarray(over));
		},
		text() {
			const gap = dropped === 0 ? "" : `\n\u2026 ${dropped} bytes left out \u2026\n`;
			return `${head.toString("utf8")}${gap}${tail.toString("utf8")}`.trimEnd();
		}
	};
}

// src/host/build/tree.ts
/**
* Id of a tree of git: a commit's, or that of the worktree's files as they lie, those included that git doesn't know yet and
* doesn't ignore.
* @param scratch folder for an index of its own, so that the user's stays as it is
*/
async function treeId(repository, tree, scratch) {
	if (tree.kind === "commit") return line(repository, [
		"rev-parse",
		"--verify",
		`${tree.sha}^{tree}`
	]);
	const index = (0, node_path.join)(scratch, "worktree.index");
	const own = (0, node_path.resolve)(repository, await line(repository, [
		"rev-parse",
		"--git-path",
		"index"
	]));
	if ((0, node_fs.existsSync)(own)) (0, node_fs.copyFileSync)(own, index);
	const env = { GIT_INDEX_FILE: index };
	const settings = await require_filters.onlyLfs(repository);
	await require_run_git.runGit(repository, [
		"add",
		"--all",
		"--",
		"."
	], {
		env,
		settings
	});
	return line(repository, ["write-tree"], {
		env,
		settings
	});
}
/**
* Lays the files of a tree out in a folder: no repository around them, so that what runs there finds neither its settings nor any
* credentials in them.
* @throws Fault as git fails
*/
async function layOut(repository, id, folder, scratch) {
	(0, node_fs.mkdirSync)(folder, { recursive: true });
	const gitDir = await line(repository, ["rev-parse", "--absolute-git-dir"]);
	const env = { GIT_INDEX_FILE: (0, node_path.join)(scratch, `${id}.index`) };
	const settings = [
		["core.sparseCheckout", "false"],
		["core.bare", "false"],
		...await require_filters.onlyLfs(repository)
	];
	await require_run_git.runGit(folder, [
		"read-tree",
		"--reset",
		"-u",
		id
	], {
		at: {
			gitDir,
			workTree: folder
		},
		env,
		settings,
		lazyFetch: true
	});
}
async function line(repository, args, options = {}) {
	return (await require_run_git.runGit(repository, args, options)).stdout.toString("utf8").trim();
}

// src/host/build/build.ts
/** Ids of files that git doesn't have; no object of git is named so. */
const BUILT = "built-";
const MISSING = "missing-";
const keyOf = (tree) => tree.kind === "commit" ? tree.sha : "worktree";
const isOurs = ({ id }) => id?.startsWith(BUILT) === true || id?.startsWith(MISSING) === true;
/**
* A repository with the team's own build over it: it runs in a folder that holds the revision's files and nothing else, with an
* environment without tokens, for a limited time.
*/
function withBuilds(repository, env = process.env) {
	const made = /* @__PURE__ */ new Map();
	const extra = (tree, wanted) => ownFiles(made, tree, wanted);
	const list = async (tree, wanted) => merged(await repository.list(tree, wanted), extra(tree, wanted));
	const bytes = async (file) => isOurs(file) ? BigInt(builtOf(made, file)?.bytes ?? 0) : repository.bytes(file);
	const facts = async (file) => {
		const size = await bytes(file);
		return {
			bytes: size === null ? null : Number(size),
			oid: null
		};
	};
	const open = async (file) => ({
		...await (isOurs(file) ? openBuilt(made, file) : repository.open(file)),
		beside: require_core.besideInTree({
			list,
			open,
			facts
		}, file)
	});
	return {
		...repository,
		async build(order) {
			checkEvent(env);
			const notes = [];
			for (const [side, what] of [["base", order.base], ["head", order.head]]) {
				if (what === null) continue;
				const outcome = await buildSide(repository, side, what, order, env);
				made.set(keyOf(what.tree), outcome);
				notes.push(outcome.note);
			}
			return notes;
		},
		list,
		async diff(base, head, wanted) {
			const found = await repository.diff(base, head, wanted);
			const [before, after] = [base === null ? [] : extra(base, wanted), extra(head, wanted)];
			return {
				...found,
				files: withBuilt(found.files, before, after)
			};
		},
		prefetch: async (files) => repository.prefetch(files.filter((file) => !isOurs(file))),
		open,
		start: async (file, length) => isOurs(file) ? startOfBuilt(made, file, length) : repository.start(file, length),
		bytes
	};
}
/** The files of a tree that aren't git's: what its build made, and stand-ins for what it did not make. */
function ownFiles(made, tree, wanted) {
	const outcome = made.get(keyOf(tree));
	if (outcome === void 0) return [];
	return [...outcome.files.map(({ path, hash }) => ({
		tree,
		path,
		id: `${BUILT}${hash}`
	})), ...outcome.missing.map((path) => ({
		tree,
		path,
		id: `${MISSING}${outcome.note.side}`
	}))].filter(({ path }) => wanted(path));
}
const builtOf = (made, { tree, path }) => made.get(keyOf(tree))?.files.find((file) => file.path === path);
function startOfBuilt(made, file, length) {
	const built = builtOf(made, file);
	if (built === void 0) throw notMade(file, made.get(keyOf(file.tree))?.note);
	const source = require_core.openFile(built.file, file.path);
	try {
		return source.read(0, length);
	} finally {
		source.close();
	}
}
function openBuilt(made, file) {
	const built = builtOf(made, file);
	if (built !== void 0) return require_open.openModelFile(built.file, file.path);
	throw notMade(file, made.get(keyOf(file.tree))?.note);
}
function merged(files, more) {
	if (more.length === 0) return files;
	const known = new Set(files.map(({ path }) => path));
	return [...files, ...more.filter(({ path }) => !known.has(path))].toSorted((a, b) => a.path < b.path ? -1 : a.path > b.path ? 1 : 0);
}
/** Git's own changes, with those of built files; a file that git has on one side only is joined with the built one of the other. */
function withBuilt(files, before, after) {
	const found = new Map(files.map((change) => [change.path, change]));
	for (const side of ["base", "head"]) for (const file of side === "base" ? before : after) {
		const { base = null, head = null } = found.get(file.path) ?? {};
		const change = {
			path: file.path,
			base,
			head
		};
		found.set(file.path, change[side] === null ? {
			...change,
			[side]: file
		} : change);
	}
	return [...found.values()].filter(({ base, head }) => base?.id !== head?.id || base?.id === null || base?.id?.startsWith(MISSING) === true).toSorted((a, b) => a.path < b.path ? -1 : 1);
}
function notMade({ path }, note) {
	const side = note?.side ?? "head";
	const why = note?.problem ?? "it ended well, but left no such file";
	const last = note?.log.split("\n").at(-1)?.slice(0, 300) ?? "";
	return new require_core.Fault("build-failed", `${path} was to be made by the build at ${side}: ${why}`, last === "" ? "run the command of build: by hand" : `it said last: ${last}`);
}
async function buildSide(repository, side, what, order, env) {
	const { path: scratch } = require_temp.makeTempFolder(`build${side}`);
	const note = {
		side,
		command: what.run.slice(0, 2e3),
		models: 0,
		seconds: 0,
		log: ""
	};
	const due = side === "head" ? what.expected : [];
	try {
		const id = await treeId(repository.root, what.tree, scratch);
		const key = buildKey([
			"1",
			id,
			what.run,
			order.policy,
			process.platform,
			process.arch
		]);
		const kept = await keptBuild(key, env);
		if (kept !== null) return outcomeOf({
			...note,
			outcome: "cached",
			log: kept.log,
			problem: null
		}, kept.files, due);
		const folder = (0, node_path.join)(scratch, "tree");
		await layOut(repository.root, id, folder, scratch);
		const before = new Set(require_core.listFolder(folder, order.wanted));
		const own = {
			FLOPGATE_BUILD: side,
			FLOPGATE_SHA: what.tree.kind === "commit" ? what.tree.sha : "",
			TMPDIR: (0, node_os.tmpdir)()
		};
		const end = await runCommand(what.run, {
			cwd: folder,
			env: buildEnvironment(env, own),
			timeoutMs: what.timeoutMs
		});
		const told = {
			...note,
			seconds: end.seconds,
			log: end.log
		};
		if (end.timedOut) return outcomeOf({
			...told,
			outcome: "timed-out",
			problem: `it took longer than ${what.timeoutMs / 1e3} s and was stopped`
		}, [], what.expected);
		if (end.code !== 0) return outcomeOf({
			...told,
			outcome: "failed",
			problem: `it ended with exit code ${end.code}`
		}, [], what.expected);
		const files = await collect(folder, order.wanted, before);
		keepBuild(key, env, files, end.log);
		return outcomeOf({
			...told,
			outcome: "built",
			problem: null
		}, files, due);
	} catch (thrown) {
		return outcomeOf({
			...note,
			outcome: "failed",
			problem: require_core.asFault(thrown).message.slice(0, 2e3)
		}, [], what.expected);
	}
}
function outcomeOf(note, files, expected) {
	const made = new Set(files.map(({ path }) => path));
	return {
		note: {
			...note,
			models: files.length
		},
		files,
		missing: expected.filter((path) => !made.has(path))
	};
}
/** The models that lie there now and didn't before: regular files only, no link that leads elsewhere. */
async function collect(folder, wanted, before) {
	const files = [];
	for (const path of require_core.listFolder(folder, wanted)) {
		if (before.has(path)) continue;
		const file = (0, node_path.join)(folder, path);
		const stat = (0, node_fs.lstatSync)(file);
		if (!stat.isFile()) continue;
		files.push({
			path,
			file,
			hash: await hashOf(file),
			bytes: stat.size
		});
	}
	return files;
}

// src/system/threads.ts
/**
* Threads for so many pieces of work; null if doing it here is as fast.
* @throws Fault `internal` if the file that they run is missing
*/
function threadsOf(pieces, handlers) {
	const most = threadsFor(pieces);
	return most === 0 ? null : startThreads(threadEntry(), most, handlers);
}
/** The file that threads run: beside this one's folder, as a source or in dist/. */
function threadEntry() {
	const folder = __dirname;
	const path = [
		"../thread.ts",
		"../thread.js",
		"thread.js"
	].map((name) => (0, node_path.join)(folder, name)).find(node_fs.existsSync);
	if (path !== void 0) return path;
	throw new require_core.Fault("internal", `thread.js is missing beside ${folder}`, "dist/ is incomplete: get it whole");
}
/** Threads that are worth having for so many pieces of work of some 50 ms: starting one takes as long as two of them. */
function threadsFor(pieces) {
	const cores = (0, node_os.availableParallelism)();
	return cores < 2 || pieces < 8 ? 0 : Math.min(cores, Math.floor(pieces / 4));
}
/** Work of seconds: a nursery that grows, as V8 has it by itself (src/cli/v8-flags.ts keeps it small for a short run). */
function newWorker(entry) {
	(0, node_v8.setFlagsFromString)("--semi-space-growth-factor=2");
	return new node_worker_threads.Worker(entry, { resourceLimits: { maxYoungGenerationSizeMb: 32 } });
}
async function endAll(threads) {
	await Promise.all([...threads].map(async ({ worker }) => worker.terminate()));
}
const outOfMemory = () => new require_core.Fault("thread-ended", "a model took more memory than a thread has", "give the machine more memory, or judge fewer models at once with --shard");
/**
* Starts threads.
* @param entry the file that they run
* @param most how many; each is started with the first work for it
* @param handlers what they may call here
*/
function startThreads(entry, most, handlers) {
	const idle = [];
	const all = /* @__PURE__ */ new Set();
	const waiting = [];
	function start() {
		const worker = newWorker(entry);
		const channel = require_calls.connect(worker, handlers);
		const thread = {
			worker,
			channel
		};
		all.add(thread);
		const end = () => {
			all.delete(thread);
			channel.fail(outOfMemory());
		};
		worker.on("error", end);
		worker.on("exit", end);
		return thread;
	}
	async function take() {
		const free = idle.findLast((thread) => all.has(thread));
		if (free !== void 0) {
			idle.splice(idle.indexOf(free), 1);
			return free;
		}
		if (all.size < most) return start();
		return new Promise((resolve) => waiting.push(resolve));
	}
	function give(thread) {
		const next = all.has(thread) ? thread : waiting.length > 0 ? start() : null;
		if (next === null) return;
		const first = waiting.shift();
		if (first === void 0) idle.push(next);
		else first(next);
	}
	return {
		async run(name, argument) {
			const thread = await take();
			try {
				return await thread.channel.call(name, argument);
			} finally {
				give(thread);
			}
		},
		close: async () => endAll(all)
	};
}

Object.defineProperty(exports, "threadsOf", {
  enumerable: true,
  get: function () {
    return threadsOf;
  }
});
Object.defineProperty(exports, "withBuilds", {
  enumerable: true,
  get: function () {
    return withBuilds;
  }
});