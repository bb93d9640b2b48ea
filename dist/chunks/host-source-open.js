const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_core = require("./core.js");
const require_run_git = require("./host-git-run-git.js");
let node_events = require("node:events");
let node_stream = require("node:stream");
let node_zlib = require("node:zlib");

// src/host/source/stream.ts
/**
* A source over bytes that come once and in order. What lies before an asked-for range is dropped as it comes, so memory is
* one chunk and one range. A reader that goes back is a defect, and its read a Fault `internal`: other bytes would be a wrong model.
*/
function openStream(options) {
	let chunks = null;
	let rest = /* @__PURE__ */ new Uint8Array(0);
	/** Offset of the first byte of `rest`. */
	let at = 0;
	async function next() {
		chunks ??= options.chunks();
		at += rest.length;
		const turn = await chunks.next();
		rest = turn.done === true ? /* @__PURE__ */ new Uint8Array(0) : turn.value;
		return turn.done !== true;
	}
	async function read(offset, length) {
		if (offset < at) throw wentBack(options.name, offset, at);
		const parts = [];
		let lacking = length;
		while (lacking > 0) {
			const from = Math.min(Math.max(offset + length - lacking - at, 0), rest.length);
			const part = rest.subarray(from, from + lacking);
			if (part.length > 0) parts.push(part);
			lacking -= part.length;
			rest = rest.subarray(from + part.length);
			at += from + part.length;
			if (lacking > 0 && !await next()) break;
		}
		return parts.length === 1 ? parts[0] : Buffer.concat(parts);
	}
	return {
		name: options.name,
		size: options.size,
		...options.storedSize === void 0 ? {} : { storedSize: options.storedSize },
		forward: true,
		read,
		async close() {
			await chunks?.return?.();
		}
	};
}
function wentBack(name, offset, at) {
	return new require_core.Fault("internal", `${name}: its reader asked for byte ${offset} of a stream that has come to byte ${at}`, "this is a defect of Flopgate: please report it with the model, or give the model as a plain file");
}

// src/host/source/git.ts
/**
* A git blob, streamed from `git cat-file` without a checkout; git is started by the first read and stopped by `close`.
* Its reads throw Fault `no-git`, `bad-object`, `missing-object`, `git-failed`.
*/
function openGitBlob(options) {
	if (!/^[0-9a-f]{40,64}$/.test(options.oid)) throw new require_core.Fault("bad-object", `${options.name}: '${options.oid}' is not an object id`, "give the full id of a blob");
	return openStream({
		name: options.name,
		size: options.size ?? null,
		chunks: () => catFile(options)
	});
}
async function* catFile({ repository, oid, name, lazyFetch = false }) {
	const git = require_run_git.startReader(name, [
		repository,
		[
			"cat-file",
			"blob",
			oid
		],
		{
			settings: [["core.bigFileThreshold", "1m"]],
			lazyFetch
		}
	]);
	const exit = (0, node_events.once)(git, "close");
	exit.catch(() => void 0);
	let said = "";
	git.stderr?.setEncoding("utf8").on("data", (text) => {
		if (said.length < 4096) said += text;
	});
	try {
		for await (const chunk of git.stdout ?? []) yield chunk;
		const [code] = await exit.catch((cause) => {
			throw new require_core.Fault("no-git", `${name}: git can't be run`, "install git and put it on PATH", { cause });
		});
		if (code !== 0) throw gitFault(name, oid, said.trim());
	} finally {
		git.stdout?.destroy();
		git.kill();
		await exit.catch(() => void 0);
	}
}
function gitFault(name, oid, said) {
	const line = said.split("\n", 1)[0] ?? "";
	if (/could not get object info|Not a valid object name|bad file|promisor|unable to find|does not exist/i.test(said)) return new require_core.Fault("missing-object", `${name}: blob ${oid} isn't in this repository (git: ${line})`, "fetch it: in a workflow, actions/checkout with a deeper fetch-depth and without a filter");
	return new require_core.Fault("git-failed", `${name}: git cat-file failed: ${line === "" ? "no message" : line}`, "run git fsck in the repository");
}

