const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_core = require("./core.js");

// src/policy/glob-match.ts
/** Steps that they may take: about a second. 5,000 patterns over 100,000 files take a tenth of it, if folders distinguish them. */
const maxGlobSteps = 1e8;
/**
* True if a program matches the whole text: all its states go forward together, so that the work is at most the pattern's
* length times the text's.
* @param pattern for the message
* @throws Fault `too-much-work` past `maxGlobSteps`
*/
function matches(program, text, work, pattern) {
	const [end] = endsOf(program, text, {
		from: 0,
		to: text.length,
		only: true
	}, work, pattern);
	return end === text.length;
}
/** Where matches that begin at the span's start end. */
function endsOf(program, text, span, work, pattern) {
	const ends = [];
	const later = /* @__PURE__ */ new Map();
	const seen = new Int32Array(program.length).fill(-1);
	let next = [0];
	for (let at = span.from; at <= span.to; at += 1) {
		const states = [...next, ...later.get(at) ?? []];
		later.delete(at);
		if (states.length === 0 && later.size === 0) break;
		next = [];
		const code = text.charCodeAt(at);
		for (let pc = states.pop(); pc !== void 0; pc = states.pop()) {
			if (seen[pc] === at) continue;
			seen[pc] = at;
			work.steps += 1;
			const step = program[pc];
			if (step === void 0) continue;
			switch (step.kind) {
				case "fork":
					for (const to of step.to) states.push(to);
					break;
				case "done":
					if (!span.only || at === span.to) ends.push(at);
					break;
				case "number":
				case "not":
					for (const place of groupEnds(step, text, {
						...span,
						from: at
					}, work, pattern)) if (place === at) states.push(pc + 1);
					else if (later.get(place)?.push(pc + 1) === void 0) later.set(place, [pc + 1]);
					break;
				case "text":
				case "any":
				case "class": if (at < span.to && takes(step, code)) next.push(pc + 1);
			}
		}
		if (work.steps > maxGlobSteps) throw tooMuch(pattern);
	}
	return ends;
}
/** Where a step that may take several characters ends, from the span's start. */
function groupEnds(step, text, { from, to }, work, pattern) {
	if (step.kind === "number") return numberEnds(step, text, from, to);
	return otherEnds(step.body, text, {
		from,
		to: folderEnd(text, from, to),
		only: false
	}, work, pattern);
}
function takes(step, code) {
	switch (step.kind) {
		case "text": return code === step.code;
		case "any": return !step.folder || code !== SLASH;
		case "class": return code !== SLASH && step.ranges.some(([low, high]) => code >= low && code <= high) !== step.negated;
	}
}
const SLASH = 47;
function folderEnd(text, at, most) {
	const slash = text.indexOf("/", at);
	return slash === -1 ? most : Math.min(slash, most);
}
function otherEnds(body, text, span, work, pattern) {
	const ends = new Set(endsOf(body, text, span, work, pattern));
	const others = [];
	for (let at = span.from; at <= span.to; at += 1) if (!ends.has(at)) others.push(at);
	work.steps += others.length;
	return others;
}
function numberEnds({ low, high, step, width }, text, at, most) {
	const [written = ""] = /^-?\d{1,15}/.exec(text.slice(at, Math.min(at + 16, most))) ?? [];
	const ends = [];
	for (let length = 1; length <= written.length; length += 1) {
		const digits = written.slice(0, length);
		const value = Number(digits);
		if ((width === 0 ? /^(?:0|-?[1-9]\d*)$/.test(digits) : digits.length === width) && value >= low && value <= high && (value - low) % step === 0) ends.push(at + length);
	}
	return ends;
}
function tooMuch(pattern) {
	return new require_core.Fault("too-much-work", `matching the pattern ${require_core.quote(pattern)} took more than ${maxGlobSteps} steps, with those before it`, "name the files more closely: a folder before the first wildcard, fewer wildcards, fewer patterns");
}

