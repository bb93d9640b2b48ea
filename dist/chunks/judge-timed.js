const require_core = require("./core.js");

// src/judge/timed.ts
/**
* A measured metric against its budget. For latency the increase is decided by the bench (its exact test, its looks); for
* load time by whether the interval lies beyond the limit. Nothing measured: there is nothing to judge.
*/
function judgeTimed(metric, budget, outcome) {
	const pair = outcome === null ? null : metric === "latency" ? outcome : outcome.load;
	if (outcome === null || pair === null) return judgement(metric, "skipped", null, null, `${require_core.metricOf(metric).words} was not measured`, budget);
	const figure = `${require_core.metricOf(metric).words} ${timedText(pair)}`;
	const { max } = budget;
	const micros = pair.headMs === null ? null : pair.headMs * 1e3;
	if (max !== null && micros !== null && micros > Number(max.value)) {
		const over = require_core.percentText(micros / Number(max.value) - 1).replace("+", "");
		return judgement(metric, "fail", "max", max.text, `${figure}: above the ceiling of ${max.text} by ${over}`, budget);
	}
	const [verdict, broke] = metric === "latency" ? decided(outcome, budget) : byInterval(pair, budget);
	const limit = broke === "fail" || broke === "warn" ? budget[broke]?.text ?? null : max?.text ?? null;
	return judgement(metric, verdict, broke, limit, `${figure}${tailOf(verdict, limit, outcome)}`, budget);
}
/** `12.1 ms \u2192 15.5 ms (+28 % [+24 %, +31 %])`. */
function timedText({ baseMs, headMs, ratio, interval }) {
	const [base, head] = [baseMs, headMs].map((ms) => ms === null ? null : require_core.timeText(ms * 1e3));
	const span = interval === null ? "" : ` [${interval.map((edge) => require_core.percentText(edge - 1)).join(", ")}]`;
	const change = ratio === null ? "" : ` (${require_core.percentText(ratio - 1)}${span})`;
	if (head === null) return base === null ? "unknown" : `${base} at base, unknown at head`;
	return base === null ? `${head}${change}` : `${base} \u2192 ${head}${change}`;
}
function decided({ verdict }, { max, fail, warn }) {
	switch (verdict) {
		case "over": return fail === null ? ["warn", "warn"] : ["fail", "fail"];
		case "warn": return warn === null ? ["pass", null] : ["warn", "warn"];
		case "within":
		case "improved": return ["pass", null];
		case "alone": return max === null ? ["skipped", null] : ["pass", null];
		case "undecided":
		case "failed": return ["undecided", fail === null ? warn === null ? "max" : "warn" : "fail"];
	}
}
function byInterval({ ratio, interval, headMs }, { max, fail, warn }) {
	if (fail === null && warn === null) return headMs === null ? ["undecided", "max"] : ["pass", null];
	if (ratio === null || interval === null) return max === null || headMs === null ? ["skipped", null] : ["pass", null];
	for (const [limit, increase] of [["fail", fail], ["warn", warn]]) {
		const allowed = increase === null ? null : ratioAllowed(increase);
		if (allowed === null) continue;
		if (interval[0] > allowed) return [limit, limit];
		if (interval[1] >= allowed && limit === "fail") return ["undecided", "fail"];
	}
	return ["pass", null];
}
function ratioAllowed({ ratio }) {
	return ratio === null ? null : 1 + Number(ratio.over) / Number(ratio.under);
}
function tailOf(verdict, limit, { reason, detectable }) {
	const because = reason === null ? "" : `: ${reason}`;
	switch (verdict) {
		case "fail": return `: more than the ${limit ?? ""} that is allowed${reason === null ? "" : ` (${reason})`}`;
		case "warn": return `: more than ${limit ?? "nothing"}, which is worth a look`;
		case "undecided": return ` is undecided${because}${detectable === null ? "" : `; this run could have seen ${require_core.percentText(detectable)}`}`;
		case "skipped": return ": there is no base to compare with";
		case "pass": return "";
	}
}
function judgement(metric, verdict, broke, limit, text, { onInconclusive }) {
	return {
		metric,
		verdict,
		broke,
		limit,
		text,
		accepted: null,
		undecidedFails: verdict === "undecided" && onInconclusive === "fail" && broke !== "warn"
	};
}

Object.defineProperty(exports, "judgeTimed", {
  enumerable: true,
  get: function () {
    return judgeTimed;
  }
});
Object.defineProperty(exports, "timedText", {
  enumerable: true,
  get: function () {
    return timedText;
  }
});