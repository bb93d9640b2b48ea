import type { Dim } from '#graph/dim.ts';
import type { Call } from '#count/ops/call.ts';
import type { Cost } from '#count/ops/cost.ts';
import type { CostRule, ShapeRule } from '#count/ops/registry.ts';
import type { PerElement } from './elementwise.ts';
import { floorDiv, mul, product } from '#graph/dim.ts';
import { dtypeAt, floatAttr, has, intAttr, shapeAt, stringAttr, tensor, tensorAt, wants } from '#count/ops/call.ts';
import { unknownCost } from '#count/ops/cost.ts';
import { elements } from '#count/ops/sizes.ts';
import { scaledSilu, silu } from './activation.ts';
import { costOf, ifCounted, outputCount, plusCost, rowsBefore } from './elementwise.ts';
import { halvedLast } from './fused.ts';
import { requireInto, rmsNormCost } from '#count/ops/norm/norm.ts';
import { requiredShape, requiredTensor } from '#count/ops/shared/required.ts';

const sigmoid: PerElement = { elementwise: 3, transcendentals: 1 };

/** X + Y·gate; where a weight for the gate is given, what it does isn't known here. */
export const gatedAddCost: CostRule = (call, outputs) =>
  has(call, 3) ? unknownCost : ifCounted(call, 0, () => costOf(outputCount(outputs), { elementwise: 2 }));

/** RMS norm over groups as long as the scale (input 1), times an activated gate: SiLU, or `sigmoid`. */
export const gatedNormCost: CostRule = (call) => {
  const shape = shapeAt(call, 0);
  const length = elements(shapeAt(call, 1));
  const n = elements(shape);
  const gate = stringAttr(call, 'activation') === 'sigmoid' ? sigmoid : silu;
  return ifCounted(call, 0, () =>
    n === undefined || length === undefined || length === 0
      ? unknownCost
      : plusCost(rmsNormCost(n, floorDiv(n, length)), costOf(n, { ...gate, elementwise: (gate.elementwise ?? 0) + 1 })),
  );
};

/** Sizes before the branches, their number and their width, of [… , n, C] or (with attribute `num_branches`) of [… , n·C]. */
function branchesOf(
  call: Call,
  shape: readonly Dim[],
): { readonly outer: Dim; readonly count: Dim; readonly width: Dim } | undefined {
  const flat = intAttr(call, 'num_branches') ?? 0;
  const [last, before] = [shape.at(-1), shape.at(-2)];
  if (last === undefined) return undefined;
  if (flat > 0) return { outer: product(shape.slice(0, -1)), count: flat, width: floorDiv(last, flat) };
  return before === undefined ? undefined : { outer: product(shape.slice(0, -2)), count: before, width: last };
}

/** RMS norm of each branch; the scale (input 1) is optional. */
export const branchNormCost: CostRule = (call) => {
  const shape = shapeAt(call, 0);
  return ifCounted(call, 0, () => {
    const branches = shape === null ? undefined : branchesOf(call, shape);
    if (branches === undefined) return unknownCost;
    const n = elements(shape);
    const norm = rmsNormCost(n, mul(branches.outer, branches.count));
    return has(call, 1)
      ? norm
      : plusCost(
          costOf(n, { elementwise: 3 }),
          costOf(mul(branches.outer, branches.count), { elementwise: 2, transcendentals: 1 }),
        );
  });
};

/** Branches weighted by input 1 and summed: [… , n, C] or [… , n·C] becomes [… , C]. */
export const preMixShape: ShapeRule = (call) => {
  requiredShape(call, 1);
  const x = requiredTensor(call, 0);
  if (x === undefined) return [undefined];
  const branches = x.shape === null ? undefined : branchesOf(call, x.shape);
  if (x.shape === null || branches === undefined) return [tensor(x.dtype, null)];
  const kept = (intAttr(call, 'num_branches') ?? 0) > 0 ? x.shape.slice(0, -1) : x.shape.slice(0, -2);
  return [tensor(x.dtype, [...kept, branches.width])];
};

