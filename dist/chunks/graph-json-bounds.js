// src/graph/json-bounds.ts
/** Digits of a number. */
const MAX_DIGITS = 2e3;
/**
* What keeps a JSON text from being parsed in bounded time and memory, as the end of a sentence; null if nothing does. Whether
* it is JSON at all is left to the parser.
*/
function jsonProblem(text, bounds) {
	let [depth, values, digits] = [
		0,
		0,
		0
	];
	for (let at = 0; at < text.length; at += 1) {
		const code = text.charCodeAt(at);
		digits = code >= ZERO && code <= NINE ? digits + 1 : 0;
		if (code === QUOTE) at = stringEnd(text, at);
		else if (code === COMMA || code === COLON) values += 1;
		else if (code === OPEN_LIST || code === OPEN_MAP) {
			depth += 1;
			values += 1;
		} else if (code === CLOSE_LIST || code === CLOSE_MAP) depth -= 1;
		if (depth > bounds.depth) return `is nested more than ${bounds.depth} deep`;
		if (values > bounds.values) return `holds more than ${bounds.values} keys and items`;
		if (digits > MAX_DIGITS) return `holds a number of more than ${MAX_DIGITS} digits`;
	}
	return null;
}
const [QUOTE, BACKSLASH, COMMA, COLON, ZERO, NINE] = [
	34,
	92,
	44,
	58,
	48,
	57
];
const [OPEN_LIST, CLOSE_LIST, OPEN_MAP, CLOSE_MAP] = [
	91,
	93,
	123,
	125
];
/** The quote that ends the string that begins at `start`; the text's end if none does. */
function stringEnd(text, start) {
	for (let at = text.indexOf("\"", start + 1); at !== -1; at = text.indexOf("\"", at + 1)) {
		let before = at - 1;
		while (text.charCodeAt(before) === BACKSLASH) before -= 1;
		if ((at - before) % 2 === 1) return at;
	}
	return text.length;
}

Object.defineProperty(exports, "jsonProblem", {
  enumerable: true,
  get: function () {
    return jsonProblem;
  }
});