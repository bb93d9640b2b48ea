const require_core = require("./core.js");
const require_json_bounds = require("./graph-json-bounds.js");
const require_figures = require("./diff-figures.js");
const require_accept = require("./judge-accept.js");
const require_catalog = require("./gate-find-catalog.js");
const require_policies = require("./gate-find-policies.js");
const require_run_git = require("./host-git-run-git.js");
const require_temp = require("./system-temp.js");
const require_side = require("./gate-side.js");
let node_timers_promises = require("node:timers/promises");
let node_path = require("node:path");

// src/history/layers.ts
/** Figures of a layer that the history keeps, each the layer's total. */
const layerMetrics = [
	"macs",
	"elementwise",
	"params",
	"moved"
];
/** Layers that are kept of a version; those without any cost aren't kept. */
const MAX_LAYERS = 1e3;
/** Characters of a name that are kept. */
const MAX_NAME = 200;
const dimOf = {
	macs: (layer) => require_core.mul(layer.macs, layer.times),
	elementwise: (layer) => require_core.mul(layer.elementwise, layer.times),
	params: (layer) => layer.params,
	moved: (layer) => require_core.mul(layer.movedBytes, layer.times)
};
/** What is kept of a count, in file order. */
function layersOf({ layers }) {
	const rows = layers.map((layer) => ({
		layer,
		figures: layerMetrics.map((metric) => numberOf(dimOf[metric](layer)))
	})).filter(({ layer, figures }) => layer.status !== "constant" && figures.some((figure) => figure !== 0));
	const kept = rows.length <= MAX_LAYERS ? rows : rows.map((row, i) => ({
		row,
		i,
		weight: (row.figures[0] ?? 0) + (row.figures[3] ?? 0)
	})).toSorted((a, b) => b.weight - a.weight).slice(0, MAX_LAYERS).toSorted((a, b) => a.i - b.i).map(({ row }) => row);
	return {
		schema: "flopgate/layers/1",
		names: kept.map(({ layer }) => layer.name.slice(0, MAX_NAME)),
		ops: kept.map(({ layer }) => layer.op.slice(0, MAX_NAME)),
		figures: Object.fromEntries(layerMetrics.map((metric, i) => [metric, kept.map(({ figures }) => figures[i] ?? -1)])),
		omitted: rows.length - kept.length
	};
}
function numberOf(dim) {
	const value = require_core.constantOf(dim);
	return value === void 0 || value === null ? -1 : Number(value);
}
/** Where the layers of a version lie on the data branch. */
function layersPath(key) {
	return `layers/${key.slice(0, 2)}/${key}.json`;
}
/** Keys that name a file; another is no key of ours. */
const isVersionKey = (key) => /^[0-9a-f]{40,64}-[0-9a-f]{16}$/.test(key);
/** Layers read back, null if the text holds none: whoever may push to the branch may have written it. */
function parseLayers(json) {
	try {
		const value = JSON.parse(json);
		const names = texts(value.names);
		const ops = texts(value.ops);
		const figures = value.figures ?? {};
		const columns = layerMetrics.map((metric) => [metric, numbers$1(figures[metric], names.length)]);
		if (value.schema !== "flopgate/layers/1" || ops.length !== names.length) return null;
		return {
			schema: "flopgate/layers/1",
			names,
			ops,
			figures: Object.fromEntries(columns),
			omitted: typeof value.omitted === "number" ? value.omitted : 0
		};
	} catch {
		return null;
	}
}
const texts = (value) => Array.isArray(value) ? value.slice(0, MAX_LAYERS).map((one) => String(one).slice(0, MAX_NAME)) : [];
function numbers$1(value, length) {
	const given = Array.isArray(value) ? value : [];
	return Array.from({ length }, (_, i) => {
		const one = given[i];
		return typeof one === "number" && Number.isFinite(one) ? one : -1;
	});
}

// src/history/record.ts
/** Where a commit's record lies on the data branch. */
function recordPath(sha) {
	return `v1/${sha.slice(0, 2)}/${sha}.json`;
}
/** When a commit was made, in seconds since 1970. */
const timeOf$1 = ({ committedAt }) => Math.floor(Date.parse(committedAt) / 1e3);
const isRecordPath = (path) => /^v1\/[0-9a-f]{2}\/[0-9a-f]{40,64}\.json$/.test(path);
function recordText(record) {
	return `${JSON.stringify(record)}\n`;
}
/** Characters of a text that is kept of a record. */
const MAX_TEXT = 2e3;
/** Git itself allows more parents; nobody merges as many. */
const MAX_PARENTS = 100;
/** Models of a record that are read. */
const MAX_MODELS = 1e5;
const isJson = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const text = (value) => typeof value === "string" ? value.slice(0, MAX_TEXT) : "";
const number = (value) => typeof value === "number" && Number.isFinite(value) ? value : null;
const list = (value) => Array.isArray(value) ? value : [];
const isSha = (value) => typeof value === "string" && /^[0-9a-f]{40,64}$/.test(value);
/**
* A record read back; whoever may push to the branch may have written it: what isn't as it must be is left out, lengths are bounded.
* @param name of the file, for messages
* @throws Fault `bad-record` if it is none at all
*/
function parseRecord(json, name) {
	const problem = require_json_bounds.jsonProblem(json, {
		depth: 30,
		values: 3e6
	});
	if (problem !== null) throw bad(name, problem);
	let value;
	try {
		value = JSON.parse(json);
	} catch (cause) {
		throw bad(name, "is no JSON", cause);
	}
	if (!isJson(value) || value["schema"] !== "flopgate/record/1") throw bad(name, "is no record of this format");
	const { sha, committedAt } = value;
	if (!isSha(sha) || !name.includes(sha)) throw bad(name, "names another commit than its file");
	if (typeof committedAt !== "string" || Number.isNaN(Date.parse(committedAt))) throw bad(name, "has no time");
	return {
		schema: "flopgate/record/1",
		sha,
		parents: list(value["parents"]).slice(0, MAX_PARENTS).filter(isSha),
		committedAt: new Date(committedAt).toISOString(),
		subject: text(value["subject"]),
		version: text(value["version"]),
		backfilled: value["backfilled"] === true,
		models: list(value["models"]).slice(0, MAX_MODELS).filter(isJson).map(modelOf),
		acceptances: list(value["acceptances"]).slice(0, 1e3).filter(isJson).map(acceptanceOf),
		environment: isJson(value["environment"]) ? environmentOf(value["environment"]) : null
	};
}
const bad = (name, what, cause) => new require_core.Fault("bad-record", `${name} ${what}`, "it was not written by flopgate: delete it from the data branch", { cause });
function modelOf(model) {
	const { failure, latency } = model;
	return {
		id: text(model["id"]),
		case: text(model["case"]),
		path: text(model["path"]),
		key: text(model["key"]),
		format: typeof model["format"] === "string" ? text(model["format"]) : null,
		exact: model["exact"] === true,
		figures: amounts(model["figures"], require_core.countedMetrics),
		budgets: amounts(model["budgets"], require_core.budgetMetrics),
		failure: isJson(failure) ? {
			code: text(failure["code"]),
			message: text(failure["message"])
		} : null,
		latency: isJson(latency) ? latencyOf(latency) : null
	};
}
function amounts(value, names) {
	if (!isJson(value)) return {};
	const known = {};
	for (const name of names) {
		const digits = Object.hasOwn(value, name) ? value[name] : void 0;
		if (typeof digits === "string" && /^\d{1,60}$/.test(digits)) known[name] = digits;
	}
	return known;
}
function latencyOf(latency) {
	const positive = (value) => {
		const known = number(value);
		return known !== null && known > 0 ? known : null;
	};
	const [low = null, high = null] = list(latency["interval"]).slice(0, 2).map(positive);
	return {
		ratio: positive(latency["ratio"]),
		interval: low === null || high === null ? null : [low, high],
		ms: positive(latency["ms"]),
		provider: text(latency["provider"]),
		threads: number(latency["threads"]) ?? 1,
		clock: latency["clock"] === "wall" ? "wall" : "cpu"
	};
}
function acceptanceOf(acceptance) {
	const { metric } = acceptance;
	return {
		model: text(acceptance["model"]),
		metric: require_core.budgetMetrics.find((one) => one === metric) ?? "*",
		reason: text(acceptance["reason"]),
		by: text(acceptance["by"])
	};
}
function environmentOf(environment) {
	return Object.fromEntries(Object.entries(environment).slice(0, 50).map(([name, value]) => [text(name), text(value)]));
}

