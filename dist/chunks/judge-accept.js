const require_core = require("./core.js");
const require_figures = require("./diff-figures.js");
const require_usual_sizes = require("./diff-usual-sizes.js");
const require_quantity = require("./policy-quantity.js");

// src/judge/region.ts
/** Steps that trying one limit may take. */
const maxSteps = 3e6;
/** Tries a limit at the sizes that models are usually run at, and says where it breaks; undefined if that takes too much. */
function tryUsual(room, roles) {
	try {
		return require_core.within({ left: maxSteps }, () => tried(room, roles));
	} catch (thrown) {
		if (thrown instanceof require_core.Fault) return void 0;
		throw thrown;
	}
}
function tried({ taken, allowed }, roles) {
	const symbols = [.../* @__PURE__ */ new Set([...require_core.symbolsOf(taken), ...require_core.symbolsOf(allowed)])];
	const isBroken = (sizes) => {
		const [a, b] = [require_core.evaluate(taken, sizes), require_core.evaluate(allowed, sizes)];
		return a === void 0 || b === void 0 ? void 0 : a > b;
	};
	const answers = new Set(require_usual_sizes.usualSets(symbols, roles).map((sizes) => tryAt(isBroken, sizes)));
	answers.delete(void 0);
	return {
		standing: answers.size !== 1 ? "open" : answers.has(true) ? "broken" : "within",
		edge: edgeOfProduct(taken, allowed) ?? edgeOfOne(symbols, roles, isBroken)
	};
}
/** Undefined of sizes that the formula has no value at. */
function tryAt(isBroken, sizes) {
	try {
		return isBroken(sizes);
	} catch (thrown) {
		if (thrown instanceof require_core.Fault && thrown.code !== "expansion-limit") return void 0;
		throw thrown;
	}
}
/** The edge of a difference that hangs on one product of sizes alone, whatever else multiplies it. */
function edgeOfProduct(taken, allowed) {
	const form = require_core.productForm(require_core.sub(taken, allowed));
	if (form === void 0) return null;
	return edgeOf(form.of, [], (size) => valueAt(form, BigInt(size)) > 0n);
}
function valueAt({ coefficients }, product) {
	let value = 0n;
	for (const [power, coefficient] of coefficients) value += coefficient * product ** BigInt(power);
	return value;
}
/** The edge in the first symbol that has one, the others held at what is most usual. */
function edgeOfOne(symbols, roles, isBroken) {
	const held = new Map(symbols.map((name) => [name, require_usual_sizes.usualSize(roles.get(name) ?? "other")]));
	for (const name of symbols) {
		const where = symbols.filter((other) => other !== name).map((other) => ({
			symbol: other,
			size: Number(held.get(other))
		}));
		const edge = edgeOf([name], where, (size) => tryAt(isBroken, new Map([...held, [name, BigInt(size)]])));
		if (edge !== null) return edge;
	}
	return null;
}
/** Null unless the answer changes once, from size 1 on. */
function edgeOf(of, where, isBroken) {
	const sizes = Array.from({ length: 25 }, (_, power) => 2 ** power);
	const answers = sizes.map(isBroken);
	if (answers.includes(void 0)) return null;
	const changes = answers.flatMap((answer, i) => i > 0 && answer !== answers[i - 1] ? [i] : []);
	const [at] = changes;
	if (at === void 0 || changes.length > 1) return null;
	let [low, high] = [sizes[at - 1] ?? 1, sizes[at] ?? 1];
	while (high - low > 1) {
		const middle = Math.floor((low + high) / 2);
		if (isBroken(middle) === answers[at]) high = middle;
		else low = middle;
	}
	return answers[at] === true ? {
		of,
		side: "from",
		size: high,
		where
	} : {
		of,
		side: "up-to",
		size: low,
		where
	};
}

// src/judge/limit.ts
/** Where the figure stands to a ceiling, by proof. A lower bound above it has broken it; one below it leaves it open. */
function standingToMax(head, max) {
	return placeOfMax(head, max, null).standing;
}
/** As `standingToMax`; what can't be proved is tried at usual sizes. @param roles what the open sizes stand for; null: nothing is tried */
function placeOfMax(head, max, roles) {
	const settle = (standing) => standing === "within" && !head.exact ? "open" : standing;
	if (head.value !== null) return proved(settle(head.value > max ? "broken" : "within"));
	return head.formula === null ? proved("open") : placeIn({
		taken: head.formula,
		allowed: require_core.fromBigInt(max)
	}, roles, settle);
}
/**
* Where the increase from base to head stands to what is allowed, by proof. With lower bounds on both sides it can be proved only
* where what is unknown is the same on both (`sameUnknowns`): U more on either side lessens no amount and raises no ratio.
*/
function standingToIncrease(base, head, limit, sameUnknowns) {
	return placeOfIncrease(base, head, limit, sameUnknowns, null).standing;
}
/** As `standingToIncrease`; what can't be proved is tried at usual sizes. */
function placeOfIncrease(base, head, limit, sameUnknowns, roles) {
	const settle = (standing) => bounded(standing, base, head, limit, sameUnknowns);
	const { over, under } = limit.ratio ?? {
		over: 0n,
		under: 1n
	};
	const more = limit.amount ?? 0n;
	if (base.value !== null && head.value !== null) return proved(settle(head.value * under > base.value * (under + over) + more * under ? "broken" : "within"));
	const [before, after] = [dimOf(base), dimOf(head)];
	if (before === null || after === null) return proved("open");
	const share = require_core.proportion(before, after);
	if (share !== void 0 && limit.amount === null) return proved(settle(share.over * under > share.under * (under + over) ? "broken" : "within"));
	const allowed = require_core.add(require_core.mul(before, require_core.fromBigInt(under + over)), require_core.fromBigInt(more * under));
	return placeIn({
		taken: require_core.mul(after, require_core.fromBigInt(under)),
		allowed
	}, roles, settle);
}
const proved = (standing) => ({
	standing,
	tried: null
});
/** What a comparison of lower bounds is worth. */
function bounded(standing, base, head, limit, sameUnknowns) {
	if (standing === "open" || base.exact && head.exact) return standing;
	if (!head.exact && !base.exact) return sameUnknowns && (standing === "within" || limit.amount !== null) ? standing : "open";
	return standing === (head.exact ? "within" : "broken") ? standing : "open";
}
/** By proof for all sizes \u2265 1; else at usual sizes, if what the open sizes stand for is known. */
function placeIn(room, roles, settle) {
	const standing = compareFormulas(room.taken, room.allowed);
	if (standing !== "open" || roles === null) return proved(settle(standing));
	const tried = tryUsual(room, roles);
	if (tried === void 0) return proved("open");
	const settled = settle(tried.standing);
	return settled === "open" && tried.standing !== "open" ? proved("open") : {
		standing: settled,
		tried
	};
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
Object.defineProperty(exports, "placeOfIncrease", {
  enumerable: true,
  get: function () {
    return placeOfIncrease;
  }
});
Object.defineProperty(exports, "placeOfMax", {
  enumerable: true,
  get: function () {
    return placeOfMax;
  }
});
Object.defineProperty(exports, "readTrailers", {
  enumerable: true,
  get: function () {
    return readTrailers;
  }
});
Object.defineProperty(exports, "withAcceptance", {
  enumerable: true,
  get: function () {
    return withAcceptance;
  }
});