import type { Node } from '#graph/graph.ts';
import type { Value } from '#graph/value.ts';
import type { Outcome, Slot } from './outcome.ts';
import { orderOf, readsOf } from './order.ts';

/**
 * A graph's nodes in an order that runs, and its values by number, so that what is known of a value lies in arrays. Lists by
 * node are flat: those of the node at a position go from `…From[position]` up to `…From[position + 1]`.
 */
export interface Wiring {
  readonly nodes: readonly Node[];
  /** Whether the file has them in this order. */
  readonly wasSorted: boolean;
  /** Numbers from 0 on: names that are given, in their order, then those read from around and those that nodes produce. */
  readonly numbers: ReadonlyMap<string, number>;
  /** Names read from the graphs around. */
  readonly outer: readonly string[];
  /** Numbers of a node's inputs, -1 if omitted. */
  readonly inputs: Int32Array;
  readonly inputsFrom: Int32Array;
  /** Numbers of a node's outputs, -1 if unnamed. */
  readonly outputs: Int32Array;
  readonly outputsFrom: Int32Array;
  /** Numbers of what a node and its bodies read, each once. */
  readonly reads: readonly number[];
  readonly readsFrom: Int32Array;
  /** By position, 1 if the node reaches an output of the graph. */
  readonly live: Uint8Array;
  readonly liveNodes: number;
  /** By number: once for every live node that reads it, once for being produced by one, once for being an output. */
  readonly uses: Int32Array;
  /** By position: the node's place among the repeats, null if it has none; undefined until it is looked up. */
  readonly kinds: (Slot | null | undefined)[];
  /** By position: what a node repeats that the file alone decides, so that it is the same in all runs; undefined until one has booked it. */
  readonly folded: (Outcome | undefined)[];
  /** By number: the values of those nodes. */
  readonly constants: (Value | undefined)[];
  /** Of the bodies of its nodes that have run: by node, then by the nodes of the body. */
  readonly bodies: Map<Node, Map<readonly Node[], Wiring>>;
}

/** The wirings of a node's bodies. */
export function bodiesOf(bodies: Wiring['bodies'], node: Node): Map<readonly Node[], Wiring> {
  let own = bodies.get(node);
  if (own === undefined) bodies.set(node, (own = new Map()));
  return own;
}

/** The same for another run, in which other nodes may be what the file alone decides. */
export function rewired(wiring: Wiring): Wiring {
  const folded = Array.from<Outcome | undefined>({ length: wiring.nodes.length });
  return { ...wiring, folded, constants: [] };
}

/**
 * @param given names that have a value before any node runs
 * @param isOuter true of names that the surrounding graphs define; null if there are none
 * @throws Fault as `orderOf`
 */
export function wiringOf(
  nodes: readonly Node[],
  given: Iterable<string>,
  isOuter: IsOuter | null,
  outputs: readonly string[],
  where: string,
): Wiring {
  const names = [...given];
  const sorted = numbered(nodes, names, isOuter);
  if (sorted !== undefined) return { nodes, wasSorted: true, ...sorted, ...livenessOf(sorted, outputs, nodes.length) };
  const order = orderOf(nodes, new Set(names), isOuter ?? (() => false), where);
  const again = numbered(order.nodes, names, isOuter);
  if (again === undefined) throw new Error(`${where}: the order found for its nodes doesn't run`);
  return { nodes: order.nodes, wasSorted: false, ...again, ...livenessOf(again, outputs, nodes.length) };
}

type IsOuter = (name: string) => boolean;
type Numbered = Omit<Wiring, 'nodes' | 'wasSorted' | 'live' | 'liveNodes' | 'uses'>;

/** Inputs from which on a node's are looked up in a set. */
const manyInputs = 32;