// src/gate/history/count-version.ts
/** @param known figures that need no counting, by key; grows by what is counted */
function createVersionCounter(host, known) {
	let read = 0;
	return {
		get read() {
			return read;
		},
		async count(versions) {
			const figures = /* @__PURE__ */ new Map();
			const fresh = /* @__PURE__ */ new Map();
			const groups = byContent(versions.filter(({ key }) => !known.has(key)));
			await host.prefetch(groups.flatMap(([first]) => first === void 0 ? [] : [first.file]));
			for (const group of groups) {
				read += 1;
				for (const { key, side } of await countFile(host, group)) {
					const kept = versionFigures(side);
					figures.set(key, kept);
					if (side.kind !== "counted") continue;
					known.set(key, kept);
					fresh.set(key, layersOf(side.report));
				}
			}
			for (const { key } of versions) {
				const kept = known.get(key);
				if (kept !== void 0) figures.set(key, kept);
			}
			return {
				figures,
				fresh
			};
		}
	};
}
/** Versions of one content together, each key once. */
function byContent(versions) {
	const groups = /* @__PURE__ */ new Map();
	for (const version of versions) {
		const content = [version.file, ...version.external].map(({ id }) => id).join(" ");
		const group = groups.get(content) ?? /* @__PURE__ */ new Map();
		groups.set(content, group.set(version.key, version));
	}
	return [...groups.values()].map((group) => [...group.values()]);
}
/** One file, in all the cases that are asked for. */
async function countFile(host, group) {
	const [first] = group;
	if (first === void 0) return [];
	const counter = require_side.createCounter(async (file) => host.open(file));
	const all = first.external.length === 0 ? [] : [first.file, ...first.external];
	const sizes = await Promise.all(all.map(async (file) => host.bytes(file)));
	const bytes = first.external.length === 0 || sizes.includes(null) ? null : sizes.reduce((sum, one) => sum + (one ?? 0n), 0n);
	const cases = group.map(({ casePlan: { dims, inputs, values } }) => ({
		dims,
		inputs,
		values
	}));
	return (await counter.count(first.file, cases, bytes)).flatMap((side, i) => {
		const key = group[i]?.key;
		return key === void 0 ? [] : [{
			key,
			side
		}];
	});
}
function versionFigures(side) {
	if (side.kind === "failed") {
		const { code, message } = side.failure;
		return {
			format: null,
			exact: false,
			figures: {},
			failure: {
				code,
				message
			}
		};
	}
	const figures = {};
	for (const metric of require_core.countedMetrics) {
		const value = require_figures.amountOf(side, metric)?.value ?? null;
		if (value !== null) figures[metric] = String(value);
	}
	return {
		format: side.report.format,
		exact: side.report.exact,
		figures,
		failure: null
	};
}
/**
* Names a version: the content (of the model and what belongs to it), the sizes that it is counted at, and the counter's version.
* Equal keys are equal figures.
*/
function versionKey(file, external, { dims, inputs, values }, counter) {
	const about = [
		counter,
		external.map(({ path, id }) => [path, id]),
		[...dims],
		[...inputs],
		[...values]
	];
	const text = JSON.stringify(about, (_, value) => typeof value === "bigint" ? `${value}n` : value);
	return `${file.id ?? "0".repeat(40)}-${hash64(text)}`;
}
/** FNV-1a, 64 bits, in hex. */
function hash64(text) {
	let hash = 14695981039346656037n;
	for (let i = 0; i < text.length; i += 1) hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(i))) * 1099511628211n);
	return hash.toString(16).padStart(16, "0");
}

