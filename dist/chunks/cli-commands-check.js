const require_gate = require("./gate.js");
const require_core = require("./core.js");
const require_threads = require("./system-threads.js");
const require_repository = require("./host-git-repository.js");
const require_bench_door = require("./cli-commands-bench-door.js");
const require_progress = require("./cli-progress.js");
const require_sides = require("./cli-commands-sides.js");

// src/cli/commands/check.ts
const command = {
	name: "check",
	summary: "the gate, as in CI: same verdict, same exit code",
	usage: "[options]",
	about: `Finds the models that differ between base and head, counts both, and judges the change by flopgate.yml.
Without --base the change is compared with where it left the main branch; on the main branch itself, with the
commit before, or with the last commit where files differ from it. Exit code 0: pass. 1: a budget is breached.
2: a model or the policy can't be read. 3: undecided, where the policy says that undecided fails.`,
	examples: [
		"flopgate check",
		"flopgate check --base origin/main --head HEAD",
		"flopgate check --base v1.2 --json"
	],
	flags: {
		...require_sides.sideFlags,
		...require_sides.modelFlags,
		shard: {
			type: "string",
			value: "I/N",
			help: "only a part of the models, as flopgate plan spreads them"
		},
		"no-build": {
			type: "boolean",
			help: "don't run the policy's build:; what it makes stays undecided"
		},
		...require_bench_door.benchFlags
	},
	run
};
async function run(args) {
	require_core.expectPositionals(command, args, 0, 0);
	const repository = await require_repository.openRepository(process.cwd());
	const { base, head } = await require_sides.sidesOf(repository, args);
	const shard = require_gate.shardOf(args.text("shard"));
	const config = args.text("config");
	const paths = args.all("paths");
	const progress = require_progress.openProgress();
	const host = args.has("no-build") ? repository : require_threads.withBuilds(repository);
	const report = await require_gate.runGate(host, {
		base,
		head,
		policyFrom: "head",
		version: require_core.version,
		now: /* @__PURE__ */ new Date(),
		progress: progress.show,
		all: args.has("all"),
		threads: require_threads.threadsOf,
		...config === void 0 ? {} : { config: require_core.inRepository(repository.root, config) },
		...paths.length === 0 ? {} : { paths },
		...shard === null ? {} : { shard },
		...require_bench_door.benchOf(args, host, progress)
	}).finally(progress.done);
	if (args.has("json")) {
		require_core.printJson((await Promise.resolve().then(() => require("./core.js")).then((n) => n.json_exports)).reportJson(report));
		for (const { head: side } of report.models) if (side?.kind === "failed") require_core.sayFailure(side.failure);
	} else require_core.print((await Promise.resolve().then(() => require("./report-terminal-check.js")).then((n) => n.check_exports)).renderCheck(report, require_core.viewOf(1)));
	return report.exitCode;
}

exports.command = command;