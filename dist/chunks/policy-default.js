// src/diff/policy-default.ts
const percent = (text, over, under) => ({
	ratio: {
		over,
		under
	},
	amount: null,
	text
});
const warnAt = (metric, text, over, under) => [metric, { warn: percent(text, over, under) }];
/** What holds where no policy states budgets: increases worth a look are warned of, nothing fails. */
const builtInBudgets = new Map([
	warnAt("macs", "+0.5%", 5n, 1000n),
	warnAt("params", "+0.5%", 5n, 1000n),
	warnAt("memory", "+2%", 2n, 100n),
	warnAt("size", "+1%", 1n, 100n),
	warnAt("latency", "+5%", 5n, 100n)
]);
/** The policy of a repository that has none. */
const defaultPolicy = {
	version: 1,
	path: null,
	models: [],
	ignore: [],
	defaults: {
		budgets: builtInBudgets,
		unsupportedOps: "warn",
		builtIn: true
	},
	build: null,
	bench: {
		enabled: true,
		timeMs: 12e4,
		providers: ["cpu"],
		threads: 1
	},
	accept: {
		label: "flopgate-accept",
		trailer: "Flopgate-Accept"
	},
	history: { branch: "flopgate-data" },
	comment: {
		mode: "on-change",
		rows: 15
	}
};

export { defaultPolicy as t };