// src/gate/history/record.ts
/**
* Counts every model of a commit: a regressed one, too. Whether anything is over budget isn't asked here.
* @throws Fault `bad-policy`, `missing-policy`, git failures
*/
async function recordCommit(host, question) {
	const { commit, counter, version } = question;
	const tree = {
		kind: "commit",
		sha: commit.sha
	};
	const policy = await policyAt(host, tree, question.config);
	const catalog = require_catalog.catalogOf(policy);
	const versions = versionsOf(await host.list(tree, wantedBy(catalog)), catalog, version);
	const { figures, fresh } = await counter.count(versions);
	const [parent] = commit.parents;
	const base = parent === void 0 ? null : {
		kind: "commit",
		sha: parent
	};
	const measured = await measure(host, question, {
		policy,
		catalog,
		versions,
		base,
		figures
	});
	const models = versions.map((one) => ({
		...identity(one),
		...figures.get(one.key) ?? nothingKnown,
		budgets: ceilingsOf(one.casePlan),
		latency: recordedLatency(measured.outcomes.get(pairKey(one)))
	}));
	return {
		branch: policy.history.branch,
		layers: fresh,
		unmeasured: versions.flatMap((one) => {
			const outcome = measured.outcomes.get(pairKey(one));
			if (outcome === void 0 || outcome.headMs !== null) return [];
			return [{
				path: one.file.path,
				reason: outcome.reason ?? "no measurement was made"
			}];
		}),
		record: {
			schema: "flopgate/record/1",
			...commit,
			version,
			backfilled: false,
			models,
			acceptances: await acceptancesOf(host, base, tree, policy),
			environment: measured.environment
		}
	};
}
/**
* Records of commits of long ago, counted together: ids and sizes are today's. Ceilings and acceptances are those of the policy of that
* time, a ceiling only where it was set for the same sizes.
*/
async function backfillCommits(host, commits, { catalog, counter, version, policyOf, before }) {
	const versions = commits.map(({ files }) => versionsOf(files, catalog, version));
	const { figures, fresh } = await counter.count(versions.flat());
	const records = [];
	let last = before;
	for (const [i, old] of commits.entries()) {
		const own = versions[i] ?? [];
		const keys = own.map(({ key }) => key).join(" ");
		const policy = await policyOf(old);
		const [parent] = old.commit.parents;
		const acceptances = policy !== null && keys !== last ? await acceptancesOf(host, parent === void 0 ? null : {
			kind: "commit",
			sha: parent
		}, {
			kind: "commit",
			sha: old.commit.sha
		}, policy) : [];
		last = keys;
		records.push({
			schema: "flopgate/record/1",
			...old.commit,
			version,
			backfilled: true,
			acceptances,
			environment: null,
			models: own.map((one) => ({
				...identity(one),
				...figures.get(one.key) ?? nothingKnown,
				budgets: policy === null ? {} : ceilingsThen(policy, one),
				latency: null
			}))
		});
	}
	return {
		records,
		layers: fresh,
		last
	};
}
/** Reads each version of the policy once: the listed files say when it changed. */
function policiesOfThen(host, config) {
	const known = /* @__PURE__ */ new Map();
	return async ({ commit, files }) => {
		const key = files.filter(({ path }) => isPolicyPath(path, config)).map(({ path, id }) => `${path} ${id ?? ""}`).join("\n");
		const found = known.get(key) ?? policyAt(host, {
			kind: "commit",
			sha: commit.sha
		}, config).catch(() => null);
		known.set(key, found);
		return found;
	};
}
/** True of the files that a policy may stand in. */
const isPolicyPath = (path, config) => config === void 0 ? require_policies.policyPlaces.includes(path) : path === config;
function ceilingsThen(policy, { plan, casePlan }) {
	const then = require_catalog.planFor(policy, plan.path)?.cases.find(({ name }) => name === casePlan.name);
	return then === void 0 || sizesOf(then) !== sizesOf(casePlan) ? {} : ceilingsOf(then);
}
const sizesOf = ({ dims, inputs, values }) => JSON.stringify([
	[...dims].map(String),
	[...inputs].map(String),
	[...values].map(String)
]);
/** The policy at a tree; the built-in one if there is none. @throws Fault `bad-policy`, `missing-policy` */
async function policyAt(host, tree, config) {
	const { judge } = await require_policies.readPolicies({
		base: null,
		head: tree,
		from: "head",
		text: async (at, path) => host.text(at, path),
		...config === void 0 ? {} : { config }
	});
	return judge;
}
const wantedBy = (catalog) => (path) => catalog.planOf(path) !== null && require_catalog.uncountedByName(path) === null || catalog.isExternal(path);
const nothingKnown = {
	format: null,
	exact: false,
	figures: {},
	failure: null
};
function versionsOf(files, catalog, counter) {
	return files.flatMap((file) => {
		const plan = catalog.planOf(file.path);
		if (plan === null) return [];
		const external = files.filter((one) => catalog.planOf(one.path) === null && catalog.belongs(plan, one.path));
		return plan.cases.map((casePlan) => ({
			plan,
			casePlan,
			file,
			external,
			key: versionKey(file, external, casePlan, counter)
		}));
	});
}
const identity = ({ plan, casePlan, file, key }) => ({
	id: plan.id,
	case: casePlan.name,
	path: file.path,
	key
});
function ceilingsOf({ budgets }) {
	const entries = [...budgets].flatMap(([metric, { max }]) => max === null ? [] : [[metric, String(max.value)]]);
	return Object.fromEntries(entries);
}
const pairKey = ({ plan, casePlan }) => `${plan.path}\u0000${casePlan.name}`;
/** Only models that could be counted, and whose content isn't the parent's. */
async function measure(host, { bench }, { policy, catalog, versions, base, figures }) {
	const none = {
		outcomes: /* @__PURE__ */ new Map(),
		environment: null
	};
	if (bench === void 0) return none;
	const before = base === null ? [] : await host.list(base, wantedBy(catalog)).catch(() => []);
	const at = new Map(before.map((file) => [file.path, file]));
	const pairs = versions.flatMap((one) => {
		const was = at.get(one.file.path) ?? null;
		const format = figures.get(one.key)?.format ?? null;
		if (!one.plan.bench || format === null || was?.id === one.file.id) return [];
		const { plan, casePlan, file, external } = one;
		const sides = {
			base: was,
			head: file,
			baseExternal: before.filter(({ path }) => catalog.planOf(path) === null && catalog.belongs(plan, path)),
			headExternal: external
		};
		return [{
			key: pairKey(one),
			format,
			plan,
			casePlan,
			...sides
		}];
	});
	return pairs.length === 0 ? none : bench(pairs, policy.bench);
}
function recordedLatency(outcome) {
	if (outcome === void 0 || outcome.headMs === null) return null;
	const { ratio, interval, headMs, provider, threads, clock } = outcome;
	return {
		ratio,
		interval,
		ms: headMs,
		provider,
		threads,
		clock
	};
}
/** What people accepted in the commits that this one brought. */
async function acceptancesOf(host, base, head, { accept }) {
	return (base === null || accept.trailer === null ? [] : await host.messages(base, head).catch(() => [])).flatMap(({ sha, message }) => require_accept.readTrailers(message, accept.trailer ?? "", sha, accept).acceptances.map(({ model, metric, reason, by }) => ({
		model,
		metric,
		reason,
		by
	})));
}

// src/history/badge.ts
/** A model's badge: the figure at the newest commit, green under its ceiling, red over it, blue without one. */
function badgeOf(model, metric = "macs") {
	const label = `${clean(model.case === "" ? model.id : `${model.id} (${model.case})`)} ${require_core.metricOf(metric).words}`;
	const value = valueOf(model, metric);
	if (value === null) return {
		schemaVersion: 1,
		label,
		message: model.failure === null ? "not known" : "unreadable",
		color: "lightgrey"
	};
	const bound = require_core.isBound(metric, model.exact) ? "\u2265 " : "";
	const ceiling = model.budgets[metric];
	const color = ceiling === void 0 ? "blue" : value > BigInt(ceiling) ? "red" : "brightgreen";
	return {
		schemaVersion: 1,
		label,
		message: `${bound}${amountText(value, metric)}`,
		color
	};
}
/** Milliseconds as whole microseconds; null if they are beyond what a number holds. */
function timeOf(ms) {
	const time = ms === null ? NaN : Math.round(ms * 1e3);
	return Number.isFinite(time) ? BigInt(time) : null;
}
/** Count, bytes or microseconds. */
function valueOf({ figures, latency }, metric) {
	if (metric === "latency") return timeOf(latency?.ms ?? null);
	const digits = figures[metric];
	return digits === void 0 ? null : BigInt(digits);
}
function amountText(value, metric) {
	const kind = require_core.unitOf(metric);
	return kind === "bytes" ? require_core.bytesText(value) : kind === "time" ? require_core.timeText(Number(value)) : require_core.countText(value);
}
const clean = (text) => text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, "").slice(0, 80);
/** The badges of a commit as files of the data branch: one a model, in its first case. */
function badgeFiles({ models }) {
	return [...new Map(models.toReversed().map((model) => [badgePath(model.id), model]))].map(([path, model]) => ({
		path,
		text: `${JSON.stringify(badgeOf(model))}\n`
	}));
}
/** `badges/<id>.json`; whatever isn't a letter, digit, `_`, `-`, `.` or a slash between names is written as %XX. */
function badgePath(id) {
	return `badges/${clean(id).split("/").map((part) => [...new TextEncoder().encode(part)].map((byte) => {
		const character = String.fromCharCode(byte);
		return /[\w.-]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
	}).join("").replace(/^(?:\.|$)/, (dot) => dot === "" ? "%00" : "%2E")).join("/")}.json`;
}

