import { n as runGate, r as shardOf } from "./gate.js";
import { i as print, k as version, l as inRepository, o as viewOf, s as expectPositionals, t as sayFailure } from "./base.js";
import { t as withBuilds } from "./build.js";
import { t as openRepository } from "./git-repository.js";
import { n as benchOf, t as benchFlags } from "./bench-door.js";
import { t as openProgress } from "./progress.js";
import { n as sidesOf, t as sideFlags } from "./sides.js";

// src/cli/check.ts
const command = {
	name: "check",
	summary: "the gate, as in CI: same verdict, same exit code",
	usage: "[options]",
	about: `Finds the models that differ between base and head, counts both, and judges the change by flopgate.yml.
Without --base the change is compared with where it left the main branch; on the main branch itself, with the
commit before. Exit code 0: pass. 1: a budget is breached. 2: a model or the policy can't be read. 3: undecided,
where the policy says that undecided fails.`,
	examples: [
		"flopgate check",
		"flopgate check --base origin/main --head HEAD",
		"flopgate check --base v1.2 --json"
	],
	flags: {
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
		},
		shard: {
			type: "string",
			value: "I/N",
			help: "only a part of the models, as flopgate plan spreads them"
		},
		"no-build": {
			type: "boolean",
			help: "don't run the policy's build:; what it makes stays undecided"
		},
		...benchFlags
	},
	run
};
async function run(args) {
	expectPositionals(command, args, 0, 0);
	const repository = await openRepository(process.cwd());
	const { base, head } = await sidesOf(repository, args);
	const shard = shardOf(args.text("shard"));
	const config = args.text("config");
	const paths = args.all("paths");
	const progress = openProgress();
	const host = args.has("no-build") ? repository : withBuilds(repository);
	const report = await runGate(host, {
		base,
		head,
		policyFrom: "head",
		version,
		now: /* @__PURE__ */ new Date(),
		progress: progress.show,
		all: args.has("all"),
		...config === void 0 ? {} : { config: inRepository(repository.root, config) },
		...paths.length === 0 ? {} : { paths },
		...shard === null ? {} : { shard },
		...benchOf(args, host, progress)
	}).finally(progress.done);
	if (args.has("json")) {
		print((await import("./json.js")).reportJson(report));
		for (const { head: side } of report.models) if (side?.kind === "failed") sayFailure(side.failure);
	} else print((await import("./terminal-check.js")).renderCheck(report, viewOf(1)));
	return report.exitCode;
}

export { command };