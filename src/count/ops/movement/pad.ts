import type { Dim } from '#graph/dim.ts';
import type { Scalar, TensorValue } from '#graph/value.ts';
import type { Call } from '#count/ops/call.ts';
import type { Elements } from '#count/ops/shared/content.ts';
import type { ShapeRule } from '#count/ops/registry.ts';
import { add, format, isAtLeast } from '#graph/dim.ts';
import { floatAttr, has, intsAttr, shapeFault, stringAttr, tensorAt } from '#count/ops/call.ts';
import { normalAxes } from '#count/ops/shared/axes.ts';
import { freshShape, givenAxes, listAt, movedFrom, plainOf, regrid } from './move.ts';
import { missing, requiredTensor } from '#count/ops/shared/required.ts';

/** Begin and end of the padding of one axis; undefined if unknown. */
type Margin = readonly [Dim | undefined, Dim | undefined];

/** Pad: each axis grows by its begin and end pad (attribute `paddings`, `pads`, or input 1; input 3 names axes); negative ones crop. */
export const pad: ShapeRule = (call) => {
  const source = requiredTensor(call, 0);
  const pads = padsOf(call);
  const shape = source?.shape ?? null;
  if (shape === null) return [movedFrom(source, null)];
  const axes = axesOf(call, shape.length);
  if (axes === undefined) return [movedFrom(source, freshShape(call, shape.length))];
  if (pads !== undefined && pads.length !== 2 * axes.length)
    throw shapeFault(call, `${pads.length} pads for ${axes.length} axes`);
  const margins = shape.map((_, axis): Margin => {
    const i = axes.indexOf(axis);
    return i < 0 ? [0, 0] : [pads?.[i], pads?.[i + axes.length]];
  });
  const sizes = shape.map((size, axis) => paddedSize(call, size, margins[axis] ?? [0, 0], axis));
  return [movedFrom(source, sizes, paddedContent(call, source, sizes, margins))];
};

function padsOf(call: Call): readonly (Dim | undefined)[] | undefined {
  const attr = intsAttr(call, 'paddings') ?? intsAttr(call, 'pads');
  if (attr === undefined && !has(call, 1)) throw missing(call, 1);
  return attr ?? listAt(call, 1);
}

function axesOf(call: Call, rank: number): readonly number[] | undefined {
  const { given, axes } = givenAxes(call, 3);
  if (!given) return Array.from({ length: rank }, (_, axis) => axis);
  return axes === undefined ? undefined : normalAxes(call, axes, rank);
}

function paddedSize(call: Call, size: Dim, [begin, end]: Margin, axis: number): Dim {
  if (begin === undefined || end === undefined) return call.fresh(`dim${axis}`);
  const padded = add(add(size, begin), end);
  if (isAtLeast(padded, 0) === false)
    throw shapeFault(call, `an axis of ${format(size)} is cropped by more than its size`);
  return padded;
}

function paddedContent(
  call: Call,
  source: TensorValue | undefined,
  sizes: readonly Dim[],
  margins: readonly Margin[],
): Elements | undefined {
  const begins = margins.map(([begin]) => plainOf(begin));
  const from = source?.shape ?? null;
  if (begins.includes(undefined) || from === null || source?.data === undefined) return undefined;
  const place = placeOf(stringAttr(call, 'mode') ?? 'constant');
  const fill = fillOf(call, source);
  const along = (axis: number, i: number): number => place(i - (begins[axis] ?? 0), Number(from[axis]));
  const content = regrid(source, sizes, along, fill ?? '');
  return fill === undefined ? content?.map((scalar) => (scalar === '' ? undefined : scalar)) : content;
}

const within = (i: number, size: number): boolean => i >= 0 && i < size;

/** The coordinate that a padded one repeats, in an axis of `size`; NaN where the fill value stands. */
function placeOf(mode: string): (i: number, size: number) => number {
  switch (mode) {
    case 'edge':
      return (i, size) => (size === 0 ? Number.NaN : Math.min(Math.max(i, 0), size - 1));
    case 'wrap':
      return (i, size) => (size === 0 ? Number.NaN : ((i % size) + size) % size);
    case 'reflect':
      return (i, size) => {
        if (within(i, size)) return i;
        const period = 2 * (size - 1);
        if (period <= 0) return size === 1 ? 0 : Number.NaN;
        const at = ((i % period) + period) % period;
        return at < size ? at : period - at;
      };
    default:
      return (i, size) => (within(i, size) ? i : Number.NaN);
  }
}

/** The fill value; undefined if it isn't known. */
function fillOf(call: Call, source: TensorValue): Scalar | undefined {
  if (has(call, 2)) {
    const data = tensorAt(call, 2)?.data;
    return data?.length === 1 ? data[0] : undefined;
  }
  return source.dtype === 'string' ? undefined : (floatAttr(call, 'value') ?? 0);
}
