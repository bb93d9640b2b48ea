import type { Value } from '#graph/value.ts';
import type { CostRule, ShapeRule } from '#count/ops/registry.ts';
import type { PerElement } from '#count/ops/elementwise/elementwise.ts';
import { dtypeAt, has, shapeAt, sizesAt, tensor } from '#count/ops/call.ts';
import { elements } from '#count/ops/sizes.ts';
import { broadcastShapes } from '#count/ops/shared/broadcast.ts';
import { elementTypeAttr } from '#count/ops/shared/element-type.ts';
import { costOf, outputCount, plusCost, rowsBefore } from '#count/ops/elementwise/elementwise.ts';
import { layerNormCost } from '#count/ops/norm/norm.ts';
import { reduceShape } from '#count/ops/reduce/reduce.ts';
import { requiredShape, requiredTensor } from '#count/ops/shared/required.ts';

/** Inputs at `operands` broadcast (scales and zero points lie between them); the output has the type of input `typed`. */
export function quantizedShape(operands: readonly number[], typed = operands[0] ?? 0): ShapeRule {
  return (call) => {
    const shape = broadcastShapes(
      call,
      operands.map((i) => requiredShape(call, i)),
    );
    return [tensor(dtypeAt(call, typed), shape)];
  };
}

/** Each operand dequantised (2 an element), `each` for every element of the output, the output quantised (2 an element). */
export function quantizedCost(operands: readonly number[], each: PerElement): CostRule {
  return (call, outputs) => {
    const read = operands.map((i) => costOf(elements(shapeAt(call, i)), { elementwise: 2 }));
    return plusCost(...read, costOf(outputCount(outputs), { ...each, elementwise: (each.elementwise ?? 0) + 2 }));
  };
}

/** Mean of dequantised elements: an add for each of the input, a division for each of the output. */
export const quantizedMeanCost: CostRule = (call, outputs) =>
  plusCost(costOf(elements(shapeAt(call, 0)), { elementwise: 3 }), costOf(outputCount(outputs), { elementwise: 3 }));

/** Layer norm over the last axis between dequantisation and quantisation; input 3 is the bias. */
export const quantizedNormCost: CostRule = (call) => {
  const shape = shapeAt(call, 0);
  const n = elements(shape);
  return plusCost(costOf(n, { elementwise: 4 }), layerNormCost(n, rowsBefore(shape, -1), has(call, 3)));
};

/** Sums of small integers in 32 bits, of the same sign. */
export const integerSumShape: ShapeRule = (call) => {
  const wide = dtypeAt(call, 0).startsWith('u') ? 'u32' : 'i32';
  return reduceShape('attribute', undefined, wide)(call);
};

/** An add for each element of the input. */
export const integerSumCost: CostRule = (call) => costOf(elements(shapeAt(call, 0)), { elementwise: 1 });

/** (A − zero point)·(B − zero point) in 32 bits. */
export const integerProductShape: ShapeRule = (call) => {
  const shape = broadcastShapes(call, [requiredShape(call, 0), requiredShape(call, 2)]);
  return [tensor('i32', shape)];
};

/** A multiply for each element of the output, a subtraction for each of an operand with a zero point. */
export const integerProductCost: CostRule = (call, outputs) => {
  const shift = (operand: number, zero: number) =>
    has(call, zero) ? costOf(elements(shapeAt(call, operand)), { elementwise: 1 }) : {};
  return plusCost(costOf(outputCount(outputs), { elementwise: 1 }), shift(0, 1), shift(2, 3));
};

/** Output in the shape of input 0, in the type that attribute `to` names, or else `fallback`. */
export function convertedShape(fallback: 'i8' | 'f32'): ShapeRule {
  return (call) => [tensor(elementTypeAttr(call, 'to', fallback), requiredShape(call, 0))];
}

/** Block floating point: packed bytes whose number is known only at run time, with the shape and strides of the input. */
export const blockFloatShape: ShapeRule = (call): readonly Value[] => {
  const shape = requiredShape(call, 0);
  const rank = shape?.length ?? call.fresh('rank');
  return [tensor('u8', [call.fresh('bytes')]), tensor('i64', [rank]), tensor('i64', [rank])];
};

/** Back from block floating point, to the shape in input 1 and the type in attribute `dtype`. */
export const fromBlockFloatShape: ShapeRule = (call): readonly Value[] => {
  requiredTensor(call, 0);
  requiredShape(call, 1);
  const dtype = elementTypeAttr(call, 'dtype', 'f32');
  const shape = sizesAt(call, 1);
  const rank = shapeAt(call, 1)?.[0];
  if (shape !== undefined) return [tensor(dtype, shape)];
  const isSmall = typeof rank === 'number' && rank <= 64;
  return [tensor(dtype, isSmall ? Array.from({ length: rank }, (_, i) => call.fresh(`dim${i}`)) : null)];
};
