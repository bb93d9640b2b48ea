const require_core = require("./core.js");

// src/count/pair-inputs.ts
/** Which input at base is which at head: by name, then by position among equal type and rank, then among equal rank. */
function pairInputs(base, head) {
	const keys = [
		({ name }) => name,
		typeKey,
		rankKey
	];
	const mates = /* @__PURE__ */ new Map();
	const taken = /* @__PURE__ */ new Set();
	for (const keyOf of keys) {
		const waiting = /* @__PURE__ */ new Map();
		for (const info of head) {
			const key = taken.has(info) ? void 0 : keyOf(info);
			if (key !== void 0) waiting.set(key, [...waiting.get(key) ?? [], info]);
		}
		for (const info of base) {
			const key = mates.has(info) ? void 0 : keyOf(info);
			const mate = key === void 0 ? void 0 : waiting.get(key)?.shift();
			if (mate === void 0) continue;
			mates.set(info, mate);
			taken.add(mate);
		}
	}
	return base.flatMap((info) => {
		const mate = mates.get(info);
		return mate === void 0 ? [] : [[info, mate]];
	});
}
function typeKey({ type }) {
	return type.kind === "tensor" && type.shape !== null ? `${type.dtype} ${type.shape.length}` : void 0;
}
function rankKey({ type }) {
	return type.kind === "tensor" && type.shape !== null ? String(type.shape.length) : void 0;
}
/** Names of the sizes that an input leaves open, in order. */
const symbolsOfInput = ({ type }) => type.kind === "tensor" ? (type.shape ?? []).flatMap((dim) => [...require_core.symbolsOf(dim)]) : [];
/** The name of a size that is one symbol and nothing else. */
function soleSymbol(dim) {
	const [name, ...rest] = require_core.symbolsOf(dim);
	return name !== void 0 && rest.length === 0 && require_core.equal(dim, require_core.symbol(name)) ? name : void 0;
}
/** The input's type if it is a tensor. */
const tensorOf = ({ type }) => type.kind === "tensor" ? type : null;

Object.defineProperty(exports, "pairInputs", {
  enumerable: true,
  get: function () {
    return pairInputs;
  }
});
Object.defineProperty(exports, "soleSymbol", {
  enumerable: true,
  get: function () {
    return soleSymbol;
  }
});
Object.defineProperty(exports, "symbolsOfInput", {
  enumerable: true,
  get: function () {
    return symbolsOfInput;
  }
});
Object.defineProperty(exports, "tensorOf", {
  enumerable: true,
  get: function () {
    return tensorOf;
  }
});