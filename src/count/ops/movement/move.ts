import type { Dim } from '#graph/dim.ts';
import type { Scalar, Shape, TensorValue } from '#graph/value.ts';
import type { Call } from '#count/ops/call.ts';
import type { Elements } from '#count/ops/shared/content.ts';
import { constantOf, format, isAtLeast } from '#graph/dim.ts';
import { intsAttr, isSize, shapeFault, tensorAt } from '#count/ops/call.ts';
import { agreed } from '#count/ops/shared/agree.ts';
import {
  countOf,
  isConcrete,
  pick,
  smallShape,
  stridesOf,
  withContent,
  withLazyContent,
} from '#count/ops/shared/content.ts';

/** Rank up to which a list of sizes is taken for a shape. */
const maxRank = 1024;

/** A tensor made of the elements of another: it keeps the type, and the quantised type that a consumer's MACs are done in. */
export function movedFrom(source: TensorValue | undefined, shape: Shape, data?: Elements): TensorValue {
  return quantizedAs(source, withContent(source?.dtype ?? 'unknown', shape, data));
}

/** As `movedFrom`; many elements are worked out only when they are asked for. */
export function movedLater(
  source: TensorValue | undefined,
  shape: Shape,
  data: () => Elements | undefined,
): TensorValue {
  return quantizedAs(source, withLazyContent(source?.dtype ?? 'unknown', [source], shape, data));
}

const quantizedAs = (source: TensorValue | undefined, value: TensorValue): TensorValue =>
  source?.quantized === undefined ? value : { ...value, quantized: source.quantized };

/** Contents of a tensor together with its sizes as numbers; undefined if it has none. */
export function contentOf(
  value: TensorValue | undefined,
): { readonly data: Elements; readonly shape: readonly number[] } | undefined {
  if (value?.data === undefined || !isConcrete(value.shape)) return undefined;
  if (value.data.length === 0 && smallShape(value.shape) === undefined) return undefined;
  return { data: value.data, shape: value.shape };
}

/**
 * Positions of a grid in row-major order: along axis `a` the coordinates `axes[a]`, each times `strides[a]`. A coordinate of NaN
 * makes every position on it NaN (outside). The product of the lengths must be capped by the caller.
 */
export function gridPositions(axes: readonly (readonly number[])[], strides: readonly number[]): number[] {
  let positions = [0];
  for (const [axis, coordinates] of axes.entries()) {
    const stride = strides[axis] ?? 0;
    positions = positions.flatMap((position) => coordinates.map((coordinate) => position + coordinate * stride));
  }
  return positions;
}

/**
 * Contents of the tensor of `shape` whose coordinate i along axis a is the source's `along(a, i)`; NaN stands for `outside`.
 * Undefined if the source's contents aren't known or the result is too large.
 */
export function regrid(
  source: TensorValue | undefined,
  shape: Shape,
  along: (axis: number, i: number) => number,
  outside?: Scalar,
): Elements | undefined {
  const from = contentOf(source);
  const to = smallShape(shape);
  if (from === undefined || to === undefined) return undefined;
  const axes = to.map((size, axis) => Array.from({ length: size }, (_, i) => along(axis, i)));
  const positions = gridPositions(axes, stridesOf(from.shape));
  if (outside === undefined) return pick(from.data, positions);
  return positions.map((position) => (Number.isNaN(position) ? outside : from.data[position]));
}

/**
 * Elements of a list input (a shape, pads, repeats …) as sizes, unknown ones undefined; undefined if not even their number is
 * known. A scalar is a list of one.
 */
export function listAt(call: Call, i: number): readonly (Dim | undefined)[] | undefined {
  const value = tensorAt(call, i);
  if (value?.data !== undefined) return value.data.map((scalar) => (isSize(scalar) ? scalar : undefined));
  if (value === undefined || !isConcrete(value.shape)) return undefined;
  const count = countOf(value.shape);
  return count <= maxRank ? Array.from({ length: count }, () => undefined) : undefined;
}

/** A size as a plain number, saturated at ±2^53; undefined if it is symbolic or not known. */
export function plainOf(size: Dim | undefined): number | undefined {
  if (typeof size === 'number' || size === undefined) return size;
  const constant = constantOf(size);
  if (constant === undefined) return undefined;
  return constant < 0n ? Number.MIN_SAFE_INTEGER : Number.MAX_SAFE_INTEGER;
}

/** The plain numbers of a list; undefined if one isn't known. */
function plainList(list: readonly (Dim | undefined)[] | undefined): readonly number[] | undefined {
  const numbers = list?.map(plainOf);
  return numbers?.includes(undefined) === false ? (numbers as readonly number[]) : undefined;
}

/** Axes as an attribute gives them or, from some version on, input `i`. */
export interface GivenAxes {
  /** False if the node names none at all. */
  readonly given: boolean;
  /** In the order given, not yet normalised; undefined if known only at run time. */
  readonly axes?: readonly number[];
  /** How many there are, if known. */
  readonly count?: number;
}

export function givenAxes(call: Call, i: number, name = 'axes'): GivenAxes {
  const attr = intsAttr(call, name);
  if (attr !== undefined) return { given: true, axes: attr, count: attr.length };
  if ((call.node.inputs[i] ?? '') === '') return { given: false };
  const list = listAt(call, i);
  const axes = plainList(list);
  return {
    given: true,
    ...(axes === undefined ? {} : { axes }),
    ...(list === undefined ? {} : { count: list.length }),
  };
}

/** Fresh sizes `dim0`, `dim1`, … for a tensor of which only the rank is known. */
export function freshShape(call: Call, rank: number): readonly Dim[] {
  return Array.from({ length: rank }, (_, axis) => call.fresh(`dim${axis}`));
}

/**
 * The size of one axis that two tensors must agree on: a constant before a formula, else the shorter formula.
 * @throws Fault `shape` if they differ for all values of the symbols
 */
export function agree(call: Call, a: Dim, b: Dim, what: string): Dim {
  const size = agreed(call, a, b, what);
  return constantOf(size) === undefined && format(a).length < format(b).length ? a : size;
}

/**
 * The size, which the model asks for.
 * @throws Fault `shape` if it is negative for all values of the symbols
 */
export function sizeOr(call: Call, size: Dim | undefined, hint: string): Dim {
  if (size === undefined) return call.fresh(hint);
  if (isAtLeast(size, 0) === false) throw shapeFault(call, `the size ${format(size)} is negative`);
  return size;
}