// src/history/series.ts
/**
* Records from first to last: by time, but never a child before its parent, whatever the clocks said.
* Duplicates of a commit (there are none on a branch of ours) count once.
*/
function inOrderOfTime(records) {
	const byTime = records.toSorted((a, b) => Date.parse(a.committedAt) - Date.parse(b.committedAt) || (a.sha < b.sha ? -1 : 1));
	const bySha = new Map(byTime.map((record) => [record.sha, record]));
	const done = /* @__PURE__ */ new Set();
	const ordered = [];
	for (const record of byTime) {
		const waiting = [record];
		for (let next = waiting.at(-1); next !== void 0; next = waiting.at(-1)) {
			const parent = next.parents.map((sha) => bySha.get(sha)).find((one) => one !== void 0 && !done.has(one.sha));
			if (parent !== void 0 && !done.has(next.sha) && !waiting.includes(parent)) waiting.push(parent);
			else {
				waiting.pop();
				if (!done.has(next.sha)) ordered.push(next);
				done.add(next.sha);
			}
		}
	}
	return ordered;
}
/** What a line of a chart stands for: a model in a case. */
const seriesName = ({ id, case: name }) => name === "" ? id : `${id} (${name})`;

// src/history/recent.ts
/** Commits that are kept. */
const KEPT = 30;
/** Series that are kept. */
const MAX_SERIES = 2e3;
const none = {
	schema: "flopgate/recent/1",
	commits: [],
	macs: {}
};
/** With one commit more; series that it hasn't got are gone. */
function withRecord(recent, { sha, models }) {
	const macs = models.slice(0, MAX_SERIES).map((model) => {
		const name = seriesName(model);
		const before = Object.hasOwn(recent.macs, name) ? recent.macs[name] : void 0;
		const digits = model.figures.macs;
		return [name, [...before ?? recent.commits.map(() => null), digits === void 0 ? null : Number(digits)].slice(-30)];
	});
	return {
		...none,
		commits: [...recent.commits, sha].slice(-30),
		macs: Object.fromEntries(macs)
	};
}
/** What the file says; nothing if there is none, or if somebody else wrote it. */
function parseRecent(json) {
	try {
		const { schema, commits, macs } = JSON.parse(json ?? "null");
		if (schema !== none.schema || !Array.isArray(commits) || typeof macs !== "object" || macs === null) return none;
		const length = Math.min(commits.length, KEPT);
		const series = Object.entries(macs).slice(0, MAX_SERIES).map(([name, values]) => [name, numbers(values, length)]);
		return {
			...none,
			commits: commits.slice(-30).map(String),
			macs: Object.fromEntries(series)
		};
	} catch {
		return none;
	}
}
function numbers(values, length) {
	const given = Array.isArray(values) ? values.slice(-30) : [];
	return Array.from({ length }, (_, i) => {
		const value = given[i];
		return typeof value === "number" && Number.isFinite(value) ? value : null;
	});
}

// src/gate/history/write-history.ts
const latestPath = "latest.json";
/** MACs of the newest commits, as src/history/recent.ts describes them. */
const recentPath = "recent.json";
/** The newest record on the branch, null if there is none (or none that can be read). */
async function readLatest(tip) {
	const latest = parseLatest(await tip.read(latestPath));
	if (latest === null) return null;
	const path = recordPath(latest.sha);
	const text = await tip.read(path, timeOf$1(latest));
	try {
		return text === null ? null : parseRecord(text, path);
	} catch {
		return null;
	}
}
function parseLatest(text) {
	try {
		const { sha, committedAt } = JSON.parse(text ?? "null");
		if (!/^[0-9a-f]{40,64}$/.test(String(sha)) || Number.isNaN(Date.parse(String(committedAt)))) return null;
		return {
			sha: String(sha),
			committedAt: String(committedAt)
		};
	} catch {
		return null;
	}
}
/** Figures of a record's versions, which needn't be counted again where the content is the same. */
function knownVersions(record, version) {
	if (record === null || record.version !== version) return /* @__PURE__ */ new Map();
	return new Map(record.models.filter(({ failure, key }) => failure === null && isVersionKey(key)).map(({ key, format, exact, figures }) => [key, {
		format,
		exact,
		figures,
		failure: null
	}]));
}
/** What is written for records; badges only where the last of them is the newest of all. */
async function filesFor(tip, records, layers) {
	const files = [...records.map((record) => ({
		path: recordPath(record.sha),
		text: recordText(record),
		once: true,
		time: timeOf$1(record)
	})), ...[...layers].map(([key, one]) => ({
		path: layersPath(key),
		text: `${JSON.stringify(one)}\n`,
		once: true
	}))];
	const newest = records.toSorted((a, b) => Date.parse(a.committedAt) - Date.parse(b.committedAt)).at(-1);
	if (newest === void 0) return files;
	const latest = parseLatest(await tip.read(latestPath));
	if (latest !== null && !follows(newest, latest)) return files;
	const { sha, committedAt } = newest;
	const recent = records.reduce(withRecord, parseRecent(await tip.read(recentPath)));
	return [
		...files,
		{
			path: recentPath,
			text: `${JSON.stringify(recent)}\n`,
			once: false
		},
		{
			path: latestPath,
			text: `${JSON.stringify({
				sha,
				committedAt
			})}\n`,
			once: false
		},
		...badgeFiles(newest).map((file) => ({
			...file,
			once: false
		}))
	];
}
/** Clocks go wrong: a child is newer than its parent whatever they say. */
function follows({ parents, committedAt }, latest) {
	return parents.includes(latest.sha) || Date.parse(committedAt) > Date.parse(latest.committedAt);
}

