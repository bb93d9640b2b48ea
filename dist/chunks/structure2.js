import { X as format } from "./base.js";

// src/gate/structure.ts
function structureOf(model) {
	const counts = /* @__PURE__ */ new Map();
	const add = (key) => void counts.set(key, (counts.get(key) ?? 0) + 1);
	walk(model.graph, add);
	for (const { nodes } of model.functions.values()) for (const node of nodes) add(kindOf(node, null));
	return counts;
}
function walk(graph, add) {
	for (const node of graph.nodes) {
		add(kindOf(node, graph));
		for (const attr of node.attrs.values()) if (attr.kind === "graph") walk(attr.value, add);
		else if (attr.kind === "graphs") for (const body of attr.value) walk(body, add);
	}
}
function kindOf({ op, domain, inputs }, graph) {
	return `${domain}:${op}(${inputs.map((name) => graph?.initializers.get(name)?.dims.map(format).join("x") ?? "").join(",")})`;
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

export { structureOf as n, similarity as t };