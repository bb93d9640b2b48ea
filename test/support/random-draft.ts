import { pick, type Random } from './mutate.ts';
import { intsAttr, node, tensor, value, type Written, type WrittenAttr } from './onnx-writer.ts';

/** A float value of the graph under way. */
export interface Made {
  readonly name: string;
  /** As the generator believes; a wrong belief makes a model that both may refuse. */
  readonly shape: readonly number[];
}

export interface Draft {
  readonly random: Random;
  readonly opset: number;
  readonly nodes: Written<'node'>[];
  readonly initializers: Written<'tensor'>[];
  readonly functions: Written<'function'>[];
  readonly values: Made[];
  /** Initializers that are listed as inputs too. */
  readonly inputs: Written<'value'>[];
  count: number;
}

export const below = (random: Random, n: number): number => Math.floor(random() * n);
const sizes = [0, 1, 1, 2, 2, 3, 4, 5, 8];
export const size = (random: Random): number => pick(random, sizes);
export const elements = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);
/** An axis that mostly fits. */
export const axisOf = (random: Random, rank: number): number => below(random, 2 * rank + 1) - rank;

export function fresh(draft: Draft): string {
  return `v${draft.count++}`;
}

/** An initializer of whole numbers, so that sums are exact. */
export function weight(draft: Draft, shape: readonly number[]): string {
  const name = fresh(draft);
  const data = Array.from({ length: elements(shape) }, (_, i) => (i % 5) - 2);
  draft.initializers.push(tensor(name, 'f32', shape, data));
  if (draft.random() < 0.05) draft.inputs.push(value(name, 'f32', shape));
  return name;
}

export function ints(draft: Draft, list: readonly number[], scalar = false): string {
  const name = fresh(draft);
  const data = tensor(draft.random() < 0.5 ? name : '', 'i64', scalar ? [] : [list.length], list, {
    as: pick(draft.random, ['raw', 'typed', 'unpacked'] as const),
  });
  if (draft.random() < 0.5) draft.nodes.push(node('Constant', [], [name], { value: data }));
  else {
    draft.initializers.push(tensor(name, 'i64', scalar ? [] : [list.length], list));
    if (draft.random() < 0.05) draft.inputs.push(value(name, 'i64', scalar ? [] : [list.length]));
  }
  return name;
}

export function put(
  draft: Draft,
  op: string,
  inputs: readonly string[],
  shape: readonly number[],
  attrs: Readonly<Record<string, WrittenAttr>> = {},
  domain?: string,
): void {
  const name = fresh(draft);
  draft.nodes.push(node(op, inputs, [name], attrs, domain === undefined ? {} : { domain }));
  draft.values.push({ name, shape });
}

/** A node on a value; `x` is a float one. */
export type Maker = (draft: Draft, x: Made) => void;

/** Lists as attributes up to one opset and as inputs from it on. */
export function withAxes(
  draft: Draft,
  since: number,
  op: string,
  x: Made,
  axes: readonly number[],
  shape: readonly number[],
  attrs: Record<string, WrittenAttr> = {},
): void {
  if (draft.opset >= since) put(draft, op, [x.name, ints(draft, axes)], shape, attrs);
  else put(draft, op, [x.name], shape, { ...attrs, axes: intsAttr(axes) });
}
