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

Object.defineProperty(exports, "onlyLfs", {
  enumerable: true,
  get: function () {
    return onlyLfs;
  }
});