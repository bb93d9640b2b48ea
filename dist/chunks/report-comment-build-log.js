const require_core = require("./core.js");

// src/report/comment/advice.ts
/** What can be done about a report that isn't a pass: sentences with commands and names between backticks. */
function nextSteps(report) {
	const failed = report.models.filter(({ verdict }) => verdict === "fail");
	const steps = /* @__PURE__ */ new Set();
	const broken = failed.flatMap((model) => model.judgements.filter(({ verdict }) => verdict === "fail").map((judgement) => ({
		model,
		judgement
	})));
	const budgets = broken.filter(({ judgement }) => judgement.broke !== "unreadable");
	if (budgets.length > 0) {
		steps.add("fix it");
		const policy = require_core.quote(report.policy.path ?? "flopgate.yml");
		const ofBase = report.policy.from === "base";
		steps.add(ofBase ? `have the budget in the base branch's ${policy} raised` : `raise the budget in ${policy}`);
		if (ofBase) steps.add(`or ask a maintainer to set the label ${require_core.quote(report.policy.accept.label)}`);
		const trailers = budgets.slice(0, 10).flatMap(({ model, judgement }) => trailerFor(report, model, judgement) ?? []);
		const lines = ofBase ? [] : [...new Set(trailers)];
		if (lines.length > 0) steps.add(`or accept it with a line in a commit message: ${require_core.listed(lines, 3)}`);
	}
	const unreadable = broken.filter(({ judgement }) => judgement.broke === "unreadable");
	if (unreadable.length > 0) steps.add(`export ${require_core.listed(unreadable.map(({ model }) => require_core.quote(model.path)), 3)} again`);
	for (const step of undecidedSteps(report)) steps.add(step);
	const closed = report.models.some(({ judgements }) => judgements.some((one) => isClosed(one)));
	if (report.policy.from === "base" && closed) {
		steps.add("put the models back where the base branch\u2019s policy looks for them, in a form that it can judge");
		steps.add(`or have the base branch's ${require_core.quote(report.policy.path ?? "flopgate.yml")} changed first`);
		steps.add(`or ask a maintainer to set the label ${require_core.quote(report.policy.accept.label)}`);
	}
	const { policy, findings } = report;
	const isBlind = closed || require_core.runBlindSpots({
		policy,
		findings
	}).length > 0;
	if (policy.strict === true && report.exitCode === 3 && isBlind) {
		steps.add("put back what was watched, and the limits that were");
		steps.add(`or, if this is meant, have somebody set the label ${require_core.quote(policy.accept.label)}`);
	}
	return [...steps];
}
/** Undecided, and no pass because of it. */
const isClosed = ({ undecidedFails, metric }) => undecidedFails && metric !== "latency" && metric !== "load";
/** What would decide what is open. */
function undecidedSteps({ models, incomplete, policy }) {
	const open = models.flatMap(({ judgements }) => judgements.filter(({ verdict }) => verdict === "undecided"));
	const steps = [];
	if (incomplete.length > 0) steps.push("run the jobs again whose part is missing");
	if (open.some(({ metric }) => require_core.isTimed(metric))) steps.push("run the check again, or give the bench more time (`bench: { time: 300s }`)");
	if (models.some(({ head }) => head?.kind === "counted" && head.unbound.length > 0) && open.length > 0) steps.push(`give the open sizes under \`dims\` in ${require_core.quote(policy.path ?? "flopgate.yml")}`);
	if (models.some(({ head }) => head?.kind === "counted" && !head.exact) && open.length > 0) steps.push("layers without a known cost leave their totals open: the findings say which");
	return steps;
}
/** `Flopgate-Accept: detector.macs +3% reason`, quoted; null if no such line can accept it. */
function trailerFor({ policy }, model, { metric, broke }) {
	if (metric === "model" || broke === "growth") return null;
	const bound = require_core.isTimed(metric) ? timedBound(model, metric) : countedBound(model, metric);
	return bound === null ? null : require_core.quote(`${policy.accept.trailer}: ${model.id}.${metric} ${bound} <reason>`);
}
function timedBound({ latency }, metric) {
	const ratio = metric === "latency" ? latency?.ratio : latency?.load?.ratio;
	return ratio === null || ratio === void 0 || ratio <= 1 ? null : `+${Math.ceil((ratio - 1) * 100)}%`;
}
/** The whole percentage that covers the increase; without a base the figure itself. */
function countedBound({ figures }, metric) {
	const { base, head } = figures[metric];
	if (head === null) return null;
	if (base === null || base <= 0n || head <= base) return require_core.unitOf(metric) === "bytes" ? `${head}B` : require_core.exactText(head).replaceAll(",", "_");
	return `+${((head - base) * 100n + base - 1n) / base}%`;
}

// src/report/comment/build-log.ts
const MAX_LINE = 300;
/** @param most lines of each */
function failedBuilds({ builds = [] }, most) {
	return builds.filter(({ problem }) => problem !== null).map((note) => ({
		note,
		lines: note.log.split(/\r?\n/).slice(-most).map(cut)
	}));
}
const cut = (line) => line.length > MAX_LINE ? `${line.slice(0, 299)}\u2026` : line;

Object.defineProperty(exports, "failedBuilds", {
  enumerable: true,
  get: function () {
    return failedBuilds;
  }
});
Object.defineProperty(exports, "nextSteps", {
  enumerable: true,
  get: function () {
    return nextSteps;
  }
});