// src/gate/history/story.ts
/**
* Records a commit. It is recorded once the promise holds, whoever else writes at the same time; a second time changes nothing.
* @throws Fault `bad-policy`, and as the branch's append
*/
async function recordHead(host, branch, commit, options) {
	const path = recordPath(commit.sha);
	let made = null;
	let read = 0;
	const { kind, tries } = await branch.append(`Record ${commit.sha}`, async (tip) => {
		if ((await tip.present([{
			path,
			time: timeOf$1(commit)
		}])).has(path)) return [];
		if (made === null) {
			const known = knownVersions(await readLatest(tip), options.version);
			const counter = createVersionCounter(host, known);
			made = await recordCommit(host, {
				...options,
				commit,
				counter
			});
			({read} = counter);
		}
		return filesFor(tip, [made.record], made.layers);
	});
	const { record = null, unmeasured = [] } = made ?? {};
	return {
		kind,
		tries,
		read,
		record,
		unmeasured
	};
}
/** Name of the data branch that the policy at a commit gives. @throws Fault `bad-policy`, `missing-policy` */
async function branchAt(host, sha, config) {
	return (await policyAt(host, {
		kind: "commit",
		sha
	}, config)).history.branch;
}
/** Commits that are written together. */
const TOGETHER$1 = 250;
/**
* Records old commits, oldest first; those that have a record keep it.
* @throws Fault as `recordHead`; what was written until then stays
*/
async function backfill(host, branch, options) {
	const policy = await policyAt(host, {
		kind: "commit",
		sha: options.policyOf
	}, options.config);
	const catalog = require_catalog.catalogOf(policy);
	const counter = createVersionCounter(host, /* @__PURE__ */ new Map());
	const { version } = options;
	const policyOf = policiesOfThen(host, options.config);
	let before = null;
	let batch = [];
	const told = {
		commits: 0,
		commitsWithModels: 0
	};
	const flush = async () => {
		if (batch.length === 0) return;
		const { records, layers, last } = await backfillCommits(host, batch, {
			catalog,
			counter,
			version,
			policyOf,
			before
		});
		before = last;
		told.commitsWithModels += records.filter(({ models }) => models.length > 0).length;
		batch = [];
		const kept = new Map([...layers].filter(([key]) => isVersionKey(key)));
		await branch.append(`Record ${records.length} commits`, async (tip) => filesFor(tip, records, kept));
	};
	const isModel = wantedBy(catalog);
	const wanted = (path) => isModel(path) || isPolicyPath(path, options.config);
	for await (const { commit, files } of options.walk(wanted)) {
		batch.push({
			commit,
			files
		});
		told.commits += 1;
		options.progress(told.commits, commit.sha.slice(0, 7));
		if (batch.length >= TOGETHER$1) await flush();
	}
	await flush();
	return {
		...told,
		read: counter.read
	};
}

// src/host/data-branch/commit.ts
const readme = `# Efficiency history

Written by Flopgate, one file a commit: \`v1/ab/<commit>.json\`. Nothing here is edited by hand, and no file under \`v1/\` is ever
rewritten. \`flopgate history show\` and \`flopgate dashboard\` read it. Older records lie in the commits of this branch that
\`older.json\` names.
`;
const readmeFile = {
	path: "README.md",
	text: readme,
	once: true
};
/** Commits files on top of the parent's by git fast-import: of the parent's trees it reads only those that it changes. */
async function commitFiles({ folder: at, how }, commit) {
	const { ref, parent, message, files, closes } = commit;
	const name = process.env["GIT_COMMITTER_NAME"] ?? "Flopgate";
	const mail = process.env["GIT_COMMITTER_EMAIL"] ?? "noreply@flopgate.invalid";
	const first = parent === null ? [readmeFile] : [];
	const input = [
		`commit ${ref}`,
		`committer ${plain(name)} <${plain(mail)}> ${Math.floor(Date.now() / 1e3)} +0000`,
		data(message),
		...parent === null ? [] : [`from ${parent}`],
		...closes.map((folder) => `D ${checked(folder)}`),
		...[...first, ...files].flatMap(({ path, text }) => [`M 100644 inline ${checked(path)}`, data(text)]),
		"done",
		""
	].join("\n");
	await require_run_git.runGit(at, [
		"fast-import",
		"--quiet",
		"--done"
	], {
		...how,
		input,
		lazyFetch: true
	});
}
const plain = (text) => text.replaceAll(/[<>\p{Cc}]/gu, "");
const data = (text) => `data ${Buffer.byteLength(text)}\n${text}`;
/** Paths are ours, never a user's words: anything else is a defect. */
function checked(path) {
	if (/^[\w.%-]+(?:\/[\w.%-]+)*$/.test(path) && !/(?:^|\/)\.+(?:\/|$)|(?:^|\/)\.git/i.test(path)) return path;
	throw new TypeError(`no path of the data branch: ${path}`);
}

// src/host/data-branch/remote.ts
/** Name of the remote in the scratch repository. */
const DATA = "data";
/**
* Makes a scratch repository that may read and write what the user's repository may.
* @param root the user's repository; without a remote it is itself where the data branch lives
* @throws Fault as `runGit`
*/
async function openScratch(root) {
	const settings = await localSettings(root);
	const name = remoteName(settings);
	const url = await urlOf(root, name, []);
	const pushUrl = await urlOf(root, name, ["--push"]);
	const { path: folder, remove } = require_temp.makeTempFolder("history", process.env["RUNNER_TEMP"] || void 0);
	const own = [
		[`remote.${DATA}.url`, url],
		[`remote.${DATA}.pushurl`, pushUrl],
		[`remote.${DATA}.promisor`, "true"],
		["gc.auto", "0"],
		["maintenance.auto", "false"],
		["core.hooksPath", "/dev/null"],
		["push.recurseSubmodules", "no"],
		["fetch.negotiationAlgorithm", "noop"]
	];
	const how = {
		at: { gitDir: folder },
		settings: [...settings.filter(isRight), ...own]
	};
	try {
		const init = [
			"init",
			"-q",
			"--bare",
			"--template=",
			`--object-format=${(await require_run_git.runGit(root, ["rev-parse", "--show-object-format"])).stdout.toString("utf8").trim()}`
		];
		await require_run_git.runGit(folder, [...init, folder], { at: { gitDir: folder } });
	} catch (thrown) {
		remove();
		throw thrown;
	}
	return {
		folder,
		how,
		url,
		remove
	};
}
/** What the repository's own files set, includes followed (a checkout's credentials lie there). */
async function localSettings(root) {
	const command = [
		"config",
		"--local",
		"--includes",
		"-z",
		"--get-regexp",
		String.raw`^(remote\..*\.url|http\..*|credential\..*|ssh\..*|protocol\..*|core\.sshcommand|core\.gitproxy)$`
	];
	const { stdout } = await require_run_git.runGit(root, command, { answers: [1] });
	return stdout.toString("utf8").split("\0").filter((entry) => entry !== "").map((entry) => {
		const at = entry.indexOf("\n");
		return at === -1 ? [entry, "true"] : [entry.slice(0, at), entry.slice(at + 1)];
	});
}
const isRight = ([key]) => !key.startsWith("remote.");
function remoteName(settings) {
	const names = settings.flatMap(([key]) => /^remote\.(.*)\.url$/s.exec(key)?.[1] ?? []);
	return names.includes("origin") ? "origin" : names[0] ?? null;
}
/** An address that holds in any folder. */
async function urlOf(root, name, flags) {
	if (name === null) return require_run_git.guarded(root).cwd;
	const { stdout } = await require_run_git.runGit(root, [
		"remote",
		"get-url",
		...flags,
		name
	]);
	const [url = ""] = stdout.toString("utf8").split("\n");
	return (0, node_path.isAbsolute)(url) || /^[^/]*:/.test(url) ? url : (0, node_path.resolve)(root, url);
}
/** `owner/name` of a remote's address, null for a path. */
function webNameOf(url) {
	return webPlaceOf(url)?.name ?? null;
}
/** Where a forge shows commits, as GitHub, GitLab and Gitea do; null for a path. */
function commitUrlOf(url) {
	const place = webPlaceOf(url);
	return place === null ? null : `https://${place.host}/${place.name}/commit/`;
}
/** Of `https://host/owner/name.git`, `ssh://git@host/owner/name` or `git@host:owner/name`; nothing secret comes along. */
function webPlaceOf(url) {
	const match = /^(?:https?|ssh|git):\/\/(?:[^@/]*@)?([\w.-]+)(?::\d+)?\/([\w./~-]+?)(?:\.git)?\/?$/.exec(url) ?? /^(?:[\w.-]+@)([\w.-]+):([\w./~-]+?)(?:\.git)?\/?$/.exec(url);
	return match?.[1] === void 0 || match[2] === void 0 ? null : {
		host: match[1],
		name: match[2]
	};
}

