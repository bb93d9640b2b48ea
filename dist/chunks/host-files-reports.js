const require_core = require("./core.js");
const require_files = require("./host-files-files.js");
const require_gate_report = require("./judge-gate-report.js");
const require_report_json = require("./judge-report-json.js");
let node_path = require("node:path");

// src/judge/merge-reports.ts
/** Reports don't go together. */
function badMerge(message) {
	return new require_core.Fault("bad-merge", message, "give the reports of one run: those that the jobs of one matrix wrote");
}
/**
* The reports of all shards as the one report that a single run would have given. A shard that is missing leaves the answer
* incomplete: undecided, never a pass.
* @param lost shards that gave no report
* @throws Fault `bad-merge` if they don't belong together, or if one is there twice
*/
function mergeReports(shards, lost) {
	const [first] = shards;
	if (first === void 0) throw badMerge("there is no report to merge");
	for (const shard of shards) checkSame(first, shard);
	const of = first.report.shard?.of ?? 0;
	const byIndex = indexed(shards);
	checkModels(shards);
	const reports = [...byIndex.entries()].toSorted(([a], [b]) => a - b).map(([, { report }]) => report);
	const missing = Array.from({ length: of }, (_, i) => i + 1).filter((index) => !byIndex.has(index));
	return require_gate_report.gateReport({
		...first.report,
		createdAt: reports.map(({ createdAt }) => createdAt).toSorted().at(-1) ?? first.report.createdAt,
		models: reports.flatMap(({ models }) => models),
		findings: distinct(reports.flatMap(({ findings }) => findings)),
		acceptances: distinct(reports.flatMap(({ acceptances }) => acceptances)),
		incomplete: distinct([
			...missing.map((index) => ({
				kind: "shard",
				index,
				of
			})),
			...lost,
			...reports.flatMap(({ incomplete }) => incomplete)
		]),
		environment: environmentOf(reports),
		shard: null
	}, reports.reduce((sum, { unchanged }) => sum + unchanged, 0));
}
/** What all shards of a run have in common. */
function checkSame(a, b) {
	const parts = [
		[
			"version",
			a.report.version,
			b.report.version
		],
		[
			"base",
			revisionText(a.report.base),
			revisionText(b.report.base)
		],
		[
			"head",
			revisionText(a.report.head),
			revisionText(b.report.head)
		],
		[
			"policy",
			policyText(a.report),
			policyText(b.report)
		],
		[
			"shards",
			String(a.report.shard?.of ?? "none"),
			String(b.report.shard?.of ?? "none")
		],
		[
			"plan",
			a.report.shard?.plan ?? "",
			b.report.shard?.plan ?? ""
		]
	];
	for (const [part, one, other] of parts) if (one !== other) throw differs(part, [a.name, one], [b.name, other]);
	const { shard } = b.report;
	if (shard === null) throw badMerge(`${b.name} is a whole report, not of a shard`);
	if (shard.index > shard.of) throw badMerge(`${b.name} is shard ${shard.index} of ${shard.of}`);
}
function differs(part, [a, one], [b, other]) {
	const what = {
		version: "is of version",
		base: "compares with base",
		head: "judges head",
		policy: "is judged by the policy",
		shards: "is a shard of",
		plan: "follows the plan"
	}[part];
	return badMerge(`${b} ${what} ${other}, ${a} ${what} ${one}`);
}
const revisionText = (revision) => revision === null ? "none" : revision.sha;
const policyText = ({ policy, comment }) => [
	policy.path ?? "built-in",
	policy.from,
	comment.mode,
	`rows=${comment.rows}`
].join(", ");
function indexed(shards) {
	const byIndex = /* @__PURE__ */ new Map();
	for (const shard of shards) {
		const index = shard.report.shard?.index ?? 0;
		const before = byIndex.get(index);
		if (before !== void 0) throw new require_core.Fault("bad-merge", `${before.name} and ${shard.name} are both shard ${index}`, "give each report once");
		byIndex.set(index, shard);
	}
	return byIndex;
}
/** A model is judged by one shard. */
function checkModels(shards) {
	const owner = /* @__PURE__ */ new Map();
	for (const { name, report } of shards) for (const model of report.models) {
		const key = `${model.path}\0${model.case}`;
		const before = owner.get(key);
		if (before !== void 0) throw badMerge(`${before} and ${name} both judge ${model.path}`);
		owner.set(key, name);
	}
}
function distinct(items) {
	return [...new Map(items.map((item) => [keyOf(item), item])).values()];
}
const keyOf = (item) => JSON.stringify(item, (_, value) => typeof value === "bigint" ? `${value}n` : value);
/** Shards may have run on different machines: each is listed. */
function environmentOf(reports) {
	const all = reports.flatMap(({ environment }) => environment === null ? [] : [environment]);
	if (all.length === 0) return null;
	const names = [...new Set(all.flatMap((environment) => Object.keys(environment)))];
	return Object.fromEntries(names.map((name) => [name, [...new Set(all.flatMap((environment) => environment[name] ?? []))].join(" \u00b7 ")]));
}

