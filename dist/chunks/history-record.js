import { mt as constantOf, vt as mul, wt as Fault } from "./base.js";
import { n as countedMetrics } from "./metric.js";
import { t as budgetMetrics } from "./policy.js";

// src/diff/history-layers.ts
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
	macs: (layer) => mul(layer.macs, layer.times),
	elementwise: (layer) => mul(layer.elementwise, layer.times),
	params: (layer) => layer.params,
	moved: (layer) => mul(layer.movedBytes, layer.times)
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
	const value = constantOf(dim);
	return value === void 0 || value === null ? -1 : Number(value);
}
/** Where the layers of a version lie on the data branch. */
function layersPath(key) {
	return `layers/${key.slice(0, 2)}/${key}.json`;
}
/** Keys that name a file; another is no key of ours. */
const isVersionKey = (key) => /^[0-9a-f]{40,64}-[0-9a-f]{16}$/.test(key);
/** Layers read back, null where the text holds none: whoever may push to the branch may have written it. */
function parseLayers(json) {
	try {
		const value = JSON.parse(json);
		const names = texts(value.names);
		const ops = texts(value.ops);
		const figures = value.figures ?? {};
		const columns = layerMetrics.map((metric) => [metric, numbers(figures[metric], names.length)]);
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
function numbers(value, length) {
	const given = Array.isArray(value) ? value : [];
	return Array.from({ length }, (_, i) => {
		const one = given[i];
		return typeof one === "number" && Number.isFinite(one) ? one : -1;
	});
}

// src/diff/history-record.ts
/** Where a commit's record lies on the data branch. */
function recordPath(sha) {
	return `v1/${sha.slice(0, 2)}/${sha}.json`;
}
const isRecordPath = (path) => /^v1\/[0-9a-f]{2}\/[0-9a-f]{40,64}\.json$/.test(path);
function recordText(record) {
	return `${JSON.stringify(record)}\n`;
}
/** Characters of a text that is kept of a record. */
const MAX_TEXT = 2e3;
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
* @throws Fault `bad-record` where it is none at all
*/
function parseRecord(json, name) {
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
		parents: list(value["parents"]).filter(isSha),
		committedAt: new Date(committedAt).toISOString(),
		subject: text(value["subject"]),
		version: text(value["version"]),
		backfilled: value["backfilled"] === true,
		models: list(value["models"]).slice(0, MAX_MODELS).filter(isJson).map(modelOf),
		acceptances: list(value["acceptances"]).slice(0, 1e3).filter(isJson).map(acceptanceOf),
		environment: isJson(value["environment"]) ? environmentOf(value["environment"]) : null
	};
}
const bad = (name, what, cause) => new Fault("bad-record", `${name} ${what}`, "it was not written by flopgate: delete it from the data branch", { cause });
function modelOf(model) {
	const { failure, latency } = model;
	return {
		id: text(model["id"]),
		case: text(model["case"]),
		path: text(model["path"]),
		key: text(model["key"]),
		format: typeof model["format"] === "string" ? text(model["format"]) : null,
		exact: model["exact"] === true,
		figures: amounts(model["figures"], countedMetrics),
		budgets: amounts(model["budgets"], budgetMetrics),
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
	const [low = null, high = null] = list(latency["interval"]).map(positive);
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
		metric: budgetMetrics.find((one) => one === metric) ?? "*",
		reason: text(acceptance["reason"]),
		by: text(acceptance["by"])
	};
}
function environmentOf(environment) {
	return Object.fromEntries(Object.entries(environment).slice(0, 50).map(([name, value]) => [text(name), text(value)]));
}

export { isVersionKey as a, parseLayers as c, recordText as i, parseRecord as n, layersOf as o, recordPath as r, layersPath as s, isRecordPath as t };