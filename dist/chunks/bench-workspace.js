const require_core = require("./core.js");
const require_ending = require("./system-ending.js");
const require_temp = require("./system-temp.js");
const require_launch = require("./bench-launch.js");
let node_fs = require("node:fs");
let node_crypto = require("node:crypto");
let node_path = require("node:path");
let node_child_process = require("node:child_process");
let node_os = require("node:os");

// src/bench/environment.ts
/** Facts that differ between runs and don't matter for their times. */
const asides = /* @__PURE__ */ new Set(["fingerprint"]);
/** Hardware and software as they are now. */
function readEnvironment({ provider, threads, runtimeVersion }) {
	const has = require_launch.wrappers();
	const facts = {
		cpu: cpuModel(),
		"cpu features": features(),
		cores: `${(0, node_os.availableParallelism)()} of ${(0, node_os.cpus)().length}`,
		"cpu quota": quota(),
		governor: textIn("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor") ?? "not told",
		memory: `${((0, node_os.totalmem)() / 2 ** 30).toFixed(1)} GiB`,
		"huge pages": hugePages(),
		os: `${osName()}, ${(0, node_os.platform)()} ${(0, node_os.release)()}, ${(0, node_os.arch)()}`,
		node: process.version,
		runtime: `onnxruntime-node ${runtimeVersion}`,
		provider,
		threads: String(threads),
		options: "optimisation all, sequential, no spinning",
		pinning: has.taskset ? "one core a thread" : "none",
		...provider === "cpu" ? {} : gpuFacts()
	};
	return {
		...facts,
		fingerprint: fingerprintOf(facts)
	};
}
/** Names of the facts that differ: what forbids a comparison. Empty: both were measured in equal circumstances. */
function differencesOf(a, b) {
	return [.../* @__PURE__ */ new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) => !asides.has(name)).filter((name) => a[name] !== b[name]);
}
/** A short name of the environment, the same wherever all of its facts are. */
function fingerprintOf(facts) {
	const sorted = Object.entries(facts).toSorted(([a], [b]) => a < b ? -1 : 1);
	return (0, node_crypto.createHash)("sha256").update(JSON.stringify(sorted)).digest("hex").slice(0, 12);
}
/** What may change under a run: the machine is moved, its cores are taken away, its clock is set otherwise. */
function volatileFacts() {
	return {
		"the CPU": cpuModel(),
		"the number of cores": `${(0, node_os.availableParallelism)()}`,
		"the CPU quota": quota(),
		"the CPU governor": textIn("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor") ?? ""
	};
}
function cpuModel() {
	const text = textIn("/proc/cpuinfo");
	const field = (name) => new RegExp(`^${name}\\s*:\\s*(.+)$`, "m").exec(text ?? "")?.[1]?.trim() ?? "";
	const name = (0, node_os.cpus)()[0]?.model.trim() || field("model name") || (0, node_os.arch)();
	const [family, model, stepping] = [
		"cpu family",
		"model",
		"stepping"
	].map(field);
	return family === "" ? name : `${name} (family ${family}, model ${model}, stepping ${stepping})`;
}
const told = [
	"avx",
	"avx2",
	"fma",
	"avx512f",
	"avx512_vnni",
	"avx512_bf16",
	"avx_vnni",
	"amx_tile",
	"amx_int8",
	"asimd",
	"asimddp",
	"i8mm",
	"bf16",
	"sve",
	"sve2"
];
/** The instruction sets that matter for inference, and a digest of all flags. */
function features() {
	const [, list = ""] = /^(?:flags|Features)\s*:\s*(.+)$/m.exec(textIn("/proc/cpuinfo") ?? "") ?? [];
	const flags = new Set(list.split(/\s+/));
	if (list === "") return "not told";
	const digest = (0, node_crypto.createHash)("sha256").update([...flags].toSorted().join(" ")).digest("hex").slice(0, 8);
	return `${told.filter((one) => flags.has(one)).join(" ")} (${digest})`;
}
function quota() {
	const [most = "max", period = "100000"] = (textIn("/sys/fs/cgroup/cpu.max") ?? "max").split(/\s+/);
	return most === "max" ? "none" : `${Number(most) / Number(period)} cores`;
}
function hugePages() {
	const [, chosen = "not told"] = /\[(\w+)\]/.exec(textIn("/sys/kernel/mm/transparent_hugepage/enabled") ?? "") ?? [];
	return chosen;
}
function osName() {
	const [, name] = /^PRETTY_NAME="?([^"\n]+)/m.exec(textIn("/etc/os-release") ?? "") ?? [];
	return name ?? (0, node_os.platform)();
}
/** As nvidia-smi says; GPUs of other makers aren't listed. */
function gpuFacts() {
	const { status, stdout } = (0, node_child_process.spawnSync)("nvidia-smi", ["--query-gpu=name,driver_version,memory.total", "--format=csv,noheader"], {
		encoding: "utf8",
		timeout: 1e4
	});
	return { gpu: status === 0 ? stdout.trim().split("\n").join("; ") : "not told" };
}
function textIn(path) {
	try {
		return (0, node_fs.readFileSync)(path, "utf8").trim();
	} catch {
		return null;
	}
}

