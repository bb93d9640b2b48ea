const require_rolldown_runtime = require("./rolldown-runtime.js");
let node_fs = require("node:fs");
let node_path = require("node:path");
let node_os = require("node:os");
let node_util = require("node:util");

// src/graph/fault.ts
/** A failure that ends the run with exit code 2: what went wrong and where (`message`), and what to do (`hint`). */
var Fault = class extends Error {
	code;
	hint;
	/**
	* @param code kebab-case and stable, e.g. `git-lfs-pointer`, `bad-policy`
	* @param message one line: what, where
	* @param hint one line: what to do
	*/
	constructor(code, message, hint, options) {
		super(message, options);
		this.name = "Fault";
		this.code = code;
		this.hint = hint;
	}
};
/** The thrown value as a Fault: itself, what the system refused, or an `internal` Fault around it (a bug in Flopgate, said so). */
function asFault(thrown) {
	if (thrown instanceof Fault) return thrown;
	const message = thrown instanceof Error ? thrown.message : String(thrown);
	if (isOfSystem(thrown)) {
		const [code, hint] = refusals[thrown.code] ?? ["system-error", "check the path, its disk and its permissions"];
		return new Fault(code, message, hint, { cause: thrown });
	}
	return new Fault("internal", message, "this is a defect of Flopgate: please report it with the output of --debug", { cause: thrown });
}
function isOfSystem(thrown) {
	if (!(thrown instanceof Error)) return false;
	const { code, syscall, errno } = thrown;
	return typeof code === "string" && typeof syscall === "string" && typeof errno === "number";
}
const noSpace = ["no-space", "free space there; TMPDIR names the folder for temporary files"];
const noAccess = ["no-access", "check its permissions and those of its folder"];
const noHandles = ["too-many-open", "raise the limit of open files or processes (ulimit), or run less at once"];
/** Code and hint by the system's own code. */
const refusals = {
	ENOSPC: noSpace,
	EDQUOT: noSpace,
	EFBIG: noSpace,
	EACCES: noAccess,
	EPERM: noAccess,
	EROFS: noAccess,
	EMFILE: noHandles,
	ENFILE: noHandles,
	EAGAIN: noHandles,
	ENOMEM: ["no-memory", "run it where there is more memory"]
};

// src/text/safe.ts
const put$1 = (words, ...values) => words.map((word, i) => `${word}${values[i] ?? ""}`).join("");
/** Markdown from words of our own and from parts that are markdown already. */
const marked$1 = put$1;
/** A line for a terminal from words of our own and from parts that are safe there. */
const term = put$1;
/** HTML from markup of our own and from parts that are HTML already. */
const markup = put$1;
/** Words of our own and figures. */
const plain$1 = put$1;
/** Safe parts one after the other. */
function joined(parts, between) {
	return parts.join(between);
}
/** The same text so many times; none for a negative number. */
const repeated$2 = (text, times) => text.repeat(Math.max(0, times));
/** So many spaces. */
const spaces = (count) => repeated$2(" ", count);
/** The beginning of a text for a terminal, so many characters. */
const cutAt = (text, length) => Array.from(text).slice(0, length).join("");
/** A figure with so many decimals. */
const fixed = (value, decimals) => value.toFixed(decimals);
/** Without the spaces at its end. */
const trimmed$1 = (text) => text.trimEnd();

// src/text/escape.ts
/**
* The one door for hostile text (names of models, layers, tensors, files; messages that hold them) on its way to people.
* Each medium has its function, and what comes out of it can only be read, never act.
*/
/** Characters that don't show or that change how others show: control, format (right-to-left marks), separators, lone surrogates. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\u115f\u1160\u3164\uffa0]/gu;
/** The same text with every unseen character shown as its code: `\n`, `\u{202e}`; marks piled on a letter are cut. */
function visible(text) {
	if (isPlain(text)) return text;
	return text.replaceAll(unseen, shown$1).replaceAll(/(\p{M}{3})\p{M}+/gu, "$1");
}
/** True of a text in the characters of ASCII that show. */
const isPlain = (text) => /^[\x20-\x7e]*$/.test(text);
const short = {
	"\n": "\\n",
	"\r": "\\r",
	"	": "\\t",
	"\x1B": "\\e"
};
function shown$1(character) {
	return short[character] ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
function elided(text, length) {
	const characters = Array.from(text);
	if (characters.length <= length) return text;
	const tail = Math.floor((length - 1) / 2);
	return [
		...characters.slice(0, length - 1 - tail),
		"\u2026",
		...characters.slice(characters.length - tail)
	].join("");
}
/** Characters of a name or a sentence that people are shown; what is longer isn't read. */
const maxShown = 600;
const bounded = (text) => text.length > maxShown ? `${text.slice(0, 599)}\u2026` : text;
/** A name for a terminal or a log: one line, no escape sequence, no workflow command at its start or inside. */
function terminalName(text) {
	return visible(text).replace(/^(\s*):(?=:)/, "$1\\:").replaceAll("##[", "#\\#[");
}
/** A sentence for a terminal; backticks around names stay. */
function terminalText(text) {
	return terminalName(text);
}
/** Text of several lines for a terminal: each is escaped by itself. */
function terminalLines(text) {
	return joined(text.split("\n").map(terminalText), "\n");
}
/**
* A name as code in markdown, outside of HTML blocks; inside code nothing is a tag, link, mention, emoji or emphasis.
* @param at whether it stands in a cell of a table, where a pipe needs its backslash
*/
function markdownCode(text, at = "line") {
	const clean = visible(bounded(text));
	if (clean.trim() === "") return "(no name)";
	const piped = at === "cell" ? clean.replaceAll("\\|", "\\\u00a6").replaceAll("|", "\\|") : clean;
	const longest = [...piped.matchAll(/`+/g)].reduce((most, [run]) => Math.max(most, run.length), 0);
	const fence = "`".repeat(longest + 1);
	const pad = longest > 0 || /^ | $/.test(piped) ? " " : "";
	return `${fence}${pad}${piped}${pad}${fence}`;
}
/** Lines as a block of code to copy, each visible and on its own line: no run of backticks in them ends it. */
function markdownBlock(lines) {
	const texts = lines.map((line) => visible(bounded(line)));
	const longest = Math.max(2, ...texts.flatMap((line) => [...line.matchAll(/`+/g)].map(([run]) => run.length)));
	const fence = "`".repeat(longest + 1);
	return [
		`${fence}text`,
		...texts,
		fence
	].join("\n");
}
/**
* A sentence in markdown: what stands between backticks becomes code, all else plain words. No markup, tag, link, mention,
* reference, emoji or formula comes of it.
*/
function markdownText(text, at = "line") {
	const parts = visible(bounded(text)).split("`");
	const paired = parts.length % 2 === 1;
	return parts.map((part, i) => {
		if (i % 2 === 1 && (paired || i < parts.length - 1)) return part === "" ? "" : markdownCode(part, at);
		return (i % 2 === 1 ? "\\`" : "") + markdownProse(part);
	}).join("").trimStart();
}
/** Between an at sign and a name, and wherever else GitHub would make a link or a symbol of plain words. */
const gap = "\u200b";
function markdownProse(text) {
	return text.replaceAll(/[@$]|#(?=\d)|:(?=\/\/|[a-z0-9_+-])|GH-(?=\d)|www(?=\.)/gi, `$&${gap}`).replace(/^\s*(?=[-+#=]|\d+[.)])/, gap).replaceAll(/[\\`*_[\]<>|~&$]/g, (character) => `&#${character.charCodeAt(0)};`);
}
/** Text in HTML, in an element or in a quoted attribute. */
function html(text) {
	return visible(text).replaceAll(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
}
/** A name as code inside an HTML block of a comment (a summary line), where markdown isn't read. */
function htmlCode(text) {
	return `<code>${html(text).replaceAll("@", `@${gap}`)}</code>`;
}
/** An address that the host made of GitHub's own variables, for a link: what could end the link or the line is left out. */
function address(url) {
	return url.replaceAll(/[\s()<>]/g, "");
}
/** A quoted block of code, its lines apart; a line that would end the block gets a space first. */
function quotedCode(code, language) {
	const lines = code.split("\n").map((line) => visible(line).replace(/^\s*(?=```)/, "     "));
	return [
		`\`\`\`${language}`,
		...lines,
		"```"
	].map((line) => `> ${line}`);
}
/** Lines as they are, inside an HTML block of a comment: in `pre` nothing is markdown, and no line can end it. */
function htmlPre(lines) {
	return `<pre>\n${lines.map(html).join("\n")}\n</pre>`;
}
/** The title, message or file of an annotation. */
const noteText = (text) => visible(text);
/** JSON in a script element: nothing in it can end the element or begin a comment. */
function htmlJson(value) {
	return JSON.stringify(value).replaceAll("<", "\\u003c").replaceAll(">", "\\u003e").replaceAll("&", "\\u0026").replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}

// src/system/output.ts
/** Streams that take no more: what else is written to them is dropped. */
const closed = /* @__PURE__ */ new Set();
/**
* Writes a text to stdout or stderr: at once and whole, so that nothing is lost when the program ends; without the cost of a stream. A
* reader that went away (`| head`) is no fault: the rest is dropped.
* @throws Fault `unwritable-output` if stdout can't take it; a failure of stderr could not be reported
*/
function writeOut(descriptor, text) {
	const bytes = Buffer.from(text);
	for (let at = 0; at < bytes.length && !closed.has(descriptor);) try {
		at += (0, node_fs.writeSync)(descriptor, bytes, at);
	} catch (thrown) {
		const code = thrown instanceof Error && "code" in thrown ? thrown.code : "";
		if (code === "EAGAIN") waitForReader();
		else {
			closed.add(descriptor);
			if (code !== "EPIPE" && descriptor === 1) throw lostOutput("stdout", thrown);
		}
	}
}
/** A pipe that doesn't block is full. */
function waitForReader() {
	Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
}
/** What was to be written can't be: whoever waits for it has no answer. @param name of the stream or file, as the user knows it */
function lostOutput(name, cause) {
	const why = cause instanceof Error ? cause.message : String(cause);
	return new Fault("unwritable-output", `${name} can't be written: ${why}`, "free space there, or write elsewhere", { cause });
}

// src/policy/metrics.ts
/** The metrics, in the order that reports list them. A metric is added here and nowhere else; then `npm run docs`. */
const metrics$1 = [
	{
		name: "macs",
		unit: "count",
		of: "macs",
		isStored: false,
		words: "MACs",
		head: "MACs",
		description: "Multiply-accumulates of one inference.",
		columns: "always",
		inCount: { place: 1 },
		isCeiling: true,
		warn: "+0.5%"
	},
	{
		name: "params",
		unit: "count",
		of: "params",
		isStored: true,
		words: "parameters",
		head: "params",
		label: "parameters",
		description: "Parameters.",
		columns: "usual",
		inCount: { place: 3 },
		isCeiling: true,
		warn: "+0.5%"
	},
	{
		name: "memory",
		unit: "bytes",
		of: "peakActivationBytes",
		isStored: false,
		words: "peak activation memory",
		head: "peak memory",
		description: "Planned peak of activation memory.",
		page: "counting.md#memory-the-plan-and-the-runtime",
		columns: "usual",
		inCount: { place: 6 },
		isCeiling: true,
		warn: "+2%"
	},
	{
		name: "size",
		unit: "bytes",
		of: "file",
		isStored: true,
		words: "file size",
		head: "file size",
		short: "file",
		description: "Bytes of the model file, with its external files.",
		columns: "usual",
		isCeiling: true,
		warn: "+1%"
	},
	{
		name: "latency",
		unit: "time",
		of: "time",
		isStored: true,
		words: "latency",
		head: "latency",
		description: "Time of one inference, measured against base on the same runner.",
		page: "latency.md",
		columns: "when told",
		warn: "+5%"
	},
	{
		name: "flops",
		unit: "count",
		of: "flops",
		isStored: false,
		words: "FLOPs",
		head: "FLOPs",
		label: "FLOPs (2 \u00d7 MACs)",
		description: "Floating-point operations of the multiply-accumulates, two each.",
		columns: "when told",
		inCount: {
			place: 2,
			wide: true
		}
	},
	{
		name: "elementwise",
		unit: "count",
		of: "elementwise",
		isStored: false,
		words: "elementwise operations",
		head: "other arithmetic",
		description: "Arithmetic beside multiply-accumulates.",
		columns: "when told"
	},
	{
		name: "transcendentals",
		unit: "count",
		of: "transcendentals",
		isStored: false,
		words: "transcendentals",
		head: "transcendentals",
		label: "exp, log, tanh \u2026",
		description: "exp, log, sqrt, erf, tanh and the like.",
		columns: "when told"
	},
	{
		name: "bitops",
		unit: "count",
		of: "bitOps",
		isStored: false,
		words: "bit-operations",
		head: "bit-operations",
		description: "Multiply-accumulates times weight bits times activation bits.",
		columns: "when told"
	},
	{
		name: "weights",
		unit: "bytes",
		of: "weightBytes",
		isStored: true,
		words: "weight bytes",
		head: "weights",
		description: "Bytes of all weights at stored width.",
		columns: "when told",
		inCount: { place: 4 }
	},
	{
		name: "moved",
		unit: "bytes",
		of: "movedBytes",
		isStored: false,
		words: "moved bytes",
		head: "moved bytes",
		label: "bytes moved",
		short: "moved",
		description: "Bytes read and written by all layers.",
		columns: "when told",
		inCount: { place: 5 }
	},
	{
		name: "load",
		unit: "time",
		of: "time",
		isStored: true,
		words: "load time",
		head: "load time",
		description: "Time to load the model, measured against base on the same runner.",
		page: "latency.md",
		columns: "when told"
	}
];
const byName = new Map(metrics$1.map((row) => [row.name, row]));
const byTotal = new Map(metrics$1.map((row) => [row.of, row]));
/** The row of a metric. */
const metricOf = (name) => byName.get(name);
/** Page of docs/ that says how the metric comes to be. */
const pageOf = (name) => metricOf(name).page ?? "counting.md";
const isTimed = (metric) => byName.get(metric)?.of === "time";
const isCounted$1 = (metric) => byName.has(metric) && !isTimed(metric);
const budgetMetrics = metrics$1.map(({ name }) => name);
const countedMetrics = budgetMetrics.filter(isCounted$1);
const recordedMetrics = [...countedMetrics, "latency"];
/** The total of a count behind a metric; null if it stands on none. */
function totalOf(metric) {
	const { of } = metricOf(metric);
	return of === "file" || of === "time" ? null : of;
}
/** Unit of a metric's figures and ceilings. */
const unitOf = (metric) => metricOf(metric).unit;
/** Unit of a total of a count. */
const unitOfTotal = (total) => total.endsWith("Bytes") ? "bytes" : "count";
/** Label of a total's row where a model's figures stand one below the other; undefined if no metric stands on it. */
function labelOfTotal(total) {
	const row = metrics$1.find(({ of }) => of === total);
	return row?.label ?? row?.head;
}
/** True if a metric's figure is only a lower bound: the count is one (`isExact` false), and the file alone doesn't make it exact. */
const isBound = (metric, isExact) => !isExact && !metricOf(metric).isStored;
/** As `isBound`, of a total of a count. */
const isBoundTotal = (total, isExact) => !isExact && total !== "paramsStored" && byTotal.get(total)?.isStored !== true;
/** Columns of the tables of `count` and `compare`, with a head each; without `wide` only those that are always there. */
function countColumns(room) {
	return metrics$1.flatMap((row) => row.of === "file" || row.of === "time" || row.inCount === void 0 || room === "any" && row.inCount.wide === true ? [] : [{
		total: row.of,
		head: row.short ?? row.head,
		place: row.inCount.place
	}]).toSorted((a, b) => a.place - b.place);
}
/** Metrics that a table of a gate's report always holds: of the smallest, or of any other. */
const usualMetrics = (size) => metrics$1.filter(({ columns }) => columns === "always" || size === "any" && columns === "usual").map(({ name }) => name);
/** Metrics whose figures become ceilings of the policy that `init` writes. */
const ceilingMetrics = metrics$1.filter((row) => row.isCeiling === true).map(({ name }) => name).filter(isCounted$1);

// src/text/clip.ts
/** Characters to which a text in a report is cut: names may be as long as a file allows. */
const maxText$1 = 4e3;
/** Those of a formula, of which a part is worth nothing. */
const maxFormula = 2e4;
const maxList = 1e3;
/** The same data with long texts cut and long lists ended. Keys of records too. */
function clipped$1(data) {
	return clip(data, maxText$1);
}
function clip(data, most) {
	if (typeof data === "string") return data.length > most ? `${data.slice(0, most - 1)}\u2026` : data;
	if (Array.isArray(data)) return data.slice(0, maxList).map((one) => clip(one, maxText$1));
	if (typeof data !== "object" || data === null) return data;
	return Object.fromEntries(Object.entries(data).slice(0, maxList).map(([key, value]) => [clip(key, maxText$1), clip(value, key.endsWith("Formula") ? maxFormula : maxText$1)]));
}

// src/graph/dim/cache.ts
function createCache(maxChars) {
	const entries = /* @__PURE__ */ new Map();
	let chars = 0;
	return {
		get: (key) => entries.get(key),
		set(key, value) {
			chars += key.length + 32;
			if (chars > maxChars) {
				entries.clear();
				chars = key.length + 32;
			}
			entries.set(key, value);
		}
	};
}

// src/graph/dim/name.ts
/** @param letter what a name begins with, beside `_`, and `digit` what it holds, too: as in a class of a regular expression */
function namePatterns(letter, digit) {
	const first = `[${letter}_]`;
	const rest = `[${letter}${digit}_.:$@]`;
	return {
		bare: new RegExp(`^${first}${rest}*(?:-${first}${rest}*)*$`, "u"),
		alone: new RegExp(`^${first}${rest}*(?:[-/]${rest}+)*$`, "u"),
		words: new RegExp(`^${first}${rest}*(?: ${first}${rest}*)+$`, "u"),
		path: new RegExp(`^/[${letter}${digit}_.:$@/\\-]*$`, "u")
	};
}
/** What has a variant over ASCII, since Unicode's tables take a millisecond each to load. */
function byAlphabet(make) {
	let ascii;
	let unicode;
	return (text) => /^[\u0000-\u007f]*$/.test(text) ? ascii ??= make("A-Za-z", "0-9") : unicode ??= make("\\p{L}", "\\p{N}");
}
const patternsFor$1 = byAlphabet(namePatterns);
const quotient = /\/\d+$/;
/** Names that torch gives its symbols (s0, u12, s77): an operator between two of them is never part of a name. */
const torchSymbol = /^[su]\d+$/;
/** True if `left-right`, written without spaces, is a subtraction of torch symbols rather than a name with a hyphen. */
function isTorchPair(left, right) {
	return torchSymbol.test(left) && (torchSymbol.test(right) || /^\d+$/.test(right));
}
function hasTorchPair(name) {
	const parts = name.split(/[-/]/);
	return parts.some((part, at) => at > 0 && isTorchPair(parts[at - 1] ?? "", part));
}
/** True of a name that a formula shows without quotes: letters, digits, `_.:$@`, and hyphens before a letter. */
function isBareName(name) {
	return patternsFor$1(name).bare.test(name) && !hasTorchPair(name);
}
/**
* True if the whole text is one name although it holds characters of operators: `batch-size`, `dim-1`, `encoder/length`,
* `batch size`, `/model/Resize_output_0.dim2`; not `s0-1`, not `h/32`.
*/
function isWholeName(text) {
	const { alone, path, words } = patternsFor$1(text);
	if (path.test(text) || words.test(text)) return true;
	return alone.test(text) && !quotient.test(text) && !hasTorchPair(text);
}
/** Characters to which a name stands whole in formulas, which repeat it. */
const maxName = 1e3;
/** Long names by what stands for them, in the order in which they were met: each keeps its own number. */
const longNames = /* @__PURE__ */ new Map();
const shortNames = /* @__PURE__ */ new Map();
function shortName(name) {
	const known = shortNames.get(name);
	if (known !== void 0) return known;
	const short = `${name.slice(0, 60)}\u2026 (${name.length} characters, #${shortNames.size + 1})`;
	shortNames.set(name, short);
	longNames.set(short, name);
	return short;
}
/** The name that a formula shows shortened, or the name itself. */
const fullName = (name) => longNames.get(name) ?? name;
/** A name as it stands in a formula: bare, or in double quotes with `\` before a quote or a backslash; a long one shortened and numbered. */
function quoteName(name) {
	if (name.length > maxName) return quoteName(shortName(name));
	return isBareName(name) ? name : `"${name.replaceAll(/["\\]/g, "\\$&")}"`;
}

// src/graph/effort.ts
/**
* What a model's file may make us do. Everything whose cost a small file can multiply (formulas, bodies, calls, contents) spends steps of one
* allotment, so that the work on it ends whatever it asks for. A step is about 10 ns; the count of them, unlike time, is the same everywhere.
*/
/** Steps that the work on one model may take, and what is shown of it after: many times what real models take. */
const allotment = 5e7;
/** What a model of many nodes may take beside that, for each of them. */
const perNode = 4e3;
let left = Infinity;
/** Begins the work on a model, or on showing what came of it; before the first time nothing is bounded. @param nodes that its file holds */
function allot(nodes = 0) {
	left = allotment + nodes * perNode;
}
/**
* Books work before it is done.
* @param what of a model it is, for the message: it `takes more steps than`
* @throws Fault `expansion-limit` if no more is allotted
*/
function spend(steps, what = "working out its size formulas") {
	left -= steps;
	if (left < 0) throw exhausted(what);
}
function exhausted(what) {
	const hint = what.includes("formulas") ? "bind the symbolic sizes with --dim NAME=N, or export the model with simpler ones" : "the file calls itself into explosion; simplify it, or count its parts";
	return new Fault("expansion-limit", `${what} takes more steps than any real model needs`, hint);
}
/**
* What `work` gives, with an allotment of its own: of many models each is judged and shown by itself, so that none pays for the others.
* @param nodes as of `allot`
* @throws Fault `expansion-limit` where the work takes more than that
*/
function apart(work, nodes = 0) {
	const before = left;
	allot(nodes);
	try {
		return work();
	} finally {
		left = before;
	}
}
/** What `work` gives, booked on the share too; undefined if it takes more than is left of either. */
function within$1(share, work) {
	const before = Math.max(0, left);
	const given = Math.min(share.left, before);
	left = given;
	try {
		return work();
	} catch (thrown) {
		if (thrown instanceof Fault && thrown.code === "expansion-limit") return void 0;
		throw thrown;
	} finally {
		const used = given - Math.max(0, left);
		share.left -= used;
		left = before - used;
	}
}

// src/graph/dim/poly.ts
const maxTerms$1 = 512;
const maxPolyKey = 16384;
const maxInnerKey = 2048;
const maxWeight = 256;
const maxDepth$1 = 400;
const maxCoefficient = 1n << 4096n;
const maxSafe = BigInt(Number.MAX_SAFE_INTEGER);
/** Above this many products of terms a product is kept as a product of groups. */
const maxProducts = 4096;
const polys = createCache(4e6);
const atoms = createCache(4e6);
const groups = createCache(8e6);
let groupCount = 0;
function overflow(what) {
	return new Fault("overflow", `a size formula grows beyond ${what}`, "bind the symbolic sizes with --dim NAME=N");
}
/** The monomial 1. */
const one$1 = {
	key: "",
	factors: [],
	degree: 0,
	depth: 0,
	weight: 0
};
/** Canonical order of atoms: symbols first, then by key. */
function compareAtoms(a, b) {
	if (a.key === b.key) return 0;
	const rank = Number(a.kind !== "symbol") - Number(b.kind !== "symbol");
	return rank !== 0 ? rank : a.key < b.key ? -1 : 1;
}
/** Graded lexicographic order, leading monomial first: a monomial order, so that exact division terminates. */
function compareMonomials(a, b) {
	if (a.key === b.key) return 0;
	if (a.degree !== b.degree) return b.degree - a.degree;
	for (const [at, left] of a.factors.entries()) {
		const right = b.factors[at];
		if (right === void 0) return -1;
		const order = compareAtoms(left.atom, right.atom) || right.power - left.power;
		if (order !== 0) return order;
	}
	return 0;
}
function monomialOf(factors) {
	let [key, degree, depth, weight] = [
		"",
		0,
		0,
		0
	];
	for (const { atom, power } of factors) {
		key += (key === "" ? "" : "*") + (power === 1 ? atom.key : `${atom.key}^${power}`);
		degree += power;
		depth = Math.max(depth, atom.depth);
		weight += power * atom.weight;
	}
	if (weight > maxWeight) throw overflow(`degree ${maxWeight}`);
	spend(40 + factors.length * 8 + (key.length >> 1));
	const monomial = {
		key,
		factors,
		degree,
		depth,
		weight
	};
	if (key.length <= maxInnerKey || factors.length < 2) return monomial;
	return monomialOf([{
		atom: groupAtom(polyOf([{
			coefficient: 1n,
			monomial
		}])),
		power: 1
	}]);
}
/** a\u00b7b; a Fault `overflow` beyond the largest degree. */
function multiplyMonomials(a, b) {
	if (a.degree === 0) return b;
	if (b.degree === 0) return a;
	const factors = [];
	let [i, j] = [0, 0];
	while (i < a.factors.length || j < b.factors.length) {
		const [left, right] = [a.factors[i], b.factors[j]];
		const order = left === void 0 ? 1 : right === void 0 ? -1 : compareAtoms(left.atom, right.atom);
		if (order === 0 && left !== void 0 && right !== void 0) factors.push({
			atom: left.atom,
			power: left.power + right.power
		});
		else if (order < 0 && left !== void 0) factors.push(left);
		else if (right !== void 0) factors.push(right);
		if (order <= 0) i += 1;
		if (order >= 0) j += 1;
	}
	return monomialOf(factors);
}
/** a/b where b divides a, else undefined. */
function divideMonomials(a, b) {
	if (b.degree === 0) return a;
	if (b.degree > a.degree) return void 0;
	const powers = new Map(b.factors.map(({ atom, power }) => [atom.key, power]));
	const factors = [];
	for (const { atom, power } of a.factors) {
		const rest = power - (powers.get(atom.key) ?? 0);
		if (rest < 0) return void 0;
		powers.delete(atom.key);
		if (rest > 0) factors.push({
			atom,
			power: rest
		});
	}
	return powers.size > 0 ? void 0 : monomialOf(factors);
}
/** The greatest monomial that divides both. */
function commonMonomial(a, b) {
	const powers = new Map(b.factors.map(({ atom, power }) => [atom.key, power]));
	return monomialOf(a.factors.map(({ atom, power }) => ({
		atom,
		power: Math.min(power, powers.get(atom.key) ?? 0)
	})).filter(({ power }) => power > 0));
}
function keyOf$1(terms) {
	let key = "";
	for (let i = 0; i < terms.length; i++) {
		const { coefficient, monomial } = terms[i];
		const negative = coefficient < 0n;
		const size = negative ? -coefficient : coefficient;
		key += key === "" ? negative ? "-" : "" : negative ? " - " : " + ";
		key += monomial.degree === 0 ? String(size) : size === 1n ? monomial.key : `${size}*${monomial.key}`;
	}
	return key;
}
function polyOf(terms) {
	let depth = 0;
	let weight = 0;
	for (let i = 0; i < terms.length; i++) {
		const { coefficient, monomial } = terms[i];
		if (coefficient > maxCoefficient || coefficient < -maxCoefficient) throw overflow("2^4096");
		depth = Math.max(depth, monomial.depth);
		weight = Math.max(weight, monomial.weight);
	}
	const key = keyOf$1(terms);
	spend(60 + terms.length * 25 + key.length);
	const known = polys.get(key);
	if (known !== void 0) return known;
	const poly = {
		kind: "poly",
		key,
		terms,
		depth,
		weight
	};
	if (key.length <= maxPolyKey) polys.set(key, poly);
	return poly;
}
/** The Dim of terms in canonical order, coefficients not 0; a group if there are too many of them. */
function fromTerms(terms) {
	const first = terms[0];
	if (first === void 0) return 0;
	if (first.monomial.degree === 0 && first.coefficient <= maxSafe && first.coefficient >= -maxSafe) return Number(first.coefficient);
	const poly = polyOf(terms);
	return terms.length > 1 && (terms.length > maxTerms$1 || poly.key.length > maxPolyKey) ? asGroup(poly) : poly;
}
/** The terms of any Dim; 0 has none. */
function termsOf(d) {
	if (typeof d !== "number") return d.terms;
	return d === 0 ? [] : [{
		coefficient: BigInt(d),
		monomial: one$1
	}];
}
function intern(key, make) {
	spend(30 + (key.length >> 1));
	const known = atoms.get(key);
	if (known !== void 0) return known;
	const atom = make();
	if (atom.depth > maxDepth$1) throw overflow(`${maxDepth$1} nested operations`);
	atoms.set(key, atom);
	return atom;
}
function symbolAtom(name) {
	const key = quoteName(name);
	return intern(key, () => ({
		kind: "symbol",
		name,
		key,
		depth: 1,
		weight: 1
	}));
}
/** floor(n/d) or trunc(n/d), not simplified. */
function quotientAtom(kind, n, d) {
	const [numerator, denominator] = shorten([n, d]);
	const key = `${kind}(${isSum(numerator) ? `(${keyOfDim(numerator)})` : keyOfDim(numerator)}/${operand(denominator)})`;
	return intern(key, () => ({
		kind,
		numerator,
		denominator,
		key,
		...factsOf([numerator, denominator])
	}));
}
/** max(args) or min(args), not simplified; args in canonical order. */
function extremeAtom(kind, list) {
	const args = shorten(list);
	const key = `${kind}(${args.map(keyOfDim).join(", ")})`;
	return intern(key, () => ({
		kind,
		args,
		key,
		...factsOf(args)
	}));
}
function groupAtom(body) {
	const known = groups.get(body.key);
	if (known !== void 0) return known;
	groupCount += 1;
	const atom = {
		kind: "group",
		body,
		key: `#${groupCount}`,
		depth: body.depth + 1,
		weight: body.weight
	};
	if (atom.depth > maxDepth$1) throw overflow(`${maxDepth$1} nested operations`);
	groups.set(body.key, atom);
	return atom;
}
/** The Dim that is this atom alone. */
function fromAtom(atom) {
	return polyOf([{
		coefficient: 1n,
		monomial: monomialOf([{
			atom,
			power: 1
		}])
	}]);
}
/** The atom that the Dim is, if it is one atom and nothing else. */
function asAtom(d) {
	if (typeof d === "number" || d.terms.length !== 1) return void 0;
	const term = d.terms[0];
	return term?.coefficient === 1n && term.monomial.degree === 1 ? term.monomial.factors[0]?.atom : void 0;
}
/** The same value as one short atom. */
function asGroup(d) {
	return typeof d === "number" || d.weight === 0 || asAtom(d) !== void 0 ? d : fromAtom(groupAtom(d));
}
function shorten(args) {
	return args.reduce((chars, arg) => chars + keyOfDim(arg).length, 0) > maxInnerKey ? args.map(asGroup) : args;
}
function factsOf(args) {
	let [depth, weight] = [0, 0];
	for (const arg of args) {
		if (typeof arg === "number") continue;
		depth = Math.max(depth, arg.depth);
		weight = Math.max(weight, arg.weight);
	}
	return {
		depth: depth + 1,
		weight
	};
}
function isSum(d) {
	return typeof d !== "number" && d.terms.length > 1;
}
function operand(d) {
	return typeof d === "number" || asAtom(d) !== void 0 ? keyOfDim(d) : `(${keyOfDim(d)})`;
}
/** The canonical text: equal Dims have equal keys. */
function keyOfDim(d) {
	return typeof d === "number" ? String(d) : d.key;
}
/** What an atom is made of. */
function childrenOf(atom) {
	switch (atom.kind) {
		case "symbol": return [];
		case "group": return [atom.body];
		case "floor":
		case "trunc": return [atom.numerator, atom.denominator];
		case "max":
		case "min": return atom.args;
	}
}

// src/graph/dim/ring.ts
const { MAX_SAFE_INTEGER } = Number;
function isSafe(n) {
	return n <= MAX_SAFE_INTEGER && n >= -MAX_SAFE_INTEGER;
}
/** The size that the name stands for; any integer \u2265 0. */
function symbol(name) {
	return fromAtom(symbolAtom(name));
}
function fromBigInt(n) {
	const small = Number(n);
	return isSafe(small) ? small : fromTerms([{
		coefficient: n,
		monomial: one$1
	}]);
}
/** The value of a Dim without symbols, else undefined. */
function constantOf(d) {
	if (typeof d === "number") return BigInt(d);
	const term = d.terms[0];
	return term?.monomial.degree === 0 ? term.coefficient : void 0;
}
function isConstant(d) {
	return typeof d === "number" || d.terms[0]?.monomial.degree === 0;
}
/** Equality of canonical forms: true means equal for all values of the symbols. */
function equal(a, b) {
	return a === b || typeof a !== "number" && typeof b !== "number" && a.key === b.key;
}
function add(a, b) {
	if (typeof a === "number" && typeof b === "number") {
		const result = a + b;
		return isSafe(result) ? result : fromBigInt(BigInt(a) + BigInt(b));
	}
	if (a === 0) return b;
	if (b === 0) return a;
	return fromTerms(merge(termsOf(a), termsOf(b)));
}
function neg(a) {
	return typeof a === "number" ? 0 - a : fromTerms(scaled$3(a.terms, -1n));
}
function sub(a, b) {
	if (typeof a === "number" && typeof b === "number") {
		const result = a - b;
		return isSafe(result) ? result : fromBigInt(BigInt(a) - BigInt(b));
	}
	if (b === 0) return a;
	if (equal(a, b)) return 0;
	return fromTerms(merge(termsOf(a), scaled$3(termsOf(b), -1n)));
}
function mul(a, b) {
	if (typeof a === "number") {
		if (typeof b !== "number") return scale(b, a);
		const result = a * b;
		return isSafe(result) ? result + 0 : fromBigInt(BigInt(a) * BigInt(b));
	}
	if (typeof b === "number") return scale(a, b);
	if (a.terms.length * b.terms.length > 4096) return mul(asGroup(a), asGroup(b));
	const total = /* @__PURE__ */ new Map();
	for (const left of a.terms) for (const right of b.terms) {
		const monomial = multiplyMonomials(left.monomial, right.monomial);
		accumulate(total, {
			coefficient: left.coefficient * right.coefficient,
			monomial
		});
	}
	return fromTerms(sorted$1(total));
}
/** \u03a3 list; 0 for none. Cheaper than a chain of `add`. */
function sum$1(list) {
	let constant = 0;
	let rest = 0;
	let total = /* @__PURE__ */ new Map();
	for (let i = 0; i < list.length; i++) {
		const d = list[i];
		if (typeof d === "number") {
			constant = add(constant, d);
			continue;
		}
		for (const term of d.terms) accumulate(total, term);
		if (total.size < 500) continue;
		rest = add(rest, fromTerms(sorted$1(total)));
		total = /* @__PURE__ */ new Map();
	}
	return add(add(rest, fromTerms(sorted$1(total))), constant);
}
/** \u03a0 list; 1 for none. */
function product$1(list) {
	let constant = 1;
	let rest = 1;
	for (let i = 0; i < list.length; i++) {
		const d = list[i];
		if (typeof d === "number") constant = mul(constant, d);
		else rest = mul(rest, d);
	}
	return rest === 1 ? constant : mul(rest, constant);
}
function scale(poly, factor) {
	if (factor === 0) return 0;
	return factor === 1 ? poly : fromTerms(scaled$3(poly.terms, BigInt(factor)));
}
function scaled$3(terms, factor) {
	return terms.map(({ coefficient, monomial }) => ({
		coefficient: coefficient * factor,
		monomial
	}));
}
function merge(a, b) {
	const out = [];
	let i = 0;
	let j = 0;
	while (i < a.length || j < b.length) {
		const left = a[i];
		const right = b[j];
		const order = left === void 0 ? 1 : right === void 0 ? -1 : compareMonomials(left.monomial, right.monomial);
		if (order === 0 && left !== void 0 && right !== void 0) {
			const coefficient = left.coefficient + right.coefficient;
			if (coefficient !== 0n) out.push({
				coefficient,
				monomial: left.monomial
			});
		} else if (order < 0 && left !== void 0) out.push(left);
		else if (right !== void 0) out.push(right);
		if (order <= 0) i += 1;
		if (order >= 0) j += 1;
	}
	return out;
}
function accumulate(total, term) {
	const { monomial } = term;
	const coefficient = (total.get(monomial.key)?.coefficient ?? 0n) + term.coefficient;
	total.set(monomial.key, {
		coefficient,
		monomial
	});
}
function sorted$1(total) {
	return [...total.values()].filter(({ coefficient }) => coefficient !== 0n).toSorted((a, b) => compareMonomials(a.monomial, b.monomial));
}

// src/graph/dim/bounds.ts
const lows = /* @__PURE__ */ new WeakMap();
const highs = /* @__PURE__ */ new WeakMap();
const atomRanges = /* @__PURE__ */ new WeakMap();
const natural = {
	low: 0n,
	high: void 0
};
const anything = {
	low: void 0,
	high: void 0
};
/** Relaxations tried for one bound, and the terms up to which they are tried. */
const maxSteps$2 = 24;
const maxTerms = 24;
/** Atoms within atoms through which one bound is followed. */
const maxNesting$1 = 64;
let nesting = 0;
/** The tightest lower bound that a bounded search proves; undefined is none. */
function lowOf(d) {
	if (typeof d === "number") return BigInt(d);
	const known = lows.get(d);
	if (known !== void 0) return known.at;
	const low = lowest(d, { left: maxSteps$2 });
	lows.set(d, { at: low });
	return low;
}
/** The tightest upper bound that a bounded search proves; undefined is none. */
function highOf(d) {
	if (typeof d === "number") return BigInt(d);
	const known = highs.get(d);
	if (known !== void 0) return known.at;
	const low = lowOf(neg(d));
	const high = low === void 0 ? void 0 : -low;
	highs.set(d, { at: high });
	return high;
}
function rangeOf(d) {
	return {
		low: lowOf(d),
		high: highOf(d)
	};
}
/** The provable sign with every symbol \u2265 0. */
function sign(d) {
	if (typeof d === "number") return d > 0 ? 1 : d < 0 ? -1 : 0;
	const low = lowOf(d);
	if (low !== void 0 && low > 0n) return 1;
	const high = highOf(d);
	if (low !== void 0 && low === 0n) return high === 0n ? 0 : "nonneg";
	if (high === void 0 || high > 0n) return void 0;
	return high < 0n ? -1 : "nonpos";
}
/** Provably \u2265 0 for all values of the symbols. */
function isNonNegative(d) {
	if (typeof d === "number") return d >= 0;
	const low = lowOf(d);
	return low !== void 0 && low >= 0n;
}
/** True: a \u2265 b for all values \u2265 0 of the symbols. False: a < b for all of them. Undefined: not proved either way. */
function isAtLeast(a, b) {
	if (isNeverBelow(a, b)) return true;
	const high = highOf(sub(a, b));
	return high !== void 0 && high < 0n ? false : void 0;
}
/** True if a \u2265 b for all values \u2265 0 of the symbols is proved: `isAtLeast` without looking for the contrary. */
function isNeverBelow(a, b) {
	if (typeof a === "number" && typeof b === "number") return a >= b;
	return isTermwiseAtLeast(termsOf(a), termsOf(b)) || isNonNegative(sub(a, b));
}
/** Terms up to which they are compared one by one. */
const maxCompared$1 = 32;
/** True if every coefficient of a is \u2265 that of b and no monomial is ever negative: seen without making a \u2212 b. */
function isTermwiseAtLeast(a, b) {
	if (a.length > maxCompared$1 || b.length > maxCompared$1) return false;
	for (const { monomial, coefficient } of a) if (coefficient < coefficientOf(b, monomial) || !isNeverNegative(monomial)) return false;
	for (const { monomial, coefficient } of b) if (coefficient > coefficientOf(a, monomial) || !isNeverNegative(monomial)) return false;
	return true;
}
function coefficientOf(terms, { key }) {
	for (let i = 0; i < terms.length; i++) {
		const { monomial, coefficient } = terms[i];
		if (monomial.key === key) return coefficient;
	}
	return 0n;
}
function isNeverNegative(monomial) {
	if (monomial.factors.every(({ atom }) => atom.kind === "symbol")) return true;
	const { low } = monomialRange(monomial);
	return low !== void 0 && low >= 0n;
}
function lowest(d, steps) {
	const plain = intervalLow(d);
	if (typeof d === "number" || d.terms.length > maxTerms || steps.left <= 0) return plain;
	if (!d.terms.some((term) => term.monomial.degree > 0 && term.coefficient < 0n)) return plain;
	steps.left -= 1;
	const split = pick$1(d);
	return split === void 0 ? plain : greater$1(plain, relaxed$1(split, steps));
}
function intervalLow(d) {
	let total = 0n;
	for (const { coefficient, monomial } of termsOf(d)) {
		const { low, high } = monomialRange(monomial);
		const bound = coefficient > 0n ? low : high;
		if (bound === void 0) return void 0;
		total += coefficient * bound;
	}
	return total;
}
function monomialRange(monomial) {
	let range = {
		low: 1n,
		high: 1n
	};
	for (const { atom, power } of monomial.factors) {
		const factor = rangeOfAtom(atom);
		for (let n = 0; n < power; n += 1) range = multiplyRanges(range, factor);
	}
	return range;
}
function multiplyRanges(a, b) {
	if (a.low !== void 0 && b.low !== void 0 && a.low >= 0n && b.low >= 0n) {
		if (a.high === 0n || b.high === 0n) return {
			low: 0n,
			high: 0n
		};
		return {
			low: a.low * b.low,
			high: a.high === void 0 || b.high === void 0 ? void 0 : a.high * b.high
		};
	}
	if (a.low === void 0 || a.high === void 0 || b.low === void 0 || b.high === void 0) return anything;
	const corners = [
		a.low * b.low,
		a.low * b.high,
		a.high * b.low,
		a.high * b.high
	];
	return {
		low: least(corners),
		high: most(corners)
	};
}
function rangeOfAtom(atom) {
	const known = atomRanges.get(atom);
	if (known !== void 0) return known;
	if (nesting >= maxNesting$1) return anything;
	nesting += 1;
	try {
		const range = findRange(atom);
		atomRanges.set(atom, range);
		return range;
	} finally {
		nesting -= 1;
	}
}
function findRange(atom) {
	switch (atom.kind) {
		case "symbol": return natural;
		case "group": return rangeOf(atom.body);
		case "floor":
		case "trunc": return quotientRange(rangeOf(atom.numerator), rangeOf(atom.denominator), atom.kind === "floor" ? floorBig : (a, b) => a / b);
		case "max": {
			const args = atom.args.map(rangeOf);
			return {
				low: most(args.flatMap(({ low }) => low ?? [])),
				high: boundOfAll(args.map(({ high }) => high), most)
			};
		}
		case "min": {
			const args = atom.args.map(rangeOf);
			return {
				low: boundOfAll(args.map(({ low }) => low), least),
				high: least(args.flatMap(({ high }) => high ?? []))
			};
		}
	}
}
/** Bounds of n/d rounded by a monotone rule, for d \u2265 0 (0 has no value, so d \u2265 1); none where d may be negative. */
function quotientRange(n, d, divide) {
	if (d.low === void 0 || d.low < 0n) return anything;
	const small = d.low > 1n ? d.low : 1n;
	if (d.high !== void 0 && d.high < small) return anything;
	const at = (bound, far) => {
		if (!far) return divide(bound, small);
		return d.high === void 0 ? bound < 0n ? divide(-1n, 1n << 62n) : 0n : divide(bound, d.high);
	};
	return {
		low: n.low === void 0 ? void 0 : at(n.low, n.low >= 0n),
		high: n.high === void 0 ? void 0 : at(n.high, n.high < 0n)
	};
}
/** A floor, max or min to relax: those that are subtracted first, since they have no lower bound of their own. */
function pick$1(poly) {
	const seen = /* @__PURE__ */ new Set();
	const ordered = poly.terms.toSorted((a, b) => Number(a.coefficient > 0n) - Number(b.coefficient > 0n));
	for (const { monomial } of ordered) for (const { atom } of monomial.factors) {
		if (atom.kind === "symbol" || atom.kind === "group" || atom.kind === "trunc" || seen.has(atom.key)) continue;
		seen.add(atom.key);
		const split = splitOut(poly, atom);
		if (split !== void 0 && canRelax(split)) return split;
	}
}
function canRelax({ atom, cofactor }) {
	if (atom.kind !== "floor") return true;
	const divisor = constantOf(atom.denominator);
	return divisor !== void 0 && divisor > 0n && (intervalLow(cofactor) ?? -1n) >= 0n !== (intervalLow(neg(cofactor)) ?? -1n) >= 0n;
}
function splitOut(poly, atom) {
	const [inside, outside] = [[], []];
	for (const term of poly.terms) {
		const factor = term.monomial.factors.find((candidate) => candidate.atom.key === atom.key);
		if (factor === void 0) outside.push(term);
		else if (factor.power > 1) return void 0;
		else inside.push(term);
	}
	return {
		atom,
		cofactor: dropAtom(inside, atom),
		rest: fromTerms(outside)
	};
}
/** The terms, each of which holds the atom once, without it. */
function dropAtom(terms, atom) {
	const [factor] = termsOf(fromAtom(atom));
	const parts = terms.flatMap(({ coefficient, monomial }) => {
		const rest = factor === void 0 ? void 0 : divideMonomials(monomial, factor.monomial);
		return rest === void 0 ? [] : [fromTerms([{
			coefficient,
			monomial: rest
		}])];
	});
	return sum$1(parts);
}
function relaxed$1({ atom, cofactor, rest }, steps) {
	if (atom.kind === "floor") {
		const { numerator, denominator } = atom;
		const bound = (intervalLow(neg(cofactor)) ?? -1n) >= 0n ? numerator : add(sub(numerator, denominator), 1);
		const low = lowest(add(mul(cofactor, bound), mul(denominator, rest)), steps);
		const divisor = constantOf(denominator);
		return low === void 0 || divisor === void 0 ? void 0 : -floorBig(-low, divisor);
	}
	if (atom.kind !== "max" && atom.kind !== "min") return void 0;
	const cases = atom.args.map((arg) => lowest(add(mul(cofactor, arg), rest), steps));
	return (intervalLow(atom.kind === "max" ? cofactor : neg(cofactor)) ?? -1n) >= 0n ? most(cases.flatMap((low) => low ?? [])) : boundOfAll(cases, least);
}
function boundOfAll(bounds, choose) {
	const finite = bounds.flatMap((bound) => bound ?? []);
	return finite.length === bounds.length ? choose(finite) : void 0;
}
function greater$1(a, b) {
	return a === void 0 || b !== void 0 && b > a ? b : a;
}
function least(list) {
	return list.reduce((low, n) => low === void 0 || n < low ? n : low, void 0);
}
function most(list) {
	return list.reduce((high, n) => high === void 0 || n > high ? n : high, void 0);
}
/** \u230aa/b\u230b for b \u2260 0. */
function floorBig(a, b) {
	const quotient = a / b;
	return quotient * b !== a && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

// src/graph/dim/divide.ts
const quotients = createCache(2e6);
/** Terms of a quotient up to which polynomial division is followed. */
const maxQuotient = 512;
/**
* \u230aa/b\u230b. A symbolic b is assumed to be other than 0 (division by 0 has no value), so that floorDiv(a\u00b7b, b) is a. A Fault
* `shape` where b is the constant 0.
*/
function floorDiv(a, b) {
	if (typeof a === "number" && typeof b === "number" && b !== 0) {
		const rest = a % b;
		const quotient = (a - rest) / b;
		return (rest !== 0 && rest < 0 !== b < 0 ? quotient - 1 : quotient) + 0;
	}
	if (b === 0) throw new Fault("shape", `division of the size ${keyOfDim(a)} by zero`, "check the sizes that the model divides by");
	if (a === 0) return 0;
	const key = `${keyOfDim(a)}|${keyOfDim(b)}`;
	const known = quotients.get(key);
	if (known !== void 0) return known;
	const quotient = divide(a, b);
	quotients.set(key, quotient);
	return quotient;
}
/** \u2308a/b\u2309 for b > 0, as \u230a(a + b \u2212 1)/b\u230b. */
function ceilDiv(a, b) {
	const divisor = constantOf(b);
	if (divisor !== void 0 && divisor < 0n) return neg(floorDiv(a, neg(b)));
	return floorDiv(sub(add(a, b), 1), b);
}
/** a \u2212 b\u00b7\u230aa/b\u230b: the remainder that has the sign of b. */
function mod(a, b) {
	return sub(a, mul(b, floorDiv(a, b)));
}
/** a/b rounded toward zero, as ONNX divides integers. */
function truncDiv(a, b) {
	if (typeof a === "number" && typeof b === "number" && b !== 0) return (a - a % b) / b + 0;
	const [up, down] = [sign(a), sign(b)];
	if (b === 0 || isPositive(up) && isPositive(down) || isNegative(up) && isNegative(down)) return floorDiv(a, b);
	if (isNegative(up) && isPositive(down)) return neg(floorDiv(neg(a), b));
	if (isPositive(up) && isNegative(down)) return neg(floorDiv(a, neg(b)));
	return divideExactly(a, b) ?? fromAtom(quotientAtom("trunc", a, b));
}
function isPositive(s) {
	return s === 1 || s === 0 || s === "nonneg";
}
function isNegative(s) {
	return s === -1 || s === 0 || s === "nonpos";
}
/** a/b where b divides a as polynomials over the integers, else undefined. */
function divideExactly(a, b) {
	const leading = termsOf(b)[0];
	if (leading === void 0) return void 0;
	const quotient = [];
	let rest = a;
	while (rest !== 0) {
		const top = termsOf(rest)[0];
		const monomial = top === void 0 ? void 0 : divideMonomials(top.monomial, leading.monomial);
		if (top === void 0 || monomial === void 0 || top.coefficient % leading.coefficient !== 0n || quotient.length > maxQuotient) return void 0;
		const term = {
			coefficient: top.coefficient / leading.coefficient,
			monomial
		};
		quotient.push(term);
		rest = sub(rest, mul(fromTerms([term]), b));
	}
	return fromTerms(quotient);
}
function divide(a, b) {
	const leading = termsOf(b)[0];
	if (leading !== void 0 && leading.coefficient < 0n) return floorDiv(neg(a), neg(b));
	const exact = divideExactly(a, b);
	if (exact !== void 0) return exact;
	if (leading === void 0 || termsOf(b).length > 1) return divideRest(a, b);
	const { whole, rest } = takeWhole(termsOf(a), leading);
	const negative = (rest[0]?.coefficient ?? 0n) < 0n && isNonNegative(b);
	const small = fromTerms(rest);
	return add(fromTerms(whole), negative ? neg(ceilDiv(neg(small), b)) : divideRest(small, b));
}
/**
* a = b\u00b7whole + rest for a b of one term with a positive coefficient c. Where b could divide a term of the rest but for its
* coefficient, that is in (-c, c), of the sign that it had in a; in [0, c) for the term that is a number over b.
*/
function takeWhole(terms, b) {
	const [whole, rest] = [[], []];
	for (const { coefficient, monomial } of terms) {
		const quotient = divideMonomials(monomial, b.monomial);
		const times = quotient === void 0 ? 0n : quotient.degree === 0 ? floorBig(coefficient, b.coefficient) : coefficient / b.coefficient;
		if (quotient !== void 0 && times !== 0n) whole.push({
			coefficient: times,
			monomial: quotient
		});
		if (coefficient !== times * b.coefficient) rest.push({
			coefficient: coefficient - times * b.coefficient,
			monomial
		});
	}
	return {
		whole,
		rest
	};
}
/** \u230aa/b\u230b when no whole multiple is left to take out. */
function divideRest(a, b) {
	if (a === 0) return 0;
	const common = commonFactor(a, b);
	if (common !== void 0) return floorDiv(common.a, common.b);
	const known = constantQuotient(a, b);
	if (known !== void 0) return fromBigInt(known);
	return flattened(a, b) ?? fromAtom(quotientAtom("floor", a, b));
}
/** a and b without what divides both: an integer, a monomial, or the primitive part of b. */
function commonFactor(a, b) {
	const [up, down] = [contentOf$1(a), contentOf$1(b)];
	const shared = fromTerms([{
		coefficient: gcd$1(up.coefficient, down.coefficient),
		monomial: commonMonomial(up.monomial, down.monomial)
	}]);
	if (shared !== 1) return reduced$1(a, b, shared);
	if (isConstant(b)) return withoutConstant(a, b);
	const primitive = divideExactly(b, fromTerms([down]));
	return primitive === void 0 || isConstant(primitive) ? void 0 : reduced$1(a, b, primitive);
}
function reduced$1(a, b, factor) {
	const [up, down] = [divideExactly(a, factor), divideExactly(b, factor)];
	return up === void 0 || down === void 0 ? void 0 : {
		a: up,
		b: down
	};
}
/** \u230a(g\u00b7r + c)/(g\u00b7d)\u230b = \u230a(r + \u230ac/g\u230b)/d\u230b for constants g, c and d. */
function withoutConstant(a, b) {
	const terms = termsOf(a);
	const last = terms.at(-1);
	const divisor = constantOf(b);
	if (last === void 0 || divisor === void 0 || last.monomial.degree > 0 || terms.length < 2) return void 0;
	const rest = terms.slice(0, -1);
	const factor = rest.reduce((g, { coefficient }) => gcd$1(g, coefficient), divisor);
	if (factor === 1n) return void 0;
	const small = rest.map(({ coefficient, monomial }) => ({
		coefficient: coefficient / factor,
		monomial
	}));
	return {
		a: add(fromTerms(small), fromBigInt(floorBig(last.coefficient, factor))),
		b: fromBigInt(divisor / factor)
	};
}
/** The quotient where the bounds of a and b leave a single one. */
function constantQuotient(a, b) {
	const { low, high } = rangeOf(a);
	const divisor = constantOf(b);
	if (divisor !== void 0) {
		if (low === void 0 || high === void 0) return void 0;
		const quotient = floorBig(low, divisor);
		return quotient === floorBig(high, divisor) ? quotient : void 0;
	}
	return low !== void 0 && low >= 0n && isNonNegative(sub(sub(b, a), 1)) ? 0n : void 0;
}
/**
* \u230a(\u230an/d\u230b + r)/b\u230b = \u230a(n + d\u00b7r)/(d\u00b7b)\u230b for b > 0, and \u230a(r \u2212 \u230an/d\u230b)/b\u230b = \u230a(d\u00b7r \u2212 n + d \u2212 1)/(d\u00b7b)\u230b for b, d > 0 if
* exactly one floor stands alone in the numerator.
*/
function flattened(a, b) {
	if (!isNonNegative(b)) return void 0;
	const floors = termsOf(a).filter(isFloor);
	const term = floors[0];
	const atom = term?.monomial.factors[0]?.atom;
	if (term === void 0 || floors.length > 1 || atom?.kind !== "floor") return void 0;
	if (term.coefficient < 0n && !isNonNegative(atom.denominator)) return void 0;
	const rest = mul(atom.denominator, fromTerms(termsOf(a).filter((other) => other !== term)));
	const inner = term.coefficient > 0n ? atom.numerator : sub(sub(atom.denominator, 1), atom.numerator);
	return floorDiv(add(inner, rest), mul(atom.denominator, b));
}
function isFloor({ coefficient, monomial }) {
	return (coefficient === 1n || coefficient === -1n) && monomial.degree === 1 && monomial.factors[0]?.atom.kind === "floor";
}
/** The greatest integer and the greatest monomial that divide every term. */
function contentOf$1(d) {
	const terms = termsOf(d);
	let coefficient = 0n;
	let monomial;
	for (const term of terms) {
		coefficient = gcd$1(coefficient, term.coefficient);
		monomial = monomial === void 0 ? term.monomial : commonMonomial(monomial, term.monomial);
	}
	return {
		coefficient,
		monomial: monomial ?? one$1
	};
}
function gcd$1(a, b) {
	let [left, right] = [a < 0n ? -a : a, b < 0n ? -b : b];
	while (right !== 0n) [left, right] = [right, left % right];
	return left;
}

// src/graph/dim/extreme.ts
/** Arguments up to which a nested max or min is flattened. */
const maxArgs = 12;
/** The larger one; simplified where the difference has a provable sign with every symbol \u2265 0. */
function max$1(a, b) {
	if (typeof a === "number" && typeof b === "number") return a > b ? a : b;
	return extreme("max", a, b);
}
/** The smaller one; simplified where the difference has a provable sign with every symbol \u2265 0. */
function min(a, b) {
	if (typeof a === "number" && typeof b === "number") return a < b ? a : b;
	return extreme("min", a, b);
}
/** The largest of sizes of which none is known to be above another everywhere: nothing is compared again. At least one. */
function largest$1(sizes) {
	const [first] = sizes;
	if (first !== void 0 && sizes.length === 1) return first;
	return fromAtom(extremeAtom("max", inOrder(sizes)));
}
/**
* The size that two sizes of one axis broadcast to: the same if equal; 1 gives the other; a constant c > 1 (or 0) against
* a size that isn't constant gives c; two sizes that are not provably related give their max. Undefined is a mismatch:
* neither can be 1, and they differ for all values of the symbols.
*/
function broadcast(a, b) {
	if (typeof a === "number" && typeof b === "number") return a === b || b === 1 ? a : a === 1 ? b : void 0;
	if (equal(a, b) || b === 1) return a;
	if (a === 1) return b;
	const [aFixed, bFixed] = [isFixed$1(a), isFixed$1(b)];
	if (aFixed && bFixed) {
		if (isAtLeast(a, b) === false || isAtLeast(b, a) === false) return void 0;
		return precedes(a, b) ? a : b;
	}
	return aFixed ? a : bFixed ? b : max$1(a, b);
}
/** True if the size can't be 1, so that the other one must be 1 or equal. */
function isFixed$1(d) {
	const constant = constantOf(d);
	return constant === void 0 ? isAtLeast(d, 2) === true : constant !== 1n;
}
function extreme(kind, a, b) {
	const [left, right] = [argsOf(kind, a), argsOf(kind, b)];
	const all = left.length + right.length > maxArgs ? [a, b] : [...left, ...right];
	const args = [];
	for (const arg of all) {
		if (args.some((other) => covers(kind, other, arg))) continue;
		const kept = args.filter((other) => !covers(kind, arg, other));
		args.splice(0, args.length, ...kept, arg);
	}
	const [only] = args;
	if (only !== void 0 && args.length === 1) return only;
	return fromAtom(extremeAtom(kind, inOrder(args)));
}
const inOrder = (args) => args.toSorted((x, y) => precedes(x, y) ? -1 : 1);
function argsOf(kind, d) {
	const atom = asAtom(d);
	return (atom?.kind === "max" || atom?.kind === "min") && atom.kind === kind ? atom.args : [d];
}
function covers(kind, a, b) {
	return isNonNegative(kind === "max" ? sub(a, b) : sub(b, a));
}
/** Order of arguments: formulas before numbers, simpler ones first, then by text. */
function precedes(a, b) {
	const [left, right] = [rank(a), rank(b)];
	if (left !== right) return left < right;
	return keyOfDim(a) < keyOfDim(b);
}
function rank(d) {
	return constantOf(d) === void 0 && typeof d !== "number" ? d.terms.length : 1e6;
}

// src/graph/dim/evaluate.ts
/** The names of all symbols that the formula holds. */
function symbolsOf(d) {
	const names = /* @__PURE__ */ new Set();
	const seen = /* @__PURE__ */ new Set();
	const visit = (part) => {
		for (const { monomial } of termsOf(part)) {
			spend(2 + monomial.factors.length);
			for (const { atom } of monomial.factors) {
				if (seen.has(atom)) continue;
				seen.add(atom);
				if (atom.kind === "symbol") names.add(atom.name);
				else for (const child of childrenOf(atom)) visit(child);
			}
		}
	};
	visit(d);
	return names;
}
/**
* The formula with sizes put for symbols (all at once; symbols not in `env` stay). What is put must be \u2265 0, since the
* formula may have been simplified on that ground. A Fault `shape` where a divisor becomes 0.
*/
function substitute(d, env) {
	if (typeof d === "number" || env.size === 0) return d;
	const done = /* @__PURE__ */ new Map();
	const ofAtom = (atom) => {
		const known = done.get(atom);
		if (known !== void 0) return known;
		const value = rebuild(atom, ofDim, env);
		done.set(atom, value);
		return value;
	};
	const ofTerm = ({ coefficient, monomial }) => {
		let total = fromBigInt(coefficient);
		for (const { atom, power } of monomial.factors) {
			const base = ofAtom(atom);
			for (let n = 0; n < power; n += 1) total = mul(total, base);
		}
		return total;
	};
	const ofDim = (part) => typeof part === "number" ? part : sum$1(part.terms.map(ofTerm));
	return ofDim(d);
}
function rebuild(atom, ofDim, env) {
	switch (atom.kind) {
		case "symbol": return env.get(atom.name) ?? fromAtom(atom);
		case "group": return ofDim(atom.body);
		case "floor": return floorDiv(ofDim(atom.numerator), ofDim(atom.denominator));
		case "trunc": return truncDiv(ofDim(atom.numerator), ofDim(atom.denominator));
		case "max": return atom.args.map(ofDim).reduce(max$1);
		case "min": return atom.args.map(ofDim).reduce(min);
	}
}
/** The value with every symbol bound, undefined if one isn't. A Fault `shape` where a divisor is 0. */
function evaluate$1(d, env) {
	if (typeof d === "number") return BigInt(d);
	const done = /* @__PURE__ */ new Map();
	const ofAtom = (atom) => {
		if (done.has(atom)) return done.get(atom);
		const value = atom.kind === "symbol" ? env.get(atom.name) : apply(atom, childrenOf(atom).map(ofDim));
		done.set(atom, value);
		return value;
	};
	const ofDim = (part) => {
		if (typeof part === "number") return BigInt(part);
		let total = 0n;
		for (const { coefficient, monomial } of part.terms) {
			let value = coefficient;
			for (const { atom, power } of monomial.factors) {
				const base = ofAtom(atom);
				spend(10);
				if (base === void 0) return void 0;
				value *= raised(base, power);
			}
			total += value;
		}
		return total;
	};
	return ofDim(d);
}
/** Bits beyond which a value is no size: so much only a file made for it asks for. */
const maxBits = 1e5;
function raised(base, power) {
	if (power === 1) return base;
	if (base.toString(16).length * 4 * power > maxBits) throw new Fault("overflow", `a size has more than ${maxBits} bits`, "give smaller sizes with --dim");
	return base ** BigInt(power);
}
function apply(atom, values) {
	const [first, second = 1n] = values;
	if (first === void 0 || values.includes(void 0)) return void 0;
	switch (atom.kind) {
		case "symbol":
		case "group": return first;
		case "floor":
		case "trunc":
			if (second === 0n) throw new Fault("shape", `division by zero in ${atom.key}`, "check the sizes given to --dim");
			return atom.kind === "floor" ? floorBig(first, second) : first / second;
		case "max": return values.reduce((a, b) => a !== void 0 && b !== void 0 && b > a ? b : a);
		case "min": return values.reduce((a, b) => a !== void 0 && b !== void 0 && b < a ? b : a);
	}
}
/** Degree in each symbol: of a quotient, the difference of the degrees; of a max the larger, of a min the smaller. */
function degreesOf(d) {
	const done = /* @__PURE__ */ new Map();
	const ofAtom = (atom) => {
		const known = done.get(atom);
		if (known !== void 0) return known;
		const value = atom.kind === "symbol" ? /* @__PURE__ */ new Map([[atom.name, 1]]) : combine(atom.kind, childrenOf(atom).map(ofDim));
		done.set(atom, value);
		return value;
	};
	const ofDim = (part) => {
		if (typeof part === "number" || constantOf(part) !== void 0) return none$1;
		const { low, high } = rangeOf(part);
		if (low !== void 0 && high !== void 0) return none$1;
		return largest(part.terms.map((term) => ofTerm(term)));
	};
	const ofTerm = ({ monomial: { factors } }) => {
		const [first, ...more] = factors;
		if (first === void 0) return none$1;
		if (more.length === 0 && first.power === 1) return ofAtom(first.atom);
		const total = /* @__PURE__ */ new Map();
		for (const { atom, power } of factors) for (const [name, exponent] of booked(ofAtom(atom))) total.set(name, (total.get(name) ?? 0) + power * exponent);
		return total;
	};
	return ofDim(d);
}
const none$1 = /* @__PURE__ */ new Map();
function booked(degrees) {
	spend(10 + degrees.size * 8);
	return degrees;
}
function largest(all) {
	const [only = none$1] = all;
	if (all.length < 2) return only;
	const most = /* @__PURE__ */ new Map();
	for (const degrees of all) for (const [name, exponent] of booked(degrees)) if (exponent > (most.get(name) ?? 0)) most.set(name, exponent);
	return most;
}
function combine(kind, all) {
	const [first = none$1, ...more] = all;
	if (kind !== "floor" && kind !== "trunc" && kind !== "min") return largest(all);
	const of = (name, exponent) => kind === "min" ? Math.min(exponent, ...more.map((other) => other.get(name) ?? 0)) : Math.max(0, exponent - (more[0]?.get(name) ?? 0));
	const degrees = [...booked(first)].map(([name, exponent]) => [name, of(name, exponent)]);
	return new Map(degrees.filter(([, exponent]) => exponent > 0));
}
/** For each of its symbols the degree in it, in words. */
function growths(d) {
	const degrees = degreesOf(d);
	return new Map([...symbolsOf(d)].map((name) => [name, growthWord(degrees.get(name) ?? 0)]));
}
const growthWord = (power) => [
	"constant",
	"linear",
	"quadratic",
	"cubic"
][power] ?? "polynomial";

// src/graph/dim/lex.ts
const space = /\s+/y;
const quoted = /"((?:[^"\\]|\\["\\])*)"/y;
const operator = /\*\*|\/\/|[-+*/%^(),]/y;
const patternsFor = byAlphabet((letter, digit) => {
	const word = `[${letter}_][${letter}${digit}_.:$@]*`;
	return {
		number: new RegExp(`\\d+(?:\\.\\d*)?(?![${letter}${digit}_.:$@])`, "uy"),
		name: new RegExp(word, "uy"),
		hyphenated: new RegExp(`-(${word})`, "uy")
	};
});
const tightPlus = /[^\s+(,]\+[^\s+]/;
/**
* The tokens of a formula, undefined if it has anything that no formula has. A hyphen without spaces between a name and
* a letter belongs to the name (`2*batch-size`), but not between symbols of torch (`s0-s1`) nor in a text that writes `+`
* without spaces too (`h+2*p-k`).
*/
function tokenize(text) {
	const compact = tightPlus.test(text.replaceAll(/"(?:[^"\\]|\\.)*"/gs, "\"\""));
	const patterns = patternsFor(text);
	const tokens = [];
	let at = 0;
	while (at < text.length) {
		const found = next$2(patterns, text, at, compact);
		if (found === void 0) return void 0;
		at = found.end;
		if (found.token !== void 0) tokens.push(found.token);
	}
	return tokens;
}
function next$2(patterns, text, at, compact) {
	const blank = match(space, text, at);
	if (blank !== null) return { end: at + blank[0].length };
	const digits = match(patterns.number, text, at);
	if (digits !== null) return {
		token: {
			kind: "number",
			text: digits[0]
		},
		end: at + digits[0].length
	};
	const quote = match(quoted, text, at);
	if (quote !== null) return {
		token: {
			kind: "name",
			text: (quote[1] ?? "").replaceAll(/\\(.)/g, "$1")
		},
		end: at + quote[0].length
	};
	const word = match(patterns.name, text, at);
	if (word !== null) {
		const full = compact ? word[0] : extended(patterns, text, at, word[0]);
		return {
			token: {
				kind: "name",
				text: full
			},
			end: at + full.length
		};
	}
	const mark = match(operator, text, at);
	return mark === null ? void 0 : {
		token: {
			kind: "operator",
			text: mark[0]
		},
		end: at + mark[0].length
	};
}
/** The name with the hyphenated parts that follow it. */
function extended(patterns, text, at, first) {
	let [full, last] = [first, first];
	for (;;) {
		const part = match(patterns.hyphenated, text, at + full.length)?.[1];
		if (part === void 0 || isTorchPair(last, part)) return full;
		full += `-${part}`;
		last = part;
	}
}
function match(pattern, text, at) {
	pattern.lastIndex = at;
	return pattern.exec(text);
}

// src/graph/dim/parse.ts
const maxLength = 4e4;
const maxNesting = 200;
const maxPower = 256n;
/**
* Reads a size as exporters write it into dim_param: a name, or an expression over names with + - * / // % ** ^, floor,
* ceil, trunc, max, min, mod and sympy's and torch's names of these; a quotient outside of a rounding function is taken to
* be whole. A text that is no expression (or divides by zero, or is too large) is one symbol of that name, and so is one
* whose hyphens and slashes have no spaces around them, but for `s0-1` (symbols of torch) and `h/32`. Reads what `format`
* writes. Undefined for an empty text.
* @throws Fault `expansion-limit` if it takes too many steps
*/
function parseDim(text) {
	const trimmed = text.trim();
	if (trimmed === "") return void 0;
	spend(trimmed.length);
	if (isWholeName(trimmed) || trimmed.length > maxLength) return named$1(trimmed);
	try {
		return parse(trimmed) ?? named$1(trimmed);
	} catch (thrown) {
		if (thrown instanceof Fault && thrown.code !== "expansion-limit") return named$1(trimmed);
		throw thrown;
	}
}
const named$1 = (name) => symbol(fullName(name));
function parse(text) {
	const tokens = tokenize(text);
	if (tokens === void 0) return void 0;
	const cursor = {
		tokens,
		at: 0,
		nesting: 0
	};
	const value = readSum(cursor);
	return value === void 0 || cursor.at < tokens.length ? void 0 : whole$1(value);
}
function whole$1({ over, under }) {
	return under === 1 ? over : floorDiv(over, under);
}
function ratio$1(over, under) {
	const exact = under === 1 ? over : under === 0 ? void 0 : divideExactly(over, under);
	return exact === void 0 ? {
		over,
		under
	} : {
		over: exact,
		under: 1
	};
}
function accept(cursor, ...texts) {
	const token = cursor.tokens[cursor.at];
	if (token?.kind !== "operator" || !texts.includes(token.text)) return void 0;
	cursor.at += 1;
	return token.text;
}
function readSum(cursor) {
	let total = readProduct(cursor);
	for (;;) {
		const operator = total === void 0 ? void 0 : accept(cursor, "+", "-");
		if (total === void 0 || operator === void 0) return total;
		const right = readProduct(cursor);
		if (right === void 0) return void 0;
		const over = mul(right.over, total.under);
		total = ratio$1(add(mul(total.over, right.under), operator === "+" ? over : neg(over)), mul(total.under, right.under));
	}
}
function readProduct(cursor) {
	let total = readUnary(cursor);
	for (;;) {
		const operator = total === void 0 ? void 0 : accept(cursor, "*", "/", "//", "%");
		if (total === void 0 || operator === void 0) return total;
		const right = readUnary(cursor);
		if (right === void 0) return void 0;
		total = binary(operator, total, right);
	}
}
function binary(operator, a, b) {
	if (operator === "*") return ratio$1(mul(a.over, b.over), mul(a.under, b.under));
	if (operator === "/") return ratio$1(mul(a.over, b.under), mul(a.under, b.over));
	if (operator === "//") return {
		over: floorDiv(mul(a.over, b.under), mul(a.under, b.over)),
		under: 1
	};
	return a.under === 1 && b.under === 1 ? {
		over: mod(a.over, b.over),
		under: 1
	} : void 0;
}
function readUnary(cursor) {
	const operator = accept(cursor, "-", "+");
	if (operator === void 0) return readPower(cursor);
	const value = nested(cursor, readUnary);
	return value === void 0 || operator === "+" ? value : {
		over: neg(value.over),
		under: value.under
	};
}
function readPower(cursor) {
	const base = readPrimary(cursor);
	if (base === void 0 || accept(cursor, "**", "^") === void 0) return base;
	const power = nested(cursor, readUnary);
	return power === void 0 ? void 0 : raise(base, power);
}
function raise(base, power) {
	const exponent = power.under === 1 ? constantOf(power.over) : void 0;
	if (exponent === void 0 || exponent < 0n || exponent > maxPower) return void 0;
	let [over, under] = [1, 1];
	for (let n = 0n; n < exponent; n += 1n) [over, under] = [mul(over, base.over), mul(under, base.under)];
	return {
		over,
		under
	};
}
function nested(cursor, read) {
	if (cursor.nesting >= maxNesting) return void 0;
	cursor.nesting += 1;
	const value = read(cursor);
	cursor.nesting -= 1;
	return value;
}
function readPrimary(cursor) {
	if (accept(cursor, "(") !== void 0) {
		const value = nested(cursor, readSum);
		return accept(cursor, ")") === void 0 ? void 0 : value;
	}
	const token = cursor.tokens[cursor.at];
	if (token === void 0 || token.kind === "operator") return void 0;
	cursor.at += 1;
	if (token.kind === "number") return decimal(token.text);
	if (accept(cursor, "(") === void 0) return {
		over: named$1(token.text),
		under: 1
	};
	const args = readArgs(cursor);
	return args === void 0 ? void 0 : call(token.text, args);
}
function decimal(text) {
	const [digits = "", fraction = ""] = text.split(".");
	return ratio$1(fromBigInt(BigInt(digits + fraction)), fromBigInt(10n ** BigInt(fraction.length)));
}
function readArgs(cursor) {
	const args = [];
	do {
		const value = nested(cursor, readSum);
		if (value === void 0) return void 0;
		args.push(value);
	} while (accept(cursor, ",") !== void 0);
	return accept(cursor, ")") === void 0 ? void 0 : args;
}
/** Functions by their name in lower case; each gives undefined if it can't take its arguments. */
const functions$1 = new Map([
	...["floor", "floortoint"].map((name) => [name, unary$1(floorDiv)]),
	...[
		"ceil",
		"ceiling",
		"ceiltoint"
	].map((name) => [name, unary$1(ceilRatio)]),
	...["trunc", "trunctoint"].map((name) => [name, unary$1(truncDiv)]),
	...[
		"identity",
		"tofloat",
		"int"
	].map((name) => [name, (args) => args.length === 1 ? args[0] : void 0]),
	...["floordiv", "pythonfloordiv"].map((name) => [name, pair((a, b) => binary("//", a, b))]),
	...[
		"cleandiv",
		"inttruediv",
		"floattruediv"
	].map((name) => [name, pair((a, b) => binary("/", a, b))]),
	...["mod", "pythonmod"].map((name) => [name, pair((a, b) => binary("%", a, b))]),
	...["pow", "powbynatural"].map((name) => [name, pair(raise)]),
	["ceildiv", pair((a, b) => integers$1(a, b, ceilDiv))],
	["max", (args) => fold(args, max$1)],
	["min", (args) => fold(args, min)]
]);
function call(name, args) {
	return functions$1.get(name.toLowerCase())?.(args);
}
function unary$1(round) {
	return ([arg, ...more]) => arg === void 0 || more.length > 0 ? void 0 : {
		over: round(arg.over, arg.under),
		under: 1
	};
}
function pair(apply) {
	return ([a, b, ...more]) => a === void 0 || b === void 0 || more.length > 0 ? void 0 : apply(a, b);
}
function integers$1(a, b, apply) {
	return a.under === 1 && b.under === 1 ? {
		over: apply(a.over, b.over),
		under: 1
	} : void 0;
}
/** \u2308over/under\u2309. */
function ceilRatio(over, under) {
	return neg(floorDiv(neg(over), under));
}
/** max or min of quotients, over their common divisor, which must not be negative. */
function fold([first, ...more], choose) {
	return more.reduce((best, arg) => {
		if (best === void 0 || !isNonNegative(best.under) || !isNonNegative(arg.under)) return void 0;
		if (equal(best.under, arg.under)) return ratio$1(choose(best.over, arg.over), best.under);
		return ratio$1(choose(mul(best.over, arg.under), mul(arg.over, best.under)), mul(best.under, arg.under));
	}, first);
}

// src/graph/dim/print.ts
/** Characters to which groups are written out; a formula beyond shows `(\u2026)` for what is left. */
const maxText = 2e4;
/**
* The formula as people read it: `4089184256*batch`, `floor((h + 31)/32)`, `2*h^2 - 3*h + 1`, `max(a, b)`. A symbol alone
* is its name; inside a formula a name that holds operators or spaces is quoted. `parseDim` reads back an equal Dim; if a
* formula is too large to be multiplied out, one of equal value; a text with `(\u2026)` can't be read back.
*/
function format(d) {
	const atom = asAtom(d);
	if (atom?.kind === "symbol") return atom.key.length >= atom.name.length && standsAlone(atom.name) ? atom.name : atom.key;
	return typeof d === "number" ? String(d) : expand$1(d, { left: maxText });
}
/** True of a name that is read back as this one symbol without quotes. */
function standsAlone(name) {
	if (isWholeName(name)) return true;
	const read = parseDim(name);
	const atom = read === void 0 ? void 0 : asAtom(read);
	return atom?.kind === "symbol" && atom.name === name;
}
/** The key with each group (`#7`) written out in parentheses. */
function expand$1(poly, budget) {
	const groups = groupsOf$1(poly);
	if (groups.size === 0) return poly.key;
	return poly.key.replaceAll(/"(?:[^"\\]|\\.)*"|#\d+/gs, (token) => {
		const body = groups.get(token);
		if (body === void 0) return token;
		budget.left -= body.key.length;
		return budget.left < 0 ? "(\u2026)" : `(${expand$1(body, budget)})`;
	});
}
/** Groups that the key of the polynomial shows, those inside other groups left out. */
function groupsOf$1(poly) {
	const groups = /* @__PURE__ */ new Map();
	const visit = (part) => {
		for (const { monomial } of termsOf(part)) for (const { atom } of monomial.factors) if (atom.kind === "group") groups.set(atom.key, atom.body);
		else for (const child of childrenOf(atom)) visit(child);
	};
	if (poly.key.includes("#")) visit(poly);
	return groups;
}

// src/graph/dim/product-form.ts
/** The formula as one in a single product, what all of its terms have in common divided out; undefined if it is none. */
function productForm(d) {
	const terms = termsOf(d);
	spend(terms.length * 20);
	const powers = terms.map(powersOf);
	if (powers.some((one) => one === void 0)) return void 0;
	const all = powers;
	const rest = all.map((one) => without(one, all));
	const largest = rest.reduce((a, b) => degreeOf(b) > degreeOf(a) ? b : a, /* @__PURE__ */ new Map());
	if (largest.size === 0) return void 0;
	const step = [...largest.values()].reduce(gcd);
	const of = [...largest].flatMap(([name, power]) => Array.from({ length: power / step }, () => name));
	const coefficients = /* @__PURE__ */ new Map();
	for (const [i, one] of rest.entries()) {
		const power = degreeOf(one) / of.length;
		if (![...largest].every(([name, most]) => (one.get(name) ?? 0) === most / step * power) || [...one.keys()].some((name) => !largest.has(name))) return void 0;
		coefficients.set(power, (coefficients.get(power) ?? 0n) + (terms[i]?.coefficient ?? 0n));
	}
	return {
		of,
		coefficients
	};
}
function powersOf({ monomial }) {
	const powers = /* @__PURE__ */ new Map();
	for (const { atom, power } of monomial.factors) {
		if (atom.kind !== "symbol") return void 0;
		powers.set(atom.name, power);
	}
	return powers;
}
/** The powers beyond those that all terms have. */
function without(one, all) {
	const rest = [...one].map(([name, power]) => [name, power - Math.min(...all.map((other) => other.get(name) ?? 0))]);
	return new Map(rest.filter(([, power]) => power > 0));
}
const degreeOf = (powers) => [...powers.values()].reduce((sum, power) => sum + power, 0);
const gcd = (a, b) => b === 0 ? a : gcd(b, a % b);

// src/graph/dim/proportion.ts
/** b / a as a fraction, if it is the same for all sizes: equal monomials, coefficients in one ratio. Undefined otherwise, or if a is 0. */
function proportion(a, b) {
	const [before, after] = [termsOf(a), termsOf(b)];
	const [under, over] = [before[0]?.coefficient, after[0]?.coefficient];
	if (under === void 0 || over === void 0 || before.length !== after.length) return void 0;
	return before.every((term, i) => {
		const other = after[i];
		return other?.monomial.key === term.monomial.key && other.coefficient * under === term.coefficient * over;
	}) ? {
		over,
		under
	} : void 0;
}

// src/graph/dim/leading.ts
/** A size that stands for all, to separate large terms from small ones. */
const usual = 128n;
/** Terms that one formula may take; one that takes more isn't worth reading. */
const maxParts = 256;
/** Steps likewise. */
const maxSteps$1 = 5e6;
/**
* The formula without its rounding: each quotient by a number as a fraction, a size of at most 1 or 2 as
* that where large sizes make it so, equal monomials added up, and of a maximum only the sums that can be the largest by more than a thousandth. Close to the formula's value where sizes are large against the divisors. Undefined if
* that takes too many terms, or a coefficient beyond 10^308.
*/
function leadingTerms(d) {
	try {
		return within$1({ left: maxSteps$1 }, () => {
			return undominated(argsOfMax(d).map((arg) => relaxed(arg))).map((parts) => [...parts.values()].toSorted((a, b) => b.weight - a.weight));
		});
	} catch (thrown) {
		if (thrown instanceof Fault) return void 0;
		throw thrown;
	}
}
function argsOfMax(d) {
	const atom = asAtom(d);
	return atom?.kind === "max" ? atom.args.flatMap(argsOfMax) : atom?.kind === "group" ? argsOfMax(atom.body) : [d];
}
function relaxed(d) {
	spend(100);
	if (typeof d === "number") return sumOf([constant$1(d)]);
	return sumOf(d.terms.flatMap(({ coefficient, monomial }) => {
		let product = sumOf([constant$1(Number(coefficient))]);
		for (const { atom, power } of monomial.factors) {
			const ofAtom = relaxedAtom(atom);
			for (let n = 0; n < power; n += 1) product = times$1(product, ofAtom);
		}
		return [...product.values()];
	}));
}
function constant$1(coefficient) {
	return {
		coefficient,
		factors: "",
		key: "",
		powers: [],
		weight: Math.abs(coefficient)
	};
}
const scaled$2 = (one, by) => ({
	...one,
	coefficient: one.coefficient * by,
	weight: one.weight * Math.abs(by)
});
function sumOf(parts) {
	const sums = /* @__PURE__ */ new Map();
	for (const one of parts) {
		const { coefficient } = sums.get(one.key) ?? constant$1(0);
		const total = coefficient + one.coefficient;
		if (!Number.isFinite(total)) throw new Fault("overflow", "a coefficient too large", "bind sizes with --dim NAME=N");
		if (total === 0) sums.delete(one.key);
		else sums.set(one.key, scaled$2(one, total / one.coefficient));
	}
	if (sums.size > maxParts) throw new Fault("overflow", "too many terms", "bind sizes with --dim NAME=N");
	return sums;
}
function times$1(a, b) {
	spend(a.size * b.size * 100);
	return sumOf([...a.values()].flatMap((one) => [...b.values()].map((other) => {
		const powers = new Map(one.powers);
		for (const [atom, power] of other.powers) powers.set(atom, (powers.get(atom) ?? 0) + power);
		const inOrder = [...powers].toSorted(([x], [y]) => x.key < y.key ? -1 : 1);
		return {
			coefficient: one.coefficient * other.coefficient,
			factors: productText$1(inOrder, factorText),
			key: productText$1(inOrder, ({ key }) => key),
			powers: inOrder,
			weight: one.weight * other.weight
		};
	})));
}
function productText$1(powers, text) {
	return powers.map(([atom, power]) => power === 1 ? text(atom) : `${text(atom)}^${power}`).join("*");
}
function relaxedAtom(atom) {
	if (atom.kind === "group") return relaxed(atom.body);
	const state = switchedOn(atom);
	if (state !== void 0) return sumOf([constant$1(state)]);
	const isQuotient = atom.kind === "floor" || atom.kind === "trunc";
	const divisor = isQuotient ? Number(constantOf(atom.denominator) ?? 0n) : 0;
	if (!isQuotient || divisor === 0) return sumOf([{
		coefficient: 1,
		factors: factorText(atom),
		key: atom.key,
		powers: [[atom, 1]],
		weight: usualValue(atom)
	}]);
	return sumOf([...relaxed(atom.numerator).values()].flatMap((one) => {
		if (one.key !== "") return [scaled$2(one, 1 / divisor)];
		const whole = Math.trunc(one.coefficient / divisor);
		return whole === 0 ? [] : [constant$1(whole)];
	}));
}
/** The value of what is never above 1 or 2 and reaches it at usual sizes: it says whether small sizes are alike. */
function switchedOn(atom) {
	if (atom.kind !== "min" && atom.kind !== "max") return void 0;
	const { low, high } = rangeOf(fromAtom(atom));
	if (low !== 0n || high !== 1n && high !== 2n) return void 0;
	return valueOf$2(atom) === Number(high) ? Number(high) : void 0;
}
/** Characters up to which a factor is shown whole. */
const longest = 48;
function factorText(atom) {
	if (atom.kind === "symbol") return atom.key.length <= longest ? atom.key : `${atom.key.slice(0, longest / 2)}\u2026${atom.key.slice(-24)}`;
	return atom.key.length > longest || atom.key.includes("#") ? `${atom.kind}(\u2026)` : atom.key;
}
const usualValue = (atom) => Math.max(1, valueOf$2(atom));
/** Where every symbol is `usual`. */
function valueOf$2(atom) {
	const d = fromAtom(atom);
	const sizes = new Map([...symbolsOf(d)].map((name) => [name, usual]));
	try {
		return Number(evaluate$1(d, sizes) ?? usual);
	} catch (thrown) {
		if (thrown instanceof Fault) return Number(usual);
		throw thrown;
	}
}
/** Share of the largest sum below which a term that grows no faster than it is nothing to prefer a sum for. */
const slight = .001;
/** The sums that those kept before don't cover, largest first. */
function undominated(sums) {
	const [first, ...rest] = sums.toSorted((a, b) => weightOf(b) - weightOf(a));
	if (first === void 0) return [];
	const least = weightOf(first) * slight;
	const isSlight = (one) => one.weight < least && [...first.values()].some((other) => grows(other, one));
	const kept = [first];
	for (const sum of rest) if (!isCovered$1([...sum.values()].filter((one) => one.coefficient > 0 && !isSlight(one)), kept)) kept.push(sum);
	return kept;
}
/** True if `a` grows at least as fast as `b` in every size. */
function grows(a, b) {
	const powers = new Map(a.powers);
	return b.powers.every(([atom, power]) => power <= (powers.get(atom) ?? 0));
}
const weightOf = (parts) => [...parts.values()].reduce((sum, { weight }) => sum + weight, 0);
/**
* True if one of the others, or a mean of them weighted monomial by monomial, is never below the sum: then the largest of
* them isn't, either.
*/
function isCovered$1(sum, others) {
	spend(sum.length * others.length * 10);
	const whole = others.filter((other) => [...other.values()].every(({ coefficient }) => coefficient > 0));
	const at = (other, key) => other.get(key)?.coefficient ?? 0;
	return sum.reduce((total, { key, coefficient }) => total + coefficient / Math.max(0, ...whole.map((other) => at(other, key))), 0) <= 1 + 1e-9 || whole.some((other) => sum.every(({ key, coefficient }) => coefficient <= at(other, key)));
}

// src/text/suggest.ts
/** The known word that was probably meant, or undefined if none is near: at most one edit in three letters. */
function nearest(word, known) {
	if (word.length > 64) return void 0;
	let best;
	let least = Math.max(1, Math.floor(word.length / 3)) + 1;
	for (const candidate of known) {
		if (Math.abs(candidate.length - word.length) >= least) continue;
		const edits = distance(word.toLowerCase(), candidate.toLowerCase());
		if (edits < least) [best, least] = [candidate, edits];
	}
	return best;
}
/** Insertions, deletions, substitutions and swaps of neighbours between two words. */
function distance(a, b) {
	let [before, row] = [[], Array.from({ length: b.length + 1 }, (_, i) => i)];
	for (let i = 1; i <= a.length; i += 1) {
		const next = [i];
		for (let j = 1; j <= b.length; j += 1) {
			const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
			const swap = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? Infinity) + 1 : Infinity;
			next[j] = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, change, swap);
		}
		[before, row] = [row, next];
	}
	return row[b.length] ?? 0;
}

// src/text/quote.ts
/** A name in a sentence, between backticks and at most 80 characters long: what renders the sentence makes it code. */
function quote(name) {
	const clean = name.replaceAll("`", "\u02cb").replaceAll(/\s+/g, " ");
	return `\`${clean.length > 80 ? `${clean.slice(0, 79)}\u2026` : clean}\``;
}
/** The first few of a list, and how many more there are. */
function listed(items, most = 4) {
	if (items.length <= most) return items.join(", ");
	return `${items.slice(0, most).join(", ")} and ${items.length - most} more`;
}

// src/text/value-type.ts
/** @param text of a symbolic size */
function typeOf(value, text = format) {
	switch (value?.kind) {
		case "tensor": return {
			dtype: value.dtype,
			shape: shapeOf$2(value.shape, text)
		};
		case "sequence": return {
			dtype: `sequence(${typeOf(value.element ?? void 0, text).dtype})`,
			shape: null
		};
		case "optional": {
			const { dtype, shape } = typeOf(value.element ?? void 0, text);
			return {
				dtype: `optional(${dtype})`,
				shape
			};
		}
		case "map": return {
			dtype: `map(${value.keyType})`,
			shape: null
		};
		case "unknown":
		case void 0: return {
			dtype: "unknown",
			shape: null
		};
	}
}
function shapeOf$2(shape, text) {
	return shape === null ? null : shape.map((dim) => typeof dim === "number" ? dim : text(dim));
}

// src/diff/interface.ts
function interfaceOf({ inputs, outputs, origin }) {
	const { producer, onnx } = origin;
	const opsets = onnx?.opsets ?? [];
	return {
		inputs: inputs.map(({ name, value }) => ({
			name,
			...typeOf(value)
		})),
		outputs: outputs.map(({ name, value }) => ({
			name,
			...typeOf(value)
		})),
		opsets: Object.fromEntries([...opsets].map(([domain, version]) => [domain === "" ? "ai.onnx" : domain, version])),
		irVersion: onnx?.irVersion ?? 0,
		producer
	};
}
/** Characters of a size that are shown. */
const maxSize = 40;
/** `f32[N, 3, 224, 224]`, `i64[]`, `f32[?]` where the rank is unknown; long sizes are cut. */
function typeText({ dtype, shape }) {
	if (shape === null && /^unknown|\(/.test(dtype)) return dtype;
	return `${dtype}[${(shape?.map((size) => {
		const text = String(size);
		return text.length > maxSize ? `${text.slice(0, 39)}\u2026` : text;
	}))?.join(", ") ?? "?"}]`;
}
/**
* How the interfaces of both sides differ, in sentences: versions, inputs, outputs. Sizes of an input that the causes of the layers'
* changes name already are left out.
*/
function interfaceChanges({ base, head, layers }) {
	const [before, after] = [base, head].map((side) => side?.kind === "counted" ? side.interface : void 0);
	if (before === void 0 || after === void 0) return [];
	const causes = layers?.causes.filter((cause) => /^(?:input|batch) /.test(cause)) ?? [];
	const isTold = (one) => isFixed(one) && causes.some((cause) => cause.includes(quote(one.name)));
	return [
		...versionChanges(before, after),
		...typeChanges("input", before.inputs, after.inputs, isTold),
		...typeChanges("output", before.outputs, after.outputs, () => false)
	];
}
const isFixed = ({ shape }) => shape?.every((size) => typeof size === "number") === true;
function versionChanges(before, after) {
	const said = [.../* @__PURE__ */ new Set([...Object.keys(before.opsets), ...Object.keys(after.opsets)])].flatMap((domain) => {
		const [from, to] = [before.opsets[domain], after.opsets[domain]];
		const name = domain === "ai.onnx" ? "opset" : `opset of ${quote(domain)}`;
		if (from === to) return [];
		return [from === void 0 ? `${name} ${to} is new` : to === void 0 ? `${name} is gone` : `${name} ${from} \u2192 ${to}`];
	});
	if (before.irVersion !== after.irVersion) said.push(`IR version ${before.irVersion} \u2192 ${after.irVersion}`);
	if (before.producer !== after.producer) said.push(`written by ${quote(before.producer || "unknown")} \u2192 ${quote(after.producer || "unknown")}`);
	return said;
}
const sameType = (a, b) => a.dtype === b.dtype && JSON.stringify(a.shape) === JSON.stringify(b.shape);
/** By name; if one is gone and another of its type stands at its position, it is renamed. */
function typeChanges(what, before, after, isTold) {
	const old = new Set(before.map(({ name }) => name));
	const now = new Map(after.map((one) => [one.name, one]));
	const renamed = /* @__PURE__ */ new Map();
	before.forEach((one, i) => {
		const other = after[i];
		if (other === void 0 || now.has(one.name) || old.has(other.name) || !sameType(one, other)) return;
		renamed.set(one.name, other.name);
	});
	const said = before.flatMap((one) => {
		const [other, name] = [now.get(one.name), renamed.get(one.name)];
		const [subject, type] = [`${what} ${quote(one.name)}`, quote(typeText(one))];
		if (name !== void 0) return [`${subject} is now named ${quote(name)}`];
		if (other === void 0) return [`${subject} is gone (${type})`];
		if (sameType(one, other) || isTold(one) && isTold(other)) return [];
		return [`${subject}: ${type} \u2192 ${quote(typeText(other))}`];
	});
	const arrived = new Set(renamed.values());
	for (const one of after) if (!old.has(one.name) && !arrived.has(one.name)) said.push(`${what} ${quote(one.name)} is new (${quote(typeText(one))})`);
	if (before.length === after.length && before.every(({ name }) => now.has(name)) && before.some(({ name }, i) => after[i]?.name !== name)) said.push(`${what}s stand in another order`);
	return said;
}

// src/judge/blind.ts
/** Findings of a run on something that is watched and isn't looked at. */
const codes$1 = /* @__PURE__ */ new Set([
	"link-changed",
	"no-longer-watched",
	"pointer-changed",
	"policy-unreadable",
	"submodule-changed",
	"unmatched-entry"
]);
/** True of a finding on something that is watched and isn't looked at. */
const isBlind = ({ code }) => codes$1.has(code);
/**
* What keeps a run from a pass beside its models: sentences on what is watched and not looked at, and on limits that the pull request
* loosens in the policy that judges it. Hostile text.
*/
function runBlindSpots({ findings, policy }) {
	const loosened = policy.changes.filter(({ kind }) => kind === "loosened");
	return [...findings.flatMap((finding) => isBlind(finding) ? [finding.detail] : []), ...loosened.map(({ where, text }) => `${where}: ${text}`)];
}

// src/graph/graph.ts
/** Key of a function in `Model.functions`; names may hold anything, so their lengths part them. */
function functionKey(domain, name, overload) {
	return `${domain.length},${name.length}:${domain}\u0000${name}\u0000${overload}`;
}

// src/read/protobuf/fields.ts
/** Longest name (of a value, node, operator, symbol) in bytes; a longer one is a Fault, since a cut name is another name. */
const MAX_NAME = 65536;
/** Bytes kept of a text that names nothing, such as an engine's binary held in a string attribute. */
const MAX_TEXT = 16384;
/** Rules for the fields of a message, for tables that read like the .proto file. */
function name(put) {
	return {
		kind: "text",
		limit: MAX_NAME,
		cut: false,
		put
	};
}
/** A text of which the first 16 KiB are enough. */
function text$2(put) {
	return {
		kind: "text",
		limit: MAX_TEXT,
		cut: true,
		put
	};
}
const always = () => true;
/** A singular integer, bool or enum. */
function int(put) {
	return {
		kind: "varint",
		put,
		wants: null
	};
}
/** A singular int32 or enum: of a longer number its low 32 bits, as every protobuf reader takes them. */
function int32$1(put) {
	return int((to, value) => put(to, typeof value === "number" ? value | 0 : Number(BigInt.asIntN(32, value))));
}
/** A singular 32-bit float. */
function float(put) {
	return {
		kind: "fixed32",
		put,
		wants: null
	};
}
/** Repeated integers, packed or not; `wants` says whether a packed run of so many bytes is read. */
function ints(put, wants = always) {
	return {
		kind: "varint",
		put,
		wants
	};
}
/** Repeated 32-bit floats. */
function floats(put, wants = always) {
	return {
		kind: "fixed32",
		put,
		wants
	};
}
/** Repeated 64-bit floats. */
function doubles(put, wants = always) {
	return {
		kind: "fixed64",
		put,
		wants
	};
}
/** `of` is asked at use, so that messages may contain one another. */
function message(of, open, close, short) {
	const rule = {
		kind: "message",
		of,
		open
	};
	return close === void 0 ? rule : {
		...rule,
		close,
		...short
	};
}

// src/read/notes.ts
/** About 400,000 nodes; the largest graphs of real exporters have some ten thousand. */
const MAX_KEPT_BYTES = 256 << 20;
const MAX_FINDINGS_A_CODE = 20;
function takeNotes() {
	const list = [];
	const counts = /* @__PURE__ */ new Map();
	let kept = 0;
	return {
		add(code, level, detail, layer) {
			const count = (counts.get(code) ?? 0) + 1;
			counts.set(code, count);
			if (count <= MAX_FINDINGS_A_CODE) list.push(layer ? {
				code,
				level,
				detail,
				layer
			} : {
				code,
				level,
				detail
			});
		},
		keep(bytes) {
			kept += bytes;
			if (kept <= MAX_KEPT_BYTES) return;
			throw new Fault("structure-limit", `its structure (names, nodes, attributes) takes more than 256 MiB`, "Flopgate bounds what it keeps of a file: split the model");
		},
		findings() {
			const more = [];
			for (const [code, count] of counts) {
				if (count <= MAX_FINDINGS_A_CODE) continue;
				const level = list.find((finding) => finding.code === code).level;
				more.push({
					code,
					level,
					detail: `and ${count - MAX_FINDINGS_A_CODE} more of the same kind`
				});
			}
			return [...list, ...more];
		}
	};
}

// src/read/limits.ts
/** Elements kept of a tensor of a type that shape arithmetic uses (sizes, indices, masks). */
const MAX_KEPT_INDICES = 4096;
/** Elements kept of any other tensor (scales, zero points, scalars of a formula). */
const MAX_KEPT_VALUES = 256;
/** Most elements of which the contents are kept: few, since weights are never read; 0 for types that no rule computes with. */
function keptElements(dtype) {
	switch (dtype) {
		case "i64":
		case "i32":
		case "u64":
		case "u32":
		case "bool": return MAX_KEPT_INDICES;
		case "f64":
		case "f32":
		case "f16":
		case "bf16":
		case "i16":
		case "i8":
		case "i4":
		case "i2":
		case "u16":
		case "u8":
		case "u4":
		case "u2":
		case "string": return MAX_KEPT_VALUES;
		case "f8e4m3fn":
		case "f8e4m3fnuz":
		case "f8e5m2":
		case "f8e5m2fnuz":
		case "f8e8m0":
		case "f6e2m3":
		case "f6e3m2":
		case "f4e2m1":
		case "c64":
		case "c128":
		case "unknown": return 0;
	}
}

// src/graph/dtype.ts
/** Stored width of one element, in bits; a string or an unknown type has none. Sub-byte types pack (two 4-bit values a byte). */
const bits = /* @__PURE__ */ new Map([
	["f64", 64],
	["f32", 32],
	["f16", 16],
	["bf16", 16],
	["f8e4m3fn", 8],
	["f8e4m3fnuz", 8],
	["f8e5m2", 8],
	["f8e5m2fnuz", 8],
	["f8e8m0", 8],
	["f6e2m3", 6],
	["f6e3m2", 6],
	["f4e2m1", 4],
	["i64", 64],
	["i32", 32],
	["i16", 16],
	["i8", 8],
	["i4", 4],
	["i2", 2],
	["u64", 64],
	["u32", 32],
	["u16", 16],
	["u8", 8],
	["u4", 4],
	["u2", 2],
	["bool", 8],
	["c64", 64],
	["c128", 128]
]);
/** Bits of one stored element, or null if the type has no fixed width (string, unknown). */
function bitsOf(dtype) {
	return bits.get(dtype) ?? null;
}
const integers = new Set([...bits.keys()].filter((dtype) => /^[iu]\d/.test(dtype)));
/** True of i8 \u2026 u64 and of the sub-byte integers; bool is not an integer. */
function isInteger(dtype) {
	return integers.has(dtype);
}
/** True of every real floating-point type. */
function isFloat(dtype) {
	return dtype.startsWith("f") || dtype === "bf16";
}

// src/graph/onnx-dtype.ts
/** ONNX's element types in the order of their numbers (TensorProto.DataType, onnx.proto): name in the file format, name here. */
const types = [
	["UNDEFINED", "unknown"],
	["FLOAT", "f32"],
	["UINT8", "u8"],
	["INT8", "i8"],
	["UINT16", "u16"],
	["INT16", "i16"],
	["INT32", "i32"],
	["INT64", "i64"],
	["STRING", "string"],
	["BOOL", "bool"],
	["FLOAT16", "f16"],
	["DOUBLE", "f64"],
	["UINT32", "u32"],
	["UINT64", "u64"],
	["COMPLEX64", "c64"],
	["COMPLEX128", "c128"],
	["BFLOAT16", "bf16"],
	["FLOAT8E4M3FN", "f8e4m3fn"],
	["FLOAT8E4M3FNUZ", "f8e4m3fnuz"],
	["FLOAT8E5M2", "f8e5m2"],
	["FLOAT8E5M2FNUZ", "f8e5m2fnuz"],
	["UINT4", "u4"],
	["INT4", "i4"],
	["FLOAT4E2M1", "f4e2m1"],
	["FLOAT8E8M0", "f8e8m0"],
	["UINT2", "u2"],
	["INT2", "i2"],
	["FLOAT6E2M3", "f6e2m3"],
	["FLOAT6E3M2", "f6e3m2"]
];
/** The element type of a TensorProto.DataType; `unknown` where the field doesn't know the number. */
function onnxDType(dataType) {
	return types[Number(dataType)]?.[1] ?? "unknown";
}
/** True of the numbers that ONNX defines; UNDEFINED (0) is one of them. */
function isOnnxDType(dataType) {
	return types[Number(dataType)] !== void 0;
}
/** The element type of that name (`FLOAT`), as opsets 1 to 5 write it in attributes; `unknown` if there is none. */
function onnxDTypeNamed(name) {
	return types.find(([known]) => known === name)?.[1] ?? "unknown";
}

// src/read/onnx/elements.ts
/** How one element is read from `raw_data`: fixed width, little-endian, row-major. */
const decoders = {
	i64: {
		bits: 64,
		at: int64
	},
	u64: {
		bits: 64,
		at: (view, i) => fromBigInt(view.getBigUint64(i * 8, true))
	},
	i32: {
		bits: 32,
		at: (view, i) => view.getInt32(i * 4, true)
	},
	u32: {
		bits: 32,
		at: (view, i) => view.getUint32(i * 4, true)
	},
	i16: {
		bits: 16,
		at: (view, i) => view.getInt16(i * 2, true)
	},
	u16: {
		bits: 16,
		at: (view, i) => view.getUint16(i * 2, true)
	},
	i8: {
		bits: 8,
		at: (view, i) => view.getInt8(i)
	},
	u8: {
		bits: 8,
		at: (view, i) => view.getUint8(i)
	},
	bool: {
		bits: 8,
		at: (view, i) => view.getUint8(i) === 0 ? 0 : 1
	},
	f64: {
		bits: 64,
		at: (view, i) => view.getFloat64(i * 8, true)
	},
	f32: {
		bits: 32,
		at: (view, i) => view.getFloat32(i * 4, true)
	},
	f16: {
		bits: 16,
		at: (view, i) => halfFloat(view.getUint16(i * 2, true))
	},
	bf16: {
		bits: 16,
		at: (view, i) => brainFloat(view.getUint16(i * 2, true))
	},
	i4: {
		bits: 4,
		at: (view, i) => asSigned(unpack(view.getUint8(i >> 1), 4, i & 1), 4)
	},
	u4: {
		bits: 4,
		at: (view, i) => unpack(view.getUint8(i >> 1), 4, i & 1)
	},
	i2: {
		bits: 2,
		at: (view, i) => asSigned(unpack(view.getUint8(i >> 2), 2, i & 3), 2)
	},
	u2: {
		bits: 2,
		at: (view, i) => unpack(view.getUint8(i >> 2), 2, i & 3)
	}
};
/** A size or index fits a number nearly always; a bigint is made only if it doesn't. */
function int64(view, i) {
	const high = view.getInt32(i * 8 + 4, true);
	if (high < 1 << 21 && high >= -2097152) return high * 2 ** 32 + view.getUint32(i * 8, true);
	return fromBigInt(view.getBigInt64(i * 8, true));
}
/** One of the values packed into a byte, the first in the lowest bits. */
function unpack(byte, bits, place) {
	return byte >> bits * place & (1 << bits) - 1;
}
function asSigned(value, bits) {
	return value >= 1 << bits - 1 ? value - (1 << bits) : value;
}
/** Elements from `raw_data`; undefined for a type that isn't decoded, or where the bytes are too few. */
function elementsOfRaw(dtype, raw, count) {
	const decoder = decoders[dtype];
	if (decoder === void 0 || decoder.bits * count > raw.length * 8) return void 0;
	const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
	const elements = [];
	for (let i = 0; i < count; i++) elements.push(decoder.at(view, i));
	return elements;
}
/** How a value of a typed field is read if it isn't the element itself. */
const conversions = {
	string: String,
	bool: (stored) => Number(stored) === 0 ? 0 : 1,
	f16: (stored) => halfFloat(Number(stored) & 65535),
	bf16: (stored) => brainFloat(Number(stored) & 65535),
	u32: (stored) => fromBigInt(BigInt.asUintN(32, BigInt(stored))),
	u64: (stored) => fromBigInt(BigInt.asUintN(64, BigInt(stored)))
};
/** Typed values that one element takes; below one where several elements share a value. */
const typedWidths = {
	i4: 1 / 2,
	u4: 1 / 2,
	f4e2m1: 1 / 2,
	i2: 1 / 4,
	u2: 1 / 4,
	c64: 2,
	c128: 2
};
/** Fields of a TensorProto for typed values; `int32_data`, the fifth, holds those of all other types. */
const typedFields = {
	f32: 4,
	c64: 4,
	string: 6,
	i64: 7,
	f64: 10,
	c128: 10,
	u32: 11,
	u64: 11
};
/** Number of the field that holds typed values of a type; undefined of a type that ONNX doesn't define. */
function typedFieldOf(dtype) {
	return dtype === "unknown" ? void 0 : typedFields[dtype] ?? 5;
}
/** Values that `count` elements take in the typed field of their type. */
function typedLength(dtype, count) {
	return Math.ceil(count * (typedWidths[dtype] ?? 1));
}
/** Elements from a typed field (`int32_data` and its like), of which `stored` are all the values. */
function elementsOfTyped(dtype, stored, count) {
	if ((typedWidths[dtype] ?? 1) < 1) return elementsOfRaw(dtype, Uint8Array.from(stored, (value) => Number(value) & 255), count);
	const convert = conversions[dtype];
	if (convert !== void 0) return stored.map(convert);
	return stored.map((value) => typeof value === "bigint" ? fromBigInt(value) : value);
}
/** IEEE 754 binary16. */
function halfFloat(bits) {
	const sign = bits & 32768 ? -1 : 1;
	const exponent = bits >> 10 & 31;
	const fraction = bits & 1023;
	if (exponent === 0) return sign * fraction * 2 ** -24;
	if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
	return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
/** The upper half of an IEEE 754 binary32. */
function brainFloat(bits) {
	const view = /* @__PURE__ */ new DataView(/* @__PURE__ */ new ArrayBuffer(4));
	view.setUint32(0, bits << 16);
	return view.getFloat32(0);
}

// src/read/onnx/external.ts
/**
* Checks the external_data entries of a tensor: the location must be a relative path that stays in the model's folder on every
* platform, offset and length decimal numbers that an int64 holds.
*/
function checkExternal(entries) {
	const location = entries.get("location");
	if (location === void 0 || location === "") return {
		code: "external-path",
		detail: "external data without a location"
	};
	const why = escapes(location);
	if (why !== null) return {
		code: "external-path",
		detail: `external data at '${location}', ${why}; it is never opened`
	};
	let end = 0n;
	for (const key of ["offset", "length"]) {
		const value = entries.get(key);
		if (value === void 0 || value === "") continue;
		if (!/^\d{1,19}$/.test(value)) return {
			code: "external-range",
			detail: `external data with ${key} '${value}', not a number of bytes`
		};
		end += BigInt(value);
	}
	if (end >= 1n << 63n) return {
		code: "external-range",
		detail: "external data whose offset and length pass 2^63"
	};
	return null;
}
/** Why a location could lead out of the model's folder, or null. */
function escapes(location) {
	if (location.includes("\0")) return "which holds a NUL";
	if (/^[a-z][a-z0-9+.-]*:\//i.test(location)) return "which is a URL or an absolute path";
	if (/^[/\\]|^[a-z]:/i.test(location)) return "which is an absolute path";
	if (location.includes("\\")) return "which holds a backslash";
	if (location.split("/").includes("..")) return "which leaves the model's folder";
	return null;
}

// src/read/onnx/tensor.ts
const MAX_RANK = 256;
const MAX_EXTERNAL_ENTRIES = 16;
function newTensor(notes) {
	notes.keep(250);
	return {
		notes,
		name: "",
		dataType: 0,
		dims: [],
		raw: null,
		rawLength: -1,
		typedField: 0,
		typed: [],
		typedCount: 0,
		external: null,
		isExternal: false
	};
}
const put = (field) => (to, value) => {
	to.typedCount++;
	inField(to, field);
	if (to.typed.length < 4096) to.typed.push(value);
};
function inField(to, field) {
	if (to.typedField !== field) to.typedField = to.typedField === 0 ? field : -1;
}
/** Packed runs: of fixed width, the count is known without reading; varints of up to 10 bytes are read when they may be few. */
const fewVarints = (field) => (to, bytes) => {
	if (bytes <= 4096 * 10) return true;
	to.typedCount = NaN;
	inField(to, field);
	return false;
};
const fewFixed = (field, width) => (to, bytes) => {
	if (bytes <= 4096 * width) return true;
	to.typedCount += bytes / width;
	inField(to, field);
	return false;
};
/** Whether raw_data is read: few elements by dims and dtype, which come before it. */
function wantsRaw(to, length) {
	const dtype = onnxDType(to.dataType);
	return length <= (to.dataType === 0 ? MAX_KEPT_INDICES : keptElements(dtype)) * (bitsOf(dtype) ?? 64) / 8;
}
const entryMessage = {
	name: "StringStringEntryProto",
	fields: {
		1: text$2((to, v) => void (to.key = v)),
		2: text$2((to, v) => void (to.value = v))
	}
};
const tensorMessage = {
	name: "TensorProto",
	fields: {
		1: ints((to, v) => {
			if (to.dims.push(v) > 256) throw badDims(to, `more than ${256} dims`);
		}),
		2: int32$1((to, v) => void (to.dataType = v)),
		4: floats(put(4), fewFixed(4, 4)),
		5: ints(put(5), fewVarints(5)),
		6: text$2(put(6)),
		7: ints(put(7), fewVarints(7)),
		8: name((to, v) => void (to.name = v)),
		9: {
			kind: "bytes",
			wants: wantsRaw,
			put(to, bytes, length) {
				to.raw = bytes;
				to.rawLength = length;
			}
		},
		10: doubles(put(10), fewFixed(10, 8)),
		11: ints(put(11), fewVarints(11)),
		13: message(() => entryMessage, () => ({
			key: "",
			value: ""
		}), (to, entry) => {
			to.external ??= /* @__PURE__ */ new Map();
			if (to.external.size < MAX_EXTERNAL_ENTRIES) to.external.set(entry.key, entry.value);
		}),
		14: int32$1((to, v) => void (to.isExternal = v === 1))
	}
};
/**
* The tensor without its bytes; contents are kept where few.
* @throws Fault `bad-dims` (a negative size), `bad-tensor` (two sources of contents)
*/
function finishTensor(from) {
	const dtype = onnxDType(from.dataType);
	if (from.dataType === 0 || !isOnnxDType(from.dataType)) from.notes.add("unknown-dtype", "warning", `tensor '${from.name}' has data_type ${from.dataType}, which ONNX doesn't define; its bytes aren't counted`);
	const count = countOf$1(from);
	const width = bitsOf(dtype);
	const bytes = width === null ? null : (BigInt(count) * BigInt(width) + 7n) / 8n;
	const base = {
		name: from.name,
		dtype,
		dims: toDims(from.dims),
		bytes,
		external: from.isExternal
	};
	if (from.isExternal) {
		const wrong = checkExternal(from.external ?? /* @__PURE__ */ new Map());
		if (wrong !== null) from.notes.add(wrong.code, "warning", `tensor '${from.name}': ${wrong.detail}`);
		return base;
	}
	if (from.rawLength > 0 && from.typedCount !== 0) throw new Fault("bad-tensor", `tensor '${from.name}' holds its contents twice, as raw_data and as typed values`, "export the model again");
	if (!checkLength(from, count, bytes)) return base;
	const data = contents(from, Number(count));
	if (data === void 0) return base;
	from.notes.keep(data.length * 8);
	return {
		name: from.name,
		dtype,
		dims: base.dims,
		bytes,
		external: false,
		data
	};
}
function contents(from, count) {
	const dtype = onnxDType(from.dataType);
	if (count > keptElements(dtype)) return void 0;
	if (from.raw !== null) return elementsOfRaw(dtype, from.raw, count);
	if (from.rawLength > 0) return void 0;
	return elementsOfTyped(dtype, from.typed, count);
}
/** Whether as much is stored as the dims ask for; if not, a finding says so and dims are believed. */
function checkLength(from, count, bytes) {
	if (from.rawLength > 0) {
		if (bytes === null || BigInt(from.rawLength) === bytes) return bytes !== null;
		return mismatch(from, `${from.rawLength} bytes are stored where its dims ask for ${bytes}`);
	}
	const field = typedFieldOf(onnxDType(from.dataType));
	if (from.typedField !== 0 && field !== void 0 && from.typedField !== field) return mismatch(from, "values are stored in a field of another type");
	if (Number.isNaN(from.typedCount)) return false;
	const expected = typedLength(onnxDType(from.dataType), Number(count));
	if (from.typedCount === expected) return true;
	return mismatch(from, `${from.typedCount} values are stored where its dims ask for ${expected}`);
}
function mismatch(from, what) {
	if (isOnnxDType(from.dataType) && from.dataType !== 0) from.notes.add("tensor-size-mismatch", "warning", `tensor '${from.name}': ${what}; it is counted by its dims`);
	return false;
}
/** Number of elements: a number where safe, else a bigint. */
function countOf$1(from) {
	let count = 1;
	for (const dim of from.dims) {
		if (dim < 0) throw badDims(from, `the size ${dim}`);
		count *= Number(dim);
	}
	if (Number.isSafeInteger(count)) return count;
	return from.dims.reduce((product, dim) => product * BigInt(dim), 1n);
}
function badDims(from, what) {
	return new Fault("bad-dims", `tensor '${from.name}' has ${what}`, "the file is damaged or its exporter is at fault: export it again");
}
function toDims(dims) {
	return dims.every((dim) => typeof dim === "number") ? dims : dims.map(toDim$1);
}
function toDim$1(value) {
	return typeof value === "bigint" ? fromBigInt(value) : value;
}

// src/read/onnx/sparse.ts
function newSparse(notes) {
	return {
		notes,
		values: null,
		indices: null,
		dims: []
	};
}
const sparseMessage = {
	name: "SparseTensorProto",
	fields: {
		1: message(() => tensorMessage, (to) => to.values ??= newTensor(to.notes)),
		2: message(() => tensorMessage, (to) => to.indices ??= newTensor(to.notes)),
		3: ints((to, v) => {
			if (to.dims.push(v) > 256) throw badDims({ name: to.values?.name ?? "" }, `more than ${256} dims`);
		})
	}
};
/**
* A sparse tensor: dense dims, stored values and indices as bytes, dense contents where few.
* @throws Fault as `finishTensor`; `bad-tensor` where values or indices are missing
*/
function finishSparse(from) {
	if (from.values === null || from.indices === null) throw new Fault("bad-tensor", `sparse tensor '${from.values?.name ?? ""}' lacks its values or its indices`, "export the model again");
	const values = finishTensor(from.values);
	const indices = finishTensor(from.indices);
	const count = countOf$1({
		name: values.name,
		dims: from.dims
	});
	const data = densify(values, indices, from.dims.map(Number), Number(count));
	const nonZeros = countOf$1(from.values);
	return {
		name: values.name,
		dtype: values.dtype,
		dims: toDims(from.dims),
		bytes: values.bytes === null ? null : values.bytes + (indices.bytes ?? 0n),
		external: values.external || indices.external,
		nonZeros: toDim$1(nonZeros),
		...data === void 0 ? {} : { data }
	};
}
/** Dense contents from values and their places: linear ([n]) or by coordinate ([n, rank]). */
function densify(values, indices, dims, count) {
	if (values.data === void 0 || indices.data === void 0 || count > keptElements(values.dtype)) return void 0;
	const width = indices.dims.length === 2 ? dims.length : 1;
	if (indices.data.length !== values.data.length * width) return void 0;
	const data = Array.from({ length: count }, () => values.dtype === "string" ? "" : 0);
	for (const [i, value] of values.data.entries()) {
		let place = 0;
		for (let axis = 0; axis < width; axis++) place = place * (width === 1 ? 1 : dims[axis]) + Number(indices.data[i * width + axis]);
		if (!(place >= 0 && place < count)) return void 0;
		data[place] = value;
	}
	return data;
}

// src/read/onnx/type.ts
function newType(notes) {
	notes.keep(100);
	return {
		notes,
		kind: "none",
		dataType: 0,
		dims: null,
		element: null
	};
}
/** Opens one case of the oneof: what an other case said before is dropped, what the same case said is merged. */
function choose$2(to, kind) {
	if (to.kind !== kind) {
		to.kind = kind;
		to.dataType = 0;
		to.dims = null;
		to.element = null;
	}
	return to;
}
const dimMessage = {
	name: "Dimension",
	fields: {
		1: int((to, v) => {
			to.value = v;
			to.param = "";
		}),
		2: name((to, v) => {
			to.param = v;
			to.value = null;
		})
	}
};
const shapeMessage = {
	name: "TensorShapeProto",
	fields: { 1: message(() => dimMessage, () => ({
		value: null,
		param: ""
	}), (to, dim) => {
		to.notes.keep(60);
		(to.dims ??= []).push(dim);
	}) }
};
const tensorTypeMessage = {
	name: "TypeProto.Tensor",
	fields: {
		1: int32$1((to, v) => void (to.dataType = v)),
		2: message(() => shapeMessage, (to) => {
			to.dims ??= [];
			return to;
		})
	}
};
const elementMessage = {
	name: "TypeProto.Sequence",
	fields: { 1: message(() => typeMessage, (to) => to.element ??= newType(to.notes)) }
};
const mapMessage = {
	name: "TypeProto.Map",
	fields: {
		1: int32$1((to, v) => void (to.dataType = v)),
		2: message(() => typeMessage, (to) => to.element ??= newType(to.notes))
	}
};
const opaqueMessage = {
	name: "TypeProto.Opaque",
	fields: {}
};
const typeMessage = {
	name: "TypeProto",
	fields: {
		1: message(() => tensorTypeMessage, (to) => choose$2(to, "tensor")),
		4: message(() => elementMessage, (to) => choose$2(to, "sequence")),
		5: message(() => mapMessage, (to) => choose$2(to, "map")),
		7: message(() => opaqueMessage, (to) => choose$2(to, "opaque")),
		8: message(() => tensorTypeMessage, (to) => choose$2(to, "tensor")),
		9: message(() => elementMessage, (to) => choose$2(to, "optional"))
	}
};
/**
* The type as a Value whose contents are unknown. A size that isn't given is the symbol `NAME.dimK`, the length of a sequence
* `NAME.length`.
*/
function finishType(from, valueName) {
	if (from === null) return { kind: "unknown" };
	switch (from.kind) {
		case "none":
		case "opaque": return { kind: "unknown" };
		case "tensor": return {
			kind: "tensor",
			dtype: onnxDType(from.dataType),
			shape: from.dims === null ? null : from.dims.map((dim, axis) => sizeOf$2(dim, valueName, axis))
		};
		case "sequence": return {
			kind: "sequence",
			element: from.element === null ? null : finishType(from.element, `${valueName}.element`),
			length: symbol(`${valueName}.length`)
		};
		case "optional": return {
			kind: "optional",
			element: from.element === null ? null : finishType(from.element, valueName)
		};
		case "map": return {
			kind: "map",
			keyType: onnxDType(from.dataType),
			valueType: from.element === null ? null : finishType(from.element, `${valueName}.value`)
		};
	}
}
/** True if the type names an element type that ONNX doesn't define. */
function namesUnknownDType(from) {
	return from !== null && from.kind === "tensor" && !isOnnxDType(from.dataType);
}
function sizeOf$2(dim, valueName, axis) {
	if (dim.value !== null && dim.value >= 0) return typeof dim.value === "bigint" ? fromBigInt(dim.value) : dim.value;
	if (dim.param === "" || dim.param === "?") return symbol(`${valueName}.dim${axis}`);
	return parseDim(dim.param) ?? symbol(dim.param);
}

// src/read/onnx/attr.ts
const typeNames = [
	"UNDEFINED",
	"FLOAT",
	"INT",
	"STRING",
	"TENSOR",
	"GRAPH",
	"FLOATS",
	"INTS",
	"STRINGS",
	"TENSORS",
	"GRAPHS",
	"SPARSE_TENSOR",
	"SPARSE_TENSORS",
	"TYPE_PROTO",
	"TYPE_PROTOS"
];
/** By declared type; the types that aren't here have no value to leave out. */
const absentValues = {
	1: {
		kind: "float",
		value: 0
	},
	2: {
		kind: "int",
		value: 0
	},
	3: {
		kind: "string",
		value: ""
	},
	6: {
		kind: "floats",
		value: []
	},
	7: {
		kind: "ints",
		value: []
	},
	8: {
		kind: "strings",
		value: []
	},
	9: {
		kind: "tensors",
		value: []
	},
	10: {
		kind: "graphs",
		value: []
	},
	12: {
		kind: "tensors",
		value: []
	},
	14: {
		kind: "types",
		value: []
	}
};
function newAttr(notes, depth, subgraphs) {
	return {
		notes,
		depth,
		subgraphs,
		name: "",
		type: 0,
		stored: null,
		others: null,
		ref: ""
	};
}
/** Makes a used builder as good as new: the attributes of a node come one after the other. */
function reuseAttr(builder) {
	builder.notes.keep(150);
	builder.name = "";
	builder.type = 0;
	builder.stored = null;
	builder.others = null;
	builder.ref = "";
	return builder;
}
function store(to, value) {
	if (to.stored !== null && to.stored.type !== value.type) (to.others ??= []).push(to.stored);
	to.stored = value;
}
/** The value of a type as it grows: the one from before, or a fresh one. */
function grow(to, type, fresh) {
	const known = to.stored?.type === type ? to.stored : to.others?.find((other) => other.type === type);
	if (known !== void 0) return known.value;
	const made = fresh(to);
	store(to, made);
	return made.value;
}
const freshTensor = (to) => ({
	type: 4,
	value: newTensor(to.notes)
});
const freshGraph = (to) => ({
	type: 5,
	value: to.subgraphs.open(to.notes, to.depth + 1)
});
const freshFloats = () => ({
	type: 6,
	value: []
});
const freshInts = () => ({
	type: 7,
	value: []
});
const freshStrings = () => ({
	type: 8,
	value: []
});
const freshTensors = () => ({
	type: 9,
	value: []
});
const freshGraphs = () => ({
	type: 10,
	value: []
});
const freshSparse = (to) => ({
	type: 11,
	value: newSparse(to.notes)
});
const freshSparses = () => ({
	type: 12,
	value: []
});
const freshType = (to) => ({
	type: 13,
	value: newType(to.notes)
});
const freshTypes = () => ({
	type: 14,
	value: []
});
const attrMessage = {
	name: "AttributeProto",
	fields: {
		1: name((to, v) => void (to.name = v)),
		2: float((to, v) => store(to, {
			type: 1,
			value: v
		})),
		3: int((to, v) => store(to, {
			type: 2,
			value: toDim(v)
		})),
		4: text$2((to, v) => {
			to.notes.keep(v.length);
			store(to, {
				type: 3,
				value: v
			});
		}),
		5: message(() => tensorMessage, (to) => grow(to, 4, freshTensor)),
		6: message((to) => to.subgraphs.message, (to) => grow(to, 5, freshGraph)),
		7: floats((to, v) => {
			to.notes.keep(8);
			grow(to, 6, freshFloats).push(v);
		}),
		8: ints((to, v) => {
			to.notes.keep(8);
			grow(to, 7, freshInts).push(toDim(v));
		}),
		9: text$2((to, v) => {
			to.notes.keep(40 + v.length);
			grow(to, 8, freshStrings).push(v);
		}),
		10: message(() => tensorMessage, (to) => newTensor(to.notes), (to, child) => void grow(to, 9, freshTensors).push(finishTensor(child))),
		11: message((to) => to.subgraphs.message, (to) => to.subgraphs.open(to.notes, to.depth + 1), (to, child) => void grow(to, 10, freshGraphs).push(to.subgraphs.finish(child))),
		14: message(() => typeMessage, (to) => grow(to, 13, freshType)),
		15: message(() => typeMessage, (to) => newType(to.notes), (to, child) => void grow(to, 14, freshTypes).push(finishType(child, to.name))),
		20: int32$1((to, v) => void (to.type = v)),
		21: name((to, v) => void (to.ref = v)),
		22: message(() => sparseMessage, (to) => grow(to, 11, freshSparse)),
		23: message(() => sparseMessage, (to) => newSparse(to.notes), (to, child) => void grow(to, 12, freshSparses).push(finishSparse(child)))
	}
};
/**
* The attribute's value by its declared type, or by what is stored if no type is declared. A scalar or list that the file
* leaves out is 0, '' or empty, as protobuf 3 writers mean it.
*
* @param owner what has the attribute, for messages
* @throws Fault `bad-attribute` if the stored value is of another type than the declared one, or missing
*/
function finishAttr(from, owner) {
	if (from.ref !== "") return {
		kind: "ref",
		value: from.ref
	};
	const { stored, type } = from;
	if (stored === null) return absent(from, owner);
	if (type === 0 || type === stored.type) return valueOf$1(from, stored);
	const other = from.others?.find((one) => one.type === type);
	if (other !== void 0) return valueOf$1(from, other);
	throw bad(from, owner, `the declared type ${typeNames[type] ?? type} but a value of type ${typeNames[stored.type]}`);
}
function valueOf$1(from, stored) {
	switch (stored.type) {
		case 1: return {
			kind: "float",
			value: stored.value
		};
		case 2: return {
			kind: "int",
			value: stored.value
		};
		case 3: return {
			kind: "string",
			value: stored.value
		};
		case 4: return {
			kind: "tensor",
			value: finishTensor(stored.value)
		};
		case 5: return {
			kind: "graph",
			value: from.subgraphs.finish(stored.value)
		};
		case 6: return {
			kind: "floats",
			value: stored.value
		};
		case 7: return {
			kind: "ints",
			value: stored.value
		};
		case 8: return {
			kind: "strings",
			value: stored.value
		};
		case 9:
		case 12: return {
			kind: "tensors",
			value: stored.value
		};
		case 10: return {
			kind: "graphs",
			value: stored.value
		};
		case 11: return {
			kind: "tensor",
			value: finishSparse(stored.value)
		};
		case 13: return {
			kind: "type",
			value: finishType(stored.value, from.name)
		};
		case 14: return {
			kind: "types",
			value: stored.value
		};
	}
}
/** What an attribute without a stored value means by its declared type. */
function absent(from, owner) {
	const value = absentValues[from.type];
	if (value !== void 0) return value;
	throw bad(from, owner, typeNames[from.type] === void 0 ? `the unknown type ${from.type}` : "no value");
}
function bad(from, owner, what) {
	return new Fault("bad-attribute", `${owner()}: attribute '${from.name}' has ${what}`, "export the model again");
}
function toDim(value) {
	return typeof value === "bigint" ? fromBigInt(value) : value;
}

// src/read/onnx/node.ts
const noAttrs = /* @__PURE__ */ new Map();
/** Longest list that is shared: each holds all of the one before it. */
const maxShared = 8;
/** @param depth subgraphs around the node's own graph */
function newNode(notes, depth, subgraphs) {
	const attr = newAttr(notes, depth, subgraphs);
	const none = {
		attrs: noAttrs,
		next: /* @__PURE__ */ new Map()
	};
	return {
		notes,
		attr,
		name: "",
		op: "",
		domain: "",
		overload: "",
		inputs: [],
		inputCount: 0,
		outputs: [],
		outputCount: 0,
		attrs: none,
		own: null,
		bytes: null,
		none
	};
}
/** Makes a used builder as good as new. */
function reuseNode(builder) {
	builder.notes.keep(250);
	builder.name = "";
	builder.op = "";
	builder.domain = "";
	builder.overload = "";
	builder.inputCount = 0;
	builder.outputCount = 0;
	builder.attrs = builder.none;
	builder.own = null;
	return builder;
}
/** '' and 'ai.onnx' are one domain. */
function domainOf(domain) {
	return domain === "ai.onnx" ? "" : domain;
}
const nodeMessage = {
	name: "NodeProto",
	fields: {
		1: name((to, v) => {
			to.notes.keep(40 + v.length);
			to.inputs[to.inputCount++] = v;
		}),
		2: name((to, v) => {
			to.notes.keep(40 + v.length);
			to.outputs[to.outputCount++] = v;
		}),
		3: name((to, v) => {
			to.notes.keep(40 + v.length);
			to.name = v;
		}),
		4: name((to, v) => void (to.op = v)),
		5: message(() => attrMessage, (to) => reuseAttr(to.attr), addAttr, { known: isKnownAttr }),
		7: name((to, v) => void (to.domain = domainOf(v))),
		8: name((to, v) => void (to.overload = v))
	}
};
function isKnownAttr(to, bytes) {
	if (to.own !== null) return false;
	const list = to.attrs.next.get(bytes);
	if (list === void 0) {
		to.bytes = bytes;
		return false;
	}
	to.notes.keep(150);
	to.attrs = list;
	return true;
}
function addAttr(to, from) {
	const owner = () => nameOf$1(to);
	const before = to.own ?? to.attrs.attrs;
	if (before.has(from.name)) throw new Fault("bad-attribute", `${owner()} has the attribute '${from.name}' twice`, "export the model again");
	to.notes.keep(from.name.length);
	const attr = finishAttr(from, owner);
	const bytes = to.bytes;
	to.bytes = null;
	if (bytes === null || before.size >= maxShared || !isShareable(attr)) {
		to.own ??= new Map(before);
		to.own.set(from.name, attr);
		return;
	}
	to.notes.keep(400 + bytes.length + 50 * before.size);
	const list = {
		attrs: new Map(before).set(from.name, attr),
		next: /* @__PURE__ */ new Map()
	};
	to.attrs.next.set(bytes, list);
	to.attrs = list;
}
/** False of what holds more than its bytes say (a graph), and of what a finding may name (a tensor that isn't kept whole). */
function isShareable(attr) {
	switch (attr.kind) {
		case "int":
		case "float":
		case "string":
		case "ints":
		case "floats":
		case "strings": return true;
		case "tensor": return attr.value.data !== void 0;
		case "tensors":
		case "graph":
		case "graphs":
		case "type":
		case "types":
		case "ref": return false;
	}
}
/** A node for messages: its name, or what it makes, and its operator as far as it is known yet. */
function nameOf$1(node) {
	return `node '${node.name === "" && node.outputCount > 0 ? node.outputs[0] : node.name}'${node.op === "" ? "" : ` (${node.op})`}`;
}
/**
* The node, as the next of its graph.
* @throws Fault `bad-node` if it names no operator
*/
function finishNode(from, index) {
	if (from.op === "") throw new Fault("bad-node", `${nameOf$1(from)}, number ${index} of its graph, names no operator`, "export the model again");
	return {
		name: from.name,
		op: from.op,
		domain: from.domain,
		overload: from.overload,
		inputs: from.inputs.slice(0, from.inputCount),
		outputs: from.outputs.slice(0, from.outputCount),
		attrs: from.own ?? from.attrs.attrs,
		index
	};
}

// src/read/protobuf/decode.ts
/**
* UTF-8, straight to the native decoder, since a model is mostly short names. A byte that isn't UTF-8 becomes U+FFFD and its two
* hexadecimal digits, and U+FFFD itself is doubled if it could be taken for that: names of different bytes stay different names,
* as they are to a runtime.
*/
function utf8(window, start, end) {
	const text = nativeUtf8(window, start, end);
	return text.includes("\ufffd") ? escaped(window, start, end, text) : text;
}
function nativeUtf8(window, start, end) {
	return window.utf8Slice(start, end);
}
function escaped(window, start, end, plain) {
	let isPlain = !/\ufffd(\ufffd|[0-9a-f]{2})/.test(plain);
	let text = "";
	for (let at = start; at < end;) {
		const length = sequenceAt(window, at, end);
		if (length === 0) {
			isPlain = false;
			text += `\ufffd${window[at].toString(16)}`;
		} else {
			const one = nativeUtf8(window, at, at + length);
			text += one === "\ufffd" ? "\ufffd\ufffd" : one;
		}
		at += length || 1;
	}
	return isPlain ? plain : text;
}
/** Bytes of the character there, 0 if it isn't one. */
function sequenceAt(window, at, end) {
	const lead = window[at];
	const length = lead < 128 ? 1 : lead < 224 ? 2 : lead < 240 ? 3 : 4;
	if (at + length > end) return 0;
	const one = nativeUtf8(window, at, at + length);
	return (!one.includes("\ufffd") || length === 3 && window.readUIntBE(at, 3) === 15712189) && one.length === (length === 4 ? 2 : 1) ? length : 0;
}
/** One character a byte. */
function latin1$1(window, start, end) {
	return window.latin1Slice(start, end);
}

// src/read/onnx/node-whole.ts
/** Tags of a NodeProto's fields, all with a length; see `nodeMessage` for what becomes of them. */
const INPUT = 10;
const OUTPUT = 18;
const NAME = 26;
const OPERATOR = 34;
const ATTRIBUTE = 42;
const DOC = 50;
const DOMAIN = 58;
const METADATA = 74;
/**
* Reads a node at one go: most hold nothing but names, and attributes that some node before had.
* @param index of the node in its graph
* @returns the node that `nodeMessage` would make of these bytes, with the same booked; undefined, with nothing booked, where
* they hold anything else, damage included
*/
function wholeNode(builder, window, start, end, index) {
	const { inputs, outputs } = builder;
	let inputCount = 0;
	let outputCount = 0;
	let kept = 250;
	let name = "";
	let op = "";
	let domain = "";
	let list = builder.none;
	let at = start;
	while (at < end) {
		const tag = window[at];
		let length = window[at + 1];
		at += 2;
		if (length >= 128) {
			const high = window[at++];
			if (!(high < 128)) return void 0;
			length += (high - 1) * 128;
		}
		const next = at + length;
		if (!(next <= end)) return void 0;
		switch (tag) {
			case INPUT:
				kept += 40 + (inputs[inputCount++] = utf8(window, at, next)).length;
				break;
			case OUTPUT:
				kept += 40 + (outputs[outputCount++] = utf8(window, at, next)).length;
				break;
			case NAME:
				name = utf8(window, at, next);
				kept += 40 + name.length;
				break;
			case OPERATOR:
				op = utf8(window, at, next);
				break;
			case ATTRIBUTE: {
				const known = length > 256 ? void 0 : list.next.get(latin1$1(window, at, next));
				if (known === void 0) return void 0;
				list = known;
				kept += 150;
				break;
			}
			case DOMAIN:
				domain = domainOf(utf8(window, at, next));
				break;
			case DOC:
			case METADATA: break;
			default: return;
		}
		at = next;
	}
	if (op === "") return void 0;
	builder.notes.keep(kept);
	return {
		name,
		op,
		domain,
		overload: "",
		inputs: firstOf(inputs, inputCount),
		outputs: firstOf(outputs, outputCount),
		attrs: list.attrs,
		index
	};
}
const none = [];
/** A list of the first `count` names; most nodes have one or none. */
function firstOf(names, count) {
	if (count === 0) return none;
	return count === 1 ? [names[0]] : names.slice(0, count);
}

// src/read/onnx/graph.ts
const MAX_SUBGRAPHS = 100;
/**
* @param depth subgraphs around this one
* @throws Fault `depth-limit`
*/
function newGraph(notes, depth) {
	if (depth > MAX_SUBGRAPHS) throw new Fault("depth-limit", `more than ${MAX_SUBGRAPHS} subgraphs inside one another`, "no exporter nests so deeply: simplify the model");
	notes.keep(800);
	return {
		notes,
		node: newNode(notes, depth, subgraphs),
		name: "",
		nodes: [],
		initializers: /* @__PURE__ */ new Map(),
		inputs: [],
		outputs: [],
		declared: /* @__PURE__ */ new Map()
	};
}
const valueInfoMessage = {
	name: "ValueInfoProto",
	fields: {
		1: name((to, v) => {
			to.notes.keep(40 + v.length);
			to.name = v;
		}),
		2: message(() => typeMessage, (to) => to.type ??= newType(to.notes))
	}
};
const openValueInfo = (to) => {
	to.notes.keep(100);
	return {
		notes: to.notes,
		name: "",
		type: null
	};
};
const graphMessage = {
	name: "GraphProto",
	fields: {
		1: message(() => nodeMessage, (to) => reuseNode(to.node), (to, child) => void to.nodes.push(finishNode(child, to.nodes.length)), { whole: addWhole }),
		2: name((to, v) => void (to.name = v)),
		5: message(() => tensorMessage, (to) => newTensor(to.notes), (to, child) => addInitializer(to, finishTensor(child))),
		11: message(() => valueInfoMessage, openValueInfo, (to, child) => void to.inputs.push(finishInput(child))),
		12: message(() => valueInfoMessage, openValueInfo, (to, child) => {
			to.outputs.push({
				name: child.name,
				type: finishType(child.type, child.name)
			});
		}),
		13: message(() => valueInfoMessage, openValueInfo, (to, child) => {
			if (child.type !== null) to.declared.set(child.name, finishType(child.type, child.name));
		}),
		15: message(() => sparseMessage, (to) => newSparse(to.notes), (to, child) => addInitializer(to, finishSparse(child)))
	}
};
/** The tag of a graph's node. */
const NODE = 10;
function addWhole({ node, nodes }, window, start, end, limit) {
	let read = start;
	let [from, to] = [start, end];
	while (to <= limit) {
		const whole = wholeNode(node, window, from, to, nodes.length);
		if (whole === void 0) return read;
		nodes.push(whole);
		read = to;
		if (window[read] !== NODE) return read;
		const low = window[read + 1];
		const high = low < 128 ? 1 : window[read + 2];
		from = read + (low < 128 ? 2 : 3);
		to = high < 128 ? from + low + (high - 1) * 128 : NaN;
	}
	return read;
}
function addInitializer(to, tensor) {
	to.notes.keep(120 + tensor.name.length + 8 * tensor.dims.length);
	const before = to.initializers.get(tensor.name);
	if (before !== void 0) {
		if (before.dtype !== tensor.dtype || before.dims.map(format).join() !== tensor.dims.map(format).join()) {
			const what = `initializer '${tensor.name}' is given twice, in different types or sizes`;
			throw new Fault("duplicate-name", what, "export the model again");
		}
		to.notes.add("duplicate-name", "warning", `initializer '${tensor.name}' is given twice; the last one counts, as in onnxruntime`);
	}
	to.initializers.set(tensor.name, tensor);
}
/** A graph input with what is odd about its declaration. */
function finishInput(from) {
	const type = finishType(from.type, from.name);
	if (namesUnknownDType(from.type)) from.notes.add("unknown-dtype", "warning", `input '${from.name}' has an element type that ONNX doesn't define`);
	if (type.kind === "tensor" && type.shape?.includes(0) === true) from.notes.add("zero-dim", "warning", `input '${from.name}' has a size of 0, which is taken as empty; bind it with --input if the exporter meant "unknown"`);
	return {
		name: from.name,
		type
	};
}
/** @throws Fault `duplicate-name`: which of two is meant, runtimes don't agree on */
function checkDistinct(names, what) {
	if (new Set(names).size === names.length) return;
	const twice = names.find((label, i) => names.indexOf(label) !== i);
	throw new Fault("duplicate-name", `${what} named '${twice}'`, "export the model again");
}
/** @throws Fault as `checkDistinct`, of its inputs */
function finishGraph(from) {
	checkDistinct(from.inputs.map((input) => input.name), `graph '${from.name}' has two inputs`);
	const initializerInputs = /* @__PURE__ */ new Set();
	for (const input of from.inputs) {
		const initializer = from.initializers.get(input.name);
		if (initializer === void 0) continue;
		initializerInputs.add(input.name);
		checkDefault(from.notes, initializer, input.type);
	}
	const inputs = initializerInputs.size === 0 ? from.inputs : from.inputs.filter((input) => !initializerInputs.has(input.name));
	const { name: graphName, nodes, outputs, initializers, declared } = from;
	return {
		name: graphName,
		nodes,
		inputs,
		outputs,
		initializers,
		initializerInputs,
		declared
	};
}
/** Says where an input's declaration doesn't allow the initializer that it is given by; onnxruntime refuses that. */
function checkDefault(notes, { name: label, dtype, dims }, declared) {
	if (declared.kind === "unknown") return;
	const { shape } = declared.kind === "tensor" ? declared : { shape: void 0 };
	if (declared.kind === "tensor" && declared.dtype === dtype && (shape === null || shape?.length === dims.length && shape.every((dim, i) => !isConstant(dim) || equal(dim, dims[i])))) return;
	notes.add("declared-shape-mismatch", "lower-bound", `the input '${label}' is declared otherwise than the initializer of its name; counted by the initializer`);
}
/** Graphs for the attributes that hold them. */
const subgraphs = {
	message: graphMessage,
	open: newGraph,
	finish: (graph) => finishGraph(graph)
};

// src/read/onnx/opset.ts
const opsetMessage = {
	name: "OperatorSetIdProto",
	fields: {
		1: name((to, v) => void (to.domain = domainOf(v))),
		2: int((to, v) => void (to.version = Number(v)))
	}
};
/** The opset_import field of a model or a function. */
const opsetField = () => message(() => opsetMessage, (to) => {
	to.notes.keep(100);
	return {
		domain: "",
		version: 0
	};
}, (to, child) => void to.opsets.push(child));
const MAX_VERSION = 2 ** 31 - 1;
/**
* Domain \u2192 version, '' being ai.onnx.
* @param owner the model or the function, for messages
* @throws Fault `duplicate-opset`, `bad-opset`
*/
function opsetsOf(list, owner) {
	const opsets = /* @__PURE__ */ new Map();
	for (const { domain, version } of list) {
		const known = opsets.get(domain);
		const label = domain === "" ? "ai.onnx" : domain;
		if (known !== void 0 && known !== version) throw new Fault("duplicate-opset", `${owner} imports ${label} twice, at versions ${known} and ${version}`, "keep one opset_import of each domain");
		if (version < 1 || version > MAX_VERSION) throw new Fault("bad-opset", `${owner} imports version ${version} of ${label}`, "export the model again with a positive opset version");
		opsets.set(domain, version);
	}
	return opsets;
}

// src/read/onnx/function.ts
function newFunction(notes) {
	notes.keep(500);
	return {
		notes,
		node: newNode(notes, 0, subgraphs),
		attr: newAttr(notes, 0, subgraphs),
		name: "",
		domain: "",
		overload: "",
		inputs: [],
		outputs: [],
		nodes: [],
		opsets: [],
		attributeNames: [],
		attributeDefaults: /* @__PURE__ */ new Map()
	};
}
const kept$1 = (to, label) => {
	to.notes.keep(40 + label.length);
	return label;
};
const functionMessage = {
	name: "FunctionProto",
	fields: {
		1: name((to, v) => void (to.name = v)),
		4: name((to, v) => void to.inputs.push(kept$1(to, v))),
		5: name((to, v) => void to.outputs.push(kept$1(to, v))),
		6: name((to, v) => void to.attributeNames.push(kept$1(to, v))),
		7: message(() => nodeMessage, (to) => reuseNode(to.node), (to, child) => void to.nodes.push(finishNode(child, to.nodes.length))),
		9: opsetField(),
		10: name((to, v) => void (to.domain = domainOf(v))),
		11: message(() => attrMessage, (to) => reuseAttr(to.attr), addDefault),
		13: name((to, v) => void (to.overload = v))
	}
};
function addDefault(to, from) {
	const owner = () => `function '${to.name}'`;
	if (to.attributeDefaults.has(from.name)) {
		const what = `${owner()} gives the attribute '${from.name}' two defaults`;
		throw new Fault("bad-attribute", what, "export the model again");
	}
	to.attributeDefaults.set(from.name, finishAttr(from, owner));
}
/** @throws Fault as `opsetsOf`; `duplicate-name` of two inputs or outputs */
function finishFunction(from) {
	checkDistinct(from.inputs, `function '${from.name}' has two inputs`);
	checkDistinct(from.outputs, `function '${from.name}' has two outputs`);
	const { name: functionName, domain, overload, inputs, outputs, nodes, attributeNames, attributeDefaults } = from;
	return {
		name: functionName,
		domain,
		overload,
		inputs,
		outputs,
		nodes,
		opsets: opsetsOf(from.opsets, `function '${functionName}'`),
		attributeNames,
		attributeDefaults
	};
}

// src/read/in-memory.ts
/** Longest stream that is kept whole; GitHub takes no blob over 100 MB. */
const MAX_WHOLE_BYTES = 256 << 20;
/**
* A stream as a source that can be read from any place: it is kept in memory from its first read on.
*
* @param head bytes that were read of it already, from its start on
* @param most bytes that are kept
* @returns a source whose reads throw Fault `too-large` where it is longer; where its length is known, before any of it is read
*/
function inMemory(source, head, most = MAX_WHOLE_BYTES) {
	let whole = null;
	const keep = async () => {
		if (source.size !== null && source.size > most) throw tooLarge(source.name, `${source.size}`, most);
		const rest = await source.read(head.length, most + 1 - head.length);
		if (head.length + rest.length > most) throw tooLarge(source.name, `more than ${most}`, most);
		return head.length === 0 ? rest : Buffer.concat([head, rest]);
	};
	return {
		...source,
		forward: false,
		async read(offset, length) {
			return (await (whole ??= keep())).subarray(offset, offset + length);
		}
	};
}
function tooLarge(name, bytes, most) {
	return new Fault("too-large", `${name} is a stream of ${bytes} bytes, and its format has to be read from any place: at most ${most >> 20} MiB are kept in memory`, "give it as a file (checked out, or in Git LFS), not compressed");
}

// src/read/reading.ts
/** First bytes of every artifact, enough to recognise its format and, for most files, to start on its structure. */
const HEAD_BYTES = 4096;
/**
* Runs a reading against a source. Where the source answers at once the result is there at once, without a turn of the
* event loop; from the first promise on, or the first member, it is a promise. The source stays open, members are closed.
*/
function drive(source, reading) {
	let turn = reading.next();
	while (turn.done !== true) {
		if (turn.value.member !== void 0) return driveLater(source, reading, turn.value);
		const bytes = source.read(turn.value.offset, turn.value.length);
		if (bytes instanceof Promise) return driveLater(source, reading, turn.value, bytes);
		turn = reading.next(bytes);
	}
	return turn.value;
}
async function driveLater(source, reading, range, first) {
	const members = /* @__PURE__ */ new Map();
	const answer = async ({ offset, length, member }) => (member === void 0 ? source : await memberOf(source, member, members)).read(offset, length);
	try {
		let turn = await resume(reading, range, first ?? answer(range));
		while (turn.done !== true) turn = await resume(reading, turn.value, answer(turn.value));
		return turn.value;
	} finally {
		for (const opened of members.values()) opened.close();
	}
}
async function resume(reading, { member }, bytes) {
	let got;
	try {
		got = await bytes;
	} catch (thrown) {
		if (member === void 0) throw thrown;
		return reading.throw(thrown);
	}
	return reading.next(got);
}
async function memberOf(root, path, opened) {
	const before = opened.get(path);
	if (before !== void 0) return before;
	if (root.beside === void 0) throw new Fault("missing-file", `${root.name} has no ${path} beside it`, "give the model with its files, in its folder");
	const member = await root.beside.open(path);
	const source = member.forward ? inMemory(member, /* @__PURE__ */ new Uint8Array(0)) : member;
	opened.set(path, source);
	return source;
}

// src/read/protobuf/cursor.ts
/** Windows double while structure follows structure, and start small again behind weights that were seeked over. */
const MAX_WINDOW = 65536;
/**
* @param head the artifact's first bytes
* @param size its length, null if it isn't known
*/
function openCursor(head, size, fail) {
	return {
		window: asBuffer(head),
		base: 0,
		at: 0,
		size: size ?? Infinity,
		step: HEAD_BYTES,
		fail
	};
}
function asBuffer(bytes) {
	return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
/** The range to ask for: right behind the window where its rest is still wanted, at the cursor after a seek. */
function rangeFor(cursor, lacking) {
	const held = cursor.window.length - cursor.at;
	if (held >= 0) {
		const offset = cursor.base + cursor.window.length;
		cursor.step = Math.min(cursor.step * 2, MAX_WINDOW);
		return {
			offset,
			length: Math.min(Math.max(cursor.step, lacking - held), cursor.size - offset)
		};
	}
	cursor.step = HEAD_BYTES;
	const offset = cursor.base + cursor.at - (cursor.size === Infinity ? 1 : 0);
	return {
		offset,
		length: Math.min(Math.max(cursor.step, lacking + 1), cursor.size - offset)
	};
}
/** Takes the bytes of a range; true if they end the artifact, whose size is known from then on. */
function feed(cursor, range, bytes) {
	const position = cursor.base + cursor.at;
	const held = cursor.window.length - cursor.at;
	cursor.window = held > 0 ? Buffer.concat([cursor.window.subarray(cursor.at), bytes]) : asBuffer(bytes);
	cursor.base = held > 0 ? position : range.offset;
	cursor.at = position - cursor.base;
	if (bytes.length >= range.length) return false;
	cursor.size = cursor.base + cursor.window.length;
	return true;
}
/** The index of the next `length` bytes, which are passed. */
function take(cursor, limit, length) {
	const at = cursor.at;
	if (at + length > limit) throw cursor.fail("truncated", "a value passes the end of its message");
	cursor.at += length;
	return at;
}
/** An unsigned varint; exact up to 2^53, and beyond that still beyond every length that is allowed. */
function unsigned(cursor, limit) {
	if (cursor.at < limit) {
		const byte = cursor.window[cursor.at];
		if (byte < 128) {
			cursor.at++;
			return byte;
		}
	}
	let value = 0;
	let scale = 1;
	for (let i = 0; i < 10; i++) {
		if (cursor.at >= limit) throw cursor.fail("truncated", "a number passes the end of its message");
		const byte = cursor.window[cursor.at++];
		value += (byte & 127) * scale;
		if (byte < 128) return value;
		scale *= 128;
	}
	throw cursor.fail("bad-wire", "a varint of more than 10 bytes");
}
/** An int64 (two's complement, ten bytes where negative): a number where safe, else a bigint. */
function signed(cursor, limit) {
	const start = cursor.at;
	const value = unsigned(cursor, limit);
	if (value <= Number.MAX_SAFE_INTEGER) return value;
	let exact = 0n;
	for (let i = cursor.at - 1; i >= start; i--) exact = exact << 7n | BigInt(cursor.window[i] & 127);
	exact = BigInt.asIntN(64, exact);
	const rounded = Number(exact);
	return Number.isSafeInteger(rounded) ? rounded : exact;
}

// src/read/protobuf/wire.ts
/**
* The walker of protobuf's wire format: one pass over a message, by rules that say for each field whether it is wanted.
*
* Why not a protobuf library:
* - A model is up to gigabytes of weights around kilobytes of structure. Libraries take the message as a whole; this one seeks over
*   what isn't wanted and holds a window of 64 KiB. It also works on a stream that can't go back (a pipe, a gzip file).
* - It is a generator that asks for ranges and never reads by itself, so the same code serves files, git blobs, streams and tests,
*   synchronous or not (read/reading.ts).
* - Files are hostile. Lengths are checked against what is left of the enclosing message before memory is spent, depth against a bound
*   of its own, and there is no recursion: frames are a list.
* - When bytes are lacking in the middle of a field, the cursor goes back to the field's tag and the field starts again; no state inside a
*   field has to be saved. It costs nothing, since a window nearly always holds many fields.
* - Short children are offered as bytes first (`known`): in a deep model most attributes and types are equal to earlier ones, and
*   a map lookup beats parsing.
*/
/** Deepest nesting of messages; the three messages of one subgraph make about 100 subgraphs, protobuf's own measure. */
const MAX_MESSAGES = 320;
const MAX_GROUPS = 100;
/** A tag and a length, at ten bytes each. */
const HEADER_BYTES = 20;
/**
* Walks a protobuf message from its first to its last byte, once, filling `target` by the rules of `root`. Memory is one window
* (64 KiB, or the longest text that a rule allows) and a frame per level.
*
* @param head the artifact's first bytes
* @param size the artifact's length, null if it isn't known
* @throws Fault `bad-wire`, `truncated`, `depth-limit`, `structure-limit`
*/
function* walk(root, target, head, size) {
	const cursor = openCursor(head, size, (code, what) => fault(walker, code, what));
	const walker = Object.assign(cursor, {
		frames: [],
		depth: -1,
		groups: []
	});
	enter(walker, root, null, target, walker.size);
	for (let lacking = advance(walker); lacking > 0; lacking = advance(walker)) {
		const range = rangeFor(walker, lacking);
		if (feed(walker, range, yield range)) meetEnd(walker);
	}
}
/** The artifact turned out to end: at the end of the last message, or too early. */
function meetEnd(walker) {
	const root = walker.frames[0];
	if (root.end === Infinity) root.end = walker.size;
	for (let i = 0; i <= walker.depth; i++) if (walker.frames[i].end > walker.size) throw walker.fail("truncated", "the file ends");
	if (walker.base + walker.at > walker.size) throw walker.fail("truncated", "the file ends");
}
/** Handles fields until bytes are lacking (their number from the cursor on is returned) or all is read (0). */
function advance(walker) {
	while (walker.depth >= 0) {
		const frame = walker.frames[walker.depth];
		const left = frame.end - walker.base - walker.at;
		if (left === 0) {
			leave(walker, frame);
			continue;
		}
		const held = walker.window.length - walker.at;
		if (held < HEADER_BYTES && held < left) return HEADER_BYTES;
		const lacking = frame.message === null ? element(walker, frame) : field(walker, frame, frame.message);
		if (lacking > 0) return lacking;
	}
	return 0;
}
function enter(walker, message, rule, target, end) {
	if (walker.depth + 1 === MAX_MESSAGES) throw walker.fail("depth-limit", `more than ${MAX_MESSAGES} messages inside one another`);
	walker.depth++;
	const frame = walker.frames[walker.depth];
	if (frame === void 0) {
		walker.frames.push({
			message,
			field: rule,
			target,
			end
		});
		return;
	}
	frame.message = message;
	frame.field = rule;
	frame.target = target;
	frame.end = end;
}
function leave(walker, frame) {
	if (walker.groups.length > 0) throw walker.fail("bad-wire", "a group that is never closed");
	walker.depth--;
	const rule = frame.field;
	const target = frame.target;
	frame.target = null;
	if (rule === null || rule.kind !== "message" || rule.close === void 0) return;
	rule.close(walker.frames[walker.depth].target, target);
}
/** One value of a packed run. */
function element(walker, frame) {
	const limit = limitOf(walker, frame);
	const rule = frame.field;
	switch (rule.kind) {
		case "varint":
			rule.put(frame.target, signed(walker, limit));
			return 0;
		case "fixed32":
			rule.put(frame.target, walker.window.readFloatLE(take(walker, limit, 4)));
			return 0;
		case "fixed64":
			rule.put(frame.target, walker.window.readDoubleLE(take(walker, limit, 8)));
			return 0;
		case "text":
		case "bytes":
		case "message": return 0;
	}
}
/** One field with its tag. */
function field(walker, frame, message) {
	const start = walker.at;
	const limit = limitOf(walker, frame);
	const tag = unsigned(walker, limit);
	const number = Math.floor(tag / 8);
	if (number === 0 || number > 536870911) throw walker.fail("bad-wire", `field number ${number}`);
	const rule = walker.groups.length > 0 ? void 0 : message.fields[number];
	switch (tag % 8) {
		case 0: return scalar(walker, frame, message, rule, "varint", limit);
		case 1: return scalar(walker, frame, message, rule, "fixed64", limit);
		case 2: return delimited(walker, frame, message, rule, start, limit);
		case 3:
			if (walker.groups.push(number) > MAX_GROUPS) throw walker.fail("depth-limit", `more than ${MAX_GROUPS} groups inside one another`);
			return 0;
		case 4:
			if (walker.groups.pop() !== number) throw walker.fail("bad-wire", "the end of a group that was not opened");
			return 0;
		case 5: return scalar(walker, frame, message, rule, "fixed32", limit);
		case 6:
		case 7: throw walker.fail("bad-wire", `wire type ${tag % 8}`);
	}
	return 0;
}
function scalar(walker, frame, message, rule, kind, limit) {
	let value;
	if (kind === "varint") value = signed(walker, limit);
	else if (kind === "fixed32") value = walker.window.readFloatLE(take(walker, limit, 4));
	else value = walker.window.readDoubleLE(take(walker, limit, 8));
	if (rule === void 0) return 0;
	if (rule.kind === kind) rule.put(frame.target, value);
	else message.misfit?.(frame.target);
	return 0;
}
/** A field with a length: text, bytes, a message or a packed run. Restarts at its tag when bytes are lacking. */
function delimited(walker, frame, message, rule, start, limit) {
	const length = unsigned(walker, limit);
	const end = walker.base + walker.at + length;
	if (end > frame.end) throw walker.fail("truncated", `a field of ${length} bytes passes the end of ${where(walker)}`);
	if (rule === void 0) {
		walker.at += length;
		return 0;
	}
	switch (rule.kind) {
		case "message":
			if (rule.known !== void 0 && isKnown(walker, rule, frame.target, length)) return 0;
			if (rule.whole !== void 0 && areWhole(walker, rule, frame, length)) return 0;
			enter(walker, rule.of(frame.target), rule, rule.open(frame.target), end);
			return 0;
		case "varint":
		case "fixed32":
		case "fixed64":
			if (rule.wants?.(frame.target, length) === true) enter(walker, null, rule, frame.target, end);
			else walker.at += length;
			if (rule.wants === null) message.misfit?.(frame.target);
			return 0;
		case "text": {
			if (length > rule.limit && !rule.cut) throw walker.fail("structure-limit", `a name of ${length} bytes (limit ${rule.limit})`);
			const kept = Math.min(length, rule.limit);
			if (walker.at + kept > walker.window.length) return restart(walker, start, kept);
			rule.put(frame.target, utf8(walker.window, walker.at, walker.at + kept));
			walker.at += length;
			return 0;
		}
		case "bytes": {
			const wanted = rule.wants(frame.target, length);
			if (wanted && walker.at + length > walker.window.length) return restart(walker, start, length);
			rule.put(frame.target, wanted ? Uint8Array.prototype.slice.call(walker.window, walker.at, walker.at + length) : null, length);
			walker.at += length;
			return 0;
		}
	}
}
/** Whether a child that is short and at hand is known by its bytes; if so it is passed. */
function isKnown(walker, rule, target, length) {
	if (length > 256 || walker.at + length > walker.window.length) return false;
	if (rule.known?.(target, latin1$1(walker.window, walker.at, walker.at + length)) !== true) return false;
	walker.at += length;
	return true;
}
/** Whether a child that is at hand as a whole was read at one go, others behind it perhaps too; if so they are passed. */
function areWhole(walker, rule, frame, length) {
	const start = walker.at;
	if (start + length > walker.window.length) return false;
	const limit = limitOf(walker, frame);
	walker.at = rule.whole?.(frame.target, walker.window, start, start + length, limit) ?? start;
	return walker.at > start;
}
/** Puts the cursor back to a field's tag; the answer is what `field` returns: bytes lacking from there. */
function restart(walker, start, length) {
	const lacking = walker.at - start + length;
	walker.at = start;
	return lacking;
}
function limitOf(walker, frame) {
	return Math.min(walker.window.length, frame.end - walker.base);
}
/** The chain of messages at the cursor, as in `ModelProto/GraphProto/NodeProto`. */
function where(walker) {
	const names = [];
	for (let i = 0; i <= walker.depth; i++) names.push(walker.frames[i].message?.name ?? "packed values");
	return names.length > 6 ? [
		...names.slice(0, 3),
		"\u2026",
		...names.slice(-2)
	].join("/") : names.join("/");
}
function fault(walker, code, what) {
	return new Fault(code, `${what}, at byte ${walker.base + walker.at} in ${where(walker)}`, {
		truncated: "the file is cut short or damaged: fetch or export it again",
		"bad-wire": "the file is damaged: fetch or export it again",
		"depth-limit": "no exporter nests so deeply: simplify the model",
		"structure-limit": "Flopgate bounds what it keeps of a file: simplify the model"
	}[code] ?? "");
}

// src/read/onnx/onnx.ts
/** The newest opset and IR version whose meaning is known; a newer one is read all the same, with a finding. */
const NEWEST_OPSET = 28;
const NEWEST_IR = 14;
const modelMessage = {
	name: "ModelProto",
	misfit: (to) => void to.misfits++,
	fields: {
		1: int((to, v) => {
			to.fits++;
			to.irVersion = Number(v);
		}),
		2: text$2((to, v) => {
			to.fits++;
			to.producer = v;
		}),
		3: text$2((to, v) => {
			to.fits++;
			to.producerVersion = v;
		}),
		5: int((to) => void to.fits++),
		7: message(() => graphMessage, (to) => to.graph ??= newGraph(to.notes, 0)),
		8: opsetField(),
		25: message(() => functionMessage, (to) => newFunction(to.notes), addFunction)
	}
};
function addFunction(to, from) {
	const key = functionKey(from.domain, from.name, from.overload);
	if (to.functions.has(key)) {
		const what = `two model functions are named '${from.domain}:${from.name}'`;
		throw new Fault("duplicate-name", what, "export the model again");
	}
	to.functions.set(key, finishFunction(from));
}
/**
* Reads an ONNX model: one pass over its structure, weights seeked over.
* @throws Fault `not-onnx`, `no-graph`, `missing-opset`, `bad-opset`, `duplicate-opset`, and those of the walk and its messages
*/
function* readOnnx(head, artifact) {
	const to = {
		notes: takeNotes(),
		irVersion: 0,
		producer: "",
		producerVersion: "",
		opsets: [],
		graph: null,
		functions: /* @__PURE__ */ new Map(),
		fits: 0,
		misfits: 0
	};
	try {
		yield* walk(modelMessage, to, head, artifact.size);
	} catch (thrown) {
		if (!(thrown instanceof Fault)) throw thrown;
		throw judgeFault(to, head, artifact, thrown);
	}
	if (to.graph === null) throw judgeFault(to, head, artifact, null);
	return finishModel(to, finishGraph(to.graph), artifact);
}
/** What a file that broke off before any graph is: a damaged model, another protobuf message, or no protobuf at all. */
function judgeFault(to, head, artifact, fault) {
	const { path } = artifact;
	const broken = to.graph === null && (fault === null || fault.code === "bad-wire" || fault.code === "truncated");
	if (broken && to.misfits > 0) return new Fault("no-graph", `${path} is not a model: it looks like another ONNX message (a tensor or a bare graph)`, "give the file that holds the whole ModelProto", { cause: fault });
	if (broken && to.fits === 0 && !startsLikeModel(head)) return new Fault("not-onnx", `${path} is not an ONNX model`, "give a file that an ONNX exporter wrote", { cause: fault });
	if (fault !== null) return new Fault(fault.code, `${path}: ${fault.message}`, fault.hint, { cause: fault });
	return new Fault("no-graph", `${path} is an ONNX file without a graph`, "export the model again");
}
/** Whether damage, not another format, is the likelier story: a first tag of a version or a graph, or zeros. */
function startsLikeModel(head) {
	return head[0] === 0 || head[0] === 8 || head[0] === 58;
}
function finishModel(to, graph, artifact) {
	const { notes } = to;
	const opsets = opsetsOf(to.opsets, artifact.path);
	checkDefaultOpset(opsets, to.irVersion, graph, artifact.path);
	const opset = opsets.get("") ?? 0;
	if (opset > NEWEST_OPSET) notes.add("opset-too-new", "warning", `opset ${opset} is newer than ${NEWEST_OPSET}, the newest known; operators are counted by their newest known meaning`);
	if (to.irVersion > NEWEST_IR) notes.add("ir-too-new", "warning", `IR version ${to.irVersion} is newer than ${NEWEST_IR}, the newest known`);
	return {
		path: artifact.path,
		format: "onnx",
		fileBytes: artifact.fileBytes,
		origin: {
			producer: `${to.producer} ${to.producerVersion}`.trim(),
			onnx: {
				irVersion: to.irVersion,
				opsets
			}
		},
		opsets,
		graph: to.irVersion >= 4 ? withOverridable(graph, to.graph) : graph,
		functions: to.functions,
		findings: notes.findings()
	};
}
/** From IR version 4 on an initializer that is an input too is a default, which a caller may replace; before, it is a constant. */
function withOverridable(graph, { inputs, initializers }) {
	if (graph.initializerInputs.size === 0) return graph;
	const overridable = /* @__PURE__ */ new Map();
	for (const { name, type } of inputs) if (initializers.has(name)) overridable.set(name, type);
	return {
		...graph,
		overridable
	};
}
/** Models before IR version 3 import nothing and mean opset 1; a later one must say it, if it uses the default domain at all. */
function checkDefaultOpset(opsets, irVersion, graph, path) {
	if (opsets.has("") || !usesDefaultDomain(graph)) return;
	if (irVersion > 0 && irVersion < 3) {
		opsets.set("", 1);
		return;
	}
	throw new Fault("missing-opset", `${path} doesn't say which opset its operators are of`, "export the model again with an opset_import for ai.onnx");
}
function usesDefaultDomain(graph) {
	return graph.nodes.some((node) => {
		if (node.domain === "") return true;
		for (const attr of node.attrs.values()) {
			if (attr.kind === "graph" && usesDefaultDomain(attr.value)) return true;
			if (attr.kind === "graphs" && attr.value.some(usesDefaultDomain)) return true;
		}
		return false;
	});
}

// src/read/onnx/names.ts
/** Names under which exporters put a model's weights beside it: `m.onnx.data`, `m.onnx_data`, `m.onnx_data_1`. */
const weights$1 = /^(.+\.onnx)(?:\.data|_data(?:_\d+)?)$/i;
/** The model whose weights a file holds by its name; null where the name says none. */
const modelOfWeights = (file) => weights$1.exec(file)?.[1] ?? null;
/** Tags with which a ModelProto goes on after its IR version: texts, the graph, the opset imports. */
const next$1 = /* @__PURE__ */ new Set([
	18,
	26,
	34,
	42,
	50,
	58,
	66
]);
/**
* A protobuf has no magic number: bytes can only fit. In a file of that name the first field of a ModelProto and the tag of another one are
* enough, and save looking for what else it might be.
*/
function sniffOnnx(head, path) {
	return head[0] === 8 && (head[1] ?? 255) < 128 && next$1.has(head[2] ?? 0) && /\.onnx(?:\.gz)?$/i.test(path) ? true : null;
}

// src/read/formats.ts
/** Every format that can be read. What no other format claims is tried as the first one. */
const formats$1 = [{
	name: "onnx",
	what: "an ONNX model",
	endings: [".onnx"],
	isShared: false,
	access: "forward",
	sniff: sniffOnnx,
	memberOf: modelOfWeights,
	readsMembers: false,
	load: () => readOnnx
}];
/** Endings of the files that can be read, in lower case, compressed ones included. */
const knownExtensions = formats$1.flatMap(({ endings }) => endings.flatMap((ending) => ending.includes("/") ? [ending] : [ending, `${ending}.gz`]));
/** The formats whose roots are named as this path is; the first is the likeliest. */
function formatsOf(path) {
	const name = plainName(path);
	return formats$1.filter(({ endings }) => endings.some((ending) => name.endsWith(ending)));
}
/** Whether a path is that of a model's root: by its name, and no file of another model's. */
function isModelPath(path) {
	return formatsOf(path).length > 0 && modelBeside(path) === null;
}
/** Whether of a path's name alone nobody can say that it is a model: its first bytes have to be looked at (`isModelHead`). */
function isSharedPath(path) {
	const named = formatsOf(path);
	return named.length > 0 && named.every(({ isShared }) => isShared);
}
/** Whether first bytes bear out a path of a shared name. */
function isModelHead(head, path) {
	return formatsOf(path).some((format) => !format.isShared || format.sniff(head, path) === true);
}
/** The root that a file belongs to beside it, by the file's path alone; null where there is none. */
function modelBeside(path) {
	for (const format of formats$1) {
		const root = format.memberOf?.(path) ?? null;
		if (root !== null) return root;
	}
	return null;
}
/** A model's name by its root's path: the folder if the folder is the model, else the path itself. */
function modelName(path) {
	const name = plainName(path);
	if (!formats$1.some(({ endings }) => endings.some((one) => one.includes("/") && name.endsWith(one)))) return path;
	return path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : ".";
}
/**
* The file of a folder that makes the folder itself a model; null where there is none.
* @param folder its own path, for its ending
* @param files that lie in it, relative to it
*/
function rootIn(folder, files) {
	const isRoot = (file) => modelName(`${folder}/${file}`) === folder;
	return files.find((file) => !file.includes("/") && isRoot(file)) ?? null;
}
/** In lower case, without `.gz`, and with a `/` before it, so that an ending may be a whole name. */
const plainName = (path) => `/${path.toLowerCase().replace(/\.gz$/, "")}`;

// src/text/number-text.ts
const decimalUnits = [
	"",
	"k",
	"M",
	"G",
	"T",
	"P",
	"E"
];
const binaryUnits = [
	"B",
	"KiB",
	"MiB",
	"GiB",
	"TiB",
	"PiB",
	"EiB"
];
/** `864`, `55.3 k`, `4.09 G`: a count to `digits` significant digits. */
function countText(value, digits = 3) {
	return scaledText(value, 1000n, decimalUnits, digits);
}
/** `512 B`, `22.4 MiB`: bytes to `digits` significant digits. */
function bytesText(value, digits = 3) {
	return scaledText(value, 1024n, binaryUnits, digits);
}
/** `340 \u00b5s`, `12.1 ms`, `1.25 s` from microseconds. */
function timeText(micros, digits = 3) {
	if (micros < 1e3) return `${trimmed(micros, digits)} \u00b5s`;
	if (micros < 1e6) return `${trimmed(micros / 1e3, digits)} ms`;
	return `${trimmed(micros / 1e6, digits)} s`;
}
/** A value in the unit of its kind; time in microseconds. */
function quantityText(value, kind, digits = 3) {
	switch (kind) {
		case "count": return countText(value, digits);
		case "bytes": return bytesText(value, digits);
		case "time": return timeText(Number(value), digits);
	}
}
/** Two values with as many digits as it takes to distinguish them. */
function pairText(a, b, kind) {
	for (let digits = 3; digits < 16; digits += 1) {
		const texts = [quantityText(a, kind, digits), quantityText(b, kind, digits)];
		if (a === b || texts[0] !== texts[1]) return texts;
	}
	return [String(a), String(b)];
}
/** `+18 M`, `\u22123.2 MiB`, `0`. */
function deltaText(delta, kind) {
	if (delta === 0n) return "0";
	return delta > 0n ? `+${quantityText(delta, kind)}` : `\u2212${quantityText(-delta, kind)}`;
}
/** `+2.5 %`, `\u221212 %`, `0 %`, `+<0.01 %`, `12\u00d7` from a ratio of change (0.025 is +2.5 %). */
function percentText(ratio) {
	if (ratio === 0) return "0 %";
	const sign = ratio > 0 ? "+" : "\u2212";
	const size = Math.abs(ratio) * 100;
	if (size < .005) return `${sign}<0.01 %`;
	if (ratio >= 9.995) return `${ratio + 1 < 1e6 ? trimmed(ratio + 1, 3) : (ratio + 1).toExponential(1)}\u00d7`;
	const decimals = size >= 9.95 && (size < 99.5 || size >= 100) ? 0 : size >= .995 ? 1 : 2;
	const text = size.toFixed(decimals);
	return `${sign}${text.includes(".") ? text.replace(/\.?0+$/, "") : text} %`;
}
/** `2.5 %`, `0 %`: a part of a whole, from its ratio. */
const shareText$1 = (ratio) => percentText(ratio).replace("+", "");
/** `4,089,184,256`. */
function exactText(value) {
	return String(value).replaceAll(/\B(?=(?:\d{3})+$)/g, ",");
}
function scaledText(value, base, units, digits) {
	const size = value < 0n ? -value : value;
	const sign = value < 0n ? "\u2212" : "";
	if (size < base) return `${sign}${size}${units[0] === "" ? "" : ` ${units[0]}`}`;
	let unit = 1n;
	for (const name of units.slice(1)) {
		unit *= base;
		const text = trimmed(Number(size * 10n ** 9n / unit) / 1e9, digits);
		if (Number(text) < Number(base)) return `${sign}${text} ${name}`;
	}
	return `${sign}${Number(size).toExponential(digits - 1)}${units[0] === "" ? "" : ` ${units[0]}`}`;
}
/** To significant digits, never dropping digits before the point, zeros after it dropped. */
function trimmed(value, digits) {
	const whole = value < 1 ? 1 : Math.floor(Math.log10(value)) + 1;
	const text = value.toFixed(Math.max(0, Math.min(digits - whole, 20)));
	return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

// src/text/formula-text.ts
/** Characters up to which people are shown a formula as it is. */
const legible = 100;
/**
* A formula as people see it: whole if it is short, else `\u2248` and what makes up most of it, quotients not rounded:
* `\u2248 36.2k*H*N*W + 512k*N`, `\u2248 max(64B*H*N*W, 5.86KiB*N)`.
* @param formula or its text, as JSON holds it
*/
function briefFormula(formula, { kind, most = legible, digits = 3 }) {
	const text = typeof formula === "string" ? formula : format(formula);
	if (text.length <= most) return text;
	const sums = sumsOf(formula);
	for (let shown = 12; shown > 0 && sums.length > 0; shown -= 1) {
		const brief = briefSums(sums, shown, kind, digits);
		if (brief.length <= most) return brief;
	}
	return `${(sums.length > 0 ? briefSums(sums, 1, kind, digits) : text).slice(0, Math.max(1, most - 1))}\u2026`;
}
/** What makes up a formula; nothing if that takes too many steps. Each is worked out by itself: a document may hold those of any number of models. */
function sumsOf(formula) {
	return withoutFault(() => {
		const dim = typeof formula === "string" ? parseDim(formula) : formula;
		return dim === void 0 ? void 0 : leadingTerms(dim);
	}) ?? [];
}
/**
* A formula in a table: of one product as a number and sizes, `714 M \u00d7 N`, else as `briefFormula` has it. Hostile text.
* @param formula or its text, as JSON holds it
*/
function tableFormula(formula, style) {
	const text = withoutFault(() => {
		const dim = typeof formula === "string" ? parseDim(formula) : formula;
		return dim === void 0 ? void 0 : productText(dim, style);
	});
	return text !== void 0 && text.length <= (style.most ?? legible) ? text : briefFormula(formula, style);
}
/** A change that hangs on sizes, with its sign: `+32 M \u00d7 N`, `\u2212714 M \u00d7 N`, `0`. Hostile text. */
function changeFormula(formula, style) {
	return withoutFault(() => signedChange(formula, style)) ?? briefFormula(formula, style);
}
function signedChange(formula, style) {
	const dim = parseDim(formula);
	if (dim === void 0 || dim === 0) return dim === 0 ? "0" : briefFormula(formula, style);
	const [lead] = leadingTerms(dim)?.[0] ?? [];
	const isLess = lead !== void 0 && lead.coefficient < 0;
	const text = tableFormula(isLess ? neg(dim) : dim, style);
	const [about, rest] = text.startsWith("\u2248 ") ? ["\u2248 ", text.slice(2)] : ["", text];
	return `${about}${isLess ? "\u2212" : "+"}${isLess && / [+-] /.test(rest) ? `(${rest})` : rest}`;
}
/** What `work` gives, with steps of its own; undefined if the formula asks for too many, or is none that can be. */
function withoutFault(work) {
	try {
		return apart(work);
	} catch (thrown) {
		if (thrown instanceof Fault) return void 0;
		throw thrown;
	}
}
/** Undefined unless the formula is one coefficient times sizes. */
function productText(dim, { kind, digits = 3 }) {
	if (typeof dim === "number") return quantityText(BigInt(dim), kind, digits);
	const [term] = dim.terms;
	const { coefficient, monomial } = term ?? {};
	if (coefficient === void 0 || monomial === void 0 || dim.terms.length !== 1 || coefficient < 0n) return void 0;
	if (!monomial.factors.every(({ atom }) => atom.kind === "symbol")) return void 0;
	const sizes = monomial.factors.map(({ atom, power }) => power === 1 ? atom.key : `${atom.key}^${power}`);
	return [...coefficient === 1n && kind === "count" ? [] : [quantityText(coefficient, kind, digits)], ...sizes].join(" \u00d7 ");
}
/** Characters to which a formula is cut where a document holds too much of them. */
const cutTo = 64;
/** The formula as programs read it; cut short, with `\u2026` at its end, where the document has no room for it. */
function formulaText(formula, budget) {
	if (typeof formula === "number") return String(formula);
	const text = format(formula);
	budget.left -= text.length;
	return budget.left >= 0 || text.length <= cutTo ? text : `${text.slice(0, cutTo)}\u2026`;
}
/** True if people are shown less than the whole. */
const isShortened = (formula) => format(formula).length > legible;
/** Two formulas, distinguished: with as many digits as it takes. */
function briefPair(a, b, style) {
	for (let digits = 3; digits < 16; digits += 2) {
		const texts = [tableFormula(a, {
			...style,
			digits
		}), tableFormula(b, {
			...style,
			digits
		})];
		if (texts[0] !== texts[1]) return texts;
	}
	return [tableFormula(a, style), tableFormula(b, style)];
}
function briefSums(sums, shown, kind, digits) {
	const texts = sums.slice(0, shown).map((terms) => briefSum(terms, shown, kind, digits));
	if (sums.length === 1) return `\u2248 ${texts[0] ?? ""}`;
	const rest = sums.length - texts.length;
	return `\u2248 max(${[...texts, ...rest > 0 ? [`\u2026 ${rest} more`] : []].join(", ")})`;
}
function briefSum(terms, shown, kind, digits) {
	let text = "";
	for (const [i, { coefficient, factors }] of terms.slice(0, shown).entries()) {
		const sign = coefficient < 0 ? i === 0 ? "-" : " - " : i === 0 ? "" : " + ";
		const size = sizeText(Math.abs(coefficient), kind, digits);
		text += sign + (factors === "" ? size : size === "1" ? factors : `${size}*${factors}`);
	}
	return terms.length > shown ? `${text} + \u2026` : text;
}
/** `36.2k`, `5.86KiB`, `0.25`: as a budget writes it. */
function sizeText(size, kind, digits) {
	const unit = kind === "bytes" ? "B" : "";
	if (size < 100 && !Number.isInteger(size)) return `${Number(size.toPrecision(digits))}${unit}`;
	return quantityText(BigInt(Math.round(size)), kind, digits).replace(" ", "");
}

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
	if (model.change === "removed" && (model.verdict === "skipped" || model.verdict === "warn")) return "removed";
	if (model.verdict === "warn" && model.judgements.some(({ accepted }) => accepted !== null)) return "accepted";
	if (model.verdict === "skipped" && model.change === "added") return "new";
	return verdictWords[model.verdict];
}
/** How the model came to be compared, unless that is simply `changed`. */
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
/** One sentence for the whole run: `1 of 3 changed models over budget`. */
function headline(report) {
	const models = idsOf(report.models);
	const blind = blindWords(report);
	if (report.models.length === 0) return report.incomplete.length > 0 ? "the answer is incomplete" : `no model changed${unchangedWords(report.unchanged)}${blind}`;
	const of = `of ${models} ${models === 1 ? "model" : "models"}`;
	const unreadable = idsOf(report.models.filter((model) => outcomeWords(model) === "can't be judged"));
	const failed = idsOf(report.models.filter(({ verdict }) => verdict === "fail")) - unreadable;
	switch (report.verdict) {
		case "fail": return [failed > 0 ? `${failed} ${of} over budget` : "", unreadable > 0 ? `${unreadable}${failed > 0 ? "" : ` ${of}`} can't be judged` : ""].filter((part) => part !== "").join(", ");
		case "undecided": {
			const open = idsOf(report.models.filter(({ verdict }) => verdict === "undecided"));
			if (open > 0) return `${open} ${of} undecided`;
			return report.incomplete.length > 0 ? "the answer is incomplete" : `${models} ${plural(models, "model")}${blind}`;
		}
		case "warn": {
			const warned = report.models.filter(({ verdict }) => verdict === "warn");
			if (warned.length === 0) return `${models} ${plural(models, "model")} within budget${blind}`;
			const words = warned.every((model) => outcomeWords(model) === "accepted") ? "over budget, but accepted" : "worth a look";
			return `${idsOf(warned)} ${of} ${words}`;
		}
		case "pass": return `${models} ${models === 1 ? "model" : "models"} within budget`;
		case "skipped": return `${models} ${models === 1 ? "model" : "models"} with nothing to judge`;
	}
}
/** What is watched and not judged, beside the models: `, but 2 blind spots`. */
function blindWords(report) {
	const { length } = runBlindSpots(report);
	return length === 0 ? "" : `, but ${length} blind ${plural(length, "spot")}`;
}
/** What is watched and can't be looked at, as sentences. Hostile text. */
const notLookedAt = ({ findings }) => findings.filter(isBlind).map(({ detail }) => detail);
const plural = (n, noun) => n === 1 ? noun : `${noun}s`;
function unchangedWords(unchanged) {
	return unchanged === 0 ? "" : ` (${unchanged} ${unchanged === 1 ? "is" : "are"} the same as at base)`;
}
function idsOf(models) {
	return new Set(models.map(({ id }) => id)).size;
}
/** A count or bytes by metric. */
function amountText(value, metric) {
	return unitOf(metric) === "bytes" ? bytesText(value) : countText(value);
}
/** `+18 M`, `\u22123 MiB`, `0`; null if there is no difference. */
function changeText({ delta }, metric) {
	return delta === null ? null : deltaText(delta, unitOf(metric));
}
/**
* `+32 M \u00d7 N`, `\u2212714 M \u00d7 N`; null if the change is a number, or there is none. Hostile text.
* @param most characters of a formula
*/
function openChange({ delta, deltaFormula }, metric, most = 36) {
	if (delta !== null || deltaFormula === null || deltaFormula === void 0 || deltaFormula === "0") return null;
	return changeFormula(deltaFormula, {
		kind: unitOf(metric),
		most
	});
}
/** `+2.5 %`; null if there is no base, or either side is only a lower bound. */
function percentOf(model, metric) {
	const { ratio } = model.figures[metric];
	const open = isBoundAt(model, "base", metric) || isBoundAt(model, "head", metric);
	return ratio === null || open ? null : percentText(ratio);
}
/** True if the side's figure is a lower bound. */
function isBoundAt(model, side, metric) {
	const facts = model[side];
	return facts?.kind === "counted" && isBound(metric, facts.exact);
}
/** `4.31 G`, `\u2265 4.31 G`; null if the side has no number. */
function sideNumber(model, side, metric) {
	const value = model.figures[metric][side];
	return value === null ? null : plain$1`${isBoundAt(model, side, metric) ? "\u2265 " : ""}${amountText(value, metric)}`;
}
/**
* `4.31 G`, `\u2265 4.31 G`, a formula, or null if the side has no such figure.
* @param most characters of a formula
*/
function sideText(model, side, metric, most) {
	const number = sideNumber(model, side, metric);
	if (number !== null) return number;
	const { baseFormula: base, headFormula: head } = model.figures[metric];
	const style = {
		kind: unitOf(metric),
		most
	};
	if (base !== null && head !== null && base !== head) return briefPair(base, head, style)[side === "base" ? 0 : 1];
	const formula = side === "base" ? base : head;
	return formula === null ? null : tableFormula(formula, style);
}
/** `12.1 ms \u2192 15.5 ms (+28 % [+24 %, +31 %])`. */
function timedText({ baseMs, headMs, ratio, interval }) {
	const [base = null, head = null] = [baseMs, headMs].map((ms) => ms === null ? null : timeText(ms * 1e3));
	const span = interval === null ? "" : plain$1` [${joined(interval.map((edge) => percentText(edge - 1)), ", ")}]`;
	const change = ratio === null ? "" : plain$1` (${percentText(ratio - 1)}${span})`;
	if (head === null) return base === null ? plain$1`unknown` : plain$1`${base} at base, unknown at head`;
	return base === null ? plain$1`${head}${change}` : plain$1`${base} \u2192 ${head}${change}`;
}
/** `detector`, or `detector (b8)`. */
function titleOf(model) {
	return model.case === "" ? model.id : `${model.id} (${model.case})`;
}
/** Judgements that a reader must see: whatever isn't a pass, the model as a whole last. */
function toldJudgements({ judgements }) {
	return judgements.filter(({ verdict, metric }) => verdict !== "pass" && !(verdict === "skipped" && metric !== "model"));
}
/** Judgements that pass at usual sizes, not proved for all. */
function keptJudgements({ judgements }) {
	return judgements.filter(({ verdict, reasons }) => verdict === "pass" && reasons.some(({ kind }) => kind === "kept"));
}
/** Fixed sizes of inputs that are others at head, `batch 1 \u2192 8`: said before what follows from them. Hostile text. */
const inputCauses = ({ layers }) => layers?.causes.filter((cause) => /^(?:input|batch) /.test(cause)) ?? [];
/** What else explains many layers' changes. Hostile text. */
function otherCauses(model) {
	const said = new Set(inputCauses(model));
	return model.layers?.causes.filter((cause) => !said.has(cause)) ?? [];
}
/** Codes of findings on sizes that a person gave, or that two files contradict each other in. */
const sizeCodes = /* @__PURE__ */ new Set(["unused-dim", "sizes-contradict"]);
/** What is to be said of the sizes that a model was counted at. Hostile text. */
function sizeNotes({ base, head }) {
	const findings = [base, head].flatMap((side) => side?.kind === "counted" ? side.findings : []);
	return [...new Set(findings.filter(({ code }) => sizeCodes.has(code)).map(({ detail }) => detail))];
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
		groups.set(key, [...groups.get(key) ?? [], metricOf(metric).head]);
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

// src/report/reason.ts
/**
* One sentence for somebody who never saw the tool: what, by how much. Nothing else makes words of a judgement.
*/
function judgementText({ metric, reasons }, model) {
	const stored = reasons.find((reason) => reason.kind === "words");
	if (stored !== void 0) return stored.text;
	const own = reasons.filter(({ kind }) => kind !== "fork-closed");
	const text = metric === "model" ? reasonTexts(own) : metricText(metric, own, model);
	return clipped$1(own.length < reasons.length ? `${text} (${reasonText({ kind: "fork-closed" })})` : text);
}
/** `MACs 4.2 G \u2192 4.31 G (+2.5 %): more than the +2% that is allowed`. */
function metricText(metric, reasons, model) {
	const name = metricOf(metric).words;
	const tail = reasons.length === 0 ? "" : `: ${reasonTexts(reasons)}`;
	if (!isTimed(metric)) return `${name} ${figureText(model, metric)}${tail}`;
	const { latency } = model;
	const pair = metric === "latency" ? latency : latency?.load ?? null;
	if (latency === null || pair === null) return `${name} ${reasonText({ kind: "not-measured" })}`;
	const figure = `${name} ${timedText(pair)}`;
	if (reasons.some(({ kind }) => kind === "noise")) return [`${figure} ${reasonText({ kind: "noise" })}`, noiseText(latency)].filter((part) => part !== "").join(": ");
	return `${figure}${tail}${reasons.some((reason) => reason.kind === "above-increase" && reason.of === "fail") && latency.reason !== null ? ` (${latency.reason})` : ""}`;
}
/** Why nothing can be judged, or what is open, without the figure. Hostile text. */
function openText({ reasons }) {
	const stored = reasons.find((reason) => reason.kind === "words");
	return clipped$1(stored === void 0 ? reasonTexts(reasons) : stored.text);
}
/** Why the bench couldn't decide, and what it could have: `out of time; detectable change: +6.3 %`. */
function noiseText({ reason, detectable }) {
	return [reason, detectable === null ? null : `detectable change: ${percentText(detectable)}`].filter((part) => part !== null).join("; ");
}
/** `4.2 G \u2192 4.31 G (+2.5 %)`, `\u2265 4.31 G`, or the formula. */
function figureText(model, metric) {
	const { base: before, head: after, baseFormula, headFormula, ratio } = model.figures[metric];
	const kind = unitOf(metric);
	const bound = isBoundAt(model, "head", metric) ? "\u2265 " : "";
	if (after === null) {
		if (headFormula === null) return "unknown";
		const style = {
			kind,
			most: 80
		};
		if (baseFormula === headFormula) return `${quote(tableFormula(headFormula, style))}, unchanged`;
		const percent = ratio === null || isBoundAt(model, "base", metric) ? "" : ` (${percentText(ratio)})`;
		if (baseFormula === null) return `${before === null ? "" : `${quantityText(before, kind)} \u2192 `}${quote(tableFormula(headFormula, style))}`;
		return briefPair(baseFormula, headFormula, style).map(quote).join(" \u2192 ") + percent;
	}
	if (before === null) return `${bound}${quantityText(after, kind)}`;
	if (before === after) return `${bound}${quantityText(after, kind)}, unchanged`;
	const [a, b] = pairText(before, after, kind);
	const change = before === 0n ? "" : ` (${percentText(Number(after - before) / Number(before))})`;
	return `${isBoundAt(model, "base", metric) ? "\u2265 " : ""}${a} \u2192 ${bound}${b}${change}`;
}
/** What is broken, then what is open: limits that can't be checked for one reason stand together. */
function reasonTexts(reasons) {
	const open = /* @__PURE__ */ new Map();
	for (const reason of reasons) if (reason.kind === "open") {
		const because = gapText(reason.because);
		open.set(because, [...open.get(because) ?? [], limitText(reason)]);
	}
	return [...reasons.filter(({ kind }) => kind !== "open").map(reasonText), ...[...open].map(([because, limits]) => `${limits.join(" and ")} can't be checked: ${because}`)].join("; ");
}
/** Reasons that are the same words every time. */
const fixedTexts = {
	"no-base": "there is no base to compare with",
	"not-measured": "was not measured",
	noise: "is undecided",
	removed: "the model is removed: there is nothing to judge",
	new: "new: there is no base to compare with, only a max applies",
	"fork-closed": "a pull request from a fork must leave what the base branch judges decidable"
};
function ceilingText({ limit, by, tried }) {
	return `above the ceiling of ${limit}${by === null ? "" : ` by ${percentText(by).replace("+", "")}`}${trialText(tried)}`;
}
function reasonText(reason) {
	switch (reason.kind) {
		case "words": return reason.text;
		case "above-max": return ceilingText(reason);
		case "above-increase": return increaseText(reason);
		case "kept": return `within ${reason.of === "max" ? "the ceiling of " : ""}${reason.limit}${trialText(reason.tried)}`;
		case "growth": return growthText(reason);
		case "open": return limitText(reason);
		case "fixed-at-base": return `base fixes ${quote(reason.symbol)}, so there is no growth to compare with`;
		case "no-base":
		case "not-measured":
		case "noise":
		case "removed":
		case "new":
		case "fork-closed": return fixedTexts[reason.kind];
		case "not-counted": return reason.message;
		case "unreadable": return `the model can't be judged: ${reason.message}`;
		case "base-unreadable": return `the model at base can't be read: ${reason.message}`;
		case "unknown-cost": return `${counted$1(reason.layers, "layer")} without a known cost (${someText(reason.ops)}): totals are lower bounds`;
		case "declared-shapes": return `the file declares other shapes than its inputs make (${counted$1(reason.contradictions, "contradiction")}; first in ${quote(reason.first)}): counted by its inputs`;
		case "above-anchor": return sinceText(reason);
		case "interface-locked":
		case "opset":
		case "wide-numbers":
		case "operators":
		case "layer-share":
		case "contract-open": return contractText(reason);
		case "out-of-reach": return `${quote(reason.path)} ${escapeText(reason.how)}: it can't be held to the budgets of the base branch`;
	}
}
/** `+12 % since `v1`, where +10% is allowed`. */
function sinceText({ by, name, allowed }) {
	return `${by === null ? "more" : percentText(by)} since ${quote(name)}, where ${allowed} is allowed`;
}
function growthText({ symbol, growth, allowed, as }) {
	const than = as === "at-base" ? `at base they ${growthWords[allowed]}` : `${allowed} is allowed`;
	return `they ${growthWords[growth]} in ${quote(symbol)}; ${than}`;
}
/** What a model isn't, though its contract says so. */
function contractText(reason) {
	switch (reason.kind) {
		case "interface-locked": return `the interface is locked, but ${someText(reason.names)} ${reason.names.count === 1 ? "isn\u2019t" : "aren\u2019t"} what base has`;
		case "opset": return reason.most === null ? `asks for opset ${reason.version}, older than the ${reason.least ?? ""} that is wanted` : `asks for opset ${reason.version}, newer than the ${reason.most} that is allowed`;
		case "wide-numbers": return `${reason.share === null ? "more" : shareText(reason.share)} of the multiply-accumulates work on wider numbers than ${quote(reason.wanted)} (${reason.kept} must keep to it): ${someText(reason.layers)}`;
		case "operators": return `${reason.of === "deny" ? "holds operators that the policy denies" : "holds operators that the policy doesn\u2019t allow"}: ${someText(reason.ops)}`;
		case "layer-share": {
			const share = reason.share === null ? "more" : shareText(reason.share);
			const others = reason.others === 0 ? "" : `, and ${counted$1(reason.others, "more layer")} too much`;
			return `${quote(reason.layer)} has ${share} of the multiply-accumulates (at most ${reason.allowed} allowed)${others}`;
		}
		case "contract-open": return `whether ${reason.of} is kept hangs on open sizes: give them under dims`;
	}
}
const growthWords = {
	constant: "stay constant",
	linear: "grow linearly",
	quadratic: "grow quadratically",
	cubic: "grow cubically",
	polynomial: "grow faster than cubically"
};
/** `, at all usual sizes (it breaks from `seq` = 300)`. */
function trialText(tried) {
	if (tried === void 0) return "";
	return `, at all usual sizes${tried.edge === null ? "" : ` (it breaks ${edgeText(tried.edge)})`}`;
}
/** `from `seq` = 5`, `above `H\u00b7W` = 212`, `up to `n` = 3 (at `batch` = 1)`. */
function edgeText({ of, side, size, where }) {
	const others = where.slice(0, 3).map((one) => `${quote(one.symbol)} = ${exactText(BigInt(one.size))}`);
	const rest = where.length > others.length ? ", \u2026" : "";
	const at = others.length === 0 ? "" : ` (at ${others.join(", ")}${rest})`;
	return `${side === "from" ? "from" : "up to"} ${quote(of.join("\u00b7"))} = ${exactText(BigInt(size))}${side === "from" ? " on" : ""}${at}`;
}
function increaseText({ of, limit, anySize, tried }) {
	return `${of === "fail" ? `more than the ${limit ?? ""} that is allowed` : `more than ${limit ?? "nothing"}, which is worth a look`}${anySize ? ", whatever the sizes" : trialText(tried)}`;
}
/** A limit by its name. */
function limitText({ of, limit, symbol }) {
	switch (of) {
		case "max": return `the ceiling of ${limit}`;
		case "fail":
		case "warn": return limit;
		case "growth": return symbol === null ? "growth" : `growth in ${quote(symbol)}`;
	}
}
function gapText(gap) {
	switch (gap.kind) {
		case "base-unreadable": return "the model at base can't be read";
		case "unbound": return `${unboundText(gap)}; give sizes under dims in flopgate.yml`;
		case "no-file-size": return "the size of the file is unknown";
		case "formula-too-large": return "the formula outgrew its bound; give sizes under dims";
		case "lower-bound": return "this is a lower bound, as some layers have no known cost";
		case "no-formula": return "there is no formula";
		case "no-such-size": return "base has no such size";
	}
}
function unboundText({ symbols, tried }) {
	const depends = `the figure depends on ${someText(symbols)}`;
	if (tried === void 0) return depends;
	return tried.edge === null ? `${depends}, and usual sizes differ in it` : `${depends}, and it breaks ${edgeText(tried.edge)}`;
}
function escapeText(how) {
	switch (how.kind) {
		case "submodule": return `is gone at head: ${quote(how.path)} is a submodule there, which isn't looked into`;
		case "replaced": return `is gone at head, where ${someText(how.by)} ${how.by.count === 1 ? "stands" : "stand"} in its place`;
		case "gone": return "is gone at head: deleted, renamed to something else, or no regular file any more";
		case "left-alone": return "is there at head, but the policy of this pull request leaves it alone";
		case "renamed": return `is ${quote(how.to)} now, which isn't held to the same budgets`;
		case "weights-gone": return `is there, but its weights in ${someText(how.files)} are gone`;
	}
}
/** What is missing from a run's answer, as a sentence. */
function missingText(missing) {
	switch (missing.kind) {
		case "words": return missing.text;
		case "shard": return `shard ${missing.index} of ${missing.of} sent no report: its models are not judged`;
		case "failed-shard": return `a shard gave no answer: ${quote(missing.code)} ${missing.message}`;
		case "no-anchor": return "this clone doesn\u2019t know the state that the policy\u2019s against: names (in a workflow, actions/checkout with fetch-depth: 0)";
		case "not-built": return "the policy\u2019s build: was not run, so that the models it makes are not judged";
		case "build-failed": return `the build at ${missing.side}: ${missing.problem}`;
	}
}
/** `+9 %` as written, or what a label allows. */
function boundText({ bound }) {
	if (bound === null) return "any increase";
	switch (bound.kind) {
		case "increase": return bound.limit.text;
		case "ceiling": return `up to ${bound.limit.text}`;
		case "growth": return `${bound.limit} growth`;
	}
}
/** Why a line of a commit message accepts nothing. */
function trailerProblemText(problem) {
	return `${problem.trailer} in ${problem.by.slice(0, 12)} accepts nothing: ${misreadText(problem)}`;
}
function misreadText(problem) {
	const { text } = problem;
	switch (problem.kind) {
		case "too-long": return `${quote(text)} is longer than ${problem.most} characters`;
		case "no-form": return `${quote(text)} is not of the form MODEL.METRIC +9% REASON`;
		case "no-metric": return `${quote(text)} is no metric${problem.meant === null ? "" : `; did you mean ${problem.meant}?`}`;
		case "no-bound": return problem.metric === "*" ? `${quote(text)} is no bound for every metric: write +9%` : `${quote(text)} is no bound for ${problem.metric}: write +9%, a ceiling in its unit, or linear, quadratic or cubic`;
		case "above-most": return `${text} is more than the ${problem.allowed} that the policy lets anybody accept (accept.most)`;
		case "no-reason": return `${quote(text)} names no reason: write why after the bound`;
	}
}
/** The names in backticks, and how many more there are. */
function someText({ first, count }) {
	const rest = count - first.length;
	return `${first.map(quote).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}
/** `41 %`. */
const shareText = (share) => percentText(share).replace("+", "");
const counted$1 = (n, noun) => `${n} ${noun}${n === 1 ? "" : "s"}`;

// src/text/plain-json.ts
/** Any result as JSON text; bigints become decimal strings. */
function toJson(value, indent) {
	return JSON.stringify(value, (_, item) => typeof item === "bigint" ? String(item) : item, indent);
}
/** The same as a document of its own, which ends its line. */
const jsonDocument = (value, indent) => `${toJson(value, indent)}\n`;

// src/read/known-rows.ts
const starts = (magic, at = 0) => (start) => start.startsWith(magic, at);
const isZip = starts("PK");
const matches = (pattern) => (start) => pattern.test(start);
const TORCH = "export it with torch.onnx.export";
const TENSORFLOW = "convert it with tf2onnx";
const KEEP_ONNX = "give the .onnx file that it was converted from";
const LLM = "export it to ONNX with optimum or onnxruntime-genai";
const model = {
	part: "graph",
	byName: "always"
};
const weights = {
	part: "weights",
	byName: "always"
};
/** In no order but that of a name's own: the first row that fits it is taken. */
const knownRows = [
	{
		...model,
		format: "onnx",
		what: "an ONNX model",
		files: /\.onnx$/,
		hint: null
	},
	{
		...model,
		format: "ort",
		what: "an ORT-format model",
		files: /\.ort$/,
		starts: starts("ORTM", 4),
		anywhere: true,
		hint: KEEP_ONNX
	},
	{
		...model,
		format: "tflite",
		what: "a TensorFlow Lite model",
		files: /\.(?:tflite|lite)$/,
		starts: starts("TFL3", 4),
		anywhere: true,
		hint: "convert it with tf2onnx (--tflite)"
	},
	{
		...model,
		format: "pt2",
		what: "a PyTorch program (.pt2)",
		files: /\.pt2$/,
		starts: isZip,
		hint: TORCH
	},
	{
		...model,
		format: "pytorch",
		what: "a PyTorch file (a Python pickle)",
		files: /\.(?:pt|pth|ptl|ckpt|bin)$/,
		starts: isTorch,
		anywhere: true,
		byName: "in-lfs",
		hint: TORCH
	},
	{
		...model,
		format: "pytorch",
		what: "a PyTorch file",
		files: /\.(?:pt|pth|ptl|ckpt)$/,
		starts: isZip,
		byName: "in-lfs",
		hint: TORCH
	},
	{
		...model,
		format: "executorch",
		what: "an ExecuTorch program",
		files: /\.pte$/,
		starts: starts("ET12", 4),
		anywhere: true,
		hint: TORCH
	},
	{
		...model,
		format: "gguf",
		what: "a GGUF file",
		files: /\.gguf$/,
		starts: starts("GGUF"),
		anywhere: true,
		hint: LLM
	},
	{
		...weights,
		format: "safetensors",
		what: "a safetensors file",
		files: /\.safetensors$/,
		starts: isSafetensors,
		anywhere: true,
		hint: LLM
	},
	{
		format: "safetensors",
		what: "an index of safetensors files",
		part: "config",
		files: /\.safetensors\.index\.json$/,
		byName: "always",
		hint: LLM
	},
	{
		format: "huggingface",
		what: "the configuration of a Hugging Face model",
		part: "config",
		files: /(?:^|\/)config\.json$/,
		starts: matches(/^\s*\{[^]*"(?:model_type|architectures)"\s*:/),
		byName: "never",
		hint: LLM
	},
	{
		...model,
		format: "openvino",
		what: "an OpenVINO IR",
		files: /\.xml$/,
		starts: matches(/^(?:\ufeff|\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->)[^])*-->\s*)*<net\s[^>]*\bversion\s*=/),
		anywhere: true,
		byName: "never",
		hint: KEEP_ONNX
	},
	{
		...model,
		format: "keras",
		what: "a Keras model",
		files: /\.keras$/,
		starts: isZip,
		hint: TENSORFLOW
	},
	{
		...model,
		format: "h5",
		what: "an HDF5 (Keras) file",
		files: /\.(?:h5|hdf5)$/,
		starts: starts("\u0089HDF"),
		anywhere: true,
		byName: "in-lfs",
		hint: TENSORFLOW
	},
	{
		...model,
		format: "saved-model",
		what: "a TensorFlow SavedModel",
		files: /(?:^|[/.])saved_model\.pb$/,
		hint: TENSORFLOW
	},
	{
		...model,
		format: "graph-def",
		what: "a frozen TensorFlow graph",
		files: /\.pb$/,
		starts: isGraphDef,
		byName: "in-lfs",
		hint: TENSORFLOW
	},
	{
		format: "core-ml",
		what: "a part of a Core ML package",
		part: "graph",
		files: /\.mlpackage\/.|\.mlmodelc\/./,
		byName: "always",
		hint: "give an ONNX model of the same net"
	},
	{
		...model,
		format: "core-ml",
		what: "a Core ML model",
		files: /\.mlmodel$/,
		hint: "give an ONNX model of the same net"
	},
	{
		...model,
		format: "darknet",
		what: "a Darknet configuration",
		files: /\.cfg$/,
		starts: isDarknet,
		anywhere: true,
		byName: "never",
		hint: "convert it with pytorch-YOLOv4 or darknet2onnx"
	},
	{
		...weights,
		format: "darknet",
		what: "a file of Darknet weights",
		files: /\.weights$/,
		starts: isDarknetWeights,
		byName: "in-lfs",
		hint: "give an ONNX model of the same net"
	},
	{
		...model,
		format: "tensorrt",
		what: "a TensorRT engine",
		files: /\.(?:engine|plan|trt)$/,
		starts: isEngine,
		byName: "in-lfs",
		hint: "an engine holds no graph: give the .onnx file that it was built from"
	},
	{
		...model,
		format: "mnn",
		what: "an MNN model",
		files: /\.mnn$/,
		hint: KEEP_ONNX
	},
	{
		...model,
		format: "ncnn",
		what: "an ncnn or pnnx graph",
		files: /\.param$/,
		starts: matches(/^7767517\s/),
		anywhere: true,
		byName: "never",
		hint: KEEP_ONNX
	},
	{
		...model,
		format: "paddle",
		what: "a PaddlePaddle model",
		files: /\.pdmodel$/,
		hint: "convert it with paddle2onnx"
	},
	{
		...weights,
		format: "paddle",
		what: "a file of PaddlePaddle weights",
		files: /\.pd(?:iparams|params)$/,
		hint: "convert it with paddle2onnx"
	},
	{
		...model,
		format: "paddle",
		what: "a PaddlePaddle program (PIR)",
		files: /\.json$/,
		starts: matches(/^\s*\{\s*"base_code"\s*:\s*\{[^}]*"magic"\s*:\s*"pir"/),
		anywhere: true,
		byName: "never",
		hint: "convert it with paddle2onnx"
	},
	{
		...model,
		format: "mlir",
		what: "an MLIR (StableHLO) program",
		files: /\.(?:mlir|stablehlo|mlirbc)$/,
		starts: matches(/^ML\xefR|^(?:\s*\/\/[^\n]*\n)*\s*module\s[^]*\{/),
		hint: "give an ONNX model of the same net"
	},
	{
		...weights,
		format: "caffe",
		what: "a Caffe model",
		files: /\.caffemodel$/,
		hint: "convert it to ONNX"
	},
	{
		...weights,
		format: "mlx",
		what: "a file of MLX weights",
		files: /(?:^|\/)(?:weights|model)[^/]*\.npz$/,
		starts: isZip,
		byName: "in-lfs",
		hint: "it holds no graph: give an ONNX model of the same net"
	}
];
/** A pickle, or a zip of one: torch.save writes `NAME/data.pkl` first. */
function isTorch(start) {
	if (isZip(start)) return firstEntry(start).endsWith("/data.pkl");
	return start.startsWith("\u0080") && start.charCodeAt(1) >= 2 && start.charCodeAt(1) <= 5;
}
/** Name of a zip's first entry. */
function firstEntry(start) {
	return start.slice(30, 30 + start.charCodeAt(26) + 256 * start.charCodeAt(27));
}
/** A length of at most 100 MB in eight bytes, then JSON. */
function isSafetensors(start) {
	return start.slice(4, 8) === "\0\0\0\0" && start.charCodeAt(3) < 6 && start.startsWith("{", 8);
}
/** Its first section, behind comments, is [net] or [network]. */
function isDarknet(start) {
	const first = start.split("\n").find((line) => !/^\s*(?:[#;].*)?$/.test(line)) ?? "";
	return /^\s*\[net(?:work)?\]\s*$/.test(first);
}
/** The file's major version is 0, its minor version 1 or 2, each in four bytes. */
function isDarknetWeights(start) {
	return ["", ""].some((minor) => start.startsWith(`\0\0\0\0${minor}\0\0\0`));
}
/** The runtime's own mark, or the length of the metadata that ultralytics puts before it. */
function isEngine(start) {
	return /^[fp]trt/.test(start) || start.startsWith("\0\0{\"", 2);
}
/** A GraphDef begins with a node, and a node with its name (which has no hundred letters) and its operator. */
function isGraphDef(start) {
	if (!start.startsWith("\n")) return false;
	const name = [
		1,
		2,
		3
	].find((at) => start.charCodeAt(at) < 128) ?? 0;
	return start[name + 1] === "\n" && start[name + 3 + start.charCodeAt(name + 2)] === "";
}

// src/read/known.ts
const POINTER_HINT = "fetch the file that it names (dvc pull), or give that file";
/** Longest file that a known name with a generic ending (`.json`, `.xml`, `.cfg`) is told by: a reader's first bytes. */
const KNOWN_HEAD_BYTES = 4096;
/**
* What kind of model file a path and its first bytes are; null where they are none that is known.
*
* @param path as the tree or the user names it; `.gz` at its end is passed over
* @param head its first KNOWN_HEAD_BYTES bytes; null where they weren't read: then by name alone, and null where many other files
*   have such names. The content decides before the name; a Git LFS pointer and gzip hide it
*/
function knownKind(path, head) {
	const name = nameOf(path);
	const dvc = /^(.*)\.dvc$/.exec(name)?.[1];
	if (dvc !== void 0) return pointerTo(path, dvc);
	const start = head === null ? "" : latin1(head);
	const isPointer = start.startsWith("version https://git-lfs.github.com/spec/");
	const isSeen = head !== null && !isPointer && !start.startsWith("\u008b");
	const named = knownRows.filter(({ files }) => files.test(name));
	const row = (isSeen ? named.find((one) => one.starts?.(start)) ?? knownRows.find((one) => one.anywhere && one.starts?.(start)) : void 0) ?? named.find(({ byName }) => byName === "always" || isPointer && byName === "in-lfs") ?? null;
	return row === null ? null : kindOf(row, path);
}
/** Whether a path's name is one that some kind of model file has: of such a file `knownKind` wants to see the first bytes. */
function mayBeKnown(path) {
	const stem = nameOf(path).replace(/\.dvc$/, "");
	return knownRows.some(({ files }) => files.test(stem));
}
const nameOf = (path) => path.toLowerCase().replace(/\.gz$/, "");
const latin1 = (head) => {
	let text = "";
	for (const byte of head.subarray(0, KNOWN_HEAD_BYTES)) text += String.fromCharCode(byte);
	return text;
};
function kindOf({ format, what, part, hint }, path) {
	return {
		format,
		what,
		part,
		hint,
		root: /^(.*?\.ml(?:package|modelc))\/./i.exec(path)?.[1] ?? path
	};
}
/** A DVC file stands for a model where the file that it names would be one by its name. */
function pointerTo(path, name) {
	const row = knownRows.find(({ files, byName }) => byName !== "never" && files.test(name));
	if (row === void 0) return null;
	return {
		format: row.format,
		what: `a DVC pointer to ${row.what}`,
		part: "pointer",
		root: path,
		hint: POINTER_HINT
	};
}

// src/gate/version.ts
/** Flopgate's version, as in package.json (a test compares them). */
const version = "0.1.0";

// src/host/files/models.ts
/** What a path on the command line is. */
function kindOfPath(path) {
	const stat = (0, node_fs.statSync)(path, { throwIfNoEntry: false });
	return stat === void 0 ? "nothing" : stat.isDirectory() ? "folder" : "file";
}
/** Folders that hold no models of one's own. */
const passedOver = /* @__PURE__ */ new Set([
	".git",
	"node_modules",
	".venv",
	"__pycache__"
]);
const MAX_FILES = 1e6;
/**
* Paths of the wanted files below a folder, relative to it, with `/`, sorted; links aren't followed.
* @throws Fault `unreadable-file`, `too-many-files`
*/
function listFolder(folder, wanted) {
	const found = [];
	let seen = 0;
	const walk = (below) => {
		for (const entry of entriesOf((0, node_path.join)(folder, below), below === "" ? folder : below)) {
			seen += 1;
			if (seen > MAX_FILES) throw new Fault("too-many-files", `${folder} holds more than ${MAX_FILES} files`, "name a folder further down");
			const path = below === "" ? entry.name : `${below}/${entry.name}`;
			if (entry.isDirectory() && !passedOver.has(entry.name)) walk(path);
			else if (entry.isFile() && wanted(path)) found.push(path);
		}
	};
	walk("");
	return found.toSorted();
}
function entriesOf(folder, name) {
	try {
		return (0, node_fs.readdirSync)(folder, { withFileTypes: true });
	} catch (cause) {
		const why = cause instanceof Error ? cause.message : String(cause);
		throw new Fault("unreadable-file", `${name} can't be listed: ${why}`, "check its permissions", { cause });
	}
}

// src/host/source/beside.ts
/** A root of a tree, with what lies beside it there: each of them a regular file of the tree, links aren't followed. */
function besideInTree(host, root) {
	const folder = root.path.slice(0, root.path.lastIndexOf("/") + 1);
	let all;
	const files = async () => all ??= host.list(root.tree, (path) => path.startsWith(folder) && path !== root.path);
	return {
		async list(wanted) {
			const found = (await files()).filter(({ path }) => wanted(path.slice(folder.length)));
			return Promise.all(found.map(async (file) => ({
				path: file.path.slice(folder.length),
				...await host.facts(file)
			})));
		},
		async open(relative) {
			const path = folder + checkedMember(relative, root.path);
			const file = (await files()).find((one) => one.path === path);
			if (file === void 0) throw missingMember(relative, root.path);
			return host.open(file);
		}
	};
}
/**
* A root on disk, with what lies beside it in its folder.
* @param open opens a file, inflated where its name ends in `.gz`
*/
function besideOnDisk(root, open) {
	const folder = (0, node_path.dirname)(root);
	return {
		list: (wanted) => listFolder(folder, wanted).map((path) => {
			const file = open((0, node_path.join)(folder, path));
			const bytes = file.storedSize ?? file.size;
			file.close();
			return {
				path,
				bytes,
				oid: null
			};
		}),
		open: (relative) => open((0, node_path.join)(folder, checkedMember(relative, root)))
	};
}
/** The path, where it stays in the root's folder on every platform. @throws Fault `member-path` */
function checkedMember(relative, root) {
	if (!(relative.split("/").some((part) => part === "" || part === "." || part === "..") || /[\\\0]|^[a-z]:/i.test(relative))) return relative;
	throw new Fault("member-path", `${root} names a file '${relative}', which leads out of its folder; it is never opened`, "put the file beside the model, and name it from the model's folder");
}
function missingMember(relative, root) {
	return new Fault("missing-file", `${root} has no ${relative} beside it`, "commit it with the model");
}

// src/host/source/file.ts
/**
* A file, by positioned reads: nothing is read ahead, nothing is cached.
* @param path as the process finds it
* @param name as the user names it
* @throws Fault `missing-file`, `git-annex-pointer`, `not-a-file`, `unreadable-file`
*/
function openFile(path, name = path) {
	let descriptor;
	try {
		descriptor = (0, node_fs.openSync)(path, node_fs.constants.O_RDONLY | node_fs.constants.O_NONBLOCK);
	} catch (cause) {
		throw openFault(path, name, cause);
	}
	const stat = (0, node_fs.fstatSync)(descriptor);
	if (!stat.isFile()) {
		(0, node_fs.closeSync)(descriptor);
		throw new Fault("not-a-file", `${name} is ${stat.isDirectory() ? "a folder" : "not a regular file"}`, "give the path of a model file");
	}
	return {
		name,
		size: stat.size,
		forward: false,
		read: (offset, length) => readFully(descriptor, offset, length, name),
		close: () => (0, node_fs.closeSync)(descriptor)
	};
}
function readFully(descriptor, offset, length, name) {
	const bytes = Buffer.allocUnsafe(length);
	let filled = 0;
	try {
		while (filled < length) {
			const count = (0, node_fs.readSync)(descriptor, bytes, filled, length - filled, offset + filled);
			if (count === 0) break;
			filled += count;
		}
	} catch (cause) {
		throw new Fault("unreadable-file", `${name}: reading failed at byte ${offset}: ${messageOf(cause)}`, "check the file and its disk", { cause });
	}
	return filled === length ? bytes : bytes.subarray(0, filled);
}
function openFault(path, name, cause) {
	const code = cause instanceof Error && "code" in cause ? cause.code : "";
	if (code !== "ENOENT" && code !== "ENOTDIR") return new Fault("unreadable-file", `${name} can't be opened: ${messageOf(cause)}`, "check its permissions", { cause });
	const target = linkTarget(path);
	if (target === null) return new Fault("missing-file", `${name} doesn't exist`, "check the path", { cause });
	if (/(?:^|\/)annex\/objects\//.test(target)) return new Fault("git-annex-pointer", `${name} is in git-annex and not here: ${target}`, `run git annex get ${name}`, { cause });
	return new Fault("missing-file", `${name} is a link to ${target}, which doesn't exist`, "check the link", { cause });
}
/** Where a link leads; null if there is none. */
function linkTarget(path) {
	try {
		return (0, node_fs.readlinkSync)(path);
	} catch {
		return null;
	}
}
function messageOf(cause) {
	return cause instanceof Error ? cause.message : String(cause);
}

// src/graph/units.ts
/** FLOPs = 2 \u00b7 MACs: the only place that knows it. */
const flopsOfMacs = (macs) => mul(macs, 2);

// src/count/substituted.ts
/** The value with sizes put for its symbols. */
function substituted(value, env) {
	switch (value.kind) {
		case "tensor": return value.shape === null || env.size === 0 ? value : {
			...value,
			shape: value.shape.map((dim) => substitute(dim, env))
		};
		case "sequence":
		case "optional": return {
			...value,
			element: value.element === null ? null : substituted(value.element, env)
		};
		case "map":
		case "unknown": return value;
	}
}

// src/count/bind.ts
/**
* Applies what the user gives to the graph's inputs. A shape given for an input also binds the symbols that it declares.
* @throws Fault `unknown-input`, `bad-input`, `bad-value`, `dim-conflict`
*/
function bindInputs(model, options) {
	const findings = [];
	const sizes = new Map(options.dims ?? []);
	const asked = [...options.inputs?.keys() ?? [], ...options.values?.keys() ?? []];
	for (const name of asked) if (!model.graph.inputs.some((input) => input.name === name)) throw unknownInput(model, name);
	const names = new Map([...options.renames ?? []].map(([from, to]) => [from, symbol(to)]));
	const symbolic = /* @__PURE__ */ new Map();
	for (const input of model.graph.inputs) {
		const shared = {
			...input,
			type: overridden(substituted(input.type, names), input, options, findings)
		};
		symbolic.set(input.name, given(model, shared, options, sizes, findings));
	}
	const env = new Map([...sizes].map(([name, size]) => [name, fromBigInt(size)]));
	const bound = new Map([...symbolic].map(([name, value]) => [name, substituted(value, env)]));
	const inFile = new Map([...names].map(([from, to]) => [from, substitute(to, env)]));
	return {
		bound: {
			sizes: new Map([...inFile, ...env]),
			inputs: bound
		},
		symbolic: {
			sizes: names,
			inputs: symbolic
		},
		sizes,
		findings
	};
}
/** Sizes that another file of the model leaves open, and that were given, in place of those that this one fixes. */
function overridden(type, { name }, { overrides }, findings) {
	const sizes = overrides?.get(name);
	if (sizes === void 0 || type.kind !== "tensor" || type.shape === null) return type;
	const shape = type.shape.map((dim, axis) => {
		const size = sizes[axis] ?? null;
		if (size === null) return dim;
		findings.push(inputOverride(name, axis, dim, fromBigInt(size)));
		return fromBigInt(size);
	});
	return {
		...type,
		shape
	};
}
function inputOverride(layer, axis, fixed, size) {
	return {
		code: "input-override",
		level: "warning",
		layer,
		detail: `the file fixes size ${axis} of this input at ${format(fixed)}; counted with ${format(size)} as given`
	};
}
function unknownInput(model, name) {
	const names = model.graph.inputs.map((input) => input.name).join(", ") || "none";
	return new Fault("unknown-input", `${model.path}: there is no input named ${name}`, `its inputs are: ${names}`);
}
function given(model, input, options, sizes, findings) {
	const shape = options.inputs?.get(input.name)?.map(fromBigInt);
	const value = options.values?.get(input.name);
	let type = input.type;
	if (shape !== void 0) type = reshaped$1(model, input, shape, sizes, findings);
	if (value === void 0) return type;
	if (type.kind !== "tensor") throw new Fault("bad-value", `${model.path}: input ${input.name} is no tensor, so it takes no --value`, "give --value only for tensor inputs");
	return withContents(model, input.name, type, value);
}
function reshaped$1(model, input, shape, sizes, findings) {
	if (input.type.kind !== "tensor") throw new Fault("bad-input", `${model.path}: input ${input.name} is no tensor, so it takes no --input`, "give --input only for tensor inputs");
	const declared = input.type.shape;
	if (declared === null) return {
		...input.type,
		shape
	};
	if (declared.length !== shape.length) throw new Fault("bad-input", `${model.path}: input ${input.name} has ${declared.length} sizes (${declared.map(format).join("x") || "scalar"}), --input gives ${shape.length}`, "give one size per dimension");
	const merged = declared.map((dim, i) => {
		const size = shape[i];
		const [name, ...rest] = symbolsOf(dim);
		if (name !== void 0 && rest.length === 0 && equal(dim, symbol(name))) {
			bindSymbol(model, sizes, name, BigInt(format(size)), input.name);
			return dim;
		}
		if (isConstant(dim) && !equal(dim, size)) findings.push(inputOverride(input.name, i, dim, size));
		return size;
	});
	return {
		...input.type,
		shape: merged
	};
}
function bindSymbol(model, sizes, name, size, input) {
	const before = sizes.get(name);
	if (before !== void 0 && before !== size) throw new Fault("dim-conflict", `${model.path}: ${name} is ${before}, but the shape given for ${input} makes it ${size}`, "give each size once, or equal values");
	sizes.set(name, size);
}
function withContents(model, name, type, json) {
	const shape = [];
	for (let at = json; Array.isArray(at); at = at[0]) shape.push(at.length);
	const data = [];
	flatten(json, 0);
	if (type.shape !== null && type.shape.length !== shape.length && !(shape.length === 0 && type.shape.every((dim) => dim === 1))) throw bad(`its rank is ${type.shape.length}, the value's ${shape.length}`);
	const final = shape.length === 0 && type.shape !== null ? type.shape.map(() => 1) : shape;
	final.forEach((size, i) => {
		const declared = type.shape?.[i];
		if (declared !== void 0 && isConstant(declared) && declared !== size) throw bad(`size ${i} is ${format(declared)}, the value's ${size}`);
	});
	return {
		...type,
		shape: final,
		data
	};
	function bad(what) {
		return new Fault("bad-value", `${model.path}: --value for ${name}: ${what}`, "give JSON as the input needs it, e.g. --value steps=5 or --value sizes=[1,3,640,640]");
	}
	function flatten(at, depth) {
		if (Array.isArray(at)) {
			if (at.length !== shape[depth]) throw bad("its lists differ in length");
			for (const item of at) flatten(item, depth + 1);
		} else if (depth !== shape.length) throw bad("its lists differ in depth");
		else data.push(scalarOf(at));
	}
	function scalarOf(at) {
		if (typeof at === "boolean") return at ? 1 : 0;
		if (typeof at === "string" && type.dtype === "string") return at;
		if (typeof at === "number" && (isFloat(type.dtype) || Number.isSafeInteger(at))) return at;
		throw bad(`${JSON.stringify(at)} is no ${type.dtype}`);
	}
}

// src/count/engine/declared.ts
/** Contradictions between what the file declares (value_info, graph outputs) and what its inputs and nodes make. */
function checkDeclared(model, { run }) {
	const declared = new Map(model.graph.declared);
	for (const output of model.graph.outputs) declared.set(output.name, output.type);
	if (declared.size === 0) return [];
	const findings = [];
	const makers = new Set([...declared.keys()].flatMap((name) => run.makerOf(name) ?? []));
	for (const layer of [...makers].toSorted((a, b) => a.node.index - b.node.index)) layer.node.outputs.forEach((name, i) => {
		const claim = declared.get(name);
		const truth = layer.outputs[i];
		if (claim === void 0 || truth === void 0 || agrees(claim, truth)) return;
		findings.push({
			code: "declared-shape-mismatch",
			level: "warning",
			layer: layer.name,
			detail: `the file declares ${name} as ${text$1(claim)}, but its inputs make it ${text$1(truth)}; counted as inferred`
		});
	});
	return findings;
}
function agrees(claim, truth) {
	if (claim.kind !== "tensor" || truth.kind !== "tensor") return claim.kind === truth.kind || claim.kind === "unknown" || truth.kind === "unknown";
	if (claim.shape === null || truth.shape === null) return true;
	if (claim.shape.length !== truth.shape.length) return false;
	return claim.shape.every((dim, i) => {
		const made = truth.shape?.[i];
		return !isConstant(dim) || !isConstant(made) || equal(dim, made);
	});
}
const text$1 = (value) => value.kind === "tensor" ? `${value.dtype}[${value.shape === null ? "?" : value.shape.map(format).join(",")}]` : value.kind;

// src/count/engine/allowance.ts
/** Node evaluations that one model may cost, bodies and function calls included. */
const maxEvaluations = 4e6;
const maxDepth = 128;
/** Axes of a tensor: numpy and torch have at most 64. */
const maxRank$1 = 256;
/** Steps of an evaluation, of a run of a graph, of an evaluation that is repeated, and of each operand. */
const stepsOfNode = 1e3;
const stepsOfRun = 6e3;
const stepsOfRepeat = 60;
const stepsOfOperand = 15;
/** Steps that a model may take to run iterations one by one, where one run could stand for all: of loops in loops each level multiplies them. */
const stepsToSpare = 3e7;
const effort = "evaluating its loops, functions and contents";
/** Books the steps of evaluating a node. */
const spendOnNode = ({ inputs, outputs }) => spend(stepsOfNode + stepsOfOperand * (inputs.length + outputs.length), effort);
/** Books the steps of a run of so many nodes. */
const spendOnRun = (nodes) => spend(stepsOfRun + stepsOfRepeat * nodes, effort);
/** Counts one evaluation of a node. @throws Fault `expansion-limit` */
function countEvaluation(state) {
	spend(stepsOfRepeat, effort);
	if (++state.evaluations <= maxEvaluations) return;
	throw new Fault("expansion-limit", `${state.model.path}: evaluating its loops and functions takes more than ${maxEvaluations} nodes`, "the file calls itself into explosion; simplify it, or count its parts");
}
/** @throws Fault `structure-limit` for a tensor of more axes than any program takes: every layer would repeat them */
function checkRank({ model }, name, value) {
	if (value.kind !== "tensor" || value.shape === null || value.shape.length <= maxRank$1) return;
	throw new Fault("structure-limit", `${model.path}: ${name} makes a tensor of ${value.shape.length} axes (limit ${maxRank$1})`, "Flopgate bounds what it keeps of a file: simplify the model");
}
/** Does work one graph deeper. @throws Fault `depth-limit` */
function deeper(state, where, work) {
	if (++state.depth > maxDepth) throw new Fault("depth-limit", `${state.model.path}: ${where} nests graphs more than ${maxDepth} deep`, "flatten the model before counting it");
	try {
		return work();
	} finally {
		state.depth--;
	}
}

// src/count/engine/state.ts
/** The value under a name, here or around. */
function lookup(scope, name) {
	for (let at = scope; at !== null; at = at.outer) {
		const number = at.numbers.get(name);
		const value = number === void 0 ? void 0 : at.values[number];
		if (value !== void 0) return value;
	}
}
/** Gives a name of this scope its value. */
function setValue(scope, name, value) {
	const number = scope.numbers.get(name);
	if (number !== void 0) scope.values[number] = value;
}
/** Books a finding once. */
function note$1(state, finding) {
	state.noted++;
	if (state.muted > 0) return;
	const key = `${finding.code}\u0000${finding.layer ?? ""}\u0000${finding.detail}`;
	if (!state.findings.has(key)) state.findings.set(key, finding);
}
/** A mark to return to: calling it forgets the findings, used parameters and remembered calls booked since. */
function checkpoint(state) {
	const [findings, memo] = [state.findings.size, state.memo.size];
	const undoWeights = state.weights.checkpoint();
	return () => {
		truncate(state.findings, findings);
		truncate(state.memo, memo);
		undoWeights();
	};
}
/** Removes what was inserted after the first `size` entries. */
function truncate(entries, size) {
	if (entries.size === size) return;
	let at = 0;
	for (const key of entries.keys()) if (at++ >= size) entries.delete(key);
}

// src/count/engine/attempt.ts
/** As `Call.attempt`. */
function attempt(state, work) {
	const undo = checkpoint(state);
	let result;
	try {
		result = work();
	} finally {
		if (result === void 0) undo();
	}
	return result;
}
/**
* As `Call.afford`. The outermost of such work pays for all within: what it gave up isn't begun again by a part of it.
*/
function afford(state, work) {
	if (state.isSpared) return attempt(state, work);
	if (state.spare.left <= 0) return void 0;
	state.isSpared = true;
	try {
		return within$1(state.spare, () => attempt(state, work));
	} finally {
		state.isSpared = false;
	}
}

// src/count/ops/sizes.ts
/** Number of elements of a shape; undefined if the rank is unknown. */
function elements(shape) {
	return shape === null ? void 0 : product$1(shape);
}
/** Bytes by tensor: each is written once and read several times. */
const known$1 = /* @__PURE__ */ new WeakMap();
/** Bytes of a value as stored densely; undefined if shape or width is unknown. A sequence is the sum of its elements. */
function bytesOfValue(value) {
	if (value === void 0) return void 0;
	const before = known$1.get(value);
	if (before !== void 0) return before;
	const bytes = findBytes(value);
	if (bytes !== void 0) known$1.set(value, bytes);
	return bytes;
}
function findBytes(value) {
	switch (value.kind) {
		case "tensor": {
			const count = elements(value.shape);
			const bits = bitsOf(value.dtype);
			if (count === void 0 || bits === null) return void 0;
			return bits % 8 === 0 ? mul(count, bits / 8) : ceilDiv(mul(count, bits), 8);
		}
		case "sequence": {
			const each = bytesOfValue(value.element ?? void 0);
			return value.length === 0 ? 0 : each === void 0 ? void 0 : mul(each, value.length);
		}
		case "optional": return value.present === false ? 0 : bytesOfValue(value.element ?? void 0);
		case "map":
		case "unknown": return;
	}
}

// src/count/engine/figures.ts
const names = [
	"macs",
	"elementwise",
	"transcendentals",
	"bitOps",
	"movedBytes"
];
/** MACs by another definition: nearly always the same. */
const variants = ["effectiveMacs", "denseMacs"];
const noFigures = {
	macs: 0,
	elementwise: 0,
	transcendentals: 0,
	effectiveMacs: 0,
	denseMacs: 0,
	bitOps: 0,
	movedBytes: 0
};
/** A node's figures from its cost rule, its operand types and the bytes of its inputs and outputs. */
function figuresOf(call, outputs, cost) {
	const macs = cost.macs ?? 0;
	return {
		macs,
		elementwise: cost.elementwise ?? 0,
		transcendentals: cost.transcendentals ?? 0,
		effectiveMacs: cost.effectiveMacs ?? macs,
		denseMacs: cost.denseMacs ?? macs,
		bitOps: cost.bitOps ?? (macs === 0 ? 0 : mul(macs, operandBits(call.inputs[0]) * operandBits(call.inputs[1]))),
		movedBytes: cost.view === true ? 0 : add(cost.unread === true ? 0 : readBytes(call), writtenBytes(outputs))
	};
}
/** Width in which a MAC reads this operand: its quantised type if it was dequantised just before. Unknown counts as 32. */
function operandBits(value) {
	return value?.kind === "tensor" ? bitsOf(value.quantized ?? value.dtype) ?? 32 : 32;
}
/** Each distinct input once. Values without a width (strings, unknown) move no counted byte. */
function readBytes(call) {
	const { inputs } = call;
	if (inputs.length === 1) return bytesOfValue(inputs[0]) ?? 0;
	const read = /* @__PURE__ */ new Set();
	const bytes = [];
	inputs.forEach((value, i) => {
		const name = call.node.inputs[i] ?? "";
		if (read.has(name)) return;
		read.add(name);
		bytes.push(bytesOfValue(value) ?? 0);
	});
	return sum$1(bytes);
}
/** Each output once. */
function writtenBytes(outputs) {
	return outputs.length === 1 ? bytesOfValue(outputs[0]) ?? 0 : sum$1(outputs.map((value) => bytesOfValue(value) ?? 0));
}
/** Adds up a graph's layers, bodies by their times or the dearest of them. */
function sumRun(summands) {
	const parts = [];
	let [exact, bounded, unknown] = [
		0,
		0,
		0
	];
	for (const { layer, count } of summands) {
		if (layer.status === "dead") continue;
		if (layer.figures !== noFigures) parts.push({
			figures: layer.figures,
			count
		});
		if (layer.status === "unknown") unknown += count;
		else if (layer.status === "lower-bound") bounded += count;
		else exact += count;
		if (layer.branches === void 0) continue;
		parts.push({
			figures: ofBranches(layer.branches),
			count
		});
		for (const { run } of layer.branches.parts) {
			exact += run.coverage.exact;
			bounded += run.coverage.bounded;
			unknown += run.coverage.unknown;
		}
	}
	return {
		totals: summed$1(parts),
		coverage: {
			exact,
			bounded,
			unknown
		}
	};
}
function ofBranches({ parts, combine }) {
	const figures = parts.map(({ times, run }) => scaled$1(run.totals, times));
	if (combine === "max") return figures.reduce(greater, noFigures);
	return summed$1(figures.map((one) => ({
		figures: one,
		count: 1
	})));
}
const summed$1 = (parts) => combined$1(parts.map(({ figures }) => figures), (name) => sum$1(parts.map(({ figures, count }) => count === 1 ? figures[name] : mul(figures[name], count))));
const zip$1 = (a, b, combine) => combined$1([a, b], (name) => combine(a[name], b[name]));
/** A variant that is the MACs themselves in every part is that in the whole, and isn't worked out again. */
function combined$1(parts, of) {
	const result = {};
	for (const name of names) result[name] = of(name);
	for (const name of variants) result[name] = parts.every((figures) => figures[name] === figures.macs) ? result["macs"] ?? 0 : of(name);
	return result;
}
const greater = (a, b) => zip$1(a, b, max$1);
const scaled$1 = (figures, times) => times === 1 ? figures : zip$1(figures, figures, (x) => mul(x, times));

// src/count/engine/layers.ts
/** Layers, and characters in the names of those of bodies, up to which all are listed; nodes of the main graph always are. */
const maxLayers = 1e5;
const maxNames = 16e6;
/** Most layers listed of bodies. */
const cut = {
	layers: 2e4,
	names: 4e6
};
/** The node's own name, or that of its first output. */
function layerName(node) {
	return node.name || node.outputs.find((name) => name !== "") || `${node.op}_${node.index}`;
}
/** True if a run has too many layers to list them all. */
function isCut(run) {
	const { layers, names } = extentOf(run);
	return layers > BigInt(maxLayers) || names - BigInt(run.names) > BigInt(maxNames);
}
/** Lists every node of the main graph, and the bodies as far as there aren't too many of them. */
function listLayers(run) {
	const layers = [];
	const left = isCut(run) ? { ...cut } : {
		layers: Infinity,
		names: Infinity
	};
	const listBodies = ({ name, branches }, prefix, times) => {
		if (branches === void 0) return;
		const dearest = branches.combine === "max" ? dearestOf(branches) : void 0;
		for (const [i, part] of branches.parts.entries()) {
			const runs = dearest === void 0 || dearest === i ? part.times : 0;
			if (left.layers > 0 && left.names > 0) listBody(part.run, `${prefix}${name}/${part.label}/`, mul(times, runs));
		}
	};
	const listBody = (graph, prefix, times) => {
		for (const layer of graph.layers) {
			left.layers -= 1;
			left.names -= prefix.length + textOf$2(layer.node);
			if (left.layers < 0 || left.names < 0) return;
			layers.push(layerOf$2(layer, prefix, times));
			listBodies(layer, prefix, times);
		}
	};
	for (const layer of run.layers) {
		layers.push(layerOf$2(layer, "", 1));
		listBodies(layer, "", 1);
	}
	return {
		layers,
		omitted: extentOf(run).layers - BigInt(layers.length)
	};
}
/** Characters in the names of a node and of what it makes. */
function textOf$2(node) {
	let text = layerName(node).length;
	for (let i = 0; i < node.outputs.length; i++) text += node.outputs[i].length;
	return text;
}
/** All of a run, that of bodies included; what calls share is counted as often as it is called. */
function extentOf(run) {
	const known = /* @__PURE__ */ new Map();
	const of = (graph) => {
		const before = known.get(graph);
		if (before !== void 0) return before;
		let [layers, names] = [BigInt(graph.size), BigInt(graph.names)];
		for (const { name, branches } of graph.nested) for (const part of branches?.parts ?? []) {
			const body = of(part.run);
			layers += body.layers;
			names += body.names + body.layers * BigInt(name.length + part.label.length + 2);
		}
		const extent = {
			layers,
			names
		};
		known.set(graph, extent);
		return extent;
	};
	return of(run);
}
/** Says where a run has more layers than are listed. */
function cutLayers({ layers, omitted }) {
	if (omitted === 0n) return [];
	return [{
		code: "layers-cut",
		level: "warning",
		detail: `only ${layers.length} layers are listed, ${omitted} more of functions and bodies are left out; totals hold all`
	}];
}
function layerOf$2(layer, prefix, times) {
	const { node, figures } = layer;
	return {
		name: prefix + layer.name,
		op: node.op,
		domain: node.domain,
		macs: figures.macs,
		elementwise: figures.elementwise,
		transcendentals: figures.transcendentals,
		effectiveMacs: figures.effectiveMacs,
		denseMacs: figures.denseMacs,
		bitOps: figures.bitOps,
		movedBytes: figures.movedBytes,
		params: layer.params,
		times,
		status: layer.status,
		inputs: node.inputs,
		outputs: node.outputs.map((name, i) => ({
			name,
			value: layer.outputs[i]
		})),
		node,
		inputValues: layer.inputs
	};
}
/** Index of the branch with the most MACs (then elementwise operations); the first where symbols leave it open. */
function dearestOf({ parts }) {
	let best = 0;
	parts.forEach(({ run }, i) => {
		const top = parts[best]?.run.totals;
		if (top === void 0 || i === best) return;
		const more = isAtLeast(top.macs, run.totals.macs) === false;
		const equalMacs = isAtLeast(top.macs, run.totals.macs) === true && isAtLeast(run.totals.macs, top.macs) === true;
		if (more || equalMacs && isAtLeast(top.elementwise, run.totals.elementwise) === false) best = i;
	});
	return best;
}

// src/count/engine/memory.ts
/** Most candidates kept for a symbolic peak; more than these and the formula is given up. */
const maxCandidates = 64;
/** Steps that its formulas may take, and comparisons of one size between moments; beyond them likewise. */
const maxSteps = 3e7;
const maxCompared = 2e7;
/** @param uses by value, how often it will be read (graph outputs count one more, never read) */
function memoryPlan(uses) {
	/** By value: 1 + the value that holds its buffer, 0 if there is none. */
	const holders = new Int32Array(uses.length);
	const sizes = [];
	/** By value that holds a buffer: reads to come, Infinity once it is freed. */
	const left = new Float64Array(uses.length);
	const alive = livingBytes();
	return {
		write(value, bytes) {
			alive.add(bytes);
			holders[value] = value + 1;
			sizes[value] = bytes;
			left[value] = uses[value] ?? 0;
		},
		alias(value, source) {
			const holder = holders[source] ?? 0;
			if (holder === 0) return;
			left[holder - 1] = (left[holder - 1] ?? 0) + (uses[value] ?? 0);
			holders[value] = holder;
		},
		peak: (extra) => alive.mark(extra),
		outgrown: () => alive.outgrown(),
		read(value) {
			const holder = (holders[value] ?? 0) - 1;
			if (holder < 0) return;
			const rest = left[holder] - 1;
			left[holder] = rest;
			if (rest > 0) return;
			left[holder] = Infinity;
			alive.remove(sizes[holder]);
		},
		peaks: () => alive.peaks()
	};
}
/** Sizes below that are added up as numbers, exactly: a count books no more than 2^22 buffers. */
const smallSize = 2 ** 31;
/** Most moments kept apart before they are judged as formulas. */
const maxMoments = 256;
/** Sums what is alive, in numbers: of all moments only those that none covers, buffer by buffer, become formulas. */
function livingBytes() {
	let fixed = 0;
	const { kinds, counts, positionOf } = newKinds();
	const largest = newLargest(kinds);
	/** The most fixed bytes since the counts changed; -1 if none were marked. */
	let highest = -1;
	const moments = newMoments(kinds, largest);
	const settle = () => {
		if (highest >= 0) moments.note({
			fixed: highest,
			counts
		});
		highest = -1;
	};
	/** What grows covers what it was before; only what shrinks leaves a moment behind. */
	const change = (bytes, by) => {
		if (typeof bytes === "number" && bytes < smallSize) {
			fixed += by * bytes;
			return;
		}
		const kind = positionOf(bytes);
		if (by === -1 || highest > fixed || kinds[kind]?.isSize !== true) settle();
		counts[kind] = counts[kind] + by;
		if (by === 1) highest = fixed;
	};
	return {
		add: (bytes) => change(bytes, 1),
		remove: (bytes) => change(bytes, -1),
		mark(extra = 0) {
			if (extra === 0) highest = Math.max(highest, fixed);
			else largest.judge({
				fixed,
				counts
			}, extra);
		},
		outgrown: () => moments.outgrow(),
		peaks() {
			settle();
			moments.judgeAll();
			return largest.peaks();
		}
	};
}
/** Sizes of buffers in the order in which they are met, and how many of each are alive. */
function newKinds() {
	const kinds = [];
	const counts = [];
	const positions = /* @__PURE__ */ new Map();
	const positionOf = (bytes) => {
		const key = typeof bytes === "number" ? String(bytes) : bytes.key;
		const known = positions.get(key);
		if (known !== void 0) return known;
		positions.set(key, kinds.length);
		counts.push(0);
		return kinds.push({
			bytes,
			isSize: isNeverBelow(bytes, 0)
		}) - 1;
	};
	return {
		kinds,
		counts,
		positionOf
	};
}
/** Moments of which none covers another, buffer by buffer; judged as formulas when there are many. */
function newMoments(kinds, largest) {
	let moments = [];
	/** The moment of these that covered the last one, or is it. */
	let covering;
	let compared = 0;
	const covers = (a, b) => {
		compared += kinds.length;
		return isCovered(kinds, a, b);
	};
	const judgeAll = () => {
		for (const moment of moments) largest.judge(moment, 0);
		moments = [];
		covering = void 0;
	};
	const outgrow = () => {
		largest.outgrow();
		judgeAll();
	};
	/** @param live its counts are copied if the moment is kept */
	const note = (live) => {
		if (largest.isOutgrown()) return;
		if (compared > maxCompared) {
			outgrow();
			return;
		}
		if (covering !== void 0 && covers(covering, live)) return;
		covering = moments.find((moment) => covers(moment, live));
		if (covering !== void 0) return;
		const now = {
			fixed: live.fixed,
			counts: live.counts.slice()
		};
		moments = moments.filter((moment) => !covers(now, moment));
		moments.push(now);
		covering = now;
		if (moments.length > maxMoments) judgeAll();
	};
	return {
		note,
		judgeAll,
		outgrow
	};
}
/** The largest of the moments judged so far, as formulas of which none is proved to cover another. */
function newLargest(kinds) {
	let candidates = [nothing$3];
	const formulas = { left: maxSteps };
	return {
		/** @param extra bytes alive beside the moment's */
		judge({ fixed, counts }, extra) {
			const before = candidates;
			if (before === null) return;
			candidates = within$1(formulas, () => {
				let sum = plus(plus(nothing$3, fixed), extra);
				counts.forEach((count, kind) => sum = plus(sum, mul(kinds[kind].bytes, count)));
				return kept(before, sum);
			}) ?? null;
		},
		/** Too much to work out: there is no answer from here on. */
		outgrow() {
			candidates = null;
		},
		isOutgrown: () => candidates === null,
		peaks: () => candidates?.map(({ bytes }) => bytes) ?? null
	};
}
/** True if at least as many buffers of each size, and fixed bytes, are alive in `a` as in `b`. */
function isCovered(kinds, a, b) {
	if (a.fixed < b.fixed) return false;
	for (let kind = 0; kind < kinds.length; kind++) {
		const more = (a.counts[kind] ?? 0) - (b.counts[kind] ?? 0);
		if (more < 0 || more > 0 && kinds[kind]?.isSize !== true) return false;
	}
	return true;
}
/** Of all magnitudes, for samples that part any two symbols. */
const mixed = [
	1n,
	33n,
	1025n,
	2n,
	40001n
];
/** Sizes of the samples: small, middling, and one large symbol at a time are distinguished by hashing the name. */
const sampleSizes = [
	() => 0n,
	(hash) => BigInt(1 + hash % 7),
	(hash) => hash % 3 === 0 ? 10007n : 3n,
	(hash) => hash % 3 === 1 ? 10009n : 2n,
	(hash) => hash % 3 === 2 ? 10037n : 1n,
	...[
		5,
		11,
		17,
		23,
		29,
		31
	].map((stride) => (hash) => mixed[Math.floor(hash / stride) % mixed.length] ?? 1n)
];
function hashOf(name) {
	let hash = 7;
	for (let i = 0; i < name.length; i++) hash = (hash * 31 + name.charCodeAt(i)) % 1000003;
	return hash;
}
const sampled = /* @__PURE__ */ new Map();
function samplesOf(bytes) {
	if (typeof bytes === "number") return sampleSizes.map(() => bytes);
	const known = sampled.get(bytes.key);
	if (known !== void 0) return known;
	if (sampled.size > 4096) sampled.clear();
	const samples = evaluated(bytes);
	sampled.set(bytes.key, samples);
	return samples;
}
function plus(live, bytes) {
	if (bytes === 0) return live;
	const sum = add(live.bytes, bytes);
	return {
		bytes: sum,
		samples: typeof sum === "number" ? null : combined(live, bytes)
	};
}
function combined({ bytes, samples }, more) {
	const added = samplesOf(more);
	return (samples ?? samplesOf(bytes)).map((value, i) => value + added[i]);
}
function evaluated(bytes) {
	const hashes = [...symbolsOf(bytes)].map((name) => [name, hashOf(name)]);
	return sampleSizes.map((size) => valueAt(bytes, new Map(hashes.map(([name, hash]) => [name, size(hash)]))));
}
/** NaN where the formula has no value there: it divides by a size of 0. */
function valueAt(bytes, sizes) {
	try {
		return Number(evaluate$1(bytes, sizes) ?? NaN);
	} catch (error) {
		if (error instanceof Fault && error.code === "shape") return NaN;
		throw error;
	}
}
const nothing$3 = {
	bytes: 0,
	samples: null
};
/** True if `a` is provably never below `b`. */
function dominates(a, b) {
	const below = b.samples ?? samplesOf(b.bytes);
	return (a.samples ?? samplesOf(a.bytes)).every((value, i) => !(value < below[i])) && isNeverBelow(a.bytes, b.bytes);
}
function kept(candidates, now) {
	const first = candidates[0]?.bytes;
	if (candidates.length === 1 && typeof first === "number" && typeof now.bytes === "number") return now.bytes > first ? [now] : candidates;
	if (candidates.some((c) => dominates(c, now))) return candidates;
	const rest = candidates.filter((c) => !dominates(now, c));
	rest.push(now);
	return rest.length > maxCandidates ? null : rest;
}

// src/count/engine/book.ts
function newBook(wiring, values) {
	return {
		wiring,
		values,
		classes: new Int32Array(wiring.numbers.size),
		plan: memoryPlan(wiring.uses),
		own: Array.from({ length: wiring.nodes.length }),
		repeated: Array.from({ length: wiring.nodes.length }),
		params: /* @__PURE__ */ new Map(),
		times: []
	};
}
/** Books the buffers of the graph's inputs, constants left out. */
function bookInputs({ wiring, values, plan }, names) {
	for (const name of names) {
		const number = wiring.numbers.get(name);
		const value = number === void 0 ? void 0 : values[number];
		if (number === void 0 || value === void 0 || value.kind === "tensor" && value.constant === true) continue;
		plan.write(number, bytesOfValue(value) ?? 0);
	}
	plan.peak();
}
/** Books a layer that was evaluated; its values have been set. */
function bookLayer(book, position, layer) {
	book.own[position] = layer;
	if (layer.status !== "constant") {
		const bytes = layer.outputs.map((value) => bytesOfValue(value) ?? 0);
		bookBuffers(book, position, layer.isView, bytes);
	}
	book.plan.peak();
	if (layer.branches !== void 0) bookBodies(book, layer.branches);
	bookReads(book, position);
}
function bookBodies({ plan }, { combine, parts }) {
	for (const { run, times } of parts) if (run.peaks === null) plan.outgrown();
	else for (const extra of run.peaks) plan.peak(combine === "choice" ? mul(extra, times) : extra);
}
/** Books a node as an equal one was before: sets its values, uses its weights. */
function bookRepeat(book, position, outcome, weights) {
	const { wiring, params, plan } = book;
	const { layer, bytes } = outcome;
	noteRepeat(book, position, outcome);
	const added = setOutputs(book, position, outcome, weights);
	if (added !== 0) params.set(position, added);
	if (layer.status !== "constant") {
		bookBuffers(book, position, layer.isView, bytes);
		plan.peak();
	} else if (outcome.fixed === "file") wiring.folded[position] = outcome;
	bookReads(book, position);
}
/** Books a node that the file alone decides as an earlier run did; it has no buffer. */
function bookFolded(book, position, outcome) {
	const { wiring, values, classes } = book;
	noteRepeat(book, position, outcome);
	const first = wiring.outputsFrom[position];
	for (let i = 0; i < outcome.classes.length; i++) {
		const number = wiring.outputs[first + i];
		values[number] = wiring.constants[number];
		classes[number] = outcome.classes[i];
	}
	bookReads(book, position);
}
function noteRepeat({ repeated, times }, position, outcome) {
	repeated[position] = outcome;
	times[outcome.index] = (times[outcome.index] ?? 0) + 1;
}
/** @returns the parameters that the node is the first to use */
function setOutputs({ wiring, values, classes }, position, { fixed, cost, outputs, classes: known, usesWeights }, weights) {
	const first = wiring.outputsFrom[position];
	if (fixed !== "file" && !usesWeights) {
		for (let i = 0; i < outputs.length; i++) {
			const number = wiring.outputs[first + i];
			values[number] = outputs[i];
			classes[number] = known[i];
		}
		return 0;
	}
	const node = wiring.nodes[position];
	const inputs = inputsAt(wiring, values, position);
	for (let i = 0; i < outputs.length; i++) {
		const number = wiring.outputs[first + i];
		const value = fixed === "file" ? weights.folded(node, inputs, outputs[i]) : outputs[i];
		values[number] = value;
		if (fixed === "file") wiring.constants[number] = value;
		classes[number] = known[i];
	}
	return cost === void 0 ? 0 : weights.use(inputs, node, cost);
}
/** Outputs written, or aliased; `bytes` by output. */
function bookBuffers({ wiring, plan }, position, isView, bytes) {
	const { inputs, inputsFrom, outputs, outputsFrom } = wiring;
	const first = outputsFrom[position];
	const firstInput = inputsFrom[position];
	const source = isView && firstInput < inputsFrom[position + 1] ? inputs[firstInput] : -1;
	for (let i = 0; i < bytes.length; i++) {
		const number = outputs[first + i];
		if (number < 0) continue;
		if (i === 0 && source >= 0) plan.alias(number, source);
		else plan.write(number, bytes[i]);
	}
}
/** What the node read is freed after its last read; an output that nothing reads is freed at once. */
function bookReads({ wiring, plan }, position) {
	const { reads, readsFrom, outputs, outputsFrom } = wiring;
	const lastRead = readsFrom[position + 1];
	for (let i = readsFrom[position]; i < lastRead; i++) plan.read(reads[i]);
	const lastOutput = outputsFrom[position + 1];
	for (let i = outputsFrom[position]; i < lastOutput; i++) {
		const number = outputs[i];
		if (number >= 0) plan.read(number);
	}
}
const noInputs = [];
function inputsAt({ inputs, inputsFrom }, values, position) {
	const first = inputsFrom[position];
	const count = inputsFrom[position + 1] - first;
	if (count === 0) return noInputs;
	const one = values[inputs[first]];
	if (count === 1) return [one];
	const two = values[inputs[first + 1]];
	if (count === 2) return [one, two];
	const list = [one, two];
	for (let i = 2; i < count; i++) list.push(values[inputs[first + i]]);
	return list;
}
/** The result of the run, for callers. */
function closeBook({ wiring, own, times, values, repeated, params, plan }, { outcomes }, outputs) {
	const kept = {
		wiring,
		own,
		values,
		repeated,
		params
	};
	const evaluated = own.filter((layer) => layer !== void 0);
	const summands = evaluated.map((layer) => ({
		layer,
		count: 1
	}));
	times.forEach((count, index) => summands.push({
		layer: outcomes[index].layer,
		count
	}));
	let layers;
	return {
		...sumRun(summands),
		outputs,
		peaks: plan.peaks(),
		size: wiring.nodes.length,
		get names() {
			return wiring.nodes.reduce((sum, node) => sum + textOf$2(node), 0);
		},
		nested: inFileOrder(evaluated.filter(({ branches }) => branches !== void 0)),
		get layers() {
			return layers ??= inFileOrder(wiring.nodes.map((_, position) => layerAt(kept, position)));
		},
		makerOf: makersOf(kept)
	};
}
const inFileOrder = (layers) => layers.toSorted((a, b) => a.node.index - b.node.index);
function layerAt(book, position) {
	const made = book.own[position];
	if (made !== void 0) return made;
	const node = book.wiring.nodes[position];
	const { figures, isView, status } = book.repeated[position].layer;
	const outputs = node.outputs.map((name) => book.values[book.wiring.numbers.get(name)]);
	const params = book.params.get(position) ?? 0;
	const inputs = inputsAt(book.wiring, book.values, position);
	const layer = {
		name: layerName(node),
		node,
		inputs,
		outputs,
		figures,
		params,
		isView,
		status
	};
	book.own[position] = layer;
	return layer;
}
/** The layer that makes a value of that name. */
function makersOf(book) {
	/** By number of a value. */
	let positions;
	return (name) => {
		const number = book.wiring.numbers.get(name);
		positions ??= producersOf(book.wiring);
		const position = number === void 0 ? -1 : positions[number];
		return position < 0 ? void 0 : layerAt(book, position);
	};
}
function producersOf({ numbers, nodes, outputs, outputsFrom }) {
	const positions = new Int32Array(numbers.size).fill(-1);
	for (let position = 0; position < nodes.length; position++) for (let i = outputsFrom[position]; i < outputsFrom[position + 1]; i++) {
		const number = outputs[i];
		if (number >= 0) positions[number] = position;
	}
	return positions;
}

// src/count/ops/cost.ts
/** Nothing computed; its bytes still move. */
const free = {};
/** Nothing computed and nothing moved: the same bytes under another shape or name. */
const view$1 = { view: true };
/** Unknown: the total that holds it is a lower bound. */
const unknownCost = { lowerBound: true };

// src/count/engine/order.ts
const exportAgain = "the graph is not valid ONNX: export it again, or run onnx.checker on it";
const captured = /* @__PURE__ */ new WeakMap();
/** Names that a graph's nodes (bodies included) read from outside it. */
function outerNames(graph) {
	const cached = captured.get(graph);
	if (cached !== void 0) return cached;
	const own = /* @__PURE__ */ new Set([
		...graph.inputs.map((i) => i.name),
		...graph.initializers.keys(),
		...graph.initializerInputs
	]);
	for (const node of graph.nodes) for (const output of node.outputs) own.add(output);
	const outer = /* @__PURE__ */ new Set();
	const read = (name) => {
		if (name !== "" && !own.has(name)) outer.add(name);
	};
	for (const node of graph.nodes) readsOf(node).forEach(read);
	for (const output of graph.outputs) read(output.name);
	captured.set(graph, outer);
	return outer;
}
/** By attributes, which equal nodes share. */
const graphHolders = /* @__PURE__ */ new WeakMap();
/** Whether a node with these attributes has bodies. */
function holdsGraph(attrs) {
	const known = graphHolders.get(attrs);
	if (known !== void 0) return known;
	const holds = [...attrs.values()].some(({ kind }) => kind === "graph" || kind === "graphs");
	graphHolders.set(attrs, holds);
	return holds;
}
/** Every name that a node reads: its inputs, and what its bodies read from around them. */
function readsOf(node) {
	if (node.attrs.size === 0 || !holdsGraph(node.attrs)) return node.inputs;
	let reads;
	node.attrs.forEach((attr) => {
		if (attr.kind === "graph") (reads ??= [...node.inputs]).push(...outerNames(attr.value));
		else if (attr.kind === "graphs") for (const graph of attr.value) (reads ??= [...node.inputs]).push(...outerNames(graph));
	});
	return reads ?? node.inputs;
}
/**
* Execution order of a graph's nodes: the file's own if it is valid, else a stable topological one.
* @param isOuter true of names that the surrounding graphs define
* @throws Fault `duplicate-name`, `undefined-value`, `cycle`
*/
function orderOf(nodes, given, isOuter, where) {
	const produced = producers(nodes, given, isOuter, where);
	const reads = nodes.map(readsOf);
	let wasSorted = true;
	for (let position = 0; position < nodes.length; position++) for (const name of reads[position] ?? []) {
		const from = produced.get(name);
		if (from !== void 0) {
			if (from >= position) wasSorted = false;
		} else if (name !== "" && !given.has(name) && !isOuter(name)) {
			const node = nodes[position];
			throw new Fault("undefined-value", `${where}: node ${node?.name || node?.op} reads ${name}, which nothing produces`, exportAgain);
		}
	}
	if (wasSorted) return {
		nodes,
		reads,
		produced,
		wasSorted
	};
	const order = sorted(nodes, reads, produced, where);
	return {
		nodes: order.map((position) => nodes[position]),
		reads: order.map((position) => reads[position] ?? []),
		produced,
		wasSorted
	};
}
function producers(nodes, given, isOuter, where) {
	const producer = /* @__PURE__ */ new Map();
	nodes.forEach((node, position) => {
		for (const output of node.outputs) {
			if (output === "") continue;
			if (producer.has(output) || given.has(output) || isOuter(output)) throw new Fault("duplicate-name", `${where}: the value ${output} is defined twice`, exportAgain);
			producer.set(output, position);
		}
	});
	return producer;
}
/** Kahn's algorithm, smallest file position first among the nodes that are ready. */
function sorted(nodes, reads, producer, where) {
	const waits = nodes.map(() => 0);
	const users = nodes.map(() => []);
	reads.forEach((names, position) => {
		for (const name of new Set(names)) {
			const from = producer.get(name);
			if (from === void 0) continue;
			waits[position] = (waits[position] ?? 0) + 1;
			users[from]?.push(position);
		}
	});
	const order = [];
	let ready = nodes.map((_, position) => position).filter((position) => waits[position] === 0);
	while (ready.length > 0) {
		const next = [];
		for (const position of ready) {
			order.push(position);
			for (const user of users[position] ?? []) {
				const left = (waits[user] ?? 0) - 1;
				waits[user] = left;
				if (left === 0) next.push(user);
			}
		}
		ready = next.toSorted((a, b) => a - b);
	}
	if (order.length < nodes.length) {
		const stuck = nodes.find((_, position) => (waits[position] ?? 0) > 0);
		throw new Fault("cycle", `${where}: node ${stuck?.name || stuck?.op} depends on its own output`, exportAgain);
	}
	return order;
}

// src/count/engine/fixed.ts
/** Operators that turn a tensor into its sizes. */
const sizeMakers = /* @__PURE__ */ new Set(["Shape", "Size"]);
/** Operators whose output is as long as a size says: what they make is data, even where sizes alone decide it. */
const sizeSpenders = /* @__PURE__ */ new Set([
	"Range",
	"ConstantOfShape",
	"Expand",
	"Tile",
	"Pad",
	"Resize",
	"Upsample"
]);
/** What this node's outputs depend on. */
function fixedBy(node, inputs) {
	if (/^Random|^(Bernoulli|Multinomial|Dropout)$/.test(node.op) || readsOf(node) !== node.inputs) return "input";
	let fixed = "file";
	for (let i = 0; i < inputs.length; i++) {
		const value = inputs[i];
		if (value === void 0 && node.inputs[i] === "") continue;
		if (value?.kind !== "tensor" || value.constant !== true && value.sized !== true) return sizeMakers.has(node.op) ? "sizes" : "input";
		if (value.constant !== true) fixed = "sizes";
	}
	return fixed;
}
/** An output with the engine's marks: a constant (or a part of one that sizes choose) remembers its weights, a vector of sizes that it is one. */
function marked(weights, node, inputs, value, fixed) {
	if (fixed === "file") return weights.folded(node, inputs, value);
	const sized = fixed === "sizes" && value.shape !== null && value.shape.length <= 1 && !sizeSpenders.has(node.op);
	if (sized) return {
		...value,
		sized
	};
	return fixed === "sizes" ? weights.chosen(node, inputs, value) : value;
}

// src/count/ops/registry.ts
/** Domain ('' is ai.onnx) and name as one key. */
const operatorKey = (domain, name) => `${domain}\u0000${name}`;
/** Tables as one; no operator is in two of them. */
function operatorsOf(tables) {
	return new Map(tables.flat().map((entry) => [operatorKey(entry.domain, entry.name), entry]));
}
/** An operator of the default domain: `op('Gemm', row, row\u2026)`; rows ascending by `since`. */
function op(name, ...rows) {
	return {
		domain: "",
		name,
		rows
	};
}
/** An operator of another domain. */
function opIn(domain, name, ...rows) {
	return {
		domain,
		name,
		rows
	};
}
/** Several operators with the same rows. */
function opsLike(domain, names, ...rows) {
	return names.map((name) => ({
		domain,
		name,
		rows
	}));
}
/** Reasons of `inWords`. */
const noRule = "what it does is not known from the node";
const bodiesOnly = "its cost is that of its bodies";

// src/count/ops/lookup.ts
/** The domain as the registry keys it: ONNX's default domain has two spellings. */
const domainKey = (domain) => domain === "ai.onnx" ? "" : domain;
/** The version of a domain that a model doesn't import: onnxruntime takes the newest that it knows. */
const newest = Number.MAX_SAFE_INTEGER;
/** The operator's row in force at an opset version: the newest with `since` not above it. */
function rowOf(operators, domain, name, version) {
	const rows = operators.get(operatorKey(domain, name))?.rows ?? [];
	for (let i = rows.length - 1; i >= 0; i--) {
		const row = rows[i];
		if (row !== void 0 && row.since <= version) return row;
	}
}
/** The version of the node's domain; of a known operator whose domain isn't imported, the newest. */
function versionIn(opsets, operators, { domain, op }) {
	const key = domainKey(domain);
	return opsets.get(key) ?? (operators.has(operatorKey(key, op)) ? newest : 1);
}

// src/count/engine/memo.ts
const identities = /* @__PURE__ */ new WeakMap();
let next = 0;
/** A number that stands for this very object. */
function identity$1(object) {
	const found = identities.get(object) ?? ++next;
	identities.set(object, found);
	return found;
}
const dimText = (dim) => typeof dim === "number" ? String(dim) : dim.key;
function scalarText(scalar) {
	if (scalar === void 0) return "?";
	if (typeof scalar === "string") return JSON.stringify(scalar);
	if (typeof scalar === "number") return Object.is(scalar, -0) ? "-0" : String(scalar);
	return scalar.kind === "poly" ? scalar.key : `${scalar.numerator.key}/${scalar.denominator}`;
}
/** Text equal exactly where two values are the same to every rule. */
function valueText(value) {
	if (value === void 0) return "-";
	switch (value.kind) {
		case "tensor": {
			const shape = value.shape === null ? "?" : value.shape.map(dimText).join(",");
			const data = value.data === void 0 ? "" : `=${value.data.map(scalarText).join(",")}`;
			return `${value.dtype}[${shape}]${value.constant === true ? "c" : ""}${value.quantized ?? ""}${data}`;
		}
		case "sequence": return `seq(${valueText(value.element ?? void 0)};${dimText(value.length)};${value.elements?.map(valueText).join(";") ?? ""})`;
		case "optional": return `opt(${valueText(value.element ?? void 0)};${value.present ?? "?"})`;
		case "map": return `map(${value.keyType};${valueText(value.valueType ?? void 0)})`;
		case "unknown": return "?";
	}
}
/** Text equal exactly where two values are the same to every rule and to the engine's folding. */
function markedText(value) {
	return value?.kind === "tensor" && value.sized === true ? `${valueText(value)}s` : valueText(value);
}
/** Text of an attribute; graphs and stored tensors too big to read are distinguished by identity. */
function attrText(attr) {
	switch (attr.kind) {
		case "int": return dimText(attr.value);
		case "float":
		case "ref": return String(attr.value);
		case "string": return JSON.stringify(attr.value);
		case "ints": return `[${attr.value.map(dimText).join(",")}]`;
		case "floats": return `[${attr.value.join(",")}]`;
		case "strings": return JSON.stringify(attr.value);
		case "tensor": return attr.value.data === void 0 ? `#${identity$1(attr.value)}` : `${attr.value.dtype}[${attr.value.dims.map(format).join(",")}]=${attr.value.data.map(scalarText).join(",")}`;
		case "graph": return `#${identity$1(attr.value)}`;
		case "tensors":
		case "graphs": return `[${attr.value.map((one) => `#${identity$1(one)}`).join(",")}]`;
		case "type": return valueText(attr.value);
		case "types": return attr.value.map(valueText).join(";");
	}
}
/** Key under which a function call's result may be used again: equal inputs, equal attributes. */
function memoKey(node, inputs) {
	const attrs = [...node.attrs].map(([name, attr]) => `${name}=${attrText(attr)}`).toSorted((a, b) => a < b ? -1 : 1);
	return `${inputs.map(markedText).join("|")}\u0000${attrs.join("|")}\u0000${node.outputs.map((name) => name === "" ? 0 : 1).join("")}`;
}

// src/count/engine/repeats.ts
const maxOperands = 16;
const omitted = 0;
const missing$1 = 1;
function newRepeats() {
	return {
		kinds: /* @__PURE__ */ new Map(),
		classes: /* @__PURE__ */ new Map(),
		texts: /* @__PURE__ */ new Map(),
		outcomes: [],
		stored: /* @__PURE__ */ new Map(),
		main: void 0
	};
}
/** The slot of the node at a position; undefined if it isn't looked up: it has a body, or very many operands. */
function slotOf(repeats, known, position) {
	const { inputs, inputsFrom, kinds, nodes } = known.wiring;
	let slot = kinds[position];
	if (slot === void 0) kinds[position] = slot = firstSlot(repeats, nodes[position]);
	if (slot === null) return void 0;
	const first = inputsFrom[position];
	const end = inputsFrom[position + 1];
	for (let i = first; i < end; i++) {
		const value = inputs[i];
		const before = i === first || value < 0 ? -1 : inputs.indexOf(value, first);
		if (before >= 0 && before < i) slot = step$1(slot, first - before - 1);
		else slot = step$1(slot, value < 0 ? omitted : knownClass(repeats, known, value));
	}
	return slot;
}
function knownClass(repeats, { values, classes }, number) {
	const before = classes[number];
	if (before !== 0) return before;
	const value = values[number];
	return value === void 0 ? missing$1 : classes[number] = classOf(repeats, value);
}
/** Where the nodes begin that are equal but for their inputs; null if they have a body, or very many operands. */
function firstSlot({ kinds }, node) {
	const { inputs, outputs } = node;
	if (inputs.length > maxOperands || outputs.length > maxOperands || node.overload !== "") return null;
	const domain = domainKey(node.domain);
	const op = domain === "" ? node.op : `${node.op}\u0000${domain}`;
	let kind = kinds.get(op);
	if (kind === void 0) kinds.set(op, kind = /* @__PURE__ */ new Map());
	let slot = kind.get(node.attrs);
	if (slot === void 0) kind.set(node.attrs, slot = holdsGraph(node.attrs) ? null : {
		outcome: void 0,
		next: void 0
	});
	return slot === null ? null : step$1(slot, namedOutputs(outputs));
}
function step$1(slot, by) {
	const next = slot.next ??= /* @__PURE__ */ new Map();
	let found = next.get(by);
	if (found === void 0) next.set(by, found = {
		outcome: void 0,
		next: void 0
	});
	return found;
}
/** One bit an output, set if it is named, below a bit that marks how many there are. */
function namedOutputs(outputs) {
	let bits = 1;
	for (let i = 0; i < outputs.length; i++) bits = bits * 2 + (outputs[i] === "" ? 0 : 1);
	return bits;
}
/** Equal exactly where two values are the same to every rule and to the engine; weights are booked apart. */
function classOf({ classes, texts }, value) {
	const known = classes.get(value);
	if (known !== void 0) return known;
	const fresh = 2 + classes.size;
	const text = textOf$1(value);
	const found = text === void 0 ? fresh : texts.get(text) ?? fresh;
	if (found === fresh && text !== void 0) texts.set(text, fresh);
	classes.set(value, found);
	return found;
}
/** True of contents that are compared by identity; they aren't asked for, since that may work them out. */
function isLong(value) {
	if (!("data" in value)) return false;
	const count = elements(value.shape);
	return typeof count === "number" && count > 64;
}
/** Undefined of what is compared by identity: long contents, sparse weights, sequences and their like. */
function textOf$1(value) {
	if (value.kind !== "tensor" || isLong(value)) return void 0;
	if (value.weights?.some(({ nonZeros }) => nonZeros !== void 0) === true) return void 0;
	return `${markedText(value)}${value.weights === void 0 ? "" : "w"}`;
}

// src/count/engine/evaluated.ts
/** What the file declares of a value, in the sizes that the count is bound to. */
function claimed({ bindings }, declared, name) {
	const value = declared.get(name);
	return value === void 0 || bindings.sizes.size === 0 ? value : substituted(value, bindings.sizes);
}
/** Undefined of a node that the file or the sizes alone decide: folded, it costs nothing. */
function costOf$1(node, call, outputs, { branches, row }, fixed) {
	if (fixed !== "input" && !sizeMakers.has(node.op) && branches === void 0 && row !== void 0) return void 0;
	return row?.cost?.(call, outputs) ?? (branches === void 0 ? unknownCost : free);
}
/** Books what the node costs and uses, and whether that is a lower bound. */
function layerOf$1(state, call, outputs, { branches, row, isOpen }, cost, dead) {
	const { name, node, inputs } = call;
	if (cost === void 0) return {
		name,
		node,
		inputs,
		outputs,
		figures: noFigures,
		params: 0,
		isView: false,
		status: "constant"
	};
	const params = dead ? 0 : state.weights.use(inputs, node, cost);
	const figures = branches === void 0 || row?.cost !== void 0 ? figuresOf(call, outputs, cost) : noFigures;
	const status = row === void 0 && branches === void 0 ? "unknown" : cost.lowerBound === true || isOpen === true ? "lower-bound" : "exact";
	if (status === "lower-bound" && cost.lowerBound === true) {
		const code = [...call.inputs, ...outputs].some((value) => value?.kind === "unknown" || value?.kind === "tensor" && value.shape === null) ? "unknown-shape" : "unknown-cost";
		note$1(state, {
			code,
			level: "lower-bound",
			layer: call.name,
			detail: `${node.op}: its cost doesn't follow from what is known of its inputs; the total is a lower bound`
		});
	}
	const layer = {
		name,
		node,
		inputs,
		outputs,
		figures,
		params,
		isView: cost.view === true,
		status
	};
	return branches === void 0 ? layer : {
		...layer,
		branches
	};
}
/**
* Keeps what the layer says about all that equal it, unless an output isn't a tensor or holds the weights of this one; a constant
* made of others gets the weights of its own inputs, whatever the rule left in it.
*/
function keepOutcome(repeats, slot, evaluated, fixed, cost, layer) {
	if (evaluated.branches !== void 0) return;
	const outputs = fixed === "file" ? evaluated.outputs : layer.outputs;
	const isReplaced = fixed === "file" && layer.inputs.length > 0;
	for (let i = 0; i < layer.outputs.length; i++) {
		const value = outputs[i];
		if (value?.kind !== "tensor" || layer.node.outputs[i] === "") return;
		if (value.weights !== void 0 && !isReplaced) return;
	}
	slot.outcome = {
		outputs,
		fixed,
		cost,
		layer,
		classes: layer.outputs.map((value) => value === void 0 ? 0 : classOf(repeats, value)),
		bytes: layer.outputs.map((value) => bytesOfValue(value) ?? 0),
		usesWeights: layer.inputs.some((value) => value?.kind === "tensor" && value.weights !== void 0),
		index: repeats.outcomes.length
	};
	repeats.outcomes.push(slot.outcome);
}

// src/count/engine/functions.ts
/** The function's nodes for one call: attribute references replaced by the call's or default values, omitted inputs made ''. */
function bindFunction(definition, call) {
	const omitted = new Set(definition.inputs.filter((_, i) => (call.inputs[i] ?? "") === ""));
	const resolve = (attr) => {
		if (attr.kind === "ref") return call.attrs.get(attr.value) ?? definition.attributeDefaults.get(attr.value);
		if (attr.kind === "graph") return {
			kind: "graph",
			value: inGraph(attr.value, resolve)
		};
		if (attr.kind === "graphs") return {
			kind: "graphs",
			value: attr.value.map((graph) => inGraph(graph, resolve))
		};
		return attr;
	};
	return definition.nodes.map((node) => {
		const bound = inNode(node, resolve);
		return node.inputs.some((name) => omitted.has(name)) ? {
			...bound,
			inputs: bound.inputs.map((name) => omitted.has(name) ? "" : name)
		} : bound;
	});
}
function inGraph(graph, resolve) {
	const nodes = graph.nodes.map((node) => inNode(node, resolve));
	return nodes.every((node, i) => node === graph.nodes[i]) ? graph : {
		...graph,
		nodes
	};
}
function inNode(node, resolve) {
	let changed = false;
	const attrs = /* @__PURE__ */ new Map();
	for (const [name, attr] of node.attrs) {
		const resolved = resolve(attr);
		const same = resolved === attr || resolved?.kind === "graph" && attr.kind === "graph" && resolved.value === attr.value;
		changed ||= !same;
		if (resolved !== void 0) attrs.set(name, same ? attr : resolved);
	}
	return changed ? {
		...node,
		attrs
	} : node;
}
/**
* The opsets in force in a function's body. A runtime puts the body into the graph that calls it, so that the model's versions
* hold there; a finding says where the function's own would mean something else, or doesn't say what it means.
*/
function opsetsIn(state, definition) {
	const { opsets } = state.model;
	const what = openMeaning(state, definition.nodes, definition.opsets);
	if (what !== void 0) note$1(state, {
		code: "opset-conflict",
		level: "lower-bound",
		detail: `the function ${definition.domain}::${definition.name} ${what}; counted by the model's opsets, and the total is a lower bound`
	});
	return new Map([...definition.opsets, ...opsets]);
}
/** What leaves open what an operator of the body means; undefined if nothing does. */
function openMeaning(state, nodes, own) {
	const { model, operators } = state;
	for (const node of nodes) {
		const domain = domainKey(node.domain);
		if (operators.has(operatorKey(domain, node.op))) {
			const label = domain === "" ? "ai.onnx" : domain;
			const version = own.get(domain);
			if (version === void 0) return `uses ${node.op} and imports no opset of ${label}`;
			const other = model.opsets.get(domain) ?? newest;
			if (rowOf(operators, domain, node.op, version) !== rowOf(operators, domain, node.op, other)) return `imports opset ${version} of ${label}, in which ${node.op} means something else`;
		}
		for (const attr of node.attrs.values()) {
			const what = attr.kind === "graph" ? openMeaning(state, attr.value.nodes, own) : void 0;
			if (what !== void 0) return what;
		}
	}
}

// src/count/engine/shadow.ts
/** What came of one reading of a node: its run, or why it has none; then nothing of it stays booked. */
function tried(state, work) {
	const undo = checkpoint(state);
	try {
		return { run: work() };
	} catch (error) {
		if (!(error instanceof Fault) || error.code === "expansion-limit") throw error;
		undo();
		return { fault: error };
	}
}
/**
* A node whose name is an operator's and a model-local function's. ONNX leaves it to the runtime which of them runs; onnxruntime
* runs its operator in every domain. So the dearer counts, figure by figure, as a lower bound, and what follows gets the
* operator's outputs.
* @throws Fault the operator's, where neither runs
*/
function dearerOf(state, call, operator, body) {
	const { node } = call;
	if ("fault" in operator && "fault" in body) throw operator.fault;
	const label = `${node.domain === "" ? "ai.onnx" : node.domain}::${node.op}`;
	note$1(state, {
		code: "shadowed-operator",
		level: "lower-bound",
		detail: `the model defines a function named as the operator ${label}; runtimes differ in which of them they run, so the dearer is counted`
	});
	const runs = [..."run" in operator ? [{
		label: node.op,
		times: 1,
		run: operator.run
	}] : [], ..."run" in body ? [{
		label: "function",
		times: 1,
		run: body.run
	}] : []];
	const first = "run" in operator ? named(call, operator.run) : [];
	const second = "run" in body ? body.run.outputs : [];
	return {
		outputs: node.outputs.map((_, i) => {
			const value = first[i];
			return value === void 0 || value.kind === "unknown" ? second[i] : value;
		}),
		row: void 0,
		branches: {
			combine: "max",
			parts: runs
		},
		isOpen: true
	};
}
/** The outputs by position, those without a name left open. */
function named({ node }, run) {
	let at = 0;
	return node.outputs.map((name) => name === "" ? void 0 : run.outputs[at++]);
}

// src/count/overridable.ts
/**
* What an initializer is worth to the nodes. One that a caller may replace isn't fixed by the file: nothing is folded over it, and
* where the bindings leave it open, neither its contents nor the sizes that its declaration leaves open are known.
*/
function defaulted(state, graph, name, value) {
	const declared = graph.overridable?.get(name);
	if (declared === void 0) return value;
	const { constant: _, ...input } = value;
	if (state.bindings.defaults !== "open") return input;
	const { data: __, ...open } = input;
	return declared.kind === "tensor" ? {
		...open,
		shape: declared.shape
	} : open;
}
/** The initializers whose replacement may change what is counted: their contents are known, or their declaration leaves sizes open. */
function openDefaults({ graph }) {
	return [...graph.overridable ?? []].flatMap(([name, declared]) => {
		const known = graph.initializers.get(name)?.data !== void 0;
		const sized = declared.kind === "tensor" && declared.shape?.every(isConstant) === true;
		return known || !sized ? [name] : [];
	});
}
/** Says that the totals hold only while nobody replaces these. */
function mayDiffer(names) {
	return {
		code: "overridable-initializer",
		level: "lower-bound",
		detail: `a caller may replace what the file gives for ${`${names.slice(0, 5).join(", ")}${names.length > 5 ? ` and ${names.length - 5} more` : ""}`}, and the totals depend on it: export without listing initializers as inputs`
	};
}

// src/count/engine/weights.ts
/** Elements and bytes that a model's file stores, bodies included; bytes of types without a width are left out. */
function storedWeights(model) {
	let elements = 0;
	let bytes = 0;
	const inAttr = (attr) => {
		if (attr.kind === "graph") inGraph(attr.value);
	};
	const inNodes = (nodes) => {
		for (let i = 0; i < nodes.length; i++) {
			const { attrs } = nodes[i];
			if (attrs.size > 0 && holdsGraph(attrs)) attrs.forEach(inAttr);
		}
	};
	const inGraph = (graph) => {
		for (const initializer of graph.initializers.values()) {
			elements = add(elements, initializer.nonZeros ?? product$1(initializer.dims));
			bytes = add(bytes, fromBigInt(initializer.bytes ?? 0n));
		}
		inNodes(graph.nodes);
	};
	inGraph(model.graph);
	for (const definition of model.functions.values()) inNodes(definition.nodes);
	return {
		elements,
		bytes
	};
}
/** Inputs that are quantisation scales and zero points, by operator: all but these positions hold data. */
const dataInputs = /* @__PURE__ */ new Map([
	["DequantizeLinear", [0]],
	["QuantizeLinear", [0]],
	["QLinearConv", [
		0,
		3,
		8
	]],
	["QLinearMatMul", [0, 3]],
	["ConvInteger", [0, 1]],
	["MatMulInteger", [0, 1]],
	["QGemm", [
		0,
		3,
		6
	]],
	["MatMulNBits", [
		0,
		1,
		5
	]],
	["MatMulBnb4", [0, 1]],
	["QLinearAdd", [0, 3]],
	["QLinearMul", [0, 3]],
	["DynamicQuantizeMatMul", [
		0,
		1,
		4
	]],
	["MatMulIntegerToFloat", [
		0,
		1,
		6
	]],
	["QAttention", [
		0,
		1,
		2
	]],
	["DynamicQuantizeLSTM", [
		0,
		1,
		2,
		3
	]],
	["QEmbedLayerNormalization", [
		2,
		3,
		4,
		5,
		6
	]],
	["QMoE", [
		0,
		2,
		4,
		5,
		7,
		8,
		10
	]],
	["QOrderedAttention", [
		0,
		5,
		6,
		7,
		11,
		12,
		13
	]],
	["QOrderedLongformerAttention", [
		0,
		2,
		4,
		8,
		10
	]],
	["GatherBlockQuantized", [0]],
	["GemmFloat8", [
		0,
		1,
		2
	]],
	["MatMulBlockQuantizedFp4Weight", [
		0,
		1,
		5
	]],
	["MatMulBlockQuantizedFp8Weight", [
		0,
		1,
		4
	]],
	["MatMulFpQ4", [0, 1]],
	["MatMulNBitsMlp", [
		0,
		1,
		2,
		3,
		5,
		6,
		8
	]],
	["MatMulNBitsQLoRA", [
		0,
		1,
		3,
		5
	]],
	["MatMulNBitsQkv", [
		0,
		1,
		2,
		3,
		5,
		6,
		8,
		9,
		11
	]],
	["MatMulPacked", [0, 1]],
	["QLinearAveragePool", [0]],
	["QLinearSigmoid", [0]],
	["QLinearLeakyRelu", [0]],
	["QLinearSoftmax", [0]],
	["QLinearReduceMean", [0]],
	["QLinearWhere", [
		0,
		1,
		4
	]],
	["QLinearConvTranspose", [
		0,
		3,
		8
	]],
	["QLinearGlobalAveragePool", [0]],
	["QOrderedMatMul", [
		0,
		2,
		5,
		6
	]]
]);
/** Operators whose i32 data is quantised bias or weight, not an index. */
const quantized$3 = new Set(dataInputs.keys());
/** @param values of initializers, by all runs of one model: what is made of the file alone in one serves the others, too */
function weightsOf(values) {
	const constants = /* @__PURE__ */ new Map();
	const shared = /* @__PURE__ */ new Map();
	const used = /* @__PURE__ */ new Set();
	let params = 0;
	return {
		value: (initializer) => valueOf(values, initializer),
		folded(node, inputs, output) {
			const from = node.inputs.length === 0 && output.weights === void 0 ? [weightOfConstant(constants, node, output)] : inherited(node, inputs);
			return asConstant(output, node.op === "Identity" ? from.map((weight) => copyOf(shared, node, weight)) : from);
		},
		chosen(node, inputs, output) {
			const from = inherited(node, inputs.map((value, i) => value?.kind === "tensor" && isData(node, i, value) ? value : void 0));
			return from.length === 0 ? output : {
				...output,
				weights: from
			};
		},
		use(inputs, node, cost) {
			const added = firstUses(used, inputs, node, cost);
			params = add(params, added);
			return added;
		},
		params: () => params,
		checkpoint() {
			const [size, before] = [used.size, params];
			return () => {
				params = before;
				if (used.size === size) return;
				let at = 0;
				for (const weight of used) if (at++ >= size) used.delete(weight);
			};
		}
	};
}
/** An initializer as a value: the same one for all runs of a model. */
function valueOf(values, initializer) {
	const made = values.get(initializer);
	if (made !== void 0) return made;
	const { name, dims, dtype, data, nonZeros } = initializer;
	const value = {
		kind: "tensor",
		dtype,
		shape: dims,
		constant: true,
		weights: [{
			name,
			elements: product$1(dims),
			from: "initializer",
			...nonZeros === void 0 ? {} : { nonZeros }
		}],
		...data === void 0 ? {} : { data }
	};
	values.set(initializer, value);
	return value;
}
/** Parameters in weights that no node before used; they are used from here on. */
function firstUses(used, inputs, node, cost) {
	let added = 0;
	const bearing = (cost.macs ?? 0) !== 0 || /Norm/.test(node.op);
	inputs.forEach((value, i) => {
		if (value?.kind !== "tensor" || value.weights === void 0 || !isData(node, i, value)) return;
		const fresh = value.weights.filter((one) => !used.has(one) && (one.from !== "constant" || bearing));
		const whole = fresh.length === value.weights.length ? cost.parameters?.get(i) : void 0;
		for (const weight of fresh) {
			used.add(weight);
			if (whole === void 0) added = add(added, weight.elements);
		}
		if (whole !== void 0 && fresh.length > 0) added = add(added, whole);
	});
	return added;
}
function isData(node, position, value) {
	if (dataInputs.get(node.op)?.includes(position) === false) return false;
	const dtype = value.quantized ?? value.dtype;
	if (dtype === "i64" || dtype === "u64" || dtype === "bool" || dtype === "string") return false;
	if (dtype === "i32" || dtype === "u32") return quantized$3.has(node.op) || value.quantized !== void 0;
	return value.shape === null || value.shape.length > 0 || !isFloat(dtype);
}
/** One weight a node, however often the body around it runs. */
function weightOfConstant(constants, node, output) {
	const known = constants.get(node);
	if (known !== void 0) return known;
	const weight = constantWeight(node, output);
	constants.set(node, weight);
	return weight;
}
function constantWeight(node, output) {
	const sparse = node.attrs.get("sparse_value");
	const nonZeros = sparse?.kind === "tensor" ? sparse.value.nonZeros : void 0;
	const elements = output.shape === null ? 0 : product$1(output.shape);
	const name = node.outputs[0] ?? "";
	return nonZeros === void 0 ? {
		name,
		elements,
		from: "constant"
	} : {
		name,
		elements,
		from: "constant",
		nonZeros
	};
}
/** The value with its weights; the common forms are written out, since a model may hold thousands. */
function asConstant(value, weights) {
	const { kind, dtype, shape, data } = value;
	if (value.quantized !== void 0 || value.sized !== void 0) return {
		...value,
		constant: true,
		weights
	};
	if (data === void 0) return {
		kind,
		dtype,
		shape,
		constant: true,
		weights
	};
	return {
		kind,
		dtype,
		shape,
		data,
		constant: true,
		weights
	};
}
function inherited(node, inputs) {
	const all = [];
	inputs.forEach((value, i) => {
		if (value?.kind !== "tensor" || value.weights === void 0 || dataInputs.get(node.op)?.includes(i) === false) return;
		for (const weight of value.weights) if (!all.includes(weight)) all.push(weight);
	});
	return all;
}
function copyOf(shared, node, weight) {
	const copies = shared.get(node) ?? /* @__PURE__ */ new Map();
	shared.set(node, copies);
	const copy = copies.get(weight) ?? {
		...weight,
		from: weight.from === "constant" ? "constant" : "shared"
	};
	copies.set(weight, copy);
	return copy;
}

// src/count/engine/wiring.ts
/** The wirings of a node's bodies. */
function bodiesOf(bodies, node) {
	let own = bodies.get(node);
	if (own === void 0) bodies.set(node, own = /* @__PURE__ */ new Map());
	return own;
}
/** The same for another run, in which other nodes may be what the file alone decides. */
function rewired(wiring) {
	const folded = Array.from({ length: wiring.nodes.length });
	return {
		...wiring,
		folded,
		constants: []
	};
}
/**
* @param given names that have a value before any node runs
* @param isOuter true of names that the surrounding graphs define; null if there are none
* @throws Fault as `orderOf`
*/
function wiringOf(nodes, given, isOuter, outputs, where) {
	const names = [...given];
	const sorted = numbered(nodes, names, isOuter);
	if (sorted !== void 0) return {
		nodes,
		wasSorted: true,
		...sorted,
		...livenessOf(sorted, outputs, nodes.length)
	};
	const order = orderOf(nodes, new Set(names), isOuter ?? (() => false), where);
	const again = numbered(order.nodes, names, isOuter);
	if (again === void 0) throw new Error(`${where}: the order found for its nodes doesn't run`);
	return {
		nodes: order.nodes,
		wasSorted: false,
		...again,
		...livenessOf(again, outputs, nodes.length)
	};
}
/** Inputs from which on a node's are looked up in a set. */
const manyInputs = 32;
/** Undefined if a node reads what nothing has produced yet, or produces what is there already. */
function numbered(nodes, given, isOuter) {
	const numbers = /* @__PURE__ */ new Map();
	for (const name of given) numbers.set(name, numbers.size);
	const outer = [];
	const { inputs, outputs, inputsFrom, outputsFrom } = operandsOf$1(nodes);
	const reads = [];
	const readsFrom = new Int32Array(nodes.length + 1);
	const numberOf = (name) => {
		const number = name === "" ? -1 : numbers.get(name);
		if (number !== void 0 || isOuter === null || !isOuter(name)) return number;
		outer.push(name);
		numbers.set(name, numbers.size);
		return numbers.size - 1;
	};
	for (let position = 0; position < nodes.length; position++) {
		const node = nodes[position];
		const first = reads.length;
		const firstInput = inputsFrom[position];
		const firstOutput = outputsFrom[position];
		const seen = node.inputs.length > manyInputs ? /* @__PURE__ */ new Set() : void 0;
		for (let i = 0; i < node.inputs.length; i++) {
			const name = node.inputs[i];
			const number = numbers.get(name) ?? numberOf(name);
			if (number === void 0) return void 0;
			inputs[firstInput + i] = number;
			if (number < 0 || (seen?.has(number) ?? (reads.length > first && reads.includes(number, first)))) continue;
			seen?.add(number);
			reads.push(number);
		}
		const all = readsOf(node);
		if (all !== node.inputs && !readMore(all, numberOf, reads, first)) return void 0;
		for (let i = 0; i < node.outputs.length; i++) {
			const name = node.outputs[i];
			if (name === "") outputs[firstOutput + i] = -1;
			else {
				const number = numbers.size;
				outputs[firstOutput + i] = number;
				if (numbers.set(name, number).size === number || isOuter?.(name) === true) return void 0;
			}
		}
		readsFrom[position + 1] = reads.length;
	}
	return {
		numbers,
		outer,
		inputs,
		inputsFrom,
		outputs,
		outputsFrom,
		reads,
		readsFrom,
		kinds: Array.from({ length: nodes.length }),
		folded: Array.from({ length: nodes.length }),
		constants: [],
		bodies: /* @__PURE__ */ new Map()
	};
}
/** Room for the operands of all nodes, and where those of each begin. */
function operandsOf$1(nodes) {
	const inputsFrom = new Int32Array(nodes.length + 1);
	const outputsFrom = new Int32Array(nodes.length + 1);
	let [inputs, outputs] = [0, 0];
	for (let position = 0; position < nodes.length; position++) {
		const node = nodes[position];
		inputsFrom[position + 1] = inputs += node.inputs.length;
		outputsFrom[position + 1] = outputs += node.outputs.length;
	}
	return {
		inputs: new Int32Array(inputs),
		outputs: new Int32Array(outputs),
		inputsFrom,
		outputsFrom
	};
}
/** Adds what a node's bodies read, which may be thousands of names. */
function readMore(names, numberOf, reads, first) {
	const seen = new Set(reads.slice(first));
	for (const name of names) {
		const number = numberOf(name);
		if (number === void 0) return false;
		if (number < 0 || seen.has(number)) continue;
		seen.add(number);
		reads.push(number);
	}
	return true;
}
function livenessOf({ numbers, outputs, outputsFrom, reads, readsFrom }, results, nodes) {
	const uses = new Int32Array(numbers.size);
	const live = new Uint8Array(nodes);
	let liveNodes = 0;
	const use = (list, from, to) => {
		for (let i = from; i < to; i++) {
			const number = list[i];
			if (number >= 0) uses[number] = uses[number] + 1;
		}
	};
	for (const name of results) use([numbers.get(name) ?? -1], 0, 1);
	for (let position = nodes - 1; position >= 0; position--) {
		const from = outputsFrom[position];
		const to = outputsFrom[position + 1];
		let isUsed = false;
		for (let i = from; i < to; i++) if ((uses[outputs[i]] ?? 0) > 0) isUsed = true;
		if (!isUsed) continue;
		live[position] = 1;
		liveNodes++;
		use(reads, readsFrom[position], readsFrom[position + 1]);
		use(outputs, from, to);
	}
	return {
		live,
		liveNodes,
		uses
	};
}

// src/count/engine/engine.ts
/**
* Evaluates every node of a model once (bodies as often as their shapes need): types, shapes, contents of small tensors, costs.
* @param repeats outcomes that runs of one model under other bindings share
* @throws Fault `cycle`, `duplicate-name`, `undefined-value`, `shape`, `bad-attribute`, `function-recursion`, `expansion-limit`
*/
function runModel(model, bindings, operators, repeats = newRepeats()) {
	const state = {
		model,
		operators,
		bindings,
		findings: /* @__PURE__ */ new Map(),
		memo: /* @__PURE__ */ new Map(),
		weights: weightsOf(repeats.stored),
		functions: [],
		shadows: /* @__PURE__ */ new Set(),
		evaluations: 0,
		minted: 0,
		noted: 0,
		depth: 0,
		spare: { left: stepsToSpare },
		isSpared: false,
		muted: 0
	};
	return {
		run: runGraph(state, {
			outer: null,
			opsets: model.opsets,
			repeats,
			path: ""
		}, model.graph, model.graph.inputs.map((input) => bindings.inputs.get(input.name) ?? input.type)),
		findings: [...state.findings.values()],
		weights: state.weights
	};
}
/** Runs `graph` in a scope made for it; `inputs` by position of its formal inputs. */
function runGraph(state, frame, graph, inputs) {
	const given = /* @__PURE__ */ new Map();
	for (const initializer of graph.initializers.values()) {
		const { name } = initializer;
		const value = state.weights.value(initializer);
		given.set(name, graph.overridable === void 0 ? value : defaulted(state, graph, name, value));
	}
	graph.inputs.forEach((input, i) => {
		if (!given.has(input.name)) given.set(input.name, inputs[i] ?? input.type);
	});
	return runNodes(state, frame, graph.nodes, given, graph.inputs.map((i) => i.name), graph.outputs.map((o) => o.name), graph.declared);
}
function runNodes(state, frame, nodes, given, inputs, outputs, declared) {
	const where = frame.path === "" ? state.model.path : `${state.model.path}: ${frame.path}`;
	spendOnRun(nodes.length);
	const wiring = wiringIn(frame, nodes, given, outputs, where);
	if (!wiring.wasSorted) note$1(state, {
		code: "not-sorted",
		level: "info",
		detail: `${where}: nodes are not in topological order; onnx.checker refuses such a file, onnxruntime runs it`
	});
	const scope = scopeOf(frame, wiring, given);
	for (const output of outputs) if (!wiring.numbers.has(output) && lookup(scope, output) === void 0) throw new Fault("undefined-value", `${where}: the graph output ${output} is produced by no node`, "the graph is not valid ONNX: export it again, or run onnx.checker on it");
	const book = newBook(wiring, scope.values);
	bookInputs(book, inputs);
	for (let position = 0; position < wiring.nodes.length; position++) if (wiring.live[position] === 1) step(state, scope, book, position, declared);
	else book.own[position] = deadLayer(state, scope, wiring.nodes[position]);
	reportDead(state, where, nodes.length, wiring.liveNodes);
	return closeBook(book, frame.repeats, outputs.map((name) => lookup(scope, name) ?? { kind: "unknown" }));
}
/** The wiring of these nodes; that of the main graph is the same in all runs, that of a body wherever it runs in a graph. */
function wiringIn(frame, nodes, given, outputs, where) {
	const { outer, repeats, path, node } = frame;
	if (path === "" && repeats.main !== void 0) return repeats.main;
	const bodies = outer === null || node === void 0 ? void 0 : bodiesOf(outer.bodies, node);
	const known = bodies?.get(nodes);
	if (known !== void 0) return rewired(known);
	const isOuter = outer === null ? null : (name) => lookup(outer, name) !== void 0;
	const wiring = wiringOf(nodes, given.keys(), isOuter, outputs, where);
	if (path === "") repeats.main = wiring;
	bodies?.set(nodes, wiring);
	return wiring;
}
function scopeOf(frame, wiring, given) {
	const values = Array.from({ length: wiring.numbers.size });
	let number = 0;
	for (const value of given.values()) values[number++] = value;
	for (const name of wiring.outer) values[wiring.numbers.get(name)] = frame.outer === null ? void 0 : lookup(frame.outer, name);
	return {
		...frame,
		numbers: wiring.numbers,
		bodies: wiring.bodies,
		values
	};
}
/** Evaluates a live node, or repeats what an equal one gave. */
function step(state, scope, book, position, declared) {
	const folded = book.wiring.folded[position];
	if (folded !== void 0) {
		countEvaluation(state);
		bookFolded(book, position, folded);
		return;
	}
	const slot = slotOf(scope.repeats, book, position);
	if (slot?.outcome === void 0) {
		bookLayer(book, position, evaluate(state, scope, book.wiring.nodes[position], declared, slot));
		return;
	}
	countEvaluation(state);
	bookRepeat(book, position, slot.outcome, state.weights);
}
function reportDead(state, where, all, live) {
	if (live === all) return;
	note$1(state, {
		code: "dead-nodes",
		level: "info",
		detail: `${where}: ${all - live} of ${all} nodes reach no output and cost nothing`
	});
}
/** A node that reaches no output: its types are still inferred if possible, and it never fails the run. */
function deadLayer(state, scope, node) {
	state.muted++;
	const undo = checkpoint(state);
	try {
		return {
			...evaluate(state, scope, node, /* @__PURE__ */ new Map(), void 0, true),
			figures: noFigures,
			status: "dead",
			params: 0
		};
	} catch (error) {
		if (!(error instanceof Fault) || error.code === "expansion-limit") throw error;
		for (const name of node.outputs) if (lookup(scope, name) === void 0) setValue(scope, name, { kind: "unknown" });
		return {
			name: layerName(node),
			node,
			inputs: [],
			outputs: [],
			figures: noFigures,
			params: 0,
			status: "dead",
			isView: false
		};
	} finally {
		undo();
		state.muted--;
	}
}
function evaluate(state, scope, node, declared, slot, dead = false) {
	countEvaluation(state);
	spendOnNode(node);
	const name = layerName(node);
	const inputs = node.inputs.map((input) => input === "" ? void 0 : lookup(scope, input));
	const told = state.noted + state.minted;
	const call = callOf(state, scope, node, name, inputs);
	const fixed = fixedBy(node, inputs);
	const evaluated = dispatch(state, scope, node, call);
	const outputs = node.outputs.map((output, i) => {
		if (output === "") return void 0;
		const value = evaluated.outputs[i] ?? (evaluated.row === void 0 ? claimed(state, declared, output) : void 0) ?? { kind: "unknown" };
		const final = value.kind === "tensor" ? marked(state.weights, node, inputs, value, fixed) : value;
		checkRank(state, name, final);
		setValue(scope, output, final);
		return final;
	});
	const cost = costOf$1(node, call, outputs, evaluated, fixed);
	const layer = layerOf$1(state, call, outputs, evaluated, cost, dead);
	if (slot !== void 0 && evaluated.row !== void 0 && state.noted + state.minted === told) keepOutcome(scope.repeats, slot, evaluated, fixed, cost, layer);
	return layer;
}
function callOf(state, scope, node, name, inputs) {
	return {
		node,
		name,
		path: scope.path + name,
		version: versionIn(scope.opsets, state.operators, node),
		inputs,
		fresh: (hint) => {
			const minted = `${scope.path}${name}.${hint}`;
			state.minted++;
			return state.bindings.sizes.get(minted) ?? symbol(minted);
		},
		note: (finding) => note$1(state, finding),
		body: (graph, values) => runBody(state, scope, node, graph, values),
		attempt: (work) => attempt(state, work),
		afford: (work) => afford(state, work),
		effort: () => state.evaluations
	};
}
function dispatch(state, scope, node, call) {
	const domain = domainKey(node.domain);
	const definition = state.model.functions.get(functionKey(domain, node.op, node.overload));
	if (definition !== void 0) {
		const isShadow = state.operators.has(operatorKey(domain, node.op));
		if (isShadow) state.shadows.add(keyOf(definition));
		if (!isShadow || !state.functions.includes(keyOf(definition))) {
			const callIt = () => callFunction(state, scope, node, call, definition);
			if (isShadow) return dearerOf(state, call, tried(state, () => runOperator(state, scope, node, call, definition)), tried(state, callIt));
			const run = callIt();
			return {
				outputs: run.outputs,
				row: void 0,
				branches: {
					combine: "sum",
					parts: [{
						label: node.op,
						times: 1,
						run
					}]
				}
			};
		}
	}
	const row = rowOf(state.operators, domain, node.op, call.version);
	if (row === void 0) {
		note$1(state, {
			code: "unknown-op",
			level: "lower-bound",
			layer: call.name,
			detail: `no rule for ${node.domain === "" ? "" : `${node.domain}::`}${node.op} (opset ${call.version}); the total is a lower bound`
		});
		return {
			outputs: [],
			row
		};
	}
	if (row.control !== void 0) return {
		...row.control(call),
		row
	};
	return {
		outputs: row.shape?.(call) ?? [],
		row
	};
}
function runBody(state, outer, node, graph, inputs) {
	const { opsets, repeats } = outer;
	const name = layerName(node);
	const frame = {
		outer,
		opsets,
		repeats,
		path: `${outer.path}${name}/`,
		node
	};
	return deeper(state, name, () => runGraph(state, frame, graph, inputs));
}
const keyOf = ({ domain, name, overload }) => functionKey(domain, name, overload);
/** The node run as the operator that the function is named like. */
function runOperator(state, outer, node, call, definition) {
	state.functions.push(keyOf(definition));
	const given = new Map(node.inputs.flatMap((name, i) => name === "" ? [] : [[name, call.inputs[i]]]));
	const frame = {
		outer,
		opsets: outer.opsets,
		repeats: newRepeats(),
		path: `${outer.path}${call.name}/`
	};
	try {
		return deeper(state, call.name, () => runNodes(state, frame, [node], given, [], node.outputs.filter(Boolean), /* @__PURE__ */ new Map()));
	} finally {
		state.functions.pop();
	}
}
/** Calls of one function with equal inputs and attributes share one run, unless it minted symbols (those name their call). */
function callFunction(state, outer, node, call, definition) {
	const key = keyOf(definition);
	if (state.functions.includes(key)) throw new Fault("function-recursion", `${state.model.path}: function ${definition.domain}::${definition.name} calls itself`, "ONNX functions may not recurse: export the model again");
	const signature = `${key}\u0000${state.shadows.size === 0 ? "" : state.functions.filter((one) => state.shadows.has(one)).join("|")}\u0000${memoKey(node, call.inputs)}`;
	const memo = state.memo.get(signature);
	if (memo !== void 0 && !memo.minted) return memo.run;
	const before = state.minted;
	state.functions.push(key);
	const bound = bindFunction(definition, node);
	const given = new Map(definition.inputs.map((input, i) => [input, call.inputs[i]]));
	const path = `${outer.path}${call.name}/`;
	const frame = {
		outer: null,
		opsets: opsetsIn(state, definition),
		repeats: newRepeats(),
		path
	};
	try {
		const run = deeper(state, call.name, () => runNodes(state, frame, bound, given, definition.inputs, definition.outputs, /* @__PURE__ */ new Map()));
		state.memo.set(signature, {
			run,
			minted: state.minted > before
		});
		return run;
	} finally {
		state.functions.pop();
	}
}

// src/count/model-report.ts
/** Every figure of a model or a layer, in the order that reports list them. */
const metrics = [
	"macs",
	"flops",
	"elementwise",
	"transcendentals",
	"flopsTotal",
	"bitOps",
	"effectiveMacs",
	"denseMacs",
	"params",
	"paramsStored",
	"weightBytes",
	"movedBytes",
	"peakActivationBytes"
];

// src/count/unknown-shapes.ts
/** Shapes of inputs and outputs that the file and the user leave open, and why. */
function unknownShapes(model, bindings, { run }) {
	const findings = [];
	for (const { name } of model.graph.inputs) {
		const value = bindings.inputs.get(name);
		if (value?.kind !== "tensor" || value.shape !== null) continue;
		findings.push(unknown(name, `the input ${name} has no shape in the file: give it with --input ${name}=SHAPE`));
	}
	const told = new Set(model.graph.inputs.flatMap(({ type }) => symbolsOfValue(type)));
	const hidden = hiddenConstants(model);
	model.graph.outputs.forEach(({ name }, i) => {
		const value = run.outputs[i];
		if (value === void 0 || value.kind === "unknown" || value.kind === "tensor" && value.shape === null) {
			findings.push(unknown(name, `the shape of the output ${name} doesn't follow from the inputs and the file`));
			return;
		}
		const open = symbolsOfValue(value).filter((symbol) => !told.has(symbol));
		if (open.length === 0) return;
		const cause = hidden.length > 0 ? `; the contents of ${hidden.map((h) => h.name).join(", ")} are external data, which counting never opens` : "";
		const detail = `the output ${name} is ${value.kind === "tensor" ? (value.shape ?? []).map(format).join("x") : value.kind}, with ${open.join(", ")} known only at run time${cause}`;
		findings.push(hidden.length > 0 ? unknown(name, detail) : {
			code: "data-dependent-shape",
			level: "info",
			layer: name,
			detail
		});
	});
	return findings;
}
const unknown = (layer, detail) => ({
	code: "unknown-shape",
	level: "warning",
	layer,
	detail
});
function symbolsOfValue(value) {
	switch (value.kind) {
		case "tensor": return (value.shape ?? []).flatMap((dim) => [...symbolsOf(dim)]);
		case "sequence":
		case "optional": return value.element === null ? [] : symbolsOfValue(value.element);
		case "map":
		case "unknown": return [];
	}
}
/** Small integer constants, such as a Reshape reads, whose contents lie outside the file. */
function hiddenConstants(model) {
	return [...model.graph.initializers.values()].filter((initializer) => {
		const elements = constantOf(product$1(initializer.dims));
		return initializer.external && isInteger(initializer.dtype) && elements !== void 0 && elements <= 64n;
	});
}

// src/count/count-by.ts
/**
* `countModel` by a table of operators that holds all of the model's: what isn't in it is an unknown operator.
* Numbers come from a run with all given sizes bound; formulas from one that keeps the symbols.
* @throws Fault if the graph is invalid or contradicts itself, or the options don't fit it
*/
function countBy(operators, model, options) {
	allot(nodesOf(model));
	try {
		return count(operators, model, options);
	} catch (error) {
		if (error instanceof RangeError) throw tooDeep(model, error);
		if (!(error instanceof Fault) || error.message.includes(model.path)) throw error;
		throw new Fault(error.code, `${model.path}: ${error.message}`, error.hint, { cause: error });
	} finally {
		allot();
	}
}
/** Nodes of the graph and of the functions; those of bodies hang on them. */
function nodesOf({ graph, functions }) {
	let nodes = graph.nodes.length;
	for (const definition of functions.values()) nodes += definition.nodes.length;
	return nodes;
}
const tooDeep = (model, cause) => new Fault("depth-limit", `${model.path}: its sizes or graphs nest too deep to be worked out`, "flatten the model before counting it", { cause });
function count(operators, model, options) {
	const inputs = bindInputs(model, options);
	const repeats = newRepeats();
	const run = runModel(model, inputs.bound, operators, repeats);
	const ofRun = figuresOfRun(model, run);
	const kept = inputs.sizes.size === 0 ? void 0 : symbolicRun(model, () => runModel(model, inputs.symbolic, operators, repeats));
	const symbolic = kept === void 0 ? run : kept.run;
	const findings = [
		...model.findings,
		...inputs.findings,
		...run.findings,
		...kept?.findings ?? []
	];
	const formulas = symbolic === void 0 ? ofRun : checkedFormulas(figuresOfRun(model, symbolic), ofRun, inputs.sizes, findings);
	const figures = perMetric$1((metric) => settled(ofRun[metric], formulas[metric], inputs.sizes));
	findings.push(...checkDeclared(model, symbolic ?? run));
	findings.push(...defaultsThatMatter(model, ofRun, () => runModel(model, {
		...inputs.bound,
		defaults: "open"
	}, operators, repeats)));
	const unbound = new Set(metrics.flatMap((metric) => [...symbolsIn(figures[metric])]));
	const used = usedSizes(inputs.sizes, formulas, model, findings);
	findings.push(...emptyGraph(model), ...unknownShapes(model, inputs.bound, run), ...openSizes(unbound, figures));
	let listing;
	const listed = () => listing ??= listLayers(run.run);
	if (isCut(run.run)) findings.push(...cutLayers(listed()));
	const growth = growthOf$1(formulas, findings);
	const { coverage } = run.run;
	return {
		...labelOf(model),
		inputs: model.graph.inputs.map(({ name }) => ({
			name,
			value: inputs.symbolic.inputs.get(name)
		})),
		outputs: model.graph.outputs.map(({ name }, i) => ({
			name,
			value: (symbolic ?? run).run.outputs[i]
		})),
		sizes: used,
		unbound: [...unbound],
		totals: perMetric$1((metric) => numberOf(figures[metric])),
		figures,
		formulas,
		growth,
		exact: coverage.bounded === 0 && coverage.unknown === 0 && !findings.some(({ level }) => level === "lower-bound"),
		coverage,
		get layers() {
			return listed().layers;
		},
		get layersOmitted() {
			return listed().omitted;
		},
		findings
	};
}
/** What the file says of itself. */
const labelOf = ({ path, format, fileBytes, origin }) => ({
	path,
	format,
	fileBytes,
	origin
});
/** A finding if the figures would differ with values of defaulted inputs other than the defaults. */
function defaultsThatMatter(model, figures, runOpen) {
	const defaults = openDefaults(model);
	if (defaults.length === 0 || isSame$1(figures, () => figuresOfRun(model, runOpen()))) return [];
	return [mayDiffer(defaults)];
}
function emptyGraph({ path, graph }) {
	if (graph.nodes.length > 0) return [];
	return [{
		code: "empty-graph",
		level: "warning",
		detail: `${path}: the graph has no nodes, so there is nothing to count`
	}];
}
/** Sizes that the totals need, and a peak that they leave open. */
function openSizes(unbound, figures) {
	const findings = [];
	if (unbound.size > 0) findings.push({
		code: "unbound-size",
		level: "warning",
		detail: `totals depend on ${[...unbound].join(", ")}: give sizes with --dim NAME=N, or read the formulas`
	});
	if (figures.peakActivationBytes === null) findings.push({
		code: "no-formula",
		level: "warning",
		detail: "peakActivationBytes: too many sizes are open to know which of its moments is the largest: give sizes with --dim"
	});
	return findings;
}
/** Most steps to find how one formula grows. */
const maxGrowthSteps = 2e6;
function perMetric$1(of) {
	return Object.fromEntries(metrics.map((metric) => [metric, of(metric)]));
}
function figuresOfRun(model, { run, weights }) {
	const stored = storedWeights(model);
	const { totals } = run;
	const flops = flopsOfMacs(totals.macs);
	return {
		macs: totals.macs,
		flops,
		elementwise: totals.elementwise,
		transcendentals: totals.transcendentals,
		flopsTotal: add(flops, totals.elementwise),
		bitOps: totals.bitOps,
		effectiveMacs: totals.effectiveMacs,
		denseMacs: totals.denseMacs,
		params: weights.params(),
		paramsStored: stored.elements,
		weightBytes: stored.bytes,
		movedBytes: totals.movedBytes,
		peakActivationBytes: run.peaks === null ? null : largest$1(run.peaks)
	};
}
/** The run without bound sizes; a model that only works at the bound sizes has no formulas, and that is said. */
function symbolicRun(model, work) {
	try {
		return {
			run: work(),
			findings: []
		};
	} catch (error) {
		if (!(error instanceof Fault)) throw error;
		return {
			run: void 0,
			findings: [{
				code: "no-formula",
				level: "info",
				detail: `${model.path}: no formulas in the unbound sizes: ${error.message}`
			}]
		};
	}
}
/** Whether another run makes the same figures; one that fails makes none. */
function isSame$1(figures, other) {
	let others;
	try {
		others = other();
	} catch (error) {
		if (!(error instanceof Fault)) throw error;
		return false;
	}
	return metrics.every((metric) => {
		const [a, b] = [figures[metric], others[metric]];
		return a === null || b === null ? a === b : equal(a, b);
	});
}
/** A formula is kept only if it equals the number at the bound sizes. */
function checkedFormulas(formulas, numbers, sizes, findings) {
	return perMetric$1((metric) => {
		const formula = formulas[metric];
		const number = numberOf(numbers[metric]);
		const value = formula === null ? void 0 : evaluate$1(formula, sizes);
		if (value === void 0 || number === null || value === number) return formula;
		findings.push({
			code: "no-formula",
			level: "info",
			detail: `${metric}: the graph takes another path at these sizes than its formula knows`
		});
		return numbers[metric];
	});
}
/** The figure of a run; where it is no number, and its formula needs no size but those given, the formula's value. */
function settled(figure, formula, sizes) {
	if (formula === null || sizes.size === 0 || numberOf(figure) !== null) return figure;
	const value = evaluate$1(formula, sizes);
	return value === void 0 ? figure : fromBigInt(value);
}
const symbolsIn = (dim) => dim === null ? /* @__PURE__ */ new Set() : symbolsOf(dim);
const numberOf = (dim) => dim === null ? null : constantOf(dim) ?? null;
function usedSizes(sizes, formulas, model, findings) {
	const known = new Set(metrics.flatMap((metric) => [...symbolsIn(formulas[metric])]));
	for (const { type } of model.graph.inputs) if (type.kind === "tensor") for (const dim of type.shape ?? []) for (const name of symbolsOf(dim)) known.add(name);
	const used = new Map([...sizes].filter(([name]) => known.has(name)));
	for (const name of sizes.keys()) if (!known.has(name)) findings.push({
		code: "unused-dim",
		level: "warning",
		size: name,
		detail: unusedText(name, [...known])
	});
	return used;
}
function unusedText(name, known) {
	const sizes = known.length === 0 ? "the file leaves no size open" : `sizes are: ${known.join(", ")}`;
	const meant = nearest(name, known);
	return `no size is named ${name}${meant === void 0 ? `; ${sizes}` : `: did you mean ${meant}? (${sizes})`}`;
}
/** How each formula grows in its symbols; a formula too large for that is said. */
function growthOf$1(formulas, findings) {
	const result = {};
	for (const metric of metrics) {
		const formula = formulas[metric];
		if (formula === null || typeof formula === "number") continue;
		const told = within$1({ left: maxGrowthSteps }, () => growths(formula));
		if (told === void 0) findings.push({
			code: "no-growth",
			level: "info",
			detail: `${metric}: its formula is too large to find how it grows`
		});
		else if (told.size > 0) result[metric] = Object.fromEntries(told);
	}
	return result;
}

// src/count/ops/call.ts
/** The tensor at input `i`, or undefined if it is omitted or isn't a tensor. */
function tensorAt(call, i) {
	const value = call.inputs[i];
	return value?.kind === "tensor" ? value : void 0;
}
/** Shape of input `i`: null if omitted, not a tensor, or of unknown rank. */
function shapeAt(call, i) {
	return tensorAt(call, i)?.shape ?? null;
}
function dtypeAt(call, i) {
	return tensorAt(call, i)?.dtype ?? "unknown";
}
/** True if an input is given at position `i` (known or not). */
function has(call, i) {
	return (call.node.inputs[i] ?? "") !== "";
}
/** True if the node names its output `i`. */
function wants(call, i) {
	return (call.node.outputs[i] ?? "") !== "";
}
/** All elements of input `i`, when every one is known. */
function dataAt(call, i) {
	const data = tensorAt(call, i)?.data;
	return data !== void 0 && !data.includes(void 0) ? data : void 0;
}
/** Elements of input `i` as sizes; undefined if any isn't known or isn't an integer. */
function sizesAt(call, i) {
	const data = dataAt(call, i);
	return data?.every(isSize) ? data : void 0;
}
/** True of an element that can be a size: a whole number, or a polynomial. */
function isSize(scalar) {
	return isDim(scalar) && (typeof scalar !== "number" || Number.isSafeInteger(scalar));
}
/** True of an integer element (a number or a polynomial), false of strings and symbolic floats. */
function isDim(scalar) {
	return typeof scalar === "number" || typeof scalar === "object" && scalar.kind === "poly";
}
function attr(call, name, kind) {
	const found = call.node.attrs.get(name);
	if (found === void 0) return void 0;
	if (found.kind !== kind) throw new Fault("bad-attribute", `${call.name}: attribute ${name} of ${call.node.op} is ${found.kind}, expected ${kind}`, "export the model again; its exporter wrote an attribute of the wrong type");
	return found;
}
/** Integers that say yes or no. Runtimes disagree on what another number means: onnxruntime's keepdims is true of 1 alone. */
const flags = /* @__PURE__ */ new Set([
	"align_corners",
	"allowzero",
	"causal",
	"ceil_mode",
	"channels_last",
	"count_include_pad",
	"exclusive",
	"input_as_shape",
	"is_causal",
	"keepdims",
	"largest",
	"layout",
	"new_axis",
	"noop_with_empty_axes",
	"onesided",
	"reverse",
	"select_last_index",
	"transA",
	"transB",
	"transBatchA",
	"transBatchB",
	"unidirectional"
]);
/**
* Integer attribute as a plain number (saturated at \u00b12^53); undefined if absent.
* @throws Fault `bad-attribute` of one that says yes or no and is neither 0 nor 1
*/
function intAttr(call, name) {
	const value = attr(call, name, "int")?.value;
	if (value === void 0 || value === 0 || value === 1 || !flags.has(name)) return value === void 0 ? void 0 : plain(value);
	throw new Fault("bad-attribute", `${call.name}: attribute ${name} of ${call.node.op} is ${plain(value)}, expected 0 or 1`, "runtimes disagree on what another number means: export the model again");
}
function intsAttr(call, name) {
	return attr(call, name, "ints")?.value.map(plain);
}
const floatAttr = (call, name) => attr(call, name, "float")?.value;
const floatsAttr = (call, name) => attr(call, name, "floats")?.value;
const stringAttr = (call, name) => attr(call, name, "string")?.value;
const stringsAttr = (call, name) => attr(call, name, "strings")?.value;
const tensorAttr = (call, name) => attr(call, name, "tensor")?.value;
const graphAttr = (call, name) => attr(call, name, "graph")?.value;
const typeAttr = (call, name) => attr(call, name, "type")?.value;
function plain(value) {
	if (typeof value === "number") return value;
	return (constantOf(value) ?? 0n) < 0n ? Number.MIN_SAFE_INTEGER : Number.MAX_SAFE_INTEGER;
}
/** A tensor of this type and shape, content unknown. */
function tensor(dtype, shape) {
	return {
		kind: "tensor",
		dtype,
		shape
	};
}
/** A tensor with known elements (row-major); `shape` must be numbers whose product is `data.length`. */
function known(dtype, shape, data) {
	return {
		kind: "tensor",
		dtype,
		shape,
		data
	};
}
/** The fault of a node whose inputs contradict its definition. */
function shapeFault(call, what) {
	return new Fault("shape", `${call.name} (${call.node.op}): ${what}`, "the model contradicts itself here: check it with its exporter, or give true input shapes with --input");
}

// src/count/ops/shared/agree.ts
/** True if two sizes are unequal whatever their symbols stand for. */
function differ(a, b) {
	if (typeof a === "number" && typeof b === "number") return a !== b;
	if (equal(a, b)) return false;
	const order = sign(sub(a, b));
	return order === 1 || order === -1;
}
/**
* The size of two that must be equal: the constant one if there is one.
* @throws Fault `shape` if they provably differ
*/
function agreed(call, a, b, what) {
	if (differ(a, b)) throw shapeFault(call, `${what}: ${format(a)} against ${format(b)}`);
	return constantOf(a) === void 0 ? b : a;
}
/**
* A size that a formula gave for an output.
* @throws Fault `shape` if it is provably below `least`
*/
function atLeast(call, size, least, what) {
	if (isAtLeast(size, least) === false) throw shapeFault(call, `${what} would be ${format(size)}`);
	return size;
}
/**
* The elements of an input that gives sizes; undefined if unknown.
* @throws Fault `shape` if one is provably below `least`
*/
function statedSizes(call, position, least, what) {
	return sizesAt(call, position)?.map((size) => atLeast(call, size, least, what));
}
/** Sizes `from` \u2026 `to` \u2212 1 known only at run time, named `dimK` after their axes. */
function freshSizes(call, from, to) {
	return Array.from({ length: Math.max(0, to - from) }, (_, i) => call.fresh(`dim${from + i}`));
}

// src/count/ops/shared/broadcast.ts
/** `[2, N, 3]`, for messages. */
function shapeText(shape) {
	return shape === null ? "[?]" : `[${shape.map(format).join(", ")}]`;
}
/**
* The shape that all broadcast to, aligned at the last axis (numpy's rule); null if a rank is unknown.
* @throws Fault `shape` if two sizes differ and neither can be 1
*/
function broadcastShapes(call, shapes) {
	let result = [];
	for (const shape of shapes) {
		if (shape === null) return null;
		result = broadcastPair(call, result, shape);
	}
	return result;
}
function broadcastPair(call, a, b) {
	const rank = Math.max(a.length, b.length);
	const out = [];
	for (let axis = 0; axis < rank; axis++) {
		const size = broadcast(a[axis - rank + a.length] ?? 1, b[axis - rank + b.length] ?? 1);
		if (size === void 0) throw shapeFault(call, `${shapeText(a)} and ${shapeText(b)} can't be broadcast together`);
		out.push(size);
	}
	return out;
}

// src/count/ops/shared/element-type.ts
/** The element type in an integer attribute, or `fallback` if it is absent or 0 (undefined). */
function elementTypeAttr(call, name, fallback) {
	const number = intAttr(call, name) ?? 0;
	return number === 0 ? fallback : onnxDType(number);
}
/** The element type in a text attribute, as opsets 1 to 5 write it (`FLOAT`). */
function elementTypeNamed(call, name) {
	return onnxDTypeNamed(stringAttr(call, name)?.toUpperCase() ?? "");
}

// src/count/ops/shared/required.ts
/** The fault of a node without its input `i`. */
function missing(call, i) {
	return new Fault("bad-node", `${call.name}: ${call.node.op} lacks its input ${i}`, "the node is not valid ONNX: export the model again, or run onnx.checker on it");
}
/**
* Shape of a required input; null if it isn't known.
* @throws Fault `bad-node` if the node has no such input
*/
function requiredShape(call, i) {
	if (!has(call, i)) throw missing(call, i);
	return tensorAt(call, i)?.shape ?? null;
}
/** A required input as a tensor; undefined if its value isn't known to be one. @throws Fault `bad-node` */
function requiredTensor(call, i) {
	if (!has(call, i)) throw missing(call, i);
	return tensorAt(call, i);
}
/**
* Shape of a required input that has `least` axes or more; null if it isn't known.
* @throws Fault `bad-node` if the node has no such input, `shape` if it has fewer axes
*/
function shapeOfRank(call, i, least) {
	const shape = requiredShape(call, i);
	if (shape !== null && shape.length < least) throw shapeFault(call, `input ${i} has ${shape.length} axes, expected ${least} or more`);
	return shape;
}

// src/count/ops/shared/axes.ts
/**
* An axis counted from the front: \u22121 is the last of `rank`.
* @throws Fault `shape` if it is outside [\u2212rank, rank)
*/
function normalAxis(call, axis, rank) {
	if (!Number.isInteger(axis) || axis < -rank || axis >= rank) throw shapeFault(call, `axis ${axis} is outside a tensor of rank ${rank}`);
	return axis < 0 ? axis + rank : axis;
}
/**
* Axes counted from the front, in the order given.
* @throws Fault `shape` if one is outside or given twice
*/
function normalAxes(call, axes, rank) {
	if (axes.length > rank) throw shapeFault(call, `${axes.length} axes for a tensor of rank ${rank}`);
	const normal = axes.map((axis) => normalAxis(call, axis, rank));
	if (new Set(normal).size < normal.length) throw shapeFault(call, `an axis is given twice in [${axes.join(", ")}]`);
	return normal;
}

// src/count/ops/shared/content.ts
/** Elements up to which contents are followed; a larger tensor is a shape only. */
const maxContent = 4096;
/** True if every size is a number. */
function isConcrete(shape) {
	return shape !== null && shape.every((size) => typeof size === "number");
}
/** Product of sizes as a number; inexact above 2^53, so only to be compared with caps. */
function countOf(shape) {
	let count = 1;
	for (let axis = 0; axis < shape.length; axis++) count *= shape[axis];
	return count;
}
/**
* The shape as numbers where its contents may be followed: all sizes known, at most `maxContent` elements. Beside an empty axis
* the others are bounded too, so that no loop over an axis runs further.
*/
function smallShape(shape) {
	if (!isConcrete(shape) || shape.some((size) => size < 0)) return void 0;
	return countOf(shape.map((size) => Math.max(size, 1))) <= 4096 ? shape : void 0;
}
/** A tensor with its contents if they are given and fit the shape; else without. */
function withContent(dtype, shape, data) {
	const small = data === void 0 ? void 0 : smallShape(shape);
	return small === void 0 || data?.length !== countOf(small) ? {
		kind: "tensor",
		dtype,
		shape
	} : {
		kind: "tensor",
		dtype,
		shape,
		data
	};
}
/**
* As `withContent`, of contents made of those of `operands`: large ones, masks mostly, are worked out when somebody asks for them,
* which hardly anybody does. `content` depends on nothing that changes.
*/
function withLazyContent(dtype, operands, shape, content) {
	const small = operands.some((operand) => operand !== void 0 && "data" in operand) ? smallShape(shape) : void 0;
	if (small === void 0) return {
		kind: "tensor",
		dtype,
		shape
	};
	if (countOf(small) <= 64) return withContent(dtype, shape, content());
	let data;
	let isAsked = false;
	return {
		kind: "tensor",
		dtype,
		shape,
		get data() {
			if (!isAsked) data = content();
			isAsked = true;
			return data;
		}
	};
}
/** Steps between neighbours along each axis in row-major order, in elements. */
function stridesOf(shape) {
	const strides = [];
	let step = 1;
	for (let axis = shape.length - 1; axis >= 0; axis--) {
		strides[axis] = step;
		step *= shape[axis] ?? 1;
	}
	return strides;
}
/**
* Positions `offset + \u03a3 coordinate[k]\u00b7strides[k]` for all coordinates of `shape` in row-major order: with the right strides
* this is a transposition (permuted), a slice (multiplied, negative), a broadcast (0). Call only with a `smallShape`.
*/
function positionsOf(shape, strides, offset = 0) {
	if (shape.includes(0)) return [];
	let positions = [offset];
	for (let axis = 0; axis < shape.length; axis++) {
		const size = shape[axis];
		const stride = strides[axis] ?? 0;
		if (size === 1) continue;
		const next = [];
		for (let at = 0; at < positions.length; at++) {
			const position = positions[at];
			for (let i = 0; i < size; i++) next.push(position + i * stride);
		}
		positions = next;
	}
	return positions;
}
/** Elements picked by position; a position outside gives undefined. */
function pick(data, positions) {
	const picked = [];
	for (let i = 0; i < positions.length; i++) picked.push(data[positions[i]]);
	return picked;
}
/** Strides over `from` that walk it along the axes of `to`, to which it broadcasts (axes of size 1 and missing ones stand still). */
function broadcastStrides(from, to) {
	const strides = stridesOf(from);
	const missing = to.length - from.length;
	return to.map((_, axis) => (from[axis - missing] ?? 1) === 1 ? 0 : strides[axis - missing] ?? 0);
}
/** Contents of a tensor broadcast to `shape`; undefined if it has none, or the result is too large to follow. */
function broadcastContent(value, shape) {
	const to = smallShape(shape);
	const data = value?.data;
	if (to === void 0 || data === void 0 || !isConcrete(value?.shape ?? null)) return void 0;
	const from = value?.shape;
	if (from.length === to.length && from.every((size, axis) => size === to[axis])) return data;
	return countOf(from) === 1 && data.length === 1 ? Array.from({ length: countOf(to) }, () => data[0]) : pick(data, positionsOf(to, broadcastStrides(from, to)));
}
/** A tensor whose elements are `f` of those of the broadcast operands, as `zipContent` gives them. */
function zipped(dtype, operands, shape, f) {
	return withLazyContent(dtype, operands, shape, () => zipContent(operands, shape, f));
}
/**
* `f` over the broadcast operands, element by element; an operand without contents gives undefined elements. No contents
* (undefined) if the result is too large or no element comes out known. `f` depends on its operands alone: it isn't called
* again if they are those of the element before, as they mostly are in masks.
*/
function zipContent(operands, shape, f) {
	const to = smallShape(shape);
	if (to === void 0 || operands.every((operand) => operand?.data === void 0)) return void 0;
	const count = countOf(to);
	spend(count * stepsOfElement, "evaluating its loops, functions and contents");
	const lists = operands.map((operand) => readable$1(operand, to));
	const [a, b] = lists;
	const out = a !== void 0 && b !== void 0 && lists.length === 2 ? zipPair(a, b, count, f) : zipAll(lists, count, f);
	return count > 0 && out.every((scalar) => scalar === void 0) ? void 0 : out;
}
/** Steps of an element that is worked out. */
const stepsOfElement = 6;
const nothing$2 = {
	data: [],
	step: 0
};
function readable$1(operand, to) {
	const data = operand?.data;
	if (data?.length === 1 && countOf(to) > 1) return {
		data,
		step: 0
	};
	const all = broadcastContent(operand, to);
	return all === void 0 ? nothing$2 : {
		data: all,
		step: 1
	};
}
/** Most operators have two operands: no list is made for them. */
function zipPair(a, b, count, f) {
	const out = [];
	let [x, y] = [a.data[0], b.data[0]];
	let scalar = count > 0 ? f(x, y) : void 0;
	for (let i = 0; i < count; i++) {
		const [nextX, nextY] = [a.data[i * a.step], b.data[i * b.step]];
		if (!isSame(nextX, x) || !isSame(nextY, y)) scalar = f(nextX, nextY);
		x = nextX;
		y = nextY;
		out.push(scalar);
	}
	return out;
}
function zipAll(lists, count, f) {
	const out = [];
	for (let i = 0; i < count; i++) {
		const isAsBefore = i > 0 && lists.every(({ data, step }) => step === 0 || isSame(data[i * step], data[(i - 1) * step]));
		out.push(isAsBefore ? out[i - 1] : f(...lists.map(({ data, step }) => data[i * step])));
	}
	return out;
}
/** Zeros by their sign: arithmetic tells them apart. */
const isSame = (a, b) => a === b && (a !== 0 || Object.is(a, b));

// src/count/ops/elementwise/elementwise.ts
/** True of the types whose arithmetic is counted: real and complex floating point. */
const isCounted = (dtype) => isFloat(dtype) || dtype === "c64" || dtype === "c128";
/** `count` elements at this cost; unknown where the count is. */
function costOf(count, each) {
	if (count === void 0) return unknownCost;
	return {
		elementwise: mul(count, each.elementwise ?? 0),
		transcendentals: mul(count, each.transcendentals ?? 0)
	};
}
/** Sum of costs, figure by figure. */
function plusCost(...costs) {
	const [f, t] = [costs.map((cost) => cost.elementwise ?? 0), costs.map((cost) => cost.transcendentals ?? 0)];
	const total = {
		elementwise: f.reduce(add, 0),
		transcendentals: t.reduce(add, 0)
	};
	return costs.some((cost) => cost.lowerBound === true) ? {
		...total,
		lowerBound: true
	} : total;
}
/** The cost where the data (input `i`) is floating-point; integer, bool and string work is not arithmetic of the model. */
function ifCounted(call, i, cost) {
	const dtype = dtypeAt(call, i);
	return dtype === "unknown" ? unknownCost : isCounted(dtype) ? cost() : free;
}
/** Elements of output 0. */
function outputCount(outputs) {
	return outputs[0]?.kind === "tensor" ? elements(outputs[0].shape) : void 0;
}
/** `each` for every element of output 0 if input `data` is floating-point. */
function perElement(each, data = 0) {
	return (call, outputs) => ifCounted(call, data, () => costOf(outputCount(outputs), each));
}
/** Output 0 of the type and shape of input 0. */
const sameAsInput = (call) => {
	const x = requiredTensor(call, 0);
	return [x === void 0 ? void 0 : tensor(x.dtype, x.shape)];
};
/** One function of each element: shape of input 0, its type or `result`. */
function unaryShape(content, result) {
	return (call) => {
		const x = requiredTensor(call, 0);
		if (x === void 0) return [void 0];
		const dtype = result ?? x.dtype;
		if (content === void 0) return [tensor(dtype, x.shape)];
		return [withContent(dtype, x.shape, zipContent([x], x.shape, (a) => a === void 0 ? void 0 : content(x.dtype, a, call)))];
	};
}
/** The type that the operands share, from the first whose type is known. */
function commonType(call, positions) {
	return positions.map((i) => dtypeAt(call, i)).find((dtype) => dtype !== "unknown") ?? "unknown";
}
/** `content` over two operands that broadcast against each other; elements of their common type, or of `result`. */
function binaryShape(content, result) {
	return (call) => {
		return [binaryOutput(call, broadcastShapes(call, [requiredShape(call, 0), requiredShape(call, 1)]), [tensorAt(call, 0), tensorAt(call, 1)], content, result)];
	};
}
function binaryOutput(call, shape, operands, content, result) {
	const dtype = commonType(call, [0, 1]);
	if (content === void 0) return tensor(result ?? dtype, shape);
	return zipped(result ?? dtype, operands, shape, (a, b) => content(dtype, a, b));
}
/**
* Opsets 1 to 6: shapes are equal (or broadcast as later, which onnxruntime allows), or with `broadcast` = 1 the second operand is stretched over the first, its axes aligned at
* `axis` (at the last axes where absent). The output has the shape of the first.
* @throws Fault `shape` if the second doesn't fit
*/
function alignedBinaryShape(content, result) {
	return (call) => {
		const [a, b] = [requiredShape(call, 0), requiredShape(call, 1)];
		if ((intAttr(call, "broadcast") ?? 0) === 0) return [binaryOutput(call, broadcastShapes(call, [a, b]), [tensorAt(call, 0), tensorAt(call, 1)], content, result)];
		if (a === null || b === null) return [binaryOutput(call, a, [], void 0, result)];
		const aligned = alignedTo(call, a, b);
		const shape = broadcastShapes(call, [a, aligned]);
		if (shape === null || shape.length > a.length) throw shapeFault(call, `${shapeText(b)} is not broadcast over ${shapeText(a)}`);
		const second = tensorAt(call, 1);
		return [binaryOutput(call, a, [tensorAt(call, 0), second === void 0 ? void 0 : {
			...second,
			shape: aligned
		}], content, result)];
	};
}
/** Shape of `b` with the 1s behind it that put its axes where the attribute `axis` says. */
function alignedTo(call, a, b) {
	const axis = intAttr(call, "axis");
	if (axis === void 0) return b;
	const behind = a.length - normalAxis(call, axis, Math.max(a.length, 1)) - b.length;
	if (behind < 0) throw shapeFault(call, `${shapeText(b)} doesn't fit into ${shapeText(a)} at axis ${axis}`);
	return [...b, ...Array.from({ length: behind }, () => 1)];
}
/** Any number of operands that broadcast, folded by `content` from left to right; `last` makes the element of the total. */
function variadicShape(content, last) {
	return (call) => {
		const count = call.node.inputs.length;
		if (count === 0) throw missing(call, 0);
		const positions = call.node.inputs.map((_, i) => i);
		const shape = broadcastShapes(call, positions.map((i) => requiredShape(call, i)));
		const dtype = commonType(call, positions);
		const data = zipContent(positions.map((i) => tensorAt(call, i)), shape, (...scalars) => {
			const total = scalars.slice(1).reduce((a, b) => content(dtype, a, b), scalars[0]);
			return total === void 0 || last === void 0 ? total : last(dtype, total, count);
		});
		return [withContent(dtype, shape, data)];
	};
}
/** (n \u2212 1) operations per element of the output for n operands, and `more`. */
function variadicCost(more = 0) {
	return (call, outputs) => ifCounted(call, 0, () => costOf(outputCount(outputs), { elementwise: call.node.inputs.length - 1 + more }));
}
/** Product of the sizes before an axis (counted from the end if negative): the rows, if all axes from `axis` on belong together. */
function rowsBefore(shape, axis) {
	return shape === null ? void 0 : product$1(shape.slice(0, axis));
}

// src/count/ops/control/truth.ts
/** 1 if a \u2260 b, 0 if they are equal. */
function isUnequal(a, b) {
	if (typeof a === "number" && typeof b === "number") return a === b ? 0 : 1;
	const [above, below] = [sub(a, b), sub(b, a)];
	const order = sign(above);
	if (order === 0) return 0;
	if (order === 1 || order === -1) return 1;
	if (order === "nonneg") return min(1, above);
	return order === "nonpos" ? min(1, below) : max$1(max$1(min(1, above), min(1, below)), 0);
}
/** 1 if a > b, 0 elsewhere. */
function isAbove(a, b) {
	if (typeof a === "number" && typeof b === "number") return a > b ? 1 : 0;
	return max$1(min(1, sub(a, b)), 0);
}
/** 1 of 0, 0 of 1. */
const not = (truth) => add(1, neg(truth));
/** `a` for truth 1, `b` for truth 0. */
const choose$1 = (truth, a, b) => add(b, mul(truth, sub(a, b)));
/** A condition as a size of 0 or 1; undefined if known only at run time. */
function openTruth(value) {
	const scalar = value?.kind === "tensor" && value.dtype === "bool" ? value.data?.[0] : void 0;
	return isSize(scalar) ? scalar : void 0;
}

// src/count/ops/shared/rounding.ts
/** IEEE 754 and bfloat16; OCP 8-bit, 6-bit and 4-bit formats; the `fnuz` variants of ONNX (bias one higher, no infinity). */
const formats = /* @__PURE__ */ new Map([
	["f16", {
		mantissa: 10,
		least: -14,
		largest: 65504,
		overflow: "infinity"
	}],
	["bf16", {
		mantissa: 7,
		least: -126,
		largest: (2 - 2 ** -7) * 2 ** 127,
		overflow: "infinity"
	}],
	["f8e4m3fn", {
		mantissa: 3,
		least: -6,
		largest: 448,
		overflow: "nan"
	}],
	["f8e4m3fnuz", {
		mantissa: 3,
		least: -7,
		largest: 240,
		overflow: "nan"
	}],
	["f8e5m2", {
		mantissa: 2,
		least: -14,
		largest: 57344,
		overflow: "infinity"
	}],
	["f8e5m2fnuz", {
		mantissa: 2,
		least: -15,
		largest: 57344,
		overflow: "nan"
	}],
	["f6e2m3", {
		mantissa: 3,
		least: 0,
		largest: 7.5,
		overflow: "largest"
	}],
	["f6e3m2", {
		mantissa: 2,
		least: -2,
		largest: 28,
		overflow: "largest"
	}],
	["f4e2m1", {
		mantissa: 1,
		least: 0,
		largest: 6,
		overflow: "largest"
	}]
]);
/** The nearest integer, halves to the even one. */
function roundHalfEven(x) {
	if (!Number.isFinite(x) || Math.abs(x) >= 2 ** 52) return x;
	const low = Math.floor(x);
	const rest = x - low;
	const rounded = rest > .5 || rest === .5 && low % 2 !== 0 ? low + 1 : low;
	return rounded === 0 && (x < 0 || Object.is(x, -0)) ? -0 : rounded;
}
const view = /* @__PURE__ */ new DataView(/* @__PURE__ */ new ArrayBuffer(8));
/** \u230alog\u2082|x|\u230b of a normal double. */
function exponentOf(x) {
	view.setFloat64(0, x);
	return (view.getUint32(0) >>> 20 & 2047) - 1023;
}
/**
* A number rounded to the nearest value of a float type (ties to even). Undefined for types without rounding rule (f8e8m0, complex).
* @param saturate overflows and infinities become the largest finite value in the 8-bit formats, as Cast and QuantizeLinear have it
*/
function roundFloat(dtype, x, saturate = false) {
	if (dtype === "f32") return Math.fround(x);
	if (dtype === "f64") return x;
	const format = formats.get(dtype);
	if (format === void 0) return void 0;
	if (Number.isNaN(x)) return format.overflow === "largest" ? void 0 : NaN;
	const unit = 2 ** (Math.max(exponentOf(x), format.least) - format.mantissa);
	const rounded = Number.isFinite(x) ? roundHalfEven(x / unit) * unit : x;
	if (Math.abs(rounded) <= format.largest) return dtype.endsWith("fnuz") ? rounded + 0 : rounded;
	return format.overflow === "largest" || saturate && bitsOf(dtype) === 8 ? Math.sign(x) * format.largest : format.overflow === "nan" ? NaN : Math.sign(x) * Number.POSITIVE_INFINITY;
}
/** Smallest and largest value of an integer type; bool counts as one bit without sign. */
function integerRange(dtype) {
	const width = BigInt(dtype === "bool" ? 1 : bitsOf(dtype) ?? 64);
	return dtype.startsWith("i") ? {
		low: -(1n << width - 1n),
		high: (1n << width - 1n) - 1n
	} : {
		low: 0n,
		high: (1n << width) - 1n
	};
}
/**
* An integer as a type of this width stores it: two's complement wrap-around. A symbolic one is taken to fit 32 and 64 bits
* (sizes do); in a narrower type it isn't known, nor without sign unless provably \u2265 0.
*/
function wrapInteger(dtype, value) {
	const bits = bitsOf(dtype) ?? 64;
	const signed = dtype.startsWith("i");
	if (typeof value === "number") {
		if (!Number.isInteger(value)) return void 0;
		if (bits === 64 ? signed || value >= 0 : value >= (signed ? -(2 ** (bits - 1)) : 0) && value < 2 ** (signed ? bits - 1 : bits)) return value + 0;
	}
	const constant = constantOf(value);
	if (constant !== void 0) return fromBigInt(signed ? BigInt.asIntN(bits, constant) : BigInt.asUintN(bits, constant));
	return bits >= 32 && (signed || isNonNegative(value)) ? value : void 0;
}
/** `numerator / denominator` as a float scalar; a plain number if it has no symbols. The denominator is an integer other than 0. */
function ratio(numerator, denominator) {
	if (denominator < 0) return ratio(mul(numerator, -1), -denominator);
	const constant = constantOf(numerator);
	if (constant !== void 0) return Number(constant) / denominator;
	const whole = denominator === 1 ? numerator : truncDiv(numerator, denominator);
	const reduced = denominator !== 1 && mulEquals(whole, denominator, numerator);
	return {
		kind: "symbolic-float",
		numerator: reduced ? whole : numerator,
		denominator: reduced ? 1 : denominator
	};
}
function mulEquals(whole, denominator, numerator) {
	const back = mul(whole, denominator);
	return typeof back !== "number" && typeof numerator !== "number" && back.key === numerator.key;
}
/** True of an element that is a ratio of sizes. */
function isSymbolicFloat(scalar) {
	return typeof scalar === "object" && scalar.kind === "symbolic-float";
}
/**
* A result of arithmetic as its type stores it: floats rounded, integers wrapped around, bools 0 or 1. Undefined if the
* type can't hold it or it is unknown.
*/
function fit(dtype, scalar, saturate = false) {
	if (scalar === void 0 || dtype === "string") return typeof scalar === "string" ? scalar : void 0;
	if (typeof scalar === "string") return void 0;
	if (isFloat(dtype)) return typeof scalar === "number" ? roundFloat(dtype, scalar, saturate) : floatOf(dtype, scalar);
	if (isSymbolicFloat(scalar)) return void 0;
	if (isInteger(dtype)) return wrapInteger(dtype, scalar);
	return dtype === "bool" ? truth(scalar) : void 0;
}
/** A symbolic size or ratio as a float; a type that would round common sizes (below f16's 2048) doesn't know it. */
function floatOf(dtype, scalar) {
	const value = isSymbolicFloat(scalar) ? scalar : ratio(scalar, 1);
	if (typeof value === "number") return roundFloat(dtype, value);
	return dtype === "f64" || dtype === "f32" || dtype === "f16" ? value : void 0;
}
/** 1 if not 0, 0 if 0. */
const truth = (value) => isUnequal(value, 0);

// src/count/ops/elementwise/scalar-float.ts
/** The element as a float, a big integer constant too; undefined for a string. */
function asFloat(scalar) {
	if (typeof scalar === "number" || isSymbolicFloat(scalar)) return scalar;
	return typeof scalar === "string" ? void 0 : ratio(scalar, 1);
}
/** Largest odd factor of a constant that symbolic sizes are multiplied by: beyond it the product would be rounded at common sizes. */
const maxFactor = 4096;
/**
* The constant as a fraction with a power of two below, where arithmetic of sizes with it stays exact in its float type (sizes up
* to 2^12 in f32): `0.5`, `1.5`, `640`, not `1.3`.
*/
function fractionOf(x) {
	if (typeof x !== "number") return x;
	let [numerator, denominator] = [x, 1];
	while (!Number.isInteger(numerator) && denominator < 2 ** 20) [numerator, denominator] = [numerator * 2, denominator * 2];
	if (!Number.isSafeInteger(numerator)) return void 0;
	let odd = Math.abs(numerator);
	while (odd > maxFactor && odd % 2 === 0) odd /= 2;
	return odd <= maxFactor ? {
		numerator,
		denominator
	} : void 0;
}
function symbolic(a, b, combine) {
	const [left, right] = [fractionOf(a), fractionOf(b)];
	if (left === void 0 || right === void 0) return void 0;
	return Number.isSafeInteger(left.denominator * right.denominator) ? combine(left, right) : void 0;
}
function addFloat(a, b) {
	if (typeof a === "number" && typeof b === "number") return a + b;
	return symbolic(a, b, (x, y) => ratio(add(mul(x.numerator, y.denominator), mul(y.numerator, x.denominator)), x.denominator * y.denominator));
}
function subFloat(a, b) {
	return addFloat(a, negFloat(b));
}
function mulFloat(a, b) {
	if (typeof a === "number" && typeof b === "number") return a * b;
	return symbolic(a, b, (x, y) => ratio(mul(x.numerator, y.numerator), x.denominator * y.denominator));
}
/** a/b; a symbolic b only if it divides a evenly and can't be 0. */
function divFloat(a, b) {
	if (typeof a === "number" && typeof b === "number") return a / b;
	return symbolic(a, b, (x, y) => {
		const [up, down] = [mul(x.numerator, y.denominator), mul(y.numerator, x.denominator)];
		if (typeof down === "number") return down === 0 ? void 0 : ratio(up, down);
		const quotient = sign(down) === 1 ? floorDiv(up, down) : void 0;
		return quotient !== void 0 && sub(mul(quotient, down), up) === 0 ? ratio(quotient, 1) : void 0;
	});
}
function negFloat(x) {
	return typeof x === "number" ? -x : ratio(mul(x.numerator, -1), x.denominator);
}
/** Provable sign; undefined for NaN too. */
function signFloat(x) {
	if (typeof x === "number") return Number.isNaN(x) ? void 0 : sign(Math.sign(x));
	return sign(x.numerator);
}
function absFloat(x) {
	if (typeof x === "number") return Math.abs(x);
	return isNonNegative(x.numerator) ? x : isNonNegative(mul(x.numerator, -1)) ? negFloat(x) : void 0;
}
function floorFloat(x) {
	return typeof x === "number" ? Math.floor(x) : ratio(floorDiv(x.numerator, x.denominator), 1);
}
function ceilFloat(x) {
	return typeof x === "number" ? Math.ceil(x) : ratio(ceilDiv(x.numerator, x.denominator), 1);
}
/** Halves to the even neighbour: a ratio only if it is whole anyway. */
function roundFloatEven(x) {
	return typeof x === "number" ? roundHalfEven(x) : x.denominator === 1 ? x : void 0;
}
/** Provable sign of a \u2212 b, 0 if equal; undefined if it isn't decided, or one is NaN. */
function compareFloat(a, b) {
	if (typeof a === "number" && typeof b === "number") return a < b ? -1 : a > b ? 1 : a === b ? 0 : void 0;
	const difference = fractionOf(a) === void 0 || fractionOf(b) === void 0 ? void 0 : subFloat(a, b);
	return difference === void 0 ? void 0 : signFloat(difference);
}
/** Two integers in the order of a and b, at whatever sizes; undefined if a constant is too fine for arithmetic with sizes. */
function inOrderOf(a, b) {
	const [left, right] = [fractionOf(a), fractionOf(b)];
	if (left === void 0 || right === void 0) return void 0;
	return [mul(left.numerator, right.denominator), mul(right.numerator, left.denominator)];
}

// src/count/ops/elementwise/scalar.ts
/** True of the types whose elements are sizes: integers and bools. */
const holdsDims = (dtype) => isInteger(dtype) || dtype === "bool";
/** Arithmetic of two known elements, by the kind of their type, rounded or wrapped around as it stores them. */
function arithmetic$1(onDims, onFloats) {
	return (dtype, a, b) => {
		if (a === void 0 || b === void 0) return void 0;
		if (holdsDims(dtype)) return isSize(a) && isSize(b) ? fit(dtype, onDims(a, b, dtype)) : void 0;
		if (!isFloat(dtype)) return void 0;
		const [x, y] = [asFloat(a), asFloat(b)];
		return x === void 0 || y === void 0 ? void 0 : fit(dtype, onFloats(x, y));
	};
}
const addScalars = arithmetic$1(add, addFloat);
const subScalars = arithmetic$1(sub, subFloat);
const mulScalars = arithmetic$1(mul, mulFloat);
/** Integers truncate; division by 0 has no value. */
const divScalars = arithmetic$1((a, b) => b === 0 ? void 0 : truncDiv(a, b), divFloat);
/** Result with the sign of the divisor (Python's %). */
const floorModScalars = arithmetic$1((a, b) => b === 0 ? void 0 : mod(a, b), floorModFloat);
/** Result with the sign of the dividend (C's fmod). */
const truncModScalars = arithmetic$1((a, b) => b === 0 ? void 0 : sub(a, mul(b, truncDiv(a, b))), truncModFloat);
const minScalars = arithmetic$1(min, (a, b) => extremeFloat(a, b, -1));
const maxScalars = arithmetic$1(max$1, (a, b) => extremeFloat(a, b, 1));
function floorModFloat(a, b) {
	if (typeof a === "number" && typeof b === "number") {
		const rest = a % b;
		return rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest;
	}
	const quotient = divFloat(a, b);
	const whole = quotient === void 0 ? void 0 : mulFloat(floorFloat(quotient), b);
	return whole === void 0 ? void 0 : subFloat(a, whole);
}
function truncModFloat(a, b) {
	return typeof a === "number" && typeof b === "number" ? a % b : void 0;
}
/** The larger (`which` 1) or smaller (\u22121); NaN wins, as in numpy. */
function extremeFloat(a, b, which) {
	if (Number.isNaN(a) || Number.isNaN(b)) return NaN;
	const order = compareFloat(a, b);
	if (order === void 0) return void 0;
	return (order === 1 || order === 0 || order === "nonneg" ? 1 : -1) === which ? a : b;
}
/** Provable sign of a \u2212 b for numbers of one type; undefined if it isn't decided. */
function compareScalars(dtype, a, b) {
	if (typeof a === "string" || typeof b === "string") return typeof a !== "string" || typeof b !== "string" ? void 0 : a === b ? 0 : a < b ? -1 : 1;
	if (holdsDims(dtype)) return isSize(a) && isSize(b) ? sign(sub(a, b)) : void 0;
	if (!isFloat(dtype)) return void 0;
	const [x, y] = [asFloat(a), asFloat(b)];
	return x === void 0 || y === void 0 ? void 0 : compareFloat(x, y);
}
/**
* A comparison by the sign of a \u2212 b: `test` gives its truth for each sign that can occur, `open` that of sizes for which symbols
* leave it open.
*/
function comparison(test, open) {
	return (dtype, a, b) => {
		if (a === void 0 || b === void 0) return void 0;
		if (Number.isSafeInteger(a) && Number.isSafeInteger(b) && holdsDims(dtype)) return test(a === b ? 0 : a < b ? -1 : 1) ? 1 : 0;
		if (Number.isNaN(a) || Number.isNaN(b)) return 0;
		const order = compareScalars(dtype, a, b);
		if (typeof order === "number") return test(order) ? 1 : 0;
		if (order !== void 0) {
			const answers = (order === "nonneg" ? [0, 1] : [-1, 0]).map(test);
			if (answers[0] === answers[1]) return answers[0] === true ? 1 : 0;
		}
		const sizes = sizesOf(dtype, a, b);
		return sizes === void 0 ? void 0 : open(...sizes);
	};
}
/**
* Two elements as integers in their order; undefined if known only at run time. Of floats only those that hold every common size:
* f16 makes neighbours above 2048 equal.
*/
function sizesOf(dtype, a, b) {
	if (holdsDims(dtype)) return isSize(a) && isSize(b) ? [a, b] : void 0;
	if (dtype !== "f32" && dtype !== "f64" || a === void 0 || b === void 0) return void 0;
	const [x, y] = [asFloat(a), asFloat(b)];
	return x === void 0 || y === void 0 ? void 0 : inOrderOf(x, y);
}
const lessScalars = comparison((order) => order < 0, (a, b) => isAbove(b, a));
const greaterScalars = comparison((order) => order > 0, isAbove);
const atMostScalars = comparison((order) => order <= 0, (a, b) => not(isAbove(a, b)));
const atLeastScalars = comparison((order) => order >= 0, (a, b) => not(isAbove(b, a)));
const equalComparison = comparison((order) => order === 0, (a, b) => not(isUnequal(a, b)));
/** Equality of any two elements, strings too; sizes are unequal if one provably exceeds the other. */
const equalScalars = (dtype, a, b) => {
	if (a !== void 0 && b !== void 0 && isSize(a) && isSize(b) && holdsDims(dtype)) {
		if (equal(a, b)) return 1;
		if (isAtLeast(a, b) === false || isAtLeast(b, a) === false) return 0;
	}
	return equalComparison(dtype, a, b);
};
/** Logic on truths that are sizes of 0 or 1, with one known operand if it decides. */
function logic(f, decided) {
	return (_, a, b) => {
		if (decided !== void 0 && (a === decided || b === decided)) return decided;
		return isSize(a) && isSize(b) ? f(a, b) : void 0;
	};
}
const andScalars = logic((a, b) => equal(a, b) ? a : mul(a, b), 0);
const orScalars = logic((a, b) => choose$1(a, 1, b), 1);
const xorScalars = logic((a, b) => choose$1(a, not(b), b));
/** Bitwise logic on integers that are known. */
function bitwise(f) {
	return (dtype, a, b) => {
		if (!isInteger(dtype)) return void 0;
		const [x, y] = [isSize(a) ? constantOf(a) : void 0, isSize(b) ? constantOf(b) : void 0];
		return x === void 0 || y === void 0 ? void 0 : fit(dtype, fromBigInt(f(x, y)));
	};
}
const bitAndScalars = bitwise((a, b) => a & b);
const bitOrScalars = bitwise((a, b) => a | b);
const bitXorScalars = bitwise((a, b) => a ^ b);
/** a\u00b72^b or \u230aa/2^b\u230b by a known number of bits below the width. */
function shiftScalars(left) {
	return (dtype, a, b) => {
		if (!isInteger(dtype) || !isSize(a) || typeof b !== "number" || b < 0 || b >= (bitsOf(dtype) ?? 64)) return void 0;
		const power = fromBigInt(1n << BigInt(b));
		return fit(dtype, left ? mul(a, power) : truncDiv(sub(a, mod(a, power)), power));
	};
}
/** a^b in the type of a; b of another type. Integers exactly (wrapped around), floats by the platform's pow. */
function powScalars(dtype, exponentType, a, b) {
	if (a === void 0 || typeof b !== "number") return void 0;
	if (isFloat(dtype)) {
		const base = asFloat(a);
		if (typeof base === "number") return fit(dtype, base ** b);
		return base === void 0 || b < 0 || b > 8 || !Number.isInteger(b) ? void 0 : fit(dtype, repeated$1(base, b));
	}
	if (!isInteger(dtype) || !isSize(a)) return void 0;
	if (Number.isInteger(b)) return b < 0 ? void 0 : fit(dtype, integerPower(a, b));
	return isFloat(exponentType) && typeof a === "number" ? truncated(dtype, a ** b) : void 0;
}
function repeated$1(base, times) {
	let result = 1;
	for (let i = 0; i < times && result !== void 0; i++) result = mulFloat(result, base);
	return result;
}
function integerPower(base, exponent) {
	if (typeof base === "number" && (exponent <= 64 || Math.abs(base) <= 1)) {
		const result = base ** exponent;
		return Number.isSafeInteger(result) ? result : fromBigInt(BigInt(base) ** BigInt(exponent));
	}
	if (exponent > 8) return void 0;
	let result = 1;
	for (let i = 0; i < exponent; i++) result = mul(result, base);
	return result;
}
/** A total over so many operands: their mean. Integers truncate. */
function divByCount(dtype, total, count) {
	return divScalars(dtype, total, count);
}
/** A float as an integer type holds it, rounded toward zero; undefined outside its range, where the result is not defined. */
function truncated(dtype, x) {
	const whole = Math.trunc(x);
	if (!Number.isFinite(whole)) return void 0;
	const { low, high } = integerRange(dtype);
	const big = BigInt(whole);
	return big >= low && big <= high ? fromBigInt(big) : void 0;
}

// src/count/ops/elementwise/unary.ts
/** A function of floats that are plain numbers, e.g. `numeric(Math.sqrt)`; ratios of sizes aren't followed through it. */
function numeric(f) {
	return (dtype, x) => isFloat(dtype) && typeof x === "number" ? fit(dtype, f(x)) : void 0;
}
/** A function with float attributes and their defaults, in the order of `defaults`. */
function numericWith(defaults, f) {
	return (dtype, x, call) => {
		const attributes = Object.entries(defaults).map(([name, fallback]) => floatAttr(call, name) ?? fallback);
		return isFloat(dtype) && typeof x === "number" ? fit(dtype, f(x, ...attributes)) : void 0;
	};
}
function onFloat(dtype, x, f) {
	const value = asFloat(x);
	return value === void 0 ? void 0 : fit(dtype, f(value));
}
const absContent = (dtype, x) => {
	if (isFloat(dtype)) return onFloat(dtype, x, absFloat);
	if (!isInteger(dtype) || !isDim(x)) return void 0;
	return isNonNegative(x) ? x : isNonNegative(neg(x)) ? fit(dtype, neg(x)) : void 0;
};
const negContent = (dtype, x) => {
	if (isFloat(dtype)) return onFloat(dtype, x, negFloat);
	return isInteger(dtype) && isDim(x) ? fit(dtype, neg(x)) : void 0;
};
const signContent = (dtype, x) => {
	if (Number.isNaN(x)) return NaN;
	const value = isFloat(dtype) ? asFloat(x) : void 0;
	const result = isFloat(dtype) ? value !== void 0 && signFloat(value) : isDim(x) && sign(x);
	return typeof result === "number" ? result : void 0;
};
/** Floor and its like leave integers as they are. */
function rounding(f) {
	return (dtype, x) => isFloat(dtype) ? onFloat(dtype, x, f) : void 0;
}
const floorContent = rounding(floorFloat);
const ceilContent = rounding(ceilFloat);
const roundContent = rounding(roundFloatEven);
const notContent = (_, x) => typeof x === "number" ? Number(x === 0) : isDim(x) ? not(x) : void 0;
const bitNotContent = (dtype, x) => {
	const value = isInteger(dtype) && isDim(x) ? constantOf(x) : void 0;
	if (value === void 0) return void 0;
	return fromBigInt(dtype.startsWith("i") ? ~value : BigInt.asUintN(bitsOf(dtype) ?? 64, ~value));
};
/** IsInf with its attributes `detect_negative` and `detect_positive`, given as truth of each. */
function isInfContent(x, negative, positive) {
	if (typeof x !== "number") return 0;
	return Number(x === Number.POSITIVE_INFINITY && positive || x === Number.NEGATIVE_INFINITY && negative);
}
const isNaNContent = (_, x) => Number(Number.isNaN(x));
const sigmoid$1 = (x) => 1 / (1 + Math.exp(-x));
const softplus$1 = (x) => x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
/** Functions of one number by the formulas of the ONNX specification. */
const functions = {
	affine: (x, alpha = 1, beta = 0) => alpha * x + beta,
	sigmoid: sigmoid$1,
	softplus: softplus$1,
	mish: (x) => x * Math.tanh(softplus$1(x)),
	softsign: (x) => x / (1 + Math.abs(x)),
	reciprocal: (x) => 1 / x,
	hardSwish: (x) => x * Math.max(0, Math.min(1, x / 6 + .5)),
	hardSigmoid: (x, alpha = .2, beta = .5) => Math.max(0, Math.min(1, alpha * x + beta)),
	swish: (x, alpha = 1) => x * sigmoid$1(alpha * x),
	elu: (x, alpha = 1) => x < 0 ? alpha * (Math.exp(x) - 1) : x,
	celu: (x, alpha = 1) => Math.max(0, x) + Math.min(0, alpha * (Math.exp(x / alpha) - 1)),
	selu: (x, alpha = 1, gamma = 1) => gamma * (x <= 0 ? alpha * Math.exp(x) - alpha : x),
	leakyRelu: (x, alpha = .01) => x < 0 ? alpha * x : x,
	thresholdedRelu: (x, alpha = 1) => x > alpha ? x : 0,
	shrink: (x, bias = 0, lambd = .5) => x < -lambd ? x + bias : x > lambd ? x - bias : 0
};
/** Gelu, where `approximate` is "tanh"; the exact one needs erf, which isn't followed. */
const geluContent = (dtype, x, call) => {
	if (stringAttr(call, "approximate") !== "tanh") return void 0;
	return numeric((v) => .5 * v * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (v + .044715 * v ** 3))))(dtype, x, call);
};

// src/count/ops/elementwise/activation.ts
/** x\u00b7(1 + erf(x/\u221a2))/2: divide, add, two multiplies, one erf. */
const erfGelu = {
	elementwise: 4,
	transcendentals: 1
};
/** x\u00b7(1 + tanh(\u221a(2/\u03c0)\u00b7(x + 0.044715\u00b7x\u00b3)))/2: four multiplies, two adds; a power and a tanh. */
const tanhGelu = {
	elementwise: 6,
	transcendentals: 2
};
/** x\u00b7sigmoid(x); with a factor on the sigmoid's argument one multiply more. */
const silu = {
	elementwise: 4,
	transcendentals: 1
};
const scaledSilu = {
	elementwise: 5,
	transcendentals: 1
};
/** Gelu by its attribute `approximate`. */
const geluCost = (call, outputs) => perElement(stringAttr(call, "approximate") === "tanh" ? tanhGelu : erfGelu)(call, outputs);
/** x\u00b7sigmoid(alpha\u00b7x), `alpha` 1 if absent or as given by `fallback`. */
function swishCost(fallback = 1) {
	return (call, outputs) => perElement((floatAttr(call, "alpha") ?? fallback) === 1 ? silu : scaledSilu)(call, outputs);
}
/** Swish(A)\u00b7B over operands that broadcast. */
const swiGluShape = (call) => {
	const shape = broadcastShapes(call, [requiredShape(call, 0), requiredShape(call, 1)]);
	const dtype = commonType(call, [0, 1]);
	const alpha = floatAttr(call, "alpha") ?? 1;
	const data = zipContent([tensorAt(call, 0), tensorAt(call, 1)], shape, (a, b) => mulScalars(dtype, typeof a === "number" ? fit(dtype, functions.swish(a, alpha)) : void 0, b));
	return [withContent(dtype, shape, data)];
};
/** Swish and one multiply for each element. */
const swiGluCost = (call, outputs) => {
	const swish = (floatAttr(call, "alpha") ?? 1) === 1 ? silu : scaledSilu;
	return ifCounted(call, 0, () => costOf(outputCount(outputs), {
		...swish,
		elementwise: (swish.elementwise ?? 0) + 1
	}));
};
function clipped(dtype, x, low, high) {
	const raised = low === void 0 ? x : maxScalars(dtype, x, low);
	return high === void 0 ? raised : minScalars(dtype, raised, high);
}
/** Limits as attributes `min` and `max` (opsets 1 to 10). */
const clipAttrsShape = (call) => {
	const x = requiredTensor(call, 0);
	if (x === void 0) return [void 0];
	const [low, high] = [floatAttr(call, "min"), floatAttr(call, "max")];
	return [keepQuantized(x, withContent(x.dtype, x.shape, zipContent([x], x.shape, (a) => clipped(x.dtype, a, low, high))))];
};
/** Limits as scalar inputs 1 and 2, each optional. */
const clipInputsShape = (call) => {
	const x = requiredTensor(call, 0);
	if (x === void 0) return [void 0];
	const [low, high] = [tensorAt(call, 1)?.data?.[0], tensorAt(call, 2)?.data?.[0]];
	const data = (low !== void 0 || !has(call, 1)) && (high !== void 0 || !has(call, 2)) ? zipContent([x], x.shape, (a) => clipped(x.dtype, a, low, high)) : void 0;
	return [keepQuantized(x, withContent(x.dtype, x.shape, data))];
};
/** Cutting off values doesn't take a tensor out of the integer grid it was dequantised from. */
function keepQuantized(from, to) {
	return from.quantized === void 0 ? to : {
		...to,
		quantized: from.quantized
	};
}
/** max(x, 0), still on the integer grid that x was dequantised to. */
const reluShape = (call) => {
	const x = requiredTensor(call, 0);
	if (x === void 0) return [void 0];
	return [keepQuantized(x, withContent(x.dtype, x.shape, zipContent([x], x.shape, (a) => maxScalars(x.dtype, a, 0))))];
};
/** Slope times x where x is below 0; the slope broadcasts to x, whose shape the output has. `aligned`: one a channel, as opsets 1 to 6 have it. */
function preluShape(aligned = false) {
	return (call) => {
		const x = requiredTensor(call, 0);
		const slope = requiredTensor(call, 1);
		if (x === void 0) return [void 0];
		const shape = aligned ? channelSlope(slope, x) : slope?.shape;
		const one = slope === void 0 || shape === void 0 ? void 0 : {
			...slope,
			shape
		};
		if (!aligned && slope !== void 0) broadcastShapes(call, [x.shape, slope.shape]);
		const data = zipContent([x, one], x.shape, (a, s) => {
			const below = lessScalars(x.dtype, a, 0);
			return below === void 0 ? void 0 : below === 0 ? a : mulScalars(x.dtype, a, s);
		});
		return [withContent(x.dtype, x.shape, data)];
	};
}
/** Opsets 1 to 6: one slope for all, or one a channel (axis 1). */
function channelSlope(slope, x) {
	if (slope?.shape?.length !== 1 || slope.shape[0] === 1 || x.shape === null) return slope?.shape;
	return [...slope.shape, ...Array.from({ length: Math.max(x.shape.length - 2, 0) }, () => 1)];
}
/** Truth of infinity; `detect_negative` and `detect_positive` say which infinities count. */
const isInfShape = (call) => {
	const x = requiredTensor(call, 0);
	if (x === void 0) return [void 0];
	const negative = (intAttr(call, "detect_negative") ?? 1) !== 0;
	const positive = (intAttr(call, "detect_positive") ?? 1) !== 0;
	const data = zipContent([x], x.shape, (a) => a === void 0 ? void 0 : isInfContent(a, negative, positive));
	return [withContent("bool", x.shape, data)];
};

// src/count/ops/elementwise/fused-activation.ts
const each = (elementwise, transcendentals = 0) => ({
	elementwise,
	transcendentals
});
/** What an activation costs per element as an operator of its own, by the names that fused operators give it, in lower case. */
const activations$1 = /* @__PURE__ */ new Map([
	["", each(0)],
	["none", each(0)],
	["identity", each(0)],
	["affine", each(2)],
	["celu", each(4, 1)],
	["clip", each(2)],
	["elu", each(2, 1)],
	["fastgelu", tanhGelu],
	["gelu", erfGelu],
	["hardsigmoid", each(4)],
	["hardswish", each(5)],
	["leakyrelu", each(2)],
	["parametricsoftplus", each(3, 2)],
	["quickgelu", scaledSilu],
	["relu", each(1)],
	["relu2", each(2)],
	["relu_squared", each(2)],
	["scaledtanh", each(2, 1)],
	["selu", each(4, 1)],
	["sigmoid", each(3, 1)],
	["silu", silu],
	["softmax", each(4, 1)],
	["logsoftmax", each(4, 2)],
	["softplus", each(1, 2)],
	["softsign", each(3)],
	["swish", silu],
	["tanh", each(0, 1)],
	["thresholdedrelu", each(1)]
]);
/** Cost of the activation `name` on `size` elements, as if it were a node of its own; a lower bound for a name not known. */
function fusedActivation(name, size) {
	const found = activations$1.get(name.toLowerCase());
	return found === void 0 ? unknownCost : costOf(size, found);
}
/** Cost of the activation that the attribute `activation` names, if any. */
function activationAttrCost(call, size) {
	return fusedActivation(stringAttr(call, "activation") ?? "", size);
}

// src/count/ops/norm/norm.ts
/**
* Mean, deviation, variance, division and scaling of N elements in R rows: mean N + R, subtraction N, squares N, their mean
* N + R, epsilon R, root R (transcendental), division N, scale N, and N for a bias.
*/
function layerNormCost(n, rows, hasBias = true) {
	return plusCost(costOf(n, { elementwise: hasBias ? 7 : 6 }), costOf(rows, {
		elementwise: 3,
		transcendentals: 1
	}));
}
/** Root mean square of N elements in R rows: squares N, their mean N + R, epsilon R, root R, division N, scale N. */
function rmsNormCost(n, rows) {
	return plusCost(costOf(n, { elementwise: 4 }), costOf(rows, {
		elementwise: 2,
		transcendentals: 1
	}));
}
/** The axis from which a layer norm takes all axes together; attribute `axis`, the last by default. */
function normAxis(call, rank) {
	return normalAxis(call, intAttr(call, "axis") ?? -1, rank);
}
/** Shape of a layer norm's statistics: the input's, with 1 from the axis on. */
function statisticsShape(call, shape) {
	if (shape === null) return null;
	const axis = normAxis(call, shape.length);
	return shape.map((size, i) => i < axis ? size : 1);
}
/** @throws Fault `shape` if input `i` doesn't broadcast into the shape of `x` */
function requireInto(call, x, i) {
	const other = shapeAt(call, i);
	if (x === null || other === null || !has(call, i)) return;
	if (other.length > x.length) throw shapeFault(call, `input ${i} of shape ${shapeText(other)} is not broadcast into ${shapeText(x)}`);
	if (broadcastShapes(call, [x, other])?.some((size, axis) => isAtLeast(x[axis] ?? 1, size) === false) === true) throw shapeFault(call, `input ${i} of shape ${shapeText(other)} is not broadcast into ${shapeText(x)}`);
}
/** Output 0 like the input, in the type of input `typed`; behind it the statistics (mean, inverse deviation), in the type of attribute `stash_type`. */
function layerNormShape(options = {}) {
	const { typed = 0, outputs = 3 } = options;
	return (call) => {
		const x = requiredTensor(call, 0);
		requiredShape(call, 1);
		if (x === void 0) return [void 0];
		requireInto(call, x.shape, 1);
		requireInto(call, x.shape, 2);
		const dtype = dtypeAt(call, typed);
		const rows = tensor(elementTypeAttr(call, "stash_type", "f32"), statisticsShape(call, x.shape));
		return [tensor(dtype === "unknown" ? x.dtype : dtype, x.shape), ...Array.from({ length: outputs - 1 }, () => rows)];
	};
}
/** Cost of a layer norm over the axes from attribute `axis` on; input 2 is the bias. */
const layerNormOverAxes = (call) => overAxes(call, (n, rows) => layerNormCost(n, rows, has(call, 2)));
/** Cost of a root-mean-square norm over the axes from attribute `axis` on. */
const rmsNormOverAxes = (call) => overAxes(call, rmsNormCost);
function overAxes(call, cost) {
	const shape = shapeAt(call, 0);
	return ifCounted(call, 0, () => shape === null ? unknownCost : cost(elements(shape), rowsBefore(shape, normAxis(call, shape.length))));
}
/** Size of the channel axis; undefined if the rank is unknown. @throws Fault `shape` for a rank below 2 */
function channelsOf(call, shape, at) {
	if (shape === null) return void 0;
	if (shape.length < 2) throw shapeFault(call, `${shapeText(shape)} has no channel axis`);
	return at === "first" ? shape[1] : shape.at(-1);
}
/** @throws Fault `shape` if input `i` is known not to be a vector of `count` elements */
function requireVector(call, i, count) {
	const shape = shapeAt(call, i);
	if (!has(call, i) || shape === null || count === void 0) return;
	const size = shape.length === 1 ? shape[0] : void 0;
	if (!(size !== void 0 && isAtLeast(size, count) !== false && isAtLeast(count, size) !== false)) throw shapeFault(call, `input ${i} has shape ${shapeText(shape)}, expected ${shapeText([count])}`);
}
/** Normalisation of each channel of each sample; scale and bias are one a channel. */
function instanceNormShape(at = "first") {
	return (call) => {
		const x = requiredTensor(call, 0);
		requiredShape(call, 2);
		if (x === void 0) return [void 0];
		for (const i of [1, 2]) requireVector(call, i, channelsOf(call, x.shape, at));
		return [tensor(x.dtype, x.shape)];
	};
}
/** R = samples \u00b7 channels rows. */
function instanceNormCost(at = "first") {
	return (call) => {
		const shape = shapeAt(call, 0);
		return ifCounted(call, 0, () => layerNormCost(elements(shape), rowsOf$1(shape, channelsOf(call, shape, at))));
	};
}
function rowsOf$1(shape, perSample) {
	return shape === null || perSample === void 0 ? void 0 : mul(shape[0] ?? 1, perSample);
}
/** A required integer attribute. @throws Fault `bad-attribute` if missing or below 1 */
function positiveAttr(call, name) {
	const value = intAttr(call, name);
	if (value === void 0 || value < 1) throw new Fault("bad-attribute", `${call.name}: attribute ${name} of ${call.node.op} is ${value ?? "missing"}, expected 1 or more`, "export the model again; the node is not valid ONNX");
	return value;
}
/** Normalisation of each group of channels of each sample. `scaled`: scale and bias are one a group or one a channel. */
function groupNormShape(scaled) {
	return (call) => {
		const x = requiredTensor(call, 0);
		requiredShape(call, 2);
		if (x === void 0) return [void 0];
		const groups = positiveAttr(call, "num_groups");
		const channels = channelsOf(call, x.shape, "first");
		requireDivisible(call, channels, groups);
		for (const i of [1, 2]) requireVector(call, i, scaled === "group" ? groups : channels);
		return [tensor(x.dtype, x.shape)];
	};
}
/** @throws Fault `shape` if the channels are known not to be a multiple of the groups */
function requireDivisible(call, channels, groups) {
	if (channels === void 0) return;
	const rest = mod(channels, groups);
	if (typeof rest === "number" && rest !== 0) throw shapeFault(call, `${shapeText([channels])} channels can't be split into ${groups} groups`);
}
/** R = samples \u00b7 groups rows. */
const groupNormCost = (call) => {
	const shape = shapeAt(call, 0);
	return ifCounted(call, 0, () => layerNormCost(elements(shape), rowsOf$1(shape, positiveAttr(call, "num_groups"))));
};
/** Division by the p-norm along an axis: absolute values or squares N, their sum N, division N, a root for p = 2. */
const lpNormCost = (call) => {
	const shape = shapeAt(call, 0);
	return ifCounted(call, 0, () => {
		if (shape === null) return unknownCost;
		const axis = normalAxis(call, intAttr(call, "axis") ?? -1, shape.length);
		const rows = product$1(shape.filter((_, i) => i !== axis));
		return plusCost(costOf(elements(shape), { elementwise: 3 }), costOf(rows, { transcendentals: (intAttr(call, "p") ?? 2) === 2 ? 1 : 0 }));
	});
};
/** Mean and variance over attribute `axes` by E(x\u00b2) \u2212 E(x)\u00b2, as the operator is defined. */
const meanVarianceCost = (call) => {
	const shape = shapeAt(call, 0);
	return ifCounted(call, 0, () => {
		if (shape === null) return unknownCost;
		const rows = product$1(shape.filter((_, i) => !varianceAxes(call, shape.length).includes(i)));
		return plusCost(costOf(elements(shape), {
			elementwise: 4,
			transcendentals: 1
		}), costOf(rows, {
			elementwise: 4,
			transcendentals: 2
		}));
	});
};
/** Attribute `axes`; before opset 9 the axes behind the channels, and with `across_channels` the channels too. */
function varianceAxes(call, rank) {
	if (call.version >= 9) return normalAxes(call, intsAttr(call, "axes") ?? [
		0,
		2,
		3
	], rank);
	const first = (intAttr(call, "across_channels") ?? 0) === 0 ? 2 : 1;
	return Array.from({ length: Math.max(rank - first, 0) }, (_, i) => first + i);
}
/** Local response: squares 1, their sum over `size` channels size \u2212 1, factor, offset and division 3, a power. */
const localResponseCost = (call) => {
	const size = positiveAttr(call, "size");
	return ifCounted(call, 0, () => costOf(elements(shapeAt(call, 0)), {
		elementwise: size + 3,
		transcendentals: 1
	}));
};
/** A tensor like `like` but in the type of input `i`. */
function typedLike(call, like, i) {
	const source = tensorAt(call, i);
	return tensor(source?.dtype ?? "unknown", like);
}
/** A cost and that of the activation that attribute `activation` names, on each element of the output. */
function withActivation(cost) {
	return (call, outputs) => {
		const count = outputCount(outputs);
		return count === void 0 ? unknownCost : plusCost(cost(call, outputs), activationAttrCost(call, count));
	};
}

// src/count/ops/elementwise/binary.ts
/** Remainder with the sign of the divisor, or of the dividend with attribute `fmod` = 1. */
const modShape = (call) => {
	const content = (intAttr(call, "fmod") ?? 0) === 0 ? floorModScalars : truncModScalars;
	return binaryShape(content)(call);
};
/** Shift in the attribute `direction`, LEFT or RIGHT. */
const bitShiftShape = (call) => binaryShape(shiftScalars(stringAttr(call, "direction") === "LEFT"))(call);
/** Power in the type of the base; the exponent may have another. `aligned`: with `broadcast` and `axis` (opsets 1 to 6). */
function powShape(aligned = false) {
	return (call) => {
		const [base, exponent] = [dtypeAt(call, 0), dtypeAt(call, 1)];
		const content = (_, a, b) => powScalars(base, exponent, a, b);
		return (aligned ? alignedBinaryShape(content, base) : binaryShape(content, base))(call);
	};
}
function whereOperands(call) {
	return broadcastShapes(call, [
		requiredShape(call, 0),
		requiredShape(call, 1),
		requiredShape(call, 2)
	]);
}
/** Element of input 1 if the condition holds, of input 2 elsewhere; known where the condition is, or both agree. */
const whereShape = (call) => {
	const shape = whereOperands(call);
	const dtype = commonType(call, [1, 2]);
	const element = (condition, x, y) => {
		if (typeof condition === "number") return condition === 0 ? y : x;
		if (x === y) return x;
		return isSize(condition) && isSize(x) && isSize(y) && !isFloat(dtype) ? choose$1(condition, x, y) : void 0;
	};
	return [zipped(dtype, [
		tensorAt(call, 0),
		tensorAt(call, 1),
		tensorAt(call, 2)
	], shape, element)];
};

// src/count/ops/elementwise/binary-table.ts
const costs = {
	cost: perElement({ elementwise: 1 }),
	formula: "F = N"
};
const nothing$1 = {
	cost: () => free,
	formula: "0"
};
/** Two operands; `broadcast` and `axis` attributes before opset 7, numpy's broadcasting since. */
function broadcasting(name, content, rest, result) {
	return op(name, {
		since: 1,
		shape: alignedBinaryShape(content, result),
		...rest
	}, {
		since: 7,
		shape: binaryShape(content, result),
		...rest
	});
}
/** Any number of operands that broadcast (before opset 8 of one shape). */
function variadic(name, content, formula, last) {
	const cost = variadicCost(last === void 0 ? 0 : 1);
	return op(name, {
		since: 1,
		shape: variadicShape(content, last),
		cost,
		formula
	});
}
/** Operators on several tensors, element by element. */
const binaryOps = [
	broadcasting("Add", addScalars, costs),
	broadcasting("And", andScalars, nothing$1, "bool"),
	op("BitShift", {
		since: 11,
		shape: bitShiftShape,
		...nothing$1
	}),
	op("BitwiseAnd", {
		since: 18,
		shape: binaryShape(bitAndScalars),
		...nothing$1
	}),
	op("BitwiseOr", {
		since: 18,
		shape: binaryShape(bitOrScalars),
		...nothing$1
	}),
	op("BitwiseXor", {
		since: 18,
		shape: binaryShape(bitXorScalars),
		...nothing$1
	}),
	broadcasting("Div", divScalars, costs),
	broadcasting("Equal", equalScalars, nothing$1, "bool"),
	broadcasting("Greater", greaterScalars, nothing$1, "bool"),
	op("GreaterOrEqual", {
		since: 12,
		shape: binaryShape(atLeastScalars, "bool"),
		...nothing$1
	}),
	broadcasting("Less", lessScalars, nothing$1, "bool"),
	op("LessOrEqual", {
		since: 12,
		shape: binaryShape(atMostScalars, "bool"),
		...nothing$1
	}),
	variadic("Max", maxScalars, "F = (n \u2212 1)\u00b7N"),
	variadic("Mean", addScalars, "F = n\u00b7N", divByCount),
	variadic("Min", minScalars, "F = (n \u2212 1)\u00b7N"),
	op("Mod", {
		since: 10,
		shape: modShape,
		...costs
	}),
	broadcasting("Mul", mulScalars, costs),
	broadcasting("Or", orScalars, nothing$1, "bool"),
	op("Pow", {
		since: 1,
		shape: powShape(true),
		cost: perElement({ transcendentals: 1 }),
		formula: "T = N"
	}, {
		since: 7,
		shape: powShape(),
		cost: perElement({ transcendentals: 1 }),
		formula: "T = N"
	}),
	broadcasting("Sub", subScalars, costs),
	variadic("Sum", addScalars, "F = (n \u2212 1)\u00b7N"),
	op("Where", {
		since: 9,
		shape: whereShape,
		...nothing$1
	}),
	broadcasting("Xor", xorScalars, nothing$1, "bool")
];

// src/count/ops/elementwise/cast.ts
/** An element of one type as another, by ONNX's table; undefined if the result isn't defined or unknown. */
function castScalar(from, to, x, saturate = true) {
	if (to === "string") return typeof x === "string" ? x : isInteger(from) && isDim(x) ? constantOf(x)?.toString() : void 0;
	if (typeof x === "string") return parsed(to, x);
	if (to === "bool") return Number.isNaN(x) ? 1 : isSymbolicFloat(x) ? fit("bool", x.numerator) : fit("bool", x);
	if (!isInteger(to) || !isFloat(from)) return fit(to, x, saturate);
	if (typeof x === "number") return truncated(to, x);
	return isSymbolicFloat(x) ? fit(to, towardZero(x.numerator, x.denominator)) : fit(to, x);
}
function towardZero(numerator, denominator) {
	return isNonNegative(numerator) ? truncDiv(numerator, denominator) : neg(truncDiv(neg(numerator), denominator));
}
function parsed(to, text) {
	if (isInteger(to)) return /^[+-]?\d{1,15}$/.test(text) ? fit(to, Number(text)) : void 0;
	if (!isFloat(to)) return void 0;
	const special = /^([+-]?)inf(inity)?$/i.exec(text);
	if (special !== null) return fit(to, special[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY);
	if (/^nan$/i.test(text)) return fit(to, NaN);
	return text.trim() === "" || Number.isNaN(Number(text)) ? void 0 : fit(to, Number(text));
}
function castTo(call, x, to) {
	if (x === void 0) return {
		kind: "tensor",
		dtype: to,
		shape: null
	};
	const saturate = (intAttr(call, "saturate") ?? 1) !== 0;
	const value = zipped(to, [x], x.shape, (a) => a === void 0 ? void 0 : castScalar(x.dtype, to, a, saturate));
	return x.quantized === void 0 || !isFloat(to) ? value : {
		...value,
		quantized: x.quantized
	};
}
/** To the type that attribute `to` names; `byName`: as text (opset 1). @throws Fault `bad-attribute` if it is missing */
function castShape(byName = false) {
	return (call) => [castTo(call, requiredTensor(call, 0), byName ? elementTypeNamed(call, "to") : targetType(call))];
}
function targetType(call) {
	const to = intAttr(call, "to");
	if (to === void 0) throw new Fault("bad-attribute", `${call.name}: ${call.node.op} lacks its attribute to`, "export the model again; the node is not valid ONNX");
	return onnxDType(to);
}
/** To the type of input 1. */
const castLikeShape = (call) => {
	if (call.node.inputs.length < 2) throw missing(call, 1);
	return [castTo(call, requiredTensor(call, 0), tensorAt(call, 1)?.dtype ?? "unknown")];
};
/** The same bits as another type of the same width. @throws Fault `shape` if the widths differ */
const bitCastShape = (call) => {
	const x = requiredTensor(call, 0);
	const to = targetType(call);
	if (x === void 0) return [{
		kind: "tensor",
		dtype: to,
		shape: null
	}];
	const [from, into] = [bitsOf(x.dtype), bitsOf(to)];
	if (from !== null && into !== null && from !== into) throw shapeFault(call, `${x.dtype} has ${from} bits, ${to} has ${into}`);
	const data = isInteger(x.dtype) && isInteger(to) ? zipContent([x], x.shape, (a) => isDim(a) && constantOf(a) !== void 0 ? fit(to, a) : void 0) : void 0;
	return [withContent(to, x.shape, data)];
};

// src/count/ops/elementwise/cast-table.ts
const nothing = {
	cost: () => free,
	formula: "0"
};
/** Operators that change the element type. */
const castOps = [
	op("BitCast", {
		since: 26,
		shape: bitCastShape,
		...nothing
	}),
	op("Cast", {
		since: 1,
		shape: castShape(true),
		...nothing
	}, {
		since: 6,
		shape: castShape(),
		...nothing
	}),
	op("CastLike", {
		since: 15,
		shape: castLikeShape,
		...nothing
	})
];

// src/count/ops/matmul/contraction.ts
/**
* Cost of multiply\u2013accumulates between two operands: bit operations by their widths, effective MACs by the stored elements of
* sparse weights (every element of a weight takes part in equally many MACs). `macs` undefined: a lower bound.
* @param a position of the activations, `b` of the weights
*/
function contraction(call, macs, a, b, rest = {}) {
	if (macs === void 0) return {
		...rest,
		...unknownCost
	};
	const widths = operandBits(call.inputs[a]) * operandBits(call.inputs[b]);
	const effective = [call.inputs[a], call.inputs[b]].flatMap((operand) => sparseShare(macs, operand) ?? []);
	return {
		...rest,
		macs,
		bitOps: mul(macs, widths),
		...effective.length === 0 ? {} : { effectiveMacs: effective.reduce(min) }
	};
}
/** MACs that touch a stored element of this operand; undefined if it is dense or mixed with other tensors. */
function sparseShare(macs, operand) {
	if (operand?.kind !== "tensor" || operand.shape === null || operand.weights === void 0) return void 0;
	const { weights } = operand;
	if (weights.every((weight) => weight.nonZeros === void 0)) return void 0;
	const all = product$1(operand.shape);
	const stored = weights.reduce((total, weight) => add(total, weight.nonZeros ?? weight.elements), 0);
	const told = weights.reduce((total, weight) => add(total, weight.elements), 0);
	return all === 0 || !equal(told, all) ? void 0 : floorDiv(mul(macs, stored), all);
}

// src/count/ops/conv/window.ts
/** Number of spatial axes in a tensor of this rank. @throws Fault `shape` if there are none */
function spatialRank(call, rank) {
	if (rank < 3) throw shapeFault(call, `an input of rank ${rank} has no spatial axes; it needs a batch, a channel and at least one more`);
	return rank - 2;
}
/**
* An attribute with one integer per spatial axis; undefined if absent or empty.
* @throws Fault `shape` if it has another length or an element below `least`
*/
function axisInts(call, name, rank, least) {
	const list = intsAttr(call, name);
	if (list === void 0 || list.length === 0) return void 0;
	if (list.length !== rank) throw shapeFault(call, `${name} has ${list.length} elements for ${rank} spatial axes`);
	const low = list.find((n) => n < least);
	if (low !== void 0) throw shapeFault(call, `${name} is ${low}; it can't be below ${least}`);
	return list;
}
/**
* Sizes of the window: `kernel_shape`, which must agree with the weights' own if both are given.
* @param weights spatial sizes of the weights; undefined if unknown or there are none
*/
function kernelOf(call, rank, weights) {
	const stated = axisInts(call, "kernel_shape", rank, 1);
	if (stated === void 0) return weights?.map((size) => atLeast(call, size, 1, "a kernel size"));
	return stated.map((size, axis) => agreed(call, size, weights?.[axis] ?? size, "kernel_shape and the weights disagree"));
}
/** The window with its strides, dilations and padding from the node's attributes. */
function windowOf(call, kernel) {
	const rank = kernel.length;
	const ones = kernel.map(() => 1);
	const pads = axisInts(call, "pads", 2 * rank, Number.NEGATIVE_INFINITY) ?? [...ones, ...ones].map(() => 0);
	return {
		kernel,
		strides: axisInts(call, "strides", rank, 1) ?? ones,
		dilations: axisInts(call, "dilations", rank, 1) ?? ones,
		padding: paddingOf(call),
		begin: pads.slice(0, rank),
		end: pads.slice(rank)
	};
}
function paddingOf(call) {
	const auto = stringAttr(call, "auto_pad") ?? "";
	if (auto === "" || auto === "NOTSET") return "explicit";
	if (auto === "SAME_UPPER" || auto === "SAME_LOWER") return "same";
	if (auto === "VALID") return "valid";
	throw new Fault("bad-attribute", `${call.name}: auto_pad of ${call.node.op} is ${auto}`, "use NOTSET, SAME_UPPER, SAME_LOWER or VALID");
}
/** Cells from the first to the last tap of a dilated kernel: (k \u2212 1)\u00b7d + 1. */
function extent(window, axis) {
	return add(mul(sub(window.kernel[axis] ?? 1, 1), window.dilations[axis] ?? 1), 1);
}
/**
* Positions of the window along each axis: \u230a(in + begin + end \u2212 extent)/stride\u230b + 1, or with `ceil` \u2308\u2026\u2309 + 1 less one where the
* last window would begin in the end padding (onnxruntime's rule at every opset).
* @throws Fault `shape` if the window is larger than the padded input
*/
function slide(call, window, input, ceil = false) {
	return input.map((size, axis) => {
		const stride = window.strides[axis] ?? 1;
		if (window.padding === "same") return ceilDiv(size, stride);
		const [begin, end] = window.padding === "valid" ? [0, 0] : [window.begin[axis] ?? 0, window.end[axis] ?? 0];
		const room = sub(add(add(size, begin), end), extent(window, axis));
		const floor = add(floorDiv(room, stride), 1);
		const positions = ceil ? ceilPositions(window, axis, add(size, begin), room) : floor;
		return atLeast(call, positions, 1, `the number of windows of ${format(window.kernel[axis] ?? 1)} cells on spatial axis ${axis}`);
	});
}
/**
* \u2308room/s\u2309 + 1 windows, the last one dropped if it begins at or behind `in + begin`. With `slack` = room + s \u2212 in \u2212 begin, \u2308room/s\u2309
* is \u230a(in + begin + slack \u2212 1)/s\u230b, and dropping caps slack at 0.
*/
function ceilPositions(window, axis, reach, room) {
	const stride = window.strides[axis] ?? 1;
	const slack = sub(add(room, stride), reach);
	if (typeof slack === "number") return add(floorDiv(add(reach, Math.min(slack, 0) - 1), stride), 1);
	return add(ceilDiv(room, stride), 1);
}
/**
* Size of what a transposed window covers: stride\u00b7(in \u2212 1) + output_padding + extent \u2212 begin \u2212 end. Automatic padding cuts that down
* to in\u00b7stride, as onnxruntime does it.
* @throws Fault `shape` if it comes out below 1
*/
function unslide(call, window, input, extra = []) {
	return input.map((size, axis) => {
		const stride = window.strides[axis] ?? 1;
		const last = add(extent(window, axis), extra[axis] ?? 0);
		if (window.padding === "same") return add(mul(sub(size, 1), stride), min(last, stride));
		const [begin, end] = window.padding === "valid" ? [0, 0] : [window.begin[axis] ?? 0, window.end[axis] ?? 0];
		const full = add(mul(sub(size, 1), stride), last);
		return atLeast(call, sub(sub(full, begin), end), 1, `the output size of spatial axis ${axis}`);
	});
}

// src/count/ops/conv/conv.ts
/** X, W, B as in Conv. */
const plainConv = {
	x: 0,
	w: 1,
	bias: 2
};
function operandsOf(call, form) {
	const x = requiredShape(call, form.x);
	const w = requiredShape(call, form.w);
	const stated = intsAttr(call, "kernel_shape")?.length;
	const rank = x?.length ?? w?.length ?? (stated === void 0 || stated === 0 ? void 0 : stated + 2);
	if (rank === void 0) return void 0;
	if (w !== null && w.length !== rank) throw shapeFault(call, `the input has rank ${rank}, the weights have rank ${w.length}`);
	const axes = spatialRank(call, rank);
	const last = form.channelsLast === "attribute" ? intAttr(call, "channels_last") === 1 : form.channelsLast === true;
	const group = intAttr(call, "group") ?? 1;
	if (group < 1) throw shapeFault(call, `group is ${group}`);
	return {
		rank,
		last,
		batch: x?.[0] ?? call.fresh("dim0"),
		channels: x?.[last ? rank - 1 : 1],
		spatial: x?.slice(last ? 1 : 2, last ? rank - 1 : rank),
		weights: w === null ? void 0 : form.weightsEither === true ? channelsFirst(call, w, axes, x?.[last ? rank - 1 : 1], group) : w,
		group
	};
}
/** Weights as [M, C/group, k\u2026] from either layout: the one that fits `kernel_shape`, else the one whose channels fit. */
function channelsFirst(call, w, axes, channels, group) {
	const turned = [
		w[0] ?? 1,
		w[axes + 1] ?? 1,
		...w.slice(1, axes + 1)
	];
	const kernel = axisInts(call, "kernel_shape", axes, 1);
	const fits = (sizes) => (kernel === void 0 || kernel.every((size, axis) => !differ(size, sizes[axis + 2] ?? size))) && (channels === void 0 || !differ(channels, mul(sizes[1] ?? 1, group)));
	return fits(w) || !fits(turned) ? w : turned;
}
/** The output in the layout of the input. */
function laidOut$1(operands, channels, spatial) {
	return operands.last ? [
		operands.batch,
		...spatial,
		channels
	] : [
		operands.batch,
		channels,
		...spatial
	];
}
/** [N, M, o\u2026] of a convolution, o by the window formula. */
function convShape(form) {
	return (call) => {
		const dtype = form.dtype?.(call) ?? dtypeAt(call, form.x);
		const operands = operandsOf(call, form);
		if (operands === void 0) return [tensor(dtype, null)];
		const { weights, spatial, rank } = operands;
		if (form.blocked !== true) checkChannels(call, operands);
		const kernel = kernelOf(call, rank - 2, weights?.slice(2));
		const channels = weights?.[0] ?? call.fresh("dim1");
		const window = kernel === void 0 ? void 0 : windowOf(call, kernel);
		const out = window === void 0 || spatial === void 0 ? freshSizes(call, 2, rank) : slide(call, window, spatial);
		return [tensor(dtype, laidOut$1(operands, channels, out))];
	};
}
function checkChannels(call, { channels, weights, group }) {
	if (weights === void 0) return;
	const [out = 1, perGroup = 1] = weights;
	if (channels !== void 0) agreed(call, channels, mul(perGroup, group), "channels of the input, and of the weights times group");
	if (typeof out === "number" && out % group !== 0) throw shapeFault(call, `${out} output channels can't be divided into ${group} groups`);
}
/** M = prod(out)\u00b7prod(W[1:]); F = N bias, N summand, and the fused activation. */
function convCost(form) {
	return (call, [output]) => {
		const size = output?.kind === "tensor" ? elements(output.shape) : void 0;
		const taps = shapeAt(call, form.w)?.slice(1);
		const macs = size === void 0 || taps === void 0 ? void 0 : product$1([size, ...taps]);
		return contraction(call, macs, form.x, form.w, convExtras(call, form, size));
	};
}
/** Bias, summand and activation of an output of `size` elements. */
function convExtras(call, form, size) {
	if (size === void 0) return {};
	const bias = form.bias !== void 0 && has(call, form.bias) ? size : 0;
	const summand = form.summand !== void 0 && has(call, form.summand) ? size : 0;
	return plusCost({ elementwise: add(bias, summand) }, activationAttrCost(call, size));
}
/** [N, W[1]\u00b7group, o\u2026] of a transposed convolution; `output_shape` overrides o (old models write all its sizes). */
function convTransposeShape(form) {
	return (call) => {
		const dtype = form.dtype?.(call) ?? dtypeAt(call, form.x);
		const operands = operandsOf(call, form);
		if (operands === void 0) return [tensor(dtype, null)];
		const { weights, group, channels: inputs } = operands;
		if (weights !== void 0 && inputs !== void 0) agreed(call, inputs, weights[0] ?? inputs, "channels of the input, and of the weights");
		if (typeof inputs === "number" && inputs % group !== 0) throw shapeFault(call, `${inputs} input channels can't be divided into ${group} groups`);
		const channels = weights === void 0 ? call.fresh("dim1") : mul(weights[1] ?? 1, group);
		return [tensor(dtype, laidOut$1(operands, channels, transposedSizes(call, form, operands)))];
	};
}
function transposedSizes(call, form, { weights, spatial, rank }) {
	const axes = rank - 2;
	const whole = intsAttr(call, "output_shape")?.length === rank;
	const stated = axisInts(call, "output_shape", whole ? rank : axes, 1);
	if (stated !== void 0) return stated.slice(-axes);
	const kernel = kernelOf(call, axes, weights?.slice(2));
	const window = kernel === void 0 ? void 0 : paddedBy(call, form, windowOf(call, kernel));
	if (window === void 0 || spatial === void 0) return freshSizes(call, 2, rank);
	return unslide(call, window, spatial, axisInts(call, "output_padding", axes, 0));
}
/** The window with its padding from an input, where the form has one; undefined if that isn't known. */
function paddedBy(call, form, window) {
	if (form.pads === void 0 || !has(call, form.pads)) return window;
	const pads = sizesAt(call, form.pads);
	if (pads === void 0) return void 0;
	const axes = window.kernel.length;
	if (pads.length !== 2 * axes) throw shapeFault(call, `${pads.length} paddings for ${axes} spatial axes`);
	return {
		...window,
		begin: pads.slice(0, axes),
		end: pads.slice(axes)
	};
}
/** M = prod(in)\u00b7prod(W[1:]); F = N bias and the fused activation. */
function convTransposeCost(form) {
	return (call, [output]) => {
		const size = output?.kind === "tensor" ? elements(output.shape) : void 0;
		const read = elements(shapeAt(call, form.x));
		const taps = shapeAt(call, form.w)?.slice(1);
		const macs = read === void 0 || taps === void 0 ? void 0 : product$1([read, ...taps]);
		return contraction(call, macs, form.x, form.w, convExtras(call, form, size));
	};
}
/** Convolution at positions shifted by an offset input: shape and MACs as Conv. X, W, offset, B, mask. */
const deformConv = {
	x: 0,
	w: 1,
	bias: 3
};
/**
* As Conv, and for each of the N\u00b7C\u00b7prod(k)\u00b7prod(o) samples the 2\u00b72^r \u2212 1 operations of linear interpolation over r axes (7 in
* images) and one for the mask.
*/
const deformConvCost = (call, outputs) => {
	const base = convCost(deformConv)(call, outputs);
	const [output] = outputs;
	const x = shapeAt(call, 0);
	const w = shapeAt(call, 1);
	if (x === null || w === null || output?.kind !== "tensor" || output.shape === null) return {
		...base,
		lowerBound: true
	};
	const samples = product$1([
		x[0] ?? 1,
		x[1] ?? 1,
		...w.slice(2),
		...output.shape.slice(2)
	]);
	const each = 2 ** (x.length - 1) - 1 + (has(call, 4) ? 1 : 0);
	return {
		...base,
		elementwise: add(base.elementwise ?? 0, mul(samples, each))
	};
};
/** The bit pattern of integer accumulation. */
const int32 = () => "i32";
/** Element type of the input that holds the zero point of the result. */
function dtypeOfInput(position) {
	return (call) => tensorAt(call, position)?.dtype ?? "unknown";
}

// src/count/ops/conv/conv-table.ts
function conv(form, since, formula = "M = prod(out)\u00b7prod(W[1:]); F = N\u00b7[bias]") {
	return {
		since,
		shape: convShape(form),
		cost: convCost(form),
		formula
	};
}
function transposed$1(form) {
	return {
		since: 1,
		shape: convTransposeShape(form),
		cost: convTransposeCost(form),
		formula: "M = prod(in)\u00b7prod(W[1:]); F = N\u00b7[bias]"
	};
}
/** x, its scale and zero point, w, its scale and zero point, scale and zero point of y, bias. */
const quantized$2 = {
	x: 0,
	w: 3,
	bias: 8,
	dtype: dtypeOfInput(7)
};
const withSum = {
	...plainConv,
	summand: 3
};
const last = {
	...plainConv,
	channelsLast: true
};
const fused = "M = prod(out)\u00b7prod(W[1:]); F = N\u00b7([bias] + [summand] + F_act); T = N\u00b7T_act";
const activated = "M = prod(out)\u00b7prod(W[1:]); F = N\u00b7([bias] + F_act); T = N\u00b7T_act";
/** Convolutions: sliding, transposed, deformable, quantised, fused, with channels last. */
const convOps = [
	op("Conv", conv(plainConv, 1)),
	op("ConvInteger", conv({
		x: 0,
		w: 1,
		dtype: int32
	}, 10, "M = prod(out)\u00b7prod(W[1:])")),
	op("ConvTranspose", transposed$1(plainConv)),
	op("DeformConv", {
		since: 19,
		shape: convShape(deformConv),
		cost: deformConvCost,
		formula: "M = prod(out)\u00b7prod(W[1:]); S = B\u00b7C\u00b7prod(W[2:])\u00b7prod(out[2:]); F = N\u00b7[bias] + (2^(r + 1) \u2212 1 + [mask])\u00b7S"
	}),
	op("QLinearConv", conv(quantized$2, 10)),
	opIn("com.microsoft", "ConvTransposeWithDynamicPads", transposed$1({
		x: 0,
		w: 1,
		bias: 3,
		pads: 2
	})),
	opIn("com.microsoft", "FusedConv", conv(withSum, 1, fused)),
	opIn("com.microsoft", "NhwcConv", conv({
		...last,
		weightsEither: true
	}, 1)),
	opIn("com.microsoft", "NhwcFusedConv", conv({
		...withSum,
		channelsLast: true
	}, 1, fused)),
	opIn("com.microsoft", "QLinearConv", conv({
		...quantized$2,
		channelsLast: "attribute"
	}, 1)),
	opIn("com.microsoft.nchwc", "Conv", conv({
		...withSum,
		blocked: true
	}, 1, fused)),
	opIn("com.ms.internal.nhwc", "Conv", conv(last, 1, activated)),
	opIn("com.ms.internal.nhwc", "ConvTranspose", transposed$1(last)),
	opIn("com.ms.internal.nhwc", "QLinearConv", conv({
		...quantized$2,
		channelsLast: true
	}, 1)),
	opIn("com.ms.internal.nhwc", "QLinearConvTranspose", transposed$1({
		...quantized$2,
		channelsLast: true
	}))
];

// src/count/ops/matmul/linear-algebra.ts
/** Batch sizes of square matrices. @throws Fault `shape` if they aren't square */
const determinantShape = (call) => {
	const x = requiredShape(call, 0);
	if (x === null) return [tensor(dtypeAt(call, 0), null)];
	const [rows, columns] = x.slice(-2);
	if (rows === void 0 || columns === void 0) throw shapeFault(call, `an input of rank ${x.length} holds no matrices`);
	agreed(call, rows, columns, "rows and columns of a square matrix");
	return [tensor(dtypeAt(call, 0), x.slice(0, -2))];
};
/** Gaussian elimination: M = n(n \u2212 1)(2n \u2212 1)/6, F = n(n \u2212 1)/2 divisions and n \u2212 1 products of the diagonal, per matrix. */
const determinantCost = (call) => {
	const x = shapeAt(call, 0);
	if (x === null) return unknownCost;
	const n = x.at(-1) ?? 0;
	if (n === 0) return {};
	const batch = product$1(x.slice(0, -2));
	const pairs = mul(n, sub(n, 1));
	const below = floorDiv(pairs, 2);
	return {
		macs: mul(batch, floorDiv(mul(pairs, sub(mul(n, 2), 1)), 6)),
		elementwise: mul(batch, add(below, sub(n, 1)))
	};
};
/** [M, K]: distances between the rows of [M, N] and of [K, N]. */
const distancesShape = (call) => {
	const [a, b] = [requiredShape(call, 0), requiredShape(call, 1)];
	for (const shape of [a, b]) if (shape !== null && shape.length !== 2) throw shapeFault(call, `an operand has rank ${shape.length}; both must be matrices`);
	if (a !== null && b !== null) agreed(call, a[1] ?? 1, b[1] ?? 1, "columns of the operands");
	return [tensor(dtypeAt(call, 0), [a?.[0] ?? call.fresh("dim0"), b?.[0] ?? call.fresh("dim1")])];
};
/** Differences, squares and their sum: F = (3n \u2212 1) a pair of rows, T = 1 if the root is taken. */
const distancesCost = (call, [output]) => {
	const columns = shapeAt(call, 0)?.[1] ?? shapeAt(call, 1)?.[1];
	const metric = stringAttr(call, "metric") ?? "sqeuclidean";
	const euclidean = metric === "euclidean";
	if (columns === void 0 || output?.kind !== "tensor" || output.shape === null) return unknownCost;
	if (!euclidean && metric !== "sqeuclidean") return unknownCost;
	const pairs = product$1(output.shape);
	return {
		elementwise: mul(pairs, sub(mul(columns, 3), 1)),
		transcendentals: euclidean ? pairs : 0
	};
};

// src/count/ops/matmul/matmul.ts
const unequal = "the contracted sizes disagree";
/** A, B as in MatMul. */
const plainMatMul = {
	a: 0,
	b: 1
};
/** The operand with its matrix and batch axes exchanged as the attributes say: batch exchange moves axis 0 before the last. */
function turned(call, side, shape) {
	const rank = shape.length;
	if (rank < 2) return shape;
	const [first = 1, ...others] = shape;
	const moved = rank > 2 && intAttr(call, `transBatch${side}`) === 1 ? [
		...others.slice(0, -1),
		first,
		...others.slice(-1)
	] : shape;
	const [m = 1, n = 1] = moved.slice(-2);
	return intAttr(call, `trans${side}`) === 1 ? [
		...moved.slice(0, -2),
		n,
		m
	] : moved;
}
function productOf(call, a, b) {
	const [lastA] = a.slice(-1);
	const [firstB] = b.length === 1 ? b : b.slice(-2);
	if (lastA === void 0 || firstB === void 0) throw shapeFault(call, "a scalar is no operand of a matrix product");
	const batch = broadcastShapes(call, [a.slice(0, -2), b.slice(0, -2)]);
	const k = agreed(call, lastA, firstB, unequal);
	if (batch === null) return null;
	return {
		shape: [
			...batch,
			...a.length > 1 ? a.slice(-2, -1) : [],
			...b.length > 1 ? b.slice(-1) : []
		],
		k
	};
}
function operands(call, form) {
	const [a, b] = [requiredShape(call, form.a), requiredShape(call, form.b)];
	if (form.turns !== true) return [a, b];
	return [a === null ? null : turned(call, "A", a), b === null ? null : turned(call, "B", b)];
}
function productAt(call, form) {
	const [a, b] = operands(call, form);
	return a === null || b === null ? null : productOf(call, a, b);
}
/** numpy's matmul: batch axes broadcast, a 1-D operand loses its axis. */
function matMulShape(form) {
	return (call) => [tensor(form.dtype?.(call) ?? dtypeAt(call, form.a), productAt(call, form)?.shape ?? null)];
}
/** The contracted size: from whichever operand knows it. */
function contracted(call, form) {
	const [a, b] = operands(call, form);
	const [left, right] = [a?.at(-1), b?.at(b.length === 1 ? 0 : -2)];
	return left !== void 0 && right !== void 0 ? agreed(call, left, right, unequal) : left ?? right;
}
/** M = prod(out)\u00b7K; F = N bias, N where `alpha` scales the product, and what `rest` adds. */
function matMulCost(form, rest) {
	return (call, outputs) => {
		const size = outputCount(outputs);
		const k = contracted(call, form);
		const macs = size === void 0 || k === void 0 ? void 0 : mul(size, k);
		if (size === void 0) return contraction(call, macs, form.a, form.b);
		const bias = form.bias !== void 0 && has(call, form.bias) ? 1 : 0;
		const own = costOf(size, { elementwise: bias + scaled(call, "alpha") });
		return contraction(call, macs, form.a, form.b, plusCost(own, rest?.(call, size) ?? {}));
	};
}
/** 1 if the attribute scales by something other than 1. */
function scaled(call, name) {
	return (floatAttr(call, name) ?? 1) === 1 ? 0 : 1;
}
/** A, B, C as in Gemm. */
const plainGemm = {
	a: 0,
	b: 1,
	c: 2
};
/** A matrix operand, transposed where its attribute says so; sizes that aren't known are fresh. */
function matrixAt(call, position, side) {
	const shape = requiredShape(call, position);
	if (shape === null) return null;
	const [rows, columns] = shape;
	if (rows === void 0 || columns === void 0 || shape.length !== 2) throw shapeFault(call, `${side} has rank ${shape.length}; ${call.node.op} multiplies matrices`);
	return intAttr(call, `trans${side}`) === 1 ? [columns, rows] : [rows, columns];
}
/** [m, n] of alpha\u00b7A\u00b7B + beta\u00b7C, C broadcast to it. */
function gemmShape(form) {
	return (call) => {
		const [a, b] = [matrixAt(call, form.a, "A"), matrixAt(call, form.b, "B")];
		if (a !== null && b !== null) agreed(call, a[1] ?? 1, b[0] ?? 1, unequal);
		const shape = [a?.[0] ?? call.fresh("dim0"), b?.[1] ?? call.fresh("dim1")];
		checkAddend(call, form, shape);
		return [tensor(form.dtype?.(call) ?? dtypeAt(call, form.a), shape)];
	};
}
/** @throws Fault `shape` if C can't be broadcast to the product */
function checkAddend(call, form, shape) {
	const c = shapeAt(call, form.c);
	if (c === null) return;
	const joint = broadcastShapes(call, [shape, c]);
	if (joint === null || joint.length > 2) throw shapeFault(call, `C has rank ${c.length}; it can't be broadcast to a matrix`);
	joint.forEach((size, axis) => agreed(call, shape[axis] ?? size, size, "C is larger than the product"));
}
/** M = m\u00b7n\u00b7k; F = N bias, N each for `alpha` and `beta` other than 1, and what `rest` adds. Integers add without F. */
function gemmCost(form, rest) {
	return (call, outputs) => {
		const [a, b] = [matrixAt(call, form.a, "A"), matrixAt(call, form.b, "B")];
		const size = outputCount(outputs);
		const [left, right] = [a?.[1], b?.[0]];
		const k = left !== void 0 && right !== void 0 ? agreed(call, left, right, unequal) : left ?? right;
		const macs = k === void 0 || size === void 0 ? void 0 : mul(size, k);
		if (size === void 0) return contraction(call, macs, form.a, form.b);
		const addend = has(call, form.c) ? 1 + scaled(call, "beta") : 0;
		const counted = form.quantized === true || isCounted(dtypeAt(call, form.a));
		const own = costOf(size, { elementwise: counted ? addend + scaled(call, "alpha") : 0 });
		return contraction(call, macs, form.a, form.b, plusCost(own, rest?.(call, size) ?? {}));
	};
}

// src/count/ops/matmul/packed-matmul.ts
function sizeAttr(call, name) {
	const value = intAttr(call, name);
	if (value !== void 0 && value >= 1) return value;
	throw new Fault("bad-attribute", `${call.name}: attribute ${name} of ${call.node.op} is ${value ?? "absent"}`, "it must be a size of 1 or more");
}
/** Attributes K, N and `bits`. */
const packedByAttrs = (call) => ({
	k: sizeAttr(call, "K"),
	n: sizeAttr(call, "N"),
	bits: intAttr(call, "bits") ?? 4
});
/** Attributes K and N of 4-bit weights [N, K], read transposed unless `transB` is 0. */
const packedBnb4 = (call) => {
	const [k, n] = [sizeAttr(call, "K"), sizeAttr(call, "N")];
	return (intAttr(call, "transB") ?? 1) === 0 ? {
		k: n,
		n: k,
		bits: 4
	} : {
		k,
		n,
		bits: 4
	};
};
/** Input 2 holds [K, N] of 4-bit weights. */
const packedByInput = (call) => {
	const sizes = statedSizes(call, 2, 1, "a size in B_shape");
	if (sizes !== void 0 && sizes.length !== 2) throw shapeFault(call, `B_shape has ${sizes.length} elements`);
	return {
		k: sizes?.[0],
		n: sizes?.[1],
		bits: 4
	};
};
/** Attributes K and N of rows of bytes; the bits of a weight follow from the row's length. */
const packedRows = (call) => {
	const [k, n] = [sizeAttr(call, "K"), sizeAttr(call, "N")];
	const row = shapeAt(call, 1)?.[1];
	return {
		k,
		n,
		bits: row === void 0 ? void 0 : floorDiv(mul(row, 8), k)
	};
};
/** Weights [N, K] of bytes. */
const byteWeights = (call) => {
	const [n, k] = requiredShape(call, 1) ?? [];
	return {
		k,
		n,
		bits: 8
	};
};
/** Weights [N, K/2] of two 4-bit values a byte. */
const nibbleWeights = (call) => {
	const [n, half] = requiredShape(call, 1) ?? [];
	return {
		k: half === void 0 ? void 0 : mul(half, 2),
		n,
		bits: 4
	};
};
/** [..., N] for an input [..., K]. */
function packedShape(packing) {
	return (call) => {
		const { k, n } = packing(call);
		return [projection(call, k, n)];
	};
}
function projection(call, k, n) {
	const a = requiredShape(call, 0);
	const [last] = a?.slice(-1) ?? [];
	if (a !== null && last === void 0) throw shapeFault(call, "a scalar is no operand of a matrix product");
	if (last !== void 0 && k !== void 0) agreed(call, last, k, "the contracted sizes disagree");
	return tensor(dtypeAt(call, 0), a === null ? null : [...a.slice(0, -1), n ?? call.fresh("dimN")]);
}
/** Rows of the input: all its sizes but the last. */
function rowsOf(call) {
	const a = shapeAt(call, 0);
	return a === null ? void 0 : product$1(a.slice(0, -1));
}
/** What the packed weights at these inputs stand for: K\u00b7N each. */
function holding(...weights) {
	const known = weights.flatMap(([input, { k, n }]) => k === void 0 || n === void 0 ? [] : [[input, mul(k, n)]]);
	return { parameters: new Map(known) };
}
/** MACs of rows times a packed weight, at the weight's width and the activations'. */
function packedMacs(call, { k, n, bits }) {
	const rows = rowsOf(call);
	if (rows === void 0 || k === void 0 || n === void 0) return unknownCost;
	const macs = product$1([
		rows,
		k,
		n
	]);
	return {
		macs,
		bitOps: mul(macs, mul(bits ?? 8, operandBits(call.inputs[0])))
	};
}
/** M = prod(out)\u00b7K at the packed width; F = N where input `bias` is given, and the activation of `activation_type`. */
function packedCost(packing, bias) {
	return (call) => {
		const weight = packing(call);
		const rows = rowsOf(call);
		const size = rows === void 0 || weight.n === void 0 ? void 0 : mul(rows, weight.n);
		if (size === void 0) return {
			...unknownCost,
			...holding([1, weight])
		};
		const activation = fusedActivation(stringAttr(call, "activation_type") ?? "", size);
		return {
			...holding([1, weight]),
			...plusCost(costOf(size, { elementwise: has(call, bias) ? 1 : 0 }), activation),
			...packedMacs(call, weight)
		};
	};
}
/** M = rows\u00b7(N\u00b7K + R\u00b7K + N\u00b7R), R the rank of the adapter; F = N for its sum. An empty adapter costs nothing. */
const loraCost = (call) => {
	const base = packedByAttrs(call);
	const rank = shapeAt(call, 3)?.[0];
	const rows = rowsOf(call);
	const held = holding([1, base], [3, {
		k: base.k,
		n: rank
	}], [5, {
		k: rank,
		n: base.n
	}]);
	if (rank === void 0 || rows === void 0 || base.n === void 0) return {
		...unknownCost,
		...held
	};
	const whole = {
		...packedMacs(call, base),
		...held
	};
	if (shapeAt(call, 5)?.includes(0) === true) return whole;
	const bits = intAttr(call, "lora_bits") ?? 4;
	const down = packedMacs(call, {
		k: base.k,
		n: rank,
		bits
	});
	const up = packedMacs(call, {
		k: rank,
		n: base.n,
		bits
	});
	const total = (figure) => sum$1([
		whole[figure] ?? 0,
		down[figure] ?? 0,
		up[figure] ?? 0
	]);
	return {
		macs: total("macs"),
		bitOps: total("bitOps"),
		elementwise: mul(rows, base.n),
		...held
	};
};
/** The residual sum, where the node asks for it at `position`: shape and type of the input. */
function residual(call, outputs, position) {
	return wants(call, position) ? [...outputs, tensor(dtypeAt(call, 0), tensorAt(call, 0)?.shape ?? null)] : outputs;
}
/** Q [..., Nq], K and V [..., Nkv], and the residual sum. */
const qkvShape = (call) => {
	const [k, q, kv] = [
		sizeAttr(call, "K"),
		sizeAttr(call, "Nq"),
		sizeAttr(call, "Nkv")
	];
	return residual(call, [
		projection(call, k, q),
		projection(call, k, kv),
		projection(call, k, kv)
	], 3);
};
/** The normalisation before fused projections: N for a skip, and a root mean square if it has a scale. */
function fusedNorm(call) {
	const size = elements(shapeAt(call, 0));
	const norm = has(call, 2) ? rmsNormCost(size, rowsOf(call)) : {};
	return plusCost(norm, costOf(size, { elementwise: has(call, 1) ? 1 : 0 }));
}
function biases(call, list) {
	const rows = rowsOf(call);
	const columns = list.reduce((total, [position, n]) => total + (has(call, position) ? n : 0), 0);
	return costOf(rows === void 0 ? void 0 : mul(rows, columns), { elementwise: 1 });
}
/** M = rows\u00b7K\u00b7(Nq + 2\u00b7Nkv); F = normalisation, skip, biases. */
const qkvCost = (call) => {
	const [k, q, kv] = [
		sizeAttr(call, "K"),
		sizeAttr(call, "Nq"),
		sizeAttr(call, "Nkv")
	];
	const own = biases(call, [
		[5, q],
		[8, kv],
		[11, kv]
	]);
	return {
		...plusCost(fusedNorm(call), own),
		...packedMacs(call, {
			k,
			n: add(q, mul(kv, 2)),
			bits: intAttr(call, "bits") ?? 4
		}),
		...holding([3, {
			k,
			n: q
		}], [6, {
			k,
			n: kv
		}], [9, {
			k,
			n: kv
		}])
	};
};
/** [..., N], and the residual sum. */
const gatedMlpShape = (call) => residual(call, [projection(call, sizeAttr(call, "K"), sizeAttr(call, "N"))], 1);
/** M = 2\u00b7rows\u00b7K\u00b7N; F = normalisation, skip, biases, activation and the product of both halves. */
const gatedMlpCost = (call) => {
	const [k, n] = [sizeAttr(call, "K"), sizeAttr(call, "N")];
	const rows = rowsOf(call);
	const held = holding([3, {
		k,
		n
	}], [6, {
		k,
		n
	}]);
	if (rows === void 0) return {
		...unknownCost,
		...held
	};
	const gate = plusCost(fusedActivation(stringAttr(call, "activation") ?? "", mul(rows, n)), costOf(mul(rows, n), { elementwise: 1 }));
	return {
		...plusCost(fusedNorm(call), biases(call, [[5, n], [8, n]]), gate),
		...packedMacs(call, {
			k,
			n: mul(n, 2),
			bits: intAttr(call, "bits") ?? 4
		}),
		...held
	};
};

// src/count/ops/quantize/quantize.ts
/** Scale and offset: an operation for each (a rounding belongs to the cast), whatever the types. */
const perValue = { elementwise: 2 };
/** Quantisation or dequantisation of input 0: a multiply and an add for each element. */
const quantizeCost = (call) => costOf(elements(shapeAt(call, 0)), perValue);
/** The axis of a vector of scales: attribute `axis`, 1 by default. */
function scaleAxis(call, rank) {
	return rank === 0 ? 0 : normalAxis(call, intAttr(call, "axis") ?? 1, rank);
}
/** @throws Fault `shape` if a vector of scales (input 1) has another length than the axis */
function requireScales(call, x) {
	const scale = shapeAt(call, 1);
	const size = scale?.[0];
	if (x === null || scale?.length !== 1 || size === void 0 || (intAttr(call, "block_size") ?? 0) > 0) return;
	if (size === 1 || typeof size !== "number" && isAtLeast(size, 2) !== true) return;
	const along = x[scaleAxis(call, x.length)] ?? 1;
	if (isAtLeast(size, along) === false || isAtLeast(along, size) === false) throw shapeFault(call, `${shapeText(scale)} scales for an axis of ${shapeText([along])}`);
}
/** Shape under which a vector of scales or zero points broadcasts to `x`; null if it is blocked or not known. */
function parameterShape$1(call, x, shape) {
	if (!isConcrete(shape) || shape.length > 1) return null;
	if (shape.length === 0 || shape[0] === 1) return [];
	const axis = scaleAxis(call, x.length);
	return x.map((_, i) => i === axis ? shape[0] ?? 1 : 1);
}
/** Contents of input `i` stretched over `x`. */
function parameters(call, x, i) {
	const value = tensorAt(call, i);
	const shape = parameterShape$1(call, x, value?.shape ?? null);
	return value === void 0 || shape === null ? void 0 : broadcastContent({
		...value,
		shape
	}, x);
}
/** The affine map of known elements, scales and zero points; an omitted zero point is 0. */
function mapped(call, x, f) {
	const shape = smallShape(x.shape);
	if (shape === void 0 || x.data === void 0) return void 0;
	const [scales, zeros] = [parameters(call, shape, 1), has(call, 2) ? parameters(call, shape, 2) : void 0];
	const data = x.data.map((value, i) => {
		const [scale, zero] = [scales?.[i], has(call, 2) ? zeros?.[i] : 0];
		return typeof value === "number" && typeof scale === "number" && typeof zero === "number" ? f(value, scale, zero) : void 0;
	});
	return data.length > 0 && data.every((value) => value === void 0) ? void 0 : data;
}
/** round(x / scale) + zero, clipped to the integer type; 8-bit floats are rounded to their grid. */
function quantized$1(call, from, to) {
	const saturate = (intAttr(call, "saturate") ?? 1) !== 0;
	return (value, scale, zero) => {
		const ratio = from === "f64" ? value / scale : Math.fround(value / scale);
		if (!isInteger(to)) return isFloat(to) && zero === 0 ? roundFloat(to, ratio, saturate) : void 0;
		const rounded = roundHalfEven(ratio) + zero;
		const { low, high } = integerRange(to);
		return Number.isNaN(rounded) ? void 0 : Math.min(Math.max(rounded, Number(low)), Number(high)) + 0;
	};
}
/** Type of a quantised tensor: that of the zero point, else attribute `output_dtype`, else u8. */
function quantizedType(call) {
	return has(call, 2) ? dtypeAt(call, 2) : elementTypeAttr(call, "output_dtype", "u8");
}
/** Inputs x, scale, zero point?; output in the shape of x. */
const quantizeShape = (call) => {
	const x = requiredTensor(call, 0);
	requiredShape(call, 1);
	const to = quantizedType(call);
	if (x === void 0) return [tensor(to, null)];
	requireScales(call, x.shape);
	return [withContent(to, x.shape, mapped(call, x, quantized$1(call, x.dtype, to)))];
};
/** Inputs x, scale, zero point?; output in the type of the scale (or attribute `output_dtype`), which remembers the type of x. */
const dequantizeShape = (call) => {
	const x = requiredTensor(call, 0);
	requiredShape(call, 1);
	const to = elementTypeAttr(call, "output_dtype", dtypeAt(call, 1));
	if (x === void 0) return [tensor(to, null)];
	requireScales(call, x.shape);
	const data = mapped(call, x, (value, scale, zero) => fit(to, (value - zero) * scale));
	const value = withContent(to, x.shape, data);
	return [x.dtype === "unknown" ? value : {
		...value,
		quantized: x.dtype
	}];
};
/** A tensor quantised by its own range: u8 values, a scale, a zero point. */
const dynamicQuantizeShape = (call) => {
	const x = requiredTensor(call, 0);
	return [
		tensor("u8", x?.shape ?? null),
		tensor("f32", []),
		tensor("u8", [])
	];
};
/** Smallest and largest element 2N, quantisation 2N, and 9 for scale and zero point. */
const dynamicQuantizeCost = (call) => plusCost(costOf(elements(shapeAt(call, 0)), { elementwise: 4 }), { elementwise: 9 });

// src/count/ops/matmul/quantized-matmul.ts
/** The product of integers is rescaled: scales multiplied with each other (as many as the weights have), then with the result. */
function rescaling(call, scales, size) {
	return plusCost(costOf(elements(shapeAt(call, scales)), { elementwise: 1 }), costOf(size, { elementwise: 1 }));
}
/** A float input quantised on the fly, multiplied with integer weights (scale at 2, bias at 4), and rescaled. */
const dynamicMatMul = {
	a: 0,
	b: 1,
	bias: 4
};
/** M = prod(out)\u00b7K in 8 bits; F = quantising A, rescaling N and the scales, N bias. */
const dynamicMatMulCost = (call, outputs) => {
	const cost = matMulCost(dynamicMatMul, (_, size) => plusCost(dynamicQuantizeCost(call, outputs), rescaling(call, 2, size)))(call, outputs);
	return cost.macs === void 0 ? cost : {
		...cost,
		bitOps: mul(cost.macs, 8 * operandBits(call.inputs[1]))
	};
};
/** Integers multiplied (scales at 2 and 3, bias at 6) and rescaled to the type of the scales. */
const matMulToFloat = {
	a: 0,
	b: 1,
	bias: 6,
	dtype: (call) => dtypeAt(call, 2)
};
/** M = prod(out)\u00b7K; F = rescaling N and the scales, N bias. */
const matMulToFloatCost = matMulCost(matMulToFloat, (call, size) => rescaling(call, 3, size));
/** Quantised Gemm: the result has the type of its zero point, or is f32 if there is no output scale. */
const quantizedGemm = {
	a: 0,
	b: 3,
	c: 6,
	quantized: true,
	dtype: (call) => has(call, 7) ? dtypeAt(call, 8) : "f32"
};
/** A Gemm of 8-bit floats whose result has the type in attribute `dtype`. */
const float8Gemm = {
	a: 0,
	b: 1,
	c: 2,
	dtype: (call) => elementTypeAttr(call, "dtype", "f32")
};
/** [.., router_size] and [.., inter] of X\u00b7W, W [K, router_size + 2\u00b7inter]. */
const gatedRouterShape = (call) => {
	const { leading, router, inter } = gatedRouter(call);
	const last = (size) => tensor(dtypeAt(call, 0), leading === void 0 ? null : [...leading, size]);
	return [last(router), last(inter)];
};
function gatedRouter(call) {
	const [x, w] = [requiredShape(call, 0), requiredShape(call, 1)];
	const router = intAttr(call, "router_size") ?? 0;
	if (router < 0 || w !== null && w.length !== 2) throw shapeFault(call, `weights of rank ${w?.length ?? "?"} with a router of ${router}`);
	const columns = w?.[1];
	const inter = columns === void 0 ? call.fresh("inter") : halfOf(call, sub(columns, router));
	return {
		leading: x?.slice(0, -1),
		router,
		inter
	};
}
function halfOf(call, size) {
	if (typeof size === "number") {
		if (size < 0 || size % 2 !== 0) throw shapeFault(call, `${size} columns can't be a gate and an up half`);
		return size / 2;
	}
	return call.fresh("inter");
}
/** M = rows\u00b7K\u00b7(router + 2\u00b7inter); F and T = SwiGLU on rows\u00b7inter. */
const gatedRouterCost = (call, outputs) => {
	const product = matMulCost({
		a: 0,
		b: 1
	});
	const [x, w] = [shapeAt(call, 0), shapeAt(call, 1)];
	if (x === null || w === null) return unknownCost;
	const whole = tensor(dtypeAt(call, 0), [...x.slice(0, -1), w[1] ?? 1]);
	const activated = outputCount(outputs.slice(1));
	if (activated === void 0) return unknownCost;
	return {
		...product(call, [whole]),
		...plusCost(fusedActivation("swish", activated), costOf(activated, { elementwise: 1 }))
	};
};

// src/count/ops/matmul/matmul-table.ts
const product = "M = prod(out)\u00b7K";
const gemm = "M = m\u00b7n\u00b7k; F = N\u00b7([bias] + [alpha \u2260 1] + [beta \u2260 1])";
const gemmActivated = "M = m\u00b7n\u00b7k; F = N\u00b7([bias] + [alpha \u2260 1] + [beta \u2260 1] + F_act); T = N\u00b7T_act";
function matMul(form, row) {
	return {
		since: 1,
		shape: matMulShape(form),
		cost: matMulCost(form),
		...row
	};
}
const gemmOf = (form, cost = gemmCost(form), formula = gemm) => ({
	since: 1,
	shape: gemmShape(form),
	cost,
	formula
});
const ms = (name, row) => opIn("com.microsoft", name, {
	since: 1,
	...row
});
function packed(name, packing, bias, formula = `${product}; F = N\u00b7[bias] (at the packed width)`) {
	return ms(name, {
		shape: packedShape(packing),
		cost: packedCost(packing, bias),
		formula
	});
}
const turning = {
	...plainMatMul,
	turns: true
};
const quantized = {
	a: 0,
	b: 3,
	dtype: dtypeOfInput(7)
};
const ordered = {
	a: 0,
	b: 2,
	bias: 5
};
const words = {
	a: 0,
	b: 1,
	dtype: (call) => dtypeAt(call, 0) === "u16" && dtypeAt(call, 1) === "u16" ? "u32" : "i32"
};
const gelu = {
	...plainMatMul,
	bias: 2
};
const determinant = {
	shape: determinantShape,
	cost: determinantCost
};
/** Products of matrices: batched, affine, quantised, packed and fused; determinants and distances. */
const matMulOps = [
	op("Det", {
		since: 11,
		...determinant,
		formula: "M = B\u00b7n\u00b7(n \u2212 1)\u00b7(2n \u2212 1)/6; F = B\u00b7(n\u00b7(n \u2212 1)/2 + n \u2212 1) (by elimination)"
	}),
	op("Gemm", gemmOf(plainGemm)),
	op("MatMul", matMul(plainMatMul, { formula: product })),
	op("MatMulInteger", matMul({
		...plainMatMul,
		dtype: int32
	}, {
		since: 10,
		formula: product
	})),
	op("QLinearMatMul", matMul(quantized, {
		since: 10,
		formula: product
	})),
	ms("CDist", {
		shape: distancesShape,
		cost: distancesCost,
		formula: "F = (3n \u2212 1)N; T = N\u00b7[euclidean]"
	}),
	ms("DynamicQuantizeMatMul", {
		shape: matMulShape(dynamicMatMul),
		cost: dynamicMatMulCost,
		formula: `${product}; F = 4\u00b7N_A + 9 + N + scales + N\u00b7[bias]`
	}),
	ms("FusedGemm", gemmOf(plainGemm, gemmCost(plainGemm, activationAttrCost), gemmActivated)),
	...opsLike("com.microsoft", [
		"FusedMatMul",
		"TransposeMatMul",
		"SparseToDenseMatMul"
	], matMul(turning, { formula: `${product}; F = N\u00b7[alpha \u2260 1]` })),
	ms("FusedMatMulActivation", matMul(turning, {
		cost: matMulCost(turning, activationAttrCost),
		formula: `${product}; F = N\u00b7([alpha \u2260 1] + F_act); T = N\u00b7T_act`
	})),
	ms("GemmFastGelu", matMul(gelu, {
		cost: matMulCost(gelu, (_, size) => fusedActivation("FastGelu", size)),
		formula: `${product}; F = N\u00b7[bias] + 6N; T = 2N`
	})),
	ms("GemmFloat8", gemmOf(float8Gemm, gemmCost(float8Gemm, activationAttrCost), gemmActivated)),
	packed("MatMulBlockQuantizedFp4Weight", nibbleWeights, 5),
	packed("MatMulBlockQuantizedFp8Weight", byteWeights, 4),
	packed("MatMulBnb4", packedBnb4, -1, `${product} (in 4 bits)`),
	packed("MatMulFpQ4", packedByInput, -1, `${product} (in 4 bits)`),
	ms("MatMulInteger16", matMul(words, { formula: product })),
	ms("MatMulIntegerToFloat", {
		shape: matMulShape(matMulToFloat),
		cost: matMulToFloatCost,
		formula: `${product}; F = N + scales + N\u00b7[bias]`
	}),
	packed("MatMulNBits", packedByAttrs, 5),
	ms("MatMulNBitsMlp", {
		shape: gatedMlpShape,
		cost: gatedMlpCost,
		formula: "M = 2\u00b7rows\u00b7K\u00b7n; F = (4\u00b7N_in + 2\u00b7rows)\u00b7[norm] + N_in\u00b7[skip] + rows\u00b7n\u00b7([gate bias] + [up bias] + F_act + 1); T = rows\u00b7[norm] + rows\u00b7n\u00b7T_act"
	}),
	ms("MatMulNBitsQLoRA", {
		shape: packedShape(packedByAttrs),
		cost: loraCost,
		formula: "M = rows\u00b7(n\u00b7K + r\u00b7K + n\u00b7r); F = N"
	}),
	ms("MatMulNBitsQkv", {
		shape: qkvShape,
		cost: qkvCost,
		formula: "M = rows\u00b7K\u00b7(Nq + 2\u00b7Nkv); F = (4\u00b7N_in + 2\u00b7rows)\u00b7[norm] + N_in\u00b7[skip] + rows\u00b7(Nq\u00b7[q bias] + Nkv\u00b7([k bias] + [v bias])); T = rows\u00b7[norm]"
	}),
	packed("MatMulPacked", packedRows, -1, `${product}; F = N\u00b7F_act; T = N\u00b7T_act (at the packed width)`),
	ms("QGemm", gemmOf(quantizedGemm, void 0, "M = m\u00b7n\u00b7k; F = N\u00b7([bias] + [alpha \u2260 1])")),
	ms("QOrderedMatMul", matMul(ordered, { formula: `${product}; F = N\u00b7[bias]` })),
	ms("RouterGateUpProj", {
		shape: gatedRouterShape,
		cost: gatedRouterCost,
		formula: "M = rows\u00b7K\u00b7(router + 2\u00b7inter); F = 5\u00b7rows\u00b7inter; T = rows\u00b7inter"
	})
];

// src/count/ops/movement/move.ts
/** Rank up to which a list of sizes is taken for a shape. */
const maxRank = 1024;
/** A tensor made of the elements of another: it keeps the type, and the quantised type that a consumer's MACs are done in. */
function movedFrom(source, shape, data) {
	return quantizedAs(source, withContent(source?.dtype ?? "unknown", shape, data));
}
/** As `movedFrom`; many elements are worked out only when they are asked for. */
function movedLater(source, shape, data) {
	return quantizedAs(source, withLazyContent(source?.dtype ?? "unknown", [source], shape, data));
}
const quantizedAs = (source, value) => source?.quantized === void 0 ? value : {
	...value,
	quantized: source.quantized
};
/** Contents of a tensor together with its sizes as numbers; undefined if it has none. */
function contentOf(value) {
	if (value?.data === void 0 || !isConcrete(value.shape)) return void 0;
	if (value.data.length === 0 && smallShape(value.shape) === void 0) return void 0;
	return {
		data: value.data,
		shape: value.shape
	};
}
/**
* Positions of a grid in row-major order: along axis `a` the coordinates `axes[a]`, each times `strides[a]`. A coordinate of NaN
* makes every position on it NaN (outside). The product of the lengths must be capped by the caller.
*/
function gridPositions(axes, strides) {
	let positions = [0];
	for (const [axis, coordinates] of axes.entries()) {
		const stride = strides[axis] ?? 0;
		positions = positions.flatMap((position) => coordinates.map((coordinate) => position + coordinate * stride));
	}
	return positions;
}
/**
* Contents of the tensor of `shape` whose coordinate i along axis a is the source's `along(a, i)`; NaN stands for `outside`.
* Undefined if the source's contents aren't known or the result is too large.
*/
function regrid(source, shape, along, outside) {
	const from = contentOf(source);
	const to = smallShape(shape);
	if (from === void 0 || to === void 0) return void 0;
	const positions = gridPositions(to.map((size, axis) => Array.from({ length: size }, (_, i) => along(axis, i))), stridesOf(from.shape));
	if (outside === void 0) return pick(from.data, positions);
	return positions.map((position) => Number.isNaN(position) ? outside : from.data[position]);
}
/**
* Elements of a list input (a shape, pads, repeats \u2026) as sizes, unknown ones undefined; undefined if not even their number is
* known. A scalar is a list of one.
*/
function listAt(call, i) {
	const value = tensorAt(call, i);
	if (value?.data !== void 0) return value.data.map((scalar) => isSize(scalar) ? scalar : void 0);
	if (value === void 0 || !isConcrete(value.shape)) return void 0;
	const count = countOf(value.shape);
	return count <= maxRank ? Array.from({ length: count }, () => void 0) : void 0;
}
/** A size as a plain number, saturated at \u00b12^53; undefined if it is symbolic or not known. */
function plainOf(size) {
	if (typeof size === "number" || size === void 0) return size;
	const constant = constantOf(size);
	if (constant === void 0) return void 0;
	return constant < 0n ? Number.MIN_SAFE_INTEGER : Number.MAX_SAFE_INTEGER;
}
/** The plain numbers of a list; undefined if one isn't known. */
function plainList(list) {
	const numbers = list?.map(plainOf);
	return numbers?.includes(void 0) === false ? numbers : void 0;
}
function givenAxes(call, i, name = "axes") {
	const attr = intsAttr(call, name);
	if (attr !== void 0) return {
		given: true,
		axes: attr,
		count: attr.length
	};
	if ((call.node.inputs[i] ?? "") === "") return { given: false };
	const list = listAt(call, i);
	const axes = plainList(list);
	return {
		given: true,
		...axes === void 0 ? {} : { axes },
		...list === void 0 ? {} : { count: list.length }
	};
}
/** Fresh sizes `dim0`, `dim1`, \u2026 for a tensor of which only the rank is known. */
function freshShape(call, rank) {
	return Array.from({ length: rank }, (_, axis) => call.fresh(`dim${axis}`));
}
/**
* The size of one axis that two tensors must agree on: a constant before a formula, else the shorter formula.
* @throws Fault `shape` if they differ for all values of the symbols
*/
function agree(call, a, b, what) {
	const size = agreed(call, a, b, what);
	return constantOf(size) === void 0 && format(a).length < format(b).length ? a : size;
}
/**
* The size, which the model asks for.
* @throws Fault `shape` if it is negative for all values of the symbols
*/
function sizeOr(call, size, hint) {
	if (size === void 0) return call.fresh(hint);
	if (isAtLeast(size, 0) === false) throw shapeFault(call, `the size ${format(size)} is negative`);
	return size;
}

// src/count/ops/movement/arrange.ts
/** Transpose: axes in the order of `perm`, reversed if it is absent. */
const transpose = (call) => {
	const source = requiredTensor(call, 0);
	const given = intsAttr(call, "perm");
	const shape = source?.shape ?? null;
	if (shape === null) return [movedFrom(source, given === void 0 ? null : freshShape(call, given.length))];
	const perm = given ?? [...shape.keys()].toReversed();
	if (perm.length !== shape.length || new Set(perm).size < perm.length || perm.some((axis) => shape[axis] === void 0)) throw shapeFault(call, `perm [${perm.join(", ")}] doesn't fit ${shapeText(shape)}`);
	return [movedFrom(source, perm.map((axis) => shape[axis]), transposed(source, perm))];
};
function transposed(source, perm) {
	const from = contentOf(source);
	if (from === void 0) return void 0;
	const to = smallShape(perm.map((axis) => from.shape[axis] ?? 0));
	const strides = stridesOf(from.shape);
	return to === void 0 ? void 0 : pick(from.data, positionsOf(to, perm.map((axis) => strides[axis] ?? 0)));
}
/** Tensors laid end to end along an axis: the shape rule of Concat over the inputs `parts`. */
function concatenated(call, parts, axis) {
	const used = parts.some((part) => part?.shape?.length !== 1) ? parts.filter((part) => !isLegacyEmpty(part)) : parts;
	const like = used.find((part) => part !== void 0 && part.shape !== null) ?? used[0];
	const source = used.every((part) => part?.quantized === like?.quantized) ? like : unquantized(like);
	const shape = like?.shape ?? null;
	if (shape === null) return movedFrom(source, null);
	const at = normalAxis(call, axis, shape.length);
	const sizes = shape.map((_, k) => k === at ? lengthAlong(call, used, at) : sharedSize(call, used, k, shape));
	return movedFrom(source, sizes, concatContent(used, sizes, at));
}
function unquantized(value) {
	if (value === void 0) return void 0;
	const { quantized: _, ...rest } = value;
	return rest;
}
/** The tensor of shape [0] that PyTorch's cat lets pass beside tensors of any rank. */
function isLegacyEmpty(part) {
	return part?.shape?.length === 1 && part.shape[0] === 0;
}
function lengthAlong(call, parts, axis) {
	const lengths = parts.map((part) => part?.shape?.[axis]);
	return lengths.includes(void 0) ? call.fresh(`dim${axis}`) : sum$1(lengths);
}
function sharedSize(call, parts, axis, first) {
	const rank = first.length;
	let size = first[axis];
	for (const part of parts) {
		if (part === void 0 || part.shape === null) continue;
		const other = part.shape[axis];
		if (other === void 0 || part.shape.length !== rank) throw shapeFault(call, `tensors of different ranks can't be concatenated: ${shapeText(part.shape)}`);
		size = agree(call, size, other, `sizes of axis ${axis} differ`);
	}
	return size;
}
function concatContent(parts, sizes, axis) {
	const to = smallShape(sizes);
	if (to === void 0 || parts.every((part) => part?.data === void 0)) return void 0;
	const blocks = countOf(to.slice(0, axis));
	const inner = countOf(to.slice(axis + 1));
	const rows = parts.map((part) => ({
		data: part?.data,
		width: Number(part?.shape?.[axis] ?? 0) * inner
	}));
	const out = [];
	for (let block = 0; block < blocks; block++) for (const { data, width } of rows) for (let i = block * width; i < (block + 1) * width; i++) out.push(data?.[i]);
	return out;
}
/** Concat along the attribute `axis` (1 if absent, as before version 4). */
const concat = (call) => {
	if (call.inputs.length === 0) throw missing(call, 0);
	return [concatenated(call, call.inputs.map((_, i) => tensorAt(call, i)), intAttr(call, "axis") ?? 1)];
};
/** Split along `axis` into sizes given by attribute or input 1, or into equal parts (the last may be smaller). */
const split = (call) => {
	const source = requiredTensor(call, 0);
	const shape = source?.shape ?? null;
	const outputs = call.node.outputs;
	if (shape === null) return outputs.map(() => movedFrom(source, null));
	const axis = normalAxis(call, intAttr(call, "axis") ?? 0, shape.length);
	const sizes = partSizes(call, shape[axis], outputs.length);
	let from = 0;
	return sizes.map((size) => {
		const start = from;
		from = add(from, size);
		const to = shape.map((whole, k) => k === axis ? size : whole);
		const content = typeof start === "number" ? regrid(source, to, (k, i) => k === axis ? start + i : i) : void 0;
		return movedFrom(source, to, content);
	});
};
function partSizes(call, whole, outputs) {
	const given = intsAttr(call, "split") ?? (has(call, 1) ? listAt(call, 1) : void 0);
	if (given === void 0 && has(call, 1)) return Array.from({ length: outputs }, (_, i) => call.fresh(`part${i}`));
	return given === void 0 ? equalParts(call, whole, outputs) : givenParts(call, whole, given, outputs);
}
function givenParts(call, whole, given, outputs) {
	if (given.length !== outputs) throw shapeFault(call, `${given.length} sizes for ${outputs} outputs`);
	const told = given.flatMap((size) => size === void 0 ? [] : [sizeOr(call, size, "part")]);
	const rest = sub(whole, sum$1(told));
	if (told.length < given.length) {
		if (isAtLeast(rest, 0) === false) throw shapeFault(call, `the parts are longer than the axis of ${format(whole)}`);
		return given.map((size, i) => size ?? (told.length === given.length - 1 ? rest : call.fresh(`part${i}`)));
	}
	if (isAtLeast(rest, 0) === false || isAtLeast(rest, 1) === true) throw shapeFault(call, `parts of ${told.map(format).join(" + ")} don't make the axis of ${format(whole)}`);
	return told;
}
function equalParts(call, whole, outputs) {
	const count = intAttr(call, "num_outputs") ?? outputs;
	if (count !== outputs) throw shapeFault(call, `num_outputs is ${count}, but the node has ${outputs} outputs`);
	const uneven = call.version >= 18;
	const size = uneven ? ceilDiv(whole, count) : floorDiv(whole, count);
	const last = sub(whole, mul(size, count - 1));
	if (isAtLeast(last, 0) === false || !uneven && constantOf(whole) !== void 0 && !equal(last, size)) throw shapeFault(call, `an axis of ${format(whole)} can't be split into ${count} equal parts`);
	return Array.from({ length: count }, (_, i) => i < count - 1 || !uneven ? size : max$1(last, 0));
}
/** Tile: every axis repeated by input 1; version 1 repeats the axis of input 2 `tiles` times. */
const tile = (call) => {
	const source = requiredTensor(call, 0);
	if (!has(call, 1)) throw missing(call, 1);
	const shape = source?.shape ?? null;
	const repeats = call.version < 6 ? oneAxis(call, shape) : listAt(call, 1);
	if (shape === null) return [movedFrom(source, repeats === void 0 ? null : freshShape(call, repeats.length))];
	if (repeats === void 0) return [movedFrom(source, freshShape(call, shape.length))];
	if (repeats.length !== shape.length) throw shapeFault(call, `${repeats.length} repeats for ${shapeText(shape)}`);
	const to = shape.map((size, axis) => size === 0 ? 0 : repeated(call, size, repeats[axis], axis));
	return [movedFrom(source, to, regrid(source, to, (axis, i) => i % Number(shape[axis])))];
};
function repeated(call, size, times, axis) {
	return times === void 0 ? call.fresh(`dim${axis}`) : mul(size, sizeOr(call, times, "repeat"));
}
function oneAxis(call, shape) {
	const axis = plainOf(listAt(call, 2)?.[0]);
	if (shape === null || axis === void 0) return void 0;
	const at = normalAxis(call, axis, shape.length);
	return shape.map((_, k) => k === at ? listAt(call, 1)?.[0] : 1);
}
/** Expand: the shape that input 0 and the sizes of input 1 broadcast to. */
const expand = (call) => {
	const source = requiredTensor(call, 0);
	if (!has(call, 1)) throw missing(call, 1);
	const shape = source?.shape ?? null;
	const sizes = listAt(call, 1);
	if (shape === null || sizes === void 0) return [movedFrom(source, null)];
	const rank = Math.max(shape.length, sizes.length);
	const to = Array.from({ length: rank }, (_, axis) => {
		const given = axis - rank + sizes.length;
		return expandedSize(call, shape[axis - rank + shape.length] ?? 1, given < 0 ? 1 : sizes[given], axis);
	});
	return [movedLater(source, to, () => broadcastContent(source, to))];
};
function expandedSize(call, own, asked, axis) {
	if (asked === void 0) return isAtLeast(own, 2) === true ? own : call.fresh(`dim${axis}`);
	const size = broadcast(own, sizeOr(call, asked, "size"));
	if (size === void 0) throw shapeFault(call, `a size of ${format(own)} can't be expanded to ${format(asked)}`);
	return size;
}

// src/count/ops/movement/gather.ts
/** Gather: data[\u2026, indices, \u2026] along `axis`. */
const gather = (call) => [gatherAlong(call, requiredTensor(call, 0), requiredTensor(call, 1), intAttr(call, "axis") ?? 0)];
/**
* Sizes of data before `axis`, of indices, of data after it; contents if both are known.
* @throws Fault `shape` if an index is outside the axis
*/
function gatherAlong(call, source, indices, axis) {
	const [from, picks] = [source?.shape ?? null, indices?.shape ?? null];
	if (from === null) return movedFrom(source, null);
	const at = normalAxis(call, axis, from.length);
	const whole = from[at];
	const rows = indices?.data?.map((index) => indexInto(call, index, whole));
	if (picks === null) return movedFrom(source, null);
	const shape = [
		...from.slice(0, at),
		...picks,
		...from.slice(at + 1)
	];
	return movedFrom(source, shape, gatherContent(source, rows, shape, at));
}
/** An index counted from the front; undefined if it or the size isn't known. */
function indexInto(call, index, size) {
	const plain = isDim(index) ? plainOf(index) : void 0;
	const whole = constantOf(size);
	if (plain === void 0) return void 0;
	if (whole === void 0) return plain >= 0 ? plain : void 0;
	if (plain >= whole || plain < -whole) throw shapeFault(call, `index ${plain} is outside an axis of ${format(size)}`);
	return plain < 0 ? plain + Number(whole) : plain;
}
function gatherContent(source, rows, shape, axis) {
	const from = contentOf(source);
	if (from === void 0 || rows === void 0 || smallShape(shape) === void 0) return void 0;
	const [before, whole, inner] = [
		countOf(from.shape.slice(0, axis)),
		from.shape[axis] ?? 0,
		countOf(from.shape.slice(axis + 1))
	];
	const out = [];
	for (let block = 0; block < before; block++) for (const row of rows) for (let i = 0; i < inner; i++) out.push(row === void 0 ? void 0 : from.data[(block * whole + row) * inner + i]);
	return out;
}
/** Rows of a table by index, whatever attributes the node has. */
const lookUpRows = (call) => [gatherAlong(call, requiredTensor(call, 0), requiredTensor(call, 1), 0)];
/** GatherElements: the shape of the indices; each replaces the coordinate along `axis`. */
const gatherElements = (call) => {
	const [source, indices] = [requiredTensor(call, 0), requiredTensor(call, 1)];
	const [from, shape] = [source?.shape ?? null, indices?.shape ?? null];
	if (from === null || shape === null) return [movedFrom(source, shape)];
	if (from.length !== shape.length) throw shapeFault(call, `indices of ${shapeText(shape)} for data of ${shapeText(from)}`);
	const at = normalAxis(call, intAttr(call, "axis") ?? 0, from.length);
	return [movedFrom(source, shape, elementContent(call, source, indices, at))];
};
function elementContent(call, source, indices, axis) {
	const [from, picks] = [contentOf(source), contentOf(indices)];
	if (from === void 0 || picks === void 0) return void 0;
	return elementPlaces(call, from.shape, picks, axis).map((place) => place === void 0 ? void 0 : from.data[place]);
}
/** Positions in a tensor of shape `whole` that indices along `axis` name; undefined if an index isn't known. */
function elementPlaces(call, whole, picks, axis) {
	const strides = stridesOf(whole);
	return positionsOf(picks.shape, strides.map((stride, k) => k === axis ? 0 : stride)).map((base, i) => {
		const index = indexInto(call, picks.data[i], whole[axis] ?? 0);
		return index === void 0 ? void 0 : base + index * (strides[axis] ?? 1);
	});
}
/** GatherND: the last axis of the indices holds coordinates of the axes after `batch_dims` common ones. */
const gatherNd = (call) => {
	const [source, indices] = [requiredTensor(call, 0), requiredTensor(call, 1)];
	const [from, picks] = [source?.shape ?? null, indices?.shape ?? null];
	const depth = plainOf(picks?.at(-1));
	if (from === null || picks === null || depth === void 0) return [movedFrom(source, null)];
	const batch = intAttr(call, "batch_dims") ?? 0;
	if (batch < 0 || batch >= picks.length || depth < 1 || batch + depth > from.length) throw shapeFault(call, `indices of ${shapeText(picks)} with ${batch} batch axes don't fit data of ${shapeText(from)}`);
	const shape = [
		...from.slice(0, batch).map((size, axis) => agree(call, size, picks[axis], `batch sizes of axis ${axis} differ`)),
		...picks.slice(batch, -1),
		...from.slice(batch + depth)
	];
	return [movedFrom(source, shape, ndContent(call, source, indices, shape, batch))];
};
function ndContent(call, source, indices, shape, batch) {
	const [from, picks] = [contentOf(source), contentOf(indices)];
	if (from === void 0 || picks === void 0 || smallShape(shape) === void 0) return void 0;
	const places = ndPlaces(call, from.shape, picks, batch);
	const inner = countOf(from.shape.slice(batch + (picks.shape.at(-1) ?? 0)));
	return places.flatMap((place) => Array.from({ length: inner }, (_, i) => place === void 0 ? void 0 : from.data[place + i]));
}
/** First positions of the slices that index tuples name in a tensor of shape `whole`. */
function ndPlaces(call, whole, picks, batch) {
	const strides = stridesOf(whole);
	const depth = picks.shape.at(-1) ?? 0;
	const grid = picks.shape.slice(0, -1);
	return positionsOf(grid, grid.map((_, axis) => axis < batch ? strides[axis] ?? 0 : 0)).map((base, tuple) => {
		let place = base;
		for (let k = 0; k < depth; k++) {
			const index = indexInto(call, picks.data[tuple * depth + k], whole[batch + k] ?? 0);
			place = place === void 0 || index === void 0 ? void 0 : place + index * (strides[batch + k] ?? 1);
		}
		return place;
	});
}

// src/count/ops/movement/generate.ts
/** onnxruntime takes the value that the file gives first; others may take another. */
function checkOneValue(call) {
	const values = [...call.node.attrs.keys()].filter((name) => /^(sparse_)?value/.test(name));
	if (values.length <= 1) return;
	const what = `${call.name}: Constant has several values: ${values.join(", ")}`;
	throw new Fault("bad-attribute", what, "export the model again");
}
/** Constant: the value that one of its attributes holds (tensor, sparse tensor, or list and scalar of ints, floats, strings). */
const constant = (call) => {
	if (call.node.attrs.size > 1) checkOneValue(call);
	const stored = tensorAttr(call, "value") ?? tensorAttr(call, "sparse_value");
	if (stored !== void 0) return [storedValue(stored)];
	const [int, ints] = [call.node.attrs.get("value_int"), call.node.attrs.get("value_ints")];
	if (int?.kind === "int") return [known("i64", [], [int.value])];
	if (ints?.kind === "ints") return [withContent("i64", [ints.value.length], ints.value)];
	const [float, floats] = [floatAttr(call, "value_float"), floatsAttr(call, "value_floats")];
	if (float !== void 0) return [known("f32", [], [Math.fround(float)])];
	if (floats !== void 0) return [withContent("f32", [floats.length], floats.map(Math.fround))];
	const [text, texts] = [stringAttr(call, "value_string"), stringsAttr(call, "value_strings")];
	if (text !== void 0) return [known("string", [], [text])];
	if (texts !== void 0) return [withContent("string", [texts.length], texts)];
	throw new Fault("bad-attribute", `${call.name}: Constant has no value`, "the node is not valid ONNX: export the model again, or run onnx.checker on it");
};
function storedValue({ dtype, dims, data }) {
	return {
		kind: "tensor",
		dtype,
		shape: dims,
		...data === void 0 ? {} : { data }
	};
}
/** Tensors without contents of which every element is known to be other than 0. */
const nowhereZero = /* @__PURE__ */ new WeakSet();
/** True of a tensor filled with one value other than 0, whatever its sizes: exporters of opset 9 number its elements by NonZero. */
const isNowhereZero = (value) => value !== void 0 && nowhereZero.has(value);
/** ConstantOfShape: input 0 holds the sizes, `value` the one element (f32 0 if absent). */
const constantOfShape = (call) => {
	if (!has(call, 0)) throw missing(call, 0);
	const value = tensorAttr(call, "value");
	return [filled(call, listAt(call, 0), value?.dtype ?? "f32", value === void 0 ? 0 : value.data?.[0])];
};
function filled(call, sizes, dtype, fill) {
	if (sizes === void 0) return {
		kind: "tensor",
		dtype,
		shape: null
	};
	const shape = sizes.map((size, axis) => sizeOr(call, size, `dim${axis}`));
	const small = fill === void 0 ? void 0 : smallShape(shape);
	const value = withContent(dtype, shape, small && Array.from({ length: countOf(small) }, () => fill));
	if (typeof fill === "number" && fill !== 0) nowhereZero.add(value);
	return value;
}
/** Shape: sizes `start` to `end` of input 0 (clamped), which are its contents. */
const shapeOf$1 = (call) => {
	const shape = requiredTensor(call, 0)?.shape ?? null;
	if (shape === null) return [{
		kind: "tensor",
		dtype: "i64",
		shape: [call.fresh("rank")]
	}];
	const clamp = (index) => Math.min(Math.max(index < 0 ? index + shape.length : index, 0), shape.length);
	const [start, end] = [clamp(intAttr(call, "start") ?? 0), clamp(intAttr(call, "end") ?? shape.length)];
	const sizes = shape.slice(start, Math.max(start, end));
	return [withContent("i64", [sizes.length], sizes)];
};
/** Size: the number of elements of input 0. */
const sizeOf$1 = (call) => {
	const shape = requiredTensor(call, 0)?.shape ?? null;
	return [withContent("i64", [], shape === null ? void 0 : [product$1(shape)])];
};
/** The one element of an input; undefined if it isn't known. */
function scalarAt(call, i) {
	const data = tensorAt(call, i)?.data;
	return data?.length === 1 ? data[0] : void 0;
}
/** Range: start, limit and delta (1 if absent); n = max(\u2308(limit \u2212 start)/delta\u2309, 0), in double for floats. */
const range = (call) => {
	for (const i of [0, 1]) if (!has(call, i)) throw missing(call, i);
	const dtype = dtypeAt(call, 0);
	const delta = has(call, 2) ? scalarAt(call, 2) : 1;
	if (delta === 0) throw shapeFault(call, "the delta is 0");
	const [start, limit] = [scalarAt(call, 0), scalarAt(call, 1)];
	const size = (isFloat(dtype) ? floatSteps(start, limit, delta) : steps(start, limit, delta)) ?? call.fresh("count");
	return [withContent(dtype, [size], typeof size === "number" && size <= 4096 ? ramp(dtype, start, delta, size) : void 0)];
};
/** A delta that may be of either sign leaves it open; one that may be 0 is taken not to be. */
function steps(start, limit, delta) {
	if (!isDim(start) || !isDim(limit) || !isDim(delta)) return void 0;
	if (isNonNegative(delta)) return max$1(ceilDiv(sub(limit, start), delta), 0);
	if (isAtLeast(delta, 0) === false) return max$1(ceilDiv(sub(start, limit), neg(delta)), 0);
}
/** Steps between floats: plain numbers in double, ratios of sizes exactly where start and delta are whole. */
function floatSteps(start, limit, delta) {
	if (typeof start === "number" && typeof limit === "number" && typeof delta === "number") {
		const count = Math.max(Math.ceil((limit - start) / delta), 0);
		return Number.isSafeInteger(count) ? count : void 0;
	}
	const parts = [
		start,
		limit,
		delta
	].map((scalar) => {
		if (isSymbolicFloat(scalar)) return {
			numerator: scalar.numerator,
			denominator: scalar.denominator
		};
		return isDim(scalar) && (typeof scalar !== "number" || Number.isSafeInteger(scalar)) ? {
			numerator: scalar,
			denominator: 1
		} : void 0;
	});
	if (parts.includes(void 0)) return void 0;
	const common = parts.reduce((total, part) => total * (part?.denominator ?? 1), 1);
	if (!Number.isSafeInteger(common)) return void 0;
	const [a, b, by] = parts.map((part) => mul(part?.numerator ?? 0, common / (part?.denominator ?? 1)));
	return steps(a, b, by);
}
function ramp(dtype, start, delta, size) {
	if (!isDim(start) || !isDim(delta)) return void 0;
	if (!isFloat(dtype)) return Array.from({ length: size }, (_, i) => add(start, mul(delta, i)));
	if (typeof start !== "number" || typeof delta !== "number") return void 0;
	return Array.from({ length: size }, (_, i) => fit(dtype, start + i * delta));
}
/** OneHot: a new axis of size `depth` at `axis` of the indices' shape; contents [off, on] of input 2. */
const oneHot = (call) => {
	const [indices, values] = [requiredTensor(call, 0), requiredTensor(call, 2)];
	if (!has(call, 1)) throw missing(call, 1);
	const [shape, dtype] = [indices?.shape ?? null, values?.dtype ?? "unknown"];
	if (shape === null) return [{
		kind: "tensor",
		dtype,
		shape: null
	}];
	const depth = scalarAt(call, 1);
	const size = isDim(depth) && isWhole(depth) ? sizeOr(call, depth, "depth") : call.fresh("depth");
	const axis = normalAxis(call, intAttr(call, "axis") ?? -1, shape.length + 1);
	const to = [
		...shape.slice(0, axis),
		size,
		...shape.slice(axis)
	];
	return [withContent(dtype, to, oneHotContent(indices, values, to, axis))];
};
const isWhole = (size) => typeof size !== "number" || Number.isInteger(size);
function oneHotContent(indices, values, shape, axis) {
	const to = smallShape(shape);
	if (to === void 0 || indices?.data === void 0 || values?.data === void 0) return void 0;
	const [depth, inner] = [to[axis] ?? 0, countOf(to.slice(axis + 1))];
	const [off, on] = values.data;
	return Array.from({ length: countOf(to) }, (_, i) => {
		const at = Math.floor(i / inner) % depth;
		const index = indices.data?.[Math.floor(i / inner / depth) * inner + i % inner];
		if (typeof index !== "number") return void 0;
		return (index < 0 ? index + depth : index) === at ? on : off;
	});
}

// src/count/ops/movement/legacy.ts
/** A tensor of one value: its shape from an attribute, from input 0's shape, or from input 0's contents. */
const constantFill = (call) => {
	const dtype = elementTypeAttr(call, "dtype", "f32");
	const given = intsAttr(call, "shape");
	if (given === void 0 && (call.node.inputs[0] ?? "") === "") throw missing(call, 0);
	const asked = given ?? (intAttr(call, "input_as_shape") === 1 ? listAt(call, 0) : requiredTensor(call, 0)?.shape);
	if (asked === void 0 || asked === null) return [{
		kind: "tensor",
		dtype,
		shape: null
	}];
	const shape = [...asked, ...intsAttr(call, "extra_shape") ?? []].map((size, axis) => sizeOr(call, size, `dim${axis}`));
	const small = smallShape(shape);
	const value = floatAttr(call, "value") ?? 0;
	return [withContent(dtype, shape, small && Array.from({ length: countOf(small) }, () => value))];
};

// src/count/ops/movement/pad.ts
/** Pad: each axis grows by its begin and end pad (attribute `paddings`, `pads`, or input 1; input 3 names axes); negative ones crop. */
const pad = (call) => {
	const source = requiredTensor(call, 0);
	const pads = padsOf(call);
	const shape = source?.shape ?? null;
	if (shape === null) return [movedFrom(source, null)];
	const axes = axesOf$2(call, shape.length);
	if (axes === void 0) return [movedFrom(source, freshShape(call, shape.length))];
	if (pads !== void 0 && pads.length !== 2 * axes.length) throw shapeFault(call, `${pads.length} pads for ${axes.length} axes`);
	const margins = shape.map((_, axis) => {
		const i = axes.indexOf(axis);
		return i < 0 ? [0, 0] : [pads?.[i], pads?.[i + axes.length]];
	});
	const sizes = shape.map((size, axis) => paddedSize(call, size, margins[axis] ?? [0, 0], axis));
	return [movedFrom(source, sizes, paddedContent(call, source, sizes, margins))];
};
function padsOf(call) {
	const attr = intsAttr(call, "paddings") ?? intsAttr(call, "pads");
	if (attr === void 0 && !has(call, 1)) throw missing(call, 1);
	return attr ?? listAt(call, 1);
}
function axesOf$2(call, rank) {
	const { given, axes } = givenAxes(call, 3);
	if (!given) return Array.from({ length: rank }, (_, axis) => axis);
	return axes === void 0 ? void 0 : normalAxes(call, axes, rank);
}
function paddedSize(call, size, [begin, end], axis) {
	if (begin === void 0 || end === void 0) return call.fresh(`dim${axis}`);
	const padded = add(add(size, begin), end);
	if (isAtLeast(padded, 0) === false) throw shapeFault(call, `an axis of ${format(size)} is cropped by more than its size`);
	return padded;
}
function paddedContent(call, source, sizes, margins) {
	const begins = margins.map(([begin]) => plainOf(begin));
	const from = source?.shape ?? null;
	if (begins.includes(void 0) || from === null || source?.data === void 0) return void 0;
	const place = placeOf$1(stringAttr(call, "mode") ?? "constant");
	const fill = fillOf(call, source);
	const along = (axis, i) => place(i - (begins[axis] ?? 0), Number(from[axis]));
	const content = regrid(source, sizes, along, fill ?? "");
	return fill === void 0 ? content?.map((scalar) => scalar === "" ? void 0 : scalar) : content;
}
const within = (i, size) => i >= 0 && i < size;
/** The coordinate that a padded one repeats, in an axis of `size`; NaN where the fill value stands. */
function placeOf$1(mode) {
	switch (mode) {
		case "edge": return (i, size) => size === 0 ? NaN : Math.min(Math.max(i, 0), size - 1);
		case "wrap": return (i, size) => size === 0 ? NaN : (i % size + size) % size;
		case "reflect": return (i, size) => {
			if (within(i, size)) return i;
			const period = 2 * (size - 1);
			if (period <= 0) return size === 1 ? 0 : NaN;
			const at = (i % period + period) % period;
			return at < size ? at : period - at;
		};
		default: return (i, size) => within(i, size) ? i : NaN;
	}
}
/** The fill value; undefined if it isn't known. */
function fillOf(call, source) {
	if (has(call, 2)) {
		const data = tensorAt(call, 2)?.data;
		return data?.length === 1 ? data[0] : void 0;
	}
	return source.dtype === "string" ? void 0 : floatAttr(call, "value") ?? 0;
}

// src/count/ops/movement/reshape.ts
/** The same elements under another shape. */
const relabelled = (source, shape) => [movedFrom(source, shape, source?.data)];
/** Reshape: sizes from the attribute `shape` or input 1; 0 copies (unless `allowzero`), \u22121 is what is left. */
const reshape = (call) => {
	const source = requiredTensor(call, 0);
	const attr = intsAttr(call, "shape");
	if (attr === void 0 && (call.node.inputs[1] ?? "") === "") throw missing(call, 1);
	const requested = attr ?? listAt(call, 1);
	if (requested === void 0) return relabelled(source, null);
	return relabelled(source, reshaped(call, source?.shape ?? null, requested, intAttr(call, "allowzero") === 1));
};
/**
* Sizes after a reshape. The only size that isn't known (\u22121, or undefined) is what the others leave of the total.
* @throws Fault `shape` if the elements can't fit
*/
function reshaped(call, from, requested, allowZero) {
	const sizes = requested.map((size, axis) => plainOf(size) === 0 && !allowZero ? copied(call, from, axis) : size);
	const wild = sizes.filter((size) => size === -1).length;
	if (wild > 1) throw shapeFault(call, `more than one -1 in the requested shape`);
	if (wild > 0 && allowZero && sizes.includes(0)) throw shapeFault(call, "a requested shape with allowzero holds both 0 and -1");
	const told = [];
	for (const size of sizes) {
		if (size === void 0 || size === -1) continue;
		if (isAtLeast(size, 0) === false) throw shapeFault(call, `the requested size ${format(size)} is negative`);
		told.push(size);
	}
	const total = from === null ? void 0 : product$1(from);
	const rest = product$1(told);
	const open = sizes.length - told.length;
	if (open === 0 && total !== void 0) checkTotal(call, total, rest, sizes);
	const left = open === 1 && total !== void 0 ? leftOver(call, total, rest, wild > 0) : void 0;
	return sizes.map((size, axis) => size === void 0 || size === -1 ? left ?? call.fresh(`dim${axis}`) : size);
}
function copied(call, from, axis) {
	if (from !== null && axis >= from.length) throw shapeFault(call, `the requested shape copies axis ${axis} of ${shapeText(from)}`);
	return from?.[axis];
}
function checkTotal(call, total, asked, sizes) {
	const [more, less] = [isAtLeast(asked, total), isAtLeast(total, asked)];
	if (more !== false && less !== false) return;
	throw shapeFault(call, `${format(total)} elements can't be given the shape ${shapeText(sizes)}`);
}
/** total / rest; undefined if a zero among the others leaves it open. */
function leftOver(call, total, rest, wild) {
	const [have, by] = [constantOf(total), constantOf(rest)];
	if (by === 0n) {
		if (wild) throw shapeFault(call, "a size of 0 beside -1 leaves the requested shape open");
		return;
	}
	if (have === void 0 || by === void 0) return floorDiv(total, rest);
	if (have % by !== 0n) throw shapeFault(call, `${have} elements can't be divided into rows of ${by}`);
	return fromBigInt(have / by);
}
/** Flatten: [\u03a0 sizes before `axis`, \u03a0 sizes from it on]. */
const flatten = (call) => {
	const source = requiredTensor(call, 0);
	const shape = source?.shape ?? null;
	if (shape === null) return relabelled(source, freshShape(call, 2));
	const axis = intAttr(call, "axis") ?? 1;
	const at = axis === shape.length ? axis : shape.length === 0 && axis === 1 ? 0 : normalAxis(call, axis, shape.length);
	return relabelled(source, [product$1(shape.slice(0, at)), product$1(shape.slice(at))]);
};
/** Squeeze: drops the axes given by the attribute or input 1, or every axis of size 1. */
const squeeze = (call) => {
	const source = requiredTensor(call, 0);
	const shape = source?.shape ?? null;
	if (shape === null) return relabelled(source, null);
	const dropped = squeezed(call, shape);
	if (typeof dropped === "object") return relabelled(source, shape.filter((_, axis) => !dropped.includes(axis)));
	return relabelled(source, dropped === void 0 ? null : freshShape(call, dropped));
};
/** The axes dropped; else the rank that is left; undefined if neither is known. */
function squeezed(call, shape) {
	const { given, axes, count } = givenAxes(call, 1);
	const ones = [...shape.keys()].filter((axis) => equal(shape[axis] ?? 0, 1));
	const maybe = [...shape.keys()].filter((axis) => mayBeOne(shape[axis] ?? 0));
	if (!given) return ones.length === maybe.length ? ones : void 0;
	if (axes === void 0) {
		if (count === void 0) return void 0;
		return maybe.length === count ? maybe : Math.max(shape.length - count, 0);
	}
	const normal = normalAxes(call, axes, shape.length);
	const wrong = normal.find((axis) => !maybe.includes(axis));
	if (wrong !== void 0) throw shapeFault(call, `axis ${wrong} of ${shapeText(shape)} is not of size 1`);
	return normal;
}
/** False if a size can't be 1 for any values of the symbols. */
function mayBeOne(size) {
	return isAtLeast(size, 1) !== false && isAtLeast(1, size) !== false;
}
/** Unsqueeze: puts axes of size 1 at the places given (attribute or input 1), counted in the result. */
const unsqueeze = (call) => {
	const source = requiredTensor(call, 0);
	const { given, axes, count } = givenAxes(call, 1);
	if (!given) throw missing(call, 1);
	const shape = source?.shape ?? null;
	if (shape === null || count === void 0) return relabelled(source, null);
	return relabelled(source, axes === void 0 ? freshShape(call, shape.length + count) : unsqueezed(call, shape, axes));
};
function unsqueezed(call, shape, axes) {
	const added = new Set(normalAxes(call, axes, shape.length + axes.length));
	let next = 0;
	return Array.from({ length: shape.length + axes.length }, (_, axis) => added.has(axis) ? 1 : shape[next++] ?? 1);
}
/** ExpandDims: one axis of size 1 at the place that input 1 gives. */
const expandDims = (call) => {
	const source = requiredTensor(call, 0);
	const shape = source?.shape ?? null;
	if (shape === null) return relabelled(source, null);
	const axis = plainOf(listAt(call, 1)?.[0]);
	return relabelled(source, axis === void 0 ? freshShape(call, shape.length + 1) : unsqueezed(call, shape, [axis]));
};
/** The first input as it is, whatever kind of value it is. */
const identity = (call) => {
	if ((call.node.inputs[0] ?? "") === "") throw missing(call, 0);
	return [call.inputs[0]];
};

// src/count/ops/movement/scatter.ts
/** Scatter and ScatterElements: the data, with updates at the coordinates that indices give along `axis`. */
const scatterElements = (call) => {
	const [source, indices, updates] = [
		requiredTensor(call, 0),
		requiredTensor(call, 1),
		requiredTensor(call, 2)
	];
	const [shape, picks] = [source?.shape ?? null, indices?.shape ?? null];
	if (shape === null) return [movedFrom(source, null)];
	const at = normalAxis(call, intAttr(call, "axis") ?? 0, shape.length);
	if (picks !== null && picks.length !== shape.length) throw shapeFault(call, `indices of ${shapeText(picks)} for data of ${shapeText(shape)}`);
	checkAgreement(call, picks, updates?.shape ?? null);
	const [from, to] = [contentOf(source), contentOf(indices)];
	if (from === void 0 || to === void 0) return [movedFrom(source, shape)];
	return [movedFrom(source, shape, written(call, source, from.data, elementPlaces(call, from.shape, to, at), 1, updates?.data))];
};
/** ScatterND: the data, with slices of updates at the coordinates that the last axis of the indices holds. */
const scatterNd = (call) => {
	const [source, indices, updates] = [
		requiredTensor(call, 0),
		requiredTensor(call, 1),
		requiredTensor(call, 2)
	];
	const [shape, picks] = [source?.shape ?? null, indices?.shape ?? null];
	const depth = picks?.at(-1);
	if (shape !== null && picks !== null && typeof depth === "number") {
		if (depth < 1 || depth > shape.length) throw shapeFault(call, `indices of ${shapeText(picks)} for data of ${shapeText(shape)}`);
		checkAgreement(call, [...picks.slice(0, -1), ...shape.slice(depth)], updates?.shape ?? null);
	}
	const [from, to] = [contentOf(source), contentOf(indices)];
	if (from === void 0 || to === void 0) return [movedFrom(source, shape)];
	const inner = countOf(from.shape.slice(to.shape.at(-1) ?? 0));
	return [movedFrom(source, shape, written(call, source, from.data, ndPlaces(call, from.shape, to, 0), inner, updates?.data))];
};
function checkAgreement(call, expected, updates) {
	if (expected === null || updates === null) return;
	if (expected.length !== updates.length) throw shapeFault(call, `updates of ${shapeText(updates)} where ${shapeText(expected)} are asked for`);
	for (const [axis, size] of expected.entries()) agree(call, size, updates[axis], `sizes of axis ${axis} of the updates differ`);
}
/** The data after the updates, `inner` elements at each place; undefined if a place isn't known. */
function written(call, source, data, places, inner, updates) {
	if (places.includes(void 0) || places.length * inner > 4096) return void 0;
	const reduction = stringAttr(call, "reduction") ?? "none";
	const out = [...data];
	places.forEach((place, i) => {
		for (let k = 0; k < inner; k++) {
			const at = (place ?? 0) + k;
			out[at] = reduced(reduction, out[at], updates?.[i * inner + k], source?.dtype ?? "unknown");
		}
	});
	return out;
}
const reductions = /* @__PURE__ */ new Map([
	["add", addScalars],
	["mul", mulScalars],
	["max", maxScalars],
	["min", minScalars]
]);
function reduced(reduction, old, update, dtype) {
	return reduction === "none" ? update : reductions.get(reduction)?.(dtype, old, update);
}
/** F = elements of the updates if they are combined with what is there; else nothing but moves. */
const scatterCost = (call) => {
	if ((stringAttr(call, "reduction") ?? "none") === "none" || !isFloat(dtypeAt(call, 0))) return free;
	const count = elements(shapeAt(call, 2));
	return count === void 0 ? unknownCost : { elementwise: count };
};
/** TensorScatter: the cache, with the update written along `axis` at each batch row's index (`linear`, or `circular`: modulo). */
const tensorScatter = (call) => {
	const [cache, update] = [requiredTensor(call, 0), requiredTensor(call, 1)];
	const shape = cache?.shape ?? null;
	if (shape === null) return [movedFrom(cache, null)];
	const axis = normalAxis(call, intAttr(call, "axis") ?? -2, shape.length);
	if (axis === 0) throw shapeFault(call, "the sequence axis is the batch axis");
	const given = update?.shape ?? null;
	if (given !== null && given.length !== shape.length) throw shapeFault(call, `an update of ${shapeText(given)} for a cache of ${shapeText(shape)}`);
	return [movedFrom(cache, shape, cacheContent(call, cache, update, axis))];
};
function cacheContent(call, cache, update, axis) {
	const [from, added] = [contentOf(cache), contentOf(update)];
	const starts = has(call, 2) ? tensorAt(call, 2)?.data : Array.from({ length: from?.shape[0] ?? 0 }, () => 0);
	if (from === void 0 || added === void 0 || starts === void 0) return void 0;
	const [whole, strides] = [from.shape[axis] ?? 0, stridesOf(added.shape)];
	const outer = stridesOf(from.shape);
	const circular = stringAttr(call, "mode") === "circular";
	const out = [...from.data];
	for (const [i, scalar] of added.data.entries()) {
		const at = strides.map((stride, k) => Math.floor(i / stride) % (added.shape[k] ?? 1));
		const start = starts[at[0] ?? 0];
		if (typeof start !== "number") return void 0;
		const row = (at[axis] ?? 0) + start;
		if (row >= whole && !circular) throw shapeFault(call, `row ${row} is outside the cache of ${whole}`);
		out[at.reduce((sum, coordinate, k) => sum + (k === axis ? row % whole : coordinate) * (outer[k] ?? 0), 0)] = scalar;
	}
	return out;
}

// src/count/ops/movement/select.ts
/** TopK: the k (attribute, then input 1) largest or smallest along `axis`, and their indices. */
const topK = (call) => {
	const source = requiredTensor(call, 0);
	const shape = source?.shape ?? null;
	if (shape === null) return [movedFrom(source, null), tensor("i64", null)];
	const axis = normalAxis(call, intAttr(call, "axis") ?? -1, shape.length);
	const k = countAsked(call);
	if (k !== void 0 && isAtLeast(shape[axis], k) === false) throw shapeFault(call, `k = ${format(k)} is more than the axis of ${format(shape[axis])}`);
	const to = shape.map((size, i) => i === axis ? sizeOr(call, k, "k") : size);
	const best = topContent(call, source, to, axis);
	return [movedFrom(source, to, best?.values), withContent("i64", to, best?.indices)];
};
function countAsked(call) {
	const attr = intAttr(call, "k");
	if (attr === void 0 && !has(call, 1)) throw missing(call, 1);
	const k = attr ?? scalarAt(call, 1);
	return isDim(k) ? k : void 0;
}
function topContent(call, source, to, axis) {
	const from = contentOf(source);
	const k = to[axis];
	if (from === void 0 || typeof k !== "number" || !from.data.every((scalar) => typeof scalar === "number")) return void 0;
	const direction = (intAttr(call, "largest") ?? 1) === 0 ? 1 : -1;
	const [whole, inner] = [from.shape[axis] ?? 0, countOf(from.shape.slice(axis + 1))];
	const lanes = whole === 0 ? 0 : from.data.length / whole;
	const count = lanes * k;
	const [values, indices] = [Array.from({ length: count }, () => 0), Array.from({ length: count }, () => 0)];
	for (let lane = 0; lane < lanes; lane++) {
		const base = Math.floor(lane / inner) * whole * inner + lane % inner;
		const numbers = Array.from({ length: whole }, (_, i) => Number(from.data[base + i * inner]));
		const order = [...numbers.keys()].toSorted((a, b) => direction * ((numbers[a] ?? 0) - (numbers[b] ?? 0)) || a - b);
		const out = Math.floor(lane / inner) * k * inner + lane % inner;
		order.slice(0, k).forEach((row, i) => {
			values[out + i * inner] = numbers[row] ?? 0;
			indices[out + i * inner] = row;
		});
	}
	return {
		values,
		indices
	};
}
/** True or false if an element is provably other than 0, or 0. */
function truthOf(scalar) {
	if (typeof scalar === "number") return scalar !== 0;
	if (typeof scalar === "string") return scalar !== "";
	if (!isDim(scalar)) return void 0;
	const provable = sign(scalar);
	return provable === 1 || provable === -1 ? true : provable === 0 ? false : void 0;
}
/** NonZero: one row of coordinates an axis (a scalar counts as one axis); as many columns as elements other than 0. */
const nonZero = (call) => {
	const source = requiredTensor(call, 0);
	const shape = source?.shape ?? null;
	const truths = source?.data?.map(truthOf);
	if (shape === null) return [tensor("i64", [call.fresh("rank"), call.fresh("count")])];
	const rank = Math.max(shape.length, 1);
	const from = contentOf(source);
	if (truths === void 0 || from === void 0 || truths.includes(void 0)) {
		const all = call.version < 11 && isNowhereZero(source);
		return [tensor("i64", [rank, all ? product$1(shape) : call.fresh("count")])];
	}
	const hits = truths.flatMap((truth, i) => truth === true ? [i] : []);
	const strides = stridesOf(from.shape);
	const rows = Array.from({ length: rank }, (_, axis) => hits.map((at) => Math.floor(at / (strides[axis] ?? 1)) % (from.shape[axis] ?? 1)));
	return [withContent("i64", [rank, hits.length], rows.flat())];
};
/** Compress: the slices along `axis` (of the flattened input where absent) whose condition holds. */
const compress = (call) => {
	const [source, condition] = [requiredTensor(call, 0), requiredTensor(call, 1)];
	const shape = source?.shape ?? null;
	const axis = intAttr(call, "axis");
	if (shape === null) return [movedFrom(source, axis === void 0 ? [call.fresh("count")] : null)];
	const at = axis === void 0 ? void 0 : normalAxis(call, axis, shape.length);
	const truths = condition?.data?.map(truthOf);
	const kept = truths?.includes(void 0) === false ? truths.flatMap((truth, i) => truth === true ? [i] : []) : void 0;
	const whole = at === void 0 ? void 0 : shape[at];
	if (kept !== void 0 && typeof whole === "number" && kept.some((i) => i >= whole)) throw shapeFault(call, `the condition is longer than the axis of ${whole}`);
	const size = kept?.length ?? call.fresh("count");
	if (at === void 0) return [movedFrom(source, [size], kept && source?.data && pick(source.data, kept))];
	return [movedFrom(source, shape.map((old, k) => k === at ? size : old), kept && compressContent(source, kept, at))];
};
function compressContent(source, kept, axis) {
	const from = contentOf(source);
	if (from === void 0) return void 0;
	const axes = from.shape.map((size, k) => k === axis ? kept : Array.from({ length: size }, (_, i) => i));
	return pick(from.data, gridPositions(axes, stridesOf(from.shape)));
}
/** Trilu: the input with what is below (`upper`) or above the k-th diagonal of its last two axes made 0. */
const trilu = (call) => {
	const source = requiredTensor(call, 0);
	const shape = source?.shape ?? null;
	if (shape !== null && shape.length < 2) throw shapeFault(call, `${shapeText(shape)} is not a matrix`);
	const k = has(call, 1) ? scalarAt(call, 1) : 0;
	const from = contentOf(source);
	if (from === void 0 || typeof k !== "number") return [movedFrom(source, shape)];
	const upper = (intAttr(call, "upper") ?? 1) !== 0;
	const [rows, columns] = [from.shape.at(-2) ?? 1, from.shape.at(-1) ?? 1];
	const data = from.data.map((scalar, i) => {
		const beside = i % columns - Math.floor(i / columns) % rows - k;
		return (upper ? beside >= 0 : beside <= 0) ? scalar : 0;
	});
	return [movedFrom(source, shape, data)];
};
/** ReverseSequence: the first `sequence_lens[b]` elements of `time_axis` in reverse, for each b of `batch_axis`. */
const reverseSequence = (call) => {
	const [source, lengths] = [requiredTensor(call, 0), requiredTensor(call, 1)];
	const shape = source?.shape ?? null;
	if (shape === null) return [movedFrom(source, null)];
	const [batch, time] = [normalAxis(call, intAttr(call, "batch_axis") ?? 1, shape.length), normalAxis(call, intAttr(call, "time_axis") ?? 0, shape.length)];
	if (batch === time) throw shapeFault(call, "the batch axis is the time axis");
	const count = lengths?.shape?.[0];
	if (lengths?.shape?.length === 1 && count !== void 0 && isAtLeast(count, shape[batch]) === false) throw shapeFault(call, `${format(count)} lengths for a batch of ${format(shape[batch])}`);
	return [movedFrom(source, shape, reversedContent(source, lengths?.data, batch, time))];
};
function reversedContent(source, lengths, batch, time) {
	const from = contentOf(source);
	if (from === void 0 || !lengths?.every((length) => typeof length === "number")) return void 0;
	const strides = stridesOf(from.shape);
	const coordinate = (i, axis) => Math.floor(i / (strides[axis] ?? 1)) % (from.shape[axis] ?? 1);
	const places = from.data.map((_, i) => {
		const [at, length] = [coordinate(i, time), Number(lengths[coordinate(i, batch)])];
		return at < length ? i + (length - 1 - 2 * at) * (strides[time] ?? 1) : i;
	});
	return pick(from.data, places);
}

// src/count/ops/movement/slice.ts
/** Index values that exporters write for "to the end"; no axis is so long. */
const endless = 2 ** 31 - 1;
/** Slice: starts, ends, axes and steps from attributes (version 1) or inputs 1\u20134. */
const slice = (call) => {
	const source = requiredTensor(call, 0);
	const shape = source?.shape ?? null;
	const [starts, ends] = [boundsAt(call, 1, "starts"), boundsAt(call, 2, "ends")];
	const axes = axesOf$1(call, starts ?? ends);
	if (shape === null) return [movedFrom(source, null)];
	if (axes === void 0) return [movedFrom(source, freshShape(call, shape.length))];
	const normal = normalAxes(call, axes, shape.length);
	const steps = has(call, 4) ? listAt(call, 4) : normal.map(() => 1);
	for (const list of [
		starts,
		ends,
		steps
	]) if (list !== void 0 && list.length !== normal.length) throw shapeFault(call, `${list.length} bounds for ${normal.length} axes`);
	const cuts = shape.map((size, axis) => {
		const i = normal.indexOf(axis);
		return i < 0 ? {
			size,
			first: 0,
			step: 1
		} : cutOf(call, size, {
			start: starts?.[i],
			end: ends?.[i],
			step: steps?.[i],
			axis
		});
	});
	return [movedFrom(source, cuts.map(({ size }) => size), cutContent(source, cuts))];
};
function boundsAt(call, i, name) {
	const attr = intsAttr(call, name);
	if (attr === void 0 && !has(call, i)) throw missing(call, i);
	return attr ?? listAt(call, i);
}
/** Axes as given, or the first ones; undefined if they aren't known. */
function axesOf$1(call, bounds) {
	const { given, axes } = givenAxes(call, 3);
	return given ? axes : bounds?.map((_, i) => i);
}
function cutContent(source, cuts) {
	if (cuts.some(({ first, step }) => first === void 0 || step === void 0)) return void 0;
	return regrid(source, cuts.map(({ size }) => size), (axis, i) => (cuts[axis]?.first ?? 0) + i * (cuts[axis]?.step ?? 1));
}
/**
* What `start:end:step` takes of an axis, by ONNX's clamping: start to [0, size] (step < 0: [0, size \u2212 1]), end to [0, size]
* (step < 0: [\u22121, size \u2212 1]), after the size is added to negative ones. An axis of symbolic size is taken to have at least one
* element, so that `:-1` is n \u2212 1 and `-1:` is 1. Fresh where a bound isn't known.
* @throws Fault `shape` if the step is 0
*/
function cutOf(call, size, at) {
	const step = plainOf(at.step);
	if (step === 0) throw shapeFault(call, `the step of axis ${at.axis} is 0`);
	const [start, end] = [plainOf(at.start), plainOf(at.end)];
	if (typeof size === "number" && start !== void 0 && end !== void 0 && step !== void 0) return numericCut(size, start, end, step);
	return { size: (step === void 0 || at.start === void 0 || at.end === void 0 ? void 0 : lengthOf(size, at.start, at.end, step)) ?? call.fresh(`dim${at.axis}`) };
}
function numericCut(size, start, end, step) {
	const clamp = (x, low, high) => Math.min(Math.max(x < 0 ? x + size : x, low), high);
	const last = step > 0 ? size : size - 1;
	const [first, stop] = [clamp(start, 0, last), clamp(end, step > 0 ? 0 : -1, last)];
	return {
		size: Math.max(0, Math.ceil((stop - first) / step)),
		first,
		step
	};
}
/** Symbolic length. */
function lengthOf(size, start, end, step) {
	const [low, high] = step > 0 ? [lowBounds(size, start), highBounds(size, end)] : [lowEnds(size, end), highStarts(size, start)];
	const span = high.flatMap((to) => low.map((from) => sub(to, from))).reduce((a, b) => holds(a, b, size) ? b : holds(b, a, size) ? a : min(a, b));
	return holds(span, 0, size) ? ceilDiv(span, Math.abs(step)) : max$1(0, ceilDiv(span, Math.abs(step)));
}
/** a \u2265 b for every size \u2265 1 of the axis. */
function holds(a, b, size) {
	return isAtLeast(a, b) === true || isAtLeast(sub(a, b), sub(size, 1)) === true;
}
/** Where a forward slice begins: the largest of these. Beyond the end needs no clamp, its span is negative. */
function lowBounds(size, start) {
	const place = placeOf(start, size);
	if (place === "front") return [start];
	if (place === "far") return [size];
	if (place === "far-back") return [0];
	return [counted(size, start, place), 0];
}
/** Where a forward slice ends: the smallest of these. */
function highBounds(size, end) {
	const place = placeOf(end, size);
	if (place === "far") return [size];
	if (place === "front") return [end, size];
	if (place === "far-back") return [0];
	return place === "back" ? [add(size, end)] : [counted(size, end, place), size];
}
/** Where a backward slice begins: the smallest of these. */
function highStarts(size, start) {
	const place = placeOf(start, size);
	if (place === "far") return [sub(size, 1)];
	if (place === "front") return [start, sub(size, 1)];
	if (place === "far-back") return [0];
	const at = counted(size, start, place);
	const begin = holds(at, 0, size) ? at : max$1(at, 0);
	return place === "back" ? [begin] : [begin, sub(size, 1)];
}
/** Where a backward slice ends: the largest of these. */
function lowEnds(size, end) {
	const place = placeOf(end, size);
	if (place === "front") return [end];
	if (place === "far") return [sub(size, 1)];
	return place === "far-back" ? [-1] : [counted(size, end, place), -1];
}
/** The coordinate of an index that isn't known to be from the front: the size is added if it is negative. */
function counted(size, index, place) {
	return add(index, place === "back" ? size : mul(size, isAbove(0, index)));
}
/**
* Counted from the front or the back; `far` beyond any axis; undefined if the sizes may make it either. Symbols are taken to be
* \u2265 1 if \u2265 0 doesn't decide.
*/
function placeOf(index, size) {
	const constant = constantOf(index);
	if (constant !== void 0) return constant >= endless ? "far" : constant <= -endless ? "far-back" : constant >= 0n ? "front" : "back";
	if (isNonNegative(index) || isAtLeast(sub(index, size), -1) === true) return "front";
	if (isAtLeast(index, 0) === false) return "back";
	const raised = substitute(index, new Map([...symbolsOf(index)].map((name) => [name, add(symbol(name), 1)])));
	return isNonNegative(raised) ? "front" : isAtLeast(raised, 0) === false ? "back" : void 0;
}

// src/count/ops/movement/unique.ts
/** Unique: the distinct elements (or slices along `axis`), with first indices, inverse and counts. */
const unique = (call) => {
	const source = requiredTensor(call, 0);
	const shape = source?.shape ?? null;
	const given = intAttr(call, "axis");
	const axis = given === void 0 || shape === null ? void 0 : normalAxis(call, given, shape.length);
	const groups = groupsOf(source, axis, (intAttr(call, "sorted") ?? 1) !== 0);
	const count = groups?.firsts.length ?? call.fresh("count");
	const total = shape === null ? call.fresh("total") : axis === void 0 ? product$1(shape) : shape[axis];
	return [
		movedFrom(source, distinctShape(shape, given === void 0 ? void 0 : axis, given, count), groups?.values),
		withContent("i64", [count], groups?.firsts),
		withContent("i64", [total], groups?.inverse),
		withContent("i64", [count], groups?.counts)
	];
};
/** Unique in order of first appearance: the distinct elements of a list, the inverse, the counts. */
const uniqueInOrder = (call) => {
	const source = requiredTensor(call, 0);
	const groups = groupsOf(source, void 0, false);
	const count = groups?.firsts.length ?? call.fresh("count");
	return [
		movedFrom(source, [count], groups?.values),
		withContent("i64", source?.shape ?? null, groups?.inverse),
		withContent("i64", [count], groups?.counts)
	];
};
function distinctShape(shape, axis, given, count) {
	if (given === void 0) return [count];
	return shape === null ? null : shape.map((size, k) => k === axis ? count : size);
}
function groupsOf(source, axis, sorted) {
	const from = contentOf(source);
	if (from === void 0 || !from.data.every(isComparable)) return void 0;
	const shape = axis === void 0 ? [from.data.length] : from.shape;
	const at = axis ?? 0;
	const slices = Array.from({ length: shape[at] ?? 0 }, (_, i) => sliceAt(from.data, shape, at, i));
	const found = /* @__PURE__ */ new Map();
	slices.forEach((slice, i) => {
		const key = JSON.stringify(slice.map((scalar) => scalar === 0 ? 0 : scalar));
		const group = found.get(key) ?? {
			first: i,
			members: []
		};
		group.members.push(i);
		found.set(key, group);
	});
	const groups = [...found.values()];
	if (sorted) groups.sort((a, b) => compareSlices(slices[a.first] ?? [], slices[b.first] ?? []));
	const inverse = Array.from({ length: slices.length }, () => 0);
	groups.forEach(({ members }, g) => members.forEach((i) => inverse[i] = g));
	const firsts = groups.map(({ first }) => first);
	return {
		firsts,
		inverse,
		counts: groups.map(({ members }) => members.length),
		values: pickSlices(from.data, shape, at, firsts)
	};
}
const isComparable = (scalar) => typeof scalar === "string" || typeof scalar === "number" && !Number.isNaN(scalar);
function sliceAt(data, shape, axis, i) {
	return pickSlices(data, shape, axis, [i]);
}
function pickSlices(data, shape, axis, kept) {
	if (countOf(shape) === 0) return [];
	const axes = shape.map((size, k) => k === axis ? kept : Array.from({ length: size }, (_, i) => i));
	return pick(data, gridPositions(axes, stridesOf(shape)));
}
/** Lexicographic order of slices; strings by code unit. */
function compareSlices(a, b) {
	for (const [i, left] of a.entries()) {
		const right = b[i];
		if (left === right || left === void 0 || right === void 0) continue;
		return left < right ? -1 : 1;
	}
	return 0;
}

// src/count/ops/movement/movement-table.ts
const moves = () => free;
const relabels = () => view$1;
const moving = (since, shape) => ({
	since,
	shape,
	cost: moves,
	formula: "0 (bytes only)"
});
const relabelling = (since, shape) => ({
	since,
	shape,
	cost: relabels,
	formula: "0 (a view)"
});
/** Sizes are known without reading an element. */
const looking = (shape) => ({
	since: 1,
	shape,
	cost: () => ({ unread: true }),
	formula: "0 (no input byte is read)"
});
/** Data movement of the default domain: nothing is computed, contents are followed. Attributes that became inputs are read from either. */
const movementOps = [
	op("Compress", moving(9, compress)),
	op("Concat", moving(1, concat)),
	op("Constant", moving(1, constant)),
	op("ConstantFill", moving(1, constantFill)),
	op("ConstantOfShape", moving(9, constantOfShape)),
	op("DynamicSlice", moving(1, slice)),
	op("Expand", moving(8, expand)),
	op("Flatten", relabelling(1, flatten)),
	op("Gather", moving(1, gather)),
	op("GatherElements", moving(11, gatherElements)),
	op("GatherND", moving(11, gatherNd)),
	op("Identity", relabelling(1, identity)),
	op("NonZero", moving(9, nonZero)),
	op("OneHot", moving(9, oneHot)),
	op("Pad", moving(1, pad)),
	op("Range", moving(11, range)),
	op("Reshape", relabelling(1, reshape)),
	op("ReverseSequence", moving(10, reverseSequence)),
	op("Scatter", moving(9, scatterElements)),
	op("ScatterElements", {
		since: 11,
		shape: scatterElements,
		cost: scatterCost,
		formula: "F = N_updates\u00b7[reduction]"
	}),
	op("ScatterND", {
		since: 11,
		shape: scatterNd,
		cost: scatterCost,
		formula: "F = N_updates\u00b7[reduction]"
	}),
	op("Shape", looking(shapeOf$1)),
	op("Size", looking(sizeOf$1)),
	op("Slice", moving(1, slice)),
	op("Split", moving(1, split)),
	op("Squeeze", relabelling(1, squeeze)),
	op("TensorScatter", moving(24, tensorScatter)),
	op("Tile", moving(1, tile)),
	op("TopK", moving(1, topK)),
	op("Transpose", moving(1, transpose)),
	op("Trilu", moving(14, trilu)),
	op("Unique", moving(11, unique)),
	op("Unsqueeze", relabelling(1, unsqueeze))
];

// src/count/ops/norm/batch-norm.ts
function trains(call, by) {
	if (by === "training_mode") return (intAttr(call, "training_mode") ?? 0) !== 0;
	return (intAttr(call, "is_test") ?? 0) === 0 && call.node.outputs.slice(1).some((name) => name !== "");
}
/** Shape of the parameters: one a channel, or (attribute `spatial` = 0) one for each element of a sample. */
function parameterShape(call, shape, at) {
	if (shape === null) return [call.fresh("channels")];
	if ((intAttr(call, "spatial") ?? 1) === 0) return shape.slice(1);
	return shape.length === 1 ? [1] : [channelsOf(call, shape, at)];
}
/** Output 0 like the input; behind it `further` outputs with the shape of the parameters, typed like inputs `typed`. */
function batchNormShape(typed, at = "first") {
	return (call) => {
		const x = requiredTensor(call, 0);
		requiredShape(call, 4);
		if (x === void 0) return [void 0];
		const parameters = parameterShape(call, x.shape, at);
		if (parameters?.length === 1 && x.shape !== null) for (const i of [
			1,
			2,
			3,
			4
		]) requireVector(call, i, parameters[0]);
		return [tensor(x.dtype, x.shape), ...typed.map((i) => typedLike(call, parameters, i))];
	};
}
/** Inference: a multiply and an add. Training: mean and variance of the batch too, and running averages of both. */
function batchNormCost(training, at = "first") {
	return (call) => {
		const shape = shapeAt(call, 0);
		return ifCounted(call, 0, () => {
			const n = elements(shape);
			if (!trains(call, training)) return costOf(n, { elementwise: 2 });
			if (shape === null) return unknownCost;
			const channels = elements(parameterShape(call, shape, at));
			return plusCost(layerNormCost(n, channels), costOf(channels, { elementwise: 6 }));
		});
	};
}

// src/count/ops/norm/softmax.ts
/** Output like the input. @throws Fault `shape` if attribute `axis` (`fallback` where absent) is outside the rank */
function alongAxis(fallback) {
	return (call) => {
		const x = requiredTensor(call, 0);
		if (x === void 0) return [void 0];
		const axis = intAttr(call, "axis") ?? fallback;
		if (x.shape !== null && !(fallback >= 0 && axis === x.shape.length)) normalAxis(call, axis, Math.max(x.shape.length, 1));
		return [tensor(x.dtype, x.shape)];
	};
}
/** Largest element, subtraction, sum, division; an exponential. */
const softmaxCost = perElement({
	elementwise: 4,
	transcendentals: 1
});
/** Softmax, then a logarithm. */
const logSoftmaxCost = perElement({
	elementwise: 4,
	transcendentals: 2
});

// src/count/ops/norm/norm-table.ts
const layerNorm = "F = 6N + N\u00b7[bias] + 3R; T = R";
const rmsNorm = "F = 4N + 2R; T = R";
const batchNorm = "F = 2N + (5N + 9C)\u00b7[training]; T = C\u00b7[training]";
/** Softmax and its like: axis 1 by default before opset 13, the last axis since. */
function overAxis(name, row) {
	return op(name, {
		since: 1,
		shape: alongAxis(1),
		...row
	}, {
		since: 13,
		shape: alongAxis(-1),
		...row
	});
}
/** Normalisations and softmax. */
const normOps = [
	op("BatchNormalization", {
		since: 1,
		shape: batchNormShape([
			3,
			4,
			3,
			4
		]),
		cost: batchNormCost("outputs"),
		formula: batchNorm
	}, {
		since: 14,
		shape: batchNormShape([3, 4]),
		cost: batchNormCost("training_mode"),
		formula: batchNorm
	}),
	op("GroupNormalization", {
		since: 18,
		shape: groupNormShape("group"),
		cost: groupNormCost,
		formula: "F = 7N + 3R; T = R"
	}, {
		since: 21,
		shape: groupNormShape("channel"),
		cost: groupNormCost,
		formula: "F = 7N + 3R; T = R"
	}),
	overAxis("Hardmax", {
		cost: perElement({ elementwise: 1 }),
		formula: "F = N"
	}),
	op("InstanceNormalization", {
		since: 1,
		shape: instanceNormShape(),
		cost: instanceNormCost(),
		formula: "F = 7N + 3R; T = R"
	}),
	op("LRN", {
		since: 1,
		shape: sameAsInput,
		cost: localResponseCost,
		formula: "F = (size + 3)\u00b7N; T = N"
	}),
	op("LayerNormalization", {
		since: 17,
		shape: layerNormShape(),
		cost: layerNormOverAxes,
		formula: layerNorm
	}),
	overAxis("LogSoftmax", {
		cost: logSoftmaxCost,
		formula: "F = 4N; T = 2N"
	}),
	op("LpNormalization", {
		since: 1,
		shape: alongAxis(-1),
		cost: lpNormCost,
		formula: "F = 3N; T = R\u00b7[p = 2]"
	}),
	op("MeanVarianceNormalization", {
		since: 1,
		shape: sameAsInput,
		cost: meanVarianceCost,
		formula: "F = 4N + 4R; T = N + 2R"
	}),
	op("RMSNormalization", {
		since: 23,
		shape: layerNormShape({
			typed: 1,
			outputs: 1
		}),
		cost: rmsNormOverAxes,
		formula: rmsNorm
	}),
	op("SimplifiedLayerNormalization", {
		since: 1,
		shape: layerNormShape({
			typed: 1,
			outputs: 2
		}),
		cost: rmsNormOverAxes,
		formula: rmsNorm
	}),
	overAxis("Softmax", {
		cost: softmaxCost,
		formula: "F = 4N; T = N"
	})
];

// src/count/ops/conv/pool.ts
function isLast(call, layout) {
	return layout === "last" || layout === "attribute" && intAttr(call, "channels_last") === 1;
}
/** The shape with its spatial sizes replaced. */
function withSpatial(shape, last, change) {
	const [start, end] = last ? [1, shape.length - 1] : [2, shape.length];
	return [
		...shape.slice(0, start),
		...change(shape.slice(start, end)),
		...shape.slice(end)
	];
}
/** @throws Fault `bad-attribute` if it is absent */
function requiredKernel(call, rank) {
	const kernel = kernelOf(call, rank);
	if (kernel !== void 0) return kernel;
	throw new Fault("bad-attribute", `${call.name}: ${call.node.op} has no kernel_shape`, "export the model again: the attribute is required");
}
/**
* Sliding-window pooling: the input's shape with spatial sizes by the window formula; a second output holds indices.
* @param picks true if the elements are some of the input's
*/
function poolShape(layout = "first", picks = false) {
	return (call) => {
		const x = requiredShape(call, 0);
		const dtype = dtypeAt(call, 0);
		const axes = x === null ? intsAttr(call, "kernel_shape")?.length : spatialRank(call, x.length);
		if (axes === void 0) return [tensor(dtype, null), tensor("i64", null)];
		const window = windowOf(call, requiredKernel(call, axes));
		noteDilatedSame(call, window.padding === "same" && window.dilations.some((d) => d > 1));
		const shape = x === null ? freshSizes(call, 0, axes + 2) : withSpatial(x, isLast(call, layout), (spatial) => slide(call, window, spatial, intAttr(call, "ceil_mode") === 1));
		const values = picks ? movedFrom(tensorAt(call, 0), shape) : tensor(dtype, shape);
		return wants(call, 1) ? [values, tensor("i64", shape)] : [values];
	};
}
function noteDilatedSame(call, found) {
	if (!found) return;
	call.note({
		code: "dilated-same-padding",
		level: "warning",
		layer: call.name,
		detail: `${call.node.op} combines auto_pad SAME with dilations: by the specification it gives ceil(in/stride) outputs, onnxruntime gives fewer`
	});
}
/** Cells of a pooling window. */
function windowSize(call) {
	const kernel = intsAttr(call, "kernel_shape");
	return kernel === void 0 ? void 0 : product$1(kernel);
}
/** Costs of an output element by the cells of its window. */
function pooled(call, count, window, each) {
	if (count === void 0 || window === void 0) return unknownCost;
	const { elementwise = 0, transcendentals = 0 } = each(window);
	return plusCost({
		elementwise: mul(count, elementwise),
		transcendentals: mul(count, transcendentals)
	}, activationAttrCost(call, count));
}
const ofMax = (window) => ({ elementwise: sub(window, 1) });
const ofMean = (window) => ({ elementwise: window });
/** Magnitudes or powers of the cells of a window, and their sum. */
const summed = (window) => sub(mul(window, 2), 1);
/** The p-norm of a window: p = 1 takes magnitudes, p = 2 squares and a root, others powers and a root. */
function ofNorm(p) {
	if (p === 1) return (window) => ({ elementwise: summed(window) });
	if (p === 2) return (window) => ({
		elementwise: summed(window),
		transcendentals: 1
	});
	return (window) => ({
		elementwise: summed(window),
		transcendentals: add(window, 1)
	});
}
/** F = (k \u2212 1)N. */
const maxPoolCost = (call, outputs) => pooled(call, outputCount(outputs), windowSize(call), ofMax);
/** F = kN: k \u2212 1 additions and a division. */
const averagePoolCost = (call, outputs) => pooled(call, outputCount(outputs), windowSize(call), ofMean);
/** Power of an Lp pool; opset 1 writes it as a float. */
function powerOf(call) {
	const found = call.node.attrs.get("p");
	return found?.kind === "float" ? found.value : intAttr(call, "p") ?? 2;
}
/** F = (2k \u2212 1)N; T = N where p = 2 (the root), (k + 1)N where p > 2. */
const lpPoolCost = (call, outputs) => pooled(call, outputCount(outputs), windowSize(call), ofNorm(powerOf(call)));
/** Pooling over all spatial axes: their sizes become 1. */
function globalPoolShape(layout = "first") {
	return (call) => {
		const x = requiredShape(call, 0);
		if (x !== null && x.length < 2) throw shapeFault(call, `an input of rank ${x.length} has no channel axis`);
		const shape = x === null ? null : withSpatial(x, isLast(call, layout), (spatial) => spatial.map(() => 1));
		return [tensor(dtypeAt(call, 0), shape)];
	};
}
/** Reductions over all spatial axes: F = N_in for the maximum, + N for the mean. */
function globalCost(mean) {
	return (call, outputs) => {
		const count = outputCount(outputs);
		const read = elements(shapeAt(call, 0));
		if (count === void 0 || read === void 0) return unknownCost;
		return plusCost({ elementwise: mean ? add(read, count) : read }, activationAttrCost(call, count));
	};
}
const globalMaxPoolCost = globalCost(false);
const globalAveragePoolCost = globalCost(true);
/** As ReduceL1 and ReduceL2 over the plane: F = 2\u00b7N_in, T = N for the root, and N_in more for powers other than 1 and 2. */
const globalLpPoolCost = (call, outputs) => {
	const [p, read] = [powerOf(call), elements(shapeAt(call, 0))];
	const powers = costOf(read, {
		elementwise: 2,
		transcendentals: p === 1 || p === 2 ? 0 : 1
	});
	return plusCost(powers, costOf(outputCount(outputs), { transcendentals: p === 1 ? 0 : 1 }));
};
/** Inverse of a max pool: spatial sizes stride\u00b7(in \u2212 1) + k \u2212 pads, or all sizes from the third input. */
function maxUnpoolShape(layout = "first") {
	return (call) => {
		const x = requiredShape(call, 0);
		const dtype = dtypeAt(call, 0);
		const stated = statedSizes(call, 2, 0, "a size in output_shape");
		if (x === null) return [tensor(dtype, stated ?? null)];
		const axes = spatialRank(call, x.length);
		const window = windowOf(call, requiredKernel(call, axes));
		const unpooled = withSpatial(x, isLast(call, layout), (spatial) => has(call, 2) ? spatial.map((_, axis) => call.fresh(`dim${axis + 2}`)) : unslide(call, window, spatial));
		if (stated === void 0) return [movedFrom(tensorAt(call, 0), unpooled)];
		if (stated.length !== x.length) throw shapeFault(call, `output_shape has ${stated.length} sizes for an input of rank ${x.length}`);
		const channel = isLast(call, layout) ? x.length - 1 : 1;
		for (const axis of [0, channel]) agreed(call, stated[axis] ?? 1, x[axis] ?? 1, "output_shape changes batch or channels");
		return [movedFrom(tensorAt(call, 0), stated)];
	};
}

// src/count/ops/conv/pool-table.ts
const max = {
	cost: maxPoolCost,
	formula: "F = (k \u2212 1)N"
};
const average = {
	cost: averagePoolCost,
	formula: "F = k\u00b7N"
};
const lp = {
	cost: lpPoolCost,
	formula: "F = (2k \u2212 1)N; T = N\u00b7[p = 2] + (k + 1)N\u00b7[p > 2]"
};
const globalMax = {
	cost: globalMaxPoolCost,
	formula: "F = N_in"
};
const globalAverage = {
	cost: globalAveragePoolCost,
	formula: "F = N_in + N"
};
const globalLp = {
	cost: globalLpPoolCost,
	formula: "F = 2\u00b7N_in; T = N\u00b7[p = 2] + (N_in + N)\u00b7[p > 2]"
};
const sliding = (kind, layout = "first") => ({
	since: 1,
	shape: poolShape(layout, kind === max),
	...kind
});
const whole = (kind, layout = "first") => ({
	since: 1,
	shape: globalPoolShape(layout),
	...kind
});
const unpool = {
	since: 1,
	shape: maxUnpoolShape(),
	cost: () => free,
	formula: "0"
};
const nhwc = (name, row) => opIn("com.ms.internal.nhwc", name, row);
const nchwc = (name, row) => opIn("com.microsoft.nchwc", name, row);
/** Pooling: sliding and global, quantised, with channels last, in blocks. */
const poolOps = [
	op("AveragePool", sliding(average)),
	op("GlobalAveragePool", whole(globalAverage)),
	op("GlobalLpPool", whole(globalLp)),
	op("GlobalMaxPool", whole(globalMax)),
	op("LpPool", sliding(lp)),
	op("MaxPool", sliding(max)),
	op("MaxUnpool", {
		...unpool,
		since: 9
	}),
	opIn("com.microsoft", "MaxpoolWithMask", sliding(max)),
	opIn("com.microsoft", "NhwcMaxPool", sliding(max, "last")),
	opIn("com.microsoft", "QLinearAveragePool", sliding(average, "attribute")),
	opIn("com.microsoft", "QLinearGlobalAveragePool", whole(globalAverage, "attribute")),
	nchwc("AveragePool", sliding(average)),
	nchwc("GlobalAveragePool", whole(globalAverage)),
	nchwc("GlobalMaxPool", whole(globalMax)),
	nchwc("MaxPool", sliding(max)),
	nhwc("AveragePool", sliding(average, "last")),
	nhwc("GlobalAveragePool", whole(globalAverage, "last")),
	nhwc("GlobalLpPool", whole(globalLp, "last")),
	nhwc("GlobalMaxPool", whole(globalMax, "last")),
	nhwc("LpPool", sliding(lp, "last")),
	nhwc("MaxPool", sliding(max, "last")),
	nhwc("MaxUnpool", {
		...unpool,
		shape: maxUnpoolShape("last")
	}),
	nhwc("QLinearAveragePool", sliding(average, "attribute"))
];

// src/count/ops/reduce/cumulative.ts
/** Running totals along the axis in input 1; attributes `exclusive` and `reverse`. The shape is that of input 0. */
function cumulativeShape(join, start) {
	return (call) => {
		const x = requiredTensor(call, 0);
		if (!has(call, 1)) throw missing(call, 1);
		if (x === void 0) return [void 0];
		const axis = dataAt(call, 1)?.[0];
		if (x.shape === null || typeof axis !== "number") return [tensor(x.dtype, x.shape)];
		const along = x.shape.length === 0 ? 0 : normalAxis(call, axis, x.shape.length);
		const shape = smallShape(x.shape);
		if (x.data === void 0 || shape === void 0) return [tensor(x.dtype, x.shape)];
		const exclusive = (intAttr(call, "exclusive") ?? 0) !== 0;
		const reverse = (intAttr(call, "reverse") ?? 0) !== 0;
		const step = (total, next) => join(x.dtype, total, next);
		return [withContent(x.dtype, x.shape, running(x.data, shape, along, {
			exclusive,
			reverse,
			start,
			step
		}))];
	};
}
function running(data, shape, axis, { exclusive, reverse, start, step }) {
	const stride = stridesOf(shape)[axis] ?? 1;
	const size = shape[axis] ?? 1;
	const out = [...data];
	for (let first = 0; first < data.length; first++) {
		if (Math.floor(first / stride) % size !== 0) continue;
		let total = start;
		for (let i = 0; i < size; i++) {
			const at = first + (reverse ? size - 1 - i : i) * stride;
			const before = total;
			total = step(total, data[at]);
			out[at] = exclusive ? before : total;
		}
	}
	return out;
}

// src/count/ops/reduce/reduce.ts
function axesOf(call, from, rank) {
	const all = { list: Array.from({ length: rank }, (_, axis) => axis) };
	if (from === "attribute") {
		const given = intsAttr(call, "axes");
		return given === void 0 || given.length === 0 ? all : { list: normalAxes(call, given, rank) };
	}
	const empty = (intAttr(call, "noop_with_empty_axes") ?? 0) === 0 ? all : { list: [] };
	if (!has(call, 1)) return empty;
	const axes = dataAt(call, 1);
	if (axes?.every((axis) => typeof axis === "number") === true) return axes.length === 0 ? empty : { list: normalAxes(call, axes, rank) };
	const count = shapeAt(call, 1)?.[0];
	return count === 0 ? empty : { count: typeof count === "number" ? count : void 0 };
}
function keepsDims(call) {
	return (intAttr(call, "keepdims") ?? 1) !== 0;
}
/** Output shape where the axes are known: they become 1, or vanish. */
function reducedShape(shape, axes, keep) {
	return keep ? shape.map((size, axis) => axes.includes(axis) ? 1 : size) : shape.filter((_, axis) => !axes.includes(axis));
}
/** Output shape if only the number of axes is known: sizes of 1 stay 1, others are known only at run time. */
function vagueShape(call, shape, count, keep) {
	if (count === shape.length) return keep ? shape.map(() => 1) : [];
	if (keep) return shape.map((size, axis) => size === 1 ? 1 : call.fresh(`dim${axis}`));
	return count === void 0 ? null : Array.from({ length: Math.max(shape.length - count, 0) }, (_, axis) => call.fresh(`dim${axis}`));
}
const select = (list, which) => which.map((axis) => list[axis]);
/** Contents of a reduction: for each element of the output, `total` of the elements that it is made of. */
function reducedContent(x, axes, total) {
	const shape = smallShape(x.shape);
	const { data } = x;
	if (shape === void 0 || data === void 0) return void 0;
	const strides = stridesOf(shape);
	const inner = axes.toSorted((a, b) => a - b);
	const outer = shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
	const outerShape = select(shape, outer);
	if (smallShape(outerShape) === void 0) return void 0;
	if (countOf(outerShape) === 0) return [];
	const offsets = positionsOf(select(shape, inner), select(strides, inner));
	return positionsOf(outerShape, select(strides, outer)).map((start) => total(x.dtype, offsets.map((offset) => data[start + offset])));
}
/** Reduction over axes; output in the type of the input or `result`. */
function reduceShape(from, total, result) {
	return (call) => {
		const x = requiredTensor(call, 0);
		if (x === void 0) return [void 0];
		const dtype = result ?? x.dtype;
		if (x.shape === null) return [tensor(dtype, null)];
		const axes = axesOf(call, from, x.shape.length);
		if (!("list" in axes)) return [tensor(dtype, vagueShape(call, x.shape, axes.count, keepsDims(call)))];
		const data = total === void 0 ? void 0 : reducedContent(x, axes.list, total);
		return [withContent(dtype, reducedShape(x.shape, axes.list, keepsDims(call)), data)];
	};
}
/** Cost by elements read and elements written; a reduction over no axis (`noop_with_empty_axes`) is a view. */
function reduceCost(from, per) {
	return (call, outputs) => {
		const shape = shapeAt(call, 0);
		if (shape !== null && isNoop(call, from, shape.length)) return view$1;
		return ifCounted(call, 0, () => reducedCost(elements(shape), outputs, per));
	};
}
function isNoop(call, from, rank) {
	if (from === "attribute" || rank === 0) return false;
	const axes = axesOf(call, from, rank);
	return "list" in axes && axes.list.length === 0;
}
function reducedCost(read, outputs, per) {
	const written = per.output === void 0 ? 0 : outputCount(outputs);
	if (read === void 0) return unknownCost;
	return plusCost(costOf(read, per.input ?? {}), costOf(written, per.output ?? {}));
}
/** Index of the extreme element along attribute `axis` (0 by default), as i64. */
function argShape(better) {
	return (call) => {
		const x = requiredTensor(call, 0);
		if (x === void 0 || x.shape === null) return [tensor("i64", null)];
		const axes = normalAxes(call, [intAttr(call, "axis") ?? 0], Math.max(x.shape.length, 1));
		const last = (intAttr(call, "select_last_index") ?? 0) !== 0;
		const data = reducedContent(x, x.shape.length === 0 ? [] : axes, (dtype, group) => extremeIndex(dtype, group, last, better));
		return [withContent("i64", reducedShape(x.shape, axes, keepsDims(call)), data)];
	};
}
function extremeIndex(dtype, group, last, better) {
	let best = 0;
	for (let i = 1; i < group.length; i++) {
		const worse = better(dtype, group[best], group[i]);
		const wins = last ? worse : better(dtype, group[i], group[best]);
		if (wins === void 0 || worse === void 0) return void 0;
		if (last ? worse === 0 : wins === 1) best = i;
	}
	return group.length === 0 || group[best] === void 0 ? void 0 : best;
}

// src/count/ops/reduce/totals.ts
/** The group folded by `join`, each element mapped by `each` before; `start` is the total of none. Floats are summed in double. */
function folded(join, start, each = (_, x) => x, after = (_, x) => x) {
	return (dtype, group) => {
		const wide = isFloat(dtype) ? "f64" : dtype;
		let total = start;
		for (const element of group) {
			if (total === void 0) return void 0;
			total = join(wide, total, each(wide, element));
		}
		return fit(dtype, after(wide, total));
	};
}
const square = (dtype, x) => mulScalars(dtype, x, x);
const absolute = (dtype, x) => x === void 0 || typeof x === "string" ? void 0 : absContent(dtype, x);
/** A function of a float total; integers of these reductions are cut to their type. */
function real(f) {
	return (dtype, x) => {
		if (typeof x !== "number") return void 0;
		const result = f(x);
		return isFloat(dtype) ? result : Number.isFinite(result) ? Math.trunc(result) : void 0;
	};
}
const sumTotal = folded(addScalars, 0);
const productTotal = folded(mulScalars, 1);
const l1Total = folded(addScalars, 0, absolute);
const l2Total = folded(addScalars, 0, square, real(Math.sqrt));
const sumSquareTotal = folded(addScalars, 0, square);
const logSumTotal = folded(addScalars, 0, void 0, real(Math.log));
/** log \u03a3 exp(x), shifted by the largest element. */
const logSumExpTotal = (dtype, group) => {
	if (!isFloat(dtype) || !group.every((x) => typeof x === "number")) return void 0;
	const top = Math.max(...group);
	if (!Number.isFinite(top)) return top;
	return fit(dtype, top + Math.log(group.reduce((sum, x) => sum + Math.exp(x - top), 0)));
};
/** Sum over the number of elements; integers truncate. */
const meanTotal = (dtype, group) => {
	if (group.length === 0) return isFloat(dtype) ? NaN : void 0;
	const wide = isFloat(dtype) ? "f64" : dtype;
	const sum = sumTotal(wide, group);
	return sum === void 0 ? void 0 : fit(dtype, divScalars(wide, sum, group.length));
};
/** The largest or smallest element; of none, the value that loses against all. */
function extremeTotal(join, which) {
	return (dtype, group) => {
		if (group.length > 0) return group.slice(1).reduce((a, b) => dtype === "bool" ? boolExtreme(a, b, which) : join(dtype, a, b), group[0]);
		if (isFloat(dtype)) return -which * Number.POSITIVE_INFINITY;
		const { low, high } = integerRange(dtype);
		return fromBigInt(which === 1 ? low : high);
	};
}
function boolExtreme(a, b, which) {
	if (typeof a !== "number" || typeof b !== "number") return void 0;
	return which === 1 ? Math.max(a, b) : Math.min(a, b);
}
const maxTotal = extremeTotal(maxScalars, 1);
const minTotal = extremeTotal(minScalars, -1);

// src/count/ops/reduce/reduce-table.ts
/** A reduction whose axes were an attribute before opset `inputSince`; N_in elements are read. */
function reduction(name, inputSince, total, per, formula) {
	const row = (since, from) => ({
		since,
		shape: reduceShape(from, total),
		cost: reduceCost(from, per),
		formula
	});
	return op(name, row(1, "attribute"), row(inputSince, "input"));
}
const one = { elementwise: 1 };
const sum = { input: one };
/** Reductions over axes, index of the extreme, running totals. */
const reduceOps = [
	...[{
		name: "ArgMax",
		better: greaterScalars
	}, {
		name: "ArgMin",
		better: lessScalars
	}].map(({ name, better }) => op(name, {
		since: 1,
		shape: argShape(better),
		cost: reduceCost("attribute", sum),
		formula: "F = N_in"
	})),
	op("CumProd", {
		since: 26,
		shape: cumulativeShape(mulScalars, 1),
		cost: perElement(one),
		formula: "F = N"
	}),
	op("CumSum", {
		since: 11,
		shape: cumulativeShape(addScalars, 0),
		cost: perElement(one),
		formula: "F = N"
	}),
	reduction("ReduceL1", 18, l1Total, { input: { elementwise: 2 } }, "F = 2\u00b7N_in"),
	reduction("ReduceL2", 18, l2Total, {
		input: { elementwise: 2 },
		output: { transcendentals: 1 }
	}, "F = 2\u00b7N_in; T = N"),
	reduction("ReduceLogSum", 18, logSumTotal, {
		input: one,
		output: { transcendentals: 1 }
	}, "F = N_in; T = N"),
	reduction("ReduceLogSumExp", 18, logSumExpTotal, {
		input: {
			elementwise: 1,
			transcendentals: 1
		},
		output: { transcendentals: 1 }
	}, "F = N_in; T = N_in + N"),
	reduction("ReduceMax", 18, maxTotal, sum, "F = N_in"),
	reduction("ReduceMean", 18, meanTotal, {
		input: one,
		output: one
	}, "F = N_in + N"),
	reduction("ReduceMin", 18, minTotal, sum, "F = N_in"),
	reduction("ReduceProd", 18, productTotal, sum, "F = N_in"),
	reduction("ReduceSum", 13, sumTotal, sum, "F = N_in"),
	reduction("ReduceSumSquare", 18, sumSquareTotal, { input: { elementwise: 2 } }, "F = 2\u00b7N_in")
];

// src/count/ops/elementwise/unary-table.ts
/** One operator on each element, whose meaning never changed: F and T are per element of a floating-point output. */
function unary(name, since, each, content) {
	return op(name, {
		since,
		shape: unaryShape(content),
		cost: perElement(each),
		formula: formulaOf$2(each)
	});
}
function times(letter, count) {
	return count === 0 ? [] : [`${letter} = ${count === 1 ? "" : count}N`];
}
function formulaOf$2({ elementwise = 0, transcendentals = 0 }) {
	return [...times("F", elementwise), ...times("T", transcendentals)].join("; ") || "0";
}
const f = (elementwise) => ({ elementwise });
const t = (transcendentals) => ({ transcendentals });
const ft = (elementwise, transcendentals) => ({
	elementwise,
	transcendentals
});
const arithmetic = [
	unary("Abs", 1, f(1), absContent),
	unary("Ceil", 1, f(1), ceilContent),
	unary("Floor", 1, f(1), floorContent),
	unary("Neg", 1, f(1), negContent),
	unary("Reciprocal", 1, f(1), numeric(functions.reciprocal)),
	op("Relu", {
		since: 1,
		shape: reluShape,
		cost: perElement(f(1)),
		formula: "F = N"
	}),
	unary("Round", 11, f(1), roundContent),
	unary("Sign", 9, f(1), signContent)
];
const transcendentals = [
	unary("Acos", 7, t(1), numeric(Math.acos)),
	unary("Acosh", 9, t(1), numeric(Math.acosh)),
	unary("Asin", 7, t(1), numeric(Math.asin)),
	unary("Asinh", 9, t(1), numeric(Math.asinh)),
	unary("Atan", 7, t(1), numeric(Math.atan)),
	unary("Atanh", 9, t(1), numeric(Math.atanh)),
	unary("Cos", 7, t(1), numeric(Math.cos)),
	unary("Cosh", 9, t(1), numeric(Math.cosh)),
	unary("Erf", 9, t(1)),
	unary("Exp", 1, t(1), numeric(Math.exp)),
	unary("Log", 1, t(1), numeric(Math.log)),
	unary("Sin", 7, t(1), numeric(Math.sin)),
	unary("Sinh", 9, t(1), numeric(Math.sinh)),
	unary("Sqrt", 1, t(1), numeric(Math.sqrt)),
	unary("Tan", 7, t(1), numeric(Math.tan)),
	unary("Tanh", 1, t(1), numeric(Math.tanh))
];
const { affine, celu, elu, hardSigmoid, hardSwish, leakyRelu, mish, selu, shrink } = functions;
const { sigmoid, softplus, softsign, swish, thresholdedRelu } = functions;
const activations = [
	unary("Celu", 12, ft(4, 1), numericWith({ alpha: 1 }, celu)),
	unary("Elu", 1, ft(2, 1), numericWith({ alpha: 1 }, elu)),
	unary("HardSigmoid", 1, f(4), numericWith({
		alpha: .2,
		beta: .5
	}, hardSigmoid)),
	unary("HardSwish", 14, f(5), numeric(hardSwish)),
	unary("LeakyRelu", 1, f(2), numericWith({ alpha: .01 }, leakyRelu)),
	unary("Mish", 18, ft(2, 3), numeric(mish)),
	op("Selu", {
		since: 1,
		shape: unaryShape(numericWith({
			alpha: 1.6732,
			gamma: 1.0507
		}, selu)),
		cost: perElement(ft(4, 1)),
		formula: "F = 4N; T = N"
	}, {
		since: 6,
		shape: unaryShape(numericWith({
			alpha: 1.6732632423543772,
			gamma: 1.0507009873554805
		}, selu)),
		cost: perElement(ft(4, 1)),
		formula: "F = 4N; T = N"
	}),
	unary("Shrink", 9, f(2), numericWith({
		bias: 0,
		lambd: .5
	}, shrink)),
	unary("Sigmoid", 1, ft(3, 1), numeric(sigmoid)),
	unary("Softplus", 1, ft(1, 2), numeric(softplus)),
	unary("Softsign", 1, f(3), numeric(softsign)),
	unary("ThresholdedRelu", 1, f(1), numericWith({ alpha: 1 }, thresholdedRelu))
];
const clipRow = {
	cost: perElement(f(2)),
	formula: "F = 2N"
};
const preluRow = {
	cost: perElement(f(2)),
	formula: "F = 2N"
};
const free0 = {
	cost: () => free,
	formula: "0"
};
const others$1 = [
	op("BitwiseNot", {
		since: 18,
		shape: unaryShape(bitNotContent),
		...free0
	}),
	op("Clip", {
		since: 1,
		shape: clipAttrsShape,
		...clipRow
	}, {
		since: 11,
		shape: clipInputsShape,
		...clipRow
	}),
	op("Gelu", {
		since: 20,
		shape: unaryShape(geluContent),
		cost: geluCost,
		formula: "F = 4N + 2N\u00b7[tanh]; T = N + N\u00b7[tanh]"
	}),
	op("IsInf", {
		since: 10,
		shape: isInfShape,
		...free0
	}),
	op("IsNaN", {
		since: 9,
		shape: unaryShape(isNaNContent, "bool"),
		...free0
	}),
	op("Not", {
		since: 1,
		shape: unaryShape(notContent),
		...free0
	}),
	op("PRelu", {
		since: 1,
		shape: preluShape(true),
		...preluRow
	}, {
		since: 7,
		shape: preluShape(),
		...preluRow
	}),
	op("SwiGLU", {
		since: 28,
		shape: swiGluShape,
		cost: swiGluCost,
		formula: "F = 5N + N\u00b7[alpha \u2260 1]; T = N"
	}),
	op("Swish", {
		since: 24,
		shape: unaryShape(numericWith({ alpha: 1 }, swish)),
		cost: swishCost(),
		formula: "F = 4N + N\u00b7[alpha \u2260 1]; T = N"
	})
];
/** Operators of opset 1 that were experimental; onnxruntime still runs them. */
const experimental = [
	unary("Affine", 1, f(2), numericWith({
		alpha: 1,
		beta: 0
	}, affine)),
	unary("ImageScaler", 1, f(2)),
	unary("ParametricSoftplus", 1, ft(3, 2)),
	unary("Scale", 1, f(1), numericWith({ scale: 1 }, affine)),
	unary("ScaledTanh", 1, ft(2, 1))
];
/** Operators on one tensor, element by element. */
const unaryOps = [
	...arithmetic,
	...transcendentals,
	...activations,
	...experimental,
	...others$1
];

// src/count/ops/common.ts
/** Tables that most models need nothing beside, so that a command can do without loading the others. */
const commonTables = [
	binaryOps,
	castOps,
	convOps,
	matMulOps,
	movementOps,
	normOps,
	poolOps,
	reduceOps,
	unaryOps
];
let operators;
/** The operators of `commonTables`; built at first use. */
function commonOperators() {
	operators ??= operatorsOf(commonTables);
	return operators;
}
/** True if every node of the model, in bodies and functions too, is of a common operator. */
function hasOnlyCommon(model) {
	const table = commonOperators();
	const seen = /* @__PURE__ */ new Set();
	const isCommon = ({ domain, op, attrs }) => {
		if (domain !== "" || !seen.has(op)) {
			if (!table.has(operatorKey(domainKey(domain), op))) return false;
			if (domain === "") seen.add(op);
		}
		if (!holdsGraph(attrs)) return true;
		for (const attr of attrs.values()) if (attr.kind === "graph" && !isCommonGraph(attr.value)) return false;
		return true;
	};
	const isCommonGraph = ({ nodes }) => nodes.every(isCommon);
	return model.functions.size === 0 && isCommonGraph(model.graph);
}

// src/read/sniff.ts
const UNPACK = "unpack it and give the model file itself";
const others = [
	{
		code: "compressed",
		what: "compressed by gzip",
		hint: "name it as its format with .gz behind it, or unpack it",
		magic: "\u008b"
	},
	{
		code: "compressed",
		what: "compressed by zstd",
		hint: UNPACK,
		magic: "(\u00b5/\u00fd"
	},
	{
		code: "compressed",
		what: "compressed by xz",
		hint: UNPACK,
		magic: "\u00fd7zXZ\0"
	},
	{
		code: "compressed",
		what: "compressed by bzip2",
		hint: UNPACK,
		magic: "BZh"
	},
	{
		code: "compressed",
		what: "a 7-Zip archive",
		hint: UNPACK,
		magic: "7z\u00bc\u00af'"
	},
	{
		what: "a PNG image",
		magic: "\u0089PNG"
	},
	{
		what: "a JPEG image",
		magic: "\u00ff\u00d8\u00ff"
	},
	{
		what: "a PDF document",
		magic: "%PDF"
	},
	{
		what: "a NumPy array",
		magic: "\u0093NUMPY"
	},
	{
		what: "a program",
		magic: "ELF"
	}
];
/** Inflated to compressed size beyond which an archive is taken for a bomb; weights compress by far less. */
const MAX_INFLATE_RATIO = 200;
const readable = `Flopgate reads ${knownExtensions.join(", ")}: give the file that an exporter wrote`;
/** Whether the file isn't there at all, in any format: nothing in it, or a pointer to where it lies. */
function notThere(head, path) {
	if (head.length === 0) return new Fault("empty-file", `${path} is empty`, "an empty file parses as a model of nothing: fetch or export it again");
	if (head[0] !== 118 && head[0] !== 46 && head[0] !== 47 && head[0] !== 97) return null;
	const start = textOf(head);
	if (start.startsWith("version https://git-lfs.github.com/spec/")) return lfsPointer(start, path);
	if (!/^(?:\S*\/)?annex\/objects\/\S+\s*$/.test(start)) return null;
	return new Fault("git-annex-pointer", `${path} is a git-annex pointer, not the model: ${start.trim()}`, `run git annex get ${path}`);
}
/**
* What else than a model of its format the file is, as a Fault to throw; null where it may be one. Never a guess: text, or the
* magic number of something else.
* @param root path of the file; `path` the model as the user names it
* @param named the format that the file is named as; null where its name says none
*/
function recognise(head, root, path, named) {
	const start = textOf(head);
	const known = knownKind(root, head);
	if (known !== null && known.format !== named?.name) return knownFault(path, known, named);
	if (start.startsWith("PK")) return zip(start, path);
	const other = others.find(({ magic }) => start.startsWith(magic));
	if (other === void 0) return text(start, path, named);
	const { code = codeFor(named), what, hint = readable } = other;
	return new Fault(code, `${path} is ${what}, ${notWhat(named)}`, hint);
}
const textOf = (head) => String.fromCharCode(...head.subarray(0, 512));
const codeFor = (named) => named === null ? "not-a-model" : `not-${named.name}`;
const notWhat = (named) => `not ${named?.what ?? "a model"}`;
/** A model file of a format that isn't read, or isn't the one that its name says. */
function knownFault(path, { format, what, hint }, named) {
	const way = hint ?? readable;
	if (format === "ort") return new Fault("ort-format", `${path} is ${what}, a format that isn't read`, way);
	return named === null ? new Fault("unsupported-format", `${path} is ${what}, which Flopgate knows but doesn't read`, `${way}; ${readable}`) : new Fault(codeFor(named), `${path} is ${what}, ${notWhat(named)}`, way);
}
function lfsPointer(start, path) {
	const oid = /^oid sha256:([0-9a-f]+)/m.exec(start)?.[1] ?? "unknown";
	const size = /^size (\d+)/m.exec(start)?.[1] ?? "unknown";
	return new Fault("git-lfs-pointer", `${path} is a Git LFS pointer, not the model (oid ${oid}, size ${size} bytes)`, `run git lfs pull, in a workflow: actions/checkout with lfs: true`);
}
/** A zip that no known kind of model is: a bomb by its first entry, or some archive with a model in it. */
function zip(start, path) {
	const u32 = (at) => [
		3,
		2,
		1,
		0
	].reduce((value, i) => value * 256 + (start.charCodeAt(at + i) || 0), 0);
	const [packed, inflated] = [u32(18), u32(22)];
	if (packed > 0 && inflated / packed > MAX_INFLATE_RATIO) return new Fault("inflate-limit", `${path} is a zip archive whose first entry inflates ${Math.floor(inflated / packed)}-fold`, UNPACK);
	return new Fault("compressed", `${path} is a zip archive`, UNPACK);
}
/** Text that no text format is sure of; a protobuf holds control characters from its first field on. */
function text(start, path, named) {
	if (start.length < 16 || /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/.test(start)) return null;
	const trimmed = start.trimStart();
	const code = codeFor(named);
	if (/^(?:\{\s*["}]|\[\s*[[{"\d\]-])/.test(trimmed)) return new Fault(code, `${path} is JSON text, ${notWhat(named)}`, readable);
	if (/^<[^>]*ir_version/.test(trimmed)) return new Fault(code, `${path} is a model in ONNX text syntax`, "parse it with onnx.parser and save it as .onnx");
	if (/^\w+\s*(?::|\{)/.test(trimmed) && /ir_version|graph|node/.test(trimmed)) return new Fault(code, `${path} is a model in protobuf text format`, "save it in binary format (onnx.save, format protobuf)");
	const first = trimmed.split("\n", 1)[0] ?? "";
	return new Fault(code, `${path} is text, ${notWhat(named)}; it starts with '${first.slice(0, 60)}'`, readable);
}

// src/read/read.ts
/**
* Reads the model that begins at a source: its structure only, weights are never asked for. The answer is a promise only where the
* source gives promises, or the format's reader has to be loaded. The source stays open.
*
* @param path of the root; its name decides where the content doesn't, and which files belong to it
* @param name the model as the user names it, for messages and as `Model.path`
* @throws Fault with a code of its own for every kind of unreadable file (`empty-file`, `git-lfs-pointer`, `not-onnx`,
*   `unsupported-format`, `not-a-model`, `too-large`, \u2026)
*/
function readModel(source, path, name = path) {
	allot();
	const head = source.read(0, Math.min(HEAD_BYTES, source.size ?? 4096));
	const start = (bytes) => begin({
		source,
		path,
		name,
		head: bytes
	});
	return head instanceof Promise ? head.then(start) : start(head);
}
function begin(root) {
	const format = choose(root);
	const reader = format.load();
	if (reader instanceof Promise || format.readsMembers) return beginLater(root, format, reader);
	return run$1(root, format, reader, []);
}
async function beginLater(root, format, reader) {
	const members = format.readsMembers ? await membersOf(root) : [];
	return run$1(root, format, await reader, members);
}
function run$1({ source, name, head }, { access }, reader, members) {
	const fileBytes = source.storedSize ?? source.size;
	const artifact = {
		path: name,
		size: source.size,
		fileBytes,
		members
	};
	return drive(access === "random" && source.forward ? inMemory(source, head) : source, reader(head, artifact));
}
/** Files that belong to a root, of those beside it. */
async function membersOf({ source, path }) {
	if (source.beside === void 0) return [];
	const slash = path.lastIndexOf("/") + 1;
	const [folder, name] = [path.slice(0, slash), path.slice(slash).replace(/\.gz$/i, "")];
	return source.beside.list((relative) => modelBeside(folder + relative.replace(/\.gz$/i, "")) === folder + name);
}
/**
* The format of a file: what its content is sure to be, else what its name says.
* @throws Fault where it is something else, or of a format that isn't read
*/
function choose({ head, path, name: shown }) {
	const nothing = notThere(head, shown);
	if (nothing !== null) throw nothing;
	const named = formatsOf(path);
	const sniffed = named.map((format) => format.sniff(head, path));
	const sure = named[sniffed.indexOf(true)] ?? formats$1.find((format) => !named.includes(format) && format.sniff(head, path) === true);
	if (sure !== void 0) return sure;
	const other = recognise(head, path, shown, named[0] ?? null);
	if (other !== null) throw other;
	const [first] = named;
	const possible = first === void 0 ? formats$1[0] : named[sniffed.indexOf(null)];
	if (possible !== void 0) return possible;
	const { name, what } = first;
	throw new Fault(`not-${name}`, `${shown} is not ${what}, though it is named like one`, "give the file that the exporter wrote");
}

// src/report/json.ts
var json_exports = /* @__PURE__ */ require_rolldown_runtime.__exportAll({
	diffJson: () => diffJson,
	reportJson: () => reportJson
});
/** Layers that are made into text at a time. */
const partLayers = 1e3;
/** The document of `countJson` piece by piece, so that a large model's isn't in memory whole. */
function* countJsonParts(entries) {
	const told = { left: maxFormulas };
	const place = "\n      \"layers\": [],\n";
	const models = entries.map((entry) => countedModel(entry, told));
	const [first = "", ...rest] = document({
		schema: "flopgate/count/1",
		models
	}).split(place);
	yield part(first);
	const counted = entries.filter((entry) => entry.kind === "counted");
	for (const [i, after] of rest.entries()) {
		yield* layerParts(counted[i]?.report.layers ?? [], told);
		yield part(after);
	}
}
/** Of a document that `toJson` made. */
const part = (text) => text;
function* layerParts(layers, told) {
	if (layers.length === 0) yield part("\n      \"layers\": [],\n");
	for (let at = 0; at < layers.length; at += partLayers) {
		const some = layers.slice(at, at + partLayers).map((layer) => layerOf(layer, told));
		const text = toJson({ models: [{ layers: some }] }, 2);
		const [start, end] = [text.indexOf("[\n        {"), text.lastIndexOf("}\n      ]") + 1];
		yield part(`${at === 0 ? "\n      \"layers\": [" : ","}${text.slice(start + 1, end)}`);
		if (at + partLayers >= layers.length) yield part("\n      ],\n");
	}
}
/** `diff --json`, schema `flopgate/diff/1`. */
function diffJson(models) {
	const told = models.map(({ verdict: _verdict, judgements: _judgements, ...rest }) => rest);
	return document({
		schema: "flopgate/diff/1",
		models: told
	});
}
/** `check --json` and the report file, schema `flopgate/report/1`. */
function reportJson(report) {
	return document({
		...report,
		models: report.models.map((model) => ({
			...model,
			judgements: model.judgements.map((judgement) => withText(judgement, model))
		})),
		incomplete: report.incomplete.map(missingText)
	});
}
/** A judgement and its sentence, which versions before the reasons, and those that don't know one of them, can show. */
function withText(judgement, model) {
	const { metric, verdict, broke, limit, ...rest } = judgement;
	return {
		metric,
		verdict,
		broke,
		limit,
		text: judgementText(judgement, model),
		...rest
	};
}
/** Characters that the formulas and symbolic sizes of one document take; those beyond are cut short, and end in `\u2026`. */
const maxFormulas = 24e6;
const document = (value) => jsonDocument(value, 2);
function countedModel(entry, told) {
	if (entry.kind === "failed") return {
		path: entry.path,
		error: entry.failure
	};
	const { report } = entry;
	return {
		path: entry.path,
		format: report.format,
		fileBytes: report.fileBytes === null ? null : String(report.fileBytes),
		...interfaceOf(report),
		sizes: Object.fromEntries([...report.sizes].map(([name, size]) => [name, String(size)])),
		unbound: report.unbound,
		totals: perMetric((metric) => report.totals[metric]),
		exact: report.exact,
		coverage: report.coverage,
		formulas: perMetric((metric) => formulaOf$1(report.formulas[metric], told)),
		growth: growthOf(report),
		layers: [],
		...report.layersOmitted === 0n ? {} : { layersOmitted: report.layersOmitted },
		findings: report.findings,
		...entry.convention === void 0 ? {} : { convention: conventionOf(entry.convention) }
	};
}
/** The tool's default figure as such; what it prints when run otherwise under `alternatives`. */
function conventionOf({ figures: [first, ...alternatives], ...rest }) {
	return {
		...rest,
		...first,
		alternatives
	};
}
function perMetric(of) {
	return Object.fromEntries(metrics.map((metric) => [metric, of(metric)]));
}
const formulaOf$1 = (formula, told) => formula === null ? null : formulaText(formula, told);
/** Metrics whose formula holds symbols. */
function growthOf({ growth }) {
	return Object.fromEntries(Object.entries(growth));
}
/** Figures of one execution; where a symbol is unbound the figure is null and `formulas` has it. */
function layerOf(layer, told) {
	const figures = {
		macs: layer.macs,
		flops: flopsOfMacs(layer.macs),
		elementwise: layer.elementwise,
		transcendentals: layer.transcendentals,
		bitOps: layer.bitOps,
		effectiveMacs: layer.effectiveMacs,
		denseMacs: layer.denseMacs,
		params: layer.params,
		movedBytes: layer.movedBytes
	};
	const numbers = Object.entries(figures).map(([name, dim]) => [name, constantOf(dim) ?? null]);
	const symbolic = Object.entries(figures).filter(([, dim]) => constantOf(dim) === void 0);
	return {
		name: layer.name,
		op: layer.op,
		...layer.domain === "" ? {} : { domain: layer.domain },
		status: layer.status,
		...Object.fromEntries(numbers),
		times: formulaText(layer.times, told),
		...symbolic.length === 0 ? {} : { formulas: Object.fromEntries(symbolic.map(([name, dim]) => [name, formulaText(dim, told)])) },
		outputs: layer.outputs.map(({ name, value }) => ({
			name,
			...typeOf(value, (dim) => formulaText(dim, told))
		}))
	};
}

// src/report/terminal/paint.ts
const codes = {
	dim: "2",
	strong: "1",
	good: "32",
	bad: "31;1",
	warn: "33",
	open: "35",
	name: "36"
};
/** The text in its colour; as it is where colours are off. */
function paint(text, style, color) {
	return style === void 0 || !color || text.length === 0 ? text : `\u001b[${codes[style]}m${text}\u001b[0m`;
}
/** The text without its colours. */
function unpainted(text) {
	return text.replaceAll(/\u001b\[[\d;]*m/g, "");
}

// src/report/terminal/plain-table.ts
const gutter = "  ";
/** Aligned columns without lines, fitted into `width` by cutting the columns that may be cut in their middle. */
function textTable(columns, rows, width, color) {
	const widths = fitted(columns, rows, width);
	return [columns.map(({ head }) => ({
		text: head,
		style: "dim"
	})), ...rows].map((row) => trimmed$1(joined(row.map((cell, i) => laidOut(cell, widths[i] ?? 0, columns[i]?.align ?? "left", i === row.length - 1, color)), gutter)));
}
function fitted(columns, rows, width) {
	const widths = columns.map(({ head }, i) => rows.reduce((most, row) => Math.max(most, textWidth(row[i]?.text ?? "")), textWidth(head)));
	let excess = widths.reduce((sum, one) => sum + one + 2, -2) - width;
	while (excess > 0) {
		const cuttable = columns.map(({ least }, i) => Math.max(0, (widths[i] ?? 0) - (least ?? Infinity)));
		const widest = cuttable.reduce((best, room, i) => room > 0 && (widths[i] ?? 0) > (widths[best] ?? -1) ? i : best, -1);
		if (widest === -1) break;
		const cut = Math.min(excess, cuttable[widest] ?? 0, Math.max(1, Math.ceil(excess / 2)));
		widths[widest] = (widths[widest] ?? 0) - cut;
		excess -= cut;
	}
	return widths;
}
function laidOut({ text, style }, width, align, last, color) {
	const cut = textWidth(text) > width ? elided(text, width) : text;
	const painted = paint(cut, style, color);
	const space = spaces(width - textWidth(cut));
	if (align === "right") return term`${space}${painted}`;
	return last ? painted : term`${painted}${space}`;
}
/** Latin letters, punctuation such as dashes, ellipses and quotes, and mathematical signs: known without Unicode's tables. */
const isNarrow = (code) => code >= 32 && code < 768 || code >= 8208 && code <= 8231 || code >= 8704 && code < 8960;
/** Columns of a terminal that the text takes: two for East Asian and emoji characters, none for marks. */
function textWidth(text) {
	if (isPlain(text)) return text.length;
	let width = 0;
	for (const character of text) {
		if (isNarrow(character.charCodeAt(0))) {
			width += 1;
			continue;
		}
		if (/\p{M}/u.test(character)) continue;
		width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u.test(character) ? 2 : 1;
	}
	return width;
}

// src/cli/command.ts
/** Flags that every command has. */
const commonFlags = {
	json: {
		type: "boolean",
		help: "print one JSON document on stdout and nothing else"
	},
	debug: {
		type: "boolean",
		help: "show where in the program a failure comes from"
	},
	help: {
		type: "boolean",
		help: "show this help"
	}
};
/**
* Reads a command's own arguments.
* @throws Fault `usage`, naming the flag that was probably meant
*/
function readArguments(command, argv) {
	const flags = {
		...command.flags,
		...commonFlags
	};
	const options = Object.fromEntries(Object.entries(flags).map(([name, { type, multiple }]) => [name, {
		type,
		multiple: multiple ?? false
	}]));
	let parsed;
	try {
		parsed = (0, node_util.parseArgs)({
			args: [...argv],
			options,
			allowPositionals: true,
			strict: true
		});
	} catch (thrown) {
		throw usageFault(command, flags, thrown);
	}
	const values = parsed.values;
	const all = (flag) => {
		const value = values[flag];
		return typeof value === "string" ? [value] : typeof value === "object" ? value : [];
	};
	return {
		positionals: parsed.positionals,
		has: (flag) => values[flag] === true,
		text: (flag) => all(flag).at(-1),
		all
	};
}
function usageFault(command, flags, thrown) {
	const said = thrown instanceof Error ? thrown.message : String(thrown);
	const [, dashes, unknown] = /^Unknown option '(-{1,2})([^']*)'/.exec(said) ?? [];
	if (dashes !== void 0 && unknown !== void 0) {
		const meant = nearest(unknown, Object.keys(flags));
		const hint = meant === void 0 ? helpHint(command) : `did you mean --${meant}? ${helpHint(command)}`;
		return new Fault("usage", `flopgate ${command.name} has no option ${dashes}${unknown}`, hint);
	}
	const [, lacking] = /^Option '-{0,2}(?:., --)?([\w-]+)(?: <value>)?' (?:argument missing|argument is ambiguous)/.exec(said) ?? [];
	if (lacking !== void 0) {
		const form = `--${lacking} ${flags[lacking]?.value ?? "VALUE"}`;
		return new Fault("usage", `--${lacking} needs a value`, `write ${form}; a value that starts with a dash: --${lacking}=-x`);
	}
	const [, full] = /^Option '--([\w-]+)' does not take an argument/.exec(said) ?? [];
	if (full !== void 0) return new Fault("usage", `--${full} takes no value`, `write --${full} alone`);
	return new Fault("usage", said.split("\n", 1)[0] ?? said, helpHint(command), { cause: thrown });
}
const helpHint = ({ name }) => `flopgate ${name} --help lists the options`;
/** `--help` of a command. */
function helpOf(command) {
	const rows = Object.entries({
		...command.flags,
		...commonFlags
	}).map(([name, { value, help }]) => [`--${name}${value === void 0 ? "" : ` ${value}`}`, help]);
	const width = Math.max(...rows.map(([form]) => form.length));
	return [
		`flopgate ${command.name} ${command.usage}`,
		"",
		command.about,
		"",
		"Options",
		...rows.map(([form, help]) => `  ${form.padEnd(width)}  ${help}`),
		"",
		command.examples.length === 1 ? "Example" : "Examples",
		...command.examples.map((example) => `  ${example}`),
		""
	].join("\n");
}
/** @throws Fault `usage` if there are fewer or more positionals */
function expectPositionals(command, { positionals }, least, most) {
	if (positionals.length >= least && positionals.length <= most) return;
	const given = positionals.length === 0 ? "nothing" : positionals.length;
	throw new Fault("usage", `flopgate ${command.name} ${command.usage}: ${given} given`, `e.g. ${command.examples[0] ?? ""}`);
}
/**
* The path of a policy as both sides of a comparison know it: from the repository's root.
* @throws Fault `usage` if it lies outside
*/
function inRepository(root, path) {
	const inside = (0, node_path.relative)(root, (0, node_path.resolve)(path));
	if (inside !== "" && !inside.startsWith("..")) return inside.split(node_path.sep).join("/");
	throw new Fault("usage", `--config ${path} lies outside of the repository`, "both sides have their own: name one inside");
}

// src/cli/commands/given-sizes.ts
const sizeFlags = {
	dim: {
		type: "string",
		multiple: true,
		value: "NAME=N",
		help: "size of a symbolic dimension, e.g. batch=8"
	},
	input: {
		type: "string",
		multiple: true,
		value: "NAME=1x3x224x224",
		help: "whole shape of an input; scalar for none"
	},
	value: {
		type: "string",
		multiple: true,
		value: "NAME=JSON",
		help: "contents of a small input, e.g. steps=5"
	}
};
/** @throws Fault `usage` if one isn't of its form */
function readSizes(args) {
	return {
		dims: new Map(args.all("dim").map((text) => read("dim", text, sizeOf))),
		inputs: new Map(args.all("input").map((text) => read("input", text, shapeOf))),
		values: new Map(args.all("value").map((text) => read("value", text, jsonOf)))
	};
}
/** Names are the file's own (`input.1`, `a=b`): the last equals sign that leaves a value parts them. */
function read(flag, text, parse) {
	for (let at = text.lastIndexOf("="); at > 0; at = text.lastIndexOf("=", at - 1)) {
		const value = parse(text.slice(at + 1));
		if (value !== void 0) return [text.slice(0, at), value];
	}
	throw new Fault("usage", `--${flag} ${text} isn't of the form ${sizeFlags[flag]?.value ?? ""}`, examples[flag] ?? "");
}
const examples = {
	dim: "e.g. --dim batch=8",
	input: "e.g. --input images=1x3x640x640, or --input step=scalar",
	value: "e.g. --value steps=5 or --value sizes=[1,3,640,640]; quote it for the shell"
};
function sizeOf(text) {
	return /^\d{1,18}$/.test(text) ? BigInt(text) : void 0;
}
function shapeOf(text) {
	if (text === "scalar") return [];
	const sizes = text.split(/[x,\u00d7]/).map(sizeOf);
	return sizes.some((size) => size === void 0) ? void 0 : sizes;
}
function jsonOf(text) {
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}

// src/cli/streams.ts
/** Writes all of a text to stdout. @throws Fault `unwritable-output` */
function print(text) {
	writeOut(1, text);
}
/** Writes a document of JSON, or a part of one, to stdout. @throws Fault `unwritable-output` */
function printJson(json) {
	writeOut(1, quietJson(json));
}
/** Writes markdown to stdout; in a workflow's log nothing of it is a command. @throws Fault `unwritable-output` */
function printMarkdown(text) {
	writeOut(1, text.replaceAll("##[", "##\u200b["));
}
/** Writes a file for other programs, or a page, to stdout. @throws Fault `unwritable-output` */
function printData(text) {
	writeOut(1, text);
}
/** What acts on whoever looks at JSON: a command of a workflow's log, controls of a terminal, marks of direction. */
const lively = /##\[|[\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
/** The same JSON with these written as escapes. */
const quietJson = (json) => lively.test(json) ? json.replaceAll("##[", String.raw`#\u0023[`).replaceAll(new RegExp(lively, "g"), (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`) : json;
/** Writes a line to stderr. */
function say(line) {
	draw(term`${line}\n`);
}
/** Writes to stderr. */
function draw(text) {
	writeOut(2, text);
}
function viewOf(stream) {
	const terminal = terminalAt(stream);
	const asked = askedColumns();
	if (terminal === null) return {
		color: isForced(),
		width: asked ?? Infinity
	};
	const columns = asked ?? terminal.columns;
	const plain = (process.env["NO_COLOR"] ?? "") !== "" || process.env["TERM"] === "dumb";
	return {
		color: isForced() || !plain,
		width: columns > 0 ? Math.max(columns, 40) : 80
	};
}
/** COLUMNS, by which a person or a shell says how wide the output may be; undefined unless it is a number. */
function askedColumns() {
	const text = process.env["COLUMNS"] ?? "";
	return /^[1-9]\d{0,4}$/.test(text) ? Math.max(Number(text), 40) : void 0;
}
/** The terminal that a stream is, or null. Node's own streams, slow to load, are asked only if there may be one. */
function terminalAt(stream) {
	try {
		const stat = (0, node_fs.fstatSync)(stream);
		if (!stat.isCharacterDevice() || stat.rdev === (0, node_fs.statSync)(node_os.devNull).rdev) return null;
	} catch {}
	const opened = stream === 1 ? process.stdout : process.stderr;
	return opened.isTTY ? opened : null;
}
/** FORCE_COLOR, as CI logs that show colour set it; NO_COLOR is stronger. */
function isForced() {
	const force = process.env["FORCE_COLOR"] ?? "";
	return force !== "" && force !== "0" && (process.env["NO_COLOR"] ?? "") === "";
}

// src/cli/failure.ts
var failure_exports = /* @__PURE__ */ require_rolldown_runtime.__exportAll({ sayUncaught: () => sayUncaught });
/** What went wrong, and what to do: two lines on stderr, whatever the names in them hold. */
function sayFailure({ code, message, hint }) {
	say(term`flopgate: ${terminalName(code)}: ${terminalText(message)}`);
	say(term`hint: ${terminalText(hint)}`);
}
/** What nobody caught. */
function sayUncaught(thrown) {
	const fault = asFault(thrown);
	sayFailure(fault);
	if (process.argv.includes("--debug")) say(terminalLines(traceOf(fault)));
}
/** Where in the program a failure comes from, and what caused it. */
function traceOf(fault) {
	const cause = fault.cause instanceof Error ? `\ncaused by ${traceOf(fault.cause)}` : "";
	return `${fault.stack ?? fault.message}${cause}`;
}

// src/gate/count.ts
/**
* Counts one model for `count`: the result, or why there is none. A file is read at once, without a turn of the event loop, and
* operators that few models hold are loaded only for a model that does. Opens and closes the source.
* @param path as the user names it
* @param root the file that is opened, where the user names its folder
*/
function countOne(path, open, options, root = path) {
	let source;
	try {
		source = open();
		const model = readModel(source, root, path);
		if (model instanceof Promise || !hasOnlyCommon(model)) return countLater(path, source, model, options);
		const report = countBy(commonOperators(), model, options);
		source.close();
		return {
			kind: "counted",
			path,
			report
		};
	} catch (thrown) {
		source?.close();
		return failed(path, thrown);
	}
}
async function countLater(path, source, reading, options) {
	try {
		const model = await reading;
		const { countModel } = await Promise.resolve().then(() => require("./count-count.js")).then((n) => n.count_exports);
		return {
			kind: "counted",
			path,
			report: countModel(model, options)
		};
	} catch (thrown) {
		return failed(path, thrown);
	} finally {
		await source.close();
	}
}
function failed(path, thrown) {
	const { code, message, hint } = asFault(thrown);
	return {
		kind: "failed",
		path,
		failure: {
			code,
			message,
			hint
		}
	};
}

// src/cli/commands/counting.ts
/** Counts a file, or a folder that is a model: at once if it is stored as it is and its reader is there. */
function countFile(path, sizes) {
	if (kindOfPath(path) === "folder") return countFolder(path, sizes);
	if (path.toLowerCase().endsWith(".gz")) return countInflated(path, sizes);
	return countOne(path, () => openStored(path), sizes);
}
/** Counts files one after another, so that one model is in memory at a time. */
async function countFiles(paths, sizes) {
	const entries = [];
	for (const path of paths) {
		const entry = countFile(path, sizes);
		entries.push(entry instanceof Promise ? await entry : entry);
	}
	return entries;
}
/** As `countFiles`, with the sizes that some of the files leave open taken from the others, by their inputs. */
async function countAlike(paths, sizes) {
	const entries = await countFiles(paths, sizes);
	const { sharedSizes } = await Promise.resolve().then(() => require("./gate-shared-sizes.js"));
	const again = sharedSizes(entries, sizes);
	return Promise.all(entries.map(async (entry, i) => {
		const options = again[i] ?? null;
		return options === null ? entry : countFile(paths[i] ?? entry.path, options);
	}));
}
/** Says on stderr which given sizes no model has. */
function sayUnused(all) {
	const unused = all.map((findings) => findings.filter(({ code }) => code === "unused-dim").map(({ detail }) => detail));
	for (const detail of new Set(unused.flat())) say(term`flopgate: warning: ${terminalText(detail)}`);
}
const openStored = (path) => ({
	...openFile(path),
	beside: besideOnDisk(path, openFile)
});
/** Inflating is loaded only where a file needs it. */
async function countInflated(path, sizes) {
	const { openOnDisk } = await Promise.resolve().then(() => require("./host-source-open.js")).then((n) => n.open_exports);
	return countOne(path, () => openOnDisk(path), sizes);
}
/** A folder counts as a model where its format says so; any other one is refused as it is opened. */
async function countFolder(path, sizes) {
	const { folderRoot } = await Promise.resolve().then(() => require("./gate-find-catalog.js")).then((n) => n.catalog_exports);
	const folder = path.replace(/\/+$/, "");
	const root = folderRoot(folder, listFolder(folder, (file) => !file.includes("/")));
	return root === null ? countOne(path, () => openFile(path), sizes) : countOne(path, () => openStored(`${folder}/${root}`), sizes, `${folder}/${root}`);
}

// src/report/terminal/convention.ts
const columns = [
	{
		head: term``,
		align: "left"
	},
	{
		head: term``,
		align: "right"
	},
	{
		head: term``,
		align: "left",
		least: 30
	}
];
/** `count --convention TOOL`: our MACs, line by line into the figure that the tool prints. */
function conventionLines(convention, view) {
	const { tool, version, calls, figures, notes } = convention;
	const lines = [term`${paint(term`  as ${tool} counts`, "strong", view.color)}${paint(term`  ${terminalName(version)}`, "dim", view.color)}`];
	for (const figure of figures) lines.push(paint(term`  ${terminalName(figure.when)}`, "dim", view.color), ...figureLines(figure, calls, view));
	for (const text of notes) lines.push(term`  ${paint(term`note`, "dim", view.color)}  ${terminalText(text)}`);
	return lines;
}
function figureLines({ macs, terms, total, problems }, calls, view) {
	if (total === null) return problems.slice(0, 3).map((text) => term`    ${paint(term`no figure`, "warn", view.color)}  ${terminalText(text)}`);
	const body = [
		[
			{ text: term`   ` },
			{ text: exactText(macs) },
			{ text: term`MACs, as Flopgate counts` }
		],
		...terms.map(({ label, layers, amount }) => [
			{ text: amount < 0n ? term`   \u2212` : term`   +` },
			{ text: exactText(amount < 0n ? -amount : amount) },
			{ text: term`${terminalText(label)}${layers === 0 ? "" : term`: ${layers} ${layers === 1 ? "layer" : "layers"}`}` }
		]),
		[
			{ text: term`   =` },
			{
				text: exactText(total),
				style: "strong"
			},
			{
				text: terminalText(calls),
				style: "strong"
			}
		]
	];
	return textTable(columns, body, view.width, view.color).slice(1);
}

// src/report/terminal/count.ts
/** The figures of a model one below the other, in groups that belong together; with a label of its own if no metric stands on the total. */
const rows = [
	{ metric: "macs" },
	{
		metric: "effectiveMacs",
		own: term`  after masks and sparsity`
	},
	{
		metric: "denseMacs",
		own: term`  with every expert run`
	},
	{ metric: "flops" },
	{ metric: "elementwise" },
	{ metric: "transcendentals" },
	{ metric: "bitOps" },
	{ metric: "params" },
	{
		metric: "paramsStored",
		own: term`  as stored`
	},
	{ metric: "weightBytes" },
	{ metric: "movedBytes" },
	{ metric: "peakActivationBytes" }
];
/** What an optional row would only say over again. */
const sameAs = {
	effectiveMacs: "macs",
	denseMacs: "macs",
	paramsStored: "params"
};
/** `flopgate count`: one model in full, several as a table with what there is to say of each below. */
function renderCount(entries, view, perLayer = false) {
	const blocks = entries.length > 1 && !perLayer ? [manyModels(entries, view)] : entries.map((entry) => oneModel(entry, view, perLayer));
	for (const entry of entries) if (entry.kind === "counted" && entry.convention !== void 0) blocks.push(conventionBlock(entry.path, entry.convention, entries.length > 1, view));
	return term`${joined(blocks, "\n\n")}\n`;
}
function conventionBlock(path, convention, named, view) {
	const head = named ? [paint(terminalName(path), "strong", view.color)] : [];
	return joined([...head, ...conventionLines(convention, view)], "\n");
}
function oneModel(entry, view, perLayer) {
	const name = paint(terminalName(entry.path), "strong", view.color);
	if (entry.kind === "failed") return term`${name}\n${joined(failureLines(entry, view), "\n")}`;
	const { report } = entry;
	const size = report.fileBytes === null ? "" : term` \u00b7 ${bytesText(BigInt(report.fileBytes))}`;
	const lines = [term`${name}  ${paint(term`${terminalName(report.format)}${size}`, "dim", view.color)}`, ...interfaceLines(report, view)];
	if (perLayer) lines.push(term``, ...layerTable(report, view), term``);
	lines.push(...figureTable(report, view), ...notes(report, view));
	return joined(lines, "\n");
}
/** `inputs   images f32[1, 3, 640, 640]`, the outputs, and what the file is written in. */
function interfaceLines(report, view) {
	const { inputs, outputs, opsets, producer } = interfaceOf(report);
	const versions = Object.entries(opsets).map(([domain, version]) => term`${terminalName(domain)} ${version}`);
	if (producer !== "") versions.push(term`by ${terminalName(elided(producer, 40))}`);
	return [
		...inputs.length === 0 ? [] : [note(term`inputs`, typesText(inputs), view)],
		...outputs.length === 0 ? [] : [note(term`outputs`, typesText(outputs), view)],
		...versions.length === 0 ? [] : [note(term`opset`, joined(versions, ", "), view)]
	];
}
function typesText(list) {
	const told = list.slice(0, 4).map((one) => term`${terminalName(elided(one.name, 40))} ${terminalName(typeText(one))}`);
	return term`${joined(told, ", ")}${list.length > 4 ? term`, \u2026 ${list.length - 4} more` : ""}`;
}
function figureTable(report, view) {
	const most = Math.max(24, Math.min(100, view.width - 44));
	const body = rows.filter(({ metric }) => !(metric in sameAs) || report.totals[metric] !== report.totals[sameAs[metric] ?? metric]).map(({ metric, own }) => {
		const label = own ?? terminalText(labelOfTotal(metric) ?? metric);
		const isBytes = unitOfTotal(metric) === "bytes";
		const value = report.totals[metric];
		const bound = isBoundTotal(metric, report.exact) ? "\u2265 " : "";
		if (value === null) return [
			{ text: term`  ${label}` },
			{ text: term`` },
			{
				text: formulaOf(report, metric, most),
				style: "name"
			}
		];
		const text = isBytes ? bytesText(value) : countText(value);
		const exact = exactText(value);
		const whole = exact === text ? term`` : term`${exact}${isBytes ? " B" : ""}`;
		return [
			{ text: term`  ${label}` },
			{
				text: term`${bound}${text}`,
				style: "strong"
			},
			{
				text: whole,
				style: "dim"
			}
		];
	});
	const columns = [
		{
			head: term``,
			align: "left"
		},
		{
			head: term``,
			align: "right"
		},
		{
			head: term``,
			align: "left",
			least: 20
		}
	];
	return textTable(columns, body, view.width, view.color).slice(1);
}
/** @param most characters */
function formulaOf(report, metric, most) {
	const formula = report.formulas[metric];
	return formula === null ? term`unknown` : terminalName(briefFormula(formula, {
		kind: unitOfTotal(metric),
		most
	}));
}
const hasShortened = ({ totals, formulas }) => rows.some(({ metric }) => {
	const formula = formulas[metric];
	return totals[metric] === null && formula !== null && isShortened(formula);
});
/** Sizes, coverage and findings. */
function notes(report, view) {
	const lines = [];
	const sizes = [...report.sizes].map(([name, size]) => term`${terminalName(name)}=${size}`);
	if (sizes.length > 0) lines.push(note(term`sizes`, joined(sizes, " "), view));
	if (report.unbound.length > 0) lines.push(note(term`unbound`, term`${joined(report.unbound.slice(0, 8).map(terminalName), ", ")}: give sizes with --dim NAME=N${hasShortened(report) ? "; --json has the formulas whole" : ""}`, view));
	const { exact, bounded, unknown } = report.coverage;
	const parts = [
		term`${exact} exact`,
		...bounded > 0 ? [term`${bounded} lower ${bounded === 1 ? "bound" : "bounds"}`] : [],
		...unknown > 0 ? [term`${unknown} unknown`] : []
	];
	lines.push(note(term`layers`, joined(parts, ", "), view));
	const steep = Object.entries(report.growth.macs ?? {}).filter(([, growth]) => growth !== "constant");
	if (steep.length > 0) lines.push(note(term`growth`, term`MACs are ${joined(steep.map(([symbol, growth]) => term`${growth} in ${terminalName(symbol)}`), ", ")}`, view));
	const told = report.findings.filter(({ level, code }) => level !== "info" && code !== "unbound-size");
	for (const { code, layer, detail } of told.slice(0, 10)) {
		const where = layer === void 0 || detail.includes(layer) ? "" : term`${terminalName(layer)}: `;
		lines.push(term`  ${paint(term`! ${terminalName(code)}`, "warn", view.color)}  ${where}${terminalText(detail)}`);
	}
	if (told.length > 10) lines.push(paint(term`  \u2026 and ${told.length - 10} more findings (--json has them all)`, "dim", view.color));
	return lines;
}
function note(label, text, view) {
	return term`  ${paint(term`${label}${spaces(18 - label.length)}`, "dim", view.color)}${text}`;
}
function failureLines({ failure }, view) {
	return [term`  ${paint(term`\u2716 ${terminalName(failure.code)}`, "bad", view.color)}  ${terminalText(failure.message)}`, term`  ${paint(term`hint`, "dim", view.color)}  ${terminalText(failure.hint)}`];
}
function manyModels(entries, view) {
	const shown = countColumns("any");
	const columns = [{
		head: term`model`,
		align: "left",
		least: 16
	}, ...[...shown.map(({ head }) => terminalText(head)), term`file`].map((head) => ({
		head,
		align: "right",
		least: 10
	}))];
	const most = Math.max(12, Math.min(28, Math.floor((view.width - 44) / 4)));
	const body = entries.map((entry) => {
		const name = {
			text: terminalName(entry.path),
			style: "strong"
		};
		if (entry.kind === "failed") return [name, {
			text: term`\u2716 ${terminalName(entry.failure.code)}`,
			style: "bad"
		}];
		const { report } = entry;
		const figure = (metric) => {
			const value = report.totals[metric];
			if (value === null) return {
				text: formulaOf(report, metric, most),
				style: "name"
			};
			const bound = isBoundTotal(metric, report.exact) ? "\u2265 " : "";
			return { text: term`${bound}${quantityText(value, unitOfTotal(metric))}` };
		};
		const size = { text: report.fileBytes === null ? term`` : bytesText(BigInt(report.fileBytes)) };
		return [
			name,
			...shown.map(({ total }) => figure(total)),
			size
		];
	});
	const lines = textTable(columns, body, view.width, view.color);
	for (const entry of entries) {
		const said = entry.kind === "failed" ? failureLines(entry, view) : notes(entry.report, view).filter((line) => line.includes("!") || line.includes("unbound"));
		if (said.length > 0) lines.push(term``, paint(terminalName(entry.path), "strong", view.color), ...said);
	}
	return joined(lines, "\n");
}
/** `--per-layer`: every node in file order. */
function layerTable(report, view) {
	const total = report.totals.macs;
	const columns = [
		{
			head: term`layer`,
			align: "left",
			least: 20
		},
		{
			head: term`op`,
			align: "left",
			least: 12
		},
		{
			head: term`output`,
			align: "left",
			least: 14
		},
		{
			head: term`MACs`,
			align: "right",
			least: 12
		},
		{
			head: term`share`,
			align: "right"
		},
		{
			head: term`other`,
			align: "right",
			least: 8
		},
		{
			head: term`params`,
			align: "right",
			least: 8
		},
		{
			head: term`moved`,
			align: "right",
			least: 8
		},
		{
			head: term`times`,
			align: "right",
			least: 6
		}
	];
	const body = report.layers.map((layer) => {
		const macs = constantOf(mul(layer.macs, layer.times));
		const isFree = layer.status === "constant" || layer.status === "dead";
		const share = macs === void 0 || total === null || total === 0n || macs === 0n ? term`` : shareText$1(Number(macs) / Number(total));
		return [
			{
				text: terminalName(layer.name),
				style: isFree ? "dim" : "name"
			},
			{
				text: terminalName(layer.op),
				...isFree ? { style: "dim" } : {}
			},
			{
				text: outputText(layer),
				style: "dim"
			},
			statusCell(layer),
			{ text: share },
			{ text: dimCell(layer.elementwise, "count") },
			{ text: dimCell(layer.params, "count") },
			{ text: dimCell(layer.movedBytes, "bytes") },
			{ text: layer.times === 1 ? term`` : terminalName(briefFormula(layer.times, {
				kind: "count",
				most: 24
			})) }
		];
	});
	return textTable(columns, body, view.width, view.color);
}
function statusCell({ status, macs }) {
	switch (status) {
		case "unknown": return {
			text: term`unknown`,
			style: "warn"
		};
		case "lower-bound": return {
			text: term`\u2265 ${dimCell(macs, "count") || "0"}`,
			style: "warn"
		};
		case "dead": return {
			text: term`dead`,
			style: "dim"
		};
		case "constant":
		case "exact": return { text: dimCell(macs, "count") };
	}
}
/** Nothing for zero, so that what costs stands out. */
function dimCell(dim, kind) {
	const value = constantOf(dim);
	if (value === void 0) return terminalName(briefFormula(dim, {
		kind,
		most: 48
	}));
	return value === 0n ? term`` : quantityText(value, kind);
}
function outputText({ outputs }) {
	const value = outputs[0]?.value;
	if (value?.kind !== "tensor") return term`${value?.kind ?? ""}`;
	const sizes = value.shape?.map((dim) => terminalName(briefFormula(dim, {
		kind: "count",
		most: 32
	})));
	return term`${value.dtype} ${sizes === void 0 ? "?" : joined(sizes, "\u00d7") || "scalar"}`;
}

// src/cli/commands/count.ts
const command = {
	name: "count",
	summary: "operations, parameters, bytes and memory of model files",
	usage: "MODEL\u2026 [options]",
	about: `Counts multiply\u2013accumulates, other arithmetic, parameters, bytes and planned peak memory, without running the model
and without reading its weights. Sizes that the file leaves open are given with --dim, or stay in the formulas.`,
	examples: [
		"flopgate count detector.onnx",
		"flopgate count detector.onnx --dim batch=8 --per-layer",
		"flopgate count detector.onnx --convention fvcore",
		"flopgate count models/*.onnx --json"
	],
	flags: {
		...sizeFlags,
		"per-layer": {
			type: "boolean",
			help: "list every layer, in file order"
		},
		convention: {
			type: "string",
			value: "TOOL",
			help: "the figure that fvcore, onnx-tool, ptflops or darknet prints, reconciled with ours"
		},
		md: {
			type: "boolean",
			help: "print markdown, for an issue or a README"
		}
	},
	run
};
async function run(args) {
	expectPositionals(command, args, 1, Infinity);
	const sizes = readSizes(args);
	const tool = args.text("convention");
	const reconcile = tool === void 0 ? void 0 : (await Promise.resolve().then(() => require("./gate-convention.js"))).reconcilerOf(tool);
	const entries = [];
	for (const path of args.positionals) {
		const entry = countFile(path, sizes);
		const counted = entry instanceof Promise ? await entry : entry;
		entries.push(reconcile?.(counted) ?? counted);
	}
	return show(entries, args);
}
/** Figures on stdout, failures on stderr; a failure is part of a document, too. */
async function show(entries, args) {
	const counted = entries.filter(({ kind }) => kind === "counted");
	if (args.has("json")) for (const part of countJsonParts(entries)) printJson(part);
	else if (args.has("md")) printMarkdown((await Promise.resolve().then(() => require("./report-comment-count.js"))).markdownCount(entries, args.has("per-layer")));
	else if (counted.length > 0) print(renderCount(counted, viewOf(1), args.has("per-layer")));
	for (const entry of entries) if (entry.kind === "failed") sayFailure(entry.failure);
	return counted.length < entries.length ? 2 : 0;
}

// src/cli/main.ts
var main_exports = /* @__PURE__ */ require_rolldown_runtime.__exportAll({ main: () => main });
/** Commands beside `count` are loaded when they are asked for, so that it starts in the time of a bare Node. */
const commands = {
	count: {
		summary: "operations, parameters, bytes and memory of model files",
		load: async () => ({ command })
	},
	diff: {
		summary: "what changed between two models, or two revisions",
		load: async () => Promise.resolve().then(() => require("./cli-commands-diff.js"))
	},
	check: {
		summary: "the gate, as in CI: same verdict, same exit code",
		load: async () => Promise.resolve().then(() => require("./cli-commands-check.js"))
	},
	bench: {
		summary: "latency, load time and peak memory, alone or paired",
		load: async () => Promise.resolve().then(() => require("./cli-commands-bench.js"))
	},
	explain: {
		summary: "where the operations of a model are, and how they grow",
		load: async () => Promise.resolve().then(() => require("./cli-commands-explain.js"))
	},
	compare: {
		summary: "a ranking table of models side by side",
		load: async () => Promise.resolve().then(() => require("./cli-commands-compare.js"))
	},
	policy: {
		summary: "which limits hold for a model, and where they come from",
		load: async () => Promise.resolve().then(() => require("./cli-commands-policy.js"))
	},
	history: {
		summary: "figures of every commit, kept on a data branch",
		load: async () => Promise.resolve().then(() => require("./cli-history-history.js"))
	},
	dashboard: {
		summary: "the history as one HTML page",
		load: async () => Promise.resolve().then(() => require("./cli-history-dashboard.js"))
	},
	badge: {
		summary: "a badge with a model\u2019s figure",
		load: async () => Promise.resolve().then(() => require("./cli-history-badge.js"))
	},
	schema: {
		summary: "the JSON Schema of the policy file",
		load: async () => Promise.resolve().then(() => require("./cli-commands-schema.js"))
	},
	init: {
		summary: "writes a policy with today\u2019s figures as ceilings, and a workflow",
		load: async () => Promise.resolve().then(() => require("./cli-commands-init.js"))
	},
	doctor: {
		summary: "what keeps Flopgate from working well here, and what to change",
		load: async () => Promise.resolve().then(() => require("./cli-commands-doctor.js"))
	},
	plan: {
		summary: "spreads many models over the jobs of a CI matrix",
		load: async () => Promise.resolve().then(() => require("./cli-commands-plan.js"))
	},
	merge: {
		summary: "one verdict of the reports of many shards",
		load: async () => Promise.resolve().then(() => require("./cli-commands-merge.js"))
	}
};
/**
* Runs a command line.
* @returns the exit code: 0 pass, 1 a budget is breached, 2 can't answer, 3 undecided where the policy says that undecided fails
*/
async function main(argv) {
	const [name = "", ...rest] = argv;
	const json = rest.includes("--json");
	try {
		if (name === "" || name === "help" || name === "--help" || name === "-h") return await showHelp(rest[0]);
		if (name === "--version" || name === "-v") return shown(terminalLines(`${version}\n`));
		const command = await find(name);
		if (rest.includes("--help") || rest.includes("-h")) return shown(terminalLines(helpOf(command)));
		return await command.run(readArguments(command, rest));
	} catch (thrown) {
		return fail(thrown, json, rest.includes("--debug"));
	}
}
function shown(text) {
	print(text);
	return 0;
}
async function find(name) {
	const row = Object.hasOwn(commands, name) ? commands[name] : void 0;
	if (row !== void 0) return (await row.load()).command;
	const meant = nearest(name, Object.keys(commands));
	const hint = meant === void 0 ? "flopgate --help lists the commands" : `did you mean flopgate ${meant}?`;
	throw new Fault("usage", `there is no command ${name}`, hint);
}
async function showHelp(name) {
	if (name !== void 0 && !name.startsWith("-")) return shown(terminalLines(helpOf(await find(name))));
	const rows = Object.entries(commands).map(([command, { summary }]) => `  ${command.padEnd(10)}${summary}`);
	return shown(terminalLines([
		"flopgate counts the operations of ML models, and holds pull requests to a budget of them.",
		"",
		...rows,
		"",
		"flopgate COMMAND --help says more. Every command takes --json.",
		"Exit codes: 0 pass, 1 a budget is breached, 2 no answer, 3 undecided where the policy fails that.",
		""
	].join("\n")));
}
/** What went wrong, in two lines on stderr; as a document on stdout, too, where a program reads it. */
function fail(thrown, json, debug) {
	const fault = asFault(thrown);
	sayFailure(fault);
	if (debug) say(terminalLines(traceOf(fault)));
	const { code, message, hint } = fault;
	try {
		if (json) printJson(jsonDocument({
			schema: "flopgate/error/1",
			error: {
				code,
				message,
				hint
			}
		}, 2));
	} catch {}
	return 2;
}

Object.defineProperty(exports, "Fault", {
  enumerable: true,
  get: function () {
    return Fault;
  }
});
Object.defineProperty(exports, "HEAD_BYTES", {
  enumerable: true,
  get: function () {
    return HEAD_BYTES;
  }
});
Object.defineProperty(exports, "KNOWN_HEAD_BYTES", {
  enumerable: true,
  get: function () {
    return KNOWN_HEAD_BYTES;
  }
});
Object.defineProperty(exports, "activationAttrCost", {
  enumerable: true,
  get: function () {
    return activationAttrCost;
  }
});
Object.defineProperty(exports, "add", {
  enumerable: true,
  get: function () {
    return add;
  }
});
Object.defineProperty(exports, "address", {
  enumerable: true,
  get: function () {
    return address;
  }
});
Object.defineProperty(exports, "agreed", {
  enumerable: true,
  get: function () {
    return agreed;
  }
});
Object.defineProperty(exports, "alongAxis", {
  enumerable: true,
  get: function () {
    return alongAxis;
  }
});
Object.defineProperty(exports, "amountText", {
  enumerable: true,
  get: function () {
    return amountText;
  }
});
Object.defineProperty(exports, "apart", {
  enumerable: true,
  get: function () {
    return apart;
  }
});
Object.defineProperty(exports, "asFault", {
  enumerable: true,
  get: function () {
    return asFault;
  }
});
Object.defineProperty(exports, "atLeast", {
  enumerable: true,
  get: function () {
    return atLeast;
  }
});
Object.defineProperty(exports, "axisInts", {
  enumerable: true,
  get: function () {
    return axisInts;
  }
});
Object.defineProperty(exports, "batchNormCost", {
  enumerable: true,
  get: function () {
    return batchNormCost;
  }
});
Object.defineProperty(exports, "batchNormShape", {
  enumerable: true,
  get: function () {
    return batchNormShape;
  }
});
Object.defineProperty(exports, "besideInTree", {
  enumerable: true,
  get: function () {
    return besideInTree;
  }
});
Object.defineProperty(exports, "besideOnDisk", {
  enumerable: true,
  get: function () {
    return besideOnDisk;
  }
});
Object.defineProperty(exports, "bindInputs", {
  enumerable: true,
  get: function () {
    return bindInputs;
  }
});
Object.defineProperty(exports, "bodiesOnly", {
  enumerable: true,
  get: function () {
    return bodiesOnly;
  }
});
Object.defineProperty(exports, "boundText", {
  enumerable: true,
  get: function () {
    return boundText;
  }
});
Object.defineProperty(exports, "briefFormula", {
  enumerable: true,
  get: function () {
    return briefFormula;
  }
});
Object.defineProperty(exports, "broadcast", {
  enumerable: true,
  get: function () {
    return broadcast;
  }
});
Object.defineProperty(exports, "broadcastShapes", {
  enumerable: true,
  get: function () {
    return broadcastShapes;
  }
});
Object.defineProperty(exports, "budgetMetrics", {
  enumerable: true,
  get: function () {
    return budgetMetrics;
  }
});
Object.defineProperty(exports, "bytesOfValue", {
  enumerable: true,
  get: function () {
    return bytesOfValue;
  }
});
Object.defineProperty(exports, "bytesText", {
  enumerable: true,
  get: function () {
    return bytesText;
  }
});
Object.defineProperty(exports, "ceilDiv", {
  enumerable: true,
  get: function () {
    return ceilDiv;
  }
});
Object.defineProperty(exports, "ceilingMetrics", {
  enumerable: true,
  get: function () {
    return ceilingMetrics;
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
Object.defineProperty(exports, "channelsOf", {
  enumerable: true,
  get: function () {
    return channelsOf;
  }
});
Object.defineProperty(exports, "choose", {
  enumerable: true,
  get: function () {
    return choose$1;
  }
});
Object.defineProperty(exports, "clipped", {
  enumerable: true,
  get: function () {
    return clipped$1;
  }
});
Object.defineProperty(exports, "commonTables", {
  enumerable: true,
  get: function () {
    return commonTables;
  }
});
Object.defineProperty(exports, "commonType", {
  enumerable: true,
  get: function () {
    return commonType;
  }
});
Object.defineProperty(exports, "concatenated", {
  enumerable: true,
  get: function () {
    return concatenated;
  }
});
Object.defineProperty(exports, "constantOf", {
  enumerable: true,
  get: function () {
    return constantOf;
  }
});
Object.defineProperty(exports, "contraction", {
  enumerable: true,
  get: function () {
    return contraction;
  }
});
Object.defineProperty(exports, "costOf", {
  enumerable: true,
  get: function () {
    return costOf;
  }
});
Object.defineProperty(exports, "countAlike", {
  enumerable: true,
  get: function () {
    return countAlike;
  }
});
Object.defineProperty(exports, "countBy", {
  enumerable: true,
  get: function () {
    return countBy;
  }
});
Object.defineProperty(exports, "countColumns", {
  enumerable: true,
  get: function () {
    return countColumns;
  }
});
Object.defineProperty(exports, "countFiles", {
  enumerable: true,
  get: function () {
    return countFiles;
  }
});
Object.defineProperty(exports, "countOf", {
  enumerable: true,
  get: function () {
    return countOf;
  }
});
Object.defineProperty(exports, "countText", {
  enumerable: true,
  get: function () {
    return countText;
  }
});
Object.defineProperty(exports, "countedMetrics", {
  enumerable: true,
  get: function () {
    return countedMetrics;
  }
});
Object.defineProperty(exports, "cutAt", {
  enumerable: true,
  get: function () {
    return cutAt;
  }
});
Object.defineProperty(exports, "dataAt", {
  enumerable: true,
  get: function () {
    return dataAt;
  }
});
Object.defineProperty(exports, "dequantizeShape", {
  enumerable: true,
  get: function () {
    return dequantizeShape;
  }
});
Object.defineProperty(exports, "differ", {
  enumerable: true,
  get: function () {
    return differ;
  }
});
Object.defineProperty(exports, "draw", {
  enumerable: true,
  get: function () {
    return draw;
  }
});
Object.defineProperty(exports, "dtypeAt", {
  enumerable: true,
  get: function () {
    return dtypeAt;
  }
});
Object.defineProperty(exports, "dynamicQuantizeCost", {
  enumerable: true,
  get: function () {
    return dynamicQuantizeCost;
  }
});
Object.defineProperty(exports, "dynamicQuantizeShape", {
  enumerable: true,
  get: function () {
    return dynamicQuantizeShape;
  }
});
Object.defineProperty(exports, "elementTypeAttr", {
  enumerable: true,
  get: function () {
    return elementTypeAttr;
  }
});
Object.defineProperty(exports, "elements", {
  enumerable: true,
  get: function () {
    return elements;
  }
});
Object.defineProperty(exports, "elided", {
  enumerable: true,
  get: function () {
    return elided;
  }
});
Object.defineProperty(exports, "equal", {
  enumerable: true,
  get: function () {
    return equal;
  }
});
Object.defineProperty(exports, "erfGelu", {
  enumerable: true,
  get: function () {
    return erfGelu;
  }
});
Object.defineProperty(exports, "evaluate", {
  enumerable: true,
  get: function () {
    return evaluate$1;
  }
});
Object.defineProperty(exports, "exactText", {
  enumerable: true,
  get: function () {
    return exactText;
  }
});
Object.defineProperty(exports, "expandDims", {
  enumerable: true,
  get: function () {
    return expandDims;
  }
});
Object.defineProperty(exports, "expectPositionals", {
  enumerable: true,
  get: function () {
    return expectPositionals;
  }
});
Object.defineProperty(exports, "failure_exports", {
  enumerable: true,
  get: function () {
    return failure_exports;
  }
});
Object.defineProperty(exports, "fixed", {
  enumerable: true,
  get: function () {
    return fixed;
  }
});
Object.defineProperty(exports, "floatAttr", {
  enumerable: true,
  get: function () {
    return floatAttr;
  }
});
Object.defineProperty(exports, "floatsAttr", {
  enumerable: true,
  get: function () {
    return floatsAttr;
  }
});
Object.defineProperty(exports, "floorDiv", {
  enumerable: true,
  get: function () {
    return floorDiv;
  }
});
Object.defineProperty(exports, "flopsOfMacs", {
  enumerable: true,
  get: function () {
    return flopsOfMacs;
  }
});
Object.defineProperty(exports, "format", {
  enumerable: true,
  get: function () {
    return format;
  }
});
Object.defineProperty(exports, "formats", {
  enumerable: true,
  get: function () {
    return formats$1;
  }
});
Object.defineProperty(exports, "formatsOf", {
  enumerable: true,
  get: function () {
    return formatsOf;
  }
});
Object.defineProperty(exports, "free", {
  enumerable: true,
  get: function () {
    return free;
  }
});
Object.defineProperty(exports, "freshSizes", {
  enumerable: true,
  get: function () {
    return freshSizes;
  }
});
Object.defineProperty(exports, "fromBigInt", {
  enumerable: true,
  get: function () {
    return fromBigInt;
  }
});
Object.defineProperty(exports, "fusedActivation", {
  enumerable: true,
  get: function () {
    return fusedActivation;
  }
});
Object.defineProperty(exports, "gatherAlong", {
  enumerable: true,
  get: function () {
    return gatherAlong;
  }
});
Object.defineProperty(exports, "gatherNd", {
  enumerable: true,
  get: function () {
    return gatherNd;
  }
});
Object.defineProperty(exports, "graphAttr", {
  enumerable: true,
  get: function () {
    return graphAttr;
  }
});
Object.defineProperty(exports, "growthSentences", {
  enumerable: true,
  get: function () {
    return growthSentences;
  }
});
Object.defineProperty(exports, "growths", {
  enumerable: true,
  get: function () {
    return growths;
  }
});
Object.defineProperty(exports, "has", {
  enumerable: true,
  get: function () {
    return has;
  }
});
Object.defineProperty(exports, "headline", {
  enumerable: true,
  get: function () {
    return headline;
  }
});
Object.defineProperty(exports, "html", {
  enumerable: true,
  get: function () {
    return html;
  }
});
Object.defineProperty(exports, "htmlCode", {
  enumerable: true,
  get: function () {
    return htmlCode;
  }
});
Object.defineProperty(exports, "htmlJson", {
  enumerable: true,
  get: function () {
    return htmlJson;
  }
});
Object.defineProperty(exports, "htmlPre", {
  enumerable: true,
  get: function () {
    return htmlPre;
  }
});
Object.defineProperty(exports, "icons", {
  enumerable: true,
  get: function () {
    return icons;
  }
});
Object.defineProperty(exports, "ifCounted", {
  enumerable: true,
  get: function () {
    return ifCounted;
  }
});
Object.defineProperty(exports, "inRepository", {
  enumerable: true,
  get: function () {
    return inRepository;
  }
});
Object.defineProperty(exports, "inputCauses", {
  enumerable: true,
  get: function () {
    return inputCauses;
  }
});
Object.defineProperty(exports, "instanceNormCost", {
  enumerable: true,
  get: function () {
    return instanceNormCost;
  }
});
Object.defineProperty(exports, "instanceNormShape", {
  enumerable: true,
  get: function () {
    return instanceNormShape;
  }
});
Object.defineProperty(exports, "intAttr", {
  enumerable: true,
  get: function () {
    return intAttr;
  }
});
Object.defineProperty(exports, "interfaceChanges", {
  enumerable: true,
  get: function () {
    return interfaceChanges;
  }
});
Object.defineProperty(exports, "interfaceOf", {
  enumerable: true,
  get: function () {
    return interfaceOf;
  }
});
Object.defineProperty(exports, "intsAttr", {
  enumerable: true,
  get: function () {
    return intsAttr;
  }
});
Object.defineProperty(exports, "isAbove", {
  enumerable: true,
  get: function () {
    return isAbove;
  }
});
Object.defineProperty(exports, "isAtLeast", {
  enumerable: true,
  get: function () {
    return isAtLeast;
  }
});
Object.defineProperty(exports, "isBlind", {
  enumerable: true,
  get: function () {
    return isBlind;
  }
});
Object.defineProperty(exports, "isBound", {
  enumerable: true,
  get: function () {
    return isBound;
  }
});
Object.defineProperty(exports, "isBoundTotal", {
  enumerable: true,
  get: function () {
    return isBoundTotal;
  }
});
Object.defineProperty(exports, "isCounted", {
  enumerable: true,
  get: function () {
    return isCounted;
  }
});
Object.defineProperty(exports, "isCounted$1", {
  enumerable: true,
  get: function () {
    return isCounted$1;
  }
});
Object.defineProperty(exports, "isDim", {
  enumerable: true,
  get: function () {
    return isDim;
  }
});
Object.defineProperty(exports, "isFloat", {
  enumerable: true,
  get: function () {
    return isFloat;
  }
});
Object.defineProperty(exports, "isInteger", {
  enumerable: true,
  get: function () {
    return isInteger;
  }
});
Object.defineProperty(exports, "isModelHead", {
  enumerable: true,
  get: function () {
    return isModelHead;
  }
});
Object.defineProperty(exports, "isModelPath", {
  enumerable: true,
  get: function () {
    return isModelPath;
  }
});
Object.defineProperty(exports, "isNonNegative", {
  enumerable: true,
  get: function () {
    return isNonNegative;
  }
});
Object.defineProperty(exports, "isSharedPath", {
  enumerable: true,
  get: function () {
    return isSharedPath;
  }
});
Object.defineProperty(exports, "isSize", {
  enumerable: true,
  get: function () {
    return isSize;
  }
});
Object.defineProperty(exports, "isTimed", {
  enumerable: true,
  get: function () {
    return isTimed;
  }
});
Object.defineProperty(exports, "isUnequal", {
  enumerable: true,
  get: function () {
    return isUnequal;
  }
});
Object.defineProperty(exports, "joined", {
  enumerable: true,
  get: function () {
    return joined;
  }
});
Object.defineProperty(exports, "jsonDocument", {
  enumerable: true,
  get: function () {
    return jsonDocument;
  }
});
Object.defineProperty(exports, "json_exports", {
  enumerable: true,
  get: function () {
    return json_exports;
  }
});
Object.defineProperty(exports, "judgementText", {
  enumerable: true,
  get: function () {
    return judgementText;
  }
});
Object.defineProperty(exports, "keptJudgements", {
  enumerable: true,
  get: function () {
    return keptJudgements;
  }
});
Object.defineProperty(exports, "kindOfPath", {
  enumerable: true,
  get: function () {
    return kindOfPath;
  }
});
Object.defineProperty(exports, "known", {
  enumerable: true,
  get: function () {
    return known;
  }
});
Object.defineProperty(exports, "knownKind", {
  enumerable: true,
  get: function () {
    return knownKind;
  }
});
Object.defineProperty(exports, "layerName", {
  enumerable: true,
  get: function () {
    return layerName;
  }
});
Object.defineProperty(exports, "layerNormCost", {
  enumerable: true,
  get: function () {
    return layerNormCost;
  }
});
Object.defineProperty(exports, "listAt", {
  enumerable: true,
  get: function () {
    return listAt;
  }
});
Object.defineProperty(exports, "listFolder", {
  enumerable: true,
  get: function () {
    return listFolder;
  }
});
Object.defineProperty(exports, "listed", {
  enumerable: true,
  get: function () {
    return listed;
  }
});
Object.defineProperty(exports, "localResponseCost", {
  enumerable: true,
  get: function () {
    return localResponseCost;
  }
});
Object.defineProperty(exports, "lookUpRows", {
  enumerable: true,
  get: function () {
    return lookUpRows;
  }
});
Object.defineProperty(exports, "lostOutput", {
  enumerable: true,
  get: function () {
    return lostOutput;
  }
});
Object.defineProperty(exports, "main_exports", {
  enumerable: true,
  get: function () {
    return main_exports;
  }
});
Object.defineProperty(exports, "markdownBlock", {
  enumerable: true,
  get: function () {
    return markdownBlock;
  }
});
Object.defineProperty(exports, "markdownCode", {
  enumerable: true,
  get: function () {
    return markdownCode;
  }
});
Object.defineProperty(exports, "markdownText", {
  enumerable: true,
  get: function () {
    return markdownText;
  }
});
Object.defineProperty(exports, "marked", {
  enumerable: true,
  get: function () {
    return marked$1;
  }
});
Object.defineProperty(exports, "markup", {
  enumerable: true,
  get: function () {
    return markup;
  }
});
Object.defineProperty(exports, "max", {
  enumerable: true,
  get: function () {
    return max$1;
  }
});
Object.defineProperty(exports, "maxContent", {
  enumerable: true,
  get: function () {
    return maxContent;
  }
});
Object.defineProperty(exports, "mayBeKnown", {
  enumerable: true,
  get: function () {
    return mayBeKnown;
  }
});
Object.defineProperty(exports, "metricOf", {
  enumerable: true,
  get: function () {
    return metricOf;
  }
});
Object.defineProperty(exports, "metrics", {
  enumerable: true,
  get: function () {
    return metrics;
  }
});
Object.defineProperty(exports, "metrics$1", {
  enumerable: true,
  get: function () {
    return metrics$1;
  }
});
Object.defineProperty(exports, "min", {
  enumerable: true,
  get: function () {
    return min;
  }
});
Object.defineProperty(exports, "missing", {
  enumerable: true,
  get: function () {
    return missing;
  }
});
Object.defineProperty(exports, "missingText", {
  enumerable: true,
  get: function () {
    return missingText;
  }
});
Object.defineProperty(exports, "mod", {
  enumerable: true,
  get: function () {
    return mod;
  }
});
Object.defineProperty(exports, "modelBeside", {
  enumerable: true,
  get: function () {
    return modelBeside;
  }
});
Object.defineProperty(exports, "modelName", {
  enumerable: true,
  get: function () {
    return modelName;
  }
});
Object.defineProperty(exports, "movedFrom", {
  enumerable: true,
  get: function () {
    return movedFrom;
  }
});
Object.defineProperty(exports, "mul", {
  enumerable: true,
  get: function () {
    return mul;
  }
});
Object.defineProperty(exports, "nearest", {
  enumerable: true,
  get: function () {
    return nearest;
  }
});
Object.defineProperty(exports, "noRule", {
  enumerable: true,
  get: function () {
    return noRule;
  }
});
Object.defineProperty(exports, "noiseText", {
  enumerable: true,
  get: function () {
    return noiseText;
  }
});
Object.defineProperty(exports, "normalAxes", {
  enumerable: true,
  get: function () {
    return normalAxes;
  }
});
Object.defineProperty(exports, "normalAxis", {
  enumerable: true,
  get: function () {
    return normalAxis;
  }
});
Object.defineProperty(exports, "not", {
  enumerable: true,
  get: function () {
    return not;
  }
});
Object.defineProperty(exports, "notLookedAt", {
  enumerable: true,
  get: function () {
    return notLookedAt;
  }
});
Object.defineProperty(exports, "noteText", {
  enumerable: true,
  get: function () {
    return noteText;
  }
});
Object.defineProperty(exports, "onnxDType", {
  enumerable: true,
  get: function () {
    return onnxDType;
  }
});
Object.defineProperty(exports, "op", {
  enumerable: true,
  get: function () {
    return op;
  }
});
Object.defineProperty(exports, "opIn", {
  enumerable: true,
  get: function () {
    return opIn;
  }
});
Object.defineProperty(exports, "openChange", {
  enumerable: true,
  get: function () {
    return openChange;
  }
});
Object.defineProperty(exports, "openFile", {
  enumerable: true,
  get: function () {
    return openFile;
  }
});
Object.defineProperty(exports, "openText", {
  enumerable: true,
  get: function () {
    return openText;
  }
});
Object.defineProperty(exports, "openTruth", {
  enumerable: true,
  get: function () {
    return openTruth;
  }
});
Object.defineProperty(exports, "operandBits", {
  enumerable: true,
  get: function () {
    return operandBits;
  }
});
Object.defineProperty(exports, "operatorsOf", {
  enumerable: true,
  get: function () {
    return operatorsOf;
  }
});
Object.defineProperty(exports, "otherCauses", {
  enumerable: true,
  get: function () {
    return otherCauses;
  }
});
Object.defineProperty(exports, "outcomeWords", {
  enumerable: true,
  get: function () {
    return outcomeWords;
  }
});
Object.defineProperty(exports, "outputCount", {
  enumerable: true,
  get: function () {
    return outputCount;
  }
});
Object.defineProperty(exports, "pad", {
  enumerable: true,
  get: function () {
    return pad;
  }
});
Object.defineProperty(exports, "pageOf", {
  enumerable: true,
  get: function () {
    return pageOf;
  }
});
Object.defineProperty(exports, "paint", {
  enumerable: true,
  get: function () {
    return paint;
  }
});
Object.defineProperty(exports, "parseDim", {
  enumerable: true,
  get: function () {
    return parseDim;
  }
});
Object.defineProperty(exports, "perElement", {
  enumerable: true,
  get: function () {
    return perElement;
  }
});
Object.defineProperty(exports, "percentOf", {
  enumerable: true,
  get: function () {
    return percentOf;
  }
});
Object.defineProperty(exports, "percentText", {
  enumerable: true,
  get: function () {
    return percentText;
  }
});
Object.defineProperty(exports, "plain", {
  enumerable: true,
  get: function () {
    return plain$1;
  }
});
Object.defineProperty(exports, "plainOf", {
  enumerable: true,
  get: function () {
    return plainOf;
  }
});
Object.defineProperty(exports, "plusCost", {
  enumerable: true,
  get: function () {
    return plusCost;
  }
});
Object.defineProperty(exports, "positiveAttr", {
  enumerable: true,
  get: function () {
    return positiveAttr;
  }
});
Object.defineProperty(exports, "print", {
  enumerable: true,
  get: function () {
    return print;
  }
});
Object.defineProperty(exports, "printData", {
  enumerable: true,
  get: function () {
    return printData;
  }
});
Object.defineProperty(exports, "printJson", {
  enumerable: true,
  get: function () {
    return printJson;
  }
});
Object.defineProperty(exports, "printMarkdown", {
  enumerable: true,
  get: function () {
    return printMarkdown;
  }
});
Object.defineProperty(exports, "product", {
  enumerable: true,
  get: function () {
    return product$1;
  }
});
Object.defineProperty(exports, "productForm", {
  enumerable: true,
  get: function () {
    return productForm;
  }
});
Object.defineProperty(exports, "proportion", {
  enumerable: true,
  get: function () {
    return proportion;
  }
});
Object.defineProperty(exports, "quantityText", {
  enumerable: true,
  get: function () {
    return quantityText;
  }
});
Object.defineProperty(exports, "quantizeCost", {
  enumerable: true,
  get: function () {
    return quantizeCost;
  }
});
Object.defineProperty(exports, "quantizeShape", {
  enumerable: true,
  get: function () {
    return quantizeShape;
  }
});
Object.defineProperty(exports, "quote", {
  enumerable: true,
  get: function () {
    return quote;
  }
});
Object.defineProperty(exports, "quotedCode", {
  enumerable: true,
  get: function () {
    return quotedCode;
  }
});
Object.defineProperty(exports, "range", {
  enumerable: true,
  get: function () {
    return range;
  }
});
Object.defineProperty(exports, "readModel", {
  enumerable: true,
  get: function () {
    return readModel;
  }
});
Object.defineProperty(exports, "readSizes", {
  enumerable: true,
  get: function () {
    return readSizes;
  }
});
Object.defineProperty(exports, "recordedMetrics", {
  enumerable: true,
  get: function () {
    return recordedMetrics;
  }
});
Object.defineProperty(exports, "reduceShape", {
  enumerable: true,
  get: function () {
    return reduceShape;
  }
});
Object.defineProperty(exports, "regrid", {
  enumerable: true,
  get: function () {
    return regrid;
  }
});
Object.defineProperty(exports, "repeated", {
  enumerable: true,
  get: function () {
    return repeated$2;
  }
});
Object.defineProperty(exports, "reportJson", {
  enumerable: true,
  get: function () {
    return reportJson;
  }
});
Object.defineProperty(exports, "requireDivisible", {
  enumerable: true,
  get: function () {
    return requireDivisible;
  }
});
Object.defineProperty(exports, "requireInto", {
  enumerable: true,
  get: function () {
    return requireInto;
  }
});
Object.defineProperty(exports, "requireVector", {
  enumerable: true,
  get: function () {
    return requireVector;
  }
});
Object.defineProperty(exports, "requiredShape", {
  enumerable: true,
  get: function () {
    return requiredShape;
  }
});
Object.defineProperty(exports, "requiredTensor", {
  enumerable: true,
  get: function () {
    return requiredTensor;
  }
});
Object.defineProperty(exports, "rmsNormCost", {
  enumerable: true,
  get: function () {
    return rmsNormCost;
  }
});
Object.defineProperty(exports, "rootIn", {
  enumerable: true,
  get: function () {
    return rootIn;
  }
});
Object.defineProperty(exports, "roundFloat", {
  enumerable: true,
  get: function () {
    return roundFloat;
  }
});
Object.defineProperty(exports, "rowsBefore", {
  enumerable: true,
  get: function () {
    return rowsBefore;
  }
});
Object.defineProperty(exports, "runBlindSpots", {
  enumerable: true,
  get: function () {
    return runBlindSpots;
  }
});
Object.defineProperty(exports, "sameAsInput", {
  enumerable: true,
  get: function () {
    return sameAsInput;
  }
});
Object.defineProperty(exports, "say", {
  enumerable: true,
  get: function () {
    return say;
  }
});
Object.defineProperty(exports, "sayFailure", {
  enumerable: true,
  get: function () {
    return sayFailure;
  }
});
Object.defineProperty(exports, "sayUnused", {
  enumerable: true,
  get: function () {
    return sayUnused;
  }
});
Object.defineProperty(exports, "scalarAt", {
  enumerable: true,
  get: function () {
    return scalarAt;
  }
});
Object.defineProperty(exports, "scaledSilu", {
  enumerable: true,
  get: function () {
    return scaledSilu;
  }
});
Object.defineProperty(exports, "shapeAt", {
  enumerable: true,
  get: function () {
    return shapeAt;
  }
});
Object.defineProperty(exports, "shapeFault", {
  enumerable: true,
  get: function () {
    return shapeFault;
  }
});
Object.defineProperty(exports, "shapeOfRank", {
  enumerable: true,
  get: function () {
    return shapeOfRank;
  }
});
Object.defineProperty(exports, "shapeText", {
  enumerable: true,
  get: function () {
    return shapeText;
  }
});
Object.defineProperty(exports, "shareText", {
  enumerable: true,
  get: function () {
    return shareText$1;
  }
});
Object.defineProperty(exports, "shortSha", {
  enumerable: true,
  get: function () {
    return shortSha;
  }
});
Object.defineProperty(exports, "sideNumber", {
  enumerable: true,
  get: function () {
    return sideNumber;
  }
});
Object.defineProperty(exports, "sideText", {
  enumerable: true,
  get: function () {
    return sideText;
  }
});
Object.defineProperty(exports, "silu", {
  enumerable: true,
  get: function () {
    return silu;
  }
});
Object.defineProperty(exports, "sizeFlags", {
  enumerable: true,
  get: function () {
    return sizeFlags;
  }
});
Object.defineProperty(exports, "sizeNotes", {
  enumerable: true,
  get: function () {
    return sizeNotes;
  }
});
Object.defineProperty(exports, "sizesAt", {
  enumerable: true,
  get: function () {
    return sizesAt;
  }
});
Object.defineProperty(exports, "sizesOf", {
  enumerable: true,
  get: function () {
    return sizesOf;
  }
});
Object.defineProperty(exports, "slide", {
  enumerable: true,
  get: function () {
    return slide;
  }
});
Object.defineProperty(exports, "smallShape", {
  enumerable: true,
  get: function () {
    return smallShape;
  }
});
Object.defineProperty(exports, "spaces", {
  enumerable: true,
  get: function () {
    return spaces;
  }
});
Object.defineProperty(exports, "statedSizes", {
  enumerable: true,
  get: function () {
    return statedSizes;
  }
});
Object.defineProperty(exports, "stringAttr", {
  enumerable: true,
  get: function () {
    return stringAttr;
  }
});
Object.defineProperty(exports, "stringsAttr", {
  enumerable: true,
  get: function () {
    return stringsAttr;
  }
});
Object.defineProperty(exports, "sub", {
  enumerable: true,
  get: function () {
    return sub;
  }
});
Object.defineProperty(exports, "substitute", {
  enumerable: true,
  get: function () {
    return substitute;
  }
});
Object.defineProperty(exports, "sum", {
  enumerable: true,
  get: function () {
    return sum$1;
  }
});
Object.defineProperty(exports, "swishCost", {
  enumerable: true,
  get: function () {
    return swishCost;
  }
});
Object.defineProperty(exports, "symbol", {
  enumerable: true,
  get: function () {
    return symbol;
  }
});
Object.defineProperty(exports, "symbolsOf", {
  enumerable: true,
  get: function () {
    return symbolsOf;
  }
});
Object.defineProperty(exports, "tanhGelu", {
  enumerable: true,
  get: function () {
    return tanhGelu;
  }
});
Object.defineProperty(exports, "tensor", {
  enumerable: true,
  get: function () {
    return tensor;
  }
});
Object.defineProperty(exports, "tensorAt", {
  enumerable: true,
  get: function () {
    return tensorAt;
  }
});
Object.defineProperty(exports, "tensorAttr", {
  enumerable: true,
  get: function () {
    return tensorAttr;
  }
});
Object.defineProperty(exports, "term", {
  enumerable: true,
  get: function () {
    return term;
  }
});
Object.defineProperty(exports, "terminalLines", {
  enumerable: true,
  get: function () {
    return terminalLines;
  }
});
Object.defineProperty(exports, "terminalName", {
  enumerable: true,
  get: function () {
    return terminalName;
  }
});
Object.defineProperty(exports, "terminalText", {
  enumerable: true,
  get: function () {
    return terminalText;
  }
});
Object.defineProperty(exports, "textTable", {
  enumerable: true,
  get: function () {
    return textTable;
  }
});
Object.defineProperty(exports, "textWidth", {
  enumerable: true,
  get: function () {
    return textWidth;
  }
});
Object.defineProperty(exports, "timeText", {
  enumerable: true,
  get: function () {
    return timeText;
  }
});
Object.defineProperty(exports, "timedText", {
  enumerable: true,
  get: function () {
    return timedText;
  }
});
Object.defineProperty(exports, "titleOf", {
  enumerable: true,
  get: function () {
    return titleOf;
  }
});
Object.defineProperty(exports, "toJson", {
  enumerable: true,
  get: function () {
    return toJson;
  }
});
Object.defineProperty(exports, "toldJudgements", {
  enumerable: true,
  get: function () {
    return toldJudgements;
  }
});
Object.defineProperty(exports, "totalOf", {
  enumerable: true,
  get: function () {
    return totalOf;
  }
});
Object.defineProperty(exports, "trailerProblemText", {
  enumerable: true,
  get: function () {
    return trailerProblemText;
  }
});
Object.defineProperty(exports, "trilu", {
  enumerable: true,
  get: function () {
    return trilu;
  }
});
Object.defineProperty(exports, "typeAttr", {
  enumerable: true,
  get: function () {
    return typeAttr;
  }
});
Object.defineProperty(exports, "uniqueInOrder", {
  enumerable: true,
  get: function () {
    return uniqueInOrder;
  }
});
Object.defineProperty(exports, "unitOf", {
  enumerable: true,
  get: function () {
    return unitOf;
  }
});
Object.defineProperty(exports, "unitOfTotal", {
  enumerable: true,
  get: function () {
    return unitOfTotal;
  }
});
Object.defineProperty(exports, "unknownCost", {
  enumerable: true,
  get: function () {
    return unknownCost;
  }
});
Object.defineProperty(exports, "unpainted", {
  enumerable: true,
  get: function () {
    return unpainted;
  }
});
Object.defineProperty(exports, "usualMetrics", {
  enumerable: true,
  get: function () {
    return usualMetrics;
  }
});
Object.defineProperty(exports, "valueText", {
  enumerable: true,
  get: function () {
    return valueText;
  }
});
Object.defineProperty(exports, "version", {
  enumerable: true,
  get: function () {
    return version;
  }
});
Object.defineProperty(exports, "view", {
  enumerable: true,
  get: function () {
    return view$1;
  }
});
Object.defineProperty(exports, "viewOf", {
  enumerable: true,
  get: function () {
    return viewOf;
  }
});
Object.defineProperty(exports, "visible", {
  enumerable: true,
  get: function () {
    return visible;
  }
});
Object.defineProperty(exports, "wants", {
  enumerable: true,
  get: function () {
    return wants;
  }
});
Object.defineProperty(exports, "windowOf", {
  enumerable: true,
  get: function () {
    return windowOf;
  }
});
Object.defineProperty(exports, "withActivation", {
  enumerable: true,
  get: function () {
    return withActivation;
  }
});
Object.defineProperty(exports, "withContent", {
  enumerable: true,
  get: function () {
    return withContent;
  }
});
Object.defineProperty(exports, "within", {
  enumerable: true,
  get: function () {
    return within$1;
  }
});
Object.defineProperty(exports, "writeOut", {
  enumerable: true,
  get: function () {
    return writeOut;
  }
});
Object.defineProperty(exports, "zipContent", {
  enumerable: true,
  get: function () {
    return zipContent;
  }
});