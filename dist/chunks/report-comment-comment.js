const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_core = require("./core.js");
const require_build_log = require("./report-comment-build-log.js");
const require_table = require("./report-comment-table.js");

// src/report/comment/details.ts
/** What only some readers want, folded: layers, latency, findings, the policy. */
function detailBlocks(report, extent) {
	if (extent.details === 0) return [];
	return [
		...buildBlocks(report),
		...layerBlocks(report, extent),
		...latencyBlock(report, extent),
		...findingBlock(report),
		...policyBlock(report)
	];
}
/** A folded block. The blank lines make GitHub read markdown inside. */
function folded(title, body) {
	return require_core.marked`<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
}
function buildBlocks(report) {
	return require_build_log.failedBuilds(report, 20).map(({ note, lines }) => folded(require_core.marked`What the build at ${note.side} said last`, require_core.htmlPre(lines)));
}
function layerBlocks({ models }, { details, layers: rows }) {
	return models.filter((model) => model.layers !== null && (model.layers.changes.length > 0 || require_core.interfaceChanges(model).length > 0)).slice(0, details).map((model) => folded(require_core.marked`What changed in ${require_core.htmlCode(require_core.elided(require_core.titleOf(model), 80))}, layer by layer`, layerBody(model, rows)));
}
const layerHeads = [
	require_core.marked`layer`,
	require_core.marked`operator`,
	require_core.marked`MACs`,
	require_core.marked`params`,
	require_core.marked`moved`,
	require_core.marked`what changed`
];
function layerBody(model, rows) {
	const { layers } = model;
	if (layers === null) return require_core.marked``;
	const told = [...require_core.interfaceChanges(model).slice(0, 15), ...layers.causes.slice(0, 10)];
	const { counts, changes, omitted } = layers;
	const parts = [
		require_core.marked`${counts.changed} changed${counts.follows > 0 ? require_core.marked` (${counts.follows} only as a consequence)` : ""}`,
		require_core.marked`${counts.added} added`,
		require_core.marked`${counts.removed} removed`,
		...counts.renamed > 0 ? [require_core.marked`${counts.renamed} only renamed`] : [],
		require_core.marked`${counts.same} the same`
	];
	const shown = changes.slice(0, rows);
	const rest = changes.length - shown.length + omitted;
	return require_core.joined([
		require_core.marked`Layers: ${require_core.joined(parts, ", ")}.`,
		...told.length > 0 ? [require_core.joined(told.map((sentence) => require_core.marked`- ${require_core.markdownText(sentence)}`), "\n")] : [],
		...shown.length > 0 ? [require_table.table([...layerHeads], [
			"l",
			"l",
			"r",
			"r",
			"r",
			"l"
		], shown.map(layerRow))] : [],
		...rest > 0 ? [require_core.marked`\u2026 and ${rest} more.`] : []
	], "\n\n");
}
function figureCell(value, metric) {
	if (value.delta !== null) return value.delta === 0n ? require_core.marked`` : require_core.changeText(value, metric) ?? require_core.marked``;
	const text = require_core.openChange(value, metric, 40);
	return text === null ? require_core.marked`` : require_core.markdownCode(text, "cell");
}
function layerRow(change) {
	const what = change.kind === "changed" ? require_core.joined(change.why.map((reason) => require_core.markdownText(reason, "cell")), "; ") : require_core.marked`${change.kind}`;
	const was = change.baseName === null ? "" : require_core.marked` was ${require_core.markdownCode(require_core.elided(change.baseName, 50), "cell")}`;
	return [
		require_core.marked`${require_core.markdownCode(require_core.elided(change.name, 60), "cell")}${was}`,
		require_core.markdownCode(require_core.elided(change.op, 40), "cell"),
		figureCell(change.macs, "macs"),
		figureCell(change.params, "params"),
		figureCell(change.moved, "moved"),
		what
	];
}
function latencyBlock(report, { rows }) {
	const measured = report.models.filter((model) => model.latency !== null).slice(0, rows);
	if (measured.length === 0) return [];
	const heads = [
		require_core.marked`model`,
		require_core.marked`base \u2192 head`,
		require_core.marked`interval`,
		require_core.marked`rounds`,
		require_core.marked`could have seen`,
		require_core.marked`load time`,
		require_core.marked`process memory`,
		require_core.marked`remark`
	];
	const body = measured.map((model) => latencyRow(model, model.latency));
	const first = measured[0]?.latency;
	const how = first === null || first === void 0 ? require_core.marked`` : require_core.marked`Base and head ran in turns, each in fresh processes; ${first.clock === "cpu" ? "CPU" : "wall"} clock, ${require_core.markdownText(first.provider)}, ${first.threads} ${first.threads === 1 ? "thread" : "threads"}.`;
	const facts = Object.entries(report.environment ?? {}).slice(0, 20).map(([name, value]) => require_core.markdownText(`${name}: ${value}`));
	return [folded(require_core.marked`How latency was measured`, require_core.joined([
		how,
		require_table.table(heads, [
			"l",
			"r",
			"r",
			"r",
			"r",
			"r",
			"r",
			"l"
		], body),
		...facts.length > 0 ? [require_core.joined(facts, " \u00b7 ")] : []
	], "\n\n"))];
}
function latencyRow(model, latency) {
	const { interval, detectable, load, peakBytes, reason, rounds } = latency;
	return [
		require_core.markdownCode(require_core.elided(require_core.titleOf(model), 60), "cell"),
		require_core.timedText({
			...latency,
			interval: null
		}),
		interval === null ? require_core.marked`\u2013` : require_core.joined(interval.map((edge) => require_core.percentText(edge - 1)), " \u2026 "),
		require_core.marked`${rounds}`,
		detectable === null ? require_core.marked`\u2013` : require_core.percentText(detectable),
		load === null ? require_core.marked`\u2013` : require_core.timedText({
			...load,
			interval: null
		}),
		peakBytes?.head === null || peakBytes?.head === void 0 ? require_core.marked`\u2013` : require_core.bytesText(peakBytes.head),
		reason === null ? require_core.marked`` : require_core.markdownText(reason, "cell")
	];
}
/** Findings of the run and of each model that aren't mere information. */
function findingBlock({ findings, models }) {
	const lines = findings.filter((finding) => finding.level !== "info" && !require_core.isBlind(finding)).map(({ code, detail }) => require_core.marked`- ${require_core.markdownText(code)}: ${require_core.markdownText(detail)}`);
	for (const model of models) {
		for (const judgement of require_core.keptJudgements(model).slice(0, 5)) lines.push(require_core.marked`- ${require_core.markdownCode(require_core.elided(require_core.titleOf(model), 60))} ${require_core.markdownText(require_core.elided(require_core.judgementText(judgement, model), 300))}`);
		const told = model.head?.kind === "counted" ? model.head.findings.filter(({ level }) => level !== "info") : [];
		for (const { code, layer, detail } of told.slice(0, 5)) {
			const where = layer === void 0 ? "" : require_core.marked` ${require_core.markdownCode(require_core.elided(layer, 60))}`;
			lines.push(require_core.marked`- ${require_core.markdownCode(require_core.elided(require_core.titleOf(model), 60))} ${require_core.markdownText(code)}${where}: ${require_core.markdownText(require_core.elided(detail, 300))}`);
		}
		if (told.length > 5) lines.push(require_core.marked`- ${require_core.markdownCode(require_core.elided(require_core.titleOf(model), 60))} \u2026 and ${told.length - 5} more`);
	}
	if (lines.length === 0) return [];
	const shown = lines.slice(0, 40);
	if (lines.length > shown.length) shown.push(require_core.marked`- \u2026 and ${lines.length - shown.length} more`);
	return [folded(require_core.marked`What to know about these figures`, require_core.joined(shown, "\n"))];
}
function policyBlock({ policy, acceptances }) {
	const judged = policy.path === null ? require_core.marked`No policy file: built-in warnings.` : require_core.marked`Judged by ${require_core.markdownCode(policy.path)} at ${policy.from}${policy.from === "base" ? ", as pull requests from forks are" : ""}.`;
	const changes = policy.changes.filter(({ kind }) => kind !== "loosened").slice(0, 15).map(({ kind, where, text }) => require_core.marked`- ${kind === "tightened" ? "tightened: " : ""}${require_core.markdownCode(where)} ${require_core.markdownText(text)}`);
	const accepted = acceptances.slice(0, 10).map(({ model, metric, by, reason, via }) => require_core.marked`- ${via} by ${require_core.markdownCode(by.slice(0, 40))}: ${require_core.markdownCode(`${model}.${metric}`)}${reason === "" ? "" : require_core.marked` ${require_core.markdownText(reason)}`}`);
	if (changes.length === 0 && accepted.length === 0) return [];
	return [folded(require_core.marked`Policy and acceptances`, require_core.joined([
		judged,
		...changes.length > 0 ? [require_core.joined(changes, "\n")] : [],
		...accepted.length > 0 ? [require_core.marked`Acceptances:\n\n${require_core.joined(accepted, "\n")}`] : []
	], "\n\n"))];
}

// src/report/comment/why.ts
/** Why the worst models are over budget: what broke, and what in the model caused it. */
function whyLines(report, { why }) {
	const told = report.models.filter(({ verdict }) => verdict !== "pass" && verdict !== "skipped");
	const blocks = told.slice(0, why).map(explained);
	const rest = told.length - blocks.length;
	if (rest > 0 && blocks.length > 0) blocks.push(require_core.marked`\u2026 and ${rest} more that ${rest === 1 ? "is" : "are"} no pass.`);
	return [...blocks, ...addedAndRemoved(report)];
}
/** Models that came or went, and what that means for the check. */
function addedAndRemoved({ models }) {
	const [added, removed] = [named(models, "added"), named(models, "removed")];
	return [...added === "" ? [] : [require_core.marked`**New** ${added}: there is no base to compare with, so only ceilings (\`max\`) apply.`], ...removed === "" ? [] : [require_core.marked`**Removed** ${removed}: no longer judged.`]];
}
function named(models, change) {
	const told = models.filter((model) => model.change === change && (change !== "removed" || model.verdict === "skipped"));
	const ids = [...new Set(told.map(({ id }) => id))];
	const rest = ids.length > 5 ? require_core.marked` and ${ids.length - 5} more` : "";
	return require_core.marked`${require_core.joined(ids.slice(0, 5).map((id) => require_core.markdownCode(require_core.elided(id, 80))), ", ")}${rest}`;
}
function explained(model) {
	const title = require_core.marked`${require_core.markdownCode(require_core.elided(model.id, 80))}${model.case === "" ? "" : require_core.marked` (${require_core.markdownText(model.case)})`}`;
	const lines = [require_core.marked`**Why** ${title}: ${require_core.outcomeWords(model)}`];
	lines.push(...require_core.inputCauses(model).slice(0, 2).map((cause) => require_core.marked`- ${require_core.markdownText(cause)}`));
	for (const judgement of require_core.toldJudgements(model).slice(0, 8)) {
		const { accepted } = judgement;
		const by = accepted === null ? "" : require_core.marked` \u2013 accepted ${require_core.markdownText(`(${require_core.boundText(accepted)})`)} by ${require_core.markdownCode(accepted.by.slice(0, 40))}${accepted.reason === "" ? "" : require_core.marked`: ${require_core.markdownText(accepted.reason)}`}`;
		lines.push(require_core.marked`- ${require_core.markdownText(require_core.judgementText(judgement, model))}${by}`);
	}
	if (model.head?.kind === "failed") lines.push(require_core.marked`- hint: ${require_core.markdownText(model.head.failure.hint)}`);
	lines.push(...causeLines(model));
	return require_core.joined(lines, "\n");
}
/** What in the model changed: what explains many layers, else the largest changes. */
function causeLines(model) {
	const { layers } = model;
	const lines = [...require_core.growthSentences(model).slice(0, 3), ...require_core.interfaceChanges(model).slice(0, 4)].map((text) => require_core.marked`- ${require_core.markdownText(text)}`);
	if (layers === null) return lines;
	lines.push(...require_core.otherCauses(model).slice(0, 3).map((cause) => require_core.marked`- ${require_core.markdownText(cause)}`));
	const own = layers.changes.filter(({ follows }) => !follows);
	const most = layers.causes.length > 0 ? 1 : 3;
	for (const change of own.slice(0, most)) lines.push(require_core.marked`- ${layerSentence(change)}`);
	const rest = own.length - most + (layers.omitted > 0 ? layers.omitted : 0);
	if (rest > 0) lines.push(require_core.marked`- \u2026 and ${rest} more ${rest === 1 ? "layer" : "layers"}`);
	const { follows } = layers.counts;
	if (follows > 0) lines.push(require_core.marked`- ${follows} ${follows === 1 ? "layer changes" : "layers change"} as a consequence`);
	return lines;
}
/** `Conv_118`: output channels 32 \u2192 34 (+18 M MACs). */
function layerSentence(change) {
	const why = change.kind === "changed" ? require_core.joined(change.why.map((reason) => require_core.markdownText(reason)), "; ") : require_core.marked`${require_core.markdownText(change.op)} ${change.kind}`;
	const figures = [
		figureText(change, "macs", "MACs"),
		figureText(change, "params", "parameters"),
		figureText(change, "macs", "MACs") === null ? figureText(change, "moved", "moved") : null
	].filter((text) => text !== null);
	return require_core.marked`${require_core.markdownCode(require_core.elided(change.name, 100))}${why === "" ? "" : require_core.marked`: ${why}`}${figures.length > 0 ? require_core.marked` (${require_core.joined(figures, ", ")})` : ""}`;
}
function figureText(change, metric, unit) {
	const { delta } = change[metric];
	if (delta !== null) return delta === 0n ? null : require_core.plain`${require_core.changeText(change[metric], metric) ?? ""} ${unit}`;
	const text = require_core.openChange(change[metric], metric, 40);
	return text === null ? null : require_core.marked`${require_core.markdownCode(text)} ${unit}`;
}

