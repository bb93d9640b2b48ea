const require_core = require("./core.js");
const require_ending = require("./system-ending.js");
let node_fs = require("node:fs");
let node_path = require("node:path");
let node_child_process = require("node:child_process");

// src/host/git/guard.ts
/**
* What nobody overrides, neither a repository's settings nor the user's: in the environment they stand above every file. A program that git
* would run for its own ends (file system monitor, hook, signature check, transport by command) isn't needed here.
*/
const guards = [
	["safe.bareRepository", "explicit"],
	["core.fsmonitor", "false"],
	["core.hooksPath", "/dev/null"],
	["protocol.ext.allow", "never"],
	["log.showSignature", "false"],
	["submodule.recurse", "false"]
];
/**
* What git may know of the environment: programs and their libraries, the user's home and settings, languages, and how the user reaches
* servers (proxies, certificates, agents, askpass). Not `INPUT_*`, not `GITHUB_*`, `ACTIONS_*` or `RUNNER_*`, nothing named by whoever
* wrote the workflow: a token reaches git only if it is lent as a setting.
*/
const machine = /^(?:PATH|HOME|USER|LOGNAME|SUDO_UID|SHELL|LANG|LANGUAGE|LC_[A-Z]+|TZ|TERM|TMPDIR|TMP|TEMP|LD_LIBRARY_PATH|LD_PRELOAD|DYLD_[A-Z_]+|DEVELOPER_DIR|LOCALE_ARCHIVE|DISPLAY|WAYLAND_DISPLAY|XAUTHORITY|DBUS_SESSION_BUS_ADDRESS|XDG_(?:(?:CONFIG|CACHE|DATA|STATE)_HOME|CONFIG_DIRS|RUNTIME_DIR))$/i;
const servers = /^(?:(?:HTTPS?|ALL|NO)_PROXY|SSL_CERT_(?:FILE|DIR)|NIX_SSL_CERT_FILE|CURL_CA_BUNDLE|SSH_(?:AUTH_SOCK|AGENT_PID|ASKPASS|ASKPASS_REQUIRE)|KRB5CCNAME|KRB5_CONFIG|GNUPGHOME|PASSWORD_STORE_DIR|GCM_(?:INTERACTIVE|CREDENTIAL_STORE|PROVIDER|NAMESPACE)|VSCODE_GIT_(?:ASKPASS_(?:NODE|MAIN|EXTRA_ARGS)|IPC_HANDLE))$/i;
const windows = /^(?:SYSTEMROOT|SYSTEMDRIVE|WINDIR|COMSPEC|PATHEXT|USERNAME|USERPROFILE|USERDOMAIN|HOMEDRIVE|HOMEPATH|APPDATA|LOCALAPPDATA|PROGRAMDATA|ALLUSERSPROFILE|(?:COMMON)?PROGRAM(?:FILES|W6432)(?:\(X86\))?|COMPUTERNAME|NUMBER_OF_PROCESSORS|PROCESSOR_ARCHITECTURE|MSYSTEM|PLINK_PROTOCOL)$/i;
const gits = /^GIT_(?:CONFIG_(?:GLOBAL|SYSTEM|NOSYSTEM|PARAMETERS)|ATTR_NOSYSTEM|EXEC_PATH|DISCOVERY_ACROSS_FILESYSTEM|DEFAULT_HASH|NO_REPLACE_OBJECTS|SSH|SSH_COMMAND|SSH_VARIANT|ASKPASS|PROXY_COMMAND|PROXY_SSL_(?:CERT|KEY|CAINFO|CERT_PASSWORD_PROTECTED)|SSL_(?:NO_VERIFY|CAINFO|CAPATH|CERT|KEY|CERT_TYPE|KEY_TYPE|VERSION|CIPHER_LIST|CERT_PASSWORD_PROTECTED)|HTTP_(?:USER_AGENT|PROXY_AUTHMETHOD|LOW_SPEED_LIMIT|LOW_SPEED_TIME|MAX_REQUESTS)|CURL_VERBOSE|TRACE(?:2|_[A-Z]+|2_[A-Z]+)?|PROTOCOL_FROM_USER|ALLOW_PROTOCOL|(?:AUTHOR|COMMITTER)_(?:NAME|EMAIL|DATE)|LFS_SKIP_DOWNLOAD_ERRORS)$/i;
/** What names a repository, as git exports it to its hooks. */
const places$1 = /^GIT_(?:DIR|WORK_TREE|INDEX_FILE|COMMON_DIR|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|QUARANTINE_PATH|NAMESPACE|SHALLOW_FILE|GRAFT_FILE|REPLACE_REF_BASE)$/i;
/** Settings that carry credentials: of no use to a command that stays on this machine. */
const secret = /^(?:http\..*extraheader|http\.extraheader|credential\..*)$/is;
/** The whole environment of a git command. It asks nothing, starts no pager, takes no lock for its own ends, speaks one language. */
function gitEnvironment(options = {}, env = process.env) {
	const { settings = [], lazyFetch = false, gitDir, workTree, ceiling, owned } = options;
	const kept = Object.entries(env).flatMap(([name, value]) => value !== void 0 && isPassed(name, gitDir !== void 0) ? [[name, value]] : []);
	const lent = [...settingsIn(env), ...settings].filter(([key]) => lazyFetch || !secret.test(key));
	const own = owned === void 0 ? guards : [...guards, ["safe.directory", owned]];
	const { GIT_ALLOW_PROTOCOL: protocols, ...rest } = Object.fromEntries(kept);
	return {
		...rest,
		...protocols === void 0 ? {} : { GIT_ALLOW_PROTOCOL: withoutExt(protocols) },
		...asVariables([...lent, ...own]),
		LC_ALL: "C",
		GIT_TERMINAL_PROMPT: "0",
		GIT_OPTIONAL_LOCKS: "0",
		GIT_LITERAL_PATHSPECS: "1",
		GIT_PAGER: "cat",
		...lazyFetch ? {} : { GIT_NO_LAZY_FETCH: "1" },
		...gitDir === void 0 ? {} : { GIT_DIR: gitDir },
		...workTree === void 0 ? {} : { GIT_WORK_TREE: workTree },
		...ceiling === void 0 ? {} : { GIT_CEILING_DIRECTORIES: ceiling.includes(node_path.delimiter) ? "" : ceiling }
	};
}
const isPassed = (name, isPlaced) => [
	machine,
	servers,
	windows,
	gits
].some((pattern) => pattern.test(name)) || !isPlaced && places$1.test(name);
/** The environment may allow transports by name, above all settings. */
const withoutExt = (protocols) => protocols.split(":").filter((one) => one !== "ext").join(":");
/** Settings that the environment lends git: `GIT_CONFIG_COUNT`, `GIT_CONFIG_KEY_0`, `GIT_CONFIG_VALUE_0`, \u2026 */
function settingsIn(env) {
	const count = Number(env["GIT_CONFIG_COUNT"] ?? "0");
	const length = Number.isSafeInteger(count) && count > 0 && count <= 1e4 ? count : 0;
	return Array.from({ length }, (_, i) => [env[`GIT_CONFIG_KEY_${i}`], env[`GIT_CONFIG_VALUE_${i}`]]).flatMap(([key, value]) => key === void 0 || value === void 0 ? [] : [[key, value]]);
}
function asVariables(settings) {
	const entries = settings.flatMap(([key, value], i) => [[`GIT_CONFIG_KEY_${i}`, key], [`GIT_CONFIG_VALUE_${i}`, value]]);
	return {
		GIT_CONFIG_COUNT: String(settings.length),
		...Object.fromEntries(entries)
	};
}

