const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_core = require("./core.js");
const require_git_run = require("./git-run.js");

// src/host/git-porcelain.ts
var git_porcelain_exports = /* @__PURE__ */ require_rolldown_runtime.__exportAll({ openPorcelain: () => openPorcelain });
/** Settings that the user's own environment may hold; simple-git would drop or refuse them. They come from no model and no pull request. */
const trusted = {
	allowUnsafeAskPass: true,
	allowUnsafeConfigEnvCount: true,
	allowUnsafeConfigPaths: true,
	allowUnsafeDiffExternal: true,
	allowUnsafeEditor: true,
	allowUnsafeExec: true,
	allowUnsafeGitProxy: true,
	allowUnsafePager: true,
	allowUnsafeSshCommand: true,
	allowUnsafeTemplateDir: true
};
/** simple-git over a repository; loaded here, at the first use, since most commands never need it. */
async function openPorcelain(repository) {
	const { simpleGit } = await Promise.resolve().then(() => require("./lib-git.js")).then((n) => n.dist_exports);
	const env = require_git_run.gitEnvironment(true);
	const git = simpleGit({
		baseDir: repository,
		allowEnvironment: Object.keys(env),
		unsafe: trusted
	}).env(env);
	return {
		async ask(args) {
			try {
				const text = (await git.raw([...args])).trim();
				return text === "" ? null : text;
			} catch (thrown) {
				const fault = faultOf(args[0] ?? "", thrown);
				if (fault.code === "not-a-repository" || fault.code === "git-ownership" || fault.code === "no-git") throw fault;
				return null;
			}
		},
		async fetch(remote, refs, flags) {
			try {
				await git.fetch([
					...flags,
					"--no-tags",
					"--no-write-fetch-head",
					"--recurse-submodules=no",
					"--",
					remote,
					...refs
				]);
			} catch (thrown) {
				throw faultOf("fetch", thrown);
			}
		}
	};
}
function faultOf(command, thrown) {
	const said = thrown instanceof Error ? thrown.message : String(thrown);
	return /spawn git ENOENT/.test(said) ? new require_core.Fault("no-git", `git can't be run: ${said}`, "install git and put it on PATH", { cause: thrown }) : require_git_run.gitFault(command, said, thrown);
}

Object.defineProperty(exports, "git_porcelain_exports", {
  enumerable: true,
  get: function () {
    return git_porcelain_exports;
  }
});
Object.defineProperty(exports, "openPorcelain", {
  enumerable: true,
  get: function () {
    return openPorcelain;
  }
});