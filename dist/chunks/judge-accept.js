const require_core = require("./core.js");
const require_figures = require("./diff-figures.js");
const require_quantity = require("./policy-quantity.js");

// src/judge/limit.ts
/** Where the figure stands to a ceiling. A lower bound above it has broken it; one below it leaves it open. */
function standingToMax(head, max) {
	if (head.value !== null) return head.value > max ? "broken" : head.exact ? "within" : "open";
	if (head.formula === null) return "open";
	const standing = compareFormulas(head.formula, require_core.fromBigInt(max));
	return standing === "within" && !head.exact ? "open" : standing;
}
/**
* Where the increase from base to head stands to what is allowed. With lower bounds on both sides it can be proved only
* where what is unknown is the same on both (`sameUnknowns`): U more on either side lessens no amount and raises no ratio.
*/
function standingToIncrease(base, head, limit, sameUnknowns) {
	const standing = rawStanding(base, head, limit);
	if (standing === "open" || base.exact && head.exact) return standing;
	if (!head.exact && !base.exact) return sameUnknowns && (standing === "within" || limit.amount !== null) ? standing : "open";
	return standing === (head.exact ? "within" : "broken") ? standing : "open";
}
function rawStanding(base, head, limit) {
	const { over, under } = limit.ratio ?? {
		over: 0n,
		under: 1n
	};
	const more = limit.amount ?? 0n;
	if (base.value !== null && head.value !== null) return head.value * under > base.value * (under + over) + more * under ? "broken" : "within";
	const [before, after] = [dimOf(base), dimOf(head)];
	if (before === null || after === null) return "open";
	const allowed = require_core.add(require_core.mul(before, require_core.fromBigInt(under + over)), require_core.fromBigInt(more * under));
	return compareFormulas(require_core.mul(after, require_core.fromBigInt(under)), allowed);
}
function dimOf({ value, formula }) {
	return formula ?? (value === null ? null : require_core.fromBigInt(value));
}
/** Whether a \u2264 b (`within`) or a > b (`broken`) for all sizes \u2265 1. */
function compareFormulas(a, b) {
	try {
		const room = fromOneOn(require_core.sub(b, a));
		if (require_core.isNonNegative(room)) return "within";
		return require_core.isNonNegative(require_core.sub(require_core.mul(room, -1), 1)) ? "broken" : "open";
	} catch (thrown) {
		if (thrown instanceof require_core.Fault) return "open";
		throw thrown;
	}
}
/** The formula in sizes that count from 1, so that what is proved of sizes \u2265 0 holds of sizes \u2265 1. */
function fromOneOn(d) {
	const env = new Map([...require_core.symbolsOf(d)].map((name) => [name, require_core.add(require_core.symbol(name), 1)]));
	return require_core.substitute(d, env);
}