// src/bench/arm.ts
/** What became of a worker that didn't answer: said of its model, never of the gate. */
var ArmFailure = class extends Error {
	arm;
	why;
	constructor(arm, why, message) {
		super(message);
		this.name = "ArmFailure";
		this.arm = arm;
		this.why = why;
	}
};
/** Characters of a failure's output that are shown. */
const MAX_REASON = 300;
/** Starts a worker for one arm. No worker outlives the bench: neither its end nor a signal that it gets. */
function startArm(arm, options) {
	const child = require_launch.launch(options);
	const release = require_ending.atEnd(() => child.kill("SIGKILL"));
	const said = lastWords(child);
	const crashed = (why) => new ArmFailure(arm, "crashed", why);
	let settle;
	let gone;
	const closed = new Promise((resolve) => {
		const leave = (failure) => {
			release();
			gone ??= failure;
			settle?.(gone);
			resolve();
		};
		child.on("error", ({ message }) => leave(crashed(`the worker can't be started: ${message}`)));
		child.on("close", (code, signal) => leave(crashed(endText(code, signal, said()))));
	});
	child.on("message", (message) => settle?.(message));
	async function ask(request, deadline) {
		if (gone !== void 0) throw gone;
		const outcome = await new Promise((resolve) => {
			const timer = atDeadline(deadline, () => {
				child.kill("SIGKILL");
				resolve(new ArmFailure(arm, "timeout", `it was still ${doing[request.kind]} when its time was up`));
			});
			settle = (one) => {
				clearTimeout(timer);
				resolve(one);
			};
			child.send(request, () => void 0);
		});
		settle = void 0;
		return answered(arm, outcome);
	}
	return {
		pid: child.pid,
		ask: async (request, _, by) => await ask(request, by),
		async pin(cores) {
			const failure = await require_launch.pin(child.pid, cores);
			if (failure !== null) throw gone ?? crashed(`the worker can't be pinned: ${failure}`);
		},
		async end() {
			child.kill("SIGKILL");
			await closed;
		}
	};
}
const atDeadline = (deadline, work) => setTimeout(work, Math.max(0, deadline - performance.now()));
/** The end of what the worker writes to stderr, as far as it came. */
function lastWords({ stderr }) {
	let said = "";
	stderr?.setEncoding("utf8").on("data", (text) => {
		said = (said + text).slice(-16384);
	});
	return () => said;
}
/** @throws ArmFailure as the outcome, or if the worker answered with an error */
function answered(arm, outcome) {
	if (outcome instanceof ArmFailure) throw outcome;
	if (outcome.kind === "error") throw new ArmFailure(arm, "refused", firstLine(outcome.message));
	return outcome;
}
const doing = {
	open: "loading the runtime",
	load: "loading",
	slot: "running",
	warm: "running",
	memory: "running",
	"end-profile": "writing its profile"
};
function endText(code, signal, said) {
	const last = said.trim().split("\n").at(-1)?.trim() ?? "";
	const told = last === "" ? "" : `: ${last.slice(0, MAX_REASON)}`;
	if (/out of memory|bad_alloc|allocation failed/i.test(said)) return `it ran out of memory${told}`;
	if (signal === "SIGKILL") return "it was killed, as the system does where memory runs out";
	return signal === null ? `its process ended with exit code ${code ?? "unknown"}${told}` : `it crashed the runtime (${signal})${told}`;
}
function firstLine(message) {
	const line = (message.split("\n", 1)[0] ?? message).slice(0, MAX_REASON);
	return /bad_alloc|failed to allocate|out of memory/i.test(message) ? `it ran out of memory: ${line}` : line;
}

// src/bench/cores.ts
/** Times of every core; empty if there is no /proc. */
function readCores() {
	let text;
	try {
		text = (0, node_fs.readFileSync)("/proc/stat", "utf8");
	} catch {
		return [];
	}
	return [...text.matchAll(/^cpu(\d+) (.*)$/gm)].map(([, core, rest]) => {
		const [user = 0, nice = 0, system = 0, idle = 0, iowait = 0, irq = 0, softirq = 0, steal = 0] = (rest ?? "").trim().split(/\s+/).map(Number);
		return {
			core: Number(core),
			total: user + nice + system + idle + iowait + irq + softirq + steal,
			idle: idle + iowait,
			steal
		};
	});
}
function usesBetween(before, after) {
	return after.flatMap((now) => {
		const then = before.find(({ core }) => core === now.core);
		const total = then === void 0 ? 0 : now.total - then.total;
		if (then === void 0 || total <= 0) return [];
		return [{
			core: now.core,
			idle: (now.idle - then.idle) / total,
			steal: (now.steal - then.steal) / total
		}];
	});
}
/** The cores that this process may run on, as the kernel lists them (`0-3,8`). */
function allowedCores() {
	try {
		const [, list = ""] = /^Cpus_allowed_list:\s*(\S+)/m.exec((0, node_fs.readFileSync)("/proc/self/status", "utf8")) ?? [];
		return parseCoreList(list);
	} catch {
		return Array.from({ length: (0, node_os.availableParallelism)() }, (_, i) => i);
	}
}
/** `0-2,5` \u2192 0, 1, 2, 5. */
function parseCoreList(list) {
	return list.split(",").flatMap((part) => {
		const [, first, last = first] = /^(\d{1,6})(?:-(\d{1,6}))?$/.exec(part.trim()) ?? [];
		if (first === void 0) return [];
		const from = Number(first);
		return Array.from({ length: Math.max(0, Number(last) - from + 1) }, (_, i) => from + i);
	});
}
/** Allowed cores by how fit they are to measure on, best first: what's idle, less twice what is stolen. */
function rankCores(uses, allowed) {
	return uses.filter(({ core }) => allowed.includes(core)).toSorted((a, b) => b.idle - 2 * b.steal - (a.idle - 2 * a.steal) || b.core - a.core);
}
/** Watches the cores for a while and ranks them; empty if the system doesn't say. */
async function idlestCores(milliseconds = 250) {
	const before = readCores();
	if (before.length === 0) return [];
	await new Promise((resolve) => setTimeout(resolve, milliseconds));
	return rankCores(usesBetween(before, readCores()), allowedCores());
}

