const require_dashboard = require("./gate-history-dashboard.js");
const require_read_history = require("./gate-history-read-history.js");
const require_core = require("./core.js");
const require_write = require("./host-files-write.js");
const require_data_branch = require("./host-data-branch-data-branch.js");
const require_data_branch$1 = require("./cli-history-data-branch.js");
const require_flags = require("./cli-history-flags.js");
let node_path = require("node:path");

// src/cli/history/dashboard.ts
const command = {
	name: "dashboard",
	summary: "the history as one HTML page",
	usage: "[options]",
	about: `Writes all that is recorded as one HTML page: every model and figure over commits, budgets, accepted increases, lasting
changes of latency, and one commit's layers against another's. The page needs no network and works from a file.`,
	examples: ["flopgate dashboard", "flopgate dashboard --out site/index.html --title \"Our models\""],
	flags: {
		out: {
			type: "string",
			value: "FILE",
			help: "where to write it; default flopgate.html, - is stdout"
		},
		title: {
			type: "string",
			value: "TEXT",
			help: "heading; default: the repository's name"
		},
		...require_flags.historyFlags
	},
	async run(args) {
		require_core.expectPositionals(command, args, 0, 0);
		const { branch, repository } = await require_data_branch$1.openHistory(args);
		try {
			const read = await require_read_history.readHistory(await branch.whole());
			for (const problem of read.problems) require_core.say(require_core.term`flopgate: ${require_core.terminalText(problem)}`);
			const page = require_dashboard.renderDashboard(read, {
				title: args.text("title") ?? require_data_branch.webNameOf(branch.url) ?? (0, node_path.basename)(repository.root),
				commitUrl: require_data_branch.commitUrlOf(branch.url),
				generatedAt: /* @__PURE__ */ new Date(),
				version: require_core.version
			});
			const out = args.text("out") ?? "flopgate.html";
			if (out === "-") require_core.printData(page);
			else require_write.writeText(out, page);
			const told = {
				schema: "flopgate/dashboard/1",
				path: out,
				commits: read.history.length,
				bytes: Buffer.byteLength(page)
			};
			if (args.has("json")) require_core.printJson(require_core.jsonDocument(told, 2));
			else if (out !== "-") require_core.print(require_core.term`${require_core.terminalName(out)}: ${told.commits} commits, ${Math.ceil(told.bytes / 1024)} KiB\n`);
			return 0;
		} finally {
			branch.close();
		}
	}
};

exports.command = command;