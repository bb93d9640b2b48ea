const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_core = require("./core.js");
const require_build_log = require("./report-comment-build-log.js");
const require_table = require("./report-comment-table.js");

// src/report/brief.ts
/** Characters of a formula. */
const MOST = 40;
/** @param most characters of a layer's name in the cause */
function briefOf(model, most = 60) {
	const told = require_core.toldJudgements(model).filter(({ verdict }) => verdict !== "skipped");
	const worst = told.filter(({ verdict }) => verdict === model.verdict);
	const judgement = worst.find((one) => !isWhole(one)) ?? worst[0] ?? told[0] ?? null;
	const others = told.filter((one) => one !== judgement);
	const cause = require_core.clipped(causeOf(model, judgement, most));
	if (judgement === null || judgement.metric === "model") {
		const metric = judgement === null ? metricShown(model) : null;
		return {
			metric,
			figure: metric === null ? "" : figureOf(model, metric),
			limit: null,
			judgement,
			also: [],
			cause
		};
	}
	const { metric } = judgement;
	const also = others.flatMap((one) => one.metric === "model" || one.metric === metric ? [] : [one.metric]);
	const grown = judgement.broke === "growth" ? grownText(judgement) : null;
	return {
		metric,
		figure: grown?.figure ?? figureOf(model, metric),
		limit: grown?.limit ?? limitOf(judgement),
		judgement,
		also: [...new Set(also)],
		cause
	};
}
const isWhole = ({ metric }) => metric === "model";
/** Of a model that is in order: the first of the usual figures that changed, else MACs. */
function metricShown({ figures, head }) {
	if (head?.kind !== "counted") return null;
	return [
		"macs",
		"params",
		"memory",
		"size"
	].find((metric) => (figures[metric].ratio ?? 0) !== 0) ?? "macs";
}
function figureOf(model, metric) {
	if (require_core.isTimed(metric)) {
		const pair = metric === "latency" ? model.latency : model.latency?.load ?? null;
		return pair === null ? "" : require_core.timedText({
			...pair,
			baseMs: null
		});
	}
	const text = require_core.sideText(model, "head", metric, MOST);
	if (text === null) return "";
	const { head } = model.figures[metric];
	const percent = require_core.percentOf(model, metric);
	return `${head === null ? require_core.quote(text) : text}${percent === null ? "" : ` (${percent})`}`;
}
/** `quadratic in `sequence`` and `linear at base`. */
function grownText({ reasons }) {
	const reason = reasons.find(({ kind }) => kind === "growth");
	if (reason?.kind !== "growth") return null;
	return {
		figure: `${reason.growth} in ${require_core.quote(reason.symbol)}`,
		limit: `${reason.allowed} ${reason.as === "at-base" ? "at base" : "allowed"}`
	};
}
function limitOf({ verdict, broke, limit, accepted }) {
	if (limit === null || verdict !== "fail" && verdict !== "warn") return null;
	if (broke === "max") return `max ${limit}`;
	return verdict === "fail" || accepted !== null ? `allowed ${limit}` : `worth a look from ${limit}`;
}
function causeOf(model, judgement, most) {
	if (judgement === null) return cameText(model);
	const { accepted, metric, verdict, reasons } = judgement;
	if (accepted !== null) {
		const by = accepted.via === "trailer" ? require_core.shortSha(accepted.by) : accepted.by.slice(0, 40);
		return `accepted (${require_core.boundText(accepted)}) by ${require_core.quote(by)}${accepted.reason === "" ? "" : `: ${accepted.reason}`}`;
	}
	const failure = reasons.find(({ kind }) => kind === "unreadable");
	if (failure?.kind === "unreadable") return failure.message;
	if (require_core.isTimed(metric) && verdict === "undecided" && model.latency !== null) return require_core.noiseText(model.latency);
	if (metric === "model" || verdict === "undecided") return require_core.openText(judgement);
	return changeSentence(model, metric, most) ?? require_core.openText(judgement);
}
/** How the model came to be here, if that is all there is to say. */
function cameText({ change, basePath }) {
	if (change === "added") return "new: only ceilings apply";
	if (change === "removed") return "removed: no longer judged";
	return basePath === null ? "" : `was ${require_core.quote(basePath)}`;
}
/** What in the model changed: what explains many layers, else the layer that the metric changed in most. */
function changeSentence(model, metric, most) {
	const { layers } = model;
	if (layers === null) return null;
	const [cause] = layers.causes;
	if (cause !== void 0) return cause;
	const own = byFigure(layers, metric).filter(({ follows }) => !follows);
	const [first] = own;
	if (first === void 0) return require_core.interfaceChanges(model)[0] ?? null;
	const rest = own.length - 1 + layers.omitted;
	return `${layerText(first, metric, most)}${rest > 0 ? ` and ${rest} more ${rest === 1 ? "layer" : "layers"}` : ""}`;
}
/** `` `Conv_118`: output channels 32 \u2192 34 (+18 M MACs) ``. */
function layerText(change, metric, most) {
	const why = change.kind === "changed" ? change.why[0] ?? "" : `${require_core.quote(change.op)} ${change.kind}`;
	const figure = layerFigure(metric);
	const [words, delta] = [figure === "params" ? "parameters" : require_core.metricOf(figure).head, change[figure].delta];
	const open = delta === null ? require_core.openChange(change[figure], figure, MOST) : null;
	const text = open === null ? delta === 0n ? null : require_core.changeText(change[figure], figure) : require_core.quote(open);
	return `${require_core.quote(require_core.elided(change.name, most))}${why === "" ? "" : `: ${why}`}${text === null ? "" : ` (${text} ${words})`}`;
}
const followed = {
	params: "params",
	size: "params",
	weights: "params",
	memory: "moved",
	moved: "moved",
	elementwise: "elementwise",
	transcendentals: "elementwise"
};
/** The layers' own figure that a metric's total follows most closely. */
const layerFigure = (metric) => followed[metric] ?? "macs";
/** Changes of layers, the largest in the metric first; those without a number before those that are the same. */
function byFigure({ changes }, metric) {
	const figure = layerFigure(metric);
	const weight = (change) => {
		const { delta, headFormula, baseFormula } = change[figure];
		if (delta === null) return headFormula === baseFormula ? -1n : 1n;
		return delta < 0n ? -delta : delta;
	};
	return changes.map((change) => ({
		change,
		size: weight(change)
	})).toSorted((a, b) => a.size === b.size ? 0 : a.size < b.size ? 1 : -1).map(({ change }) => change);
}

