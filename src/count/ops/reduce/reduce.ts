import type { Dim } from '#graph/dim.ts';
import type { DType } from '#graph/dtype.ts';
import type { Scalar, Shape, TensorValue, Value } from '#graph/value.ts';
import type { Call } from '#count/ops/call.ts';
import type { Cost } from '#count/ops/cost.ts';
import type { CostRule, ShapeRule } from '#count/ops/registry.ts';
import type { Elements } from '#count/ops/shared/content.ts';
import { dataAt, has, intAttr, intsAttr, shapeAt, tensor } from '#count/ops/call.ts';
import { unknownCost, view } from '#count/ops/cost.ts';
import { elements } from '#count/ops/sizes.ts';
import { normalAxes } from '#count/ops/shared/axes.ts';
import { countOf, positionsOf, smallShape, stridesOf, withContent } from '#count/ops/shared/content.ts';
import { costOf, ifCounted, outputCount, plusCost } from '#count/ops/elementwise/elementwise.ts';
import { requiredTensor } from '#count/ops/shared/required.ts';

/** Where a reduction reads its axes: an attribute, or input 1 (with `noop_with_empty_axes`). */
export type AxesFrom = 'attribute' | 'input';

/** Axes as they are given: a list (none means that nothing is reduced), or only how many of them there are, or nothing. */
type Axes = { readonly list: readonly number[] } | { readonly count: number | undefined };

/** The total of a group's elements, in the order of memory; undefined if unknown. */
export type ReduceContent = (dtype: DType, group: Elements) => Scalar | undefined;

function axesOf(call: Call, from: AxesFrom, rank: number): Axes {
  const all = { list: Array.from({ length: rank }, (_, axis) => axis) };
  if (from === 'attribute') {
    const given = intsAttr(call, 'axes');
    return given === undefined || given.length === 0 ? all : { list: normalAxes(call, given, rank) };
  }
  const empty = (intAttr(call, 'noop_with_empty_axes') ?? 0) === 0 ? all : { list: [] };
  if (!has(call, 1)) return empty;
  const axes = dataAt(call, 1);
  if (axes?.every((axis) => typeof axis === 'number') === true)
    return axes.length === 0 ? empty : { list: normalAxes(call, axes, rank) };
  const count = shapeAt(call, 1)?.[0];
  return count === 0 ? empty : { count: typeof count === 'number' ? count : undefined };
}

function keepsDims(call: Call): boolean {
  return (intAttr(call, 'keepdims') ?? 1) !== 0;
}

/** Output shape where the axes are known: they become 1, or vanish. */
function reducedShape(shape: readonly Dim[], axes: readonly number[], keep: boolean): readonly Dim[] {
  return keep
    ? shape.map((size, axis) => (axes.includes(axis) ? 1 : size))
    : shape.filter((_, axis) => !axes.includes(axis));
}

/** Output shape if only the number of axes is known: sizes of 1 stay 1, others are known only at run time. */
function vagueShape(call: Call, shape: readonly Dim[], count: number | undefined, keep: boolean): Shape {
  if (count === shape.length) return keep ? shape.map(() => 1) : [];
  if (keep) return shape.map((size, axis) => (size === 1 ? 1 : call.fresh(`dim${axis}`)));
  return count === undefined
    ? null
    : Array.from({ length: Math.max(shape.length - count, 0) }, (_, axis) => call.fresh(`dim${axis}`));
}

const select = <T>(list: readonly T[], which: readonly number[]): T[] => which.map((axis) => list[axis] as T);

