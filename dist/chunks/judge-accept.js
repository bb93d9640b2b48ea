const require_core = require("./core.js");
const require_figures = require("./diff-figures.js");
const require_usual_sizes = require("./diff-usual-sizes.js");
const require_quantity = require("./policy-quantity.js");

// src/judge/growth.ts
const order = [
	"constant",
	"linear",
	"quadratic",
	"cubic",
	"polynomial"
];
const isSteeper = (a, b) => order.indexOf(a) > order.indexOf(b);
/**
* Every symbol of the metric's formula at head that a limit covers; null if there is no formula to judge by. A symbol
* that base doesn't know is taken for one of those that only base has, the steepest of them: exporters rename symbols.
*/
function growthStandings(base, head, metric, limits, renamed = /* @__PURE__ */ new Map()) {
	const after = require_figures.growthOf(head, metric);
	if (after === null || after === void 0) return null;
	const before = require_figures.growthOf(base, metric) ?? null;
	const named = new Map([...limits].map(([name, limit]) => [nameIn(before, renamed, name), limit]));
	const steepestLost = Object.entries(before ?? {}).filter(([name]) => !Object.hasOwn(after, name)).map(([, growth]) => growth).toSorted((a, b) => order.indexOf(b) - order.indexOf(a))[0];
	return Object.entries(after).flatMap(([symbol, growth]) => {
		const limit = named.get(symbol) ?? limits.get("*");
		if (limit === void 0) return [];
		return [{
			symbol,
			head: growth,
			allowed: limit === "same" ? own(before, symbol) ?? steepestLost ?? null : limit,
			limit
		}];
	});
}
function nameIn(before, renamed, name) {
	return own(before, name) === void 0 ? renamed.get(name) ?? name : name;
}
/** A symbol may be named like a property that every object has. */
function own(record, symbol) {
	return record !== null && Object.hasOwn(record, symbol) ? record[symbol] : void 0;
}
/** Metrics that grow otherwise in a symbol that both sides know. */
function growthChanges(base, head) {
	return require_core.countedMetrics.flatMap((metric) => {
		const [before, after] = [require_figures.growthOf(base, metric), require_figures.growthOf(head, metric)];
		if (!before || !after) return [];
		return Object.entries(after).flatMap(([symbol, growth]) => {
			const was = own(before, symbol);
			return was === void 0 || was === growth ? [] : [{
				metric,
				symbol,
				base: was,
				head: growth
			}];
		});
	});
}

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
/** Growth that a trailer can name as its bound. */
const growthBounds = [
	"constant",
	"linear",
	"quadratic",
	"cubic"
];
/**
* The acceptances in one commit message: lines `TRAILER: MODEL.METRIC BOUND REASON`. MODEL is an id of the policy, which may hold dots, or
* `*` for every model; METRIC is a metric, or `*` for every one. BOUND is an increase over base (`+9%`, `+20M`), a ceiling (`4.5G`,
* `20ms`), or for formulas the steepest growth (`quadratic`). A line without a reason accepts nothing.
* @param by the commit, for the record
*/
function readTrailers(message, trailer, by, limits) {
	const prefix = `${trailer.toLowerCase()}:`;
	const lines = message.split(/\r?\n/).filter((line) => line.toLowerCase().startsWith(prefix));
	const acceptances = [];
	const problems = [];
	for (const line of lines.slice(0, maxTrailers)) {
		const read = readOne(line.slice(prefix.length).trim(), by, limits);
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
function readOne(text, by, { most, max }) {
	if (text.length > MAX_LINE) return {
		kind: "too-long",
		text,
		most: MAX_LINE
	};
	const match = /^(\S+)\s+(\+?\d[\d_.]*(?:%|[a-zA-Z\u00b5]+)?|[a-z]+)(?=\s|$)\s*(.*)$/u.exec(text);
	const [, target = "", written = "", rest = ""] = match ?? [];
	const dot = target.lastIndexOf(".");
	if (match === null || dot < 1) return {
		kind: "no-form",
		text
	};
	const metric = target.slice(dot + 1);
	if (metric !== "*" && !isMetric(metric)) return {
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
	if (most !== null && bound.kind === "increase" && isAbove(bound.limit, most)) return {
		kind: "above-most",
		text: bound.limit.text,
		allowed: most.text
	};
	const reason = rest.trim().slice(0, 500);
	if (reason === "" || /^<[^<>]*>$/.test(reason)) return {
		kind: "no-reason",
		text
	};
	return {
		model: target.slice(0, dot),
		metric,
		bound,
		most,
		passesMax: max,
		reason,
		via: "trailer",
		by
	};
}
const isMetric = (word) => require_core.budgetMetrics.includes(word);
function isAbove({ ratio }, most) {
	return ratio !== null && most.ratio !== null && ratio.over * most.ratio.under > most.ratio.over * ratio.under;
}
function boundOf(text, metric) {
	const growth = growthBounds.find((word) => word === text);
	if (growth !== void 0) return {
		kind: "growth",
		limit: growth
	};
	const kind = metric === "*" ? "time" : require_core.unitOf(metric);
	const increase = text.startsWith("+") || text.endsWith("%") ? require_quantity.parseIncrease(text, kind) : void 0;
	if (increase !== void 0) return metric === "*" && increase.ratio === null ? void 0 : {
		kind: "increase",
		limit: increase
	};
	const ceiling = metric === "*" ? void 0 : require_quantity.parseCeiling(text, kind);
	return ceiling === void 0 ? void 0 : {
		kind: "ceiling",
		limit: ceiling
	};
}
/**
* A person's label on a pull request: accepts whatever its newest commit breaks, up to the policy's `accept.most`.
* @param given what it was given for, for the record: `for #12 at abc1234`
*/
function labelAcceptance(by, given, { most, max }) {
	return {
		model: "*",
		metric: "*",
		bound: most === null ? null : {
			kind: "increase",
			limit: most
		},
		most,
		passesMax: max,
		reason: given,
		via: "label",
		by
	};
}
/**
* The judgement as it stands once a person's word is heard: a breach within an accepted bound only warns. A ceiling gives way only if the
* policy says so. What has no figure (operators without a cost, a contract) is accepted by a label alone, and what is undecided by one without bound.
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
	const { model, metric: named, bound, most, passesMax, via } = acceptance;
	if (model !== "*" && model !== comparison.plan.id) return false;
	if (named !== "*" && named !== metric) return false;
	if (broke === "max" && !passesMax) return false;
	if (bound === null) return true;
	if (metric === "model" || verdict === "undecided") return metric === "model" && verdict === "fail" && via === "label";
	if (require_core.isTimed(metric)) return isTimeWithin(bound, metric, comparison) && isTimeWithin(mostOf(most), metric, comparison);
	if (broke === "growth" && bound.kind !== "growth") return false;
	return isCountWithin(bound, metric, comparison) && (comparison.base === null || isCountWithin(mostOf(most), metric, comparison));
}
const mostOf = (most) => most === null ? null : {
	kind: "increase",
	limit: most
};
function isCountWithin(bound, metric, { base: before, head: after }) {
	if (bound === null) return true;
	const [base, head] = [require_figures.amountOf(before, metric), require_figures.amountOf(after, metric)];
	if (head === null) return false;
	switch (bound.kind) {
		case "ceiling": return standingToMax(head, bound.limit.value) === "within";
		case "increase": return base !== null && standingToIncrease(base, head, bound.limit, false) === "within";
		case "growth": {
			const growth = require_figures.growthOf(after, metric);
			return growth !== null && growth !== void 0 && Object.values(growth).every((one) => !isSteeper(one, bound.limit));
		}
	}
}
function isTimeWithin(bound, metric, { latency }) {
	const pair = metric === "latency" ? latency : latency?.load ?? null;
	if (bound === null) return true;
	if (pair === null || bound.kind === "growth") return false;
	if (bound.kind === "ceiling") return pair.headMs !== null && pair.headMs * 1e3 <= Number(bound.limit.value);
	const { ratio } = bound.limit;
	return ratio !== null && pair.ratio !== null && pair.ratio <= 1 + Number(ratio.over) / Number(ratio.under);
}

Object.defineProperty(exports, "growthChanges", {
  enumerable: true,
  get: function () {
    return growthChanges;
  }
});
Object.defineProperty(exports, "growthStandings", {
  enumerable: true,
  get: function () {
    return growthStandings;
  }
});
Object.defineProperty(exports, "isSteeper", {
  enumerable: true,
  get: function () {
    return isSteeper;
  }
});
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