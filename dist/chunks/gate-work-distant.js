// src/gate/work/distant.ts
/** Bytes asked for at a time: a reader's ranges are small, and each question costs a turn of two threads. */
const AHEAD = 65536;
/** Opens files for other threads. */
function openShelf(open, bytes) {
	const sources = /* @__PURE__ */ new Map();
	let handles = 0;
	return {
		async open(file) {
			const source = await open(file);
			handles += 1;
			sources.set(handles, source);
			const { name, size, storedSize, forward } = source;
			return {
				handle: handles,
				name,
				size,
				forward,
				...storedSize === void 0 ? {} : { storedSize }
			};
		},
		read: async ({ handle, offset, length }) => sources.get(handle)?.read(offset, length) ?? /* @__PURE__ */ new Uint8Array(0),
		async close(handle) {
			const source = sources.get(handle);
			sources.delete(handle);
			await source?.close();
		},
		bytes
	};
}
/** The files of a shelf as sources: what lies ahead of a range is asked for with it. */
function openFrom(shelf) {
	return async (file) => {
		const { handle, ...facts } = await shelf.open(file);
		let kept = /* @__PURE__ */ new Uint8Array(0);
		let at = 0;
		let isEnd = false;
		return {
			...facts,
			read(offset, length) {
				return offset >= at && (isEnd || offset + length <= at + kept.length) ? kept.subarray(offset - at, offset - at + length) : ahead(offset, length);
			},
			close: async () => shelf.close(handle)
		};
		async function ahead(offset, length) {
			const from = Math.max(0, Math.min(offset - at, kept.length));
			const held = offset >= at ? kept.subarray(from) : /* @__PURE__ */ new Uint8Array(0);
			const start = offset + held.length;
			const wanted = Math.max(length - held.length, AHEAD);
			const more = await shelf.read({
				handle,
				offset: start,
				length: wanted
			});
			isEnd = more.length < wanted;
			kept = held.length === 0 ? more : Buffer.concat([held, more]);
			at = offset;
			return kept.subarray(0, length);
		}
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