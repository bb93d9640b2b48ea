import type { Dim } from '#graph/dim.ts';
import type { Call } from '#count/ops/call.ts';
import type { CostRule, ShapeRule } from '#count/ops/registry.ts';
import { add, mul, product } from '#graph/dim.ts';
import { dtypeAt, has, intAttr, shapeAt, shapeFault, tensor } from '#count/ops/call.ts';
import { unknownCost } from '#count/ops/cost.ts';
import { headWidth } from '#count/ops/attention/attention.ts';
import { costOf, plusCost } from '#count/ops/elementwise/elementwise.ts';
import { rmsNormCost } from '#count/ops/norm/norm.ts';
import { requiredShape } from '#count/ops/shared/required.ts';

interface Mix {
  readonly leading: readonly Dim[];
  readonly branches: number;
  readonly all: Dim;
  readonly width: Dim;
}

function mixOf(call: Call): Mix | undefined {
  const shape = requiredShape(call, 0);
  const branches = intAttr(call, 'num_branches') ?? 0;
  if (branches < 1) throw shapeFault(call, 'num_branches is missing');
  const all = shape?.at(-1);
  if (shape === null || all === undefined) return undefined;
  return { leading: shape.slice(0, -1), branches, all, width: headWidth(call, all, branches) };
}

/** Streams [… , C·H] mixed through a low-rank gate: the next block's input [… , H], its gates [… , C], the streams. */
export const lowRankMixShape: ShapeRule = (call) => {
  const dtype = dtypeAt(call, 0);
  const one = mixOf(call);
  if (one === undefined) return [tensor(dtype, null), tensor(dtype, null), tensor(dtype, null)];
  const { leading, branches, all, width } = one;
  return [
    [...leading, width],
    [...leading, branches],
    [...leading, all],
  ].map((shape) => tensor(dtype, shape));
};

/**
 * Per token: products with [C·H, R], [R, C·H] and [C·H, C]; the previous block mixed in (2 an element), RMS norm of every branch,
 * scaled SiLU on R, a sigmoid gate, its multiply and sum, and the scale of the result; a sigmoid between a division and a multiply on C.
 */
export const lowRankMixCost: CostRule = (call) => {
  const [one, rank] = [mixOf(call), shapeAt(call, 2)?.[1]];
  if (one === undefined || rank === undefined) return unknownCost;
  const { leading, branches, all, width } = one;
  const tokens = product(leading);
  const [elements, rows] = [mul(tokens, all), mul(tokens, branches)];
  const rest = plusCost(
    has(call, 5) ? costOf(elements, { elementwise: 2 }) : {},
    rmsNormCost(elements, rows),
    costOf(mul(tokens, rank), { elementwise: 5, transcendentals: 1 }),
    costOf(elements, { elementwise: 3 + 2, transcendentals: 1 }),
    costOf(mul(tokens, width), { elementwise: 1 }),
    costOf(rows, { elementwise: 3 + 2, transcendentals: 1 }),
  );
  return { ...rest, macs: mul(elements, add(mul(2, rank), branches)) };
};