// src/judge/accept.ts
const maxTrailers = 100;
const MAX_LINE = 5e3;
/**
* The acceptances in one commit message: lines `TRAILER: MODEL.METRIC BOUND REASON`, where BOUND is an increase over base
* (`+9%`, `+20M`) or a ceiling (`4.5G`, `20ms`); MODEL is an id of the policy and may hold dots.
* @param by the commit, for the record
*/
function readTrailers(message, trailer, by) {
	const prefix = `${trailer.toLowerCase()}:`;
	const lines = message.split(/\r?\n/).filter((line) => line.toLowerCase().startsWith(prefix));
	const acceptances = [];
	const problems = [];
	for (const line of lines.slice(0, maxTrailers)) {
		const read = readOne(line.slice(prefix.length).trim(), by);
		if ("kind" in read) problems.push({
			trailer,
			by,
			...read
		});
		else acceptances.push(read);
	}
	return {
		acceptances,
		problems
	};
}
function readOne(text, by) {
	if (text.length > MAX_LINE) return {
		kind: "too-long",
		text,
		most: MAX_LINE
	};
	const match = /^(\S+)\s+(\+?\d[\d_.]*(?:%|[a-zA-Z\u00b5]+)?)(?=\s|$)\s*(.*)$/u.exec(text);
	const [, target = "", written = "", reason = ""] = match ?? [];
	const dot = target.lastIndexOf(".");
	if (match === null || dot < 1) return {
		kind: "no-form",
		text
	};
	const metric = target.slice(dot + 1);
	if (!isMetric(metric)) return {
		kind: "no-metric",
		text: metric,
		meant: require_core.nearest(metric, require_core.budgetMetrics) ?? null
	};
	const bound = boundOf(written, metric);
	if (bound === void 0) return {
		kind: "no-bound",
		text: written,
		metric
	};
	return {
		model: target.slice(0, dot),
		metric,
		bound,
		reason: reason.trim().slice(0, 500),
		via: "trailer",
		by
	};
}
const isMetric = (word) => require_core.budgetMetrics.includes(word);
function boundOf(text, metric) {
	const kind = require_core.unitOf(metric);
	const increase = text.startsWith("+") || text.endsWith("%") ? require_quantity.parseIncrease(text, kind) : void 0;
	if (increase !== void 0) return {
		kind: "increase",
		limit: increase
	};
	const ceiling = require_quantity.parseCeiling(text, kind);
	return ceiling === void 0 ? void 0 : {
		kind: "ceiling",
		limit: ceiling
	};
}
/** A person's label on the pull request: accepts whatever this head breaks. */
function labelAcceptance(login) {
	return {
		model: "*",
		metric: "*",
		bound: null,
		reason: "",
		via: "label",
		by: login
	};
}
/**
* The judgement as it stands once a person's word is heard: a breach within an accepted bound only warns. Growth and
* unsupported operators are accepted only by a word without bound.
*/
function withAcceptance(judgement, comparison) {
	const accepted = judgement.verdict === "fail" || judgement.undecidedFails ? comparison.acceptances.find((one) => isWithin(one, judgement, comparison)) : void 0;
	if (accepted === void 0) return judgement;
	const verdict = judgement.verdict === "fail" ? "warn" : judgement.verdict;
	return {
		...judgement,
		verdict,
		accepted,
		undecidedFails: false
	};
}
function isWithin(acceptance, { metric, broke, verdict }, comparison) {
	const { model, metric: named, bound } = acceptance;
	if (model !== "*" && model !== comparison.plan.id) return false;
	if (named !== "*" && named !== metric) return false;
	if (bound === null) return true;
	if (metric === "model" || broke === "growth" || verdict === "undecided") return false;
	if (require_core.isTimed(metric)) return isTimeWithin(acceptance, metric, comparison);
	const [base, head] = [require_figures.amountOf(comparison.base, metric), require_figures.amountOf(comparison.head, metric)];
	if (head === null) return false;
	if (bound.kind === "ceiling") return standingToMax(head, bound.limit.value) === "within";
	return base !== null && standingToIncrease(base, head, bound.limit, false) === "within";
}
function isTimeWithin({ bound }, metric, { latency }) {
	const pair = metric === "latency" ? latency : latency?.load ?? null;
	if (pair === null || bound === null) return false;
	if (bound.kind === "ceiling") return pair.headMs !== null && pair.headMs * 1e3 <= Number(bound.limit.value);
	const { ratio } = bound.limit;
	return ratio !== null && pair.ratio !== null && pair.ratio <= 1 + Number(ratio.over) / Number(ratio.under);
}

Object.defineProperty(exports, "labelAcceptance", {
  enumerable: true,
  get: function () {
    return labelAcceptance;
  }
});
Object.defineProperty(exports, "readTrailers", {
  enumerable: true,
  get: function () {
    return readTrailers;
  }
});
Object.defineProperty(exports, "standingToIncrease", {
  enumerable: true,
  get: function () {
    return standingToIncrease;
  }
});
Object.defineProperty(exports, "standingToMax", {
  enumerable: true,
  get: function () {
    return standingToMax;
  }
});
Object.defineProperty(exports, "withAcceptance", {
  enumerable: true,
  get: function () {
    return withAcceptance;
  }
});