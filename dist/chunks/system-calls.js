const require_core = require("./core.js");

// src/system/calls.ts
/** Answers the other side's calls and makes calls of its own. Only our own code is at the other end. */
function connect(port, handlers) {
	const pending = /* @__PURE__ */ new Map();
	let ids = 0;
	async function answer(id, name, argument) {
		try {
			const handler = handlers[name];
			if (handler === void 0) throw new require_core.Fault("internal", `no handler is named ${name}`, "report this defect");
			port.postMessage({
				kind: "result",
				id,
				value: await handler(argument)
			});
		} catch (thrown) {
			const { code, message: text, hint } = require_core.asFault(thrown);
			port.postMessage({
				kind: "fault",
				id,
				code,
				text,
				hint
			});
		}
	}
	function take(message) {
		if (message.kind === "call") {
			answer(message.id, message.name, message.argument);
			return;
		}
		const waiting = pending.get(message.id);
		pending.delete(message.id);
		if (message.kind === "result") waiting?.resolve(message.value);
		else waiting?.reject(new require_core.Fault(message.code, message.text, message.hint));
	}
	port.on("message", (message) => take(message));
	return {
		call: async (name, argument) => new Promise((resolve, reject) => {
			ids += 1;
			pending.set(ids, {
				resolve,
				reject
			});
			port.postMessage({
				kind: "call",
				id: ids,
				name,
				argument
			});
		}),
		fail(fault) {
			for (const { reject } of pending.values()) reject(fault);
			pending.clear();
		}
	};
}

Object.defineProperty(exports, "connect", {
  enumerable: true,
  get: function () {
    return connect;
  }
});