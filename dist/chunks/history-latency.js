const require_data_branch = require("./host-data-branch-data-branch.js");

// src/history/latency.ts
/** Facts by which two machines are the same to a measurement, if a record has them. */
const identifying = [
	"cpu",
	"cores",
	"cpu quota",
	"runtime",
	"provider",
	"threads",
	"pinning"
];
/** Measurements of a model in a case, from first to last. */
function latencySeries(history, name) {
	const machines = /* @__PURE__ */ new Map();
	const raw = history.flatMap(({ models, environment }, at) => {
		const latency = models.find((model) => require_data_branch.seriesName(model) === name)?.latency ?? null;
		if (latency === null || latency.ms === null) return [];
		const { ms, ratio, provider, threads, clock } = latency;
		const machine = machineOf({
			...environment,
			provider,
			threads: String(threads),
			clock
		});
		const index = machines.get(machine) ?? machines.size;
		machines.set(machine, index);
		return [{
			at,
			ms,
			ratio,
			environment: index
		}];
	});
	const levels = levelsOf(raw);
	let chained = 1;
	return {
		points: raw.map((point, i) => {
			chained = point.ratio === null ? 1 : chained * point.ratio;
			return {
				...point,
				level: levels[i] ?? 1,
				chained
			};
		}),
		environments: [...machines.keys()]
	};
}
function machineOf(facts) {
	return Object.keys(facts).filter((name) => identifying.includes(name) || name === "clock").toSorted().map((name) => `${name} ${facts[name]}`).join(", ");
}
/**
* Levels that can be compared over machines. On one machine the times themselves are compared; where the machine changes from one point
* to the next, the ratio to the parent, measured on the new machine alone, shows what the commit did, and the rest of the
* difference is the machine's. A machine's factor is the median over all such changes, chained from machine to machine. Ratios
* aren't chained commit by commit: their errors would add up to a random walk that looks like change.
*/
function levelsOf(points) {
	const links = /* @__PURE__ */ new Map();
	points.forEach(({ ms, ratio, environment }, i) => {
		const before = points[i - 1];
		if (before === void 0 || ratio === null || before.environment === environment) return;
		const [low, high] = [Math.min(before.environment, environment), Math.max(before.environment, environment)];
		const step = Math.log(ms / before.ms) - Math.log(ratio);
		const key = `${low} ${high}`;
		links.set(key, [...links.get(key) ?? [], environment === high ? step : -step]);
	});
	const offsets = offsetsOf(links, points);
	const logs = points.map(({ ms, environment }) => Math.log(ms) - (offsets.get(environment) ?? 0));
	const [first = 0] = logs;
	return logs.map((log) => Math.exp(log - first));
}
/** Offset of each machine from the first; a machine that no ratio links is set level with what was before it. */
function offsetsOf(links, points) {
	const offsets = /* @__PURE__ */ new Map();
	const edges = [...links].map(([key, steps]) => {
		const [low = 0, high = 0] = key.split(" ").map(Number);
		return {
			low,
			high,
			step: median(steps),
			count: steps.length
		};
	});
	for (const [i, { ms, environment }] of points.entries()) {
		if (offsets.has(environment)) continue;
		const best = edges.filter(({ low, high }) => low === environment && offsets.has(high) || high === environment && offsets.has(low)).toSorted((a, b) => b.count - a.count)[0];
		const before = points[i - 1];
		if (best !== void 0) {
			const { low, high, step } = best;
			offsets.set(environment, high === environment ? (offsets.get(low) ?? 0) + step : (offsets.get(high) ?? 0) - step);
		} else if (before === void 0) offsets.set(environment, 0);
		else offsets.set(environment, Math.log(ms / before.ms) + (offsets.get(before.environment) ?? 0));
	}
	return offsets;
}
function median(values) {
	const sorted = values.toSorted((a, b) => a - b);
	const middle = sorted.length >> 1;
	return sorted.length % 2 === 1 ? sorted[middle] ?? 0 : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

Object.defineProperty(exports, "latencySeries", {
  enumerable: true,
  get: function () {
    return latencySeries;
  }
});
Object.defineProperty(exports, "median", {
  enumerable: true,
  get: function () {
    return median;
  }
});