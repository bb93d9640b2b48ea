const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_core = require("./core.js");
const require_run_git = require("./host-git-run-git.js");

// src/host/git/revision.ts
var revision_exports = /* @__PURE__ */ require_rolldown_runtime.__exportAll({
	findCommit: () => findCommit,
	resolveCommit: () => resolveCommit
});
const FULL_ID = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;
/** Full id of a commit that is here, or null. */
async function findCommit(git, rev) {
	const sha = await git.ask([
		"rev-parse",
		"--verify",
		"--quiet",
		"--end-of-options",
		`${rev}^{commit}`
	]);
	return sha !== null && FULL_ID.test(sha) ? sha : null;
}
/** Parents as the commit itself names them: those that a shallow clone lacks, too. */
async function parentsOf(repository, sha) {
	const { stdout } = await require_run_git.runGit(repository, [
		"cat-file",
		"commit",
		sha
	]);
	const [header = ""] = stdout.toString("utf8").split("\n\n", 1);
	return [...header.matchAll(/^parent ([0-9a-f]+)$/gm)].map(([, parent = ""]) => parent);
}
/**
* The full id of a revision. One that a shallow clone lacks is looked up in the commits' own words (`HEAD^`, `HEAD~1`) and fetched,
* as is a full id.
* @param asked follows "the ", for messages: `base`
* @throws Fault `missing-base`, `missing-head`
*/
async function resolveCommit(repository, git, rev, asked) {
	const here = await findCommit(git, rev);
	if (here !== null) return here;
	const sha = FULL_ID.test(rev) ? rev : await parentByName(repository, git, rev);
	if (sha !== null) return fetchCommit(git, sha, asked);
	const shallow = await isShallow(git);
	throw new require_core.Fault(`missing-${asked}`, `the ${asked} '${rev}' is no commit of this repository${shallow ? ", which is a shallow clone" : ""}`, shallow ? "fetch it: git fetch --unshallow, in a workflow actions/checkout with fetch-depth: 0" : `see git log for one, or fetch it: git fetch origin ${rev}`);
}
/** `REV^` or `REV~1` where the parent is named by a commit that is here, though it isn't here itself. */
async function parentByName(repository, git, rev) {
	const child = /^(.+?)(?:\^1?|~1?)$/.exec(rev)?.[1];
	const sha = child === void 0 ? null : await findCommit(git, child);
	return sha === null ? null : (await parentsOf(repository, sha))[0] ?? null;
}
/**
* Brings one commit with its tree into the repository, not its history and, where the remote can, not its files; these come
* when they are read. A full clone stays full.
* @throws Fault `missing-base`, `missing-head`
*/
async function fetchCommit(git, sha, asked = "base") {
	if (await findCommit(git, sha) !== null) return sha;
	const remote = await remoteOf(git);
	if (remote === null) throw new require_core.Fault(`missing-${asked}`, `the ${asked} ${sha} isn't in this repository, which has no remote`, "fetch it from where it is");
	const flags = await isShallow(git) ? ["--depth=1", "--filter=blob:none"] : [];
	try {
		await git.fetch(remote, [sha], flags);
	} catch (cause) {
		const said = cause instanceof require_core.Fault ? cause.message : String(cause);
		throw new require_core.Fault(`missing-${asked}`, `the ${asked} ${sha} isn't in this clone, and fetching it from ${remote} failed: ${said}`, "fetch it beforehand, in a workflow actions/checkout with fetch-depth: 0", { cause });
	}
	if (await findCommit(git, sha) !== null) return sha;
	throw new require_core.Fault(`missing-${asked}`, `the ${asked} ${sha} is no commit`, "give the full id of a commit");
}
/** `origin` if there is one, else the first remote; null if there is none. */
async function remoteOf(git) {
	const names = (await git.ask(["remote"]))?.split("\n") ?? [];
	return names.includes("origin") ? "origin" : names[0] ?? null;
}
async function isShallow(git) {
	return await git.ask(["rev-parse", "--is-shallow-repository"]) === "true";
}
/** True if tracked files differ from the last commit, or untracked ones lie about. */
async function isDirty(git) {
	return (await git.ask([
		"status",
		"--porcelain",
		"--ignore-submodules",
		"--untracked-files=normal"
	], "files") ?? "") !== "";
}
/** Branches that changes usually go into, as they are looked for. */
const mainlines = [
	"origin/HEAD",
	"origin/main",
	"origin/master",
	"main",
	"master"
];
/** Those of the branches that exist, by one question to git. */
async function tipsOf(repository) {
	const input = mainlines.map((name) => `${name}^{commit}\n`).join("");
	const { stdout } = await require_run_git.runGit(repository, ["cat-file", "--batch-check"], {
		input,
		lazyFetch: true
	});
	const lines = stdout.toString("utf8").split("\n");
	return mainlines.flatMap((name, i) => {
		const [tip = "", type] = (lines[i] ?? "").split(" ");
		return type === "commit" && FULL_ID.test(tip) ? [{
			name,
			tip
		}] : [];
	});
}
/**
* What a change is compared with by default: where it left the main line; on the main line itself, the last commit for
* uncommitted work, else that commit's first parent; null for the first commit.
* @param dirty files differ from `head`, and that difference is what is judged
* @throws Fault `missing-base`
*/
async function defaultBase(repository, git, head, dirty = false) {
	for (const { name, tip } of await tipsOf(repository)) {
		const sha = await git.ask([
			"merge-base",
			head,
			tip
		]);
		if (sha === head && dirty) return {
			sha,
			how: "the last commit"
		};
		if (sha === head) break;
		if (sha !== null) return {
			sha,
			how: `merge base with ${await nameOf(git, name)}`
		};
	}
	const [parent] = await parentsOf(repository, head);
	return parent === void 0 ? null : {
		sha: await fetchCommit(git, parent),
		how: "first parent of head"
	};
}
async function nameOf(git, ref) {
	return ref === "origin/HEAD" ? await git.ask([
		"rev-parse",
		"--abbrev-ref",
		ref
	]) ?? ref : ref;
}

Object.defineProperty(exports, "defaultBase", {
  enumerable: true,
  get: function () {
    return defaultBase;
  }
});
Object.defineProperty(exports, "fetchCommit", {
  enumerable: true,
  get: function () {
    return fetchCommit;
  }
});
Object.defineProperty(exports, "findCommit", {
  enumerable: true,
  get: function () {
    return findCommit;
  }
});
Object.defineProperty(exports, "isDirty", {
  enumerable: true,
  get: function () {
    return isDirty;
  }
});
Object.defineProperty(exports, "isShallow", {
  enumerable: true,
  get: function () {
    return isShallow;
  }
});
Object.defineProperty(exports, "parentsOf", {
  enumerable: true,
  get: function () {
    return parentsOf;
  }
});
Object.defineProperty(exports, "remoteOf", {
  enumerable: true,
  get: function () {
    return remoteOf;
  }
});
Object.defineProperty(exports, "resolveCommit", {
  enumerable: true,
  get: function () {
    return resolveCommit;
  }
});
Object.defineProperty(exports, "revision_exports", {
  enumerable: true,
  get: function () {
    return revision_exports;
  }
});