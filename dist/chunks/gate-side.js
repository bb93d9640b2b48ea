const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_count = require("./count-count.js");
const require_core = require("./core.js");

// src/gate/side.ts
var side_exports = /* @__PURE__ */ require_rolldown_runtime.__exportAll({ readFile: () => readFile });
function createCounter(open) {
	const uses = /* @__PURE__ */ new Map();
	const kept = /* @__PURE__ */ new Map();
	async function sidesOf(file, cases) {
		const uncounted = uses.get(file.id ?? "") ?? 0;
		const isWhole = !require_core.formatsOf(file.path).some(({ readsMembers }) => readsMembers);
		if (file.id === null || uncounted < 2 || !isWhole) return countFile(open, file, cases);
		const key = `${file.id} ${keyOf(cases)}`;
		const sides = kept.get(key) ?? countFile(open, file, cases);
		kept.set(key, sides);
		return sides;
	}
	return {
		expect(files) {
			for (const { id } of files) if (id !== null) uses.set(id, (uses.get(id) ?? 0) + 1);
		},
		async count(file, cases, bytes) {
			const sides = await sidesOf(file, cases);
			forget(file);
			return sides.map((side) => side.kind === "counted" ? {
				...side,
				report: {
					...side.report,
					path: require_core.modelName(file.path)
				},
				bytes
			} : side);
		}
	};
	function forget({ id }) {
		if (id === null) return;
		const left = (uses.get(id) ?? 1) - 1;
		uses.set(id, left);
		if (left <= 0) {
			for (const key of kept.keys()) if (key.startsWith(`${id} `)) kept.delete(key);
		}
	}
}
/** Reads a file's model. @throws Fault as its source and its reader do */
async function readFile(open, file) {
	const source = await open(file);
	try {
		return await require_core.readModel(source, file.path, require_core.modelName(file.path));
	} finally {
		await source.close();
	}
}
async function countFile(open, file, cases) {
	let model;
	try {
		model = await readFile(open, file);
	} catch (thrown) {
		const side = failed(thrown);
		return cases.map(() => side);
	}
	return cases.map((options) => {
		try {
			return {
				kind: "counted",
				report: require_count.countModel(model, options),
				bytes: null
			};
		} catch (thrown) {
			return failed(thrown);
		}
	});
}
function failed(thrown) {
	const { code, message, hint } = require_core.asFault(thrown);
	return {
		kind: "failed",
		failure: {
			code,
			message,
			hint
		}
	};
}
function keyOf(cases) {
	return JSON.stringify(cases.map(({ dims, inputs, values }) => [
		[...dims ?? []],
		[...inputs ?? []],
		[...values ?? []]
	]), (_, value) => typeof value === "bigint" ? `${value}n` : value);
}

Object.defineProperty(exports, "createCounter", {
  enumerable: true,
  get: function () {
    return createCounter;
  }
});
Object.defineProperty(exports, "readFile", {
  enumerable: true,
  get: function () {
    return readFile;
  }
});
Object.defineProperty(exports, "side_exports", {
  enumerable: true,
  get: function () {
    return side_exports;
  }
});