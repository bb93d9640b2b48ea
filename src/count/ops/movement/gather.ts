import type { Dim } from '#graph/dim.ts';
import type { Scalar, TensorValue } from '#graph/value.ts';
import type { Call } from '#count/ops/call.ts';
import type { Elements } from '#count/ops/shared/content.ts';
import type { ShapeRule } from '#count/ops/registry.ts';
import { constantOf, format } from '#graph/dim.ts';
import { intAttr, isDim, shapeFault } from '#count/ops/call.ts';
import { normalAxis } from '#count/ops/shared/axes.ts';
import { shapeText } from '#count/ops/shared/broadcast.ts';
import { countOf, positionsOf, smallShape, stridesOf } from '#count/ops/shared/content.ts';
import { agree, contentOf, movedFrom, plainOf } from './move.ts';
import { requiredTensor } from '#count/ops/shared/required.ts';

/** Gather: data[…, indices, …] along `axis`. */
export const gather: ShapeRule = (call) => [
  gatherAlong(call, requiredTensor(call, 0), requiredTensor(call, 1), intAttr(call, 'axis') ?? 0),
];

/**
 * Sizes of data before `axis`, of indices, of data after it; contents if both are known.
 * @throws Fault `shape` if an index is outside the axis
 */
export function gatherAlong(
  call: Call,
  source: TensorValue | undefined,
  indices: TensorValue | undefined,
  axis: number,
): TensorValue {
  const [from, picks] = [source?.shape ?? null, indices?.shape ?? null];
  if (from === null) return movedFrom(source, null);
  const at = normalAxis(call, axis, from.length);
  const whole = from[at] as Dim;
  const rows = indices?.data?.map((index) => indexInto(call, index, whole));
  if (picks === null) return movedFrom(source, null);
  const shape = [...from.slice(0, at), ...picks, ...from.slice(at + 1)];
  return movedFrom(source, shape, gatherContent(source, rows, shape, at));
}

/** An index counted from the front; undefined if it or the size isn't known. */
function indexInto(call: Call, index: Scalar | undefined, size: Dim): number | undefined {
  const plain = isDim(index) ? plainOf(index) : undefined;
  const whole = constantOf(size);
  if (plain === undefined) return undefined;
  if (whole === undefined) return plain >= 0 ? plain : undefined;
  if (plain >= whole || plain < -whole) throw shapeFault(call, `index ${plain} is outside an axis of ${format(size)}`);
  return plain < 0 ? plain + Number(whole) : plain;
}

function gatherContent(
  source: TensorValue | undefined,
  rows: readonly (number | undefined)[] | undefined,
  shape: readonly Dim[],
  axis: number,
): Elements | undefined {
  const from = contentOf(source);
  if (from === undefined || rows === undefined || smallShape(shape) === undefined) return undefined;
  const [before, whole, inner] = [
    countOf(from.shape.slice(0, axis)),
    from.shape[axis] ?? 0,
    countOf(from.shape.slice(axis + 1)),
  ];
  const out: (Scalar | undefined)[] = [];
  for (let block = 0; block < before; block++) {
    for (const row of rows) {
      for (let i = 0; i < inner; i++)
        out.push(row === undefined ? undefined : from.data[(block * whole + row) * inner + i]);
    }
  }
  return out;
}

/** Rows of a table by index, whatever attributes the node has. */
export const lookUpRows: ShapeRule = (call) => [gatherAlong(call, requiredTensor(call, 0), requiredTensor(call, 1), 0)];

/** GatherElements: the shape of the indices; each replaces the coordinate along `axis`. */
export const gatherElements: ShapeRule = (call) => {
  const [source, indices] = [requiredTensor(call, 0), requiredTensor(call, 1)];
  const [from, shape] = [source?.shape ?? null, indices?.shape ?? null];
  if (from === null || shape === null) return [movedFrom(source, shape)];
  if (from.length !== shape.length)
    throw shapeFault(call, `indices of ${shapeText(shape)} for data of ${shapeText(from)}`);
  const at = normalAxis(call, intAttr(call, 'axis') ?? 0, from.length);
  return [movedFrom(source, shape, elementContent(call, source, indices, at))];
};

