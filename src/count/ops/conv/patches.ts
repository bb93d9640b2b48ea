import type { Dim } from '#graph/dim.ts';
import type { CostRule, ShapeRule } from '#count/ops/registry.ts';
import { add, floorDiv, format, isAtLeast, max, mul, product, sub } from '#graph/dim.ts';
import { dtypeAt, intAttr, shapeAt, shapeFault, tensor } from '#count/ops/call.ts';
import { unknownCost } from '#count/ops/cost.ts';
import { normalAxis } from '#count/ops/shared/axes.ts';
import { shapeText } from '#count/ops/shared/broadcast.ts';
import { requiredShape } from '#count/ops/shared/required.ts';

/** The cheapest way through a matrix of costs: [2, steps] of row and column. */
export const warpingPath: ShapeRule = (call) => {
  const shape = requiredShape(call, 0);
  if (shape !== null && (shape.length < 2 || shape.length > 3))
    throw shapeFault(call, `${shapeText(shape)} is not a matrix of costs`);
  return [tensor('i32', [2, call.fresh('steps')])];
};

/** Two minima and an addition a cell. */
export const warpingCost: CostRule = (call) => {
  const shape = shapeAt(call, 0);
  return shape === null ? unknownCost : { elementwise: mul(product(shape), 3) };
};

/** Windows of `size` at every `step` of an axis, laid along a new last axis. */
export const unfold: ShapeRule = (call) => {
  const shape = requiredShape(call, 0);
  const [size, step] = [intAttr(call, 'size') ?? 0, intAttr(call, 'step') ?? 1];
  if (size < 1 || step < 1) throw shapeFault(call, `windows of ${size} at every ${step}`);
  if (shape === null) return [tensor(dtypeAt(call, 0), null)];
  const axis = normalAxis(call, intAttr(call, 'dim') ?? -1, shape.length);
  const whole = shape[axis] as Dim;
  if (isAtLeast(whole, size) === false) throw shapeFault(call, `an axis of ${format(whole)} has no window of ${size}`);
  const windows = add(floorDiv(sub(whole, size), step), 1);
  return [tensor(dtypeAt(call, 0), [...shape.map((old, i) => (i === axis ? windows : old)), size])];
};

/** A convolution over the characters of each word and its maximum: [words, filters]. */
export const wordEmbedding: ShapeRule = (call) => {
  const [words, filters] = [requiredShape(call, 0)?.[0], requiredShape(call, 1)?.[0]];
  return [tensor(dtypeAt(call, 1), [words ?? call.fresh('words'), filters ?? call.fresh('filters')])];
};

/** For each of P = characters − width + 1 places of every word: filters·width·size MACs, bias, tanh; then the maximum over P. */
export const wordEmbeddingCost: CostRule = (call) => {
  const [words, characters] = shapeAt(call, 0) ?? [];
  const [filters, , width, size] = shapeAt(call, 1) ?? [];
  if (
    words === undefined ||
    characters === undefined ||
    filters === undefined ||
    width === undefined ||
    size === undefined
  )
    return unknownCost;
  const places = max(add(sub(characters, width), 1), 1);
  const results = product([words, places, filters]);
  return {
    macs: product([results, width, size]),
    elementwise: add(results, product([words, sub(places, 1), filters])),
    transcendentals: results,
  };
};
