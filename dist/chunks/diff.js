const require_shelf = require("./shelf.js");
const require_core = require("./core.js");

// src/cli/diff.ts
const command = {
	name: "diff",
	summary: "what changed between two models, or two revisions",
	usage: "BASE HEAD [options]",
	about: `Compares two models figure by figure and layer by layer. Layers are matched by name, then by structure, so that
another export of the same net shows only what really changed. A side is a file, a folder, REV:path, or a revision
as a whole; REV..REV stands for two of them.`,
	examples: [
		"flopgate diff old.onnx new.onnx",
		"flopgate diff main:models/detector.onnx models/detector.onnx",
		"flopgate diff v1.0..HEAD --dim batch=1"
	],
	flags: require_core.sizeFlags,
	run
};
async function run(args) {
	const [base, head] = await sidesOf(args);
	const sizes = require_core.readSizes(args);
	const shelves = [await require_shelf.openShelf(base, "base"), await require_shelf.openShelf(head, "head")];
	if (shelves[0].isOne !== shelves[1].isOne) throw new require_core.Fault("usage", `${base} and ${head} can't be compared: one is a file, the other holds many`, "give two files, or two folders or revisions");
	const { models, unchanged } = await require_shelf.diffShelves(...shelves, sizes);
	if (args.has("json")) require_core.print((await Promise.resolve().then(() => require("./core.js")).then((n) => n.json_exports)).diffJson(models));
	else if (models.length === 0) require_core.print(`no model differs (${unchanged} ${unchanged === 1 ? "is" : "are"} the same)\n`);
	else require_core.print((await Promise.resolve().then(() => require("./terminal-diff.js")).then((n) => n.terminal_diff_exports)).renderDiff(models, require_core.viewOf(1)));
	const failures = models.flatMap((model) => [model.base, model.head]).flatMap((side) => side?.kind === "failed" ? [side.failure] : []);
	if (args.has("json")) for (const failure of failures) require_core.sayFailure(failure);
	return failures.length > 0 ? 2 : 0;
}
/** Two positionals, or one of the form REV..REV. */
async function sidesOf(args) {
	const [first = "", second] = args.positionals;
	const at = first.indexOf("..");
	if (second === void 0 && at > 0 && args.positionals.length === 1) return [first.slice(0, at), first.slice(at).replace(/^\.{2,3}/, "") || "HEAD"];
	require_core.expectPositionals(command, args, 2, 2);
	return [first, second ?? ""];
}

exports.command = command;