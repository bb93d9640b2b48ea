const require_porcelain = require("./host-git-porcelain.js");
const require_revision = require("./host-git-revision.js");

// src/cli/commands/sides.ts
/** What `check` and `plan` compare. */
const sideFlags = {
	base: {
		type: "string",
		value: "REV",
		help: "commit to compare with"
	},
	head: {
		type: "string",
		value: "REV",
		help: "commit to judge; worktree (default): the files as they lie"
	}
};
/** Which policy judges, and which models `check` and `plan` look at. */
const modelFlags = {
	config: {
		type: "string",
		value: "FILE",
		help: "policy; default: flopgate.yml, .github/flopgate.yml"
	},
	paths: {
		type: "string",
		multiple: true,
		value: "GLOB",
		help: "only models that it fits"
	},
	all: {
		type: "boolean",
		help: "judge models that did not change, too"
	}
};
/** @throws Fault `missing-base`, `missing-head` */
async function sidesOf(repository, args) {
	const head = await headOf(repository, args.text("head") ?? "worktree");
	return {
		base: await baseOf(repository, args.text("base"), head),
		head
	};
}
async function headOf({ root }, rev) {
	if (rev === "worktree") return {
		sha: "worktree",
		how: "the files as they lie",
		tree: { kind: "worktree" }
	};
	const sha = await require_revision.resolveCommit(root, await require_porcelain.openPorcelain(root), rev, "head");
	return {
		sha,
		how: `--head ${rev}`,
		tree: {
			kind: "commit",
			sha
		}
	};
}
async function baseOf({ root }, rev, head) {
	const git = await require_porcelain.openPorcelain(root);
	if (rev !== void 0) {
		const sha = await require_revision.resolveCommit(root, git, rev, "base");
		return {
			sha,
			how: `--base ${rev}`,
			tree: {
				kind: "commit",
				sha
			}
		};
	}
	const from = head.tree.kind === "commit" ? head.tree.sha : await require_revision.resolveCommit(root, git, "HEAD", "head");
	const chosen = await require_revision.defaultBase(root, git, from, head.tree.kind === "worktree" && await require_revision.isDirty(git));
	return chosen === null ? null : {
		...chosen,
		tree: {
			kind: "commit",
			sha: chosen.sha
		}
	};
}

Object.defineProperty(exports, "modelFlags", {
  enumerable: true,
  get: function () {
    return modelFlags;
  }
});
Object.defineProperty(exports, "sideFlags", {
  enumerable: true,
  get: function () {
    return sideFlags;
  }
});
Object.defineProperty(exports, "sidesOf", {
  enumerable: true,
  get: function () {
    return sidesOf;
  }
});