import type { Node } from '#graph/graph.ts';
import type { MemoryPlan } from './memory.ts';
import type { LayerRun } from './run.ts';
import { readsOf } from './order.ts';
import { bytesOfValue } from './sizes.ts';

/** Books a node's buffers: outputs written or aliased, the body's own peak on top, inputs freed after their last read. */
export function remember(plan: MemoryPlan, layer: LayerRun): void {
  const { node } = layer;
  node.outputs.forEach((name, i) => {
    if (name === '') return;
    const value = layer.outputs[i];
    if (layer.status === 'constant') return;
    const source = node.inputs[0];
    if (i === 0 && layer.isView && source !== undefined && source !== '') plan.alias(name, source);
    else plan.write(name, bytesOfValue(value) ?? 0);
  });
  plan.peak();
  for (const part of layer.branches?.parts ?? []) for (const extra of part.run.peaks ?? []) plan.peak(extra);
  for (const name of new Set(readsOf(node))) if (name !== '') plan.read(name);
  for (const name of node.outputs) if (name !== '') plan.read(name);
}

/** How often each name is read: once per reading node, once for being produced (see `remember`), once for being an output. */
export function readCounts(
  nodes: readonly Node[],
  live: ReadonlySet<Node>,
  outputs: readonly string[],
): Map<string, number> {
  const counts = new Map<string, number>();
  const count = (name: string): void => {
    if (name !== '') counts.set(name, (counts.get(name) ?? 0) + 1);
  };
  for (const node of nodes) {
    if (!live.has(node)) continue;
    for (const name of new Set(readsOf(node))) count(name);
    node.outputs.forEach(count);
  }
  outputs.forEach(count);
  return counts;
}

/** Nodes from which an output can be reached. */
export function liveNodes(nodes: readonly Node[], outputs: readonly string[]): ReadonlySet<Node> {
  const needed = new Set(outputs);
  const live = new Set<Node>();
  for (let i = nodes.length - 1; i >= 0; i--) {
    const node = nodes[i] as Node;
    if (!node.outputs.some((name) => needed.has(name))) continue;
    live.add(node);
    for (const name of readsOf(node)) needed.add(name);
  }
  return live;
}
