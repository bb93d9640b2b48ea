const require_init = require("./gate-setup-init.js");
const require_core = require("./core.js");
const require_write = require("./host-files-write.js");
const require_repository = require("./host-git-repository.js");
const require_progress = require("./cli-progress.js");
let node_path = require("node:path");
let node_readline = require("node:readline");

// src/cli/ask.ts
/** True if somebody is there to answer. */
const canAsk = () => process.stdin.isTTY && process.stderr.isTTY;
/** Asks on stderr; anything but yes is no. */
async function askYes(question) {
	const lines = (0, node_readline.createInterface)({
		input: process.stdin,
		output: process.stderr
	});
	return new Promise((resolve) => {
		lines.question(`${question} [y/N] `, (answer) => {
			resolve(/^y(?:es)?$/i.test(answer.trim()));
			lines.close();
		});
		lines.on("close", () => resolve(false));
	});
}

// src/cli/commands/init.ts
const command = {
	name: "init",
	summary: "writes a policy with today\u2019s figures as ceilings, and a workflow",
	usage: "[options]",
	about: `Finds the models of the repository, counts them, and writes flopgate.yml with their figures, rounded up by at most 1 %,
as ceilings, and a workflow that judges each pull request. Asks before it overwrites anything.`,
	examples: ["flopgate init --dry-run", "flopgate init"],
	flags: {
		"dry-run": {
			type: "boolean",
			help: "show what would be written, write nothing"
		},
		yes: {
			type: "boolean",
			help: "overwrite without asking"
		},
		force: {
			type: "boolean",
			help: "the same"
		}
	},
	run
};
async function run(args) {
	require_core.expectPositionals(command, args, 0, 0);
	const repository = await require_repository.openRepository(process.cwd());
	const progress = require_progress.openProgress();
	const plan = await require_init.planInit(repository, (done, of, what) => progress.show({
		stage: "count",
		done,
		of,
		what
	})).finally(progress.done);
	const files = args.has("dry-run") ? plan.files.map(foretold) : await writeAll(repository.root, plan.files, args);
	if (args.has("json")) {
		const told = files.map(({ path, action, content }) => ({
			path,
			action,
			content
		}));
		require_core.printJson(require_core.jsonDocument({
			schema: "flopgate/init/1",
			...plan,
			files: told
		}, 2));
		return 0;
	}
	if (args.has("dry-run")) for (const { path, content } of files) require_core.print(require_core.terminalLines(`# ${path}\n${content}\n`));
	const lines = files.map(({ path, action }) => require_core.term`${require_core.terminalName(path)}: ${action}`);
	if (plan.workflow !== null) lines.push(require_core.term`${require_core.terminalName(plan.workflow)} runs Flopgate already: no workflow is written`);
	const { models, unreadable, uncounted } = plan;
	lines.push(require_core.term`${models} ${models === 1 ? "model" : "models"} found${unreadable.length === 0 ? "" : require_core.term`, ${unreadable.length} can't be read`}`);
	if (uncounted.length > 0) lines.push(require_core.term`${uncounted.length} of them in formats that aren't counted, so that only their size is judged: ${shortList(uncounted)}`);
	if (models === 0) lines.push(require_core.term`warning: nothing is guarded yet, since no model was found among the files of this repository`);
	for (const { path, why } of plan.withoutCeiling.slice(0, 20)) lines.push(require_core.term`${require_core.terminalName(path)}: ${require_core.terminalText(why)}`);
	if (plan.withoutCeiling.length > 20) lines.push(require_core.term`\u2026 and ${plan.withoutCeiling.length - 20} more (--json has them all)`);
	if (!args.has("dry-run")) lines.push(require_core.term`next: flopgate doctor, then commit the files`);
	require_core.print(require_core.term`${require_core.joined(lines, "\n")}\n`);
	return 0;
}
const shortList = (paths) => require_core.term`${require_core.joined(paths.slice(0, 5).map(require_core.terminalName), ", ")}${paths.length > 5 ? require_core.term` and ${paths.length - 5} more` : ""}`;
function foretold(file) {
	return {
		...file,
		action: file.before === null ? "would be created" : isSame(file) ? "same" : "would be overwritten"
	};
}
const isSame = ({ before, content }) => before === content;
/** Nothing is written unless it is clear what becomes of every file. */
async function writeAll(root, files, args) {
	const overwrite = args.has("yes") || args.has("force");
	const standing = files.filter((file) => file.before !== null && !isSame(file));
	const [first] = standing;
	if (first !== void 0 && !overwrite && !canAsk()) throw new require_core.Fault("would-overwrite", `${standing.map(({ path }) => path).join(" and ")} would be overwritten, and nobody is there to be asked`, "--dry-run shows the new text; --yes overwrites");
	const done = [];
	for (const file of files) {
		const action = await actionFor(file, overwrite);
		done.push({
			...file,
			action
		});
	}
	for (const { path, content, action } of done) if (action === "created" || action === "overwritten") require_write.writeText((0, node_path.join)(root, path), content, path);
	return done;
}
async function actionFor(file, overwrite) {
	if (file.before === null) return "created";
	if (isSame(file)) return "same";
	return overwrite || await askYes(require_core.term`${require_core.terminalName(file.path)} is there already: overwrite it?`) ? "overwritten" : "kept";
}

exports.command = command;