// src/bench/decide/signed-rank.ts
/**
* Wilcoxon's signed-rank statistic and the estimates that go with it (Hodges & Lehmann 1963), exact for every sample size
* used here. The statistic is counted as Walsh averages (a_i + a_j) / 2, i \u2264 j, beyond a value, so that test and interval
* agree by construction; an average equal to the value counts for neither side, which is the cautious reading of ties.
*/
/** Number of subsets of {1 \u2026 n} by their sum: the null distribution, times 2\u207f. */
function subsetSums(n) {
	const counts = new Float64Array(n * (n + 1) / 2 + 1);
	counts[0] = 1;
	let top = 0;
	for (let j = 1; j <= n; j += 1) {
		top += j;
		for (let sum = top; sum >= j; sum -= 1) counts[sum] = (counts[sum] ?? 0) + (counts[sum - j] ?? 0);
	}
	return counts;
}
const tails = /* @__PURE__ */ new Map();
/** P(W \u2265 w) for w = 0 \u2026 n(n+1)/2 under the null. */
function tailsOf(n) {
	const known = tails.get(n);
	if (known !== void 0) return known;
	const counts = subsetSums(n);
	const made = Array.from({ length: counts.length });
	let sum = 0;
	for (let w = counts.length - 1; w >= 0; w -= 1) {
		sum += counts[w] ?? 0;
		made[w] = sum / 2 ** n;
	}
	tails.set(n, made);
	return made;
}
/** P(W \u2265 w) under the null of symmetry around zero. */
function tail(n, w) {
	return w <= 0 ? 1 : tailsOf(n)[w] ?? 0;
}
/** Least w with P(W \u2265 w) \u2264 level; null if no outcome of n values is that rare. */
function critical(n, level) {
	const w = tailsOf(n).findIndex((p) => p <= level);
	return w === -1 ? null : w;
}
/** How many Walsh averages lie above the value. */
function countAbove(sample, value) {
	let count = 0;
	for (let i = 0; i < sample.length; i += 1) {
		const need = 2 * value - (sample[i] ?? 0);
		for (let j = i; j < sample.length; j += 1) if ((sample[j] ?? 0) > need) count += 1;
	}
	return count;
}
/** How many Walsh averages lie below the value. */
function countBelow(sample, value) {
	let count = 0;
	for (let i = 0; i < sample.length; i += 1) {
		const need = 2 * value - (sample[i] ?? 0);
		for (let j = i; j < sample.length; j += 1) if ((sample[j] ?? 0) < need) count += 1;
	}
	return count;
}
function walshAverages(sample) {
	return sample.flatMap((a, i) => sample.slice(i).map((b) => (a + b) / 2)).toSorted((a, b) => a - b);
}
/** Hodges\u2013Lehmann: the median of the Walsh averages; null of no sample. */
function hodgesLehmann(sample) {
	return median(walshAverages(sample));
}
function median(list) {
	if (list.length === 0) return null;
	const sorted = list.toSorted((a, b) => a - b);
	const middle = sorted.length >> 1;
	const high = sorted[middle] ?? 0;
	return sorted.length % 2 === 1 ? high : (high + (sorted[middle - 1] ?? 0)) / 2;
}
/**
* Interval of the centre, each side at the one-sided level; where the sample is too small for it, the whole range of the
* averages, with the confidence that it really has. Null of fewer than two values.
*/
function interval(sample, level) {
	const n = sample.length;
	if (n < 2) return null;
	const sorted = walshAverages(sample);
	const w = critical(n, level) ?? sorted.length;
	return {
		lower: sorted[sorted.length - w] ?? 0,
		upper: sorted[w - 1] ?? 0,
		confidence: 1 - 2 * tail(n, w)
	};
}

// src/bench/decide/decide.ts
const rows = [
	[
		6,
		0,
		.016
	],
	[
		8,
		.004,
		.012
	],
	[
		12,
		.002,
		.01
	],
	[
		16,
		.002,
		.006
	],
	[
		24,
		.002,
		.006
	]
];
/**
* The looks where `models` pairs are judged together: levels for `over` are divided among them; what a look can't use, since
* no outcome of so few rounds is that rare, passes on to the next.
*/
function planLooks(models) {
	let saved = 0;
	const planned = rows.map(([rounds, overLevel, within]) => {
		const level = overLevel / Math.max(1, models) + saved;
		const over = level > 0 ? critical(rounds, level) : null;
		saved = over === null ? level : level - tail(rounds, over);
		return {
			rounds,
			over,
			within: critical(rounds, within),
			level: within
		};
	});
	const last = planned.at(-1);
	if (last === void 0 || last.over !== null) return planned;
	const rounds = Math.ceil(-Math.log2(saved)) + 2;
	return [...planned, {
		rounds,
		over: critical(rounds, saved),
		within: null,
		level: last.level
	}];
}
/** What a look says of the rounds so far; null: go on. */
function lookAt(look, ratios, allowance) {
	const limit = Math.log1p(allowance);
	if (look.over !== null && countAbove(ratios, limit) >= look.over) return "over";
	if (look.within !== null && countBelow(ratios, limit) >= look.within) return "within";
	return null;
}
/** Fresh rounds that an `over` must be confirmed by: the first set that is clear enough decides. */
const confirmations = [
	[5, .04],
	[8, .02],
	[12, .02]
];
/** Fresh rounds after which a confirmation is settled at the latest. */
const longestConfirmation = 12;
/** Whether fresh rounds confirm that head is over the allowance; null: more rounds are needed to say. */
function confirms(fresh, allowance) {
	const limit = Math.log1p(allowance);
	const row = confirmations.find(([rounds]) => rounds === fresh.length);
	if (row !== void 0 && countAbove(fresh, limit) >= (critical(...row) ?? Infinity)) return true;
	return fresh.length >= 12 ? false : null;
}
/** @param level one-sided, of the interval */
function estimate(ratios, level, allowance) {
	const centre = hodgesLehmann(ratios);
	const around = interval(ratios, level);
	if (centre === null || around === null) return null;
	const strict = interval(ratios, .002)?.lower ?? around.lower;
	return {
		ratio: Math.exp(centre),
		interval: [Math.exp(around.lower), Math.exp(around.upper)],
		confidence: around.confidence,
		detectable: allowance === null ? null : Math.expm1(Math.log1p(allowance) + Math.max(0, centre - strict))
	};
}

// src/bench/decide/pseudo-random.ts
/** Mulberry32 over a 32-bit seed. */
function seeded(seed) {
	let state = seed >>> 0;
	const uniform = () => {
		state = state + 1831565813 >>> 0;
		let z = Math.imul(state ^ state >>> 15, 1 | state);
		z = z + Math.imul(z ^ z >>> 7, 61 | z) ^ z;
		return ((z ^ z >>> 14) >>> 0) / 2 ** 32;
	};
	let spare;
	const normal = () => {
		if (spare !== void 0) {
			const given = spare;
			spare = void 0;
			return given;
		}
		const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
		const angle = 2 * Math.PI * uniform();
		spare = radius * Math.sin(angle);
		return radius * Math.cos(angle);
	};
	return {
		uniform,
		normal,
		below: (limit) => Math.floor(uniform() * limit)
	};
}
/** A seed made from a seed and a text (FNV-1a): the same input has the same contents in both models. */
function seedOf(seed, text) {
	let hash = (2166136261 ^ seed) >>> 0;
	for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619) >>> 0;
	return hash;
}

