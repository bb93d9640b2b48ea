import type { Node } from '#graph/graph.ts';
import type { Value } from '#graph/value.ts';
import type { Cost } from './cost.ts';
import type { Fixed } from './fixed.ts';
import type { LayerRun } from './run.ts';
import { domainKey } from './lookup.ts';
import { valueText } from './memo.ts';

/** What one evaluation of a node gave, names left out: true of every node of the same kind with equal inputs. */
export interface Outcome {
  /** As its rule made them where the file alone fixes them, else with the engine's marks. */
  readonly outputs: readonly (Value | undefined)[];
  readonly fixed: Fixed;
  /** Undefined of a folded constant, which costs nothing. */
  readonly cost: Cost | undefined;
  readonly layer: Pick<LayerRun, 'figures' | 'isView' | 'status'>;
}

/** The place of a kind of node with certain inputs. */
export interface Slot {
  outcome: Outcome | undefined;
  next: Map<number, Slot> | undefined;
}

/**
 * Outcomes by what decides them: operator, attributes, named outputs, and for every input its class (type, shape, contents,
 * marks) or the position where the node reads it already. Most nodes of a deep model are repeats.
 */
export interface Repeats {
  /** Operator → its attributes, by identity: readers share them between nodes → slot; null where they hold a graph. */
  readonly kinds: Map<string, Map<Node['attrs'], Slot | null>>;
  readonly classes: Map<Value, number>;
  readonly texts: Map<string, number>;
}

const maxOperands = 16;
/** Longest contents that are compared; longer ones equal only themselves. */
const maxElements = 64;
const omitted = 0;
const missing = 1;

export function newRepeats(): Repeats {
  return { kinds: new Map(), classes: new Map(), texts: new Map() };
}

/** The slot of a node with these inputs; undefined where the node isn't looked up: it has a body, or very many operands. */
export function slotOf(repeats: Repeats, node: Node, inputs: readonly (Value | undefined)[]): Slot | undefined {
  const { inputs: names, outputs } = node;
  if (names.length > maxOperands || outputs.length > maxOperands || node.overload !== '') return undefined;
  let slot = kindOf(repeats, node);
  if (slot === null) return undefined;
  slot = step(slot, namedOutputs(outputs));
  for (let i = 0; i < names.length; i++) {
    const name = names[i] as string;
    const before = i === 0 || name === '' ? -1 : names.indexOf(name);
    const value = inputs[i];
    if (before >= 0 && before < i) slot = step(slot, -1 - before);
    else slot = step(slot, value === undefined ? (name === '' ? omitted : missing) : classOf(repeats, value));
  }
  return slot;
}

function kindOf({ kinds }: Repeats, node: Node): Slot | null {
  const domain = domainKey(node.domain);
  const op = domain === '' ? node.op : `${node.op}\u0000${domain}`;
  let kind = kinds.get(op);
  if (kind === undefined) kinds.set(op, (kind = new Map()));
  let slot = kind.get(node.attrs);
  if (slot === undefined)
    kind.set(node.attrs, (slot = hasGraph(node) ? null : { outcome: undefined, next: undefined }));
  return slot;
}

function hasGraph(node: Node): boolean {
  for (const { kind } of node.attrs.values()) if (kind === 'graph' || kind === 'graphs') return true;
  return false;
}

function step(slot: Slot, by: number): Slot {
  const next = (slot.next ??= new Map());
  let found = next.get(by);
  if (found === undefined) next.set(by, (found = { outcome: undefined, next: undefined }));
  return found;
}

/** One bit an output, set where it is named, below a bit that tells how many there are. */
function namedOutputs(outputs: readonly string[]): number {
  let bits = 1;
  for (const name of outputs) bits = bits * 2 + (name === '' ? 0 : 1);
  return bits;
}

/** Equal exactly where two values are the same to every rule and to the engine; weights are booked apart. */
function classOf({ classes, texts }: Repeats, value: Value): number {
  const known = classes.get(value);
  if (known !== undefined) return known;
  const fresh = missing + 1 + classes.size;
  const text = textOf(value);
  const found = text === undefined ? fresh : (texts.get(text) ?? fresh);
  if (found === fresh && text !== undefined) texts.set(text, fresh);
  classes.set(value, found);
  return found;
}

/** Undefined of what is compared by identity: long contents, sparse weights, sequences and their like. */
function textOf(value: Value): string | undefined {
  if (value.kind !== 'tensor' || (value.data?.length ?? 0) > maxElements) return undefined;
  if (value.weights?.some(({ nonZeros }) => nonZeros !== undefined) === true) return undefined;
  return `${valueText(value)}${value.sized === true ? 's' : ''}${value.weights === undefined ? '' : 'w'}`;
}
