import { closeSync, constants, fstatSync, openSync, readSync, readlinkSync, writeSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import { parseArgs } from "node:util";
import { isatty } from "node:tty";

// src/graph/fault.ts
/** A failure that ends the run with exit code 2: what went wrong and where (`message`), and what to do (`hint`). */
var Fault = class extends Error {
	code;
	hint;
	/**
	* @param code kebab-case and stable, e.g. `git-lfs-pointer`, `bad-policy`
	* @param message one line: what, where
	* @param hint one line: what to do
	*/
	constructor(code, message, hint, options) {
		super(message, options);
		this.name = "Fault";
		this.code = code;
		this.hint = hint;
	}
};
/** The thrown value as a Fault: itself, or an `internal` Fault around it (a bug in Flopgate, said so). */
function asFault(thrown) {
	if (thrown instanceof Fault) return thrown;
	const message = thrown instanceof Error ? thrown.message : String(thrown);
	return new Fault("internal", message, "this is a defect of Flopgate: please report it with the output of --debug", { cause: thrown });
}

// src/graph/dim-cache.ts
function createCache(maxChars) {
	const entries = /* @__PURE__ */ new Map();
	let chars = 0;
	return {
		get: (key) => entries.get(key),
		set(key, value) {
			chars += key.length + 32;
			if (chars > maxChars) {
				entries.clear();
				chars = key.length + 32;
			}
			entries.set(key, value);
		}
	};
}

// src/graph/dim-name.ts
/** How symbol names are written inside formulas, and when a text is one name. The lexer and the printer share these rules. */
const bare = /^[\p{L}_][\p{L}\p{N}_.:$@]*(?:-[\p{L}_][\p{L}\p{N}_.:$@]*)*$/u;
const alone = /^[\p{L}_][\p{L}\p{N}_.:$@]*(?:[-/][\p{L}\p{N}_.:$@]+)*$/u;
const words = /^[\p{L}_][\p{L}\p{N}_.:$@]*(?: [\p{L}_][\p{L}\p{N}_.:$@]*)+$/u;
const path = /^\/[\p{L}\p{N}_.:$@/-]*$/u;
const quotient = /\/\d+$/;
/** Names that torch gives its symbols (s0, u12, s77): an operator between two of them is never part of a name. */
const torchSymbol = /^[su]\d+$/;
/** True where `left-right`, written without spaces, is a subtraction of torch symbols rather than a name with a hyphen. */
function isTorchPair(left, right) {
	return torchSymbol.test(left) && (torchSymbol.test(right) || /^\d+$/.test(right));
}
function hasTorchPair(name) {
	const parts = name.split(/[-/]/);
	return parts.some((part, at) => at > 0 && isTorchPair(parts[at - 1] ?? "", part));
}
/** True of a name that a formula shows without quotes: letters, digits, `_.:$@`, and hyphens before a letter. */
function isBareName(name) {
	return bare.test(name) && !hasTorchPair(name);
}
/**
* True where the whole text is one name although it holds characters of operators: `batch-size`, `dim-1`, `encoder/length`,
* `batch size`, `/model/Resize_output_0.dim2`; not `s0-1`, not `h/32`.
*/
function isWholeName(text) {
	if (path.test(text) || words.test(text)) return true;
	return alone.test(text) && !quotient.test(text) && !hasTorchPair(text);
}
/** A name as it stands in a formula: bare, or in double quotes with `\` before a quote or a backslash. */
function quoteName(name) {
	return isBareName(name) ? name : `"${name.replaceAll(/["\\]/g, "\\$&")}"`;
}

// src/graph/dim-poly.ts
const maxTerms$1 = 512;
const maxPolyKey = 16384;
const maxInnerKey = 2048;
const maxWeight = 256;
const maxDepth = 400;
const maxCoefficient = 1n << 4096n;
const maxSafe = BigInt(Number.MAX_SAFE_INTEGER);
/** Above this many products of terms a product is kept as a product of groups. */
const maxProducts = 4096;
const polys = createCache(4e6);
const atoms = createCache(4e6);
const groups = createCache(8e6);
let groupCount = 0;
function overflow(what) {
	return new Fault("overflow", `a size formula grows beyond ${what}`, "bind the symbolic sizes with --dim NAME=N");
}
/** The monomial 1. */
const one = {
	key: "",
	factors: [],
	degree: 0,
	depth: 0,
	weight: 0
};
/** Canonical order of atoms: symbols first, then by key. */
function compareAtoms(a, b) {
	if (a.key === b.key) return 0;
	const rank = Number(a.kind !== "symbol") - Number(b.kind !== "symbol");
	return rank !== 0 ? rank : a.key < b.key ? -1 : 1;
}
/** Graded lexicographic order, leading monomial first: a monomial order, so that exact division terminates. */
function compareMonomials(a, b) {
	if (a.key === b.key) return 0;
	if (a.degree !== b.degree) return b.degree - a.degree;
	for (const [at, left] of a.factors.entries()) {
		const right = b.factors[at];
		if (right === void 0) return -1;
		const order = compareAtoms(left.atom, right.atom) || right.power - left.power;
		if (order !== 0) return order;
	}
	return 0;
}
function monomialOf(factors) {
	let [key, degree, depth, weight] = [
		"",
		0,
		0,
		0
	];
	for (const { atom, power } of factors) {
		key += (key === "" ? "" : "*") + (power === 1 ? atom.key : `${atom.key}^${power}`);
		degree += power;
		depth = Math.max(depth, atom.depth);
		weight += power * atom.weight;
	}
	if (weight > maxWeight) throw overflow(`degree ${maxWeight}`);
	const monomial = {
		key,
		factors,
		degree,
		depth,
		weight
	};
	if (key.length <= maxInnerKey || factors.length < 2) return monomial;
	return monomialOf([{
		atom: groupAtom(polyOf([{
			coefficient: 1n,
			monomial
		}])),
		power: 1
	}]);
}
/** a\u00b7b; a Fault `overflow` beyond the largest degree. */
function multiplyMonomials(a, b) {
	if (a.degree === 0) return b;
	if (b.degree === 0) return a;
	const factors = [];
	let [i, j] = [0, 0];
	while (i < a.factors.length || j < b.factors.length) {
		const [left, right] = [a.factors[i], b.factors[j]];
		const order = left === void 0 ? 1 : right === void 0 ? -1 : compareAtoms(left.atom, right.atom);
		if (order === 0 && left !== void 0 && right !== void 0) factors.push({
			atom: left.atom,
			power: left.power + right.power
		});
		else if (order < 0 && left !== void 0) factors.push(left);
		else if (right !== void 0) factors.push(right);
		if (order <= 0) i += 1;
		if (order >= 0) j += 1;
	}
	return monomialOf(factors);
}
/** a/b where b divides a, else undefined. */
function divideMonomials(a, b) {
	if (b.degree === 0) return a;
	if (b.degree > a.degree) return void 0;
	const powers = new Map(b.factors.map(({ atom, power }) => [atom.key, power]));
	const factors = [];
	for (const { atom, power } of a.factors) {
		const rest = power - (powers.get(atom.key) ?? 0);
		if (rest < 0) return void 0;
		powers.delete(atom.key);
		if (rest > 0) factors.push({
			atom,
			power: rest
		});
	}
	return powers.size > 0 ? void 0 : monomialOf(factors);
}
/** The greatest monomial that divides both. */
function commonMonomial(a, b) {
	const powers = new Map(b.factors.map(({ atom, power }) => [atom.key, power]));
	return monomialOf(a.factors.map(({ atom, power }) => ({
		atom,
		power: Math.min(power, powers.get(atom.key) ?? 0)
	})).filter(({ power }) => power > 0));
}
function keyOf(terms) {
	let key = "";
	for (const { coefficient, monomial } of terms) {
		const negative = coefficient < 0n;
		const size = negative ? -coefficient : coefficient;
		key += key === "" ? negative ? "-" : "" : negative ? " - " : " + ";
		key += monomial.degree === 0 ? String(size) : size === 1n ? monomial.key : `${size}*${monomial.key}`;
	}
	return key;
}
function polyOf(terms) {
	let depth = 0;
	let weight = 0;
	for (let i = 0; i < terms.length; i++) {
		const { coefficient, monomial } = terms[i];
		if (coefficient > maxCoefficient || coefficient < -maxCoefficient) throw overflow("2^4096");
		depth = Math.max(depth, monomial.depth);
		weight = Math.max(weight, monomial.weight);
	}
	const key = keyOf(terms);
	const known = polys.get(key);
	if (known !== void 0) return known;
	const poly = {
		kind: "poly",
		key,
		terms,
		depth,
		weight
	};
	if (key.length <= maxPolyKey) polys.set(key, poly);
	return poly;
}
/** The Dim of terms in canonical order, coefficients not 0; a group where there are too many of them. */
function fromTerms(terms) {
	const first = terms[0];
	if (first === void 0) return 0;
	if (first.monomial.degree === 0 && first.coefficient <= maxSafe && first.coefficient >= -maxSafe) return Number(first.coefficient);
	const poly = polyOf(terms);
	return terms.length > 1 && (terms.length > maxTerms$1 || poly.key.length > maxPolyKey) ? asGroup(poly) : poly;
}
/** The terms of any Dim; 0 has none. */
function termsOf(d) {
	if (typeof d !== "number") return d.terms;
	return d === 0 ? [] : [{
		coefficient: BigInt(d),
		monomial: one
	}];
}
function intern(key, make) {
	const known = atoms.get(key);
	if (known !== void 0) return known;
	const atom = make();
	if (atom.depth > maxDepth) throw overflow(`${maxDepth} nested operations`);
	atoms.set(key, atom);
	return atom;
}
function symbolAtom(name) {
	const key = quoteName(name);
	return intern(key, () => ({
		kind: "symbol",
		name,
		key,
		depth: 1,
		weight: 1
	}));
}
/** floor(n/d) or trunc(n/d), not simplified. */
function quotientAtom(kind, n, d) {
	const [numerator, denominator] = shorten([n, d]);
	const key = `${kind}(${isSum(numerator) ? `(${keyOfDim(numerator)})` : keyOfDim(numerator)}/${operand(denominator)})`;
	return intern(key, () => ({
		kind,
		numerator,
		denominator,
		key,
		...factsOf([numerator, denominator])
	}));
}
/** max(args) or min(args), not simplified; args in canonical order. */
function extremeAtom(kind, list) {
	const args = shorten(list);
	const key = `${kind}(${args.map(keyOfDim).join(", ")})`;
	return intern(key, () => ({
		kind,
		args,
		key,
		...factsOf(args)
	}));
}
function groupAtom(body) {
	const known = groups.get(body.key);
	if (known !== void 0) return known;
	groupCount += 1;
	const atom = {
		kind: "group",
		body,
		key: `#${groupCount}`,
		depth: body.depth + 1,
		weight: body.weight
	};
	if (atom.depth > maxDepth) throw overflow(`${maxDepth} nested operations`);
	groups.set(body.key, atom);
	return atom;
}
/** The Dim that is this atom alone. */
function fromAtom(atom) {
	return polyOf([{
		coefficient: 1n,
		monomial: monomialOf([{
			atom,
			power: 1
		}])
	}]);
}
/** The atom that the Dim is, where it is one atom and nothing else. */
function asAtom(d) {
	if (typeof d === "number" || d.terms.length !== 1) return void 0;
	const term = d.terms[0];
	return term?.coefficient === 1n && term.monomial.degree === 1 ? term.monomial.factors[0]?.atom : void 0;
}
/** The same value as one short atom. */
function asGroup(d) {
	return typeof d === "number" || d.weight === 0 || asAtom(d) !== void 0 ? d : fromAtom(groupAtom(d));
}
function shorten(args) {
	return args.reduce((chars, arg) => chars + keyOfDim(arg).length, 0) > maxInnerKey ? args.map(asGroup) : args;
}
function factsOf(args) {
	let [depth, weight] = [0, 0];
	for (const arg of args) {
		if (typeof arg === "number") continue;
		depth = Math.max(depth, arg.depth);
		weight = Math.max(weight, arg.weight);
	}
	return {
		depth: depth + 1,
		weight
	};
}
function isSum(d) {
	return typeof d !== "number" && d.terms.length > 1;
}
function operand(d) {
	return typeof d === "number" || asAtom(d) !== void 0 ? keyOfDim(d) : `(${keyOfDim(d)})`;
}
/** The canonical text: equal Dims have equal keys. */
function keyOfDim(d) {
	return typeof d === "number" ? String(d) : d.key;
}
/** What an atom is made of. */
function childrenOf(atom) {
	switch (atom.kind) {
		case "symbol": return [];
		case "group": return [atom.body];
		case "floor":
		case "trunc": return [atom.numerator, atom.denominator];
		case "max":
		case "min": return atom.args;
	}
}

// src/graph/dim-ring.ts
const { MAX_SAFE_INTEGER } = Number;
function isSafe(n) {
	return n <= MAX_SAFE_INTEGER && n >= -MAX_SAFE_INTEGER;
}
/** The size that the name stands for; any integer \u2265 0. */
function symbol(name) {
	return fromAtom(symbolAtom(name));
}
function fromBigInt(n) {
	const small = Number(n);
	return isSafe(small) ? small : fromTerms([{
		coefficient: n,
		monomial: one
	}]);
}
/** The value of a Dim without symbols, else undefined. */
function constantOf(d) {
	if (typeof d === "number") return BigInt(d);
	const term = d.terms[0];
	return term?.monomial.degree === 0 ? term.coefficient : void 0;
}
function isConstant(d) {
	return typeof d === "number" || d.terms[0]?.monomial.degree === 0;
}
/** Equality of canonical forms: true means equal for all values of the symbols. */
function equal(a, b) {
	return a === b || typeof a !== "number" && typeof b !== "number" && a.key === b.key;
}
function add(a, b) {
	if (typeof a === "number" && typeof b === "number") {
		const result = a + b;
		return isSafe(result) ? result : fromBigInt(BigInt(a) + BigInt(b));
	}
	if (a === 0) return b;
	if (b === 0) return a;
	return fromTerms(merge(termsOf(a), termsOf(b)));
}
function neg(a) {
	return typeof a === "number" ? 0 - a : fromTerms(scaled(a.terms, -1n));
}
function sub(a, b) {
	if (typeof a === "number" && typeof b === "number") {
		const result = a - b;
		return isSafe(result) ? result : fromBigInt(BigInt(a) - BigInt(b));
	}
	if (b === 0) return a;
	if (equal(a, b)) return 0;
	return fromTerms(merge(termsOf(a), scaled(termsOf(b), -1n)));
}
function mul(a, b) {
	if (typeof a === "number") {
		if (typeof b !== "number") return scale$1(b, a);
		const result = a * b;
		return isSafe(result) ? result + 0 : fromBigInt(BigInt(a) * BigInt(b));
	}
	if (typeof b === "number") return scale$1(a, b);
	if (a.terms.length * b.terms.length > 4096) return mul(asGroup(a), asGroup(b));
	const total = /* @__PURE__ */ new Map();
	for (const left of a.terms) for (const right of b.terms) {
		const monomial = multiplyMonomials(left.monomial, right.monomial);
		accumulate(total, {
			coefficient: left.coefficient * right.coefficient,
			monomial
		});
	}
	return fromTerms(sorted(total));
}
/** \u03a3 list; 0 for none. Cheaper than a chain of `add`. */
function sum(list) {
	let constant = 0;
	let rest = 0;
	let total = /* @__PURE__ */ new Map();
	for (let i = 0; i < list.length; i++) {
		const d = list[i];
		if (typeof d === "number") {
			constant = add(constant, d);
			continue;
		}
		for (const term of d.terms) accumulate(total, term);
		if (total.size < 500) continue;
		rest = add(rest, fromTerms(sorted(total)));
		total = /* @__PURE__ */ new Map();
	}
	return add(add(rest, fromTerms(sorted(total))), constant);
}
/** \u03a0 list; 1 for none. */
function product(list) {
	let constant = 1;
	let rest = 1;
	for (let i = 0; i < list.length; i++) {
		const d = list[i];
		if (typeof d === "number") constant = mul(constant, d);
		else rest = mul(rest, d);
	}
	return rest === 1 ? constant : mul(rest, constant);
}
function scale$1(poly, factor) {
	if (factor === 0) return 0;
	return factor === 1 ? poly : fromTerms(scaled(poly.terms, BigInt(factor)));
}
function scaled(terms, factor) {
	return terms.map(({ coefficient, monomial }) => ({
		coefficient: coefficient * factor,
		monomial
	}));
}
function merge(a, b) {
	const out = [];
	let i = 0;
	let j = 0;
	while (i < a.length || j < b.length) {
		const left = a[i];
		const right = b[j];
		const order = left === void 0 ? 1 : right === void 0 ? -1 : compareMonomials(left.monomial, right.monomial);
		if (order === 0 && left !== void 0 && right !== void 0) {
			const coefficient = left.coefficient + right.coefficient;
			if (coefficient !== 0n) out.push({
				coefficient,
				monomial: left.monomial
			});
		} else if (order < 0 && left !== void 0) out.push(left);
		else if (right !== void 0) out.push(right);
		if (order <= 0) i += 1;
		if (order >= 0) j += 1;
	}
	return out;
}
function accumulate(total, term) {
	const { monomial } = term;
	const coefficient = (total.get(monomial.key)?.coefficient ?? 0n) + term.coefficient;
	total.set(monomial.key, {
		coefficient,
		monomial
	});
}
function sorted(total) {
	return [...total.values()].filter(({ coefficient }) => coefficient !== 0n).toSorted((a, b) => compareMonomials(a.monomial, b.monomial));
}

// src/graph/dim-bounds.ts
const lows = /* @__PURE__ */ new WeakMap();
const atomRanges = /* @__PURE__ */ new WeakMap();
const natural = {
	low: 0n,
	high: void 0
};
const anything = {
	low: void 0,
	high: void 0
};
/** Relaxations tried for one bound, and the terms up to which they are tried. */
const maxSteps = 24;
const maxTerms = 24;
/** Atoms within atoms through which one bound is followed. */
const maxNesting$1 = 64;
let nesting = 0;
/** The tightest lower bound that a bounded search proves; undefined is none. */
function lowOf(d) {
	if (typeof d === "number") return BigInt(d);
	const known = lows.get(d);
	if (known !== void 0) return known.low;
	const low = lowest(d, { left: maxSteps });
	lows.set(d, { low });
	return low;
}
/** The tightest upper bound that a bounded search proves; undefined is none. */
function highOf(d) {
	if (typeof d === "number") return BigInt(d);
	const low = lowOf(neg(d));
	return low === void 0 ? void 0 : -low;
}
function rangeOf(d) {
	return {
		low: lowOf(d),
		high: highOf(d)
	};
}
/** The provable sign with every symbol \u2265 0. */
function sign(d) {
	if (typeof d === "number") return d > 0 ? 1 : d < 0 ? -1 : 0;
	const low = lowOf(d);
	if (low !== void 0 && low > 0n) return 1;
	const high = highOf(d);
	if (low !== void 0 && low === 0n) return high === 0n ? 0 : "nonneg";
	if (high === void 0 || high > 0n) return void 0;
	return high < 0n ? -1 : "nonpos";
}
/** Provably \u2265 0 for all values of the symbols. */
function isNonNegative(d) {
	if (typeof d === "number") return d >= 0;
	const low = lowOf(d);
	return low !== void 0 && low >= 0n;
}
/** True: a \u2265 b for all values \u2265 0 of the symbols. False: a < b for all of them. Undefined: not proved either way. */
function isAtLeast(a, b) {
	if (isNeverBelow(a, b)) return true;
	const high = highOf(sub(a, b));
	return high !== void 0 && high < 0n ? false : void 0;
}
/** True where a \u2265 b for all values \u2265 0 of the symbols is proved: `isAtLeast` without looking for the contrary. */
function isNeverBelow(a, b) {
	if (typeof a === "number" && typeof b === "number") return a >= b;
	return isTermwiseAtLeast(termsOf(a), termsOf(b)) || isNonNegative(sub(a, b));
}
/** Terms up to which they are compared one by one. */
const maxCompared = 32;
/** True where every coefficient of a is \u2265 that of b and no monomial is ever negative: seen without making a \u2212 b. */
function isTermwiseAtLeast(a, b) {
	if (a.length > maxCompared || b.length > maxCompared) return false;
	for (const { monomial, coefficient } of a) if (coefficient < coefficientOf(b, monomial) || !isNeverNegative(monomial)) return false;
	for (const { monomial, coefficient } of b) if (coefficient > coefficientOf(a, monomial) || !isNeverNegative(monomial)) return false;
	return true;
}
function coefficientOf(terms, { key }) {
	for (let i = 0; i < terms.length; i++) {
		const { monomial, coefficient } = terms[i];
		if (monomial.key === key) return coefficient;
	}
	return 0n;
}
function isNeverNegative(monomial) {
	if (monomial.factors.every(({ atom }) => atom.kind === "symbol")) return true;
	const { low } = monomialRange(monomial);
	return low !== void 0 && low >= 0n;
}
function lowest(d, steps) {
	const plain = intervalLow(d);
	if (typeof d === "number" || d.terms.length > maxTerms || steps.left <= 0) return plain;
	if (!d.terms.some((term) => term.monomial.degree > 0 && term.coefficient < 0n)) return plain;
	steps.left -= 1;
	const split = pick(d);
	return split === void 0 ? plain : greater(plain, relaxed(split, steps));
}
function intervalLow(d) {
	let total = 0n;
	for (const { coefficient, monomial } of termsOf(d)) {
		const { low, high } = monomialRange(monomial);
		const bound = coefficient > 0n ? low : high;
		if (bound === void 0) return void 0;
		total += coefficient * bound;
	}
	return total;
}
function monomialRange(monomial) {
	let range = {
		low: 1n,
		high: 1n
	};
	for (const { atom, power } of monomial.factors) {
		const factor = rangeOfAtom(atom);
		for (let n = 0; n < power; n += 1) range = multiplyRanges(range, factor);
	}
	return range;
}
function multiplyRanges(a, b) {
	if (a.low !== void 0 && b.low !== void 0 && a.low >= 0n && b.low >= 0n) {
		if (a.high === 0n || b.high === 0n) return {
			low: 0n,
			high: 0n
		};
		return {
			low: a.low * b.low,
			high: a.high === void 0 || b.high === void 0 ? void 0 : a.high * b.high
		};
	}
	if (a.low === void 0 || a.high === void 0 || b.low === void 0 || b.high === void 0) return anything;
	const corners = [
		a.low * b.low,
		a.low * b.high,
		a.high * b.low,
		a.high * b.high
	];
	return {
		low: least(corners),
		high: most(corners)
	};
}
function rangeOfAtom(atom) {
	const known = atomRanges.get(atom);
	if (known !== void 0) return known;
	if (nesting >= maxNesting$1) return anything;
	nesting += 1;
	try {
		const range = findRange(atom);
		atomRanges.set(atom, range);
		return range;
	} finally {
		nesting -= 1;
	}
}
function findRange(atom) {
	switch (atom.kind) {
		case "symbol": return natural;
		case "group": return rangeOf(atom.body);
		case "floor":
		case "trunc": return quotientRange(rangeOf(atom.numerator), rangeOf(atom.denominator), atom.kind === "floor" ? floorBig : (a, b) => a / b);
		case "max": {
			const args = atom.args.map(rangeOf);
			return {
				low: most(args.flatMap(({ low }) => low ?? [])),
				high: boundOfAll(args.map(({ high }) => high), most)
			};
		}
		case "min": {
			const args = atom.args.map(rangeOf);
			return {
				low: boundOfAll(args.map(({ low }) => low), least),
				high: least(args.flatMap(({ high }) => high ?? []))
			};
		}
	}
}
/** Bounds of n/d rounded by a monotone rule, for d \u2265 0 (0 has no value, so d \u2265 1); none where d may be negative. */
function quotientRange(n, d, divide) {
	if (d.low === void 0 || d.low < 0n) return anything;
	const small = d.low > 1n ? d.low : 1n;
	if (d.high !== void 0 && d.high < small) return anything;
	const at = (bound, far) => {
		if (!far) return divide(bound, small);
		return d.high === void 0 ? bound < 0n ? divide(-1n, 1n << 62n) : 0n : divide(bound, d.high);
	};
	return {
		low: n.low === void 0 ? void 0 : at(n.low, n.low >= 0n),
		high: n.high === void 0 ? void 0 : at(n.high, n.high < 0n)
	};
}
/** A floor, max or min to relax: those that are subtracted first, since they have no lower bound of their own. */
function pick(poly) {
	const seen = /* @__PURE__ */ new Set();
	const ordered = poly.terms.toSorted((a, b) => Number(a.coefficient > 0n) - Number(b.coefficient > 0n));
	for (const { monomial } of ordered) for (const { atom } of monomial.factors) {
		if (atom.kind === "symbol" || atom.kind === "group" || atom.kind === "trunc" || seen.has(atom.key)) continue;
		seen.add(atom.key);
		const split = splitOut(poly, atom);
		if (split !== void 0 && canRelax(split)) return split;
	}
}
function canRelax({ atom, cofactor }) {
	if (atom.kind !== "floor") return true;
	const divisor = constantOf(atom.denominator);
	return divisor !== void 0 && divisor > 0n && (intervalLow(cofactor) ?? -1n) >= 0n !== (intervalLow(neg(cofactor)) ?? -1n) >= 0n;
}
function splitOut(poly, atom) {
	const [inside, outside] = [[], []];
	for (const term of poly.terms) {
		const factor = term.monomial.factors.find((candidate) => candidate.atom.key === atom.key);
		if (factor === void 0) outside.push(term);
		else if (factor.power > 1) return void 0;
		else inside.push(term);
	}
	return {
		atom,
		cofactor: dropAtom(inside, atom),
		rest: fromTerms(outside)
	};
}
/** The terms, each of which holds the atom once, without it. */
function dropAtom(terms, atom) {
	const [factor] = termsOf(fromAtom(atom));
	const parts = terms.flatMap(({ coefficient, monomial }) => {
		const rest = factor === void 0 ? void 0 : divideMonomials(monomial, factor.monomial);
		return rest === void 0 ? [] : [fromTerms([{
			coefficient,
			monomial: rest
		}])];
	});
	return sum(parts);
}
function relaxed({ atom, cofactor, rest }, steps) {
	if (atom.kind === "floor") {
		const { numerator, denominator } = atom;
		const bound = (intervalLow(neg(cofactor)) ?? -1n) >= 0n ? numerator : add(sub(numerator, denominator), 1);
		const low = lowest(add(mul(cofactor, bound), mul(denominator, rest)), steps);
		const divisor = constantOf(denominator);
		return low === void 0 || divisor === void 0 ? void 0 : -floorBig(-low, divisor);
	}
	if (atom.kind !== "max" && atom.kind !== "min") return void 0;
	const cases = atom.args.map((arg) => lowest(add(mul(cofactor, arg), rest), steps));
	return (intervalLow(atom.kind === "max" ? cofactor : neg(cofactor)) ?? -1n) >= 0n ? most(cases.flatMap((low) => low ?? [])) : boundOfAll(cases, least);
}
function boundOfAll(bounds, choose) {
	const finite = bounds.flatMap((bound) => bound ?? []);
	return finite.length === bounds.length ? choose(finite) : void 0;
}
function greater(a, b) {
	return a === void 0 || b !== void 0 && b > a ? b : a;
}
function least(list) {
	return list.reduce((low, n) => low === void 0 || n < low ? n : low, void 0);
}
function most(list) {
	return list.reduce((high, n) => high === void 0 || n > high ? n : high, void 0);
}
/** \u230aa/b\u230b for b \u2260 0. */
function floorBig(a, b) {
	const quotient = a / b;
	return quotient * b !== a && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

// src/graph/dim-divide.ts
const quotients = createCache(2e6);
/** Terms of a quotient up to which polynomial division is followed. */
const maxQuotient = 512;
/**
* \u230aa/b\u230b. A symbolic b is assumed to be other than 0 (division by 0 has no value), so that floorDiv(a\u00b7b, b) is a. A Fault
* `shape` where b is the constant 0.
*/
function floorDiv(a, b) {
	if (typeof a === "number" && typeof b === "number" && b !== 0) {
		const rest = a % b;
		const quotient = (a - rest) / b;
		return (rest !== 0 && rest < 0 !== b < 0 ? quotient - 1 : quotient) + 0;
	}
	if (b === 0) throw new Fault("shape", `division of the size ${keyOfDim(a)} by zero`, "check the sizes that the model divides by");
	if (a === 0) return 0;
	const key = `${keyOfDim(a)}|${keyOfDim(b)}`;
	const known = quotients.get(key);
	if (known !== void 0) return known;
	const quotient = divide(a, b);
	quotients.set(key, quotient);
	return quotient;
}
/** \u2308a/b\u2309 for b > 0, as \u230a(a + b \u2212 1)/b\u230b. */
function ceilDiv(a, b) {
	const divisor = constantOf(b);
	if (divisor !== void 0 && divisor < 0n) return neg(floorDiv(a, neg(b)));
	return floorDiv(sub(add(a, b), 1), b);
}
/** a \u2212 b\u00b7\u230aa/b\u230b: the remainder that has the sign of b. */
function mod(a, b) {
	return sub(a, mul(b, floorDiv(a, b)));
}
/** a/b rounded toward zero, as ONNX divides integers. */
function truncDiv(a, b) {
	if (typeof a === "number" && typeof b === "number" && b !== 0) return (a - a % b) / b + 0;
	const [up, down] = [sign(a), sign(b)];
	if (b === 0 || isPositive(up) && isPositive(down) || isNegative(up) && isNegative(down)) return floorDiv(a, b);
	if (isNegative(up) && isPositive(down)) return neg(floorDiv(neg(a), b));
	if (isPositive(up) && isNegative(down)) return neg(floorDiv(a, neg(b)));
	return divideExactly(a, b) ?? fromAtom(quotientAtom("trunc", a, b));
}
function isPositive(s) {
	return s === 1 || s === 0 || s === "nonneg";
}
function isNegative(s) {
	return s === -1 || s === 0 || s === "nonpos";
}
/** a/b where b divides a as polynomials over the integers, else undefined. */
function divideExactly(a, b) {
	const leading = termsOf(b)[0];
	if (leading === void 0) return void 0;
	const quotient = [];
	let rest = a;
	while (rest !== 0) {
		const top = termsOf(rest)[0];
		const monomial = top === void 0 ? void 0 : divideMonomials(top.monomial, leading.monomial);
		if (top === void 0 || monomial === void 0 || top.coefficient % leading.coefficient !== 0n || quotient.length > maxQuotient) return void 0;
		const term = {
			coefficient: top.coefficient / leading.coefficient,
			monomial
		};
		quotient.push(term);
		rest = sub(rest, mul(fromTerms([term]), b));
	}
	return fromTerms(quotient);
}
function divide(a, b) {
	const leading = termsOf(b)[0];
	if (leading !== void 0 && leading.coefficient < 0n) return floorDiv(neg(a), neg(b));
	const exact = divideExactly(a, b);
	if (exact !== void 0) return exact;
	if (leading === void 0 || termsOf(b).length > 1) return divideRest(a, b);
	const { whole, rest } = takeWhole(termsOf(a), leading);
	const negative = (rest[0]?.coefficient ?? 0n) < 0n && isNonNegative(b);
	const small = fromTerms(rest);
	return add(fromTerms(whole), negative ? neg(ceilDiv(neg(small), b)) : divideRest(small, b));
}
/**
* a = b\u00b7whole + rest for a b of one term with a positive coefficient c. Where b could divide a term of the rest but for its
* coefficient, that is in (-c, c), of the sign that it had in a; in [0, c) for the term that is a number over b.
*/
function takeWhole(terms, b) {
	const [whole, rest] = [[], []];
	for (const { coefficient, monomial } of terms) {
		const quotient = divideMonomials(monomial, b.monomial);
		const times = quotient === void 0 ? 0n : quotient.degree === 0 ? floorBig(coefficient, b.coefficient) : coefficient / b.coefficient;
		if (quotient !== void 0 && times !== 0n) whole.push({
			coefficient: times,
			monomial: quotient
		});
		if (coefficient !== times * b.coefficient) rest.push({
			coefficient: coefficient - times * b.coefficient,
			monomial
		});
	}
	return {
		whole,
		rest
	};
}
/** \u230aa/b\u230b where no whole multiple is left to take out. */
function divideRest(a, b) {
	if (a === 0) return 0;
	const common = commonFactor(a, b);
	if (common !== void 0) return floorDiv(common.a, common.b);
	const known = constantQuotient(a, b);
	if (known !== void 0) return fromBigInt(known);
	return flattened(a, b) ?? fromAtom(quotientAtom("floor", a, b));
}
/** a and b without what divides both: an integer, a monomial, or the primitive part of b. */
function commonFactor(a, b) {
	const [up, down] = [contentOf(a), contentOf(b)];
	const shared = fromTerms([{
		coefficient: gcd(up.coefficient, down.coefficient),
		monomial: commonMonomial(up.monomial, down.monomial)
	}]);
	if (shared !== 1) return reduced(a, b, shared);
	if (isConstant(b)) return withoutConstant(a, b);
	const primitive = divideExactly(b, fromTerms([down]));
	return primitive === void 0 || isConstant(primitive) ? void 0 : reduced(a, b, primitive);
}
function reduced(a, b, factor) {
	const [up, down] = [divideExactly(a, factor), divideExactly(b, factor)];
	return up === void 0 || down === void 0 ? void 0 : {
		a: up,
		b: down
	};
}
/** \u230a(g\u00b7r + c)/(g\u00b7d)\u230b = \u230a(r + \u230ac/g\u230b)/d\u230b for constants g, c and d. */
function withoutConstant(a, b) {
	const terms = termsOf(a);
	const last = terms.at(-1);
	const divisor = constantOf(b);
	if (last === void 0 || divisor === void 0 || last.monomial.degree > 0 || terms.length < 2) return void 0;
	const rest = terms.slice(0, -1);
	const factor = rest.reduce((g, { coefficient }) => gcd(g, coefficient), divisor);
	if (factor === 1n) return void 0;
	const small = rest.map(({ coefficient, monomial }) => ({
		coefficient: coefficient / factor,
		monomial
	}));
	return {
		a: add(fromTerms(small), fromBigInt(floorBig(last.coefficient, factor))),
		b: fromBigInt(divisor / factor)
	};
}
/** The quotient where the bounds of a and b leave a single one. */
function constantQuotient(a, b) {
	const { low, high } = rangeOf(a);
	const divisor = constantOf(b);
	if (divisor !== void 0) {
		if (low === void 0 || high === void 0) return void 0;
		const quotient = floorBig(low, divisor);
		return quotient === floorBig(high, divisor) ? quotient : void 0;
	}
	return low !== void 0 && low >= 0n && isNonNegative(sub(sub(b, a), 1)) ? 0n : void 0;
}
/**
* \u230a(\u230an/d\u230b + r)/b\u230b = \u230a(n + d\u00b7r)/(d\u00b7b)\u230b for b > 0, and \u230a(r \u2212 \u230an/d\u230b)/b\u230b = \u230a(d\u00b7r \u2212 n + d \u2212 1)/(d\u00b7b)\u230b for b, d > 0, where
* exactly one floor stands alone in the numerator.
*/
function flattened(a, b) {
	if (!isNonNegative(b)) return void 0;
	const floors = termsOf(a).filter(isFloor);
	const term = floors[0];
	const atom = term?.monomial.factors[0]?.atom;
	if (term === void 0 || floors.length > 1 || atom?.kind !== "floor") return void 0;
	if (term.coefficient < 0n && !isNonNegative(atom.denominator)) return void 0;
	const rest = mul(atom.denominator, fromTerms(termsOf(a).filter((other) => other !== term)));
	const inner = term.coefficient > 0n ? atom.numerator : sub(sub(atom.denominator, 1), atom.numerator);
	return floorDiv(add(inner, rest), mul(atom.denominator, b));
}
function isFloor({ coefficient, monomial }) {
	return (coefficient === 1n || coefficient === -1n) && monomial.degree === 1 && monomial.factors[0]?.atom.kind === "floor";
}
/** The greatest integer and the greatest monomial that divide every term. */
function contentOf(d) {
	const terms = termsOf(d);
	let coefficient = 0n;
	let monomial;
	for (const term of terms) {
		coefficient = gcd(coefficient, term.coefficient);
		monomial = monomial === void 0 ? term.monomial : commonMonomial(monomial, term.monomial);
	}
	return {
		coefficient,
		monomial: monomial ?? one
	};
}
function gcd(a, b) {
	let [left, right] = [a < 0n ? -a : a, b < 0n ? -b : b];
	while (right !== 0n) [left, right] = [right, left % right];
	return left;
}

// src/graph/dim-extreme.ts
/** Arguments up to which a nested max or min is flattened. */
const maxArgs = 12;
/** The larger one; simplified where the difference has a provable sign with every symbol \u2265 0. */
function max(a, b) {
	if (typeof a === "number" && typeof b === "number") return a > b ? a : b;
	return extreme("max", a, b);
}
/** The smaller one; simplified where the difference has a provable sign with every symbol \u2265 0. */
function min(a, b) {
	if (typeof a === "number" && typeof b === "number") return a < b ? a : b;
	return extreme("min", a, b);
}
/**
* The size that two sizes of one axis broadcast to: the same if equal; 1 gives the other; a constant c > 1 (or 0) against
* a size that isn't constant gives c; two sizes that are not provably related give their max. Undefined is a mismatch:
* neither can be 1, and they differ for all values of the symbols.
*/
function broadcast(a, b) {
	if (typeof a === "number" && typeof b === "number") return a === b || b === 1 ? a : a === 1 ? b : void 0;
	if (equal(a, b) || b === 1) return a;
	if (a === 1) return b;
	const [aFixed, bFixed] = [isFixed(a), isFixed(b)];
	if (aFixed && bFixed) {
		if (isAtLeast(a, b) === false || isAtLeast(b, a) === false) return void 0;
		return precedes(a, b) ? a : b;
	}
	return aFixed ? a : bFixed ? b : max(a, b);
}
/** True where the size can't be 1, so that the other one must be 1 or equal. */
function isFixed(d) {
	const constant = constantOf(d);
	return constant === void 0 ? isAtLeast(d, 2) === true : constant !== 1n;
}
function extreme(kind, a, b) {
	const [left, right] = [argsOf(kind, a), argsOf(kind, b)];
	const all = left.length + right.length > maxArgs ? [a, b] : [...left, ...right];
	const args = [];
	for (const arg of all) {
		if (args.some((other) => covers(kind, other, arg))) continue;
		const kept = args.filter((other) => !covers(kind, arg, other));
		args.splice(0, args.length, ...kept, arg);
	}
	const [only] = args;
	if (only !== void 0 && args.length === 1) return only;
	return fromAtom(extremeAtom(kind, args.toSorted((x, y) => precedes(x, y) ? -1 : 1)));
}
function argsOf(kind, d) {
	const atom = asAtom(d);
	return (atom?.kind === "max" || atom?.kind === "min") && atom.kind === kind ? atom.args : [d];
}
function covers(kind, a, b) {
	return isNonNegative(kind === "max" ? sub(a, b) : sub(b, a));
}
/** Order of arguments: formulas before numbers, simpler ones first, then by text. */
function precedes(a, b) {
	const [left, right] = [rank(a), rank(b)];
	if (left !== right) return left < right;
	return keyOfDim(a) < keyOfDim(b);
}
function rank(d) {
	return constantOf(d) === void 0 && typeof d !== "number" ? d.terms.length : 1e6;
}

// src/graph/dim-evaluate.ts
/** The names of all symbols that the formula holds. */
function symbolsOf(d) {
	const names = /* @__PURE__ */ new Set();
	const seen = /* @__PURE__ */ new Set();
	const visit = (part) => {
		for (const { monomial } of termsOf(part)) for (const { atom } of monomial.factors) {
			if (seen.has(atom)) continue;
			seen.add(atom);
			if (atom.kind === "symbol") names.add(atom.name);
			else for (const child of childrenOf(atom)) visit(child);
		}
	};
	visit(d);
	return names;
}
/**
* The formula with sizes put for symbols (all at once; symbols not in `env` stay). What is put must be \u2265 0, since the
* formula may have been simplified on that ground. A Fault `shape` where a divisor becomes 0.
*/
function substitute(d, env) {
	if (typeof d === "number" || env.size === 0) return d;
	const done = /* @__PURE__ */ new Map();
	const ofAtom = (atom) => {
		const known = done.get(atom);
		if (known !== void 0) return known;
		const value = rebuild(atom, ofDim, env);
		done.set(atom, value);
		return value;
	};
	const ofTerm = ({ coefficient, monomial }) => {
		let total = fromBigInt(coefficient);
		for (const { atom, power } of monomial.factors) {
			const base = ofAtom(atom);
			for (let n = 0; n < power; n += 1) total = mul(total, base);
		}
		return total;
	};
	const ofDim = (part) => typeof part === "number" ? part : sum(part.terms.map(ofTerm));
	return ofDim(d);
}
function rebuild(atom, ofDim, env) {
	switch (atom.kind) {
		case "symbol": return env.get(atom.name) ?? fromAtom(atom);
		case "group": return ofDim(atom.body);
		case "floor": return floorDiv(ofDim(atom.numerator), ofDim(atom.denominator));
		case "trunc": return truncDiv(ofDim(atom.numerator), ofDim(atom.denominator));
		case "max": return atom.args.map(ofDim).reduce(max);
		case "min": return atom.args.map(ofDim).reduce(min);
	}
}
/** The value with every symbol bound, undefined where one isn't. A Fault `shape` where a divisor is 0. */
function evaluate(d, env) {
	if (typeof d === "number") return BigInt(d);
	const done = /* @__PURE__ */ new Map();
	const ofAtom = (atom) => {
		if (done.has(atom)) return done.get(atom);
		const value = atom.kind === "symbol" ? env.get(atom.name) : apply(atom, childrenOf(atom).map(ofDim));
		done.set(atom, value);
		return value;
	};
	const ofDim = (part) => {
		if (typeof part === "number") return BigInt(part);
		let total = 0n;
		for (const { coefficient, monomial } of part.terms) {
			let value = coefficient;
			for (const { atom, power } of monomial.factors) {
				const base = ofAtom(atom);
				if (base === void 0) return void 0;
				value *= base ** BigInt(power);
			}
			total += value;
		}
		return total;
	};
	return ofDim(d);
}
function apply(atom, values) {
	const [first, second = 1n] = values;
	if (first === void 0 || values.includes(void 0)) return void 0;
	switch (atom.kind) {
		case "symbol":
		case "group": return first;
		case "floor":
		case "trunc":
			if (second === 0n) throw new Fault("shape", `division by zero in ${atom.key}`, "check the sizes given to --dim");
			return atom.kind === "floor" ? floorBig(first, second) : first / second;
		case "max": return values.reduce((a, b) => a !== void 0 && b !== void 0 && b > a ? b : a);
		case "min": return values.reduce((a, b) => a !== void 0 && b !== void 0 && b < a ? b : a);
	}
}
/** Degree in one symbol: of a quotient, the difference of the degrees; of a max the larger, of a min the smaller. */
function degree(d, name) {
	const done = /* @__PURE__ */ new Map();
	const ofAtom = (atom) => {
		const known = done.get(atom);
		if (known !== void 0) return known;
		const degrees = childrenOf(atom).map(ofDim);
		const value = atom.kind === "symbol" ? Number(atom.name === name) : combine(atom.kind, degrees);
		done.set(atom, value);
		return value;
	};
	const ofDim = (part) => {
		if (typeof part === "number" || constantOf(part) !== void 0) return 0;
		const { low, high } = rangeOf(part);
		if (low !== void 0 && high !== void 0) return 0;
		const degrees = part.terms.map(({ monomial }) => monomial.factors.reduce((total, { atom, power }) => total + power * ofAtom(atom), 0));
		return Math.max(...degrees);
	};
	return ofDim(d);
}
function combine(kind, degrees) {
	const [first = 0, second = 0] = degrees;
	if (kind === "floor" || kind === "trunc") return Math.max(0, first - second);
	return kind === "min" ? Math.min(...degrees) : Math.max(...degrees);
}
/** The degree in one symbol, in words. */
function growth(d, name) {
	return [
		"constant",
		"linear",
		"quadratic",
		"cubic"
	][degree(d, name)] ?? "polynomial";
}

// src/graph/dim-lex.ts
const space = /\s+/y;
const number = /\d+(?:\.\d*)?(?![\p{L}\p{N}_.:$@])/uy;
const quoted = /"((?:[^"\\]|\\["\\])*)"/y;
const name = /[\p{L}_][\p{L}\p{N}_.:$@]*/uy;
const operator = /\*\*|\/\/|[-+*/%^(),]/y;
const hyphenated = /-([\p{L}_][\p{L}\p{N}_.:$@]*)/uy;
const tightPlus = /[^\s+(,]\+[^\s+]/;
/**
* The tokens of a formula, undefined where it has anything that no formula has. A hyphen without spaces between a name and
* a letter belongs to the name (`2*batch-size`), but not between symbols of torch (`s0-s1`) nor in a text that writes `+`
* without spaces too (`h+2*p-k`).
*/
function tokenize(text) {
	const compact = tightPlus.test(text.replaceAll(/"(?:[^"\\]|\\.)*"/gs, "\"\""));
	const tokens = [];
	let at = 0;
	while (at < text.length) {
		const found = next(text, at, compact);
		if (found === void 0) return void 0;
		at = found.end;
		if (found.token !== void 0) tokens.push(found.token);
	}
	return tokens;
}
function next(text, at, compact) {
	const blank = match(space, text, at);
	if (blank !== null) return { end: at + blank[0].length };
	const digits = match(number, text, at);
	if (digits !== null) return {
		token: {
			kind: "number",
			text: digits[0]
		},
		end: at + digits[0].length
	};
	const quote = match(quoted, text, at);
	if (quote !== null) return {
		token: {
			kind: "name",
			text: (quote[1] ?? "").replaceAll(/\\(.)/g, "$1")
		},
		end: at + quote[0].length
	};
	const word = match(name, text, at);
	if (word !== null) {
		const full = compact ? word[0] : extended(text, at, word[0]);
		return {
			token: {
				kind: "name",
				text: full
			},
			end: at + full.length
		};
	}
	const mark = match(operator, text, at);
	return mark === null ? void 0 : {
		token: {
			kind: "operator",
			text: mark[0]
		},
		end: at + mark[0].length
	};
}
/** The name with the hyphenated parts that follow it. */
function extended(text, at, first) {
	let [full, last] = [first, first];
	for (;;) {
		const part = match(hyphenated, text, at + full.length)?.[1];
		if (part === void 0 || isTorchPair(last, part)) return full;
		full += `-${part}`;
		last = part;
	}
}
function match(pattern, text, at) {
	pattern.lastIndex = at;
	return pattern.exec(text);
}

// src/graph/dim-parse.ts
const maxLength = 4e4;
const maxNesting = 200;
const maxPower = 256n;
/**
* Reads a size as exporters write it into dim_param: a name, or an expression over names with + - * / // % ** ^, floor,
* ceil, trunc, max, min, mod and sympy's and torch's names of these; a quotient outside of a rounding function is taken to
* be whole. A text that is no expression (or divides by zero, or is too large) is one symbol of that name, and so is one
* whose hyphens and slashes have no spaces around them, but for `s0-1` (symbols of torch) and `h/32`. Reads what `format`
* writes. Undefined for an empty text.
*/
function parseDim(text) {
	const trimmed = text.trim();
	if (trimmed === "") return void 0;
	if (isWholeName(trimmed) || trimmed.length > maxLength) return symbol(trimmed);
	try {
		return parse(trimmed) ?? symbol(trimmed);
	} catch (thrown) {
		if (thrown instanceof Fault) return symbol(trimmed);
		throw thrown;
	}
}
function parse(text) {
	const tokens = tokenize(text);
	if (tokens === void 0) return void 0;
	const cursor = {
		tokens,
		at: 0,
		nesting: 0
	};
	const value = readSum(cursor);
	return value === void 0 || cursor.at < tokens.length ? void 0 : whole(value);
}
function whole({ over, under }) {
	return under === 1 ? over : floorDiv(over, under);
}
function ratio(over, under) {
	const exact = under === 1 ? over : under === 0 ? void 0 : divideExactly(over, under);
	return exact === void 0 ? {
		over,
		under
	} : {
		over: exact,
		under: 1
	};
}
function accept(cursor, ...texts) {
	const token = cursor.tokens[cursor.at];
	if (token?.kind !== "operator" || !texts.includes(token.text)) return void 0;
	cursor.at += 1;
	return token.text;
}
function readSum(cursor) {
	let total = readProduct(cursor);
	for (;;) {
		const operator = total === void 0 ? void 0 : accept(cursor, "+", "-");
		if (total === void 0 || operator === void 0) return total;
		const right = readProduct(cursor);
		if (right === void 0) return void 0;
		const over = mul(right.over, total.under);
		total = ratio(add(mul(total.over, right.under), operator === "+" ? over : neg(over)), mul(total.under, right.under));
	}
}
function readProduct(cursor) {
	let total = readUnary(cursor);
	for (;;) {
		const operator = total === void 0 ? void 0 : accept(cursor, "*", "/", "//", "%");
		if (total === void 0 || operator === void 0) return total;
		const right = readUnary(cursor);
		if (right === void 0) return void 0;
		total = binary(operator, total, right);
	}
}
function binary(operator, a, b) {
	if (operator === "*") return ratio(mul(a.over, b.over), mul(a.under, b.under));
	if (operator === "/") return ratio(mul(a.over, b.under), mul(a.under, b.over));
	if (operator === "//") return {
		over: floorDiv(mul(a.over, b.under), mul(a.under, b.over)),
		under: 1
	};
	return a.under === 1 && b.under === 1 ? {
		over: mod(a.over, b.over),
		under: 1
	} : void 0;
}
function readUnary(cursor) {
	const operator = accept(cursor, "-", "+");
	if (operator === void 0) return readPower(cursor);
	const value = nested(cursor, readUnary);
	return value === void 0 || operator === "+" ? value : {
		over: neg(value.over),
		under: value.under
	};
}
function readPower(cursor) {
	const base = readPrimary(cursor);
	if (base === void 0 || accept(cursor, "**", "^") === void 0) return base;
	const power = nested(cursor, readUnary);
	return power === void 0 ? void 0 : raise(base, power);
}
function raise(base, power) {
	const exponent = power.under === 1 ? constantOf(power.over) : void 0;
	if (exponent === void 0 || exponent < 0n || exponent > maxPower) return void 0;
	let [over, under] = [1, 1];
	for (let n = 0n; n < exponent; n += 1n) [over, under] = [mul(over, base.over), mul(under, base.under)];
	return {
		over,
		under
	};
}
function nested(cursor, read) {
	if (cursor.nesting >= maxNesting) return void 0;
	cursor.nesting += 1;
	const value = read(cursor);
	cursor.nesting -= 1;
	return value;
}
function readPrimary(cursor) {
	if (accept(cursor, "(") !== void 0) {
		const value = nested(cursor, readSum);
		return accept(cursor, ")") === void 0 ? void 0 : value;
	}
	const token = cursor.tokens[cursor.at];
	if (token === void 0 || token.kind === "operator") return void 0;
	cursor.at += 1;
	if (token.kind === "number") return decimal$1(token.text);
	if (accept(cursor, "(") === void 0) return {
		over: symbol(token.text),
		under: 1
	};
	const args = readArgs(cursor);
	return args === void 0 ? void 0 : call(token.text, args);
}
function decimal$1(text) {
	const [digits = "", fraction = ""] = text.split(".");
	return ratio(fromBigInt(BigInt(digits + fraction)), fromBigInt(10n ** BigInt(fraction.length)));
}
function readArgs(cursor) {
	const args = [];
	do {
		const value = nested(cursor, readSum);
		if (value === void 0) return void 0;
		args.push(value);
	} while (accept(cursor, ",") !== void 0);
	return accept(cursor, ")") === void 0 ? void 0 : args;
}
/** Functions by their name in lower case; each gives undefined where it can't take its arguments. */
const functions = new Map([
	...["floor", "floortoint"].map((name) => [name, unary(floorDiv)]),
	...[
		"ceil",
		"ceiling",
		"ceiltoint"
	].map((name) => [name, unary(ceilRatio)]),
	...["trunc", "trunctoint"].map((name) => [name, unary(truncDiv)]),
	...[
		"identity",
		"tofloat",
		"int"
	].map((name) => [name, (args) => args.length === 1 ? args[0] : void 0]),
	...["floordiv", "pythonfloordiv"].map((name) => [name, pair((a, b) => binary("//", a, b))]),
	...[
		"cleandiv",
		"inttruediv",
		"floattruediv"
	].map((name) => [name, pair((a, b) => binary("/", a, b))]),
	...["mod", "pythonmod"].map((name) => [name, pair((a, b) => binary("%", a, b))]),
	...["pow", "powbynatural"].map((name) => [name, pair(raise)]),
	["ceildiv", pair((a, b) => integers(a, b, ceilDiv))],
	["max", (args) => fold(args, max)],
	["min", (args) => fold(args, min)]
]);
function call(name, args) {
	return functions.get(name.toLowerCase())?.(args);
}
function unary(round) {
	return ([arg, ...more]) => arg === void 0 || more.length > 0 ? void 0 : {
		over: round(arg.over, arg.under),
		under: 1
	};
}
function pair(apply) {
	return ([a, b, ...more]) => a === void 0 || b === void 0 || more.length > 0 ? void 0 : apply(a, b);
}
function integers(a, b, apply) {
	return a.under === 1 && b.under === 1 ? {
		over: apply(a.over, b.over),
		under: 1
	} : void 0;
}
/** \u2308over/under\u2309. */
function ceilRatio(over, under) {
	return neg(floorDiv(neg(over), under));
}
/** max or min of quotients, over their common divisor, which must not be negative. */
function fold([first, ...more], choose) {
	return more.reduce((best, arg) => {
		if (best === void 0 || !isNonNegative(best.under) || !isNonNegative(arg.under)) return void 0;
		if (equal(best.under, arg.under)) return ratio(choose(best.over, arg.over), best.under);
		return ratio(choose(mul(best.over, arg.under), mul(arg.over, best.under)), mul(best.under, arg.under));
	}, first);
}

// src/graph/dim-format.ts
/** Characters to which groups are written out; a formula beyond shows `(\u2026)` for what is left. */
const maxText = 2e4;
/**
* The formula as people read it: `4089184256*batch`, `floor((h + 31)/32)`, `2*h^2 - 3*h + 1`, `max(a, b)`. A symbol alone
* is its name; inside a formula a name that holds operators or spaces is quoted. `parseDim` reads back an equal Dim; only
* where a formula is too large to be multiplied out, one of equal value, and where it shows `(\u2026)`, nothing of use.
*/
function format(d) {
	const atom = asAtom(d);
	if (atom?.kind === "symbol") return standsAlone(atom.name) ? atom.name : atom.key;
	return typeof d === "number" ? String(d) : expand(d, { left: maxText });
}
/** True of a name that is read back as this one symbol without quotes. */
function standsAlone(name) {
	if (isWholeName(name)) return true;
	const read = parseDim(name);
	const atom = read === void 0 ? void 0 : asAtom(read);
	return atom?.kind === "symbol" && atom.name === name;
}
/** The key with each group (`#7`) written out in parentheses. */
function expand(poly, budget) {
	const groups = groupsOf(poly);
	if (groups.size === 0) return poly.key;
	return poly.key.replaceAll(/"(?:[^"\\]|\\.)*"|#\d+/gs, (token) => {
		const body = groups.get(token);
		if (body === void 0) return token;
		budget.left -= body.key.length;
		return budget.left < 0 ? "(\u2026)" : `(${expand(body, budget)})`;
	});
}
/** Groups that the key of the polynomial shows, those inside other groups left out. */
function groupsOf(poly) {
	const groups = /* @__PURE__ */ new Map();
	const visit = (part) => {
		for (const { monomial } of termsOf(part)) for (const { atom } of monomial.factors) if (atom.kind === "group") groups.set(atom.key, atom.body);
		else for (const child of childrenOf(atom)) visit(child);
	};
	if (poly.key.includes("#")) visit(poly);
	return groups;
}

