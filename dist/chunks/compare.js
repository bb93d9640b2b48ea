import { U as nearest, i as print, n as readSizes, o as viewOf, r as sizeFlags, s as expectPositionals, t as sayFailure, wt as Fault } from "./base.js";
import { a as renderCompare, i as rankings, r as ranked, t as compareJson } from "./terminal-compare.js";
import { n as countFiles } from "./counting.js";

// src/cli/compare.ts
const command = {
	name: "compare",
	summary: "a ranking table of models side by side",
	usage: "MODEL\u2026 [options]",
	about: `Ranks models by what they cost, the cheapest first. Sizes given with --dim hold for all of them; a model that needs
another size as well comes last, with its formula.`,
	examples: ["flopgate compare models/*.onnx", "flopgate compare a.onnx b.onnx --by peakActivationBytes --dim batch=1"],
	flags: {
		by: {
			type: "string",
			value: "FIGURE",
			help: `what to rank by: ${rankings.join(", ")}`
		},
		...sizeFlags
	},
	async run(args) {
		expectPositionals(command, args, 1, Infinity);
		const by = rankingOf(args.text("by") ?? "macs");
		const entries = await countFiles(args.positionals, readSizes(args));
		const list = ranked(entries, by);
		if (args.has("json")) print(compareJson(list, by));
		else if (list.length > 0) print(renderCompare(list, by, viewOf(1)));
		for (const entry of entries) if (entry.kind === "failed") sayFailure(entry.failure);
		return list.length < entries.length ? 2 : 0;
	}
};
function rankingOf(text) {
	const ranking = rankings.find((name) => name === text);
	if (ranking !== void 0) return ranking;
	const meant = nearest(text, rankings);
	const hint = meant === void 0 ? `one of ${rankings.join(", ")}` : `did you mean --by ${meant}?`;
	throw new Fault("usage", `models can't be ranked by ${text}`, hint);
}

export { command };