let node_zlib = require("node:zlib");

// src/zip/directory.ts
const CENTRAL = 33639248;
const CENTRAL_BYTES = 46;
const LOCAL_BYTES$1 = 30;
const MAX_NAME_BYTES = 4096;
/** Stands for a value that is in the 64-bit extra field. */
const IN_EXTRA = 4294967295;
/** All entries: none twice, none over another one, none outside the archive. */
function* entriesOf(where, fail) {
	const { offset, bytes, entries: count } = where;
	const directory = bytes === 0 ? Buffer.alloc(0) : Buffer.from(yield {
		offset,
		length: bytes
	});
	const entries = [];
	const names = /* @__PURE__ */ new Set();
	let at = 0;
	for (let i = 0; i < count; i += 1) {
		const { entry, next } = entryAt(directory, at, fail);
		if (names.has(entry.name)) throw fail(`two of its files are named ${entry.name}`);
		names.add(entry.name);
		entries.push(entry);
		at = next;
	}
	checkPlaces(entries, offset, fail);
	return entries;
}
function entryAt(directory, at, fail) {
	if (at + CENTRAL_BYTES > directory.length || directory.readUInt32LE(at) !== CENTRAL) throw fail("its directory is damaged");
	const nameEnd = at + CENTRAL_BYTES + directory.readUInt16LE(at + 28);
	const extraEnd = nameEnd + directory.readUInt16LE(at + 30);
	const next = extraEnd + directory.readUInt16LE(at + 32);
	if (next > directory.length) throw fail("its directory is damaged");
	const name = directory.toString("utf8", at + CENTRAL_BYTES, nameEnd);
	if (nameEnd - at - CENTRAL_BYTES > MAX_NAME_BYTES || !staysInside(name)) throw fail("one of its files has a name that leads out of it, or is too long");
	const long = longValues(directory.subarray(nameEnd, extraEnd));
	const [size, packed, offset] = [
		24,
		20,
		42
	].map((field) => {
		const short = directory.readUInt32LE(at + field);
		if (short !== IN_EXTRA) return short;
		const value = long.shift();
		if (value === void 0 || value > BigInt(Number.MAX_SAFE_INTEGER)) throw fail(`its file ${name} has no length`);
		return Number(value);
	});
	const isEncrypted = (directory.readUInt16LE(at + 8) & 1) === 1;
	return {
		entry: {
			name,
			method: directory.readUInt16LE(at + 10),
			isEncrypted,
			packed,
			size,
			offset
		},
		next
	};
}
/** Values of the 64-bit extra field (id 1), in order. */
function longValues(extra) {
	for (let at = 0; at + 4 <= extra.length;) {
		const [id, length] = [extra.readUInt16LE(at), extra.readUInt16LE(at + 2)];
		const values = extra.subarray(at + 4, at + 4 + length);
		if (id === 1) return Array.from({ length: values.length >> 3 }, (_, i) => values.readBigUInt64LE(8 * i));
		at += 4 + length;
	}
	return [];
}
/** Relative, without `..`, the same on every platform. */
function staysInside(name) {
	if (name === "" || name.startsWith("/") || /^[a-z]:/i.test(name) || /[\\\0]/.test(name)) return false;
	return !name.split("/").includes("..");
}
function checkPlaces(entries, end, fail) {
	const places = entries.toSorted((a, b) => a.offset - b.offset);
	for (const [i, { name, offset, packed }] of places.entries()) {
		if (offset + LOCAL_BYTES$1 + packed > end) throw fail(`its file ${name} lies outside`);
		const next = places[i + 1];
		if (next !== void 0 && offset + LOCAL_BYTES$1 + packed > next.offset) throw fail(`its files ${name} and ${next.name} lie over each other`);
	}
}