// src/diff/quantity.ts
/** Unit of each metric's ceiling. */
function kindOf(metric) {
	switch (metric) {
		case "size":
		case "memory":
		case "weights":
		case "moved": return "bytes";
		case "latency":
		case "load": return "time";
		case "macs":
		case "params":
		case "flops":
		case "elementwise":
		case "transcendentals":
		case "bitops": return "count";
	}
}
const powers = {
	k: 1,
	M: 2,
	G: 3,
	T: 4
};
const units = {
	count: {
		"": 1n,
		k: 10n ** 3n,
		K: 10n ** 3n,
		M: 10n ** 6n,
		G: 10n ** 9n,
		B: 10n ** 9n,
		T: 10n ** 12n,
		P: 10n ** 15n
	},
	bytes: {
		"": 1n,
		B: 1n,
		...scale([
			"k",
			"K",
			"M",
			"G",
			"T"
		], (unit) => [unit, `${unit}B`], 1000n),
		...scale([
			"Ki",
			"ki",
			"Mi",
			"Gi",
			"Ti"
		], (unit) => [unit, `${unit}B`], 1024n)
	},
	time: {
		us: 1n,
		\u00b5s: 1n,
		ms: 1000n,
		s: 10n ** 6n,
		min: 60n * 10n ** 6n,
		m: 60n * 10n ** 6n,
		h: 3600n * 10n ** 6n
	}
};
function scale(prefixes, names, base) {
	const entries = prefixes.flatMap((prefix) => {
		const power = powers[(prefix[0] ?? "").replace("K", "k")] ?? 0;
		return names(prefix).map((name) => [name, base ** BigInt(power)]);
	});
	return Object.fromEntries(entries);
}
const digits = String.raw`\d[\d_]{0,40}(?:\.\d{1,20})?`;
function unitPattern(kind) {
	const names = Object.keys(units[kind]).filter((unit) => unit !== "");
	const optional = "" in units[kind] ? "?" : "";
	return `(?:${names.toSorted((a, b) => b.length - a.length).join("|")})${optional}`;
}
/** As the published schema prints them: `4.2G`, `25MiB`, `20ms`; `+5%`, `+2M` (times increase by percentages only). */
const ceilingPattern = (kind) => new RegExp(`^${digits} ?${unitPattern(kind)}$`, "u");
const increasePattern = (kind) => {
	const percentage = String.raw`\+?${digits} ?%`;
	return new RegExp(kind === "time" ? `^${percentage}$` : String.raw`^(?:${percentage}|\+${digits} ?${unitPattern(kind)})$`, "u");
};
/** Examples for messages. */
const ceilingExample = {
	count: "4.2G",
	bytes: "25MiB",
	time: "20ms"
};
/** A ceiling in the metric's unit, fractions of it dropped; undefined where the text isn't one. */
function parseCeiling(text, kind) {
	const value = parseQuantity(text.trim(), kind);
	return value === void 0 ? void 0 : {
		value,
		text: text.trim()
	};
}
/** `+5%`, `5%`, `+2M`; undefined where the text is none of them (a decrease, or an amount without its `+`). */
function parseIncrease(text, kind) {
	const trimmed = text.trim();
	const percent = /^\+?(\d[\d_]*(?:\.\d+)?) ?%$/.exec(trimmed)?.[1];
	if (percent !== void 0) {
		const { over, under } = decimal(percent);
		return {
			ratio: {
				over,
				under: under * 100n
			},
			amount: null,
			text: trimmed.startsWith("+") ? trimmed : `+${trimmed}`
		};
	}
	const amount = trimmed.startsWith("+") ? parseQuantity(trimmed.slice(1), kind) : void 0;
	return amount === void 0 ? void 0 : {
		ratio: null,
		amount,
		text: trimmed
	};
}
function parseQuantity(text, kind) {
	const match = /^(\d[\d_]{0,40}(?:\.\d{1,20})?) ?([a-zA-Z\u00b5]*)$/u.exec(text);
	const unit = match?.[2] ?? "";
	const factor = Object.hasOwn(units[kind], unit) ? units[kind][unit] : void 0;
	if (match === null || factor === void 0) return void 0;
	const { over, under } = decimal(match[1] ?? "0");
	return over * factor / under;
}
function decimal(text) {
	const [whole = "0", fraction = ""] = text.replaceAll("_", "").split(".");
	return {
		over: BigInt(whole + fraction),
		under: 10n ** BigInt(fraction.length)
	};
}