// src/report/comment/why.ts
const item = (text) => require_core.marked`- ${require_table.unbroken(require_core.markdownText(text))}`;
/** Items of a list: every judgement that is no pass, then what explains many layers at once. */
function whyLines(model) {
	const judged = require_core.toldJudgements(model).filter(({ verdict }) => verdict !== "skipped").slice(0, 12).map((judgement) => {
		const by = judgement.accepted === null ? "" : require_core.marked` \u2013 accepted ${acceptedText(judgement.accepted)}`;
		return require_core.marked`- ${require_table.unbroken(require_core.markdownText(require_core.judgementText(judgement, model)))}${by}`;
	});
	const hint = model.head?.kind === "failed" ? [require_core.marked`- ${require_core.markdownText(model.head.failure.hint)}`] : [];
	const changes = [
		...require_core.growthSentences(model).slice(0, 3),
		...require_core.interfaceChanges(model).slice(0, 15),
		...require_core.otherCauses(model).slice(0, 10)
	];
	return [
		...require_core.inputCauses(model).slice(0, 2).map(item),
		...judged,
		...hint,
		...changes.map(item)
	];
}
/** `(+9%) by `abc1234`: a better backbone`. */
function acceptedText(accepted) {
	const { reason } = accepted;
	return require_core.marked`${require_core.markdownText(`(${require_core.boundText(accepted)})`)} by ${acceptedBy(accepted)}${reason === "" ? "" : require_core.marked`: ${require_core.markdownText(reason)}`}`;
}
/** A person's login, or the first digits of a commit's id. */
const acceptedBy = ({ by, via }) => require_core.markdownCode(via === "trailer" ? require_core.shortSha(by) : by.slice(0, 40));

