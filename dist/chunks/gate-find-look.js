const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_core = require("./core.js");

// src/gate/find/structure.ts
var structure_exports = /* @__PURE__ */ require_rolldown_runtime.__exportAll({ structureOf: () => structureOf });
function structureOf(model) {
	const counts = /* @__PURE__ */ new Map();
	const add = (key) => void counts.set(key, (counts.get(key) ?? 0) + 1);
	walk(model.graph, add);
	for (const { nodes } of model.functions.values()) for (const node of nodes) add(nodeText(node, null));
	return counts;
}
function walk(graph, add) {
	for (const node of graph.nodes) {
		add(nodeText(node, graph));
		for (const attr of node.attrs.values()) if (attr.kind === "graph") walk(attr.value, add);
		else if (attr.kind === "graphs") for (const body of attr.value) walk(body, add);
	}
}
function nodeText({ op, domain, inputs }, graph) {
	return `${domain}:${op}(${inputs.map((name) => graph?.initializers.get(name)?.dims.map(require_core.format).join("x") ?? "").join(",")})`;
}
/** What two structures share, from 0 (nothing) to 1 (all): twice the common nodes over all nodes. */
function similarity(a, b) {
	let [common, all] = [0, 0];
	for (const [key, count] of a) {
		common += Math.min(count, b.get(key) ?? 0);
		all += count;
	}
	for (const count of b.values()) all += count;
	return all === 0 ? 0 : 2 * common / all;
}

// src/gate/find/changes.ts
/** Shared structure from which a model counts as the same under another path, as with git's own renames. */
const SAME_MODEL = .5;
/** Files that went, and that came, up to which structures are compared; a pair costs a look into both. */
const MAX_COMPARED = 100;
const baseName = (path) => path.slice(path.lastIndexOf("/") + 1);
/**
* Models changed in place, and those that went paired with those that came: by equal content (`moved`), by the policy's id,
* then by structure (`renamed`). Bytes aren't compared: weights would drown what the model is.
*/
async function pairModels(files, kin) {
	const changes = [];
	const went = /* @__PURE__ */ new Set();
	const came = /* @__PURE__ */ new Set();
	for (const { base, head } of files) if (base !== null && head !== null) changes.push({
		change: "changed",
		base,
		head
	});
	else if (base !== null) went.add(base);
	else if (head !== null) came.add(head);
	const pair = (change, base, head) => {
		went.delete(base);
		came.delete(head);
		changes.push({
			change,
			base,
			head
		});
	};
	pairEqual(went, came, (file) => file.id, (base, head) => pair("moved", base, head));
	pairEqual(went, came, (file, side) => kin.idOf(file, side), (base, head) => pair("renamed", base, head));
	for (const [base, head] of await alike(went, came, kin)) pair("renamed", base, head);
	for (const base of went) changes.push({
		change: "removed",
		base,
		head: null
	});
	for (const head of came) changes.push({
		change: "added",
		base: null,
		head
	});
	return changes;
}
/** Pairs files of one key, those of the same name first. */
function pairEqual(went, came, keyOf, pair) {
	const byKey = /* @__PURE__ */ new Map();
	for (const file of went) {
		const key = keyOf(file, "base");
		if (key !== null) byKey.set(key, (byKey.get(key) ?? /* @__PURE__ */ new Set()).add(file));
	}
	for (const sameName of [true, false]) for (const head of Array.from(came)) {
		const candidates = byKey.get(keyOf(head, "head") ?? "\0");
		const base = [...candidates ?? []].find((file) => !sameName || baseName(file.path) === baseName(head.path));
		if (base === void 0 || candidates === void 0) continue;
		candidates.delete(base);
		pair(base, head);
	}
}
/** Pairs by likeness of structure, the likest first; of equally like ones those of the same name. */
async function alike(went, came, kin) {
	if (went.size === 0 || came.size === 0 || Math.max(went.size, came.size) > MAX_COMPARED) return [];
	const read = async (files) => Promise.all([...files].map(async (file) => ({
		file,
		structure: await kin.structureOf(file)
	})));
	const [before, after] = [await read(went), await read(came)];
	const pairs = before.flatMap(({ file: base, structure: a }) => after.flatMap(({ file: head, structure: b }) => {
		const score = a === null || b === null ? 0 : similarity(a, b);
		return score < SAME_MODEL ? [] : [{
			base,
			head,
			score: score + (baseName(base.path) === baseName(head.path) ? .001 : 0)
		}];
	}));
	const taken = /* @__PURE__ */ new Set();
	const chosen = [];
	for (const { base, head } of pairs.toSorted((a, b) => b.score - a.score)) {
		if (taken.has(base) || taken.has(head)) continue;
		taken.add(base).add(head);
		chosen.push([base, head]);
	}
	return chosen;
}

// src/gate/find/look.ts
/**
* Looks into the first bytes of files whose names others have, too (`.cfg`, `.json`); of any other the name is enough. A file that can't
* be opened is no model by its name alone. Each is looked at once.
*/
function createLook(open) {
	const seen = /* @__PURE__ */ new WeakMap();
	const look = async (file) => {
		try {
			const source = await open(file);
			try {
				return require_core.isModelHead(await source.read(0, Math.min(require_core.HEAD_BYTES, source.size ?? 4096)), file.path);
			} finally {
				await source.close();
			}
		} catch {
			return false;
		}
	};
	return async (file) => {
		if (!require_core.isSharedPath(file.path)) return true;
		const answer = seen.get(file) ?? look(file);
		seen.set(file, answer);
		return answer;
	};
}
/** Those that are models, in order. */
async function modelsAmong(files, look) {
	const are = await Promise.all(files.map(look));
	return files.filter((_, i) => are[i]);
}
/** Changes of files that are models on either side: one that has become something else is a model that can't be read. */
async function changedModels(files, look) {
	const are = await Promise.all(files.map(async ({ base, head }) => [base === null ? false : await look(base), head === null ? false : await look(head)].includes(true)));
	return files.filter((_, i) => are[i]);
}

Object.defineProperty(exports, "changedModels", {
  enumerable: true,
  get: function () {
    return changedModels;
  }
});
Object.defineProperty(exports, "createLook", {
  enumerable: true,
  get: function () {
    return createLook;
  }
});
Object.defineProperty(exports, "modelsAmong", {
  enumerable: true,
  get: function () {
    return modelsAmong;
  }
});
Object.defineProperty(exports, "pairModels", {
  enumerable: true,
  get: function () {
    return pairModels;
  }
});
Object.defineProperty(exports, "structureOf", {
  enumerable: true,
  get: function () {
    return structureOf;
  }
});
Object.defineProperty(exports, "structure_exports", {
  enumerable: true,
  get: function () {
    return structure_exports;
  }
});