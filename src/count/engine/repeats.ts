/**
 * Recognises nodes that compute the same, so that each is evaluated once: two nodes are repeats if operator, attributes, named
 * outputs and the classes of their inputs are equal, and both read the same values at the same places.
 *
 * Why it is so:
 * - The key is a path through nested maps (`Slot`), a step an input, not a text: a repeat is found without making anything,
 *   which is what makes it cheaper than evaluating the node.
 * - A class is a small number for all values that no rule and no part of the engine can distinguish. Short contents are compared as
 *   text; long ones by identity, since looking at them may work them out.
 * - An input that repeats an earlier one of the same node is a negative step, the earlier one's place: MatMul(x, x) and MatMul(x, y) with equal
 *   types are different nodes for memory and weights.
 * - Attributes are compared by identity: readers share equal ones between nodes (read/onnx), and comparing them would cost again.
 * - Nodes with bodies never repeat, because a body may read any value around it; very many operands aren't worth the map.
 * - Runs of one model under other bindings share outcomes: equal classes mean equal sizes, whatever they were bound from.
 */
import type { Initializer, Node } from '#graph/graph.ts';
import type { TensorValue, Value } from '#graph/value.ts';
import type { Outcome, Slot } from './outcome.ts';
import type { Wiring } from './wiring.ts';
import { domainKey } from '#count/ops/lookup.ts';
import { holdsGraph } from './order.ts';
import { markedText } from './memo.ts';
import { elements, smallContent } from '#count/ops/sizes.ts';

/**
 * Outcomes by what decides them: operator, attributes, named outputs, and for every input its class (type, shape, contents,
 * marks) or the position where the node reads it already. Most nodes of a deep model are repeats.
 */
export interface Repeats {
  /** Operator → its attributes, by identity: readers share them between nodes → slot; null if they hold a graph. */
  readonly kinds: Map<string, Map<Node['attrs'], Slot | null>>;
  readonly classes: Map<Value, number>;
  readonly texts: Map<string, number>;
  readonly outcomes: Outcome[];
  /** Initializers as values. */
  readonly stored: Map<Initializer, TensorValue>;
  /** The wiring of the main graph, once it is known. */
  main: Wiring | undefined;
}

const maxOperands = 16;
const omitted = 0;
const missing = 1;

export function newRepeats(): Repeats {
  return { kinds: new Map(), classes: new Map(), texts: new Map(), outcomes: [], stored: new Map(), main: undefined };
}

/** What a graph's values are known by while its nodes run, by number. */
export interface Known {
  readonly wiring: Wiring;
  readonly values: readonly (Value | undefined)[];
  /** As `classOf`; 0 if nobody asked yet. */
  readonly classes: Int32Array;
}

/** The slot of the node at a position; undefined if it isn't looked up: it has a body, or very many operands. */
export function slotOf(repeats: Repeats, known: Known, position: number): Slot | undefined {
  const { inputs, inputsFrom, kinds, nodes } = known.wiring;
  let slot = kinds[position];
  if (slot === undefined) kinds[position] = slot = firstSlot(repeats, nodes[position] as Node);
  if (slot === null) return undefined;
  const first = inputsFrom[position] as number;
  const end = inputsFrom[position + 1] as number;
  for (let i = first; i < end; i++) {
    const value = inputs[i] as number;
    const before = i === first || value < 0 ? -1 : inputs.indexOf(value, first);
    if (before >= 0 && before < i) slot = step(slot, first - before - 1);
    else slot = step(slot, value < 0 ? omitted : knownClass(repeats, known, value));
  }
  return slot;
}

function knownClass(repeats: Repeats, { values, classes }: Known, number: number): number {
  const before = classes[number] as number;
  if (before !== 0) return before;
  const value = values[number];
  return value === undefined ? missing : (classes[number] = classOf(repeats, value));
}

/** Where the nodes begin that are equal but for their inputs; null if they have a body, or very many operands. */
function firstSlot({ kinds }: Repeats, node: Node): Slot | null {
  const { inputs, outputs } = node;
  if (inputs.length > maxOperands || outputs.length > maxOperands || node.overload !== '') return null;
  const domain = domainKey(node.domain);
  const op = domain === '' ? node.op : `${node.op}\u0000${domain}`;
  let kind = kinds.get(op);
  if (kind === undefined) kinds.set(op, (kind = new Map()));
  let slot = kind.get(node.attrs);
  if (slot === undefined)
    kind.set(node.attrs, (slot = holdsGraph(node.attrs) ? null : { outcome: undefined, next: undefined }));
  return slot === null ? null : step(slot, namedOutputs(outputs));
}

function step(slot: Slot, by: number): Slot {
  const next = (slot.next ??= new Map());
  let found = next.get(by);
  if (found === undefined) next.set(by, (found = { outcome: undefined, next: undefined }));
  return found;
}

/** One bit an output, set if it is named, below a bit that marks how many there are. */
function namedOutputs(outputs: readonly string[]): number {
  let bits = 1;
  for (let i = 0; i < outputs.length; i++) bits = bits * 2 + (outputs[i] === '' ? 0 : 1);
  return bits;
}

/** Equal exactly where two values are the same to every rule and to the engine; weights are booked apart. */
export function classOf({ classes, texts }: Repeats, value: Value): number {
  const known = classes.get(value);
  if (known !== undefined) return known;
  const fresh = missing + 1 + classes.size;
  const text = textOf(value);
  const found = text === undefined ? fresh : (texts.get(text) ?? fresh);
  if (found === fresh && text !== undefined) texts.set(text, fresh);
  classes.set(value, found);
  return found;
}

/** True of contents that are compared by identity; they aren't asked for, since that may work them out. */
function isLong(value: TensorValue): boolean {
  if (!('data' in value)) return false;
  const count = elements(value.shape);
  return typeof count === 'number' && count > smallContent;
}

/** Undefined of what is compared by identity: long contents, sparse weights, sequences and their like. */
function textOf(value: Value): string | undefined {
  if (value.kind !== 'tensor' || isLong(value)) return undefined;
  if (value.weights?.some(({ nonZeros }) => nonZeros !== undefined) === true) return undefined;
  return `${markedText(value)}${value.weights === undefined ? '' : 'w'}`;
}