// src/host/data-branch/volumes.ts
/** Names the volumes, from first to last; there is none if nothing was closed yet. */
const olderPath = "older.json";
const SCHEMA = "flopgate/older/1";
/** What the file names; null if it isn't of this format. @param text null: there is no file */
function parseOlder(text) {
	if (text === null) return [];
	try {
		const { schema, volumes } = JSON.parse(text);
		if (schema !== SCHEMA || !Array.isArray(volumes)) return null;
		return volumes.map(volumeOf);
	} catch {
		return null;
	}
}
function volumeOf(value) {
	const { tip, times } = value;
	if (typeof tip !== "string" || !/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(tip)) throw new TypeError("no commit");
	return {
		tip,
		times: Array.isArray(times) && times.every(isSpan) ? times : null
	};
}
const isSpan = (value) => Array.isArray(value) && value.length === 2 && value.every((one) => Number.isSafeInteger(one));
function olderText(volumes) {
	const lines = volumes.map((volume) => JSON.stringify(volume));
	return `{"schema":"${SCHEMA}","volumes":[\n${lines.join(",\n")}\n]}\n`;
}
const badOlder = (branch) => new require_core.Fault("bad-older", `${olderPath} on ${branch} is not of this format, so what it names can't be found`, `bring it back from an earlier commit of the branch: git log ${branch} -- ${olderPath}`);
/** Whether a commit of that time may be recorded there. A time that is no number is any time. */
function mayHold({ times }, time) {
	return times === null || times.some(([from, to]) => !(time < from || time > to));
}
/** When the commit of a record's text was made, in seconds since 1970; NaN if it doesn't say. */
function timeOfText(text) {
	try {
		const { committedAt } = JSON.parse(text);
		return typeof committedAt === "string" ? Math.floor(Date.parse(committedAt) / 1e3) : NaN;
	} catch {
		return NaN;
	}
}
/** Spans that hold all the times, apart at the widest gaps. */
function spansOf(times) {
	const sorted = times.toSorted((a, b) => a - b);
	const cuts = sorted.map((time, i) => ({
		i,
		gap: time - (sorted[i - 1] ?? time)
	})).filter(({ gap }) => gap > 0).toSorted((a, b) => b.gap - a.gap).slice(0, 3).map(({ i }) => i).toSorted((a, b) => a - b);
	const starts = sorted.length === 0 ? [] : [0, ...cuts];
	return starts.map((from, i) => [sorted[from] ?? 0, sorted[(starts[i + 1] ?? sorted.length) - 1] ?? 0]);
}

