const require_bench_door = require("./cli-commands-bench-door.js");
const require_flags = require("./cli-history-flags.js");
const require_core = require("./core.js");

// src/cli/history/history.ts
const actions = {
	record: { load: async () => Promise.resolve().then(() => require("./cli-history-record.js")) },
	show: { load: async () => Promise.resolve().then(() => require("./cli-history-show.js")) },
	export: { load: async () => Promise.resolve().then(() => require("./cli-history-export.js")) }
};
const command = {
	name: "history",
	summary: "figures of every commit, kept on a data branch",
	usage: "record [REV] | show [ID] | export [options]",
	about: `record counts every model of a commit (default: HEAD) and writes its figures to the data branch of the remote, one
file a commit; with --backfill it does so for old commits, counting each distinct version of a model once. show
lists what is recorded; export prints all of it. Nothing is checked out, and nothing changes in this repository.
Models that the commit changed and that have a latency budget (all that it changed, with --bench) are measured
against its parent.`,
	examples: [
		"flopgate history record",
		"flopgate history record --bench",
		"flopgate history record --backfill v1.0..HEAD",
		"flopgate history show detector --last 20",
		"flopgate history export --format csv > history.csv"
	],
	flags: {
		backfill: {
			type: "string",
			value: "A..B",
			help: "record: the commits from after A to B, along first parents"
		},
		...require_flags.historyFlags,
		...Object.fromEntries(Object.entries(require_bench_door.benchFlags).map(([name, flag]) => [name, {
			...flag,
			help: `record: ${flag.help}`
		}])),
		metric: {
			type: "string",
			value: "NAME",
			help: "show: the figure to list; default macs"
		},
		last: {
			type: "string",
			value: "N",
			help: "show: only the last N commits; default 20"
		},
		format: {
			type: "string",
			value: "NAME",
			help: "export: csv (default), json or openmetrics"
		}
	},
	async run(args) {
		const [action = ""] = args.positionals;
		const found = Object.hasOwn(actions, action) ? actions[action] : void 0;
		if (found !== void 0) return (await found.load()).run(args);
		const meant = require_core.nearest(action, Object.keys(actions));
		const what = action === "" ? "flopgate history: record, show or export?" : `flopgate history has no ${action}`;
		throw new require_core.Fault("usage", what, meant === void 0 ? "flopgate history --help says more" : `did you mean ${meant}?`);
	}
};

exports.command = command;