const require_run_git = require("./host-git-run-git.js");
const require_revision = require("./host-git-revision.js");
const require_repository = require("./host-git-repository.js");
let node_events = require("node:events");

// src/host/data-branch/walk.ts
const format = "%H%x00%P%x00%cI%x00%s";
/**
* A commit as it names itself: with the parents that a shallow clone lacks, too.
* @throws Fault if the commit isn't here
*/
async function readCommit(repository, sha) {
	const { stdout } = await require_run_git.runGit(repository, [
		"show",
		"-s",
		"-z",
		"--no-ext-diff",
		"--no-textconv",
		"--format=%H%x00%cI%x00%s",
		"--end-of-options",
		sha,
		"--"
	]);
	const [id = "", committedAt = "", subject = ""] = stdout.toString("utf8").split("\0");
	return {
		sha: id,
		parents: await require_revision.parentsOf(repository, id),
		committedAt,
		subject
	};
}
/**
* The commits of `A..B` along first parents, oldest first, each with all its wanted files. One git process lists what every commit
* changed; no file is read, and no more than one commit's listing is held.
* @throws Fault as `runGit`
*/
async function* walkCommits(repository, range, wanted) {
	const log = [
		"log",
		...[
			"--first-parent",
			"-m",
			"--reverse",
			"--raw",
			"-z",
			"--no-renames",
			"--no-abbrev",
			"--no-ext-diff",
			"--no-textconv",
			"--root"
		],
		`--format=%x01${format}`,
		"--end-of-options",
		range,
		"--"
	];
	const files = /* @__PURE__ */ new Map();
	let commit = null;
	let first = true;
	for await (const { header, changes } of entries(repository, log)) {
		commit = header;
		if (first) {
			const tree = {
				kind: "commit",
				sha: commit.sha
			};
			for (const { path, id } of await require_repository.listTree(repository, tree, wanted)) if (id !== null) files.set(path, id);
			first = false;
		} else for (const { path, mode, id } of changes) {
			if (!wanted(path)) continue;
			if (mode.startsWith("100")) files.set(path, id);
			else files.delete(path);
		}
		const tree = {
			kind: "commit",
			sha: commit.sha
		};
		const listed = [...files].map(([path, id]) => ({
			tree,
			path,
			id
		}));
		yield {
			commit,
			files: listed.toSorted((a, b) => a.path < b.path ? -1 : 1)
		};
	}
}
/** Fields of the log: four of a commit, the first after \1, then two of each change. */
async function* entries(repository, args) {
	let entry = null;
	let change = "";
	for await (const raw of fieldsOf(repository, args)) if (entry !== null && entry.fields.length < 4) entry.fields.push(raw);
	else if (entry !== null && change !== "") {
		const [, mode = "", , id = ""] = change.split(" ");
		entry.changes.push({
			path: raw,
			mode,
			id
		});
		change = "";
	} else if (raw.startsWith("")) {
		if (entry !== null) yield done(entry);
		entry = {
			fields: [raw.slice(1)],
			changes: []
		};
	} else change = raw.replace(/^\n/, "");
	if (entry !== null) yield done(entry);
}
function done({ fields, changes }) {
	const [sha = "", parents = "", committedAt = "", subject = ""] = fields;
	return {
		header: {
			sha,
			parents: parents.split(" ").filter((one) => one !== ""),
			committedAt,
			subject
		},
		changes
	};
}
async function* fieldsOf(repository, args) {
	const git = require_run_git.startGit(repository, args);
	const exit = (0, node_events.once)(git, "close");
	exit.catch(() => void 0);
	let said = "";
	git.stderr?.setEncoding("utf8").on("data", (text) => {
		if (said.length < 65536) said += text;
	});
	let rest = "";
	try {
		for await (const chunk of git.stdout?.setEncoding("utf8") ?? []) {
			const parts = (rest + chunk).split("\0");
			rest = parts.pop() ?? "";
			yield* parts;
		}
		const [code] = await exit;
		if (code !== 0) throw require_run_git.gitFault("log", said);
	} finally {
		git.kill();
	}
}

Object.defineProperty(exports, "readCommit", {
  enumerable: true,
  get: function () {
    return readCommit;
  }
});
Object.defineProperty(exports, "walkCommits", {
  enumerable: true,
  get: function () {
    return walkCommits;
  }
});