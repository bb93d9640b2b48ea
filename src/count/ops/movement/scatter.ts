import type { Dim } from '#graph/dim.ts';
import type { DType } from '#graph/dtype.ts';
import type { Scalar, TensorValue } from '#graph/value.ts';
import type { Call } from '#count/ops/call.ts';
import type { Elements } from '#count/ops/shared/content.ts';
import type { CostRule, ShapeRule } from '#count/ops/registry.ts';
import { isFloat } from '#graph/dtype.ts';
import { dtypeAt, has, intAttr, shapeAt, shapeFault, stringAttr, tensorAt } from '#count/ops/call.ts';
import { free, unknownCost } from '#count/ops/cost.ts';
import { elements } from '#count/ops/sizes.ts';
import { normalAxis } from '#count/ops/shared/axes.ts';
import { shapeText } from '#count/ops/shared/broadcast.ts';
import { countOf, maxContent, stridesOf } from '#count/ops/shared/content.ts';
import { elementPlaces, ndPlaces } from './gather.ts';
import { agree, contentOf, movedFrom } from './move.ts';
import { requiredTensor } from '#count/ops/shared/required.ts';
import { addScalars, maxScalars, minScalars, mulScalars } from '#count/ops/elementwise/scalar.ts';

/** Scatter and ScatterElements: the data, with updates at the coordinates that indices give along `axis`. */
export const scatterElements: ShapeRule = (call) => {
  const [source, indices, updates] = [requiredTensor(call, 0), requiredTensor(call, 1), requiredTensor(call, 2)];
  const [shape, picks] = [source?.shape ?? null, indices?.shape ?? null];
  if (shape === null) return [movedFrom(source, null)];
  const at = normalAxis(call, intAttr(call, 'axis') ?? 0, shape.length);
  if (picks !== null && picks.length !== shape.length)
    throw shapeFault(call, `indices of ${shapeText(picks)} for data of ${shapeText(shape)}`);
  checkAgreement(call, picks, updates?.shape ?? null);
  const [from, to] = [contentOf(source), contentOf(indices)];
  if (from === undefined || to === undefined) return [movedFrom(source, shape)];
  return [
    movedFrom(
      source,
      shape,
      written(call, source, from.data, elementPlaces(call, from.shape, to, at), 1, updates?.data),
    ),
  ];
};

/** ScatterND: the data, with slices of updates at the coordinates that the last axis of the indices holds. */
export const scatterNd: ShapeRule = (call) => {
  const [source, indices, updates] = [requiredTensor(call, 0), requiredTensor(call, 1), requiredTensor(call, 2)];
  const [shape, picks] = [source?.shape ?? null, indices?.shape ?? null];
  const depth = picks?.at(-1);
  if (shape !== null && picks !== null && typeof depth === 'number') {
    if (depth < 1 || depth > shape.length)
      throw shapeFault(call, `indices of ${shapeText(picks)} for data of ${shapeText(shape)}`);
    checkAgreement(call, [...picks.slice(0, -1), ...shape.slice(depth)], updates?.shape ?? null);
  }
  const [from, to] = [contentOf(source), contentOf(indices)];
  if (from === undefined || to === undefined) return [movedFrom(source, shape)];
  const inner = countOf(from.shape.slice(to.shape.at(-1) ?? 0));
  return [
    movedFrom(source, shape, written(call, source, from.data, ndPlaces(call, from.shape, to, 0), inner, updates?.data)),
  ];
};

function checkAgreement(call: Call, expected: readonly Dim[] | null, updates: readonly Dim[] | null): void {
  if (expected === null || updates === null) return;
  if (expected.length !== updates.length)
    throw shapeFault(call, `updates of ${shapeText(updates)} where ${shapeText(expected)} are asked for`);
  for (const [axis, size] of expected.entries())
    agree(call, size, updates[axis] as Dim, `sizes of axis ${axis} of the updates differ`);
}

/** The data after the updates, `inner` elements at each place; undefined if a place isn't known. */
function written(
  call: Call,
  source: TensorValue | undefined,
  data: Elements,
  places: readonly (number | undefined)[],
  inner: number,
  updates: Elements | undefined,
): Elements | undefined {
  if (places.includes(undefined) || places.length * inner > maxContent) return undefined;
  const reduction = stringAttr(call, 'reduction') ?? 'none';
  const out = [...data];
  places.forEach((place, i) => {
    for (let k = 0; k < inner; k++) {
      const at = (place ?? 0) + k;
      out[at] = reduced(reduction, out[at], updates?.[i * inner + k], source?.dtype ?? 'unknown');
    }
  });
  return out;
}

const reductions = new Map([
  ['add', addScalars],
  ['mul', mulScalars],
  ['max', maxScalars],
  ['min', minScalars],
]);

function reduced(
  reduction: string,
  old: Scalar | undefined,
  update: Scalar | undefined,
  dtype: DType,
): Scalar | undefined {
  return reduction === 'none' ? update : reductions.get(reduction)?.(dtype, old, update);
}

/** F = elements of the updates if they are combined with what is there; else nothing but moves. */
export const scatterCost: CostRule = (call) => {
  if ((stringAttr(call, 'reduction') ?? 'none') === 'none' || !isFloat(dtypeAt(call, 0))) return free;
  const count = elements(shapeAt(call, 2));
  return count === undefined ? unknownCost : { elementwise: count };
};

/** TensorScatter: the cache, with the update written along `axis` at each batch row's index (`linear`, or `circular`: modulo). */
export const tensorScatter: ShapeRule = (call) => {
  const [cache, update] = [requiredTensor(call, 0), requiredTensor(call, 1)];
  const shape = cache?.shape ?? null;
  if (shape === null) return [movedFrom(cache, null)];
  const axis = normalAxis(call, intAttr(call, 'axis') ?? -2, shape.length);
  if (axis === 0) throw shapeFault(call, 'the sequence axis is the batch axis');
  const given = update?.shape ?? null;
  if (given !== null && given.length !== shape.length)
    throw shapeFault(call, `an update of ${shapeText(given)} for a cache of ${shapeText(shape)}`);
  return [movedFrom(cache, shape, cacheContent(call, cache, update, axis))];
};

function cacheContent(
  call: Call,
  cache: TensorValue | undefined,
  update: TensorValue | undefined,
  axis: number,
): Elements | undefined {
  const [from, added] = [contentOf(cache), contentOf(update)];
  const starts = has(call, 2) ? tensorAt(call, 2)?.data : Array.from({ length: from?.shape[0] ?? 0 }, () => 0);
  if (from === undefined || added === undefined || starts === undefined) return undefined;
  const [whole, strides] = [from.shape[axis] ?? 0, stridesOf(added.shape)];
  const outer = stridesOf(from.shape);
  const circular = stringAttr(call, 'mode') === 'circular';
  const out: (Scalar | undefined)[] = [...from.data];
  for (const [i, scalar] of added.data.entries()) {
    const at = strides.map((stride, k) => Math.floor(i / stride) % (added.shape[k] ?? 1));
    const start = starts[at[0] ?? 0];
    if (typeof start !== 'number') return undefined;
    const row = (at[axis] ?? 0) + start;
    if (row >= whole && !circular) throw shapeFault(call, `row ${row} is outside the cache of ${whole}`);
    out[at.reduce((sum, coordinate, k) => sum + (k === axis ? row % whole : coordinate) * (outer[k] ?? 0), 0)] = scalar;
  }
  return out;
}
