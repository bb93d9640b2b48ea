const require_data_branch = require("./host-data-branch-data-branch.js");
const require_core = require("./core.js");
const require_revision = require("./host-git-revision.js");
const require_walk = require("./host-data-branch-walk.js");
const require_action = require("../action.js");

// src/action/record.ts
/** Label of the issues about lasting changes of latency. */
const LABEL = "flopgate";
/**
* `mode: record`: the figures of the pushed commit go to the data branch, and a lasting change of latency into an issue.
* @returns the exit code: 0; whatever is over budget is recorded all the same
* @throws Fault if it can't be recorded
*/
async function record(job) {
	const { context, inputs, runner } = job;
	if (context.event.kind === "pull_request") return idle(job, require_core.marked`Nothing is recorded of pull requests: run it on pushes to the default branch.`);
	const repository = await require_action.openCheckout(context.workspace, inputs.workingDirectory);
	const git = await require_action.openGit(job, repository);
	const rev = inputs.head ?? (context.event.kind === "push" ? context.event.after : "HEAD");
	const sha = await require_revision.resolveCommit(repository.root, git, rev, "head");
	const commit = await require_walk.readCommit(repository.root, sha);
	for (const parent of commit.parents.slice(0, 1)) await require_revision.fetchCommit(git, parent).catch(() => null);
	const config = inputs.config === void 0 ? {} : { config: inputs.config };
	const name = await require_data_branch.branchAt(repository, sha, inputs.config);
	const branch = await require_data_branch.openHistoryBranch(repository.root, name);
	try {
		const bench = inputs.bench === "off" ? {} : { bench: require_action.benchOf(job, repository) };
		const recorded = await require_data_branch.recordHead(repository, branch, commit, {
			version: require_core.version,
			...config,
			...bench
		});
		await tell(job, sha, name, recorded);
		if (recorded.record?.models.some(({ latency }) => latency !== null) === true) await tellChanges(job, branch);
		return 0;
	} finally {
		branch.close();
		runner.output("head-sha", sha);
	}
}
async function idle({ runner }, reason) {
	await runner.summary(require_core.marked`## \u2796 Flopgate: nothing to record\n\n${reason}\n`);
	runner.output("verdict", "skipped");
	return 0;
}
async function tell({ runner }, sha, branch, { kind, record: made, read, unmeasured }) {
	const models = made?.models ?? [];
	const failed = models.filter(({ failure }) => failure !== null);
	const words = kind === "present" ? require_core.marked`${require_core.markdownCode(sha.slice(0, 7))} was recorded on ${require_core.markdownCode(branch)} before.` : require_core.marked`${require_core.markdownCode(sha.slice(0, 7))} is recorded on ${require_core.markdownCode(branch)}: ${models.length} models, ${read} of them counted anew.`;
	await runner.summary(require_core.marked`## \ud83d\udcc8 Flopgate: history\n\n${words}\n`);
	runner.say(require_core.term`flopgate: ${require_core.terminalName(sha.slice(0, 7))} ${kind === "present" ? "was recorded before" : "is recorded"} on ${require_core.terminalName(branch)}`);
	for (const { path, failure } of failed.slice(0, 10)) runner.annotate({
		level: "warning",
		title: require_core.plain`Flopgate: not counted`,
		message: require_core.noteText(`${path}: ${failure?.message ?? ""}`)
	});
	for (const { path, reason } of unmeasured.slice(0, 10)) runner.annotate({
		level: "warning",
		title: require_core.plain`Flopgate: not measured`,
		message: require_core.noteText(`${path}: ${reason}`)
	});
	runner.output("verdict", "pass");
}
/** One issue a model whose latency changed for good. What GitHub doesn't take is said; the record stands. */
async function tellChanges(job, branch) {
	const { context, runner } = job;
	try {
		const github = await job.github();
		if (github === null) return;
		const { readHistory } = await Promise.resolve().then(() => require("./gate-history-read-history.js"));
		const { changeIssues } = await Promise.resolve().then(() => require("./gate-history-issues.js"));
		const { putIssue } = await Promise.resolve().then(() => require("./host-github-issues.js"));
		for (const { marker, title, body, commits } of changeIssues((await readHistory(await branch.whole())).history)) {
			const reopens = (was) => commits.some((one) => !was.includes(one));
			const { kind, url } = await putIssue(github, {
				repository: context.repository,
				marker,
				title,
				body,
				label: LABEL,
				reopens
			});
			if (kind === "created" || kind === "updated") runner.say(require_core.term`flopgate: issue ${kind}: ${require_core.terminalName(url ?? "")}`);
		}
	} catch (thrown) {
		const { message, hint } = require_core.asFault(thrown);
		runner.annotate({
			level: "warning",
			title: require_core.plain`Flopgate: no issue`,
			message: require_core.noteText(`${message} (hint: ${hint}; issues: write is needed)`)
		});
	}
}

exports.record = record;