/** A multiply for each input element, their sum over the branches, and the scale of the output. */
export const preMixCost: CostRule = (call, outputs) =>
  ifCounted(call, 0, () =>
    plusCost(costOf(elements(shapeAt(call, 0)), { elementwise: 2 }), costOf(outputCount(outputs), { elementwise: 1 })),
  );

/** Each branch plus its gate times the block's output; with a matrix (input 3) the branches are mixed by it before. */
export const postMixCost: CostRule = (call) => {
  const shape = shapeAt(call, 0);
  return ifCounted(call, 0, () => {
    const cost = costOf(elements(shape), { elementwise: 2 });
    if (!has(call, 3)) return cost;
    const branches = shape === null ? undefined : branchesOf(call, shape);
    return branches === undefined ? unknownCost : { ...cost, macs: mul(elements(shape) ?? 0, branches.count) };
  });
};

/** scale · softplus(a + bias), and the sigmoid of input 3 where output 1 is wanted. */
export const decayGateShape: ShapeRule = (call) => {
  requiredShape(call, 2);
  const a = requiredTensor(call, 0);
  if (a === undefined) return [undefined];
  requireInto(call, a.shape, 1);
  requireInto(call, a.shape, 2);
  const b = tensorAt(call, 3);
  return [tensor(a.dtype, a.shape), tensor(b?.dtype ?? a.dtype, b?.shape ?? null)];
};

/** Add, softplus, multiply; a sigmoid. */
export const decayGateCost: CostRule = (call) =>
  ifCounted(call, 0, () => {
    const decay = costOf(elements(shapeAt(call, 0)), { elementwise: 3, transcendentals: 2 });
    return wants(call, 1) ? plusCost(decay, costOf(elements(shapeAt(call, 3)), sigmoid)) : decay;
  });

/** Key, query [B, S, n, C]: the gated value for each branch, and the same normalised. */
export const memoryGateShape: ShapeRule = (call) => {
  requiredShape(call, 4);
  const key = requiredTensor(call, 0);
  if (key === undefined) return [undefined];
  const output = tensor(key.dtype, key.shape);
  return [output, output];
};

/** Two RMS norms, a product and its sum, the gate (root of the product's size, sigmoid) in each row, the gated value; a third norm. */
export const memoryGateCost: CostRule = (call) => {
  const shape = shapeAt(call, 0);
  return ifCounted(call, 0, () => {
    const [n, rows] = [elements(shape), rowsBefore(shape, -1)];
    const norm = rmsNormCost(n, rows);
    const gate = plusCost(costOf(n, { elementwise: 3 }), costOf(rows, { elementwise: 8, transcendentals: 2 }));
    return plusCost(norm, norm, gate, wants(call, 1) ? norm : {});
  });
};

/** SiLU of one tensor times another (input 1), or of one half of input 0 times the other half. */
export const gatedLinearShape: ShapeRule = (call) => {
  const x = requiredTensor(call, 0);
  if (x === undefined) return [undefined];
  if (has(call, 1)) return [tensor(x.dtype, x.shape ?? shapeAt(call, 1))];
  return [tensor(dtypeAt(call, 0), x.shape === null ? null : halvedLast(call, x.shape))];
};

/** Limits 3 (attribute `limit`), SiLU with its factor, an offset (`activation_beta`), a multiply. */
export const gatedLinearCost: CostRule = (call, outputs): Cost => {
  const swish = (floatAttr(call, 'activation_alpha') ?? 1) === 1 ? silu : scaledSilu;
  const limits = (floatAttr(call, 'limit') ?? 0) > 0 ? 3 : 0;
  const offset = (floatAttr(call, 'activation_beta') ?? 0) === 0 ? 0 : 1;
  const elementwise = (swish.elementwise ?? 0) + 1 + limits + offset;
  return ifCounted(call, 0, () => costOf(outputCount(outputs), { ...swish, elementwise }));
};
