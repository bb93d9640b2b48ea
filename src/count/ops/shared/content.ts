import type { DType } from '#graph/dtype.ts';
import type { Scalar, Shape, TensorValue } from '#graph/value.ts';
import { spend } from '#graph/effort.ts';
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
  const count = countOf(to);
  spend(count * stepsOfElement, 'evaluating its loops, functions and contents');
  const lists = operands.map((operand) => readable(operand, to));
  const [a, b] = lists;
  const out =
    a !== undefined && b !== undefined && lists.length === 2 ? zipPair(a, b, count, f) : zipAll(lists, count, f);
  return count > 0 && out.every((scalar) => scalar === undefined) ? undefined : out;
}

/** Steps of an element that is worked out. */
const stepsOfElement = 6;

/** Elements as they are read for those of a result: element `i · step`. */
interface Readable {
  readonly data: Elements;
  readonly step: 0 | 1;
}

const nothing: Readable = { data: [], step: 0 };

function readable(operand: TensorValue | undefined, to: readonly number[]): Readable {
  const data = operand?.data;
  if (data?.length === 1 && countOf(to) > 1) return { data, step: 0 };
  const all = broadcastContent(operand, to);
  return all === undefined ? nothing : { data: all, step: 1 };
}

type Zip = (...scalars: readonly (Scalar | undefined)[]) => Scalar | undefined;

/** Most operators have two operands: no list is made for them. */
function zipPair(a: Readable, b: Readable, count: number, f: Zip): (Scalar | undefined)[] {
  const out: (Scalar | undefined)[] = [];
  let [x, y] = [a.data[0], b.data[0]];
  let scalar = count > 0 ? f(x, y) : undefined;
  for (let i = 0; i < count; i++) {
    const [nextX, nextY] = [a.data[i * a.step], b.data[i * b.step]];
    if (!isSame(nextX, x) || !isSame(nextY, y)) scalar = f(nextX, nextY);
    x = nextX;
    y = nextY;
    out.push(scalar);
  }
  return out;
}

function zipAll(lists: readonly Readable[], count: number, f: Zip): (Scalar | undefined)[] {
  const out: (Scalar | undefined)[] = [];
  for (let i = 0; i < count; i++) {
    const isAsBefore =
      i > 0 && lists.every(({ data, step }) => step === 0 || isSame(data[i * step], data[(i - 1) * step]));
    out.push(isAsBefore ? out[i - 1] : f(...lists.map(({ data, step }) => data[i * step])));
  }
  return out;
}

/** Zeros by their sign: arithmetic tells them apart. */
const isSame = (a: Scalar | undefined, b: Scalar | undefined): boolean => a === b && (a !== 0 || Object.is(a, b));
