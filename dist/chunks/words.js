import { B as percentText, F as bytesText, I as countText, L as deltaText, q as kindOf } from "./base.js";
import { n as quote } from "./quote.js";

// src/report/words.ts
/** Heads of columns and rows. */
const metricHeads = {
	macs: "MACs",
	params: "params",
	memory: "peak memory",
	size: "file size",
	latency: "latency",
	flops: "FLOPs",
	elementwise: "other arithmetic",
	transcendentals: "transcendentals",
	bitops: "bit-operations",
	weights: "weights",
	moved: "moved bytes",
	load: "load time"
};
const verdictWords = {
	pass: "within budget",
	warn: "worth a look",
	fail: "over budget",
	undecided: "undecided",
	skipped: "not judged"
};
/** What became of a model, in a word or two. */
function outcomeWords(model) {
	if (model.judgements.some(({ broke }) => broke === "unreadable")) return "can't be judged";
	if (model.change === "removed") return "removed";
	if (model.verdict === "warn" && model.judgements.some(({ accepted }) => accepted !== null)) return "accepted";
	if (model.verdict === "skipped" && model.change === "added") return "new";
	return verdictWords[model.verdict];
}
/** How the model came to be compared, where that isn't simply `changed`. */
function changeWords({ change }) {
	switch (change) {
		case "added": return "new";
		case "removed":
		case "renamed":
		case "moved":
		case "unchanged": return change;
		case "changed": return null;
	}
}
/** One sentence that tells the whole run: `1 of 3 changed models over budget`. */
function headline(report) {
	const models = idsOf(report.models);
	if (report.models.length === 0) return report.incomplete.length > 0 ? "the answer is incomplete" : `no model changed${unchangedWords(report.unchanged)}`;
	const of = `of ${models} ${models === 1 ? "model" : "models"}`;
	const unreadable = idsOf(report.models.filter((model) => outcomeWords(model) === "can't be judged"));
	const failed = idsOf(report.models.filter(({ verdict }) => verdict === "fail")) - unreadable;
	switch (report.verdict) {
		case "fail": return [failed > 0 ? `${failed} ${of} over budget` : "", unreadable > 0 ? `${unreadable}${failed > 0 ? "" : ` ${of}`} can't be judged` : ""].filter((part) => part !== "").join(", ");
		case "undecided": {
			const open = idsOf(report.models.filter(({ verdict }) => verdict === "undecided"));
			return open > 0 ? `${open} ${of} undecided` : "the answer is incomplete";
		}
		case "warn": {
			const warned = report.models.filter(({ verdict }) => verdict === "warn");
			const words = warned.every((model) => outcomeWords(model) === "accepted") ? "over budget, but accepted" : "worth a look";
			return `${idsOf(warned)} ${of} ${words}`;
		}
		case "pass": return `${models} ${models === 1 ? "model" : "models"} within budget`;
		case "skipped": return `${models} ${models === 1 ? "model" : "models"} with nothing to judge`;
	}
}
function unchangedWords(unchanged) {
	return unchanged === 0 ? "" : ` (${unchanged} ${unchanged === 1 ? "is" : "are"} the same as at base)`;
}
function idsOf(models) {
	return new Set(models.map(({ id }) => id)).size;
}
/** A count or bytes by metric. */
function amountText(value, metric) {
	return kindOf(metric) === "bytes" ? bytesText(value) : countText(value);
}
/** `+18 M`, `\u22123 MiB`, `0`; null where there is no difference to tell. */
function changeText({ delta }, metric) {
	return delta === null ? null : deltaText(delta, kindOf(metric));
}
/** `+2.5 %`; null where there is no base to tell it by, or either side is only a lower bound. */
function percentOf(model, metric) {
	const { ratio } = model.figures[metric];
	const open = isBound(model, "base", metric) || isBound(model, "head", metric);
	return ratio === null || open ? null : percentText(ratio);
}
/** True where the side's operation counts are lower bounds. */
function isBound(model, side, metric) {
	const facts = model[side];
	return facts?.kind === "counted" && !facts.exact && ![
		"params",
		"weights",
		"size"
	].includes(metric);
}
/** `4.31 G`, `\u2265 4.31 G`, a formula, or null where the side has no such figure. */
function sideText(model, side, metric) {
	const figure = model.figures[metric];
	const value = figure[side];
	if (value !== null) return `${isBound(model, side, metric) ? "\u2265 " : ""}${amountText(value, metric)}`;
	return side === "base" ? figure.baseFormula : figure.headFormula;
}
/** `detector`, or `detector (b8)`. */
function titleOf(model) {
	return model.case === "" ? model.id : `${model.id} (${model.case})`;
}
/** Judgements that a reader must see: whatever isn't a pass, the model as a whole last. */
function toldJudgements({ judgements }) {
	return judgements.filter(({ verdict, metric }) => verdict !== "pass" && !(verdict === "skipped" && metric !== "model"));
}
/** The first seven digits of a commit's id. */
function shortSha(sha) {
	return sha === "worktree" ? "the worktree" : sha.slice(0, 7);
}
/** An emoji beside the words, never instead of them. */
const icons = {
	pass: "\u2705",
	warn: "\u26a0\ufe0f",
	fail: "\u274c",
	undecided: "\u2754",
	skipped: "\u2796"
};
/** Metrics that grow otherwise than at base, by how: `MACs, peak memory grow quadratically in `sequence`, at base linearly`. */
function growthSentences({ growth }) {
	const groups = /* @__PURE__ */ new Map();
	for (const { metric, symbol, base, head } of growth) {
		const key = `grow ${adverbs.get(head) ?? head} in ${quote(symbol)}, at base ${adverbs.get(base) ?? base}`;
		groups.set(key, [...groups.get(key) ?? [], metricHeads[metric]]);
	}
	return [...groups].map(([how, metrics]) => `${metrics.join(", ")} ${how}`);
}
const adverbs = /* @__PURE__ */ new Map([
	["constant", "not at all"],
	["linear", "linearly"],
	["quadratic", "quadratically"],
	["cubic", "cubically"],
	["polynomial", "faster than cubically"]
]);

export { headline as a, outcomeWords as c, sideText as d, titleOf as f, growthSentences as i, percentOf as l, changeText as n, icons as o, toldJudgements as p, changeWords as r, metricHeads as s, amountText as t, shortSha as u };