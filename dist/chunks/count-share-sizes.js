const require_core = require("./core.js");
const require_pair_inputs = require("./count-pair-inputs.js");

// src/count/size-classes.ts
/** Follows both interfaces axis by axis. */
function classesOf(pairs, base, head) {
	const own = {
		base: new Set(base.flatMap(require_pair_inputs.symbolsOfInput)),
		head: new Set(head.flatMap(require_pair_inputs.symbolsOfInput))
	};
	const { classes, findings } = joined(pairs.flatMap(linksOf), new Set(base.flatMap(unnamed)));
	const renames = {
		base: /* @__PURE__ */ new Map(),
		head: /* @__PURE__ */ new Map()
	};
	const fixed = /* @__PURE__ */ new Map();
	for (const one of classes) {
		const name = nameOf(one, own.base);
		for (const symbol of one.base) if (symbol !== name) renames.base.set(symbol, name);
		for (const symbol of one.head) if (symbol !== name) renames.head.set(symbol, name);
		const [size, ...sizes] = one.fixed;
		if (sizes.length > 0) findings.push(contradiction(name, [...one.fixed].map(String)));
		else if (size !== void 0) fixed.set(name, size);
	}
	const placed = new Set(classes.flatMap((one) => [...one.head]));
	const meant = new Set(classes.filter((one) => one.head.size > 0).map((one) => nameOf(one, own.base)));
	for (const symbol of own.head) if (!placed.has(symbol) && meant.has(symbol)) renames.head.set(symbol, freeName(symbol, own));
	const names = /* @__PURE__ */ new Set([...[...own.base].map((name) => renames.base.get(name) ?? name), ...[...own.head].map((name) => renames.head.get(name) ?? name)]);
	return {
		...renames,
		fixed,
		names,
		own,
		findings
	};
}
/** Base's name, of several the first that an exporter gave; of head's alone its own, unless base means another size by it. */
function nameOf({ base, head }, taken) {
	const [first] = [...taken].filter((name) => base.has(name)).toSorted((a, b) => Number(isUnnamed(a)) - Number(isUnnamed(b)));
	if (first !== void 0) return first;
	const [own = ""] = head;
	return taken.has(own) ? freeName(own, {
		base: taken,
		head
	}) : own;
}
function freeName(name, { base, head }) {
	let free = `${name}_head`;
	while (base.has(free) || head.has(free)) free += "_";
	return free;
}
/** True of the name that a reader gives a size that the file doesn't name: `image.dim0`. */
const isUnnamed = (name) => /\.dim\d+$/.test(name);
/** Sizes of an input that its file doesn't name. */
const unnamed = (info) => require_pair_inputs.symbolsOfInput(info).filter((name) => isUnnamed(name) && name.startsWith(`${info.name}.dim`));
function contradiction(name, all) {
	return {
		code: "sizes-contradict",
		level: "warning",
		detail: `one size of base and head, ${name}, stands for ${all.join(" and ")} in the other's inputs: these sizes are kept apart`
	};
}
/** Axes of which at least one side is open. */
function linksOf([base, head]) {
	const [before, after] = [require_pair_inputs.tensorOf(base)?.shape, require_pair_inputs.tensorOf(head)?.shape];
	if (!before || !after || before.length !== after.length) return [];
	return before.flatMap((dim, axis) => {
		const [a, b] = [nameOrSize(dim), nameOrSize(after[axis] ?? 0)];
		return a === void 0 || b === void 0 || typeof a === "bigint" && typeof b === "bigint" ? [] : [[a, b]];
	});
}
const nameOrSize = (dim) => require_core.constantOf(dim) ?? require_pair_inputs.soleSymbol(dim);
/** The classes that links join, equal names first. Two sizes that base names apart stay apart, though head has one name for both. */
function joined(links, anonymous) {
	const classOf = /* @__PURE__ */ new Map();
	const findings = [];
	for (const [base, head] of links.toSorted(([a, b], [c, d]) => Number(c === d) - Number(a === b))) {
		const before = typeof base === "string" ? classAt(classOf, "base", base) : void 0;
		const after = typeof head === "string" ? classAt(classOf, "head", head) : void 0;
		if (typeof base === "bigint") after?.fixed.add(base);
		if (typeof head === "bigint") before?.fixed.add(head);
		if (before === void 0 || after === void 0 || before === after) continue;
		const named = [...before.base, ...after.base].filter((name) => !anonymous.has(name));
		if (named.length > 1 && typeof head === "string") findings.push(contradiction(head, named));
		else merge(classOf, before, after);
	}
	return {
		classes: [...new Set(classOf.values())],
		findings
	};
}
function classAt(classOf, side, name) {
	const known = classOf.get(`${side} ${name}`);
	if (known !== void 0) return known;
	const made = {
		base: /* @__PURE__ */ new Set(),
		head: /* @__PURE__ */ new Set(),
		fixed: /* @__PURE__ */ new Set()
	};
	made[side].add(name);
	classOf.set(`${side} ${name}`, made);
	return made;
}
function merge(classOf, to, from) {
	for (const side of ["base", "head"]) for (const name of from[side]) {
		to[side].add(name);
		classOf.set(`${side} ${name}`, to);
	}
	for (const size of from.fixed) to.fixed.add(size);
}

