import { t as openPorcelain } from "./git-porcelain2.js";
import { c as resolveCommit, i as isDirty, t as defaultBase } from "./git-revision2.js";

// src/cli/sides.ts
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
	const sha = await resolveCommit(root, await openPorcelain(root), rev, "head");
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
	const git = await openPorcelain(root);
	if (rev !== void 0) {
		const sha = await resolveCommit(root, git, rev, "base");
		return {
			sha,
			how: `--base ${rev}`,
			tree: {
				kind: "commit",
				sha
			}
		};
	}
	const from = head.tree.kind === "commit" ? head.tree.sha : await resolveCommit(root, git, "HEAD", "head");
	const chosen = await defaultBase(root, git, from, head.tree.kind === "worktree" && await isDirty(git));
	return chosen === null ? null : {
		...chosen,
		tree: {
			kind: "commit",
			sha: chosen.sha
		}
	};
}

export { sidesOf as n, sideFlags as t };