import { t as findRuntime } from "./runtime.js";

// src/gate/doctor-runtime.ts
/** Version of the runtime that models would be measured with, and where it is; null where it would have to be fetched. */
async function lookForRuntime(cwd) {
	try {
		const { version, how } = await findRuntime({
			cwd,
			fetch: false
		});
		return `${version}, ${how}`;
	} catch {
		return null;
	}
}

export { lookForRuntime };