// src/report/comment/details.ts
/** What only some readers want, folded: every figure, reasons and layers by model, latency, findings, the policy. */
function detailBlocks(report, extent, context) {
	return [
		...figureBlock(report, extent, context),
		...extent.details === 0 ? [] : buildBlocks(report),
		...modelBlocks(report, extent),
		...extent.details === 0 ? [] : [...latencyBlock(report, extent), ...findingBlock(report)],
		...policyBlock(report, extent, context)
	];
}
function figureBlock(report, { figures }, context) {
	if (figures === 0 || report.models.length === 0) return [];
	return [folded(require_core.marked`All figures`, require_table.figureTable(report, figures, context))];
}
/** A folded block. The blank lines make GitHub read markdown inside. */
function folded(title, body) {
	return require_core.marked`<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
}
function buildBlocks(report) {
	return require_build_log.failedBuilds(report, 20).map(({ note, lines }) => folded(require_core.marked`What the build at ${note.side} said last`, require_core.htmlPre(lines)));
}
function modelBlocks({ models }, { details, layers: rows }) {
	return models.map((model) => ({
		model,
		parts: modelParts(model, rows)
	})).filter(({ parts }) => parts.length > 0).slice(0, details).map(({ model, parts }) => folded(require_core.marked`${require_core.htmlCode(require_core.elided(require_core.titleOf(model), 80))}: why, and layer by layer`, require_core.joined(parts, "\n\n")));
}
function modelParts(model, rows) {
	const why = model.verdict === "skipped" ? [] : whyLines(model);
	return [...why.length === 0 ? [] : [require_core.joined(why, "\n")], ...layerParts(model, rows)];
}
function layerParts(model, rows) {
	const { layers } = model;
	if (layers === null || layers.changes.length === 0) return [];
	const { metric } = briefOf(model);
	const columns = columnsBy(metric);
	const heads = [
		require_core.marked`layer`,
		require_core.marked`operator`,
		...columns.map(({ head }) => head),
		require_core.marked`what changed`
	];
	const shown = byFigure(layers, metric ?? "macs").slice(0, rows);
	const rest = layers.changes.length - shown.length + layers.omitted;
	const align = [
		"l",
		"l",
		...columns.map(() => "r"),
		"l"
	];
	const body = shown.map((change) => layerRow(change, columns));
	return [
		require_core.marked`Layers: ${countsText(layers)}.`,
		...shown.length > 0 ? [require_table.table(heads, align, body)] : [],
		...rest > 0 ? [require_core.marked`\u2026 and ${rest} more.`] : []
	];
}
function countsText({ counts }) {
	const parts = [
		require_core.marked`${counts.changed} changed${counts.follows > 0 ? require_core.marked` (${counts.follows} only as a consequence)` : ""}`,
		require_core.marked`${counts.added} added`,
		require_core.marked`${counts.removed} removed`,
		...counts.renamed > 0 ? [require_core.marked`${counts.renamed} only renamed`] : [],
		require_core.marked`${counts.same} the same`
	];
	return require_core.joined(parts, ", ");
}
/** The figure that broke first. */
function columnsBy(metric) {
	const usual = [
		{
			metric: "macs",
			head: require_core.marked`MACs`
		},
		{
			metric: "params",
			head: require_core.marked`params`
		},
		{
			metric: "moved",
			head: require_core.marked`moved`
		}
	];
	const first = metric === null ? "macs" : layerFigure(metric);
	if (first === "elementwise") return [{
		metric: first,
		head: require_core.marked`other arithmetic`
	}, ...usual];
	return [...usual].toSorted((a, b) => Number(b.metric === first) - Number(a.metric === first));
}
function figureCell(value, metric) {
	if (value.delta !== null) return value.delta === 0n ? require_core.marked`` : require_core.changeText(value, metric) ?? require_core.marked``;
	const text = require_core.openChange(value, metric, 40);
	return text === null ? require_core.marked`` : require_core.markdownCode(text, "cell");
}
function layerRow(change, columns) {
	const what = change.kind === "changed" ? require_core.joined(change.why.map((reason) => require_core.markdownText(reason, "cell")), "; ") : require_core.marked`${change.kind}`;
	const was = change.baseName === null ? "" : require_core.marked` was ${require_core.markdownCode(require_core.elided(change.baseName, 50), "cell")}`;
	return [
		require_core.marked`${require_core.markdownCode(require_core.elided(change.name, 60), "cell")}${was}`,
		require_core.markdownCode(require_core.elided(change.op, 40), "cell"),
		...columns.map(({ metric }) => require_table.unbroken(figureCell(change[metric], metric))),
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
		require_core.marked`detectable`,
		require_core.marked`load time`,
		require_core.marked`process memory`,
		require_core.marked`remark`
	];
	const body = measured.map((model) => latencyRow(model, model.latency));
	const first = measured[0]?.latency;
	const how = first === null || first === void 0 ? require_core.marked`` : require_core.marked`Base and head ran in turns, each in fresh processes; ${first.clock === "cpu" ? "CPU" : "wall"} clock, ${require_core.markdownText(first.provider)}, ${first.threads} ${first.threads === 1 ? "thread" : "threads"}.`;
	const facts = Object.entries(report.environment ?? {}).slice(0, 20).map(([name, value]) => require_core.markdownText(`${name}: ${value}`));
	return [folded(require_core.marked`Latency: how it was measured, and where`, require_core.joined([
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
	].map(require_table.unbroken);
}
/** Findings of the run and of each model that aren't mere information. */
function findingBlock({ findings, models, policy }) {
	const lines = findings.filter((finding) => finding.level !== "info" && !require_core.isBlind(finding)).map(({ detail }) => require_core.marked`- ${require_core.markdownText(require_core.elided(detail, 500))}`);
	for (const model of models) {
		const name = require_core.markdownCode(require_core.elided(require_core.titleOf(model), 60));
		for (const judgement of require_core.keptJudgements(model).slice(0, 5)) lines.push(require_core.marked`- ${name} ${require_table.unbroken(require_core.markdownText(require_core.elided(require_core.judgementText(judgement, model), 300)))}`);
		const known = model.head?.kind === "counted" ? model.head.findings.filter(({ level }) => level !== "info") : [];
		for (const { code, layer, detail } of known.slice(0, 5)) {
			const where = layer === void 0 ? "" : require_core.marked` ${require_core.markdownCode(require_core.elided(layer, 60))}`;
			const text = code === "unbound-size" ? openSizes(model, policy.path) : require_core.elided(detail, 300);
			lines.push(require_core.marked`- ${name}${where}: ${require_core.markdownText(text)}`);
		}
		if (known.length > 5) lines.push(require_core.marked`- ${name} \u2026 and ${known.length - 5} more`);
	}
	if (lines.length === 0) return [];
	const shown = lines.slice(0, 40);
	if (lines.length > shown.length) shown.push(require_core.marked`- \u2026 and ${lines.length - shown.length} more`);
	return [folded(require_core.marked`What to know about these figures`, require_core.joined(shown, "\n"))];
}
/** What a comment's reader can do about open sizes: there is no command line here. */
function openSizes({ head }, path) {
	return `totals depend on ${head?.kind === "counted" ? require_core.listed(head.unbound.map(require_core.quote)) : ""}: give them under \`dims\` in ${require_core.quote(path ?? "flopgate.yml")}`;
}
function policyBlock(report, { details }, context) {
	const { policy, acceptances } = report;
	const most = details === 0 ? 5 : 40;
	const changes = policy.changes.toSorted((a, b) => Number(b.kind === "loosened") - Number(a.kind === "loosened")).map(({ kind, where, text }) => require_core.marked`- ${kind === "other" ? "" : `${kind}: `}${require_core.markdownCode(require_core.elided(where, 100))} ${require_core.markdownText(require_core.elided(text, 300))}`);
	const accepted = acceptances.map((one) => {
		const { model, metric, via } = one;
		return require_core.marked`- ${via}: ${require_core.markdownCode(require_core.elided(`${model}.${metric}`, 100))} ${acceptedText(one)}`;
	});
	if (changes.length === 0 && accepted.length === 0) return [];
	const path = require_table.policyLink(require_core.markdownCode(policy.path ?? "flopgate.yml"), report, null, context);
	const judged = policy.path === null ? require_core.marked`No policy file: built-in warnings.` : require_core.marked`Judged by ${path} at ${policy.from}${policy.from === "base" ? ", as pull requests from forks are" : ""}.`;
	return [folded(require_core.marked`Policy and acceptances`, require_core.joined([
		judged,
		...changes.length > 0 ? [itemsOf(changes, most)] : [],
		...accepted.length > 0 ? [require_core.marked`Acceptances:\n\n${itemsOf(accepted, most)}`] : []
	], "\n\n"))];
}
/** A list of at most so many items, and how many more there are. */
function itemsOf(items, most) {
	const rest = items.length > most ? [require_core.marked`- \u2026 and ${items.length - most} more`] : [];
	return require_core.joined([...items.slice(0, most), ...rest], "\n");
}

