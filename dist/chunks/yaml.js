const require_core = require("./core.js");
const require_lib_yaml = require("./lib-yaml.js");

// src/diff/yaml.ts
var import_dist = require_lib_yaml.require_dist();
const maxLength = 1e6;
/**
* Parses one YAML document (JSON is YAML). Integers beyond 2^53 come as decimal strings.
* @param name of the file, for messages
* @throws Fault `bad-policy` with line and column
*/
function parseYaml(text, name) {
	if (text.length > maxLength) throw new require_core.Fault("bad-policy", `${name} holds ${text.length} characters`, `a policy may hold ${maxLength}`);
	const lines = new import_dist.LineCounter();
	const documents = (0, import_dist.parseAllDocuments)(text, {
		lineCounter: lines,
		intAsBigInt: true,
		version: "1.2",
		prettyErrors: false
	});
	const document = "empty" in documents ? void 0 : documents[0];
	const at = (offset) => {
		const { line, col } = lines.linePos(offset);
		return {
			line: Math.max(line, 1),
			column: Math.max(col, 1)
		};
	};
	const fail = (offset, what) => {
		const { line, column } = at(offset);
		return new require_core.Fault("bad-policy", `${name}:${line}:${column}: ${what}`, "mend the YAML; `flopgate schema` prints what a policy may hold");
	};
	if (document === void 0) return {
		value: void 0,
		locate: () => ({
			line: 1,
			column: 1
		})
	};
	const problem = document.errors[0] ?? document.warnings[0];
	if (problem !== void 0) throw fail(problem.pos[0], sentenceOf(problem.message));
	const second = "empty" in documents ? void 0 : documents[1];
	if (second !== void 0) throw fail(second.range[0], "a second document begins here; a policy is one");
	let value;
	try {
		value = plain(document.toJS({ maxAliasCount: 100 }));
	} catch (cause) {
		throw fail(0, sentenceOf(cause instanceof Error ? cause.message : String(cause)));
	}
	return {
		value,
		locate: (path) => at(offsetOf(document.contents, path))
	};
}
function sentenceOf(message) {
	return (message.split("\n", 1)[0] ?? "").replace(/ at line \d+.*$/, "").replace(/:$/, "");
}
/** Bigints within 2^53 as numbers, beyond as decimal strings. */
function plain(value) {
	if (typeof value === "bigint") {
		const number = Number(value);
		return Number.isSafeInteger(number) ? number : String(value);
	}
	if (Array.isArray(value)) return value.map(plain);
	if (typeof value !== "object" || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}
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
	return (0, import_dist.isNode)(key) && "value" in key ? String(key.value) : String(key);
}

Object.defineProperty(exports, "parseYaml", {
  enumerable: true,
  get: function () {
    return parseYaml;
  }
});