import { F as bytesText, H as timeText, I as countText, Tt as asFault, q as kindOf, wt as Fault } from "./base.js";
import { n as countedMetrics, o as metricWords, t as amountOf } from "./metric.js";
import { r as readTrailers } from "./accept.js";
import { n as readPolicies, r as catalogOf } from "./policies.js";
import { r as runGit } from "./git-run.js";
import { a as isVersionKey, i as recordText, n as parseRecord, o as layersOf, r as recordPath, s as layersPath } from "./history-record.js";
import { t as createCounter } from "./side2.js";
import { n as seriesName } from "./history-series.js";
import { mkdtempSync, rmSync } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";
import { tmpdir } from "node:os";
import { setTimeout } from "node:timers/promises";

// src/gate/history-count.ts
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
					const kept = figuresOf(side);
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
	const counter = createCounter(async (file) => host.open(file));
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
function figuresOf(side) {
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
	for (const metric of countedMetrics) {
		const value = amountOf(side, metric)?.value ?? null;
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

// src/gate/history.ts
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
	const catalog = catalogOf(policy);
	const versions = versionsOf(await host.list(tree, wantedBy(catalog)), catalog, version);
	const { figures, fresh } = await counter.count(versions);
	const [parent] = commit.parents;
	const base = parent === void 0 ? null : {
		kind: "commit",
		sha: parent
	};
	const measured = await measure(host, question, policy, catalog, versions, base);
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
/** Records of commits of long ago, counted together: ids and sizes are today's, budgets of that time aren't known. */
async function backfillCommits(commits, { catalog, counter, version }) {
	const versions = commits.map(({ files }) => versionsOf(files, catalog, version));
	const { figures, fresh } = await counter.count(versions.flat());
	return {
		records: commits.map(({ commit }, i) => ({
			schema: "flopgate/record/1",
			...commit,
			version,
			backfilled: true,
			acceptances: [],
			environment: null,
			models: (versions[i] ?? []).map((one) => ({
				...identity(one),
				...figures.get(one.key) ?? nothingKnown,
				budgets: {},
				latency: null
			}))
		})),
		layers: fresh
	};
}
/** The policy at a tree; the built-in one where there is none. @throws Fault `bad-policy`, `missing-policy` */
async function policyAt(host, tree, config) {
	const { judge } = await readPolicies({
		base: null,
		head: tree,
		from: "head",
		text: async (at, path) => host.text(at, path),
		...config === void 0 ? {} : { config }
	});
	return judge;
}
const wantedBy = (catalog) => (path) => catalog.planOf(path) !== null || catalog.isExternal(path);
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
/** Only models whose content isn't the parent's. */
async function measure(host, { bench }, policy, catalog, versions, base) {
	const none = {
		outcomes: /* @__PURE__ */ new Map(),
		environment: null
	};
	if (bench === void 0) return none;
	const before = base === null ? [] : await host.list(base, wantedBy(catalog)).catch(() => []);
	const at = new Map(before.map((file) => [file.path, file]));
	const pairs = versions.flatMap((one) => {
		const was = at.get(one.file.path) ?? null;
		if (!one.plan.bench || was?.id === one.file.id) return [];
		const { plan, casePlan, file, external } = one;
		const sides = {
			base: was,
			head: file,
			baseExternal: before.filter(({ path }) => catalog.planOf(path) === null && catalog.belongs(plan, path)),
			headExternal: external
		};
		return [{
			key: pairKey(one),
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
	return (base === null ? [] : await host.messages(base, head).catch(() => [])).flatMap(({ sha, message }) => readTrailers(message, accept.trailer, sha).acceptances.map(({ model, metric, reason, by }) => ({
		model,
		metric,
		reason,
		by
	})));
}

// src/diff/history-badge.ts
/** A model's badge: the figure at the newest commit, green under its ceiling, red over it, blue without one. */
function badgeOf(model, metric = "macs") {
	const label = `${clean(model.case === "" ? model.id : `${model.id} (${model.case})`)} ${metricWords[metric]}`;
	const value = valueOf(model, metric);
	if (value === null) return {
		schemaVersion: 1,
		label,
		message: model.failure === null ? "not known" : "unreadable",
		color: "lightgrey"
	};
	const bound = model.exact || metric === "latency" || metric === "size" || metric === "params" ? "" : "\u2265 ";
	const ceiling = model.budgets[metric];
	const color = ceiling === void 0 ? "blue" : value > BigInt(ceiling) ? "red" : "brightgreen";
	return {
		schemaVersion: 1,
		label,
		message: `${bound}${amountText(value, metric)}`,
		color
	};
}
/** Count, bytes or microseconds. */
function valueOf({ figures, latency }, metric) {
	if (metric === "latency") return latency?.ms === void 0 || latency.ms === null ? null : BigInt(Math.round(latency.ms * 1e3));
	const digits = figures[metric];
	return digits === void 0 ? null : BigInt(digits);
}
function amountText(value, metric) {
	const kind = kindOf(metric);
	return kind === "bytes" ? bytesText(value) : kind === "time" ? timeText(Number(value)) : countText(value);
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

// src/diff/history-recent.ts
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
/** What the file says; nothing where there is none, or where somebody else wrote it. */
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

// src/gate/history-write.ts
const latestPath = "latest.json";
/** MACs of the newest commits, as src/diff/history-recent.ts describes them. */
const recentPath = "recent.json";
/** The newest record on the branch, null where there is none (or none that can be read). */
async function readLatest(tip) {
	const latest = parseLatest(await tip.read(latestPath));
	if (latest === null) return null;
	const path = recordPath(latest.sha);
	const text = await tip.read(path);
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
		once: true
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

// src/gate/history-story.ts
/**
* Records a commit. It is recorded once the promise holds, whoever else writes at the same time; a second time changes nothing.
* @throws Fault `bad-policy`, and as the branch's append
*/
async function recordHead(host, branch, commit, options) {
	const path = recordPath(commit.sha);
	let made = null;
	let read = 0;
	const { kind, tries } = await branch.append(`Record ${commit.sha}`, async (tip) => {
		if ((await tip.present([path])).has(path)) return [];
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
	const catalog = catalogOf(policy);
	const counter = createVersionCounter(host, /* @__PURE__ */ new Map());
	const { version } = options;
	let batch = [];
	const told = {
		commits: 0,
		commitsWithModels: 0
	};
	const flush = async () => {
		if (batch.length === 0) return;
		const { records, layers } = await backfillCommits(batch, {
			catalog,
			counter,
			version
		});
		told.commitsWithModels += records.filter(({ models }) => models.length > 0).length;
		batch = [];
		const kept = new Map([...layers].filter(([key]) => isVersionKey(key)));
		await branch.append(`Record ${records.length} commits`, async (tip) => filesFor(tip, records, kept));
	};
	for await (const { commit, files } of options.walk(wantedBy(catalog))) {
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

// src/host/history-commit.ts
const readme = `# Efficiency history

Written by Flopgate, one file a commit: \`v1/ab/<commit>.json\`. Nothing here is edited by hand, and no file under \`v1/\` is ever
rewritten. \`flopgate history show\` and \`flopgate dashboard\` read it.
`;
/** Commits files on top of the parent's by git fast-import: of the parent's trees it reads only those that it changes. */
async function commitFiles({ folder, env }, commit) {
	const { ref, parent, message, files } = commit;
	const name = process.env["GIT_COMMITTER_NAME"] ?? "Flopgate";
	const mail = process.env["GIT_COMMITTER_EMAIL"] ?? "noreply@flopgate.invalid";
	const first = parent === null ? [{
		path: "README.md",
		text: readme,
		once: true
	}] : [];
	const input = [
		`commit ${ref}`,
		`committer ${plain(name)} <${plain(mail)}> ${Math.floor(Date.now() / 1e3)} +0000`,
		data(message),
		...parent === null ? [] : [`from ${parent}`],
		...[...first, ...files].flatMap(({ path, text }) => [`M 100644 inline ${checked(path)}`, data(text)]),
		"done",
		""
	].join("\n");
	await runGit(folder, [
		"fast-import",
		"--quiet",
		"--done"
	], {
		env,
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

// src/host/history-remote.ts
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
	const folder = mkdtempSync(join(process.env["RUNNER_TEMP"] ?? tmpdir(), "flopgate-history-"));
	const remove = () => rmSync(folder, {
		recursive: true,
		force: true,
		maxRetries: 3
	});
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
	const env = {
		...configured([...settings.filter(isRight), ...own]),
		GIT_DIR: folder
	};
	try {
		const init = [
			"init",
			"-q",
			"--bare",
			"--template=",
			`--object-format=${(await runGit(root, ["rev-parse", "--show-object-format"])).stdout.toString("utf8").trim()}`
		];
		await runGit(folder, [...init, folder]);
	} catch (thrown) {
		remove();
		throw thrown;
	}
	return {
		folder,
		env,
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
	const { stdout } = await runGit(root, command, { answers: [1] });
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
	if (name === null) return root;
	const { stdout } = await runGit(root, [
		"remote",
		"get-url",
		...flags,
		name
	]);
	const [url = ""] = stdout.toString("utf8").split("\n");
	return isAbsolute(url) || /^[^/]*:/.test(url) ? url : resolve(root, url);
}
/** Settings for git by its environment, where no list of processes shows them; after those that are there. */
function configured(settings) {
	const at = Number(process.env["GIT_CONFIG_COUNT"] ?? "0");
	const entries = settings.flatMap(([key, value], i) => [[`GIT_CONFIG_KEY_${at + i}`, key], [`GIT_CONFIG_VALUE_${at + i}`, value]]);
	return {
		GIT_CONFIG_COUNT: String(at + settings.length),
		...Object.fromEntries(entries)
	};
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

// src/host/history-branch.ts
/** How long, and how often, somebody else may be faster; the network may fail fewer times. */
const PATIENCE_MS = 3e5;
const MAX_NETWORK = 5;
/** Jitter of the pause between two tries, in ms: doubled from the first to the last. */
const FIRST_PAUSE = 40;
const LAST_PAUSE = 4e3;
/**
* The data branch of a repository's remote. Nothing is checked out, and nothing changes in the repository itself.
* @param branch its name, without refs/heads/
* @throws Fault as `openScratch`
*/
async function openHistoryBranch(root, branch) {
	const scratch = await openScratch(root);
	let complete = null;
	const ref = `refs/heads/${branch}`;
	const tip = async () => fetchTip(scratch, ref, "tree:2");
	async function attempt(message, compose, tries) {
		const at = await tip();
		const files = await compose(at);
		const here = await at.present(files.filter(({ once }) => once).map(({ path }) => path));
		const missing = files.filter(({ path, once }) => !once || !here.has(path));
		const changed = await Promise.all(missing.map(async (file) => file.once || await at.read(file.path) !== file.text));
		const added = missing.filter((_, i) => changed[i]);
		if (added.length === 0) return "present";
		const local = `refs/heads/try-${tries}`;
		await commitFiles(scratch, {
			ref: local,
			parent: at.sha,
			message,
			files: added
		});
		await push(scratch, local, ref);
		return "written";
	}
	return {
		tip,
		url: scratch.url,
		close() {
			scratch.remove();
			complete?.remove();
		},
		async whole() {
			complete ??= await openScratch(root);
			const all = complete;
			const at = await fetchTip(all, ref, null);
			return {
				...at,
				files: () => filesOf(all, at.sha)
			};
		},
		async append(message, compose) {
			const end = Date.now() + PATIENCE_MS;
			let network = 0;
			for (let tries = 1;; tries += 1) {
				try {
					return {
						kind: await attempt(message, compose, tries),
						tries
					};
				} catch (thrown) {
					const why = reasonOf(asFault(thrown));
					network += why === "network" ? 1 : 0;
					if (why === "final" || network > MAX_NETWORK) throw told(asFault(thrown), branch);
					if (Date.now() > end) throw busy(branch, tries, asFault(thrown));
				}
				const pause = Math.min(LAST_PAUSE, FIRST_PAUSE * 2 ** Math.min(tries, 10));
				await setTimeout(pause * (network > 0 ? 1 + Math.random() : Math.random()));
			}
		}
	};
}
/** @throws Fault `history-refused` with the remote's words, or as `runGit` */
async function push({ folder, env }, local, ref) {
	const command = [
		"push",
		"--porcelain",
		"--no-verify",
		DATA,
		`${local}:${ref}`
	];
	const { code, stdout } = await runGit(folder, command, {
		env,
		answers: [1],
		lazyFetch: true
	});
	if (code === 0) return;
	const [, , why = "no reason"] = /^!.*$/m.exec(stdout.toString("utf8"))?.[0].split("	") ?? [];
	throw new Fault("history-refused", why, refusedHint);
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
function told(fault, branch) {
	const { code, message, hint } = fault;
	if (code === "history-refused") return new Fault(code, `the remote doesn't take ${branch}: ${message}`, hint, { cause: fault });
	if (code !== "git-access") return fault;
	return new Fault(code, `the data branch ${branch} can't be reached: ${message}`, "let the job write: permissions: contents: write", { cause: fault });
}
const refusedHint = "a protection rule or a hook forbids it: exempt this branch, or name another in history.branch";
const busy = (branch, tries, cause) => new Fault("history-busy", `after ${tries} tries others were still faster at writing ${branch}: ${cause.message}`, "run it again: whatever was acknowledged is safe", { cause });
/** @param filter of what comes along; null: all files */
async function fetchTip(scratch, ref, filter) {
	const { folder, env } = scratch;
	const flags = [
		"-q",
		"--depth=1",
		"--no-tags",
		"--no-write-fetch-head",
		"--recurse-submodules=no"
	];
	const filters = filter === null ? ["--no-filter"] : [`--filter=${filter}`];
	const command = [
		"fetch",
		...flags,
		...filters,
		"--",
		DATA,
		`+${ref}:refs/heads/tip`
	];
	try {
		await runGit(folder, command, {
			env,
			lazyFetch: true
		});
	} catch (thrown) {
		if (!/couldn't find remote ref/.test(asFault(thrown).message)) throw thrown;
		return noBranch;
	}
	const { stdout } = await runGit(folder, ["rev-parse", "refs/heads/tip"], { env });
	const sha = stdout.toString("utf8").trim();
	await expectOurs(scratch, sha, ref);
	return {
		sha,
		async read(path) {
			const answer = await runGit(folder, [
				"cat-file",
				"blob",
				`${sha}:${path}`
			], {
				env,
				answers: [128],
				lazyFetch: true
			});
			return answer.code === 0 ? answer.stdout.toString("utf8") : null;
		},
		present: async (paths) => presentIn(scratch, sha, paths)
	};
}
const noBranch = {
	sha: null,
	read: async () => null,
	present: async () => /* @__PURE__ */ new Set()
};
/** A branch of something else must never get our files. */
async function expectOurs({ folder, env }, sha, ref) {
	const { stdout } = await runGit(folder, [
		"ls-tree",
		"-z",
		sha,
		"--",
		"v1"
	], {
		env,
		lazyFetch: true
	});
	if (stdout.toString("utf8").startsWith("040000 tree ")) return;
	throw new Fault("not-a-data-branch", `${ref.replace("refs/heads/", "")} has no folder v1: it is no branch of Flopgate's`, "name another branch in history.branch of flopgate.yml, or delete this one");
}
/** Paths that a command line takes at once; more are looked up in the whole listing. */
const FEW = 50;
async function presentIn({ folder, env }, sha, paths) {
	if (paths.length === 0) return /* @__PURE__ */ new Set();
	const which = paths.length > FEW ? ["-r", sha] : [
		sha,
		"--",
		...paths
	];
	const { stdout } = await runGit(folder, [
		"ls-tree",
		"-z",
		"--name-only",
		...which
	], {
		env,
		lazyFetch: true
	});
	const names = stdout.toString("utf8").split("\0");
	if (paths.length <= FEW) return new Set(names.filter((name) => name !== ""));
	const wanted = new Set(paths);
	return new Set(names.filter((name) => wanted.has(name)));
}
/** Files fetched together; a part of the history is in memory, never all. */
const TOGETHER = 500;
async function* filesOf({ folder, env }, sha) {
	if (sha === null) return;
	const { stdout } = await runGit(folder, [
		"ls-tree",
		"-r",
		"-z",
		sha
	], { env });
	const entries = stdout.toString("utf8").split("\0").flatMap((line) => {
		const [meta = "", path] = line.split("	");
		const [, type, id = ""] = meta.split(" ");
		return type === "blob" && path !== void 0 ? [{
			path,
			id
		}] : [];
	});
	for (let at = 0; at < entries.length; at += TOGETHER) {
		const some = entries.slice(at, at + TOGETHER);
		const input = some.map(({ id }) => `${id}\n`).join("");
		const batch = await runGit(folder, ["cat-file", "--batch"], {
			env,
			input
		});
		let from = 0;
		for (const { path } of some) {
			const end = batch.stdout.indexOf("\n", from);
			const size = Number(batch.stdout.toString("latin1", from, end).split(" ")[2]);
			yield {
				path,
				text: batch.stdout.toString("utf8", end + 1, end + 1 + size),
				once: true
			};
			from = end + size + 2;
		}
	}
}

export { branchAt as a, recentPath as c, backfill as i, parseRecent as l, commitUrlOf as n, recordHead as o, webNameOf as r, readLatest as s, openHistoryBranch as t, badgeOf as u };