/** Undefined if a node reads what nothing has produced yet, or produces what is there already. */
function numbered(nodes: readonly Node[], given: readonly string[], isOuter: IsOuter | null): Numbered | undefined {
  const numbers = new Map<string, number>();
  for (const name of given) numbers.set(name, numbers.size);
  const outer: string[] = [];
  const { inputs, outputs, inputsFrom, outputsFrom } = operandsOf(nodes);
  // Nearly all nodes read their inputs, each once, and nothing else.
  const reads: number[] = [];
  const readsFrom = new Int32Array(nodes.length + 1);
  const numberOf = (name: string): number | undefined => {
    const number = name === '' ? -1 : numbers.get(name);
    if (number !== undefined || isOuter === null || !isOuter(name)) return number;
    outer.push(name);
    numbers.set(name, numbers.size);
    return numbers.size - 1;
  };
  // Counted loops: this runs once, for all nodes, before the engine optimises it, and iterators make garbage until then.
  for (let position = 0; position < nodes.length; position++) {
    const node = nodes[position] as Node;
    const first = reads.length;
    const firstInput = inputsFrom[position] as number;
    const firstOutput = outputsFrom[position] as number;
    const seen = node.inputs.length > manyInputs ? new Set<number>() : undefined;
    for (let i = 0; i < node.inputs.length; i++) {
      const name = node.inputs[i] as string;
      const number = numbers.get(name) ?? numberOf(name);
      if (number === undefined) return undefined;
      inputs[firstInput + i] = number;
      if (number < 0 || (seen?.has(number) ?? (reads.length > first && reads.includes(number, first)))) continue;
      seen?.add(number);
      reads.push(number);
    }
    const all = readsOf(node);
    if (all !== node.inputs && !readMore(all, numberOf, reads, first)) return undefined;
    for (let i = 0; i < node.outputs.length; i++) {
      const name = node.outputs[i] as string;
      if (name === '') outputs[firstOutput + i] = -1;
      else {
        const number = numbers.size;
        outputs[firstOutput + i] = number;
        if (numbers.set(name, number).size === number || isOuter?.(name) === true) return undefined;
      }
    }
    readsFrom[position + 1] = reads.length;
  }
  const kinds = Array.from<Slot | null | undefined>({ length: nodes.length });
  const folded = Array.from<Outcome | undefined>({ length: nodes.length });
  const operands = { inputs, inputsFrom, outputs, outputsFrom, reads, readsFrom };
  return { numbers, outer, ...operands, kinds, folded, constants: [], bodies: new Map() };
}

/** Room for the operands of all nodes, and where those of each begin. */
function operandsOf(nodes: readonly Node[]): Record<'inputs' | 'outputs' | 'inputsFrom' | 'outputsFrom', Int32Array> {
  const inputsFrom = new Int32Array(nodes.length + 1);
  const outputsFrom = new Int32Array(nodes.length + 1);
  let [inputs, outputs] = [0, 0];
  for (let position = 0; position < nodes.length; position++) {
    const node = nodes[position] as Node;
    inputsFrom[position + 1] = inputs += node.inputs.length;
    outputsFrom[position + 1] = outputs += node.outputs.length;
  }
  return { inputs: new Int32Array(inputs), outputs: new Int32Array(outputs), inputsFrom, outputsFrom };
}

/** Adds what a node's bodies read, which may be thousands of names. */
function readMore(
  names: readonly string[],
  numberOf: (name: string) => number | undefined,
  reads: number[],
  first: number,
): boolean {
  const seen = new Set(reads.slice(first));
  for (const name of names) {
    const number = numberOf(name);
    if (number === undefined) return false;
    if (number < 0 || seen.has(number)) continue;
    seen.add(number);
    reads.push(number);
  }
  return true;
}

function livenessOf(
  { numbers, outputs, outputsFrom, reads, readsFrom }: Numbered,
  results: readonly string[],
  nodes: number,
): Pick<Wiring, 'live' | 'liveNodes' | 'uses'> {
  const uses = new Int32Array(numbers.size);
  const live = new Uint8Array(nodes);
  let liveNodes = 0;
  const use = (list: ArrayLike<number>, from: number, to: number): void => {
    for (let i = from; i < to; i++) {
      const number = list[i] as number;
      if (number >= 0) uses[number] = (uses[number] as number) + 1;
    }
  };
  for (const name of results) use([numbers.get(name) ?? -1], 0, 1);
  for (let position = nodes - 1; position >= 0; position--) {
    const from = outputsFrom[position] as number;
    const to = outputsFrom[position + 1] as number;
    let isUsed = false;
    for (let i = from; i < to; i++) if ((uses[outputs[i] as number] ?? 0) > 0) isUsed = true;
    if (!isUsed) continue;
    live[position] = 1;
    liveNodes++;
    use(reads, readsFrom[position] as number, readsFrom[position + 1] as number);
    use(outputs, from, to);
  }
  return { live, liveNodes, uses };
}