// src/report/comment/rows.ts
/** Characters of a name in a row: as many as a phone shows beside the verdict. The folds have names whole. */
const NAME = 34;
/** A row a model, worst first: sign and verdict, then the model, the figure that decided, the cause. And what isn't shown. */
function modelRows(report, extent, context) {
	const shown = report.models.slice(0, extent.rows);
	const blocks = [];
	if (shown.length > 0) {
		const heads = [require_core.marked`verdict`, extent.causes ? require_core.marked`model, figure, cause` : require_core.marked`model`];
		const rows = shown.map((model) => [verdictCell(model), modelCell(report, model, extent, context)]);
		blocks.push(require_table.table(heads, ["l", "l"], rows));
	}
	const rest = report.models.length - shown.length;
	return rest > 0 ? [...blocks, restLine(rest, shown.length, context)] : blocks;
}
function restLine(rest, shown, { runUrl }) {
	const where = runUrl === void 0 ? "the job summary and the report file have them all" : require_core.marked`[the job summary](${require_core.address(runUrl)}) has them all`;
	return require_core.marked`${shown > 0 ? require_core.marked`\u2026 and ${rest} more` : require_core.marked`${rest}`} ${rest === 1 ? "model" : "models"} not shown here: ${where}.`;
}
const verdictCell = (model) => require_core.marked`${require_core.icons[model.verdict]} ${require_core.outcomeWords(model)}`;
function modelCell(report, model, { causes }, context) {
	const [words, change] = [require_core.outcomeWords(model), require_core.changeWords(model)];
	const name = require_core.joined([
		require_core.marked`**${require_core.markdownCode(require_core.elided(model.id, NAME), "cell")}**`,
		...model.case === "" ? [] : [require_core.marked`(${require_core.markdownText(require_core.elided(model.case, NAME), "cell")})`],
		...change === null || change === words ? [] : [require_core.marked`${change}`]
	], " ");
	if (!causes) return name;
	const brief = briefOf(model, NAME);
	const figure = figureText(report, brief, context);
	const cause = require_table.unbroken(require_core.markdownText(require_core.elided(brief.cause, 240), "cell"));
	return require_core.marked`${figure === "" ? name : require_core.marked`${name}: ${require_table.unbroken(figure)}`}${cause === "" ? "" : require_core.marked`<br>${cause}`}`;
}
function figureText(report, brief, context) {
	const { metric, figure, limit, also, judgement } = brief;
	if (metric === null || figure === "") return require_core.marked``;
	const name = require_table.metricLink(metric, context);
	const bound = limit === null ? "" : require_core.marked`, ${require_table.policyLink(require_core.markdownText(limit, "cell"), report, judgement?.line ?? null, context)}`;
	const heads = also.map((one) => require_core.markdownText(require_core.metricOf(one).head));
	const rest = heads.length > 3 ? require_core.marked` and ${heads.length - 2} more` : "";
	const others = heads.length === 0 ? "" : require_core.marked`; also ${require_core.joined(rest === "" ? heads : heads.slice(0, 2), ", ")}${rest}`;
	return require_core.marked`${name} ${require_core.markdownText(figure, "cell")}${bound}${others}`;
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
			causes: true,
			figures: rows,
			details: 5,
			layers: 15
		},
		{
			rows,
			causes: true,
			figures: rows,
			details: 3,
			layers: 8
		},
		{
			rows,
			causes: true,
			figures: rows,
			details: 1,
			layers: 5
		},
		...[
			rows,
			Math.ceil(rows / 2),
			Math.ceil(rows / 4)
		].map((fewer) => ({
			rows: fewer,
			causes: true,
			figures: 0,
			details: 0,
			layers: 0
		})),
		...[15, 5].map((fewer) => ({
			rows: Math.min(rows, fewer),
			causes: true,
			figures: 0,
			details: 0,
			layers: 0
		})),
		{
			rows: 5,
			causes: false,
			figures: 0,
			details: 0,
			layers: 0
		},
		{
			rows: 0,
			causes: false,
			figures: 0,
			details: 0,
			layers: 0
		}
	];
}
function summarySteps(models) {
	return [
		{
			rows: models,
			causes: true,
			figures: models,
			details: 30,
			layers: 40
		},
		{
			rows: models,
			causes: true,
			figures: models,
			details: 10,
			layers: 20
		},
		{
			rows: 500,
			causes: true,
			figures: 500,
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
		...context.notes ?? [],
		...alerts(report),
		...modelRows(report, extent, context),
		...nextLine(report),
		...detailBlocks(report, extent, context),
		originLine(report, context)
	];
	return require_core.marked`${require_core.joined(blocks, "\n\n")}\n`;
}
/** What was compared, and the pages that know more. */
function originLine({ base, head, unchanged, models, shard }, { runUrl, historyUrl }) {
	const against = base === null ? require_core.marked`without a base to compare with` : require_core.marked`against ${require_core.markdownCode(require_core.shortSha(base.sha))} (${require_core.markdownText(base.how)})`;
	const parts = [
		require_core.marked`${require_core.markdownCode(require_core.shortSha(head.sha))} ${against}`,
		...runUrl === void 0 ? [] : [require_core.marked`[run](${require_core.address(runUrl)})`],
		...historyUrl === void 0 ? [] : [require_core.marked`[history](${require_core.address(historyUrl)})`],
		...shard === null ? [] : [require_core.marked`shard ${shard.index} of ${shard.of}`],
		...unchanged > 0 && models.length > 0 ? [require_core.marked`${unchanged} unchanged`] : []
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
		const shown = loosened.slice(0, 3).map(({ where, text }) => require_core.marked`${require_core.markdownCode(require_core.elided(where, 80))} ${require_core.markdownText(require_core.elided(text, 200))}`);
		blocks.push(require_core.marked`\u26a0\ufe0f **Budgets loosened here** This pull request changes the policy that judges it: ${require_core.joined(shown, "; ")}${more(loosened.length, 3)}.`);
	}
	return blocks;
}
const rest = (all) => all > 10 ? [require_core.marked`- \u2026 and ${all - 10} more`] : [];
const more = (all, shown) => all > shown ? require_core.marked` and ${all - shown} more` : require_core.marked``;
function nextLine(report) {
	const steps = require_build_log.nextSteps(report).map((step) => require_core.markdownText(step));
	const lines = steps.length === 0 ? [] : [require_core.marked`**Next** ${require_core.joined(steps, " \u00b7 ")}`];
	const block = require_build_log.acceptBlock(report);
	if (block !== null) lines.push(block);
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