// src/bench/round.ts
const SLOT_MS = 15;
const ROUND_MS = 160;
const UNIT_MS = 1;
const PILOT_MS = 60;
const PILOT_RUNS = 200;
/** How much to run in a round so that one execution's time makes sense of it. */
function scheduleFor(millisecondsPerRun, arms) {
	const each = Math.max(millisecondsPerRun, 1e-4);
	const runs = Math.max(1, Math.ceil(UNIT_MS / each));
	const units = Math.max(1, Math.round(SLOT_MS / (each * runs)));
	return {
		runs,
		units,
		blocks: Math.max(1, Math.round(ROUND_MS / (2 * arms * units * runs * each)))
	};
}
/**
* The first round: it shows how long an execution takes. Its figures are kept and never used.
* @throws ArmFailure
*/
async function pilot(context) {
	let schedule = {
		runs: 1,
		units: 1,
		blocks: 1
	};
	let version = "";
	const record = await withArms("pilot", context, async (loaded) => {
		for (const one of loaded) {
			const { wall, cpu } = await one.process.ask({
				kind: "warm",
				milliseconds: PILOT_MS,
				most: PILOT_RUNS
			}, "slot", context.deadline);
			one.wall.push(...wall);
			one.cpu.push(...cpu);
			version = one.load.version;
		}
		const times = loaded.map((one) => median(settled(context.clock === "cpu" ? one.cpu : one.wall)) ?? 1);
		schedule = scheduleFor(times.reduce((sum, one) => sum + one, 0) / times.length, loaded.length);
		return loaded.map(({ arm }) => letter(arm)).join("");
	});
	return {
		schedule,
		record,
		version
	};
}
/** Without the first half, in which a process warms up. */
const settled = (times) => times.slice(times.length >> 1);
const letter = (arm) => arm === "base" ? "A" : "B";
/**
* A round: fresh processes, one warm slot each, then palindromic blocks in random orientation.
* @throws ArmFailure
*/
async function measureRound(kind, context, { runs, units, blocks }) {
	const { random, deadline } = context;
	const slot = {
		kind: "slot",
		units,
		runs
	};
	return withArms(kind, context, async (loaded) => {
		for (const one of loaded) await one.process.ask(slot, "slot", deadline);
		const orders = [];
		for (let block = 0; block < blocks; block += 1) {
			const turned = random.uniform() < .5 ? loaded : loaded.toReversed();
			const sequence = [...turned, ...turned.toReversed()];
			for (const one of sequence) {
				const { wall, cpu } = await one.process.ask(slot, "slot", deadline);
				one.wall.push(...wall);
				one.cpu.push(...cpu);
			}
			orders.push(sequence.map(({ arm }) => letter(arm)).join(""));
		}
		return orders.join(" ");
	});
}
/** Starts and loads the arms in random order, lets them be run, reads their memory, ends them whatever happens. */
async function withArms(kind, context, run) {
	const { arms, random, launch, clock, deadline } = context;
	const from = performance.now();
	const before = readCores();
	const present = arms.base === null ? ["head"] : random.uniform() < .5 ? ["base", "head"] : ["head", "base"];
	const started = [];
	const loaded = [];
	try {
		for (const arm of present) started.push({
			arm,
			process: startOpen(arm, context),
			wall: [],
			cpu: []
		});
		await Promise.all(started.map(async ({ process }) => openAndPin(process, context)));
		for (const one of started) loaded.push({
			...one,
			load: await loadInto(one, context)
		});
		const order = await run(loaded);
		const figures = /* @__PURE__ */ new Map();
		for (const one of loaded) {
			const { peakBytes } = await one.process.ask({ kind: "memory" }, "memory", deadline);
			figures.set(one.arm, armFigures(one, peakBytes, clock));
		}
		return {
			kind,
			base: figures.get("base") ?? null,
			head: figures.get("head"),
			order,
			cores: usesBetween(before, readCores()).filter(({ core }) => launch.cores.includes(core)),
			seconds: (performance.now() - from) / 1e3
		};
	} finally {
		await Promise.all(started.map(async ({ process }) => process.end()));
	}
}
/** Not pinned yet: where another core is idle the arms get their runtimes ready at once. */
const startOpen = (arm, { launch }) => startArm(arm, {
	...launch,
	cores: []
});
async function openAndPin(process, { settings, launch, deadline }) {
	await process.ask({
		kind: "open",
		runtime: settings.runtime
	}, "opened", deadline);
	await process.pin(launch.cores);
}
async function loadInto({ arm, process }, context) {
	const { arms, settings, deadline } = context;
	const model = arm === "base" ? arms.base : arms.head;
	const { runtime, provider, threads } = settings;
	const { file, inputsFile, inputs } = model;
	const request = {
		kind: "load",
		runtime,
		model: file,
		inputsFile,
		inputs,
		settings: {
			provider,
			threads
		}
	};
	return process.ask(request, "loaded", deadline);
}
function armFigures({ wall, cpu, load }, peakBytes, clock) {
	return {
		wallMs: fastestTenth(wall),
		cpuMs: fastestTenth(cpu),
		wallUnits: wall.map(rounded),
		cpuUnits: cpu.map(rounded),
		loadWallMs: load.wallMs,
		loadCpuMs: load.cpuMs,
		peakBytes,
		drift: driftOf(clock === "cpu" ? cpu : wall)
	};
}
/** To a nanosecond. */
const rounded = (milliseconds) => Math.round(milliseconds * 1e6) / 1e6;
/**
* Mean of the fastest tenth of the units: what disturbs a unit (a clock that slows down, a neighbour in the cache) only ever makes it
* slower, and by how much varies more than the model's own time does.
*/
const fastestTenth = (times) => meanOfFastest(times, 10);
/** Mean of the fastest part of the times: of all divided by `parts`, rounded up. */
function meanOfFastest(times, parts) {
	const fastest = times.toSorted((a, b) => a - b).slice(0, Math.ceil(times.length / parts));
	return fastest.reduce((sum, one) => sum + one, 0) / fastest.length;
}
function driftOf(times) {
	const third = Math.floor(times.length / 3);
	if (third === 0) return 0;
	const [first, last] = [median(times.slice(0, third)), median(times.slice(-third))];
	return first === null || last === null || first <= 0 || last <= 0 ? 0 : Math.log(last / first);
}