// src/policy/glob-parse.ts
/** What a pattern may hold at most. */
const globLimits = {
	length: 1e3,
	depth: 10,
	groups: 50,
	wildcards: 8
};
/** What keeps a pattern from being used, as the end of a sentence; null if nothing does. */
function globProblem(pattern) {
	const { length, depth: deepest, groups: broadest, wildcards: most } = globLimits;
	if (pattern.length > length) return `is longer than ${length} characters`;
	let [depth, groups, wildcards] = [
		0,
		0,
		0
	];
	for (let at = 0; at < pattern.length; at += 1) {
		const [character, before] = [pattern[at] ?? "", pattern[at - 1] ?? ""];
		if (character === "\\") at += 1;
		else if (character === "/") wildcards = 0;
		else if (character === "(" || character === "{") depth += 1;
		else if (character === ")" || character === "}") depth -= 1;
		if (character === "*" && before !== "*" || character === "(" && (before === "+" || before === "!")) wildcards += 1;
		if (character === "(" || character === "{" || character === "[") groups += 1;
		if (groups > broadest) return `holds more than ${broadest} groups`;
		if (depth > deepest) return `nests groups more than ${deepest} deep`;
		if (wildcards > most) return `has more than ${most} wildcards in one name: name the files more closely`;
	}
	return null;
}
/** Where the first wildcard or group of a text begins; its length if it has none. */
function firstWildcard(text) {
	for (let at = 0; at < text.length; at += 1) if (text[at] === "\\") at += 1;
	else if (partAt(text, at) !== null) return at;
	return text.length;
}
/** The program of a pattern. */
function parseGlob(pattern) {
	const steps = [];
	emit(pattern, {
		starts: true,
		ends: true
	}, steps);
	steps.push({ kind: "done" });
	return steps;
}
function emit(text, edges, steps) {
	let at = 0;
	while (at < text.length) {
		const starts = at === 0 ? edges.starts : text[at - 1] === "/";
		const folders = starts ? foldersAt(text, at, edges) : 0;
		if (folders > 0) {
			const inner = text[at + 2] === "/";
			repeat(steps, inner ? "maybe" : "once", () => {
				repeat(steps, "any", () => steps.push({
					kind: "any",
					folder: false
				}));
				if (inner) literal("/", steps);
			});
			at += folders;
		} else if (text[at] === "/" && text[at - 1] !== "*" && foldersAt(text, at + 1, edges) === 2) {
			repeat(steps, "maybe", () => {
				literal("/", steps);
				repeat(steps, "any", () => steps.push({
					kind: "any",
					folder: false
				}));
			});
			at += 3;
		} else if (text[at] === "\\" && at + 1 < text.length) {
			literal(text[at + 1] ?? "", steps);
			at += 2;
		} else {
			const part = partAt(text, at);
			if (part === null) literal(text[at] ?? "", steps);
			else emitPart(part, {
				starts,
				ends: part.end === text.length ? edges.ends : text[part.end] === "/"
			}, steps);
			at = part?.end ?? at + 1;
		}
	}
}
/** Characters of a `**` that is a whole name, with the slash behind it; 0 if there is none. */
function foldersAt(text, at, { ends }) {
	if (text[at] !== "*" || text[at + 1] !== "*") return 0;
	if (text[at + 2] === "/") return 3;
	return at + 2 === text.length && ends ? 2 : 0;
}
const anyInFolder = {
	kind: "any",
	folder: true
};
const repeatsOf = {
	"?": "maybe",
	"*": "any",
	"+": "more",
	"@": "once",
	"!": "not"
};
function partAt(text, at) {
	const character = text[at] ?? "";
	const prefix = repeatsOf[character];
	if (prefix !== void 0 && text[at + 1] === "(") {
		const close = closeOf(text, at + 1);
		if (close !== -1) return {
			end: close + 1,
			repeats: prefix,
			what: choiceOf(text.slice(at + 2, close), "|")
		};
	}
	switch (character) {
		case "?": return {
			end: at + 1,
			repeats: "once",
			what: {
				kind: "step",
				step: anyInFolder,
				literally: ""
			}
		};
		case "*": {
			let end = at + 1;
			while (text[end] === "*" && text[end + 1] !== "(") end += 1;
			return {
				end,
				repeats: "any",
				what: {
					kind: "step",
					step: anyInFolder,
					literally: ""
				}
			};
		}
		case "[": return withPlus(text, classAt(text, at));
		case "{":
		case "(": return withPlus(text, bracesAt(text, at));
		default: return null;
	}
}
const withPlus = (text, part) => part !== null && text[part.end] === "+" && text[part.end + 1] !== "(" ? {
	...part,
	end: part.end + 1,
	repeats: "more"
} : part;
/** `{a,b}`, `{1..9}`, `(a|b)`; null if the brackets hold no choice and stand for themselves. */
function bracesAt(text, at) {
	const close = closeOf(text, at);
	if (close === -1) return null;
	const inside = text.slice(at + 1, close);
	const range = text[at] === "{" ? rangeOf(inside) : null;
	if (range !== null) return {
		end: close + 1,
		repeats: "once",
		what: {
			kind: "step",
			step: range,
			literally: ""
		}
	};
	const what = choiceOf(inside, text[at] === "{" ? "," : "|");
	return what.of.length > 1 ? {
		end: close + 1,
		repeats: "once",
		what
	} : null;
}
function rangeOf(inside) {
	const letters = /^([a-zA-Z])\.\.([a-zA-Z])$/.exec(inside);
	if (letters !== null) {
		const [from = 0, to = 0] = letters.slice(1).map((letter) => letter.charCodeAt(0));
		return {
			kind: "class",
			ranges: [[Math.min(from, to), Math.max(from, to)]],
			negated: false
		};
	}
	const [, first = "", last = "", by = "1"] = /^(-?\d{1,15})\.\.(-?\d{1,15})(?:\.\.-?(\d{1,9}))?$/.exec(inside) ?? [];
	if (first === "") return null;
	const padded = [first, last].some((digits) => /^-?0\d/.test(digits));
	const [from, to] = [Number(first), Number(last)];
	return {
		kind: "number",
		low: Math.min(from, to),
		high: Math.max(from, to),
		step: Math.max(1, Number(by)),
		width: padded ? Math.max(first.length, last.length) : 0
	};
}
/** `[abc]`, `[a-z]`, `[!a]`, `[^a]`, `[[:digit:]]`; null if it isn't closed. */
function classAt(text, at) {
	if (!text.includes("]", at)) return null;
	const negated = text[at + 1] === "!" || text[at + 1] === "^";
	const ranges = [];
	let i = at + (negated ? 2 : 1);
	for (const first = i; i < text.length && (text[i] !== "]" || i === first);) {
		if (text[i] === "/") return null;
		const named = text[i] === "[" ? /^\[:([a-z]{1,8}):\]/.exec(text.slice(i, i + 12))?.[1] : void 0;
		if (named !== void 0 && named in namedClasses) {
			ranges.push(...namedClasses[named] ?? []);
			i += named.length + 4;
			continue;
		}
		if (text[i] === "\\") i += 1;
		const low = text.charCodeAt(i);
		const isRange = text[i + 1] === "-" && i + 2 < text.length && text[i + 2] !== "]";
		const high = isRange ? text.charCodeAt(i + 2) : low;
		if (Number.isNaN(low) || high < low) return null;
		ranges.push([low, high]);
		i += isRange ? 3 : 1;
	}
	if (i >= text.length) return null;
	const literally = text.slice(at, i + 1);
	return {
		end: i + 1,
		repeats: "once",
		what: {
			kind: "step",
			step: {
				kind: "class",
				ranges,
				negated
			},
			literally
		}
	};
}
const between = (...pairs) => pairs.map((pair) => [pair.charCodeAt(0), pair.charCodeAt(1)]);
const namedClasses = {
	alpha: between("az", "AZ"),
	digit: between("09"),
	alnum: between("az", "AZ", "09"),
	lower: between("az"),
	upper: between("AZ"),
	word: between("az", "AZ", "09", "__"),
	xdigit: between("09", "af", "AF")
};
const partners = {
	"(": ")",
	"{": "}"
};
/** The bracket that closes the one at `open`; \u22121 if none does. */
function closeOf(text, open) {
	const [opening, closing] = [text[open] ?? "", partners[text[open] ?? ""] ?? ""];
	let depth = 0;
	for (let at = open; at < text.length; at += 1) {
		if (text[at] === "\\") at += 1;
		else if (text[at] === opening) depth += 1;
		else if (text[at] === closing) depth -= 1;
		if (depth === 0) return at;
	}
	return -1;
}
/** The text cut at its outermost separators. */
function choiceOf(text, separator) {
	const of = [];
	let [depth, from] = [0, 0];
	for (let at = 0; at < text.length; at += 1) {
		const character = text[at] ?? "";
		if (character === "\\") at += 1;
		else if (character === "(" || character === "{") depth += 1;
		else if (character === ")" || character === "}") depth -= 1;
		else if (character === separator && depth === 0) {
			of.push(text.slice(from, at));
			from = at + 1;
		}
	}
	return {
		kind: "choice",
		of: [...of, text.slice(from)]
	};
}
function emitPart({ repeats, what }, edges, steps) {
	const once = (into) => {
		if (what.kind === "choice") choice(what.of.map((one) => () => emit(one, edges, into)), into);
		else if (what.literally === "") into.push(what.step);
		else {
			const word = () => Array.from(what.literally).forEach((character) => literal(character, into));
			choice([() => into.push(what.step), word], into);
		}
	};
	if (repeats !== "not") return repeat(steps, repeats, () => once(steps));
	const body = [];
	once(body);
	steps.push({
		kind: "not",
		body: [...body, { kind: "done" }]
	});
}
function choice(bodies, steps) {
	const fork = steps.push({
		kind: "fork",
		to: []
	}) - 1;
	const jumps = [];
	steps[fork] = {
		kind: "fork",
		to: bodies.map((body) => {
			const start = steps.length;
			body();
			jumps.push(steps.push({
				kind: "fork",
				to: []
			}) - 1);
			return start;
		})
	};
	for (const jump of jumps) steps[jump] = {
		kind: "fork",
		to: [steps.length]
	};
}
function repeat(steps, times, body) {
	if (times === "once") {
		body();
		return;
	}
	const start = steps.length;
	if (times !== "more") steps.push({
		kind: "fork",
		to: []
	});
	body();
	if (times !== "maybe") steps.push({
		kind: "fork",
		to: times === "any" ? [start] : [start, steps.length + 1]
	});
	if (times !== "more") steps[start] = {
		kind: "fork",
		to: [start + 1, steps.length]
	};
}
function literal(character, steps) {
	for (let i = 0; i < character.length; i += 1) steps.push({
		kind: "text",
		code: character.charCodeAt(i)
	});
}

