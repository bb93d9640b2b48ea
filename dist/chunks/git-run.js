const require_core = require("./core.js");
let node_child_process = require("node:child_process");

// src/host/git-run.ts
/** Largest output that is kept: the listing of some millions of files. */
const MAX_OUTPUT = 1 << 30;
/** The environment that every git command runs in: no questions, no pager, no lock files, one language, paths as they are. */
function gitEnvironment(lazyFetch = false) {
	return {
		...process.env,
		LC_ALL: "C",
		GIT_TERMINAL_PROMPT: "0",
		GIT_OPTIONAL_LOCKS: "0",
		GIT_LITERAL_PATHSPECS: "1",
		...lazyFetch ? {} : { GIT_NO_LAZY_FETCH: "1" }
	};
}
/**
* Runs git and returns its bytes, for output that is no text (`-z` listings with any file name).
* @throws Fault `no-git`, or as `gitFault`
*/
async function runGit(repository, args, options = {}) {
	const env = {
		...gitEnvironment(options.lazyFetch),
		...options.env
	};
	const input = options.input;
	const git = (0, node_child_process.spawn)("git", [...args], {
		cwd: repository,
		env,
		stdio: [
			input === void 0 ? "ignore" : "pipe",
			"pipe",
			"pipe"
		]
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
	const code = await new Promise((resolve, reject) => {
		git.on("error", (cause) => reject(spawnFault(cause)));
		git.on("close", resolve);
	});
	if (kept > MAX_OUTPUT) throw new require_core.Fault("git-failed", `git ${args[0]}: more than ${MAX_OUTPUT} bytes of output`, "narrow it by paths");
	if (code !== 0 && options.answers?.includes(code ?? -1) !== true) throw gitFault(args[0] ?? "", said);
	return {
		code: code ?? -1,
		stdout: Buffer.concat(chunks)
	};
}
function spawnFault(cause) {
	return new require_core.Fault("no-git", `git can't be run: ${cause.message}`, "install git and put it on PATH", { cause });
}
/** What git said, as a Fault: `not-a-repository`, `git-ownership`, `git-access`, `missing-commit`, else `git-failed`. */
function gitFault(command, said, cause) {
	const lines = said.split("\n").map((line) => line.trim());
	const line = lines.find((text) => /^(?:fatal|error):/.test(text)) ?? lines.find((text) => text !== "") ?? "no message";
	for (const { pattern, code, hint } of known) if (pattern.test(said)) return new require_core.Fault(code, `git ${command}: ${line}`, hint, { cause });
	return new require_core.Fault("git-failed", `git ${command}: ${line}`, "run the same git command to see more", { cause });
}
const known = [
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
		pattern: /not our ref|couldn't find remote ref|unadvertised object|bad object|unknown revision|Not a valid object name/i,
		code: "missing-commit",
		hint: "fetch it first, in a workflow actions/checkout with fetch-depth: 0"
	},
	{
		pattern: /Could not resolve host|unable to access|Connection (?:refused|timed out)|does not appear to be a git repository/i,
		code: "git-network",
		hint: "the remote can\u2019t be reached: check the network and git remote -v"
	}
];

Object.defineProperty(exports, "gitEnvironment", {
  enumerable: true,
  get: function () {
    return gitEnvironment;
  }
});
Object.defineProperty(exports, "gitFault", {
  enumerable: true,
  get: function () {
    return gitFault;
  }
});
Object.defineProperty(exports, "runGit", {
  enumerable: true,
  get: function () {
    return runGit;
  }
});