import type { DType } from '#graph/dtype.ts';
import type { Finding } from '#graph/finding.ts';
import type { Attr, Model } from '#graph/graph.ts';
import type { Scalar, Shape, TensorValue, Value } from '#graph/value.ts';
import type { LayerRun } from '#count/run.ts';
import { runModel } from './run.ts';
import { symbol } from '#graph/dim.ts';

/** A size in a test: a number, or the name of a symbol. */
export type Size = number | string;

/** An attribute as a test writes it; a number is an int unless `{ float }` says otherwise. */
export type OneAttr =
  | number
  | string
  | readonly number[]
  | { readonly float: number }
  | { readonly floats: readonly number[] }
  | { readonly strings: readonly string[] };

export interface OneCall {
  readonly op: string;
  readonly domain?: string;
  readonly opset?: number;
  readonly attrs?: Readonly<Record<string, OneAttr>>;
  /** Null is an input left out; undefined in the tail may simply be absent. */
  readonly inputs: readonly (Value | null)[];
  readonly outputs?: number;
}

/** A tensor of these sizes, contents unknown. */
export function of(dtype: DType, ...sizes: readonly Size[]): TensorValue {
  return { kind: 'tensor', dtype, shape: sizes.map((size) => (typeof size === 'string' ? symbol(size) : size)) };
}

/** An f32 tensor of these sizes. */
export const f32 = (...sizes: readonly Size[]): TensorValue => of('f32', ...sizes);

/** A tensor with contents: a list of elements, or one for a scalar. */
export function holding(dtype: DType, data: Scalar | readonly Scalar[]): TensorValue {
  return Array.isArray(data)
    ? { kind: 'tensor', dtype, shape: [data.length], data: data as readonly Scalar[] }
    : { kind: 'tensor', dtype, shape: [], data: [data as Scalar] };
}

/** A tensor of which not even the rank is known. */
export const unranked: TensorValue = { kind: 'tensor', dtype: 'f32', shape: null };

function attrOf(value: OneAttr): Attr {
  if (typeof value === 'number') return { kind: 'int', value };
  if (typeof value === 'string') return { kind: 'string', value };
  if (Array.isArray(value)) return { kind: 'ints', value: value as readonly number[] };
  if ('strings' in (value as object))
    return { kind: 'strings', value: (value as { strings: readonly string[] }).strings };
  return 'float' in (value as object)
    ? { kind: 'float', value: (value as { float: number }).float }
    : { kind: 'floats', value: (value as { floats: readonly number[] }).floats };
}

/** Infers and counts a model of this one node, named `layer`. */
export function countOne(one: OneCall): LayerRun & { readonly findings: readonly Finding[] } {
  const names = one.inputs.map((input, i) => (input === null ? '' : `x${i}`));
  const outputs = Array.from({ length: one.outputs ?? 1 }, (_, i) => `y${i}`);
  const domain = one.domain ?? '';
  const attrs = new Map(Object.entries(one.attrs ?? {}).map(([name, value]) => [name, attrOf(value)]));
  const node = { name: 'layer', op: one.op, domain, overload: '', inputs: names, outputs, attrs, index: 0 };
  const inputs = one.inputs.flatMap((type, i) => (type === null ? [] : [{ name: `x${i}`, type }]));
  const model: Model = {
    path: 'one.onnx',
    format: 'onnx',
    fileBytes: null,
    origin: { producer: '', onnx: null },
    opsets: new Map([
      ['', 21],
      [domain, one.opset ?? (domain === '' ? 21 : 1)],
    ]),
    graph: {
      name: '',
      nodes: [node],
      inputs,
      outputs: outputs.map((name) => ({ name, type: { kind: 'unknown' } })),
      initializers: new Map(),
      initializerInputs: new Set(),
      declared: new Map(),
    },
    functions: new Map(),
    findings: [],
  };
  const { run, findings } = runModel(model, { sizes: new Map(), inputs: new Map() });
  const [layer] = run.layers;
  if (layer === undefined) throw new Error('no layer');
  return { ...layer, findings };
}

/** Sizes of output `i` as text, for comparison: numbers, or formulas. */
export function shapeOf(layer: LayerRun, i = 0): Shape | undefined {
  const value = layer.outputs[i];
  return value?.kind === 'tensor' ? value.shape : undefined;
}
