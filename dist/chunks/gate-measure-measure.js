const require_workspace = require("./bench-workspace.js");
const require_arms = require("./gate-measure-arms.js");
const require_runtime = require("./bench-runtime-runtime.js");
const require_core = require("./core.js");
const require_side = require("./gate-side.js");

// src/gate/measure/latency-outcome.ts
/** A measurement as reports carry it. */
function latencyOutcome(result) {
	const { verdict, estimate, base, head, rounds, clock, provider, threads, reason } = result;
	return {
		verdict,
		ratio: estimate?.ratio ?? null,
		interval: estimate?.interval ?? null,
		confidence: estimate?.confidence ?? 0,
		detectable: estimate?.detectable ?? null,
		baseMs: base?.wallMs ?? null,
		headMs: head?.wallMs ?? null,
		rounds: rounds.filter(({ kind }) => kind !== "pilot").length,
		clock,
		provider,
		threads,
		load: loadPair(base, head, result.load),
		peakBytes: head === null ? null : {
			base: base === null ? null : BigInt(base.peakBytes),
			head: BigInt(head.peakBytes)
		},
		reason
	};
}
/** CPU time of loading: what the disk's cache does isn't the model's. */
function loadPair(base, head, load) {
	if (head === null) return null;
	return {
		baseMs: base?.loadCpuMs ?? null,
		headMs: head.loadCpuMs,
		ratio: load?.ratio ?? null,
		interval: load?.interval ?? null
	};
}
/** Why nothing could be measured: never a pass. */
function failedOutcome(thrown, provider, threads) {
	const { message, hint } = require_core.asFault(thrown);
	return {
		verdict: "failed",
		ratio: null,
		interval: null,
		confidence: 0,
		detectable: null,
		baseMs: null,
		headMs: null,
		rounds: 0,
		clock: provider === "cpu" && threads === 1 ? "cpu" : "wall",
		provider,
		threads,
		load: null,
		peakBytes: null,
		reason: `${message} (${hint})`
	};
}
const order = [
	"over",
	"failed",
	"undecided",
	"warn",
	"within",
	"alone",
	"improved"
];
/** Of the same pair on two execution providers: the one to look at. */
function worstOutcome(a, b) {
	return order.indexOf(b.verdict) < order.indexOf(a.verdict) ? b : a;
}

