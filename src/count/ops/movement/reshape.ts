import type { Dim } from '#graph/dim.ts';
import type { Shape, TensorValue } from '#graph/value.ts';
import type { Call } from '#count/ops/call.ts';
import type { ShapeRule } from '#count/ops/registry.ts';
import { constantOf, equal, floorDiv, format, fromBigInt, isAtLeast, product } from '#graph/dim.ts';
import { intAttr, intsAttr, shapeFault } from '#count/ops/call.ts';
import { normalAxes, normalAxis } from '#count/ops/shared/axes.ts';
import { shapeText } from '#count/ops/shared/broadcast.ts';
import { freshShape, givenAxes, listAt, movedFrom, plainOf } from './move.ts';
import { missing, requiredTensor } from '#count/ops/shared/required.ts';

type Sizes = readonly (Dim | undefined)[];

/** The same elements under another shape. */
const relabelled = (source: TensorValue | undefined, shape: Shape): readonly [TensorValue] => [
  movedFrom(source, shape, source?.data),
];

/** Reshape: sizes from the attribute `shape` or input 1; 0 copies (unless `allowzero`), −1 is what is left. */
export const reshape: ShapeRule = (call) => {
  const source = requiredTensor(call, 0);
  const attr = intsAttr(call, 'shape');
  if (attr === undefined && (call.node.inputs[1] ?? '') === '') throw missing(call, 1);
  const requested: Sizes | undefined = attr ?? listAt(call, 1);
  if (requested === undefined) return relabelled(source, null);
  return relabelled(source, reshaped(call, source?.shape ?? null, requested, intAttr(call, 'allowzero') === 1));
};

/**
 * Sizes after a reshape. The only size that isn't known (−1, or undefined) is what the others leave of the total.
 * @throws Fault `shape` if the elements can't fit
 */
function reshaped(call: Call, from: Shape, requested: Sizes, allowZero: boolean): readonly Dim[] {
  const sizes = requested.map((size, axis) => (plainOf(size) === 0 && !allowZero ? copied(call, from, axis) : size));
  const wild = sizes.filter((size) => size === -1).length;
  if (wild > 1) throw shapeFault(call, `more than one -1 in the requested shape`);
  if (wild > 0 && allowZero && sizes.includes(0))
    throw shapeFault(call, 'a requested shape with allowzero holds both 0 and -1');
  const told: Dim[] = [];
  for (const size of sizes) {
    if (size === undefined || size === -1) continue;
    if (isAtLeast(size, 0) === false) throw shapeFault(call, `the requested size ${format(size)} is negative`);
    told.push(size);
  }
  const total = from === null ? undefined : product(from);
  const rest = product(told);
  const open = sizes.length - told.length;
  if (open === 0 && total !== undefined) checkTotal(call, total, rest, sizes);
  const left = open === 1 && total !== undefined ? leftOver(call, total, rest, wild > 0) : undefined;
  return sizes.map((size, axis) => (size === undefined || size === -1 ? (left ?? call.fresh(`dim${axis}`)) : size));
}

function copied(call: Call, from: Shape, axis: number): Dim | undefined {
  if (from !== null && axis >= from.length)
    throw shapeFault(call, `the requested shape copies axis ${axis} of ${shapeText(from)}`);
  return from?.[axis];
}

function checkTotal(call: Call, total: Dim, asked: Dim, sizes: Sizes): void {
  const [more, less] = [isAtLeast(asked, total), isAtLeast(total, asked)];
  if (more !== false && less !== false) return;
  throw shapeFault(call, `${format(total)} elements can't be given the shape ${shapeText(sizes as readonly Dim[])}`);
}

/** total / rest; undefined if a zero among the others leaves it open. */
function leftOver(call: Call, total: Dim, rest: Dim, wild: boolean): Dim | undefined {
  const [have, by] = [constantOf(total), constantOf(rest)];
  if (by === 0n) {
    if (wild) throw shapeFault(call, 'a size of 0 beside -1 leaves the requested shape open');
    return undefined;
  }
  if (have === undefined || by === undefined) return floorDiv(total, rest);
  if (have % by !== 0n) throw shapeFault(call, `${have} elements can't be divided into rows of ${by}`);
  return fromBigInt(have / by);
}

