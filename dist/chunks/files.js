import { wt as Fault } from "./base.js";
import { closeSync, fstatSync, openSync, readSync } from "node:fs";

// src/host/files.ts
/** Longest text that is read whole: a policy, a report. */
const MAX_TEXT_BYTES = 1 << 20;
/**
* A small text file; null where there is none.
* @param name as the user names it
* @throws Fault `unreadable-file` where it is a folder, longer than `most`, or can't be read
*/
function readText(path, name = path, most = MAX_TEXT_BYTES) {
	let descriptor;
	try {
		descriptor = openSync(path, "r");
	} catch (cause) {
		const code = cause instanceof Error && "code" in cause ? cause.code : "";
		if (code === "ENOENT" || code === "ENOTDIR") return null;
		throw unreadable(name, cause instanceof Error ? cause.message : String(cause), cause);
	}
	try {
		const stat = fstatSync(descriptor);
		if (!stat.isFile()) throw unreadable(name, "it is no file");
		if (stat.size > most) throw tooLong(name, stat.size, most);
		const bytes = Buffer.alloc(stat.size);
		const length = readSync(descriptor, bytes, 0, bytes.length, 0);
		return bytes.toString("utf8", 0, length);
	} finally {
		closeSync(descriptor);
	}
}
function tooLong(name, size, most = MAX_TEXT_BYTES) {
	return unreadable(name, `${size} bytes are more than the ${most} that are read of a text`);
}
function unreadable(name, why, cause) {
	return new Fault("unreadable-file", `${name} can't be read: ${why}`, "check the path and its permissions", { cause });
}

export { readText as n, tooLong as r, MAX_TEXT_BYTES as t };