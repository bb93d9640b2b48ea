const require_core = require("./core.js");

// src/diff/usual-sizes.ts
/** Sizes that models are run at: what still hangs on a size is tried at these. The second is the most usual. */
const usual = {
	batch: [
		1n,
		1n,
		2n,
		8n,
		64n
	],
	sequence: [
		16n,
		128n,
		512n,
		2048n,
		8192n
	],
	spatial: [
		32n,
		224n,
		512n,
		1024n,
		2048n
	],
	other: [
		1n,
		16n,
		256n,
		4096n
	]
};
/** The size that stands for all. */
const usualSize = (role) => usual[role][1] ?? 1n;
/** Names that exporters and people give. */
const names = [
	[/^(?:n|b|bs)$|batch/i, "batch"],
	[/^(?:h|w|d)$|height|width/i, "spatial"],
	[/^(?:l|s|t)$|seq|len|time|token|ctx|context|past/i, "sequence"]
];
/** What the open sizes of the inputs of both sides stand for. */
function rolesOf(sides) {
	const roles = /* @__PURE__ */ new Map();
	for (const side of sides) if (side?.kind === "counted") for (const [name, role] of reportRoles(side.report)) roles.set(name, role);
	return roles;
}
/** What the open sizes of a model's inputs stand for. */
function reportRoles({ inputs, unbound }) {
	const shapes = inputs.map(({ value }) => value?.kind === "tensor" ? value.shape : null);
	return new Map(unbound.map((name) => [name, roleOf(name, shapes)]));
}
function roleOf(name, shapes) {
	const named = names.find(([pattern]) => pattern.test(name))?.[1];
	if (named !== void 0) return named;
	for (const shape of shapes) {
		const axis = shape?.findIndex((dim) => require_core.equal(dim, require_core.symbol(name))) ?? -1;
		if (shape === null || axis === -1) continue;
		if (axis === 0) return "batch";
		return shape.length >= 4 ? "spatial" : "sequence";
	}
	return "other";
}
/** Sets of sizes that one formula is tried at. */
const maxSets = 256;
/** Usual sizes of the symbols, each with each; of many symbols, those that stand for the same thing together. */
function usualSets(symbols, roles) {
	const listOf = (name) => [...new Set(usual[roles.get(name) ?? "other"])];
	for (const thin of [(list) => list, ends]) {
		const lists = symbols.map((name) => thin(listOf(name)));
		if (lists.reduce((product, { length }) => product * length, 1) > maxSets) continue;
		return lists.reduce((sets, list, i) => sets.flatMap((set) => list.map((size) => new Map([...set, [symbols[i] ?? "", size]]))), [/* @__PURE__ */ new Map()]);
	}
	return tied(symbols, roles);
}
const ends = (list) => [
	list[0] ?? 1n,
	list[1] ?? 1n,
	list.at(-1) ?? 1n
];
/** One size for all symbols of a role, each role's with each of the others'. */
function tied(symbols, roles) {
	const used = [...new Set(symbols.map((name) => roles.get(name) ?? "other"))];
	return usualSets(used, new Map(used.map((role) => [role, role]))).map((set) => new Map(symbols.map((name) => [name, set.get(roles.get(name) ?? "other") ?? 1n])));
}

Object.defineProperty(exports, "reportRoles", {
  enumerable: true,
  get: function () {
    return reportRoles;
  }
});
Object.defineProperty(exports, "rolesOf", {
  enumerable: true,
  get: function () {
    return rolesOf;
  }
});
Object.defineProperty(exports, "usualSets", {
  enumerable: true,
  get: function () {
    return usualSets;
  }
});
Object.defineProperty(exports, "usualSize", {
  enumerable: true,
  get: function () {
    return usualSize;
  }
});