// src/bench/profile.ts
const MOST_RUNS = 100;
/**
* Runs a model in a process of its own with the runtime's profiler on. Profiling takes time itself: shares are right,
* totals are longer than measured without it.
* @throws ArmFailure
*/
async function profileModel(question) {
	const { arm, model, settings, launch, deadline, folder, milliseconds = 500 } = question;
	const { runtime, provider, threads } = settings;
	const { file, inputsFile, inputs } = model;
	const written = (0, node_path.join)(folder, `profile-${(0, node_crypto.randomUUID)()}`);
	(0, node_fs.mkdirSync)(written);
	const prefix = (0, node_path.join)(written, "trace");
	const worker = startArm(arm, launch);
	try {
		await worker.ask({
			kind: "load",
			runtime,
			model: file,
			inputsFile,
			inputs,
			settings: {
				provider,
				threads
			},
			profile: prefix
		}, "loaded", deadline);
		await worker.ask({
			kind: "warm",
			milliseconds,
			most: MOST_RUNS
		}, "slot", deadline);
		await worker.ask({ kind: "end-profile" }, "profile-ended", deadline);
	} finally {
		await worker.end();
	}
	const [trace] = (0, node_fs.readdirSync)(written);
	return readProfile(trace === void 0 ? "[]" : (0, node_fs.readFileSync)((0, node_path.join)(written, trace), "utf8"));
}
/**
* Reads the runtime's trace: the median over its runs, so that a run that was disturbed doesn't count. Its first run, in
* which memory is laid out, is left out if there are others.
*/
function readProfile(text) {
	const events = JSON.parse(text);
	const all = events.filter(({ cat, name }) => cat === "Session" && name === "model_run").toSorted((a, b) => (a.ts ?? 0) - (b.ts ?? 0));
	const runs = all.length > 1 ? all.slice(1) : all;
	const times = /* @__PURE__ */ new Map();
	for (const { cat, name = "", ts = 0, dur = 0, args } of events) {
		if (cat !== "Node" || !name.endsWith(KERNEL)) continue;
		const run = runs.findLastIndex((one) => ts >= (one.ts ?? 0));
		if (run === -1) continue;
		const node = {
			name: name.slice(0, -KERNEL.length),
			op: args?.op_name ?? "",
			provider: args?.provider ?? ""
		};
		const key = `${node.name}\u0000${node.op}`;
		const entry = times.get(key) ?? {
			node,
			micros: runs.map(() => 0)
		};
		entry.micros[run] = (entry.micros[run] ?? 0) + dur;
		times.set(key, entry);
	}
	return {
		nodes: [...times.values()].map(({ node, micros }) => ({
			...node,
			micros: median(micros) ?? 0
		})).toSorted((a, b) => b.micros - a.micros),
		micros: median(runs.map(({ dur }) => dur ?? 0)) ?? 0,
		runs: runs.length
	};
}
const KERNEL = "_kernel_time";
/** Whether a provider, in the runtime's short name, ran at least one node. */
function ranOn({ nodes }, provider) {
	const names = provider === "webgpu" ? ["webgpu", "js"] : [provider];
	return nodes.some((node) => names.some((name) => node.provider.toLowerCase().startsWith(name)));
}

// src/bench/decide/validity.ts
/** Share of the measuring core that other guests of the machine may take. */
const MOST_STEAL = .1;
/** Standard errors beyond which neighbouring rounds depend on one another. */
const MOST_CORRELATION = 2.6;
/** Disagreement of the clocks, and drift within rounds, that matters, as a log-ratio. */
const MATTERS = .01;
/** Why `over` isn't to be believed, in words; empty: nothing speaks against it. */
function unfitness(evidence) {
	const { ratios, otherRatios, uses, drifts, changed } = evidence;
	const reasons = changed.map((what) => `${what} changed`);
	const steal = median(uses.map((cores) => Math.max(0, ...cores.map((use) => use.steal)))) ?? 0;
	if (steal > MOST_STEAL) reasons.push(`steal time ${Math.round(steal * 100)} %`);
	const correlation = autocorrelation(ratios);
	if (correlation !== null && correlation * Math.sqrt(ratios.length) > MOST_CORRELATION) reasons.push(`rounds depend on one another (autocorrelation ${correlation.toFixed(2)})`);
	if (evidence.clock === "cpu" && differs(ratios.map((ratio, i) => (otherRatios[i] ?? ratio) - ratio))) reasons.push("CPU time and wall time disagree");
	if (differs(drifts)) reasons.push("one of the models grows slower or faster while it runs");
	return reasons;
}
/** Whether differences lie beside zero, as the exact test sees it at .004, and by so much that it matters. */
function differs(differences) {
	const w = critical(differences.length, .002);
	if (w === null || Math.abs(hodgesLehmann(differences) ?? 0) < MATTERS) return false;
	return countAbove(differences, 0) >= w || countBelow(differences, 0) >= w;
}
/** Correlation of each value with the next; null if there are too few or they don't vary. */
function autocorrelation(series) {
	if (series.length < 8) return null;
	const mean = series.reduce((sum, one) => sum + one, 0) / series.length;
	const off = series.map((one) => one - mean);
	const variance = off.reduce((sum, one) => sum + one * one, 0);
	if (variance === 0) return null;
	return off.slice(1).reduce((sum, one, i) => sum + one * (off[i] ?? 0), 0) / variance;
}

