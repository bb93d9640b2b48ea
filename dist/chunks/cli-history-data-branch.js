const require_data_branch = require("./host-data-branch-data-branch.js");
const require_porcelain = require("./host-git-porcelain.js");
const require_repository = require("./host-git-repository.js");
const require_revision = require("./host-git-revision.js");
const require_core = require("./core.js");

// src/cli/history/data-branch.ts
/**
* @param rev the commit whose policy names the branch, unless --branch does
* @throws Fault `not-a-repository`, `missing-head`, `bad-policy`
*/
async function openHistory(args, rev = "HEAD") {
	const repository = await require_repository.openRepository(process.cwd());
	const sha = await require_revision.resolveCommit(repository.root, await require_porcelain.openPorcelain(repository.root), rev, "head");
	const given = args.text("config");
	const config = given === void 0 ? {} : { config: require_core.inRepository(repository.root, given) };
	const name = args.text("branch") ?? await require_data_branch.branchAt(repository, sha, config.config);
	return {
		repository,
		sha,
		config,
		name,
		branch: await require_data_branch.openHistoryBranch(repository.root, name)
	};
}

Object.defineProperty(exports, "openHistory", {
  enumerable: true,
  get: function () {
    return openHistory;
  }
});