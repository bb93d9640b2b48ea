import type { Dim } from '#graph/dim.ts';
import type { DType } from '#graph/dtype.ts';
import type { Finding } from '#graph/finding.ts';
import type { Attr, Graph, Initializer, Node } from '#graph/graph.ts';
import type { Scalar, Shape, TensorValue, Value } from '#graph/value.ts';
import type { GraphRun } from '#count/run.ts';
import { constantOf } from '#graph/dim.ts';
import { Fault } from '#graph/fault.ts';

/** One node about to be evaluated: all that a shape or cost rule may look at. */
export interface Call {
  readonly node: Node;
  /** Layer name, for messages and minted symbols. */
  readonly name: string;
  /** The name with those of the bodies around it; minted symbols and those of this node's bodies begin with it. */
  readonly path: string;
  /** Version of the node's domain in force: rows of the registry were already chosen by it. */
  readonly version: number;
  /** Values of the inputs by position; undefined if omitted. */
  readonly inputs: readonly (Value | undefined)[];
  /** A size known only at run time: a symbol `LAYER.hint` (bound if the caller gave it a value), never negative. */
  fresh(hint: string): Dim;
  note(finding: Finding): void;
  /** Infers a subgraph of this node with `inputs` for its formal inputs; outer names are visible. */
  body(graph: Graph, inputs: readonly (Value | undefined)[]): GraphRun;
  /**
   * The result of `work`; if that is undefined, or it throws, the findings and parameters that bodies booked meanwhile
   * are forgotten: a branch that doesn't run after all, a guess that didn't hold.
   */
  attempt<T>(work: () => T | undefined): T | undefined;
  /** Likewise for work that another way would spare: undefined too where it takes more steps than the model is allotted for such. */
  afford<T>(work: () => T | undefined): T | undefined;
  /** Node evaluations so far, of the whole model: what bodies cost is the difference. */
  effort(): number;
}

/** The tensor at input `i`, or undefined if it is omitted or isn't a tensor. */
export function tensorAt(call: Call, i: number): TensorValue | undefined {
  const value = call.inputs[i];
  return value?.kind === 'tensor' ? value : undefined;
}

/** Shape of input `i`: null if omitted, not a tensor, or of unknown rank. */
export function shapeAt(call: Call, i: number): Shape {
  return tensorAt(call, i)?.shape ?? null;
}

export function dtypeAt(call: Call, i: number): DType {
  return tensorAt(call, i)?.dtype ?? 'unknown';
}

/** True if an input is given at position `i` (known or not). */
export function has(call: Call, i: number): boolean {
  return (call.node.inputs[i] ?? '') !== '';
}

/** True if the node names its output `i`. */
export function wants(call: Call, i: number): boolean {
  return (call.node.outputs[i] ?? '') !== '';
}

/** All elements of input `i`, when every one is known. */
export function dataAt(call: Call, i: number): readonly Scalar[] | undefined {
  const data = tensorAt(call, i)?.data;
  return data !== undefined && !data.includes(undefined) ? (data as readonly Scalar[]) : undefined;
}

/** Elements of input `i` as sizes; undefined if any isn't known or isn't an integer. */
export function sizesAt(call: Call, i: number): readonly Dim[] | undefined {
  const data = dataAt(call, i);
  return data?.every(isSize) ? data : undefined;
}

/** True of an element that can be a size: a whole number, or a polynomial. */
export function isSize(scalar: Scalar | undefined): scalar is Dim {
  return isDim(scalar) && (typeof scalar !== 'number' || Number.isSafeInteger(scalar));
}

/** True of an integer element (a number or a polynomial), false of strings and symbolic floats. */
export function isDim(scalar: Scalar | undefined): scalar is Dim {
  return typeof scalar === 'number' || (typeof scalar === 'object' && scalar.kind === 'poly');
}

type AttrOf<K extends Attr['kind']> = Extract<Attr, { kind: K }>;

function attr<K extends Attr['kind']>(call: Call, name: string, kind: K): AttrOf<K> | undefined {
  const found = call.node.attrs.get(name);
  if (found === undefined) return undefined;
  if (found.kind !== kind) {
    throw new Fault(
      'bad-attribute',
      `${call.name}: attribute ${name} of ${call.node.op} is ${found.kind}, expected ${kind}`,
      'export the model again; its exporter wrote an attribute of the wrong type',
    );
  }
  return found as AttrOf<K>;
}

/** Integers that say yes or no. Runtimes disagree on what another number means: onnxruntime's keepdims is true of 1 alone. */
const flags: ReadonlySet<string> = new Set([
  'align_corners',
  'allowzero',
  'causal',
  'ceil_mode',
  'channels_last',
  'count_include_pad',
  'exclusive',
  'input_as_shape',
  'is_causal',
  'keepdims',
  'largest',
  'layout',
  'new_axis',
  'noop_with_empty_axes',
  'onesided',
  'reverse',
  'select_last_index',
  'transA',
  'transB',
  'transBatchA',
  'transBatchB',
  'unidirectional',
]);

/**
 * Integer attribute as a plain number (saturated at ±2^53); undefined if absent.
 * @throws Fault `bad-attribute` of one that says yes or no and is neither 0 nor 1
 */
export function intAttr(call: Call, name: string): number | undefined {
  const value = attr(call, name, 'int')?.value;
  if (value === undefined || value === 0 || value === 1 || !flags.has(name))
    return value === undefined ? undefined : plain(value);
  throw new Fault(
    'bad-attribute',
    `${call.name}: attribute ${name} of ${call.node.op} is ${plain(value)}, expected 0 or 1`,
    'runtimes disagree on what another number means: export the model again',
  );
}

export function intsAttr(call: Call, name: string): readonly number[] | undefined {
  return attr(call, name, 'ints')?.value.map(plain);
}

export const floatAttr = (call: Call, name: string): number | undefined => attr(call, name, 'float')?.value;
export const floatsAttr = (call: Call, name: string): readonly number[] | undefined =>
  attr(call, name, 'floats')?.value;
export const stringAttr = (call: Call, name: string): string | undefined => attr(call, name, 'string')?.value;
export const stringsAttr = (call: Call, name: string): readonly string[] | undefined =>
  attr(call, name, 'strings')?.value;
export const tensorAttr = (call: Call, name: string): Initializer | undefined => attr(call, name, 'tensor')?.value;
export const graphAttr = (call: Call, name: string): Graph | undefined => attr(call, name, 'graph')?.value;
export const typeAttr = (call: Call, name: string): Value | undefined => attr(call, name, 'type')?.value;

function plain(value: Dim): number {
  if (typeof value === 'number') return value;
  const big = constantOf(value) ?? 0n;
  return big < 0n ? Number.MIN_SAFE_INTEGER : Number.MAX_SAFE_INTEGER;
}

/** A tensor of this type and shape, content unknown. */
export function tensor(dtype: DType, shape: Shape): TensorValue {
  return { kind: 'tensor', dtype, shape };
}

/** A tensor with known elements (row-major); `shape` must be numbers whose product is `data.length`. */
export function known(dtype: DType, shape: readonly number[], data: readonly (Scalar | undefined)[]): TensorValue {
  return { kind: 'tensor', dtype, shape, data };
}

/** The fault of a node whose inputs contradict its definition. */
export function shapeFault(call: Call, what: string): Fault {
  return new Fault(
    'shape',
    `${call.name} (${call.node.op}): ${what}`,
    'the model contradicts itself here: check it with its exporter, or give true input shapes with --input',
  );
}