// src/gate/measure/measure.ts
const SEED = 20240229;
/** The bench as the gate asks it: all pairs in the time that the policy gives, whatever the models do. */
function createBench(door) {
	return async (pairs, rule) => {
		const wanted = pairs.filter((pair) => require_arms.isRunnable(pair) && (door.mode === "on" || isBudgeted(pair))).flatMap((pair) => asked(pair) ?? []);
		if (wanted.length === 0) return {
			outcomes: /* @__PURE__ */ new Map(),
			environment: null
		};
		const [provider = "cpu"] = rule.providers;
		let runtime;
		try {
			runtime = await require_runtime.findRuntime({
				cwd: door.cwd,
				own: door.ownRuntime !== false,
				...door.runtimePath === void 0 ? {} : { path: door.runtimePath },
				...door.runtimeVersion === void 0 ? {} : { version: door.runtimeVersion },
				...door.say === void 0 ? {} : { say: door.say }
			});
		} catch (thrown) {
			const outcome = failedOutcome(thrown, provider, rule.threads);
			return {
				outcomes: new Map(wanted.map(({ key }) => [key, outcome])),
				environment: null
			};
		}
		const outcomes = await measureAll(door, wanted, rule, runtime);
		const runtimeVersion = runtime.version;
		return {
			outcomes,
			environment: require_workspace.readEnvironment({
				provider: rule.providers.join(", "),
				threads: rule.threads,
				runtimeVersion
			})
		};
	};
}
/** Whether the policy itself, not what's built in, limits a time of this model. */
function isBudgeted({ casePlan }) {
	return ["latency", "load"].some((metric) => {
		const budget = casePlan.budgets.get(metric);
		if (budget === void 0) return false;
		return [
			"max",
			"fail",
			"warn"
		].some((limit) => budget[limit] !== null && budget.origin[limit] !== "built in");
	});
}
/** Without base if both sides hold the same: there is nothing to compare; null if then nothing is to be judged. */
function asked(pair) {
	if (!(pair.base !== null && idsOf(pair.base, pair.baseExternal) === idsOf(pair.head, pair.headExternal))) return pair;
	return ["latency", "load"].some((metric) => (pair.casePlan.budgets.get(metric)?.max ?? null) !== null) ? {
		...pair,
		base: null,
		baseExternal: []
	} : null;
}
/** What names the content of a model and its external data; a file without an id is equal to nothing. */
function idsOf(file, external) {
	return [file, ...external].map((one) => one?.id ?? `${one?.tree.kind} ${one?.path}`).join(" ");
}
async function measureAll(door, pairs, rule, runtime) {
	const end = performance.now() + (door.timeMs ?? rule.timeMs);
	const outcomes = /* @__PURE__ */ new Map();
	const models = pairs.filter(({ base }) => base !== null).length * rule.providers.length;
	const tasks = pairs.flatMap((pair) => rule.providers.map((provider) => ({
		pair,
		provider
	})));
	for (const [i, { pair, provider }] of tasks.entries()) {
		door.progress?.({
			stage: "bench",
			done: i,
			of: tasks.length,
			what: pair.plan.path
		});
		const now = performance.now();
		const deadline = now + Math.max(0, end - now) / (tasks.length - i);
		const outcome = await measureOne(door, pair, {
			provider,
			threads: rule.threads,
			runtime,
			models,
			deadline
		});
		if (outcome === null) continue;
		const before = outcomes.get(pair.key);
		outcomes.set(pair.key, before === void 0 ? outcome : worstOutcome(before, outcome));
	}
	return outcomes;
}
/** Null if the format can't be run. */
async function measureOne(door, pair, turn) {
	const { provider, threads, runtime, models, deadline } = turn;
	const workspace = require_workspace.openWorkspace();
	try {
		const given = await inputsOf(door, workspace, pair);
		const head = await armOf(door, workspace, "head", pair, given);
		if (head === null) return null;
		const base = pair.base === null ? null : await armOf(door, workspace, "base", pair, given);
		const before = require_workspace.volatileFacts();
		const budget = pair.casePlan.budgets.get("latency");
		const result = await require_workspace.benchPair({
			arms: {
				base: base?.model ?? null,
				head: head.model
			},
			settings: {
				provider,
				threads,
				runtime: runtime.root,
				seed: SEED
			},
			allowance: allowanceOf(budget),
			warn: warnOf(budget),
			models,
			deadline,
			folder: workspace.folder,
			changed: () => require_workspace.differencesOf(before, require_workspace.volatileFacts())
		});
		return latencyOutcome(result);
	} catch (thrown) {
		return failedOutcome(thrown, provider, threads);
	} finally {
		workspace[Symbol.dispose]();
	}
}
/** Contents of inputs from the files that the policy names, as they are at head: both sides get the same. */
async function inputsOf(door, workspace, { plan, head }) {
	const wanted = plan.inputFiles.map(require_arms.splitInputFile);
	if (wanted.length === 0 || head === null) return /* @__PURE__ */ new Map();
	const files = await door.list(head.tree, (path) => wanted.some((one) => one.path === path));
	const copied = [];
	for (const { path, name } of wanted) {
		const file = files.find((one) => one.path === path);
		if (file === void 0) throw new require_core.Fault("missing-file", `input_files of the policy name ${path}, which isn't there`, "add or rename it");
		copied.push({
			path: await require_workspace.materialise(workspace, `inputs/${path}`, await door.open(file)),
			name
		});
	}
	return require_arms.readNamedFiles(copied);
}
async function armOf({ open }, workspace, name, pair, given) {
	const file = pair[name];
	const model = await require_side.readFile(open, file);
	if (!require_arms.isRunnable(model)) return null;
	const stored = (one) => ({
		path: one.path,
		open: async () => open(one)
	});
	const path = await require_arms.copyOut(workspace, name, stored(file), pair[`${name}External`].map(stored));
	const { dims, inputs, values } = pair.casePlan;
	return require_arms.prepareArm({
		workspace,
		name,
		model,
		file: path,
		options: {
			dims,
			inputs,
			values
		},
		given,
		seed: SEED
	});
}
/** What decides: the limit that fails, else the one that warns. */
function allowanceOf(budget) {
	const limit = budget?.fail ?? budget?.warn ?? null;
	if (limit === null) return null;
	if (limit.ratio !== null) return { ratio: Number(limit.ratio.over) / Number(limit.ratio.under) };
	return { milliseconds: Number(limit.amount ?? 0n) / 1e3 };
}
/** The limit that warns, where another fails. */
function warnOf(budget) {
	return budget?.fail === null || budget?.fail === void 0 ? null : allowanceOf({
		...budget,
		fail: null
	});
}

exports.createBench = createBench;