const require_data_branch = require("./host-data-branch-data-branch.js");
const require_core = require("./core.js");
const require_walk = require("./host-data-branch-walk.js");
const require_bench_door = require("./cli-commands-bench-door.js");
const require_data_branch$1 = require("./cli-history-data-branch.js");
const require_progress = require("./cli-progress.js");

// src/cli/history/record.ts
/** `history record`. */
async function run(args) {
	const [, rev, ...more] = args.positionals;
	const range = args.text("backfill");
	if (more.length > 0 || rev !== void 0 && range !== void 0) throw new require_core.Fault("usage", "history record takes one commit, or --backfill A..B", "flopgate history --help says more");
	if (range !== void 0 && args.has("bench")) throw new require_core.Fault("usage", "--backfill measures no latency", "record single commits: flopgate history record REV --bench");
	return range === void 0 ? recordOne(args, rev) : recordRange(args, range);
}
async function recordOne(args, rev) {
	const { repository, branch, config, name, sha } = await require_data_branch$1.openHistory(args, rev);
	try {
		const commit = await require_walk.readCommit(repository.root, sha);
		const progress = require_progress.openProgress();
		const options = {
			version: require_core.version,
			...config,
			...require_bench_door.benchOf(args, repository, progress)
		};
		const { kind, record, read, unmeasured } = await require_data_branch.recordHead(repository, branch, commit, options).finally(progress.done);
		for (const { path, reason } of unmeasured) require_core.say(require_core.term`flopgate: ${require_core.terminalText(path)}: latency isn't recorded: ${require_core.terminalText(reason)}`);
		if (args.has("json")) {
			require_core.printJson(require_core.jsonDocument({
				schema: "flopgate/recorded/1",
				sha,
				branch: name,
				kind,
				read,
				record
			}, 2));
			return 0;
		}
		const short = require_core.terminalName(sha.slice(0, 7));
		const models = record?.models ?? [];
		const timed = models.filter(({ latency }) => latency !== null).length;
		const measured = timed === 0 ? "" : require_core.term`, latency of ${timed}`;
		const failed = models.filter(({ failure }) => failure !== null);
		for (const { path, failure } of failed) require_core.say(require_core.term`flopgate: ${require_core.terminalText(path)}: ${require_core.terminalText(failure?.message ?? "")}`);
		require_core.print(kind === "present" ? require_core.term`${short} was recorded on ${require_core.terminalName(name)} before.\n` : require_core.term`${short} recorded on ${require_core.terminalName(name)}: ${models.length} models, ${read} read${measured}.\n`);
		return 0;
	} finally {
		branch.close();
	}
}
/** Lines of progress are this many commits apart. */
const STEP = 100;
async function recordRange(args, range) {
	const end = range.split("..").at(-1);
	const { repository, branch, config, name, sha } = await require_data_branch$1.openHistory(args, end === "" ? "HEAD" : end);
	try {
		const told = await require_data_branch.backfill(repository, branch, {
			version: require_core.version,
			...config,
			policyOf: sha,
			walk: (wanted) => require_walk.walkCommits(repository.root, range, wanted),
			progress: (done, what) => {
				if (done % STEP === 0) require_core.say(require_core.term`flopgate: ${done} commits, now at ${require_core.terminalName(what)}`);
			}
		});
		if (args.has("json")) require_core.printJson(require_core.jsonDocument({
			schema: "flopgate/backfilled/1",
			branch: name,
			...told
		}, 2));
		else require_core.print(require_core.term`${told.commits} commits recorded on ${require_core.terminalName(name)}: ${told.read} model versions read.\n`);
		return 0;
	} finally {
		branch.close();
	}
}

exports.run = run;