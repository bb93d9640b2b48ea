const require_core = require("./core.js");
const require_compare = require("./report-terminal-compare.js");

// src/cli/commands/compare.ts
const command = {
	name: "compare",
	summary: "a ranking table of models side by side",
	usage: "MODEL\u2026 [options]",
	about: `Ranks models by what they cost, the cheapest first. Sizes given with --dim hold for all of them. A size that one model
leaves open is that of the others, if their inputs have it; what is open in all of them is ranked per batch of 1 and at
usual sizes, which a line below the table names.`,
	examples: ["flopgate compare models/*.onnx", "flopgate compare a.onnx b.onnx --by peakActivationBytes --dim batch=1"],
	flags: {
		by: {
			type: "string",
			value: "FIGURE",
			help: `what to rank by: ${require_compare.rankings.join(", ")}`
		},
		...require_core.sizeFlags
	},
	async run(args) {
		require_core.expectPositionals(command, args, 1, Infinity);
		const by = rankingOf(args.text("by") ?? "macs");
		const entries = await require_core.countAlike(args.positionals, require_core.readSizes(args));
		const list = require_compare.ranked(entries, by);
		if (args.has("json")) require_core.printJson(require_compare.compareJson(list, by));
		else if (list.length > 0) require_core.print(require_compare.renderCompare(list, by, require_core.viewOf(1)));
		require_core.sayUnused(entries.map((entry) => entry.kind === "counted" ? entry.report.findings : []));
		for (const entry of entries) if (entry.kind === "failed") require_core.sayFailure(entry.failure);
		return list.length < entries.length ? 2 : 0;
	}
};
function rankingOf(text) {
	const ranking = require_compare.rankings.find((name) => name === text);
	if (ranking !== void 0) return ranking;
	const meant = require_core.nearest(text, require_compare.rankings);
	const hint = meant === void 0 ? `one of ${require_compare.rankings.join(", ")}` : `did you mean --by ${meant}?`;
	throw new require_core.Fault("usage", `models can't be ranked by ${text}`, hint);
}

exports.command = command;