// src/gate/merge.ts
/**
* One report of many: what `merge` gives. A file that reports a failure stands for a shard that is lost; any other that is no report
* is refused.
* @throws Fault `bad-report`, `bad-merge`
*/
function mergeFiles(files) {
	const shards = [];
	const lost = [];
	for (const { name, text } of files) {
		const failure = failureIn(text);
		if (failure === null) shards.push({
			name,
			report: require_report_json.parseReport(text, name)
		});
		else lost.push(failure);
	}
	if (shards.length === 0) throw badMerge(`there is no report to merge${lost.map((one) => `: ${require_core.missingText(one)}`).join("")}`);
	return mergeReports(shards, lost);
}
/** What a file of schema `flopgate/error/1` says; null if it is none. */
function failureIn(text) {
	if (text.length > 64e3) return null;
	try {
		const { schema, error } = JSON.parse(text);
		if (schema !== "flopgate/error/1") return null;
		const { code, message } = error ?? {};
		return {
			kind: "failed-shard",
			code: typeof code === "string" ? code : "?",
			message: typeof message === "string" ? message.slice(0, 1e3) : ""
		};
	} catch {
		return null;
	}
}
/** For doors that have no file at all. */
function noReports(where, cause) {
	const why = cause === void 0 ? "" : `: ${require_core.asFault(cause).message}`;
	return new require_core.Fault("bad-merge", `${where} holds no report${why}`, "give report files, or the folder that the artifacts were put in");
}

// src/host/files/reports.ts
/** Reports that are read at once: as many as a matrix may have jobs. */
const MAX_REPORTS = 256;
/** Characters of all of them; a report of 2,000 models has 10 million. */
const MAX_ALL = 96 << 20;
/**
* Report files by path, or all those below a folder: artifacts are put in a folder each.
* @param most bytes that one may have
* @throws Fault `missing-file`, `too-many-files`, `unreadable-file`
*/
function readReports(paths, most) {
	const files = paths.flatMap((path) => {
		const kind = require_core.kindOfPath(path);
		if (kind === "nothing") throw new require_core.Fault("missing-file", `${path} doesn't exist`, "check the path");
		return kind === "folder" ? require_core.listFolder(path, isReport).map((name) => (0, node_path.join)(path, name)) : [path];
	});
	if (files.length > MAX_REPORTS) throw new require_core.Fault("too-many-files", `${files.length} reports are more than ${MAX_REPORTS}`, "name a folder further down");
	let all = 0;
	return files.map((name) => {
		const text = require_files.readText(name, name, most) ?? "";
		all += text.length;
		if (all > MAX_ALL) throw new require_core.Fault("too-many-files", `the reports up to ${name} hold more than ${MAX_ALL} characters`, "name the reports of one run only");
		return {
			name,
			text
		};
	});
}
const isReport = (path) => /^flopgate-report.*\.json$/.test((0, node_path.basename)(path));

Object.defineProperty(exports, "mergeFiles", {
  enumerable: true,
  get: function () {
    return mergeFiles;
  }
});
Object.defineProperty(exports, "noReports", {
  enumerable: true,
  get: function () {
    return noReports;
  }
});
Object.defineProperty(exports, "readReports", {
  enumerable: true,
  get: function () {
    return readReports;
  }
});