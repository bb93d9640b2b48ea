import type { Attr, FunctionDef, Graph, Node } from '#graph/graph.ts';
import type { State } from './state.ts';
import { domainKey, newest, rowOf } from '#count/ops/lookup.ts';
import { operatorKey } from '#count/ops/registry.ts';
import { note } from './state.ts';

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

/**
 * The opsets in force in a function's body. A runtime puts the body into the graph that calls it, so that the model's versions
 * hold there; a finding says where the function's own would mean something else, or doesn't say what it means.
 */
export function opsetsIn(state: State, definition: FunctionDef): ReadonlyMap<string, number> {
  const { opsets } = state.model;
  const what = openMeaning(state, definition.nodes, definition.opsets);
  if (what !== undefined) {
    note(state, {
      code: 'opset-conflict',
      level: 'lower-bound',
      detail: `the function ${definition.domain}::${definition.name} ${what}; counted by the model's opsets, and the total is a lower bound`,
    });
  }
  return new Map([...definition.opsets, ...opsets]);
}

/** What leaves open what an operator of the body means; undefined if nothing does. */
function openMeaning(state: State, nodes: readonly Node[], own: ReadonlyMap<string, number>): string | undefined {
  const { model, operators } = state;
  for (const node of nodes) {
    const domain = domainKey(node.domain);
    if (operators.has(operatorKey(domain, node.op))) {
      const label = domain === '' ? 'ai.onnx' : domain;
      const version = own.get(domain);
      if (version === undefined) return `uses ${node.op} and imports no opset of ${label}`;
      const other = model.opsets.get(domain) ?? newest;
      const isOther = rowOf(operators, domain, node.op, version) !== rowOf(operators, domain, node.op, other);
      if (isOther) return `imports opset ${version} of ${label}, in which ${node.op} means something else`;
    }
    for (const attr of node.attrs.values()) {
      const what = attr.kind === 'graph' ? openMeaning(state, attr.value.nodes, own) : undefined;
      if (what !== undefined) return what;
    }
  }
  return undefined;
}