// src/report/comment/comment.ts
var comment_exports = /* @__PURE__ */ require_rolldown_runtime.__exportAll({ renderSummary: () => renderSummary });
/** UTF-8 bytes of a job summary; GitHub refuses more than 1 MiB a step. */
const maxSummary = 1e6;
/** A value that can neither end the comment that it stands in nor be read as another field. */
function clean(text) {
	return text.replaceAll(/[^\w./-]/g, "_").replaceAll(/-{2,}/g, "-").slice(0, 100);
}
/** `<!-- flopgate:1 key=default run=123 attempt=1 head=abc1234 -->`; fields are cut to letters, digits, `.`, `_`, `/` and single `-`. */
function markerLine({ key, run, attempt, head }) {
	return `<!-- flopgate:1 key=${clean(key)} run=${clean(run)} attempt=${clean(attempt)} head=${clean(head)} -->`;
}
/** The sticky comment: at most `maxComment` characters, by fewer rows and details, then fewer columns. */
function renderComment(report, marker, context = {}) {
	const rows = report.comment.rows;
	const body = fitted(report, context, commentSteps(rows), (text) => text.length <= 59700);
	return require_core.marked`${markerLine(marker)}\n${body}`;
}
/** The job summary: the same with more rows, at most `maxSummary` bytes. */
function renderSummary(report, context = {}) {
	const { length } = report.models;
	const encoder = new TextEncoder();
	const fits = (text) => text.length <= 1e6 && encoder.encode(text).length <= 1e6;
	return fitted(report, context, summarySteps(length), fits);
}
function commentSteps(rows) {
	return [
		{
			rows,
			columns: "all",
			why: 5,
			details: 5,
			layers: 15
		},
		{
			rows,
			columns: "all",
			why: 5,
			details: 3,
			layers: 8
		},
		{
			rows,
			columns: "all",
			why: 3,
			details: 1,
			layers: 5
		},
		...[
			rows,
			Math.ceil(rows / 2),
			Math.ceil(rows / 4)
		].map((fewer) => ({
			rows: fewer,
			columns: "all",
			why: 3,
			details: 0,
			layers: 0
		})),
		...[15, 5].map((fewer) => ({
			rows: Math.min(rows, fewer),
			columns: "few",
			why: 1,
			details: 0,
			layers: 0
		})),
		{
			rows: 5,
			columns: "none",
			why: 0,
			details: 0,
			layers: 0
		},
		{
			rows: 0,
			columns: "none",
			why: 0,
			details: 0,
			layers: 0
		}
	];
}
function summarySteps(models) {
	return [
		{
			rows: models,
			columns: "all",
			why: 30,
			details: 30,
			layers: 40
		},
		{
			rows: models,
			columns: "all",
			why: 20,
			details: 10,
			layers: 20
		},
		{
			rows: 500,
			columns: "all",
			why: 20,
			details: 5,
			layers: 10
		},
		...commentSteps(100)
	];
}
function fitted(report, context, steps, fits) {
	let text = require_core.marked``;
	for (const extent of steps) {
		text = render(report, context, extent);
		if (fits(text)) break;
	}
	return text;
}
function render(report, context, extent) {
	const blocks = [
		require_core.marked`## ${require_core.icons[report.verdict]} Flopgate: ${require_core.markdownText(require_core.headline(report))}`,
		subtitle(report, context),
		...context.notes ?? [],
		...alerts(report),
		...require_table.modelTable(report, extent, context),
		...whyLines(report, extent),
		...nextLine(report),
		...detailBlocks(report, extent)
	];
	return require_core.marked`${require_core.joined(blocks, "\n\n")}\n`;
}
function subtitle({ base, head, unchanged, models, shard }, { runUrl, historyUrl }) {
	const against = base === null ? require_core.marked`without a base to compare with` : require_core.marked`against ${require_core.markdownCode(require_core.shortSha(base.sha))} (${require_core.markdownText(base.how)})`;
	const parts = [
		require_core.marked`${require_core.markdownCode(require_core.shortSha(head.sha))} ${against}`,
		...runUrl === void 0 ? [] : [require_core.marked`[run](${require_core.address(runUrl)})`],
		...historyUrl === void 0 ? [] : [require_core.marked`[history](${require_core.address(historyUrl)})`],
		...shard === null ? [] : [require_core.marked`shard ${shard.index} of ${shard.of}`],
		...unchanged > 0 && models.length > 0 ? [require_core.marked`${unchanged} unchanged ${unchanged === 1 ? "model" : "models"} not shown`] : []
	];
	return require_core.joined(parts, " \u00b7 ");
}
/** What a reader must see before the figures: what is missing, and budgets that the pull request loosens. */
function alerts(report) {
	const { incomplete, policy } = report;
	const blocks = [];
	if (incomplete.length > 0) blocks.push(require_core.marked`**Incomplete** ${require_core.joined(incomplete.slice(0, 5).map((missing) => require_core.markdownText(require_core.missingText(missing))), "; ")}${more(incomplete.length, 5)}`);
	const blind = require_core.notLookedAt(report);
	if (blind.length > 0) {
		const lines = blind.slice(0, 10).map((text) => require_core.marked`- ${require_core.markdownText(text)}`);
		blocks.push(require_core.joined([
			require_core.marked`**Not judged** \u26a0\ufe0f this is watched, and can\u2019t be looked at:`,
			...lines,
			...rest(blind.length)
		], "\n"));
	}
	const loosened = policy.changes.filter(({ kind }) => kind === "loosened");
	if (loosened.length > 0) {
		const lines = loosened.slice(0, 10).map(({ where, text }) => require_core.marked`- ${require_core.markdownCode(where)} ${require_core.markdownText(text)}`);
		blocks.push(require_core.joined([
			require_core.marked`**Budgets loosened here** \u26a0\ufe0f this pull request changes the policy that judges it:`,
			...lines,
			...rest(loosened.length)
		], "\n"));
	}
	return blocks;
}
const rest = (all) => all > 10 ? [require_core.marked`- \u2026 and ${all - 10} more`] : [];
const more = (all, shown) => all > shown ? require_core.marked` and ${all - shown} more` : require_core.marked``;
function nextLine(report) {
	const steps = require_build_log.nextSteps(report).map((step) => require_core.markdownText(step));
	const lines = steps.length === 0 ? [] : [require_core.marked`**Next** ${require_core.joined(steps, " \u00b7 ")}`];
	if (report.policy.path === null && report.models.length > 0) lines.push(require_core.marked`There is no \`flopgate.yml\`, so increases are only warned of: \`npx flopgate init\` writes one with today\u2019s figures as ceilings.`);
	return lines;
}

Object.defineProperty(exports, "comment_exports", {
  enumerable: true,
  get: function () {
    return comment_exports;
  }
});
Object.defineProperty(exports, "markerLine", {
  enumerable: true,
  get: function () {
    return markerLine;
  }
});
Object.defineProperty(exports, "renderComment", {
  enumerable: true,
  get: function () {
    return renderComment;
  }
});
Object.defineProperty(exports, "renderSummary", {
  enumerable: true,
  get: function () {
    return renderSummary;
  }
});