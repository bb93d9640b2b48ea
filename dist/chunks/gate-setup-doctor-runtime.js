const require_runtime = require("./bench-runtime-runtime.js");

// src/gate/setup/doctor-runtime.ts
/** Version of the runtime that models would be measured with, and its place; null if it would have to be fetched. */
async function lookForRuntime(cwd) {
	try {
		const { version, how } = await require_runtime.findRuntime({
			cwd,
			fetch: false
		});
		return `${version}, ${how}`;
	} catch {
		return null;
	}
}

exports.lookForRuntime = lookForRuntime;