function elementContent(
  call: Call,
  source: TensorValue | undefined,
  indices: TensorValue | undefined,
  axis: number,
): Elements | undefined {
  const [from, picks] = [contentOf(source), contentOf(indices)];
  if (from === undefined || picks === undefined) return undefined;
  const places = elementPlaces(call, from.shape, picks, axis);
  return places.map((place) => (place === undefined ? undefined : from.data[place]));
}

/** Positions in a tensor of shape `whole` that indices along `axis` name; undefined if an index isn't known. */
export function elementPlaces(
  call: Call,
  whole: readonly number[],
  picks: { readonly data: Elements; readonly shape: readonly number[] },
  axis: number,
): readonly (number | undefined)[] {
  const strides = stridesOf(whole);
  const bases = positionsOf(
    picks.shape,
    strides.map((stride, k) => (k === axis ? 0 : stride)),
  );
  return bases.map((base, i) => {
    const index = indexInto(call, picks.data[i], whole[axis] ?? 0);
    return index === undefined ? undefined : base + index * (strides[axis] ?? 1);
  });
}

/** GatherND: the last axis of the indices holds coordinates of the axes after `batch_dims` common ones. */
export const gatherNd: ShapeRule = (call) => {
  const [source, indices] = [requiredTensor(call, 0), requiredTensor(call, 1)];
  const [from, picks] = [source?.shape ?? null, indices?.shape ?? null];
  const depth = plainOf(picks?.at(-1));
  if (from === null || picks === null || depth === undefined) return [movedFrom(source, null)];
  const batch = intAttr(call, 'batch_dims') ?? 0;
  if (batch < 0 || batch >= picks.length || depth < 1 || batch + depth > from.length) {
    throw shapeFault(
      call,
      `indices of ${shapeText(picks)} with ${batch} batch axes don't fit data of ${shapeText(from)}`,
    );
  }
  const common = from
    .slice(0, batch)
    .map((size, axis) => agree(call, size, picks[axis] as Dim, `batch sizes of axis ${axis} differ`));
  const shape = [...common, ...picks.slice(batch, -1), ...from.slice(batch + depth)];
  return [movedFrom(source, shape, ndContent(call, source, indices, shape, batch))];
};

function ndContent(
  call: Call,
  source: TensorValue | undefined,
  indices: TensorValue | undefined,
  shape: readonly Dim[],
  batch: number,
): Elements | undefined {
  const [from, picks] = [contentOf(source), contentOf(indices)];
  if (from === undefined || picks === undefined || smallShape(shape) === undefined) return undefined;
  const places = ndPlaces(call, from.shape, picks, batch);
  const inner = countOf(from.shape.slice(batch + (picks.shape.at(-1) ?? 0)));
  return places.flatMap((place) =>
    Array.from({ length: inner }, (_, i) => (place === undefined ? undefined : from.data[place + i])),
  );
}

/** First positions of the slices that index tuples name in a tensor of shape `whole`. */
export function ndPlaces(
  call: Call,
  whole: readonly number[],
  picks: { readonly data: Elements; readonly shape: readonly number[] },
  batch: number,
): readonly (number | undefined)[] {
  const strides = stridesOf(whole);
  const depth = picks.shape.at(-1) ?? 0;
  const grid = picks.shape.slice(0, -1);
  const bases = positionsOf(
    grid,
    grid.map((_, axis) => (axis < batch ? (strides[axis] ?? 0) : 0)),
  );
  return bases.map((base, tuple) => {
    let place: number | undefined = base;
    for (let k = 0; k < depth; k++) {
      const index = indexInto(call, picks.data[tuple * depth + k], whole[batch + k] ?? 0);
      place = place === undefined || index === undefined ? undefined : place + index * (strides[batch + k] ?? 1);
    }
    return place;
  });
}