// src/bench/pair.ts
/** Share of what memory is left that the workers of a round may take. */
const MEMORY_SHARE = .9;
/**
* Measures a model, or a pair until the first look that decides. Whatever the models do, and however long they take, it
* answers by the deadline.
*/
async function benchPair(request) {
	const from = performance.now();
	const { arms, settings, deadline } = request;
	const clock = settings.provider === "cpu" && settings.threads === 1 ? "cpu" : "wall";
	const cores = await coresFor(settings.threads);
	const share = MEMORY_SHARE / (arms.base === null ? 1 : 2);
	const context = {
		arms,
		settings,
		launch: {
			cores,
			memoryLimit: request.memoryLimit ?? Math.floor(require_launch.availableMemory() * share),
			folder: request.folder
		},
		random: seeded(settings.seed),
		clock,
		deadline
	};
	const state = {
		schedule: null,
		allowance: null,
		warn: null,
		version: null,
		rounds: []
	};
	return resultOf(request, context, state, await run(request, context, state).catch((thrown) => failed(thrown, state)), (performance.now() - from) / 1e3);
}
async function coresFor(threads) {
	if (threads >= allowedCores().length && threads > 1) return [];
	return (await idlestCores()).slice(0, threads).map(({ core }) => core);
}
async function run(request, context, state) {
	if (context.settings.provider !== "cpu") await readBackProviders(request, context);
	const first = await pilot(context);
	state.schedule = first.schedule;
	state.version = first.version;
	state.rounds.push(first.record);
	state.allowance = ratioOf(request.allowance, first.record);
	state.warn = ratioOf(request.warn, first.record);
	if (request.arms.base === null || request.rounds !== void 0) return fixed(request, context, state);
	return sequential(request, context, state);
}
function ratioOf(allowance, { base }) {
	if (allowance === null || base === null) return null;
	return "ratio" in allowance ? allowance.ratio : allowance.milliseconds / base.wallMs;
}
/**
* Where a provider can't run a model the runtime goes on with the CPU in silence: such figures would be compared with
* others' by mistake.
* @throws ArmFailure
*/
async function readBackProviders({ arms, settings, deadline, folder }, { launch }) {
	for (const arm of ["base", "head"]) {
		const model = arms[arm];
		if (model === null) continue;
		const profile = await profileModel({
			arm,
			model,
			settings,
			launch,
			deadline,
			folder,
			milliseconds: 50
		});
		if (ranOn(profile, settings.provider)) continue;
		const ran = [...new Set(profile.nodes.map(({ provider }) => provider))].join(", ") || "nothing";
		throw new ArmFailure(arm, "refused", `${settings.provider} was asked for, but ${ran} ran it: not compared`);
	}
}
/** A set number of rounds, without looks between. */
async function fixed(request, context, state) {
	const wanted = request.rounds ?? 6;
	const isWhole = await advance("round", wanted, wanted, request, context, state);
	if (count(state.rounds, "round") < LEAST_ROUNDS) return {
		verdict: "undecided",
		reason: "out of time",
		level: .025
	};
	return {
		verdict: request.arms.base === null ? "alone" : "within",
		reason: isWhole ? null : "out of time",
		level: .025
	};
}
/** Least rounds for the median of a model alone. */
const LEAST_ROUNDS = 3;
async function sequential(request, context, state) {
	const allowance = state.allowance ?? Infinity;
	const looks = planLooks(request.models);
	let level = looks[0]?.level ?? .016;
	for (const look of looks) {
		if (!await advance("round", look.rounds, lastOf(looks), request, context, state)) return {
			verdict: "undecided",
			reason: "out of time",
			level
		};
		({level} = look);
		const said = lookAt(look, ratiosOf(state.rounds, "round", context.clock), allowance);
		if (said === "over") return {
			...await confirmed(request, context, state),
			level
		};
		if (said === "within") return {
			verdict: "within",
			reason: null,
			level
		};
	}
	return {
		verdict: "undecided",
		reason: "the change is too near to what is allowed, or the runner too noisy",
		level
	};
}
const lastOf = (looks) => looks.at(-1)?.rounds ?? 0;
/** Fresh rounds, and whether all that was measured can be believed. */
async function confirmed(request, context, state) {
	for (let fresh = 1; fresh <= 12; fresh += 1) {
		if (!await advance("confirmation", fresh, 12, request, context, state)) return {
			verdict: "undecided",
			reason: "out of time before fresh rounds could confirm an increase"
		};
		const said = confirms(ratiosOf(state.rounds, "confirmation", context.clock), state.allowance ?? Infinity);
		if (said === false) return {
			verdict: "undecided",
			reason: "fresh rounds did not confirm the increase"
		};
		if (said === true) break;
	}
	const unfit = unfitnessOf(request, context, state);
	if (unfit.length > 0) return {
		verdict: "undecided",
		reason: `runner unfit: ${unfit.join(", ")}`
	};
	return {
		verdict: "over",
		reason: null
	};
}
/**
* Measures until there are so many rounds of this kind.
* @returns false if the time wouldn't do for another
*/
async function advance(kind, wanted, last, { deadline, progress }, context, { rounds, schedule }) {
	if (schedule === null) return false;
	for (let done = count(rounds, kind); done < wanted; done += 1) {
		progress?.(done, last);
		const measured = rounds.filter((one) => one.kind !== "pilot").map(({ seconds }) => seconds);
		const expected = 1e3 * Math.max(0, ...measured);
		if (performance.now() + expected > deadline) return false;
		try {
			rounds.push(await measureRound(kind, context, schedule));
		} catch (thrown) {
			if (thrown instanceof ArmFailure && thrown.why === "timeout") return false;
			throw thrown;
		}
	}
	return true;
}
const count = (rounds, kind) => rounds.filter((one) => one.kind === kind).length;
function failed(thrown, { rounds }) {
	if (!(thrown instanceof ArmFailure)) throw thrown;
	const { arm, why, message } = thrown;
	return {
		verdict: "failed",
		reason: `${arm}: ${message}${rounds.length > 1 ? ` (in round ${rounds.length})` : ""}`,
		problem: {
			arm,
			why,
			message
		},
		level: .025
	};
}
const timeOf = (figures, clock) => clock === "cpu" ? figures.cpuMs : figures.wallMs;
/** log(head / base) of the rounds of a kind; of all but the pilot if no kind is named. */
function ratiosOf(rounds, kind, clock) {
	return pairsOf(rounds, kind).map(([base, head]) => Math.log(timeOf(head, clock) / timeOf(base, clock)));
}
function pairsOf(rounds, kind) {
	return rounds.filter((one) => kind === null ? one.kind !== "pilot" : one.kind === kind).flatMap(({ base, head }) => base === null ? [] : [[base, head]]);
}
function unfitnessOf({ changed }, { clock }, { rounds }) {
	return unfitness({
		ratios: ratiosOf(rounds, null, clock),
		otherRatios: ratiosOf(rounds, null, clock === "cpu" ? "wall" : "cpu"),
		uses: rounds.filter(({ kind }) => kind !== "pilot").map(({ cores }) => cores),
		drifts: pairsOf(rounds, null).map(([base, head]) => head.drift - base.drift),
		clock,
		changed: changed?.() ?? []
	});
}
function resultOf(request, context, state, { verdict, reason, problem, level }, seconds) {
	const { clock, settings, launch } = context;
	const { rounds, schedule, version } = state;
	const told = estimate(ratiosOf(rounds, null, clock), level, state.allowance);
	const loads = pairsOf(rounds, null).map(([base, head]) => Math.log(head.loadCpuMs / base.loadCpuMs));
	return {
		verdict: refined(verdict, told, state),
		reason,
		problem: problem ?? null,
		estimate: told,
		load: estimate(loads.filter(Number.isFinite), level, null),
		base: summary(rounds.flatMap(({ kind, base }) => kind === "pilot" ? [] : base ?? [])),
		head: summary(rounds.flatMap(({ kind, head }) => kind === "pilot" ? [] : head)),
		unfit: unfitnessOf(request, context, state),
		clock,
		provider: settings.provider,
		threads: settings.threads,
		cores: launch.cores,
		seed: settings.seed,
		allowance: state.allowance,
		schedule,
		runtimeVersion: version,
		rounds,
		seconds
	};
}
/** Within what fails, but worth a remark. */
function refined(verdict, told, { warn, allowance }) {
	if (verdict !== "within" || told === null) return verdict;
	const remark = warn ?? allowance;
	if (remark === null) return verdict;
	if (warn !== null && told.interval[0] > 1 + warn) return "warn";
	return told.interval[1] < 1 - remark ? "improved" : verdict;
}
function summary(figures) {
	if (figures.length === 0) return null;
	const of = (pick) => median(figures.map(pick)) ?? 0;
	return {
		wallMs: of((one) => one.wallMs),
		cpuMs: of((one) => one.cpuMs),
		loadWallMs: of((one) => one.loadWallMs),
		loadCpuMs: of((one) => one.loadCpuMs),
		peakBytes: of((one) => one.peakBytes)
	};
}

