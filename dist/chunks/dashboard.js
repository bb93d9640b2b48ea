import { n as renderDashboard } from "./history-dashboard.js";
import { t as readHistory } from "./history-read2.js";
import { Tt as asFault, a as say, i as print, k as version, s as expectPositionals, wt as Fault } from "./base.js";
import { n as commitUrlOf, r as webNameOf } from "./history-branch.js";
import { t as openHistory } from "./history-branch2.js";
import { t as historyFlags } from "./history-flags.js";
import { writeFileSync } from "node:fs";
import { basename } from "node:path";

// src/cli/dashboard.ts
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
		...historyFlags
	},
	async run(args) {
		expectPositionals(command, args, 0, 0);
		const { branch, repository } = await openHistory(args);
		try {
			const read = await readHistory(await branch.whole());
			for (const problem of read.problems) say(`flopgate: ${problem}`);
			const page = renderDashboard(read, {
				title: args.text("title") ?? webNameOf(branch.url) ?? basename(repository.root),
				commitUrl: commitUrlOf(branch.url),
				generatedAt: /* @__PURE__ */ new Date(),
				version
			});
			const out = args.text("out") ?? "flopgate.html";
			if (out === "-") print(page);
			else write(out, page);
			const told = {
				schema: "flopgate/dashboard/1",
				path: out,
				commits: read.history.length,
				bytes: Buffer.byteLength(page)
			};
			if (args.has("json")) print(`${JSON.stringify(told, null, 2)}\n`);
			else if (out !== "-") print(`${out}: ${told.commits} commits, ${Math.ceil(told.bytes / 1024)} KiB\n`);
			return 0;
		} finally {
			branch.close();
		}
	}
};
function write(path, text) {
	try {
		writeFileSync(path, text);
	} catch (thrown) {
		throw new Fault("unwritable-file", `${path} can't be written: ${asFault(thrown).message}`, "give another --out", { cause: thrown });
	}
}

export { command };