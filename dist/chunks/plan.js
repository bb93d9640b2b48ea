import { t as planGate } from "./gate.js";
import { i as print, k as version, l as inRepository, s as expectPositionals, wt as Fault } from "./base.js";
import { t as openRepository } from "./git-repository.js";
import { t as openProgress } from "./progress.js";
import { n as sidesOf, t as sideFlags } from "./sides.js";

// src/cli/plan.ts
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
		...sideFlags,
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
	},
	run
};
/** Jobs that GitHub allows a matrix. */
const MAX_SHARDS = 256;
async function run(args) {
	expectPositionals(command, args, 0, 0);
	const most = Number(args.text("shards") ?? "NaN");
	if (!Number.isSafeInteger(most) || most < 1 || most > MAX_SHARDS) throw new Fault("usage", `--shards is a number from 1 to ${MAX_SHARDS}`, "e.g. flopgate plan --shards 8");
	const repository = await openRepository(process.cwd());
	const { base, head } = await sidesOf(repository, args);
	const config = args.text("config");
	const paths = args.all("paths");
	const progress = openProgress();
	const options = {
		base,
		head,
		policyFrom: "head",
		version,
		now: /* @__PURE__ */ new Date(),
		progress: progress.show,
		all: args.has("all"),
		...config === void 0 ? {} : { config: inRepository(repository.root, config) },
		...paths.length === 0 ? {} : { paths }
	};
	const plan = await planGate(repository, options, most).finally(progress.done);
	if (args.has("json")) print(`${JSON.stringify({
		schema: "flopgate/plan/1",
		...plan
	}, null, 2)}\n`);
	else print(`${JSON.stringify({ include: plan.shards })}\n`);
	return 0;
}

export { command };