// src/host/git/place.ts
const hint = "run it inside a git repository; for two files by themselves: flopgate diff OLD NEW";
/**
* The repository around a folder: the nearest `.git` on the way up. Git itself would also take a folder that merely looks like the inside
* of a repository, which anybody can commit, and would run the commands of its settings.
* @param ceiling topmost folder that is looked at; absent: the whole way up
* @param owned the place is the job's own, and no bare repository is
* @throws Fault `not-a-repository`, `foreign-repository`, `no-git` if the folder isn't there
*/
function findPlace(folder, ask, ceiling, owned = false) {
	const start = realPath(folder);
	if (start === null) throw new require_core.Fault("no-git", `git can't be run in ${folder}, which doesn't exist`, "name a folder that is there");
	const found = findUp(start, {
		ask,
		ceiling: ceiling === void 0 ? void 0 : realPath(ceiling) ?? void 0,
		owned
	}) ?? (owned ? null : bareAt(start, ask));
	if (found === null) throw new require_core.Fault("not-a-repository", `${folder} is in no git repository`, hint);
	return found;
}
/**
* The folder of a job that is named from its workspace. A link on the way there must not lead into another repository: the pull request may
* have put it.
* @throws Fault `not-a-repository`, `foreign-repository`
*/
function findPlaceIn(workspace, folder, ask) {
	const path = (0, node_path.resolve)(workspace, folder);
	if (!isWithin(workspace, path)) return findPlace(path, ask, void 0, true);
	const root = realPath(workspace);
	const place = findPlace(path, ask, workspace, true);
	if (root === null) return place;
	const expected = findUp(beforeLinks(root, (0, node_path.relative)(workspace, path)), {
		ask,
		ceiling: root,
		owned: true
	});
	if (isWithin(root, place.top) && (expected === null || expected.top === place.top)) return place;
	throw foreign(`${path} is a link into another repository, ${place.top}`, "name the folder itself, without links");
}
/** The path from root as far as it goes without a symbolic link. */
function beforeLinks(root, path) {
	let at = root;
	for (const part of path.split(node_path.sep).filter((one) => one !== "")) {
		const next = (0, node_path.join)(at, part);
		if ((0, node_fs.lstatSync)(next, { throwIfNoEntry: false })?.isDirectory() !== true) break;
		at = next;
	}
	return at;
}
function findUp(start, search) {
	for (let at = start;; at = (0, node_path.dirname)(at)) {
		const gitDir = gitDirAt(at);
		if (gitDir !== null) {
			const place = {
				top: at,
				gitDir,
				bare: false,
				owned: search.owned
			};
			if (!isEnd(at, search)) checkNested(place, search);
			return place;
		}
		if (isEnd(at, search)) return null;
	}
}
const isEnd = (at, { ceiling }) => (0, node_path.dirname)(at) === at || ceiling !== void 0 && !isWithin(ceiling, (0, node_path.dirname)(at));
/**
* A repository inside the work tree of another is a submodule or a linked worktree of it, or else a clone that lies among files that the
* outer one doesn't know: actions/checkout with `path` makes such. One between tracked files was put there by something else, a build
* or an archive, say.
* @throws Fault `foreign-repository`
*/
function checkNested(place, search) {
	const outer = findUp((0, node_path.dirname)(place.top), search);
	if (outer === null || isWithin(commonOf(outer.gitDir), place.gitDir)) return;
	const paths = [
		place.top,
		place.gitDir,
		commonOf(place.gitDir)
	].filter((path) => path !== outer.top && isWithin(outer.top, path)).map((path) => (0, node_path.relative)(outer.top, path));
	if (!search.ask.tracks(outer, paths)) return;
	throw foreign(`${(0, node_path.join)(place.top, ".git")} lies among the files of ${outer.top}, and is no submodule or worktree of it`, "remove it; if it is yours: GIT_DIR=PATH flopgate \u2026");
}
const foreign = (message, advice) => new require_core.Fault("foreign-repository", message, advice);
/** The git directory that a folder's `.git` is, or names, as a real path. @throws Fault `not-a-repository` if it names none */
function gitDirAt(folder) {
	const entry = (0, node_path.join)(folder, ".git");
	const stat = statOf(entry);
	if (stat?.isDirectory() === true) return isGitDir(entry) ? realPath(entry) : null;
	if (stat?.isFile() !== true || stat.size > 65536) return null;
	const named = /^gitdir: ([^\0]+?)[\r\n]*$/.exec((0, node_fs.readFileSync)(entry, "utf8"))?.[1];
	const path = named === void 0 ? null : (0, node_path.resolve)(folder, named);
	if (path !== null && isGitDir(path)) return realPath(path);
	throw new require_core.Fault("not-a-repository", `${entry} names ${path === null ? "no folder" : `${path}, which is no git repository`}`, "if a worktree was moved: git worktree repair");
}
function isGitDir(path) {
	const has = (name) => statOf((0, node_path.join)(path, name))?.isDirectory() === true;
	if ((0, node_fs.lstatSync)((0, node_path.join)(path, "HEAD"), { throwIfNoEntry: false }) === void 0) return false;
	return has("objects") && has("refs") || statOf((0, node_path.join)(path, "commondir"))?.isFile() === true;
}
/** What linked worktrees of one repository share. */
function commonOf(gitDir) {
	if (statOf((0, node_path.join)(gitDir, "commondir"))?.isFile() !== true) return gitDir;
	return realPath((0, node_path.resolve)(gitDir, (0, node_fs.readFileSync)((0, node_path.join)(gitDir, "commondir"), "utf8").trim())) ?? gitDir;
}
/** Settings of a bare repository that let git run nothing and go nowhere by themselves. */
const harmless = /^(?:core\.(?:repositoryformatversion|filemode|bare|logallrefupdates|ignorecase|precomposeunicode|symlinks|sharedrepository|compression|bigfilethreshold)|extensions\.(?:objectformat|refstorage)|remote\..*\.(?:url|fetch|mirror|tagopt)|branch\..*\.(?:remote|merge)|(?:gc|pack|repack)\..*|receive\.(?:deny.*|fsckobjects)|transfer\..*|uploadpack\.(?:allow.*|hiderefs)|user\.(?:name|email)|gitweb\..*|http\.(?:receivepack|uploadpack))$/i;
/** A bare repository that the user stands in; null if the folder is none. @throws Fault `foreign-repository` */
function bareAt(folder, ask) {
	if (!isGitDir(folder)) return null;
	const file = (0, node_path.join)(folder, "config");
	const key = statOf(file) === void 0 ? void 0 : ask.keysIn(file).find((one) => !harmless.test(one));
	if (key === void 0) return {
		top: folder,
		gitDir: folder,
		bare: true,
		owned: false
	};
	throw foreign(`${folder} looks like a bare repository, and sets ${key}: anybody can commit such a folder`, `if it is yours, say so: GIT_DIR=${JSON.stringify(folder)} flopgate \u2026`);
}
function statOf(path) {
	try {
		return (0, node_fs.statSync)(path, { throwIfNoEntry: false });
	} catch {
		return;
	}
}
function realPath(path) {
	try {
		return node_fs.realpathSync.native(path);
	} catch {
		return null;
	}
}
function isWithin(folder, path) {
	const way = (0, node_path.relative)(folder, path);
	return way !== ".." && !way.startsWith(`..${node_path.sep}`) && !(0, node_path.isAbsolute)(way);
}

