import { wt as Fault } from "./base.js";
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

// src/host/files-write.ts
/**
* Writes a text file, whole or not at all, with the folders that it lies in.
* @param name as the user names it
* @throws Fault `unwritable-file`
*/
function writeText(path, text, name = path) {
	const aside = `${path}.${process.pid}.tmp`;
	try {
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(aside, text);
		renameSync(aside, path);
	} catch (cause) {
		rmSync(aside, { force: true });
		const why = cause instanceof Error ? cause.message : String(cause);
		throw new Fault("unwritable-file", `${name} can't be written: ${why}`, "check the path and its permissions", { cause });
	}
}

export { writeText as t };