/** Flatten: [Π sizes before `axis`, Π sizes from it on]. */
export const flatten: ShapeRule = (call) => {
  const source = requiredTensor(call, 0);
  const shape = source?.shape ?? null;
  if (shape === null) return relabelled(source, freshShape(call, 2));
  const axis = intAttr(call, 'axis') ?? 1;
  const at = axis === shape.length ? axis : shape.length === 0 && axis === 1 ? 0 : normalAxis(call, axis, shape.length);
  return relabelled(source, [product(shape.slice(0, at)), product(shape.slice(at))]);
};

/** Squeeze: drops the axes given by the attribute or input 1, or every axis of size 1. */
export const squeeze: ShapeRule = (call) => {
  const source = requiredTensor(call, 0);
  const shape = source?.shape ?? null;
  if (shape === null) return relabelled(source, null);
  const dropped = squeezed(call, shape);
  if (typeof dropped === 'object')
    return relabelled(
      source,
      shape.filter((_, axis) => !dropped.includes(axis)),
    );
  return relabelled(source, dropped === undefined ? null : freshShape(call, dropped));
};

/** The axes dropped; else the rank that is left; undefined if neither is known. */
function squeezed(call: Call, shape: readonly Dim[]): readonly number[] | number | undefined {
  const { given, axes, count } = givenAxes(call, 1);
  const ones = [...shape.keys()].filter((axis) => equal(shape[axis] ?? 0, 1));
  const maybe = [...shape.keys()].filter((axis) => mayBeOne(shape[axis] ?? 0));
  if (!given) return ones.length === maybe.length ? ones : undefined;
  if (axes === undefined) {
    if (count === undefined) return undefined;
    return maybe.length === count ? maybe : Math.max(shape.length - count, 0);
  }
  const normal = normalAxes(call, axes, shape.length);
  const wrong = normal.find((axis) => !maybe.includes(axis));
  if (wrong !== undefined) throw shapeFault(call, `axis ${wrong} of ${shapeText(shape)} is not of size 1`);
  return normal;
}

/** False if a size can't be 1 for any values of the symbols. */
function mayBeOne(size: Dim): boolean {
  return isAtLeast(size, 1) !== false && isAtLeast(1, size) !== false;
}

/** Unsqueeze: puts axes of size 1 at the places given (attribute or input 1), counted in the result. */
export const unsqueeze: ShapeRule = (call) => {
  const source = requiredTensor(call, 0);
  const { given, axes, count } = givenAxes(call, 1);
  if (!given) throw missing(call, 1);
  const shape = source?.shape ?? null;
  if (shape === null || count === undefined) return relabelled(source, null);
  return relabelled(
    source,
    axes === undefined ? freshShape(call, shape.length + count) : unsqueezed(call, shape, axes),
  );
};

function unsqueezed(call: Call, shape: readonly Dim[], axes: readonly number[]): readonly Dim[] {
  const added = new Set(normalAxes(call, axes, shape.length + axes.length));
  let next = 0;
  return Array.from({ length: shape.length + axes.length }, (_, axis) => (added.has(axis) ? 1 : (shape[next++] ?? 1)));
}

/** ExpandDims: one axis of size 1 at the place that input 1 gives. */
export const expandDims: ShapeRule = (call) => {
  const source = requiredTensor(call, 0);
  const shape = source?.shape ?? null;
  if (shape === null) return relabelled(source, null);
  const axis = plainOf(listAt(call, 1)?.[0]);
  return relabelled(source, axis === undefined ? freshShape(call, shape.length + 1) : unsqueezed(call, shape, [axis]));
};

/** The first input as it is, whatever kind of value it is. */
export const identity: ShapeRule = (call) => {
  if ((call.node.inputs[0] ?? '') === '') throw missing(call, 0);
  return [call.inputs[0]];
};
