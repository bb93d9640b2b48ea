const require_core = require("./core.js");

// src/report/words.ts
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
	if (model.change === "removed" && model.verdict === "skipped") return "removed";
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
	return require_core.unitOf(metric) === "bytes" ? require_core.bytesText(value) : require_core.countText(value);
}
/** `+18 M`, `\u22123 MiB`, `0`; null where there is no difference to tell. */
function changeText({ delta }, metric) {
	return delta === null ? null : require_core.deltaText(delta, require_core.unitOf(metric));
}
/** `+2.5 %`; null where there is no base to tell it by, or either side is only a lower bound. */
function percentOf(model, metric) {
	const { ratio } = model.figures[metric];
	const open = isBoundAt(model, "base", metric) || isBoundAt(model, "head", metric);
	return ratio === null || open ? null : require_core.percentText(ratio);
}
/** True where the side's figure is a lower bound. */
function isBoundAt(model, side, metric) {
	const facts = model[side];
	return facts?.kind === "counted" && require_core.isBound(metric, facts.exact);
}
/**
* `4.31 G`, `\u2265 4.31 G`, a formula, or null where the side has no such figure.
* @param most characters of a formula
*/
function sideText(model, side, metric, most) {
	const figure = model.figures[metric];
	const value = figure[side];
	if (value !== null) return `${isBoundAt(model, side, metric) ? "\u2265 " : ""}${amountText(value, metric)}`;
	const { baseFormula: base, headFormula: head } = figure;
	const style = {
		kind: require_core.unitOf(metric),
		most
	};
	if (base !== null && head !== null && base !== head) return require_core.briefPair(base, head, style)[side === "base" ? 0 : 1];
	const formula = side === "base" ? base : head;
	return formula === null ? null : require_core.briefFormula(formula, style);
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
		const key = `grow ${adverbs.get(head) ?? head} in ${require_core.quote(symbol)}, at base ${adverbs.get(base) ?? base}`;
		groups.set(key, [...groups.get(key) ?? [], require_core.metricOf(metric).head]);
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

Object.defineProperty(exports, "amountText", {
  enumerable: true,
  get: function () {
    return amountText;
  }
});
Object.defineProperty(exports, "changeText", {
  enumerable: true,
  get: function () {
    return changeText;
  }
});
Object.defineProperty(exports, "changeWords", {
  enumerable: true,
  get: function () {
    return changeWords;
  }
});
Object.defineProperty(exports, "growthSentences", {
  enumerable: true,
  get: function () {
    return growthSentences;
  }
});
Object.defineProperty(exports, "headline", {
  enumerable: true,
  get: function () {
    return headline;
  }
});
Object.defineProperty(exports, "icons", {
  enumerable: true,
  get: function () {
    return icons;
  }
});
Object.defineProperty(exports, "outcomeWords", {
  enumerable: true,
  get: function () {
    return outcomeWords;
  }
});
Object.defineProperty(exports, "percentOf", {
  enumerable: true,
  get: function () {
    return percentOf;
  }
});
Object.defineProperty(exports, "shortSha", {
  enumerable: true,
  get: function () {
    return shortSha;
  }
});
Object.defineProperty(exports, "sideText", {
  enumerable: true,
  get: function () {
    return sideText;
  }
});
Object.defineProperty(exports, "titleOf", {
  enumerable: true,
  get: function () {
    return titleOf;
  }
});
Object.defineProperty(exports, "toldJudgements", {
  enumerable: true,
  get: function () {
    return toldJudgements;
  }
});