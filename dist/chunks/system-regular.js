let node_fs = require("node:fs");

// src/system/regular.ts
/** Without O_NONBLOCK the opening of a named pipe waits for its writer, and that of some devices for ever. */
const reading = node_fs.constants.O_RDONLY | (node_fs.constants.O_NONBLOCK ?? 0);
/**
* Opens a regular file for reading; never waits. It is looked at once it is open, so that nothing can be put in its place in between.
* @param refuse makes the fault for what is there but no regular file, given what it is
* @throws what `refuse` makes, and Node's own errors
*/
function openRegular(path, refuse) {
	let descriptor;
	try {
		descriptor = (0, node_fs.openSync)(path, reading);
	} catch (cause) {
		if (cause instanceof Error && "code" in cause && cause.code === "ENXIO") throw refuse("a socket");
		throw cause;
	}
	const stat = (0, node_fs.fstatSync)(descriptor);
	if (stat.isFile()) return {
		descriptor,
		size: stat.size
	};
	(0, node_fs.closeSync)(descriptor);
	throw refuse(fileKind(stat));
}
/** What something is that is no regular file, in words. */
function fileKind(stat) {
	if (stat.isDirectory()) return "a folder";
	if (stat.isFIFO()) return "a named pipe";
	if (stat.isSocket()) return "a socket";
	return stat.isCharacterDevice() || stat.isBlockDevice() ? "a device" : "no regular file";
}
/** The bytes of an open file, as many as it had when it was opened; fewer if it was cut since. Closes it. */
function readWhole({ descriptor, size }) {
	try {
		const bytes = Buffer.alloc(size);
		let filled = 0;
		while (filled < size) {
			const count = (0, node_fs.readSync)(descriptor, bytes, filled, size - filled, filled);
			if (count === 0) break;
			filled += count;
		}
		return bytes.subarray(0, filled);
	} finally {
		(0, node_fs.closeSync)(descriptor);
	}
}

Object.defineProperty(exports, "openRegular", {
  enumerable: true,
  get: function () {
    return openRegular;
  }
});
Object.defineProperty(exports, "readWhole", {
  enumerable: true,
  get: function () {
    return readWhole;
  }
});