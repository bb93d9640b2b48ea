/**
 * The book of one graph's run: what each node made, cost and kept alive, by position in execution order.
 *
 * Why it is so, and not a list of layers:
 * - Models reach hundreds of thousands of nodes, nearly all of them repeats. A repeat leaves a reference to its outcome and a count;
 *   totals are Σ figure · times over the few outcomes. Its layer, with names and values, is made only when someone asks for it.
 * - Values stand in an array by number, and a node's inputs and outputs in ranges of flat arrays (wiring.ts), so that no name
 *   is looked up for a node that repeats another.
 * - The memory plan is fed in execution order, node by node, since a peak depends on the order and not on the sum.
 * - Parameters are booked by whoever uses a weight first, so a repeat can differ from its outcome in exactly this figure: `params`
 *   holds those that do.
 * - What the file alone decides is the same in every run of a model: a later run takes it from `wiring.folded` and `constants`.
 */
import type { Node } from '#graph/graph.ts';
import type { Dim } from '#graph/dim.ts';
import type { TensorValue, Value } from '#graph/value.ts';
import type { Outcome } from './outcome.ts';
import type { Known, Repeats } from './repeats.ts';
import type { Branches, GraphRun, LayerRun } from '#count/run.ts';
import type { Weights } from './weights.ts';
import type { Wiring } from './wiring.ts';
import { mul } from '#graph/dim.ts';
import { sumRun, type Summand } from './figures.ts';
import { layerName, textOf } from './layers.ts';
import { memoryPlan, type MemoryPlan } from './memory.ts';
import { bytesOfValue } from '#count/ops/sizes.ts';

/** A run of a graph while its nodes are booked, by position; repeated ones leave no more than what they repeat. */
export interface Book extends Known {
  readonly values: (Value | undefined)[];
  readonly plan: MemoryPlan;
  /** Layers of the nodes that were evaluated; those of repeated nodes are made when they are asked for. */
  readonly own: (LayerRun | undefined)[];
  readonly repeated: (Outcome | undefined)[];
  /** Parameters that repeated nodes were the first to use; 0 is left out. */
  readonly params: Map<number, Dim>;
  /** By index of an outcome: how many nodes repeat it. */
  readonly times: number[];
}

export function newBook(wiring: Wiring, values: (Value | undefined)[]): Book {
  return {
    wiring,
    values,
    classes: new Int32Array(wiring.numbers.size),
    plan: memoryPlan(wiring.uses),
    own: Array.from({ length: wiring.nodes.length }),
    repeated: Array.from({ length: wiring.nodes.length }),
    params: new Map(),
    times: [],
  };
}

/** Books the buffers of the graph's inputs, constants left out. */
export function bookInputs({ wiring, values, plan }: Book, names: readonly string[]): void {
  for (const name of names) {
    const number = wiring.numbers.get(name);
    const value = number === undefined ? undefined : values[number];
    if (number === undefined || value === undefined || (value.kind === 'tensor' && value.constant === true)) continue;
    plan.write(number, bytesOfValue(value) ?? 0);
  }
  plan.peak();
}

/** Books a layer that was evaluated; its values have been set. */
export function bookLayer(book: Book, position: number, layer: LayerRun): void {
  book.own[position] = layer;
  if (layer.status !== 'constant') {
    const bytes = layer.outputs.map((value) => bytesOfValue(value) ?? 0);
    bookBuffers(book, position, layer.isView, bytes);
  }
  book.plan.peak();
  if (layer.branches !== undefined) bookBodies(book, layer.branches);
  bookReads(book, position);
}

function bookBodies({ plan }: Book, { combine, parts }: Branches): void {
  for (const { run, times } of parts) {
    if (run.peaks === null) plan.outgrown();
    else for (const extra of run.peaks) plan.peak(combine === 'choice' ? mul(extra, times) : extra);
  }
}

/** Books a node as an equal one was before: sets its values, uses its weights. */
export function bookRepeat(book: Book, position: number, outcome: Outcome, weights: Weights): void {
  const { wiring, params, plan } = book;
  const { layer, bytes } = outcome;
  noteRepeat(book, position, outcome);
  const added = setOutputs(book, position, outcome, weights);
  if (added !== 0) params.set(position, added);
  // A constant has no buffer, so that no more is alive than before.
  if (layer.status !== 'constant') {
    bookBuffers(book, position, layer.isView, bytes);
    plan.peak();
  } else if (outcome.fixed === 'file') wiring.folded[position] = outcome;
  bookReads(book, position);
}

/** Books a node that the file alone decides as an earlier run did; it has no buffer. */
export function bookFolded(book: Book, position: number, outcome: Outcome): void {
  const { wiring, values, classes } = book;
  noteRepeat(book, position, outcome);
  const first = wiring.outputsFrom[position] as number;
  for (let i = 0; i < outcome.classes.length; i++) {
    const number = wiring.outputs[first + i] as number;
    values[number] = wiring.constants[number];
    classes[number] = outcome.classes[i] as number;
  }
  bookReads(book, position);
}

function noteRepeat({ repeated, times }: Book, position: number, outcome: Outcome): void {
  repeated[position] = outcome;
  times[outcome.index] = (times[outcome.index] ?? 0) + 1;
}

