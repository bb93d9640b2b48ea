import type { Graph, Node } from '#graph/graph.ts';
import { Fault } from '#graph/fault.ts';

/** Nodes in an order that runs, and whether the file already had them in it. */
export interface Order {
  readonly nodes: readonly Node[];
  /** What each of them reads, as `readsOf`. */
  readonly reads: readonly (readonly string[])[];
  /** Names that nodes produce. */
  readonly produced: { has(name: string): boolean };
  readonly wasSorted: boolean;
}

const exportAgain = 'the graph is not valid ONNX: export it again, or run onnx.checker on it';
const captured = new WeakMap<Graph, ReadonlySet<string>>();

/** Names that a graph's nodes (bodies included) read from outside it. */
function outerNames(graph: Graph): ReadonlySet<string> {
  const cached = captured.get(graph);
  if (cached !== undefined) return cached;
  const own = new Set<string>([
    ...graph.inputs.map((i) => i.name),
    ...graph.initializers.keys(),
    ...graph.initializerInputs,
  ]);
  for (const node of graph.nodes) for (const output of node.outputs) own.add(output);
  const outer = new Set<string>();
  const read = (name: string): void => {
    if (name !== '' && !own.has(name)) outer.add(name);
  };
  for (const node of graph.nodes) readsOf(node).forEach(read);
  for (const output of graph.outputs) read(output.name);
  captured.set(graph, outer);
  return outer;
}

/** By attributes, which equal nodes share. */
const graphHolders = new WeakMap<Node['attrs'], boolean>();

/** Whether a node with these attributes has bodies. */
export function holdsGraph(attrs: Node['attrs']): boolean {
  const known = graphHolders.get(attrs);
  if (known !== undefined) return known;
  const holds = [...attrs.values()].some(({ kind }) => kind === 'graph' || kind === 'graphs');
  graphHolders.set(attrs, holds);
  return holds;
}

/** Every name that a node reads: its inputs, and what its bodies read from around them. */
export function readsOf(node: Node): readonly string[] {
  if (node.attrs.size === 0 || !holdsGraph(node.attrs)) return node.inputs;
  let reads: string[] | undefined;
  node.attrs.forEach((attr) => {
    if (attr.kind === 'graph') (reads ??= [...node.inputs]).push(...outerNames(attr.value));
    else if (attr.kind === 'graphs')
      for (const graph of attr.value) (reads ??= [...node.inputs]).push(...outerNames(graph));
  });
  return reads ?? node.inputs;
}

/**
 * Execution order of a graph's nodes: the file's own if it is valid, else a stable topological one.
 * @param isOuter true of names that the surrounding graphs define
 * @throws Fault `duplicate-name`, `undefined-value`, `cycle`
 */
export function orderOf(
  nodes: readonly Node[],
  given: ReadonlySet<string>,
  isOuter: (name: string) => boolean,
  where: string,
): Order {
  const produced = producers(nodes, given, isOuter, where);
  const reads = nodes.map(readsOf);
  let wasSorted = true;
  for (let position = 0; position < nodes.length; position++) {
    for (const name of reads[position] ?? []) {
      const from = produced.get(name);
      if (from !== undefined) {
        if (from >= position) wasSorted = false;
      } else if (name !== '' && !given.has(name) && !isOuter(name)) {
        const node = nodes[position];
        throw new Fault(
          'undefined-value',
          `${where}: node ${node?.name || node?.op} reads ${name}, which nothing produces`,
          exportAgain,
        );
      }
    }
  }
  if (wasSorted) return { nodes, reads, produced, wasSorted };
  const order = sorted(nodes, reads, produced, where);
  return {
    nodes: order.map((position) => nodes[position] as Node),
    reads: order.map((position) => reads[position] ?? []),
    produced,
    wasSorted,
  };
}

function producers(
  nodes: readonly Node[],
  given: ReadonlySet<string>,
  isOuter: (name: string) => boolean,
  where: string,
): Map<string, number> {
  const producer = new Map<string, number>();
  nodes.forEach((node, position) => {
    for (const output of node.outputs) {
      if (output === '') continue;
      if (producer.has(output) || given.has(output) || isOuter(output)) {
        throw new Fault('duplicate-name', `${where}: the value ${output} is defined twice`, exportAgain);
      }
      producer.set(output, position);
    }
  });
  return producer;
}

/** Kahn's algorithm, smallest file position first among the nodes that are ready. */
function sorted(
  nodes: readonly Node[],
  reads: readonly (readonly string[])[],
  producer: ReadonlyMap<string, number>,
  where: string,
): readonly number[] {
  const waits = nodes.map(() => 0);
  const users = nodes.map((): number[] => []);
  reads.forEach((names, position) => {
    for (const name of new Set(names)) {
      const from = producer.get(name);
      if (from === undefined) continue;
      waits[position] = (waits[position] ?? 0) + 1;
      users[from]?.push(position);
    }
  });
  const order: number[] = [];
  let ready = nodes.map((_, position) => position).filter((position) => waits[position] === 0);
  while (ready.length > 0) {
    const next: number[] = [];
    for (const position of ready) {
      order.push(position);
      for (const user of users[position] ?? []) {
        const left = (waits[user] ?? 0) - 1;
        waits[user] = left;
        if (left === 0) next.push(user);
      }
    }
    ready = next.toSorted((a, b) => a - b);
  }
  if (order.length < nodes.length) {
    const stuck = nodes.find((_, position) => (waits[position] ?? 0) > 0);
    throw new Fault('cycle', `${where}: node ${stuck?.name || stuck?.op} depends on its own output`, exportAgain);
  }
  return order;
}
