const require_data_branch = require("./host-data-branch-data-branch.js");
const require_core = require("./core.js");
const require_data_branch$1 = require("./cli-history-data-branch.js");
const require_flags = require("./cli-history-flags.js");

// src/report/history/badge.ts
/** A badge as JSON. @throws Fault `usage` for a metric that there isn't */
function renderBadge(model, metric) {
	const known = require_core.recordedMetrics.find((one) => one === metric);
	if (known !== void 0) return require_core.jsonDocument(require_data_branch.badgeOf(model, known));
	const meant = require_core.nearest(metric, require_core.recordedMetrics);
	const hint = meant === void 0 ? `write one of ${require_core.recordedMetrics.join(", ")}` : `did you mean ${meant}?`;
	throw new require_core.Fault("usage", `there is no metric ${metric}`, hint);
}

// src/cli/history/badge.ts
const command = {
	name: "badge",
	summary: "a badge with a model\u2019s figure",
	usage: "ID [options]",
	about: `Prints what shields.io draws a badge from: the figure of a model at the newest recorded commit, green under its ceiling,
red over it. history record keeps one a model on the data branch, badges/ID.json, for
https://img.shields.io/endpoint?url=\u2026`,
	examples: ["flopgate badge detector", "flopgate badge detector --metric params"],
	flags: {
		metric: {
			type: "string",
			value: "NAME",
			help: `one of ${require_core.recordedMetrics.join(", ")}; default macs`
		},
		...require_flags.historyFlags
	},
	async run(args) {
		require_core.expectPositionals(command, args, 1, 1);
		const [id = ""] = args.positionals;
		const { branch, name } = await require_data_branch$1.openHistory(args);
		try {
			const latest = await require_data_branch.readLatest(await branch.tip());
			if (latest === null) throw new require_core.Fault("no-history", `nothing is recorded on ${name}`, "record a commit first: flopgate history record");
			const ids = latest.models.map((model) => model.id);
			const model = latest.models.find((one) => one.id === id);
			if (model === void 0) {
				const meant = require_core.nearest(id, ids);
				const hint = meant === void 0 ? "flopgate history show lists the models" : `did you mean ${meant}?`;
				throw new require_core.Fault("unknown-model", `the newest record has no model ${id}`, hint);
			}
			require_core.printJson(renderBadge(model, args.text("metric") ?? "macs"));
			return 0;
		} finally {
			branch.close();
		}
	}
};

exports.command = command;