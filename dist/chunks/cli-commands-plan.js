const require_gate = require("./gate.js");
const require_core = require("./core.js");
const require_repository = require("./host-git-repository.js");
const require_progress = require("./cli-progress.js");
const require_sides = require("./cli-commands-sides.js");

// src/cli/commands/plan.ts
const command = {
	name: "plan",
	summary: "spreads many models over the jobs of a CI matrix",
	usage: "--shards N [options]",
	about: `Prints the matrix of a GitHub Actions job as JSON: one entry a shard, no more than there are changed models. Each job judges
its own part with --shard I/N (in the action: shard), and flopgate merge makes one answer of their reports.`,
	examples: ["flopgate plan --shards 8", "flopgate plan --shards 8 --base origin/main --head HEAD"],
	flags: {
		shards: {
			type: "string",
			value: "N",
			help: "jobs at most"
		},
		...require_sides.sideFlags,
		...require_sides.modelFlags
	},
	run
};
/** Jobs that GitHub allows a matrix. */
const MAX_SHARDS = 256;
async function run(args) {
	require_core.expectPositionals(command, args, 0, 0);
	const most = Number(args.text("shards") ?? "NaN");
	if (!Number.isSafeInteger(most) || most < 1 || most > MAX_SHARDS) throw new require_core.Fault("usage", `--shards is a number from 1 to ${MAX_SHARDS}`, "e.g. flopgate plan --shards 8");
	const repository = await require_repository.openRepository(process.cwd());
	const { base, head } = await require_sides.sidesOf(repository, args);
	const config = args.text("config");
	const paths = args.all("paths");
	const progress = require_progress.openProgress();
	const options = {
		base,
		head,
		policyFrom: "head",
		version: require_core.version,
		now: /* @__PURE__ */ new Date(),
		progress: progress.show,
		all: args.has("all"),
		...config === void 0 ? {} : { config: require_core.inRepository(repository.root, config) },
		...paths.length === 0 ? {} : { paths }
	};
	const plan = await require_gate.planGate(repository, options, most).finally(progress.done);
	if (args.has("json")) require_core.printJson(require_core.jsonDocument({
		schema: "flopgate/plan/1",
		...plan
	}, 2));
	else require_core.printJson(require_core.jsonDocument({ include: plan.shards }));
	return 0;
}

exports.command = command;