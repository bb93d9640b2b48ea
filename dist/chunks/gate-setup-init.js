const require_pair_inputs = require("./count-pair-inputs.js");
const require_policies = require("./gate-find-policies.js");
const require_catalog = require("./gate-find-catalog.js");
const require_kinds = require("./gate-find-kinds.js");
const require_usual_sizes = require("./diff-usual-sizes.js");
const require_core = require("./core.js");
const require_figures = require("./diff-figures.js");
const require_quantity = require("./policy-quantity.js");
const require_map_pool = require("./gate-map-pool.js");
const require_side = require("./gate-side.js");

// src/gate/setup/init-policy.ts
/** Where editors find the policy's schema. */
const schemaUrl = "https://raw.githubusercontent.com/flopgate/flopgate/v1/docs/flopgate.schema.json";
/** Entries that a policy is begun with; further models are judged by its defaults. */
const MAX_ENTRIES = 1e3;
/** A policy that lets today's models pass: each figure a ceiling, and the increases that are worth a word. */
function initialPolicy(sightings) {
	const entries = sightings.slice(0, MAX_ENTRIES);
	const more = sightings.length - entries.length;
	return `${[
		`# yaml-language-server: $schema=${schemaUrl}`,
		"# What a pull request may cost. `flopgate policy` lists what holds for which model.",
		"version: 1",
		"strict: true # what is watched and can\u2019t be judged fails, instead of warning",
		...entries.length === 0 ? ["# No model was found: what is added later is judged by the defaults below."] : ["models:"],
		...entries.flatMap(entryOf),
		...more === 0 ? [] : [`  # ${more} more models are judged by the defaults.`],
		"defaults:",
		"  budgets: # +5% is an increase over base, max an absolute ceiling",
		"    macs: { fail: +5%, warn: +0.5% }",
		"    params: { fail: +5% }",
		"    memory: { fail: +10% }",
		"    size: { fail: +5% }",
		"  unsupported_ops: warn # an operator of unknown cost: off, warn or fail"
	].join("\n")}\n`;
}
function entryOf(sighting) {
	const head = `  - path: ${quoted(sighting.path)}`;
	if (sighting.kind === "failed") return [head, `    # can't be read as it is: ${require_core.visible(sighting.failure.message).slice(0, 200)}`];
	if (sighting.kind === "uncounted") return [head, ...sizeAlone(sighting)];
	const limits = require_core.ceilingMetrics.flatMap((metric) => {
		const value = ceilingOf(sighting, metric);
		return value === null || value === 0n ? [] : [`      ${metric}: { max: ${ceilingText(value, metric)} }`];
	});
	return [
		head,
		...dimLines(sighting.dims),
		...withoutCeiling(sighting).map((why) => `    # ${why}`),
		...limits.length === 0 ? [] : ["    budgets:", ...limits]
	];
}
function sizeAlone({ what, bytes }) {
	const note = `    # ${what}, which isn't counted: its size is all that is judged`;
	if (bytes === null || bytes === 0n) return [note];
	return [
		note,
		"    budgets:",
		`      size: { max: ${ceilingText(bytes, "size")} }`
	];
}
function ceilingOf(sighting, metric) {
	const amount = require_figures.amountOf(sighting, metric);
	const value = amount?.exact === true ? amount.value : null;
	return value !== null && value >= 0n && value <= largestCeiling ? value : null;
}
/** A figure beyond is no model's: a policy holds no such number. */
const largestCeiling = 10n ** 18n;
/** Sizes for every open axis: what budgets hold at. */
function dimLines(dims) {
	if (dims.size === 0) return [];
	return ["    # Sizes that the file leaves open, as usual. Put those that you run it at; the ceilings hold there.", `    dims: { ${[...dims].map(([name, size]) => `${quoted(name)}: ${size}`).join(", ")} }`];
}
/** Which figures of a model get no ceiling, and why; none of a model that has all. Hostile text. */
function withoutCeiling(sighting) {
	if (sighting.kind === "failed") return [`no ceilings: it can't be read: ${require_core.visible(sighting.failure.message).slice(0, 200)}`];
	if (sighting.kind === "uncounted") return [];
	const { report } = sighting;
	const without = require_core.ceilingMetrics.filter((metric) => ceilingOf(sighting, metric) === null).map((metric) => require_core.metricOf(metric).words);
	if (without.length === 0) return [];
	const layers = report.coverage.unknown + report.coverage.bounded;
	const why = !report.exact ? `${layers} ${layers === 1 ? "layer has" : "layers have"} no exact cost` : report.unbound.length === 0 ? "the figures are beyond any limit" : `they depend on ${report.unbound.slice(0, 4).map(require_core.visible).join(", ")}`;
	return [`no ceiling on ${without.join(", ")}: ${why}`];
}
/** A plain scalar where YAML reads it as itself, else one in double quotes; never more than one line. */
function quoted(text) {
	if (/^[A-Za-z_][\w./-]*$/.test(text) && !/^(?:true|false|null|yes|no|on|off)$/i.test(text)) return text;
	return JSON.stringify(text).replaceAll(/[\u007f-\u009f\u2028\u2029\ufeff]/g, escaped);
}
const escaped = (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
const scales = {
	count: [
		["T", 10n ** 12n],
		["G", 10n ** 9n],
		["M", 10n ** 6n],
		["k", 1000n]
	],
	bytes: [
		["TiB", 1n << 40n],
		["GiB", 1n << 30n],
		["MiB", 1n << 20n],
		["KiB", 1n << 10n]
	]
};
/** The least ceiling of three digits that the figure keeps: at most 1 % above it. `4.09G`, `97.4MiB`, `864`. */
function ceilingText(value, metric) {
	const kind = require_core.unitOf(metric);
	if (kind === "time") throw new TypeError(`${metric} is no counted metric`);
	const [unit, factor] = scales[kind].find(([, least]) => value >= least) ?? ["", 1n];
	if (unit === "") return `${value}${kind === "bytes" ? "B" : ""}`;
	const decimals = value >= factor * 100n ? 0 : value >= factor * 10n ? 1 : 2;
	const step = 10n ** BigInt(decimals);
	for (let scaled = value * step / factor;; scaled += 1n) {
		const fraction = String(scaled % step).padStart(decimals, "0").replace(/0+$/, "");
		const text = `${scaled / step}${decimals === 0 || fraction === "" ? "" : `.${fraction}`}${unit}`;
		if ((require_quantity.parseCeiling(text, kind)?.value ?? 0n) >= value) return text;
	}
}

// src/gate/setup/init.ts
const worktree = { kind: "worktree" };
const workflowPath = ".github/workflows/flopgate.yml";
/** What sets a repository up: the policy, at the path where one is looked for, and a workflow unless one runs Flopgate already. */
async function planInit(tools, progress) {
	const sightings = await countAll(tools, progress);
	const policy = await present(tools, require_policies.policyPlaces);
	const workflow = await usedIn(tools);
	const files = [{
		path: policy?.path ?? "flopgate.yml",
		content: initialPolicy(sightings),
		before: policy?.text ?? null
	}];
	if (workflow === null || workflow.path === workflowPath) files.push({
		path: workflowPath,
		content: workflowText,
		before: workflow?.text ?? null
	});
	return {
		files,
		models: sightings.length,
		uncounted: sightings.flatMap(({ kind, path }) => kind === "uncounted" ? [path] : []),
		withoutCeiling: sightings.flatMap((one) => withoutCeiling(one).map((why) => ({
			path: one.path,
			why
		}))),
		unreadable: sightings.flatMap(({ kind, path }) => kind === "failed" ? [path] : []),
		workflow: workflow === null || workflow.path === workflowPath ? null : workflow.path
	};
}
async function countAll(tools, progress) {
	const catalog = require_catalog.catalogOf(require_policies.defaultPolicy);
	const files = await tools.list(worktree, (path) => catalog.planOf(path) !== null || catalog.isExternal(path));
	const uncounted = await require_kinds.uncountedIn(tools, catalog);
	const models = files.filter(({ path }) => catalog.planOf(path) !== null && require_catalog.uncountedByName(path) === null);
	const counter = require_side.createCounter(async (file) => tools.open(file));
	const counted = await require_map_pool.mapPool(models, 2, async (file, i) => {
		progress(i, models.length, file.path);
		const plan = catalog.planOf(file.path);
		const bytes = await totalBytes([file, ...files.filter(({ path }) => plan !== null && path !== file.path && catalog.belongs(plan, path))], tools);
		const [side] = await counter.count(file, [{}], bytes);
		if (side?.kind === "counted") {
			const dims = usualDims(side.report);
			const [again] = dims.size === 0 ? [] : await counter.count(file, [{ dims }], bytes);
			return again?.kind === "counted" ? {
				kind: "counted",
				path: file.path,
				report: again.report,
				bytes,
				dims
			} : {
				kind: "counted",
				path: file.path,
				report: side.report,
				bytes,
				dims: /* @__PURE__ */ new Map()
			};
		}
		return {
			kind: "failed",
			path: file.path,
			failure: side?.failure ?? {
				code: "internal",
				message: "it was not counted",
				hint: ""
			}
		};
	});
	const others = await Promise.all(uncounted.map(async ({ file, kind }) => ({
		kind: "uncounted",
		path: kind.part === "pointer" ? kind.root.replace(/\.dvc$/i, "") : kind.root,
		what: kind.what,
		bytes: await require_kinds.pointedBytes(file, tools) ?? await tools.bytes(file)
	})));
	return [...new Map([...others, ...counted].map((sighting) => [sighting.path, sighting])).values()].toSorted((a, b) => a.path < b.path ? -1 : 1);
}
/** Usual sizes for what the inputs leave open: a batch of 1. */
function usualDims(report) {
	const named = new Set(report.inputs.flatMap(({ name, value }) => value === void 0 ? [] : require_pair_inputs.symbolsOfInput({
		name,
		type: value
	})));
	const roles = [...require_usual_sizes.reportRoles(report)].filter(([name]) => named.has(name) && isKey(name));
	return new Map(roles.map(([name, role]) => [name, require_usual_sizes.usualSize(role)]));
}
/** False of a name that a policy can't hold. */
const isKey = (name) => name !== "" && name !== "__proto__" && name.length <= 200;
async function totalBytes(files, tools) {
	return (await Promise.all(files.map(async (file) => tools.bytes(file)))).reduce((sum, size) => sum === null || size === null ? null : sum + size, 0n);
}
async function present(tools, places) {
	return (await Promise.all(places.map(async (path) => ({
		path,
		text: await tools.text(worktree, path)
	})))).flatMap((one) => one.text === null ? [] : [{
		path: one.path,
		text: one.text
	}])[0] ?? null;
}
/** The first workflow of the repository that names Flopgate as a step; the usual place first. */
async function usedIn(tools) {
	const own = await present(tools, [workflowPath]);
	if (own !== null) return own;
	const files = await tools.list(worktree, isWorkflow);
	for (const { path } of files) {
		const text = await tools.text(worktree, path);
		if (text !== null && /^\s*(?:-\s+)?uses:\s*['"]?[^\s'"#]*\bflopgate(?:\/[^\s'"@]*)?@/m.test(text)) return {
			path,
			text
		};
	}
	return null;
}
const isWorkflow = (path) => /^\.github\/workflows\/[^/]+\.ya?ml$/.test(path);
/** The workflow of the README. */
const workflowText = `name: Flopgate
on: [pull_request, merge_group]
permissions: {}
jobs:
  gate:
    runs-on: ubuntu-latest
    permissions:
      contents: read
      pull-requests: write # the comment
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with:
          persist-credentials: false
      - uses: flopgate/flopgate@v1
`;

Object.defineProperty(exports, "isWorkflow", {
  enumerable: true,
  get: function () {
    return isWorkflow;
  }
});
Object.defineProperty(exports, "planInit", {
  enumerable: true,
  get: function () {
    return planInit;
  }
});