/** Contents of a reduction: for each element of the output, `total` of the elements that it is made of. */
function reducedContent(x: TensorValue, axes: readonly number[], total: ReduceContent): Elements | undefined {
  const shape = smallShape(x.shape);
  const { data } = x;
  if (shape === undefined || data === undefined) return undefined;
  const strides = stridesOf(shape);
  const inner = axes.toSorted((a, b) => a - b);
  const outer = shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const outerShape = select(shape, outer);
  if (smallShape(outerShape) === undefined) return undefined;
  if (countOf(outerShape) === 0) return [];
  const offsets = positionsOf(select(shape, inner), select(strides, inner));
  return positionsOf(outerShape, select(strides, outer)).map((start) =>
    total(
      x.dtype,
      offsets.map((offset) => data[start + offset]),
    ),
  );
}

/** Reduction over axes; output in the type of the input or `result`. */
export function reduceShape(from: AxesFrom, total?: ReduceContent, result?: DType): ShapeRule {
  return (call) => {
    const x = requiredTensor(call, 0);
    if (x === undefined) return [undefined];
    const dtype = result ?? x.dtype;
    if (x.shape === null) return [tensor(dtype, null)];
    const axes = axesOf(call, from, x.shape.length);
    if (!('list' in axes)) return [tensor(dtype, vagueShape(call, x.shape, axes.count, keepsDims(call)))];
    const data = total === undefined ? undefined : reducedContent(x, axes.list, total);
    return [withContent(dtype, reducedShape(x.shape, axes.list, keepsDims(call)), data)];
  };
}

/** Operations of a reduction: for each element of the input (F, T), and for each of the output. */
export interface ReducePer {
  readonly input?: { readonly elementwise?: number; readonly transcendentals?: number };
  readonly output?: { readonly elementwise?: number; readonly transcendentals?: number };
}

/** Cost by elements read and elements written; a reduction over no axis (`noop_with_empty_axes`) is a view. */
export function reduceCost(from: AxesFrom, per: ReducePer): CostRule {
  return (call, outputs) => {
    const shape = shapeAt(call, 0);
    if (shape !== null && isNoop(call, from, shape.length)) return view;
    return ifCounted(call, 0, () => reducedCost(elements(shape), outputs, per));
  };
}

function isNoop(call: Call, from: AxesFrom, rank: number): boolean {
  if (from === 'attribute' || rank === 0) return false;
  const axes = axesOf(call, from, rank);
  return 'list' in axes && axes.list.length === 0;
}

function reducedCost(read: Dim | undefined, outputs: readonly (Value | undefined)[], per: ReducePer): Cost {
  const written = per.output === undefined ? 0 : outputCount(outputs);
  if (read === undefined) return unknownCost;
  return plusCost(costOf(read, per.input ?? {}), costOf(written, per.output ?? {}));
}

/** Index of the extreme element along attribute `axis` (0 by default), as i64. */
export function argShape(
  better: (dtype: DType, a: Scalar | undefined, b: Scalar | undefined) => Scalar | undefined,
): ShapeRule {
  return (call) => {
    const x = requiredTensor(call, 0);
    if (x === undefined || x.shape === null) return [tensor('i64', null)];
    const axes = normalAxes(call, [intAttr(call, 'axis') ?? 0], Math.max(x.shape.length, 1));
    const last = (intAttr(call, 'select_last_index') ?? 0) !== 0;
    const data = reducedContent(x, x.shape.length === 0 ? [] : axes, (dtype, group) =>
      extremeIndex(dtype, group, last, better),
    );
    return [withContent('i64', reducedShape(x.shape, axes, keepsDims(call)), data)];
  };
}

function extremeIndex(
  dtype: DType,
  group: Elements,
  last: boolean,
  better: (dtype: DType, a: Scalar | undefined, b: Scalar | undefined) => Scalar | undefined,
): Scalar | undefined {
  let best = 0;
  for (let i = 1; i < group.length; i++) {
    const worse = better(dtype, group[best], group[i]);
    const wins = last ? worse : better(dtype, group[i], group[best]);
    if (wins === undefined || worse === undefined) return undefined;
    if (last ? worse === 0 : wins === 1) best = i;
  }
  return group.length === 0 || group[best] === undefined ? undefined : best;
}
