const require_core = require("./core.js");

// src/gate/work/distant.ts
/** Bytes asked for at a time: a reader's ranges are small, and each question costs a turn of two threads. */
const AHEAD = 65536;
/** Opens files for other threads. */
function openShelf(open, bytes) {
	const opened = /* @__PURE__ */ new Map();
	let handles = 0;
	function put(source, folder) {
		handles += 1;
		opened.set(handles, {
			source,
			folder
		});
		const { name, size, storedSize, forward, beside } = source;
		const facts = {
			handle: handles,
			name,
			size,
			forward,
			hasBeside: beside !== void 0
		};
		return storedSize === void 0 ? facts : {
			...facts,
			storedSize
		};
	}
	return {
		open: async (file) => put(await open(file), file.path.slice(0, file.path.lastIndexOf("/") + 1)),
		read: async ({ handle, offset, length }) => opened.get(handle)?.source.read(offset, length) ?? /* @__PURE__ */ new Uint8Array(0),
		async close(handle) {
			const source = opened.get(handle)?.source;
			opened.delete(handle);
			await source?.close();
		},
		bytes,
		async members(handle) {
			const { source, folder } = opened.get(handle) ?? gone();
			return await source.beside?.list((path) => require_core.modelBeside(folder + path.replace(/\.gz$/i, "")) !== null) ?? [];
		},
		async openMember({ handle, path }) {
			const { source, folder } = opened.get(handle) ?? gone();
			return put(await source.beside?.open(path) ?? gone(), folder);
		}
	};
}
function gone() {
	throw new require_core.Fault("internal", "a file is asked for that was closed", "report this defect");
}
/** The files of a shelf as sources. */
function openFrom(shelf) {
	return async (file) => sourceFrom(shelf, await shelf.open(file));
}
/** A file of a shelf: what lies ahead of a range is asked for with it. */
function sourceFrom(shelf, { handle, hasBeside, ...facts }) {
	let kept = /* @__PURE__ */ new Uint8Array(0);
	let at = 0;
	let isEnd = false;
	async function ahead(offset, length) {
		const from = Math.max(0, Math.min(offset - at, kept.length));
		const held = offset >= at ? kept.subarray(from) : /* @__PURE__ */ new Uint8Array(0);
		const wanted = Math.max(length - held.length, AHEAD);
		const more = await shelf.read({
			handle,
			offset: offset + held.length,
			length: wanted
		});
		isEnd = more.length < wanted;
		kept = held.length === 0 ? more : Buffer.concat([held, more]);
		at = offset;
		return kept.subarray(0, length);
	}
	const beside = {
		list: async (wanted) => (await shelf.members(handle)).filter(({ path }) => wanted(path)),
		open: async (path) => sourceFrom(shelf, await shelf.openMember({
			handle,
			path
		}))
	};
	return {
		...facts,
		...hasBeside ? { beside } : {},
		read(offset, length) {
			return offset >= at && (isEnd || offset + length <= at + kept.length) ? kept.subarray(offset - at, offset - at + length) : ahead(offset, length);
		},
		close: async () => shelf.close(handle)
	};
}

Object.defineProperty(exports, "openFrom", {
  enumerable: true,
  get: function () {
    return openFrom;
  }
});
Object.defineProperty(exports, "openShelf", {
  enumerable: true,
  get: function () {
    return openShelf;
  }
});