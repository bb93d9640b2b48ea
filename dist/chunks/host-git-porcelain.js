const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_core = require("./core.js");
const require_ending = require("./system-ending.js");
const require_run_git = require("./host-git-run-git.js");

// src/host/git/filters.ts
/** How git-lfs writes its own commands into the settings, and how they are run here whatever else stands there. */
const lfs = {
	clean: {
		own: /^git-lfs clean(?: -- %f| %f)?$/,
		standard: "git-lfs clean -- %f"
	},
	smudge: {
		own: /^git-lfs smudge(?: --skip)?(?: -- %f| %f)?$/,
		standard: "git-lfs smudge -- %f"
	},
	process: {
		own: /^git-lfs filter-process(?: --skip)?$/,
		standard: "git-lfs filter-process"
	}
};
const known = /* @__PURE__ */ new Map();
/**
* Settings for commands that look into files of the work tree, or write such. Which filter a file goes through is for `.gitattributes` to
* say, which the pull request brings, so no filter runs but Git LFS's, by its own commands. Files of other filters are taken as they lie.
*/
async function onlyLfs(repository) {
	const settings = known.get(repository) ?? filtersOf(repository);
	known.set(repository, settings);
	return settings;
}
async function filtersOf(repository) {
	const command = [
		"config",
		"-z",
		"--get-regexp",
		String.raw`^filter\..*\.(clean|smudge|process|required)$`
	];
	const { stdout } = await require_run_git.runGit(repository, command, { answers: [1] });
	return stdout.toString("utf8").split("\0").flatMap((entry) => {
		const end = entry.indexOf("\n");
		const key = end === -1 ? entry : entry.slice(0, end);
		const [, name = "", what = ""] = /^filter\.(.*)\.(\w+)$/s.exec(key) ?? [];
		if (name === "") return [];
		if (name !== "lfs") return [[key, what === "required" ? "false" : ""]];
		const row = lfs[what];
		const value = end === -1 ? "" : entry.slice(end + 1);
		return row === void 0 || value === "" || row.own.test(value) ? [] : [[key, row.standard]];
	});
}

// src/host/git/porcelain.ts
var porcelain_exports = /* @__PURE__ */ require_rolldown_runtime.__exportAll({ openPorcelain: () => openPorcelain });
/** Settings that the user's own environment may hold; simple-git would drop or refuse them. They come from no model and no pull request. */
const lent = {
	allowUnsafeAskPass: true,
	allowUnsafeConfigEnvCount: true,
	allowUnsafeConfigPaths: true,
	allowUnsafeCredentialHelper: true,
	allowUnsafeDiffExternal: true,
	allowUnsafeEditor: true,
	allowUnsafeExec: true,
	allowUnsafeGitProxy: true,
	allowUnsafeInclude: true,
	allowUnsafePager: true,
	allowUnsafeSshCommand: true,
	allowUnsafeTemplateDir: true,
	allowUnsafeUrlRewrite: true
};
/** Settings by which the guard (guard.ts) switches programs off: simple-git can't distinguish that from switching them on. */
const guard = {
	allowUnsafeFilter: true,
	allowUnsafeFsMonitor: true,
	allowUnsafeHooksPath: true,
	allowUnsafeProtocolOverride: true
};
/** simple-git over a repository; loaded here, at the first use, since most commands never need it. */
async function openPorcelain(repository) {
	const { simpleGit } = await Promise.resolve().then(() => require("./lib-git.js")).then((n) => n.dist_exports);
	const open = (settings) => {
		const { cwd, env } = require_run_git.guarded(repository, {
			lazyFetch: true,
			settings
		});
		return simpleGit({
			baseDir: cwd,
			allowEnvironment: Object.keys(env),
			unsafe: {
				...lent,
				...guard
			}
		}).env(env);
	};
	const git = open([]);
	return {
		async ask(args, files) {
			try {
				const opened = files === void 0 ? git : open(await onlyLfs(repository));
				const text = (await require_ending.withChildren(async () => opened.raw([...args]))).trim();
				return text === "" ? null : text;
			} catch (thrown) {
				const fault = faultOf(args[0] ?? "", thrown);
				if (fault.code === "not-a-repository" || fault.code === "git-ownership" || fault.code === "no-git") throw fault;
				return null;
			}
		},
		async fetch(remote, refs, flags) {
			try {
				const own = [
					"--no-tags",
					"--no-write-fetch-head",
					"--recurse-submodules=no",
					"--",
					remote,
					...refs
				];
				await require_ending.withChildren(async () => git.fetch([...flags, ...own]));
			} catch (thrown) {
				throw faultOf("fetch", thrown);
			}
		}
	};
}
function faultOf(command, thrown) {
	const said = thrown instanceof Error ? thrown.message : String(thrown);
	return /spawn git ENOENT/.test(said) ? new require_core.Fault("no-git", `git can't be run: ${said}`, "install git and put it on PATH", { cause: thrown }) : require_run_git.gitFault(command, said, thrown);
}

Object.defineProperty(exports, "onlyLfs", {
  enumerable: true,
  get: function () {
    return onlyLfs;
  }
});
Object.defineProperty(exports, "openPorcelain", {
  enumerable: true,
  get: function () {
    return openPorcelain;
  }
});
Object.defineProperty(exports, "porcelain_exports", {
  enumerable: true,
  get: function () {
    return porcelain_exports;
  }
});