// src/bench/inputs/tensors.ts
const le = true;
const big = (value) => BigInt(Math.round(value));
/** The types that the runtime's JavaScript door takes, in its names, and how a value is laid down. */
const types = /* @__PURE__ */ new Map([
	["f32", {
		type: "float32",
		width: 4,
		write: (view, i, value) => view.setFloat32(4 * i, value, le)
	}],
	["f64", {
		type: "float64",
		width: 8,
		write: (view, i, value) => view.setFloat64(8 * i, value, le)
	}],
	["f16", {
		type: "float16",
		width: 2,
		write: (view, i, value) => view.setUint16(2 * i, halfBits(value), le)
	}],
	["i64", {
		type: "int64",
		width: 8,
		write: (view, i, value) => view.setBigInt64(8 * i, big(value), le)
	}],
	["u64", {
		type: "uint64",
		width: 8,
		write: (view, i, value) => view.setBigUint64(8 * i, big(value), le)
	}],
	["i32", {
		type: "int32",
		width: 4,
		write: (view, i, value) => view.setInt32(4 * i, value, le)
	}],
	["u32", {
		type: "uint32",
		width: 4,
		write: (view, i, value) => view.setUint32(4 * i, value, le)
	}],
	["i16", {
		type: "int16",
		width: 2,
		write: (view, i, value) => view.setInt16(2 * i, value, le)
	}],
	["u16", {
		type: "uint16",
		width: 2,
		write: (view, i, value) => view.setUint16(2 * i, value, le)
	}],
	["i8", {
		type: "int8",
		width: 1,
		write: (view, i, value) => view.setInt8(i, value)
	}],
	["u8", {
		type: "uint8",
		width: 1,
		write: (view, i, value) => view.setUint8(i, value)
	}],
	["bool", {
		type: "bool",
		width: 1,
		write: (view, i, value) => view.setUint8(i, value === 0 ? 0 : 1)
	}]
]);
/** The runtime's name of a type. @throws Fault `unsupported-input` */
function typeRow(dtype, input) {
	const row = types.get(dtype);
	if (row !== void 0) return row;
	throw new require_core.Fault("unsupported-input", `input ${input} is ${dtype}, which onnxruntime's JavaScript door can't take`, "set bench: false for this model, or export it with f32 or f16 inputs");
}
/** Makes an input's contents: the same for the same name, shape, type and seed. */
function makeTensor({ name, dtype, shape, fill }, seed) {
	const count = shape.reduce((product, size) => product * size, 1);
	if (dtype === "string") return {
		name,
		type: "string",
		shape,
		bytes: /* @__PURE__ */ new Uint8Array(),
		strings: stringsOf(fill, count)
	};
	const { type, width, write } = typeRow(dtype, name);
	const bytes = new Uint8Array(count * width);
	const view = new DataView(bytes.buffer);
	const next = valuesOf(fill, shape.at(-1) ?? 1, seedOf(seed, name));
	for (let i = 0; i < count; i += 1) write(view, i, next(i));
	return {
		name,
		type,
		shape,
		bytes
	};
}
function stringsOf(fill, count) {
	if (fill.kind === "given") return fill.data.map(String);
	return Array.from({ length: count }, () => "measure");
}
function valuesOf(fill, last, seed) {
	const random = seeded(seed);
	switch (fill.kind) {
		case "normal": return () => awayFromZero(random.normal());
		case "integers": return () => fill.from + random.below(fill.below - fill.from);
		case "constant": return () => fill.value;
		case "positions": return (i) => Math.min(i % Math.max(last, 1), fill.below - 1);
		case "given": return (i) => numberOf(fill.data[i]);
		case "text": return () => 0;
	}
}
/** Never so small that it, or its square, is denormal: such numbers are computed 10 to 100 times slower. */
const awayFromZero = (value) => Math.abs(value) < .001 ? .001 : value;
function numberOf(one) {
	return typeof one === "number" ? one : Number(one);
}
const float = /* @__PURE__ */ new Float32Array(1);
const floatBits = new Uint32Array(float.buffer);
/** A number in half precision, rounded to nearest even; beyond its range infinity, below it zero. */
function halfBits(value) {
	float[0] = value;
	const bits = floatBits[0] ?? 0;
	const sign = bits >>> 16 & 32768;
	const exponent = (bits >>> 23 & 255) - 112;
	const fraction = bits & 8388607;
	if (exponent >= 31) return sign | (exponent === 143 && fraction !== 0 ? 32256 : 31744);
	if (exponent <= 0) {
		if (exponent < -10) return sign;
		return sign | roundedShift(fraction | 8388608, 14 - exponent);
	}
	return sign + ((exponent << 10) + roundedShift(fraction, 13));
}
function roundedShift(value, by) {
	const kept = value >>> by;
	const rest = value & (1 << by) - 1;
	const half = 1 << by - 1;
	return rest > half || rest === half && (kept & 1) === 1 ? kept + 1 : kept;
}
const ALIGNMENT = 64;
/** Tensors laid end to end, as a worker reads them from its inputs file. */
function layOut(tensors) {
	const parts = [];
	let offset = 0;
	return {
		parts,
		at: tensors.map(({ name, type, shape, bytes, strings }) => {
			const place = offset;
			const padding = (ALIGNMENT - bytes.length % ALIGNMENT) % ALIGNMENT;
			parts.push(bytes, new Uint8Array(padding));
			offset += bytes.length + padding;
			return {
				name,
				type,
				shape,
				offset: place,
				length: bytes.length,
				...strings === void 0 ? {} : { strings }
			};
		})
	};
}

