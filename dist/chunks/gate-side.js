const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_count = require("./count-count.js");
const require_core = require("./core.js");

// src/gate/side.ts
var side_exports = /* @__PURE__ */ require_rolldown_runtime.__exportAll({ readFile: () => readFile });
/** False where equal roots aren't equal models, since the files beside them are read, too. */
const isWhole = ({ path }) => !require_core.formatsOf(path).some(({ readsMembers }) => readsMembers);
/** @param open opens a file that is read */
function createCounter(open) {
	const uses = /* @__PURE__ */ new Map();
	const kept = /* @__PURE__ */ new Map();
	const asked = /* @__PURE__ */ new Map();
	const held = /* @__PURE__ */ new Map();
	const isAwaited = ({ id }) => (uses.get(id ?? "") ?? 0) > 1;
	function modelOf(file) {
		const model = held.get(file) ?? readFile(open, file).catch(failed);
		held.set(file, model);
		return model;
	}
	async function sidesOf(file, cases) {
		const work = async () => countCases(await modelOf(file), cases);
		if (file.id === null || !isWhole(file)) return work();
		const key = `${file.id} ${keyOf(cases)}`;
		const sides = kept.get(key) ?? work();
		if (isAwaited(file)) kept.set(key, sides);
		return sides;
	}
	async function readInputs(file) {
		const model = await modelOf(file);
		return "graph" in model ? {
			kind: "read",
			inputs: model.graph.inputs
		} : model;
	}
	return {
		expect(files) {
			for (const { id } of files) if (id !== null) uses.set(id, (uses.get(id) ?? 0) + 1);
		},
		async inputsOf(file) {
			if (file.id === null || !isWhole(file)) return readInputs(file);
			const inputs = asked.get(file.id) ?? readInputs(file);
			if (isAwaited(file)) asked.set(file.id, inputs);
			return inputs;
		},
		async count(file, cases, bytes) {
			const sides = await sidesOf(file, cases);
			held.delete(file);
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
		if (left > 0) return;
		asked.delete(id);
		for (const key of kept.keys()) if (key.startsWith(`${id} `)) kept.delete(key);
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
function countCases(model, cases) {
	if (!("graph" in model)) return cases.map(() => model);
	return cases.map((options) => {
		const side = countCase(model, options);
		if (side.kind === "counted" || (options.overrides?.size ?? 0) === 0) return side;
		return countCase(model, {
			...options,
			overrides: /* @__PURE__ */ new Map()
		});
	});
}
function countCase(model, options) {
	try {
		return {
			kind: "counted",
			report: require_count.countModel(model, options),
			bytes: null
		};
	} catch (thrown) {
		return failed(thrown);
	}
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
const optionNames = [
	"dims",
	"inputs",
	"values",
	"renames",
	"overrides"
];
function keyOf(cases) {
	return JSON.stringify(cases.map((options) => optionNames.map((name) => [...options[name] ?? []])), (_, value) => typeof value === "bigint" ? `${value}n` : value);
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