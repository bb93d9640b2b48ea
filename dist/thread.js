const require_distant = require("./chunks/gate-work-distant.js");
const require_outcomes = require("./chunks/gate-work-outcomes.js");
const require_calls = require("./chunks/system-calls.js");
let node_worker_threads = require("node:worker_threads");

// src/gate/work/thread.ts
/** What a thread of the gate does: it counts and judges tasks, whose files it asks for by `call`. */
function threadWork(call) {
	const shelf = {
		open: async (file) => await call("open", file),
		read: async (range) => await call("read", range),
		close: async (handle) => void await call("close", handle),
		bytes: async (file) => await call("bytes", file),
		members: async (handle) => await call("members", handle),
		openMember: async (member) => await call("openMember", member)
	};
	const files = {
		open: require_distant.openFrom(shelf),
		bytesOf: shelf.bytes
	};
	return async (tasks) => require_outcomes.outcomesOf(tasks, files, 2);
}

// src/thread.ts
/** A thread of the gate (`src/system/threads.ts` starts it): counts and judges models whose bytes the main thread reads. */
if (node_worker_threads.parentPort !== null) {
	const channel = require_calls.connect(node_worker_threads.parentPort, { judge: threadWork(async (name, argument) => channel.call(name, argument)) });
}