// src/bench/workspace.ts
function openWorkspace() {
	const { path, remove } = require_temp.makeTempFolder("bench");
	return {
		folder: path,
		[Symbol.dispose]: remove
	};
}
/** Writes the contents of a model's inputs: made from their plan, or given. */
function writeInputs({ folder }, name, inputs, given, seed) {
	const { parts, at } = layOut(inputs.map((input) => given.get(input.name) ?? makeTensor(input, seed)));
	const inputsFile = (0, node_path.join)(folder, `${name}.inputs`);
	const descriptor = (0, node_fs.openSync)(inputsFile, "w");
	try {
		for (const part of parts) writeAll(descriptor, part);
	} finally {
		(0, node_fs.closeSync)(descriptor);
	}
	return {
		inputs: at,
		inputsFile
	};
}
const CHUNK = 4194304;
/**
* Writes what a source holds to a file below the workspace, so that the runtime can open it; closes the source.
* @param path below the workspace, as the repository names it: a model finds its external data by it
* @throws Fault `bad-path`, and as the source does
*/
async function materialise({ folder }, path, source) {
	const target = (0, node_path.resolve)(folder, path);
	if (!target.startsWith(folder + node_path.sep)) throw new require_core.Fault("bad-path", `${path} leads out of its folder`, "name model files inside the repository");
	(0, node_fs.mkdirSync)((0, node_path.dirname)(target), { recursive: true });
	const descriptor = (0, node_fs.openSync)(target, "w");
	try {
		for (let offset = 0;;) {
			const bytes = await source.read(offset, CHUNK);
			writeAll(descriptor, bytes);
			offset += bytes.length;
			if (bytes.length < CHUNK) return target;
		}
	} finally {
		(0, node_fs.closeSync)(descriptor);
		await source.close();
	}
}
function writeAll(descriptor, bytes) {
	for (let at = 0; at < bytes.length;) at += (0, node_fs.writeSync)(descriptor, bytes, at);
}
/** Length and SHA-256 of a file. */
function digestOf(file) {
	const hash = (0, node_crypto.createHash)("sha256");
	const buffer = Buffer.alloc(CHUNK);
	const descriptor = (0, node_fs.openSync)(file, "r");
	let bytes = 0;
	try {
		for (let count = (0, node_fs.readSync)(descriptor, buffer); count > 0; count = (0, node_fs.readSync)(descriptor, buffer)) {
			hash.update(buffer.subarray(0, count));
			bytes += count;
		}
	} finally {
		(0, node_fs.closeSync)(descriptor);
	}
	return {
		bytes,
		sha256: hash.digest("hex")
	};
}
/** Writes a file of the bench's own into the workspace. @returns its path */
function writeFileInto({ folder }, name, bytes) {
	const path = (0, node_path.join)(folder, name);
	(0, node_fs.writeFileSync)(path, bytes);
	return path;
}

Object.defineProperty(exports, "benchPair", {
  enumerable: true,
  get: function () {
    return benchPair;
  }
});
Object.defineProperty(exports, "differencesOf", {
  enumerable: true,
  get: function () {
    return differencesOf;
  }
});
Object.defineProperty(exports, "digestOf", {
  enumerable: true,
  get: function () {
    return digestOf;
  }
});
Object.defineProperty(exports, "materialise", {
  enumerable: true,
  get: function () {
    return materialise;
  }
});
Object.defineProperty(exports, "openWorkspace", {
  enumerable: true,
  get: function () {
    return openWorkspace;
  }
});
Object.defineProperty(exports, "profileModel", {
  enumerable: true,
  get: function () {
    return profileModel;
  }
});
Object.defineProperty(exports, "readEnvironment", {
  enumerable: true,
  get: function () {
    return readEnvironment;
  }
});
Object.defineProperty(exports, "seeded", {
  enumerable: true,
  get: function () {
    return seeded;
  }
});
Object.defineProperty(exports, "volatileFacts", {
  enumerable: true,
  get: function () {
    return volatileFacts;
  }
});
Object.defineProperty(exports, "writeFileInto", {
  enumerable: true,
  get: function () {
    return writeFileInto;
  }
});
Object.defineProperty(exports, "writeInputs", {
  enumerable: true,
  get: function () {
    return writeInputs;
  }
});