// src/gate/map-pool.ts
/** Maps a list by an asynchronous function, at most `width` at a time, results in the list's order. */
async function mapPool(list, width, work) {
	const results = [];
	let next = 0;
	const worker = async () => {
		while (next < list.length) {
			const index = next;
			next += 1;
			results[index] = await work(list[index], index);
		}
	};
	await Promise.all(Array.from({ length: Math.min(width, list.length) }, worker));
	return results;
}

Object.defineProperty(exports, "mapPool", {
  enumerable: true,
  get: function () {
    return mapPool;
  }
});