// src/host/data-branch/tip.ts
const fetchFlags = [
	"-q",
	"--no-tags",
	"--no-write-fetch-head",
	"--recurse-submodules=no"
];
const filterOf = (portion) => portion === "all" ? "--no-filter" : `--filter=${portion}`;
/** @throws Fault `not-a-data-branch`, or as `runGit` */
async function fetchTip(scratch, ref, portion) {
	const { folder, how } = scratch;
	const command = [
		"fetch",
		...fetchFlags,
		"--depth=1",
		filterOf(portion),
		"--",
		DATA,
		`+${ref}:refs/heads/tip`
	];
	try {
		await require_run_git.runGit(folder, command, {
			...how,
			lazyFetch: true
		});
	} catch (thrown) {
		if (!/couldn't find remote ref/.test(require_core.asFault(thrown).message)) throw thrown;
		return noBranch;
	}
	const [commit, records, older] = await objectsOf(scratch, [
		"refs/heads/tip",
		"refs/heads/tip:v1",
		`refs/heads/tip:${olderPath}`
	]);
	if (commit?.type !== "commit" || records?.type !== "tree") throw new require_core.Fault("not-a-data-branch", `${nameOf(ref)} has no folder v1: it is no branch of Flopgate's`, "name another branch in history.branch of flopgate.yml, or delete this one");
	return tipAt(scratch, ref, commit.id, older?.bytes.toString("utf8") ?? null);
}
const nameOf = (ref) => ref.replace("refs/heads/", "");
const noBranch = {
	sha: null,
	read: async () => null,
	present: async () => /* @__PURE__ */ new Set(),
	older: () => [],
	size: async () => 0
};
function tipAt(scratch, ref, sha, olderFile) {
	const listing = openListing(scratch, sha);
	const volumes = /* @__PURE__ */ new Map();
	function older() {
		const known = parseOlder(olderFile);
		if (known === null) throw badOlder(nameOf(ref));
		return known;
	}
	/** Those that may hold one of the times and are there, from last to first. */
	async function volumesOf(times) {
		if (times.length === 0) return [];
		const able = older().filter((volume) => times.some((time) => mayHold(volume, time))).map(({ tip }) => tip);
		const fresh = able.filter((tip) => !volumes.has(tip));
		const here = await fetchCommits(scratch, ref, fresh, "tree:3");
		for (const tip of fresh) volumes.set(tip, here.has(tip) ? openListing(scratch, tip) : null);
		return able.toReversed().flatMap((tip) => volumes.get(tip) ?? []);
	}
	return {
		sha,
		older,
		size: async () => listing.size(),
		async read(path, time) {
			const text = await readAt(scratch, sha, path);
			if (text !== null || time === void 0) return text;
			for (const volume of await volumesOf([time])) {
				const found = await readAt(scratch, volume.sha, path);
				if (found !== null) return found;
			}
			return null;
		},
		async present(sought) {
			const here = new Set(await listing.present(sought.map(({ path }) => path)));
			const missing = sought.filter(({ path, time }) => time !== void 0 && !here.has(path));
			const others = await volumesOf(missing.map(({ time = NaN }) => time));
			const found = await Promise.all(others.map(async (volume) => volume.present(missing.map(({ path }) => path))));
			return /* @__PURE__ */ new Set([...here, ...found.flatMap((paths) => [...paths])]);
		}
	};
}
async function readAt(scratch, sha, path) {
	const [found = null] = await objectsOf(scratch, [`${sha}:${path}`]);
	return found?.type === "blob" ? found.bytes.toString("utf8") : null;
}
/** One folder in sixteen: ids are spread evenly, so the number of files follows from these. */
const SAMPLED = 16;
const SAMPLE = ["v1", "layers"].flatMap((top) => Array.from({ length: SAMPLED }, (_, i) => `${top}/${i.toString(16)}0/`));
function openListing({ folder, how }, sha) {
	const listed = /* @__PURE__ */ new Set();
	const names = /* @__PURE__ */ new Set();
	async function list(folders) {
		const fresh = [...new Set(folders)].filter((one) => !listed.has(one));
		if (fresh.length === 0) return;
		const command = [
			"ls-tree",
			"-z",
			"--name-only",
			sha,
			"--",
			...fresh
		];
		const { stdout } = await require_run_git.runGit(folder, command, {
			...how,
			lazyFetch: true
		});
		for (const name of stdout.toString("utf8").split("\0")) if (name !== "") names.add(name);
		for (const one of fresh) listed.add(one);
	}
	return {
		sha,
		async present(paths) {
			await list([...SAMPLE, ...paths.map(folderOf)]);
			return paths.filter((path) => names.has(path));
		},
		async size() {
			await list(SAMPLE);
			return SAMPLED * [...names].filter((name) => SAMPLE.includes(folderOf(name))).length;
		}
	};
}
const folderOf = (path) => path.slice(0, path.lastIndexOf("/") + 1);
/**
* Brings commits of the branch by their ids, in one fetch.
* @returns those that are there; a rewritten branch may name others
*/
async function fetchCommits({ folder, how }, ref, shas, portion) {
	if (shas.length === 0) return /* @__PURE__ */ new Set();
	const fetch = ["fetch", ...fetchFlags];
	try {
		await require_run_git.runGit(folder, [
			...fetch,
			"--depth=1",
			filterOf(portion),
			"--",
			DATA,
			...shas
		], {
			...how,
			lazyFetch: true
		});
		return new Set(shas);
	} catch (thrown) {
		if (require_core.asFault(thrown).code !== "missing-commit") throw thrown;
	}
	await require_run_git.runGit(folder, [
		...fetch,
		"--depth=2147483647",
		"--no-filter",
		"--",
		DATA,
		ref
	], {
		...how,
		lazyFetch: true
	});
	const input = shas.map((sha) => `${sha}\n`).join("");
	const { stdout } = await require_run_git.runGit(folder, ["cat-file", "--batch-check"], {
		...how,
		input
	});
	const lines = stdout.toString("utf8").split("\n");
	return new Set(shas.filter((sha) => lines.some((line) => line.startsWith(`${sha} commit `))));
}
/** Files that are read together; a part of the history is in memory, never all. */
const TOGETHER = 500;
/** Files of a commit that is here with all its files. @param wanted of the paths */
async function* filesOf(scratch, sha, wanted) {
	const { folder, how } = scratch;
	const { stdout } = await require_run_git.runGit(folder, [
		"ls-tree",
		"-r",
		"-z",
		sha
	], { ...how });
	const entries = stdout.toString("utf8").split("\0").flatMap((line) => {
		const [meta = "", path] = line.split("	");
		const [, type, id = ""] = meta.split(" ");
		return type === "blob" && path !== void 0 && wanted(path) ? [{
			path,
			id
		}] : [];
	});
	for (let at = 0; at < entries.length; at += TOGETHER) {
		const some = entries.slice(at, at + TOGETHER);
		const found = await objectsOf(scratch, some.map(({ id }) => id));
		for (const [i, { path }] of some.entries()) yield {
			path,
			text: found[i]?.bytes.toString("utf8") ?? "",
			once: true
		};
	}
}
/** Objects by id or by any other name that git knows, fetched if they aren't here; null if there is none. */
async function objectsOf({ folder, how }, names) {
	const input = names.map((name) => `${name}\n`).join("");
	const { stdout } = await require_run_git.runGit(folder, ["cat-file", "--batch"], {
		...how,
		input,
		lazyFetch: true
	});
	let from = 0;
	return names.map(() => {
		const end = stdout.indexOf("\n", from);
		const header = stdout.toString("utf8", from, end);
		const [, id = "", type = "", size = ""] = /^([0-9a-f]+) (\w+) (\d+)$/.exec(header) ?? [];
		from = end + 1;
		if (type === "") return null;
		const bytes = stdout.subarray(from, from + Number(size));
		from += bytes.length + 1;
		return {
			id,
			type,
			bytes
		};
	});
}

// src/host/data-branch/data-branch.ts
/** How long, and how often, somebody else may be faster; the network may fail fewer times. */
const PATIENCE_MS = 3e5;
const MAX_NETWORK = 5;
/** Jitter of the pause between two tries, in ms: doubled from the first to the last. */
const FIRST_PAUSE = 40;
const LAST_PAUSE = 4e3;
const VOLUME = 1e3;
/**
* The data branch of a repository's remote. Nothing is checked out, and nothing changes in the repository itself.
* @param branch its name, without refs/heads/
* @throws Fault as `openScratch`
*/
async function openHistoryBranch(root, branch, { volume = VOLUME } = {}) {
	const scratch = await openScratch(root);
	let complete = null;
	const ref = `refs/heads/${branch}`;
	async function attempt(message, compose, tries) {
		const at = await fetchTip(scratch, ref, "tree:3");
		const files = await compose(at);
		const here = await at.present(files.filter(({ once }) => once));
		const added = await differing(at, files.filter(({ path, once }) => !once || !here.has(path)));
		if (added.length === 0) return "present";
		const full = at.sha !== null && added.some(({ path }) => isRecord(path)) && await at.size() >= volume;
		const local = `refs/heads/try-${tries}`;
		const commit = {
			ref: local,
			parent: at.sha,
			message,
			files: added,
			closes: []
		};
		await commitFiles(scratch, full ? {
			...commit,
			...nextVolume(at, await timesAt(at.sha), added)
		} : commit);
		await push(scratch, local, ref);
		return "written";
	}
	/** When the commits of a volume were made: all its records are read, once; those that can't be read don't count. */
	async function timesAt(sha) {
		complete ??= await openScratch(root);
		if (!(await fetchCommits(complete, ref, [sha], "all")).has(sha)) throw new require_core.Fault("missing-commit", `${branch} was thrown back`, refusedHint);
		const times = [];
		for await (const { text } of filesOf(complete, sha, isRecord)) times.push(timeOfText(text));
		return spansOf(times.filter((time) => !Number.isNaN(time)));
	}
	return {
		tip: async () => fetchTip(scratch, ref, "tree:2"),
		url: scratch.url,
		close() {
			scratch.remove();
			complete?.remove();
		},
		async whole() {
			complete ??= await openScratch(root);
			return wholeOf(complete, ref);
		},
		async append(message, compose) {
			return untilWritten(branch, async (tries) => attempt(message, compose, tries));
		}
	};
}
async function differing(at, files) {
	const differs = await Promise.all(files.map(async ({ path, text, once }) => once || await at.read(path) !== text));
	return files.filter((_, i) => differs[i]);
}
/** The next volume begins with what is added now; the tip, an ancestor of it, keeps what it holds. */
function nextVolume(at, times, added) {
	const volumes = at.sha === null ? at.older() : [...at.older(), {
		tip: at.sha,
		times
	}];
	return {
		files: [
			...added,
			readmeFile,
			{
				path: olderPath,
				text: olderText(volumes),
				once: false
			}
		],
		closes: ["v1", "layers"]
	};
}
/** Tries again where somebody else was faster, or the network failed; with a pause, and not for ever. */
async function untilWritten(branch, attempt) {
	const end = performance.now() + PATIENCE_MS;
	let network = 0;
	for (let tries = 1;; tries += 1) {
		try {
			return {
				kind: await attempt(tries),
				tries
			};
		} catch (thrown) {
			const why = reasonOf(require_core.asFault(thrown));
			network += why === "network" ? 1 : 0;
			if (why === "final" || network > MAX_NETWORK) throw namedFor(require_core.asFault(thrown), branch);
			if (performance.now() > end) throw busy(branch, tries, require_core.asFault(thrown));
		}
		const pause = Math.min(LAST_PAUSE, FIRST_PAUSE * 2 ** Math.min(tries, 10));
		await (0, node_timers_promises.setTimeout)(pause * (network > 0 ? 1 + Math.random() : Math.random()));
	}
}
/** @throws Fault `history-refused` with the remote's words, or as `runGit` */
async function push({ folder, how }, local, ref) {
	const command = [
		"push",
		"--porcelain",
		"--no-verify",
		DATA,
		`${local}:${ref}`
	];
	const { code, stdout } = await require_run_git.runGit(folder, command, {
		...how,
		answers: [1],
		lazyFetch: true
	});
	if (code === 0) return;
	const [, , why = "no reason"] = /^!.*$/m.exec(stdout.toString("utf8"))?.[0].split("	") ?? [];
	throw new require_core.Fault("history-refused", why, refusedHint);
}
/** What a push or a fetch ends with where somebody else was faster: the next try will see what they wrote. */
const overtaken = /non-fast-forward|fetch first|stale info|cannot lock ref|failed to (?:update|lock) ref|already exists|incorrect old value|unable to (?:create|resolve reference|lock)|couldn't set|shallow|not our ref|unpacker error|missing necessary objects|remote failed to report/i;
function reasonOf({ code, message }) {
	if (code === "git-network") return "network";
	if (code === "missing-commit") return "overtaken";
	if (code !== "history-refused" && code !== "git-failed") return "final";
	if (overtaken.test(message)) return "overtaken";
	return /RPC failed|early EOF|hung up|timed out|reset|HTTP 5\d\d|error: 5\d\d|disconnect/i.test(message) ? "network" : "final";
}
function namedFor(fault, branch) {
	const { code, message, hint } = fault;
	if (code === "history-refused") return new require_core.Fault(code, `the remote doesn't take ${branch}: ${message}`, hint, { cause: fault });
	if (code !== "git-access") return fault;
	return new require_core.Fault(code, `the data branch ${branch} can't be reached: ${message}`, "let the job write: permissions: contents: write", { cause: fault });
}
const refusedHint = "a protection rule or a hook forbids it: exempt this branch, or name another in history.branch";
const busy = (branch, tries, cause) => new require_core.Fault("history-busy", `after ${tries} tries others were still faster at writing ${branch}: ${cause.message}`, "run it again: whatever was acknowledged is safe", { cause });
const isRecord = (path) => path.startsWith("v1/");
const isKept = (path) => isRecord(path) || path.startsWith("layers/");
const nothing = {
	async *files() {},
	problems: []
};
async function wholeOf(scratch, ref) {
	const at = await fetchTip(scratch, ref, "all");
	const { sha } = at;
	if (sha === null) return nothing;
	const problems = [];
	let volumes = [];
	try {
		volumes = at.older();
	} catch (thrown) {
		problems.push(require_core.asFault(thrown).message);
	}
	const tips = volumes.map(({ tip }) => tip);
	const here = await fetchCommits(scratch, ref, tips, "all");
	for (const tip of tips.filter((one) => !here.has(one))) problems.push(`the remote has no commit ${tip} any more, which ${olderPath} names: its records are missing`);
	return {
		files: () => filesOfAll(scratch, [...tips.filter((one) => here.has(one)), sha]),
		problems
	};
}
/** @param shas the last is the tip */
async function* filesOfAll(scratch, shas) {
	for (const sha of shas) yield* filesOf(scratch, sha, sha === shas.at(-1) ? () => true : isKept);
}

Object.defineProperty(exports, "backfill", {
  enumerable: true,
  get: function () {
    return backfill;
  }
});
Object.defineProperty(exports, "badgeOf", {
  enumerable: true,
  get: function () {
    return badgeOf;
  }
});
Object.defineProperty(exports, "branchAt", {
  enumerable: true,
  get: function () {
    return branchAt;
  }
});
Object.defineProperty(exports, "commitUrlOf", {
  enumerable: true,
  get: function () {
    return commitUrlOf;
  }
});
Object.defineProperty(exports, "inOrderOfTime", {
  enumerable: true,
  get: function () {
    return inOrderOfTime;
  }
});
Object.defineProperty(exports, "isRecordPath", {
  enumerable: true,
  get: function () {
    return isRecordPath;
  }
});
Object.defineProperty(exports, "openHistoryBranch", {
  enumerable: true,
  get: function () {
    return openHistoryBranch;
  }
});
Object.defineProperty(exports, "parseLayers", {
  enumerable: true,
  get: function () {
    return parseLayers;
  }
});
Object.defineProperty(exports, "parseRecent", {
  enumerable: true,
  get: function () {
    return parseRecent;
  }
});
Object.defineProperty(exports, "parseRecord", {
  enumerable: true,
  get: function () {
    return parseRecord;
  }
});
Object.defineProperty(exports, "readLatest", {
  enumerable: true,
  get: function () {
    return readLatest;
  }
});
Object.defineProperty(exports, "recentPath", {
  enumerable: true,
  get: function () {
    return recentPath;
  }
});
Object.defineProperty(exports, "recordHead", {
  enumerable: true,
  get: function () {
    return recordHead;
  }
});
Object.defineProperty(exports, "seriesName", {
  enumerable: true,
  get: function () {
    return seriesName;
  }
});
Object.defineProperty(exports, "webNameOf", {
  enumerable: true,
  get: function () {
    return webNameOf;
  }
});