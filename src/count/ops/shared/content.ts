import type { DType } from '#graph/dtype.ts';
import type { Scalar, Shape, TensorValue } from '#graph/value.ts';
import { smallContent } from '#count/ops/sizes.ts';

/** Elements up to which contents are followed; a larger tensor is a shape only. */
export const maxContent = 4096;

/** Elements in row-major order; one that isn't known is undefined. */
export type Elements = readonly (Scalar | undefined)[];

/** True if every size is a number. */
export function isConcrete(shape: Shape): shape is readonly number[] {
  return shape !== null && shape.every((size) => typeof size === 'number');
}

/** Product of sizes as a number; inexact above 2^53, so only to be compared with caps. */
export function countOf(shape: readonly number[]): number {
  let count = 1;
  for (let axis = 0; axis < shape.length; axis++) count *= shape[axis] as number;
  return count;
}

/**
 * The shape as numbers where its contents may be followed: all sizes known, at most `maxContent` elements. Beside an empty axis
 * the others are bounded too, so that no loop over an axis runs further.
 */
export function smallShape(shape: Shape): readonly number[] | undefined {
  if (!isConcrete(shape) || shape.some((size) => size < 0)) return undefined;
  return countOf(shape.map((size) => Math.max(size, 1))) <= maxContent ? shape : undefined;
}

/** A tensor with its contents if they are given and fit the shape; else without. */
export function withContent(dtype: DType, shape: Shape, data: Elements | undefined): TensorValue {
  const small = data === undefined ? undefined : smallShape(shape);
  return small === undefined || data?.length !== countOf(small)
    ? { kind: 'tensor', dtype, shape }
    : { kind: 'tensor', dtype, shape, data };
}

/**
 * As `withContent`, of contents made of those of `operands`: large ones, masks mostly, are worked out when somebody asks for them,
 * which hardly anybody does. `content` depends on nothing that changes.
 */
export function withLazyContent(
  dtype: DType,
  operands: readonly (TensorValue | undefined)[],
  shape: Shape,
  content: () => Elements | undefined,
): TensorValue {
  const small = operands.some((operand) => operand !== undefined && 'data' in operand) ? smallShape(shape) : undefined;
  if (small === undefined) return { kind: 'tensor', dtype, shape };
  if (countOf(small) <= smallContent) return withContent(dtype, shape, content());
  let data: Elements | undefined;
  let isAsked = false;
  const value = {
    kind: 'tensor' as const,
    dtype,
    shape,
    get data(): Elements | undefined {
      if (!isAsked) data = content();
      isAsked = true;
      return data;
    },
  };
  // Its type has no room for data that is there and undefined, which every reader takes as absent.
  return value as TensorValue;
}

/** Steps between neighbours along each axis in row-major order, in elements. */
export function stridesOf(shape: readonly number[]): number[] {
  const strides: number[] = [];
  let step = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = step;
    step *= shape[axis] ?? 1;
  }
  return strides;
}

/**
 * Positions `offset + Σ coordinate[k]·strides[k]` for all coordinates of `shape` in row-major order: with the right strides
 * this is a transposition (permuted), a slice (multiplied, negative), a broadcast (0). Call only with a `smallShape`.
 */
export function positionsOf(shape: readonly number[], strides: readonly number[], offset = 0): number[] {
  if (shape.includes(0)) return [];
  let positions = [offset];
  for (let axis = 0; axis < shape.length; axis++) {
    const size = shape[axis] as number;
    const stride = strides[axis] ?? 0;
    if (size === 1) continue;
    const next: number[] = [];
    for (let at = 0; at < positions.length; at++) {
      const position = positions[at] as number;
      for (let i = 0; i < size; i++) next.push(position + i * stride);
    }
    positions = next;
  }
  return positions;
}

/** Elements picked by position; a position outside gives undefined. */
export function pick(data: Elements, positions: readonly number[]): Elements {
  const picked: (Scalar | undefined)[] = [];
  for (let i = 0; i < positions.length; i++) picked.push(data[positions[i] as number]);
  return picked;
}

/** Strides over `from` that walk it along the axes of `to`, to which it broadcasts (axes of size 1 and missing ones stand still). */
function broadcastStrides(from: readonly number[], to: readonly number[]): number[] {
  const strides = stridesOf(from);
  const missing = to.length - from.length;
  return to.map((_, axis) => ((from[axis - missing] ?? 1) === 1 ? 0 : (strides[axis - missing] ?? 0)));
}

/** Contents of a tensor broadcast to `shape`; undefined if it has none, or the result is too large to follow. */
export function broadcastContent(value: TensorValue | undefined, shape: Shape): Elements | undefined {
  const to = smallShape(shape);
  const data = value?.data;
  if (to === undefined || data === undefined || !isConcrete(value?.shape ?? null)) return undefined;
  const from = value?.shape as readonly number[];
  if (from.length === to.length && from.every((size, axis) => size === to[axis])) return data;
  return countOf(from) === 1 && data.length === 1
    ? Array.from({ length: countOf(to) }, () => data[0])
    : pick(data, positionsOf(to, broadcastStrides(from, to)));
}

/** A tensor whose elements are `f` of those of the broadcast operands, as `zipContent` gives them. */
export function zipped(
  dtype: DType,
  operands: readonly (TensorValue | undefined)[],
  shape: Shape,
  f: (...scalars: readonly (Scalar | undefined)[]) => Scalar | undefined,
): TensorValue {
  return withLazyContent(dtype, operands, shape, () => zipContent(operands, shape, f));
}

/**
 * `f` over the broadcast operands, element by element; an operand without contents gives undefined elements. No contents
 * (undefined) if the result is too large or no element comes out known. `f` depends on its operands alone: it isn't called
 * again if they are those of the element before, as they mostly are in masks.
 */
export function zipContent(
  operands: readonly (TensorValue | undefined)[],
  shape: Shape,
  f: (...scalars: readonly (Scalar | undefined)[]) => Scalar | undefined,
): Elements | undefined {
  const to = smallShape(shape);
  if (to === undefined || operands.every((operand) => operand?.data === undefined)) return undefined;
  const lists = operands.map((operand) => broadcastContent(operand, to));
  const count = countOf(to);
  const out: (Scalar | undefined)[] = [];
  let known = 0;
  for (let i = 0; i < count; i++) {
    const scalar = i > 0 && isAsBefore(lists, i) ? out[i - 1] : elementOf(lists, i, f);
    if (scalar !== undefined) known++;
    out.push(scalar);
  }
  return count > 0 && known === 0 ? undefined : out;
}

function isAsBefore(lists: readonly (Elements | undefined)[], i: number): boolean {
  for (let k = 0; k < lists.length; k++) {
    const list = lists[k];
    if (list === undefined) continue;
    const now = list[i];
    if (now !== list[i - 1] || (now === 0 && !Object.is(now, list[i - 1]))) return false;
  }
  return true;
}

/** Most operators have two operands: no list is made for them. */
function elementOf(
  lists: readonly (Elements | undefined)[],
  i: number,
  f: (...scalars: readonly (Scalar | undefined)[]) => Scalar | undefined,
): Scalar | undefined {
  if (lists.length === 2) return f(lists[0]?.[i], lists[1]?.[i]);
  return f(...lists.map((list) => list?.[i]));
}
