import type { Bindings } from '#count/engine/state.ts';
import type { ModelRun } from '#count/engine/engine.ts';
import type { Value } from '#graph/value.ts';
import type { Figures, LayerRun } from '#count/run.ts';
import type { Written, WrittenAttr, WrittenDim, WrittenDType } from './onnx-writer.ts';
import { runModel } from './run.ts';
import { format } from '#graph/dim.ts';
import { readModelSync } from '#read/read.ts';
import { graph, model, node, tensor, value } from './onnx-writer.ts';
import { memorySource } from './truth.ts';

/** One line of a graph: outputs = op(inputs, attributes), words separated by spaces; `_` is an omitted input or output. */
export type Line = readonly [
  outputs: string,
  op: string,
  inputs: string,
  attrs?: Readonly<Record<string, WrittenAttr>>,
];

/** A typed input or output: `f32[2, n]`, or null where no type is told. */
export type Types = Readonly<Record<string, readonly [WrittenDType, ...WrittenDim[]] | Written<'value'> | null>>;

export interface LineGraph {
  readonly inputs?: Types;
  readonly constants?: readonly Written<'tensor'>[];
  readonly lines: readonly Line[];
  readonly outputs: string;
}

export interface LineModel extends LineGraph {
  readonly opset?: number;
  readonly domains?: Readonly<Record<string, number>>;
}

const words = (text: string): string[] =>
  text
    .split(' ')
    .filter(Boolean)
    .map((word) => (word === '_' ? '' : word));

function values(types: Types): Written<'value'>[] {
  return Object.entries(types).map(([name, type]) => {
    if (type === null) return value(name, null);
    return 'kind' in type ? type : value(name, type[0], type.slice(1));
  });
}

/** Operators of com.microsoft are written `ms.Name`; each node is named after its first output. */
function nodesOf(lines: readonly Line[]): Written<'node'>[] {
  return lines.map(([outputs, op, inputs, attrs]) => {
    const names = words(outputs);
    const options = { name: names.find(Boolean) ?? op };
    return op.startsWith('ms.')
      ? node(op.slice(3), words(inputs), names, attrs ?? {}, { ...options, domain: 'com.microsoft' })
      : node(op, words(inputs), names, attrs ?? {}, options);
  });
}

/** A body. */
export function bodyOf({ inputs = {}, constants = [], lines, outputs }: LineGraph): Written<'graph'> {
  return graph({
    nodes: nodesOf(lines),
    initializers: constants,
    inputs: values(inputs),
    outputs: words(outputs).map((name) => value(name, null)),
  });
}

/** A model's bytes. */
function bytesOf({ inputs = {}, constants = [], lines, outputs, opset = 21, domains = {} }: LineModel): Uint8Array {
  return model({
    ir: 10,
    opset: { '': opset, 'com.microsoft': 1, ...domains },
    nodes: nodesOf(lines),
    initializers: constants,
    inputs: values(inputs),
    outputs: words(outputs).map((name) => value(name, null)),
  });
}

/** Evaluates it; `given` are inputs with contents, `sizes` bound symbols. */
export function runLines(
  spec: LineModel,
  given: Readonly<Record<string, Value>> = {},
  sizes: Bindings['sizes'] = new Map(),
): ModelRun {
  const read = readModelSync(memorySource(bytesOf(spec), 'lines'), 'lines');
  const inputs = new Map(read.graph.inputs.map(({ name, type }) => [name, given[name] ?? type]));
  return runModel(read, { sizes, inputs });
}

/** MACs, other arithmetic, transcendentals. */
export function costText({ macs, elementwise, transcendentals }: Figures): string {
  return [macs, elementwise, transcendentals].map(format).join(' ');
}

/** `f32[2, n]`, `f32[2]=1,2`, `seq(…)×n`. */
export function typeText(one: Value | undefined): string {
  if (one === undefined) return 'none';
  switch (one.kind) {
    case 'tensor': {
      const data = one.data?.map((scalar) =>
        typeof scalar === 'object' ? format(scalar.kind === 'poly' ? scalar : scalar.numerator) : String(scalar ?? '?'),
      );
      return `${one.dtype}${one.shape === null ? '[?]' : `[${one.shape.map(format).join(', ')}]`}${data === undefined ? '' : `=${data.join(',')}`}`;
    }
    case 'sequence':
      return `seq(${(one.elements ?? [one.element ?? undefined]).map((element) => typeText(element)).join('; ')})×${format(one.length)}`;
    case 'optional':
      return `optional(${typeText(one.element ?? undefined)}; ${one.present ?? '?'})`;
    case 'map':
    case 'unknown':
      return one.kind;
  }
}

/** `label×times` of every body that a layer runs. */
export function partsText(layer: LayerRun | undefined): string {
  return layer?.branches?.parts.map(({ label, times }) => `${label}×${format(times)}`).join(' ') ?? 'none';
}

/** A tensor with contents, as a value. */
export const holding = (
  dtype: 'i64' | 'i32' | 'bool' | 'f32',
  shape: readonly number[],
  ...data: readonly number[]
): Value => ({ kind: 'tensor', dtype, shape, data });

export const scalarOf = (name: string, n: number | bigint, dtype: 'i64' | 'f32' | 'bool' = 'i64'): Written<'tensor'> =>
  tensor(name, dtype, [], [n]);
export const listOf = (name: string, ...data: readonly number[]): Written<'tensor'> =>
  tensor(name, 'i64', [data.length], data);