// src/host/source/gzip.ts
/** Inflated to compressed size beyond which a file is taken for a bomb, once it is large; weights compress by far less. */
const MAX_INFLATE_RATIO = 200;
const FREE_INFLATED_BYTES = 64 << 20;
const CHUNK_BYTES = 65536;
const SAMPLE_BYTES = 4096;
/** Header, an empty body, and trailer. */
const MIN_GZIP_BYTES = 20;
/**
* The inflated bytes of a gzip file; bytes that aren't gzip after all come through as they are.
* Reads throw Fault `inflate-limit`, `truncated`, `bad-gzip`. Closing closes `inner`.
*/
function openGzip(inner) {
	const source = openStream({
		name: inner.name,
		size: null,
		storedSize: inner.size,
		chunks: () => inflate(inner)
	});
	return {
		...source,
		async close() {
			await source.close();
			await inner.close();
		}
	};
}
async function* inflate(inner) {
	const compressed = chunksOf(inner);
	const first = await compressed.next();
	if (first.done === true) return;
	if (first.value[0] !== 31 || first.value[1] !== 139) {
		yield first.value;
		yield* compressed;
		return;
	}
	await checkTrailer(inner, first.value);
	let fed = first.value.length;
	const feed = async function* () {
		yield first.value;
		for await (const chunk of compressed) {
			fed += chunk.length;
			yield chunk;
		}
	};
	let inflated = 0;
	for await (const chunk of gunzip(node_stream.Readable.from(feed(), { objectMode: false }), inner.name)) {
		inflated += chunk.length;
		if (inflated > Math.max(fed * MAX_INFLATE_RATIO, FREE_INFLATED_BYTES)) throw inflateLimit(inner.name, inflated, fed);
		yield chunk;
	}
}
async function* gunzip(compressed, name) {
	const stream = (0, node_zlib.createGunzip)({ chunkSize: CHUNK_BYTES });
	compressed.on("error", (cause) => stream.destroy(cause)).pipe(stream);
	try {
		for await (const chunk of stream) yield chunk;
	} catch (cause) {
		throw cause instanceof require_core.Fault ? cause : gzipFault(name, cause);
	} finally {
		compressed.destroy();
		stream.destroy();
	}
}
async function* chunksOf(inner) {
	for (let offset = 0;;) {
		const length = Math.min(CHUNK_BYTES, (inner.size ?? Infinity) - offset);
		if (length === 0) return;
		const bytes = await inner.read(offset, length);
		if (bytes.length > 0) yield bytes;
		if (bytes.length < length) return;
		offset += bytes.length;
	}
}
/**
* The last four bytes of a gzip file claim its inflated length (modulo 2^32). If that makes it a bomb and its first bytes
* bear it out (a cut file ends in four bytes that mean nothing), it is refused before any of it is handed on.
*/
async function checkTrailer(inner, head) {
	if (inner.forward || inner.size === null || inner.size < MIN_GZIP_BYTES) return;
	const trailer = await inner.read(inner.size - 4, 4);
	const claimed = new DataView(trailer.buffer, trailer.byteOffset, 4).getUint32(0, true);
	if (claimed <= Math.max(inner.size * MAX_INFLATE_RATIO, FREE_INFLATED_BYTES)) return;
	const sample = head.subarray(0, SAMPLE_BYTES);
	try {
		(0, node_zlib.gunzipSync)(sample, {
			maxOutputLength: sample.length * MAX_INFLATE_RATIO,
			finishFlush: node_zlib.constants.Z_SYNC_FLUSH
		});
	} catch (cause) {
		if (cause instanceof RangeError) throw inflateLimit(inner.name, claimed, inner.size);
	}
}
function inflateLimit(name, inflated, compressed) {
	return new require_core.Fault("inflate-limit", `${name} inflates to ${inflated} bytes from ${compressed}, more than ${MAX_INFLATE_RATIO}-fold`, "no weights compress so far: give the model uncompressed if it is what you mean");
}
function gzipFault(name, cause) {
	if ((cause instanceof Error && "code" in cause ? cause.code : "") === "Z_BUF_ERROR") return new require_core.Fault("truncated", `${name}: the gzip data ends early`, "fetch the file again", { cause });
	const message = cause instanceof Error ? cause.message : String(cause);
	return new require_core.Fault("bad-gzip", `${name}: the gzip data is damaged: ${message}`, "fetch the file again", { cause });
}

// src/host/source/open.ts
var open_exports = /* @__PURE__ */ require_rolldown_runtime.__exportAll({ openOnDisk: () => openOnDisk });
/**
* A model file: synchronous if it is stored as it is, a stream of inflated bytes if it is named `.gz`.
* @param path as the process finds it
* @param name as the user names it
* @throws Fault as `openFile`
*/
function openModelFile(path, name = path) {
	const file = require_core.openFile(path, name);
	return isGzipName(name) ? openGzip(file) : file;
}
/** A model file with what lies beside it; members are opened as it is. @throws Fault as `openFile` */
function openOnDisk(path) {
	return {
		...openModelFile(path),
		beside: require_core.besideOnDisk(path, openModelFile)
	};
}
/** A model in a git repository, by blob; inflated where its path ends in `.gz`. */
function openModelBlob(options) {
	const blob = openGitBlob(options);
	return isGzipName(options.name) ? openGzip(blob) : blob;
}
/** A model that is in memory, whole. */
function openModelBytes(bytes, name) {
	const source = {
		name,
		size: bytes.length,
		forward: false,
		read: (offset, length) => bytes.subarray(offset, offset + length),
		close: () => void 0
	};
	return isGzipName(name) ? openGzip(source) : source;
}
function isGzipName(path) {
	return path.toLowerCase().endsWith(".gz");
}

Object.defineProperty(exports, "openGitBlob", {
  enumerable: true,
  get: function () {
    return openGitBlob;
  }
});
Object.defineProperty(exports, "openModelBlob", {
  enumerable: true,
  get: function () {
    return openModelBlob;
  }
});
Object.defineProperty(exports, "openModelBytes", {
  enumerable: true,
  get: function () {
    return openModelBytes;
  }
});
Object.defineProperty(exports, "openModelFile", {
  enumerable: true,
  get: function () {
    return openModelFile;
  }
});
Object.defineProperty(exports, "open_exports", {
  enumerable: true,
  get: function () {
    return open_exports;
  }
});