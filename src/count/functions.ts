import type { Attr, FunctionDef, Graph, Node } from '#graph/graph.ts';

/** The function's nodes for one call: attribute references replaced by the call's or default values, omitted inputs made ''. */
export function bindFunction(definition: FunctionDef, call: Node): readonly Node[] {
  const omitted = new Set(definition.inputs.filter((_, i) => (call.inputs[i] ?? '') === ''));
  const resolve = (attr: Attr): Attr | undefined => {
    if (attr.kind === 'ref') return call.attrs.get(attr.value) ?? definition.attributeDefaults.get(attr.value);
    if (attr.kind === 'graph') return { kind: 'graph', value: inGraph(attr.value, resolve) };
    if (attr.kind === 'graphs') return { kind: 'graphs', value: attr.value.map((graph) => inGraph(graph, resolve)) };
    return attr;
  };
  return definition.nodes.map((node) => {
    const bound = inNode(node, resolve);
    return node.inputs.some((name) => omitted.has(name))
      ? { ...bound, inputs: bound.inputs.map((name) => (omitted.has(name) ? '' : name)) }
      : bound;
  });
}

function inGraph(graph: Graph, resolve: (attr: Attr) => Attr | undefined): Graph {
  const nodes = graph.nodes.map((node) => inNode(node, resolve));
  return nodes.every((node, i) => node === graph.nodes[i]) ? graph : { ...graph, nodes };
}

function inNode(node: Node, resolve: (attr: Attr) => Attr | undefined): Node {
  let changed = false;
  const attrs = new Map<string, Attr>();
  for (const [name, attr] of node.attrs) {
    const resolved = resolve(attr);
    const same =
      resolved === attr || (resolved?.kind === 'graph' && attr.kind === 'graph' && resolved.value === attr.value);
    changed ||= !same;
    if (resolved !== undefined) attrs.set(name, same ? attr : resolved);
  }
  return changed ? { ...node, attrs } : node;
}