/** @returns the parameters that the node is the first to use */
function setOutputs(
  { wiring, values, classes }: Book,
  position: number,
  { fixed, cost, outputs, classes: known, usesWeights }: Outcome,
  weights: Weights,
): Dim {
  const first = wiring.outputsFrom[position] as number;
  if (fixed !== 'file' && !usesWeights) {
    for (let i = 0; i < outputs.length; i++) {
      const number = wiring.outputs[first + i] as number;
      values[number] = outputs[i];
      classes[number] = known[i] as number;
    }
    return 0;
  }
  const node = wiring.nodes[position] as Node;
  const inputs = inputsAt(wiring, values, position);
  for (let i = 0; i < outputs.length; i++) {
    const number = wiring.outputs[first + i] as number;
    const value = fixed === 'file' ? weights.folded(node, inputs, outputs[i] as TensorValue) : outputs[i];
    values[number] = value;
    if (fixed === 'file') wiring.constants[number] = value;
    classes[number] = known[i] as number;
  }
  return cost === undefined ? 0 : weights.use(inputs, node, cost);
}

/** Outputs written, or aliased; `bytes` by output. */
function bookBuffers({ wiring, plan }: Book, position: number, isView: boolean, bytes: readonly Dim[]): void {
  const { inputs, inputsFrom, outputs, outputsFrom } = wiring;
  const first = outputsFrom[position] as number;
  const firstInput = inputsFrom[position] as number;
  const source = isView && firstInput < (inputsFrom[position + 1] as number) ? (inputs[firstInput] as number) : -1;
  for (let i = 0; i < bytes.length; i++) {
    const number = outputs[first + i] as number;
    if (number < 0) continue;
    if (i === 0 && source >= 0) plan.alias(number, source);
    else plan.write(number, bytes[i] as Dim);
  }
}

/** What the node read is freed after its last read; an output that nothing reads is freed at once. */
function bookReads({ wiring, plan }: Book, position: number): void {
  const { reads, readsFrom, outputs, outputsFrom } = wiring;
  const lastRead = readsFrom[position + 1] as number;
  for (let i = readsFrom[position] as number; i < lastRead; i++) plan.read(reads[i] as number);
  const lastOutput = outputsFrom[position + 1] as number;
  for (let i = outputsFrom[position] as number; i < lastOutput; i++) {
    const number = outputs[i] as number;
    if (number >= 0) plan.read(number);
  }
}

const noInputs: readonly Value[] = [];

function inputsAt(
  { inputs, inputsFrom }: Wiring,
  values: Book['values'],
  position: number,
): readonly (Value | undefined)[] {
  const first = inputsFrom[position] as number;
  const count = (inputsFrom[position + 1] as number) - first;
  if (count === 0) return noInputs;
  const one = values[inputs[first] as number];
  if (count === 1) return [one];
  const two = values[inputs[first + 1] as number];
  if (count === 2) return [one, two];
  const list = [one, two];
  for (let i = 2; i < count; i++) list.push(values[inputs[first + i] as number]);
  return list;
}

type Kept = Pick<Book, 'wiring' | 'own' | 'values' | 'repeated' | 'params'>;

/** The result of the run, for callers. */
export function closeBook(
  { wiring, own, times, values, repeated, params, plan }: Book,
  { outcomes }: Repeats,
  outputs: readonly Value[],
): GraphRun {
  // What else the book holds isn't kept: a loop in a loop leaves thousands of runs.
  const kept: Kept = { wiring, own, values, repeated, params };
  const evaluated = own.filter((layer) => layer !== undefined);
  const summands: Summand[] = evaluated.map((layer) => ({ layer, count: 1 }));
  times.forEach((count, index) => summands.push({ layer: (outcomes[index] as Outcome).layer, count }));
  let layers: readonly LayerRun[] | undefined;
  return {
    ...sumRun(summands),
    outputs,
    peaks: plan.peaks(),
    size: wiring.nodes.length,
    get names() {
      return wiring.nodes.reduce((sum, node) => sum + textOf(node), 0);
    },
    nested: inFileOrder(evaluated.filter(({ branches }) => branches !== undefined)),
    get layers() {
      return (layers ??= inFileOrder(wiring.nodes.map((_, position) => layerAt(kept, position))));
    },
    makerOf: makersOf(kept),
  };
}

const inFileOrder = (layers: readonly LayerRun[]): readonly LayerRun[] =>
  layers.toSorted((a, b) => a.node.index - b.node.index);

function layerAt(book: Kept, position: number): LayerRun {
  const made = book.own[position];
  if (made !== undefined) return made;
  const node = book.wiring.nodes[position] as Node;
  const { figures, isView, status } = (book.repeated[position] as Outcome).layer;
  const outputs = node.outputs.map((name) => book.values[book.wiring.numbers.get(name) as number]);
  const params = book.params.get(position) ?? 0;
  const inputs = inputsAt(book.wiring, book.values, position);
  const layer = { name: layerName(node), node, inputs, outputs, figures, params, isView, status };
  book.own[position] = layer;
  return layer;
}

/** The layer that makes a value of that name. */
function makersOf(book: Kept): (name: string) => LayerRun | undefined {
  /** By number of a value. */
  let positions: Int32Array | undefined;
  return (name) => {
    const number = book.wiring.numbers.get(name);
    positions ??= producersOf(book.wiring);
    const position = number === undefined ? -1 : (positions[number] as number);
    return position < 0 ? undefined : layerAt(book, position);
  };
}

function producersOf({ numbers, nodes, outputs, outputsFrom }: Wiring): Int32Array {
  const positions = new Int32Array(numbers.size).fill(-1);
  for (let position = 0; position < nodes.length; position++) {
    for (let i = outputsFrom[position] as number; i < (outputsFrom[position + 1] as number); i++) {
      const number = outputs[i] as number;
      if (number >= 0) positions[number] = position;
    }
  }
  return positions;
}