// src/count/share-sizes.ts
/**
* Binds the sizes of two files through their interfaces. Inputs pair by name, then by position; axis by axis a size that one side
* leaves open takes the other's fixed size, and of two open ones head's takes base's name. Given sizes hold on both sides, whichever
* side's names they are given by. A mapping that contradicts itself is a finding, and its sizes stay apart.
*/
function shareSizes(base, head, options) {
	const pairs = require_pair_inputs.pairInputs(base, head);
	const classes = classesOf(pairs, base, head);
	const given = canonical(options.dims ?? /* @__PURE__ */ new Map(), classes);
	const inputs = [carried(options.inputs, base, head, pairs, 0), carried(options.inputs, base, head, pairs, 1)];
	const values = [carried(options.values, base, head, pairs, 0), carried(options.values, base, head, pairs, 1)];
	const told = /* @__PURE__ */ new Set([...given.keys(), ...shapedSymbols(base, inputs[0], classes.base)]);
	for (const name of shapedSymbols(head, inputs[1], classes.head)) told.add(name);
	const fixed = [...classes.fixed].filter(([name]) => !told.has(name));
	const side = (at, own) => {
		const renames = at === 0 ? classes.base : classes.head;
		const known = new Set(own.flatMap(require_pair_inputs.symbolsOfInput).map((name) => renames.get(name) ?? name));
		return {
			dims: new Map([...fixed.filter(([name]) => known.has(name)), ...given].filter(([name]) => isFor(name, known))),
			inputs: inputs[at],
			values: values[at],
			renames,
			overrides: overridesOf(pairs, at, classes, given, inputs[at])
		};
	};
	const isFor = (name, known) => known.has(name) || !classes.names.has(name);
	const bases = new Set(base.flatMap(require_pair_inputs.symbolsOfInput).map((name) => classes.base.get(name) ?? name));
	const fixedAtBase = new Set([...classes.fixed.keys()].filter((name) => !bases.has(name)));
	return {
		base: side(0, base),
		head: side(1, head),
		renamed: classes.head,
		fixedAtBase,
		findings: classes.findings
	};
}
/** Given sizes under the names that both sides are counted by: base's names first, then head's. */
function canonical(dims, { base, head, own }) {
	const inOrder = [...dims].map(([name, size]) => own.base.has(name) ? [
		base.get(name) ?? name,
		size,
		true
	] : [
		head.get(name) ?? name,
		size,
		false
	]).toSorted(([, , a], [, , b]) => Number(a) - Number(b));
	return new Map(inOrder.map(([name, size]) => [name, size]));
}
/** What is given by input name, under the names of one side; what only the other side has an input for is left out. */
function carried(given, base, head, pairs, at) {
	const [own, others] = at === 0 ? [base, head] : [head, base];
	const names = new Set(own.map(({ name }) => name));
	const result = /* @__PURE__ */ new Map();
	for (const [name, item] of given ?? []) {
		const mate = pairs.find((pair) => pair[1 - at]?.name === name)?.[at];
		if (names.has(name) || !others.some((other) => other.name === name)) result.set(name, item);
		else if (mate !== void 0 && !given?.has(mate.name)) result.set(mate.name, item);
	}
	return result;
}
/** Names, as both sides are counted by, of the sizes that given shapes bind. */
function shapedSymbols(own, shapes, renames) {
	return own.filter(({ name }) => shapes.has(name)).flatMap(require_pair_inputs.symbolsOfInput).map((name) => renames.get(name) ?? name);
}
/** Fixed axes of one side whose counterpart is open and given another size: they take the given one. */
function overridesOf(pairs, at, { base, head }, given, shapes) {
	const overrides = /* @__PURE__ */ new Map();
	for (const pair of pairs) {
		const [own, other] = [require_pair_inputs.tensorOf(pair[at])?.shape, require_pair_inputs.tensorOf(pair[1 - at])?.shape];
		if (!own || !other || own.length !== other.length || shapes.has(pair[at].name)) continue;
		const sizes = own.map((dim, axis) => {
			const name = require_pair_inputs.soleSymbol(other[axis] ?? 0);
			const size = name === void 0 ? void 0 : given.get((at === 0 ? head : base).get(name) ?? name);
			const fixed = require_core.constantOf(dim);
			return size === void 0 || fixed === void 0 || fixed === size ? null : size;
		});
		if (sizes.some((size) => size !== null)) overrides.set(pair[at].name, sizes);
	}
	return overrides;
}

Object.defineProperty(exports, "shareSizes", {
  enumerable: true,
  get: function () {
    return shareSizes;
  }
});