const require_core = require("./core.js");
const require_ending = require("./system-ending.js");
const require_temp = require("./system-temp.js");
const require_runtime = require("./bench-runtime-runtime.js");
let node_fs = require("node:fs");
let node_path = require("node:path");
let node_child_process = require("node:child_process");

// src/bench/runtime/runtime-fetch.ts
const PACKAGE = "onnxruntime-node";
const TIMEOUT_MS = 6e5;
/**
* Fetches the runtime by npm, whose lock file holds the hash of every package; then deletes other platforms' binaries
* (291 \u2192 47 MB). It is made aside and moved into place whole.
* @throws Fault `runtime-offline`, `runtime-tampered`, `runtime-missing`
*/
async function fetchRuntime({ folder, version, manifest, say }) {
	const temp = require_temp.makeTempFolder("runtime", (0, node_path.dirname)(folder));
	const aside = temp.path;
	try {
		const pinned = prepare(aside, manifest, version);
		say(`fetching ${PACKAGE} ${version} (about 100 MB, once)`);
		await require_ending.withChildren(async () => npm(pinned ? "ci" : "install", aside, version));
		prune((0, node_path.join)(aside, "node_modules", PACKAGE, "bin"));
		keepHashed(aside, manifest, version);
		const altered = require_runtime.alteredFile(aside, manifest, version);
		if (altered !== null) throw otherContent(altered, version);
		(0, node_fs.writeFileSync)((0, node_path.join)(aside, "complete"), `${version}\n`);
		moveInto(aside, folder, (there) => require_runtime.alteredFile(there, manifest, version) === null);
	} finally {
		temp.remove();
	}
}
/** @returns true if the committed lock fits; another version is installed by name, without one */
function prepare(aside, manifest, version) {
	const pinned = JSON.stringify({
		name: "flopgate-runtime",
		private: true,
		dependencies: { [PACKAGE]: version }
	});
	(0, node_fs.writeFileSync)((0, node_path.join)(aside, "package.json"), pinned);
	if (readLock(manifest) !== version) return false;
	(0, node_fs.copyFileSync)((0, node_path.join)(manifest, "package.json"), (0, node_path.join)(aside, "package.json"));
	(0, node_fs.copyFileSync)((0, node_path.join)(manifest, "package-lock.json"), (0, node_path.join)(aside, "package-lock.json"));
	return true;
}
function readLock(manifest) {
	return JSON.parse((0, node_fs.readFileSync)((0, node_path.join)(manifest, "package-lock.json"), "utf8")).packages[`node_modules/${PACKAGE}`]?.version;
}
async function npm(verb, folder, version) {
	const args = [
		verb,
		"--ignore-scripts",
		"--no-audit",
		"--no-fund",
		"--loglevel=error",
		...[
			"--fetch-retries=2",
			"--fetch-retry-mintimeout=500",
			"--fetch-retry-maxtimeout=3000"
		]
	];
	const isWindows = process.platform === "win32";
	const child = (0, node_child_process.spawn)(isWindows ? "npm.cmd" : "npm", args, {
		cwd: folder,
		stdio: [
			"ignore",
			"ignore",
			"pipe"
		],
		shell: isWindows,
		timeout: TIMEOUT_MS
	});
	let said = "";
	child.stderr.setEncoding("utf8").on("data", (text) => {
		said = (said + text).slice(-8192);
	});
	const code = await new Promise((resolve) => {
		child.on("error", (error) => resolve(error.message));
		child.on("close", (status, signal) => resolve(status ?? signal ?? "unknown"));
	});
	if (code !== 0) throw npmFault(code, said, version);
}
function npmFault(code, said, version) {
	const line = said.split("\n").find((one) => one.trim() !== "") ?? `npm ended with ${code}`;
	const install = `npm install ${PACKAGE}@${version} in the project, or name one with --runtime-path`;
	if (/EINTEGRITY|integrity checksum failed/i.test(said)) return new require_core.Fault("runtime-tampered", `what npm got for ${PACKAGE} ${version} isn't what the lock file names: ${line}`, "the registry or a proxy hands out something else: find out why before you go on");
	if (/ENOTFOUND|ECONNREFUSED|EAI_AGAIN|ETIMEDOUT|ECONNRESET|ENETUNREACH|ENOTCACHED|network/i.test(said)) return new require_core.Fault("runtime-offline", `${PACKAGE} ${version} can't be fetched: ${line}`, `without network: ${install}`);
	return new require_core.Fault("runtime-missing", `npm could not install ${PACKAGE} ${version}: ${line}`, install);
}
/** Deletes the binaries of other platforms and architectures. */
function prune(bin) {
	if (!(0, node_fs.existsSync)(bin)) return;
	for (const napi of (0, node_fs.readdirSync)(bin)) for (const platform of (0, node_fs.readdirSync)((0, node_path.join)(bin, napi))) for (const arch of (0, node_fs.readdirSync)((0, node_path.join)(bin, napi, platform))) {
		if (platform === process.platform && arch === process.arch) continue;
		(0, node_fs.rmSync)((0, node_path.join)(bin, napi, platform, arch), {
			recursive: true,
			force: true
		});
	}
}
/** The runtime needs none of what its installer needs: only packages with committed hashes stay, if there are any. */
function keepHashed(aside, manifest, version) {
	const files = require_runtime.committedHashes(manifest, version);
	if (files === null) return;
	const kept = new Set(Object.keys(files).map((path) => path.split("/")[0]));
	const packages = (0, node_path.join)(aside, "node_modules");
	for (const name of (0, node_fs.readdirSync)(packages)) if (!kept.has(name)) (0, node_fs.rmSync)((0, node_path.join)(packages, name), {
		recursive: true,
		force: true
	});
}
const otherContent = (file, version) => new require_core.Fault("runtime-tampered", `${file}, as npm installed it, isn't what ${PACKAGE} ${version} holds there`, "npm's cache or a program on this machine changes it: find out why before you go on");
/** Another process may have been quicker: then its work stands, if it is whole. */
function moveInto(aside, folder, isWhole) {
	try {
		(0, node_fs.renameSync)(aside, folder);
	} catch (cause) {
		if ((0, node_fs.existsSync)((0, node_path.join)(folder, "complete")) && isWhole(folder)) return;
		(0, node_fs.rmSync)(folder, {
			recursive: true,
			force: true
		});
		try {
			(0, node_fs.renameSync)(aside, folder);
		} catch {
			throw new require_core.Fault("runtime-missing", `${folder} can't be written`, "check its permissions", { cause });
		}
	}
}

exports.fetchRuntime = fetchRuntime;