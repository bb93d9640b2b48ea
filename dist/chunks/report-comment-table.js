const require_core = require("./core.js");

// src/report/comment/links.ts
/** The metric's name, which links to the page that says how it comes to be. */
function metricLink(metric, { docsUrl }) {
	const head = require_core.markdownText(require_core.metricOf(metric).head);
	return docsUrl === void 0 ? head : require_core.marked`[${head}](${require_core.address(`${docsUrl}/${require_core.pageOf(metric)}`)})`;
}
/**
* Words that link to a line of the policy that judged.
* @param line from 1; null: to the file
*/
function policyLink(words, { policy, base, head }, line, { filesUrl }) {
	const sha = (policy.from === "base" ? base : head)?.sha ?? "";
	const path = pathInAddress(policy.path ?? "");
	if (filesUrl === void 0 || path === null || !/^[0-9a-f]{7,64}$/.test(sha)) return words;
	return require_core.marked`[${words}](${require_core.address(`${filesUrl}/${sha}/${path}${line === null ? "" : `#L${line}`}`)})`;
}
/** A path as part of an address; null if it could lead out of the repository, as the path of a report's file may. */
function pathInAddress(path) {
	const parts = path.replaceAll(/\p{Cs}/gu, "\ufffd").split("/");
	if (parts.some((part) => part === "" || part === "." || part === "..")) return null;
	return parts.map((part) => encodeURIComponent(part).replaceAll(/[!'()*~_]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)).join("/");
}

// node_modules/markdown-table/index.js
/**
* @typedef {Options} MarkdownTableOptions
*   Configuration.
*/
/**
* @typedef Options
*   Configuration.
* @property {boolean | null | undefined} [alignDelimiters=true]
*   Whether to align the delimiters (default: `true`);
*   they are aligned by default:
*
*   ```markdown
*   | Alpha | B     |
*   | ----- | ----- |
*   | C     | Delta |
*   ```
*
*   Pass `false` to make them staggered:
*
*   ```markdown
*   | Alpha | B |
*   | - | - |
*   | C | Delta |
*   ```
* @property {ReadonlyArray<string | null | undefined> | string | null | undefined} [align]
*   How to align columns (default: `''`);
*   one style for all columns or styles for their respective columns;
*   each style is either `'l'` (left), `'r'` (right), or `'c'` (center);
*   other values are treated as `''`, which doesn\u2019t place the colon in the
*   alignment row but does align left;
*   *only the lowercased first character is used, so `Right` is fine.*
* @property {boolean | null | undefined} [delimiterEnd=true]
*   Whether to end each row with the delimiter (default: `true`).
*
*   > \ud83d\udc49 **Note**: please don\u2019t use this: it could create fragile structures
*   > that aren\u2019t understandable to some markdown parsers.
*
*   When `true`, there are ending delimiters:
*
*   ```markdown
*   | Alpha | B     |
*   | ----- | ----- |
*   | C     | Delta |
*   ```
*
*   When `false`, there are no ending delimiters:
*
*   ```markdown
*   | Alpha | B
*   | ----- | -----
*   | C     | Delta
*   ```
* @property {boolean | null | undefined} [fillRows=true]
*   Whether to fill rows with empty cells up to the most cells in a row
*   (default: `true`).
*
*   When `true`, all rows have as many cells as the longest row:
*
*   ```markdown
*   | Alpha | B    |   |
*   | ----- | ---- | - |
*   | C     |      |   |
*   | D     | Echo | F |
*   ```
*
*   When `false`, rows keep their cells,
*   and the delimiter row has as many cells as the header row:
*
*   ```markdown
*   | Alpha | B    |
*   | ----- | ---- |
*   | C     |
*   | D     | Echo | F |
*   ```
* @property {boolean | null | undefined} [delimiterStart=true]
*   Whether to begin each row with the delimiter (default: `true`).
*
*   > \ud83d\udc49 **Note**: please don\u2019t use this: it could create fragile structures
*   > that aren\u2019t understandable to some markdown parsers.
*
*   When `true`, there are starting delimiters:
*
*   ```markdown
*   | Alpha | B     |
*   | ----- | ----- |
*   | C     | Delta |
*   ```
*
*   When `false`, there are no starting delimiters:
*
*   ```markdown
*   Alpha | B     |
*   ----- | ----- |
*   C     | Delta |
*   ```
* @property {boolean | null | undefined} [padding=true]
*   Whether to add a space of padding between delimiters and cells
*   (default: `true`).
*
*   When `true`, there is padding:
*
*   ```markdown
*   | Alpha | B     |
*   | ----- | ----- |
*   | C     | Delta |
*   ```
*
*   When `false`, there is no padding:
*
*   ```markdown
*   |Alpha|B    |
*   |-----|-----|
*   |C    |Delta|
*   ```
* @property {((value: string) => number) | null | undefined} [stringLength]
*   Function to detect the length of table cell content (optional);
*   this is used when aligning the delimiters (`|`) between table cells;
*   full-width characters and emoji mess up delimiter alignment when viewing
*   the markdown source;
*   to fix this, you can pass this function,
*   which receives the cell content and returns its \u201cvisible\u201d size;
*   note that what is and isn\u2019t visible depends on where the text is displayed.
*
*   Without such a function, the following:
*
*   ```js
*   markdownTable([
*     ['Alpha', 'Bravo'],
*     ['\u4e2d\u6587', 'Charlie'],
*     ['\ud83d\udc69\u200d\u2764\ufe0f\u200d\ud83d\udc69', 'Delta']
*   ])
*   ```
*
*   Yields:
*
*   ```markdown
*   | Alpha | Bravo |
*   | - | - |
*   | \u4e2d\u6587 | Charlie |
*   | \ud83d\udc69\u200d\u2764\ufe0f\u200d\ud83d\udc69 | Delta |
*   ```
*
*   With [`string-width`](https://github.com/sindresorhus/string-width):
*
*   ```js
*   import stringWidth from 'string-width'
*
*   markdownTable(
*     [
*       ['Alpha', 'Bravo'],
*       ['\u4e2d\u6587', 'Charlie'],
*       ['\ud83d\udc69\u200d\u2764\ufe0f\u200d\ud83d\udc69', 'Delta']
*     ],
*     {stringLength: stringWidth}
*   )
*   ```
*
*   Yields:
*
*   ```markdown
*   | Alpha | Bravo   |
*   | ----- | ------- |
*   | \u4e2d\u6587  | Charlie |
*   | \ud83d\udc69\u200d\u2764\ufe0f\u200d\ud83d\udc69    | Delta   |
*   ```
*/
/**
* Get the length of a cell.
*
* @param {string} value
*   Cell value.
* @returns {number}
*   Cell size.
*/
function defaultStringLength(value) {
	return value.length;
}
/**
* Generate a markdown
* ([GFM](https://docs.github.com/en/github/writing-on-github/working-with-advanced-formatting/organizing-information-with-tables))
* table.
*
* @param {ReadonlyArray<ReadonlyArray<string | null | undefined>>} table
*   Table data (matrix of strings).
* @param {Readonly<Options> | null | undefined} [options]
*   Configuration (optional).
* @returns {string}
*   Result.
*/
function markdownTable(table, options) {
	const settings = options || {};
	const align = (settings.align || []).concat();
	const stringLength = settings.stringLength || defaultStringLength;
	/** @type {Array<number>} Character codes as symbols for alignment per column. */
	const alignments = [];
	/** @type {Array<Array<string>>} Cells per row. */
	const cellMatrix = [];
	/** @type {Array<Array<number>>} Sizes of each cell per row. */
	const sizeMatrix = [];
	/** @type {Array<number>} */
	const longestCellByColumn = [];
	let mostCellsPerRow = 0;
	let rowIndex = -1;
	while (++rowIndex < table.length) {
		/** @type {Array<string>} */
		const row = [];
		/** @type {Array<number>} */
		const sizes = [];
		let columnIndex = -1;
		if (table[rowIndex].length > mostCellsPerRow) mostCellsPerRow = table[rowIndex].length;
		while (++columnIndex < table[rowIndex].length) {
			const cell = serialize(table[rowIndex][columnIndex]);
			if (settings.alignDelimiters !== false) {
				const size = stringLength(cell);
				sizes[columnIndex] = size;
				if (longestCellByColumn[columnIndex] === void 0 || size > longestCellByColumn[columnIndex]) longestCellByColumn[columnIndex] = size;
			}
			row.push(cell);
		}
		cellMatrix[rowIndex] = row;
		sizeMatrix[rowIndex] = sizes;
	}
	let columnIndex = -1;
	if (typeof align === "object" && "length" in align) while (++columnIndex < mostCellsPerRow) alignments[columnIndex] = toAlignment(align[columnIndex]);
	else {
		const code = toAlignment(align);
		while (++columnIndex < mostCellsPerRow) alignments[columnIndex] = code;
	}
	columnIndex = -1;
	/** @type {Array<string>} */
	const row = [];
	/** @type {Array<number>} */
	const sizes = [];
	while (++columnIndex < mostCellsPerRow) {
		const code = alignments[columnIndex];
		let before = "";
		let after = "";
		if (code === 99) {
			before = ":";
			after = ":";
		} else if (code === 108) before = ":";
		else if (code === 114) after = ":";
		let size = settings.alignDelimiters === false ? 1 : Math.max(1, longestCellByColumn[columnIndex] - before.length - after.length);
		const cell = before + "-".repeat(size) + after;
		if (settings.alignDelimiters !== false) {
			size = before.length + size + after.length;
			if (size > longestCellByColumn[columnIndex]) longestCellByColumn[columnIndex] = size;
			sizes[columnIndex] = size;
		}
		row[columnIndex] = cell;
	}
	cellMatrix.splice(1, 0, row);
	sizeMatrix.splice(1, 0, sizes);
	rowIndex = -1;
	/** @type {Array<string>} */
	const lines = [];
	while (++rowIndex < cellMatrix.length) {
		const row = cellMatrix[rowIndex];
		const sizes = sizeMatrix[rowIndex];
		const cellsInRow = settings.fillRows === false ? Math.max(1, cellMatrix[rowIndex === 1 ? 0 : rowIndex].length) : mostCellsPerRow;
		columnIndex = -1;
		/** @type {Array<string>} */
		const line = [];
		while (++columnIndex < cellsInRow) {
			const cell = row[columnIndex] || "";
			let before = "";
			let after = "";
			if (settings.alignDelimiters !== false) {
				const size = longestCellByColumn[columnIndex] - (sizes[columnIndex] || 0);
				const code = alignments[columnIndex];
				if (code === 114) before = " ".repeat(size);
				else if (code === 99) {
					const half = size / 2;
					if (size % 2) {
						before = " ".repeat(half + .5);
						after = " ".repeat(half - .5);
					} else {
						before = " ".repeat(half);
						after = before;
					}
				} else after = " ".repeat(size);
			}
			if (settings.delimiterStart !== false && !columnIndex) line.push("|");
			if (settings.padding !== false && !(settings.alignDelimiters === false && cell === "") && (settings.delimiterStart !== false || columnIndex)) line.push(" ");
			if (settings.alignDelimiters !== false) line.push(before);
			line.push(cell);
			if (settings.alignDelimiters !== false) line.push(after);
			if (settings.padding !== false) line.push(" ");
			if (settings.delimiterEnd !== false || columnIndex !== cellsInRow - 1) line.push("|");
		}
		lines.push(settings.delimiterEnd === false ? line.join("").replace(/ +$/, "") : line.join(""));
	}
	return lines.join("\n");
}
/**
* Serialize a cell value.
*
* @param {string | null | undefined} [value]
*   Value to serialize.
* @returns {string}
*   Result.
*/
function serialize(value) {
	return value === null || value === void 0 ? "" : String(value);
}
/**
* Get the alignment character code from a value.
*
* @param {string | null | undefined} value
*   Value.
* @returns {number}
*   Alignment.
*/
function toAlignment(value) {
	const code = typeof value === "string" ? value.codePointAt(0) : 0;
	return code === 67 || code === 99 ? 99 : code === 76 || code === 108 ? 108 : code === 82 || code === 114 ? 114 : 0;
}

// src/report/comment/table.ts
/** A GitHub table: cells must be safe markdown already, without line breaks. */
function table(heads, align, rows) {
	return markdownTable([heads, ...rows], {
		align,
		alignDelimiters: false
	});
}
/** Keeps a number and its unit on one line: `4.2 G`, `+2.5 %`, `22.4 MiB`. */
const unbroken = (text) => text.replaceAll(/(?<=\d) (?=(?:%|\u00d7|[kMGTPE]?B|[KMGTPE]iB|[kMGTPE]|[m\u00b5]?s)(?![\p{L}\d]))/gu, "\xA0");
/** All figures of the models, worst first. */
function figureTable(report, most, context) {
	const columns = columnsOf(report);
	const heads = [require_core.marked`model`, ...columns.map((metric) => headOf(report, metric, context))];
	const rows = report.models.slice(0, most).map((model) => [modelCell(model), ...columns.map((metric) => figureCell(model, metric))]);
	return table(heads, ["l", ...columns.map(() => "r")], rows);
}
/** The usual figures, latency if measured, and whatever else isn't a pass. */
function columnsOf({ models }) {
	const measured = models.some(({ latency }) => latency !== null);
	const told = new Set(models.flatMap(({ judgements }) => judgements.filter(({ verdict }) => verdict !== "pass" && verdict !== "skipped").map(({ metric }) => metric)));
	const usual = require_core.usualMetrics("any");
	return require_core.budgetMetrics.filter((metric) => usual.includes(metric) || metric === "latency" && measured || told.has(metric));
}
function headOf({ models }, metric, context) {
	const head = metricLink(metric, context);
	const confidence = models.find(({ latency }) => latency !== null)?.latency?.confidence ?? 0;
	return metric === "latency" && confidence > 0 ? require_core.marked`${head} (${Math.round(confidence * 100)}\u00a0% interval)` : head;
}
/** The name, and in words how it came to be here. */
function modelCell(model) {
	const name = require_core.marked`${require_core.icons[model.verdict]} ${require_core.markdownCode(require_core.elided(model.id, 60), "cell")}`;
	const notes = [...model.case === "" ? [] : [require_core.marked`(${require_core.markdownText(model.case, "cell")})`], ...model.basePath === null ? [] : [require_core.marked`was ${require_core.markdownCode(require_core.elided(model.basePath, 40), "cell")}`]];
	return require_core.joined([name, ...notes], " ");
}
function figureCell(model, metric) {
	const judgement = model.judgements.find((one) => one.metric === metric);
	const mark = judgement === void 0 || isCalm(judgement) ? "" : require_core.marked` ${require_core.icons[judgement.verdict]}${limitText(judgement)}`;
	if (require_core.isTimed(metric)) {
		const pair = metric === "latency" ? model.latency : model.latency?.load ?? null;
		return pair === null ? require_core.marked`\u2013` : require_core.marked`${unbroken(require_core.timedText({
			...pair,
			baseMs: null
		}))}${mark}`;
	}
	const text = require_core.sideText(model, "head", metric, 40);
	if (text === null) return require_core.marked`\u2013`;
	const percent = require_core.percentOf(model, metric);
	const figure = require_core.sideNumber(model, "head", metric) ?? require_core.markdownCode(text, "cell");
	return require_core.marked`${unbroken(require_core.marked`${figure}${percent === null ? "" : require_core.marked` (${percent})`}`)}${mark}`;
}
const isCalm = ({ verdict }) => verdict === "pass" || verdict === "skipped";
/** `max 4.2G` behind a figure that is over it. */
function limitText({ verdict, broke, limit }) {
	if (limit === null || verdict !== "fail" && verdict !== "warn") return require_core.marked``;
	if (broke === "growth") return require_core.marked` growth`;
	return require_core.marked` ${require_core.markdownText(`${broke === "max" ? "max" : "allowed"} ${limit}`, "cell")}`;
}

Object.defineProperty(exports, "figureTable", {
  enumerable: true,
  get: function () {
    return figureTable;
  }
});
Object.defineProperty(exports, "metricLink", {
  enumerable: true,
  get: function () {
    return metricLink;
  }
});
Object.defineProperty(exports, "policyLink", {
  enumerable: true,
  get: function () {
    return policyLink;
  }
});
Object.defineProperty(exports, "table", {
  enumerable: true,
  get: function () {
    return table;
  }
});
Object.defineProperty(exports, "unbroken", {
  enumerable: true,
  get: function () {
    return unbroken;
  }
});