// src/host/git/run-git.ts
/** Largest output that is kept: the listing of some millions of files. */
const MAX_OUTPUT = 1 << 30;
/**
* The door to git: every git process of Flopgate's is started here, or by simple-git with what `guarded` returns.
* @throws Fault `not-a-repository`, `foreign-repository`
*/
function startGit(folder, args, options = {}) {
	const { stdin = "ignore", stdout = "pipe" } = options;
	const { cwd, env } = guarded(folder, options);
	const git = (0, node_child_process.spawn)("git", [...args], {
		cwd,
		env,
		stdio: [
			stdin,
			stdout,
			"pipe"
		],
		windowsHide: true
	});
	const release = require_ending.holdChildren();
	for (const event of ["close", "error"]) git.once(event, release);
	return git;
}
/**
* As `startGit`, for whoever reads objects: that there is no repository to read from is a failure of the reading.
* @param failure the code; absent: `git-failed`
* @throws Fault
*/
function startReader(name, start, failure = () => "git-failed") {
	try {
		return startGit(...start);
	} catch (thrown) {
		const { message, hint } = require_core.asFault(thrown);
		throw new require_core.Fault(failure(require_core.asFault(thrown)), `${name}: ${message}`, hint, { cause: thrown });
	}
}
/**
* Where git runs for a folder, and the whole of its environment.
* @throws Fault `not-a-repository`, `foreign-repository`
*/
function guarded(folder, { settings, lazyFetch, env, at } = {}) {
	const asked = {
		...settings === void 0 ? {} : { settings },
		...lazyFetch === true ? { lazyFetch } : {}
	};
	if (at !== void 0) return {
		cwd: folder,
		env: {
			...gitEnvironment({
				...asked,
				...at
			}),
			...env
		}
	};
	if ((process.env["GIT_DIR"] ?? "") !== "") return {
		cwd: folder,
		env: {
			...gitEnvironment(asked),
			...named(),
			...env
		}
	};
	const place = placeOf(folder);
	return {
		cwd: place.top,
		env: {
			...placed(place, asked),
			...env
		}
	};
}
/** Paths that hold wherever git is started. */
function named() {
	return Object.fromEntries([
		"GIT_DIR",
		"GIT_WORK_TREE",
		"GIT_COMMON_DIR",
		"GIT_OBJECT_DIRECTORY"
	].flatMap((name) => {
		const path = process.env[name] ?? "";
		return path === "" ? [] : [[name, (0, node_path.resolve)(path)]];
	}));
}
/** Git finds the repository by itself, so that it looks who owns it, but finds no other. */
function placed({ top, gitDir, bare, owned }, asked = {}) {
	if (bare) return gitEnvironment({
		...asked,
		gitDir
	});
	return gitEnvironment({
		...asked,
		ceiling: (0, node_path.dirname)(top),
		...owned ? { owned: top } : {}
	});
}
const places = /* @__PURE__ */ new Map();
function placeOf(folder) {
	const known = places.get(folder);
	if (known !== void 0) return known;
	const place = findPlace(folder, questions);
	places.set(folder, place);
	return place;
}
/**
* From here on, the repository of a job: the one around a folder that is named from the workspace, and none above that.
* @returns the folder
* @throws Fault `not-a-repository`, `foreign-repository`
*/
function enterWorkspace(workspace, folder) {
	const path = (0, node_path.resolve)(workspace, folder);
	if ((process.env["GIT_DIR"] ?? "") !== "") return path;
	const place = findPlaceIn(workspace, folder, questions);
	for (const one of [path, place.top]) places.set(one, place);
	return path;
}
/** Questions that are seldom asked, before a repository is let in. */
const questions = {
	tracks(outer, paths) {
		const pathspecs = paths.map((path) => `./${path.split(node_path.sep).join("/")}`);
		const literally = {
			GIT_LITERAL_PATHSPECS: "0",
			GIT_NOGLOB_PATHSPECS: "1",
			GIT_ICASE_PATHSPECS: "1"
		};
		const env = {
			...placed(outer),
			...literally
		};
		return (sayOf([
			"ls-files",
			"-z",
			"--stage",
			"--",
			...pathspecs
		], outer.top, env) ?? "").split("\0").some((entry) => entry !== "" && !entry.startsWith("160000 "));
	},
	keysIn(file) {
		const command = [
			"config",
			"--file",
			file,
			"--no-includes",
			"-z",
			"--name-only",
			"--list"
		];
		const cwd = (0, node_path.parse)(file).root;
		return sayOf(command, cwd, gitEnvironment({ ceiling: cwd }))?.split("\0").filter((key) => key !== "") ?? ["settings that git can\u2019t read"];
	}
};
function sayOf(args, cwd, env) {
	const options = {
		cwd,
		env,
		encoding: "utf8",
		maxBuffer: MAX_OUTPUT,
		timeout: 1e4,
		windowsHide: true
	};
	const { status, stdout } = (0, node_child_process.spawnSync)("git", [...args], options);
	return status === 0 ? stdout : null;
}
/** What git says of itself, away from any repository; null if it can't be run. */
function askGit(args) {
	const cwd = (0, node_path.dirname)(process.execPath);
	return sayOf(args, cwd, gitEnvironment({ ceiling: (0, node_path.dirname)(cwd) }));
}
/**
* Runs git and returns its bytes, for output that is no text (`-z` listings with any file name).
* @throws Fault `no-git`, or as `gitFault`
*/
async function runGit(repository, args, options = {}) {
	const { input, answers } = options;
	const git = startGit(repository, args, {
		...options,
		stdin: input === void 0 ? "ignore" : "pipe"
	});
	const chunks = [];
	let [kept, said] = [0, ""];
	git.stdout?.on("data", (chunk) => {
		kept += chunk.length;
		if (kept > MAX_OUTPUT) git.kill();
		else chunks.push(chunk);
	});
	git.stderr?.setEncoding("utf8").on("data", (text) => {
		if (said.length < 65536) said += text;
	});
	git.stdin?.on("error", () => void 0).end(input);
	const code = await new Promise((resolveCode, reject) => {
		git.on("error", (cause) => reject(spawnFault(cause)));
		git.on("close", resolveCode);
	});
	if (kept > MAX_OUTPUT) throw new require_core.Fault("git-failed", `git ${args[0]}: more than ${MAX_OUTPUT} bytes of output`, "narrow it by paths");
	if (code !== 0 && answers?.includes(code ?? -1) !== true) throw gitFault(args[0] ?? "", said);
	return {
		code: code ?? -1,
		stdout: Buffer.concat(chunks)
	};
}
function spawnFault(cause) {
	return new require_core.Fault("no-git", `git can't be run: ${cause.message}`, "install git and put it on PATH", { cause });
}
/** What git said, as a Fault: `no-space`, `not-a-repository`, `git-ownership`, `git-access`, `missing-commit`, else `git-failed`. */
function gitFault(command, said, cause) {
	const lines = said.split("\n").map((line) => line.trim());
	const line = lines.find((text) => /^(?:fatal|error):/.test(text)) ?? lines.find((text) => text !== "") ?? "no message";
	for (const { pattern, code, hint } of known) if (pattern.test(said)) return new require_core.Fault(code, `git ${command}: ${line}`, hint, { cause });
	return new require_core.Fault("git-failed", `git ${command}: ${line}`, "run the same git command to see more", { cause });
}
const known = [
	{
		pattern: /No space left on device|Disk quota exceeded/i,
		code: "no-space",
		hint: "free space there; TMPDIR names the folder for temporary files"
	},
	{
		pattern: /dubious ownership/,
		code: "git-ownership",
		hint: "tell git that you trust it: git config --global --add safe.directory \"$PWD\""
	},
	{
		pattern: /not a git repository|must be run in a work tree/,
		code: "not-a-repository",
		hint: "run it inside a git repository; for two files by themselves: flopgate diff OLD NEW"
	},
	{
		pattern: /could not read (?:Username|Password)|Authentication failed|Permission denied|HTTP 40[13]|terminal prompts disabled/i,
		code: "git-access",
		hint: "the remote refused: check the credentials, in a workflow permissions: contents: read"
	},
	{
		pattern: /not our ref|couldn't find remote ref|unadvertised object|bad (?:object|revision)|(?:unknown|Invalid) revision|Not a valid object name/i,
		code: "missing-commit",
		hint: "fetch it first, in a workflow actions/checkout with fetch-depth: 0"
	},
	{
		pattern: /Could not resolve host|unable to access|Connection (?:refused|timed out)|does not appear to be a git repository/i,
		code: "git-network",
		hint: "the remote can\u2019t be reached: check the network and git remote -v"
	}
];

Object.defineProperty(exports, "askGit", {
  enumerable: true,
  get: function () {
    return askGit;
  }
});
Object.defineProperty(exports, "enterWorkspace", {
  enumerable: true,
  get: function () {
    return enterWorkspace;
  }
});
Object.defineProperty(exports, "gitFault", {
  enumerable: true,
  get: function () {
    return gitFault;
  }
});
Object.defineProperty(exports, "guarded", {
  enumerable: true,
  get: function () {
    return guarded;
  }
});
Object.defineProperty(exports, "runGit", {
  enumerable: true,
  get: function () {
    return runGit;
  }
});
Object.defineProperty(exports, "startGit", {
  enumerable: true,
  get: function () {
    return startGit;
  }
});
Object.defineProperty(exports, "startReader", {
  enumerable: true,
  get: function () {
    return startReader;
  }
});