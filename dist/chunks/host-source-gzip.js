const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_core = require("./core.js");
let node_stream = require("node:stream");
let node_zlib = require("node:zlib");

// src/host/source/stream.ts
/**
* A source over bytes that come once and in order. What lies before an asked-for range is dropped as it comes, so memory is
* one chunk and one range.
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

// src/host/source/gzip.ts
var gzip_exports = /* @__PURE__ */ require_rolldown_runtime.__exportAll({ openGzip: () => openGzip });
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

Object.defineProperty(exports, "gzip_exports", {
  enumerable: true,
  get: function () {
    return gzip_exports;
  }
});
Object.defineProperty(exports, "openGzip", {
  enumerable: true,
  get: function () {
    return openGzip;
  }
});
Object.defineProperty(exports, "openStream", {
  enumerable: true,
  get: function () {
    return openStream;
  }
});