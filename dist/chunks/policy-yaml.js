const require_core = require("./core.js");
const require_lib_yaml = require("./lib-yaml.js");

// src/policy/yaml.ts
var import_dist = require_lib_yaml.require_dist();
/** What a policy may hold at most: characters, words and signs, levels, keys and items (aliases count as what they stand for). */
const yamlLimits = {
	characters: 1e6,
	words: 6e5,
	depth: 50,
	nodes: 2e5,
	digits: 100
};
const hint = "fix the YAML; `flopgate schema` prints what a policy may hold";
/**
* Parses one YAML document (JSON is YAML). Integers beyond 2^53 come as decimal strings. Work is bounded by `yamlLimits`.
* @param name of the file, for messages
* @throws Fault `bad-policy` with line and column
*/
function parseYaml(text, name) {
	if (text.length > yamlLimits.characters) throw new require_core.Fault("bad-policy", `${name} holds ${text.length} characters`, `a policy may hold ${yamlLimits.characters}`);
	const lines = new import_dist.LineCounter();
	const at = (offset) => {
		const { line, col } = lines.linePos(offset);
		return {
			line: Math.max(line, 1),
			column: Math.max(col, 1)
		};
	};
	const fail = (offset, what) => {
		const { line, column } = at(offset);
		return new require_core.Fault("bad-policy", `${name}:${line}:${column}: ${what}`, hint);
	};
	const [document, second] = documentsOf(text, lines, fail);
	if (document === void 0) return {
		value: void 0,
		locate: () => ({
			line: 1,
			column: 1
		})
	};
	const problem = document.errors[0] ?? document.warnings[0];
	if (problem !== void 0) throw fail(problem.pos[0], sentenceOf(problem.message));
	if (second !== void 0) throw fail(second.range[0], "a second document begins here; a policy is one");
	const { contents } = document;
	return {
		value: plainOf(contents, fail),
		locate: (path) => at(offsetOf(contents, path))
	};
}
/** The first two documents: a second is one too many already. */
function documentsOf(text, lines, fail) {
	const composer = new import_dist.Composer({
		lineCounter: lines,
		intAsBigInt: true,
		version: "1.2",
		prettyErrors: false,
		uniqueKeys: false,
		logLevel: "error"
	});
	const documents = [];
	for (const token of tokensOf(text, lines, fail)) {
		checkDepth(token, fail);
		documents.push(...composer.next(token));
		if (documents.length > 1) return documents;
	}
	return [...documents, ...composer.end()];
}
function* tokensOf(text, lines, fail) {
	const parser = new import_dist.Parser(lines.addNewLine);
	lines.addNewLine(0);
	let [words, offset] = [0, 0];
	for (const word of new import_dist.Lexer().lex(text)) {
		words += 1;
		if (words > yamlLimits.words) throw fail(offset, `holds more than ${yamlLimits.words} words and signs`);
		if (!isMark(word)) offset += word.length;
		yield* parser.next(word);
	}
	yield* parser.end();
}
/** The lexer's own signs, which aren't in the text: here begins a document, a scalar, a mistake. */
const isMark = (word) => word === "" || word === "" || word === "";
/** What reads the tokens calls itself for each level, and so do we. */
function checkDepth(token, fail) {
	let level = [token];
	for (let depth = 0; level.length > 0; depth += 1) {
		if (depth > yamlLimits.depth) throw fail(level[0]?.offset ?? 0, `is nested more than ${yamlLimits.depth} deep`);
		level = level.flatMap(({ value, items = [] }) => [value, ...items.flatMap((item) => [item.key, item.value])].filter((one) => typeof one === "object" && one !== null));
	}
}
function sentenceOf(message) {
	return (message.split("\n", 1)[0] ?? "").slice(0, 300).replace(/ at line \d+.*$/, "").replace(/:$/, "");
}
/** The document as data. An alias is what it stands for, as the same object. */
function plainOf(contents, fail) {
	const anchors = /* @__PURE__ */ new Map();
	let all = 0;
	function convert(node) {
		if (!(0, import_dist.isNode)(node)) return {
			value: null,
			nodes: 1
		};
		const offset = startOf(node) ?? 0;
		count(1, offset);
		if ((0, import_dist.isAlias)(node)) return aliased(node.source, offset);
		const { anchor } = node;
		if (anchor !== void 0) anchors.set(anchor, null);
		const converted = convertOwn(node, offset);
		if (anchor !== void 0) anchors.set(anchor, converted);
		return converted;
	}
	function convertOwn(node, offset) {
		if ((0, import_dist.isMap)(node)) return mapOf(node.items, offset);
		if ((0, import_dist.isSeq)(node)) return listOf(node.items.map(convert));
		return {
			value: (0, import_dist.isScalar)(node) ? scalarOf(node.value, node.source ?? "", fail, offset) : null,
			nodes: 1
		};
	}
	function count(nodes, offset) {
		all += nodes;
		if (all > yamlLimits.nodes) throw fail(offset, `here are more than ${yamlLimits.nodes} keys and items`);
	}
	function aliased(name, offset) {
		const known = anchors.get(name);
		if (known === void 0) throw fail(offset, `${require_core.quote(`*${name}`)} stands for nothing`);
		if (known === null) throw fail(offset, `${require_core.quote(`*${name}`)} holds itself`);
		count(known.nodes, offset);
		return known;
	}
	function mapOf(items, offset) {
		const [entries, merged] = [/* @__PURE__ */ new Map(), []];
		for (const item of items) {
			const { key, value } = (0, import_dist.isPair)(item) ? item : {
				key: null,
				value: null
			};
			const place = startOf(key) ?? offset;
			const name = keyName(key, fail, place);
			if (name === "<<" && isMergeKey(key)) merged.push(...mergedMaps(convert(value), fail, place));
			else if (entries.has(name)) throw fail(place, `Map keys must be unique: ${require_core.quote(name)} is here twice`);
			else entries.set(name, convert(value));
		}
		return fromEntries(withMerged(entries, merged));
	}
	return convert(contents).value;
}
/** `<<` is a key like any other where it is quoted. */
const isMergeKey = (key) => (0, import_dist.isScalar)(key) && key.type === "PLAIN";
/** What `<<: *one` and `<<: [*one, *two]` bring, as maps. */
function mergedMaps({ value, nodes }, fail, offset) {
	const maps = Array.isArray(value) ? value : [value];
	if (maps.some((one) => typeof one !== "object" || one === null || Array.isArray(one))) throw fail(offset, "`<<` takes an alias of a mapping, or a list of them");
	return maps.map((one) => ({
		value: one,
		nodes
	}));
}
/** A map's own keys stand over those that it merges, and an earlier merged map's over a later one's. */
function withMerged(own, merged) {
	const all = /* @__PURE__ */ new Map();
	for (const { value, nodes } of merged.toReversed()) for (const [name, one] of Object.entries(value)) all.set(name, {
		value: one,
		nodes
	});
	return new Map([...all, ...own]);
}
/** A key's name. @throws as `fail`, at `offset`, if it can't be a key here */
function keyName(key, fail, offset) {
	if ((0, import_dist.isNode)(key) && !(0, import_dist.isScalar)(key)) throw fail(offset, "a key must be a text");
	const name = key === null ? "" : keyText(key);
	if (name === "__proto__") throw fail(offset, "\"__proto__\" is no key here");
	return name;
}
/** A whole number too large for a number stays its digits. */
function scalarOf(value, source, fail, offset) {
	if (typeof value !== "bigint") return value;
	if (source.length > yamlLimits.digits) throw fail(offset, `a number of ${source.length} digits is no size`);
	const number = Number(value);
	return Number.isSafeInteger(number) ? number : String(value);
}
const listOf = (items) => ({
	value: items.map(({ value }) => value),
	nodes: sum(items)
});
const fromEntries = (entries) => ({
	value: Object.fromEntries([...entries].map(([name, { value }]) => [name, value])),
	nodes: sum([...entries.values()])
});
const sum = (items) => items.reduce((total, { nodes }) => total + nodes, 1);
/** Offset of the deepest part of the tree along the path; a map's key rather than its value. */
function offsetOf(contents, path) {
	let node = contents;
	let offset = startOf(node) ?? 0;
	for (const step of path) {
		const next = ((0, import_dist.isMap)(node) ? node.items.find(({ key }) => keyText(key) === String(step)) : void 0) ?? ((0, import_dist.isNode)(node) && "get" in node && typeof step === "number" ? node.items[step] : void 0);
		if (next === void 0) return offset;
		offset = startOf((0, import_dist.isPair)(next) ? next.key : next) ?? offset;
		node = (0, import_dist.isPair)(next) ? next.value : next;
	}
	return offset;
}
function startOf(node) {
	return (0, import_dist.isNode)(node) ? node.range?.[0] : void 0;
}
function keyText(key) {
	if (!(0, import_dist.isScalar)(key)) return "";
	const value = key.value;
	return value === null ? "" : String(value);
}

Object.defineProperty(exports, "parseYaml", {
  enumerable: true,
  get: function () {
    return parseYaml;
  }
});