// src/zip/end.ts
const END = 101010256;
const END_BYTES = 22;
const MAX_NOTE = 65535;
const LOCATOR = 117853008;
const LOCATOR_BYTES = 20;
const END64 = 101075792;
const END64_BYTES = 56;
/** Entries up to which an archive is read; DeepSeek V3 in one file has 91,000 tensors. */
const MAX_ENTRIES = 1e5;
const MAX_DIRECTORY_BYTES = 64 << 20;
/** What the archive says at its end, before a note; by its 64-bit records where it has them. */
function* findDirectory(size, fail) {
	const length = Math.min(size, 65577);
	if (length < END_BYTES) throw fail("it is no zip archive");
	const tail = Buffer.from(yield {
		offset: size - length,
		length
	});
	const at = endIn(tail);
	if (at === -1) throw fail("it is no zip archive");
	if (tail.readUInt16LE(at + 4) !== tail.readUInt16LE(at + 6)) throw fail("it is one of several volumes");
	const end = size - length + at;
	const short = {
		offset: tail.readUInt32LE(at + 16),
		bytes: tail.readUInt32LE(at + 12),
		entries: tail.readUInt16LE(at + 10)
	};
	const found = at >= LOCATOR_BYTES && tail.readUInt32LE(at - LOCATOR_BYTES) === LOCATOR ? yield* long(tail.readBigUInt64LE(at - LOCATOR_BYTES + 8), end, fail) : short;
	if (found.entries > MAX_ENTRIES) throw fail(`it holds ${found.entries} files, more than ${MAX_ENTRIES}`);
	if (found.bytes > MAX_DIRECTORY_BYTES) throw fail(`its directory takes ${found.bytes} bytes`);
	if (found.offset + found.bytes > end) throw fail("its directory lies outside");
	return found;
}
function endIn(tail) {
	for (let at = tail.length - END_BYTES; at >= Math.max(0, tail.length - END_BYTES - MAX_NOTE); at -= 1) if (tail.readUInt32LE(at) === END) return at;
	return -1;
}
function* long(offset, end, fail) {
	if (offset + BigInt(END64_BYTES) > BigInt(end)) throw fail("its 64-bit end lies outside");
	const record = Buffer.from(yield {
		offset: Number(offset),
		length: END64_BYTES
	});
	if (record.length < END64_BYTES || record.readUInt32LE(0) !== END64) throw fail("its 64-bit end is damaged");
	const [entries, bytes, start] = [
		32,
		40,
		48
	].map((at) => Number(record.readBigUInt64LE(at)));
	return {
		offset: start ?? 0,
		bytes: bytes ?? 0,
		entries: entries ?? 0
	};
}

// src/zip/zip.ts
/** Inflated to packed size beyond which an entry is taken for a bomb, once it is large; weights compress by far less. */
const MAX_RATIO = 200;
const FREE_BYTES = 64 << 20;
const LOCAL = 67324752;
const LOCAL_BYTES = 30;
/**
* The entries of a zip archive, in the order of its directory: nothing is unpacked, and nothing that it claims is believed.
*
* @param size of the archive in bytes
* @param fail makes the fault that is thrown, of what is wrong with the archive
*/
function* readZip(size, fail) {
	return yield* entriesOf(yield* findDirectory(size, fail), fail);
}
/**
* The content of an entry, whole.
*
* @param most bytes that it may hold
*/
function* unzip(entry, most, fail) {
	const { name, method, size, packed } = entry;
	if (size > most) throw fail(`its file ${name} claims ${size} bytes, more than ${most}`);
	if (size > Math.max(packed * MAX_RATIO, FREE_BYTES)) throw fail(`its file ${name} inflates more than ${MAX_RATIO}-fold`);
	const offset = yield* placeOf(entry, fail);
	const bytes = asBuffer(packed === 0 ? /* @__PURE__ */ new Uint8Array(0) : yield {
		offset,
		length: packed
	});
	if (bytes.length < packed) throw fail(`its file ${name} ends too early`);
	if (method === 0) return bytes;
	return inflate(bytes, size, (cause) => fail(`its file ${name} is damaged or not as long as it claims`, cause));
}
/** Where an entry's packed bytes begin: its own header is between them and the place that the directory gives. */
function* placeOf({ name, method, isEncrypted, packed, size, offset }, fail) {
	if (isEncrypted) throw fail(`its file ${name} is encrypted`);
	if (method !== 0 && method !== 8) throw fail(`its file ${name} is packed by method ${method}, not 0 or 8`);
	if (method === 0 && packed !== size) throw fail(`its file ${name} is stored, and not as long as it claims`);
	const header = asBuffer(yield {
		offset,
		length: LOCAL_BYTES
	});
	if (header.length < LOCAL_BYTES || header.readUInt32LE(0) !== LOCAL) throw fail(`its file ${name} lies outside`);
	return offset + LOCAL_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
}
/** Runs a reading over an archive that is in memory, whole. */
function fromMemory(archive, ranges) {
	let turn = ranges.next();
	while (turn.done !== true) {
		const { offset, length } = turn.value;
		turn = ranges.next(archive.subarray(offset, offset + length));
	}
	return turn.value;
}
function inflate(bytes, size, fail) {
	let inflated;
	try {
		inflated = (0, node_zlib.inflateRawSync)(bytes, { maxOutputLength: Math.max(1, size) });
	} catch (cause) {
		throw fail(cause);
	}
	if (inflated.length !== size) throw fail();
	return inflated;
}
const asBuffer = (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

Object.defineProperty(exports, "fromMemory", {
  enumerable: true,
  get: function () {
    return fromMemory;
  }
});
Object.defineProperty(exports, "readZip", {
  enumerable: true,
  get: function () {
    return readZip;
  }
});
Object.defineProperty(exports, "unzip", {
  enumerable: true,
  get: function () {
    return unzip;
  }
});