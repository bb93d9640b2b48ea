const require_core = require("./core.js");

// src/report/comment/accept-block.ts
/** Lines of the block, and those that are shown without unfolding it. */
const MAX_LINES = 30;
const MAX_SHOWN = 3;
/** What stands for the reason: a line that still holds it accepts nothing. */
const PLACEHOLDER = "<reason>";
const breaches = ({ models }) => models.flatMap((model) => model.judgements.filter(({ verdict, broke }) => verdict === "fail" && broke !== "unreadable").map((judgement) => ({
	model,
	judgement
})));
/** True if the policy lets a person accept it at all. */
const canAccept = ({ policy }, { judgement }) => judgement.broke !== "max" || policy.accept.max;
/**
* Lines of a commit message that accept, each with a reason still to be written, whatever broke and can be accepted so: nothing under the base
* branch's policy, and no contract. Hostile text.
*/
function acceptLines(report) {
	const { trailer } = report.policy.accept;
	if (trailer === null || report.policy.from === "base" || !/^[A-Za-z][\w-]{0,60}$/.test(trailer)) return [];
	const bounds = /* @__PURE__ */ new Map();
	for (const breach of breaches(report)) {
		const { model, judgement } = breach;
		const { metric } = judgement;
		if (metric === "model" || !canAccept(report, breach) || /\s/.test(model.id)) continue;
		const bound = boundFor(model, judgement, metric);
		const own = bounds.get(model.id) ?? /* @__PURE__ */ new Map();
		if (bound !== null) bounds.set(model.id, own.set(metric, larger(own.get(metric), bound)));
	}
	return [...bounds].flatMap(([id, own]) => boundTexts(own).map((text) => `${trailer}: ${id}.${text} ${PLACEHOLDER}`)).slice(0, MAX_LINES);
}
function boundFor(model, { reasons, broke }, metric) {
	if (require_core.isTimed(metric)) return timedBound(model, metric);
	const since = reasons.find((reason) => reason.kind === "above-anchor");
	if (since !== void 0) return since.by === null ? null : `+${Math.ceil(since.by * 100)}%`;
	return countedBound(model, metric, broke === "growth");
}
/** Of two percentages the larger one. */
const larger = (a, b) => a !== void 0 && a.endsWith("%") && Number.parseFloat(a) > Number.parseFloat(b) ? a : b;
const isShare = (bound) => /^\+\d+%$/.test(bound);
/** `macs +15%`; percentages of several metrics are one line, with the largest: `* +15%`. */
function boundTexts(bounds) {
	const shares = [...bounds.values()].filter(isShare);
	const texts = [...bounds].filter(([, bound]) => shares.length < 2 || !isShare(bound)).map((pair) => pair.join(" "));
	const largest = shares.toSorted((a, b) => Number.parseInt(b, 10) - Number.parseInt(a, 10))[0];
	return shares.length < 2 ? texts : [`* ${largest ?? ""}`, ...texts];
}
/** The lines as markdown: one block to copy, folded if it is long; null if there are none. */
function acceptBlock(report) {
	const lines = acceptLines(report);
	if (lines.length === 0) return null;
	const block = require_core.markdownBlock(lines);
	return lines.length <= MAX_SHOWN ? block : require_core.marked`<details><summary>${lines.length} lines that accept it</summary>\n\n${block}\n\n</details>`;
}
/** How the breaches can be accepted; null if none can. */
function acceptStep(report) {
	const { label } = report.policy.accept;
	if (!breaches(report).some((breach) => canAccept(report, breach))) return null;
	return acceptLines(report).length > 0 ? `or accept it with the lines below in a commit message, or by the label ${require_core.quote(label)}` : `or ask a maintainer to set the label ${require_core.quote(label)}`;
}
function timedBound({ latency }, metric) {
	const ratio = metric === "latency" ? latency?.ratio : latency?.load?.ratio;
	return ratio === null || ratio === void 0 || ratio <= 1 ? null : `+${Math.ceil((ratio - 1) * 100)}%`;
}
/** The whole percentage that covers the increase; without a base the figure itself. */
function countedBound({ figures }, metric, isGrowth) {
	const { base, head, headFormula } = figures[metric];
	if (head === null || isGrowth) return headFormula === null ? null : growthBound(headFormula);
	if (base === null || base <= 0n || head <= base) return require_core.unitOf(metric) === "bytes" ? `${head}B` : require_core.exactText(head).replaceAll(",", "_");
	return `+${((head - base) * 100n + base - 1n) / base}%`;
}
/** The steepest growth of a formula; null if it is steeper than any that can be accepted by name. */
function growthBound(formula) {
	const order = [
		"constant",
		"linear",
		"quadratic",
		"cubic",
		"polynomial"
	];
	try {
		const steepest = Math.max(0, ...[...require_core.growths(require_core.parseDim(formula) ?? 0).values()].map((one) => order.indexOf(one)));
		return order[steepest] === "polynomial" ? null : order[steepest] ?? null;
	} catch {
		return null;
	}
}

// src/report/comment/advice.ts
/** What can be done about a report that isn't a pass: sentences with commands and names between backticks. */
function nextSteps(report) {
	const failed = report.models.filter(({ verdict }) => verdict === "fail");
	const steps = /* @__PURE__ */ new Set();
	const broken = failed.flatMap((model) => model.judgements.filter(({ verdict }) => verdict === "fail").map((judgement) => ({
		model,
		judgement
	})));
	if (broken.filter(({ judgement }) => judgement.broke !== "unreadable").length > 0) {
		steps.add("fix it");
		const policy = require_core.quote(report.policy.path ?? "flopgate.yml");
		const ofBase = report.policy.from === "base";
		steps.add(ofBase ? `have the budget in the base branch's ${policy} raised` : `raise the budget in ${policy}`);
		const step = acceptStep(report);
		if (step !== null) steps.add(step);
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

Object.defineProperty(exports, "acceptBlock", {
  enumerable: true,
  get: function () {
    return acceptBlock;
  }
});
Object.defineProperty(exports, "acceptLines", {
  enumerable: true,
  get: function () {
    return acceptLines;
  }
});
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