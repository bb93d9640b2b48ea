import { wt as Fault } from "./base.js";
import { createRequire } from "node:module";
import { existsSync, mkdirSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { homedir } from "node:os";

// src/bench/runtime.ts
const RUNTIME_PACKAGE = "onnxruntime-node";
/**
* Finds the runtime, or fetches it: the path given, the project's own, the runner's cache, npm with the committed lock.
* @throws Fault `runtime-missing`, `runtime-offline`, `runtime-tampered`
*/
async function findRuntime(question) {
	if (question.path !== void 0) return givenRuntime(resolve(question.cwd, question.path));
	const own = question.own === false ? null : resolvedFrom(question.cwd, "the project's own");
	if (own !== null && (question.version === void 0 || own.version === question.version)) return own;
	const pinned = question.version ?? pinnedVersion();
	const folder = join(cacheFolder(), `flopgate-${RUNTIME_PACKAGE}`, pinned, `${process.platform}-${process.arch}`);
	const inside = join(folder, "node_modules", RUNTIME_PACKAGE);
	const cached = existsSync(join(folder, "complete")) ? packageIn(inside, "cached") : null;
	if (cached?.version === pinned) return cached;
	if (question.fetch === false) throw new Fault("runtime-missing", `${RUNTIME_PACKAGE} ${pinned} is neither in this project nor in the cache`, `npm install ${RUNTIME_PACKAGE}@${pinned}, or name it with --runtime-path`);
	mkdirSync(dirname(folder), { recursive: true });
	const { fetchRuntime } = await import("./runtime-fetch.js");
	await fetchRuntime({
		folder,
		version: pinned,
		manifest: manifestFolder(),
		say: question.say ?? (() => void 0)
	});
	const fetched = packageIn(inside, "fetched by npm");
	if (fetched !== null) return fetched;
	throw new Fault("runtime-missing", `npm left no ${RUNTIME_PACKAGE} in ${folder}`, "name one with --runtime-path");
}
/** Node's own look-up would climb to the folders above: a path that was given is taken at its word. */
function givenRuntime(path) {
	const places = [
		".",
		RUNTIME_PACKAGE,
		join("node_modules", RUNTIME_PACKAGE)
	];
	for (const place of places) {
		const found = packageIn(join(path, place), "runtime-path");
		if (found !== null) return found;
	}
	throw new Fault("runtime-missing", `${path} holds no ${RUNTIME_PACKAGE}`, `name the folder in which npm install ${RUNTIME_PACKAGE} was run, or its node_modules`);
}
function resolvedFrom(folder, how) {
	try {
		const entry = createRequire(join(folder, "package.json")).resolve(RUNTIME_PACKAGE);
		return packageIn(join(dirname(entry), ".."), how);
	} catch {
		return null;
	}
}
/** The runtime whose package folder this is; null where it is none. */
function packageIn(folder, how) {
	try {
		const root = realpathSync(folder);
		const { name, version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
		return name === RUNTIME_PACKAGE && typeof version === "string" ? {
			root,
			version,
			how
		} : null;
	} catch {
		return null;
	}
}
/** Where runners keep tools between jobs; elsewhere the user's cache. */
function cacheFolder() {
	const { RUNNER_TOOL_CACHE, XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
	for (const folder of [
		RUNNER_TOOL_CACHE,
		XDG_CACHE_HOME,
		LOCALAPPDATA
	]) if (folder !== void 0 && folder !== "") return folder;
	return join(homedir(), ".cache");
}
/** The folder with the committed manifest and lock: at the repository's (or package's) root. */
function manifestFolder() {
	const folder = [
		"..",
		"../..",
		"../../..",
		"."
	].map((up) => resolve(import.meta.dirname, up, "runtimes", RUNTIME_PACKAGE)).find((one) => existsSync(join(one, "package-lock.json")));
	if (folder !== void 0) return folder;
	throw new Fault("runtime-missing", `the lock file of ${RUNTIME_PACKAGE} is missing from this installation of Flopgate`, `npm install ${RUNTIME_PACKAGE}, or name it with --runtime-path`);
}
/** The version that the committed manifest pins. */
function pinnedVersion() {
	const text = readFileSync(join(manifestFolder(), "package.json"), "utf8");
	const { dependencies } = JSON.parse(text);
	return dependencies[RUNTIME_PACKAGE] ?? "";
}

export { findRuntime as t };