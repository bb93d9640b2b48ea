import { a as branchAt, t as openHistoryBranch } from "./history-branch.js";
import { t as openPorcelain } from "./git-porcelain2.js";
import { t as openRepository } from "./git-repository.js";
import { c as resolveCommit } from "./git-revision2.js";
import { l as inRepository } from "./base.js";

// src/cli/history-branch.ts
/**
* @param rev the commit whose policy names the branch, unless --branch does
* @throws Fault `not-a-repository`, `missing-head`, `bad-policy`
*/
async function openHistory(args, rev = "HEAD") {
	const repository = await openRepository(process.cwd());
	const sha = await resolveCommit(repository.root, await openPorcelain(repository.root), rev, "head");
	const given = args.text("config");
	const config = given === void 0 ? {} : { config: inRepository(repository.root, given) };
	const name = args.text("branch") ?? await branchAt(repository, sha, config.config);
	return {
		repository,
		sha,
		config,
		name,
		branch: await openHistoryBranch(repository.root, name)
	};
}

export { openHistory as t };