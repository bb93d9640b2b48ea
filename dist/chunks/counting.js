import { Kt as countBy, an as readModel, r as hasOnlyCommon, t as commonOperators } from "./count.js";
import { O as openFile, Tt as asFault } from "./base.js";

// src/gate/count.ts
/**
* Counts one model for `count`: what it tells, or why it can't. A file is read at once, without a turn of the event loop, and
* operators that few models hold are loaded only for a model that does. Opens and closes the source.
* @param path as the user names it
*/
function countOne(path, open, options) {
	let source;
	try {
		source = open();
		const model = readModel(source, path);
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
		const { countModel } = await import("./count3.js");
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

// src/cli/counting.ts
/** Counts a file: at once where it is stored as it is. */
function countFile(path, sizes) {
	if (path.toLowerCase().endsWith(".gz")) return countInflated(path, sizes);
	return countOne(path, () => openFile(path), sizes);
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
/** Inflating is loaded only where a file needs it. */
async function countInflated(path, sizes) {
	const { openGzip } = await import("./source-gzip2.js");
	return countOne(path, () => openGzip(openFile(path)), sizes);
}

export { countFiles as n, countFile as t };