// src/policy/glob.ts
/** True if the text is a pattern and not a plain path. */
function isGlob(pattern) {
	return firstWildcard(pattern) < pattern.length;
}
/**
* A test of paths (`/` between folders, relative to the repository): `*` and `?` stay in their folder, `**` doesn't, `[a-z]`,
* `{a,b}`, `{1..9}`, `(a|b)`, and groups after `?+*@!` are as in bash. Work is bounded, whatever the pattern.
* @param work what the patterns of one policy take together
* @throws Fault `bad-glob` if nobody would write such a pattern; when asked, `too-much-work`
*/
function globTest(pattern, work = { steps: 0 }) {
	const problem = globProblem(pattern);
	if (problem !== null) throw new require_core.Fault("bad-glob", `the pattern ${require_core.quote(pattern)} ${problem}`, "write a simpler one");
	const whole = wholeOf(pattern);
	if (!isGlob(whole)) {
		const name = unescaped(whole);
		return (path) => path === name || path === whole;
	}
	const [head, tail] = plainEnds(whole);
	const program = parseGlob(whole);
	return (path) => {
		work.steps += 1;
		if (path === whole) return true;
		return path.startsWith(head) && path.endsWith(tail) && matches(program, path, work, pattern);
	};
}
/** The part of a pattern before its first wildcard: the folder below which all matches lie, '' for the root. */
function globBase(pattern) {
	const plain = wholeOf(pattern);
	return unescaped(plain.slice(0, Math.max(0, plain.lastIndexOf("/", firstWildcard(plain)))));
}
/** `folder/` is all that lies in it; `**` twice in a row is once. */
const wholeOf = (pattern) => pattern.replace(/^\.\//, "").replace(/\/$/, "/**").replaceAll(/(?<=^|\/)\*\*\/(?=\*\*(?:\/|$))/g, "");
const unescaped = (text) => text.replaceAll(/\\(.)/g, "$1");
/** What every match begins and ends with, cheaper to look at than the rest. */
function plainEnds(pattern) {
	let from = pattern.length;
	while (from > 0 && /[\w.-]/.test(pattern[from - 1] ?? "")) from -= 1;
	return [globBase(pattern), pattern.slice(from)];
}

// src/policy/glob-index.ts
/**
* @param work what the patterns take together
* @throws Fault `bad-glob`; when asked, `too-much-work`
*/
function globIndex(patterns, work) {
	const below = /* @__PURE__ */ new Map();
	for (const [at, pattern] of patterns.entries()) {
		const base = globBase(pattern);
		const entry = {
			at,
			test: globTest(pattern, work)
		};
		if (below.get(base)?.push(entry) === void 0) below.set(base, [entry]);
	}
	function first(path) {
		let least = -1;
		for (const folder of foldersOf(path)) {
			const found = below.get(folder)?.find(({ at, test }) => (least === -1 || at < least) && test(path));
			if (found !== void 0) least = found.at;
		}
		return least;
	}
	return {
		first,
		fits: (path) => first(path) !== -1
	};
}
/** The root, each folder of a path, and the path itself. */
function foldersOf(path) {
	const folders = [""];
	for (let at = path.indexOf("/"); at !== -1; at = path.indexOf("/", at + 1)) folders.push(path.slice(0, at));
	return [...folders, path];
}

// src/policy/model-plan.ts
const noLimits = {
	max: null,
	fail: null,
	warn: null,
	growth: /* @__PURE__ */ new Map(),
	onInconclusive: "warn"
};
/**
* What the policy says of the model file at `path` (from the repository's root, `/` between folders); null if it is to
* be left alone. An entry that names the path itself wins, then the first glob that matches; without one the defaults hold.
*/
function planFor(policy, path) {
	const patterns = patternsOf(policy);
	const index = patterns.exact.get(path) ?? patterns.models.first(path);
	const rule = policy.models[index] ?? null;
	if (rule?.path !== path && patterns.ignore.fits(path)) return null;
	const layers = [{
		place: policy.defaults.builtIn ? "built in" : "defaults.budgets",
		budgets: policy.defaults.budgets
	}, ...rule === null ? [] : [{
		place: `models[${index}].budgets`,
		budgets: rule.budgets
	}]];
	return {
		id: idOf(rule, path),
		path,
		rule,
		unsupportedOps: rule?.unsupportedOps ?? policy.defaults.unsupportedOps,
		external: rule?.external ?? [],
		inputFiles: rule?.inputFiles ?? [],
		bench: policy.bench.enabled && (rule?.bench ?? true),
		cases: casesOf(rule, index, layers, policy)
	};
}
const ready = /* @__PURE__ */ new WeakMap();
function patternsOf(policy) {
	const known = ready.get(policy);
	if (known !== void 0) return known;
	const work = { steps: 0 };
	const paths = policy.models.map(({ path }) => path);
	const made = {
		exact: new Map(paths.map((path, i) => [path.replace(/^\.\//, ""), i]).toReversed()),
		models: globIndex(paths, work),
		ignore: globIndex(policy.ignore, work)
	};
	ready.set(policy, made);
	return made;
}
/** True if an entry of the policy fits the path. */
const isNamed = (policy, path) => patternsOf(policy).models.fits(path);
/** A glob's id names many files: `ID/PATH`, the path from the glob's fixed folder on. */
function idOf(rule, path) {
	if (rule?.id === void 0 || rule.id === null) return path;
	if (!isGlob(rule.path)) return rule.id;
	const base = globBase(rule.path);
	return `${rule.id}/${base !== "" && path.startsWith(`${base}/`) ? path.slice(base.length + 1) : path}`;
}
const nothing = {
	dims: /* @__PURE__ */ new Map(),
	inputs: /* @__PURE__ */ new Map(),
	values: /* @__PURE__ */ new Map()
};
function casesOf(rule, index, layers, policy) {
	const own = rule ?? nothing;
	const base = {
		name: "",
		...bindingOf(own),
		budgets: mergeBudgets(layers, policy)
	};
	const further = (rule?.cases ?? []).map((one, i) => ({
		name: one.name,
		dims: new Map([...own.dims, ...one.dims]),
		inputs: new Map([...own.inputs, ...one.inputs]),
		values: new Map([...own.values, ...one.values]),
		budgets: mergeBudgets([...layers, caseLayer(index, i, one)], policy)
	}));
	return further.length > 0 && own.dims.size === 0 && own.inputs.size === 0 ? further : [base, ...further];
}
function bindingOf({ dims, inputs, values }) {
	return {
		dims,
		inputs,
		values
	};
}
function caseLayer(index, i, { budgets }) {
	return {
		place: `models[${index}].cases[${i}].budgets`,
		budgets
	};
}
/** Limit by limit, what a later layer states stands over an earlier one's; a limit that it takes away is away. */
function mergeBudgets(layers, policy) {
	const merged = /* @__PURE__ */ new Map();
	for (const metric of require_core.budgetMetrics) {
		const origin = {};
		const whole = inconclusiveOf(policy, metric);
		let budget = {
			...noLimits,
			onInconclusive: whole?.answer ?? noLimits.onInconclusive
		};
		if (whole !== null) origin.onInconclusive = whole.place;
		for (const { place, budgets } of layers) {
			const stated = budgets.get(metric);
			if (stated === void 0) continue;
			budget = {
				...budget,
				...stated
			};
			for (const limit of Object.keys(stated)) origin[limit] = place === "built in" ? place : `${place}.${metric}.${limit === "onInconclusive" ? "on_inconclusive" : limit}`;
		}
		if (isLimited(budget)) merged.set(metric, {
			...budget,
			origin
		});
	}
	return merged;
}
/** What the policy as a whole answers where the metric's budget is undecided; null where it doesn't say. */
function inconclusiveOf({ onInconclusive, strict }, metric) {
	if (onInconclusive !== null) return {
		answer: onInconclusive,
		place: "on_inconclusive"
	};
	return strict && !require_core.isTimed(metric) ? {
		answer: "fail",
		place: "strict"
	} : null;
}
function isLimited({ max, fail, warn, growth }) {
	return max !== null || fail !== null || warn !== null || growth.size > 0;
}
/** `policy --explain ID`: each limit in force, in each case, and the place of the policy that set it. */
function explainPlan(plan, policy) {
	const file = policy.path ?? "no policy file: built-in warnings";
	const lines = [`${plan.id}  (${plan.path})`, `  policy: ${file}`];
	if (plan.rule === null) lines.push("  no entry of models fits this path: the defaults apply");
	else lines.push(`  entry: models[${policy.models.indexOf(plan.rule)}], path ${plan.rule.path}`);
	for (const one of plan.cases) {
		lines.push(`  case ${one.name === "" ? "(own dims)" : one.name}: ${bindingText(one)}`);
		for (const [metric, budget] of one.budgets) lines.push(...limitLines(metric, budget));
		if (one.budgets.size === 0) lines.push("    no budgets");
	}
	lines.push(`  unsupported_ops: ${plan.unsupportedOps}`, `  latency: ${plan.bench ? "measured when the model changes" : "not measured"}`, ...plan.inputFiles.length === 0 ? [] : [`  inputs: from ${plan.inputFiles.join(", ")}, the rest made from a seed`]);
	return lines.map((line) => line.replaceAll("\n", String.raw`\n`)).join("\n");
}
function bindingText({ dims, inputs, values }) {
	return [
		...[...dims].map(([name, size]) => `${name}=${size}`),
		...[...inputs].map(([name, shape]) => `${name}=${shape.join("x") || "scalar"}`),
		...[...values].map(([name, value]) => `${name}=${JSON.stringify(value)}`)
	].join(" ") || "sizes as the file gives them";
}
function limitLines(metric, budget) {
	const { max, fail, warn, growth, onInconclusive, origin } = budget;
	return [
		["max", max?.text],
		["fail", fail?.text],
		["warn", warn?.text],
		["growth", [...growth].map(([name, limit]) => `${name}: ${limit}`).join(", ") || void 0],
		["onInconclusive", onInconclusive]
	].filter(([, text]) => text !== void 0).map(([limit, text]) => {
		const name = limit === "onInconclusive" ? "on_inconclusive" : limit;
		return `    ${metric.padEnd(16)}${name.padEnd(17)}${(text ?? "").padEnd(10)}  from ${origin[limit] ?? "built in"}`;
	});
}

// src/gate/find/catalog.ts
var catalog_exports = /* @__PURE__ */ require_rolldown_runtime.__exportAll({ folderRoot: () => folderRoot });
/** The name of the model that a file belongs to beside its root, by the file's path alone; null if it belongs to none. */
function besideModel(file) {
	const root = require_core.modelBeside(file);
	return root === null ? null : require_core.modelName(root);
}
/** What the file is by its name alone, where that is a model that no reader counts; else null. */
function uncountedByName(path) {
	return require_core.isModelPath(path) ? null : uncounted(require_core.knownKind(path, null));
}
/** What the file is by its name and first bytes, where that is a model that no reader counts; else null. */
function uncountedBy(path, start) {
	return require_core.isModelPath(path) ? null : uncounted(require_core.knownKind(path, start));
}
const uncounted = (kind) => kind === null || kind.part !== "pointer" && require_core.formats.some(({ name }) => name === kind.format) ? null : kind;
/** Path by which a policy knows the model: of a pointer the file that it stands for, of a package its folder. */
const policyPath = ({ root, part }) => part === "pointer" ? root.replace(/\.dvc$/i, "") : root;
/**
* What counts as a model: every file that is named as a root of a known format, read or not, and those that the policy's entries name.
* @param paths globs that narrow it; absent: all
*/
function catalogOf(policy, paths) {
	const work = { steps: 0 };
	const externals = globIndex(distinct(policy.models.flatMap(({ external }) => external)), work);
	const narrowed = paths === void 0 ? void 0 : globIndex(paths, work);
	const plans = /* @__PURE__ */ new Map();
	const tests = /* @__PURE__ */ new Map();
	function find(path) {
		const kind = uncountedByName(path);
		if (kind !== null) return ofKind(path, kind);
		const name = require_core.modelName(path);
		if (!require_core.isModelPath(path) && (require_core.modelBeside(path) !== null || !isNamed(policy, name))) return null;
		if (narrowed?.fits(name) === false) return null;
		return planFor(policy, name);
	}
	function ofKind(path, kind) {
		const known = policyPath(kind);
		if (narrowed?.fits(known) === false) return null;
		const plan = planFor(policy, known);
		return plan === null ? null : {
			...plan,
			path: kind.part === "pointer" ? path : plan.path
		};
	}
	return {
		planOf(path) {
			const before = plans.get(path);
			if (before !== void 0) return before;
			const plan = find(path);
			if (plan !== null) plans.set(path, plan);
			return plan;
		},
		mayBeModel: (path) => !require_core.isModelPath(path) && require_core.mayBeKnown(path),
		planOfKind: ofKind,
		isExternal: (path) => require_core.modelBeside(path) !== null || externals.fits(path),
		belongs(plan, external) {
			if (besideModel(external) === plan.path) return true;
			if (plan.external.length === 0) return false;
			const own = tests.get(plan.external) ?? globIndex(plan.external, work);
			tests.set(plan.external, own);
			return own.fits(external);
		}
	};
}
const distinct = (items) => [...new Set(items)];
/** True of a path that is named as the root of a model. */
const isModelFile = (path) => require_core.isModelPath(path);
/** The file of a folder that makes the folder a model, or null. @param files of the folder itself, by name */
const folderRoot = (folder, files) => require_core.rootIn(folder, files);
/** Whether a file is the root of the model that a folder is. */
const isRootOf = (file, folder) => file !== folder && require_core.modelName(file) === folder;
/** Whether by its name a file belongs to the model with that root. */
const belongsTo = (file, root) => besideModel(file) === require_core.modelName(root);

Object.defineProperty(exports, "belongsTo", {
  enumerable: true,
  get: function () {
    return belongsTo;
  }
});
Object.defineProperty(exports, "besideModel", {
  enumerable: true,
  get: function () {
    return besideModel;
  }
});
Object.defineProperty(exports, "catalogOf", {
  enumerable: true,
  get: function () {
    return catalogOf;
  }
});
Object.defineProperty(exports, "catalog_exports", {
  enumerable: true,
  get: function () {
    return catalog_exports;
  }
});
Object.defineProperty(exports, "explainPlan", {
  enumerable: true,
  get: function () {
    return explainPlan;
  }
});
Object.defineProperty(exports, "folderRoot", {
  enumerable: true,
  get: function () {
    return folderRoot;
  }
});
Object.defineProperty(exports, "globProblem", {
  enumerable: true,
  get: function () {
    return globProblem;
  }
});
Object.defineProperty(exports, "isGlob", {
  enumerable: true,
  get: function () {
    return isGlob;
  }
});
Object.defineProperty(exports, "isModelFile", {
  enumerable: true,
  get: function () {
    return isModelFile;
  }
});
Object.defineProperty(exports, "isRootOf", {
  enumerable: true,
  get: function () {
    return isRootOf;
  }
});
Object.defineProperty(exports, "planFor", {
  enumerable: true,
  get: function () {
    return planFor;
  }
});
Object.defineProperty(exports, "uncountedBy", {
  enumerable: true,
  get: function () {
    return uncountedBy;
  }
});
Object.defineProperty(exports, "uncountedByName", {
  enumerable: true,
  get: function () {
    return uncountedByName;
  }
});