import type { Graph, Model, Node } from '#graph/graph.ts';
import { format } from '#graph/dim.ts';

/** How often each kind of node occurs in a model: its operator and the sizes of the weights that it uses, whatever the names. */
export type Structure = ReadonlyMap<string, number>;

export function structureOf(model: Model): Structure {
  const counts = new Map<string, number>();
  const add = (key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);
  walk(model.graph, add);
  for (const { nodes } of model.functions.values()) for (const node of nodes) add(nodeText(node, null));
  return counts;
}

function walk(graph: Graph, add: (key: string) => void): void {
  for (const node of graph.nodes) {
    add(nodeText(node, graph));
    for (const attr of node.attrs.values()) {
      if (attr.kind === 'graph') walk(attr.value, add);
      else if (attr.kind === 'graphs') for (const body of attr.value) walk(body, add);
    }
  }
}

function nodeText({ op, domain, inputs }: Node, graph: Graph | null): string {
  const weights = inputs.map((name) => graph?.initializers.get(name)?.dims.map(format).join('x') ?? '');
  return `${domain}:${op}(${weights.join(',')})`;
}

/** What two structures share, from 0 (nothing) to 1 (all): twice the common nodes over all nodes. */
export function similarity(a: Structure, b: Structure): number {
  let [common, all] = [0, 0];
  for (const [key, count] of a) {
    common += Math.min(count, b.get(key) ?? 0);
    all += count;
  }
  for (const count of b.values()) all += count;
  return all === 0 ? 0 : (2 * common) / all;
}
