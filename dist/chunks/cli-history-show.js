const require_read_history = require("./gate-history-read-history.js");
const require_core = require("./core.js");
const require_data_branch = require("./host-data-branch-data-branch.js");
const require_sparkline = require("./text-sparkline.js");
const require_data_branch$1 = require("./cli-history-data-branch.js");

// src/report/history/terminal.ts
/** `history show`. @throws Fault `usage`, `unknown-model` */
function renderHistory(history, { id, metric, last }) {
	const shown = require_core.recordedMetrics.find((one) => one === metric);
	if (shown === void 0) {
		const meant = require_core.nearest(metric, require_core.recordedMetrics);
		throw new require_core.Fault("usage", `there is no metric ${metric}`, meant === void 0 ? `write one of ${require_core.recordedMetrics.join(", ")}` : `did you mean ${meant}?`);
	}
	if (history.length === 0) return require_core.term`Nothing is recorded yet: flopgate history record, or --backfill A..B.\n`;
	return id === null ? everyModel(history, shown, last) : oneModel(history, id, shown, last);
}
function everyModel(history, metric, last) {
	const some = history.slice(-last);
	const rows = [...new Set((history.at(-1)?.models ?? []).map(require_data_branch.seriesName))].map((name) => {
		const values = some.map(({ models }) => valueOf(models.find((model) => require_data_branch.seriesName(model) === name), metric));
		const first = values.find((value) => value !== null) ?? null;
		const now = values.findLast((value) => value !== null) ?? null;
		return [
			{ text: require_core.terminalName(name) },
			{ text: require_sparkline.sparkline(values.map((value) => value === null ? null : Number(value))) },
			{ text: now === null ? require_core.term`\u2013` : textOf(now, metric) },
			{ text: first === null || now === null || first === 0n ? require_core.term`` : require_core.percentText(Number(now - first) / Number(first)) }
		];
	});
	const columns = [
		{
			head: require_core.term`model`,
			align: "left"
		},
		{
			head: require_core.term`last ${some.length} commits`,
			align: "left"
		},
		{
			head: require_core.terminalText(require_core.metricOf(metric).head),
			align: "right"
		},
		{
			head: require_core.term`change`,
			align: "right"
		}
	];
	return require_core.term`${require_core.joined(require_core.textTable(columns, rows, Infinity, false), "\n")}\n`;
}
function oneModel(history, id, metric, last) {
	const has = (record) => record.models.some((model) => isAsked(model, id));
	const some = history.filter(has).slice(-last);
	if (some.length === 0) {
		const meant = require_core.nearest(id, [...new Set(history.flatMap(({ models }) => models.map((model) => model.id)))]);
		throw new require_core.Fault("unknown-model", `no record knows a model ${id}`, meant === void 0 ? "flopgate history show lists the models" : `did you mean ${meant}?`);
	}
	let before = null;
	const rows = some.map((record) => {
		const model = record.models.find((one) => isAsked(one, id));
		const value = valueOf(model, metric);
		const change = value === null || before === null || before === 0n ? null : Number(value - before) / Number(before);
		before = value ?? before;
		const ratio = metric === "latency" ? model?.latency?.ratio ?? null : null;
		return [
			{ text: require_core.terminalName(require_core.shortSha(record.sha)) },
			{ text: require_core.terminalName(record.committedAt.slice(0, 10)) },
			{ text: value === null ? require_core.terminalName(model?.failure?.code ?? "\u2013") : textOf(value, metric) },
			{ text: metric === "latency" ? ratio === null ? require_core.term`` : require_core.percentText(ratio - 1) : change === null || change === 0 ? require_core.term`` : require_core.percentText(change) },
			{ text: require_core.cutAt(require_core.terminalText(record.subject), 60) }
		];
	});
	const columns = [
		{
			head: require_core.term`commit`,
			align: "left"
		},
		{
			head: require_core.term`date`,
			align: "left"
		},
		{
			head: require_core.terminalText(require_core.metricOf(metric).head),
			align: "right"
		},
		{
			head: metric === "latency" ? require_core.term`to parent` : require_core.term`change`,
			align: "right"
		},
		{
			head: require_core.term`subject`,
			align: "left"
		}
	];
	return require_core.term`${require_core.joined(require_core.textTable(columns, rows, Infinity, false), "\n")}\n`;
}
const isAsked = (model, id) => model.id === id || require_data_branch.seriesName(model) === id;
/** Count, bytes or microseconds. */
function valueOf(model, metric) {
	if (metric === "latency") {
		const ms = model?.latency?.ms ?? null;
		return ms === null ? null : BigInt(Math.round(ms * 1e3));
	}
	const digits = model?.figures[metric];
	return digits === void 0 ? null : BigInt(digits);
}
const textOf = (value, metric) => metric === "latency" ? require_core.timeText(Number(value)) : require_core.amountText(value, metric);

// src/cli/history/show.ts
/** `history show`: the last commits of one model, or of each. */
async function run(args) {
	const [, id, ...more] = args.positionals;
	if (more.length > 0) throw new require_core.Fault("usage", "history show takes one model", "flopgate history show detector");
	const last = Number(args.text("last") ?? "20");
	if (!Number.isInteger(last) || last < 1) throw new require_core.Fault("usage", `--last ${args.text("last")} is no number of commits`, "e.g. --last 50");
	const { branch } = await require_data_branch$1.openHistory(args);
	try {
		const { history, problems } = await require_read_history.readHistory(await branch.whole());
		for (const problem of problems) require_core.say(require_core.term`flopgate: ${require_core.terminalText(problem)}`);
		const question = {
			id: id ?? null,
			metric: args.text("metric") ?? "macs",
			last
		};
		if (args.has("json")) {
			const { historyJson } = await Promise.resolve().then(() => require("./report-history-export.js"));
			require_core.printJson(historyJson(history, last));
		} else require_core.print(renderHistory(history, question));
		return 0;
	} finally {
		branch.close();
	}
}

exports.run = run;