// src/diff/suggest.ts
/** The known word that was probably meant, or undefined where none is near: at most one edit in three letters. */
function nearest(word, known) {
	if (word.length > 64) return void 0;
	let best;
	let least = Math.max(1, Math.floor(word.length / 3)) + 1;
	for (const candidate of known) {
		const edits = distance(word.toLowerCase(), candidate.toLowerCase());
		if (edits < least) [best, least] = [candidate, edits];
	}
	return best;
}
/** Insertions, deletions, substitutions and swaps of neighbours between two words. */
function distance(a, b) {
	let [before, row] = [[], Array.from({ length: b.length + 1 }, (_, i) => i)];
	for (let i = 1; i <= a.length; i += 1) {
		const next = [i];
		for (let j = 1; j <= b.length; j += 1) {
			const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
			const swap = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? Infinity) + 1 : Infinity;
			next[j] = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, change, swap);
		}
		[before, row] = [row, next];
	}
	return row[b.length] ?? 0;
}

// src/diff/number-text.ts
const decimalUnits = [
	"",
	"k",
	"M",
	"G",
	"T",
	"P",
	"E"
];
const binaryUnits = [
	"B",
	"KiB",
	"MiB",
	"GiB",
	"TiB",
	"PiB",
	"EiB"
];
/** `864`, `55.3 k`, `4.09 G`: a count to `digits` significant digits. */
function countText(value, digits = 3) {
	return scaledText(value, 1000n, decimalUnits, digits);
}
/** `512 B`, `22.4 MiB`: bytes to `digits` significant digits. */
function bytesText(value, digits = 3) {
	return scaledText(value, 1024n, binaryUnits, digits);
}
/** `340 \u00b5s`, `12.1 ms`, `1.25 s` from microseconds. */
function timeText(micros, digits = 3) {
	if (micros < 1e3) return `${trimmed(micros, digits)} \u00b5s`;
	if (micros < 1e6) return `${trimmed(micros / 1e3, digits)} ms`;
	return `${trimmed(micros / 1e6, digits)} s`;
}
/** A value in the unit of its kind; time in microseconds. */
function quantityText(value, kind, digits = 3) {
	switch (kind) {
		case "count": return countText(value, digits);
		case "bytes": return bytesText(value, digits);
		case "time": return timeText(Number(value), digits);
	}
}
/** Two values with as many digits as it takes to tell them apart. */
function pairText(a, b, kind) {
	for (let digits = 3; digits < 16; digits += 1) {
		const texts = [quantityText(a, kind, digits), quantityText(b, kind, digits)];
		if (a === b || texts[0] !== texts[1]) return texts;
	}
	return [String(a), String(b)];
}
/** `+18 M`, `\u22123.2 MiB`, `0`. */
function deltaText(delta, kind) {
	if (delta === 0n) return "0";
	return delta > 0n ? `+${quantityText(delta, kind)}` : `\u2212${quantityText(-delta, kind)}`;
}
/** `+2.5 %`, `\u221212 %`, `0 %`, `+<0.01 %`, `12\u00d7` from a ratio of change (0.025 is +2.5 %). */
function percentText(ratio) {
	if (ratio === 0) return "0 %";
	const sign = ratio > 0 ? "+" : "\u2212";
	const size = Math.abs(ratio) * 100;
	if (size < .005) return `${sign}<0.01 %`;
	if (ratio >= 9.995) return `${ratio + 1 < 1e6 ? trimmed(ratio + 1, 3) : (ratio + 1).toExponential(1)}\u00d7`;
	const decimals = size >= 9.95 && (size < 99.5 || size >= 100) ? 0 : size >= .995 ? 1 : 2;
	const text = size.toFixed(decimals);
	return `${sign}${text.includes(".") ? text.replace(/\.?0+$/, "") : text} %`;
}
/** `4,089,184,256`. */
function exactText(value) {
	return String(value).replaceAll(/\B(?=(?:\d{3})+$)/g, ",");
}
function scaledText(value, base, units, digits) {
	const size = value < 0n ? -value : value;
	const sign = value < 0n ? "\u2212" : "";
	if (size < base) return `${sign}${size}${units[0] === "" ? "" : ` ${units[0]}`}`;
	let unit = 1n;
	for (const name of units.slice(1)) {
		unit *= base;
		const text = trimmed(Number(size * 10n ** 9n / unit) / 1e9, digits);
		if (Number(text) < Number(base)) return `${sign}${text} ${name}`;
	}
	return `${sign}${Number(size).toExponential(digits - 1)}${units[0] === "" ? "" : ` ${units[0]}`}`;
}
/** To significant digits, never dropping digits before the point, zeros after it dropped. */
function trimmed(value, digits) {
	const whole = value < 1 ? 1 : Math.floor(Math.log10(value)) + 1;
	const text = value.toFixed(Math.max(0, Math.min(digits - whole, 20)));
	return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

// src/diff/plain-json.ts
/** Any result as JSON text; bigints become decimal strings. */
function toJson(value, indent) {
	return JSON.stringify(value, (_, item) => typeof item === "bigint" ? String(item) : item, indent);
}

// src/graph/graph.ts
/** Key of a function in `Model.functions`; '\u0000' can't be part of a valid name. */
function functionKey(domain, name, overload) {
	return `${domain}\u0000${name}\u0000${overload}`;
}

// src/graph/dtype.ts
/** Stored width of one element, in bits; a string or an unknown type has none. Sub-byte types pack (two 4-bit values a byte). */
const bits = /* @__PURE__ */ new Map([
	["f64", 64],
	["f32", 32],
	["f16", 16],
	["bf16", 16],
	["f8e4m3fn", 8],
	["f8e4m3fnuz", 8],
	["f8e5m2", 8],
	["f8e5m2fnuz", 8],
	["f8e8m0", 8],
	["f6e2m3", 6],
	["f6e3m2", 6],
	["f4e2m1", 4],
	["i64", 64],
	["i32", 32],
	["i16", 16],
	["i8", 8],
	["i4", 4],
	["i2", 2],
	["u64", 64],
	["u32", 32],
	["u16", 16],
	["u8", 8],
	["u4", 4],
	["u2", 2],
	["bool", 8],
	["c64", 64],
	["c128", 128]
]);
/** Bits of one stored element, or null where the type has no fixed width (string, unknown). */
function bitsOf(dtype) {
	return bits.get(dtype) ?? null;
}
/** True of i8 \u2026 u64 and of the sub-byte integers; bool is not an integer. */
function isInteger(dtype) {
	return /^[iu]\d+$/.test(dtype);
}
/** True of every real floating-point type. */
function isFloat(dtype) {
	return dtype.startsWith("f") || dtype === "bf16";
}

// src/gate/version.ts
/** Flopgate's version, as in package.json (a test compares them). */
const version = "0.1.0";

// src/host/source-file.ts
/**
* A file, by positioned reads: nothing is read ahead, nothing is cached.
* @param path as the process finds it
* @param name as the user names it
* @throws Fault `missing-file`, `git-annex-pointer`, `not-a-file`, `unreadable-file`
*/
function openFile(path, name = path) {
	let descriptor;
	try {
		descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
	} catch (cause) {
		throw openFault(path, name, cause);
	}
	const stat = fstatSync(descriptor);
	if (!stat.isFile()) {
		closeSync(descriptor);
		throw new Fault("not-a-file", `${name} is ${stat.isDirectory() ? "a folder" : "not a regular file"}`, "give the path of a model file");
	}
	return {
		name,
		size: stat.size,
		forward: false,
		read: (offset, length) => readFully(descriptor, offset, length, name),
		close: () => closeSync(descriptor)
	};
}
function readFully(descriptor, offset, length, name) {
	const bytes = Buffer.allocUnsafe(length);
	let filled = 0;
	try {
		while (filled < length) {
			const count = readSync(descriptor, bytes, filled, length - filled, offset + filled);
			if (count === 0) break;
			filled += count;
		}
	} catch (cause) {
		throw new Fault("unreadable-file", `${name}: reading failed at byte ${offset}: ${messageOf(cause)}`, "check the file and its disk", { cause });
	}
	return filled === length ? bytes : bytes.subarray(0, filled);
}
function openFault(path, name, cause) {
	const code = cause instanceof Error && "code" in cause ? cause.code : "";
	if (code !== "ENOENT" && code !== "ENOTDIR") return new Fault("unreadable-file", `${name} can't be opened: ${messageOf(cause)}`, "check its permissions", { cause });
	const target = linkTarget(path);
	if (target === null) return new Fault("missing-file", `${name} doesn't exist`, "check the path", { cause });
	if (/(?:^|\/)annex\/objects\//.test(target)) return new Fault("git-annex-pointer", `${name} is in git-annex and not here: ${target}`, `run git annex get ${name}`, { cause });
	return new Fault("missing-file", `${name} is a link to ${target}, which doesn't exist`, "check the link", { cause });
}
/** Where a link leads; null where there is none. */
function linkTarget(path) {
	try {
		return readlinkSync(path);
	} catch {
		return null;
	}
}
function messageOf(cause) {
	return cause instanceof Error ? cause.message : String(cause);
}

// src/report/escape.ts
/**
* The one door for hostile text (names of models, layers, tensors, files; messages that hold them) on its way to people.
* Each medium has its function, and what comes out of it can only be read, never act.
*/
/** Characters that don't show or that change how others show: control, format (right-to-left marks), separators, lone surrogates. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\u115f\u1160\u3164\uffa0]/gu;
/** The same text with every unseen character shown as its code: `\n`, `\u{202e}`; marks piled on a letter are cut. */
function visible(text) {
	if (isPlain(text)) return text;
	return text.replaceAll(unseen, shown).replaceAll(/(\p{M}{3})\p{M}+/gu, "$1");
}
/** True of a text in the characters of ASCII that show. */
const isPlain = (text) => /^[\x20-\x7e]*$/.test(text);
const short = {
	"\n": "\\n",
	"\r": "\\r",
	"	": "\\t",
	"\x1B": "\\e"
};
function shown(character) {
	return short[character] ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
/** At most `length` characters, the middle left out, since names differ at both ends. */
function elided(text, length) {
	const characters = Array.from(text);
	if (characters.length <= length) return text;
	const tail = Math.floor((length - 1) / 2);
	return [
		...characters.slice(0, length - 1 - tail),
		"\u2026",
		...characters.slice(characters.length - tail)
	].join("");
}
/** Characters of a name or a sentence that people are shown; what is longer isn't read. */
const maxShown = 600;
const bounded = (text) => text.length > maxShown ? `${text.slice(0, 599)}\u2026` : text;
/** A name for a terminal or a log: one line, no escape sequence, no workflow command at its start or inside. */
function terminalName(text) {
	return visible(text).replace(/^(\s*):(?=:)/, "$1\\:").replaceAll("##[", "#\\#[");
}
/** A sentence for a terminal; backticks around names stay. */
function terminalText(text) {
	return terminalName(text);
}
/**
* A name as code in markdown, outside of HTML blocks; inside code nothing is a tag, link, mention, emoji or emphasis.
* @param at whether it stands in a cell of a table, where a pipe needs its backslash
*/
function markdownCode(text, at = "line") {
	const clean = visible(bounded(text));
	if (clean.trim() === "") return "(no name)";
	const piped = at === "cell" ? clean.replaceAll("\\|", "\\\u00a6").replaceAll("|", "\\|") : clean;
	const longest = [...piped.matchAll(/`+/g)].reduce((most, [run]) => Math.max(most, run.length), 0);
	const fence = "`".repeat(longest + 1);
	const pad = longest > 0 || /^ | $/.test(piped) ? " " : "";
	return `${fence}${pad}${piped}${pad}${fence}`;
}
/**
* A sentence in markdown: what stands between backticks becomes code, all else plain words. No markup, tag, link, mention,
* reference, emoji or formula comes of it.
*/
function markdownText(text, at = "line") {
	const parts = visible(bounded(text)).split("`");
	const paired = parts.length % 2 === 1;
	return parts.map((part, i) => {
		if (i % 2 === 1 && (paired || i < parts.length - 1)) return part === "" ? "" : markdownCode(part, at);
		return (i % 2 === 1 ? "\\`" : "") + markdownProse(part);
	}).join("").trimStart();
}
/** Between an at sign and a name, and wherever else GitHub would make a link or a symbol of plain words. */
const gap = "\u200b";
function markdownProse(text) {
	return text.replaceAll(/[@$]|#(?=\d)|:(?=\/\/|[a-z0-9_+-])|GH-(?=\d)|www(?=\.)/gi, `$&${gap}`).replace(/^\s*(?=[-+#=]|\d+[.)])/, gap).replaceAll(/[\\`*_[\]<>|~&$]/g, (character) => `&#${character.charCodeAt(0)};`);
}
/** Text in HTML, in an element or in a quoted attribute. */
function html(text) {
	return visible(text).replaceAll(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
}
/** A name as code inside an HTML block of a comment (a summary line), where markdown isn't read. */
function htmlCode(text) {
	return `<code>${html(text).replaceAll("@", `@${gap}`)}</code>`;
}

// src/graph/units.ts
/** FLOPs = 2 \u00b7 MACs: the only place that knows it. */
const flopsOfMacs = (macs) => mul(macs, 2);

// src/count/model-report.ts
/** Every figure of a model or a layer, in the order that reports list them. */
const metrics = [
	"macs",
	"flops",
	"elementwise",
	"transcendentals",
	"flopsTotal",
	"bitOps",
	"effectiveMacs",
	"denseMacs",
	"params",
	"paramsStored",
	"weightBytes",
	"movedBytes",
	"peakActivationBytes"
];

// src/report/json.ts
/** `count --json`, schema `flopgate/count/1`: counts are decimal strings, null where a symbol that they need is unbound. */
function countJson(entries) {
	return document({
		schema: "flopgate/count/1",
		models: entries.map(countedModel)
	});
}
/** `diff --json`, schema `flopgate/diff/1`. */
function diffJson(models) {
	const told = models.map(({ verdict: _verdict, judgements: _judgements, ...rest }) => rest);
	return document({
		schema: "flopgate/diff/1",
		models: told
	});
}
/** `check --json` and the report file, schema `flopgate/report/1`. */
function reportJson(report) {
	return document(report);
}
const document = (value) => `${toJson(value, 2)}\n`;
function countedModel(entry) {
	if (entry.kind === "failed") return {
		path: entry.path,
		error: entry.failure
	};
	const { report } = entry;
	return {
		path: entry.path,
		format: report.format,
		fileBytes: report.fileBytes === null ? null : String(report.fileBytes),
		sizes: Object.fromEntries([...report.sizes].map(([name, size]) => [name, String(size)])),
		unbound: report.unbound,
		totals: perMetric((metric) => report.totals[metric]),
		exact: report.exact,
		coverage: report.coverage,
		formulas: perMetric((metric) => formulaText(report.formulas[metric])),
		growth: growthOf(report),
		layers: report.layers.map(layerOf),
		findings: report.findings,
		...entry.convention === void 0 ? {} : { convention: conventionOf(entry.convention) }
	};
}
/** The tool's default figure as such; what it prints when run otherwise under `alternatives`. */
function conventionOf({ figures: [first, ...alternatives], ...rest }) {
	return {
		...rest,
		...first,
		alternatives
	};
}
function perMetric(of) {
	return Object.fromEntries(metrics.map((metric) => [metric, of(metric)]));
}
const formulaText = (formula) => formula === null ? null : format(formula);
/** Metrics whose formula holds symbols. */
function growthOf({ growth }) {
	return Object.fromEntries(Object.entries(growth));
}
/** Figures of one execution; where a symbol is unbound the figure is null and `formulas` has it. */
function layerOf(layer) {
	const figures = {
		macs: layer.macs,
		flops: flopsOfMacs(layer.macs),
		elementwise: layer.elementwise,
		transcendentals: layer.transcendentals,
		bitOps: layer.bitOps,
		effectiveMacs: layer.effectiveMacs,
		denseMacs: layer.denseMacs,
		params: layer.params,
		movedBytes: layer.movedBytes
	};
	const numbers = Object.entries(figures).map(([name, dim]) => [name, constantOf(dim) ?? null]);
	const symbolic = Object.entries(figures).filter(([, dim]) => constantOf(dim) === void 0);
	return {
		name: layer.name,
		op: layer.op,
		...layer.domain === "" ? {} : { domain: layer.domain },
		status: layer.status,
		...Object.fromEntries(numbers),
		times: format(layer.times),
		...symbolic.length === 0 ? {} : { formulas: Object.fromEntries(symbolic.map(([name, dim]) => [name, format(dim)])) },
		outputs: layer.outputs.map(({ name, value }) => ({
			name,
			...typeOf(value)
		}))
	};
}
/** dtype and shape as the contract writes them: sizes as numbers, symbolic ones as texts, null where the rank is unknown. */
function typeOf(value) {
	switch (value?.kind) {
		case "tensor": return {
			dtype: value.dtype,
			shape: shapeOf$1(value.shape)
		};
		case "sequence": return {
			dtype: `sequence(${typeOf(value.element ?? void 0).dtype})`,
			shape: null
		};
		case "optional": return {
			dtype: `optional(${typeOf(value.element ?? void 0).dtype})`,
			shape: typeOf(value.element ?? void 0).shape
		};
		case "map": return {
			dtype: `map(${value.keyType})`,
			shape: null
		};
		case "unknown":
		case void 0: return {
			dtype: "unknown",
			shape: null
		};
	}
}
function shapeOf$1(shape) {
	return shape === null ? null : shape.map((dim) => typeof dim === "number" ? dim : format(dim));
}

// src/report/paint.ts
const codes = {
	dim: "2",
	strong: "1",
	good: "32",
	bad: "31;1",
	warn: "33",
	open: "35",
	name: "36"
};
/** The text in its colour; as it is where colours are off. */
function paint(text, style, color) {
	return style === void 0 || !color || text === "" ? text : `\u001b[${codes[style]}m${text}\u001b[0m`;
}
/** The text without its colours. */
function unpainted(text) {
	return text.replaceAll(/\u001b\[[\d;]*m/g, "");
}

// src/report/text-table.ts
const gutter = 2;
/** Aligned columns without lines, fitted into `width` by cutting the columns that may be cut in their middle. */
function textTable(columns, rows, width, color) {
	const widths = fitted(columns, rows, width);
	return [columns.map(({ head }) => ({
		text: head,
		style: "dim"
	})), ...rows].map((row) => row.map((cell, i) => laidOut(cell, widths[i] ?? 0, columns[i]?.align ?? "left", i === row.length - 1, color)).join(" ".repeat(gutter)).trimEnd());
}
function fitted(columns, rows, width) {
	const widths = columns.map(({ head }, i) => rows.reduce((most, row) => Math.max(most, textWidth(row[i]?.text ?? "")), textWidth(head)));
	let excess = widths.reduce((sum, one) => sum + one + gutter, -2) - width;
	while (excess > 0) {
		const cuttable = columns.map(({ least }, i) => Math.max(0, (widths[i] ?? 0) - (least ?? Infinity)));
		const widest = cuttable.reduce((best, room, i) => room > 0 && (widths[i] ?? 0) > (widths[best] ?? -1) ? i : best, -1);
		if (widest === -1) break;
		const cut = Math.min(excess, cuttable[widest] ?? 0, Math.max(1, Math.ceil(excess / 2)));
		widths[widest] = (widths[widest] ?? 0) - cut;
		excess -= cut;
	}
	return widths;
}
function laidOut({ text, style }, width, align, last, color) {
	const cut = textWidth(text) > width ? elided(text, width) : text;
	const painted = paint(cut, style, color);
	const space = " ".repeat(Math.max(0, width - textWidth(cut)));
	if (align === "right") return space + painted;
	return last ? painted : painted + space;
}
/** Latin letters, punctuation such as dashes, ellipses and quotes, and mathematical signs: known without Unicode's tables. */
const isNarrow = (code) => code >= 32 && code < 768 || code >= 8208 && code <= 8231 || code >= 8704 && code < 8960;
/** Columns of a terminal that the text takes: two for East Asian and emoji characters, none for marks. */
function textWidth(text) {
	if (isPlain(text)) return text.length;
	let width = 0;
	for (const character of text) {
		if (isNarrow(character.charCodeAt(0))) {
			width += 1;
			continue;
		}
		if (/\p{M}/u.test(character)) continue;
		width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u.test(character) ? 2 : 1;
	}
	return width;
}

// src/cli/command.ts
/** Flags that every command has. */
const commonFlags = {
	json: {
		type: "boolean",
		help: "print one JSON document on stdout and nothing else"
	},
	debug: {
		type: "boolean",
		help: "show where in the program a failure comes from"
	},
	help: {
		type: "boolean",
		help: "show this help"
	}
};
/**
* Reads a command's own arguments.
* @throws Fault `usage`, naming the flag that was probably meant
*/
function readArguments(command, argv) {
	const flags = {
		...command.flags,
		...commonFlags
	};
	const options = Object.fromEntries(Object.entries(flags).map(([name, { type, multiple }]) => [name, {
		type,
		multiple: multiple ?? false
	}]));
	let parsed;
	try {
		parsed = parseArgs({
			args: [...argv],
			options,
			allowPositionals: true,
			strict: true
		});
	} catch (thrown) {
		throw usageFault(command, flags, thrown);
	}
	const values = parsed.values;
	const all = (flag) => {
		const value = values[flag];
		return typeof value === "string" ? [value] : typeof value === "object" ? value : [];
	};
	return {
		positionals: parsed.positionals,
		has: (flag) => values[flag] === true,
		text: (flag) => all(flag).at(-1),
		all
	};
}
function usageFault(command, flags, thrown) {
	const said = thrown instanceof Error ? thrown.message : String(thrown);
	const [, dashes, unknown] = /^Unknown option '(-{1,2})([^']*)'/.exec(said) ?? [];
	if (dashes !== void 0 && unknown !== void 0) {
		const meant = nearest(unknown, Object.keys(flags));
		const hint = meant === void 0 ? helpHint(command) : `did you mean --${meant}? ${helpHint(command)}`;
		return new Fault("usage", `flopgate ${command.name} has no option ${dashes}${unknown}`, hint);
	}
	const [, lacking] = /^Option '-{0,2}(?:., --)?([\w-]+)(?: <value>)?' (?:argument missing|argument is ambiguous)/.exec(said) ?? [];
	if (lacking !== void 0) {
		const form = `--${lacking} ${flags[lacking]?.value ?? "VALUE"}`;
		return new Fault("usage", `--${lacking} needs a value`, `write ${form}; a value that starts with a dash: --${lacking}=-x`);
	}
	const [, full] = /^Option '--([\w-]+)' does not take an argument/.exec(said) ?? [];
	if (full !== void 0) return new Fault("usage", `--${full} takes no value`, `write --${full} alone`);
	return new Fault("usage", said.split("\n", 1)[0] ?? said, helpHint(command), { cause: thrown });
}
const helpHint = ({ name }) => `flopgate ${name} --help lists the options`;
/** `--help` of a command. */
function helpOf(command) {
	const rows = Object.entries({
		...command.flags,
		...commonFlags
	}).map(([name, { value, help }]) => [`--${name}${value === void 0 ? "" : ` ${value}`}`, help]);
	const width = Math.max(...rows.map(([form]) => form.length));
	return [
		`flopgate ${command.name} ${command.usage}`,
		"",
		command.about,
		"",
		"Options",
		...rows.map(([form, help]) => `  ${form.padEnd(width)}  ${help}`),
		"",
		command.examples.length === 1 ? "Example" : "Examples",
		...command.examples.map((example) => `  ${example}`),
		""
	].join("\n");
}
/** @throws Fault `usage` where there are fewer or more positionals */
function expectPositionals(command, { positionals }, least, most) {
	if (positionals.length >= least && positionals.length <= most) return;
	const given = positionals.length === 0 ? "nothing" : positionals.length;
	throw new Fault("usage", `flopgate ${command.name} ${command.usage}: ${given} given`, `e.g. ${command.examples[0] ?? ""}`);
}
/**
* The path of a policy as both sides of a comparison know it: from the repository's root.
* @throws Fault `usage` where it lies outside
*/
function inRepository(root, path) {
	const inside = relative(root, resolve(path));
	if (inside !== "" && !inside.startsWith("..")) return inside.split(sep).join("/");
	throw new Fault("usage", `--config ${path} lies outside of the repository`, "both sides have their own: name one inside");
}

// src/cli/streams.ts
/** Streams whose reader went away (`| head`): what else is written to them is dropped, the exit code stands. */
const closed = /* @__PURE__ */ new Set();
/** Writes all of a text to stdout. */
function print(text) {
	writeAll(1, text);
}
/** Writes a line to stderr. */
function say(line) {
	writeAll(2, `${line}\n`);
}
/** At once and whole, so that nothing is lost when the program ends; without the cost of a stream. */
function writeAll(descriptor, text) {
	const bytes = Buffer.from(text);
	for (let at = 0; at < bytes.length && !closed.has(descriptor);) try {
		at += writeSync(descriptor, bytes, at);
	} catch (thrown) {
		const code = thrown instanceof Error && "code" in thrown ? thrown.code : "";
		if (code === "EPIPE") closed.add(descriptor);
		else if (code === "EAGAIN") waitForReader();
		else throw thrown;
	}
}
/** A pipe that doesn't block is full. */
function waitForReader() {
	Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
}
function viewOf(stream) {
	if (!isatty(stream)) return {
		color: isForced(),
		width: Infinity
	};
	const { columns } = stream === 1 ? process.stdout : process.stderr;
	const plain = (process.env["NO_COLOR"] ?? "") !== "" || process.env["TERM"] === "dumb";
	return {
		color: isForced() || !plain,
		width: columns > 0 ? Math.max(columns, 40) : 80
	};
}
/** FORCE_COLOR, as CI logs that show colour set it; NO_COLOR is stronger. */
function isForced() {
	const force = process.env["FORCE_COLOR"] ?? "";
	return force !== "" && force !== "0" && (process.env["NO_COLOR"] ?? "") === "";
}

// src/cli/sizes.ts
const sizeFlags = {
	dim: {
		type: "string",
		multiple: true,
		value: "NAME=N",
		help: "size of a symbolic dimension, e.g. batch=8"
	},
	input: {
		type: "string",
		multiple: true,
		value: "NAME=1x3x224x224",
		help: "whole shape of an input; scalar for none"
	},
	value: {
		type: "string",
		multiple: true,
		value: "NAME=JSON",
		help: "contents of a small input, e.g. steps=5"
	}
};
/** @throws Fault `usage` where one isn't of its form */
function readSizes(args) {
	return {
		dims: new Map(args.all("dim").map((text) => read("dim", text, sizeOf))),
		inputs: new Map(args.all("input").map((text) => read("input", text, shapeOf))),
		values: new Map(args.all("value").map((text) => read("value", text, jsonOf)))
	};
}
/** Names are the file's own (`input.1`, `a=b`): the last equals sign that leaves a value parts them. */
function read(flag, text, parse) {
	for (let at = text.lastIndexOf("="); at > 0; at = text.lastIndexOf("=", at - 1)) {
		const value = parse(text.slice(at + 1));
		if (value !== void 0) return [text.slice(0, at), value];
	}
	throw new Fault("usage", `--${flag} ${text} isn't of the form ${sizeFlags[flag]?.value ?? ""}`, examples[flag] ?? "");
}
const examples = {
	dim: "e.g. --dim batch=8",
	input: "e.g. --input images=1x3x640x640, or --input step=scalar",
	value: "e.g. --value steps=5 or --value sizes=[1,3,640,640]; quote it for the shell"
};
function sizeOf(text) {
	return /^\d{1,18}$/.test(text) ? BigInt(text) : void 0;
}
function shapeOf(text) {
	if (text === "scalar") return [];
	const sizes = text.split(/[x,\u00d7]/).map(sizeOf);
	return sizes.some((size) => size === void 0) ? void 0 : sizes;
}
function jsonOf(text) {
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}

// src/cli/failure.ts
/** What went wrong, and what to do: two lines on stderr, whatever the names in them hold. */
function sayFailure({ code, message, hint }) {
	say(`flopgate: ${code}: ${terminalText(message)}`);
	say(`hint: ${terminalText(hint)}`);
}

export { growth as $, bitsOf as A, percentText as B, markdownCode as C, symbol as Ct, visible as D, terminalText as E, bytesText as F, ceilingPattern as G, timeText as H, countText as I, parseCeiling as J, increasePattern as K, deltaText as L, isInteger as M, functionKey as N, openFile as O, toJson as P, evaluate as Q, exactText as R, htmlCode as S, sum as St, terminalName as T, asFault as Tt, nearest as U, quantityText as V, ceilingExample as W, format as X, parseIncrease as Y, parseDim as Z, reportJson as _, isConstant as _t, say as a, ceilDiv as at, elided as b, product as bt, helpOf as c, truncDiv as ct, textTable as d, isNonNegative as dt, substitute as et, textWidth as f, sign as ft, diffJson as g, fromBigInt as gt, countJson as h, equal as ht, print as i, min as it, isFloat as j, version as k, inRepository as l, isAtLeast as lt, unpainted as m, constantOf as mt, readSizes as n, broadcast as nt, viewOf as o, floorDiv as ot, paint as p, add as pt, kindOf as q, sizeFlags as r, max as rt, expectPositionals as s, mod as st, sayFailure as t, symbolsOf as tt, readArguments as u, isNeverBelow as ut, metrics as v, mul as vt, markdownText as w, Fault as wt, html as x, sub as xt, flopsOfMacs as y, neg as yt, pairText as z };